//! Old Vietnamese encodings: bytes of unknown encoding, text typed for TCVN3 and VNI fonts, and what comes after
//! it: composing, folding, likeness of texts. Composing twice must change nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tonghop_text::legacy::{self, FontEncoding};
use tonghop_text::{fold, near, nfc, similarity, squash_space};

fuzz_target!(|data: &[u8]| {
    let (text, _) = legacy::decode_text(data);
    let composed = nfc(&text).into_owned();
    assert_eq!(nfc(&composed), composed);
    // Folding twice may change a mark that stands alone once more: one character in, one out.
    let _ = fold(&composed);
    let _ = legacy::detect_font_encoding(&text);
    for encoding in [FontEncoding::Tcvn3, FontEncoding::Vni] {
        let converted = legacy::from_font_encoding(&text, encoding);
        assert_eq!(nfc(&converted), converted);
    }
    let squashed = squash_space(&text);
    let middle = (0..=squashed.len() / 2).rev().find(|at| squashed.is_char_boundary(*at));
    let (first, second) = squashed.split_at(middle.unwrap_or(0));
    let alike = near::shingle_similarity(first, second);
    assert!((0.0..=1.0).contains(&alike), "{alike}");
    let _ = near::near_duplicates(&[first, second, &squashed], near::NearOptions::default());
    let words = [similarity::content_words(first), similarity::content_words(second)];
    assert!(similarity::containment(&words[0], &words[1]) <= 1.0);
    assert!(similarity::word_overlap(&words[0], &words[1]) <= 1.0);
});
