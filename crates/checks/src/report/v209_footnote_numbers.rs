//! V209: a footnote number is used again for another text, or one is missing.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use std::collections::BTreeMap;
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::Message;
use tonghop_model::reading::{PassageKind, Span};
use tonghop_text::fold;

pub const INFO: CheckInfo = CheckInfo {
    code: "V209",
    rule: "numbering",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v209-title",
    description: "check-v209-description",
    advice: "check-v209-advice",
    source: "annotations: footnotes 3 and 4 used a second time",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let labels: Vec<(u32, Span)> = facts
        .understood
        .footnote_labels
        .iter()
        .filter_map(|(l, span)| Some((l.trim().parse().ok()?, *span)))
        .collect();
    let mut first: BTreeMap<u32, Span> = BTreeMap::new();
    let (mut again, mut missing) = (Vec::new(), Vec::new());
    let mut last = 0;
    for (number, span) in labels {
        // Numbering that starts anew with 1 is a style of its own (by page or by part).
        if number == 1 && last > 0 {
            first.clear();
            last = 0;
        }
        if let Some(earlier) = first.get(&number) {
            if text(facts, *earlier) != text(facts, span) {
                again.push((number, span, *earlier));
            }
        } else {
            first.insert(number, span);
            if number > last + 1 {
                missing.push((number, span));
            }
        }
        last = last.max(number);
    }
    if !again.is_empty() {
        let numbers: Vec<String> = again.iter().map(|(n, _, _)| n.to_string()).collect();
        let places = again
            .iter()
            .flat_map(|(n, span, earlier)| [place(facts, *n, *span), place(facts, *n, *earlier)])
            .collect();
        let message = Message::new("check-v209-again").with("numbers", numbers.join(", "));
        out.push(Finding {
            expected: Some(Message::new("check-v209-expected").into()),
            ..INFO.finding(message, places)
        });
    }
    if let Some((number, span)) = missing.first() {
        let message = Message::new("check-v209-gap").with("number", number.to_string());
        let severity = Severity::Info;
        out.push(Finding {
            severity,
            expected: Some(Message::new("check-v209-expected").into()),
            ..INFO.finding(message, vec![place(facts, *number, *span)])
        });
    }
}

fn text(facts: &Facts, span: Span) -> String {
    passage(facts, span).map(fold).unwrap_or_default()
}

fn passage<'a>(facts: &'a Facts, span: Span) -> Option<&'a str> {
    let footnotes = || facts.texts.iter().filter(|t| t.passage.kind == PassageKind::Footnote);
    footnotes()
        .find(|t| t.passage.span.begin() == span.begin())
        .or_else(|| footnotes().find(|t| t.passage.span.block == span.block && t.passage.span.start >= span.start))
        .map(|t| t.passage.text.as_str())
}

fn place(facts: &Facts, number: u32, span: Span) -> Place {
    let text = passage(facts, span).unwrap_or("");
    let printed = number.to_string();
    let quote = if text.starts_with(&printed) {
        text.to_owned()
    } else {
        format!("{printed} {text}")
    };
    facts.place(span, &quote)
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn notes(list: &[(&str, &str)]) -> Sample {
        list.iter()
            .fold(Sample::new(), |s, (label, text)| s.footnote(label, text))
    }

    #[test]
    fn fires() {
        let found = notes(&[("1", "a"), ("2", "b"), ("3", "c"), ("2", "d"), ("3", "e")]).run("V209");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places.len(), 4);
        assert_eq!(notes(&[("1", "a"), ("2", "b"), ("4", "c")]).run("V209").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(!notes(&[("1", "a"), ("2", "b"), ("1", "c"), ("2", "d")]).fires("V209"));
        assert!(!notes(&[("1", "a"), ("2", "b"), ("3", "c")]).fires("V209"));
        assert!(!notes(&[("*", "a"), ("**", "b")]).fires("V209"));
    }
}
