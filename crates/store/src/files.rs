//! Source files by digest, what they are attached to, what was read from them.

use crate::connection::insert_many;
use crate::error::expect_one;
use crate::schema::{attachment, candidate, reading, remembered, source_chunk, source_file};
use crate::{Db, StoreResult};
use diesel::prelude::*;

/// Bytes of a piece of a file.
const CHUNK: usize = 1 << 20;

/// A kept file, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = source_file)]
pub struct FileRow {
    /// SHA-256 of the bytes.
    pub digest: String,
    /// IANA media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// When it came.
    pub stored_at: i64,
}

/// A file with a report.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = attachment)]
pub struct AttachmentRow {
    /// Id.
    pub id: i64,
    /// Report.
    pub report_id: i64,
    /// Submission it came with.
    pub submission_id: Option<i64>,
    /// Item it is evidence for.
    pub node: Option<String>,
    /// `report` (the unit's document), `evidence`.
    pub kind: String,
    /// SHA-256 of the bytes.
    pub digest: String,
    /// File name without folder.
    pub name: String,
    /// Who.
    pub added_by: String,
    /// When.
    pub added_at: i64,
    /// When it was taken away.
    pub removed_at: Option<i64>,
}

/// A new attachment.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = attachment, treat_none_as_default_value = false)]
pub struct NewAttachment<'a> {
    /// Report.
    pub report_id: i64,
    /// Submission it comes with.
    pub submission_id: Option<i64>,
    /// Item it is evidence for.
    pub node: Option<&'a str>,
    /// `report`, `evidence`.
    pub kind: &'a str,
    /// SHA-256 of the bytes.
    pub digest: &'a str,
    /// File name without folder.
    pub name: &'a str,
    /// Who.
    pub added_by: &'a str,
    /// When.
    pub added_at: i64,
}

/// What was understood from one document, or the wish to read it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = reading)]
pub struct ReadingRow {
    /// Id.
    pub id: i64,
    /// The file.
    pub attachment_id: i64,
    /// Submission that is filled with it.
    pub submission_id: i64,
    /// `queued`, `running`, `done`, `failed`.
    pub state: String,
    /// Packed JSON of the reading.
    pub content: Option<Vec<u8>>,
    /// Packed JSON of the document's text, block by block.
    pub document: Option<Vec<u8>>,
    /// Why it could not be read, worded.
    pub failure: Option<String>,
    /// How often it was tried.
    pub attempts: i64,
    /// Until when a worker is at it.
    pub lease_until: i64,
    /// Who wants it.
    pub requested_by: String,
    /// When.
    pub created_at: i64,
    /// When it was done.
    pub finished_at: Option<i64>,
    /// JSON: what the document says of itself.
    pub about: Option<String>,
}

/// What a reading gave.
#[derive(Debug)]
pub struct ReadParts {
    /// Packed JSON of the reading.
    pub content: Vec<u8>,
    /// Packed JSON of the document's text, block by block.
    pub document: Vec<u8>,
    /// JSON: what the document says of itself.
    pub about: String,
}

/// A value that was read.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = candidate)]
pub struct CandidateRow {
    /// Id.
    pub id: i64,
    /// Reading.
    pub reading_id: i64,
    /// Submission that it may enter.
    pub submission_id: i64,
    /// Code of the item; none where no task explains the row.
    pub node: Option<String>,
    /// `task`, `indicator`, `section`.
    pub kind: String,
    /// Title or subject as read.
    pub label: String,
    /// Verbatim status.
    pub status: String,
    /// Stable name of the class.
    pub class: String,
    /// Percentage.
    pub percent: Option<f64>,
    /// Verbatim result.
    pub result: String,
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
    pub as_of_from: Option<String>,
    /// ISO date.
    pub as_of_to: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// JSON of the place in the source.
    pub span: String,
    /// 0..1.
    pub confidence: f64,
    /// True where an earlier correction was applied.
    pub remembered: bool,
    /// `open`, `accepted`, `corrected`, `rejected`.
    pub state: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<i64>,
    /// Version for optimistic changes.
    pub version: i64,
    /// JSON: why an earlier correction changed what is offered.
    pub memory: Option<String>,
    /// JSON of the answer that the decision took the place of.
    pub replaced: Option<String>,
    /// JSON of what stands in the columns that the template adds, by their code.
    pub own: Option<String>,
}

/// A new candidate.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = candidate, treat_none_as_default_value = false)]
pub struct NewCandidate {
    /// Reading.
    pub reading_id: i64,
    /// Submission that it may enter.
    pub submission_id: i64,
    /// Code of the item.
    pub node: Option<String>,
    /// `task`, `indicator`, `section`.
    pub kind: String,
    /// Title or subject as read.
    pub label: String,
    /// Verbatim status.
    pub status: String,
    /// Stable name of the class.
    pub class: String,
    /// Percentage.
    pub percent: Option<f64>,
    /// Verbatim result.
    pub result: String,
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
    pub as_of_from: Option<String>,
    /// ISO date.
    pub as_of_to: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// JSON of the place in the source.
    pub span: String,
    /// 0..1.
    pub confidence: f64,
    /// True where an earlier correction was applied.
    pub remembered: bool,
    /// `open`.
    pub state: String,
    /// 1.
    pub version: i64,
    /// JSON: why an earlier correction changed what is offered.
    pub memory: Option<String>,
    /// JSON of what stands in the columns that the template adds, by their code.
    pub own: Option<String>,
}

/// What was decided on a candidate.
#[derive(Debug, Clone, Copy, Default)]
pub struct Decision<'a> {
    /// `accepted`, `corrected`, `rejected`; `open` where a decision is taken back.
    pub state: &'a str,
    /// Who; none where it is open again.
    pub by: Option<&'a str>,
    /// When.
    pub at: Option<i64>,
    /// JSON of the answer that it takes the place of.
    pub replaced: Option<&'a str>,
}

/// A correction that holds for the unit's next documents.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = remembered, treat_none_as_default_value = false)]
pub struct RememberedRow {
    /// Unit.
    pub unit_id: i64,
    /// `task`, `indicator` (the item of a row or a subject), `status` (words), `numbers` (a sentence), `left_out` (a row or
    /// subject).
    pub kind: String,
    /// What was read, folded.
    pub seen: String,
    /// The item that it belongs to.
    pub node: Option<String>,
    /// `assign`, `say`, `reject`.
    pub decision: String,
    /// When.
    pub updated_at: i64,
    /// What takes the place of what was read: words of a status, JSON of the places of numbers.
    pub said: Option<String>,
    /// The value whose correction this is.
    pub candidate_id: Option<i64>,
}

/// Keeps a file; nothing happens where its digest is known.
///
/// # Errors
/// Failures of the database.
pub fn store_file(db: &mut Db, file: &FileRow, bytes: &[u8]) -> StoreResult<()> {
    if self::file(db, &file.digest)?.is_some() {
        return Ok(());
    }
    diesel::insert_into(source_file::table)
        .values(file.clone())
        .execute(db)?;
    for (number, piece) in bytes.chunks(CHUNK).enumerate() {
        diesel::insert_into(source_chunk::table)
            .values((
                source_chunk::digest.eq(file.digest.as_str()),
                source_chunk::number.eq(number as i64),
                source_chunk::data.eq(piece),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// A kept file without its bytes.
///
/// # Errors
/// Failures of the database.
pub fn file(db: &mut Db, digest: &str) -> StoreResult<Option<FileRow>> {
    let found = source_file::table.filter(source_file::digest.eq(digest));
    Ok(found.select(FileRow::as_select()).get_result(db).optional()?)
}

/// The bytes of a kept file; empty where it is not there.
///
/// # Errors
/// Failures of the database.
pub fn bytes(db: &mut Db, digest: &str) -> StoreResult<Vec<u8>> {
    let pieces: Vec<Vec<u8>> = source_chunk::table
        .filter(source_chunk::digest.eq(digest))
        .order(source_chunk::number)
        .select(source_chunk::data)
        .load(db)?;
    Ok(pieces.concat())
}

/// Attaches a file.
///
/// # Errors
/// Failures of the database.
pub fn attach(db: &mut Db, new: &NewAttachment<'_>) -> StoreResult<i64> {
    diesel::insert_into(attachment::table).values(new.clone()).execute(db)?;
    db.last_id()
}

/// One attachment.
///
/// # Errors
/// Failures of the database.
pub fn attachment(db: &mut Db, id: i64) -> StoreResult<Option<AttachmentRow>> {
    let found = attachment::table.filter(attachment::id.eq(id));
    Ok(found.select(AttachmentRow::as_select()).get_result(db).optional()?)
}

/// Files of a report that were not taken away, oldest first.
///
/// # Errors
/// Failures of the database.
pub fn attachments(db: &mut Db, report_id: i64) -> StoreResult<Vec<AttachmentRow>> {
    let found = attachment::table
        .filter(attachment::report_id.eq(report_id))
        .filter(attachment::removed_at.is_null())
        .order(attachment::id);
    Ok(found.select(AttachmentRow::as_select()).load(db)?)
}

/// Takes a file from its report; the bytes stay, for the record.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it was taken away already.
pub fn detach(db: &mut Db, id: i64, now: i64) -> StoreResult<()> {
    let own = attachment::table.filter(attachment::id.eq(id).and(attachment::removed_at.is_null()));
    expect_one(
        diesel::update(own).set(attachment::removed_at.eq(now)).execute(db)?,
        "attachment",
    )
}

/// Asks for a file to be read.
///
/// # Errors
/// Failures of the database.
pub fn queue_reading(db: &mut Db, attachment_id: i64, submission_id: i64, by: &str, now: i64) -> StoreResult<i64> {
    diesel::insert_into(reading::table)
        .values((
            reading::attachment_id.eq(attachment_id),
            reading::submission_id.eq(submission_id),
            reading::state.eq("queued"),
            reading::attempts.eq(0),
            reading::lease_until.eq(0),
            reading::requested_by.eq(by),
            reading::created_at.eq(now),
        ))
        .execute(db)?;
    db.last_id()
}

/// Takes the oldest reading that waits, or whose worker died, for as long as the lease says.
///
/// # Errors
/// Failures of the database.
pub fn claim_reading(db: &mut Db, now: i64, lease: i64) -> StoreResult<Option<ReadingRow>> {
    use reading as r;
    let free = r::state
        .eq("queued")
        .or(r::state.eq("running").and(r::lease_until.lt(now)));
    let next = r::table.filter(free).order(r::id).select(ReadingRow::as_select());
    let Some(row) = next.first::<ReadingRow>(db).optional()? else {
        return Ok(None);
    };
    let own = r::table.filter(r::id.eq(row.id).and(r::attempts.eq(row.attempts)));
    let set = (
        r::state.eq("running"),
        r::attempts.eq(row.attempts + 1),
        r::lease_until.eq(now + lease),
    );
    // Another server may have been faster: then there is nothing to do this time.
    let claimed = diesel::update(own).set(set).execute(db)? == 1;
    Ok(claimed.then_some(ReadingRow {
        attempts: row.attempts + 1,
        ..row
    }))
}

/// Ends a reading.
///
/// # Errors
/// [`crate::StoreError::Stale`] where another worker took it in the meantime.
pub fn finish_reading(db: &mut Db, row: &ReadingRow, result: Result<ReadParts, String>, now: i64) -> StoreResult<()> {
    use reading as r;
    let own = r::table.filter(
        r::id
            .eq(row.id)
            .and(r::attempts.eq(row.attempts))
            .and(r::state.eq("running")),
    );
    let (state, parts, failure) = match result {
        Ok(parts) => ("done", Some(parts), None),
        Err(why) => ("failed", None, Some(why)),
    };
    let about = parts.as_ref().map(|p| p.about.clone());
    let (read, document) = parts.map(|p| (p.content, p.document)).unzip();
    let set = (
        r::state.eq(state),
        r::about.eq(about),
        r::content.eq(read),
        r::document.eq(document),
        r::failure.eq(failure),
        r::finished_at.eq(now),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "reading")
}

/// Readings of a submission, newest first.
///
/// # Errors
/// Failures of the database.
pub fn readings(db: &mut Db, submission_id: i64) -> StoreResult<Vec<ReadingRow>> {
    let found = reading::table
        .filter(reading::submission_id.eq(submission_id))
        .order(reading::id.desc());
    Ok(found.select(ReadingRow::as_select()).load(db)?)
}

/// Name of the file of each of these readings, and what its document says of itself.
///
/// # Errors
/// Failures of the database.
pub fn abouts(db: &mut Db, readings: &[i64]) -> StoreResult<Vec<(String, Option<String>)>> {
    use reading as r;
    let found = r::table
        .inner_join(attachment::table.on(attachment::id.eq(r::attachment_id)))
        .filter(r::id.eq_any(readings.to_vec()))
        .order(r::id)
        .select((attachment::name, r::about));
    Ok(found.load(db)?)
}

/// Candidates of a file that nobody decided on are given up with it. How many.
///
/// # Errors
/// Failures of the database.
pub fn drop_candidates_of(db: &mut Db, attachment_id: i64) -> StoreResult<usize> {
    let of_file = reading::table
        .filter(reading::attachment_id.eq(attachment_id))
        .select(reading::id)
        .load::<i64>(db)?;
    let open = candidate::table
        .filter(candidate::reading_id.eq_any(of_file))
        .filter(candidate::state.eq("open"));
    Ok(diesel::delete(open).execute(db)?)
}

/// One reading.
///
/// # Errors
/// Failures of the database.
pub fn reading(db: &mut Db, id: i64) -> StoreResult<Option<ReadingRow>> {
    let found = reading::table.filter(reading::id.eq(id));
    Ok(found.select(ReadingRow::as_select()).get_result(db).optional()?)
}

/// Inserts candidates.
///
/// # Errors
/// Failures of the database.
pub fn insert_candidates(db: &mut Db, rows: &[NewCandidate]) -> StoreResult<()> {
    insert_many!(db, candidate::table, rows);
    Ok(())
}

/// Candidates of a submission, in the order of the document.
///
/// # Errors
/// Failures of the database.
pub fn candidates(db: &mut Db, submission_id: i64) -> StoreResult<Vec<CandidateRow>> {
    let found = candidate::table
        .filter(candidate::submission_id.eq(submission_id))
        .order(candidate::id);
    Ok(found.select(CandidateRow::as_select()).load(db)?)
}

/// Candidate and the reading it comes from, for these candidates.
///
/// # Errors
/// Failures of the database.
pub fn readings_of_candidates(db: &mut Db, candidates: &[i64]) -> StoreResult<Vec<(i64, i64)>> {
    let mut found = Vec::with_capacity(candidates.len());
    for some in candidates.chunks(1000) {
        let query = candidate::table.filter(candidate::id.eq_any(some.to_vec()));
        found.extend(
            query
                .select((candidate::id, candidate::reading_id))
                .load::<(i64, i64)>(db)?,
        );
    }
    Ok(found)
}

/// These candidates, in no order.
///
/// # Errors
/// Failures of the database.
pub fn candidates_by_id(db: &mut Db, ids: &[i64]) -> StoreResult<Vec<CandidateRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(1000) {
        let query = candidate::table.filter(candidate::id.eq_any(some.to_vec()));
        found.extend(query.select(CandidateRow::as_select()).load::<CandidateRow>(db)?);
    }
    Ok(found)
}

/// One candidate.
///
/// # Errors
/// Failures of the database.
pub fn candidate(db: &mut Db, id: i64) -> StoreResult<Option<CandidateRow>> {
    let found = candidate::table.filter(candidate::id.eq(id));
    Ok(found.select(CandidateRow::as_select()).get_result(db).optional()?)
}

/// Decides on a candidate, or takes a decision back.
///
/// # Errors
/// [`crate::StoreError::Stale`] where `version` is not the present one.
pub fn decide_candidate(db: &mut Db, id: i64, version: i64, decision: &Decision<'_>) -> StoreResult<()> {
    use candidate as c;
    let own = c::table.filter(c::id.eq(id).and(c::version.eq(version)));
    let set = (
        c::state.eq(decision.state),
        c::decided_by.eq(decision.by),
        c::decided_at.eq(decision.at),
        c::replaced.eq(decision.replaced),
        c::version.eq(version.saturating_add(1)),
    );
    expect_one(diesel::update(own).set(set).execute(db)?, "candidate")
}

/// Candidates that nobody decided on, of earlier readings of a file with this name for the same submission, are given up: a
/// newer version of the document took its place. How many.
///
/// # Errors
/// Failures of the database.
pub fn drop_open_candidates(db: &mut Db, row: &ReadingRow, name: &str) -> StoreResult<usize> {
    use reading as r;
    let earlier: Vec<i64> = r::table
        .inner_join(attachment::table.on(attachment::id.eq(r::attachment_id)))
        .filter(r::submission_id.eq(row.submission_id).and(r::id.lt(row.id)))
        .filter(attachment::name.eq(name))
        .select(r::id)
        .load(db)?;
    let open = candidate::table
        .filter(candidate::reading_id.eq_any(earlier))
        .filter(candidate::state.eq("open"));
    Ok(diesel::delete(open).execute(db)?)
}

/// Remembers a correction for the unit's next documents.
///
/// # Errors
/// Failures of the database.
pub fn remember(db: &mut Db, row: &RememberedRow) -> StoreResult<()> {
    use remembered as r;
    let own = r::table
        .filter(r::unit_id.eq(row.unit_id).and(r::kind.eq(row.kind.as_str())))
        .filter(r::seen.eq(row.seen.as_str()));
    diesel::delete(own).execute(db)?;
    diesel::insert_into(r::table).values(row.clone()).execute(db)?;
    Ok(())
}

/// Forgets what was remembered of one thing that was read.
///
/// # Errors
/// Failures of the database.
pub fn forget(db: &mut Db, unit_id: i64, kind: &str, seen: &str) -> StoreResult<()> {
    use remembered as r;
    let own = r::table.filter(r::unit_id.eq(unit_id).and(r::kind.eq(kind)).and(r::seen.eq(seen)));
    diesel::delete(own).execute(db)?;
    Ok(())
}

/// Forgets what the correction of a candidate taught.
///
/// # Errors
/// Failures of the database.
pub fn forget_of(db: &mut Db, unit_id: i64, candidate_id: i64) -> StoreResult<()> {
    use remembered as r;
    let own = r::table.filter(r::unit_id.eq(unit_id).and(r::candidate_id.eq(candidate_id)));
    diesel::delete(own).execute(db)?;
    Ok(())
}

/// Corrections remembered for a unit.
///
/// # Errors
/// Failures of the database.
pub fn remembered(db: &mut Db, unit_id: i64) -> StoreResult<Vec<RememberedRow>> {
    let found = remembered::table.filter(remembered::unit_id.eq(unit_id));
    Ok(found.select(RememberedRow::as_select()).load(db)?)
}
