//! Similarity by content: folded words without stop words, pairs of syllables, TF-IDF, grouping.
//!
//! A Vietnamese word is often two syllables, and single syllables are ambiguous once diacritics are
//! folded away; so pairs of neighbouring syllables carry most of the weight.

use crate::fold::{fold, words};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Function words and words that every report uses; folded.
const STOP: &[&str] = &[
    "va", "cac", "cua", "cho", "trong", "tren", "ve", "viec", "theo", "de", "den", "duoc", "la", "co", "da", "dang",
    "se", "voi", "tai", "tu", "nhung", "mot", "nay", "do", "khi", "cung", "nhu", "hoac", "vao", "ra", "con", "bang",
    "boi", "doi", "tiep", "tuc", "thuc", "hien", "trien", "khai", "cong", "tac", "dia", "ban", "nham", "sau", "truoc",
    "qua", "cap", "so", "nam", "ngay", "thang", "xa", "phuong", "tinh", "uy", "nhan", "dan", "ubnd", "hdnd", "kinh",
    "nghi", "quan", "tam",
];

/// The folded words of a text that carry meaning, in order: no stop words, no single letters.
/// Numbers are kept.
#[must_use]
pub fn content_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    words(&folded)
        .filter(|w| !STOP.contains(w) && (w.len() > 1 || w.starts_with(|c: char| c.is_ascii_digit())))
        .map(str::to_owned)
        .collect()
}

/// Pairs of neighbouring folded syllables; pairs of two stop words are left out.
#[must_use]
pub fn syllable_pairs(text: &str) -> Vec<String> {
    let folded = fold(text);
    let all: Vec<&str> = words(&folded).collect();
    all.windows(2)
        .filter(|pair| !(STOP.contains(&pair[0]) && STOP.contains(&pair[1])) || MEANT.contains(&(pair[0], pair[1])))
        .map(|pair| format!("{} {}", pair[0], pair[1]))
        .collect()
}

/// Pairs of stop words that are words of their own.
const MEANT: &[(&str, &str)] = &[
    ("kinh", "te"),
    ("nhan", "dan"),
    ("co", "so"),
    ("cong", "dan"),
    ("can", "bo"),
    ("doi", "so"),
    ("cong", "so"),
];

/// Share of the smaller set that the two sets of words have in common, 0..1; 0 where one is empty.
#[must_use]
pub fn containment(a: &[String], b: &[String]) -> f64 {
    let a: HashSet<&str> = a.iter().map(String::as_str).collect();
    let b: HashSet<&str> = b.iter().map(String::as_str).collect();
    let least = a.len().min(b.len());
    if least == 0 {
        0.0
    } else {
        a.intersection(&b).count() as f64 / least as f64
    }
}

/// Share of all words that the two sets have in common, 0..1; 0 where both are empty.
#[must_use]
pub fn word_overlap(a: &[String], b: &[String]) -> f64 {
    let a: HashSet<&str> = a.iter().map(String::as_str).collect();
    let b: HashSet<&str> = b.iter().map(String::as_str).collect();
    let union = a.union(&b).count();
    if union == 0 {
        0.0
    } else {
        a.intersection(&b).count() as f64 / union as f64
    }
}

/// Limits of [`group_by_meaning`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupOptions {
    /// Least cosine between a text and the centre of its group, 0..1.
    pub threshold: f64,
    /// Content words that a text shares at least with enough wordings of its group, or all that the shorter one has.
    pub least_shared: usize,
    /// Groups beyond this number are not merged with each other any more: bounds the work.
    pub merged_at_most: usize,
}

impl Default for GroupOptions {
    fn default() -> Self {
        Self {
            threshold: 0.18,
            least_shared: 2,
            merged_at_most: 400,
        }
    }
}

/// Texts with one meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct MeaningGroup {
    /// Indices of the texts, ascending.
    pub members: Vec<usize>,
    /// Index of the text nearest to the centre.
    pub typical: usize,
}

/// Groups texts by meaning: TF-IDF over content words and syllable pairs, leaders, then merging of
/// groups. Every text is in exactly one group. Larger groups come first. The outcome does not depend
/// on the order of the input, except for which of several identical texts is called typical.
#[must_use]
pub fn group_by_meaning(texts: &[&str], options: GroupOptions) -> Vec<MeaningGroup> {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by(|&a, &b| texts[b].len().cmp(&texts[a].len()).then_with(|| texts[a].cmp(texts[b])));
    let (vectors, names, frequency) = vectors(texts, &order);
    let alike = Alike::new(&vectors, &names, options.least_shared);
    let mut groups = lead(&order, &vectors, (&frequency, &alike), options.threshold);
    merge(&mut groups, &alike, options);
    let mut out: Vec<MeaningGroup> = groups
        .into_iter()
        .map(|group| describe(group, &vectors, texts))
        .collect();
    out.sort_by(|a, b| {
        b.members
            .len()
            .cmp(&a.members.len())
            .then_with(|| texts[a.typical].cmp(texts[b.typical]))
    });
    out
}

/// Sparse, sorted by term, of length 1 (or empty).
type Vector = Vec<(u32, f64)>;

struct Group {
    /// One text of each of its wordings, in the order in which they came; no more than [`WORDINGS`].
    wordings: Vec<usize>,
    members: Vec<usize>,
    sum: BTreeMap<u32, f64>,
    norm: f64,
}

/// Wordings that a group remembers: bounds the work.
const WORDINGS: usize = 16;

/// The single content words of every text: what two texts have to have in common besides pairs of syllables.
struct Alike {
    words: Vec<Vec<u32>>,
    least: usize,
}

impl Alike {
    fn new(vectors: &[Vector], names: &[String], least: usize) -> Self {
        let single = |t: &&(u32, f64)| !names[t.0 as usize].contains(' ');
        let of = |v: &Vector| v.iter().filter(single).map(|t| t.0).collect();
        Self {
            words: vectors.iter().map(of).collect(),
            least,
        }
    }

    /// True where the two texts share enough content words; both lists are sorted.
    fn holds(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.words[a], &self.words[b]);
        let shared = a.iter().filter(|t| b.binary_search(t).is_ok()).count();
        shared >= self.least.min(a.len()).min(b.len())
    }

    /// True where at least a third of the pairs of wordings share enough. Not all do: of "quy định ban hành chậm" the one half
    /// stands in "văn bản hướng dẫn ban hành chậm", the other in "quy định chưa thống nhất". One pair alone would lead from each
    /// opinion to the next.
    fn mostly(&self, some: &[usize], others: &[usize]) -> bool {
        let held = some
            .iter()
            .map(|&a| others.iter().filter(|&&b| self.holds(a, b)).count())
            .sum::<usize>();
        held > 0 && 3 * held >= some.len() * others.len()
    }
}

/// Terms are numbered in the canonical order, so that sums are rounded alike whatever the order of the input.
fn vectors(texts: &[&str], order: &[usize]) -> (Vec<Vector>, Vec<String>, Vec<usize>) {
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut names: Vec<String> = Vec::new();
    let mut frequency: Vec<usize> = Vec::new();
    let mut counted: Vec<Vector> = vec![Vector::new(); texts.len()];
    // The same text from many says no less about what it asks for: it is counted once.
    let mut distinct: HashSet<&str> = HashSet::new();
    for &index in order {
        let text = texts[index];
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        let singles = content_words(text).into_iter().map(|w| (w, 0.5));
        for (term, weight) in singles.chain(syllable_pairs(text).into_iter().map(|p| (p, 1.0))) {
            let id = *ids.entry(term).or_insert_with_key(|term| {
                names.push(term.clone());
                frequency.push(0);
                (names.len() - 1) as u32
            });
            *counts.entry(id).or_insert(0.0) += weight;
        }
        if distinct.insert(text) {
            for &id in counts.keys() {
                frequency[id as usize] += 1;
            }
        }
        counted[index] = counts.into_iter().collect();
    }
    let total = distinct.len() as f64;
    for vector in &mut counted {
        for (id, weight) in vector.iter_mut() {
            *weight *= (1.0 + total / frequency[*id as usize] as f64).ln();
        }
        let norm = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
        if norm > 0.0 {
            vector.iter_mut().for_each(|(_, w)| *w /= norm);
        }
    }
    (counted, names, frequency)
}

/// Puts every text to the best group so far, or opens a new one.
fn lead(order: &[usize], vectors: &[Vector], (frequency, alike): (&[usize], &Alike), threshold: f64) -> Vec<Group> {
    /// Terms of one text that look for groups, and groups that one term remembers: bound the work.
    const TERMS: usize = 16;
    const POSTINGS: usize = 64;
    /// Groups that one text is compared with.
    const COMPARED: usize = 24;
    let mut groups: Vec<Group> = Vec::new();
    let mut postings: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut before: Option<(usize, usize)> = None;
    for &text in order {
        let vector = &vectors[text];
        // The same words stand behind each other in this order.
        if let Some((same, target)) = before
            && vectors[same] == *vector
        {
            add(&mut groups[target], text, vector);
            continue;
        }
        // A term of one wording alone leads to no other wording, but to the same one it does where nothing is shared.
        let shared = vector.iter().any(|(t, _)| frequency[*t as usize] > 1);
        let mut strongest: Vec<(u32, f64)> = vector
            .iter()
            .copied()
            .filter(|(t, _)| !shared || frequency[*t as usize] > 1)
            .collect();
        strongest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        strongest.truncate(TERMS);
        let mut votes: HashMap<u32, f64> = HashMap::new();
        for (term, weight) in &strongest {
            for group in postings.get(term).into_iter().flatten() {
                *votes.entry(*group).or_insert(0.0) += weight;
            }
        }
        let mut candidates: Vec<(u32, f64)> = votes.into_iter().collect();
        candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        candidates.truncate(COMPARED);
        let best = candidates
            .into_iter()
            .map(|(g, _)| (g as usize, cosine(vector, &groups[g as usize])))
            .filter(|(g, similarity)| *similarity >= threshold && alike.mostly(&[text], &groups[*g].wordings))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let target = match best {
            Some((group, _)) => group,
            _ => {
                groups.push(Group {
                    wordings: Vec::new(),
                    members: Vec::new(),
                    sum: BTreeMap::new(),
                    norm: 0.0,
                });
                groups.len() - 1
            }
        };
        add(&mut groups[target], text, vector);
        if groups[target].wordings.len() < WORDINGS {
            groups[target].wordings.push(text);
        }
        before = Some((text, target));
        for (term, _) in strongest {
            let posting = postings.entry(term).or_default();
            if posting.len() < POSTINGS && !posting.contains(&(target as u32)) {
                posting.push(target as u32);
            }
        }
    }
    groups
}

fn add(group: &mut Group, text: usize, vector: &Vector) {
    group.members.push(text);
    let mut squared = group.norm * group.norm;
    for &(term, weight) in vector {
        let sum = group.sum.entry(term).or_insert(0.0);
        squared += (2.0 * *sum + weight) * weight;
        *sum += weight;
    }
    group.norm = squared.max(0.0).sqrt();
}

fn cosine(vector: &Vector, group: &Group) -> f64 {
    if group.norm <= 0.0 {
        return 0.0;
    }
    vector
        .iter()
        .filter_map(|(t, w)| group.sum.get(t).map(|s| s * w))
        .sum::<f64>()
        / group.norm
}

/// Joins groups whose centres are near each other, nearest first.
fn merge(groups: &mut Vec<Group>, alike: &Alike, options: GroupOptions) {
    if groups.len() > options.merged_at_most {
        return;
    }
    let mut at = 0;
    while at < groups.len() {
        let best = (at + 1..groups.len())
            .map(|other| (other, between(&groups[at], &groups[other])))
            .filter(|(other, similarity)| {
                *similarity >= options.threshold * 1.2 && alike.mostly(&groups[at].wordings, &groups[*other].wordings)
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((other, _)) => {
                let gone = groups.remove(other);
                groups[at].members.extend(gone.members);
                groups[at].wordings.extend(gone.wordings);
                groups[at].wordings.truncate(WORDINGS);
                for (term, weight) in gone.sum {
                    *groups[at].sum.entry(term).or_insert(0.0) += weight;
                }
                groups[at].norm = groups[at].sum.values().map(|w| w * w).sum::<f64>().sqrt();
            }
            _ => at += 1,
        }
    }
}

fn between(a: &Group, b: &Group) -> f64 {
    if a.norm <= 0.0 || b.norm <= 0.0 {
        return 0.0;
    }
    let (small, large) = if a.sum.len() <= b.sum.len() { (a, b) } else { (b, a) };
    small
        .sum
        .iter()
        .filter_map(|(t, w)| large.sum.get(t).map(|s| s * w))
        .sum::<f64>()
        / (a.norm * b.norm)
}

fn describe(mut group: Group, vectors: &[Vector], texts: &[&str]) -> MeaningGroup {
    let typical = group
        .members
        .iter()
        .copied()
        .max_by(|&a, &b| {
            let (x, y) = (cosine(&vectors[a], &group), cosine(&vectors[b], &group));
            x.total_cmp(&y).then_with(|| texts[b].cmp(texts[a])).then(b.cmp(&a))
        })
        .unwrap_or_default();
    group.members.sort_unstable();
    MeaningGroup {
        members: group.members,
        typical,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recommendations_are_grouped_by_what_they_ask_for() {
        let texts = [
            "Đề nghị tỉnh bố trí kinh phí để nâng cấp máy tính, trang thiết bị cho xã",
            "Đề nghị Sở mở lớp tập huấn kỹ năng số cho cán bộ không chuyên trách",
            "Quan tâm bố trí kinh phí nâng cấp trang thiết bị, máy tính phục vụ chuyển đổi số",
            "Mở các lớp tập huấn kỹ năng số cho thành viên tổ công nghệ số cộng đồng",
            "Sớm ban hành định mức xe công",
        ];
        let groups = group_by_meaning(&texts, GroupOptions::default());
        let members: Vec<_> = groups.iter().map(|g| g.members.clone()).collect();
        assert!(members.contains(&vec![0, 2]), "{members:?}");
        assert!(members.contains(&vec![1, 3]), "{members:?}");
        assert!(members.contains(&vec![4]), "{members:?}");
    }

    #[test]
    fn one_word_in_common_is_not_enough() {
        let texts = [
            "Hỗ trợ kinh phí nâng cấp hạ tầng viễn thông cho các thôn chưa có cáp quang",
            "Cấp kinh phí",
            "Tập huấn kỹ năng số",
            "Tập huấn",
        ];
        let members = |least_shared| {
            let options = GroupOptions {
                least_shared,
                threshold: 0.05,
                ..GroupOptions::default()
            };
            group_by_meaning(&texts, options)
                .into_iter()
                .map(|g| g.members)
                .collect::<Vec<_>>()
        };
        assert!(members(2).contains(&vec![2, 3]), "{:?}", members(2));
        // "phí" is all that the second one says besides words of every report.
        assert!(members(2).contains(&vec![0, 1]), "{:?}", members(2));
        let apart = ["kinh phí cho máy tính", "kinh phí cho lớp học"];
        assert_eq!(group_by_meaning(&apart, GroupOptions::default()).len(), 2);
    }

    #[test]
    fn a_wording_joins_the_group_of_its_two_halves() {
        let families: [&[&str]; 3] = [
            &[
                "văn bản hướng dẫn chưa thống nhất",
                "văn bản hướng dẫn ban hành chậm",
                "quy định chưa thống nhất",
                "quy định ban hành chậm",
            ],
            &[
                "địa hình chia cắt, dân cư phân tán",
                "địa hình chia cắt, đi lại khó khăn",
                "địa bàn rộng, đi lại khó khăn",
                "địa bàn rộng, dân cư phân tán",
            ],
            &["phần mềm một cửa hay gián đoạn", "phần mềm một cửa chạy chậm"],
        ];
        let mut texts: Vec<&str> = families.iter().flat_map(|f| f.iter().copied()).collect();
        for _ in 0..2 {
            let groups = group_by_meaning(&texts, GroupOptions::default());
            let sizes: Vec<usize> = groups.iter().map(|g| g.members.len()).collect();
            assert_eq!(sizes, [4, 4, 2], "{groups:?}");
            texts.reverse();
        }
    }

    #[test]
    fn no_chain_of_halves_leads_from_one_opinion_to_another() {
        let texts = [
            "máy tính cấu hình thấp, đường truyền chập chờn",
            "đường truyền chập chờn, thiết bị họp hỏng",
            "thiết bị họp hỏng, hồ sơ giấy tồn đọng",
            "hồ sơ giấy tồn đọng, lớp học vắng người",
            "lớp học vắng người, biên chế giảm mạnh",
        ];
        let groups = group_by_meaning(&texts, GroupOptions::default());
        let whole = |g: &MeaningGroup| g.members.contains(&0) && g.members.contains(&4);
        assert!(!groups.iter().any(whole), "{groups:?}");
    }

    #[test]
    fn every_text_is_in_exactly_one_group() {
        let texts = ["", "một", "kinh phí", "kinh phí", "???"];
        let mut all: Vec<usize> = group_by_meaning(&texts, GroupOptions::default())
            .into_iter()
            .flat_map(|g| g.members)
            .collect();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3, 4]);
        assert!(group_by_meaning(&[], GroupOptions::default()).is_empty());
    }

    #[test]
    fn overlap_of_words() {
        let a = content_words("thành lập Tổ công nghệ thôn");
        let b = content_words("Thành lập tổ công nghệ bản");
        assert!(word_overlap(&a, &b) > 0.4);
        assert!(containment(&a, &a[..2]) > 0.99);
        assert!(word_overlap(&[], &[]) == 0.0);
    }
}
