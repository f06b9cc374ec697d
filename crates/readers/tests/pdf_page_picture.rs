//! Pictures of scanned pages: only of pages that are pictures, never wider than a screen needs.

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
fn a_page_with_text_has_none_nor_has_a_page_that_is_not_there() {
    for number in [0, 1, 99] {
        assert_eq!(
            picture("samples/phuong-cau-man.pdf", number),
            Some(None),
            "page {number}"
        );
    }
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
