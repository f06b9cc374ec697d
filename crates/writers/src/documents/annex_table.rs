//! The annex of a commune in its province's own template: columns, parts, groups and rows as the template has them.

use std::borrow::Cow;
use std::ops::Range;

use tonghop_messages::{Lang, Messages, decimal};
use tonghop_model::message::Arg;
use tonghop_model::official::{Align, Cell, Inline, Table, TableColumn};
use tonghop_model::reading::{Reading, TaskRow};
use tonghop_model::template::{Column, OwnColumn, OwnKind, OwnValues, Template, TemplateTask};

use super::commune::OwnByTask;
use super::figures::Figures;
use super::noted::{Noted, RowNote};
use super::text::{cell, column};

/// Columns of an annex whose template is not known.
const USUAL: [Column; 5] = [
    Column::Number,
    Column::Task,
    Column::Timeframe,
    Column::Status,
    Column::Result,
];

/// What a report's annex has besides its rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnnexHead<'a> {
    /// Number of the programme's decision, where the head of the table names it.
    pub decision: Option<&'a str>,
    /// Footnotes of rows.
    pub notes: &'a [RowNote],
    /// What stands in the columns that the template adds, by the code of the task.
    pub own: Option<&'a OwnByTask>,
}

/// The table of a filled annex; the rows of `reading` in the order of the template, those that it does not explain last.
pub fn filled(
    words: &Messages,
    template: Option<&Template>,
    reading: &Reading,
    figures: &Figures<'_>,
    own: &AnnexHead<'_>,
) -> Table {
    let mut columns = template.map_or_else(|| USUAL.to_vec(), |t| t.columns.clone());
    if template.is_none() && reading.tasks.iter().any(|t| t.lead.is_some()) {
        columns.insert(2, Column::Lead);
    }
    let mut builder = Rows {
        columns,
        own: template.map_or(&[], |t| &t.own),
        rows: Vec::new(),
        part: None,
        group: None,
    };
    let result = |row: usize| {
        let text = &reading.tasks[row].result;
        let mut notes: Vec<(usize, String)> = own
            .notes
            .iter()
            .filter(|n| n.row == row)
            .map(|n| (n.at.unwrap_or(usize::MAX), n.text.clone()))
            .collect();
        notes.sort_by_key(|(at, _)| *at);
        let whole = Noted {
            text: text.clone(),
            notes,
        };
        // A mark that was not found stands at the end.
        whole.before(text.len())
    };
    let mut used = vec![false; reading.tasks.len()];
    if let Some(template) = template {
        for task in &template.tasks {
            let found = find(&reading.tasks, &used, task);
            if let Some(index) = found {
                used[index] = true;
            }
            builder.place(template, task);
            let result = found.map(result).unwrap_or_default();
            let line = Line {
                own: own.own.and_then(|o| o.get(&task.node)),
                ..Line::of(task, found.map(|i| &reading.tasks[i]), &result)
            };
            builder.row(&line, figures);
        }
    }
    for (row, task) in reading.tasks.iter().enumerate().filter(|(row, _)| !used[*row]) {
        let part = task.part.clone().unwrap_or_default();
        let part_title = template
            .and_then(|t| t.parts.iter().find(|p| p.label == part))
            .map_or("", |p| p.title.as_str());
        builder.part(&part, part_title);
        builder.group(
            &task.group.clone().unwrap_or_default(),
            task.group_title.as_deref().unwrap_or(""),
        );
        builder.row(&Line::own(task, &result(row)), figures);
    }
    let of_tasks = builder.columns.iter().position(|c| *c == Column::Task);
    let mut table = builder.table(words, template);
    if let (Some(column), Some(decision)) = (of_tasks, own.decision) {
        name_decision(words, &mut table, column, decision);
    }
    table
}

/// Provinces print below the heading of the tasks of which decision they are.
fn name_decision(words: &Messages, table: &mut Table, column: usize, decision: &str) {
    let number = [("number", Arg::Text(decision.to_owned()))];
    let named = |cell: &Cell| {
        let texts = cell.paragraphs.iter().flatten();
        texts
            .filter_map(|piece| match piece {
                Inline::Text(text) => Some(text),
                _ => None,
            })
            .any(|text| text.contains(decision))
    };
    let head = table.head.first_mut();
    if let Some(cell) = head.and_then(|row| row.get_mut(column)).filter(|cell| !named(cell)) {
        cell.paragraphs
            .push(vec![Inline::Text(words.word("official-annex-decision", &number))]);
    }
}

/// The empty table of a template, as the letter that opens a round shows it.
pub fn empty(words: &Messages, template: &Template) -> Table {
    let mut builder = Rows {
        columns: template.columns.clone(),
        own: &template.own,
        rows: Vec::new(),
        part: None,
        group: None,
    };
    for task in &template.tasks {
        builder.place(template, task);
        builder.row(&Line::of(task, None, &Noted::default()), &Figures::none());
    }
    builder.table(words, Some(template))
}

/// The row of the reading for a task of the template: by node, else by part, group and number.
fn find(rows: &[TaskRow], used: &[bool], task: &TemplateTask) -> Option<usize> {
    let free = |i: &usize| !used[*i];
    let same = |a: Option<&str>, b: &str| a.is_none_or(|a| a == b);
    let numbered = |r: &TaskRow| {
        r.no.as_deref() == Some(task.no.as_str())
            && same(r.part.as_deref(), &task.part)
            && same(r.group.as_deref(), &task.group)
    };
    let by_node = |i: &usize| rows[*i].node.as_deref() == Some(task.node.as_str());
    (0..rows.len())
        .filter(free)
        .find(|i| by_node(i) && numbered(&rows[*i]))
        .or_else(|| (0..rows.len()).filter(free).find(by_node))
        .or_else(|| {
            (0..rows.len())
                .filter(free)
                .find(|i| rows[*i].node.is_none() && rows[*i].title == task.title)
        })
}

/// What a row prints.
struct Line<'a> {
    no: &'a str,
    title: &'a str,
    lead: &'a str,
    timeframe: &'a str,
    status: &'a str,
    result: &'a Noted,
    /// What stands in the columns that the template adds.
    own: Option<&'a OwnValues>,
}

impl<'a> Line<'a> {
    fn of(task: &'a TemplateTask, row: Option<&'a TaskRow>, result: &'a Noted) -> Self {
        let own = |own: Option<&'a str>, fixed: Option<&'a str>| own.or(fixed).unwrap_or_default();
        Self {
            no: &task.no,
            // The unit's own words where it printed any, even where it mistyped the form.
            title: row
                .map(|r| r.title.as_str())
                .filter(|t| !t.trim().is_empty())
                .unwrap_or(&task.title),
            lead: own(row.and_then(|r| r.lead.as_deref()), task.lead.as_deref()),
            timeframe: own(row.and_then(|r| r.timeframe.as_deref()), task.timeframe.as_deref()),
            status: row.map_or("", |r| r.status.as_str()),
            result,
            own: None,
        }
    }

    fn own(row: &'a TaskRow, result: &'a Noted) -> Self {
        Self {
            no: row.no.as_deref().unwrap_or_default(),
            title: &row.title,
            lead: row.lead.as_deref().unwrap_or_default(),
            timeframe: row.timeframe.as_deref().unwrap_or_default(),
            status: &row.status,
            result,
            own: None,
        }
    }
}

/// The lines of a result, as ranges of its bytes. A list whose lines were joined when it was read is parted at its dashes again.
fn items(result: &str) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut next = 0;
    for whole in result.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let start = next;
        next += whole.len();
        let Some(mark) = line.chars().next().filter(|c| matches!(c, '-' | '–' | '+' | '•')) else {
            items.push(start..start + line.len());
            continue;
        };
        let mut from = 0;
        for (at, _) in line.match_indices(mark).skip(1) {
            let before = &line[..at];
            let after = line[at + mark.len_utf8()..].trim_start();
            // "2022 - 2025" and "kinh tế - xã hội" go on in the line.
            let starts = after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            let range = before.trim_end().ends_with(|c: char| c.is_ascii_digit())
                && after.starts_with(|c: char| c.is_ascii_digit());
            if before.ends_with(' ') && starts && !range {
                items.push(start + from..start + from + line[from..at].trim_end().len());
                from = at;
            }
        }
        items.push(start + from..start + line.len());
    }
    items
}

/// The paragraphs of a result; one of notes alone where the cell has no words.
fn paragraphs(result: &Noted, figures: &Figures<'_>) -> Vec<Vec<Inline>> {
    if result.text.is_empty() {
        return (!result.notes.is_empty())
            .then(|| result.inlines(figures))
            .into_iter()
            .collect();
    }
    items(&result.text)
        .into_iter()
        .map(|l| result.piece(l.start, l.end).inlines(figures))
        .collect()
}

/// A number as answers keep it ("1234,5") with its thousands set apart ("1.234,5").
fn printed_number(kept: &str) -> String {
    let places = kept.split_once(',').map_or(0, |(_, decimals)| decimals.len());
    let number = kept.replace(',', ".").parse::<f64>();
    number.map_or_else(|_| kept.to_owned(), |n| decimal(n, places, Lang::Vi))
}

/// The rows so far.
struct Rows<'a> {
    columns: Vec<Column>,
    /// What the columns are that the template adds.
    own: &'a [(Column, OwnColumn)],
    rows: Vec<Vec<Cell>>,
    part: Option<String>,
    group: Option<String>,
}

impl Rows<'_> {
    fn place(&mut self, template: &Template, task: &TemplateTask) {
        let part = template.parts.iter().find(|p| p.label == task.part);
        self.part(&task.part, part.map_or("", |p| p.title.as_str()));
        self.group(
            &task.group,
            template.group_title(&task.part, &task.group).unwrap_or_default(),
        );
    }

    fn part(&mut self, label: &str, title: &str) {
        if self.part.as_deref() != Some(label) {
            self.part = Some(label.to_owned());
            self.group = None;
            self.banner(label, title);
        }
    }

    fn group(&mut self, label: &str, title: &str) {
        if self.group.as_deref() != Some(label) {
            self.group = Some(label.to_owned());
            self.banner(label, title);
        }
    }

    /// A row over the whole width with a label: a part or a group.
    fn banner(&mut self, label: &str, title: &str) {
        if label.is_empty() && title.is_empty() {
            return;
        }
        let rest = u16::try_from(self.columns.len()).unwrap_or(2).saturating_sub(1).max(1);
        let title = Cell {
            align: Some(Align::Left),
            ..cell(title).bold().over(rest)
        };
        self.rows.push(vec![
            Cell {
                align: Some(Align::Centre),
                ..cell(label).bold()
            },
            title,
        ]);
    }

    fn row(&mut self, line: &Line<'_>, figures: &Figures<'_>) {
        let cells = self.columns.iter().map(|column| match column {
            Column::Number => cell(line.no),
            Column::Task => cell(line.title),
            Column::Lead => cell(line.lead),
            Column::Timeframe => cell(line.timeframe),
            Column::Status => cell(line.status),
            Column::Result => Cell {
                paragraphs: paragraphs(line.result, figures),
                ..Cell::default()
            },
            Column::Own(_) => cell(&self.filled_in(*column, line).unwrap_or_default()),
        });
        self.rows.push(cells.collect());
    }

    /// What stands in a column that the template adds.
    fn filled_in<'l>(&self, column: Column, line: &Line<'l>) -> Option<Cow<'l, str>> {
        let (_, own) = self.own.iter().find(|(c, _)| *c == column)?;
        let kept = line.own?.get(&own.code)?;
        Some(match own.kind {
            OwnKind::Number => Cow::Owned(printed_number(kept)),
            OwnKind::Text | OwnKind::Choice | OwnKind::Date => Cow::Borrowed(kept),
        })
    }

    fn width(&self, column: Column) -> TableColumn {
        let own = self.own.iter().find(|(c, _)| *c == column);
        own.map_or_else(|| width(column), |(_, own)| width_of_own(own.kind))
    }

    /// The table; headings as the template prints them, where they are not the usual ones.
    fn table(self, words: &Messages, template: Option<&Template>) -> Table {
        let own = |column: Column| template.and_then(|t| t.heading(column)).map(str::to_owned);
        Table {
            caption: words.text("official-annex-caption"),
            show_caption: false,
            columns: self.columns.iter().map(|c| self.width(*c)).collect(),
            head: vec![
                self.columns
                    .iter()
                    .map(|c| Cell::text(own(*c).unwrap_or_else(|| words.text(heading(*c)))))
                    .collect(),
            ],
            rows: self.rows,
        }
    }
}

const fn width(of: Column) -> TableColumn {
    match of {
        Column::Number => column(0.8, Align::Centre),
        Column::Task => column(4.6, Align::Justify),
        Column::Lead => column(1.7, Align::Left),
        Column::Timeframe => column(1.4, Align::Centre),
        Column::Status => column(1.9, Align::Left),
        Column::Result => column(5.4, Align::Justify),
        Column::Own(_) => width_of_own(OwnKind::Text),
    }
}

const fn width_of_own(kind: OwnKind) -> TableColumn {
    match kind {
        OwnKind::Text => column(2.4, Align::Left),
        OwnKind::Choice => column(1.7, Align::Left),
        OwnKind::Number => column(1.5, Align::Right),
        OwnKind::Date => column(1.7, Align::Centre),
    }
}

const fn heading(of: Column) -> &'static str {
    match of {
        Column::Number => "official-annex-number",
        Column::Task => "official-annex-task",
        Column::Lead => "official-annex-lead",
        Column::Timeframe => "official-annex-timeframe",
        Column::Status => "official-annex-status",
        Column::Result => "official-annex-result",
        Column::Own(_) => "official-annex-own",
    }
}

#[cfg(test)]
mod tests {
    use super::{items, printed_number};

    #[test]
    fn numbers_of_added_columns_are_printed_in_groups() {
        for (kept, printed) in [
            ("1234,5", "1.234,5"),
            ("1500000", "1.500.000"),
            ("-3", "-3"),
            ("0,125", "0,125"),
        ] {
            assert_eq!(printed_number(kept), printed);
        }
    }

    #[test]
    fn a_joined_list_is_parted_at_its_dashes() {
        let cases: [(&str, &[&str]); 5] = [
            (
                "-Ban hành 80 kế hoạch -100% cán bộ - Tiếp nhận hồ sơ",
                &["-Ban hành 80 kế hoạch", "-100% cán bộ", "- Tiếp nhận hồ sơ"],
            ),
            (
                "- Giai đoạn 2022 - 2025 phát triển kinh tế - xã hội",
                &["- Giai đoạn 2022 - 2025 phát triển kinh tế - xã hội"],
            ),
            ("Hạ tầng - Nền tảng số", &["Hạ tầng - Nền tảng số"]),
            ("một\nhai", &["một", "hai"]),
            ("", &[]),
        ];
        for (result, expected) in cases {
            let found: Vec<&str> = items(result).into_iter().map(|l| &result[l]).collect();
            assert_eq!(found, expected, "{result}");
        }
    }
}
