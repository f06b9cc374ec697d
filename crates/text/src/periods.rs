//! Whether two periods as people write them are different ones.

use crate::fold;

/// True where both say a year and share none, or both say which part of the year and it is another one. What cannot be
/// compared counts as the same: a report is never left out on a guess.
#[must_use]
pub fn other_period(asked: &str, said: &str) -> bool {
    let (asked, said) = (fold(asked), fold(said));
    let (wanted, found) = (years(&asked), years(&said));
    let other_year = !wanted.is_empty() && !found.is_empty() && !wanted.iter().any(|y| found.contains(y));
    let other_part = matches!((part(&asked), part(&said)), (Some(a), Some(b)) if a != b);
    other_year || other_part
}

/// True where an ISO date lies before every year that the period names.
#[must_use]
pub fn dated_before(asked: &str, date: &str) -> bool {
    let folded = fold(asked);
    let first = years(&folded).into_iter().min();
    first.is_some_and(|first| date.get(..4).is_some_and(|year| year < first))
}

/// True where both name one period: what only one of them says makes another period of it, but for the year.
#[must_use]
pub fn same_period(a: &str, b: &str) -> bool {
    !other_period(a, b) && part(&fold(a)) == part(&fold(b))
}

fn years(folded: &str) -> Vec<&str> {
    let numbers = folded.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|n| n.len() == 4 && n.starts_with("20")).collect()
}

/// Part of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// "9 tháng": months from the beginning of the year; its end for the last six.
    Months(u8, bool),
    /// "quý III".
    Quarter(u8),
    /// "tháng 10".
    Month(u8),
}

fn part(folded: &str) -> Option<Part> {
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words.windows(2).enumerate().find_map(|(at, pair)| match pair {
        ["quy", number] => quarter(number).map(Part::Quarter),
        [number, "thang"] => {
            let count = number.parse().ok().filter(|n| (2..=11).contains(n))?;
            Some(Part::Months(count, words.get(at + 2) == Some(&"cuoi")))
        }
        ["thang", number] => number.parse().ok().filter(|n| (1..=12).contains(n)).map(Part::Month),
        _ => None,
    })
}

fn quarter(word: &str) -> Option<u8> {
    let roman = ["i", "ii", "iii", "iv"].iter().position(|r| *r == word);
    let roman = roman.and_then(|at| u8::try_from(at + 1).ok());
    roman.or_else(|| word.parse().ok().filter(|n| (1..=4).contains(n)))
}

#[cfg(test)]
mod tests {
    use super::{dated_before, other_period, same_period};

    #[test]
    fn a_report_on_a_year_may_be_dated_after_it() {
        assert!(!dated_before("năm 2025", "2026-01-10"));
        assert!(dated_before("năm 2025", "2024-12-10"));
        assert!(!dated_before("trong kỳ", "2024-12-10"));
    }

    #[test]
    fn a_year_is_no_part_of_it() {
        for (a, b, same) in [
            ("năm 2025", "9 tháng đầu năm 2025", false),
            ("năm 2025", "năm 2024", false),
            ("Quý III/2025", "quý 3 năm 2025", true),
            ("9 tháng đầu năm", "9 tháng đầu năm 2025", true),
        ] {
            assert_eq!((same_period(a, b), same_period(b, a)), (same, same), "{a} / {b}");
        }
    }

    #[test]
    fn periods_are_told_apart_only_by_what_both_say() {
        for (asked, said, other) in [
            ("năm 2025", "năm 2025", false),
            ("năm 2025", "năm 2024", true),
            ("9 tháng năm 2025", "9 tháng đầu năm 2025", false),
            ("9 tháng năm 2025", "6 tháng đầu năm 2025", true),
            ("6 tháng đầu năm 2025", "6 tháng cuối năm 2025", true),
            ("quý III năm 2025", "Quý 3/2025", false),
            ("quý III năm 2025", "quý II/2025", true),
            ("tháng 10 năm 2025", "tháng 9/2025", true),
            ("năm 2025", "2025", false),
            ("", "năm 2024", false),
            // A year is no part of a year: the report of the whole year may be what is asked for.
            ("năm 2025", "9 tháng năm 2025", false),
        ] {
            assert_eq!(other_period(asked, said), other, "{asked} / {said}");
        }
    }
}
