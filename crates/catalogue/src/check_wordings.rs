//! The wordings that checks look for: gathered from their files, and what contradicts itself in them.

use std::collections::HashMap;

use tonghop_model::message::Message;
use tonghop_model::wording::{CheckWordings, ObjectGroup, Says};
use tonghop_text::fold;

use crate::folding::normal;
use crate::parse::{Items, Placed, SaysPhrase};
use crate::problem::Problem;

/// A phrase as it is looked for: folded, but a counted noun ("# trường") in lower case, so that it is no "trưởng".
fn object_phrase(phrase: &str) -> String {
    if phrase.starts_with("# ") {
        tonghop_text::squash_space(&tonghop_text::nfc(phrase)).to_lowercase()
    } else {
        fold(phrase)
    }
}

/// The phrases by what they are for, folded, in the order of the files.
pub(crate) fn gather(objects: Vec<Placed<(String, String)>>, says: Vec<Placed<SaysPhrase>>) -> CheckWordings {
    let mut out = CheckWordings::default();
    for Placed {
        value: (name, phrase), ..
    } in objects
    {
        match out.objects.iter_mut().find(|g| g.name == name) {
            Some(group) => group.phrases.push(object_phrase(&phrase)),
            None => out.objects.push(ObjectGroup {
                name,
                phrases: vec![object_phrase(&phrase)],
            }),
        }
    }
    for Placed { value, .. } in says {
        let list = match (value.says, value.except) {
            (Says::NotDone, false) => &mut out.not_done,
            (Says::NotDone, true) => &mut out.not_done_except,
            (Says::OwnAction, false) => &mut out.own_action,
            // The validation refuses exceptions that nobody looks at.
            (Says::OwnAction, true) => continue,
        };
        list.push(fold(&value.phrase));
    }
    out
}

/// Blank and repeated phrases, phrases of two groups or of two meanings, exceptions where there can be none.
pub(crate) fn problems(items: &Items) -> Vec<Problem> {
    let objects = items
        .objects
        .iter()
        .map(|p| (p, p.value.1.as_str(), p.value.0.as_str()));
    let mut found = contradictions(objects.map(|(p, phrase, name)| (p.file.as_str(), p.line, phrase, name)));
    let says = items.says.iter().map(|p| {
        let of = if p.value.except { "except" } else { p.value.says.key() };
        (p.file.as_str(), p.line, p.value.phrase.as_str(), of)
    });
    found.extend(contradictions(says));
    let unused = items
        .says
        .iter()
        .filter(|p| p.value.except && p.value.says == Says::OwnAction);
    found.extend(unused.map(|p| {
        let message = Message::new("catalogue-bad-value")
            .with("field", "except")
            .with("value", &p.value.phrase);
        Problem::new(&p.file, p.line, message)
    }));
    found
}

/// What is wrong with phrases of which each belongs to one group: file, line, phrase, name of the group.
fn contradictions<'a>(phrases: impl Iterator<Item = (&'a str, usize, &'a str, &'a str)>) -> Vec<Problem> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut found = Vec::new();
    for (file, line, phrase, group) in phrases {
        let key = normal(phrase);
        let message = if key.is_empty() {
            Message::new("catalogue-blank").with("field", "phrases")
        } else {
            match seen.insert(key, group) {
                None => continue,
                Some(other) if other == group => Message::new("catalogue-repeated")
                    .with("kind", "phrase")
                    .with("code", phrase),
                Some(other) => Message::new("catalogue-ambiguous-phrase")
                    .with("phrase", phrase)
                    .with("code", group)
                    .with("other", other),
            }
        };
        found.push(Problem::new(file, line, message));
    }
    found
}
