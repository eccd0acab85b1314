//! Names of files and things: `[a-z0-9-]`, 1 to 64 characters, no word that Windows keeps for itself.

/// The longest name this program makes.
pub const LONGEST: usize = 64;

/// Device names that Windows refuses as file names, whatever stands after a full stop
/// (Microsoft, "Naming Files, Paths, and Namespaces").
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether a text can be the id of a review or a session.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !is_reserved(text)
}

/// A name for a file from what a person typed: "Duty Team (North)" gives `duty-team-north`.
/// A text without a single ASCII letter or digit gives the `otherwise`.
pub fn slug(typed: &str, otherwise: &str) -> String {
    let mut slug = String::new();
    for c in typed.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && c != '\'' && c != '’' {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() || is_reserved(slug) {
        otherwise.to_owned()
    } else {
        slug.to_owned()
    }
}

/// A session's id: date, review and team, with a number from the second one on.
pub fn session_id(date: super::date::Day, review: &str, team: &str, nth: usize) -> String {
    let suffix = if nth > 1 {
        format!("-{nth}")
    } else {
        String::new()
    };
    let mut id = format!("{date}-{review}-{}", slug(team, "team"));
    id.truncate(LONGEST - suffix.len());
    format!("{}{suffix}", id.trim_end_matches('-'))
}

/// The day of the meeting, where the id of a session, or the name of something in it, begins with it.
pub fn day_in(id: &str) -> Option<super::date::Day> {
    super::date::Day::read(id.get(..10)?)
}

fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
        || (name.len() == 4
            && (name.starts_with("com") || name.starts_with("lpt"))
            && name.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_an_id_or_the_other_word() {
        for (typed, expected) in [
            ("Duty Team", "duty-team"),
            ("  Children's  Team (North) ", "childrens-team-north"),
            ("../../etc/passwd", "etc-passwd"),
            ("NUL", "team"),
            ("com1", "team"),
            ("字", "team"),
            ("", "team"),
        ] {
            assert_eq!(slug(typed, "team"), expected);
            assert!(is_id(&slug(typed, "team")));
        }
    }

    #[test]
    fn a_long_team_name_still_gives_a_different_second_name() {
        let day = super::super::date::Day(chrono::NaiveDate::MIN);
        let long = "a very long team name ".repeat(9);
        let first = session_id(day, "child-ac", &long, 1);
        let second = session_id(day, "child-ac", &long, 2);
        assert_ne!(first, second);
        assert!(first.len() <= LONGEST && second.len() <= LONGEST);
    }
}
