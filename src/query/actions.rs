//! Actions across sessions, with what became of them in later ones.

use crate::model::action::Status;
use crate::model::commitments::{Commitments, LookedAt, Word};
use crate::model::date::Day;
use crate::query::under_way::UnderWay;

/// An action as its team knows it today.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamAction {
    /// `<session id>/<action id>`.
    pub reference: String,
    /// The team that agreed it.
    pub team: String,
    /// What was agreed.
    pub what: String,
    /// The owner's role.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// How the team will know.
    pub know: Option<String>,
    /// The day it was agreed.
    pub agreed: Day,
    /// The title of the review it came from.
    pub review: String,
    /// That review's id.
    pub review_id: String,
    /// The id of the question or step it came from.
    pub from: Option<String>,
    /// What has become of it, by the latest word on it.
    pub status: Status,
    /// The day of that latest word, where there was one after the meeting itself.
    pub spoken_of: Option<Day>,
    /// What was said then.
    pub note: Option<String>,
    /// The day on which it was last said to be open no longer.
    pub settled: Option<Day>,
    /// What was seen of the difference it made.
    pub seen: Option<String>,
    /// The day before which it is to be left alone.
    pub not_before: Option<Day>,
    /// How many later sessions looked at it.
    pub times_carried: usize,
}

/// Every action agreed in these sessions, oldest first. The latest word on an action counts, whether
/// it stands as an update beside it or in a later session that looked at it again.
pub fn actions(sessions: Vec<Commitments>) -> Vec<TeamAction> {
    actions_where(sessions, |_| true)
}

/// Those of [`actions`] that are wanted, without ever holding the others all at once.
pub fn actions_where(
    mut sessions: Vec<Commitments>,
    is_wanted: impl Fn(&TeamAction) -> bool,
) -> Vec<TeamAction> {
    // In one list, by action: a list for each would take several times the memory.
    let looked_at = sessions
        .iter_mut()
        .flat_map(|session| std::mem::take(&mut session.looked_at));
    let mut looked_at: Vec<LookedAt> = looked_at.collect();
    looked_at.sort_by(|one, other| one.action.cmp(&other.action));
    let mut actions = Vec::new();
    for session in sessions {
        for agreed in session.agreed {
            let reference = format!("{}/{}", session.session, agreed.id);
            let first = looked_at.partition_point(|later| later.action < reference);
            let later = looked_at.get(first..).unwrap_or_default().iter();
            let later = later.take_while(|later| later.action == reference);
            let later: Vec<Word> = later.map(|later| later.word.clone()).collect();
            let times_carried = later.len();
            let words = in_order(agreed.updates, later);
            let mut action = TeamAction {
                reference,
                team: session.team.clone(),
                what: agreed.what,
                owner: agreed.owner,
                due: agreed.due,
                know: agreed.know,
                agreed: session.date,
                review: session.title.clone(),
                review_id: session.review.clone(),
                from: agreed.from,
                status: agreed.status,
                spoken_of: None,
                note: None,
                settled: (agreed.status != Status::Open).then_some(session.date),
                seen: None,
                not_before: None,
                times_carried,
            };
            for word in &words {
                action.hear(word);
            }
            if is_wanted(&action) {
                actions.push(action);
            }
        }
    }
    actions
        .sort_by(|one, other| (one.agreed, &one.reference).cmp(&(other.agreed, &other.reference)));
    actions
}

/// The updates of an action and the words of later meetings, the latest last. Updates of one day keep
/// the order of their file. On one day the meeting is taken to have come first, since what is settled does not come
/// back in one; but not where it settled what the update left open.
fn in_order(updates: Vec<Word>, meetings: Vec<Word>) -> Vec<Word> {
    let comes_after = |meeting: &Word| {
        let mut of_that_day = updates.iter().filter(|update| update.on == meeting.on);
        let last = of_that_day.next_back();
        meeting.status != Status::Open && last.is_some_and(|last| last.status == Status::Open)
    };
    let ranked = meetings
        .into_iter()
        .map(|word| (if comes_after(&word) { 2 } else { 0 }, word));
    let mut words: Vec<(u8, Word)> = ranked.collect();
    words.extend(updates.into_iter().map(|word| (1, word)));
    words.sort_by_key(|(rank, word)| (word.on, *rank));
    words.into_iter().map(|(_, word)| word).collect()
}

/// The actions that a team agreed before the session under way. What was said of them later still counts:
/// what is settled need not be asked about.
pub fn earlier(mut sessions: Vec<Commitments>, now: UnderWay) -> Vec<TeamAction> {
    sessions.retain(|session| now.is_beside(&session.session, &session.team));
    for later in sessions.iter_mut().filter(|s| s.date > now.date) {
        later.agreed.clear();
    }
    actions(sessions)
}

impl TeamAction {
    /// Takes in a later word on the action.
    fn hear(&mut self, word: &Word) {
        self.settled = match (self.status, word.status) {
            (_, Status::Open) => None,
            (before, now) if before == now => self.settled,
            _ => Some(word.on),
        };
        self.spoken_of = Some(word.on);
        self.status = word.status;
        self.note.clone_from(&word.note);
        self.not_before = word.not_before;
        if word.seen.is_some() {
            self.seen.clone_from(&word.seen);
        }
    }

    /// Whether it is open and its day has passed.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.status == Status::Open && self.due.is_some_and(|due| due < today)
    }

    /// The id of the session it was agreed in.
    pub fn session(&self) -> &str {
        self.reference
            .rsplit_once('/')
            .map_or(self.reference.as_str(), |(session, _)| session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::commitments::{Agreed, LookedAt};
    use chrono::NaiveDate;

    fn day(day: u32) -> Day {
        Day(NaiveDate::from_ymd_opt(2026, 10, day).expect("a date"))
    }

    fn word(on: u32, status: Status, note: &str) -> Word {
        Word {
            on: day(on),
            status,
            note: Some(note.into()),
            seen: None,
            not_before: None,
        }
    }

    fn session(id: &str, on: u32, agreed: Vec<Agreed>, looked_at: Vec<LookedAt>) -> Commitments {
        Commitments {
            session: id.into(),
            team: "Duty Team".into(),
            date: day(on),
            review: "child-i".into(),
            title: "Child I".into(),
            agreed,
            looked_at,
        }
    }

    #[test]
    fn the_latest_word_counts_wherever_it_stands() {
        let agreed = Agreed {
            id: "A1".into(),
            from: None,
            what: "Ring the ward".into(),
            owner: None,
            due: Some(day(20)),
            know: None,
            status: Status::Open,
            updates: vec![
                word(12, Status::Done, "rang"),
                word(28, Status::Done, "and again"),
            ],
        };
        let later = LookedAt {
            action: "one/A1".into(),
            word: word(5, Status::Open, "not yet"),
        };
        let sessions = [
            session("two", 5, Vec::new(), vec![later]),
            session("one", 1, vec![agreed], Vec::new()),
        ];
        let found = actions(sessions.to_vec());
        assert_eq!(found.len(), 1);
        let action = &found[0];
        assert_eq!(
            (action.status, action.spoken_of, action.settled),
            (Status::Done, Some(day(28)), Some(day(12)))
        );
        assert_eq!(action.note.as_deref(), Some("and again"));
        assert_eq!((action.times_carried, action.session()), (1, "one"));
        assert!(!action.is_overdue(day(30)));
        let now = |id, date| UnderWay {
            id,
            team: "duty team",
            date,
        };
        assert!(earlier(sessions.to_vec(), now("one", day(30))).is_empty());
        assert_eq!(earlier(sessions.to_vec(), now("", day(30))).len(), 1);
        // A meeting that is written up later.
        let written_up = earlier(sessions.to_vec(), now("", day(3)));
        assert_eq!(written_up[0].status, Status::Done);
        assert!(earlier(sessions.to_vec(), now("", Day(NaiveDate::default()))).is_empty());
    }

    #[test]
    fn of_two_words_of_one_day_the_one_that_can_only_be_the_later_counts() {
        use Status::{Done, Open};
        let last = |updates: &[Status], meeting: Status| {
            let updates = updates.iter().map(|status| word(9, *status, "beside"));
            let words = in_order(updates.collect(), vec![word(9, meeting, "in a meeting")]);
            words.last().map(|word| word.status)
        };
        assert_eq!(last(&[Done], Open), Some(Done));
        assert_eq!(last(&[Open], Done), Some(Done));
        assert_eq!(last(&[Done, Open], Open), Some(Open));
        assert_eq!(last(&[Open, Done], Done), Some(Done));
        assert_eq!(last(&[], Open), Some(Open));
    }
}
