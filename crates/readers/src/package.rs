//! Bounded reading of zip packages (OOXML, ODF).

use crate::{Limits, ReadError};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A zip package whose parts are expanded one by one under a common bound.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    budget: u64,
    limit: u64,
}

impl<'a> Package<'a> {
    /// Opens the package.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| ReadError::damaged(format!("zip: {e}")))?;
        Ok(Self {
            archive,
            budget: limits.expanded_bytes,
            limit: limits.expanded_bytes,
        })
    }

    /// Names of all parts, with forward slashes.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.archive
            .file_names()
            .filter_map(Result::ok)
            .map(|n| n.replace('\\', "/"))
    }

    /// The expanded content of a part, `None` where there is no such part.
    ///
    /// Fails with [`ReadError::Damaged`] where the part cannot be expanded; the caller decides whether
    /// the rest is still of use. Exceeding the bound is always fatal.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let broken = |e: String| ReadError::damaged(format!("{name}: {e}"));
        let entry = match self.archive.by_index(index) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::UnsupportedArchive(text)) if text.to_ascii_lowercase().contains("password") => {
                return Err(ReadError::Encrypted);
            }
            Err(e) => return Err(broken(e.to_string())),
        };
        // The declared size is a claim of the file; it only sizes the first allocation.
        let mut out = Vec::with_capacity(entry.size().min(1 << 20).min(self.budget) as usize);
        let read = entry.take(self.budget.saturating_add(1)).read_to_end(&mut out);
        if out.len() as u64 > self.budget {
            return Err(ReadError::ExpansionTooLarge { limit: self.limit });
        }
        read.map_err(|e| broken(e.to_string()))?;
        self.budget -= out.len() as u64;
        Ok(Some(out))
    }

    /// The first bytes of a part, not counted against the bound.
    pub(crate) fn part_head(&mut self, name: &str, length: u64) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let entry = self
            .archive
            .by_index(index)
            .map_err(|e| ReadError::damaged(format!("{name}: {e}")))?;
        let mut out = Vec::new();
        entry
            .take(length)
            .read_to_end(&mut out)
            .map_err(|e| ReadError::damaged(format!("{name}: {e}")))?;
        Ok(Some(out))
    }

    /// Some producers write other cases or backslashes than the relations say.
    fn index(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            self.archive
                .file_names()
                .position(|n| n.is_ok_and(|n| n.len() == name.len() && n.replace('\\', "/").eq_ignore_ascii_case(name)))
        })
    }
}

/// The path of a relation target, relative to the folder of the part that names it.
pub(crate) fn resolve(base: &str, target: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        parts.extend(base.split('/'));
        parts.pop();
    }
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(piece),
        }
    }
    parts.join("/")
}

/// The path of the part that lists the relations of `part`.
pub(crate) fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_against_the_folder_of_their_part() {
        assert_eq!(resolve("word/document.xml", "media/a.png"), "word/media/a.png");
        assert_eq!(resolve("word/document.xml", "../custom/x.xml"), "custom/x.xml");
        assert_eq!(resolve("word/document.xml", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("a.xml", "../../../b.xml"), "b.xml");
        assert_eq!(relations_of("word/document.xml"), "word/_rels/document.xml.rels");
    }
}
