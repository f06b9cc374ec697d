//! The reports themselves.

use tonghop_model::consolidation::ReportHead;
use tonghop_model::reading::Understood;

/// What is shown of one report above its column; `unit_key` tells its unit from others.
pub fn report_head(understood: &Understood, unit_key: &str) -> ReportHead {
    let reading = &understood.reading;
    let unit = reading.unit.as_ref().map(|u| u.name.clone());
    ReportHead {
        file: reading.source.file.clone(),
        unit: unit
            .or_else(|| reading.header.issuer.clone())
            .unwrap_or_else(|| reading.source.file.clone()),
        unit_key: unit_key.to_owned(),
        unit_code: reading.unit.as_ref().map(|u| u.code.clone()),
        province: reading.header.province.clone(),
        number: reading.header.number.clone(),
        title: reading.header.title.clone(),
        date: reading.header.date.clone(),
        counts: [
            reading.tasks.len(),
            reading.measures.len(),
            reading.citations.len(),
            reading.findings.len(),
        ],
        template: understood.template.clone(),
    }
}
