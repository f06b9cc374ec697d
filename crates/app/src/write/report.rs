//! A commune's report written anew from a report file or from the JSON of a reading.

use std::path::Path;

use tonghop_document::{Content, Document};
use tonghop_messages::{Lang, Messages};
use tonghop_model::message::Message;
use tonghop_model::official::{DateLine, OfficialDocument, Properties, Title};
use tonghop_model::printed::PrintedHead;
use tonghop_model::reading::{FORMAT, Reading, Understood};
use tonghop_text::fold;
use tonghop_writers::documents::commune::{self, AnnexText, CommuneReport};
use tonghop_writers::documents::office::Issue;

use super::form_lines::opens_addressees;
use super::{carried, issued, issuer, narrative, report_remarks};
use crate::set_aside::no_report;
use crate::{Engine, Failure};

/// Why a file is no reading as JSON.
#[derive(Debug, thiserror::Error)]
pub enum ReadingJsonError {
    /// It is no JSON, or not that of a reading.
    #[error("no reading as JSON: {0}")]
    Shape(#[from] serde_json::Error),
    /// A reading in another version of the format.
    #[error("format {0} is not {FORMAT}")]
    Format(String),
}

impl ReadingJsonError {
    /// For people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Shape(error) if error.is_data() => Message::new("app-json-shape").with("format", FORMAT),
            Self::Shape(error) => Message::new("app-json-broken")
                .with("line", error.line().to_string())
                .with("column", error.column().to_string()),
            Self::Format(found) => Message::new("app-json-format")
                .with("found", found.clone())
                .with("format", FORMAT),
        }
    }
}

/// Reads a reading from the JSON that `tonghop read --format json` prints.
///
/// # Errors
/// The cause where the file is no such JSON.
pub fn read_reading(bytes: &[u8]) -> Result<Reading, ReadingJsonError> {
    let reading: Reading = serde_json::from_slice(bytes)?;
    if reading.format == FORMAT {
        return Ok(reading);
    }
    Err(ReadingJsonError::Format(reading.format))
}

/// A report in the form of Nghị định 30/2020.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportDocument {
    /// The document.
    pub document: OfficialDocument,
    /// What its signer must know of how it was made from the file.
    pub remarks: Vec<Message>,
}

/// Documents of Party bodies bear this in their head and follow rules of their own (Hướng dẫn 36-HD/VPTW).
const PARTY: &str = "dang cong san viet nam";

/// True for a document of a Party body: the form of the State's documents is not its form.
fn is_of_the_party(source: &Document) -> bool {
    /// Blocks in which a head stands.
    const HEAD: usize = 12;
    let head = source.blocks.iter().take(HEAD);
    let mut texts = head.flat_map(|block| match &block.content {
        Content::Paragraph(p) => vec![p.text.as_str()],
        Content::Table(table) => table.cells.iter().map(|c| c.text.as_str()).collect(),
        Content::Footnote(_) | Content::Furniture(_) => Vec::new(),
    });
    let in_capitals = |line: &str| !line.chars().any(char::is_lowercase);
    // The line of a file with two columns ends with it.
    texts.any(|text| {
        text.lines()
            .any(|line| in_capitals(line) && fold(line.trim_end()).ends_with(PARTY))
    })
}

/// What did not come along from the file.
fn left_out(report: &Understood, source: &Document, document: &OfficialDocument) -> Vec<Message> {
    let mut task_tables: Vec<usize> = report.reading.tasks.iter().map(|t| t.span.block).collect();
    task_tables.dedup();
    carried::remarks(source, document, &task_tables)
}

impl Engine {
    /// The report in `path` (a document, or a reading as JSON) in the form of Nghị định 30/2020.
    ///
    /// # Errors
    /// A [`Failure`] that says what is wrong with the file.
    pub fn report_document(&self, path: &Path) -> Result<ReportDocument, Failure> {
        let failure = |reason| Failure {
            path: path.to_owned(),
            reason,
        };
        let json = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
        let written = if json {
            let bytes = self.bytes(path).map_err(failure)?;
            let reading = read_reading(&bytes).map_err(|e| failure(self.messages.format(&e.message())))?;
            // Number and date are those of the report that was issued, with text that a reading does not hold.
            let document = OfficialDocument {
                number: None,
                date: DateLine::default(),
                ..self.document_of_reading(&reading)
            };
            let mut remarks = vec![Message::new("app-write-from-json")];
            remarks.extend(report_remarks::remarks(&reading, &document));
            ReportDocument { document, remarks }
        } else {
            let (report, source) = self.read_with_document(path)?;
            // A plan or notice below "BÁO CÁO" would be a document that nobody issued.
            if let Some(reason) = no_report(&report.understood, &self.catalogue, &self.messages) {
                return Err(failure(reason));
            }
            if is_of_the_party(&source) {
                return Err(failure(self.messages.text("app-write-party")));
            }
            let text = narrative::narrative(&report.understood, &source);
            let document = self.document_with_text(&report.understood, &text);
            let mut remarks = report_remarks::remarks(&report.understood.reading, &document);
            let told = |line: String| Message::new("app-write-moved").with("text", line);
            remarks.extend(text.moved.into_iter().map(told));
            remarks.extend(left_out(&report.understood, &source, &document));
            ReportDocument { document, remarks }
        };
        let document = &written.document;
        if document.body.is_empty() && document.annexes.is_empty() {
            return Err(failure(self.messages.text("app-nothing-to-write")));
        }
        Ok(written)
    }

    /// A report that was read, in the form of Nghị định 30/2020, with its own text; `source` is the document that it was
    /// read from ([`Engine::read_with_document`]).
    #[must_use]
    pub fn document_of_report(&self, report: &Understood, source: &Document) -> OfficialDocument {
        self.document_with_text(report, &narrative::narrative(report, source))
    }

    fn document_with_text(&self, report: &Understood, text: &narrative::Text) -> OfficialDocument {
        let template = report.template.as_deref();
        let mut document = self.commune_document(&report.reading, &report.head, text, template);
        // An addressee taken from the closing sentence stands there: the form adds none that the file does not print.
        if !report.passages.iter().any(|p| opens_addressees(&p.text)) {
            document.addressees.clear();
        }
        document
    }

    /// The same from the reading alone: the outline is drafted from the assessment.
    #[must_use]
    pub fn document_of_reading(&self, reading: &Reading) -> OfficialDocument {
        self.commune_document(reading, &PrintedHead::default(), &narrative::Text::default(), None)
    }

    fn commune_document(
        &self,
        reading: &Reading,
        head: &PrintedHead,
        text: &narrative::Text,
        template: Option<&str>,
    ) -> OfficialDocument {
        let words = Messages::new(Lang::Vi);
        let header = &reading.header;
        let office = issuer::of_header(&words, header, head);
        let (number, symbol) = header.number.as_deref().map_or((None, None), issued::number_and_symbol);
        let issue = Issue {
            number,
            symbol,
            date: issued::date(header, head),
            recipients: Vec::new(),
            properties: Properties {
                title: header.title.clone().unwrap_or_default(),
                edition: reading.source.sha256.chars().take(16).collect(),
                as_of: header.date.clone().filter(|d| d.len() == 10).unwrap_or_default(),
                reports: Vec::new(),
            },
        };
        let addressees: Vec<String> = header
            .addressee
            .iter()
            .flat_map(|a| a.split("; "))
            .map(str::to_owned)
            .collect();
        let own = template.map_or_else(
            || self.best_template(reading),
            |code| self.catalogue.templates.iter().find(|t| t.code == code),
        );
        let mut document = commune::build(
            &words,
            &CommuneReport {
                office: &office,
                issue: &issue,
                subject: header.title.as_deref().unwrap_or_default(),
                bases: &text.bases,
                addressees: &addressees,
                narrative: &text.body,
                reading,
                annex: AnnexText {
                    own: None,
                    title: text.annex_title.as_deref(),
                    text: &text.annex,
                    notes: &text.notes,
                    names_decision: text.annex_names_decision,
                    others: &text.other_annexes,
                    before: text.annexes_before,
                },
                template: own,
            },
        );
        if !header.recipients.is_empty() {
            document.recipients.clone_from(&header.recipients);
        }
        if let (Some(printed), Title::Named { kind, .. }) = (&head.kind, &mut document.title) {
            kind.clone_from(printed);
        }
        document
    }

    /// The template whose tasks the rows of a reading answer best, by part, group, number and node.
    fn best_template(&self, reading: &Reading) -> Option<&tonghop_model::template::Template> {
        let fits = |template: &tonghop_model::template::Template| {
            let known = |row: &tonghop_model::reading::TaskRow| {
                template.tasks.iter().any(|t| {
                    row.node.as_deref() == Some(t.node.as_str())
                        && row.part.as_deref() == Some(t.part.as_str())
                        && row.title == t.title
                })
            };
            reading.tasks.iter().filter(|row| known(row)).count()
        };
        let best = self
            .catalogue
            .templates
            .iter()
            .map(|t| (fits(t), t))
            .max_by_key(|(fit, t)| (*fit, std::cmp::Reverse(t.tasks.len())))?;
        (best.0 * 2 > reading.tasks.len()).then_some(best.1)
    }
}
