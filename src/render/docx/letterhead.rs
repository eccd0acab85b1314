//! A page on an organisation's letterhead: its headers, footers, styles and paper stay as they are, and the
//! page takes the place of its text. Nothing of it is written over but what it says of itself.

mod section;
mod styles;

use self::section::Section;
use self::styles::Styles;
use super::body::{Dress, body};
use super::numbering::{Lists, numbering};
use super::package::{Package, TYPES};
use super::relations::{self, Kind, override_of, relation, relationship};
use super::styles::{Ids, Style};
use super::xml::{Element, elements, with_appended, with_inserted};
use super::{About, own, properties};
use crate::render::document::Document;

/// The namespace of Word's elements.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The namespace of Word's elements in the strict form of the standard, which few programs write.
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const STRICT_FORM: &str =
    "it is saved in the strict form of Open XML; save it as an ordinary Word document";

const OTHER_KIND: &str = "it is an Office file of another kind and not a Word document";

/// The page as the parts of a file, on a letterhead.
///
/// # Errors
/// One clause that says why the letterhead cannot be used.
pub fn package(
    document: &Document,
    about: &About<'_>,
    letterhead: &[u8],
) -> Result<Package, String> {
    let mut file = Letterhead::open(letterhead)?;
    let theirs = file.text(&file.main)?.to_owned();
    let mut section = Section::last(&theirs, &file.main)?;
    let mut dress = file.dress(section.width())?;
    let content = body(document, &mut dress);
    file.add_styles(&dress.ids)?;
    file.add_lists(&dress.lists)?;
    if !section.has_footer {
        let name = file.package.free_name("word/footer");
        let id = file.add_part(&relations::FOOTER, &name, own::footer(&dress.ids))?;
        section.references.push_str(&format!(
            "<w:footerReference xmlns:r=\"{OFFICE}\" w:type=\"default\" r:id=\"{id}\"/>"
        ));
    }
    let content = format!("<w:body>{content}{}</w:body>", section.element());
    let whole = with_inserted(&theirs, &[(section.body, content)]);
    file.package.put(&file.main, whole.ok_or(OTHER_KIND)?);
    file.say(about)?;
    Ok(file.package)
}

/// A letterhead that is being written on.
struct Letterhead {
    package: Package,
    /// The part that holds the text.
    main: String,
}

/// Where a relationship leads.
struct Related {
    id: String,
    kind: String,
    /// The name of the part.
    part: String,
}

impl Letterhead {
    fn open(bytes: &[u8]) -> Result<Self, String> {
        let package = Package::read(bytes)?;
        if package.part(TYPES).is_none() {
            return Err("it is a zip file and not a Word document".into());
        }
        let mut file = Self {
            package,
            main: String::new(),
        };
        let kind = format!("{OFFICE}/officeDocument");
        let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument";
        if file
            .related("", |related| related.kind == strict)?
            .is_some()
        {
            return Err(STRICT_FORM.into());
        }
        let main = file.related("", |related| related.kind == kind)?;
        file.main = main.ok_or(OTHER_KIND)?.part;
        file.make_document()?;
        Ok(file)
    }

    /// Makes a document of a template.
    fn make_document(&mut self) -> Result<(), String> {
        let text = self.text(TYPES)?;
        let found = elements(text, TYPES, |depth, _| depth == 1)?;
        let name = format!("/{}", self.main);
        let main = found.iter().find(|element| {
            let part = element.attribute("PartName");
            part.is_some_and(|part| part.eq_ignore_ascii_case(&name))
        });
        let Some(main) = main else {
            return Err(OTHER_KIND.into());
        };
        match main.attribute("ContentType") {
            Some(relations::DOCUMENT) => {}
            Some(relations::TEMPLATE) => {
                let entry = override_of(&self.main, relations::DOCUMENT);
                let types = with_inserted(text, &[(main.whole.clone(), entry)]);
                self.package.put(TYPES, types.ok_or(OTHER_KIND)?);
            }
            Some(kind) if kind.contains("macroEnabled") => {
                return Err("it holds macros; save it as .docx or .dotx, without them".into());
            }
            _ => return Err(OTHER_KIND.into()),
        }
        Ok(())
    }

    fn text(&self, part: &str) -> Result<&str, String> {
        let text = self.package.text(part)?;
        text.ok_or_else(|| format!("its part {part} is missing"))
    }

    /// How the body is dressed by this letterhead.
    fn dress(&self, width: u32) -> Result<Dress, String> {
        let styles = self.styles()?;
        let points = styles.of(Style::ListBullet);
        let (mut pattern, mut list) = (0, 1);
        if let Some(part) = self.part(&relations::NUMBERING)? {
            let text = self.text(&part)?;
            let found = elements(text, &part, |depth, _| depth == 1)?;
            is_words_own(&found, "w:numbering")?;
            for element in &found {
                let after = |name| element.number(name).map_or(0, |id| id.saturating_add(1));
                pattern = pattern.max(after("abstractNumId"));
                list = list.max(after("numId"));
            }
        }
        Ok(Dress {
            marks_points: points.is_some_and(|points| points.is_list),
            ids: styles.ids(),
            lists: Lists::after(pattern, list),
            says_language: true,
            width,
        })
    }

    fn styles(&self) -> Result<Styles, String> {
        let Some(part) = self.part(&relations::STYLES)? else {
            return Ok(Styles::default());
        };
        let text = self.text(&part)?;
        let found = elements(text, &part, |depth, name| {
            matches!(
                (depth, name),
                (1, "w:style") | (2, "w:name") | (3, "w:numPr")
            )
        })?;
        is_words_own(&found, "w:styles")?;
        Ok(Styles::read(&found))
    }

    /// Adds the styles that the letterhead has not.
    fn add_styles(&mut self, ids: &Ids) -> Result<(), String> {
        let theirs = self.styles()?;
        let missing = Style::ALL.into_iter().filter(|style| {
            // The top of the page is the letterhead's own.
            *style != Style::Header && theirs.of(*style).is_none()
        });
        let missing: String = missing.map(|style| ids.element(style)).collect();
        let Some(part) = self.part(&relations::STYLES)? else {
            let name = self.package.free_name("word/styles");
            let whole = super::styles::part(&missing);
            self.add_part(&relations::STYLES, &name, whole)?;
            return Ok(());
        };
        let whole = with_appended(self.text(&part)?, &part, &missing)?;
        self.package.put(&part, whole);
        Ok(())
    }

    /// Adds the lists. Patterns stand before lists (ECMA-376, part 1, section 17.9.16).
    fn add_lists(&mut self, lists: &Lists) -> Result<(), String> {
        let Some(part) = self.part(&relations::NUMBERING)? else {
            let name = self.package.free_name("word/numbering");
            self.add_part(&relations::NUMBERING, &name, numbering(lists))?;
            return Ok(());
        };
        let text = self.text(&part)?;
        let found = elements(text, &part, |depth, _| depth == 1)?;
        let theirs = || found.iter().filter(|element| element.name == "w:num");
        let end = found
            .iter()
            .find(|element| element.name == "w:numIdMacAtCleanup");
        let whole = match (theirs().next(), theirs().next_back(), end) {
            (Some(first), Some(last), _) => {
                let (first, last) = (first.whole.start, last.whole.end);
                with_inserted(
                    text,
                    &[
                        (first..first, lists.patterns()),
                        (last..last, lists.lists()),
                    ],
                )
                .ok_or(OTHER_KIND)?
            }
            (_, _, Some(end)) => {
                let at = end.whole.start;
                let both = lists.patterns() + &lists.lists();
                with_inserted(text, &[(at..at, both)]).ok_or(OTHER_KIND)?
            }
            _ => with_appended(text, &part, &(lists.patterns() + &lists.lists()))?,
        };
        self.package.put(&part, whole);
        Ok(())
    }

    /// Says what the file is: its title and who made it are no longer the letterhead's.
    fn say(&mut self, about: &About<'_>) -> Result<(), String> {
        for (kind, content, name, text) in [
            (
                relations::CORE_RELATION,
                relations::CORE,
                "docProps/core.xml",
                properties::core(about),
            ),
            (
                relations::APPLICATION_RELATION,
                relations::APPLICATION,
                "docProps/app.xml",
                properties::application(about),
            ),
        ] {
            match self.related("", |related| related.kind == kind)? {
                Some(related) => self.package.put(&related.part, text),
                None => {
                    self.package.put(name, text);
                    self.register(name, content)?;
                    self.relate("", kind, name)?;
                }
            }
        }
        Ok(())
    }

    /// Adds a part to the document, and gives the id of its relationship.
    fn add_part(&mut self, kind: &Kind, name: &str, text: String) -> Result<String, String> {
        self.package.put(name, text);
        self.register(name, kind.content)?;
        let main = self.main.clone();
        self.relate(&main, &relation(kind), name)
    }

    fn register(&mut self, name: &str, content: &str) -> Result<(), String> {
        let text = self.text(TYPES)?;
        let entry = |element: &Element| {
            let part = element.attribute("PartName").unwrap_or_default();
            part.trim_start_matches('/').eq_ignore_ascii_case(name)
        };
        // A file may say what a part is that it has not.
        let found = elements(text, TYPES, |depth, _| depth == 1)?;
        let types = match found.iter().find(|element| entry(element)) {
            Some(element) => {
                with_inserted(text, &[(element.whole.clone(), override_of(name, content))])
                    .ok_or(OTHER_KIND)?
            }
            None => with_appended(text, TYPES, &override_of(name, content))?,
        };
        self.package.put(TYPES, types);
        Ok(())
    }

    /// Adds a relationship of a part, or of the whole file where the part has no name.
    fn relate(&mut self, of: &str, kind: &str, to: &str) -> Result<String, String> {
        let part = relations_of(of);
        if self.package.part(&part).is_none() {
            self.package.put(&part, relations::none());
        }
        let mut taken = Vec::new();
        self.related(of, |related| {
            taken.push(related.id.clone());
            false
        })?;
        let id = (1..)
            .map(|number| format!("rIdMinutes{number}"))
            .find(|id| !taken.contains(id))
            .unwrap_or_default();
        let entry = relationship(&id, kind, &format!("/{to}"));
        let whole = with_appended(self.text(&part)?, &part, &entry)?;
        self.package.put(&part, whole);
        Ok(id)
    }

    /// The part of a kind that the document has.
    fn part(&self, kind: &Kind) -> Result<Option<String>, String> {
        let kind = relation(kind);
        let found = self.related(&self.main, |related| related.kind == kind)?;
        Ok(found.map(|related| related.part))
    }

    /// The first relationship that is asked for, of a part or of the whole file.
    fn related(
        &self,
        of: &str,
        mut wanted: impl FnMut(&Related) -> bool,
    ) -> Result<Option<Related>, String> {
        let part = relations_of(of);
        let Some(text) = self.package.text(&part)? else {
            return Ok(None);
        };
        let found = elements(text, &part, |depth, _| depth == 1)?;
        let related = found.iter().filter_map(|element| {
            let own = |name| element.attribute(name).map(str::to_owned);
            let external = element.attribute("TargetMode") == Some("External");
            Some(Related {
                id: own("Id")?,
                kind: own("Type")?,
                part: if external {
                    String::new()
                } else {
                    resolved(of, element.attribute("Target")?)
                },
            })
        });
        let mut related = related.collect::<Vec<_>>().into_iter();
        Ok(related.find(|related| wanted(related) && !related.part.is_empty()))
    }
}

/// The part that holds the relationships of a part, or of the whole file.
fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// The name of a part from the root, as a part calls it.
fn resolved(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !matches!(*step, "" | "."));
    steps.join("/")
}

/// Whether a part is written with Word's own names, so that ours can stand beside them.
fn is_words_own(found: &[Element], root: &str) -> Result<(), String> {
    let first = found.first();
    let space = first.and_then(|element| element.attribute("xmlns:w"));
    match (first, space) {
        (Some(element), Some(WORD)) if element.name == root => Ok(()),
        (_, Some(STRICT)) => Err(STRICT_FORM.into()),
        _ => Err(
            "it is written in a way that is not read here; open it in Word and save it again"
                .into(),
        ),
    }
}
