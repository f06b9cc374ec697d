//! Roll-up of indicators.

use super::Section;
use super::escape::esc;
use super::evidence::Evidence;
use super::findings::quote;
use super::limits::INDICATOR_VALUES;
use crate::Compilation;
use std::fmt::Write;
use tonghop_model::consolidation::{IndicatorRollUp, IndicatorValue};
use tonghop_model::message::Arg;

pub(super) fn section<'a>(view: &Compilation<'a>, evidence: &mut Evidence<'a>) -> Section {
    let indicators = &view.consolidation.indicators;
    let mut body = String::new();
    if indicators.is_empty() {
        let _ = writeln!(
            body,
            "<p class=\"empty\">{}</p>",
            esc(&view.text("html-indicators-empty"))
        );
        return Section {
            id: "indicators",
            title: "html-indicators",
            count: Some(0),
            body,
        };
    }
    let _ = write!(
        body,
        "<p class=\"hint\">{}</p><table class=\"list indicators\"><thead><tr>",
        esc(&view.text("html-indicators-hint"))
    );
    for key in ["html-indicator", "html-rolled-up", "html-from", "html-values"] {
        let _ = write!(body, "<th scope=\"col\">{}</th>", esc(&view.text(key)));
    }
    body.push_str("</tr></thead><tbody>\n");
    for indicator in indicators {
        row(view, evidence, &mut body, indicator);
    }
    body.push_str("</tbody></table>\n");
    Section {
        id: "indicators",
        title: "html-indicators",
        count: Some(indicators.len()),
        body,
    }
}

fn row<'a>(view: &Compilation<'a>, evidence: &mut Evidence<'a>, body: &mut String, indicator: &'a IndicatorRollUp) {
    let number = |v: f64| view.messages.decimal(v);
    let value = indicator
        .value
        .map_or_else(|| "–".to_owned(), |v| format!("{} {}", number(v), indicator.unit));
    let from = match (indicator.numerator, indicator.denominator) {
        (Some(n), Some(d)) => format!("{} / {}", number(n), number(d)),
        (Some(n), None) => number(n),
        _ => String::new(),
    };
    let used = indicator.values.iter().filter(|v| v.used).count();
    let _ = write!(
        body,
        "<tr><td><code>{}</code> {}</td><td class=\"num\"><b>{}</b></td><td class=\"num\">{}<small>{}</small>",
        esc(&indicator.code),
        esc(&indicator.name),
        esc(&value),
        esc(&from),
        esc(&view.text_with(
            "html-used-of",
            &[
                ("used", Arg::Count(used as u64)),
                ("all", Arg::Count(indicator.values.len() as u64))
            ]
        ))
    );
    for (key, reports) in [
        ("html-without-counts", &indicator.without_counts),
        ("html-disputed", &indicator.disputed),
        ("html-several", &indicator.several),
        ("html-other-unit", &indicator.other_unit),
        ("html-other-report", &indicator.other_report),
        ("html-missing-units", &indicator.missing),
    ] {
        if !reports.is_empty() {
            let count = Arg::Count(reports.len() as u64);
            let note = view.text_with(key, &[("count", count)]);
            let _ = write!(body, "<small>{}</small>", esc(&note));
        }
    }
    let _ = write!(
        body,
        "</td><td><details><summary>{}</summary>",
        esc(&view.text_with(
            "html-values-of",
            &[("count", Arg::Count(indicator.values.len() as u64))]
        ))
    );
    for value in indicator.values.iter().take(INDICATOR_VALUES) {
        single(view, evidence, body, indicator, value);
    }
    if indicator.values.len() > INDICATOR_VALUES {
        let more = Arg::Count((indicator.values.len() - INDICATOR_VALUES) as u64);
        let _ = write!(
            body,
            "<small>{}</small>",
            esc(&view.text_with("html-more", &[("count", more)]))
        );
    }
    body.push_str("</details></td></tr>\n");
}

fn single<'a>(
    view: &Compilation<'a>,
    evidence: &mut Evidence<'a>,
    body: &mut String,
    indicator: &IndicatorRollUp,
    value: &'a IndicatorValue,
) {
    let measure = view
        .reports
        .get(value.report)
        .and_then(|r| r.reading.measures.get(value.measure));
    // A value has the unit of measure of its sentence, which need not be that of the indicator.
    let unit = measure
        .filter(|_| value.part_of.is_none())
        .and_then(|m| m.unit.as_deref())
        .unwrap_or(&indicator.unit);
    let number = value
        .value
        .map_or_else(|| "–".to_owned(), |v| format!("{} {unit}", view.messages.decimal(v)));
    let qualifier = value.qualifier.as_deref().map(|q| format!("{q} ")).unwrap_or_default();
    let used = view
        .not_summed(value)
        .map_or_else(String::new, |why| format!(" <i>{}</i>", esc(&why)));
    let before = format!(
        "<small>{}</small> <b>{}{}</b>{used} ",
        esc(view.unit(value.report)),
        esc(&qualifier),
        esc(&number)
    );
    let span = measure.map(|m| m.span).unwrap_or_default();
    quote(
        body,
        evidence.place(value.report, &span, &value.quote),
        &value.quote,
        &before,
        &view.page(&span),
    );
}
