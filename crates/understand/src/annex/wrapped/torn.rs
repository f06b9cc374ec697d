//! Annexes whose columns a converter printed as blocks apart: which status and result belong to which row is lost.

use super::super::Row;
use tonghop_text::fold;

/// How sure the cells of such an annex are at most.
pub(super) const UNSURE: f64 = 0.3;
/// Rows at least that hold column headings among their cells.
const HEADED: usize = 2;
/// Column headings that stand in no cell.
const HEADINGS: [&str; 3] = ["muc do hoan thanh", "ket qua chi tiet", "thoi gian muc do"];

/// Marks all rows as unsure.
pub(super) fn mark(rows: &mut [Row]) {
    for row in rows {
        row.layout_confidence = row.layout_confidence.min(UNSURE);
    }
}

/// True where the columns could not be told apart: headings of later columns stand among the cells, or both time frames
/// and statuses are missing from many rows. `timed` is true where the table has a column of time frames.
pub(super) fn is_torn(rows: &[Row], timed: bool) -> bool {
    let headed = |row: &&Row| {
        [&row.title, &row.lead, &row.timeframe, &row.status, &row.result]
            .iter()
            .any(|cell| HEADINGS.iter().any(|heading| fold(&cell.text).contains(heading)))
    };
    let untimed = rows.iter().filter(|row| row.timeframe.is_empty()).count();
    let blank = rows.iter().filter(|row| row.status.is_empty()).count();
    let missing = timed && untimed < rows.len() && untimed * 5 >= rows.len() && blank * 2 >= rows.len();
    missing || rows.iter().filter(headed).count() >= HEADED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::{Origin, Para, ParaKind};

    fn row(timeframe: &str, status: &str, result: &str) -> Row {
        let origin = Origin {
            page: None,
            block: 0,
            cell: None,
            offset: 0,
        };
        let para = |text: &str| Para::from_raw(text, origin, ParaKind::Body);
        Row {
            title: para("Lập tổ giúp việc ở các thôn"),
            timeframe: para(timeframe),
            status: para(status),
            result: para(result),
            ..Row::blank()
        }
    }

    #[test]
    fn headings_among_cells_and_missing_cells_show_torn_columns() {
        let whole = [
            row("2031", "Đạt", "Đã lập 14 tổ"),
            row("2031", "", ""),
            row("2032", "Đạt", ""),
        ];
        assert!(!is_torn(&whole, true));
        let headed = [
            row("2031", "", "Mức độ hoàn thành Đạt"),
            row("2031", "", "14 tổ Kết quả chi tiết"),
        ];
        assert!(is_torn(&headed, true));
        let missing = [row("2031", "", "14 tổ"), row("", "", "03 lớp"), row("2032", "Đạt", "")];
        assert!(is_torn(&missing, true) && !is_torn(&missing, false));
        let mut rows = missing;
        mark(&mut rows);
        assert!(rows.iter().all(|r| r.layout_confidence <= UNSURE));
    }
}
