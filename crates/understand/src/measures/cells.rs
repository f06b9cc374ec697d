//! Figures in the cells of tables inside the narrative: a cell with nothing but a number, which the column's
//! heading and the row's label explain.

mod heading;

use crate::flow::{Para, ParaKind};
use heading::{Grid, Heading, Role, is_worded};
use std::collections::{BTreeMap, HashMap};
use tonghop_catalogue::Catalogue;
use tonghop_model::reading::Measure;
use tonghop_text::numbers::{number_prefix, percent_prefix, scale_prefix};
use tonghop_text::{fold, squash_space};

/// Longest text of a cell that is kept, in bytes.
const LONGEST_TEXT: usize = 400;

/// Headings of columns and labels of rows of all tables, by block.
#[derive(Default)]
pub(super) struct Cells {
    headings: HashMap<usize, HashMap<u32, Heading>>,
    /// Column and text of the leftmost cell of a row that has words.
    labels: HashMap<(usize, u32), (u32, String)>,
    /// What the column with the units of measure says of a row.
    unit_of_row: HashMap<(usize, u32), String>,
}

impl Cells {
    pub fn new<'p>(paras: impl Iterator<Item = &'p Para>) -> Self {
        let mut out = Self::default();
        for (block, grid) in grids(paras) {
            out.add(block, &grid);
        }
        out
    }

    fn add(&mut self, block: usize, grid: &Grid) {
        let mut labels: BTreeMap<u32, (u32, &str)> = BTreeMap::new();
        for ((row, column), text) in grid {
            if is_worded(text) && bare(text).is_none() {
                labels.entry(*row).or_insert((*column, text));
            }
        }
        let begun = first_row_of_figures(grid, &labels);
        let figures = grid.range((begun, 0)..).filter(|(_, text)| bare(text).is_some());
        let counted = figures.map(|((_, column), _)| *column).collect();
        let headings = heading::headings(grid, begun, &counted);
        let is_unit = |heading: &str| matches!(heading, "dvt" | "don vi") || heading.starts_with("don vi tinh");
        let units = headings
            .iter()
            .find(|(_, h)| is_unit(&fold(&h.text)))
            .map(|(column, _)| *column);
        for (row, (column, text)) in labels {
            // "Đơn vị" may as well head the labels: "Thôn Đông", "Thôn Tây".
            let unit = units
                .filter(|units| *units > column)
                .and_then(|units| grid.get(&(row, units)));
            if let Some(unit) = unit.filter(|_| row >= begun) {
                self.unit_of_row.insert((block, row), unit.clone());
            }
            self.labels.insert((block, row), (column, squash_space(text)));
        }
        self.headings.insert(block, headings);
    }

    /// The figure of a cell that is nothing but a number.
    pub fn figure(&self, para: &Para, catalogue: &Catalogue) -> Option<Measure> {
        let ParaKind::Cell(row, column) = para.kind else {
            return None;
        };
        let (value, percent) = bare(&para.text)?;
        let block = para.whole().block;
        let (label_column, label) = self.labels.get(&(block, row))?;
        let heading = heading::of_column(self.headings.get(&block)?, column)?;
        if *label_column >= column || heading.row >= row || counts_rows(&fold(&heading.text)) {
            return None;
        }
        let unit = if percent {
            Some(String::from("%"))
        } else {
            self.unit(block, row, label, heading)
        };
        // The unit of the row is that of the ratio, not of what it is made from.
        let counts = is_part(&fold(&heading.text));
        let unit = unit.filter(|u| percent || !counts || u != "%");
        let (value, unit) = in_base_unit(value, unit);
        let subject = format!("{label} – {}", heading.text);
        // What was reached before, and how much of the plan was reached, is no value of what the row counts.
        let told = matches!(heading.role, Role::Result | Role::Plan) && !counts;
        let indicator = || {
            let found = catalogue.indicator_for(&fold(&subject), unit.as_deref(), None);
            found.filter(|i| !super::is_excluded(i, &subject))
        };
        Some(Measure {
            quote: para.text.clone(),
            value: Some(value),
            qualifier: None,
            numerator: None,
            denominator: None,
            as_of: None,
            place: para.place.clone(),
            is_target: para.fixed_wording || heading.role == Role::Plan,
            indicator: told.then(indicator).flatten().map(|i| i.code.clone()),
            unit,
            subject,
            confidence: 0.7,
            span: para.whole(),
        })
    }

    /// The unit that the heading gives in brackets, else the row's own, else "%" under or beside "Tỷ lệ".
    fn unit(&self, block: usize, row: u32, label: &str, heading: &Heading) -> Option<String> {
        let share = heading.role == Role::Compared && !heading.text.contains('(');
        // "Kinh phí (triệu đồng)" may reach over "Tổng", "Ngân sách".
        let bracket = in_brackets(&heading.text).or_else(|| in_brackets(&heading.over));
        let heading = heading.text.as_str();
        if heading.contains('%') || share && fold(heading).starts_with("ty le") {
            return Some("%".into());
        }
        let worded = bracket.filter(|b| b.chars().any(char::is_alphabetic) && b.split(' ').count() <= 3);
        worded
            .map(str::to_lowercase)
            .or_else(|| self.unit_of_row.get(&(block, row)).map(|u| u.to_lowercase()))
            .or_else(|| {
                let share = [heading, label].iter().any(|text| fold(text).starts_with("ty le"));
                share.then(|| "%".into())
            })
    }
}

/// What stands in the last brackets of a heading.
fn in_brackets(heading: &str) -> Option<&str> {
    let at = heading.rfind('(')?;
    heading.get(at + 1..)?.split(')').next()
}

/// The texts of every table; the lines of a cell are one text.
fn grids<'p>(paras: impl Iterator<Item = &'p Para>) -> BTreeMap<usize, Grid> {
    let mut out: BTreeMap<usize, Grid> = BTreeMap::new();
    for para in paras {
        let ParaKind::Cell(row, column) = para.kind else {
            continue;
        };
        let text = out
            .entry(para.whole().block)
            .or_default()
            .entry((row, column))
            .or_default();
        if text.len() < LONGEST_TEXT {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(&para.text);
        }
    }
    out
}

/// The first row with a figure beside a label. Column numbers under the headings ("1 2 3") have no label beside them, and
/// years ("2030 | 2031") are headings.
fn first_row_of_figures(grid: &Grid, labels: &BTreeMap<u32, (u32, &str)>) -> u32 {
    let top = grid.keys().next().map_or(0, |(row, _)| *row);
    let row_of = |row: u32| grid.range((row, 0)..(row + 1, 0)).map(|(_, text)| text);
    let of_years = |row: u32| {
        let figures: Vec<&String> = row_of(row).filter(|text| bare(text).is_some()).collect();
        let years = figures.iter().all(|text| heading::is_year(text));
        years && (row == top || figures.len() > 1 && figures.is_sorted())
    };
    let begins = |(row, (column, _)): &(&u32, &(u32, &str))| {
        let mut behind = grid.range((**row, *column)..(**row + 1, 0)).map(|(_, text)| text);
        behind.any(|text| bare(text).is_some()) && !of_years(**row)
    };
    labels.iter().find(begins).map_or(u32::MAX, |(row, _)| *row)
}

/// Money in đồng; everything else as it stands.
fn in_base_unit(value: f64, unit: Option<String>) -> (f64, Option<String>) {
    let Some(words) = &unit else { return (value, unit) };
    match scale_prefix(words) {
        Some((factor, len)) if words[len..].trim() == "đồng" => ((value * factor).round(), Some("đồng".into())),
        _ => (value, unit),
    }
}

/// True under the folded heading of a column of numerators or denominators.
fn is_part(heading: &str) -> bool {
    ["tu so", "mau so"].iter().any(|part| heading.starts_with(part))
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
