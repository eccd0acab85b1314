//! Where the text of a web page stands, and what stands around it.

use super::tree::{Id, ROOT, Tree};

/// A page, and which of its nodes hold the text of it.
pub struct Page<'t> {
    /// The page as a tree.
    pub tree: &'t Tree,
    holders: Vec<bool>,
}

impl<'t> Page<'t> {
    /// Looks a page over.
    pub fn new(tree: &'t Tree) -> Self {
        Page {
            tree,
            holders: holders(tree),
        }
    }

    /// Where the text stands: the main parts, or a single article, or else nowhere in particular.
    pub fn content(&self) -> Vec<Id> {
        let main = self.outermost(|id| self.is_main(id));
        if !main.is_empty() {
            return main;
        }
        let articles = self.outermost(|id| self.tree.name(id) == "article");
        if articles.len() == 1 {
            articles
        } else {
            Vec::new()
        }
    }

    /// The body, or the document where there is none.
    pub fn body(&self) -> Id {
        let html = self.tree.children(ROOT);
        html.flat_map(|id| self.tree.children(id))
            .find(|id| self.tree.name(*id) == "body")
            .unwrap_or(ROOT)
    }

    /// Whether an element is the main part.
    pub fn is_main(&self, id: Id) -> bool {
        self.tree.name(id) == "main"
            || (self.tree.element(id)).is_some_and(|element| element.marks.main)
    }

    /// The elements of a sort that are read and stand in no other of that sort, in order.
    fn outermost(&self, wanted: impl Fn(Id) -> bool) -> Vec<Id> {
        let mut found = Vec::new();
        let mut open = vec![self.body()];
        while let Some(id) = open.pop() {
            let from = open.len();
            for child in self.tree.children(id) {
                if !self.is_skipped(child, false) {
                    open.push(child);
                }
            }
            if let Some(children) = open.get_mut(from..) {
                children.reverse();
            }
            if wanted(id) {
                open.truncate(from);
                found.push(id);
            }
        }
        found
    }

    /// Whether an element is no part of the text. A header is one only within the content.
    pub fn is_skipped(&self, id: Id, in_content: bool) -> bool {
        let Some(element) = self.tree.element(id) else {
            return false;
        };
        let marks = element.marks;
        // Some systems put the whole page into one form, or write on its frame that cookies were
        // accepted.
        let holds = self.holders.get(id).copied().unwrap_or(false);
        match &*element.name {
            "script" | "style" | "noscript" | "template" | "head" | "title" | "nav" | "footer"
            | "aside" | "button" | "select" | "textarea" | "datalist" | "svg" | "iframe"
            | "object" | "audio" | "video" | "canvas" => true,
            "header" if !in_content && !marks.title_block => true,
            "form" if !holds => true,
            "div" | "section" | "dialog" if marks.cookie && !holds => true,
            _ => marks.skipped,
        }
    }
}

/// For each node whether it is, or is above, a main part, an article or a heading of the first level.
fn holders(tree: &Tree) -> Vec<bool> {
    let mut holders = vec![false; tree.ids().count()];
    for id in tree.ids() {
        let main = tree.element(id).is_some_and(|element| element.marks.main);
        if !main && !matches!(tree.name(id), "main" | "article" | "h1") {
            continue;
        }
        let mut next = Some(id);
        while let Some(id) = next {
            match holders.get_mut(id) {
                Some(holder) if !*holder => *holder = true,
                _ => break,
            }
            next = tree.parent(id);
        }
    }
    holders
}
