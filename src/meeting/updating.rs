//! Updating an action after its meeting: what has become of it, and what was seen since.

use super::agreeing::{TAKE_OUT, has_passed};
use super::beside::{Said, choose, hear, in_one_line, notice};
use super::other_terms::{ask_due, ask_owner};
use super::particulars::particulars;
use super::what_became::Became;
use crate::model::action::{Status, Update};
use crate::model::date::Day;
use crate::model::date_phrase::{full_date, parse_date_phrase};
use crate::model::none_said::says_none;
use crate::prompt::{Ask, Line, Passage, Prompt, Stop};
use crate::query::actions::TeamAction;

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
        let stood = Became::of(action.status, not_before, None, None);
        let ask = Became::ask(Some(stood)).hint("Type a number. Enter leaves it as it is.");
        let Some(became) = choose(prompt, &ask)?.ok().and_then(Became::option) else {
            return Ok(None);
        };
        let begun = Update::on(today, became.status());
        let told = match became {
            Became::Is(_) => particulars_of(prompt, action, begun)?,
            Became::RestsUntil => left_alone(prompt, action, &mut not_before, today)?,
            Became::OnOtherTerms => on_other_terms(prompt, action, today)?,
        };
        match told {
            // Where it was closed, that it is open again is said.
            Answer::All(update)
                if became == Became::OnOtherTerms
                    && action.status == Status::Open
                    && says_nothing(&update) =>
            {
                return Ok(None);
            }
            Answer::All(update) => return Ok(Some(update)),
            Answer::Back => {}
            Answer::Nothing => return Ok(None),
        }
    }
}

fn says_nothing(update: &Update) -> bool {
    update.owner.is_none() && update.due.is_none() && update.note.is_none()
}

/// What came of asking for more about a status.
enum Answer<T> {
    /// Everything that was asked for.
    All(T),
    /// The room wants the prompt before.
    Back,
    /// The room left.
    Nothing,
}

impl<T> Answer<Option<Option<T>>> {
    /// What was typed, or else what stood before.
    fn or_else(self, stood: Option<T>) -> Answer<Option<T>> {
        match self {
            Self::All(typed) => Answer::All(typed.unwrap_or(stood)),
            Self::Back => Answer::Back,
            Self::Nothing => Answer::Nothing,
        }
    }
}

/// Asks until when an action is to be left alone, from the day that was said before.
fn left_alone(
    prompt: &mut dyn Prompt,
    action: &TeamAction,
    not_before: &mut Option<Day>,
    today: Day,
) -> Result<Answer<Update>, Stop> {
    loop {
        *not_before = match day(prompt, *not_before, today)? {
            Answer::All(day) => Some(day),
            Answer::Back => return Ok(Answer::Back),
            Answer::Nothing => return Ok(Answer::Nothing),
        };
        let begun = Update {
            not_before: *not_before,
            ..Update::on(today, Status::Open)
        };
        match particulars_of(prompt, action, begun)? {
            Answer::Back => {}
            told => return Ok(told),
        }
    }
}

/// Asks who owns an action from now on, and by when it is to be done.
fn on_other_terms(
    prompt: &mut dyn Prompt,
    action: &TeamAction,
    today: Day,
) -> Result<Answer<Update>, Stop> {
    let mut begun = Update {
        not_before: action.not_before.filter(|day| *day > today),
        ..Update::on(today, Status::Open)
    };
    loop {
        begun.owner = match owner(prompt, begun.owner, action.owner)? {
            Answer::All(owner) => owner.filter(|owner| Some(owner.as_str()) != action.owner),
            Answer::Back => return Ok(Answer::Back),
            Answer::Nothing => return Ok(Answer::Nothing),
        };
        loop {
            let asked = due(prompt, begun.due, action.due, today)?;
            begun.due = match asked {
                Answer::All(due) => due.filter(|due| Some(*due) != action.due),
                Answer::Back => break,
                Answer::Nothing => return Ok(Answer::Nothing),
            };
            match particulars_of(prompt, action, begun.clone())? {
                Answer::Back => {}
                told => return Ok(told),
            }
        }
    }
}

/// The owner that is given, be it one that was given before.
fn owner(
    prompt: &mut dyn Prompt,
    given: Option<String>,
    had: Option<&str>,
) -> Result<Answer<Option<String>>, Stop> {
    let ask = ask_owner(given.as_deref(), had);
    let answer = asked(prompt, &ask, |prompt, words| {
        let owner = in_one_line(words);
        if owner == TAKE_OUT {
            return takes_out(prompt, given.is_some()).then_some(None);
        }
        prompt.say(&Passage::of(Line::Done(format!("Owner: {owner}"))));
        Some(Some(owner))
    })?;
    Ok(answer.or_else(given))
}

/// The day that is given, in the same way.
fn due(
    prompt: &mut dyn Prompt,
    given: Option<Day>,
    had: Option<Day>,
    today: Day,
) -> Result<Answer<Option<Day>>, Stop> {
    let answer = asked(prompt, &ask_due(given, had), |prompt, words| {
        if words.trim() == TAKE_OUT {
            return takes_out(prompt, given.is_some()).then_some(None);
        }
        let day = day_meant(prompt, words, today)?;
        if day < today {
            notice(prompt, has_passed(day));
        }
        let due = format!("Due: {}", full_date(day.0));
        prompt.say(&Passage::of(Line::Done(due)));
        Some(Some(day))
    })?;
    Ok(answer.or_else(given))
}

/// Says whether there is anything to take out.
fn takes_out(prompt: &mut dyn Prompt, is_given: bool) -> bool {
    let said = match is_given {
        true => Line::Done("Taken out".into()),
        false => Line::Notice("There is nothing to take out here. Enter goes on.".into()),
    };
    prompt.say(&Passage::of(said));
    is_given
}

/// Asks for what is said beside a status.
fn particulars_of(
    prompt: &mut dyn Prompt,
    action: &TeamAction,
    begun: Update,
) -> Result<Answer<Update>, Stop> {
    let mut update = begun;
    let status = update.status;
    match line(prompt, note_label(status))? {
        Answer::All(note) => update.note = note,
        Answer::Back => return Ok(Answer::Back),
        Answer::Nothing => return Ok(Answer::Nothing),
    }
    if let (Status::Done, Some(know)) = (status, &action.know) {
        prompt.say(&Passage::of(Line::Text(format!(
            "How we will know: {know}"
        ))));
        match line(prompt, "What has been seen of it")? {
            Answer::All(seen) => update.seen = seen,
            Answer::Back => return Ok(Answer::Back),
            Answer::Nothing => return Ok(Answer::Nothing),
        }
    }
    Ok(Answer::All(update))
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
fn line(prompt: &mut dyn Prompt, label: &str) -> Result<Answer<Option<String>>, Stop> {
    let ask = Ask::line(label).hint("One line, or Enter for none.");
    asked(prompt, &ask, |prompt, words| {
        let words = in_one_line(words);
        if words == TAKE_OUT {
            takes_out(prompt, false);
            return None;
        }
        prompt.say(&Passage::of(Line::Done(format!("{label}: {words}"))));
        Some(words)
    })
}

/// A day to come; Enter keeps the one that stood before, and leaves where none did.
fn day(prompt: &mut dyn Prompt, stood: Option<Day>, today: Day) -> Result<Answer<Day>, Stop> {
    let hint = match stood {
        Some(_) => "A date such as 20 January or in 6 weeks. Enter keeps this one.",
        None => "A date such as 20 January or in 6 weeks.",
    };
    let ask = Ask::line("Not before")
        .not_kept()
        .may_be_none()
        .on_enter(stood.map(Day::spoken))
        .hint(hint);
    let told = asked(prompt, &ask, |prompt, words| {
        let day = day_meant(prompt, words, today)?;
        if day <= today {
            notice(prompt, not_later(day.0));
            return None;
        }
        notice(prompt, format!("Not before {}.", full_date(day.0)));
        Some(day)
    })?;
    Ok(match told {
        Answer::All(day) => day.or(stood).map_or(Answer::Nothing, Answer::All),
        Answer::Back => Answer::Back,
        Answer::Nothing => Answer::Nothing,
    })
}

/// Asks until the words can be taken; Enter alone gives none.
fn asked<T>(
    prompt: &mut dyn Prompt,
    ask: &Ask,
    take: impl Fn(&mut dyn Prompt, &str) -> Option<T>,
) -> Result<Answer<Option<T>>, Stop> {
    loop {
        match hear(prompt, ask)? {
            Said::Nothing => return Ok(Answer::All(None)),
            Said::Words(words) if ask.may_be_none && says_none(&words) => {
                return Ok(Answer::All(None));
            }
            Said::Words(words) => {
                if let Some(taken) = take(prompt, &words) {
                    return Ok(Answer::All(Some(taken)));
                }
            }
            Said::Back => return Ok(Answer::Back),
            Said::Away => return Ok(Answer::Nothing),
            Said::TakeOut(_) => notice(prompt, "There is nothing to take out here."),
        }
    }
}

/// The day that was meant; nothing where the words were not understood, which has been said.
fn day_meant(prompt: &mut dyn Prompt, words: &str, today: Day) -> Option<Day> {
    match parse_date_phrase(words, today.0) {
        Ok(day) => Some(Day(day)),
        Err(trouble) => {
            notice(prompt, trouble.to_string());
            None
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
