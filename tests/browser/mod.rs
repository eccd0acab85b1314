//! A page in headless Chromium: what a reader would meet there, and the page on paper.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const NEEDS: &str =
    "Chromium, node and REFLECT_BROWSER_TOOLS are needed; .ci/run shows how to have them";

/// What the browser met on a page of this room, and the page as it prints it. The pictures stay where
/// `REFLECT_LOOK` names a folder.
pub fn look(room: &Path, page: &str, name: &str) -> (Value, Vec<u8>) {
    let pictures = match std::env::var_os("REFLECT_LOOK") {
        Some(folder) => Path::new(&folder).join(name),
        None => room.join(format!("pictures-{name}")),
    };
    fs::create_dir_all(&pictures).expect("a folder");
    fs::copy(room.join(page), pictures.join(page)).expect("a copy");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/look.mjs");
    let output = Command::new("node")
        .arg(script)
        .arg(room.join(page))
        .arg(&pictures)
        .output()
        .expect(NEEDS);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{NEEDS}\n{said}");
    let seen = serde_json::from_slice(&output.stdout).expect("JSON");
    (seen, fs::read(pictures.join("page.pdf")).expect("a PDF"))
}

/// Everyone can read the page: no finding, nothing loaded or said, no width but the window's, and white
/// paper.
pub fn is_for_everyone(seen: &Value, least_checks: u64, name: &str) {
    assert_eq!(seen["findings"], serde_json::json!([]), "{name}");
    assert!(
        seen["checks"].as_u64() > Some(least_checks),
        "{name}: {}",
        seen["checks"]
    );
    assert_eq!(seen["requests"], serde_json::json!([]), "{name}");
    assert_eq!(seen["said"], serde_json::json!([]), "{name}");
    for width in seen["widths"].as_array().expect("widths") {
        assert_eq!(width["width"], width["needed"], "{name}: {width}");
        let paper = match width["colorScheme"].as_str() {
            Some("dark") => "rgb(20, 24, 28)",
            _ => "rgb(255, 255, 255)",
        };
        assert_eq!(width["paper"], paper, "{name}");
    }
    assert_eq!(seen["printed"], "rgb(255, 255, 255)", "{name}");
}

/// Every page of the file is A4 upright, to a point.
pub fn is_on_a4(printed: &[u8], name: &str) {
    let file = lopdf::Document::load_mem(printed).expect("a PDF");
    let pages = file.get_pages();
    assert!(!pages.is_empty());
    for (number, id) in pages {
        let page = file.get_dictionary(id).expect("a page");
        let corners = page
            .get(b"MediaBox")
            .and_then(lopdf::Object::as_array)
            .expect("a size");
        let at = |corner: usize| corners[corner].as_float().expect("a number");
        let (width, height) = (at(2) - at(0), at(3) - at(1));
        assert!(
            (width - 595.3).abs() < 1.0 && (height - 841.9).abs() < 1.0,
            "{name}, page {number}: {width} by {height}"
        );
    }
}
