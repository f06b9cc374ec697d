//! Dates as documents print them: "16/10/2025", "16 tháng 9 năm 2025", blanks included.

use tonghop_model::official::DateLine;

/// A date whose parts may be blank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Date {
    /// 1..=31.
    pub day: Option<u8>,
    /// 1..=12.
    pub month: Option<u8>,
    /// 1900..=2100.
    pub year: Option<u16>,
}

impl Date {
    /// ISO 8601; a month without a day gives "2025-09"; a year alone is no date.
    pub(crate) fn iso(self) -> Option<String> {
        let (month, year) = (self.month?, self.year?);
        Some(match self.day {
            Some(day) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("{year:04}-{month:02}"),
        })
    }
}

impl From<Date> for DateLine {
    fn from(date: Date) -> Self {
        Self {
            day: date.day,
            month: date.month,
            year: date.year.map(i32::from),
        }
    }
}

/// The date at the start of a folded text (after "ngay"), and the bytes that it takes.
pub(crate) fn parse(folded: &str) -> Option<(Date, usize)> {
    let mut scan = Scan { text: folded, at: 0 };
    scan.blanks();
    let day = scan.number(2);
    scan.blanks();
    if scan.mark() {
        scan.blanks();
        let month = scan.number(2)?;
        scan.blanks();
        let year = if scan.mark() {
            scan.blanks();
            scan.number(4)
        } else {
            None
        };
        return checked(day, Some(month), year).map(|d| (d, scan.at));
    }
    if !scan.word("thang") {
        return None;
    }
    scan.blanks();
    let month = scan.number(2);
    scan.blanks();
    let before = scan.at;
    let year = if scan.mark() || scan.word("nam") {
        scan.blanks();
        scan.number(4)
    } else {
        scan.at = before;
        None
    };
    checked(day, month, year).map(|d| (d, scan.at))
}

fn checked(day: Option<u32>, month: Option<u32>, year: Option<u32>) -> Option<Date> {
    let fits = |n: Option<u32>, from, to| n.is_none_or(|n| (from..=to).contains(&n));
    if !fits(day, 1, 31) || !fits(month, 1, 12) || !fits(year, 1900, 2100) {
        return None;
    }
    let small = |n: Option<u32>| n.and_then(|n| u8::try_from(n).ok());
    Some(Date {
        day: small(day),
        month: small(month),
        year: year.and_then(|y| u16::try_from(y).ok()),
    })
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// White space and the dots of a blank to be filled in.
    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '.', '…', '_', ',']).len();
    }

    fn number(&mut self, most: usize) -> Option<u32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > most {
            return None;
        }
        let number = self.rest()[..digits].parse().ok();
        self.at += digits;
        number
    }

    fn mark(&mut self) -> bool {
        let found = self.rest().starts_with(['/', '-']);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        parse(text).and_then(|(d, _)| d.iso())
    }

    #[test]
    fn printed_forms() {
        assert_eq!(iso(" 16/10/2025 cua").as_deref(), Some("2025-10-16"));
        assert_eq!(iso(" 16 thang 9 nam 2025").as_deref(), Some("2025-09-16"));
        assert_eq!(iso("18 thang 7 nam 2025").as_deref(), Some("2025-07-18"));
        assert_eq!(iso(" 02.5.2025"), None);
        assert_eq!(iso("…… thang 9 nam 2025").as_deref(), Some("2025-09"));
        assert_eq!(iso(" thang nam 2025"), None);
        assert_eq!(iso(" ..... thang ..... nam 2025"), None);
        assert_eq!(iso(" 45/10/2025"), None);
    }
}
