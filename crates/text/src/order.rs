//! The order of names in a list: the Vietnamese alphabet, in which "đ" follows "d" and "ă", "â" follow "a".

use unicode_normalization::UnicodeNormalization;

/// Letters of the alphabet in their order; f, j, w, z stand where Latin has them.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// What a name is sorted by: letters first, without case; tones decide between names that are alike in letters.
#[must_use]
pub fn alphabetical(name: &str) -> (Vec<u32>, Vec<u32>) {
    let (mut letters, mut tones) = (Vec::new(), Vec::new());
    for composed in name.nfc().flat_map(char::to_lowercase) {
        let mut letter = '\0';
        let mut tone = 0;
        for part in std::iter::once(composed).nfd() {
            match part {
                '\u{300}' => tone = 1,
                '\u{309}' => tone = 2,
                '\u{303}' => tone = 3,
                '\u{301}' => tone = 4,
                '\u{323}' => tone = 5,
                mark if letter != '\0' => letter = [letter, mark].into_iter().nfc().next().unwrap_or(letter),
                plain => letter = plain,
            }
        }
        letters.push(place(letter));
        tones.push(tone);
    }
    (letters, tones)
}

/// Blanks and marks before figures, figures before letters, other scripts last.
fn place(letter: char) -> u32 {
    const LETTERS: u32 = 0x1_0000;
    match ALPHABET.chars().position(|c| c == letter) {
        Some(at) => LETTERS + u32::try_from(at).unwrap_or_default(),
        None if letter.is_alphabetic() => LETTERS * 2 + u32::from(letter),
        None => u32::from(letter).min(LETTERS - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::alphabetical;

    #[test]
    fn names_stand_in_the_order_of_the_alphabet() {
        let sorted = [
            "phường Bến Lim",
            "xã 2",
            "xã Ba Lim",
            "xã Bà Lim",
            "xã Bả Lim",
            "xã Bã Lim",
            "xã Bá Lim",
            "xã Bạ Lim",
            "xã Bà Na",
            "xã Băng",
            "xã Bâng",
            "xã Dốc",
            "xã Đá Hội",
            "xã Đèo",
            "xã Đồi",
            "xã Ôn",
            "xã Ơn",
            "xã Suối Mận",
            "xã Thác Mận",
            "xã Ưng",
        ];
        let mut mixed = sorted;
        mixed.sort_unstable();
        mixed.sort_by_key(|name| alphabetical(name));
        assert_eq!(mixed, sorted);
        // Decomposed letters are the same letters.
        assert_eq!(alphabetical("Đồi"), alphabetical("Đo\u{302}\u{300}i"));
    }
}
