//! The real documents beside the checkout, where they are present: `TONGHOP_SHARED` or `../shared`.

use crate::build::{grid, lines, read_as, tables};
use std::path::PathBuf;
use tonghop_document::{Cell, Table};

/// A file below the folder of real documents; says so where there is none.
fn shared(path: &str) -> Option<Vec<u8>> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let root = std::env::var_os("TONGHOP_SHARED").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    let found = std::fs::read(root.join(path)).ok();
    if found.is_none() {
        println!("SKIPPED: no real document {path}");
    }
    found
}

/// The text of a cell with its marks written out: the Word file holds its mark as plain text.
fn with_marks(cell: &Cell) -> String {
    let mut text = cell.text.clone();
    for note in cell.notes.iter().rev() {
        let at = text.char_indices().nth(note.at).map_or(text.len(), |(i, _)| i);
        text.insert_str(at, &format!(" {} ", note.label));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_annex_in_word_has_the_rows_of_the_annex_in_markdown() {
    let Some(word) = shared("reports/derived/r004.docx") else {
        return;
    };
    let Some(text) = shared("reports/004_9db0a0b056bb74e4.txt") else {
        return;
    };
    let word = read_as("r004.docx", &word).unwrap();
    let text = read_as("r004.txt", &text).unwrap();
    let annex = *tables(&word).last().unwrap();
    let pipe = tables(&text)[0];
    assert_eq!((annex.rows, annex.columns, annex.header_rows), (50, 6, 2));
    assert_eq!((pipe.rows, pipe.columns, pipe.header_rows), (50, 6, 2));
    for row in annex.header_rows..annex.rows {
        let texts =
            |table: &Table| -> Vec<String> { table.row(row).map(with_marks).filter(|t| !t.is_empty()).collect() };
        assert_eq!(texts(annex), texts(pipe), "row {row}");
    }
}

#[test]
fn the_tricky_document_reads_as_it_prints() {
    let Some(bytes) = shared("reports/derived/tricky.docx") else {
        return;
    };
    let document = read_as("tricky.docx", &bytes).unwrap();
    let found = lines(&document);
    let labels: Vec<&str> = found[1..7].iter().map(|l| l.split(' ').next().unwrap()).collect();
    assert_eq!(labels, ["1.", "1.1.", "1.2.", "a)", "2.", "-"]);
    assert_eq!(found.iter().filter(|l| l.contains("khung")).count(), 1);
    assert!(found.iter().all(|l| !l.contains("ẩn") && !l.contains("85%")));
    let table = tables(&document)[0];
    assert_eq!((table.rows, table.columns, table.header_rows), (6, 6, 2));
    assert_eq!(
        grid(table)[1],
        ["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ", "Ghi chú"]
    );
    assert_eq!(grid(table)[4], ["∅", "lùi một cột", "a", "b", "c", "d"]);
    assert_eq!(table.cell(2, 5).unwrap().nested[0].columns, 2);
}
