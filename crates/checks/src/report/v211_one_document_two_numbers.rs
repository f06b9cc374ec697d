//! V211: one document is cited under two numbers.

use crate::document::Mention;
use crate::document_pairs::{one_document, with_and_without_year};
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};

pub const INFO: CheckInfo = CheckInfo {
    code: "V211",
    rule: "document_conflict",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v211-title",
    description: "check-v211-description",
    advice: "check-v211-advice",
    source: "domain.md §8: KH 29 (26/8) against KH 26 (29/8)",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let mentions = Mention::all(facts);
    out.extend(one_document(&INFO, &mentions, |a, b| !side_by_side(a, b)));
    out.extend(with_and_without_year(&INFO, &mentions));
}

/// Two documents that one list names side by side ("Quyết định số 8…; Quyết định số 9…"): whoever wrote it knows that
/// they are two.
fn side_by_side(a: &Mention, b: &Mention) -> bool {
    /// Characters of "; ", " và ", " và các ".
    const LIST_GAP: usize = 10;
    let (a, b) = (a.citation.span, b.citation.span);
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    let together = (a.block, a.cell) == (b.block, b.cell) && a.start != b.start;
    together && second.start.saturating_sub(first.end) <= LIST_GAP
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    const SUBJECT: &str = "triển khai phong trào “Học số” trên địa bàn xã Hoa Đào";

    #[test]
    fn fires() {
        let sample = Sample::new()
            .cite("Kế hoạch", "17/KH-UBND", "2025-08-14", "UBND xã", SUBJECT)
            .cite(
                "Kế hoạch",
                "14/KH-UBND",
                "2025-08-17",
                "UBND xã",
                "phong trào “Học số” trên địa bàn xã Hoa Đào năm 2025",
            );
        let found = sample.run("V211");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message.key, "check-document-transposed");
    }

    #[test]
    fn a_list_of_two_documents_is_no_conflict() {
        let text = "Quyết định số 8/QĐ-UBND; Quyết định số 9/QĐ-UBND";
        let mut citations = Vec::new();
        for (number, start) in [("8/QĐ-UBND", 0), ("9/QĐ-UBND", 25)] {
            let mut sample = Sample::new().cite("Quyết định", number, "2025-08-14", "UBND xã", SUBJECT);
            let mut citation = sample.understood.reading.citations.remove(0);
            (citation.span.block, citation.span.start, citation.span.end) = (1, start, start + 23);
            citations.push(citation);
        }
        let mut listed = Sample::new().text(text, &[]);
        listed.understood.reading.citations = citations;
        assert!(!listed.fires("V211"));
        // Far apart they are told.
        listed.understood.reading.citations[1].span.start += 100;
        assert!(listed.fires("V211"));
    }

    #[test]
    fn a_number_with_the_year_and_without_it() {
        let cited = |day: &str, number: &str| {
            Sample::new()
                .cite("Quyết định", "25/QĐ-TTg", day, "Thủ tướng Chính phủ", "xã đạt chuẩn")
                .cite("Quyết định", number, "", "", "")
                .run("V211")
                .len()
        };
        assert_eq!(cited("2031-07-22", "25/2031/QĐ-TTg"), 1);
        assert_eq!(cited("2030-07-22", "25/2031/QĐ-TTg"), 0);
        assert_eq!(cited("2031-07-22", "26/2031/QĐ-TTg"), 0);
    }

    #[test]
    fn stays_silent() {
        let levels = Sample::new()
            .cite("Kế hoạch", "17/KH-UBND", "2025-08-14", "UBND xã", SUBJECT)
            .cite("Kế hoạch", "140/KH-UBND", "2025-06-17", "UBND tỉnh", SUBJECT);
        assert!(!levels.fires("V211"));
        let years = Sample::new()
            .cite(
                "Kế hoạch",
                "17/KH-UBND",
                "2024-01-14",
                "UBND xã",
                "chuyển đổi số xã Hoa Đào năm 2024",
            )
            .cite(
                "Kế hoạch",
                "9/KH-UBND",
                "2025-01-17",
                "UBND xã",
                "chuyển đổi số xã Hoa Đào năm 2025",
            );
        assert!(!years.fires("V211"));
        let carry_out = Sample::new()
            .cite(
                "Kế hoạch",
                "22/KH-UBND",
                "2025-08-18",
                "UBND xã",
                "Thực hiện Kế hoạch số 03-KH/ĐU của Ban Thường vụ Đảng ủy",
            )
            .cite(
                "Kế hoạch",
                "23/KH-UBND",
                "2025-08-18",
                "UBND xã",
                "Thực hiện Kế hoạch số 04-KH/ĐU của Ban Thường vụ Đảng ủy",
            );
        assert!(!carry_out.fires("V211"));
    }
}
