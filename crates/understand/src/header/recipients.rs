//! The recipients below "Nơi nhận" (Nghị định 30/2020/NĐ-CP, Annex I, part II, item 9).

use super::rows::Row;
use super::signature::{self, person, signature_at, signed, without_signature};
use crate::outline::{label, title};
use tonghop_text::{fold, squash_space};

/// The items below "Nơi nhận", without dashes and closing marks.
pub(crate) fn find(tail: &[Row<'_>]) -> Vec<String> {
    let Some(at) = tail.iter().position(|r| title::is_recipients(r.text)) else {
        return Vec::new();
    };
    let mut items: Vec<String> = Vec::new();
    let first = tail[at].text.split_once(':').map_or("", |(_, rest)| rest);
    let first = without_signature(first).trim().trim_start_matches('*').trim_start();
    if label::bullet(first).is_some() {
        items.extend(split_items(first));
    } else if first.contains(';') {
        // "Nơi nhận: Như trên; Lưu: VT." on one line.
        items.extend(first.split(';').map(|i| format!("{};", i.trim())));
        if first.trim_end().ends_with('.')
            && let Some(last) = items.last_mut()
        {
            *last = last.replace(".;", ".");
        }
    }
    for row in &tail[at + 1..] {
        let text = without_other_column(without_signature(row.text)).trim();
        if text.is_empty() {
            if signature_at(row.text) == Some(0) && !items.is_empty() && is_last(items.last()) {
                break;
            }
            continue;
        }
        if is_last(items.last()) && label::bullet(text).is_none() {
            break;
        }
        if label::bullet(text).is_some() {
            items.extend(split_items(text));
        } else if let Some(last) = items.last_mut() {
            if last.ends_with([';', '.']) || person(text) || signed(text) {
                if person(text) || signed(text) || title::word_count(text) > 14 {
                    continue;
                }
                items.extend(split_items(text));
            } else {
                last.push(' ');
                last.push_str(text);
            }
        } else if !text.starts_with('(') && !person(text) && !signed(text) {
            items.extend(split_items(text));
        }
    }
    let signer = signature::find(tail).name;
    // "- CT, các PCT UBND xã; Trần Văn Mẫu": the name stands beside the item in the other column.
    let beside = |item: &str| {
        let own = signer
            .as_deref()
            .and_then(|name| item.strip_suffix(name))
            .unwrap_or(item);
        let marked = own.rsplit_once(';').filter(|(_, mark)| signed(mark));
        trim_item(marked.map_or(own, |(item, _)| item))
    };
    let mut out: Vec<String> = items.iter().map(|i| beside(i)).filter(|i| !i.is_empty()).collect();
    if let Some(last) = out.last_mut()
        && let Some((head, name)) = last.rsplit_once(". ")
        && person(name)
        && is_last(Some(&head.to_owned()))
    {
        *last = trim_item(head);
    }
    out
}

/// "Lưu: VT, …" closes the list.
fn is_last(item: Option<&String>) -> bool {
    item.is_some_and(|i| fold(i).starts_with("luu") && i.ends_with('.'))
}

/// One row may hold several items when its line breaks were lost: "- A; - B; - C."
fn split_items(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices("; ") {
        if label::bullet(&text[at + 2..]).is_some() {
            out.push(&text[start..=at]);
            start = at + 2;
        }
    }
    out.push(&text[start..]);
    out.into_iter()
        .map(|i| label::bullet(i).map_or(i, |(_, r)| r).to_owned())
        .collect()
}

/// "- TT Đảng ủy, HĐND xã; HÀNH CHÍNH CÔNG": the second row of a long capacity beside an item.
pub(crate) fn without_other_column(row: &str) -> &str {
    match row.rsplit_once("; ") {
        Some((item, rest)) if label::bullet(item).is_some() && label::is_caps(rest) && title::word_count(rest) >= 2 => {
            &row[..=item.len()]
        }
        _ => row,
    }
}

pub(crate) fn trim_item(item: &str) -> String {
    squash_space(
        item.trim()
            .trim_end_matches("./.")
            // A dash at the end is the mark of the next item, which recognition set on this row.
            .trim_end_matches([';', '.', ',', ' ', '-', '–']),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::rows::rows_of as rows;

    #[test]
    fn one_column_after_the_other() {
        let tail = rows(&[
            "Nơi nhận: (VBĐT)",
            "- Như trên;",
            "- TT. Đảng ủy xã;",
            "- Các phòng,",
            "ban xã;",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN",
            "KT.CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Đã ký",
            "Trần Văn Mẫu",
        ]);
        assert_eq!(
            find(&tail),
            ["Như trên", "TT. Đảng ủy xã", "Các phòng, ban xã", "Lưu: VT"]
        );
        let found = signature::find(&tail);
        assert_eq!(found.authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
        assert_eq!(found.capacity.as_deref(), Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"));
        assert_eq!(found.name.as_deref(), Some("Trần Văn Mẫu"));
        assert_eq!(found.signed_mark.as_deref(), Some("Đã ký"));
    }

    #[test]
    fn both_columns_in_one_row() {
        let tail = rows(&[
            "Nơi nhận: KT. CHỦ TỊCH",
            "- UBND huyện; PHÓ CHỦ TỊCH",
            "- Phòng Tư pháp;",
            "- Lưu: VT, TP (H).",
            "Hà Thị Mẫu",
        ]);
        assert_eq!(find(&tail), ["UBND huyện", "Phòng Tư pháp", "Lưu: VT, TP (H)"]);
        let found = signature::find(&tail);
        assert_eq!(found.authority, None);
        assert_eq!(found.capacity.as_deref(), Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"));
        assert_eq!(found.name.as_deref(), Some("Hà Thị Mẫu"));
    }

    #[test]
    fn the_name_beside_an_item_is_no_part_of_it() {
        let tail = rows(&[
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN",
            "- Như trên; CHỦ TỊCH",
            "- TT. HĐND xã;",
            "- CT, các PCT UBND xã; Lò Văn Mẫu",
            "- Các thôn; (Đã ký)",
            "- Lưu: VT, VHXH.",
        ]);
        assert_eq!(
            find(&tail),
            [
                "Như trên",
                "TT. HĐND xã",
                "CT, các PCT UBND xã",
                "Các thôn",
                "Lưu: VT, VHXH"
            ]
        );
    }

    #[test]
    fn lines_lost() {
        let tail = rows(&[
            "Nơi nhận: - Như trên; - Phòng VHXH; - Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
            "Trần Văn Mẫu",
        ]);
        assert_eq!(find(&tail), ["Như trên", "Phòng VHXH", "Lưu: VT"]);
        assert_eq!(
            signature::find(&tail).capacity.as_deref(),
            Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH")
        );
        assert_eq!(signature::find(&tail).authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
    }
}
