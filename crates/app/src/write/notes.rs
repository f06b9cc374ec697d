//! Footnotes of a report: which text belongs to which mark, and where the mark stands.

use std::collections::{HashMap, HashSet};

use tonghop_document::{Content, Document, NoteRef, SourceSpan};
use tonghop_model::reading::{Passage, PassageKind, Section, Span, TaskRow};
use tonghop_text::squash_space;
use tonghop_writers::documents::noted::{Noted, RowNote};

/// The footnotes of one report. Each is set once, at its first mark.
pub struct Notes<'a> {
    source: &'a Document,
    /// Texts by the block of the footnote.
    texts: HashMap<usize, String>,
    placed: HashSet<usize>,
}

impl<'a> Notes<'a> {
    pub fn new(source: &'a Document, passages: &[Passage]) -> Self {
        let notes = passages.iter().filter(|p| p.kind == PassageKind::Footnote);
        Self {
            source,
            texts: notes.map(|p| (p.span.block, squash_space(&p.text))).collect(),
            placed: HashSet::new(),
        }
    }

    /// True where the mark of this footnote has its place.
    pub fn has_placed(&self, footnote: &Passage) -> bool {
        self.placed.contains(&footnote.span.block)
    }

    /// The text of the note that a mark points to, for the first mark that does.
    pub fn take(&mut self, mark: &NoteRef) -> Option<String> {
        let block = mark.block?;
        let text = self.texts.get(&block)?;
        self.placed.insert(block).then(|| text.clone())
    }

    /// The words of a passage with their footnotes.
    pub fn passage(&mut self, passage: &Passage) -> Noted {
        Noted {
            notes: self.within(passage.span),
            text: passage.text.clone(),
        }
    }

    /// The title of a heading with its footnotes; the mark of its number is not part of it.
    pub fn title(&mut self, section: &Section) -> Noted {
        let mut notes = self.within(section.span);
        let line = self.words(section.span).map_or(0, |w| squash_space(&w).chars().count());
        let title = section.title.chars().count();
        let number = line.saturating_sub(title);
        notes
            .iter_mut()
            .for_each(|(at, _)| *at = at.saturating_sub(number).min(title));
        Noted {
            text: section.title.clone(),
            notes,
        }
    }

    /// The footnotes of the rows of the annex, where the source has it as a table.
    pub fn of_rows(&mut self, rows: &[TaskRow]) -> Vec<RowNote> {
        let source = self.source;
        let mut found = Vec::new();
        for (index, task) in rows.iter().enumerate() {
            let Some((row, _)) = task.span.cell else { continue };
            let Some(Content::Table(table)) = source.blocks.get(task.span.block).map(|b| &b.content) else {
                continue;
            };
            let result = squash_space(&task.result);
            for cell in table.row(row) {
                let is_result = !result.is_empty() && squash_space(&cell.text) == result;
                for mark in &cell.notes {
                    let at = is_result.then(|| folded_length(&cell.text, 0, mark.at));
                    let note = self.take(mark).map(|text| RowNote { row: index, at, text });
                    found.extend(note);
                }
            }
        }
        found
    }

    /// Marks in the span, by the number of characters of its folded words before them.
    fn within(&mut self, span: Span) -> Vec<(usize, String)> {
        let source = self.source;
        let marks: &[NoteRef] = match (source.blocks.get(span.block).map(|b| &b.content), span.cell) {
            (Some(Content::Paragraph(p)), None) => &p.notes,
            (Some(Content::Table(t)), Some((row, column))) => t.cell(row, column).map_or(&[], |c| &c.notes),
            _ => &[],
        };
        if marks.is_empty() {
            return Vec::new();
        }
        let Some(text) = source.text_at(&source_span(span)) else {
            return Vec::new();
        };
        let here = marks.iter().filter(|m| (span.start..=span.end).contains(&m.at));
        here.filter_map(|mark| {
            let at = folded_length(text, span.start, mark.at);
            self.take(mark).map(|note| (at, note))
        })
        .collect()
    }

    fn words(&self, span: Span) -> Option<String> {
        let text = self.source.text_at(&source_span(span))?;
        Some(
            text.chars()
                .skip(span.start)
                .take(span.end.saturating_sub(span.start))
                .collect(),
        )
    }
}

const fn source_span(span: Span) -> SourceSpan {
    SourceSpan {
        page: span.page,
        block: span.block,
        cell: span.cell,
        start: span.start,
        end: span.end,
    }
}

/// How many characters `text[from..to]` has once its white space is folded; both count characters.
pub fn folded_length(text: &str, from: usize, to: usize) -> usize {
    let piece: String = text.chars().skip(from).take(to.saturating_sub(from)).collect();
    squash_space(&piece).chars().count()
}
