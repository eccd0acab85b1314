//! Tests on small PDFs that they write themselves.

mod printed;

use std::cell::RefCell;
use std::{panic, thread};

use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};

use super::super::block::{At, Block, Kind};
use super::read;

/// A line to be drawn: its place, size, font and bytes.
struct Text<'a>(f32, f32, f32, &'a str, &'a [u8]);

fn plain(x: f32, y: f32, text: &str) -> Text<'_> {
    Text(x, y, 10.0, "R", text.as_bytes())
}

fn draw(lines: &[Text]) -> Vec<u8> {
    let mut content = Vec::new();
    for Text(x, y, size, font, bytes) in lines {
        content.extend(format!("BT /{font} {size} Tf {x} {y} Td (").into_bytes());
        for byte in *bytes {
            if b"()\\".contains(byte) {
                content.push(b'\\');
            }
            content.push(*byte);
        }
        content.extend(b") Tj ET\n");
    }
    content
}

fn font(name: &str) -> Dictionary {
    let differences: Vec<Object> = vec![
        1.into(),
        Object::Name(b"fi".to_vec()),
        Object::Name(b"f_f_l".to_vec()),
        Object::Name(b"bullet".to_vec()),
        Object::Name(b"uni00AD".to_vec()),
        Object::Name(b"uniF0B7".to_vec()),
        Object::Name(b"nonsense".to_vec()),
        Object::Name(b"uni2010".to_vec()),
    ];
    dictionary! {
        "Type" => "Font",
        "Subtype" => "Type1",
        "BaseFont" => name,
        "Encoding" => dictionary! {
            "Type" => "Encoding",
            "BaseEncoding" => "WinAnsiEncoding",
            "Differences" => differences,
        },
    }
}

fn document(pages: &[Vec<u8>]) -> Document {
    let mut doc = Document::with_version("1.5");
    let fonts = dictionary! { "R" => font("Helvetica"), "B" => font("Helvetica-Bold") };
    let resources = doc.add_object(dictionary! { "Font" => fonts });
    let parent = doc.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    for content in pages {
        let content = doc.add_object(Stream::new(Dictionary::new(), content.clone()));
        let page = dictionary! {
            "Type" => "Page", "Parent" => parent, "Contents" => content, "Resources" => resources,
        };
        kids.push(doc.add_object(page).into());
    }
    let count = kids.len() as i64;
    let media: Vec<Object> = vec![0.into(), 0.into(), 595.into(), 842.into()];
    let folder =
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "MediaBox" => media };
    doc.objects.insert(parent, Object::Dictionary(folder));
    let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => parent });
    doc.trailer.set("Root", catalog);
    let id = || Object::String(b"0123456789abcdef".to_vec(), StringFormat::Literal);
    doc.trailer.set("ID", vec![id(), id()]);
    doc
}

fn saved(doc: &mut Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    bytes
}

fn blocks(pages: &[Vec<u8>]) -> Vec<Block> {
    read(&saved(&mut document(pages))).unwrap()
}

/// The kinds and texts of the blocks of one page.
fn page(lines: &[Text]) -> Vec<(Kind, String)> {
    blocks(&[draw(lines)])
        .iter()
        .map(|block| (block.kind, block.text()))
        .collect()
}

fn item(text: &str) -> (Kind, String) {
    (Kind::Item(0), text.to_owned())
}

fn paragraph(text: &str) -> (Kind, String) {
    (Kind::Paragraph, text.to_owned())
}

#[test]
fn items_lose_their_marks_and_keep_their_lines() {
    let found = page(&[
        plain(
            60.0,
            720.0,
            "The kettle in the village hall has these rules, which are as long as a line.",
        ),
        Text(60.0, 700.0, 10.0, "R", b"\x03"),
        plain(
            75.0,
            700.0,
            "Fill it from the cold tap, never from the one beside the door, which drips",
        ),
        plain(75.0, 688.0, "on Tuesdays."),
        Text(60.0, 676.0, 10.0, "R", b"\x05 Put it back"),
        Text(80.0, 664.0, 10.0, "R", b"\x03 on its stand"),
        plain(60.0, 652.0, "1. Switch it on"),
        plain(60.0, 640.0, "b) Switch it off"),
    ]);
    let expected = [
        paragraph("The kettle in the village hall has these rules, which are as long as a line."),
        item(
            "Fill it from the cold tap, never from the one beside the door, which drips on Tuesdays.",
        ),
        item("Put it back"),
        (Kind::Item(1), "on its stand".to_owned()),
        item("Switch it on"),
        item("Switch it off"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_mark_may_stand_alone_or_be_a_drawn_dot() {
    let mut content = draw(&[
        Text(60.0, 722.0, 10.0, "R", b"\x03"),
        plain(75.0, 710.0, "The first thing"),
        plain(75.0, 690.0, "The second thing"),
        plain(60.0, 660.0, "No thing at all"),
    ]);
    content.extend(b"64 692 m 68 692 l 68 696 l 64 696 l f\n");
    let found: Vec<_> = blocks(&[content])
        .iter()
        .map(|b| (b.kind, b.text()))
        .collect();
    assert_eq!(
        found,
        [
            item("The first thing"),
            item("The second thing"),
            paragraph("No thing at all")
        ]
    );
}

#[test]
fn items_without_marks_are_seen_by_where_they_stand() {
    let found = page(&[
        plain(
            60.0,
            720.0,
            "These are the birds that were counted in the garden on the first of May:",
        ),
        plain(80.0, 700.0, "Sparrows"),
        plain(80.0, 680.0, "Finches"),
        plain(60.0, 660.0, "Nobody counted the pigeons."),
    ]);
    assert_eq!(
        found.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
        [
            Kind::Paragraph,
            Kind::Item(0),
            Kind::Item(0),
            Kind::Paragraph
        ]
    );
}

#[test]
fn broken_words_are_mended_and_real_hyphens_kept() {
    let found = page(&[
        plain(
            60.0,
            720.0,
            "A gardener who is two-way minded about her long vegeta-",
        ),
        plain(
            60.0,
            708.0,
            "bles will sometimes water them by a low-cost and multi-",
        ),
        plain(
            60.0,
            696.0,
            "part pump, or by a pump of a cheap kind that is low-",
        ),
        plain(
            60.0,
            684.0,
            "cost, which pumps seven times in an hour of each morn-",
        ),
        Text(60.0, 672.0, 10.0, "R", b"ing or eve\x04ning, from Mon-"),
        plain(60.0, 660.0, "Wed and so on."),
    ]);
    let text = found
        .first()
        .map(|(_, text)| text.as_str())
        .unwrap_or_default();
    assert!(text.contains("long vegetables will"), "{text}");
    assert!(text.contains("multi-part pump"), "{text}");
    assert!(text.contains("that is low-cost, which"), "{text}");
    assert!(
        text.contains("each morning or eve-ning, from Mon-Wed and"),
        "{text}"
    );
}

#[test]
fn soft_hyphens_are_dropped() {
    let soft = b"/Span <</ActualText (\xFE\xFF\x00\xAD)>> BDC ( ) Tj EMC -2.78 0 Td";
    let mut content = b"BT /R 10 Tf 60 700 Td (bu) Tj 11.12 0 Td ".to_vec();
    content.extend(soft);
    content.extend(b" (tter and but) Tj ET");
    assert_eq!(blocks(&[content])[0].text(), "butter and but");
}

#[test]
fn ligatures_become_letters() {
    let found = page(&[Text(
        60.0,
        700.0,
        10.0,
        "R",
        b"A \x01ne wa\x02e \x06and tea",
    )]);
    assert_eq!(found, [paragraph("A fine waffle and tea")]);
}

#[test]
fn gaps_of_setting_are_no_spaces() {
    let content = b"BT /R 10 Tf 60 700 Td [(The oven \\() -300 (OVEN) 20 (\\) takes 2) -300 (4 minutes or 30 40) -300 ( or \
        so) -280 (, no) -400 (more)] TJ ET";
    let found = blocks(&[content.to_vec()]);
    assert_eq!(
        found[0].text(),
        "The oven (OVEN) takes 24 minutes or 30 40 or so, no more"
    );
}

#[test]
fn headings_have_levels_and_bold_runs_are_kept() {
    let content = draw(&[
        Text(60.0, 760.0, 20.0, "B", b"The annual report"),
        Text(60.0, 730.0, 14.0, "B", b"On cakes"),
        plain(
            60.0,
            710.0,
            "Twelve cakes were made and every one of them was eaten before the day was over,",
        ),
        Text(60.0, 698.0, 10.0, "B", b"which is a record. "),
        Text(60.0, 670.0, 14.0, "B", b"On tea"),
        plain(60.0, 650.0, "None was left."),
    ]);
    let found = blocks(&[content]);
    let kinds: Vec<Kind> = found.iter().map(|block| block.kind).collect();
    let (one, two) = (Kind::Heading(1), Kind::Heading(2));
    assert_eq!(kinds, [one, two, Kind::Paragraph, two, Kind::Paragraph]);
    let runs: Vec<(&str, bool)> = found[2]
        .spans
        .iter()
        .map(|span| (span.text.as_str(), span.bold))
        .collect();
    assert_eq!(runs.last(), Some(&("which is a record.", true)));
    assert_eq!(runs.len(), 2);
}

#[test]
fn running_heads_and_page_numbers_are_dropped() {
    let pages: Vec<Vec<u8>> = (1..=4)
        .map(|number| {
            let foot = format!("Page {number} of 4");
            let head = format!("Notes of the allotment club, part {number}");
            let body = format!("Bed {number} was dug over.");
            draw(&[
                plain(60.0, 800.0, &head),
                plain(60.0, 600.0, &body),
                plain(280.0, 40.0, &foot),
            ])
        })
        .collect();
    let found = blocks(&pages);
    let texts: Vec<String> = found.iter().map(Block::text).collect();
    assert_eq!(
        texts,
        [
            "Bed 1 was dug over.",
            "Bed 2 was dug over.",
            "Bed 3 was dug over.",
            "Bed 4 was dug over."
        ]
    );
    assert_eq!(found[2].at, At::Page(3));
}

/// Two columns of eight lines each, under a heading across both.
fn two_columns() -> Vec<u8> {
    let mut lines = vec![Text(
        60.0,
        780.0,
        16.0,
        "B",
        b"A heading that is long enough to run over both of the columns",
    )];
    let left: Vec<String> = (1..=8)
        .map(|n| format!("left line {n} of the text that is here"))
        .collect();
    let right: Vec<String> = (1..=8)
        .map(|n| format!("right line {n} of the text that is here"))
        .collect();
    for (place, (left, right)) in left.iter().zip(&right).enumerate() {
        let y = 740.0 - 12.0 * place as f32;
        lines.push(plain(60.0, y, left));
        lines.push(plain(320.0, y, right));
    }
    draw(&lines)
}

#[test]
fn the_left_column_is_read_before_the_right() {
    let found = blocks(&[two_columns()]);
    let texts: Vec<String> = found.iter().map(Block::text).collect();
    assert_eq!(found[0].kind, Kind::Heading(1));
    let all = texts.join(" ");
    let at = |text: &str| {
        all.find(text)
            .unwrap_or_else(|| panic!("{text} is not in {all}"))
    };
    assert!(at("both of the columns") < at("left line 1"));
    assert!(at("left line 8 of the text that is here") < at("right line 1"));
    assert!(at("left line 1 of the text that is here left line 2") > 0);
}

#[test]
fn rows_of_a_table_have_tabs_between_their_cells() {
    let found = page(&[
        plain(60.0, 700.0, "Cake"),
        plain(200.0, 700.0, "Eggs"),
        plain(60.0, 686.0, "Sponge"),
        plain(200.0, 686.0, "Three"),
    ]);
    assert_eq!(
        found,
        [
            (Kind::Row, "Cake\tEggs".to_owned()),
            (Kind::Row, "Sponge\tThree".to_owned())
        ]
    );
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(read(b"Dear all,").unwrap_err(), "it is not a PDF");
    assert_eq!(read(b"").unwrap_err(), "it is not a PDF");
    let damaged = read(b"%PDF-1.7\nand then nothing").unwrap_err();
    assert!(damaged.contains("damaged"), "{damaged}");
    let empty = read(&saved(&mut document(&[b"0 0 100 100 re f".to_vec()]))).unwrap_err();
    assert!(empty.contains("pictures without text"), "{empty}");
    let many = vec![draw(&[plain(60.0, 700.0, "One leaf")]); 301];
    let many = read(&saved(&mut document(&many))).unwrap_err();
    assert!(many.starts_with("it has 301 pages"), "{many}");
}

fn encrypted(password: &str) -> Vec<u8> {
    let mut doc = document(&[draw(&[plain(60.0, 700.0, "The secret of the jam")])]);
    let version = EncryptionVersion::V2 {
        document: &doc,
        owner_password: "marmalade",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    doc.encrypt(&state).unwrap();
    saved(&mut doc)
}

#[test]
fn a_password_is_asked_for_only_if_there_is_one() {
    let locked = read(&encrypted("jam")).unwrap_err();
    assert_eq!(
        locked,
        "it is protected with a password; save a copy without one"
    );
    let open = read(&encrypted("")).unwrap();
    assert_eq!(open[0].text(), "The secret of the jam");
}

/// A note that leads from a place of a page to an address.
fn note(bounds: [f32; 4], target: &str) -> Dictionary {
    let corners: Vec<Object> = bounds.map(Object::Real).to_vec();
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => corners,
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(target) },
    }
}

/// One page of these lines, with these notes; whatever else is set on the page besides.
fn noted(lines: &[Text], notes: Vec<Object>, more: &[(&str, Object)]) -> Vec<u8> {
    let mut doc = document(&[draw(lines)]);
    let id = doc.page_iter().next().unwrap();
    let page = doc.get_dictionary_mut(id).unwrap();
    page.set("Annots", notes);
    for (key, value) in more {
        page.set(*key, value.clone());
    }
    saved(&mut doc)
}

fn found_links(bytes: &[u8]) -> Vec<(String, Option<String>)> {
    let found = read(bytes).unwrap().into_iter();
    found.map(|block| (block.text(), block.link)).collect()
}

fn leads(text: &str, link: Option<&str>) -> (String, Option<String>) {
    (text.to_owned(), link.map(str::to_owned))
}

#[test]
fn a_block_leads_where_the_first_real_link_over_its_words_does() {
    let lines = [
        Text(
            60.0,
            700.0,
            10.0,
            "R",
            b"\x03 See the page on tea and the other",
        ),
        Text(60.0, 688.0, 10.0, "R", b"\x03 A page on cakes"),
        Text(60.0, 676.0, 10.0, "R", b"\x03 A page on jam"),
        Text(60.0, 664.0, 10.0, "R", b"\x03 No page"),
    ];
    let notes = [
        note([110.0, 698.0, 140.0, 709.0], "#"),
        note([180.0, 698.0, 230.0, 709.0], "https://a.example/other"),
        note([150.0, 709.0, 100.0, 698.0], "http://a.example/tea"),
        note([60.0, 686.0, 150.0, 697.0], "javascript:cakes"),
        note([60.0, 674.0, 150.0, 685.0], "HTTPS://b.example/jam"),
        note([300.0, 600.0, 400.0, 700.0], "https://c.example"),
    ];
    let expected = [
        leads(
            "See the page on tea and the other",
            Some("http://a.example/tea"),
        ),
        leads("A page on cakes", None),
        leads("A page on jam", Some("https://b.example/jam")),
        leads("No page", None),
    ];
    let notes: Vec<Object> = notes.into_iter().map(Object::Dictionary).collect();
    assert_eq!(found_links(&noted(&lines, notes.clone(), &[])), expected);
    // The places of notes are those of the page before it is moved.
    let frame: Vec<Object> = vec![30.into(), 40.into(), 595.into(), 842.into()];
    let moved = [("MediaBox", Object::Array(frame))];
    assert_eq!(found_links(&noted(&lines, notes, &moved)), expected);
}

#[test]
fn a_link_is_found_on_a_page_that_lies_on_its_side() {
    let content = b"BT /R 10 Tf 0 1 -1 0 300 100 Tm (A page on tea) Tj ET\n".to_vec();
    let mut doc = document(&[content]);
    let id = doc.page_iter().next().unwrap();
    let note = note([290.0, 95.0, 302.0, 180.0], "https://a.example");
    let note = doc.add_object(note);
    let notes = doc.add_object(Object::Array(vec![note.into()]));
    doc.get_dictionary_mut(id).unwrap().set("Annots", notes);
    let expected = [leads("A page on tea", Some("https://a.example"))];
    assert_eq!(found_links(&saved(&mut doc)), expected);
}

#[test]
fn notes_that_are_no_links_lead_nowhere() {
    let lines = [plain(60.0, 700.0, "A page on tea")];
    let all = [0.0, 0.0, 595.0, 842.0];
    let broken = |key: &str, value: Object| {
        let mut note = note(all, "https://a.example");
        note.set(key, value);
        Object::Dictionary(note)
    };
    let action = |target: Object| dictionary! { "S" => "URI", "URI" => target }.into();
    let binary = Object::String(b"https://a.example/\xFF".to_vec(), StringFormat::Literal);
    let long = format!("https://a.example/{}", "a".repeat(2_000));
    let notes = vec![
        Object::Null,
        Object::Reference((9_999, 0)),
        broken("A", Object::Null),
        broken("A", action(Object::Integer(1))),
        broken("A", action(binary)),
        broken("A", action(Object::string_literal(long))),
        broken(
            "A",
            action(Object::string_literal("https://a.example/\u{1b}[2J")),
        ),
        broken("A", action(Object::string_literal("file:///a"))),
        broken("Rect", Object::Null),
        broken("Rect", vec![0.into(), 0.into(), 595.into()].into()),
        broken(
            "Rect",
            vec![0.into(), 0.into(), 595.into(), Object::Null].into(),
        ),
    ];
    assert_eq!(
        found_links(&noted(&lines, notes, &[])),
        [leads("A page on tea", None)]
    );
    let plain_note = || Object::Dictionary(note([0.0; 4], "https://a.example"));
    let mut notes: Vec<Object> = (0..20_000).map(|_| plain_note()).collect();
    notes.push(Object::Dictionary(note(all, "https://b.example")));
    assert_eq!(
        found_links(&noted(&lines, notes, &[])),
        [leads("A page on tea", None)]
    );
}

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A small generator; the same mutations at every run.
fn next(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed >> 16) as usize
}

fn mutate(bytes: &[u8], seed: &mut u64) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + next(seed) % 6 {
        let place = next(seed) % bytes.len();
        match next(seed) % 5 {
            0 => bytes[place] = next(seed) as u8,
            1 => bytes[place] ^= 1 << (next(seed) % 8),
            2 => bytes.truncate(place.max(20)),
            3 => bytes.insert(place, b"0123456789[]<>()/ -."[next(seed) % 20]),
            _ => {
                let end = (place + next(seed) % 40).min(bytes.len());
                let part = bytes[place..end].to_vec();
                let to = next(seed) % bytes.len();
                bytes.splice(to..to, part);
            }
        }
    }
    bytes
}

#[test]
fn damaged_files_never_make_this_code_panic() {
    let usual = panic::take_hook();
    let here = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() != here {
            return usual(info);
        }
        let place = info
            .location()
            .map(|place| format!("{}:{}", place.file(), place.line()));
        PLACE.with(|kept| *kept.borrow_mut() = place);
    }));
    let list = draw(&[
        Text(60.0, 700.0, 10.0, "B", b"\x03 An item"),
        plain(60.0, 680.0, "2. Another \\ item (or so)"),
    ]);
    let note = note([50.0, 690.0, 200.0, 712.0], "https://a.example").into();
    let sources = [
        saved(&mut document(&[two_columns(), list])),
        encrypted(""),
        noted(&[plain(60.0, 700.0, "A page on tea")], vec![note], &[]),
    ];
    let mut seed = 0x9E37_79B9_7F4A_7C15;
    let mut library = Vec::new();
    let mut own = Vec::new();
    for round in 0..1_000 {
        let bytes = mutate(&sources[round % sources.len()], &mut seed);
        if panic::catch_unwind(|| read(&bytes)).is_err() {
            let place = PLACE
                .with(|kept| kept.borrow_mut().take())
                .unwrap_or_default();
            let from_library = place.contains("registry");
            if from_library {
                library.push(place)
            } else {
                own.push(place)
            }
        }
    }
    let _ = panic::take_hook();
    println!("{} panics inside libraries: {library:?}", library.len());
    assert!(own.is_empty(), "{own:?}");
}
