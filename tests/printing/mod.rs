//! Pages as a browser prints them: headless Chromium, a layout in CSS, and the words of a page broken where
//! a hyphenating browser would break them.

mod layouts;

pub use layouts::LAYOUTS;

use std::fs;
use std::path::Path;
use std::process::Command;

/// One way to print a page.
pub struct Layout {
    pub name: &'static str,
    pub css: &'static str,
    /// Whether the browser writes the date, the title, the address and the page number on each page.
    pub heads: bool,
    pub hyphens: Hyphens,
}

/// How words are broken at the end of a line.
#[derive(Clone, Copy, PartialEq)]
pub enum Hyphens {
    None,
    /// At soft hyphens, which are in the file.
    Soft,
    /// As a browser with a dictionary does it: only the hyphen that is drawn is in the file.
    Drawn,
}

/// The page as PDF, in this layout.
///
/// Panics where there is no Chromium: whoever asks for these tests wants to know.
pub fn print(page: &str, layout: &Layout) -> Vec<u8> {
    let room = tempfile::tempdir().expect("a room");
    let page = if layout.hyphens == Hyphens::None {
        page.to_owned()
    } else {
        with_soft_hyphens(page)
    };
    let style = format!("<style>{}</style></head>", layout.css);
    let file = room.path().join("page.html");
    fs::write(&file, page.replacen("</head>", &style, 1)).expect("a page");
    let printed = room.path().join("page.pdf");
    let output = chromium(room.path(), &file, &printed, layout.heads);
    let bytes = fs::read(&printed).unwrap_or_else(|_| {
        panic!("Chromium printed nothing: {output}");
    });
    if layout.hyphens == Hyphens::Drawn {
        without_soft_hyphens(&bytes)
    } else {
        bytes
    }
}

/// The same pages in a file that does not say where the soft hyphens are.
fn without_soft_hyphens(printed: &[u8]) -> Vec<u8> {
    const SAID: &str = "/ActualText <FEFF00AD>";
    let mut file = lopdf::Document::load_mem(printed).expect("a PDF");
    let mut said = false;
    for object in file.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else {
            continue;
        };
        let content = stream.decompressed_content().unwrap_or_default();
        let content = String::from_utf8_lossy(&content);
        if content.contains(SAID) {
            let silent = content.replace(SAID, "/ActualText <FEFF>");
            stream.set_plain_content(silent.into_bytes());
            said = true;
        }
    }
    assert!(said, "no soft hyphen was printed");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn chromium(room: &Path, page: &Path, printed: &Path, heads: bool) -> String {
    let mut chromium = Command::new("chromium");
    chromium
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
        ])
        .args(["--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync"])
        .arg(format!(
            "--user-data-dir={}",
            room.join("profile").display()
        ))
        .arg(format!("--print-to-pdf={}", printed.display()));
    if !heads {
        chromium.arg("--no-pdf-header-footer");
    }
    let output = chromium
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("Chromium is needed: apt-get install chromium");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The page with soft hyphens in its long words. Chromium hyphenates by itself only where it has the
/// dictionary of the language, which a fresh profile does not.
fn with_soft_hyphens(page: &str) -> String {
    let (head, body) = page.split_once("<body").expect("a body");
    let mut text = format!("{head}<body");
    let mut word = String::new();
    let mut outside = false;
    for c in body.chars() {
        if outside && c.is_alphabetic() {
            word.push(c);
            continue;
        }
        // The name of an entity is no word.
        let entity = text.ends_with('&');
        text.push_str(&if entity { word.clone() } else { broken(&word) });
        word.clear();
        match c {
            '<' => outside = false,
            '>' => outside = true,
            _ => {}
        }
        text.push(c);
    }
    text + &word
}

/// The word with soft hyphens between a vowel and a consonant, three letters from either end.
fn broken(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let vowel = |at: usize| letters.get(at).is_some_and(|c| "aeiouy".contains(*c));
    let mut text = String::new();
    for (at, letter) in letters.iter().enumerate() {
        if at >= 3 && at + 3 <= letters.len() && vowel(at - 1) && !vowel(at) {
            text.push_str("&shy;");
        }
        text.push(*letter);
    }
    text
}
