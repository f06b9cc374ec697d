//! The office that issues the documents of the installation, as its letters print it.

use super::consolidated::short_province;
use crate::cycle::{Call, Cycle, CycleResult, shared};
use crate::write::IssuerOptions;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tonghop_messages::Messages;
use tonghop_model::cycle::Action;
use tonghop_model::message::{Arg, Message};
use tonghop_store::{settings, units};
use tonghop_writers::documents::office::academic_title;

/// Key of the setting.
const KEY: &str = "documents-office";

/// What the documents print of the office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfficeSettings {
    /// "Sở Khoa học và Công nghệ".
    pub office: String,
    /// "UBND tỉnh …".
    pub superior: String,
    /// "SKHCN".
    pub abbreviation: String,
    /// "CĐS".
    pub drafter: String,
    /// Place of the date line.
    pub place: String,
    /// "GIÁM ĐỐC", or "KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC".
    pub capacity: String,
    /// Name of the signer.
    pub signer: String,
    /// How to send, whom to ask.
    pub contact: String,
}

impl OfficeSettings {
    /// As the builders take it: blank fields have their usual values. An office of the only province (its name, "tỉnh Vân
    /// Khê") stands below its committee and dates its letters with the name of the province (Decree 30/2020/NĐ-CP, Annex I).
    pub(super) fn issuer(&self, words: &Messages, province: Option<&str>) -> IssuerOptions {
        let committee = |name: &str| words.word("official-round-to-commune", &[("name", Arg::Text(name.to_owned()))]);
        let given = |text: &String| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        IssuerOptions {
            office: given(&self.office),
            superior: given(&self.superior).or_else(|| province.map(committee)),
            abbreviation: given(&self.abbreviation),
            drafter: given(&self.drafter),
            place: given(&self.place).or_else(|| province.map(|name| short_province(name).to_owned())),
            capacity: given(&self.capacity),
            signer: given(&self.signer),
        }
    }
}

/// The office as it was set; blank where nothing was set.
///
/// # Errors
/// Failures of the database.
pub fn office(cycle: &Cycle) -> CycleResult<OfficeSettings> {
    cycle.store.read(|db| {
        let kept = settings::get(db, KEY)?;
        Ok(kept
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    })
}

/// Full name of the province of the installation; none where it has several, or a single unit that is no province.
///
/// # Errors
/// Failures of the database.
pub(super) fn own_province(cycle: &Cycle) -> CycleResult<Option<String>> {
    let roots = cycle.store.read(units::roots)?;
    let [only] = roots.as_slice() else { return Ok(None) };
    Ok(Some(only.name.clone()).filter(|_| only.level == "province"))
}

/// Sets the office.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `Invalid`.
pub fn change_office(cycle: &Cycle, call: &Call<'_>, new: &OfficeSettings) -> CycleResult<()> {
    call.may_whole(Action::ManageRound)?;
    let mut checker = shared::Checker::default();
    for (field, text) in [
        ("office", &new.office),
        ("superior", &new.superior),
        ("abbreviation", &new.abbreviation),
        ("drafter", &new.drafter),
        ("place", &new.place),
        ("capacity", &new.capacity),
        ("signer", &new.signer),
        ("contact", &new.contact),
    ] {
        checker.optional_line(field, text);
    }
    if let Some(title) = academic_title(new.signer.trim()) {
        checker.wrong("signer", Message::new("cycle-signer-title").with("title", title));
    }
    checker.done()?;
    let value = json!(new);
    cycle
        .store
        .write(|db| shared::change_setting(db, call, KEY, &value.to_string(), &value))
}
