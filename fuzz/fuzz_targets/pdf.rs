//! PDF files. Run without Tesseract on the path (`fuzz/run` does): recognition of pages is another program's work.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tonghop_readers::{Input, pdf};

fuzz_target!(|data: &[u8]| {
    let input = Input {
        name: "a.pdf",
        bytes: data,
    };
    let _ = pdf::read(&input, &tonghop_fuzz::limits());
});
