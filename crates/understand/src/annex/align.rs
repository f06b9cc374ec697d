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
    pub groups: &'a [Wording],
    pub parts: &'a [Wording],
}

/// The folded words of every template, made once per catalogue.
pub(super) struct Wordings(Vec<TemplateWordings>);

struct TemplateWordings {
    tasks: Vec<Wording>,
    groups: Vec<Wording>,
    parts: Vec<Wording>,
}

impl Wordings {
    pub fn of(catalogue: &Catalogue) -> Arc<Self> {
        let prepare = |template: &Template| TemplateWordings {
            tasks: template.tasks.iter().map(|t| Wording::of(&t.title)).collect(),
            groups: template.groups.iter().map(|g| Wording::of(&g.title)).collect(),
            parts: template.parts.iter().map(|p| Wording::of(&p.title)).collect(),
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
        let total = self.pairs.len() + other.pairs.len();
        if total == 0 {
            0.0
        } else {
            2.0 * f64::from(common) / total as f64
        }
    }
}

/// FNV-1a over both words with a mark between them.
fn hash(a: &str, b: &str) -> u64 {
    let bytes = a.bytes().chain([0xff]).chain(b.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl<'a> Index<'a> {
    pub fn new(catalogue: &'a Catalogue, wordings: &'a Wordings) -> Self {
        let prepared = |(template, words): (&'a Template, &'a TemplateWordings)| Prepared {
            template,
            tasks: &words.tasks,
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
}

impl Alignment<'_> {
    /// The tasks that no row is matched to.
    pub fn left_out(&self) -> impl Iterator<Item = &TemplateTask> {
        let used: Vec<usize> = self.matches.iter().flatten().map(|(task, _)| *task).collect();
        self.template
            .tasks
            .iter()
            .enumerate()
            .filter(move |(i, _)| !used.contains(i))
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
        .map(|p| (in_order(&wordings, p.tasks), p))
        .max_by(|a, b| a.0.1.total_cmp(&b.0.1));
    match best {
        Some(((matches, _), prepared)) => Alignment {
            template: prepared.template,
            matches,
        },
        None => unreachable!("rows are only looked for with at least one template"),
    }
}

/// Order-keeping assignment with the greatest total similarity (a weighted common subsequence), plus
/// rows out of order that match a free task almost to the letter.
fn in_order(rows: &[Wording], tasks: &[Wording]) -> (Vec<Option<(usize, f64)>>, f64) {
    let (n, m) = (rows.len(), tasks.len());
    let similarity: Vec<Vec<f64>> = rows
        .iter()
        .map(|r| tasks.iter().map(|t| r.similarity(t)).collect())
        .collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn wordings(texts: &[&str]) -> Vec<Wording> {
        texts.iter().map(|t| Wording::of(t)).collect()
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
        let (matches, _) = in_order(&rows, &tasks);
        assert_eq!(
            matches.iter().map(|m| m.map(|(t, _)| t)).collect::<Vec<_>>(),
            [Some(0), None, Some(2)]
        );
    }
}
