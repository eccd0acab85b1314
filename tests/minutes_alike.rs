//! The minutes of one session say the same in every format: each fact once more, and in the same order.

use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::Config;
use reflect::import::format::Format;
use reflect::model::action::{Action, Status};
use reflect::model::closing::Closing;
use reflect::model::date::{Day, Moment};
use reflect::model::file_text::read_session;
use reflect::model::session::{Carried, Outcome, Session};
use reflect::model::supervision::Amendment;
use reflect::render::document::{Block, Document};
use reflect::render::docx::{About, docx};
use reflect::render::html::html;
use reflect::render::json::json_with_nulls;
use reflect::render::markdown::markdown;
use reflect::render::minutes::Minutes;
use reflect::render::table::Layout;
use reflect::render::text::text;

/// Words that no other text has, with something around them that a format might take for its own.
struct Words(usize);

const AROUND: [(&str, &str); 9] = [
    ("", ""),
    ("<b>", "</b>"),
    ("**", "** _and_ `more`"),
    ("| ", " | # - 1."),
    ("&lt;", "; https://a.example [a](b)"),
    ("=", "\u{202e}"),
    ("- ", " \t "),
    ("\"", "' ]]> -->"),
    ("1. ", "\u{1b}[2J"),
];

impl Words {
    fn next(&mut self) -> String {
        self.0 += 1;
        let (before, after) = AROUND[self.0 % AROUND.len()];
        format!("{before}word{}end{after}", self.0)
    }

    fn some(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.next()).collect()
    }
}

/// A session in which every text is another.
fn session(points: &[usize], actions: usize, carried: usize, added: usize) -> Session {
    let text = include_str!("../sessions/2026-09-02-child-i-example-team.toml");
    let (mut session, _) = read_session(text).expect("a session");
    let mut words = Words(0);
    session.meeting.team = words.next();
    session.meeting.facilitator = Some(words.next());
    session.meeting.present = words.some(points.len() % 3);
    session.carried = (0..carried)
        .map(|at| Carried {
            action: format!("earlier/A{at}"),
            what: words.next(),
            status: Status::Open,
            note: Some(words.next()),
            seen: Some(words.next()),
            not_before: None,
            other: toml::Table::new(),
        })
        .collect();
    let mut points = points.iter().copied().cycle();
    let mut next = || points.next().unwrap_or_default();
    for question in &mut session.questions {
        question.text = words.next();
        question.outcome = if next() > 2 {
            Outcome::Parked
        } else {
            Outcome::Discussed
        };
        question.reason = (question.outcome == Outcome::Parked).then(|| words.next());
        question.answers = words.some(next());
    }
    for step in &mut session.steps {
        step.text = words.next();
        step.answers = words.some(next());
    }
    session.actions = (1..=actions)
        .map(|at| {
            let mut action = Action::agreed(format!("A{at}"), Some("q1".into()), words.next());
            action.owner = Some(words.next());
            action.due = NaiveDate::from_ymd_opt(2027, 1, 15).map(Day);
            action.know = Some(words.next());
            action
        })
        .collect();
    session.closing = Some(Closing {
        learning: Some(words.next()),
        ..Closing::default()
    });
    session.amendments = (0..added)
        .map(|_| Amendment {
            on: session.meeting.date,
            reason: words.next(),
            question: Some("q2".into()),
            step: None,
            answers: words.some(2),
            saw: None,
            digest: None,
            other: toml::Table::new(),
        })
        .collect();
    session
}

/// The numbers of the words in a text, in its order.
fn found(text: &str) -> Vec<usize> {
    let after = text.split("word").skip(1);
    after
        .filter_map(|rest| rest.split_once("end")?.0.parse().ok())
        .collect()
}

/// Every text of a page, in its order.
fn said(document: &Document) -> String {
    let texts = document.0.iter().map(|block| match block {
        Block::Title(text)
        | Block::Heading(text)
        | Block::Paragraph(text)
        | Block::Numbered(_, text)
        | Block::Remark(text)
        | Block::Voice(text)
        | Block::Point(text) => text.clone(),
        Block::Fact(label, value) => format!("{label} {value}"),
        Block::Room(_) => String::new(),
        Block::Table(_, rows) => rows.concat().join(" "),
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// The words as the program itself reads them back from a file of the format.
fn read_back(format: Format, bytes: &[u8]) -> Vec<usize> {
    let blocks = format.read(bytes).expect("a document");
    let texts: Vec<String> = blocks
        .iter()
        .map(reflect::import::block::Block::text)
        .collect();
    found(&texts.join("\n"))
}

fn sorted(mut numbers: Vec<usize>) -> Vec<usize> {
    numbers.sort_unstable();
    numbers
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_answer_action_or_count_is_in_one_and_not_in_another(
        points in prop::collection::vec(0_usize..5, 1..9),
        actions in 0_usize..5,
        carried in 0_usize..3,
        added in 0_usize..3,
    ) {
        let session = session(&points, actions, carried, added);
        let minutes = Minutes::of(&session);
        let page = minutes.document();
        let expected = found(&said(&page));
        let agreed = session.actions.len() * 3;
        let answers: usize = session.questions.iter().map(|q| q.answers.len()).sum();
        prop_assert!(expected.len() > agreed + answers);

        prop_assert_eq!(&found(&text(&page, Layout::Facts(None))), &expected);
        // Cells that wrap stand beside each other on the screen.
        let on_screen = text(&page, Layout::Table(100));
        prop_assert_eq!(sorted(found(&on_screen)), sorted(expected.clone()));
        let page_of_markdown = markdown(&page);
        prop_assert_eq!(&read_back(Format::Markdown, page_of_markdown.as_bytes()), &expected);
        let page_of_html = html(&page).expect("a page");
        prop_assert_eq!(&read_back(Format::Html, page_of_html.as_bytes()), &expected);
        let about = About {
            title: "Minutes",
            organisation: None,
            made: Moment(DateTime::UNIX_EPOCH),
            letterhead: None,
        };
        let for_word = docx(&page, &about).expect("a Word document");
        prop_assert_eq!(&read_back(Format::Docx, &for_word), &expected);
        // The value has every fact once; a page says why something was left beside it and in its list.
        let value = found(&json_with_nulls(&minutes).expect("JSON"));
        let mut once = sorted(expected);
        once.dedup();
        let mut of_value = sorted(value);
        of_value.dedup();
        prop_assert_eq!(of_value, once);
    }
}
