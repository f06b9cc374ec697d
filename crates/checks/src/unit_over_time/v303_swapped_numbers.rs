//! V303: two numbers stand the other way round in another report of the unit.

use crate::document::Mention;
use crate::document_pairs::swaps;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};

pub const INFO: CheckInfo = CheckInfo {
    code: "V303",
    rule: "document_conflict",
    severity: Severity::Error,
    scope: Scope::UnitOverTime,
    title: "check-v303-title",
    description: "check-v303-description",
    advice: "check-v303-advice",
    source: "domain.md §8: S1 QĐ 172/173 swapped against S0",
    run: Run::Unit(run),
};

fn run(reports: &[Facts], out: &mut Vec<Finding>) {
    let mentions: Vec<Mention> = reports.iter().flat_map(|f| Mention::all(f)).collect();
    out.extend(swaps(&INFO, &mentions, true));
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, run_set};

    fn report(first: &str, second: &str) -> Sample {
        Sample::new()
            .unit("00001", "xã Hoa Đào")
            .cite("Quyết định", "31/QĐ-UBND", "2025-08-10", "UBND xã", first)
            .cite("Quyết định", "32/QĐ-UBND", "2025-08-10", "UBND xã", second)
    }

    const COMMUNE: &str = "thành lập đội hỗ trợ số xã Hoa Đào";
    const VILLAGE: &str = "thành lập đội hỗ trợ số các thôn";

    #[test]
    fn fires() {
        assert_eq!(
            run_set(&[report(COMMUNE, VILLAGE), report(VILLAGE, COMMUNE)], "V303").len(),
            1
        );
    }

    #[test]
    fn stays_silent() {
        assert!(run_set(&[report(COMMUNE, VILLAGE), report(COMMUNE, VILLAGE)], "V303").is_empty());
    }
}
