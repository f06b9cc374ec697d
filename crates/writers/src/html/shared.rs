//! Sentences that several units share.

use super::Section;
use super::escape::esc;
use super::evidence::Evidence;
use super::limits::{MEMBERS, SHARED};
use crate::Compilation;
use std::fmt::Write;
use tonghop_model::message::Arg;

pub(super) fn section<'a>(view: &Compilation<'a>, evidence: &mut Evidence<'a>) -> Section {
    let shared = &view.consolidation.shared;
    let mut body = String::new();
    if shared.is_empty() {
        let _ = writeln!(body, "<p class=\"empty\">{}</p>", esc(&view.text("html-shared-empty")));
    } else {
        let _ = write!(
            body,
            "<p class=\"hint\">{}</p><ol class=\"cards\">",
            esc(&view.text("html-shared-hint"))
        );
    }
    for passage in shared.iter().take(SHARED) {
        let count = view.text_with("html-places", &[("count", Arg::Count(passage.places.len() as u64))]);
        let _ = write!(
            body,
            "<li><p>{}</p><p class=\"who\"><b>{}</b> ",
            esc(&passage.text),
            esc(&count)
        );
        for (report, span, similarity) in passage.places.iter().take(MEMBERS) {
            let percent = view.messages.decimal((similarity * 100.0).round());
            let text = format!("{} · {percent} %", view.unit(*report));
            chip(&mut body, evidence.place(*report, span, ""), &text);
        }
        rest(view, &mut body, passage.places.len(), MEMBERS);
        body.push_str("</p></li>\n");
    }
    if !shared.is_empty() {
        body.push_str("</ol>\n");
    }
    rest(view, &mut body, shared.len(), SHARED);
    Section {
        id: "shared",
        title: "html-shared",
        count: Some(shared.len()),
        body,
    }
}

/// A name that opens its source.
pub(super) fn chip(body: &mut String, entry: Option<usize>, text: &str) {
    let _ = match entry {
        Some(entry) => write!(
            body,
            "<button type=\"button\" class=\"chip\" data-e=\"{entry}\">{}</button> ",
            esc(text)
        ),
        None => write!(body, "<span class=\"chip\">{}</span> ", esc(text)),
    };
}

/// Says how many entries a limit left out.
pub(super) fn rest(view: &Compilation<'_>, body: &mut String, all: usize, shown: usize) {
    if all > shown {
        let more = view.text_with("html-more", &[("count", Arg::Count((all - shown) as u64))]);
        let _ = write!(body, "<small class=\"note\">{}</small>", esc(&more));
    }
}
