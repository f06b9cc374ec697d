//! A unit's own report as an official document: its newest answers in its round's template.

use super::answers::{About, model_template, understood};
use super::consolidated::{province_of, short_province};
use super::report_text::{Frame, narrative};
use super::round_words::{names_subject, period, request};
use crate::cycle::reports::{answers, own_columns};
use crate::cycle::shared::{self, Place};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, templates};
use crate::write::committee_block;
use std::collections::HashMap;
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::message::Arg;
use tonghop_model::moment::Moment;
use tonghop_model::official::{OfficialDocument, Properties};
use tonghop_store::rounds::RoundRow;
use tonghop_store::submissions;
use tonghop_store::units;
use tonghop_writers::documents::commune::{self, AnnexText, CommuneReport};
use tonghop_writers::documents::office::{Issue, Office, day as printed, parse_day};

/// The report of a unit from its newest attempt; number, date and signer are left blank for the clerk.
///
/// # Errors
/// [`CycleError::Denied`], `NotFound`; also where nothing was begun; `Invalid` where nothing is answered.
pub fn report(cycle: &Cycle, call: &Call<'_>, id: ReportId) -> CycleResult<OfficialDocument> {
    let loaded = cycle.store.read(|db| {
        let place = shared::place(db, call, id.0, Action::ViewReport)?;
        let newest = submissions::of_report(db, id.0)?;
        let newest = newest.into_iter().next().ok_or(CycleError::NotFound("submission"))?;
        let template = templates::load(db, place.round.template_id)?;
        let roots: HashMap<i64, String> = units::roots(db)?.into_iter().map(|u| (u.id, u.name)).collect();
        let items = submissions::items(db, newest.id)?;
        Ok::<_, CycleError>((place, newest, template, roots, items))
    })?;
    let (place, newest, template, roots, items) = loaded;
    // An empty form below a head is no report that anybody may sign.
    if !items.iter().any(answers) {
        return Err(CycleError::invalid("report", "official-unit-nothing"));
    }
    let words = cycle.texts(Lang::Vi);
    let about = About {
        catalogue: &cycle.engine.catalogue,
        template: &template,
        unit: &place.unit,
        province: province_of(&place.unit.path, &roots).map(short_province),
        date: newest
            .sent_at
            .map(|at| Moment::from_unix(at).day_in_vietnam().to_string()),
        title: &place.round.title,
    };
    let answers = understood(&about, &items);
    let office = office_of(words, &place.unit.kind, &place.unit.name);
    let addressee = addressee(words, &place.round);
    let frame = Frame {
        office: &office.name,
        addressee: &addressee,
        request: &request_of(words, &place.round),
        cut_off: &parse_day(&place.round.cut_off).map(printed).unwrap_or_default(),
    };
    let text = narrative(words, &frame, &template, &items, &answers.reading);
    let subject = title(words, cycle, &place);
    let issue = Issue {
        properties: Properties {
            title: subject.clone(),
            edition: format!("submission-{}-{}", newest.id, newest.version),
            as_of: about.date.unwrap_or_else(|| call.today().to_string()),
            reports: Vec::new(),
        },
        ..Issue::default()
    };
    let annex = model_template(&template);
    let own = items
        .iter()
        .filter(|i| i.own.is_some())
        .map(|i| (i.node.clone(), own_columns::stored(i.own.as_deref())))
        .collect();
    Ok(commune::build(
        words,
        &CommuneReport {
            office: &office,
            issue: &issue,
            subject: &subject,
            bases: &[],
            addressees: &[addressee],
            narrative: &text,
            reading: &answers.reading,
            annex: AnnexText {
                own: Some(&own),
                ..AnnexText::default()
            },
            template: Some(&annex).filter(|t| !t.tasks.is_empty()),
        },
    ))
}

/// To whom the unit reports: who asked for it, else the office of the installation.
fn addressee(words: &Messages, round: &RoundRow) -> String {
    let issuer = round.request_issuer.as_deref().map(str::trim).filter(|i| !i.is_empty());
    issuer.map_or_else(|| words.text("official-default-office"), str::to_owned)
}

fn request_of(words: &Messages, round: &RoundRow) -> String {
    let date = round.request_date.as_deref().and_then(parse_day);
    request(words, round.request_number.as_deref(), date)
}

/// The abstract below the word "BÁO CÁO". A round that is called after its period only is about its programme.
fn title(words: &Messages, cycle: &Cycle, place: &Place) -> String {
    let (round, unit) = (&place.round, &place.unit.name);
    if names_subject(&round.title) {
        return of_unit(&round.title, unit);
    }
    let Some(programme) = cycle.engine.catalogue.programme(&round.programme) else {
        return of_unit(&round.title, unit);
    };
    let args = [
        ("programme", Arg::Text(programme.title.clone())),
        ("province", Arg::Text(unit.clone())),
    ];
    let subject = words.word("official-set-subject-province", &args);
    let args = [
        ("subject", Arg::Text(subject)),
        ("period", Arg::Text(period(words, &round.period))),
    ];
    words.word("official-set-subject-period", &args)
}

/// "Báo cáo tình hình …" below the word "BÁO CÁO" is "Tình hình …", and names the unit.
fn of_unit(round: &str, unit: &str) -> String {
    let bare = round.trim().strip_prefix("Báo cáo ").unwrap_or(round.trim());
    let mut characters = bare.chars();
    let upper: String = characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect());
    format!("{upper} của {unit}")
}

/// The committee of the unit, as its documents print it.
fn office_of(words: &Messages, kind: &str, unit: &str) -> Office {
    let committee = words.text("official-committee");
    let short = words.text("official-committee-short");
    let place = unit.strip_prefix(kind).map_or(unit, str::trim);
    Office {
        superior: None,
        issuer: vec![committee.to_uppercase(), unit.to_uppercase()],
        name: format!("{short} {unit}"),
        abbreviation: short,
        drafter: String::new(),
        place: place.to_owned(),
        signature: committee_block(words),
    }
}

#[cfg(test)]
mod tests {
    use super::of_unit;

    #[test]
    fn the_title_names_the_unit_and_not_the_kind_twice() {
        assert_eq!(
            of_unit("Báo cáo tình hình thực hiện X", "xã Suối Trăng"),
            "Tình hình thực hiện X của xã Suối Trăng"
        );
    }
}
