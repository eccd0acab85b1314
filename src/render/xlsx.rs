//! A list of actions as an Excel workbook, in which no cell is run. The only place that knows
//! rust_xlsxwriter.

use super::cut::cut;
use super::formula::would_run;
use super::sheet::{COLUMNS, Cell, HEADINGS, cells};
use super::wrap::wrap;
use crate::model::action::Status;
use crate::model::date::Day;
use crate::query::actions::TeamAction;
use chrono::Datelike;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DocProperties, Format, FormatAlign,
    FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The width of each column, in digits of the workbook's font.
const WIDTHS: [u16; COLUMNS] = [
    17, 13, 34, 14, 11, 12, 10, 11, 13, 12, 25, 25, 11, 22, 9, 11, 11, 11, 17,
];

/// The column of the status and of the last one.
const STATUS: u16 = 5;
const LAST: u16 = 18;

/// Excel's limits: characters in a cell, points in the height of a row, rows in a sheet.
const CELL: usize = 32_767;
const ROW_HEIGHT: usize = 409;
const ROWS: u32 = 1_048_576;

/// The height of one line of the workbook's font, in points.
const LINE: usize = 15;

/// A4, as Excel numbers paper (ECMA-376, part 1, section 18.3.1.63).
const A4: u8 = 9;

/// The actions as the bytes of a workbook with one sheet.
///
/// # Errors
/// When there are more actions than a sheet has rows, or the workbook cannot be put together.
pub fn xlsx(actions: &[TeamAction], today: Day) -> Result<Vec<u8>, String> {
    let last_row =
        last_row(actions.len()).ok_or("there are more of them than an Excel sheet has rows")?;
    let failed = |error: XlsxError| format!("the workbook cannot be put together ({error})");
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title(today))
            .set_custom_property("Language", "en-GB")
            .set_creation_datetime(&today.0),
    );
    fill(workbook.add_worksheet(), actions, today)
        .and_then(|sheet| furnish(sheet, last_row))
        .and_then(|sheet| lay_out(sheet, today))
        .map_err(failed)?;
    workbook.save_to_buffer().map_err(failed)
}

/// The row of the last of so many actions, counted from that of the header, which is 0.
fn last_row(actions: usize) -> Option<u32> {
    u32::try_from(actions).ok().filter(|last| *last < ROWS)
}

fn title(today: Day) -> String {
    format!("Actions as they stood on {}", today.spoken())
}

/// The header and the rows.
fn fill<'a>(
    sheet: &'a mut Worksheet,
    actions: &[TeamAction],
    today: Day,
) -> Result<&'a mut Worksheet, XlsxError> {
    let plain = Format::new()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0xBF_BF_BF));
    let words = plain.clone().set_text_wrap();
    // So that Excel doesn't run it either after somebody has opened the cell to change it.
    let not_run = words.clone().set_quote_prefix();
    let count_format = plain.set_align(FormatAlign::Left);
    let day = count_format.clone().set_num_format("dd/mm/yyyy");
    let heading = words
        .clone()
        .set_bold()
        .set_background_color(Color::RGB(0xDD_E6_EE));

    sheet.set_name("Actions")?;
    for ((column, heading_text), width) in (0..).zip(HEADINGS).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, heading_text, &heading)?;
    }
    sheet.set_row_height(0, points(2))?;
    for (row, action) in (1..).zip(actions) {
        let mut lines = 1;
        for ((column, cell), width) in (0..).zip(cells(action, today)).zip(WIDTHS) {
            match cell {
                Cell::Words(text) => {
                    let text = cut(&text, CELL);
                    lines = lines.max(wrap(&text, Some(letters(width)), "", "").len());
                    let format = if would_run(&text) { &not_run } else { &words };
                    sheet.write_string_with_format(row, column, text, format)?;
                }
                Cell::Day(Some(date)) if is_a_day_to_excel(date) => {
                    sheet.write_datetime_with_format(row, column, date.0, &day)?;
                }
                Cell::Day(Some(date)) => {
                    sheet.write_string_with_format(row, column, date.to_string(), &words)?;
                }
                Cell::Day(None) => {
                    sheet.write_blank(row, column, &day)?;
                }
                Cell::Count(count) => {
                    sheet.write_number_with_format(row, column, count, &count_format)?;
                }
            }
        }
        sheet.set_row_height(row, points(lines))?;
    }
    Ok(sheet)
}

/// What helps to work with the list: a filter, a header that stays, the words for a status, and a
/// mark on what is overdue, beside the word.
fn furnish(sheet: &mut Worksheet, last_row: u32) -> Result<&mut Worksheet, XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, LAST)?;
    if last_row == 0 {
        return Ok(sheet);
    }
    let statuses = [
        Status::Open,
        Status::Done,
        Status::Overtaken,
        Status::NotPossible,
    ]
    .map(Status::word);
    let choice = DataValidation::new()
        .allow_list_strings(&statuses)?
        .set_input_title("Status")?
        .set_input_message("A change here stays in this workbook; the session keeps its own.")?
        .set_error_title("Not a status")?
        .set_error_message(format!("Choose one of: {}.", statuses.join(", ")))?;
    sheet.add_data_validation(1, STATUS, last_row, STATUS, &choice)?;
    let overdue = ConditionalFormatFormula::new()
        .set_rule("=AND($G2=\"yes\",$F2=\"open\")")
        .set_format(Format::new().set_background_color(Color::RGB(0xFF_F2_CC)));
    sheet.add_conditional_format(1, 0, last_row, LAST, &overdue)
}

/// How the sheet is printed.
fn lay_out(sheet: &mut Worksheet, today: Day) -> Result<&mut Worksheet, XlsxError> {
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_header(format!("&L{}", title(today)))
        .set_footer("&RPage &P of &N")
        .set_repeat_rows(0, 0)
}

/// How many letters go into a column, since most are narrower than a digit.
fn letters(width: u16) -> usize {
    usize::from(width.saturating_add(width / 10))
}

/// The height of a row of so many lines. Of a longer text Excel shows the beginning.
fn points(lines: usize) -> u32 {
    let height = lines.saturating_mul(LINE).min(ROW_HEIGHT);
    u32::try_from(height).unwrap_or_default()
}

/// Excel counts days from 1900, which it takes for a leap year, to 9999.
fn is_a_day_to_excel(day: Day) -> bool {
    (1901..=9999).contains(&day.0.year())
}

#[cfg(test)]
mod tests {
    use super::super::sheet::sample::{action, bare, day};
    use super::*;
    use std::collections::BTreeMap;
    use std::io::{Cursor, Read};

    /// The parts of the workbook by name.
    fn parts(bytes: Vec<u8>) -> BTreeMap<String, String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
        (0..archive.len())
            .map(|at| {
                let mut part = archive.by_index(at).expect("a part");
                let mut text = String::new();
                part.read_to_string(&mut text).expect("text");
                (part.name().expect("its name").into_owned(), text)
            })
            .collect()
    }

    fn made(actions: &[TeamAction]) -> BTreeMap<String, String> {
        parts(xlsx(actions, day(10, 3)).expect("a workbook"))
    }

    const SHEET: &str = "xl/worksheets/sheet1.xml";
    const WORDS: &str = "xl/sharedStrings.xml";

    #[test]
    fn the_columns_named_by_number_are_those() {
        assert_eq!(HEADINGS[usize::from(STATUS)], "Status");
        assert_eq!(HEADINGS[usize::from(STATUS) + 1], "Overdue");
        assert_eq!(usize::from(LAST) + 1, COLUMNS);
    }

    #[test]
    fn a_list_has_days_a_filter_a_frozen_header_and_statuses_to_choose() {
        let parts = made(&[action("Ring the ward"), bare("Ask")]);
        let sheet = &parts[SHEET];
        for expected in [
            "<autoFilter ref=\"A1:S3\"/>",
            "ySplit=\"1\" topLeftCell=\"A2\"",
            "state=\"frozen\"",
            "<dataValidation type=\"list\"",
            "sqref=\"F2:F3\"",
            "<formula1>\"open,done,overtaken,not possible\"</formula1>",
            "<conditionalFormatting sqref=\"A2:S3\">",
            "paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"",
            "&amp;LActions as they stood on 3 October 2026",
        ] {
            assert!(sheet.contains(expected), "{expected}: {sheet}");
        }
        assert!(!sheet.contains("<f>") && !sheet.contains("<f "));
        assert!(parts["xl/workbook.xml"].contains("Actions!$1:$1"));
        assert!(parts["docProps/core.xml"].contains("Actions as they stood on 3 October 2026"));
        assert!(parts["docProps/custom.xml"].contains("en-GB"));

        // 2 October 2026 is Excel's day 46297.
        let due = sheet.split("<c r=\"E2\" s=\"").nth(1).expect("a due date");
        let (style, rest) = due.split_once('"').expect("a style");
        assert!(rest.starts_with("><v>46297</v>"), "{rest}");
        let styles = &parts["xl/styles.xml"];
        assert!(styles.contains("formatCode=\"dd/mm/yyyy\""));
        let formats = styles.split("<cellXfs").nth(1).expect("formats");
        let nth = 1 + style.parse::<usize>().expect("a number");
        let format = formats.split("<xf ").nth(nth).expect("a format");
        assert!(format.starts_with("numFmtId=\"164\""), "{format}");
    }

    #[test]
    fn what_could_be_run_stays_words() {
        let hostile = [
            "=1+1",
            "+1",
            "@x",
            "{=1}",
            "https://a.example",
            "12",
            "TRUE",
        ];
        let actions: Vec<_> = hostile.iter().map(|what| action(what)).collect();
        let parts = made(&actions);
        assert!(!parts[SHEET].contains("<f>") && !parts[SHEET].contains("<hyperlink"));
        for (row, what) in (2..).zip(hostile) {
            let cell = parts[SHEET].split(&format!("<c r=\"C{row}\"")).nth(1);
            let (cell, _) = cell.expect("a cell").split_once("</c>").expect("its end");
            assert!(cell.contains(" t=\"s\">"), "{cell}");
            assert!(parts[WORDS].contains(&format!("<t>{what}</t>")), "{what}");
        }
        assert!(parts["xl/styles.xml"].contains("quotePrefix=\"1\""));
    }

    #[test]
    fn excels_limits_are_kept_and_said() {
        let words = "ward 👩‍👧\n".repeat(9_000);
        let odd = TeamAction {
            due: Day::read("0004-02-29"),
            note: Some("\u{0}\u{b}\u{fffe}_x0041_ <&"),
            ..action(&words)
        };
        let parts = made(&[odd]);
        let words = &parts[WORDS];
        assert!(words.contains("<t>0004-02-29</t>"));
        assert!(
            words.contains("&lt;U+0000&gt;&lt;U+000B&gt;&lt;U+FFFE&gt;_x005F_x0041_ &lt;&amp;")
        );
        let (cell, _) = words.split_once(" … (cut short)").expect("a cut text");
        let cell = cell.rsplit('>').next().expect("its start");
        let units = cell.encode_utf16().count();
        assert!((32_700..CELL).contains(&units), "{units}");
        assert!(parts[SHEET].contains("<row r=\"2\" spans=\"1:19\" ht=\"408.75\""));
    }

    #[test]
    fn a_sheet_has_as_many_rows_as_excel_reads() {
        assert_eq!(last_row(0), Some(0));
        assert_eq!(last_row(1_048_575), Some(1_048_575));
        assert_eq!(last_row(1_048_576), None);
        assert_eq!(last_row(usize::MAX), None);
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        assert_eq!((letters(34), letters(9)), (37, 9));
        assert_eq!((points(1), points(27), points(28)), (15, 405, 409));
        let known = |know: &str| {
            let action = TeamAction {
                know: Some(know),
                ..bare("Ask")
            };
            let sheet = made(&[action]).remove(SHEET).expect("a sheet");
            let row = sheet
                .split("<row r=\"2\"")
                .nth(1)
                .expect("a row")
                .to_owned();
            let height = row
                .split("ht=\"")
                .nth(1)
                .and_then(|at| at.split('"').next());
            height.map(str::to_owned)
        };
        let (one, more) = (known("a few words"), known(&"a few words ".repeat(20)));
        assert_ne!(one, more);
        // The column is 25 wide and takes 27 letters, which gives ten lines.
        assert_eq!(more.as_deref(), Some("150"));
    }

    #[test]
    fn an_empty_list_is_a_header_and_the_same_list_the_same_bytes() {
        assert!(made(&[])[SHEET].contains("<autoFilter ref=\"A1:S1\"/>"));
        let twice = [action("Ring"), bare("Ask")];
        assert_eq!(xlsx(&twice, day(10, 3)), xlsx(&twice, day(10, 3)));
    }
}
