//! The sheet of the matrix: tasks × units with coloured status cells, legend and distribution.

use super::formats;
use super::sheet::{A3, A4, HEADINGS, cell_text, print_setup, write_text};
use crate::Compilation;
use crate::compilation::part_and_section;
use rust_xlsxwriter::{Color, Format, Worksheet, XlsxError};
use tonghop_model::consolidation::{MatrixCell, MatrixRow};
use tonghop_model::message::Arg;
use tonghop_model::reading::StatusClass;

/// Columns before the units: code, task, nine classes, absent.
const FIRST_UNIT: u16 = 12;
/// Most columns that a sheet can have, less those before the units.
const MOST_UNITS: usize = 16_384 - FIRST_UNIT as usize;
/// With up to this many units the cells hold the beginning of the result as well.
const WITH_RESULT: usize = 60;
/// Characters of a result in a cell; the sheet of details has it whole.
const RESULT: usize = 220;
/// With up to this many units a page of A4 is enough.
const ON_A4: usize = 4;

struct Looks {
    text: Format,
    count: Format,
    part: Format,
    section: Format,
    absent: Format,
    classes: [Format; 9],
    bold: [Format; 9],
}

pub(super) fn write(view: &Compilation<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let matrix = &view.consolidation.matrix;
    let units = &matrix.columns[..matrix.columns.len().min(MOST_UNITS)];
    sheet.set_name(view.text("html-matrix"))?;
    head(view, sheet, units)?;
    let looks = Looks {
        text: formats::text(),
        count: formats::tally(),
        part: formats::section().set_background_color(Color::RGB(0x00CF_DCE9)),
        section: formats::section(),
        absent: formats::absent(),
        classes: StatusClass::ALL.map(formats::class),
        bold: StatusClass::ALL.map(|c| formats::class(c).set_bold()),
    };
    let last_column = FIRST_UNIT - 1 + units.len() as u16;
    let mut row = HEADINGS + 1;
    let (mut part, mut section) = ("", None);
    for task in &matrix.rows {
        let heading = part_and_section(&task.section);
        if heading.0 != part {
            part = heading.0;
            row = heading_row(sheet, row, part, last_column, &looks.part)?;
        }
        if section != Some(heading) {
            section = Some(heading);
            row = heading_row(sheet, row, heading.1, last_column, &looks.section)?;
        }
        task_row(view, sheet, row, task, units.len(), &looks)?;
        row += 1;
    }
    sheet.autofilter(HEADINGS, 0, row.saturating_sub(1).max(HEADINGS), last_column)?;
    sheet.set_freeze_panes(HEADINGS + 1, 2)?;
    print_setup(sheet, if units.len() > ON_A4 { A3 } else { A4 })?;
    sheet.set_repeat_rows(HEADINGS, HEADINGS)?;
    sheet.set_repeat_columns(0, 1)?;
    if units.len() > 20 {
        // One page wide would be too small to read: let it run over several pages across.
        sheet.set_print_fit_to_pages(0, 0);
    }
    Ok(())
}

/// Writes a heading over the whole width; the next row. Nothing where there is no heading.
fn heading_row(sheet: &mut Worksheet, row: u32, text: &str, last_column: u16, look: &Format) -> Result<u32, XlsxError> {
    if text.is_empty() {
        return Ok(row);
    }
    for column in 0..=last_column {
        sheet.write_blank(row, column, look)?;
    }
    write_text(sheet, row, 0, text, look)?;
    Ok(row + 1)
}

fn head(view: &Compilation<'_>, sheet: &mut Worksheet, units: &[usize]) -> Result<(), XlsxError> {
    let matrix = &view.consolidation.matrix;
    let args = [
        ("date", Arg::Text(view.date(view.today))),
        ("reports", Arg::Count(view.reports.len() as u64)),
        ("units", Arg::Count(matrix.columns.len() as u64)),
    ];
    sheet.write_string_with_format(0, 0, view.text("html-title"), &formats::title())?;
    sheet.write_string_with_format(1, 0, view.text_with("xlsx-matrix-remark", &args), &formats::remark())?;
    sheet.write_string_with_format(2, 1, view.text("xlsx-legend"), &formats::remark())?;
    let (header, rotated) = (formats::header(), formats::rotated());
    sheet.write_string_with_format(HEADINGS, 0, view.text("xlsx-code"), &header)?;
    sheet.write_string_with_format(HEADINGS, 1, view.text("html-task"), &header)?;
    sheet.set_column_width(0, 8)?;
    sheet.set_column_width(1, 46)?;
    for (i, class) in StatusClass::ALL.into_iter().enumerate() {
        let column = 2 + i as u16;
        // The legend stands over the column that counts the class.
        sheet.write_string_with_format(2, column, "", &formats::class(class))?;
        sheet.write_string_with_format(HEADINGS, column, view.class(class), &rotated)?;
        sheet.set_column_width(column, 4.3)?;
    }
    sheet.write_string_with_format(HEADINGS, FIRST_UNIT - 1, view.text("status-absent"), &rotated)?;
    sheet.set_column_width(FIRST_UNIT - 1, 4.3)?;
    let width = if units.len() > WITH_RESULT { 14.0 } else { 27.0 };
    for (i, report) in units.iter().enumerate() {
        let head = view.head(*report);
        let name = match &head.province {
            Some(province) => format!("{}\n{province}", head.unit),
            None => head.unit.clone(),
        };
        let name = if view.in_part(*report) {
            format!("{name}\n({})", view.text("writers-in-part"))
        } else {
            name
        };
        write_text(sheet, HEADINGS, FIRST_UNIT + i as u16, &name, &header)?;
        sheet.set_column_width(FIRST_UNIT + i as u16, width)?;
    }
    sheet.set_row_height(HEADINGS, 108)?;
    Ok(())
}

fn task_row(
    view: &Compilation<'_>,
    sheet: &mut Worksheet,
    row: u32,
    task: &MatrixRow,
    units: usize,
    looks: &Looks,
) -> Result<(), XlsxError> {
    write_text(sheet, row, 0, task.node.as_deref().unwrap_or("–"), &looks.text)?;
    write_text(sheet, row, 1, &task.title, &looks.text)?;
    for (i, count) in task.distribution.iter().chain([&task.absent]).enumerate() {
        sheet.write_number_with_format(row, 2 + i as u16, *count as f64, &looks.count)?;
    }
    let mut lines = lines_of(&task.title, 50);
    for (i, cell) in task.cells.iter().take(units).enumerate() {
        let column = FIRST_UNIT + i as u16;
        match cell {
            Some(cell) => {
                let class = StatusClass::ALL.iter().position(|c| *c == cell.class).unwrap_or(0);
                let status = status_text(view, cell);
                let result = if units <= WITH_RESULT {
                    result_text(&cell.result)
                } else {
                    String::new()
                };
                let width = if units > WITH_RESULT { 14 } else { 28 };
                lines = lines.max(lines_of(&status, width) + lines_of(&result, width));
                status_cell(
                    sheet,
                    (row, column),
                    &status,
                    &result,
                    &looks.classes[class],
                    &looks.bold[class],
                )?;
            }
            None => write_text(sheet, row, column, "–", &looks.absent)?,
        }
    }
    // Spreadsheets do not fit the height by themselves when a file is only printed or converted.
    sheet.set_row_height(row, (f64::from(lines) * 15.0 + 3.0).min(400.0))?;
    Ok(())
}

/// Status in bold, the beginning of the result below it.
fn status_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    status: &str,
    result: &str,
    look: &Format,
    bold: &Format,
) -> Result<(), XlsxError> {
    if result.is_empty() {
        return write_text(sheet, row, column, status, look);
    }
    let result = format!("\n{result}");
    // A rich string is a string by nature and never taken for a formula.
    sheet.write_rich_string_with_format(row, column, &[(bold, status), (look, &result)], look)?;
    Ok(())
}

fn status_text(view: &Compilation<'_>, cell: &MatrixCell) -> String {
    let status = cell.status.split_whitespace().collect::<Vec<_>>().join(" ");
    if status.is_empty() {
        view.class(cell.class)
    } else {
        cell_text(&status).into_owned()
    }
}

fn result_text(result: &str) -> String {
    let flat = result.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = match flat.char_indices().nth(RESULT) {
        Some((at, _)) => format!("{}…", &flat[..at]),
        None => flat,
    };
    cell_text(&text).into_owned()
}

/// Lines that a text takes in a column of so many characters.
fn lines_of(text: &str, width: usize) -> u32 {
    let lines: usize = text.lines().map(|l| l.chars().count().div_ceil(width)).sum();
    u32::try_from(lines).unwrap_or(u32::MAX)
}
