//! The sheets that are lists.

use super::formats;
use super::sheet::{List, Value};
use crate::Compilation;
use crate::csv::{items, other_units};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::borrow::Cow;
use tonghop_model::reading::{Span, StatusClass};

/// Rows that a sheet can have below its headings.
const ROWS: usize = 1_048_570;

pub(super) fn write(view: &Compilation<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    details(view, workbook)?;
    indicators(view, workbook)?;
    indicator_values(view, workbook)?;
    findings(view, workbook)?;
    shared(view, workbook)?;
    recommendations(view, workbook)?;
    commitments(view, workbook)?;
    reports(view, workbook)
}

fn columns(view: &Compilation<'_>, columns: &[(&str, f64)]) -> Vec<(String, f64)> {
    columns.iter().map(|(key, width)| (view.text(key), *width)).collect()
}

fn page(span: &Span) -> Value<'static> {
    Value::Number(span.page.map(f64::from))
}

/// Every row of every annex, whole.
fn details(view: &Compilation<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let heads = columns(
        view,
        &[
            ("writers-col-unit", 22.0),
            ("xlsx-province", 14.0),
            ("xlsx-code", 9.0),
            ("html-task", 50.0),
            ("xlsx-class", 17.0),
            ("xlsx-status-verbatim", 22.0),
            ("xlsx-result", 70.0),
            ("writers-col-file", 24.0),
            ("writers-col-page", 7.0),
        ],
    );
    let mut list = List::new(
        workbook.add_worksheet_with_low_memory()?,
        &view.text("xlsx-details"),
        &view.text("xlsx-details-remark"),
        &heads,
    )?;
    let looks = StatusClass::ALL.map(formats::class);
    let rows = view
        .reports
        .iter()
        .enumerate()
        .flat_map(|(i, r)| r.reading.tasks.iter().map(move |t| (i, t)));
    for (report, task) in rows.take(ROWS) {
        let head = view.head(report);
        let class = StatusClass::ALL
            .iter()
            .position(|c| *c == task.status_class)
            .unwrap_or(0);
        let label = match (task.status_class, task.percent) {
            (StatusClass::Percent, Some(p)) => format!("{} %", view.messages.decimal(p)),
            (class, _) => view.class(class),
        };
        list.row([
            head.unit.as_str().into(),
            head.province.as_deref().unwrap_or_default().into(),
            task.node.as_deref().unwrap_or("–").into(),
            task.title.as_str().into(),
            Value::Painted(Cow::Owned(label), looks[class].clone()),
            task.status.as_str().into(),
            task.result.as_str().into(),
            head.file.as_str().into(),
            page(&task.span),
        ])?;
    }
    list.finish()
}

fn indicators(view: &Compilation<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let heads = columns(
        view,
        &[
            ("xlsx-code", 8.0),
            ("html-indicator", 52.0),
            ("xlsx-unit-of-measure", 12.0),
            ("html-rolled-up", 14.0),
            ("xlsx-numerator", 13.0),
            ("xlsx-denominator", 13.0),
            ("xlsx-used", 9.0),
            ("xlsx-without-counts", 40.0),
            ("xlsx-disputed", 30.0),
            ("xlsx-several", 30.0),
            ("xlsx-other-unit", 30.0),
            ("xlsx-other-report", 30.0),
            ("xlsx-missing", 40.0),
        ],
    );
    let mut list = List::new(
        workbook.add_worksheet_with_low_memory()?,
        &view.text("html-indicators"),
        &view.text("html-indicators-hint"),
        &heads,
    )?;
    let units = |reports: &[usize]| view.units(reports).join("; ");
    for indicator in view.consolidation.indicators.iter().take(ROWS) {
        list.row([
            indicator.code.as_str().into(),
            indicator.name.as_str().into(),
            indicator.unit.as_str().into(),
            Value::Number(indicator.value),
            Value::Number(indicator.numerator),
            Value::Number(indicator.denominator),
            Value::Count(indicator.values.iter().filter(|v| v.used).count()),
            units(&indicator.without_counts).into(),
            units(&indicator.disputed).into(),
            units(&indicator.several).into(),
            units(&indicator.other_unit).into(),
            units(&indicator.other_report).into(),
            units(&indicator.missing).into(),
        ])?;
    }
    list.finish()
}

fn indicator_values(view: &Compilation<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let heads = columns(
        view,
        &[
            ("xlsx-code", 8.0),
            ("html-indicator", 40.0),
            ("writers-col-unit", 24.0),
            ("xlsx-qualifier", 10.0),
            ("xlsx-value", 13.0),
            ("xlsx-numerator", 13.0),
            ("xlsx-denominator", 13.0),
            ("xlsx-in-roll-up", 22.0),
            ("writers-col-quotes", 80.0),
        ],
    );
    let remark = view.text("xlsx-values-remark");
    let mut list = List::new(
        workbook.add_worksheet_with_low_memory()?,
        &view.text("xlsx-values"),
        &remark,
        &heads,
    )?;
    let yes = view.text("xlsx-yes");
    let all = view
        .consolidation
        .indicators
        .iter()
        .flat_map(|i| i.values.iter().map(move |v| (i, v)));
    for (indicator, value) in all.take(ROWS) {
        list.row([
            indicator.code.as_str().into(),
            indicator.name.as_str().into(),
            view.unit(value.report).into(),
            value.qualifier.as_deref().unwrap_or_default().into(),
            Value::Number(value.value),
            Value::Number(value.numerator),
            Value::Number(value.denominator),
            if value.used {
                yes.as_str().into()
            } else {
                view.not_summed(value).unwrap_or_default().into()
            },
            value.quote.as_str().into(),
        ])?;
    }
    list.finish()
}

fn findings(view: &Compilation<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let heads = columns(
        view,
        &[
            ("writers-col-unit", 22.0),
            ("writers-col-severity", 10.0),
            ("writers-col-check", 7.0),
            ("writers-col-item", 12.0),
            ("writers-col-message", 60.0),
            ("writers-col-expected", 18.0),
            ("writers-col-actual", 18.0),
            ("writers-col-advice", 44.0),
            ("writers-col-quotes", 70.0),
            ("writers-col-other-units", 22.0),
            ("writers-col-file", 24.0),
            ("writers-col-page", 7.0),
        ],
    );
    let mut list = List::new(
        workbook.add_worksheet_with_low_memory()?,
        &view.text("html-findings"),
        &view.text("xlsx-findings-remark"),
        &heads,
    )?;
    let mut sorted: Vec<&tonghop_model::finding::Finding> = view.findings.iter().collect();
    sorted.sort_by_key(|f| std::cmp::Reverse(f.severity));
    for finding in sorted.into_iter().take(ROWS) {
        let report = finding.places.first().map_or(usize::MAX, |p| p.report);
        let quotes: Vec<String> = finding
            .places
            .iter()
            .filter(|p| !p.quote.is_empty())
            .map(|p| format!("“{}”", p.quote))
            .collect();
        let phrase = |p: &Option<_>| p.as_ref().map_or_else(String::new, |p| view.messages.phrase(p));
        list.row([
            view.unit(report).into(),
            Value::Painted(
                Cow::Owned(view.severity(finding.severity)),
                formats::severity(finding.severity),
            ),
            finding.check.into(),
            items(finding).join("; ").into(),
            view.messages.format(&finding.message).into(),
            phrase(&finding.expected).into(),
            phrase(&finding.actual).into(),
            view.messages.advice(finding.check).into(),
            quotes.join("\n").into(),
            other_units(view, finding).join("; ").into(),
            view.head(report).file.as_str().into(),
            page(&finding.places.first().and_then(|p| p.span).unwrap_or_default()),
        ])?;
    }
    list.finish()
}

fn shared(view: &Compilation<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let heads = columns(
        view,
        &[
            ("xlsx-text", 100.0),
            ("xlsx-places", 9.0),
            ("xlsx-least-similar", 12.0),
            ("xlsx-units", 60.0),
        ],
    );
    let mut list = List::new(
        workbook.add_worksheet_with_low_memory()?,
        &view.text("html-shared"),
        &view.text("html-shared-hint"),
        &heads,
    )?;
    for passage in view.consolidation.shared.iter().take(ROWS) {
        let units: Vec<&str> = passage.places.iter().map(|(r, _, _)| view.unit(*r)).collect();
        let least = passage.places.iter().map(|(_, _, s)| s * 100.0).fold(100.0, f64::min);
        list.row([
            passage.text.as_str().into(),
            Value::Count(passage.places.len()),
            Value::Number(Some(least.round())),
            units.join("; ").into(),
        ])?;
    }
    list.finish()
}

fn recommendations(view: &Compilation<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let heads = columns(
        view,
        &[
            ("xlsx-group", 8.0),
            ("xlsx-common-text", 60.0),
            ("writers-col-addressee", 32.0),
            ("writers-col-unit", 24.0),
            ("xlsx-verbatim", 90.0),
        ],
    );
    let remark = view.text("xlsx-recommendations-remark");
    let mut list = List::new(
        workbook.add_worksheet_with_low_memory()?,
        &view.text("html-recommendations"),
        &remark,
        &heads,
    )?;
    let groups = view.consolidation.recommendations.iter().enumerate();
    for (number, (group, member)) in groups
        .flat_map(|(n, g)| g.members.iter().map(move |m| (n + 1, (g, m))))
        .take(ROWS)
    {
        list.row([
            Value::Count(number),
            group.text.as_str().into(),
            view.messages.addressees(&group.addressees).into(),
            view.unit(member.0).into(),
            member.1.as_str().into(),
        ])?;
    }
    list.finish()
}

fn commitments(view: &Compilation<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let heads = columns(
        view,
        &[
            ("html-due", 12.0),
            ("xlsx-overdue", 11.0),
            ("writers-col-unit", 24.0),
            ("html-what", 60.0),
            ("writers-col-quotes", 70.0),
            ("writers-col-file", 24.0),
            ("writers-col-page", 7.0),
        ],
    );
    let remark = view.text("xlsx-commitments-remark");
    let mut list = List::new(
        workbook.add_worksheet_with_low_memory()?,
        &view.text("html-commitments"),
        &remark,
        &heads,
    )?;
    let late = view.text("html-past-due");
    for promise in view.consolidation.commitments.iter().take(ROWS) {
        let past = promise.due.as_deref().is_some_and(|d| view.past_due(d));
        let late = if past {
            Value::Painted(
                Cow::Borrowed(late.as_str()),
                formats::severity(tonghop_model::finding::Severity::Warning),
            )
        } else {
            "".into()
        };
        list.row([
            promise
                .due
                .as_deref()
                .map_or_else(|| view.text("html-undated"), |d| view.date(d))
                .into(),
            late,
            view.unit(promise.report).into(),
            promise.what.as_str().into(),
            promise.quote.as_str().into(),
            view.head(promise.report).file.as_str().into(),
            page(&promise.span),
        ])?;
    }
    list.finish()
}

fn reports(view: &Compilation<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let heads = columns(
        view,
        &[
            ("writers-col-file", 30.0),
            ("writers-col-unit", 24.0),
            ("xlsx-province", 14.0),
            ("html-report", 60.0),
            ("html-date", 12.0),
            ("html-rows", 10.0),
            ("html-figures", 10.0),
            ("html-citations", 10.0),
            ("html-findings", 10.0),
            ("xlsx-remarks", 50.0),
        ],
    );
    let mut list = List::new(
        workbook.add_worksheet_with_low_memory()?,
        &view.text("html-reports"),
        &view.text("xlsx-reports-remark"),
        &heads,
    )?;
    let replaced = view.text("writers-replaced");
    for (index, head) in view.consolidation.reports.iter().enumerate().take(ROWS) {
        let warnings = view.reports.get(index).map(|r| &r.reading.source.warnings);
        let mut remarks: Vec<&str> = warnings.map_or_else(Vec::new, |w| w.iter().map(|w| w.message.as_str()).collect());
        if view.consolidation.matrix.replaced.contains(&index) {
            remarks.insert(0, &replaced);
        }
        let [rows, figures, citations, findings] = head.counts;
        list.row([
            head.file.as_str().into(),
            head.unit.as_str().into(),
            head.province.as_deref().unwrap_or_default().into(),
            head.title.as_deref().unwrap_or_default().into(),
            head.date.as_deref().map_or_else(String::new, |d| view.date(d)).into(),
            Value::Count(rows),
            Value::Count(figures),
            Value::Count(citations),
            Value::Count(findings),
            remarks.join("\n").into(),
        ])?;
    }
    let unread = formats::severity(tonghop_model::finding::Severity::Error);
    let aside = formats::severity(tonghop_model::finding::Severity::Warning);
    let unread = view.failures.iter().map(|f| (f, "html-unread", &unread));
    let aside = view.set_aside.iter().map(|f| (f, "html-set-aside", &aside));
    for ((file, reason), label, look) in unread.chain(aside) {
        let label = Value::Painted(Cow::Owned(view.text(label)), look.clone());
        list.row([file.as_str().into(), label, "".into(), reason.as_str().into()])?;
    }
    list.finish()
}
