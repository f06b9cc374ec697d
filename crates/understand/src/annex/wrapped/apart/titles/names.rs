//! The names of parts and groups, with or without their labels.

use super::super::super::super::align::Wording;
use super::super::super::super::labels::{self, Label};
use super::super::fit::fit;
use super::{DUE, Walker};

/// Lines that the title of a part or group has at most.
const NAME_LINES_MAX: usize = 4;

impl Walker<'_, '_, '_, '_> {
    /// The line behind the name of a part or group that begins on line `i`, with or without its label.
    pub(super) fn part_or_group(&mut self, i: usize) -> Option<usize> {
        let start = usize::from(self.is_labelled(i));
        let due = self.due();
        let mut near: Vec<&Wording> = Vec::new();
        let tasks = &self.prepared.template.tasks;
        for task in tasks.iter().skip(due.saturating_sub(1)).take(DUE + 1) {
            let groups = self.prepared.template.groups.iter().zip(self.prepared.groups);
            near.extend(
                groups
                    .filter(|(g, _)| g.label == task.group && g.part == task.part)
                    .map(|(_, words)| words),
            );
        }
        let group = self.name_behind(i, start, near);
        let end = group.or_else(|| self.name_behind(i, start, self.prepared.parts))?;
        if start > 0 {
            self.note_label(self.lines[i].text);
        }
        if group.is_none() {
            self.part = self.part_label.take();
            self.group_title = None;
        } else {
            let words: Vec<&str> = self.lines[i..end].iter().map(|l| l.text.trim()).collect();
            let joined = tonghop_text::squash_space(&words.join(" "));
            let bare = if start > 0 {
                joined.split_once(' ').map_or("", |(_, rest)| rest)
            } else {
                &joined
            };
            self.group_title = Some(bare.to_string());
        }
        Some(end)
    }

    pub(super) fn name<'w>(&self, i: usize, wordings: impl IntoIterator<Item = &'w Wording>) -> Option<usize> {
        self.name_behind(i, usize::from(self.is_labelled(i)), wordings)
    }

    /// True where the label of a part or group and its name share line `i`.
    fn is_labelled(&self, i: usize) -> bool {
        matches!(labels::split(self.lines[i].text), Some((Label::Part | Label::Group, _, rest)) if !rest.is_empty())
    }

    /// The line behind one of these names, that begins with the word `start` of line `i`.
    fn name_behind<'w>(
        &self,
        i: usize,
        start: usize,
        wordings: impl IntoIterator<Item = &'w Wording>,
    ) -> Option<usize> {
        let first = self.tokens[i].get(start)?;
        if !first.capital {
            return None;
        }
        wordings.into_iter().find_map(|wording| {
            let words = &wording.words;
            let (mut at, mut found, mut end) = (0, 0, i);
            for line in (i..self.lines.len()).take(NAME_LINES_MAX) {
                let tokens = &self.tokens[line][if line == i { start } else { 0 }..];
                let Some(f) = fit(words, at, tokens).filter(|f| f.words == tokens.len()) else {
                    break;
                };
                (at, found, end) = (f.end, found + f.found, line + 1);
            }
            (end > i && found * 3 >= words.len() * 2).then_some(end)
        })
    }
}
