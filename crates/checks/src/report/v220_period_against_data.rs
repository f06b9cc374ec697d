//! V220: the data cover far less than the declared period.

use crate::dates;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::AsOf;

pub const INFO: CheckInfo = CheckInfo {
    code: "V220",
    rule: "period_mismatch",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v220-title",
    description: "check-v220-description",
    source: "NĐ 09/2019/NĐ-CP, Điều 12; domain.md §8: \"9 tháng\" with 72 days of data",
    run: Run::Report(run),
};

/// Share of the declared period that the longest window of data must cover.
const COVERED: f64 = 0.6;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
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
    let span = |from: &str, to: &str| format!("{} – {}", dates::print(from), dates::print(to));
    let label = facts
        .reading
        .header
        .period
        .as_ref()
        .map(|p| p.label.clone())
        .unwrap_or_default();
    let message = Message::new("check-v220-message")
        .with("period", label)
        .with("declared", span(&from, &to))
        .with("data", span(longest.1, longest.2))
        .with("days", longest.0.to_string())
        .with("declared-days", declared.to_string());
    out.push(Finding {
        expected: Some(Phrase::Data(span(&from, &to))),
        actual: Some(Phrase::Data(span(longest.1, longest.2))),
        ..INFO.finding(message, windows.iter().map(|w| facts.figure_place(w.3)).collect())
    });
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
