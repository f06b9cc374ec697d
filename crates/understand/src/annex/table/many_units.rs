//! Tables that tell of several units: the matrix of a consolidated report, a list of findings. Their rows are nobody's annex.

use crate::annex::{columns, status};
use std::collections::BTreeSet;
use tonghop_catalogue::Catalogue;
use tonghop_document::{Cell, Table};
use tonghop_model::reading::StatusClass;
use tonghop_model::template::Column;
use tonghop_text::fold;

/// Rows at the top of a table that may hold its headings.
const HEADING_ROWS: u32 = 4;
/// Different units from which there are several.
const UNITS: usize = 2;
/// Levels of completion in the headings from which numbers below them count units; so many that no form lets one unit tick them.
const CLASSES: usize = 3;
const ALL_CLASSES: usize = 5;
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

/// The heading row of a table, to know its next piece by.
pub(super) fn headings(table: &Table) -> Vec<&str> {
    table.row(0).map(|c| c.text.trim()).collect()
}

/// True for a table that names several units or counts them. `consolidated` is true where another table of the document does: then
/// one unit is enough, as the set may have no more.
pub(super) fn shows(table: &Table, consolidated: bool, catalogue: &Catalogue) -> bool {
    let least = if consolidated { 1 } else { UNITS };
    let in_headings = |row: u32| {
        let tasks = || {
            table
                .row(row)
                .any(|c| columns::of_heading(&c.text) == Some(Column::Task))
        };
        // "Nhiệm vụ, giải pháp | xã Gò Thông": a unit beside the heading of the tasks is one of several columns.
        match units(table.row(row)) {
            0 => false,
            1 => tasks(),
            _ => true,
        }
    };
    (0..table.rows.min(HEADING_ROWS)).any(in_headings)
        || has_unit_column(table, least)
        || counts_units(table, catalogue)
}

/// How many different units the cells name that hold nothing else.
fn units<'t>(cells: impl Iterator<Item = &'t Cell>) -> usize {
    let names: BTreeSet<String> = cells.filter_map(|c| unit_name(&c.text)).collect();
    names.len()
}

fn has_unit_column(table: &Table, least: usize) -> bool {
    let headings = table.cells.iter().filter(|c| c.row < HEADING_ROWS);
    headings
        .filter(|c| UNIT_HEADINGS.contains(&fold(c.text.trim()).as_str()))
        .any(|head| {
            units(
                table
                    .cells
                    .iter()
                    .filter(|c| c.column == head.column && c.row > head.row),
            ) >= least
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
        let counted = |most: u32| most > 1 || classes.len() >= ALL_CLASSES;
        classes.len() >= CLASSES && largest_count(table, row, &named).is_some_and(counted)
    })
}

/// The largest number in these columns, where nothing but whole numbers stands there.
fn largest_count(table: &Table, heading: u32, columns: &[(u32, StatusClass)]) -> Option<u32> {
    let cells = table.cells.iter().filter(|c| c.row > heading && c.column_span == 1);
    let texts = cells
        .filter(|c| columns.iter().any(|(column, _)| *column == c.column))
        .map(|c| c.text.trim())
        .filter(|t| !t.is_empty());
    let counts: Option<Vec<u32>> = texts.map(|t| t.replace('.', "").parse().ok()).collect();
    counts?.into_iter().max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(rows: &[&str], consolidated: bool) -> bool {
        let rows = rows.iter().map(|r| r.split('|').map(str::to_owned).collect()).collect();
        shows(&Table::from_rows(rows, 1), consolidated, Catalogue::embedded())
    }

    #[test]
    fn tables_of_several_units() {
        for rows in [
            &["Nhiệm vụ|phường Bến Lim|xã Gò Thông", "Lập tổ|Hoàn thành|98%"][..],
            &["Nhiệm vụ, giải pháp|xã Gò Thông", "Lập tổ|Hoàn thành"],
            &[
                "STT|Đơn vị|Nhiệm vụ, vị trí|Mức độ|Nội dung",
                "1|xã Gò Thông|Lập tổ|Lỗi|705 lớn hơn tổng 698",
                "2|UBND xã Suối Ngàn|Lập tổ|Lỗi|Để trống",
            ],
            &[
                "Mã|Nhiệm vụ|Hoàn thành|Đang thực hiện|Chưa thực hiện",
                "A.I.1|Lập tổ|3|1|",
                "A.I.2|Mở lớp||1|3",
            ],
            // As many levels as nobody ticks.
            &[
                "Mã|Nhiệm vụ|Hoàn thành|Cơ bản đáp ứng|Đang thực hiện|Chưa thực hiện|Chờ cấp trên|Không phát sinh",
                "A.I.1|Lập tổ|1|||||",
                "A.I.2|Mở lớp||||1||",
            ],
        ] {
            assert!(many(rows, false), "{rows:?}");
        }
        let one = ["STT|Đơn vị|Nhiệm vụ|Mức độ", "1|xã Gò Thông|Lập tổ|Lỗi"];
        assert!(many(&one, true) && !many(&one, false));
    }

    #[test]
    fn tables_of_one_unit() {
        for rows in [
            &["TT|Nhiệm vụ|Mức độ hoàn thành|Kết quả", "1|Lập tổ|Hoàn thành|05 tổ"][..],
            // A letterhead in a workbook.
            &[
                "UBND XÃ GÒ THÔNG||Độc lập - Tự do - Hạnh phúc",
                "TT|Nhiệm vụ|Mức độ hoàn thành",
                "1|Lập tổ|Hoàn thành",
            ],
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
            assert!(!many(rows, false), "{rows:?}");
        }
    }
}
