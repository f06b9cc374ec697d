//! The phrases that statements of one group have in common, as people print them: never a part of a compound, never across a
//! function word.

use crate::asked::Word;
use crate::compounds::{Unit, may_cut, phrases};
use std::collections::HashSet;

/// Phrases that are told at most.
const MOST: usize = 4;
/// Members that are looked at: bounds the work.
const LOOKED_AT: usize = 200;
/// Words of a statement that are looked at: bounds the work.
const WORDS: usize = 200;
/// Syllables of a phrase at most.
const LONGEST: usize = 8;

/// Phrases of the typical statement that at least half of the members have, those of most members first; each of two syllables
/// or more.
pub(crate) fn keywords(typical: &[Word], members: &[&[Word]]) -> Vec<String> {
    let members = &members[..members.len().min(LOOKED_AT)];
    let runs: Vec<HashSet<String>> = members.iter().map(|m| runs_of(m)).collect();
    // What one alone says holds no group together.
    let needed = members.len().div_ceil(2).max(members.len().min(2));
    let mut found: Vec<(usize, String)> = Vec::new();
    for phrase in phrases(bounded(typical)) {
        let mut at = 0;
        while at < phrase.len() {
            let longest = runs_from(&phrase, at).rev().find_map(|end| {
                let key = folded(&phrase[at..end]);
                let count = runs.iter().filter(|r| r.contains(&key)).count();
                (count >= needed).then_some((end, count))
            });
            let Some((end, count)) = longest else {
                at += 1;
                continue;
            };
            let words = told(&phrase[at..end]);
            if !found.iter().any(|(_, w)| *w == words) {
                found.push((count, words));
            }
            at = end;
        }
    }
    // A stable sort: the order of the sentence stays among equals.
    found.sort_by_key(|f| std::cmp::Reverse(f.0));
    found.truncate(MOST);
    found.into_iter().map(|(_, words)| words).collect()
}

fn bounded(words: &[Word]) -> &[Word] {
    &words[..words.len().min(WORDS)]
}

/// Every run of two to [`LONGEST`] syllables within a phrase, folded.
fn runs_of(words: &[Word]) -> HashSet<String> {
    let mut found = HashSet::new();
    for phrase in phrases(bounded(words)) {
        for at in 0..phrase.len() {
            found.extend(runs_from(&phrase, at).map(|end| folded(&phrase[at..end])));
        }
    }
    found
}

/// Where a run that begins at this word of the phrase may end: whole words, two to [`LONGEST`] syllables.
fn runs_from<'p>(phrase: &'p [Unit<'_>], at: usize) -> impl DoubleEndedIterator<Item = usize> + 'p {
    let most = (at + LONGEST).min(phrase.len());
    let from = if may_cut(phrase, at) { at + 1 } else { most + 1 };
    (from..=most).filter(move |&end| {
        let syllables: usize = phrase[at..end].iter().map(|u| u.syllables.len()).sum();
        (2..=LONGEST).contains(&syllables) && may_cut(phrase, end)
    })
}

fn folded(units: &[Unit<'_>]) -> String {
    joined(units, |w| &w.folded)
}

fn told(units: &[Unit<'_>]) -> String {
    joined(units, |w| &w.told)
}

fn joined(units: &[Unit<'_>], form: impl Fn(&Word) -> &str) -> String {
    let words: Vec<&str> = units.iter().flat_map(|u| u.syllables).map(form).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asked::asked;

    fn of(texts: &[&str]) -> Vec<String> {
        let all: Vec<Vec<Word>> = texts.iter().map(|t| asked(t)).collect();
        let members: Vec<&[Word]> = all.iter().map(Vec::as_slice).collect();
        keywords(members.first().copied().unwrap_or_default(), &members)
    }

    #[test]
    fn phrases_are_whole_and_hold_no_conjunction() {
        let found = of(&[
            "Đề nghị Sở Khoa học và Công nghệ mở thêm lớp tập huấn kỹ năng số cho cán bộ và thành viên Tổ công nghệ số cộng đồng",
            "Mở các lớp tập huấn kỹ năng số",
        ]);
        assert_eq!(found, ["lớp tập huấn kỹ năng số"]);
        let found = of(&[
            "Kết nối nền tảng dùng chung, giảm nhập liệu",
            "Kết nối các nền tảng dùng chung",
        ]);
        assert_eq!(found, ["kết nối", "nền tảng dùng chung"]);
        assert!(of(&["Đầu tư hạ tầng", "Ban hành định mức"]).is_empty());
        assert_eq!(of(&["Sớm ban hành định mức chi"]), ["ban hành định mức chi"]);
        assert_eq!(of(&["Phủ sóng 4G tại các thôn"]), ["phủ sóng 4G"]);
        assert!(of(&[]).is_empty());
    }
}
