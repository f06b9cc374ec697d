//! The matrix: units × tasks.

use super::scope::Scope;
use crate::cycle::reports::{self, Item};
use crate::cycle::templates::{self, ContentTask};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use std::collections::{BTreeSet, HashMap, HashSet};
use tonghop_model::cycle::ids::{ReadingId, ReportId, RoundId, SubmissionId, UnitId};
use tonghop_model::cycle::{Action, SubmissionState};
use tonghop_model::reading::StatusClass;
use tonghop_store::units::UnitRow;
use tonghop_store::{files, matrix, rounds, submissions, units};

/// What to show of a matrix.
#[derive(Debug, Clone, Default)]
pub struct MatrixFilter {
    /// Only tasks with this label of a part and of a group ("B1", "VII"); an empty group means the whole part.
    pub group: Option<(String, String)>,
    /// Only units with a cell of one of these classes; other cells of these units stay.
    pub classes: Vec<StatusClass>,
    /// Only units whose predecessors belonged to a district whose name contains this.
    pub district: Option<String>,
    /// Only units whose name or one of whose answers contains this.
    pub text: Option<String>,
    /// How many units to leave out.
    pub skip: usize,
    /// How many units at most; 0 for all.
    pub limit: usize,
}

/// Units × tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    /// The columns: tasks of the template.
    pub tasks: Vec<ContentTask>,
    /// The rows.
    pub units: Vec<MatrixUnit>,
    /// How many units fit the filter.
    pub total: usize,
    /// How many units of the round have sent nothing.
    pub without: usize,
    /// Per task the number of units of each class, in the order of [`StatusClass::ALL`], over all units that fit.
    pub distribution: Vec<[usize; 9]>,
    /// Districts that units of the round came from, in order: what the filter may ask for.
    pub districts: Vec<String>,
}

/// A row of the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixUnit {
    /// Unit.
    pub unit: UnitId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Districts that its predecessors belonged to.
    pub district_of_old: Option<String>,
    /// Where the cells come from.
    pub submission: SubmissionId,
    /// Its state.
    pub state: SubmissionState,
    /// Findings that are errors.
    pub errors: i64,
    /// Findings that are warnings.
    pub warnings: i64,
    /// Parallel to [`Matrix::tasks`].
    pub cells: Vec<Cell>,
}

/// A cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Class.
    pub class: StatusClass,
    /// Percentage, for [`StatusClass::Percent`].
    pub percent: Option<f64>,
    /// True where there is a text to be opened.
    pub has_text: bool,
    /// Equal texts have equal numbers: copied answers can be seen.
    pub text: u32,
}

/// The matrix of a round, units by code.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn matrix(cycle: &Cycle, call: &Call<'_>, round: RoundId, filter: &MatrixFilter) -> CycleResult<Matrix> {
    cycle.store.snapshot(|db| {
        let scope = Scope::new(db, call, round)?;
        let template = templates::known(cycle, db, scope.round.template_id)?;
        let content = &template.template.content;
        let shown: Vec<usize> = (0..content.tasks.len())
            .filter(|i| in_group(&content.tasks[*i], filter))
            .collect();
        let rows = scope.matrix_rows(db)?;
        let known = scope.units(db)?;
        let districts: BTreeSet<&str> = known
            .values()
            .filter_map(|u| u.district_of_old.as_deref())
            .flat_map(|d| d.split("; "))
            .collect();
        let texts = match filter.text.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
            Some(text) => {
                let folded = tonghop_text::fold(text);
                let mut hits: HashSet<i64> = matrix::with_words(db, round.0, &folded)?.into_iter().collect();
                let rest = matrix::without_text(db, round.0)?;
                hits.extend(submissions::with_text(db, &rest, |t| {
                    tonghop_text::fold(t).contains(&folded)
                })?);
                Some((folded, hits))
            }
            None => None,
        };
        let district = filter
            .district
            .as_deref()
            .map(tonghop_text::fold)
            .filter(|d| !d.is_empty());
        let mut units = Vec::with_capacity(rows.len());
        let sent = rows.len();
        for row in rows {
            let Some(unit) = known.get(&row.unit_id) else { continue };
            let by_text = texts
                .as_ref()
                .is_none_or(|(t, hits)| hits.contains(&row.submission_id) || unit.folded.contains(t));
            if !by_text || !district.as_ref().is_none_or(|d| of_district(unit, d)) {
                continue;
            }
            let mut cells: Vec<Cell> = reports::cells(&row.cells).map(cell_of).collect();
            if shown.len() < content.tasks.len() {
                cells = shown.iter().filter_map(|i| cells.get(*i).copied()).collect();
            }
            if !filter.classes.is_empty() && !cells.iter().any(|c| filter.classes.contains(&c.class)) {
                continue;
            }
            units.push(MatrixUnit {
                unit: UnitId(unit.id),
                code: unit.code.clone(),
                name: unit.name.clone(),
                district_of_old: unit.district_of_old.clone(),
                submission: SubmissionId(row.submission_id),
                state: SubmissionState::from_key(&row.state).unwrap_or(SubmissionState::Submitted),
                errors: row.errors,
                warnings: row.warnings,
                cells,
            });
        }
        units.sort_by(|a, b| a.code.cmp(&b.code));
        let tasks: Vec<ContentTask> = shown.iter().map(|i| content.tasks[*i].clone()).collect();
        let distribution = distribution(tasks.len(), &units);
        let total = units.len();
        let limit = if filter.limit == 0 { usize::MAX } else { filter.limit };
        let units = units.into_iter().skip(filter.skip).take(limit).collect();
        Ok(Matrix {
            tasks,
            units,
            total,
            without: known.len().saturating_sub(sent),
            distribution,
            districts: districts.into_iter().map(str::to_owned).collect(),
        })
    })
}

/// What the units of a matrix answered, word for word: of each unit by task, in the order of its rows. Nothing of a unit whose
/// reports the person may not read.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn answers(
    cycle: &Cycle,
    call: &Call<'_>,
    round: RoundId,
    matrix: &Matrix,
) -> CycleResult<Vec<HashMap<String, Item>>> {
    cycle.store.snapshot(|db| {
        let scope = Scope::new(db, call, round)?;
        let known = scope.units(db)?;
        let mut found = Vec::with_capacity(matrix.units.len());
        for row in &matrix.units {
            let unit = known.get(&row.unit.0);
            let may_read = |u: &UnitRow| call.may_on(Action::ViewReport, &u.path, &scope.round.programme).is_ok();
            if !unit.is_some_and(may_read) {
                found.push(HashMap::new());
                continue;
            }
            let items = submissions::items(db, row.submission.0)?.into_iter();
            let items = items.filter(|i| i.kind == "task").map(Item::of);
            let items = items.map(|item| item.map(|i| (i.node.clone(), i)));
            found.push(items.collect::<CycleResult<_>>()?);
        }
        Ok(found)
    })
}

fn in_group(task: &ContentTask, filter: &MatrixFilter) -> bool {
    let fits = |(part, group): &(String, String)| &task.part == part && (group.is_empty() || &task.group == group);
    filter.group.as_ref().is_none_or(fits)
}

fn of_district(unit: &UnitRow, folded: &str) -> bool {
    unit.district_of_old
        .as_deref()
        .is_some_and(|d| tonghop_text::fold(d).contains(folded))
}

pub(super) fn cell_of(cell: reports::PackedCell) -> Cell {
    Cell {
        class: cell.class,
        percent: cell.percent,
        has_text: cell.has_text,
        text: cell.text,
    }
}

/// Per task the number of units of each class.
pub(crate) fn distribution(tasks: usize, units: &[MatrixUnit]) -> Vec<[usize; 9]> {
    count_classes(tasks, units.iter().map(|u| u.cells.as_slice()))
}

/// Per column the number of rows of each class.
pub(super) fn count_classes<'a>(tasks: usize, rows: impl Iterator<Item = &'a [Cell]>) -> Vec<[usize; 9]> {
    let mut counts = vec![[0; 9]; tasks];
    for row in rows {
        for (count, cell) in counts.iter_mut().zip(row) {
            count[StatusClass::ALL.iter().position(|c| *c == cell.class).unwrap_or(0)] += 1;
        }
    }
    counts
}

/// What a cell opens: the answer and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct CellPage {
    /// Report.
    pub report: ReportId,
    /// Submission.
    pub submission: SubmissionId,
    /// Name of the unit.
    pub unit_name: String,
    /// Task.
    pub task: Option<ContentTask>,
    /// The answer; none where there is none.
    pub item: Option<Item>,
    /// What stands in the columns that the template adds: heading and value.
    pub own: Vec<(String, String)>,
    /// The document that the answer was read from, to show the passage.
    pub reading: Option<ReadingId>,
}

/// The answer of a unit to a task, in the submission that the matrix shows.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn cell(cycle: &Cycle, call: &Call<'_>, round: RoundId, unit: UnitId, node: &str) -> CycleResult<CellPage> {
    cycle.store.read(|db| {
        let scope = Scope::new(db, call, round)?;
        let own = units::get(db, unit.0)?.ok_or(CycleError::NotFound("unit"))?;
        if !scope.contains(&own) {
            return Err(CycleError::NotFound("unit"));
        }
        let report = rounds::report_of(db, round.0, unit.0)?.ok_or(CycleError::NotFound("report"))?;
        shared::place(db, call, report.id, Action::ViewReport)?;
        let counted = submissions::of_report(db, report.id)?;
        let shown = counted
            .iter()
            .find(|s| SubmissionState::from_key(&s.state).is_some_and(SubmissionState::counts));
        let shown = shown.ok_or(CycleError::NotFound("submission"))?;
        let template = templates::known(cycle, db, scope.round.template_id)?;
        let item = submissions::item(db, shown.id, node)?;
        let reading = match item.as_ref().and_then(|i| i.candidate_id) {
            Some(id) => files::candidate(db, id)?.map(|c| ReadingId(c.reading_id)),
            None => None,
        };
        let item = item.map(Item::of).transpose()?;
        let values = match &item {
            Some(item) => template.template.content.own_values(&item.own),
            None => Vec::new(),
        };
        Ok(CellPage {
            own: values,
            report: ReportId(report.id),
            submission: SubmissionId(shown.id),
            unit_name: own.name,
            task: template.template.content.tasks.iter().find(|t| t.node == node).cloned(),
            item,
            reading,
        })
    })
}
