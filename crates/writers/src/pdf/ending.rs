//! The end of a document: "./.", recipients and the signature block (Annex I, part II, items 7 to 9).

use tonghop_messages::Messages;
use tonghop_model::official::OfficialDocument;

use super::composer::{Composer, Shape};
use super::fonts::{Face, SINGLE_SPACING};
use super::head::plain;
use super::lines::{Justification, balanced_width, break_lines};
use super::paragraph::Paragraph;
use super::tree::{Element, NodeId, Tree};
use crate::docx::ending::recipients_width;
use crate::docx::metrics::pt;
use crate::{form, wording};

/// Room for signature and seal between capacity and name, pt: about 28 mm.
const SIGNING_SPACE: f32 = 80.0;

/// A line of a column of the ending.
struct Entry {
    paragraph: Paragraph,
    above: f32,
    centred: bool,
}

/// The two columns, ready to be set.
pub struct Ending {
    left: Vec<Entry>,
    right: Vec<Entry>,
    left_width: f32,
    right_width: f32,
    /// Height of both, pt.
    pub height: f32,
}

/// Prepares recipients and signature block; none where the document has neither.
pub fn prepare(composer: &mut Composer, document: &OfficialDocument, words: &Messages) -> Option<Ending> {
    let width = composer.sheet.text_width();
    let left_width = recipients_width(&document.signature, pt(width)) as f32 / 20.0;
    let right_width = width - left_width - 8.0;
    let left = recipients(composer, document, words);
    let right = signature(composer, document);
    if left.is_empty() && right.is_empty() {
        return None;
    }
    let height = column_height(&left, left_width).max(column_height(&right, right_width));
    Some(Ending {
        left,
        right,
        left_width,
        right_width,
        height,
    })
}

fn recipients(composer: &mut Composer, document: &OfficialDocument, words: &Messages) -> Vec<Entry> {
    if document.recipients.is_empty() {
        return Vec::new();
    }
    let tally = &mut composer.tally;
    let head = words.text("official-form-recipients");
    let mut entries = vec![Entry {
        paragraph: plain(tally, Face::BoldItalic, form::RECIPIENTS_HEAD_PT, &head),
        above: 0.0,
        centred: false,
    }];
    let last = document.recipients.len() - 1;
    for (i, recipient) in document.recipients.iter().enumerate() {
        let mark = if i == last { '.' } else { ';' };
        let text = format!("{}{}{mark}", form::DASH, wording::unmarked(recipient));
        let paragraph = plain(tally, Face::Regular, form::RECIPIENTS_PT, &text);
        entries.push(Entry {
            paragraph,
            above: 0.0,
            centred: false,
        });
    }
    entries
}

fn signature(composer: &mut Composer, document: &OfficialDocument) -> Vec<Entry> {
    let block = &document.signature;
    let tally = &mut composer.tally;
    let lines = block.authority.iter().chain(&block.capacity);
    let mut entries: Vec<Entry> = lines
        .map(|line| Entry {
            paragraph: plain(tally, Face::Bold, form::BODY_PT, line),
            above: 0.0,
            centred: true,
        })
        .collect();
    if entries.is_empty() && block.name.is_empty() {
        return entries;
    }
    let name = plain(tally, Face::Bold, form::BODY_PT, &block.name);
    entries.push(Entry {
        paragraph: name,
        above: SIGNING_SPACE,
        centred: true,
    });
    entries
}

fn column_height(entries: &[Entry], width: f32) -> f32 {
    entries
        .iter()
        .map(|e| {
            let lines = break_lines(&e.paragraph, width, 0.0, Justification::Left).len();
            e.above + lines as f32 * e.paragraph.size * SINGLE_SPACING
        })
        .sum()
}

/// Sets recipients and signature block beside each other on one page.
pub fn write(composer: &mut Composer, ending: &Ending) {
    composer.space(12.0);
    if ending.height > composer.sheet.text_height() {
        // More recipients than a page holds: below each other, over as many pages as they take.
        let (left, width) = (composer.sheet.left, composer.sheet.text_width());
        let signer = composer.tree.add(Tree::ROOT, Element::Section);
        flowing(
            composer,
            &ending.right,
            (left + width - ending.right_width, ending.right_width),
            signer,
        );
        let list = composer.tree.add(Tree::ROOT, Element::Section);
        flowing(composer, &ending.left, (left, width), list);
        return;
    }
    composer.need(ending.height);
    composer.settle();
    let top = composer.y;
    let left = composer.sheet.left;
    let list = composer.tree.add(Tree::ROOT, Element::Section);
    let first = column(composer, &ending.left, (left, ending.left_width), top, list);
    let signer = composer.tree.add(Tree::ROOT, Element::Section);
    let x = composer.sheet.right - ending.right_width;
    let second = column(composer, &ending.right, (x, ending.right_width), top, signer);
    composer.y = first.max(second);
}

fn column(composer: &mut Composer, entries: &[Entry], (x, width): (f32, f32), top: f32, parent: NodeId) -> f32 {
    let mut y = top;
    for entry in entries {
        y += entry.above;
        let node = composer.tree.add(parent, Element::Paragraph);
        let pitch = entry.paragraph.size * SINGLE_SPACING;
        let (how, wide) = if entry.centred {
            (Justification::Centre, balanced_width(&entry.paragraph, width))
        } else {
            (Justification::Left, width)
        };
        for line in break_lines(&entry.paragraph, wide, 0.0, how) {
            let left = x + (width - wide) / 2.0;
            composer.draw_line(&entry.paragraph, &line, left, y, pitch, Some(node));
            y += pitch;
        }
    }
    y
}

fn flowing(composer: &mut Composer, entries: &[Entry], (left, width): (f32, f32), parent: NodeId) {
    for entry in entries {
        let node = composer.tree.add(parent, Element::Paragraph);
        let how = if entry.centred {
            Justification::Centre
        } else {
            Justification::Left
        };
        composer.space(entry.above);
        composer.paragraph(
            &entry.paragraph,
            Shape {
                left,
                width,
                indent: 0.0,
                how,
                spacing: 1.0,
            },
            node,
            0.0,
        );
    }
    composer.space(12.0);
}
