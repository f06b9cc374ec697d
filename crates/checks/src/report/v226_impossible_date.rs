//! V226: a day that no calendar has. One finding per report.

use crate::excerpt::around;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_text::dates::find_impossible_dates;

pub const INFO: CheckInfo = CheckInfo {
    code: "V226",
    rule: "impossible_date",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v226-title",
    description: "check-v226-description",
    advice: "check-v226-advice",
    source: "Issue 4: a promise whose day does not exist falls due on no day and would be followed up by nobody",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let mut printed = Vec::new();
    let mut places = Vec::new();
    for text in &facts.texts {
        let passage = text.passage;
        for range in find_impossible_dates(&passage.text) {
            places.push(facts.place(passage.span, around(&passage.text, range.clone())));
            printed.push(passage.text[range].to_owned());
        }
    }
    if !places.is_empty() {
        out.push(Finding {
            expected: Some(Message::new("check-v226-expected").into()),
            actual: Some(Phrase::Data(printed.join("; "))),
            ..INFO.finding(Message::new("check-v226-message").count("count", places.len()), places)
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn fires() {
        let findings = Sample::new()
            .text("Hoàn thành số hóa trước ngày 31/02/2031", &[])
            .text("Xong ngày 29/10/2031, chậm nhất 31/11/2031", &[])
            .run("V226");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].places.len(), 2);
        assert_eq!(findings[0].places[0].quote, "thành số hóa trước ngày 31/02/2031");
    }

    #[test]
    fn stays_silent() {
        for text in ["trước ngày 28/02/2031", "ngày … tháng … năm 2031", "đạt 31/2 lớp"] {
            assert!(!Sample::new().text(text, &[]).fires("V226"), "{text}");
        }
    }
}
