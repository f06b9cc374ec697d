//! From the strips of rows to the cells of a table.

use super::{CUT_REACH, Piece, SAME_COLUMN, Strip, is_label};
use crate::plain::table_over_pages;
use std::collections::{HashMap, HashSet};
use tonghop_document::Table;

/// Characters by which a column that is not seen on a row may stand elsewhere than on its page.
const SHIFT: usize = 3;
/// A piece that runs so far over the beginning of a column that is not seen on its row holds its cell too.
const OVER: usize = 6;
/// Characters of a cell that may be met again: "2022 -", "Đang thực".
const SHORT: usize = 14;

/// A column of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Column {
    /// First character on the paper.
    start: usize,
    /// Its number in the table.
    number: usize,
    /// False where no piece of the row begins there: full cells leave one blank before it.
    seen: bool,
}

/// Beginnings of the columns of a strip: where pieces begin on several lines, or on its first one.
fn columns_of(strip: &Strip) -> Vec<usize> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for (number, line) in strip.lines.iter().enumerate() {
        for piece in line {
            let weight = if number == 0 { 2 } else { 1 };
            match starts.iter_mut().find(|s| s.0.abs_diff(piece.start) <= SAME_COLUMN) {
                Some(known) => *known = (known.0.min(piece.start), known.1 + weight),
                None => starts.push((piece.start, weight)),
            }
        }
    }
    let mut columns: Vec<usize> = starts.into_iter().filter(|s| s.1 >= 2).map(|s| s.0).collect();
    columns.sort_unstable();
    columns.dedup_by(|b, a| *b - *a <= SAME_COLUMN);
    columns
}

/// The table that the strips make; the first `header_rows` rows are headings.
pub(super) fn table(strips: &[Strip], header_rows: u32) -> Table {
    // The row with most columns on a page shows where they stand there.
    let mut of_page: HashMap<u32, Vec<usize>> = HashMap::new();
    for strip in strips.iter().filter(|s| s.row >= header_rows as usize) {
        let own = columns_of(strip);
        let known = of_page.entry(strip.page).or_default();
        if own.len() > known.len() {
            *known = own;
        }
    }
    let count = of_page.values().map(Vec::len).max().unwrap_or(0);
    let widest = of_page
        .values()
        .filter(|c| c.len() == count)
        .min()
        .cloned()
        .unwrap_or_default();
    let page_of = |strip: &Strip| of_page.get(&strip.page).filter(|c| c.len() == count).unwrap_or(&widest);
    let known = short_cells(strips, header_rows as usize, page_of);
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    for strip in strips {
        while rows.len() <= strip.row {
            rows.push((strip.page, vec![String::new(); count]));
        }
        let page = page_of(strip);
        let head = strip.row < header_rows as usize;
        let own = if head {
            of_heading(page)
        } else {
            completed(&columns_of(strip), page, is_row(strip))
        };
        for line in &strip.lines {
            for piece in line.iter().flat_map(|p| cut(p, &own, &known)) {
                let at = own.partition_point(|c| c.start <= piece.start + 2).saturating_sub(1);
                let column = own.get(at).map_or(0, |c| c.number);
                append(&mut rows[strip.row].1[column], &piece.text());
            }
        }
    }
    table_over_pages(rows, header_rows)
}

fn nearest(columns: &[usize], start: usize) -> usize {
    let near = (0..columns.len()).min_by_key(|i| columns[*i].abs_diff(start));
    near.unwrap_or(0)
}

/// The columns of the headings: those of the page.
fn of_heading(page: &[usize]) -> Vec<Column> {
    let column = |(number, &start): (usize, &usize)| Column {
        start,
        number,
        seen: true,
    };
    page.iter().enumerate().map(column).collect()
}

/// True for a row with cells: titles of parts and groups run over the columns.
fn is_row(strip: &Strip) -> bool {
    let label = strip
        .lines
        .first()
        .and_then(|l| l.first())
        .map(Piece::text)
        .unwrap_or_default();
    !is_label(&label) || label.starts_with(|c: char| c.is_ascii_digit())
}

/// The columns that are seen on a row, and between them those of its page that are not.
fn completed(own: &[usize], page: &[usize], whole: bool) -> Vec<Column> {
    let mut columns: Vec<Column> = own
        .iter()
        .map(|&start| Column {
            start,
            number: nearest(page, start),
            seen: true,
        })
        .collect();
    let seen: HashSet<usize> = columns.iter().map(|c| c.number).collect();
    let shift = |number: usize| {
        let near = own
            .iter()
            .min_by_key(|start| page[nearest(page, **start)].abs_diff(page[number]));
        near.map_or((0, 0), |&start| (start, page[nearest(page, start)]))
    };
    let missing = (0..page.len()).filter(|n| whole && !seen.contains(n)).map(|number| {
        let (there, usual) = shift(number);
        let start = if there >= usual {
            page[number] + (there - usual).min(SHIFT)
        } else {
            page[number].saturating_sub((usual - there).min(SHIFT))
        };
        Column {
            start,
            number,
            seen: false,
        }
    });
    columns.extend(missing.collect::<Vec<_>>());
    columns.sort_by_key(|c| (c.start, c.number));
    columns
}

/// Short texts that stand alone in a column, more than once: what a full cell beside them is told by.
fn short_cells<'s>(
    strips: &'s [Strip],
    header_rows: usize,
    page_of: impl Fn(&'s Strip) -> &'s Vec<usize>,
) -> HashSet<(usize, String)> {
    let mut times: HashMap<(usize, String), usize> = HashMap::new();
    for strip in strips.iter().filter(|s| s.row >= header_rows) {
        let page = page_of(strip);
        for piece in strip.lines.iter().flatten().filter(|p| p.chars.len() <= SHORT) {
            let number = nearest(page, piece.start);
            if page
                .get(number)
                .is_some_and(|start| start.abs_diff(piece.start) <= SAME_COLUMN)
            {
                *times.entry((number, piece.text())).or_default() += 1;
            }
        }
    }
    times
        .into_iter()
        .filter(|(_, n)| *n > 1)
        .map(|(cell, _)| cell)
        .collect()
}

/// Parts of a piece that runs over the beginnings of further columns: cut at the blank at the beginning or shortly
/// before it. A label of few letters is never cut. A column that is not seen on the row is guessed: there the nearest blank
/// is taken, and only where the piece runs far over or one side of the blank is a text that its column has elsewhere.
fn cut(piece: &Piece, columns: &[Column], known: &HashSet<(usize, String)>) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = piece.clone();
    let mut own = columns.partition_point(|c| c.start <= rest.start + 2).saturating_sub(1);
    for (i, column) in columns.iter().enumerate() {
        if column.start <= rest.start + SAME_COLUMN || column.start >= rest.end() + SHIFT {
            continue;
        }
        let at = column.start - rest.start;
        let from = at.saturating_sub(CUT_REACH).max(1);
        let blank = |i: &usize| rest.chars[*i - 1] == ' ';
        let last = rest.chars.len() - 1;
        let place = if column.seen {
            if column.start >= rest.end() {
                continue;
            }
            (from..=at.min(last)).rev().find(blank)
        } else {
            let text = |part: &[char]| part.iter().collect::<String>().trim().to_owned();
            let number = columns.get(own).map_or(0, |c| c.number);
            let told = |i: &usize| {
                let (head, tail) = (text(&rest.chars[..*i]), text(&rest.chars[*i..]));
                known.contains(&(number, head)) || known.contains(&(column.number, tail))
            };
            let near = || (from..=(at + SHIFT).min(last)).filter(blank);
            let far_over = rest.end() > column.start + OVER;
            near()
                .find(told)
                .or_else(|| near().min_by_key(|i| i.abs_diff(at)).filter(|_| far_over))
        };
        if let Some(blank) = place {
            let tail = rest.chars.split_off(blank);
            let start = if column.seen { column.start } else { rest.start + blank };
            let head = std::mem::replace(
                &mut rest,
                Piece {
                    // A guessed beginning is told from the column itself.
                    start: start.max(column.start),
                    chars: tail,
                },
            );
            out.push(Piece {
                chars: head.text().trim_end().chars().collect(),
                ..head
            });
            own = i;
        }
    }
    out.push(rest);
    out
}

fn append(text: &mut String, piece: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_over_a_column_is_cut_at_the_blank() {
        let piece = |start, text: &str| Piece {
            start,
            chars: text.chars().collect(),
        };
        let texts = |p: &Piece, columns: &[usize]| -> Vec<String> {
            let cut = cut(p, &of_heading(columns), &HashSet::new());
            cut.iter().map(Piece::text).collect()
        };
        assert_eq!(
            texts(&piece(6, "dữ liệu và dữ ngành"), &[0, 6, 20]),
            ["dữ liệu và dữ", "ngành"]
        );
        assert_eq!(texts(&piece(6, "chữ liền"), &[0, 6, 30]), ["chữ liền"]);
    }
}
