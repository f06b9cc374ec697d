//! V219: number or date of the report itself are blank.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::Place;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;

pub const INFO: CheckInfo = CheckInfo {
    code: "V219",
    rule: "header_incomplete",
    severity: Severity::Info,
    scope: Scope::Report,
    title: "check-v219-title",
    description: "check-v219-description",
    advice: "check-v219-advice",
    source: "NĐ 30/2020/NĐ-CP, Annex I; domain.md §3: the text may be published before it is numbered",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let header = &facts.reading.header;
    let blank_number = header
        .number
        .as_deref()
        .is_none_or(|n| n.contains(['…', '.']) || !n.contains(|c: char| c.is_ascii_digit()));
    let blank_date = header.date.as_deref().is_none_or(|d| d.len() < 10);
    let (key, missing) = match (blank_number, blank_date) {
        (true, true) => ("check-v219-both", "check-v219-add-both"),
        (true, false) => ("check-v219-number", "check-v219-add-number"),
        (false, true) => ("check-v219-date", "check-v219-add-date"),
        (false, false) => return,
    };
    // A text that is no document with a header at all has nothing to leave blank.
    // Nor has an excerpt or a page of a site that prints neither line.
    let printed = header.number.is_some() || header.date.is_some() || header.place.is_some();
    if !printed || header.issuer.is_none() && header.title.is_none() {
        return;
    }
    let quote = header
        .number
        .clone()
        .or_else(|| header.title.clone())
        .or_else(|| header.issuer.clone())
        .unwrap_or_default();
    out.push(Finding {
        expected: Some(Message::new(missing).into()),
        ..INFO.finding(Message::new(key), vec![Place::new(facts.report, None, quote)])
    });
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::Header;

    fn sample(number: Option<&str>, date: Option<&str>) -> Sample {
        let own = |s: Option<&str>| s.map(str::to_owned);
        Sample::new().header(Header {
            issuer: own(Some("UBND xã")),
            number: own(number),
            date: own(date),
            ..Header::default()
        })
    }

    #[test]
    fn fires() {
        assert_eq!(
            sample(Some("…/BC-UBND"), None).run("V219")[0].message.key,
            "check-v219-both"
        );
        assert_eq!(
            sample(Some("12/BC-UBND"), Some("2025-10")).run("V219")[0].message.key,
            "check-v219-date"
        );
    }

    #[test]
    fn stays_silent() {
        assert!(!sample(Some("12/BC-UBND"), Some("2025-10-02")).fires("V219"));
        assert!(!Sample::new().fires("V219"));
        // A page of a site prints neither line.
        assert!(!sample(None, None).fires("V219"));
    }
}
