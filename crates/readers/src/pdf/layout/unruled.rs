//! Tables without any lines: the gutters between their columns are white from the first line to the last, but for
//! headings that run across.

use super::gutters::{self, Piece, RowLine};
use super::lines::Line;
use super::tables::TableDraft;
use tonghop_document::Cell;

/// Lines of at least three columns that a table must have.
const MIN_ROWS: usize = 3;
/// Columns that a table must have.
const MIN_COLUMNS: usize = 3;
/// A gap between the words of two columns, in font sizes. Cells that are full leave little more than their margins.
const GAP: f32 = 0.55;
/// A gap that no justified line has between two of its words, in font sizes.
const CLEAR_GAP: f32 = 0.92;
/// Lines further apart than that many font sizes belong to different tables.
const APART: f32 = 2.6;
/// A line without a clear gap over more than that share of the table's width is running text, or a heading.
const PROSE: f32 = 0.6;
/// Most lines of a table on one page; what is longer is taken in parts.
const MOST_LINES: usize = 1_000;
/// Most lines above the first full one that belong to it: the rest of a row from the page before, a heading.
const MOST_ABOVE: usize = 40;

/// A table and the lines that it takes.
pub(super) struct Found {
    /// Lines before the one asked for.
    pub(super) back: usize,
    /// One past its last line.
    pub(super) end: usize,
    /// The table.
    pub(super) table: TableDraft,
    /// Baseline of its first line in points.
    pub(super) y: f32,
}

/// True where a table may be around the line `at`: looking for it takes longer than this question.
pub(super) fn may_be_at(row: &[Line]) -> bool {
    clear_pieces(row) >= MIN_COLUMNS
}

/// The table around the line `at`, of which `above` lines before it are still free.
pub(super) fn table_at(rows: &[Vec<Line>], at: usize, above: usize, page: u32) -> Option<Found> {
    let bottom = last_line(rows, at);
    let mut range = first_line(rows, at, above)..bottom;
    let mut lines: Vec<Vec<Line>> = rows[range.clone()].iter().map(|r| words(r)).collect();
    let middles = columns(&lines)?;
    let full = |line: &[Line]| filled(line, &middles);
    // What stands above the first line with columns, or below the last one, and is no rest of a row.
    let first = lines.iter().position(|l| belongs_above(l, &middles))?;
    let last = lines.iter().rposition(|l| full(l) >= 2)?;
    let last = rest_of_row(&lines, last, &middles);
    range = range.start + first..range.start + last + 1;
    if !range.contains(&at) {
        return None;
    }
    lines = lines.drain(first..=last).collect();
    let wide = lines.iter().filter(|l| full(l) >= MIN_COLUMNS).count();
    (wide >= MIN_ROWS && wide * 8 >= lines.len()).then(|| Found {
        back: at - range.start,
        end: range.end,
        y: lines[0][0].y,
        table: draft(&lines, &middles, page),
    })
}

/// The rest at the top of a page of the table whose borders are `xs`: the lines whose words keep to its columns.
pub(super) fn continued(rows: &[Vec<Line>], xs: &[f32], page: u32) -> Option<Found> {
    let (&[left, ref middles @ ..], &right) = (xs.split_last()?.1, xs.last()?) else {
        return None;
    };
    let mut lines: Vec<Vec<Line>> = Vec::new();
    for row in rows {
        let line = words(row);
        let apart = lines
            .last()
            .is_some_and(|before| line[0].y - before[0].y > APART * line[0].size);
        if apart || !keeps_to(&line, left, middles, right) {
            break;
        }
        lines.push(line);
    }
    let last = lines.iter().rposition(|l| belongs_above(l, middles))?;
    lines.truncate(last + 1);
    let mut table = draft(&lines, middles, page);
    table.xs = xs.to_vec();
    Some(Found {
        back: 0,
        end: lines.len(),
        y: lines[0][0].y,
        table,
    })
}

/// True where every piece begins in a column and ends in it, a heading behind a label aside.
fn keeps_to(line: &[Line], left: f32, middles: &[f32], right: f32) -> bool {
    let size = line[0].size;
    let (x0, x1) = extent(line);
    let crossing = |p: &&Line| middles.iter().any(|m| p.x0 + size < *m && *m < p.x1 - size);
    let crossings = line.iter().filter(crossing).count();
    let heading = column_of(&line[0], middles) == 0 && line.len() == 2;
    x0 > left - 2.0 * size && x1 < right + 4.0 * size && (crossings == 0 || crossings == 1 && heading)
}

/// One past the last line that may belong to the table: up to a wide space or to running text.
fn last_line(rows: &[Vec<Line>], at: usize) -> usize {
    let mut width = extent(&rows[at]);
    let mut end = at + 1;
    while let Some(row) = rows.get(end).filter(|_| end - at < MOST_LINES) {
        if row[0].y - rows[end - 1][0].y > APART * row[0].size {
            break;
        }
        let heading = rows.get(end + 1).is_some_and(|next| clear_pieces(next) >= 2);
        if is_long(row, width) && !heading {
            break;
        }
        let (x0, x1) = extent(row);
        width = (width.0.min(x0), width.1.max(x1));
        end += 1;
    }
    end
}

/// The first line that may belong to the table.
fn first_line(rows: &[Vec<Line>], at: usize, above: usize) -> usize {
    let width = extent(&rows[at]);
    let mut start = at;
    while start > at - above.min(MOST_ABOVE) {
        let (row, below) = (&rows[start - 1], &rows[start]);
        if below[0].y - row[0].y > APART * row[0].size || is_long(row, width) {
            break;
        }
        start -= 1;
    }
    start
}

fn extent(row: &[Line]) -> (f32, f32) {
    row.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |e, l| {
        (e.0.min(l.x0), e.1.max(l.x1))
    })
}

/// True for a line of running text: no clear gap, and most of the width.
fn is_long(row: &[Line], width: (f32, f32)) -> bool {
    let (x0, x1) = extent(row);
    clear_pieces(row) == 1 && x1 - x0 > PROSE * (width.1 - width.0)
}

/// Number of pieces of a line where it is split at clear gaps.
fn clear_pieces(row: &[Line]) -> usize {
    let gaps = |l: &Line| {
        let wide = |w: &&[super::runs::Run]| w[1].x0 - w[0].x1 > CLEAR_GAP * l.size;
        l.runs.windows(2).filter(wide).count()
    };
    row.iter().map(|l| 1 + gaps(l)).sum()
}

/// The pieces of a line between gaps that may part columns.
fn words(row: &[Line]) -> Vec<Line> {
    row.iter().flat_map(|l| l.clone().pieces(GAP)).collect()
}

/// The middles of the gutters; `None` for fewer columns than a table has.
fn columns(lines: &[Vec<Line>]) -> Option<Vec<f32>> {
    let pieces: Vec<Piece> = lines
        .iter()
        .enumerate()
        .flat_map(|(row, line)| {
            line.iter().map(move |l| Piece {
                x0: l.x0,
                x1: l.x1,
                row,
            })
        })
        .collect();
    let middles = gutters::find(&pieces);
    (middles.len() + 1 >= MIN_COLUMNS).then_some(middles)
}

/// Column of a piece: the one that it begins in, whatever it runs into.
fn column_of(piece: &Line, middles: &[f32]) -> usize {
    middles.partition_point(|m| *m <= piece.x0 + 0.1)
}

/// Number of columns that have words on a line.
fn filled(line: &[Line], middles: &[f32]) -> usize {
    let mut columns: Vec<usize> = line.iter().map(|p| column_of(p, middles)).collect();
    columns.dedup();
    columns.len()
}

/// True for a line that a table may begin with: words in two columns, or the rest of a cell that is not the first one.
fn belongs_above(line: &[Line], middles: &[f32]) -> bool {
    let crosses = |p: &Line| middles.iter().any(|m| p.x0 < *m && *m < p.x1);
    filled(line, middles) >= 2 || line.iter().all(|p| column_of(p, middles) > 0 && !crosses(p))
}

/// The last line of the row whose last full line is `last`: lines that leave the first column empty and stand close.
fn rest_of_row(lines: &[Vec<Line>], last: usize, middles: &[f32]) -> usize {
    let mut end = last;
    while let Some([before, line]) = lines.get(end..end + 2)
        && belongs_above(line, middles)
        && line[0].y - before[0].y < 1.6 * line[0].size
    {
        end += 1;
    }
    end
}

fn draft(rows: &[Vec<Line>], middles: &[f32], page: u32) -> TableDraft {
    let (x0, x1) = extent(&rows.concat());
    let xs: Vec<f32> = std::iter::once(x0).chain(middles.iter().copied()).chain([x1]).collect();
    let columns = middles.len() + 1;
    let mut lines: Vec<RowLine> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut texts = vec![String::new(); columns];
        let mut before: Option<usize> = None;
        for piece in row {
            let column = column_of(piece, middles);
            let text = &mut texts[column];
            // Words of one line with a wide gap between them.
            if before == Some(column) && !text.is_empty() {
                text.push(' ');
                text.push_str(&piece.plain());
            } else {
                super::lines::append(text, &piece.plain());
            }
            before = Some(column);
        }
        lines.push(RowLine { y: row[0].y, texts });
    }
    let mut starts = gutters::row_starts(&lines);
    starts.push(lines.len());
    let mut cells: Vec<Cell> = Vec::new();
    for (number, part) in starts.windows(2).enumerate() {
        let bold = rows[part[0]..part[1]].iter().flatten().all(Line::bold);
        for column in 0..columns {
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
        rows: starts.len() as u32 - 1,
        header_rows: None,
        cells,
        page,
        guessed: true,
        recognised: false,
    }
}
