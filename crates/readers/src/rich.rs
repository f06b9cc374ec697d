//! Text with bold and italic parts and superscript marks, as HTML and Markdown build it.

use crate::marks;
use tonghop_document::{Footnote, NoteRef, Paragraph};
use tonghop_text::nfc;

/// A text as it grows.
#[derive(Default, Clone)]
pub(crate) struct Rich {
    text: String,
    chars: usize,
    notes: Vec<NoteRef>,
    any: bool,
    not_bold: bool,
    not_italic: bool,
    /// Label of the mark with which the text begins: then it may be a footnote.
    leading: Option<String>,
}

impl Rich {
    /// Adds text as it stands.
    pub(crate) fn push(&mut self, text: &str, bold: bool, italic: bool) {
        if text.chars().any(|c| !c.is_whitespace()) {
            self.any = true;
            self.not_bold |= !bold;
            self.not_italic |= !italic;
        }
        let text = nfc(text);
        self.chars += text.chars().count();
        self.text.push_str(&text);
    }

    /// Adds text whose white space is folded, as HTML and Markdown show it.
    pub(crate) fn push_folded(&mut self, text: &str, bold: bool, italic: bool) {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            let space = matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{c}');
            if !space {
                out.push(c);
            } else if !(out.ends_with(' ') || out.is_empty() && self.ends_in_space()) {
                out.push(' ');
            }
        }
        self.push(&out, bold, italic);
    }

    fn ends_in_space(&self) -> bool {
        self.text.is_empty() || self.text.ends_with([' ', '\n'])
    }

    /// Adds a line break; spaces before it do not show.
    pub(crate) fn line_break(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
            self.chars -= 1;
        }
        self.push("\n", true, true);
    }

    /// Adds a superscript: a mark, a power of a unit, or raised text.
    pub(crate) fn superscript(&mut self, text: &str, bold: bool, italic: bool) {
        if let Some(sign) = marks::power(&self.text, text) {
            self.push(&sign, bold, italic);
        } else if marks::is_label(text) {
            self.mark(&marks::clean_label(text));
        } else {
            self.push(text, bold, italic);
        }
    }

    /// Adds a footnote mark.
    pub(crate) fn mark(&mut self, label: &str) {
        if self.text.trim().is_empty() && self.leading.is_none() {
            self.leading = Some(label.to_string());
        }
        self.notes.push(NoteRef {
            at: self.chars,
            label: label.to_string(),
            block: None,
        });
    }

    /// Appends another text on a line of its own.
    pub(crate) fn append_line(&mut self, other: Self) {
        if other.is_blank() {
            return;
        }
        let (any, not_bold, not_italic) = (other.any, other.not_bold, other.not_italic);
        let (text, notes) = other.tidy();
        if !self.is_blank() {
            self.line_break();
        }
        let before = self.chars;
        self.notes
            .extend(notes.into_iter().map(|n| NoteRef { at: n.at + before, ..n }));
        self.any |= any;
        self.not_bold |= not_bold;
        self.not_italic |= not_italic;
        self.chars += text.chars().count();
        self.text.push_str(&text);
    }

    /// True where nothing shows.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.notes.is_empty()
    }

    /// True where all visible text is bold.
    pub(crate) fn bold(&self) -> bool {
        self.any && !self.not_bold
    }

    /// The footnote that this is, where it begins with a mark and text follows.
    pub(crate) fn as_footnote(&self) -> Option<Footnote> {
        let label = self.leading.clone()?;
        let (text, _) = self.clone().tidy();
        (!text.is_empty()).then_some(Footnote { label, text })
    }

    /// Text and marks, trimmed; lines without spaces at their ends.
    pub(crate) fn tidy(self) -> (String, Vec<NoteRef>) {
        let lead = self.text.chars().take_while(|c| c.is_whitespace()).count();
        let text = self.text.trim().to_string();
        let length = text.chars().count();
        let notes = self.notes.into_iter();
        let notes = notes
            .map(|n| NoteRef {
                at: n.at.saturating_sub(lead).min(length),
                ..n
            })
            .collect();
        (text, notes)
    }

    /// A paragraph of this text.
    pub(crate) fn paragraph(self) -> Paragraph {
        let bold = self.bold();
        let italic = self.any && !self.not_italic;
        let (text, notes) = self.tidy();
        Paragraph {
            text,
            bold,
            italic,
            notes,
            ..Paragraph::default()
        }
    }
}

impl From<Paragraph> for Rich {
    fn from(p: Paragraph) -> Self {
        Self {
            chars: p.text.chars().count(),
            any: !p.text.is_empty(),
            not_bold: !p.bold,
            not_italic: !p.italic,
            text: p.text,
            notes: p.notes,
            leading: None,
        }
    }
}
