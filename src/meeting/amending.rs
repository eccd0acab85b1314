//! Amending: what the team adds to a sealed session, with the reason.

use super::beside::{Said, choose, goes_on, hear, in_one_line, in_short, notice};
use super::not_recorded::not_recorded;
use super::points::{numbered, points_in};
use crate::model::date::Day;
use crate::model::session::Session;
use crate::model::supervision::Amendment;
use crate::prompt::{Ask, Line, Passage, Prompt, Stop};
use crate::render::wrap::counted;

/// What is known of an amendment; what is given on the command line is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Amending {
    /// Why it is added.
    pub reason: Option<String>,
    /// The id of the question or step that it belongs to.
    pub about: Option<String>,
}

const HOW_IT_IS_ADDED: &str = "Press Enter to add it, or /back for another point.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Reason,
    About,
    Points,
    Add,
}

const ORDER: [Entry; 4] = [Entry::Reason, Entry::About, Entry::Points, Entry::Add];

/// Shows what is added to, asks for what is not given and for the points, and gives the amendment;
/// nothing where it was left, or where nothing was said. `live` is whether a person types: only then
/// is it asked once more before it is added.
///
/// # Errors
/// When the input is interrupted, or ends before there is a reason. Nothing has been written by then.
pub fn amend(
    prompt: &mut dyn Prompt,
    session: &Session,
    doubt: Option<&str>,
    given: &Amending,
    on: Day,
    live: bool,
) -> Result<Option<Amendment>, Stop> {
    if !goes_on(prompt, session, doubt, "Add to it as it stands now?")? {
        return Ok(None);
    }
    let mut draft = Draft {
        values: given.clone(),
        points: Vec::new(),
    };
    let mut at = 0;
    while let Some(entry) = ORDER.get(at).copied() {
        if !is_asked(entry, session, given, live) {
            at += 1;
            continue;
        }
        let moved = match entry {
            Entry::Reason => draft.reason(prompt)?,
            Entry::About => draft.about(prompt, session)?,
            Entry::Points => draft.points(prompt, session)?,
            Entry::Add => draft.confirm(prompt)?,
        };
        match moved {
            Moved::On => at += 1,
            Moved::Away => return Ok(None),
            Moved::Back => {
                let before = ORDER.iter().take(at).enumerate().rev();
                let mut before = before.filter(|(_, e)| is_asked(**e, session, given, live));
                match before.next() {
                    Some((before, _)) => at = before,
                    None => notice(prompt, "This is the first prompt. /pause leaves."),
                }
            }
        }
    }
    Ok(draft.amendment(session, on))
}

fn is_asked(entry: Entry, session: &Session, given: &Amending, live: bool) -> bool {
    match entry {
        Entry::Reason => given.reason.is_none(),
        Entry::About => {
            given.about.is_none() && !(session.questions.is_empty() && session.steps.is_empty())
        }
        Entry::Points => true,
        Entry::Add => live,
    }
}

enum Moved {
    On,
    Back,
    Away,
}

struct Draft {
    values: Amending,
    points: Vec<String>,
}

impl Draft {
    fn reason(&mut self, prompt: &mut dyn Prompt) -> Result<Moved, Stop> {
        let ask = Ask::line("Why is it added")
            .on_enter(self.values.reason.clone())
            .hint("One line, such as: left out on the day. /pause leaves.");
        loop {
            match hear(prompt, &ask)? {
                Said::Words(words) => {
                    let reason = in_one_line(&words);
                    prompt.say(&Passage::of(Line::Done(format!("Reason: {reason}"))));
                    self.values.reason = Some(reason);
                    return Ok(Moved::On);
                }
                Said::Nothing if self.values.reason.is_some() => return Ok(Moved::On),
                Said::Nothing | Said::TakeOut(_) => notice(
                    prompt,
                    "Whoever reads it later will want to know why it was added. A few words do.",
                ),
                Said::Back => return Ok(Moved::Back),
                Said::Away => return Ok(Moved::Away),
            }
        }
    }

    fn about(&mut self, prompt: &mut dyn Prompt, session: &Session) -> Result<Moved, Stop> {
        let ids: Vec<&str> = session
            .questions
            .iter()
            .map(|question| question.id.as_str())
            .chain(session.steps.iter().map(|step| step.id.as_str()))
            .collect();
        let questions = session.questions.iter().enumerate();
        let questions =
            questions.map(|(at, q)| format!("Question {}: {}", at + 1, in_short(&q.text)));
        let steps = session.steps.iter().enumerate();
        let steps = steps.map(|(at, step)| format!("Step {}: {}", at + 1, in_short(&step.text)));
        let ask = Ask::choice(
            "What does it belong to",
            questions.chain(steps).chain(["none of these".to_owned()]),
        )
        .hint("Type a number. Enter for none of these.");
        let chosen = match choose(prompt, &ask)? {
            Ok(at) => ids.get(at).map(|id| (*id).to_owned()),
            Err(Said::Back) => return Ok(Moved::Back),
            Err(Said::Away) => return Ok(Moved::Away),
            Err(_) => None,
        };
        self.values.about = chosen;
        Ok(Moved::On)
    }

    fn points(&mut self, prompt: &mut dyn Prompt, session: &Session) -> Result<Moved, Stop> {
        let mut passage = Passage(vec![Line::Gap]);
        let about = self.values.about.as_deref();
        let text = about.and_then(|id| {
            let question = session.question(id).map(|question| &question.text);
            question.or(session.step(id).map(|step| &step.text))
        });
        passage.push(match (about, text) {
            (Some(id), Some(text)) => Line::Topic(
                format!("Added to {}", session.spoken_source(id)),
                text.clone(),
            ),
            _ => Line::Text("Added to the session as a whole.".into()),
        });
        passage.0.extend(numbered(
            about.map(|id| session.answers(id)).unwrap_or_default(),
        ));
        prompt.keep_in_sight(passage);
        prompt.say(&self.points.iter().cloned().map(Line::Item).collect());
        let mut hint =
            "One point a line; an empty line ends. /delete 1 takes the first of yours out.";
        let mut warned = false;
        loop {
            let ask = Ask::line("").many().hint(std::mem::take(&mut hint));
            let said = match hear(prompt, &ask) {
                // The end of the input is the end of the points.
                Err(Stop::End(_)) if !self.points.is_empty() => Ok(Said::Nothing),
                // What stands on the screen is not lost without a word.
                Ok(Said::Away) | Err(Stop::Interrupted(_))
                    if !self.points.is_empty() && !warned =>
                {
                    warned = true;
                    let points = counted(self.points.len(), "point");
                    notice(
                        prompt,
                        format!(
                            "Not added yet: {points}. An empty line adds what is there; the same again leaves without it."
                        ),
                    );
                    continue;
                }
                said => said,
            };
            let moved = match said? {
                Said::Words(words) => {
                    for point in points_in(&words) {
                        prompt.say(&Passage::of(Line::Item(point.clone())));
                        self.points.push(point);
                    }
                    continue;
                }
                Said::TakeOut(which) => {
                    self.take_out(prompt, &which);
                    continue;
                }
                Said::Nothing if self.points.is_empty() => Moved::Away,
                Said::Nothing => Moved::On,
                Said::Back => Moved::Back,
                Said::Away => Moved::Away,
            };
            prompt.keep_in_sight(Passage::default());
            return Ok(moved);
        }
    }

    fn take_out(&mut self, prompt: &mut dyn Prompt, which: &str) {
        let at = which
            .trim()
            .parse()
            .ok()
            .and_then(|n: usize| n.checked_sub(1));
        match at.filter(|at| *at < self.points.len()) {
            Some(at) => {
                let point = self.points.remove(at);
                prompt.say(&Passage::of(Line::Done(format!("Taken out: {point}"))));
            }
            None => notice(
                prompt,
                "Type the number of one of the points that you have just added, such as /delete 1.",
            ),
        }
    }

    fn confirm(&mut self, prompt: &mut dyn Prompt) -> Result<Moved, Stop> {
        let ask = Ask::line("Press Enter to add it").not_kept().hint(
            "It cannot be taken back. /back goes on with the points, /pause leaves without adding.",
        );
        loop {
            match hear(prompt, &ask)? {
                Said::Nothing => return Ok(Moved::On),
                Said::Back => return Ok(Moved::Back),
                Said::Away => return Ok(Moved::Away),
                Said::Words(words) => notice(prompt, not_recorded(&words, HOW_IT_IS_ADDED)),
                Said::TakeOut(_) => notice(prompt, HOW_IT_IS_ADDED),
            }
        }
    }

    fn amendment(self, session: &Session, on: Day) -> Option<Amendment> {
        let about = self.values.about;
        let (question, step) = match about {
            Some(id) if session.question(&id).is_some() => (Some(id), None),
            other => (None, other),
        };
        Some(Amendment {
            on,
            reason: self.values.reason?,
            question,
            step,
            answers: self.points,
            saw: None,
            digest: None,
            other: toml::Table::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prompt::scripted::Scripted;

    fn typed(lines: &[&str], live: bool) -> (Option<Amendment>, String) {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (session, _) = crate::model::file_text::read_session(text).expect("a session");
        let mut prompt = Scripted::typing(lines.iter().copied());
        let on = Day(chrono::NaiveDate::default());
        let amendment = amend(&mut prompt, &session, None, &Amending::default(), on, live);
        (amendment.ok().flatten(), prompt.transcript())
    }

    #[test]
    fn a_reason_is_asked_for_and_points_can_be_taken_out_until_they_are_added() {
        let lines = [
            "",
            "Left out on the day",
            "7",
            "One",
            "Two",
            "/delete 1",
            "",
            "/back",
            "Three\n- Four",
            "",
            "",
        ];
        let (amendment, seen) = typed(&lines, true);
        let amendment = amendment.expect(&seen);
        assert_eq!(amendment.reason, "Left out on the day");
        assert_eq!(
            (amendment.question, amendment.step.as_deref()),
            (None, Some("s1"))
        );
        assert_eq!(amendment.answers, ["Two", "Three", "Four"]);
    }

    #[test]
    fn where_nothing_is_said_nothing_is_added() {
        for lines in [
            &["why", "2", ""][..],
            &["why", "", "/pause"],
            &["/pause"],
            &[],
        ] {
            for live in [true, false] {
                assert_eq!(typed(lines, live).0, None, "{lines:?}");
            }
        }
        // What was typed up to the end of a file counts; without the last word of a person it does not.
        let lines = ["why", "", "One"];
        assert!(
            typed(&lines, false)
                .0
                .is_some_and(|added| added.answers == ["One"])
        );
        assert_eq!(typed(&lines, true).0, None);
    }
}
