//! The mentions of one paragraph.

use super::kinds::{KindHit, Kinds};
use super::number::{DocNumber, bare, is_year, of_year, with_symbol};
use super::{before, title};
use crate::tokens::{Kind, Tokens};
use tonghop_text::dates::{PartialDate, date_prefix};

/// Types whose mention may bear a bare number: "Đề án 06", "Nghị quyết 57".
const BARE_NUMBERED: [&str; 8] = [
    "Đề án",
    "Nghị quyết",
    "Quyết định",
    "Chỉ thị",
    "Kế hoạch",
    "Kết luận",
    "Nghị định",
    "Thông tư",
];

/// Words after a bare number that make it a count: "kế hoạch 5 năm", "Quyết định 03 nội dung".
const COUNTED: [&str; 15] = [
    "năm", "tháng", "ngày", "tuần", "nội", "công", "tổ", "người", "nhiệm", "chỉ", "đồng", "lớp", "thôn", "cán", "thành",
];

/// Longest issuer and longest subject in tokens.
const MAX_ISSUER: usize = 40;
const MAX_SUBJECT: usize = 90;

/// A mention: token and byte ranges into one paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    pub kind: String,
    pub number: Option<String>,
    pub date: Option<PartialDate>,
    pub issuer: Option<String>,
    pub subject: Option<String>,
    /// Bytes of the quote.
    pub start: usize,
    pub end: usize,
    /// Bytes of type, number and date: digits in there are no figures.
    pub core_end: usize,
    /// One past the last byte of the subject; `end` where there is none.
    pub scope_end: usize,
}

/// Every mention of a paragraph, in order.
///
/// `numbered_only` leaves out documents that have a title and no number (fixed wording names none).
pub(crate) fn mentions(tokens: &Tokens<'_>, kinds: &Kinds<'_>, numbered_only: bool) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut scope_end = 0;
    let mut i = 0;
    while i < tokens.len() {
        let hit = match tokens.kind(i) {
            Kind::Word if !tokens.glued(i) || tokens.kind(i - 1) == Kind::Mark => kinds.at(tokens, i),
            _ => None,
        };
        let mention = match hit {
            Some(hit) => numbered(tokens, kinds, i, hit)
                .or_else(|| title::law(tokens, i, hit))
                .or_else(|| {
                    let free = !numbered_only && tokens.start(i) >= scope_end;
                    if free {
                        title::titled(tokens, kinds, i, hit)
                    } else {
                        None
                    }
                }),
            None if tokens.kind(i) == Kind::Digits => orphan(tokens, kinds, i, &found),
            None => None,
        };
        let Some(mention) = mention else {
            i += 1;
            continue;
        };
        scope_end = scope_end.max(mention.scope_end);
        let titled = mention.number.is_none();
        // What a subject mentions is looked for too; a title's own words are not.
        let resume = if titled { mention.core_end } else { mention.end };
        let next = tokens.at_byte(resume).max(i + 1);
        found.push(mention);
        i = next;
    }
    found
}

/// Type, number, date, issuer, subject.
fn numbered(tokens: &Tokens<'_>, kinds: &Kinds<'_>, i: usize, hit: KindHit<'_>) -> Option<Mention> {
    let after = i + hit.tokens;
    let number = number_after(tokens, kinds, after, hit, tokens.capital(i))?;
    Some(complete(tokens, kinds, i, hit.name, number))
}

/// The number that follows a type.
fn number_after(
    tokens: &Tokens<'_>,
    kinds: &Kinds<'_>,
    after: usize,
    hit: KindHit<'_>,
    capital: bool,
) -> Option<DocNumber> {
    if let Some(at) = after_so(tokens, after) {
        return with_symbol(tokens, at).or_else(|| bare(tokens, at).filter(|_| at < tokens.len()));
    }
    if let Some(number) = with_symbol(tokens, after).filter(|_| tokens.kind(after) == Kind::Digits) {
        return Some(number);
    }
    if BARE_NUMBERED.contains(&hit.name) && tokens.kind(after) == Kind::Digits && !tokens.glued(after) {
        if let Some(number) = of_year(tokens, after) {
            return Some(number);
        }
        let named = capital || hit.short || matches!(hit.name, "Đề án" | "Nghị quyết" | "Chỉ thị");
        let counted = tokens.glued(after + 1) && tokens.kind(after + 1) == Kind::Word
            || matches!(tokens.low(after + 1), "%" | "/")
            || (tokens.glued(after + 1)
                && matches!(tokens.low(after + 1), "." | ",")
                && tokens.kind(after + 2) == Kind::Digits
                && tokens.glued(after + 2))
            || (hit.name != "Đề án" && COUNTED.contains(&tokens.low(after + 1)));
        // "Kế hoạch 2024": the plan of a year.
        if named && !counted && !is_year(tokens.word(after)) {
            return bare(tokens, after);
        }
    }
    if capital {
        number_further_on(tokens, kinds, after)
    } else {
        None
    }
}

/// Token after "số" or "số:" at `i`, where a number (or the stroke of a blank one) stands.
fn after_so(tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    if tokens.low(i) != "số" {
        return None;
    }
    let mut at = i + 1;
    while matches!(tokens.low(at), ":" | "." | "…") && at < i + 20 {
        at += 1;
    }
    (tokens.kind(at) == Kind::Digits || tokens.low(at) == "/").then_some(at)
}

/// "Công văn của Sở … số 12/SKHCN-CĐS", "Thông báo kết luận số …": words between the type and "số", none of
/// which names another type or says where something stands.
fn number_further_on(tokens: &Tokens<'_>, kinds: &Kinds<'_>, after: usize) -> Option<DocNumber> {
    let reach = if tokens.low(after) == "của" { 14 } else { 5 };
    for at in after..after + reach {
        if tokens.kind(at) != Kind::Word || matches!(tokens.low(at), "tại" | "theo" | "trong" | "thi" | "kèm") {
            return None;
        }
        if let Some(digits) = after_so(tokens, at).filter(|_| at > after) {
            return with_symbol(tokens, digits);
        }
        if kinds.at(tokens, at).is_some() {
            return None;
        }
    }
    None
}

/// A number with a symbol and no type before it: the second of "các Quyết định số 91-QĐ/ĐU, 92-QĐ/ĐU".
fn orphan(tokens: &Tokens<'_>, kinds: &Kinds<'_>, i: usize, found: &[Mention]) -> Option<Mention> {
    // "Số: 55/2031/CT-UBND": the year is the middle of a number.
    let inside = i >= 2 && tokens.low(i - 1) == "/" && tokens.kind(i - 2) == Kind::Digits && tokens.glued(i);
    if inside {
        return None;
    }
    let number = with_symbol(tokens, i)?;
    if found.last().is_some_and(|m| m.core_end > tokens.start(i)) || !number.text.contains('/') {
        return None;
    }
    let (name, known) = kinds.of_symbol(&number.symbol);
    let so = tokens.any_phrase_before(i, &["số", "số :"]);
    // "Số: 12/BC-UBND" at the head of a document is its own number.
    let own = so.is_some_and(|n| n == i || (n == 2 && tokens.capital(i - 2)));
    if own || (!known && so.is_none()) {
        return None;
    }
    let start = i - so.unwrap_or(0);
    Some(complete(tokens, kinds, start, name, number))
}

/// Adds date, issuer and subject to type and number.
fn complete(tokens: &Tokens<'_>, kinds: &Kinds<'_>, first: usize, name: &str, number: DocNumber) -> Mention {
    let start = tokens.start(first);
    let mut next = number.next;
    let mut end = tokens.end(next - 1);
    let mut date = None;
    if let Some((found, after)) = date_at(tokens, next) {
        date = Some(found);
        next = after;
        end = tokens.end(next - 1);
    }
    let mut core_end = end;
    let mut issued = None;
    if let Some((from, to)) = issuer(tokens, next) {
        issued = Some(clean(&tokens.text[tokens.start(from)..tokens.end(to - 1)]));
        next = to;
        end = tokens.end(to - 1);
        if date.is_none()
            && let Some((found, after)) = date_at(tokens, next)
        {
            date = Some(found);
            next = after;
            end = tokens.end(next - 1);
            core_end = end;
        }
    }
    if issued.is_none() {
        let body = issuer_before(tokens, first);
        issued = body.map(|(from, to)| clean(&tokens.text[tokens.start(from)..tokens.end(to - 1)]));
    }
    let date = date.or_else(|| before::day(tokens, first));
    let subject = subject(tokens, kinds, name, next);
    let scope_end = subject.map_or(end, |(_, to)| tokens.end(to - 1));
    let subject = subject.or_else(|| before::act(tokens, first));
    Mention {
        kind: name.to_owned(),
        number: Some(number.text),
        date,
        issuer: issued,
        subject: subject.map(|(from, to)| clean(&tokens.text[tokens.start(from)..tokens.end(to - 1)])),
        start,
        end,
        core_end,
        scope_end,
    }
}

/// A date that belongs to the document: "ngày …" or dd/mm/yyyy, also after a comma or bracket.
pub(super) fn date_at(tokens: &Tokens<'_>, mut i: usize) -> Option<(PartialDate, usize)> {
    if matches!(tokens.low(i), "," | "(") {
        i += 1;
    }
    i += tokens.any_phrase(i, &["ban hành", "ký", "cùng"]).unwrap_or(0);
    if tokens.low(i) != "ngày" && tokens.kind(i) != Kind::Digits {
        return None;
    }
    let (date, len) = date_prefix(&tokens.text[tokens.start(i)..])?;
    let end = tokens.start(i) + len;
    Some((date, tokens.at_byte(end)))
}

/// Words with which an issuing body begins where "của" is missing.
const BODIES: [&str; 13] = [
    "thủ tướng",
    "chính phủ",
    "ủy ban nhân dân",
    "ubnd",
    "hđnd",
    "hội đồng nhân dân",
    "tỉnh ủy",
    "thành ủy",
    "đảng ủy",
    "bộ chính trị",
    "ban chấp hành",
    "ban thường vụ",
    "sở khoa học",
];

/// Words that end the name of a body.
const AFTER_ISSUER: [&str; 30] = [
    "phê", "ban", "quy", "hướng", "thực", "triển", "tổ", "thành", "ngày", "số", "đã", "được", "để", "nhằm", "với",
    "theo", "yêu", "đề", "chỉ", "phát", "sửa", "bổ", "kèm", "có", "là", "do", "khi", "trong", "gửi", "v",
];

/// The issuing body after "của": tokens from, to.
pub(super) fn issuer(tokens: &Tokens<'_>, mut i: usize) -> Option<(usize, usize)> {
    if tokens.low(i) == "," {
        i += 1;
    }
    if tokens.low(i) == "của" {
        i += 1;
    } else if let Some(n) = tokens.phrase(i, "ban hành bởi") {
        i += n;
    } else if !tokens.capital(i) || tokens.any_phrase(i, &BODIES).is_none() {
        return None;
    }
    let local = ["tỉnh", "thành", "xã", "phường", "huyện", "cấp"].contains(&tokens.low(i));
    if tokens.kind(i) != Kind::Word || !(tokens.capital(i) || local) {
        return None;
    }
    let mut j = i + 1;
    while j < i + MAX_ISSUER && j < tokens.len() {
        match tokens.kind(j) {
            Kind::Word => {}
            Kind::Mark if tokens.low(j) == "-" => {
                j += 1;
                continue;
            }
            // "Sở Nông nghiệp & Phát triển nông thôn"
            Kind::Mark if tokens.low(j) == "&" && (tokens.capital(j + 1) || name_goes_on(tokens, j)) => {
                j += 1;
                continue;
            }
            _ => break,
        }
        // "vềphê duyệt": pages lose blanks.
        if tokens.low(j).strip_prefix("về").is_some_and(|rest| !rest.is_empty()) {
            break;
        }
        if tokens.low(j) == "về" {
            match second_about(tokens, i, j) {
                Some(second) => {
                    j = second;
                    break;
                }
                None => break,
            }
        }
        let lower = !tokens.capital(j);
        if (lower || matches!(tokens.low(j), "thực" | "triển" | "phê" | "v"))
            && AFTER_ISSUER.contains(&tokens.low(j))
            && !part_of_body(tokens, j)
        {
            break;
        }
        if tokens.low(j) == "và" && !tokens.capital(j + 1) && !name_goes_on(tokens, j) {
            break;
        }
        j += 1;
    }
    while j > i && tokens.kind(j - 1) == Kind::Mark {
        j -= 1;
    }
    (j > i).then_some((i, j))
}

/// "Ủy ban", "Ban Tổ chức", "thành phố", "Hội đồng quản trị": words of [`AFTER_ISSUER`] inside a name.
fn part_of_body(tokens: &Tokens<'_>, j: usize) -> bool {
    matches!(
        (tokens.low_before(j, 1), tokens.low(j), tokens.low(j + 1)),
        ("ủy", "ban", _)
            | (_, "ban", "chỉ" | "chấp" | "thường" | "nhân" | "dân")
            | (_, "thành", "phố" | "ủy" | "viên")
            | ("ban", "chỉ" | "tổ", _)
            | (_, "tổ", "công" | "giúp" | "quốc")
            | ("đổi", "số", _)
            | ("và" | "&", "phát", "triển")
            | ("phát", "triển", "nông" | "đô" | "quỹ")
    )
}

/// "Sở Khoa học và Công nghệ" goes on after "và" with a capital; "Bộ Văn hóa, Thể thao và du lịch" without.
fn name_goes_on(tokens: &Tokens<'_>, j: usize) -> bool {
    tokens
        .any_phrase(
            j + 1,
            &[
                "công nghệ",
                "môi trường",
                "du lịch",
                "đào tạo",
                "xã hội",
                "phát triển nông thôn",
                "truyền thông",
            ],
        )
        .is_some()
}

/// "của Ban Chỉ đạo … về phát triển … về thúc đẩy …": the first "về" belongs to the body's name where a
/// second one follows in the sentence.
fn second_about(tokens: &Tokens<'_>, from: usize, about: usize) -> Option<usize> {
    let steering = (from..about).any(|k| {
        tokens
            .any_phrase(k, &["ban chỉ đạo", "tổ công tác", "ủy ban quốc gia"])
            .is_some()
    });
    if !steering {
        return None;
    }
    let limit = (about + MAX_ISSUER).min(tokens.len());
    let stop = (about + 1..limit)
        .find(|&k| tokens.low(k) == ";" || tokens.ends_sentence(k))
        .unwrap_or(limit);
    (about + 1..stop).find(|&k| tokens.low(k) == "về")
}

/// Verbs with which a subject may begin without "về".
const SUBJECT_VERBS: [&str; 17] = [
    "phê duyệt",
    "ban hành",
    "thành lập",
    "kiện toàn",
    "quy định",
    "hướng dẫn",
    "thực hiện",
    "triển khai",
    "tổ chức",
    "công bố",
    "phát động",
    "đề nghị",
    "yêu cầu",
    "phân công",
    "sửa đổi",
    "giao",
    "tăng cường",
];

/// What the document is about: tokens from, to.
pub(super) fn subject(tokens: &Tokens<'_>, kinds: &Kinds<'_>, kind: &str, i: usize) -> Option<(usize, usize)> {
    let mut from = i;
    if matches!(tokens.low(from), "," | "(") {
        from += 1;
    }
    if let Some(n) = tokens.any_phrase(from, &["về việc", "về", "v / v"]) {
        from += n;
        if tokens.low(from) == ":" {
            from += 1;
        }
    } else if tokens.any_phrase(from, &SUBJECT_VERBS).is_none() && !matches!(tokens.low(from), "\"" | "“") {
        // "Kế hoạch số …, Kế hoạch hành động thực hiện …": the title follows the number.
        let titled = tokens.low(i) == ","
            && tokens.capital(from)
            && kinds.at(tokens, from).is_some_and(|hit| {
                !hit.short
                    && hit.name.starts_with(kind)
                    && number_after(tokens, kinds, from + hit.tokens, hit, true).is_none()
            });
        if !titled {
            return None;
        }
    }
    let to = clause_end(tokens, kinds, from, MAX_SUBJECT);
    (to > from).then_some((from, to))
}

/// Words after ", " with which a new clause begins.
const NEW_CLAUSE: [&str; 16] = [
    "đã",
    "đang",
    "sẽ",
    "ban chỉ đạo",
    "ubnd",
    "ủy ban nhân dân",
    "đảng ủy",
    "hđnd",
    "hội đồng nhân dân",
    "trong đó",
    "theo đó",
    "đồng thời",
    "cụ thể",
    "trên cơ sở",
    "kết quả",
    "qua đó",
];

/// First token after the clause that starts at `from`: at most `most` tokens, up to `;`, `.`, `:`, a closing
/// bracket, a comma before a new clause or another numbered document of a list.
pub(super) fn clause_end(tokens: &Tokens<'_>, kinds: &Kinds<'_>, from: usize, most: usize) -> usize {
    let limit = (from + most).min(tokens.len());
    let mut depth = 0_usize;
    let mut j = from;
    while j < limit {
        match tokens.low(j) {
            "(" | "[" => depth += 1,
            ")" | "]" if depth == 0 => return j,
            ")" | "]" => depth -= 1,
            ";" | ":" if depth == 0 => return j,
            "." | "!" | "?" | "…" if tokens.ends_sentence(j) || tokens.low(j + 1) == "." => return j,
            // "… năm 2025 theo Kế hoạch số 125/KH-UBND": what follows is why, not what.
            "theo" if j > from + 1 && depth == 0 && names_document(tokens, kinds, j + 1) => return j,
            "," | "và" if j > from + 1 && depth == 0 => {
                let next = j + 1;
                if tokens.low(j) == "," && (tokens.any_phrase(next, &NEW_CLAUSE).is_some() || reports(tokens, next)) {
                    return j;
                }
                if names_document(tokens, kinds, next) {
                    return j;
                }
            }
            _ => {}
        }
        j += 1;
    }
    while j > from && matches!(tokens.low(j - 1), "," | "và" | "-") {
        j -= 1;
    }
    j
}

/// True where the clause at token `i` is that of the reporting body: "Tổ công tác Đề án 06 phường báo cáo kết quả".
fn reports(tokens: &Tokens<'_>, i: usize) -> bool {
    const NAME_LENGTH: usize = 14;
    tokens.capital(i)
        && (i + 1..i + NAME_LENGTH)
            .take_while(|&j| !matches!(tokens.low(j), "," | ";" | "." | ":"))
            .any(|j| tokens.phrase(j, "báo cáo").is_some())
}

/// True where a capitalised type with a number and symbol stands at token `i`.
fn names_document(tokens: &Tokens<'_>, kinds: &Kinds<'_>, i: usize) -> bool {
    tokens.capital(i)
        && kinds.at(tokens, i).is_some_and(|hit| {
            number_after(tokens, kinds, i + hit.tokens, hit, true).is_some_and(|n| !n.symbol.is_empty())
        })
}

/// Verbs between an issuing body and its document.
const ISSUING_VERBS: [&str; 4] = ["ban hành", "xây dựng", "tham mưu", "ra"];

/// The body that says of itself that it issued the document at `first`: "Ủy ban nhân dân xã đã ban hành Kế
/// hoạch số …". Tokens from, to.
fn issuer_before(tokens: &Tokens<'_>, first: usize) -> Option<(usize, usize)> {
    const VERB_DISTANCE: usize = 4;
    const CLAUSE: usize = 24;
    let verb =
        (first.saturating_sub(VERB_DISTANCE)..first).find(|&v| tokens.any_phrase(v, &ISSUING_VERBS).is_some())?;
    let clause = (verb.saturating_sub(CLAUSE)..verb)
        .rev()
        .find(|&k| tokens.low(k) == ";" || tokens.ends_sentence(k))
        .map_or(verb.saturating_sub(CLAUSE), |k| k + 1);
    let from = (clause..verb).find(|&k| tokens.any_phrase(k, &BODIES).is_some())?;
    let to = (from + 1..verb)
        .find(|&k| matches!(tokens.low(k), "đã" | "," | "cũng" | "kịp" | "vừa" | "chủ"))
        .unwrap_or(verb);
    (to - from <= 10).then_some((from, to))
}

/// A piece of the text without marks at its ends.
pub(super) fn clean(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':'))
        .to_owned()
}
