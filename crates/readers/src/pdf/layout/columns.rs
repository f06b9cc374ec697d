//! Lines that stand side by side: the head of a document, the addressees beside the signature, and
//! tables without lines.

use super::lines::Line;
use super::tables::TableDraft;
use super::unruled;

/// A gap wider than that many font sizes splits a line into pieces.
const GAP: f32 = 1.35;
/// Lines of a stretch around which a table without lines is looked for: each look may go through a whole page.
const MOST_TRIES: usize = 64;

/// What stands in a stretch of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// Lines one below the other.
    Lines(Vec<Line>),
    /// Two blocks side by side: the left one, then the right one.
    Block(Vec<Line>, Vec<Line>),
    /// A table without lines.
    Table(TableDraft, f32),
}

/// Splits the lines of a stretch into parts. `open` holds the borders of a table without lines that goes on at the top.
pub(crate) fn split(lines: Vec<Line>, page: u32, open: Option<&[f32]>) -> Vec<Part> {
    let rows: Vec<Vec<Line>> = lines.into_iter().map(pieces).collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut plain: Vec<Line> = Vec::new();
    let (mut at, mut tries) = (0, 0);
    if let Some(found) = open.and_then(|xs| unruled::continued(&rows, xs, page)) {
        parts.push(Part::Table(found.table, found.y));
        at = found.end;
    }
    while at < rows.len() {
        let asked = tries < MOST_TRIES && unruled::may_be_at(&rows[at]);
        tries += usize::from(asked);
        if let Some(found) = asked.then(|| unruled::table_at(&rows, at, plain.len(), page)).flatten() {
            plain.truncate(plain.len() - found.back);
            flush(&mut plain, &mut parts);
            parts.push(Part::Table(found.table, found.y));
            at = found.end;
            continue;
        }
        if let Some((start_back, end, gutter)) = block_at(&rows, at, plain.len()) {
            let from = at - start_back;
            plain.truncate(plain.len() - start_back);
            flush(&mut plain, &mut parts);
            let (mut left, mut right) = (Vec::new(), Vec::new());
            for row in &rows[from..end] {
                let (l, r): (Vec<&Line>, Vec<&Line>) = row.iter().partition(|p| (p.x0 + p.x1) / 2.0 < gutter);
                let whole = |part: Vec<&Line>| Line::new(part.into_iter().flat_map(|p| p.runs.clone()).collect());
                left.extend(whole(l));
                right.extend(whole(r));
            }
            parts.push(Part::Block(left, right));
            at = end;
            continue;
        }
        plain.extend(Line::new(rows[at].iter().flat_map(|l| l.runs.clone()).collect()));
        at += 1;
    }
    flush(&mut plain, &mut parts);
    parts
}

fn flush(plain: &mut Vec<Line>, parts: &mut Vec<Part>) {
    if !plain.is_empty() {
        parts.push(Part::Lines(std::mem::take(plain)));
    }
}

/// The pieces of a line; a label or bullet is no piece of its own, and the national title is always one.
fn pieces(line: Line) -> Vec<Line> {
    let title = line
        .runs
        .iter()
        .position(|r| tonghop_text::fold(&r.text).contains("cong hoa xa hoi"));
    if let Some(at) = title.filter(|at| *at > 0) {
        let mut runs = line.runs;
        let right = runs.split_off(at);
        return Line::new(runs).into_iter().chain(Line::new(right)).collect();
    }
    let mut pieces = line.pieces(GAP);
    // "1.", "-", "Số:" belong to what follows.
    let near = |p: &[Line]| p[1].x0 - p[0].x1 < 3.5 * p[0].size;
    if pieces.len() >= 2 && pieces[0].plain().chars().count() <= 4 && near(&pieces) {
        let head = pieces.remove(0);
        let runs = head
            .runs
            .into_iter()
            .chain(std::mem::take(&mut pieces[0].runs))
            .collect();
        if let Some(joined) = Line::new(runs) {
            pieces[0] = joined;
        }
    }
    pieces
}

/// A block of two columns around row `at`: rows taken back from before, the end, and the gutter.
fn block_at(rows: &[Vec<Line>], at: usize, before: usize) -> Option<(usize, usize, f32)> {
    let [left, .., right] = &rows[at][..] else { return None };
    if rows[at].len() > 2 {
        return None;
    }
    let mut gutter = (left.x1, right.x0);
    let size = left.size.max(right.size);
    let mut end = at + 1;
    let mut pairs = 1;
    let mut last_pair = at;
    while let Some(row) = rows.get(end) {
        let far = row
            .first()
            .is_none_or(|l| l.y - rows[end - 1].first().map_or(0.0, |p| p.y) > 5.0 * size);
        let Some(narrower) = (!far && row.len() <= 4).then(|| narrow(gutter, row)).flatten() else {
            break;
        };
        gutter = narrower;
        let on_left = row.iter().filter(|p| p.x1 <= gutter.0 + 0.5).count();
        if on_left > 0 && on_left < row.len() {
            pairs += 1;
            last_pair = end;
        }
        end += 1;
    }
    let known = [left, right].iter().any(|l| {
        let text = tonghop_text::fold(&l.plain());
        text.contains("cong hoa xa hoi") || text.contains("doc lap - tu do") || text.starts_with("noi nhan")
    });
    if pairs < 2 && !known {
        return None;
    }
    let keep = further(rows, at..last_pair + 1, gutter);
    let mut back = 0;
    while back < before.min(3) {
        let row = &rows[at - back - 1];
        let near = row.first().is_some_and(|l| rows[at - back][0].y - l.y < 2.0 * size);
        let Some(narrower) = (near && row.len() == 1).then(|| narrow(gutter, row)).flatten() else {
            break;
        };
        gutter = narrower;
        back += 1;
    }
    if back > 0 && before > back && ends_paragraph(&rows[at - back - 1], &rows[at - back], gutter) {
        back = 0;
    }
    Some((back, keep, (gutter.0 + gutter.1) / 2.0))
}

/// The end of a block whose pairs are `pairs`: lines of one column alone go with it as long as they follow
/// each other. On the right, room for a signature may lie between them.
fn further(rows: &[Vec<Line>], pairs: std::ops::Range<usize>, gutter: (f32, f32)) -> usize {
    let mut keep = pairs.end;
    let pieces = || rows[pairs.clone()].iter().flatten();
    let (left, right): (Vec<&Line>, Vec<&Line>) = pieces().partition(|l| l.x1 <= gutter.0 + 0.5);
    let lowest = |lines: &[&Line]| lines.iter().map(|l| l.y).fold(f32::NEG_INFINITY, f32::max);
    let (mut left_y, mut right_y) = (lowest(&left), lowest(&right));
    let x0 = right.iter().map(|l| l.x0).fold(f32::INFINITY, f32::min);
    let x1 = right.iter().map(|l| l.x1).fold(f32::NEG_INFINITY, f32::max);
    while let Some([only]) = rows.get(keep).map(Vec::as_slice) {
        let axis = (only.x0 + only.x1 - x0 - x1).abs() / 2.0;
        if only.x1 <= gutter.0 + 0.5 && only.y - left_y <= 1.9 * only.size {
            left_y = only.y;
        } else if only.x0 >= x0 - 0.5
            && only.x1 <= x1 + only.size
            && axis < 0.15 * (x1 - x0)
            && only.y - right_y <= SIGNATURE * only.size
        {
            right_y = only.y;
        } else {
            break;
        }
        keep += 1;
    }
    keep
}

/// Room that is left for a signature and a seal, in font sizes.
const SIGNATURE: f32 = 8.0;

/// True where a row is the last line of a paragraph that lies across the gutter.
fn ends_paragraph(above: &[Line], row: &[Line], gutter: (f32, f32)) -> bool {
    let ([above], [line]) = (above, row) else { return false };
    above.x0 < gutter.0
        && above.x1 > gutter.1
        && line.y - above.y < 1.9 * line.size
        && !above.plain().trim_end().ends_with(['.', ';', ':'])
        && line.x0 < above.x0 + line.size
}

/// The gutter after a row whose pieces must all lie on one side of it.
fn narrow(gutter: (f32, f32), row: &[Line]) -> Option<(f32, f32)> {
    let (mut low, mut high) = gutter;
    for piece in row {
        if (piece.x0 + piece.x1) / 2.0 < (gutter.0 + gutter.1) / 2.0 {
            low = low.max(piece.x1);
        } else {
            high = high.min(piece.x0);
        }
    }
    (high - low > 3.0).then_some((low, high))
}
