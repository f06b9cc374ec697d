//! Which document, in which form, and what it is called.

use super::office_template;
use crate::cycle::{Cycle, CycleError, CycleResult};
use crate::write::{DocumentFormat, ascii_name};
use std::io::Write;
use tonghop_model::official::OfficialDocument;
use tonghop_writers::office_template::OfficeTemplate;
use tonghop_writers::{WriteError, docx, pdf};

/// Documents that are made from the data of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// The letter that opens the round.
    Request,
    /// The reminder to units without a report.
    Reminder,
    /// The notice that lists late units.
    Late,
    /// The consolidated report.
    Consolidated,
    /// The brief of one page.
    Brief,
    /// A unit's own report.
    Report,
}

impl DocumentKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Request,
        Self::Reminder,
        Self::Late,
        Self::Consolidated,
        Self::Brief,
        Self::Report,
    ];
    /// Those of a whole round.
    pub const OF_ROUND: [Self; 5] = [
        Self::Request,
        Self::Reminder,
        Self::Late,
        Self::Consolidated,
        Self::Brief,
    ];

    /// Stable name, in addresses and settings.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Reminder => "reminder",
            Self::Late => "late",
            Self::Consolidated => "consolidated",
            Self::Brief => "brief",
            Self::Report => "report",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.key() == key)
    }
}

/// The form that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenFormat {
    /// Word.
    Docx,
    /// PDF/A.
    Pdf,
    /// Word, in the template that the office keeps.
    Template,
}

impl WrittenFormat {
    /// By the last part of the address.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            "template" => Some(Self::Template),
            _ => None,
        }
    }

    const fn file(self) -> DocumentFormat {
        match self {
            Self::Docx | Self::Template => DocumentFormat::Docx,
            Self::Pdf => DocumentFormat::Pdf,
        }
    }

    /// IANA media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx | Self::Template => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
        }
    }
}

/// A document that is ready to be written.
#[derive(Debug)]
pub struct Draft {
    /// Its content.
    pub document: OfficialDocument,
    /// Name of the file: ASCII, at most 50 characters.
    pub name: String,
    /// The form.
    pub format: WrittenFormat,
    template: Option<OfficeTemplate>,
}

impl Draft {
    /// A document in a form. For [`WrittenFormat::Template`] the office's template is opened.
    ///
    /// # Errors
    /// [`CycleError::NotFound`] where the office keeps no template of the kind.
    pub fn new(
        cycle: &Cycle,
        kind: DocumentKind,
        document: OfficialDocument,
        name: &str,
        format: WrittenFormat,
    ) -> CycleResult<Self> {
        let template = match format {
            WrittenFormat::Template => Some(office_template::open(cycle, kind)?),
            WrittenFormat::Docx | WrittenFormat::Pdf => None,
        };
        Ok(Self {
            document,
            name: format!("{}.{}", ascii_name(name), format.file().ending()),
            format,
            template,
        })
    }

    /// Writes it piece by piece. Work for the processor: outside of transactions.
    ///
    /// # Errors
    /// The document cannot be written, or its template cannot be filled with it.
    pub fn write(&self, out: &mut impl Write) -> Result<(), WriteError> {
        match (&self.template, self.format) {
            (Some(template), _) => {
                let bytes = template.fill(&self.document).map_err(|problem| {
                    WriteError::Io(std::io::Error::other(format!(
                        "template: {:?} at {:?}",
                        problem.kind, problem.place
                    )))
                })?;
                out.write_all(&bytes)?;
                Ok(())
            }
            (None, WrittenFormat::Pdf) => pdf::write(&self.document, out),
            (None, WrittenFormat::Docx | WrittenFormat::Template) => docx::write(&self.document, out),
        }
    }

    /// Fills the template once, so that a refusal can be shown as a page before anything is sent.
    ///
    /// # Errors
    /// [`CycleError::Invalid`] with the place in the template.
    pub fn try_template(&self, cycle: &Cycle) -> CycleResult<()> {
        let Some(template) = &self.template else { return Ok(()) };
        template.fill(&self.document).map(|_| ()).map_err(|problem| {
            let words = cycle.texts(tonghop_messages::Lang::Vi);
            let message =
                tonghop_model::message::Message::new("official-kept-template").with("problem", problem.worded(words));
            CycleError::Invalid(vec![crate::cycle::FieldError {
                field: "template".into(),
                message,
            }])
        })
    }
}
