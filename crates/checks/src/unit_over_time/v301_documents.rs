//! V301: one number is cited differently in two reports of one unit.

use crate::document::{Mention, one_holds_other, overlap};
use crate::document_pairs::one_number;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;

pub const INFO: CheckInfo = CheckInfo {
    code: "V301",
    rule: "document_conflict",
    severity: Severity::Warning,
    scope: Scope::UnitOverTime,
    title: "check-v301-title",
    description: "check-v301-description",
    advice: "check-v301-advice",
    source: "domain.md §8: document number and date consistent across reports",
    run: Run::Unit(run),
};

fn run(reports: &[Facts], out: &mut Vec<Finding>) {
    let mentions: Vec<Mention> = reports.iter().flat_map(|f| Mention::all(f)).collect();
    out.extend(one_number(&INFO, &mentions, |a, b| a.report != b.report));
    reworded(&mentions, out);
}

/// Same number and date, long subjects in other words: worth a look, no more.
fn reworded(mentions: &[Mention], out: &mut Vec<Finding>) {
    let mut told: Vec<&str> = Vec::new();
    for (index, a) in mentions.iter().enumerate() {
        for b in mentions[index + 1..]
            .iter()
            .filter(|b| b.report != a.report && b.number == a.number && !b.number.is_empty())
        {
            let share = overlap(&a.subject, &b.subject);
            let long = a.subject.len().min(b.subject.len()) >= 12;
            if a.date().is_none()
                || a.date() != b.date()
                || !long
                || !(0.3..0.97).contains(&share)
                || told.contains(&b.number.as_str())
            {
                continue;
            }
            if one_holds_other(&a.subject, &b.subject) {
                continue;
            }
            told.push(&b.number);
            let message =
                Message::new("check-v301-reworded").with("number", b.citation.number.clone().unwrap_or_default());
            out.push(Finding {
                severity: Severity::Info,
                ..INFO.finding(message, vec![b.place(), a.place()])
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, run_set};

    fn report(date: &str, issuer: &str) -> Sample {
        Sample::new()
            .unit("00001", "xã Hoa Đào")
            .cite("Kế hoạch", "45/KH-UBND", date, issuer, "")
    }

    #[test]
    fn fires() {
        let found = run_set(&[report("2025-09-15", "UBND xã"), report("2025-09-22", "")], "V301");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places.iter().map(|p| p.report).collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn stays_silent() {
        assert!(
            run_set(
                &[report("2025-09-15", "UBND tỉnh"), report("2025-09-22", "UBND xã")],
                "V301"
            )
            .is_empty()
        );
        let other = report("2025-09-22", "").unit("00002", "xã Hoa Mai");
        assert!(run_set(&[report("2025-09-15", "UBND xã"), other], "V301").is_empty());
    }
}
