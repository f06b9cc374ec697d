//! V224: a cited document is dated after the report that cites it.

use crate::dates;
use crate::document::Mention;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V224",
    rule: "document_conflict",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v224-title",
    description: "check-v224-description",
    advice: "check-v224-advice",
    source: "domain.md §8: document number and date consistent inside the report",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let Some(own) = facts.reading.header.date.as_deref() else {
        return;
    };
    for mention in Mention::all(facts) {
        let Some(date) = mention.date().filter(|date| is_after(date, own)) else {
            continue;
        };
        let message = Message::new("check-v224-message")
            .with("document", mention.citation.quote.clone())
            .with("own", dates::print(own));
        out.push(Finding {
            expected: Some(
                Message::new("check-v224-expected")
                    .with("own", dates::print(own))
                    .into(),
            ),
            actual: Some(Phrase::Data(dates::print(date))),
            ..INFO.finding(message, vec![mention.place()])
        });
    }
}

/// True where a date of a year and a month at least lies after another, by what both of them tell.
fn is_after(date: &str, own: &str) -> bool {
    const MONTH: usize = "2031-10".len();
    let shared = date.len().min(own.len());
    shared >= MONTH && date.get(..shared) > own.get(..shared)
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn cited(own: &str, date: &str) -> Sample {
        Sample::new()
            .date(own)
            .cite("Công văn", "12/SNV-CCHC", date, "Sở Nội vụ", "báo cáo")
    }

    #[test]
    fn fires() {
        assert_eq!(cited("2031-09-12", "2031-09-30").run("V224").len(), 1);
        assert_eq!(cited("2031-10", "2031-12-10").run("V224").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(!cited("2031-09-12", "2031-09-12").fires("V224"));
        assert!(!cited("2031-10", "2031-10-30").fires("V224"));
        assert!(!cited("2031-09-12", "").fires("V224"));
        assert!(!cited("2031-09-12", "2032").fires("V224"));
    }
}
