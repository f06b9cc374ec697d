//! What the checks found in answers that were checked before.
//!
//! A report is checked while it is filled in and again when it is sent, mostly with the same answers. The catalogue
//! does not change while the program runs, and a published template never does: equal answers to the same template
//! under the same title have equal findings. Kept by a digest of all of that, so that one report can neither be taken
//! for another nor be recognised from what is kept. What was sent goes, so that there is room for those that wait to be.

use super::checks::Checked;
use crate::cycle::remembered::Remembered;
use sha2::{Digest, Sha256};
use tonghop_store::submissions::ItemRow;

/// Bytes that are kept at most: some thousands of reports.
pub(crate) const MOST: usize = 32 << 20;

/// SHA-256 of answers with their template and title.
pub(crate) type Key = [u8; 32];

/// Results of checks by what was checked.
pub(crate) type CheckCache = Remembered<Key, Checked>;

/// The digest of answers to a template in a round with this title; with the template the unit's submissions before, which
/// they are held against.
pub(crate) fn key((template, before): (i64, &[i64]), title: &str, items: &[ItemRow]) -> Key {
    let mut said = Vec::with_capacity(items.len() * 128);
    said.extend(template.to_le_bytes());
    said.extend((before.len() as u64).to_le_bytes());
    said.extend(before.iter().flat_map(|id| id.to_le_bytes()));
    text(&mut said, title);
    for item in items {
        text(&mut said, &item.node);
        text(&mut said, &item.kind);
        text(&mut said, &item.status);
        text(&mut said, &item.class);
        text(&mut said, &item.result);
        for number in [item.percent, item.value, item.numerator, item.denominator] {
            said.push(u8::from(number.is_some()));
            said.extend(number.unwrap_or_default().to_bits().to_le_bytes());
        }
        let optional = [
            &item.absence,
            &item.unit_of_measure,
            &item.qualifier,
            &item.as_of_from,
            &item.as_of_to,
            &item.own,
        ];
        for one in optional {
            said.push(u8::from(one.is_some()));
            text(&mut said, one.as_deref().unwrap_or_default());
        }
    }
    Sha256::digest(&said).into()
}

/// A text with its length before it, so that no two lists of texts are the same bytes.
fn text(said: &mut Vec<u8>, text: &str) {
    said.extend((text.len() as u64).to_le_bytes());
    said.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(node: &str, status: &str, result: &str, value: Option<f64>) -> ItemRow {
        ItemRow {
            submission_id: 1,
            node: node.into(),
            kind: "task".into(),
            status: status.into(),
            class: "met".into(),
            result: result.into(),
            value,
            source: "typed".into(),
            updated_by: "a".into(),
            updated_at: 1,
            version: 1,
            ..ItemRow::default()
        }
    }

    #[test]
    fn who_saved_an_answer_and_when_does_not_matter() {
        let first = item("A.1", "Đáp ứng", "Đã làm", None);
        let later = ItemRow {
            submission_id: 2,
            updated_by: "b".into(),
            updated_at: 9,
            version: 4,
            source: "copied".into(),
            ..first.clone()
        };
        assert_eq!(
            key((1, &[]), "t", std::slice::from_ref(&first)),
            key((1, &[]), "t", &[later])
        );
        assert_ne!(
            key((1, &[]), "t", std::slice::from_ref(&first)),
            key((2, &[]), "t", std::slice::from_ref(&first))
        );
        let held = std::slice::from_ref(&first);
        assert_ne!(
            key((1, &[]), "t", held),
            key((1, &[7]), "t", held),
            "another report before"
        );
        assert_ne!(
            key((1, &[]), "t", std::slice::from_ref(&first)),
            key((1, &[]), "u", &[first])
        );
    }

    proptest! {
        #[test]
        fn different_answers_have_different_keys(
            a in ("[ab]{0,2}", "[ab]{0,2}", "[ab]{0,2}", proptest::option::of(0_i8..3)),
            b in ("[ab]{0,2}", "[ab]{0,2}", "[ab]{0,2}", proptest::option::of(0_i8..3)),
        ) {
            let row = |x: &(String, String, String, Option<i8>)| item(&x.0, &x.1, &x.2, x.3.map(f64::from));
            prop_assert_eq!(key((1, &[]), "t", &[row(&a)]) == key((1, &[]), "t", &[row(&b)]), a == b);
        }
    }
}
