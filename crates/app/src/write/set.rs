//! The consolidated report and the brief, from a set of reports that were read and checked together.

use sha2::{Digest, Sha256};
use tonghop_messages::{Lang, Messages};
use tonghop_model::consolidation::Consolidation;
use tonghop_model::message::Arg;
use tonghop_model::official::{OfficialDocument, Properties};
use tonghop_model::org_unit::{OrgUnit, UnitKind};
use tonghop_model::programme::Programme;
use tonghop_writers::documents::consolidated::{ConsolidatedReport, SetRound};
use tonghop_writers::documents::office::{Issue, Office};
use tonghop_writers::documents::{brief, consolidated};

use super::IssuerOptions;
use crate::compile::{Checked, Told};
use crate::{Engine, pipeline};

impl Engine {
    /// The consolidated report over a checked set, or with `short` the brief of one page. Where `round` names no period, the one that all
    /// reports declare is named.
    /// [`Engine::gather_files`] gives all that it needs, [`Engine::tell`] the rest for a set that was checked otherwise.
    #[must_use]
    pub fn set_document(
        &self,
        checked: &Checked,
        told: &Told,
        issuer: &IssuerOptions,
        round: &SetRound,
        short: bool,
    ) -> OfficialDocument {
        let words = Messages::new(Lang::Vi);
        let consolidation = &told.consolidation;
        let mut issuer = issuer.clone();
        let province = one_province(consolidation).map(|name| self.full_province(name));
        if issuer.superior.is_none() {
            let committee =
                |p: &String| words.word("official-province-committee", &[("province", Arg::Text(p.clone()))]);
            issuer.superior = province.as_ref().map(committee);
        }
        let office: Office = issuer.office(&words);
        let programme = self.programme_of(checked);
        let subject = subject(&words, programme, province.as_deref());
        let issue = Issue {
            properties: properties(&subject, checked),
            ..Issue::default()
        };
        let report = ConsolidatedReport {
            office: &office,
            issue: &issue,
            subject: &subject,
            addressees: &[issuer
                .superior
                .unwrap_or_else(|| words.text("official-default-addressee"))],
            consolidation,
            difficulties: &told.difficulties,
            findings: &checked.findings,
            targets: programme.map_or(&[], |p| p.targets.as_slice()),
            round: &SetRound {
                period: one_period(checked, &round.period),
                ..round.clone()
            },
            year: year(checked),
            signed: issuer.signer.is_some() || issuer.capacity.is_some(),
        };
        if short {
            brief::build(&words, &report)
        } else {
            consolidated::build(&words, &report)
        }
    }

    /// What a document tells of a set.
    #[must_use]
    pub fn tell(&self, checked: &Checked) -> Told {
        let understood = checked.understood();
        let disputed = pipeline::disputed(understood.len(), checked.findings.iter());
        self.run(|| pipeline::told(&understood, &disputed, &self.catalogue))
    }

    /// A province with its kind: "tỉnh Vân Khê", "thành phố Đà Nẵng".
    fn full_province(&self, name: &str) -> String {
        let known = self.catalogue.units().province_in(&format!("tỉnh {name}"), None);
        let known = known.filter(|p| p.name == name).map(OrgUnit::full_name);
        known.unwrap_or_else(|| format!("{} {name}", UnitKind::Province.word()))
    }

    /// The programme that most reports are about; the first of the catalogue where they name none.
    fn programme_of(&self, checked: &Checked) -> Option<&Programme> {
        let named = |p: &Programme| {
            let about =
                |r: &&crate::Report| r.understood.reading.header.programme.as_deref() == Some(p.decision.as_str());
            checked.reports.iter().filter(about).count()
        };
        self.catalogue.programmes.iter().rev().max_by_key(|p| named(p))
    }
}

/// The province of all reports that name one.
fn one_province(consolidation: &Consolidation) -> Option<&str> {
    let mut provinces = consolidation.reports.iter().filter_map(|r| r.province.as_deref());
    let first = provinces.next()?;
    provinces.all(|p| p == first).then_some(first)
}

/// The period that is asked for, else the one that every report of the set declares; blank where they differ or one says none.
fn one_period(checked: &Checked, asked: &str) -> String {
    if !asked.trim().is_empty() {
        return asked.trim().to_owned();
    }
    let mut said = checked.reports.iter().map(|r| {
        let period = r.understood.reading.header.period.as_ref();
        period.map(|p| p.label.trim().to_lowercase())
    });
    let first = said.next().flatten().unwrap_or_default();
    let all = said.all(|period| period.as_deref() == Some(first.as_str()));
    if all { first } else { String::new() }
}

fn subject(words: &Messages, programme: Option<&Programme>, province: Option<&str>) -> String {
    let title = programme.map_or_else(String::new, |p| p.title.clone());
    let args = [
        ("programme", Arg::Text(title)),
        ("province", Arg::Text(province.unwrap_or_default().to_owned())),
    ];
    words.word(
        if province.is_some() {
            "official-set-subject-province"
        } else {
            "official-set-subject"
        },
        &args,
    )
}

/// The latest year in which a report is dated: the one that targets are measured against. Before every target where no
/// report has a date: then the first one counts.
fn year(checked: &Checked) -> i32 {
    let years = checked
        .reports
        .iter()
        .filter_map(|r| r.understood.reading.header.date.as_deref()?.get(..4)?.parse().ok());
    years.max().unwrap_or_default()
}

/// The edition is a digest of the files that were read; the time is that of the latest report. Neither depends on
/// the day on which the document is written.
fn properties(title: &str, checked: &Checked) -> Properties {
    let mut digests: Vec<&str> = checked
        .reports
        .iter()
        .map(|r| r.understood.reading.source.sha256.as_str())
        .collect();
    digests.sort_unstable();
    let edition: String = Sha256::digest(digests.join("\n").as_bytes())
        .iter()
        .take(8)
        .map(|b| format!("{b:02x}"))
        .collect();
    let dates = checked
        .reports
        .iter()
        .filter_map(|r| r.understood.reading.header.date.as_deref());
    let as_of = dates.filter(|d| d.len() == 10).max().unwrap_or_default().to_owned();
    Properties {
        title: title.to_owned(),
        edition,
        as_of,
    }
}
