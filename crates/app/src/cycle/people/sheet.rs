//! A list of accounts out of a sheet (XLSX, ODS, CSV, text with tabs), for the import.

use super::AccountRow;
use crate::cycle::{Cycle, CycleError, CycleResult, FieldError};
use tonghop_document::{Content, Document, Table};
use tonghop_messages::Lang;
use tonghop_model::cycle::Role;
use tonghop_model::message::Message;
use tonghop_readers::{Input, read};

/// Columns: login, name, mail, code of the unit, role.
const COLUMNS: u32 = 5;

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

/// A login is written in letters without diacritics; a heading names the column in words.
fn is_heading(row: &AccountRow) -> bool {
    row.login.contains(char::is_whitespace) || row.login.eq_ignore_ascii_case("login")
}

/// The stable name of a role that was written in words; what is no role stays as it is, to be reported.
fn role_key(cycle: &Cycle, written: &str) -> String {
    let folded = tonghop_text::fold(written);
    let named = Role::GRANTABLE.into_iter().find(|role| {
        let key = format!("web-role-{}", role.key().replace('_', "-"));
        Lang::ALL
            .iter()
            .any(|lang| tonghop_text::fold(&cycle.texts(*lang).text(&key)) == folded)
    });
    named.map_or_else(|| written.to_owned(), |role| role.key().to_owned())
}
