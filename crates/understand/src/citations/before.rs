//! What a document is about where its sentence says it first: "thành lập Tổ công nghệ số … tại Quyết định số …".

use crate::tokens::{Kind, Tokens};
use tonghop_text::dates::{PartialDate, date_prefix};

/// Tokens before the document that are looked at.
const REACH: usize = 45;
/// Words that such a subject has at least.
const WORDS_MIN: usize = 4;
/// Acts that a document does.
const ACTS: [&str; 7] = [
    "thành lập",
    "kiện toàn",
    "ban hành",
    "phê duyệt",
    "phân công",
    "bổ nhiệm",
    "giao",
];
/// Those of them that are done by the document also where the sentence says "theo" and not "tại".
const SET_UP: [&str; 2] = ["thành lập", "kiện toàn"];

/// Words that begin with "giao" and are no act: traffic, transactions, exchange.
const GIAO: [&str; 6] = ["thông", "dịch", "lưu", "tiếp", "thương", "diện"];

/// The act that the document at the token `first` does by its sentence: tokens from, to.
pub(super) fn act(tokens: &Tokens<'_>, first: usize) -> Option<(usize, usize)> {
    let to = first.checked_sub(1)?;
    let acts: &[&str] = match tokens.low(to) {
        "tại" => &ACTS,
        "theo" => &SET_UP,
        _ => return None,
    };
    let reach = to.saturating_sub(REACH);
    let clause = (reach..to)
        .rev()
        .find(|&i| matches!(tokens.low(i), ";" | ":" | "(" | ")") || tokens.ends_sentence(i))
        .map_or(reach, |i| i + 1);
    let from = (clause..to).find(|&i| tokens.any_phrase(i, acts).is_some() && !is_part_of_word(tokens, i))?;
    let words = (from..to).filter(|&i| tokens.kind(i) == Kind::Word).count();
    (words >= WORDS_MIN).then_some((from, to))
}

/// The day with which the sentence of the document at the token `first` begins: "Ngày 06/01/2031, UBND phường đã có
/// Quyết định số 04/QĐ-UBND". Of several documents it is the first one's.
pub(super) fn day(tokens: &Tokens<'_>, first: usize) -> Option<PartialDate> {
    const WORDS_MAX: usize = 16;
    let reach = first.saturating_sub(WORDS_MAX);
    let from = (reach..first).rev().find(|&i| i == 0 || tokens.ends_sentence(i - 1))?;
    let from = from + usize::from(matches!(tokens.low(from), "-" | "+" | "•"));
    if tokens.low(from) != "ngày" {
        return None;
    }
    let (date, len) = date_prefix(&tokens.text[tokens.start(from)..])?;
    let next = tokens.at_byte(tokens.start(from) + len);
    let issued = (next..first).any(|i| tokens.any_phrase(i, &["ban hành", "đã có", "ký", "ra"]).is_some());
    let plain = tokens.low(next) == "," && (next + 1..first).all(|i| tokens.kind(i) == Kind::Word);
    (issued && plain).then_some(date)
}

/// True where "giao" is but a syllable of another word: "giao thông", "bàn giao".
fn is_part_of_word(tokens: &Tokens<'_>, i: usize) -> bool {
    let handed_over = || i.checked_sub(1).is_some_and(|before| tokens.low(before) == "bàn");
    tokens.low(i) == "giao" && (GIAO.contains(&tokens.low(i + 1)) || handed_over())
}
