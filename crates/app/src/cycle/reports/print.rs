//! The print of what was sent: one figure that changes with every answer.

use crate::cycle::secret::digest_bytes;
use serde_json::{Value, json};
use tonghop_store::submissions::ItemRow;

/// SHA-256, lower-case hexadecimal, over the answers of an attempt in the order of their codes: a JSON array for each with code,
/// kind, status, result, absence, value, numerator, denominator, unit of measure, qualifier, first and last day of the data,
/// source, place in the source and sentence, and what stands in columns that the template adds where there is any. It stands on the receipt and in the audit log; what it is made of never changes.
pub(crate) fn print(items: &[ItemRow]) -> String {
    let mut ordered: Vec<&ItemRow> = items.iter().collect();
    ordered.sort_by(|a, b| a.node.cmp(&b.node));
    let all: Vec<Value> = ordered.into_iter().map(one).collect();
    digest_bytes(Value::Array(all).to_string().as_bytes())
}

fn one(item: &ItemRow) -> Value {
    let mut said = json!([
        item.node,
        item.kind,
        item.status,
        item.result,
        item.absence,
        item.value,
        item.numerator,
        item.denominator,
        item.unit_of_measure,
        item.qualifier,
        item.as_of_from,
        item.as_of_to,
        item.source,
        item.span,
        item.sentence,
    ]);
    // Answers without such columns have the print that they always had.
    if let (Some(own), Some(all)) = (&item.own, said.as_array_mut()) {
        all.push(Value::from(own.as_str()));
    }
    said
}
