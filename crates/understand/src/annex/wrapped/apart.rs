//! Annexes whose columns a converter printed as blocks apart, as `pdftotext` does without `-layout`: titles stand below
//! each other with pieces of other columns between and within their lines, and statuses and results follow somewhere on
//! the page.
//!
//! The known wording of the tasks puts the titles together line by line ([`titles`]). Cells are given to a row only
//! where it is plain whose they are ([`cells`]); the others stay in the text of the report, and every row without them
//! is marked as unsure.

mod by_page;
mod cells;
mod fit;
mod headings;
mod titles;

use super::super::Row;
use super::super::align::Prepared;
use super::line::Line;
use super::torn::UNSURE;
use cells::Cells;
use titles::{Title, Use};
use tonghop_catalogue::Catalogue;

/// How sure the cells of a row are that were given to it by their order.
const IN_ORDER: f64 = 0.5;

/// What was found.
pub(super) struct Found {
    /// The rows in the order of their titles.
    pub rows: Vec<Row>,
    /// The lines of the column headings above the first row.
    pub heading: Vec<usize>,
    /// Stretches of lines that belong to the annex: line, first character, the character behind the last one.
    pub taken: Vec<(usize, usize, usize)>,
}

/// Reads the lines as an annex in blocks.
pub(super) fn find(lines: &[Line<'_>], prepared: &Prepared<'_>, catalogue: &Catalogue) -> Found {
    let walk = titles::walk(lines, prepared);
    let cells = Cells::of(&walk, lines, catalogue);
    let mut taken: Vec<_> = cells.given().collect();
    for (line, uses) in walk.uses.iter().enumerate() {
        let of_annex = uses.iter().filter(|piece| match piece.what {
            Use::Cell | Use::Text => false,
            // Years of which nobody knows the row stay in the text.
            Use::Time(None) => cells.timed(line).is_some(),
            Use::Furniture | Use::Title(_) | Use::Time(Some(_)) => true,
        });
        taken.extend(of_annex.map(|piece| (line, piece.from, piece.to)));
    }
    taken.sort_unstable();
    let numbers = Numbers::of(&walk, prepared);
    let rows = walk.titles.iter().enumerate().map(|(at, title)| {
        let mut row = row_of(title, numbers.of_row(at, title, prepared), prepared, &walk);
        collect(&mut row, at, &walk, &cells, lines);
        row
    });
    Found {
        rows: rows.collect(),
        heading: walk.heading,
        taken,
    }
}

/// Where the numbers of the rows come from.
enum Numbers {
    /// One was printed for each title.
    Printed(Vec<String>),
    /// They are numbered as in the template, though not all of them could be read.
    Template,
    /// In some other way.
    Unknown,
}

impl Numbers {
    fn of(walk: &titles::Walk, prepared: &Prepared<'_>) -> Self {
        let tasks = &prepared.template.tasks;
        let own = walk.titles.iter().map(|title| &tasks[title.task].no);
        if walk.numbers.len() == walk.titles.len() {
            return Self::Printed(walk.numbers.clone());
        }
        let known = |number: &String| tasks.iter().any(|task| task.no == *number);
        let strange = walk.numbers.iter().filter(|number| !known(number)).count();
        if own.clone().all(|no| walk.numbers.contains(no)) && strange * 4 <= walk.numbers.len() {
            Self::Template
        } else {
            Self::Unknown
        }
    }

    fn of_row(&self, at: usize, title: &Title, prepared: &Prepared<'_>) -> Option<String> {
        match self {
            Self::Printed(numbers) => numbers.get(at).cloned(),
            Self::Template => Some(prepared.template.tasks[title.task].no.clone()),
            Self::Unknown => None,
        }
    }
}

/// The row of a title, without its cells. The labels of part and group are the template's, as far as the report prints
/// them.
fn row_of(title: &Title, no: Option<String>, prepared: &Prepared<'_>, walk: &titles::Walk) -> Row {
    let task = &prepared.template.tasks[title.task];
    let printed = |label: &String| walk.labels.contains(label).then(|| label.clone());
    // Rows that are counted in another way hardly keep the template's groups.
    let grouped = no.as_ref().is_some_and(|no| *no == task.no);
    Row {
        part: title.part.clone().or_else(|| printed(&task.part)),
        group: printed(&task.group).filter(|_| grouped),
        group_title: title.group_title.clone(),
        no,
        layout_confidence: UNSURE,
        ..Row::blank()
    }
}

/// Puts the pieces of the row `at` into its cells.
fn collect(row: &mut Row, at: usize, walk: &titles::Walk, cells: &Cells, lines: &[Line<'_>]) {
    for (line, uses) in walk.uses.iter().enumerate() {
        for piece in uses {
            let (raw, origin) = lines[line].piece(piece.from, piece.to);
            match piece.what {
                Use::Title(title) if title == at => row.title.push_raw(raw, origin),
                Use::Time(Some(title)) if title == at => row.timeframe.push_raw(raw, origin),
                Use::Time(None) if cells.timed(line) == Some(at) => row.timeframe.push_raw(raw, origin),
                _ => {}
            }
        }
    }
    let Some(own) = cells.of_row(at) else { return };
    for (parts, para) in [(&own.status, &mut row.status), (&own.result, &mut row.result)] {
        for &(line, from, to) in parts {
            let (raw, origin) = lines[line].piece(from, to);
            para.push_raw(raw, origin);
        }
    }
    if !own.result.is_empty() {
        row.layout_confidence = IN_ORDER;
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::align::{Index, Wordings};
    use super::super::line::{Line, words};
    use super::*;
    use crate::flow::Origin;

    fn lines(text: &str) -> Vec<Line<'_>> {
        let line = |(block, text)| Line {
            text,
            folded: words(text),
            origin: Origin {
                page: None,
                block,
                cell: None,
                offset: 0,
            },
        };
        text.lines().enumerate().map(line).collect()
    }

    /// A title in short lines, the first two with the halves of its time frame behind them.
    fn printed(title: &str) -> String {
        let words: Vec<&str> = title.split(' ').collect();
        let mut lines: Vec<String> = words.chunks(6).map(|line| line.join(" ")).collect();
        for (line, year) in lines.iter_mut().zip([" 2031", " 2035"]) {
            line.push_str(year);
        }
        lines.join("\n")
    }

    #[test]
    fn titles_are_put_together_and_only_plain_cells_are_given_away() {
        let catalogue = Catalogue::embedded();
        let wordings = Wordings::of(catalogue);
        let index = Index::new(catalogue, &wordings);
        let prepared = &index.templates[0];
        let title = |at: usize| prepared.template.tasks[at].title.as_str();
        let mut text = "Xã đã lập tổ giúp việc.\nTT\nNhiệm vụ\nMức độ\nhoàn thành\nKết quả chi tiết\n".to_string();
        for at in 0..2 {
            text += &format!("1\n{}\n", printed(title(at)));
        }
        text += "Cơ bản hoàn Đã mở 03 lớp\nthành\ncho 90 người\nChưa thực\nhiện\nThiếu máy in\n";
        for at in 2..5 {
            text += &format!("1\n{}\n", printed(title(at)));
        }
        text += "Chưa thực\nhiện\nLập 15 tổ\nMức độ\nhoàn thành\nIV. KHÓ KHĂN\nThiếu máy tính.\n";
        let lines = lines(&text);
        let found = find(&lines, prepared, catalogue);
        let cells: Vec<[&str; 4]> = found
            .rows
            .iter()
            .map(|r| [&r.title, &r.timeframe, &r.status, &r.result].map(|cell| cell.text.as_str()))
            .collect();
        let row = |at: usize, status, result| [title(at), "2031 2035", status, result];
        assert_eq!(
            cells,
            [
                row(0, "Cơ bản hoàn thành", "Đã mở 03 lớp cho 90 người"),
                row(1, "Chưa thực hiện", "Thiếu máy in"),
                row(2, "", ""),
                row(3, "", ""),
                row(4, "", ""),
            ]
        );
        assert!(found.rows[2].layout_confidence < found.rows[0].layout_confidence);
        // What belongs to no row for sure stays in the text of the report.
        let taken = |text: &str| {
            let at = lines.iter().position(|l| l.text == text).expect("the line");
            found.taken.iter().any(|t| t.0 == at)
        };
        assert!(taken("thành") && taken("TT"));
        for left in [
            "Xã đã lập tổ giúp việc.",
            "Lập 15 tổ",
            "IV. KHÓ KHĂN",
            "Thiếu máy tính.",
        ] {
            assert!(!taken(left), "{left}");
        }
    }

    #[test]
    fn statuses_alone_are_given_by_their_number_and_results_are_left() {
        let catalogue = Catalogue::embedded();
        let wordings = Wordings::of(catalogue);
        let index = Index::new(catalogue, &wordings);
        let prepared = &index.templates[0];
        let read = |statuses: &str| {
            let mut text = "TT\nNhiệm vụ\nChủ trì\nMức độ\nhoàn thành\nKết quả chi tiết\n".to_string();
            for at in 0..3 {
                text += &format!(
                    "1\n{}\nUBND xã, các thôn\n",
                    printed(&prepared.template.tasks[at].title)
                );
            }
            text += &format!("Lập 15 tổ\n{statuses}Mở 03 lớp cho\n90 người\n");
            find(&lines(&text), prepared, catalogue).rows
        };
        let told = |rows: &[Row]| rows.iter().map(|r| r.status.text.clone()).collect::<Vec<_>>();
        let rows = read("100%\nChưa thực\nhiện\n98%\n");
        assert_eq!(told(&rows), ["100%", "Chưa thực hiện", "98%"]);
        assert!(
            rows.iter()
                .all(|row| row.result.text.is_empty() && row.layout_confidence <= UNSURE)
        );
        // A result that reads like a status is wider than its column.
        assert_eq!(
            told(&read("100%\nThực hiện theo hướng dẫn của Sở\nTài chính\n98%\n")),
            ["", "", ""]
        );
        // One is blank: nobody knows which.
        assert_eq!(told(&read("100%\n98%\n")), ["", "", ""]);
    }
}
