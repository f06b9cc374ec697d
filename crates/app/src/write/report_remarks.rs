//! What is told beside a report that was written anew from a file: where its text comes from, and what the form asks for
//! and the file does not have.

use std::collections::BTreeMap;

use tonghop_model::message::Message;
use tonghop_model::official::{OfficialDocument, Title};
use tonghop_model::reading::{Reading, WarningRecord};

/// Code of the remark that a page was recognised from a picture.
const RECOGNISED: &str = "recognised_by_ocr";

/// What whoever signs the document has to know of the file that it was made from.
pub fn remarks(reading: &Reading, document: &OfficialDocument) -> Vec<Message> {
    let (recognised, others): (Vec<_>, Vec<_>) = reading.source.warnings.iter().partition(|w| w.code == RECOGNISED);
    let mut told: Vec<Message> = recognition(&recognised).into_iter().collect();
    told.extend(reader(&others));
    told.extend(missing(document));
    told
}

/// That the text comes from pictures, and in how many places it is doubtful.
fn recognition(pages: &[&WarningRecord]) -> Option<Message> {
    let uncertain: u64 = pages.iter().filter_map(|w| w.uncertain).map(u64::from).sum();
    (!pages.is_empty()).then(|| {
        Message::new("app-write-recognised")
            .count("pages", pages.len())
            .count("uncertain", uncertain as usize)
    })
}

/// The other remarks of the reader, each once with its pages.
fn reader(warnings: &[&WarningRecord]) -> Vec<Message> {
    let mut pages: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for warning in warnings {
        let known = pages.entry(&warning.message).or_default();
        known.extend(warning.page.map(|p| p.to_string()));
    }
    let told = |(remark, pages): (&str, Vec<String>)| {
        Message::new("app-write-read")
            .with("remark", remark)
            .count("pages", pages.len())
            .with("named", pages.join(", "))
    };
    pages.into_iter().map(told).collect()
}

/// Parts of the form (NĐ 30/2020, Annex I) that stay blank. There is no option for them: a report is written as it was read.
fn missing(document: &OfficialDocument) -> Vec<Message> {
    let blank = |text: Option<&String>| text.is_none_or(|t| t.trim().is_empty());
    let subject = match &document.title {
        Title::Named { subject, .. } | Title::Letter { subject } => subject,
    };
    [
        ("app-write-no-issuer", blank(document.issuer.last())),
        ("app-write-no-place", blank(Some(&document.place))),
        ("app-write-no-subject", blank(Some(subject))),
        ("app-write-no-addressee", document.addressees.is_empty()),
        ("app-write-no-signer", blank(Some(&document.signature.name))),
    ]
    .into_iter()
    .filter(|(_, lacks)| *lacks)
    .map(|(key, _)| Message::new(key))
    .collect()
}
