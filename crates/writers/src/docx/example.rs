//! A template to begin with: the form of Annex I with a field wherever a document has its own words.

use std::io::Cursor;

use tonghop_messages::{Lang, Messages};
use tonghop_model::official::{Inline, OfficialDocument, Properties};
use zip::ZipWriter;

use super::composer::{Composer, Look};
use super::head::{cell_end, cell_start, table_start};
use super::metrics::{mm, text_width, width};
use super::numbering::TYPED;
use super::{close_section, parts, section};
use crate::WriteError;
use crate::form;
use crate::pdf::fonts::Face;

/// Room beside the name of the state, twentieths of a point.
const STATE_ROOM: i32 = 120;
/// Lines below the issuer and below the abstract, twentieths of a point: their texts are not known yet.
const RULES: (i32, i32) = (1_300, 2_600);
/// Style of the lines with tags, which whoever edits the template has to see.
const TAG: &str = "Body";
/// Room for signature and seal, twentieths of a point: about 28 mm.
const SIGNING_SPACE: &str = "<w:spacing w:before=\"1600\"/>";
/// What closes one of several entries.
const MARK: &str = "{{ \".\" if loop.last else \";\" }}";

/// The package of a document without words (styles, numbering, page), and the main part with the fields. With `lying` the annexes lie
/// across: for documents that always have some, since what follows the text is then a section of its own.
///
/// # Errors
/// When the package refuses the bytes.
pub fn example(lying: bool) -> Result<(Vec<u8>, String), WriteError> {
    let words = Messages::new(Lang::Vi);
    let blank = OfficialDocument {
        properties: Properties {
            title: "{{ trich_yeu }}".into(),
            ..Properties::default()
        },
        ..OfficialDocument::default()
    };
    let mut package = Vec::new();
    super::write(&blank, &mut package)?;
    let mut page = Page {
        composer: Composer::new(&words, ZipWriter::new(Cursor::new(Vec::new()))),
    };
    page.composer.xml.push_str(parts::DECLARATION);
    let names = format!("<w:document xmlns:w=\"{}\" xmlns:r=\"{}\"><w:body>", parts::W, parts::R);
    page.composer.xml.push_str(&names);
    page.bodies();
    page.titles();
    page.text("noi_dung");
    page.ending();
    if lying {
        close_section(&mut page.composer, (false, false));
    } else {
        page.line("Rule", "");
    }
    page.annexes(lying);
    section(&mut page.composer, lying, lying);
    page.composer.xml.push_str("</w:body></w:document>");
    Ok((package, page.composer.xml))
}

struct Page<'m> {
    composer: Composer<'m>,
}

impl Page<'_> {
    fn line(&mut self, style: &str, text: &str) {
        self.composer.plain(style, text);
    }

    /// Lines in a style between the tags of a loop or condition.
    fn within(&mut self, tag: &str, lines: &[(&str, &str)]) {
        self.line(TAG, &format!("{{%p {tag} %}}"));
        for (style, text) in lines {
            self.line(style, text);
        }
        let end = if tag.starts_with("for ") { "endfor" } else { "endif" };
        self.line(TAG, &format!("{{%p {end} %}}"));
    }

    fn cell(&mut self, width: i32, lines: impl FnOnce(&mut Self)) {
        cell_start(&mut self.composer, width);
        lines(self);
        cell_end(&mut self.composer);
    }

    fn bodies(&mut self) {
        let words = self.composer.words;
        let [state, motto] = ["official-form-state", "official-form-motto"].map(|key| words.text(key));
        let right = width(Face::Bold, form::STATE_PT, &state) + STATE_ROOM;
        let left = text_width(false) - right;
        self.line("Rule", "");
        table_start(&mut self.composer, &[left, right]);
        self.composer.xml.push_str("<w:tr>");
        self.cell(left, |page| {
            page.within("if co_quan_chu_quan", &[("Superior", "{{ co_quan_chu_quan }}")]);
            page.within("for dong in co_quan", &[("Issuer", "{{ dong }}")]);
            page.composer.rule(RULES.0, left, 0);
        });
        self.cell(right, |page| {
            page.line("State", &state);
            page.line("Motto", &motto);
            page.composer.rule(width(Face::Bold, form::MOTTO_PT, &motto), right, 0);
        });
        self.composer.xml.push_str("</w:tr><w:tr>");
        self.cell(left, |page| {
            page.line("Number", "{{ so_ky_hieu }}");
            let about = format!("{} {{{{ trich_yeu }}}}", words.text("official-form-about"));
            page.within("if not loai", &[("About", &about)]);
        });
        self.cell(right, |page| page.line("PlaceDate", "{{ dia_danh_ngay }}"));
        self.composer.xml.push_str("</w:tr></w:tbl>");
    }

    fn titles(&mut self) {
        let to = self.composer.words.text("official-form-to");
        self.line(TAG, "{%p if loai %}");
        self.line("Title", "{{ loai }}");
        self.line("Subtitle", "{{ trich_yeu }}");
        self.composer.rule(RULES.1, text_width(false), 240);
        self.line(TAG, "{%p endif %}");
        let one = format!("{to} {{{{ kinh_gui[0] }}}}");
        self.within("if kinh_gui|length == 1", &[("To", &one)]);
        self.line(TAG, "{%p if kinh_gui|length > 1 %}");
        self.line("ToList", &to);
        let each = format!("- {{{{ noi }}}}{MARK}");
        self.within("for noi in kinh_gui", &[("ToList", &each)]);
        self.line(TAG, "{%p endif %}");
        self.within("for can in can_cu", &[("Basis", &format!("{{{{ can }}}}{MARK}"))]);
    }

    /// The pieces of a text, each in its style.
    fn text(&mut self, list: &str) {
        self.line(TAG, &format!("{{%p for phan in {list} %}}"));
        for (condition, style, text) in [
            ("phan.cap == 1", "Heading1", "{{ phan.de }}"),
            ("phan.cap == 2", "Heading2", "{{ phan.de }}"),
            ("phan.cap == 3", "Heading3", "{{ phan.de }}"),
            ("phan.cap == 4", "Heading4", "{{ phan.de }}"),
            ("phan.cap == 5", "Heading5", "{{ phan.de }}"),
            ("phan.loai == \"doan\"", "Body", "{{ phan.chu }}"),
            ("phan.loai == \"gach\"", "Dash", "{{ phan.chu }}"),
            ("phan.loai == \"bieu_do\"", "Body", "{{ phan.chu }}:"),
        ] {
            self.line(TAG, &format!("{{%p if {condition} %}}"));
            self.piece(style, text);
            self.line(TAG, "{%p endif %}");
        }
        self.line(TAG, "{%p if phan.bang %}");
        self.table();
        self.line("Rule", "");
        self.line(TAG, "{%p endif %}");
        self.line(TAG, "{%p endfor %}");
    }

    /// The label of a heading is part of its field: the style must not number it again.
    fn piece(&mut self, style: &str, text: &str) {
        let indent = match style {
            "Heading1" => String::new(),
            _ => format!("<w:ind w:firstLine=\"{}\"/>", mm(form::INDENT_MM)),
        };
        let unnumbered = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{TYPED}\"/></w:numPr>{indent}");
        let is_numbered = style.starts_with("Heading") && style != "Heading5";
        self.composer.paragraph(
            style,
            if is_numbered { &unnumbered } else { "" },
            &[Inline::text(text)],
            Look::default(),
        );
    }

    /// A table of as many columns and rows as the document has.
    fn table(&mut self) {
        self.composer.xml.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"autofit\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"3000\"/></w:tblGrid>");
        for (rows, style, repeated) in [
            ("dau", "CellHead", "<w:trPr><w:tblHeader/></w:trPr>"),
            ("dong", "Cell", ""),
        ] {
            self.row("", &[("Cell", &format!("{{%tr for hang in phan.bang.{rows} %}}"))]);
            self.row(
                repeated,
                &[
                    ("Cell", "{%tc for o in hang.o %}"),
                    (style, "{{ o }}"),
                    ("Cell", "{%tc endfor %}"),
                ],
            );
            self.row("", &[("Cell", "{%tr endfor %}")]);
        }
        self.composer.xml.push_str("</w:tbl>");
    }

    fn row(&mut self, properties: &str, cells: &[(&str, &str)]) {
        self.composer.xml.push_str("<w:tr>");
        self.composer.xml.push_str(properties);
        for (style, text) in cells {
            self.composer
                .xml
                .push_str("<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>");
            self.line(style, text);
            self.composer.xml.push_str("</w:tc>");
        }
        self.composer.xml.push_str("</w:tr>");
    }

    fn ending(&mut self) {
        let head = self.composer.words.text("official-form-recipients");
        let whole = text_width(false);
        let left = whole / 2;
        self.line("Rule", "");
        table_start(&mut self.composer, &[left, whole - left]);
        self.composer.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        self.cell(left, |page| {
            page.within("if noi_nhan", &[("RecipientsHead", &head)]);
            page.within(
                "for noi in noi_nhan",
                &[("Recipients", &format!("- {{{{ noi }}}}{MARK}"))],
            );
            page.line("Rule", "");
        });
        self.cell(whole - left, |page| {
            page.within("if quyen_han", &[("Signature", "{{ quyen_han }}")]);
            page.within("for dong in chuc_vu", &[("Signature", "{{ dong }}")]);
            let name = Inline::text("{{ nguoi_ky }}");
            page.composer
                .paragraph("Signature", SIGNING_SPACE, &[name], Look::default());
        });
        self.composer.xml.push_str("</w:tr></w:tbl>");
    }

    fn annexes(&mut self, lying: bool) {
        self.line(TAG, "{%p for phu in phu_luc %}");
        let label = [Inline::text("{{ phu.nhan }}")];
        if lying {
            // The section begins on a page of its own.
            self.within("if loop.first", &[("Annex", "{{ phu.nhan }}")]);
            self.line(TAG, "{%p if not loop.first %}");
        }
        self.composer
            .paragraph("Annex", "<w:pageBreakBefore/>", &label, Look::default());
        if lying {
            self.line(TAG, "{%p endif %}");
        }
        self.line("AnnexTitle", "{{ phu.ten|upper }}");
        self.within("if phu.kem_theo", &[("AnnexReference", "({{ phu.kem_theo }})")]);
        self.text("phu.noi_dung");
        self.line(TAG, "{%p endfor %}");
    }
}
