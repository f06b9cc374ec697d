//! The left edges of the columns, page by page.

use super::super::words::{Word, gap, heading_spans};
use super::Entry;
use std::collections::HashMap;

/// Characters right of the title's edge that are still the title.
const TITLE_REACH: usize = 4;
/// Beginnings that lie so close are one column's.
const CHAIN: usize = 3;
/// Characters over which the beginnings of one column may spread.
const SPREAD: usize = 8;
/// Characters by which a column may stand elsewhere than expected from another page.
const DRIFT: usize = 6;
/// Lines that a tick stands for.
const TICK_WEIGHT: usize = 8;
/// Characters of the narrowest column.
const NARROW: usize = 3;

/// Where the cells of a column begin on a page: first and last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
}

impl Edge {
    const fn at(place: usize) -> Self {
        Self { from: place, to: place }
    }

    /// Characters from the edge to a place.
    pub(super) fn off(self, place: usize) -> usize {
        self.from.saturating_sub(place) + place.saturating_sub(self.to)
    }
}

/// The columns of a table: how many, and where each begins on every page.
#[derive(Debug)]
pub(super) struct Columns {
    /// Number of columns.
    pub count: usize,
    pages: HashMap<u32, Vec<Edge>>,
    usual: Vec<Edge>,
}

impl Columns {
    /// The edges of the columns of a page, from left to right.
    pub(super) fn of_page(&self, page: u32) -> &[Edge] {
        self.pages.get(&page).unwrap_or(&self.usual)
    }
}

/// Beginnings of cells that stand close together.
#[derive(Debug, Clone, Copy)]
struct Cluster {
    edge: usize,
    last: usize,
    weight: usize,
}

impl Cluster {
    const fn range(self) -> Edge {
        Edge {
            from: self.edge,
            to: self.last,
        }
    }
}

/// What one page shows.
#[derive(Debug)]
struct Shown {
    page: u32,
    label: usize,
    title: usize,
    clusters: Vec<Cluster>,
    spans: Vec<(usize, usize)>,
}

/// Learns the edges from the rows and the headings of each page; `None` where no row has columns.
pub(super) fn learn(lines: &[Entry], heads: &HashMap<u32, Vec<Vec<Word>>>) -> Option<Columns> {
    let mut pages: Vec<Shown> = Vec::new();
    let mut from = 0;
    while from < lines.len() {
        let page = lines[from].page;
        let to = lines[from..]
            .iter()
            .position(|l| l.page != page)
            .map_or(lines.len(), |n| from + n);
        let spans = heads.get(&page).map(|head| heading_spans(head)).unwrap_or_default();
        pages.push(shown(page, &lines[from..to], spans, pages.last()));
        from = to;
    }
    let count = number_of_columns(&pages)?;
    let usual = reference(&pages, count)?;
    let (known, known_spans) = &usual;
    let edges = pages.iter().map(|p| (p.page, aligned(p, known, known_spans))).collect();
    Some(Columns {
        count,
        pages: edges,
        usual: known.iter().map(|&place| Edge::at(place)).collect(),
    })
}

fn shown(page: u32, lines: &[Entry], spans: Vec<(usize, usize)>, before: Option<&Shown>) -> Shown {
    let second = |l: &Entry| l.words.get(1).filter(|_| l.begins).map(|w| w.from);
    let titles: Vec<usize> = lines.iter().filter_map(second).collect();
    let firsts = || {
        lines
            .iter()
            .filter(|l| !l.begins)
            .map(|l| l.words[0].from)
            .collect::<Vec<_>>()
    };
    // A page on which no row begins may hold the rest of a later column only.
    let rest = firsts().into_iter().min();
    let like_before = |at: &usize| before.is_none_or(|b| at.abs_diff(b.title) <= DRIFT);
    let title = most_common(&titles)
        .or(rest.filter(like_before))
        .or(before.map(|b| b.title))
        .unwrap_or(0);
    let label = lines.iter().filter(|l| l.begins).map(|l| l.words[0].from).min();
    let starts = lines.iter().filter(|l| l.counted).flat_map(|l| {
        let own = usize::from(l.begins) + usize::from(l.begins);
        (own..l.words.len())
            .filter(|&i| i == 0 || gap(&l.words, i) >= 2)
            .map(|i| &l.words[i])
            .filter(|word| word.from > title + TITLE_REACH)
            .flat_map(|word| std::iter::repeat_n(word.from, weight(word)))
    });
    Shown {
        page,
        label: label.unwrap_or(0).min(title),
        title,
        clusters: clusters(starts.collect()),
        spans,
    }
}

/// What a beginning counts: a tick is all that its cell holds.
fn weight(word: &Word) -> usize {
    if tonghop_text::is_tick(&word.text) && !word.text.contains(['+', '•']) {
        TICK_WEIGHT
    } else {
        1
    }
}

/// The most common of some numbers; of equally common ones the smallest.
fn most_common(of: &[usize]) -> Option<usize> {
    let times = |n: usize| of.iter().filter(|m| **m == n).count();
    of.iter().copied().max_by_key(|&n| (times(n), usize::MAX - n))
}

fn clusters(mut starts: Vec<usize>) -> Vec<Cluster> {
    starts.sort_unstable();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for at in starts {
        match runs.last_mut() {
            Some(run) if at <= run[run.len() - 1] + CHAIN && at <= run[0] + SPREAD => run.push(at),
            _ => runs.push(vec![at]),
        }
    }
    let clusters = runs.iter().map(|run| Cluster {
        // A few beginnings at the left of many are strays.
        edge: run[run.len() / 8],
        last: run[run.len() - 1 - run.len() / 8],
        weight: run.len(),
    });
    clusters.collect()
}

impl Shown {
    /// Clusters that are more than strays.
    fn strong(&self) -> impl Iterator<Item = &Cluster> {
        let all: usize = self.clusters.iter().map(|c| c.weight).sum();
        self.clusters
            .iter()
            .filter(move |c| c.weight >= 2 && c.weight * 25 >= all)
    }
}

/// The number of columns: what the headings show, or the rows of enough pages; a label and a title alone are no table.
fn number_of_columns(pages: &[Shown]) -> Option<usize> {
    let counts: Vec<usize> = pages
        .iter()
        .map(|p| p.strong().count() + 2)
        .filter(|&count| count > 2)
        .collect();
    let often = |count: usize, share: usize| counts.iter().filter(|c| **c == count).count() * share >= counts.len();
    let of_rows = counts.iter().copied().filter(|&c| often(c, 4)).max();
    let headed: Vec<usize> = pages.iter().map(|p| p.spans.len()).filter(|&n| n > 2).collect();
    let headed_often = |count: usize| headed.iter().filter(|n| **n == count).count() * 5 >= headed.len();
    let of_heads = headed.iter().copied().filter(|&n| headed_often(n)).max();
    match (of_rows, of_heads) {
        // One blank may join two headings.
        (Some(rows), Some(heads)) if rows > heads && !often(rows, 2) => Some(heads),
        (Some(rows), heads) => Some(rows.max(heads.unwrap_or(0))),
        (None, heads) => heads,
    }
}

/// The edges of a page, and the spans of its headings.
type Reference = (Vec<usize>, Vec<(usize, usize)>);

/// Edges, and spans of the headings, of the page that shows that many columns best.
fn reference(pages: &[Shown], count: usize) -> Option<Reference> {
    let full = pages.iter().filter(|p| p.strong().count() + 2 == count);
    let best = full.max_by_key(|p| (p.spans.len() == count, p.strong().map(|c| c.weight).sum::<usize>()));
    if let Some(page) = best {
        let edges = [page.label, page.title]
            .into_iter()
            .chain(page.strong().map(|c| c.edge));
        return Some((edges.collect(), page.spans.clone()));
    }
    let headed = pages.iter().find(|p| p.spans.len() == count)?;
    let edges = [headed.label, headed.title].into_iter();
    let edges: Vec<usize> = edges.chain(headed.spans[2..].iter().map(|s| s.0)).collect();
    let edges = aligned(headed, &edges, &headed.spans);
    Some((edges.iter().map(|e| e.from).collect(), headed.spans.clone()))
}

/// The edges of a page, from what is known of another one.
fn aligned(page: &Shown, known: &[usize], known_spans: &[(usize, usize)]) -> Vec<Edge> {
    let likely = scaled(page, known);
    let near = |(c, expected): (&Cluster, &usize)| c.edge.abs_diff(*expected) <= DRIFT;
    if page.strong().count() + 2 == known.len() && page.strong().zip(&likely).all(near) {
        let edges = page.strong().map(|c| c.range());
        return [page.label, page.title]
            .map(Edge::at)
            .into_iter()
            .chain(edges)
            .collect();
    }
    let headed = page.spans.len() == known.len() && known_spans.len() == known.len();
    let expected: Vec<usize> = if headed {
        let moved = |k: usize| (page.spans[k].0 + known[k]).saturating_sub(known_spans[k].0);
        (2..known.len()).map(moved).collect()
    } else {
        likely
    };
    let mut out = vec![Edge::at(page.label), Edge::at(page.title.max(page.label + 1))];
    for expected in expected {
        let least = out[out.len() - 1].from + NARROW;
        let near = nearest(page, expected).filter(|c| c.edge >= least);
        out.push(near.map_or(Edge::at(expected.max(least)), |c| c.range()));
    }
    out
}

/// The heaviest cluster at an expected edge, else near it.
fn nearest(page: &Shown, expected: usize) -> Option<&Cluster> {
    let within = |reach: usize| {
        let near = page.clusters.iter().filter(move |c| c.edge.abs_diff(expected) <= reach);
        near.max_by_key(|c| (c.weight, usize::MAX - c.edge.abs_diff(expected)))
    };
    within(NARROW).or_else(|| within(DRIFT))
}

/// Pages are printed with other widths of a character: the known edges, stretched so that they meet the page's
/// clusters best.
fn scaled(page: &Shown, known: &[usize]) -> Vec<usize> {
    const PERCENT: std::ops::RangeInclusive<usize> = 70..=140;
    let at = |percent: usize, column: usize| page.title + known[column].saturating_sub(known[1]) * percent / 100;
    let met = |percent: usize| {
        let places: Vec<usize> = (2..known.len()).map(|column| at(percent, column)).collect();
        let mut weights = vec![0; places.len()];
        for cluster in &page.clusters {
            let off = |place: &usize| cluster.edge.abs_diff(*place);
            let near = places.iter().enumerate().min_by_key(|(_, place)| off(place));
            if let Some((column, place)) = near.filter(|(_, place)| off(place) <= NARROW) {
                weights[column] = weights[column].max(cluster.weight * 4 + NARROW - off(place));
            }
        }
        weights.iter().sum::<usize>()
    };
    let best = PERCENT.max_by_key(|&percent| (met(percent), usize::MAX - percent.abs_diff(100)));
    (2..known.len()).map(|column| at(best.unwrap_or(100), column)).collect()
}
