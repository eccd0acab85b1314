//! Real lists: points with a mark, and numbers that Word counts itself.

/// The lists of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    /// The first number that is free for a pattern, and the first for a list.
    first: (u32, u32),
    /// For each numbered list, the number that it begins with.
    begins: Vec<usize>,
}

impl Lists {
    /// No numbered list yet, with the first free numbers for a pattern and for a list.
    pub fn after(pattern: u32, list: u32) -> Self {
        Self {
            first: (pattern, list),
            begins: Vec::new(),
        }
    }

    /// The list of the points.
    pub fn points(&self) -> u32 {
        self.first.1
    }

    /// A new numbered list.
    pub fn begin(&mut self, with: usize) -> u32 {
        self.begins.push(with);
        let count = u32::try_from(self.begins.len()).unwrap_or(u32::MAX);
        self.first.1.saturating_add(count)
    }

    /// The patterns, as Word has them.
    pub fn patterns(&self) -> String {
        let (first, _) = self.first;
        let pattern = |id: u32, own: &str, format: &str, mark: &str, hanging: u32| {
            format!(
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:nsid w:val=\"{own}\"/>\
                <w:multiLevelType w:val=\"singleLevel\"/><w:tmpl w:val=\"{own}\"/>\
                <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                <w:lvlText w:val=\"{mark}\"/><w:lvlJc w:val=\"left\"/>\
                <w:pPr><w:ind w:left=\"567\" w:hanging=\"{hanging}\"/></w:pPr></w:lvl></w:abstractNum>"
            )
        };
        pattern(first, "5EF1EC71", "bullet", "•", 283)
            + &pattern(first.saturating_add(1), "5EF1EC72", "decimal", "%1.", 567)
    }

    /// The lists, as Word has them.
    pub fn lists(&self) -> String {
        let (pattern, list) = self.first;
        let mut xml =
            format!("<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{pattern}\"/></w:num>");
        let numbered = pattern.saturating_add(1);
        for (id, begin) in (list.saturating_add(1)..).zip(&self.begins) {
            xml.push_str(&format!(
                "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{numbered}\"/>\
                <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"{begin}\"/></w:lvlOverride></w:num>"
            ));
        }
        xml
    }
}

/// The lists of a file of our own.
pub fn numbering(lists: &Lists) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{}{}</w:numbering>",
        lists.patterns(),
        lists.lists()
    )
}
