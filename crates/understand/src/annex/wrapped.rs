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
/// Words of a line of column headings.
const HEADING_WORDS_MAX: usize = 30;
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

impl<'a> Line<'a> {
    /// The characters `from..to` of the line with their place.
    fn piece(&self, from: usize, to: usize) -> (&'a str, Origin) {
        let byte = |n: usize| self.text.char_indices().nth(n).map_or(self.text.len(), |(b, _)| b);
        (
            &self.text[byte(from)..byte(to)],
            Origin {
                offset: self.origin.offset + from,
                ..self.origin
            },
        )
    }
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
    let mut walker = Walker::new(&lines, prepared, heading.clone(), catalogue);
    let end = walker.walk(first);
    if walker.rows.len() < ROWS_MIN {
        return Annex::default();
    }
    let mut annex = Annex {
        rows: walker.finish(),
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
    let Some((kind, _, rest)) = labels::split(lines[i].text) else {
        return false;
    };
    if lines[i].text.trim().starts_with(|c: char| c.is_uppercase()) && has_closing_mark(lines[i].text) {
        return false;
    }
    let next = match lines.get(i + 1) {
        _ if kind == Label::Row => opening_words(lines, i, rest),
        _ if !rest.is_empty() => words(rest),
        Some(line) => line.folded.clone(),
        None => return false,
    };
    let opens = |wordings: &[Wording]| {
        wordings
            .iter()
            .any(|w| advance(&w.words, 0, &next).is_some_and(|n| n >= next.len().min(2)))
    };
    match kind {
        Label::Part => opens(prepared.parts),
        Label::Group => opens(prepared.groups) && rows_follow(lines, i, prepared),
        Label::Row => opens(prepared.tasks) && timeframe_follows(lines, i),
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
        matches!(label, Some("tt" | "stt")) && lines[i].folded.len() <= HEADING_WORDS_MAX
    });
    start.map_or(first..first, |s| s..first)
}

/// Characters of the widest line of the status column's heading: "Mức độ hoàn thành" in one line, or
/// "Mức", "độ", "hoàn", "thành".
fn status_heading_width(heading: &[Line<'_>]) -> usize {
    const WORDS: [&str; 4] = ["muc", "do", "hoan", "thanh"];
    let of_heading = |words: &[String]| words.iter().all(|w| WORDS.contains(&w.as_str()));
    let longest_run = |line: &Line<'_>| {
        let runs = line
            .folded
            .split(|w| !WORDS.contains(&w.as_str()))
            .map(<[String]>::to_vec);
        runs.filter(|run| !run.is_empty() && of_heading(run))
            .map(|run| run.join(" ").len())
            .max()
    };
    heading.iter().filter_map(longest_run).max().unwrap_or(0)
}

fn leading_blanks(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).count()
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
        "trien khai boi",
    ]
    .iter()
    .any(|start| folded.starts_with(start))
}

fn words(text: &str) -> Vec<String> {
    tonghop_text::words(&fold(text)).map(str::to_string).collect()
}

/// How far `wording[from..]` goes on in `line`: the position behind the last word of the line, where
/// most of the line's words are found there in order.
fn advance(wording: &[String], from: usize, line: &[String]) -> Option<usize> {
    let (found, end) = follow(wording, from, line);
    (found > 0 && found * 3 >= line.len() * 2).then_some(end)
}

/// Number of the line's words found in order in `wording[from..]`, and the position behind the last one.
fn follow(wording: &[String], from: usize, line: &[String]) -> (usize, usize) {
    let window = &wording[from.min(wording.len())..(from + line.len() + 5).min(wording.len())];
    let (mut at, mut found) = (0, 0);
    for word in line {
        if let Some(step) = window[at..].iter().take(5).position(|w| similar(w, word)) {
            at += step + 1;
            found += 1;
        }
    }
    (found, from + at)
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
    let opening = opening_words(lines, i, rest);
    let opens = |t: usize| {
        let wording = &prepared.tasks[t].words;
        let wanted = &opening[..opening.len().min(wording.len())];
        wanted.len() >= 3.min(wording.len()) && advance(wording, 0, wanted).is_some_and(|n| n <= wanted.len() + 2)
    };
    // Tasks may open alike; the one that agrees with more words is meant.
    let agreement = |t: usize| follow(&prepared.tasks[t].words, 0, &opening).0;
    let best = (from..prepared.tasks.len())
        .filter(|&t| opens(t))
        .max_by_key(|&t| (agreement(t), usize::MAX - t));
    best.map(|t| (label, Some(t), rest))
}

/// The first words of the title behind the label at line `i`, from as many lines as it takes.
fn opening_words(lines: &[Line<'_>], i: usize, rest: &str) -> Vec<String> {
    const WORDS: usize = 8;
    let title = columns::inner_timeframe(rest).map_or(rest, |(from, _)| {
        rest.char_indices().nth(from).map_or(rest, |(b, _)| &rest[..b])
    });
    let mut opening = words(title);
    if title.len() < rest.len() {
        return opening;
    }
    for line in lines.iter().skip(i + 1).take(5) {
        if opening.len() >= WORDS || (!opening.is_empty() && columns::timeframe_length(line.text).is_some()) {
            break;
        }
        opening.extend(line.folded.iter().cloned());
    }
    opening.truncate(WORDS);
    opening
}

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

struct Walker<'l, 'd, 'p, 'a> {
    lines: &'l [Line<'d>],
    prepared: &'p Prepared<'a>,
    catalogue: &'p Catalogue,
    heading: std::ops::Range<usize>,
    /// True between a part or group heading and the row below it: a heading may go on behind a page break.
    in_heading: bool,
    part: Option<String>,
    group: Option<String>,
    group_title: Option<String>,
    /// The first task that may still come.
    next_task: usize,
    rows: Vec<Open>,
}

impl<'l, 'd, 'p, 'a> Walker<'l, 'd, 'p, 'a> {
    fn new(
        lines: &'l [Line<'d>],
        prepared: &'p Prepared<'a>,
        heading: std::ops::Range<usize>,
        catalogue: &'p Catalogue,
    ) -> Self {
        Self {
            lines,
            prepared,
            catalogue,
            heading,
            in_heading: false,
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
        self.in_heading = true;
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
        self.in_heading = true;
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
            phase: Phase::Title,
        });
        self.in_heading = false;
        if let Some(task) = task {
            self.next_task = task + 1;
        }
        if !rest.is_empty() {
            let text = self.lines[i].text;
            let start = text.find(rest).map_or(0, |b| text[..b].chars().count());
            self.add_above_timeframe(i, start, true);
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
        if self.in_heading {
            if let (Some(_), Some(title)) = (&self.group, &mut self.group_title) {
                title.push(' ');
                title.push_str(line.text.trim());
            }
            return;
        }
        let Some(open) = self.rows.last() else { return };
        let goes_on = self.title_goes_on(open, &line.folded);
        match open.phase {
            Phase::Title | Phase::Lead => self.add_above_timeframe(i, 0, goes_on),
            Phase::Resumed
                if goes_on
                    && self.title_rest_length(open, line).is_none()
                    && (line.folded.len() >= 2 || self.title_ends_with(open, &line.folded)) =>
            {
                self.add_title(line.text, line.origin);
            }
            Phase::Resumed if self.title_rest_length(open, line).is_some() => {
                let n = self.title_rest_length(open, line).unwrap_or(0);
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
                let wanted = so_far.is_empty() || so_far.ends_with(['-', '–', '—']);
                let blanks = leading_blanks(line.text);
                if let Some(n) = columns::timeframe_length(line.text).filter(|_| wanted) {
                    self.add_timeframe(i, blanks, n);
                    return;
                }
                let whole = Piece {
                    line: i,
                    from: 0,
                    to: line.text.chars().count(),
                };
                let Some(open) = self.rows.last_mut() else { return };
                open.phase = Phase::Body;
                if let Some(page) = open.pages.last_mut() {
                    page.push(whole);
                }
            }
        }
    }

    /// A line of the title, of the lead column, or the first one with the time frame.
    ///
    /// `start` is the first character of the line that does not belong to the row's number.
    fn add_above_timeframe(&mut self, i: usize, start: usize, goes_on: bool) {
        let line = &self.lines[i];
        let blanks = leading_blanks(line.text);
        if let Some(n) = columns::timeframe_length(line.text).filter(|_| {
            !goes_on || (columns::is_timeframe(line.text) && line.text.trim().starts_with(|c: char| c.is_ascii_digit()))
        }) {
            self.add_timeframe(i, blanks, n);
            return;
        }
        // Cells of one line each stand side by side: "… đến từng thôn 2022 - 2025 100%".
        let inner = columns::inner_timeframe(line.text);
        let (raw, origin) = line.piece(start, inner.map_or(usize::MAX, |(from, _)| from));
        let has_lead = self.has_lead();
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

    /// True where the column headings, or else the template, have a lead column.
    fn has_lead(&self) -> bool {
        use tonghop_model::template::Column;
        let heading = &self.lines[self.heading.clone()];
        if heading.is_empty() {
            return self.prepared.template.columns.contains(&Column::Lead);
        }
        let text = heading
            .iter()
            .flat_map(|l| &l.folded)
            .fold(String::new(), |all, word| all + word + " ");
        columns::lead_words().iter().any(|word| text.contains(word))
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
    fn finish(self) -> Vec<Row> {
        // Widths change from page to page, seldom from row to row: the last rows tell.
        let mut recent: Vec<usize> = Vec::new();
        let heading_width = status_heading_width(&self.lines[self.heading.clone()]);
        let mut rows = Vec::new();
        for mut open in self.rows {
            let text_of = |piece: &Piece| self.lines[piece.line].piece(piece.from, piece.to).0.trim();
            let length = |text: &&str| text.chars().count();
            let pages: Vec<Vec<&str>> = open
                .pages
                .iter()
                .map(|page| page.iter().map(text_of).collect())
                .collect();
            let result_width = pages.iter().flatten().map(length).max().unwrap_or(0);
            let mut status_width = recent.iter().rev().take(RECENT_ROWS).max().copied();
            for (p, texts) in pages.iter().enumerate() {
                let widths = Widths {
                    status: status_width,
                    heading: heading_width,
                    result: result_width,
                };
                let split = if p == 0 {
                    split::first_page(texts, widths, self.catalogue)
                } else {
                    split::next_page(texts, widths, &open.row.status.text, self.catalogue)
                };
                if p == 0 {
                    let own = texts[..split.status_lines].iter().map(length).max();
                    recent.extend(own);
                    status_width = own.or(status_width);
                }
                open.row.layout_confidence = f64::min(open.row.layout_confidence, split.confidence);
                for (k, piece) in open.pages[p].iter().enumerate() {
                    let (raw, origin) = self.lines[piece.line].piece(piece.from, piece.to);
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
