//! What is different between two texts, word by word, for people to see at a glance.

/// Words of each text that are compared; longer texts are shown as a whole.
const MOST: usize = 800;

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
    if a.len() > MOST || b.len() > MOST {
        return (whole(before, before != after), whole(after, before != after));
    }
    let common = lengths(&a, &b);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let same = i < a.len() && j < b.len() && a[i].trim() == b[j].trim();
        if same {
            push(&mut left, a[i], false);
            push(&mut right, b[j], false);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            push(&mut left, a[i], true);
            i += 1;
        } else {
            push(&mut right, b[j], true);
            j += 1;
        }
    }
    (left, right)
}

/// Words with the white space that follows them, so that nothing of the text is lost.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

fn whole(text: &str, changed: bool) -> Vec<Piece> {
    let piece = Piece {
        text: text.to_owned(),
        changed,
    };
    if text.is_empty() { Vec::new() } else { vec![piece] }
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
    fn texts_that_are_too_long_are_shown_whole() {
        let long = "từ ".repeat(MOST + 1);
        let (left, right) = compare(&long, "từ");
        assert!(left.len() == 1 && left[0].changed && right.len() == 1 && right[0].changed);
    }
}
