//! Files of `holidays/` into years of special days, each mistake with its line.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use toml::Spanned;
use tonghop_model::date::Date;
use tonghop_model::holiday::{HolidayYear, SpecialDay, SpecialDayKind};
use tonghop_model::message::Message;

use crate::files::SourceFile;
use crate::parse::{Lines, read};
use crate::problem::Problem;
use crate::validate::CERTAINTIES;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHolidays {
    #[serde(default)]
    year: Vec<RawYear>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYear {
    year: Spanned<i32>,
    announced: bool,
    source: String,
    #[serde(default)]
    day: Vec<RawDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDay {
    date: Spanned<String>,
    kind: RawKind,
    name: String,
    certainty: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawKind {
    Holiday,
    InLieu,
    SwappedOff,
    SwappedWork,
}

/// The years of all files in the order of years, and every mistake in them.
pub(crate) fn parse(files: &[SourceFile]) -> (Vec<HolidayYear>, Vec<Problem>) {
    let mut reader = Reader::default();
    for file in files {
        if let Some(raw) = read::<RawHolidays>(file, &mut reader.problems) {
            let mut lines = Lines::new(file);
            for year in raw.year {
                reader.year(year, &file.path, &mut lines);
            }
        }
    }
    reader.swaps();
    reader.years.sort_by_key(|y| y.year);
    (reader.years, reader.problems)
}

#[derive(Default)]
struct Reader {
    years: Vec<HolidayYear>,
    /// Place of each year, to name the first of two.
    first: HashMap<i32, String>,
    days: HashSet<Date>,
    /// Days off and days worked of swaps: their numbers must agree.
    off: Vec<(String, usize)>,
    worked: Vec<(String, usize)>,
    problems: Vec<Problem>,
}

impl Reader {
    fn year(&mut self, raw: RawYear, file: &str, lines: &mut Lines<'_>) {
        let line = lines.of(&raw.year);
        let year = raw.year.into_inner();
        if !(1990..=2199).contains(&year) {
            self.bad_value(file, line, "year", &year.to_string());
        }
        if let Some(first) = self.first.get(&year) {
            let message = Message::new("catalogue-duplicate")
                .with("kind", "year")
                .with("code", year.to_string())
                .with("first", first);
            self.problems.push(Problem::new(file, line, message));
        } else {
            self.first.insert(year, format!("{file}:{line}"));
        }
        self.blank(file, line, "source", &raw.source);
        let days = raw.day.into_iter().filter_map(|d| self.day(d, year, file, lines));
        let days: Vec<SpecialDay> = days.collect();
        self.years.push(HolidayYear {
            year,
            announced: raw.announced,
            source: raw.source,
            days,
        });
    }

    fn day(&mut self, raw: RawDay, year: i32, file: &str, lines: &mut Lines<'_>) -> Option<SpecialDay> {
        let line = lines.of(&raw.date);
        let text = raw.date.into_inner();
        self.blank(file, line, "name", &raw.name);
        if !CERTAINTIES.contains(&raw.certainty.as_str()) {
            self.bad_value(file, line, "certainty", &raw.certainty);
        }
        let date = text.parse::<Date>().ok().filter(|d| d.year() == year);
        let Some(date) = date else {
            self.bad_value(file, line, "date", &text);
            return None;
        };
        if !self.days.insert(date) {
            let message = Message::new("catalogue-repeated")
                .with("kind", "date")
                .with("code", text);
            self.problems.push(Problem::new(file, line, message));
        }
        let kind = self.kind(raw.kind, date, file, line);
        Some(SpecialDay {
            date,
            kind,
            name: raw.name,
            certainty: raw.certainty,
        })
    }

    /// The kind; a day off that is a weekend anyway, or a day worked that is none, is a mistake.
    fn kind(&mut self, raw: RawKind, date: Date, file: &str, line: usize) -> SpecialDayKind {
        let (kind, key, fits) = match raw {
            RawKind::Holiday => (SpecialDayKind::Holiday, "holiday", true),
            RawKind::InLieu => (SpecialDayKind::InLieu, "in_lieu", !date.is_weekend()),
            RawKind::SwappedOff => (SpecialDayKind::SwappedOff, "swapped_off", !date.is_weekend()),
            RawKind::SwappedWork => (SpecialDayKind::SwappedWork, "swapped_work", date.is_weekend()),
        };
        match kind {
            SpecialDayKind::SwappedOff => self.off.push((file.to_owned(), line)),
            SpecialDayKind::SwappedWork => self.worked.push((file.to_owned(), line)),
            SpecialDayKind::Holiday | SpecialDayKind::InLieu => {}
        }
        if !fits {
            let message = Message::new("catalogue-holiday-weekday")
                .with("date", date.printed())
                .with("kind", key);
            self.problems.push(Problem::new(file, line, message));
        }
        kind
    }

    /// Each day that is swapped off is worked on another; the first one too many is named.
    fn swaps(&mut self) {
        let (off, worked) = (self.off.len(), self.worked.len());
        let extra = match off.cmp(&worked) {
            std::cmp::Ordering::Greater => self.off.get(worked),
            std::cmp::Ordering::Less => self.worked.get(off),
            std::cmp::Ordering::Equal => None,
        };
        if let Some((file, line)) = extra {
            let message = Message::new("catalogue-holiday-swaps")
                .with("off", off.to_string())
                .with("work", worked.to_string());
            self.problems.push(Problem::new(file, *line, message));
        }
    }

    fn bad_value(&mut self, file: &str, line: usize, field: &str, value: &str) {
        let message = Message::new("catalogue-bad-value")
            .with("field", field)
            .with("value", value);
        self.problems.push(Problem::new(file, line, message));
    }

    fn blank(&mut self, file: &str, line: usize, field: &str, value: &str) {
        if value.trim().is_empty() {
            let message = Message::new("catalogue-blank").with("field", field);
            self.problems.push(Problem::new(file, line, message));
        }
    }
}
