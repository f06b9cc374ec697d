//! Pictures of pages up to the point where Tesseract would be called: decoding, shadows, specks, tilt, ruling
//! lines, cells. A PDF gives the pictures of its pages, anything else is a picture by itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tonghop_readers::{Input, ocr, pdf};

/// Larger pictures only take longer.
const MOST_PIXELS: u64 = 1_500_000;

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"%PDF") {
        let input = Input {
            name: "a.pdf",
            bytes: data,
        };
        let limits = tonghop_readers::Limits {
            pages: 2,
            ..tonghop_fuzz::limits()
        };
        let _ = pdf::survey(&input, &limits);
    } else {
        let _ = ocr::survey(data, MOST_PIXELS);
    }
});
