//! Words, marks and style classes of what the views show.

use crate::page::Page;
use crate::pages::rounds::round::submission_tag;
use tonghop_app::cycle::reports::{Item, Owed};
use tonghop_model::cycle::{Obligation, SubmissionState, Timeliness};
use tonghop_model::finding::Severity;
use tonghop_model::reading::StatusClass;

/// Where an answer comes from.
pub fn origin(page: &Page, item: &Item) -> String {
    page.t(match item.source.as_str() {
        "candidate" => "web-cell-from-document",
        "typed" if item.candidate.is_some() => "web-cell-from-document-changed",
        "copied" => "web-cell-from-last",
        "register" => "web-cell-from-register",
        "import" => "web-cell-from-import",
        _ => "web-cell-from-form",
    })
}

/// The class in the words of the annex.
pub fn class(page: &Page, class: StatusClass) -> String {
    page.t(&format!("status-{}", dashed(class.key())))
}

/// The class in the few letters that a narrow cell has room for.
pub fn mark(page: &Page, class: StatusClass) -> String {
    page.t(&format!("web-mark-{}", dashed(class.key())))
}

/// Class of the style sheet for a status.
pub const fn class_style(class: StatusClass) -> &'static str {
    match class {
        StatusClass::Met => "c-met",
        StatusClass::MostlyMet => "c-mostly",
        StatusClass::Percent => "c-percent",
        StatusClass::InProgress => "c-progress",
        StatusClass::NotStarted => "c-not-started",
        StatusClass::AwaitingHigherLevel => "c-awaiting",
        StatusClass::NotArising => "c-not-arising",
        StatusClass::NotCompetent => "c-not-competent",
        StatusClass::NotReported => "c-blank",
    }
}

/// The class with its percentage, where it has one.
pub fn class_with(page: &Page, kind: StatusClass, percent: Option<f64>) -> String {
    match percent {
        Some(percent) if kind == StatusClass::Percent => decimal(page, percent) + "%",
        _ => class(page, kind),
    }
}

/// A number as people of the language write it.
pub fn decimal(page: &Page, value: f64) -> String {
    page.ctx.messages.decimal(value)
}

/// How far the report of a unit is, and the style of the tag; what came back stays returned until it is sent again.
pub fn submission(page: &Page, owed: &Owed) -> (String, &'static str) {
    let state = owed.submission.as_ref().map(|s| s.state);
    match state {
        Some(_) if owed.is_being_mended() => (
            page.t("web-submission-returned"),
            submission_tag(SubmissionState::Returned),
        ),
        Some(state) => (
            page.t(&format!("web-submission-{}", dashed(state.key()))),
            submission_tag(state),
        ),
        None => (page.t("web-completeness-not-begun"), ""),
    }
}

pub fn obligation(page: &Page, obligation: Obligation) -> String {
    page.t(&format!("web-obligation-{}", dashed(obligation.key())))
}

pub fn timeliness(page: &Page, timeliness: Timeliness) -> String {
    page.t(&format!("web-timeliness-{}", dashed(timeliness.key())))
}

/// Class of the tag for a timeliness.
pub const fn timeliness_tag(timeliness: Timeliness) -> &'static str {
    match timeliness {
        Timeliness::OnTime => "tag-good",
        Timeliness::SentLate => "tag-warn",
        Timeliness::Overdue => "tag-bad",
        Timeliness::Pending => "tag-info",
        Timeliness::NotAsked => "tag-plain",
    }
}

/// Class of a chart's part for a timeliness.
pub const fn timeliness_style(timeliness: Timeliness) -> &'static str {
    match timeliness {
        Timeliness::OnTime => "c-met",
        Timeliness::SentLate => "c-blank",
        Timeliness::Pending => "c-progress",
        Timeliness::Overdue => "c-not-started",
        Timeliness::NotAsked => "c-not-arising",
    }
}

/// Class of a chart's part for an obligation.
pub const fn obligation_style(obligation: Obligation) -> &'static str {
    match obligation {
        Obligation::Expected => "c-progress",
        Obligation::Late => "c-not-started",
        Obligation::Extended => "c-blank",
        Obligation::Exempt => "c-not-arising",
        Obligation::MergedAway => "c-not-competent",
        Obligation::NothingToReport => "c-awaiting",
    }
}

pub fn severity(page: &Page, severity: Severity) -> String {
    page.t(&format!("severity-{}", severity.key()))
}

/// Class of the tag for a severity.
pub const fn severity_tag(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "tag-bad",
        Severity::Warning => "tag-warn",
        Severity::Info => "tag-info",
    }
}

/// A key of the program as a part of a message's key.
pub fn dashed(key: &str) -> String {
    key.replace('_', "-")
}
