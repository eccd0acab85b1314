//! What a file of somebody else's may unpack to, and what is written again.

use super::*;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut package = Package::default();
    for (name, bytes) in parts {
        package.put(name, *bytes);
    }
    package.packed().expect("a zip file")
}

fn refused(bytes: &[u8]) -> Option<String> {
    Package::read(bytes).err()
}

#[test]
fn a_file_is_read_and_written_with_its_types_first() {
    let bytes = packed(&[("b.xml", b"one"), (TYPES, b"types"), ("a.xml", b"two")]);
    let package = Package::read(&bytes).expect("a zip file");
    let names: Vec<&str> = package.0.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [TYPES, "b.xml", "a.xml"]);
    assert_eq!(package.part("B.XML"), Some(&b"one"[..]));
    assert_eq!(package.part("c.xml"), None);
    assert_eq!(package.packed(), Ok(bytes));
}

#[test]
fn a_part_takes_the_place_of_the_one_of_its_name() {
    let mut package = Package::default();
    package.put("word/header1.xml", "one");
    package.put("Word/Header1.xml", "two");
    assert_eq!(package.0.len(), 1);
    assert_eq!(package.text("word/header1.xml"), Ok(Some("two")));
    assert_eq!(package.free_name("word/header"), "word/header2.xml");
    assert_eq!(package.free_name("word/footer"), "word/footer1.xml");
}

#[test]
fn a_text_is_utf_8_without_its_mark() {
    let mut package = Package::default();
    package.put("a.xml", "\u{feff}words");
    package.put("b.xml", [0xFF, 0xFE]);
    assert_eq!(package.text("a.xml"), Ok(Some("words")));
    assert_eq!(package.text("c.xml"), Ok(None));
    assert_eq!(
        package.text("b.xml"),
        Err("its part b.xml is not UTF-8".into())
    );
}

#[test]
fn a_file_has_a_thousand_parts_at_most() {
    let of = |count: usize| {
        // As `put` does, without looking for each name among those before.
        let parts = (0..count).map(|at| (format!("{at}.xml"), Vec::new()));
        Package(parts.collect()).packed().expect("a zip file")
    };
    let package = Package::read(&of(1_000)).expect("as many as are read");
    assert_eq!(package.0.len(), 1_000);
    assert_eq!(
        refused(&of(1_001)).as_deref(),
        Some("it is a zip file with too many parts")
    );
}

#[test]
fn a_file_unpacks_to_48_mb_at_most_all_in_all() {
    const MB: usize = 1 << 20;
    let whole = vec![b' '; 40 * MB];
    let rest = |length| packed(&[("a.xml", &whole), ("b.xml", &whole[..length])]);
    let package = Package::read(&rest(8 * MB)).expect("as much as is read");
    assert_eq!(package.part("b.xml").map(<[u8]>::len), Some(8 * MB));
    assert_eq!(
        refused(&rest(8 * MB + 1)).as_deref(),
        Some("it unpacks to more than 48 MB, and a letterhead is far smaller")
    );
}

#[test]
fn what_is_protected_or_damaged_is_told_apart() {
    let good = packed(&[("a.xml", b"one")]);
    let with_flag = |at: usize, bit: u8| {
        let mut bytes = good.clone();
        bytes[at] |= bit;
        bytes
    };
    let entry = good
        .windows(ENTRY.len())
        .position(|at| at == ENTRY)
        .expect("an entry");
    // The bit for encryption of the entry in the table of contents (APPNOTE.TXT, 4.4.4).
    assert_eq!(
        refused(&with_flag(entry + 8, 1)).as_deref(),
        Some("it is protected with a password, or packed in a way that is not read here")
    );
    // A way of packing that is not read here, bzip2, in the entry and before the part itself (4.4.5).
    let mut bytes = good.clone();
    (bytes[8], bytes[entry + 10]) = (12, 12);
    assert_eq!(
        refused(&bytes).as_deref(),
        Some("it is protected with a password, or packed in a way that is not read here")
    );
    // The sum of what is packed (4.4.7).
    assert_eq!(
        refused(&with_flag(entry + 16, 0xFF)).as_deref(),
        Some("it is damaged")
    );
    assert_eq!(
        refused(&good[..entry]).as_deref(),
        Some("it is damaged or cut short")
    );
    assert_eq!(
        refused(b"words").as_deref(),
        Some("it is not a Word document")
    );
    assert!(refused(&OLE).is_some_and(|why| why.starts_with("it is an old Word file")));
}
