//! Which row a status and a result belong to.
//!
//! The page is read in runs: some titles, then the cells of their rows. Where a run has as many statuses as titles, and
//! begins with one, the first status is the first row's and what follows it up to the next one is its result. In every
//! other run the cells are left alone.

use super::super::super::status;
use super::super::line::Line;
use super::by_page;
use super::fit::tokens;
use super::titles::{Use, Walk};
use std::collections::{HashMap, HashSet};
use tonghop_catalogue::Catalogue;
use tonghop_text::fold;

/// Lines that a status is broken into at most.
const STATUS_LINES_MAX: usize = 5;
/// Characters of a line of a status that goes on below.
pub(super) const STATUS_LINE_MAX: usize = 22;
/// Words of a line that may belong to a status.
const STATUS_WORDS_MAX: usize = 8;

/// A stretch of a line: line, first character, the character behind the last one.
pub(super) type Stretch = (usize, usize, usize);

/// The cells of one row.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Own {
    pub status: Vec<Stretch>,
    pub result: Vec<Stretch>,
}

/// The cells that could be given to their rows.
#[derive(Default)]
pub(super) struct Cells {
    rows: HashMap<usize, Own>,
    /// Row of each line that is a time frame.
    times: HashMap<usize, usize>,
}

/// Titles one below the other, and the cells behind them.
#[derive(Default)]
struct Run {
    rows: Vec<usize>,
    cells: Vec<Stretch>,
    times: Vec<usize>,
}

impl Cells {
    pub fn of(walk: &Walk, lines: &[Line<'_>], catalogue: &Catalogue) -> Self {
        let mut found = Self::default();
        for run in runs(walk) {
            found.give_times(&run.rows, &run.times, walk, lines);
            if !walk.ordered {
                continue;
            }
            if let Some(rows) = divided(&run, lines, catalogue) {
                found.rows.extend(rows);
            }
        }
        found.by_page(walk, lines, catalogue);
        found
    }

    /// What the runs left open and the whole page tells.
    fn by_page(&mut self, walk: &Walk, lines: &[Line<'_>], catalogue: &Catalogue) {
        let open = |rows: &HashMap<usize, Own>, row: usize| !rows.contains_key(&row);
        let given: HashSet<Stretch> = self.given().collect();
        for (row, status) in by_page::statuses(walk, lines, catalogue) {
            if open(&self.rows, row) && !status.iter().any(|part| given.contains(part)) {
                self.rows.insert(
                    row,
                    Own {
                        status,
                        result: Vec::new(),
                    },
                );
            }
        }
        for page in by_page::pages(walk) {
            let rows = by_page::titles(walk, &page);
            let own = |line: &usize| walk.uses[*line].iter().any(|piece| piece.what == Use::Time(None));
            let times: Vec<usize> = page.filter(own).collect();
            if times.iter().all(|line| !self.times.contains_key(line)) {
                self.give_times(&rows, &times, walk, lines);
            }
        }
    }

    /// All stretches that were given to a row.
    pub fn given(&self) -> impl Iterator<Item = Stretch> {
        self.rows
            .values()
            .flat_map(|own| own.status.iter().chain(&own.result))
            .copied()
    }

    /// The row whose time frame stands alone on this line.
    pub fn timed(&self, line: usize) -> Option<usize> {
        self.times.get(&line).copied()
    }

    /// The cells of a row, where they are known.
    pub fn of_row(&self, row: usize) -> Option<&Own> {
        self.rows.get(&row)
    }

    /// Time frames on lines of their own belong to the only row of the run that has none in its title's lines, or in
    /// order to those rows, where there are two years for each of them.
    fn give_times(&mut self, rows: &[usize], times: &[usize], walk: &Walk, lines: &[Line<'_>]) {
        let timed = |row: &usize| walk.uses.iter().flatten().any(|p| p.what == Use::Time(Some(*row)));
        let without: Vec<usize> = rows.iter().copied().filter(|row| !timed(row)).collect();
        if let [row] = without[..] {
            self.times.extend(times.iter().map(|line| (*line, row)));
            return;
        }
        let years = |line: &usize| {
            let own = walk.uses[*line].iter().filter(|p| p.what == Use::Time(None));
            let texts = own.map(|p| lines[*line].piece(p.from, p.to).0);
            texts.flat_map(tokens).filter(|t| t.year).count()
        };
        if times.iter().map(years).sum::<usize>() != without.len() * 2 {
            return;
        }
        let mut seen = 0;
        for line in times {
            self.times.extend(without.get(seen / 2).map(|row| (*line, *row)));
            seen += years(line);
        }
    }
}

/// The runs of the annex in order. A page ends the run that has cells already.
fn runs(walk: &Walk) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut run = Run::default();
    for (line, pieces) in walk.uses.iter().enumerate() {
        if walk.pages.binary_search(&line).is_ok() && !run.cells.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
        for piece in pieces {
            match piece.what {
                Use::Title(row) if walk.titles[row].first == line && !run.rows.contains(&row) => {
                    if !run.cells.is_empty() {
                        runs.push(std::mem::take(&mut run));
                    }
                    run.rows.push(row);
                }
                Use::Cell => run.cells.push((line, piece.from, piece.to)),
                Use::Time(None) => run.times.push(line),
                _ => {}
            }
        }
    }
    runs.push(run);
    runs
}

/// The cells of the rows of a run, where each row has just one status.
fn divided(run: &Run, lines: &[Line<'_>], catalogue: &Catalogue) -> Option<Vec<(usize, Own)>> {
    let text = |cell: &Stretch| lines[cell.0].piece(cell.1, cell.2).0;
    let mut owns: Vec<Own> = Vec::new();
    let mut at = 0;
    while at < run.cells.len() {
        let texts: Vec<&str> = run.cells[at..].iter().take(STATUS_LINES_MAX).map(text).collect();
        if let Some(widths) = status_at(&texts, catalogue) {
            let mut own = Own::default();
            for (cell, width) in run.cells[at..].iter().zip(&widths) {
                let middle = (cell.1 + width).min(cell.2);
                own.status.push((cell.0, cell.1, middle));
                if middle < cell.2 {
                    own.result.push((cell.0, middle, cell.2));
                }
            }
            at += widths.len();
            owns.push(own);
        } else {
            owns.last_mut()?.result.push(run.cells[at]);
            at += 1;
        }
    }
    if owns.len() != run.rows.len() || owns.is_empty() {
        return None;
    }
    // What stands behind statuses that follow each other may be the results of all of them.
    let pairs = owns.windows(2);
    let mut bare = pairs.map(|pair| pair[0].result.is_empty() && !pair[1].result.is_empty());
    if bare.any(|bare| bare) {
        owns.iter_mut().for_each(|own| own.result.clear());
    }
    Some(run.rows.iter().copied().zip(owns).collect())
}

/// How many characters at the start of each of the first lines are a known status; the longest one that there is.
///
/// The lines may go on with the result beside it: "Cơ bản đáp | Có 22 trạm" / "ứng | phát sóng".
pub(super) fn status_at(lines: &[&str], catalogue: &Catalogue) -> Option<Vec<usize>> {
    if status::percentage(lines.first()?).is_some() {
        return Some(vec![lines[0].chars().count()]);
    }
    (1..=lines.len())
        .rev()
        .find_map(|count| broken(&lines[..count], "", catalogue))
}

/// The same for just these lines, behind the words `above`: of each line the longest head that a status can go on with
/// counts. A line of the result may stand between two lines of the status.
fn broken(lines: &[&str], above: &str, catalogue: &Catalogue) -> Option<Vec<usize>> {
    let (first, rest) = lines.split_first()?;
    if above.is_empty() && !first.trim_start().starts_with(char::is_uppercase) {
        return None;
    }
    let joined = |head: &str| {
        if above.is_empty() {
            head.to_string()
        } else {
            format!("{above} {head}")
        }
    };
    let goes_on = |head: &str| catalogue.is_status_prefix(&fold(&joined(head)));
    let heads: Vec<(usize, String)> = heads(first).take_while(|(_, head)| goes_on(head)).collect();
    // Lines of a result are wider: "Thực hiện theo hướng dẫn của" over "Sở Tài chính".
    if !rest.is_empty()
        && heads
            .last()
            .is_some_and(|(characters, _)| *characters > STATUS_LINE_MAX)
    {
        return None;
    }
    let (characters, head) = match heads.last() {
        Some((characters, head)) => (*characters, joined(head)),
        None if above.is_empty() || rest.is_empty() || catalogue.is_status(above) => return None,
        None => (0, above.to_string()),
    };
    if rest.is_empty() {
        let whole = catalogue.is_status(&head) && begins_a_cell(first, characters, above.is_empty());
        return whole.then(|| vec![characters]);
    }
    let mut widths = broken(rest, &head, catalogue)?;
    widths.insert(0, characters);
    Some(widths)
}

/// True where nothing, or a cell of its own, stands behind the first `characters` of a line on which a status ends.
///
/// On the line on which it began, a sentence may go on: "Đã thành lập 12 tổ". Further down any rest is the other cell's.
fn begins_a_cell(line: &str, characters: usize, first: bool) -> bool {
    let rest: String = line.chars().skip(characters).collect();
    match rest.trim_start().chars().next() {
        Some(c) if first => c.is_uppercase() || matches!(c, '-' | '+' | '•'),
        _ => true,
    }
}

/// The first words of a line, one more each time: their characters, and they themselves.
fn heads(line: &str) -> impl Iterator<Item = (usize, String)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut in_word = false;
    for (n, c) in line.chars().enumerate() {
        if in_word && c.is_whitespace() {
            ends.push(n);
        }
        in_word = !c.is_whitespace();
    }
    if in_word {
        ends.push(line.chars().count());
    }
    ends.truncate(STATUS_WORDS_MAX);
    ends.into_iter()
        .map(|end| (end, line.chars().take(end).collect::<String>().trim().to_string()))
}
