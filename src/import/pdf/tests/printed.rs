//! What browsers do to the pages they print.

use super::super::super::block::{Block, Kind};
use super::{Text, blocks, draw, item, page, plain};

#[test]
fn a_hyphen_of_another_kind_is_none_of_the_words_own() {
    let found = page(&[
        plain(
            60.0,
            720.0,
            "A two-way tap stands by the gate, and is a multi-",
        ),
        Text(
            60.0,
            708.0,
            10.0,
            "R",
            b"part one; it was put there by the re\x07",
        ),
        Text(
            60.0,
            696.0,
            10.0,
            "R",
            b"tired plumber with the long lad\x07",
        ),
        Text(
            60.0,
            684.0,
            10.0,
            "R",
            b"der, who is hardly ever seen, and fam\x07",
        ),
        plain(60.0, 672.0, "ily of hers, on the way from the co-"),
        plain(60.0, 660.0, "operative shop."),
    ]);
    let text = &found.first().expect("a paragraph").1;
    assert!(text.contains("is a multi-part one"), "{text}");
    assert!(text.contains("the retired plumber"), "{text}");
    assert!(text.contains("long ladder, who"), "{text}");
    assert!(text.contains("the co-operative shop"), "{text}");
}

#[test]
fn a_title_in_the_middle_stands_before_all_columns() {
    let words = "of the tale of the kettle that is told";
    let mut lines = vec![Text(222.0, 790.0, 18.0, "B", b"The kettle's tale")];
    let mut text: Vec<(f32, f32, String)> = Vec::new();
    for (x, column) in [(30.0, "one"), (215.0, "two"), (400.0, "three")] {
        for line in 1..=8 {
            let y = 750.0 - 12.0 * line as f32;
            text.push((x, y, format!("{column} {line} {words}")));
        }
    }
    lines.extend(
        text.iter()
            .map(|(x, y, text)| Text(*x, *y, 8.0, "R", text.as_bytes())),
    );
    let found: Vec<String> = blocks(&[draw(&lines)]).iter().map(Block::text).collect();
    assert_eq!(found.first().map(String::as_str), Some("The kettle's tale"));
    let all = found.join(" ");
    let place = |column: &str| all.find(column).expect("a column");
    assert!(
        place("one 8") < place("two 1") && place("two 8") < place("three 1"),
        "{all}"
    );
}

#[test]
fn heads_are_dropped_from_two_pages_too() {
    let pages: Vec<Vec<u8>> = (1..=2)
        .map(|number| {
            let foot = format!("{number}/2");
            let body = format!("Bed {number} was dug over.");
            draw(&[
                plain(60.0, 820.0, "21/11/26, 12:13"),
                plain(250.0, 820.0, "The allotment"),
                plain(60.0, 740.0, &format!("Step {number}")),
                plain(60.0, 600.0, &body),
                plain(60.0, 20.0, "file:///allotment.html"),
                plain(560.0, 20.0, &foot),
            ])
        })
        .collect();
    let texts: Vec<String> = blocks(&pages).iter().map(Block::text).collect();
    assert_eq!(
        texts,
        [
            "Step 1",
            "Bed 1 was dug over.",
            "Step 2",
            "Bed 2 was dug over."
        ]
    );
}

#[test]
fn an_item_goes_on_beside_a_narrow_mark() {
    let found = page(&[
        plain(
            60.0,
            720.0,
            "The village hall has these rules for its kettle, and for its tap:",
        ),
        Text(72.0, 700.0, 10.0, "R", b"\x96"),
        plain(
            80.0,
            700.0,
            "Fill it from the cold tap, never from the one beside the door,",
        ),
        plain(86.0, 688.0, "Which drips on Tuesdays"),
        plain(72.0, 676.0, "- Put it back"),
    ]);
    let kinds: Vec<Kind> = found.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(
        kinds,
        [Kind::Paragraph, Kind::Item(0), Kind::Item(0)],
        "{found:?}"
    );
    assert_eq!(found.get(2), Some(&item("Put it back")));
}
