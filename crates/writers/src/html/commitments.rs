//! Promises by due date.

use super::Section;
use super::escape::esc;
use super::evidence::Evidence;
use super::findings::quote;
use super::limits::COMMITMENTS;
use super::shared::rest;
use crate::Compilation;
use std::fmt::Write;

pub(super) fn section<'a>(view: &Compilation<'a>, evidence: &mut Evidence<'a>) -> Section {
    let promises = &view.consolidation.commitments;
    let mut body = String::new();
    if promises.is_empty() {
        let _ = writeln!(
            body,
            "<p class=\"empty\">{}</p>",
            esc(&view.text("html-commitments-empty"))
        );
        return Section {
            id: "commitments",
            title: "html-commitments",
            count: Some(0),
            body,
        };
    }
    body.push_str("<table class=\"list commitments\"><thead><tr>");
    for key in ["html-due", "writers-col-unit", "html-what", "writers-col-quotes"] {
        let _ = write!(body, "<th scope=\"col\">{}</th>", esc(&view.text(key)));
    }
    body.push_str("</tr></thead><tbody>\n");
    for promise in promises.iter().take(COMMITMENTS) {
        let due = promise
            .due
            .as_deref()
            .map_or_else(|| view.text("html-undated"), |d| view.date(d));
        let past = promise.due.as_deref().is_some_and(|d| view.past_due(d));
        let badge = if past {
            format!(
                " <span class=\"sev warning\">{}</span>",
                esc(&view.text("html-past-due"))
            )
        } else {
            String::new()
        };
        let _ = write!(
            body,
            "<tr><td class=\"due\"><b>{}</b>{badge}</td><td>{}</td><td>{}</td><td>",
            esc(&due),
            esc(view.unit(promise.report)),
            esc(&promise.what)
        );
        quote(
            &mut body,
            evidence.place(promise.report, &promise.span, &promise.quote),
            &promise.quote,
            "",
            &view.page(&promise.span),
        );
        body.push_str("</td></tr>\n");
    }
    body.push_str("</tbody></table>\n");
    rest(view, &mut body, promises.len(), COMMITMENTS);
    Section {
        id: "commitments",
        title: "html-commitments",
        count: Some(promises.len()),
        body,
    }
}
