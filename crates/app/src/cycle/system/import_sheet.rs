//! Values of many units out of a workbook (XLSX, ODS) or separated values: found by their headings, checked cell by cell.

use super::import_check::{MOST_ERRORS, RowProblem, problem};
use super::imports::{ImportRow, ImportedValues, Manner, import};
use crate::cycle::secret::digest_bytes;
use crate::cycle::views::{Table, TableValue};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError, templates};
use std::collections::BTreeMap;
use tonghop_document::Content;
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::RoundId;
use tonghop_model::indicator::Indicator;
use tonghop_model::message::Message;
use tonghop_readers::sheet::{RawCell, RawSheet, read_raw};
use tonghop_readers::{Format, Input, detect, read};
use tonghop_store::files::{self, FileRow};
use tonghop_store::{rounds, units};
use tonghop_writers::form_xlsx::layout::letters;

/// Columns that are read: stable name, key of the heading.
pub(super) const COLUMNS: [(&str, &str); 5] = [
    ("unit", "cycle-import-column-unit"),
    ("indicator", "cycle-import-column-indicator"),
    ("value", "cycle-import-column-value"),
    ("numerator", "cycle-import-column-numerator"),
    ("denominator", "cycle-import-column-denominator"),
];
/// The headings stand in one of the first rows.
const HEAD_WITHIN: u32 = 20;

/// A file with values.
#[derive(Debug, Clone, Copy)]
pub struct SheetFile<'a> {
    /// Its name without folder.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What the import of a file did, or would do.
#[derive(Debug, Clone, Default)]
pub struct SheetImport {
    /// Counts and problems; rows are those of the sheet.
    pub values: ImportedValues,
    /// Rows without any figure, which are left out: nobody filled them in.
    pub blank: usize,
    /// SHA-256 of the file, which is kept where it is in order.
    pub digest: String,
}

/// Checks a file with values and, unless it is a dry run or a cell is wrong, imports them. The file is kept where it is in
/// order, so that [`import_stored`] can import what was looked at.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`], [`CycleError::Invalid`] for `file` where it cannot be read.
pub fn import_sheet<'a>(
    cycle: &Cycle,
    call: &Call<'_>,
    round: RoundId,
    file: SheetFile<'_>,
    manner: impl Into<Manner<'a>>,
) -> CycleResult<SheetImport> {
    let manner = manner.into();
    call.reach(Action::ImportValues)?;
    let sheet = Sheet::read(cycle, file)?;
    let digest = digest_bytes(file.bytes);
    let manner = Manner {
        // Rows with a cell that holds no number are never imported without it.
        dry_run: manner.dry_run || sheet.wrong > 0,
        ..manner
    };
    let mut values = import(cycle, call, round, &sheet.rows, &manner, Some((file.name, &digest)))?;
    sheet.place(&mut values);
    if values.wrong == 0 && values.rows > 0 {
        cycle.store.write(|db| {
            let row = FileRow {
                digest: digest.clone(),
                media_type: "application/octet-stream".into(),
                size: file.bytes.len() as i64,
                stored_at: call.now.unix(),
            };
            Ok::<_, CycleError>(files::store_file(db, &row, file.bytes)?)
        })?;
    }
    Ok(SheetImport {
        values,
        blank: sheet.blank,
        digest,
    })
}

/// Imports a file that was looked at a moment ago, named by its digest.
///
/// # Errors
/// As [`import_sheet`]; [`CycleError::NotFound`] where no such file was kept.
pub fn import_stored(
    cycle: &Cycle,
    call: &Call<'_>,
    round: RoundId,
    (name, digest): (&str, &str),
    (key, replace_accepted): (&str, bool),
) -> CycleResult<SheetImport> {
    call.reach(Action::ImportValues)?;
    let bytes = cycle.store.read(|db| match files::file(db, digest)? {
        Some(_) => Ok(files::bytes(db, digest)?),
        None => Err(CycleError::NotFound("file")),
    })?;
    let manner = Manner {
        key,
        dry_run: false,
        replace_accepted,
    };
    import_sheet(cycle, call, round, SheetFile { name, bytes: &bytes }, manner)
}

/// The file to fill in: a row for each unit of the round and each indicator of its template. A template that asks for no
/// numbers, as those of the catalogue, leaves them to the registers: then those indicators that communes do not own.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn import_template(cycle: &Cycle, call: &Call<'_>, round: RoundId, lang: Lang) -> CycleResult<Table> {
    let words = cycle.texts(lang);
    cycle.store.snapshot(|db| {
        let row = rounds::get(db, round.0)?.ok_or(CycleError::NotFound("round"))?;
        let top = units::get(db, row.unit_id)?.ok_or(CycleError::NotFound("unit"))?;
        call.may_on(Action::ImportValues, &top.path, &row.programme)?;
        let content = templates::load(db, row.template_id)?.content;
        let indicators = to_fill_in(cycle, &content.indicators);
        let mut table = Table {
            title: words.text("cycle-import-sheet"),
            remark: row.title,
            columns: heading_keys().map(|k| words.text(k)).collect(),
            rows: Vec::new(),
        };
        for (_, unit) in rounds::reports(db, Some(round.0), "/")? {
            for indicator in &indicators {
                let texts = [
                    &unit.code,
                    &unit.name,
                    &indicator.code,
                    &indicator.name,
                    &indicator.unit,
                ];
                let texts = texts.into_iter().map(|t| TableValue::Text(t.clone()));
                table
                    .rows
                    .push(texts.chain([const { TableValue::Number(None) }; 3]).collect());
            }
        }
        Ok(table)
    })
}

fn to_fill_in<'a>(cycle: &'a Cycle, asked: &[String]) -> Vec<&'a Indicator> {
    let catalogue = &cycle.engine.catalogue;
    if asked.is_empty() {
        return catalogue.indicators.iter().filter(|i| i.owner != "commune").collect();
    }
    asked.iter().filter_map(|c| catalogue.indicator(c)).collect()
}

/// Headings of the file to fill in: the columns that are read, and between them names for people.
fn heading_keys() -> impl Iterator<Item = &'static str> {
    [
        "cycle-import-column-unit",
        "cycle-import-column-unit-name",
        "cycle-import-column-indicator",
        "cycle-import-column-indicator-name",
        "cycle-import-column-measure",
        "cycle-import-column-value",
        "cycle-import-column-numerator",
        "cycle-import-column-denominator",
    ]
    .into_iter()
}

/// Rows of a sheet with their places.
#[derive(Default)]
struct Sheet {
    rows: Vec<ImportRow>,
    /// Row of the sheet, from 1, of each of them.
    lines: Vec<usize>,
    blank: usize,
    /// Rows with a cell that holds no number.
    wrong: usize,
    problems: Vec<RowProblem>,
    columns: BTreeMap<&'static str, u32>,
}

impl Sheet {
    fn read(cycle: &Cycle, file: SheetFile<'_>) -> CycleResult<Self> {
        let sheets = sheets(cycle, file)?;
        let found = sheets.iter().find_map(|s| Some((s, head(cycle, s)?)));
        let Some((raw, (line, columns))) = found else {
            let list = COLUMNS.map(|(_, key)| cycle.texts(Lang::Vi).text(key)).join(", ");
            return Err(wrong_file(Message::new("cycle-import-no-head").with("columns", list)));
        };
        let mut sheet = Self {
            columns,
            ..Self::default()
        };
        for row in line + 1..=raw.last_row().unwrap_or(line) {
            sheet.take(raw, row);
        }
        Ok(sheet)
    }

    fn take(&mut self, raw: &RawSheet, row: u32) {
        let cell = |name: &str| self.columns.get(name).and_then(|c| raw.cell(row, *c));
        let text = |name: &str| cell(name).map_or("", |c| c.text.trim()).to_owned();
        let filled = |name: &str| cell(name).is_some_and(|c| c.formula || c.error || !c.text.trim().is_empty());
        if !["value", "numerator", "denominator"].into_iter().any(filled) {
            self.blank += usize::from(filled("unit") || filled("indicator"));
            return;
        }
        let mut problems = Vec::new();
        let mut number = |name: &'static str| match cell(name).map(|c| number(name, c)) {
            None => None,
            Some(Ok(number)) => number,
            Some(Err(problem)) => {
                problems.push(*problem);
                None
            }
        };
        let [value, numerator, denominator] = ["value", "numerator", "denominator"].map(&mut number);
        let computed = ["unit", "indicator"]
            .into_iter()
            .filter(|n| cell(n).is_some_and(|c| c.formula));
        let computed: Vec<_> = computed.map(|n| formula(n, cell(n))).collect();
        problems.extend(computed);
        let new = ImportRow {
            unit: text("unit"),
            indicator: text("indicator"),
            value,
            numerator,
            denominator,
        };
        let line = row as usize + 1;
        if !problems.is_empty() {
            self.wrong += 1;
            let room = MOST_ERRORS.saturating_sub(self.problems.len());
            for mut problem in problems.into_iter().take(room) {
                problem.row = line;
                problem.cell = self.address(problem.field, line);
                self.problems.push(problem);
            }
            return;
        }
        self.rows.push(new);
        self.lines.push(line);
    }

    /// Puts the rows of the sheet in the place of the numbers of the rows, and the problems of cells before the others.
    fn place(&self, values: &mut ImportedValues) {
        for problem in &mut values.errors {
            problem.row = self
                .lines
                .get(problem.row.saturating_sub(1))
                .copied()
                .unwrap_or_default();
            problem.cell = self.address(problem.field, problem.row);
            for message in [&mut problem.what, &mut problem.advice] {
                self.place_message(message);
            }
        }
        values.errors.extend(self.problems.iter().cloned());
        values.errors.sort_by_key(|p| p.row);
        values.errors.truncate(MOST_ERRORS);
        values.wrong += self.wrong;
    }

    /// "the same as row 3" means a row of the sheet.
    fn place_message(&self, message: &mut Message) {
        for (name, arg) in &mut message.args {
            if let ("row", tonghop_model::message::Arg::Count(row)) = (*name, &mut *arg) {
                let line = self.lines.get((*row as usize).saturating_sub(1)).copied();
                *row = line.unwrap_or_default() as u64;
            }
        }
    }

    fn address(&self, field: &str, line: usize) -> Option<String> {
        self.columns.get(field).map(|c| format!("{}{line}", letters(*c)))
    }
}

fn wrong_file(message: Message) -> CycleError {
    CycleError::Invalid(vec![FieldError {
        field: "file".into(),
        message,
    }])
}

/// The sheets of a file; a text is one.
fn sheets(cycle: &Cycle, file: SheetFile<'_>) -> CycleResult<Vec<RawSheet>> {
    let input = Input {
        name: file.name,
        bytes: file.bytes,
    };
    let limits = &cycle.engine.limits;
    let unreadable = |error: tonghop_readers::ReadError| {
        let args = error.args().into_iter();
        let message = Message::new(error.message_key());
        wrong_file(args.fold(message, |message, (name, value)| message.with(name, value)))
    };
    if detect(&input) == Format::Sheet {
        return Ok(read_raw(&input, limits).map_err(unreadable)?.sheets);
    }
    let document = read(&input, limits).map_err(unreadable)?;
    // A text that was cut would be imported in part.
    if !document.warnings.is_empty() {
        return Err(wrong_file(Message::new("cycle-import-cut")));
    }
    let table = document.blocks.iter().find_map(|block| match &block.content {
        Content::Table(table) if table.columns >= 3 => Some(table),
        _ => None,
    });
    let table = table.ok_or_else(|| wrong_file(Message::new("cycle-import-no-table")))?;
    let cell = |c: &tonghop_document::Cell| {
        let text = c.text.clone();
        let formula = text.trim_start().starts_with(['=', '@']);
        (
            (c.row, c.column),
            RawCell {
                text,
                formula,
                ..RawCell::default()
            },
        )
    };
    Ok(vec![RawSheet {
        cells: table.cells.iter().map(cell).collect(),
        ..RawSheet::default()
    }])
}

/// The row of the headings, from 0, and where each column stands; unit, indicator and one of the numbers are needed.
fn head(cycle: &Cycle, sheet: &RawSheet) -> Option<(u32, BTreeMap<&'static str, u32>)> {
    let known: Vec<(&str, Vec<String>)> = COLUMNS
        .iter()
        .map(|(name, key)| (*name, written(Lang::ALL.map(|l| cycle.texts(l)), name, key)))
        .collect();
    (0..HEAD_WITHIN).find_map(|row| {
        let mut columns = BTreeMap::new();
        for ((_, column), cell) in sheet.cells.range((row, 0)..(row + 1, 0)) {
            let folded = tonghop_text::fold(cell.text.trim());
            if let Some((name, _)) = known.iter().find(|(_, words)| words.contains(&folded)) {
                columns.entry(*name).or_insert(*column);
            }
        }
        let complete = columns.contains_key("unit")
            && columns.contains_key("indicator")
            && ["value", "numerator", "denominator"]
                .iter()
                .any(|n| columns.contains_key(n));
        complete.then_some((row, columns))
    })
}

fn written(texts: [&Messages; 2], name: &str, key: &str) -> Vec<String> {
    let mut words: Vec<String> = texts.iter().map(|t| tonghop_text::fold(&t.text(key))).collect();
    words.push(name.to_owned());
    words
}

/// The number of a cell; none where it is empty.
fn number(field: &'static str, cell: &RawCell) -> Result<Option<f64>, Box<RowProblem>> {
    if cell.formula || cell.error {
        return Err(Box::new(formula(field, Some(cell))));
    }
    if let Some(number) = cell.number {
        return Ok(Some(if cell.percent { number * 100.0 } else { number }));
    }
    let text = cell.text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let plain = text.trim_end_matches('%').trim_end();
    let no_number = |what: &'static str, advice: &'static str| {
        Box::new(RowProblem {
            actual: text.chars().take(100).collect(),
            ..problem(
                field,
                Message::new(what),
                Message::new("cycle-import-number-expected"),
                Message::new(advice),
            )
        })
    };
    let negative = plain.strip_prefix('-');
    let read = tonghop_text::numbers::number_prefix(negative.unwrap_or(plain))
        .filter(|n| n.len == negative.unwrap_or(plain).len());
    let Some(read) = read else {
        return Err(no_number("cycle-import-number", "cycle-import-number-advice"));
    };
    // "1.234" is 1234 to one program and 1,234 to another.
    if read.grouped && plain.matches(['.', ',']).count() == 1 {
        return Err(no_number("cycle-import-two-ways", "cycle-import-two-ways-advice"));
    }
    Ok(Some(if negative.is_some() { -read.value } else { read.value }))
}

/// A cell that is computed: what it shows depends on where the file is opened.
fn formula(field: &'static str, cell: Option<&RawCell>) -> RowProblem {
    RowProblem {
        actual: cell.map_or_else(String::new, |c| c.text.chars().take(100).collect()),
        ..problem(
            field,
            Message::new("cycle-import-formula"),
            Message::new("cycle-import-formula-expected"),
            Message::new("cycle-import-formula-advice"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> RawCell {
        RawCell {
            text: text.into(),
            ..RawCell::default()
        }
    }

    #[test]
    fn texts_are_numbers_only_where_they_can_be_read_in_one_way() {
        for (text, value) in [
            ("97,25", 97.25),
            ("97.5%", 97.5),
            ("1.234.567", 1_234_567.0),
            ("-3", -3.0),
            ("12", 12.0),
        ] {
            assert_eq!(number("value", &cell(text)).unwrap(), Some(value), "{text}");
        }
        assert_eq!(number("value", &cell("  ")).unwrap(), None);
        for (text, key) in [
            ("1.234", "cycle-import-two-ways"),
            ("mười", "cycle-import-number"),
            ("12 hồ sơ", "cycle-import-number"),
        ] {
            assert_eq!(number("value", &cell(text)).unwrap_err().what.key, key, "{text}");
        }
        let computed = RawCell {
            formula: true,
            number: Some(4.0),
            ..cell("4")
        };
        assert_eq!(number("value", &computed).unwrap_err().what.key, "cycle-import-formula");
        let percent = RawCell {
            number: Some(0.95),
            percent: true,
            ..cell("95 %")
        };
        assert_eq!(number("value", &percent).unwrap(), Some(95.0));
    }
}
