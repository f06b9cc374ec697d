//! Ruling lines in the picture of a page: long runs of ink.

use super::picture::Gray;
use crate::pdf::content::Rule;

/// A run of ink along a row or a column, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InkRun {
    /// Position across.
    pub(crate) at: usize,
    /// First pixel.
    pub(crate) from: usize,
    /// One past the last pixel.
    pub(crate) to: usize,
}

/// Thin lines are grey in a scan: darker than this counts.
const PALE: u8 = 205;
/// Holes within a line that are bridged, in pixels.
const HOLE: usize = 3;
/// Runs that are kept; a dark photo is no table.
const MAX_RUNS: usize = 40_000;

/// The lines of a page: rows, then columns. `unit` is the number of pixels per point.
pub(crate) fn find(picture: &Gray, unit: f32) -> (Vec<InkRun>, Vec<InkRun>) {
    let wide = (30.0 * unit) as usize;
    // Taller than any letter of a report.
    let tall = (11.5 * unit) as usize;
    let rows = scan(picture, wide, unit);
    let mut columns = scan(&transpose(picture), tall, unit);
    // The stem of a letter is no border: a short one must reach from line to line.
    let reach = (1.3 * unit).max(2.0) as usize;
    columns.retain(|c| {
        let meets = |y: usize| {
            let start = rows.partition_point(|r| r.at + reach < y);
            rows[start..]
                .iter()
                .take_while(|r| r.at <= y + reach)
                .any(|r| r.from <= c.at + reach && r.to + reach >= c.at)
        };
        c.to - c.from > (26.0 * unit) as usize || (meets(c.from) && meets(c.to))
    });
    (rows, columns)
}

/// Long runs of ink along the rows of a picture that have paper above and below.
fn scan(picture: &Gray, shortest: usize, unit: f32) -> Vec<InkRun> {
    let aside = (2.0 * unit).round().max(3.0) as usize;
    let mut out = Vec::new();
    for y in 0..picture.height {
        let mut found = Vec::new();
        runs(picture.row(y), shortest, y, &mut found);
        found.retain(|r| {
            // A row of letters has ink above and below; a line has not.
            let paper = |x: &usize| {
                let above = y < aside || picture.get(*x, y - aside) >= PALE;
                above && picture.get(*x, y + aside) >= PALE
            };
            let clear = (r.from..r.to).filter(paper).count();
            clear * 10 >= (r.to - r.from) * 6
        });
        out.append(&mut found);
        if out.len() > MAX_RUNS {
            return Vec::new();
        }
    }
    out
}

fn transpose(picture: &Gray) -> Gray {
    let mut out = Gray::white(picture.height, picture.width);
    const BLOCK: usize = 32;
    for by in (0..picture.height).step_by(BLOCK) {
        for bx in (0..picture.width).step_by(BLOCK) {
            for y in by..(by + BLOCK).min(picture.height) {
                for x in bx..(bx + BLOCK).min(picture.width) {
                    out.data[x * picture.height + y] = picture.data[y * picture.width + x];
                }
            }
        }
    }
    out
}

fn runs(row: &[u8], shortest: usize, at: usize, out: &mut Vec<InkRun>) {
    let mut i = 0;
    while i < row.len() {
        if row[i] >= PALE {
            i += 1;
            continue;
        }
        let from = i;
        let (mut last, mut dark) = (i, 0usize);
        while i < row.len() && i - last <= HOLE {
            if row[i] < PALE {
                last = i;
                dark += 1;
            }
            i += 1;
        }
        let to = last + 1;
        if to - from >= shortest && dark * 10 >= (to - from) * 9 {
            out.push(InkRun { at, from, to });
        }
    }
}

/// The lines as rules in points.
pub(crate) fn to_rules(rows: &[InkRun], columns: &[InkRun], unit: f32) -> Vec<Rule> {
    let p = |v: usize| v as f32 / unit;
    let across = rows.iter().map(|r| Rule {
        x0: p(r.from),
        y0: p(r.at),
        x1: p(r.to),
        y1: p(r.at + 1),
    });
    let down = columns.iter().map(|r| Rule {
        x0: p(r.at),
        y0: p(r.from),
        x1: p(r.at + 1),
        y1: p(r.to),
    });
    across.chain(down).collect()
}

/// Paints the lines white, with the pale pixels beside them.
pub(crate) fn erase(picture: &mut Gray, rows: &[InkRun], columns: &[InkRun]) {
    for r in rows {
        picture.blank(r.from.saturating_sub(2), r.at.saturating_sub(1), r.to + 2, r.at + 2);
    }
    for r in columns {
        picture.blank(r.at.saturating_sub(1), r.from.saturating_sub(2), r.at + 2, r.to + 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_and_letters_are_not() {
        let mut picture = Gray::white(400, 300);
        for x in 20..380 {
            picture.data[50 * 400 + x] = 0;
            picture.data[51 * 400 + x] = 0;
        }
        for y in 50..250 {
            picture.data[y * 400 + 100] = 0;
        }
        // A letter as high as fourteen points at two pixels per point, and a hole in the line.
        for y in 100..118 {
            picture.data[y * 400 + 200] = 0;
        }
        picture.data[50 * 400 + 150] = 255;
        let (rows, columns) = find(&picture, 2.0);
        assert!(rows.iter().all(|r| r.at == 50 || r.at == 51));
        assert_eq!(rows.len(), 2);
        assert_eq!(
            columns,
            [InkRun {
                at: 100,
                from: 50,
                to: 250
            }]
        );
        erase(&mut picture, &rows, &columns);
        assert_eq!(picture.ink(0, 0, 400, 300), 18);
    }
}
