//! What is written is read back, and what a person wrote around it stays.

use super::*;
use crate::model::action::{Action, Status, Update};
use crate::model::carried::Carried;
use crate::model::date::{Day, Moment};
use crate::model::meeting::Meeting;
use crate::model::question_record::Outcome;
use crate::model::review::Review;
use crate::model::step_record::Disposition;
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;

fn review() -> Review {
    read(include_str!("../../../reviews/child-ah.toml")).expect("a bundled review")
}

fn day() -> impl Strategy<Value = Day> {
    (0_u64..400_000).prop_map(|days| Day(NaiveDate::default() + chrono::Days::new(days)))
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,40}",
        "\\PC{0,12}",
        Just("# end sha256:0 \"\"\" ''' \\ \u{1b} \u{202e} \r\n\t".to_owned()),
    ]
}

prop_compose! {
    fn action()(
        what in words(), owner in proptest::option::of(words()),
        due in proptest::option::of(day()), note in proptest::option::of(words()), on in day(),
    ) -> Action {
        let mut action = Action::agreed("A1".into(), Some("q1".into()), what);
        action.owner = owner.clone();
        action.due = due;
        action.updates = vec![Update { owner, due, note: note.clone(), seen: note, not_before: Some(on), ..Update::on(on, Status::Done) }];
        action.other.insert("ours".into(), toml::Value::Datetime("2026-10-01".parse().expect("a date")));
        action
    }
}

prop_compose! {
    fn session()(
        team in words(), date in day(), started in 0_i64..4_000_000_000,
        answers in prop::collection::vec(words(), 0..5), reason in proptest::option::of(words()),
        action in proptest::option::of(action()), key in "[a-z ]{1,8}", value in words(),
    ) -> Session {
        let meeting = Meeting {
            team,
            date,
            started: DateTime::from_timestamp(started, 0).map(Moment),
            finished: None,
            facilitator: None,
            present: answers.clone(),
            apologies: Vec::new(),
            minutes_planned: Some(45),
            audience: None,
            wellbeing_check: true,
            other: toml::Table::new(),
        };
        let mut session = Session::begun(&review(), String::new(), meeting);
        session.id = "an-id".into();
        session.questions[0].answers = answers.clone();
        session.questions[0].outcome = Outcome::Parked;
        session.questions[0].reason = reason;
        session.questions[1].other.insert(format!("our {key}"), toml::Value::String(value.clone()));
        session.steps[0].disposition = Disposition::NeedsOthers;
        session.steps[0].answers = answers;
        session.carried = vec![Carried { owner: Some(value.clone()), due: Some(date), ..Carried::of("other/A1".into(), value, Status::NotPossible) }];
        session.actions.extend(action);
        session
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_session_reads_back_as_it_was(session in session()) {
        let text = write_session(&session, None).expect("a text");
        prop_assert_eq!(read_session(&text), Ok((session, EndMark::Right)));
    }

    #[test]
    fn a_session_that_changes_keeps_the_layout_of_its_file(one in session(), other in session()) {
        let before = write_session(&one, None).expect("a text");
        let (body, _) = split_end_mark(&before);
        let by_hand = format!("# a remark at the top\n{body}# a remark at the end\n");
        let after = write_session(&other, Some(&by_hand)).expect("a text");
        prop_assert_eq!(read_session(&after), Ok((other, EndMark::Right)));
        prop_assert!(after.starts_with("# a remark at the top\n"));
        prop_assert!(after.contains("# a remark at the end\n"));
    }

    #[test]
    fn a_file_that_was_cut_short_is_never_taken_for_a_whole_one(session in session(), cut in 0.0..1.0) {
        let text = write_session(&session, None).expect("a text");
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let at = (text.len() as f64 * cut) as usize;
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let kept = text[..at].trim_end();
        prop_assume!(kept.len() < text.trim_end().len());
        prop_assert_ne!(split_end_mark(kept).1, EndMark::Right);
    }

    #[test]
    fn a_glance_shows_what_the_whole_session_holds(one in session(), other in session()) {
        use crate::model::commitments::{Commitments, Packed, Which, commitments};
        use crate::model::glance::{Glance, glance};
        use crate::model::walked::{Walked, walked};
        let ever = Day(chrono::NaiveDate::MAX);
        for text in [
            write_session(&one, None).expect("a text"),
            write_session(&one, Some(&write_session(&other, None).expect("a text"))).expect("a text"),
        ] {
            prop_assert_eq!(glance(&text, ever), Ok((Glance::of(&one, ever), EndMark::Right)));
            prop_assert_eq!(commitments(&text, Which::All), Ok((Packed::from(&Commitments::from(&one)), EndMark::Right)));
            prop_assert_eq!(walked(&text, ever), Ok((Walked::of(&one, ever), EndMark::Right)));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*") {
        let _ = read_session(&text);
        let _ = read::<Review>(&text);
    }

    #[test]
    fn the_seal_sees_every_change_but_those_that_stand_beside_it(session in session(), at in 0_usize..64, with in words()) {
        use crate::model::seal::session_digest;
        let sealed = session_digest(&session).expect("a digest");
        let mut beside = session.clone();
        for action in &mut beside.actions {
            action.updates.clear();
        }
        prop_assert_eq!(&session_digest(&beside).expect("a digest"), &sealed);
        let (again, _) = read_session(&write_session(&session, None).expect("a text")).expect("a session");
        prop_assert_eq!(&session_digest(&again).expect("a digest"), &sealed);
        let mut changed = session.clone();
        let at = at % changed.questions.len();
        if changed.questions[at].text != with {
            changed.questions[at].text = with;
            prop_assert_ne!(&session_digest(&changed).expect("a digest"), &sealed);
        }
        let mut reordered = session.clone();
        reordered.questions.swap(2, 3);
        prop_assert_ne!(&session_digest(&reordered).expect("a digest"), &sealed);
    }
}

#[test]
fn line_endings_that_an_editor_changed_are_no_damage() {
    let text = "format = 1\nid = \"x\"\n";
    let mark = digest(text.as_bytes());
    let whole = format!("{text}{END_MARK}{mark}\n");
    assert_eq!(split_end_mark(&whole).1, EndMark::Right);
    assert_eq!(
        split_end_mark(&whole.replace('\n', "\r\n")).1,
        EndMark::Right
    );
    assert_eq!(split_end_mark(&whole.replace('x', "y")).1, EndMark::Wrong);
    assert_eq!(split_end_mark(text).1, EndMark::Missing);
    let mixed = with_end_mark("format = 1\r\nid = \"x\"\n");
    assert_eq!(split_end_mark(&mixed).1, EndMark::Right);
}

#[test]
fn a_newer_format_is_told_from_a_broken_file() {
    let newer = read_session("format = 2\nall = \"different\"\n");
    assert_eq!(newer, Err(Unreadable::Newer(2)));
    let broken = read_session("format = 1\nid =\n");
    assert!(
        matches!(broken, Err(Unreadable::Shape { line: Some(2), .. })),
        "{broken:?}"
    );
}

#[test]
fn what_holds_nothing_is_empty() {
    for text in ["", " \n\t\r\n", "\0\0\0", "\0 \n", "\u{feff} \n"] {
        assert_eq!(read_session(text), Err(Unreadable::Empty), "{text:?}");
    }
}

#[test]
fn what_is_wrong_is_said_in_a_clause() {
    let line = |line, found: &str| {
        let found = found.to_owned();
        Unreadable::Shape { line, found }.to_string()
    };
    assert_eq!(
        line(Some(3), "missing field `team`"),
        "it does not say its “team”"
    );
    assert_eq!(
        line(Some(3), "a stray sign"),
        "line 3 cannot be understood (a stray sign)"
    );
    assert_eq!(line(None, "it has 1001 steps"), "it has 1001 steps");
    assert_eq!(Unreadable::Empty.to_string(), "it is empty");
    assert_eq!(
        Unreadable::Newer(7).to_string(),
        "it was written by a newer version of reflect (format 7; this one reads format 1)"
    );
}

const SAMPLE: &str = include_str!("../../../sessions/2026-09-02-child-i-example-team.toml");

fn sample() -> Session {
    read_session(SAMPLE).expect("the sample").0
}

#[test]
fn a_session_with_more_items_than_any_meeting_has_is_refused() {
    let mut session = sample();
    let one = session.questions[0].clone();
    let number = |at: usize| {
        let mut one = one.clone();
        one.id = format!("q{at}");
        one
    };
    session.questions = (0..MOST_ITEMS).map(number).collect();
    let text = |session: &Session| toml::to_string(session).expect("a text");
    assert!(read_session(&text(&session)).is_ok());
    session.questions.push(number(MOST_ITEMS));
    assert_eq!(
        read_session(&text(&session)).map_err(|why| why.to_string()),
        Err("it has 1001 questions, and a session has at most 1000".into())
    );
}

#[test]
fn an_id_that_stands_twice_is_refused() {
    let mut session = sample();
    session.actions[0].id = "s1".into();
    let text = toml::to_string(&session).expect("a text");
    assert_eq!(
        read_session(&text).map_err(|why| why.to_string()),
        Err("two of its questions, steps or actions are called “s1”".into())
    );
}

#[test]
fn a_session_that_did_not_change_is_written_as_it_stands() {
    assert_eq!(
        write_session(&sample(), Some(SAMPLE)).as_deref(),
        Ok(SAMPLE)
    );
    // Its first line is a remark, which the end mark covers.
    let (_, below) = SAMPLE.split_once('\n').expect("a remark");
    let (body, _) = split_end_mark(below);
    assert_eq!(write_session(&sample(), None), Ok(with_end_mark(body)));
}

#[test]
fn what_would_not_read_back_as_it_was_is_not_written() {
    let mut session = sample();
    session.other.insert("ratio".into(), f64::NAN.into());
    assert!(write_session(&session, None).is_ok());
    // A key of somebody else's with the name of one that the program knows.
    session.meeting.facilitator = None;
    session
        .meeting
        .other
        .insert("facilitator".into(), "Team manager".into());
    assert_eq!(
        write_session(&session, None),
        Err("the file would not read back as it was said".into())
    );
}

/// Every kind of value, spelt as a person may, with remarks.
const BY_HAND: &str = "\
# At the top.
name   =   'One'   # beside a text
number = 0x10 # beside a number
ratio = 1.50 # beside a ratio
yes =  true # beside a yes
day = 2026-10-01 # beside a day
list = [ 'a',   # beside the first
  'b' ] # beside a list
pair = { x = 0x1,  y = 'z' } # beside a pair
pairs = [ { x = 1 } ] # beside pairs

# Above a table.
[part]   # beside a table
words = 'ours' # inside

# Above the first.
[[items]]
id = 'A1' # of the first
what = 'Ring' # to do

# Above the second.
[[items]]
id = 'A2' # of the second
what = 'Write' # to do

# Above one without an id.
[[plain]]
what = 'First' # of the first plain

# Above another without an id.
[[plain]]
what = 'Second' # of the second plain
# At the end.
";

/// What a save makes of it, where something has changed.
fn saved(change: impl Fn(&mut toml::Table)) -> String {
    let mut value: toml::Table = toml::from_str(BY_HAND).expect("a table");
    change(&mut value);
    let mut new = document(&value).expect("a document");
    let old: DocumentMut = BY_HAND.parse().expect("a document");
    keep_layout(new.as_table_mut(), old.as_table());
    new.set_trailing(old.trailing().clone());
    new.to_string()
}

#[test]
fn nothing_moves_in_a_file_in_which_nothing_changed() {
    assert_eq!(saved(|_| {}), BY_HAND);
}

#[test]
fn only_the_line_that_changed_is_written_anew() {
    for (key, value, before, after) in [
        (
            "name",
            toml::Value::from("Two"),
            "   'One'   # beside a text",
            " \"Two\"",
        ),
        (
            "number",
            toml::Value::from(17),
            " 0x10 # beside a number",
            " 17",
        ),
        (
            "ratio",
            toml::Value::from(1.25),
            " 1.50 # beside a ratio",
            " 1.25",
        ),
        (
            "yes",
            toml::Value::from(false),
            "  true # beside a yes",
            " false",
        ),
        (
            "list",
            toml::Value::from(vec!["a"]),
            " [ 'a',   # beside the first\n  'b' ] # beside a list",
            " [\"a\"]",
        ),
        (
            "list",
            toml::Value::from(vec!["a", "c"]),
            " [ 'a',   # beside the first\n  'b' ] # beside a list",
            " [\"a\", \"c\"]",
        ),
        (
            "day",
            toml::Value::Datetime("2026-10-02".parse().expect("a day")),
            " 2026-10-01 # beside a day",
            " 2026-10-02",
        ),
    ] {
        let text = saved(|table| {
            table.insert(key.into(), value.clone());
        });
        assert_eq!(text, BY_HAND.replacen(before, after, 1), "{key}");
    }
}

#[test]
fn a_table_written_as_a_value_becomes_a_table_where_it_changed() {
    let text = saved(|table| {
        table.insert("pair".into(), toml::toml! { x = 2 }.into());
    });
    let without = BY_HAND.replace("pair = { x = 0x1,  y = 'z' } # beside a pair\n", "");
    let (above, below) = without.split_at(without.find("\n# Above a table").expect("a place"));
    assert_eq!(text, format!("{above}\n[pair]\nx = 2\n{below}"));
}

#[test]
fn a_value_that_only_shares_a_part_with_the_old_one_is_another() {
    let value = |text: &str| text.parse::<Value>().expect("a value");
    for (one, other, same) in [
        ("{ x = 1, y = 2 }", "{ y = 2, x = 0x1 }", true),
        ("{ x = 1 }", "{ x = 1, y = 2 }", false),
        ("{ x = 1, y = 2 }", "{ x = 1, z = 2 }", false),
        ("{ x = 1, y = 2 }", "{ x = 1, y = 3 }", false),
        ("[1, 2]", "[1, 3]", false),
        ("[1]", "[1, 2]", false),
        ("[1, 2]", "[ 0x1, 2 ]", true),
        ("1", "1.0", false),
        ("0.0", "-0.0", false),
        ("nan", "nan", true),
        ("'a'", "\"a\"", true),
        ("'a'", "'b'", false),
        ("true", "false", false),
        ("2026-10-01", "2026-10-02", false),
    ] {
        let found = same_value(&value(one), &value(other));
        assert_eq!(found, same, "{one} and {other}");
    }
}

#[test]
fn remarks_stay_with_the_item_they_were_written_beside() {
    let text = saved(|table| {
        for list in ["items", "plain"] {
            if let Some(toml::Value::Array(items)) = table.get_mut(list) {
                items.remove(0);
            }
        }
    });
    let first =
        "# Above the first.\n[[items]]\nid = 'A1' # of the first\nwhat = 'Ring' # to do\n\n";
    // Without an id an item is known by its place.
    let plain = "[[plain]]\nwhat = 'First' # of the first plain\n\n# Above another without an id.\n[[plain]]\nwhat = 'Second' # of the second plain\n";
    let expected = BY_HAND
        .replace(first, "")
        .replace(plain, "[[plain]]\nwhat = \"Second\"\n");
    assert_eq!(text, expected);
}

#[test]
fn answers_stand_one_a_line_where_they_are_long_or_many() {
    let array = |items: &[&str]| {
        let mut table = toml::Table::new();
        table.insert("answers".into(), toml::Value::from(items.to_vec()));
        document(&table).expect("a document").to_string()
    };
    assert_eq!(array(&[]), "answers = []\n");
    assert_eq!(array(&["a", "b", "c"]), "answers = [\"a\", \"b\", \"c\"]\n");
    assert_eq!(
        array(&["a", "b", "c", "d"]),
        "answers = [\n    \"a\",\n    \"b\",\n    \"c\",\n    \"d\",\n]\n"
    );
    // The brackets, the quotation marks and the space before count.
    let long = "x".repeat(55);
    assert_eq!(array(&[&long]), format!("answers = [\"{long}\"]\n"));
    let longer = "x".repeat(56);
    let on_its_line = format!("answers = [\n    \"{longer}\",\n]\n");
    assert_eq!(array(&[&longer]), on_its_line);
}
