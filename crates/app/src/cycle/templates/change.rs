//! One step of editing a draft: put, remove, move, number again. Pure: it works on the content alone.

use super::problems::MOST_OWN;
use super::{Content, ContentColumn, ContentGroup, ContentPart, ContentTask, Section};
use crate::cycle::FieldError;
use tonghop_model::message::Message;
use tonghop_model::template::{Column, OwnKind};

/// What a template consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A column of the annex.
    Column,
    /// A part of the annex.
    Part,
    /// A group of rows.
    Group,
    /// A row of the annex.
    Task,
    /// A section of the narrative.
    Section,
    /// An indicator that is asked for as a number.
    Indicator,
}

impl Kind {
    /// Every kind, in the order of the paper.
    pub const ALL: [Self; 6] = [
        Self::Column,
        Self::Part,
        Self::Group,
        Self::Task,
        Self::Section,
        Self::Indicator,
    ];

    /// The stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Part => "part",
            Self::Group => "group",
            Self::Task => "task",
            Self::Section => "section",
            Self::Indicator => "indicator",
        }
    }

    /// The kind with this stable name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.key() == key)
    }
}

/// Something to put into a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A column.
    Column(ContentColumn),
    /// A part.
    Part(ContentPart),
    /// A group.
    Group(ContentGroup),
    /// A row.
    Task(ContentTask),
    /// A section; an empty code gets one from its title.
    Section(Section),
    /// Indicators, which are added at the end.
    Indicators(Vec<String>),
}

/// One step of editing. Places count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another title of the template.
    Title(String),
    /// In the place of what stands there; at the end of where it belongs without a place.
    Put(Option<usize>, Entry),
    /// Takes it out; a part with its groups and rows, a group with its rows.
    Remove(Kind, usize),
    /// One place up; the first row of a group becomes the last one of the group before.
    Up(Kind, usize),
    /// One place down; the last row of a group becomes the first one of the group after.
    Down(Kind, usize),
    /// Numbers the rows of each group from 1.
    Renumber,
}

/// Where something stands after a step.
pub type Place = (Kind, usize);

/// Carries out a step; where what was touched stands now, none where it is gone or everything was touched.
///
/// # Errors
/// What is wrong with the input, or that there is no such place.
pub(crate) fn apply(content: &mut Content, change: &Change) -> Result<Option<Place>, Vec<FieldError>> {
    match change {
        Change::Title(_) => Ok(None),
        Change::Put(place, entry) => put(content, *place, entry),
        Change::Remove(kind, place) => remove(content, *kind, *place),
        Change::Up(kind, place) => shift(content, *kind, *place, true),
        Change::Down(kind, place) => shift(content, *kind, *place, false),
        Change::Renumber => {
            renumber(content);
            Ok(None)
        }
    }
}

fn wrong<T>(field: &str, key: &'static str) -> Result<T, Vec<FieldError>> {
    Err(vec![FieldError {
        field: field.to_owned(),
        message: Message::new(key),
    }])
}

fn put(content: &mut Content, place: Option<usize>, entry: &Entry) -> Result<Option<Place>, Vec<FieldError>> {
    match entry {
        Entry::Column(column) => put_column(content, place, column),
        Entry::Part(part) => put_part(content, place, part),
        Entry::Group(group) => put_group(content, place, group),
        Entry::Task(task) => put_task(content, place, task),
        Entry::Section(section) => put_section(content, place, section),
        Entry::Indicators(codes) => {
            let new = codes.iter().filter(|c| !content.indicators.contains(c));
            let new: Vec<String> = new.cloned().collect();
            if new.is_empty() {
                return wrong("indicator", "cycle-template-indicator-none");
            }
            content.indicators.extend(new);
            Ok(Some((Kind::Indicator, content.indicators.len() - 1)))
        }
    }
}

/// Sets what stands at a place, or adds it at the end; where it stands.
fn set<T>(list: &mut Vec<T>, place: Option<usize>, value: T) -> Result<usize, Vec<FieldError>> {
    match place {
        None => list.push(value),
        Some(at) => match list.get_mut(at) {
            Some(slot) => *slot = value,
            None => return wrong("", "cycle-template-no-place"),
        },
    }
    Ok(place.unwrap_or(list.len() - 1))
}

fn put_column(
    content: &mut Content,
    place: Option<usize>,
    column: &ContentColumn,
) -> Result<Option<Place>, Vec<FieldError>> {
    let mut column = column.clone();
    let others = || {
        let beside = content.columns.iter().enumerate();
        beside.filter(|(n, _)| Some(*n) != place).map(|(_, c)| c)
    };
    if let Some(own) = &mut column.own {
        let heading = column.heading.as_deref().unwrap_or_default().trim();
        if heading.is_empty() {
            return wrong("heading", "cycle-field-blank");
        }
        if own.kind == OwnKind::Choice && own.choices.len() < 2 {
            return wrong("choices", "cycle-template-choices-few");
        }
        match place.and_then(|at| content.columns.get(at)) {
            // A reworded column is the same one: its answers stay its own.
            Some(present) if present.own.is_some() => {
                column.column = present.column;
                own.code = present.own.as_ref().map_or_else(String::new, |o| o.code.clone());
            }
            _ => {
                let taken = |n: &u8| others().any(|c| c.column == Column::Own(*n));
                let Some(number) = (1..=MOST_OWN).find(|n| !taken(n)) else {
                    return wrong("column", "cycle-template-own-many");
                };
                column.column = Column::Own(number);
                own.code = own_code(heading, &|code: &str| {
                    others().any(|c| c.own.as_ref().is_some_and(|o| o.code == code))
                });
            }
        }
    }
    if others().any(|c| c.column == column.column) {
        return wrong("column", "cycle-template-column-twice");
    }
    set(&mut content.columns, place, column).map(|at| Some((Kind::Column, at)))
}

/// A code from a heading that no other column has: "nguon_kinh_phi".
fn own_code(heading: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let stem = match stem(heading) {
        stem if stem.is_empty() => "column".to_owned(),
        stem => stem,
    };
    let numbered = (2..).map(|n| format!("{stem}_{n}"));
    let mut all = std::iter::once(stem.clone()).chain(numbered);
    all.find(|code| !taken(code)).unwrap_or(stem)
}

fn put_part(content: &mut Content, place: Option<usize>, part: &ContentPart) -> Result<Option<Place>, Vec<FieldError>> {
    if part.label.trim().is_empty() {
        return wrong("label", "cycle-field-blank");
    }
    let other = |(n, p): (usize, &ContentPart)| Some(n) != place && p.label == part.label;
    if content.parts.iter().enumerate().any(other) {
        return wrong("label", "cycle-template-label-twice");
    }
    let before = place.and_then(|at| content.parts.get(at)).map(|p| p.label.clone());
    let at = set(&mut content.parts, place, part.clone())?;
    if let Some(before) = before {
        let groups = content.groups.iter_mut().map(|g| &mut g.part);
        let tasks = content.tasks.iter_mut().map(|t| &mut t.part);
        for label in groups.chain(tasks).filter(|l| **l == before) {
            label.clone_from(&part.label);
        }
    }
    Ok(Some((Kind::Part, at)))
}

fn put_group(
    content: &mut Content,
    place: Option<usize>,
    group: &ContentGroup,
) -> Result<Option<Place>, Vec<FieldError>> {
    if group.label.trim().is_empty() {
        return wrong("label", "cycle-field-blank");
    }
    if !content.parts.is_empty() && !content.parts.iter().any(|p| p.label == group.part) {
        return wrong("part", "cycle-template-part");
    }
    let other = |(n, g): (usize, &ContentGroup)| Some(n) != place && same_group(g, group);
    if content.groups.iter().enumerate().any(other) {
        return wrong("label", "cycle-template-label-twice");
    }
    let before = place.and_then(|at| content.groups.get(at)).cloned();
    set(&mut content.groups, place, group.clone())?;
    if let Some(before) = before {
        for task in content
            .tasks
            .iter_mut()
            .filter(|t| t.part == before.part && t.group == before.label)
        {
            task.part.clone_from(&group.part);
            task.group.clone_from(&group.label);
        }
    }
    content.put_in_order();
    let at = content.groups.iter().position(|g| same_group(g, group));
    Ok(at.map(|at| (Kind::Group, at)))
}

fn same_group(a: &ContentGroup, b: &ContentGroup) -> bool {
    a.part == b.part && a.label == b.label
}

fn put_task(content: &mut Content, place: Option<usize>, task: &ContentTask) -> Result<Option<Place>, Vec<FieldError>> {
    if !content.parts.is_empty() && !content.parts.iter().any(|p| p.label == task.part) {
        return wrong("part", "cycle-template-part");
    }
    let moved = place
        .and_then(|at| content.tasks.get(at))
        .is_some_and(|t| t.part != task.part || t.group != task.group);
    if let (Some(at), true) = (place, moved) {
        // It comes last where it belongs now.
        content.tasks.remove(at);
    }
    let at = set(&mut content.tasks, place.filter(|_| !moved), task.clone())?;
    if place.is_none() && task.no.is_empty() {
        content.tasks[at].no = next_number(content, at);
    }
    // Sorting is stable: among equal rows of a draft the touched one is found by counting.
    let equal = content
        .tasks
        .iter()
        .take(at)
        .filter(|t| *t == &content.tasks[at])
        .count();
    let touched = content.tasks[at].clone();
    content.put_in_order();
    let mut found = content.tasks.iter().enumerate().filter(|(_, t)| **t == touched);
    Ok(found.nth(equal).map(|(at, _)| (Kind::Task, at)))
}

/// The number after the last one of the rows beside it, where those are plain numbers.
fn next_number(content: &Content, at: usize) -> String {
    let own = &content.tasks[at];
    let beside = content.tasks.iter().enumerate();
    let mut numbers = beside
        .filter(|(n, t)| *n != at && t.part == own.part && t.group == own.group)
        .map(|(_, t)| t.no.parse::<u32>().ok());
    let last = numbers.try_fold(0, |most: u32, no| Some(most.max(no?)));
    last.map_or_else(String::new, |n| (n.saturating_add(1)).to_string())
}

fn put_section(
    content: &mut Content,
    place: Option<usize>,
    section: &Section,
) -> Result<Option<Place>, Vec<FieldError>> {
    if section.title.trim().is_empty() {
        return wrong("title", "cycle-field-blank");
    }
    let mut section = section.clone();
    let taken = |code: &str| {
        let mut others = content.sections.iter().enumerate();
        others.any(|(n, s)| Some(n) != place && s.code == code)
    };
    if section.code.is_empty() {
        let stem = slug(&section.title);
        let numbered = (2..).map(|n| format!("{stem}_{n}"));
        section.code = std::iter::once(stem.clone())
            .chain(numbered)
            .find(|c| !taken(c))
            .unwrap_or(stem);
    }
    if taken(&section.code) {
        return wrong("code", "cycle-template-section-twice");
    }
    set(&mut content.sections, place, section).map(|at| Some((Kind::Section, at)))
}

/// A code from a title: "s:ket_qua_thuc_hien".
fn slug(title: &str) -> String {
    match stem(title) {
        stem if stem.is_empty() => "s:section".to_owned(),
        stem => format!("s:{stem}"),
    }
}

/// The first words of a title in plain letters: "ket_qua_thuc_hien".
fn stem(title: &str) -> String {
    let folded = tonghop_text::fold(title);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(6)
        .collect();
    words.join("_").chars().take(40).collect()
}

fn remove(content: &mut Content, kind: Kind, place: usize) -> Result<Option<Place>, Vec<FieldError>> {
    let there = match kind {
        Kind::Column => place < content.columns.len(),
        Kind::Part => place < content.parts.len(),
        Kind::Group => place < content.groups.len(),
        Kind::Task => place < content.tasks.len(),
        Kind::Section => place < content.sections.len(),
        Kind::Indicator => place < content.indicators.len(),
    };
    if !there {
        return wrong("", "cycle-template-no-place");
    }
    match kind {
        Kind::Column => drop(content.columns.remove(place)),
        Kind::Part => {
            let part = content.parts.remove(place);
            content.groups.retain(|g| g.part != part.label);
            content.tasks.retain(|t| t.part != part.label);
        }
        Kind::Group => {
            let group = content.groups.remove(place);
            content.tasks.retain(|t| t.part != group.part || t.group != group.label);
        }
        Kind::Task => drop(content.tasks.remove(place)),
        Kind::Section => drop(content.sections.remove(place)),
        Kind::Indicator => drop(content.indicators.remove(place)),
    }
    Ok(None)
}

fn shift(content: &mut Content, kind: Kind, place: usize, up: bool) -> Result<Option<Place>, Vec<FieldError>> {
    let at = match kind {
        Kind::Column => swap(&mut content.columns, place, up)?,
        Kind::Section => swap(&mut content.sections, place, up)?,
        Kind::Indicator => swap(&mut content.indicators, place, up)?,
        Kind::Part => {
            let at = swap(&mut content.parts, place, up)?;
            content.put_in_order();
            at
        }
        Kind::Group => shift_group(content, place, up)?,
        Kind::Task => shift_task(content, place, up)?,
    };
    Ok(Some((kind, at)))
}

/// Swaps with the neighbour; at the end of the list nothing moves.
fn swap<T>(list: &mut [T], place: usize, up: bool) -> Result<usize, Vec<FieldError>> {
    if place >= list.len() {
        return wrong("", "cycle-template-no-place");
    }
    let other = if up { place.saturating_sub(1) } else { place + 1 };
    if other >= list.len() {
        return Ok(place);
    }
    list.swap(place, other);
    Ok(other)
}

fn shift_group(content: &mut Content, place: usize, up: bool) -> Result<usize, Vec<FieldError>> {
    let Some(group) = content.groups.get(place).cloned() else {
        return wrong("", "cycle-template-no-place");
    };
    let other = if up { place.checked_sub(1) } else { Some(place + 1) };
    let beside = other
        .and_then(|o| content.groups.get(o))
        .filter(|g| g.part == group.part);
    if beside.is_some() {
        let at = swap(&mut content.groups, place, up)?;
        content.put_in_order();
        return Ok(at);
    }
    // At the edge of its part it goes over into the part beside it, unless its label is taken there.
    let part = content.parts.iter().position(|p| p.label == group.part);
    let next = part.and_then(|p| if up { p.checked_sub(1) } else { Some(p + 1) });
    let Some(next) = next.and_then(|p| content.parts.get(p)).map(|p| p.label.clone()) else {
        return Ok(place);
    };
    if content.groups.iter().any(|g| g.part == next && g.label == group.label) {
        return wrong("", "cycle-template-label-twice-there");
    }
    let moved = content.groups.remove(place);
    let moved = ContentGroup {
        part: next.clone(),
        ..moved
    };
    // Last of the part above, first of the part below: sorting by part keeps the order of what is equal.
    content.groups.insert(if up { content.groups.len() } else { 0 }, moved);
    for task in &mut content.tasks {
        if task.part == group.part && task.group == group.label {
            task.part.clone_from(&next);
        }
    }
    content.put_in_order();
    let at = content
        .groups
        .iter()
        .position(|g| g.part == next && g.label == group.label);
    Ok(at.unwrap_or(place))
}

fn shift_task(content: &mut Content, place: usize, up: bool) -> Result<usize, Vec<FieldError>> {
    let Some(task) = content.tasks.get(place).cloned() else {
        return wrong("", "cycle-template-no-place");
    };
    let other = if up { place.checked_sub(1) } else { Some(place + 1) };
    let beside = other.and_then(|o| content.tasks.get(o));
    if beside.is_some_and(|t| t.part == task.part && t.group == task.group) {
        return swap(&mut content.tasks, place, up);
    }
    let slots = slots(content);
    let own = slots
        .iter()
        .position(|(part, group)| *part == task.part && *group == task.group);
    let next = own.and_then(|s| if up { s.checked_sub(1) } else { Some(s + 1) });
    let Some((part, group)) = next.and_then(|s| slots.get(s)).cloned() else {
        return Ok(place);
    };
    let mut moved = content.tasks.remove(place);
    (moved.part, moved.group) = (part, group);
    // Last of the group above, first of the group below: sorting keeps the order of what is equal.
    let at = if up { content.tasks.len() } else { 0 };
    content.tasks.insert(at, moved.clone());
    content.put_in_order();
    let mut found = content.tasks.iter().enumerate().filter(|(_, t)| **t == moved);
    let found = if up { found.next_back() } else { found.next() };
    Ok(found.map_or(place, |(at, _)| at))
}

/// Where rows can stand, in order: directly in a part that has no groups or has such rows, and in each group.
fn slots(content: &Content) -> Vec<(String, String)> {
    let mut slots = Vec::new();
    let parts: Vec<&str> = if content.parts.is_empty() {
        vec![""]
    } else {
        content.parts.iter().map(|p| p.label.as_str()).collect()
    };
    for part in parts {
        let groups = content.groups.iter().filter(|g| g.part == part);
        let bare = content.tasks.iter().any(|t| t.part == part && t.group.is_empty());
        if bare || groups.clone().next().is_none() {
            slots.push((part.to_owned(), String::new()));
        }
        slots.extend(groups.map(|g| (part.to_owned(), g.label.clone())));
    }
    slots
}

fn renumber(content: &mut Content) {
    let mut last: Option<(String, String)> = None;
    let mut number = 0;
    for task in &mut content.tasks {
        let place = (task.part.clone(), task.group.clone());
        number = if last.as_ref() == Some(&place) { number + 1 } else { 1 };
        task.no = number.to_string();
        last = Some(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two parts; the first has groups I (1, 2) and II (1), the second has group I (1).
    fn sample() -> Content {
        let part = |label: &str| ContentPart {
            label: label.into(),
            title: label.to_lowercase(),
        };
        let group = |part: &str, label: &str| ContentGroup {
            part: part.into(),
            label: label.into(),
            title: format!("{part} {label}"),
        };
        let task = |part: &str, group: &str, no: &str| ContentTask {
            node: format!("{part}.{group}.{no}"),
            part: part.into(),
            group: group.into(),
            no: no.into(),
            title: format!("Việc {part} {group} {no}"),
            ..ContentTask::default()
        };
        Content {
            parts: vec![part("A"), part("B")],
            groups: vec![group("A", "I"), group("A", "II"), group("B", "I")],
            tasks: vec![
                task("A", "I", "1"),
                task("A", "I", "2"),
                task("A", "II", "1"),
                task("B", "I", "1"),
            ],
            ..Content::default()
        }
    }

    fn places(content: &Content) -> Vec<String> {
        let of = |t: &ContentTask| format!("{}.{}.{}", t.part, t.group, t.no);
        content.tasks.iter().map(of).collect()
    }

    #[test]
    fn a_row_moves_within_its_group_and_over_its_edges() {
        let mut content = sample();
        assert_eq!(
            apply(&mut content, &Change::Up(Kind::Task, 1)),
            Ok(Some((Kind::Task, 0)))
        );
        assert_eq!(content.tasks[0].node, "A.I.2");
        // The only row of A.II becomes the last one of A.I, then the first one of A.II again.
        assert_eq!(
            apply(&mut content, &Change::Up(Kind::Task, 2)),
            Ok(Some((Kind::Task, 2)))
        );
        assert_eq!(places(&content), ["A.I.2", "A.I.1", "A.I.1", "B.I.1"]);
        assert_eq!(
            apply(&mut content, &Change::Down(Kind::Task, 2)),
            Ok(Some((Kind::Task, 2)))
        );
        assert_eq!(content.tasks[2].group, "II");
        // Nothing moves over the ends.
        assert_eq!(
            apply(&mut content, &Change::Up(Kind::Task, 0)),
            Ok(Some((Kind::Task, 0)))
        );
        assert_eq!(
            apply(&mut content, &Change::Down(Kind::Task, 3)),
            Ok(Some((Kind::Task, 3)))
        );
    }

    #[test]
    fn moving_never_loses_a_row_and_can_be_taken_back() {
        let before = sample();
        for place in 0..before.tasks.len() {
            let mut content = before.clone();
            let Ok(Some((_, at))) = apply(&mut content, &Change::Down(Kind::Task, place)) else {
                panic!("{place}");
            };
            let mut nodes: Vec<_> = content.tasks.iter().map(|t| t.node.clone()).collect();
            nodes.sort();
            assert_eq!(nodes, ["A.I.1", "A.I.2", "A.II.1", "B.I.1"], "{place}");
            if at != place || content != before {
                apply(&mut content, &Change::Up(Kind::Task, at)).unwrap();
                assert_eq!(content, before, "{place}");
            }
        }
    }

    #[test]
    fn a_group_goes_over_into_the_next_part_with_its_rows_unless_its_label_is_taken() {
        let mut content = sample();
        assert_eq!(
            apply(&mut content, &Change::Down(Kind::Group, 1)),
            Ok(Some((Kind::Group, 1)))
        );
        assert_eq!(places(&content), ["A.I.1", "A.I.2", "B.II.1", "B.I.1"]);
        let refused = apply(&mut content, &Change::Down(Kind::Group, 0)).unwrap_err();
        assert_eq!(refused[0].message.key, "cycle-template-label-twice-there");
    }

    #[test]
    fn rows_follow_a_new_label_and_go_with_what_they_belong_to() {
        let mut content = sample();
        let renamed = ContentPart {
            label: "B1".into(),
            title: "Phần".into(),
        };
        apply(&mut content, &Change::Put(Some(0), Entry::Part(renamed))).unwrap();
        assert_eq!(places(&content), ["B1.I.1", "B1.I.2", "B1.II.1", "B.I.1"]);
        apply(&mut content, &Change::Remove(Kind::Group, 0)).unwrap();
        assert_eq!(places(&content), ["B1.II.1", "B.I.1"]);
        apply(&mut content, &Change::Remove(Kind::Part, 1)).unwrap();
        assert_eq!(places(&content), ["B1.II.1"]);
        assert!(apply(&mut content, &Change::Remove(Kind::Task, 7)).is_err());
    }

    #[test]
    fn a_new_row_comes_last_in_its_group_with_the_next_number() {
        let mut content = sample();
        let task = ContentTask {
            part: "A".into(),
            group: "I".into(),
            title: "Việc mới".into(),
            ..ContentTask::default()
        };
        let at = apply(&mut content, &Change::Put(None, Entry::Task(task)));
        assert_eq!(at, Ok(Some((Kind::Task, 2))));
        assert_eq!(places(&content), ["A.I.1", "A.I.2", "A.I.3", "A.II.1", "B.I.1"]);
        content.tasks[0].no = "9".into();
        apply(&mut content, &Change::Renumber).unwrap();
        assert_eq!(content.tasks[0].no, "1");
    }

    #[test]
    fn sections_get_codes_of_their_own() {
        let mut content = sample();
        let section = |title: &str| {
            Change::Put(
                None,
                Entry::Section(Section {
                    code: String::new(),
                    title: title.into(),
                }),
            )
        };
        apply(&mut content, &section("Mô hình hay, cách làm mới")).unwrap();
        apply(&mut content, &section("Mô hình hay, cách làm mới")).unwrap();
        let codes: Vec<&str> = content.sections.iter().map(|s| s.code.as_str()).collect();
        assert_eq!(codes, ["s:mo_hinh_hay_cach_lam_moi", "s:mo_hinh_hay_cach_lam_moi_2"]);
    }
}
