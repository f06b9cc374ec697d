//! Stands in for the consolidation until that crate is there. To be deleted.

use std::collections::BTreeMap;
use tonghop_catalogue::Catalogue;
use tonghop_model::consolidation::*;
use tonghop_model::programme::NodeKind;
use tonghop_model::reading::{StatusClass, Understood};

pub(crate) fn consolidate(reports: &[&Understood], findings: &[usize], catalogue: &Catalogue) -> Consolidation {
    let mut c = Consolidation::default();
    for (r, f) in reports.iter().zip(findings) {
        let reading = &r.reading;
        c.reports.push(ReportHead {
            file: reading.source.file.clone(),
            unit: reading
                .unit
                .as_ref()
                .map(|u| u.name.clone())
                .or_else(|| reading.header.issuer.clone())
                .unwrap_or_else(|| reading.source.file.clone()),
            unit_code: reading.unit.as_ref().map(|u| u.code.clone()),
            province: reading.header.province.clone(),
            title: reading.header.title.clone(),
            date: reading.header.date.clone(),
            counts: [reading.tasks.len(), reading.measures.len(), reading.citations.len(), *f],
            template: r.template.clone(),
        });
    }
    c.matrix.columns = (0..reports.len())
        .filter(|i| !reports[*i].reading.tasks.is_empty())
        .collect();
    let Some(programme) = catalogue.programmes.first() else {
        return c;
    };
    let mut section = String::new();
    for node in &programme.nodes {
        if node.kind != NodeKind::Task {
            section = format!("{} {}", node.code, node.title);
            continue;
        }
        let mut row = MatrixRow {
            node: Some(node.code.clone()),
            section: section.clone(),
            title: node.title.clone(),
            ..MatrixRow::default()
        };
        for i in &c.matrix.columns {
            let tasks = &reports[*i].reading.tasks;
            let found = tasks
                .iter()
                .enumerate()
                .find(|(_, t)| t.node.as_ref() == Some(&node.code));
            row.cells.push(found.map(|(n, t)| MatrixCell {
                task: n,
                class: t.status_class,
                percent: t.percent,
                status: t.status.clone(),
                result: t.result.clone(),
                span: t.span,
            }));
        }
        for cell in row.cells.iter().flatten() {
            if let Some(p) = StatusClass::ALL.iter().position(|s| *s == cell.class) {
                row.distribution[p] += 1;
            }
        }
        row.absent = row.cells.iter().filter(|c| c.is_none()).count();
        if row.absent < row.cells.len() {
            c.matrix.rows.push(row);
        }
    }
    let mut indicators: BTreeMap<String, IndicatorRollUp> = BTreeMap::new();
    for (i, r) in reports.iter().enumerate() {
        for (n, m) in r.reading.measures.iter().enumerate() {
            let Some(code) = m.indicator.as_ref().filter(|_| !m.is_target) else {
                continue;
            };
            let Some(known) = catalogue.indicator(code) else {
                continue;
            };
            let roll = indicators.entry(code.clone()).or_insert_with(|| IndicatorRollUp {
                code: code.clone(),
                name: known.name.clone(),
                unit: known.unit.clone(),
                ..IndicatorRollUp::default()
            });
            let used = m.denominator.is_some() || known.unit != "%";
            roll.values.push(IndicatorValue {
                report: i,
                measure: n,
                value: m.value,
                numerator: m.numerator,
                denominator: m.denominator,
                qualifier: m.qualifier.clone(),
                quote: m.quote.clone(),
                used,
            });
            if let (Some(a), Some(b)) = (m.numerator, m.denominator) {
                *roll.numerator.get_or_insert(0.0) += a;
                *roll.denominator.get_or_insert(0.0) += b;
            } else if used && let Some(v) = m.value {
                *roll.value.get_or_insert(0.0) += v;
            }
            if let (Some(a), Some(b)) = (roll.numerator, roll.denominator) {
                roll.value = Some(a * 100.0 / b);
            }
        }
        for m in &r.reading.commitments {
            c.commitments.push(CommitmentEntry {
                report: i,
                what: m.what.clone(),
                quote: m.quote.clone(),
                due: m.due.clone(),
                span: m.span,
            });
        }
        for s in &r.reading.assessment.recommendations {
            c.recommendations.push(RecommendationGroup {
                text: s.text.clone(),
                keywords: Vec::new(),
                members: vec![(i, s.text.clone(), s.span)],
            });
        }
    }
    c.indicators = indicators.into_values().collect();
    c
}
