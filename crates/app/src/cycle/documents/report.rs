//! A unit's own report as an official document: its newest answers in its round's template.

use super::answers::{About, lines, model_template, understood};
use super::consolidated::{province_of, short_province};
use crate::cycle::templates::{self, Template};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use std::collections::HashMap;
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::ReportId;
use tonghop_model::message::Arg;
use tonghop_model::moment::Moment;
use tonghop_model::official::{HeadingLevel, OfficialDocument, Properties, SignatureBlock};
use tonghop_model::reading::Understood;
use tonghop_store::submissions::{self, ItemRow};
use tonghop_store::units;
use tonghop_writers::documents::commune::{self, AnnexText, CommuneReport, Narrative};
use tonghop_writers::documents::office::{Issue, Office};

/// The report of a unit from its newest attempt; number, date and signer are left blank for the clerk.
///
/// # Errors
/// [`CycleError::Denied`], `NotFound`; also where nothing was begun.
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
    let narrative = narrative(&template, &items, &answers);
    let issue = Issue {
        properties: Properties {
            title: place.round.title.clone(),
            edition: format!("submission-{}-{}", newest.id, newest.version),
            as_of: about.date.unwrap_or_else(|| call.today().to_string()),
        },
        ..Issue::default()
    };
    let addressee = place.round.request_issuer.clone().filter(|i| !i.trim().is_empty());
    let addressees = [addressee.unwrap_or_else(|| words.text("official-default-office"))];
    Ok(commune::build(
        words,
        &CommuneReport {
            office: &office,
            issue: &issue,
            subject: &title(&place.round.title, &place.unit.name),
            bases: &[],
            addressees: &addressees,
            narrative: &narrative,
            reading: &answers.reading,
            annex: AnnexText::default(),
            template: Some(&model_template(&template)),
        },
    ))
}

/// "Báo cáo tình hình …" below the word "BÁO CÁO" is "Tình hình …", and names the unit.
fn title(round: &str, unit: &str) -> String {
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
        signature: SignatureBlock {
            authority: Some(words.word(
                "official-unit-authority",
                &[("committee", Arg::Text(committee.to_uppercase()))],
            )),
            capacity: vec![words.text("official-unit-chair")],
            name: String::new(),
        },
    }
}

/// The sections of the form in order, each with a heading; indicators as sentences after them.
fn narrative(template: &Template, items: &[ItemRow], answers: &Understood) -> Vec<Narrative> {
    let known: HashMap<&str, &ItemRow> = items.iter().map(|i| (i.node.as_str(), i)).collect();
    let mut pieces = Vec::new();
    let mut number = 0;
    let head = |pieces: &mut Vec<Narrative>, number: &mut usize, title: &str| {
        *number += 1;
        pieces.push(Narrative::Heading {
            level: HeadingLevel::Section,
            label: tonghop_text::roman(*number),
            title: title.into(),
        });
    };
    for section in &template.content.sections {
        let text = known.get(section.code.as_str()).map_or("", |i| i.result.trim());
        if text.is_empty() {
            continue;
        }
        head(&mut pieces, &mut number, &section.title);
        let dashed = text
            .lines()
            .filter(|l| l.trim_start().starts_with(['-', '–', '•', '+']))
            .count();
        let is_list = dashed * 2 > text.lines().filter(|l| !l.trim().is_empty()).count();
        pieces.extend(lines(text).map(|line| {
            if is_list {
                Narrative::Item(line.into())
            } else {
                Narrative::Paragraph(line.into())
            }
        }));
    }
    let figures: Vec<String> = answers.reading.measures.iter().filter_map(figure).collect();
    if !figures.is_empty() {
        let words = Messages::new(Lang::Vi);
        head(&mut pieces, &mut number, &words.text("official-unit-indicators"));
        pieces.extend(figures.into_iter().map(|f| Narrative::Item(f.into())));
    }
    pieces
}

/// "Tỷ lệ …: 98,5 % (197/200)".
fn figure(measure: &tonghop_model::reading::Measure) -> Option<String> {
    let words = Messages::new(Lang::Vi);
    let value = measure.value?;
    let unit = measure.unit.as_deref().unwrap_or_default();
    let shown = if unit == "%" {
        format!("{}%", words.decimal(value))
    } else {
        format!("{} {unit}", words.decimal(value))
    };
    let counts = match (measure.numerator, measure.denominator) {
        (Some(part), Some(whole)) => format!(" ({}/{})", words.decimal(part), words.decimal(whole)),
        _ => String::new(),
    };
    Some(format!("{}: {}{counts}.", measure.subject, shown.trim()))
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn the_title_names_the_unit_and_not_the_kind_twice() {
        assert_eq!(
            title("Báo cáo tình hình thực hiện X", "xã Suối Trăng"),
            "Tình hình thực hiện X của xã Suối Trăng"
        );
    }
}
