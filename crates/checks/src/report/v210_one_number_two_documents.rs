//! V210: one number is cited as two documents: other date, subject, type or issuer.

use crate::document::Mention;
use crate::document_pairs::one_number;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};

pub const INFO: CheckInfo = CheckInfo {
    code: "V210",
    rule: "document_conflict",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v210-title",
    description: "check-v210-description",
    advice: "check-v210-advice",
    source: "domain.md §8: document number and date consistent inside the report",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let mentions = Mention::all(facts);
    out.extend(one_number(&INFO, &mentions, |_, _| true));
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn two(first: (&str, &str, &str), second: (&str, &str, &str)) -> Sample {
        Sample::new()
            .cite("Quyết định", "12/QĐ-UBND", first.0, first.1, first.2)
            .cite("Quyết định", "12/QĐ-UBND", second.0, second.1, second.2)
    }

    #[test]
    fn fires() {
        assert_eq!(
            two(("2025-08-01", "UBND xã", ""), ("2025-08-11", "UBND xã Hoa Đào", ""))
                .run("V210")
                .len(),
            1
        );
        let office = two(
            ("2025-08-01", "Chủ tịch UBND xã", ""),
            ("2025-08-01", "UBND xã Hoa Đào", ""),
        )
        .run("V210");
        assert_eq!(office[0].message.key, "check-document-issuer");
        let subject = two(
            ("2025-08-01", "", "thành lập đội hỗ trợ cộng đồng"),
            ("2025-08-01", "", "phê duyệt phương án phòng cháy chữa cháy"),
        );
        assert!(subject.fires("V210"));
    }

    #[test]
    fn a_team_of_the_commune_is_not_that_of_the_villages() {
        let of = |a: &str, b: &str| two(("2025-08-06", "", a), ("2025-08-06", "", b)).fires("V210");
        let team = "thành lập tổ công nghệ số cộng đồng";
        assert!(of(&format!("{team} xã"), &format!("{team} thôn")));
        assert!(!of(&format!("{team} xã"), &format!("{team} xã và các thôn")));
        assert!(!of(team, &format!("{team} thôn")));
    }

    #[test]
    fn decrees_are_cited_for_what_they_are_needed_for() {
        let decree = |subject| ("Nghị định", "85/2031/NĐ-CP", "2031-07-01", "Chính phủ", subject);
        let (a, b) = (
            decree("bảo đảm an toàn hệ thống theo cấp độ"),
            decree("xác định trách nhiệm của chủ quản phần mềm"),
        );
        let sample = Sample::new()
            .cite(a.0, a.1, a.2, a.3, a.4)
            .cite(b.0, b.1, b.2, b.3, b.4);
        assert!(!sample.fires("V210"));
        let of = |range: &str| format!("bảo đảm an toàn hệ thống {range}");
        let sample = [of("xã"), of("thôn")].iter().fold(Sample::new(), |sample, subject| {
            let cited = decree(subject.as_str());
            sample.cite(cited.0, cited.1, cited.2, cited.3, cited.4)
        });
        assert!(!sample.fires("V210"));
    }

    #[test]
    fn stays_silent() {
        assert!(!two(("2025-08-01", "UBND tỉnh", ""), ("2025-09-11", "UBND xã", "")).fires("V210"));
        assert!(
            !two(
                ("2024-08-01", "UBND xã", "giao dự toán năm 2024"),
                ("2025-09-11", "UBND xã", "giao dự toán năm 2025")
            )
            .fires("V210")
        );
        assert!(!two(("2025-08-01", "UBND xã", "thành lập đội hỗ trợ"), ("", "", "")).fires("V210"));
        assert!(
            !two(
                ("2025-08-01", "UBND xã", ""),
                ("2025-08-01", "Ủy ban nhân dân xã Hoa Đào", "")
            )
            .fires("V210")
        );
    }
}
