//! Annexes of the consolidated report: matrix and indicators.
//!
//! A matrix of thousands of units cannot be printed. Up to [`UNITS_IN_GRID`] units stand in a grid of tasks × units;
//! above that the annex gives the distribution of every task and one line for every unit.

use std::collections::{BTreeSet, HashSet};

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, IndicatorRollUp, MatrixRow};
use tonghop_model::official::{Align, Block, Cell, Table};
use tonghop_model::programme::Target;
use tonghop_model::reading::StatusClass;
use tonghop_text::alphabetical;

use super::consolidated::ConsolidatedReport;
use super::other_reports;
use super::overview::{self, label};
use super::sources::{named_reports, set_source};
use super::text::{cell, column, paragraph, shortened, value};

/// Units that fit beside each other on a landscape page.
pub const UNITS_IN_GRID: usize = 12;

/// Distribution of every task, and the units.
pub fn matrix(words: &Messages, report: &ConsolidatedReport<'_>) -> Vec<Block> {
    let columns = report.consolidation.matrix.columns.len();
    if columns == 0 {
        return vec![paragraph(words.text("official-consolidated-no-matrix"))];
    }
    let mut blocks = vec![
        paragraph(words.text("official-consolidated-matrix-tasks")),
        Block::Table(tasks(words, report)),
    ];
    if columns <= UNITS_IN_GRID {
        blocks.push(paragraph(words.text("official-consolidated-matrix-grid")));
        blocks.push(Block::Table(grid(words, report)));
    } else {
        blocks.push(paragraph(words.text("official-consolidated-matrix-units")));
        blocks.push(Block::Table(units(words, report)));
    }
    blocks
}

fn classes() -> impl Iterator<Item = (usize, StatusClass)> {
    StatusClass::ALL.into_iter().enumerate()
}

fn count(words: &Messages, count: usize, key: String, source: &str) -> Cell {
    if count == 0 {
        return Cell::default();
    }
    Cell::of(vec![value(words.number(count), key, source)])
}

/// One line for each task: how many units are in each class.
fn tasks(words: &Messages, report: &ConsolidatedReport<'_>) -> Table {
    let source = set_source(words, report.consolidation);
    // A class is headed by words as long as "Không" and "quyền", in bold.
    let mut columns = vec![column(1.9, Align::Left), column(6.6, Align::Justify)];
    columns.extend((0..10).map(|_| column(1.5, Align::Centre)));
    let mut head = vec![words.text("official-column-code"), words.text("official-column-task")];
    head.extend(classes().map(|(_, class)| label(words, class)));
    head.push(words.text("official-column-absent"));
    let mut rows = Vec::new();
    for (number, group) in overview::groups(report.consolidation).iter().enumerate() {
        let title = super::consolidated::name(words, group);
        rows.push(vec![cell(&title).bold().over(12)]);
        for (at, row) in group.rows.iter().enumerate() {
            let code = row.node.clone().unwrap_or_default();
            let key = |what: &str| match &row.node {
                Some(node) => format!("matrix:{node}:{what}"),
                None => format!("matrix:other:{number}:{at}:{what}"),
            };
            let mut cells = vec![cell(&code), cell(&row.title)];
            cells.extend(classes().map(|(i, class)| {
                let units = named(words, report.consolidation, row, class).unwrap_or_else(|| source.clone());
                count(words, row.distribution[i], key(class.key()), &units)
            }));
            cells.push(count(words, row.absent, key("absent"), &source));
            rows.push(cells);
        }
    }
    table(words, "official-consolidated-matrix-tasks", columns, head, rows)
}

/// The reports whose answer has this class: where a count comes from. None where they are too many to be named.
fn named(words: &Messages, consolidation: &Consolidation, row: &MatrixRow, class: StatusClass) -> Option<String> {
    let reports = consolidation.matrix.columns.iter().zip(&row.cells);
    let answered = reports.filter(|(_, cell)| cell.as_ref().is_some_and(|c| c.class == class));
    named_reports(words, consolidation, answered.map(|(report, _)| *report))
}

/// Tasks × units, each cell with its class.
fn grid(words: &Messages, report: &ConsolidatedReport<'_>) -> Table {
    let matrix = &report.consolidation.matrix;
    let mut columns = vec![column(5.0, Align::Left)];
    columns.extend(matrix.columns.iter().map(|_| column(2.2, Align::Centre)));
    let mut head = vec![words.text("official-column-task")];
    head.extend(matrix.columns.iter().map(|r| {
        report
            .consolidation
            .reports
            .get(*r)
            .map(|h| overview::unit(words, h))
            .unwrap_or_default()
    }));
    let rows = matrix.rows.iter().map(|row| {
        let name = row
            .node
            .as_ref()
            .map_or_else(|| row.title.clone(), |node| format!("{node} {}", row.title));
        let mut cells = vec![cell(&shortened(&name, 140))];
        cells.extend(row.cells.iter().enumerate().map(|(column, answer)| match answer {
            Some(answer) => {
                let at = matrix.columns.get(column).copied().unwrap_or_default();
                let file = report
                    .consolidation
                    .reports
                    .get(at)
                    .map(|h| h.file.clone())
                    .unwrap_or_default();
                let text = match answer.percent {
                    Some(percent) => measured(&words.decimal(percent), "%"),
                    None => label(words, answer.class),
                };
                Cell::of(vec![value(
                    text,
                    format!("report:{at}:task:{}:status", answer.task),
                    file,
                )])
            }
            None => Cell::text("–"),
        }));
        cells
    });
    table(
        words,
        "official-consolidated-matrix-grid",
        columns,
        head,
        rows.collect(),
    )
}

/// One line for each report with an annex: how many of its tasks are in each class.
fn units(words: &Messages, report: &ConsolidatedReport<'_>) -> Table {
    let matrix = &report.consolidation.matrix;
    let mut counts = vec![[0_usize; 9]; matrix.columns.len()];
    for row in &matrix.rows {
        for (own, answer) in counts.iter_mut().zip(&row.cells) {
            if let Some(place) = answer
                .as_ref()
                .and_then(|a| StatusClass::ALL.iter().position(|c| *c == a.class))
            {
                own[place] += 1;
            }
        }
    }
    let mut columns = vec![
        column(1.0, Align::Centre),
        column(5.5, Align::Left),
        column(2.5, Align::Left),
    ];
    columns.extend((0..9).map(|_| column(1.3, Align::Centre)));
    let mut head = vec![
        words.text("official-column-number"),
        words.text("official-column-unit"),
        words.text("official-column-province"),
    ];
    head.extend(classes().map(|(_, class)| label(words, class)));
    // By province and name: a reader looks for a unit, not for a file.
    let mut ordered: Vec<_> = matrix.columns.iter().zip(&counts).collect();
    ordered.sort_by_cached_key(|(at, _)| {
        let head = report.consolidation.reports.get(**at);
        head.map(|h| {
            let province = h.province.as_deref().unwrap_or_default();
            (alphabetical(province), alphabetical(&overview::unit(words, h)))
        })
    });
    let rows = ordered.into_iter().enumerate().map(|(i, (at, own))| {
        let unit = report.consolidation.reports.get(*at);
        let mut cells = vec![
            Cell::text((i + 1).to_string()),
            cell(&unit.map_or_else(String::new, |h| overview::unit(words, h))),
            cell(unit.and_then(|h| h.province.as_deref()).unwrap_or("")),
        ];
        let file = unit.map_or("", |h| h.file.as_str());
        cells.extend(
            classes().map(|(c, class)| count(words, own[c], format!("report:{at}:class:{}", class.key()), file)),
        );
        cells
    });
    let rows = rows.collect();
    table(words, "official-consolidated-matrix-units", columns, head, rows)
}

pub(super) fn table(
    words: &Messages,
    caption: &str,
    columns: Vec<tonghop_model::official::TableColumn>,
    head: Vec<String>,
    rows: Vec<Vec<Cell>>,
) -> Table {
    Table {
        caption: words.text(caption),
        show_caption: false,
        columns,
        head: vec![head.into_iter().map(Cell::text).collect()],
        rows,
    }
}

/// Indicators that the programme sets targets for: target beside actual. None where no such indicator was stated.
pub fn targets(words: &Messages, report: &ConsolidatedReport<'_>) -> Option<Table> {
    let source = set_source(words, report.consolidation);
    let rows: Vec<Vec<Cell>> = report
        .consolidation
        .indicators
        .iter()
        .filter(|i| overview::told(i))
        .filter_map(|i| Some((i, overview::target(report.targets, &i.code, report.year)?)))
        .enumerate()
        .map(|(n, (indicator, target))| {
            let aim = aim(words, target);
            let stating = Stating::of(words, report.consolidation, indicator, &source);
            vec![
                Cell::text((n + 1).to_string()),
                cell(&indicator.name),
                Cell::of(vec![value(
                    aim,
                    format!("target:{}:{}", indicator.code, target.year),
                    words.text("official-source-programme"),
                )]),
                actual(words, indicator, &stating.summed.source),
            ]
            .into_iter()
            .chain(stating.cells(words, indicator))
            .collect()
        })
        .collect();
    let columns = vec![
        column(1.1, Align::Centre),
        column(5.0, Align::Left),
        column(2.3, Align::Centre),
        column(2.1, Align::Centre),
        column(1.6, Align::Centre),
        column(1.7, Align::Centre),
    ];
    let head = [
        "official-column-number",
        "official-column-indicator",
        "official-column-target",
        "official-column-actual",
        "official-column-units",
        "official-column-without",
    ];
    let head = head.iter().map(|k| words.text(k)).collect();
    (!rows.is_empty()).then(|| table(words, "official-consolidated-targets", columns, head, rows))
}

/// "trên 70% (2030)".
pub fn aim(words: &Messages, target: &Target) -> String {
    let aim = format!(
        "{} ({})",
        measured(&words.decimal(target.value), &target.unit),
        target.year
    );
    target
        .qualifier
        .as_ref()
        .map_or_else(|| aim.clone(), |q| format!("{q} {aim}"))
}

/// The rolled-up value; a note where the reports state percentages only.
fn actual(words: &Messages, indicator: &IndicatorRollUp, source: &str) -> Cell {
    match indicator.value {
        Some(v) => Cell::of(vec![value(
            measured(&words.decimal(v), &indicator.unit),
            format!("indicator:{}:value", indicator.code),
            source,
        )]),
        None => Cell::text(words.text("official-indicator-no-counts")),
    }
}

/// A figure with its unit of measure: "89,4%", "12 hồ sơ".
pub fn measured(figure: &str, unit: &str) -> String {
    let blank = if unit == "%" || unit.is_empty() { "" } else { " " };
    format!("{figure}{blank}{unit}")
}

/// The units that state an indicator.
pub(super) struct Stating {
    /// Those whose values are in the sum.
    pub(super) summed: Stated,
    /// The others.
    others: Stated,
}

/// Some of these units.
pub(super) struct Stated {
    /// How many they are.
    units: usize,
    /// Where figures of them come from: their reports, or the whole set where they are too many to be named or a register states some.
    pub(super) source: String,
}

impl Stating {
    /// Those that state this indicator; `set` is the source that stands for the whole set.
    pub(super) fn of(words: &Messages, consolidation: &Consolidation, indicator: &IndicatorRollUp, set: &str) -> Self {
        let [summed, others] =
            stating(consolidation, indicator).map(|reports| Stated::by(words, consolidation, &reports, set));
        Self { summed, others }
    }

    /// The cells of the counts.
    fn cells(&self, words: &Messages, indicator: &IndicatorRollUp) -> [Cell; 2] {
        [("units", &self.summed), ("without", &self.others)].map(|(what, stated)| {
            let key = format!("indicator:{}:{what}", indicator.code);
            count(words, stated.units, key, &stated.source)
        })
    }
}

impl Stated {
    /// The units of these reports.
    fn by(words: &Messages, consolidation: &Consolidation, reports: &BTreeSet<usize>, set: &str) -> Self {
        // Registers may have values of units that sent no report: they stand behind the set, each for one unit.
        let outside = reports.range(consolidation.reports.len()..).count();
        let names = (outside == 0).then(|| named_reports(words, consolidation, reports.iter().copied()));
        Self {
            units: consolidation.units_of(reports.iter().copied()) + outside,
            source: names.flatten().unwrap_or_else(|| set.to_owned()),
        }
    }
}

/// The reports that state an indicator: those whose values are in the sum, and those of all other units.
fn stating(consolidation: &Consolidation, indicator: &IndicatorRollUp) -> [BTreeSet<usize>; 2] {
    let is_summed = indicator.value.is_some();
    let used = indicator.values.iter().filter(|v| is_summed && v.used);
    let summed: BTreeSet<usize> = used.map(|v| v.report).collect();
    let unit = |report: &usize| consolidation.reports.get(*report).map(|h| h.unit_key.as_str());
    // A unit with one report in the sum and another that is not counts as summed.
    let units: HashSet<&str> = summed.iter().filter_map(unit).collect();
    let is_other = |report: &usize| unit(report).map_or_else(|| !summed.contains(report), |unit| !units.contains(unit));
    let others = indicator.values.iter().map(|v| v.report).filter(is_other).collect();
    [summed, others]
}

/// What is said where no indicator has a value.
pub fn no_indicators(report: &ConsolidatedReport<'_>) -> &'static str {
    if report.round.standing.is_some() {
        "official-consolidated-no-accepted"
    } else {
        "official-consolidated-no-indicators"
    }
}

/// Every indicator that a report states.
pub fn indicators(words: &Messages, report: &ConsolidatedReport<'_>) -> Vec<Block> {
    let source = set_source(words, report.consolidation);
    let told: Vec<_> = report
        .consolidation
        .indicators
        .iter()
        .filter(|i| overview::told(i))
        .collect();
    if told.is_empty() {
        return vec![paragraph(words.text(no_indicators(report)))];
    }
    let number = |v: Option<f64>, indicator: &IndicatorRollUp, what: &str, from: &str| match v {
        Some(v) => Cell::of(vec![value(
            words.decimal(v),
            format!("indicator:{}:{what}", indicator.code),
            from,
        )]),
        None => Cell::default(),
    };
    let rows = told.iter().map(|i| {
        let stating = Stating::of(words, report.consolidation, i, &source);
        let from = &stating.summed.source;
        vec![
            cell(&i.code),
            cell(&i.name),
            cell(&i.unit),
            number(i.numerator, i, "numerator", from),
            number(i.denominator, i, "denominator", from),
            actual(words, i, from),
        ]
        .into_iter()
        .chain(stating.cells(words, i))
        .collect()
    });
    let columns = vec![
        column(1.0, Align::Left),
        column(6.0, Align::Left),
        column(1.4, Align::Centre),
        column(1.8, Align::Right),
        column(1.8, Align::Right),
        column(2.2, Align::Centre),
        column(1.6, Align::Centre),
        column(2.2, Align::Centre),
    ];
    let head = [
        "official-column-code",
        "official-column-indicator",
        "official-column-measure",
        "official-column-numerator",
        "official-column-denominator",
        "official-column-actual",
        "official-column-units",
        "official-column-without",
    ];
    let head = head.iter().map(|k| words.text(k)).collect();
    let rows = rows.collect();
    let table = table(words, "official-consolidated-indicator-annex", columns, head, rows);
    let mut blocks = vec![
        paragraph(words.text("official-consolidated-indicator-sums")),
        Block::Table(table),
    ];
    blocks.extend(other_reports::note(words, report.consolidation));
    blocks
}

#[cfg(test)]
mod tests {
    use super::super::sample::set;
    use super::*;
    use tonghop_messages::Lang;
    use tonghop_model::consolidation::IndicatorValue;

    fn told(set: &Consolidation, value: Option<f64>, values: &[(usize, bool)]) -> [(usize, String); 2] {
        let stated = |(report, used): &(usize, bool)| IndicatorValue {
            report: *report,
            used: *used,
            ..IndicatorValue::default()
        };
        let indicator = IndicatorRollUp {
            value,
            values: values.iter().map(stated).collect(),
            ..IndicatorRollUp::default()
        };
        let Stating { summed, others } = Stating::of(&Messages::new(Lang::Vi), set, &indicator, "cả tập");
        [summed, others].map(|s| (s.units, s.source))
    }

    fn are(units: usize, source: &str) -> (usize, String) {
        (units, source.to_owned())
    }

    #[test]
    fn a_unit_with_a_value_in_the_sum_is_not_among_the_others() {
        let set = set(&["xã A", "xã A", "xã B", "xã C"]);
        let values = [(0, false), (1, true), (2, true), (2, false), (3, false)];
        assert_eq!(told(&set, Some(5.0), &values), [are(2, "xã A; xã B"), are(1, "xã C")]);
    }

    #[test]
    fn nobody_is_summed_where_there_is_no_sum() {
        let set = set(&["xã A", "xã B"]);
        assert_eq!(
            told(&set, None, &[(0, true), (1, false)]),
            [are(0, "cả tập"), are(2, "xã A; xã B")]
        );
    }

    #[test]
    fn a_register_stands_behind_the_set_for_one_unit_each() {
        let set = set(&["xã A", "xã B"]);
        let values = [(0, true), (2, true), (2, false), (3, false), (1, false)];
        assert_eq!(told(&set, Some(5.0), &values), [are(2, "cả tập"), are(2, "cả tập")]);
    }
}
