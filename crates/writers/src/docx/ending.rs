//! The end of a document: recipients and signature block beside each other (Annex I, part II, items 7 to 9).

use tonghop_model::official::{Inline, OfficialDocument, SignatureBlock};

use super::composer::{Composer, Look};
use super::head::{cell_end, cell_start, table_start};
use super::metrics::{text_width, width};
use crate::pdf::fonts::Face;
use crate::{form, wording};

/// Room beside the widest line of the signature block, twentieths of a point: other typefaces are a little wider.
const SIGNER_ROOM: i32 = 200;
/// Recipients up to which they and the signature block are kept on one page.
const KEPT_TOGETHER: usize = 30;
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
    let left = recipients_width(signer, whole);
    composer
        .xml
        .push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/><w:keepNext/><w:spacing w:before=\"160\"/></w:pPr></w:p>");
    table_start(composer, &[left, whole - left]);
    composer.xml.push_str("<w:tr>");
    // A list of half a page would leave the page before it empty.
    if document.recipients.len() <= KEPT_TOGETHER {
        composer.xml.push_str("<w:trPr><w:cantSplit/></w:trPr>");
    }
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

/// Width of the column of the recipients, twentieths of a point: it gives way to an office whose name is long.
pub(crate) fn recipients_width(signer: &SignatureBlock, whole: i32) -> i32 {
    let lines = signer.authority.iter().chain(&signer.capacity);
    let widest = lines
        .map(|line| width(Face::Bold, form::BODY_PT, line))
        .max()
        .unwrap_or(0);
    let (usual, least) = form::RECIPIENTS_SHARE;
    (whole - widest - SIGNER_ROOM).clamp(whole * least / 100, whole * usual / 100)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_office_takes_room_from_the_recipients() {
        let whole = text_width(false);
        let of = |line: &str| SignatureBlock {
            capacity: vec![line.to_owned()],
            ..SignatureBlock::default()
        };
        let usual = recipients_width(&of("GIÁM ĐỐC"), whole);
        let office = "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI";
        let narrow = recipients_width(&of(office), whole);
        assert!(narrow < usual && whole - narrow > width(Face::Bold, form::BODY_PT, office));
        assert_eq!(
            recipients_width(&of(&office.repeat(3)), whole),
            whole * form::RECIPIENTS_SHARE.1 / 100
        );
    }
}
