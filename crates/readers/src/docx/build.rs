//! Builds paragraphs from runs.

use tonghop_document::{NoteRef, Paragraph};
use tonghop_text::nfc;

/// The text of one paragraph as it grows.
#[derive(Default)]
pub(super) struct Builder {
    text: String,
    chars: usize,
    notes: Vec<NoteRef>,
    styled: Styled,
    /// Page on which the first visible character stands.
    pub(super) page: Option<u32>,
    /// Content of text boxes that are anchored here.
    pub(super) boxes: Vec<super::Item>,
}

/// How much of the visible text is bold or italic.
#[derive(Default, Clone, Copy)]
struct Styled {
    any: bool,
    not_bold: bool,
    not_italic: bool,
}

impl Builder {
    /// Adds a printed label; labels do not count for bold and italic.
    pub(super) fn label(&mut self, label: &str, page: Option<u32>) {
        if !label.is_empty() {
            self.page = self.page.or(page);
        }
        self.raw(label);
    }

    /// Adds visible text.
    pub(super) fn push(&mut self, text: &str, bold: bool, italic: bool, page: Option<u32>) {
        if text.chars().any(|c| !c.is_whitespace()) {
            self.styled.any = true;
            self.styled.not_bold |= !bold;
            self.styled.not_italic |= !italic;
            self.page = self.page.or(page);
        }
        self.raw(text);
    }

    /// What was added so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
        self.chars += text.chars().count();
    }

    /// Adds a footnote mark at the present place.
    pub(super) fn note(&mut self, label: String, note: Option<usize>) {
        self.notes.push(NoteRef {
            at: self.chars,
            label,
            block: note,
        });
    }

    /// Adds the content of a paragraph whose end was deleted.
    pub(super) fn absorb(&mut self, other: Self) {
        let before = self.chars;
        self.notes
            .extend(other.notes.into_iter().map(|n| NoteRef { at: n.at + before, ..n }));
        self.text.push_str(&other.text);
        self.chars += other.chars;
        self.boxes.extend(other.boxes);
        self.page = self.page.or(other.page);
        self.styled.any |= other.styled.any;
        self.styled.not_bold |= other.styled.not_bold;
        self.styled.not_italic |= other.styled.not_italic;
    }

    /// The finished paragraph, with white space at both ends removed.
    pub(super) fn finish(self) -> (Paragraph, Vec<super::Item>) {
        let (text, notes) = tidy(&self.text, self.notes);
        let paragraph = Paragraph {
            text,
            bold: self.styled.any && !self.styled.not_bold,
            italic: self.styled.any && !self.styled.not_italic,
            notes,
            ..Paragraph::default()
        };
        (paragraph, self.boxes)
    }

    /// True where there is neither text nor a mark.
    pub(super) fn is_blank(&self) -> bool {
        self.notes.is_empty() && self.text.trim().is_empty()
    }
}

/// NFC and trimmed, with the places of the marks moved along.
fn tidy(text: &str, mut notes: Vec<NoteRef>) -> (String, Vec<NoteRef>) {
    let composed = nfc(text);
    if matches!(composed, std::borrow::Cow::Owned(_)) {
        for note in &mut notes {
            let head: String = text.chars().take(note.at).collect();
            note.at = nfc(&head).chars().count();
        }
    }
    let start_trimmed = composed.trim_start();
    let cut = composed.chars().count() - start_trimmed.chars().count();
    let trimmed = start_trimmed.trim_end();
    let length = trimmed.chars().count();
    for note in &mut notes {
        note.at = note.at.saturating_sub(cut).min(length);
    }
    (trimmed.to_string(), notes)
}
