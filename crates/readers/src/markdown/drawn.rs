//! Tables drawn with signs, as pandoc writes them where a cell has several lines: grids of `+`, `-` and `|`, with
//! merged cells, and columns under groups of dashes.

use std::ops::Range;

/// Lines that one drawn table may have; what is longer is text.
const MAX_LINES: usize = 20_000;
/// Borders that a grid may have across.
const MAX_BORDERS: usize = 256;
/// Lines that a heading over groups of dashes may have.
const MAX_HEAD: usize = 12;

/// A cell with the source of its text; lines are joined by `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DrawnCell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) row_span: u32,
    pub(super) column_span: u32,
    pub(super) source: String,
}

/// A table and the number of lines that it takes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawn {
    pub(super) lines: usize,
    pub(super) header_rows: u32,
    pub(super) cells: Vec<DrawnCell>,
}

/// The grid that begins at the first line: `+-----+---+`, rows of `|`, and further such borders.
pub(super) fn grid(lines: &[&str]) -> Option<Drawn> {
    let indent = lines.first()?.find('+')?;
    let body = |l: &&&str| {
        let line = l.trim();
        line.len() >= 3 && line.starts_with(['+', '|']) && line.ends_with(['+', '|'])
    };
    let taken = lines.iter().take(MAX_LINES).take_while(body).count();
    let rows: Vec<Vec<char>> = lines[..taken].iter().map(|l| shifted(l, indent)).collect();
    if !is_border(rows.first()?) || rows.len() < 3 {
        return None;
    }
    let last = rows.iter().rposition(|r| is_border(r)).filter(|at| *at >= 2)?;
    let rows = &rows[..=last];
    let xs = borders(rows)?;
    let ys: Vec<usize> = (0..rows.len()).filter(|y| has_border(&rows[*y])).collect();
    let heading = ys.iter().position(|y| rows[*y].contains(&'=') && is_border(&rows[*y]));
    Some(Drawn {
        lines: last + 1,
        header_rows: heading.unwrap_or(0) as u32,
        cells: Grid { rows, xs: &xs, ys: &ys }.cells(),
    })
}

fn shifted(line: &str, indent: usize) -> Vec<char> {
    line.trim_end().chars().skip(indent).collect()
}

/// A line from edge to edge.
fn is_border(row: &[char]) -> bool {
    row.len() >= 3 && row.first() == Some(&'+') && row.iter().all(|c| matches!(c, '+' | '-' | '=' | ':'))
}

/// A line that closes some cells at least: between two `+` there is nothing but dashes.
fn has_border(row: &[char]) -> bool {
    let crossings: Vec<usize> = (0..row.len()).filter(|x| row[*x] == '+').collect();
    crossings.windows(2).any(|w| is_stroke(&row[w[0]..=w[1]]))
}

/// A stroke from `+` to `+` (or to the bar of a merged cell).
fn is_stroke(part: &[char]) -> bool {
    part.len() >= 3
        && part[1..part.len() - 1]
            .iter()
            .all(|c| matches!(c, '+' | '-' | '=' | ':'))
}

/// Where columns begin and end: the crossings of the lines that are borders.
fn borders(rows: &[Vec<char>]) -> Option<Vec<usize>> {
    let mut xs: Vec<usize> = Vec::new();
    for row in rows.iter().filter(|r| has_border(r)) {
        let crossing = |x: &usize| {
            let stroke = |c: Option<&char>| matches!(c, Some('-' | '=' | ':'));
            row[*x] == '+' && (stroke(row.get(x + 1)) || (*x > 0 && stroke(row.get(x - 1))))
        };
        xs.extend((0..row.len()).filter(crossing));
        xs.sort_unstable();
        xs.dedup();
        if xs.len() > MAX_BORDERS {
            return None;
        }
    }
    (xs.len() >= 2).then_some(xs)
}

/// The drawing with its possible borders.
struct Grid<'a> {
    rows: &'a [Vec<char>],
    xs: &'a [usize],
    ys: &'a [usize],
}

impl Grid<'_> {
    fn cells(&self) -> Vec<DrawnCell> {
        let (columns, count) = (self.xs.len() - 1, self.ys.len().saturating_sub(1));
        let mut taken = vec![false; columns * count];
        let mut cells = Vec::new();
        for row in 0..count {
            for column in 0..columns {
                if taken[row * columns + column] {
                    continue;
                }
                let right = (column + 1..columns)
                    .find(|c| taken[row * columns + c] || self.closed_left(row, *c))
                    .unwrap_or(columns);
                let open_below = |r: &usize| !self.closed_above(*r, column..right);
                let bottom = row + 1 + (row + 1..count).take_while(open_below).count();
                for r in row..bottom {
                    taken[r * columns + column..r * columns + right].fill(true);
                }
                cells.push(DrawnCell {
                    row: row as u32,
                    column: column as u32,
                    row_span: (bottom - row) as u32,
                    column_span: (right - column) as u32,
                    source: self.text(self.ys[row] + 1..self.ys[bottom], self.xs[column] + 1..self.xs[right]),
                });
            }
        }
        cells
    }

    /// True where a bar stands at the left of a column all along a row.
    fn closed_left(&self, row: usize, column: usize) -> bool {
        let x = self.xs[column];
        let lines = &self.rows[self.ys[row] + 1..self.ys[row + 1]];
        lines.iter().all(|l| matches!(l.get(x), Some('|' | '+')))
    }

    /// True where a stroke stands above a row over these columns.
    fn closed_above(&self, row: usize, columns: Range<usize>) -> bool {
        let line = &self.rows[self.ys[row]];
        let (from, to) = (self.xs[columns.start], self.xs[columns.end]);
        line.get(from..=to).is_some_and(is_stroke)
    }

    fn text(&self, lines: Range<usize>, across: Range<usize>) -> String {
        let part = |line: &Vec<char>| -> String {
            let end = across.end.min(line.len());
            line.get(across.start..end).unwrap_or_default().iter().collect()
        };
        // A word wider than its column is broken by force: it fills its line and has no blank in it.
        let room = across.len().saturating_sub(2);
        joined(self.rows[lines].iter().map(part), room)
    }
}

/// Lines without the white space around; a line of `room` characters without blanks goes on in the next; an empty
/// line between others ends a paragraph.
fn joined(lines: impl Iterator<Item = String>, room: usize) -> String {
    let mut out = String::new();
    let (mut gap, mut broken) = (false, false);
    for line in lines {
        let line = line.trim();
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            broken &= line.starts_with(char::is_alphanumeric);
            out.push_str(match (gap, broken) {
                (true, _) => "<br>",
                (false, true) => "",
                (false, false) => "\n",
            });
        }
        (gap, broken) = (false, room > 0 && !line.contains(' ') && line.chars().count() == room);
        out.push_str(line);
    }
    out
}

/// A table under groups of dashes that begins at the first line: with a rule above its heading, with a heading of
/// one line, or with no heading at all.
pub(super) fn dashed(lines: &[&str]) -> Option<Drawn> {
    let ruled = dash_groups(lines.first()?).is_some_and(|g| g.len() == 1 && g[0].len() >= 10);
    let first = usize::from(ruled);
    let head = lines
        .iter()
        .skip(first)
        .take(MAX_HEAD)
        .position(|l| dash_groups(l).is_some())?;
    let at = first + head;
    let groups = dash_groups(lines[at]).filter(|g| g.len() >= 2)?;
    if head > 1 && !ruled || lines[first..at].iter().any(|l| l.trim().is_empty()) {
        return None;
    }
    let starts: Vec<usize> = groups.iter().map(|g| g.start).collect();
    let rest = &lines[at + 1..];
    let closing = rest.iter().take(MAX_LINES).position(|l| dash_groups(l).is_some());
    let blank = rest.iter().position(|l| l.trim().is_empty()).unwrap_or(rest.len());
    let (records, used): (Vec<Vec<&str>>, usize) = match closing {
        Some(end) if ruled || head == 0 => {
            let wrapped = rest[..end].iter().any(|l| l.trim().is_empty());
            let records = if wrapped || ruled {
                rest[..end]
                    .split(|l| l.trim().is_empty())
                    .map(<[&str]>::to_vec)
                    .collect()
            } else {
                rest[..end].iter().map(|l| vec![*l]).collect()
            };
            (records, end + 1)
        }
        _ if ruled || head == 0 => return None,
        _ => (rest[..blank].iter().map(|l| vec![*l]).collect(), blank),
    };
    let heading = (head > 0).then(|| lines[first..at].to_vec());
    let header_rows = u32::from(heading.is_some());
    let rows = heading.into_iter().chain(records.into_iter().filter(|r| !r.is_empty()));
    let mut cells = Vec::new();
    let mut count = 0u32;
    for (row, record) in rows.enumerate() {
        count += 1;
        for column in 0..starts.len() {
            cells.push(DrawnCell {
                row: row as u32,
                column: column as u32,
                row_span: 1,
                column_span: 1,
                source: joined(record.iter().map(|l| slice(l, &starts, column)), 0),
            });
        }
    }
    // Words that run across the gaps between the groups are no columns.
    let aligned = rest[..used.min(rest.len())].iter().all(|l| fits(l, &groups));
    (count > header_rows && aligned).then_some(Drawn {
        lines: at + 1 + used,
        header_rows,
        cells,
    })
}

/// Places of the groups of a line of nothing but dashes and spaces; `None` for other lines.
fn dash_groups(line: &str) -> Option<Vec<Range<usize>>> {
    let line = line.trim_end();
    if !line.contains("--") || !line.bytes().all(|b| matches!(b, b'-' | b' ')) {
        return None;
    }
    let bytes = line.as_bytes();
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        match groups.last_mut() {
            Some(last) if *byte == b'-' && last.end == at => last.end = at + 1,
            _ if *byte == b'-' => groups.push(at..at + 1),
            _ => {}
        }
    }
    Some(groups)
}

fn slice(line: &str, starts: &[usize], column: usize) -> String {
    let end = starts.get(column + 1).copied().unwrap_or(usize::MAX);
    let length = end.saturating_sub(starts[column]);
    line.trim_end().chars().skip(starts[column]).take(length).collect()
}

/// True where the sign before each column of a line is a space.
fn fits(line: &str, groups: &[Range<usize>]) -> bool {
    let signs: Vec<char> = line.trim_end().chars().collect();
    let gap = |g: &Range<usize>| g.start == 0 || signs.get(g.start - 1).is_none_or(|c| matches!(c, ' ' | '-'));
    groups.iter().all(gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        text.lines().collect()
    }

    fn texts(table: &Drawn) -> Vec<(u32, u32, u32, u32, &str)> {
        let cell = |c: &DrawnCell| (c.row, c.column, c.row_span, c.column_span);
        table
            .cells
            .iter()
            .map(|c| {
                let (a, b, d, e) = cell(c);
                (a, b, d, e, c.source.as_str())
            })
            .collect()
    }

    #[test]
    fn a_grid_with_merged_cells() {
        let text = "\
+----+---------+---------+
| TT | Kết quả | Ghi chú |
+====+=========+=========+
| I  | Thể chế           |
+----+---------+---------+
| 1  | đã lập  | a       |
|    | tổ      +---------+
|    |         | b       |
+----+---------+---------+
sau";
        let table = grid(&lines(text)).expect("a grid");
        assert_eq!((table.lines, table.header_rows), (9, 1));
        assert_eq!(
            texts(&table),
            [
                (0, 0, 1, 1, "TT"),
                (0, 1, 1, 1, "Kết quả"),
                (0, 2, 1, 1, "Ghi chú"),
                (1, 0, 1, 1, "I"),
                (1, 1, 1, 2, "Thể chế"),
                (2, 0, 2, 1, "1"),
                (2, 1, 2, 1, "đã lập\ntổ"),
                (2, 2, 1, 1, "a"),
                (3, 2, 1, 1, "b"),
            ]
        );
        assert_eq!(grid(&lines("+ một ý\n+ hai ý\n+ ba ý")), None);
    }

    #[test]
    fn a_word_broken_by_force_is_joined() {
        let text =
            "+----+------+\n| II | 2022 |\n| I  | -    |\n|    | 2025 |\n+----+------+\n| 1  | a    |\n+----+------+";
        let table = grid(&lines(text)).expect("a grid");
        let found: Vec<&str> = table.cells.iter().map(|c| c.source.as_str()).collect();
        assert_eq!(found, ["III", "2022\n-\n2025", "1", "a"]);
    }

    #[test]
    fn columns_under_dashes_with_wrapped_cells() {
        let text = "  ---------------------------
  TT   Nhiệm vụ     Kết quả
  ---- ------------ ---------
  1    Lập tổ       12/12 tổ
       công nghệ    

  2    Mở lớp       
  ---------------------------
";
        let table = dashed(&lines(text)).expect("a table");
        assert_eq!((table.lines, table.header_rows), (8, 1));
        let found: Vec<&str> = table.cells.iter().map(|c| c.source.as_str()).collect();
        assert_eq!(
            found,
            [
                "TT",
                "Nhiệm vụ",
                "Kết quả",
                "1",
                "Lập tổ\ncông nghệ",
                "12/12 tổ",
                "2",
                "Mở lớp",
                ""
            ]
        );
    }

    #[test]
    fn columns_under_dashes_with_a_row_a_line() {
        let table = dashed(&lines("TT   Việc\n---- -----\n1    a\n2    b\n\nsau")).expect("a table");
        assert_eq!((table.lines, table.header_rows, table.cells.len()), (4, 1, 6));
        assert_eq!(dashed(&lines("Một dòng chữ\n----------\nsau")), None);
        assert_eq!(dashed(&lines("---\nMột\n---")), None);
    }
}
