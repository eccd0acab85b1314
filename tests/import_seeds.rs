//! The five published briefings import exactly, from every format, where they are present.

use reflect::import::format::Format;
use std::fs;

mod seeds;

use seeds::{COUNTS, compare, folded, import, seed_text, seeds, with_typed_marks};

#[test]
fn the_five_briefings_import_exactly_from_every_format() {
    let Some(folder) = seeds("import_seeds") else {
        return;
    };
    for (number, counts) in COUNTS.into_iter().enumerate() {
        let published = seed_text(&folder, number);
        let read = |format: Format, bytes: &[u8]| format.read(bytes).expect("blocks");
        let blocks = read(Format::Text, published.as_bytes());
        let from = format!("seed {number} as text");
        compare(&import(&blocks, "seed.txt"), &published, counts, &from);
        let plain = folded(&published);
        for (format, ending) in [
            (Format::Markdown, "md"),
            (Format::Html, "html"),
            (Format::Docx, "docx"),
            (Format::Pdf, "pdf"),
        ] {
            let name = format!("seed{number}.{ending}");
            let bytes = fs::read(folder.join("formats").join(&name)).expect("a document");
            assert_eq!(Format::of(&bytes, &name), Ok(format));
            let found = import(&read(format, &bytes), &name);
            compare(
                &with_typed_marks(&found),
                &plain,
                counts,
                &format!("seed {number} as {ending}"),
            );
        }
    }
}
