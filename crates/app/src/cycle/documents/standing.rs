//! How an answer stood when a form was written, and what that says of the filled form: whether the answer was changed in the
//! file, in the system, or in both.

use super::form_out::entry;
use crate::cycle::reports::{Item, ItemInput};
use crate::cycle::secret::digest;
use tonghop_model::template::OwnValues;
use tonghop_text::{nfc, squash_space};

/// Characters of a digest that name an answer; two of a unit's few hundred answers never share them.
const NAMED_BY: usize = 16;

/// What a workbook shows of an answer.
#[derive(Debug, PartialEq)]
struct Shown {
    status: String,
    result: String,
    numerator: Option<f64>,
    denominator: Option<f64>,
    /// What stands in the columns that the template adds.
    own: OwnValues,
}

impl Shown {
    fn of_item(item: &Item, ratio: bool) -> Self {
        let figures = entry(Some(item), ratio);
        Self {
            own: item.own.clone(),
            ..Self::new(&item.status, &item.result, figures.numerator, figures.denominator)
        }
    }

    fn of_input(input: &ItemInput) -> Self {
        Self {
            own: input.own.clone().unwrap_or_default(),
            ..Self::new(&input.status, &input.result, input.numerator, input.denominator)
        }
    }

    /// Programs for tables write blanks and line ends in their own way: these tell nothing.
    fn new(status: &str, result: &str, numerator: Option<f64>, denominator: Option<f64>) -> Self {
        let plain = |text: &str| squash_space(&nfc(text));
        Self {
            status: plain(status),
            result: plain(result),
            numerator,
            denominator,
            own: OwnValues::new(),
        }
    }

    fn name(&self) -> String {
        let figure = |value: Option<f64>| value.map_or_else(String::new, |v| v.to_string());
        let (numerator, denominator) = (figure(self.numerator), figure(self.denominator));
        let mut parts = vec![&*self.status, &*self.result, &*numerator, &*denominator];
        parts.extend(
            self.own
                .iter()
                .flat_map(|(code, value)| [code.as_str(), value.as_str()]),
        );
        let mut name = digest(&parts.join("\u{1f}"));
        name.truncate(NAMED_BY);
        name
    }
}

/// The name of an answer in the hidden sheet of a form: "7.9f86d081884c7d65", its version and what the form shows of it.
pub(super) fn name(item: &Item, ratio: bool) -> String {
    format!("{}.{}", item.version, Shown::of_item(item, ratio).name())
}

/// What is to be done with the answer of a filled form.
#[derive(Debug, PartialEq)]
pub(super) enum Verdict {
    /// Nothing: it says what stands there, or was not touched in the file.
    Leave,
    /// It is saved over the version that stands there, 0 where none does.
    Save(i64),
    /// It was changed in the file and in the system.
    Conflict,
}

/// What is to be done with the answer of a filled form; `named` is the name of the answer when the form was written, none where
/// there was no answer, `is_dated` false for forms that do not tell.
pub(super) fn judge(
    present: Option<&Item>,
    filled: &ItemInput,
    (named, is_dated): (Option<&str>, bool),
    ratio: bool,
) -> Verdict {
    let (version, shown) = named.and_then(|n| n.split_once('.')).unwrap_or(("0", ""));
    let Some(present) = present else {
        // Taken out of the report since: what the file did not change does not come back by it.
        let untouched = Shown::of_input(filled).name() == shown;
        return if untouched { Verdict::Leave } else { Verdict::Save(0) };
    };
    let merged = Shown::of_input(&over(present, filled, ratio));
    if merged == Shown::of_item(present, ratio) || Shown::of_input(filled).name() == shown {
        return Verdict::Leave;
    }
    let unchanged = is_dated && present.version.to_string() == version;
    if unchanged {
        Verdict::Save(present.version)
    } else {
        Verdict::Conflict
    }
}

/// The answer of a filled form over the one that stands there: blank cells change nothing.
pub(super) fn over(present: &Item, filled: &ItemInput, ratio: bool) -> ItemInput {
    let text = |new: &str, old: &str| if new.trim().is_empty() { old } else { new }.to_owned();
    let figures = entry(Some(present), ratio);
    let blank = filled.numerator.is_none() && filled.denominator.is_none();
    ItemInput {
        node: filled.node.clone(),
        version: present.version,
        status: text(&filled.status, &present.status),
        result: text(&filled.result, &present.result),
        value: if blank { present.value } else { filled.value },
        numerator: filled.numerator.or(figures.numerator),
        denominator: filled.denominator.or(figures.denominator),
        // What is known of the figures stays as long as they do.
        qualifier: present.qualifier.clone().filter(|_| blank),
        as_of_from: present.as_of_from.filter(|_| blank),
        as_of_to: present.as_of_to.filter(|_| blank),
        absence: None,
        own: Some(own_over(&present.own, filled.own.as_ref())),
    }
}

/// What the columns that the template adds hold then: blank ones of the form change nothing either.
fn own_over(present: &OwnValues, filled: Option<&OwnValues>) -> OwnValues {
    let mut whole = present.clone();
    whole.extend(
        filled
            .into_iter()
            .flatten()
            .map(|(code, value)| (code.clone(), value.clone())),
    );
    whole
}
