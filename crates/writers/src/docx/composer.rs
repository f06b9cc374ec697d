//! The text of a document while it is written: runs, paragraphs, and what they need in other parts.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use tonghop_messages::Messages;
use tonghop_model::official::{Binding, Inline};
use zip::ZipWriter;

use super::chart::ChartPart;
use super::numbering::Numbering;
use super::parts::Bound;
use super::xml::{clipped, escape, escaped};
use crate::WriteError;
use crate::wording::held_hyphens;

/// Text held back before it goes into the package, bytes.
const HELD: usize = 1 << 16;
/// Longest tag and title of a content control that Word opens, characters.
const LONGEST_TAG: usize = 64;

/// Stands between two marks of footnotes: a raised blank.
const BETWEEN_MARKS: &str =
    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:t xml:space=\"preserve\">\u{A0}</w:t></w:r>";

/// Writes the main part and collects what the other parts will hold.
pub struct Composer<'m> {
    /// Words of the form.
    pub words: &'m Messages,
    /// The main part so far, as far as it is not in the package yet.
    pub xml: String,
    /// Texts of the footnotes.
    pub notes: Vec<String>,
    /// Numbering of headings.
    pub numbering: Numbering,
    /// Values that the text shows.
    pub bound: Vec<Bound>,
    /// Charts.
    pub charts: Vec<ChartPart>,
    /// The package.
    pub zip: ZipWriter<Cursor<Vec<u8>>>,
    controls: u32,
}

/// How the runs of a paragraph look beside its style.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

impl Look {
    const fn properties(self) -> &'static str {
        match (self.bold, self.italic) {
            (false, false) => "",
            (true, false) => "<w:rPr><w:b/><w:bCs/></w:rPr>",
            (false, true) => "<w:rPr><w:i/><w:iCs/></w:rPr>",
            (true, true) => "<w:rPr><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr>",
        }
    }
}

impl<'m> Composer<'m> {
    /// Starts the main part of this package.
    pub fn new(words: &'m Messages, zip: ZipWriter<Cursor<Vec<u8>>>) -> Self {
        Self {
            words,
            xml: String::with_capacity(HELD * 2),
            notes: Vec::new(),
            numbering: Numbering::default(),
            bound: Vec::new(),
            charts: Vec::new(),
            zip,
            controls: 0,
        }
    }

    /// Moves what is written into the package where it is much.
    ///
    /// # Errors
    /// When the package refuses the bytes.
    pub fn spill(&mut self) -> Result<(), WriteError> {
        if self.xml.len() >= HELD {
            self.flush()?;
        }
        Ok(())
    }

    /// Moves everything that is written into the package.
    ///
    /// # Errors
    /// When the package refuses the bytes.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        self.zip.write_all(self.xml.as_bytes())?;
        self.xml.clear();
        Ok(())
    }

    /// A paragraph of plain text in a style.
    pub fn plain(&mut self, style: &str, text: &str) {
        self.open(style, "");
        run(&mut self.xml, text, Look::default());
        self.close();
    }

    /// A paragraph in a style; `extra` holds further properties in the order of the schema.
    pub fn paragraph(&mut self, style: &str, extra: &str, text: &[Inline], look: Look) {
        self.open(style, extra);
        self.inlines(text, look);
        self.close();
    }

    /// Opens a paragraph.
    pub fn open(&mut self, style: &str, extra: &str) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{extra}</w:pPr>");
    }

    /// Closes a paragraph.
    pub fn close(&mut self) {
        self.xml.push_str("</w:p>");
    }

    /// A drawn line of this length, centred in a column of this width (both in twentieths of a point).
    pub fn rule(&mut self, length: i32, column: i32, after: i32) {
        let side = ((column - length) / 2).max(0);
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"Rule\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr><w:spacing w:before=\"80\" w:after=\"{after}\"/><w:ind w:left=\"{side}\" w:right=\"{side}\"/></w:pPr></w:p>"
        );
    }

    /// The pieces of a paragraph.
    pub fn inlines(&mut self, text: &[Inline], look: Look) {
        for (i, piece) in text.iter().enumerate() {
            // Two marks beside each other would read as one number.
            if i > 0 && matches!((&text[i - 1], piece), (Inline::Footnote(_), Inline::Footnote(_))) {
                self.xml.push_str(BETWEEN_MARKS);
            }
            match piece {
                Inline::Text(text) => run(&mut self.xml, text, look),
                Inline::Bold(text) => run(&mut self.xml, text, Look { bold: true, ..look }),
                Inline::Italic(text) => run(&mut self.xml, text, Look { italic: true, ..look }),
                Inline::Value { text, binding } => self.value(text, binding, look),
                Inline::Footnote(text) => self.footnote(text),
                Inline::Break => self.xml.push_str("<w:r><w:br/></w:r>"),
            }
        }
    }

    /// A value in a content control: its tag is the key under which the data part of the file names the source.
    fn value(&mut self, text: &str, binding: &Binding, look: Look) {
        if text.is_empty() {
            return;
        }
        self.controls += 1;
        let alias = escaped(&clipped(&binding.source, LONGEST_TAG));
        let tag = escaped(&clipped(&binding.key, LONGEST_TAG));
        let _ = write!(
            self.xml,
            "<w:sdt><w:sdtPr><w:alias w:val=\"{alias}\"/><w:tag w:val=\"{tag}\"/><w:id w:val=\"{}\"/><w:text/></w:sdtPr><w:sdtContent>",
            self.controls
        );
        run(&mut self.xml, text, look);
        self.xml.push_str("</w:sdtContent></w:sdt>");
        self.bound.push(Bound {
            key: clipped(&binding.key, LONGEST_TAG),
            text: text.to_owned(),
            source: binding.source.clone(),
        });
    }

    fn footnote(&mut self, text: &[Inline]) {
        let outer = std::mem::take(&mut self.xml);
        for piece in text {
            // A note inside a note has no place in the file: its text follows in brackets.
            match piece {
                Inline::Footnote(inner) => {
                    run(&mut self.xml, " (", Look::default());
                    let plain: Vec<Inline> = inner
                        .iter()
                        .filter(|i| !matches!(i, Inline::Footnote(_)))
                        .cloned()
                        .collect();
                    self.inlines(&plain, Look::default());
                    run(&mut self.xml, ")", Look::default());
                }
                other => self.inlines(std::slice::from_ref(other), Look::default()),
            }
        }
        let note = std::mem::replace(&mut self.xml, outer);
        self.notes.push(note);
        let _ = write!(
            self.xml,
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r>",
            self.notes.len()
        );
    }
}

/// A run of text. Line breaks in the text stay line breaks.
pub fn run(out: &mut String, text: &str, look: Look) {
    if text.is_empty() {
        return;
    }
    out.push_str("<w:r>");
    out.push_str(look.properties());
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push_str("<w:br/>");
        }
        let line = line.trim_end_matches('\r');
        if !line.is_empty() {
            for (i, piece) in held_hyphens(line).into_iter().enumerate() {
                if i > 0 {
                    out.push_str("<w:noBreakHyphen/>");
                }
                if !piece.is_empty() {
                    out.push_str("<w:t xml:space=\"preserve\">");
                    escape(out, piece);
                    out.push_str("</w:t>");
                }
            }
        }
    }
    out.push_str("</w:r>");
}
