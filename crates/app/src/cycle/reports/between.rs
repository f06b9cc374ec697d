//! Checks between the units of a round: paragraphs that stand in the report of another unit, shares far from those of all.
//!
//! Nothing of another unit is looked through for it: marks of the long paragraphs of what was sent are kept and looked up
//! ([`tonghop_store::compared`]), and the shares of all are drawn together by a job (`compare.rs`). Other units are named, and
//! only those that have sent; their words are shown nowhere, since they are those of this report.

use super::checks::worded;
use crate::cycle::shared::Place;
use crate::cycle::templates::Content;
use crate::cycle::{Cycle, CycleResult};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tonghop_checks::{Spread, copied_text};
use tonghop_model::finding::Place as Where;
use tonghop_store::Db;
use tonghop_store::compared::{self, OtherRow, PrintRow};
use tonghop_store::findings::NewFinding;
use tonghop_store::submissions::{self, ItemRow};
use tonghop_text::near;

/// Codes of the checks.
pub(super) const CODES: [&str; 2] = ["V401", "V402"];
/// Marks of a paragraph.
const MARKS: usize = 4;
/// Paragraphs of a report that are compared.
const PARAGRAPHS: usize = 200;
/// Items of other units that one report is compared with.
const READ: usize = 120;
/// Items of other units that one paragraph is compared with.
const COMPARED: usize = 6;

/// How shares lie in each round.
#[derive(Debug, Default)]
pub(crate) struct Spreads(Mutex<HashMap<i64, Drawn>>);

/// Shares of a round, and of what state of it.
#[derive(Debug, Clone)]
struct Drawn {
    spreads: Arc<BTreeMap<String, Spread>>,
    /// Reports in the matrix, and the newest of them.
    seen: (i64, Option<i64>),
    /// When.
    at: i64,
}

impl Spreads {
    /// How shares lie in a round; nothing before they were drawn together.
    fn of(&self, round: i64) -> Option<Arc<BTreeMap<String, Spread>>> {
        Some(Arc::clone(&self.known().get(&round)?.spreads))
    }

    /// True where reports have come since shares were drawn together, and that is so many seconds ago.
    pub(super) fn are_old(&self, round: i64, seen: (i64, Option<i64>), now: i64, pause: i64) -> bool {
        self.known()
            .get(&round)
            .is_none_or(|d| d.seen != seen && now - d.at >= pause)
    }

    /// Keeps how shares lie.
    pub(super) fn put(&self, round: i64, spreads: BTreeMap<String, Spread>, seen: (i64, Option<i64>), at: i64) {
        let spreads = Arc::new(spreads);
        self.known().insert(round, Drawn { spreads, seen, at });
    }

    /// True where a share lies far from those of the others.
    pub(super) fn is_far(&self, round: i64, node: &str, value: f64) -> bool {
        self.of(round)
            .is_some_and(|s| s.get(node).is_some_and(|s| s.is_far(value)))
    }

    fn known(&self) -> MutexGuard<'_, HashMap<i64, Drawn>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A long paragraph of an answer with its marks.
pub(super) struct Paragraph<'a> {
    pub node: &'a str,
    pub text: &'a str,
    pub marks: Vec<i64>,
}

/// The long paragraphs that the unit wrote itself. Work for the processor.
pub(super) fn paragraphs(items: &[ItemRow]) -> Vec<Paragraph<'_>> {
    let texts = items.iter().filter(|i| i.kind != "indicator").flat_map(|item| {
        let lines = item.result.lines().map(str::trim);
        lines.map(move |text| (item.node.as_str(), text))
    });
    let made = texts.filter_map(|(node, text)| {
        let marks = near::prints(text, copied_text::LEAST_WORDS, MARKS);
        let own = !marks.is_empty() && copied_text::is_own(text);
        own.then(|| Paragraph {
            node,
            text,
            marks: marks.into_iter().map(i64::from).collect(),
        })
    });
    made.take(PARAGRAPHS).collect()
}

/// Marks as they are kept for a submission.
pub(super) fn prints(place: &Place, submission: i64, paragraphs: &[Paragraph<'_>]) -> Vec<PrintRow> {
    let row = |node: &str, print| PrintRow {
        round_id: place.round.id,
        print,
        unit_id: place.unit.id,
        submission_id: submission,
        node: node.to_owned(),
    };
    paragraphs
        .iter()
        .flat_map(|p| p.marks.iter().map(|m| row(p.node, *m)))
        .collect()
}

/// An item of another unit's report that says the same as a paragraph.
pub(super) struct Alike {
    unit: i64,
    unit_name: String,
    sent_at: Option<i64>,
    pub submission: i64,
    pub node: String,
}

/// For each paragraph the reports of other units in which it stands, those that came first before the others; none for the
/// wording of a task, which all units have.
pub(super) fn alike(
    db: &mut Db,
    place: &Place,
    template: &Content,
    paragraphs: &[Paragraph<'_>],
) -> CycleResult<Vec<Vec<Alike>>> {
    let mut marks: Vec<i64> = paragraphs.iter().flat_map(|p| p.marks.iter().copied()).collect();
    marks.sort_unstable();
    marks.dedup();
    let mut by_mark: HashMap<i64, Vec<OtherRow>> = HashMap::new();
    for row in compared::others(db, place.round.id, place.unit.id, &marks)? {
        by_mark.entry(row.print).or_default().push(row);
    }
    if by_mark.is_empty() {
        return Ok(paragraphs.iter().map(|_| Vec::new()).collect());
    }
    let mut read: HashMap<(i64, String), String> = HashMap::new();
    let mut found = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let mut own: Vec<Alike> = Vec::new();
        for row in candidates(paragraph, &by_mark) {
            let key = (row.submission_id, row.node.clone());
            if !read.contains_key(&key) {
                if read.len() >= READ {
                    continue;
                }
                let text = submissions::item(db, row.submission_id, &row.node)?.map_or_else(String::new, |i| i.result);
                read.insert(key.clone(), text);
            }
            let mut lines = read[&key].lines();
            if !own.iter().any(|a| a.unit == row.unit_id)
                && lines.any(|line| copied_text::is_alike(line.trim(), paragraph.text))
            {
                own.push(Alike {
                    unit: row.unit_id,
                    unit_name: row.unit_name.clone(),
                    sent_at: row.sent_at,
                    submission: row.submission_id,
                    node: row.node.clone(),
                });
            }
        }
        let titles = template.tasks.iter().map(|t| t.title.as_str());
        if !own.is_empty() && copied_text::repeats_task(titles, paragraph.text) {
            own.clear();
        }
        own.sort_by_key(|a| (a.sent_at, a.unit));
        found.push(own);
    }
    Ok(found)
}

/// Items that have the most marks of a paragraph.
fn candidates<'r>(paragraph: &Paragraph<'_>, by_mark: &'r HashMap<i64, Vec<OtherRow>>) -> Vec<&'r OtherRow> {
    let mut counted: BTreeMap<(i64, &str), (usize, &OtherRow)> = BTreeMap::new();
    for row in paragraph.marks.iter().filter_map(|m| by_mark.get(m)).flatten() {
        let entry = counted.entry((row.submission_id, &row.node)).or_insert((0, row));
        entry.0 += 1;
    }
    let mut rows: Vec<(usize, &OtherRow)> = counted.into_values().collect();
    rows.sort_by_key(|(count, row)| (usize::MAX - count, row.submission_id));
    rows.into_iter().take(COMPARED).map(|(_, row)| row).collect()
}

/// A report that is held against those of the other units.
pub(super) struct Held<'a> {
    pub submission: i64,
    /// When it was sent; none for one that is about to be.
    pub sent_at: Option<i64>,
    pub items: &'a [ItemRow],
}

/// What checks between units find in a report. Who came later has to say a word; who came first is told.
pub(super) fn findings(
    cycle: &Cycle,
    place: &Place,
    held: &Held<'_>,
    (paragraphs, alike): (&[Paragraph<'_>], &[Vec<Alike>]),
) -> Vec<NewFinding> {
    let mut found = Vec::new();
    for (paragraph, others) in paragraphs.iter().zip(alike) {
        let came_first = |a: &&Alike| {
            held.sent_at
                .is_none_or(|own| (a.sent_at, a.submission) < (Some(own), held.submission))
        };
        let (first, later): (Vec<&Alike>, Vec<&Alike>) = others.iter().partition(came_first);
        let is_later = !first.is_empty();
        let units = if is_later { first } else { later };
        if units.is_empty() {
            continue;
        }
        let names: Vec<&str> = units.iter().map(|a| a.unit_name.as_str()).collect();
        let finding = copied_text::copied_from(&names, paragraph.text, is_later);
        // The same paragraph stays the same finding, whoever else has it.
        let key = format!("V401|{}|{}", paragraph.node, paragraph.text);
        found.push(worded(cycle, held.submission, paragraph.node, (&finding, 0), Some(key)));
    }
    found.extend(outliers(cycle, place, held));
    found
}

fn outliers(cycle: &Cycle, place: &Place, held: &Held<'_>) -> Vec<NewFinding> {
    let Some(spreads) = cycle.spreads.of(place.round.id) else {
        return Vec::new();
    };
    let shares = held.items.iter().filter_map(|item| {
        let (value, spread) = (item.value?, spreads.get(&item.node)?);
        spread.is_far(value).then_some((item, value, spread))
    });
    let made = shares.map(|(item, value, spread)| {
        let name = cycle
            .engine
            .catalogue
            .indicator(&item.node)
            .map_or(&item.node, |i| &i.name);
        let quote = format!("{} %", value.to_string().replace('.', ","));
        let finding = spread.finding(name.clone(), value, Where::new(0, None, quote));
        worded(
            cycle,
            held.submission,
            &item.node,
            (&finding, 0),
            Some(outlier_key(&item.node, value)),
        )
    });
    made.collect()
}

/// The same share stays the same finding, wherever the middle moves.
pub(super) fn outlier_key(node: &str, value: f64) -> String {
    format!("V402|{node}|{value}")
}

/// What checks between units find in a report.
pub(super) fn found(cycle: &Cycle, place: &Place, template: &Content, held: &Held<'_>) -> CycleResult<Vec<NewFinding>> {
    let paragraphs = paragraphs(held.items);
    let alike = match paragraphs.is_empty() {
        true => Vec::new(),
        false => cycle.store.read(|db| alike(db, place, template, &paragraphs))?,
    };
    Ok(findings(cycle, place, held, (&paragraphs, &alike)))
}
