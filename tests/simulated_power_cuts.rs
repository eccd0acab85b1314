//! The power is cut after every step of every save, on a disk in memory: whatever a disk may leave then,
//! the words that were accepted are in it, whole. Savers that leave a step out are found out.
//!
//! `REFLECT_LONG=1 cargo test --test simulated_power_cuts` holds thirty times as many meetings.

mod chance;
mod simulated_disk;

use chance::Chance;
use reflect::store::disk::Disk;
use reflect::store::save::{NotSaved, Saved, Saver};
use simulated_disk::{Left, SimulatedDisk};
use std::io;

const NAME: &str = "2026-11-21-child-l-duty-team.toml";
const NEW: &str = ".2026-11-21-child-l-duty-team.toml.new.tmp";

/// Saves the session's text; what is returned without an error counts as accepted.
trait Saving {
    fn save(&mut self, text: &str) -> io::Result<Saved>;
}

/// The program's own.
struct Own<'a>(Saver<&'a SimulatedDisk>);

impl Saving for Own<'_> {
    fn save(&mut self, text: &str) -> io::Result<Saved> {
        self.0.save(text).map_err(|why| match why {
            NotSaved::Refused(error) => error,
            why => io::Error::other(format!("{why:?}")),
        })
    }
}

/// One that leaves something out.
struct Bad<'a>(
    &'a SimulatedDisk,
    fn(&SimulatedDisk, &str) -> io::Result<()>,
);

impl Saving for Bad<'_> {
    fn save(&mut self, text: &str) -> io::Result<Saved> {
        self.1(self.0, text).map(|()| Saved::Quietly)
    }
}

fn own(disk: &SimulatedDisk) -> Box<dyn Saving + '_> {
    Box::new(Own(Saver::new(disk, NAME, disk.read(NAME))))
}

/// What has been promised of the disk.
#[derive(Default)]
struct Promise {
    /// What may stand under the session's name; nothing where it may be missing.
    session: Vec<Option<String>>,
    /// Versions of other people, each of which is somewhere.
    theirs: Vec<String>,
    /// Files that were named on the screen, with their texts.
    named: Vec<(String, String)>,
}

impl Promise {
    /// What is broken of it by what was left.
    fn broken(&self, left: &Left) -> Option<String> {
        let text = left.get(NAME);
        let as_promised =
            |may: &Option<String>| may.as_ref().map(String::as_bytes) == text.map(|text| &text[..]);
        if !self.session.iter().any(as_promised) {
            let length = text.map(Vec::len);
            return Some(format!("the session is not whole: {length:?} bytes"));
        }
        for theirs in &self.theirs {
            if !left.values().any(|text| text == theirs.as_bytes()) {
                return Some("somebody else's words are lost".into());
            }
        }
        for (name, text) in &self.named {
            if left.get(name).map(Vec::as_slice) != Some(text.as_bytes()) {
                return Some(format!("{name} is not what it was said to be"));
            }
        }
        None
    }
}

/// What somebody else does between two saves.
enum Event {
    Nothing,
    TheirChange,
    Removal,
}

/// Counts the outcomes of one meeting of some saves, and describes the first that breaks a promise.
fn meeting(
    begin: for<'a> fn(&'a SimulatedDisk) -> Box<dyn Saving + 'a>,
    exchanges: bool,
    others: bool,
    seed: u64,
) -> Result<usize, String> {
    let mut chance = Chance(seed);
    let disk = SimulatedDisk::holding(&Left::new(), exchanges);
    let mut saver = begin(&disk);
    let mut promise = Promise {
        session: vec![None],
        ..Promise::default()
    };
    let mut outcomes = 0;
    let mut text = String::new();
    for save in 0..8 {
        let event = match chance.below(if others { 4 } else { 1 }) {
            1 if save > 0 => Event::TheirChange,
            2 if save > 0 => Event::Removal,
            _ => Event::Nothing,
        };
        if !matches!(event, Event::Nothing) {
            // What others write over or remove of their own is theirs to lose.
            let there = disk.read(NAME).unwrap_or_default();
            promise.theirs.retain(|theirs| theirs.as_bytes() != there);
        }
        match event {
            Event::TheirChange => {
                let theirs = format!("{text}Somebody else's {save}.\n");
                let changed = disk.create("theirs", theirs.as_bytes());
                changed.expect("their file");
                disk.rename_over("theirs", NAME).expect("their change");
                disk.flush().expect("a flush");
                promise.session = vec![Some(theirs.clone())];
                // Where the files cannot be exchanged, theirs is out of the way before ours is there.
                if !exchanges {
                    promise.session.push(None);
                }
                promise.theirs.push(theirs);
            }
            Event::Removal => {
                let _ = disk.remove(NAME);
                disk.flush().expect("a flush");
                promise.session = vec![None];
            }
            Event::Nothing => {}
        }
        if others && chance.below(2) == 0 {
            disk.fail_after(Some(chance.below(9) + 1));
        }
        drop(disk.moments());
        text = format!(
            "{text}Point {save}: {}\n",
            "words ".repeat(chance.below(60))
        );
        promise.session.push(Some(text.clone()));
        let saved = saver.save(&text);
        disk.fail_after(None);
        let moments = disk.moments();
        let last = moments.len() - 1;
        for (at, moment) in moments.iter().enumerate() {
            // From here on the screen has accepted it.
            if at == last
                && let Ok(saved) = &saved
            {
                promise.session = vec![Some(text.clone())];
                if let Saved::BesideAnother(kept) = saved {
                    // Versions of saves that failed are named with the next that did not.
                    let names = kept.rsplit(" and ").map(str::to_owned);
                    let versions = promise.theirs.iter().rev().cloned();
                    promise.named.extend(names.zip(versions));
                }
            }
            for left in moment.outcomes(&mut chance) {
                outcomes += 1;
                if let Some(broken) = promise.broken(&left) {
                    return Err(format!(
                        "seed {seed}, save {save}, step {at} of {last}: {broken}"
                    ));
                }
                // Whatever was left is gone on with.
                if outcomes % 16 == 0 {
                    let again = SimulatedDisk::holding(&left, exchanges);
                    let went_on = begin(&again).save("Went on.");
                    if went_on.is_err() || again.read(NAME) != Some(b"Went on.".to_vec()) {
                        return Err(format!("seed {seed}, save {save}: {went_on:?}"));
                    }
                }
            }
        }
    }
    Ok(outcomes)
}

#[test]
fn of_20_000_power_cuts_none_loses_a_word() {
    let meetings = if std::env::var_os("REFLECT_LONG").is_some() {
        20_000
    } else {
        600
    };
    let mut outcomes = 0;
    for seed in 0..meetings {
        match meeting(own, seed % 2 == 0, seed % 4 < 2, seed) {
            Ok(more) => outcomes += more,
            Err(broken) => panic!("{broken}"),
        }
    }
    println!("{outcomes} outcomes of {meetings} meetings, none of them lost a word");
    assert!(outcomes >= 20_000, "only {outcomes} outcomes");
}

/// Makes the new file, however it is flushed.
fn make(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    let _ = disk.remove(NEW);
    disk.make(NEW)?;
    disk.write(NEW, text.as_bytes())
}

fn in_place(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    if disk.read(NAME).is_none() {
        disk.make(NAME)?;
    }
    disk.empty(NAME)?;
    disk.write(NAME, text.as_bytes())
}

fn in_place_and_flushed(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    in_place(disk, text)?;
    disk.flush_file(NAME)?;
    disk.flush()
}

fn without_any_flush(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    make(disk, text)?;
    disk.rename_over(NEW, NAME)
}

fn without_the_flush_of_the_file(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    without_any_flush(disk, text)?;
    disk.flush()
}

fn without_the_flush_of_the_folder(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    make(disk, text)?;
    disk.flush_file(NEW)?;
    disk.rename_over(NEW, NAME)
}

fn flushed_after_the_renaming(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    without_any_flush(disk, text)?;
    disk.flush_file(NAME)?;
    disk.flush()
}

fn the_old_removed_first(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    make(disk, text)?;
    disk.flush_file(NEW)?;
    let _ = disk.remove(NAME);
    disk.rename_to_free(NEW, NAME)?;
    disk.flush()
}

fn flushed_again_after_a_failure(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    make(disk, text)?;
    if disk.flush_file(NEW).is_err() {
        disk.flush_file(NEW)?;
    }
    disk.rename_over(NEW, NAME)?;
    disk.flush()
}

fn without_a_look_at_what_is_there(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    make(disk, text)?;
    disk.flush_file(NEW)?;
    disk.rename_over(NEW, NAME)?;
    disk.flush()
}

fn theirs_put_aside_without_a_flush(disk: &SimulatedDisk, text: &str) -> io::Result<()> {
    make(disk, text)?;
    disk.flush_file(NEW)?;
    let there = disk.read(NAME).unwrap_or_default();
    if !text.as_bytes().starts_with(&there) {
        disk.rename_over(NAME, &format!("{}.theirs", text.len()))?;
    }
    disk.rename_over(NEW, NAME)?;
    disk.flush()
}

/// How many of a hundred meetings show that a saver is bad.
fn convicted(begin: for<'a> fn(&'a SimulatedDisk) -> Box<dyn Saving + 'a>, others: bool) -> usize {
    (0..100)
        .filter(|seed| meeting(begin, seed % 2 == 0, others, *seed).is_err())
        .count()
}

macro_rules! bad {
    ($how:ident) => {
        (
            stringify!($how),
            (|disk| Box::new(Bad(disk, $how)))
                as for<'a> fn(&'a SimulatedDisk) -> Box<dyn Saving + 'a>,
        )
    };
}

#[test]
fn every_saver_that_leaves_a_step_out_is_found_out() {
    for (how, begin) in [
        bad!(in_place),
        bad!(in_place_and_flushed),
        bad!(without_any_flush),
        bad!(without_the_flush_of_the_file),
        bad!(without_the_flush_of_the_folder),
        bad!(flushed_after_the_renaming),
        bad!(the_old_removed_first),
    ] {
        assert_eq!(convicted(begin, false), 100, "{how}");
    }
    // These need a failing flush, or somebody else.
    for (how, begin) in [
        bad!(flushed_again_after_a_failure),
        bad!(without_a_look_at_what_is_there),
        bad!(theirs_put_aside_without_a_flush),
    ] {
        let convicted = convicted(begin, true);
        assert!(convicted >= 25, "{how}: {convicted} of 100");
    }
}
