//! The tokens of a web page: html5gum reads them, and html5ever builds the tree of them. Of its own reader html5ever
//! brings a table of names that every start of the program pays for, and it takes the square of the attributes of a tag
//! in time. The only place that knows html5gum.

use std::collections::HashSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, QualName, ns};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};

/// Hands every token of a page to a sink, and looks after each tag and comment whether to go on.
///
/// Line feeds alone end the lines of the text. The error is that of the look.
pub fn hand_over<S: TokenSink>(
    text: &str,
    sink: &S,
    mut go_on: impl FnMut() -> Result<(), String>,
) -> Result<(), String> {
    let events = Events {
        sink,
        tag: None,
        names: HashSet::new(),
        is_repeated: false,
        next: None,
        lines: Lines {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        },
    };
    let mut tokenizer = Tokenizer::new_with_emitter(text, Tokens(CallbackEmitter::new(events)));
    tokenizer.try_for_each(|Ok(Tagged)| go_on())
}

/// A tag or a comment has been handed over.
struct Tagged;

/// What hears html5gum.
struct Tokens<'t, S: TokenSink>(CallbackEmitter<Events<'t, S>, Tagged, usize>);

impl<S: TokenSink> ForwardingEmitter for Tokens<'_, S> {
    type Token = Tagged;

    fn inner(&mut self) -> &mut impl Emitter<Token = Tagged> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        // Which text is no markup after a tag, the tree knows.
        let _ = self.0.emit_current_tag();
        self.0.callback_mut().next.take()
    }

    fn emit_eof(&mut self) {
        self.0.emit_eof();
        let events = self.0.callback_mut();
        events.send(Token::EOFToken);
        events.sink.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        // The tree tells by all that came before, and html5gum holds text back. This hands it over.
        self.0.init_comment();
        let sink = self.0.callback_mut().sink;
        sink.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Makes html5ever's tokens of html5gum's events.
struct Events<'t, S> {
    sink: &'t S,
    /// The start tag whose attributes are being read.
    tag: Option<Tag>,
    /// The attributes that it has.
    names: HashSet<LocalName>,
    /// Whether the attribute that is being read stands there already: the first counts.
    is_repeated: bool,
    /// How the text after the tag is to be read.
    next: Option<State>,
    lines: Lines<'t>,
}

impl<S: TokenSink> Callback<Tagged, usize> for Events<'_, S> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Tagged> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.names.clear();
                self.tag = Some(tag(TagKind::StartTag, name));
            }
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => {
                let attributes = self.tag.iter_mut().flat_map(|tag| &mut tag.attrs);
                if let Some(last) = attributes.last().filter(|_| !self.is_repeated) {
                    last.value = tendril(value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.lines.go_to(span.end);
                let mut tag = self.tag.take()?;
                tag.self_closing = self_closing;
                self.send(Token::TagToken(tag));
                return Some(Tagged);
            }
            CallbackEvent::EndTag { name } => {
                self.lines.go_to(span.end);
                self.send(Token::TagToken(tag(TagKind::EndTag, name)));
                return Some(Tagged);
            }
            CallbackEvent::String { value } => self.text(value, span),
            CallbackEvent::Comment { .. } => {
                self.lines.go_to(span.end);
                self.send(Token::CommentToken(StrTendril::new()));
                return Some(Tagged);
            }
            CallbackEvent::Doctype {
                name,
                public_identifier,
                system_identifier,
                force_quirks,
            } => self.send(Token::DoctypeToken(Doctype {
                name: (!name.is_empty()).then(|| tendril(name)),
                public_id: public_identifier.map(tendril),
                system_id: system_identifier.map(tendril),
                force_quirks,
            })),
            CallbackEvent::Error(_) => {}
        }
        None
    }
}

impl<S: TokenSink> Events<'_, S> {
    fn attribute(&mut self, name: &[u8]) {
        let Some(tag) = &mut self.tag else { return };
        let name = local_name(name);
        self.is_repeated = !self.names.insert(name.clone());
        if !self.is_repeated {
            tag.attrs.push(Attribute {
                name: QualName::new(None, ns!(), name),
                value: StrTendril::new(),
            });
        }
    }

    /// Hands a text over line by line, since each begins on its own.
    fn text(&mut self, text: &[u8], span: Span<usize>) {
        self.lines.go_to(span.start);
        let before = self.lines.line;
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let (words, feed) = match line.strip_suffix(b"\n") {
                Some(words) => (words, "\n"),
                None => (line, ""),
            };
            for (at, part) in words.split(|byte| *byte == 0).enumerate() {
                if at > 0 {
                    self.send(Token::NullCharacterToken);
                }
                if !part.is_empty() {
                    self.send(Token::CharacterTokens(tendril(part)));
                }
            }
            if !feed.is_empty() {
                self.lines.line += 1;
                self.send(Token::CharacterTokens(feed.into()));
            }
        }
        // A line feed that was written as a character reference ends no line of the page.
        self.lines.line = before;
        self.lines.go_to(span.end);
    }

    fn send(&mut self, token: Token) {
        self.next = match self.sink.process_token(token, self.lines.line) {
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(_) => Some(State::ScriptData),
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => None,
        };
    }
}

/// Counts the lines of a text up to a place in it.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn go_to(&mut self, to: usize) {
        let passed = self.text.get(self.at..to).unwrap_or_default();
        self.line += passed
            .iter()
            .map(|byte| u64::from(*byte == b'\n'))
            .sum::<u64>();
        self.at = self.at.max(to);
    }
}

fn tag(kind: TagKind, name: &[u8]) -> Tag {
    Tag {
        kind,
        name: local_name(name),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}

fn local_name(name: &[u8]) -> LocalName {
    LocalName::from(&*String::from_utf8_lossy(name))
}

fn tendril(text: &[u8]) -> StrTendril {
    StrTendril::from(&*String::from_utf8_lossy(text))
}
