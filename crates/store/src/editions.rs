//! Frozen editions and what was taken from them: observations, recommendations, promises.

use crate::batch::{self, BatchRow, Values};
use crate::connection::{insert_many, on};
use crate::error::expect_one;
use crate::schema::{commitment, edition, observation, org_unit, recommendation};
use crate::statement::{self, Value};
use crate::{Db, StoreResult};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Double, Nullable, Text};
use std::collections::{HashMap, HashSet};

/// A frozen edition.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = edition)]
pub struct EditionRow {
    /// Id.
    pub id: i64,
    /// Report.
    pub report_id: i64,
    /// Number within the report, from 1.
    pub number: i64,
    /// Submission that was accepted.
    pub submission_id: i64,
    /// Packed JSON.
    pub content: Vec<u8>,
    /// SHA-256 of the JSON.
    pub digest: String,
    /// Who accepted.
    pub frozen_by: String,
    /// When.
    pub frozen_at: i64,
    /// When it was opened to the public.
    pub published_at: Option<i64>,
}

/// A new edition.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = edition)]
pub struct NewEdition<'a> {
    /// Report.
    pub report_id: i64,
    /// Number within the report, from 1.
    pub number: i64,
    /// Submission that is accepted.
    pub submission_id: i64,
    /// Packed JSON.
    pub content: Vec<u8>,
    /// SHA-256 of the JSON.
    pub digest: &'a str,
    /// Who accepts.
    pub frozen_by: &'a str,
    /// When.
    pub frozen_at: i64,
}

/// One value with unit, period and source.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = observation, treat_none_as_default_value = false)]
pub struct ObservationRow {
    /// Edition; none for an imported value.
    pub edition_id: Option<i64>,
    /// Round.
    pub round_id: i64,
    /// Unit.
    pub unit_id: i64,
    /// Its code at the time.
    pub unit_code: String,
    /// Its validity at the time.
    pub unit_valid_from: String,
    /// Indicator or task.
    pub element: String,
    /// Value.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// Unit of measure.
    pub unit_of_measure: Option<String>,
    /// Qualifier.
    pub qualifier: Option<String>,
    /// ISO date.
    pub window_from: Option<String>,
    /// ISO date.
    pub window_to: Option<String>,
    /// `declared`, `computed`, `register`.
    pub basis: String,
    /// JSON of the place in the source.
    pub span: Option<String>,
    /// The sentence in the source.
    pub sentence: Option<String>,
    /// False once a newer edition took its place.
    pub is_current: bool,
    /// Import that brought it.
    pub import_id: Option<i64>,
}

/// What of an observation a view over all units shows: there are hundreds of thousands.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = observation)]
pub struct ValueRow {
    /// Edition; none for an imported value.
    pub edition_id: Option<i64>,
    /// Unit.
    pub unit_id: i64,
    /// Value.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// Qualifier.
    pub qualifier: Option<String>,
    /// `declared`, `computed`, `register`.
    pub basis: String,
    /// The sentence in the source.
    pub sentence: Option<String>,
}

/// One imported value as it is put in: what many rows share is borrowed.
#[derive(Debug, Clone, Copy, PartialEq, Insertable)]
#[diesel(table_name = observation, treat_none_as_default_value = false)]
pub struct NewValue<'a> {
    /// Round.
    pub round_id: i64,
    /// Unit.
    pub unit_id: i64,
    /// Its code at the time.
    pub unit_code: &'a str,
    /// Its validity at the time.
    pub unit_valid_from: &'a str,
    /// Indicator.
    pub element: &'a str,
    /// Value.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// ISO date.
    pub window_from: Option<&'a str>,
    /// ISO date.
    pub window_to: Option<&'a str>,
    /// `register`.
    pub basis: &'a str,
    /// True.
    pub is_current: bool,
    /// The import.
    pub import_id: Option<i64>,
}

impl BatchRow for NewValue<'_> {
    type Id = NewValue<'static>;
    // An import is of one round.
    const INTO: &'static str = "INSERT INTO observation (round_id, window_from, window_to, basis, is_current, import_id, \
        unit_valid_from, unit_id, unit_code, element, value, numerator, denominator) VALUES ";
    const COMMON: usize = 7;

    fn is_like(&self, other: &Self) -> bool {
        (self.round_id, self.is_current, self.import_id) == (other.round_id, other.is_current, other.import_id)
            && (self.window_from, self.window_to) == (other.window_from, other.window_to)
            && (self.basis, self.unit_valid_from) == (other.basis, other.unit_valid_from)
    }

    fn bind<'b>(&'b self, values: &mut Values<'_, '_, 'b>) -> QueryResult<()> {
        values
            .add::<BigInt, _>(&self.round_id)?
            .add::<Nullable<Text>, _>(&self.window_from)?
            .add::<Nullable<Text>, _>(&self.window_to)?
            .add::<Text, _>(&self.basis)?
            .add::<Bool, _>(&self.is_current)?
            .add::<Nullable<BigInt>, _>(&self.import_id)?
            .add::<Text, _>(&self.unit_valid_from)?
            .add::<BigInt, _>(&self.unit_id)?
            .add::<Text, _>(&self.unit_code)?
            .add::<Text, _>(&self.element)?
            .add::<Nullable<Double>, _>(&self.value)?
            .add::<Nullable<Double>, _>(&self.numerator)?
            .add::<Nullable<Double>, _>(&self.denominator)?;
        Ok(())
    }
}

/// A request upwards.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = recommendation)]
pub struct RecommendationRow {
    /// Id.
    pub id: i64,
    /// Submission.
    pub submission_id: i64,
    /// Report.
    pub report_id: i64,
    /// Round.
    pub round_id: i64,
    /// Unit.
    pub unit_id: i64,
    /// The words.
    pub text: String,
    /// Who has to answer.
    pub owner: Option<String>,
    /// The answer.
    pub answer: Option<String>,
    /// Who answered.
    pub answered_by: Option<String>,
    /// When.
    pub answered_at: Option<i64>,
    /// False once a newer submission took its place.
    pub is_current: bool,
    /// Version for optimistic changes.
    pub version: i64,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = commitment)]
pub struct CommitmentRow {
    /// Id.
    pub id: i64,
    /// Submission.
    pub submission_id: i64,
    /// Report.
    pub report_id: i64,
    /// Round.
    pub round_id: i64,
    /// Unit.
    pub unit_id: i64,
    /// What is promised.
    pub what: String,
    /// Verbatim.
    pub quote: String,
    /// ISO date, possibly partial.
    pub due: Option<String>,
    /// `kept`, `broken`, `dropped`; none while open.
    pub outcome: Option<String>,
    /// Who settled it.
    pub settled_by: Option<String>,
    /// When.
    pub settled_at: Option<i64>,
    /// False once a newer submission took its place.
    pub is_current: bool,
    /// Version for optimistic changes.
    pub version: i64,
}

/// Freezes an edition.
///
/// # Errors
/// A duplicate where the number is there already.
pub fn insert(db: &mut Db, new: &NewEdition<'_>) -> StoreResult<i64> {
    diesel::insert_into(edition::table).values(new.clone()).execute(db)?;
    db.last_id()
}

/// Editions of a report, newest first.
///
/// # Errors
/// Failures of the database.
pub fn of_report(db: &mut Db, report_id: i64) -> StoreResult<Vec<EditionRow>> {
    let found = edition::table
        .filter(edition::report_id.eq(report_id))
        .order(edition::number.desc());
    Ok(found.select(EditionRow::as_select()).load(db)?)
}

/// Editions of all reports after the one with this id, in the order in which they were frozen.
///
/// # Errors
/// Failures of the database.
pub fn after(db: &mut Db, id: i64, limit: i64) -> StoreResult<Vec<EditionRow>> {
    let found = edition::table
        .filter(edition::id.gt(id))
        .order(edition::id)
        .limit(limit);
    Ok(found.select(EditionRow::as_select()).load(db)?)
}

/// The submission of an edition, without its content.
///
/// # Errors
/// Failures of the database.
pub fn submission_of(db: &mut Db, id: i64) -> StoreResult<Option<i64>> {
    let found = edition::table.filter(edition::id.eq(id)).select(edition::submission_id);
    Ok(on!(db, c => found.get_result(c)).optional()?)
}

/// One edition.
///
/// # Errors
/// Failures of the database.
pub fn get(db: &mut Db, id: i64) -> StoreResult<Option<EditionRow>> {
    let found = edition::table.filter(edition::id.eq(id));
    Ok(found.select(EditionRow::as_select()).get_result(db).optional()?)
}

/// Opens an edition to the public.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is gone.
pub fn publish(db: &mut Db, id: i64, now: i64) -> StoreResult<()> {
    let own = edition::table.filter(edition::id.eq(id));
    expect_one(
        diesel::update(own).set(edition::published_at.eq(now)).execute(db)?,
        "edition",
    )
}

/// An edition that anybody may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedRow {
    /// Edition.
    pub id: i64,
    /// Its number within the report.
    pub number: i64,
    /// Submission that it was made of.
    pub submission_id: i64,
}

/// The newest published edition of each report of a round, by unit.
///
/// # Errors
/// Failures of the database.
pub fn published(db: &mut Db, round_id: i64) -> StoreResult<HashMap<i64, PublishedRow>> {
    use crate::schema::report;
    let rows: Vec<(i64, i64, i64, i64)> = edition::table
        .inner_join(report::table.on(report::id.eq(edition::report_id)))
        .filter(report::round_id.eq(round_id).and(edition::published_at.is_not_null()))
        .order(edition::number)
        .select((report::unit_id, edition::id, edition::number, edition::submission_id))
        .load(db)?;
    let row = |(unit, id, number, submission_id)| {
        let row = PublishedRow {
            id,
            number,
            submission_id,
        };
        (unit, row)
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Values of editions that others have taken the place of, with the element of each.
///
/// # Errors
/// Failures of the database.
pub fn values_of_editions(db: &mut Db, round_id: i64, editions: &[(i64, i64)]) -> StoreResult<Vec<(String, ValueRow)>> {
    use observation as o;
    let mut found = Vec::new();
    for (unit, edition) in editions {
        let own = o::table
            .filter(o::unit_id.eq(unit).and(o::round_id.eq(round_id)))
            .filter(o::edition_id.eq(edition));
        found.extend(
            own.select((o::element, ValueRow::as_select()))
                .load::<(String, ValueRow)>(db)?,
        );
    }
    Ok(found)
}

/// Numbers of editions, by their ids.
///
/// # Errors
/// Failures of the database.
pub fn numbers(db: &mut Db, ids: &[i64]) -> StoreResult<HashMap<i64, i64>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(1000) {
        let query = edition::table.filter(edition::id.eq_any(some.to_vec()));
        let rows: Vec<(i64, i64)> = query.select((edition::id, edition::number)).load(db)?;
        found.extend(rows);
    }
    Ok(found)
}

/// What registers say of a unit in a round: imported values, by indicator, the newest of each last. Those that an edition took
/// the place of are among them.
///
/// # Errors
/// Failures of the database.
pub fn of_registers(db: &mut Db, round_id: i64, unit_id: i64) -> StoreResult<Vec<ObservationRow>> {
    use observation as o;
    let own = o::table.filter(o::round_id.eq(round_id).and(o::unit_id.eq(unit_id)));
    Ok(own
        .filter(o::basis.eq("register"))
        .order((o::element, o::import_id))
        .select(ObservationRow::as_select())
        .load(db)?)
}

/// Puts the observations of a new edition in the place of those of the unit's last one, and of imported ones of the same
/// elements.
///
/// # Errors
/// Failures of the database.
pub fn replace_observations(db: &mut Db, round_id: i64, unit_id: i64, rows: &[ObservationRow]) -> StoreResult<()> {
    use observation as o;
    let elements: Vec<String> = rows.iter().map(|r| r.element.clone()).collect();
    let present = o::table
        .filter(o::round_id.eq(round_id).and(o::unit_id.eq(unit_id)))
        .filter(o::is_current)
        .filter(o::edition_id.is_not_null().or(o::element.eq_any(elements)));
    diesel::update(present).set(o::is_current.eq(false)).execute(db)?;
    insert_many!(db, o::table, rows);
    Ok(())
}

/// A present value of a round, without its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct HeldValue {
    /// Indicator or task.
    pub element: String,
    /// Unit.
    pub unit_id: i64,
    /// Edition; none for an imported value.
    pub edition_id: Option<i64>,
}

/// Whose values a round has.
///
/// # Errors
/// Failures of the database.
pub fn held_values(db: &mut Db, round_id: i64) -> StoreResult<Vec<HeldValue>> {
    use observation as o;
    let present = o::table.filter(o::round_id.eq(round_id).and(o::is_current));
    Ok(on!(db, c => present.select((o::element, o::unit_id, o::edition_id)).load(c))?)
}

/// Inserts imported observations; they take the place of present ones of the same unit and element. Called with the values of
/// the round held, and with those that it has.
///
/// # Errors
/// Failures of the database.
pub fn import_observations(
    db: &mut Db,
    (round_id, import): (i64, i64),
    rows: &[NewValue<'_>],
    held: &[HeldValue],
) -> StoreResult<()> {
    use observation as o;
    let mut units: HashMap<&str, HashSet<i64>> = HashMap::new();
    for row in rows.iter().filter(|_| !held.is_empty()) {
        units.entry(row.element).or_default().insert(row.unit_id);
    }
    let mut present: HashMap<&str, Vec<i64>> = HashMap::new();
    for value in held {
        present.entry(&value.element).or_default().push(value.unit_id);
    }
    // First they make room: an element of a unit has one current value.
    for (element, new) in units {
        let mut hit = present.remove(element).unwrap_or_default();
        let all = hit.len();
        hit.retain(|unit| new.contains(unit));
        if hit.len() == all {
            // Nearly always: nothing has to be looked for.
            demote_all(db, round_id, element, import)?;
            continue;
        }
        for some in hit.chunks(1000) {
            demote(db, round_id, element, some, import)?;
        }
    }
    if let Db::Sqlite(connection) = db {
        batch::insert(connection, rows)?;
    } else {
        insert_many!(db, o::table, rows);
    }
    Ok(())
}

/// Every present value of an element gives way to an import.
fn demote_all(db: &mut Db, round_id: i64, element: &str, import: i64) -> StoreResult<()> {
    let sql =
        "UPDATE observation SET is_current = FALSE, replaced_by = ? WHERE round_id = ? AND element = ? AND is_current";
    statement::run(db, sql, &[import.into(), round_id.into(), element.into()]).map(drop)
}

/// The present values of an element of these units give way to an import.
fn demote(db: &mut Db, round_id: i64, element: &str, units: &[i64], import: i64) -> StoreResult<()> {
    use observation as o;
    let present = o::table
        .filter(o::round_id.eq(round_id).and(o::element.eq(element)))
        .filter(o::is_current);
    let set = (o::is_current.eq(false), o::replaced_by.eq(import));
    match db {
        Db::Sqlite(c) => {
            // Numbers of the program's own, written out: nothing has to be bound for each of them.
            let units: Vec<String> = units.iter().map(i64::to_string).collect();
            let within = diesel::dsl::sql::<Bool>(&format!("unit_id IN ({})", units.join(",")));
            diesel::update(present.filter(within)).set(set).execute(c)?
        }
        Db::Postgres(c) => diesel::update(present.filter(o::unit_id.eq_any(units)))
            .set(set)
            .execute(c)?,
    };
    Ok(())
}

/// Every present value of a round with its element.
///
/// # Errors
/// Failures of the database.
pub fn present(db: &mut Db, round_id: i64) -> StoreResult<Vec<(String, ValueRow)>> {
    use observation as o;
    let present = o::table.filter(o::round_id.eq(round_id).and(o::is_current));
    Ok(on!(db, c => present.select((o::element, ValueRow::as_select())).load(c))?)
}

/// Takes imported observations of a round away; those that they replaced count again, unless something newer counts.
///
/// # Errors
/// Failures of the database.
pub fn undo_observations(db: &mut Db, round_id: i64, import: i64) -> StoreResult<()> {
    use observation as o;
    // What this import replaced is with its units: no other round is looked through, and no other unit.
    let own = format!(
        "round_id = {round_id} AND replaced_by = {import} \
         AND unit_id IN (SELECT DISTINCT i.unit_id FROM observation i WHERE i.import_id = {import})"
    );
    let replaced = o::table.filter(o::import_id.eq(import).and(o::replaced_by.is_not_null()));
    let first: Option<i64> = replaced.select(o::unit_id).limit(1).get_result(db).optional()?;
    if first.is_some() {
        hand_on(db, import, &own)?;
    }
    // What counts again: read before the import, which names the units, is gone.
    db.run(&format!(
        "CREATE TEMPORARY TABLE undone AS SELECT id FROM observation WHERE {own}"
    ))?;
    diesel::delete(o::table.filter(o::import_id.eq(import))).execute(db)?;
    db.run(
        "UPDATE observation SET is_current = TRUE, replaced_by = NULL WHERE id IN (SELECT id FROM undone) AND NOT EXISTS \
         (SELECT 1 FROM observation n WHERE n.round_id = observation.round_id AND n.element = observation.element \
         AND n.unit_id = observation.unit_id AND n.is_current); DROP TABLE undone",
    )
}

/// Where a later import had replaced this one, it stands from now on in the place of what this one had replaced: undoing the
/// later one as well brings that back. The pairs are put side by side first: to ask for each value who replaced its successor
/// takes a hundred looks for each.
fn hand_on(db: &mut Db, import: i64, own: &str) -> StoreResult<()> {
    db.run(&format!(
        "CREATE TEMPORARY TABLE later AS SELECT element, unit_id, replaced_by AS by_import FROM observation \
         WHERE import_id = {import} AND replaced_by IS NOT NULL; \
         CREATE UNIQUE INDEX later_key ON later (element, unit_id); \
         UPDATE observation SET replaced_by = (SELECT l.by_import FROM later l WHERE l.element = observation.element \
         AND l.unit_id = observation.unit_id) WHERE {own} AND EXISTS (SELECT 1 FROM later l \
         WHERE l.element = observation.element AND l.unit_id = observation.unit_id); \
         DROP TABLE later"
    ))
}

/// Edition, element, value, numerator and denominator of what was taken from these editions, whether it still counts or not.
///
/// # Errors
/// Failures of the database.
pub fn taken_from(db: &mut Db, editions: &[i64]) -> StoreResult<Vec<Taken>> {
    use observation as o;
    let own = o::table.filter(o::edition_id.eq_any(editions.iter().copied()));
    let rows = own.order((o::edition_id, o::element)).select((
        o::edition_id.assume_not_null(),
        o::element,
        o::value,
        o::numerator,
        o::denominator,
    ));
    Ok(rows.load(db)?)
}

/// What was taken from an edition: its id, the element, value, numerator, denominator.
pub type Taken = (i64, String, Option<f64>, Option<f64>, Option<f64>);

/// Elements that have present observations in a round, in order.
///
/// # Errors
/// Failures of the database.
pub fn elements(db: &mut Db, round_id: i64) -> StoreResult<Vec<String>> {
    use observation as o;
    let found = o::table.filter(o::round_id.eq(round_id)).filter(o::is_current);
    Ok(found.select(o::element).distinct().order(o::element).load(db)?)
}

/// Present observations of one element in a round, of all units, by unit.
///
/// # Errors
/// Failures of the database.
pub fn values_of(db: &mut Db, round_id: i64, element: &str) -> StoreResult<Vec<ValueRow>> {
    use observation as o;
    let found = o::table
        .filter(o::round_id.eq(round_id).and(o::element.eq(element)))
        .filter(o::is_current);
    // In the order of the index: nothing is sorted.
    Ok(found.order(o::unit_id).select(ValueRow::as_select()).load(db)?)
}

/// What stands around a submission whose recommendations and promises enter their lists.
#[derive(Debug, Clone, Copy)]
pub struct Whose {
    /// Submission.
    pub submission: i64,
    /// Report.
    pub report: i64,
    /// Round.
    pub round: i64,
    /// Unit.
    pub unit: i64,
}

/// Recommendations of a report that are not among these texts any more give way, those that are again come back; the texts that
/// are new. Answers given to the same words stay.
///
/// # Errors
/// Failures of the database.
pub fn drop_recommendations<'t>(db: &mut Db, report: i64, texts: &'t [String]) -> StoreResult<Vec<&'t String>> {
    use recommendation as r;
    let all = r::table.filter(r::report_id.eq(report)).order(r::id.desc());
    let known: Vec<(i64, bool, String)> = on!(db, c => all.select((r::id, r::is_current, r::text)).load(c))?;
    for (id, is_current) in turned(&known, |text| texts.iter().any(|t| t == text)) {
        diesel::update(r::table.filter(r::id.eq(id)))
            .set(r::is_current.eq(is_current))
            .execute(db)?;
    }
    let new = texts.iter().filter(|t| !known.iter().any(|k| &k.2 == *t));
    Ok(new.collect())
}

/// Rows (id, whether it is present, words; newest first) that cease to be present, and those that become so again: of the same
/// words the newest.
fn turned(known: &[(i64, bool, String)], is_said: impl Fn(&str) -> bool) -> Vec<(i64, bool)> {
    let is_present = |words: &str| known.iter().any(|(_, present, text)| *present && text == words);
    let mut turned = Vec::new();
    let mut back = HashSet::new();
    for (id, present, words) in known {
        match (present, is_said(words)) {
            (true, false) => turned.push((*id, false)),
            (false, true) if !is_present(words) && back.insert(words) => turned.push((*id, true)),
            _ => {}
        }
    }
    turned
}

/// Inserts recommendations of a submission.
///
/// # Errors
/// Failures of the database.
pub fn insert_recommendations(db: &mut Db, whose: Whose, texts: &[&String]) -> StoreResult<()> {
    use recommendation as r;
    for text in texts {
        let row = (
            r::submission_id.eq(whose.submission),
            r::report_id.eq(whose.report),
            r::round_id.eq(whose.round),
            r::unit_id.eq(whose.unit),
            r::text.eq(text.as_str()),
            r::is_current.eq(true),
            r::version.eq(1),
        );
        on!(db, c => diesel::insert_into(r::table).values(row).execute(c))?;
    }
    Ok(())
}

/// The statement of PostgreSQL that does the same; its values are those of [`whose_values`] and a list of texts in JSON.
macro_rules! recommendations_sql {
    () => {
        "INSERT INTO recommendation (submission_id, report_id, round_id, unit_id, text, is_current, version) \
         SELECT ?, ?, ?, ?, t, TRUE, 1 FROM json_array_elements_text(?::json) AS t"
    };
}
pub(crate) use recommendations_sql;

/// The statement of PostgreSQL that inserts promises; its values are those of [`whose_values`] and a list of promises in JSON.
macro_rules! commitments_sql {
    () => {
        "INSERT INTO commitment (submission_id, report_id, round_id, unit_id, what, quote, due, is_current, version) \
         SELECT ?, ?, ?, ?, p->>0, p->>1, p->>2, TRUE, 1 FROM json_array_elements(?::json) AS p"
    };
}
pub(crate) use commitments_sql;

pub(crate) fn whose_values(whose: Whose) -> [Value<'static>; 4] {
    [whose.submission, whose.report, whose.round, whose.unit].map(Value::from)
}

/// Promises of a report that are not among these any more give way, those that are again come back; those that are new. What
/// was settled stays so.
///
/// # Errors
/// Failures of the database.
pub fn drop_commitments<'p>(db: &mut Db, report: i64, promises: &'p [Promise]) -> StoreResult<Vec<&'p Promise>> {
    use commitment as c;
    let all = c::table.filter(c::report_id.eq(report)).order(c::id.desc());
    let known: Vec<(i64, bool, String)> = on!(db, d => all.select((c::id, c::is_current, c::what)).load(d))?;
    for (id, is_current) in turned(&known, |what| promises.iter().any(|p| p.0 == what)) {
        diesel::update(c::table.filter(c::id.eq(id)))
            .set(c::is_current.eq(is_current))
            .execute(db)?;
    }
    let new = promises.iter().filter(|p| !known.iter().any(|k| k.2 == p.0));
    Ok(new.collect())
}

/// A promise: what, verbatim, due.
pub type Promise = (String, String, Option<String>);

/// Inserts promises of a submission.
///
/// # Errors
/// Failures of the database.
pub fn insert_commitments(db: &mut Db, whose: Whose, promises: &[&Promise]) -> StoreResult<()> {
    use commitment as c;
    for (what, quote, due) in promises {
        let row = (
            c::submission_id.eq(whose.submission),
            c::report_id.eq(whose.report),
            c::round_id.eq(whose.round),
            c::unit_id.eq(whose.unit),
            c::what.eq(what.as_str()),
            c::quote.eq(quote.as_str()),
            c::due.eq(due.as_deref()),
            c::is_current.eq(true),
            c::version.eq(1),
        );
        on!(db, connection => diesel::insert_into(c::table).values(row).execute(connection))?;
    }
    Ok(())
}

/// Present recommendations: of a round, or of all rounds.
///
/// # Errors
/// Failures of the database.
pub fn recommendations(db: &mut Db, round_id: Option<i64>) -> StoreResult<Vec<RecommendationRow>> {
    use recommendation as r;
    let mut query = r::table
        .filter(r::is_current.eq(true))
        .select(RecommendationRow::as_select())
        .into_boxed();
    if let Some(id) = round_id {
        query = query.filter(r::round_id.eq(id));
    }
    Ok(query.order(r::id).load(db)?)
}

/// Present recommendations of the units of a subtree that were answered since a moment, the newest first.
///
/// # Errors
/// Failures of the database.
pub fn answered_since(db: &mut Db, path: &str, since: i64, limit: i64) -> StoreResult<Vec<RecommendationRow>> {
    use recommendation as r;
    let units = org_unit::table
        .filter(org_unit::path.like(format!("{path}%")))
        .select(org_unit::id);
    let found = r::table
        .filter(r::unit_id.eq_any(units))
        .filter(r::is_current.eq(true).and(r::answered_at.ge(since)))
        .order(r::answered_at.desc())
        .limit(limit);
    Ok(found.select(RecommendationRow::as_select()).load(db)?)
}

/// One recommendation, also one that is not asked any more.
///
/// # Errors
/// Failures of the database.
pub fn recommendation(db: &mut Db, id: i64) -> StoreResult<Option<RecommendationRow>> {
    let found = recommendation::table.filter(recommendation::id.eq(id));
    Ok(found.select(RecommendationRow::as_select()).get_result(db).optional()?)
}

/// True where the recommendation is asked at present.
///
/// # Errors
/// Failures of the database.
pub fn is_asked(db: &mut Db, id: i64) -> StoreResult<bool> {
    use recommendation as r;
    let found = r::table.filter(r::id.eq(id).and(r::is_current.eq(true)));
    Ok(found.count().get_result::<i64>(db)? > 0)
}

/// True where the promise holds at present.
///
/// # Errors
/// Failures of the database.
pub fn is_promised(db: &mut Db, id: i64) -> StoreResult<bool> {
    use commitment as c;
    let found = c::table.filter(c::id.eq(id).and(c::is_current.eq(true)));
    Ok(found.count().get_result::<i64>(db)? > 0)
}

/// Saves owner and answer.
///
/// # Errors
/// [`crate::StoreError::Stale`] where `row.version` is not the present one.
pub fn update_recommendation(db: &mut Db, row: &RecommendationRow) -> StoreResult<()> {
    use recommendation as r;
    let own = r::table.filter(r::id.eq(row.id).and(r::version.eq(row.version)));
    let set = (
        r::owner.eq(row.owner.as_deref()),
        r::answer.eq(row.answer.as_deref()),
        r::answered_by.eq(row.answered_by.as_deref()),
        r::answered_at.eq(row.answered_at),
        r::version.eq(row.version.saturating_add(1)),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "recommendation")
}

/// Present promises: of a round, or of all rounds; by due date.
///
/// # Errors
/// Failures of the database.
pub fn commitments(db: &mut Db, round_id: Option<i64>) -> StoreResult<Vec<CommitmentRow>> {
    use commitment as c;
    let mut query = c::table
        .filter(c::is_current.eq(true))
        .select(CommitmentRow::as_select())
        .into_boxed();
    if let Some(id) = round_id {
        query = query.filter(c::round_id.eq(id));
    }
    Ok(query.order((c::due.asc(), c::id.asc())).load(db)?)
}

/// One promise, also one that was taken back.
///
/// # Errors
/// Failures of the database.
pub fn commitment(db: &mut Db, id: i64) -> StoreResult<Option<CommitmentRow>> {
    let found = commitment::table.filter(commitment::id.eq(id));
    Ok(found.select(CommitmentRow::as_select()).get_result(db).optional()?)
}

/// Settles a promise: outcome, who, when; none takes that back.
///
/// # Errors
/// [`crate::StoreError::Stale`] where `version` is not the present one.
pub fn settle(db: &mut Db, id: i64, version: i64, settled: Option<(&str, &str, i64)>) -> StoreResult<()> {
    use commitment as c;
    let own = c::table.filter(c::id.eq(id).and(c::version.eq(version)));
    let set = (
        c::outcome.eq(settled.map(|s| s.0)),
        c::settled_by.eq(settled.map(|s| s.1)),
        c::settled_at.eq(settled.map(|s| s.2)),
        c::version.eq(version.saturating_add(1)),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "commitment")
}
