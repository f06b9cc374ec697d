//! How much a text looks like Vietnamese: the share of its words with marks that are syllables.

use unicode_normalization::UnicodeNormalization;

/// What [`plausibility`] found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plausibility {
    /// Number of words with letters beyond ASCII.
    pub(super) marked: usize,
    /// Share of these that are possible syllables, 0 where there are none.
    pub(super) share: f32,
}

/// Judges the words that hold characters beyond ASCII.
pub(super) fn plausibility(text: &str) -> Plausibility {
    let (mut marked, mut good) = (0_usize, 0_usize);
    // Signs of Latin-1 stand inside words of a legacy text: they must not split them.
    let inside = |c: char| c.is_alphabetic() || ('\u{a1}'..='\u{ff}').contains(&c);
    let quotes = |c: char| "«»“”‘’°§".contains(c);
    for word in text.split(|c: char| !inside(c)).map(|w| w.trim_matches(quotes)) {
        if !word.is_ascii() {
            marked += 1;
            good += usize::from(is_syllable(word));
        }
    }
    Plausibility {
        marked,
        share: if marked == 0 { 0.0 } else { good as f32 / marked as f32 },
    }
}

const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];
const NUCLEI: [&str; 51] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia",
    "iê", "iêu", "iu", "oa", "oă", "oai", "oao", "oay", "oe", "oeo", "oi", "oo", "ôi", "ơi", "ua", "uâ", "uây", "uê",
    "ui", "uô", "uôi", "uơ", "ươ", "ươi", "ươu", "ưa", "ưi", "ưu", "uy", "uyê",
];
const GLIDES: [&str; 6] = ["uya", "uyu", "yê", "yêu", "ue", "uă"];
const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// True where the word can be a Vietnamese syllable: onset, vowels with at most one tone,
/// coda; in one case throughout or with a capital in front.
fn is_syllable(word: &str) -> bool {
    if word.chars().count() > 7 || mixed_case(word) {
        return false;
    }
    let mut tones = 0;
    let mut base = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase).nfd() {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tones += 1,
            _ => base.push(c),
        }
    }
    let base: String = base.nfc().collect();
    tones <= 1 && ONSETS.iter().any(|onset| base.strip_prefix(onset).is_some_and(is_rime))
}

fn is_rime(rime: &str) -> bool {
    let coda = rime.trim_start_matches(|c| "aăâeêioôơuưy".contains(c));
    let nucleus = &rime[..rime.len() - coda.len()];
    (NUCLEI.contains(&nucleus) || GLIDES.contains(&nucleus)) && CODAS.contains(&coda)
}

fn mixed_case(word: &str) -> bool {
    let rest = || word.chars().skip(1);
    let first_lower = word.chars().next().is_some_and(char::is_lowercase);
    rest().any(char::is_uppercase) && (first_lower || rest().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in [
            "phường",
            "nghiêng",
            "khuỷu",
            "giữa",
            "quyết",
            "ổn",
            "ĐÃ",
            "Ủy",
            "được",
            "gì",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["garçon", "größe", "ph\u{ad}êng", "nhaân", "b¸o", "déjà"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
