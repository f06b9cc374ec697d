//! Where a document goes, in which form, and under which name.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tonghop_model::official::OfficialDocument;
use tonghop_writers::office_template::{OfficeTemplate, TemplateProblem};
use tonghop_writers::{WriteError, docx, pdf};

/// Longest name of a file that goes into the document system, with its ending, characters.
const LONGEST_NAME: usize = 50;
/// Largest template of an office, bytes.
const LARGEST_TEMPLATE: u64 = 20 << 20;

/// Forms of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentFormat {
    /// Word, to go on editing.
    Docx,
    /// PDF/A, to sign and send.
    Pdf,
}

impl DocumentFormat {
    /// The form that the ending of a name asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// Ending of a name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// Why a document was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteDocumentError {
    /// The name ends neither in `.docx` nor in `.pdf`.
    #[error("{0}: the name must end in .docx or .pdf")]
    Ending(PathBuf),
    /// The file is there and may not be replaced.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// An office's template can only be filled as DOCX.
    #[error("a template gives a .docx")]
    TemplateNeedsDocx,
    /// The template has mistakes.
    #[error("the template has mistakes")]
    Template(Vec<TemplateProblem>),
    /// The template could not be read.
    #[error("cannot read {path}")]
    TemplateFile {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file could not be written.
    #[error("cannot write {path}")]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: WriteError,
    },
}

/// Where a document goes.
#[derive(Debug, Clone)]
pub struct DocumentOutput {
    /// A file, or a folder in which a name is made up.
    pub path: PathBuf,
    /// True where an existing file may be replaced.
    pub force: bool,
    /// The office's own template.
    pub template: Option<PathBuf>,
}

/// A document that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it is.
    pub path: PathBuf,
    /// Characters that cannot be printed, or that no typeface of the file has: a square stands for each.
    pub replaced: usize,
    /// Some of these characters, each once.
    pub lacking: Vec<char>,
}

impl DocumentOutput {
    /// Writes a document; `name` is what it is called (without ending) where the output is a folder.
    ///
    /// # Errors
    /// [`WriteDocumentError`] says what is wrong with which file.
    pub fn write(&self, document: &OfficialDocument, name: &str) -> Result<WrittenFile, WriteDocumentError> {
        let folder = self.path.is_dir()
            || self
                .path
                .as_os_str()
                .to_string_lossy()
                .ends_with(std::path::is_separator);
        let path = if folder {
            self.path
                .join(format!("{}.{}", ascii_name(name), DocumentFormat::Docx.ending()))
        } else {
            self.path.clone()
        };
        let format = DocumentFormat::of(&path).ok_or_else(|| WriteDocumentError::Ending(path.clone()))?;
        if path.exists() && !self.force {
            return Err(WriteDocumentError::Exists(path));
        }
        let template = self.template.as_deref().map(|t| open_template(t, format)).transpose()?;
        let failed = |source| WriteDocumentError::Write {
            path: path.clone(),
            source,
        };
        let io = |e: std::io::Error| failed(WriteError::Io(e));
        if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(parent).map_err(io)?;
        }
        let draft = path.with_extension(format!("{}.part", format.ending()));
        let mut out = BufWriter::new(File::create(&draft).map_err(io)?);
        let mut unprinted = (0, Vec::new());
        if format == DocumentFormat::Docx {
            unprinted = docx::unprinted(document);
        }
        let written = match (&template, format) {
            (Some(template), _) => match template.fill(document) {
                Ok(bytes) => out.write_all(&bytes).map_err(io),
                Err(problem) => Err(WriteDocumentError::Template(vec![problem])),
            },
            (None, DocumentFormat::Docx) => docx::write(document, &mut out).map_err(failed),
            (None, DocumentFormat::Pdf) => pdf::write_counted(document, &mut out)
                .map(|told| unprinted = (told.replaced, told.lacking))
                .map_err(failed),
        };
        let done = written
            .and_then(|()| out.flush().map_err(io))
            .and_then(|()| std::fs::rename(&draft, &path).map_err(io));
        if done.is_err() {
            // The draft is of no use to anyone; the reason for the failure is what matters.
            let _ = std::fs::remove_file(&draft);
        }
        done.map(|()| WrittenFile {
            path,
            replaced: unprinted.0,
            lacking: unprinted.1,
        })
    }
}

fn open_template(path: &Path, format: DocumentFormat) -> Result<OfficeTemplate, WriteDocumentError> {
    if format != DocumentFormat::Docx {
        return Err(WriteDocumentError::TemplateNeedsDocx);
    }
    let unread = |source| WriteDocumentError::TemplateFile {
        path: path.to_owned(),
        source,
    };
    let size = std::fs::metadata(path).map_err(unread)?.len();
    if size > LARGEST_TEMPLATE {
        return Err(unread(std::io::Error::from(std::io::ErrorKind::FileTooLarge)));
    }
    let bytes = std::fs::read(path).map_err(unread)?;
    OfficeTemplate::check(&bytes).map_err(WriteDocumentError::Template)
}

/// A name of ASCII letters, figures and dashes that with its ending has at most 50 characters.
#[must_use]
pub fn ascii_name(text: &str) -> String {
    let room = LONGEST_NAME - ".docx".len();
    let folded = tonghop_text::fold(text);
    let words = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty());
    let mut name = String::new();
    for word in words {
        if name.len() + word.len() + 1 > room {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    if name.is_empty() { "van-ban".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ascii_and_short() {
        assert_eq!(ascii_name("Báo cáo xã Suối Trăng"), "bao-cao-xa-suoi-trang");
        assert!(ascii_name(&"Đặc khu ".repeat(30)).len() <= 45);
        assert_eq!(ascii_name("😀"), "van-ban");
    }

    #[test]
    fn the_ending_decides_the_form() {
        assert_eq!(DocumentFormat::of(Path::new("a.DOCX")), Some(DocumentFormat::Docx));
        assert_eq!(DocumentFormat::of(Path::new("a.pdf")), Some(DocumentFormat::Pdf));
        assert_eq!(DocumentFormat::of(Path::new("a.txt")), None);
    }
}
