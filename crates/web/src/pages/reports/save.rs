//! Saving answers: a part at once by its button, or one by itself while somebody types.

use super::numbers;
use super::report;
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Serialize;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use tonghop_app::cycle::reports::{self, Item, ItemInput};
use tonghop_app::cycle::templates::Content;
use tonghop_app::cycle::{Call, Cycle, CycleError, CycleResult};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::{Absence, ReportId};
use tonghop_model::message::Message;

/// The fields of a row as they are shown and typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Fields {
    pub status: String,
    pub result: String,
    pub absence: String,
    pub value: String,
    pub numerator: String,
    pub denominator: String,
    /// What stands in the columns that the template adds, by the name of the field before the item's code; blank ones are
    /// not listed.
    #[serde(flatten)]
    pub own: BTreeMap<String, String>,
}

/// The name of the field of a column that the template adds, before the code of the item.
pub fn own_field(code: &str) -> String {
    format!("{OWN}{code}")
}

/// What those names begin with.
const OWN: &str = "own_";

impl Fields {
    /// The fields of a saved answer.
    pub fn of(item: &Item) -> Self {
        Self {
            status: item.status.clone(),
            result: item.result.clone(),
            absence: item.absence.map_or_else(String::new, |a| a.key().to_owned()),
            value: numbers::shown(item.value),
            numerator: numbers::shown(item.numerator),
            denominator: numbers::shown(item.denominator),
            own: item
                .own
                .iter()
                .map(|(code, value)| (own_field(code), value.clone()))
                .collect(),
        }
    }

    /// The same with every column that the template adds, blank ones too: sent, they take the place of whatever stands there.
    pub fn with_blank_columns(mut self, content: &Content) -> Self {
        for (_, own) in content.own_columns() {
            self.own.entry(own_field(&own.code)).or_default();
        }
        self
    }

    fn typed(form: &Form, node: &str) -> Self {
        let line = |name: &str| form.text(&format!("{name}.{node}")).to_owned();
        Self {
            status: line("status"),
            // Browsers send every line end as two characters.
            result: form
                .raw(&format!("result.{node}"))
                .replace("\r\n", "\n")
                .trim_end()
                .to_owned(),
            absence: line("absence"),
            value: line("value"),
            numerator: line("numerator"),
            denominator: line("denominator"),
            own: typed_own(form, node)
                .filter(|(_, value)| !value.is_empty())
                .map(|(code, value)| (own_field(code), value.to_owned()))
                .collect(),
        }
    }

    /// A short name of the content, to tell whether anything was typed since it was shown.
    pub fn mark(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }

    /// What is to be saved; `unit` is the unit of measure of an indicator, which may be typed behind its value.
    fn input(&self, node: &str, version: i64, present: Option<&Item>, unit: &str) -> Result<ItemInput, ()> {
        let value = reports::without_unit(&self.value, unit);
        let [value, numerator, denominator] = [value, &self.numerator, &self.denominator].map(numbers::parse);
        let (value, numerator, denominator) = (value?, numerator?, denominator?);
        // A share that was computed before follows its parts.
        let stale = present.is_some_and(|p| {
            p.value == value && numerator.is_some() && (p.numerator, p.denominator) != (numerator, denominator)
        });
        Ok(ItemInput {
            node: node.to_owned(),
            version,
            status: self.status.clone(),
            result: self.result.clone(),
            absence: Absence::from_key(&self.absence),
            value: value.filter(|_| !stale),
            numerator,
            denominator,
            qualifier: present.and_then(|p| p.qualifier.clone()),
            as_of_from: present.and_then(|p| p.as_of_from),
            as_of_to: present.and_then(|p| p.as_of_to),
            own: None,
        })
    }
}

/// What was typed for the columns that the template adds, by their code.
fn typed_own<'f>(form: &'f Form, node: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
    form.starting(OWN).filter_map(move |(name, value)| {
        let code = name.strip_suffix(node)?.strip_suffix('.')?;
        Some((code, value.trim()))
    })
}

/// What was typed and could not be saved.
#[derive(Debug, Clone)]
pub struct Kept {
    pub node: String,
    pub fields: Fields,
    /// What is wrong with it; empty where somebody else changed the item.
    pub wrong: String,
    /// How the item stands now.
    pub present: Option<Box<Item>>,
}

#[derive(Default)]
struct Outcome {
    saved: Vec<Item>,
    kept: Vec<Kept>,
}

pub async fn all(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let lang = ctx.lang();
    let part = form
        .text("part")
        .chars()
        .filter(char::is_ascii_digit)
        .take(3)
        .collect::<String>();
    let outcome = app
        .run(&ctx, move |cycle, call| store(cycle, call, ReportId(id), &form, lang))
        .await?;
    if !outcome.kept.is_empty() {
        return report::page(&app, &ctx, id, outcome.kept, None).await;
    }
    let done = Message::new("web-flash-items-saved").count("count", outcome.saved.len());
    let anchor = if part.is_empty() {
        String::new()
    } else {
        format!("#part-{part}")
    };
    reply::to_with(
        &format!("/reports/{id}{anchor}"),
        Tone::Good,
        &done,
        app.config().secure(),
    )
}

/// How saving one item ended, for the script of the page.
#[derive(Serialize)]
struct Answer {
    version: i64,
    was: String,
    wrong: String,
    by: String,
    /// What stands there now.
    fields: Fields,
}

pub async fn one(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let lang = ctx.lang();
    let Outcome { saved, kept } = app
        .run(&ctx, move |cycle, call| store(cycle, call, ReportId(id), &form, lang))
        .await?;
    let (status, item, wrong) = match (kept.into_iter().next(), saved.into_iter().next()) {
        (Some(kept), _) if kept.wrong.is_empty() => (StatusCode::CONFLICT, kept.present.map(|i| *i), String::new()),
        (Some(kept), _) => (StatusCode::UNPROCESSABLE_ENTITY, None, kept.wrong),
        (None, item) => (StatusCode::OK, item, String::new()),
    };
    let fields = item.as_ref().map(Fields::of).unwrap_or_default();
    let answer = Answer {
        version: item.as_ref().map_or(0, |i| i.version),
        was: fields.mark(),
        by: item.map_or_else(String::new, |i| i.updated_by),
        wrong,
        fields,
    };
    reply::json_with(status, &answer)
}

/// Saves every row that was touched; a row that cannot be saved holds no other back.
fn store(cycle: &Cycle, call: &Call<'_>, report: ReportId, form: &Form, lang: Lang) -> CycleResult<Outcome> {
    let draft = reports::start(cycle, call, report)?;
    let page = reports::page(cycle, call, report, Some(draft))?;
    let texts = cycle.texts(lang);
    let mut outcome = Outcome::default();
    for (node, version) in form.starting("version.") {
        let fields = Fields::typed(form, node);
        if fields.mark() == form.text(&format!("was.{node}")) {
            continue;
        }
        let present = page.items.iter().find(|i| i.node == node);
        let unit = cycle.engine.catalogue.indicator(node).map_or("", |i| i.unit.as_str());
        let Ok(mut input) = fields.input(node, version.trim().parse().unwrap_or(0), present, unit) else {
            let wrong = texts.text("web-reports-number");
            outcome.kept.push(kept(node, fields, wrong, None));
            continue;
        };
        // A page from before the template had the column does not speak of it.
        input.own = typed_own(form, node).next().is_some().then(|| {
            let all = typed_own(form, node);
            all.map(|(code, value)| (code.to_owned(), value.to_owned())).collect()
        });
        match reports::save_item(cycle, call, draft, &input) {
            Ok(item) => outcome.saved.push(item),
            // Both typed the same.
            Err(CycleError::ItemConflict(item)) if Fields::of(&item) == fields => outcome.saved.push(*item),
            Err(CycleError::ItemConflict(item)) => {
                outcome.kept.push(kept(node, fields, String::new(), Some(item)));
            }
            Err(CycleError::Invalid(wrong)) => {
                let wrong = worded(texts, &wrong);
                outcome.kept.push(kept(node, fields, wrong, None));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(outcome)
}

fn kept(node: &str, fields: Fields, wrong: String, present: Option<Box<Item>>) -> Kept {
    Kept {
        node: node.to_owned(),
        fields,
        wrong,
        present,
    }
}

fn worded(texts: &Messages, wrong: &[tonghop_app::cycle::FieldError]) -> String {
    let words: Vec<String> = wrong.iter().map(|f| texts.format(&f.message)).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_app::cycle::templates::ContentColumn;
    use tonghop_model::template::{Column, OwnColumn, OwnKind};

    #[test]
    fn the_unit_may_stand_behind_the_value() {
        let typed = |value: &str, unit: &str| {
            let fields = Fields {
                value: value.into(),
                ..Fields::default()
            };
            fields.input("X05", 0, None, unit).map(|input| input.value)
        };
        assert_eq!(typed("99,5%", "%"), Ok(Some(99.5)));
        assert_eq!(typed("12 tổ", "tổ"), Ok(Some(12.0)));
        assert!(
            typed("12 tổ", "người").is_err(),
            "another unit is no number of this one"
        );
    }

    #[test]
    fn columns_that_are_blank_are_sent_as_well() {
        let column = |code: &str| ContentColumn {
            own: Some(OwnColumn {
                code: code.into(),
                kind: OwnKind::Text,
                choices: Vec::new(),
                required: false,
            }),
            ..ContentColumn::usual(Column::Own(0))
        };
        let content = Content {
            columns: vec![column("von"), column("ghi_chu")],
            ..Content::default()
        };
        let fields = Fields {
            own: [("own_von".to_owned(), "Tỉnh".to_owned())].into(),
            ..Fields::default()
        };
        let sent: Vec<_> = fields.with_blank_columns(&content).own.into_iter().collect();
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(sent, [field("own_ghi_chu", ""), field("own_von", "Tỉnh")]);
    }

    #[test]
    fn what_was_not_touched_has_the_same_mark() {
        let shown = Fields {
            status: "Hoàn thành".into(),
            result: "Đã làm\nxong".into(),
            ..Fields::default()
        };
        let form = Form::default()
            .with("status.T1", "Hoàn thành ")
            .with("result.T1", "Đã làm\r\nxong\r\n");
        assert_eq!(Fields::typed(&form, "T1").mark(), shown.mark());
        let other = form.with("absence.T1", "not_arising");
        assert_ne!(Fields::typed(&other, "T1").mark(), shown.mark());
    }
}
