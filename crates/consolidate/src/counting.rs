//! Which reports of a unit give figures to the sums: those about the programme and the period of its main report.

use crate::submissions::Submissions;
use std::collections::{HashMap, HashSet};
use tonghop_model::programme::Programme;
use tonghop_model::reading::Understood;
use tonghop_text::periods::same_period;

/// Whether each report counts. The main report of a unit is the one that the matrix takes for the programme that most reports are about;
/// without any, its latest one. What another report tells of another programme or period is no part of the same sum.
pub fn counting(
    reports: &[&Understood],
    submissions: &Submissions,
    programmes: &[Programme],
    columns: &[usize],
) -> Vec<bool> {
    let known = Programmes::new(programmes);
    let about: Vec<About<'_>> = reports.iter().map(|r| About::new(r, &known)).collect();
    let columns: HashSet<usize> = columns.iter().copied().collect();
    let most = programmes.iter().map(|p| p.code.as_str()).rev();
    let most = most.max_by_key(|code| about.iter().filter(|a| a.programme == Some(*code)).count());
    let fitness = |report: usize| {
        let on_programme = most.is_some() && about[report].programme == most;
        (on_programme, columns.contains(&report), submissions.rank(report))
    };
    let mut main: HashMap<usize, usize> = HashMap::new();
    for report in 0..reports.len() {
        let best = main.entry(submissions.unit(report)).or_insert(report);
        if fitness(report) > fitness(*best) {
            *best = report;
        }
    }
    let is_like_main = |report: usize| {
        let main = main[&submissions.unit(report)];
        main == report || about[main].is_same(&about[report])
    };
    (0..reports.len()).map(is_like_main).collect()
}

/// Programmes by what reports have of them.
pub struct Programmes<'a> {
    by_node: HashMap<&'a str, &'a str>,
    by_decision: HashMap<&'a str, &'a str>,
}

impl<'a> Programmes<'a> {
    pub fn new(programmes: &'a [Programme]) -> Self {
        let mut by_node = HashMap::new();
        for programme in programmes {
            for node in &programme.nodes {
                by_node.entry(node.code.as_str()).or_insert(programme.code.as_str());
            }
        }
        let decision = |p: &'a Programme| (p.decision.as_str(), p.code.as_str());
        Self {
            by_node,
            by_decision: programmes.iter().rev().map(decision).collect(),
        }
    }

    /// Code of the programme whose tasks a report answers.
    pub fn of_tasks(&self, report: &Understood) -> Option<&'a str> {
        let mut nodes = report.reading.tasks.iter().filter_map(|t| t.node.as_deref());
        nodes.find_map(|n| self.by_node.get(n)).copied()
    }
}

/// What a report says that it is about.
struct About<'a> {
    /// Code of the programme; its decision where no programme is known by it.
    programme: Option<&'a str>,
    period: Option<&'a str>,
    /// Number and date.
    letter: Option<(&'a str, &'a str)>,
    /// Year of its date.
    year: Option<&'a str>,
    /// A report with a title says what it is about; an annex sent as a file of its own does not.
    is_titled: bool,
}

impl<'a> About<'a> {
    fn new(report: &'a Understood, programmes: &Programmes<'a>) -> Self {
        let header = &report.reading.header;
        let named = |decision: &'a str| programmes.by_decision.get(decision).copied().unwrap_or(decision);
        let date = header.date.as_deref();
        Self {
            programme: programmes
                .of_tasks(report)
                .or_else(|| header.programme.as_deref().map(named)),
            period: header.period.as_ref().map(|p| p.label.as_str()),
            letter: header.number.as_deref().zip(date),
            year: date.and_then(|d| d.get(..4)),
            is_titled: header.title.is_some(),
        }
    }

    /// True where both are about one programme and period. What a report without a title leaves open contradicts nothing.
    fn is_same(&self, other: &Self) -> bool {
        if self.letter.is_some() && self.letter == other.letter {
            return true;
        }
        let open = !self.is_titled || !other.is_titled;
        let programme = match (self.programme, other.programme) {
            (None, None) => true,
            (Some(a), Some(b)) => a == b,
            _ => open,
        };
        let shared = self.programme.is_some() && self.programme == other.programme;
        programme
            && match (self.period, other.period) {
                (Some(a), Some(b)) => same_period(a, b),
                (None, None) => self.year.zip(other.year).is_none_or(|(a, b)| a == b),
                _ => shared || open,
            }
    }
}
