//! Who of a list of units has sent a report of the round: units are told apart by the catalogue, never by their names alone.

use std::collections::HashSet;

use tonghop_catalogue::Catalogue;
use tonghop_catalogue::units::{Lookup, UnitQuery};
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_model::official::DocumentDate;
use tonghop_model::org_unit::OrgUnit;
use tonghop_text::fold;
use tonghop_writers::documents::office::{LateUnit, RoundState, parse_day};

use crate::Report;
use crate::compile::Checked;
use crate::set_aside::other_period_of;

/// Digits of the code of a commune.
const CODE: usize = 5;

/// The reports of a round, and what tells units apart.
pub struct Received<'a> {
    pub catalogue: &'a Catalogue,
    pub checked: &'a Checked,
    /// "UBND tỉnh …": the province of names that say none.
    pub province: Option<&'a str>,
    /// ISO date of the day.
    pub today: &'a str,
}

/// A line of the list.
struct Owing {
    name: String,
    /// Codes of the units that it may mean; none where the catalogue does not know it.
    codes: Vec<String>,
}

impl Received<'_> {
    /// The state of the round, and remarks on lines of the list and on reports that do not count.
    pub fn state(
        &self,
        units: &[String],
        deadline: Option<DocumentDate>,
        period: Option<&str>,
    ) -> (RoundState, Vec<Message>) {
        let mut remarks = Vec::new();
        let owing = self.owing(units, &mut remarks);
        let reports = self.of_period(period, &mut remarks);
        let today = parse_day(self.today);
        let mut state = RoundState {
            asked: owing.len(),
            as_of: today,
            by_printed_date: true,
            ..RoundState::default()
        };
        for unit in owing {
            let own = reports.iter().filter(|r| unit.sent(r));
            let dates: Vec<Option<DocumentDate>> = own.map(|r| printed_date(r)).collect();
            if dates.is_empty() {
                state.late.push(LateUnit {
                    name: unit.name,
                    days: days(deadline, today),
                    ..LateUnit::default()
                });
                continue;
            }
            state.received += 1;
            // The first report fulfils the duty; later ones complete it.
            let Some(first) = dates.into_iter().flatten().min() else {
                state.undated += 1;
                continue;
            };
            if let Some(late) = days(deadline, Some(first)) {
                state.late.push(LateUnit {
                    name: unit.name,
                    received: Some(first),
                    days: Some(late),
                    remark: String::new(),
                });
            }
        }
        (state, remarks)
    }

    /// The units of the list, each once.
    fn owing(&self, units: &[String], remarks: &mut Vec<Message>) -> Vec<Owing> {
        let mut seen = HashSet::new();
        let mut owing: Vec<Owing> = Vec::new();
        for line in units {
            let unit = self.unit(line);
            let key = match &unit.codes[..] {
                [] => plain(&unit.name),
                codes => codes.join(" "),
            };
            let remark = match (seen.insert(key), &unit.codes[..]) {
                (false, _) => Some("official-round-double-unit"),
                (true, []) => Some("official-round-unknown-unit"),
                (true, [_]) => None,
                (true, _) => Some("official-round-namesakes"),
            };
            remarks.extend(remark.map(|key| Message::new(key).with("line", line.as_str())));
            if remark != Some("official-round-double-unit") {
                owing.push(unit);
            }
        }
        owing
    }

    /// What a line means: a code, or a name as written, in the province that it names or that of the office.
    fn unit(&self, line: &str) -> Owing {
        let (first, rest) = line.split_once([' ', '\t', ';', ',']).unwrap_or((line, ""));
        let units = self.catalogue.units();
        let one = |unit: &OrgUnit| Owing {
            name: unit.full_name(),
            codes: vec![unit.code.clone()],
        };
        if first.len() == CODE && first.bytes().all(|b| b.is_ascii_digit()) {
            let known = units.at(first, self.today).or_else(|| units.versions(first).last());
            return known.map_or_else(
                || Owing {
                    name: if rest.trim().is_empty() { line } else { rest.trim() }.to_owned(),
                    codes: Vec::new(),
                },
                one,
            );
        }
        let query = |province, date| UnitQuery {
            name: line,
            province,
            date,
            ..UnitQuery::default()
        };
        let mut tries = vec![query(None, Some(self.today)), query(None, None)];
        if let Some(own) = self.province() {
            tries.insert(0, query(Some(own), Some(self.today)));
        }
        for query in &tries {
            if let Lookup::Found(unit, _) = units.lookup(query) {
                return one(unit);
            }
        }
        // Several units of that name: those that the line does not rule out.
        let said = units.province_in(line, None).map(|p| p.name.as_str());
        let fits = |u: &&OrgUnit| said.is_none_or(|p| u.province_name == p);
        let codes = match units.lookup(&query(None, Some(self.today))) {
            Lookup::Candidates(all) => all.into_iter().filter(fits).map(|u| u.code.clone()).collect(),
            Lookup::Found(..) | Lookup::None => Vec::new(),
        };
        Owing {
            name: line.to_owned(),
            codes,
        }
    }

    /// Name of the province of the office.
    fn province(&self) -> Option<&str> {
        let known = self.catalogue.units().province_in(self.province?, None)?;
        Some(&known.name)
    }

    /// The reports of the period that is asked for.
    fn of_period(&self, period: Option<&str>, remarks: &mut Vec<Message>) -> Vec<&Report> {
        let mut own = Vec::new();
        for report in &self.checked.reports {
            match period.and_then(|asked| other_period_of(report, asked)) {
                Some(said) => remarks.push(
                    Message::new("official-round-other-period")
                        .with("file", report.understood.reading.source.file.as_str())
                        .with("period", said),
                ),
                None => own.push(report),
            }
        }
        own
    }
}

impl Owing {
    fn sent(&self, report: &Report) -> bool {
        let reading = &report.understood.reading;
        match &reading.unit {
            // Who is known to the catalogue is never told by the name alone: namesakes lie in other provinces.
            Some(unit) => self.codes.contains(&unit.code),
            None => reading
                .header
                .issuer
                .as_deref()
                .is_some_and(|name| plain(name) == plain(&self.name)),
        }
    }
}

fn printed_date(report: &Report) -> Option<DocumentDate> {
    report.understood.reading.header.date.as_deref().and_then(parse_day)
}

/// Days from one day to a later one; none where it is not later.
fn days(from: Option<DocumentDate>, to: Option<DocumentDate>) -> Option<i64> {
    let date = |d: DocumentDate| Date::new(d.year, d.month, d.day);
    let days = date(from?)?.days_until(date(to?)?);
    (days > 0).then_some(days)
}

/// A name for comparing: no case, no diacritics, without the committee and the province.
fn plain(name: &str) -> String {
    let folded = fold(name.split(',').next().unwrap_or(name));
    let folded = folded.trim();
    ["ubnd ", "uy ban nhan dan "]
        .iter()
        .find_map(|p| folded.strip_prefix(p))
        .unwrap_or(folded)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;
    use tonghop_model::reading::{Header, Period, Reading, Understood, UnitMatch};

    fn report(name: &str, code: Option<&str>, date: Option<&str>, period: &str) -> Report {
        let reading = Reading {
            format: String::new(),
            source: tonghop_model::reading::Source {
                file: format!("{name}.docx"),
                ..Default::default()
            },
            header: Header {
                issuer: Some(format!("UBND {name}")),
                date: date.map(str::to_owned),
                period: Some(Period {
                    label: period.into(),
                    ..Period::default()
                }),
                ..Header::default()
            },
            unit: code.map(|code| UnitMatch {
                code: code.into(),
                name: name.into(),
                ..UnitMatch::default()
            }),
            sections: Vec::new(),
            tasks: Vec::new(),
            measures: Vec::new(),
            citations: Vec::new(),
            assessment: Default::default(),
            commitments: Vec::new(),
            findings: Vec::new(),
        };
        Report {
            path: PathBuf::from("x"),
            understood: Understood {
                reading,
                ..Understood::default()
            },
            findings: Vec::new(),
        }
    }

    fn state_of(reports: Vec<Report>, units: &[&str], period: Option<&str>) -> (RoundState, Vec<&'static str>) {
        let checked = Checked {
            reports,
            ..Checked::default()
        };
        let sent = Received {
            catalogue: Catalogue::embedded(),
            checked: &checked,
            province: None,
            today: "2025-10-25",
        };
        let units: Vec<String> = units.iter().map(|u| (*u).to_owned()).collect();
        let (state, remarks) = sent.state(&units, parse_day("2025-10-20"), period);
        (state, remarks.into_iter().map(|m| m.key).collect())
    }

    #[test]
    fn units_without_a_report_are_late_since_the_deadline() {
        let (state, remarks) = state_of(Vec::new(), &["xã Suối Trăng"], None);
        assert_eq!((state.asked, state.received), (1, 0));
        assert_eq!(state.late[0].days, Some(5));
        assert_eq!(remarks, ["official-round-unknown-unit"]);
        assert_eq!(plain("UBND xã Suối Trăng"), plain("xã Suối Trăng, tỉnh Vân Khê"));
    }

    #[test]
    fn codes_and_namesakes_are_told_apart() {
        let units = Catalogue::embedded().units();
        let query = UnitQuery {
            name: "xã Minh Long, tỉnh Quảng Ngãi",
            date: Some("2025-10-25"),
            ..UnitQuery::default()
        };
        let Lookup::Found(known, _) = units.lookup(&query) else {
            panic!("not in the catalogue")
        };
        let code = known.code.clone();
        let sent = || vec![report("xã Minh Long", Some(&code), Some("2025-10-18"), "năm 2025")];
        let (state, remarks) = state_of(sent(), &[&code, "xã Minh Long, tỉnh Quảng Ngãi"], None);
        assert_eq!((state.asked, state.received, state.late.len()), (1, 1, 0));
        assert_eq!(remarks, ["official-round-double-unit"]);
        let (state, remarks) = state_of(sent(), &["xã Minh Long, tỉnh Quảng Trị"], None);
        assert_eq!((state.asked, state.received), (1, 0));
        assert_eq!(remarks, ["official-round-unknown-unit"]);
        let (_, remarks) = state_of(sent(), &["99999"], None);
        assert_eq!(remarks, ["official-round-unknown-unit"]);
    }

    #[test]
    fn reports_of_another_period_and_without_a_date() {
        let reports = || vec![report("xã Suối Trăng", None, None, "9 tháng đầu năm 2025")];
        let (state, _) = state_of(reports(), &["xã Suối Trăng"], Some("9 tháng năm 2025"));
        assert_eq!((state.received, state.undated), (1, 1));
        let (state, remarks) = state_of(reports(), &["xã Suối Trăng"], Some("năm 2024"));
        assert_eq!(state.received, 0);
        assert!(remarks.contains(&"official-round-other-period"), "{remarks:?}");
    }
}
