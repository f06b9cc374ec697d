//! How the rows of an annex tell their status where it has no cell of its own: by ticks, or by the first words of the
//! result.

use super::{Row, status};
use crate::flow::{Origin, Para};
use tonghop_catalogue::Catalogue;
use tonghop_text::fold;

/// A status that is ticked.
#[derive(Debug, Clone)]
pub(super) struct Ticked {
    /// The heading of the column.
    pub status: String,
    /// Where the heading stands.
    pub origin: Origin,
    /// The status in words that say it by themselves: "Không hoàn thành" for "Không" below "Hoàn thành".
    pub meant: String,
}

/// How sure a row without a tick is where others have one, and a row with several.
const NOT_TICKED: f64 = 0.6;
const SEVERAL_TICKS: f64 = 0.3;
/// How sure a status is that a result begins with: set off from what follows, and as the beginning of a sentence.
const SET_OFF: f64 = 0.9;
const RUNNING: f64 = 0.5;
/// Words of a status at most.
const WORDS_MAX: usize = 9;

/// Fills in the statuses that are ticked; where `unstated` says that no column tells them, those that the results begin
/// with.
pub(super) fn fill_in(rows: &mut [Row], unstated: bool, catalogue: &Catalogue) {
    let by_ticks = rows.iter().any(|row| !row.ticked.is_empty());
    for row in rows {
        if by_ticks {
            take_ticks(row);
        } else if unstated {
            take_first_words(row, catalogue);
        }
    }
}

fn take_ticks(row: &mut Row) {
    let mut words: Vec<&Ticked> = Vec::new();
    for tick in &row.ticked {
        if !words.iter().any(|w| w.status == tick.status) {
            words.push(tick);
        }
    }
    for (at, tick) in words.iter().enumerate() {
        if at > 0 {
            row.status.text.push(';');
        }
        row.status.push_raw(&tick.status, tick.origin);
    }
    match words[..] {
        [only] => row.meant = Some(only.meant.clone()),
        [] => row.layout_confidence *= NOT_TICKED,
        // Which of them holds is for a person to say.
        _ => {
            row.meant = Some(String::new());
            row.layout_confidence = row.layout_confidence.min(SEVERAL_TICKS);
        }
    }
}

fn take_first_words(row: &mut Row, catalogue: &Catalogue) {
    if !row.status.is_empty() {
        return;
    }
    let Some(first) = first_words(&row.result.text, catalogue) else {
        return;
    };
    let mut status: Para = row.result.clone();
    let _rest = status.split_off(first.to);
    row.status = if first.from > 0 {
        status.split_off(first.from)
    } else {
        status
    };
    row.status.notes.clear();
    row.layout_confidence *= first.confidence;
}

/// A status at the beginning of a result, in characters.
#[derive(Debug, PartialEq)]
struct First {
    from: usize,
    to: usize,
    confidence: f64,
}

/// The status that a result begins with: "Đã hoàn thành. Xã đã …", "Chưa thực hiện do …".
fn first_words(result: &str, catalogue: &Catalogue) -> Option<First> {
    let from = result
        .chars()
        .take_while(|c| matches!(c, '-' | '–' | '+' | '•' | '*' | ' '))
        .count();
    let text: String = result.chars().skip(from).collect();
    let mut running = None;
    for end in ends(&text).into_iter().rev() {
        let (head, rest) = (&text[..end], &text[end..]);
        if !(catalogue.is_status(head) || status::percentage(head).is_some() && head.contains('%')) {
            continue;
        }
        let to = from + head.chars().count();
        if is_set_off(rest) {
            return Some(First {
                from,
                to,
                confidence: SET_OFF,
            });
        }
        running = running.or_else(|| {
            says_by_itself(head).then_some(First {
                from,
                to,
                confidence: RUNNING,
            })
        });
    }
    running
}

/// The bytes behind each of the first words.
fn ends(text: &str) -> Vec<usize> {
    let closes = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '(');
    let behind_word = |at: usize| !text[..at].ends_with(closes) && at > 0;
    let signs = text.char_indices().filter(|(_, c)| closes(*c)).map(|(at, _)| at);
    let ends = signs.chain([text.len()]).filter(|&at| behind_word(at));
    ends.take(WORDS_MAX).collect()
}

/// True where the sentence ends here, or goes on with why, how or by what.
fn is_set_off(rest: &str) -> bool {
    let next = rest.trim_start();
    let sign = next.starts_with(['.', ',', ';', ':', '(', '-', '–', '+', '•', '/']) || next.is_empty();
    let word = ["do ", "vi ", "nhung ", "tuy nhien ", "theo "]
        .iter()
        .any(|w| fold(next).starts_with(w));
    sign || word
}

/// True for wordings that say how far the work has come whatever follows: "Đang triển khai lắp đặt …", and not
/// "Thực hiện Kế hoạch …".
fn says_by_itself(status: &str) -> bool {
    let folded = fold(status);
    [
        "dang ",
        "chua ",
        "co ban ",
        "hoan thanh",
        "da hoan thanh",
        "khong phat sinh",
        "khong thuoc ",
    ]
    .iter()
    .any(|w| folded.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(String, bool)> {
        let found = first_words(text, Catalogue::embedded())?;
        let words: String = text.chars().skip(found.from).take(found.to - found.from).collect();
        Some((words, found.confidence > RUNNING))
    }

    #[test]
    fn a_status_that_is_set_off_is_sure() {
        let sure = |text: &str| first(text).filter(|f| f.1).map(|f| f.0);
        assert_eq!(sure("Đã hoàn thành. Xã đã lập 12 tổ").as_deref(), Some("Đã hoàn thành"));
        assert_eq!(
            sure("- Đang triển khai: lắp 02 trạm").as_deref(),
            Some("Đang triển khai")
        );
        assert_eq!(sure("Chưa thực hiện do thiếu máy").as_deref(), Some("Chưa thực hiện"));
        assert_eq!(sure("Đạt 85%. Còn 02 thôn").as_deref(), Some("Đạt 85%"));
        assert_eq!(sure("Chưa thực hiện").as_deref(), Some("Chưa thực hiện"));
    }

    #[test]
    fn a_sentence_that_goes_on_is_less_sure_or_says_nothing() {
        assert_eq!(
            first("Đang triển khai lắp 02 trạm"),
            Some(("Đang triển khai".into(), false))
        );
        assert_eq!(first("Đã tổ chức 04 lớp cho người dân"), None);
        assert_eq!(first("Thực hiện Kế hoạch số 12/KH-UBND"), None);
        assert_eq!(first("100% trường học thu qua tài khoản"), None);
        assert_eq!(first(""), None);
    }
}
