//! What else an event says, in words: names in the place of ids, of codes and of stable names.

use crate::page::Page;
use crate::pages::rounds::card::period_label;
use crate::pages::templates::outline::usual_heading;
use serde_json::{Map, Value};
use tonghop_app::cycle::audit::{self, EventRow, Names};
use tonghop_app::cycle::templates::{Kind, SECTION_TITLES};
use tonghop_model::cycle::SubmissionState;
use tonghop_model::date::Date;
use tonghop_model::template::Column;

/// Names of facts that there are words for; others stand as they are called.
const FACTS: &[&str] = &[
    "abbreviation",
    "account",
    "acting_for",
    "address",
    "administrator",
    "attempt",
    "attempts",
    "based_on",
    "by",
    "candidates",
    "capacity",
    "changed",
    "check",
    "code",
    "conflicts",
    "contact",
    "count",
    "cut_off",
    "date",
    "days",
    "deadline",
    "decision",
    "digest",
    "drafter",
    "dropped",
    "due",
    "edition",
    "email",
    "ended",
    "errors",
    "exempt",
    "file",
    "files",
    "foreign",
    "from",
    "groups",
    "in_place_of",
    "indicators",
    "issuer",
    "items",
    "key",
    "label",
    "language",
    "late",
    "link",
    "login",
    "made",
    "messages",
    "name",
    "new",
    "node",
    "nodes",
    "note",
    "number",
    "observations",
    "office",
    "outcome",
    "owner",
    "parts",
    "period",
    "place",
    "programme",
    "province",
    "read_as",
    "reason",
    "replaced",
    "replaces",
    "replaces_accepted",
    "report",
    "role",
    "round",
    "rows",
    "saved",
    "sections",
    "shown",
    "signer",
    "size",
    "step",
    "subject",
    "submission",
    "successions",
    "superior",
    "tasks",
    "template",
    "title",
    "to",
    "tokens",
    "unit",
    "units",
    "until",
    "value",
    "version",
    "warnings",
    "what",
];

/// Settings, and the keys of their words.
const SETTINGS: [(&str, &str); 4] = [
    ("documents-office", "web-setting-documents-office"),
    ("mail-reminders", "web-setting-mail-reminders"),
    ("owner-name", "web-setting-owner-name"),
    ("trusted-roots", "web-setting-trusted-roots"),
];

/// The facts of an event, as people read them.
pub struct Facts<'a> {
    pub page: &'a Page,
    pub names: &'a Names,
    pub event: &'a EventRow,
}

impl Facts<'_> {
    /// One after the other: "mục: A.VII.2; lý do: …".
    pub fn words(&self) -> String {
        self.all(&serde_json::from_str(&self.event.detail).unwrap_or_default())
    }

    fn all(&self, facts: &Value) -> String {
        let Some(facts) = facts.as_object() else {
            return String::new();
        };
        let fact = |(name, value): (&String, &Value)| {
            let said = self.fact(facts, name, value);
            (!said.is_empty()).then(|| format!("{}: {said}", self.label(facts, name)))
        };
        facts.iter().filter_map(fact).collect::<Vec<_>>().join("; ")
    }

    fn label(&self, facts: &Map<String, Value>, name: &str) -> String {
        // A step of the editor says where it was made; others name a town.
        if name == "place" && facts.contains_key("step") {
            return self.page.t("web-fact-position");
        }
        // The attempt that took the place of one; others name a person.
        if name == "by" && facts[name].is_i64() {
            return self.page.t("web-fact-replaced-by");
        }
        match FACTS.contains(&name) {
            true => self.page.t(&format!("web-fact-{}", name.replace('_', "-"))),
            false => name.to_owned(),
        }
    }

    /// The value of a fact; empty for none, and for what the subject of the event says already.
    fn fact(&self, facts: &Map<String, Value>, name: &str, value: &Value) -> String {
        // Prints tell people nothing.
        if matches!(name, audit::FACT | "found") {
            return String::new();
        }
        let is_of_report = self
            .names
            .thing(&self.event.subject_kind, self.event.subject_id)
            .is_some_and(|n| n.report.is_some());
        if is_of_report && matches!(name, "report" | "submission") {
            return String::new();
        }
        if let Some(named) = self.names.fact(name, value) {
            return match named.number {
                Some(number) => self.page.with("web-fact-attempt-number", "number", number),
                None => named.name.clone(),
            };
        }
        match value {
            Value::Null => String::new(),
            Value::Bool(true) => self.page.t("web-fact-yes"),
            Value::Bool(false) => self.page.t("web-fact-no"),
            Value::String(text) => self.text(facts, name, text),
            Value::Array(all) => {
                let all: Vec<String> = all.iter().map(|v| self.fact(facts, name, v)).collect();
                all.join(", ")
            }
            Value::Object(_) => format!("({})", self.all(value)),
            other => other.to_string(),
        }
    }

    fn text(&self, facts: &Map<String, Value>, name: &str, text: &str) -> String {
        let page = self.page;
        let is = |other: &str, wanted: &str| facts.get(other).and_then(Value::as_str) == Some(wanted);
        let word = |kind: &str| page.t(&format!("{kind}{}", text.replace('_', "-")));
        match name {
            "role" => word("web-role-"),
            "decision" if text == "accepted" => page.t("web-review-accept"),
            "decision" => page.t("web-review-return"),
            "outcome" => word("web-commitment-"),
            "period" => period_label(page, text),
            "language" => word("web-fact-language-"),
            "step" => word("web-fact-step-"),
            "what" if Kind::from_key(text).is_some() => word("web-template-kind-"),
            "title" if is("what", "column") => {
                Column::from_key(text).map_or(text.to_owned(), |c| usual_heading(page, c))
            }
            "from" if SubmissionState::from_key(text).is_some() => word("web-submission-"),
            "key" => self.setting(text),
            "value" if is("key", "mail-reminders") => {
                serde_json::from_str(text).map_or(text.to_owned(), |v| self.all(&v))
            }
            "node" | "nodes" | "read_as" | "label" | "replaced" | "conflicts" => self.item(text),
            "unit" | "new" | "ended" | "changed" => match self.names.unit(text) {
                Some(unit) => format!("{unit} ({text})"),
                None => text.to_owned(),
            },
            _ => text.parse().map_or_else(|_| text.to_owned(), |day: Date| page.day(day)),
        }
    }

    fn setting(&self, key: &str) -> String {
        if let Some(kind) = key.strip_prefix("office-template-") {
            let kind = self.page.t(&format!("web-document-{kind}"));
            return self.page.with("web-setting-office-template", "name", kind);
        }
        let known = SETTINGS.iter().find(|(setting, _)| *setting == key);
        known.map_or_else(|| key.to_owned(), |(_, words)| self.page.t(words))
    }

    /// An item: the code of a task or an indicator stands for it, that of a usual section is its title.
    fn item(&self, code: &str) -> String {
        let usual = SECTION_TITLES.iter().find(|(section, _)| *section == code);
        usual.map_or_else(|| code.to_owned(), |(_, key)| self.page.t(key))
    }
}
