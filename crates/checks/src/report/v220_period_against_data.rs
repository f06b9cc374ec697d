//! V220: the data cover far less than the declared period.

use crate::dates;
use crate::facts::{Facts, Text};
use crate::phrases::has;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::{AsOf, Period};

pub const INFO: CheckInfo = CheckInfo {
    code: "V220",
    rule: "period_mismatch",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v220-title",
    description: "check-v220-description",
    advice: "check-v220-advice",
    source: "NĐ 09/2019/NĐ-CP, Điều 12; domain.md §8: \"9 tháng\" with 72 days of data",
    run: Run::Report(run),
};

/// Share of the declared period that the longest window of data must cover.
const COVERED: f64 = 0.6;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    if let Some(period) = &facts.reading.header.period
        && let Some(found) = printed_window(facts, period)
    {
        out.push(found);
        return;
    }
    let Some((from, to)) = facts.reading.header.period.as_ref().and_then(dates::declared_window) else {
        return;
    };
    let (Some(first), Some(last)) = (dates::day_number(&from), dates::day_number(&to)) else {
        return;
    };
    let declared = last - first + 1;
    let windows: Vec<(i64, &str, &str, &crate::facts::Figure)> = facts
        .figures
        .iter()
        .filter(|f| !f.measure.is_target)
        .filter_map(|f| match &f.measure.as_of {
            Some(AsOf::Window { from, to }) => {
                let days = dates::day_number(to)? - dates::day_number(from)? + 1;
                (days > 0).then_some((days, from.as_str(), to.as_str(), f))
            }
            _ => None,
        })
        .collect();
    let Some(longest) = windows.iter().max_by_key(|w| w.0) else {
        return;
    };
    if declared <= 0 || longest.0 as f64 >= declared as f64 * COVERED {
        return;
    }
    let period = facts.reading.header.period.as_ref();
    let label = period.map_or("", |p| p.label.as_str());
    let places = windows.iter().map(|w| facts.figure_place(w.3)).collect();
    out.push(finding(
        label,
        (&from, &to),
        declared,
        (longest.1, longest.2),
        longest.0,
        places,
    ));
}

/// The window that the opening itself prints beside the period: "9 tháng đầu năm (số liệu từ 01/7 đến 14/9)".
fn printed_window(facts: &Facts, period: &Period) -> Option<Finding> {
    let (from, to) = (period.from.as_deref()?, period.to.as_deref()?);
    let label = Period {
        from: None,
        to: None,
        ..period.clone()
    };
    let (first, last) = dates::declared_window(&label)?;
    let days = |from: &str, to: &str| Some(dates::day_number(to)? - dates::day_number(from)? + 1);
    let (declared, data) = (days(&first, &last)?, days(from, to)?);
    if declared <= 0 || data <= 0 || data as f64 >= declared as f64 * COVERED {
        return None;
    }
    let year = from.get(..4)?;
    let opens = |t: &&Text| has(&t.folded, "tu") && t.folded.contains(year);
    let prints = |t: &&Text| {
        let dates = tonghop_text::dates::find_dates(&t.passage.text);
        opens(t) && dates.iter().any(|d| d.date.iso().as_deref() == Some(to))
    };
    let text = facts
        .texts
        .iter()
        .find(prints)
        .or_else(|| facts.texts.iter().find(opens))?;
    let places = vec![facts.place(text.passage.span, &text.passage.text)];
    Some(finding(
        &period.label,
        (&first, &last),
        declared,
        (from, to),
        data,
        places,
    ))
}

fn finding(
    label: &str,
    declared: (&str, &str),
    declared_days: i64,
    data: (&str, &str),
    days: i64,
    places: Vec<Place>,
) -> Finding {
    let span = |(from, to): (&str, &str)| format!("{} – {}", dates::print(from), dates::print(to));
    let message = Message::new("check-v220-message")
        .with("period", label)
        .with("declared", span(declared))
        .with("data", span(data))
        .with("days", days.to_string())
        .with("declared-days", declared_days.to_string());
    Finding {
        expected: Some(
            Message::new("check-v220-expected")
                .with("declared", span(declared))
                .into(),
        ),
        actual: Some(Phrase::Data(span(data))),
        ..INFO.finding(message, places)
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::{AsOf, Header, Period};

    fn sample(from: &str) -> Sample {
        let period = Some(Period {
            label: "9 tháng đầu năm 2025".into(),
            from: None,
            to: None,
        });
        let window = AsOf::Window {
            from: from.into(),
            to: "2025-09-10".into(),
        };
        Sample::new()
            .header(Header {
                period,
                ..Header::default()
            })
            .text("tiếp nhận 90 hồ sơ", &[("90 hồ sơ", 90.0, "hồ sơ")])
            .last(|m| m.as_of = Some(window))
    }

    #[test]
    fn fires() {
        assert_eq!(sample("2025-07-01").run("V220").len(), 1);
    }

    #[test]
    fn fires_for_the_window_that_the_opening_prints() {
        let opening = |from: &str| {
            Sample::new()
                .header(Header {
                    period: Some(Period {
                        label: "9 tháng đầu năm 2025".into(),
                        from: Some(from.into()),
                        to: Some("2025-09-14".into()),
                    }),
                    ..Header::default()
                })
                .text("Xã báo cáo (số liệu từ ngày này đến 14/9/2025) như sau:", &[])
        };
        assert_eq!(opening("2025-07-01").run("V220").len(), 1);
        assert!(!opening("2024-12-15").fires("V220"));
    }

    #[test]
    fn stays_silent() {
        assert!(!sample("2025-01-01").fires("V220"));
        assert!(!sample("2025-10-01").fires("V220"));
        assert!(
            !Sample::new()
                .text("90 hồ sơ", &[("90 hồ sơ", 90.0, "hồ sơ")])
                .fires("V220")
        );
    }
}
