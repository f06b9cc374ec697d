//! Tables of a layout-keeping converter whose cells stand at the top of their rows, below column headings.
//!
//! On a page all cells of a column begin at about the same place, but a full cell leaves only one blank before the next
//! one, or pushes it to the right. So the columns' left edges are learned from the cells that stand apart ([`edges`]),
//! and every row is divided among them as a whole ([`divide`]): a cell takes lines from the top of its row down, and
//! words that run over an edge are its neighbour's.

mod divide;
mod edges;
mod headings;
mod known;

use super::aligned::{Region, is_label, is_page_number};
use super::lines::Line;
use super::table_over_pages;
use super::words::{Word, gap, words};
use headings::Headings;
use tonghop_document::{Block, Content, Table};

/// Rows with numbers that make a table.
const LEAST_ROWS: usize = 3;
/// Lines of one table at most: bounds the work.
const MOST_LINES: usize = 20_000;
/// Columns of a table at most: bounds the work.
const MOST_COLUMNS: usize = 8;
/// Lines of one row at most; a row of a report may fill three pages.
const ROW_LINES: usize = 160;
/// Characters that a label may stand right of the left edge.
const LABEL_REACH: usize = 3;

/// One printed line of the table.
#[derive(Debug)]
struct Entry {
    /// Position among the lines of the body.
    at: usize,
    page: u32,
    words: Vec<Word>,
    /// True for the line that begins a row; then its first word is the row's label.
    begins: bool,
    /// True for the lines of a row with a number, which has cells; titles of parts and groups run over the columns.
    counted: bool,
}

/// The first table below column headings, if its rows begin with their labels.
pub(super) fn find(body: &[Line]) -> Option<Region> {
    let found = headings::find(body)?;
    let lines = entries(body, &found)?;
    let numbered = lines.iter().filter(|l| l.begins && l.counted).count();
    if numbered < LEAST_ROWS {
        return None;
    }
    let columns = edges::learn(&lines, &found.of_pages(body))?;
    if !(3..=MOST_COLUMNS).contains(&columns.count) {
        return None;
    }
    let end = lines.last()?.at + 1;
    let table = table(&lines, &found, body, &columns);
    let page = body[found.start].page;
    Some(Region {
        start: found.start,
        end,
        block: Block {
            page: Some(page),
            content: Content::Table(table),
        },
    })
}

/// The lines of the table below its headings, without repeated headings and page numbers, up to where the text goes on.
fn entries(body: &[Line], found: &Headings) -> Option<Vec<Entry>> {
    let left = body[found.mark].indent;
    let mut out: Vec<Entry> = Vec::new();
    let mut last = None;
    let mut at = found.end;
    while at < body.len() && out.len() < MOST_LINES {
        if let Some(next) = found.repeated_at(at) {
            at = next;
            continue;
        }
        let line = &body[at];
        at += 1;
        if is_page_number(&line.text) && words(line).len() == 1 {
            continue;
        }
        let words = words(line);
        let begins = begins_row(&words, left, out.last());
        if begins {
            last = Some(out.len());
        }
        if last.is_none_or(|last| out.len() - last > ROW_LINES) {
            // Something stands between the headings and the first row.
            if last.is_some() || out.len() > headings::HEAD_LINES {
                break;
            }
        }
        let counted = if begins {
            // "2", "VII.2", and not "B1".
            let label = &words[0].text;
            label.starts_with(|c: char| c.is_ascii_digit())
                || label.contains('.') && label.ends_with(|c: char| c.is_ascii_digit())
        } else {
            out.last().is_some_and(|l| l.counted)
        };
        out.push(Entry {
            at: at - 1,
            page: line.page,
            words,
            begins,
            counted,
        });
    }
    cut_end(&mut out, body);
    out.first()?.begins.then_some(out)
}

/// True where a line begins with a label that stands apart in the first column.
fn begins_row(words: &[Word], left: usize, above: Option<&Entry>) -> bool {
    let Some(label) = words.first() else { return false };
    let apart = words.len() > 1 && (gap(words, 1) >= 2 || words[1].text.starts_with(char::is_uppercase));
    if !is_label(&label.text) || label.text.ends_with(')') || label.from > left + LABEL_REACH || !apart {
        return false;
    }
    // A narrow column breaks "VIII": what stands below goes on with the number.
    let roman = |text: &str| text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let broken = |above: &Entry| {
        let first = &above.words[0].text;
        roman(&label.text) && roman(first) || is_rest_of_number(&label.text, first) && parted(&above.words) >= 2
    };
    !above.is_some_and(|above| above.begins && broken(above))
}

/// True for "1" below "12.", which is "12.1" where a narrow column broke it.
fn is_rest_of_number(text: &str, above: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(text) && above.strip_suffix('.').is_some_and(digits)
}

/// Gaps between the cells of a line.
fn parted(words: &[Word]) -> usize {
    (1..words.len()).filter(|&i| gap(words, i) >= 2).count()
}

/// Takes off what stands below the table: the numbered list that follows it has no columns, nor has running text.
fn cut_end(lines: &mut Vec<Entry>, body: &[Line]) {
    let single = |e: &Entry| (1..e.words.len()).all(|i| gap(&e.words, i) == 1);
    let section = |e: &Entry| {
        e.words[0].text.ends_with(['.', ')']) && is_label(&e.words[0].text) && single(e) && e.words.len() > 1
    };
    let full = |k: usize, lines: &[Entry]| {
        let own = &lines[k];
        let below = || {
            lines[k + 1..]
                .iter()
                .take(3)
                .any(|l| !l.begins && parted(&l.words) >= 1)
        };
        own.begins && (parted(&own.words) >= 2 || below())
    };
    let Some(last) = (0..lines.len())
        .rev()
        .find(|&k| full(k, lines) || lines[k].begins && !section(&lines[k]))
    else {
        lines.clear();
        return;
    };
    let title = lines[last].words.get(1).map_or(0, |w| w.from);
    let ends = |e: &Entry| {
        let left = e.words[0].from + 1 < title;
        left || section(e) || body[e.at].after_rule || e.words[0].text == "-" && single(e) && e.words[0].from <= title
    };
    if let Some(n) = lines[last + 1..].iter().position(ends) {
        lines.truncate(last + 1 + n);
    }
}

/// The table of the divided rows below its headings.
fn table(lines: &[Entry], found: &Headings, body: &[Line], columns: &edges::Columns) -> Table {
    let known = known::Known::of(lines, columns);
    let mut rows = vec![(body[found.start].page, found.cells(body, columns))];
    let mut from = 0;
    while from < lines.len() {
        let next = lines[from + 1..].iter().position(|l| l.begins);
        let to = next.map_or(lines.len(), |n| from + 1 + n);
        rows.push((lines[from].page, divide::row(&lines[from..to], columns, &known)));
        from = to;
    }
    table_over_pages(rows, 1)
}

#[cfg(test)]
mod tests;
