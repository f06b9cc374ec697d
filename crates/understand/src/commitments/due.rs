//! When a promise is due, and whether that day is still to come.

use crate::tokens::Tokens;
use std::cmp::Ordering;
use tonghop_text::dates::{FoundDate, PartialDate, find_dates, find_windows};

/// When the report was written, as far as it is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    iso: Option<&'a str>,
}

impl<'a> Written<'a> {
    /// `iso` is the report's date, possibly only a month or year.
    pub(super) const fn on(iso: Option<&'a str>) -> Self {
        Self { iso }
    }

    /// The report's year, for dates that are printed without one.
    pub(super) fn year(self) -> Option<i32> {
        self.iso?.get(..4)?.parse().ok()
    }

    fn month(self) -> Option<u8> {
        self.iso?.get(5..7)?.parse().ok()
    }

    /// Whether a date is before, the same as or after the report's, by what both of them tell; `None` where that is
    /// unknown.
    pub(super) fn compare(self, due: &str) -> Option<Ordering> {
        let own = self.iso?;
        // Months decide: a day that only one of them has says nothing within a month.
        let shared = own.len().min(due.len());
        let (a, b) = (due.get(..shared)?, own.get(..shared)?);
        let order = a.cmp(b);
        (shared >= "2031-10".len() || order.is_ne()).then_some(order)
    }
}

/// The dates of a paragraph, in order.
pub(super) struct Dates {
    all: Vec<FoundDate>,
}

impl Dates {
    /// Reads them; a span of time is due with its last day.
    pub(super) fn of(text: &str) -> Self {
        let mut all = find_dates(text);
        for window in find_windows(text, &all) {
            let first = all.partition_point(|d| d.start < window.start);
            let inside = all[first..].iter_mut().take_while(|d| d.end <= window.end);
            inside.for_each(|d| d.date = window.to);
        }
        Self { all }
    }

    /// The first date with a month that starts within the bytes.
    fn first_in(&self, start: usize, end: usize) -> Option<&FoundDate> {
        let from = self.all.partition_point(|d| d.start < start);
        self.all[from..]
            .iter()
            .take_while(|d| d.start < end)
            // "năm 2031" alone belongs to a name more often than to a deadline.
            .find(|d| d.certain && d.date.month.is_some())
    }

    /// One past the last byte of the date that begins at `byte`; `byte` itself where none does.
    pub(super) fn end_of_date_at(&self, byte: usize) -> usize {
        let found = self.all.binary_search_by_key(&byte, |d| d.start);
        found.map_or(byte, |i| self.all[i].end)
    }
}

/// The date of a promise in the tokens `at..to`: the first day, month or quarter; a year where the words say that it is
/// the time of the promise.
pub(super) fn due_date(
    tokens: &Tokens<'_>,
    dates: &Dates,
    (at, to): (usize, usize),
    written: Written<'_>,
) -> Option<PartialDate> {
    let by_date = dates.first_in(tokens.start(at), tokens.start(to));
    let quarter = (at..to).find_map(|i| Some((i, quarter(tokens, i, written.year())?)));
    match (by_date, quarter) {
        (Some(date), Some((i, quarter))) if tokens.start(i) < date.start => Some(quarter),
        (Some(date), _) => date.date.or_year(year_of(date.date, written)),
        (None, Some((_, quarter))) => Some(quarter),
        (None, None) => {
            (at..to).find_map(|i| part_of_year(tokens, i, written).or_else(|| relative(tokens, i, written)))
        }
    }
}

/// The year of a date that is printed without one: the report's, or the next one for the first months in a report of the last.
fn year_of(date: PartialDate, written: Written<'_>) -> Option<i32> {
    const MONTHS_PAST: u8 = 9;
    let (year, month) = (written.year()?, date.month?);
    let next = written.month().is_some_and(|own| own >= month + MONTHS_PAST);
    Some(if next { year + 1 } else { year })
}

/// "quý IV/2031", "quý 4 năm 2031", "quý IV" of the report's year: due by the last month of the quarter.
fn quarter(tokens: &Tokens<'_>, i: usize, year: Option<i32>) -> Option<PartialDate> {
    if !matches!(tokens.low(i), "quý" | "quí") {
        return None;
    }
    let month = match tokens.low(i + 1) {
        "i" | "1" | "01" => 3,
        "ii" | "2" | "02" => 6,
        "iii" | "3" | "03" => 9,
        "iv" | "4" | "04" => 12,
        _ => return None,
    };
    let printed = matches!(tokens.low(i + 2), "/" | "năm" | "-").then(|| year_at(tokens, i + 3));
    of_month(printed.flatten().or(year)?, month)
}

/// True where the quarter at `i` is the one in which the report was written.
pub(super) fn is_own_quarter(tokens: &Tokens<'_>, i: usize, written: Written<'_>) -> bool {
    let last = |month: u8| month.div_ceil(3) * 3;
    quarter(tokens, i, written.year())
        .is_some_and(|q| q.year == written.year() && q.month.is_some() && q.month == written.month().map(last))
}

/// "6 tháng đầu năm 2032", "cuối năm 2031", "trong năm 2032": by the last month of that part, or the year alone.
fn part_of_year(tokens: &Tokens<'_>, i: usize, written: Written<'_>) -> Option<PartialDate> {
    let half = matches!(tokens.low(i), "6" | "06" | "sáu")
        .then(|| tokens.any_phrase(i + 1, &["tháng đầu năm", "tháng cuối năm"]))
        .flatten();
    if let Some(n) = half {
        let year = year_at(tokens, i + 1 + n).or(written.year())?;
        return of_month(year, if tokens.low(i + 2) == "đầu" { 6 } else { 12 });
    }
    if let Some(n) = tokens.any_phrase(i, &["cuối năm", "hết năm"]) {
        return of_month(year_at(tokens, i + n).or(written.year())?, 12);
    }
    let n = tokens.any_phrase(i, &["trong năm", "vào năm", "đầu năm", "sang năm"])?;
    PartialDate::new(Some(year_at(tokens, i + n)?), None, None)
}

/// "trong tháng tới", "quý tới", "tháng sau" of a report whose month is known.
fn relative(tokens: &Tokens<'_>, i: usize, written: Written<'_>) -> Option<PartialDate> {
    let next = ["tới", "sau", "tiếp"].contains(&tokens.low(i + 1));
    let (year, month) = (written.year()?, written.month()?);
    let due = match tokens.low(i) {
        "tháng" if next => month + 1,
        // The last month of the quarter that follows.
        "quý" | "quí" if next => month.div_ceil(3) * 3 + 3,
        _ => return None,
    };
    if due > 12 {
        of_month(year + 1, due - 12)
    } else {
        of_month(year, due)
    }
}

fn year_at(tokens: &Tokens<'_>, i: usize) -> Option<i32> {
    tokens.low(i).parse().ok().filter(|y| (1900..2200).contains(y))
}

fn of_month(year: i32, month: u8) -> Option<PartialDate> {
    PartialDate::new(Some(year), Some(month), None)
}
