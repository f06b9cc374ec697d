//! Counts over a set of reports that the consolidated report and the brief both state.

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, IndicatorRollUp, MatrixRow, ReportHead};
use tonghop_model::message::Arg;
use tonghop_model::official::{Chart, ChartSeries};
use tonghop_model::programme::Target;
use tonghop_model::reading::StatusClass;

use crate::compilation::part_and_section;

/// Colours of the classes, in the order of [`StatusClass::ALL`]: dark enough for white figures on them.
const COLOURS: [&str; 9] = [
    "2E7D32", "689F38", "0277BD", "D68910", "B03A2E", "6A4C93", "6E6E6E", "8D6E63", "37474F",
];

/// A group of tasks of the programme.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// Title of the part.
    pub part: &'a str,
    /// Title of the group.
    pub title: &'a str,
    /// Its tasks.
    pub rows: Vec<&'a MatrixRow>,
    /// How many answers have each class, in the order of [`StatusClass::ALL`].
    pub distribution: [usize; 9],
}

impl Group<'_> {
    /// Answers in all.
    pub fn answers(&self) -> usize {
        self.distribution.iter().sum()
    }
}

/// The groups in the order of the matrix.
pub fn groups(consolidation: &Consolidation) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for row in &consolidation.matrix.rows {
        let (part, title) = part_and_section(&row.section);
        if groups.last().is_none_or(|g| g.title != title || g.part != part) {
            groups.push(Group {
                part,
                title,
                rows: Vec::new(),
                distribution: [0; 9],
            });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row);
            add(&mut group.distribution, &row.distribution);
        }
    }
    groups
}

/// Adds the counts of one distribution to another.
pub fn add(sum: &mut [usize; 9], more: &[usize; 9]) {
    for (total, count) in sum.iter_mut().zip(more) {
        *total += count;
    }
}

/// All answers of the matrix by class.
pub fn distribution(consolidation: &Consolidation) -> [usize; 9] {
    let mut sum = [0; 9];
    for row in &consolidation.matrix.rows {
        add(&mut sum, &row.distribution);
    }
    sum
}

/// Units that sent the reports of the set, each once.
pub fn units(consolidation: &Consolidation) -> usize {
    consolidation.units()
}

/// The unit of a report as documents name it: "UBND xã Suối Trăng" is "xã Suối Trăng" like all the others.
pub fn unit(words: &Messages, head: &ReportHead) -> String {
    let name = head.unit.as_str();
    let bodies = ["official-committee-short", "official-committee"].map(|key| words.text(key));
    let bare = bodies.iter().find_map(|body| {
        let start = name
            .get(..body.len())
            .filter(|s| s.to_lowercase() == body.to_lowercase())?;
        name.strip_prefix(start)?.strip_prefix(' ')
    });
    bare.unwrap_or(name).trim().to_owned()
}

/// Answers of some classes.
pub fn count(distribution: &[usize; 9], classes: &[StatusClass]) -> usize {
    let of = |class: &StatusClass| StatusClass::ALL.iter().position(|c| c == class);
    classes.iter().filter_map(of).map(|i| distribution[i]).sum()
}

/// Label of a class.
pub fn label(words: &Messages, class: StatusClass) -> String {
    words.text(&format!("status-{}", class.key().replace('_', "-")))
}

/// A chart of stacked bars: one bar for each of these distributions.
pub fn chart(words: &Messages, title: String, bars: &[(String, [usize; 9])]) -> Chart {
    let present = |i: &usize| bars.iter().any(|(_, d)| d[*i] > 0);
    let series = (0..9).filter(present).map(|i| ChartSeries {
        name: label(words, StatusClass::ALL[i]),
        colour: COLOURS[i].to_owned(),
        values: bars.iter().map(|(_, d)| Some(d[i] as f64)).collect(),
    });
    Chart {
        title,
        categories: bars.iter().map(|(name, _)| name.clone()).collect(),
        series: series.collect(),
        stacked: true,
        unit: words.text("official-unit-answers"),
        ..Chart::default()
    }
}

/// Bars of a chart that share their page with text: more would leave the page before it half empty, fewer what is left below them.
const MOST_BARS: usize = 10;

/// The same as several charts of one axis and one legend where there are many bars.
pub fn charts(words: &Messages, title: &str, bars: &[(String, [usize; 9])]) -> Vec<Chart> {
    let pieces = bars.len().div_ceil(MOST_BARS);
    if pieces < 2 {
        return vec![chart(words, title.to_owned(), bars)];
    }
    let whole = chart(words, String::new(), bars);
    let longest = bars
        .iter()
        .map(|(_, d)| d.iter().sum::<usize>())
        .max()
        .unwrap_or_default() as f64;
    let size = bars.len().div_ceil(pieces);
    let piece = |number: usize| {
        let range = number * size..((number + 1) * size).min(bars.len());
        let args = [
            ("title", Arg::Text(title.to_owned())),
            ("number", Arg::Count(number as u64 + 1)),
            ("of", Arg::Count(pieces as u64)),
        ];
        let mut chart = Chart {
            title: words.word("official-chart-piece", &args),
            categories: whole.categories[range.clone()].to_vec(),
            least_scale: longest,
            ..whole.clone()
        };
        for series in &mut chart.series {
            series.values = series.values[range.clone()].to_vec();
        }
        chart
    };
    (0..pieces).map(piece).collect()
}

/// The target of an indicator that the year of the report is measured against: the next one to reach, else the last.
pub fn target<'t>(targets: &'t [Target], indicator: &str, year: i32) -> Option<&'t Target> {
    let own = || targets.iter().filter(|t| t.indicator.as_deref() == Some(indicator));
    own()
        .filter(|t| t.year >= year)
        .min_by_key(|t| t.year)
        .or_else(|| own().max_by_key(|t| t.year))
}

/// True where the roll-up has something to show.
pub fn told(indicator: &IndicatorRollUp) -> bool {
    indicator.value.is_some() || !indicator.values.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::Lang;

    #[test]
    fn many_bars_are_several_charts_that_can_be_compared() {
        let words = Messages::new(Lang::Vi);
        let bars: Vec<(String, [usize; 9])> = (0..13).map(|n| (n.to_string(), [n, 0, 0, 0, 1, 0, 0, 0, 0])).collect();
        let found = charts(&words, "Nhóm", &bars);
        let names: Vec<&String> = found.iter().flat_map(|c| &c.categories).collect();
        assert_eq!(found.iter().map(|c| c.categories.len()).collect::<Vec<_>>(), [7, 6]);
        assert_eq!(names, bars.iter().map(|b| &b.0).collect::<Vec<_>>());
        for chart in &found {
            assert_eq!(chart.least_scale, 13.0);
            assert_eq!(chart.series.len(), 2);
            assert!(chart.series.iter().all(|s| s.values.len() == chart.categories.len()));
        }
        assert_eq!(found[1].series[0].values, [7.0, 8.0, 9.0, 10.0, 11.0, 12.0].map(Some));
        assert_eq!(charts(&words, "Nhóm", &bars[..10]).len(), 1);
    }
}
