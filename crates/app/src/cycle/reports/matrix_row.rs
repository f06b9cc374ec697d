//! The unit's row of the matrix, packed.

use super::{class, own_columns};
use crate::cycle::CycleResult;
use crate::cycle::shared::Place;
use crate::cycle::templates::Content;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use tonghop_model::reading::StatusClass;
use tonghop_store::Db;
use tonghop_store::matrix::{self, CELL, MatrixRow};
use tonghop_store::submissions::{ItemRow, SubmissionRow};

/// No percentage.
const NONE: u16 = u16::MAX;

/// A cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cell {
    pub class: StatusClass,
    pub has_text: bool,
    pub percent: Option<f64>,
    /// Beginning of the digest of the result: equal texts have equal numbers.
    pub text: u32,
}

/// What the matrix keeps of the answers of a submission.
pub(crate) struct MatrixCells {
    packed: Vec<u8>,
    folded: String,
}

impl MatrixCells {
    pub(crate) fn of(template: &Content, items: &[ItemRow]) -> Self {
        Self {
            packed: pack(template, items),
            folded: folded(items),
        }
    }

    /// Puts the row of a submission in the place of the unit's row.
    pub(crate) fn put(&self, db: &mut Db, place: &Place, row: &SubmissionRow) -> CycleResult<()> {
        matrix::put(db, &self.row(place, row))?;
        Ok(matrix::put_text(db, row.id, &self.folded)?)
    }

    /// The row of a submission.
    pub(crate) fn row(&self, place: &Place, row: &SubmissionRow) -> MatrixRow {
        MatrixRow {
            round_id: place.round.id,
            unit_id: place.unit.id,
            submission_id: row.id,
            state: row.state.clone(),
            cells: self.packed.clone(),
            errors: row.errors,
            warnings: row.warnings,
        }
    }

    /// The answers, folded, for searching.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }
}

/// Puts the row of a submission in the place of the unit's row.
pub(crate) fn put(
    db: &mut Db,
    place: &Place,
    template: &Content,
    row: &SubmissionRow,
    items: &[ItemRow],
) -> CycleResult<()> {
    MatrixCells::of(template, items).put(db, place, row)
}

/// Every status, result and text of a column that the template adds, folded, a line each.
fn folded(items: &[ItemRow]) -> String {
    let mut texts: Vec<String> = Vec::with_capacity(items.len() * 2);
    for item in items {
        texts.extend([&item.status, &item.result].map(|t| tonghop_text::fold(t)));
        let own = own_columns::stored(item.own.as_deref());
        texts.extend(own.values().map(|t| tonghop_text::fold(t)));
    }
    texts.retain(|t| !t.is_empty());
    texts.join("\n")
}

pub(crate) fn pack(template: &Content, items: &[ItemRow]) -> Vec<u8> {
    let known: HashMap<&str, &ItemRow> = items.iter().map(|i| (i.node.as_str(), i)).collect();
    let mut cells = Vec::with_capacity(template.tasks.len() * CELL);
    for task in &template.tasks {
        let item = known.get(task.node.as_str());
        let place = item.map_or(StatusClass::NotReported, |i| class(&i.class));
        let number = StatusClass::ALL.iter().position(|c| *c == place).unwrap_or(0);
        let text = item.map_or("", |i| i.result.trim());
        let percent = item
            .and_then(|i| i.percent)
            .map_or(NONE, |p| (p * 10.0).round().clamp(0.0, 65_000.0) as u16);
        cells.push(number as u8);
        cells.push(u8::from(!text.is_empty()));
        cells.extend(percent.to_le_bytes());
        cells.extend(&Sha256::digest(text)[..4]);
    }
    cells
}

/// The cells of a packed row.
pub(crate) fn cells(packed: &[u8]) -> impl Iterator<Item = Cell> {
    packed.chunks_exact(CELL).map(|c| {
        let percent = u16::from_le_bytes([c[2], c[3]]);
        Cell {
            class: StatusClass::ALL.get(usize::from(c[0])).copied().unwrap_or_default(),
            has_text: c[1] == 1,
            percent: (percent != NONE).then(|| f64::from(percent) / 10.0),
            text: u32::from_le_bytes([c[4], c[5], c[6], c[7]]),
        }
    })
}
