//! What a folder of sessions gives, with everything in it that is not as it should be.

use super::*;
use crate::model::date::Day;
use crate::model::file_text::{read_session, with_end_mark, write_session};
use crate::model::glance::{Glance, glance};
use chrono::NaiveDate;
use std::fs;
use tempfile::TempDir;

const EVER: Day = Day(NaiveDate::MAX);

const SAMPLE: &str = include_str!("../../../sessions/2026-09-02-child-i-example-team.toml");

/// The text of a session's file, with a title by which it is known again.
fn session(id: &str, title: &str) -> String {
    let (mut session, _) = read_session(SAMPLE).expect("a session");
    session.id = id.into();
    session.review.title = title.into();
    session.seal = None;
    write_session(&session, None).expect("a text")
}

/// A folder with these files.
fn folder<'a>(files: impl IntoIterator<Item = (&'a str, String)>) -> TempDir {
    let room = tempfile::tempdir().expect("a room");
    for (name, text) in files {
        fs::write(room.path().join(name), text).expect("a file");
    }
    room
}

fn glances(room: &TempDir) -> Reading<Glance> {
    read_each(room.path(), |_, text| glance(text, EVER)).expect("a folder")
}

fn ids(reading: &Reading<Glance>) -> Vec<&str> {
    let mut ids: Vec<&str> = reading.rows.iter().map(|row| row.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

/// What is said, with the folder left out.
fn said(troubles: &[Trouble], room: &TempDir) -> Vec<String> {
    let folder = format!("{}{}", room.path().display(), std::path::MAIN_SEPARATOR);
    let said = troubles
        .iter()
        .map(|trouble| trouble.said.replace(&folder, ""));
    let room = room.path().display().to_string();
    said.map(|said| said.replace(&room, "ROOM")).collect()
}

/// Reads a file of a folder with a buffer that has held another before.
fn read_again(path: &Path) -> Option<String> {
    let mut buffer = vec![b'x'; 100];
    read_into(path, &mut buffer).map(str::to_owned)
}

#[test]
fn every_session_of_few_and_of_many_files_is_read_once() {
    for count in [0, 1, FEW - 1, FEW, FEW + 2 * BATCH + 1] {
        let ids_of: Vec<String> = (0..count).map(|at| format!("s{at:04}")).collect();
        let room = tempfile::tempdir().expect("a room");
        for id in &ids_of {
            fs::write(room.path().join(format!("{id}.toml")), session(id, "T")).expect("a file");
        }
        let reading = glances(&room);
        assert_eq!(ids(&reading), ids_of);
        assert_eq!(
            (reading.doubtful.unreadable.len(), reading.troubles.len()),
            (0, 0)
        );
        assert_eq!(reading.doubtful, DoubtfulFiles::default());
    }
}

#[test]
fn what_two_workers_found_is_put_together() {
    let room = folder([
        ("a.toml", session("a", "T")),
        ("b.toml", session("b", "T")),
        ("copy of a.toml", session("a", "T")),
        ("copy of b.toml", session("b", "T")),
    ]);
    let of_one = |names: [&str; 2]| {
        let (mut found, mut buffer) = (Found::default(), Vec::new());
        for name in names {
            found.take(room.path().join(name), &mut buffer, |_, text| {
                glance(text, EVER)
            });
        }
        found
    };
    let mut found = of_one(["b.toml", "copy of a.toml"]);
    found.join(of_one(["a.toml", "copy of b.toml"]));
    let reading = found.reading();
    assert_eq!(ids(&reading), ["a", "b"]);
    assert_eq!(
        reading.doubtful.copies,
        ["copy of a.toml", "copy of b.toml"]
    );
}

#[test]
fn what_is_no_file_of_a_session_is_passed_over() {
    let text = || session("a", "T");
    let room = folder([
        ("a.toml", text()),
        (".a.toml", text()),
        ("~$a.toml", text()),
        ("a.toml.tmp", text()),
        ("a.txt", text()),
    ]);
    fs::create_dir(room.path().join("folder.toml")).expect("a folder");
    #[cfg(unix)]
    std::os::unix::fs::symlink(room.path().join("a.txt"), room.path().join("link.toml"))
        .expect("a link");
    let reading = glances(&room);
    assert_eq!(ids(&reading), ["a"]);
    // What is hidden is so on purpose; what is named like a session might be missed.
    let mut expected = vec!["folder.toml is a folder, and no session."];
    if cfg!(unix) {
        expected.push("link.toml is a link to somewhere else, and links are not followed.");
    }
    assert_eq!(said(&reading.troubles, &room), expected);
    assert_eq!(reading.doubtful.unreadable.len(), expected.len());
}

#[test]
fn a_folder_that_is_not_there_holds_none_and_a_file_is_refused() {
    let room = folder([("file", String::new())]);
    let missing = read_each(&room.path().join("missing"), |_, text| glance(text, EVER));
    assert!(missing.expect("nothing").rows.is_empty());
    let refused =
        read_each(&room.path().join("file"), |_, text| glance(text, EVER)).expect_err("no");
    assert_eq!(
        said(&[refused], &room),
        ["The sessions folder file cannot be read: it is not a folder."]
    );
}

#[test]
fn what_cannot_be_read_is_named_and_hides_no_other() {
    let room = folder([
        ("b.toml", session("b", "T")),
        ("empty.toml", String::new()),
        (
            "large.toml",
            "#".repeat(usize::try_from(LARGEST).expect("a size") + 1),
        ),
        (
            "newer.toml",
            session("newer", "T").replace("format = 1", "format = 9"),
        ),
    ]);
    let reading = glances(&room);
    assert_eq!(
        (ids(&reading), reading.doubtful.unreadable.len()),
        (vec!["b"], 3)
    );
    let names = ["empty.toml", "large.toml", "newer.toml"];
    assert_eq!(reading.doubtful.unreadable, names);
    let all = [
        "empty.toml is not a session: it is empty.",
        "large.toml cannot be read: it is 2048 KB long, and no session or review is longer than 2048 KB.",
        "newer.toml is not a session: it was written by a newer version of reflect (format 9; this one reads format 1).",
    ];
    assert_eq!(said(&reading.troubles, &room), all);
    assert_eq!(said(&reading.in_short, &room), all);

    fs::write(room.path().join("letters.toml"), [0xff, 0xfe]).expect("a file");
    fs::write(room.path().join("z.toml"), session("b", "T")).expect("a file");
    let reading = glances(&room);
    assert_eq!(
        (reading.doubtful.unreadable.len(), reading.troubles.len()),
        (4, 5)
    );
    assert!(
        said(&reading.troubles, &room)
            .contains(&"letters.toml cannot be read: it is not UTF-8 text.".into())
    );
    assert_eq!(
        said(&reading.in_short, &room),
        [
            "b.toml and z.toml hold the same session. Only the first is counted.",
            "4 files in ROOM could not be read and are left out: empty.toml, large.toml, letters.toml and 1 more.",
        ]
    );
}

#[test]
fn a_session_that_stands_in_several_files_is_counted_once() {
    let room = folder([
        ("a (2).toml", session("a", "Other")),
        ("a-PC.toml", session("a", "T")),
        ("a.toml", session("a", "T")),
        ("b-copy.toml", session("b", "T")),
        ("c.toml", session("c", "T")),
    ]);
    let reading = glances(&room);
    assert_eq!(ids(&reading), ["a", "b", "c"]);
    let of_a = reading.rows.iter().find(|row| row.id == "a");
    assert_eq!(of_a.map(|row| row.title.as_str()), Some("T"));
    assert_eq!(reading.doubtful.copies, ["a (2).toml", "a-PC.toml"]);
    assert_eq!(
        said(&reading.troubles, &room),
        [
            "a.toml and a (2).toml hold the same session with different content. Only the first is counted.",
            "a.toml and a-PC.toml hold the same session. Only the first is counted.",
        ]
    );
    assert_eq!(reading.doubtful.unreadable.len(), 0);
}

#[test]
fn where_no_file_is_named_after_its_session_the_first_by_name_speaks() {
    let without_mark = session("a", "Second").replace("# end ", "# ");
    let room = folder([("x.toml", session("a", "First")), ("y.toml", without_mark)]);
    let reading = glances(&room);
    assert_eq!(reading.rows.len(), 1);
    assert_eq!(reading.rows[0].title, "First");
    // What is set aside is spoken of once, with all that there is to say of it.
    assert_eq!(
        said(&reading.troubles, &room),
        [
            "x.toml and y.toml hold the same session with different content. Only the first is counted. y.toml has no end mark: it was cut short, or written by hand."
        ]
    );
    assert!(reading.doubtful.unmarked.is_empty());
}

#[test]
fn a_file_without_its_end_mark_is_read_and_spoken_of() {
    let cut = |id: &str| session(id, "T").replace("# end ", "# ");
    let edited = |id: &str| session(id, "T").replace("title = \"T\"", "title = \"U\"");
    let room = folder([
        ("a.toml", cut("a")),
        ("b.toml", edited("b")),
        ("c.toml", session("c", "T").replace('\n', "\r\n")),
    ]);
    let reading = glances(&room);
    assert_eq!(ids(&reading), ["a", "b", "c"]);
    assert_eq!(reading.doubtful.unmarked, ["a.toml", "b.toml"]);
    let each = [
        "a.toml has no end mark: it was cut short, or written by hand.",
        "b.toml was changed outside reflect since it was last saved.",
    ];
    assert_eq!(said(&reading.troubles, &room), each);
    assert_eq!(said(&reading.in_short, &room), each);

    for id in ["d", "e"] {
        fs::write(room.path().join(format!("{id}.toml")), cut(id)).expect("a file");
    }
    let reading = glances(&room);
    assert_eq!(
        said(&reading.in_short, &room),
        [
            "4 files in ROOM have no end mark, or were changed outside reflect, and are read as they stand: a.toml, b.toml, d.toml and 1 more."
        ]
    );
    assert_eq!(
        (reading.doubtful.unreadable.len(), reading.troubles.len()),
        (0, 4)
    );
}

#[test]
fn a_file_that_was_cut_short_does_not_speak_for_a_whole_copy() {
    let cut = |title| session("a", title).replace("# end ", "# ");
    let room = folder([("a.toml", cut("Cut")), ("a-PC.toml", session("a", "Whole"))]);
    let reading = glances(&room);
    assert_eq!(
        (reading.rows.len(), reading.rows[0].title.as_str()),
        (1, "Whole")
    );
    assert_eq!(
        said(&reading.troubles, &room),
        [
            "a-PC.toml and a.toml hold the same session with different content. Only the first is counted. a.toml has no end mark: it was cut short, or written by hand."
        ]
    );
    let hint = |reading: &Reading<Glance>| reading.troubles[0].hint.clone().unwrap_or_default();
    assert!(hint(&reading).ends_with("take the second away and give the first its name."));
    let room = folder([("a.toml", session("a", "Whole")), ("a-PC.toml", cut("Cut"))]);
    assert!(hint(&glances(&room)).ends_with("remove the second."));
    let room = folder([("a.toml", cut("Cut")), ("a-PC.toml", session("a", "Whole"))]);
    // The same where what is wanted of the cut file is nothing.
    let rows = read_each(room.path(), |_, text| {
        let (glance, end_mark) = glance(text, EVER)?;
        let is_empty = glance.title == "Cut";
        let id = glance.id;
        Ok((Titled { id, is_empty }, end_mark))
    });
    assert_eq!(rows.expect("a folder").rows.len(), 1);
    // A copy that somebody has edited is whole too; one of another meeting takes nothing from it.
    let edited = || session("a", "T").replace("title = \"T\"", "title = \"Edited\"");
    let of_another = session("a", "Other").replace("id = \"child-i\"", "id = \"child-l\"");
    for (copy, title) in [(edited(), "Edited"), (of_another, "Cut")] {
        let room = folder([("a.toml", cut("Cut")), ("a-PC.toml", copy)]);
        assert_eq!(glances(&room).rows[0].title, title);
    }
    // What somebody has added to is not hidden by an older copy, though its end mark is gone.
    let added_to = cut("Added to").replace(
        "[[actions]]",
        "# And more was said after the copy was made.\n[[actions]]",
    );
    let room = folder([("a.toml", added_to), ("a-PC.toml", session("a", "Older"))]);
    assert_eq!(glances(&room).rows[0].title, "Added to");
    // Where both were cut short, the one that is named after the session speaks, though nothing is wanted of it.
    let room = folder([("a.toml", cut("Cut")), ("a-PC.toml", cut("Copy"))]);
    let rows = read_each(room.path(), |_, text| {
        let (glance, end_mark) = glance(text, EVER)?;
        let is_empty = glance.title == "Cut";
        let id = glance.id;
        Ok((Titled { id, is_empty }, end_mark))
    });
    assert!(rows.expect("a folder").rows.is_empty());
    // A file that somebody has edited still speaks for itself.
    let room = folder([("a.toml", edited()), ("a-PC.toml", session("a", "Whole"))]);
    assert_eq!(glances(&room).rows[0].title, "Edited");
}

#[test]
fn two_meetings_with_one_id_are_not_called_copies() {
    let of_another_team = session("a", "T").replace("Example Team", "Night Team");
    let of_another_review = session("a", "U").replace("id = \"child-i\"", "id = \"child-l\"");
    for (other, words) in [
        (of_another_team, "Night Team about T"),
        (of_another_review, "Example Team about U"),
    ] {
        let room = folder([("a.toml", session("a", "T")), ("b.toml", other)]);
        let reading = glances(&room);
        assert_eq!(reading.rows.len(), 1);
        assert!(
            said(&reading.troubles, &room)[0].starts_with(&format!(
                "a.toml and b.toml are two meetings with one id: Example Team about T on 2 September 2026, and {words} on 2 September 2026. Only the first is counted."
            )),
            "{:?}",
            reading.troubles
        );
        let hint = reading.troubles[0].hint.as_deref().unwrap_or_default();
        assert!(hint.starts_with("Keep both."), "{hint}");
        assert_eq!(reading.doubtful.same_id, ["b.toml"]);
        assert!(reading.doubtful.copies.is_empty());
    }
}

#[test]
fn many_copies_are_spoken_of_in_one_sentence() {
    let names = ["a-1.toml", "a-2.toml", "a-3.toml", "a-4.toml", "a.toml"];
    let room = folder(names.map(|name| (name, session("a", "T"))));
    let reading = glances(&room);
    assert_eq!(reading.troubles.len(), 4);
    assert_eq!(
        said(&reading.in_short, &room),
        [
            "4 files in ROOM hold a session that another file holds too, which is counted once: a-1.toml, a-2.toml, a-3.toml and 1 more."
        ]
    );
}

/// What is read of a session, and how the ids of its rows are counted.
fn rows_of<T: OfSession>(
    read: impl Fn(&str) -> Result<(T, EndMark), Unreadable> + Sync,
) -> (Vec<String>, usize) {
    let room = folder([
        ("a.toml", session("a", "T")),
        ("a-PC.toml", session("a", "T")),
        ("b.toml", session("b", "T")),
    ]);
    let reading = read_each(room.path(), |_, text| read(text)).expect("a folder");
    let mut ids: Vec<String> = reading.rows.iter().map(|row| row.id().to_owned()).collect();
    ids.sort();
    (ids, reading.doubtful.copies.len())
}

#[test]
fn a_copy_is_set_aside_whatever_is_read_of_a_session() {
    use crate::model::commitments::{Which, commitments};
    use crate::model::tally::Tally;
    use crate::model::walked::walked;
    let expected = (vec!["a".to_owned(), "b".to_owned()], 1);
    assert_eq!(rows_of(|text| glance(text, EVER)), expected);
    assert_eq!(rows_of(|text| walked(text, EVER)), expected);
    assert_eq!(rows_of(|text| commitments(text, Which::All)), expected);
    let tally = |text: &str| {
        let (session, end_mark) = read_session(text)?;
        Ok((Tally::of(&session, EVER, true), end_mark))
    };
    assert_eq!(rows_of(tally), expected);
}

/// A row in which there may be nothing.
struct Titled {
    id: String,
    is_empty: bool,
}

impl OfSession for Titled {
    fn id(&self) -> &str {
        &self.id
    }

    fn is_empty(&self) -> bool {
        self.is_empty
    }
}

#[test]
fn what_is_empty_is_dropped_and_still_stands_for_its_copy() {
    let room = folder([
        ("a.toml", session("a", "Empty")),
        ("a-PC.toml", session("a", "T")),
        ("b-PC.toml", session("b", "Empty")),
        ("c.toml", session("c", "T")),
    ]);
    let reading = read_each(room.path(), |_, text| {
        let (glance, end_mark) = glance(text, EVER)?;
        let is_empty = glance.title == "Empty";
        let id = glance.id;
        Ok((Titled { id, is_empty }, end_mark))
    });
    let reading = reading.expect("a folder");
    let ids: Vec<&str> = reading.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["c"]);
    assert_eq!(
        said(&reading.troubles, &room),
        [
            "a.toml and a-PC.toml hold the same session with different content. Only the first is counted."
        ]
    );
}

#[test]
fn a_file_of_any_length_is_read_to_its_end() {
    let room = tempfile::tempdir().expect("a room");
    let path = room.path().join("a.toml");
    let largest = usize::try_from(LARGEST).expect("a size");
    let kept = 64 * 1024;
    for length in [
        0,
        1,
        kept - 1,
        kept,
        kept + 1,
        2 * kept,
        3 * kept + 5,
        largest,
    ] {
        let text = "é".repeat(length / 2) + &"x".repeat(length % 2);
        fs::write(&path, &text).expect("a file");
        assert!(read_again(&path) == Some(text), "{length}");
    }
    fs::write(&path, "x".repeat(largest + 1)).expect("a file");
    assert_eq!(read_again(&path), None);
    fs::write(&path, [b'a', 0xff]).expect("a file");
    assert_eq!(read_again(&path), None);
    assert_eq!(read_again(room.path()), None);
}

#[test]
fn a_file_that_was_half_copied_is_seen_though_it_reads() {
    let whole = session("a", "T");
    let (body, _) = crate::model::file_text::split_end_mark(&whole);
    let end = body.find("[[actions]]").expect("an action");
    let half = body[..end].to_owned();
    let room = folder([("a.toml", half.clone())]);
    assert_eq!(glances(&room).doubtful.unmarked, ["a.toml"]);
    // With a mark of its own it would be a session like any other.
    let room = folder([("a.toml", with_end_mark(&half))]);
    assert_eq!(glances(&room).doubtful, DoubtfulFiles::default());
}

#[test]
fn the_second_of_two_meetings_with_one_id_is_told_the_name_that_its_file_has() {
    let (mut sealed, _) = read_session(SAMPLE).expect("a session");
    let own = sealed.id.clone();
    sealed.id = "a".into();
    let other = write_session(&sealed, None).expect("a text");
    sealed.meeting.wellbeing_check = !sealed.meeting.wellbeing_check;
    let changed = write_session(&sealed, None).expect("a text");
    let hint = |name: &str, text: &String| {
        let files = [
            ("a.toml", session("a", "T").replace("Example Team", "Ward")),
            (name, text.clone()),
        ];
        let troubles = glances(&folder(files)).troubles;
        let mut hints = troubles.into_iter().filter_map(|trouble| trouble.hint);
        hints.find(|hint| hint.starts_with("Keep both."))
    };
    let named = format!(
        "Keep both. Write the name of the second file, {own}, in its line that begins with id. It is counted then"
    );
    assert_eq!(
        hint(&format!("{own}.toml"), &other),
        Some(format!("{named}, and its seal holds again."))
    );
    let was_changed = "; reflect verify says of it that it was changed since it was sealed.";
    assert_eq!(
        hint(&format!("{own}.toml"), &changed),
        Some(format!("{named}{was_changed}"))
    );
    assert_eq!(
        hint("a (2).toml", &other),
        Some(format!(
            "Keep both. Give the second file a name of its own, and write that name in its line that begins with id. It is counted then{was_changed}"
        ))
    );
}

#[test]
fn on_a_screen_more_than_a_few_sentences_become_one() {
    let few = folder([("a.toml", "x".into()), ("b.toml", "x".into())]);
    let reading = glances(&few);
    assert_eq!(reading.beside_a_list(true), reading.in_short);
    let names = ["b-1.toml", "b-2.toml"];
    let copies = names.map(|name| (name, session("b", "T")));
    let more = [
        ("a.toml", "x".into()),
        ("b.toml", session("b", "T")),
        ("c.toml", session("c", "T").replace("# end", "# over")),
    ];
    let room = folder(more.into_iter().chain(copies));
    let reading = glances(&room);
    assert_eq!(reading.in_short.len(), 4);
    assert_eq!(reading.beside_a_list(false), reading.in_short);
    assert_eq!(
        said(&reading.beside_a_list(true), &room),
        [
            "Something to look at later in the sessions folder: 1 file that cannot be read (left out), 2 files with a session that another file holds too (counted once), 1 file without the right end mark (read as it stands)."
        ]
    );
}
