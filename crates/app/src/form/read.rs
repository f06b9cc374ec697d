//! A filled workbook, back to answers.

use super::build::{FormOptions, build};
use super::compare::Comparison;
use super::problem::FormProblem;
use crate::Engine;
use serde::Serialize;
use std::collections::HashMap;
use tonghop_model::form::{Entry, Form, FormKey};
use tonghop_model::message::Message;
use tonghop_model::reading::StatusClass;
use tonghop_model::template::OwnValues;
use tonghop_readers::sheet::{RawSheet, RawWorkbook, read_raw};
use tonghop_readers::{Input, Limits, ReadError};
use tonghop_writers::form_xlsx::layout::{INDICATORS_COLUMN, KEY_ROW, MARK, SECTIONS_COLUMN, STANDING_MARK};

/// Why a file is no form that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// The file cannot be read at all.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// The file is no workbook.
    #[error("the file is no workbook")]
    NoWorkbook,
    /// A workbook, but not one that this program made.
    #[error("the workbook is no form of this program")]
    NoForm,
    /// A form of a template that the catalogue does not have.
    #[error("template {0} does not exist")]
    TemplateUnknown(String),
    /// A form of a unit that does not exist.
    #[error("unit {0} does not exist")]
    UnitUnknown(String),
}

/// What stands in a filled form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormReading {
    /// What the workbook belongs to, by its hidden codes.
    pub key: FormKey,
    /// Answers of the annex, in the order of the template; rows that are blank are not listed.
    pub answers: Vec<FormAnswer>,
    /// Narrative sections with text.
    pub sections: Vec<SectionAnswer>,
    /// Indicators with figures or a remark.
    pub indicators: Vec<IndicatorAnswer>,
    /// Rows of the annex that are asked for.
    pub asked: usize,
    /// What is not in order, by sheet and row.
    pub problems: Vec<FormProblem>,
    /// Names of the answers as they stood when the form was written, by code; none in a form that does not say it.
    #[serde(skip)]
    pub standing: Option<HashMap<String, String>>,
}

/// The answer to one task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormAnswer {
    /// Label of the part.
    pub part: String,
    /// Code of the row.
    pub code: String,
    /// Status, verbatim.
    pub status: String,
    /// Its class; none where the wording is not known.
    pub class: Option<StatusClass>,
    /// Result, verbatim.
    pub result: String,
    /// What stands in the columns that the template adds, by their code.
    #[serde(skip_serializing_if = "OwnValues::is_empty")]
    pub own: OwnValues,
}

/// The text of a narrative section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionAnswer {
    /// Code of the section.
    pub code: String,
    /// The text, verbatim.
    pub text: String,
}

/// The figures of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorAnswer {
    /// Code of the indicator.
    pub code: String,
    /// What was filled in.
    #[serde(flatten)]
    pub entry: Entry,
    /// What follows from it.
    pub value: Option<f64>,
}

impl FormError {
    /// In a sentence; `None` for files that the readers refuse, which have their own wording.
    #[must_use]
    pub fn message(&self) -> Option<Message> {
        Some(match self {
            Self::Unreadable(_) => return None,
            Self::NoWorkbook => Message::new("form-error-no-workbook"),
            Self::NoForm => Message::new("form-error-no-form"),
            Self::TemplateUnknown(code) => Message::new("form-error-template").with("code", code.clone()),
            Self::UnitUnknown(code) => Message::new("form-error-unit").with("code", code.clone()),
        })
    }
}

/// Reads a filled workbook of a template and unit of the catalogue.
///
/// # Errors
/// [`FormError`] where the file is no form, or one of a template or unit that do not exist.
pub fn read(engine: &Engine, name: &str, bytes: &[u8]) -> Result<FormReading, FormError> {
    let workbook = open(name, bytes, &engine.file_limits())?;
    let key = first_key(&workbook).ok_or(FormError::NoForm)?;
    engine
        .catalogue
        .template(&key.template)
        .ok_or_else(|| FormError::TemplateUnknown(key.template.clone()))?;
    let options = FormOptions {
        version: key.version,
        round: key.round.clone(),
        indicators: Some(codes_of(&workbook, "indicators", INDICATORS_COLUMN)),
        narrative: !codes_of(&workbook, "narrative", SECTIONS_COLUMN).is_empty(),
        ..FormOptions::default()
    };
    let unit = (key.unit.as_str(), key.unit_valid_from.as_str());
    let expected = build(&engine.catalogue, &engine.messages, &key.template, unit, &options)
        .ok_or_else(|| FormError::UnitUnknown(key.unit.clone()))?;
    Ok(Comparison::new(engine, &expected, key).run(&workbook))
}

/// Reads a filled workbook that has to be an answer to `expected`.
///
/// # Errors
/// [`FormError`] where the file is no form.
pub fn read_against(engine: &Engine, name: &str, bytes: &[u8], expected: &Form) -> Result<FormReading, FormError> {
    let workbook = open(name, bytes, &engine.file_limits())?;
    let key = first_key(&workbook).ok_or(FormError::NoForm)?;
    Ok(Comparison::new(engine, expected, key).run(&workbook))
}

/// What a workbook belongs to, without reading its answers.
///
/// # Errors
/// [`FormError`] where the file is no form.
pub fn key_of(engine: &Engine, name: &str, bytes: &[u8]) -> Result<FormKey, FormError> {
    first_key(&open(name, bytes, &engine.file_limits())?).ok_or(FormError::NoForm)
}

fn open(name: &str, bytes: &[u8], limits: &Limits) -> Result<RawWorkbook, FormError> {
    // The readers would advise other formats that are read as reports: none of them is a form.
    read_raw(&Input { name, bytes }, limits).map_err(|error| match error {
        ReadError::Unsupported { .. } => FormError::NoWorkbook,
        error => FormError::Unreadable(error),
    })
}

fn first_key(workbook: &RawWorkbook) -> Option<FormKey> {
    workbook.sheets.iter().find_map(sheet_key)
}

/// The hidden codes of a sheet; `None` for sheets that are not filled in.
pub(super) fn sheet_key(sheet: &RawSheet) -> Option<FormKey> {
    (sheet.text(KEY_ROW, 0) == MARK).then(|| FormKey {
        template: sheet.text(KEY_ROW, 3).to_string(),
        version: sheet.text(KEY_ROW, 4).parse().unwrap_or(0),
        unit: sheet.text(KEY_ROW, 5).to_string(),
        unit_valid_from: sheet.text(KEY_ROW, 6).to_string(),
        round: sheet.text(KEY_ROW, 7).to_string(),
    })
}

/// Names of the answers as they stood when the form was written.
pub(super) fn standing(workbook: &RawWorkbook) -> Option<HashMap<String, String>> {
    let sheet = workbook.sheets.iter().find(|s| s.text(0, 0) == STANDING_MARK)?;
    let codes = sheet.cells.iter().filter(|((row, column), _)| *column == 0 && *row > 0);
    let named = codes.map(|((row, _), cell)| (cell.text.trim().to_owned(), sheet.text(*row, 1).trim().to_owned()));
    Some(named.collect())
}

/// Codes of what a form asks for: as its sheets list them in their hidden row, else (forms without that list) those of the rows of the
/// sheets of a kind.
fn codes_of(workbook: &RawWorkbook, kind: &str, listed: u32) -> Vec<String> {
    let own = workbook.sheets.iter().find(|s| s.text(KEY_ROW, 0) == MARK);
    let list = own.map_or("", |s| s.text(KEY_ROW, listed));
    if !list.is_empty() {
        return list.split(' ').map(str::to_owned).collect();
    }
    let sheets = workbook
        .sheets
        .iter()
        .filter(|s| s.text(KEY_ROW, 0) == MARK && s.text(KEY_ROW, 1) == kind);
    let codes = sheets.flat_map(|s| {
        s.cells
            .iter()
            .filter(|((row, column), _)| *column == 0 && *row > KEY_ROW)
    });
    codes.map(|(_, cell)| cell.text.trim().to_string()).collect()
}
