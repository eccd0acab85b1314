//! Files that are no sessions, or far too much of one, are refused in bounded time and memory, and nothing
//! that a file says or is leads out of its folder. `REFLECT_LONG=1 cargo test --release --test hostile_files --
//! --nocapture` fills files to the longest that is read, and says how long each command takes over them.
#![cfg(target_os = "linux")]

use nix::sys::stat::Mode;
use nix::unistd::mkfifo;
use reflect::model::file_text::MOST_ITEMS;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const SESSION: &str = include_str!("../sessions/2026-09-02-child-i-example-team.toml");
const REVIEW: &str = include_str!("../reviews/child-i.toml");

/// The most memory that any command may have, in bytes. Two megabytes of nothing but heads of tables take the
/// most: each becomes a table of its own.
const MEMORY: u64 = 640 * 1024 * 1024;

/// Not a measurement: a build for tests on a busy machine is slow, and nothing here may grow without end.
const LONGEST: Duration = Duration::from_secs(60);

fn room() -> TempDir {
    let room = tempfile::tempdir().expect("a room");
    for folder in ["sessions", "reviews", "elsewhere"] {
        fs::create_dir(room.path().join(folder)).expect("a folder");
    }
    room
}

fn reflect(room: &Path, arguments: &[&str]) -> Output {
    let from = Instant::now();
    let output = Command::new("prlimit")
        .arg(format!("--as={MEMORY}"))
        .arg(env!("CARGO_BIN_EXE_reflect"))
        .args(arguments)
        .current_dir(room)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", room.join("home"))
        .env("REFLECT_TODAY", "2026-11-21T14:02:00Z")
        .env("REFLECT_SESSIONS", "sessions")
        .env("REFLECT_REVIEWS", "reviews")
        .stdin(Stdio::null())
        .output()
        .expect("the program");
    let took = from.elapsed();
    assert!(took < LONGEST, "{arguments:?} took {took:?}");
    let code = output.status.code();
    assert!(matches!(code, Some(0..=3)), "{arguments:?}: {output:?}");
    output
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Every file below a folder with what it holds; of a link where it leads.
fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.display().to_string();
        let kind = path.symlink_metadata().expect("what it is").file_type();
        if kind.is_symlink() {
            let target = fs::read_link(&path).expect("a link");
            all.push((name, target.into_os_string().into_encoded_bytes()));
        } else if kind.is_dir() {
            all.extend(everything(&path));
        } else if kind.is_file() {
            all.push((name, fs::read(&path).expect("a file")));
        }
    }
    all.sort();
    all
}

/// Texts that are too much of something.
fn bombs() -> Vec<(&'static str, String)> {
    // A build for tests takes long over two megabytes of them.
    let share = if is_long() { 1 } else { 16 };
    let many = |line: &str, times: usize| line.repeat(times / share);
    vec![
        (
            "arrays",
            format!("a = {}{}", many("[", 500_000), many("]", 500_000)),
        ),
        (
            "tables",
            format!("a = {}1{}", many("{a=", 300_000), many("}", 300_000)),
        ),
        ("dots", format!("a{} = 1", many(".a", 500_000))),
        ("header", format!("[a{}]\nb = 1", many(".a", 500_000))),
        ("headers", many("[[a]]\n[a.b]\n", 100_000)),
        (
            "keys",
            (0..100_000 / share)
                .map(|n| format!("k{n} = 1\n"))
                .collect(),
        ),
        ("twice", format!("format = 1\n{SESSION}")),
        ("string", format!("id = \"{}\"", many("x", 2_000_000))),
        ("quotes", many("\"", 2_000_000)),
        ("escapes", format!("id = \"{}\"", many("\\u0000", 300_000))),
        (
            "surrogate",
            SESSION.replace(
                "[closing]\nlearning = \"",
                "[closing]\nlearning = \"\\ud83d",
            ),
        ),
        ("number", format!("format = {}", many("9", 2_000_000))),
        ("lines", many("\n", 2_000_000)),
        ("comment", format!("# {}", many("x", 2_000_000))),
        ("nothing", many("\0", 2_000_000)),
    ]
}

#[test]
fn bombs_are_refused_with_a_sentence() {
    for (name, text) in bombs() {
        let room = room();
        let session = format!("sessions/{name}.toml");
        let review = format!("reviews/{name}.toml");
        let sheet = format!("{name}.toml");
        for file in [&session, &review, &sheet] {
            fs::write(room.path().join(file), &text).expect("a bomb");
        }
        fs::write(room.path().join("sessions/whole.toml"), SESSION).expect("a session");
        for command in [
            "sessions",
            "actions",
            "coverage",
            "report",
            "compare child-i",
            "search a",
            "verify",
        ] {
            let words: Vec<&str> = command.split(' ').collect();
            let output = reflect(room.path(), &words);
            assert!(
                said(&output).contains(&session),
                "{name}, {command}: {}",
                said(&output)
            );
            // One file hides no other.
            assert_ne!(output.stdout, b"", "{name}, {command}");
        }
        for command in [
            ["show", &session],
            ["minutes", &session],
            ["resume", &session],
            ["record", &sheet],
        ] {
            let output = reflect(room.path(), &command);
            assert_eq!(output.status.code(), Some(1), "{name}, {command:?}");
            assert!(
                said(&output).contains(command[1]),
                "{name}: {}",
                said(&output)
            );
        }
        let checked = reflect(room.path(), &["reviews", "check", &review]);
        assert_eq!(checked.status.code(), Some(3), "{name}: {}", said(&checked));
        let listed = reflect(room.path(), &["reviews"]);
        assert!(said(&listed).contains(&review), "{name}: {}", said(&listed));
        assert!(
            said(&listed).len() < 4_000,
            "{name}: {}",
            said(&listed).len()
        );
    }
}

#[test]
fn a_file_of_a_gigabyte_is_not_read() {
    let room = room();
    for file in [
        "sessions/large.toml",
        "reviews/large.toml",
        "large.md",
        "large.txt",
        "large.toml",
    ] {
        let file = fs::File::create(room.path().join(file)).expect("a file");
        file.set_len(1 << 30).expect("a length");
    }
    for (arguments, status) in [
        (&["sessions"][..], 0),
        (&["actions"], 0),
        (&["search", "a"], 0),
        (&["verify"], 3),
        (&["show", "sessions/large.toml"], 1),
        (&["reviews"], 0),
        (&["reviews", "check", "reviews/large.toml"], 3),
        (&["reviews", "import", "large.md", "--yes"], 1),
        (&["record", "large.md", "--yes"], 1),
        (&["record", "large.txt", "--yes"], 1),
        (&["record", "large.toml", "--yes"], 1),
    ] {
        let output = reflect(room.path(), arguments);
        let said = [output.stdout.clone(), output.stderr.clone()].concat();
        let said = String::from_utf8(said).expect("UTF-8");
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        assert!(
            said.contains("large.") && said.len() < 1_000,
            "{arguments:?}: {said}"
        );
    }
    for (file, text) in [
        ("config.toml", "The configuration"),
        ("known-words.txt", ""),
    ] {
        let (folder, name) = match file {
            "config.toml" => ("home/.config/reflect", file),
            _ => ("home/.local/share/reflect", file),
        };
        fs::create_dir_all(room.path().join(folder)).expect("a folder");
        let file = fs::File::create(room.path().join(folder).join(name)).expect("a file");
        file.set_len(1 << 30).expect("a length");
        let output = reflect(room.path(), &["sessions"]);
        assert!(said(&output).contains(text), "{}", said(&output));
    }
}

/// Whether files are filled to the longest that is read.
fn is_long() -> bool {
    std::env::var_os("REFLECT_LONG").is_some()
}

/// So many items, or as many as a file has room for, each as short as it can be.
fn full(most: usize, item: impl Fn(usize) -> String, before: &str, after: &str) -> String {
    let mut text = before.to_owned();
    for number in 0..most {
        let item = item(number);
        if text.len() + item.len() + after.len() > 2 * 1024 * 1024 - 100 {
            break;
        }
        text.push_str(&item);
    }
    text + after
}

#[test]
fn many_of_anything_are_read_in_a_time_that_can_be_waited_for() {
    // In the longer run as many as a session may have, and as many as a file has room for.
    for most in [MOST_ITEMS / 4, MOST_ITEMS, 1 << 20] {
        if most < MOST_ITEMS || is_long() {
            many(most);
        }
    }
}

fn many(most: usize) {
    let head = "format = 1\nid = \"a\"\nstatus = \"sealed\"\n[review]\nid = \"child-i\"\ntitle = \"Child I\"\nwording = \"restated\"\n[meeting]\nteam = \"T\"\ndate = 2026-09-02\n";
    let seal = "[seal]\ndigest = \"x\"\n[seal.parts]\na = \"b\"\n";
    let sign_off = |n: usize| {
        format!(
            "[[sign_offs]]\nby = \"C\"\non = 2026-09-09\noutcome = \"seen\"\ndigest = \"{n}\"\n"
        )
    };
    let files = [
        (
            "questions",
            full(
                most,
                |n| format!("[[questions]]\nid=\"{n}\"\ntext=\"\"\n"),
                head,
                seal,
            ),
        ),
        (
            "steps",
            full(
                most,
                |n| format!("[[steps]]\nid=\"{n}\"\ntext=\"\"\n"),
                head,
                seal,
            ),
        ),
        (
            "actions",
            full(
                most,
                |n| format!("[[actions]]\nid=\"{n}\"\nwhat=\"\"\nstatus=\"open\"\n"),
                head,
                seal,
            ),
        ),
        (
            "carried",
            full(
                most,
                |_| "[[carried]]\naction=\"a/A1\"\nwhat=\"\"\nstatus=\"open\"\n".into(),
                head,
                seal,
            ),
        ),
        (
            "updates",
            full(
                most,
                |_| "[[actions.updates]]\non=2026-10-01\nstatus=\"done\"\n".into(),
                &format!("{head}[[actions]]\nid=\"A1\"\nwhat=\"\"\nstatus=\"open\"\n"),
                seal,
            ),
        ),
        (
            "answers",
            full(
                most,
                |_| "\"\",".into(),
                &format!(
                    "{head}[[questions]]\nid=\"q1\"\ntext=\"\"\noutcome=\"discussed\"\nanswers=["
                ),
                &format!("]\n{seal}"),
            ),
        ),
        (
            "sign-offs",
            full(most, sign_off, &format!("{head}{seal}"), ""),
        ),
        (
            "unchained",
            full(
                most,
                |_| "[[sign_offs]]\nby=\"\"\non=2026-09-09\noutcome=\"seen\"\n".into(),
                &format!("{head}{seal}"),
                "",
            ),
        ),
        (
            "long-and-many",
            full(
                most,
                sign_off,
                &format!(
                    "{head}{seal}[[amendments]]\non=2026-10-09\nreason=\"{}\"\ndigest=\"y\"\n",
                    "x".repeat(
                        1 << if std::env::var_os("REFLECT_LONG").is_some() {
                            20
                        } else {
                            14
                        }
                    )
                ),
                "",
            ),
        ),
        (
            "parts",
            full(
                most,
                |n| format!("{n}=\"\"\n"),
                &format!("{head}{seal}"),
                "",
            ),
        ),
        (
            "from",
            full(
                most,
                |n| {
                    format!(
                        "[[actions]]\nid=\"A{n}\"\nfrom=\"{n}\"\nwhat=\"\"\nstatus=\"open\"\n[[questions]]\nid=\"{n}\"\ntext=\"\"\n"
                    )
                },
                head,
                seal,
            ),
        ),
        (
            "questions-back",
            full(
                most,
                |n| {
                    format!(
                        "[[questions_back]]\nsession=\"a\"\nsign_off={n}\nby=\"\"\nasked=\"\"\nanswers=[\"\"]\n"
                    )
                },
                head,
                seal,
            ),
        ),
    ];
    for (name, text) in files {
        let room = room();
        let file = format!("sessions/{name}.toml");
        fs::write(room.path().join(&file), text).expect("a session");
        for command in [
            &["verify"][..],
            &["sessions"],
            &["actions"],
            &["actions", "--format", "csv"],
            &["report", "--since", "2026-01-01"],
            &["compare", "child-i"],
            &["coverage", "--by", "theme"],
            &["search", "x"],
            &["show", &file],
            &["minutes", &file],
            &["minutes", &file, "--format", "html"],
            &["minutes", &file, "--format", "docx"],
            &["invitation", &file],
        ] {
            let from = Instant::now();
            let output = reflect(room.path(), command);
            println!("{most} {name}, {command:?}: {:.1?}", from.elapsed());
            let code = output.status.code();
            assert!(
                matches!(code, Some(0 | 3)) || most > MOST_ITEMS,
                "{name}, {command:?}: {}",
                said(&output)
            );
        }
    }
    let review = "format=1\nid=\"a\"\ntitle=\"\"\nwording=\"restated\"\n";
    let reviews = [
        (
            "questions",
            full(
                most,
                |n| format!("[[questions]]\nid=\"{n}\"\ntext=\"\"\n"),
                review,
                "",
            ),
        ),
        (
            "twice",
            full(
                most,
                |_| "[[questions]]\nid=\"q\"\ntext=\"\"\n".into(),
                review,
                "",
            ),
        ),
        (
            "unfit",
            full(
                most,
                |n| format!("[[questions]]\nid=\"Q{n}\"\ntext=\"\"\n"),
                review,
                "",
            ),
        ),
        (
            "urls",
            full(
                most,
                |n| format!("[[resources]]\ntitle=\"\"\nurl=\"{n}\"\n"),
                &format!("{review}[[questions]]\nid=\"q\"\ntext=\"\"\n"),
                "",
            ),
        ),
        (
            "keys",
            full(
                most,
                |n| format!("k{n}=1\n"),
                review,
                "[[questions]]\nid=\"q\"\ntext=\"\"\n",
            ),
        ),
    ];
    for (name, text) in reviews {
        let room = room();
        let file = format!("reviews/{name}.toml");
        fs::write(room.path().join(&file), text).expect("a review");
        for command in [
            &["reviews"][..],
            &["reviews", "check", &file],
            &["reviews", "show", "a", "--script"],
            &["start", "child-i", "--plain"],
        ] {
            let from = Instant::now();
            reflect(room.path(), command);
            println!("review {name}, {command:?}: {:.1?}", from.elapsed());
        }
    }
}

#[test]
fn what_is_no_file_is_passed_over_or_named() {
    let room = room();
    let at = |name: &str| room.path().join(name);
    fs::write(at("elsewhere/secret.toml"), SESSION).expect("a session");
    fs::write(
        at("elsewhere/review.toml"),
        REVIEW.replace("\"child-i\"", "\"secret\""),
    )
    .expect("a review");
    for folder in ["sessions", "reviews"] {
        let target = if folder == "sessions" {
            "secret"
        } else {
            "review"
        };
        symlink(
            at(&format!("elsewhere/{target}.toml")),
            at(&format!("{folder}/link.toml")),
        )
        .expect("a link");
        symlink("/dev/zero", at(&format!("{folder}/device.toml"))).expect("a link");
        symlink(at("nowhere"), at(&format!("{folder}/nowhere.toml"))).expect("a link");
        symlink(at("elsewhere"), at(&format!("{folder}/folder.toml"))).expect("a link");
        symlink(at(folder), at(&format!("{folder}/round.toml"))).expect("a link");
        fs::create_dir(at(&format!("{folder}/a-folder.toml"))).expect("a folder");
        mkfifo(&at(&format!("{folder}/pipe.toml")), Mode::S_IRWXU).expect("a pipe");
    }
    let before = everything(room.path());
    for command in [
        "sessions",
        "actions",
        "search social",
        "compare child-i",
        "coverage",
        "report",
        "verify",
        "reviews",
        "reviews show secret",
    ] {
        let words: Vec<&str> = command.split(' ').collect();
        let output = reflect(room.path(), &words);
        let shown = [output.stdout.clone(), output.stderr.clone()].concat();
        let shown = String::from_utf8(shown).expect("UTF-8");
        assert!(!shown.contains("Example Team"), "{command}: {shown}");
        assert!(!shown.contains("A1"), "{command}: {shown}");
    }
    for name in [
        "link", "device", "nowhere", "folder", "round", "a-folder", "pipe",
    ] {
        let file = format!("sessions/{name}.toml");
        for command in [
            &["show", name][..],
            &["show", &file],
            &["minutes", &file],
            &["resume", &file],
            &["sign-off", &file, "--by", "Chair", "--outcome", "seen"],
            &["record", &file, "--yes"],
        ] {
            let output = reflect(room.path(), command);
            assert_eq!(
                output.status.code(),
                Some(1),
                "{command:?}: {}",
                said(&output)
            );
            assert_eq!(output.stdout, b"", "{command:?}");
        }
        let review = format!("reviews/{name}.toml");
        let output = reflect(room.path(), &["reviews", "check", &review]);
        assert_eq!(output.status.code(), Some(3), "{name}: {}", said(&output));
    }
    for device in ["/dev/zero", "/dev/stdin", "/proc/self/mem", "/"] {
        let output = reflect(room.path(), &["show", device]);
        assert_eq!(output.status.code(), Some(1), "{device}: {}", said(&output));
    }
    assert_eq!(everything(room.path()), before, "something was written");
}

#[test]
fn nothing_is_written_through_a_link() {
    let room = room();
    let at = |name: &str| room.path().join(name);
    fs::write(at("sessions/2026-09-02-child-i-example-team.toml"), SESSION).expect("a session");
    fs::write(at("elsewhere/victim"), "theirs").expect("a file");
    for ending in ["md", "html", "docx", "txt", "json", "xlsx", "csv", "ics"] {
        symlink(at("elsewhere/victim"), at(&format!("link.{ending}"))).expect("a link");
        symlink(at("elsewhere/new"), at(&format!("new.{ending}"))).expect("a link");
    }
    for (command, endings) in [
        ("minutes last", &["md", "html", "docx", "txt", "json"][..]),
        ("invitation last", &["md", "html", "docx", "txt", "json"]),
        ("compare child-i", &["md", "html", "docx", "txt", "json"]),
        ("report", &["md", "html", "txt", "json"]),
        ("actions", &["xlsx", "csv", "ics", "json", "txt"]),
        ("reviews show child-i", &["md", "html", "docx"]),
    ] {
        for ending in endings {
            for (name, force) in [
                ("link", false),
                ("new", false),
                ("link", true),
                ("new", true),
            ] {
                let output = format!("{name}.{ending}");
                let mut words: Vec<&str> = command.split(' ').collect();
                words.extend(["--output", &output]);
                words.extend(force.then_some("--force"));
                let done = reflect(room.path(), &words);
                let written = done.status.success();
                assert_eq!(written, force, "{words:?}: {}", said(&done));
                if force {
                    // The link itself gave way to the file.
                    assert!(at(&output).symlink_metadata().expect("a file").is_file());
                    fs::remove_file(at(&output)).expect("a file");
                    symlink(
                        at(&format!(
                            "elsewhere/{}",
                            if name == "link" { "victim" } else { "new" }
                        )),
                        at(&output),
                    )
                    .expect("a link");
                }
            }
        }
    }
    assert_eq!(
        fs::read(at("elsewhere/victim")).expect("the victim"),
        b"theirs"
    );
    assert!(!at("elsewhere/new").exists());
}

#[test]
fn an_id_leads_nowhere() {
    let room = room();
    let at = |name: &str| room.path().join(name);
    fs::write(at("elsewhere/secret.toml"), SESSION).expect("a session");
    let id = "2026-09-02-child-i-example-team";
    for hostile in [
        "../elsewhere/secret",
        "/etc/passwd",
        "..",
        "con",
        "a/b",
        "a\\\\b",
        "~$a",
        ".a",
        "",
        "nul.toml",
        "last",
    ] {
        let text = SESSION.replacen(id, hostile, 1);
        fs::write(at("sessions/one.toml"), &text).expect("a session");
        let unfinished = text.replace("\"sealed\"", "\"in progress\"");
        fs::write(at("sessions/two.toml"), unfinished).expect("a session");
        let before = everything(&at("elsewhere"));
        for command in [
            &["sessions"][..],
            &["actions"],
            &["verify"],
            &["show", "sessions/one.toml"],
            &["resume", "sessions/two.toml", "--plain"],
            &[
                "actions",
                "update",
                "sessions/one.toml/A1",
                "--status",
                "done",
                "--note",
                "x",
            ],
        ] {
            reflect(room.path(), command);
        }
        let review = format!("--id={hostile}");
        fs::write(
            at("briefing.txt"),
            "A case\n\nQuestions for reflection\n\n• Who would have known?\n",
        )
        .expect("a briefing");
        let imported = reflect(
            room.path(),
            &["reviews", "import", "briefing.txt", "--yes", &review],
        );
        let is_id = reflect::model::id::is_id(hostile);
        assert_eq!(
            imported.status.success(),
            is_id,
            "{hostile}: {}",
            said(&imported)
        );
        assert_eq!(everything(&at("elsewhere")), before, "{hostile}");
        let mut names: Vec<_> = everything(room.path())
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let prefix = format!("{}/", room.path().display());
        names.retain(|name| {
            let name = name.trim_start_matches(&prefix);
            !(name.starts_with("sessions/")
                || name.starts_with("reviews/")
                || name.starts_with("elsewhere/"))
        });
        assert_eq!(names, [format!("{prefix}briefing.txt")], "{hostile}");
    }
}
