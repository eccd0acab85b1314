//! The quick reading of a session gives what the whole reading gives, however a person has laid out the
//! file.

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::test_runner::Config;
use reflect::model::commitments::{Commitments, Packed, Which, commitments};
use reflect::model::date::Day;
use reflect::model::file_text::{EndMark, read_session, split_end_mark, with_end_mark};
use reflect::model::glance::{Glance, glance};
use reflect::model::skim::{Listener, skim};
use reflect::model::texts::Texts;
use reflect::model::walked::{Walked, walked};
use std::sync::LazyLock;

/// A session of every kind of table, as the program lays it out.
const SESSION: &str = r#"format = 1
id = "2026-09-02-child-l-duty-team"
status = "sealed"

[review]
id = "child-l"
title = "Child L"
publisher = "A partnership"
wording = "restated"

[meeting]
team = "Duty Team"
date = 2026-09-02
started = 2026-09-02T13:00:00Z
finished = 2026-09-02T13:50:00Z
present = ["2 social workers", "police"]
apologies = []
wellbeing_check = true

[[carried]]
action = "2026-03-01-child-i-duty-team/A1"
what = "Ring the ward"
status = "open"
owner = "Ward manager"
due = 2026-11-30
note = "Not yet"
not_before = 2026-12-01

[[questions]]
id = "q1"
text = "What do we see?"
outcome = "discussed"
then = "2026-03-01-child-i-duty-team/q4"
moved = "We ask the midwife now"
answers = [
    "One point",
    'Another [[actions]] point = "quoted"',
    'due = 2026-01-01',
]
minutes = 7

[[questions]]
id = "q2"
text = "And then?"
outcome = "parked"
reason = "No time"

[[steps]]
id = "s1"
text = "Talk"
disposition = "in place"
answers = ["We do"]

[[actions]]
id = "A1"
from = "q1"
what = "Ask the midwife"
owner = "Team manager"
due = 2026-10-31
know = "It is on the form"
status = "open"

[[actions.updates]]
on = 2026-10-01
at = 2026-10-01T09:30:00Z
status = "done"
owner = "Practice lead"
due = 2026-11-15
note = "She came"
seen = "Nine of ten"

[[actions]]
id = "A2"
what = "Write it down"
status = "open"

[closing]
learning = "Ask first"

[seal]
digest = "sha256:00"
sealed = 2026-09-02T14:00:00Z

[seal.parts]
q1 = "00"

[[questions_back]]
session = "2026-03-01-child-i-duty-team"
sign_off = 1
by = "Service manager"
asked = "Who looks?"
about = "q2"
answers = ["The manager"]

[[questions_back]]
session = "2026-03-01-child-i-duty-team"
sign_off = 2
by = "Service manager"
asked = "Who else?"
answers = []

[[questions_back]]
session = "2026-06-01-child-ac-duty-team"
sign_off = 1
by = "Service manager"
asked = "Since when?"
answers = [
    "Since March",
    "By the form",
]

[[amendments]]
on = 2026-09-04
reason = "Left out"
question = "q2"
answers = ["A third point", "A fourth"]

[[sign_offs]]
by = "Service manager"
on = 2026-09-09
outcome = "seen with a question"
remark = "What came of it?"
question = "q1"

[[sign_offs]]
by = "Chair"
on = 2026-09-10
outcome = "seen"
remark = "Thank you"

[[sign_offs]]
by = "Chair"
on = 2026-09-11
outcome = "seen with a question"

[[sign_offs]]
by = "Chair"
on = 2026-09-12
outcome = "follow-up wanted"
remark = "Who rings?"
"#;

/// Days between those of what was added beside it, and one after all of them.
static DAYS: LazyLock<[Day; 4]> = LazyLock::new(|| {
    let september = |day| Day(NaiveDate::from_ymd_opt(2026, 9, day).expect("a day"));
    [september(3), september(9), september(10), EVER]
});

const EVER: Day = Day(NaiveDate::MAX);

/// What a person's editor, or a person, does to a line of a file.
const EDITS: [fn(&str) -> String; 21] = [
    |line| format!("{line}  # [[actions]]"),
    |line| format!("# owner = \"somebody\"\n{line}"),
    |line| format!("\n\n{line}"),
    |line| format!("  {line}"),
    |line| format!("{line}   "),
    |line| line.replace(" = ", "="),
    |line| line.replace(" = ", "  =  "),
    |line| match line.split_once(" = ") {
        Some((key, value)) => format!("\"{key}\" = {value}"),
        None => line.to_owned(),
    },
    |line| match line.split_once(" = \"") {
        Some((key, text)) => format!(
            "{key} = \"\"\"\n[[actions]]\nid = \"A9\"\n{}\"\"\"",
            text.trim_end_matches('"')
        ),
        None => line.to_owned(),
    },
    |line| match line.split_once(" = \"") {
        Some((key, text)) => format!("{key} = '''{}'''", text.trim_end_matches('"')),
        None => line.to_owned(),
    },
    |line| match line.split_once(" = \"") {
        Some((key, text)) => format!("{key} = \"\\u0041{text}"),
        None => line.to_owned(),
    },
    |line| match line.split_once(" = [") {
        Some((key, items)) => format!("{key} = [ # why\n{items}"),
        None => line.to_owned(),
    },
    |line| format!("ours = [\n[1],\n[2, 3]\n]\n{line}"),
    |line| format!("ours = {{ id = \"x\", team = \"y\" }}\n{line}"),
    |line| format!("ours.team = \"another\"\n{line}"),
    |line| match line.strip_prefix("[[") {
        Some(name) => format!("[[ {}", name.replace("]]", " ]]")),
        None => line.to_owned(),
    },
    |line| {
        if line.starts_with('[') {
            format!("[ours]\nteam = \"x\"\n[[notes]]\nid = \"A1\"\n{line}")
        } else {
            line.to_owned()
        }
    },
    |line| {
        if line.is_empty() {
            String::new()
        } else {
            format!("\t{line}")
        }
    },
    |line| {
        line.replace("2026-09-02T13:00:00Z", "2026-09-02 13:00:00+01:00")
            .replace("= 2026-10-31", "= \"2026-10-31\"")
            .replace("on = 2026-09-04", "on = '2026-09-04'")
    },
    |line| format!("{line}\r"),
    |line| match line.split_once(" = \"") {
        Some((key, _)) => format!("{key} = \" \""),
        None => line.to_owned(),
    },
];

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn the_quick_reading_gives_what_the_whole_reading_gives(
        edits in prop::collection::vec((0_usize..140, 0_usize..EDITS.len()), 0..4),
        day in prop::sample::select(&DAYS[..]),
    ) {
        let mut lines: Vec<String> = SESSION.lines().map(str::to_owned).collect();
        for (at, edit) in edits {
            let at = at % lines.len();
            lines[at] = EDITS[edit](&lines[at]);
        }
        let text = with_end_mark(&format!("{}\n", lines.join("\n")));
        // What is no session has no end mark of the program's.
        if let Ok((session, end_mark)) = read_session(&text) {
            prop_assert_eq!(walked(&text, day), Ok((Walked::of(&session, day), end_mark)), "{}", &text);
            let (body, _) = split_end_mark(&text);
            if let Some(by_lines) = Texts::by_lines(body, |_| true).filter(|_| end_mark == EndMark::Right) {
                prop_assert_eq!(by_lines, Texts::of(&session), "{}", &text);
            }
            prop_assert_eq!(glance(&text, day), Ok((Glance::of(&session, day), end_mark)), "{}", &text);
            let whole = Commitments::from(&session);
            let packed = Packed::from(&whole);
            prop_assert_eq!(packed.commitments(), whole.clone());
            prop_assert_eq!((packed.session(), packed.date()), (whole.session, whole.date));
            prop_assert_eq!(packed.looked_at(), whole.looked_at.clone());
            prop_assert_eq!(commitments(&text, Which::All), Ok((packed, end_mark)), "{}", &text);
            let mut open = whole;
            open.agreed.retain(|agreed| {
                agreed.updates.iter().max_by_key(|update| update.on).map_or(agreed.status, |last| last.status).word() == "open"
            });
            let looked_at = open.looked_at.iter_mut().map(|looked_at| &mut looked_at.word);
            for word in open.agreed.iter_mut().flat_map(|agreed| &mut agreed.updates).chain(looked_at) {
                word.note = word.note.filter(|_| word.status.word() == "open");
            }
            prop_assert_eq!(commitments(&text, Which::OpenThere(Day(NaiveDate::MAX))), Ok((Packed::from(&open), end_mark)), "{}", &text);
        }
    }
}

/// Wants every line, and does nothing with it.
struct Deaf;

impl<'a> Listener<'a> for Deaf {
    fn table(&mut self, _: &'a str, _: bool) -> bool {
        true
    }
    fn entry(&mut self, _: &'a str, _: &'a str) -> Option<()> {
        Some(())
    }
}

#[test]
fn the_sample_is_read_by_its_lines() {
    // Else nothing above is held against anything.
    let text = with_end_mark(SESSION);
    let (session, _) = read_session(&text).expect("a session");
    assert_eq!(session.actions.len(), 2);
    assert_eq!(skim(SESSION, &mut Deaf), Some(()));
    let at_a_glance = Glance::of(&session, EVER);
    assert_eq!(at_a_glance.asked.len(), 1);
    assert_eq!(at_a_glance.answered.len(), 2);
    assert!(at_a_glance.has_seal && at_a_glance.follow_up_wanted);
    let early = Glance::of(&session, DAYS[1]);
    assert!(early.has_addition_to_come && !early.follow_up_wanted);
    assert_eq!((early.sign_offs, at_a_glance.sign_offs), (1, 4));
    assert_eq!(
        Texts::by_lines(SESSION, |_| true),
        Some(Texts::of(&session))
    );
}

#[test]
fn a_list_of_tables_that_is_written_as_one_value_is_read_whole() {
    let (top, rest) = SESSION.split_once("\n[review]").expect("a top");
    let (rest, _) = rest.split_once("[[questions_back]]").expect("an end");
    let text = with_end_mark(&format!(
        r#"{top}
sign_offs = [{{ by = "Chair", on = 2026-09-09, outcome = "seen with a question", remark = "Who?" }}]
questions_back = [{{ session = "x", sign_off = 1, by = "Chair", asked = "Who?", answers = ["We"] }}]

[review]{rest}"#
    ));
    let (seen, _) = glance(&text, EVER).expect("a session");
    assert!(seen.has_seal);
    assert_eq!(seen.sign_offs, 1);
    assert_eq!(seen.asked, ["2026-09-02-child-l-duty-team/sign-off-1"]);
    assert_eq!(seen.answered, ["x/sign-off-1"]);
}
