//! Reading files: bytes → document → reading → findings of the single report.

use crate::{Engine, Failure, Progress, pipeline, record};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use tonghop_document::Document;
use tonghop_model::finding::Finding;
use tonghop_model::message::Arg;
use tonghop_model::reading::{Source, Understood};

/// One report that was read.
#[derive(Debug, Clone)]
pub struct Report {
    /// The file as it was named.
    pub path: PathBuf,
    /// The reading, complete, and the text it came from.
    pub understood: Understood,
    /// What the checks of a single report found; every place has report 0.
    pub findings: Vec<Finding>,
}

impl Report {
    /// The same without room to grow: texts and lists were put together piece by piece and take up to twice what
    /// they hold. A set of thousands of reports stays in memory until the last one is read.
    pub(crate) fn packed(&self) -> Self {
        self.clone()
    }
}

/// What came of a list of files.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// Reports in the order of the files.
    pub reports: Vec<Report>,
    /// Files that could not be read, in the order of the files.
    pub failures: Vec<Failure>,
}

impl Engine {
    /// Reads one file.
    ///
    /// # Errors
    /// A [`Failure`] that says what is wrong with the file.
    pub fn read_file(&self, path: &Path) -> Result<Report, Failure> {
        self.checked_file(path).map(|mut report| {
            self.word_findings(&mut report);
            report
        })
    }

    /// The same with the document as the reader gave it: tables and marks of footnotes, which the reading has not.
    ///
    /// # Errors
    /// As [`Engine::read_file`].
    pub fn read_with_document(&self, path: &Path) -> Result<(Report, Document), Failure> {
        let failure = |reason| Failure {
            path: path.to_owned(),
            reason,
        };
        let bytes = self.bytes(path).map_err(failure)?;
        let (mut report, document) = self.read_bytes(path, &bytes).map_err(failure)?;
        self.word_findings(&mut report);
        Ok((report, document))
    }

    /// Reads and checks one file; the findings are not put into the reading.
    fn checked_file(&self, path: &Path) -> Result<Report, Failure> {
        let failure = |reason| Failure {
            path: path.to_owned(),
            reason,
        };
        let bytes = self.bytes(path).map_err(failure)?;
        self.read_bytes(path, &bytes).map(|(report, _)| report).map_err(failure)
    }

    /// Reads files in parallel. A file that cannot be read never stops the others.
    pub fn read_many(&self, paths: &[PathBuf], progress: &dyn Progress) -> Run {
        let mut run = self.read_unworded(paths, progress, |_| {});
        for report in &mut run.reports {
            self.word_findings(report);
        }
        run
    }

    /// The same without findings in the readings: those of a set are complete only after the whole set was checked.
    /// `tidy` takes out of each report what the caller does not use: thousands of them lie in memory together.
    pub(crate) fn read_unworded(
        &self,
        paths: &[PathBuf],
        progress: &dyn Progress,
        tidy: impl Fn(&mut Report) + Sync,
    ) -> Run {
        let results: Vec<_> = self.run(|| {
            paths
                .par_iter()
                .map(|path| {
                    let result = self.checked_file(path).map(|mut report| {
                        tidy(&mut report);
                        report.packed()
                    });
                    progress.file_done(path, result.as_ref().err().map(|f| f.reason.as_str()));
                    result
                })
                .collect()
        });
        let mut run = Run::default();
        for result in results {
            match result {
                Ok(report) => run.reports.push(report),
                Err(failure) => run.failures.push(failure),
            }
        }
        run
    }

    /// Reads a report from its bytes; `path` gives the name and the hint about the format.
    fn read_bytes(&self, path: &Path, bytes: &[u8]) -> Result<(Report, Document), String> {
        let name = path
            .file_name()
            .map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy());
        // A defect of the program on one odd file must not take the whole run down.
        let work = AssertUnwindSafe(|| {
            let source = |document: &Document| self.source(document, &name, bytes);
            let (document, understood, findings) = pipeline::checked(self, &name, bytes, source)?;
            let report = Report {
                path: path.to_owned(),
                understood,
                findings,
            };
            Ok((report, document))
        });
        catch_unwind(work).unwrap_or_else(|_| Err(self.messages.text("app-failure-defect")))
    }

    fn word_findings(&self, report: &mut Report) {
        let records = report
            .findings
            .iter()
            .map(|f| record::finding_record(f, 0, &self.messages));
        report.understood.reading.findings = records.collect();
    }

    pub(crate) fn bytes(&self, path: &Path) -> Result<Vec<u8>, String> {
        let worded = |e: std::io::Error| self.io_failure(&e);
        let about = std::fs::metadata(path).map_err(|e| {
            // A link is there, but what it leads to is not, or it leads in a circle.
            if path.is_symlink() && e.kind() != std::io::ErrorKind::PermissionDenied {
                self.messages.text("app-failure-link")
            } else {
                worded(e)
            }
        })?;
        if about.is_dir() {
            return Err(self.messages.text("app-failure-is-folder"));
        }
        if !about.is_file() {
            // A pipe or device may never end.
            return Err(self.messages.text("app-failure-not-a-file"));
        }
        let mut bytes = Vec::new();
        if about.len() <= self.limits.bytes {
            let file = std::fs::File::open(path).map_err(worded)?;
            // The file may grow while it is read.
            file.take(self.limits.bytes + 1)
                .read_to_end(&mut bytes)
                .map_err(worded)?;
        }
        if about.len().max(bytes.len() as u64) > self.limits.bytes {
            let megabytes = Arg::Text((self.limits.bytes >> 20).to_string());
            return Err(self
                .messages
                .word("readers-error-too-large", &[("megabytes", megabytes)]));
        }
        Ok(bytes)
    }

    fn io_failure(&self, error: &std::io::Error) -> String {
        match error.kind() {
            std::io::ErrorKind::NotFound => self.messages.text("app-failure-not-found"),
            std::io::ErrorKind::PermissionDenied => self.messages.text("app-failure-permission"),
            _ => self
                .messages
                .word("app-failure-io", &[("cause", Arg::Text(error.to_string()))]),
        }
    }

    fn source(&self, document: &Document, name: &str, bytes: &[u8]) -> Source {
        let warnings = document.warnings.iter();
        let warnings = warnings.map(|w| pipeline::recorded(&self.messages, w));
        Source {
            file: name.to_owned(),
            sha256: hex(&Sha256::digest(bytes)),
            media_type: document.media_type.into(),
            pages: document.pages,
            reader: document.reader.into(),
            warnings: warnings.collect(),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(DIGITS[usize::from(n & 15)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}
