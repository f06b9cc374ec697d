//! V214: a formal citation without the symbol after its number.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;
use tonghop_text::fold;

pub const INFO: CheckInfo = CheckInfo {
    code: "V214",
    rule: "citation_incomplete",
    severity: Severity::Info,
    scope: Scope::Report,
    title: "check-v214-title",
    description: "check-v214-description",
    advice: "check-v214-advice",
    source: "annotations: \"Quyết định số 205 ngày 13/8/2025\"; NĐ 30/2020/NĐ-CP, Annex I",
    run: Run::Report(run),
};

/// Types that are known by a bare number.
const BARE: &[&str] = &["de an", "luat", "phap lenh", "chuong trinh", "hien phap"];

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for citation in &facts.reading.citations {
        let number = citation.number.as_deref().unwrap_or("").trim();
        let bare = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        // Without a date it is a short form of a document named elsewhere.
        if bare && citation.date.is_some() && !BARE.contains(&fold(&citation.kind).as_str()) {
            let message = Message::new("check-v214-message").with("number", number);
            out.push(INFO.finding(message, vec![facts.place(citation.span, &citation.quote)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn fires() {
        assert!(
            Sample::new()
                .cite("Quyết định", "77", "2025-08-13", "", "")
                .fires("V214")
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            !Sample::new()
                .cite("Quyết định", "77/QĐ-UBND", "2025-08-13", "", "")
                .fires("V214")
        );
        assert!(!Sample::new().cite("Đề án", "06", "2022-01-06", "", "").fires("V214"));
        assert!(!Sample::new().cite("Nghị quyết", "57", "", "", "").fires("V214"));
    }
}
