//! The styles that the page wears, each by the name that Word gives it, and how they look where an
//! organisation has none of that name.

use super::xml::words;

/// A style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The text of a paragraph; the others rest on it.
    Normal,
    /// The title of the page.
    Title,
    /// The heading of a section.
    Heading1,
    /// The heading of a question or a step.
    Heading2,
    /// Whose points come next.
    Heading3,
    /// A point.
    ListBullet,
    /// A question or a step with nothing below it.
    ListNumber,
    /// A label and what belongs to it, which stands in a column of its own.
    Fact,
    /// What became of the thing above, in a few words.
    Remark,
    /// The words above a table that follows another.
    Caption,
    /// Text in a table.
    TableText,
    /// A heading of a column.
    TableHeading,
    /// The top of every page.
    Header,
    /// The foot of every page.
    Footer,
    /// What stands where something is to be written.
    PlaceholderText,
    /// The table from which every other is made.
    TableNormal,
    /// A table with lines.
    TableGrid,
}

impl Style {
    /// Every style, in the order in which they are written.
    pub const ALL: [Self; 17] = [
        Self::Normal,
        Self::Title,
        Self::Heading1,
        Self::Heading2,
        Self::Heading3,
        Self::ListBullet,
        Self::ListNumber,
        Self::Fact,
        Self::Remark,
        Self::Caption,
        Self::TableText,
        Self::TableHeading,
        Self::Header,
        Self::Footer,
        Self::PlaceholderText,
        Self::TableNormal,
        Self::TableGrid,
    ];

    /// Its name. Word writes the names of its own styles in English in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Title => "Title",
            Self::Heading1 => "heading 1",
            Self::Heading2 => "heading 2",
            Self::Heading3 => "heading 3",
            Self::ListBullet => "List Bullet",
            Self::ListNumber => "List Number",
            Self::Fact => "Fact",
            Self::Remark => "Remark",
            Self::Caption => "caption",
            Self::TableText => "Table Text",
            Self::TableHeading => "Table Heading",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::PlaceholderText => "Placeholder Text",
            Self::TableNormal => "Normal Table",
            Self::TableGrid => "Table Grid",
        }
    }

    /// What it is a style of, as Word writes it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::PlaceholderText => "character",
            Self::TableNormal | Self::TableGrid => "table",
            _ => "paragraph",
        }
    }

    /// The id that it has where nothing else has it.
    pub fn usual_id(self) -> String {
        format!("{self:?}")
    }

    /// Whether it belongs to what comes next, and stays with it.
    pub fn is_above_others(self) -> bool {
        matches!(
            self,
            Self::Title | Self::Heading1 | Self::Heading2 | Self::Heading3 | Self::Caption
        )
    }

    fn rests_on(self) -> Option<Self> {
        match self {
            Self::Normal | Self::TableNormal | Self::PlaceholderText => None,
            Self::TableHeading => Some(Self::TableText),
            Self::TableGrid => Some(Self::TableNormal),
            _ => Some(Self::Normal),
        }
    }

    /// The style of the paragraph that a person writes after one of this style.
    fn next(self) -> Option<Self> {
        match self {
            Self::Title | Self::Heading1 | Self::Heading2 | Self::Heading3 => Some(Self::Normal),
            _ => None,
        }
    }

    /// Its properties, in Word's own order (ECMA-376, part 1, sections 17.3 and 17.4).
    fn properties(self) -> &'static str {
        match self {
            Self::Normal => {
                "<w:qFormat/><w:pPr><w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr>"
            }
            Self::Title => {
                "<w:uiPriority w:val=\"10\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after=\"240\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"1F3864\"/><w:sz w:val=\"40\"/><w:szCs w:val=\"40\"/></w:rPr>"
            }
            Self::Heading1 => {
                "<w:uiPriority w:val=\"9\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"1F3864\"/><w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/></w:rPr>"
            }
            Self::Heading2 => {
                "<w:uiPriority w:val=\"9\"/><w:unhideWhenUsed/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/></w:rPr>"
            }
            Self::Heading3 => {
                "<w:uiPriority w:val=\"9\"/><w:unhideWhenUsed/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"160\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"1F3864\"/></w:rPr>"
            }
            Self::ListBullet | Self::ListNumber => {
                "<w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/><w:qFormat/><w:pPr><w:spacing w:after=\"80\"/></w:pPr>"
            }
            Self::Fact => {
                "<w:qFormat/><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"2268\"/></w:tabs><w:spacing w:after=\"60\"/><w:ind w:left=\"2268\" w:hanging=\"2268\"/></w:pPr>"
            }
            Self::Remark => {
                "<w:qFormat/><w:pPr><w:spacing w:after=\"80\"/><w:ind w:left=\"567\"/></w:pPr><w:rPr><w:i/></w:rPr>"
            }
            Self::Caption => {
                "<w:uiPriority w:val=\"35\"/><w:unhideWhenUsed/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/></w:pPr><w:rPr><w:b/></w:rPr>"
            }
            Self::TableText => {
                "<w:qFormat/><w:pPr><w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/></w:rPr>"
            }
            Self::TableHeading => "<w:qFormat/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr>",
            Self::Header => {
                "<w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/><w:pPr><w:spacing w:after=\"0\"/><w:jc w:val=\"right\"/></w:pPr><w:rPr><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr>"
            }
            Self::Footer => {
                "<w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/><w:pPr><w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr>"
            }
            // Dark enough to be read: 7 to 1 on white.
            Self::PlaceholderText => {
                "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:rPr><w:color w:val=\"595959\"/></w:rPr>"
            }
            Self::TableNormal => {
                "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
            }
            Self::TableGrid => {
                "<w:uiPriority w:val=\"39\"/><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/></w:tblBorders></w:tblPr>"
            }
        }
    }

    fn is_of_word(self) -> bool {
        !matches!(
            self,
            Self::Fact | Self::Remark | Self::TableText | Self::TableHeading
        )
    }
}

/// The id of every style in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids(Vec<(Style, String)>);

impl Ids {
    /// The usual ones.
    pub fn usual() -> Self {
        Self::found(|style| style.usual_id())
    }

    /// Those that a file has.
    pub fn found(id: impl Fn(Style) -> String) -> Self {
        Self(Style::ALL.map(|style| (style, id(style))).to_vec())
    }

    /// The id of a style, as the value of an attribute.
    pub fn of(&self, style: Style) -> String {
        let found = self.0.iter().find(|(of, _)| *of == style);
        words(found.map_or("", |(_, id)| id))
    }

    /// A style as Word has it.
    pub fn element(&self, style: Style) -> String {
        let mut xml = format!("<w:style w:type=\"{}\"", style.kind());
        if matches!(style, Style::Normal | Style::TableNormal) {
            xml.push_str(" w:default=\"1\"");
        }
        if !style.is_of_word() {
            xml.push_str(" w:customStyle=\"1\"");
        }
        xml.push_str(&format!(
            " w:styleId=\"{}\"><w:name w:val=\"{}\"/>",
            self.of(style),
            style.name()
        ));
        for (element, other) in [("basedOn", style.rests_on()), ("next", style.next())] {
            if let Some(other) = other {
                xml.push_str(&format!("<w:{element} w:val=\"{}\"/>", self.of(other)));
            }
        }
        xml.push_str(style.properties());
        xml.push_str("</w:style>");
        xml
    }
}

/// The styles of a file of our own.
pub fn styles() -> String {
    let ids = Ids::usual();
    let all: String = Style::ALL.map(|style| ids.element(style)).concat();
    part(&all)
}

/// A part of styles.
pub fn part(styles: &str) -> String {
    format!("{HEAD}{styles}</w:styles>")
}

/// Arial is on every computer with Word, and has a twin of the same widths elsewhere; 12 points is the
/// least that guidance on clear print asks for.
const HEAD: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    "<w:docDefaults><w:rPrDefault><w:rPr>",
    "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>",
    "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    "<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/>",
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
);
