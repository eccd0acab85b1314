//! Which team has talked about which theme: as rows and as JSON.

use super::coverage::Days;
use super::table::{Layout, lay_out};
use super::wrap::wrap;
use crate::model::date::Day;
use crate::query::coverage::Standing;
use crate::query::theme_coverage::Theme;
use serde::Serialize;

/// What stands in place of a theme that is not known.
const NOT_KNOWN: &str = "(themes not known)";

/// Teams beside themes. There are too many themes for a column each: on a screen a team has one cell
/// for those with which it stands in the same way.
pub fn themes(
    teams: &[(String, Vec<Theme>)],
    since: Option<Day>,
    today: Day,
    layout: Layout,
) -> String {
    let name = |row: &Theme| row.theme.clone().unwrap_or_else(|| NOT_KNOWN.to_owned());
    if layout == Layout::Tabs {
        let headers = ["Team", "Theme", "Standing", "Date", "Left", "Questions"];
        let count = |row: &Theme, count: usize| match row.questions {
            0 => String::new(),
            _ => count.to_string(),
        };
        let rows = teams.iter().flat_map(|(team, themes)| {
            themes.iter().map(move |row| {
                vec![
                    team.clone(),
                    name(row),
                    row.standing.word().to_owned(),
                    row.date.map(|day| day.to_string()).unwrap_or_default(),
                    count(row, row.left),
                    count(row, row.questions),
                ]
            })
        });
        return lay_out(&headers, &rows.collect::<Vec<_>>(), layout);
    }
    let days = Days::of(today, layout);
    let is_any = |standing: Standing| {
        let mut themes = teams.iter().flat_map(|(_, themes)| themes);
        themes.any(|row| row.standing == standing)
    };
    let columns = [
        ("Discussed", Standing::Held, true),
        (
            "In progress",
            Standing::InProgress,
            is_any(Standing::InProgress),
        ),
        ("Not since", Standing::NotSince, is_any(Standing::NotSince)),
        ("Not yet", Standing::NotYet, true),
    ];
    let columns = columns.iter().filter(|(_, _, is_shown)| *is_shown);
    let headers: Vec<&str> = std::iter::once("Team")
        .chain(columns.clone().map(|(header, ..)| *header))
        .collect();
    let rows = teams.iter().map(|(team, themes)| {
        let with = |standing: Standing| {
            let rows = themes.iter().filter(|row| row.standing == standing);
            let names = rows.map(|row| {
                let day = row.date.map(|day| days.shown(day));
                let left = (row.left > 0).then(|| format!("{}{}left", row.left, days.space));
                let facts: Vec<String> = day.into_iter().chain(left).collect();
                match facts.is_empty() {
                    true => name(row),
                    false => format!("{} ({})", name(row), facts.join(", ")),
                }
            });
            names.collect::<Vec<_>>().join(", ")
        };
        let cells = columns.clone().map(|(_, standing, _)| with(*standing));
        std::iter::once(team.clone()).chain(cells).collect()
    });
    let table = lay_out(&headers, &rows.collect::<Vec<_>>(), layout);
    let Some(day) = since else { return table };
    let counted = format!("Only meetings on {} or later are counted.", day.spoken());
    let counted = wrap(&counted, layout.columns(), "", "").join("\n");
    format!("{table}\n{counted}\n")
}

/// A team and a theme. A theme that is not known is absent.
#[derive(Debug, Serialize)]
pub struct ListedTheme<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<&'a str>,
    standing: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    questions: usize,
    left: usize,
    sessions: &'a [String],
    meeting: ListedMeeting<'a>,
}

#[derive(Debug, Serialize)]
struct ListedMeeting<'a> {
    team: &'a str,
}

/// Every team and theme, for JSON.
pub fn listed_themes(teams: &[(String, Vec<Theme>)]) -> Vec<ListedTheme<'_>> {
    let rows = teams.iter().flat_map(|(team, themes)| {
        themes.iter().map(move |row| ListedTheme {
            theme: row.theme.as_deref(),
            standing: row.standing,
            date: row.date,
            questions: row.questions,
            left: row.left,
            sessions: &row.sessions,
            meeting: ListedMeeting { team },
        })
    });
    rows.collect()
}
