//! A session in which every text is another, so that a page of it can be held against the next.

use chrono::NaiveDate;
use reflect::import::format::Format;
use reflect::model::action::{Action, Status, Update};
use reflect::model::carried::Carried;
use reflect::model::closing::Closing;
use reflect::model::date::Day;
use reflect::model::file_text::read_session;
use reflect::model::question_record::Outcome;
use reflect::model::session::Session;
use reflect::model::supervision::Amendment;

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
pub fn session(points: &[usize], actions: usize, carried: usize, added: usize) -> Session {
    let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
    let (mut session, _) = read_session(text).expect("a session");
    let mut words = Words(0);
    session.meeting.team = words.next();
    session.meeting.facilitator = Some(words.next());
    session.meeting.present = words.some(points.len() % 3);
    session.carried = (0..carried)
        .map(|at| Carried {
            owner: Some(words.next()),
            note: Some(words.next()),
            seen: Some(words.next()),
            ..Carried::of(format!("earlier/A{at}"), words.next(), Status::Open)
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
            action.updates.push(Update {
                owner: Some(words.next()),
                ..Update::on(session.meeting.date, Status::Open)
            });
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
pub fn found(text: &str) -> Vec<usize> {
    let after = text.split("word").skip(1);
    after
        .filter_map(|rest| rest.split_once("end")?.0.parse().ok())
        .collect()
}

/// The words as the program itself reads them back from a file of the format.
pub fn read_back(format: Format, bytes: &[u8]) -> Vec<usize> {
    let blocks = format.read(bytes).expect("a document");
    let texts: Vec<String> = blocks
        .iter()
        .map(reflect::import::block::Block::text)
        .collect();
    found(&texts.join("\n"))
}
