//! The known names that are nearest to one that is not known. The only place that knows strsim.

/// The names that are most like what was typed, the nearest first. One that holds every word of it comes
/// before any that does not.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let words: Vec<&str> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut names: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| {
            let small = name.to_lowercase();
            let holds_all = !words.is_empty() && words.iter().all(|word| small.contains(word));
            // Among those that hold every word the given order says more than the spelling.
            let likeness = match holds_all {
                true => 2.0,
                false => strsim::jaro_winkler(&typed, &small),
            };
            (likeness, name)
        })
        .collect();
    // Of equals the first stays first.
    names.sort_by(|one, other| other.0.total_cmp(&one.0));
    names.into_iter().map(|(_, name)| name).collect()
}

/// Whether one name may be a slip of the other, or of a part of it: "Rippon" of "Ripon Team", or of an id with it.
pub fn may_be_meant(typed: &str, known: &str) -> bool {
    const CLOSE: f64 = 0.9;
    let plain = |name: &str| name.to_lowercase().replace('-', " ");
    let (typed, known) = (plain(typed), plain(known));
    let is_close = |part: &str| strsim::jaro_winkler(&typed, part) >= CLOSE;
    let words: Vec<&str> = known.split_whitespace().collect();
    let length = typed.split_whitespace().count().max(1);
    is_close(&known) || (words.windows(length)).any(|part| is_close(&part.join(" ")))
}

/// A question with the first few of some names, a line each, and how many more there are.
pub fn did_you_mean<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 5;
    let names: Vec<&str> = names.into_iter().collect();
    let mut text = String::from("Did you mean one of these?");
    for name in names.iter().take(SHOWN) {
        text.push_str("\n  ");
        text.push_str(name);
    }
    let more = names.len().saturating_sub(SHOWN);
    if more > 0 {
        text.push_str(&format!("\n  and {more} more"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first() {
        let teams = ["Craven Early Help", "Duty Team", "Night Team", "Ward 12"];
        assert_eq!(nearest("duty tem", teams).first(), Some(&"Duty Team"));
        assert_eq!(nearest("help", teams).first(), Some(&"Craven Early Help"));
        assert_eq!(nearest("", teams).len(), 4);
        assert!(nearest("x", []).is_empty());
    }

    #[test]
    fn a_slip_of_a_part_of_a_name_may_mean_it() {
        for typed in ["duty taem", "Rippon", "ripon", "Help"] {
            let known = ["Duty Team", "Ripon Team", "Craven Early Help"];
            let meant = known.iter().filter(|known| may_be_meant(typed, known));
            assert_eq!(meant.count(), 1, "{typed}");
        }
        for typed in ["", "Ward 12", "Early", "Day Team"] {
            assert!(!may_be_meant(typed, "Night Team"), "{typed}");
        }
        let id = "2026-07-12-child-i-leaving-care";
        for (typed, is_meant) in [
            ("leavin", true),
            ("leavign-care", true),
            ("child-i-leavign-care", true),
            ("2026-07-13-child-i", true),
            ("2026-07-21-child-i", true),
            ("nowhere", false),
        ] {
            assert_eq!(may_be_meant(typed, id), is_meant, "{typed}");
        }
    }

    #[test]
    fn a_few_are_named() {
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let text = did_you_mean(names);
        assert!(text.ends_with("\n  e\n  and 2 more"), "{text}");
        assert_eq!(did_you_mean(["a"]), "Did you mean one of these?\n  a");
    }
}
