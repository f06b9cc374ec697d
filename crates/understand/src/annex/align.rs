//! Aligning the rows of an annex to the known tasks of a programme, in order.

use super::Row;
use std::sync::Arc;
use tonghop_catalogue::Catalogue;
use tonghop_model::template::{Template, TemplateTask};
use tonghop_text::fold;

/// Below this similarity a row is not explained by a task.
const SIMILARITY_MIN: f64 = 0.5;

/// The templates of the catalogue with their wordings prepared for comparison.
pub(super) struct Index<'a> {
    pub templates: Vec<Prepared<'a>>,
}

/// A template with folded words.
pub(super) struct Prepared<'a> {
    pub template: &'a Template,
    pub tasks: &'a [Wording],
    pub pairs: &'a PairIndex,
    /// Hashes of the runs of [`RUN`] words in the wordings of the tasks, each as often as it occurs.
    pub runs: &'a [u64],
    pub groups: &'a [Wording],
    pub parts: &'a [Wording],
}

/// The folded words of every template, made once per catalogue.
pub(super) struct Wordings(Vec<TemplateWordings>);

struct TemplateWordings {
    tasks: Vec<Wording>,
    pairs: PairIndex,
    runs: Vec<u64>,
    groups: Vec<Wording>,
    parts: Vec<Wording>,
}

impl Wordings {
    pub fn of(catalogue: &Catalogue) -> Arc<Self> {
        let prepare = |template: &Template| {
            let tasks: Vec<Wording> = template.tasks.iter().map(|t| Wording::of(&t.title)).collect();
            TemplateWordings {
                pairs: PairIndex::of(&tasks),
                runs: tasks.iter().flat_map(|t| runs(&t.words)).collect(),
                tasks,
                groups: template.groups.iter().map(|g| Wording::of(&g.title)).collect(),
                parts: template.parts.iter().map(|p| Wording::of(&p.title)).collect(),
            }
        };
        catalogue.derived(|catalogue| Self(catalogue.templates.iter().map(prepare).collect()))
    }

    /// The wordings of the tasks, template by template.
    pub fn tasks(&self) -> impl Iterator<Item = &[Wording]> {
        self.0.iter().map(|t| t.tasks.as_slice())
    }
}

/// A wording as folded words and as sorted hashes of its word pairs.
#[derive(Debug, Clone)]
pub(super) struct Wording {
    pub words: Vec<String>,
    pairs: Vec<u64>,
}

impl Wording {
    pub fn of(text: &str) -> Self {
        let words: Vec<String> = tonghop_text::words(&fold(text)).map(str::to_string).collect();
        let mut pairs: Vec<u64> = if words.len() == 1 {
            vec![hash(&words[0], "")]
        } else {
            words.windows(2).map(|w| hash(&w[0], &w[1])).collect()
        };
        pairs.sort_unstable();
        Self { words, pairs }
    }

    /// Dice coefficient of the word pairs, 0..1.
    pub fn similarity(&self, other: &Self) -> f64 {
        let total = self.pairs.len() + other.pairs.len();
        if total == 0 {
            return 0.0;
        }
        2.0 * f64::from(self.common(other)) / total as f64
    }

    /// Share of the own word pairs that the other has too, 0..1.
    fn held_by(&self, other: &Self) -> f64 {
        f64::from(self.common(other)) / self.pairs.len().max(1) as f64
    }

    /// Number of word pairs that both have.
    fn common(&self, other: &Self) -> u32 {
        let (mut i, mut j, mut common) = (0, 0, 0);
        while i < self.pairs.len() && j < other.pairs.len() {
            match self.pairs[i].cmp(&other.pairs[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        common
    }
}

/// Which wordings have a pair of words: a row is compared with all tasks of a template in one go.
pub(super) struct PairIndex {
    /// Each hash once, sorted.
    hashes: Vec<u64>,
    /// Where the entries of each hash begin in [`Self::entries`]; one more at the end.
    starts: Vec<usize>,
    /// Wording and how often it has the pair.
    entries: Vec<(usize, usize)>,
    /// Pairs of each wording.
    sizes: Vec<usize>,
}

impl PairIndex {
    pub fn of(wordings: &[Wording]) -> Self {
        let mut all: Vec<(u64, usize, usize)> = Vec::new();
        for (wording, of) in wordings.iter().enumerate() {
            all.extend(repeated(&of.pairs).map(|(hash, times)| (hash, wording, times)));
        }
        all.sort_unstable();
        let mut index = Self {
            hashes: Vec::new(),
            starts: Vec::new(),
            entries: Vec::with_capacity(all.len()),
            sizes: wordings.iter().map(|w| w.pairs.len()).collect(),
        };
        for (hash, wording, times) in all {
            if index.hashes.last() != Some(&hash) {
                index.hashes.push(hash);
                index.starts.push(index.entries.len());
            }
            index.entries.push((wording, times));
        }
        index.starts.push(index.entries.len());
        index
    }

    /// [`Wording::similarity`] to every wording.
    pub fn similarities(&self, row: &Wording) -> Vec<f64> {
        let mut common = vec![0_usize; self.sizes.len()];
        for (hash, times) in repeated(&row.pairs) {
            let Ok(at) = self.hashes.binary_search(&hash) else {
                continue;
            };
            for (wording, theirs) in &self.entries[self.starts[at]..self.starts[at + 1]] {
                common[*wording] += times.min(*theirs);
            }
        }
        let dice = |(common, size): (usize, &usize)| match size + row.pairs.len() {
            0 => 0.0,
            total => 2.0 * common as f64 / total as f64,
        };
        common.into_iter().zip(&self.sizes).map(dice).collect()
    }
}

/// Each of the sorted hashes once, with how often it occurs.
fn repeated(sorted: &[u64]) -> impl Iterator<Item = (u64, usize)> {
    sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len()))
}

/// Words that stand together nowhere but in a wording and where it is repeated.
const RUN: usize = 4;

/// Hashes of the runs of [`RUN`] words.
pub(super) fn runs(words: &[String]) -> impl Iterator<Item = u64> {
    words.windows(RUN).map(|run| {
        let bytes = run.iter().flat_map(|word| word.bytes().chain([0xff]));
        fnv(bytes)
    })
}

/// FNV-1a over both words with a mark between them.
fn hash(a: &str, b: &str) -> u64 {
    fnv(a.bytes().chain([0xff]).chain(b.bytes()))
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl<'a> Index<'a> {
    pub fn new(catalogue: &'a Catalogue, wordings: &'a Wordings) -> Self {
        let prepared = |(template, words): (&'a Template, &'a TemplateWordings)| Prepared {
            template,
            tasks: &words.tasks,
            pairs: &words.pairs,
            runs: &words.runs,
            groups: &words.groups,
            parts: &words.parts,
        };
        Self {
            templates: catalogue.templates.iter().zip(&wordings.0).map(prepared).collect(),
        }
    }
}

/// Rows and the tasks that explain them.
pub(super) struct Alignment<'a> {
    pub template: &'a Template,
    /// For each row: task and similarity.
    pub matches: Vec<Option<(usize, f64)>>,
    /// For each task: a row tells it together with its neighbour.
    merged: Vec<bool>,
}

impl Alignment<'_> {
    /// The tasks that no row is matched to.
    pub fn left_out(&self) -> impl Iterator<Item = &TemplateTask> {
        let used: Vec<usize> = self.matches.iter().flatten().map(|(task, _)| *task).collect();
        self.template
            .tasks
            .iter()
            .enumerate()
            .filter(move |(i, _)| !used.contains(i) && !self.merged.get(*i).is_some_and(|m| *m))
            .map(|(_, t)| t)
    }
}

/// The best alignment over all templates.
///
/// # Panics
/// Never: an index without templates cannot be aligned to and callers only come here with rows that
/// were found through one.
pub(super) fn align<'a>(rows: &[Row], index: &Index<'a>) -> Alignment<'a> {
    let wordings: Vec<Wording> = rows.iter().map(|r| Wording::of(&r.title.text)).collect();
    let best = index
        .templates
        .iter()
        .map(|p| (in_order(&wordings, p.pairs), p))
        .max_by(|a, b| a.0.1.total_cmp(&b.0.1));
    match best {
        Some(((matches, _), prepared)) => Alignment {
            template: prepared.template,
            matches,
            merged: merged(&wordings, prepared.tasks),
        },
        None => unreachable!("rows are only looked for with at least one template"),
    }
}

/// Order-keeping assignment with the greatest total similarity (a weighted common subsequence), plus
/// rows out of order that match a free task almost to the letter.
fn in_order(rows: &[Wording], tasks: &PairIndex) -> (Vec<Option<(usize, f64)>>, f64) {
    let (n, m) = (rows.len(), tasks.sizes.len());
    let similarity: Vec<Vec<f64>> = rows.iter().map(|r| tasks.similarities(r)).collect();
    let mut best = vec![vec![0.0; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let s = similarity[i][j];
            let take = if s >= SIMILARITY_MIN {
                s + best[i + 1][j + 1]
            } else {
                0.0
            };
            best[i][j] = f64::max(take, f64::max(best[i + 1][j], best[i][j + 1]));
        }
    }
    let mut matches = vec![None; n];
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        let s = similarity[i][j];
        if s >= SIMILARITY_MIN && best[i][j] == s + best[i + 1][j + 1] {
            matches[i] = Some((j, s));
            i += 1;
            j += 1;
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    let mut used = vec![false; m];
    for (task, _) in matches.iter().flatten() {
        used[*task] = true;
    }
    for (i, slot) in matches.iter_mut().enumerate().filter(|(_, slot)| slot.is_none()) {
        let near = (0..m)
            .filter(|&j| !used[j] && similarity[i][j] >= 0.8)
            .max_by(|&a, &b| similarity[i][a].total_cmp(&similarity[i][b]));
        if let Some(j) = near {
            used[j] = true;
            *slot = Some((j, similarity[i][j]));
        }
    }
    (matches, best[0][0])
}

/// Share of a row's word pairs that come from two tasks which it joins, and from the lesser of them.
const HELD_BY_BOTH: f64 = 0.7;
const HELD_BY_EACH: f64 = 0.2;
/// A row as similar to one task joins no others.
const ONE_TASK: f64 = 0.8;

/// The tasks that some row tells together with the next one, shortened as rows are that join two.
fn merged(rows: &[Wording], tasks: &[Wording]) -> Vec<bool> {
    let mut out = vec![false; tasks.len()];
    // A row that has the wording of one task tells that one alone, whatever words its neighbours share with it.
    let joins = |row: &&Wording| tasks.iter().all(|task| row.similarity(task) < ONE_TASK);
    for row in rows.iter().filter(joins) {
        for (first, pair) in tasks.windows(2).enumerate() {
            let each = [row.held_by(&pair[0]), row.held_by(&pair[1])];
            // Two tasks that begin alike hold the same pairs: they do not add up.
            let both = each[0] + each[1] - pair[0].similarity(&pair[1]);
            if both >= HELD_BY_BOTH && each.iter().all(|e| *e >= HELD_BY_EACH) && each.iter().all(|e| *e < 0.9) {
                out[first] = true;
                out[first + 1] = true;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wordings(texts: &[&str]) -> Vec<Wording> {
        texts.iter().map(|t| Wording::of(t)).collect()
    }

    #[test]
    fn a_row_that_joins_two_tasks_leaves_neither_out() {
        let tasks = wordings(&[
            "Trồng rừng phòng hộ ven biển và chăm sóc rừng hiện có của xã",
            "Tuần tra, bảo vệ bãi tắm công cộng trong mùa du lịch cao điểm",
            "Đo lường kết quả hằng năm",
        ]);
        let rows = wordings(&["Trồng rừng phòng hộ ven biển; tuần tra, bảo vệ bãi tắm công cộng"]);
        assert_eq!(merged(&rows, &tasks), [true, true, false]);
        let alone = wordings(&["Trồng rừng phòng hộ ven biển và chăm sóc rừng hiện có của xã"]);
        assert_eq!(merged(&alone, &tasks), [false, false, false]);
    }

    #[test]
    fn each_task_that_is_left_out_is_named() {
        let catalogue = Catalogue::embedded();
        for template in &catalogue.templates {
            let titles: Vec<&str> = template.tasks.iter().map(|t| t.title.as_str()).collect();
            let tasks = wordings(&titles);
            for left_out in 0..tasks.len() {
                let mut rows = titles.clone();
                rows.remove(left_out);
                let told = merged(&wordings(&rows), &tasks);
                assert!(!told[left_out], "{}: {}", template.code, titles[left_out]);
            }
        }
    }

    #[test]
    fn all_at_once_is_as_similar_as_one_by_one() {
        let tasks = wordings(&[
            "",
            "số",
            "tổ công nghệ số",
            "công nghệ số công nghệ số",
            "kỹ năng số cộng đồng",
        ]);
        let index = PairIndex::of(&tasks);
        for row in wordings(&[
            "",
            "số",
            "công nghệ số",
            "các công nghệ số, công nghệ số khác",
            "kỹ năng số",
        ]) {
            let single: Vec<f64> = tasks.iter().map(|t| row.similarity(t)).collect();
            assert_eq!(index.similarities(&row), single, "{:?}", row.words);
        }
    }

    #[test]
    fn rows_are_matched_in_order_and_strangers_stay_unmatched() {
        let tasks = wordings(&[
            "Lập tổ công nghệ số cộng đồng",
            "Mở lớp kỹ năng số cho người dân",
            "Đo lường kết quả hằng năm",
        ]);
        let rows = wordings(&[
            "Lập các tổ công nghệ số cộng đồng",
            "Trồng cây xanh ven đường",
            "Đo lường kết quả hằng năm",
        ]);
        let (matches, _) = in_order(&rows, &PairIndex::of(&tasks));
        assert_eq!(
            matches.iter().map(|m| m.map(|(t, _)| t)).collect::<Vec<_>>(),
            [Some(0), None, Some(2)]
        );
    }
}
