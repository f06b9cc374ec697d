//! HTML pages.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tonghop_fuzz::read_as;

fuzz_target!(|data: &[u8]| {
    let _ = read_as("a.html", data);
});
