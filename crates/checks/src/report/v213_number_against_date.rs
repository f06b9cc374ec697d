//! V213: within one issuer's series of a year, a smaller number bears a later date.

use crate::document::Mention;
use crate::document_pairs::order;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};

pub const INFO: CheckInfo = CheckInfo {
    code: "V213",
    rule: "document_conflict",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v213-title",
    description: "check-v213-description",
    advice: "check-v213-advice",
    source: "annotations: no. 26 dated 29/8 after no. 29 dated 26/8; NĐ 30/2020/NĐ-CP, Điều 15 (numbering by year)",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let mentions = Mention::all_with_bodies(facts);
    out.extend(order(&INFO, &mentions));
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn two(first: (&str, &str, &str), second: (&str, &str, &str)) -> Sample {
        Sample::new()
            .cite("Kế hoạch", first.0, first.1, first.2, "")
            .cite("Kế hoạch", second.0, second.1, second.2, "")
    }

    #[test]
    fn fires() {
        assert!(
            two(
                ("14/KH-UBND", "2025-09-20", "UBND xã"),
                ("17/KH-UBND", "2025-09-02", "UBND xã")
            )
            .fires("V213")
        );
    }

    #[test]
    fn the_sentence_may_tell_whose_series_it_is() {
        let told = |subject: &str| {
            let text = format!(
                "{subject} ban hành Kế hoạch số 21/KH-UBND ngày 16/01/2026 về chuyển đổi số; Kế hoạch số 24/KH-UBND ngày 09/01/2026 về cải cách."
            );
            let quote = |n: &str, d: &str| format!("Kế hoạch số {n}/KH-UBND ngày {d}");
            Sample::new()
                .text(&text, &[])
                .cite("Kế hoạch", "21/KH-UBND", "2026-01-16", "", "")
                .quoted(&quote("21", "16/01/2026"))
                .cite("Kế hoạch", "24/KH-UBND", "2026-01-09", "", "")
                .quoted(&quote("24", "09/01/2026"))
        };
        assert!(told("Ngay từ đầu năm, UBND xã").fires("V213"));
        assert!(told("Ủy ban nhân dân phường đã").fires("V213"));
        assert!(!told("Căn cứ các văn bản được").fires("V213"));
    }

    #[test]
    fn stays_silent() {
        assert!(
            !two(
                ("14/KH-UBND", "2025-09-02", "UBND xã"),
                ("17/KH-UBND", "2025-09-20", "UBND xã")
            )
            .fires("V213")
        );
        assert!(
            !two(
                ("14/KH-UBND", "2025-09-20", "UBND tỉnh"),
                ("17/KH-UBND", "2025-09-02", "UBND xã")
            )
            .fires("V213")
        );
        assert!(
            !two(
                ("14/KH-UBND", "2025-09-20", "UBND tỉnh"),
                ("125/KH-UBND", "2025-06-02", "UBND tỉnh")
            )
            .fires("V213")
        );
        assert!(!two(("14/KH-UBND", "2025-09-20", ""), ("17/KH-UBND", "2025-09-02", "")).fires("V213"));
    }
}
