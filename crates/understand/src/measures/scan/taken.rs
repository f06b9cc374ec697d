//! Stretches of a text in which digits are no figures: citations, dates, addresses, codes.

/// Bytes of a text in which digits are no figures: citations, dates, addresses.
pub(in crate::measures) struct Taken(Vec<(usize, usize)>);

impl Taken {
    pub fn new(mut ranges: Vec<(usize, usize)>, text: &str) -> Self {
        addresses(text, &mut ranges);
        codes(text, &mut ranges);
        ranges.sort_unstable();
        Self(ranges)
    }

    pub(super) fn holds(&self, byte: usize) -> bool {
        // Ranges may overlap, so the ones that start before `byte` are looked at from the last one back.
        let upto = self.0.partition_point(|r| r.0 <= byte);
        self.0[..upto].iter().rev().take(8).any(|r| byte < r.1)
    }
}

/// Web and mail addresses: runs without white space that hold "://", "www." or "@".
fn addresses(text: &str, ranges: &mut Vec<(usize, usize)>) {
    for mark in ["://", "www.", "@", ".vn/", ".com/"] {
        let mut from = 0;
        while let Some(found) = text[from..].find(mark) {
            let at = from + found;
            let start = text[..at].rfind(char::is_whitespace).map_or(0, |i| i + 1);
            let end = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
            ranges.push((start, end));
            from = end.max(at + mark.len());
        }
    }
}

/// Codes of procedures and files: runs such as "1.012933.H06", "1.012933", "000.12.34.H56".
fn codes(text: &str, ranges: &mut Vec<(usize, usize)>) {
    let mut at = 0;
    for run in text.split(char::is_whitespace) {
        let code = run.trim_matches(|c: char| !c.is_alphanumeric());
        if is_code(code) {
            let start = at + run.find(code).unwrap_or(0);
            ranges.push((start, start + code.len()));
        }
        at += run.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
}

fn is_code(run: &str) -> bool {
    if run.len() > 40 || !run.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let groups: Vec<&str> = run.split('.').collect();
    let numeric = |g: &&str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    let lettered = |g: &&str| {
        let rest = g.trim_start_matches(|c: char| c.is_ascii_uppercase());
        rest.len() < g.len() && numeric(&rest)
    };
    let known = groups.iter().all(|g| numeric(g) || lettered(g));
    // "1.012933": six digits behind a point are the number of a procedure.
    known && groups.len() > 1 && (groups.iter().any(lettered) || groups[1].len() == 6)
}
