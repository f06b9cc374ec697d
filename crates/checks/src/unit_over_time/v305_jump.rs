//! V305: a value is many times what it was in the report before.

use super::series::{finding, series, steps};
use crate::amount;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Phrase;

pub const INFO: CheckInfo = CheckInfo {
    code: "V305",
    rule: "jump",
    severity: Severity::Info,
    scope: Scope::UnitOverTime,
    title: "check-v305-title",
    description: "check-v305-description",
    advice: "check-v305-advice",
    source: "product.md, capability 3: jumps",
    run: Run::Unit(run),
};

/// How many times, and how much for shares in percentage points.
const TIMES: f64 = 5.0;
const POINTS: f64 = 40.0;

fn run(reports: &[Facts], out: &mut Vec<Finding>) {
    for points in series(reports).values() {
        for (a, b) in steps(points) {
            let (low, high) = if a.value < b.value {
                (a.value, b.value)
            } else {
                (b.value, a.value)
            };
            let jump = if a.figure.is_percent() {
                high - low >= POINTS
            } else {
                low > 0.0 && high >= 20.0 && high / low >= TIMES
            };
            if !jump {
                continue;
            }
            out.push(Finding {
                actual: Some(Phrase::Data(format!(
                    "{} → {}",
                    amount::plain(a.value),
                    amount::plain(b.value)
                ))),
                ..finding(&INFO, "check-v305-message", a, b)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, run_set};

    fn report(value: f64, date: &str) -> Sample {
        Sample::new()
            .unit("00001", "xã Hoa Đào")
            .date(date)
            .text("a", &[("số buổi phát thanh chuyển đổi số", value, "buổi")])
    }

    #[test]
    fn fires() {
        assert_eq!(
            run_set(&[report(12.0, "2025-06-10"), report(120.0, "2025-09-10")], "V305").len(),
            1
        );
    }

    #[test]
    fn stays_silent() {
        assert!(run_set(&[report(12.0, "2025-06-10"), report(30.0, "2025-09-10")], "V305").is_empty());
        assert!(run_set(&[report(1.0, "2025-06-10"), report(6.0, "2025-09-10")], "V305").is_empty());
    }
}
