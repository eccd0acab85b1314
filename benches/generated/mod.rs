//! Sessions of the usual size, 6 to 12 KB, of many teams over some years.

use reflect::model::action::{Action, Status, Update};
use reflect::model::carried::Carried;
use reflect::model::closing::Closing;
use reflect::model::date::Day;
use reflect::model::file_text::{self, write_session};
use reflect::model::meeting::Meeting;
use reflect::model::question_record::Outcome;
use reflect::model::review::Review;
use reflect::model::seal::Seal;
use reflect::model::session::{Progress, Session};
use reflect::model::step_record::Disposition;
use std::fs;
use std::path::Path;

const REVIEWS: [&str; 5] = [
    include_str!("../../reviews/child-ac.toml"),
    include_str!("../../reviews/child-ah.toml"),
    include_str!("../../reviews/child-aj.toml"),
    include_str!("../../reviews/child-i.toml"),
    include_str!("../../reviews/child-l.toml"),
];

/// A word that stands in one file of a thousand.
pub const RARE: &str = "lighthouse";

const WORDS: [&str; 40] = [
    "duty",
    "visit",
    "health",
    "visitor",
    "school",
    "letter",
    "assessment",
    "supervision",
    "record",
    "father",
    "sleep",
    "plan",
    "week",
    "telephone",
    "ward",
    "midwife",
    "meeting",
    "question",
    "family",
    "risk",
    "handover",
    "summary",
    "police",
    "agency",
    "referral",
    "support",
    "worker",
    "morning",
    "home",
    "clinic",
    "notes",
    "board",
    "date",
    "contact",
    "example",
    "ordinary",
    "decision",
    "worry",
    "talk",
    "early",
];

/// A sentence that is always the same for one number.
fn sentence(seed: &mut u64, words: usize) -> String {
    let mut text = String::from("We saw");
    for _ in 0..words {
        *seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(*seed >> 33).expect("a number") % WORDS.len();
        text.push(' ');
        text.push_str(WORDS[at]);
    }
    text.push('.');
    text
}

/// The session of one number. Its team met before, and looked at the action of that meeting again.
pub fn session(number: u32) -> Session {
    let mut seed = u64::from(number);
    let text = REVIEWS[number as usize % REVIEWS.len()];
    let review: Review = file_text::read(text).expect("a bundled review");
    let teams = 200;
    let id = |number: u32| {
        let days = chrono::Days::new(20_000 + u64::from(number / 40));
        let date = Day(chrono::NaiveDate::default() + days);
        (date, format!("{date}-{number}-team-{}", number % teams))
    };
    let (date, own_id) = id(number);
    let meeting = Meeting {
        team: format!("Team {}", number % teams),
        date,
        started: None,
        finished: None,
        facilitator: Some("Team manager".into()),
        present: vec!["2 social workers".into(), "health visitor".into()],
        apologies: Vec::new(),
        minutes_planned: Some(45),
        audience: Some("team and supervisor".into()),
        wellbeing_check: true,
        other: toml::Table::new(),
    };
    let mut session = Session::begun(&review, "sha256:0".into(), meeting);
    session.id = own_id;
    for (at, question) in session.questions.iter_mut().enumerate() {
        if at == 4 {
            continue;
        }
        question.outcome = Outcome::Discussed;
        question.answers = (0..6).map(|_| sentence(&mut seed, 22)).collect();
        question.minutes = Some(7);
    }
    if number.is_multiple_of(1000) {
        session.questions[0].answers[0].push_str(&format!(" The {RARE} came up."));
    }
    for step in &mut session.steps {
        step.disposition = Disposition::InPlace;
        step.answers = vec![sentence(&mut seed, 12)];
    }
    for at in 1..=3 {
        let mut action = Action::agreed(
            format!("A{at}"),
            Some(format!("q{at}")),
            sentence(&mut seed, 10),
        );
        action.owner = Some("Team manager".into());
        action.due = Some(Day(date.0 + chrono::Days::new(30 * at)));
        action.know = Some(sentence(&mut seed, 8));
        if at > 1 {
            action.updates.push(Update {
                note: Some(sentence(&mut seed, 8)),
                ..Update::on(Day(date.0 + chrono::Days::new(20)), Status::Done)
            });
        }
        session.actions.push(action);
    }
    if let Some(earlier) = number.checked_sub(teams) {
        session.carried.push(Carried {
            note: Some(sentence(&mut seed, 8)),
            ..Carried::of(
                format!("{}/A1", id(earlier).1),
                sentence(&mut seed, 10),
                if number.is_multiple_of(2) {
                    Status::Done
                } else {
                    Status::Open
                },
            )
        });
    }
    session.closing = Some(Closing {
        learning: Some(sentence(&mut seed, 10)),
        ..Closing::default()
    });
    session.status = Progress::Sealed;
    session.seal = Some(Seal::of(&session, None).expect("a seal"));
    session
}

/// Writes sessions into a new folder; the bytes of all of them.
pub fn write_sessions(folder: &Path, count: u32) -> usize {
    fs::create_dir(folder).expect("a folder");
    let mut bytes = 0;
    for number in 0..count {
        let session = session(number);
        let text = write_session(&session, None).expect("a text");
        bytes += text.len();
        fs::write(folder.join(format!("{}.toml", session.id)), text).expect("a file");
    }
    bytes
}
