//! The layouts in which pages are printed.

use super::{Hyphens, Layout};

pub const LAYOUTS: [Layout; 11] = [
    Layout {
        name: "one column",
        css: "",
        heads: false,
        hyphens: Hyphens::None,
    },
    Layout {
        name: "one column with heads",
        css: "",
        heads: true,
        hyphens: Hyphens::None,
    },
    Layout {
        name: "one justified column",
        css: "body { max-width: none; text-align: justify; hyphens: auto }",
        heads: true,
        hyphens: Hyphens::Drawn,
    },
    Layout {
        name: "two columns",
        css: "body { max-width: none; padding: 0; columns: 2 } h1 { column-span: all }",
        heads: false,
        hyphens: Hyphens::None,
    },
    Layout {
        name: "two justified columns",
        css: "body { max-width: none; padding: 0; columns: 2; text-align: justify; hyphens: auto;
            font: 10pt Liberation Sans, sans-serif }",
        heads: true,
        hyphens: Hyphens::Soft,
    },
    Layout {
        name: "two narrow columns",
        css: "body { max-width: none; padding: 0; columns: 2; column-gap: 9mm; text-align: justify;
            hyphens: auto; font: 12pt/1.25 Liberation Serif, serif } li { margin: 0.4em 0 }",
        heads: false,
        hyphens: Hyphens::Drawn,
    },
    Layout {
        name: "two columns with dashes",
        css: "body { max-width: none; padding: 0; columns: 2; text-align: justify; hyphens: auto;
            hyphenate-character: '-' } ul { list-style: none; padding-left: 1.2em }
            li::before { content: '– '; margin-left: -1.2em }",
        heads: true,
        hyphens: Hyphens::Drawn,
    },
    Layout {
        name: "A5",
        css: "@page { size: A5 } body { padding: 0; hyphens: auto }",
        heads: true,
        hyphens: Hyphens::Soft,
    },
    Layout {
        name: "ligatures",
        css: "body { font-family: Carlito, Liberation Serif, serif; text-rendering: optimizeLegibility;
            font-variant-ligatures: common-ligatures discretionary-ligatures }",
        heads: false,
        hyphens: Hyphens::None,
    },
    Layout {
        name: "heads of its own",
        css: "@page { margin: 25mm 20mm; @top-left { content: 'Learning from practice'; font-size: 8pt }
            @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages) } }",
        heads: false,
        hyphens: Hyphens::Drawn,
    },
    Layout {
        name: "three columns",
        css: "@page { size: A4 landscape } body { max-width: none; padding: 0; columns: 3;
            text-align: justify; hyphens: auto; font-size: 9pt }",
        heads: false,
        hyphens: Hyphens::Soft,
    },
];
