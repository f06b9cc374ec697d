//! The styles of a document: one for every component of Annex I, so that an official changes a form once.

use std::fmt::Write as _;

use tonghop_messages::Messages;

use super::metrics::{half, mm, pt};
use super::xml::escaped;
use crate::form;

/// Typeface (part I, item 2 of Annex I).
pub const FONT: &str = "Times New Roman";
/// Line pitch of the text: 240 is single spacing.
fn pitch() -> i32 {
    (240.0 * form::LINE_SPACING).round() as i32
}

/// A paragraph style.
struct Style {
    id: &'static str,
    /// Key of its name in the message files, or Word's own name of a built-in style.
    name: Name,
    /// Properties of paragraphs, as XML.
    paragraph: String,
    /// Size in points.
    size: f32,
    /// Bold, italic, capitals.
    marks: &'static str,
}

enum Name {
    BuiltIn(&'static str),
    Own(&'static str),
}

fn spacing(before: f32, after: f32, line: i32) -> String {
    format!(
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{line}\" w:lineRule=\"auto\"/>",
        pt(before),
        pt(after)
    )
}

fn centred(before: f32, after: f32) -> String {
    format!("{}<w:jc w:val=\"center\"/>", spacing(before, after, 240))
}

fn list() -> Vec<Style> {
    use Name::{BuiltIn, Own};
    let gap = form::PARAGRAPH_GAP_PT;
    let indent = mm(form::INDENT_MM);
    let text = |before: f32| {
        format!(
            "{}<w:ind w:firstLine=\"{indent}\"/><w:jc w:val=\"both\"/>",
            spacing(before, gap, pitch())
        )
    };
    let heading = |list: &str, before: f32, level: u8| {
        format!("<w:keepNext/>{list}{}<w:outlineLvl w:val=\"{level}\"/>", text(before))
    };
    let numbered = |level: u8| format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>");
    let style = |id, name, paragraph: String, size, marks| Style {
        id,
        name,
        paragraph,
        size,
        marks,
    };
    const BOLD: &str = "<w:b/><w:bCs/>";
    const ITALIC: &str = "<w:i/><w:iCs/>";
    vec![
        style("Body", Own("official-style-body"), text(gap), form::BODY_PT, ""),
        style(
            "Dash",
            Own("official-style-dash"),
            format!(
                "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{}\"/></w:numPr>{}",
                super::numbering::DASH,
                text(gap)
            ),
            form::BODY_PT,
            "",
        ),
        style(
            "Heading1",
            BuiltIn("heading 1"),
            format!(
                "<w:keepNext/>{}{}<w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
                numbered(0),
                spacing(gap + 3.0, gap, 240)
            ),
            form::BODY_PT,
            BOLD,
        ),
        style(
            "Heading2",
            BuiltIn("heading 2"),
            heading(&numbered(1), gap + 3.0, 1),
            form::BODY_PT,
            "<w:b/><w:bCs/><w:caps/>",
        ),
        style(
            "Heading3",
            BuiltIn("heading 3"),
            heading(&numbered(2), gap, 2),
            form::BODY_PT,
            BOLD,
        ),
        style(
            "Heading4",
            BuiltIn("heading 4"),
            heading(&numbered(3), gap, 3),
            form::BODY_PT,
            BOLD,
        ),
        style("Heading5", BuiltIn("heading 5"), heading("", gap, 4), form::BODY_PT, ""),
        style(
            "State",
            Own("official-style-state"),
            centred(0.0, 0.0),
            form::STATE_PT,
            BOLD,
        ),
        style(
            "Motto",
            Own("official-style-motto"),
            centred(0.0, 0.0),
            form::MOTTO_PT,
            BOLD,
        ),
        style(
            "Superior",
            Own("official-style-superior"),
            centred(0.0, 0.0),
            form::ISSUER_PT,
            "",
        ),
        style(
            "Issuer",
            Own("official-style-issuer"),
            centred(0.0, 0.0),
            form::ISSUER_PT,
            BOLD,
        ),
        style(
            "Number",
            Own("official-style-number"),
            centred(6.0, 0.0),
            form::NUMBER_PT,
            "",
        ),
        style(
            "About",
            Own("official-style-about"),
            centred(6.0, 0.0),
            form::ABOUT_PT,
            "",
        ),
        style(
            "PlaceDate",
            Own("official-style-place-date"),
            centred(6.0, 0.0),
            form::DATE_PT,
            ITALIC,
        ),
        style(
            "Title",
            BuiltIn("Title"),
            format!("<w:keepNext/>{}", centred(14.0, 0.0)),
            form::TITLE_PT,
            BOLD,
        ),
        style("Subtitle", BuiltIn("Subtitle"), centred(0.0, 0.0), form::TITLE_PT, BOLD),
        style(
            "Rule",
            Own("official-style-rule"),
            "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"40\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>"
                .to_owned(),
            1.0,
            "",
        ),
        style("To", Own("official-style-to"), centred(gap, gap), form::BODY_PT, ""),
        style(
            "ToList",
            Own("official-style-to-list"),
            format!("{}<w:jc w:val=\"left\"/>", spacing(0.0, 0.0, pitch())),
            form::BODY_PT,
            "",
        ),
        style("Basis", Own("official-style-basis"), text(gap), form::BODY_PT, ITALIC),
        style(
            "RecipientsHead",
            Own("official-style-recipients-head"),
            spacing(0.0, 0.0, 240),
            form::RECIPIENTS_HEAD_PT,
            "<w:b/><w:bCs/><w:i/><w:iCs/>",
        ),
        style(
            "Recipients",
            Own("official-style-recipients"),
            format!("{}<w:jc w:val=\"left\"/>", spacing(0.0, 0.0, 240)),
            form::RECIPIENTS_PT,
            "",
        ),
        style(
            "Signature",
            Own("official-style-signature"),
            centred(0.0, 0.0),
            form::BODY_PT,
            BOLD,
        ),
        style(
            "Annex",
            Own("official-style-annex"),
            format!("<w:keepNext/>{}<w:outlineLvl w:val=\"0\"/>", centred(0.0, 0.0)),
            form::ANNEX_PT,
            BOLD,
        ),
        style(
            "AnnexTitle",
            Own("official-style-annex-title"),
            format!("<w:keepNext/>{}", centred(0.0, 0.0)),
            form::TITLE_PT,
            BOLD,
        ),
        style(
            "AnnexReference",
            Own("official-style-annex-reference"),
            centred(0.0, 0.0),
            form::BODY_PT,
            ITALIC,
        ),
        style(
            "Caption",
            BuiltIn("caption"),
            format!("<w:keepNext/>{}", centred(gap, gap)),
            form::BODY_PT,
            BOLD,
        ),
        style(
            "Cell",
            Own("official-style-cell"),
            spacing(1.0, 1.0, 240),
            form::TABLE_PT,
            "",
        ),
        style(
            "CellHead",
            Own("official-style-cell-head"),
            centred(1.0, 1.0),
            form::TABLE_PT,
            BOLD,
        ),
        style(
            "Figure",
            Own("official-style-figure"),
            centred(gap, gap),
            form::BODY_PT,
            "",
        ),
        style("Header", BuiltIn("header"), centred(0.0, 0.0), form::PAGE_NUMBER_PT, ""),
        style(
            "FootnoteText",
            BuiltIn("footnote text"),
            format!("{}<w:jc w:val=\"both\"/>", spacing(0.0, 0.0, 240)),
            form::NOTE_PT,
            "",
        ),
    ]
}

/// The part of the package.
pub fn part(words: &Messages) -> String {
    let mut out = String::from(super::parts::DECLARATION);
    let _ = write!(out, "<w:styles xmlns:w=\"{}\">", super::parts::W);
    let _ = write!(
        out,
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{FONT}\" w:eastAsia=\"{FONT}\" w:hAnsi=\"{FONT}\" w:cs=\"{FONT}\"/><w:color w:val=\"000000\"/><w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/><w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        half(form::BODY_PT)
    );
    out.push_str("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
    out.push_str("<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>");
    out.push_str("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
    for style in list() {
        let name = match style.name {
            Name::BuiltIn(name) => name.to_owned(),
            Name::Own(key) => escaped(&words.text(key)),
        };
        let (id, size) = (style.id, half(style.size));
        let next = match id {
            "Heading1" | "Heading2" | "Heading3" | "Heading4" | "Heading5" => "<w:next w:val=\"Body\"/>",
            _ => "",
        };
        let custom = if matches!(style.name, Name::Own(_)) {
            " w:customStyle=\"1\""
        } else {
            ""
        };
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>{next}<w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            style.paragraph, style.marks
        );
    }
    out.push_str("<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>");
    out.push_str("<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(
            out,
            "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
        );
    }
    out.push_str("</w:tblBorders><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>");
    out
}
