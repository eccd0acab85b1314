//! Documents that the tests write themselves.
#![allow(dead_code, reason = "each test uses the documents that it needs")]

use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The address that a link of the documents leads to.
pub const ADDRESS: &str = "https://a.example/sharing?page=1";

/// The main part of a document with questions, a table, and a resource that is a link of [`LINKS`].
pub const WORD: &str = r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Questions</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Who &amp; what?</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Resources</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:hyperlink r:id="a"><w:r><w:t>A page about sharing</w:t></w:r></w:hyperlink></w:p></w:body></w:document>"#;

/// The part of a document that says where its links lead.
pub const LINKS: &str = r#"<?xml version="1.0"?><Relationships><Relationship Id="a" Type="r/hyperlink" Target="https://a.example/sharing?page=1" TargetMode="External"/></Relationships>"#;

/// Imports a document that lies in this room, which is also home and the place for temporary files.
pub fn import(room: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(["reviews", "import", "--yes"])
        .args(arguments)
        .current_dir(room)
        .env_clear()
        .env("HOME", room)
        .env("TMPDIR", room)
        .env("REFLECT_TODAY", "2026-11-21")
        .env("REFLECT_REVIEWS", "reviews")
        .output()
        .expect("the program")
}

/// A zip file of these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a file").into_inner()
}

/// A PDF of one page with these lines, in Helvetica, the first of them large; the last is a link.
pub fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut content = String::from("BT 72 720 Td\n");
    for (at, line) in lines.iter().enumerate() {
        let size = if at == 0 { 20 } else { 11 };
        let line = line
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        content.push_str(&format!("/F1 {size} Tf ({line}) Tj 0 -30 Td\n"));
    }
    content.push_str("ET");
    let (bottom, top) = (717 - 30 * (lines.len() - 1), 731 - 30 * (lines.len() - 1));
    let link = format!(
        "/Annots [<< /Subtype /Link /Rect [72 {bottom} 500 {top}] /A << /S /URI /URI ({ADDRESS}) >> >>]"
    );
    pages_with(&content, 1, &link)
}

/// A PDF of so many pages that are all drawn alike.
pub fn pages(content: &str, count: usize) -> Vec<u8> {
    pages_with(content, count, "")
}

fn pages_with(content: &str, count: usize, more: &str) -> Vec<u8> {
    let kids: String = (0..count)
        .map(|page| format!("{} 0 R ", page + 5))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>"),
        format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R {more} /Resources << /Font << /F1 4 0 R >> >> >>"
    );
    objects.extend((0..count).map(|_| page.clone()));
    let mut file = String::from("%PDF-1.7\n");
    let mut places = String::from("0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let (table, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!(
        "xref\n0 {size}\n{places}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    ));
    file.into_bytes()
}
