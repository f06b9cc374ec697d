//! V304: one thing with two values for the same day or window in two reports of one unit.

use super::series::{finding, series};
use crate::amount;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Phrase;

pub const INFO: CheckInfo = CheckInfo {
    code: "V304",
    rule: "figure_conflict",
    severity: Severity::Warning,
    scope: Scope::UnitOverTime,
    title: "check-v304-title",
    description: "check-v304-description",
    advice: "check-v304-advice",
    source: "product.md, capability 3: conflicting figures",
    run: Run::Unit(run),
};

fn run(reports: &[Facts], out: &mut Vec<Finding>) {
    for points in series(reports).values() {
        let conflict = points.iter().enumerate().find_map(|(index, a)| {
            let same = |b: &&super::series::Point| {
                a.facts.report != b.facts.report
                    && a.figure.measure.as_of.is_some()
                    && a.figure.measure.as_of == b.figure.measure.as_of
            };
            points[index + 1..]
                .iter()
                .filter(same)
                .find(|b| b.value != a.value)
                .map(|b| (a, b))
        });
        let Some((a, b)) = conflict.filter(|(a, b)| !a.figure.is_rough() && !b.figure.is_rough()) else {
            continue;
        };
        out.push(Finding {
            actual: Some(Phrase::Data(format!(
                "{} / {}",
                amount::plain(a.value),
                amount::plain(b.value)
            ))),
            ..finding(&INFO, "check-v304-message", a, b)
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, run_set};
    use tonghop_model::reading::AsOf;

    fn report(value: f64, day: &str) -> Sample {
        Sample::new()
            .unit("00001", "xã Hoa Đào")
            .text("a", &[("hồ sơ tiếp nhận trực tuyến trong kỳ", value, "hồ sơ")])
            .last(|m| m.as_of = Some(AsOf::Date(day.into())))
    }

    #[test]
    fn fires() {
        assert_eq!(
            run_set(&[report(40.0, "2025-09-10"), report(44.0, "2025-09-10")], "V304").len(),
            1
        );
    }

    #[test]
    fn stays_silent() {
        assert!(run_set(&[report(40.0, "2025-09-10"), report(44.0, "2025-10-10")], "V304").is_empty());
        assert!(run_set(&[report(40.0, "2025-09-10"), report(40.0, "2025-09-10")], "V304").is_empty());
    }
}
