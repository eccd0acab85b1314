//! Where rows become a table, a list of padded lines or facts, and how the room is shared.

use super::*;

fn cells<const N: usize>(rows: impl IntoIterator<Item = [&'static str; N]>) -> Vec<Vec<String>> {
    rows.into_iter()
        .map(|row| row.map(str::to_owned).to_vec())
        .collect()
}

#[test]
fn a_table_is_drawn_where_there_is_room_and_facts_where_there_is_not() {
    let rows = cells([["1", "2"], ["3", ""]]);
    let drawn = "┌───┬───┐\n│ A ┆ B │\n╞═══╪═══╡\n│ 1 ┆ 2 │\n│ 3 ┆   │\n└───┴───┘\n";
    let facts = "A: 1\nB: 2\n\nA: 3\n";
    for (layout, expected) in [
        (Layout::Table(72), drawn),
        (Layout::Table(100), drawn),
        (Layout::Table(71), facts),
        (Layout::Facts(None), facts),
        (Layout::Tabs, "a\tb\n1\t2\n3\t\n"),
    ] {
        assert_eq!(lay_out(&["A", "B"], &rows, layout), expected, "{layout:?}");
    }
}

#[test]
fn facts_are_wrapped_and_a_line_stands_between_two_rows() {
    let rows = cells([["one two three", "x"], ["", "y"], ["z", ""]]);
    assert_eq!(
        lay_out(&["What", "Who"], &rows, Layout::Facts(Some(12))),
        "What: one\n  two three\nWho: x\n\nWho: y\n\nWhat: z\n"
    );
}

#[test]
fn a_list_of_more_rows_than_are_read_is_padded() {
    let of = |count: usize| {
        let rows = vec![vec!["1".to_owned(), "2".to_owned()]; count];
        lay_out(&["A", "B"], &rows, Layout::Table(80))
    };
    assert!(of(LONG).starts_with("┌───┬───┐\n"));
    assert!(of(LONG + 1).starts_with("A  B\n1  2\n"));
}

#[test]
fn a_long_list_has_one_line_for_each_row() {
    let row = |at: usize| {
        vec![
            format!("A{at}"),
            "two\nlines".into(),
            "x".repeat(60),
            "end".into(),
        ]
    };
    let rows: Vec<Vec<String>> = (0..LONG + 1).map(row).collect();
    let text = lay_out(
        &["Action", "What", "Owner", "Due"],
        &rows,
        Layout::Table(80),
    );
    assert_eq!(text.lines().count(), rows.len() + 1);
    assert_eq!(
        text.lines().next(),
        Some("Action  What       Owner                                     Due")
    );
    let second = format!("A0      two lines  {}  end", "x".repeat(60));
    assert_eq!(text.lines().nth(1), Some(second.as_str()));
}

#[test]
fn a_column_of_a_long_list_is_as_wide_as_what_is_seen() {
    let mut rows = vec![vec!["1".to_owned(), "2".to_owned()]; LONG];
    // Six bytes and four columns.
    rows.push(vec!["日本".into(), "2".into()]);
    let text = lay_out(&["A", "B"], &rows, Layout::Table(80));
    assert!(text.starts_with("A     B\n1     2\n"), "{text}");
    assert!(text.ends_with("\n日本  2\n"), "{text}");
}

#[test]
fn where_everything_fits_nothing_is_narrowed() {
    // Two columns of 30 and 38, and seven for what stands around them.
    let rows = vec![vec!["x".repeat(30), "y".repeat(38)]];
    assert_eq!(shared_widths(&["A", "B"], &rows, 75), None);
    assert!(shared_widths(&["A", "B"], &rows, 74).is_some());
}

#[test]
fn a_short_column_keeps_its_width_and_the_rest_is_shared_by_the_root() {
    let twelve = "two words ab";
    let nine = "word word";
    // 102 columns of words in the third, 27 in the fourth.
    let long = ["word"; 21].join(" ");
    let rows = vec![vec![
        twelve.to_owned(),
        nine.to_owned(),
        long,
        ["word"; 6].join(" "),
    ]];
    let headers = ["A", "B", "C", "D"];
    // Of 80, 13 stand around the words; 12 and 9 are short, 4 and 4 the longest words, and 38 are left,
    // of which the roots of 100 and of 25 take two thirds and one.
    assert_eq!(
        shared_widths(&headers, &rows, 80),
        Some(vec![14, 11, 4 + 25 + 2, 4 + 12 + 2])
    );
}

#[test]
fn a_column_is_never_wider_than_what_it_holds() {
    let rows = vec![vec!["word ".repeat(30), "four four four".to_owned()]];
    let widths = shared_widths(&["A", "B"], &rows, 100).expect("widths");
    assert_eq!(widths[1], 14 + 2);
}

#[test]
fn words_that_no_column_has_room_for_become_facts() {
    // Two words of 33 with a space on each side, and a line before, between and behind them.
    let long = "x".repeat(33);
    let rows = vec![vec![format!("{long} {long}"), format!("{long} {long}")]];
    let first = |columns| {
        let text = lay_out(&["A", "B"], &rows, Layout::Table(columns));
        text.lines().next().map(str::to_owned)
    };
    assert_eq!(first(73).map(|line| line.chars().count()), Some(73));
    assert_eq!(first(72), Some(format!("A: {long} {long}")));
}

#[test]
fn what_a_spreadsheet_would_run_is_made_harmless_in_tabs_too() {
    let text = tab_header(&["What"]) + &tab_lines([["=1"], ["Ring"]]);
    assert_eq!(text, "what\n'=1\nRing\n");
}
