//! Findings, filterable.

use super::Section;
use super::escape::esc;
use super::evidence::Evidence;
use super::limits::FINDINGS;
use crate::Compilation;
use std::collections::BTreeSet;
use std::fmt::Write;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Arg;

/// Places shown of one finding.
const PLACES: usize = 8;

pub(super) fn section<'a>(view: &Compilation<'a>, evidence: &mut Evidence<'a>) -> Section {
    let mut body = String::new();
    if view.findings.is_empty() {
        let _ = writeln!(
            body,
            "<p class=\"empty\">{}</p>",
            esc(&view.text("terminal-no-findings"))
        );
        return Section {
            id: "findings",
            title: "html-findings",
            count: Some(0),
            body,
        };
    }
    filters(view, &mut body);
    // Errors of all units first: that is what somebody opens the page for.
    let mut sorted: Vec<&'a Finding> = view.findings.iter().collect();
    sorted.sort_by_key(|f| std::cmp::Reverse(f.severity));
    let shown = &sorted[..sorted.len().min(FINDINGS)];
    if shown.len() < view.findings.len() {
        let args = [
            ("shown", Arg::Count(shown.len() as u64)),
            ("all", Arg::Count(view.findings.len() as u64)),
        ];
        let _ = writeln!(
            body,
            "<p class=\"note\">{}</p>",
            esc(&view.text_with("html-findings-cut", &args))
        );
    }
    body.push_str("<table class=\"list findings\"><thead><tr>");
    for key in [
        "writers-col-severity",
        "writers-col-unit",
        "writers-col-message",
        "writers-col-quotes",
    ] {
        let _ = write!(body, "<th scope=\"col\">{}</th>", esc(&view.text(key)));
    }
    body.push_str("</tr></thead><tbody>\n");
    for finding in shown {
        row(view, evidence, &mut body, finding);
    }
    body.push_str("</tbody></table>\n");
    Section {
        id: "findings",
        title: "html-findings",
        count: Some(view.findings.len()),
        body,
    }
}

/// Code and name of a check.
pub(super) fn check_name(view: &Compilation<'_>, check: &str) -> String {
    format!("{check} {}", check_title(view, check)).trim_end().to_owned()
}

/// Name of a check; empty where the message files have none.
fn check_title(view: &Compilation<'_>, check: &str) -> String {
    let key = format!("check-{}-title", check.to_lowercase());
    if view.messages.has(&key) {
        view.text(&key)
    } else {
        String::new()
    }
}

fn filters(view: &Compilation<'_>, body: &mut String) {
    let _ = write!(
        body,
        "<p class=\"filters js\" id=\"finding-filters\"><label>{} <select data-filter=\"severity\"><option value=\"\">{}</option>",
        esc(&view.text("writers-col-severity")),
        esc(&view.text("html-all"))
    );
    for (severity, count) in view.severities() {
        if count > 0 {
            let _ = write!(
                body,
                "<option value=\"{}\">{} ({})</option>",
                severity.key(),
                esc(&view.severity(severity)),
                view.messages.number(count)
            );
        }
    }
    body.push_str("</select></label>");
    let units: BTreeSet<&str> = view
        .findings
        .iter()
        .filter_map(|f| f.places.first())
        .map(|p| view.unit(p.report))
        .collect();
    select(
        view,
        body,
        "unit",
        "writers-col-unit",
        units.into_iter().map(|u| (u.to_owned(), u.to_owned())),
    );
    let checks: BTreeSet<&str> = view.findings.iter().map(|f| f.check).collect();
    select(
        view,
        body,
        "check",
        "writers-col-rule",
        checks.into_iter().map(|c| (c.to_owned(), check_name(view, c))),
    );
    let _ = writeln!(
        body,
        "<label>{} <input type=\"search\" data-filter=\"text\"></label> <output aria-live=\"polite\"></output></p>",
        esc(&view.text("html-search"))
    );
}

fn select(
    view: &Compilation<'_>,
    body: &mut String,
    name: &str,
    key: &str,
    options: impl Iterator<Item = (String, String)>,
) {
    let _ = write!(
        body,
        " <label>{} <select data-filter=\"{name}\"><option value=\"\">{}</option>",
        esc(&view.text(key)),
        esc(&view.text("html-all"))
    );
    for (value, label) in options {
        let _ = write!(body, "<option value=\"{}\">{}</option>", esc(&value), esc(&label));
    }
    body.push_str("</select></label>");
}

fn row<'a>(view: &Compilation<'a>, evidence: &mut Evidence<'a>, body: &mut String, finding: &'a Finding) {
    let report = finding.places.first().map_or(usize::MAX, |p| p.report);
    let severity = finding.severity;
    let file = view.file_beside_unit(report);
    let file = file.map_or_else(String::new, |file| format!("<br><small>{}</small>", esc(file)));
    let _ = write!(
        body,
        "<tr data-severity=\"{}\" data-unit=\"{}\" data-check=\"{}\"><td><span class=\"sev {}\">{}</span></td><td>{}{}</td><td><p>{}</p>",
        severity.key(),
        esc(view.unit(report)),
        esc(finding.check),
        severity_class(severity),
        esc(&view.severity(severity)),
        esc(view.unit(report)),
        file,
        esc(&view.messages.format(&finding.message)),
    );
    let phrases = [
        ("terminal-expected", &finding.expected),
        ("terminal-actual", &finding.actual),
    ];
    for (key, phrase) in phrases {
        if let Some(phrase) = phrase {
            let value = Arg::Text(view.messages.phrase(phrase));
            let _ = write!(
                body,
                "<small>{}</small> ",
                esc(&view.text_with(key, &[("value", value)]))
            );
        }
    }
    let advice = view.messages.advice(finding.check);
    if !advice.is_empty() {
        let advice = view.text_with("terminal-advice", &[("advice", Arg::Text(advice))]);
        let _ = write!(body, "<p class=\"advice\">{}</p>", esc(&advice));
    }
    let _ = write!(
        body,
        "<small><code>{}</code> {}</small></td><td>",
        esc(finding.check),
        esc(&check_title(view, finding.check))
    );
    for place in finding.places.iter().take(PLACES) {
        let other = if place.report == report {
            String::new()
        } else {
            format!("<small>{}</small> ", esc(view.other(place.report, report)))
        };
        let page = place.span.map(|s| view.page(&s)).unwrap_or_default();
        let stands: Vec<String> = [view.item(place), page].into_iter().filter(|s| !s.is_empty()).collect();
        quote(
            body,
            evidence.place(place.report, &place.span.unwrap_or_default(), &place.quote),
            &place.quote,
            &other,
            &stands.join(", "),
        );
    }
    if finding.places.len() > PLACES {
        let more = view.text_with(
            "html-more",
            &[("count", Arg::Count((finding.places.len() - PLACES) as u64))],
        );
        let _ = write!(body, "<small>{}</small>", esc(&more));
    }
    body.push_str("</td></tr>\n");
}

/// Words of a report, with a button that opens the passage where it is embedded.
pub(super) fn quote(body: &mut String, entry: Option<usize>, words: &str, before: &str, after: &str) {
    let shown = if words.is_empty() { "…" } else { words };
    let page = if after.is_empty() {
        String::new()
    } else {
        format!(" <small>{}</small>", esc(after))
    };
    match entry {
        Some(entry) => {
            let _ = write!(
                body,
                "<button type=\"button\" class=\"quote\" data-e=\"{entry}\">{before}<q>{}</q>{page}</button>",
                esc(shown)
            );
        }
        None => {
            let _ = write!(body, "<p class=\"quote\">{before}<q>{}</q>{page}</p>", esc(shown));
        }
    }
}

const fn severity_class(severity: Severity) -> &'static str {
    severity.key()
}
