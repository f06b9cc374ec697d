//! The grammar of the text: numbers, fractions, dates, windows of time, legacy encodings, folding, units' names,
//! cited documents. Places must lie in the text, on borders of characters.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tonghop_catalogue::Catalogue;
use tonghop_catalogue::units::UnitQuery;
use tonghop_text::{dates, fold, legacy, numbers};
use tonghop_understand::flow::{Origin, Para, ParaKind};
use tonghop_understand::{citations, commitments, measures};

fuzz_target!(|data: &[u8]| {
    let (text, _) = legacy::decode_text(data);
    let catalogue = Catalogue::embedded();
    for (at, _) in text.char_indices().take(2_000) {
        let rest = &text[at..];
        for length in [
            numbers::number_prefix(rest).map(|n| n.len),
            numbers::fraction_prefix(rest).map(|f| f.len),
            numbers::percent_prefix(rest),
            numbers::scale_prefix(rest).map(|s| s.1),
            numbers::currency_prefix(rest),
            dates::date_prefix(rest).map(|d| d.1),
        ]
        .into_iter()
        .flatten()
        {
            assert!(rest.is_char_boundary(length), "{length} of {rest:?}");
        }
    }
    let found = dates::find_dates(&text);
    for date in &found {
        assert!(text.get(date.start..date.end).is_some());
    }
    for window in dates::find_windows(&text, &found) {
        assert!(text.get(window.start..window.end).is_some());
    }
    let _ = catalogue.units().lookup(&UnitQuery {
        name: &text,
        ..UnitQuery::default()
    });
    let _ = catalogue.units().province_in(&text, None);
    let _ = catalogue.status_class(&text);
    let _ = catalogue.indicator_for(&fold(&text), Some("%"), Some(text.len() / 2));

    let para = Para::from_raw(&text, Origin { page: None, block: 0, cell: None, offset: 0 }, ParaKind::Body);
    // Places count characters of the source, before white space is folded.
    let length = text.chars().count();
    let paras = [para];
    for citation in citations::find(&paras, catalogue) {
        assert!(citation.span.start <= citation.span.end && citation.span.end <= length);
    }
    for measure in measures::find(&paras, catalogue) {
        assert!(measure.span.start <= measure.span.end && measure.span.end <= length);
    }
    let context = commitments::Context { written: Some("2025-10-20"), ..commitments::Context::default() };
    let promises = commitments::Finder::new(&context);
    for promise in paras.iter().flat_map(|p| promises.of(p)) {
        assert!(promise.span.start <= promise.span.end && promise.span.end <= length);
    }
});
