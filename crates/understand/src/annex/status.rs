//! The class of a status wording.

use tonghop_catalogue::Catalogue;
use tonghop_model::reading::StatusClass;

/// The class of a status cell, and its percentage for [`StatusClass::Percent`].
///
/// "100%" and "100" say that the task is done. A wording that the catalogue does not know is under way:
/// something was written, and nothing in it says that the task is done or was not begun.
#[must_use]
pub fn classify(status: &str, catalogue: &Catalogue) -> (StatusClass, Option<f64>) {
    let text = status.trim().trim_matches(['.', ';', '-', '–', ' ']);
    if text.is_empty() {
        return (StatusClass::NotReported, None);
    }
    if let Some(percent) = percentage(text) {
        return if percent >= 100.0 {
            (StatusClass::Met, None)
        } else {
            (StatusClass::Percent, Some(percent))
        };
    }
    let class = catalogue.status_class(text).unwrap_or(StatusClass::InProgress);
    let class = if class == StatusClass::Met {
        qualified(text).unwrap_or(class)
    } else {
        class
    };
    match reached(text) {
        Some(percent) if class == StatusClass::InProgress => (StatusClass::Percent, Some(percent)),
        _ => (class, None),
    }
}

/// What a further clause takes back of "done": "Đã triển khai, cơ bản đạt yêu cầu", "Đã ban hành, đang triển khai".
fn qualified(status: &str) -> Option<StatusClass> {
    let folded = tonghop_text::fold(status);
    let clauses = folded.split([',', ';']).skip(1).map(str::trim);
    clauses.into_iter().find_map(|clause| {
        if clause.starts_with("co ban ") {
            Some(StatusClass::MostlyMet)
        } else if ["dang ", "hien dang "].iter().any(|w| clause.starts_with(w)) {
            Some(StatusClass::InProgress)
        } else {
            None
        }
    })
}

/// The class of a row: that of its status, seen with its result.
///
/// "Chưa đạt", "Chưa hoàn thành" tell of work under way where the row tells what was done; where it tells nothing, or
/// only that nothing was done, nothing was begun.
#[must_use]
pub fn of_row(status: &str, result: &str, catalogue: &Catalogue) -> (StatusClass, Option<f64>) {
    let (class, percent) = classify(status, catalogue);
    let folded = tonghop_text::fold(result);
    let nothing = |text: &str| text.is_empty() || ["chua ", "khong "].iter().any(|w| text.starts_with(w));
    let undone = class == StatusClass::InProgress && tonghop_text::fold(status).starts_with("chua ");
    if undone && nothing(folded.trim_start_matches(['-', '+', ' '])) {
        (StatusClass::NotStarted, None)
    } else {
        (class, percent)
    }
}

/// How far work under way has come: "Đang triển khai (đạt khoảng 60%)", "Đang thực hiện, 60%". Not what is aimed at.
fn reached(text: &str) -> Option<f64> {
    let folded = tonghop_text::fold(text);
    let ahead = ["du kien", "phan dau", "muc tieu", "se dat", "chi tieu"];
    if ahead.iter().any(|w| folded.contains(w)) {
        return None;
    }
    let last = folded.rsplit(['(', ';']).next()?;
    let last = last.rsplit(", ").next()?;
    // What the share is of stands before a colon: "tiến độ: 60%", not "còn lại: 40%".
    let last = match last.rsplit_once(':') {
        Some((of, share))
            if ["tien do", "ket qua", "muc do", "da dat", "dat"]
                .iter()
                .any(|w| of.trim().ends_with(w)) =>
        {
            share
        }
        Some(_) => return None,
        None => last,
    };
    let last = last
        .trim_matches([' ', ')', '.'])
        .trim_start_matches("hien ")
        .trim_start_matches("moi ");
    percentage(last).filter(|p| last.ends_with('%') && *p < 100.0)
}

/// "98%", "97,5 %", "100", "Đạt 98%", "0,5%".
pub(super) fn percentage(text: &str) -> Option<f64> {
    let folded = tonghop_text::fold(text);
    let bare = [
        "da ",
        "co ban ",
        "hoan thanh ",
        "thuc hien ",
        "dat ty le ",
        "dat ",
        "khoang ",
        "tren ",
        "gan ",
    ]
    .iter()
    .fold(folded.as_str(), |rest, prefix| {
        rest.strip_prefix(prefix).unwrap_or(rest)
    });
    // "Đạt 80% kế hoạch"
    let bare = ["ke hoach", "khoi luong", "chi tieu", "tien do", "nhiem vu", "cong viec"]
        .iter()
        .find_map(|of| bare.strip_suffix(of).map(str::trim_end).filter(|b| b.ends_with('%')))
        .unwrap_or(bare);
    let number = bare.strip_suffix('%').unwrap_or(bare).trim().replace(',', ".");
    let plain = !number.is_empty() && number.len() <= 6 && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value: f64 = plain.then(|| number.parse().ok()).flatten()?;
    ((0.0..=100.0).contains(&value)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_under_way_says_how_far_it_has_come() {
        assert_eq!(reached("Đang làm (đạt khoảng 60%)"), Some(60.0));
        assert_eq!(reached("Đang triển khai, mới đạt 35,5%"), Some(35.5));
        assert_eq!(reached("Đang triển khai (dự kiến đạt 90%)"), None);
        assert_eq!(reached("Đang triển khai (tiến độ: 60%)"), Some(60.0));
        assert_eq!(reached("Đang triển khai (còn lại: 40%)"), None);
        assert_eq!(reached("Đang triển khai; tăng so với cùng kỳ: 15%"), None);
        assert_eq!(reached("Đang triển khai (05 lớp)"), None);
        assert_eq!(reached("Đang triển khai 3/5 lớp, 2025"), None);
    }

    #[test]
    fn a_further_clause_takes_back_what_the_first_one_says() {
        let class = |text| classify(text, Catalogue::embedded()).0;
        assert_eq!(class("Đã triển khai, cơ bản đạt yêu cầu"), StatusClass::MostlyMet);
        assert_eq!(class("Đã ban hành kế hoạch, đang triển khai"), StatusClass::InProgress);
        assert_eq!(class("Đã hoàn thành, đúng hạn"), StatusClass::Met);
    }

    #[test]
    fn what_is_not_reached_and_tells_nothing_was_not_begun() {
        let class = |status, result| of_row(status, result, Catalogue::embedded()).0;
        assert_eq!(class("Chưa đạt", ""), StatusClass::NotStarted);
        assert_eq!(class("Chưa đạt", "- Chưa có kinh phí"), StatusClass::NotStarted);
        assert_eq!(class("Chưa đạt", "Đã số hóa 40% hồ sơ"), StatusClass::InProgress);
        assert_eq!(class("Đang triển khai", ""), StatusClass::InProgress);
    }

    #[test]
    fn percentages_are_read_in_every_spelling() {
        assert_eq!(percentage("100"), Some(100.0));
        assert_eq!(percentage("97,5 %"), Some(97.5));
        assert_eq!(percentage("Đạt 98%"), Some(98.0));
        assert_eq!(percentage("Đã hoàn thành 95%"), Some(95.0));
        assert_eq!(percentage("Đạt 80% kế hoạch"), Some(80.0));
        assert_eq!(percentage("Hoàn thành kế hoạch"), None);
        assert_eq!(percentage("Đáp ứng"), None);
        assert_eq!(percentage("2025"), None);
    }
}
