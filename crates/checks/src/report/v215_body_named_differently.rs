//! V215: the document cited for a body names another body than the text does.

use crate::document_pairs::here_and_there;
use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;
use tonghop_model::reading::PassageKind;
use tonghop_text::{fold, words};

pub const INFO: CheckInfo = CheckInfo {
    code: "V215",
    rule: "document_conflict",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v215-title",
    description: "check-v215-description",
    advice: "check-v215-advice",
    source: "annotations: the text has one team, the decision in the footnote another",
    run: Run::Report(run),
};

/// How bodies are called that decisions set up.
const BODIES: &[&str] = &["to", "ban", "hoi dong", "doi", "trung tam", "tieu ban"];
/// Words in which two names must agree to be names of one body.
const HEAD: usize = 3;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for citation in &facts.reading.citations {
        let Some(subject) = citation.subject.as_deref() else {
            continue;
        };
        // Only footnotes and brackets are apart from the words they explain.
        let in_footnote = facts.texts.iter().any(|t| {
            t.passage.kind == PassageKind::Footnote
                && t.passage.span.block == citation.span.block
                && t.passage.text.contains(subject)
        });
        let folded = fold(subject);
        let Some(body) = in_footnote.then(|| established(&folded)).flatten() else {
            continue;
        };
        let head = body[..HEAD.min(body.len())].join(" ");
        let mut other = None;
        let mut known = false;
        for text in facts.texts.iter().filter(|t| t.passage.kind != PassageKind::Footnote) {
            for at in text.folded.match_indices(&head).map(|(at, _)| at) {
                let name: Vec<&str> = words(&text.folded[at..]).take(body.len().max(HEAD + 2)).collect();
                let agreed = name.iter().zip(&body).take_while(|(a, b)| a == b).count();
                // A name that goes on alike, or stops early, is the same body.
                known |=
                    agreed > HEAD || name.len() <= HEAD || body.len() <= HEAD || stops(&text.folded[at + head.len()..]);
                other = other.or(Some((text, at)));
            }
        }
        if let Some((text, at)) = other.filter(|_| !known) {
            let named = excerpt(&text.passage.text, &text.folded, at);
            let message = Message::new("check-v215-message")
                .with("text", named.clone())
                .with("subject", subject);
            let places = vec![
                facts.place(citation.span, &format!("{} {subject}", citation.quote)),
                facts.place(text.passage.span, &named),
            ];
            out.push(Finding {
                actual: Some(here_and_there(subject.to_owned(), named)),
                ..INFO.finding(message, places)
            });
        }
    }
}

/// The words of the body that the subject says is set up.
fn established(subject: &str) -> Option<Vec<&str>> {
    let rest = subject.split_once("thanh lap ")?.1;
    let name: Vec<&str> = words(rest)
        .skip_while(|w| w.starts_with(|c: char| c.is_ascii_digit()) || *w == "cac")
        .take(8)
        .collect();
    let called = BODIES.iter().any(|b| name.join(" ").starts_with(&format!("{b} ")));
    (called && name.len() > HEAD).then_some(name)
}

/// True where the name ends after its head.
fn stops(rest: &str) -> bool {
    rest.is_empty()
        || rest
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(['.', ',', ';', ':', ')', '('])
}

/// The words from a place of the folded text on, as they are printed.
fn excerpt(text: &str, folded: &str, at: usize) -> String {
    let skipped = folded[..at].chars().count();
    let rest: String = text.chars().skip(skipped).collect();
    rest.split_whitespace().take(12).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn sample(text: &str) -> Sample {
        let note = "Quyết định số 55 ngày 13/8/2025 về việc thành lập Tổ xung kích tại bộ phận một cửa";
        let mut sample = Sample::new().text(text, &[]).footnote("1", note);
        let span = sample.understood.passages[1].span;
        sample = sample.cite(
            "Quyết định",
            "55",
            "2025-08-13",
            "",
            "thành lập Tổ xung kích tại bộ phận một cửa",
        );
        sample.understood.reading.citations[0].span = span;
        sample
    }

    #[test]
    fn fires() {
        assert_eq!(
            sample("Xã có Tổ xung kích số và giúp dân làm thủ tục")
                .run("V215")
                .len(),
            1
        );
    }

    #[test]
    fn stays_silent() {
        assert!(!sample("Xã có Tổ xung kích tại bộ phận một cửa, giúp dân").fires("V215"));
        assert!(!sample("Xã có Tổ xung kích.").fires("V215"));
        assert!(!sample("Xã có đội thanh niên").fires("V215"));
    }
}
