//! What stands above the columns of a table in the narrative, and what it makes of the figures below.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use tonghop_text::{fold, squash_space, words};

/// Rows at the top of a table that may hold headings.
const HEADING_ROWS: u32 = 4;
/// Columns to the left that a heading over several columns may start at.
const HEADING_REACH: u32 = 4;
/// Longest text of a heading that is kept, in bytes.
const LONGEST: usize = 400;

/// What the figures of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What was reached; also where the heading does not tell.
    Result,
    /// What is to be reached: "Kế hoạch năm 2031", "Mục tiêu".
    Plan,
    /// What was reached in an earlier period: "Cùng kỳ năm trước", "Thực hiện năm 2030" beside "Thực hiện năm 2031".
    Earlier,
    /// How the result compares with the plan or an earlier period: "Tỷ lệ (%)" beside both, "So với cùng kỳ".
    Compared,
}

/// The heading of a column.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// The lowest row that it stands in.
    pub row: u32,
    /// The words right above the figures; where two columns share them, with those above.
    pub text: String,
    /// The words of the cells that reach over it from above.
    pub over: String,
    pub role: Role,
}

/// The texts of one table by row and column.
pub(super) type Grid = BTreeMap<(u32, u32), String>;

/// The headings of the columns of a table whose first row with figures is `begun`; `counted` are the columns with figures.
pub(super) fn headings(grid: &Grid, begun: u32, counted: &BTreeSet<u32>) -> HashMap<u32, Heading> {
    let rows = begun.min(HEADING_ROWS);
    let top: BTreeMap<(u32, u32), &str> = grid
        .range(..(rows, 0))
        .filter(|(_, text)| is_worded(text) || is_year(text))
        .map(|(place, text)| (*place, cut(text)))
        .collect();
    let mut columns: BTreeMap<u32, (u32, &str)> = BTreeMap::new();
    for ((row, column), text) in &top {
        columns.insert(*column, (*row, *text));
    }
    let found: Vec<(u32, u32, &str, String)> = columns
        .into_iter()
        .map(|(column, (row, text))| (column, row, text, above(&top, row, column)))
        .collect();
    let roles = roles(&found, counted);
    let mut told: HashMap<&str, usize> = HashMap::new();
    found.iter().for_each(|f| *told.entry(f.2).or_default() += 1);
    let lone = |text: &str| told.get(text) == Some(&1);
    let named = found.iter().zip(roles).map(|((column, row, text, over), role)| {
        let text = if lone(text) || over.is_empty() {
            squash_space(text)
        } else {
            squash_space(&format!("{text} {over}"))
        };
        let heading = Heading {
            row: *row,
            text,
            over: over.clone(),
            role,
        };
        (*column, heading)
    });
    named.collect()
}

/// The heading of a column: its own, or that of a column to the left which reaches over it.
pub(super) fn of_column(headings: &HashMap<u32, Heading>, column: u32) -> Option<&Heading> {
    (0..=HEADING_REACH).find_map(|back| headings.get(&column.checked_sub(back)?))
}

/// The words above the heading in `row`: those of the cell that reaches over the column, where it shares its row with others.
fn above(top: &BTreeMap<(u32, u32), &str>, row: u32, column: u32) -> String {
    let mut out = String::new();
    for upper in 0..row {
        let mut cells = top.range((upper, 0)..=(upper, column));
        let over = cells.next_back().filter(|((_, at), _)| column - at <= HEADING_REACH);
        let alone = top.range((upper, 0)..(upper + 1, 0)).nth(1).is_none();
        if let Some((_, text)) = over.filter(|_| !alone) {
            out.push_str(text);
            out.push(' ');
        }
    }
    out
}

/// The roles of all columns: some only show beside others.
fn roles(found: &[(u32, u32, &str, String)], counted: &BTreeSet<u32>) -> Vec<Role> {
    let said: Vec<Option<Said>> = found
        .iter()
        .map(|(column, _, text, over)| {
            // "Chỉ tiêu" above the labels of the rows is no plan.
            let of = |text: &str| said(&fold(text)).filter(|_| counted.contains(column));
            of(text).or_else(|| of(over))
        })
        .collect();
    let years: Vec<Option<i32>> = found
        .iter()
        .map(|(_, _, text, over)| year(text).or_else(|| year(over)))
        .collect();
    let planned = said.contains(&Some(Said::Plan));
    let latest = |of: Said| {
        let all = said.iter().zip(&years).filter(|(s, _)| s.unwrap_or(Said::Result) == of);
        all.filter_map(|(_, y)| *y).max()
    };
    // "Thực hiện 2030 | Kế hoạch 2031 | Thực hiện 9 tháng": the result without a year is that of the plan.
    let undated = said
        .iter()
        .zip(&years)
        .any(|(s, y)| *s == Some(Said::Result) && y.is_none());
    let own = latest(Said::Result).max(latest(Said::Plan).filter(|_| undated));
    let role = |(said, year): (&Option<Said>, &Option<i32>)| match said {
        Some(Said::Plan) => Role::Plan,
        Some(Said::Earlier) => Role::Earlier,
        Some(Said::Compared) => Role::Compared,
        Some(Said::Share) if planned => Role::Compared,
        _ if year.is_some_and(|y| own.is_some_and(|own| y < own)) => Role::Earlier,
        _ => Role::Result,
    };
    said.iter().zip(&years).map(role).collect()
}

/// What a heading says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Result,
    Plan,
    Earlier,
    Compared,
    Share,
}

fn said(heading: &str) -> Option<Said> {
    const COMPARED: [&str; 5] = ["so voi", "so sanh", "so ke hoach", "so kh", "so cung ky"];
    const EARLIER: [&str; 6] = [
        "cung ky",
        "nam truoc",
        "ky truoc",
        "quy truoc",
        "thang truoc",
        "lien truoc",
    ];
    const SHARES: [&str; 5] = ["ty le", "ti le", "%", "muc do hoan thanh", "dat ty le"];
    const RESULTS: [&str; 9] = [
        "thuc hien",
        "ket qua",
        "dat duoc",
        "da dat",
        "th",
        "uoc",
        "hien trang",
        "den nay",
        "luy ke",
    ];
    const PLANS: [&str; 11] = [
        "ke hoach",
        "muc tieu",
        "chi tieu",
        "duoc giao",
        "tinh giao",
        "giao nam",
        "phan dau",
        "du kien",
        "kh",
        "dinh huong",
        "can dat",
    ];
    let worded: Vec<&str> = words(heading).collect();
    let first = |list: &[&str]| list.iter().filter_map(|phrase| position(&worded, phrase)).min();
    // "TH/KH", "Thực hiện/Kế hoạch (%)".
    let by_plan = |rest: &str| first_word_is(rest, &["kh", "ke hoach", "muc tieu", "chi tieu"]);
    if first(&COMPARED).is_some() || heading.split_once('/').is_some_and(|(_, rest)| by_plan(rest)) {
        return Some(Said::Compared);
    }
    if first(&EARLIER).is_some() {
        return Some(Said::Earlier);
    }
    if SHARES.iter().any(|s| heading.starts_with(s)) {
        return Some(Said::Share);
    }
    // Where the words of both stand, the first is what the column holds: "Kế hoạch thực hiện", "Thực hiện kế hoạch".
    match (first(&RESULTS), first(&PLANS)) {
        (None, None) => None,
        (Some(result), plan) if plan.is_none_or(|p| result < p) => Some(Said::Result),
        _ => Some(Said::Plan),
    }
}

/// The word at which a phrase stands.
fn position(worded: &[&str], phrase: &str) -> Option<usize> {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    worded.windows(phrase.len()).position(|w| w == phrase)
}

/// True where a text begins with one of these phrases.
fn first_word_is(text: &str, phrases: &[&str]) -> bool {
    let worded: Vec<&str> = words(text).take(2).collect();
    phrases.iter().any(|phrase| position(&worded, phrase) == Some(0))
}

/// The last year that a heading names.
fn year(heading: &str) -> Option<i32> {
    let numbers = heading.split(|c: char| !c.is_ascii_digit()).filter(|d| is_year(d));
    numbers.filter_map(|d| d.parse().ok()).max()
}

/// True for a text that is a year and nothing else.
pub(super) fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4 && (text.starts_with("20") || text.starts_with("19")) && text.bytes().all(|b| b.is_ascii_digit())
}

/// True for a text that can label a row or head a column.
pub(super) fn is_worded(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 2 || text.contains('%')
}

fn cut(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|i| text.is_char_boundary(*i));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles_of(rows: &[&[&str]]) -> Vec<(String, Role)> {
        let cells = (0..).zip(rows).flat_map(|(r, row)| {
            let cells = (0..).zip(row.iter()).filter(|(_, text)| !text.is_empty());
            cells.map(move |(c, text)| ((r, c), (*text).to_owned()))
        });
        let begun = u32::try_from(rows.len()).unwrap_or_default();
        let found = headings(&cells.collect(), begun, &(2..9).collect());
        let sorted: BTreeMap<u32, Heading> = found.into_iter().collect();
        sorted.into_values().map(|h| (h.text, h.role)).collect()
    }

    fn role_names(row: &[&str]) -> Vec<Role> {
        roles_of(&[row]).into_iter().map(|h| h.1).collect()
    }

    #[test]
    fn a_plan_is_no_result_and_a_ratio_to_it_neither() {
        use Role::{Compared, Earlier, Plan, Result};
        let head = ["TT", "Nội dung", "Kế hoạch năm 2031", "Thực hiện 9 tháng", "Tỷ lệ (%)"];
        assert_eq!(role_names(&head)[2..], [Plan, Result, Compared]);
        let head = [
            "TT",
            "Nội dung",
            "Thực hiện năm 2030",
            "Mục tiêu năm 2031",
            "Thực hiện năm 2031",
            "So với cùng kỳ",
        ];
        assert_eq!(role_names(&head)[2..], [Earlier, Plan, Result, Compared]);
        let head = ["TT", "Nội dung", "Thực hiện năm 2031", "Kế hoạch năm 2032"];
        assert_eq!(role_names(&head)[2..], [Result, Plan]);
        let head = ["TT", "Nội dung", "Năm 2030", "KH 2031", "Ước thực hiện"];
        assert_eq!(role_names(&head)[2..], [Earlier, Plan, Result]);
        assert_eq!(
            role_names(&["TT", "Thôn", "2029", "2030", "2031"])[2..],
            [Earlier, Earlier, Result]
        );
        let head = ["TT", "Chỉ tiêu", "Tổng số", "Đúng hạn", "Tỷ lệ (%)"];
        assert_eq!(role_names(&head), [Result; 5]);
        let head = [
            "TT",
            "Thôn",
            "Giao thông (km)",
            "Số khẩu",
            "TH/KH",
            "% so với năm trước",
        ];
        assert_eq!(role_names(&head)[2..], [Result, Result, Compared, Compared]);
    }

    #[test]
    fn headings_on_two_rows_are_told_apart() {
        let rows: [&[&str]; 2] = [
            &["TT", "Chỉ tiêu", "Năm 2030", "", "Năm 2031", ""],
            &["", "", "Kế hoạch", "Thực hiện", "Kế hoạch", "Thực hiện"],
        ];
        let found = roles_of(&rows);
        assert_eq!(found[3], ("Thực hiện Năm 2030".into(), Role::Earlier));
        assert_eq!(found[4], ("Kế hoạch Năm 2031".into(), Role::Plan));
        assert_eq!(found[5], ("Thực hiện Năm 2031".into(), Role::Result));
    }
}
