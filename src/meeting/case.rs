//! The case, part by part and a screen at a time.

use super::hearing::Heard;
use super::typed::Command;
use super::walk::{Move, Walk};
use crate::model::place::{Place, Stage};
use crate::model::review::Resource;
use crate::prompt::passage::Marks;
use crate::prompt::{Ask, Line, Passage, Stop};

/// Rows that a screen of the case leaves free: heading, gap, hint and prompt.
const ROWS_AROUND: usize = 6;

impl Walk<'_> {
    pub(super) fn case_part(&mut self, place: &Place) -> Result<Move, Stop> {
        let Some((_, heading, items)) = self
            .review
            .case
            .parts()
            .find(|(key, _, _)| *key == place.item_id())
        else {
            return Ok(Move::Forward);
        };
        for (at, screen) in self.screens(items).into_iter().enumerate() {
            let mut passage = Passage(vec![Line::Gap]);
            if at == 0 {
                passage.push(Line::Heading(format!("The case: {heading}")));
            }
            passage.0.extend(screen.0);
            self.prompt.say(&passage);
            let hint = "Enter for more. /skip goes straight to the questions.";
            let mut ask = Ask::line("Press Enter to go on")
                .not_kept()
                .hint(if at == 0 { hint } else { "" });
            loop {
                match self.hear(ask.clone(), place)? {
                    Heard::Nothing => break,
                    Heard::Command(Command::Skip(_)) => return Ok(self.past_the_case()),
                    Heard::Command(command) => return Ok(self.obey(command, place)),
                    Heard::Words(words) => self.not_here(
                        &words,
                        "The questions come next, and answers belong there. Press Enter to go on.",
                    ),
                }
                ask.hint.clear();
            }
        }
        Ok(Move::Forward)
    }

    fn past_the_case(&self) -> Move {
        let mut place = Place::item(Stage::Case, "development", crate::model::place::Asks::Ready);
        while place.stage == Stage::Case {
            place = self.after(&place);
        }
        Move::To(place)
    }

    /// The items of a part, cut into as many passages as the screen needs.
    fn screens(&self, items: &[String]) -> Vec<Passage> {
        let room = self
            .prompt
            .rows()
            .map_or(usize::MAX, |rows| rows.saturating_sub(ROWS_AROUND).max(4));
        let mut screens = vec![Passage::default()];
        let mut used = 0;
        for item in items {
            let line = Line::Item(item.clone());
            let rows = line.rows(self.prompt.columns(), Marks::UNICODE).len();
            if used > 0 && used + rows > room {
                screens.push(Passage::default());
                used = 0;
            }
            used += rows;
            if let Some(screen) = screens.last_mut() {
                screen.push(line);
            }
        }
        screens
    }

    pub(super) fn say_case(&mut self) {
        let mut passage = Passage(vec![Line::Gap]);
        for (_, heading, items) in self.review.case.parts() {
            passage.push(Line::Heading(heading.into()));
            passage.0.extend(items.iter().cloned().map(Line::Item));
            passage.push(Line::Gap);
        }
        let resources = self.review.resources.iter().map(Resource::with_address);
        let mut resources: Passage = resources.map(Line::Item).collect();
        if !resources.is_empty() {
            passage.push(Line::Heading("Resources".into()));
            passage.0.append(&mut resources.0);
            passage.push(Line::Gap);
        }
        self.prompt.say(&passage);
    }
}
