//! A reading: what was understood from one document, in the form `tonghop.reading/1`.
//!
//! The types here *are* the published JSON format (`docs/reading-format.md`, JSON Schema in
//! `docs/reading.schema.json`): the order of fields is the order of keys, and every key is present.

use crate::finding::Severity;
use crate::printed::PrintedHead;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The value of [`Reading::format`].
pub const FORMAT: &str = "tonghop.reading/1";

/// What was understood from one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// Always [`FORMAT`].
    pub format: String,
    /// The file it was read from.
    pub source: Source,
    /// The header block, title and signature block.
    pub header: Header,
    /// The org unit that the issuer was matched to.
    pub unit: Option<UnitMatch>,
    /// The outline, in order.
    pub sections: Vec<Section>,
    /// The rows of the annex, in order.
    pub tasks: Vec<TaskRow>,
    /// The figures, in order.
    pub measures: Vec<Measure>,
    /// The cited documents, every mention, in order.
    pub citations: Vec<Citation>,
    /// The lists of the assessment.
    pub assessment: Assessment,
    /// Promises.
    pub commitments: Vec<Commitment>,
    /// What the checks found in this document.
    pub findings: Vec<FindingRecord>,
}

/// The file that was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// File name without its folder.
    pub file: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// IANA media type.
    pub media_type: String,
    /// Number of pages, where the format has pages.
    pub pages: Option<u32>,
    /// Which reader read it.
    pub reader: String,
    /// What the reader could not do or had to guess.
    pub warnings: Vec<WarningRecord>,
}

/// A remark of the reader.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WarningRecord {
    /// Stable name of the kind of remark.
    pub code: String,
    /// Page from 1, where known.
    pub page: Option<u32>,
    /// The remark in the language of the run.
    pub message: String,
    /// How many words of the page recognition is not certain of, for `recognised_by_ocr`.
    #[serde(default)]
    pub uncertain: Option<u32>,
}

/// A place in the source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// Page from 1, where the format has pages.
    pub page: Option<u32>,
    /// Index of the block in the document.
    pub block: usize,
    /// Row and column of the cell, from 0, where the block is a table.
    pub cell: Option<(u32, u32)>,
    /// First Unicode scalar value in the block's or cell's text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Span {
    /// Where it begins, for putting spans in the order of the document: block, cell, character.
    #[must_use]
    pub const fn begin(self) -> (usize, Option<(u32, u32)>, usize) {
        (self.block, self.cell, self.start)
    }
}

/// The header block, title and signature block.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// Issuing body, e.g. "UBND xã Minh Long".
    pub issuer: Option<String>,
    /// Its level: `xã`, `phường`, `đặc khu`, `huyện`, `tỉnh`, …
    pub issuer_level: Option<String>,
    /// Province, short name.
    pub province: Option<String>,
    /// Number and symbol; a blank number is "…".
    pub number: Option<String>,
    /// Place of the date line.
    pub place: Option<String>,
    /// ISO date, possibly partial.
    pub date: Option<String>,
    /// Abstract of the report, without the type.
    pub title: Option<String>,
    /// The request that the report answers.
    pub request: Option<Request>,
    /// Number of the decision that the report is about, e.g. "411/QĐ-TTg".
    pub programme: Option<String>,
    /// Declared period.
    pub period: Option<Period>,
    /// To whom it is addressed.
    pub addressee: Option<String>,
    /// "Nơi nhận", without dashes and closing marks.
    pub recipients: Vec<String>,
    /// Signature block.
    pub signature: Signature,
}

/// The request that a report answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Request {
    /// Type of the document.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// Issuing body.
    pub issuer: Option<String>,
    /// What it asks for.
    pub subject: Option<String>,
}

/// A declared period.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// As printed, e.g. "9 tháng đầu năm 2025".
    pub label: String,
    /// First day where the document itself prints it, ISO date.
    pub from: Option<String>,
    /// Last day where the document itself prints it, ISO date.
    pub to: Option<String>,
}

/// Signature block.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// For whom: "TM. ỦY BAN NHÂN DÂN".
    pub authority: Option<String>,
    /// Capacity: "CHỦ TỊCH", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH".
    pub capacity: Option<String>,
    /// Name of the signer.
    pub name: Option<String>,
    /// "Đã ký" or the like, where printed.
    pub signed_mark: Option<String>,
}

/// The org unit that a document was matched to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct UnitMatch {
    /// Code of the unit; only together with `valid_from` it names a unit.
    pub code: String,
    /// ISO date from which the unit exists in this form.
    pub valid_from: String,
    /// Full name.
    pub name: String,
    /// 0..1.
    pub confidence: f64,
}

/// A heading of the outline.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Printed number: "A", "II", "4.1", "đ)".
    pub number: String,
    /// Title without the number.
    pub title: String,
    /// Depth from 1.
    pub level: u8,
    /// Where it stands.
    pub span: Span,
}

/// A row of the annex.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TaskRow {
    /// Printed label of the part: "A", "B1".
    pub part: Option<String>,
    /// Printed label of the group: "VII".
    pub group: Option<String>,
    /// Title of the group.
    pub group_title: Option<String>,
    /// Printed number of the row.
    pub no: Option<String>,
    /// Wording of the task.
    pub title: String,
    /// "Chủ trì".
    pub lead: Option<String>,
    /// "Thời gian".
    pub timeframe: Option<String>,
    /// "Mức độ hoàn thành", verbatim; empty where the cell is blank.
    pub status: String,
    /// Class of the status.
    pub status_class: StatusClass,
    /// The percentage, for [`StatusClass::Percent`].
    pub percent: Option<f64>,
    /// "Kết quả chi tiết", verbatim; empty where the cell is blank.
    pub result: String,
    /// Stable code of the programme's task, e.g. "A.VII.2"; null where no task explains the row.
    pub node: Option<String>,
    /// 0..1.
    pub confidence: f64,
    /// Where the row stands (its title).
    pub span: Span,
    /// Where status and result stand: each cell or block that they were taken from, in this order.
    #[serde(default)]
    pub answer: Vec<Span>,
}

/// Classes of a task's status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusClass {
    /// The cell is blank.
    #[default]
    NotReported,
    /// Nothing done yet.
    NotStarted,
    /// Under way.
    InProgress,
    /// "Cơ bản đáp ứng" and the like.
    MostlyMet,
    /// Done.
    Met,
    /// A percentage below 100.
    Percent,
    /// Waits for the province or a ministry.
    AwaitingHigherLevel,
    /// There was no occasion.
    NotArising,
    /// Not the unit's task.
    NotCompetent,
}

impl StatusClass {
    /// Every class, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Met,
        Self::MostlyMet,
        Self::Percent,
        Self::InProgress,
        Self::NotStarted,
        Self::AwaitingHigherLevel,
        Self::NotArising,
        Self::NotCompetent,
        Self::NotReported,
    ];

    /// The stable name used in JSON, tables and style classes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotReported => "not_reported",
            Self::NotStarted => "not_started",
            Self::InProgress => "in_progress",
            Self::MostlyMet => "mostly_met",
            Self::Met => "met",
            Self::Percent => "percent",
            Self::AwaitingHigherLevel => "awaiting_higher_level",
            Self::NotArising => "not_arising",
            Self::NotCompetent => "not_competent",
        }
    }
}

/// A figure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// The words it was read from, white space folded.
    pub quote: String,
    /// What it counts.
    pub subject: String,
    /// The value; null where the text names a quantity without a number.
    pub value: Option<f64>,
    /// Unit of measure: "%", "hồ sơ", "đồng".
    pub unit: Option<String>,
    /// "khoảng", "trên", "tối thiểu", …
    pub qualifier: Option<String>,
    /// Numerator of a ratio.
    pub numerator: Option<f64>,
    /// Denominator of a ratio.
    pub denominator: Option<f64>,
    /// Date or window of the data.
    pub as_of: Option<AsOf>,
    /// `narrative`, a section path ("I.2.a") or a task ("B1.II.1").
    #[serde(rename = "where")]
    pub place: String,
    /// True where it belongs to the fixed wording of a task, or states a target.
    pub is_target: bool,
    /// Code of the indicator, where one was recognised.
    pub indicator: Option<String>,
    /// 0..1.
    pub confidence: f64,
    /// Where it stands.
    pub span: Span,
}

/// Date or window of data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AsOf {
    /// One date, ISO, possibly partial.
    Date(String),
    /// From a first to a last day, ISO.
    Window {
        /// First day.
        from: String,
        /// Last day.
        to: String,
    },
}

/// A mention of a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The words of the mention, white space folded.
    pub quote: String,
    /// Type: "Kế hoạch".
    #[serde(rename = "type")]
    pub kind: String,
    /// Number and symbol without white space: "29/KH-UBND".
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// Issuing body.
    pub issuer: Option<String>,
    /// What the document is about.
    pub subject: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// The lists of the assessment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// "Thuận lợi", "Kết quả đạt được".
    pub advantages: Vec<Statement>,
    /// "Tồn tại, hạn chế".
    pub limitations: Vec<Statement>,
    /// "Nguyên nhân".
    pub causes: Vec<Statement>,
    /// "Đề xuất, kiến nghị".
    pub recommendations: Vec<Statement>,
    /// "Nhiệm vụ trọng tâm".
    pub next_tasks: Vec<Statement>,
}

/// One statement of the assessment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// The words, white space folded, without bullet or number.
    pub text: String,
    /// The heading or lead above that says whom a recommendation is made to: "Đối với UBND tỉnh".
    #[serde(default)]
    pub addressee: Option<String>,
    /// Where it stands.
    pub span: Span,
}

impl Statement {
    /// The words with whom they are addressed to, where only a heading says it: "Đối với UBND tỉnh: Hỗ trợ kinh phí".
    #[must_use]
    pub fn addressed(&self) -> Cow<'_, str> {
        match &self.addressee {
            Some(whom) => Cow::Owned(format!("{whom}: {}", self.text)),
            None => Cow::Borrowed(&self.text),
        }
    }
}

/// A promise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Commitment {
    /// The words of the promise.
    pub quote: String,
    /// What is promised.
    pub what: String,
    /// ISO date, possibly partial ("2025-10"); null where none is given.
    pub due: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A finding as published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FindingRecord {
    /// Family of the check: `ratio_mismatch`, `sum_mismatch`, …
    pub rule: String,
    /// Code of the check: `V104`.
    pub check: String,
    /// How much it matters.
    pub severity: Severity,
    /// The message in the language of the run.
    pub message: String,
    /// The words at each place.
    pub quotes: Vec<String>,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub actual: Option<String>,
    /// The places in this document, parallel to `quotes` as far as they lie in it.
    pub spans: Vec<Span>,
}

/// A stretch of the report's own text, for comparing reports with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// `narrative`, a section path or a task, as in [`Measure::place`].
    pub place: String,
    /// What kind of text it is.
    pub kind: PassageKind,
    /// The text, white space folded.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Kinds of passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// Free text of the narrative.
    Narrative,
    /// Heading.
    Heading,
    /// The result column of the annex.
    Result,
    /// Footnote; the label is the printed mark.
    Footnote,
    /// What the form of such documents prescribes: title, addressee, opening and closing sentence.
    Formula,
    /// Recipients and signature.
    Foot,
}

/// What understanding one document yields: the reading without findings, and the text it came from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Understood {
    /// The reading; its `source` and `findings` are filled in by the caller.
    pub reading: Reading,
    /// What the head prints besides.
    pub head: PrintedHead,
    /// The report's own text, in order.
    pub passages: Vec<Passage>,
    /// Printed labels of the footnotes in order of their texts, with their span.
    pub footnote_labels: Vec<(String, Span)>,
    /// Node codes and titles of the template's tasks that no row of the report explains;
    /// empty where the report has no annex.
    pub left_out: Vec<(String, String)>,
    /// True where it tells of several units, as a consolidated report does: its statements are not those of one.
    pub several_units: bool,
    /// Code of the template that the annex was aligned to.
    pub template: Option<String>,
}
