//! Updating an action after its meeting: what has become of it, and what was seen since.

use super::beside::{Said, choose, hear, in_one_line, notice};
use crate::model::action::{Status, Update};
use crate::model::date::Day;
use crate::model::date_phrase::{full_date, parse_date_phrase};
use crate::prompt::{Ask, Line, Passage, Prompt, Stop};
use crate::query::actions::TeamAction;

/// What is asked about an action that comes back, and the label of the note that belongs to each
/// answer.
pub const BECOME_OF_IT: &str = "What has become of it";

/// The option after those of [`Status::ALL`].
pub const UNTIL_A_DATE: &str = "leave it alone until a date";

/// The option that stands for what was said before.
pub fn option_of(status: Status, not_before: Option<Day>) -> Option<usize> {
    if not_before.is_some() {
        return Some(Status::ALL.len());
    }
    Status::ALL.iter().position(|one| *one == status)
}

/// Asks what has become of an action; nothing where it was left.
///
/// # Errors
/// When the input ends or is interrupted. Nothing has been written by then.
pub fn update(
    prompt: &mut dyn Prompt,
    action: &TeamAction,
    today: Day,
) -> Result<Option<Update>, Stop> {
    prompt.say(&described(action, today));
    let mut not_before = action.not_before.filter(|day| *day > today);
    loop {
        let options = Status::ALL.map(Status::spoken).into_iter();
        let ask = Ask::choice(BECOME_OF_IT, options.chain([UNTIL_A_DATE]))
            .likely(option_of(action.status, not_before))
            .hint("Type a number. Enter leaves it as it is.");
        let status = match choose(prompt, &ask)? {
            Ok(option) => Status::ALL.get(option).copied(),
            Err(_) => return Ok(None),
        };
        let told = match status {
            Some(status) => particulars_of(prompt, action, status, today)?,
            None => left_alone(prompt, action, &mut not_before, today)?,
        };
        match told {
            Told::All(update) => return Ok(Some(update)),
            Told::Back => {}
            Told::Nothing => return Ok(None),
        }
    }
}

/// What came of asking for more about a status.
enum Told<T> {
    /// Everything that was asked for.
    All(T),
    /// The room wants the prompt before.
    Back,
    /// The room left.
    Nothing,
}

/// Asks until when an action is to be left alone, from the day that was said before.
fn left_alone(
    prompt: &mut dyn Prompt,
    action: &TeamAction,
    not_before: &mut Option<Day>,
    today: Day,
) -> Result<Told<Update>, Stop> {
    loop {
        *not_before = match day(prompt, *not_before, today)? {
            Told::All(day) => Some(day),
            Told::Back => return Ok(Told::Back),
            Told::Nothing => return Ok(Told::Nothing),
        };
        match particulars_of(prompt, action, Status::Open, today)? {
            Told::All(update) => {
                return Ok(Told::All(Update {
                    not_before: *not_before,
                    ..update
                }));
            }
            Told::Back => {}
            Told::Nothing => return Ok(Told::Nothing),
        }
    }
}

fn particulars_of(
    prompt: &mut dyn Prompt,
    action: &TeamAction,
    status: Status,
    today: Day,
) -> Result<Told<Update>, Stop> {
    let mut update = Update {
        on: today,
        status,
        note: None,
        seen: None,
        not_before: None,
        other: toml::Table::new(),
    };
    match line(prompt, note_label(status))? {
        Told::All(note) => update.note = note,
        Told::Back => return Ok(Told::Back),
        Told::Nothing => return Ok(Told::Nothing),
    }
    if let (Status::Done, Some(know)) = (status, &action.know) {
        prompt.say(&Passage::of(Line::Text(format!(
            "How we will know: {know}"
        ))));
        match line(prompt, "What has been seen of it")? {
            Told::All(seen) => update.seen = seen,
            Told::Back => return Ok(Told::Back),
            Told::Nothing => return Ok(Told::Nothing),
        }
    }
    Ok(Told::All(update))
}

/// What is asked for beside a status.
pub fn note_label(status: Status) -> &'static str {
    match status {
        Status::Done => "What was done",
        Status::Open => "What is in the way",
        Status::Overtaken | Status::NotPossible => "What happened",
    }
}

/// One line, or none.
fn line(prompt: &mut dyn Prompt, label: &str) -> Result<Told<Option<String>>, Stop> {
    let ask = Ask::line(label).hint("One line, or Enter for none.");
    loop {
        match hear(prompt, &ask)? {
            Said::Nothing => return Ok(Told::All(None)),
            Said::Words(words) => {
                let words = in_one_line(&words);
                prompt.say(&Passage::of(Line::Done(format!("{label}: {words}"))));
                return Ok(Told::All(Some(words)));
            }
            Said::Back => return Ok(Told::Back),
            Said::Away => return Ok(Told::Nothing),
            Said::TakeOut(_) => notice(prompt, "There is nothing to take out here."),
        }
    }
}

/// A day to come; Enter keeps the one that stood before, and leaves where none did.
fn day(prompt: &mut dyn Prompt, stood: Option<Day>, today: Day) -> Result<Told<Day>, Stop> {
    let hint = match stood {
        Some(_) => "A date such as 20 January or in 6 weeks. Enter keeps this one.",
        None => "A date such as 20 January or in 6 weeks.",
    };
    let ask = Ask::line("Not before")
        .on_enter(stood.map(Day::spoken))
        .hint(hint);
    loop {
        match hear(prompt, &ask)? {
            Said::Words(words) => match parse_date_phrase(&words, today.0) {
                Ok(day) if day <= today.0 => notice(prompt, not_later(day)),
                Ok(day) => {
                    notice(prompt, format!("Not before {}.", full_date(day)));
                    return Ok(Told::All(Day(day)));
                }
                Err(trouble) => notice(prompt, trouble.to_string()),
            },
            Said::Back => return Ok(Told::Back),
            Said::Nothing => return Ok(stood.map_or(Told::Nothing, Told::All)),
            Said::Away => return Ok(Told::Nothing),
            Said::TakeOut(_) => notice(prompt, "There is nothing to take out here."),
        }
    }
}

/// What is said of a day until which nothing can be left alone.
pub fn not_later(day: chrono::NaiveDate) -> String {
    format!(
        "{} is not later than today. Nothing was recorded.",
        full_date(day)
    )
}

fn described(action: &TeamAction, today: Day) -> Passage {
    let mut passage = Passage::default();
    passage.push(Line::Topic(action.reference(), action.what.to_owned()));
    passage.0.extend(particulars(action, today));
    passage
}

/// What there is to say about an action that comes back.
pub fn particulars(action: &TeamAction, today: Day) -> Vec<Line> {
    let owner = action.owner.unwrap_or("not yet agreed");
    let due = match action.due {
        Some(due) if action.is_overdue(today) => format!("{} (overdue)", due.spoken()),
        Some(due) => due.spoken(),
        None => "no date agreed".into(),
    };
    let mut lines = vec![Line::Text(format!(
        "From {}, {}. Owner: {owner}. Due: {due}.",
        action.review,
        action.agreed.spoken()
    ))];
    match action.times_carried {
        0 => {}
        1 => lines.push(Line::Text("Looked at in 1 later meeting since.".into())),
        more => lines.push(Line::Text(format!(
            "Looked at in {more} later meetings since."
        ))),
    }
    if let Some(know) = action.know {
        lines.push(Line::Text(format!("How we will know: {know}")));
    }
    if let Some(day) = action.spoken_of {
        let until = action
            .not_before
            .map(|day| format!(", not before {}", day.spoken()));
        let note = action.note.map(|note| format!(": {note}"));
        lines.push(Line::Text(format!(
            "Last word, {}: {}{}{}",
            day.spoken(),
            action.status.spoken(),
            until.unwrap_or_default(),
            note.unwrap_or_default()
        )));
    }
    if let Some(seen) = action.seen {
        lines.push(Line::Text(format!("Seen since: {seen}")));
    }
    lines
}
