//! Small pages, each with one difficulty.

use super::*;

fn blocks(page: &str) -> Vec<Block> {
    read(page.as_bytes()).unwrap()
}

fn texts(page: &str) -> Vec<(Kind, String)> {
    let blocks = blocks(page);
    blocks
        .iter()
        .map(|block| (block.kind, block.text()))
        .collect()
}

fn spans(page: &str) -> Vec<(String, bool)> {
    let spans = blocks(page).into_iter().flat_map(|block| block.spans);
    spans.map(|span| (span.text, span.bold)).collect()
}

fn plain(text: &str) -> (Kind, String) {
    (Kind::Paragraph, text.to_string())
}

fn heading(level: u8, text: &str) -> (Kind, String) {
    (Kind::Heading(level), text.to_string())
}

fn item(depth: u8, text: &str) -> (Kind, String) {
    (Kind::Item(depth), text.to_string())
}

fn head() -> (Kind, String) {
    (Kind::HeadRow, "A\tB".to_string())
}

fn row(text: &str) -> (Kind, String) {
    (Kind::Row, text.to_string())
}

#[test]
fn headings_and_paragraphs_are_blocks() {
    assert_eq!(
        texts(
            "<h1>One <em>two</em></h1><p>three</p>four<div>five <p>six</div>seven\
             <blockquote>eight</blockquote><dl><dt>nine<dd>ten</dl><h6><p>eleven</p></h6>\
             <figure><img alt='no'><figcaption>twelve</figcaption></figure>"
        ),
        [
            heading(1, "One two"),
            plain("three"),
            plain("four"),
            plain("five"),
            plain("six"),
            plain("seven"),
            plain("eight"),
            plain("nine"),
            plain("ten"),
            heading(6, "eleven"),
            plain("twelve"),
        ]
    );
}

#[test]
fn text_is_made_even_and_kept() {
    assert_eq!(
        texts(
            "<p>\n a&nbsp;\n&amp; b&shy;c &ldquo;d&rdquo; ( e)<br>f\u{200b}g <!-- no --><wbr>h</p><p> </p>"
        ),
        [plain("a & bc “d” ( e) fg h")]
    );
}

#[test]
fn items_know_their_depth() {
    assert_eq!(
        texts(
            "<ul><li>one<ul><li>two<ol><li>three</ol></ul>after</li><li><p>four</p><p>five</p>\
             </li><li><ul><li>six</ul></ul><li>loose"
        ),
        [
            item(0, "one"),
            item(1, "two"),
            item(2, "three"),
            plain("after"),
            item(0, "four five"),
            item(1, "six"),
            item(0, "loose"),
        ]
    );
}

#[test]
fn an_item_may_hold_a_heading_or_a_table() {
    assert_eq!(
        texts(
            "<ul><li><h3>Title</h3><div>text <a href='#'>link</a></div></li>\
             <li>b<table><tr><td>c<td>d</table></li></ul>"
        ),
        [
            heading(3, "Title"),
            item(0, "text link"),
            item(0, "b"),
            row("c\td"),
        ]
    );
}

#[test]
fn bold_goes_by_the_element_and_by_its_style() {
    assert_eq!(
        spans(
            "<p>a<b> b</b> <strong>c</strong><span style='color:red;FONT-WEIGHT: 700 !important'>d\
             </span><b style='font-weight:normal'>e</b><i style='font-weight:400'>f</i></p>"
        ),
        [
            ("a".into(), false),
            (" b cd".into(), true),
            ("ef".into(), false)
        ]
    );
}

#[test]
fn what_surrounds_the_text_is_left_out() {
    for around in [
        "<nav>x</nav>",
        "<header><h2>x</h2></header>",
        "<footer>x</footer>",
        "<aside>x</aside>",
        "<form>x<input></form>",
        "<button>x</button>",
        "<select><option>x</select>",
        "<svg><title>x</title><text>x</text></svg>",
        "<iframe>x</iframe>",
        "<noscript>x</noscript>",
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</template>",
        "<div hidden>x</div>",
        "<div aria-hidden=TRUE>x</div>",
        "<div role=navigation>x</div>",
        "<div role=banner>x</div>",
        "<div role=contentinfo>x</div>",
        "<div role=search>x</div>",
        "<div id=CookieBar>x</div>",
        "<section class='a cookie-banner'>x</section>",
    ] {
        let page = format!("<body>{around}<p>text</p>{around}");
        assert_eq!(texts(&page), [plain("text")], "{around}");
        let page = format!("<main>{}</main>", around.replace("header", "nav"));
        assert_eq!(texts(&page), [], "{around}");
    }
}

#[test]
fn a_frame_around_the_whole_page_is_kept() {
    for page in [
        "<form><div class='cookies-accepted'><main><p>text</main></div></form>",
        "<form id=aspnetForm><h1>text</h1></form>",
        "<body class=cookies-accepted><p>text",
        "<h2 id=cookies>text</h2>",
    ] {
        assert_eq!(texts(page).len(), 1, "{page}");
    }
}

#[test]
fn the_main_part_or_the_single_article_is_the_text() {
    let inner = "<header><h1>Title</h1></header><p>text</p>";
    let wanted = [heading(1, "Title"), plain("text")];
    for name in ["main", "article", "div role=main"] {
        let page = format!("<p>before</p><{name}>{inner}</{name}><p>after</p>");
        let page = page.replace("</div role=main>", "</div>");
        assert_eq!(texts(&page), wanted, "{name}");
    }
    let page = "<p>a</p><article><header>b</header></article><article>c</article>";
    assert_eq!(texts(page), [plain("a"), plain("b"), plain("c")]);
    let page = "<main hidden>no</main><main><article>a</article>b</main>";
    assert_eq!(texts(page), [plain("a"), plain("b")]);
    assert_eq!(
        texts("<main><script>x</script></main><p>a</p>"),
        [plain("a")]
    );
}

#[test]
fn the_title_that_pandoc_writes_is_a_heading() {
    let page = "<body><header id=title-block-header><h1 class=title>Title</h1></header><p>a";
    assert_eq!(texts(page), [heading(1, "Title"), plain("a")]);
}

#[test]
fn a_table_gives_rows() {
    assert_eq!(
        texts(
            "<table><caption>Cap</caption><thead><tr><th>A<th>B</thead>\
             <tr><td><p>a</p><td>b<br>c<tr><td><td>d</table>"
        ),
        [plain("Cap"), head(), row("a\tb c"), row("d")]
    );
}

#[test]
fn a_table_that_arranges_is_read_cell_by_cell() {
    for (table, wanted) in [
        ("<tr><td>a", vec![plain("a")]),
        ("<tr><td>a<tr><td>b", vec![plain("a"), plain("b")]),
        ("<tr><td><h2>a</h2><td>b", vec![heading(2, "a"), plain("b")]),
        (
            "<tr><td>a<td><ul><li>b</ul>",
            vec![plain("a"), item(0, "b")],
        ),
        (
            "<tr><td><p>a<p>b<td>c",
            vec![plain("a"), plain("b"), plain("c")],
        ),
        (
            "<tr><td>a<td><table><tr><td>b<td>c</table>",
            vec![plain("a"), row("b\tc")],
        ),
    ] {
        assert_eq!(texts(&format!("<table>{table}</table>")), wanted, "{table}");
    }
    let page = "<table role=presentation><tr><td>a<td>b</table>";
    assert_eq!(texts(page), [plain("a"), plain("b")]);
}

#[test]
fn bullets_by_hand_are_items() {
    assert_eq!(
        texts("<p>Points:<br>• one<br>\n<b>•</b>&nbsp;two</p><p>· three</p><p>four<br>five</p>"),
        [
            plain("Points:"),
            item(0, "one"),
            item(0, "two"),
            item(0, "three"),
            plain("four five"),
        ]
    );
}

#[test]
fn a_block_is_at_the_line_of_its_tag() {
    let page = "<!DOCTYPE html>\n<h1>\n a</h1>\n\n<ul>\n<li>\n<p>b\nc</p></li>\n<li>d</ul>\n\
                <table>\n<tr>\n<td>e\n<td>f</table>";
    let places: Vec<_> = blocks(page).iter().map(|block| block.at).collect();
    let lines = [2, 6, 9, 11];
    assert_eq!(places, lines.map(At::Line));
}

#[test]
fn a_line_feed_that_is_spelled_ends_no_line() {
    let page = "<p>a&#10;&NewLine;b</p>\n<p>c</p>\r\n<p>d\n\ne</p>\n<p>f</p>";
    let places: Vec<_> = blocks(page).iter().map(|block| block.at).collect();
    assert_eq!(places, [1, 2, 3, 6].map(At::Line));
}

#[test]
fn loose_text_is_at_a_line_near_it() {
    let page = "<div>\n<p>a</p>\n<p>b</p>\n\nc\n</div>";
    let places: Vec<_> = blocks(page).iter().map(|block| block.at).collect();
    assert_eq!(places[..2], [At::Line(2), At::Line(3)]);
    assert!(
        (At::Line(3)..=At::Line(6)).contains(&places[2]),
        "{places:?}"
    );
}

#[test]
fn the_encoding_is_found() {
    let wanted = [plain("é “x”")];
    let page = "<p>é “x”</p>";
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let marked = format!("\u{feff}{page}");
        marked.encode_utf16().flat_map(bytes).collect()
    };
    for bytes in [
        page.as_bytes().to_vec(),
        format!("\u{feff}{page}").into_bytes(),
        utf_16(u16::to_le_bytes),
        utf_16(u16::to_be_bytes),
        b"<p>\xe9 \x93x\x94</p>".to_vec(),
    ] {
        let found = read(&bytes).unwrap();
        let found: Vec<_> = found.iter().map(|b| (b.kind, b.text())).collect();
        assert_eq!(found, wanted);
    }
}

#[test]
fn an_empty_page_has_no_blocks() {
    assert_eq!(texts(""), []);
    assert_eq!(texts("<frameset><frame></frameset>"), []);
}

#[test]
fn hostile_pages_are_refused() {
    let cases = [
        ("x".repeat(MAX_BYTES + 1), "it is larger than 4 MiB"),
        ("<div>".repeat(10_000), "its elements are nested too deeply"),
        (
            "<b><i>".repeat(10_000),
            "its elements are nested too deeply",
        ),
        (
            "<p>x".repeat(MAX_BLOCKS + 1),
            "it has more than 100000 paragraphs",
        ),
        ("<br>".repeat(600_000), "it has more than 500000 elements"),
        (
            "<!---->".repeat(590_000),
            "it has more than 500000 elements",
        ),
    ];
    for (page, message) in cases {
        let why = read(page.as_bytes()).unwrap_err();
        // A machine that is busy with other things may run out of time first.
        assert!(
            why == message || why == "it takes too long to read",
            "{why}"
        );
    }
    let many: String = (0..20_000).map(|n| format!("<p><b id={n}></p>")).collect();
    assert!(read(many.as_bytes()).is_err());
}

#[test]
fn what_is_just_not_too_deep_is_read() {
    // The parser puts a table's body in by itself.
    for (tags, count) in [("<div>", 240), ("<ul><li>", 120), ("<table><tr><td>", 60)] {
        let page = tags.repeat(count) + "x";
        let found = texts(&page);
        assert_eq!(found.len(), 1, "{tags}");
    }
}

/// Numbers that look random and are the same on every run.
fn noise(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed % 1_000_003).unwrap()
}

/// Changes a page at a few places: a byte, a piece left out, a piece written twice, a tag put in.
fn mutate(bytes: &mut Vec<u8>, seed: &mut u64) {
    const TAGS: [&str; 12] = [
        "<table>", "<tr>", "<td>", "</p>", "<li>", "<b>", "</b>", "<a>", "<h1>", "<svg>", "<form>",
        "<select>",
    ];
    for _ in 0..=noise(seed) % 6 {
        let at = noise(seed) % bytes.len();
        let to = at + noise(seed) % (bytes.len() - at).min(60);
        let place = noise(seed) % bytes.len();
        match noise(seed) % 4 {
            0 => bytes[at] = (noise(seed) % 256) as u8,
            1 => drop(bytes.drain(at..to)),
            2 => {
                let copy = bytes[at..to].to_vec();
                bytes.splice(place..place, copy);
            }
            _ => drop(bytes.splice(place..place, TAGS[noise(seed) % TAGS.len()].bytes())),
        }
        if bytes.is_empty() {
            bytes.push(b' ');
        }
    }
}

#[test]
fn nothing_panics() {
    let page = "<!DOCTYPE html><html><head><title>t</title><style>p{}</style></head><body>\
        <nav>n</nav><main><h1>a &amp; b</h1><p style='font-weight:bold'>c<br>• d<br>• e</p>\
        <ul><li>f<ul><li><p>g</p></ul><li><b>h<i>i</b>j</i></ul><a>k<p>l<a>m</a>\
        <table><caption>n</caption><tr><td>o<td>p<tr><th>q</table><table>r<tr><td><h2>s</h2>\
        </table><template><p>t</template><svg><foreignObject><p>u</svg><math><mi>v</math>\
        <form><select><option>w</select></form></main><footer>x</footer></body></html>";
    let mut seed = 88_172_645_463_325_252;
    let mut found = 0;
    for _ in 0..2_000 {
        let mut bytes = page.as_bytes().to_vec();
        mutate(&mut bytes, &mut seed);
        for block in read(&bytes).unwrap_or_default() {
            let text = block.text();
            assert!(!text.is_empty() && text == text.trim());
            found += 1;
        }
    }
    assert!(found > 10_000, "{found}");
}
