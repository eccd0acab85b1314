//! A meeting that was held on paper becomes the session that the walk would have made, with the same checks.

mod after_all;
mod written;

use self::written::{Writing, at, in_a_row};

use super::Clock;
use super::agreeing::unless_taken_out;
use super::close::seal;
use super::set_up::{SetUp, planned_minutes};
use crate::import::worksheet::{Said, Worksheet};
use crate::model::date::{Day, Moment};
use crate::model::date_phrase::{Edge, full_date, parse_day_gone_by};
use crate::model::meeting::{Meeting, USUAL_AUDIENCE, USUAL_MINUTES, same_team};
use crate::model::review::Review;
use crate::model::session::Session;
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
