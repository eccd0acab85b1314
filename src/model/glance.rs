//! A session at a glance: what a list of sessions shows.

use super::date::{Day, Moment};
use super::file_text::{EndMark, Unreadable};
use super::meeting::clocks_disagree;
use super::question_back::item_of;
use super::question_record::Outcome;
use super::session::{Progress, Session};
use super::skim::head::Head;
use super::skim::{Listener, read_by_lines, skim, text_of, word_of};
use super::step_record::Disposition;
use super::supervision::{SignOff, SignOffOutcome};

/// What a list shows of one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// The session's id.
    pub id: String,
    /// The day of the meeting.
    pub date: Day,
    /// When it began, where that is known. It orders the meetings of one day.
    pub started: Option<Moment>,
    /// The team.
    pub team: String,
    /// The id of the review.
    pub review: String,
    /// The review's title.
    pub title: String,
    /// How far it has come.
    pub status: Progress,
    /// Questions that were discussed.
    pub discussed: usize,
    /// Questions in all.
    pub questions: usize,
    /// Steps with a disposition.
    pub settled: usize,
    /// Steps in all.
    pub steps: usize,
    /// Actions agreed.
    pub actions: usize,
    /// Whether there is a seal, whatever the status says.
    pub has_seal: bool,
    /// How many times it was signed off until the day on which it is looked at.
    pub sign_offs: usize,
    /// Whether the last of these wants something to be followed up.
    pub follow_up_wanted: bool,
    /// Whether the team added something on a later day than that of the last of these.
    pub added_since_signed: bool,
    /// Whether a sign-off or an amendment is dated after the day on which it is looked at, and is not heard.
    pub has_addition_to_come: bool,
    /// Whether it cannot have begun and ended when it says.
    pub clocks_disagree: bool,
    /// The questions back that were put to the team when it was signed off, by
    /// [`item`](super::question_back::QuestionBack::item).
    pub asked: Vec<String>,
    /// The questions back that are answered in it, in the same way.
    pub answered: Vec<String>,
}

impl Glance {
    /// A session at a glance, on a day.
    pub fn of(session: &Session, today: Day) -> Self {
        let discussed = |outcome: Outcome| outcome == Outcome::Discussed;
        let settled = |disposition: Disposition| disposition != Disposition::NotReached;
        let heard = session.sign_offs.iter().filter(|one| one.on <= today);
        let signed: Vec<&SignOff> = heard.collect();
        let amended = session.amendments.iter().map(|amendment| amendment.on);
        let meeting = &session.meeting;
        Self {
            id: session.id.clone(),
            date: meeting.date,
            started: meeting.started,
            team: meeting.team.clone(),
            review: session.review.id.clone(),
            title: session.review.title.clone(),
            status: session.status,
            discussed: session
                .questions
                .iter()
                .filter(|q| discussed(q.outcome))
                .count(),
            questions: session.questions.len(),
            settled: session
                .steps
                .iter()
                .filter(|s| settled(s.disposition))
                .count(),
            steps: session.steps.len(),
            actions: session.actions.len(),
            has_seal: session.seal.is_some(),
            sign_offs: signed.len(),
            follow_up_wanted: signed
                .last()
                .is_some_and(|last| last.outcome == SignOffOutcome::FollowUpWanted),
            added_since_signed: is_later(
                amended.filter(|on| *on <= today).max(),
                signed.iter().map(|one| one.on).max(),
            ),
            has_addition_to_come: session.has_addition_after(today),
            clocks_disagree: clocks_disagree(meeting.date, meeting.started, meeting.finished),
            asked: session.asked_back(today),
            answered: session.answered_back(),
        }
    }
}

/// Whether something was added on a later day than the last sign-off. Nothing tells the order within a day, and what is
/// not signed off waits for that.
fn is_later(added: Option<Day>, signed: Option<Day>) -> bool {
    added
        .zip(signed)
        .is_some_and(|(added, signed)| added > signed)
}

/// Reads a session at a glance, on a day, and looks at its end mark.
///
/// # Errors
/// When the text is not TOML, not a session, or of a newer format.
pub fn glance(text: &str, today: Day) -> Result<(Glance, EndMark), Unreadable> {
    let by_lines = |body: &str| {
        let mut skimmed = Skimmed::on(today);
        skim(body, &mut skimmed)?;
        skimmed.end_table();
        skimmed.glance()
    };
    read_by_lines(text, by_lines, |session| Glance::of(session, today))
}

/// What has been heard so far.
#[derive(Default)]
struct Skimmed<'a> {
    today: Day,
    /// Empty in the head.
    table: &'a str,
    head: Head<'a>,
    discussed: usize,
    questions: usize,
    settled: usize,
    steps: usize,
    actions: usize,
    has_seal: bool,
    /// How many sign-offs stand in the file, of whatever day.
    sign_offs_in_all: usize,
    sign_offs: usize,
    follow_up_wanted: bool,
    last_signed: Option<Day>,
    last_added: Option<Day>,
    has_addition_to_come: bool,
    /// The numbers of the sign-offs that ask something.
    asked: Vec<usize>,
    answered: Vec<String>,
    /// What has been heard of the table at hand.
    at_hand: AtHand<'a>,
}

/// What has been heard of a sign-off, an amendment or a question back.
#[derive(Default)]
struct AtHand<'a> {
    on: Option<Day>,
    outcome: Option<SignOffOutcome>,
    has_remark: bool,
    session: Option<&'a str>,
    sign_off: Option<usize>,
    is_answered: bool,
    in_answers: bool,
}

impl Skimmed<'_> {
    fn on(today: Day) -> Self {
        Self {
            today,
            ..Self::default()
        }
    }

    /// Takes in a table whose lines have all been heard.
    fn end_table(&mut self) {
        let heard = std::mem::take(&mut self.at_hand);
        if heard.on.is_some_and(|on| on > self.today) {
            self.has_addition_to_come = true;
        } else if let Some(outcome) = heard.outcome {
            self.sign_offs += 1;
            self.last_signed = self.last_signed.max(heard.on);
            self.follow_up_wanted = outcome == SignOffOutcome::FollowUpWanted;
            if outcome == SignOffOutcome::SeenWithAQuestion && heard.has_remark {
                self.asked.push(self.sign_offs_in_all);
            }
        } else {
            self.last_added = self.last_added.max(heard.on);
        }
        if let (true, Some(session), Some(sign_off)) =
            (heard.is_answered, heard.session, heard.sign_off)
        {
            self.answered.push(item_of(session, sign_off));
        }
    }

    fn glance(self) -> Option<Glance> {
        let head = self.head;
        let id = head.id?;
        Some(Glance {
            id: id.to_owned(),
            date: head.date?,
            started: head.started,
            team: head.team?.to_owned(),
            review: head.review?.to_owned(),
            title: head.title?.to_owned(),
            status: head.status?,
            discussed: self.discussed,
            questions: self.questions,
            settled: self.settled,
            steps: self.steps,
            actions: self.actions,
            has_seal: self.has_seal,
            sign_offs: self.sign_offs,
            follow_up_wanted: self.follow_up_wanted,
            added_since_signed: is_later(self.last_added, self.last_signed),
            has_addition_to_come: self.has_addition_to_come,
            clocks_disagree: clocks_disagree(head.date?, head.started, head.finished),
            asked: self.asked.iter().map(|at| item_of(id, *at)).collect(),
            answered: self.answered,
        })
    }
}

impl<'a> Listener<'a> for Skimmed<'a> {
    fn table(&mut self, name: &'a str, listed: bool) -> bool {
        self.end_table();
        if self.head.table(name, listed) {
            self.table = "";
            return true;
        }
        self.table = name;
        match (name, listed) {
            ("questions", true) => self.questions += 1,
            ("steps", true) => self.steps += 1,
            ("actions", true) => self.actions += 1,
            ("sign_offs", true) => self.sign_offs_in_all += 1,
            ("seal", false) => self.has_seal = true,
            ("amendments" | "questions_back", true) => {}
            _ => return false,
        }
        true
    }

    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        self.at_hand.in_answers = false;
        match (self.table, key) {
            ("", _) => self.head.entry(key, value)?,
            ("questions", "outcome") => {
                self.discussed += usize::from(word_of::<Outcome>(value)? == Outcome::Discussed);
            }
            ("steps", "disposition") => {
                let disposition: Disposition = word_of(value)?;
                self.settled += usize::from(disposition != Disposition::NotReached);
            }
            ("amendments" | "sign_offs", "on") => self.at_hand.on = Some(Day::read(value)?),
            ("sign_offs", "outcome") => self.at_hand.outcome = Some(word_of(value)?),
            ("sign_offs", "remark") => self.at_hand.has_remark = true,
            ("questions_back", "session") => self.at_hand.session = Some(text_of(value)?),
            ("questions_back", "sign_off") => self.at_hand.sign_off = Some(value.parse().ok()?),
            ("questions_back", "answers") => match value {
                "[" => self.at_hand.in_answers = true,
                "[]" => {}
                _ if value.starts_with(r#"[""#) || value.starts_with("['") => {
                    self.at_hand.is_answered = true;
                }
                _ => return None,
            },
            _ => {}
        }
        Some(())
    }

    fn item(&mut self, _: &'a str) -> Option<()> {
        self.at_hand.is_answered |= self.at_hand.in_answers;
        Some(())
    }
}
