//! Pages printed from a browser import to the questions and steps of the page, word for word.

use reflect::import::format::Format;
use std::fs;

mod printing;
mod seeds;

use printing::{Hyphens, Layout, print};
use seeds::{COUNTS, compare, folded, import, seed_text, seeds, with_typed_marks};

const LAYOUTS: [Layout; 22] = [
    Layout { name: "one column", css: "", heads: false, hyphens: Hyphens::None },
    Layout { name: "one column with heads", css: "", heads: true, hyphens: Hyphens::None },
    Layout { name: "one hyphenated column", css: "body { max-width: none; text-align: justify }", heads: true, hyphens: Hyphens::Soft },
    Layout { name: "one hyphenated column drawn", css: "body { max-width: none; text-align: justify }", heads: true, hyphens: Hyphens::Drawn },
    Layout { name: "one hyphenated column drawn minus", css: "body { hyphenate-character: '-' } body { max-width: none; text-align: justify }", heads: true, hyphens: Hyphens::Drawn },
    Layout { name: "two columns", css: "body { max-width: none; padding: 0; columns: 2 }", heads: false, hyphens: Hyphens::None },
    Layout { name: "two justified columns", css: "body { max-width: none; padding: 0; columns: 2; text-align: justify; font: 10pt Liberation Sans, sans-serif }", heads: true, hyphens: Hyphens::Soft },
    Layout { name: "two justified columns drawn", css: "body { max-width: none; padding: 0; columns: 2; text-align: justify; font: 10pt Liberation Sans, sans-serif }", heads: true, hyphens: Hyphens::Drawn },
    Layout { name: "two justified columns drawn minus", css: "body { hyphenate-character: '-' } body { max-width: none; padding: 0; columns: 2; text-align: justify; font: 10pt Liberation Sans, sans-serif }", heads: true, hyphens: Hyphens::Drawn },
    Layout { name: "two hyphenated columns", css: "body { max-width: none; padding: 0; columns: 2; column-gap: 9mm; text-align: justify; font: 11pt Liberation Serif, serif; line-height: 1.25 } h1 { column-span: all }", heads: false, hyphens: Hyphens::Soft },
    Layout { name: "two hyphenated columns drawn", css: "body { max-width: none; padding: 0; columns: 2; column-gap: 9mm; text-align: justify; font: 11pt Liberation Serif, serif; line-height: 1.25 } h1 { column-span: all }", heads: false, hyphens: Hyphens::Drawn },
    Layout { name: "two hyphenated columns drawn minus", css: "body { hyphenate-character: '-' } body { max-width: none; padding: 0; columns: 2; column-gap: 9mm; text-align: justify; font: 11pt Liberation Serif, serif; line-height: 1.25 } h1 { column-span: all }", heads: false, hyphens: Hyphens::Drawn },
    Layout { name: "A5", css: "@page { size: A5 } body { padding: 0 }", heads: true, hyphens: Hyphens::Soft },
    Layout { name: "A5 drawn", css: "@page { size: A5 } body { padding: 0 }", heads: true, hyphens: Hyphens::Drawn },
    Layout { name: "A5 drawn minus", css: "body { hyphenate-character: '-' } @page { size: A5 } body { padding: 0 }", heads: true, hyphens: Hyphens::Drawn },
    Layout { name: "ligatures", css: "body { font-family: Carlito, Liberation Serif, serif; font-variant-ligatures: common-ligatures discretionary-ligatures; text-rendering: optimizeLegibility }", heads: false, hyphens: Hyphens::None },
    Layout { name: "heads of its own", css: "@page { margin: 25mm 20mm; @top-left { content: 'Learning from practice'; font-size: 8pt } @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages) } }", heads: false, hyphens: Hyphens::Soft },
    Layout { name: "heads of its own drawn", css: "@page { margin: 25mm 20mm; @top-left { content: 'Learning from practice'; font-size: 8pt } @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages) } }", heads: false, hyphens: Hyphens::Drawn },
    Layout { name: "heads of its own drawn minus", css: "body { hyphenate-character: '-' } @page { margin: 25mm 20mm; @top-left { content: 'Learning from practice'; font-size: 8pt } @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages) } }", heads: false, hyphens: Hyphens::Drawn },
    Layout { name: "three columns", css: "@page { size: A4 landscape } body { max-width: none; padding: 0; columns: 3; text-align: justify; font-size: 9pt }", heads: false, hyphens: Hyphens::Soft },
    Layout { name: "three columns drawn", css: "@page { size: A4 landscape } body { max-width: none; padding: 0; columns: 3; text-align: justify; font-size: 9pt }", heads: false, hyphens: Hyphens::Drawn },
    Layout { name: "three columns drawn minus", css: "body { hyphenate-character: '-' } @page { size: A4 landscape } body { max-width: none; padding: 0; columns: 3; text-align: justify; font-size: 9pt }", heads: false, hyphens: Hyphens::Drawn },
];

#[test]
#[ignore = "needs Chromium: apt-get install chromium"]
fn the_five_briefings_come_back_exactly_from_every_printed_layout() {
    let Some(folder) = seeds() else {
        let said = b"\nNOT RUN: import_printed, the published briefings are not beside this clone\n";
        std::io::Write::write_all(&mut std::io::stderr(), said).expect("standard error");
        return;
    };
    let keep = std::env::var_os("KEEP");
    let mut bad = 0;
    for (number, counts) in COUNTS.into_iter().enumerate() {
        let published = folded(&seed_text(&folder, number));
        let name = format!("formats/seed{number}.html");
        let page = fs::read_to_string(folder.join(&name)).expect("a page");
        for layout in &LAYOUTS {
            let from = format!("seed {number} as {}", layout.name);
            let file = std::path::PathBuf::from(keep.clone().unwrap()).join(format!("{from}.pdf").replace(' ', "-"));
            if !file.is_file() { fs::write(&file, print(&page, layout)).unwrap(); }
            let bytes = fs::read(&file).unwrap();
            let blocks = Format::Pdf.read(&bytes).expect(&from);
            bad += usize::from(std::panic::catch_unwind(|| {
            let found = import(&blocks, "seed.pdf");
            compare(&with_typed_marks(&found), &published, counts, &from);
            }).is_err());
        }
    }
    assert_eq!(bad, 0);
}
