//! How wide the columns of a table are: each as its words need, all together as wide as the text.

use unicode_width::UnicodeWidthStr;

/// The width of a letter of the table's font, as a rule, in twentieths of a point.
const LETTER: u32 = 124;

/// The space beside the words of a cell, on both sides.
const MARGINS: u32 = 270;

/// No column asks for more letters than this: longer words are broken, longer texts wrapped.
const LONGEST_WORD: usize = 16;
const LONGEST_LINE: usize = 45;

/// What a column asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The width of its longest word.
    least: u32,
    /// The width of its longest text.
    most: u32,
}

impl Column {
    /// The column with a heading and cells.
    pub fn of<'a>(heading: &'a str, cells: impl Iterator<Item = &'a str>) -> Self {
        let longest = |text: &str| {
            let words = text.split_whitespace().map(UnicodeWidthStr::width);
            words.max().unwrap_or(0)
        };
        // Headings are bold: one letter in six more.
        let bold = |letters: usize| letters.saturating_add(letters.div_ceil(6));
        let (mut word, mut line) = (bold(longest(heading)), bold(heading.width()));
        for cell in cells {
            word = word.max(longest(cell));
            line = line.max(cell.width());
        }
        let (word, line) = (word.min(LONGEST_WORD), line.min(LONGEST_LINE));
        let wide = |letters: usize| {
            let letters = u32::try_from(letters).unwrap_or(u32::MAX);
            letters.saturating_mul(LETTER).saturating_add(MARGINS)
        };
        Self {
            least: wide(word),
            most: wide(line),
        }
    }
}

/// The widths of the columns: what their longest words need, and of the rest to each as much as its
/// longest text lacks. Where none lacks anything, what is left is shared out by what they have.
pub fn widths(columns: &[Column], total: u32) -> Vec<u32> {
    let least: u32 = columns.iter().map(|column| column.least).sum();
    let most: u32 = columns.iter().map(|column| column.most).sum();
    let wanted = most.saturating_sub(least);
    let share = |part: u32, of: u32, room: u32| {
        let share = u64::from(part) * u64::from(room) / u64::from(of.max(1));
        u32::try_from(share).unwrap_or(room)
    };
    columns
        .iter()
        .map(|column| {
            if let Some(room) = total.checked_sub(most) {
                column.most + share(column.most, most, room)
            } else if let Some(room) = total.checked_sub(least) {
                let lacks = column.most.saturating_sub(column.least);
                column.least + share(lacks, wanted, room)
            } else {
                share(column.least, least, total)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_as_wide_as_the_text_and_its_dates_fit() {
        let long = "Ask the health visitor to join the first ten minutes of the meeting";
        let columns = [
            Column::of("No.", ["A1"].into_iter()),
            Column::of("What", [long].into_iter()),
            Column::of("Due", ["31 Oct 2026"].into_iter()),
        ];
        let widths = widths(&columns, 9_638);
        let sum: u32 = widths.iter().sum();
        assert!((9_620..=9_638).contains(&sum), "{widths:?}");
        assert!(widths.iter().zip(&columns).all(|(w, c)| *w >= c.least));
        assert!(widths[2] >= columns[2].most, "{widths:?}");
    }

    #[test]
    fn many_long_words_still_fit() {
        let word = "w".repeat(20_000);
        let columns = [Column::of("No.", [word.as_str()].into_iter()); 7];
        assert!(widths(&columns, 9_638).iter().sum::<u32>() <= 9_638);
        assert_eq!(widths(&[], 9_638), Vec::<u32>::new());
    }
}
