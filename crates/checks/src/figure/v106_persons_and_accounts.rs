//! V106: a total counts people while its parts count accounts, or the reverse.

use crate::facts::Facts;
use crate::figure::totals::{is_account, is_person, partitions};
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V106",
    rule: "unit_mismatch",
    severity: Severity::Warning,
    scope: Scope::Figure,
    title: "check-v106-title",
    description: "check-v106-description",
    source: "domain.md §8: persons against accounts",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let mut told: Vec<*const tonghop_model::reading::Measure> = Vec::new();
    for partition in partitions(facts) {
        let total = &partition.total_unit;
        let mixed = |part: &str| (is_person(total) && is_account(part)) || (is_account(total) && is_person(part));
        let id = std::ptr::from_ref(partition.total.measure);
        let Some(part) = partition.parts.iter().find(|p| mixed(&p.unit)) else {
            continue;
        };
        if told.contains(&id) {
            continue;
        }
        told.push(id);
        let unit = |u: &Option<String>| u.clone().unwrap_or_default();
        let (whole, one) = (unit(&partition.total.measure.unit), unit(&part.figure.measure.unit));
        let message = Message::new("check-v106-message")
            .with("total", whole.clone())
            .with("part", one.clone());
        let places = vec![facts.figure_place(partition.total), facts.figure_place(part.figure)];
        out.push(Finding {
            expected: Some(Phrase::Data(whole)),
            actual: Some(Phrase::Data(one)),
            ..INFO.finding(message, places)
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn sample(unit: &str) -> Sample {
        Sample::new().text(
            "500 người đã cài đặt ứng dụng (đã kích hoạt 400, chưa kích hoạt 100).",
            &[
                ("500 người", 500.0, "người"),
                ("đã kích hoạt 400", 400.0, unit),
                ("chưa kích hoạt 100", 100.0, unit),
            ],
        )
    }

    #[test]
    fn fires() {
        assert_eq!(sample("tài khoản").run("V106").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(!sample("người").fires("V106"));
    }
}
