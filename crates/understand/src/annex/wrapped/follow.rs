//! Does a printed line go on with a known wording?

/// How far `wording[from..]` goes on in `line`: the position behind the last word of the line, where
/// most of the line's words are found there in order.
pub(super) fn advance(wording: &[String], from: usize, line: &[String]) -> Option<usize> {
    let (found, end) = follow(wording, from, line);
    (found > 0 && found * 3 >= line.len() * 2).then_some(end)
}

/// Words that stand together further on in a wording hardly by chance.
const SURE: usize = 4;

/// The same where words of one's own stand between: the line begins with some that follow each other further on.
pub(super) fn advance_far(wording: &[String], from: usize, line: &[String]) -> Option<usize> {
    advance(wording, from, line).or_else(|| {
        let rest = wording.get(from..)?;
        let first = line.get(..SURE)?;
        let skipped = rest.windows(SURE).position(|words| words == first)?;
        advance(wording, from + skipped, line)
    })
}

/// Number of the line's words found in order in `wording[from..]`, and the position behind the last one.
pub(super) fn follow(wording: &[String], from: usize, line: &[String]) -> (usize, usize) {
    let window = &wording[from.min(wording.len())..(from + line.len() + 5).min(wording.len())];
    let (mut at, mut found) = (0, 0);
    for word in line {
        if let Some(step) = window[at..].iter().take(5).position(|w| similar(w, word)) {
            at += step + 1;
            found += 1;
        }
    }
    (found, from + at)
}

/// Equal, or one letter apart in words of four letters or more (slips of typing and recognition).
fn similar(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.len() < 4 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let prefix = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let suffix = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    // "thuc" and "chuc" are two words.
    let short = a.len() < 5 && prefix == 0;
    !short && prefix + suffix + 1 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_string).collect()
    }

    #[test]
    fn a_line_is_followed_through_slips_and_other_numbers() {
        let wording = words("bao dam ty le hoat dong truc tuyen chiem toi thieu 50 tong so hoat dong");
        assert_eq!(advance(&wording, 0, &words("bao dam ty le hoat")), Some(5));
        assert_eq!(
            advance(&wording, 5, &words("dong truc tuyem chiem toi thieu 60")),
            Some(11)
        );
        assert_eq!(advance(&wording, 0, &words("lap to cong nghe so")), None);
        let line = words("chiem toi thieu 50 tong so");
        assert_eq!(
            (advance(&wording, 0, &line), advance_far(&wording, 0, &line)),
            (None, Some(14))
        );
        let wording = words("to chuc cac chuong trinh dao tao");
        assert_eq!(
            advance(&wording, 0, &words("thuc hien to chuc cac chuong trinh")),
            Some(5)
        );
    }
}
