//! Tables of a layout-keeping converter (`pdftotext -layout`): cells side by side, wrapped line by line, their columns
//! held apart by blanks.
//!
//! A row begins where a number or Roman label stands at the left edge with blanks behind it. Columns drift
//! from row to row, so every row is measured by itself and its columns are told by those of the row
//! on the same page that has most. Where a cell is full only one blank parts it from the next; what
//! runs over a column's beginning is cut there. Rows go on behind a page break; repeated headings and
//! page numbers are left out.

mod cells;

use super::lines::Line;
use cells::table;
use std::collections::HashSet;
use tonghop_document::{Block, Content};

/// Rows with at least three pieces that make a table.
const LEAST_ROWS: usize = 3;
/// Characters of a row's label.
const LABEL_CHARACTERS: usize = 5;
/// The label stands that near to the left edge, in characters.
const LABEL_INDENT: usize = 8;
/// Lines of one row at most; a row of a report may fill three pages.
const ROW_LINES: usize = 160;
/// Lines of column headings above the first row.
const HEAD_LINES: usize = 6;
/// A list of more rows without columns holds no table.
const LONG_LIST: usize = 200;
/// Characters by which a column may stand elsewhere on another row.
const DRIFT: usize = 8;
/// A single piece that long at the left edge is a line of running text.
const PROSE: usize = 30;
/// Columns whose beginnings lie that close are one, in characters.
const SAME_COLUMN: usize = 3;
/// A full cell is cut at a blank that stands at most so far before the next column.
const CUT_REACH: usize = 6;

/// A table and the lines it stands in.
pub(super) struct Region {
    /// First line.
    pub(super) start: usize,
    /// One past the last line.
    pub(super) end: usize,
    /// The table.
    pub(super) block: Block,
}

/// The tables of a text of that many pages, in order.
pub(super) fn regions(body: &[Line], pages: u32) -> Vec<Region> {
    let mut out = numbered_regions(body);
    if pages <= 1 {
        out.iter_mut().for_each(|region| forget_pages(&mut region.block));
    }
    out
}

/// A text without form feeds has no pages to name.
fn forget_pages(block: &mut Block) {
    block.page = None;
    if let Content::Table(table) = &mut block.content {
        table.cells.iter_mut().for_each(|cell| cell.page = None);
    }
}

fn numbered_regions(body: &[Line]) -> Vec<Region> {
    let Some(centred) = super::centred::find(body).or_else(|| super::edged::find(body)) else {
        return top_regions(body);
    };
    let end = centred.end;
    let mut out = top_regions(&body[..centred.start]);
    out.push(centred);
    out.extend(top_regions(&body[end..]).into_iter().map(|below| Region {
        start: below.start + end,
        end: below.end + end,
        ..below
    }));
    out
}

/// The tables whose rows begin with their numbers.
fn top_regions(body: &[Line]) -> Vec<Region> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(full) = (at..body.len()).find(|&i| row_pieces(&body[i]) >= 3) {
        let first = titles_before_break(body, at, first_row(body, at, full));
        let rows = row_starts(body, first);
        if !has_columns(body, &rows) {
            // Looking again behind every line of a long list would take long.
            let skip = rows.len() > LONG_LIST;
            at = rows.last().copied().filter(|_| skip).unwrap_or(full).max(full) + 1;
            continue;
        }
        let region = region(body, &rows);
        at = region.end;
        out.push(region);
    }
    out
}

/// Lines of a wrapped title at most.
const TITLE_LINES: usize = 3;

/// The first row of a table whose first full row is `full`: titles of parts and groups stand above it, some of them
/// on several lines.
fn first_row(body: &[Line], at: usize, full: usize) -> usize {
    let mut first = full;
    for i in (at..full).rev().take_while(|&i| body[i].page == body[full].page) {
        if row_pieces(&body[i]) > 0 {
            first = i;
        } else if first - i > TITLE_LINES || body[i].indent == 0 || pieces(&body[i]).len() != 1 {
            break;
        }
    }
    first
}

/// Lines of a page at most that are looked at for the same column headings.
const PAGE_LINES: usize = 80;

/// Titles of parts and groups may stand at the foot of the page before, below the same column headings: the first of
/// them, else `first`.
fn titles_before_break(body: &[Line], at: usize, first: usize) -> usize {
    let start = head_start(body, first);
    let head = &body[start..first];
    if head.is_empty() {
        return first;
    }
    let same = |h: usize| {
        let lines = body[h..].iter().zip(head);
        lines
            .clone()
            .all(|(a, b)| tonghop_text::squash_space(&a.text) == tonghop_text::squash_space(&b.text))
    };
    let nothing_else = |from: usize| {
        body[from..start].iter().all(|l| {
            let title = row_pieces(l) == 2 || l.indent > 0 && pieces(l).len() == 1;
            title || is_page_number(&l.text)
        })
    };
    (at.max(start.saturating_sub(PAGE_LINES))..start.saturating_sub(head.len()))
        .rev()
        .filter(|&h| body[h].page < body[start].page && same(h))
        .map(|h| h + head.len())
        .find(|&from| nothing_else(from))
        .and_then(|from| (from..start).find(|&i| row_pieces(&body[i]) > 0))
        .unwrap_or(first)
}

/// True where enough rows have a third piece that begins at about the same place: in justified text gaps are anywhere.
fn has_columns(body: &[Line], rows: &[usize]) -> bool {
    let third = |r: &usize| pieces(&body[*r]).get(2).map(|p| p.start);
    let mut starts: Vec<usize> = rows.iter().filter_map(third).collect();
    starts.sort_unstable();
    let Some(middle) = starts.get(starts.len() / 2).copied() else {
        return false;
    };
    let near = starts.iter().filter(|s| s.abs_diff(middle) <= DRIFT).count();
    near >= LEAST_ROWS && near * 5 >= starts.len() * 3
}

/// A piece of a line between gaps of two and more blanks: first character on the paper, and its characters.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    start: usize,
    chars: Vec<char>,
}

impl Piece {
    fn end(&self) -> usize {
        self.start + self.chars.len()
    }

    fn text(&self) -> String {
        self.chars.iter().collect()
    }
}

fn pieces(line: &Line) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut blanks = 2;
    let label = wide_label(&line.text);
    for (at, c) in line.text.chars().enumerate() {
        if c == ' ' {
            blanks += if Some(at) == label { 2 } else { 1 };
            continue;
        }
        match out.last_mut() {
            Some(last) if blanks < 2 => {
                last.chars.extend(std::iter::repeat_n(' ', blanks));
                last.chars.push(c);
            }
            _ => out.push(Piece {
                start: line.indent + at,
                chars: vec![c],
            }),
        }
        blanks = 0;
    }
    out
}

/// Where the blank behind a label stands that fills its column: "VIII Phát triển doanh nghiệp số".
fn wide_label(text: &str) -> Option<usize> {
    const FILLS: usize = 3;
    let (label, rest) = text.split_once(' ')?;
    let roman = label.chars().count() >= FILLS && label.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (roman && rest.starts_with(char::is_uppercase)).then(|| label.chars().count())
}

/// Number of pieces of a line that begins a row, 0 for other lines.
fn row_pieces(line: &Line) -> usize {
    // Most lines of a text are not: look before taking them apart.
    let parted = line.text.contains("  ") || wide_label(&line.text).is_some();
    if line.indent > LABEL_INDENT || !parted || line.text.contains('\t') {
        return 0;
    }
    let found = pieces(line);
    let label = found[0].text();
    if is_label(&label) && found.len() >= 2 && !is_justified(&found) {
        found.len()
    } else {
        0
    }
}

/// True for "1.  Kế  hoạch  số  18/KH-": running text of a narrow column, its blanks stretched to the margin.
///
/// Every gap is small, and what stands between the gaps are words, not figures.
fn is_justified(found: &[Piece]) -> bool {
    const STRETCHED: usize = 3;
    let narrow = found.windows(2).all(|pair| pair[1].start - pair[0].end() <= STRETCHED);
    let words = found
        .iter()
        .filter(|p| p.chars.iter().any(|c| c.is_alphabetic()))
        .count();
    let single = found.iter().skip(1).filter(|p| !p.chars.contains(&' ')).count();
    narrow && found.len() >= 4 && words * 4 >= found.len() * 2 && single * 3 >= (found.len() - 1) * 2
}

/// "1", "12.", "IV", "A", "3.2".
pub(super) fn is_label(text: &str) -> bool {
    let core = text.trim_end_matches(['.', ')']);
    let part = |core: &str| {
        let mut chars = core.chars();
        chars.next().is_some_and(|c| matches!(c, 'A'..='E')) && chars.all(|c| c.is_ascii_digit())
    };
    if let Some((group, row)) = core.split_once('.')
        && is_roman(group)
    {
        // "VIII.12"
        return (1..=2).contains(&row.len()) && row.bytes().all(|b| b.is_ascii_digit());
    }
    !core.is_empty()
        && text.chars().count() <= LABEL_CHARACTERS
        && (core.chars().all(|c| c.is_ascii_digit() || c == '.') || is_roman(core) || part(core) || core == "Đ")
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// The lines from `first` on that begin rows, until none follows within the lines that a row may have.
fn row_starts(body: &[Line], first: usize) -> Vec<usize> {
    let mut rows = vec![first];
    for (at, line) in body.iter().enumerate().skip(first + 1) {
        let last = rows.last().copied().unwrap_or(first);
        if at - last > ROW_LINES {
            break;
        }
        if row_pieces(line) > 0 {
            rows.push(at);
        }
    }
    // A numbered list below the table has no columns.
    while rows
        .last()
        .is_some_and(|&r| row_pieces(&body[r]) < 3 && !below_goes_on(body, r))
    {
        rows.pop();
    }
    rows
}

/// True where a line with columns stands right below.
fn below_goes_on(body: &[Line], row: usize) -> bool {
    body[row + 1..]
        .iter()
        .take(3)
        .any(|l| pieces(l).len() >= 2 && l.indent > LABEL_INDENT)
}

/// The lines of one row on one page, taken apart.
struct Strip {
    row: usize,
    page: u32,
    lines: Vec<Vec<Piece>>,
}

fn region(body: &[Line], rows: &[usize]) -> Region {
    let (first, last) = (rows[0], rows[rows.len() - 1]);
    let start = head_start(body, first);
    let head: HashSet<String> = body[start..first]
        .iter()
        .map(|l| tonghop_text::squash_space(&l.text))
        .collect();
    let edge = title_edge(body, rows);
    let mut strips: Vec<Strip> = Vec::new();
    if start < first {
        strips.push(Strip {
            row: 0,
            page: body[first].page,
            lines: body[start..first].iter().map(pieces).collect(),
        });
    }
    let mut row = usize::from(start < first);
    let mut end = first;
    for at in first..body.len() {
        let line = &body[at];
        let begins = rows.binary_search(&at).is_ok();
        if !begins && is_page_number(&line.text) {
            continue;
        }
        let left = line.indent + 1 < edge;
        let prose = left && line.text.chars().count() >= PROSE && pieces(line).len() == 1;
        let below = at > last && (left || line.after_rule || at - last > ROW_LINES || is_section(line));
        if !begins && (prose || below) {
            break;
        }
        end = at + 1;
        if begins && at != first {
            row += 1;
        }
        let repeated = line.page != body[first].page && head.contains(&tonghop_text::squash_space(&line.text));
        if !begins && repeated {
            continue;
        }
        match strips.last_mut() {
            Some(strip) if strip.row == row && strip.page == line.page => strip.lines.push(pieces(line)),
            _ => strips.push(Strip {
                row,
                page: line.page,
                lines: vec![pieces(line)],
            }),
        }
    }
    let header_rows = u32::from(start < first);
    Region {
        start,
        end,
        block: Block {
            page: Some(body[first].page),
            content: Content::Table(table(&strips, header_rows)),
        },
    }
}

/// "IV. TỒN TẠI, HẠN CHẾ", "2. Nguyên nhân": the text goes on below the table. Numbers of rows stand apart from what they
/// number.
fn is_section(line: &Line) -> bool {
    let Some((label, rest)) = line.text.split_once(' ') else {
        return false;
    };
    label.ends_with(['.', ')']) && is_label(label) && rest.starts_with(char::is_uppercase) && pieces(line).len() == 1
}

/// The first line of the column headings above the first row.
fn head_start(body: &[Line], first: usize) -> usize {
    let mut start = first;
    for at in (first.saturating_sub(HEAD_LINES)..first).rev() {
        let line = &body[at];
        let gapped = pieces(line).len() >= 2;
        let aside = line.indent > LABEL_INDENT && line.text.chars().count() < 40;
        if line.page != body[first].page || !(gapped || aside) {
            break;
        }
        if gapped {
            start = at;
        }
        if line.after_blank {
            break;
        }
    }
    start
}

/// Where the second column begins on most rows, in characters.
fn title_edge(body: &[Line], rows: &[usize]) -> usize {
    let starts = rows.iter().filter_map(|&r| pieces(&body[r]).get(1).map(|p| p.start));
    starts.min().unwrap_or(0)
}

/// The number of a page alone on its line; "2025" is the second line of a time frame.
pub(super) fn is_page_number(text: &str) -> bool {
    text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let body = lines::split(text, 100_000).body;
        let regions = regions(&body, 2);
        assert_eq!(regions.len(), 1);
        let Content::Table(table) = &regions[0].block.content else {
            panic!("a table")
        };
        (0..table.rows)
            .map(|r| table.row(r).map(|c| c.text.replace('\n', " ")).collect())
            .collect()
    }

    const PAGES: &str = "\
 Phụ lục kèm theo báo cáo

TT      Nhiệm vụ             Thời    Kết quả
                             gian
I    Hoàn thiện thể chế
1    Rà soát, xây dựng, sửa  2022 -  - Ban hành 80
     đổi các quy định; quản  2025    văn bản
     lý tài sản số
2    Lập tổ công nghệ số     2025    12/12 tổ
     ở các thôn; duy trì tốt
\u{c}                          7
TT        Nhiệm vụ           Thời     Kết quả
                             gian
      hoạt động của tổ                với 84 người
3     Mở lớp tập huấn         2025    Chưa mở
Trên đây là báo cáo của Ủy ban nhân dân xã, kính gửi cấp trên.
";

    const TITLE_OF_TWO_LINES: &str = "\
B. KẾT QUẢ
 TT     Nhiệm vụ              Thời gian   Mức độ       Kết quả
                                          thành

 A1     PHÁT TRIỂN NỀN MÓNG CỦA
        XÃ

 I      Hoàn thiện thể chế

 1      Rà soát quy định      2025        Đạt          Ban hành

 2      Lập tổ công nghệ      2025        Đạt          12 tổ

 3      Mở lớp tập huấn       2025        Chưa         Chưa mở
";

    #[test]
    fn a_part_whose_title_takes_two_lines_is_no_column_heading() {
        let found = rows(TITLE_OF_TWO_LINES);
        assert_eq!(found.len(), 6, "{found:?}");
        assert_eq!(found[0][..2], ["TT", "Nhiệm vụ"]);
        assert_eq!(found[1][..2], ["A1", "PHÁT TRIỂN NỀN MÓNG CỦA XÃ"]);
        assert_eq!(found[3][0], "1");
    }

    const TITLES_AT_THE_FOOT: &str = "\
 TT     Nhiệm vụ              Thời gian   Mức độ       Kết quả

 A      PHÁT TRIỂN NỀN MÓNG

 I      Hoàn thiện thể chế
\u{c}                          7

 TT     Nhiệm vụ              Thời gian   Mức độ       Kết quả

 1      Rà soát quy định      2025        Đạt          Ban hành

 2      Lập tổ công nghệ      2025        Đạt          12 tổ

 3      Mở lớp tập huấn       2025        Chưa         Chưa mở
";

    #[test]
    fn titles_at_the_foot_of_a_page_belong_to_the_rows_of_the_next() {
        let found = rows(TITLES_AT_THE_FOOT);
        let labels: Vec<&str> = found.iter().map(|r| r[0].as_str()).collect();
        assert_eq!(labels, ["TT", "A", "I", "1", "2", "3"]);
    }

    #[test]
    fn rows_come_back_over_pages_and_full_cells() {
        assert_eq!(
            rows(PAGES),
            [
                ["TT", "Nhiệm vụ", "Thời gian", "Kết quả"],
                ["I", "Hoàn thiện thể chế", "", ""],
                [
                    "1",
                    "Rà soát, xây dựng, sửa đổi các quy định; quản lý tài sản số",
                    "2022 - 2025",
                    "- Ban hành 80 văn bản"
                ],
                [
                    "2",
                    "Lập tổ công nghệ số ở các thôn; duy trì tốt hoạt động của tổ",
                    "2025",
                    "12/12 tổ với 84 người"
                ],
                ["3", "Mở lớp tập huấn", "2025", "Chưa mở"],
            ]
        );
    }

    #[test]
    fn full_cells_are_cut_where_their_columns_stand_on_the_page() {
        let text = "\
TT    Nhiệm vụ                       Thời      Mức độ      Kết quả
                                     gian
VI    Phát triển hạ tầng
1     Lắp loa thông minh cho thôn    2022 -    Đang thực   Lắp 04 cụm
      Bờ Đá và Bờ Tre                2025      hiện        loa
2     Mở lớp học cho người lớn tuổi, 2022 -    Đang thực Mở 03 lớp với 90 học viên
      hộ kinh doanh và các chủ trang 2025      hiện      ở hai thôn
      trại, các hợp tác xã, tổ đội ạ
3     Lập tổ công nghệ ở các xóm     2022 -    Đang thực
                                     2025      hiện
VIII Phát triển doanh nghiệp số
1     Hỗ trợ doanh nghiệp            2022 -    Đạt         12 doanh nghiệp
                                     2025
     IV. TỒN TẠI, HẠN CHẾ
     1. Tồn tại
  - Đường truyền còn yếu.
";
        let rows = rows(text);
        assert_eq!(rows.len(), 7, "{rows:?}");
        assert_eq!(
            rows[3],
            [
                "2",
                "Mở lớp học cho người lớn tuổi, hộ kinh doanh và các chủ trang trại, các hợp tác xã, tổ đội ạ",
                "2022 - 2025",
                "Đang thực hiện",
                "Mở 03 lớp với 90 học viên ở hai thôn"
            ]
        );
        assert_eq!(rows[5][..2], ["VIII", "Phát triển doanh nghiệp số"]);
        assert_eq!(rows[6][4], "12 doanh nghiệp");
    }

    #[test]
    fn numbered_paragraphs_are_no_table() {
        for text in [
            "1.  Kết quả đạt được trong năm\n2.  Khó khăn, vướng mắc\n3.  Nguyên nhân\n4.  Giải pháp\n",
            "1.  Kết  quả đạt được trong năm\n2.  Khó khăn, vướng  mắc\n3.  Nguyên nhân của  các tồn tại\n",
        ] {
            assert!(regions(&lines::split(text, 10_000).body, 1).is_empty());
        }
    }
}
