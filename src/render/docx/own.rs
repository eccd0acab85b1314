//! A file of our own, where no letterhead is given: A4, the organisation's name above and the number of
//! the page below.

use super::body::{Dress, body};
use super::numbering::{Lists, numbering};
use super::package::{Package, TYPES};
use super::relations::{self, Relations};
use super::styles::{Ids, Style, styles};
use super::xml::words;
use super::{About, properties};
use crate::render::document::Document;

/// The size of A4 and its margins, in twentieths of a point.
pub const PAGE: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1247\" w:right=\"1134\" \
    w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>";

/// The width of the text on such a page.
pub const WIDTH: u32 = 11_906 - 2 * 1_134;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// `compatibilityMode` 15 is Word 2013 and everything since; without it Word says "Compatibility Mode".
const SETTINGS: &str = "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>\
    <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>\
    <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
    </w:compat><w:themeFontLang w:val=\"en-GB\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/>";

/// The page as the parts of a file.
pub fn package(document: &Document, about: &About<'_>) -> Package {
    let mut dress = Dress {
        ids: Ids::usual(),
        lists: Lists::after(0, 1),
        marks_points: false,
        says_language: false,
        width: WIDTH,
    };
    let content = body(document, &mut dress);
    let mut types = relations::Types::default();
    let mut package = Package::default();
    let mut related = Relations::default();
    let mut put = |kind: &relations::Kind, name: &str, part: String| {
        types.add(kind, name);
        package.put(&format!("word/{name}"), part);
        related.add(kind, name)
    };
    put(&relations::STYLES, "styles.xml", styles());
    put(
        &relations::SETTINGS,
        "settings.xml",
        part("settings", SETTINGS),
    );
    put(
        &relations::NUMBERING,
        "numbering.xml",
        numbering(&dress.lists),
    );
    let header = about.organisation.map(|organisation| {
        let id = put(
            &relations::HEADER,
            "header1.xml",
            header(&dress.ids, organisation),
        );
        format!("<w:headerReference w:type=\"default\" r:id=\"{id}\"/>")
    });
    let id = put(&relations::FOOTER, "footer1.xml", footer(&dress.ids));
    let content = format!(
        "<w:body>{content}<w:sectPr>{}<w:footerReference w:type=\"default\" r:id=\"{id}\"/>{PAGE}</w:sectPr></w:body>",
        header.unwrap_or_default()
    );
    package.put("word/document.xml", part("document", &content));
    package.put("word/_rels/document.xml.rels", related.part());
    package.put(TYPES, types.part());
    package.put("_rels/.rels", relations::of_package());
    package.put("docProps/core.xml", properties::core(about));
    package.put("docProps/app.xml", properties::application(about));
    package
}

fn part(root: &str, content: &str) -> String {
    format!("{HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>")
}

fn header(ids: &Ids, organisation: &str) -> String {
    let content = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        ids.of(Style::Header),
        words(organisation)
    );
    part("hdr", &content)
}

/// The foot of every page: its number, and how many there are.
pub fn footer(ids: &Ids) -> String {
    let field = |name: &str| {
        format!(
            "<w:fldSimple w:instr=\" {name} \"><w:r><w:rPr><w:noProof/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>"
        )
    };
    let words = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let content = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{}{}{}{}</w:p>",
        ids.of(Style::Footer),
        words("Page "),
        field("PAGE"),
        words(" of "),
        field("NUMPAGES")
    );
    part("ftr", &content)
}
