//! Bounded reading of zip packages (OOXML, ODF).

use crate::{Limits, ReadError};
use memchr::memmem;
use std::io::{Cursor, Read};
use std::sync::{Mutex, MutexGuard, PoisonError};
use zip::ZipArchive;

/// The most that one byte of deflated data can stand for, rounded up.
const WORST_RATIO: u64 = 1_100;
/// Bytes that the parts of a package may expand to while others are read beside it. Larger ones are read one at a
/// time in the whole process: each may take some hundred megabytes until its parts have become a document.
const LARGE: u64 = 16 << 20;
static LARGE_PACKAGES: Mutex<()> = Mutex::new(());
/// Parts of a package. Each costs some hundred bytes before anything is read of it.
const MAX_PARTS: usize = 50_000;

/// A zip package whose parts are expanded one by one under a common bound.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be expanded, and what they were at first.
    budget: u64,
    limit: u64,
    /// Bytes of one part.
    part_limit: u64,
    /// Held from the first byte above [`LARGE`] on.
    turn: Option<MutexGuard<'static, ()>>,
}

impl<'a> Package<'a> {
    /// Opens the package.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        // The list of parts is read as a whole; a file of nothing but names would fill the memory.
        if memmem::find_iter(bytes, b"PK\x01\x02").nth(MAX_PARTS).is_some() {
            return Err(ReadError::damaged("zip"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::damaged("zip"))?;
        Ok(Self {
            archive,
            budget: limits.expanded_bytes,
            limit: limits.expanded_bytes,
            part_limit: limits.part_bytes,
            turn: None,
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
    /// the rest is still of use. Exceeding the bounds is always fatal, and refused by the size that the package
    /// declares, before anything is expanded.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let entry = match self.archive.by_index(index) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::UnsupportedArchive(text)) if text.to_ascii_lowercase().contains("password") => {
                return Err(ReadError::Encrypted);
            }
            Err(_) => return Err(ReadError::damaged(name)),
        };
        let size = entry.size();
        if size > self.part_limit {
            return Err(ReadError::ExpansionTooLarge { limit: self.part_limit });
        }
        if size > self.budget {
            return Err(ReadError::ExpansionTooLarge { limit: self.limit });
        }
        if self.turn.is_none() && self.limit - self.budget + size > LARGE {
            self.turn = Some(LARGE_PACKAGES.lock().unwrap_or_else(PoisonError::into_inner));
        }
        let possible = size.min(entry.compressed_size().saturating_mul(WORST_RATIO));
        let mut out = Vec::with_capacity(possible as usize);
        let read = entry.take(size.saturating_add(1)).read_to_end(&mut out);
        // A part that is longer than declared would pass the bounds.
        if read.is_err() || out.len() as u64 > size {
            return Err(ReadError::damaged(name));
        }
        self.budget -= out.len() as u64;
        Ok(Some(out))
    }

    /// The first bytes of a part, not counted against the bound.
    pub(crate) fn part_head(&mut self, name: &str, length: u64) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let entry = self.archive.by_index(index).map_err(|_| ReadError::damaged(name))?;
        let mut out = Vec::new();
        entry
            .take(length)
            .read_to_end(&mut out)
            .map_err(|_| ReadError::damaged(name))?;
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
