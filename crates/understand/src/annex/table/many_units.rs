//! Tables that tell of several units: the matrix of a consolidated report, a list of findings. Their rows are nobody's annex.

use crate::annex::status;
use std::collections::BTreeSet;
use tonghop_catalogue::Catalogue;
use tonghop_document::{Cell, Table};
use tonghop_model::reading::StatusClass;
use tonghop_text::fold;

/// Rows at the top of a table that may hold its headings.
const HEADING_ROWS: u32 = 4;
/// Different units, or different levels of completion, from which there are several.
const UNITS: usize = 2;
const CLASSES: usize = 3;
/// Headings of a column that says of which unit a row is, folded.
const UNIT_HEADINGS: [&str; 7] = [
    "don vi",
    "ten don vi",
    "don vi bao cao",
    "xa, phuong",
    "ten xa, phuong",
    "xa, phuong, dac khu",
    "dia phuong",
];

/// What a table of several units shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Many {
    /// It names them.
    Named,
    /// It counts them by level of completion.
    Counted,
}

/// The heading rows of a table, to know its next piece by.
pub(super) fn headings(table: &Table) -> Vec<&str> {
    table.row(0).map(|c| c.text.trim()).collect()
}

/// What the table shows of several units; none for the table of one.
pub(super) fn of(table: &Table, catalogue: &Catalogue) -> Option<Many> {
    if (0..table.rows.min(HEADING_ROWS)).any(|row| names_units(table.row(row))) || has_unit_column(table) {
        Some(Many::Named)
    } else {
        counts_units(table, catalogue).then_some(Many::Counted)
    }
}

/// True where the cells name different units and hold nothing else.
fn names_units<'t>(cells: impl Iterator<Item = &'t Cell>) -> bool {
    let names: BTreeSet<String> = cells.filter_map(|c| unit_name(&c.text)).collect();
    names.len() >= UNITS
}

fn has_unit_column(table: &Table) -> bool {
    let headings = table.cells.iter().filter(|c| c.row < HEADING_ROWS);
    headings
        .filter(|c| UNIT_HEADINGS.contains(&fold(c.text.trim()).as_str()))
        .any(|head| {
            names_units(
                table
                    .cells
                    .iter()
                    .filter(|c| c.column == head.column && c.row > head.row),
            )
        })
}

/// "xã Gò Thông", "Phường Bến Lim": the folded name where the cell holds nothing else.
fn unit_name(text: &str) -> Option<String> {
    const KINDS: [&str; 4] = ["xã ", "phường ", "đặc khu ", "thị trấn "];
    const WORDS: std::ops::RangeInclusive<usize> = 1..=4;
    let text = tonghop_text::squash_space(text);
    let text = text.strip_prefix("UBND ").unwrap_or(&text);
    let lower = text.to_lowercase();
    let kind = KINDS.iter().find(|kind| lower.starts_with(**kind))?;
    let name: Vec<&str> = text.get(kind.len()..)?.split(' ').collect();
    let is_name = name
        .iter()
        .all(|w| w.starts_with(char::is_uppercase) || w.bytes().all(|b| b.is_ascii_digit()));
    (is_name && WORDS.contains(&name.len())).then(|| fold(text))
}

/// True where a heading row names levels of completion and whole numbers stand below them: how many units, not which level.
fn counts_units(table: &Table, catalogue: &Catalogue) -> bool {
    (0..table.rows.min(HEADING_ROWS)).any(|row| {
        let named: Vec<(u32, StatusClass)> = table
            .row(row)
            .filter(|c| catalogue.is_status(&c.text))
            .map(|c| (c.column, status::classify(&c.text, catalogue).0))
            .collect();
        let classes: BTreeSet<&str> = named.iter().map(|n| n.1.key()).collect();
        classes.len() >= CLASSES && holds_counts(table, row, &named)
    })
}

/// True where nothing but whole numbers stands in these columns, and one of them is no tick.
fn holds_counts(table: &Table, heading: u32, columns: &[(u32, StatusClass)]) -> bool {
    let mut more_than_one = false;
    let cells = table.cells.iter().filter(|c| c.row > heading && c.column_span == 1);
    for text in cells
        .filter(|c| columns.iter().any(|(column, _)| *column == c.column))
        .map(|c| c.text.trim())
        .filter(|t| !t.is_empty())
    {
        let Ok(count) = text.replace('.', "").parse::<u32>() else {
            return false;
        };
        more_than_one |= count > 1;
    }
    more_than_one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(rows: &[&str]) -> Option<Many> {
        let rows = rows.iter().map(|r| r.split('|').map(str::to_owned).collect()).collect();
        of(&Table::from_rows(rows, 1), Catalogue::embedded())
    }

    #[test]
    fn tables_of_several_units() {
        let matrix = ["Nhiệm vụ|phường Bến Lim|xã Gò Thông", "Lập tổ|Hoàn thành|98%"];
        assert_eq!(many(&matrix), Some(Many::Named));
        let findings = [
            "STT|Đơn vị|Nhiệm vụ, vị trí|Mức độ|Nội dung",
            "1|xã Gò Thông|Lập tổ|Lỗi|705 lớn hơn tổng 698",
            "2|UBND xã Suối Ngàn|Lập tổ|Lỗi|Để trống",
        ];
        assert_eq!(many(&findings), Some(Many::Named));
        let counts = [
            "Mã|Nhiệm vụ|Hoàn thành|Đang thực hiện|Chưa thực hiện",
            "A.I.1|Lập tổ|3|1|",
            "A.I.2|Mở lớp||1|3",
        ];
        assert_eq!(many(&counts), Some(Many::Counted));
    }

    #[test]
    fn tables_of_one_unit() {
        for rows in [
            &["TT|Nhiệm vụ|Mức độ hoàn thành|Kết quả", "1|Lập tổ|Hoàn thành|05 tổ"][..],
            // Ticks, also where somebody ticks with a figure.
            &[
                "TT|Nhiệm vụ|Hoàn thành|Đang thực hiện|Chưa thực hiện",
                "1|Lập tổ|x||",
                "2|Mở lớp|||x",
            ],
            &[
                "TT|Nhiệm vụ|Hoàn thành|Đang thực hiện|Chưa thực hiện",
                "1|Lập tổ|1||",
                "2|Mở lớp|||1",
            ],
            &["TT|Chỉ tiêu|Đơn vị|Kết quả", "1|Tổ|tổ|5", "2|Lớp|xã, phường|3"],
            &[
                "TT|Nhiệm vụ|Đơn vị|Kết quả",
                "1|Lập tổ|xã Gò Thông|5",
                "2|Mở lớp|xã Gò Thông|3",
            ],
            &[
                "TT|Nhiệm vụ|Đơn vị|Kết quả",
                "1|Lập tổ|Công an xã|5",
                "2|Mở lớp|Trạm Y tế xã|3",
            ],
        ] {
            assert_eq!(many(rows), None, "{rows:?}");
        }
    }
}
