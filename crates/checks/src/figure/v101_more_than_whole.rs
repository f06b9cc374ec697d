//! V101: a part greater than its whole, a share above 100 %.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::phrases::{MAY_EXCEED, has_any};
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V101",
    rule: "over_100",
    severity: Severity::Error,
    scope: Scope::Figure,
    title: "check-v101-title",
    description: "check-v101-description",
    advice: "check-v101-advice",
    source: "domain.md §8: part ≤ whole",
    run: Run::Report(run),
};

/// How many times the whole a part may be to be one that was counted wrongly.
const FAR: f64 = 3.0;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for figure in &facts.figures {
        out.extend(check(facts, figure));
    }
}

fn check(facts: &Facts, figure: &Figure) -> Option<Finding> {
    let measure = figure.measure;
    // The numbers first: hardly any report has one that is looked at further.
    let (message, expected, found) = match (measure.numerator, measure.denominator) {
        // Two numbers with a stroke that are far apart ("376/35") are an address or a code, no part and whole.
        (Some(part), Some(whole)) if whole > 0.0 && part > whole && part <= whole * FAR => {
            let message = Message::new("check-v101-message")
                .with("part", amount::plain(part))
                .with("whole", amount::plain(whole));
            let expected = Message::new("check-v101-expected").with("whole", amount::plain(whole));
            (message, expected, (INFO.severity, amount::plain(part)))
        }
        (_, None) if figure.is_percent() => {
            let value = measure.value.filter(|v| *v > 100.0 && v.is_finite())?;
            let message = Message::new("check-v101-share").with("value", amount::plain(value));
            let expected = Message::new("check-v101-at-most-100");
            let actual = format!("{} %", amount::plain(value));
            (message, expected, (Severity::Warning, actual))
        }
        _ => return None,
    };
    let allowed = facts
        .context
        .indicator(measure.indicator.as_deref())
        .is_some_and(|i| i.may_exceed_100);
    // "Kế hoạch 100 | Thực hiện 105 | Tỷ lệ 105": more than was planned is no more than the whole.
    // In the annex the aim beside it is that of the task's wording.
    let counted = |f: &Figure| f.measure.subject.contains(" – ");
    let of_plan = || {
        counted(figure)
            && facts
                .beside(figure)
                .any(|other| other.measure.is_target && counted(other))
    };
    if allowed || of_plan() || is_area_or_weight(figure) || measure.is_target || has_any(&figure.words, MAY_EXCEED) {
        return None;
    }
    let (severity, actual) = found;
    Some(Finding {
        severity,
        expected: Some(expected.into()),
        actual: Some(Phrase::Data(actual)),
        ..INFO.finding(message, vec![facts.figure_place(figure)])
    })
}

/// "lúa 40/38 ha": fields, herds, harvests and money are held against a plan, they are no part of a whole.
fn is_area_or_weight(figure: &Figure) -> bool {
    const UNITS: [&str; 9] = ["ha", "tan", "ta", "kg", "km", "m2", "m3", "con", "dong"];
    let unit = figure.counted_unit();
    UNITS.iter().any(|u| unit == *u)
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn a_table_may_tell_more_than_was_planned() {
        let told = |planned: bool| {
            let headings = ["Giao", "Thực hiện", "Tỷ lệ %"];
            let mut sample = Sample::new().table(&headings, &[("1", "Số hộ", &[100.0, 105.0, 105.0])]);
            sample.understood.reading.measures[0].is_target = planned;
            for measure in &mut sample.understood.reading.measures {
                measure.subject = measure.subject.replace("Giao", "Tổng số");
            }
            sample.fires("V101")
        };
        assert!(!told(true));
        assert!(told(false));
    }

    #[test]
    fn fires() {
        let found = Sample::new()
            .ratio("hồ sơ trả trực tuyến 95/90, đạt 105,6%", 95.0, 90.0, 105.6)
            .run("V101");
        assert_eq!(found.len(), 1);
        assert!(
            Sample::new()
                .text("phủ sóng 104% hộ", &[("phủ sóng 104% hộ", 104.0, "%")])
                .fires("V101")
        );
    }

    #[test]
    fn stays_silent() {
        assert!(!Sample::new().ratio("ngõ 376/35", 376.0, 35.0, 376.0).fires("V101"));
        assert!(
            !Sample::new()
                .ratio("hồ sơ 90/90, đạt 100%", 90.0, 90.0, 100.0)
                .fires("V101")
        );
        assert!(
            !Sample::new()
                .ratio("thu ngân sách 95/90, đạt 105,6% kế hoạch", 95.0, 90.0, 105.6)
                .fires("V101")
        );
        assert!(
            !Sample::new()
                .text("tăng 120% so với cùng kỳ", &[("tăng 120% so với cùng kỳ", 120.0, "%")])
                .fires("V101")
        );
        assert!(!Sample::new().ratio("0/0", 3.0, 0.0, 0.0).fires("V101"));
        let planned = "cây ngô hơn 102% KH";
        assert!(!Sample::new().text(planned, &[(planned, 102.0, "%")]).fires("V101"));
        let mut sample = Sample::new().text("lúa 40/38 ha", &[("lúa 40/38 ha", 40.0, "ha")]);
        sample.understood.reading.measures[0].numerator = Some(40.0);
        sample.understood.reading.measures[0].denominator = Some(38.0);
        assert!(!sample.fires("V101"));
        sample.understood.reading.measures[0].unit = Some("hồ sơ".into());
        assert!(sample.fires("V101"));
    }
}
