//! What stands on a sheet under its questions and steps, and its actions, becomes a session.

use super::Brought;
use crate::import::worksheet::{OfAction, Said, Worksheet};
use crate::meeting::agreeing::{TAKE_OUT, has_passed, unless_taken_out};
use crate::meeting::nudge::About;
use crate::meeting::points::said_yes;
use crate::model::action::Action;
use crate::model::closing::Closing;
use crate::model::date::Day;
use crate::model::date_phrase::parse_date_phrase;
use crate::model::none_said::says_none;
use crate::model::question_record::Outcome;
use crate::model::session::Session;
use crate::model::step_record::Disposition;
use crate::trouble::Trouble;

/// A trouble with some words on the sheet.
pub fn at(said: &Said, why: &str, hint: &str) -> Trouble {
    let trouble = Trouble::refused(format!("Line {}: {why}", said.line));
    if hint.is_empty() {
        return trouble;
    }
    trouble.hint(hint)
}

/// Words without line feeds and tabs.
pub fn in_a_row(words: &str) -> String {
    words.replace(['\n', '\r', '\t'], " ").trim().to_owned()
}

/// The points of some words: one, or one for each line of several.
fn points(said: &[Said]) -> impl Iterator<Item = String> {
    let lines = said.iter().flat_map(|said| said.words.lines());
    lines.map(in_a_row).filter(|point| !point.is_empty())
}

/// What a sheet calls a question.
pub struct Called {
    pub question: String,
    pub outcome: Outcome,
    pub line: usize,
    pub reason: Option<Said>,
}

/// The session that a sheet becomes, and what there is to say of it.
pub struct Writing {
    pub session: Session,
    pub remarks: Vec<String>,
    /// The questions under which no point stands and which the sheet calls something.
    pub without_points: Vec<Called>,
    /// The steps that are not reached as the sheet has it, and whether it says so.
    pub not_reached: Vec<(String, bool)>,
    pub passed_over: Vec<Said>,
    pub troubles: Vec<Trouble>,
    /// The soft words that have been said already.
    pub nudged: Vec<&'static str>,
}

impl Writing {
    pub fn questions(&mut self, sheet: &Worksheet) {
        for said in &sheet.questions {
            if self.session.question(&said.id).is_none() {
                let line = said.answers.first().or(said.outcome.as_ref());
                let id = said.id.clone();
                self.unknown(&id, "question", line.map(|said| said.line));
                continue;
            }
            for point in points(&said.answers) {
                self.session.record(&said.id, point);
            }
            if let Some(word) = &said.outcome {
                self.outcome(&said.id, word, said.reason.as_ref());
            }
        }
    }

    fn outcome(&mut self, id: &str, word: &Said, reason: Option<&Said>) {
        let small = word.words.trim_end_matches('.').to_lowercase();
        let known = [
            Outcome::Discussed,
            Outcome::Parked,
            Outcome::Skipped,
            Outcome::NotReached,
        ];
        let Some(outcome) = known.into_iter().find(|outcome| outcome.word() == small) else {
            return self.troubles.push(at(
                word,
                &format!("“{}” is not what can become of a question.", word.words),
                "Write parked, skipped or not reached, or leave it empty.",
            ));
        };
        let name = self.session.spoken_source(id);
        let Some(question) = self.session.question_mut(id) else {
            return;
        };
        let is_left = matches!(outcome, Outcome::Parked | Outcome::Skipped);
        let answered = !question.answers.is_empty();
        match outcome {
            // The walk does not skip what has been discussed either.
            Outcome::Skipped | Outcome::NotReached if answered => self.remarks.push(format!(
                "Line {}: {name} is called {small}, and has points under it. It is kept as discussed.",
                word.line
            )),
            Outcome::Parked | Outcome::Skipped => question.outcome = outcome,
            Outcome::Discussed | Outcome::NotReached => {}
        }
        if !answered {
            self.without_points.push(Called {
                question: id.to_owned(),
                outcome,
                line: word.line,
                reason: reason.cloned(),
            });
        }
        let Some(reason) = reason else { return };
        if is_left && question.outcome == outcome {
            question.reason = Some(in_a_row(&reason.words));
        } else {
            self.passed_over.push(reason.clone());
        }
    }

    pub fn steps(&mut self, sheet: &Worksheet) {
        for said in &sheet.steps {
            if self.session.step(&said.id).is_none() {
                let line = said.answers.first().or(said.disposition.as_ref());
                let id = said.id.clone();
                self.unknown(&id, "step", line.map(|said| said.line));
                continue;
            }
            for point in points(&said.answers) {
                self.session.record(&said.id, point);
            }
            let disposition = match &said.disposition {
                None => None,
                Some(word) => match disposition(&word.words) {
                    Some(disposition) => Some(disposition),
                    None => {
                        let known = Disposition::ALL.map(Disposition::word).join(", ");
                        self.troubles.push(at(
                            word,
                            &format!("“{}” is not what can become of a step.", word.words),
                            &format!("Write one of these: {known}. What there is to say about it goes on the line below."),
                        ));
                        None
                    }
                },
            };
            if let Some(step) = self.session.step_mut(&said.id) {
                step.disposition = disposition.unwrap_or_default();
                if step.disposition == Disposition::NotReached {
                    self.not_reached
                        .push((said.id.clone(), said.disposition.is_some()));
                }
            }
        }
    }

    fn unknown(&mut self, id: &str, noun: &str, line: Option<usize>) {
        let ids: Vec<&str> = match noun {
            "step" => self.session.steps.iter().map(|s| s.id.as_str()).collect(),
            _ => self
                .session
                .questions
                .iter()
                .map(|q| q.id.as_str())
                .collect(),
        };
        let line = line
            .map(|line| format!("Line {line}: "))
            .unwrap_or_default();
        let title = &self.session.review.title;
        let said = format!("{line}{title} has no {noun} called “{id}”.");
        self.troubles.push(
            Trouble::refused(said).hint(match (ids.first(), ids.last()) {
                (Some(first), Some(last)) => format!("Its {noun}s are {first} to {last}."),
                _ => format!("It has no {noun}s at all."),
            }),
        );
    }

    pub fn action(&mut self, said: &OfAction, brought: &Brought) {
        let Some(what) = &said.what else {
            if let Some(first) = said.first() {
                self.troubles.push(at(
                    first,
                    "this action does not say what will be done.",
                    "Write it behind “What will be done:”, or take the rest of the action out.",
                ));
            }
            return;
        };
        let from = said.from.as_ref().and_then(|from| self.source(from));
        let id = self.session.next_action_id();
        let mut action = Action::agreed(id, from, in_a_row(&what.words));
        let given = |said: &Option<Said>| said.clone().filter(|said| !says_none(&said.words));
        let words = |said: &Option<Said>| {
            let words = given(said).map(|said| in_a_row(&said.words));
            words.and_then(unless_taken_out)
        };
        action.owner = words(&said.owner);
        action.know = words(&said.know);
        action.due = given(&said.due).and_then(|due| self.day(&due));
        let what = action.what.clone();
        self.session.agree(action);
        let about = About {
            actions: self.session.actions.len(),
            earlier: &brought.earlier,
            carried: &[],
        };
        for (kind, words) in about.words(&what) {
            if kind.is_none_or(|kind| !self.nudged.contains(&kind)) {
                self.nudged.extend(kind);
                self.remarks.push(words);
            }
        }
    }

    /// The question or step that an action comes from.
    fn source(&mut self, from: &Said) -> Option<String> {
        let small = from.words.trim().trim_end_matches('.').to_lowercase();
        if matches!(
            small.as_str(),
            TAKE_OUT | "the meeting" | "none" | "neither"
        ) {
            return None;
        }
        let ids = |session: &Session| {
            let questions = session.questions.iter().map(|q| q.id.clone());
            let steps = session.steps.iter().map(|step| step.id.clone());
            questions.chain(steps).collect::<Vec<_>>()
        };
        let short = |id: &String| {
            let spoken = self.session.spoken_source(id);
            let (noun, number) = spoken.split_once(' ').unwrap_or_default();
            format!("{}{number}", noun.get(..1).unwrap_or_default())
        };
        let typed = small.replace([' ', '.'], "");
        let found = ids(&self.session).into_iter().find(|id| {
            let spoken = self.session.spoken_source(id).replace(' ', "");
            *id == from.words.trim()
                || id.to_lowercase() == small
                || spoken == typed
                || short(id) == typed
        });
        if found.is_none() {
            self.troubles.push(at(
                from,
                &format!(
                    "“{}” is no question or step of {}.",
                    from.words, self.session.review.title
                ),
                "Write question 2 or step 1, for example, or leave it empty.",
            ));
        }
        found
    }

    /// A date that was said in the meeting, seen from its day.
    fn day(&mut self, said: &Said) -> Option<Day> {
        if said.words == TAKE_OUT {
            return None;
        }
        let held = self.session.meeting.date;
        match parse_date_phrase(&said.words, held.0) {
            Ok(day) => {
                if day < held.0 {
                    let passed = has_passed(Day(day));
                    self.remarks.push(format!("Line {}: {passed}", said.line));
                }
                Some(Day(day))
            }
            Err(error) => {
                self.troubles.push(at(
                    said,
                    &error.to_string(),
                    "Leave it empty where no date was agreed.",
                ));
                None
            }
        }
    }

    pub fn closing(&mut self, sheet: &Worksheet) {
        if let Some(said) = &sheet.wellbeing {
            let first = said.words.split([' ', ',', '.', ';']).next();
            match first.and_then(said_yes) {
                Some(asked) => {
                    self.session.meeting.wellbeing_check = asked;
                    let more = said.words.trim_end_matches('.');
                    if said_yes(more).is_none() {
                        // Only that it was done is ever kept.
                        self.passed_over.push(said.clone());
                    }
                }
                None => self.troubles.push(at(
                    said,
                    &format!("“{}” is neither yes nor no.", said.words),
                    "Write yes or no behind the question whether everyone was asked how they are.",
                )),
            }
        }
        let learning = sheet.learning.as_ref().map(|said| in_a_row(&said.words));
        let learning = learning.and_then(unless_taken_out);
        let next_meeting = sheet.next_meeting.as_ref().and_then(|said| self.day(said));
        if learning.is_some() || next_meeting.is_some() {
            self.session.closing = Some(Closing {
                learning,
                next_meeting,
                ..Closing::default()
            });
        }
    }
}

fn disposition(words: &str) -> Option<Disposition> {
    let small = words.trim().trim_end_matches('.').to_lowercase();
    let small: Vec<&str> = small.split_whitespace().collect();
    let small = small.join(" ");
    Disposition::ALL.into_iter().find(|d| d.word() == small)
}
