//! The embedded holidays, and mistakes in a file of holidays.

use std::fs;
use std::path::PathBuf;

use tonghop_catalogue::Catalogue;
use tonghop_model::date::Date;
use tonghop_model::deadline::{DeadlineIssue, deadline_after, deadline_issues};
use tonghop_model::holiday::{SpecialDayKind, YearKnowledge};
use tonghop_model::period::ReportingPeriod;

fn day(text: &str) -> Date {
    text.parse().expect("date")
}

#[test]
fn announced_swaps_of_2025_and_2026() {
    let calendar = Catalogue::embedded().work_calendar();
    for off in [
        "2025-05-02",
        "2026-01-02",
        "2026-02-20",
        "2026-04-27",
        "2026-08-31",
        "2026-09-01",
    ] {
        assert!(!calendar.is_working(day(off)), "{off}");
    }
    for worked in ["2025-04-26", "2026-01-10", "2026-08-22", "2026-02-23"] {
        assert!(calendar.is_working(day(worked)), "{worked}");
    }
}

#[test]
fn every_announced_year_has_the_days_of_the_law() {
    let calendar = Catalogue::embedded().work_calendar();
    for year in 2025..=2030 {
        let (from, to) = (
            Date::new(year, 1, 1).expect("day"),
            Date::new(year, 12, 31).expect("day"),
        );
        let holidays: Vec<_> = calendar
            .special_days(from, to)
            .filter(|d| d.kind == SpecialDayKind::Holiday)
            .collect();
        // Điều 112: 1 + 5 + 1 + 1 + 1 + 2; from 2026 the day of culture.
        assert_eq!(holidays.len(), if year < 2026 { 11 } else { 12 }, "{year}");
        for fixed in ["01-01", "04-30", "05-01", "09-02"] {
            assert!(!calendar.is_working(day(&format!("{year}-{fixed}"))), "{year}-{fixed}");
        }
        // A holiday on a weekend gives a day in lieu.
        let lost = holidays.iter().filter(|d| d.date.is_weekend()).count();
        let in_lieu = calendar
            .special_days(from, to)
            .filter(|d| d.kind == SpecialDayKind::InLieu)
            .count();
        assert_eq!(lost, in_lieu, "{year}");
    }
}

#[test]
fn years_say_what_is_known_of_them() {
    let calendar = Catalogue::embedded().work_calendar();
    assert_eq!(calendar.knowledge(2026), YearKnowledge::Announced);
    assert_eq!(calendar.knowledge(2028), YearKnowledge::Expected);
    assert_eq!(calendar.knowledge(2031), YearKnowledge::Missing);
}

#[test]
fn deadline_of_a_quarter_of_the_decree() {
    let calendar = Catalogue::embedded().work_calendar();
    let quarter: ReportingPeriod = "nd09:2026-Q3".parse().expect("code");
    // 14/9/2026 is a Monday.
    assert_eq!(deadline_after(calendar, quarter.cut_off(), 2), day("2026-09-16"));
    assert!(deadline_issues(calendar, quarter.cut_off(), day("2026-09-16")).is_empty());
    // 14/2/2026 is the Saturday before Tết.
    let month: ReportingPeriod = "nd09:2026-M02".parse().expect("code");
    assert_eq!(deadline_after(calendar, month.cut_off(), 1), day("2026-02-23"));
    let issues = deadline_issues(calendar, month.cut_off(), day("2026-02-20"));
    assert!(matches!(issues[0], DeadlineIssue::TooEarly { earliest } if earliest == day("2026-02-23")));
}

/// A directory with one file of holidays, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn of(name: &str, text: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("tonghop-holidays-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("holidays")).expect("folder");
        fs::write(dir.join("holidays/own.toml"), text).expect("file");
        Self(dir)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(days: &str) -> String {
    format!("[[year]]\nyear = 2027\nannounced = true\nsource = \"văn bản\"\nday = [\n{days}\n]\n")
}

#[test]
fn own_holidays_replace_the_embedded_ones() {
    let days = "{ date = \"2027-03-01\", kind = \"holiday\", name = \"Ngày riêng\", certainty = \"own\" },";
    let folder = Folder::of("own", &text(days));
    let catalogue = Catalogue::load(&folder.0).expect("catalogue");
    assert!(!catalogue.work_calendar().is_working(day("2027-03-01")));
    assert_eq!(catalogue.work_calendar().knowledge(2026), YearKnowledge::Missing);
    assert!(catalogue != *Catalogue::embedded());
}

#[test]
fn mistakes_name_their_lines() {
    let good = "certainty = \"own\" },";
    let cases = [
        (
            "date",
            format!("{{ date = \"2027-02-30\", kind = \"holiday\", name = \"a\", {good}"),
            6,
            "catalogue-bad-value",
        ),
        (
            "year",
            format!("{{ date = \"2026-02-03\", kind = \"holiday\", name = \"a\", {good}"),
            6,
            "catalogue-bad-value",
        ),
        (
            "name",
            format!("{{ date = \"2027-02-03\", kind = \"holiday\", name = \" \", {good}"),
            6,
            "catalogue-blank",
        ),
        (
            "kind",
            format!("{{ date = \"2027-02-03\", kind = \"feast\", name = \"a\", {good}"),
            6,
            "catalogue-unknown-value",
        ),
        (
            "lieu",
            format!("{{ date = \"2027-02-06\", kind = \"in_lieu\", name = \"a\", {good}"),
            6,
            "catalogue-holiday-weekday",
        ),
        (
            "swap",
            format!("{{ date = \"2027-02-03\", kind = \"swapped_off\", name = \"a\", {good}"),
            6,
            "catalogue-holiday-swaps",
        ),
        (
            "sure",
            "{ date = \"2027-02-03\", kind = \"holiday\", name = \"a\", certainty = \"yes\" },".to_owned(),
            6,
            "catalogue-bad-value",
        ),
        (
            "twice",
            format!(
                "{{ date = \"2027-02-03\", kind = \"holiday\", name = \"a\", {good}\n{{ date = \"2027-02-03\", kind = \"holiday\", name = \"b\", {good}"
            ),
            7,
            "catalogue-repeated",
        ),
    ];
    for (name, days, line, key) in cases {
        let folder = Folder::of(name, &text(&days));
        let problems = Catalogue::problems(Some(&folder.0));
        assert_eq!(problems.len(), 1, "{name}: {problems:#?}");
        let found = (problems[0].file.as_str(), problems[0].line, problems[0].message.key);
        assert_eq!(found, ("holidays/own.toml", line, key), "{name}");
    }
}

#[test]
fn a_year_stands_once() {
    let twice = text("").repeat(2);
    let folder = Folder::of("again", &twice);
    let problems = Catalogue::problems(Some(&folder.0));
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!((problems[0].line, problems[0].message.key), (9, "catalogue-duplicate"));
}
