//! The real documents beside the checkout: the same rows through every door, and cells that were
//! verified on the pictures of the pages. Skipped where the documents are not there.

use std::path::PathBuf;
use tonghop_document::{Cell, Content, Document, Table};
use tonghop_readers::{Input, Limits, ReadError, read};

/// The document, or nothing where the shared folder is not there.
fn open(name: &str) -> Option<Document> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/reports")
        .join(name);
    let Ok(bytes) = std::fs::read(&path) else {
        // Seen in the output of the tests.
        #[allow(clippy::print_stderr)]
        {
            eprintln!("skipped: {name} is not beside the checkout");
        }
        return None;
    };
    Some(read(&Input { name, bytes: &bytes }, &Limits::default()).expect("a good file"))
}

fn largest(document: &Document) -> &Table {
    let tables = document.blocks.iter().filter_map(|b| match &b.content {
        Content::Table(t) => Some(t),
        _ => None,
    });
    tables.max_by_key(|t| t.rows).expect("a table")
}

fn squash(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

type Row = (u32, u32, u32, u32, String);

fn cells(table: &Table) -> Vec<Row> {
    table
        .cells
        .iter()
        .map(|c| (c.row, c.column, c.row_span, c.column_span, squash(&c.text)))
        .collect()
}

#[test]
fn pdf_gives_the_same_rows_as_docx() {
    let Some(docx) = open("derived/r004.docx") else { return };
    let expected = cells(largest(&docx));
    for name in ["derived/r004.pdf", "derived/r004-tagged-pdfa.pdf"] {
        let pdf = open(name).expect("beside the other");
        let found = cells(largest(&pdf));
        for (e, f) in expected.iter().zip(&found) {
            assert_eq!(e, f, "{name}");
        }
        assert_eq!(expected.len(), found.len(), "{name}");
    }
}

fn cell(table: &Table, row_label: &str, column: u32) -> String {
    let row = table
        .cells
        .iter()
        .find(|c| c.column == 0 && squash(&c.text) == row_label)
        .expect("the row")
        .row;
    let found: Option<&Cell> = table.cell(row, column);
    squash(&found.expect("the cell").text)
}

#[test]
fn the_long_annex_keeps_its_cells() {
    let Some(document) = open("issued/annex-procedures-20-pages.pdf") else {
        return;
    };
    let tables: Vec<&Table> = document
        .blocks
        .iter()
        .filter_map(|b| match &b.content {
            Content::Table(t) => Some(t),
            _ => None,
        })
        .collect();
    assert_eq!(
        tables.iter().map(|t| (t.rows, t.columns)).collect::<Vec<_>>(),
        [(30, 4), (24, 4), (14, 4)]
    );
    // A row that fills a page and goes on over the next one.
    let long = cell(tables[0], "1A", 1);
    assert!(long.starts_with("- Công chức của Sở Nội vụ"), "{long}");
    assert!(long.contains("trực tuyến"), "{long}");
    assert_eq!(cell(tables[0], "2C", 3), "- Đề cương - Đề thi - Quyết định - Biên nhận");
    assert_eq!(
        cell(tables[0], "3.2A", 2),
        "Thời gian chấm thi Vòng 2 chậm nhất 30 ngày"
    );
    assert_eq!(
        cell(tables[0], "Tổng thời gian giải quyết TTHC", 2).split(' ').next(),
        Some("190")
    );
}

#[test]
fn numbers_that_were_signed_into_the_form_are_in_the_head() {
    for (name, number, date) in [
        ("issued/plan-447.pdf", "Số: 447 /KH-UBND", "ngày 24 tháng 03 năm 2025"),
        ("issued/notice-565.pdf", "Số: 565 /TB-UBND", "ngày 15 tháng 11 năm 2024"),
    ] {
        let Some(document) = open(name) else { return };
        let texts: Vec<&str> = document
            .blocks
            .iter()
            .filter_map(|b| match &b.content {
                Content::Paragraph(p) => Some(p.text.as_str()),
                _ => None,
            })
            .take(8)
            .collect();
        assert!(texts.contains(&number), "{texts:?}");
        assert!(texts.iter().any(|t| t.ends_with(date)), "{texts:?}");
    }
}

#[test]
fn a_scan_under_a_stamp_is_a_report() {
    let name = "issued/scan-report-23.pdf";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/reports")
        .join(name);
    let Ok(bytes) = std::fs::read(&path) else { return };
    let document = match read(&Input { name, bytes: &bytes }, &Limits::default()) {
        Err(ReadError::ToolMissing { .. }) => return,
        other => other.expect("a good file"),
    };
    let texts: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|b| match &b.content {
            Content::Paragraph(p) => Some(p.text.as_str()),
            _ => None,
        })
        .collect();
    assert!(texts.contains(&"TỈNH QUẢNG NGÃI"), "{texts:?}");
    assert!(texts.contains(&"Số: 23 /BC-UBND"), "{texts:?}");
    assert!(
        texts.iter().any(|t| t.ends_with("ngày 23 tháng 01 năm 2025")),
        "{texts:?}"
    );
    assert!(texts.iter().any(|t| t.contains("162.056.800 đồng/năm")), "{texts:?}");
}
