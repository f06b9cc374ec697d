//! The frame of a document: everything that comes from the office and not from the data.

use tonghop_messages::Messages;
use tonghop_model::official::{OfficialDocument, Title};

use super::office::{Issue, Office};

/// A document of this office without text. `kind` is the abbreviation of its type ("BC"); empty for a letter.
///
/// Recipients are those above it ("Như trên"; only a document with addressees has any), those of the issue, the archive.
pub fn frame(
    words: &Messages,
    office: &Office,
    issue: &Issue,
    kind: &str,
    title: Title,
    addressees: &[String],
) -> OfficialDocument {
    let above = (!addressees.is_empty()).then(|| words.text("official-as-above"));
    let mut recipients: Vec<String> = above.into_iter().chain(issue.recipients.iter().cloned()).collect();
    let archive = words.text("official-archive");
    recipients.push(if office.drafter.is_empty() {
        archive
    } else {
        format!("{archive}, {}", office.drafter)
    });
    let mut properties = issue.properties.clone();
    if properties.title.is_empty() {
        let (Title::Named { subject, .. } | Title::Letter { subject }) = &title;
        properties.title = capitalised(subject);
    }
    OfficialDocument {
        superior: office.superior.clone(),
        issuer: office.issuer.clone(),
        number: issue.number.clone(),
        symbol: issue.symbol.clone().unwrap_or_else(|| office.symbol(kind)),
        place: office.place.clone(),
        date: issue.date,
        title,
        addressees: addressees.to_vec(),
        recipients,
        signature: office.signature.clone(),
        properties,
        ..OfficialDocument::default()
    }
}

/// "đề nghị báo cáo …" as a title: "Đề nghị báo cáo …".
fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
