//! The report in a real browser: readable by everyone, in light and dark, on a telephone and on paper.

mod many_sessions;

use chrono::NaiveDate;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const NEEDS: &str =
    "Chromium, node and REFLECT_BROWSER_TOOLS are needed; .ci/run shows how to have them";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date")
}

/// The report on so many sessions of so many teams, as a page.
fn report(room: &Path, sessions: usize, teams: usize) -> String {
    many_sessions::write(&room.join("sessions"), sessions, teams, today());
    let output = Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(["report", "--output", "report.html"])
        .current_dir(room)
        .env_clear()
        .env("HOME", room)
        .env("REFLECT_TODAY", today().to_string())
        .output()
        .expect("the program");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    fs::read_to_string(room.join("report.html")).expect("a page")
}

/// What the browser met on the page. The pictures stay where `REFLECT_LOOK` names a folder.
fn look(room: &Path, name: &str) -> (Value, Vec<u8>) {
    let pictures = match std::env::var_os("REFLECT_LOOK") {
        Some(folder) => Path::new(&folder).join(name),
        None => room.join("pictures"),
    };
    fs::create_dir_all(&pictures).expect("a folder");
    fs::copy(room.join("report.html"), pictures.join("report.html")).expect("a copy");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/look.mjs");
    let output = Command::new("node")
        .arg(script)
        .arg(room.join("report.html"))
        .arg(&pictures)
        .output()
        .expect(NEEDS);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{NEEDS}\n{said}");
    let seen = serde_json::from_slice(&output.stdout).expect("JSON");
    (seen, fs::read(pictures.join("page.pdf")).expect("a PDF"))
}

#[test]
fn no_word_of_any_answer_or_action_is_in_the_page() {
    let room = tempfile::tempdir().expect("a room");
    let page = report(room.path(), 60, 12);
    assert!(!page.contains("SECRET"));
    assert!(page.contains("Placements &amp; Kinship &lt;North&gt;"));
    for loaded in [
        "src=", "<script", "@import", "http:", "https:", "<link", "style=",
    ] {
        assert!(!page.contains(loaded), "{loaded}");
    }
}

#[test]
#[ignore = "needs Chromium, node, playwright-core and axe-core: .ci/run"]
fn everyone_can_read_the_page_in_a_browser_and_on_paper() {
    for (name, sessions, teams) in [("usual", 60, 12), ("one", 1, 1), ("many", 300, 200)] {
        let room = tempfile::tempdir().expect("a room");
        report(room.path(), sessions, teams);
        let (seen, printed) = look(room.path(), name);
        assert_eq!(seen["findings"], serde_json::json!([]), "{name}");
        assert!(
            seen["checks"].as_u64() > Some(60),
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
        is_on_a4(&printed, name);
    }
}

/// How much lighter one colour is than another, as the accessibility guidelines reckon it
/// (WCAG 2.2, "contrast ratio").
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour: &str| {
        let parts = [1, 3, 5].map(|at| {
            let part = u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour");
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_colour_stands_out_from_the_paper_in_light_and_dark() {
    let style = include_str!("../src/render/templates/report.css");
    let mut schemes = 0;
    for scheme in style.split(":root {").skip(1) {
        let colour = |name: &str| {
            let (_, rest) = scheme.split_once(&format!("--{name}: ")).expect(name);
            &rest[..7]
        };
        for paper in ["paper", "shade"] {
            for ink in ["ink", "quiet", "strong"] {
                let found = contrast(colour(paper), colour(ink));
                assert!(found >= 4.5, "{ink} on {paper}: {found}");
            }
        }
        schemes += 1;
    }
    assert_eq!(schemes, 2);
}

/// Every page of the file is A4 upright, to a point.
fn is_on_a4(printed: &[u8], name: &str) {
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
