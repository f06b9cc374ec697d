//! Statuses that follow each other in column headings, each the name of a column of ticks.

use tonghop_catalogue::Catalogue;

/// Words of a status at most.
const WORDS_MAX: usize = 6;

/// The most statuses that follow each other without another word between them.
pub(super) fn in_a_row(words: &[&str], catalogue: &Catalogue) -> Vec<String> {
    let status_at = |at: usize| {
        let most = WORDS_MAX.min(words.len() - at);
        let named = |n: &usize| catalogue.is_status(&words[at..at + n].join(" "));
        (1..=most).rev().find(named)
    };
    let from = |start: usize| {
        let (mut at, mut found) = (start, Vec::new());
        while let Some(n) = (at < words.len()).then(|| status_at(at)).flatten() {
            found.push(words[at..at + n].join(" "));
            at += n;
        }
        found
    };
    // Of equally many the first: "Chưa đáp ứng", and not "đáp ứng".
    let best = (0..words.len()).map(from).rev().max_by_key(Vec::len);
    best.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_told_from_the_heading_above_them() {
        let found = |text: &str| in_a_row(&text.split(' ').collect::<Vec<_>>(), Catalogue::embedded());
        let three = "Mức độ Đã hoàn thành Đang triển khai Chưa triển khai Kết quả";
        assert_eq!(found(three), ["Đã hoàn thành", "Đang triển khai", "Chưa triển khai"]);
        assert_eq!(found("Tự đánh giá Đáp ứng Chưa đáp ứng"), ["Đáp ứng", "Chưa đáp ứng"]);
        assert_eq!(found("Mức độ hoàn thành Kết quả").len(), 1);
        assert!(found("").is_empty());
    }
}
