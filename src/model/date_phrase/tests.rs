//! What people say of a day, and the day that is meant.

use proptest::prelude::*;

use super::*;

const EXAMPLES: &str = " Try a date such as 15 January, 3/4, next Friday or in 6 weeks.";

fn date(iso: &str) -> NaiveDate {
    NaiveDate::parse_from_str(iso, "%Y-%m-%d").unwrap()
}

/// A Wednesday.
fn today() -> NaiveDate {
    date("2026-10-14")
}

#[track_caller]
fn assert_reads(today: NaiveDate, cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        let read = parse_date_phrase(typed, today);
        assert_eq!(read, Ok(date(expected)), "{typed:?} on {today}");
    }
}

#[track_caller]
fn assert_refused(today: NaiveDate, cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        let error = parse_date_phrase(typed, today).map_err(|error| error.to_string());
        let expected = format!("{expected}{EXAMPLES}");
        assert_eq!(error, Err(expected), "{typed:?} on {today}");
    }
}

#[test]
fn reads_named_days() {
    assert_reads(
        today(),
        &[
            ("today", "2026-10-14"),
            ("Tonight", "2026-10-14"),
            ("by  TOMORROW.", "2026-10-15"),
            ("the day after tomorrow", "2026-10-16"),
            ("yesterday", "2026-10-13"),
            ("Friday", "2026-10-16"),
            ("on Friday", "2026-10-16"),
            ("due by this friday", "2026-10-16"),
            ("Wednesday", "2026-10-21"),
            ("weds", "2026-10-21"),
            ("tues", "2026-10-20"),
            ("thur", "2026-10-15"),
            ("thurs", "2026-10-15"),
            ("mon.", "2026-10-19"),
            ("next Friday", "2026-10-23"),
            ("next Monday", "2026-10-19"),
            ("next Sunday", "2026-10-25"),
            ("Tuesday next week", "2026-10-20"),
            ("Friday week", "2026-10-23"),
            ("a week on Friday", "2026-10-23"),
            ("a week Friday", "2026-10-23"),
            ("week on Wednesday", "2026-10-28"),
            ("two weeks on Friday", "2026-10-30"),
            ("a fortnight on Friday", "2026-10-30"),
            ("a week tomorrow", "2026-10-22"),
            ("a week from Friday", "2026-10-23"),
        ],
    );
    let friday = date("2026-10-16");
    assert_reads(
        friday,
        &[
            ("Friday", "2026-10-23"),
            ("this Friday", "2026-10-23"),
            ("next Friday", "2026-10-23"),
            ("Friday week", "2026-10-30"),
        ],
    );
    let sunday = date("2026-10-18");
    assert_reads(
        sunday,
        &[("next Monday", "2026-10-19"), ("next Sunday", "2026-10-25")],
    );
}

#[test]
fn reads_lengths_of_time() {
    assert_reads(
        today(),
        &[
            ("in 6 weeks", "2026-11-25"),
            ("6 weeks", "2026-11-25"),
            ("6 weeks' time", "2026-11-25"),
            ("in 6 weeks time", "2026-11-25"),
            ("within six weeks", "2026-11-25"),
            ("6 weeks from now", "2026-11-25"),
            ("6 weeks today", "2026-11-25"),
            ("a week today", "2026-10-21"),
            ("in a week's time", "2026-10-21"),
            ("a couple of weeks", "2026-10-28"),
            ("couple of days", "2026-10-16"),
            ("a fortnight", "2026-10-28"),
            ("in a fortnight's time", "2026-10-28"),
            ("fortnight", "2026-10-28"),
            ("two fortnights", "2026-11-11"),
            ("in twelve days", "2026-10-26"),
            ("in 100 days", "2027-01-22"),
            ("in 0 days", "2026-10-14"),
            ("in a month", "2026-11-14"),
            ("3 months", "2027-01-14"),
            ("in a year", "2027-10-14"),
        ],
    );
    assert_reads(
        date("2027-01-31"),
        &[("in a month", "2027-02-28"), ("13 months", "2028-02-29")],
    );
}

#[test]
fn reads_weeks_and_months() {
    assert_reads(
        today(),
        &[
            ("this week", "2026-10-16"),
            ("next week", "2026-10-23"),
            ("end of the week", "2026-10-16"),
            ("end of next week", "2026-10-23"),
            ("this month", "2026-10-31"),
            ("by the end of the month", "2026-10-31"),
            ("month end", "2026-10-31"),
            ("next month", "2026-11-30"),
            ("end of next month", "2026-11-30"),
            ("start of next month", "2026-11-01"),
            ("start of the month", "2026-11-01"),
            ("end of March", "2027-03-31"),
            ("end of October", "2026-10-31"),
            ("beginning of March", "2027-03-01"),
            ("start of March 2028", "2028-03-01"),
            ("mid March", "2027-03-15"),
            ("mid-March", "2027-03-15"),
            ("middle of October", "2026-10-15"),
            ("March", "2027-03-31"),
            ("in March", "2027-03-31"),
            ("March 2028", "2028-03-31"),
            ("March '28", "2028-03-31"),
            ("end of Feb 28", "2028-02-29"),
        ],
    );
    assert_reads(
        date("2026-10-16"),
        &[
            ("this week", "2026-10-16"),
            ("end of the week", "2026-10-16"),
        ],
    );
    assert_reads(
        date("2026-10-17"),
        &[
            ("this week", "2026-10-18"),
            ("end of the week", "2026-10-23"),
            ("next week", "2026-10-23"),
        ],
    );
    assert_reads(
        date("2027-01-31"),
        &[("next month", "2027-02-28"), ("this month", "2027-01-31")],
    );
}

#[test]
fn reads_calendar_dates() {
    assert_reads(
        today(),
        &[
            ("3/4", "2027-04-03"),
            ("14/10", "2026-10-14"),
            ("13/5", "2027-05-13"),
            ("3-4-27", "2027-04-03"),
            ("3.4.", "2027-04-03"),
            ("03 / 04 / 2027", "2027-04-03"),
            ("2027-01-15", "2027-01-15"),
            ("1/1/2020", "2020-01-01"),
            ("31 Mar", "2027-03-31"),
            ("March 31", "2027-03-31"),
            ("the 31st of March, 2027", "2027-03-31"),
            ("31 Mar 27", "2027-03-31"),
            ("31 Mar '27", "2027-03-31"),
            ("15-Jan-27", "2027-01-15"),
            ("4 December", "2026-12-04"),
            ("Dec 4th", "2026-12-04"),
            ("4 Dec.", "2026-12-04"),
            ("21st sept 2027", "2027-09-21"),
            ("29 February", "2028-02-29"),
            ("the 15th", "2026-10-15"),
            ("by the 14", "2026-10-14"),
            ("13th", "2026-11-13"),
            ("15th of next month", "2026-11-15"),
            ("15 of next month", "2026-11-15"),
            ("Friday 4 December", "2026-12-04"),
            ("Fri 4/12", "2026-12-04"),
            ("Thursday the 15th", "2026-10-15"),
            ("Friday, 15 January 2027.", "2027-01-15"),
            ("Tuesday 13 October 2026", "2026-10-13"),
        ],
    );
    assert_reads(date("2027-02-01"), &[("the 30th", "2027-03-30")]);
    assert_reads(date("2096-03-01"), &[("29 Feb", "2104-02-29")]);
}

#[test]
fn says_what_does_not_exist() {
    assert_refused(
        today(),
        &[
            ("31 February", "There is no 31 February."),
            ("31 February 2027", "There is no 31 February 2027."),
            ("31/11", "There is no 31 November."),
            ("29 Feb 2027", "There is no 29 February 2027."),
            ("0 March", "There is no 0 March."),
            ("31st of next month", "There is no 31 November 2026."),
            ("the 32nd", "There is no day 32 in any month."),
            (
                "13/13",
                "There is no 13/13, because the day comes first and there is no month 13.",
            ),
            (
                "2027-13-01",
                "There is no 2027-13-01, because there is no month 13.",
            ),
            (
                "Tuesday 4 December",
                "4 December 2026 is a Friday, not a Tuesday.",
            ),
            (
                "Saturday 4 December 2026",
                "4 December 2026 is a Friday, not a Saturday.",
            ),
            (
                "Friday the 15th",
                "15 October 2026 is a Thursday, not a Friday.",
            ),
        ],
    );
}

#[test]
fn says_what_is_out_of_range() {
    let cases = [
        "in 999999999 weeks",
        "in 99999999999999999999 days",
        "4294967295 years",
        "in 9999 years",
        "15 January 1850",
        "1/1/2201",
        "15 January 7000",
    ];
    for typed in cases {
        let sentence = format!("“{typed}” is outside the years 1900 to 2200.");
        assert_refused(today(), &[(typed, &sentence)]);
    }
    for today in [NaiveDate::MIN, date("9999-12-31"), NaiveDate::MAX] {
        assert_refused(
            today,
            &[(
                "in 2 weeks",
                "“in 2 weeks” is outside the years 1900 to 2200.",
            )],
        );
    }
}

#[test]
fn says_what_is_not_understood() {
    for typed in [
        "end of the year",
        "next year",
        "Michaelmas",
        "a week before Friday",
        "the day before yesterday",
        "in 3 days, Friday",
        "2-3 weeks",
        "one/two weeks",
        "-3 weeks",
        "+3 weeks",
        "3-4/5",
        "15 - 17 January",
        "the 3 months",
        "15 of the month",
        "Friday March",
        "Friday next month",
        "2027",
        "week",
        "month",
        "the",
        ".",
        "/",
        "\u{0661}\u{0665} January",
        "15 janv\u{ed}er",
        "\u{ff13}/\u{ff14}",
    ] {
        let sentence = format!("“{typed}” was not understood as a date.");
        assert_refused(today(), &[(typed, &sentence)]);
    }
    assert_refused(
        today(),
        &[
            ("  ", "No date was typed."),
            ("15", "“15” does not say which month."),
            (
                "end\u{7}  of\tTerm",
                "“end of Term” is not the same day everywhere: type the date that is meant.",
            ),
        ],
    );
}

#[test]
fn quotes_only_the_opening_of_a_long_text() {
    let opening = "x".repeat(40);
    let sentence = format!("“{opening}...” is too long to be a date.");
    assert_refused(today(), &[(&"x".repeat(101), &sentence)]);
}

#[test]
fn writes_dates_in_full() {
    assert_eq!(full_date(date("2027-01-15")), "Friday 15 January 2027");
    assert_eq!(full_date(date("2027-01-05")), "Tuesday 5 January 2027");
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let first = date("2000-01-01");
    (0..36_500_u64).prop_map(move |days| first + Days::new(days))
}

fn any_words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a",
        "the",
        "of",
        "on",
        "by",
        "before",
        "in",
        "next",
        "this",
        "end",
        "start",
        "mid",
        "week",
        "months",
        "fortnight",
        "years",
        "friday",
        "sat",
        "march",
        "feb",
        "15",
        "31st",
        "0",
        "99",
        "2027",
        "999999999",
        "'27",
        "3/4",
        "31-2",
        "time",
        "today",
        "tomorrow",
        "from",
        "now",
        "couple",
        "six",
        "-",
        "/",
        ".",
        "'",
    ]);
    prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_panics(typed in any::<String>(), today in any_day()) {
        let _ = parse_date_phrase(&typed, today).map_err(|error| error.to_string());
    }

    #[test]
    fn never_panics_on_known_words(typed in any_words(), today in any_day()) {
        for today in [today, NaiveDate::MIN, NaiveDate::MAX] {
            let _ = parse_date_phrase(&typed, today).map_err(|error| error.to_string());
        }
    }

    #[test]
    fn reads_back_every_written_date(day in any_day(), today in any_day()) {
        let formats = ["%-d %B %Y", "%-d/%-m/%Y", "%Y-%m-%d", "%-d %b %y", "%d.%m.%Y"];
        for format in formats {
            let typed = day.format(format).to_string();
            prop_assert_eq!(parse_date_phrase(&typed, today), Ok(day), "{}", typed);
        }
        prop_assert_eq!(parse_date_phrase(&full_date(day), today), Ok(day));
    }

    #[test]
    fn never_reads_a_date_without_a_year_as_past(day in any_day(), today in any_day()) {
        match parse_date_phrase(&day.format("%-d %B").to_string(), today) {
            Ok(read) => prop_assert!(read >= today && read.day() == day.day()),
            Err(error) => {
                let gone = matches!(error.problem, Problem::JustGone(gone, _) if gone < today);
                prop_assert!(gone, "{}", error);
            }
        }
    }
}

#[test]
fn a_day_that_has_just_gone_is_not_taken_for_next_years() {
    for (typed, gone, coming) in [
        ("13/10", "13 October 2026", "13 October 2027"),
        ("15 July", "15 July 2026", "15 July 2027"),
        ("end of September", "30 September 2026", "30 September 2027"),
        ("Tuesday 13 October", "13 October 2026", "13 October 2027"),
        ("w/c 5 October", "5 October 2026", "5 October 2027"),
        (
            "first Monday in October",
            "5 October 2026",
            "4 October 2027",
        ),
    ] {
        let refused = parse_date_phrase(typed, today()).map_err(|error| error.to_string());
        let said = format!("{gone} has gone by. Type the year as well: {gone} or {coming}.");
        assert_eq!(refused, Err(said), "{typed:?}");
    }
    assert_reads(
        today(),
        &[
            ("14/10", "2026-10-14"),
            ("14 July", "2027-07-14"),
            ("13/10/2026", "2026-10-13"),
            ("13/10/27", "2027-10-13"),
        ],
    );
}

#[test]
fn reads_a_week_by_its_day_and_a_weekday_of_a_month() {
    assert_reads(
        today(),
        &[
            ("w/c 19 October", "2026-10-19"),
            ("before Christmas", "2026-12-24"),
            ("tomorrow week", "2026-10-22"),
            ("today fortnight", "2026-10-28"),
            ("Christmas Eve", "2026-12-24"),
            ("by the New Year", "2027-01-01"),
            ("New Year’s Eve", "2026-12-31"),
            ("W/C Monday 19 October", "2026-10-19"),
            ("wc 19/10", "2026-10-19"),
            ("by w/e 23 October", "2026-10-23"),
            ("week commencing 19th October", "2026-10-19"),
            ("the week beginning 19 Oct", "2026-10-19"),
            ("week ending Friday", "2026-10-16"),
            ("1st Thursday in Nov", "2026-11-05"),
            ("the first Thursday of November", "2026-11-05"),
            ("3rd Monday of next month", "2026-11-16"),
            ("last Friday in March", "2027-03-26"),
            ("second Tuesday in March 2028", "2028-03-14"),
            ("5th Friday in October", "2026-10-30"),
            ("w/c next week", "2026-10-19"),
            ("week ending next week", "2026-10-23"),
            ("Wednesday 13 October", "2027-10-13"),
        ],
    );
    assert_refused(
        today(),
        &[
            ("w/c", "“w/c” was not understood as a date."),
            (
                "by half term",
                "“by half term” is not the same day everywhere: type the date that is meant.",
            ),
            (
                "a week before Christmas",
                "“a week before Christmas” was not understood as a date.",
            ),
            (
                "after Christmas",
                "“after Christmas” was not understood as a date.",
            ),
            (
                "6th Friday in November",
                "“6th Friday in November” was not understood as a date.",
            ),
            (
                "fifth Monday in May 2026",
                "There are fewer than 5 Mondays in May 2026.",
            ),
            (
                "first Friday",
                "“first Friday” was not understood as a date.",
            ),
            (
                "before half term",
                "“before half term” is not the same day everywhere: type the date that is meant.",
            ),
        ],
    );
}

#[test]
fn reads_working_days_and_the_parts_of_a_month() {
    assert_reads(
        today(),
        &[
            // From a Wednesday.
            ("in 10 working days", "2026-10-28"),
            ("within 2 working days", "2026-10-16"),
            ("3 working days", "2026-10-19"),
            ("one working day", "2026-10-15"),
            ("14 working days' time", "2026-11-03"),
            ("early March", "2027-03-07"),
            ("late March", "2027-03-31"),
            ("first week in January", "2027-01-07"),
            ("the second week of November", "2026-11-14"),
            ("last week of February", "2027-02-28"),
            ("end of the financial year", "2027-03-31"),
        ],
    );
    let weekend = ["2026-10-17", "2026-10-18"].map(date);
    for today in weekend {
        assert_reads(
            today,
            &[
                ("1 working day", "2026-10-19"),
                ("5 working days", "2026-10-23"),
                ("6 working days", "2026-10-26"),
            ],
        );
    }
    assert_refused(
        today(),
        &[
            (
                "fifth week of March",
                "“fifth week of March” was not understood as a date.",
            ),
            (
                "before the first week of January",
                "“before the first week of January” was not understood as a date.",
            ),
            (
                "10 working weeks",
                "“10 working weeks” was not understood as a date.",
            ),
        ],
    );
}

#[test]
fn before_a_day_is_the_day_before_it() {
    assert_reads(
        today(),
        &[
            ("before Friday", "2026-10-15"),
            ("before next Friday", "2026-10-22"),
            ("before Friday 23 October", "2026-10-22"),
            ("before 3/11", "2026-11-02"),
            ("before the 1st", "2026-10-31"),
            ("before the new year", "2026-12-31"),
            ("before the end of March", "2027-03-31"),
            ("before next week", "2026-10-18"),
            ("before next month", "2026-10-31"),
            ("before the first Monday in March", "2027-02-28"),
            ("before last Friday of March", "2027-03-25"),
            ("before tomorrow", "2026-10-14"),
            ("before w/c 19 October", "2026-10-18"),
            ("before the end of the financial year", "2027-03-31"),
            ("before the end of the week", "2026-10-16"),
            ("before March 3", "2027-03-02"),
            ("before March 2028", "2028-02-29"),
            ("before mid March", "2027-03-14"),
            ("before March", "2027-02-28"),
        ],
    );
}
