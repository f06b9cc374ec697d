//! Backup and restore: all tables as lines of JSON, compressed, the same for both databases. A backup is what stood in
//! the database at one moment, taken while the server goes on; restoring it into the other database is how a
//! province moves from SQLite to PostgreSQL.

use crate::{Backend, BackupFault, Db, MIGRATIONS, Migration, Store, StoreError, StoreResult, migrate};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Double, Nullable, Text};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read, Write};

/// First line of a backup.
const FORMAT: &str = "tonghop.backup/1";
/// Rows read at a time: by order of insertion, so that memory stays bounded.
const PAGE: i64 = 500;

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    name: String,
    kind: String,
    /// True where the present layout has it no more: its values in the backup of an older program are left out.
    gone: bool,
}

/// A table, as the migrations say.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    name: String,
    columns: Vec<Column>,
    key: Vec<String>,
}

/// What a backup or a restore went over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Tables.
    pub tables: usize,
    /// Rows.
    pub rows: u64,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Every table of every migration, parents before children.
fn tables() -> Vec<Table> {
    tables_after(|_| true)
}

/// The same after some migrations: a backup of an older program has the tables and columns of its time.
fn tables_after(done: impl Fn(&str) -> bool) -> Vec<Table> {
    let mut found: Vec<Table> = Vec::new();
    for migration in MIGRATIONS.iter().filter(|m| done(m.name)) {
        for statement in statements(migration) {
            if let Some(rest) = statement.strip_prefix("CREATE TABLE ") {
                found.extend(table(rest));
            } else if let Some(rest) = statement.strip_prefix("ALTER TABLE ") {
                alter(&mut found, rest);
            }
        }
    }
    found
}

/// "outbox ADD COLUMN lease {text}", "account DROP COLUMN subject".
fn alter(tables: &mut [Table], text: &str) {
    if let Some((name, added)) = text.split_once(" ADD COLUMN ")
        && let Some(table) = tables.iter_mut().find(|t| t.name == name)
    {
        table.columns.extend(column(added));
    }
    if let Some((name, gone)) = text.split_once(" DROP COLUMN ")
        && let Some(table) = tables.iter_mut().find(|t| t.name == name)
    {
        table.columns.retain(|c| c.name != gone);
    }
}

/// The statements of a migration. SQLite needs some in the place of a plain one of PostgreSQL.
fn statements(migration: &Migration) -> Vec<String> {
    let sql = migration.part_of(Backend::Postgres);
    let remark = |line: &&str| line.trim_start().starts_with("--");
    let lines: Vec<&str> = sql.lines().filter(|l| !remark(l)).collect();
    // What stands between "$$" is the body of a function: nothing of it is run by itself.
    let all: String = lines.join("\n").split("$$").step_by(2).collect();
    all.split(';')
        .map(|s| s.trim().to_owned())
        .filter(|s| !s.is_empty())
        .collect()
}

/// What has to be done with the rows of an older program once they are in: what migrations since then mend, and the unique
/// indexes that they may not have fitted.
fn mends(done: impl Fn(&str) -> bool) -> Vec<String> {
    let missing = MIGRATIONS.iter().filter(|m| !done(m.name));
    let all = missing.flat_map(statements);
    all.filter(|s| s.starts_with("UPDATE ") || s.starts_with(UNIQUE))
        .collect()
}

/// How a unique index begins.
const UNIQUE: &str = "CREATE UNIQUE INDEX ";

/// "lease {text} NOT NULL".
fn column(text: &str) -> Option<Column> {
    let (name, rest) = text.split_once(" {")?;
    Some(Column {
        name: name.into(),
        kind: rest.split('}').next()?.into(),
        gone: false,
    })
}

fn table(text: &str) -> Option<Table> {
    let (name, body) = text.split_once(" (\n")?;
    let mut table = Table {
        name: name.into(),
        columns: Vec::new(),
        key: Vec::new(),
    };
    for line in body.lines().map(str::trim) {
        if let Some(key) = line.strip_prefix("PRIMARY KEY (") {
            table.key = key.split(')').next()?.split(", ").map(str::to_owned).collect();
        } else if let Some(column) = column(line) {
            if column.kind == "serial" || line.contains("PRIMARY KEY") {
                table.key = vec![column.name.clone()];
            }
            table.columns.push(column);
        }
    }
    Some(table)
}

impl Table {
    /// Notes what the present layout does not have any more.
    fn leave_out(&mut self, present: &[Self]) {
        let Some(now) = present.iter().find(|t| t.name == self.name) else {
            return;
        };
        for column in &mut self.columns {
            column.gone = !now.columns.iter().any(|c| c.name == column.name);
        }
    }

    /// One row as a JSON array in text.
    fn row_expression(&self, backend: Backend) -> String {
        let columns = self.columns.iter().map(|c| match (c.kind.as_str(), backend) {
            // Of nothing SQLite would make an empty text, and of a number only its first 15 digits.
            ("blob", Backend::Sqlite) => format!("CASE WHEN {0} IS NOT NULL THEN hex({0}) END", c.name),
            ("double", Backend::Sqlite) => format!("CASE WHEN {0} IS NOT NULL THEN printf('%!.17g', {0}) END", c.name),
            ("blob", Backend::Postgres) => format!("encode({}, 'hex')", c.name),
            ("double", Backend::Postgres) => format!("{}::text", c.name),
            _ => c.name.clone(),
        });
        let columns = columns.collect::<Vec<_>>().join(", ");
        match backend {
            Backend::Sqlite => format!("json_array({columns})"),
            Backend::Postgres => format!("json_build_array({columns})::text"),
        }
    }

    fn insert_statement(&self) -> String {
        let names: Vec<_> = self
            .columns
            .iter()
            .filter(|c| !c.gone)
            .map(|c| c.name.as_str())
            .collect();
        let places: Vec<_> = (1..=names.len()).map(|n| format!("${n}")).collect();
        format!(
            "INSERT INTO {} ({}) VALUES ({})",
            self.name,
            names.join(", "),
            places.join(", ")
        )
    }
}

/// Writes a backup of the whole store.
///
/// # Errors
/// Failures of the database and of `out`.
pub fn backup(store: &Store, out: impl Write) -> StoreResult<Counted> {
    let mut out = GzEncoder::new(out, Compression::fast());
    let names: Vec<_> = MIGRATIONS.iter().map(|m| m.name).collect();
    writeln!(out, "{}", serde_json::json!({ "format": FORMAT, "migrations": names }))?;
    let backend = store.backend();
    let counted = store.snapshot(|db| {
        let mut counted = Counted::default();
        for table in tables() {
            writeln!(out, "{}", serde_json::json!({ "table": table.name }))?;
            counted.rows += write_rows(db, &table, backend, &mut out)?;
            counted.tables += 1;
        }
        Ok::<_, StoreError>(counted)
    })?;
    // A last line shows that nothing is missing at the end.
    writeln!(out, "{}", serde_json::json!({ "rows": counted.rows }))?;
    out.finish()?.flush()?;
    Ok(counted)
}

fn write_rows(db: &mut Db, table: &Table, backend: Backend, out: &mut impl Write) -> StoreResult<u64> {
    let (row, key) = (table.row_expression(backend), table.key.join(", "));
    let mut offset = 0;
    loop {
        // Files are big: a page of pieces would be half a gigabyte.
        let page = if table.name == "source_chunk" { 8 } else { PAGE };
        let sql = format!(
            "SELECT {row} AS line FROM {} ORDER BY {key} LIMIT {page} OFFSET {offset}",
            table.name
        );
        let lines: Vec<Line> = diesel::sql_query(sql).load(db)?;
        for line in &lines {
            writeln!(out, "{}", line.line)?;
        }
        offset += lines.len() as i64;
        if (lines.len() as i64) < page {
            return Ok(offset.unsigned_abs());
        }
    }
}

/// Reads a backup to its end without a database: what makes a restore of it fail halfway is told before anything is made.
///
/// # Errors
/// [`StoreError::Backup`], [`StoreError::Newer`], failures of `input`.
pub fn inspect(input: impl Read) -> StoreResult<()> {
    let (mut begun, mut rows, mut told) = (false, 0u64, None);
    for line in BufReader::new(GzDecoder::new(input)).lines() {
        let line = line.map_err(|e| unread(e, begun))?;
        if !begun {
            begins(parsed(&line, false)?.as_object().unwrap_or(&serde_json::Map::new()))?;
            begun = true;
        } else if line.starts_with('[') {
            rows += 1;
        } else {
            told = parsed(&line, true)?.get("rows").and_then(Value::as_u64);
        }
    }
    match (begun, told) {
        (false, _) => Err(StoreError::Backup(BackupFault::Foreign)),
        (true, Some(count)) if count == rows => Ok(()),
        (true, _) => Err(StoreError::Backup(BackupFault::CutOff)),
    }
}

/// The migrations of the database that a backup was made of, as its first line says.
fn begins(head: &serde_json::Map<String, Value>) -> StoreResult<Vec<String>> {
    if head.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(StoreError::Backup(BackupFault::Foreign));
    }
    let names = head.get("migrations").and_then(Value::as_array).into_iter().flatten();
    let names: Vec<String> = names.filter_map(|n| n.as_str().map(str::to_owned)).collect();
    migrate::check(&names)?;
    Ok(names)
}

/// Reads a backup into an empty database, in one transaction.
///
/// # Errors
/// [`StoreError::Backup`] where the file is no backup, cut or damaged; [`StoreError::NotEmpty`]; [`StoreError::Newer`] where it was
/// made by a newer program.
pub fn restore(store: &Store, input: impl Read, now: i64) -> StoreResult<Counted> {
    store.migrate(now)?;
    let lines = BufReader::new(GzDecoder::new(input)).lines();
    store.write(|db| {
        let mut state = Restore::default();
        for line in lines {
            let line = line.map_err(|e| unread(e, state.begun))?;
            state.line(db, parsed(&line, state.begun)?)?;
        }
        if !state.complete {
            let fault = if state.begun {
                BackupFault::CutOff
            } else {
                BackupFault::Foreign
            };
            return Err(StoreError::Backup(fault));
        }
        for mend in &state.mends {
            db.run(mend)?;
        }
        if store.backend() == Backend::Postgres {
            reset_identities(db)?;
        }
        Ok(state.counted)
    })
}

/// Why the next line of a backup did not come; `begun` = its first line was in order.
fn unread(error: io::Error, begun: bool) -> StoreError {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    match (error.kind(), begun) {
        (InvalidData | InvalidInput | UnexpectedEof, false) => StoreError::Backup(BackupFault::Foreign),
        (UnexpectedEof, true) => StoreError::Backup(BackupFault::CutOff),
        (InvalidData | InvalidInput, true) => damaged(&error.to_string()),
        _ => StoreError::Io(error),
    }
}

fn parsed(line: &str, begun: bool) -> StoreResult<Value> {
    serde_json::from_str(line).map_err(|error| match begun {
        true => damaged(&error.to_string()),
        false => StoreError::Backup(BackupFault::Foreign),
    })
}

fn damaged(detail: &str) -> StoreError {
    StoreError::Backup(BackupFault::Damaged(detail.to_owned()))
}

#[derive(Default)]
struct Restore {
    /// The line that says what the file is was there.
    begun: bool,
    tables: Vec<Table>,
    current: Option<Table>,
    counted: Counted,
    complete: bool,
    /// What is left to do when all rows are in.
    mends: Vec<String>,
}

impl Restore {
    fn line(&mut self, db: &mut Db, value: Value) -> StoreResult<()> {
        match value {
            Value::Array(row) => {
                let Some(table) = &self.current else {
                    return Err(damaged("a row without a table"));
                };
                self.counted.rows += 1;
                insert(db, table, &row)
            }
            Value::Object(head) => self.head(db, &head),
            _ => Err(damaged("an unknown line")),
        }
    }

    fn head(&mut self, db: &mut Db, head: &serde_json::Map<String, Value>) -> StoreResult<()> {
        if let Some(name) = head.get("table").and_then(Value::as_str) {
            let known = self.tables.iter().find(|t| t.name == name).cloned();
            self.current = Some(known.ok_or_else(|| damaged(&format!("unknown table {name}")))?);
            self.counted.tables += 1;
            return Ok(());
        }
        if let Some(rows) = head.get("rows").and_then(Value::as_u64) {
            self.complete = rows == self.counted.rows;
            return Ok(());
        }
        let names = begins(head)?;
        self.begun = true;
        let present = tables();
        self.tables = tables_after(|name| names.iter().any(|n| n == name));
        self.tables.iter_mut().for_each(|t| t.leave_out(&present));
        self.mends = mends(|name| names.iter().any(|n| n == name));
        empty(db, &present)?;
        for unique in self.mends.iter().filter_map(|m| m.strip_prefix(UNIQUE)) {
            if let Some((name, _)) = unique.split_once(' ') {
                db.run(&format!("DROP INDEX {name}"))?;
            }
        }
        Ok(())
    }
}

/// A database in which somebody works is not overwritten; what setting up put there (chains) goes.
fn empty(db: &mut Db, tables: &[Table]) -> StoreResult<()> {
    if crate::people::count_accounts(db)? > 0 {
        return Err(StoreError::NotEmpty);
    }
    for table in tables.iter().rev() {
        db.run(&format!("DELETE FROM {}", table.name))?;
    }
    Ok(())
}

/// The next ids of PostgreSQL begin after the restored ones.
fn reset_identities(db: &mut Db) -> StoreResult<()> {
    for table in tables().iter().filter(|t| t.columns.iter().any(|c| c.kind == "serial")) {
        let name = &table.name;
        db.run(&format!(
            "SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce((SELECT max(id) FROM {name}), 0) + 1, false)"
        ))?;
    }
    Ok(())
}

macro_rules! bind_all {
    ($connection:expr, $table:expr, $row:expr) => {{
        let mut query = diesel::sql_query($table.insert_statement()).into_boxed();
        for (column, value) in $table.columns.iter().zip($row).filter(|(c, _)| !c.gone) {
            query = match column.kind.as_str() {
                "bigint" | "serial" => query.bind::<Nullable<BigInt>, _>(value.as_i64()),
                "double" => query.bind::<Nullable<Double>, _>(value.as_str().and_then(|n| n.parse::<f64>().ok())),
                "bool" => query.bind::<Nullable<Bool>, _>(value.as_bool().or_else(|| value.as_i64().map(|n| n != 0))),
                "blob" => query.bind::<Nullable<Binary>, _>(unhex(value)?),
                _ => query.bind::<Nullable<Text>, _>(value.as_str().map(str::to_owned)),
            };
        }
        query.execute($connection)?
    }};
}

fn insert(db: &mut Db, table: &Table, row: &[Value]) -> StoreResult<()> {
    if row.len() != table.columns.len() {
        return Err(damaged(&format!("a row of {} has other columns", table.name)));
    }
    match db {
        Db::Sqlite(connection) => bind_all!(connection, table, row),
        Db::Postgres(connection) => bind_all!(connection, table, row),
    };
    Ok(())
}

fn unhex(value: &Value) -> StoreResult<Option<Vec<u8>>> {
    let Some(text) = value.as_str() else { return Ok(None) };
    let digits = text.as_bytes();
    let byte = |pair: &[u8]| {
        let text = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(text, 16).ok()
    };
    let bytes: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
    bytes.map(Some).ok_or_else(|| damaged("bytes that are no bytes"))
}

/// Kept files whose bytes do not have their digest: digests.
///
/// # Errors
/// Failures of the database.
pub fn damaged_files(db: &mut Db) -> StoreResult<Vec<String>> {
    use crate::schema::source_file;
    use sha2::{Digest, Sha256};
    let digests: Vec<String> = source_file::table
        .select(source_file::digest)
        .order(source_file::digest)
        .load(db)?;
    let mut damaged = Vec::new();
    for digest in digests {
        let bytes = crate::files::bytes(db, &digest)?;
        if crate::events::hex(&Sha256::digest(&bytes)) != digest {
            damaged.push(digest);
        }
    }
    Ok(damaged)
}

/// "ok", or what the database says is wrong with its file. PostgreSQL looks after that itself.
///
/// # Errors
/// Failures of the database.
pub fn integrity(db: &mut Db) -> StoreResult<String> {
    match db {
        Db::Sqlite(connection) => {
            let lines: Vec<Line> =
                diesel::sql_query("SELECT integrity_check AS line FROM pragma_integrity_check").load(connection)?;
            let lines: Vec<String> = lines.into_iter().map(|l| l.line).collect();
            Ok(lines.join("; "))
        }
        Db::Postgres(_) => Ok("ok".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_of_an_older_program_has_the_columns_of_its_time() {
        let columns = |tables: Vec<Table>| {
            let outbox = tables.into_iter().find(|t| t.name == "outbox");
            outbox.map_or_else(Vec::new, |t| t.columns.into_iter().map(|c| c.name).collect())
        };
        let (now, then) = (columns(tables()), columns(tables_after(|m| m < "0004")));
        assert_eq!(now.last().map(String::as_str), Some("lease"));
        assert_eq!(then, now[..now.len() - 1]);
    }

    #[test]
    fn what_a_later_program_gave_up_is_left_out_of_an_older_backup() {
        let account = |tables: Vec<Table>| tables.into_iter().find(|t| t.name == "account").unwrap();
        let mut then = account(tables_after(|m| m < "0010"));
        assert!(then.insert_statement().contains("subject"));
        then.leave_out(&tables());
        assert_eq!(then.insert_statement(), account(tables()).insert_statement());
        assert_eq!(then.columns.len(), account(tables()).columns.len() + 1);
    }

    #[test]
    fn rows_of_an_older_program_are_mended_before_they_have_to_be_unique() {
        let all = mends(|name| name < "0009");
        let place = |begin: &str| all.iter().position(|m| m.starts_with(begin));
        assert!(place("UPDATE observation") < place("CREATE UNIQUE INDEX observation_current"));
        assert!(place("UPDATE edition").is_some() && mends(|_| true).is_empty());
    }

    #[test]
    fn every_table_has_columns_and_a_key() {
        let all = tables();
        assert_eq!(all.len(), 43);
        for table in &all {
            assert!(!table.key.is_empty() && table.columns.len() > 1, "{table:?}");
            assert!(
                table.key.iter().all(|k| table.columns.iter().any(|c| &c.name == k)),
                "{table:?}"
            );
        }
    }
}
