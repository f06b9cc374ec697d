//! The consolidated report and the brief of a round, from what its units sent.

use super::answers::{About, row_span, understood};
use super::letters;
use super::office::{office, own_province};
use crate::Report;
use crate::compile::Checked;
use crate::cycle::secret::digest;
use crate::cycle::views::{IndicatorRow, IndicatorUnit, Scope, UnitFinding, findings, indicators};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, rounds, templates};
use crate::write::{SetRound, Standing};
use std::collections::HashMap;
use std::path::PathBuf;
use tonghop_messages::Lang;
use tonghop_model::consolidation::{IndicatorRollUp, IndicatorValue};
use tonghop_model::cycle::SubmissionState;
use tonghop_model::cycle::ids::RoundId;
use tonghop_model::finding::{Finding, Place};
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;
use tonghop_model::official::OfficialDocument;
use tonghop_model::reading::Understood;
use tonghop_store::matrix::MatrixRow;
use tonghop_store::{reviews, submissions, units};

/// The report over everything that the person may see of the round, or with `short` the brief of one page.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`, `Invalid` where no report is there.
pub fn consolidated(cycle: &Cycle, call: &Call<'_>, round: RoundId, short: bool) -> CycleResult<OfficialDocument> {
    let set = load(cycle, call, round)?;
    if set.understood.is_empty() {
        return Err(CycleError::invalid("consolidated", letters::NO_REPORTS));
    }
    let about = SetRound {
        standing: Some(set.standing),
        ..set_round(cycle, call, round)?
    };
    let report = |understood: Understood| Report {
        path: PathBuf::from(&understood.reading.source.file),
        understood,
        findings: Vec::new(),
    };
    let checked = Checked {
        findings: open_findings(&set.units, &set.rows, &findings(cycle, call, round)?),
        reports: set.understood.into_iter().map(report).collect(),
        ..Checked::default()
    };
    let issuer = office(cycle)?.issuer(cycle.texts(Lang::Vi), own_province(cycle)?.as_deref());
    let mut told = cycle.engine.tell(&checked);
    // An indicator has one value everywhere: that of the view, from accepted reports and registers.
    let rows = indicators(cycle, call, round)?;
    told.consolidation.indicators = roll_ups(&set.units, &rows);
    let mut document = cycle.engine.set_document(&checked, &told, &issuer, &about, short);
    // Imports, waivers and deadlines change what it says without a new report.
    let edition = &mut document.properties.edition;
    *edition = digest(&format!("{edition}:{about:?}:{rows:?}:{:?}", checked.findings));
    edition.truncate(16);
    Ok(document)
}

/// Period, day of the data, and how many reports are owed by the units that the person may see.
fn set_round(cycle: &Cycle, call: &Call<'_>, id: RoundId) -> CycleResult<SetRound> {
    let round = rounds::get(cycle, call, id)?;
    let state = letters::state(cycle, call, id, true)?;
    Ok(SetRound {
        subject: String::new(),
        periods: Vec::new(),
        period: letters::period(cycle.texts(Lang::Vi), &round.period),
        cut_off: Some(letters::day(round.cut_off)),
        owed: Some((state.asked, state.received)),
        nothing: state.nothing,
        standing: None,
    })
}

/// The answers of a round.
struct Set {
    understood: Vec<Understood>,
    /// Unit of each, by its place.
    units: Vec<i64>,
    /// Rows of the template by their code.
    rows: HashMap<String, usize>,
    standing: Standing,
}

fn load(cycle: &Cycle, call: &Call<'_>, round: RoundId) -> CycleResult<Set> {
    cycle.store.snapshot(|db| {
        let scope = Scope::new(db, call, round)?;
        let template = templates::load(db, scope.round.template_id)?;
        let known = scope.units(db)?;
        let provinces: HashMap<i64, String> = units::roots(db)?.into_iter().map(|u| (u.id, u.name)).collect();
        let mut rows = scope.matrix_rows(db)?;
        rows.sort_by(|a, b| {
            let code = |id: &i64| known.get(id).map(|u| u.code.clone());
            code(&a.unit_id).cmp(&code(&b.unit_id))
        });
        let ids: Vec<i64> = rows.iter().map(|r| r.submission_id).collect();
        let sent: HashMap<i64, Option<i64>> = submissions::with_ids(db, &ids)?
            .into_iter()
            .map(|s| (s.id, s.sent_at))
            .collect();
        let mut set = Set {
            understood: Vec::with_capacity(rows.len()),
            units: Vec::with_capacity(rows.len()),
            rows: template.content.tasks.iter().map(|t| t.node.clone()).zip(0..).collect(),
            standing: standing(&rows),
        };
        let returned = reviews::returned(db, &ids)?;
        for row in rows {
            let Some(unit) = known.get(&row.unit_id) else { continue };
            let date = sent.get(&row.submission_id).copied().flatten();
            let about = About {
                catalogue: &cycle.engine.catalogue,
                template: &template,
                unit,
                province: province_of(&unit.path, &provinces),
                date: date.map(|at| Moment::from_unix(at).day_in_vietnam().to_string()),
                title: &scope.round.title,
            };
            let mut items = submissions::items(db, row.submission_id)?;
            // What the reviewer sent back is no text to quote or to group; its status still counts, as in the matrix.
            let mut sent_back = String::new();
            for item in &mut items {
                if returned.contains(&(item.submission_id, item.node.clone())) {
                    item.result.clear();
                    sent_back = format!("{sent_back}:{}", item.node);
                }
            }
            let mut found = understood(&about, &items);
            // The edition of the document is a digest over what it is made from.
            found.reading.source.sha256 = digest(&format!("{}:{}{sent_back}", row.submission_id, row.state));
            set.understood.push(found);
            set.units.push(unit.id);
        }
        Ok::<_, CycleError>(set)
    })
}

/// How the reports of the matrix stand with the reviewers.
fn standing(rows: &[MatrixRow]) -> Standing {
    let mut standing = Standing::default();
    for row in rows {
        match SubmissionState::from_key(&row.state) {
            Some(SubmissionState::Accepted | SubmissionState::Published) => standing.accepted += 1,
            Some(SubmissionState::Returned) => standing.returned += 1,
            _ => standing.waiting += 1,
        }
    }
    standing
}

/// The roll-ups of the view as the documents take them. Values of units that sent no report stand behind those of the set.
fn roll_ups(units: &[i64], rows: &[IndicatorRow]) -> Vec<IndicatorRollUp> {
    let place: HashMap<i64, usize> = units.iter().enumerate().map(|(i, u)| (*u, i)).collect();
    let value = |at: usize, of: &IndicatorUnit| IndicatorValue {
        report: place.get(&of.unit.0).copied().unwrap_or(units.len() + at),
        value: of.value,
        numerator: of.numerator,
        denominator: of.denominator,
        qualifier: of.qualifier.clone(),
        quote: of.sentence.clone().unwrap_or_default(),
        used: of.used,
        ..IndicatorValue::default()
    };
    let rolled = rows.iter().map(|row| IndicatorRollUp {
        code: row.code.clone(),
        name: row.name.clone(),
        unit: row.unit_of_measure.clone(),
        values: row.units.iter().enumerate().map(|(at, of)| value(at, of)).collect(),
        numerator: row.numerator,
        denominator: row.denominator,
        value: row.value,
        ..IndicatorRollUp::default()
    });
    rolled.collect()
}

/// Short name of the province at the top of a path.
pub(super) fn province_of<'a>(path: &str, roots: &'a HashMap<i64, String>) -> Option<&'a str> {
    let top: i64 = path.trim_start_matches('/').split('/').next()?.parse().ok()?;
    roots.get(&top).map(|name| short_province(name))
}

/// "tỉnh Quảng Ngãi" is "Quảng Ngãi".
pub(super) fn short_province(name: &str) -> &str {
    ["tỉnh ", "Tỉnh ", "thành phố ", "Thành phố "]
        .iter()
        .find_map(|kind| name.strip_prefix(kind))
        .unwrap_or(name)
}

/// The findings that nobody waived, as the documents take them.
fn open_findings(units: &[i64], rows: &HashMap<String, usize>, found: &[UnitFinding]) -> Vec<Finding> {
    let place: HashMap<i64, usize> = units.iter().enumerate().map(|(i, u)| (*u, i)).collect();
    let open = found.iter().filter(|f| f.finding.waived.is_none());
    open.filter_map(|f| {
        let info = tonghop_checks::check_info(&f.finding.check)?;
        Some(Finding {
            check: info.code,
            rule: info.rule,
            severity: f.finding.severity,
            message: Message::new("official-kept-finding").with("text", f.finding.message[0].clone()),
            places: vec![Place {
                report: *place.get(&f.unit.0)?,
                span: f
                    .finding
                    .node
                    .as_ref()
                    .and_then(|n| rows.get(n))
                    .map(|row| row_span(*row)),
                quote: f.finding.quotes.first().cloned().unwrap_or_default(),
                item: None,
            }],
            expected: None,
            actual: None,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::short_province;

    #[test]
    fn provinces_are_named_without_their_kind() {
        assert_eq!(short_province("tỉnh Vân Khê"), "Vân Khê");
        assert_eq!(short_province("Vân Khê"), "Vân Khê");
    }
}
