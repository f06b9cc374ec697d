//! From the catalogue to an empty form.

use tonghop_catalogue::Catalogue;
use tonghop_messages::Messages;
use tonghop_model::form::{Form, FormIndicator, FormKey, FormSection, parts_of};

/// Narrative sections that every report of a commune has, in order (outline of the provinces' request letters).
const SECTIONS: [&str; 5] = ["direction", "results", "difficulties", "recommendations", "next"];

/// What a form is made for, beside template and unit.
#[derive(Debug, Clone, Default)]
pub struct FormOptions {
    /// Version of the template, from 1; 0 counts as 1.
    pub version: u32,
    /// Identifier of the round.
    pub round: String,
    /// The period as people write it.
    pub period: String,
    /// The deadline as people write it.
    pub deadline: String,
    /// Codes of the indicators; none means those whose figures communes own.
    pub indicators: Option<Vec<String>>,
    /// False where no narrative is asked for.
    pub narrative: bool,
}

/// An empty form; `None` where template or unit do not exist. `unit_valid_from` picks the unit among those that have had
/// the code; empty means the latest.
#[must_use]
pub fn build(
    catalogue: &Catalogue,
    messages: &Messages,
    template: &str,
    unit: (&str, &str),
    options: &FormOptions,
) -> Option<Form> {
    let template = catalogue.template(template)?;
    let (code, valid_from) = unit;
    let versions = catalogue.units().versions(code);
    let unit = versions
        .filter(|u| valid_from.is_empty() || u.valid_from == valid_from)
        .last()?;
    Some(Form {
        key: FormKey {
            template: template.code.clone(),
            version: options.version.max(1),
            unit: unit.code.clone(),
            unit_valid_from: unit.valid_from.clone(),
            round: options.round.clone(),
        },
        title: template.title.clone(),
        unit_name: capitalised(&unit.full_name()),
        period: options.period.clone(),
        deadline: options.deadline.clone(),
        columns: template.columns.clone(),
        own: Vec::new(),
        parts: parts_of(template),
        sections: if options.narrative {
            sections(messages)
        } else {
            Vec::new()
        },
        indicators: indicators(catalogue, options.indicators.as_deref()),
        standing: None,
    })
}

fn capitalised(name: &str) -> String {
    let mut characters = name.chars();
    characters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(characters).collect())
}

fn sections(messages: &Messages) -> Vec<FormSection> {
    let section = |code: &&str| FormSection {
        code: (*code).to_string(),
        title: messages.text(&format!("form-section-{code}")),
        hint: messages.text(&format!("form-section-hint-{code}")),
        ..FormSection::default()
    };
    SECTIONS.iter().map(section).collect()
}

fn indicators(catalogue: &Catalogue, codes: Option<&[String]>) -> Vec<FormIndicator> {
    let wanted = catalogue.indicators.iter().filter(|i| match codes {
        Some(codes) => codes.contains(&i.code),
        None => i.owner == "commune",
    });
    wanted
        .map(|i| FormIndicator {
            code: i.code.clone(),
            name: i.name.clone(),
            unit: i.unit.clone(),
            numerator_label: catalogue.counted(i, false).unwrap_or_default(),
            denominator_label: catalogue.counted(i, true),
            may_exceed_100: i.may_exceed_100,
            ..FormIndicator::default()
        })
        .collect()
}
