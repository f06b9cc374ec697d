//! Characters of one line that are not drawn from left to right.
//!
//! A program that takes the letters a font lacks from another font draws the line twice: first "C U M N"
//! with gaps, then "Ầ" and "Ậ" into them. Letters may also be drawn one by one in any order, or twice
//! to make them bold. Runs of one line that lie over each other are taken apart and put together by the
//! places of their characters.

use super::grid::Grid;
use super::runs::{Draft, collect, is_blank, on_line};
use crate::pdf::content::Glyph;
use crate::pdf::font::Face;

/// Runs whose baselines lie that close are of one line, in parts of the font size.
const SAME_BASE: f32 = 0.08;
/// Runs that overlap by more than this part of the font size lie over each other.
const OVERLAP: f32 = 0.12;
/// The same character at the same place was drawn twice, in parts of the font size.
const TWICE: f32 = 0.12;
/// More characters that lie on another one, as one part in so many: two texts over each other.
const COLLISIONS: usize = 6;

/// Puts runs that lie over each other together anew; all others stay as and where they are.
pub(super) fn weave(drafts: Vec<Draft>, glyphs: &[Glyph], faces: &[Face], grids: &[Grid]) -> Vec<Draft> {
    let clusters = clusters(&drafts);
    if clusters.is_empty() {
        return drafts;
    }
    let mut slots: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let mut woven: Vec<(usize, Vec<Draft>)> = Vec::new();
    for cluster in clusters {
        let members: Vec<&Draft> = cluster.iter().filter_map(|i| slots[*i].as_ref()).collect();
        let Some(order) = by_place(&members, glyphs) else {
            continue;
        };
        let first = cluster.iter().copied().min().unwrap_or(0);
        let runs = collect(order.iter().map(|(g, number)| (g, *number)), faces, grids);
        for index in cluster {
            slots[index] = None;
        }
        woven.push((first, runs));
    }
    woven.sort_by_key(|(first, _)| *first);
    let mut woven = woven.into_iter().peekable();
    let mut out = Vec::with_capacity(slots.len());
    for (index, slot) in slots.into_iter().enumerate() {
        while let Some((_, runs)) = woven.next_if(|(first, _)| *first == index) {
            out.extend(runs);
        }
        out.extend(slot);
    }
    out
}

/// Groups of runs of one line and cell that lie over each other, two or more each.
fn clusters(drafts: &[Draft]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let run = |i: usize| &drafts[i].run;
    order.sort_by(|a, b| run(*a).y.total_cmp(&run(*b).y));
    let mut out = Vec::new();
    for line in order.chunk_by_mut(|a, b| run(*b).y - run(*a).y < SAME_BASE * run(*a).size.max(1.0)) {
        line.sort_by(|a, b| {
            run(*a)
                .place
                .cmp(&run(*b).place)
                .then(run(*a).x0.total_cmp(&run(*b).x0))
        });
        let mut right = f32::NEG_INFINITY;
        let mut open: Vec<usize> = Vec::new();
        for index in line.iter().copied() {
            let this = run(index);
            let same_cell = open.last().is_some_and(|last| run(*last).place == this.place);
            if !(same_cell && right - this.x0 > OVERLAP * this.size) {
                keep_several(&mut open, &mut out);
                right = f32::NEG_INFINITY;
            }
            right = right.max(drafts[index].reach);
            open.push(index);
        }
        keep_several(&mut open, &mut out);
    }
    out
}

fn keep_several(open: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
    let group = std::mem::take(open);
    if group.len() > 1 {
        out.push(group);
    }
}

/// A character with its number and what it is sorted by.
struct Placed {
    glyph: Glyph,
    number: usize,
    key: f32,
}

/// The characters of some runs from left to right, or nothing where the runs are texts of their own
/// that lie over each other.
fn by_place(members: &[&Draft], glyphs: &[Glyph]) -> Option<Vec<(Glyph, usize)>> {
    let mut placed: Vec<Placed> = Vec::new();
    for draft in members {
        // A diacritic drawn by itself goes with its letter.
        let mut key = draft.run.x0;
        for (number, glyph) in glyphs.iter().enumerate().take(draft.last + 1).skip(draft.first) {
            // White space behind a run may stand on another line.
            if !on_line(glyph, draft.run.y) {
                continue;
            }
            if !is_combining(glyph.c) {
                key = glyph.x0;
            }
            placed.push(Placed {
                glyph: *glyph,
                number,
                key,
            });
        }
    }
    placed.sort_by(|a, b| a.key.total_cmp(&b.key).then(a.number.cmp(&b.number)));
    let mut out: Vec<(Glyph, usize)> = Vec::with_capacity(placed.len());
    let mut right = f32::NEG_INFINITY;
    let mut collisions = 0;
    // The first and the last white space since the letter before.
    let mut blank: Option<[(Glyph, usize); 2]> = None;
    for Placed { glyph, number, .. } in placed {
        if is_blank(glyph.c) {
            blank = Some([blank.map_or((glyph, number), |b| b[0]), (glyph, number)]);
            continue;
        }
        if let Some((last, _)) = out.last_mut()
            && last.c == glyph.c
            && (last.x0 - glyph.x0).abs() < TWICE * glyph.size
        {
            last.heavy = true;
            continue;
        }
        // White space counts beside the letter it was drawn with, if it does not lie under another one.
        if let Some([first, space]) = blank.take() {
            let middle = (first.0.x0 + first.0.x1) / 2.0;
            let slack = 0.05 * glyph.size;
            let free = middle >= right - slack && middle <= glyph.x0 + slack;
            let behind = out.last().is_some_and(|(_, before)| *before + 1 == first.1);
            if number == space.1 + 1 || (behind && free) {
                out.push(space);
            }
        }
        let width = (glyph.x1 - glyph.x0).max(0.0);
        collisions += usize::from(!is_combining(glyph.c) && right - glyph.x0 > 0.5 * width.max(0.2 * glyph.size));
        right = right.max(glyph.x1);
        out.push((glyph, number));
    }
    out.extend(blank.map(|b| b[1]));
    (collisions * COLLISIONS <= out.len()).then_some(out)
}

/// A diacritic without a place of its own.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
