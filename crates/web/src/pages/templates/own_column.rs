//! The fields of a column that a province adds: what is filled in, what can be chosen, whether it has to be.

use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use tonghop_app::cycle::templates::{ContentColumn, one_line};
use tonghop_model::message::Message;
use tonghop_model::template::{Column, OwnColumn, OwnKind};

/// The value of the list of columns for a new one.
pub const OWN: &str = "own";

/// Kinds of what such a column holds: stable name and words.
pub fn kinds(page: &Page) -> Vec<(&'static str, String)> {
    let kind = |k: OwnKind| (k.key(), page.t(&format!("web-template-own-{}", k.key())));
    OwnKind::ALL.into_iter().map(kind).collect()
}

/// The form with what the column is.
pub fn filled(form: Form, own: &OwnColumn) -> Form {
    let form = form
        .with("own_kind", own.kind.key())
        .with("choices", own.choices.join("\n"));
    if own.required { form.with("required", "1") } else { form }
}

/// What was typed. The place among the columns and the code follow from the template.
pub fn typed(ctx: &Ctx, view: &mut FormView, heading: Option<String>) -> ContentColumn {
    let kind = OwnKind::from_key(view.form.text("own_kind")).unwrap_or_default();
    let choices = view.form.raw("choices").lines().map(one_line).filter(|c| !c.is_empty());
    let mut own = OwnColumn {
        code: String::new(),
        kind,
        choices: Vec::new(),
        required: view.form.is_set("required"),
    };
    if kind == OwnKind::Choice {
        for choice in choices {
            // The same words twice are one choice.
            if !own.choices.contains(&choice) {
                own.choices.push(choice);
            }
        }
        if own.choices.len() < 2 {
            view.reject("choices", ctx, &Message::new("cycle-template-choices-few"));
        }
    }
    ContentColumn {
        column: Column::Own(0),
        heading,
        own: Some(own),
    }
}

/// "Chọn trong danh sách: Ngân sách tỉnh; Xã hội hóa · bắt buộc điền".
pub fn described(page: &Page, own: &OwnColumn) -> Vec<String> {
    let mut kind = page.t(&format!("web-template-own-{}", own.kind.key()));
    if !own.choices.is_empty() {
        kind = format!("{kind}: {}", own.choices.join("; "));
    }
    let mut all = vec![page.t("web-template-column-own-is"), kind];
    all.extend(own.required.then(|| page.t("web-template-own-required")));
    all
}
