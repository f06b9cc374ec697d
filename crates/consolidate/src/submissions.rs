//! Which reports are of one unit, and which of them is the latest.

use std::collections::HashMap;
use tonghop_model::reading::{StatusClass, Understood};

/// Units and order of the reports of a set.
pub struct Submissions {
    /// Key of the unit, parallel to the reports.
    keys: Vec<String>,
    /// Unit of each report, numbered by the order of the keys.
    unit: Vec<usize>,
    /// Place of each report among all, earliest first.
    rank: Vec<usize>,
}

impl Submissions {
    pub fn new(reports: &[&Understood]) -> Self {
        let keys: Vec<String> = reports.iter().enumerate().map(|(i, r)| key(i, r)).collect();
        let mut sorted: Vec<&String> = keys.iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        let number: HashMap<&String, usize> = sorted.into_iter().enumerate().map(|(n, k)| (k, n)).collect();
        let unit = keys.iter().map(|k| number[k]).collect();
        let mut order: Vec<usize> = (0..reports.len()).collect();
        order.sort_by_cached_key(|&r| age(reports[r]));
        let mut rank = vec![0; reports.len()];
        for (place, report) in order.into_iter().enumerate() {
            rank[report] = place;
        }
        Self { keys, unit, rank }
    }

    /// What tells the unit of a report from others.
    pub fn key(&self, report: usize) -> &str {
        &self.keys[report]
    }

    /// Number of the unit of a report.
    pub fn unit(&self, report: usize) -> usize {
        self.unit[report]
    }

    /// The greater, the later the report.
    pub fn rank(&self, report: usize) -> usize {
        self.rank[report]
    }
}

fn key(report: usize, understood: &Understood) -> String {
    let (unit, header) = (&understood.reading.unit, &understood.reading.header);
    let unit = unit.as_ref().map(|u| (u.code.as_str(), u.valid_from.as_str()));
    tonghop_text::unit_key(unit, header.issuer.as_deref(), header.province.as_deref())
        .unwrap_or_else(|| format!("?{report}"))
}

/// Later reports are greater: by date, then the one that answers more; at last the file decides, never the order of the set.
fn age(understood: &Understood) -> (String, usize, String, String) {
    let reading = &understood.reading;
    let answered = reading
        .tasks
        .iter()
        .filter(|t| t.status_class != StatusClass::NotReported);
    (
        reading.header.date.clone().unwrap_or_default(),
        answered.count() + reading.measures.len(),
        reading.source.file.clone(),
        reading.source.sha256.clone(),
    )
}
