//! Minutes as an organisation has them: its name, its template and its letterhead, from the configuration.

use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn room(configuration: &str) -> TempDir {
    let room = tempfile::tempdir().expect("a room");
    let sessions = room.path().join("sessions");
    fs::create_dir(&sessions).expect("a folder");
    fs::write(
        sessions.join("2026-09-02-child-i-example-team.toml"),
        include_str!("../sessions/2026-09-02-child-i-example-team.toml"),
    )
    .expect("a session");
    let folder = room.path().join("config/reflect");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("config.toml"), configuration).expect("a configuration");
    fs::write(folder.join("ours.md"), "{{ organisation }}: {{ team }}\n").expect("a template");
    room
}

/// Both outputs and the exit status of a command.
fn run(room: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(arguments)
        .current_dir(room)
        .env_clear()
        .env("HOME", room)
        .env("XDG_CONFIG_HOME", room.join("config"))
        .env("REFLECT_TODAY", "2026-11-21")
        .output()
        .expect("the program");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).replace(&room.display().to_string(), "ROOM");
    (said, output.status.code())
}

#[test]
fn a_configured_template_is_filled_unless_another_kind_of_page_is_asked_for() {
    let room = room("[minutes]\norganisation = \"Moors Council\"\ntemplate = \"ours.md\"\n");
    let page = "Moors Council: Example Team\n";
    let in_file = |name: &str| fs::read_to_string(room.path().join(name)).expect(name);
    assert_eq!(
        run(room.path(), &["minutes", "last"]),
        (page.into(), Some(0))
    );
    run(room.path(), &["minutes", "last", "--output", "a.md"]);
    assert_eq!(in_file("a.md"), page);
    run(room.path(), &["minutes", "last", "--output", "a.html"]);
    let html = in_file("a.html");
    assert!(html.contains("<td>Moors Council</td>"), "{html}");
    let (text, _) = run(room.path(), &["minutes", "last", "--format", "text"]);
    assert!(text.contains("Organisation  Moors Council"), "{text}");
}

#[test]
fn what_is_wrong_with_a_configuration_is_said() {
    let missing = room("[minutes]\nletterhead = \"paper.docx\"\n");
    assert_eq!(
        run(missing.path(), &["minutes", "last", "--output", "a.docx"]),
        (
            "The letterhead ROOM/config/reflect/paper.docx cannot be used: it is not there.\nIt is named in the configuration, under [minutes]. Name another there, or take it out.\n".into(),
            Some(1)
        )
    );
    assert!(!missing.path().join("a.docx").exists());
    let unknown = room("[minutes]\nlogo = \"x\"\n");
    let (said, status) = run(unknown.path(), &["minutes", "last"]);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("logo") && said.contains("below [minutes]"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_open_in_word_is_not_written_over() {
    let room = room("");
    let path = room.path();
    run(path, &["minutes", "last", "--output", "minutes.docx"]);
    let before = fs::read(path.join("minutes.docx")).expect("a file");
    fs::write(path.join("~$nutes.docx"), "").expect("what Word leaves");
    assert_eq!(
        run(path, &["minutes", "last", "--output", "minutes.docx", "--force"]),
        (
            "minutes.docx cannot be written: it is open in Word.\nClose it there first, or name another file.\n".into(),
            Some(1)
        )
    );
    assert_eq!(fs::read(path.join("minutes.docx")).expect("a file"), before);
}
