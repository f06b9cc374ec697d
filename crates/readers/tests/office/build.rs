//! Packages made by hand, and short forms of what was read.

use std::io::{Cursor, Write};
use tonghop_document::{Content, Document, Table};
use tonghop_readers::{Input, Limits, ReadError, read};
use zip::write::SimpleFileOptions;

/// A zip package of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document with this body and further parts ("styles", "numbering", "footnotes", …).
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let relations: String = parts
        .iter()
        .map(|(n, _)| format!("<Relationship Id='{n}' Type='x/{n}' Target='{n}.xml'/>"))
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let mut all = vec![
        (
            "_rels/.rels".to_string(),
            "<R><R Type='x/officeDocument' Target='word/document.xml'/></R>".to_string(),
        ),
        ("word/document.xml".to_string(), main),
        ("word/_rels/document.xml.rels".to_string(), relations),
    ];
    all.extend(parts.iter().map(|(n, c)| (format!("word/{n}.xml"), (*c).to_string())));
    let all: Vec<(&str, &str)> = all.iter().map(|(n, c)| (n.as_str(), c.as_str())).collect();
    package(&all)
}

/// A paragraph of WordprocessingML.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// Reads with the default limits.
pub fn read_as(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read(&Input { name, bytes }, &Limits::default())
}

/// A short report, line by line.
pub const REPORT: [&str; 7] = [
    "BÁO CÁO",
    "Kết quả chuyển đổi số năm 2031",
    "Thực hiện Công văn số 7/SKHCN ngày 3/2/2031, UBND xã Đồi Mây báo cáo như sau:",
    "I. KẾT QUẢ",
    "Xã đã lập 12 tổ công nghệ số cộng đồng.",
    "II. KIẾN NGHỊ",
    "- Hỗ trợ máy tính.",
];

/// The texts of paragraphs, footnotes ("[1] …") and furniture ("~ …"); a table is "#".
pub fn lines(document: &Document) -> Vec<String> {
    let line = |content: &Content| match content {
        Content::Paragraph(p) => p.text.clone(),
        Content::Footnote(f) => format!("[{}] {}", f.label, f.text),
        Content::Furniture(f) => format!("~ {}", f.text),
        Content::Table(_) => "#".into(),
    };
    document.blocks.iter().map(|b| line(&b.content)).collect()
}

/// The tables of a document.
pub fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|b| {
            if let Content::Table(t) = &b.content {
                Some(t)
            } else {
                None
            }
        })
        .collect()
}

/// A table as texts of all grid positions; merged cells show their text everywhere.
pub fn grid(table: &Table) -> Vec<Vec<&str>> {
    let text = |r, c| table.cell(r, c).map_or("∅", |cell| cell.text.as_str());
    (0..table.rows)
        .map(|r| (0..table.columns).map(|c| text(r, c)).collect())
        .collect()
}
