//! Recommendations grouped by meaning.

use super::Section;
use super::escape::esc;
use super::evidence::Evidence;
use super::findings::quote;
use super::limits::{MEMBERS, RECOMMENDATIONS};
use super::shared::rest;
use crate::Compilation;
use std::fmt::Write;
use tonghop_model::message::Arg;

pub(super) fn section<'a>(view: &Compilation<'a>, evidence: &mut Evidence<'a>) -> Section {
    let groups = &view.consolidation.recommendations;
    let mut body = String::new();
    if groups.is_empty() {
        let _ = writeln!(
            body,
            "<p class=\"empty\">{}</p>",
            esc(&view.text("html-recommendations-empty"))
        );
    } else {
        body.push_str("<ol class=\"cards\">");
    }
    for group in groups.iter().take(RECOMMENDATIONS) {
        let units = view.consolidation.units_of(group.members.iter().map(|m| m.0));
        let count = view.text_with("html-units", &[("count", Arg::Count(units as u64))]);
        let _ = write!(
            body,
            "<li><p>{}</p><details><summary>{} <small>{}</small>",
            esc(&group.text),
            esc(&count),
            esc(&view.messages.addressees(&group.addressees))
        );
        if !group.keywords.is_empty() {
            let _ = write!(body, " <small>· {}</small>", esc(&group.keywords.join(" · ")));
        }
        body.push_str("</summary>");
        for (report, text, span) in group.members.iter().take(MEMBERS) {
            let before = format!("<small>{}</small> ", esc(view.unit(*report)));
            quote(
                &mut body,
                evidence.place(*report, span, text),
                text,
                &before,
                &view.page(span),
            );
        }
        rest(view, &mut body, group.members.len(), MEMBERS);
        body.push_str("</details></li>\n");
    }
    if !groups.is_empty() {
        body.push_str("</ol>\n");
    }
    rest(view, &mut body, groups.len(), RECOMMENDATIONS);
    Section {
        id: "recommendations",
        title: "html-recommendations",
        count: Some(groups.len()),
        body,
    }
}
