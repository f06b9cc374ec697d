//! Divides the lines of a row among the columns.
//!
//! Least cost over all divisions: how far a cell begins from its column's edge, blanks inside a cell, words that run
//! over the next edge, and cells that begin again after they had ended.

use super::super::aligned::is_label;
use super::super::words::{Word, gap, joined};
use super::Entry;
use super::edges::{Columns, Edge};
use super::known::Known;

/// Cost of a cell that goes on after a line without it, or begins below the top of its row.
const REOPENED: i32 = 90;
/// Cost of one blank between two cells.
const TIGHT: i32 = 12;
/// Cost of a cell with but one blank at one of its sides that its column has nowhere else; one that it has gains as much.
const UNKNOWN: i32 = 12;
/// Cost of a cell at whose end stands what a column further right has elsewhere.
const HIDDEN: i32 = 45;
/// Cost of each character left of a column's edge behind a gap.
const LEFT: i32 = 40;
/// Cost of each character beside the edge behind a full cell: the converter sets what follows it right behind.
const PUSHED: i32 = 7;
/// Cost of a cell whose first line begins with a small letter.
const SMALL: i32 = 30;
/// Cost of each character right of the edge behind a gap.
const RIGHT: i32 = 10;
/// Cost of each character of a cell that runs over the next column's edge.
const OVER: i32 = 7;
/// Cost of two blanks inside a cell, and of each further one.
const INSIDE: i32 = 40;
/// A row that costs more may be printed otherwise than its page.
const DOUBTFUL: i32 = 60;
/// Cost of edges that are not the page's.
const OTHER: i32 = 30;
/// Characters from an edge that count.
const FAR: usize = 16;
/// Cost of what cannot be.
const NEVER: i32 = i32::MAX / 4;

/// The cells of the row whose lines these are.
pub(super) fn row(lines: &[Entry], columns: &Columns, known: &Known) -> Vec<String> {
    let mut texts = vec![String::new(); columns.count];
    let mut rest: Vec<(u32, &[Word])> = Vec::new();
    for line in lines {
        let title = columns.of_page(line.page)[1].from;
        let words = line.words.as_slice();
        // A label of its own, or the second half of one that a narrow column broke.
        let labelled = line.begins || is_label(&words[0].text) && words[0].from + 2 <= title;
        if labelled {
            append(&mut texts[0], &words[0].text);
        }
        let words = &words[usize::from(labelled)..];
        if !words.is_empty() {
            rest.push((line.page, words));
        }
    }
    if lines.first().is_some_and(|l| l.counted) {
        divided(&rest, columns, known, &mut texts);
    } else {
        titles(&rest, columns, &mut texts);
    }
    texts
}

fn append(text: &mut String, piece: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(piece);
}

/// Titles of parts and groups run over the columns: only gaps part them from anything else.
fn titles(lines: &[(u32, &[Word])], columns: &Columns, texts: &mut [String]) {
    for (page, words) in lines {
        let edges = columns.of_page(*page);
        let mut from = 0;
        while from < words.len() {
            let to = (from + 1..words.len())
                .find(|&i| gap(words, i) >= 2)
                .unwrap_or(words.len());
            let at = edges
                .partition_point(|e| e.from <= words[from].from + 1)
                .saturating_sub(1)
                .max(1);
            let at = if from == 0 { 1 } else { at };
            append(&mut texts[at], &joined(&words[from..to]));
            from = to;
        }
    }
}

/// Divides the lines of a row with cells. On each page the row may be printed narrower than the others.
fn divided(lines: &[(u32, &[Word])], columns: &Columns, known: &Known, texts: &mut [String]) {
    let mut from = 0;
    while from < lines.len() {
        let page = lines[from].0;
        let to = lines[from..]
            .iter()
            .position(|l| l.0 != page)
            .map_or(lines.len(), |n| from + n);
        let part: Vec<&[Word]> = lines[from..to].iter().map(|l| l.1).collect();
        let usual = columns.of_page(page);
        let top = from == 0;
        let (mut edges, (mut cost, mut sets)) = (usual.to_vec(), least(&part, usual, top, known));
        if cost > DOUBTFUL {
            for other in narrower(&part, usual) {
                let found = least(&part, &other, top, known);
                if found.0 + OTHER < cost {
                    (edges, (cost, sets)) = (other, found);
                }
            }
        }
        for (k, (words, set)) in part.iter().zip(sets).enumerate() {
            for (column, from, to) in Costs::of(words, &edges, top && k == 0, known).cut(set).1 {
                append(&mut texts[column], &joined(&words[from..to]));
            }
        }
        from = to;
    }
}

/// Other edges that the lines of a row may have: those of its page moved, or drawn together, so that one of them meets
/// words that stand apart on several lines. A row whose cells are full is printed narrower than others.
fn narrower(lines: &[&[Word]], usual: &[Edge]) -> Vec<Vec<Edge>> {
    /// Characters by which an edge is moved at most.
    const MOVED: usize = 14;
    /// Other edges that are tried at most: bounds the work.
    const MOST: usize = 24;
    let apart = |words: &&[Word]| {
        let starts = (0..words.len()).filter(|&i| gap(words, i) >= 2).map(|i| words[i].from);
        starts.filter(|at| *at > usual[1].from + 4).collect::<Vec<_>>()
    };
    let starts: Vec<usize> = lines.iter().flat_map(apart).collect();
    let mut places = starts.clone();
    places.sort_unstable();
    places.dedup();
    places.retain(|at| starts.iter().filter(|s| *s == at).count() >= 2);
    let mut out = Vec::new();
    for &place in &places {
        for column in (2..usual.len()).filter(|&c| place < usual[c].from && (2..=MOVED).contains(&usual[c].off(place)))
        {
            let (title, edge) = (usual[1].from, usual[column].from);
            let drawn = |at: usize| title + (at - title) * (place - title) / (edge - title);
            let moved = |at: usize| (at + place).saturating_sub(edge);
            out.push(changed(usual, 2, &drawn));
            out.extend((2..=column).map(|from| changed(usual, from, &moved)));
        }
    }
    out.retain(|edges| edges.windows(2).all(|pair| pair[0].from < pair[1].from));
    out.truncate(MOST);
    out
}

/// The edges with those from column `first` on put elsewhere.
fn changed(usual: &[Edge], first: usize, place: &dyn Fn(usize) -> usize) -> Vec<Edge> {
    let edge = |(column, e): (usize, &Edge)| match column < first {
        true => *e,
        false => Edge {
            from: place(e.from),
            to: place(e.to),
        },
    };
    usual.iter().enumerate().map(edge).collect()
}

/// The cheapest division of the lines of a row on one page: its cost, and for each line the set of columns that it has
/// cells of, as a bit set without the column of labels. `top` is true where the row begins there.
fn least(lines: &[&[Word]], edges: &[Edge], top: bool, known: &Known) -> (i32, Vec<usize>) {
    let sets = 1_usize << (edges.len() - 1);
    // best[line][set]: least cost down to this line, and the set of the line above.
    let mut best: Vec<Vec<(i32, usize)>> = Vec::with_capacity(lines.len());
    for (k, words) in lines.iter().enumerate() {
        let costs = Costs::of(words, edges, top && k == 0, known);
        let line = (0..sets).map(|set| {
            if set == 0 || set.count_ones() as usize > words.len() {
                return (NEVER, 0);
            }
            let own = costs.cut(set).0;
            let above = best.last().into_iter().flatten().enumerate();
            let from = above
                .map(|(before, (cost, _))| (cost + (set & !before).count_ones() as i32 * REOPENED, before))
                .min();
            from.map_or((own, 0), |(cost, before)| ((cost + own).min(NEVER), before))
        });
        let line = line.collect();
        best.push(line);
    }
    let Some(last) = best.last() else {
        return (0, Vec::new());
    };
    let mut set = (0..sets).min_by_key(|&set| last[set].0).unwrap_or(0);
    let cost = last[set].0;
    let mut chosen = vec![0; lines.len()];
    for k in (0..lines.len()).rev() {
        chosen[k] = set;
        set = best[k][set].1;
    }
    (cost, chosen)
}

/// What each cell of a line would cost: by column, first word and the one behind the last.
struct Costs {
    words: usize,
    cells: Vec<i32>,
    columns: usize,
}

impl Costs {
    fn of(words: &[Word], edges: &[Edge], top: bool, known: &Known) -> Self {
        let n = words.len();
        let mut costs = Self {
            words: n,
            cells: vec![NEVER; edges.len() * n * (n + 1)],
            columns: edges.len(),
        };
        // Cost of all gaps before a word that lie inside cells.
        let inside: Vec<i32> = (0..n)
            .scan(0, |sum, i| {
                if i > 0 && gap(words, i) >= 2 {
                    *sum += INSIDE * (gap(words, i) - 1).min(6) as i32;
                }
                Some(*sum)
            })
            .collect();
        for column in 1..edges.len() {
            // A later cell does not begin far from its column.
            let begins = |from: &usize| *from == 0 || edges[column].off(words[*from].from) <= FAR;
            for from in (0..n).filter(begins) {
                let first = start(words, from, edges[column], top);
                for to in from + 1..=n {
                    let cost = first + inside[to - 1] - inside[from] + met(words, (column, from, to), edges, known);
                    costs.cells[(column * n + from) * (n + 1) + to] = cost;
                }
            }
        }
        costs
    }

    fn cell(&self, column: usize, from: usize, to: usize) -> i32 {
        self.cells[(column * self.words + from) * (self.words + 1) + to]
    }

    /// The words cut into one cell for each column of `set`: the cost, and the cells as column, first word and the one
    /// behind the last.
    fn cut(&self, set: usize) -> (i32, Vec<(usize, usize, usize)>) {
        let n = self.words;
        let columns: Vec<usize> = (1..self.columns).filter(|c| set & (1 << (c - 1)) != 0).collect();
        // cost[k][i]: the first `k + 1` cells hold the words before `i`; with the first word of cell `k`.
        let mut cost = vec![vec![(NEVER, 0_usize); n + 1]; columns.len()];
        for (k, &column) in columns.iter().enumerate() {
            for to in k + 1..=n {
                let froms = if k == 0 { 0..1 } else { k..to };
                let least = froms.map(|from| {
                    let before = if k == 0 { 0 } else { cost[k - 1][from].0 };
                    ((before + self.cell(column, from, to)).min(NEVER), from)
                });
                cost[k][to] = least.min().unwrap_or((NEVER, 0));
            }
        }
        let mut cells = Vec::with_capacity(columns.len());
        let mut to = n;
        for (k, &column) in columns.iter().enumerate().rev() {
            let from = cost[k][to].1;
            cells.push((column, from, to));
            to = from;
        }
        cells.reverse();
        (cost.last().map_or(NEVER, |c| c[n].0), cells)
    }
}

/// Cost of the end of a cell, and of what its column has elsewhere or not.
fn met(words: &[Word], (column, from, to): (usize, usize, usize), edges: &[Edge], known: &Known) -> i32 {
    let next = edges.get(column + 1);
    let over = next.map_or(0, |next| (words[to - 1].to + 1).saturating_sub(next.from));
    let tight = from > 0 && gap(words, from) == 1 || to < words.len() && gap(words, to) == 1;
    let alone = match (tight, tight && known.has(column, words, from, to)) {
        (false, _) => 0,
        (true, true) => -UNKNOWN,
        (true, false) => UNKNOWN,
    };
    let hidden = over > 0 && known.ends(column, words, (from, to), edges);
    over as i32 * OVER + alone + if hidden { HIDDEN } else { 0 }
}

/// Cost of a cell that begins with word `i` in a column with this edge; `top` is true on the first line of the row.
fn start(words: &[Word], i: usize, edge: Edge, top: bool) -> i32 {
    let at = words[i].from;
    let tight = i > 0 && gap(words, i) == 1;
    let beside = edge.off(at).saturating_sub(1).min(FAR) as i32;
    let place = match (tight, at < edge.from) {
        (true, _) => TIGHT + beside * PUSHED,
        (false, true) => beside * LEFT,
        (false, false) => beside * RIGHT,
    };
    let small = top && words[i].text.starts_with(char::is_lowercase);
    place + if small { SMALL } else { 0 }
}
