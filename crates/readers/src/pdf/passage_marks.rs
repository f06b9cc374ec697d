//! Where a passage stands on a page: the places of its printed pieces, for a picture of the page that shows it marked.

use super::layout::runs::Run;
use std::collections::BTreeMap;

/// A piece of a passage that is looked for on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Its text; white space does not count.
    pub text: String,
    /// True where it is to be marked; the others only help to find the row of the table that it stands in.
    pub marked: bool,
}

/// A rectangle on a page, in points from its left upper corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Part of the font size above the baseline that a mark covers, and the part below it.
const ABOVE: f32 = 0.95;
const BELOW: f32 = 0.28;
/// Fewer characters may stand anywhere on the page: alone they find no place.
const TELLING: usize = 12;

/// Text of one cell, or of one line outside tables, with its pieces.
struct Piece<'r> {
    text: String,
    runs: Vec<&'r Run>,
}

impl Piece<'_> {
    fn top(&self) -> f32 {
        self.runs.iter().map(|r| r.y - r.size).fold(f32::INFINITY, f32::min)
    }

    fn bottom(&self) -> f32 {
        self.runs.iter().map(|r| r.y).fold(f32::NEG_INFINITY, f32::max)
    }
}

/// The places of the marked pieces; none where nothing of the passage is long enough to say where it is.
pub(super) fn find(runs: &[Run], sought: &[Sought]) -> Vec<Area> {
    let sought: Vec<(String, bool)> = sought.iter().map(|s| (packed(&s.text), s.marked)).collect();
    let pieces = pieces(runs);
    let Some((top, bottom)) = band(&pieces, &sought) else {
        return Vec::new();
    };
    let here = pieces.iter().filter(|p| p.bottom() > top && p.top() < bottom);
    let meant = |p: &&Piece<'_>| sought.iter().any(|(text, marked)| *marked && says(text, &p.text));
    here.filter(meant)
        .flat_map(|p| p.runs.iter().map(|r| area(r)))
        .collect()
}

fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Cells of tables as a whole; outside them lines.
fn pieces(runs: &[Run]) -> Vec<Piece<'_>> {
    let mut cells: BTreeMap<(u32, u32), Vec<&Run>> = BTreeMap::new();
    let mut lines: BTreeMap<i64, Vec<&Run>> = BTreeMap::new();
    for run in runs {
        match run.place {
            Some(place) => cells.entry(place).or_default().push(run),
            // Baselines of one line differ by less than a point.
            None => lines
                .entry((f64::from(run.y) / 2.0).round() as i64)
                .or_default()
                .push(run),
        }
    }
    cells.into_values().chain(lines.into_values()).map(piece).collect()
}

fn piece(mut runs: Vec<&Run>) -> Piece<'_> {
    let line = |r: &Run| (r.y / 2.0).round();
    runs.sort_by(|a, b| line(a).total_cmp(&line(b)).then(a.x0.total_cmp(&b.x0)));
    let characters = runs.iter().flat_map(|r| r.text.chars());
    let text = characters.filter(|c| !c.is_whitespace()).collect();
    Piece { text, runs }
}

/// True where one says the other: a line is a part of its passage, a passage may be a part of a cell, and a cell that goes on
/// over pages has only a part of its text on each.
fn says(sought: &str, text: &str) -> bool {
    let shorter = sought.chars().count().min(text.chars().count());
    sought == text || (shorter >= TELLING && (sought.contains(text) || text.contains(sought)))
}

/// Upper and lower edge of what the telling pieces cover: the row of the table, or the lines of a paragraph. Of several places
/// that say the same the one counts that says most of the passage.
fn band(pieces: &[Piece<'_>], sought: &[(String, bool)]) -> Option<(f32, f32)> {
    let mut telling: Vec<&Piece<'_>> = pieces
        .iter()
        .filter(|p| p.text.chars().count() >= TELLING && sought.iter().any(|(text, _)| says(text, &p.text)))
        .collect();
    telling.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut best: Option<(usize, f32, f32)> = None;
    let mut at = 0;
    while at < telling.len() {
        let (mut said, top, mut bottom) = (0, telling[at].top(), telling[at].bottom());
        while let Some(piece) = telling.get(at).filter(|p| p.top() <= bottom + p.runs[0].size) {
            said += piece.text.chars().count();
            bottom = bottom.max(piece.bottom());
            at += 1;
        }
        if best.is_none_or(|(most, ..)| said > most) {
            best = Some((said, top, bottom));
        }
    }
    best.map(|(_, top, bottom)| (top, bottom))
}

fn area(run: &Run) -> Area {
    Area {
        x: run.x0,
        y: run.y - ABOVE * run.size,
        width: (run.x1 - run.x0).max(0.0),
        height: (ABOVE + BELOW) * run.size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, x0: f32, y: f32, place: Option<(u32, u32)>) -> Run {
        Run {
            text: text.to_owned(),
            x0,
            x1: x0 + 50.0,
            y,
            size: 12.0,
            bold: false,
            italic: false,
            space_before: false,
            space_after: false,
            artifact: false,
            legacy: None,
            place,
        }
    }

    fn sought(text: &str, marked: bool) -> Sought {
        Sought {
            text: text.to_owned(),
            marked,
        }
    }

    /// Two rows of a table: task, status, result.
    fn table() -> Vec<Run> {
        vec![
            run("Thành lập tổ công nghệ", 0.0, 100.0, Some((0, 0))),
            run("số cộng đồng", 0.0, 114.0, Some((0, 0))),
            run("Hoàn thành", 100.0, 100.0, Some((0, 1))),
            run("Đã thành lập 12 tổ", 200.0, 100.0, Some((0, 2))),
            run("Tuyên truyền trên loa xã", 0.0, 150.0, Some((0, 3))),
            run("Hoàn thành", 100.0, 150.0, Some((0, 4))),
            run("Đã phát 40 tin bài", 200.0, 150.0, Some((0, 5))),
        ]
    }

    #[test]
    fn a_short_status_is_marked_in_its_own_row_only() {
        let row = [
            sought("Tuyên truyền trên loa xã", false),
            sought("Hoàn thành", true),
            sought("Đã phát 40 tin bài", true),
        ];
        let found = find(&table(), &row);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|a| a.y > 130.0 && a.x >= 100.0), "{found:?}");
    }

    #[test]
    fn a_paragraph_is_marked_line_by_line() {
        let runs = [
            run("Trên địa bàn xã có 12", 0.0, 100.0, None),
            run("tổ công nghệ số cộng đồng.", 0.0, 115.0, None),
            run("Đoạn khác của báo cáo này.", 0.0, 130.0, None),
        ];
        let found = find(
            &runs,
            &[sought("Trên địa bàn xã có 12 tổ công nghệ số cộng đồng.", true)],
        );
        assert_eq!(found.iter().map(|a| a.y).collect::<Vec<_>>(), [88.6, 103.6]);
    }

    #[test]
    fn what_says_nothing_of_its_place_is_not_marked() {
        assert_eq!(find(&table(), &[sought("Hoàn thành", true)]), []);
        assert_eq!(find(&table(), &[sought("Câu không có ở trang này cả", true)]), []);
    }
}
