//! A list of actions as CSV for a spreadsheet, in which no cell is run.

use super::formula::would_run;
use super::sheet::{Cell, HEADINGS, cells};
use crate::model::date::Day;
use crate::query::actions::TeamAction;

/// The actions as CSV (RFC 4180): UTF-8 with the mark by which Excel knows it, one line an action,
/// and days as `2026-11-21`, which every spreadsheet reads as a day.
pub fn csv(actions: &[TeamAction], today: Day) -> String {
    let mut text = format!("\u{feff}{}\r\n", HEADINGS.join(","));
    for action in actions {
        let cells = cells(action, today).map(|cell| match cell {
            Cell::Words(words) => quoted(&words),
            Cell::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            Cell::Count(count) => count.to_string(),
        });
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// Words in quotes (RFC 4180, section 2, rules 5 to 7), in one line.
fn quoted(words: &str) -> String {
    let words = inert(words.replace('\n', " ").trim_end());
    if words.is_empty() {
        return words;
    }
    format!("\"{}\"", words.replace('"', "\"\""))
}

/// Words that are not run, wherever a cell could begin: at the start, and after a semicolon, which
/// divides cells where a computer is set up for decimal commas (OWASP, "CSV Injection").
fn inert(words: &str) -> String {
    let mut inert = String::with_capacity(words.len());
    for part in words.split_inclusive(';') {
        if would_run(part) {
            inert.push('\'');
        }
        inert.push_str(part);
    }
    inert
}

#[cfg(test)]
mod tests {
    use super::super::sheet::sample::{action, bare, day};
    use super::*;
    use proptest::prelude::*;

    const HEADER: &str = "\u{feff}Action,Team,What,Owner,Due,Status,Overdue,Agreed,Review,From,\
                          How we will know,Note,Note on,Seen,Times carried,Not before,Due at first,Spoken of,Said in\r\n";

    fn read(text: &str, divider: u8) -> Vec<Vec<String>> {
        let text = text.strip_prefix('\u{feff}').expect("the mark");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(divider)
            .from_reader(text.as_bytes());
        reader
            .records()
            .map(|record| record.expect("a row").iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn a_list_is_a_header_and_a_line_for_each_action() {
        assert_eq!(csv(&[], day(10, 3)), HEADER);
        let full = action("Ask, “how”, and\nring the \"ward\"");
        assert_eq!(
            csv(&[full, bare("Ring")], day(10, 3)),
            format!(
                "{HEADER}\"2026-09-02-child-i-duty-team/A2\",\"Duty Team\",\"Ask, “how”, and ring \
                 the \"\"ward\"\"\",\"Team manager\",2026-10-02,\"open\",\"yes\",2026-09-02,\
                 \"Child I\",\"q1\",\"No visit is missed\",\"Half of them\",2026-09-20,,1,,,2026-09-20,\"2026-09-20-child-l-duty-team\"\r\n\
                 \"2026-09-02-child-i-duty-team/A2\",\"Duty Team\",\"Ring\",\"not yet agreed\",,\
                 \"open\",,2026-09-02,\"Child I\",\"q1\",,,,,0,,,,\r\n"
            )
        );
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_made_harmless() {
        for (typed, expected) in [
            ("=1+1", "\"'=1+1\""),
            ("  @x", "\"'  @x\""),
            ("\n-x", "\"' -x\""),
            ("＝x", "\"'＝x\""),
            ("done; =x;a", "\"done;' =x;a\""),
            ("done; thanks", "\"done; thanks\""),
            ("a;\"=1+1", "\"a;'\"\"=1+1\""),
            ("\u{1b}[2J", "\"<U+001B>[2J\""),
        ] {
            let text = csv(&[bare(typed)], day(10, 3));
            let found = text.split(',').find(|cell| cell == &expected);
            assert!(found.is_some(), "{typed:?}: {text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_cell_is_live_and_every_cell_comes_back(
            whats in prop::collection::vec("[=+@|%＝＋－＠｜％ \t\r\n\0\"',;a-]{0,12}|[;\"= a]{0,8}|\\PC{0,20}|.{0,20}", 0..6),
        ) {
            let actions: Vec<_> = whats.iter().map(|what| action(what)).collect();
            let text = csv(&actions, day(10, 3));
            prop_assert_eq!(text.matches("\r\n").count(), actions.len() + 1);
            for divider in [b';', b'\t'] {
                for cell in read(&text, divider).concat() {
                    prop_assert!(!would_run(&cell), "{:?} {:?}", divider, cell);
                }
            }
            let rows = read(&text, b',');
            prop_assert_eq!(rows.len(), actions.len() + 1);
            for cells in rows {
                prop_assert_eq!(cells.len(), HEADINGS.len());
                for cell in cells {
                    prop_assert!(!would_run(&cell), "{:?}", cell);
                    prop_assert!(cell.split(';').all(|part| !would_run(part)), "{:?}", cell);
                }
            }
        }
    }
}
