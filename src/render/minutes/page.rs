//! The minutes as a page, in the order in which they are read out.

use super::{Action, Minutes, Question};
use crate::model::action::Status;
use crate::model::date::Day;
use crate::model::id::day_in;
use crate::model::question_record::Outcome;
use crate::model::review::with_publisher;
use crate::model::session::Progress;
use crate::model::step_record::Disposition;
use crate::render::document::{Block, Document};
use crate::render::spoken::now_agreed;
use crate::render::wrap::first_letter_large;

impl Minutes {
    /// The minutes as a page.
    pub fn document(&self) -> Document {
        let mut page = Document::default();
        page.push(Block::Title(format!("Minutes: {}", self.review)));
        self.facts(&mut page);
        page.section("Questions from your supervisor", self.asked_blocks());
        page.section("Matters arising", self.matters());
        page.section("Questions for reflection", self.question_blocks());
        page.section("What to do now", self.step_blocks());
        page.section("Actions", self.action_blocks());
        page.section("What was left this time", self.left());
        let learning = self.learning.iter().cloned().map(Block::Paragraph);
        page.section("What we will do differently", learning.collect());
        let next = self.next_meeting.map(|day| Block::Paragraph(day.spoken()));
        page.section("Next meeting", next.into_iter().collect());
        page.section("Added later", self.amendment_blocks());
        let left_out = self.left_out.iter().cloned().map(Block::Point);
        page.section("What these minutes leave out", left_out.collect());
        page
    }

    fn facts(&self, page: &mut Document) {
        let wording = match self.wording.as_str() {
            "restated" => "questions restated, not in the publisher's words",
            _ => "questions as published",
        };
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        page.fact("Organisation", self.organisation.clone());
        page.fact("Team", some(&self.team));
        page.fact("Date", Some(self.date.spoken()));
        page.fact(
            "Review",
            Some(with_publisher(&self.review, &self.publisher) + &format!(" ({wording})")),
        );
        page.fact("Facilitator", self.facilitator.clone());
        let present = match self.present.as_slice() {
            [] => "not recorded".into(),
            roles => roles.join(", "),
        };
        page.fact("Present", Some(present));
        page.fact("Apologies", Some(self.apologies.join(", ")));
        let length = self.minutes_taken.map(|taken| {
            let minutes = if taken == 1 { "minute" } else { "minutes" };
            match self.minutes_planned {
                Some(planned) => format!("{taken} {minutes} of {planned} planned"),
                None => format!("{taken} {minutes}"),
            }
        });
        page.fact("Length", length);
        page.fact("For", self.audience.clone());
        let asked = self.wellbeing_check;
        page.fact("Wellbeing", asked.then(|| "everyone was asked".into()));
        let open = self.status == Progress::InProgress;
        page.fact(
            "Status",
            open.then(|| "not finished: this meeting has not been closed yet".into()),
        );
        page.fact(
            "Seal",
            self.changed_since_sealed
                .then(|| "this record has been changed since it was sealed".into()),
        );
    }

    fn asked_blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (at, question) in self.questions_back.iter().enumerate() {
            blocks.push(Block::Numbered(at + 1, question.asked.clone()));
            let about = question.about.as_ref();
            let about = about.map(|about| format!("{about} of "));
            let meeting = match day_in(&question.session) {
                Some(day) => format!("the meeting on {}", day.spoken()),
                None => question.session.clone(),
            };
            blocks.push(Block::Remark(format!(
                "{}, about {}{meeting}",
                question.by,
                about.unwrap_or_default()
            )));
            if question.answers.is_empty() {
                blocks.push(Block::Remark(
                    "Not answered this time: it comes back at the next meeting".into(),
                ));
            }
            blocks.extend(question.answers.iter().cloned().map(Block::Point));
        }
        blocks
    }

    fn matters(&self) -> Vec<Block> {
        let word = |status: Status| match status {
            Status::Open => "still open",
            other => other.word(),
        };
        let matters = self.carried.iter().map(|matter| {
            let agreed = day_in(&matter.action);
            let agreed = agreed.map(|day| format!(" (agreed {})", day.spoken()));
            let agreed = agreed.unwrap_or_default();
            let mut words = format!("{}{agreed}: {}", matter.what, word(matter.status));
            words.push_str(&now_agreed(matter.owner.as_deref(), matter.due));
            if let Some(day) = matter.not_before {
                words.push_str(&format!(", left alone until {}", day.spoken()));
            }
            if let Some(note) = &matter.note {
                words.push_str(&format!(". {note}"));
            }
            if let Some(seen) = &matter.seen {
                words.push_str(&format!(". Seen since: {seen}"));
            }
            Block::Point(words)
        });
        let left = match self.not_looked_at {
            0 => None,
            1 => Some(
                "1 open action was not looked at this time. If it is still open, it comes back"
                    .to_owned(),
            ),
            more => Some(format!(
                "{more} open actions were not looked at this time. Those still open come back"
            )),
        };
        matters.chain(left.map(Block::Remark)).collect()
    }

    fn question_blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for question in &self.questions {
            blocks.push(Block::Numbered(question.number, question.text.clone()));
            let actions = self.actions_from(&format!("question {}", question.number));
            if question.outcome != Outcome::Discussed {
                blocks.push(Block::Remark(said_of(question)));
            } else if question.answers.is_empty() && actions.is_empty() {
                blocks.push(Block::Remark("Discussed; no point was recorded".into()));
            }
            if !actions.is_empty() && question.answers.is_empty() {
                let actions = actions.join(", ");
                blocks.push(Block::Remark(format!("An action was agreed: {actions}")));
            }
            blocks.extend(question.answers.iter().cloned().map(Block::Point));
            blocks.extend(what_moved(question).map(Block::Point));
        }
        blocks
    }

    /// The ids of the actions that come from a question or a step, as it is said.
    fn actions_from(&self, source: &str) -> Vec<&str> {
        let actions = self.actions.iter();
        let from = actions.filter(|action| action.from.as_deref() == Some(source));
        from.map(|action| action.id.as_str()).collect()
    }

    fn step_blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for step in &self.steps {
            blocks.push(Block::Numbered(step.number, step.text.clone()));
            let actions = self.actions_from(&format!("step {}", step.number));
            let with = if actions.is_empty() {
                String::new()
            } else {
                format!(" ({})", actions.join(", "))
            };
            blocks.push(Block::Remark(format!(
                "{}{with}",
                first_letter_large(step.disposition.word())
            )));
            blocks.extend(step.answers.iter().cloned().map(Block::Point));
        }
        blocks
    }

    fn action_blocks(&self) -> Vec<Block> {
        if self.actions.is_empty() {
            return vec![Block::Paragraph("No action was agreed.".into())];
        }
        // Only what the record itself was told; a later meeting keeps what it says of an action.
        let with_since = self.actions.iter().any(|action| !since(action).is_empty());
        let mut headers = vec!["No.", "What", "Owner", "Due", "How we will know", "From"];
        if with_since {
            headers.push("Since then");
        }
        let rows = self
            .actions
            .iter()
            .map(|action| {
                let or = |text: &Option<String>, other: &str| {
                    text.clone().unwrap_or_else(|| other.to_owned())
                };
                let mut row = vec![
                    action.id.clone(),
                    action.what.clone(),
                    or(&action.owner, "owner not yet agreed"),
                    action.due.map_or("no date agreed".into(), Day::short),
                    or(&action.know, "not yet agreed"),
                    or(&action.from, "the meeting"),
                ];
                if with_since {
                    row.push(since(action));
                }
                row
            })
            .collect();
        vec![Block::Table(headers, rows)]
    }

    /// What was parked, skipped or not reached.
    fn left(&self) -> Vec<Block> {
        let questions = self
            .questions
            .iter()
            .filter(|question| question.outcome != Outcome::Discussed)
            .map(|question| {
                let reason = question.reason.as_ref();
                let reason = reason.map(|reason| format!(" ({reason})"));
                // Its points stand above.
                let was_left = question.outcome != Outcome::NotReached;
                let begun = match was_left && !question.answers.is_empty() {
                    true => "begun, then ",
                    false => "",
                };
                Block::Point(format!(
                    "Question {}: {begun}{}{}{}",
                    question.number,
                    question.outcome.word(),
                    reason.unwrap_or_default(),
                    answered_later(question.added_to)
                ))
            });
        let steps = self
            .steps
            .iter()
            .filter(|step| step.disposition == Disposition::NotReached)
            .map(|step| {
                let since = answered_later(step.added_to);
                Block::Point(format!("Step {}: not reached{since}", step.number))
            });
        questions.chain(steps).collect()
    }

    fn amendment_blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for amendment in &self.amendments {
            let about = amendment
                .about
                .as_ref()
                .map(|about| format!(" to {about}"))
                .unwrap_or_default();
            blocks.push(Block::Paragraph(format!(
                "{}{about}: {}",
                amendment.on.spoken(),
                amendment.reason
            )));
            blocks.extend(amendment.answers.iter().cloned().map(Block::Point));
        }
        blocks
    }
}

/// Where it was answered after the session was sealed.
fn answered_later(added_to: bool) -> &'static str {
    if added_to {
        ", and answered later: see below"
    } else {
        ""
    }
}

/// What this record was told of an action since the meeting, and when, in a few words.
fn since(action: &Action) -> String {
    let now = match action.status {
        Status::Open => now_agreed(action.owner_since.as_deref(), action.due_since),
        _ => String::new(),
    };
    match (action.updated, action.status) {
        (Some(day), status) => format!("{}: {}{now}", day.short(), status.word()),
        (None, Status::Open) => String::new(),
        (None, status) => status.word().to_owned(),
    }
}

/// What has moved since the day with which the name of the earlier session begins.
fn what_moved(question: &Question) -> Option<String> {
    let moved = question.moved.as_ref()?;
    let day = question
        .then
        .as_ref()
        .and_then(|then| then.get(..10))
        .and_then(Day::read);
    let since = day.map_or("then".into(), Day::spoken);
    Some(format!("What has moved since {since}: {moved}"))
}

fn said_of(question: &Question) -> String {
    let outcome = first_letter_large(question.outcome.word());
    match &question.reason {
        Some(reason) => format!("{outcome}: {reason}"),
        None => outcome,
    }
}
