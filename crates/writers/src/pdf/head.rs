//! The head of a document: bodies, name of the state, number, date, title, addressees, bases
//! (Annex I, part II, items 1 to 6).

use tonghop_messages::Messages;
use tonghop_model::official::{Inline, OfficialDocument, Title};

use super::composer::{Composer, RULE, Shape};
use super::fonts::{Face, SINGLE_SPACING};
use super::lines::{Justification, balanced_width, break_lines};
use super::page::{Owner, Segment};
use super::paragraph::{Builder, Paragraph, Tally};
use super::tree::{Element, NodeId, Tree};
use crate::docx::metrics::{halved, pt};
use crate::{form, wording};

/// Space between the two columns of the head, pt.
const COLUMN_GAP: f32 = 8.0;
/// Narrowest left column as a share of the text width; below it the name of the state gets smaller.
const NARROWEST_LEFT: f32 = 0.38;
/// Tallest head that is set in two columns, as a share of the page.
const TALLEST: f32 = 0.5;

/// A paragraph of the head in its column.
struct Entry {
    paragraph: Paragraph,
    /// Space above it, pt.
    above: f32,
    /// Length of the rule below it as a share of its widest line.
    rule: Option<f32>,
}

impl Entry {
    fn new(paragraph: Paragraph) -> Self {
        Self {
            paragraph,
            above: 0.0,
            rule: None,
        }
    }

    fn above(mut self, above: f32) -> Self {
        self.above = above;
        self
    }

    fn rule(mut self, share: f32) -> Self {
        self.rule = Some(share);
        self
    }
}

/// One paragraph in one face.
pub fn plain(tally: &mut Tally, face: Face, size: f32, text: &str) -> Paragraph {
    Builder::new(face, size, tally).text(text).finish()
}

/// Sets everything above the text.
pub fn write(composer: &mut Composer, document: &OfficialDocument, words: &Messages) {
    two_columns(composer, document, words);
    title(composer, &document.title);
    addressees(composer, &document.addressees, words);
    bases(composer, &document.bases);
}

// ---- the two columns ---------------------------------------------------------------------------------

fn two_columns(composer: &mut Composer, document: &OfficialDocument, words: &Messages) {
    let width = composer.sheet.text_width();
    let tally = &mut composer.tally;
    let state = words.text("official-form-state");
    let mut state_size = form::STATE_PT;
    let mut right_width = 0.0_f32;
    // 13 points where the left column keeps its share, 12 otherwise (the decree allows both).
    for size in [form::STATE_PT, form::STATE_PT - 1.0] {
        state_size = size;
        right_width = natural(&plain(&mut Tally::default(), Face::Bold, size, &state));
        if right_width + COLUMN_GAP <= width * (1.0 - NARROWEST_LEFT) {
            break;
        }
    }
    let right_width = right_width.min(width * (1.0 - NARROWEST_LEFT)) + 1.0;
    let left_width = width - right_width - COLUMN_GAP;

    let right = vec![
        Entry::new(plain(tally, Face::Bold, state_size, &state)),
        Entry::new(plain(
            tally,
            Face::Bold,
            form::MOTTO_PT,
            &words.text("official-form-motto"),
        ))
        .rule(1.0),
    ];
    let mut left = Vec::new();
    let mut body = |face, line: &str| {
        let line = halved(face, form::ISSUER_PT, line, pt(left_width));
        left.push(Entry::new(plain(tally, face, form::ISSUER_PT, &line)));
    };
    if let Some(superior) = &document.superior {
        body(Face::Regular, superior);
    }
    for line in &document.issuer {
        body(Face::Bold, line);
    }
    if let Some(last) = left.pop() {
        left.push(last.rule(form::SHORT_LINE_SHARE));
    }
    let mut below_left = vec![Entry::new(plain(
        tally,
        Face::Regular,
        form::NUMBER_PT,
        &wording::number_line(document, words, pt(left_width)),
    ))];
    if let Title::Letter { subject } = &document.title
        && !subject.is_empty()
    {
        let about = format!("{} {subject}", words.text("official-form-about"));
        below_left.push(Entry::new(plain(tally, Face::Regular, form::ABOUT_PT, &about)).above(6.0));
    }
    let (date, date_size) = wording::date_line(document, words, pt(right_width));
    let below_right = vec![Entry::new(plain(tally, Face::Italic, date_size, &date))];

    let node = composer.tree.add(Tree::ROOT, Element::Section);
    let heights = [
        (&left, left_width),
        (&below_left, left_width),
        (&below_right, right_width),
    ];
    let whole: f32 = heights.iter().map(|(entries, width)| height(entries, *width)).sum();
    if whole > composer.sheet.text_height() * TALLEST {
        let entries = left.iter().chain(&right).chain(&below_left).chain(&below_right);
        below_each_other(composer, entries, node);
        return;
    }
    let x = composer.sheet.left;
    let right_x = x + left_width + COLUMN_GAP;
    let top = composer.y;
    let first = column(composer, &left, (x, left_width), top, node);
    let second = column(composer, &right, (right_x, right_width), top, node);
    let middle = first.max(second) + 8.0;
    let third = column(composer, &below_left, (x, left_width), middle, node);
    // Both stand on one line though their sizes differ.
    let lift = (date_size - form::NUMBER_PT) * SINGLE_SPACING / 2.0;
    let fourth = column(composer, &below_right, (right_x, right_width), middle - lift, node);
    composer.y = third.max(fourth);
    composer.space(14.0);
}

/// Height of entries below each other, pt.
fn height(entries: &[Entry], width: f32) -> f32 {
    let lines = |e: &Entry| break_lines(&e.paragraph, width, 0.0, Justification::Centre).len() as f32;
    entries
        .iter()
        .map(|e| e.above + lines(e) * e.paragraph.size * SINGLE_SPACING + 3.0)
        .sum()
}

/// A head that is taller than the columns can be: over the whole width and as many pages as it takes.
fn below_each_other<'e>(composer: &mut Composer, entries: impl Iterator<Item = &'e Entry>, parent: NodeId) {
    for entry in entries {
        let node = composer.tree.add(parent, Element::Paragraph);
        composer.space(entry.above + 3.0);
        let shape = Shape {
            left: composer.sheet.left,
            width: composer.sheet.text_width(),
            indent: 0.0,
            how: Justification::Centre,
            spacing: 1.0,
        };
        composer.paragraph(&entry.paragraph, shape, node, 0.0);
    }
    composer.space(14.0);
}

fn natural(paragraph: &Paragraph) -> f32 {
    paragraph.glyphs.iter().map(|g| g.width).sum()
}

/// Sets centred entries below each other; gives the lower edge.
fn column(composer: &mut Composer, entries: &[Entry], (x, width): (f32, f32), top: f32, parent: NodeId) -> f32 {
    let mut y = top;
    for entry in entries {
        y += entry.above;
        let node = composer.tree.add(parent, Element::Paragraph);
        let pitch = entry.paragraph.size * SINGLE_SPACING;
        let balanced = balanced_width(&entry.paragraph, width);
        let lines = break_lines(&entry.paragraph, balanced, 0.0, Justification::Centre);
        let mut widest = 0.0_f32;
        for line in &lines {
            let left = x + (width - balanced) / 2.0;
            composer.draw_line(&entry.paragraph, line, left, y, pitch, Some(node));
            widest = widest.max(line.width);
            y += pitch;
        }
        if let Some(share) = entry.rule {
            y += 2.5;
            rule(composer, x + width / 2.0, widest * share, y);
            y += 1.5;
        }
    }
    y
}

/// A rule centred at `middle`.
fn rule(composer: &mut Composer, middle: f32, length: f32, y: f32) {
    let segment = Segment {
        x1: middle - length / 2.0,
        y1: y,
        x2: middle + length / 2.0,
        y2: y,
    };
    composer.page.lines(Owner::Layout, vec![segment], RULE);
}

// ---- title, addressees, bases ------------------------------------------------------------------------

fn title(composer: &mut Composer, title: &Title) {
    let Some((kind, subject)) = words_of_title(title) else {
        return;
    };
    let heading = format!("{kind} {subject}");
    let node = composer.tree.add(Tree::ROOT, Element::Heading(1, heading));
    centred(
        composer,
        &[
            (kind, Face::Bold, form::TITLE_PT),
            (subject, Face::Bold, form::TITLE_PT),
        ],
        node,
        true,
    );
    composer.space(12.0);
}

/// Type and abstract of a document with a type; none where nothing of them is printed.
pub fn title_of(document: &OfficialDocument) -> Option<(&str, &str)> {
    words_of_title(&document.title)
}

fn words_of_title(title: &Title) -> Option<(&str, &str)> {
    match title {
        Title::Named { kind, subject } if !(kind.trim().is_empty() && subject.trim().is_empty()) => {
            Some((kind, subject))
        }
        _ => None,
    }
}

/// Sets lines of even length centred below each other, with a short rule below the last ones if asked.
pub fn centred(composer: &mut Composer, texts: &[(&str, Face, f32)], node: NodeId, ruled: bool) {
    let (left, width) = (composer.sheet.left, composer.sheet.text_width());
    let mut widest = 0.0_f32;
    for (text, face, size) in texts {
        if text.is_empty() {
            continue;
        }
        // The break parts the lines for those who read the text alone.
        let paragraph = plain(&mut composer.tally, *face, *size, &format!("{text}\n"));
        let balanced = balanced_width(&paragraph, width * 0.92);
        widest = break_lines(&paragraph, balanced, 0.0, Justification::Centre)
            .iter()
            .fold(0.0, |w, l| l.width.max(w));
        let shape = Shape {
            left: left + (width - balanced) / 2.0,
            width: balanced,
            indent: 0.0,
            how: Justification::Centre,
            spacing: 1.05,
        };
        composer.paragraph(&paragraph, shape, node, 0.0);
    }
    if ruled && widest > 0.0 {
        composer.y += 3.0;
        let length = (widest * form::SHORT_LINE_SHARE).min(width * form::SHORT_LINE_SHARE);
        let y = composer.y;
        rule(composer, left + width / 2.0, length, y);
        composer.y += 2.0;
    }
}

/// "Kính gửi: …" centred for one addressee, a list with dashes for several (item 9).
fn addressees(composer: &mut Composer, addressees: &[String], words: &Messages) {
    let Some((first, rest)) = addressees.split_first() else {
        return;
    };
    let to = words.text("official-form-to");
    composer.space(6.0);
    if rest.is_empty() {
        let node = composer.tree.add(Tree::ROOT, Element::Paragraph);
        centred(
            composer,
            &[(&format!("{to} {first}"), Face::Regular, form::BODY_PT)],
            node,
            false,
        );
        composer.space(12.0);
        return;
    }
    let (left, width) = (composer.sheet.left, composer.sheet.text_width());
    let lead = plain(&mut composer.tally, Face::Regular, form::BODY_PT, &to);
    let indent = width * 0.2;
    let hanging = indent + natural(&lead) + 6.0;
    let node = composer.tree.add(Tree::ROOT, Element::Paragraph);
    let shape = |left: f32, width: f32| Shape {
        left,
        width,
        indent: 0.0,
        how: Justification::Left,
        spacing: form::LINE_SPACING,
    };
    composer.paragraph(&lead, shape(left + indent, width - indent), node, 0.0);
    let list = composer.tree.add(Tree::ROOT, Element::List);
    for (i, addressee) in addressees.iter().enumerate() {
        let mark = if i + 1 == addressees.len() { '.' } else { ';' };
        let text = format!("- {}{mark}", wording::unmarked(addressee));
        let paragraph = plain(&mut composer.tally, Face::Regular, form::BODY_PT, &text);
        let item = composer.tree.add(list, Element::Item);
        let body = composer.tree.add(item, Element::ItemBody);
        composer.paragraph(&paragraph, shape(left + hanging, width - hanging), body, 0.0);
    }
    composer.space(12.0);
}

/// "Căn cứ …": italic, each closed by ";", the last by "." (item 6).
fn bases(composer: &mut Composer, bases: &[Vec<Inline>]) {
    for (i, basis) in bases.iter().enumerate() {
        let mark = if i + 1 == bases.len() { "." } else { ";" };
        let basis = wording::closed(basis, mark);
        let node = composer.tree.add(Tree::ROOT, Element::Paragraph);
        let paragraph = Builder::new(Face::Italic, form::BODY_PT, &mut composer.tally)
            .inlines(&basis)
            .finish();
        composer.space(form::PARAGRAPH_GAP_PT);
        let shape = super::body::text_shape(composer);
        composer.paragraph(&paragraph, shape, node, 0.0);
    }
}
