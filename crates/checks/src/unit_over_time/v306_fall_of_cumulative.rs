//! V306: a count that can only grow has fallen.

use super::series::{finding, series, steps};
use crate::amount;
use crate::facts::Facts;
use crate::phrases::has_any;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V306",
    rule: "cumulative_fall",
    severity: Severity::Warning,
    scope: Scope::UnitOverTime,
    title: "check-v306-title",
    description: "check-v306-description",
    advice: "check-v306-advice",
    source: "product.md, capability 3: a fall in a cumulative count",
    run: Run::Unit(run),
};

/// Words of counts that add up over time.
const CUMULATIVE: &[&str] = &[
    "luy ke",
    "da cai dat",
    "da kich hoat",
    "da dang ky",
    "da cap",
    "tinh den",
    "tong so tai khoan",
    "da lap",
];

fn run(reports: &[Facts], out: &mut Vec<Finding>) {
    for points in series(reports).values() {
        for (a, b) in steps(points) {
            // The year starts counts of a period anew; counts "up to now" never fall.
            let cumulative =
                !a.figure.is_percent() && has_any(&a.figure.words, CUMULATIVE) && has_any(&b.figure.words, CUMULATIVE);
            if !cumulative || b.value >= a.value || a.figure.is_rough() || b.figure.is_rough() {
                continue;
            }
            let expected = Message::new("check-v306-expected").with("first", amount::plain(a.value));
            out.push(Finding {
                expected: Some(expected.into()),
                actual: Some(Phrase::Data(amount::plain(b.value))),
                ..finding(&INFO, "check-v306-message", a, b)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, run_set};

    fn report(value: f64, date: &str, what: &str) -> Sample {
        Sample::new()
            .unit("00001", "xã Hoa Đào")
            .date(date)
            .text("a", &[(what, value, "người")])
    }

    #[test]
    fn fires() {
        let what = "người dân đã cài đặt ứng dụng định danh";
        assert_eq!(
            run_set(
                &[report(900.0, "2025-09-10", what), report(850.0, "2025-12-10", what)],
                "V306"
            )
            .len(),
            1
        );
    }

    #[test]
    fn stays_silent() {
        let what = "người dân đã cài đặt ứng dụng định danh";
        assert!(
            run_set(
                &[report(900.0, "2025-09-10", what), report(950.0, "2025-12-10", what)],
                "V306"
            )
            .is_empty()
        );
        let meeting = "người dân dự hội nghị tập huấn";
        assert!(
            run_set(
                &[
                    report(900.0, "2025-09-10", meeting),
                    report(50.0, "2025-12-10", meeting)
                ],
                "V306"
            )
            .is_empty()
        );
    }
}
