//! The annex: the rows of a programme's tasks with status and result, in whatever form they arrive.
//!
//! A Word table, a pipe table or a spreadsheet gives cells ([`table`]); a PDF's text gives lines in
//! which the columns were wrapped one after the other ([`wrapped`]). Both are aligned to the known
//! tasks of the programme in order ([`align`]). Rows that no task explains are kept; tasks that the
//! report leaves out are listed.

mod align;
mod columns;
mod known;
mod labels;
mod similar;
mod split;
mod stated;
mod status;
mod status_names;
mod table;
mod wrapped;

pub(crate) use known::annex as of_answers;
pub use known::{KnownAnnex, KnownRow};
pub use similar::similar_tasks;
pub use status::{classify, of_row};

use crate::flow::{Para, ParaKind, Taken};
use tonghop_catalogue::Catalogue;
use tonghop_document::Document;
use tonghop_model::reading::TaskRow;

/// One row as it stands in the document.
#[derive(Debug, Clone)]
pub struct Row {
    /// Printed label of the part.
    pub part: Option<String>,
    /// Printed label of the group.
    pub group: Option<String>,
    /// Title of the group.
    pub group_title: Option<String>,
    /// Printed number.
    pub no: Option<String>,
    /// Wording of the task.
    pub title: Para,
    /// "Chủ trì".
    pub lead: Para,
    /// "Thời gian".
    pub timeframe: Para,
    /// "Mức độ hoàn thành".
    pub status: Para,
    /// "Kết quả chi tiết".
    pub result: Para,
    /// What stands in further columns: remarks, bodies that take part.
    pub other: Vec<Para>,
    /// How sure the separation of the columns is, 0..1.
    pub layout_confidence: f64,
    /// The statuses that are ticked, where it is told by ticks.
    ticked: Vec<stated::Ticked>,
    /// What is classified in place of the status; empty where nobody knows what it says.
    meant: Option<String>,
}

impl Row {
    /// A row in which nothing stands.
    fn blank() -> Self {
        let empty = || Para::new(ParaKind::Body);
        Self {
            part: None,
            group: None,
            group_title: None,
            no: None,
            title: empty(),
            lead: empty(),
            timeframe: empty(),
            status: empty(),
            result: empty(),
            other: Vec::new(),
            layout_confidence: 1.0,
            ticked: Vec::new(),
            meant: None,
        }
    }

    /// The row as it is published: `node` is the task that explains it, `similarity` how well, 0..1.
    fn published(&self, node: Option<String>, similarity: f64, catalogue: &Catalogue) -> TaskRow {
        let (status_class, percent) = of_row(
            self.meant.as_ref().unwrap_or(&self.status.text),
            &self.result.text,
            catalogue,
        );
        TaskRow {
            part: self.part.clone(),
            group: self.group.clone(),
            group_title: self.group_title.clone(),
            no: self.no.clone(),
            title: self.title.text.clone(),
            lead: non_empty(&self.lead),
            timeframe: non_empty(&self.timeframe),
            status: self.status.text.clone(),
            status_class,
            percent,
            result: self.result.text.clone(),
            node,
            confidence: self.layout_confidence * similarity,
            span: self.title.whole(),
            answer: [self.status.places(), self.result.places()].concat(),
        }
    }
}

/// What was found of an annex.
#[derive(Debug, Default)]
pub struct Annex {
    /// The rows in order.
    pub rows: Vec<Row>,
    /// The same rows as published, parallel to `rows`.
    pub tasks: Vec<TaskRow>,
    /// The words of the column headings, once.
    pub headings: Vec<Para>,
    /// Template that the rows were aligned to.
    pub template: Option<String>,
    /// Node code and wording of the template's tasks that no row explains.
    pub left_out: Vec<(String, String)>,
    /// True where tables tell of several units: they are nobody's annex.
    pub several_units: bool,
    /// The parts of the document that belong to the annex.
    pub taken: Taken,
    /// True where no column tells the statuses.
    unstated: bool,
}

/// Finds the annex of a document; an empty one where there is none.
#[must_use]
pub fn find(document: &Document, catalogue: &Catalogue) -> Annex {
    let wordings = align::Wordings::of(catalogue);
    let index = align::Index::new(catalogue, &wordings);
    let mut annex = table::find(document, &index, catalogue);
    if annex.rows.is_empty() && !annex.several_units {
        annex = wrapped::find(document, &index, catalogue);
    }
    if !annex.rows.is_empty() {
        publish(&mut annex, &index, catalogue);
    }
    annex
}

/// Aligns the rows to the programme and fills in the published form.
fn publish(annex: &mut Annex, index: &align::Index<'_>, catalogue: &Catalogue) {
    let alignment = align::align(&annex.rows, index);
    restore_labels(&mut annex.rows, &alignment);
    stated::fill_in(&mut annex.rows, annex.unstated, catalogue);
    for (row, matched) in annex.rows.iter().zip(&alignment.matches) {
        let node = matched.map(|(task, _)| alignment.template.tasks[task].node.clone());
        let similarity = matched.map_or(0.5, |(_, similarity)| similarity);
        annex.tasks.push(row.published(node, similarity, catalogue));
    }
    annex.template = Some(alignment.template.code.clone());
    annex.left_out = alignment
        .left_out()
        .map(|task| (task.node.clone(), task.title.clone()))
        .collect();
    set_places(&mut annex.rows);
}

/// Every cell stands where its row does.
fn set_places(rows: &mut [Row]) {
    for row in rows {
        let place = place_of(row);
        for para in [
            &mut row.title,
            &mut row.lead,
            &mut row.timeframe,
            &mut row.status,
            &mut row.result,
        ]
        .into_iter()
        .chain(&mut row.other)
        {
            para.place.clone_from(&place);
        }
    }
}

/// Takes over from the template the labels that could not be read. A kind of label that no row of the
/// document bears is left out: then the document has none.
fn restore_labels(rows: &mut [Row], alignment: &align::Alignment<'_>) {
    use labels::Label;
    let readable = |label: &Option<String>, kind| label.as_deref().is_some_and(|l| labels::kind_of(l) == Some(kind));
    let has_parts = rows.iter().any(|r| readable(&r.part, Label::Part));
    let has_groups = rows.iter().any(|r| readable(&r.group, Label::Group));
    let has_numbers = rows.iter().any(|r| readable(&r.no, Label::Row));
    for (row, matched) in rows.iter_mut().zip(&alignment.matches) {
        let Some((task, _)) = matched else { continue };
        let task = &alignment.template.tasks[*task];
        let slots = [
            (
                has_parts && !readable(&row.part, Label::Part),
                &mut row.part,
                &task.part,
            ),
            (
                has_groups && !readable(&row.group, Label::Group),
                &mut row.group,
                &task.group,
            ),
            (has_numbers && !readable(&row.no, Label::Row), &mut row.no, &task.no),
        ];
        for (lost, slot, known) in slots {
            if lost {
                *slot = Some(known.clone());
                row.layout_confidence *= 0.9;
            }
        }
    }
}

fn non_empty(para: &Para) -> Option<String> {
    (!para.is_empty()).then(|| para.text.clone())
}

/// "B1.V.2": part, group and number as printed.
fn place_of(row: &Row) -> String {
    let labels: Vec<&str> = [&row.part, &row.group, &row.no]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    labels.join(".")
}
