//! Figures in the cells of tables inside the narrative: a cell with nothing but a number, which the column's
//! heading and the row's label explain.

use crate::flow::{Para, ParaKind};
use std::collections::HashMap;
use tonghop_catalogue::Catalogue;
use tonghop_model::reading::Measure;
use tonghop_text::numbers::{number_prefix, percent_prefix, scale_prefix};
use tonghop_text::{fold, squash_space};

/// Rows at the top of a table that may hold headings.
const HEADING_ROWS: u32 = 4;
/// Columns to the left that a heading over several columns may start at.
const HEADING_REACH: u32 = 4;

/// Headings of columns and labels of rows of all tables, by block.
#[derive(Default)]
pub(super) struct Cells {
    /// Row and text of the heading of a column.
    headings: HashMap<(usize, u32), (u32, String)>,
    /// Column and text of the leftmost cell of a row that has words.
    labels: HashMap<(usize, u32), (u32, String)>,
    /// Column with the units of measure.
    units: HashMap<usize, u32>,
    /// What the cells of that column say.
    unit_of_row: HashMap<(usize, u32), String>,
}

impl Cells {
    pub fn new<'p>(paras: impl Iterator<Item = &'p Para>) -> Self {
        let mut out = Self::default();
        let mut begun: HashMap<usize, u32> = HashMap::new();
        for para in paras {
            let ParaKind::Cell(row, column) = para.kind else {
                continue;
            };
            let block = para.whole().block;
            if bare(&para.text).is_some() {
                // Column numbers under the headings ("1 2 3") have no label beside them.
                if out.labels.contains_key(&(block, row)) {
                    begun.entry(block).or_insert(row);
                }
                continue;
            }
            if para.text.chars().filter(|c| c.is_alphabetic()).count() < 2 && !para.text.contains('%') {
                continue;
            }
            out.label(block, row, column, &para.text);
            if row < HEADING_ROWS && begun.get(&block).is_none_or(|b| row < *b) {
                out.heading(block, row, column, &para.text);
            }
            if out.units.get(&block) == Some(&column) {
                out.unit_of_row.entry((block, row)).or_insert_with(|| para.text.clone());
            }
        }
        out
    }

    fn label(&mut self, block: usize, row: u32, column: u32, text: &str) {
        let (at, label) = self
            .labels
            .entry((block, row))
            .or_insert_with(|| (column, String::new()));
        if *at == column && label.len() < 400 {
            join(label, text);
        }
    }

    fn heading(&mut self, block: usize, row: u32, column: u32, text: &str) {
        let (at, heading) = self
            .headings
            .entry((block, column))
            .or_insert_with(|| (row, String::new()));
        if *at != row {
            heading.clear();
            *at = row;
        }
        if heading.len() < 400 {
            join(heading, text);
        }
        let folded = fold(heading);
        if folded == "dvt" || folded.starts_with("don vi tinh") {
            self.units.insert(block, column);
        }
    }

    /// The figure of a cell that is nothing but a number.
    pub fn figure(&self, para: &Para, catalogue: &Catalogue) -> Option<Measure> {
        let ParaKind::Cell(row, column) = para.kind else {
            return None;
        };
        let (value, percent) = bare(&para.text)?;
        let block = para.whole().block;
        let (label_column, label) = self.labels.get(&(block, row))?;
        let (heading_row, heading) = (0..=HEADING_REACH)
            .filter_map(|back| self.headings.get(&(block, column.checked_sub(back)?)))
            .next()?;
        if *label_column >= column || *heading_row >= row || counts_rows(&fold(heading)) {
            return None;
        }
        let unit = if percent {
            Some(String::from("%"))
        } else {
            self.unit(block, row, heading)
        };
        let (value, unit) = in_base_unit(value, unit);
        let subject = format!("{label} – {heading}");
        Some(Measure {
            quote: para.text.clone(),
            value: Some(value),
            qualifier: None,
            numerator: None,
            denominator: None,
            as_of: None,
            place: para.place.clone(),
            is_target: para.fixed_wording || ["ke hoach", "muc tieu", "chi tieu"].contains(&fold(heading).as_str()),
            indicator: catalogue
                .indicator_for(&fold(&subject), unit.as_deref(), None)
                .map(|i| i.code.clone()),
            unit,
            subject,
            confidence: 0.7,
            span: para.whole(),
        })
    }

    /// The unit that the heading gives in brackets, else the row's own, else "%" under "Tỷ lệ".
    fn unit(&self, block: usize, row: u32, heading: &str) -> Option<String> {
        let bracket = heading
            .rfind('(')
            .and_then(|at| heading.get(at + 1..))
            .and_then(|rest| rest.split(')').next());
        if heading.contains('%') {
            return Some("%".into());
        }
        let worded = bracket.filter(|b| b.chars().any(char::is_alphabetic) && b.split(' ').count() <= 3);
        worded
            .map(str::to_lowercase)
            .or_else(|| self.unit_of_row.get(&(block, row)).map(|u| u.to_lowercase()))
            .or_else(|| fold(heading).starts_with("ty le").then(|| "%".into()))
    }
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&squash_space(more));
}

/// Money in đồng; everything else as it stands.
fn in_base_unit(value: f64, unit: Option<String>) -> (f64, Option<String>) {
    let Some(words) = &unit else { return (value, unit) };
    match scale_prefix(words) {
        Some((factor, len)) if words[len..].trim() == "đồng" => ((value * factor).round(), Some("đồng".into())),
        _ => (value, unit),
    }
}

/// True under the folded heading of a column that numbers rows, or bears codes, years, dates or remarks.
fn counts_rows(heading: &str) -> bool {
    const OTHER: [&str; 14] = [
        "tt",
        "stt",
        "so tt",
        "ma",
        "ghi chu",
        "nam",
        "ngay",
        "so dien thoai",
        "dien thoai",
        "thoi gian",
        "thoi han",
        "so van ban",
        "so ky hieu",
        "thu tu",
    ];
    OTHER.iter().any(|o| {
        heading
            .strip_prefix(o)
            .is_some_and(|r| !r.starts_with(char::is_alphanumeric) && r.len() < 24)
    })
}

/// The number that is all a cell says, and whether it is a percentage. Numbers with a leading zero and five or
/// more digits are codes.
fn bare(text: &str) -> Option<(f64, bool)> {
    let text = text.trim();
    if text.len() > 24 {
        return None;
    }
    let closed = without_blanks(text);
    let text = closed.as_deref().unwrap_or(text);
    let number = number_prefix(text)?;
    let rest = &text[number.len..];
    let percent = percent_prefix(rest);
    let code = number.padded && number.digits >= 4;
    (!code && rest[percent.unwrap_or(0)..].trim().is_empty()).then_some((number.value, percent.is_some()))
}

/// "1 234 567" without the blanks that set its thousands apart.
fn without_blanks(text: &str) -> Option<String> {
    let mut groups = text.split(' ');
    let head = groups.next()?;
    let digits = |g: &str| g.bytes().all(|b| b.is_ascii_digit());
    let first = (1..=3).contains(&head.len()) && digits(head) && !head.starts_with('0');
    let mut rest = groups.peekable();
    let grouped = first && rest.peek().is_some() && rest.all(|g| g.len() == 3 && digits(g));
    grouped.then(|| text.replace(' ', ""))
}
