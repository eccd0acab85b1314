//! How the parts of a Word file hang together, and what each of them is.

use super::xml::words;

/// What a part is: the kind of its relationship, and its content type.
#[derive(Debug)]
pub struct Kind {
    /// The last word of the relationship's type.
    pub relation: &'static str,
    /// The content type.
    pub content: &'static str,
}

/// The content type of a document, whatever the file was before.
pub const DOCUMENT: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// The content type of a template.
pub const TEMPLATE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";

/// The styles.
pub const STYLES: Kind = Kind {
    relation: "styles",
    content: "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
};

/// The settings.
pub const SETTINGS: Kind = Kind {
    relation: "settings",
    content: "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
};

/// The lists.
pub const NUMBERING: Kind = Kind {
    relation: "numbering",
    content: "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
};

/// The top of every page.
pub const HEADER: Kind = Kind {
    relation: "header",
    content: "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
};

/// The foot of every page.
pub const FOOTER: Kind = Kind {
    relation: "footer",
    content: "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
};

/// The title, the maker and the language.
pub const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// The program that made the file.
pub const APPLICATION: &str =
    "application/vnd.openxmlformats-officedocument.extended-properties+xml";

/// The types of the relationships of the whole file.
pub const CORE_RELATION: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
/// See [`CORE_RELATION`].
pub const APPLICATION_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties";

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A relationship, which stands in any part of relationships whatever its prefix is.
pub fn relationship(id: &str, kind: &str, target: &str) -> String {
    format!(
        "<Relationship xmlns=\"{RELATIONS}\" Id=\"{}\" Type=\"{}\" Target=\"{}\"/>",
        words(id),
        words(kind),
        words(target)
    )
}

/// The type of a relationship to a part.
pub fn relation(kind: &Kind) -> String {
    format!("{OFFICE}/{}", kind.relation)
}

/// What a part is, by its name from the root, in any part of types whatever its prefix is.
pub fn override_of(name: &str, content: &str) -> String {
    format!(
        "<Override xmlns=\"{TYPES}\" PartName=\"/{}\" ContentType=\"{}\"/>",
        words(name),
        words(content)
    )
}

/// A part of relationships that holds nothing yet.
pub fn none() -> String {
    format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\"></Relationships>")
}

/// The relationships of a file of our own.
pub fn of_package() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{RELATIONS}\">{}{}{}</Relationships>",
        relationship(
            "rId1",
            &format!("{OFFICE}/officeDocument"),
            "word/document.xml"
        ),
        relationship("rId2", CORE_RELATION, "docProps/core.xml"),
        relationship("rId3", APPLICATION_RELATION, "docProps/app.xml")
    )
}

/// The relationships of a document of our own.
#[derive(Debug, Default)]
pub struct Relations {
    xml: String,
    count: usize,
}

impl Relations {
    /// Adds one, and gives its id.
    pub fn add(&mut self, kind: &Kind, target: &str) -> String {
        self.count += 1;
        let id = format!("rId{}", self.count);
        self.xml
            .push_str(&relationship(&id, &relation(kind), target));
        id
    }

    /// The part.
    pub fn part(&self) -> String {
        format!(
            "{HEAD}<Relationships xmlns=\"{RELATIONS}\">{}</Relationships>",
            self.xml
        )
    }
}

/// What the parts of a file of our own are.
#[derive(Debug, Default)]
pub struct Types(String);

impl Types {
    /// Adds a part of the document.
    pub fn add(&mut self, kind: &Kind, name: &str) {
        self.0
            .push_str(&override_of(&format!("word/{name}"), kind.content));
    }

    /// The part.
    pub fn part(&self) -> String {
        format!(
            "{HEAD}<Types xmlns=\"{TYPES}\">\
            <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
            <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}{}</Types>",
            override_of("word/document.xml", DOCUMENT),
            self.0,
            override_of("docProps/core.xml", CORE),
            override_of("docProps/app.xml", APPLICATION)
        )
    }
}
