//! What sessions say of their actions, told one action at a time: the list of thousands holds only their rows.

use super::TeamAction;
use super::sessions::Sessions;
use super::words::{Heard, Words, in_order};
use crate::model::commitments::{Agreed, Commitments};
use crate::model::date::Day;

/// Every action of some sessions, as it stands on a day. Sessions dated later agree nothing, and words dated later are
/// not heard.
pub struct Told<S> {
    sessions: S,
    words: Words,
    today: Day,
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    agreed: Day,
    session: u32,
    action: u32,
}

impl<'a, S: Sessions<'a>> Told<S> {
    /// What these sessions say.
    pub fn on(sessions: S, today: Day) -> Self {
        let words = Words::of(&sessions);
        Self {
            sessions,
            words,
            today,
        }
    }

    /// Those that are wanted, oldest first. Those of one session stay in the order of its file.
    pub fn rows(&self, mut is_wanted: impl FnMut(&TeamAction<'a>) -> bool) -> Vec<Row> {
        let mut rows = Vec::new();
        self.each(|row, action, _| {
            if is_wanted(&action) {
                rows.push(row);
            }
        });
        rows.sort_unstable_by(|one, other| {
            one.agreed.cmp(&other.agreed).then_with(|| {
                let place = |row: &Row| (self.sessions.id(row.session), row.session, row.action);
                place(one).cmp(&place(other))
            })
        });
        rows
    }

    /// The actions that stand at some rows.
    pub fn at(&self, rows: &[Row]) -> Vec<TeamAction<'a>> {
        let told = rows.iter().filter_map(|row| {
            let session = self.sessions.commitments(row.session);
            let agreed = session.agreed.get(usize::try_from(row.action).ok()?)?;
            Some(self.tell(&session, agreed).0)
        });
        told.collect()
    }

    /// Every action with its place and all that was said of it later, in the order of the sessions.
    pub fn each(&self, mut hear: impl FnMut(Row, TeamAction<'a>, Vec<Heard<'a>>)) {
        for at in 0..self.sessions.count() {
            let session = self.sessions.commitments(at);
            if session.date > self.today {
                continue;
            }
            for (number, agreed) in (0..).zip(&session.agreed) {
                let row = Row {
                    agreed: session.date,
                    session: at,
                    action: number,
                };
                let (action, words) = self.tell(&session, agreed);
                hear(row, action, words);
            }
        }
    }

    /// An action by all that was said of it, and what that was.
    fn tell(
        &self,
        session: &Commitments<'a>,
        agreed: &Agreed<'a>,
    ) -> (TeamAction<'a>, Vec<Heard<'a>>) {
        let mut action = TeamAction::agreed(session, agreed);
        let beside = agreed.as_of(self.today);
        action.has_word_to_come = beside.updates.len() < agreed.updates.len();
        let later = self
            .words
            .on(&self.sessions, &action.reference(), self.today);
        action.times_carried = u32::try_from(later.len()).unwrap_or(u32::MAX);
        let words = in_order(&beside.updates, &later);
        for heard in &words {
            action.hear(*heard);
        }
        (action, words)
    }
}
