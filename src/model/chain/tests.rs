//! Which entry stood first, where one was changed, moved or written by hand.

use super::*;
use crate::model::date::Day;
use crate::model::supervision::SignOffOutcome;

fn sealed() -> Session {
    let text = include_str!("../../../sessions/2026-09-02-child-i-example-team.toml");
    let (mut session, _) = crate::model::file_text::read_session(text).expect("a session");
    session.seal = Some(crate::model::seal::Seal::of(&session, None).expect("a seal"));
    session
}

fn day(days: u64) -> Day {
    Day(chrono::NaiveDate::default() + chrono::Days::new(days))
}

fn amendment(on: u64, words: &str) -> Amendment {
    Amendment {
        on: day(on),
        reason: words.to_owned(),
        question: None,
        step: None,
        answers: Vec::new(),
        saw: None,
        digest: None,
        other: toml::Table::new(),
    }
}

fn sign_off(on: u64) -> SignOff {
    SignOff {
        by: "Service manager".into(),
        on: day(on),
        outcome: SignOffOutcome::Seen,
        remark: None,
        question: None,
        saw: None,
        digest: None,
        other: toml::Table::new(),
    }
}

fn order(session: &Session) -> Vec<(Kind, usize, Holds)> {
    let links = Chain::of(session).expect("a chain").links;
    let links = links.into_iter();
    links
        .map(|link| (link.kind, link.number, link.holds))
        .collect()
}

#[test]
fn an_entry_that_was_changed_is_placed_before_the_one_that_follows_from_it() {
    use Holds::{DoesNotFollow, Follows};
    let mut session = sealed();
    add_amendment(&mut session, amendment(9, "first")).expect("an amendment");
    // The clock of the second is behind, so that the days would place them the other way about.
    add_sign_off(&mut session, sign_off(2)).expect("a sign-off");
    add_amendment(&mut session, amendment(9, "last")).expect("an amendment");
    session.amendments[0].reason = "changed".into();
    assert_eq!(
        order(&session),
        [
            (Kind::Amendment, 1, DoesNotFollow),
            (Kind::SignOff, 1, Follows),
            (Kind::Amendment, 2, Follows),
        ]
    );
}

#[test]
fn of_two_entries_that_follow_from_nothing_the_earlier_day_comes_first_and_then_the_amendment() {
    use Holds::DoesNotFollow;
    for (amended, signed, first) in [
        (1, 2, Kind::Amendment),
        (2, 1, Kind::SignOff),
        (1, 1, Kind::Amendment),
    ] {
        let mut session = sealed();
        let (mut one, mut other) = (amendment(amended, "a reason"), sign_off(signed));
        one.digest = Some("sha256:one".into());
        other.digest = Some("sha256:other".into());
        session.amendments.push(one);
        session.sign_offs.push(other);
        let order = order(&session);
        assert_eq!(order[0], (first, 1, DoesNotFollow));
        assert_eq!(order[1].2, DoesNotFollow);
    }
}

#[test]
fn an_entry_as_long_as_a_file_may_be_still_follows() {
    let mut session = sealed();
    let long = "x".repeat(2_000_000);
    add_amendment(&mut session, amendment(1, &long)).expect("an amendment");
    add_sign_off(&mut session, sign_off(2)).expect("a sign-off");
    let chain = Chain::of(&session).expect("a chain");
    assert_eq!(chain.broken().count(), 0);
}

#[test]
fn what_a_sign_off_saw_is_noted_where_it_is_not_what_was_sealed() {
    let mut session = sealed();
    assert_eq!(seen_besides_the_seal(&session), Ok(None));
    session.meeting.team.push('x');
    let now = session_digest(&session).expect("a digest");
    assert_eq!(seen_besides_the_seal(&session), Ok(Some(now)));
}
