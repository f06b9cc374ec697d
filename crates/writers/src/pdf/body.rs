//! The text: headings, paragraphs, lists, tables, charts (Annex I, part II, item 6).

use std::borrow::Borrow;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use tonghop_messages::Messages;
use tonghop_model::official::{Block, HeadingLevel, Inline};

use super::composer::{Composer, MM, Shape};
use super::fonts::{Face, SINGLE_SPACING};
use super::lines::Justification;
use super::paragraph::Builder;
use super::tree::{Element, NodeId, shorten};
use super::{chart, table};
use crate::form;
use crate::unbroken::unbroken;
use crate::wording;

/// Longest entry of the bookmarks, in characters.
const LONGEST_BOOKMARK: usize = 160;
/// Height of two lines of text, pt: what a heading keeps with it.
const TWO_LINES: f32 = 2.0 * form::BODY_PT * SINGLE_SPACING * form::LINE_SPACING;

/// An entry of the bookmarks.
#[derive(Debug)]
pub struct Bookmark {
    /// Level from 1.
    pub level: u16,
    /// Text.
    pub text: String,
    /// Where it points.
    pub place: XyzDestination,
}

/// State of the text of a document or an annex.
#[derive(Debug)]
pub struct Flow<'m> {
    /// Words of the form.
    pub words: &'m Messages,
    /// Bookmarks so far.
    pub bookmarks: Vec<Bookmark>,
    /// Levels of the headings that are open, outermost first.
    open: Vec<HeadingLevel>,
    /// Level of the element above the first heading.
    base: u16,
}

impl<'m> Flow<'m> {
    /// Starts below this level of headings.
    pub fn new(words: &'m Messages, base: u16) -> Self {
        Self {
            words,
            bookmarks: Vec::new(),
            open: Vec::new(),
            base,
        }
    }

    /// Starts a part whose headings stand below this level.
    pub fn restart(&mut self, base: u16) {
        self.open.clear();
        self.base = base;
    }

    /// Adds a bookmark to the current place.
    pub fn bookmark(&mut self, composer: &Composer, level: u16, text: &str) {
        let text: String = shorten(text).chars().take(LONGEST_BOOKMARK).collect();
        let point = Point::from_xy(composer.sheet.left, (composer.y - 6.0).max(0.0));
        let place = XyzDestination::new(composer.page_index(), point);
        self.bookmarks.push(Bookmark { level, text, place });
    }

    /// Level of a heading in the structure: no level is left out, whatever levels the document uses.
    fn level(&mut self, level: HeadingLevel) -> u16 {
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
        }
        self.open.push(level);
        self.base + u16::try_from(self.open.len()).unwrap_or(1)
    }
}

/// A paragraph of the text: justified, first line indented.
pub fn text_shape(composer: &Composer) -> Shape {
    Shape {
        left: composer.sheet.left,
        width: composer.sheet.text_width(),
        indent: form::INDENT_MM * MM,
        how: Justification::Both,
        spacing: form::LINE_SPACING,
    }
}

/// Sets blocks. `after` is the height (pt) of what has to stand with the last lines.
pub fn write<B: Borrow<Block>>(composer: &mut Composer, flow: &mut Flow<'_>, blocks: &[B], parent: NodeId, after: f32) {
    let mut list = None;
    for (i, block) in blocks.iter().map(Borrow::borrow).enumerate() {
        let last = if i + 1 == blocks.len() { after } else { 0.0 };
        if !matches!(block, Block::Item(_)) {
            list = None;
        }
        match block {
            Block::Heading { level, label, text } => {
                let below = &blocks[i + 1..];
                // The last paragraph moves to the next page with the signature: its heading must not stay behind.
                let signed = if below.len() == 1 { after } else { 0.0 };
                let keep = keep_with(below, composer.sheet.text_width()) + signed;
                heading(composer, flow, (*level, label, text), parent, keep);
            }
            Block::Paragraph(text) => {
                let last = if wording::leads_in(text) {
                    last.max(keep_with(&blocks[i + 1..], composer.sheet.text_width()))
                } else {
                    last
                };
                let node = composer.tree.add(parent, Element::Paragraph);
                paragraph(composer, text, "", node, last);
            }
            Block::Item(text) => {
                let list = *list.get_or_insert_with(|| composer.tree.add(parent, Element::List));
                let item = composer.tree.add(list, Element::Item);
                let body = composer.tree.add(item, Element::ItemBody);
                paragraph(composer, text, form::DASH, body, last);
            }
            Block::Table(content) => table::write(composer, content, parent),
            Block::Chart(content) => chart::write(composer, content, parent),
            Block::PageBreak if !composer.at_top() => composer.new_page(),
            Block::PageBreak => {}
        }
    }
}

/// Characters above which a paragraph may have three lines: it is not cut, because a line would stand alone.
const LONGER_THAN_TWO_LINES: usize = 130;

/// Height (pt) that has to stand below a heading: all headings that follow it and the start of the text.
fn keep_with<B: Borrow<Block>>(following: &[B], width: f32) -> f32 {
    let mut height = 0.0;
    for block in following.iter().map(Borrow::borrow).take(4) {
        height += match block {
            Block::Heading { .. } => TWO_LINES,
            Block::Paragraph(text) | Block::Item(text) => {
                let long = words_of(text).chars().count() > LONGER_THAN_TWO_LINES;
                return height + TWO_LINES * if long { 1.5 } else { 1.0 } + 2.0 * form::PARAGRAPH_GAP_PT;
            }
            Block::Table(_) => return height + 4.0 * TWO_LINES,
            Block::Chart(content) => return height + chart::height(content, width).min(10.0 * TWO_LINES),
            Block::PageBreak => return height,
        };
    }
    height
}

fn paragraph(composer: &mut Composer, text: &[Inline], lead: &str, node: NodeId, after: f32) {
    let paragraph = Builder::new(Face::Regular, form::BODY_PT, &mut composer.tally)
        .text(lead)
        .inlines(&unbroken(text))
        .finish();
    composer.space(form::PARAGRAPH_GAP_PT);
    let shape = text_shape(composer);
    composer.paragraph(&paragraph, shape, node, after);
    composer.space(form::PARAGRAPH_GAP_PT);
}

fn heading(
    composer: &mut Composer,
    flow: &mut Flow<'_>,
    (level, label, text): (HeadingLevel, &str, &[Inline]),
    parent: NodeId,
    keep: f32,
) {
    let lead = match level {
        HeadingLevel::Part => format!("{} {label}", flow.words.text("official-form-part")),
        HeadingLevel::Section | HeadingLevel::Point | HeadingLevel::SubPoint => format!("{label}."),
        HeadingLevel::Letter => format!("{label})"),
    };
    let title = format!("{lead} {}", words_of(text));
    let depth = flow.level(level);
    composer.space(form::PARAGRAPH_GAP_PT + if level <= HeadingLevel::Section { 3.0 } else { 0.0 });
    composer.need(TWO_LINES + keep);
    composer.settle();
    flow.bookmark(composer, depth, &title);
    let node = composer.tree.add(parent, Element::Heading(depth, title));
    if level == HeadingLevel::Part {
        part(composer, &lead, text, node);
        return;
    }
    // A letter is set upright: its text is a sentence more often than a title.
    let face = if level == HeadingLevel::Letter {
        Face::Regular
    } else {
        Face::Bold
    };
    let mut builder = Builder::new(face, form::BODY_PT, &mut composer.tally);
    builder = builder.text(&lead).text(" ");
    if level == HeadingLevel::Section {
        builder = builder.capitals();
    }
    let paragraph = builder.inlines(&unbroken(text)).finish();
    let shape = text_shape(composer);
    composer.paragraph(&paragraph, shape, node, 0.0);
    composer.space(form::PARAGRAPH_GAP_PT);
}

/// "Phần I" and its title below it in capitals, both centred.
fn part(composer: &mut Composer, lead: &str, text: &[Inline], node: NodeId) {
    super::head::centred(composer, &[(lead, Face::Bold, form::BODY_PT)], node, false);
    let paragraph = Builder::new(Face::Bold, form::BODY_PT, &mut composer.tally)
        .capitals()
        .inlines(text)
        .finish();
    let shape = Shape {
        indent: 0.0,
        how: Justification::Centre,
        ..text_shape(composer)
    };
    composer.paragraph(&paragraph, shape, node, 0.0);
    composer.space(form::PARAGRAPH_GAP_PT);
}

/// The words of a piece of text, without footnotes.
pub fn words_of(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t) => t.as_str(),
            Inline::Value { text, .. } => text.as_str(),
            Inline::Footnote(_) => "",
            Inline::Break => " ",
        })
        .collect()
}
