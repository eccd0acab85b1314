//! A disk in memory that knows of every file and every name what a power cut would leave of it.

use crate::chance::Chance;
use reflect::store::disk::Disk;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};

/// What a folder holds after a power cut: names and contents.
pub type Left = BTreeMap<String, Vec<u8>>;

type Names = BTreeMap<String, usize>;

/// One change of names; it reaches the disk as a whole or not at all.
type Renaming = Vec<(String, Option<usize>)>;

#[derive(Clone, Debug)]
struct File {
    /// What was flushed last; nothing where the file was never flushed.
    safe: Option<Vec<u8>>,
    now: Vec<u8>,
    /// Whether there is nothing that waits to be flushed.
    clean: bool,
    /// After a flush that failed, the pages pass for clean, and a second flush does nothing.
    given_up: bool,
}

/// The disk at one moment.
#[derive(Clone, Debug)]
pub struct Moment {
    files: Vec<File>,
    names: Names,
    safe_names: Names,
    waiting: Vec<Renaming>,
}

#[derive(Debug)]
struct State {
    at: Moment,
    /// The disk after each step since these were last taken.
    moments: Vec<Moment>,
    steps: usize,
    fails_at: Option<usize>,
}

/// One folder on a disk in memory.
#[derive(Debug)]
pub struct SimulatedDisk {
    state: RefCell<State>,
    exchanges: bool,
}

impl SimulatedDisk {
    /// A folder that holds, safely, what a power cut has left.
    pub fn holding(left: &Left, exchanges: bool) -> Self {
        let files = left.values().map(|bytes| File {
            safe: Some(bytes.clone()),
            now: bytes.clone(),
            clean: true,
            given_up: false,
        });
        let names: Names = left.keys().cloned().zip(0..).collect();
        Self {
            state: RefCell::new(State {
                at: Moment {
                    files: files.collect(),
                    safe_names: names.clone(),
                    names,
                    waiting: Vec::new(),
                },
                moments: Vec::new(),
                steps: 0,
                fails_at: None,
            }),
            exchanges,
        }
    }

    /// The disk after each step since this was last asked, and as it is now.
    pub fn moments(&self) -> Vec<Moment> {
        let mut state = self.state.borrow_mut();
        let now = state.at.clone();
        state.moments.push(now);
        std::mem::take(&mut state.moments)
    }

    /// Lets the step fail that comes after so many.
    pub fn fail_after(&self, steps: Option<usize>) {
        let mut state = self.state.borrow_mut();
        state.fails_at = steps.map(|steps| state.steps + steps);
    }

    /// What stands under a name, for a program that runs.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let at = &self.state.borrow().at;
        at.names.get(name).map(|file| at.files[*file].now.clone())
    }

    /// Makes an empty file of a free name.
    pub fn make(&self, name: &str) -> io::Result<()> {
        self.step(|at| {
            if at.names.contains_key(name) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            at.files.push(File {
                safe: None,
                now: Vec::new(),
                clean: false,
                given_up: false,
            });
            let file = at.files.len() - 1;
            at.rename(vec![(name.to_owned(), Some(file))]);
            Ok(())
        })
    }

    /// Cuts a file to nothing.
    pub fn empty(&self, name: &str) -> io::Result<()> {
        self.step(|at| {
            at.file(name)?.change(Vec::new());
            Ok(())
        })
    }

    /// Writes an empty file, in two halves, as a large file is.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        for part in [&bytes[..bytes.len() / 2], bytes] {
            self.step(|at| {
                at.file(name)?.change(part.to_vec());
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Flushes a file.
    pub fn flush_file(&self, name: &str) -> io::Result<()> {
        let flushed = self.step(|at| {
            let file = at.file(name)?;
            if !file.given_up {
                file.safe = Some(file.now.clone());
                file.clean = true;
            }
            Ok(())
        });
        if flushed.is_err()
            && let Ok(file) = self.state.borrow_mut().at.file(name)
        {
            file.given_up = true;
        }
        flushed
    }

    fn step<T>(&self, change: impl FnOnce(&mut Moment) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.state.borrow_mut();
        let state = &mut *state;
        let before = state.at.clone();
        state.moments.push(before);
        state.steps += 1;
        if state.fails_at == Some(state.steps) {
            return Err(ErrorKind::StorageFull.into());
        }
        change(&mut state.at)
    }
}

impl Disk for SimulatedDisk {
    fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.make(name)?;
        self.write(name, bytes)?;
        self.flush_file(name)
    }

    fn holds(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        self.step(|at| Ok(at.file(name)?.now == bytes))
    }

    fn exchange(&self, one: &str, other: &str) -> io::Result<()> {
        if !self.exchanges {
            return Err(ErrorKind::Unsupported.into());
        }
        self.step(|at| {
            let (first, second) = (at.named(one)?, at.named(other)?);
            at.rename(vec![
                (one.to_owned(), Some(second)),
                (other.to_owned(), Some(first)),
            ]);
            Ok(())
        })
    }

    fn rename_to_free(&self, from: &str, to: &str) -> io::Result<()> {
        self.step(|at| {
            if at.names.contains_key(to) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            at.rename_file(from, to)
        })
    }

    fn rename_over(&self, from: &str, to: &str) -> io::Result<()> {
        self.step(|at| at.rename_file(from, to))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.step(|at| {
            at.named(name)?;
            at.rename(vec![(name.to_owned(), None)]);
            Ok(())
        })
    }

    fn flush(&self) -> io::Result<()> {
        // After a flush that failed, some of what waits may have reached the disk, as before.
        self.step(|at| {
            at.safe_names = at.names.clone();
            at.waiting.clear();
            Ok(())
        })
    }
}

fn apply(names: &mut Names, renaming: &Renaming) {
    for (name, file) in renaming {
        match file {
            Some(file) => names.insert(name.clone(), *file),
            None => names.remove(name),
        };
    }
}

impl File {
    fn change(&mut self, now: Vec<u8>) {
        self.now = now;
        self.clean = false;
    }

    /// Everything that a power cut may leave of the file.
    fn outcomes(&self) -> Vec<Vec<u8>> {
        if self.clean {
            return vec![self.now.clone()];
        }
        let half = self.now.len() / 2;
        let safe = self.safe.clone().unwrap_or_default();
        let mut half_zeros = self.now.clone();
        half_zeros[half..].fill(0);
        let mut mixture = self.now.clone();
        for (byte, old) in mixture.iter_mut().zip(&safe).skip(half) {
            *byte = *old;
        }
        let mut outcomes = vec![
            safe,
            Vec::new(),
            self.now[..half].to_vec(),
            vec![0; self.now.len()],
            half_zeros,
            mixture,
            self.now.clone(),
        ];
        outcomes.sort();
        outcomes.dedup();
        outcomes
    }
}

impl Moment {
    fn named(&self, name: &str) -> io::Result<usize> {
        let file = self.names.get(name).copied();
        file.ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn file(&mut self, name: &str) -> io::Result<&mut File> {
        let file = self.named(name)?;
        Ok(&mut self.files[file])
    }

    fn rename(&mut self, renaming: Renaming) {
        apply(&mut self.names, &renaming);
        self.waiting.push(renaming);
    }

    fn rename_file(&mut self, from: &str, to: &str) -> io::Result<()> {
        let file = self.named(from)?;
        self.rename(vec![(from.to_owned(), None), (to.to_owned(), Some(file))]);
        Ok(())
    }

    /// Everything that a power cut may leave at this moment. Of renamings that wait for a flush any
    /// may have reached the disk, whatever their order; of more than four of them, a few choices.
    pub fn outcomes(&self, chance: &mut Chance) -> Vec<Left> {
        let waiting = u32::try_from(self.waiting.len()).expect("not that many");
        let choices: Vec<u64> = if waiting <= 4 {
            (0..1 << waiting).collect()
        } else {
            (0..16)
                .map(|_| chance.next())
                .chain([0, u64::MAX])
                .collect()
        };
        let mut outcomes = Vec::new();
        for choice in choices {
            let mut names = self.safe_names.clone();
            for (at, renaming) in self.waiting.iter().enumerate() {
                if choice >> (at % 64) & 1 == 1 {
                    apply(&mut names, renaming);
                }
            }
            let mut lefts = vec![Left::new()];
            for (name, file) in names {
                let contents = self.files[file].outcomes();
                lefts = contents
                    .iter()
                    .flat_map(|bytes| {
                        lefts.iter().map(|left| {
                            let mut left = left.clone();
                            left.insert(name.clone(), bytes.clone());
                            left
                        })
                    })
                    .collect();
            }
            outcomes.extend(lefts);
        }
        outcomes
    }
}
