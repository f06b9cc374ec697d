//! V111: telecom operators are named, but not all of them are counted.

use crate::facts::{Facts, Figure};
use crate::figure::totals::operators;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;

pub const INFO: CheckInfo = CheckInfo {
    code: "V111",
    rule: "parts_missing",
    severity: Severity::Info,
    scope: Scope::Figure,
    title: "check-v111-title",
    description: "check-v111-description",
    advice: "check-v111-advice",
    source: "domain.md §8: three operators named, two counted",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for (index, text) in facts.texts.iter().enumerate() {
        let named = operators(&text.folded);
        if named.len() < 3 {
            continue;
        }
        let counted: Vec<(&Figure, Vec<&str>)> = facts
            .figures_in(index..=index)
            .filter(|f| !f.is_percent())
            .map(|f| (f, operators(&f.words)))
            .filter(|(_, of)| of.len() == 1)
            .collect();
        let missing: Vec<&str> = named
            .into_iter()
            .filter(|o| !counted.iter().any(|(_, of)| of[0] == *o))
            .collect();
        // Two counts show that the text counts by operator at all.
        if counted.len() < 2 || missing.is_empty() {
            continue;
        }
        let message = Message::new("check-v111-message").with("operators", missing.join(", "));
        out.push(INFO.finding(message, counted.iter().map(|(f, _)| facts.figure_place(f)).collect()));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    const TWO: &[(&str, f64, &str)] = &[("VNPT 9 trạm", 9.0, "trạm"), ("Viettel 17 trạm", 17.0, "trạm")];

    #[test]
    fn fires() {
        let text = "Ba nhà mạng VNPT, Viettel, MobiFone phủ sóng với 26 trạm: VNPT 9 trạm, Viettel 17 trạm";
        assert_eq!(Sample::new().text(text, TWO).run("V111").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(!Sample::new().text("VNPT 9 trạm, Viettel 17 trạm", TWO).fires("V111"));
        assert!(
            !Sample::new()
                .text("Phối hợp VNPT, Viettel, MobiFone tổ chức hội nghị", &[])
                .fires("V111")
        );
    }
}
