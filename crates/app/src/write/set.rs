//! The consolidated report and the brief, from a set of reports that were read and checked together.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use tonghop_messages::{Lang, Messages};
use tonghop_model::consolidation::Consolidation;
use tonghop_model::message::{Arg, Message};
use tonghop_model::official::{OfficialDocument, Properties};
use tonghop_model::org_unit::{OrgUnit, UnitKind};
use tonghop_model::programme::Programme;
use tonghop_text::periods::same_period;
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
        let subject = subject(&words, round, programme, province.as_deref());
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
                periods: periods(checked),
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

    /// What whoever signs a document of this set has to know: reports on nothing in common, or on several periods.
    #[must_use]
    pub fn set_remarks(&self, checked: &Checked, round: &SetRound) -> Vec<Message> {
        let mut told = Vec::new();
        if round.subject.trim().is_empty() && self.programme_of(checked).is_none() {
            told.push(Message::new("app-write-no-programme"));
        }
        let periods = periods(checked);
        if periods.len() > 1 {
            let named = periods.iter().map(|(label, count)| format!("{label}: {count}"));
            let named = named.collect::<Vec<_>>().join("; ");
            told.push(Message::new("app-write-periods").with("periods", named));
        }
        told
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

    /// The programme that most reports are about, by its decision or by the tasks that they answer; none where no report is.
    fn programme_of(&self, checked: &Checked) -> Option<&Programme> {
        let about = |p: &Programme| {
            let is_about = |r: &&crate::Report| {
                let reading = &r.understood.reading;
                let mut nodes = reading.tasks.iter().filter_map(|t| t.node.as_deref());
                reading.header.programme.as_deref() == Some(p.decision.as_str())
                    || nodes.any(|node| p.nodes.iter().any(|n| n.code == node))
            };
            checked.reports.iter().filter(is_about).count()
        };
        let counted = self.catalogue.programmes.iter().rev().map(|p| (about(p), p));
        let (count, programme) = counted.max_by_key(|(count, _)| *count)?;
        (count > 0).then_some(programme)
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

/// The periods that the reports declare, each as most write it, with the number of reports; most first.
fn periods(checked: &Checked) -> Vec<(String, usize)> {
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    for report in &checked.reports {
        if let Some(period) = &report.understood.reading.header.period {
            *labels.entry(period.label.trim()).or_default() += 1;
        }
    }
    let mut ordered: Vec<(&str, usize)> = labels.into_iter().collect();
    ordered.sort_by_key(|(label, count)| (std::cmp::Reverse(*count), *label));
    let mut found: Vec<(String, usize)> = Vec::new();
    for (label, count) in ordered {
        match found.iter_mut().find(|(known, _)| same_period(known, label)) {
            Some((_, reports)) => *reports += count,
            None => found.push((label.to_owned(), count)),
        }
    }
    found
}

/// What is asked for; else the programme, in its province; else no more than that units reported.
fn subject(words: &Messages, round: &SetRound, programme: Option<&Programme>, province: Option<&str>) -> String {
    let asked = round.subject.trim();
    if !asked.is_empty() {
        return asked.to_owned();
    }
    let Some(programme) = programme else {
        return words.text("official-set-subject-reports");
    };
    let title = programme.title.clone();
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
        reports: Vec::new(),
    }
}
