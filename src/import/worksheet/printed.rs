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

    /// What is still to come of the printed paragraph or point that a line begins, as it is compared;
    /// nothing where it begins none, or says too little to tell.
    pub fn rest_after(&self, line: &str) -> Option<String> {
        let mut texts = self.paragraphs.lines().chain(self.points.lines());
        let several = line.split(' ').count() > FEW;
        texts.find_map(|text| rest_after(text, line).filter(|rest| rest.is_empty() || several))
    }

    /// Whether a line is the beginning of a label that an editor has wrapped.
    pub fn begins_label(&self, line: &str) -> bool {
        let line = plain(line);
        let mut labels = self.labels.iter();
        line.split(' ').count() > FEW
            && labels.any(|label| label.starts_with(&line) && *label != line)
    }

    /// Whether a line is a label, with or without words behind it, or a longer part of one.
    pub fn is_of_label(&self, line: &str) -> bool {
        let line = plain(line);
        let mut labels = self.labels.iter();
        labels.any(|label| label.starts_with(&line) || line.starts_with(label.as_str()))
    }
}

/// What is left of a text after the words with which it begins.
pub fn rest_after(text: &str, words: &str) -> Option<String> {
    let rest = text.strip_prefix(words).filter(|_| !words.is_empty())?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim().to_owned())
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
