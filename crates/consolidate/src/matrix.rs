//! The matrix tasks × units.

use crate::counting::Programmes;
use crate::submissions::Submissions;
use std::collections::{HashMap, HashSet};
use tonghop_model::consolidation::{Matrix, MatrixCell, MatrixRow};
use tonghop_model::programme::{NodeKind, Programme};
use tonghop_model::reading::{StatusClass, TaskRow, Understood};
use tonghop_text::fold;

/// Rows in the order of the programmes' trees; tasks whose node no programme has, and rows that no task explains, follow
/// in alphabetical order of code and title. A task that no report has and no programme asks for has no row; a task of the
/// programme that no report has is left out as well (no template asks for it).
///
/// Cells keep status and result as they were written where `worded` holds for the row.
///
/// A unit has one column per programme: its latest report. The earlier ones are listed as replaced.
pub fn matrix(
    reports: &[&Understood],
    submissions: &Submissions,
    programmes: &[Programme],
    worded: impl Fn(&TaskRow) -> bool,
) -> Matrix {
    let (columns, replaced) = latest(reports, submissions, programmes);
    let mut rows: Vec<MatrixRow> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (column, &report) in columns.iter().enumerate() {
        for (index, task) in reports[report].reading.tasks.iter().enumerate() {
            let key = key(task);
            let row = *by_key.entry(key).or_insert_with(|| {
                rows.push(new_row(task, columns.len()));
                rows.len() - 1
            });
            let place = &mut rows[row].cells[column];
            if place.is_none() {
                *place = Some(cell(index, task, worded(task)));
            } else {
                // A second row for one task is kept as a row of its own.
                let mut extra = new_row(task, columns.len());
                extra.cells[column] = Some(cell(index, task, worded(task)));
                rows.push(extra);
            }
        }
    }
    let order = Order::new(programmes);
    for row in &mut rows {
        order.name(row);
        count(row);
    }
    rows.sort_by_cached_key(|row| order.key(row));
    Matrix {
        columns,
        replaced,
        rows,
    }
}

/// Of each unit and programme the latest report with an annex; then the other reports with an annex.
fn latest(reports: &[&Understood], submissions: &Submissions, programmes: &[Programme]) -> (Vec<usize>, Vec<usize>) {
    let programmes = Programmes::new(programmes);
    let mut chosen: HashMap<(usize, Option<&str>), usize> = HashMap::new();
    let with_annex: Vec<usize> = (0..reports.len())
        .filter(|&r| !reports[r].reading.tasks.is_empty())
        .collect();
    for &report in &with_annex {
        let column = chosen
            .entry((submissions.unit(report), programmes.of_tasks(reports[report])))
            .or_insert(report);
        if submissions.rank(report) > submissions.rank(*column) {
            *column = report;
        }
    }
    let chosen: HashSet<usize> = chosen.into_values().collect();
    with_annex.into_iter().partition(|r| chosen.contains(r))
}

/// What makes rows of several reports one row.
fn key(task: &TaskRow) -> String {
    match &task.node {
        Some(node) => node.clone(),
        None => format!("?{}", fold(&task.title)),
    }
}

fn new_row(task: &TaskRow, columns: usize) -> MatrixRow {
    MatrixRow {
        node: task.node.clone(),
        section: task.group_title.clone().unwrap_or_default(),
        title: task.title.clone(),
        cells: vec![None; columns],
        ..MatrixRow::default()
    }
}

fn cell(index: usize, task: &TaskRow, worded: bool) -> MatrixCell {
    let words = |text: &String| if worded { text.clone() } else { String::new() };
    MatrixCell {
        task: index,
        class: task.status_class,
        percent: task.percent,
        status: words(&task.status),
        result: words(&task.result),
        span: task.span,
    }
}

fn count(row: &mut MatrixRow) {
    let mut distribution = [0; 9];
    for cell in row.cells.iter().flatten() {
        if let Some(at) = StatusClass::ALL.iter().position(|c| *c == cell.class) {
            distribution[at] += 1;
        }
    }
    row.absent = row.cells.iter().filter(|c| c.is_none()).count();
    row.distribution = distribution;
}

/// Order and headings of the programmes' nodes.
struct Order<'a> {
    nodes: HashMap<&'a str, (usize, String, &'a str)>,
}

impl<'a> Order<'a> {
    fn new(programmes: &'a [Programme]) -> Self {
        let mut nodes = HashMap::new();
        let mut at = 0;
        for programme in programmes {
            let (mut part, mut section) = (String::new(), String::new());
            for node in &programme.nodes {
                let title = format!("{} {}", node.code, node.title);
                match node.kind {
                    NodeKind::Part => (part, section) = (title, String::new()),
                    NodeKind::Section => section = title,
                    NodeKind::Task => {
                        let heading = if section.is_empty() {
                            part.clone()
                        } else {
                            format!("{part} › {section}")
                        };
                        nodes
                            .entry(node.code.as_str())
                            .or_insert((at, heading, node.title.as_str()));
                    }
                }
                at += 1;
            }
        }
        Self { nodes }
    }

    /// Section and title of the programme for a row that it knows; otherwise the report's own words stay.
    fn name(&self, row: &mut MatrixRow) {
        if let Some((_, section, title)) = row.node.as_deref().and_then(|n| self.nodes.get(n)) {
            row.section.clone_from(section);
            row.title = (*title).to_owned();
        }
    }

    fn key(&self, row: &MatrixRow) -> (u8, usize, String, String, String) {
        let known = row.node.as_deref().and_then(|n| self.nodes.get(n));
        let class = match (&row.node, known) {
            (_, Some(_)) => 0,
            (Some(_), None) => 1,
            (None, _) => 2,
        };
        // Rows of one node: the one that most reports have first, then by words, so that the order is one.
        let filled = format!("{:08}", row.absent);
        let words = row
            .cells
            .iter()
            .flatten()
            .map(|c| format!("{}|{}", c.status, c.result))
            .min()
            .unwrap_or_default();
        (
            class,
            known.map_or(0, |k| k.0),
            format!("{} {}", row.node.as_deref().unwrap_or(""), fold(&row.title)),
            filled,
            words,
        )
    }
}
