//! Days on which state offices work. Weekends are Saturday and Sunday (Quyết định 188/1999/QĐ-TTg); holidays are data of the
//! catalogue, because Tết and swapped days are announced year by year (Bộ luật Lao động 2019, Điều 111 and 112).

use crate::date::Date;
use std::collections::BTreeMap;

/// The days of one year that differ from the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayYear {
    /// Year.
    pub year: i32,
    /// True where the government announced the days; false where they are only what the law and custom let expect.
    pub announced: bool,
    /// Where the days come from.
    pub source: String,
    /// Its days.
    pub days: Vec<SpecialDay>,
}

/// A day that differs from the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDay {
    /// Day.
    pub date: Date,
    /// Why it differs.
    pub kind: SpecialDayKind,
    /// Vietnamese name: "Quốc khánh".
    pub name: String,
    /// `seen`, `partly` or `own`, as the README of the catalogue explains.
    pub certainty: String,
}

/// Why a day differs from the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpecialDayKind {
    /// A holiday of Điều 112.
    Holiday,
    /// Off because a holiday fell on a weekend (Điều 111.3): nghỉ bù.
    InLieu,
    /// A working day exchanged for a weekend day: hoán đổi, off.
    SwappedOff,
    /// The weekend day on which the exchanged day is worked.
    SwappedWork,
}

/// What is known about the holidays of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearKnowledge {
    /// Announced by the government.
    Announced,
    /// Expected by law and custom; not announced.
    Expected,
    /// No data: only weekends count.
    Missing,
}

/// Which days are worked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    years: BTreeMap<i32, bool>,
    days: BTreeMap<Date, SpecialDay>,
}

/// No stretch of days off comes near this length, in days; the search for a working day ends there.
const LONGEST_BREAK: usize = 366;

impl WorkCalendar {
    /// The calendar of these years. Of two entries for one day the later counts.
    #[must_use]
    pub fn new(years: &[HolidayYear]) -> Self {
        let days = years.iter().flat_map(|y| &y.days).map(|d| (d.date, d.clone()));
        Self {
            years: years.iter().map(|y| (y.year, y.announced)).collect(),
            days: days.collect(),
        }
    }

    /// True where state offices work on the day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        match self.days.get(&day) {
            Some(special) => special.kind == SpecialDayKind::SwappedWork,
            None => !day.is_weekend(),
        }
    }

    /// How the day differs from the week, where it does.
    #[must_use]
    pub fn special(&self, day: Date) -> Option<&SpecialDay> {
        self.days.get(&day)
    }

    /// Days from `from` to `to`, both included, that differ from the week, in order.
    pub fn special_days(&self, from: Date, to: Date) -> impl Iterator<Item = &SpecialDay> {
        // A range of a map must not end before it begins.
        let to = to.max(from);
        self.days.range(from..=to).map(|d| d.1)
    }

    /// What is known about the holidays of a year.
    #[must_use]
    pub fn knowledge(&self, year: i32) -> YearKnowledge {
        match self.years.get(&year) {
            Some(true) => YearKnowledge::Announced,
            Some(false) => YearKnowledge::Expected,
            None => YearKnowledge::Missing,
        }
    }

    /// The day itself where it is worked, else the next one that is.
    #[must_use]
    pub fn working_day_from(&self, day: Date) -> Date {
        let days = (0..).map(|n| day.plus_days(n)).take(LONGEST_BREAK);
        days.into_iter().find(|d| self.is_working(*d)).unwrap_or(day)
    }

    /// The n-th working day after `day`; `day` itself does not count. With 0 the day itself.
    #[must_use]
    pub fn plus_working_days(&self, day: Date, working_days: u16) -> Date {
        (0..working_days).fold(day, |at, _| self.working_day_from(at.plus_days(1)))
    }

    /// Working days after `from` up to and with `to`; 0 where `to` is not later.
    ///
    /// Counts at most the days of ten years.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let days = from.days_until(to).clamp(0, 3660);
        let worked = (1..=days).filter(|n| self.is_working(from.plus_days(*n)));
        u32::try_from(worked.count()).unwrap_or(u32::MAX)
    }
}
