//! The whole way of one report: text or Markdown, understanding, checks.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tonghop_catalogue::Catalogue;
use tonghop_fuzz::read_as;

fuzz_target!(|data: &[u8]| {
    let name = if data.len() % 2 == 0 { "a.txt" } else { "a.md" };
    let Ok(document) = read_as(name, data) else { return };
    let catalogue = Catalogue::embedded();
    let understood = tonghop_understand::understand(&document, catalogue, name);
    let context = tonghop_checks::Context {
        indicators: &catalogue.indicators,
        wordings: Some(&catalogue.check_wordings),
    };
    let _ = tonghop_checks::check_report(&understood, &context);
    let _ = tonghop_checks::check_set(&[&understood, &understood], &context);
});
