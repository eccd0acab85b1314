//! A Word file as its parts. The only place in `render` that knows zip.

use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The part that says what every part is; it comes first.
pub const TYPES: &str = "[Content_Types].xml";

/// How much a letterhead unpacks to, all in all. A letterhead with large pictures takes a tenth of it.
const MAX_BYTES: u64 = 48 * 1024 * 1024;

/// How many parts a letterhead has. Word writes about twenty.
const MAX_PARTS: usize = 1_000;

/// What every entry of a zip file's table of contents begins with.
const ENTRY: [u8; 4] = *b"PK\x01\x02";

/// The first bytes of an OLE file: a .doc, or any Office file that is protected with a password.
const OLE: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];

/// Said of what would be read with a password, or with a way of unpacking that is not here.
const LOCKED: &str = "it is protected with a password, or packed in a way that is not read here";

/// The mark that some programs put before UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The parts of a file, by name, in their order.
#[derive(Debug, Default)]
pub struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    /// The parts of a file that somebody else made.
    ///
    /// # Errors
    /// One clause that says why it cannot be read.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        if bytes.starts_with(&OLE) {
            return Err(
                "it is an old Word file (.doc) or is protected with a password; save it as \
                .docx or .dotx without a password"
                    .into(),
            );
        }
        if !bytes.starts_with(b"PK") {
            return Err("it is not a Word document".into());
        }
        // Each part costs memory before any is read.
        let entries = bytes.windows(ENTRY.len()).filter(|at| **at == ENTRY);
        if entries.take(MAX_PARTS + 1).count() > MAX_PARTS {
            return Err("it is a zip file with too many parts".into());
        }
        let mut zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| "it is damaged or cut short")?;
        let mut package = Self::default();
        let mut left = MAX_BYTES;
        for at in 0..zip.len() {
            let file = zip.by_index(at).map_err(|error| match error {
                ZipError::InvalidPassword | ZipError::UnsupportedArchive(_) => LOCKED,
                _ => "it is damaged",
            })?;
            if file.is_dir() {
                continue;
            }
            // Only the reading of it would tell, and then as if it were damaged.
            if !matches!(
                file.compression(),
                CompressionMethod::Stored | CompressionMethod::Deflated
            ) {
                return Err(LOCKED.into());
            }
            let name = file.name().map_err(|_| "it is damaged")?.into_owned();
            let mut part = Vec::new();
            // The size that the file claims is not believed: reading stops by itself.
            file.take(left + 1)
                .read_to_end(&mut part)
                .map_err(|_| "it is damaged")?;
            left = left
                .checked_sub(part.len() as u64)
                .ok_or("it unpacks to more than 48 MB, and a letterhead is far smaller")?;
            package.put(&name, part);
        }
        Ok(package)
    }

    /// A part.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        let part = self.0.iter().find(|(named, _)| is_same(named, name));
        part.map(|(_, bytes)| bytes.as_slice())
    }

    /// The text of a part; nothing where there is no such part.
    ///
    /// # Errors
    /// When it is not UTF-8, in which Word writes every part.
    pub fn text(&self, name: &str) -> Result<Option<&str>, String> {
        let Some(bytes) = self.part(name) else {
            return Ok(None);
        };
        let text =
            std::str::from_utf8(bytes).map_err(|_| format!("its part {name} is not UTF-8"))?;
        Ok(Some(text.trim_start_matches(BYTE_ORDER_MARK)))
    }

    /// Adds a part, or puts it in the place of the one of that name.
    pub fn put(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        match self.0.iter_mut().find(|(named, _)| is_same(named, name)) {
            Some(part) => part.1 = bytes,
            None => self.0.push((name.to_owned(), bytes)),
        }
    }

    /// A name that no part has: the stem, a number from 1 up, and `.xml`.
    pub fn free_name(&self, stem: &str) -> String {
        (1..)
            .map(|number| format!("{stem}{number}.xml"))
            .find(|name| self.part(name).is_none())
            .unwrap_or_default()
    }

    /// The file: the same bytes for the same parts.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn packed(mut self) -> Result<Vec<u8>, String> {
        // Word looks for the types first; the others stay as they were.
        self.0.sort_by_key(|(name, _)| !is_same(name, TYPES));
        let failed = |error: ZipError| format!("the file cannot be packed ({error})");
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.0 {
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .last_modified_time(DateTime::DEFAULT);
            zip.start_file(name.as_str(), options).map_err(failed)?;
            zip.write_all(bytes)
                .map_err(|error| format!("the file cannot be packed ({error})"))?;
        }
        Ok(zip.finish().map_err(failed)?.into_inner())
    }
}

/// The names of parts are the same in capitals (ECMA-376, part 2, section 6.2.2).
fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

#[cfg(test)]
mod tests;
