//! V108: 100 % without the counts behind it. One finding per report.

use crate::facts::Facts;
use crate::phrases;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;

pub const INFO: CheckInfo = CheckInfo {
    code: "V108",
    rule: "missing_counts",
    severity: Severity::Info,
    scope: Scope::Figure,
    title: "check-v108-title",
    description: "check-v108-description",
    advice: "check-v108-advice",
    source: "domain.md §8: 100% without numerator/denominator",
    run: Run::Report(run),
};

/// Words before a figure that make it an aim: "hoàn thành chỉ tiêu 100% TTHC".
const AIMS: &[&str] = &["chi tieu 100", "chi tieu 100%", "muc tieu 100%", "phan dau"];

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let places: Vec<_> = facts
        .figures
        .iter()
        .filter(|f| f.is_percent() && !f.measure.is_target && f.measure.value == Some(100.0))
        .filter(|f| f.measure.numerator.is_none() && f.measure.denominator.is_none())
        .filter(|f| !facts.looks_ahead(f) && !phrases::has_any(f.quote(), AIMS))
        // "Kế hoạch 2.105 | Thực hiện 2.105 | Tỷ lệ 100": the row of the table has the counts.
        .filter(|f| facts.beside(f).filter(|other| !other.is_percent()).count() < 2)
        .map(|f| facts.figure_place(f))
        .collect();
    if !places.is_empty() {
        out.push(INFO.finding(Message::new("check-v108-message").count("count", places.len()), places));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::StatusClass::Met;

    #[test]
    fn fires_once_per_report() {
        let sample = Sample::new()
            .text("100% máy tính được bảo vệ", &[("100% máy tính", 100.0, "%")])
            .text("100% trường học", &[("100% trường học", 100.0, "%")]);
        assert_eq!(sample.run("V108").len(), 1);
        assert_eq!(sample.run("V108")[0].places.len(), 2);
    }

    #[test]
    fn aims_have_no_counts() {
        let aim = |heading: &str| {
            Sample::new()
                .section("III", heading, 1)
                .text("100% trường học có mạng", &[("100% trường học có mạng", 100.0, "%")])
        };
        assert!(!aim("Nhiệm vụ trọng tâm năm 2026").fires("V108"));
        assert!(!aim("Mục tiêu").fires("V108"));
        assert!(aim("Kết quả thực hiện nhiệm vụ").fires("V108"));
        let assigned = "bổ sung quy trình để hoàn thành chỉ tiêu 100% TTHC nội bộ";
        assert!(!Sample::new().text(assigned, &[(assigned, 100.0, "%")]).fires("V108"));
    }

    #[test]
    fn rows_of_the_annex_behind_the_last_heading_count() {
        let (result, quote) = ("100% trường học thu học phí không tiền mặt", "100% trường học");
        let sample = Sample::new()
            .section("IV", "Kiến nghị", 1)
            .task("Thanh toán", "100%", Met, result)
            .last_result_figure(quote, 100.0, "%");
        assert!(sample.fires("V108"));
    }

    #[test]
    fn the_row_of_a_table_may_have_the_counts() {
        let told = |headings: &[&str], figures: &[f64]| {
            let sample = Sample::new().table(headings, &[("1", "Số học sinh tham gia", figures)]);
            sample.fires("V108")
        };
        assert!(!told(&["Kế hoạch", "Thực hiện", "Tỷ lệ %"], &[2105.0, 2105.0, 100.0]));
        assert!(told(&["Tỷ lệ %"], &[100.0]));
    }

    #[test]
    fn stays_silent() {
        assert!(!Sample::new().ratio("16/16 thôn, 100%", 16.0, 16.0, 100.0).fires("V108"));
        assert!(
            !Sample::new()
                .text("đạt 100%", &[("đạt 100%", 100.0, "%")])
                .last(|m| m.is_target = true)
                .fires("V108")
        );
    }
}
