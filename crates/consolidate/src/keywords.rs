//! The phrases that statements of one group have in common, as people print them: never a part of a compound, never across a
//! function word.

use crate::asked::Word;
use std::collections::HashSet;

/// Words that join phrases and belong to none, lower case: with their diacritics, so that "của" is no "cửa".
const JOINTS: &[&str] = &[
    "và", "với", "cùng", "hoặc", "hay", "các", "những", "mỗi", "từng", "của", "cho", "để", "nhằm", "trong", "trên",
    "tại", "ở", "về", "theo", "từ", "đến", "do", "vì", "bởi", "khi", "nếu", "mà", "thì", "là", "được", "bị", "đã",
    "đang", "sẽ", "còn", "chưa", "không", "có", "cần", "phải", "này", "đó", "như", "nhiều", "thêm", "sớm", "thuộc",
    "đối", "lần",
];

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
    for phrase in phrases(typical) {
        let mut at = 0;
        while at + 1 < phrase.len() {
            let most = phrase.len().min(at + LONGEST);
            let longest = (at + 2..=most).rev().find_map(|end| {
                let key = folded(&phrase[at..end]);
                let count = runs.iter().filter(|r| r.contains(&key)).count();
                (count >= needed).then_some((end, count))
            });
            let Some((end, count)) = longest else {
                at += 1;
                continue;
            };
            let words: Vec<&str> = phrase[at..end].iter().map(|w| w.told.as_str()).collect();
            let words = words.join(" ");
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

/// Stretches of the first [`WORDS`] words without a function word and without punctuation inside.
fn phrases(words: &[Word]) -> Vec<&[Word]> {
    let words = &words[..words.len().min(WORDS)];
    let mut found = Vec::new();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        if JOINTS.contains(&word.lower.as_str()) {
            found.push(&words[start..at]);
            start = at + 1;
        } else if word.ends {
            found.push(&words[start..=at]);
            start = at + 1;
        }
    }
    found.push(&words[start..]);
    found.retain(|p| p.len() > 1);
    found
}

/// Every run of two to [`LONGEST`] syllables within a phrase, folded.
fn runs_of(words: &[Word]) -> HashSet<String> {
    let mut found = HashSet::new();
    for phrase in phrases(words) {
        for at in 0..phrase.len() {
            for end in at + 2..=phrase.len().min(at + LONGEST) {
                found.insert(folded(&phrase[at..end]));
            }
        }
    }
    found
}

fn folded(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|w| w.folded.as_str()).collect();
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
