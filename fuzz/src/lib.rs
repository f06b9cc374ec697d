//! What the fuzz targets share.

use std::io::{Cursor, Write};
use std::time::Duration;
use tonghop_document::Document;
use tonghop_readers::{Input, Limits, ReadError, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Limits that make a run slow or large enough to notice: libFuzzer stops after its own limits.
#[must_use]
pub fn limits() -> Limits {
    Limits {
        bytes: 1 << 20,
        expanded_bytes: 8 << 20,
        pages: 50,
        ..Limits::default().within(Duration::from_secs(10))
    }
}

/// Reads bytes under a name that gives the format; an error is an answer, a panic is not.
pub fn read_as(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read(&Input { name, bytes }, &limits())
}

/// A package of parts, stored without compression.
#[must_use]
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, options).expect("a part is begun in memory");
        zip.write_all(content).expect("a part is written to memory");
    }
    zip.finish().expect("the package is closed in memory").into_inner()
}

/// Splits an input into parts at lines "@@@", so that one input can hold several files of a package.
pub fn parts(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    const MARK: &[u8] = b"\n@@@\n";
    let mut rest = Some(data);
    std::iter::from_fn(move || {
        let text = rest?;
        match text.windows(MARK.len()).position(|w| w == MARK) {
            Some(at) => {
                rest = Some(&text[at + MARK.len()..]);
                Some(&text[..at])
            }
            None => {
                rest = None;
                Some(text)
            }
        }
    })
}
