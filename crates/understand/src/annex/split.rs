//! Separating the status lines of a wrapped row from its result lines.
//!
//! Two neighbouring columns were printed one after the other. What tells them apart: the status column
//! is narrow, a line only breaks where the next word would not fit, known wordings begin the status,
//! and a result seldom starts with a small letter.

use tonghop_catalogue::Catalogue;

/// How the lines below the time frame are divided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Split {
    /// The first so many lines are status.
    pub status_lines: usize,
    /// How clear it is, 0..1.
    pub confidence: f64,
}

/// What is known about the widths of the two columns, in characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Widths {
    /// Longest status line seen so far in the neighbourhood, if any.
    pub status: Option<usize>,
    /// Characters that the column heading shows the status column to have at least.
    pub heading: usize,
    /// Longest result line of the row.
    pub result: usize,
    /// Characters that did not fit into the status column of a row nearby, see [`too_long`].
    pub overflow: Option<usize>,
}

/// An unknown wording longer than this is hardly a status.
const STATUS_WORDS_MAX: usize = 14;
/// Status lines are never more than this.
const STATUS_LINES_MAX: usize = 14;

/// Divides the lines below the time frame of a row's first page.
pub(super) fn first_page(lines: &[&str], widths: Widths, catalogue: &Catalogue) -> Split {
    let opens_like_status = lines.first().is_some_and(|first| {
        catalogue.is_status_prefix(&tonghop_text::fold(first)) || catalogue.status_class(first).is_some()
    });
    best(lines, widths, true, |status| {
        if status.is_empty() && opens_like_status {
            -0.8
        } else {
            wording_score(status, catalogue)
        }
    })
}

/// Divides the lines of a row behind a page break; its status may go on there.
///
/// `status` is what the row's status says so far; where that is nothing, none begins here.
pub(super) fn next_page(lines: &[&str], widths: Widths, status: &str, catalogue: &Catalogue) -> Split {
    if status.is_empty() {
        return Split {
            status_lines: 0,
            confidence: 0.9,
        };
    }
    best(lines, widths, false, |more| {
        let whole = wording_score(&format!("{status} {more}"), catalogue) >= 3.0;
        match (whole, more.is_empty()) {
            (true, _) => 1.5,
            (false, true) => 0.2,
            (false, false) => 0.0,
        }
    })
}

/// Characters of a known wording at the start of a line that goes on with the result behind it.
pub(super) fn known_status_length(text: &str, catalogue: &Catalogue) -> Option<usize> {
    const WORDS_MAX: usize = 12;
    // "Đạt 100%" is one status, not "Đạt" beside a result.
    if super::status::percentage(text.trim()).is_some() {
        return None;
    }
    let mut best = None;
    let mut characters = leading(text);
    let mut rest = text.trim_start();
    for _ in 0..WORDS_MAX {
        let word = rest.split_whitespace().next()?;
        if matches!(word, "-" | "+" | "•" | "–") {
            break;
        }
        characters += word.chars().count();
        let after = &rest[word.len()..];
        let head: String = text.chars().take(characters).collect();
        let opens_result = after
            .trim_start()
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '+' | '•' | '“'));
        if opens_result && wording_score(head.trim(), catalogue) >= 3.0 {
            best = Some(characters);
        }
        if after.trim().is_empty() {
            break;
        }
        characters += leading(after);
        rest = after.trim_start();
    }
    best
}

fn leading(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).count()
}

fn best(lines: &[&str], widths: Widths, fresh: bool, wording: impl Fn(&str) -> f64) -> Split {
    let mut scores: Vec<f64> = Vec::new();
    let mut status = String::new();
    for k in 0..=lines.len().min(STATUS_LINES_MAX) {
        if k > 0 {
            status.push_str(if k > 1 { " " } else { "" });
            status.push_str(lines[k - 1]);
        }
        let words = wording(&status);
        // A wording that is known as a whole needs no proof by its width; but what cannot fit is no status.
        let width = width_score(&lines[..k], widths) * if words >= 3.0 { 0.2 } else { 1.0 };
        let width = width + overflow_score(&lines[..k], widths);
        scores.push(words + width + result_score(&lines[k..], widths, fresh));
    }
    let (status_lines, top) = scores
        .iter()
        .copied()
        .enumerate()
        .fold((0, f64::MIN), |b, (k, s)| if s > b.1 { (k, s) } else { b });
    let second = scores
        .iter()
        .enumerate()
        .filter(|(k, _)| *k != status_lines)
        .map(|(_, s)| *s)
        .fold(f64::MIN, f64::max);
    let margin = if scores.len() > 1 { top - second } else { 3.0 };
    Split {
        status_lines,
        confidence: (0.6 + margin / 5.0).clamp(0.3, 1.0),
    }
}

/// Does this read like a whole status?
fn wording_score(status: &str, catalogue: &Catalogue) -> f64 {
    if status.is_empty() {
        return 0.0;
    }
    let status = status.trim();
    // A remark in brackets may follow any wording.
    let (bare, remark) = match status.split_once('(') {
        Some((bare, remark)) if remark.ends_with(')') => (bare.trim(), true),
        Some((bare, _)) if !bare.trim().is_empty() => (status, false),
        _ => (status, false),
    };
    if super::status::percentage(bare).is_some() {
        return 3.0;
    }
    let words = bare.split_whitespace().count();
    if words > STATUS_WORDS_MAX {
        return -1.0 - 0.2 * (words - STATUS_WORDS_MAX) as f64;
    }
    match catalogue.status_class(bare) {
        Some(_) if catalogue.is_status(bare) => 3.0 + if remark { 0.5 } else { 0.0 },
        Some(_) => 1.6,
        None => -1.0,
    }
}

/// Status lines that are too wide for their column.
fn width_score(status: &[&str], widths: Widths) -> f64 {
    let heading = if widths.heading > 12 { widths.heading + 6 } else { 0 };
    let limit = widths.status.map_or(22, |w| w + 2).max(heading).min(30);
    let too_wide = status.iter().filter(|l| length(l) > limit).count();
    -2.0 * too_wide.min(3) as f64
}

/// Status lines that are longer than what was broken in the same column nearby: "Chưa có hướng dẫn của cấp" begins
/// a result where "Đang / triển khai" did not fit into one line. Letters differ in width, hence the slack.
fn overflow_score(status: &[&str], widths: Widths) -> f64 {
    let Some(overflow) = widths.overflow else { return 0.0 };
    let limit = overflow + overflow / 5 + 1;
    let longest = status.iter().map(|l| length(l)).max().unwrap_or(0);
    if longest > limit { -6.0 } else { 0.0 }
}

/// Characters that a line of these status lines would have had if the next word had been put on it; the
/// least of all. `None` where no line was broken for want of room.
pub(super) fn too_long(status: &[&str]) -> Option<usize> {
    let broken = |pair: &[&str]| {
        let word = pair[1].split_whitespace().next()?;
        // A capital or a sign may begin a line of its own.
        let goes_on = word.starts_with(char::is_lowercase);
        goes_on.then(|| length(pair[0]) + 1 + length(word))
    };
    status.windows(2).filter_map(broken).min()
}

/// Do the remaining lines read like a result column of their own?
///
/// `fresh` is false behind a page break, where a result may go on with any word.
fn result_score(result: &[&str], widths: Widths, fresh: bool) -> f64 {
    let Some(first) = result.first() else {
        return if fresh { 0.0 } else { 0.1 };
    };
    let mut score = match first.chars().next() {
        Some(c) if c.is_lowercase() && fresh => -2.5,
        Some(c) if c.is_uppercase() || matches!(c, '-' | '+' | '•') => 0.5,
        _ => 0.0,
    };
    if widths.status.is_some_and(|w| length(first) > w + 1) {
        score += 1.0;
    }
    // Lines that end although the next word would have fitted do not belong to this column.
    let mut early = 0;
    for pair in result.windows(2) {
        let word = pair[1].split_whitespace().next().map_or(0, length);
        let goes_on = !pair[0].ends_with(['.', ';', ':']) && !pair[1].starts_with(['-', '+', '•']);
        if goes_on && length(pair[0]) + 1 + word + 3 <= widths.result {
            early += 1;
        } else if goes_on {
            break;
        }
    }
    score - 0.7 * f64::from(early.min(5))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(lines: &[&str]) -> usize {
        let result = lines.iter().map(|l| length(l)).max().unwrap_or(0);
        first_page(
            lines,
            Widths {
                status: Some(9),
                heading: 0,
                result,
                overflow: None,
            },
            Catalogue::embedded(),
        )
        .status_lines
    }

    #[test]
    fn a_result_that_opens_like_a_status_is_none_where_its_line_does_not_fit() {
        let lines = ["Chưa triển khai", "Chờ hướng dẫn của Sở", "Khoa học và Công nghệ"];
        let split = |overflow| {
            let widths = Widths {
                status: Some(9),
                heading: 0,
                result: 21,
                overflow,
            };
            first_page(&lines, widths, Catalogue::embedded()).status_lines
        };
        assert_eq!(split(None), 1);
        assert_eq!(split(too_long(&["Đang", "triển khai"])), 0);
    }

    #[test]
    fn what_did_not_fit_is_measured_at_broken_lines() {
        assert_eq!(too_long(&["Cơ bản", "đáp ứng", "yêu cầu"]), Some(10));
        assert_eq!(too_long(&["Đáp ứng", "(dự kiến", "Chưa rõ"]), None);
        assert_eq!(too_long(&["100%"]), None);
    }

    #[test]
    fn known_wordings_are_cut_off_whole() {
        assert_eq!(
            split(&[
                "Cơ",
                "bản",
                "đáp",
                "ứng",
                "yêu",
                "cầu",
                "Xã ban hành kế hoạch",
                "hằng năm"
            ]),
            6
        );
        assert_eq!(split(&["Đang", "triển khai"]), 2);
        assert_eq!(split(&["100%", "Thành lập 12 tổ ở", "các thôn"]), 1);
    }

    #[test]
    fn a_percentage_in_words_is_one_status() {
        assert_eq!(known_status_length(" Đạt 100%", Catalogue::embedded()), None);
        assert_eq!(known_status_length(" Đạt 8/8 trường", Catalogue::embedded()), Some(4));
        assert_eq!(split(&["Đạt", "100%", "Thành lập 12 tổ ở", "các thôn"]), 2);
    }

    #[test]
    fn a_result_without_status_stays_a_result() {
        assert_eq!(split(&["Tổ chức thông tin,", "tuyên truyền về dịch", "vụ số"]), 0);
    }

    #[test]
    fn an_unknown_wording_is_cut_off_by_its_width() {
        assert_eq!(
            split(&[
                "Mới",
                "làm",
                "một",
                "phần,",
                "thiếu",
                "máy",
                "Phối hợp triển khai",
                "theo hướng dẫn của",
                "Sở"
            ]),
            6
        );
    }

    #[test]
    fn a_remark_in_brackets_belongs_to_the_status() {
        assert_eq!(
            split(&[
                "Đang",
                "triển khai",
                "(dự kiến",
                "trong",
                "tháng 12)",
                "Đã dự thảo văn bản",
                "ký kết thỏa thuận"
            ]),
            5
        );
    }
}
