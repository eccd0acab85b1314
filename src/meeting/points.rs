//! The points under a question or step: recorded, numbered, changed and taken out.

use super::hearing::Heard;
use super::typed::{Command, as_typed};
use super::walk::{Move, Walk};
use crate::model::place::{Asks, Place};
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::render::wrap::counted;

impl Walk<'_> {
    /// Records what was typed: one point, or one for each line of a paste.
    pub(super) fn record_points(&mut self, item: &str, words: &str) {
        for point in points_in(words) {
            self.session.record(item, point.clone());
            self.when_kept.push(Line::Saved(point));
        }
    }

    /// `/edit N` and `/delete N` on the points of a question or step; every other command as usual.
    pub(super) fn change_points(&mut self, command: Command, place: &Place, item: &str) -> Move {
        let (which, asks, verb) = match &command {
            Command::Edit(which) => (which, Asks::Edit, "/edit"),
            Command::Delete(which) => (which, Asks::Delete, "/delete"),
            _ => return self.obey(command, place),
        };
        let (number, words) = which.split_once(char::is_whitespace).unwrap_or((which, ""));
        if self.session.action(number).is_some() {
            return self.obey(command, place);
        }
        let points = self.session.answers(item);
        let count = points.len();
        let Some(number) = number.parse().ok().filter(|n| (1..=count).contains(n)) else {
            let listed: Passage = numbered(points).collect();
            self.prompt.say(&listed);
            let trouble = match which.as_str() {
                "" => "Which one?".to_owned(),
                which => format!(
                    "There is no “{which}” here: {} so far.",
                    counted(count, "point")
                ),
            };
            self.notice(format!(
                "{trouble} Type the number of a point too, such as {verb} 1, or an action, such as {verb} A1."
            ));
            return Move::Stay;
        };
        if asks == Asks::Edit && !words.trim().is_empty() {
            self.set_point(item, number, words);
            return Move::Again;
        }
        Move::To(place.at_point(number, asks))
    }

    /// The prompt for other words, or for taking a point out.
    pub(super) fn change_point(&mut self, place: &Place) -> Result<Move, Stop> {
        let item = place.item_id().to_owned();
        let found = place.point.as_ref().and_then(|at| {
            let answers = self.session.answers(&item);
            let point = answers.get(at.number.checked_sub(1)?)?;
            Some((at.number, at.asks, point.clone()))
        });
        let Some((number, asks, point)) = found else {
            return Ok(Move::To(place.back()));
        };
        let ask = if asks == Asks::Delete {
            Ask::line(format!("Take out “{point}”? Type yes or no"))
                .not_kept()
                .on_enter(Some("no"))
        } else {
            Ask::line(format!("Point {number}")).draft(Some(as_typed(&point)))
        };
        match self.hear(ask, place)? {
            Heard::Nothing | Heard::Command(Command::Back) => {
                if asks == Asks::Delete {
                    self.say_not_taken_out();
                }
            }
            Heard::Command(command) => {
                if asks == Asks::Delete {
                    self.say_not_taken_out();
                }
                // `/edit 2` is about this question as well.
                let back = place.back();
                return Ok(match self.change_points(command, &back, &item) {
                    Move::Stay | Move::Again if asks == Asks::Delete => Move::To(back),
                    elsewhere => elsewhere,
                });
            }
            Heard::Words(words) if asks == Asks::Delete => match said_yes(&words) {
                Some(true) => self.take_out_point(&item, number, &point),
                Some(false) => self.say_not_taken_out(),
                None => {
                    self.not_here(&words, "Type yes or no.");
                    return Ok(Move::Stay);
                }
            },
            Heard::Words(words) => self.set_point(&item, number, &words),
        }
        Ok(Move::To(place.back()))
    }

    fn set_point(&mut self, item: &str, number: usize, words: &str) {
        let words = words.replace('\n', " ").trim().to_owned();
        let answers = self.session.answers_mut(item);
        if let Some(answer) = answers.and_then(|answers| answers.get_mut(number.checked_sub(1)?)) {
            let stood = std::mem::replace(answer, words.clone());
            let was = (stood != words).then(|| Line::Done(format!("It was: {stood}")));
            self.when_kept.push(Line::Saved(words));
            self.when_kept.extend(was);
        }
    }

    pub(super) fn say_not_taken_out(&mut self) {
        self.notice("Nothing was taken out.");
    }

    fn take_out_point(&mut self, item: &str, number: usize, point: &str) {
        if let Some(answers) = self.session.answers_mut(item)
            && (1..=answers.len()).contains(&number)
        {
            answers.remove(number - 1);
            self.when_kept
                .push(Line::Done(format!("Taken out: {point}")));
        }
        self.session.unless_discussed(item);
        if let Some(question) = self.session.question_mut(item)
            && question.answers.is_empty()
        {
            // Nothing has moved in it; new points are asked about anew.
            question.then = None;
            let moved = question.moved.take();
            self.when_kept
                .extend(moved.map(|moved| Line::Done(format!("Taken out: {moved}"))));
            self.shown_before.retain(|shown| shown != item);
        }
    }
}

/// Yes or no; nothing where it is neither.
pub(super) fn said_yes(words: &str) -> Option<bool> {
    match words.trim().to_lowercase().as_str() {
        "y" | "yes" => Some(true),
        "n" | "no" => Some(false),
        _ => None,
    }
}

/// The points so far, with the numbers by which they are edited.
pub(super) fn numbered(answers: &[String]) -> impl Iterator<Item = Line> {
    answers
        .iter()
        .enumerate()
        .map(|(at, point)| Line::Numbered(at + 1, point.clone()))
}

/// The points of what was typed or pasted, a line each, without the dash or bullet of a list.
pub(super) fn points_in(words: &str) -> impl Iterator<Item = String> {
    let points = words.lines().map(|line| {
        let line = line.replace('\t', " ");
        let line = line.trim();
        let mut marks = ["- ", "* ", "• ", "– "].iter();
        let item = marks.find_map(|mark| line.strip_prefix(mark));
        item.unwrap_or(line).trim().to_owned()
    });
    points.filter(|point| !point.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_bears_no_list_mark_whether_it_was_typed_or_pasted() {
        let points = |words| points_in(words).collect::<Vec<_>>();
        assert_eq!(points("- We ring first"), ["We ring first"]);
        assert_eq!(
            points("• One\n\n*\tTwo \n– Three\n-5 is no list\n"),
            ["One", "Two", "Three", "-5 is no list"]
        );
        assert_eq!(points("-"), ["-"]);
    }
}
