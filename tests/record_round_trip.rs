//! What is written on a worksheet is what its session says, word for word: every bundled review, as
//! Markdown and as TOML.

use chrono::{DateTime, Days, NaiveDate, Utc};
use proptest::prelude::*;
use proptest::sample::Index;
use reflect::import::worksheet::Form;
use reflect::meeting::Clock;
use reflect::meeting::on_paper::{Brought, OnPaper, meeting, session};
use reflect::model::none_said::says_none;
use reflect::model::question_record::Outcome;
use reflect::model::review::Review;
use reflect::model::session::{Progress, Session};
use reflect::model::step_record::Disposition;
use reflect::render::markdown::markdown;
use reflect::render::worksheet::worksheet;
use reflect::store::reviews::shelf;
use std::fmt::Write as _;
use std::path::Path;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");

struct Fixed;

impl Clock for Fixed {
    fn today(&self) -> NaiveDate {
        TODAY
    }

    fn now(&self) -> Option<DateTime<Utc>> {
        TODAY.and_hms_opt(14, 2, 0).map(|moment| moment.and_utc())
    }
}

/// What a team wrote.
#[derive(Debug, Clone)]
struct Written {
    team: String,
    days_ago: u64,
    present: Vec<String>,
    /// For each question its points, or why it was parked.
    questions: Vec<Result<Vec<String>, String>>,
    steps: Vec<(usize, Vec<String>)>,
    actions: Vec<WrittenAction>,
    learning: String,
    wellbeing: bool,
    next_in: Option<u64>,
}

#[derive(Debug, Clone)]
struct WrittenAction {
    what: String,
    owner: String,
    due_in: Option<u64>,
    know: String,
    from: Option<Index>,
}

/// Words as a person may type them, marks and all, but for those that mean something on a sheet.
fn words() -> BoxedStrategy<String> {
    let tame = "[A-Za-z][A-Za-z '’,.\"“”é:()|<>*_#\\\\/&;-]{0,40}[a-z.?]";
    let wild = "[ -~éß字“”’–]{1,60}";
    prop_oneof![3 => tame, 1 => wild]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("means something on a sheet", |text| {
            let small = text.to_lowercase();
            let is_rule = text.chars().all(|c| " -*_=`.…".contains(c));
            let begins = ["parked", "skipped", "not reached", "what became of it"];
            !is_rule
                && !says_none(text)
                && !text.is_empty()
                && !begins.iter().any(|word| small.contains(word))
                && !Disposition::ALL.iter().any(|d| small.contains(d.word()))
        })
        .boxed()
}

fn role() -> impl Strategy<Value = String> {
    "[A-Z0-9][a-z]{2,9}( [a-z]{3,9}){0,2}"
}

fn written(review: &Review) -> impl Strategy<Value = Written> + use<> {
    let points = prop::collection::vec(words(), 0..6);
    let question = prop_oneof![
        4 => points.clone().prop_map(Ok),
        1 => words().prop_map(Err),
    ];
    let action = (
        words(),
        prop_oneof![Just(String::new()), role()],
        prop::option::of(0_u64..400),
        prop_oneof![Just(String::new()), words()],
        prop::option::of(any::<Index>()),
    );
    let action = action.prop_map(|(what, owner, due_in, know, from)| WrittenAction {
        what,
        owner,
        due_in,
        know,
        from,
    });
    (
        "[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}",
        0_u64..300,
        prop::collection::vec(role(), 0..4),
        prop::collection::vec(question, review.questions.len()),
        prop::collection::vec((0_usize..5, points), review.steps.len()),
        prop::collection::vec(action, 0..6),
        prop_oneof![Just(String::new()), words()],
        any::<bool>(),
        prop::option::of(1_u64..200),
    )
        .prop_map(
            |(team, days_ago, present, questions, steps, actions, learning, wellbeing, next_in)| {
                Written {
                    team,
                    days_ago,
                    present,
                    questions,
                    steps,
                    actions,
                    learning,
                    wellbeing,
                    next_in,
                }
            },
        )
}

impl Written {
    fn held(&self) -> NaiveDate {
        TODAY - Days::new(self.days_ago)
    }

    fn later(&self, days: u64) -> NaiveDate {
        self.held() + Days::new(days)
    }

    fn item(review: &Review, from: Index) -> String {
        let questions = review.questions.iter().map(|q| q.id.clone());
        let steps = review.steps.iter().map(|step| step.id.clone());
        let ids: Vec<String> = questions.chain(steps).collect();
        ids[from.index(ids.len())].clone()
    }

    fn is_untouched(&self) -> bool {
        let said = |question: &Result<Vec<String>, String>| {
            question.as_ref().is_ok_and(|points| points.is_empty())
        };
        let left = |(at, points): &(usize, Vec<String>)| *at == 4 && points.is_empty();
        self.questions.iter().all(said)
            && self.steps.iter().all(left)
            && self.actions.is_empty()
            && self.learning.is_empty()
            && self.next_in.is_none()
            && !self.wellbeing
    }

    /// The printed sheet, with its room filled.
    fn as_markdown(&self, review: &Review) -> String {
        let mut filled = String::new();
        let (mut section, mut item) = (String::new(), 0);
        let mut room = false;
        let empty = markdown(&worksheet(review));
        let begin_of_actions = "## Actions";
        for line in empty.lines() {
            if let Some(name) = line.strip_prefix("## ") {
                (section, item) = (name.to_owned(), 0);
            } else if line.starts_with("### ") {
                item += 1;
                room = true;
            }
            if section == "Actions" && line != begin_of_actions {
                continue;
            }
            let value = self.behind(line);
            if line.trim() == "-" {
                if std::mem::take(&mut room) {
                    for point in self.under(&section, item) {
                        writeln!(filled, "- {point}").expect("a line");
                    }
                }
                filled.push_str("- \n");
            } else if line.starts_with("- **What became of it") {
                let disposition = Disposition::ALL[self.steps[item - 1].0];
                writeln!(filled, "{line}{}", disposition.word()).expect("a line");
            } else {
                writeln!(filled, "{line}{value}").expect("a line");
            }
            if line == begin_of_actions {
                filled.push_str(&self.actions_as_markdown(review));
            }
        }
        filled
    }

    fn behind(&self, line: &str) -> String {
        match line.trim_start_matches("- **").split(':').next() {
            Some("Team") => self.team.clone(),
            Some("Date") => self.held().format("%-d/%-m/%Y").to_string(),
            Some("Present, as roles") => self.present.join(", "),
            Some("In one line, what will we do differently") => self.learning.clone(),
            Some("Was everyone asked how they are (yes or no)") => {
                if self.wellbeing { "Yes." } else { "no" }.to_owned()
            }
            Some("Next meeting") => self
                .next_in
                .map(|days| self.later(days).format("%A %-d %B %Y").to_string())
                .unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn under(&self, section: &str, item: usize) -> Vec<String> {
        match section {
            "Questions for reflection" => match &self.questions[item - 1] {
                Ok(points) => points.clone(),
                Err(reason) => vec![format!("Parked: {reason}")],
            },
            "What to do now" => self.steps[item - 1].1.clone(),
            _ => Vec::new(),
        }
    }

    fn actions_as_markdown(&self, review: &Review) -> String {
        let mut text = String::from("\n");
        for (at, action) in self.actions.iter().enumerate() {
            let due = action
                .due_in
                .map(|days| self.later(days).format("%-d %b %Y").to_string());
            let from = action.from.map(|from| Self::item(review, from));
            let from = from.map(|id| match id.split_at(1) {
                ("q", number) => format!("question {number}"),
                (_, number) => format!("Step {number}."),
            });
            writeln!(
                text,
                "### {}. Action\n\n- **What will be done:** {}\n- **Owner, as a role:** {}\n- **Due:** {}\n- **How will we know it made a difference:** {}\n- **From (question 2, or step 1):** {}\n",
                at + 1,
                action.what,
                action.owner,
                due.unwrap_or_default(),
                action.know,
                from.unwrap_or_default()
            )
            .expect("a line");
        }
        text
    }

    fn as_toml(&self, review: &Review) -> String {
        let text = |text: &str| toml::Value::String(text.to_owned());
        let list = |items: &[String]| toml::Value::Array(items.iter().map(|i| text(i)).collect());
        let mut sheet = toml::Table::new();
        let mut of_meeting = toml::Table::new();
        sheet.insert("review".into(), text(&review.id));
        of_meeting.insert("team".into(), text(&self.team));
        of_meeting.insert("date".into(), text(&self.held().to_string()));
        of_meeting.insert("present".into(), list(&self.present));
        of_meeting.insert("wellbeing_check".into(), self.wellbeing.into());
        sheet.insert("meeting".into(), of_meeting.into());
        let questions = review.questions.iter().zip(&self.questions);
        let questions = questions.map(|(question, said)| {
            let mut table = toml::Table::new();
            table.insert("id".into(), text(&question.id));
            match said {
                Ok(points) => {
                    table.insert("answers".into(), list(points));
                }
                Err(reason) => {
                    table.insert("outcome".into(), text("parked"));
                    table.insert("reason".into(), text(reason));
                }
            }
            toml::Value::Table(table)
        });
        sheet.insert("questions".into(), questions.collect::<Vec<_>>().into());
        let steps = review.steps.iter().zip(&self.steps);
        let steps = steps.map(|(step, (at, points))| {
            let mut table = toml::Table::new();
            table.insert("id".into(), text(&step.id));
            table.insert("disposition".into(), text(Disposition::ALL[*at].word()));
            table.insert("answers".into(), list(points));
            toml::Value::Table(table)
        });
        sheet.insert("steps".into(), steps.collect::<Vec<_>>().into());
        let actions = self.actions.iter().map(|action| {
            let mut table = toml::Table::new();
            table.insert("what".into(), text(&action.what));
            table.insert("owner".into(), text(&action.owner));
            table.insert("know".into(), text(&action.know));
            if let Some(days) = action.due_in {
                table.insert("due".into(), text(&self.later(days).to_string()));
            }
            if let Some(from) = action.from {
                table.insert("from".into(), text(&Self::item(review, from)));
            }
            toml::Value::Table(table)
        });
        sheet.insert("actions".into(), actions.collect::<Vec<_>>().into());
        let mut closing = toml::Table::new();
        closing.insert("learning".into(), text(&self.learning));
        if let Some(days) = self.next_in {
            closing.insert("next_meeting".into(), text(&self.later(days).to_string()));
        }
        sheet.insert("closing".into(), closing.into());
        toml::to_string_pretty(&sheet).expect("a sheet")
    }

    fn has_action(&self, review: &Review, item: &str) -> bool {
        let mut actions = self.actions.iter().filter_map(|action| action.from);
        actions.any(|from| Self::item(review, from) == item)
    }

    fn assert_is(&self, review: &Review, session: &Session) -> Result<(), TestCaseError> {
        prop_assert_eq!(session.status, Progress::Sealed);
        prop_assert_eq!(&session.meeting.team, &self.team);
        prop_assert_eq!(session.meeting.date.0, self.held());
        prop_assert_eq!(&session.meeting.present, &self.present);
        prop_assert_eq!(session.meeting.wellbeing_check, self.wellbeing);
        for (said, kept) in self.questions.iter().zip(&session.questions) {
            match said {
                Ok(points) => {
                    let has_action = self.has_action(review, &kept.id);
                    let outcome = match points.is_empty() && !has_action {
                        true => Outcome::NotReached,
                        false => Outcome::Discussed,
                    };
                    prop_assert_eq!(kept.outcome, outcome);
                    prop_assert_eq!(&kept.answers, points);
                }
                Err(reason) => {
                    prop_assert_eq!(kept.outcome, Outcome::Parked);
                    prop_assert_eq!(kept.reason.as_ref(), Some(reason));
                }
            }
        }
        for ((at, points), kept) in self.steps.iter().zip(&session.steps) {
            let disposition = match Disposition::ALL[*at] {
                Disposition::NotReached if self.has_action(review, &kept.id) => {
                    Disposition::ActionAgreed
                }
                written => written,
            };
            prop_assert_eq!(kept.disposition, disposition);
            prop_assert_eq!(&kept.answers, points);
        }
        prop_assert_eq!(session.actions.len(), self.actions.len());
        for (at, (said, kept)) in self.actions.iter().zip(&session.actions).enumerate() {
            let some = |words: &String| (!words.is_empty() && words != "-").then(|| words.clone());
            prop_assert_eq!(&kept.id, &format!("A{}", at + 1));
            prop_assert_eq!(&kept.what, &said.what);
            prop_assert_eq!(&kept.owner, &some(&said.owner));
            prop_assert_eq!(&kept.know, &some(&said.know));
            let due = said.due_in.map(|days| self.later(days));
            prop_assert_eq!(kept.due.map(|day| day.0), due);
            let from = said.from.map(|from| Self::item(review, from));
            prop_assert_eq!(&kept.from, &from);
        }
        let closing = session.closing.as_ref();
        let learning = closing.and_then(|c| c.learning.clone()).unwrap_or_default();
        prop_assert_eq!(&learning, &self.learning);
        let next = closing.and_then(|c| c.next_meeting).map(|day| day.0);
        prop_assert_eq!(next, self.next_in.map(|days| self.later(days)));
        Ok(())
    }
}

fn recorded(form: Form, text: &str, review: &Review) -> Result<(Session, usize), String> {
    let sheet = form.read(text, review)?;
    let named = form.review_named(text)?.expect("a review").words;
    assert_eq!(named, review.id);
    let paper = OnPaper {
        review,
        fingerprint: String::new(),
        clock: &Fixed,
        meetings: Vec::new(),
    };
    let met = meeting(&paper, &sheet);
    session(paper, &sheet, met, &Brought::default())
        .map(|recorded| (recorded.session, recorded.passed_over.len()))
        .map_err(|troubles| format!("{troubles:?}"))
}

fn reviews() -> Vec<Review> {
    let shelf = shelf(Path::new("/a folder that is not there"));
    shelf.reviews.into_iter().map(|one| one.review).collect()
}

fn holds(form: Form, write: impl Fn(&Written, &Review) -> String) {
    for review in reviews() {
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(40));
        let ran = runner.run(&written(&review), |said| {
            prop_assume!(!said.is_untouched());
            let text = write(&said, &review);
            let (session, passed_over) = recorded(form, &text, &review)
                .map_err(|why| TestCaseError::fail(format!("{why}\n{text}")))?;
            prop_assert_eq!(passed_over, 0, "{}", text);
            said.assert_is(&review, &session)
        });
        if let Err(error) = ran {
            panic!("{}: {error}", review.id);
        }
    }
}

#[test]
fn a_sheet_in_markdown_keeps_its_words() {
    holds(Form::Lines, |said, review| said.as_markdown(review));
    // As Notepad saves it.
    holds(Form::Lines, |said, review| {
        said.as_markdown(review).replace('\n', "\r\n")
    });
}

#[test]
fn a_sheet_in_toml_keeps_its_words() {
    holds(Form::Tables, |said, review| said.as_toml(review));
}

#[test]
fn a_sheet_that_nobody_filled_in_is_refused() {
    for review in reviews() {
        let empty = markdown(&worksheet(&review));
        let named = empty.replace("- **Team:** ", "- **Team:** Duty Team");
        let why = recorded(Form::Lines, &named, &review).expect_err("an empty sheet");
        assert!(why.contains("Nobody has written anything"), "{why}");
        let sheet = Form::Lines.read(&empty, &review).expect("a sheet");
        assert_eq!(sheet.passed_over, Vec::new(), "{}", review.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_ends_in_a_panic(text in "\\PC{0,200}", lines in prop::collection::vec("[#\\-*|: a-zA-Z0-9.\\[\\]=\"]{0,30}", 0..30)) {
        let review = &reviews()[0];
        for form in [Form::Lines, Form::Tables] {
            for text in [&text, &lines.join("\n"), &format!("## Actions\n{}", lines.join("\n")), &format!("## Questions\n### 1. x\n{}", lines.join("\n"))] {
                let _ = form.review_named(text);
                let _ = form.read(text, review);
            }
        }
    }
}
