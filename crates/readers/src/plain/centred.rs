//! Tables of a layout-keeping converter whose cells stand in the middle of their rows: a row's number is not at its
//! top but half way down, and lines of neighbouring cells interleave.
//!
//! What is in the middle of a row has as much of it above as below. So the lines of a page are divided among the
//! numbers on it in such a way that every number stands in the middle of its lines, as nearly as possible, and no
//! text is torn: a line that goes on in small letters does not begin a row. The columns are those of the headings,
//! which stand on every page again.

use super::aligned::{self, Region};
use super::lines::Line;
use super::table_over_pages;
use super::words::{Word, heading_spans, words};
use tonghop_document::{Block, Content};

/// Words that head the number column.
const NUMBER_HEADINGS: [&str; 3] = ["TT", "STT", "Số TT"];
/// Lines of column headings above and below the one with "TT".
const HEAD_LINES: usize = 4;
/// Columns of a table at least.
const LEAST_COLUMNS: usize = 3;
/// Numbers that a table has at least.
const LEAST_ROWS: usize = 3;
/// Lines of a page that are divided, at most: bounds the work.
const PAGE_LINES: usize = 400;
/// Pages of one table at most: bounds the work.
const MOST_PAGES: usize = 1_000;
/// Numbers on a page at most.
const PAGE_ROWS: usize = 120;
/// A single piece that long at the left edge is running text below the table.
const PROSE: usize = 25;

type Words = Vec<Word>;

/// The first table of centred rows.
pub(super) fn find(body: &[Line]) -> Option<Region> {
    let marks: Vec<usize> = (0..body.len()).filter(|&i| heads_numbers(&body[i])).collect();
    let first = *marks.first()?;
    let own = squashed(&body[first]);
    let alike: Vec<usize> = marks.into_iter().filter(|m| squashed(&body[*m]) == own).collect();
    let (above, below) = head_extent(body, &alike);
    let tops: Vec<usize> = alike.into_iter().filter(|m| *m >= above).collect();
    if tops.len() > MOST_PAGES {
        return None;
    }
    let mut pages: Vec<Page> = Vec::new();
    let mut end = first;
    for (n, &mark) in tops.iter().enumerate() {
        // The text may end among its headings.
        let from = (mark + below + 1).min(body.len());
        let to = tops
            .get(n + 1)
            .map_or_else(|| table_end(body, mark, from), |next| next - above);
        end = to.max(from);
        pages.push(Page::new(&body[mark - above..from], &body[from..end])?);
    }
    let count = number_of_columns(&pages)?;
    if count < LEAST_COLUMNS {
        return None;
    }
    complete_columns(&mut pages, count);
    let rows = rows(&pages)?;
    Some(region(first - above, end, count, &pages, &rows))
}

/// The greatest number of columns that a fifth of the pages show: on some, one blank joins two headings; on single ones,
/// stretched blanks part one heading.
fn number_of_columns(pages: &[Page]) -> Option<usize> {
    let times = |count: usize| pages.iter().filter(|p| p.columns.len() == count).count();
    let counts = pages.iter().map(|p| p.columns.len());
    counts.filter(|&count| times(count) * 5 >= pages.len()).max()
}

/// Pages that show another number of columns take those of the nearest page that shows this one.
fn complete_columns(pages: &mut [Page], count: usize) {
    let known: Vec<Option<Vec<usize>>> = pages
        .iter()
        .map(|p| Some(p.columns.clone()).filter(|c| c.len() == count))
        .collect();
    for (n, page) in pages.iter_mut().enumerate().filter(|(_, p)| p.columns.len() != count) {
        let nearest = known
            .iter()
            .enumerate()
            .filter(|(_, c)| c.is_some())
            .min_by_key(|(k, _)| k.abs_diff(n));
        if let Some((_, Some(columns))) = nearest {
            page.columns.clone_from(columns);
        }
    }
}

/// True for a line that begins with the heading of the number column and has others, or stands alone beside them.
fn heads_numbers(line: &Line) -> bool {
    NUMBER_HEADINGS.iter().any(|h| {
        line.text
            .strip_prefix(h)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("  "))
    })
}

/// Where the number column ends: a number that stands alone up to there is a row's, further right it is the page's.
fn number_edge(head: &[Line]) -> usize {
    /// A number in the middle of the column may begin that far right of its heading.
    const REACH: usize = 3;
    let heading = head.iter().find(|l| heads_numbers(l));
    heading.map_or(0, |l| l.indent + REACH)
}

fn squashed(line: &Line) -> String {
    tonghop_text::squash_space(&line.text)
}

/// Lines above and below the line with "TT" that are headings too: those that stand there on the next page as well,
/// else as many as look like cells. `marks`: the lines with the same headings.
fn head_extent(body: &[Line], marks: &[usize]) -> (usize, usize) {
    let first = marks[0];
    if let Some(&second) = marks.get(1) {
        let same = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => body
                .get(a)
                .zip(body.get(b))
                .is_some_and(|(x, y)| squashed(x) == squashed(y)),
            _ => false,
        };
        let above = (1..=HEAD_LINES)
            .take_while(|n| same(first.checked_sub(*n), second.checked_sub(*n)))
            .count();
        let below = (1..=HEAD_LINES)
            .take_while(|n| same(Some(first + n), Some(second + n)))
            .count();
        return (above, below);
    }
    let cell = |i: usize| {
        body.get(i)
            .is_some_and(|l| l.indent > 2 && l.text.chars().count() < 90 && words(l).len() < 14)
    };
    let above = (1..=HEAD_LINES)
        .take_while(|n| first.checked_sub(*n).is_some_and(cell))
        .count();
    (above, above)
}

/// One past the last line of the table on its last page.
fn table_end(body: &[Line], mark: usize, from: usize) -> usize {
    let left = body[mark].indent;
    let ends = |l: &Line| {
        let mut words = l.text.split(' ');
        let label = words.next().unwrap_or_default();
        let titled = words.next().is_some_and(|w| w.starts_with(char::is_uppercase));
        // "C. ĐÁNH GIÁ": the numbers of rows stand apart from what they number.
        let section = label.ends_with(['.', ')']) && aligned::is_label(label) && titled;
        let prose = l.text.chars().count() >= PROSE && !l.text.contains("   ");
        l.after_rule || (l.indent <= left && section) || (l.indent + 1 < left && prose)
    };
    let rest = &body[from..];
    let found = rest.iter().take(PAGE_LINES).position(ends);
    from + found.unwrap_or(rest.len().min(PAGE_LINES))
}

/// The lines of one page below its headings.
struct Page {
    number: u32,
    /// First column of each cell on the paper.
    columns: Vec<usize>,
    head: Vec<Words>,
    lines: Vec<Words>,
}

impl Page {
    fn new(head: &[Line], lines: &[Line]) -> Option<Self> {
        if lines.len() > PAGE_LINES {
            return None;
        }
        let number = head.first()?.page;
        let edge = number_edge(head);
        let head: Vec<Words> = head.iter().map(words).collect();
        let lines: Vec<Words> = lines
            .iter()
            .filter(|l| l.indent <= edge || !aligned::is_page_number(&l.text))
            .map(words)
            .collect();
        let columns = columns(&head, &lines);
        Some(Self {
            number,
            columns,
            head,
            lines,
        })
    }

    /// Adds these lines to the texts of a row, cell by cell.
    fn append(&self, lines: &[Words], texts: &mut [String]) {
        for line in lines {
            for (text, cell) in texts
                .iter_mut()
                .zip(self.cells(line))
                .filter(|(_, cell)| !cell.is_empty())
            {
                text.push_str(if text.is_empty() { "" } else { "\n" });
                text.push_str(&cell);
            }
        }
    }

    /// The cells of a line: words belong to the column in which their middle stands.
    fn cells(&self, line: &Words) -> Vec<String> {
        let mut out = vec![String::new(); self.columns.len()];
        for word in line {
            let middle = usize::midpoint(word.from, word.to - 1);
            let at = self.columns.partition_point(|c| *c <= middle).saturating_sub(1);
            if !out[at].is_empty() {
                out[at].push(' ');
            }
            out[at].push_str(&word.text);
        }
        out
    }
}

/// Where the columns begin: between two headings, where fewest lines have something.
fn columns(head: &[Words], lines: &[Words]) -> Vec<usize> {
    let headings = heading_spans(head);
    let width = lines
        .iter()
        .flatten()
        .map(|w| w.to)
        .max()
        .unwrap_or(0)
        .max(headings.last().map_or(0, |h| h.1))
        + 1;
    let mut covered = vec![0_usize; width + 1];
    for line in lines {
        // A blank within running text is covered as well.
        let mut last: Option<usize> = None;
        for Word { from, to, .. } in line {
            let start = last.filter(|end| *from == end + 1).unwrap_or(*from);
            covered[start..*to].iter_mut().for_each(|n| *n += 1);
            last = Some(*to);
        }
    }
    let mut out = vec![0];
    for (border, pair) in headings.windows(2).enumerate() {
        let (left, right) = (
            usize::midpoint(pair[0].0, pair[0].1),
            usize::midpoint(pair[1].0, pair[1].1),
        );
        // Titles of parts and groups run over the right border of the wording; other columns may hold little text.
        let crossing = if border == 1 { lines.len() / 40 } else { 0 };
        let least = (left..=right).map(|x| covered[x]).min().unwrap_or(0) + crossing;
        let best = (left..=right).filter(|&x| covered[x] <= least);
        let runs = best.fold(Vec::new(), |mut runs: Vec<(usize, usize)>, x| {
            match runs.last_mut() {
                Some(run) if run.1 + 1 == x => run.1 = x,
                _ => runs.push((x, x)),
            }
            runs
        });
        let gutter = runs.into_iter().max_by_key(|r| r.1 - r.0).unwrap_or((right, right));
        out.push(usize::midpoint(gutter.0, gutter.1 + 1));
    }
    out
}

/// One row: for each page that it stands on, page and lines.
#[derive(Debug, Default)]
struct Row {
    parts: Vec<(usize, std::ops::Range<usize>)>,
}

/// Divides all pages into rows; `None` where the numbers stand at the top of their rows.
fn rows(pages: &[Page]) -> Option<Vec<Row>> {
    let cells: Vec<Vec<Vec<String>>> = pages
        .iter()
        .map(|p| p.lines.iter().map(|l| p.cells(l)).collect())
        .collect();
    let is_label = |c: &[String]| aligned::is_label(&c[0]);
    let labels: Vec<Vec<usize>> = cells
        .iter()
        .map(|page| (0..page.len()).filter(|&i| is_label(&page[i])).collect())
        .collect();
    if !are_centred(&cells, &labels) || labels.iter().any(|l| l.len() > PAGE_ROWS) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    for (number, (page, labels)) in cells.iter().zip(&labels).enumerate() {
        let begins = divide(page, labels, !rows.is_empty());
        if let Some(last) = rows.last_mut() {
            let end = begins.first().copied().unwrap_or(page.len());
            if end > 0 {
                last.parts.push((number, 0..end));
            }
        }
        for (k, &from) in begins.iter().enumerate() {
            let to = begins.get(k + 1).copied().unwrap_or(page.len());
            rows.push(Row {
                parts: vec![(number, from..to)],
            });
        }
    }
    (rows.len() >= LEAST_ROWS).then_some(rows)
}

/// True where the wording beside many numbers does not begin there.
fn are_centred(cells: &[Vec<Vec<String>>], labels: &[Vec<usize>]) -> bool {
    let numbered = cells
        .iter()
        .zip(labels)
        .flat_map(|(page, labels)| labels.iter().map(move |&l| &page[l]));
    let numbered: Vec<&Vec<String>> = numbered
        .filter(|c| c[0].starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    let inside = |c: &&&Vec<String>| !c[1].starts_with(char::is_uppercase);
    numbered.len() >= LEAST_ROWS && numbered.iter().filter(inside).count() * 5 >= numbered.len() * 2
}

/// The first line of each number's row on a page; lines before the first one go on with a row of the page before.
///
/// Least cost over all divisions: how far each number is from the middle of its lines, and what is torn at each
/// border.
fn divide(page: &[Vec<String>], labels: &[usize], may_go_on: bool) -> Vec<usize> {
    let n = labels.len();
    if n == 0 {
        return Vec::new();
    }
    let lines = page.len();
    let torn: Vec<usize> = (0..=lines).map(|at| torn(page, at)).collect();
    // best[k][a]: least cost of the lines before `a`, where row `k` begins at `a`; with the beginning of the row before.
    let mut best = vec![vec![(usize::MAX, 0_usize); lines + 1]; n];
    for a in 0..=labels[0] {
        let cost = match a {
            0 if may_go_on && goes_on(page) => 10,
            0 => 0,
            _ if may_go_on => 6 + torn[a],
            _ => 100 + a,
        };
        best[0][a] = (cost, 0);
    }
    let off = |k: usize, a: usize, b: usize| (labels[k] - a).abs_diff(b - 1 - labels[k]) * 3;
    for k in 1..n {
        for b in labels[k - 1] + 1..=labels[k] {
            for a in 0..=labels[k - 1] {
                let (before, _) = best[k - 1][a];
                if before == usize::MAX {
                    continue;
                }
                let cost = before + off(k - 1, a, b) + torn[b];
                if cost < best[k][b].0 {
                    best[k][b] = (cost, a);
                }
            }
        }
    }
    // The last row of a page may be cut by its end: then more of it stands above its number than below.
    let closing = |a: usize| off(n - 1, a, lines).min(8);
    let mut at = (0..=labels[n - 1])
        .filter(|&a| best[n - 1][a].0 != usize::MAX)
        .min_by_key(|&a| best[n - 1][a].0 + closing(a))
        .unwrap_or(labels[n - 1]);
    let mut begins = vec![at];
    for k in (1..n).rev() {
        at = best[k][at].1;
        begins.push(at);
    }
    begins.reverse();
    begins
}

/// True where the wording at the top of a page goes on with that of the page before.
fn goes_on(page: &[Vec<String>]) -> bool {
    let first = page.iter().map(|l| l[1].as_str()).find(|t| !t.is_empty());
    first.is_some_and(|t| t.starts_with(char::is_lowercase))
}

/// What a border above line `at` tears: texts that go on in small letters below it.
fn torn(page: &[Vec<String>], at: usize) -> usize {
    /// Lines of one cell that interleave with those of another one stand that far apart at most.
    const APART: usize = 2;
    let Some(first) = page.get(at) else { return 0 };
    let mut cost = 0;
    for column in 1..first.len() {
        let above = (at.saturating_sub(APART)..at)
            .rev()
            .map(|i| page[i][column].as_str())
            .find(|t| !t.is_empty());
        let below = page[at..]
            .iter()
            .take(APART)
            .map(|l| l[column].as_str())
            .find(|t| !t.is_empty());
        let (Some(above), Some(below)) = (above, below) else {
            continue;
        };
        let goes_on = below.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let open = above.ends_with([',', '-', '–']);
        cost += match (goes_on, open) {
            (true, _) => 7,
            (false, true) => 4,
            (false, false) => 0,
        };
    }
    cost
}

fn region(start: usize, end: usize, count: usize, pages: &[Page], rows: &[Row]) -> Region {
    let mut all: Vec<(u32, Vec<String>)> = Vec::with_capacity(rows.len() + 1);
    let mut texts = vec![String::new(); count];
    pages[0].append(&pages[0].head, &mut texts);
    all.push((pages[0].number, texts));
    for row in rows {
        let mut texts = vec![String::new(); count];
        for (page, lines) in &row.parts {
            pages[*page].append(&pages[*page].lines[lines.clone()], &mut texts);
        }
        let page = row.parts.first().map_or(pages[0].number, |p| pages[p.0].number);
        all.push((page, texts));
    }
    Region {
        start,
        end,
        block: Block {
            page: Some(pages[0].number),
            content: Content::Table(table_over_pages(all, 1)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    const PAGES: &str = "B. KẾT QUẢ THỰC HIỆN
              Nhiệm vụ,                           Mức độ
   TT                            Thời gian                      Kết quả chi tiết
              giải pháp                           hoàn thành
    I     Hoàn thiện thể chế
          Rà soát, xây dựng                                     Ban hành 12 văn
          các quy định cho                                      bản chỉ đạo, điều
    1                            2022 - 2025       Đang         hành; tổ chức 02
          phù hợp với sự                        triển khai      lớp tập huấn cho
          phát triển của xã                                     160 lượt người.
          Lập tổ công nghệ
    2     số ở các thôn;         2022 - 2025       100%         12/12 tổ
\u{c}              Nhiệm vụ,                        Mức độ
TT                            Thời gian                      Kết quả chi tiết
              giải pháp                           hoàn thành
          duy trì hoạt động
                                                             Đã mở 03 lớp cho
          Mở lớp kỹ năng số
 3                            Hằng năm            95%        cán bộ và người
          cho người dân
                                                             dân ở 04 thôn.
 4        Đo lường kết quả    Hằng năm
C. ĐÁNH GIÁ
";

    #[test]
    fn numbers_stand_in_the_middle_of_their_rows() {
        let body = lines::split(PAGES, 100_000).body;
        let region = find(&body).expect("a table");
        assert_eq!(body[region.end].text, "C. ĐÁNH GIÁ");
        let Content::Table(table) = &region.block.content else {
            panic!("a table")
        };
        let rows: Vec<Vec<String>> = (0..table.rows)
            .map(|r| table.row(r).map(|c| c.text.replace('\n', " ")).collect())
            .collect();
        let result = "Ban hành 12 văn bản chỉ đạo, điều hành; tổ chức 02 lớp tập huấn cho 160 lượt người.";
        let first = "Rà soát, xây dựng các quy định cho phù hợp với sự phát triển của xã";
        let second = "Lập tổ công nghệ số ở các thôn; duy trì hoạt động";
        let third = "Đã mở 03 lớp cho cán bộ và người dân ở 04 thôn.";
        let head = [
            "TT",
            "Nhiệm vụ, giải pháp",
            "Thời gian",
            "Mức độ hoàn thành",
            "Kết quả chi tiết",
        ];
        assert_eq!(
            rows,
            [
                head,
                ["I", "Hoàn thiện thể chế", "", "", ""],
                ["1", first, "2022 - 2025", "Đang triển khai", result],
                ["2", second, "2022 - 2025", "100%", "12/12 tổ"],
                ["3", "Mở lớp kỹ năng số cho người dân", "Hằng năm", "95%", third],
                ["4", "Đo lường kết quả", "Hằng năm", "", ""],
            ]
        );
    }

    #[test]
    fn a_number_alone_on_its_line_is_the_rows_unless_it_stands_further_right() {
        let text = "PHỤ LỤC
   TT     Nhiệm vụ              Thời gian      Kết quả chi tiết
          Rà soát, xây dựng                    Ban hành 12 văn
    1
          các quy định                         bản chỉ đạo
          Lập tổ công nghệ                     12/12 tổ
    2                           2025
          số ở các thôn                        đã hoạt động
                                   7
\u{c}   TT     Nhiệm vụ              Thời gian      Kết quả chi tiết
          Mở lớp kỹ năng số                    Đã mở 03 lớp cho
    3
          cho người dân                        cán bộ
";
        let region = find(&lines::split(text, 100_000).body).expect("a table");
        let Content::Table(table) = &region.block.content else {
            panic!("a table")
        };
        let rows: Vec<String> = (0..table.rows)
            .map(|r| {
                table
                    .row(r)
                    .map(|c| c.text.replace('\n', " "))
                    .collect::<Vec<_>>()
                    .join(" | ")
            })
            .collect();
        assert_eq!(
            rows[1..],
            [
                "1 | Rà soát, xây dựng các quy định |  | Ban hành 12 văn bản chỉ đạo",
                "2 | Lập tổ công nghệ số ở các thôn | 2025 | 12/12 tổ đã hoạt động",
                "3 | Mở lớp kỹ năng số cho người dân |  | Đã mở 03 lớp cho cán bộ",
            ]
        );
    }

    #[test]
    fn a_text_may_end_anywhere() {
        let ends = PAGES.char_indices().filter(|(_, c)| *c == '\n').map(|(at, _)| at);
        for end in ends {
            let body = lines::split(&PAGES[..end], 100_000).body;
            let found = find(&body);
            assert!(
                found.is_none_or(|r| r.start < r.end && r.end <= body.len()),
                "cut at {end}"
            );
        }
    }

    #[test]
    fn numbers_at_the_top_of_their_rows_are_left_to_the_other_reader() {
        let text = "TT   Nhiệm vụ               Thời gian   Kết quả
1    Lập tổ công nghệ       2025        12/12 tổ
     ở các thôn
2    Mở lớp tập huấn        2025        Chưa mở
     cho người dân
3    Đo lường kết quả       2025        Đã làm
";
        assert!(find(&lines::split(text, 10_000).body).is_none());
    }
}
