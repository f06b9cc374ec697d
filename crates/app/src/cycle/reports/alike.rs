//! Looks the paragraphs of a report up among those of the other units of its round.
//!
//! Nothing of another unit is looked through for it: marks of the paragraphs of what was sent are kept
//! ([`tonghop_store::compared`]), and what has the same marks is compared.

use super::between::Held;
use super::paragraphs::{self, Paragraph};
use crate::cycle::shared::Place;
use crate::cycle::templates::Known;
use crate::cycle::{Cycle, CycleResult};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use tonghop_checks::copied_text;
use tonghop_store::Db;
use tonghop_store::compared::{self, MarkRow, ShownRow};

/// Items of other units that one report is compared with.
const READ: usize = 120;
/// Items of other units that one paragraph is compared with.
const COMPARED: usize = 6;

/// An item of another unit's report that says the same as a paragraph.
pub(super) struct Alike {
    pub unit: i64,
    pub unit_name: String,
    pub sent_at: Option<i64>,
    pub submission: i64,
    pub node: String,
}

/// What was looked up for a report.
#[derive(Default)]
pub(super) struct LookedUp {
    /// For each paragraph the reports of other units in which it stands, those that came first before the others; none for
    /// the wording of a task, which all units have.
    pub alike: Vec<Vec<Alike>>,
    /// Units in whose reports each mark stands.
    pub units: HashMap<i64, HashSet<i64>>,
}

/// Looks the paragraphs of a report up.
pub(super) fn look_up(
    cycle: &Cycle,
    db: &mut Db,
    place: &Place,
    template: &Known,
    (held, paragraphs): (&Held<'_>, &[Paragraph]),
) -> CycleResult<LookedUp> {
    let marks: BTreeSet<i64> = paragraphs.iter().flat_map(Paragraph::marks).collect();
    let marks: Vec<i64> = marks.into_iter().collect();
    let rows = compared::marked(db, place.round.id, place.unit.id, &marks)?;
    if rows.is_empty() {
        let alike = paragraphs.iter().map(|_| Vec::new()).collect();
        return Ok(LookedUp {
            alike,
            units: HashMap::new(),
        });
    }
    let submissions: BTreeSet<i64> = rows.iter().map(|r| r.submission_id).collect();
    let submissions: Vec<i64> = submissions.into_iter().collect();
    let shown: HashMap<i64, ShownRow> = compared::shown(db, &submissions)?
        .into_iter()
        .map(|s| (s.submission_id, s))
        .collect();
    let mut by_mark: HashMap<i64, Vec<&MarkRow>> = HashMap::new();
    let mut units: HashMap<i64, HashSet<i64>> = HashMap::new();
    for row in rows.iter().filter(|r| shown.contains_key(&r.submission_id)) {
        by_mark.entry(row.print).or_default().push(row);
        units.entry(row.print).or_default().insert(row.unit_id);
    }
    let candidates: Vec<Vec<&MarkRow>> = paragraphs.iter().map(|p| candidates(p, &by_mark)).collect();
    let key = |row: &MarkRow| (row.submission_id, row.node.clone());
    let mut wanted = BTreeSet::new();
    for row in candidates.iter().flatten() {
        if wanted.len() < READ {
            wanted.insert(key(row));
        }
    }
    let texts = paragraphs::of_others(cycle, db, wanted.into_iter())?;
    let alike = paragraphs.iter().zip(candidates).map(|(paragraph, rows)| {
        if rows.is_empty() {
            return Vec::new();
        }
        let sketch = paragraph.sketch(held.items);
        let says_the_same = |row: &&MarkRow| {
            let lines = texts.get(&key(row));
            lines.is_some_and(|l| l.iter().any(|line| copied_text::is_alike(line, &sketch)))
        };
        let mut own: Vec<Alike> = Vec::new();
        for row in rows.into_iter().filter(says_the_same) {
            let Some(shown) = shown.get(&row.submission_id) else {
                continue;
            };
            if own.iter().all(|a| a.unit != row.unit_id) {
                own.push(Alike {
                    unit: row.unit_id,
                    unit_name: shown.unit_name.clone(),
                    sent_at: shown.sent_at,
                    submission: row.submission_id,
                    node: row.node.clone(),
                });
            }
        }
        if !own.is_empty() && template.wordings.has(paragraph.text(held.items), &sketch) {
            own.clear();
        }
        own.sort_by_key(|a| (a.sent_at, a.unit));
        own
    });
    let alike = alike.collect();
    Ok(LookedUp { alike, units })
}

/// Items that have the most marks of a paragraph.
fn candidates<'r>(paragraph: &Paragraph, by_mark: &HashMap<i64, Vec<&'r MarkRow>>) -> Vec<&'r MarkRow> {
    let mut counted: BTreeMap<(i64, &str), (usize, &MarkRow)> = BTreeMap::new();
    for row in paragraph.marks().filter_map(|m| by_mark.get(&m)).flatten() {
        let entry = counted.entry((row.submission_id, &row.node)).or_insert((0, row));
        entry.0 += 1;
    }
    let mut rows: Vec<(usize, &MarkRow)> = counted.into_values().collect();
    rows.sort_by_key(|(count, row)| (usize::MAX - count, row.submission_id));
    rows.into_iter().take(COMPARED).map(|(_, row)| row).collect()
}
