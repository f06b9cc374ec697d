//! A draft as a Word document.

use super::draft::Draft;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// A package with one part: paragraphs and a table.
///
/// # Panics
/// Never: writing into memory does not fail.
pub fn write(draft: &Draft) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(32_000)));
    let body = body(draft);
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", body.as_str()),
    ];
    for (name, content) in parts {
        let written = zip.start_file(name, SimpleFileOptions::default());
        written.expect("a part is begun in memory");
        zip.write_all(content.as_bytes()).expect("a part is written to memory");
    }
    zip.finish().expect("the package is closed in memory").into_inner()
}

fn body(draft: &Draft) -> String {
    let unit = &draft.unit;
    let mut out = String::with_capacity(120_000);
    out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
    );
    let issuer = [
        "ỦY BAN NHÂN DÂN".to_owned(),
        draft.issuer_in_capitals(),
        format!("Số: {}", draft.number),
    ];
    let motto = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
        "Độc lập - Tự do - Hạnh phúc".to_owned(),
        format!("{}, ngày {} tháng 10 năm 2025", unit.name, draft.day),
    ];
    out.push_str("<w:tbl><w:tr>");
    for cell in [issuer, motto] {
        out.push_str("<w:tc>");
        cell.iter().for_each(|line| paragraph(&mut out, line, true));
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr></w:tbl>");
    paragraph(&mut out, "BÁO CÁO", true);
    paragraph(&mut out, &draft.title(), true);
    paragraph(&mut out, "Kính gửi: Sở Khoa học và Công nghệ", false);
    paragraph(&mut out, &draft.opening(), false);
    for (heading, items) in draft.narrative() {
        paragraph(&mut out, heading, true);
        items
            .iter()
            .for_each(|item| paragraph(&mut out, &format!("- {item}"), false));
    }
    let end = format!(
        "UBND {} {} báo cáo Sở Khoa học và Công nghệ tổng hợp./.",
        unit.kind, unit.name
    );
    paragraph(&mut out, &end, false);
    for line in [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
        "PHỤ LỤC",
    ] {
        paragraph(&mut out, line, true);
    }
    table(&mut out, draft);
    out.push_str("</w:body></w:document>");
    out
}

fn table(out: &mut String, draft: &Draft) {
    let columns = draft.columns();
    out.push_str("<w:tbl>");
    let mut row = |cells: &mut dyn Iterator<Item = &str>| {
        out.push_str("<w:tr>");
        for cell in cells {
            out.push_str("<w:tc>");
            paragraph(out, cell, false);
            out.push_str("</w:tc>");
        }
        out.push_str("</w:tr>");
    };
    row(&mut columns.iter().map(|c| c.1));
    for line in draft.lines() {
        row(&mut columns.iter().map(|c| line[c.0]));
    }
    out.push_str("</w:tbl>");
}

fn paragraph(out: &mut String, text: &str, bold: bool) {
    let style = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(
        out,
        "<w:p><w:r>{style}<w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    );
}
