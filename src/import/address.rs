//! Which addresses of a document's links are kept: those of the web.

use crate::render::shown::shown;

/// The longest address that is kept, in characters. Browsers and servers agree on no more.
const LONGEST: usize = 2_000;

/// The address that the target of a link is. A space in it is written as browsers write it when they
/// follow the link (<https://url.spec.whatwg.org/#path-percent-encode-set>); people copy names of files so.
pub fn target(link: &str) -> Option<String> {
    address(&link.trim().replace(' ', "%20"))
}

/// The address that these words are, with its scheme in small letters, or nothing where they are none:
/// empty, within the page or beside it, a script, a file, an address of mail.
pub fn address(link: &str) -> Option<String> {
    let link = link.trim();
    if link.chars().take(LONGEST + 1).count() > LONGEST {
        return None;
    }
    let (scheme, rest) = link.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let host = rest.split(['/', '?', '#']).next()?;
    // What stands before an @ is a name and a password, or there to look like another host.
    let sound = host.contains(char::is_alphanumeric) && !host.contains(['@', '\\', '%']);
    let plain = !link.contains(char::is_whitespace) && shown(link) == link;
    (matches!(scheme.as_str(), "http" | "https") && sound && plain)
        .then(|| format!("{scheme}://{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_web_is_kept() {
        for link in [
            "https://a.example",
            "http://a.example/b?c=d%20e&f=(g)#h",
            "https://a.example/@b",
            "http://127.0.0.1:80/é",
        ] {
            assert_eq!(address(link).as_deref(), Some(link));
        }
        let typed = address(" HTTPS://A.example/B\n");
        assert_eq!(typed.as_deref(), Some("https://A.example/B"));
    }

    #[test]
    fn whatever_else_a_link_holds_is_not_kept() {
        for link in [
            "",
            "#",
            "#part",
            "/guidance",
            "../a.html",
            "//a.example/b",
            "www.a.example",
            "javascript:alert(1)",
            "javascript://a.example/%0aalert(1)",
            "file:///etc/passwd",
            "file://server/share",
            "mailto:team@a.example",
            "data:text/html,a",
            "ftp://a.example",
            "https:a.example",
            "https://",
            "https:///a",
            "https://#",
            "https://?q",
            "https://...",
            "https://a.example@b.example/",
            "https://a.example\\@b.example/",
            "https://a.example/b c",
            "https://a.example/b\nc",
            "https://a.example/b\tc",
            "https://a.example/\u{1b}[2J",
            "https://a.example/\0",
            "https://a.example/\u{202e}b",
            "https://a.example/\u{200b}b",
            "https://a.example/\u{a0}b",
        ] {
            assert_eq!(address(link), None, "{link:?}");
        }
    }

    #[test]
    fn a_space_in_the_target_of_a_link_is_written_as_browsers_follow_it() {
        let followed = target(" https://a.example/b c.pdf?d e ");
        assert_eq!(
            followed.as_deref(),
            Some("https://a.example/b%20c.pdf?d%20e")
        );
        for link in [
            "https://a example/b",
            "see https://a.example",
            "https://a.example/b\tc",
        ] {
            assert_eq!(target(link), None, "{link:?}");
        }
    }

    #[test]
    fn an_address_has_at_most_two_thousand_characters() {
        let start = "https://a.example/";
        let longest = format!("{start}{}", "é".repeat(LONGEST - start.len()));
        assert_eq!(address(&longest), Some(longest.clone()));
        assert_eq!(address(&format!("{longest}é")), None);
    }
}
