//! What a report counts in one session: never a word that the team said.

use super::commitments::{Agreed, Commitments, Packed, Word};
use super::date::Day;
use super::seal::is_changed_since_sealed;
use super::session::{Disposition, Outcome, Progress, Session};

/// What a report counts in one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// How far it has come.
    pub status: Progress,
    /// Who was there, as it was typed.
    pub present: Vec<String>,
    /// What became of each question.
    pub outcomes: Vec<Outcome>,
    /// What became of each step.
    pub dispositions: Vec<Disposition>,
    /// Whether it was sealed and holds something else now.
    pub changed_since_sealed: bool,
    /// What it says about actions, without a word of what was agreed, noted or seen.
    pub packed: Packed,
}

impl AsRef<Packed> for Tally {
    fn as_ref(&self) -> &Packed {
        &self.packed
    }
}

impl Tally {
    /// Counts a session. Reckoning whether it has changed since it was sealed takes longer than all the
    /// rest, and is left out where nobody asks.
    pub fn of(session: &Session, check_seal: bool) -> Self {
        let mut commitments = Commitments::from(session);
        commitments.agreed.iter_mut().for_each(without_words);
        for later in &mut commitments.looked_at {
            leave_presence(&mut later.word);
        }
        Self {
            status: session.status,
            present: session.meeting.present.clone(),
            outcomes: session.questions.iter().map(|q| q.outcome).collect(),
            dispositions: session.steps.iter().map(|s| s.disposition).collect(),
            changed_since_sealed: check_seal && is_changed_since_sealed(session),
            packed: Packed::from(&commitments),
        }
    }

    /// What it says about actions.
    pub fn commitments(&self) -> Commitments<'_> {
        self.packed.commitments()
    }

    /// The session's id.
    pub fn id(&self) -> &str {
        self.packed.session()
    }

    /// The team that met.
    pub fn team(&self) -> &str {
        self.commitments().team
    }

    /// The day of the meeting.
    pub fn date(&self) -> Day {
        self.packed.date()
    }

    /// Whether the meeting has ended.
    pub fn is_held(&self) -> bool {
        self.status != Progress::InProgress
    }
}

/// Thousands of sessions are held at once, and the report says that there is an owner or a measure,
/// never which.
fn without_words(agreed: &mut Agreed) {
    agreed.what = "";
    agreed.owner = presence(agreed.owner);
    agreed.know = presence(agreed.know);
    agreed.updates.iter_mut().for_each(leave_presence);
}

fn leave_presence(word: &mut Word) {
    word.note = None;
    word.seen = presence(word.seen);
    word.owner = presence(word.owner);
}

fn presence(text: Option<&str>) -> Option<&'static str> {
    text.filter(|text| !text.trim().is_empty()).map(|_| "")
}
