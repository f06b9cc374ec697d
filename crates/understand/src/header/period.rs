//! The declared period: "9 tháng đầu năm 2025", "quý III năm 2025", "tháng 10 năm 2025".

use super::date;
use super::folded::Folded;
use tonghop_model::reading::Period;

/// The period that a title declares, else the one that the opening declares.
pub(crate) fn find(title: &str, opening: &[&str]) -> Option<Period> {
    let label = in_text(title, true).or_else(|| opening.iter().take(3).find_map(|t| in_text(t, false)))?;
    let window = std::iter::once(title).chain(opening.iter().copied()).find_map(window);
    let (from, to) = window.map_or((None, None), |(f, t)| (Some(f), Some(t)));
    Some(Period { label, from, to })
}

fn in_text(text: &str, whole_years: bool) -> Option<String> {
    let folded = Folded::new(text);
    let spans = [
        part_of_year(&folded),
        quarter(&folded),
        month(&folded, whole_years),
        week(&folded),
    ];
    let told = |s: &(usize, usize)| whole_years || !is_ahead(&folded.folded[..s.0]);
    let first = spans.into_iter().flatten().filter(told).min_by_key(|s| s.0);
    let span = first
        .or_else(|| stage(&folded))
        .or_else(|| if whole_years { year(&folded) } else { None })?;
    // "quý IV và năm 2025": one report for both.
    let end = joined_year(&folded, span.1)
        .or_else(|| joined_part(&folded, span.1))
        .unwrap_or(span.1);
    // What is cited is not what is declared: "ngày 16 tháng 9 năm 2025".
    let label = folded.slice(span.0, end).trim();
    let bears_year = label.chars().rev().take(4).all(|c| c.is_ascii_digit());
    let year = later_year(&folded, span).filter(|_| whole_years && !bears_year);
    Some(match year {
        Some(year) if end == span.1 && label.ends_with("năm") => format!("{label} {year}"),
        Some(year) if end == span.1 => format!("{label} năm {year}"),
        _ => label.to_owned(),
    })
}

/// True where the clause before a period speaks of the tasks in it: "… nhiệm vụ, giải pháp trọng tâm cho 3 tháng cuối năm".
fn is_ahead(before: &str) -> bool {
    let clause = before.rsplit(['.', ';', ':']).next().unwrap_or_default();
    ["giai phap trong tam", "nhiem vu trong tam", "phuong huong"]
        .iter()
        .any(|w| clause.contains(w))
}

/// The year of a part of a year that is printed once for two of them: "quý III, phương hướng quý IV năm 2025".
///
/// Where the second part comes earlier in the year than the first, the first belongs to the year before.
fn later_year(text: &Folded<'_>, first: (usize, usize)) -> Option<u32> {
    let begins = beginning(&text.folded[first.0..first.1])?;
    let rest = Folded::new(text.slice(first.1, text.folded.len()));
    let spans = [part_of_year(&rest), quarter(&rest), month(&rest, true)];
    let second = spans.into_iter().flatten().min_by_key(|s| s.0)?;
    let label = &rest.folded[second.0..second.1];
    let year: u32 = label.get(label.len().checked_sub(4)?..)?.parse().ok()?;
    Some(if beginning(label)? < begins { year - 1 } else { year })
}

/// The month in which a part of a year begins, from 0.
fn beginning(label: &str) -> Option<u32> {
    let words: Vec<&str> = label.split(|c: char| !c.is_alphanumeric()).collect();
    let after = |word: &str| {
        words
            .iter()
            .position(|w| *w == word)
            .and_then(|at| words.get(at + 1))
            .copied()
    };
    if label.contains("dau nam") {
        return Some(0);
    }
    if label.contains("cuoi nam") {
        let months: u32 = words.first()?.parse().ok()?;
        return Some(12_u32.saturating_sub(months));
    }
    if let Some(number) = after("quy").or_else(|| after("qui")) {
        let quarters = [
            ["i", "1", "01"],
            ["ii", "2", "02"],
            ["iii", "3", "03"],
            ["iv", "4", "04"],
        ];
        let quarter = quarters.iter().position(|names| names.contains(&number))?;
        return Some(quarter as u32 * 3);
    }
    let month: u32 = after("thang")?.parse().ok()?;
    month.checked_sub(1)
}

/// "9 tháng đầu năm 2025", "6 tháng cuối năm", "6 tháng năm 2025"
fn part_of_year(text: &Folded<'_>) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(at) = text.find_words("thang", from) {
        from = at + 5;
        let Some(start) = digits_before(text, at) else { continue };
        let mut end = from;
        let half = [" dau nam", " cuoi nam", " nam"]
            .iter()
            .find(|w| text.folded[end..].starts_with(**w));
        let Some(half) = half else { continue };
        end += half.len();
        let with_year = year_after(text, end);
        // "16 tháng năm": the day of a date with a blank month.
        if *half == " nam" && (with_year.is_none() || text.folded[..start].trim_end().ends_with("ngay")) {
            continue;
        }
        return Some((start, with_year.unwrap_or(end)));
    }
    None
}

/// "quý III năm 2025", "quý 3/2025"
fn quarter(text: &Folded<'_>) -> Option<(usize, usize)> {
    let mut from = 0;
    let next = |from: usize| {
        let found = ["quy", "qui"].iter().filter_map(|w| text.find_words(w, from));
        found.min()
    };
    while let Some(at) = next(from) {
        from = at + 3;
        let rest = text.folded[from..].trim_start();
        let number = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if !matches!(
            number,
            "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4" | "01" | "02" | "03" | "04"
        ) {
            continue;
        }
        let end = text.folded.len() - rest.len() + number.len();
        let joint = [" nam", "/", "-", " - ", " "]
            .iter()
            .find(|j| text.folded[end..].starts_with(**j));
        return Some((at, joint.and_then(|j| year_after(text, end + j.len())).unwrap_or(end)));
    }
    None
}

/// "tuần 37 năm 2025", "tuần thứ 37/2025"; "tuần" alone is no period.
fn week(text: &Folded<'_>) -> Option<(usize, usize)> {
    let at = text.find_words("tuan", 0)?;
    let rest = text.folded[at + "tuan".len()..].trim_start();
    let rest = rest.strip_prefix("thu ").unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let end = text.folded.len() - rest.len() + digits;
    let joint = [" nam", "/"].iter().find(|j| text.folded[end..].starts_with(**j))?;
    year_after(text, end + joint.len()).map(|end| (at, end))
}

/// The year after "và" or "," behind a part of a year: " và năm 2025", ", cả năm 2025".
fn joined_year(text: &Folded<'_>, end: usize) -> Option<usize> {
    let rest = text.folded.get(end..)?;
    let joint = [" va nam", " va ca nam", ", ca nam", ", nam"]
        .iter()
        .find(|j| rest.starts_with(**j))?;
    year_after(text, end + joint.len())
}

/// A second part of a year right behind the first: "tháng 9 và quý III/2025", "tháng 6 và 6 tháng đầu năm 2025" are one
/// report for both.
fn joined_part(text: &Folded<'_>, end: usize) -> Option<usize> {
    let rest = text.folded.get(end..)?;
    let joint = [" va ", ", "].iter().find(|j| rest.starts_with(**j))?;
    let behind = Folded::new(text.slice(end + joint.len(), text.folded.len()));
    let spans = [part_of_year(&behind), quarter(&behind)];
    let (_, length) = spans.into_iter().flatten().find(|s| s.0 == 0)?;
    let bears_year = behind.folded[..length]
        .bytes()
        .rev()
        .take(4)
        .all(|b| b.is_ascii_digit());
    bears_year.then_some(end + joint.len() + length)
}

/// "tháng 10 năm 2025", "tháng 01/2025"; no part of a full date. In a title (`whole`) the year may stand further
/// on: "tháng 10, nhiệm vụ tháng 11 năm 2025".
fn month(text: &Folded<'_>, whole: bool) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(at) = text.find_words("thang", from) {
        from = at + 5;
        let rest = text.folded[from..].trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = rest[..digits.min(2)].parse().unwrap_or(0);
        if digits > 2 || !(1..=12).contains(&number) || day_before(text, at) {
            continue;
        }
        let end = text.folded.len() - rest.len() + digits;
        let mut stop = end;
        for joint in [" nam", "/", "-", " /"] {
            if text.folded[end..].starts_with(joint) {
                stop = year_after(text, end + joint.len()).unwrap_or(stop);
            }
        }
        let tail = &text.folded[end..];
        let finished = tail.trim().is_empty() || whole && [",", ";", " va "].iter().any(|p| tail.starts_with(*p));
        if stop > end || finished {
            return Some((at, stop));
        }
    }
    None
}

/// "giai đoạn 2021 - 2025"
fn stage(text: &Folded<'_>) -> Option<(usize, usize)> {
    let last = text.rfind_words("giai doan")?;
    // "Tổng kết … giai đoạn 2021 - 2030, định hướng giai đoạn 2031 - 2040": the report is on the first.
    let ahead = ["dinh huong", "phuong huong"]
        .iter()
        .any(|w| text.folded[..last].trim_end().ends_with(w));
    let first = text.find_words("giai doan", 0).filter(|_| ahead);
    let at = first.unwrap_or(last);
    let first = year_after(text, at + "giai doan".len())?;
    let rest = text.folded[first..].trim_start_matches([' ', '-']);
    let second = year_after(text, text.folded.len() - rest.len())?;
    Some((at, second))
}

/// "năm 2025" where it is no deadline ("đến năm 2025").
fn year(text: &Folded<'_>) -> Option<(usize, usize)> {
    let mut found = None;
    let mut from = 0;
    while let Some(at) = text.find_words("nam", from) {
        from = at + 3;
        let Some(end) = year_after(text, from) else { continue };
        let before = text.folded[..at].trim_end();
        // "điện tử năm 2025" is no "từ năm 2025": the marks tell.
        let printed = text.slice(0, at).trim_end().to_lowercase();
        let deadline = ["đến", "từ", "hết", "cuối", "đầu", "giai đoạn", "tầm nhìn", "-"]
            .iter()
            .any(|w| printed.ends_with(w));
        let dated = before.bytes().rev().take(12).any(|b| b.is_ascii_digit()) && before.contains("thang");
        if !deadline && !dated {
            found = found.or(Some((at, end)));
        }
    }
    found
}

/// True where the number before a month is its day; that of a document ("Đề án 06 tháng 11") is none.
fn day_before(text: &Folded<'_>, at: usize) -> bool {
    digits_before(text, at).is_some_and(|start| {
        let before = text.folded[..start].trim_end();
        !["de an", "nghi quyet", "chi thi", "so"].iter().any(|kind| {
            before
                .strip_suffix(kind)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        })
    })
}

fn digits_before(text: &Folded<'_>, at: usize) -> Option<usize> {
    let before = text.folded[..at].trim_end();
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits).then(|| before.len() - digits)
}

fn year_after(text: &Folded<'_>, at: usize) -> Option<usize> {
    let rest = text.folded.get(at..)?.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4 && (rest.starts_with("19") || rest.starts_with("20"))).then(|| text.folded.len() - rest.len() + 4)
}

/// "từ ngày 15/12/2024 đến ngày 14/6/2025"
fn window(text: &str) -> Option<(String, String)> {
    let folded = Folded::new(text);
    let start = [
        "so lieu tu ngay",
        "so lieu tinh tu ngay",
        "tu ngay",
        "so lieu tu",
        "so lieu tinh tu",
    ];
    let found = start
        .iter()
        .find_map(|words| Some(folded.find_words(words, 0)? + words.len()));
    let at = found?;
    let (mut first, taken) = date::parse(&folded.folded[at..])?;
    let rest = &folded.folded[at + taken..];
    let to = rest.find("den").filter(|i| *i < 12)?;
    let after = rest[to + 3..].trim_start_matches(' ');
    let after = after.strip_prefix("het").map_or(after, str::trim_start);
    let after = after.strip_prefix("ngay").unwrap_or(after);
    let (second, _) = date::parse(after)?;
    first.year = first.year.or(second.year);
    (first.day.is_some() && second.day.is_some()).then_some(())?;
    Some((first.iso()?, second.iso()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(title: &str) -> Option<String> {
        find(title, &[]).map(|p| p.label)
    }

    #[test]
    fn weeks_with_their_year() {
        assert_eq!(label("Tình hình tuần 9 năm 2031").as_deref(), Some("tuần 9 năm 2031"));
        assert_eq!(label("Công tác trong tuần, nhiệm vụ tới"), None);
    }

    #[test]
    fn a_year_behind_a_word_that_sounds_like_a_deadline() {
        let title = "Sơ kết Đề án xác thực điện tử năm 2031 trên địa bàn";
        assert_eq!(label(title).as_deref(), Some("năm 2031"));
        assert_eq!(label("Chiến lược phát triển xã hội số từ năm 2031"), None);
    }

    #[test]
    fn declared_periods() {
        assert_eq!(
            label("Kết quả chuyển đổi số 9 tháng đầu năm 2025").as_deref(),
            Some("9 tháng đầu năm 2025")
        );
        assert_eq!(
            label("Công tác 06 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2025").as_deref(),
            Some("06 tháng đầu năm 2025")
        );
        assert_eq!(
            label("Kết quả quý III, phương hướng nhiệm vụ quý IV năm 2025").as_deref(),
            Some("quý III năm 2025")
        );
        assert_eq!(
            label("Kết quả quý IV; nhiệm vụ quý I/2026").as_deref(),
            Some("quý IV năm 2025")
        );
        assert_eq!(
            label("Công tác tháng 12, chương trình công tác tháng 01 năm 2026").as_deref(),
            Some("tháng 12 năm 2025")
        );
        assert_eq!(label("Kết quả quý III năm 2025").as_deref(), Some("quý III năm 2025"));
        assert_eq!(
            label("Kết quả quý IV và năm 2025; nhiệm vụ quý I năm 2026").as_deref(),
            Some("quý IV và năm 2025")
        );
        assert_eq!(
            label("Kết quả tháng 10, nhiệm vụ trọng tâm tháng 11 năm 2025").as_deref(),
            Some("tháng 10 năm 2025")
        );
        assert_eq!(
            label("Tình hình quí I và phương hướng quí II").as_deref(),
            Some("quí I")
        );
        assert_eq!(label("Kết quả quý 3/2025").as_deref(), Some("quý 3/2025"));
        assert_eq!(
            label("Cải cách hành chính tháng 01/2025 của xã").as_deref(),
            Some("tháng 01/2025")
        );
        assert_eq!(
            label("Tình hình tháng 10 năm 2025").as_deref(),
            Some("tháng 10 năm 2025")
        );
        assert_eq!(
            label("Chuyển đổi số năm 2025 trên địa bàn xã Đồi Mây").as_deref(),
            Some("năm 2025")
        );
        assert_eq!(
            label("Kết quả giai đoạn 2021 - 2025").as_deref(),
            Some("giai đoạn 2021 - 2025")
        );
    }

    #[test]
    fn the_number_of_a_document_is_no_day() {
        assert_eq!(
            label("Kết quả thực hiện Đề án 06 tháng 11 năm 2025").as_deref(),
            Some("tháng 11 năm 2025")
        );
        assert_eq!(label("Thực hiện kết luận ngày 06 tháng 11 năm 2025"), None);
    }

    #[test]
    fn deadlines_and_dates_are_no_periods() {
        assert_eq!(label("Chiến lược đến năm 2025, định hướng đến năm 2030"), None);
        assert_eq!(label("Thực hiện Kế hoạch ngày 16 tháng 9 năm 2025"), None);
    }

    #[test]
    fn the_window_that_the_document_prints() {
        let found = find(
            "Tình hình 6 tháng đầu năm 2025",
            &["(số liệu từ ngày 15/12/2024 đến ngày 14/6/2025)"],
        )
        .expect("a period");
        assert_eq!(
            (found.from.as_deref(), found.to.as_deref()),
            (Some("2024-12-15"), Some("2025-06-14"))
        );
        let found = find(
            "Tình hình 9 tháng đầu năm 2025",
            &["(số liệu từ 01/7/2025 đến 14/9/2025)"],
        )
        .expect("a period");
        assert_eq!(
            (found.from.as_deref(), found.to.as_deref()),
            (Some("2025-07-01"), Some("2025-09-14"))
        );
    }

    #[test]
    fn a_month_and_the_part_of_the_year_that_it_ends() {
        for title in [
            "tháng 9 và quý III/2031",
            "tháng 5 và 5 tháng năm 2031",
            "quý II và 6 tháng đầu năm 2031",
        ] {
            assert_eq!(
                label(&format!("Kết quả giải quyết hồ sơ {title}")).as_deref(),
                Some(title)
            );
        }
    }

    #[test]
    fn the_stage_that_is_over_and_the_one_ahead() {
        let title = "Tổng kết Chương trình giai đoạn 2021 - 2030, định hướng giai đoạn 2031 - 2040";
        assert_eq!(label(title).as_deref(), Some("giai đoạn 2021 - 2030"));
    }
}
