//! The neutral document tree that every reader produces and every later step consumes.
//!
//! A [`Document`] is a flat list of [`Block`]s in reading order. A block's index in
//! [`Document::blocks`] is its address: a [`SourceSpan`] names a block, optionally a cell of that
//! block's table, and a range of Unicode scalar values in the text found there. All text is NFC.
//!
//! This crate knows no file format and nothing of the reporting domain.

mod span;
mod table;
mod warning;

pub use span::SourceSpan;
pub use table::{Cell, Table};
pub use warning::{ReadWarning, WarningCode};

/// One document as read from one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Which reader produced it: `docx`, `pdf`, `ocr`, `sheet`, `html`, `markdown`, `plain`, `doc`.
    pub reader: &'static str,
    /// IANA media type of the source file.
    pub media_type: &'static str,
    /// Number of pages, where the format has pages.
    pub pages: Option<u32>,
    /// Content in reading order; a footnote stands as a block of its own.
    pub blocks: Vec<Block>,
    /// What the reader could not do or had to guess.
    pub warnings: Vec<ReadWarning>,
}

/// One piece of content with the page it starts on.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Page number from 1, where the format has pages.
    pub page: Option<u32>,
    /// What stands there.
    pub content: Content,
}

/// The kinds of content.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A paragraph, heading or list item.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// The text of a footnote or endnote.
    Footnote(Footnote),
    /// Running head, running foot, page number: kept, but no part of the text.
    Furniture(Furniture),
}

/// A paragraph, heading or list item.
///
/// `text` holds the printed label of automatic numbering as well ("1. ", "a) ", "- "), so that all
/// formats look alike to later steps. `\n` stands for a line break inside the paragraph: a forced one
/// in formats that flow text, every printed one in formats that are made of lines (plain text, PDF).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// The text, NFC.
    pub text: String,
    /// Heading level (1 = highest) where the format itself marks headings.
    pub heading: Option<u8>,
    /// True where the item belongs to a list of the format (numbered or bulleted).
    pub list_item: bool,
    /// True where all visible text is bold.
    pub bold: bool,
    /// True where all visible text is italic.
    pub italic: bool,
    /// Alignment as printed.
    pub align: Align,
    /// Marks that point to footnotes, removed from `text`.
    pub notes: Vec<NoteRef>,
}

/// Horizontal alignment of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Left, justified, or unknown.
    #[default]
    Start,
    /// Centred.
    Centre,
    /// Right.
    End,
}

/// A footnote mark in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRef {
    /// Where the mark stood: Unicode scalar values before it in the text.
    pub at: usize,
    /// The printed mark ("1", "*").
    pub label: String,
    /// Index in [`Document::blocks`] of the footnote, when it was found.
    pub block: Option<usize>,
}

/// The text of a footnote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footnote {
    /// The printed mark; not repeated in `text`.
    pub label: String,
    /// The text, NFC; `\n` as in [`Paragraph::text`].
    pub text: String,
}

/// Page furniture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// What kind it is.
    pub kind: FurnitureKind,
    /// Its text, NFC.
    pub text: String,
}

/// Kinds of page furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FurnitureKind {
    /// Running head.
    Header,
    /// Running foot.
    Footer,
    /// Page number.
    PageNumber,
    /// Visible mark of an electronic signature or stamp.
    Stamp,
}

impl Document {
    /// The text that `span` points into (a paragraph, footnote or cell), if it exists.
    #[must_use]
    pub fn text_at(&self, span: &SourceSpan) -> Option<&str> {
        match (&self.blocks.get(span.block)?.content, span.cell) {
            (Content::Paragraph(p), None) => Some(&p.text),
            (Content::Footnote(f), None) => Some(&f.text),
            (Content::Furniture(f), None) => Some(&f.text),
            (Content::Table(t), Some((row, column))) => t.cell(row, column).map(|c| c.text.as_str()),
            _ => None,
        }
    }
}

impl Block {
    /// A block that holds a paragraph with this text and nothing else known about it.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self {
            page: None,
            content: Content::Paragraph(Paragraph {
                text: text.into(),
                ..Paragraph::default()
            }),
        }
    }
}
