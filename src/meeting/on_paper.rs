//! A meeting that was held on paper becomes the session that the walk would have made, with the same checks.

mod after_all;

use super::Clock;
use super::agreeing::{TAKE_OUT, has_passed, unless_taken_out};
use super::close::seal;
use super::nudge::About;
use super::points::said_yes;
use super::set_up::{SetUp, planned_minutes};
use crate::import::worksheet::{OfAction, Said, Worksheet};
use crate::model::action::Action;
use crate::model::closing::Closing;
use crate::model::date::{Day, Moment};
use crate::model::date_phrase::{Edge, full_date, parse_date_phrase, parse_day_gone_by};
use crate::model::meeting::{Meeting, USUAL_AUDIENCE, USUAL_MINUTES, same_team};
use crate::model::none_said::says_none;
use crate::model::review::Review;
use crate::model::session::{Disposition, Outcome, Session};
use crate::query::actions::TeamAction;
use crate::query::questions_back::OpenQuestion;
use crate::render::recorded::Recorded;
use crate::trouble::Trouble;

/// What is known of the meeting beside the sheet.
pub struct OnPaper<'a> {
    /// The review that was walked.
    pub review: &'a Review,
    /// A digest of it.
    pub fingerprint: String,
    /// The day on which the sheet is read.
    pub clock: &'a dyn Clock,
    /// Earlier meetings of any team.
    pub meetings: Vec<Meeting>,
}

/// Who met, and when, as a sheet says it.
pub struct Met {
    /// The meeting.
    pub meeting: Meeting,
    remarks: Vec<String>,
    /// What has to be put right before it can be believed.
    troubles: Vec<Trouble>,
}

/// Who met, and when: the first that is read of a sheet, since what the team brought depends on it.
pub fn meeting(paper: &OnPaper, sheet: &Worksheet) -> Met {
    let mut troubles = Vec::new();
    let mut remarks = Vec::new();
    let today = paper.clock.today();
    let team = sheet.team.as_ref().map(|said| {
        let typed: Vec<&str> = said.words.split_whitespace().collect();
        let typed = typed.join(" ");
        let mut known = paper.meetings.iter().map(|meeting| &meeting.team);
        let known = known.find(|team| same_team(team, &typed));
        known.cloned().unwrap_or(typed)
    });
    if team.is_none() {
        troubles.push(
            Trouble::refused("The sheet does not say which team met.")
                .hint("Write its name behind “Team:”, such as Duty Team."),
        );
    }
    let date = match &sheet.date {
        None => {
            remarks.push(format!(
                "The sheet has no date. Today, {}, is taken.",
                full_date(today)
            ));
            today
        }
        Some(said) => match parse_day_gone_by(&said.words, today, Edge::First) {
            Ok(day) if day > today => {
                troubles.push(at(
                    said,
                    &format!(
                        "the meeting would be on {}, which is still to come.",
                        full_date(day)
                    ),
                    "Write the day on which it was held, such as 19 November.",
                ));
                today
            }
            Ok(day) => day,
            Err(error) => {
                troubles.push(at(said, &error.to_string(), ""));
                today
            }
        },
    };
    let minutes = match &sheet.minutes {
        None => Some(USUAL_MINUTES),
        Some(said) => match planned_minutes(&said.words) {
            Ok(minutes) => Some(minutes),
            Err(trouble) => {
                troubles.push(at(said, &trouble, ""));
                None
            }
        },
    };
    let words = |said: &Option<Said>| said.as_ref().map(|said| in_a_row(&said.words));
    let roles = |said: &[Said]| said.iter().map(|role| in_a_row(&role.words)).collect();
    let set_up = SetUp {
        review: None,
        team: team.unwrap_or_default(),
        facilitator: words(&sheet.facilitator).and_then(unless_taken_out),
        present: roles(&sheet.present),
        apologies: roles(&sheet.apologies),
        minutes,
        audience: words(&sheet.audience).or_else(|| Some(USUAL_AUDIENCE.into())),
    };
    let meeting = Meeting {
        date: Day(date),
        // Nobody knows from a sheet when the meeting began.
        started: None,
        ..set_up.meeting(paper.clock)
    };
    Met {
        meeting,
        remarks,
        troubles,
    }
}

/// What the team brought to the meeting.
#[derive(Debug, Default)]
pub struct Brought<'a> {
    /// Every action that it agreed before.
    pub earlier: Vec<TeamAction<'a>>,
    /// The questions that a supervisor put back to it.
    pub asked: Vec<OpenQuestion>,
}

/// The sealed session of a sheet.
///
/// # Errors
/// A sentence with its line for everything that has to be put right.
pub fn session(
    paper: OnPaper,
    sheet: &Worksheet,
    met: Met,
    brought: &Brought,
) -> Result<Recorded, Vec<Trouble>> {
    let mut writing = Writing {
        session: Session::begun(paper.review, paper.fingerprint, met.meeting),
        remarks: met.remarks,
        without_points: Vec::new(),
        not_reached: Vec::new(),
        passed_over: sheet.passed_over.clone(),
        troubles: met.troubles,
        nudged: Vec::new(),
    };
    writing.remarks.extend(about_another(paper.review, sheet));
    writing.remarks.extend(sheet.remarks.iter().cloned());
    writing.questions(sheet);
    writing.steps(sheet);
    for said in &sheet.actions {
        writing.action(said, brought);
    }
    writing.closing(sheet);
    let is_blank = sheet.team.is_none() && sheet.date.is_none() && sheet.actions.is_empty();
    if writing.session.is_untouched()
        && let Some(first) = sheet.passed_over.first()
    {
        let lines = sheet.passed_over.iter().take(3);
        let lines: Vec<String> = lines
            .map(|said| format!("line {}: {}", said.line, said.words))
            .collect();
        return Err(vec![
            Trouble::refused(format!(
                "Nothing on this sheet stands under a question, a step or an action, so there is nothing to keep. What was written begins on line {}.",
                first.line
            ))
            .hint(format!(
                "Put it under the question it belongs to, save the file, and try again.\n  {}",
                lines.join("\n  ")
            )),
        ]);
    }
    if writing.session.is_untouched() && (is_blank || writing.troubles.is_empty()) {
        return Err(vec![
            Trouble::refused(
                "Nobody has written anything on this sheet yet, so there is nothing to keep.",
            )
            .hint("Write what the team said under the questions, save the file, and try again."),
        ]);
    }
    if !writing.troubles.is_empty() {
        return Err(writing.troubles);
    }
    writing.after_all(brought);
    let now = paper.clock.now().map(Moment::to_the_second);
    seal(&mut writing.session, now).map_err(|trouble| vec![Trouble::refused(trouble)])?;
    writing.passed_over.sort_by_key(|said| said.line);
    let passed = writing.passed_over.into_iter();
    Ok(Recorded {
        session: writing.session,
        remarks: writing.remarks,
        passed_over: passed.map(|said| (said.line, said.words)).collect(),
    })
}

/// A word where the sheet names another review than the one it is read for.
fn about_another(review: &Review, sheet: &Worksheet) -> Option<String> {
    let said = sheet.review.as_ref()?;
    let named = said.words.trim().to_lowercase().replace(' ', "-");
    (!review.id.starts_with(&named)).then(|| {
        format!(
            "Line {}: the sheet is about “{}”. It is kept as a meeting about {}, as you asked.",
            said.line, said.words, review.title
        )
    })
}

/// A trouble with some words on the sheet.
fn at(said: &Said, why: &str, hint: &str) -> Trouble {
    let trouble = Trouble::refused(format!("Line {}: {why}", said.line));
    if hint.is_empty() {
        return trouble;
    }
    trouble.hint(hint)
}

fn in_a_row(words: &str) -> String {
    words.replace(['\n', '\r', '\t'], " ").trim().to_owned()
}

/// The points of some words: one, or one for each line of several.
fn points(said: &[Said]) -> impl Iterator<Item = String> {
    let lines = said.iter().flat_map(|said| said.words.lines());
    lines.map(in_a_row).filter(|point| !point.is_empty())
}

/// What a sheet calls a question.
struct Called {
    question: String,
    outcome: Outcome,
    line: usize,
    reason: Option<Said>,
}

struct Writing {
    session: Session,
    remarks: Vec<String>,
    /// The questions under which no point stands and which the sheet calls something.
    without_points: Vec<Called>,
    /// The steps that are not reached as the sheet has it, and whether it says so.
    not_reached: Vec<(String, bool)>,
    passed_over: Vec<Said>,
    troubles: Vec<Trouble>,
    /// The soft words that have been said already.
    nudged: Vec<&'static str>,
}

impl Writing {
    fn questions(&mut self, sheet: &Worksheet) {
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

    fn steps(&mut self, sheet: &Worksheet) {
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

    fn action(&mut self, said: &OfAction, brought: &Brought) {
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

    fn closing(&mut self, sheet: &Worksheet) {
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
