//! Near-duplicates among many texts: shingles of words, one-permutation MinHash, bands.
//!
//! Work grows linearly with the number of texts: every text is compared with a bounded number of
//! leaders only. The outcome does not depend on the order of the input. Sketches are made on all threads of the caller's
//! pool, a bounded number at a time.

use crate::fold::{fold, words};
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words in a shingle.
const SHINGLE: usize = 3;
/// Bins of the sketch.
const BINS: usize = 60;
/// Bins in a band: two texts meet where all of one band agree.
const ROWS: usize = 3;
/// Texts whose words lie in memory together.
const AT_ONCE: usize = 4096;
/// Leaders that one text is compared with.
const COMPARED: usize = 12;

/// What counts as a near-duplicate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearOptions {
    /// Least share of shingles in common (Jaccard), 0..1.
    pub threshold: f64,
    /// Texts with fewer words are left out: short texts repeat without anyone copying.
    pub least_words: usize,
}

impl Default for NearOptions {
    fn default() -> Self {
        Self {
            threshold: 0.6,
            least_words: 12,
        }
    }
}

/// Texts that are near-duplicates of one leader.
#[derive(Debug, Clone, PartialEq)]
pub struct NearCluster {
    /// Index of the text in the input and its similarity to the leader, in the order of the input.
    /// The leader's similarity is 1.
    pub members: Vec<(usize, f64)>,
}

/// Clusters of two and more near-duplicates, ordered by their first member.
#[must_use]
pub fn near_duplicates(texts: &[&str], options: NearOptions) -> Vec<NearCluster> {
    let distinct = distinct_sketches(texts, options.least_words);
    let leader_of = assign_leaders(&distinct, options.threshold);
    let mut clusters: HashMap<usize, Vec<(usize, f64)>> = HashMap::new();
    for (index, &(leader, similarity)) in leader_of.iter().enumerate() {
        let members = clusters.entry(leader).or_default();
        members.extend(distinct[index].texts.iter().map(|&text| (text, similarity)));
    }
    let mut out: Vec<NearCluster> = clusters
        .into_values()
        .filter(|members| members.len() > 1)
        .map(|mut members| {
            members.sort_by_key(|&(text, _)| text);
            NearCluster { members }
        })
        .collect();
    out.sort_by_key(|cluster| cluster.members[0].0);
    out
}

/// Similarity of two texts: share of three-word shingles in common, 0..1.
/// Texts of fewer than three words are compared as a whole.
#[must_use]
pub fn shingle_similarity(a: &str, b: &str) -> f64 {
    jaccard(&shingles(&word_hashes(a)), &shingles(&word_hashes(b)))
}

/// A text as it is compared with many others: its words are looked at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    shingles: Vec<u32>,
    words: usize,
}

impl Sketch {
    /// Looks at the words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let hashes = word_hashes(text);
        Self {
            shingles: shingles(&hashes),
            words: hashes.len(),
        }
    }

    /// Number of words.
    #[must_use]
    pub const fn words(&self) -> usize {
        self.words
    }

    /// Bytes that it takes, about.
    #[must_use]
    pub const fn size(&self) -> usize {
        size_of::<Self>() + self.shingles.capacity() * size_of::<u32>()
    }

    /// Similarity to another text, as [`shingle_similarity`] has it.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> f64 {
        jaccard(&self.shingles, &other.shingles)
    }

    /// Marks to look near-duplicates up by: of two texts that have the share `s` of their shingles in common, with `most` marks
    /// each, all but about `(1 - s)^most` have a mark in common.
    #[must_use]
    pub fn marks(&self, most: usize) -> Vec<u32> {
        let mut marks: Vec<u32> = self.shingles.iter().map(|s| mix(u64::from(*s)) as u32).collect();
        marks.sort_unstable();
        marks.truncate(most);
        marks
    }
}

/// Wordings that many know, such as those of the tasks of a template, looked at once: who repeats one copies from nobody.
#[derive(Debug, Clone)]
pub struct Wordings(Vec<(String, Sketch)>);

impl Wordings {
    /// Of these texts.
    #[must_use]
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Self(texts.map(|text| (text.to_owned(), Sketch::of(text))).collect())
    }

    /// True where the text repeats one of them; `sketch` is that of the text.
    #[must_use]
    pub fn has(&self, text: &str, sketch: &Sketch) -> bool {
        /// Least share of runs of three words in common.
        const ALIKE: f64 = 0.5;
        // Prepared once for all of them: that takes longer than looking through one.
        let text = memchr::memmem::Finder::new(text);
        let mut all = self.0.iter();
        all.any(|(wording, own)| text.find(wording.as_bytes()).is_some() || own.similarity(sketch) >= ALIKE)
    }
}

/// One wording, with all the texts that have it.
struct Distinct {
    key: u64,
    texts: Vec<usize>,
    shingles: Vec<u32>,
}

fn distinct_sketches(texts: &[&str], least_words: usize) -> Vec<Distinct> {
    let mut by_key: HashMap<u64, usize, BuildHasherDefault<Mixer>> = HashMap::default();
    let mut distinct: Vec<Distinct> = Vec::new();
    for (chunk, some) in texts.chunks(AT_ONCE).enumerate() {
        let hashed: Vec<Vec<u64>> = some.par_iter().map(|text| word_hashes(text)).collect();
        let from = distinct.len();
        let mut new: Vec<&[u64]> = Vec::new();
        for (index, hashes) in hashed.iter().enumerate().filter(|(_, h)| h.len() >= least_words) {
            let index = chunk * AT_ONCE + index;
            let key = hashes.iter().fold(0x9E37_79B9_7F4A_7C15, |key, &word| mix(key ^ word));
            if let Some(&known) = by_key.get(&key) {
                distinct[known].texts.push(index);
            } else {
                by_key.insert(key, distinct.len());
                new.push(hashes);
                distinct.push(Distinct {
                    key,
                    texts: vec![index],
                    shingles: Vec::new(),
                });
            }
        }
        let made = distinct[from..].par_iter_mut().zip(new);
        made.for_each(|(item, hashes)| item.shingles = shingles(hashes));
    }
    // A canonical order, so that leaders do not depend on the order of the files.
    distinct.sort_by(|a, b| b.texts.len().cmp(&a.texts.len()).then(a.key.cmp(&b.key)));
    distinct
}

/// For every wording the index of its leader and the similarity to it.
fn assign_leaders(distinct: &[Distinct], threshold: f64) -> Vec<(usize, f64)> {
    // One leader per bucket: a text has many buckets, and what is found is compared in full anyway.
    let mut buckets: HashMap<u32, u32, BuildHasherDefault<Mixer>> = HashMap::default();
    let mut leader_of = Vec::with_capacity(distinct.len());
    for some in distinct.chunks(AT_ONCE) {
        let sketches: Vec<Vec<u32>> = some.par_iter().map(|item| bands(&item.shingles)).collect();
        for (item, bands) in some.iter().zip(sketches) {
            let index = leader_of.len();
            let mut seen: Vec<u32> = Vec::with_capacity(COMPARED);
            let mut best: Option<(usize, f64)> = None;
            for band in &bands {
                let Some(&leader) = buckets.get(band) else { continue };
                if seen.len() >= COMPARED || seen.contains(&leader) {
                    continue;
                }
                seen.push(leader);
                let similarity = jaccard(&item.shingles, &distinct[leader as usize].shingles);
                if similarity >= threshold && best.is_none_or(|(_, s)| similarity > s) {
                    best = Some((leader as usize, similarity));
                }
            }
            if let Some(found) = best {
                leader_of.push(found);
                continue;
            }
            leader_of.push((index, 1.0));
            for band in bands {
                buckets.entry(band).or_insert(index as u32);
            }
        }
    }
    leader_of
}

fn word_hashes(text: &str) -> Vec<u64> {
    let folded = fold(text);
    words(&folded).map(hash_word).collect()
}

fn hash_word(word: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    mix(hash)
}

/// Sorted, without repetition.
fn shingles(hashes: &[u64]) -> Vec<u32> {
    let join = |window: &[u64]| {
        window
            .iter()
            .fold(0, |joined: u64, &word| mix(joined.rotate_left(7) ^ word)) as u32
    };
    let mut out: Vec<u32> = if hashes.len() < SHINGLE {
        if hashes.is_empty() {
            Vec::new()
        } else {
            vec![join(hashes)]
        }
    } else {
        hashes.windows(SHINGLE).map(join).collect()
    };
    out.sort_unstable();
    out.dedup();
    out
}

fn bands(shingles: &[u32]) -> Vec<u32> {
    let mut bins = [u32::MAX; BINS];
    for &shingle in shingles {
        let hash = mix(u64::from(shingle));
        let bin = (hash >> 58) as usize % BINS;
        bins[bin] = bins[bin].min(hash as u32);
    }
    densify(&mut bins);
    bins.chunks(ROWS)
        .enumerate()
        .map(|(band, rows)| rows.iter().fold(band as u64 + 1, |key, &row| mix(key ^ u64::from(row))) as u32)
        .collect()
}

/// Fills empty bins from the next full one: short texts have fewer shingles than there are bins.
fn densify(bins: &mut [u32; BINS]) {
    let full = *bins;
    if full.iter().all(|&bin| bin == u32::MAX) {
        return;
    }
    for (index, bin) in bins.iter_mut().enumerate() {
        let mut step = 0;
        while *bin == u32::MAX && step < BINS {
            step += 1;
            let source = full[(index + step) % BINS];
            if source != u32::MAX {
                *bin = source.wrapping_add((step as u32).wrapping_mul(0x9E37_79B9));
            }
        }
    }
}

fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    common as f64 / (a.len() + b.len() - common) as f64
}

const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let value = (value ^ (value >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    value ^ (value >> 32)
}

/// Keys are well mixed already.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = mix(self.0 ^ u64::from(byte));
        }
    }

    fn write_u32(&mut self, value: u32) {
        // Hash tables look at the highest bits as well.
        self.0 = mix(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPIED: &str = "Đảng ủy, UBND xã Hoa Đào đã quan tâm chỉ đạo sát sao, ban hành đầy đủ kế hoạch, tổ chức tuyên truyền sâu rộng \
                          đến từng hộ dân, qua đó nhận thức của người dân về chuyển đổi số được nâng lên rõ rệt trong năm qua";

    #[test]
    fn a_copied_paragraph_with_another_name_is_found() {
        let changed = COPIED.replace("Hoa Đào", "Suối Trăng");
        let other = "Hạ tầng viễn thông của xã gồm bảy trạm thu phát sóng, phủ kín các thôn, riêng khu tái định cư chưa có cáp quang";
        let found = near_duplicates(&[COPIED, other, &changed], NearOptions::default());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].members.iter().map(|m| m.0).collect::<Vec<_>>(), [0, 2]);
        assert!(shingle_similarity(COPIED, &changed) > 0.6);
        assert!(shingle_similarity(COPIED, other) < 0.1);
    }

    #[test]
    fn near_duplicates_have_a_mark_in_common_and_other_texts_none() {
        let changed = COPIED.replace("Hoa Đào", "Suối Trăng");
        let other = "Hạ tầng viễn thông của xã gồm bảy trạm thu phát sóng, phủ kín các thôn, riêng khu tái định cư chưa có cáp quang";
        let sketches = [COPIED, &changed, other].map(Sketch::of);
        let [first, second, third] = [0, 1, 2].map(|n: usize| sketches[n].marks(4));
        assert_eq!((first.len(), third.len()), (4, 4));
        assert!(first.iter().any(|p| second.contains(p)));
        assert!(!first.iter().any(|p| third.contains(p)));
        assert_eq!(
            sketches[0].similarity(&sketches[1]),
            shingle_similarity(COPIED, &changed)
        );
        assert_eq!(sketches[0].words(), COPIED.split_whitespace().count());
    }

    #[test]
    fn short_and_different_texts_stay_apart() {
        let short = "Triển khai theo hướng dẫn của tỉnh";
        assert!(near_duplicates(&[short, short, COPIED], NearOptions::default()).is_empty());
        assert!(near_duplicates(&[], NearOptions::default()).is_empty());
        assert!(
            near_duplicates(
                &["", "", ""],
                NearOptions {
                    least_words: 0,
                    threshold: 0.6
                }
            )
            .len()
                <= 1
        );
    }

    #[test]
    fn the_order_of_the_texts_does_not_matter() {
        let changed = COPIED.replace("Hoa Đào", "Suối Trăng");
        let again = COPIED.replace("sâu rộng", "rộng rãi");
        let texts = [COPIED, changed.as_str(), again.as_str()];
        let forward = near_duplicates(&texts, NearOptions::default());
        let backward = near_duplicates(&[texts[2], texts[1], texts[0]], NearOptions::default());
        let mut mirrored: Vec<_> = backward[0].members.iter().map(|&(i, s)| (2 - i, s)).collect();
        mirrored.sort_by_key(|m| m.0);
        assert_eq!(forward[0].members, mirrored);
    }
}
