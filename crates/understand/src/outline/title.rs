//! The words of titles: what a title looks like, and what it announces.

use super::label::is_caps;
use tonghop_text::{fold, words};

/// Types of documents that stand alone on a line above the title (Nghị định 30/2020/NĐ-CP, Annex III).
const TYPES: [&str; 20] = [
    "báo cáo",
    "kế hoạch",
    "thông báo",
    "tờ trình",
    "quyết định",
    "nghị quyết",
    "chỉ thị",
    "công điện",
    "chương trình",
    "hướng dẫn",
    "đề án",
    "phương án",
    "biên bản",
    "quy chế",
    "quy định",
    "thông cáo",
    "dự án",
    "giấy mời",
    "kết luận",
    "công văn",
];

/// The document type at the start of a text as printed there, with the bytes that it takes.
///
/// The type stands alone or, where lines were joined, in capitals before the title.
pub(crate) fn document_type(text: &str) -> Option<(&str, usize)> {
    // "DỰ THẢO BÁO CÁO"
    let draft = ["DỰ THẢO ", "(DỰ THẢO) "].iter().find(|d| text.starts_with(**d));
    let skipped = draft.map_or(0, |d| d.len());
    let text = &text[skipped..];
    let mut spaces = text.match_indices(' ').map(|(i, _)| i).chain([text.len()]);
    let _ = spaces.next();
    let end = spaces.next()?;
    let head = text[..end].trim_end_matches([':', '.', '*']);
    let known = is_type(head);
    let rest = text[end..].trim();
    if !known || !is_caps(head) && !rest.is_empty() {
        return None;
    }
    let sentence = rest
        .chars()
        .next()
        .is_some_and(|c| !c.is_uppercase() && !c.is_numeric() && !matches!(c, '(' | '"' | '“'));
    (!sentence && word_count(rest) < 90).then_some((&text[..end], skipped + end))
}

/// True for the name of a type, with its own diacritics or, as recognition and mailers leave them, with none: "PHƯỜNG
/// AN" opens the name of a ward, "PHƯƠNG ÁN" is a plan.
fn is_type(words: &str) -> bool {
    let lowered = words.to_lowercase();
    let folded = fold(words);
    let bare = lowered == folded;
    TYPES.iter().any(|t| {
        if bare {
            fold(t) == folded
        } else {
            near_type(t, &lowered)
        }
    })
}

/// Equal but for the place of a tone ("qui định" is not met here) or one letter that recognition took for another.
fn near_type(known: &str, printed: &str) -> bool {
    let differ = known.chars().zip(printed.chars()).filter(|(a, b)| a != b).count();
    known.chars().count() == printed.chars().count() && differ <= 1 && fold(known) == fold(printed)
}

/// True for the line that opens the list of recipients.
pub(crate) fn is_recipients(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_', '-', ' ', '\u{2022}']);
    let head: String = text.chars().take(9).collect();
    let folded = fold(&head);
    // "Nơi nhận" is italic and small in print and often misread.
    let named = ["noi nhan", "noi nhau", "nol nhan", "noi nha"]
        .iter()
        .any(|n| folded.starts_with(n));
    // Recognition may lose the first word altogether: then the line holds nothing but the second one.
    let halved = fold(text.trim_end()) == "nhan:";
    // "Nơi nhận thông tin: Văn phòng UBND xã" is a line of the text.
    let behind = text.chars().skip("Nơi nhận".chars().count()).collect::<String>();
    let goes_on = behind.trim_start().chars().take(2).filter(|c| c.is_lowercase()).count() == 2;
    halved || (named && !goes_on && text.starts_with(char::is_uppercase))
}

/// True for the title of an annex.
pub(crate) fn is_annex(text: &str) -> bool {
    let mut all = text.split_whitespace();
    let head = [all.next().unwrap_or_default(), all.next().unwrap_or_default()].join(" ");
    let folded = fold(head.trim_end_matches([':', '.']));
    let named = folded == "phu luc" || folded.starts_with("bieu mau") || folded.starts_with("phu bieu");
    named && (is_caps(&head) || word_count(text) <= 3)
}

/// True for the sentence that closes a report; `folded` is folded.
pub(crate) fn is_closing(folded: &str) -> bool {
    let reports = ["bao cao", "kinh gui", "kinh trinh", "kinh bao cao", "kinh de nghi"]
        .iter()
        .any(|w| folded.contains(w));
    folded.starts_with("tren day la")
        || folded.starts_with("nay thong bao")
        || (folded.ends_with("./.") && reports && word_count(folded) <= 80)
}

/// A title without the colon, stop or mark at its end.
pub(crate) fn clean(title: &str) -> &str {
    title
        .trim()
        .trim_end_matches("./.")
        .trim_end_matches([':', '.', ';', ',', '*', ' '])
}

/// The byte at which a title points to an annex: "(chi tiết tại Phụ lục kèm theo)" at its end.
pub(crate) fn pointer(title: &str) -> Option<usize> {
    let at = title
        .rfind('(')
        .filter(|_| title.trim_end().ends_with([')', '.', ':']))?;
    let folded = fold(&title[at + 1..]);
    let points = [
        "chi tiet",
        "co phu luc",
        "co bieu",
        "phu luc",
        "kem theo",
        "theo phu luc",
        "so lieu tai",
    ];
    let annex = ["phu luc", "bieu", "kem theo", "bang"];
    let alone = title[..at].trim_end();
    let says = points.iter().any(|p| folded.starts_with(p)) && annex.iter().any(|w| folded.contains(w));
    (says && !ends_like_sentence(alone) && !has_inner_sentence(alone)).then_some(at)
}

/// Number of words.
pub(crate) fn word_count(text: &str) -> usize {
    words(text).count()
}

/// True where the text ends like a sentence or the item of a list.
pub(crate) fn ends_like_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ';', ',', '…', '!', '?'])
}

/// True where a sentence ends inside the text.
pub(crate) fn has_inner_sentence(text: &str) -> bool {
    text.match_indices(". ").any(|(i, _)| {
        let word = text[..i].rsplit(' ').next().unwrap_or_default();
        let next = text[i + 2..].chars().next();
        word.chars().count() > 2 && !is_caps(word) && next.is_some_and(char::is_uppercase)
    })
}

/// True where words before a colon announce a list ("… như sau:").
pub(crate) fn announces_list(text: &str) -> bool {
    let folded = fold(text);
    [
        "nhu sau",
        "sau day",
        "cu the",
        "luu y",
        "trach nhiem",
        "bao gom",
        "gom:",
        "nhiem vu sau",
        "noi dung sau",
        "la:",
    ]
    .iter()
    .any(|w| folded.contains(w))
}

/// True where a folded title announces tasks or recommendations, whose numbered lines are items.
pub(crate) fn announces_items(folded: &str) -> bool {
    let tasks = [
        "nhiem vu trong tam",
        "phuong huong",
        "thoi gian toi",
        "thoi gian den",
        "nhiem vu tiep theo",
        "cong tac trong tam",
    ];
    let asks = ["de xuat", "kien nghi", "de nghi"];
    let nothing = folded.starts_with("ket qua") || folded.starts_with("tinh hinh") || folded.starts_with("cong tac");
    let ahead = folded.starts_with("nhiem vu")
        && (folded.contains("thang") || folded.contains("nam") || folded.contains("quy"));
    !nothing && (ahead || tasks.iter().chain(&asks).any(|w| folded.contains(w)))
}

/// True where folded words start like an order or a request: an item and no title.
pub(crate) fn is_order(folded: &str) -> bool {
    const ORDERS: [&str; 34] = [
        "de nghi",
        "kinh de nghi",
        "kien nghi",
        "de xuat",
        "tiep tuc",
        "trien khai",
        "day manh",
        "tang cuong",
        "chi dao",
        "phoi hop",
        "ra soat",
        "nghien cuu",
        "to chuc",
        "thuc hien",
        "hoan thanh",
        "ban hanh",
        "tap trung",
        "quan tam",
        "chu dong",
        "nang cao",
        "bo tri",
        "theo doi",
        "tham muu",
        "duy tri",
        "khan truong",
        "cap nhat",
        "huy dong",
        "som",
        "tuyen truyen",
        "van dong",
        "dam bao",
        "bao dam",
        "phan dau",
        "thuong xuyen",
    ];
    ORDERS.iter().any(|o| {
        folded
            .strip_prefix(o)
            .is_some_and(|r| r.is_empty() || r.starts_with([' ', ',']))
    })
}

/// True for the folded titles that every report has.
pub(crate) fn is_known(folded: &str) -> bool {
    const KNOWN: [&str; 12] = [
        "thuan loi",
        "kho khan",
        "ton tai",
        "han che",
        "nguyen nhan",
        "uu diem",
        "de xuat",
        "kien nghi",
        "giai phap",
        "phuong huong",
        "danh gia chung",
        "ket qua dat duoc",
    ];
    word_count(folded) <= 8 && KNOWN.iter().any(|k| folded.starts_with(k))
}

/// True for folded titles of parts that assess.
pub(crate) fn assesses(folded: &str) -> bool {
    folded.starts_with("danh gia")
        || folded.starts_with("nhan xet")
        || folded.starts_with("thuan loi")
        || folded.contains("kho khan")
}

#[cfg(test)]
mod tests {
    use super::is_recipients;

    #[test]
    fn a_line_about_where_something_is_received_opens_no_recipients() {
        for line in [
            "Nơi nhận:",
            "Nơi nhận (VBĐT):",
            "*Nơi nhận: KT. CHỦ TỊCH",
            "Nơi nhậnTM. ỦY BAN",
        ] {
            assert!(is_recipients(line), "{line}");
        }
        for line in [
            "Nơi nhận thông tin: Văn phòng UBND xã.",
            "Nơi nhận hồ sơ là bộ phận một cửa.",
        ] {
            assert!(!is_recipients(line), "{line}");
        }
    }
}
