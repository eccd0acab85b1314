//! `reflect` alone: in a terminal a short menu of what a person would do next, otherwise the help.

use super::choosing::choose;
use super::talk::Talk;
use super::{Context, out, run_verb};
use crate::cli::{
    ActionsWanted, Cli, CoverageBy, CoverageWanted, ListFormat, MinutesWanted, SessionsWanted,
    Verb, WaitsForWanted,
};
use crate::model::meeting::plain_team;
use crate::prompt::Line;
use crate::store::folder;
use crate::trouble::Trouble;
use clap::CommandFactory;
use std::collections::BTreeSet;
use std::io::{IsTerminal, stdin, stdout};

pub fn run(context: &Context) -> Result<u8, Trouble> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        out::print(&Cli::command().render_help().to_string())?;
        return Ok(0);
    }
    let listing = folder::list(&context.places.sessions)?;
    out::warn_each(&listing.hidden());
    let paused = listing.unfinished();
    let mut options: Vec<(String, Verb)> = Vec::new();
    if let Some(one) = paused.first() {
        let session = (paused.len() == 1).then(|| one.session.id.clone());
        let which = if paused.len() == 1 {
            one.described()
        } else {
            "a meeting that was paused".into()
        };
        options.push((format!("Carry on with {which}"), Verb::Resume { session }));
    }
    let all = || SessionsWanted {
        team: Vec::new(),
        review: None,
        since: None,
        status: None,
        waits_for: None,
        format: ListFormat::Table,
    };
    let start = |rehearse| Verb::Start {
        review: None,
        rehearse,
    };
    options.push(("Hold a meeting".into(), start(false)));
    options.push(("Rehearse one; nothing is written".into(), start(true)));
    if !listing.found.is_empty() {
        options.push((
            "Print the minutes of a session".into(),
            Verb::Minutes(MinutesWanted::default()),
        ));
        options.push((
            "See the saved sessions".into(),
            Verb::Sessions { wanted: all() },
        ));
    }
    if !listing.found.is_empty() {
        options.push((
            "See the open actions of every team".into(),
            Verb::Actions {
                verb: None,
                wanted: ActionsWanted {
                    open: true,
                    ..ActionsWanted::default()
                },
            },
        ));
    }
    // Where several teams have met, a supervisor may be the one who asks.
    let teams = listing
        .found
        .iter()
        .map(|found| &found.session.meeting.team);
    let teams: BTreeSet<String> = teams.map(|team| plain_team(team)).collect();
    if teams.len() > 1 {
        options.push((
            "See which sessions wait for a sign-off".into(),
            Verb::Sessions {
                wanted: SessionsWanted {
                    waits_for: Some(WaitsForWanted::SignOff),
                    ..all()
                },
            },
        ));
        options.push((
            "See which team has held which review".into(),
            Verb::Coverage {
                wanted: CoverageWanted {
                    by: CoverageBy::Review,
                    review: None,
                    team: Vec::new(),
                    since: None,
                    format: ListFormat::Table,
                },
            },
        ));
    }
    options.push((
        "See the reviews".into(),
        Verb::Reviews {
            verb: None,
            format: ListFormat::Table,
        },
    ));
    let chosen = {
        let mut talk = Talk::open(context);
        talk.say(Line::Heading("reflect".into()));
        talk.say(Line::Text(
            "Walks a team through a safeguarding practice review. reflect --help lists every command.".into(),
        ));
        choose(
            &mut talk,
            "What would you like to do",
            options.iter().map(|(words, _)| words.clone()).collect(),
        )
    };
    match chosen {
        Some(at) if at < options.len() => run_verb(context, options.swap_remove(at).1),
        _ => Ok(0),
    }
}
