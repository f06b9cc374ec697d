//! The package of a template: opened with limits, written with the filled parts.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::problem::ProblemKind;

/// The part with the title of the file.
pub const CORE_PROPERTIES: &str = "docProps/core.xml";
/// Parts that a template may have.
const MOST_PARTS: usize = 1_000;
/// Bytes of all parts together.
const LARGEST: u64 = 60 << 20;

/// A package.
#[derive(Debug)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Reads a package.
    pub fn open(bytes: &[u8]) -> Result<Self, ProblemKind> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ProblemKind::NoPackage)?;
        if archive.len() > MOST_PARTS {
            return Err(ProblemKind::TooLarge);
        }
        let mut parts = Vec::with_capacity(archive.len());
        let mut left = LARGEST;
        for index in 0..archive.len() {
            let file = archive.by_index(index).map_err(|_| ProblemKind::NoPackage)?;
            if file.is_dir() {
                continue;
            }
            let name = file.name().map_err(|_| ProblemKind::NoPackage)?.into_owned();
            let mut content = Vec::new();
            // The size that the package states may be wrong: what is read counts.
            file.take(left + 1)
                .read_to_end(&mut content)
                .map_err(|_| ProblemKind::NoPackage)?;
            left = left.checked_sub(content.len() as u64).ok_or(ProblemKind::TooLarge)?;
            parts.push((name, content));
        }
        if parts.iter().any(|(name, _)| name == "word/document.xml") {
            Ok(Self { parts })
        } else {
            Err(ProblemKind::NoPackage)
        }
    }

    /// The parts that may hold fields.
    pub fn texts(&self) -> Vec<(usize, String)> {
        let wanted = |name: &str| {
            let own = name.strip_prefix("word/").unwrap_or_default();
            name == CORE_PROPERTIES
                || own == "document.xml"
                || own == "footnotes.xml"
                || own.ends_with(".xml") && (own.starts_with("header") || own.starts_with("footer"))
        };
        let parts = self.parts.iter().enumerate().filter(|(_, (name, _))| wanted(name));
        parts
            .map(|(i, (_, content))| {
                (
                    i,
                    String::from_utf8_lossy(content)
                        .trim_start_matches('\u{FEFF}')
                        .to_owned(),
                )
            })
            .collect()
    }

    /// Name of a part in the package.
    pub fn name(&self, index: usize) -> &str {
        self.parts.get(index).map_or("", |(name, _)| name.as_str())
    }

    /// The package with some parts replaced.
    pub fn with(&self, filled: &[(usize, String)]) -> Result<Vec<u8>, ProblemKind> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let failed = |_| ProblemKind::NoPackage;
        for (index, (name, content)) in self.parts.iter().enumerate() {
            let own = filled.iter().find(|(i, _)| *i == index);
            zip.start_file(name.as_str(), options).map_err(failed)?;
            zip.write_all(own.map_or(content.as_slice(), |(_, text)| text.as_bytes()))
                .map_err(|_| ProblemKind::NoPackage)?;
        }
        zip.finish().map(Cursor::into_inner).map_err(failed)
    }
}
