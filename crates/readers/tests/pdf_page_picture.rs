//! Pictures of pages, never wider than a screen needs, and the places of passages on them.

use std::path::PathBuf;
use tonghop_readers::{Input, Limits, pdf};

fn picture(path: &str, number: u32) -> Option<Option<Vec<u8>>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let bytes = std::fs::read(path).ok()?;
    let input = Input {
        name: "a.pdf",
        bytes: &bytes,
    };
    Some(pdf::page_picture(&input, &Limits::default(), number).expect("a good file"))
}

#[test]
fn a_page_that_is_not_there_has_none() {
    for number in [0, 99] {
        assert_eq!(
            picture("samples/phuong-cau-man.pdf", number),
            Some(None),
            "page {number}"
        );
    }
}

/// Without Poppler a page with text has no picture, and the test says so.
#[test]
fn a_page_with_text_is_drawn_and_the_passage_found_on_it() {
    let Some(Some(png)) = picture("samples/phuong-cau-man.pdf", 1) else {
        eprintln!("skipped: pdftoppm is not installed");
        return;
    };
    assert!(png.starts_with(b"\x89PNG"));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples/phuong-cau-man.pdf");
    let bytes = std::fs::read(path).expect("a sample");
    let input = Input {
        name: "a.pdf",
        bytes: &bytes,
    };
    let limits = Limits::default();
    let read = pdf::read(&input, &limits).expect("a good file");
    let paragraph = read
        .blocks
        .iter()
        .filter(|b| b.page == Some(1))
        .find_map(|b| match &b.content {
            tonghop_document::Content::Paragraph(p) if p.text.chars().count() > 150 => Some(p.text.clone()),
            _ => None,
        });
    let text = paragraph.expect("a paragraph on the first page");
    let lines = text.lines().count();
    let sought = [pdf::Sought { text, marked: true }];
    let view = pdf::page_view(&input, &limits, 1, &sought).expect("a good file");
    let view = view.expect("a page");
    assert!(view.marks.len() >= lines, "{view:?}");
    for mark in &view.marks {
        assert!(mark.x >= 0.0 && mark.x + mark.width <= view.width, "{mark:?}");
        assert!(mark.y >= 0.0 && mark.y + mark.height <= view.height, "{mark:?}");
    }
    let highest = view.marks.iter().map(|m| m.y).fold(f32::INFINITY, f32::min);
    let lowest = view.marks.iter().map(|m| m.y + m.height).fold(0.0, f32::max);
    assert!(
        lowest - highest < lines as f32 * 40.0,
        "one stretch of the page: {view:?}"
    );
}

#[test]
fn a_broken_file_is_an_error_and_no_panic() {
    let input = Input {
        name: "a.pdf",
        bytes: b"%PDF-1.7 hong",
    };
    assert!(pdf::page_picture(&input, &Limits::default(), 1).is_err());
}

/// Skipped where the real documents are not beside the checkout.
#[test]
fn a_scanned_page_is_a_png_of_bounded_width() {
    let Some(found) = picture("../shared/reports/issued/scan-report-23.pdf", 1) else {
        return;
    };
    let png = found.expect("a scan");
    assert!(png.starts_with(b"\x89PNG"));
    let width = u32::from_be_bytes(png[16..20].try_into().expect("a header"));
    assert!((300..=1240).contains(&width), "{width}");
    assert!(png.len() < 3_000_000, "{} bytes", png.len());
}
