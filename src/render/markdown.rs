//! A page as Markdown, in which nothing that anybody typed can become markup or a link.

use super::document::{Block, Document};
use super::shown::shown_in_a_row;

/// The page as Markdown (CommonMark, with GitHub's tables).
pub fn markdown(document: &Document) -> String {
    let mut page = String::new();
    let mut before: Option<&Block> = None;
    let mut blocks = document.0.iter().peekable();
    while let Some(block) = blocks.next() {
        let has_points = matches!(
            blocks.peek(),
            Some(
                Block::Point(_)
                    | Block::Remark(_)
                    | Block::Voice(_)
                    | Block::Fact(..)
                    | Block::Room(_)
            )
        );
        let text = match block {
            Block::Title(text) => format!("# {}\n", escaped(text)),
            Block::Heading(text) => format!("## {}\n", escaped(text)),
            Block::Fact(label, value) => {
                format!("- **{}:** {}\n", escaped(label), escaped(value))
            }
            Block::Paragraph(text) => format!("{}\n", escaped(text)),
            Block::Numbered(number, text) if has_points => {
                format!("### {number}. {}\n", escaped(text))
            }
            Block::Numbered(number, text) => format!("{number}. {}\n", escaped(text)),
            Block::Voice(text) => format!("**{}**\n", escaped(text)),
            Block::Remark(text) => format!("*{}*\n", escaped(text)),
            Block::Point(text) => format!("- {}\n", escaped(text)),
            Block::Room(lines) => "- \n".repeat(*lines),
            Block::Table(headers, rows) => table(headers, rows),
        };
        let same_list = match (before, block) {
            (Some(Block::Fact(..)), Block::Fact(..)) | (Some(Block::Point(_)), Block::Point(_)) => {
                true
            }
            // What has points is a heading, and stands apart from the list before it.
            (Some(Block::Numbered(..)), Block::Numbered(..)) => !has_points,
            _ => false,
        };
        if before.is_some() && !same_list {
            page.push('\n');
        }
        page.push_str(&text);
        before = Some(block);
    }
    page
}

fn table(headers: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(headers.iter().map(|header| escaped(header)).collect());
    text.push_str(&line(headers.iter().map(|_| "---".to_owned()).collect()));
    for row in rows {
        text.push_str(&line(row.iter().map(|cell| escaped(cell)).collect()));
    }
    text
}

/// Words in which no character means anything to Markdown. Every ASCII punctuation character that
/// can begin markup is escaped (CommonMark 0.31.2, section 2.4); schemes and `www.` and the at sign
/// are broken so that no reader turns them into links by itself (GitHub's extended autolinks).
pub(super) fn escaped(text: &str) -> String {
    let text = shown_in_a_row(text);
    let mut safe = String::with_capacity(text.len() + 8);
    let mut at_start = true;
    for c in text.chars() {
        let begins_a_block = at_start && matches!(c, '+' | '-' | '=' | '~');
        if begins_a_block
            || matches!(
                c,
                '\\' | '`'
                    | '*'
                    | '_'
                    | '{'
                    | '}'
                    | '['
                    | ']'
                    | '<'
                    | '>'
                    | '#'
                    | '|'
                    | '~'
                    | '&'
                    | '@'
                    | '$'
            )
        {
            safe.push('\\');
        }
        safe.push(c);
        at_start = false;
    }
    let safe = without_list_number(&safe);
    break_links(&safe)
}

/// "1. " at the start of a line would begin a list.
fn without_list_number(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match (digits, text.get(digits..)) {
        (1.., Some(rest)) if rest.starts_with(['.', ')']) => {
            let number: String = text.chars().take(digits).collect();
            format!("{number}\\{rest}")
        }
        _ => text.to_owned(),
    }
}

fn break_links(text: &str) -> String {
    let mut safe = text.replace("://", "\\://");
    for www in ["www.", "WWW.", "Www."] {
        let broken = www.replace('.', "\\.");
        safe = safe.replace(www, &broken);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_never_becomes_markup() {
        for (typed, expected) in [
            ("# not a heading", "\\# not a heading"),
            ("- not a list", "\\- not a list"),
            ("12. not a list", "12\\. not a list"),
            ("[a](b) *c* _d_ <e>", "\\[a\\](b) \\*c\\* \\_d\\_ \\<e\\>"),
            ("see https://a.example", "see https\\://a.example"),
            ("www.a.example a@b", "www\\.a.example a\\@b"),
            ("a | b", "a \\| b"),
            ("two\nlines", "two lines"),
            ("12 weeks", "12 weeks"),
        ] {
            assert_eq!(escaped(typed), expected);
        }
    }

    #[test]
    fn a_page_has_a_blank_line_between_what_belongs_apart() {
        let text = |text: &str| text.to_owned();
        let page = Document(vec![
            Block::Title(text("Minutes")),
            Block::Fact(text("Team"), text("Duty")),
            Block::Fact(text("Date"), text("4 May")),
            Block::Heading(text("Questions")),
            Block::Numbered(1, text("Who?")),
            Block::Point(text("We.")),
            Block::Point(text("They.")),
            Block::Numbered(2, text("Why?")),
            Block::Numbered(3, text("How?")),
            Block::Numbered(4, text("When?")),
            Block::Voice(text("Parked")),
            Block::Table(vec!["What"], vec![vec![text("a | b")]]),
        ]);
        assert_eq!(
            markdown(&page),
            "# Minutes\n\n- **Team:** Duty\n- **Date:** 4 May\n\n## Questions\n\n### 1. Who?\n\n- We.\n- They.\n\n2. Why?\n3. How?\n\n### 4. When?\n\n**Parked**\n\n| What |\n| --- |\n| a \\| b |\n"
        );
    }
}
