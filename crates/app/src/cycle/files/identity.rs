//! Whose document was read, and of which period: told against the report that it is to fill.
//!
//! A reader sure of every row says nothing on whose rows they are. A document of another unit, or of another period, must not
//! fill a report without a word.

use crate::cycle::secret::digest;
use crate::cycle::shared::Place;
use crate::cycle::{Cycle, CycleResult};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use tonghop_messages::Lang;
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_model::reading::Header;
use tonghop_store::Db;
use tonghop_store::files;
use tonghop_store::findings::NewFinding;
use tonghop_store::submissions::ItemRow;
use tonghop_text::{fold, plain_issuer};

/// Code of the finding.
const CODE: &str = "S101";
/// Levels of units as names begin with them, folded.
const LEVELS: [&str; 10] = [
    "xa",
    "phuong",
    "dac khu",
    "thi tran",
    "huyen",
    "quan",
    "thi xa",
    "thanh pho",
    "tinh",
    "tp",
];

/// What a document says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identity {
    /// Issuing body.
    pub issuer: Option<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// ISO date, possibly partial.
    pub date: Option<String>,
    /// Declared period as printed.
    pub period: Option<String>,
    /// First and last day of the declared period where the document prints them, ISO dates.
    pub window: Option<(String, String)>,
    /// Number of the request that it answers.
    pub request: Option<String>,
    /// Values that were there already, word for word, and are not offered a second time.
    pub repeated: usize,
    /// True where the text was recognised from pictures of pages: a letter or a figure of it may be misread.
    pub recognised: bool,
    /// Words of such a document that recognition is not certain of.
    pub uncertain: usize,
    /// What the reader could not do or had to guess, Vietnamese and English.
    pub remarks: Vec<[String; 2]>,
}

impl Identity {
    pub(super) fn of(header: &Header) -> Self {
        let text = |t: &Option<String>| t.clone().filter(|t| !t.trim().is_empty());
        let window = header.period.as_ref().and_then(|p| p.from.clone().zip(p.to.clone()));
        Self {
            issuer: text(&header.issuer),
            number: text(&header.number),
            date: text(&header.date),
            period: header.period.as_ref().map(|p| p.label.clone()),
            window,
            request: header.request.as_ref().and_then(|r| text(&r.number)),
            repeated: 0,
            recognised: false,
            uncertain: 0,
            remarks: Vec::new(),
        }
    }

    pub(crate) fn stored(text: Option<&str>) -> Option<Self> {
        serde_json::from_str(text?).ok()
    }

    /// Issuer, number, date and period as far as the document says them, as people write them.
    fn in_words(&self) -> String {
        let date = self.date.as_deref();
        let date = date.map(|d| d.parse::<Date>().map_or_else(|_| d.to_owned(), Date::printed));
        let said = [&self.issuer, &self.number, &date, &self.period].into_iter().flatten();
        said.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }
}

/// In what a document differs from the report that it is to fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// Another unit issued it.
    Unit,
    /// It was signed before the period began.
    Date,
    /// It declares a period that has no day in common with this one.
    Period,
    /// It answers a request with another number. By itself no reason to think that it is the wrong document: the reader may
    /// have taken another request that the text names.
    Request,
}

impl Foreign {
    /// The stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Date => "date",
            Self::Period => "period",
            Self::Request => "request",
        }
    }

    /// True where the document is most likely not meant for this report.
    #[must_use]
    pub const fn is_grave(self) -> bool {
        !matches!(self, Self::Request)
    }
}

/// In what a document differs.
pub(crate) fn foreign(found: &Identity, place: &Place) -> Vec<Foreign> {
    let mut differs = Vec::new();
    if found.issuer.as_deref().is_some_and(|i| !is_of(i, &place.unit.name)) {
        differs.push(Foreign::Unit);
    }
    let day = |text: &str| text.parse::<Date>().ok();
    let (from, to) = (day(&place.round.period_from), day(&place.round.period_to));
    if let (Some(signed), Some(from)) = (found.date.as_deref().and_then(day), from)
        && signed < from
    {
        differs.push(Foreign::Date);
    }
    if let (Some((first, last)), Some(from), Some(to)) = (&found.window, from, to)
        && let (Some(first), Some(last)) = (day(first), day(last))
        && (last < from || to < first)
    {
        differs.push(Foreign::Period);
    }
    let plain = |number: &str| fold(number).replace(' ', "");
    let wanted = plain(place.round.request_number.as_deref().unwrap_or_default());
    if !wanted.is_empty() && found.request.as_deref().is_some_and(|r| plain(r) != wanted) {
        differs.push(Foreign::Request);
    }
    differs
}

/// True where a body of this unit issued the document: "UBND xã Gò Thông", "Phòng Kinh tế xã Gò Thông" of "Xã Gò Thông". The
/// commune and the district of one name are two units.
fn is_of(issuer: &str, unit: &str) -> bool {
    let (issuer, unit) = (format!(" {} ", plain_issuer(issuer)), plain_issuer(unit));
    let at_end = |name: &str| {
        let name = format!(" {name} ");
        let mut rests = issuer.match_indices(&name).map(|(at, m)| &issuer[at + m.len()..]);
        // "xa go" is not "xa go thong"; "xa go thong tinh ha may" is.
        rests.any(|rest| rest.is_empty() || level(rest).is_some())
    };
    if at_end(&unit) {
        return true;
    }
    let core = level(&unit).map_or(unit.as_str(), |l| unit[l.len()..].trim());
    let named = issuer.find(&format!(" {core} ")).map(|at| issuer[..at].trim_end());
    // The name alone, without its level, where the unit or the issuer leaves it out.
    let bare = level(&unit).is_none() || named.is_some_and(|before| !ends_with_level(before));
    !core.is_empty() && bare && at_end(core)
}

fn level(name: &str) -> Option<&'static str> {
    LEVELS
        .into_iter()
        .find(|l| name.strip_prefix(l).is_some_and(|rest| rest.starts_with(' ')))
}

fn ends_with_level(words: &str) -> bool {
    LEVELS.iter().any(|l| words.ends_with(&format!(" {l}")))
}

/// One finding for each document of another unit or period from which answers were taken: the reviewer sees it, and the unit
/// has to say a word.
pub(crate) fn findings(
    cycle: &Cycle,
    db: &mut Db,
    place: &Place,
    submission: i64,
    items: &[ItemRow],
) -> CycleResult<Vec<NewFinding>> {
    let taken: Vec<i64> = items.iter().filter_map(|i| i.candidate_id).collect();
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let readings: HashSet<i64> = files::readings_of_candidates(db, &taken)?
        .into_iter()
        .map(|(_, r)| r)
        .collect();
    let readings = newest(db, submission, &readings)?;
    let mut found = Vec::new();
    for (name, about) in files::abouts(db, &readings)? {
        let Some(identity) = Identity::stored(about.as_deref()) else {
            continue;
        };
        let differs = foreign(&identity, place);
        if differs.iter().any(|d| d.is_grave()) {
            found.push(finding(cycle, place, submission, (&name, &identity, &differs)));
        }
    }
    Ok(found)
}

/// Of each document the newest reading that came to an end: one that was read again says what it says now.
fn newest(db: &mut Db, submission: i64, readings: &HashSet<i64>) -> CycleResult<Vec<i64>> {
    let all = files::readings(db, submission)?;
    let again = |id: i64| {
        let file = all.iter().find(|r| r.id == id)?.attachment_id;
        let done = all.iter().filter(|r| r.attachment_id == file && r.state == "done");
        done.map(|r| r.id).max()
    };
    let newest: BTreeSet<i64> = readings.iter().map(|id| again(*id).unwrap_or(*id)).collect();
    Ok(newest.into_iter().collect())
}

/// Readings of a draft whose documents say that they are of another unit or period.
pub(super) fn foreign_readings(db: &mut Db, place: &Place, submission: i64) -> CycleResult<HashSet<i64>> {
    let is_foreign = |about: Option<&str>| {
        let differs = Identity::stored(about).map(|i| foreign(&i, place));
        differs.is_some_and(|d| d.iter().any(|d| d.is_grave()))
    };
    let readings = files::readings(db, submission)?;
    let found = readings.into_iter().filter(|r| is_foreign(r.about.as_deref()));
    Ok(found.map(|r| r.id).collect())
}

fn finding(
    cycle: &Cycle,
    place: &Place,
    submission: i64,
    (name, identity, differs): (&str, &Identity, &[Foreign]),
) -> NewFinding {
    let key = match differs.contains(&Foreign::Unit) {
        true => "cycle-foreign-unit",
        false => "cycle-foreign-period",
    };
    let message = Message::new(key)
        .with("name", name)
        .with("unit", place.unit.name.as_str());
    let [message_vi, message_en] = [Lang::Vi, Lang::En].map(|lang| cycle.texts(lang).format(&message));
    let actual = identity.in_words();
    NewFinding {
        submission_id: submission,
        node: None,
        check_code: CODE.into(),
        rule: "other_document".into(),
        severity: "warning".into(),
        message_vi,
        message_en,
        expected: Some(format!("{} · {}", place.unit.name, place.round.title)),
        actual: Some(actual.clone()),
        quotes: "[]".into(),
        fingerprint: digest(&format!("{CODE}|{name}|{actual}")),
        explanation: None,
        explained_by: None,
        expected_en: None,
        actual_en: None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_body_of_the_unit_is_told_from_those_of_others() {
        for (issuer, unit) in [
            ("UBND xã Gò Thông", "Xã Gò Thông"),
            ("ỦY BAN NHÂN DÂN XÃ GÒ THÔNG", "xã Gò Thông"),
            ("Phòng Kinh tế xã Gò Thông, tỉnh Sơn Khê", "Xã Gò Thông"),
            ("UBND xã Gò Thông", "Gò Thông"),
            ("UBND Gò Thông", "Xã Gò Thông"),
        ] {
            assert!(is_of(issuer, unit), "{issuer} / {unit}");
        }
        for (issuer, unit) in [
            ("UBND xã Gò Thông", "Xã Suối Ngàn"),
            ("UBND xã Gò Thông", "Xã Gò"),
            ("UBND huyện Minh Long", "Xã Minh Long"),
            ("UBND phường Gò Thông", "Xã Gò Thông"),
            ("UBND tỉnh Sơn Khê", "Xã Gò Thông"),
            ("Sở Khoa học và Công nghệ", "Xã Gò Thông"),
        ] {
            assert!(!is_of(issuer, unit), "{issuer} / {unit}");
        }
    }
}
