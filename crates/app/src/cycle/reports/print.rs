//! The print of what was sent: one figure that changes with every answer.

use crate::cycle::secret::digest_bytes;
use serde_json::{Value, json};
use tonghop_store::findings::{FindingRow, NewFinding};
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

/// What a print is made of in a finding.
pub(crate) trait Found {
    /// Code of the check.
    fn check(&self) -> &str;
    /// A JSON array; what it is made of never changes.
    fn said(&self) -> Value;
}

macro_rules! found {
    ($($row:ty),*) => {
        $(impl Found for $row {
            fn check(&self) -> &str {
                &self.check_code
            }

            fn said(&self) -> Value {
                json!([
                    self.node,
                    self.check_code,
                    self.rule,
                    self.severity,
                    self.message_vi,
                    self.message_en,
                    self.expected,
                    self.actual,
                    self.quotes,
                    self.fingerprint,
                    self.explanation,
                    self.explained_by,
                ])
            }
        })*
    };
}
found!(FindingRow, NewFinding);

/// SHA-256, lower-case hexadecimal, over what was found in an attempt, in no particular order. What checks between units find can
/// change once other units send and is left out.
pub(crate) fn print_of_found<F: Found>(found: &[F]) -> String {
    let own = found.iter().filter(|f| !super::between::CODES.contains(&f.check()));
    let mut all: Vec<String> = own.map(|f| f.said().to_string()).collect();
    all.sort_unstable();
    digest_bytes(all.join("\n").as_bytes())
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
