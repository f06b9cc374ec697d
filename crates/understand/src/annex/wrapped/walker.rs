//! The walk down the lines of an annex, row by row and page by page.

mod begin;
mod collect;
mod divide;
mod remainders;

pub(super) use remainders::before_lead;

use super::super::align::Prepared;
use super::super::labels::{self, Label};
use super::super::{Row, columns};
use super::line::Line;
use super::opening::{has_closing_mark, repeated_heading, row_start};
use super::told::{self, Told};
use tonghop_catalogue::Catalogue;
use tonghop_model::template::Column;
use tonghop_text::fold;

/// Lines below a doubtful end in which the next known row is looked for.
const LOOK_AHEAD_LINES: usize = 150;
/// A row while its lines are collected.
struct Open {
    row: Row,
    task: Option<usize>,
    /// Words of the task's wording that were found so far.
    title_words: usize,
    /// What stands below the time frame, one list a page.
    pages: Vec<Vec<Piece>>,
    phase: Phase,
}

/// A stretch of a printed line, in characters: cells of one height may share a line.
#[derive(Debug, Clone, Copy)]
struct Piece {
    line: usize,
    from: usize,
    to: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Title,
    Lead,
    Body,
    /// Behind a page break: the title may go on.
    Resumed,
}

pub(super) struct Walker<'l, 'd, 'p, 'a> {
    lines: &'l [Line<'d>],
    prepared: &'p Prepared<'a>,
    catalogue: &'p Catalogue,
    heading: std::ops::Range<usize>,
    /// True between a part or group heading and the row below it: a heading may go on behind a page break.
    in_heading: bool,
    has_lead: bool,
    told: Told,
    /// False where the table has no column of time frames: then other signs end the title.
    timed: bool,
    part: Option<String>,
    group: Option<String>,
    group_title: Option<String>,
    /// The first task that may still come.
    next_task: usize,
    rows: Vec<Open>,
}

impl<'l, 'd, 'p, 'a> Walker<'l, 'd, 'p, 'a> {
    pub fn new(
        lines: &'l [Line<'d>],
        prepared: &'p Prepared<'a>,
        heading: std::ops::Range<usize>,
        catalogue: &'p Catalogue,
    ) -> Self {
        let (heading_lines, heading_end) = (heading.clone(), heading.end);
        Self {
            lines,
            prepared,
            catalogue,
            heading,
            in_heading: false,
            timed: has_timeframes(&lines[heading_lines.clone()], &lines[heading_end..]),
            told: told::told(&lines[heading_lines.clone()], &lines[heading_end..], catalogue),
            has_lead: has_lead(&lines[heading_lines], prepared),
            part: None,
            group: None,
            group_title: None,
            next_task: 0,
            rows: Vec::new(),
        }
    }

    /// Number of rows seen so far.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// True where the table has a column of time frames.
    pub fn is_timed(&self) -> bool {
        self.timed
    }

    /// True where no column tells the statuses.
    pub fn tells_nowhere(&self) -> bool {
        self.told == Told::Nowhere
    }

    /// Walks down from the first line of the annex; returns one past its last line.
    pub fn walk(&mut self, first: usize) -> usize {
        let mut i = first;
        while i < self.lines.len() {
            if let Some(n) = self.repeated_heading(i) {
                self.drop_page_number(i);
                self.break_page();
                i += n;
                continue;
            }
            if i > first && self.lines[i].origin.page != self.lines[i - 1].origin.page {
                self.break_page();
            }
            if let Some(next) = self.nested_at(i) {
                i = next;
            } else if let Some(next) = self.part_at(i).or_else(|| self.group_at(i)).or_else(|| self.row_at(i)) {
                i = next;
            } else if self.is_end(i) {
                break;
            } else {
                self.add(i);
                i += 1;
            }
        }
        i
    }

    /// The number of lines of a repetition of the column headings at line `i`.
    fn repeated_heading(&self, i: usize) -> Option<usize> {
        repeated_heading(self.lines, &self.heading, i)
    }

    /// A page number right above the repeated heading at line `i` belongs to no row.
    fn drop_page_number(&mut self, i: usize) {
        let is_number = |text: &str| text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
        let page = self.rows.last_mut().and_then(|open| open.pages.last_mut());
        if let (Some(page), Some(above)) = (page, i.checked_sub(1))
            && is_number(self.lines[above].text.trim())
            && page.last().is_some_and(|piece| piece.line == above && piece.from == 0)
        {
            page.pop();
        }
    }

    fn break_page(&mut self) {
        if let Some(open) = self.rows.last_mut() {
            open.phase = Phase::Resumed;
            open.pages.push(Vec::new());
        }
    }

    /// The report goes on behind the annex: a numbered section, the closing sentence, the signature block.
    fn is_end(&self, i: usize) -> bool {
        let text = self.lines[i].text.trim();
        let folded = fold(text);
        if ["noi nhan", "tren day la bao cao", "tm. ", "kt. ", "ghi chu:"]
            .iter()
            .any(|s| folded.starts_with(s))
        {
            return true;
        }
        let Some((kind, _, rest)) = labels::split(text) else {
            return false;
        };
        if self.is_number_of_above(i) {
            return false;
        }
        // "… trong quý" / "III. Hỗ trợ …" is a result: where known rows follow, the annex goes on.
        matches!(kind, Label::Part | Label::Group)
            && has_closing_mark(text)
            && rest.chars().next().is_some_and(char::is_uppercase)
            && !self.rows_follow(i)
    }

    /// True where the number at line `i` belongs to the last word above: "… trong quý" / "III. Có 16 công dân …".
    fn is_number_of_above(&self, i: usize) -> bool {
        i.checked_sub(1)
            .is_some_and(|above| tonghop_text::awaits_roman(self.lines[above].text))
    }

    /// True where one of the next tasks starts further down.
    fn rows_follow(&self, i: usize) -> bool {
        let end = (i + 1 + LOOK_AHEAD_LINES).min(self.lines.len());
        (i + 1..end).any(|j| {
            row_start(self.lines, j, self.prepared, self.next_task)
                .is_some_and(|(_, task, _)| task.is_some_and(|t| t <= self.next_task + 2))
        })
    }
}

/// True where the column headings, or else the template, have a lead column.
fn has_lead(heading: &[Line<'_>], prepared: &Prepared<'_>) -> bool {
    if heading.is_empty() {
        return prepared.template.columns.contains(&Column::Lead);
    }
    let text = heading
        .iter()
        .flat_map(|l| &l.folded)
        .fold(String::new(), |all, word| all + word + " ");
    columns::names(Column::Lead, &text)
}

/// True where the column headings name a column of time frames, or several lines below are nothing but time frames.
fn has_timeframes(heading: &[Line<'_>], below: &[Line<'_>]) -> bool {
    /// Lines of an annex at most that are looked at.
    const FAR: usize = 400;
    // A deadline that stands alone on a line of a result is no column.
    const SEVERAL: usize = 3;
    let words = |word: &str| heading.iter().any(|l| l.folded.iter().any(|w| w == word));
    let framed = |l: &&Line<'_>| columns::timeframe_length(l.text).is_some();
    words("thoi") || below.iter().take(FAR).filter(framed).count() >= SEVERAL
}
