//! What is different between two texts, word by word, for people to see at a glance.

/// Words of each text that are compared, what both begin and end with left aside; longer texts are shown as a whole.
const MOST: usize = 800;
/// Words of an unchanged stretch that are shown beside what changed.
const AROUND: usize = 30;

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// True where the other text does not have it.
    pub changed: bool,
}

/// The pieces of both texts.
pub fn compare(before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (a, b) = (words(before), words(after));
    let first = alike(a.iter().zip(&b));
    let last = alike(a[first..].iter().rev().zip(b[first..].iter().rev()));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (pieces, words) in [(&mut left, &a), (&mut right, &b)] {
        words[..first].iter().for_each(|w| push(pieces, w, false));
    }
    middle(
        &a[first..a.len() - last],
        &b[first..b.len() - last],
        &mut left,
        &mut right,
    );
    for (pieces, words) in [(&mut left, &a), (&mut right, &b)] {
        words[words.len() - last..].iter().for_each(|w| push(pieces, w, false));
    }
    (left, right)
}

/// How many pairs are alike, from the first one on.
fn alike<'w>(mut pairs: impl Iterator<Item = (&'w &'w str, &'w &'w str)>) -> usize {
    let mut count = 0;
    while pairs.next().is_some_and(|(a, b)| a.trim() == b.trim()) {
        count += 1;
    }
    count
}

/// What lies between the beginning and the end that both have.
fn middle(a: &[&str], b: &[&str], left: &mut Vec<Piece>, right: &mut Vec<Piece>) {
    if a.len() > MOST || b.len() > MOST {
        a.iter().for_each(|w| push(left, w, true));
        b.iter().for_each(|w| push(right, w, true));
        return;
    }
    let common = lengths(a, b);
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let same = i < a.len() && j < b.len() && a[i].trim() == b[j].trim();
        if same {
            push(left, a[i], false);
            push(right, b[j], false);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            push(left, a[i], true);
            i += 1;
        } else {
            push(right, b[j], true);
            j += 1;
        }
    }
}

/// The pieces without the inside of long stretches that did not change: "…" stands for it.
pub fn shortened(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let cut = |(at, piece): (usize, Piece)| {
        let words = words(&piece.text);
        // Beside what changed: at its end where it stands first, at its beginning where it stands last.
        let (begin, end) = (if at == 0 { 0 } else { AROUND }, if at == last { 0 } else { AROUND });
        if piece.changed || last == 0 || words.len() <= begin + end + AROUND {
            return piece;
        }
        let text = format!("{}… {}", words[..begin].concat(), words[words.len() - end..].concat());
        Piece { text, changed: false }
    };
    pieces.into_iter().enumerate().map(cut).collect()
}

/// Words with the white space that follows them, so that nothing of the text is lost.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Length of the longest common sequence of what follows, for each pair of places.
fn lengths(a: &[&str], b: &[&str]) -> Vec<Vec<u16>> {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i][j] = if a[i].trim() == b[j].trim() {
                table[i + 1][j + 1] + 1
            } else {
                table[i + 1][j].max(table[i][j + 1])
            };
        }
    }
    table
}

fn push(pieces: &mut Vec<Piece>, word: &str, changed: bool) {
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(word),
        _ => pieces.push(Piece {
            text: word.to_owned(),
            changed,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(pieces: &[Piece], unchanged_only: bool) -> String {
        let wanted = pieces.iter().filter(|p| !unchanged_only || !p.changed);
        wanted.map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn a_changed_number_is_all_that_is_marked() {
        let (left, right) = compare("đạt 98% kế hoạch năm", "đạt 99,5% kế hoạch năm");
        let changed = |pieces: &[Piece]| -> Vec<String> {
            let marked = pieces.iter().filter(|p| p.changed);
            marked.map(|p| p.text.trim().to_owned()).collect()
        };
        assert_eq!(
            (changed(&left), changed(&right)),
            (vec!["98%".into()], vec!["99,5%".into()])
        );
    }

    #[test]
    fn nothing_is_lost_and_what_is_unmarked_is_common() {
        let texts = [
            "",
            "một",
            "một hai  ba",
            "hai ba bốn\nnăm",
            "ba một hai năm bốn",
            "x y z một hai",
        ];
        for a in texts {
            for b in texts {
                let (left, right) = compare(a, b);
                assert_eq!((joined(&left, false).as_str(), joined(&right, false).as_str()), (a, b));
                let plain = |p: &[Piece]| joined(p, true).split_whitespace().collect::<Vec<_>>().join(" ");
                assert_eq!(plain(&left), plain(&right), "{a:?} {b:?}");
                assert!(a != b || left.iter().all(|p| !p.changed));
            }
        }
    }

    #[test]
    fn texts_that_are_too_long_are_shown_whole_but_for_what_both_begin_and_end_with() {
        let long = "từ ".repeat(MOST + 1);
        let (left, right) = compare(&format!("đầu {long}cuối"), "đầu một cuối");
        let changed = |pieces: &[Piece]| pieces.iter().map(|p| p.changed).collect::<Vec<_>>();
        assert_eq!(changed(&left), [false, true, false]);
        assert_eq!(left[1].text, long);
        assert_eq!(
            (changed(&right), right[1].text.as_str()),
            (vec![false, true, false], "một ")
        );
    }

    #[test]
    fn a_word_in_a_long_text_is_found_and_shown_with_what_stands_around_it() {
        let long = (0..2000).map(|n| format!("từ{n} ")).collect::<String>();
        let (left, right) = compare(&long, &long.replace("từ1000 ", "chữ "));
        let text = |pieces: Vec<Piece>| joined(&shortened(pieces), false);
        let around = |word: &str| {
            let before = (1000 - AROUND..1000).map(|n| format!("từ{n} ")).collect::<String>();
            let after = (1001..=1000 + AROUND).map(|n| format!("từ{n} ")).collect::<String>();
            format!("… {before}{word} {after}… ")
        };
        assert_eq!((text(left), text(right)), (around("từ1000"), around("chữ")));
        let (same, _) = compare(&long, &long);
        assert_eq!(text(same), long, "nothing changed, nothing is left out");
    }
}
