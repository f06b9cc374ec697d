//! Does a printed line go on with a known wording, though words of other columns stand in it?

use tonghop_text::fold_char;

/// Words of the wording that a line may leave out before each of its own.
const STEP: usize = 5;
/// Words at the start of a line that show by themselves that it goes on with a wording.
const PREFIX: usize = 3;

/// A word of a printed line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// First character.
    pub from: usize,
    /// The character behind the last one.
    pub to: usize,
    /// The folded word.
    pub word: String,
    /// True for "2022": most of them belong to the column of time frames.
    pub year: bool,
    /// True where it begins with a capital.
    pub capital: bool,
}

/// The words of a line. "20222025" and "2025giáo" are two words each: a converter lost the hyphen between.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_alphanumeric() {
            at += 1;
            continue;
        }
        let run = chars[at..].iter().take_while(|c| c.is_alphanumeric()).count();
        let end = at + run;
        while at < end {
            let year = is_year(&chars[at..end]);
            let to = if year { at + 4 } else { end };
            found.push(Token {
                from: at,
                to,
                word: chars[at..to].iter().map(|c| fold_char(*c)).collect(),
                year,
                capital: chars[at].is_uppercase(),
            });
            at = to;
        }
    }
    found
}

/// True where the characters begin with a year that no further digit but another year follows.
fn is_year(chars: &[char]) -> bool {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let begins = |c: &[char]| c.len() >= 4 && c[0] == '2' && c[1] == '0' && c[..4].iter().all(char::is_ascii_digit);
    match digits {
        4 => begins(chars),
        8 => begins(chars) && begins(&chars[4..]),
        _ => false,
    }
}

/// How a line goes on with a wording.
#[derive(Debug, PartialEq)]
pub(super) struct Fit {
    /// Position in the wording behind the last word that was found.
    pub end: usize,
    /// The first so many words of the line belong to it, the years among them aside.
    pub words: usize,
    /// The first so many words end with the last one that was found.
    pub last: usize,
    /// Words that were found.
    pub found: usize,
}

/// How `line` goes on with `wording[from..]`; `None` where it does not.
pub(super) fn fit(wording: &[String], from: usize, line: &[Token]) -> Option<Fit> {
    let rest = wording.get(from..).filter(|rest| !rest.is_empty())?;
    let hits = hits(rest, line);
    let own: Vec<usize> = (0..line.len())
        .filter(|&k| !line[k].year || hits[k].is_some())
        .collect();
    let found = own.iter().filter(|&&k| hits[k].is_some()).count();
    let last = own.iter().rposition(|&k| hits[k].is_some())?;
    let end_of = |k: usize| from + hits[own[k]].map_or(0, |at| at + 1);
    let exact = hits[own[0]] == Some(0);
    if own.len() < PREFIX {
        let in_step = own.iter().enumerate().all(|(step, &k)| hits[k] == Some(step));
        return in_step.then(|| Fit {
            end: end_of(last),
            words: line.len(),
            last: line.len(),
            found,
        });
    }
    let prefix = own.iter().take_while(|&&k| hits[k].is_some()).count();
    let mostly = found * 3 >= own.len() * 2;
    let between = exact && last + 1 == own.len();
    let behind = own.get(last + 1).map(|&k| &line[k]);
    if mostly || between {
        // Words of another column begin with a capital, or are many.
        let foreign = behind.is_some_and(|token| token.capital || own.len() - last > PREFIX);
        return Some(Fit {
            end: end_of(last),
            words: if foreign { own[last] + 1 } else { line.len() },
            last: own[last] + 1,
            found,
        });
    }
    (prefix >= PREFIX && exact).then(|| Fit {
        end: end_of(prefix - 1),
        words: own[prefix - 1] + 1,
        last: own[prefix - 1] + 1,
        found: prefix,
    })
}

/// For each word of the line the position in the wording at which it was found, in order.
fn hits(wording: &[String], line: &[Token]) -> Vec<Option<usize>> {
    let mut at = 0;
    let mut out = Vec::with_capacity(line.len());
    for token in line {
        // A year is sought right here only: "2025" may stand further on in the wording.
        let reach = if token.year { 2 } else { STEP };
        let window = &wording[at.min(wording.len())..(at + reach).min(wording.len())];
        let hit = window.iter().position(|w| *w == token.word).map(|step| at + step);
        if let Some(hit) = hit {
            at = hit + 1;
        }
        out.push(hit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(text: &str) -> Vec<String> {
        tonghop_text::words(&tonghop_text::fold(text))
            .map(str::to_string)
            .collect()
    }

    #[test]
    fn years_are_words_of_their_own() {
        let words = |text: &str| {
            let found = tokens(text);
            found.into_iter().map(|t| (t.word, t.year)).collect::<Vec<_>>()
        };
        let year = |text: &str| (text.to_string(), true);
        assert_eq!(words("20312035"), [year("2031"), year("2035")]);
        assert_eq!(words("2031 –"), [year("2031")]);
        assert_eq!(words("2035trồng"), [year("2035"), ("trong".into(), false)]);
        assert_eq!(words("20.310"), [("20".into(), false), ("310".into(), false)]);
    }

    #[test]
    fn a_time_frame_within_a_line_is_no_word_of_it() {
        let known = wording("Trồng rừng phòng hộ, bổ sung cây bản địa cho các thôn ven biển");
        let line = tokens("Trồng rừng phòng hộ, bổ 2031 sung cây bản địa cho 2035");
        let found = fit(&known, 0, &line).expect("the title");
        assert_eq!((found.end, found.found), (10, 10));
        assert_eq!(found.words, line.len());
    }

    #[test]
    fn words_of_the_next_column_are_cut_off() {
        let known = wording("chăm sóc rừng hiện có và tuần tra bãi biển hằng ngày");
        let line = tokens("chăm sóc rừng hiện có Năm học lạc bộ");
        assert_eq!(fit(&known, 0, &line).map(|f| (f.end, f.words)), Some((5, 5)));
        assert_eq!(fit(&known, 0, &tokens("Đã tuần tra 12 buổi ở các bãi")), None);
        // One or two words have to be the very next ones.
        assert_eq!(fit(&known, 5, &tokens("và")).map(|f| f.end), Some(6));
        assert_eq!(fit(&known, 5, &tokens("tuần tra")), None);
    }

    #[test]
    fn a_place_of_ones_own_within_the_wording_stays() {
        let known = wording("chương trình hỗ trợ bệnh viện, trường học thanh toán qua mạng");
        let line = tokens("trợ trạm xá thôn, trường học 2035");
        assert_eq!(fit(&known, 3, &line).map(|f| f.end), Some(8));
    }
}
