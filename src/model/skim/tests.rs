//! Which lines are told, and when the whole file is read instead.

use super::*;
use crate::model::file_text::with_end_mark;

/// Writes down what it hears.
#[derive(Default)]
struct Heard(Vec<String>);

impl<'a> Listener<'a> for Heard {
    fn table(&mut self, name: &'a str, listed: bool) -> bool {
        self.0.push(format!("{name} {listed}"));
        true
    }
    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        self.0.push(format!("{key}: {value}"));
        Some(())
    }
    fn item(&mut self, value: &'a str) -> Option<()> {
        self.0.push(text_of(value)?.to_owned());
        Some(())
    }
}

#[test]
fn lines_are_told_in_order() {
    let text = "# remark\nid = \"x\"\n\n[[actions]]\nlist = [\n    \"a\",\n    '''it's \"b\"''',\n    \"\"\"c\"\"\"\",\n]\ndue = 2026-10-31\n";
    let mut heard = Heard::default();
    assert_eq!(skim(text, &mut heard), Some(()));
    assert_eq!(
        heard.0,
        [
            " false",
            "id: \"x\"",
            "actions true",
            "list: [",
            "a",
            "it's \"b\"",
            "c\"",
            "due: 2026-10-31"
        ]
    );
}

#[test]
fn what_is_sure_to_end_where_its_line_ends_is_told() {
    for text in [
        "a = 'one\\two'\nb = \"three\"\nc = \"\"\"four\"\"\"\n",
        "a = \"\"\nb = ''\nc = \"\"\"\"\"\"\nd = ''''''\n",
        "a = \"\"\"one \"two\"\"\"\"\"\nb = '''it's \"\"\" one'''\n",
        "a = [\"one\", 'two']\nb = []\nc = true\nd = 1\n",
        "",
        "\n# a = \n\n",
    ] {
        assert_eq!(skim(text, &mut Heard::default()), Some(()), "{text}");
    }
}

#[test]
fn what_is_not_laid_out_by_the_program_is_left_to_the_whole_reading() {
    for text in [
        "a = \"\"\"\n[[actions]]\n\"\"\"\n",
        "a = '''one\ntwo'''\n",
        "a = \"\"\"one\"\"\" # \"\"\"\n",
        "a = \"one\" # \"two\"\n",
        "a = \"tab\\t\"\n",
        "a = [\n  [1],\n]\n",
        "a = [\n  \"one\"\n]\n",
        "a = [\"\"\"one]\ntwo\"\"\"]\n",
        "a = [ # why\n]\n",
        "a = {b = 1}\n",
        "actions = [{id = \"A1\"}]\n",
        "actions = [\n]\n",
        "[[actions]]\nupdates = []\n",
        "[place]\naction = []\n",
        "[place]\npoint = []\n",
        "[seal]\nparts = []\n",
        "a.b = 1\n",
        "\"a\" = 1\n",
        "a=1\n",
        " a = 1\n",
        "[a] # b\n",
        "[ a ]\n",
        "[\"a\"]\n",
        "[other]\na = 1\n",
        "[meeting]\na = [\n[1],\n]\nb = 1\n",
        "[meeting]\na = [\n[meeting]\n]\nb = 1\n",
        "a = 1 # b\n",
        "a = \n",
        "a = \"one\n",
        "a = 'one\n",
        "a = 'one' # 'two'\n",
        "a = \"\"\"one\n",
        "a = \"\"\"one\"\"\"\"\"\"\n",
        "a = \"\"\"o\\\\ne\"\"\"\n",
        "a = [\"one\"\n",
        "a = ['''one]\n",
        "a = 1[\n",
        "a = 1{\n",
        "a = 1\"\n",
        "a = 1'\n",
        "a = [\n\"one\",\n",
        "a = 1",
        "a = \"b\"\r\n",
        "\u{feff}a = 1\n",
    ] {
        assert_eq!(skim(text, &mut Heard::default()), None, "{text}");
    }
}

const SESSION: &str = include_str!("../../../sessions/2026-09-02-child-i-example-team.toml");

/// In which of the two ways a session was read.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    ByLines,
    Whole,
}

fn way(text: &str) -> Option<(Way, EndMark)> {
    read_by_lines(text, |_| Some(Way::ByLines), |_| Way::Whole).ok()
}

/// Wants actions alone, and writes down what it hears of them.
#[derive(Default)]
struct OfActions(Vec<String>);

impl<'a> Listener<'a> for OfActions {
    fn table(&mut self, name: &'a str, _: bool) -> bool {
        name == "actions"
    }
    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        self.0.push(format!("{key}: {value}"));
        Some(())
    }
}

#[test]
fn what_is_not_wanted_is_passed_over_unless_a_longer_text_may_stand_in_it() {
    let text = |quotes: &str| {
        format!(
            "format = 1\n[closing]\nlearning = {quotes}\n[[actions]]\nid = \"A9\"\n# {quotes}\n[[actions]]\nid = \"A1\"\n"
        )
    };
    for quotes in ["\"\"\"", "'''"] {
        let text = text(quotes);
        assert_eq!(skim(&text, &mut OfActions::default()), None, "{text}");
    }
    let mut heard = OfActions::default();
    let plain = "format = 1\n[closing]\nnot sure\n[[actions]]\nid = \"A1\"\n";
    assert_eq!(skim(plain, &mut heard), Some(()));
    assert_eq!(heard.0, ["id: \"A1\""]);
    // What stands on top is looked at whether it is wanted or not.
    assert_eq!(
        skim("not sure\n[[actions]]\n", &mut OfActions::default()),
        None
    );
}

#[test]
fn a_list_that_is_no_table_of_the_format_is_told() {
    for table in ["[[actions]]", "[place]", "[seal]", "[meeting]"] {
        let text = format!("{table}\nours = [\"one\"]\nupdate = [\"a = 1\"]\n");
        assert_eq!(skim(&text, &mut Heard::default()), Some(()), "{text}");
    }
}

#[test]
fn only_a_file_of_this_format_that_is_sure_to_be_our_own_is_read_by_its_lines() {
    let (body, _) = split_end_mark(SESSION);
    assert_eq!(way(SESSION), Some((Way::ByLines, EndMark::Right)));
    assert_eq!(way(body), Some((Way::Whole, EndMark::Missing)));
    let changed = SESSION.replace("Example Team", "Another Team");
    assert_eq!(way(&changed), Some((Way::Whole, EndMark::Wrong)));
    let unsure = read_by_lines(SESSION, |_| None, |_| Way::Whole);
    assert_eq!(unsure, Ok((Way::Whole, EndMark::Right)));
    // Spelled in another way, the number is looked for in the whole file.
    let spelled = body.replacen("format = 1", "format=1", 1);
    assert_eq!(
        way(&with_end_mark(&spelled)),
        Some((Way::Whole, EndMark::Right))
    );
    let newer = body.replacen("format = 1", "format = 2", 1);
    assert_eq!(way(&with_end_mark(&newer)), None);
}

#[test]
fn the_format_is_said_before_the_first_table() {
    for (body, is_said) in [
        ("format = 1\nid = \"a\"\n", true),
        ("id = \"a\"\nformat = 1\n[meeting]\n", true),
        ("format = 2\n", false),
        ("[meeting]\nformat = 1\n", false),
        ("id = \"a\"\n", false),
    ] {
        assert_eq!(is_of_this_format(body), is_said, "{body}");
    }
}

#[test]
fn the_id_is_read_down_to_where_it_stands() {
    for (body, id) in [
        ("format = 1\nid = \"a\"\nnot = sure\n", Some("a")),
        ("id = 'a'\n[meeting]\nid = \"b\"\n", Some("a")),
        ("[meeting]\nid = \"b\"\n", None),
        ("not sure\nid = \"a\"\n", None),
        ("text = \"\"\"\nid = \"b\"\n\"\"\"\nid = \"a\"\n", None),
        ("id = \"\\u0061\"\n", None),
        ("id = \"a\"", None),
    ] {
        assert_eq!(id_of(body), id, "{body}");
    }
}

#[test]
fn a_text_is_known_by_its_quotes() {
    for (value, text) in [
        ("\"a\"", Some("a")),
        ("'a'", Some("a")),
        ("\"\"\"a\"\"\"", Some("a")),
        ("\'\'\'a\'\'\'", Some("a")),
        ("\"\"", Some("")),
        ("''", Some("")),
        ("\"a", None),
        ("1", None),
        ("", None),
    ] {
        assert_eq!(text_of(value), text, "{value}");
    }
    use crate::model::action::Status;
    assert_eq!(word_of("\"not possible\""), Some(Status::NotPossible));
    assert_eq!(word_of::<Status>("\"else\""), None);
    assert!(has_escape("a\\tb"));
    assert!(!has_escape("a b"));
}

#[test]
fn a_list_on_one_line_is_taken_apart_where_that_is_sure() {
    assert_eq!(items_of("[]"), Some(vec![]));
    assert_eq!(
        items_of(r#"["a, b", 'c "d"', ""]"#),
        Some(vec!["\"a, b\"", "'c \"d\"'", "\"\""])
    );
    for unsure in [
        r#"["a\"b"]"#,
        "[1]",
        "[\"a\" , \"b\"]",
        "[\"a\"",
        "[] # was [\"a\"]",
        "[[\"a\"]]",
    ] {
        assert_eq!(items_of(unsure), None, "{unsure}");
    }
}
