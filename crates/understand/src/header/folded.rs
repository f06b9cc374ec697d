//! A text next to its folded form, with the way back from one to the other.

use tonghop_text::fold_char;

/// A text and its folded form (no case, no diacritics), for searching.
pub(crate) struct Folded<'a> {
    /// The text.
    pub text: &'a str,
    /// Folded character by character.
    pub folded: String,
    /// Byte in `text` for every byte of `folded`, and the length of `text` at the end.
    bytes: Vec<usize>,
}

impl<'a> Folded<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut bytes = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            let c = fold_char(c);
            bytes.extend(std::iter::repeat_n(at, c.len_utf8()));
            folded.push(c);
        }
        bytes.push(text.len());
        Self { text, folded, bytes }
    }

    /// Byte in the text that belongs to the byte `at` of the folded form.
    pub(crate) fn back(&self, at: usize) -> usize {
        self.bytes.get(at).copied().unwrap_or(self.text.len())
    }

    /// The text that belongs to the bytes `start..end` of the folded form.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'a str {
        let (start, end) = (self.back(start), self.back(end));
        if start <= end { &self.text[start..end] } else { "" }
    }

    /// First place from byte `from` at which `phrase` stands as whole words.
    pub(crate) fn find_words(&self, phrase: &str, from: usize) -> Option<usize> {
        let tail = self.folded.get(from..)?;
        tail.match_indices(phrase)
            .map(|(i, _)| from + i)
            .find(|&i| self.is_bounded(i, i + phrase.len()))
    }

    /// Last place at which `phrase` stands as whole words.
    pub(crate) fn rfind_words(&self, phrase: &str) -> Option<usize> {
        self.folded
            .match_indices(phrase)
            .map(|(i, _)| i)
            .filter(|&i| self.is_bounded(i, i + phrase.len()))
            .last()
    }

    fn is_bounded(&self, start: usize, end: usize) -> bool {
        let letter = |c: char| c.is_alphanumeric();
        let open = self.folded[start..].starts_with(letter) && self.folded[..start].ends_with(letter);
        let close = self.folded[..end].ends_with(letter) && self.folded[end..].starts_with(letter);
        !open && !close
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_folded_form_leads_back_to_the_text() {
        let text = "Ủy ban xã Đồi Mây báo cáo";
        let folded = Folded::new(text);
        let at = folded.find_words("doi may", 0).expect("stands there");
        assert_eq!(folded.slice(at, at + "doi may".len()), "Đồi Mây");
        assert_eq!(folded.find_words("ba", 0), None);
        assert_eq!(
            folded.rfind_words("bao cao").map(|i| folded.back(i)),
            text.find("báo cáo")
        );
    }
}
