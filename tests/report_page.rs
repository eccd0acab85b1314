//! The report in a real browser: readable by everyone, in light and dark, on a telephone and on paper.

mod browser;
mod many_sessions;

use browser::{is_for_everyone, is_on_a4, look};
use chrono::NaiveDate;
use std::fs;
use std::path::Path;
use std::process::Command;

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
        let (seen, printed) = look(room.path(), "report.html", name);
        is_for_everyone(&seen, 60, name);
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
    let style = include_str!("../src/render/templates/base.css");
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
