//! Dates as Vietnamese reports print them: `18/7/2025`, `ngày18 tháng 7 năm 2025`, `tháng 9/2025`.

use crate::numbers::word_prefix;
use std::ops::Range;

/// A date of which parts may be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    /// Year, 1900 to 2199.
    pub year: Option<i32>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
}

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDate {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The date.
    pub date: PartialDate,
    /// False for a bare `10/9` without a word or a year: it may be a ratio.
    pub certain: bool,
}

/// A span of time in a text: "từ ngày 01/7 đến ngày 10/9/2025".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundWindow {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// First day; its year and month are taken over from the last day where they are not printed.
    pub from: PartialDate,
    /// Last day.
    pub to: PartialDate,
}

impl PartialDate {
    /// A date from its parts; none where such a day does not exist.
    #[must_use]
    pub fn new(year: Option<i32>, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        if year.is_some_and(|y| !(1900..2200).contains(&y)) || month.is_some_and(|m| !(1..=12).contains(&m)) {
            return None;
        }
        if let Some(d) = day {
            let longest = month.map_or(31, |m| days_in_month(year, m));
            if d == 0 || d > longest {
                return None;
            }
        }
        Some(Self { year, month, day })
    }

    /// ISO 8601: `2025-10-16`, `2025-10`, `2025`. None where the year is missing.
    #[must_use]
    pub fn iso(self) -> Option<String> {
        let year = self.year?;
        Some(match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{year:04}-{m:02}-{d:02}"),
            (Some(m), None) => format!("{year:04}-{m:02}"),
            _ => format!("{year:04}"),
        })
    }

    /// True where year, month and day are known.
    #[must_use]
    pub const fn is_full(self) -> bool {
        self.year.is_some() && self.month.is_some() && self.day.is_some()
    }

    /// The date with this year where its own is missing; none where such a day does not exist.
    #[must_use]
    pub fn or_year(self, year: Option<i32>) -> Option<Self> {
        Self::new(self.year.or(year), self.month, self.day)
    }
}

/// Days of a month; February has 29 where the year is unknown.
fn days_in_month(year: Option<i32>, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_some_and(|y| y % 4 != 0 || (y % 100 == 0 && y % 400 != 0)) => 28,
        2 => 29,
        _ => 31,
    }
}

/// A place in a text that only moves forward.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// White space and the dots or dashes of a form that was not filled in.
    fn blank(&mut self) {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_'));
        self.at += rest.len() - trimmed.len();
    }

    /// `word` after white space.
    fn word(&mut self, word: &str) -> bool {
        let mut next = *self;
        next.space();
        match word_prefix(next.rest(), word) {
            Some(len) => {
                next.at += len;
                *self = next;
                true
            }
            None => false,
        }
    }

    /// A whole number of `least` to `most` digits after white space.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let mut next = *self;
        next.space();
        let run = next.rest().bytes().take_while(u8::is_ascii_digit).count();
        if run < least || run > most {
            return None;
        }
        let value = next.rest()[..run].parse().ok()?;
        next.at += run;
        *self = next;
        Some(value)
    }

    /// One of `/ - .` after white space.
    fn separator(&mut self) -> Option<char> {
        let mut next = *self;
        next.space();
        let c = next
            .rest()
            .chars()
            .next()
            .filter(|c| matches!(c, '/' | '-' | '.' | '–'))?;
        next.at += c.len_utf8();
        *self = next;
        Some(c)
    }

    /// "năm 2025", or "/2025".
    fn year(&mut self) -> Option<i32> {
        let mut next = *self;
        let _ = next.word(",");
        if !next.word("năm") {
            next = *self;
            next.separator()?;
        }
        let year = next.digits(4, 4)?;
        *self = next;
        Some(year as i32)
    }
}

/// The date at the very start of `text`, and its length in bytes.
///
/// Knows `ngày 18/7/2025`, `18/7/2025`, `ngày18 tháng 7 năm 2025`, `tháng 9/2025`, `tháng 9 năm 2025`,
/// `9/2025`, `quý III năm 2025` (read as the year), `năm 2025` and the blank `ngày … tháng … năm 2025`.
/// Dates without a year are returned without it.
#[must_use]
pub fn date_prefix(text: &str) -> Option<(PartialDate, usize)> {
    let (date, len, _) = read_date(text)?;
    Some((date, len))
}

/// Like [`date_prefix`], and whether the words or the year leave no doubt that it is a date.
fn read_date(text: &str) -> Option<(PartialDate, usize, bool)> {
    let start = Cursor { text, at: 0 };
    let mut c = start;
    if c.word("ngày") {
        return day_and_month(c)
            .or_else(|| blank_form(c))
            .map(|(date, end)| (date, end, true));
    }
    if c.word("tháng") {
        return month_and_year(c)
            .or_else(|| blank_form(start))
            .map(|(date, end)| (date, end, true));
    }
    if c.word("năm") {
        let year = c.digits(4, 4)?;
        return Some((PartialDate::new(Some(year as i32), None, None)?, c.at, true));
    }
    if c.word("quý") || c.word("quí") {
        return quarter(c).map(|(date, end)| (date, end, true));
    }
    if !text.starts_with(|x: char| x.is_ascii_digit()) {
        return None;
    }
    if let Some((date, end)) = day_and_month(start) {
        let worded = !text[..end].contains(['/', '-', '.', '–']);
        return Some((date, end, date.year.is_some() || worded));
    }
    month_slash_year(start).map(|(date, end)| (date, end, true))
}

/// "18/7/2025", "18/7", "18 tháng 7 năm 2025", "18 tháng 7".
fn day_and_month(c: Cursor<'_>) -> Option<(PartialDate, usize)> {
    let printed = printed_day(c)?;
    let date = PartialDate::new(
        printed.year,
        Some(u8::try_from(printed.month).ok()?),
        Some(u8::try_from(printed.day).ok()?),
    )?;
    Some((date, printed.end))
}

/// The numbers of a day in the form of a date, whether the calendar has that day or not.
struct PrintedDay {
    day: u32,
    month: u32,
    year: Option<i32>,
    end: usize,
}

fn printed_day(mut c: Cursor<'_>) -> Option<PrintedDay> {
    let day = c.digits(1, 2)?;
    let slash = !c.word("tháng");
    let mark = if slash { Some(c.separator()?) } else { None };
    let month = c.digits(1, 2)?;
    // "18/7/2025": the second mark is the first one again; "01/7-10/9" is a range.
    let before_year = c;
    let year = c.year().filter(|_| {
        mark.is_none_or(|m| before_year.rest().trim_start().starts_with(m))
            || before_year.rest().trim_start().to_lowercase().starts_with("năm")
    });
    if year.is_none() {
        c = before_year;
        // A dash or point alone is a range or a decimal, and a third number makes it something else.
        if mark.is_some_and(|m| m != '/') || (slash && c.rest().starts_with('/')) {
            return None;
        }
    }
    Some(PrintedDay {
        day,
        month,
        year,
        end: c.at,
    })
}

/// "9/2025", "9 năm 2025", "9" after "tháng".
fn month_and_year(mut c: Cursor<'_>) -> Option<(PartialDate, usize)> {
    let month = u8::try_from(c.digits(1, 2)?).ok()?;
    let end = c;
    let year = c.year();
    if year.is_none() {
        c = end;
    }
    Some((PartialDate::new(year, Some(month), None)?, c.at))
}

/// "9/2025" without a word before it.
fn month_slash_year(mut c: Cursor<'_>) -> Option<(PartialDate, usize)> {
    let month = u8::try_from(c.digits(1, 2)?).ok()?;
    if c.separator()? != '/' {
        return None;
    }
    let year = c.digits(4, 4)? as i32;
    Some((PartialDate::new(Some(year), Some(month), None)?, c.at))
}

/// "III năm 2025", "III/2025" after "quý"; the quarter itself has no place in an ISO date.
fn quarter(mut c: Cursor<'_>) -> Option<(PartialDate, usize)> {
    c.space();
    let run = c
        .rest()
        .bytes()
        .take_while(|b| matches!(b, b'I' | b'V' | b'i' | b'v' | b'1'..=b'4'))
        .count();
    if run == 0 || run > 3 {
        return None;
    }
    c.at += run;
    let end = c;
    let year = c.year();
    if year.is_none() {
        c = end;
    }
    Some((PartialDate::new(year, None, None)?, c.at))
}

/// "…… tháng …… năm 2025" after "ngày", or "tháng …… năm 2025": a form that was not filled in.
fn blank_form(mut c: Cursor<'_>) -> Option<(PartialDate, usize)> {
    c.blank();
    if !c.word("tháng") {
        return None;
    }
    let month = c.digits(1, 2).and_then(|m| u8::try_from(m).ok());
    c.blank();
    if !c.word("năm") {
        return None;
    }
    c.blank();
    let year = c.digits(4, 4).map(|y| y as i32);
    Some((PartialDate::new(year, month, None)?, c.at))
}

/// Every date of `text`, in order.
#[must_use]
pub fn find_dates(text: &str) -> Vec<FoundDate> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = text[at..].chars().next() {
        let candidate = (c.is_ascii_digit() && !before.is_alphanumeric() && !matches!(before, '/' | '.' | ','))
            || (matches!(c, 'n' | 'N' | 't' | 'T' | 'q' | 'Q') && !before.is_alphanumeric());
        if candidate && let Some((date, len, certain)) = read_date(&text[at..]) {
            found.push(FoundDate {
                start: at,
                end: at + len,
                date,
                certain,
            });
            at += len;
            before = '0';
            continue;
        }
        before = c;
        at += c.len_utf8();
    }
    found
}

/// Byte ranges of the days that `text` prints and no calendar has, in order: `31/02/2027`, `ngày 31 tháng 4`, `ngày
/// 12/26/2025`. What may be a ratio or a number of a document (`31/2`, `45/60` without a word, `03 ngày 31/2`) is none.
#[must_use]
pub fn find_impossible_dates(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut end_of_last = 0;
    for (at, c) in text.char_indices() {
        let opens = matches!(c, 'n' | 'N') && !before.is_alphanumeric()
            || c.is_ascii_digit() && !before.is_alphanumeric() && !matches!(before, '/' | '.' | ',' | '-' | '–');
        before = c;
        if opens
            && at >= end_of_last
            && let Some(end) = impossible_day(text, at)
        {
            found.push(at..end);
            end_of_last = end;
        }
    }
    found
}

/// The end of a day at `at` that does not exist.
fn impossible_day(text: &str, at: usize) -> Option<usize> {
    let mut c = Cursor { text, at };
    let worded = c.word("ngày");
    let printed = printed_day(c)?;
    let goes_on = c.text[printed.end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-'));
    let within = (1..=31).contains(&printed.day) && (1..=12).contains(&printed.month);
    let counted = text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit());
    let like_a_day = match printed.year {
        Some(year) => (1900..2200).contains(&year) && (worded || within),
        None => worded && within && !counted,
    };
    let day = PartialDate::new(
        printed.year,
        u8::try_from(printed.month).ok(),
        u8::try_from(printed.day).ok(),
    );
    (like_a_day && !goes_on && day.is_none()).then_some(printed.end)
}

/// Every "từ … đến …" of `text`, in order. `dates` are the dates of the same text.
#[must_use]
pub fn find_windows(text: &str, dates: &[FoundDate]) -> Vec<FoundWindow> {
    dates
        .windows(2)
        .filter_map(|pair| {
            let (first, last) = (pair[0], pair[1]);
            let between = Cursor { text, at: first.end };
            let end = joins(between)?;
            if end != last.start && !text[end..last.start].trim().is_empty() {
                return None;
            }
            let start = opens(text, first.start)?;
            let from = PartialDate::new(
                first.date.year.or(last.date.year),
                first.date.month.or(last.date.month),
                first.date.day,
            )?;
            Some(FoundWindow {
                start,
                end: last.end,
                from,
                to: last.date,
            })
        })
        .collect()
}

/// End of "đến", "đến hết", "tới" or a dash.
fn joins(mut c: Cursor<'_>) -> Option<usize> {
    if c.word("đến") || c.word("tới") {
        let _ = c.word("hết");
        return Some(c.at);
    }
    c.separator().filter(|m| matches!(m, '-' | '–')).map(|_| c.at)
}

/// Start of the "từ" before the date at `at`.
fn opens(text: &str, at: usize) -> Option<usize> {
    let head = text[..at].trim_end();
    let word = head.rsplit(|c: char| !c.is_alphabetic()).next()?;
    matches!(word.to_lowercase().as_str(), "từ" | "kể").then(|| head.len() - word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn iso(text: &str) -> Option<String> {
        date_prefix(text).and_then(|(d, _)| d.iso())
    }

    #[test]
    fn forms_of_full_dates() {
        for text in [
            "ngày 18/7/2031",
            "18/07/2031",
            "18-7-2031",
            "18.7.2031",
            "ngày18 tháng 7 năm 2031",
            "NGÀY 18 THÁNG 07 NĂM 2031",
            "18 tháng 7, năm 2031",
            "ngày 18/ 7/ 2031",
        ] {
            assert_eq!(iso(text).as_deref(), Some("2031-07-18"), "{text}");
        }
    }

    #[test]
    fn partial_and_blank_dates() {
        assert_eq!(iso("tháng 9/2031").as_deref(), Some("2031-09"));
        assert_eq!(iso("tháng 9 năm 2031").as_deref(), Some("2031-09"));
        assert_eq!(iso("9/2031").as_deref(), Some("2031-09"));
        assert_eq!(iso("năm 2031").as_deref(), Some("2031"));
        assert_eq!(iso("quý III năm 2031").as_deref(), Some("2031"));
        assert_eq!(iso("ngày     tháng     năm 2031").as_deref(), Some("2031"));
        assert_eq!(iso("ngày … tháng 8 năm 2031").as_deref(), Some("2031-08"));
        assert_eq!(
            date_prefix("tháng 10").map(|(d, _)| (d.year, d.month)),
            Some((None, Some(10)))
        );
    }

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        assert_eq!(date_prefix("31/4/2031"), None);
        assert_eq!(date_prefix("29/02/2031"), None);
        assert_eq!(date_prefix("12/13"), None);
        assert_eq!(date_prefix("570/570"), None);
        assert_eq!(date_prefix("15/CV"), None);
    }

    #[test]
    fn days_that_no_calendar_has_are_found() {
        let found = |text: &str| {
            find_impossible_dates(text)
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("xong trước ngày 31/02/2031, sau 29/10/2031"), ["ngày 31/02/2031"]);
        assert_eq!(found("ngày 31 tháng 4 năm 2031"), ["ngày 31 tháng 4 năm 2031"]);
        assert_eq!(found("Từ 29/02/2031 đến ngày 31/9"), ["29/02/2031", "ngày 31/9"]);
        assert_eq!(found("Ngày 12/26/2031."), ["Ngày 12/26/2031"]);
        for text in [
            "ngày 29/02/2028 và 31/12/2031",
            "đạt 31/2 chỉ tiêu, 45/60/2031",
            "trong 03 ngày 31/2 lớp",
            "mỗi ngày 45/60 hồ sơ",
            "Số 31/02/2031/QĐ-UBND",
            "ngày … tháng … năm 2031",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_window_takes_its_year_from_the_last_day() {
        let text = "Tính từ ngày 01/7 đến hết ngày 10/9/2031, tổng số";
        let dates = find_dates(text);
        let windows = find_windows(text, &dates);
        assert_eq!(windows.len(), 1);
        assert_eq!(windows[0].from.iso().as_deref(), Some("2031-07-01"));
        assert_eq!(windows[0].to.iso().as_deref(), Some("2031-09-10"));
        assert_eq!(
            &text[windows[0].start..windows[0].end],
            "từ ngày 01/7 đến hết ngày 10/9/2031"
        );
    }

    #[test]
    fn a_bare_ratio_is_not_certain() {
        let dates = find_dates("đạt 10/12 thôn, ngày 10/12");
        assert_eq!(dates.iter().map(|d| d.certain).collect::<Vec<_>>(), [false, true]);
    }

    proptest! {
        #[test]
        fn what_is_formatted_is_read_back(y in 1900_i32..2200, m in 1_u8..=12, d in 1_u8..=28, padded: bool) {
            let date = PartialDate { year: Some(y), month: Some(m), day: Some(d) };
            let forms = if padded {
                [format!("ngày {d:02}/{m:02}/{y}"), format!("ngày {d:02} tháng {m:02} năm {y}")]
            } else {
                [format!("{d}/{m}/{y}"), format!("ngày{d} tháng {m} năm {y}")]
            };
            for form in forms {
                prop_assert_eq!(date_prefix(&form), Some((date, form.len())), "{}", form);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "(ngày|tháng|năm|quý|từ|đến|[0-9/ .-]|\\PC){0,30}") {
            let dates = find_dates(&text);
            for date in &dates {
                prop_assert!(text.is_char_boundary(date.start) && text.is_char_boundary(date.end));
            }
            let _ = find_windows(&text, &dates);
        }
    }
}
