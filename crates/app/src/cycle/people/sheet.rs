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

/// Columns in their usual order: keys of the words that they are headed by, divided by "|".
const COLUMNS: [&str; 5] = [
    "cycle-people-column-login",
    "cycle-people-column-name",
    "cycle-people-column-email",
    "cycle-people-column-unit",
    "cycle-people-column-role",
];
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

/// Where each of [`COLUMNS`] stands; none for one that is not there.
type Order = [Option<u32>; COLUMNS.len()];

/// Reads the first table of a file: by the headings in one of its first rows, in the usual order where there are none. A role may stand by
/// its stable name or by its words in either language.
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
    let headed = headings(cycle, table);
    let usual = || std::array::from_fn(|i| u32::try_from(i).ok());
    let (first, order) = headed.map_or_else(|| (0, usual()), |(row, order)| (row + 1, order));
    let rows = (first..table.rows).map(|row| account(cycle, table, row, &order));
    let mut rows: Vec<AccountRow> = rows.filter(|r| !(r.login.is_empty() && r.name.is_empty())).collect();
    if headed.is_none() {
        let titles = rows.iter().take_while(|r| is_title(r)).count();
        rows.drain(..titles);
    }
    if headed.is_none() && rows.first().is_some_and(is_heading) {
        rows.remove(0);
    }
    Ok(rows)
}

/// Rows within which the headings stand: above them a sheet may have its title.
const HEAD_WITHIN: u32 = 20;

/// The row of the headings, from 0, and where the columns stand by them; none where no row names login and name.
fn headings(cycle: &Cycle, table: &Table) -> Option<(u32, Order)> {
    (0..table.rows.min(HEAD_WITHIN)).find_map(|row| Some((row, order(cycle, table, row)?)))
}

fn order(cycle: &Cycle, table: &Table, row: u32) -> Option<Order> {
    let mut order: Order = [None; COLUMNS.len()];
    for column in 0..table.columns {
        let Some(cell) = table.cell(row, column) else { continue };
        let written = tonghop_text::fold(cell.text.trim());
        let at = COLUMNS.iter().zip(HEADINGS).position(|(words, own)| {
            let known = Lang::ALL.map(|lang| {
                let texts = cycle.texts(lang);
                format!("{}|{}", texts.text(words), texts.text(own))
            });
            let mut known = known.iter().flat_map(|w| w.split('|'));
            known.any(|word| tonghop_text::fold(word.trim()) == written)
        });
        if let Some(at) = at {
            order[at] = order[at].or(Some(column));
        }
    }
    if order[0].is_none() || order[1].is_none() {
        return None;
    }
    // What nobody named stands where it usually does, unless another column does: nothing is passed over.
    for (at, usual) in (0..table.columns).enumerate().take(COLUMNS.len()) {
        if order[at].is_none() && !order.contains(&Some(usual)) {
            order[at] = Some(usual);
        }
    }
    Some(order)
}

fn first_table(document: &Document) -> Option<&Table> {
    document.blocks.iter().find_map(|block| match &block.content {
        Content::Table(table) if table.columns >= 2 => Some(table),
        _ => None,
    })
}

fn account(cycle: &Cycle, table: &Table, row: u32, order: &Order) -> AccountRow {
    let cell = |column: Option<u32>| {
        let found = column.and_then(|column| table.cell(row, column));
        found.map(|c| c.text.trim().to_owned()).unwrap_or_default()
    };
    let [login, name, email, unit_code, role] = order.map(cell);
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
