//! The walk down the lines of an annex, row by row and page by page.

use super::super::align::Prepared;
use super::super::labels::{self, Label};
use super::super::split::{self, Split, Widths};
use super::super::{Row, columns};
use super::follow::advance;
use super::line::{Line, leading_blanks, words};
use super::opening::{
    TITLE_LINES_MAX, has_closing_mark, repeated_heading, row_start, status_heading_width, timeframe_follows,
};
use super::{behind, leads, nested};
use crate::flow::{Origin, Para, ParaKind};
use tonghop_catalogue::Catalogue;
use tonghop_text::fold;

/// Lines below a doubtful end in which the next known row is looked for.
const LOOK_AHEAD_LINES: usize = 150;
/// Rows above whose status widths are looked at.
const RECENT_ROWS: usize = 4;
/// Rows above whose leads are looked at.
const LEADS_MAX: usize = 40;
/// Rows above and below whose broken status lines tell how wide the column can be.
const NEAR_ROWS: usize = 6;

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

    /// Walks down from the first line of the annex; returns one past its last line.
    pub fn walk(&mut self, first: usize) -> usize {
        let mut i = first;
        while i < self.lines.len() {
            if let Some(n) = self.repeated_heading(i) {
                self.drop_page_number(i);
                self.break_page();
                i += n;
            } else if let Some(next) = self.nested_at(i) {
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

    /// A part or group numbered one step lower than usual.
    fn nested_at(&mut self, i: usize) -> Option<usize> {
        let repeated = |j: usize| self.repeated_heading(j);
        let part = nested::part(self.lines, i, self.prepared, &repeated);
        let group = if part.is_none() {
            nested::group(self.lines, i, self.prepared, &repeated)
        } else {
            None
        };
        if let Some(part) = part {
            self.part = Some(part.label.to_string());
            (self.group, self.group_title) = (None, None);
            self.in_heading = true;
            return Some(part.next);
        }
        let group = group?;
        self.group = Some(group.label.to_string());
        self.group_title = Some(group.title);
        self.in_heading = true;
        Some(group.next)
    }

    fn part_at(&mut self, i: usize) -> Option<usize> {
        let (kind, label, rest) = labels::split(self.lines[i].text)?;
        if kind != Label::Part || has_closing_mark(self.lines[i].text) {
            return None;
        }
        let upper = |text: &str| text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
        let mut next = i + 1;
        if rest.is_empty()
            && !self
                .lines
                .get(next)
                .is_some_and(|l| upper(l.text) && l.folded.len() >= 2)
        {
            return None;
        }
        if !rest.is_empty() && !upper(rest) {
            return None;
        }
        while self
            .lines
            .get(next)
            .is_some_and(|l| upper(l.text) && labels::split(l.text).is_none())
        {
            next += 1;
        }
        self.in_heading = true;
        self.part = Some(label.to_string());
        self.group = None;
        self.group_title = None;
        Some(next)
    }

    fn group_at(&mut self, i: usize) -> Option<usize> {
        let (kind, label, rest) = labels::split(self.lines[i].text)?;
        if kind != Label::Group || self.is_number_of_above(i) {
            return None;
        }
        let mut title: Vec<&str> = if rest.is_empty() { Vec::new() } else { vec![rest] };
        let opening = if rest.is_empty() {
            self.lines.get(i + 1)?.folded.clone()
        } else {
            words(rest)
        };
        let known = self
            .prepared
            .groups
            .iter()
            .find(|g| advance(&g.words, 0, &opening).is_some_and(|n| n <= opening.len() + 1));
        let mut next = i + 1;
        if let Some(known) = known {
            let mut found = if rest.is_empty() {
                0
            } else {
                advance(&known.words, 0, &opening)?
            };
            while let Some(line) = self.lines.get(next) {
                let Some(n) = (found < known.words.len())
                    .then(|| advance(&known.words, found, &line.folded))
                    .flatten()
                else {
                    break;
                };
                found = n;
                title.push(line.text.trim());
                next += 1;
            }
        } else {
            // An unknown group: the next Roman number, a short title, then a row.
            let last = self.group.as_deref().and_then(labels::roman).unwrap_or(0);
            let follows = labels::roman(label) == Some(last + 1) || labels::roman(label) == Some(1);
            let row = (i + 1..(i + 5).min(self.lines.len()))
                .find(|&j| row_start(self.lines, j, self.prepared, 0).is_some())?;
            if !follows || has_closing_mark(self.lines[i].text) {
                return None;
            }
            title.extend(self.lines[next..row].iter().map(|l| l.text.trim()));
            next = row;
        }
        self.in_heading = true;
        self.group = Some(label.to_string());
        self.group_title = Some(tonghop_text::squash_space(&title.join(" ")));
        Some(next)
    }

    fn row_at(&mut self, i: usize) -> Option<usize> {
        let (label, task, rest) = row_start(self.lines, i, self.prepared, self.next_task)
            .or_else(|| self.late_row(i))
            .or_else(|| self.unknown_row(i))?;
        let empty = || Para::new(ParaKind::Body);
        self.rows.push(Open {
            row: Row {
                part: self.part.clone(),
                group: self.group.clone(),
                group_title: self.group_title.clone(),
                no: Some(label.to_string()),
                title: empty(),
                lead: empty(),
                timeframe: empty(),
                status: empty(),
                result: empty(),
                other: Vec::new(),
                layout_confidence: 1.0,
            },
            task,
            title_words: 0,
            pages: vec![Vec::new()],
            phase: Phase::Title,
        });
        self.in_heading = false;
        if let Some(task) = task {
            self.next_task = self.next_task.max(task + 1);
        }
        if !rest.is_empty() {
            let text = self.lines[i].text;
            let start = text.find(rest).map_or(0, |b| text[..b].chars().count());
            self.add_above_timeframe(i, start, true);
        }
        Some(i + 1)
    }

    /// A task that was passed over and comes later: the report keeps another order.
    fn late_row(&self, i: usize) -> Option<(&'l str, Option<usize>, &'l str)> {
        if has_closing_mark(self.lines[i].text) {
            return None;
        }
        let found = row_start(self.lines, i, self.prepared, 0)?;
        let task = found.1?;
        let free = self.rows.iter().all(|open| open.task != Some(task));
        (free && timeframe_follows(self.lines, i)).then_some(found)
    }

    /// A row that no task explains: the number that is due, then a title and a time frame.
    fn unknown_row(&self, i: usize) -> Option<(&'l str, Option<usize>, &'l str)> {
        let (kind, label, rest) = labels::split(self.lines[i].text)?;
        let in_group = self
            .rows
            .last()
            .filter(|o| o.row.group == self.group && o.row.part == self.part);
        let due = in_group
            .and_then(|o| o.row.no.as_ref()?.parse::<u32>().ok())
            .unwrap_or(0)
            + 1;
        if kind != Label::Row || !rest.is_empty() || label.parse() != Ok(due) || has_closing_mark(self.lines[i].text) {
            return None;
        }
        let upper = self.lines.get(i + 1)?.text.trim().starts_with(char::is_uppercase);
        let next_label =
            (i + 1..self.lines.len()).find(|&j| row_start(self.lines, j, self.prepared, self.next_task).is_some());
        let end = next_label.unwrap_or(self.lines.len()).min(i + TITLE_LINES_MAX);
        let ends = |l: &Line<'_>| {
            if self.timed {
                columns::is_timeframe(l.text)
            } else {
                self.opens_status(l.text)
            }
        };
        (upper && self.lines[i + 1..end].iter().any(ends)).then_some((label, None, ""))
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

    fn add(&mut self, i: usize) {
        let line = &self.lines[i];
        if self.in_heading {
            if let (Some(_), Some(title)) = (&self.group, &mut self.group_title) {
                title.push(' ');
                title.push_str(line.text.trim());
            }
            return;
        }
        let Some(open) = self.rows.last() else { return };
        if open.phase == Phase::Resumed && (self.add_remainders(i) || self.add_lead_rest(i)) {
            return;
        }
        let Some(open) = self.rows.last() else { return };
        let goes_on = self.title_goes_on(open, &line.folded) && !self.repeats_lead(line.text);
        let title_rest = (open.phase == Phase::Resumed)
            .then(|| self.title_rest_length(open, line))
            .flatten();
        match open.phase {
            Phase::Title | Phase::Lead => self.add_above_timeframe(i, 0, goes_on),
            Phase::Resumed
                if goes_on
                    && title_rest.is_none()
                    && (line.folded.len() >= 2 || self.title_ends_with(open, &line.folded)) =>
            {
                self.add_title(line.text, line.origin);
            }
            Phase::Resumed if title_rest.is_some() => {
                let n = title_rest.unwrap_or(0);
                let (raw, origin) = line.piece(0, n);
                self.add_title(raw, origin);
                let Some(open) = self.rows.last_mut() else { return };
                open.phase = Phase::Body;
                if let Some(page) = open.pages.last_mut() {
                    page.push(Piece {
                        line: i,
                        from: n,
                        to: line.text.chars().count(),
                    });
                }
            }
            Phase::Resumed | Phase::Body => {
                let so_far = open.row.timeframe.text.as_str();
                let second_half = line.text.trim_start().starts_with(['-', '–']) && so_far.len() == 4;
                if second_half && let Some(n) = columns::second_year_length(line.text) {
                    self.add_timeframe(i, leading_blanks(line.text), n);
                    return;
                }
                let wanted = self.timed && (so_far.is_empty() || so_far.ends_with(['-', '–', '—']));
                let blanks = leading_blanks(line.text);
                if columns::is_broken_timeframe(so_far, line.text) {
                    self.add_timeframe(i, blanks, line.text.trim().chars().count());
                    return;
                }
                if let Some(n) = columns::timeframe_length(line.text).filter(|_| wanted) {
                    self.add_timeframe(i, blanks, n);
                    return;
                }
                let first = open.pages.len() == 1 && open.pages[0].is_empty();
                let to = line.text.chars().count();
                let shared = first.then(|| columns::shared_percent_length(line.text)).flatten();
                let Some(open) = self.rows.last_mut() else { return };
                open.phase = Phase::Body;
                if let Some(page) = open.pages.last_mut() {
                    let middle = shared.unwrap_or(0);
                    page.extend((middle > 0).then_some(Piece {
                        line: i,
                        from: 0,
                        to: middle,
                    }));
                    page.push(Piece {
                        line: i,
                        from: middle,
                        to,
                    });
                }
            }
        }
    }

    /// A line of the title, of the lead column, or the first one with the time frame.
    ///
    /// `start` is the first character of the line that does not belong to the row's number.
    fn add_above_timeframe(&mut self, i: usize, start: usize, goes_on: bool) {
        let below = self.rows.last().is_some_and(|open| open.phase == Phase::Lead) || !goes_on;
        if !self.timed && below && self.add_below_title(i, start) {
            return;
        }
        let line = &self.lines[i];
        let blanks = leading_blanks(line.text);
        if let Some(n) = columns::timeframe_length(line.text).filter(|_| {
            self.timed && !goes_on
                || (columns::is_timeframe(line.text) && line.text.trim().starts_with(|c: char| c.is_ascii_digit()))
        }) {
            self.add_timeframe(i, blanks, n);
            return;
        }
        let next = self.lines.get(i + 1).map_or("", |l| l.text);
        if !goes_on && columns::is_broken_timeframe(line.text, next) {
            self.add_timeframe(i, blanks, line.text.trim().chars().count());
            return;
        }
        // Cells of one line each stand side by side: "… đến từng thôn 2022 - 2025 100%".
        let in_lead = self.rows.last().is_some_and(|open| open.phase == Phase::Lead)
            || !goes_on && starts_lead(line.piece(start, usize::MAX).0);
        let behind_lead = || {
            (in_lead && self.has_lead && self.timed)
                .then(|| columns::timeframe_behind(line.text, next))
                .flatten()
        };
        let inner = columns::inner_timeframe(line.text).or_else(behind_lead);
        let (raw, origin) = line.piece(start, inner.map_or(usize::MAX, |(from, _)| from));
        let has_lead = self.has_lead;
        let Some(open) = self.rows.last_mut() else { return };
        if open.phase == Phase::Lead || (!goes_on && has_lead && starts_lead(raw)) {
            open.phase = Phase::Lead;
            open.row.lead.push_raw(raw, origin);
        } else {
            self.add_title(raw, origin);
        }
        if let Some((from, n)) = inner {
            self.add_timeframe(i, from, n);
        }
    }

    /// In a table without time frames: a line of the lead column, or the first one below it. False while the title
    /// goes on.
    fn add_below_title(&mut self, i: usize, start: usize) -> bool {
        let Some(open) = self.rows.last() else { return false };
        let (raw, origin) = self.lines[i].piece(start, usize::MAX);
        let (leads, opens) = (self.has_lead && starts_lead(raw), self.opens_status(raw));
        let told = match open.task {
            _ if open.phase == Phase::Lead => true,
            // A page break may cut the title: status and result of the page stand before the rest of it.
            _ if opens && raw.trim().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) => true,
            // Reports shorten the wording: three fifths of it are the title.
            Some(task) => open.title_words * 5 >= self.prepared.tasks[task].words.len() * 3,
            None => leads || opens,
        };
        if !told {
            return false;
        }
        let in_lead = open.phase == Phase::Lead && !opens || open.phase == Phase::Title && leads;
        let to = self.lines[i].text.chars().count();
        let status = in_lead.then(|| self.status_behind(raw)).flatten();
        let Some(open) = self.rows.last_mut() else { return false };
        if let Some(n) = status {
            // Cells of one line each stand side by side: "Các trường học Hoàn thành".
            let (raw, origin) = self.lines[i].piece(start, start + n);
            open.row.lead.push_raw(raw, origin);
            open.phase = Phase::Body;
            if let Some(page) = open.pages.last_mut() {
                page.push(Piece {
                    line: i,
                    from: start + n,
                    to,
                });
            }
        } else if in_lead {
            open.phase = Phase::Lead;
            open.row.lead.push_raw(raw, origin);
        } else {
            open.phase = Phase::Body;
            if let Some(page) = open.pages.last_mut() {
                page.push(Piece {
                    line: i,
                    from: start,
                    to,
                });
            }
        }
        true
    }

    /// Characters before a whole status with which a line ends; the longest status that does.
    fn status_behind(&self, text: &str) -> Option<usize> {
        let words = text.char_indices().filter(|(_, c)| *c == ' ').map(|(byte, _)| byte);
        words
            .filter(|&byte| !text[..byte].trim().is_empty())
            .find(|&byte| {
                let rest = text[byte..].trim();
                self.catalogue.is_status(rest) || super::super::status::percentage(rest).is_some()
            })
            .map(|byte| text[..byte].chars().count())
    }

    /// True for a line that a status can begin with.
    fn opens_status(&self, text: &str) -> bool {
        let text = text.trim();
        super::super::status::percentage(text).is_some()
            || self.catalogue.is_status_prefix(&fold(text))
            || self.catalogue.status_class(text).is_some()
    }

    /// Behind a page break, what is left of several cells may share one line: "đặc khu 2025 quyền". The year that the
    /// time frame still lacks tells them apart.
    fn add_remainders(&mut self, i: usize) -> bool {
        let Some(open) = self.rows.last() else { return false };
        if !open.row.timeframe.text.ends_with(['-', '–', '—']) {
            return false;
        }
        let line = &self.lines[i];
        let Some(from) = columns::inner_year(line.text) else {
            return false;
        };
        let title = self.title_rest_length(open, line).unwrap_or(0).min(from);
        let (raw, origin) = line.piece(0, title);
        self.add_title(raw, origin);
        let (raw, origin) = line.piece(title, from);
        if !raw.trim().is_empty() {
            if self.has_lead {
                let Some(open) = self.rows.last_mut() else { return false };
                open.row.lead.push_raw(raw, origin);
            } else {
                self.add_title(raw, origin);
            }
        }
        self.add_timeframe(i, from, 4);
        true
    }

    /// Behind a page break, a line that goes on with a lead wording known from the template or another row.
    fn add_lead_rest(&mut self, i: usize) -> bool {
        let Some(open) = self.rows.last() else { return false };
        let so_far = fold(&open.row.lead.text);
        if !self.has_lead || so_far.is_empty() || self.title_goes_on(open, &self.lines[i].folded) {
            return false;
        }
        let with_line = fold(&format!("{so_far} {}", self.lines[i].text.trim()));
        let templates = self.prepared.template.tasks.iter().filter_map(|t| t.lead.as_deref());
        let rows = self.rows.iter().rev().skip(1).map(|open| open.row.lead.text.as_str());
        if !templates.chain(rows).any(|lead| fold(lead).starts_with(&with_line)) {
            return false;
        }
        let line = &self.lines[i];
        let Some(open) = self.rows.last_mut() else { return false };
        open.row.lead.push_raw(line.text, line.origin);
        true
    }

    /// Characters at the start of the line that are just what the title still lacks, where more follows.
    fn title_rest_length(&self, open: &Open, line: &Line<'_>) -> Option<usize> {
        let lacking = open
            .task
            .and_then(|t| self.prepared.tasks[t].words.get(open.title_words..))?;
        if lacking.is_empty() || line.folded.len() <= lacking.len() || line.folded[..lacking.len()] != *lacking {
            return None;
        }
        let mut words = 0;
        let mut in_word = false;
        for (n, c) in line.text.chars().enumerate() {
            if in_word && !c.is_alphanumeric() {
                words += 1;
                if words == lacking.len() {
                    return Some(n);
                }
            }
            in_word = c.is_alphanumeric();
        }
        None
    }

    /// True for a line with which the lead of a row above begins: a few of its words may look like the title's.
    fn repeats_lead(&self, text: &str) -> bool {
        let above = self.rows.iter().rev().skip(1);
        let folded = fold(text.trim());
        self.has_lead
            && folded.contains(' ')
            && starts_lead(text)
            && above
                .take(LEADS_MAX)
                .any(|open| fold(&open.row.lead.text).starts_with(&folded))
    }

    fn title_goes_on(&self, open: &Open, words: &[String]) -> bool {
        open.task.is_some_and(|t| {
            let wording = &self.prepared.tasks[t].words;
            open.title_words < wording.len() && advance(wording, open.title_words, words).is_some()
        })
    }

    /// True where these words are just what the title still lacks.
    fn title_ends_with(&self, open: &Open, words: &[String]) -> bool {
        open.task
            .is_some_and(|t| self.prepared.tasks[t].words.get(open.title_words..) == Some(words))
    }

    fn add_title(&mut self, text: &str, origin: Origin) {
        let Some(open) = self.rows.last_mut() else { return };
        if let Some(task) = open.task
            && let Some(n) = advance(&self.prepared.tasks[task].words, open.title_words, &words(text))
        {
            open.title_words = n;
        }
        open.row.title.push_raw(text, origin);
    }

    /// The characters `from..from + n` of line `i` are (part of) the time frame; the rest is status and result.
    fn add_timeframe(&mut self, i: usize, from: usize, n: usize) {
        let Some(open) = self.rows.last_mut() else { return };
        let line = &self.lines[i];
        let end = line.text.chars().count();
        let (raw, origin) = self.lines[i].piece(from, from + n);
        open.row.timeframe.push_raw(raw, origin);
        open.phase = Phase::Body;
        let rest = line.piece(from + n, end).0;
        if rest.trim().is_empty() {
            return;
        }
        let Some(page) = open.pages.last_mut() else { return };
        // A status of one line shares it with the first line of the result.
        let status = split::known_status_length(rest, self.catalogue).unwrap_or(end);
        let middle = (from + n + status).min(end);
        page.push(Piece {
            line: i,
            from: from + n,
            to: middle,
        });
        if middle < end {
            page.push(Piece {
                line: i,
                from: middle,
                to: end,
            });
        }
    }

    /// Divides the collected pieces into status and result.
    ///
    /// In two passes: where the lines of sure statuses were broken tells how wide the column can be at most.
    pub fn finish(mut self) -> Vec<Row> {
        let heading = status_heading_width(&self.lines[self.heading.clone()]);
        self.cut_shared_lines(heading);
        if behind::is_order(&self.lines[self.heading.clone()]) {
            return self.finish_behind();
        }
        let nothing = vec![None; self.rows.len()];
        let first = self.splits(heading, &nothing);
        let overflow = self.overflows(&first);
        let splits = if overflow.iter().all(Option::is_none) {
            first
        } else {
            self.splits(heading, &overflow)
        };
        let lines = self.lines;
        let taking_part = leads::has_others(&lines[self.heading.clone()]);
        let rows = std::mem::take(&mut self.rows).into_iter().zip(splits);
        let mut rows: Vec<Row> = rows.map(|(open, splits)| divided(open, &splits, lines)).collect();
        if taking_part {
            leads::part(&mut rows);
        }
        rows
    }

    /// Cells of one line each share it: "02 hội nghị. 100%".
    fn cut_trailing_statuses(&mut self) {
        for at in 0..self.rows.len() {
            let texts = self.page_texts(&self.rows[at]);
            let found = texts
                .iter()
                .any(|texts| behind::status(texts, self.catalogue).is_some());
            let Some(piece) = self.rows[at].pages.first().and_then(|page| page.last()).copied() else {
                continue;
            };
            let raw = self.lines[piece.line].piece(piece.from, piece.to).0;
            let Some(n) = self.status_behind(raw).filter(|_| !found) else {
                continue;
            };
            if let Some(page) = self.rows[at].pages.first_mut() {
                page.pop();
                let middle = piece.from + n;
                page.push(Piece { to: middle, ..piece });
                page.push(Piece { from: middle, ..piece });
            }
        }
    }

    /// The rows of a table whose status stands behind the result.
    fn finish_behind(mut self) -> Vec<Row> {
        let lines = self.lines;
        self.cut_trailing_statuses();
        let places: Vec<_> = self
            .rows
            .iter()
            .map(|open| {
                self.page_texts(open)
                    .iter()
                    .map(|texts| behind::status(texts, self.catalogue))
                    .collect::<Vec<_>>()
            })
            .collect();
        let taking_part = leads::has_others(&lines[self.heading.clone()]);
        let rows = std::mem::take(&mut self.rows).into_iter().zip(places);
        let mut rows: Vec<Row> = rows
            .map(|(open, places)| divided_behind(open, &places, lines))
            .collect();
        if taking_part {
            leads::part(&mut rows);
        }
        rows
    }

    /// A status of one line shares it with the first line of the result: "Đạt 8/8 trường có phòng tin học,".
    ///
    /// Such a line is longer than the status column is wide, as the sure statuses of the annex show it.
    fn cut_shared_lines(&mut self, heading: usize) {
        /// Letters differ in width.
        const SLACK: usize = 3;
        let sure = |texts: &[&str]| {
            let whole = |k: &usize| self.catalogue.is_status(&texts[..*k].join(" "));
            let lines = (2..=texts.len().min(4)).find(whole)?;
            texts[..lines].iter().map(|text| text.chars().count()).max()
        };
        let texts: Vec<Vec<&str>> = self
            .rows
            .iter()
            .map(|open| self.page_texts(open).first().cloned().unwrap_or_default())
            .collect();
        let width = texts.iter().filter_map(|texts| sure(texts)).max();
        let limit = width.unwrap_or(0).max(heading) + SLACK;
        let length = |text: &str| tonghop_text::squash_space(text).chars().count();
        let result_width = texts
            .iter()
            .flat_map(|texts| texts.iter().skip(1))
            .map(|t| length(t))
            .max();
        for (open, texts) in self.rows.iter_mut().zip(&texts) {
            let (Some(page), Some(first)) = (open.pages.first_mut(), texts.first()) else {
                continue;
            };
            let Some(piece) = page.first().copied() else { continue };
            let raw = self.lines[piece.line].piece(piece.from, piece.to).0;
            if first.chars().count() <= limit {
                continue;
            }
            let Some(n) = split::known_status_length(raw, self.catalogue) else {
                continue;
            };
            // "Đã tổ chức 01 buổi nói" may open a result below a blank status: then it fits into the result's column.
            let counts = raw
                .chars()
                .skip(n)
                .find(|c| !c.is_whitespace())
                .is_some_and(|c| c.is_ascii_digit());
            if counts && result_width.is_some_and(|width| length(first) <= width) {
                continue;
            }
            let middle = piece.from + n;
            page[0].to = middle;
            page.insert(
                1,
                Piece {
                    line: piece.line,
                    from: middle,
                    to: piece.to,
                },
            );
        }
    }

    /// The texts of a row's pieces, page by page.
    fn page_texts(&self, open: &Open) -> Vec<Vec<&'l str>> {
        let text_of = |piece: &Piece| self.lines[piece.line].piece(piece.from, piece.to).0.trim();
        open.pages
            .iter()
            .map(|page| page.iter().map(text_of).collect())
            .collect()
    }

    /// How the pieces of every row are divided, page by page. `overflow` is what did not fit into the status column
    /// near each row.
    fn splits(&self, heading: usize, overflow: &[Option<usize>]) -> Vec<Vec<Split>> {
        // Widths change from page to page, seldom from row to row: the last rows tell.
        let mut recent: Vec<usize> = Vec::new();
        let mut out = Vec::with_capacity(self.rows.len());
        for (open, overflow) in self.rows.iter().zip(overflow) {
            let length = |text: &&str| text.chars().count();
            let pages = self.page_texts(open);
            let result = pages.iter().flatten().map(length).max().unwrap_or(0);
            let mut status_width = recent.iter().rev().take(RECENT_ROWS).max().copied();
            let mut status = String::new();
            let mut splits = Vec::with_capacity(pages.len());
            for (p, texts) in pages.iter().enumerate() {
                let widths = Widths {
                    status: status_width,
                    heading,
                    result,
                    overflow: *overflow,
                };
                let split = if p == 0 {
                    split::first_page(texts, widths, self.catalogue)
                } else {
                    split::next_page(texts, widths, &status, self.catalogue)
                };
                let own = &texts[..split.status_lines];
                if p == 0 {
                    let widest = own.iter().map(length).max();
                    recent.extend(widest);
                    status_width = widest.or(status_width);
                }
                for line in own {
                    status.push_str(if status.is_empty() { "" } else { " " });
                    status.push_str(line);
                }
                splits.push(split);
            }
            out.push(splits);
        }
        out
    }

    /// For every row, the least number of characters that did not fit into the status column of a row nearby whose
    /// status is known as a whole.
    fn overflows(&self, splits: &[Vec<Split>]) -> Vec<Option<usize>> {
        let own = |(open, splits): (&Open, &Vec<Split>)| {
            let (split, pages) = (splits.first()?, self.page_texts(open));
            let status = pages.first()?.get(..split.status_lines)?;
            self.catalogue
                .is_status(&status.join(" "))
                .then(|| split::too_long(status))
                .flatten()
        };
        let of_rows: Vec<Option<usize>> = self.rows.iter().zip(splits).map(own).collect();
        let near = |at: usize| {
            let from = at.saturating_sub(NEAR_ROWS);
            let to = (at + NEAR_ROWS + 1).min(of_rows.len());
            of_rows[from..to].iter().flatten().min().copied()
        };
        (0..of_rows.len()).map(near).collect()
    }
}

/// The row with its pieces given to status and result.
fn divided(mut open: Open, splits: &[Split], lines: &[Line<'_>]) -> Row {
    for (split, page) in splits.iter().zip(&open.pages) {
        open.row.layout_confidence = f64::min(open.row.layout_confidence, split.confidence);
        for (k, piece) in page.iter().enumerate() {
            let (raw, origin) = lines[piece.line].piece(piece.from, piece.to);
            let para = if k < split.status_lines {
                &mut open.row.status
            } else {
                &mut open.row.result
            };
            para.push_raw(raw, origin);
        }
    }
    open.row
}

/// The row with its pieces given to result, status and remarks. Only one page holds the status.
fn divided_behind(mut open: Open, places: &[Option<(usize, usize)>], lines: &[Line<'_>]) -> Row {
    let page_of_status = places.iter().position(Option::is_some);
    for (p, page) in open.pages.iter().enumerate() {
        let (start, end) = places[p]
            .filter(|_| page_of_status == Some(p))
            .unwrap_or((page.len(), page.len()));
        let mut remark = Para::new(ParaKind::Body);
        for (k, piece) in page.iter().enumerate() {
            let (raw, origin) = lines[piece.line].piece(piece.from, piece.to);
            let para = match k {
                k if k < start => &mut open.row.result,
                k if k < end => &mut open.row.status,
                _ => &mut remark,
            };
            para.push_raw(raw, origin);
        }
        if !remark.is_empty() {
            open.row.other.push(remark);
        }
    }
    open.row.layout_confidence *= if page_of_status.is_some() { 0.9 } else { 0.6 };
    open.row
}

/// True where the column headings, or else the template, have a lead column.
fn has_lead(heading: &[Line<'_>], prepared: &Prepared<'_>) -> bool {
    use tonghop_model::template::Column;
    if heading.is_empty() {
        return prepared.template.columns.contains(&Column::Lead);
    }
    let text = heading
        .iter()
        .flat_map(|l| &l.folded)
        .fold(String::new(), |all, word| all + word + " ");
    columns::lead_words().iter().any(|word| text.contains(word))
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

/// The lead column names bodies: "Sở …", "UBND …", "Các sở, ban, ngành …".
fn starts_lead(text: &str) -> bool {
    let folded = fold(text);
    [
        "so ",
        "ubnd",
        "uy ban",
        "cac so",
        "cong an",
        "van phong",
        "phong ",
        "trung tam",
        "ban ",
        "bo ",
        "cac phong",
        "cac truong",
        "cac co quan",
        "cac don vi",
        "cac nganh",
        "don vi ",
        "trien khai boi",
    ]
    .iter()
    .any(|start| folded.starts_with(start) || folded == start.trim_end())
}
