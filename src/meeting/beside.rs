//! What signing off and amending share: what a sealed session is shown as, and how a line is heard
//! where few commands have a meaning.

use super::points::said_yes;
use super::typed::{Command, Typed, understand};
use crate::model::question_record::Outcome;
use crate::model::session::Session;
use crate::model::step_record::Disposition;
use crate::prompt::{Ask, Line, Passage, Prompt, Stop};
use crate::query::verification::{Finding, Verification};
use crate::render::wrap::counted;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// Enter alone.
    Nothing,
    /// Words; several lines where they were pasted at once.
    Words(String),
    /// Back to the prompt before.
    Back,
    /// Away, and nothing is written.
    Away,
    /// A point is to be taken out.
    TakeOut(String),
}

/// Asks for a line until it is one that can be used here.
pub(super) fn hear(prompt: &mut dyn Prompt, ask: &Ask) -> Result<Said, Stop> {
    let mut ask = ask.clone();
    loop {
        let line = prompt.ask(&ask)?;
        ask.hint.clear();
        if line.trim().contains('\n') {
            return Ok(Said::Words(line));
        }
        match understand(&line.replace('\t', " ")) {
            Typed::Nothing => return Ok(Said::Nothing),
            Typed::Words(words) => return Ok(Said::Words(words)),
            Typed::Command(Command::Next | Command::Skip(_)) => return Ok(Said::Nothing),
            Typed::Command(Command::Back) => return Ok(Said::Back),
            Typed::Command(Command::Pause) => return Ok(Said::Away),
            Typed::Command(Command::Delete(which)) => return Ok(Said::TakeOut(which)),
            Typed::Command(Command::Help) => notice(
                prompt,
                "Type what is asked for. /back goes back, /pause leaves; nothing is written before the end. To begin with a slash, type two.",
            ),
            Typed::Command(_) => notice(
                prompt,
                "That belongs to a meeting, and nothing was recorded. /back and /pause can be typed here.",
            ),
            Typed::Unknown(typed, nearest) => notice(
                prompt,
                format!(
                    "“{typed}” is not a command, and nothing was recorded. Did you mean {nearest}? To begin with a slash, type two."
                ),
            ),
        }
    }
}

/// Asks for one of several until one is meant. Nothing was chosen where only Enter was pressed.
pub(super) fn choose(prompt: &mut dyn Prompt, ask: &Ask) -> Result<Result<usize, Said>, Stop> {
    loop {
        match hear(prompt, ask)? {
            Said::Words(words) => match ask.option_meant(&words) {
                Some(at) => return Ok(Ok(at)),
                None => notice(
                    prompt,
                    format!(
                        "“{words}” is none of these. Type a number from 1 to {}.",
                        ask.options.len()
                    ),
                ),
            },
            other => return Ok(Err(other)),
        }
    }
}

/// Shows what is about to be added to, and asks where it is not what was sealed. False where it is
/// not to be added to.
///
/// # Errors
/// When the input ends or is interrupted.
pub(super) fn goes_on(
    prompt: &mut dyn Prompt,
    session: &Session,
    doubt: Option<&str>,
    question: &str,
) -> Result<bool, Stop> {
    let (passage, is_sound) = shown(session, doubt);
    prompt.say(&passage);
    if is_sound {
        return Ok(true);
    }
    says_yes(prompt, question)
}

/// Asks whether something is to be done; Enter says no.
///
/// # Errors
/// When the input ends or is interrupted.
pub(super) fn says_yes(prompt: &mut dyn Prompt, question: &str) -> Result<bool, Stop> {
    let ask = Ask::line(format!("{question} Type yes or no"))
        .not_kept()
        .on_enter(Some("no"));
    loop {
        match hear(prompt, &ask)? {
            Said::Words(words) => match said_yes(&words) {
                Some(said) => return Ok(said),
                None => notice(prompt, format!("“{words}” is neither yes nor no.")),
            },
            Said::Nothing | Said::Back | Said::Away => return Ok(false),
            Said::TakeOut(_) => {}
        }
    }
}

/// The session in a few lines, and whether it is as it was sealed. The doubt is what its file says of itself.
fn shown(session: &Session, doubt: Option<&str>) -> (Passage, bool) {
    let meeting = &session.meeting;
    let mut passage = Passage(vec![Line::Heading(format!(
        "{}, {}, {}",
        session.review.title,
        meeting.team,
        meeting.date.spoken()
    ))]);
    passage.push(Line::Text(counts(session)));
    let mut doubts: Vec<String> = doubt.map(str::to_owned).into_iter().collect();
    match Verification::of(session) {
        Ok(found) => {
            if found.finding == Finding::Changed {
                doubts.push(match found.changed.as_slice() {
                    [] => "This record has been changed since it was sealed.".into(),
                    parts => format!(
                        "This record has been changed since it was sealed: {}.",
                        parts.join(", ")
                    ),
                });
            }
            doubts.extend(found.broken.iter().map(|broken| format!("Its {broken}.")));
        }
        Err(error) => doubts.push(format!("Its seal cannot be looked at: {error}.")),
    }
    for asked in &session.questions_back {
        passage.push(Line::Item(format!(
            "A question back from {}: {}",
            asked.by, asked.asked
        )));
        let answered = match asked.answers.as_slice() {
            [] => "It was left for another time.".to_owned(),
            answers => format!("Answered: {}", answers.join(" / ")),
        };
        passage.push(Line::Item(answered));
    }
    for amendment in &session.amendments {
        let line = format!("Added on {}: {}", amendment.on.spoken(), amendment.reason);
        passage.push(Line::Item(line));
    }
    for sign_off in &session.sign_offs {
        passage.push(Line::Item(format!(
            "{}, {}: {}",
            sign_off.by,
            sign_off.on.spoken(),
            sign_off.outcome.word()
        )));
    }
    let is_sound = doubts.is_empty();
    if is_sound {
        passage.push(Line::Text("It is as it was sealed.".into()));
    }
    passage.0.extend(doubts.into_iter().map(Line::Notice));
    passage.push(Line::Gap);
    (passage, is_sound)
}

fn counts(session: &Session) -> String {
    let questions = session.questions.iter();
    let discussed = questions
        .filter(|q| q.outcome == Outcome::Discussed)
        .count();
    let steps = session.steps.iter();
    let settled = steps.filter(|s| s.disposition != Disposition::NotReached);
    let of_steps = match session.steps.len() {
        0 => String::new(),
        steps => format!("{} of {steps} steps settled, ", settled.count()),
    };
    format!(
        "{discussed} of {} discussed, {of_steps}{} agreed.",
        counted(session.questions.len(), "question"),
        counted(session.actions.len(), "action")
    )
}

/// The beginning of a question or step, so that a list of them fits on a screen.
pub(super) fn in_short(text: &str) -> String {
    const LONGEST: usize = 58;
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() > LONGEST {
            return format!("{short} …");
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

/// Every line of what was typed or pasted as one line.
pub(super) fn in_one_line(words: &str) -> String {
    let rows = words.lines().map(str::trim).filter(|row| !row.is_empty());
    rows.collect::<Vec<_>>().join(" ")
}

pub(super) fn notice(prompt: &mut dyn Prompt, text: impl Into<String>) {
    prompt.say(&Passage::of(Line::Notice(text.into())));
}
