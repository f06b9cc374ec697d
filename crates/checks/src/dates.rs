//! Days counted from ISO dates, and the reporting periods of Nghị định 09/2019/NĐ-CP, Điều 12.

use tonghop_model::reading::Period;
use tonghop_text::fold;

/// A whole ISO date as a day number; none for partial or impossible dates.
pub fn day_number(iso: &str) -> Option<i64> {
    let mut parts = iso.splitn(3, '-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month: i64 = parts.next()?.parse().ok()?;
    let day: i64 = parts.next()?.parse().ok()?;
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days from civil: years start in March so that the leap day comes last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
}

/// First and last day of a declared period: the dates printed, else the window that Nghị định 09/2019 gives the label.
pub fn declared_window(period: &Period) -> Option<(String, String)> {
    if let (Some(from), Some(to)) = (&period.from, &period.to) {
        return Some((from.clone(), to.clone()));
    }
    let label = fold(&period.label);
    let words: Vec<&str> = label
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let year: i32 = words
        .iter()
        .rev()
        .find_map(|w| if w.len() == 4 { w.parse().ok() } else { None })?;
    let before = |word: &str| {
        words
            .iter()
            .position(|w| *w == word)
            .and_then(|at| at.checked_sub(1))
            .map(|at| words[at])
    };
    let after = |word: &str| {
        words
            .iter()
            .position(|w| *w == word)
            .and_then(|at| words.get(at + 1))
            .copied()
    };
    let months = before("thang").and_then(|w| w.parse::<u32>().ok());
    let window = |from: (i32, u32), to: (i32, u32)| {
        Some((
            format!("{:04}-{:02}-15", from.0, from.1),
            format!("{:04}-{:02}-14", to.0, to.1),
        ))
    };
    match months {
        Some(6) if label.contains("cuoi nam") => return window((year, 6), (year, 12)),
        Some(6) => return window((year - 1, 12), (year, 6)),
        Some(9) => return window((year - 1, 12), (year, 9)),
        Some(12) => return window((year - 1, 12), (year, 12)),
        Some(_) => return None,
        None => {}
    }
    if let Some(quarter) = after("quy").and_then(quarter) {
        let last = quarter * 3;
        return if quarter == 1 {
            window((year - 1, 12), (year, 3))
        } else {
            window((year, last - 3), (year, last))
        };
    }
    if let Some(month) = after("thang")
        .and_then(|w| w.parse::<u32>().ok())
        .filter(|m| (1..=12).contains(m))
    {
        return if month == 1 {
            window((year - 1, 12), (year, 1))
        } else {
            window((year, month - 1), (year, month))
        };
    }
    if after("nam").is_some() {
        window((year - 1, 12), (year, 12))
    } else {
        None
    }
}

fn quarter(word: &str) -> Option<u32> {
    match word {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

/// An ISO date the Vietnamese way: `15/12/2024`.
pub fn print(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(label: &str) -> Option<(String, String)> {
        declared_window(&Period {
            label: label.into(),
            from: None,
            to: None,
        })
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        let days = |a: &str, b: &str| day_number(b).unwrap() - day_number(a).unwrap();
        assert_eq!(days("2024-02-28", "2024-03-01"), 2);
        assert_eq!(days("2025-02-28", "2025-03-01"), 1);
        assert_eq!(days("2024-12-15", "2025-09-14"), 273);
        assert_eq!(day_number("2025-10"), None);
        assert_eq!(day_number("2025-13-01"), None);
    }

    #[test]
    fn periods_run_from_the_15th_to_the_14th() {
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(window("9 tháng đầu năm 2025"), pair("2024-12-15", "2025-09-14"));
        assert_eq!(window("06 tháng đầu năm 2025"), pair("2024-12-15", "2025-06-14"));
        assert_eq!(window("6 tháng cuối năm 2025"), pair("2025-06-15", "2025-12-14"));
        assert_eq!(window("quý III năm 2025"), pair("2025-06-15", "2025-09-14"));
        assert_eq!(window("tháng 01/2026"), pair("2025-12-15", "2026-01-14"));
        assert_eq!(window("năm 2025"), pair("2024-12-15", "2025-12-14"));
        assert_eq!(window("giai đoạn mới"), None);
    }
}
