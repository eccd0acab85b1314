//! What the program printed on the sheet itself, so that what a person wrote can be told from it.

use crate::model::review::Review;
use crate::render::document::Block;
use crate::render::worksheet::worksheet;

/// Words in so few are too few to say that a line was printed.
const FEW: usize = 3;

/// The words of an empty sheet.
pub struct Printed {
    /// The title, as it is compared.
    pub title: String,
    paragraphs: String,
    points: String,
    labels: Vec<String>,
    /// The questions, as they are compared.
    pub questions: Vec<String>,
    /// The steps, as they are compared.
    pub steps: Vec<String>,
}

impl Printed {
    /// The words of a review's sheet.
    pub fn of(review: &Review) -> Self {
        let mut printed = Self {
            title: String::new(),
            paragraphs: String::new(),
            points: String::new(),
            labels: Vec::new(),
            questions: review.questions.iter().map(|q| plain(&q.text)).collect(),
            steps: review.steps.iter().map(|step| plain(&step.text)).collect(),
        };
        for block in worksheet(review).0 {
            let (words, text) = match &block {
                Block::Title(title) => {
                    printed.title = plain(title);
                    continue;
                }
                Block::Fact(label, _) => {
                    printed.labels.push(plain(label));
                    continue;
                }
                Block::Paragraph(text) => (&mut printed.paragraphs, text),
                Block::Point(text) => (&mut printed.points, text),
                _ => continue,
            };
            words.push_str(&plain(text));
            words.push('\n');
        }
        printed
    }

    /// Whether a line is a paragraph of the sheet, or a part of one where an editor has wrapped it.
    pub fn has_paragraph(&self, line: &str) -> bool {
        stands_in(line, &self.paragraphs)
    }

    /// Whether a line is the beginning of a label that an editor has wrapped.
    pub fn begins_label(&self, line: &str) -> bool {
        let line = plain(line);
        let mut labels = self.labels.iter();
        line.split(' ').count() > FEW
            && labels.any(|label| label.starts_with(&line) && *label != line)
    }

    /// Whether a line is a point of the case or of what is left out, or a part of one.
    pub fn has_point(&self, line: &str) -> bool {
        stands_in(line, &self.points)
    }
}

fn stands_in(line: &str, text: &str) -> bool {
    let line = plain(line);
    // The end of a text may be short, where an editor has wrapped it.
    let ends_one = |whole: &str| {
        let before = whole.strip_suffix(&line);
        before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
    };
    text.lines().any(ends_one) || (line.split(' ').count() > FEW && text.contains(&line))
}

/// A line as it is compared: no marks, one kind of quotes, small letters, single spaces.
pub fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .filter_map(|c| match c {
            '\\' | '*' | '_' => None,
            '’' | '‘' => Some('\''),
            '“' | '”' => Some('"'),
            '–' | '—' => Some('-'),
            other => Some(other),
        })
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
