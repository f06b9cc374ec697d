//! A list of accounts out of a sheet (XLSX, ODS, CSV, text with tabs), for the import.

use super::AccountRow;
use crate::cycle::units::{self, Unit};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError};
use tonghop_document::{Content, Document, Table};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::{Action, Role};
use tonghop_model::message::Message;
use tonghop_readers::{Input, read};
use tonghop_writers::xlsx::{Table as WrittenTable, TableValue};

/// Columns: login, name, mail, code of the unit, role.
const COLUMNS: u32 = 5;
/// Their headings in the file to fill in, and that of the unit's name, which is not read.
const HEADINGS: [&str; 6] = [
    "web-field-login",
    "web-field-name",
    "web-field-mail",
    "web-unit-code",
    "web-people-role",
    "web-people-unit",
];
/// Who writes and who sends the report of a commune.
const WRITERS: [Role; 2] = [Role::CommuneEditor, Role::CommuneApprover];

/// The file to fill in: a row for each commune and each role in it, login, name and mail left empty. Rows that stay so are passed
/// over.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn sheet_template(cycle: &Cycle, call: &Call<'_>, lang: Lang) -> CycleResult<WrittenTable> {
    let words = cycle.texts(lang);
    let units = units::tree(cycle, call, Action::ManagePeople)?;
    let text = |text: &str| TableValue::Text(text.to_owned());
    let row = |unit: &Unit, role: Role| {
        vec![
            text(""),
            text(""),
            text(""),
            text(&unit.code),
            text(&role_name(words, role)),
            text(&unit.name),
        ]
    };
    let communes = units.iter().filter(|u| u.level == "commune");
    Ok(WrittenTable {
        title: words.text("web-import-title"),
        remark: String::new(),
        columns: HEADINGS.map(|key| words.text(key)).into(),
        rows: communes.flat_map(|unit| WRITERS.map(|role| row(unit, role))).collect(),
    })
}

/// Reads the first table of a file. The first row is left out where it is a heading; a role may stand by its stable name or
/// by its words in either language.
///
/// # Errors
/// [`CycleError::Invalid`] for `file` where it cannot be read or holds no table.
pub fn read_sheet(cycle: &Cycle, name: &str, bytes: &[u8]) -> CycleResult<Vec<AccountRow>> {
    let wrong = |message| {
        CycleError::Invalid(vec![FieldError {
            field: "file".into(),
            message,
        }])
    };
    let document = read(&Input { name, bytes }, &cycle.engine.limits).map_err(|error| {
        let args = error.args().into_iter();
        wrong(args.fold(Message::new(error.message_key()), |message, (name, value)| {
            message.with(name, value)
        }))
    })?;
    let table = first_table(&document).ok_or_else(|| wrong(Message::new("cycle-import-no-table")))?;
    let rows = (0..table.rows).map(|row| account(cycle, table, row));
    let mut rows: Vec<AccountRow> = rows.filter(|r| !(r.login.is_empty() && r.name.is_empty())).collect();
    let titles = rows.iter().take_while(|r| is_title(r)).count();
    rows.drain(..titles);
    if rows.first().is_some_and(is_heading) {
        rows.remove(0);
    }
    Ok(rows)
}

fn first_table(document: &Document) -> Option<&Table> {
    document.blocks.iter().find_map(|block| match &block.content {
        Content::Table(table) if table.columns >= 2 => Some(table),
        _ => None,
    })
}

fn account(cycle: &Cycle, table: &Table, row: u32) -> AccountRow {
    let cell = |column| {
        table
            .cell(row, column)
            .map(|c| c.text.trim().to_owned())
            .unwrap_or_default()
    };
    let [login, name, email, unit_code, role] = std::array::from_fn::<_, { COLUMNS as usize }, _>(|i| cell(i as u32));
    AccountRow {
        login,
        name,
        email,
        unit_code,
        role: role_key(cycle, &role),
        line: row + 1,
    }
}

/// Above the headings a sheet may have its title: words that stand alone in their row.
fn is_title(row: &AccountRow) -> bool {
    is_heading(row)
        && [&row.name, &row.email, &row.unit_code, &row.role]
            .iter()
            .all(|text| text.is_empty())
}

/// A login is written in letters without diacritics; a heading names the column in words.
fn is_heading(row: &AccountRow) -> bool {
    row.login.contains(char::is_whitespace) || row.login.eq_ignore_ascii_case("login")
}

fn role_name(words: &Messages, role: Role) -> String {
    words.text(&format!("web-role-{}", role.key().replace('_', "-")))
}

/// The stable name of a role that was written in words; what is no role stays as it is, to be reported.
fn role_key(cycle: &Cycle, written: &str) -> String {
    let folded = tonghop_text::fold(written);
    let named = Role::GRANTABLE.into_iter().find(|role| {
        Lang::ALL
            .iter()
            .any(|lang| tonghop_text::fold(&role_name(cycle.texts(*lang), *role)) == folded)
    });
    named.map_or_else(|| written.to_owned(), |role| role.key().to_owned())
}
