//! The marks before the items of a list.

use super::line::Line;

/// A mark at the beginning of a line.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// How many characters it takes, with the space after it.
    pub length: usize,
    /// Where it stands, and where the text after it begins.
    pub x: f32,
    pub text: f32,
    /// Whether it can be nothing else; a dash or a number may be part of the sentence.
    pub firm: bool,
    /// Whether it is a bullet.
    pub bullet: bool,
}

/// Bullets that stand for nothing else at the beginning of a line.
const BULLETS: &str = "•◦▪▫●○■□‣⁃∙⦁◆◇❖➢➤►▶✓✔✗☐☑☒➔→";

/// The mark of a line, if it has one.
pub fn mark(line: &Line) -> Option<Mark> {
    let first = line.chars.first()?;
    if is_bullet(first.c()) {
        return Some(bullet(line));
    }
    let word = line.chars.iter().map(|c| c.c()).take_while(|c| *c != ' ');
    let word: String = word.collect();
    let length = word.chars().count();
    let end = line.chars.get(length).map_or(line.x1, |space| space.x0);
    let Some(text) = line.chars.iter().skip(length).find(|c| c.c() != ' ') else {
        let alone = word == "o" || word == "·";
        return alone.then_some(Mark {
            length,
            x: line.x0,
            text: end,
            firm: true,
            bullet: false,
        });
    };
    let wide = text.x0 - end > line.size * 0.5;
    let possible = match word.as_str() {
        "-" | "–" | "—" | "*" | "·" => true,
        "o" => wide,
        word => is_number(word),
    };
    let length = length + 1;
    possible.then_some(Mark {
        length,
        x: line.x0,
        text: text.x0,
        firm: wide,
        bullet: false,
    })
}

fn is_bullet(c: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&c) || BULLETS.contains(c)
}

/// The bullet of a line; the last of several, where an item begins with a list of its own.
fn bullet(line: &Line) -> Mark {
    let marks = line
        .chars
        .iter()
        .take_while(|c| c.c() == ' ' || is_bullet(c.c()));
    let length = marks.clone().count();
    let x = marks
        .filter(|c| c.c() != ' ')
        .last()
        .map_or(line.x0, |c| c.x0);
    let text = line.chars.get(length).map_or(line.x1, |c| c.x0);
    Mark {
        length,
        x,
        text,
        firm: true,
        bullet: true,
    }
}

/// Whether a line is nothing but a mark, whose text stands on the next.
pub fn is_alone(line: &Line, mark: &Mark) -> bool {
    line.chars.len() <= mark.length
}

/// `1.`, `12)`, `a)`, `(b)`, `iv.`
fn is_number(word: &str) -> bool {
    let open = word.strip_prefix('(');
    let Some(inner) = open.unwrap_or(word).strip_suffix([')', '.']) else {
        return false;
    };
    let digits = inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase());
    let roman = inner.len() <= 4 && inner.bytes().all(|byte| b"ivx".contains(&byte));
    !inner.is_empty() && (digits || letter || roman)
}
