//! The reports that were read, and the files that were not.

use super::Section;
use super::escape::esc;
use super::limits::REPORTS;
use super::shared::rest;
use crate::Compilation;
use std::fmt::Write;

pub(super) fn section(view: &Compilation<'_>) -> Section {
    let mut body = String::new();
    files(view, &mut body, "html-unread", view.failures);
    files(view, &mut body, "html-set-aside", view.set_aside);
    body.push_str("<table class=\"list reports\"><thead><tr>");
    for key in [
        "writers-col-unit",
        "html-report",
        "html-date",
        "html-rows",
        "html-figures",
        "html-citations",
        "html-findings",
        "writers-col-file",
    ] {
        let _ = write!(body, "<th scope=\"col\">{}</th>", esc(&view.text(key)));
    }
    body.push_str("</tr></thead><tbody>\n");
    for (index, head) in view.consolidation.reports.iter().enumerate().take(REPORTS) {
        let _ = write!(
            body,
            "<tr><td>{}<small>{}</small></td><td>{}</td><td>{}</td>",
            esc(&head.unit),
            esc(head.province.as_deref().unwrap_or_default()),
            esc(head.title.as_deref().unwrap_or("–")),
            esc(&head.date.as_deref().map_or_else(|| "–".to_owned(), |d| view.date(d)))
        );
        for count in head.counts {
            let _ = write!(body, "<td class=\"num\">{}</td>", view.messages.number(count));
        }
        let _ = write!(body, "<td>{}", esc(&head.file));
        if view.consolidation.matrix.replaced.contains(&index) {
            let _ = write!(body, "<small>{}</small>", esc(&view.text("writers-replaced")));
        }
        if let Some(report) = view.reports.get(index) {
            for warning in report.reading.source.warnings.iter().take(5) {
                let _ = write!(body, "<small>{}</small>", esc(&warning.message));
            }
        }
        body.push_str("</td></tr>\n");
    }
    body.push_str("</tbody></table>\n");
    rest(view, &mut body, view.consolidation.reports.len(), REPORTS);
    Section {
        id: "reports",
        title: "html-reports",
        count: Some(view.consolidation.reports.len()),
        body,
    }
}

/// Files with the reason why they do not count; nothing where there are none.
fn files(view: &Compilation<'_>, body: &mut String, heading: &str, list: &[(String, String)]) {
    if list.is_empty() {
        return;
    }
    let _ = write!(
        body,
        "<h3>{} ({})</h3><ul class=\"failures\">",
        esc(&view.text(heading)),
        view.messages.number(list.len())
    );
    for (file, reason) in list.iter().take(REPORTS) {
        let _ = write!(body, "<li><b>{}</b>: {}</li>", esc(file), esc(reason));
    }
    body.push_str("</ul>\n");
    rest(view, body, list.len(), REPORTS);
}
