//! Where parts, groups and rows begin.

use super::super::super::labels::{self, Label};
use super::super::super::{Row, columns};
use super::super::follow::advance;
use super::super::line::{Line, broken_number, words};
use super::super::nested;
use super::super::opening::{TITLE_LINES_MAX, has_closing_mark, row_start, timeframe_follows};
use super::{Open, Phase, Walker};

impl<'l, 'd, 'p, 'a> Walker<'l, 'd, 'p, 'a> {
    /// A part or group numbered one step lower than usual.
    pub(super) fn nested_at(&mut self, i: usize) -> Option<usize> {
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

    pub(super) fn part_at(&mut self, i: usize) -> Option<usize> {
        let (kind, label, rest) = labels::split(self.lines[i].text)?;
        let known = || {
            self.prepared
                .parts
                .iter()
                .any(|p| advance(&p.words, 0, &words(rest)).is_some())
        };
        if kind != Label::Part || has_closing_mark(self.lines[i].text) && (rest.is_empty() || !known()) {
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

    pub(super) fn group_at(&mut self, i: usize) -> Option<usize> {
        let (kind, label, rest) = labels::split(self.lines[i].text)?;
        if kind != Label::Group || self.is_number_of_above(i) {
            return None;
        }
        if let Some(next) = self.broken_group_at(i) {
            return Some(next);
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

    /// A group whose number its narrow column broke: "VII" over "I", and the title of group VIII.
    fn broken_group_at(&mut self, i: usize) -> Option<usize> {
        let both = format!("{} {}", self.lines[i].text.trim(), self.lines.get(i + 1)?.text.trim());
        let label = labels::joined(&both);
        let title = self.lines.get(i + 2)?;
        let number = self
            .prepared
            .groups
            .iter()
            .position(|g| advance(&g.words, 0, &title.folded).is_some());
        let known = number.is_some_and(|at| self.prepared.template.groups[at].label == *label);
        if !known {
            return None;
        }
        self.in_heading = true;
        self.group = Some(label.into_owned());
        self.group_title = Some(tonghop_text::squash_space(title.text));
        Some(i + 3)
    }

    pub(super) fn row_at(&mut self, i: usize) -> Option<usize> {
        let whole = broken_number(self.lines, i);
        // The title stands behind the second half of a broken number.
        let i = i + usize::from(whole.is_some());
        let (label, task, rest) = row_start(self.lines, i, self.prepared, self.next_task)
            .or_else(|| self.late_row(i))
            .or_else(|| self.unknown_row(i))?;
        let label = whole.as_deref().unwrap_or(label);
        let (own_group, number) = labels::in_group(label).map_or((None, label), |(g, n)| (Some(g), n));
        self.rows.push(Open {
            row: Row {
                part: self.part.clone(),
                group: own_group.map(str::to_owned).or_else(|| self.group.clone()),
                group_title: self.group_title.clone(),
                no: Some(number.to_string()),
                ..Row::blank()
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
        (free && (!self.timed || timeframe_follows(self.lines, i))).then_some(found)
    }

    /// A row that no task explains: the number that is due, then a title and a time frame.
    fn unknown_row(&self, i: usize) -> Option<(&'l str, Option<usize>, &'l str)> {
        let (kind, label, rest) = labels::split(self.lines[i].text)?;
        let in_group = self
            .rows
            .last()
            .filter(|o| o.row.group == self.group && o.row.part == self.part);
        let due = in_group.and_then(|o| last_number(o.row.no.as_deref()?)).unwrap_or(0) + 1;
        // The number of a page stands above the headings of the next.
        let of_page = i + 1 < self.lines.len() && self.repeated_heading(i + 1).is_some();
        if kind != Label::Row
            || of_page
            || !rest.is_empty()
            || last_number(label) != Some(due)
            || has_closing_mark(self.lines[i].text)
        {
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
}

/// The number of a row in its group: 2 of "2", "VII.2" and "7.2".
fn last_number(label: &str) -> Option<u32> {
    label.rsplit('.').next()?.parse().ok()
}
