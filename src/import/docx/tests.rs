//! Small documents, each with one difficulty.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const STYLES: &str = r#"
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>
        <w:basedOn w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/>
        <w:basedOn w:val="berschrift2"/></w:style>
    <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Section"/>
        <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Points"><w:name w:val="Points"/>
        <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="More"><w:name w:val="More"/>
        <w:basedOn w:val="Points"/></w:style>
    <w:style w:type="paragraph" w:styleId="Linked"><w:name w:val="Linked"/>
        <w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Heavy"><w:name w:val="Heavy"/>
        <w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>
        <w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
    <w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>"#;

const NUMBERING: &str = r#"
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:lvlText w:val=" "/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:pStyle w:val="Other"/></w:lvl>
        <w:lvl w:ilvl="2"><w:pStyle w:val="Linked"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
    <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
    <w:num w:numId="5"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">
        <w:lvl w:ilvl="0"><w:lvlText w:val=""/></w:lvl></w:lvlOverride></w:num>"#;

const RELATED: &str = r##"<?xml version="1.0"?><Relationships xmlns="r">
    <Relationship Id="a" Type="r/hyperlink" Target="https://a.example/?b=1&amp;c=2" TargetMode="External"/>
    <Relationship Id="b" Type="r/hyperlink" Target="HTTP://b.example" TargetMode="External"/>
    <Relationship Id="empty" Type="r/hyperlink" Target="#"/>
    <Relationship Id="script" Type="r/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>
    <Relationship Id="file" Type="r/hyperlink" Target="file:///a" TargetMode="External"/>
    <Relationship Id="beside" Type="r/hyperlink" Target="a.docx" TargetMode="External"/>
    <Relationship Id="mail" Type="r/hyperlink" Target="mailto:a@a.example" TargetMode="External"/>
    <Relationship Id="picture" Type="r/image" Target="https://a.example/a.png" TargetMode="External"/>
    </Relationships>"##;

fn zipped(parts: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn root(name: &str, content: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><w:{name} xmlns:w="{}" xmlns:mc="m">{content}</w:{name}>"#,
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    )
}

fn document(body: &str) -> Vec<u8> {
    with_links(body, RELATED)
}

fn with_links(body: &str, related: &str) -> Vec<u8> {
    let document = root("document", &format!("<w:body>{body}</w:body>"));
    let parts = [
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", &root("styles", STYLES)),
        ("word/numbering.xml", &root("numbering", NUMBERING)),
        (RELATIONSHIPS, related),
    ];
    zipped(&parts, CompressionMethod::Deflated)
}

fn blocks(body: &str) -> Vec<Block> {
    read(&document(body)).unwrap()
}

fn texts(body: &str) -> Vec<(Kind, String)> {
    let blocks = blocks(body);
    blocks
        .iter()
        .map(|block| (block.kind, block.text()))
        .collect()
}

/// The one text of a paragraph with the given content.
fn text(content: &str) -> String {
    let found = texts(&format!("<w:p>{content}</w:p>"));
    found.into_iter().map(|(_, text)| text).collect()
}

fn spans(body: &str) -> Vec<(String, bool)> {
    let spans = blocks(body).into_iter().flat_map(|block| block.spans);
    spans.map(|span| (span.text, span.bold)).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn style(id: &str) -> String {
    format!(r#"<w:pStyle w:val="{id}"/>"#)
}

fn list(id: &str, level: &str) -> String {
    format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr>"#)
}

fn table(rows: &[&[&str]]) -> String {
    let mut table = "<w:tbl><w:tblPr/>".to_string();
    for row in rows {
        table.push_str("<w:tr>");
        for cell in *row {
            table.push_str(&format!("<w:tc><w:tcPr/>{cell}</w:tc>"));
        }
        table.push_str("</w:tr>");
    }
    table + "</w:tbl>"
}

#[test]
fn headings_go_by_the_name_of_the_style() {
    let cases = [
        (style("berschrift2"), Kind::Heading(2)),
        (style("Own"), Kind::Heading(2)),
        (style("T"), Kind::Heading(1)),
        (style("Out"), Kind::Heading(3)),
        (style("Heading4"), Kind::Heading(4)),
        (r#"<w:outlineLvl w:val="0"/>"#.into(), Kind::Heading(1)),
        (r#"<w:outlineLvl w:val="9"/>"#.into(), Kind::Paragraph),
        (style("berschrift2") + &list("3", "0"), Kind::Heading(2)),
        (style("A"), Kind::Paragraph),
        (style("nowhere"), Kind::Paragraph),
    ];
    for (properties, kind) in cases {
        assert_eq!(texts(&styled(&properties, "x")), [(kind, "x".into())]);
    }
}

#[test]
fn items_go_by_numbering_of_their_own_or_of_their_style() {
    let cases = [
        (list("3", "0"), Kind::Item(0)),
        (list("3", "1"), Kind::Item(1)),
        (list("0", "0"), Kind::Paragraph),
        (list("2", "0"), Kind::Paragraph),
        (list("5", "0"), Kind::Paragraph),
        (list("77", "2"), Kind::Item(2)),
        (style("Points"), Kind::Item(1)),
        (style("More"), Kind::Item(1)),
        (style("Linked"), Kind::Item(2)),
        (style("Points") + &list("0", "0"), Kind::Paragraph),
        (list("3", "many"), Kind::Item(0)),
    ];
    for (properties, kind) in cases {
        assert_eq!(texts(&styled(&properties, "x")), [(kind, "x".into())]);
    }
}

#[test]
fn the_properties_before_a_tracked_change_do_not_count() {
    let before = format!("<w:pPrChange><w:pPr>{}</w:pPr></w:pPrChange>", style("T"));
    let mark = "<w:rPr><w:b/><w:del/></w:rPr>";
    let run =
        "<w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r>";
    let body = format!("<w:p><w:pPr>{mark}{before}</w:pPr>{run}</w:p>");
    assert_eq!(texts(&body), [(Kind::Paragraph, "x".into())]);
    assert_eq!(spans(&body), [("x".into(), false)]);
}

#[test]
fn entities_and_references_are_text() {
    assert_eq!(
        text("<w:r><w:t>a &amp; b &lt;c&gt; &#8217;&#x2019; &odd; <![CDATA[& d]]></w:t></w:r>"),
        "a & b <c> \u{2019}\u{2019} &odd; & d"
    );
}

#[test]
fn white_space_at_the_ends_of_a_run_counts_where_it_is_kept() {
    let run = |space: &str| format!("<w:r><w:t{space}>one </w:t></w:r><w:r><w:t>two</w:t></w:r>");
    assert_eq!(text(&run(r#" xml:space="preserve""#)), "one two");
    assert_eq!(text(&run("")), "onetwo");
}

#[test]
fn signs_are_read() {
    assert_eq!(
        text(
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t>\
             <w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f\u{a0}g</w:t></w:r>"
        ),
        "a b c d-ef g"
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    assert_eq!(
        text(
            "<w:del><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del>\
             <w:moveFrom><w:r><w:t>there</w:t></w:r></w:moveFrom>\
             <w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo>"
        ),
        "newhere"
    );
}

#[test]
fn links_fields_and_controls_keep_their_text() {
    assert_eq!(
        text(
            "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>\
             <w:r><w:instrText>PAGE</w:instrText></w:r>\
             <w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent>\
             <w:r><w:t>box</w:t></w:r></w:sdtContent></w:sdt>\
             <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        ),
        "linkbox"
    );
}

#[test]
fn bold_goes_by_the_run_and_its_styles() {
    let run =
        |properties: &str| format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>x</w:t></w:r></w:p>");
    let cases = [
        ("<w:b/>", true),
        (r#"<w:b w:val="0"/>"#, false),
        (r#"<w:b w:val="false"/>"#, false),
        (r#"<w:b w:val="1"/>"#, true),
        (r#"<w:rStyle w:val="Strong"/>"#, true),
        (r#"<w:rStyle w:val="Strong"/><w:b w:val="0"/>"#, false),
        ("<w:bCs/>", false),
    ];
    for (properties, bold) in cases {
        assert_eq!(
            spans(&run(properties)),
            [("x".into(), bold)],
            "{properties}"
        );
    }
    assert_eq!(spans(&styled(&style("Heavy"), "x")), [("x".into(), true)]);
}

#[test]
fn a_weight_ends_with_its_run() {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>One:</w:t></w:r>\
                <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> two </w:t></w:r>\
                <w:r><w:t>three</w:t></w:r></w:p>";
    assert_eq!(
        spans(body),
        [("One: two ".into(), true), ("three".into(), false)]
    );
}

#[test]
fn text_boxes_come_after_their_paragraph_and_once() {
    let inner = p("box") + &styled(&list("3", "0"), "point");
    let content = format!("<w:txbxContent>{inner}</w:txbxContent>");
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t>around</w:t></w:r></w:p>{}",
        p("after")
    );
    let found = blocks(&body);
    let places: Vec<_> = found.iter().map(|block| (block.text(), block.at)).collect();
    assert_eq!(
        places,
        [
            ("around".into(), At::Paragraph(1)),
            ("box".into(), At::Paragraph(2)),
            ("point".into(), At::Paragraph(3)),
            ("after".into(), At::Paragraph(4)),
        ]
    );
    assert_eq!(found[2].kind, Kind::Item(0));
}

#[test]
fn a_table_gives_rows() {
    let two = p("b") + &p("c");
    let body = p("x") + &table(&[&[&p("a"), &two], &[&p(""), &p("d")]]);
    let found = blocks(&body);
    assert_eq!(found[1].text(), "a\tb c");
    assert_eq!((found[1].kind, found[1].at), (Kind::Row, At::Paragraph(2)));
    assert_eq!(
        (found[2].text().as_str(), found[2].at),
        ("d", At::Paragraph(5))
    );
}

#[test]
fn a_row_that_is_repeated_on_every_page_is_the_head_of_its_table() {
    let row = |properties: &str| table(&[&[&p("a"), &p("b")]]).replace("<w:tr>", properties);
    for (properties, kind) in [
        ("<w:tr><w:trPr><w:tblHeader/></w:trPr>", Kind::HeadRow),
        (
            "<w:tr><w:trPr><w:cantSplit/><w:tblHeader w:val=\"0\"/></w:trPr>",
            Kind::Row,
        ),
    ] {
        assert_eq!(texts(&row(properties)), [(kind, "a\tb".to_string())]);
    }
}

#[test]
fn a_table_that_arranges_is_read_cell_by_cell() {
    let a = (Kind::Paragraph, "a".to_string());
    let b = (Kind::Paragraph, "b".to_string());
    let item = (Kind::Item(0), "c".to_string());
    assert_eq!(
        texts(&table(&[&[&(p("a") + &p("b"))]])),
        [a.clone(), b.clone()]
    );
    assert_eq!(
        texts(&table(&[&[&p("a"), &styled(&style("T"), "b")]])),
        [a.clone(), (Kind::Heading(1), "b".to_string())]
    );
    assert_eq!(texts(&table(&[&[&p("a"), &p("- c")]])), [a.clone(), item]);
    let nested = table(&[&[&p("a"), &p("b")]]);
    let row = (Kind::Row, "a\tb".to_string());
    assert_eq!(texts(&table(&[&[&p("a"), &nested]])), [a, row]);
}

#[test]
fn bullets_by_hand_are_items() {
    let item = |text: &str| (Kind::Item(0), text.to_string());
    let symbol =
        r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:tab/><w:t>one</w:t></w:r></w:p>"#;
    assert_eq!(texts(symbol), [item("one")]);
    assert_eq!(texts(&p("• one")), [item("one")]);
    let lines =
        "<w:p><w:r><w:t>Points:</w:t><w:br/><w:t>- one</w:t><w:br/><w:t>- two</w:t></w:r></w:p>";
    let intro = (Kind::Paragraph, "Points:".to_string());
    assert_eq!(texts(lines), [intro, item("one"), item("two")]);
    let numbered = styled(&list("3", "1"), "- one");
    assert_eq!(texts(&numbered), [(Kind::Item(1), "- one".to_string())]);
}

#[test]
fn other_prefixes_are_known_by_their_namespace() {
    let plain = root("document", &p("x"));
    let named = plain.replace("w:", "ns0:").replace(":w=", ":ns0=");
    let none = plain
        .replace("<w:", "<")
        .replace("</w:", "</")
        .replace(":w=", "=");
    for document in [named, none] {
        let parts = [("word/document.xml", document.as_str())];
        let found = read(&zipped(&parts, CompressionMethod::Stored)).unwrap();
        assert_eq!(found[0].text(), "x");
    }
}

#[test]
fn utf_16_is_read() {
    let document = root("document", &p("é"));
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(document.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(decoded(&bytes), document);
}

#[test]
fn what_is_no_document_is_told() {
    let stored = |name: &str| zipped(&[(name, "x")], CompressionMethod::Stored);
    let cut = root("document", &p("x")).replace("</w:document>", "");
    let deep = root("document", &("<w:a>".repeat(300) + &"</w:a>".repeat(300)));
    let crossed = root("document", "<w:p><w:r></w:p></w:r>");
    let part = |text: &str| zipped(&[(DOCUMENT, text)], CompressionMethod::Deflated);
    let big = part(&" ".repeat(65 * 1024 * 1024));
    let whole = document(&p("x"));
    let cases: [(&[u8], &str); 11] = [
        (b"", "it is not a Word document"),
        (b"{\\rtf1", "it is not a Word document"),
        (
            b"\xD0\xCF\x11\xE0\xA1",
            "it is an old Word file (.doc) or is",
        ),
        (b"PK\x03\x04", "it is damaged or cut short"),
        (&whole[..whole.len() / 2], "it is damaged or cut short"),
        (&stored("a.txt"), "it is a zip file and not a Word document"),
        (
            &stored("[Content_Types].xml"),
            "it is an Office file of another kind and not a Word document",
        ),
        (&part(&cut), "the part word/document.xml is cut short"),
        (
            &part(&deep),
            "the part word/document.xml is nested too deeply",
        ),
        (
            &part(&crossed),
            "the part word/document.xml is not sound XML",
        ),
        (
            &big,
            "it unpacks to more than 64 MB, and a briefing has a few pages",
        ),
    ];
    for (bytes, message) in cases {
        let error = read(bytes).unwrap_err();
        assert!(error.starts_with(message), "{error}");
        assert!(!error.ends_with('.'));
    }
}

#[test]
fn a_part_that_is_locked_or_packed_otherwise_is_told() {
    let good = zipped(&[(DOCUMENT, "x")], CompressionMethod::Stored);
    let entry = good.windows(4).position(|at| at == ENTRY).unwrap();
    // The first bit of the flags, and bzip2, in the entry and in the table of contents.
    for (at, value) in [(6, 1), (8, 12)] {
        let mut bytes = good.clone();
        bytes[at] |= value;
        bytes[entry + at + 2] |= value;
        assert_eq!(read(&bytes).unwrap_err(), LOCKED);
    }
}

#[test]
fn a_document_without_end_is_refused() {
    let error = read(&document(&p("x").repeat(MAX_BLOCKS + 1))).unwrap_err();
    assert_eq!(error, "it has more than 100000 paragraphs");
}

#[test]
fn many_attributes_take_no_time() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
    let body = format!("<w:p><w:r><w:t{attributes}>x</w:t></w:r></w:p>");
    assert_eq!(texts(&body), [(Kind::Paragraph, "x".into())]);
}

#[test]
fn what_is_just_not_too_deep_is_read() {
    let mut cell = p("x");
    for _ in 0..80 {
        cell = table(&[&[&cell]]);
    }
    assert_eq!(texts(&cell), [(Kind::Paragraph, "x".into())]);
    let mut boxed = p("x");
    for _ in 0..60 {
        boxed = format!("<w:p><w:r><w:txbxContent>{boxed}</w:txbxContent></w:r></w:p>");
    }
    assert_eq!(texts(&boxed), [(Kind::Paragraph, "x".into())]);
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

fn hyperlink(id: &str, text: &str) -> String {
    format!(
        "<w:hyperlink r:id='{id}' w:history='1'>{}</w:hyperlink>",
        run(text)
    )
}

/// A link as older documents write it, its address in two pieces.
fn link_field(text: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let told = " HYPERLINK \"https://f.</w:instrText><w:instrText>example\" \\o \"a page\" ";
    format!(
        "{}<w:r><w:instrText xml:space='preserve'>{told}</w:instrText></w:r>{}{}{}",
        mark("begin"),
        mark("separate"),
        run(text),
        mark("end")
    )
}

/// The address of the one block of a paragraph with the given content.
fn link(content: &str) -> Option<String> {
    let mut found = blocks(&format!("<w:p>{content}</w:p>"));
    assert_eq!(found.len(), 1, "{content}");
    found.pop().and_then(|block| block.link)
}

#[test]
fn a_block_leads_where_its_first_real_link_does() {
    let page_number = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGEREF a</w:instrText>\
        <w:fldChar w:fldCharType='separate'/><w:fldChar w:fldCharType='end'/></w:r>";
    let cases = [
        (hyperlink("a", "one"), Some("https://a.example/?b=1&c=2")),
        (
            hyperlink("a' w:anchor='d", "one"),
            Some("https://a.example/?b=1&c=2#d"),
        ),
        (
            run("see ") + &hyperlink("b", "two") + &hyperlink("a", "one"),
            Some("http://b.example"),
        ),
        (
            hyperlink("empty", "one") + &hyperlink("a", " ") + &hyperlink("b", "two"),
            Some("http://b.example"),
        ),
        (hyperlink("a", "") + &run("one"), None),
        (
            format!("<w:del>{}</w:del>", hyperlink("a", "one")) + &run("two"),
            None,
        ),
        (link_field("one"), Some("https://f.example")),
        (link_field("") + &run("one"), None),
        (
            page_number.to_string() + &hyperlink("a", "one"),
            Some("https://a.example/?b=1&c=2"),
        ),
        (hyperlink("a", page_number) + &run("one"), None),
        (
            format!(
                "<w:fldSimple w:instr=' HYPERLINK \"https://s.example\"'>{}</w:fldSimple>",
                run("one")
            ),
            Some("https://s.example"),
        ),
        (
            format!(
                "<w:fldSimple w:instr='HYPERLINK \\l \"part\"'>{}</w:fldSimple>",
                run("one")
            ),
            None,
        ),
        (
            format!("<w:hyperlink w:anchor='part'>{}</w:hyperlink>", run("one")),
            None,
        ),
        ("<w:p/>".to_string() + &run("one"), None),
    ];
    for (content, expected) in cases {
        assert_eq!(link(&content).as_deref(), expected, "{content}");
    }
    for id in ["script", "file", "beside", "mail", "picture", "none"] {
        assert_eq!(link(&hyperlink(id, "one")), None, "{id}");
    }
}

#[test]
fn a_link_in_a_row_or_a_list_by_hand_stays_with_it() {
    let p = |content: &str| format!("<w:p>{content}</w:p>");
    let row = table(&[
        &[&p(&run("a")), &p(&hyperlink("a", "b"))],
        &[&p(&run("c")), &p(&run("d"))],
    ]);
    let found = blocks(
        &(row
            + &p(&format!(
                "{}<w:r><w:br/></w:r>{}",
                hyperlink("b", "• e"),
                run("• f")
            ))),
    );
    let found: Vec<_> = found
        .iter()
        .map(|block| (block.text(), block.link.as_deref()))
        .collect();
    let expected = [
        ("a\tb", Some("https://a.example/?b=1&c=2")),
        ("c\td", None),
        ("e", Some("http://b.example")),
        ("f", None),
    ];
    assert_eq!(found, expected.map(|(text, link)| (text.to_string(), link)));
}

#[test]
fn links_that_cannot_be_read_take_no_text_away() {
    let body = format!("<w:p>{}</w:p>", hyperlink("a", "one"));
    let cut = RELATED.split_once("<Relationship Id=\"b\"").unwrap().0;
    for (related, expected) in [
        ("", false),
        ("<a></b>", false),
        ("no XML", false),
        (cut, true),
    ] {
        let found = read(&with_links(&body, related)).unwrap();
        assert_eq!(found[0].text(), "one");
        assert_eq!(found[0].link.is_some(), expected, "{related}");
    }
}

/// Numbers that look random and are the same on every run.
fn noise(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed % 1_000_003).unwrap()
}

fn mutate(bytes: &mut Vec<u8>, seed: &mut u64) {
    for _ in 0..=noise(seed) % 4 {
        let at = noise(seed) % bytes.len();
        let to = at + noise(seed) % (bytes.len() - at).min(60);
        match noise(seed) % 4 {
            0 => bytes[at] = (noise(seed) % 256) as u8,
            1 => drop(bytes.drain(at..to)),
            2 => {
                let copy = bytes[at..to].to_vec();
                let place = noise(seed) % bytes.len();
                bytes.splice(place..place, copy);
            }
            _ => bytes[at] ^= 1 << (noise(seed) % 8),
        }
        if bytes.is_empty() {
            bytes.push(b' ');
        }
    }
}

#[test]
fn nothing_panics() {
    let body = styled(&style("T"), "one")
        + &styled(&list("3", "0"), "two &amp; three")
        + &table(&[&[&p("a"), &p("- b")], &[&p("c")]])
        + &format!("<w:p>{}{}</w:p>", hyperlink("a", "d"), link_field("e"))
        + "<w:p><w:r><w:br/><w:sym w:char='F0B7'/><w:txbxContent><w:p/></w:txbxContent></w:r></w:p>";
    let texts = [
        root("document", &format!("<w:body>{body}</w:body>")),
        root("styles", STYLES),
        root("numbering", NUMBERING),
        RELATED.to_string(),
    ];
    let mut seed = 88_172_645_463_325_252;
    let mut read_well = 0;
    for round in 0..2_000 {
        let mut texts = texts.clone().map(String::into_bytes);
        if round % 2 == 0 {
            mutate(&mut texts[round / 2 % 4], &mut seed);
        }
        let texts = texts.map(|text| String::from_utf8_lossy(&text).into_owned());
        let names = [
            "word/document.xml",
            "word/styles.xml",
            "word/numbering.xml",
            RELATIONSHIPS,
        ];
        let parts: Vec<_> = names
            .into_iter()
            .zip(texts.iter().map(String::as_str))
            .collect();
        let mut bytes = zipped(&parts, CompressionMethod::Stored);
        if round % 2 == 1 {
            mutate(&mut bytes, &mut seed);
        }
        read_well += usize::from(read(&bytes).is_ok());
    }
    assert!(read_well > 100, "{read_well}");
}
