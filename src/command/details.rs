//! Warns of identifying details in what was not typed at a prompt, and in what leaves this machine.

use super::{Context, out};
use crate::guard::{Vocabulary, seen_in, told};
use crate::model::session::Session;
use crate::model::texts::Texts;
use crate::store::known_words::known_words;
use std::io::{IsTerminal, stdout};
use std::path::Path;

/// More details than this are counted.
const SAID: usize = 5;

/// The words that nobody has to be told of, whatever is looked at.
pub fn vocabulary(context: &Context) -> Vocabulary {
    let known = known_words(&context.places.known_words);
    Vocabulary::of(known.iter().map(String::as_str))
}

/// Warns of what is about to be passed on: into a file, or through a pipe. `passed_on` gives its words.
pub fn warn_before_passing_on<T: AsRef<str>, I: IntoIterator<Item = T>>(
    context: &Context,
    output: Option<&Path>,
    passed_on: impl FnOnce() -> I,
) {
    if output.is_none() && stdout().is_terminal() {
        return;
    }
    if let Some(told) = looked_at(context, passed_on()) {
        out::warn(&format!("Before you pass this on: {told}"));
        out::warn(
            "A meeting that is not closed can still be worded again. What is sealed, or was added since, stays as it is: take the words out of the copy.",
        );
    }
}

/// Warns of what is given on the command line or in a file, before it is kept.
pub fn warn_before_keeping<T: AsRef<str>>(context: &Context, kept: impl IntoIterator<Item = T>) {
    if let Some(told) = looked_at(context, kept) {
        out::warn(&told);
    }
}

/// What the team said and who was there.
pub fn words_of(session: &Session) -> Vec<String> {
    let meeting = &session.meeting;
    let there = [&meeting.present, &meeting.apologies];
    let there = there.into_iter().flatten().chain(&meeting.facilitator);
    let texts = Texts::of(session);
    let said = texts.texts.iter().map(|(_, text)| *text);
    let words = there.map(String::as_str).chain(said);
    words.map(str::to_owned).collect()
}

fn looked_at<T: AsRef<str>>(
    context: &Context,
    texts: impl IntoIterator<Item = T>,
) -> Option<String> {
    let found = seen_in(texts, &vocabulary(context));
    (!found.is_empty()).then(|| told(&found, SAID))
}
