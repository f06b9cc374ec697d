//! The titles of the rows, put together from lines between which anything may stand.

mod names;
mod opening;

use super::super::super::align::Prepared;
use super::super::super::labels::{self, Label};
use super::super::super::status;
use super::super::line::Line;
use super::super::opening::has_closing_mark;
use super::fit::{Fit, Token, fit, tokens};
use super::headings::Headings;
use std::collections::HashSet;
use std::ops::Range;

/// Tasks below the last one that count as due.
const DUE: usize = 4;
/// Titles that were begun and may still go on.
const OPEN_MAX: usize = 3;
/// Lines below a heading of the report among which a title shows that the annex goes on.
const LOOK_AHEAD: usize = 300;
/// The highest bare number that is a label.
const NUMBER_MAX: u32 = 60;
/// A title counts where this share of its wording was found.
const WHOLE: (usize, usize) = (1, 2);

/// What a stretch of a line is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Use {
    /// Text of the report outside the annex.
    Text,
    /// A label, a column heading, the name of a part or group.
    Furniture,
    /// The title of a row.
    Title(usize),
    /// A time frame; within the line of a title, that row's.
    Time(Option<usize>),
    /// Some other cell.
    Cell,
}

/// A stretch of a line in characters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    pub from: usize,
    pub to: usize,
    pub what: Use,
}

/// A row's title.
pub(super) struct Title {
    /// The task of the template.
    pub task: usize,
    /// Label of its part as printed.
    pub part: Option<String>,
    /// The name of its group as printed.
    pub group_title: Option<String>,
    /// The line on which it begins.
    pub first: usize,
    /// Words of the wording that were passed, and found.
    passed: usize,
    found: usize,
}

/// All lines with what they are.
pub(super) struct Walk {
    pub titles: Vec<Title>,
    pub uses: Vec<Vec<Piece>>,
    /// Labels of parts and groups that were printed.
    pub labels: HashSet<String>,
    /// Numbers of rows in the order in which they were printed.
    pub numbers: Vec<String>,
    /// The lines of the column headings above the first title.
    pub heading: Vec<usize>,
    /// Lines on which the headings of a page begin, in order.
    pub pages: Vec<usize>,
    /// True where the columns behind the titles are time frame, status and result, in this order.
    pub ordered: bool,
}

/// A label that stands alone on its line.
pub(super) fn bare_label(text: &str) -> Option<&str> {
    let (kind, label, rest) = labels::split(text)?;
    let counts = kind != Label::Row || label.contains('.') || label.parse::<u32>().is_ok_and(|n| n <= NUMBER_MAX);
    (rest.is_empty() && counts && !text.contains('%')).then_some(label)
}

struct Walker<'l, 'd, 'p, 'a> {
    lines: &'l [Line<'d>],
    tokens: Vec<Vec<Token>>,
    prepared: &'p Prepared<'a>,
    titles: Vec<Title>,
    uses: Vec<Vec<Piece>>,
    labels: HashSet<String>,
    numbers: Vec<String>,
    /// The last label of a part, and the one whose name was found.
    part_label: Option<String>,
    part: Option<String>,
    group_title: Option<String>,
    /// True where a column names who is in the lead.
    has_lead: bool,
}

/// Goes through the lines and says what each of them is.
pub(super) fn walk(lines: &[Line<'_>], prepared: &Prepared<'_>) -> Walk {
    let mut walker = Walker {
        lines,
        tokens: lines.iter().map(|l| tokens(l.text)).collect(),
        prepared,
        titles: Vec::new(),
        uses: vec![Vec::new(); lines.len()],
        labels: HashSet::new(),
        numbers: Vec::new(),
        part_label: None,
        part: None,
        group_title: None,
        has_lead: false,
    };
    let first = walker.first_title();
    let headings = Headings::of(lines, first);
    let heading = headings
        .starts
        .iter()
        .rev()
        .find(|&&s| s < first)
        .map_or(first..first, |&s| s..first);
    let start = walker.above(heading.start, &headings);
    let heading = heading.filter(|&i| headings.has(i)).collect();
    walker.has_lead = headings.name_lead(lines);
    let mut i = start;
    while i < lines.len() && !walker.is_end(i) {
        i = walker.line(i, &headings);
    }
    walker.finish(heading, headings)
}

impl Walker<'_, '_, '_, '_> {
    /// The first of the labels, headings and names of parts right above a line.
    fn above(&self, line: usize, headings: &Headings) -> usize {
        let belongs = |i: usize| {
            headings.has(i) || bare_label(self.lines[i].text).is_some() || self.name(i, self.prepared.parts).is_some()
        };
        (0..line).rev().take_while(|&i| belongs(i)).last().unwrap_or(line)
    }

    /// Deals with line `i`; gives the next one.
    fn line(&mut self, i: usize, headings: &Headings) -> usize {
        if headings.has(i) {
            return self.furniture(i..i + 1);
        }
        if bare_label(self.lines[i].text).is_some() {
            self.note_label(self.lines[i].text);
            return self.furniture(i..i + 1);
        }
        if let Some((task, skipped)) = self.opening(i, self.due()).filter(|_| !self.goes_on_better(i)) {
            self.begin(i, task, skipped);
            return i + 1;
        }
        if let Some((open, fit)) = self.continued(i) {
            self.add(i, 0, open, &fit);
            return i + 1;
        }
        if let Some(end) = self.part_or_group(i) {
            return self.furniture(i..end);
        }
        self.other(i);
        i + 1
    }

    /// Remembers the label at the start of a text.
    fn note_label(&mut self, text: &str) {
        match labels::split(text) {
            Some((Label::Row, label, _)) => self.numbers.push(label.to_string()),
            Some((kind, label, _)) => {
                if kind == Label::Part {
                    self.part_label = Some(label.to_string());
                }
                self.labels.insert(label.to_string());
            }
            None => {}
        }
    }

    fn furniture(&mut self, lines: Range<usize>) -> usize {
        for i in lines.clone() {
            self.push(i, 0, usize::MAX, Use::Furniture);
        }
        lines.end
    }

    fn push(&mut self, i: usize, from: usize, to: usize, what: Use) {
        let to = to.min(self.lines[i].text.chars().count());
        if from < to {
            self.uses[i].push(Piece { from, to, what });
        }
    }

    /// The first task that may still come.
    fn due(&self) -> usize {
        self.titles.iter().map(|t| t.task + 1).max().unwrap_or(0)
    }

    /// The title that line `i` goes on with: the last one that still lacks something, or one a little above.
    fn continued(&self, i: usize) -> Option<(usize, Fit)> {
        let line = &self.tokens[i];
        if line.is_empty() || line.iter().all(|t| t.year) {
            return None;
        }
        (0..self.titles.len()).rev().take(OPEN_MAX).find_map(|at| {
            let title = &self.titles[at];
            fit(&self.prepared.tasks[title.task].words, title.passed, line).map(|fit| (at, fit))
        })
    }

    fn begin(&mut self, i: usize, task: usize, skipped: usize) {
        self.titles.push(Title {
            task,
            part: self.part.clone(),
            group_title: self.group_title.clone(),
            first: i,
            passed: 0,
            found: 0,
        });
        let at = self.titles.len() - 1;
        if skipped > 0 {
            let end = self.tokens[i][skipped - 1].to;
            self.note_label(self.lines[i].text);
            self.push(i, 0, end, Use::Furniture);
        }
        let line = &self.tokens[i][skipped..];
        let wording = &self.prepared.tasks[task].words;
        let found = fit(wording, 0, line).unwrap_or(Fit {
            end: line.len().min(wording.len()),
            words: line.len(),
            last: line.len(),
            found: line.len().min(wording.len()),
        });
        self.add(i, skipped, at, &found);
    }

    /// The words of line `i` behind the first `skipped` go on with the title `at` as `fit` says.
    fn add(&mut self, i: usize, skipped: usize, at: usize, fit: &Fit) {
        let wording = &self.prepared.tasks[self.titles[at].task].words;
        let line = self.tokens[i][skipped..].to_vec();
        let start = skipped.checked_sub(1).map_or(0, |k| self.tokens[i][k].to);
        let passed = &wording[self.titles[at].passed..fit.end.min(wording.len())];
        let mut words = if self.goes_on_below(i, &wording[fit.end.min(wording.len())..]) {
            fit.last
        } else {
            fit.words
        };
        words += line.iter().skip(words).take_while(|t| t.year).count();
        let text: Vec<char> = self.lines[i].text.chars().collect();
        // Words of another column end the title's share of the line; its closing mark belongs to it.
        let end = match line.get(words) {
            Some(_) if words > 0 => {
                let last = line[words - 1].to;
                last + text[last..]
                    .iter()
                    .take_while(|c| !c.is_whitespace() && !c.is_alphanumeric())
                    .count()
            }
            _ => text.len(),
        };
        let mut from = start;
        for token in line.iter().take(words).filter(|t| t.year && !passed.contains(&t.word)) {
            self.push(i, from, token.from, Use::Title(at));
            let dash = text[token.to..end]
                .iter()
                .take_while(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—'))
                .count();
            self.push(i, token.from, token.to + dash, Use::Time(Some(at)));
            from = token.to + dash;
        }
        self.push(i, from, end, Use::Title(at));
        if end < text.len() {
            self.push(i, end, text.len(), Use::Cell);
        }
        self.titles[at].passed = fit.end;
        self.titles[at].found += fit.found;
    }

    /// True where a line just below begins with the very words that the title lacks: what else stands on line `i` is
    /// another column's.
    fn goes_on_below(&self, i: usize, lacking: &[String]) -> bool {
        const BELOW: usize = 5;
        const WORDS: usize = 3;
        let wanted = &lacking[..lacking.len().min(WORDS)];
        let below = self.tokens[i + 1..].iter().take(BELOW);
        !wanted.is_empty()
            && below
                .map(|line| line.iter().filter(|t| !t.year).take(wanted.len()))
                .any(|line| line.map(|t| &t.word).eq(wanted))
    }

    /// A time frame, or a cell of another column.
    fn other(&mut self, i: usize) {
        let line = &self.tokens[i];
        let timed = !line.is_empty() && line.iter().all(|t| t.year);
        if timed {
            self.push(i, 0, usize::MAX, Use::Time(None));
            return;
        }
        // A title may end with words of its own: "… trong các trường" / "trên địa bàn xã".
        let above = i
            .checked_sub(1)
            .and_then(|above| self.uses[above].last())
            .map(|p| p.what);
        let own = match above {
            Some(Use::Title(at)) if at + 1 == self.titles.len() && self.lacks(at) => Some(at),
            _ => None,
        };
        let goes_on = self.lines[i].text.trim().starts_with(char::is_lowercase);
        match own.filter(|_| goes_on && self.lines[i].origin.block == self.lines[i - 1].origin.block) {
            Some(at) => self.push(i, 0, usize::MAX, Use::Title(at)),
            None => {
                // Cells of one height share a line: "2022 Đang thực".
                let cell = self.behind_years(i);
                self.push(i, 0, cell, Use::Time(None));
                self.push(i, cell, usize::MAX, Use::Cell);
            }
        }
    }

    /// The first character of line `i` behind the years that it begins with.
    fn behind_years(&self, i: usize) -> usize {
        let years = self.tokens[i].iter().take_while(|t| t.year).count();
        match self.tokens[i].get(years) {
            // "2025 là năm …" is a sentence.
            Some(next) if years > 0 && (next.capital || self.is_share(i, next.from)) => next.from,
            _ => 0,
        }
    }

    /// True where line `i` is a percentage from the character `from` on: "2022 100%".
    fn is_share(&self, i: usize, from: usize) -> bool {
        let rest: String = self.lines[i].text.chars().skip(from).collect();
        rest.trim_end().ends_with('%') && status::percentage(rest.trim()).is_some()
    }

    fn lacks(&self, at: usize) -> bool {
        let title = &self.titles[at];
        !self.has_lead && title.passed < self.prepared.tasks[title.task].words.len()
    }

    /// The report goes on behind the annex: a numbered section, the closing sentence, the signature block.
    fn is_end(&self, i: usize) -> bool {
        if self.titles.is_empty() {
            return false;
        }
        let text = self.lines[i].text.trim();
        let folded = tonghop_text::fold(text);
        if ["noi nhan", "tren day la bao cao", "tm. ", "kt. "]
            .iter()
            .any(|s| folded.starts_with(s))
        {
            return true;
        }
        let Some((Label::Part | Label::Group, _, rest)) = labels::split(text) else {
            return false;
        };
        if !has_closing_mark(text) || !rest.starts_with(char::is_uppercase) {
            return false;
        }
        let awaited = i
            .checked_sub(1)
            .is_some_and(|above| tonghop_text::awaits_roman(self.lines[above].text));
        let due = self.due();
        !awaited
            && self
                .name(i, self.prepared.parts.iter().chain(self.prepared.groups))
                .is_none()
            && (i + 1..self.lines.len())
                .take(LOOK_AHEAD)
                .all(|j| self.opening(j, due).is_none())
    }

    /// Drops the titles of which too little was found: what stands there is text of the report.
    fn finish(mut self, heading: Vec<usize>, headings: Headings) -> Walk {
        let whole = |title: &Title| title.found * WHOLE.1 >= self.prepared.tasks[title.task].words.len() * WHOLE.0;
        let kept: Vec<bool> = self.titles.iter().map(whole).collect();
        let place = |at: usize| kept[at].then(|| kept[..at].iter().filter(|k| **k).count());
        for piece in self.uses.iter_mut().flatten() {
            piece.what = match piece.what {
                Use::Title(at) => place(at).map_or(Use::Text, Use::Title),
                Use::Time(Some(at)) => place(at).map_or(Use::Text, |at| Use::Time(Some(at))),
                what => what,
            };
        }
        let mut keep = kept.iter();
        self.titles.retain(|_| keep.next().is_some_and(|k| *k));
        Walk {
            titles: self.titles,
            uses: self.uses,
            labels: self.labels,
            numbers: self.numbers,
            heading,
            ordered: headings.name_status_first(self.lines) && !self.has_lead,
            pages: headings.starts,
        }
    }
}
