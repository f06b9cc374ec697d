//! Sheet by sheet, row by row: what came back against what was asked.

use super::figure::{self, Figure};
use super::problem::{FormProblem, Place, ProblemCode};
use super::read::{FormAnswer, FormReading, IndicatorAnswer, SectionAnswer, sheet_key, standing};
use super::stray;
use crate::{Engine, own_value};
use std::collections::{BTreeMap, BTreeSet};
use tonghop_messages::{Lang, Messages};
use tonghop_model::form::{Entry, Form, FormIndicator, FormKey, MAX_ANSWER, MAX_STATUS};
use tonghop_model::impossible::{FigureField, Figures, Impossible};
use tonghop_model::reading::StatusClass;
use tonghop_model::template::{OwnKind, OwnValues};
use tonghop_readers::sheet::{RawSheet, RawWorkbook};
use tonghop_text::{fold, squash_space};
use tonghop_writers::form_xlsx::layout::{
    GROUP_MARK, HEADING_ROW, KEY_ROW, Role, SheetKind, columns, is_yes_no, sheet_name,
};

/// Problems that are listed, at most: a workbook can have a million rows.
const MAX_PROBLEMS: usize = 1_000;

/// Counts above this are asked about: more than the country has people.
const MOST_COUNTED: f64 = 1e8;

/// A comparison in progress.
pub(super) struct Comparison<'a> {
    engine: &'a Engine,
    expected: &'a Form,
    key: FormKey,
    problems: Vec<FormProblem>,
    languages: Vec<Messages>,
}

/// The rows of a sheet by code.
type Rows = BTreeMap<String, u32>;

impl<'a> Comparison<'a> {
    pub(super) fn new(engine: &'a Engine, expected: &'a Form, key: FormKey) -> Self {
        Self {
            engine,
            expected,
            key,
            problems: Vec::new(),
            // A form may have been written in either language.
            languages: Lang::ALL.into_iter().map(Messages::new).collect(),
        }
    }

    pub(super) fn run(mut self, workbook: &RawWorkbook) -> FormReading {
        self.compare_key(workbook);
        let mut reading = FormReading {
            key: self.key.clone(),
            answers: Vec::new(),
            sections: Vec::new(),
            indicators: Vec::new(),
            asked: self.expected.parts.iter().map(|p| p.rows.len()).sum(),
            problems: Vec::new(),
            standing: standing(workbook),
        };
        let expected = self.expected;
        // Of a form that belongs elsewhere nothing else is said: every row of it would differ.
        if self.problems.iter().any(|p| p.code.is_of_another_form()) {
            reading.problems = self.problems;
            return reading;
        }
        for part in &expected.parts {
            let codes: Vec<(&str, &str)> = part.rows.iter().map(|r| (r.code.as_str(), r.title.as_str())).collect();
            let Some((sheet, rows)) = self.sheet(workbook, SheetKind::Annex, &part.label, &codes) else {
                continue;
            };
            reading.answers.extend(self.answers(sheet, &part.label, &codes, &rows));
        }
        let sections = expected.sections.iter().map(|s| (s.code.as_str(), s.title.as_str()));
        let sections: Vec<(&str, &str)> = sections.collect();
        if let Some((sheet, rows)) = self.sheet(workbook, SheetKind::Narrative, "", &sections) {
            reading.sections = self.sections(sheet, &sections, &rows);
        }
        let codes: Vec<(&str, &str)> = expected
            .indicators
            .iter()
            .map(|i| (i.code.as_str(), i.name.as_str()))
            .collect();
        if let Some((sheet, rows)) = self.sheet(workbook, SheetKind::Indicators, "", &codes) {
            reading.indicators = self.indicators(sheet, &rows);
        }
        for problem in stray::sheets(workbook, &self.languages) {
            // A sheet whose hidden codes were deleted is missed already.
            let missed = |p: &FormProblem| p.code == ProblemCode::SheetMissing && p.place == problem.place;
            if !self.problems.iter().any(missed) {
                self.note(problem);
            }
        }
        let order: Vec<&str> = workbook.sheets.iter().map(|s| s.name.as_str()).collect();
        let at = |p: &FormProblem| {
            (
                order.iter().position(|n| *n == p.place.sheet),
                p.place.row,
                p.place.column.clone(),
            )
        };
        self.problems.sort_by_key(at);
        self.problems.truncate(MAX_PROBLEMS);
        reading.problems = self.problems;
        reading
    }

    fn note(&mut self, problem: FormProblem) {
        // One more than is listed, so that the list is cut in the order of the workbook as far as that goes.
        if self.problems.len() < MAX_PROBLEMS * 4 {
            self.problems.push(problem);
        }
    }

    fn compare_key(&mut self, workbook: &RawWorkbook) {
        let first = workbook.sheets.iter().find(|s| sheet_key(s).is_some());
        let name = first.map_or("", |s| s.name.as_str());
        let (found, wanted) = (self.key.clone(), self.expected.key.clone());
        let units = (self.unit(&found), self.unit(&wanted));
        let pairs = [
            (
                ProblemCode::OtherTemplate,
                found.template.clone(),
                wanted.template.clone(),
            ),
            (
                ProblemCode::OtherVersion,
                found.version.to_string(),
                wanted.version.to_string(),
            ),
            (ProblemCode::OtherUnit, units.0, units.1),
            (ProblemCode::OtherRound, found.round.clone(), wanted.round),
        ];
        for (code, found, wanted) in pairs.into_iter().filter(|(_, found, wanted)| found != wanted) {
            self.note(
                FormProblem::new(Place::sheet(name), code)
                    .expected(wanted)
                    .actual(found),
            );
        }
        let foreign = workbook
            .sheets
            .iter()
            .filter(|s| sheet_key(s).is_some_and(|k| k != found));
        let foreign: Vec<_> = foreign
            .map(|s| FormProblem::new(Place::sheet(&s.name), ProblemCode::ForeignSheet))
            .collect();
        self.problems.extend(foreign);
    }

    /// "xã Suối Trăng (21040)"; the code alone where the catalogue does not know it.
    fn unit(&self, key: &FormKey) -> String {
        let mut versions = self.engine.catalogue.units().versions(&key.unit);
        let known = versions.find(|u| u.valid_from == key.unit_valid_from);
        known.map_or_else(
            || format!("{} ({})", key.unit, key.unit_valid_from),
            |u| format!("{} ({})", u.full_name(), key.unit),
        )
    }

    /// The sheet of a part with its rows, its headings and rows compared; `None` where nothing is asked or it is missing.
    fn sheet<'w>(
        &mut self,
        workbook: &'w RawWorkbook,
        kind: SheetKind,
        label: &str,
        codes: &[(&str, &str)],
    ) -> Option<(&'w RawSheet, Rows)> {
        if codes.is_empty() {
            return None;
        }
        let fits = |s: &&RawSheet| {
            sheet_key(s).is_some_and(|k| k == self.key)
                && s.text(KEY_ROW, 1) == kind.code()
                && s.text(KEY_ROW, 2) == label
        };
        let mut sheets = workbook.sheets.iter().filter(fits);
        let Some(sheet) = sheets.next() else {
            let name = sheet_name(kind, label, &self.engine.messages);
            self.note(FormProblem::new(Place::sheet(&name), ProblemCode::SheetMissing).expected(name));
            return None;
        };
        let copies: Vec<_> = sheets.map(|s| Place::sheet(&s.name)).collect();
        for copy in copies {
            self.note(FormProblem::new(copy, ProblemCode::SheetTwice).expected(sheet.name.clone()));
        }
        self.headings(sheet, kind);
        for problem in stray::cells(sheet, &self.layout(sheet, kind), &self.expected.indicators) {
            self.note(problem);
        }
        let rows = self.rows(sheet, kind, codes);
        Some((sheet, rows))
    }

    fn layout(&self, sheet: &RawSheet, kind: SheetKind) -> Vec<Role> {
        let mut roles = columns(self.expected, kind);
        // Columns of the last period stand there only where the workbook has them.
        let has_previous = roles
            .iter()
            .any(|r| matches!(r, Role::PreviousStatus | Role::PreviousText));
        if !has_previous && !sheet.text(HEADING_ROW, roles.len() as u32).is_empty() {
            roles.extend((kind == SheetKind::Annex).then_some(Role::PreviousStatus));
            roles.push(Role::PreviousText);
        }
        roles
    }

    fn headings(&mut self, sheet: &RawSheet, kind: SheetKind) {
        for (column, role) in (0u32..).zip(self.layout(sheet, kind)) {
            let found = sheet.text(HEADING_ROW, column);
            let key = role.heading(kind);
            let own = role.own_heading(self.expected);
            let known = match own {
                Some(own) => squash_space(own) == squash_space(found),
                None => self
                    .languages
                    .iter()
                    .any(|m| squash_space(&m.text(key)) == squash_space(found)),
            };
            if !known {
                let place = Place::cell(&sheet.name, HEADING_ROW, column);
                let wanted = own.map_or_else(|| self.engine.messages.text(key), str::to_owned);
                self.note(
                    FormProblem::new(place, ProblemCode::HeadingChanged)
                        .expected(wanted)
                        .actual(found),
                );
            }
        }
    }

    /// Where each code stands; rows that are unknown, doubled, missing, inserted or out of order are noted.
    fn rows(&mut self, sheet: &RawSheet, kind: SheetKind, codes: &[(&str, &str)]) -> Rows {
        let titles: BTreeMap<&str, &str> = codes.iter().copied().collect();
        let mut rows = Rows::new();
        let mut order = Vec::new();
        let filled: BTreeSet<u32> = sheet
            .cells
            .keys()
            .map(|(row, _)| *row)
            .filter(|row| *row > HEADING_ROW)
            .collect();
        for row in filled {
            let code = sheet.text(row, 0);
            if code.starts_with(GROUP_MARK) {
                continue;
            }
            let place = Place::row(&sheet.name, row);
            let subject = sheet.text(row, 2);
            if code.is_empty() {
                let text = sheet
                    .cells
                    .range((row, 1)..(row + 1, 0))
                    .map(|(_, c)| c.text.trim())
                    .find(|t| !t.is_empty());
                if let Some(text) = text {
                    self.note(FormProblem::new(place, ProblemCode::RowInserted).actual(text));
                }
                continue;
            }
            let Some(title) = titles.get(code) else {
                self.note(FormProblem::new(place, ProblemCode::CodeUnknown).actual(format!("{code} {subject}")));
                continue;
            };
            if rows.contains_key(code) {
                self.note(FormProblem::new(place, ProblemCode::RowTwice).actual(subject));
                continue;
            }
            if kind != SheetKind::Narrative && squash_space(title) != squash_space(subject) {
                let place = Place::cell(&sheet.name, row, 2);
                self.note(
                    FormProblem::new(place, ProblemCode::RowMixed)
                        .expected(*title)
                        .actual(subject),
                );
            }
            rows.insert(code.to_string(), row);
            order.push(row_number(codes, code));
        }
        if !order.is_sorted() {
            self.note(FormProblem::new(Place::sheet(&sheet.name), ProblemCode::OrderChanged));
        }
        for (code, title) in codes.iter().filter(|(code, _)| !rows.contains_key(*code)) {
            // Codes are hidden in the workbook: people know a row by its words.
            let wanted = if title.is_empty() { code } else { title };
            self.note(FormProblem::new(Place::sheet(&sheet.name), ProblemCode::RowMissing).expected(*wanted));
        }
        rows
    }

    fn column(&self, sheet: &RawSheet, kind: SheetKind, role: Role) -> u32 {
        self.layout(sheet, kind).iter().position(|r| *r == role).unwrap_or(0) as u32
    }

    /// True where a cell cannot be taken as an answer: computed, an error, or merged.
    fn refused(&mut self, sheet: &RawSheet, row: u32, column: u32) -> bool {
        let merged = sheet
            .merged
            .iter()
            .any(|m| (m.0..=m.2).contains(&row) && (m.1..=m.3).contains(&column));
        let cell = sheet.cell(row, column);
        let code = match cell {
            _ if merged => ProblemCode::Merged,
            Some(cell) if cell.error => ProblemCode::ErrorValue,
            Some(cell) if cell.formula => ProblemCode::Formula,
            _ => return false,
        };
        let text = cell.map_or("", |c| c.text.as_str()).to_string();
        self.note(FormProblem::new(Place::cell(&sheet.name, row, column), code).actual(text));
        true
    }

    /// The text of an answer; empty where it cannot be taken.
    fn text(&mut self, sheet: &RawSheet, row: u32, column: u32, most: usize) -> String {
        if self.refused(sheet, row, column) {
            return String::new();
        }
        let text = sheet.text(row, column);
        let length = text.chars().count();
        if length > most {
            let problem = FormProblem::new(Place::cell(&sheet.name, row, column), ProblemCode::TooLong);
            self.note(
                problem
                    .expected(self.engine.messages.number(most))
                    .actual(self.engine.messages.number(length)),
            );
            return String::new();
        }
        text.to_string()
    }

    fn answers(&mut self, sheet: &RawSheet, part: &str, codes: &[(&str, &str)], rows: &Rows) -> Vec<FormAnswer> {
        let status_column = self.column(sheet, SheetKind::Annex, Role::Status);
        let result_column = self.column(sheet, SheetKind::Annex, Role::Text);
        let mut answers = Vec::new();
        for (code, _) in codes {
            let Some(row) = rows.get(*code).copied() else { continue };
            let mut status = self.text(sheet, row, status_column, MAX_STATUS);
            if share(&status).is_some_and(|share| share > 100.0) {
                let place = Place::cell(&sheet.name, row, status_column);
                self.note(
                    FormProblem::new(place, ProblemCode::StatusAbove100)
                        .expected("≤ 100%")
                        .actual(std::mem::take(&mut status)),
                );
            }
            let result = self.text(sheet, row, result_column, MAX_ANSWER);
            let class = self.class(&status);
            if !status.is_empty() && class.is_none() {
                let is_number = sheet
                    .cell(row, status_column)
                    .is_some_and(|c| c.number.is_some() || c.date);
                let code = if is_number {
                    ProblemCode::StatusNumber
                } else {
                    ProblemCode::StatusUnknown
                };
                self.note(FormProblem::new(Place::cell(&sheet.name, row, status_column), code).actual(status.clone()));
            }
            if status.is_empty() && !result.is_empty() && sheet.text(row, status_column).is_empty() {
                let place = Place::cell(&sheet.name, row, status_column);
                self.note(FormProblem::new(place, ProblemCode::StatusMissing));
            }
            let own = self.own(sheet, row);
            if !status.is_empty() || !result.is_empty() || !own.is_empty() {
                answers.push(FormAnswer {
                    part: part.to_string(),
                    code: (*code).to_string(),
                    status,
                    class,
                    result,
                    own,
                });
            }
        }
        answers
    }

    /// What stands in the columns that the template adds; what a column cannot hold is named and left out.
    fn own(&mut self, sheet: &RawSheet, row: u32) -> OwnValues {
        let mut values = OwnValues::new();
        for (at, own) in self.expected.own.iter().enumerate() {
            let column = self.column(sheet, SheetKind::Annex, Role::Own(at));
            if self.refused(sheet, row, column) {
                continue;
            }
            let cell = sheet.cell(row, column);
            // A cell of numbers is taken by its number, whatever it shows.
            let number = cell
                .filter(|_| own.column.kind == OwnKind::Number)
                .and_then(|c| c.number);
            let text = number.map_or_else(|| sheet.text(row, column).to_owned(), own_value::number);
            match own_value::kept(&own.heading, &own.column, &text) {
                Ok(value) if value.is_empty() => {}
                Ok(value) => drop(values.insert(own.column.code.clone(), value)),
                Err(message) => {
                    let place = Place::cell(&sheet.name, row, column);
                    let expected = self.engine.messages.format(&message);
                    self.note(
                        FormProblem::new(place, ProblemCode::OwnWrong)
                            .expected(expected)
                            .actual(text),
                    );
                }
            }
        }
        values
    }

    /// The class of a wording of the catalogue or of a percentage, as readings class them; none for other wordings, which
    /// readings count as under way and people should look at once more.
    fn class(&self, status: &str) -> Option<StatusClass> {
        let catalogue = &self.engine.catalogue;
        catalogue
            .status_class(status)
            .or_else(|| match tonghop_understand::annex::classify(status, catalogue).0 {
                class @ (StatusClass::Percent | StatusClass::Met) => Some(class),
                _ => None,
            })
    }

    fn sections(&mut self, sheet: &RawSheet, codes: &[(&str, &str)], rows: &Rows) -> Vec<SectionAnswer> {
        let column = self.column(sheet, SheetKind::Narrative, Role::Text);
        let mut sections = Vec::new();
        for (code, _) in codes {
            let Some(row) = rows.get(*code).copied() else { continue };
            let text = self.text(sheet, row, column, MAX_ANSWER);
            if !text.is_empty() {
                sections.push(SectionAnswer {
                    code: (*code).to_string(),
                    text,
                });
            }
        }
        sections
    }

    fn indicators(&mut self, sheet: &RawSheet, rows: &Rows) -> Vec<IndicatorAnswer> {
        let mut found = Vec::new();
        for indicator in &self.expected.indicators {
            let Some(row) = rows.get(&indicator.code).copied() else {
                continue;
            };
            let entry = self.entry(sheet, row, indicator);
            let value = indicator.value(&entry);
            if entry != Entry::default() {
                found.push(IndicatorAnswer {
                    code: indicator.code.clone(),
                    value,
                    entry,
                });
            }
        }
        found
    }

    fn entry(&mut self, sheet: &RawSheet, row: u32, indicator: &FormIndicator) -> Entry {
        let column = |c: &Self, role| c.column(sheet, SheetKind::Indicators, role);
        let (above, below) = (column(self, Role::Numerator), column(self, Role::Denominator));
        let note = column(self, Role::Note);
        let is_share = indicator.denominator_label.is_some();
        if is_yes_no(indicator) {
            return Entry {
                numerator: self.yes_or_no(sheet, row, above),
                denominator: None,
                note: self.text(sheet, row, note, MAX_ANSWER),
            };
        }
        let mut entry = Entry {
            numerator: self.figure(sheet, row, above, is_share || indicator.unit != "%"),
            denominator: if is_share {
                self.figure(sheet, row, below, true)
            } else {
                None
            },
            note: self.text(sheet, row, note, MAX_ANSWER),
        };
        let known = self.engine.catalogue.indicator(&indicator.code);
        if let Some(found) = known.and_then(|i| i.impossible(&figures(&entry, is_share))) {
            self.refuse(sheet, row, (above, below), found, &mut entry);
        }
        if known.is_some_and(|i| !i.measured) {
            for (column, _) in [(above, entry.numerator), (below, entry.denominator)]
                .into_iter()
                .filter(|(_, count)| count.is_some_and(|c| c > MOST_COUNTED))
            {
                let place = Place::cell(&sheet.name, row, column);
                self.note(FormProblem::new(place, ProblemCode::Huge).actual(sheet.text(row, column)));
            }
        }
        entry
    }

    /// Tells what cannot be and leaves it out.
    fn refuse(
        &mut self,
        sheet: &RawSheet,
        row: u32,
        (above, below): (u32, u32),
        (field, why): (FigureField, Impossible),
        entry: &mut Entry,
    ) {
        let column = if field == FigureField::Denominator {
            below
        } else {
            above
        };
        let place = Place::cell(&sheet.name, row, column);
        let typed = |problem: FormProblem| problem.actual(sheet.text(row, column).to_owned());
        let shown = |v: Option<f64>| v.map(|v| self.engine.messages.decimal(v)).unwrap_or_default();
        let problem = match why {
            Impossible::HalfShare => {
                // Where the other half was typed and refused, that was told.
                if sheet.cell(row, above).is_some() == sheet.cell(row, below).is_some() {
                    return;
                }
                FormProblem::new(Place::row(&sheet.name, row), ProblemCode::HalfShare)
            }
            Impossible::PartAboveWhole => FormProblem::new(place, ProblemCode::Above100)
                .expected(format!("≤ {}", shown(entry.denominator)))
                .actual(format!("{} / {}", shown(entry.numerator), shown(entry.denominator))),
            Impossible::AboveHundred => typed(FormProblem::new(place, ProblemCode::Above100)).expected("≤ 100"),
            Impossible::NotWhole => typed(FormProblem::new(place, ProblemCode::NotWhole)),
            Impossible::ZeroWhole => typed(FormProblem::new(place, ProblemCode::ZeroDenominator)),
            Impossible::Negative => typed(FormProblem::new(place, ProblemCode::Negative)),
            Impossible::NoNumber => typed(FormProblem::new(place, ProblemCode::NotANumber)),
        };
        self.note(problem);
        let (part, whole) = match why {
            Impossible::HalfShare => (false, false),
            Impossible::PartAboveWhole => (true, true),
            _ => (field != FigureField::Denominator, field == FigureField::Denominator),
        };
        entry.numerator = entry.numerator.filter(|_| !part);
        entry.denominator = entry.denominator.filter(|_| !whole);
    }

    /// The answer to a question: yes is 1, no is 0, in either language or as such a figure.
    fn yes_or_no(&mut self, sheet: &RawSheet, row: u32, column: u32) -> Option<f64> {
        if self.refused(sheet, row, column) {
            return None;
        }
        let cell = sheet.cell(row, column).filter(|c| !c.text.trim().is_empty())?;
        let said = fold(cell.text.trim());
        let means = |key: &str| self.languages.iter().any(|m| fold(&m.text(key)) == said);
        let number = cell.number.or_else(|| said.parse().ok());
        if means("form-yes") || number == Some(1.0) {
            return Some(1.0);
        }
        if means("form-no") || number == Some(0.0) {
            return Some(0.0);
        }
        let text = cell.text.clone();
        let wanted = ["form-yes", "form-no"].map(|key| self.engine.messages.text(key));
        self.note(
            FormProblem::new(Place::cell(&sheet.name, row, column), ProblemCode::NotYesOrNo)
                .expected(wanted.join(" / "))
                .actual(text),
        );
        None
    }

    fn figure(&mut self, sheet: &RawSheet, row: u32, column: u32, is_count: bool) -> Option<f64> {
        if self.refused(sheet, row, column) {
            return None;
        }
        let (code, value) = match figure::read(sheet.cell(row, column)) {
            Figure::Blank => return None,
            Figure::Number(value) | Figure::Percent(value) if value < 0.0 => (ProblemCode::Negative, None),
            Figure::Number(value) => return Some(value),
            Figure::Percent(_) if is_count => (ProblemCode::PercentTyped, None),
            Figure::Percent(value) => return Some(value),
            Figure::Date => (ProblemCode::DateTyped, None),
            Figure::NoNumber => (ProblemCode::NotANumber, None),
        };
        let text = sheet.text(row, column).to_string();
        self.note(FormProblem::new(Place::cell(&sheet.name, row, column), code).actual(text));
        value
    }
}

/// What was typed, as the rule on figures takes it: where there is no denominator, the numerator's column holds the value.
fn figures(entry: &Entry, is_share: bool) -> Figures {
    match is_share {
        true => Figures {
            value: None,
            numerator: entry.numerator,
            denominator: entry.denominator,
        },
        false => Figures {
            value: entry.numerator,
            ..Figures::default()
        },
    }
}

/// The share that a status gives and nothing else: "150%".
fn share(status: &str) -> Option<f64> {
    let number = status.trim().strip_suffix('%')?.trim();
    number.replace(',', ".").parse().ok()
}

fn row_number(codes: &[(&str, &str)], code: &str) -> usize {
    codes.iter().position(|(c, _)| *c == code).unwrap_or(usize::MAX)
}
