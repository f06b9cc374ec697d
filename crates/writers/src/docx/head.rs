//! The head of a document: bodies, name of the state, number, date, title, addressees, bases
//! (Annex I, part II, items 1 to 6 and 9).

use std::fmt::Write as _;

use tonghop_model::official::{Inline, OfficialDocument, Title};

use super::composer::{Composer, Look};
use super::metrics::{balanced, halved, longest_line, mm, pt, text_width, width};
use crate::form;
use crate::pdf::fonts::Face;
use crate::wording;

/// Space between the two columns of the head, twentieths of a point.
const COLUMN_GAP: i32 = 160;
/// Narrowest left column as a share of the text width, percent; below it the name of the state gets smaller.
const NARROWEST_LEFT: i32 = 38;
/// Room beside the name of the state, so that rounding in other programs never breaks its line, twentieths of a point.
const STATE_ROOM: i32 = 120;
/// Longest rule below an abstract as a share of the text width.
const LONGEST_RULE: f32 = 0.4;

/// Writes everything above the text.
pub fn write(composer: &mut Composer<'_>, document: &OfficialDocument) {
    two_columns(composer, document);
    if let Title::Named { kind, subject } = &document.title {
        composer.plain("Title", kind);
        let room = subtitle(composer, subject);
        ruled(composer, (Face::Bold, form::TITLE_PT, subject), room, 240);
    }
    addressees(composer, &document.addressees);
    for (i, basis) in document.bases.iter().enumerate() {
        let mark = if i + 1 == document.bases.len() { "." } else { ";" };
        composer.paragraph("Basis", "", &wording::closed(basis, mark), Look::default());
    }
}

/// The abstract, indented so far that its lines have nearly one length: no word stands alone in the last one. Gives
/// the width that it has.
fn subtitle(composer: &mut Composer<'_>, subject: &str) -> i32 {
    let whole = text_width(false);
    let room = balanced(Face::Bold, form::TITLE_PT, subject, whole);
    let side = (whole - room) / 2;
    let extra = if side > 0 {
        format!("<w:ind w:left=\"{side}\" w:right=\"{side}\"/>")
    } else {
        String::new()
    };
    composer.paragraph("Subtitle", &extra, &[Inline::text(subject)], Look::default());
    room
}

/// A short rule below a centred text (between one third and one half of it).
pub fn ruled(composer: &mut Composer<'_>, (face, size, text): (Face, f32, &str), room: i32, after: i32) {
    let column = text_width(false);
    let natural = longest_line(face, size, text, room) as f32;
    let length = (natural * form::SHORT_LINE_SHARE).min(column as f32 * LONGEST_RULE);
    composer.rule(length.round() as i32, column, after);
}

fn two_columns(composer: &mut Composer<'_>, document: &OfficialDocument) {
    let state = composer.words.text("official-form-state");
    let motto = composer.words.text("official-form-motto");
    let whole = text_width(false);
    let widest_right = whole * (100 - NARROWEST_LEFT) / 100;
    // 13 points where the left column keeps its share, 12 otherwise (the decree allows both).
    let mut size = form::STATE_PT;
    if width(Face::Bold, size, &state) + STATE_ROOM > widest_right {
        size -= 1.0;
    }
    let right = (width(Face::Bold, size, &state) + STATE_ROOM).min(whole * 2 / 3);
    let left = whole - right;
    // A text that begins with a table begins one line lower in LibreOffice; a paragraph of two points before it does not.
    composer.plain("Rule", "");
    table_start(composer, &[left, right]);

    composer.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    cell_start(composer, left);
    if let Some(superior) = document.superior.as_deref().filter(|s| !s.is_empty()) {
        composer.plain(
            "Superior",
            &halved(Face::Regular, form::ISSUER_PT, superior, left - COLUMN_GAP),
        );
    }
    let issuer: Vec<String> = document
        .issuer
        .iter()
        .map(|line| halved(Face::Bold, form::ISSUER_PT, line, left - COLUMN_GAP))
        .collect();
    for line in &issuer {
        composer.plain("Issuer", line);
    }
    if document.issuer.is_empty() {
        composer.plain("Issuer", "");
    }
    let lines = issuer.last().map_or("", String::as_str).split('\n');
    let natural = lines
        .map(|line| width(Face::Bold, form::ISSUER_PT, line))
        .max()
        .unwrap_or(0);
    let natural = natural.min(left - COLUMN_GAP);
    composer.rule((natural as f32 * form::SHORT_LINE_SHARE).round() as i32, left, 0);
    cell_end(composer);
    cell_start(composer, right);
    sized(composer, "State", size, &state);
    composer.plain("Motto", &motto);
    composer.rule(width(Face::Bold, form::MOTTO_PT, &motto), right, 0);
    cell_end(composer);
    composer.xml.push_str("</w:tr>");

    composer.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    cell_start(composer, left);
    composer.plain(
        "Number",
        &wording::number_line(document, composer.words, left - COLUMN_GAP),
    );
    if let Title::Letter { subject } = &document.title
        && !subject.is_empty()
    {
        let about = format!("{} {subject}", composer.words.text("official-form-about"));
        composer.plain("About", &about);
    }
    cell_end(composer);
    cell_start(composer, right);
    let (line, size) = wording::date_line(document, composer.words, right);
    sized(composer, "PlaceDate", size, &line);
    cell_end(composer);
    composer.xml.push_str("</w:tr></w:tbl>");
}

/// A paragraph in a style whose size gives way to the width of its column.
fn sized(composer: &mut Composer<'_>, style: &str, size: f32, text: &str) {
    let half = super::metrics::half(size);
    composer.open(style, "");
    let _ = write!(
        composer.xml,
        "<w:r><w:rPr><w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        super::xml::escaped(text)
    );
    composer.close();
}

/// Opens a table without lines over the width of the text.
pub fn table_start(composer: &mut Composer<'_>, columns: &[i32]) {
    let whole: i32 = columns.iter().sum();
    let out = &mut composer.xml;
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
    );
    for column in columns {
        let _ = write!(out, "<w:gridCol w:w=\"{column}\"/>");
    }
    out.push_str("</w:tblGrid>");
}

/// Opens a cell.
pub fn cell_start(composer: &mut Composer<'_>, width: i32) {
    let _ = write!(
        composer.xml,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
    );
}

/// Closes a cell.
pub fn cell_end(composer: &mut Composer<'_>) {
    composer.xml.push_str("</w:tc>");
}

/// "Kính gửi: …" centred for one addressee, a list with dashes for several.
fn addressees(composer: &mut Composer<'_>, addressees: &[String]) {
    let to = composer.words.text("official-form-to");
    let space = |before: f32, after: f32| format!("<w:spacing w:before=\"{}\" w:after=\"{}\"/>", pt(before), pt(after));
    match addressees {
        [] => {}
        [one] => composer.paragraph(
            "To",
            &space(12.0, 12.0),
            &[Inline::text(format!("{to} {one}"))],
            Look::default(),
        ),
        several => {
            let indent = mm(33.0);
            let extra = format!("<w:keepNext/>{}<w:ind w:left=\"{indent}\"/>", space(12.0, 0.0));
            composer.paragraph("ToList", &extra, &[Inline::text(to.as_str())], Look::default());
            let hanging = indent + width(Face::Regular, form::BODY_PT, &to) + 120;
            for (i, addressee) in several.iter().enumerate() {
                let last = i + 1 == several.len();
                let text = format!("- {}{}", wording::unmarked(addressee), if last { '.' } else { ';' });
                let extra = format!(
                    "{}<w:ind w:left=\"{hanging}\"/>",
                    space(0.0, if last { 12.0 } else { 0.0 })
                );
                composer.paragraph("ToList", &extra, &[Inline::text(text)], Look::default());
            }
        }
    }
}
