//! Set up: which review, which team, who is here. Last time's values are the defaults.

mod taken;

pub(super) use taken::planned_minutes;

use super::typed::{
    Command, Typed, is_command_without_slash, nearest as nearest_command, understand,
};
use crate::model::date::{Day, Moment};
use crate::model::meeting::{Meeting, USUAL_AUDIENCE, USUAL_MINUTES};
use crate::prompt::{Ask, Line, Passage, Prompt, Stop};
use taken::{take, team_perhaps_meant};

/// What was set up, and what Enter alone means at each prompt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetUp {
    /// The position of the review among those offered.
    pub review: Option<usize>,
    /// The team's name.
    pub team: String,
    /// The facilitator's role.
    pub facilitator: Option<String>,
    /// Who is here, by role.
    pub present: Vec<String>,
    /// Who sent apologies, by role.
    pub apologies: Vec<String>,
    /// Planned minutes.
    pub minutes: Option<u32>,
    /// Who will read the record.
    pub audience: Option<String>,
}

impl SetUp {
    /// The values of an earlier meeting as defaults. Apologies are asked anew each time.
    pub fn like(earlier: &Meeting) -> Self {
        Self {
            review: None,
            team: earlier.team.clone(),
            facilitator: earlier.facilitator.clone(),
            present: earlier.present.clone(),
            apologies: Vec::new(),
            minutes: earlier.minutes_planned,
            audience: earlier.audience.clone(),
        }
    }

    /// The meeting that begins with these values.
    pub fn meeting(&self, clock: &dyn super::Clock) -> Meeting {
        Meeting {
            team: self.team.clone(),
            date: Day(clock.today()),
            started: clock.now().map(Moment::to_the_second),
            finished: None,
            facilitator: self.facilitator.clone(),
            present: self.present.clone(),
            apologies: self.apologies.clone(),
            minutes_planned: self.minutes,
            audience: self.audience.clone(),
            wellbeing_check: false,
            other: toml::Table::new(),
        }
    }
}

/// What is known before anything is asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offered {
    /// The reviews to choose from.
    pub reviews: Vec<OfferedReview>,
    /// The latest meeting of each team that has met before.
    pub earlier: Vec<Meeting>,
}

/// A review to choose.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfferedReview {
    /// As it is shown among the others.
    pub shown: String,
    /// What is said of it once it is chosen, while another can still be.
    pub about: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Review,
    Team,
    Facilitator,
    Present,
    Apologies,
    Minutes,
    Audience,
}

const ORDER: [Entry; 7] = [
    Entry::Review,
    Entry::Team,
    Entry::Facilitator,
    Entry::Present,
    Entry::Apologies,
    Entry::Minutes,
    Entry::Audience,
];

/// Entry for everything, one prompt after the other. A review that is known already is not asked for.
/// Returns nothing where the team paused.
///
/// # Errors
/// When the input ends or is interrupted. Nothing has been written by then.
pub fn set_up(
    prompt: &mut dyn Prompt,
    offered: &Offered,
    mut values: SetUp,
) -> Result<Option<SetUp>, Stop> {
    let first = usize::from(values.review.is_some());
    let mut at = first;
    // The team that may be meant by a name that has just been typed.
    let mut meant: Option<&Meeting> = None;
    // A word that may have been meant as a command, and was typed just now.
    let mut doubted: Option<String> = None;
    while let Some(asks) = ORDER.get(at).copied() {
        let mut ask = ask_for(asks, offered, &values);
        if let Some(known) = meant.filter(|_| asks == Entry::Team) {
            ask = ask.on_enter(Some(known.team.clone()));
        }
        let line = prompt.ask(&ask)?;
        let before = doubted.take();
        match understand(&line.replace('\n', ", ")) {
            Typed::Nothing => {
                if let Some(known) = meant.take_if(|_| asks == Entry::Team) {
                    values = SetUp {
                        review: values.review,
                        ..SetUp::like(known)
                    };
                }
                if let Some(missing) = without(asks, &mut values) {
                    notice(prompt, missing);
                } else {
                    say_taken(prompt, asks, offered, &values);
                    at += 1;
                }
            }
            Typed::Words(words)
                if is_command_without_slash(&words) && before.as_ref() != Some(&words) =>
            {
                let command = nearest_command(&words.to_lowercase());
                notice(
                    prompt,
                    format!(
                        "“{words}” was not recorded. Type {command} for the command, or {words} once more to keep the word."
                    ),
                );
                doubted = Some(words);
            }
            Typed::Words(words) => match take(asks, &words, offered, &mut values) {
                Ok(()) => {
                    say_taken(prompt, asks, offered, &values);
                    if asks == Entry::Team {
                        meant = team_perhaps_meant(offered, &values.team);
                    }
                    if let Some(known) = meant.filter(|_| asks == Entry::Team) {
                        let (team, known) = (&values.team, &known.team);
                        notice(
                            prompt,
                            format!(
                                "“{team}” has not met before. If you mean {known}, type /back, and Enter takes it."
                            ),
                        );
                    }
                    at += 1;
                }
                Err(trouble) => notice(prompt, trouble),
            },
            Typed::Command(Command::Back) if at > first => at -= 1,
            Typed::Command(Command::Back) => {
                notice(
                    prompt,
                    "This is the first prompt. /pause leaves without starting.",
                );
            }
            Typed::Command(Command::Next | Command::Skip(_)) => match without(asks, &mut values) {
                Some(missing) => notice(prompt, missing),
                None => at += 1,
            },
            Typed::Command(Command::Pause) => return Ok(None),
            Typed::Command(Command::Help) => notice(
                prompt,
                "Type what is asked for, or press Enter for what stands in brackets; - takes it out. /back goes back, /pause leaves. Nothing is written before the team has said something.",
            ),
            Typed::Command(_) => notice(prompt, "That can be typed once the meeting has begun."),
            Typed::Unknown(typed, nearest) => notice(
                prompt,
                format!(
                    "“{typed}” is not a command, and nothing was recorded. Did you mean {nearest}?"
                ),
            ),
        }
    }
    Ok(Some(values))
}

fn ask_for(asks: Entry, offered: &Offered, values: &SetUp) -> Ask {
    match asks {
        Entry::Review => {
            let shown = offered.reviews.iter().map(|review| review.shown.clone());
            Ask::choice("Which review", shown).likely(values.review)
        }
        Entry::Team => {
            Ask::line("Team").on_enter((!values.team.is_empty()).then(|| values.team.clone()))
        }
        Entry::Facilitator => {
            Ask::line("Facilitator, as a role").on_enter(values.facilitator.clone())
        }
        Entry::Present => Ask::line("Who is here, as roles")
            .on_enter(joined(&values.present))
            .hint("With commas between: 2 social workers, health visitor, police"),
        Entry::Apologies => Ask::line("Apologies, as roles").on_enter(joined(&values.apologies)),
        Entry::Minutes => Ask::line("Minutes planned")
            .on_enter(Some(values.minutes.unwrap_or(USUAL_MINUTES).to_string())),
        Entry::Audience => Ask::line("Who will read this record").on_enter(Some(audience(values))),
    }
}

/// What Enter alone means; a sentence where it means nothing.
fn without(asks: Entry, values: &mut SetUp) -> Option<String> {
    match asks {
        Entry::Review if values.review.is_none() => {
            return Some("Type the number of a review.".into());
        }
        Entry::Team if values.team.is_empty() => {
            return Some("The minutes need a team. Type its name, such as Duty Team.".into());
        }
        Entry::Minutes => {
            values.minutes.get_or_insert(USUAL_MINUTES);
        }
        Entry::Audience => {
            let audience = audience(values);
            values.audience = Some(audience);
        }
        _ => {}
    }
    None
}

/// Says what was understood, where there is something.
fn say_taken(prompt: &mut dyn Prompt, asks: Entry, offered: &Offered, values: &SetUp) {
    let taken = match asks {
        Entry::Review => values
            .review
            .and_then(|at| offered.reviews.get(at))
            .map(|review| review.shown.clone()),
        Entry::Team => Some(format!("Team: {}", values.team)),
        // An Enter that takes nothing shows as well: the next prompt is another one.
        Entry::Facilitator => {
            let role = values.facilitator.as_deref().unwrap_or("not said");
            Some(format!("Facilitator: {role}"))
        }
        Entry::Present => {
            let roles = joined(&values.present).unwrap_or_else(|| "not said".into());
            Some(format!("Here: {roles}"))
        }
        Entry::Apologies => {
            let roles = joined(&values.apologies).unwrap_or_else(|| "none".into());
            Some(format!("Apologies: {roles}"))
        }
        Entry::Minutes => values
            .minutes
            .map(|minutes| format!("Planned: {minutes} minutes")),
        Entry::Audience => values
            .audience
            .as_ref()
            .map(|who| format!("Read by: {who}")),
    };
    if let Some(taken) = taken {
        prompt.say(&Passage::of(Line::Done(taken)));
    }
    let chosen = values.review.filter(|_| asks == Entry::Review);
    if let Some(review) = chosen.and_then(|at| offered.reviews.get(at)) {
        prompt.say(&Passage::of(Line::Text(format!(
            "{} /back chooses another.",
            review.about
        ))));
    }
}

fn joined(roles: &[String]) -> Option<String> {
    (!roles.is_empty()).then(|| roles.join(", "))
}

fn audience(values: &SetUp) -> String {
    values
        .audience
        .clone()
        .unwrap_or_else(|| USUAL_AUDIENCE.into())
}

fn notice(prompt: &mut dyn Prompt, text: impl Into<String>) {
    prompt.say(&Passage::of(Line::Notice(text.into())));
}
