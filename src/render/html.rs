//! A page as one HTML file: semantic, printable, with nothing loaded from elsewhere and no script.

use super::document::Document;
use super::outline::Outline;
use super::template::{TemplateTrouble, Templates};
use serde::Serialize;

#[derive(Serialize)]
struct Page<'a> {
    outline: Outline<'a>,
    version: &'static str,
}

/// The page as HTML.
///
/// # Errors
/// When the template that comes with the program gives no page.
pub fn html(document: &Document) -> Result<String, TemplateTrouble> {
    let page = Page {
        outline: Outline::of(document),
        version: env!("CARGO_PKG_VERSION"),
    };
    Templates::bundled()?.fill("page.html", &page)
}

#[cfg(test)]
mod tests {
    use super::super::document::Block;
    use super::*;

    #[test]
    fn what_was_typed_never_becomes_markup() {
        let typed = "<script>alert(1)</script> & \u{202e}x\u{0}";
        let document = Document(vec![
            Block::Title(typed.into()),
            Block::Fact("Team".into(), typed.into()),
            Block::Heading("Questions".into()),
            Block::Numbered(1, typed.into()),
            Block::Point(typed.into()),
            Block::Table(vec!["What"], vec![vec![typed.into()]]),
        ]);
        let page = html(&document).expect("a page");
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains(['\u{202e}', '\u{0}']), "{page}");
        let text = "&lt;script&gt;alert(1)&lt;&#x2f;script&gt; &amp; &lt;U+202E&gt;x&lt;U+0000&gt;";
        assert_eq!(page.matches(text).count(), 7, "{page}");
    }
}
