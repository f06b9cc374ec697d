//! Fills pages from top to bottom: lines, footnotes at the foot, page numbers in the top margin.

use std::collections::VecDeque;

use krilla::Document;
use krilla::text::Font;

use super::fonts::{ASCENT, Face, SINGLE_SPACING, shape};
use super::lines::{Justification, Line, break_lines};
use super::page::{Owner, Page, Segment, glyph, label};
use super::paragraph::{Builder, Kind, Paragraph, Role, Tally};
use super::tree::{Element, NodeId, Tree};
use crate::form;

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;
/// Space between the text and the rule above the footnotes, and below it, pt.
const NOTE_GAP: f32 = 4.0;
/// Length of the rule above the footnotes, pt.
const NOTE_RULE: f32 = 144.0;
/// Share of a page that footnotes may take at most.
const NOTE_SHARE: f32 = 0.5;
/// Width of thin rules, pt.
pub const RULE: f32 = 0.75;

/// Size of the pages and their margins, pt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Width of the page.
    pub width: f32,
    /// Height of the page.
    pub height: f32,
    /// Left edge of the text.
    pub left: f32,
    /// Right edge of the text.
    pub right: f32,
    /// Upper edge of the text.
    pub top: f32,
    /// Lower edge of the text.
    pub bottom: f32,
}

impl Sheet {
    /// A4 with the margins of Annex I, part I.
    pub fn a4(landscape: bool) -> Self {
        let (mut width, mut height) = (form::PAGE_WIDTH_MM * MM, form::PAGE_HEIGHT_MM * MM);
        if landscape {
            std::mem::swap(&mut width, &mut height);
        }
        Self {
            width,
            height,
            left: form::MARGIN_LEFT_MM * MM,
            right: width - form::MARGIN_RIGHT_MM * MM,
            top: form::MARGIN_TOP_MM * MM,
            bottom: height - form::MARGIN_BOTTOM_MM * MM,
        }
    }

    /// Width of the text.
    pub fn text_width(self) -> f32 {
        self.right - self.left
    }

    /// Height of the text.
    pub fn text_height(self) -> f32 {
        self.bottom - self.top
    }
}

/// How a paragraph stands on the page.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Left edge, pt.
    pub left: f32,
    /// Width, pt.
    pub width: f32,
    /// Indent of the first line, pt.
    pub indent: f32,
    /// Between the margins.
    pub how: Justification,
    /// Line pitch in relation to single spacing.
    pub spacing: f32,
}

/// A line of a footnote that waits for its place.
#[derive(Debug)]
struct NoteLine {
    paragraph: std::rc::Rc<Paragraph>,
    line: Line,
    node: NodeId,
}

/// Fills pages.
pub struct Composer {
    document: Document,
    fonts: [Font; 4],
    /// The logical structure.
    pub tree: Tree,
    /// Footnote numbers and replaced characters.
    pub tally: Tally,
    /// The page that is filled.
    pub page: Page,
    /// Size and margins of the pages.
    pub sheet: Sheet,
    /// Where the next line starts, pt from the top.
    pub y: f32,
    /// Space that stands before the next line unless the page is new, pt.
    gap: f32,
    /// Footnotes of this page.
    notes: Vec<NoteLine>,
    /// Footnotes that found no place on the last page.
    waiting: VecDeque<NoteLine>,
    notes_height: f32,
    number: u32,
    pages: usize,
    prefix: Option<String>,
    /// The last value that was set: its paragraph, its run, its element.
    value: Option<(NodeId, usize, NodeId)>,
}

impl std::fmt::Debug for Composer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Composer")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

impl Composer {
    /// Starts a document.
    pub fn new(document: Document, fonts: [Font; 4]) -> Self {
        let sheet = Sheet::a4(false);
        Self {
            document,
            fonts,
            tree: Tree::default(),
            tally: Tally::default(),
            page: Page::default(),
            sheet,
            y: sheet.top,
            gap: 0.0,
            notes: Vec::new(),
            waiting: VecDeque::new(),
            notes_height: 0.0,
            number: 1,
            pages: 0,
            prefix: None,
            value: None,
        }
    }

    /// Index of the page that is filled, from 0.
    pub const fn page_index(&self) -> usize {
        self.pages
    }

    /// True while no line stands on the page.
    pub fn at_top(&self) -> bool {
        self.y <= self.sheet.top + 0.01
    }

    /// Leaves at least this space (pt) before what comes next.
    pub fn space(&mut self, gap: f32) {
        self.gap = self.gap.max(gap);
    }

    /// Room on the page below the current place, pt.
    pub fn room(&self) -> f32 {
        self.limit() - self.y - if self.at_top() { 0.0 } else { self.gap }
    }

    fn limit(&self) -> f32 {
        self.sheet.bottom - self.notes_height
    }

    /// Starts a new page unless this much (pt) fits on the current one.
    pub fn need(&mut self, height: f32) {
        if !self.at_top() && self.room() < height {
            self.new_page();
        }
    }

    /// Takes up the space that was asked for before the next line.
    pub fn settle(&mut self) {
        if !self.at_top() {
            self.y += self.gap;
        }
        self.gap = 0.0;
    }

    /// Ends the page and starts the next one.
    pub fn new_page(&mut self) {
        self.end_page();
        self.take_waiting();
    }

    /// Ends the part: the next page has other measures and is numbered from 1.
    pub fn new_part(&mut self, sheet: Sheet, prefix: String) {
        self.finish_notes();
        if !self.at_top() || !self.is_blank() {
            self.end_page();
        }
        self.sheet = sheet;
        self.y = sheet.top;
        self.number = 1;
        self.prefix = Some(prefix);
    }

    /// Ends the document: its pages, the structure, the number of pages.
    pub fn finish(mut self) -> (Document, Tree, Tally, usize) {
        self.finish_notes();
        if !self.is_blank() || self.pages == 0 {
            self.end_page();
        }
        (self.document, self.tree, self.tally, self.pages)
    }

    fn is_blank(&self) -> bool {
        self.page.is_blank() && self.notes.is_empty()
    }

    /// Adds pages until every footnote stands.
    fn finish_notes(&mut self) {
        while !self.waiting.is_empty() {
            self.new_page();
        }
    }

    fn end_page(&mut self) {
        self.draw_notes();
        self.draw_number();
        let page = std::mem::take(&mut self.page);
        let label = (self.number == 1).then(|| label(self.prefix.as_deref(), 1));
        let size = (self.sheet.width, self.sheet.height);
        page.emit(&mut self.document, &mut self.tree, &self.fonts, size, label);
        self.pages += 1;
        self.number += 1;
        self.y = self.sheet.top;
        self.gap = 0.0;
    }

    /// The page number: centred in the top margin, none on the first page (Annex I, part I, item 7).
    fn draw_number(&mut self) {
        if self.number < 2 {
            return;
        }
        let size = form::PAGE_NUMBER_PT;
        let paragraph = Builder::new(Face::Regular, size, &mut Tally::default())
            .text(&self.number.to_string())
            .finish();
        let width: f32 = paragraph.glyphs.iter().map(|g| g.width).sum();
        let x = (self.sheet.left + self.sheet.right - width) / 2.0;
        // The digits stand in the middle of the margin.
        let y = self.sheet.top / 2.0 + size * 0.35;
        let text: String = paragraph.glyphs.iter().map(|g| g.code).collect();
        let glyphs = paragraph.glyphs.iter().enumerate();
        let glyphs = glyphs.map(|(i, g)| glyph(g.id, g.width, size, i..i + 1)).collect();
        self.page
            .text(Owner::PageNumber, (x, y), Face::Regular, size, text, glyphs);
    }

    // ---- lines -------------------------------------------------------------------------------------

    /// Draws one line with its upper edge at `top`; the content goes to `node`.
    pub fn draw_line(
        &mut self,
        paragraph: &Paragraph,
        line: &Line,
        left: f32,
        top: f32,
        pitch: f32,
        node: Option<NodeId>,
    ) {
        let baseline = top + (pitch - paragraph.size * SINGLE_SPACING) / 2.0 + paragraph.size * ASCENT;
        // The space that ends a line is set too: it parts the words for those who read the text alone.
        let end = line.next.min(paragraph.glyphs.len());
        let mut at = line.glyphs.start;
        let mut x = left + line.left;
        while at < end {
            let run_index = paragraph.glyphs[at].run;
            let stop = (at..end).find(|&i| paragraph.glyphs[i].run != run_index).unwrap_or(end);
            let Some(run) = paragraph.runs.get(run_index as usize) else {
                return;
            };
            let mut text = String::with_capacity((stop - at) * 2);
            let mut glyphs = Vec::with_capacity(stop - at);
            let start = x;
            for g in &paragraph.glyphs[at..stop] {
                let width = match g.kind {
                    Kind::Space | Kind::Bound => g.width + line.stretch,
                    Kind::Opportunity(_) => continue,
                    _ => g.width,
                };
                let from = text.len();
                text.push(g.code);
                glyphs.push(glyph(g.id, width, run.size, from..text.len()));
                x += width;
            }
            if stop == end && line.hyphen {
                // A soft hyphen in the text layer: the word is one word.
                let hyphen = shape(run.face, '-').unwrap_or_default();
                let from = text.len();
                text.push('\u{AD}');
                glyphs.push(glyph(hyphen.id, hyphen.width * run.size, run.size, from..text.len()));
            }
            let owner = match node {
                Some(node) => self.owner(paragraph, run_index as usize, at, node),
                None => Owner::Layout,
            };
            let run = &paragraph.runs[run_index as usize];
            self.page
                .text(owner, (start, baseline - run.rise), run.face, run.size, text, glyphs);
            at = stop;
        }
    }

    /// The owner of a run: the paragraph, a value in it or the mark of a footnote.
    fn owner(&mut self, paragraph: &Paragraph, run: usize, at: usize, node: NodeId) -> Owner {
        match &paragraph.runs[run].role {
            Role::Text => self.page.slot(&mut self.tree, node),
            Role::Value(binding, text) => {
                // A value that goes on in the next line is still the same one.
                let goes_on = at > 0 && paragraph.glyphs[at - 1].run as usize == run;
                if let (true, Some((parent, last, value))) = (goes_on, self.value)
                    && parent == node
                    && last == run
                {
                    return self.page.slot(&mut self.tree, value);
                }
                let description = format!("{text} ({})", binding.source);
                let value = self.tree.add_value(node, &binding.key, &description);
                self.value = Some((node, run, value));
                self.page.slot(&mut self.tree, value)
            }
            Role::Mark(index) => {
                let reference = self.tree.add(node, Element::Reference);
                let owner = self.page.slot(&mut self.tree, reference);
                self.add_note(paragraph, *index, node);
                owner
            }
        }
    }

    /// Sets a paragraph over as many pages as it takes. `after` is the height (pt) of what has to stand on
    /// the same page as its last two lines.
    pub fn paragraph(&mut self, paragraph: &Paragraph, shape: Shape, node: NodeId, after: f32) {
        let lines = break_lines(paragraph, shape.width, shape.indent, shape.how);
        let pitch = paragraph.size * SINGLE_SPACING * shape.spacing;
        let mut next = 0;
        while next < lines.len() {
            let fit = self.fitting(paragraph, &lines[next..], pitch, after);
            if fit == 0 {
                self.new_page();
                continue;
            }
            self.settle();
            for line in &lines[next..next + fit] {
                self.draw_line(paragraph, line, shape.left, self.y, pitch, Some(node));
                self.y += pitch;
            }
            next += fit;
            if next < lines.len() {
                self.new_page();
            }
        }
    }

    /// How many lines go on this page: no single line at the foot, none at the head of the next page.
    fn fitting(&self, paragraph: &Paragraph, lines: &[Line], pitch: f32, after: f32) -> usize {
        let mut room = self.room();
        let mut fit = 0;
        for line in lines {
            room -= pitch + self.notes_of(paragraph, line);
            if room < -0.01 {
                break;
            }
            fit += 1;
        }
        let top = self.at_top();
        if fit == 0 {
            return usize::from(top);
        }
        if fit == lines.len() {
            if room + 0.01 >= after || top {
                return fit;
            }
            return if fit >= 4 { fit - 2 } else { 0 };
        }
        if top {
            return if lines.len() - fit == 1 && fit > 2 {
                fit - 1
            } else {
                fit
            };
        }
        match (fit, lines.len() - fit) {
            (1, _) | (2, 1) => 0,
            (_, 1) => fit - 1,
            _ => fit,
        }
    }

    // ---- footnotes ---------------------------------------------------------------------------------

    /// Height (pt) that the footnotes of a line take, about: the exact one is known when they are set.
    pub fn notes_of(&self, paragraph: &Paragraph, line: &Line) -> f32 {
        if paragraph.notes.is_empty() {
            return 0.0;
        }
        let marks = paragraph.glyphs[line.glyphs.clone()].iter().filter_map(|g| {
            match paragraph.runs.get(g.run as usize)?.role {
                Role::Mark(index) => Some(index),
                _ => None,
            }
        });
        let mut last = None;
        let mut height = 0.0;
        for mark in marks {
            if last != Some(mark) {
                last = Some(mark);
                let note = &paragraph.notes[mark];
                let characters: usize = note.text.iter().map(length).sum();
                let per_line = self.sheet.text_width() / (form::NOTE_PT * 0.45);
                height += (characters as f32 / per_line).ceil().max(1.0) * form::NOTE_PT * SINGLE_SPACING;
            }
        }
        if height > 0.0 && self.notes.is_empty() {
            height += 2.0 * NOTE_GAP;
        }
        height.min(self.sheet.text_height() * NOTE_SHARE)
    }

    fn add_note(&mut self, paragraph: &Paragraph, index: usize, node: NodeId) {
        let Some(note) = paragraph.notes.get(index) else { return };
        let element = self.tree.add(node, Element::Note);
        let text = Builder::new(Face::Regular, form::NOTE_PT, &mut self.tally)
            .raised(note.number)
            .text(" ")
            .note_text(&note.text)
            .finish();
        let lines = break_lines(&text, self.sheet.text_width(), 0.0, Justification::Both);
        let text = std::rc::Rc::new(text);
        for line in lines {
            self.waiting.push_back(NoteLine {
                paragraph: text.clone(),
                line,
                node: element,
            });
        }
        self.take_waiting();
    }

    /// Takes waiting lines of footnotes onto the page as long as there is room.
    fn take_waiting(&mut self) {
        let pitch = form::NOTE_PT * SINGLE_SPACING;
        while !self.waiting.is_empty() {
            let first = if self.notes.is_empty() { 2.0 * NOTE_GAP } else { 0.0 };
            let height = self.notes_height + first + pitch;
            let room = self.sheet.bottom - self.y - form::BODY_PT * SINGLE_SPACING * form::LINE_SPACING;
            if height > room.min(self.sheet.text_height() * NOTE_SHARE) {
                return;
            }
            self.notes_height = height;
            self.notes.extend(self.waiting.pop_front());
        }
    }

    fn draw_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        let pitch = form::NOTE_PT * SINGLE_SPACING;
        let mut y = self.sheet.bottom - self.notes_height + NOTE_GAP;
        let rule = Segment {
            x1: self.sheet.left,
            y1: y,
            x2: self.sheet.left + NOTE_RULE,
            y2: y,
        };
        self.page.lines(Owner::Layout, vec![rule], 0.5);
        y += NOTE_GAP;
        for note in notes {
            let left = self.sheet.left;
            self.draw_line(&note.paragraph, &note.line, left, y, pitch, Some(note.node));
            y += pitch;
        }
        self.notes_height = 0.0;
    }
}

/// Number of characters of a piece.
fn length(inline: &tonghop_model::official::Inline) -> usize {
    use tonghop_model::official::Inline;
    match inline {
        Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t) => t.chars().count(),
        Inline::Value { text, .. } => text.chars().count(),
        Inline::Footnote(_) => 20,
        Inline::Break => 80,
    }
}
