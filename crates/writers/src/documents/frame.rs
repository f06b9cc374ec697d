//! The frame of a document: everything that comes from the office and not from the data.

use tonghop_messages::Messages;
use tonghop_model::official::{OfficialDocument, Title};

use super::office::{Issue, Office};

/// A document of this office without text. `kind` is the abbreviation of its type ("BC"); empty for a letter.
pub fn frame(words: &Messages, office: &Office, issue: &Issue, kind: &str, title: Title) -> OfficialDocument {
    let mut recipients = issue.recipients.clone();
    let archive = words.text("official-archive");
    recipients.push(if office.drafter.is_empty() {
        archive
    } else {
        format!("{archive}, {}", office.drafter)
    });
    OfficialDocument {
        superior: office.superior.clone(),
        issuer: office.issuer.clone(),
        number: issue.number,
        symbol: office.symbol(kind),
        place: office.place.clone(),
        date: issue.date,
        title,
        recipients,
        signature: office.signature.clone(),
        properties: issue.properties.clone(),
        ..OfficialDocument::default()
    }
}
