//! Runs to printed lines.

use super::runs::{Run, SPACE};
use tonghop_document::NoteRef;

/// Baselines closer than this part of the font size are the same line.
const SAME_LINE: f32 = 0.3;
/// A run smaller than this part of its line's font size may be a raised or lowered mark.
pub(crate) const SMALL: f32 = 0.82;

/// A printed line within one column or cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Its runs from left to right.
    pub(crate) runs: Vec<Run>,
    /// Left edge in points.
    pub(crate) x0: f32,
    /// Right edge in points.
    pub(crate) x1: f32,
    /// Baseline in points.
    pub(crate) y: f32,
    /// Size of the font that most of the text has, in points.
    pub(crate) size: f32,
}

/// The text of a line and its raised marks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct LineText {
    /// The text with the marks that are no footnote marks.
    pub(crate) text: String,
    /// Footnote marks taken out; `block` holds the number of the footnote among all of the document.
    pub(crate) marks: Vec<NoteRef>,
}

/// Finds the footnote of a label on the page.
pub(crate) type Known<'k> = &'k dyn Fn(&str) -> Option<usize>;

impl Line {
    /// A line of these runs; `None` without any.
    pub(crate) fn new(mut runs: Vec<Run>) -> Option<Self> {
        runs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        drop_doubles(&mut runs);
        let main = main_run(&runs)?;
        let (size, y) = (main.size, main.y);
        let x0 = runs.iter().map(|r| r.x0).fold(f32::INFINITY, f32::min);
        let x1 = runs.iter().map(|r| r.x1).fold(f32::NEG_INFINITY, f32::max);
        Some(Self { runs, x0, x1, y, size })
    }

    /// True where the letters are bold; dashes and marks may be set in another font.
    pub(crate) fn bold(&self) -> bool {
        self.all_letters(|r| r.bold)
    }

    /// True where the letters are italic.
    pub(crate) fn italic(&self) -> bool {
        self.all_letters(|r| r.italic)
    }

    fn all_letters(&self, style: impl Fn(&Run) -> bool) -> bool {
        let mut letters = self
            .runs
            .iter()
            .filter(|r| !self.is_mark(r) && r.text.contains(char::is_alphanumeric));
        let mut any = false;
        letters.all(|r| {
            any = true;
            style(r)
        }) && any
    }

    /// True where the run is raised above the line.
    fn is_raised(&self, run: &Run) -> bool {
        run.size < SMALL * self.size && run.y < self.y - 0.12 * self.size
    }

    /// True where the run looks like a footnote mark.
    fn is_mark(&self, run: &Run) -> bool {
        self.is_raised(run) && mark_label(&run.text).is_some()
    }

    /// The text; raised marks that `known` finds a footnote for are taken out.
    pub(crate) fn text(&self, known: Known<'_>) -> LineText {
        let mut out = LineText::default();
        let mut previous: Option<&Run> = None;
        for run in &self.runs {
            if self.is_raised(run)
                && let Some(found) = marks_of(&run.text, known)
            {
                let at = out.text.chars().count();
                out.marks.extend(found.into_iter().map(|(label, note)| NoteRef {
                    at,
                    label: label.to_owned(),
                    block: Some(note),
                }));
                continue;
            }
            if let Some(before) = previous {
                let gap = run.x0 - before.x1;
                let wide = gap > SPACE * before.size.min(run.size).max(1.0);
                if (wide || before.space_after || run.space_before) && !out.text.ends_with(' ') {
                    out.text.push(' ');
                }
            }
            out.text.push_str(&run.text);
            previous = Some(run);
        }
        out
    }

    /// The text with all marks in it.
    pub(crate) fn plain(&self) -> String {
        self.text(&|_| None).text
    }

    /// The pieces between wide gaps (a multiple of the font size).
    pub(crate) fn pieces(self, gap: f32) -> Vec<Self> {
        let wide = gap * self.size;
        let mut out = Vec::new();
        let mut current: Vec<Run> = Vec::new();
        let mut right = f32::NEG_INFINITY;
        for run in self.runs {
            if !current.is_empty() && run.x0 - right > wide {
                out.extend(Self::new(std::mem::take(&mut current)));
            }
            right = right.max(run.x1);
            current.push(run);
        }
        out.extend(Self::new(current));
        out
    }
}

/// The footnotes that a raised run marks: one, or several ("5 6", "5, 6", "56" for the notes 5 and 6 where there is no note 56).
fn marks_of<'t>(text: &'t str, known: Known<'_>) -> Option<Vec<(&'t str, usize)>> {
    let one = |mark: &'t str| mark_label(mark).and_then(|label| Some(vec![(label, known(label)?)]));
    if let Some(found) = one(text) {
        return Some(found);
    }
    let mut found = Vec::new();
    for mark in text.split([' ', '\u{a0}', ',', ';']).filter(|mark| !mark.is_empty()) {
        found.extend(one(mark).or_else(|| run_of_marks(mark, known))?);
    }
    (!found.is_empty()).then_some(found)
}

/// Footnotes that follow each other, marked one behind the other without anything between.
fn run_of_marks<'t>(digits: &'t str, known: Known<'_>) -> Option<Vec<(&'t str, usize)>> {
    if !(2..=6).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) || digits.starts_with('0') {
        return None;
    }
    (1..=digits.len() / 2).find_map(|first| {
        let mut number: u32 = digits[..first].parse().ok()?;
        let mut rest = digits;
        let mut found = Vec::new();
        while !rest.is_empty() {
            let label = number.to_string();
            rest.starts_with(&label).then_some(())?;
            let (label, behind) = rest.split_at(label.len());
            found.push((label, known(label)?));
            (rest, number) = (behind, number + 1);
        }
        Some(found)
    })
}

/// The label of a footnote mark: a number, a star, a single small letter; brackets aside.
pub(crate) fn mark_label(text: &str) -> Option<&str> {
    let inner = text.trim().trim_matches(|c| matches!(c, '[' | ']' | '(' | ')')).trim();
    let count = inner.chars().count();
    let digits = inner.bytes().all(|b| b.is_ascii_digit()) && count <= 3;
    let stars = inner.chars().all(|c| c == '*') && count <= 4;
    let letter = count == 1 && inner.chars().all(|c| c.is_ascii_lowercase());
    (count > 0 && (digits || stars || letter)).then_some(inner)
}

/// The run with the most text in the most common size.
fn main_run(runs: &[Run]) -> Option<&Run> {
    let weight = |r: &Run| {
        runs.iter()
            .filter(|o| (o.size - r.size).abs() < 0.3)
            .map(|o| o.text.len())
            .sum::<usize>()
    };
    // The first of the heaviest, so that equal lines come out equal.
    let mut best: Option<(usize, &Run)> = None;
    for run in runs.iter().take(400) {
        let w = weight(run);
        if best.is_none_or(|(b, _)| w > b) {
            best = Some((w, run));
        }
    }
    best.map(|(_, run)| run)
}

/// Text that is printed twice on the same spot to make it bold.
fn drop_doubles(runs: &mut Vec<Run>) {
    runs.dedup_by(|b, a| {
        let same = a.text == b.text && (a.x0 - b.x0).abs() < 0.12 * a.size && (a.y - b.y).abs() < 0.12 * a.size;
        a.bold |= same;
        same
    });
}

/// Joins neighbours of the same look: letters from several fonts, or drawn in pieces.
fn join_alike(runs: &mut Vec<Run>) {
    runs.dedup_by(|next, run| {
        let size = run.size.max(1.0);
        let gap = next.x0 - run.x1;
        let alike = (run.size - next.size).abs() < 0.05 * size
            && (run.y - next.y).abs() < 0.08 * size
            && (run.bold, run.italic, run.artifact) == (next.bold, next.italic, next.artifact)
            && run.place == next.place
            && gap > -0.35 * size
            && gap < 0.9 * size;
        if alike {
            if gap > SPACE * size || run.space_after || next.space_before {
                run.text.push(' ');
            }
            run.text.push_str(&next.text);
            run.x1 = run.x1.max(next.x1);
            run.space_after = next.space_after;
        }
        alike
    });
}

/// The lines of one region, from top to bottom.
pub(crate) fn build(mut runs: Vec<Run>) -> Vec<Line> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut groups: Vec<(f32, f32, Vec<Run>)> = Vec::new();
    for run in runs {
        match groups.last_mut() {
            Some((y, size, group)) if run.y - *y <= SAME_LINE * size.max(run.size) && fits(*size, &run, *y) => {
                // The larger letters lead: a mark that came first is followed by its line.
                if run.size > *size + 0.5 {
                    (*y, *size) = (run.y, run.size);
                }
                group.push(run);
            }
            _ => groups.push((run.y, run.size, vec![run])),
        }
    }
    let mut lines = attach_marks(groups.into_iter().filter_map(|(_, _, runs)| Line::new(runs)).collect());
    // Not before the marks stand between their neighbours.
    lines.iter_mut().for_each(|line| join_alike(&mut line.runs));
    lines
}

/// A small run that lies clearly higher than the following large ones opens a line of its own first.
fn fits(size: f32, run: &Run, y: f32) -> bool {
    run.size >= SMALL * size || run.y - y <= 0.25 * size
}

/// Lines of nothing but small raised or lowered runs go to the line they belong to.
fn attach_marks(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut carried: Vec<Run> = Vec::new();
    let mut rest = lines.into_iter().peekable();
    while let Some(mut line) = rest.next() {
        if !carried.is_empty() {
            let runs = std::mem::take(&mut carried)
                .into_iter()
                .chain(std::mem::take(&mut line.runs))
                .collect();
            let Some(joined) = Line::new(runs) else { continue };
            line = joined;
        }
        let short = line.runs.len() <= 24 && line.runs.iter().map(|r| r.text.chars().count()).sum::<usize>() <= 24;
        if short
            && rest
                .peek()
                .is_some_and(|n| touches(&line, n) && n.y - line.y <= 0.65 * n.size)
        {
            carried = line.runs;
            continue;
        }
        match out.last_mut() {
            Some(last) if short && touches(&line, last) && line.y - last.y <= 0.4 * last.size => {
                let runs = std::mem::take(&mut last.runs).into_iter().chain(line.runs).collect();
                if let Some(joined) = Line::new(runs) {
                    *last = joined;
                }
            }
            _ => out.push(line),
        }
    }
    out
}

/// True where all of a small line lies within or beside the runs of another one.
fn touches(line: &Line, other: &Line) -> bool {
    let slack = 1.2 * other.size;
    line.size < SMALL * other.size
        && line
            .runs
            .iter()
            .all(|r| other.runs.iter().any(|o| r.x0 <= o.x1 + slack && r.x1 >= o.x0 - slack))
}

/// True where a word was broken by force because not even one more letter had fitted: what stands
/// before and after is of the kind that is set without spaces.
pub(crate) fn broken_by_force(text: &str, line: &Line, next: &Line, width: f32) -> bool {
    let Some(first) = next.runs.first() else { return false };
    let letter = (first.x1 - first.x0) / first.text.chars().count().max(1) as f32;
    if line.x1 - line.x0 + letter <= width {
        return false;
    }
    // Words of an address may have been joined over several lines already.
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let rest = first.text.split(' ').next().unwrap_or_default();
    if word.contains("://") || word.starts_with("www.") {
        return rest.chars().all(|c| c.is_ascii_graphic());
    }
    let alone = line.runs.len() == 1 && !line.runs[0].text.contains(' ');
    let kind = |f: fn(char) -> bool| word.chars().all(f) && rest.chars().all(f);
    alone && (kind(|c| c.is_ascii_uppercase()) || kind(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%')))
}

/// Appends a printed line to a text: `\n`, or nothing where the break stands within a word, which
/// happens after a hyphen or slash and within addresses of the net that are wider than their column.
pub(crate) fn append(text: &mut String, line: &str) {
    if text.is_empty() {
        text.push_str(line);
        return;
    }
    if !breaks_word(text, line) {
        text.push('\n');
    }
    text.push_str(line);
}

fn breaks_word(before: &str, after: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let next = after.split(char::is_whitespace).next().unwrap_or(after);
    if next.is_empty() || word.chars().count() < 2 {
        return false;
    }
    let mut tail = word.chars().rev();
    let (last, previous) = (tail.next(), tail.next());
    let joint = matches!(last, Some('-' | '/')) && previous.is_some_and(char::is_alphanumeric);
    if word.contains("://") || word.starts_with("www.") {
        // An address goes on with what no Vietnamese word looks like.
        let plain = next.chars().all(|c| c.is_ascii_graphic());
        let telling =
            next.contains(['/', '.', '-', '_', '=', '?', '&', '%']) || next.chars().any(|c| c.is_ascii_digit());
        return plain && (joint || telling);
    }
    joint && next.chars().next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, x0: f32, y: f32, size: f32) -> Run {
        Run {
            text: text.into(),
            x0,
            x1: x0 + 0.5 * size * text.chars().count() as f32,
            y,
            size,
            bold: false,
            italic: false,
            space_before: false,
            space_after: false,
            artifact: false,
            legacy: None,
            place: None,
        }
    }

    #[test]
    fn raised_numbers_join_their_line_and_come_out_as_marks() {
        let lines = build(vec![
            run("Quyết định", 50.0, 100.0, 14.0),
            run("2", 121.0, 94.0, 8.0),
            run("và", 130.0, 100.0, 14.0),
        ]);
        assert_eq!(lines.len(), 1);
        let text = lines[0].text(&|label| (label == "2").then_some(7));
        assert_eq!(text.text, "Quyết định và");
        assert_eq!(
            text.marks,
            [NoteRef {
                at: 10,
                label: "2".into(),
                block: Some(7)
            }]
        );
        assert_eq!(lines[0].plain(), "Quyết định2 và");
    }

    #[test]
    fn several_marks_are_told_apart_by_the_notes_of_the_page() {
        let line = |mark: &str| {
            let runs = vec![run("các thôn", 50.0, 100.0, 14.0), run(mark, 110.0, 94.0, 8.0)];
            build(runs).remove(0)
        };
        let notes = |labels: &'static [&'static str]| move |l: &str| labels.iter().position(|k| *k == l);
        let marks = |mark: &str, labels| {
            let text = line(mark).text(&notes(labels));
            (text.text, text.marks.into_iter().map(|m| m.label).collect::<Vec<_>>())
        };
        let told = |labels: &[&str]| ("các thôn".to_owned(), labels.iter().map(|l| (*l).to_owned()).collect());
        assert_eq!(marks("56", &["5", "6"]), told(&["5", "6"]));
        assert_eq!(marks("5 6", &["5", "6"]), told(&["5", "6"]));
        assert_eq!(marks("5, 6", &["5", "6"]), told(&["5", "6"]));
        assert_eq!(marks("5 6", &["5"]).0, "các thôn 5 6");
        assert_eq!(marks("91011", &["9", "10", "11"]), told(&["9", "10", "11"]));
        assert_eq!(
            marks("12", &["1", "2", "12"]),
            told(&["12"]),
            "a note of its own goes first"
        );
        assert_eq!(
            marks("57", &["5", "7"]).0,
            "các thôn 57",
            "only notes that follow each other"
        );
        assert_eq!(marks("56", &["5"]).0, "các thôn 56");
    }

    #[test]
    fn a_raised_mark_at_the_start_of_a_line_stays_with_it() {
        let lines = build(vec![
            run("1", 50.0, 95.5, 6.0),
            run("Theo báo cáo", 54.0, 100.0, 10.0),
            run("dòng dưới", 50.0, 112.0, 10.0),
        ]);
        assert_eq!(
            lines.iter().map(Line::plain).collect::<Vec<_>>(),
            ["1Theo báo cáo", "dòng dưới"]
        );
    }

    #[test]
    fn words_cut_at_hyphens_and_slashes_are_joined() {
        let join = |a: &str, b: &str| {
            let mut text = a.to_owned();
            append(&mut text, b);
            text
        };
        assert_eq!(join("Kế hoạch 12/KH-", "UBND"), "Kế hoạch 12/KH-UBND");
        assert_eq!(join("giai đoạn 2022 -", "2025"), "giai đoạn 2022 -\n2025");
        assert_eq!(
            join("xem https://a.example/tin-", "tuc/so-1"),
            "xem https://a.example/tin-tuc/so-1"
        );
        assert_eq!(
            join("tại https://a.example", "để biết"),
            "tại https://a.example\nđể biết"
        );
        assert_eq!(join("số liệu", "năm nay"), "số liệu\nnăm nay");
    }
}
