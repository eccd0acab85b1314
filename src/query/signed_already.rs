//! Whether a sign-off would only repeat what the same role has said, with nothing new to say it of.

use crate::model::chain::{Chain, Kind, seen_besides_the_seal};
use crate::model::session::Session;
use crate::model::supervision::SignOff;

/// The sign-off that another one, which is about to be added, would only repeat.
pub fn signed_already<'a>(session: &'a Session, again: &SignOff) -> Option<&'a SignOff> {
    let plain = |role: &str| {
        let words: Vec<&str> = role.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    let role = plain(&again.by);
    // Only what the role said last: after "follow-up wanted", "seen" says something new.
    let mut sign_offs = session.sign_offs.iter().enumerate();
    let (at, last) = sign_offs.rfind(|(_, one)| plain(&one.by) == role)?;
    let says_no_more = last.outcome == again.outcome
        && (again.remark.is_none() || again.remark == last.remark)
        && (again.question.is_none() || again.question == last.question);
    let is_as_it_was = seen_besides_the_seal(session).is_ok_and(|saw| saw == last.saw)
        && !is_amended_after(session, at + 1)
        && !is_updated_since(session, last);
    (says_no_more && is_as_it_was).then_some(last)
}

fn is_amended_after(session: &Session, sign_off: usize) -> bool {
    let links = Chain::of(session)
        .map(|chain| chain.links)
        .unwrap_or_default();
    let after = links
        .iter()
        .skip_while(|link| (link.kind, link.number) != (Kind::SignOff, sign_off));
    after.into_iter().any(|link| link.kind == Kind::Amendment)
}

/// An update of the same day may be the later of the two.
fn is_updated_since(session: &Session, sign_off: &SignOff) -> bool {
    let mut updates = session.actions.iter().flat_map(|action| &action.updates);
    updates.any(|update| update.on >= sign_off.on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::action::{Status, Update};
    use crate::model::chain::{add_amendment, add_sign_off};
    use crate::model::date::Day;
    use crate::model::supervision::{Amendment, SignOffOutcome};

    fn session() -> Session {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (session, _) = crate::model::file_text::read_session(text).expect("a session");
        session
    }

    fn sign_off(by: &str, outcome: SignOffOutcome, remark: Option<&str>) -> SignOff {
        SignOff {
            by: by.into(),
            on: Day(chrono::NaiveDate::default()),
            outcome,
            remark: remark.map(str::to_owned),
            question: None,
            saw: None,
            digest: None,
            other: toml::Table::new(),
        }
    }

    #[test]
    fn only_what_adds_nothing_is_a_repetition() {
        use SignOffOutcome::{FollowUpWanted, Seen};
        let mut session = session();
        let first = sign_off("Service manager", Seen, Some("Thank you"));
        assert_eq!(signed_already(&session, &first), None);
        add_sign_off(&mut session, first).expect("signed");
        let is_repeated = |session: &Session, by: &str, outcome, remark| {
            signed_already(session, &sign_off(by, outcome, remark)).is_some()
        };
        assert!(is_repeated(&session, "service  Manager", Seen, None));
        assert!(is_repeated(
            &session,
            "Service manager",
            Seen,
            Some("Thank you")
        ));
        assert!(!is_repeated(
            &session,
            "Service manager",
            Seen,
            Some("And more")
        ));
        assert!(!is_repeated(
            &session,
            "Service manager",
            FollowUpWanted,
            None
        ));
        assert!(!is_repeated(&session, "Chair", Seen, None));

        let mut followed = session.clone();
        let wanted = sign_off("Service manager", FollowUpWanted, None);
        add_sign_off(&mut followed, wanted).expect("signed");
        assert!(!is_repeated(&followed, "Service manager", Seen, None));
    }

    #[test]
    fn what_has_changed_since_can_be_signed_again() {
        let again = sign_off("Chair", SignOffOutcome::Seen, None);
        let mut signed = session();
        add_sign_off(&mut signed, again.clone()).expect("signed");
        assert!(signed_already(&signed, &again).is_some());

        let amendment = Amendment {
            on: again.on,
            reason: "Left out".into(),
            question: Some("q1".into()),
            step: None,
            answers: vec!["One more".into()],
            saw: None,
            digest: None,
            other: toml::Table::new(),
        };
        let mut amended = signed.clone();
        add_amendment(&mut amended, amendment).expect("amended");
        assert_eq!(signed_already(&amended, &again), None);
        add_sign_off(&mut amended, again.clone()).expect("signed");
        assert!(signed_already(&amended, &again).is_some());

        let mut updated = signed.clone();
        updated.actions[0]
            .updates
            .push(Update::on(again.on, Status::Done));
        assert_eq!(signed_already(&updated, &again), None);

        let mut changed = signed;
        changed.questions[1].answers.push("slipped in".into());
        assert_eq!(signed_already(&changed, &again), None);
    }
}
