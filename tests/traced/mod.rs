//! The scripted meeting under `strace`, held by the program or by a careless one.

use crate::careless;
use crate::scripted_meeting::{MEETING, kept};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// The system calls that change a file, take a lock, read a line or say something. Those that a machine
/// does not have are left out by the question mark.
const CALLS: &str = "?open,openat,read,write,writev,fsync,fdatasync,?rename,?renameat,renameat2,?unlink,\
    unlinkat,?mkdir,mkdirat,?rmdir,close,flock,fcntl,?link,linkat,ftruncate,?creat,?chmod,fchmod,fchmodat,\
    pwrite64,exit_group";

/// Who holds the meeting.
pub enum Program {
    /// The program.
    Reflect,
    /// The program, in a folder that takes nothing from the sixth save on.
    KeptAside,
    /// A careless one: the test that starts it, and how it saves.
    Careless(&'static str, &'static str),
}

/// What came of it.
pub struct Ended {
    /// What stood on the screen.
    pub screen: String,
    /// The system calls.
    pub trace: String,
    /// Whether it was killed.
    pub killed: bool,
}

impl Program {
    fn command(&self) -> Command {
        match self {
            Self::Reflect | Self::KeptAside => {
                let mut command = Command::new(env!("CARGO_BIN_EXE_reflect"));
                command.args(["start", "child-ac"]);
                command
            }
            Self::Careless(test, way) => careless::command(test, way),
        }
    }

    fn typed(&self) -> String {
        let lines = MEETING.iter().filter_map(|(typed, accepted)| match self {
            Self::Reflect | Self::KeptAside => Some(format!("{typed}\n")),
            Self::Careless(..) => {
                accepted.map(|said| format!("{said}\t{}\n", kept(said).unwrap_or_default()))
            }
        });
        lines.collect()
    }

    /// Holds the whole meeting in a folder, killed before the nth call of this name, if any.
    pub fn hold(&self, room: &Path, kill: Option<(&str, usize)>) -> Ended {
        let path = |name: &str| room.join(name);
        fs::write(path("typed"), self.typed()).expect("a script");
        let inner = self.command();
        let mut strace = Command::new("strace");
        strace.args(["-f", "-y", "-qq", "-s", "65536", "-o", "trace", "-e"]);
        strace.arg(format!("trace={CALLS}"));
        if matches!(self, Self::KeptAside) {
            strace.args(["-e", "inject=renameat2:error=EIO:when=6+"]);
        }
        if let Some((call, nth)) = kill {
            strace.args(["-e", &format!("inject={call}:signal=KILL:when={nth}")]);
        }
        let search = std::env::var_os("PATH").unwrap_or_default();
        let ended = strace
            .arg(inner.get_program())
            .args(inner.get_args())
            .current_dir(room)
            .env_clear()
            .envs(
                inner
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .env("PATH", search)
            .env("HOME", room)
            .env("REFLECT_TODAY", "2026-11-21")
            .env("REFLECT_SESSIONS", "sessions")
            .stdin(File::open(path("typed")).expect("the script"))
            .stdout(File::create(path("screen")).expect("a screen"))
            .stderr(Stdio::null())
            .status();
        let ended = match ended {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                panic!("this test needs strace: apt-get install strace")
            }
            ended => ended.expect("strace"),
        };
        Ended {
            screen: fs::read_to_string(path("screen")).expect("the screen"),
            trace: fs::read_to_string(path("trace")).expect("the trace"),
            killed: ended.signal() == Some(9) || ended.code() == Some(128 + 9),
        }
    }
}
