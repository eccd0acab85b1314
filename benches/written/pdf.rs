//! PDFs as word processors write them: kerned lines in packed pages.

use super::Document;
use super::words::{ITEMS, Words};
use lopdf::{Dictionary, Object, Stream, dictionary};

/// Letters on a line.
const LINE: usize = 85;

/// A PDF of so many pages, and with so many bytes of pictures spread over them.
pub fn pdf(name: &'static str, pages: usize, pictures: usize) -> Document {
    let mut file = lopdf::Document::with_version("1.7");
    let font = file.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    });
    let parent = file.new_object_id();
    let mut words = Words::default();
    let mut kids: Vec<Object> = Vec::new();
    for number in 1..=pages {
        let picture: Vec<u8> = (0..pictures / pages).map(|_| words.byte()).collect();
        let kind = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Filter" => "DCTDecode",
            "Width" => 100, "Height" => 100, "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8,
        };
        let picture = file.add_object(Stream::new(kind, picture).with_compression(false));
        let mut content = Stream::new(Dictionary::new(), page(&mut words, number == pages));
        content.compress().expect("a packed page");
        let content = file.add_object(content);
        kids.push(
            file.add_object(dictionary! {
                "Type" => "Page", "Parent" => parent, "Contents" => content,
                "Resources" => dictionary! {
                    "Font" => dictionary! { "F" => font }, "XObject" => dictionary! { "P" => picture },
                },
            })
            .into(),
        );
    }
    let count = i64::try_from(kids.len()).expect("a number");
    let size: Vec<Object> = vec![0.into(), 0.into(), 595.into(), 842.into()];
    let folder =
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "MediaBox" => size };
    file.objects.insert(parent, folder.into());
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => parent });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a PDF");
    Document { name, bytes }
}

/// One page; the questions stand on the last.
fn page(words: &mut Words, last: bool) -> Vec<u8> {
    let mut content = String::from("BT /F 10 Tf 13 TL 60 790 Td\n");
    for _ in 0..ITEMS - 2 {
        item(&mut content, &words.sentence('.'));
    }
    if last {
        content.push_str("/F 16 Tf T* (Questions for reflection) Tj T* /F 10 Tf\n");
        for _ in 0..2 {
            item(&mut content, &words.sentence('?'));
        }
    }
    content.push_str("ET /P Do\n");
    content.into_bytes()
}

fn item(content: &mut String, sentence: &str) {
    let mut line = String::from("\u{95}");
    for word in sentence.split(' ') {
        if line.len() + word.len() > LINE {
            show(content, &line);
            line.clear();
            line.push_str("  ");
        }
        line.push(' ');
        line.push_str(word);
    }
    show(content, &line);
    content.push_str("0 -4 Td\n");
}

/// Shows a line with the little moves between letters that kerning makes.
fn show(content: &mut String, line: &str) {
    let letters: Vec<char> = line.chars().collect();
    content.push('[');
    for (at, part) in letters.chunks(5).enumerate() {
        let part: String = part.iter().collect();
        content.push_str(&format!("({})", part.replace('\u{95}', "\\225")));
        content.push_str(&format!("{}", (at % 7) * 4));
    }
    content.push_str("] TJ T*\n");
}
