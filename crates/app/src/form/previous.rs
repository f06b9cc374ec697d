//! The answers of the last period, shown grey beside the fields that are filled in.

use super::read::{FormReading, read};
use crate::write::read_reading;
use crate::{Engine, Failure};
use std::collections::HashMap;
use std::path::Path;
use tonghop_model::form::{Answer, Form};
use tonghop_model::message::Arg;
use tonghop_model::reading::{Reading, Statement};

/// What a unit answered in the last period.
#[derive(Debug, Clone, PartialEq)]
pub enum Previous {
    /// In a form of this program.
    Form(Box<FormReading>),
    /// In a report.
    Report(Box<Reading>),
}

/// The answers in a filled form (XLSX, ODS), in a report, or in the JSON of a reading.
///
/// # Errors
/// A [`Failure`] that says what is wrong with the file.
pub fn previous(engine: &Engine, path: &Path) -> Result<Previous, Failure> {
    let failure = |cause: String| Failure {
        path: path.to_owned(),
        reason: engine.messages.word("app-failure-io", &[("cause", Arg::Text(cause))]),
    };
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("json") => {
            let bytes = std::fs::read(path).map_err(|e| failure(e.to_string()))?;
            let reading = read_reading(&bytes).map_err(|e| failure(engine.messages.format(&e.message())))?;
            Ok(Previous::Report(Box::new(reading)))
        }
        Some("xlsx" | "ods") => {
            let bytes = std::fs::read(path).map_err(|e| failure(e.to_string()))?;
            match read(engine, &path.to_string_lossy(), &bytes) {
                Ok(reading) => Ok(Previous::Form(Box::new(reading))),
                // A workbook of another make may still hold a report.
                Err(_) => report(engine, path),
            }
        }
        _ => report(engine, path),
    }
}

fn report(engine: &Engine, path: &Path) -> Result<Previous, Failure> {
    let report = engine.read_file(path)?;
    if report.understood.reading.tasks.is_empty() {
        return Err(Failure {
            path: path.to_owned(),
            reason: engine.messages.text("form-error-no-answers"),
        });
    }
    Ok(Previous::Report(Box::new(report.understood.reading)))
}

impl Previous {
    /// Puts the answers beside the fields of a form. What the form does not ask is left out.
    pub fn show_in(&self, form: &mut Form) {
        match self {
            Self::Form(reading) => of_form(reading, form),
            Self::Report(reading) => of_report(reading, form),
        }
    }
}

fn of_form(reading: &FormReading, form: &mut Form) {
    let answers: HashMap<(&str, &str), &super::FormAnswer> = reading
        .answers
        .iter()
        .map(|a| ((a.part.as_str(), a.code.as_str()), a))
        .collect();
    for part in &mut form.parts {
        for row in &mut part.rows {
            row.previous = answers.get(&(part.label.as_str(), row.code.as_str())).map(|a| Answer {
                status: a.status.clone(),
                result: a.result.clone(),
                own: a.own.clone(),
            });
        }
    }
    for section in &mut form.sections {
        let text = reading.sections.iter().find(|s| s.code == section.code);
        section.previous = text.map(|s| s.text.clone());
    }
    for indicator in &mut form.indicators {
        let known = reading.indicators.iter().find(|i| i.code == indicator.code);
        indicator.previous = known.and_then(|i| i.value);
    }
}

fn of_report(reading: &Reading, form: &mut Form) {
    let mut rows: HashMap<&str, std::collections::VecDeque<Answer>> = HashMap::new();
    for row in &reading.tasks {
        let Some(node) = row.node.as_deref() else { continue };
        rows.entry(node).or_default().push_back(Answer {
            status: row.status.clone(),
            result: row.result.clone(),
            ..Answer::default()
        });
    }
    for row in form.parts.iter_mut().flat_map(|p| &mut p.rows) {
        // A second row of the same task is "A.VII.2#2".
        let node = row.code.split('#').next().unwrap_or_default();
        row.previous = rows.get_mut(node).and_then(std::collections::VecDeque::pop_front);
    }
    let said = &reading.assessment;
    for section in &mut form.sections {
        let lists: &[&[Statement]] = match section.code.as_str() {
            "results" => &[&said.advantages],
            "difficulties" => &[&said.limitations, &said.causes],
            "recommendations" => &[&said.recommendations],
            "next" => &[&said.next_tasks],
            _ => &[],
        };
        let lines: Vec<_> = lists.iter().flat_map(|l| l.iter()).map(Statement::addressed).collect();
        section.previous = (!lines.is_empty()).then(|| lines.join("\n"));
    }
    for indicator in &mut form.indicators {
        let measures = reading.measures.iter().filter(|m| !m.is_target);
        let mut known = measures.filter(|m| m.indicator.as_deref() == Some(indicator.code.as_str()));
        indicator.previous = known.find_map(|m| m.value);
    }
}
