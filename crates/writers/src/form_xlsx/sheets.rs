//! The sheets that are filled in.

use super::guide::{LISTS, wordings};
use super::layout::{
    CODE_COLUMN, GROUP_MARK, HEADING_ROW, KEY_ROW, MARK, Role, STANDING_MARK, SheetKind, columns, is_yes_no, letters,
    sheet_name,
};
use super::looks::Looks;
use crate::xlsx::cell_text;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, Formula, ProtectionOptions, Worksheet,
    XlsxError,
};
use tonghop_messages::Messages;
use tonghop_model::form::{Form, FormColumn, FormIndicator, FormPart, FormRow, MAX_ANSWER, MAX_STATUS};
use tonghop_model::template::OwnKind;

/// Most points of a row's height; a spreadsheet allows 409.
const TALLEST: f64 = 400.0;
const A4: u8 = 9;
const STANDING_SHEET: &str = "_standing";

pub(super) fn annex(
    form: &Form,
    part: &FormPart,
    messages: &Messages,
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let mut page = Page::begin(form, SheetKind::Annex, &part.label, messages, looks, sheet)?;
    let title = format!("{} {}", part.label, part.title);
    page.title(title.trim())?;
    let mut group = None;
    let rich = page.columns.contains(&Role::PreviousStatus);
    for row in &part.rows {
        if group != Some(&row.group) && !row.group_title.is_empty() {
            page.group(&row.group, &row.group_title)?;
        }
        group = Some(&row.group);
        let previous = row.previous.clone().unwrap_or_default();
        page.row(&row.code, |role| match role {
            Role::Number => Cell::Asked(&row.no),
            Role::Subject => Cell::Asked(&row.title),
            Role::Lead => Cell::Asked(&row.lead),
            Role::Timeframe => Cell::Asked(&row.timeframe),
            Role::Status => Cell::Answer(&row.answer.status),
            Role::Text => Cell::Answer(&row.answer.result),
            Role::Own(at) => Cell::Answer(own_text(form, row, at)),
            Role::PreviousStatus if rich => Cell::Previous(&previous.status),
            Role::PreviousText if rich => Cell::Previous(&previous.result),
            _ => Cell::Closed,
        })?;
    }
    page.end()
}

/// What stands in a column that the template adds.
fn own_text<'f>(form: &'f Form, row: &'f FormRow, at: usize) -> &'f str {
    let code = form.own.get(at).map(|c| &c.column.code);
    let found = code.and_then(|code| row.answer.own.get(code));
    found.map_or("", String::as_str)
}

pub(super) fn narrative(
    form: &Form,
    messages: &Messages,
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let mut page = Page::begin(form, SheetKind::Narrative, "", messages, looks, sheet)?;
    page.title(&messages.text("form-sheet-narrative"))?;
    for (number, section) in (1..).zip(&form.sections) {
        let number = number.to_string();
        page.tallest_at_least = 90.0;
        page.row(&section.code, |role| match role {
            Role::Number => Cell::Asked(&number),
            Role::Subject => Cell::Asked(&section.title),
            Role::Hint => Cell::Asked(&section.hint),
            Role::Text => Cell::Answer(&section.text),
            Role::PreviousText => Cell::Previous(section.previous.as_deref().unwrap_or("")),
            _ => Cell::Closed,
        })?;
    }
    page.end()
}

pub(super) fn indicators(
    form: &Form,
    messages: &Messages,
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let mut page = Page::begin(form, SheetKind::Indicators, "", messages, looks, sheet)?;
    page.title(&messages.text("form-sheet-indicators"))?;
    for indicator in &form.indicators {
        let meaning = meaning(indicator, messages);
        let formula = page.formula(indicator);
        let shown = |value: Option<f64>| match value {
            Some(answer) if is_yes_no(indicator) => yes_no(answer, messages),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        let (given, value) = (
            shown(indicator.entry.numerator),
            shown(indicator.value(&indicator.entry)),
        );
        let previous = shown(indicator.previous);
        if is_yes_no(indicator) {
            page.choices.push(page.next);
        }
        page.row(&indicator.code, |role| match role {
            Role::Number => Cell::Asked(&indicator.code),
            Role::Subject => Cell::Asked(&indicator.name),
            Role::Unit => Cell::Asked(&indicator.unit),
            Role::Hint => Cell::Asked(&meaning),
            Role::Numerator if is_yes_no(indicator) => Cell::Answer(&given),
            Role::Numerator => Cell::Figure(indicator.entry.numerator),
            Role::Denominator if indicator.denominator_label.is_some() => Cell::Figure(indicator.entry.denominator),
            Role::Value => Cell::Formula(&formula, &value),
            Role::Note => Cell::Answer(&indicator.entry.note),
            Role::PreviousText if is_yes_no(indicator) => Cell::Previous(&previous),
            Role::PreviousText => Cell::PreviousValue(indicator.previous),
            _ => Cell::Closed,
        })?;
    }
    page.end()
}

/// How the answers stood when the form was written. Forms without this sheet are older than it.
pub(super) fn standing(answers: &[(String, String)], sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(STANDING_SHEET)?;
    sheet.write_string(0, 0, STANDING_MARK)?;
    for (row, (code, name)) in (1..).zip(answers) {
        sheet.write_string(row, 0, cell_text(code).as_ref())?;
        sheet.write_string(row, 1, cell_text(name).as_ref())?;
    }
    sheet.set_hidden(true);
    sheet.protect();
    Ok(())
}

/// The answer to a question: 0 is no.
fn yes_no(answer: f64, messages: &Messages) -> String {
    messages.text(if answer == 0.0 { "form-no" } else { "form-yes" })
}

/// What numerator and denominator count.
fn meaning(indicator: &FormIndicator, messages: &Messages) -> String {
    use tonghop_model::message::Message;
    let message = match &indicator.denominator_label {
        _ if is_yes_no(indicator) => Message::new("form-meaning-yes-no"),
        Some(below) => Message::new("form-meaning-share")
            .with("numerator", indicator.numerator_label.clone())
            .with("denominator", below.clone()),
        None => Message::new("form-meaning-count").with("numerator", indicator.numerator_label.clone()),
    };
    messages.format(&message)
}

/// What a cell holds.
enum Cell<'a> {
    Asked(&'a str),
    Answer(&'a str),
    Figure(Option<f64>),
    Formula(&'a str, &'a str),
    Previous(&'a str),
    PreviousValue(Option<f64>),
    Closed,
}

/// A sheet under construction.
struct Page<'a> {
    kind: SheetKind,
    messages: &'a Messages,
    looks: &'a Looks,
    sheet: &'a mut Worksheet,
    columns: Vec<Role>,
    next: u32,
    tallest_at_least: f64,
    form: &'a Form,
    /// Rows that are answered by yes or no.
    choices: Vec<u32>,
}

impl<'a> Page<'a> {
    fn begin(
        form: &'a Form,
        kind: SheetKind,
        label: &str,
        messages: &'a Messages,
        looks: &'a Looks,
        sheet: &'a mut Worksheet,
    ) -> Result<Self, XlsxError> {
        sheet.set_name(sheet_name(kind, label, messages))?;
        let columns = columns(form, kind);
        let version = form.key.version.to_string();
        let sections: Vec<&str> = form.sections.iter().map(|s| s.code.as_str()).collect();
        let indicators: Vec<&str> = form.indicators.iter().map(|i| i.code.as_str()).collect();
        let asked = [sections, indicators].map(|codes| codes.join(" "));
        let key = [
            MARK,
            kind.code(),
            label,
            &form.key.template,
            &version,
            &form.key.unit,
            &form.key.unit_valid_from,
            &form.key.round,
            // At SECTIONS_COLUMN and INDICATORS_COLUMN.
            &asked[0],
            &asked[1],
        ];
        for (column, text) in key.iter().enumerate() {
            sheet.write_string(KEY_ROW, column as u16, cell_text(text).as_ref())?;
        }
        sheet.set_row_hidden(KEY_ROW)?;
        for (column, role) in columns.iter().enumerate() {
            let look = if role.is_answer() {
                &looks.answer_heading
            } else {
                &looks.heading
            };
            let text = match role.own_heading(form) {
                Some(own) => cell_text(own).into_owned(),
                None => messages.text(role.heading(kind)),
            };
            sheet.write_string_with_format(HEADING_ROW, column as u16, text, look)?;
            sheet.set_column_width(column as u16, role.width(kind))?;
        }
        sheet.set_column_hidden(CODE_COLUMN)?;
        sheet.set_row_height(HEADING_ROW, 34)?;
        sheet.set_freeze_panes(HEADING_ROW + 1, 3)?;
        sheet.set_repeat_rows(HEADING_ROW, HEADING_ROW)?;
        print_setup(sheet);
        // A value that nothing was entered for is blank; programs that do not calculate on opening would print 0.
        sheet.set_formula_result_default("");
        Ok(Self {
            kind,
            messages,
            looks,
            sheet,
            columns,
            next: HEADING_ROW + 1,
            tallest_at_least: 18.0,
            form,
            choices: Vec::new(),
        })
    }

    fn title(&mut self, title: &str) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(1, 1, cell_text(title).as_ref(), &self.looks.title)?;
        let parts = [self.form.unit_name.as_str(), self.form.period.as_str()];
        let line: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        self.sheet
            .write_string_with_format(2, 1, cell_text(&line.join(" – ")).as_ref(), &self.looks.remark)?;
        Ok(())
    }

    fn group(&mut self, label: &str, title: &str) -> Result<(), XlsxError> {
        let look = &self.looks.group;
        self.sheet.write_string(
            self.next,
            CODE_COLUMN,
            cell_text(&format!("{GROUP_MARK}{label}")).as_ref(),
        )?;
        for column in 1..self.columns.len() as u16 {
            match column {
                1 => self
                    .sheet
                    .write_string_with_format(self.next, column, cell_text(label).as_ref(), look)?,
                2 => self
                    .sheet
                    .write_string_with_format(self.next, column, cell_text(title).as_ref(), look)?,
                _ => self.sheet.write_blank(self.next, column, look)?,
            };
        }
        self.next += 1;
        Ok(())
    }

    /// The formula of an indicator's value in the next row.
    fn formula(&self, indicator: &FormIndicator) -> String {
        let at = |role: Role| {
            let column = self.columns.iter().position(|r| *r == role).unwrap_or(0);
            format!("{}{}", letters(column as u32), self.next + 1)
        };
        let (numerator, denominator) = (at(Role::Numerator), at(Role::Denominator));
        if is_yes_no(indicator) {
            return format!("=IF({numerator}=\"\",\"\",{numerator})");
        }
        if indicator.denominator_label.is_none() {
            return format!("=IF(ISNUMBER({numerator}),{numerator},\"\")");
        }
        let factor = if indicator.unit == "%" { "*100" } else { "" };
        format!(
            "=IF(AND(ISNUMBER({numerator}),ISNUMBER({denominator})),IF({denominator}>0,{numerator}/{denominator}{factor},\"\"),\"\")"
        )
    }

    fn row<'v>(&mut self, code: &str, cell: impl Fn(Role) -> Cell<'v>) -> Result<(), XlsxError> {
        let row = self.next;
        let mut height = self.tallest_at_least;
        self.sheet.write_string(row, CODE_COLUMN, cell_text(code).as_ref())?;
        for (column, role) in self.columns.iter().enumerate().skip(1) {
            let column = column as u16;
            let look = if *role == Role::Number {
                &self.looks.number
            } else {
                &self.looks.asked
            };
            let text = match cell(*role) {
                Cell::Asked(text) => put(self.sheet, row, column, text, look)?,
                Cell::Answer(text) => put(self.sheet, row, column, text, &self.looks.answer)?,
                Cell::Previous(text) => put(self.sheet, row, column, text, &self.looks.previous)?,
                Cell::Figure(figure) => number(self.sheet, row, column, figure, &self.looks.figure)?,
                Cell::PreviousValue(value) => number(self.sheet, row, column, value, &self.looks.previous_value)?,
                Cell::Closed => put(self.sheet, row, column, "", &self.looks.closed)?,
                Cell::Formula(formula, value) => {
                    let formula = Formula::new(formula).set_result(value);
                    self.sheet
                        .write_formula_with_format(row, column, formula, &self.looks.value)?;
                    ""
                }
            };
            height = height.max(lines(text, role.width(self.kind)) * 15.0 + 3.0);
        }
        self.sheet.set_row_height(row, height.min(TALLEST))?;
        self.next += 1;
        Ok(())
    }

    /// Rules of the column of numerators: a figure, or yes or no. A cell may have one rule only.
    fn figures(&mut self, column: u16, first: u32, last: u32) -> Result<(), XlsxError> {
        let mut from = first;
        for row in self.choices.iter().copied().chain([last + 1]) {
            if from < row {
                let rule = figure_rule(self.messages)?;
                self.sheet.add_data_validation(from, column, row - 1, column, &rule)?;
            }
            if row <= last {
                let rule = yes_no_rule(self.messages)?;
                self.sheet.add_data_validation(row, column, row, column, &rule)?;
            }
            from = row + 1;
        }
        Ok(())
    }

    /// Puts rules on the answers and locks the rest.
    fn end(mut self) -> Result<(), XlsxError> {
        let (first, last) = (HEADING_ROW + 1, self.next.saturating_sub(1).max(HEADING_ROW + 1));
        let columns = std::mem::take(&mut self.columns);
        for (column, role) in columns.iter().enumerate() {
            let column = column as u16;
            if *role == Role::Numerator {
                self.figures(column, first, last)?;
                continue;
            }
            let rule = match role {
                Role::Own(at) => match self.form.own.get(*at) {
                    Some(own) => own_rule(own, self.messages)?,
                    None => continue,
                },
                Role::Status => status_rule(self.messages)?,
                Role::Text | Role::Note => length_rule(self.messages)?,
                Role::Denominator => figure_rule(self.messages)?,
                _ => continue,
            };
            self.sheet.add_data_validation(first, column, last, column, &rule)?;
        }
        self.sheet.set_print_area(1, 1, last, columns.len() as u16 - 1)?;
        let options = ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        };
        self.sheet.protect_with_options(&options);
        Ok(())
    }
}

/// Writes a text or an empty cell; gives the text back for measuring.
fn put<'t>(sheet: &mut Worksheet, row: u32, column: u16, text: &'t str, look: &Format) -> Result<&'t str, XlsxError> {
    if text.is_empty() {
        sheet.write_blank(row, column, look)?;
    } else {
        sheet.write_string_with_format(row, column, cell_text(text).as_ref(), look)?;
    }
    Ok(text)
}

fn number<'t>(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: Option<f64>,
    look: &Format,
) -> Result<&'t str, XlsxError> {
    match value.filter(|v| v.is_finite()) {
        Some(value) => sheet.write_number_with_format(row, column, value, look)?,
        None => sheet.write_blank(row, column, look)?,
    };
    Ok("")
}

/// Lines that a text takes in a column of so many characters.
fn lines(text: &str, width: f64) -> f64 {
    text.split('\n')
        .map(|l| (l.chars().count() as f64 / (width * 1.05)).ceil().max(1.0))
        .sum()
}

/// Known wordings in a list; another one is asked about, not refused.
fn status_rule(messages: &Messages) -> Result<DataValidation, XlsxError> {
    let count = wordings(messages).len();
    let rule = DataValidation::new()
        .allow_list_formula(Formula::new(format!("={LISTS}!$A$1:$A${count}")))
        .set_error_style(DataValidationErrorStyle::Warning);
    explained(rule, "form-rule-status", messages)
}

/// Most characters of a list of choices in a cell's rule; a longer one is checked when the form comes back.
const LONGEST_LIST: usize = 250;

/// What a column that the template adds can hold. Numbers and days are typed as text, in Vietnamese writing, and checked when
/// the form comes back.
fn own_rule(own: &FormColumn, messages: &Messages) -> Result<DataValidation, XlsxError> {
    let choices = &own.column.choices;
    let length: usize = choices.iter().map(|c| c.chars().count() + 1).sum();
    let listed = own.column.kind == OwnKind::Choice
        && length <= LONGEST_LIST
        // A comma parts choices there.
        && !choices.iter().any(|c| c.contains([',', '"']));
    if listed {
        return explained(
            DataValidation::new().allow_list_strings(choices)?,
            "form-rule-choice",
            messages,
        );
    }
    length_rule(messages)
}

fn length_rule(messages: &Messages) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().allow_text_length(DataValidationRule::LessThanOrEqualTo(MAX_ANSWER as u32));
    explained(rule, "form-rule-text", messages)
}

fn figure_rule(messages: &Messages) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
    explained(rule, "form-rule-figure", messages)
}

fn yes_no_rule(messages: &Messages) -> Result<DataValidation, XlsxError> {
    let answers = ["form-yes", "form-no"].map(|key| messages.text(key));
    explained(
        DataValidation::new().allow_list_strings(&answers)?,
        "form-rule-yes-no",
        messages,
    )
}

/// Title and message of a rule; a workbook allows 32 and 255 characters.
fn explained(rule: DataValidation, key: &str, messages: &Messages) -> Result<DataValidation, XlsxError> {
    use tonghop_model::message::Arg;
    let counts = [
        ("status", Arg::Count(MAX_STATUS as u64)),
        ("answer", Arg::Count(MAX_ANSWER as u64)),
    ];
    let cut = |text: String, most: usize| text.chars().take(most).collect::<String>();
    let title = cut(messages.text("form-rule-title"), 32);
    let text = cut(messages.word(key, &counts), 255);
    rule.set_error_title(title)?.set_error_message(text)
}

/// A4 landscape, one page wide, with page numbers.
pub(super) fn print_setup(sheet: &mut Worksheet) {
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&A&R&P/&N");
}
