//! Signing off: a supervisor's remark on a sealed session, or a question back to the team.

use super::beside::{Said, choose, goes_on, hear, in_one_line, in_short, notice, says_yes};
use super::not_recorded::not_recorded;
use crate::model::date::Day;
use crate::model::session::Session;
use crate::model::supervision::{SignOff, SignOffOutcome};
use crate::prompt::{Ask, Line, Passage, Prompt, Stop};
use crate::query::signed_already::signed_already;

/// What is known of a sign-off; what is given on the command line is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signing {
    /// The supervisor's role.
    pub by: Option<String>,
    /// What the supervisor made of it.
    pub outcome: Option<SignOffOutcome>,
    /// The remark, or the question back.
    pub remark: Option<String>,
    /// The id of the review question it is about.
    pub question: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    By,
    Outcome,
    Remark,
    Question,
    Sign,
}

const ORDER: [Entry; 5] = [
    Entry::By,
    Entry::Outcome,
    Entry::Remark,
    Entry::Question,
    Entry::Sign,
];

/// Shows what is signed, asks for what is not given, and gives the sign-off; nothing where it was left.
/// `live` is whether a person types: only then is what was typed read back before it is signed, and
/// only then must nothing be left unasked.
///
/// # Errors
/// When the input ends or is interrupted. Nothing has been written by then.
pub fn sign(
    prompt: &mut dyn Prompt,
    session: &Session,
    doubt: Option<&str>,
    given: &Signing,
    on: Day,
    live: bool,
) -> Result<Option<SignOff>, Stop> {
    if !goes_on(prompt, session, doubt, "Sign it as it stands now?")? {
        return Ok(None);
    }
    let mut values = given.clone();
    let mut at = 0;
    while let Some(entry) = ORDER.get(at).copied() {
        if !is_asked(entry, session, given, &values, live) {
            at += 1;
            continue;
        }
        let said = match ask_about(prompt, entry, session, &values) {
            // What can be left out is left out where no more lines come from a file.
            Err(Stop::End(_)) if !live && is_optional(entry, &values) => Said::Nothing,
            said => said?,
        };
        match said {
            Said::Away => return Ok(None),
            Said::TakeOut(_) => notice(prompt, "There is nothing to take out here."),
            Said::Back => {
                let before = ORDER.iter().take(at);
                let before = before
                    .enumerate()
                    .rev()
                    .find(|(_, entry)| is_asked(**entry, session, given, &values, live));
                match before {
                    Some((before, _)) => at = before,
                    None => notice(prompt, "This is the first prompt. /pause leaves."),
                }
            }
            said => match take(entry, said, session, &mut values) {
                Ok(taken) => {
                    say_taken(prompt, taken);
                    at += 1;
                }
                Err(trouble) => notice(prompt, trouble),
            },
        }
    }
    let signed = signed(values, on);
    if live
        && let Some(again) = &signed
        && let Some(before) = signed_already(session, again)
    {
        notice(prompt, already(before));
        if !says_yes(prompt, "Sign it once more?")? {
            return Ok(None);
        }
    }
    Ok(signed)
}

/// What is said where a sign-off would only repeat an earlier one.
pub fn already(before: &SignOff) -> String {
    format!(
        "It was signed off already, by {} on {}: {}. Nothing has changed since.",
        before.by,
        before.on.spoken(),
        before.outcome.word()
    )
}

fn signed(values: Signing, on: Day) -> Option<SignOff> {
    Some(SignOff {
        by: values.by?,
        on,
        outcome: values.outcome?,
        remark: values.remark.filter(|remark| !remark.is_empty()),
        question: values.question,
        saw: None,
        digest: None,
        other: toml::Table::new(),
    })
}

/// Whether an entry is asked for, as far as is known.
fn is_asked(
    entry: Entry,
    session: &Session,
    given: &Signing,
    values: &Signing,
    live: bool,
) -> bool {
    match entry {
        Entry::By => given.by.is_none(),
        Entry::Outcome => given.outcome.is_none(),
        Entry::Remark => {
            given.remark.is_none() || (asks_back(values) && given.remark.as_deref() == Some(""))
        }
        Entry::Question => {
            let remark = values.remark.as_deref().unwrap_or_default();
            given.question.is_none() && !remark.is_empty() && !session.questions.is_empty()
        }
        Entry::Sign => live,
    }
}

fn asks_back(values: &Signing) -> bool {
    values.outcome == Some(SignOffOutcome::SeenWithAQuestion)
}

fn is_optional(entry: Entry, values: &Signing) -> bool {
    match entry {
        Entry::By | Entry::Outcome => false,
        Entry::Remark => !asks_back(values),
        Entry::Question | Entry::Sign => true,
    }
}

fn ask_about(
    prompt: &mut dyn Prompt,
    entry: Entry,
    session: &Session,
    values: &Signing,
) -> Result<Said, Stop> {
    match entry {
        Entry::By => hear(
            prompt,
            &Ask::line("You sign as, by role")
                .on_enter(values.by.clone())
                .hint("A role, never a name: Service manager. /pause leaves."),
        ),
        Entry::Outcome => {
            let stood = values.outcome;
            let likely =
                stood.and_then(|stood| SignOffOutcome::ALL.iter().position(|o| *o == stood));
            let ask = Ask::choice(
                "Your sign-off",
                SignOffOutcome::ALL.map(SignOffOutcome::word),
            )
            .likely(likely)
            .hint("Type a number. A question goes back to the team and opens its next meeting.");
            said_of_choice(prompt, &ask)
        }
        Entry::Remark => {
            let (label, hint) = match values.outcome {
                Some(SignOffOutcome::SeenWithAQuestion) => (
                    "Your question to the team",
                    "One line. The team answers it at its next meeting.",
                ),
                Some(SignOffOutcome::FollowUpWanted) => (
                    "What is to be followed up",
                    "One line for the record, or Enter for none. It waits for a follow-up until it is signed off again.",
                ),
                _ => ("Your remark", "One line for the record, or Enter for none."),
            };
            let stood = values.remark.clone().filter(|remark| !remark.is_empty());
            hear(prompt, &Ask::line(label).on_enter(stood).hint(hint))
        }
        Entry::Question => {
            let questions = session.questions.iter();
            let questions = questions.map(|question| in_short(&question.text));
            let ask = Ask::choice(
                "Which question is it about",
                questions.chain(["the session as a whole".to_owned()]),
            )
            .hint("Type a number. Enter for the session as a whole.");
            said_of_choice(prompt, &ask)
        }
        Entry::Sign => hear(
            prompt,
            &Ask::line("Press Enter to sign")
                .not_kept()
                .hint("It cannot be taken back. /back changes it, /pause leaves without signing."),
        ),
    }
}

/// The number of what was chosen, as words, so that every entry is taken in the same way.
fn said_of_choice(prompt: &mut dyn Prompt, ask: &Ask) -> Result<Said, Stop> {
    Ok(match choose(prompt, ask)? {
        Ok(at) => Said::Words(at.to_string()),
        Err(said) => said,
    })
}

/// Takes in what was said; what is to be said of that, or why it does not do.
fn take(
    entry: Entry,
    said: Said,
    session: &Session,
    values: &mut Signing,
) -> Result<Option<String>, String> {
    let words = match said {
        Said::Words(words) => in_one_line(&words),
        _ => String::new(),
    };
    match entry {
        Entry::By => {
            if !words.is_empty() {
                values.by = Some(words);
            }
            let by = values.by.as_ref();
            let by = by.ok_or("A sign-off needs a role, such as Service manager.")?;
            Ok(Some(format!("Signed by: {by}")))
        }
        Entry::Outcome => {
            let chosen = words
                .parse()
                .ok()
                .and_then(|at: usize| SignOffOutcome::ALL.get(at));
            values.outcome = chosen.copied().or(values.outcome);
            let outcome = values.outcome.ok_or("Type the number of one of these.")?;
            Ok(Some(format!("Sign-off: {}", outcome.word())))
        }
        Entry::Remark => {
            if !words.is_empty() {
                values.remark = Some(words);
            }
            let remark = values.remark.get_or_insert_default();
            if remark.is_empty() && asks_back(values) {
                return Err(
                    "Type the question that goes back to the team, or /back for another sign-off."
                        .into(),
                );
            }
            let remark = values.remark.clone().filter(|remark| !remark.is_empty());
            let label = if asks_back(values) {
                "Question"
            } else {
                "Remark"
            };
            Ok(remark.map(|remark| format!("{label}: {remark}")))
        }
        Entry::Question => {
            let at = words.parse().ok();
            let chosen = at.and_then(|at: usize| session.questions.get(at));
            values.question = chosen.map(|question| question.id.clone());
            Ok(Some(match &values.question {
                Some(id) => format!("About {}", session.spoken_source(id)),
                None => "About the session as a whole".into(),
            }))
        }
        Entry::Sign if words.is_empty() => Ok(None),
        Entry::Sign => Err(not_recorded(
            &words,
            "Press Enter to sign, /back to change something, or /pause to leave.",
        )),
    }
}

fn say_taken(prompt: &mut dyn Prompt, taken: Option<String>) {
    if let Some(taken) = taken {
        prompt.say(&Passage::of(Line::Done(taken)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::seal::Seal;
    use crate::prompt::scripted::Scripted;

    fn session() -> Session {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (session, _) = crate::model::file_text::read_session(text).expect("a session");
        session
    }

    fn typed(
        session: &Session,
        lines: &[&str],
        given: &Signing,
        live: bool,
    ) -> (Result<Option<SignOff>, Stop>, String) {
        let mut prompt = Scripted::typing(lines.iter().copied());
        let on = Day(chrono::NaiveDate::default());
        let signed = sign(&mut prompt, session, None, given, on, live);
        (signed, prompt.transcript())
    }

    #[test]
    fn what_is_not_given_is_asked_for_and_can_be_changed_before_it_is_signed() {
        let lines = [
            "",
            "Service manager",
            "4",
            "2",
            "",
            "Who looks?",
            "2",
            "/back",
            "/back",
            "Who looks at it?",
            "3",
            "yes",
            "",
        ];
        let (signed, seen) = typed(&session(), &lines, &Signing::default(), true);
        let signed = signed.expect("an answer").expect(&seen);
        assert_eq!(signed.by, "Service manager");
        assert_eq!(signed.outcome, SignOffOutcome::SeenWithAQuestion);
        assert_eq!(signed.remark.as_deref(), Some("Who looks at it?"));
        assert_eq!(signed.question.as_deref(), Some("q3"));
        assert!(seen.contains("It is as it was sealed."), "{seen}");
    }

    #[test]
    fn from_a_file_what_can_be_left_out_is_left_out_at_its_end() {
        let given = Signing {
            by: Some("Service manager".into()),
            outcome: Some(SignOffOutcome::Seen),
            ..Signing::default()
        };
        let (signed, _) = typed(&session(), &[], &given, false);
        assert!(
            signed
                .expect("an answer")
                .is_some_and(|s| s.remark.is_none())
        );
        let asks = Signing {
            outcome: Some(SignOffOutcome::SeenWithAQuestion),
            ..given
        };
        let (signed, _) = typed(&session(), &[], &asks, false);
        assert_eq!(signed, Err(Stop::End(None)));
    }

    #[test]
    fn what_was_signed_already_is_signed_again_only_after_a_yes() {
        let given = Signing {
            by: Some("Service manager".into()),
            outcome: Some(SignOffOutcome::Seen),
            remark: Some(String::new()),
            question: None,
        };
        let mut signed = session();
        let (first, seen) = typed(&signed, &[""], &given, true);
        let first = first.expect("an answer").expect(&seen);
        assert!(!seen.contains("already"), "{seen}");
        crate::model::chain::add_sign_off(&mut signed, first).expect("signed");
        for (lines, is_signed) in [(["", ""], false), (["", "no"], false), (["", "yes"], true)] {
            let (again, seen) = typed(&signed, &lines, &given, true);
            assert_eq!(again.expect("an answer").is_some(), is_signed, "{seen}");
            assert!(
                seen.contains("signed off already, by Service manager"),
                "{seen}"
            );
        }
    }

    #[test]
    fn a_changed_session_is_signed_only_after_a_yes() {
        let mut changed = session();
        changed.seal = Some(Seal::of(&changed, None).expect("a seal"));
        changed.questions[1].answers.push("slipped in".into());
        let given = Signing {
            by: Some("Service manager".into()),
            outcome: Some(SignOffOutcome::Seen),
            remark: Some(String::new()),
            question: None,
        };
        for (lines, is_signed) in [(["", ""], false), (["no", ""], false), (["yes", ""], true)] {
            let (signed, seen) = typed(&changed, &lines, &given, true);
            assert_eq!(signed.expect("an answer").is_some(), is_signed, "{seen}");
            assert!(
                seen.contains("changed since it was sealed: question 2."),
                "{seen}"
            );
        }
    }
}
