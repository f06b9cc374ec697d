//! A neutral view of an official document in the form of Nghị định 30/2020/NĐ-CP, Annex I.
//!
//! Says what stands in the document, not how it looks: margins, sizes and styles are the writers' business, who
//! follow Annex I. Every number taken from data is a [`Inline::Value`], bound to the value it shows.

/// An official document: header block, body, signature block, annexes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfficialDocument {
    /// The body above the issuer, "ỦY BAN NHÂN DÂN" or "UBND TỈNH …"; none for a body without one.
    pub superior: Option<String>,
    /// The issuing body, one entry per printed line, in capitals: `["ỦY BAN NHÂN DÂN", "XÃ …"]`.
    pub issuer: Vec<String>,
    /// Number as issued: "5", "15A", "1.204"; none leaves the space that the records office stamps.
    pub number: Option<String>,
    /// What follows the number and its stroke: "BC-UBND". One that begins with a hyphen follows without a stroke: "-BC/ĐU".
    pub symbol: String,
    /// Place of the date line: "Minh Long".
    pub place: String,
    /// Date; what is not known of "ngày … tháng … năm …" is left blank for the stamp.
    pub date: DateLine,
    /// Type and abstract.
    pub title: Title,
    /// "Kính gửi": one entry per body.
    pub addressees: Vec<String>,
    /// "Căn cứ …": written in italics, each line closed by ";" and the last by ".".
    pub bases: Vec<Vec<Inline>>,
    /// The text, ended by "./." (the writers add it).
    pub body: Vec<Block>,
    /// "Nơi nhận", without dashes and closing marks; the last one is "Lưu: VT, …".
    pub recipients: Vec<String>,
    /// Signature block.
    pub signature: SignatureBlock,
    /// Annexes, each on a page of its own with its own page numbers.
    pub annexes: Vec<Annex>,
    /// Properties of the file: language tag, subject, and what it was made from.
    pub properties: Properties,
}

/// The date of the date line. What is not known stays blank for the stamp; a day that no calendar has is kept as printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateLine {
    /// Day, 1 to 31.
    pub day: Option<u8>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Year, four digits.
    pub year: Option<i32>,
}

impl DateLine {
    /// The day, where all its parts are known.
    #[must_use]
    pub fn whole(self) -> Option<DocumentDate> {
        Some(DocumentDate {
            year: self.year?,
            month: self.month?,
            day: self.day?,
        })
    }
}

impl From<DocumentDate> for DateLine {
    fn from(date: DocumentDate) -> Self {
        Self {
            day: Some(date.day),
            month: Some(date.month),
            year: Some(date.year),
        }
    }
}

impl From<Option<DocumentDate>> for DateLine {
    fn from(date: Option<DocumentDate>) -> Self {
        date.map(Self::from).unwrap_or_default()
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentDate {
    /// Year, four digits.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

/// Type and abstract (NĐ 30 Annex I, part I, item 5).
#[derive(Debug, Clone, PartialEq)]
pub enum Title {
    /// A document with a type: "BÁO CÁO" and the abstract below it.
    Named {
        /// Type in capitals.
        kind: String,
        /// Abstract.
        subject: String,
    },
    /// A công văn: "V/v …" below the number.
    Letter {
        /// Abstract without "V/v".
        subject: String,
    },
}

impl Default for Title {
    fn default() -> Self {
        Self::Letter { subject: String::new() }
    }
}

/// What the file is about, for its properties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title of the file.
    pub title: String,
    /// The edition or data state that the document was made from, e.g. a digest; the same one gives the same bytes.
    pub edition: String,
    /// ISO date and time of the data state, `2026-11-26T08:00:00+07:00`: the only time written into the file.
    pub as_of: String,
    /// The reports that sources of values name by their place in this list, from 1; empty where all are named in words.
    pub reports: Vec<String>,
}

/// Signature block (item 7).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignatureBlock {
    /// For whom: "TM. ỦY BAN NHÂN DÂN".
    pub authority: Option<String>,
    /// Capacity, one entry per line: `["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]`.
    pub capacity: Vec<String>,
    /// Name of the signer; empty where it is not known.
    pub name: String,
}

/// An annex.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annex {
    /// Title, written in capitals below "Phụ lục".
    pub title: String,
    /// "(Kèm theo Báo cáo số … ngày … của …)" without brackets; none leaves the line out.
    pub reference: Option<String>,
    /// True for a landscape page.
    pub landscape: bool,
    /// The content.
    pub body: Vec<Block>,
}

/// Levels of headings (item 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadingLevel {
    /// "Phần I", centred.
    Part,
    /// "I. …" in capitals.
    Section,
    /// "1. …".
    Point,
    /// "1.1. …"
    SubPoint,
    /// "a) …" of the Vietnamese alphabet with đ.
    Letter,
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading. The label is given so that text and numbering agree ("II", "1", "đ"); the writers add its mark.
    Heading {
        /// Level.
        level: HeadingLevel,
        /// Label without its mark.
        label: String,
        /// Title.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// An item of a list with a dash.
    Item(Vec<Inline>),
    /// A table.
    Table(Table),
    /// A chart, with the table of its figures as alternative.
    Chart(Chart),
    /// What follows begins on a new page.
    PageBreak,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Text in bold.
    Bold(String),
    /// Text in italics.
    Italic(String),
    /// A number (or other text) bound to the value it shows.
    Value {
        /// As printed.
        text: String,
        /// What it is bound to; the same key may occur several times.
        binding: Binding,
    },
    /// A footnote: its mark stands here, its text at the foot of the page.
    Footnote(Vec<Inline>),
    /// A line break inside the paragraph.
    Break,
}

/// To which value a printed number is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Stable key: `indicator:T04:value`, `matrix:A.II.1:met`, `report:3:measure:12`. ASCII, at most 60 characters.
    pub key: String,
    /// Where the value comes from, for people: "tong hop 95 don vi; don vi 3: bao-cao.docx, trang 4".
    pub source: String,
}

/// A table. Rows are as wide as `columns` when the spans of their cells are added up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// What the table shows, for readers of tagged files; printed above it where `show_caption`.
    pub caption: String,
    /// True where the caption is printed.
    pub show_caption: bool,
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// Heading rows; repeated on every page.
    pub head: Vec<Vec<Cell>>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TableColumn {
    /// Share of the width, relative to the other columns; above 0.
    pub weight: f32,
    /// How its cells are set.
    pub align: Align,
}

/// How text is set in its column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// At the right.
    Right,
    /// Both sides.
    Justify,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Paragraphs.
    pub paragraphs: Vec<Vec<Inline>>,
    /// Columns it covers, from 1.
    pub columns: u16,
    /// Rows it covers, from 1; the rows below leave the cell out.
    pub rows: u16,
    /// True for bold text (group rows).
    pub bold: bool,
    /// How it is set, where that differs from its column.
    pub align: Option<Align>,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            paragraphs: Vec::new(),
            columns: 1,
            rows: 1,
            bold: false,
            align: None,
        }
    }
}

/// A chart of bars.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chart {
    /// Title above the chart.
    pub title: String,
    /// Labels of the categories.
    pub categories: Vec<String>,
    /// The series; one value per category.
    pub series: Vec<ChartSeries>,
    /// True where the series of a category are stacked.
    pub stacked: bool,
    /// Unit of measure of the values.
    pub unit: String,
    /// The axis reaches this far at least, so that several charts can be compared; 0 where it stands alone.
    pub least_scale: f64,
}

/// A series of a chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartSeries {
    /// Name in the legend.
    pub name: String,
    /// Colour, `RRGGBB`.
    pub colour: String,
    /// One value per category; none where there is none.
    pub values: Vec<Option<f64>>,
}

impl OfficialDocument {
    /// The number as printed: one below 10 takes a zero (Annex I, part II, item 3).
    #[must_use]
    pub fn printed_number(&self) -> Option<String> {
        let number = self.number.as_deref()?;
        let is_figure = number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit());
        Some(if is_figure {
            format!("0{number}")
        } else {
            number.to_owned()
        })
    }

    /// "05/BC-UBND"; `blank` stands for a number that is not known.
    #[must_use]
    pub fn number_and_symbol(&self, blank: &str) -> String {
        let number = self.printed_number().unwrap_or_else(|| blank.to_owned());
        let stroke = if self.symbol.starts_with('-') { "" } else { "/" };
        format!("{number}{stroke}{}", self.symbol)
    }
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

impl Cell {
    /// A cell of one paragraph of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::of(vec![Inline::Text(text.into())])
    }

    /// A cell of one paragraph.
    #[must_use]
    pub fn of(paragraph: Vec<Inline>) -> Self {
        Self {
            paragraphs: vec![paragraph],
            ..Self::default()
        }
    }

    /// The same cell in bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// The same cell over several columns.
    #[must_use]
    pub fn over(mut self, columns: u16) -> Self {
        self.columns = columns;
        self
    }
}
