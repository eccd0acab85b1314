//! Eighteen months of invented sessions of twelve teams, the same each time.

use chrono::{Days, NaiveDate};
use reflect::model::action::{Action, Status, Update};
use reflect::model::carried::Carried;
use reflect::model::date::Day;
use reflect::model::file_text::write_session;
use reflect::model::id::session_id;
use reflect::model::meeting::Meeting;
use reflect::model::question_record::Outcome;
use reflect::model::seal::Seal;
use reflect::model::session::{Progress, Session};
use reflect::model::step_record::Disposition;
use reflect::store::reviews::shelf;
use std::fs;
use std::path::Path;

const TEAMS: [&str; 12] = [
    "Duty Team",
    "Night Team",
    "Harrogate Assessment",
    "Selby Locality and Early Help (Family Hub)",
    "Scarborough Child in Need",
    "Craven Early Help",
    "Ward 12",
    "0–19 Healthy Child Service",
    "Midwifery",
    "Leaving Care",
    "Youth Justice",
    "Placements & Kinship <North>",
];

const ROLES: [&str; 10] = [
    "2 social workers",
    "Health visitor",
    "3 social workers",
    "Police",
    "School nurse",
    "2 family support workers",
    "Team manager",
    "Midwife",
    "2 health visitors",
    "GP",
];

/// Numbers that look as if they were thrown.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn index(&mut self, end: usize) -> usize {
        usize::try_from(self.below(u64::try_from(end).expect("a number"))).expect("a number")
    }
}

/// Writes so many sessions of so many teams into a folder, the last of them a few days before `today`.
pub fn write(folder: &Path, sessions: usize, teams: usize, today: NaiveDate) {
    fs::create_dir_all(folder).expect("a folder");
    let shelf = shelf(Path::new("/a folder that is not there"));
    let mut dice = Dice(7);
    let mut open: Vec<(usize, String, String)> = Vec::new();
    for at in 0..sessions {
        let span = 547 * u64::try_from(sessions - at).expect("a number");
        let before = span / u64::try_from(sessions).expect("a number");
        let date = Day(today - Days::new(before));
        let team = dice.index(teams);
        let name = match TEAMS.get(team) {
            Some(name) => (*name).to_owned(),
            None => format!("Team {team}"),
        };
        let review = &shelf.reviews[dice.index(shelf.reviews.len())].review;
        let present = (0..2 + dice.index(4)).map(|_| ROLES[dice.index(10)].to_owned());
        let meeting = Meeting {
            team: name.clone(),
            date,
            started: None,
            finished: None,
            facilitator: Some("Team manager".into()),
            present: present.collect(),
            apologies: Vec::new(),
            minutes_planned: Some(45),
            audience: None,
            wellbeing_check: true,
            other: toml::Table::new(),
        };
        let mut session = Session::begun(review, String::new(), meeting);
        session.id = session_id(date, &review.id, &name, 1);
        for question in &mut session.questions {
            question.outcome = match dice.below(10) {
                0 => Outcome::Parked,
                1 => Outcome::NotReached,
                2 => Outcome::Skipped,
                _ => Outcome::Discussed,
            };
            if question.outcome == Outcome::Discussed {
                question.answers.push("SECRET WORDS of an answer".into());
            }
        }
        for step in &mut session.steps {
            step.disposition = Disposition::ALL[dice.index(5)];
        }
        for (of_team, reference, what) in std::mem::take(&mut open) {
            if of_team != team || dice.below(4) == 0 {
                open.push((of_team, reference, what));
                continue;
            }
            let status = Status::ALL[[0, 0, 0, 1, 2, 3][dice.index(6)]];
            session.carried.push(Carried {
                seen: (dice.below(2) == 0).then(|| "SECRET WORDS of a difference".into()),
                ..Carried::of(reference.clone(), what.clone(), status)
            });
            if status == Status::Open {
                open.push((of_team, reference, what));
            }
        }
        for number in 0..dice.index(4) {
            let id = format!("A{}", number + 1);
            let what = format!("SECRET WORDS of action {number}");
            let mut action = Action::agreed(id.clone(), Some("q1".into()), what.clone());
            action.owner = (dice.below(8) > 0).then(|| "SECRET WORDS of an owner".into());
            action.due = (dice.below(8) > 0).then(|| Day(date.0 + Days::new(14 + dice.below(90))));
            action.know = (dice.below(3) > 0).then(|| "SECRET WORDS of a measure".into());
            if dice.below(5) == 0 && date.0 + Days::new(40) < today {
                action.updates.push(Update {
                    note: Some("SECRET WORDS of a note".into()),
                    ..Update::on(Day(date.0 + Days::new(1 + dice.below(38))), Status::Done)
                });
            } else {
                open.push((team, format!("{}/{id}", session.id), what));
            }
            session.actions.push(action);
        }
        session.status = match dice.below(15) {
            0 => Progress::InProgress,
            1 => Progress::Complete,
            _ => Progress::Sealed,
        };
        if session.status == Progress::Sealed {
            session.seal = Some(Seal::of(&session, None).expect("a seal"));
        }
        let text = write_session(&session, None).expect("a text");
        fs::write(folder.join(format!("{}.toml", session.id)), text).expect("a file");
    }
}
