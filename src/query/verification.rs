//! Whether a session is as it was sealed, and what was added beside it is as it was added.

use crate::model::chain::{Chain, Kind, Link};
use crate::model::date::Day;
use crate::model::file_text::EndMark;
use crate::model::parts::{changed_parts, is_seal_touched};
use crate::model::seal::session_digest;
use crate::model::session::{Progress, Session};
use serde::Serialize;

/// What was found of a session.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verification {
    /// The session's id.
    pub id: String,
    /// Its status, as it stands in the file.
    pub status: Progress,
    /// The team.
    pub team: String,
    /// The day of the meeting.
    pub date: Day,
    /// The finding in a word or two.
    pub finding: Finding,
    /// What the end mark of its file says, which may be in order where the seal is not, and the other way round.
    pub end_mark: EndMark,
    /// The parts that are not as they were sealed, where that can be told.
    pub changed: Vec<String>,
    /// The amendments and sign-offs that do not follow from what stands before them.
    pub broken: Vec<String>,
    /// How many amendments there are.
    pub amendments: usize,
    /// What each sign-off saw.
    pub sign_offs: Vec<Witness>,
}

/// The finding, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Finding {
    /// It says that it is sealed, and the seal is gone.
    #[serde(rename = "seal missing")]
    SealMissing,
    /// It is not what was sealed.
    #[serde(rename = "changed")]
    Changed,
    /// What was sealed is intact; something beside it is not as it was added.
    #[serde(rename = "broken chain")]
    BrokenChain,
    /// Nothing is wrong.
    #[serde(rename = "intact")]
    Intact,
    /// It has not been sealed.
    #[serde(rename = "never sealed")]
    NeverSealed,
}

impl Finding {
    /// How it is said.
    pub fn word(self) -> &'static str {
        match self {
            Self::SealMissing => "seal missing",
            Self::Changed => "changed",
            Self::BrokenChain => "broken chain",
            Self::Intact => "intact",
            Self::NeverSealed => "never sealed",
        }
    }
}

/// A sign-off, and which version of the record it saw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Witness {
    /// The supervisor's role.
    pub by: String,
    /// The day.
    pub on: Day,
    /// What it saw.
    pub saw: Saw,
}

/// Which version of the record a sign-off saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Saw {
    /// What was sealed.
    #[serde(rename = "as sealed")]
    AsSealed,
    /// What stands in the file now, which is not what was sealed.
    #[serde(rename = "as it stands now")]
    AsItStands,
    /// Neither.
    #[serde(rename = "another version")]
    Another,
    /// The chain does not hold there.
    #[serde(rename = "cannot be told")]
    CannotBeTold,
}

impl Verification {
    /// Looks at a session, whatever its file's end mark says.
    ///
    /// # Errors
    /// When it cannot be written as TOML at all.
    pub fn of(session: &Session) -> Result<Self, String> {
        let now = session_digest(session)?;
        let chain = Chain::of(session)?;
        let is_changed = session.seal.as_ref().map(|seal| seal.digest != now);
        let is_seal_touched = is_changed == Some(false) && is_seal_touched(session)?;
        let is_broken = chain.broken().next().is_some();
        let finding = match is_changed {
            None if session.status == Progress::Sealed => Finding::SealMissing,
            Some(true) => Finding::Changed,
            _ if is_seal_touched => Finding::Changed,
            _ if is_broken => Finding::BrokenChain,
            None => Finding::NeverSealed,
            Some(false) => Finding::Intact,
        };
        let holding = chain.holding(Kind::SignOff);
        let saw = |number, saw: Option<&str>| match saw {
            _ if !holding.contains(&number) => Saw::CannotBeTold,
            None => Saw::AsSealed,
            Some(digest) if digest == now => Saw::AsItStands,
            Some(_) => Saw::Another,
        };
        let sign_offs = session.sign_offs.iter().enumerate();
        let sign_offs = sign_offs.map(|(at, sign_off)| Witness {
            by: sign_off.by.clone(),
            on: sign_off.on,
            saw: saw(at + 1, sign_off.saw.as_deref()),
        });
        Ok(Self {
            id: session.id.clone(),
            status: session.status,
            team: session.meeting.team.clone(),
            date: session.meeting.date,
            finding,
            end_mark: EndMark::Right,
            changed: match is_changed {
                Some(true) => changed_parts(session)?,
                _ if is_seal_touched => vec!["the seal itself".into()],
                _ => Vec::new(),
            },
            broken: chain.broken().map(Link::to_string).collect(),
            sign_offs: sign_offs.collect(),
            amendments: session.amendments.len(),
        })
    }

    /// The same with what the end mark of its file says.
    #[must_use]
    pub fn with_end_mark(self, end_mark: EndMark) -> Self {
        Self { end_mark, ..self }
    }

    /// Whether there is something to look into.
    pub fn is_found(&self) -> bool {
        !matches!(self.finding, Finding::Intact | Finding::NeverSealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::chain::{add_amendment, add_sign_off};
    use crate::model::seal::Seal;
    use crate::model::supervision::{Amendment, SignOff, SignOffOutcome};
    use proptest::prelude::*;

    fn sealed() -> Session {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (mut session, _) = crate::model::file_text::read_session(text).expect("a session");
        session.seal = Some(Seal::of(&session, None).expect("a seal"));
        session
    }

    fn day(days: u64) -> Day {
        Day(chrono::NaiveDate::default() + chrono::Days::new(days))
    }

    fn add(session: &mut Session, is_sign_off: bool, on: u64, words: &str) {
        if is_sign_off {
            let sign_off = SignOff {
                by: "Service manager".into(),
                on: day(on),
                outcome: SignOffOutcome::Seen,
                remark: Some(words.to_owned()),
                question: None,
                saw: None,
                digest: None,
                other: toml::Table::new(),
            };
            add_sign_off(session, sign_off).expect("a sign-off");
        } else {
            let amendment = Amendment {
                on: day(on),
                reason: words.to_owned(),
                question: None,
                step: None,
                answers: vec![words.to_owned()],
                saw: None,
                digest: None,
                other: toml::Table::new(),
            };
            add_amendment(session, amendment).expect("an amendment");
        }
    }

    /// Several entries, all on one day or not, whose words are all different.
    fn chained(entries: &[(bool, u64, String)]) -> Session {
        let mut session = sealed();
        for (at, (is_sign_off, on, words)) in entries.iter().enumerate() {
            add(&mut session, *is_sign_off, *on, &format!("{at}: {words}"));
        }
        session
    }

    fn entries() -> impl Strategy<Value = Vec<(bool, u64, String)>> {
        prop::collection::vec((any::<bool>(), 0_u64..3, "\\PC{0,9}"), 2..7)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn a_chain_that_nobody_touched_holds_after_a_save(entries in entries()) {
            use crate::model::file_text::{read_session, write_session};
            let session = chained(&entries);
            let text = write_session(&session, None).expect("a text");
            let (session, _) = read_session(&text).expect("a session");
            let found = Verification::of(&session).expect("a finding");
            prop_assert_eq!(found.finding, Finding::Intact);
            prop_assert_eq!(&found.broken, &Vec::<String>::new());
            prop_assert!(found.sign_offs.iter().all(|witness| witness.saw == Saw::AsSealed));
        }

        #[test]
        fn a_word_that_is_changed_is_found_where_it_stands(entries in entries(), at in 0_usize..9) {
            let mut session = chained(&entries);
            let amendments = session.amendments.len();
            let at = at % (amendments + session.sign_offs.len());
            let named = if at < amendments {
                session.amendments[at].answers.push("more".into());
                format!("amendment {} ", at + 1)
            } else {
                session.sign_offs[at - amendments].by.push_str(" and others");
                format!("sign-off {} ", at - amendments + 1)
            };
            let found = Verification::of(&session).expect("a finding");
            prop_assert_eq!(found.finding, Finding::BrokenChain);
            prop_assert!(found.broken.iter().any(|broken| broken.starts_with(&named)), "{:?}", found.broken);
        }

        #[test]
        fn an_entry_that_is_taken_out_before_another_is_missed(entries in entries(), at in 0_usize..9) {
            let mut session = chained(&entries);
            // The last entry in time is the one that nothing vouches for.
            let (mut amendment, mut sign_off) = (0, 0);
            let at = at % (entries.len() - 1);
            for (is_sign_off, _, _) in entries.iter().take(at) {
                if *is_sign_off { sign_off += 1 } else { amendment += 1 }
            }
            if entries[at].0 {
                session.sign_offs.remove(sign_off);
            } else {
                session.amendments.remove(amendment);
            }
            let found = Verification::of(&session).expect("a finding");
            prop_assert_eq!(found.finding, Finding::BrokenChain);
        }

        #[test]
        fn entries_that_changed_places_are_seen(entries in entries(), at in 0_usize..9) {
            let mut session = chained(&entries);
            let (amendments, sign_offs) = (session.amendments.len(), session.sign_offs.len());
            if amendments > 1 {
                session.amendments.swap(at % (amendments - 1), amendments - 1);
            } else {
                prop_assume!(sign_offs > 1);
                session.sign_offs.swap(at % (sign_offs - 1), sign_offs - 1);
            }
            let found = Verification::of(&session).expect("a finding");
            prop_assert_eq!(found.finding, Finding::BrokenChain);
        }

        #[test]
        fn a_new_seal_over_a_changed_record_does_not_fit_its_chain(entries in entries()) {
            let mut session = chained(&entries);
            session.questions[0].answers.push("slipped in".into());
            session.seal = Some(Seal::of(&session, None).expect("a seal"));
            let found = Verification::of(&session).expect("a finding");
            prop_assert_eq!(found.finding, Finding::BrokenChain);
        }
    }

    #[test]
    fn a_break_is_placed_and_what_follows_it_still_counts() {
        let mut session = chained(&[
            (true, 0, String::new()),
            (false, 1, String::new()),
            (true, 2, String::new()),
        ]);
        session.amendments[0].reason = "another".into();
        let found = Verification::of(&session).expect("a finding");
        assert_eq!(
            found.broken,
            ["amendment 1 does not follow from what stands before it"]
        );
        session.amendments[0].digest = None;
        let found = Verification::of(&session).expect("a finding");
        assert_eq!(
            found.broken,
            [
                "amendment 1 has no digest: it was written by hand",
                "sign-off 2 does not follow from what stands before it"
            ]
        );
        assert_eq!(found.sign_offs[1].saw, Saw::CannotBeTold);
    }

    #[test]
    fn a_sign_off_says_whether_it_saw_the_record_before_or_after_a_change() {
        let mut session = sealed();
        add(&mut session, true, 1, "before");
        session.questions[2].answers.push("slipped in".into());
        add(&mut session, true, 2, "after");
        let found = Verification::of(&session).expect("a finding");
        assert_eq!(found.finding, Finding::Changed);
        assert_eq!(found.changed, ["question 3"]);
        assert_eq!(found.broken, Vec::<String>::new());
        let saw: Vec<Saw> = found.sign_offs.iter().map(|witness| witness.saw).collect();
        assert_eq!(saw, [Saw::AsSealed, Saw::AsItStands]);
        session.questions[2].answers.push("and again".into());
        let found = Verification::of(&session).expect("a finding");
        assert_eq!(found.sign_offs[1].saw, Saw::Another);
    }

    #[test]
    fn a_seal_that_was_touched_is_found_and_named() {
        let whole = Verification::of(&sealed()).expect("a finding");
        assert_eq!(
            (whole.finding, whole.changed),
            (Finding::Intact, Vec::new())
        );
        let mut session = sealed();
        let parts = session.seal.as_mut().map(|seal| &mut seal.parts);
        parts.expect("a seal").pop_first();
        let found = Verification::of(&session).expect("a finding");
        assert_eq!(found.finding, Finding::Changed);
        assert_eq!(found.changed, ["the seal itself"]);
    }

    #[test]
    fn a_finding_is_said_as_it_is_written() {
        for finding in [
            Finding::SealMissing,
            Finding::Changed,
            Finding::BrokenChain,
            Finding::Intact,
            Finding::NeverSealed,
        ] {
            let written = serde_json::to_string(&finding).expect("a text");
            assert_eq!(written, format!("\"{}\"", finding.word()));
        }
    }

    #[test]
    fn a_seal_that_is_gone_is_found() {
        let mut session = sealed();
        session.seal = None;
        let found = Verification::of(&session).expect("a finding");
        assert_eq!(
            (found.finding, found.is_found()),
            (Finding::SealMissing, true)
        );
        session.status = Progress::Complete;
        let found = Verification::of(&session).expect("a finding");
        assert_eq!(
            (found.finding, found.is_found()),
            (Finding::NeverSealed, false)
        );
    }
}
