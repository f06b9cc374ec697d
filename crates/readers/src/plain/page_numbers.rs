//! Page numbers that a converter left between the lines of a text without form feeds.

use super::lines::Line;

/// Lines that a page has at least.
const PAGE_LINES_MIN: usize = 8;
/// Digits of a page number.
const DIGITS_MAX: usize = 3;

/// Takes out the lines that hold nothing but a number, stand further from the line above than lines commonly do, and
/// count up one by one from the first to the last page.
///
/// One such line alone may be anything and stays.
pub(super) fn take(body: &mut Vec<Line>) {
    let gap = common_gap(body);
    let found: Vec<(usize, u32)> = (0..body.len())
        .filter(|&i| i == 0 || body[i].blanks > gap)
        .filter_map(|i| Some((i, number(&body[i].text)?)))
        .collect();
    let Some(chain) = longest_chain(&found) else { return };
    // The room above and below the number parts the pages.
    for &at in &chain {
        if let Some(room) = body.get(at).map(|l| l.blanks)
            && let Some(below) = body.get_mut(at + 1)
        {
            below.blanks += room;
            below.after_blank |= room > 0;
        }
    }
    let mut next = chain.into_iter().peekable();
    let mut at = 0;
    body.retain(|_| {
        let page_number = next.next_if_eq(&at).is_some();
        at += 1;
        !page_number
    });
}

/// The blank lines that stand between two lines most often, 0 where lines commonly follow each other.
pub(super) fn common_gap(body: &[Line]) -> usize {
    let blank = body.iter().filter(|l| l.blanks > 0).count();
    if blank * 5 < body.len() {
        return 0;
    }
    let mut counts: Vec<usize> = body.iter().map(|l| l.blanks).filter(|&n| n > 0).collect();
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or(0)
}

fn number(text: &str) -> Option<u32> {
    let text = text.trim_matches([' ', '-', '–']);
    (text.len() <= DIGITS_MAX && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// The longest run of numbers that count up one by one, at least two.
fn longest_chain(found: &[(usize, u32)]) -> Option<Vec<usize>> {
    let mut best: Vec<usize> = Vec::new();
    for (start, &(line, value)) in found.iter().enumerate() {
        if value > 3 {
            continue;
        }
        let (mut chain, mut last) = (vec![line], (line, value));
        for &(line, value) in &found[start + 1..] {
            if value == last.1 + 1 && line >= last.0 + PAGE_LINES_MIN {
                chain.push(line);
                last = (line, value);
            }
        }
        if chain.len() > best.len() {
            best = chain;
        }
    }
    (best.len() >= 2 && best.len() * 2 > found.len()).then_some(best)
}
