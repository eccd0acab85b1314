//! Actions across sessions, with what became of them in later ones.

pub mod histories;
pub mod lost;
mod sessions;
mod told;
mod words;

pub use self::told::{Row, Told};
pub use self::words::Heard;

use crate::model::action::Status;
use crate::model::commitments::{Agreed, Commitments};
use crate::model::date::Day;
use crate::model::session::Session;
use crate::query::under_way::UnderWay;
use chrono::NaiveDate;

/// An action as its team knows it today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TeamAction<'a> {
    /// The id of the session in which it was agreed.
    pub session: &'a str,
    /// Its id within that session.
    pub id: &'a str,
    /// The team that agreed it.
    pub team: &'a str,
    /// What was agreed.
    pub what: &'a str,
    /// The owner's role, by the latest word that gives one.
    pub owner: Option<&'a str>,
    /// By when, by the latest word that gives a day.
    pub due: Option<Day>,
    /// What the meeting knew that agreed it.
    pub at_first: AtFirst,
    /// How the team will know.
    pub know: Option<&'a str>,
    /// The day it was agreed.
    pub agreed: Day,
    /// The title of the review it came from.
    pub review: &'a str,
    /// That review's id.
    pub review_id: &'a str,
    /// The id of the question or step it came from.
    pub from: Option<&'a str>,
    /// What has become of it, by the latest word on it.
    pub status: Status,
    /// The day of that latest word, where there was one after the meeting itself.
    pub spoken_of: Option<Day>,
    /// The session in which that was said; none where it stands beside the action.
    pub said_in: Option<&'a str>,
    /// What was said of it last, while its status was this one.
    pub note: Option<&'a str>,
    /// The day on which that was said.
    pub note_on: Option<Day>,
    /// The session in which that was said; none where it stands beside the action.
    pub note_in: Option<&'a str>,
    /// Whether something was said of it before the day on which it was agreed: one of two clocks is wrong.
    pub spoken_of_too_early: bool,
    /// Whether an update stands beside it that is dated after the day on which it is looked at, and is not heard.
    pub has_word_to_come: bool,
    /// The day on which it was closed last, if it is closed.
    pub settled: Option<Day>,
    /// The session that closed it; none where that stands beside the action.
    pub settled_in: Option<&'a str>,
    /// What was seen of the difference it made.
    pub seen: Option<&'a str>,
    /// The session in which that was said; none where it stands beside the action.
    pub seen_in: Option<&'a str>,
    /// The day before which it is to be left alone.
    pub not_before: Option<Day>,
    /// The session that gave it another day, where a later one did.
    pub due_in: Option<&'a str>,
    /// How many later sessions looked at it.
    pub times_carried: u32,
}

/// What a meeting knew of an action when it agreed it, where later words may change that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtFirst {
    /// Whether it had an owner.
    pub has_owner: bool,
    /// By when it was to be done.
    pub due: Option<Day>,
    /// What had become of it by the end of the meeting.
    pub status: Status,
}

/// Every action agreed in these sessions until a day, oldest first. The latest word on an action counts, whether
/// it stands as an update beside it or in a later session that looked at it again.
pub fn actions<'a>(
    sessions: impl Iterator<Item = Commitments<'a>>,
    until: Day,
) -> Vec<TeamAction<'a>> {
    let told = Told::on(sessions.collect::<Vec<_>>(), until);
    told.at(&told.rows(|_| true))
}

/// Each action of a session with all that was said of it since, beside it and in other sessions, in order.
pub fn said_since<'a>(
    session: &'a Session,
    others: &[&'a Session],
) -> Vec<(TeamAction<'a>, Vec<Heard<'a>>)> {
    let others = others.iter().filter(|other| other.id != session.id);
    let sessions = std::iter::once(session).chain(others.copied());
    let told = Told::on(
        sessions.map(Commitments::from).collect::<Vec<_>>(),
        Day(NaiveDate::MAX),
    );
    let mut said = Vec::new();
    told.each(|_, action, words| {
        if action.session == session.id {
            said.push((action, words));
        }
    });
    said
}

/// The actions that a team agreed before the session under way. What was said of them later, until today, still counts:
/// what is settled need not be asked about.
pub fn earlier<'a>(
    sessions: impl Iterator<Item = Commitments<'a>>,
    now: UnderWay,
    today: Day,
) -> Vec<TeamAction<'a>> {
    let beside = sessions.filter(|session| now.is_beside(session.session, session.team));
    let told = Told::on(beside.collect::<Vec<_>>(), today.max(now.date));
    told.at(&told.rows(|action| action.agreed <= now.date))
}

impl<'a> TeamAction<'a> {
    /// An action as it was agreed.
    fn agreed(session: &Commitments<'a>, agreed: &Agreed<'a>) -> Self {
        Self {
            session: session.session,
            id: agreed.id,
            team: session.team,
            what: agreed.what,
            owner: agreed.owner,
            due: agreed.due,
            at_first: AtFirst {
                has_owner: agreed.owner.is_some(),
                due: agreed.due,
                status: agreed.status,
            },
            know: agreed.know,
            agreed: session.date,
            review: session.title,
            review_id: session.review,
            from: agreed.from,
            status: agreed.status,
            spoken_of: None,
            said_in: None,
            note: None,
            note_on: None,
            note_in: None,
            spoken_of_too_early: false,
            has_word_to_come: false,
            settled: (agreed.status != Status::Open).then_some(session.date),
            settled_in: None,
            seen: None,
            seen_in: None,
            not_before: None,
            due_in: None,
            times_carried: 0,
        }
    }

    /// Takes in a later word on the action.
    fn hear(&mut self, heard: Heard<'a>) {
        let Heard { word, said_in } = heard;
        self.spoken_of_too_early |= word.on < self.agreed;
        (self.settled, self.settled_in) = match (self.status, word.status) {
            (_, Status::Open) => (None, None),
            // A word with a day before that of the action itself is taken to be of its first day.
            (Status::Open, _) => (Some(word.on.max(self.agreed)), said_in),
            _ => (self.settled, self.settled_in),
        };
        // A word that says nothing more leaves what was said, as long as it is about the same.
        if word.note.is_some() || word.status != self.status {
            self.note = word.note;
            self.note_on = word.note.map(|_| word.on);
            self.note_in = word.note.and(said_in);
        }
        self.spoken_of = Some(word.on);
        self.said_in = said_in;
        self.status = word.status;
        self.not_before = word.not_before;
        self.owner = word.owner.or(self.owner);
        if word.seen.is_some() {
            (self.seen, self.seen_in) = (word.seen, said_in);
        }
        if word.due.is_some() {
            (self.due, self.due_in) = (word.due, said_in);
        }
    }

    /// Every session that what is known of it comes from: the one that agreed it, the one that closed it, and those
    /// that said last what has become of it, what was seen, and by when it is to be done.
    pub fn sessions(&self) -> impl Iterator<Item = &'a str> {
        let later = [self.settled_in, self.said_in, self.seen_in, self.due_in];
        std::iter::once(self.session).chain(later.into_iter().flatten())
    }

    /// `<session id>/<action id>`, the name by which it is called.
    pub fn reference(&self) -> String {
        format!("{}/{}", self.session, self.id)
    }

    /// Whether it is to be left alone until a day that has yet to come.
    pub fn is_left_alone(&self, today: Day) -> bool {
        self.not_before.is_some_and(|day| day > today)
    }

    /// The day by which it was to be done at first, where that has been moved.
    pub fn moved_from(&self) -> Option<Day> {
        self.at_first.due.filter(|day| Some(*day) != self.due)
    }

    /// Whether it is open and its day has passed.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.status == Status::Open && self.due.is_some_and(|due| due < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::commitments::{LookedAt, Word};
    use crate::model::date::Moment;

    fn day(day: u32) -> Day {
        Day(NaiveDate::from_ymd_opt(2026, 10, day).expect("a date"))
    }

    fn word(on: u32, status: Status, note: &'static str) -> Word<'static> {
        Word {
            note: Some(note),
            ..Word::of(day(on), status)
        }
    }

    fn session(
        id: &'static str,
        on: u32,
        agreed: Vec<Agreed<'static>>,
        looked_at: Vec<LookedAt<'static>>,
    ) -> Commitments<'static> {
        Commitments {
            session: id,
            team: "Duty Team",
            date: day(on),
            review: "child-i",
            title: "Child I",
            agreed,
            looked_at,
        }
    }

    #[test]
    fn the_latest_word_counts_wherever_it_stands() {
        let agreed = Agreed {
            id: "A1",
            from: None,
            what: "Ring the ward",
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
            action: "one/A1",
            word: word(5, Status::Open, "not yet"),
            began: None,
            ended: None,
        };
        let sessions = [
            session("two", 5, Vec::new(), vec![later]),
            session("one", 1, vec![agreed], Vec::new()),
        ];
        let found = actions(sessions.iter().cloned(), day(30));
        assert_eq!(found.len(), 1);
        let action = &found[0];
        assert_eq!(
            (action.status, action.spoken_of, action.settled),
            (Status::Done, Some(day(28)), Some(day(12)))
        );
        assert_eq!(action.note, Some("and again"));
        assert_eq!((action.times_carried, action.session), (1, "one"));
        assert!(!action.is_overdue(day(30)));
        let now = |id, date| UnderWay {
            id,
            team: "duty team",
            date,
        };
        assert!(earlier(sessions.iter().cloned(), now("one", day(30)), day(30)).is_empty());
        assert_eq!(
            earlier(sessions.iter().cloned(), now("", day(30)), day(30)).len(),
            1
        );
        // A meeting that is written up later.
        let written_up = earlier(sessions.iter().cloned(), now("", day(3)), day(30));
        assert_eq!(written_up[0].status, Status::Done);
        assert!(
            earlier(
                sessions.iter().cloned(),
                now("", Day(NaiveDate::default())),
                day(30)
            )
            .is_empty()
        );
    }

    fn agreed(id: &'static str) -> Agreed<'static> {
        Agreed {
            id,
            from: None,
            what: "Ring the ward",
            owner: None,
            due: None,
            know: None,
            status: Status::Open,
            updates: Vec::new(),
        }
    }

    #[test]
    fn of_two_meetings_of_one_day_the_later_counts_and_in_one_the_last_word() {
        let said = |status, note, began: Option<&str>| LookedAt {
            action: "one/A1",
            word: word(9, status, note),
            began: began.and_then(Moment::read),
            ended: None,
        };
        let morning = said(Status::Done, "rang", Some("2026-10-09T10:00:00Z"));
        let afternoon = said(Status::Open, "no answer", Some("2026-10-09T15:00:00Z"));
        let again = said(Status::Done, "and again", Some("2026-10-09T15:00:00Z"));
        let one = session("one", 1, vec![agreed("A1")], Vec::new());
        let two = session("two", 9, Vec::new(), vec![morning]);
        let three = session("three", 9, Vec::new(), vec![afternoon]);
        for sessions in [[&one, &two, &three], [&three, &two, &one]] {
            let found = actions(sessions.into_iter().cloned(), day(30));
            assert_eq!(found[0].note, Some("no answer"));
            assert_eq!((found[0].status, found[0].times_carried), (Status::Open, 2));
        }
        let twice = session("two", 9, Vec::new(), vec![afternoon, again]);
        let found = actions([one, twice].into_iter(), day(30));
        assert_eq!(
            (found[0].status, found[0].note),
            (Status::Done, Some("and again"))
        );
    }

    #[test]
    fn actions_stand_in_the_order_of_their_day_their_session_and_its_file() {
        let with = |id, on, agreed| session(id, on, agreed, Vec::new());
        let found = actions(
            [
                with("duty-2", 2, vec![agreed("A1")]),
                with("duty", 2, vec![agreed("A2"), agreed("A10")]),
                with("ward", 1, vec![agreed("A1")]),
            ]
            .into_iter(),
            day(30),
        );
        let references: Vec<String> = found.iter().map(TeamAction::reference).collect();
        assert_eq!(references, ["ward/A1", "duty/A2", "duty/A10", "duty-2/A1"]);
    }
}
