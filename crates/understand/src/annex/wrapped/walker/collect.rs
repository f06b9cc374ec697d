//! Lines put into the cells of the row that is open.

use super::super::super::split;
use super::super::super::{columns, status};
use super::super::follow::advance_far;
use super::super::line::{leading_blanks, words};
use super::super::told::{Told, tick_in};
use super::remainders::{before_lead, starts_lead};
use super::{Phase, Piece, Walker};
use crate::flow::Origin;
use crate::outline::lines;
use tonghop_text::fold;

impl<'l, 'd, 'p, 'a> Walker<'l, 'd, 'p, 'a> {
    pub(super) fn add(&mut self, i: usize) {
        let line = &self.lines[i];
        if self.in_heading {
            if let (Some(_), Some(title)) = (&self.group, &mut self.group_title) {
                title.push(' ');
                title.push_str(line.text.trim());
            }
            return;
        }
        if self.told == Told::ByTicks && self.add_ticked(i) {
            return;
        }
        if self.resumes(i) {
            self.break_page();
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

    /// A line with a tick, which ends the cells before it; in which column it stands is lost.
    fn add_ticked(&mut self, i: usize) -> bool {
        let line = &self.lines[i];
        let Some((from, to)) = tick_in(line.text) else {
            return false;
        };
        let end = line.text.chars().count();
        let (raw, origin) = line.piece(0, from);
        let Some(open) = self.rows.last_mut() else { return true };
        let mut pieces = vec![(to, end)];
        match open.phase {
            Phase::Title | Phase::Lead if self.has_lead && (open.phase == Phase::Lead || starts_lead(raw)) => {
                open.row.lead.push_raw(raw, origin);
            }
            Phase::Title | Phase::Lead => open.row.title.push_raw(raw, origin),
            Phase::Body | Phase::Resumed => pieces.insert(0, (0, from)),
        }
        open.phase = Phase::Body;
        if let Some(page) = open.pages.last_mut() {
            let filled = pieces
                .into_iter()
                .filter(|&(from, to)| !line.piece(from, to).0.trim().is_empty());
            page.extend(filled.map(|(from, to)| Piece { line: i, from, to }));
        }
        true
    }

    /// A line of the title, of the lead column, or the first one with the time frame.
    ///
    /// `start` is the first character of the line that does not belong to the row's number.
    pub(super) fn add_above_timeframe(&mut self, i: usize, start: usize, goes_on: bool) {
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
        let shared = before_lead(raw).filter(|_| has_lead && inner.is_some() && !in_lead);
        let (raw, origin) = if let Some(n) = shared {
            let (raw, origin) = line.piece(start, start + n);
            self.add_title(raw, origin);
            self.lines[i].piece(start + n, inner.map_or(usize::MAX, |(from, _)| from))
        } else {
            (raw, origin)
        };
        let Some(open) = self.rows.last_mut() else { return };
        if shared.is_some() || open.phase == Phase::Lead || (!goes_on && has_lead && starts_lead(raw)) {
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
        let leads = self.has_lead && starts_lead(raw);
        let opens = self.told != Told::ByTicks && self.opens_status(raw) || self.ends_lead(raw);
        let told = match open.task {
            _ if open.phase == Phase::Lead => true,
            // A page break may cut the title: status and result of the page stand before the rest of it.
            _ if opens && raw.trim().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) => true,
            // Reports shorten the wording: three fifths of it are the title.
            Some(task) if open.title_words * 5 >= self.prepared.tasks[task].words.len() * 3 => true,
            // Where the wording is left, a capital begins another cell.
            Some(_) => open.title_words >= TITLE_WORDS_MIN && begins_cell(raw),
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

    /// True for a line behind those of the lead, in a table whose results follow it: wider than a lead is anywhere.
    fn ends_lead(&self, text: &str) -> bool {
        let length = |text: &str| text.trim().chars().count();
        let widest = || {
            let leads = self.rows.iter().map(|open| &open.row.lead);
            leads
                .flat_map(|lead| lines::of(lead).into_iter().map(|l| length(&lead.text[l.start..l.end])))
                .max()
        };
        self.told != Told::InWords
            && self.rows.last().is_some_and(|open| open.phase == Phase::Lead)
            && begins_cell(text)
            && !starts_lead(text)
            && widest().is_some_and(|widest| length(text) > widest)
    }

    /// Characters before a whole status with which a line ends; the longest status that does.
    pub(super) fn status_behind(&self, text: &str) -> Option<usize> {
        let words = text.char_indices().filter(|(_, c)| *c == ' ').map(|(byte, _)| byte);
        words
            .filter(|&byte| !text[..byte].trim().is_empty())
            .find(|&byte| {
                let rest = text[byte..].trim();
                self.catalogue.is_status(rest) || status::percentage(rest).is_some()
            })
            .map(|byte| text[..byte].chars().count())
    }

    /// True for a line that a status can begin with.
    pub(super) fn opens_status(&self, text: &str) -> bool {
        let text = text.trim();
        status::percentage(text).is_some()
            || self.catalogue.is_status_prefix(&fold(text))
            || self.catalogue.status_class(text).is_some()
    }

    pub(super) fn add_title(&mut self, text: &str, origin: Origin) {
        let Some(open) = self.rows.last_mut() else { return };
        if let Some(task) = open.task
            && let Some(n) = advance_far(&self.prepared.tasks[task].words, open.title_words, &words(text))
        {
            open.title_words = n;
        }
        open.row.title.push_raw(text, origin);
    }

    /// The characters `from..from + n` of line `i` are (part of) the time frame; the rest is status and result.
    pub(super) fn add_timeframe(&mut self, i: usize, from: usize, n: usize) {
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
}

/// Words of a title, as many as show that what follows in other words is none of it.
const TITLE_WORDS_MIN: usize = 6;

/// True for a line with which a cell may begin.
fn begins_cell(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '+' | '•'))
}
