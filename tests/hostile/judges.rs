//! What may stand in each kind of output. A judge is given what came of ordinary words and what came of
//! hostile ones, and says what is alive in the second that was not in the first.

use pulldown_cmark::{Event, Options, Parser};
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

/// The first character that a terminal would obey, but for line feeds and tabs.
pub fn terminal(hostile: &str) -> Option<String> {
    let obeyed = |c: &char| {
        let code = u32::from(*c);
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || code & 0xFFFE == 0xFFFE
            || matches!(code, 0xAD | 0x61C | 0x200B | 0x200E..=0x200F | 0x2028..=0x202E
                | 0x2060..=0x206F | 0xFDD0..=0xFDEF | 0xFEFF | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F)
    };
    let at = hostile.chars().position(|c| obeyed(&c))?;
    let around: String = hostile
        .chars()
        .skip(at.saturating_sub(30))
        .take(60)
        .collect();
    Some(format!("a terminal would obey {around:?}"))
}

/// A cell that would run.
pub fn cells(hostile: &str, divider: u8) -> Option<String> {
    let text = hostile.strip_prefix('\u{feff}').unwrap_or(hostile);
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(divider);
    let reader = reader.quoting(divider != b'\t');
    let records = reader.from_reader(text.as_bytes()).into_records();
    let cells: Vec<String> = records
        .flat_map(|record| {
            let record = record.expect("a row");
            record.iter().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let live = cells.into_iter().find(|cell| {
        let begins = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
        cell.starts_with(['\t', '\r', '\n', '\0'])
            || begins.starts_with(['=', '+', '-', '@', '|', '%'])
            || begins.starts_with(['＝', '＋', '－', '＠', '｜', '％'])
    })?;
    Some(format!("a cell would run: {live:?}"))
}

/// Tags that ordinary words do not give, and what no page may hold.
pub fn html(clean: &str, hostile: &str) -> Option<String> {
    let tags = |page: &str| -> BTreeSet<String> {
        let after = page.split('<').skip(1);
        after
            .map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag))
            .map(without_values)
            .collect()
    };
    new(&tags(clean), tags(hostile), "a tag")
}

/// A tag without what its attributes say, but for where they lead.
fn without_values(tag: &str) -> String {
    let mut parts = tag.split('"');
    let mut kept = String::new();
    while let Some(name) = parts.next() {
        kept.push_str(name);
        let value = parts.next().unwrap_or_default();
        if name.ends_with("href=") || name.ends_with("src=") {
            kept.push_str(value);
        }
    }
    kept
}

/// Kinds of Markdown that ordinary words do not give.
pub fn markdown(clean: &str, hostile: &str) -> Option<String> {
    let kinds = |page: &str| -> BTreeSet<String> {
        let events = Parser::new_ext(page, Options::all());
        events
            .filter_map(|event| match event {
                Event::Start(tag) => Some(format!("{:?}", tag.to_end())),
                Event::Text(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak => None,
                other => Some(format!("{other:?}")),
            })
            .collect()
    };
    // What becomes a link without any mark around it.
    let linked = ["https://evil", "www.evil", "who@evil"];
    let linked = linked.into_iter().find(|link| hostile.contains(link));
    new(&kinds(clean), kinds(hostile), "Markdown")
        .or_else(|| linked.map(|link| format!("{link} would become a link")))
}

/// Elements of the parts of a Word or Excel file that ordinary words do not give.
pub fn office(clean: &[u8], hostile: &[u8]) -> Option<String> {
    let elements = |bytes: &[u8]| -> BTreeSet<String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a packed file");
        let mut all = BTreeSet::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let mut text = String::new();
            all.insert(part.name().expect("a name").into_owned());
            part.read_to_string(&mut text).expect("XML");
            all.extend(terminal(&text.replace("\r\n", "\n")));
            all.extend(names(&text));
        }
        // A line feed in a text.
        all.remove("w:br ");
        all
    };
    new(&elements(clean), elements(hostile), "XML")
}

/// The names of the elements, and where links lead.
fn names(text: &str) -> BTreeSet<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    let mut names = BTreeSet::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(e) | Event::Empty(e)) => {
                let name = e.name().as_ref().to_owned();
                let target = e
                    .attributes()
                    .flatten()
                    .find(|a| a.key.as_ref() == "Target");
                let target = target.map(|a| a.value.into_owned());
                names.insert(format!("{name} {}", target.unwrap_or_default()));
            }
            Ok(Event::PI(_) | Event::DocType(_) | Event::Comment(_) | Event::CData(_)) => {
                names.insert("a declaration".into());
            }
            Ok(Event::Eof) => return names,
            Ok(_) => {}
            Err(error) => panic!("{error}: {text}"),
        }
    }
}

/// Properties of a calendar that ordinary words do not give.
pub fn calendar(clean: &str, hostile: &str) -> Option<String> {
    let properties = |text: &str| -> BTreeSet<String> {
        let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
        let lines = unfolded.split(['\r', '\n']).filter(|line| !line.is_empty());
        lines
            .map(|line| match line.split_once(':') {
                Some((name @ ("BEGIN" | "END"), what)) => format!("{name}:{what}"),
                _ => line.split([':', ';']).next().unwrap_or_default().to_owned(),
            })
            .collect()
    };
    new(&properties(clean), properties(hostile), "a property")
}

fn new(clean: &BTreeSet<String>, hostile: BTreeSet<String>, what: &str) -> Option<String> {
    let first = hostile.into_iter().find(|one| !clean.contains(one))?;
    Some(format!(
        "{what} that ordinary words do not give: {first:.200}"
    ))
}
