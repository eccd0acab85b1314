//! What a Word document holds.

use super::package::{Package, TYPES};
use super::xml::{Element, elements};
use super::*;
use crate::render::document::Block;
use chrono::DateTime;

const MAIN: &str = "word/document.xml";
const HOSTILE: &str = "</w:t> & <w:p/> \"'\u{202e}\u{7}\u{fffe}\u{0} ]]>";
const HOSTILE_SHOWN: &str = "</w:t> & <w:p/> \"'<U+202E><U+0007><U+FFFE><U+0000> ]]>";

fn moment() -> Moment {
    Moment(DateTime::UNIX_EPOCH)
}

fn about(letterhead: Option<&[u8]>) -> About<'_> {
    About {
        title: "Minutes & more",
        organisation: Some("Council <of> Ours"),
        made: moment(),
        letterhead,
    }
}

fn page() -> Document {
    let text = str::to_owned;
    Document(vec![
        Block::Title(text("Minutes: Child I")),
        Block::Fact(text("Team"), text("Example Team")),
        Block::Fact(text("Present"), text(HOSTILE)),
        Block::Heading(text("Questions for reflection")),
        Block::Numbered(1, text("What works?")),
        Block::Point(text("One\n\n  two\tthree")),
        Block::Point(text(" ")),
        Block::Numbered(2, text(HOSTILE)),
        Block::Remark(text("Not reached")),
        Block::Numbered(7, text("And then?")),
        Block::Voice(text("Duty Team, 2 September 2026")),
        Block::Point(text("Said there")),
        Block::Heading(text("Resources")),
        Block::Numbered(1, text("Nothing below it")),
        Block::Numbered(2, text("Nor below this")),
        Block::Heading(text("Actions")),
        Block::Table(
            vec!["No.", "What"],
            vec![
                vec![text("A1"), text(HOSTILE)],
                vec![text("A2"), text("Ask & tell")],
            ],
        ),
        Block::Room(4),
        Block::Paragraph(text("The end.")),
    ])
}

fn made(letterhead: Option<&[u8]>) -> Package {
    let bytes = docx(&page(), &about(letterhead)).expect("a Word document");
    Package::read(&bytes).expect("its parts")
}

fn part<'a>(package: &'a Package, name: &str) -> &'a str {
    package.text(name).expect("UTF-8").expect("a part")
}

fn all(package: &Package, name: &str) -> Vec<Element> {
    elements(part(package, name), name, |_, _| true).expect("sound XML")
}

/// What a reader sees of an element.
fn seen(text: &str, found: &[Element], of: &Element) -> String {
    let mut seen = String::new();
    for element in found.iter().filter(|element| of.holds(element)) {
        match element.name.as_str() {
            "w:br" | "w:tab" => seen.push(' '),
            "w:t" => {
                let inner = element.inner.clone().expect("text");
                seen.push_str(&quick_xml::escape::unescape(&text[inner]).expect("text"));
            }
            _ => {}
        }
    }
    seen
}

/// Every paragraph: its style, whether it is in a list, and what is seen of it.
fn paragraphs(package: &Package) -> Vec<(String, bool, String)> {
    let text = part(package, MAIN);
    let found = all(package, MAIN);
    let paragraphs = found.iter().filter(|element| element.name == "w:p");
    paragraphs
        .map(|paragraph| {
            let within = |name: &str| {
                let mut within = found.iter().filter(|element| paragraph.holds(element));
                within.find(|element| element.name == name)
            };
            let style = within("w:pStyle").and_then(|style| style.attribute("val"));
            (
                style.expect("a style").to_owned(),
                within("w:numPr").is_some(),
                seen(text, &found, paragraph),
            )
        })
        .collect()
}

#[test]
fn every_block_is_there_in_its_order_and_nothing_typed_becomes_markup() {
    let hostile = HOSTILE_SHOWN;
    let present = format!("Present: {hostile}");
    let expected = [
        ("Title", false, "Minutes: Child I"),
        ("Fact", false, "Team: Example Team"),
        ("Fact", false, &present),
        ("Heading1", false, "Questions for reflection"),
        ("Heading2", true, "What works?"),
        ("ListBullet", true, "One two three"),
        ("Heading2", true, hostile),
        ("Remark", false, "Not reached"),
        ("Heading2", true, "And then?"),
        ("Heading3", false, "Duty Team, 2 September 2026"),
        ("ListBullet", true, "Said there"),
        ("Heading1", false, "Resources"),
        ("ListNumber", true, "Nothing below it"),
        ("ListNumber", true, "Nor below this"),
        ("Heading1", false, "Actions"),
        ("TableHeading", false, "No."),
        ("TableHeading", false, "What"),
        ("TableText", false, "A1"),
        ("TableText", false, hostile),
        ("TableText", false, "A2"),
        ("TableText", false, "Ask & tell"),
        ("Caption", false, "Room to write"),
        ("TableText", false, "Write here"),
        ("Normal", false, "The end."),
    ];
    let found = paragraphs(&made(None));
    let found: Vec<_> = found
        .iter()
        .map(|(style, list, text)| (style.as_str(), *list, text.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_numbers_go_on_in_a_section_and_begin_anew_in_the_next() {
    let package = made(None);
    let begins: Vec<_> = all(&package, "word/numbering.xml")
        .iter()
        .filter(|element| element.name == "w:startOverride")
        .filter_map(|element| element.number("val"))
        .collect();
    assert_eq!(begins, [1, 7, 1]);
}

#[test]
fn a_table_has_a_heading_row_that_repeats_and_is_described() {
    let package = made(None);
    let found = all(&package, MAIN);
    let tables: Vec<_> = found.iter().filter(|e| e.name == "w:tbl").collect();
    assert_eq!(tables.len(), 2);
    for table in tables {
        let rows = |e: &&Element| table.holds(e) && e.name == "w:tr";
        let headings = |e: &&Element| table.holds(e) && e.name == "w:tblHeader";
        let first = found.iter().find(rows).expect("a row");
        let headings: Vec<_> = found.iter().filter(headings).collect();
        assert_eq!(headings.len(), 1);
        assert!(first.holds(headings[0]));
        for name in ["w:tblCaption", "w:tblDescription"] {
            let words = found.iter().find(|e| table.holds(e) && e.name == name);
            assert!(words.is_some_and(|e| e.attribute("val").is_some()));
        }
        let columns = found.iter().filter(|e| table.holds(e));
        let columns = columns.filter(|e| e.name == "w:gridCol");
        let width: u32 = columns.filter_map(|e| e.number("w")).sum();
        assert!((9_600..=own::WIDTH).contains(&width), "{width}");
    }
}

#[test]
fn every_part_is_sound_and_says_what_the_file_is() {
    let package = made(None);
    for name in [
        TYPES,
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/header1.xml",
        "docProps/app.xml",
    ] {
        all(&package, name);
    }
    let core = part(&package, "docProps/core.xml");
    for words in [
        "<dc:title>Minutes &amp; more</dc:title>",
        "<dc:creator>Council &lt;of&gt; Ours</dc:creator>",
        "<dc:language>en-GB</dc:language>",
        ">1970-01-01T00:00:00Z</dcterms:created>",
    ] {
        assert!(core.contains(words), "{words}");
    }
    let fields: Vec<_> = all(&package, "word/footer1.xml")
        .iter()
        .filter_map(|element| element.attribute("instr").map(str::to_owned))
        .collect();
    assert_eq!(fields, [" PAGE ", " NUMPAGES "]);
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let one = docx(&page(), &about(None));
    assert_eq!(one, docx(&page(), &about(None)));
}

const STYLES: &str = r#"<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/></w:style><w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style><w:style w:type="character" w:styleId="Remark"><w:name w:val="Else"/></w:style></w:styles>"#;

const NUMBERING: &str = r#"<?xml version="1.0"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"/></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="6"/></w:num></w:numbering>"#;

/// A letterhead, with a body and what its type is.
fn letterhead(body: &str, kind: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = |entries: &[(&str, &str)]| {
        let entries: String = entries
            .iter()
            .enumerate()
            .map(|(at, (kind, to))| {
                relations::relationship(&format!("rId{at}"), &format!("{office}/{kind}"), to)
            })
            .collect();
        relations::none().replace("</Relationships>", &format!("{entries}</Relationships>"))
    };
    let mut package = Package::default();
    package.put(
        TYPES,
        format!(
            "<ct:Types xmlns:ct=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
            <ct:Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
            <ct:Override PartName=\"/word/document.xml\" ContentType=\"{kind}\"/></ct:Types>"
        ),
    );
    package.put(
        "_rels/.rels",
        related(&[("officeDocument", "word/document.xml")]),
    );
    package.put(
        "word/_rels/document.xml.rels",
        related(&[
            ("styles", "styles.xml"),
            ("numbering", "/word/numbering.xml"),
            ("header", "letter.xml"),
        ]),
    );
    package.put("word/styles.xml", STYLES);
    package.put("word/numbering.xml", NUMBERING);
    package.put("word/letter.xml", "<their-header/>");
    package.put(
        MAIN,
        format!(
            "\u{feff}<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
            xmlns:r=\"{office}\" xmlns:own=\"urn:own\">{body}</w:document>"
        ),
    );
    package.packed().expect("a letterhead")
}

const BODY: &str = r#"<w:body><w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="old"/></w:sectPr></w:pPr></w:p><w:p><w:r><w:t>Dear all</w:t></w:r></w:p><w:sectPr><w:headerReference w:type="first" r:id="rId2"/><w:pgSz w:w="10000" w:h="15000"/><w:pgMar w:left="1000" w:right="500"/><w:sectPrChange><w:sectPr/></w:sectPrChange></w:sectPr></w:body>"#;

#[test]
fn a_letterhead_keeps_its_own_and_gives_its_styles() {
    for kind in [relations::DOCUMENT, relations::TEMPLATE] {
        let bytes = letterhead(BODY, kind);
        let package = made(Some(&bytes));
        let types = part(&package, TYPES);
        assert!(types.contains(relations::DOCUMENT) && !types.contains(relations::TEMPLATE));
        assert_eq!(part(&package, "word/letter.xml"), "<their-header/>");
        let main = part(&package, MAIN);
        all(&package, MAIN);
        assert!(main.contains("xmlns:own=\"urn:own\"") && !main.contains("Dear all"));
        // What it had, what the section before gave it, and the number of the page.
        assert_eq!(main.matches("w:type=\"default\" r:id=\"rId2\"").count(), 1);
        assert!(!main.contains("r:id=\"old\""));
        assert!(main.contains("w:pgSz w:w=\"10000\"") && main.contains("w:gridCol"));
        let columns = all(&package, MAIN);
        let columns = columns.iter().filter(|e| e.name == "w:gridCol");
        let widest = columns.filter_map(|e| e.number("w")).max();
        assert_eq!(
            widest,
            Some(8_500),
            "the room to write is as wide as the paper lets it"
        );
        assert!(part(&package, "word/footer1.xml").contains(" NUMPAGES "));

        let styles: Vec<String> = paragraphs(&package).into_iter().map(|p| p.0).collect();
        assert!(styles.contains(&"berschrift1".into()) && styles.contains(&"Standard".into()));
        let (_, in_list, _) = paragraphs(&package)
            .into_iter()
            .find(|(style, ..)| style == "Punkt")
            .expect("a point");
        assert!(!in_list, "the style has a mark of its own");
        assert!(styles.contains(&"Remark1".into()), "its id was taken");
        let written = part(&package, "word/styles.xml");
        assert_eq!(written.matches("\"heading 1\"").count(), 1);
        assert_eq!(written.matches("w:val=\"heading 2\"").count(), 1);
        assert_eq!(written.matches("w:default=\"1\"").count(), 2);
        all(&package, "word/styles.xml");

        let lists: Vec<_> = all(&package, "word/numbering.xml")
            .iter()
            .filter(|element| element.depth == 1)
            .filter_map(|e| e.number("abstractNumId").or(e.number("numId")))
            .collect();
        assert_eq!(lists, [6, 7, 8, 4, 5, 6, 7, 8]);
        assert!(part(&package, "docProps/core.xml").contains("Minutes &amp; more"));
        assert!(part(&package, "_rels/.rels").contains("core-properties"));
    }
}

#[test]
fn a_file_of_our_own_is_a_letterhead_too() {
    let first = docx(&page(), &about(None)).expect("a Word document");
    let second = made(Some(&first));
    assert_eq!(paragraphs(&second), paragraphs(&made(None)));
    assert_eq!(part(&second, "word/styles.xml"), styles::styles());
    assert!(second.part("word/footer2.xml").is_none());
}

#[test]
fn what_is_no_letterhead_is_refused_with_a_clause() {
    let good = letterhead(BODY, relations::DOCUMENT);
    let macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let mut bomb = Package::default();
    bomb.put(TYPES, vec![b' '; 49 * 1024 * 1024]);
    let mut other = Package::default();
    other.put("a.txt", "a");
    for (bytes, clause) in [
        (b"not a zip file".to_vec(), "it is not a Word document"),
        (Vec::new(), "it is not a Word document"),
        (
            good[..good.len() - 30].to_vec(),
            "it is damaged or cut short",
        ),
        (
            vec![0xD0, 0xCF, 0x11, 0xE0, 0],
            "it is an old Word file (.doc)",
        ),
        (
            other.packed().expect("a zip file"),
            "it is a zip file and not a Word document",
        ),
        (
            bomb.packed().expect("a zip file"),
            "it unpacks to more than 48 MB",
        ),
        (letterhead(BODY, macros), "it holds macros"),
        (
            letterhead(BODY, sheet),
            "it is an Office file of another kind",
        ),
        (
            letterhead("<w:body><w:p></w:body>", relations::DOCUMENT),
            "its part word/document.xml is not sound XML",
        ),
        (letterhead("", relations::DOCUMENT), "it has no text"),
        (
            letterhead(&"<w:p>".repeat(400), relations::DOCUMENT),
            "its part word/document.xml is nested too deeply",
        ),
    ] {
        match docx(&page(), &about(Some(&bytes))) {
            Err(DocxTrouble::Letterhead(why)) => assert!(why.starts_with(clause), "{why}"),
            other => panic!("{clause}: {other:?}"),
        }
    }
}

#[test]
fn a_damaged_letterhead_never_panics() {
    let good = letterhead(BODY, relations::TEMPLATE);
    let mut taken = 0;
    for at in (0..good.len()).step_by(23) {
        let mut bytes = good.clone();
        bytes[at] ^= 1 << (at % 8);
        taken += usize::from(docx(&page(), &about(Some(&bytes))).is_ok());
        let _ = docx(&page(), &about(good.get(..at)));
    }
    assert!(taken > 0);
}

#[test]
fn an_empty_body_and_a_bare_letterhead_will_do() {
    for body in ["<w:body/>", "<w:body><w:sectPr/></w:body>"] {
        let bytes = letterhead(body, relations::DOCUMENT);
        let package = made(Some(&bytes));
        assert!(part(&package, MAIN).contains("w:w=\"11906\""));
        all(&package, MAIN);
    }
}
