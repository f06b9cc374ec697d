//! Lines that stand side by side: the head of a document, the addressees beside the signature, and
//! tables without lines.

use super::gutters::{self, RowLine};
use super::lines::Line;
use super::tables::TableDraft;
use tonghop_document::Cell;

/// A gap wider than that many font sizes splits a line into pieces.
const GAP: f32 = 1.35;
/// Rows that a table without lines must have at least.
const MIN_ROWS: usize = 3;
/// Columns that a table without lines must have at least.
const MIN_COLUMNS: usize = 3;

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

/// Splits the lines of a stretch into parts. `first_page` allows the head of the document.
pub(crate) fn split(lines: Vec<Line>, page: u32) -> Vec<Part> {
    let rows: Vec<Vec<Line>> = lines.into_iter().map(pieces).collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut plain: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        if let Some((end, table, y)) = table_at(&rows, at, page) {
            flush(&mut plain, &mut parts);
            parts.push(Part::Table(table, y));
            at = end;
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

/// A table without lines that starts at row `at`: its end, the table, and where it stands.
fn table_at(rows: &[Vec<Line>], at: usize, page: u32) -> Option<(usize, TableDraft, f32)> {
    if count_words(&rows[at]) < MIN_COLUMNS {
        return None;
    }
    let mut taken: Vec<Vec<Line>> = Vec::new();
    let mut wide_end = 0;
    let mut columns: Vec<(f32, f32)> = Vec::new();
    let mut wide = 0;
    while let Some(row) = rows.get(at + taken.len()) {
        let near = taken
            .last()
            .is_none_or(|before| row[0].y - before[0].y < 2.6 * row[0].size);
        if !near {
            break;
        }
        let row: Vec<Line> = row.iter().flat_map(|p| p.clone().pieces(NARROW_GAP)).collect();
        if row.len() >= MIN_COLUMNS {
            let merged = merge(&columns, &row);
            // Columns that flow into each other are no columns.
            if merged.len() < MIN_COLUMNS || (wide > 0 && merged.len() < columns.len()) {
                break;
            }
            columns = merged;
            wide += 1;
            wide_end = taken.len() + 1;
        } else if row.iter().all(|p| fits(&columns, p)) {
            columns = merge(&columns, &row);
        } else {
            break;
        }
        taken.push(row);
    }
    // The rest of the last row: lines that leave the first column empty and stand close.
    let mut end = wide_end;
    while let Some([before, row]) = taken.get(end.saturating_sub(1)..=end)
        && row[0].x0 >= columns[0].1
        && row[0].y - before[0].y < 1.6 * row[0].size
    {
        end += 1;
    }
    taken.truncate(end);
    let enough = wide >= MIN_ROWS && wide * 6 >= end;
    enough.then(|| (at + end, draft(&taken, &columns, page), rows[at][0].y))
}

/// A gap between the words of two columns, in font sizes.
const NARROW_GAP: f32 = 0.92;

/// Number of pieces of a row where it is split at narrow gaps.
fn count_words(row: &[Line]) -> usize {
    let gaps = |l: &Line| {
        let wide = |w: &&[super::runs::Run]| w[1].x0 - w[0].x1 > NARROW_GAP * l.size;
        l.runs.windows(2).filter(wide).count()
    };
    row.iter().map(|l| 1 + gaps(l)).sum()
}

/// True where a piece lies in one column, or beside it without reaching the next one.
fn fits(columns: &[(f32, f32)], piece: &Line) -> bool {
    let at = columns.partition_point(|c| c.0 <= piece.x0 + 8.0);
    let next = columns.get(at).map_or(f32::INFINITY, |c| c.0);
    let Some(column) = at.checked_sub(1).and_then(|i| columns.get(i)) else {
        return false;
    };
    let room = if next.is_finite() { next - 2.0 } else { column.1 + 60.0 };
    piece.x0 < column.1.max(column.0 + 8.0) && piece.x1 <= room
}

/// Columns with the extents of further pieces merged in.
fn merge(columns: &[(f32, f32)], row: &[Line]) -> Vec<(f32, f32)> {
    let mut all: Vec<(f32, f32)> = columns
        .iter()
        .copied()
        .chain(row.iter().map(|l| (l.x0, l.x1)))
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (x0, x1) in all {
        match out.last_mut() {
            Some(last) if x0 < last.1 => last.1 = last.1.max(x1),
            _ => out.push((x0, x1)),
        }
    }
    out
}

fn draft(rows: &[Vec<Line>], columns: &[(f32, f32)], page: u32) -> TableDraft {
    let mut xs: Vec<f32> = vec![columns.first().map_or(0.0, |c| c.0)];
    xs.extend(columns.windows(2).map(|w| (w[0].1 + w[1].0) / 2.0));
    xs.push(columns.last().map_or(0.0, |c| c.1));
    let column_of = |piece: &Line| {
        let middle = (piece.x0 + piece.x1) / 2.0;
        (xs.partition_point(|x| *x <= middle))
            .saturating_sub(1)
            .min(columns.len() - 1)
    };
    let mut lines: Vec<RowLine> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut texts = vec![String::new(); columns.len()];
        for piece in row {
            super::lines::append(&mut texts[column_of(piece)], &piece.plain());
        }
        lines.push(RowLine { y: row[0].y, texts });
    }
    let mut starts = gutters::row_starts(&lines);
    starts.push(lines.len());
    let mut cells: Vec<Cell> = Vec::new();
    let count = starts.len() as u32 - 1;
    for (number, part) in starts.windows(2).enumerate() {
        let bold = rows[part[0]..part[1]].iter().flatten().all(Line::bold);
        for column in 0..columns.len() {
            let mut cell = Cell {
                row: number as u32,
                column: column as u32,
                page: Some(page),
                bold,
                ..Cell::default()
            };
            for line in lines[part[0]..part[1]].iter().filter(|l| !l.texts[column].is_empty()) {
                super::lines::append(&mut cell.text, &line.texts[column]);
            }
            cells.push(cell);
        }
    }
    TableDraft {
        xs,
        rows: count,
        header_rows: None,
        cells,
        page,
        guessed: true,
        recognised: false,
    }
}
