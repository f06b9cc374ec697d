//! Which paragraphs are nothing but recipients and signature: the form prints them anew, so they are no text of the report.

use std::collections::HashSet;

use super::recipients::without_other_column;
use super::rows::Row;
use super::signature::{self, signature_at, without_signature};
use crate::outline::title;
use tonghop_model::reading::Signature;
use tonghop_text::fold;

/// The paragraphs of the closing part each row of which says what the recipients or the signature say.
pub(crate) fn paragraphs(tail: &[Row<'_>], recipients: &[String], signature: &Signature) -> HashSet<usize> {
    let opens = |row: &Row<'_>| title::is_recipients(row.text) || signature_at(row.text) == Some(0);
    let Some(start) = tail.iter().position(opens) else {
        return HashSet::new();
    };
    let said = Said::new(recipients, signature);
    let mut foot: HashSet<usize> = tail[start..].iter().map(|row| row.para).collect();
    for (at, row) in tail.iter().enumerate() {
        if at < start || !said.explains(row.text) {
            foot.remove(&row.para);
        }
    }
    foot
}

/// What recipients and signature say, as letters.
struct Said {
    recipients: String,
    signature: String,
    name: String,
}

impl Said {
    fn new(recipients: &[String], signature: &Signature) -> Self {
        let lines = [&signature.authority, &signature.capacity, &signature.signed_mark];
        Self {
            recipients: recipients.iter().map(|r| letters(r)).collect(),
            signature: lines.into_iter().flatten().map(|l| letters(l)).collect(),
            name: letters(signature.name.as_deref().unwrap_or_default()),
        }
    }

    /// True for a row of one column or of both: an item or a part of one, words of the signature, the name.
    fn explains(&self, row: &str) -> bool {
        let left = without_signature(without_other_column(without_signature(row)));
        let left = letters(signature::mark_and_name(left).map_or(left, |_| ""));
        let left = if title::is_recipients(row) {
            left.strip_prefix("noinhan").unwrap_or_default()
        } else {
            &left
        };
        let left = left.strip_suffix(&self.name).unwrap_or(left);
        let marks = ["daky", "dakyten", "dakyso", "vbdt"];
        left.is_empty() || marks.contains(&left) || self.recipients.contains(left) || self.signature.contains(left)
    }
}

/// Letters and figures, folded.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::recipients;
    use crate::header::rows::rows_of;

    fn foot(texts: &[&str]) -> Vec<usize> {
        let tail = rows_of(texts);
        let mut found: Vec<usize> = paragraphs(&tail, &recipients::find(&tail), &signature::find(&tail))
            .into_iter()
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn rows_of_two_columns_belong_to_the_foot() {
        let found = foot(&[
            "UBND xã Đồi Mây báo cáo để các sở, ngành biết, chỉ đạo./.",
            "Nơi nhận: T/M ỦY BAN NHÂN DÂN",
            "- Như trên; K/T CHỦ TỊCH",
            "- Lưu: VT. P. CHỦ TỊCH",
            "Đã ký: Trần Văn Mẫu",
        ]);
        assert_eq!(found, [1, 2, 3, 4]);
    }

    #[test]
    fn text_among_them_does_not() {
        let found = foot(&[
            "Trên đây là báo cáo của UBND xã./.",
            "Nơi nhận:",
            "- Như trên;",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            "Biểu này lập lúc 8 giờ.",
            "Trần Văn Mẫu",
            "Ghi chú: số liệu đến ngày 10/12/2031.",
        ]);
        assert_eq!(found, [1, 2, 3, 4, 5, 7]);
    }
}
