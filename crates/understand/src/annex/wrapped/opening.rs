//! Where the annex, its column headings and its rows begin.

use super::super::align::{Index, Prepared, Wording, runs};
use super::super::columns;
use super::super::labels::{self, Label};
use super::follow::{advance, follow};
use super::line::{Line, words};
use super::walker::before_lead;

/// Lines above the first row in which the column headings are looked for.
const HEADING_LINES_MAX: usize = 30;
/// Words of a line of column headings.
const HEADING_WORDS_MAX: usize = 30;
/// Lines that the headings of a part and its first group may have together.
const HEADINGS_MAX: usize = 10;
/// Lines a title may have.
pub(super) const TITLE_LINES_MAX: usize = 40;

/// The template most of whose wording occurs in the text, if enough of it does.
pub(super) fn best_template<'i, 'a>(lines: &[Line<'_>], index: &'i Index<'a>) -> Option<&'i Prepared<'a>> {
    let mut printed: Vec<u64> = lines.iter().flat_map(|l| runs(&l.folded)).collect();
    printed.sort_unstable();
    let hits = |p: &Prepared<'_>| p.runs.iter().filter(|r| printed.binary_search(r).is_ok()).count();
    let (hits, best) = index
        .templates
        .iter()
        .map(|p| (hits(p), p))
        .max_by_key(|(hits, _)| *hits)?;
    (hits >= 30).then_some(best)
}

/// A part, group or row label with a known wording behind it stands at line `i`.
pub(super) fn starts_annex(lines: &[Line<'_>], i: usize, prepared: &Prepared<'_>) -> bool {
    let Some((kind, _, rest)) = labels::split(lines[i].text) else {
        return false;
    };
    // "A. PHÁT TRIỂN NỀN MÓNG …" may head a section of the report as well.
    let closed = lines[i].text.trim().starts_with(|c: char| c.is_uppercase()) && has_closing_mark(lines[i].text);
    if closed && !(i + 1..(i + HEADINGS_MAX).min(lines.len())).any(|j| row_start(lines, j, prepared, 0).is_some()) {
        return false;
    }
    let next = match lines.get(i + 1) {
        _ if kind == Label::Row => opening_words(lines, i, rest),
        _ if !rest.is_empty() => words(rest),
        Some(line) => line.folded.clone(),
        None => return false,
    };
    let opens = |wordings: &[Wording]| {
        wordings
            .iter()
            .any(|w| advance(&w.words, 0, &next).is_some_and(|n| n >= next.len().min(2)))
    };
    match kind {
        Label::Part => opens(prepared.parts),
        Label::Group => opens(prepared.groups) && rows_follow(lines, i, prepared),
        Label::Row => opens(prepared.tasks) && (timeframe_follows(lines, i) || known_row_follows(lines, i, prepared)),
    }
}

/// True where another known task starts within the lines that the row at line `i` may have.
fn known_row_follows(lines: &[Line<'_>], i: usize, prepared: &Prepared<'_>) -> bool {
    let own = row_start(lines, i, prepared, 0).and_then(|(_, task, _)| task);
    (i + 1..(i + 2 * TITLE_LINES_MAX).min(lines.len())).any(|j| {
        let task = row_start(lines, j, prepared, 0).and_then(|(_, task, _)| task);
        task.is_some() && task != own
    })
}

fn rows_follow(lines: &[Line<'_>], i: usize, prepared: &Prepared<'_>) -> bool {
    (i + 1..(i + 6).min(lines.len())).any(|j| row_start(lines, j, prepared, 0).is_some())
}

/// True where a time frame stands within the lines that a title may have.
pub(super) fn timeframe_follows(lines: &[Line<'_>], i: usize) -> bool {
    lines[i..(i + TITLE_LINES_MAX).min(lines.len())]
        .iter()
        .any(|l| columns::timeframe_length(l.text).is_some())
}

/// "C.", "III." and "IV-" head sections of the report; labels in a table stand bare.
pub(super) fn has_closing_mark(text: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|label| label.ends_with(['.', ')', ':', '-', '/']))
}

/// True where a narrow column broke "STT" into "ST" and "T", line `i` the first of them.
pub(super) fn is_broken_tt(lines: &[Line<'_>], i: usize) -> bool {
    lines[i].folded == ["st"] && lines.get(i + 1).is_some_and(|next| next.folded == ["t"])
}

/// The lines of the column headings above the first row.
pub(super) fn heading_lines(lines: &[Line<'_>], first: usize) -> std::ops::Range<usize> {
    let from = first.saturating_sub(HEADING_LINES_MAX);
    let start = (from..first).rev().find(|&i| {
        let label = lines[i].folded.first().map(String::as_str);
        let numbers = matches!(label, Some("tt" | "stt")) || lines[i].folded.starts_with(&["so".into(), "tt".into()]);
        is_broken_tt(lines, i) || numbers && lines[i].folded.len() <= HEADING_WORDS_MAX
    });
    start.map_or(first..first, |s| s..first)
}

/// The number of lines of a repetition of the column headings `heading` at line `i`.
pub(super) fn repeated_heading(lines: &[Line<'_>], heading: &std::ops::Range<usize>, i: usize) -> Option<usize> {
    let heading = &lines[heading.clone()];
    if lines[i].folded != heading.first()?.folded {
        return None;
    }
    let alike = heading
        .iter()
        .zip(&lines[i..])
        .take_while(|(a, b)| a.folded == b.folded);
    let n = alike.count();
    (n * 2 > heading.len()).then_some(n)
}

/// Characters of the widest line of the status column's heading: "Mức độ hoàn thành" in one line, or
/// "Mức", "độ", "hoàn", "thành".
pub(super) fn status_heading_width(heading: &[Line<'_>]) -> usize {
    const WORDS: [&str; 4] = ["muc", "do", "hoan", "thanh"];
    let of_heading = |words: &[String]| words.iter().all(|w| WORDS.contains(&w.as_str()));
    let longest_run = |line: &Line<'_>| {
        let runs = line
            .folded
            .split(|w| !WORDS.contains(&w.as_str()))
            .map(<[String]>::to_vec);
        runs.filter(|run| !run.is_empty() && of_heading(run))
            .map(|run| run.join(" ").len())
            .max()
    };
    heading.iter().filter_map(longest_run).max().unwrap_or(0)
}

/// The known task that starts at line `i`: its printed number, the task, and the line and word position
/// at which the title starts (the number may stand on a line of its own).
pub(super) fn row_start<'l>(
    lines: &'l [Line<'_>],
    i: usize,
    prepared: &Prepared<'_>,
    from: usize,
) -> Option<(&'l str, Option<usize>, &'l str)> {
    let (kind, label, rest) = labels::split(lines[i].text)?;
    if kind != Label::Row
        || label.len() > 4 && labels::in_group(label).is_none()
        // "600 người" is the end of a result.
        || label.len() > 2 && !label.contains('.')
        || (has_closing_mark(lines[i].text) && !rest.is_empty()) && from == 0 && !timeframe_follows(lines, i)
    {
        return None;
    }
    // A figure that a narrow column broke stands above the next number: "05/4/203" over "1" over "3 Triển khai …".
    let below = || lines.get(i + 1).and_then(|l| labels::split(l.text));
    let begins = |rest: &str| rest.chars().next().is_none_or(char::is_uppercase);
    if rest.is_empty() && below().is_some_and(|(kind, _, rest)| kind == Label::Row && begins(rest)) {
        return None;
    }
    let opening = opening_words(lines, i, rest);
    let opens = |t: usize| {
        let wording = &prepared.tasks[t].words;
        let wanted = &opening[..opening.len().min(wording.len())];
        wanted.len() >= 3.min(wording.len()) && advance(wording, 0, wanted).is_some_and(|n| n <= wanted.len() + 2)
    };
    // Tasks may open alike; the one that agrees with more words is meant.
    let agreement = |t: usize| follow(&prepared.tasks[t].words, 0, &opening).0;
    let best = (from..prepared.tasks.len())
        .filter(|&t| opens(t))
        .max_by_key(|&t| (agreement(t), usize::MAX - t));
    best.map(|t| (label, Some(t), rest))
}

/// The first words of the title behind the label at line `i`, from as many lines as it takes.
fn opening_words(lines: &[Line<'_>], i: usize, rest: &str) -> Vec<String> {
    const WORDS: usize = 8;
    let title = columns::inner_timeframe(rest).map_or(rest, |(from, _)| {
        rest.char_indices().nth(from).map_or(rest, |(b, _)| &rest[..b])
    });
    if title.len() < rest.len() {
        // The lead may stand before the time frame.
        let own = before_lead(title).and_then(|n| title.char_indices().nth(n));
        return words(own.map_or(title, |(b, _)| &title[..b]));
    }
    let mut opening = words(title);
    for line in lines.iter().skip(i + 1).take(5) {
        if opening.len() >= WORDS || (!opening.is_empty() && columns::timeframe_length(line.text).is_some()) {
            break;
        }
        opening.extend(line.folded.iter().cloned());
    }
    opening.truncate(WORDS);
    opening
}
