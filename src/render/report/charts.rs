//! The geometry of the charts. Widths are shares of the page and heights are points, so that the words
//! keep their size however narrow the page is.

use super::differences::{spoken_age, spoken_stretch};
use crate::query::report::over_time::Stretch;
use crate::query::report::overdue::Age;
use chrono::Datelike;
use serde::Serialize;

/// Upright bars: what was opened and closed, side by side.
#[derive(Debug, Serialize)]
pub struct Columns {
    title: &'static str,
    description: String,
    height: usize,
    /// Where the bars stand.
    floor: usize,
    lines: Vec<Line>,
    columns: Vec<Column>,
}

/// A line across the chart, with its number.
#[derive(Debug, Serialize)]
struct Line {
    y: usize,
    number: usize,
}

/// The two bars of one part of the period.
#[derive(Debug, Serialize)]
struct Column {
    /// What is said of it where a pointer rests on it.
    said: String,
    /// Shares of the width, in percent.
    opened_x: String,
    closed_x: String,
    middle: String,
    bar: String,
    opened_y: usize,
    opened_height: usize,
    closed_y: usize,
    closed_height: usize,
    /// Under the bars; empty where there is no room for every word.
    label: String,
    year: String,
}

/// Lying bars with their words above them.
#[derive(Debug, Serialize)]
pub struct Bars {
    title: &'static str,
    description: String,
    height: usize,
    bars: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    words: String,
    count: usize,
    text_y: usize,
    y: usize,
    /// A share of the width, in percent.
    width: String,
}

/// The height of the part in which the bars stand, and what is above and below it.
const TALL: usize = 180;
const ABOVE: usize = 16;
const BELOW: usize = 40;

/// As many words as fit under the bars on a telephone.
const WORDS: usize = 13;

/// What was opened and closed in each part of the period.
pub fn opened_and_closed(stretches: &[Stretch]) -> Columns {
    let most = stretches
        .iter()
        .map(|stretch| stretch.opened.max(stretch.closed))
        .max()
        .unwrap_or(0);
    let step = step(most);
    let top = most.div_ceil(step).max(1) * step;
    let floor = ABOVE + TALL;
    let height = |count: usize| count * TALL / top;
    let count = stretches.len().max(1);
    let every = count.div_ceil(WORDS);
    let by_year = stretches
        .iter()
        .all(|s| (s.to.0 - s.from.0).num_days() > 92 || count == 1);
    // The first six hundredths of the width are for the numbers of the lines.
    let share = |at: usize, tenths: usize| {
        let thousandths = 60 + (940 * (at * 10 + tenths)) / (count * 10);
        format!("{}.{}%", thousandths / 10, thousandths % 10)
    };
    let mut year = None;
    let columns = stretches.iter().enumerate().map(|(at, stretch)| {
        let has_word = at % every == 0;
        let new_year = has_word && year != Some(stretch.from.0.year());
        if new_year {
            year = Some(stretch.from.0.year());
        }
        Column {
            said: format!(
                "{}: {} opened, {} closed",
                spoken_stretch(stretch.from, stretch.to),
                stretch.opened,
                stretch.closed
            ),
            opened_x: share(at, 1),
            closed_x: share(at, 5),
            middle: share(at, 5),
            bar: {
                let thousandths = 940 * 4 / (count * 10);
                format!("{}.{}%", thousandths / 10, thousandths % 10)
            },
            opened_y: floor - height(stretch.opened),
            opened_height: height(stretch.opened),
            closed_y: floor - height(stretch.closed),
            closed_height: height(stretch.closed),
            label: match (has_word, by_year) {
                (true, false) => stretch.from.0.format("%b").to_string(),
                _ => String::new(),
            },
            year: if new_year {
                stretch.from.0.format("%Y").to_string()
            } else {
                String::new()
            },
        }
    });
    let columns = columns.collect();
    let (opened, closed) = stretches
        .iter()
        .fold((0, 0), |(o, c), s| (o + s.opened, c + s.closed));
    Columns {
        title: "Actions opened and closed over time",
        description: format!(
            "Two bars for each part of the period, {opened} opened and {closed} closed in all. The \
             most of either in one part is {most}. The table under the chart has every number."
        ),
        height: floor + BELOW,
        floor,
        lines: (0..=top / step)
            .map(|at| Line {
                y: floor - height(at * step),
                number: at * step,
            })
            .collect(),
        columns,
    }
}

/// How many actions have been overdue for how long.
pub fn overdue_by_age(ages: &[Age]) -> Bars {
    const ROW: usize = 44;
    let most = ages
        .iter()
        .map(|age| age.figure.count)
        .max()
        .unwrap_or(0)
        .max(1);
    let all: usize = ages.iter().map(|age| age.figure.count).sum();
    let said: Vec<String> = ages
        .iter()
        .map(|age| format!("{}: {}", spoken_age(age), age.figure.count))
        .collect();
    Bars {
        title: "Overdue actions by age",
        description: format!("{all} overdue. {}.", said.join("; ")),
        height: ages.len() * ROW,
        bars: ages
            .iter()
            .enumerate()
            .map(|(at, age)| Bar {
                words: spoken_age(age),
                count: age.figure.count,
                text_y: at * ROW + 14,
                y: at * ROW + 20,
                width: format!("{}%", age.figure.count * 100 / most),
            })
            .collect(),
    }
}

/// The distance between two lines of the chart: 1, 2, 5, 10, 20, 50 … so that there are at most five.
fn step(most: usize) -> usize {
    let mut step = 1;
    let mut next = [2, 5, 10].into_iter().cycle();
    let mut unit = 1;
    while most > step * 5 {
        let factor = next.next().unwrap_or(10);
        step = unit * factor;
        if factor == 10 {
            unit = step;
        }
    }
    step
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn the_lines_are_few_and_round() {
        for (most, expected) in [
            (0, 1),
            (5, 1),
            (6, 2),
            (11, 5),
            (26, 10),
            (60, 20),
            (400, 100),
            (999, 200),
        ] {
            assert_eq!(step(most), expected, "{most}");
        }
    }
}
