//! A table of a report with its title, and what is to be known to read it.

use super::source_numbers::SourceNumbers;
use crate::query::report::Figure;
use serde::Serialize;

/// A table with its title, and what is to be known to read it.
#[derive(Debug, Serialize)]
pub struct Sheaf {
    pub name: &'static str,
    pub title: String,
    pub note: Option<String>,
    pub headers: Vec<&'static str>,
    /// The columns that hold numbers.
    pub numbers: Vec<usize>,
    /// The columns that a session's id says as well, which a terminal has no room for.
    pub said_by_id: Vec<usize>,
    /// Whether the first row is what the others are parts of.
    pub total_first: bool,
    pub rows: Vec<Vec<String>>,
}

/// What a line counts, and what it is called.
pub type Line<'a> = (&'a str, &'a Figure);

impl Sheaf {
    /// A line for each figure: what it counts, the number, and the sessions it comes from.
    pub fn of_lines<'a>(
        name: &'static str,
        title: &str,
        [what, count]: [&'static str; 2],
        lines: impl IntoIterator<Item = Line<'a>>,
        numbers: &SourceNumbers<'_>,
    ) -> Self {
        let rows = lines.into_iter().map(|(what, figure)| {
            let sessions = numbers.say(&figure.sessions);
            vec![what.to_owned(), figure.count.to_string(), sessions]
        });
        Self {
            name,
            title: title.to_owned(),
            note: None,
            headers: vec![what, count, "Sessions"],
            numbers: vec![1],
            said_by_id: Vec::new(),
            total_first: false,
            rows: rows.collect(),
        }
    }

    /// The same, with the share that each line has of the first.
    pub fn of_shares<'a>(
        name: &'static str,
        title: &str,
        [what, count]: [&'static str; 2],
        total: Line<'a>,
        parts: impl IntoIterator<Item = Line<'a>>,
        numbers: &SourceNumbers<'_>,
    ) -> Self {
        let all = total.1.count;
        let rows = std::iter::once(total).chain(parts).map(|(what, figure)| {
            vec![
                what.to_owned(),
                figure.count.to_string(),
                share(figure.count, all),
                numbers.say(&figure.sessions),
            ]
        });
        Self {
            name,
            title: title.to_owned(),
            note: None,
            headers: vec![what, count, "Share of all", "Sessions"],
            numbers: vec![1, 2],
            said_by_id: Vec::new(),
            total_first: true,
            rows: rows.collect(),
        }
    }

    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }

    /// The headers and rows that fit on a terminal.
    pub fn narrow(&self) -> (Vec<&'static str>, Vec<Vec<String>>) {
        let is_wanted = |at: &usize| !self.said_by_id.contains(at);
        let headers = self.headers.iter().enumerate();
        let headers = headers.filter(|(at, _)| is_wanted(at)).map(|(_, h)| *h);
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().enumerate().filter(|(at, _)| is_wanted(at));
            cells.map(|(_, cell)| cell.clone()).collect()
        });
        (headers.collect(), rows.collect())
    }

    pub fn total_first(mut self) -> Self {
        self.total_first = true;
        self
    }
}

/// "83%", to the nearest whole one, but 100% only for all and 0% only for none; nothing where there is nothing to
/// share.
fn share(count: usize, all: usize) -> String {
    match (count * 200 + all).checked_div(all * 2) {
        Some(percent) if (1..all).contains(&count) => format!("{}%", percent.clamp(1, 99)),
        Some(percent) => format!("{percent}%"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_rounded_to_the_nearest_whole_one() {
        let shares = [(0, 0), (0, 3), (1, 3), (2, 3), (1, 900), (899, 900), (3, 3)];
        let said = shares.map(|(count, all)| share(count, all));
        assert_eq!(said, ["", "0%", "33%", "67%", "1%", "99%", "100%"]);
    }
}
