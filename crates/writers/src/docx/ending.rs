//! The end of a document: recipients and signature block beside each other (Annex I, part II, items 7 to 9).

use tonghop_model::official::{Inline, OfficialDocument};

use super::composer::{Composer, Look};
use super::head::{cell_end, cell_start, table_start};
use super::metrics::text_width;
use crate::wording;

/// Share of the width that the recipients take, percent.
const RECIPIENTS_SHARE: i32 = 46;
/// Room for signature and seal between capacity and name, twentieths of a point: about 28 mm.
const SIGNING_SPACE: i32 = 1600;

/// Writes the two columns; nothing where the document has neither.
pub fn write(composer: &mut Composer<'_>, document: &OfficialDocument) {
    let signer = &document.signature;
    let unsigned = signer.authority.is_none() && signer.capacity.is_empty() && signer.name.is_empty();
    if document.recipients.is_empty() && unsigned {
        return;
    }
    let whole = text_width(false);
    let left = whole * RECIPIENTS_SHARE / 100;
    composer
        .xml
        .push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/><w:keepNext/><w:spacing w:before=\"160\"/></w:pPr></w:p>");
    table_start(composer, &[left, whole - left]);
    composer.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    cell_start(composer, left);
    recipients(composer, &document.recipients);
    cell_end(composer);
    cell_start(composer, whole - left);
    for line in signer.authority.iter().chain(&signer.capacity) {
        composer.plain("Signature", line);
    }
    if unsigned {
        composer.plain("Signature", "");
    } else {
        let space = format!("<w:spacing w:before=\"{SIGNING_SPACE}\"/>");
        composer.paragraph(
            "Signature",
            &space,
            &[Inline::text(signer.name.as_str())],
            Look::default(),
        );
    }
    cell_end(composer);
    composer.xml.push_str("</w:tr></w:tbl>");
}

fn recipients(composer: &mut Composer<'_>, recipients: &[String]) {
    if recipients.is_empty() {
        return composer.plain("Recipients", "");
    }
    let head = composer.words.text("official-form-recipients");
    composer.plain("RecipientsHead", &head);
    for (i, recipient) in recipients.iter().enumerate() {
        let mark = if i + 1 == recipients.len() { '.' } else { ';' };
        composer.plain("Recipients", &format!("- {}{mark}", wording::unmarked(recipient)));
    }
}
