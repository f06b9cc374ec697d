//! The long paragraphs of answers, as they are compared between units.

use crate::cycle::remembered::Remembered;
use crate::cycle::{Cycle, CycleResult};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;
use tonghop_checks::copied_text;
use tonghop_store::Db;
use tonghop_store::submissions::{self, ItemRow};
use tonghop_text::near::Sketch;

/// Paragraphs of a report that are compared.
const PARAGRAPHS: usize = 200;
/// Marks of a paragraph.
const MARKS: usize = 4;
/// Bytes of paragraphs of other units' reports that are kept at most.
pub(crate) const PASSAGE_BYTES: usize = 16 << 20;

/// An item of a submission that was sent.
pub(super) type Place = (i64, String);

/// Paragraphs of other units' reports, looked at once: what was sent never changes.
pub(crate) type Passages = Remembered<Place, Vec<Sketch>>;

/// A long paragraph that the unit wrote itself, of an answer among others. It is kept with the findings of the answers, for many
/// reports: its marks only, since most paragraphs have them in common with none.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    item: usize,
    span: Range<usize>,
    marks: Box<[u32]>,
}

impl Paragraph {
    /// The words; `items` are the answers that it was found in.
    pub(super) fn text<'i>(&self, items: &'i [ItemRow]) -> &'i str {
        let item = items.get(self.item).map(|i| i.result.as_str());
        item.and_then(|text| text.get(self.span.clone())).unwrap_or_default()
    }

    /// The item; `items` are the answers that it was found in.
    pub(super) fn node<'i>(&self, items: &'i [ItemRow]) -> &'i str {
        items.get(self.item).map_or("", |i| i.node.as_str())
    }

    /// Marks that it is looked up by.
    pub(super) fn marks(&self) -> impl Iterator<Item = i64> + use<'_> {
        self.marks.iter().copied().map(i64::from)
    }

    /// Bytes that it takes, about.
    pub(super) const fn size(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.marks)
    }

    /// What it is compared by; `items` are the answers that it was found in.
    pub(super) fn sketch(&self, items: &[ItemRow]) -> Sketch {
        Sketch::of(self.text(items))
    }
}

/// The long paragraphs of answers. Work for the processor.
pub(super) fn of(items: &[ItemRow]) -> Vec<Paragraph> {
    let texts = items.iter().enumerate().filter(|(_, i)| i.kind != "indicator");
    let lines = texts.flat_map(|(item, row)| spans(&row.result).map(move |span| (item, &row.result, span)));
    let made = lines.filter_map(|(item, text, span)| {
        let marks = sketch(&text[span.clone()])?.marks(MARKS).into_boxed_slice();
        Some(Paragraph { item, span, marks })
    });
    made.take(PARAGRAPHS).collect()
}

/// Where the lines of a text stand, without blanks around them.
fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = 0;
    text.split('\n').map(move |line| {
        let from = next + (line.len() - line.trim_start().len());
        next += line.len() + 1;
        let length = line.trim().len();
        match length {
            0 => 0..0,
            _ => from..from + length,
        }
    })
}

/// Of a paragraph that is long enough and not one that all units have.
fn sketch(text: &str) -> Option<Sketch> {
    // A word has a letter and a blank at least: most lines need no further look.
    if text.len() < 2 * copied_text::LEAST_WORDS - 1 || !copied_text::is_own(text) {
        return None;
    }
    Some(Sketch::of(text)).filter(|s| s.words() >= copied_text::LEAST_WORDS)
}

/// Paragraphs of items of other units' reports: a statement for each code of those that are not known yet.
pub(super) fn of_others(
    cycle: &Cycle,
    db: &mut Db,
    places: impl Iterator<Item = Place>,
) -> CycleResult<HashMap<Place, Arc<Vec<Sketch>>>> {
    let mut found = HashMap::new();
    let mut unknown: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for place in places {
        match cycle.passages.get(&place) {
            Some(known) => drop(found.insert(place, known)),
            None => unknown.entry(place.1).or_default().push(place.0),
        }
    }
    for (node, of) in unknown {
        for (submission, text) in submissions::results(db, &node, &of)? {
            let sketches: Vec<Sketch> = text.lines().map(str::trim).filter_map(sketch).collect();
            let size = 100 + node.len() + sketches.iter().map(Sketch::size).sum::<usize>();
            let (place, sketches) = ((submission, node.clone()), Arc::new(sketches));
            cycle.passages.put(place.clone(), Arc::clone(&sketches), size);
            found.insert(place, sketches);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::spans;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_stand_where_they_are_said_to(text in "[a ấ\n\r]{0,40}") {
            let found: Vec<&str> = spans(&text).map(|s| &text[s]).collect();
            let wanted: Vec<&str> = text.split('\n').map(str::trim).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
