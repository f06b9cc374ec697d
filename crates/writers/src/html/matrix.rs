//! Tasks × units.

use super::Section;
use super::colours::{ABSENT, fill};
use super::escape::esc;
use super::evidence::Evidence;
use super::limits::{MATRIX_COLUMNS, PRINTED_COLUMNS, WIDE_CELLS};
use crate::Compilation;
use crate::compilation::part_and_section;
use std::fmt::Write;
use tonghop_model::consolidation::{MatrixCell, MatrixRow};
use tonghop_model::message::Arg;
use tonghop_model::reading::StatusClass;

/// Characters of a result shown in a wide cell.
const SNIPPET: usize = 120;

pub(super) fn section<'a>(view: &Compilation<'a>, evidence: &mut Evidence<'a>) -> Section {
    let matrix = &view.consolidation.matrix;
    let mut body = String::new();
    if matrix.rows.is_empty() {
        let _ = writeln!(body, "<p class=\"empty\">{}</p>", esc(&view.text("html-matrix-empty")));
        return Section {
            id: "matrix",
            title: "html-matrix",
            count: None,
            body,
        };
    }
    let columns = &matrix.columns[..matrix.columns.len().min(MATRIX_COLUMNS)];
    intro(view, &mut body, matrix.columns.len());
    let wide = columns.len() <= WIDE_CELLS;
    let many = columns.len() > PRINTED_COLUMNS;
    if many {
        let note = view.text("html-matrix-print");
        let _ = writeln!(body, "<p class=\"note print\">{}</p>", esc(&note));
    }
    let classes = format!(
        "matrix{}{}",
        if wide { " wide" } else { "" },
        if many { " many" } else { "" }
    );
    let _ = write!(
        body,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"matrix-h\"><table class=\"{classes}\">"
    );
    header(view, &mut body, columns);
    body.push_str("<tbody>");
    let (mut part, mut section) = ("", None);
    for row in &matrix.rows {
        let heading = part_and_section(&row.section);
        if heading.0 != part {
            part = heading.0;
            heading_row(&mut body, "part", part, columns.len() + 2);
        }
        if section != Some(heading) {
            section = Some(heading);
            heading_row(&mut body, "sec", heading.1, columns.len() + 2);
        }
        task_row(view, evidence, &mut body, row, columns, wide);
    }
    body.push_str("</tbody></table></div>\n");
    Section {
        id: "matrix",
        title: "html-matrix",
        count: Some(matrix.rows.len()),
        body,
    }
}

fn heading_row(body: &mut String, class: &str, text: &str, span: usize) {
    if !text.is_empty() {
        let _ = writeln!(
            body,
            "<tr class=\"{class}\"><th colspan=\"{span}\" scope=\"rowgroup\"><span>{}</span></th></tr>",
            esc(text)
        );
    }
}

fn intro(view: &Compilation<'_>, body: &mut String, columns: usize) {
    let _ = write!(
        body,
        "<p class=\"hint js\">{}</p><ul class=\"legend\">",
        esc(&view.text("html-matrix-hint"))
    );
    for class in StatusClass::ALL {
        let _ = write!(
            body,
            "<li><span class=\"st {}\">{}</span></li>",
            class.key(),
            esc(&view.class(class))
        );
    }
    let _ = writeln!(
        body,
        "<li><span class=\"st absent\">{}</span></li></ul>",
        esc(&view.text("status-absent"))
    );
    let _ = writeln!(
        body,
        "<p class=\"filters js\"><label>{} <input type=\"search\" id=\"task-filter\"></label>\
         <label>{} <input type=\"search\" id=\"unit-filter\"></label>\
         <span id=\"unit-pages\" data-page=\"{MATRIX_COLUMNS}\"><button type=\"button\" value=\"-1\">{}</button> \
         <output></output> <button type=\"button\" value=\"1\">{}</button></span></p>",
        esc(&view.text("html-matrix-filter")),
        esc(&view.text("html-matrix-units")),
        esc(&view.text("html-matrix-before")),
        esc(&view.text("html-matrix-after"))
    );
    if columns > MATRIX_COLUMNS {
        let args = [
            ("shown", Arg::Count(MATRIX_COLUMNS as u64)),
            ("all", Arg::Count(columns as u64)),
        ];
        let _ = writeln!(
            body,
            "<p class=\"note\">{}</p>",
            esc(&view.text_with("html-matrix-cut", &args))
        );
    }
}

fn header(view: &Compilation<'_>, body: &mut String, columns: &[usize]) {
    let _ = write!(
        body,
        "<thead><tr><th class=\"task\" scope=\"col\">{}</th><th class=\"dist\" scope=\"col\">{}</th>",
        esc(&view.text("html-task")),
        esc(&view.text("html-distribution"))
    );
    for report in columns {
        let head = view.head(*report);
        let _ = write!(
            body,
            "<th scope=\"col\" title=\"{}\">{}<small>{}</small>",
            esc(&head.file),
            esc(&head.unit),
            esc(head.province.as_deref().unwrap_or_default())
        );
        if view.in_part(*report) {
            let mark = view.text("writers-in-part");
            let _ = write!(body, "<small><strong>{}</strong></small>", esc(&mark));
        }
        body.push_str("</th>");
    }
    body.push_str("</tr></thead>");
}

fn task_row<'a>(
    view: &Compilation<'a>,
    evidence: &mut Evidence<'a>,
    body: &mut String,
    row: &'a MatrixRow,
    columns: &[usize],
    wide: bool,
) {
    let code = row.node.as_deref().unwrap_or("–");
    let _ = write!(
        body,
        "<tr><th class=\"task\" scope=\"row\"><div class=\"t\" title=\"{1}\"><small>{0}</small> {1}</div></th><td class=\"dist\">",
        esc(code),
        esc(&row.title)
    );
    distribution_bar(view, body, row);
    body.push_str("</td>");
    for (report, cell) in columns.iter().zip(&row.cells) {
        match cell {
            Some(cell) => status_cell(view, evidence, body, *report, row, cell, wide),
            None => {
                let _ = write!(
                    body,
                    "<td class=\"absent\"><span class=\"sr\">{}</span></td>",
                    esc(&view.text("status-absent"))
                );
            }
        }
    }
    body.push_str("</tr>\n");
}

fn status_cell<'a>(
    view: &Compilation<'a>,
    evidence: &mut Evidence<'a>,
    body: &mut String,
    report: usize,
    row: &'a MatrixRow,
    cell: &'a MatrixCell,
    wide: bool,
) {
    let label = label(view, cell);
    let _ = write!(body, "<td class=\"{}\">", cell.class.key());
    let inner = if wide && !cell.result.is_empty() {
        format!("<b>{}</b><span>{}</span>", esc(&label), esc(&snippet(&cell.result)))
    } else {
        format!("<b>{}</b>", esc(&label))
    };
    match evidence.task(report, &row.title, cell) {
        Some(entry) => {
            let _ = write!(
                body,
                "<button type=\"button\" class=\"cell\" data-e=\"{entry}\">{inner}</button></td>"
            );
        }
        None => {
            let _ = write!(body, "<div class=\"cell\">{inner}</div></td>");
        }
    }
}

/// What a cell says: its percentage, else its class.
pub(super) fn label(view: &Compilation<'_>, cell: &MatrixCell) -> String {
    match (cell.class, cell.percent) {
        (StatusClass::Percent, Some(percent)) => format!("{} %", view.messages.decimal(percent)),
        (class, _) => short_label(view, class),
    }
}

pub(super) fn short_label(view: &Compilation<'_>, class: StatusClass) -> String {
    view.text(&format!("status-short-{}", class.key().replace('_', "-")))
}

fn snippet(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(SNIPPET) {
        Some((at, _)) => format!("{}…", flat[..at].trim_end()),
        None => flat,
    }
}

/// Bar of the classes with the share of units that have met the task.
fn distribution_bar(view: &Compilation<'_>, body: &mut String, row: &MatrixRow) {
    let reported: usize = row.distribution.iter().sum();
    let all = (reported + row.absent).max(1);
    let words: Vec<String> = StatusClass::ALL
        .iter()
        .zip(row.distribution)
        .filter(|(_, n)| *n > 0)
        .map(|(class, n)| format!("{} {n}", view.class(*class)))
        .collect();
    let label = words.join(", ");
    let _ = write!(
        body,
        "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{0}\"><title>{0}</title>",
        esc(&label)
    );
    let mut x = 0.0;
    let mut part = |count: usize, colour: &str| {
        let width = count as f64 * 100.0 / all as f64;
        if count > 0 {
            let _ = write!(
                body,
                "<rect x=\"{x:.2}\" y=\"0\" width=\"{width:.2}\" height=\"10\" fill=\"{colour}\"/>"
            );
        }
        x += width;
    };
    for (class, count) in StatusClass::ALL.iter().zip(row.distribution) {
        part(count, fill(*class));
    }
    part(row.absent, ABSENT);
    let met = view.text_with(
        "html-met-of",
        &[
            ("met", Arg::Count(row.distribution[0] as u64)),
            ("all", Arg::Count(reported as u64)),
        ],
    );
    let _ = write!(body, "</svg><small>{}</small>", esc(&met));
}
