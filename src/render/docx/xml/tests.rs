//! What stands where in somebody else's XML, and how much of it is looked at.

use super::*;

const PART: &str = "word/document.xml";

/// What was found: the name, how deep, the whole and what is inside.
fn found(
    text: &str,
    wanted: impl Fn(usize, &str) -> bool,
) -> Vec<(String, usize, &str, Option<&str>)> {
    let found = elements(text, PART, wanted).expect("sound XML");
    found
        .into_iter()
        .map(|element| {
            let inner = element.inner.map(|inner| &text[inner]);
            (element.name, element.depth, &text[element.whole], inner)
        })
        .collect()
}

#[test]
fn the_root_and_what_is_asked_for_are_found_where_they_stand() {
    let text = "<?xml version=\"1.0\"?><a><w:b>one<c/></w:b><d>two</d><w:b/></a>\n";
    let all = &text[text.find("<a>").expect("a")..text.len() - 1];
    let inside = &all["<a>".len()..all.len() - "</a>".len()];
    let b = |whole, inner| ("w:b".to_owned(), 1, whole, inner);
    assert_eq!(
        found(text, |_, name| name == "w:b"),
        [
            ("a".to_owned(), 0, all, Some(inside)),
            b("<w:b>one<c/></w:b>", Some("one<c/>")),
            b("<w:b/>", None),
        ]
    );
    assert_eq!(
        found(text, |depth, _| depth == 2),
        [
            ("a".to_owned(), 0, all, Some(inside)),
            ("c".to_owned(), 2, "<c/>", None),
        ]
    );
    assert_eq!(
        found("<a/>", |_, _| true),
        [("a".to_owned(), 0, "<a/>", None)]
    );
}

#[test]
fn what_is_not_sound_is_refused_with_its_part() {
    for text in [
        "",
        "words",
        "<a>",
        "</a>",
        "<a></b>",
        "<a><b></a>",
        "<a/></a>",
        "<!DOCTYPE a><a/>",
        "<a",
    ] {
        assert_eq!(
            elements(text, PART, |_, _| true).map(|found| found.len()),
            Err(format!("its part {PART} is not sound XML")),
            "{text}"
        );
    }
}

#[test]
fn a_part_is_neither_longer_nor_deeper_than_a_letterhead_needs() {
    let nested = |depth: usize| {
        let text = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        elements(&text, PART, |_, _| false).map(|found| found.len())
    };
    assert_eq!(nested(256), Ok(1));
    assert_eq!(
        nested(257),
        Err(format!("its part {PART} is nested too deeply"))
    );
    let long = |length: usize| {
        let text = format!("<a>{}</a>", "x".repeat(length - "<a></a>".len()));
        elements(&text, PART, |_, _| false).map(|found| found.len())
    };
    assert_eq!(long(8 << 20), Ok(1));
    assert_eq!(
        long((8 << 20) + 1),
        Err(format!(
            "its part {PART} is too long for that of a letterhead"
        ))
    );
}

#[test]
fn an_attribute_is_known_by_its_name_without_a_prefix() {
    let text = "<a xmlns:w='urn:w' xmlns='urn:a' w:val='one &amp; two' size=' 12 ' half='1/2'/>";
    let found = elements(text, PART, |_, _| false).expect("sound XML");
    let root = &found[0];
    assert_eq!(root.attribute("val"), Some("one & two"));
    assert_eq!(root.attribute("w:val"), None);
    assert_eq!(root.attribute("xmlns:w"), Some("urn:w"));
    assert_eq!(root.attribute("xmlns"), Some("urn:a"));
    assert_eq!(root.attribute("w"), None);
    assert_eq!(root.number("size"), Some(12));
    assert_eq!(root.number("half"), None);
    assert_eq!(root.number("missing"), None);
}

#[test]
fn an_element_holds_what_stands_in_it_and_neither_itself_nor_its_neighbour() {
    let found = elements("<a><b><c/></b><d><c/></d></a>", PART, |_, _| true).expect("sound XML");
    let holds: Vec<Vec<bool>> = found
        .iter()
        .map(|one| found.iter().map(|other| one.holds(other)).collect())
        .collect();
    assert_eq!(
        holds,
        [
            [false, true, true, true, true],
            [false, false, true, false, false],
            [false, false, false, false, false],
            [false, false, false, false, true],
            [false, false, false, false, false],
        ]
    );
}

#[test]
fn words_stand_in_one_row_and_are_never_markup() {
    assert_eq!(
        words("a <b> & \"c\"\r\nd\u{7}"),
        "a &lt;b&gt; &amp; &quot;c&quot; d&lt;U+0007&gt;"
    );
}

#[test]
fn something_is_put_in_and_at_the_end_of_the_root() {
    let inserted = [(1..1, "one".to_owned()), (2..4, "two".to_owned())];
    assert_eq!(
        with_inserted("abcdef", &inserted).as_deref(),
        Some("aonebtwoef")
    );
    assert_eq!(with_inserted("a", &[(2..2, String::new())]), None);
    let appended = |text| with_appended(text, PART, "<new/>");
    assert_eq!(
        appended("<a><b/></a>\n"),
        Ok("<a><b/><new/></a>\n".to_owned())
    );
    assert_eq!(
        appended("<w:a x='1'/>"),
        Ok("<w:a x='1'><new/></w:a>".to_owned())
    );
    assert_eq!(
        appended("<a>"),
        Err(format!("its part {PART} is not sound XML"))
    );
}
