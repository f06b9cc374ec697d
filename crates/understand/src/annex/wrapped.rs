//! The annex as lines: the text of a PDF in which each row's columns were wrapped one after the other.
//!
//! The known wording of the tasks says where a row starts and how far its title goes, also behind a
//! page break, where the rest of title, status and result follow each other again. The time frame
//! ends the title; what follows it is divided by [`super::split`].

use super::align::{Index, Prepared, Wording};
use super::labels::{self, Label};
use super::split::{self, Widths};
use super::{Annex, Row, columns};
use crate::flow::{Origin, Para, ParaKind};
use std::collections::HashSet;
use tonghop_catalogue::Catalogue;
use tonghop_document::{Content, Document};
use tonghop_text::fold;

/// Rows that have to be found for a text to hold an annex at all.
const ROWS_MIN: usize = 3;
/// Lines above the first row in which the column headings are looked for.
const HEADING_LINES_MAX: usize = 30;
/// Rows above whose status widths are looked at.
const RECENT_ROWS: usize = 4;
/// Lines a title may have.
const TITLE_LINES_MAX: usize = 40;

/// One printed line with its place.
#[derive(Debug, Clone)]
struct Line<'a> {
    text: &'a str,
    folded: Vec<String>,
    origin: Origin,
}

/// Finds the annex among the lines of a document.
pub(super) fn find(document: &Document, index: &Index<'_>, catalogue: &Catalogue) -> Annex {
    let lines = lines_of(document);
    let Some(prepared) = best_template(&lines, index) else {
        return Annex::default();
    };
    let Some(first) = (0..lines.len()).find(|&i| starts_annex(&lines, i, prepared)) else {
        return Annex::default();
    };
    let heading = heading_lines(&lines, first);
    let mut walker = Walker::new(&lines, prepared, heading.clone());
    let end = walker.walk(first);
    if walker.rows.len() < ROWS_MIN {
        return Annex::default();
    }
    let mut annex = Annex {
        rows: walker.finish(catalogue),
        ..Annex::default()
    };
    if !heading.is_empty() {
        let mut para = Para::new(ParaKind::Body);
        for line in &lines[heading.clone()] {
            para.push_raw(line.text, line.origin);
        }
        annex.headings.push(para);
    }
    let start = if heading.is_empty() { first } else { heading.start };
    for line in &lines[start..end] {
        annex
            .taken
            .text(line.origin.block, line.origin.offset, line.text.chars().count());
    }
    annex
}

fn lines_of(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        let Content::Paragraph(paragraph) = &content.content else {
            continue;
        };
        let mut offset = 0;
        for text in paragraph.text.split('\n') {
            let origin = Origin {
                page: content.page,
                block,
                cell: None,
                offset,
            };
            offset += text.chars().count() + 1;
            if !text.trim().is_empty() {
                let folded = tonghop_text::words(&fold(text)).map(str::to_string).collect();
                lines.push(Line { text, folded, origin });
            }
        }
    }
    lines
}

/// The template most of whose wording occurs in the text, if enough of it does.
fn best_template<'i, 'a>(lines: &[Line<'_>], index: &'i Index<'a>) -> Option<&'i Prepared<'a>> {
    const RUN: usize = 4;
    let runs: HashSet<&[String]> = lines.iter().flat_map(|l| l.folded.windows(RUN)).collect();
    let (hits, best) = index
        .templates
        .iter()
        .map(|p| {
            (
                p.tasks
                    .iter()
                    .flat_map(|t| t.words.windows(RUN))
                    .filter(|w| runs.contains(w))
                    .count(),
                p,
            )
        })
        .max_by_key(|(hits, _)| *hits)?;
    (hits >= 30).then_some(best)
}

/// A part, group or row label with a known wording behind it stands at line `i`.
fn starts_annex(lines: &[Line<'_>], i: usize, prepared: &Prepared<'_>) -> bool {
    let Some((kind, label, rest)) = labels::split(lines[i].text) else {
        return false;
    };
    if lines[i].text.trim().starts_with(|c: char| c.is_uppercase()) && has_closing_mark(lines[i].text) {
        return false;
    }
    let next = if rest.is_empty() {
        lines.get(i + 1).map(|l| l.folded.clone())
    } else {
        Some(words(rest))
    };
    let Some(next) = next else { return false };
    let opens = |wordings: &[Wording]| {
        wordings
            .iter()
            .any(|w| advance(&w.words, 0, &next).is_some_and(|n| n >= next.len().min(2)))
    };
    match kind {
        Label::Part => prepared.template.parts.iter().any(|p| p.label == label) && opens(&prepared.parts),
        Label::Group => opens(&prepared.groups) && rows_follow(lines, i, prepared),
        Label::Row => opens(&prepared.tasks) && timeframe_follows(lines, i),
    }
}

fn rows_follow(lines: &[Line<'_>], i: usize, prepared: &Prepared<'_>) -> bool {
    (i + 1..(i + 6).min(lines.len())).any(|j| row_start(lines, j, prepared, 0).is_some())
}

fn timeframe_follows(lines: &[Line<'_>], i: usize) -> bool {
    lines[i..(i + TITLE_LINES_MAX).min(lines.len())]
        .iter()
        .any(|l| columns::timeframe_length(l.text).is_some())
}

/// "C." and "III." head sections of the report; labels in a table stand bare.
fn has_closing_mark(text: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|label| label.ends_with(['.', ')', ':']))
}

/// The lines of the column headings above the first row.
fn heading_lines(lines: &[Line<'_>], first: usize) -> std::ops::Range<usize> {
    let from = first.saturating_sub(HEADING_LINES_MAX);
    let start = (from..first).rev().find(|&i| {
        let label = lines[i].folded.first().map(String::as_str);
        matches!(label, Some("tt" | "stt")) && lines[i].folded.len() <= 12
    });
    start.map_or(first..first, |s| s..first)
}

fn words(text: &str) -> Vec<String> {
    tonghop_text::words(&fold(text)).map(str::to_string).collect()
}

/// How far `wording[from..]` goes on in `line`: the position behind the last word of the line, where
/// most of the line's words are found there in order.
fn advance(wording: &[String], from: usize, line: &[String]) -> Option<usize> {
    if line.is_empty() {
        return None;
    }
    let window = &wording[from.min(wording.len())..(from + line.len() + 5).min(wording.len())];
    let (mut at, mut found, mut last) = (0, 0, None);
    for word in line {
        if let Some(step) = window[at..].iter().take(5).position(|w| similar(w, word)) {
            at += step + 1;
            found += 1;
            last = Some(at);
        }
    }
    (found * 3 >= line.len() * 2).then(|| last.map(|n| from + n)).flatten()
}

/// Equal, or one letter apart in words of four letters or more (slips of typing and recognition).
fn similar(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.len() < 4 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let prefix = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let suffix = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    prefix + suffix + 1 >= a.len().max(b.len())
}

/// The known task that starts at line `i`: its printed number, the task, and the line and word position
/// at which the title starts (the number may stand on a line of its own).
fn row_start<'l>(
    lines: &'l [Line<'_>],
    i: usize,
    prepared: &Prepared<'_>,
    from: usize,
) -> Option<(&'l str, Option<usize>, &'l str)> {
    let (kind, label, rest) = labels::split(lines[i].text)?;
    if kind != Label::Row
        || label.len() > 4
        || (has_closing_mark(lines[i].text) && !rest.is_empty()) && from == 0 && !timeframe_follows(lines, i)
    {
        return None;
    }
    let opening = if rest.is_empty() {
        lines.get(i + 1).map(|l| l.folded.clone())?
    } else {
        words(rest)
    };
    let opens = |t: usize| {
        let wording = &prepared.tasks[t].words;
        opening.len() >= 3.min(wording.len()) && advance(wording, 0, &opening).is_some_and(|n| n <= opening.len() + 2)
    };
    // Tasks may open alike; the one whose second line fits as well is meant.
    let mut candidates: Vec<usize> = (from..prepared.tasks.len()).filter(|&t| opens(t)).collect();
    if candidates.len() > 1 {
        let second = lines
            .get(i + 1 + usize::from(rest.is_empty()))
            .map(|l| l.folded.clone())
            .unwrap_or_default();
        let goes_on = |t: &usize| {
            let wording = &prepared.tasks[*t].words;
            advance(wording, 0, &opening).is_some_and(|n| advance(wording, n, &second).is_some())
        };
        if candidates.iter().any(goes_on) {
            candidates.retain(goes_on);
        }
    }
    candidates.first().map(|&t| (label, Some(t), rest))
}

/// A row while its lines are collected.
struct Open {
    row: Row,
    task: Option<usize>,
    /// Words of the task's wording that were found so far.
    title_words: usize,
    /// Lines below the time frame, one list a page.
    pages: Vec<Vec<usize>>,
    /// For lines that share a printed line with the time frame: characters to leave out.
    skip: Option<(usize, usize)>,
    phase: Phase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Title,
    Lead,
    Body,
    /// Behind a page break: the title may go on.
    Resumed,
}

struct Walker<'l, 'd, 'p, 'a> {
    lines: &'l [Line<'d>],
    prepared: &'p Prepared<'a>,
    heading: std::ops::Range<usize>,
    part: Option<String>,
    group: Option<String>,
    group_title: Option<String>,
    /// The first task that may still come.
    next_task: usize,
    rows: Vec<Open>,
}

impl<'l, 'd, 'p, 'a> Walker<'l, 'd, 'p, 'a> {
    fn new(lines: &'l [Line<'d>], prepared: &'p Prepared<'a>, heading: std::ops::Range<usize>) -> Self {
        Self {
            lines,
            prepared,
            heading,
            part: None,
            group: None,
            group_title: None,
            next_task: 0,
            rows: Vec::new(),
        }
    }

    /// Walks down from the first line of the annex; returns one past its last line.
    fn walk(&mut self, first: usize) -> usize {
        let mut i = first;
        while i < self.lines.len() {
            if let Some(n) = self.repeated_heading(i) {
                self.break_page();
                i += n;
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
        let heading = &self.lines[self.heading.clone()];
        let opening = heading.first()?;
        if self.lines[i].folded != opening.folded {
            return None;
        }
        let mut n = 0;
        for (wanted, line) in heading.iter().zip(&self.lines[i..]) {
            if wanted.folded != line.folded {
                break;
            }
            n += 1;
        }
        (n * 2 > heading.len()).then_some(n)
    }

    fn break_page(&mut self) {
        if let Some(open) = self.rows.last_mut() {
            open.phase = Phase::Resumed;
            open.pages.push(Vec::new());
        }
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
        self.part = Some(label.to_string());
        self.group = None;
        self.group_title = None;
        Some(next)
    }

    fn group_at(&mut self, i: usize) -> Option<usize> {
        let (kind, label, rest) = labels::split(self.lines[i].text)?;
        if kind != Label::Group {
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
        self.group = Some(label.to_string());
        self.group_title = Some(tonghop_text::squash_space(&title.join(" ")));
        Some(next)
    }

    fn row_at(&mut self, i: usize) -> Option<usize> {
        let (label, task, rest) =
            row_start(self.lines, i, self.prepared, self.next_task).or_else(|| self.unknown_row(i))?;
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
                layout_confidence: 1.0,
            },
            task,
            title_words: 0,
            pages: vec![Vec::new()],
            skip: None,
            phase: Phase::Title,
        });
        if let Some(task) = task {
            self.next_task = task + 1;
        }
        if !rest.is_empty() {
            let line = &self.lines[i];
            let lead = line.text.chars().count()
                - rest.chars().count()
                - line.text.chars().rev().take_while(|c| c.is_whitespace()).count();
            self.add_title(
                rest,
                Origin {
                    offset: line.origin.offset + lead,
                    ..line.origin
                },
            );
        }
        Some(i + 1)
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
        let timeframe = self.lines[i + 1..end].iter().any(|l| columns::is_timeframe(l.text));
        (upper && timeframe).then_some((label, None, ""))
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
        matches!(kind, Label::Part | Label::Group)
            && has_closing_mark(text)
            && rest.chars().next().is_some_and(char::is_uppercase)
    }

    fn add(&mut self, i: usize) {
        let line = &self.lines[i];
        let Some(open) = self.rows.last_mut() else { return };
        let task = open.task.map(|t| &self.prepared.tasks[t].words);
        let goes_on = task.and_then(|w| {
            (open.title_words < w.len())
                .then(|| advance(w, open.title_words, &line.folded))
                .flatten()
        });
        match open.phase {
            Phase::Title | Phase::Lead => {
                if let Some(n) = columns::timeframe_length(line.text)
                    .filter(|_| goes_on.is_none() || columns::is_timeframe(line.text))
                {
                    self.add_timeframe(i, n);
                } else if open.phase == Phase::Lead
                    || (goes_on.is_none() && task.is_some_and(|w| open.title_words >= w.len()) && self.has_lead())
                {
                    let open = self.rows.last_mut().expect("a row is open");
                    open.phase = Phase::Lead;
                    open.row.lead.push_raw(line.text, line.origin);
                } else {
                    self.add_title(line.text, line.origin);
                }
            }
            Phase::Resumed if goes_on.is_some() && line.folded.len() >= 2 => self.add_title(line.text, line.origin),
            Phase::Resumed | Phase::Body => {
                let dangling = open.row.timeframe.text.ends_with(['-', '–', '—']);
                if let Some(n) =
                    columns::timeframe_length(line.text).filter(|_| dangling || open.row.timeframe.is_empty())
                {
                    self.add_timeframe(i, n);
                } else {
                    open.phase = Phase::Body;
                    if let Some(page) = open.pages.last_mut() {
                        page.push(i);
                    }
                }
            }
        }
    }

    fn has_lead(&self) -> bool {
        self.prepared
            .template
            .columns
            .contains(&tonghop_model::template::Column::Lead)
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

    /// The first `n` characters of line `i` are (part of) the time frame; the rest is status or result.
    fn add_timeframe(&mut self, i: usize, n: usize) {
        let line = &self.lines[i];
        let Some(open) = self.rows.last_mut() else { return };
        let blanks = line.text.chars().take_while(|c| c.is_whitespace()).count();
        let head: String = line.text.chars().take(blanks + n).collect();
        open.row.timeframe.push_raw(&head, line.origin);
        open.phase = Phase::Body;
        if line.text.trim().chars().count() > n {
            open.skip = Some((i, blanks + n));
            if let Some(page) = open.pages.last_mut() {
                page.push(i);
            }
        }
    }

    /// Divides the collected lines into status and result.
    fn finish(self, catalogue: &Catalogue) -> Vec<Row> {
        // Widths change from page to page, seldom from row to row: the last rows tell.
        let mut recent: Vec<usize> = Vec::new();
        let mut rows = Vec::new();
        for mut open in self.rows {
            let text_of = |i: usize| -> &str {
                match open.skip {
                    Some((line, n)) if line == i => {
                        let text = self.lines[i].text;
                        text.char_indices().nth(n).map_or("", |(b, _)| &text[b..])
                    }
                    _ => self.lines[i].text,
                }
            };
            let result_width = open
                .pages
                .iter()
                .flatten()
                .map(|&i| text_of(i).trim().chars().count())
                .max()
                .unwrap_or(0);
            let mut own_width = recent.iter().rev().take(RECENT_ROWS).max().copied();
            for (p, page) in open.pages.iter().enumerate() {
                let texts: Vec<&str> = page.iter().map(|&i| text_of(i).trim()).collect();
                let widths = Widths {
                    status: own_width,
                    result: result_width,
                };
                let split = if p == 0 {
                    split::first_page(&texts, widths, catalogue)
                } else {
                    split::next_page(&texts, widths)
                };
                if p == 0 {
                    let own = texts[..split.status_lines].iter().map(|t| t.chars().count()).max();
                    recent.extend(own);
                    own_width = own.or(own_width);
                }
                open.row.layout_confidence = f64::min(open.row.layout_confidence, split.confidence);
                for (k, &i) in page.iter().enumerate() {
                    let raw = text_of(i);
                    let skipped = self.lines[i].text.chars().count() - raw.chars().count();
                    let line = &self.lines[i];
                    let origin = Origin {
                        offset: line.origin.offset + skipped,
                        ..line.origin
                    };
                    let para = if k < split.status_lines {
                        &mut open.row.status
                    } else {
                        &mut open.row.result
                    };
                    para.push_raw(raw, origin);
                }
            }
            rows.push(open.row);
        }
        rows
    }
}
