//! Documents that are named by their title: laws, and plans or decisions without a number.

use super::kinds::{KindHit, Kinds};
use super::number::with_symbol;
use super::scan::{Mention, clause_end, clean, date_at, issuer};
use crate::tokens::{Kind, Tokens};

/// Types that are taken as a mention by their title alone.
const TITLED: [&str; 15] = [
    "Kế hoạch",
    "Kế hoạch hành động",
    "Kế hoạch phối hợp",
    "Quyết định",
    "Phương án",
    "Chương trình hành động",
    "Chương trình phối hợp",
    "Quy chế",
    "Quy định",
    "Nghị quyết",
    "Chỉ thị",
    "Đề án",
    "Nghị định",
    "Thông tư",
    "Kết luận",
];

/// Types of legislation, which are cited by title.
const LAWS: [&str; 4] = ["Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"];

/// Longest title in tokens.
const MAX_TITLE: usize = 60;

/// A law at the token `i`, with the article before it: "Điều 11 của Luật Thực hiện dân chủ ở cơ sở".
pub(super) fn law(tokens: &Tokens<'_>, i: usize, hit: KindHit<'_>) -> Option<Mention> {
    if !LAWS.contains(&hit.name) || hit.short || !tokens.capital(i) || is_part_of_word(tokens, i) {
        return None;
    }
    let from = i + hit.tokens;
    let named = tokens.capital(from) || dated_soon(tokens, from);
    if hit.name != "Hiến pháp" && !(named && tokens.kind(from) == Kind::Word) {
        return None;
    }
    // In a heading in capitals nothing tells the title from other words.
    let mut to = from;
    while to < from + 16 && (tokens.kind(to) == Kind::Word || joins_fields(tokens, to)) {
        if to > from
            && matches!(
                tokens.low(to),
                "trên" | "tại" | "để" | "nhằm" | "đã" | "được" | "theo" | "ngày" | "số" | "của"
            )
        {
            break;
        }
        // "Luật Quản lý thuế và Nghị định số …": another document.
        let other = matches!(tokens.low(to + 1), "nghị" | "thông" | "quyết" | "luật" | "chỉ") && tokens.capital(to + 1);
        if tokens.low(to) == "và" && other {
            break;
        }
        to += 1;
        if tokens.low(to - 1) == "năm" && tokens.kind(to) == Kind::Digits {
            to += 1;
            break;
        }
    }
    let first = article_before(tokens, i);
    let title_end = tokens.end(to.max(from).max(1) - 1);
    // "Luật Căn cước số 26/2023/QH15 ngày …"
    let number = (tokens.low(to) == "số").then(|| with_symbol(tokens, to + 1)).flatten();
    let after = number.as_ref().map_or(to, |n| n.next);
    let date = if number.is_some() || tokens.low(to) == "ngày" {
        date_at(tokens, after)
    } else {
        None
    };
    let last = date.as_ref().map_or(after, |d| d.1);
    let end = if last > to { tokens.end(last - 1) } else { title_end };
    Some(Mention {
        kind: hit.name.to_owned(),
        number: number.map(|n| n.text),
        date: date.map(|d| d.0),
        issuer: None,
        subject: (to > from).then(|| clean(&tokens.text[tokens.start(from)..title_end])),
        start: tokens.start(first),
        end,
        core_end: if last > to { end } else { tokens.end(from - 1) },
        scope_end: end,
    })
}

/// "pháp luật", "kỷ luật", "quy luật": no law is named.
fn is_part_of_word(tokens: &Tokens<'_>, i: usize) -> bool {
    matches!(tokens.low_before(i, 1), "pháp" | "kỷ" | "kỉ" | "quy" | "định")
}

/// True where the words from `from` on lead to the day or number of a law: "Luật tổ chức chính quyền địa phương ngày …".
fn dated_soon(tokens: &Tokens<'_>, from: usize) -> bool {
    const WORDS_MAX: usize = 12;
    let ends = |i: &usize| matches!(tokens.low(*i), "ngày" | "số") || tokens.kind(*i) != Kind::Word;
    let end = (from..from + WORDS_MAX).find(ends);
    let digits = |i: usize| tokens.kind(i + 1) == Kind::Digits;
    end.is_some_and(|end| end > from && matches!(tokens.low(end), "ngày" | "số") && digits(end))
}

/// The comma in "Luật Cán bộ, công chức ngày …": number or day of the law follow a few words behind it.
fn joins_fields(tokens: &Tokens<'_>, at: usize) -> bool {
    const WORDS_MAX: usize = 5;
    let ends = |i: &usize| matches!(tokens.low(*i), "ngày" | "số") || tokens.kind(*i) != Kind::Word;
    let end = (at + 1..=at + 1 + WORDS_MAX).find(ends);
    let small = tokens.kind(at + 1) == Kind::Word && !tokens.capital(at + 1);
    tokens.low(at) == "," && small && end.is_some_and(|end| matches!(tokens.low(end), "ngày" | "số"))
}

/// First token of "điểm a khoản 2 Điều 11 (của)" before the token `i`; `i` where there is none.
fn article_before(tokens: &Tokens<'_>, i: usize) -> usize {
    let mut first = i;
    loop {
        let mut j = first;
        if j > 0 && matches!(tokens.low(j - 1), "của" | ",") {
            j -= 1;
        }
        let named = j >= 2 && matches!(tokens.low(j - 2), "điều" | "khoản" | "điểm" | "mục" | "chương");
        if !named || (tokens.kind(j - 1) != Kind::Digits && tokens.word(j - 1).chars().count() > 3) {
            return first;
        }
        first = j - 2;
    }
}

/// A document without a number whose title says which one it is.
pub(super) fn titled(tokens: &Tokens<'_>, kinds: &Kinds<'_>, i: usize, hit: KindHit<'_>) -> Option<Mention> {
    if hit.short || !TITLED.contains(&hit.name) || !tokens.capital(i) || in_capitals(tokens, i) {
        return None;
    }
    if i == 0 || tokens.ends_sentence(i - 1) || matches!(tokens.low_before(i, 1), "các" | "những" | "một" | "nhiều")
    {
        return None;
    }
    if asked_for(tokens, i) {
        return None;
    }
    let from = i + hit.tokens;
    let mut title = from;
    let mut issued = None;
    if tokens.low(from) == "của" {
        // "Chương trình hành động của Tỉnh ủy thực hiện …": only with what it is about.
        let (a, b) = issuer(tokens, from).filter(|(a, _)| tokens.capital(*a))?;
        issued = Some(clean(&tokens.text[tokens.start(a)..tokens.end(b - 1)]));
        title = b;
        tokens.any_phrase(title, &["thực hiện", "triển khai", "về"])?;
    }
    if tokens.kind(title) != Kind::Word || GENERIC.contains(&tokens.low(title)) {
        return None;
    }
    let to = clause_end(tokens, kinds, title, MAX_TITLE);
    // "Kế hoạch chuyển đổi số năm 2032 trước ngày 20/01/2032": when it is due is no part of its title.
    let due = (title + 1..to).find(|&i| {
        tokens
            .any_phrase(i, &["trước ngày", "trước tháng", "chậm nhất"])
            .is_some()
    });
    let to = due.unwrap_or(to);
    if to < title + 3 || generic_title(tokens, title, to) {
        return None;
    }
    let end = tokens.end(to - 1);
    Some(Mention {
        kind: hit.name.to_owned(),
        number: None,
        date: None,
        issuer: issued,
        subject: Some(clean(&tokens.text[tokens.start(title)..end])),
        start: tokens.start(i),
        end,
        core_end: tokens.end(from - 1),
        scope_end: end,
    })
}

/// Words after a type that point to a document named elsewhere, or make it no document.
const GENERIC: [&str; 24] = [
    "này", "đó", "trên", "nêu", "số", "nói", "và", "đã", "được", "đề", "kèm", "hoặc", "có", "là", "theo", "để", "cụ",
    "hằng", "hàng", "cho", "do", "tại", "đến", "tới",
];

/// True where the title names nothing but its own carrying out, or is that of the document at hand ("… như sau:").
fn generic_title(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while let Some(n) = tokens.any_phrase(
        at,
        &[
            "triển khai",
            "thực hiện",
            "tổ chức",
            "để",
            "cụ thể",
            "chi tiết",
            "công tác",
        ],
    ) {
        at += n;
    }
    let nothing = at >= to
        || matches!(
            tokens.low(at),
            "và" | "các" | "những" | "," | "của" | "theo" | "tại" | "trên"
        );
    nothing || tokens.any_phrase_before(to, &["như sau"]).is_some()
}

/// True where the sentence asks somebody else for the document: it does not exist yet.
fn asked_for(tokens: &Tokens<'_>, i: usize) -> bool {
    let from = (0..i).rev().find(|&j| tokens.ends_sentence(j)).map_or(0, |j| j + 1);
    (from..i).any(|j| tokens.any_phrase(j, &["đề nghị", "kiến nghị", "đề xuất"]).is_some())
}

/// True where the words at `i` are printed in capitals: a heading.
fn in_capitals(tokens: &Tokens<'_>, i: usize) -> bool {
    let word = tokens.word(i);
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}
