//! V302: one document has two numbers in two reports of one unit.

use crate::document::Mention;
use crate::document_pairs::one_document;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};

pub const INFO: CheckInfo = CheckInfo {
    code: "V302",
    rule: "document_conflict",
    severity: Severity::Warning,
    scope: Scope::UnitOverTime,
    title: "check-v302-title",
    description: "check-v302-description",
    advice: "check-v302-advice",
    source: "product.md, capability 3: conflicting documents",
    run: Run::Unit(run),
};

fn run(reports: &[Facts], out: &mut Vec<Finding>) {
    let mentions: Vec<Mention> = reports.iter().flat_map(|f| Mention::all(f)).collect();
    out.extend(one_document(&INFO, &mentions, |a, b| a.report != b.report));
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, run_set};

    fn report(number: &str, subject: &str) -> Sample {
        Sample::new()
            .unit("00001", "xã Hoa Đào")
            .cite("Kế hoạch", number, "2025-08-14", "UBND xã", subject)
    }

    #[test]
    fn fires() {
        let subject = "phong trào Học số trên địa bàn xã Hoa Đào";
        assert_eq!(
            run_set(&[report("17/KH-UBND", subject), report("71/KH-UBND", subject)], "V302").len(),
            1
        );
    }

    #[test]
    fn stays_silent() {
        let (a, b) = (
            "phong trào Học số trên địa bàn xã Hoa Đào",
            "phòng cháy, chữa cháy mùa khô ở các thôn",
        );
        assert!(run_set(&[report("17/KH-UBND", a), report("71/KH-UBND", b)], "V302").is_empty());
    }
}
