//! A small example, counted by hand.

use super::*;
use crate::model::action::Status;
use crate::model::commitments::{Agreed, Commitments, LookedAt, Packed, Word};
use crate::model::question_back::item_of;
use crate::model::question_record::Outcome;
use crate::model::step_record::Disposition;
use crate::model::tally::QuestionTally;
use chrono::NaiveDate;
use coverage::Covered;

fn day(text: &str) -> Day {
    Day(text.parse::<NaiveDate>().expect("a date"))
}

fn tally(date: &str, team: &str, review: &str, status: Progress, agreed: Vec<Agreed>) -> Tally {
    let commitments = Commitments {
        session: &format!("{date}-{review}-{}", team.to_lowercase()),
        team,
        date: day(date),
        review,
        title: &review.to_uppercase(),
        agreed,
        looked_at: Vec::new(),
    };
    Tally {
        clocks_disagree: false,
        has_addition_to_come: false,
        status,
        present: vec!["2 social workers".into(), "Police".into()],
        questions: [
            ("q1", Outcome::Discussed),
            ("q2", Outcome::Parked),
            ("q3", Outcome::NotReached),
        ]
        .map(|(id, outcome)| QuestionTally {
            id: id.to_owned(),
            outcome,
            added_to: false,
        })
        .to_vec(),
        dispositions: vec![Disposition::InPlace],
        sign_offs: 0,
        asked: Vec::new(),
        answered: Vec::new(),
        seal_missing: false,
        changed_since_sealed: false,
        packed: Packed::from(&commitments),
    }
}

fn action<'a>(id: &'a str, due: Option<&str>, whole: bool, updates: Vec<Word<'a>>) -> Agreed<'a> {
    let some = || whole.then_some("");
    Agreed {
        id,
        from: None,
        what: "",
        owner: some(),
        due: due.map(day),
        know: some(),
        status: Status::Open,
        updates,
    }
}

fn word(on: &str, status: Status, seen: bool) -> Word<'static> {
    Word {
        seen: seen.then_some(""),
        ..Word::of(day(on), status)
    }
}

/// Sessions of three teams: before the period, in it, under way and to come.
fn some_sessions() -> Vec<Tally> {
    let mut earlier = tally(
        "2025-06-10",
        "North",
        "gone",
        Progress::Sealed,
        vec![
            action("A1", Some("2025-09-01"), true, Vec::new()),
            action("A2", Some("2025-08-01"), true, Vec::new()),
        ],
    );
    earlier.present.clear();
    let mut first = tally(
        "2026-02-03",
        "north",
        "ac",
        Progress::Sealed,
        vec![
            action("A1", Some("2026-11-01"), true, Vec::new()),
            action("A2", None, false, Vec::new()),
        ],
    );
    first.changed_since_sealed = true;
    first.questions[1].added_to = true;
    first.sign_offs = 2;
    first.asked = vec![item_of(FIRST, 1), item_of(FIRST, 2)];
    let mut with_a_word = first.commitments();
    with_a_word.looked_at.push(LookedAt {
        action: "2025-06-10-gone-north/A1",
        word: word("2026-02-03", Status::Done, true),
        began: None,
        ended: None,
    });
    with_a_word.looked_at.push(LookedAt {
        action: "2025-01-01-away-north/A3",
        word: word("2026-02-03", Status::NotPossible, false),
        began: None,
        ended: None,
    });
    first.packed = Packed::from(&with_a_word);
    let done = vec![word("2026-03-20", Status::Done, true)];
    let mut second = tally(
        "2026-03-05",
        "South",
        "ac",
        Progress::Complete,
        vec![
            action("A1", Some("2026-04-01"), true, done),
            action("A2", Some("2026-12-01"), false, Vec::new()),
        ],
    );
    second.answered = vec![item_of(FIRST, 2), item_of("2024-01-01-l-west", 1)];
    let unfinished = vec![
        action("A1", None, false, Vec::new()),
        action("A2", Some("2026-11-20"), true, Vec::new()),
    ];
    vec![
        tally("2026-12-24", "North", "l", Progress::Sealed, Vec::new()),
        second,
        first,
        tally("2026-11-20", "South", "l", Progress::InProgress, unfinished),
        earlier,
        tally("2026-05-01", "East", "l", Progress::Sealed, Vec::new()),
    ]
}

fn asked(teams: &[&str]) -> Asked {
    Asked {
        since: day("2026-01-01"),
        until: day("2026-11-21"),
        teams: teams.iter().map(|team| (*team).to_owned()).collect(),
        today: day("2026-11-21"),
    }
}

fn of_two_teams() -> Report {
    report(
        some_sessions(),
        &asked(&["NORTH ", "South"]),
        &[],
        DoubtfulFiles::default(),
    )
}

fn ids(figure: &Figure) -> (usize, Vec<&str>) {
    let sessions = figure.sessions.iter().map(String::as_str);
    (figure.count, sessions.collect())
}

const EARLIER: &str = "2025-06-10-gone-north";
const FIRST: &str = "2026-02-03-ac-north";
const SECOND: &str = "2026-03-05-ac-south";
const UNDER_WAY: &str = "2026-11-20-l-south";
const TO_COME: &str = "2026-12-24-l-north";

#[test]
fn how_much_counts_what_was_held_in_the_period() {
    let how_much = of_two_teams().how_much;
    assert_eq!(ids(&how_much.held), (2, vec![FIRST, SECOND]));
    let teams: Vec<_> = how_much
        .teams
        .iter()
        .map(|of| (of.team.as_str(), ids(&of.figure)))
        .collect();
    assert_eq!(
        teams,
        [("north", (1, vec![FIRST])), ("South", (1, vec![SECOND]))]
    );
    let roles: Vec<_> = how_much
        .attendance
        .iter()
        .map(|of| (of.role.as_str(), of.figure.count))
        .collect();
    assert_eq!(roles, [("social worker", 4), ("Police", 2)]);
    assert_eq!(ids(&how_much.without_attendance), (0, vec![]));
}

#[test]
fn coverage_tells_held_from_held_earlier_from_under_way() {
    let coverage = of_two_teams().how_much.coverage;
    let reviews: Vec<_> = coverage
        .reviews
        .iter()
        .map(|review| review.id.as_str())
        .collect();
    assert_eq!(reviews, ["ac", "gone", "l"]);
    let grid: Vec<_> = coverage
        .teams
        .iter()
        .map(|of| {
            (
                of.team.as_str(),
                of.reviews
                    .iter()
                    .map(|cell| cell.standing)
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        grid,
        [
            (
                "north",
                vec![Covered::Held, Covered::HeldEarlier, Covered::NotYet]
            ),
            (
                "South",
                vec![Covered::Held, Covered::NotYet, Covered::InProgress]
            ),
        ]
    );
    assert_eq!(coverage.teams[0].reviews[1].date, Some(day("2025-06-10")));
}

#[test]
fn a_team_that_was_asked_for_and_never_met_is_in_the_grid() {
    let report = report(
        some_sessions(),
        &asked(&["West"]),
        &[],
        DoubtfulFiles::default(),
    );
    assert_eq!(report.how_much.held.count, 0);
    let teams: Vec<_> = report
        .how_much
        .coverage
        .teams
        .iter()
        .map(|of| of.team.as_str())
        .collect();
    assert_eq!(teams, ["West"]);
    assert_eq!(report.sessions, []);
}

#[test]
fn clocks_that_are_wrong_are_said() {
    let mut sessions = some_sessions();
    let held = sessions
        .iter_mut()
        .find(|tally| tally.is_held() && tally.date() <= day("2026-11-21"));
    let held = held.expect("a session");
    held.clocks_disagree = true;
    held.has_addition_to_come = true;
    let id = held.id().to_owned();
    let report = report(sessions, &asked(&[]), &[], DoubtfulFiles::default());
    assert_eq!(
        ids(&report.left_out.clocks_disagree),
        (1, vec![id.as_str()])
    );
    assert_eq!(
        ids(&report.left_out.addition_to_come),
        (1, vec![id.as_str()])
    );
}

#[test]
fn a_question_that_was_left_is_answered_at_a_later_meeting_about_the_same_review() {
    let mut sessions = some_sessions();
    let mut again = |date, team, review, status, question: usize| {
        let mut later = tally(date, team, review, status, Vec::new());
        later.questions[question].outcome = Outcome::Discussed;
        sessions.push(later);
    };
    again("2026-04-01", "North", "ac", Progress::Sealed, 2);
    again("2026-05-01", "North", "ac", Progress::Complete, 2);
    // Before it, not finished, of another team, about another review, and after today.
    again("2026-01-02", "South", "ac", Progress::Sealed, 1);
    again("2026-04-02", "South", "ac", Progress::InProgress, 1);
    again("2026-04-03", "East", "ac", Progress::Sealed, 1);
    again("2026-04-04", "South", "l", Progress::Sealed, 1);
    again("2026-11-22", "South", "ac", Progress::Sealed, 1);
    let asked = Asked {
        until: day("2026-03-31"),
        ..asked(&["North", "South"])
    };
    let report = report(sessions, &asked, &[], DoubtfulFiles::default());
    let later = "2026-04-01-ac-north";
    // Of the north team's two, one was added to its record, and the other discussed later. Those of the south
    // team's first meeting were discussed at none that counts.
    assert_eq!(
        ids(&report.how_well.questions.answered_since),
        (2, vec![FIRST, later])
    );
    let cited = report.sessions.iter().find(|source| source.id == later);
    assert!(cited.is_some_and(|source| !source.in_period));
}

#[test]
fn how_well_counts_questions_and_whole_actions() {
    let how_well = of_two_teams().how_well;
    let questions = &how_well.questions;
    let counts = [
        &questions.all,
        &questions.discussed,
        &questions.parked,
        &questions.skipped,
        &questions.not_reached,
        &questions.answered_since,
    ]
    .map(|figure| figure.count);
    assert_eq!(counts, [6, 2, 2, 0, 2, 1]);
    assert_eq!(
        ids(&how_well.steps.dispositions[0].figure),
        (2, vec![FIRST, SECOND])
    );
    let supervision = &how_well.supervision;
    assert_eq!(ids(&supervision.sealed), (1, vec![FIRST]));
    assert_eq!(ids(&supervision.signed_off), (1, vec![FIRST]));
    assert_eq!(ids(&supervision.asked), (2, vec![FIRST]));
    assert_eq!(ids(&supervision.answered), (1, vec![FIRST, SECOND]));
    let actions = &how_well.actions;
    let counts = [
        &actions.all,
        &actions.with_owner,
        &actions.with_date,
        &actions.with_measure,
        &actions.whole,
    ]
    .map(|figure| figure.count);
    assert_eq!(counts, [4, 2, 3, 2, 2]);
}

#[test]
fn what_difference_follows_the_actions_to_this_day() {
    let difference = of_two_teams().what_difference;
    let agreed = &difference.agreed;
    assert_eq!(ids(&agreed.done_and_seen), (1, vec![SECOND]));
    assert_eq!(
        (agreed.all.count, agreed.done.count, agreed.open.count),
        (4, 1, 3)
    );
    assert_eq!(ids(&agreed.overdue), (1, vec![FIRST]));
    // The action of the year before was closed by a word in the first session of this one.
    assert_eq!(
        ids(&difference.closed.all),
        (2, vec![EARLIER, FIRST, SECOND])
    );
    assert_eq!(
        ids(&difference.closed.agreed_earlier),
        (1, vec![EARLIER, FIRST])
    );
    assert_eq!(difference.closed.done_and_seen.count, 2);
    let open = &difference.open;
    assert_eq!(ids(&open.all), (4, vec![EARLIER, FIRST, SECOND]));
    let counts = [
        &open.agreed_earlier,
        &open.not_yet_due,
        &open.without_date,
        &open.overdue,
    ];
    assert_eq!(counts.map(|figure| figure.count), [1, 1, 1, 2]);
    let ages: Vec<_> = difference
        .overdue_by_age
        .iter()
        .map(|age| (age.to_days, ids(&age.figure)))
        .collect();
    let nothing = || (0, vec![]);
    assert_eq!(
        ages,
        [
            (Some(30), (1, vec![FIRST])),
            (Some(90), nothing()),
            (Some(180), nothing()),
            (Some(365), nothing()),
            (None, (1, vec![EARLIER])),
        ]
    );
    let overdue: Vec<_> = difference
        .overdue
        .iter()
        .map(|a| (a.action.as_str(), a.days))
        .collect();
    assert_eq!(
        overdue,
        [
            ("2025-06-10-gone-north/A2", 477),
            ("2026-02-03-ac-north/A1", 20)
        ]
    );
}

#[test]
fn the_months_add_up() {
    let over_time = of_two_teams().what_difference.over_time;
    let months: Vec<_> = over_time
        .iter()
        .map(|m| (m.opened, m.closed, m.open_at_the_end))
        .collect();
    assert_eq!(months.len(), 11);
    assert_eq!(months[..4], [(0, 0, 2), (2, 1, 3), (2, 1, 4), (0, 0, 4)]);
    assert_eq!(over_time[10].to, day("2026-11-21"));
}

#[test]
fn what_happens_later_leaves_the_months_as_they_were() {
    let words = || {
        vec![
            word("2026-07-10", Status::Done, false),
            word("2026-09-05", Status::Open, false),
        ]
    };
    let of = |words: Vec<Word<'static>>| {
        let agreed = vec![action("A1", None, true, words)];
        let session = tally("2026-06-05", "North", "ac", Progress::Sealed, agreed);
        report(vec![session], &asked(&[]), &[], DoubtfulFiles::default()).what_difference
    };
    let months = |difference: &WhatDifference| -> Vec<_> {
        let months = difference.over_time.iter();
        months
            .map(|m| (m.opened, m.closed, m.open_at_the_end))
            .collect()
    };
    let printed_in_august = of(words()[..1].to_vec());
    let printed_today = of(words());
    assert_eq!(
        months(&printed_in_august)[5..8],
        [(1, 0, 1), (0, 1, 0), (0, 0, 0)]
    );
    assert_eq!(
        months(&printed_today)[5..9],
        [(1, 0, 1), (0, 1, 0), (0, 0, 0), (1, 0, 1)]
    );
    assert_eq!(
        (
            printed_in_august.closed.all.count,
            printed_in_august.open.all.count
        ),
        (1, 0)
    );
    assert_eq!(
        (printed_today.closed.all.count, printed_today.open.all.count),
        (0, 1)
    );
    // Whatever is written, a month ends with what it began with, and what was opened in it, without what was closed.
    let mut open = 0;
    for month in &printed_today.over_time {
        open = open + month.opened - month.closed;
        assert_eq!(month.open_at_the_end, open);
    }
}

#[test]
fn a_word_from_before_the_action_counts_on_its_first_day_and_is_named() {
    let words = vec![
        word("2023-01-05", Status::Done, false),
        word("2026-07-23", Status::Done, false),
    ];
    let agreed = vec![action("A1", None, true, words)];
    let session = tally("2026-06-05", "North", "ac", Progress::Sealed, agreed);
    let report = report(vec![session], &asked(&[]), &[], DoubtfulFiles::default());
    assert_eq!(report.left_out.spoken_of_too_early.count, 1);
    assert_eq!(report.what_difference.closed.all.count, 1);
    let june = &report.what_difference.over_time[5];
    assert_eq!((june.opened, june.closed, june.open_at_the_end), (1, 1, 0));
}

#[test]
fn a_session_dated_after_today_says_nothing_of_an_action() {
    let done = vec![word("2026-07-10", Status::Done, false)];
    let agreed = vec![action("A1", None, true, done)];
    let session = tally("2026-06-05", "North", "ac", Progress::Sealed, agreed);
    let to_come = tally("2027-03-04", "North", "l", Progress::Sealed, Vec::new());
    let mut with_a_word = to_come.commitments();
    with_a_word.looked_at.push(LookedAt {
        action: "2026-06-05-ac-north/A1",
        word: word("2027-03-04", Status::Open, false),
        began: None,
        ended: None,
    });
    let to_come = Tally {
        packed: Packed::from(&with_a_word),
        ..tally("2027-03-04", "North", "l", Progress::Sealed, Vec::new())
    };
    let sessions = vec![session, to_come];
    let report = report(sessions, &asked(&[]), &[], DoubtfulFiles::default());
    assert_eq!(report.what_difference.open.all.count, 0);
    assert_eq!(report.what_difference.agreed.done.count, 1);
    assert_eq!(report.left_out.after_today.count, 1);
}

#[test]
fn an_open_action_that_only_a_later_meeting_knows_is_named() {
    let speaks = |team: &str| {
        let plain = tally("2026-06-05", team, "ac", Progress::Sealed, Vec::new());
        let mut with_words = plain.commitments();
        for (action, status) in [("gone/A1", Status::Open), ("gone/A2", Status::Done)] {
            with_words.looked_at.push(LookedAt {
                action,
                word: word("2026-06-05", status, false),
                began: None,
                ended: None,
            });
        }
        let packed = Packed::from(&with_words);
        Tally { packed, ..plain }
    };
    let none = DoubtfulFiles::default;
    let of_all = report(vec![speaks("North")], &asked(&[]), &[], none());
    assert_eq!(ids(&of_all.left_out.lost), (1, vec!["2026-06-05-ac-north"]));
    assert!(of_all.left_out.lost.actions.contains("gone/A1"));
    let of_another = report(vec![speaks("North")], &asked(&["West"]), &[], none());
    assert_eq!(of_another.left_out.lost.count, 0);
}

#[test]
fn an_update_dated_after_today_is_not_heard_and_is_named() {
    let words = vec![word("2027-03-04", Status::Done, true)];
    let agreed = vec![action("A1", None, true, words)];
    let session = tally("2026-06-05", "North", "ac", Progress::Sealed, agreed);
    let report = report(vec![session], &asked(&[]), &[], DoubtfulFiles::default());
    assert_eq!(report.what_difference.open.all.count, 1);
    assert_eq!(report.what_difference.agreed.done.count, 0);
    assert_eq!(report.what_difference.over_time[10].open_at_the_end, 1);
    assert_eq!(report.left_out.word_to_come.count, 1);
}

#[test]
fn what_is_left_out_is_counted_apart() {
    let left_out = of_two_teams().left_out;
    assert_eq!(ids(&left_out.in_progress), (1, vec![UNDER_WAY]));
    assert_eq!(ids(&left_out.actions_in_progress), (2, vec![UNDER_WAY]));
    assert_eq!(ids(&left_out.overdue_in_progress), (1, vec![UNDER_WAY]));
    assert_eq!(ids(&left_out.after_today), (1, vec![TO_COME]));
    assert_eq!((left_out.before_period, left_out.after_period), (1, 0));
    assert_eq!(ids(&left_out.not_sealed), (1, vec![SECOND]));
    assert_eq!(ids(&left_out.changed_since_sealed), (1, vec![FIRST]));
    assert_eq!(ids(&left_out.without_owner), (2, vec![FIRST, SECOND]));
    assert_eq!(ids(&left_out.without_date), (1, vec![FIRST]));
}

#[test]
fn the_list_at_the_end_holds_every_session_that_a_figure_names() {
    let report = of_two_teams();
    let listed: Vec<_> = report
        .sessions
        .iter()
        .map(|s| (s.id.as_str(), s.in_period))
        .collect();
    assert_eq!(
        listed,
        [
            (FIRST, true),
            (SECOND, true),
            (EARLIER, false),
            (UNDER_WAY, false),
            (TO_COME, false)
        ]
    );
}

#[test]
fn an_owner_and_a_day_that_were_agreed_later_count_for_how_it_stands_and_not_for_how_it_was_agreed()
{
    let later = Word {
        owner: Some("Chair"),
        due: Some(day("2026-12-01")),
        ..word("2026-05-02", Status::Open, false)
    };
    let agreed = vec![
        Agreed {
            owner: None,
            ..action("A1", None, true, vec![later])
        },
        action("A2", Some("2026-05-01"), true, vec![later]),
        action("A3", Some("2026-05-01"), true, Vec::new()),
    ];
    let sessions = vec![tally("2026-04-01", "North", "ac", Progress::Sealed, agreed)];
    let made = report(sessions, &asked(&[]), &[], DoubtfulFiles::default());
    let said = &made.how_well.actions;
    let counts = [&said.all, &said.with_owner, &said.with_date, &said.whole];
    assert_eq!(counts.map(|figure| figure.count), [3, 2, 2, 2]);
    let open = &made.what_difference.open;
    let counts = [&open.all, &open.overdue, &open.without_date, &open.moved];
    assert_eq!(counts.map(|figure| figure.count), [3, 1, 0, 1]);
}

/// Every session that some figure of a report names.
fn named(value: &serde_json::Value) -> BTreeSet<String> {
    match value {
        serde_json::Value::Array(values) => values.iter().flat_map(named).collect(),
        serde_json::Value::Object(fields) => fields
            .iter()
            .flat_map(|(field, value)| match value {
                serde_json::Value::Array(ids) if field == "sessions" => {
                    let ids = ids.iter().filter_map(serde_json::Value::as_str);
                    ids.map(str::to_owned).collect()
                }
                other => named(other),
            })
            .collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn the_list_holds_every_session_that_a_figure_names() {
    let later = LookedAt {
        action: "2026-02-03-ac-north/A1",
        word: word("2026-11-20", Status::Done, true),
        began: None,
        ended: None,
    };
    for until in ["2025-12-31", "2026-02-28", "2026-11-21"] {
        let mut sessions = some_sessions();
        // What the last meeting says is said after the period.
        let mut last = tally("2026-11-20", "North", "aj", Progress::Sealed, Vec::new());
        let mut speaks = last.commitments();
        speaks.looked_at.push(later);
        last.packed = Packed::from(&speaks);
        sessions.push(last);
        let asked = Asked {
            since: day("2025-01-01"),
            until: day(until),
            ..asked(&[])
        };
        let made = report(sessions, &asked, &[], DoubtfulFiles::default());
        let listed: BTreeSet<String> = made.sessions.iter().map(|s| s.id.clone()).collect();
        let value = serde_json::to_value(&made).expect("JSON");
        assert!(named(&value).is_subset(&listed), "{until}: {value}");
        assert!(until < "2026-02-03" || listed.contains("2026-11-20-aj-north"));
    }
}

#[test]
fn what_closed_an_action_is_named_and_a_session_of_another_team_is_told_from_those_held() {
    let says = |on, status, began| LookedAt {
        action: "2026-02-03-ac-north/A1",
        word: word(on, status, true),
        began,
        ended: None,
    };
    let agreed = vec![action("A1", None, true, Vec::new())];
    let mut sessions = vec![tally("2026-02-03", "North", "ac", Progress::Sealed, agreed)];
    // The second says again what the first, of another team, has said.
    for (on, team) in [("2026-03-05", "South"), ("2026-10-05", "North")] {
        let mut session = tally(on, team, "l", Progress::Complete, Vec::new());
        let mut speaks = session.commitments();
        speaks.looked_at.push(says(on, Status::Done, None));
        session.packed = Packed::from(&speaks);
        sessions.push(session);
    }
    let asked = Asked {
        until: day("2026-06-30"),
        ..asked(&["North"])
    };
    let made = report(sessions, &asked, &[], DoubtfulFiles::default());
    let all = [
        "2026-02-03-ac-north",
        "2026-03-05-l-south",
        "2026-10-05-l-north",
    ];
    let closed = &made.what_difference.closed.all;
    assert_eq!(ids(closed), (1, all.to_vec()));
    assert_eq!(
        closed.actions.iter().collect::<Vec<_>>(),
        ["2026-02-03-ac-north/A1"]
    );
    assert_eq!(ids(&made.how_much.held), (1, vec![all[0]]));
    let standing: Vec<_> = made
        .sessions
        .iter()
        .map(|source| (source.id.as_str(), source.in_period, source.of_another_team))
        .collect();
    assert_eq!(
        standing,
        [
            (all[0], true, false),
            (all[1], false, true),
            (all[2], false, false)
        ]
    );
}

#[test]
fn what_a_meeting_closed_and_no_session_here_agreed_is_said_to_be_left_out() {
    let left_out = of_two_teams().left_out;
    assert_eq!(left_out.lost, Figure::default());
    let closed = left_out.closed_elsewhere;
    assert_eq!(closed.count, 1);
    assert!(closed.actions.contains("2025-01-01-away-north/A3"));
    assert!(closed.sessions.contains("2026-02-03-ac-north"));
    let before = report(
        some_sessions(),
        &Asked {
            until: day("2026-02-02"),
            ..asked(&[])
        },
        &[],
        DoubtfulFiles::default(),
    );
    assert_eq!(before.left_out.closed_elsewhere, Figure::default());
}
