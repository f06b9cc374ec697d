//! Ruling lines in the picture of a page: long runs of ink.

use super::picture::{Gray, INK};
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

/// Holes within a line that are bridged, in pixels.
const HOLE: usize = 3;
/// Runs that are kept; a dark photo is no table.
const MAX_RUNS: usize = 40_000;

/// The lines of a page: rows, then columns. `unit` is the number of pixels per point.
pub(crate) fn find(picture: &Gray, unit: f32) -> (Vec<InkRun>, Vec<InkRun>) {
    let wide = (36.0 * unit) as usize;
    // Taller than any letter of a report.
    let tall = (12.0 * unit) as usize;
    let mut rows = Vec::new();
    for y in 0..picture.height {
        runs(
            picture.width,
            |x| picture.data[y * picture.width + x] < INK,
            wide,
            y,
            &mut rows,
        );
    }
    let turned = transpose(picture);
    let mut columns = Vec::new();
    for x in 0..turned.height {
        runs(
            turned.width,
            |y| turned.data[x * turned.width + y] < INK,
            tall,
            x,
            &mut columns,
        );
    }
    // A line is thin: many runs next to each other are a dark area.
    (thin(rows, unit), thin(columns, unit))
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

fn runs(length: usize, ink: impl Fn(usize) -> bool, shortest: usize, at: usize, out: &mut Vec<InkRun>) {
    let mut i = 0;
    while i < length && out.len() < MAX_RUNS {
        if !ink(i) {
            i += 1;
            continue;
        }
        let from = i;
        let (mut last, mut dark) = (i, 0usize);
        while i < length && i - last <= HOLE {
            if ink(i) {
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

/// Drops runs that are part of an area thicker than a line.
fn thin(runs: Vec<InkRun>, unit: f32) -> Vec<InkRun> {
    let thickest = (4.0 * unit).max(4.0) as usize;
    let covers = |r: &InkRun, at: usize| {
        // Runs are ordered by position.
        let start = runs.partition_point(|o| o.at < at);
        runs[start..]
            .iter()
            .take_while(|o| o.at == at)
            .any(|o| o.from <= r.from + HOLE && o.to + HOLE >= r.to)
    };
    runs.iter()
        .filter(|r| {
            let below = (1..=thickest).take_while(|d| covers(r, r.at + d)).count();
            let above = (1..=thickest).take_while(|d| r.at >= *d && covers(r, r.at - d)).count();
            below + above < thickest
        })
        .copied()
        .collect()
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
