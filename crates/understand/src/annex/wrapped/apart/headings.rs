//! Column headings that come back page by page, in one piece or scattered among the cells.

use super::super::super::columns;
use super::super::line::Line;
use super::super::opening::is_broken_tt;
use std::collections::HashSet;
use tonghop_model::template::Column;

/// Lines below "TT" that are looked at.
const WINDOW: usize = 40;
/// Lines that one scattered heading has at most.
const HEADING_LINES_MAX: usize = 6;
/// Words that two lines of headings below each other have at least: "thực" / "hiện" may end a status.
const WORDS_MIN: usize = 3;

/// The lines that repeat column headings.
pub(super) struct Headings {
    lines: HashSet<usize>,
    /// Lines on which a page's headings begin: "TT".
    pub starts: Vec<usize>,
}

impl Headings {
    /// `first` is the line of the first title: what stands between it and the "TT" above are headings.
    pub fn of(lines: &[Line<'_>], first: usize) -> Self {
        let starts: Vec<usize> = (0..lines.len()).filter(|&i| is_number_heading(lines, i)).collect();
        let mut known: HashSet<&[String]> = HashSet::new();
        for pair in starts.windows(2) {
            known.extend(common(lines, pair[0], pair[1]));
        }
        if let Some(&start) = starts
            .iter()
            .rev()
            .find(|&&start| start < first && first - start <= WINDOW)
        {
            let above = lines[start..first].iter().filter(|l| !is_label(l) && !is_upper(l.text));
            known.extend(above.map(|l| l.folded.as_slice()));
        }
        let mut found = HashSet::new();
        for i in 0..lines.len() {
            let run = lines[i..].iter().take(HEADING_LINES_MAX);
            let run: Vec<&Line<'_>> = run.take_while(|l| known.contains(l.folded.as_slice())).collect();
            let words: usize = run.iter().map(|l| l.folded.len()).sum();
            if run.len() > 1 && words >= WORDS_MIN {
                found.extend(i..i + run.len());
            }
            found.extend(scattered(lines, i).into_iter().flatten());
        }
        for &start in &starts {
            found.insert(start);
            if lines[start].folded == ["st"] {
                found.insert(start + 1);
            }
        }
        Self { lines: found, starts }
    }

    /// True where a heading names bodies in the lead.
    pub fn name_lead(&self, lines: &[Line<'_>]) -> bool {
        let text = self.text(lines);
        columns::names(Column::Lead, &text)
    }

    /// True where the headings name the status before the result, or do not tell.
    pub fn name_status_first(&self, lines: &[Line<'_>]) -> bool {
        let text = self.text(lines);
        let status = ["muc do", "tien do", "trang thai", "tinh trang", "ty le hoan thanh"]
            .iter()
            .filter_map(|w| text.find(w))
            .min();
        let result = ["ket qua dat duoc", "ket qua chi tiet", "ket qua thuc hien", "dien giai"]
            .iter()
            .filter_map(|w| text.find(w))
            .min();
        !matches!((status, result), (Some(status), Some(result)) if result < status)
    }

    /// All headings, folded.
    fn text(&self, lines: &[Line<'_>]) -> String {
        let words = (0..lines.len()).filter(|i| self.has(*i)).flat_map(|i| &lines[i].folded);
        words.fold(String::new(), |all, word| all + word + " ")
    }

    /// True where line `i` repeats a column heading.
    pub fn has(&self, i: usize) -> bool {
        self.lines.contains(&i)
    }
}

/// "TT", "STT", or "ST" over "T".
pub(super) fn is_number_heading(lines: &[Line<'_>], i: usize) -> bool {
    let folded = &lines[i].folded;
    folded.len() == 1 && matches!(folded[0].as_str(), "tt" | "stt") || is_broken_tt(lines, i)
}

/// The lines below two "TT" that are the same, in order; labels between them aside.
fn common<'l>(lines: &'l [Line<'_>], a: usize, b: usize) -> Vec<&'l [String]> {
    let below = |start: usize| {
        let window = lines[start..].iter().take(WINDOW).filter(|l| !is_label(l));
        window.map(|l| l.folded.as_slice())
    };
    let pairs = below(a).zip(below(b));
    pairs.take_while(|(x, y)| x == y).map(|(x, _)| x).collect()
}

/// The lines that are one well-known column heading, line `i` the first of them: "Mức độ" / "hoàn" / "thành".
fn scattered(lines: &[Line<'_>], i: usize) -> Option<std::ops::Range<usize>> {
    const WHOLE: [&str; 10] = [
        "muc do hoan thanh",
        "ket qua chi tiet",
        "ket qua dat duoc",
        "ket qua thuc hien",
        "ty le hoan thanh",
        "thoi gian",
        "thoi gian thuc hien",
        "nhiem vu giai phap",
        "don vi thuc hien",
        "chu tri",
    ];
    let begins =
        columns::of_heading(lines[i].text).is_some() || WHOLE.iter().any(|w| w.starts_with(&lines[i].folded.join(" ")));
    if !begins {
        return None;
    }
    let mut joined = String::new();
    for (n, line) in lines[i..].iter().take(HEADING_LINES_MAX).enumerate() {
        for word in &line.folded {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(word);
        }
        let longer = WHOLE.iter().any(|w| w.len() > joined.len() && w.starts_with(&joined));
        if WHOLE.contains(&joined.as_str()) && !(longer && goes_on(lines, i + n + 1, &joined, &WHOLE)) {
            return Some(i..i + n + 1);
        }
        if !longer {
            return None;
        }
    }
    None
}

/// True where line `next` goes on with one of the wordings.
fn goes_on(lines: &[Line<'_>], next: usize, joined: &str, wordings: &[&str]) -> bool {
    lines.get(next).is_some_and(|line| {
        let more = format!("{joined} {}", line.folded.join(" "));
        wordings.iter().any(|w| w.starts_with(&more))
    })
}

fn is_label(line: &Line<'_>) -> bool {
    super::titles::bare_label(line.text).is_some()
}

pub(super) fn is_upper(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 3 && !text.chars().any(char::is_lowercase)
}
