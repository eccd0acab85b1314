//! Texts that a terminal, a spreadsheet, a browser, Word or a template would act on, and a session and a
//! review that have one of them in every text.

use reflect::model::file_text::{read, read_session, with_end_mark};
use reflect::model::review::Review;
use toml::Value;

/// What a terminal would obey, or show as something else than it is.
pub const FOR_A_TERMINAL: [&str; 16] = [
    "clear\u{1b}[8mthe screen",
    "title\u{1b}]0;owned\u{7}",
    "link\u{1b}]8;;https://evil.example\u{1b}\\here",
    "device\u{1b}P1$r\u{1b}\\control",
    "one byte\u{9b}8mcsi",
    "string\u{9d}0;owned\u{9c}",
    "bell\u{7}rings",
    "back\u{8}\u{8}\u{8}\u{8}space",
    "shift\u{e}out\u{f}in\u{0}nul",
    "over\u{202e}dne\u{202c}and \u{2066}isolate\u{2069}",
    "mark\u{200f}\u{61c}ed",
    "no\u{200b}width\u{2060}at\u{feff}all\u{ad}",
    "line\rhidden",
    "line\u{2028}separator\u{2029}paragraph\u{85}next",
    "tag\u{e0041}\u{e007f}s \u{fff9}note\u{fffb}",
    "no character \u{fffe}\u{fdd0}\u{10ffff}",
];

/// What a spreadsheet would run, in every spelling.
pub const FOR_A_SHEET: [&str; 20] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "|cmd",
    "%x",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u{a0}=1",
    "\u{3000}＠SUM(1)",
    "＝1",
    "＋1",
    "－1",
    "｜x",
    "％x",
    "\"=1",
    "words;=1",
    "=HYPERLINK(\"https://evil.example\",\"a\")",
];

/// What Markdown, HTML, XML, a calendar or a template would take for its own.
pub const FOR_A_PAGE: [&str; 20] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "'><svg/onload=alert(1)>",
    "[a](javascript:alert(1)) ![b](https://evil.example/c.png)",
    "<javascript:alert(1)> <https://evil.example>",
    "https://evil.example www.evil.example who@evil.example",
    "javascript:alert(1)",
    "[ref]: https://evil.example",
    "**bold** _em_ `code` ~~gone~~ \\*",
    "# a heading",
    "- a point\n\n1. a number\n\n> a quote\n\n---\n\n    code\n\n```\nfence",
    "| a | b |\n| - | - |\n| c | d |",
    "[^1] a note [^1]: here",
    "&lt;b&gt; &#60;b&#62; &amp;amp;",
    "]]> --> <!-- <![CDATA[ <?php ?> %>",
    "</w:t></w:r><w:r><w:instrText>DDEAUTO</w:instrText></w:r>",
    "{{ 7771 * 3 }} {% raw %} {# note #}",
    "end\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M\nEND:VEVENT",
    "---\ntitle: a\n---",
];

/// Every attack on a terminal in one text.
pub fn on_a_terminal() -> String {
    FOR_A_TERMINAL.join(" ")
}

/// Attacks on whatever is read as a page, with a very long word.
pub fn on_a_page() -> Vec<String> {
    let mut all: Vec<String> = FOR_A_PAGE.iter().map(|text| (*text).to_owned()).collect();
    all.extend([on_a_terminal(), "long".repeat(400)]);
    all
}

/// Attacks on whatever is read as cells.
pub fn on_a_sheet() -> Vec<String> {
    FOR_A_SHEET.iter().map(|text| (*text).to_owned()).collect()
}

const SESSION: &str = r#"format = 1
id = "a"
status = "sealed"
ours = "a"

[review]
id = "child-l"
title = "a"
publisher = "a"
wording = "restated"
fingerprint = "a"

[meeting]
team = "a"
date = 2026-09-02
started = 2026-09-02T13:00:00Z
finished = 2026-09-02T14:00:00Z
facilitator = "a"
present = ["a", "a"]
apologies = ["a"]
minutes_planned = 60
audience = "a"
wellbeing_check = true

[[carried]]
action = "a"
what = "a"
status = "open"
owner = "a"
due = 2026-11-30
note = "a"
seen = "a"
not_before = 2026-12-01

[[questions_back]]
session = "a"
sign_off = 1
by = "a"
asked = "a"
about = "a"
answers = ["a", "a"]

[[questions]]
id = "q1"
text = "a"
outcome = "discussed"
then = "a"
moved = "a"
answers = ["a", "a", "a"]
minutes = 7

[[questions]]
id = "q2"
text = "a"
outcome = "parked"
reason = "a"

[[questions]]
id = "q3"
text = "a"
outcome = "not reached"

[[steps]]
id = "s1"
text = "a"
disposition = "in place"
answers = ["a"]

[[actions]]
id = "A1"
from = "a"
what = "a"
owner = "a"
due = 2026-10-31
know = "a"
status = "open"

[[actions.updates]]
on = 2026-10-01
status = "open"
owner = "a"
due = 2026-11-15
note = "a"
seen = "a"

[[actions]]
id = "A2"
from = "q1"
what = "a"
owner = "a"
status = "open"

[closing]
learning = "a"
next_meeting = 2026-10-21

[[amendments]]
on = 2026-09-04
reason = "a"
question = "a"
answers = ["a"]
saw = "a"
digest = "a"

[seal]
digest = "a"
sealed = 2026-09-02T14:00:00Z

[seal.parts]
a = "a"

[[sign_offs]]
by = "a"
on = 2026-09-09
outcome = "seen with a question"
remark = "a"
question = "a"
saw = "a"
digest = "a"
"#;

const REVIEW: &str = r#"format = 1
id = "hostile"
title = "a"
kind = "a"
publisher = "a"
wording = "restated"
themes = ["a", "a"]
content_note = "a"
ours = "a"

[source]
document = "a"
url = "a"

[case]
introduction = ["a", "a"]
context = ["a"]
good_practice = ["a"]
development = ["a"]

[[recommendations]]
text = "a"
update = "a"

[[questions]]
id = "q1"
text = "a"
themes = ["a"]

[[questions]]
id = "q2"
text = "a"

[[steps]]
id = "s1"
text = "a"

[[resources]]
title = "a"
url = "a"
"#;

/// A session in which every text that is free is the next of these, or every one that may be any text at all:
/// ids too.
pub fn session_of(texts: &[String], from: usize, ids_too: bool) -> String {
    let is_session = |text: &str| read_session(text).is_ok();
    let text = filled(SESSION, texts, from, ids_too, is_session);
    with_end_mark(&text)
}

/// The same, of a meeting that is still going on, and has nothing beside it.
pub fn unfinished_of(texts: &[String], from: usize) -> String {
    let (meeting, _) = SESSION.split_once("[closing]").expect("a meeting");
    let meeting = meeting.replace("\"sealed\"", "\"in progress\"");
    let is_session = |text: &str| read_session(text).is_ok();
    with_end_mark(&filled(&meeting, texts, from, false, is_session))
}

/// A review of this id in which every text that is free is the next of these.
pub fn review_of(texts: &[String], from: usize, id: &str) -> String {
    let review = REVIEW.replace("\"hostile\"", &format!("\"{id}\""));
    let is_review = |text: &str| read::<Review>(text).is_ok();
    filled(&review, texts, from, false, is_review)
}

fn filled(
    text: &str,
    texts: &[String],
    from: usize,
    ids_too: bool,
    fits: impl Fn(&str) -> bool,
) -> String {
    let mut tree: toml::Table = text.parse().expect("a table");
    let mut paths = Vec::new();
    walk(&Value::Table(tree.clone()), &mut Vec::new(), &mut paths);
    for (at, path) in paths.iter().enumerate() {
        let before = place(&mut tree, path).expect("a place").clone();
        let is_free = before == Value::String("a".into());
        if !is_free && !ids_too {
            continue;
        }
        let next = Value::String(texts[(from + at) % texts.len()].clone());
        *place(&mut tree, path).expect("a place") = next;
        // A date or a status is not any text, and an id stands once.
        if !fits(&toml::to_string(&tree).expect("a text")) {
            assert!(!is_free, "{path:?} is not free");
            *place(&mut tree, path).expect("a place") = before;
        }
    }
    toml::to_string(&tree).expect("a text")
}

fn walk(value: &Value, path: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    match value {
        Value::String(_) => paths.push(path.clone()),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                walk(item, path, paths);
                path.pop();
            }
        }
        Value::Table(table) => {
            for (key, item) in table {
                path.push(key.clone());
                walk(item, path, paths);
                path.pop();
            }
        }
        _ => {}
    }
}

fn place<'a>(tree: &'a mut toml::Table, path: &[String]) -> Option<&'a mut Value> {
    let (first, rest) = path.split_first()?;
    let mut value = tree.get_mut(first)?;
    for step in rest {
        value = match value {
            Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?,
            Value::Table(table) => table.get_mut(step)?,
            _ => return None,
        };
    }
    Some(value)
}
