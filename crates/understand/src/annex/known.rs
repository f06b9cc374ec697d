//! An annex whose rows are known: the answers of a form. Each belongs to its task from the beginning, so that nothing
//! has to be found or aligned; everything else is as if it stood in a table of a document.

use super::{Annex, Row, set_places};
use crate::flow::{Origin, Para, ParaKind};
use tonghop_catalogue::Catalogue;

/// The answers to the tasks of a template.
#[derive(Debug, Clone, Default)]
pub struct KnownAnnex<'a> {
    /// Block of the document in whose place the table would stand.
    pub block: usize,
    /// Headings of its columns: number, task, time frame, status, result. They are row 0.
    pub headings: [&'a str; 5],
    /// The answers in order.
    pub rows: Vec<KnownRow<'a>>,
    /// Code of the template.
    pub template: Option<&'a str>,
}

/// The answer to one task.
#[derive(Debug, Clone, Copy, Default)]
pub struct KnownRow<'a> {
    /// Row of the table, from 1.
    pub row: u32,
    /// Code of the task; empty where the template does not say which one it is.
    pub node: &'a str,
    /// Printed label of the part; empty where there is none.
    pub part: &'a str,
    /// Printed label of the group; empty where there is none.
    pub group: &'a str,
    /// Title of the group.
    pub group_title: &'a str,
    /// Printed number; may be empty.
    pub no: &'a str,
    /// Wording of the task.
    pub title: &'a str,
    /// "Thời gian"; may be empty.
    pub timeframe: &'a str,
    /// "Mức độ hoàn thành".
    pub status: &'a str,
    /// "Kết quả chi tiết".
    pub result: &'a str,
}

/// The annex of these answers.
pub(crate) fn annex(known: &KnownAnnex<'_>, catalogue: &Catalogue) -> Annex {
    let mut annex = Annex {
        template: known.template.map(str::to_owned),
        ..Annex::default()
    };
    if known.rows.is_empty() {
        return annex;
    }
    for (column, heading) in (0..).zip(known.headings) {
        let para = cell(heading, known.block, (0, column), ParaKind::Cell(0, column));
        annex.headings.extend((!para.is_empty()).then_some(para));
    }
    annex.rows = known.rows.iter().map(|row| row_of(row, known.block)).collect();
    annex.tasks = annex
        .rows
        .iter()
        .zip(&known.rows)
        .map(|(row, known)| {
            row.published(
                Some(known.node).filter(|n| !n.is_empty()).map(str::to_owned),
                1.0,
                catalogue,
            )
        })
        .collect();
    set_places(&mut annex.rows);
    annex
}

fn cell(text: &str, block: usize, (row, column): (u32, u32), kind: ParaKind) -> Para {
    let origin = Origin {
        page: None,
        block,
        cell: Some((row, column)),
        offset: 0,
    };
    Para::from_raw(text, origin, kind)
}

fn row_of(known: &KnownRow<'_>, block: usize) -> Row {
    let text = |column, text: &str| cell(text, block, (known.row, column), ParaKind::Body);
    let label = |text: &str| Some(text).filter(|t| !t.is_empty()).map(str::to_owned);
    Row {
        part: label(known.part),
        group: label(known.group),
        group_title: label(known.group).map(|_| tonghop_text::squash_space(known.group_title)),
        no: label(known.no),
        title: text(1, known.title),
        timeframe: text(2, known.timeframe),
        status: text(3, known.status),
        result: text(4, known.result),
        ..Row::blank()
    }
}
