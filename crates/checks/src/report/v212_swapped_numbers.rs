//! V212: the numbers of two documents are swapped between two passages.

use crate::document::Mention;
use crate::document_pairs::swaps;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};

pub const INFO: CheckInfo = CheckInfo {
    code: "V212",
    rule: "document_conflict",
    severity: Severity::Error,
    scope: Scope::Report,
    title: "check-v212-title",
    description: "check-v212-description",
    advice: "check-v212-advice",
    source: "domain.md §8: QĐ 172/173 swapped",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let mentions = Mention::all(facts);
    out.extend(swaps(&INFO, &mentions, false));
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn sample(swap: bool) -> Sample {
        let (commune, village) = ("thành lập đội hỗ trợ số xã Hoa Đào", "thành lập đội hỗ trợ số các thôn");
        let (first, second) = if swap { (village, commune) } else { (commune, village) };
        Sample::new()
            .cite("Quyết định", "31/QĐ-UBND", "2025-08-10", "UBND xã", commune)
            .cite("Quyết định", "32/QĐ-UBND", "2025-08-10", "UBND xã", village)
            .cite("Quyết định", "31/QĐ-UBND", "2025-08-10", "UBND xã", first)
            .cite("Quyết định", "32/QĐ-UBND", "2025-08-10", "UBND xã", second)
    }

    #[test]
    fn fires() {
        let found = sample(true).run("V212");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places.len(), 4);
        assert!(!sample(true).fires("V211"), "a swap is told once");
    }

    #[test]
    fn stays_silent() {
        assert!(!sample(false).fires("V212"));
        assert!(!sample(false).fires("V211"));
    }
}
