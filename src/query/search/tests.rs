//! The quick way through a file finds what the whole reading finds.

use super::*;
use crate::model::file_text::with_end_mark;
use crate::model::packed::{pack, unpack};
use proptest::prelude::*;
use proptest::sample::select;

const TIDY: [&str; 12] = [
    "audit", "Audits", "reaudit", "of", "case", "cases", "don’t", "it's", "#", "é", "[", ",",
];
const WILD: [&str; 6] = ["\"so\"", "'", "\\", "\n", "\t", "\"\"\""];

/// A text as it is spelled in a file: as the program does it, or in any way that is allowed.
fn text(wild: bool) -> impl Strategy<Value = String> {
    let all = [TIDY.as_slice(), if wild { WILD.as_slice() } else { &[] }].concat();
    let text = prop::collection::vec(select(all), 0..6).prop_map(|words| words.join(" "));
    let way = if wild { 0..7_u8 } else { 4..7 };
    (text, way).prop_map(move |(text, way)| match way {
        4 if !wild => spelled(&text, 1),
        way => spelled(&text, way),
    })
}

fn spelled(text: &str, way: u8) -> String {
    let escaped = |c: char| match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    let one_line = !text.contains(['\n', '\t']);
    match way {
        1 if one_line && !text.contains('\'') => format!("'{text}'"),
        2 if !text.contains("\"\"\"") && !text.ends_with('"') && !text.contains('\\') => {
            format!(
                "\"\"\"{}{text}\"\"\"",
                if text.starts_with('\n') { "\n" } else { "" }
            )
        }
        3 if !text.contains('\t') => format!("\'\'\'\n{text}\'\'\'"),
        4 => {
            let hidden = text.replacen('u', "\u{1}", 1);
            let hidden: String = hidden.chars().map(escaped).collect();
            format!("\"{}\"", hidden.replace("\\u0001", "\\u0075"))
        }
        6 if one_line && !text.contains("\'\'\'") && !text.ends_with('\'') => {
            format!("\'\'\'{text}\'\'\'")
        }
        5 if one_line && !text.contains(['"', '\\']) => format!("\"{text}\""),
        _ => format!("\"{}\"", text.chars().map(escaped).collect::<String>()),
    }
}

fn remark(wild: bool) -> impl Strategy<Value = String> {
    let beside = if wild { "# audit" } else { "" };
    select(vec!["", "", beside, "\n# audit", "\n\n# the \"case"])
        .prop_map(|remark| format!("{remark}\n"))
}

fn answers(wild: bool) -> impl Strategy<Value = String> {
    let way = if wild { 0..3_u8 } else { 0..2 };
    let texts = prop::collection::vec(text(wild), 0..4);
    (texts, way).prop_map(|(texts, way)| match way {
        0 => format!("[{}]", texts.join(", ")),
        1 if texts.is_empty() => "[]".into(),
        1 => format!("[\n    {},\n]", texts.join(",\n    ")),
        _ => format!("[ # audit\n{}\n]", texts.join(" ,\n")),
    })
}

/// A table as a person may lay it out: its lines in any order.
fn table(
    wild: bool,
    name: &'static str,
    lines: Vec<BoxedStrategy<String>>,
) -> BoxedStrategy<String> {
    (lines, remark(wild))
        .prop_flat_map(move |(lines, remark)| {
            Just(lines).prop_shuffle().prop_map(move |lines| {
                let lines: Vec<String> = lines.into_iter().filter(|l| !l.is_empty()).collect();
                format!("{name}{remark}{}\n", lines.join("\n"))
            })
        })
        .boxed()
}

fn line(
    key: &'static str,
    value: impl Strategy<Value = String> + 'static,
) -> BoxedStrategy<String> {
    value
        .prop_map(move |value| format!("{key} = {value}"))
        .boxed()
}

fn maybe(line: BoxedStrategy<String>) -> BoxedStrategy<String> {
    prop_oneof![line, Just(String::new())].boxed()
}

fn fixed(text: &str) -> BoxedStrategy<String> {
    Just(text.to_owned()).boxed()
}

prop_compose! {
    fn file(wild: bool)(
        top in table(wild, "", vec![fixed("format = 1"), fixed("id = \"an-audit\""), fixed("status = \"sealed\""), maybe(line("ours", text(wild)))]),
        mut parts in (
            table(wild, "[review]", vec![line("id", text(wild)), line("title", text(wild)), fixed("wording = \"restated\"")]),
            table(wild, "[meeting]", vec![line("team", text(wild)), fixed("date = 2026-10-01"), line("present", answers(wild))]),
            prop::collection::vec(table(wild, "[[carried]]", vec![line("action", text(wild)), line("what", text(wild)), fixed("status = \"open\""), maybe(line("note", text(wild))), maybe(line("seen", text(wild)))]), 0..2),
            table(wild, "[[questions]]", vec![fixed("id = \"q1\""), line("text", text(wild)), maybe(line("reason", text(wild))), maybe(line("answers", answers(wild)))]),
            maybe(table(wild, "[[questions]]", vec![fixed("id = \"q2\""), line("text", text(wild)), line("answers", answers(wild)), maybe(line("ours", text(wild)))])),
            maybe(table(wild, "[[steps]]", vec![fixed("id = \"s1\""), line("text", text(wild)), line("answers", answers(wild))])),
            (
                table(wild, "[[actions]]", vec![fixed("id = \"A1\""), line("what", text(wild)), maybe(line("owner", text(wild))), maybe(line("know", text(wild))), maybe(fixed("from = \"q1\""))]),
                prop::collection::vec(table(wild, "[[actions.updates]]", vec![fixed("on = 2026-10-02"), fixed("status = \"done\""), maybe(line("note", text(wild))), maybe(line("seen", text(wild)))]), 0..3),
            ).prop_map(|(action, updates)| action + &updates.concat()),
            maybe(table(wild, "[closing]", vec![maybe(line("learning", text(wild)))])),
            maybe(table(wild, "[[amendments]]", vec![fixed("on = 2026-10-02"), maybe(line("reason", text(wild))), maybe(fixed("question = \"q2\"")), maybe(fixed("step = \"s1\"")), maybe(line("answers", answers(wild)))])),
            maybe(table(wild, "[[sign_offs]]", vec![fixed("on = 2026-10-02"), fixed("by = \"audit\""), fixed("outcome = \"seen\""), maybe(line("remark", text(wild))), maybe(fixed("question = \"q1\""))])),
        ).prop_map(|p| {
            let mut parts = vec![p.0, p.1, p.3, p.4, p.5, p.6, p.7, p.8, p.9];
            parts.extend(p.2);
            parts
        }).prop_flat_map(|parts| Just(parts).prop_shuffle()),
    ) -> String {
        parts.insert(0, top);
        with_end_mark(&parts.concat())
    }
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let words = prop::collection::vec(
        select(vec![
            "audit", "AUD", "case", "of case", "don't", "\"so", "é", "q1", "it’s", "seen",
        ]),
        1..3,
    );
    let regex = select(vec![
        "a.d",
        "^audit",
        "audit$",
        r"\baudit",
        r"\Bit",
        "audit.*case",
        "[^a]",
        "x*",
        r"s\s",
        "(?m)^of",
        r"\W",
        "(?-i)Audit",
        ".*",
        r"\\",
    ]);
    prop_oneof![
        words.prop_map(|words| {
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            Pattern::of_words(&words).expect("words")
        }),
        regex.prop_map(|regex| Pattern::of_regex(regex).expect("a pattern")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]
    #[test]
    fn the_quick_way_finds_what_the_whole_reading_finds(file in select(vec![true, false, false, false]).prop_flat_map(file), pattern in pattern(), windows in 0..9_u8) {
        let file = if windows == 0 { file.replace('\n', "\r\n") } else { file };
        let wanted = Wanted::default();
        let whole = search_whole(&file, &pattern, &wanted, |found| pack(found));
        prop_assert!(whole.is_ok(), "{:?}\n{file}", whole);
        if let Ok((found, _)) = &whole
            && let Some(packed) = &found.kept
        {
            let unpacked: Found = unpack(packed);
            prop_assert_eq!(&*found.session, unpacked.session);
            prop_assert!(!unpacked.hits.is_empty());
            prop_assert_eq!(&pack(&unpacked), packed);
        }
        prop_assert_eq!(search(&file, &pattern, &wanted, |found| pack(found)), whole);
    }
}
