//! The documents that are imported: words without meaning under the headings of a briefing.

mod pdf;
mod words;

pub use pdf::pdf;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use words::Words;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A document by its name, whose ending says what it is.
pub struct Document {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// Documents of one page beside documents of 1 to 5 MB: words throughout, or forty pages with pictures.
/// The PDF of words is smaller: 300 packed pages, the most that are read. Each letter of it is held with
/// its place until the columns of all pages are known.
pub fn pairs() -> Vec<(Document, Document)> {
    const PICTURES: usize = 2_000_000;
    vec![
        (text("tiny.txt", 1), text("words.txt", 500)),
        (markdown("tiny.md", 1), markdown("words.md", 500)),
        (html("tiny.html", 1, 0), html("words.html", 500, 0)),
        (html("tiny.html", 1, 0), html("pictures.html", 40, PICTURES)),
        (docx("tiny.docx", 1, 0), docx("words.docx", 1_200, 0)),
        (docx("tiny.docx", 1, 0), docx("pictures.docx", 40, PICTURES)),
        (pdf("tiny.pdf", 1, 0), pdf("words.pdf", 300, 0)),
        (pdf("tiny.pdf", 1, 0), pdf("pictures.pdf", 40, PICTURES)),
    ]
}

/// A briefing of the usual 8 KB: every part, with items of the usual length.
pub fn briefing() -> Document {
    let mut text = String::from("Introduction\n\nChild QZ was well, and is well.\n");
    for heading in [
        "Areas of Good Practice",
        "Areas for Development",
        "Recommendations",
        "Questions for Reflection",
        "What to do now",
        "Resources",
    ] {
        write!(text, "\n{heading}\n\n").expect("a line");
        for item in 0..7 {
            writeln!(text, "- **Point {item}:** what was seen on an ordinary day, in about as many words as a briefing has for one of its items, and what came of it **since then**.").expect("a line");
        }
    }
    Document {
        name: "briefing.txt",
        bytes: text.into_bytes(),
    }
}

fn text(name: &'static str, pages: usize) -> Document {
    let bytes = written(pages, |text, is_heading, words| {
        let mark = if is_heading { "" } else { "- " };
        write!(text, "{mark}{words}\n\n").expect("a line");
    });
    Document { name, bytes }
}

fn markdown(name: &'static str, pages: usize) -> Document {
    let bytes = written(pages, |text, is_heading, words| {
        let mark = if is_heading { "## " } else { "- **So:** " };
        write!(text, "{mark}{words}\n\n").expect("a line");
    });
    Document { name, bytes }
}

/// A page as a browser saves it, with its pictures inside.
fn html(name: &'static str, pages: usize, pictures: usize) -> Document {
    const PICTURE: usize = 200_000;
    let mut bytes = b"<!doctype html><html><head><title>t</title></head><body>".to_vec();
    let mut noise = Words::default();
    for _ in 0..pictures / PICTURE {
        bytes.extend(b"<p><img alt=\"\" src=\"data:image/jpeg;base64,");
        bytes.extend((0..PICTURE).map(|_| b'A' + noise.byte() % 26));
        bytes.extend(b"\"></p>\n");
    }
    bytes.extend(written(pages, |text, is_heading, words| {
        let (open, close) = if is_heading {
            ("<h2>", "</h2>")
        } else {
            ("<ul><li><p>", "</p></li></ul>")
        };
        writeln!(text, "{open}{words}{close}").expect("a line");
    }));
    bytes.extend(b"</body></html>");
    Document { name, bytes }
}

fn docx(name: &'static str, pages: usize, pictures: usize) -> Document {
    const OPEN: &str = r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
    let body = written(pages, |text, is_heading, words| {
        let properties = if is_heading {
            r#"<w:pStyle w:val="Heading1"/>"#
        } else {
            r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#
        };
        write!(text, r#"<w:p w:rsidR="00A77B3E"><w:pPr>{properties}</w:pPr><w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t>{words}</w:t></w:r></w:p>"#).expect("a line");
    });
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .expect("a part");
    for bytes in [OPEN.as_bytes(), &body, b"</w:body></w:document>"] {
        zip.write_all(bytes).expect("its bytes");
    }
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("word/media/image1.jpeg", stored)
        .expect("a part");
    let mut noise = Words::default();
    let picture: Vec<u8> = (0..pictures).map(|_| noise.byte()).collect();
    zip.write_all(&picture).expect("its bytes");
    let bytes = zip.finish().expect("a file").into_inner();
    Document { name, bytes }
}

/// The lines of a document, each written by `write`: pages of findings, then questions.
fn written(pages: usize, mut write: impl FnMut(&mut String, bool, &str)) -> Vec<u8> {
    let mut words = Words::default();
    let mut text = String::new();
    write(&mut text, true, "Areas for development");
    for _ in 0..pages * words::ITEMS {
        write(&mut text, false, &words.sentence('.'));
    }
    write(&mut text, true, "Questions for reflection");
    for _ in 0..6 {
        write(&mut text, false, &words.sentence('?'));
    }
    text.into_bytes()
}
