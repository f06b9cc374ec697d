//! What a statement asks for, without who is asked, who asks and for whom: the names of bodies and the words of asking are
//! alike in requests that have nothing else in common.

use tonghop_text::fold;

/// Words that open a request, folded.
pub(crate) const OPENINGS: &[&[&str]] = &[&["de", "nghi"], &["kien", "nghi"], &["de", "xuat"], &["kinh", "mong"]];

/// Words that open a heading of requests, folded: "Đối với UBND tỉnh: …".
pub(crate) const HEADINGS: &[&[&str]] = &[&["doi", "voi"], &["voi"], &["ve", "phia"]];

/// First words of who is asked, lower case: diacritics tell "sở" from "số".
pub(crate) const BODIES: &[&[&str]] = &[
    &["ubnd"],
    &["hđnd"],
    &["ủy", "ban"],
    &["uỷ", "ban"],
    &["hội", "đồng"],
    &["sở"],
    &["các", "sở"],
    &["bộ"],
    &["các", "bộ"],
    &["tỉnh"],
    &["huyện"],
    &["thành", "phố"],
    &["trung", "ương"],
    &["chính", "phủ"],
    &["cấp", "trên"],
    &["các", "cấp"],
    &["cấp", "có"],
    &["cấp", "thẩm"],
    &["có", "thẩm", "quyền"],
    &["các", "cơ", "quan"],
    &["cơ", "quan"],
    &["các", "ngành"],
    &["các", "đơn", "vị"],
    &["đơn", "vị"],
    &["các", "doanh", "nghiệp"],
    &["doanh", "nghiệp"],
    &["ban", "chỉ", "đạo"],
    &["công", "an"],
    &["phòng"],
    &["nhà", "mạng"],
    &["các", "nhà", "mạng"],
    &["tập", "đoàn"],
    &["viettel"],
    &["vnpt"],
];

/// Words with which what is asked for begins, lower case.
pub(crate) const VERBS: &[&[&str]] = &[
    &["sớm"],
    &["mở"],
    &["có"],
    &["cho"],
    &["cần"],
    &["cử"],
    &["phủ"],
    &["cấp"],
    &["xem", "xét"],
    &["quan", "tâm"],
    &["tiếp", "tục"],
    &["bố", "trí"],
    &["hỗ", "trợ"],
    &["tổ", "chức"],
    &["ban", "hành"],
    &["hướng", "dẫn"],
    &["nghiên", "cứu"],
    &["trang", "bị"],
    &["đầu", "tư"],
    &["tạo", "điều", "kiện"],
    &["tăng", "cường"],
    &["bổ", "sung"],
    &["triển", "khai"],
    &["nâng", "cấp"],
    &["nâng", "cao"],
    &["kết", "nối"],
    &["phối", "hợp"],
    &["thường", "xuyên"],
    &["điều", "chỉnh"],
    &["cập", "nhật"],
    &["sửa", "đổi"],
    &["rà", "soát"],
    &["phân", "bổ"],
    &["biệt", "phái"],
    &["tuyển", "dụng"],
    &["đào", "tạo"],
    &["tập", "huấn"],
    &["khắc", "phục"],
];

/// Names of bodies, people something is for, and words of asking, folded; longer ones first.
const SAID_BY_ALL: &[&[&str]] = &[
    &["to", "cong", "nghe", "so", "cong", "dong"],
    &["so", "khoa", "hoc", "va", "cong", "nghe"],
    // The field that all of these reports are about.
    &["khoa", "hoc", "va", "cong", "nghe"],
    &["khoa", "hoc", "cong", "nghe"],
    &["doi", "moi", "sang", "tao"],
    &["va", "chuyen", "doi", "so"],
    &["uy", "ban", "nhan", "dan"],
    &["to", "cong", "nghe", "so"],
    &["tao", "dieu", "kien"],
    &["can", "bo"],
    &["cong", "chuc"],
    &["vien", "chuc"],
    &["thanh", "vien"],
    &["nguoi", "dan"],
    &["xem", "xet"],
    &["quan", "tam"],
    &["nghien", "cuu"],
    &["tiep", "tuc"],
    &["ho", "tro"],
    &["bo", "tri"],
];

/// Words that stand before an opening at most: "Ủy ban nhân dân xã đề nghị …".
const ASKER: usize = 12;
/// Words of the name of who is asked at most.
const ASKED: usize = 20;

/// One word: as printed without the punctuation around it, lower case, and folded; what ends after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As printed, lower case.
    pub lower: String,
    /// As it is told: lower case, but "4G", "OCOP" and "VNeID" as printed.
    pub told: String,
    /// Folded.
    pub folded: String,
    /// True where a phrase ends with it.
    pub ends: bool,
}

/// The words of a text in order.
pub(crate) fn words_of(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for token in text.split_whitespace() {
        let core = token.trim_matches(|c: char| !c.is_alphanumeric());
        let opens = token.starts_with(['(', '"', '“', '«']);
        if (opens || core.is_empty())
            && let Some(last) = found.last_mut()
        {
            last.ends = true;
        }
        if core.is_empty() {
            continue;
        }
        let lower = core.to_lowercase();
        let capitals = core.chars().filter(|c| c.is_uppercase()).count();
        let is_sign = capitals > 1 || (capitals > 0 && core.chars().any(char::is_numeric));
        found.push(Word {
            told: if is_sign { core.to_owned() } else { lower.clone() },
            folded: fold(&lower),
            ends: token.ends_with(|c: char| !c.is_alphanumeric() && c != '%'),
            lower,
        });
    }
    found
}

/// What is asked for: words without the opening, the addressee, the names of bodies and the words of asking. A phrase ends where
/// something was left out. All words where nothing else would be left.
pub(crate) fn asked(text: &str) -> Vec<Word> {
    let all = words_of(text);
    let rest = without_addressee(&all);
    let mut kept: Vec<Word> = Vec::with_capacity(rest.len());
    let mut at = 0;
    while at < rest.len() {
        if let Some(left_out) = SAID_BY_ALL.iter().find(|p| starts_folded(&rest[at..], p)) {
            at += left_out.len();
            if let Some(last) = kept.last_mut() {
                last.ends = true;
            }
        } else {
            kept.push(rest[at].clone());
            at += 1;
        }
    }
    let said: Vec<&str> = kept.iter().map(|w| w.folded.as_str()).collect();
    if tonghop_text::similarity::content_words(&said.join(" ")).is_empty() {
        return all;
    }
    kept
}

/// The words behind the opening and the name of who is asked.
pub(crate) fn without_addressee(all: &[Word]) -> &[Word] {
    let heading = HEADINGS.iter().find(|h| starts_folded(all, h)).map(|h| h.len());
    let opening = heading.or_else(|| {
        (0..all.len().min(ASKER)).find_map(|at| {
            let opening = OPENINGS.iter().find(|o| starts_folded(&all[at..], o))?;
            Some(at + opening.len())
        })
    });
    let Some(after) = opening else {
        return all;
    };
    let rest = &all[after..];
    if !BODIES.iter().any(|b| starts(rest, b)) {
        return rest;
    }
    let verb = (1..rest.len().min(ASKED)).find(|&at| {
        let begins = VERBS.iter().any(|v| starts(&rest[at..], v));
        // "UBND các cấp có thẩm quyền", "Ban Chỉ đạo", "các cấp" are names still.
        begins
            && !BODIES
                .iter()
                .any(|b| (b.len() > 1 && starts(&rest[at - 1..], b)) || starts(&rest[at..], b))
    });
    verb.map_or(rest, |at| &rest[at..])
}

/// True where the words begin with this phrase, lower case with diacritics.
pub(crate) fn starts(words: &[Word], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(w, p)| w.lower == *p)
}

/// True where the words begin with this phrase, folded.
pub(crate) fn starts_folded(words: &[Word], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(w, p)| w.folded == *p)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let words: Vec<String> = asked(text).into_iter().map(|w| w.lower).collect();
        words.join(" ")
    }

    #[test]
    fn who_is_asked_is_no_part_of_what_is_asked_for() {
        for (text, what) in [
            (
                "Đề nghị Sở Khoa học và Công nghệ mở lớp tập huấn cho Tổ công nghệ số cộng đồng.",
                "mở lớp tập huấn cho",
            ),
            (
                "Ủy ban nhân dân xã đề nghị Ủy ban nhân dân tỉnh quan tâm, mở lớp tập huấn",
                "mở lớp tập huấn",
            ),
            (
                "Kính đề nghị các cơ quan có thẩm quyền nghiên cứu, có cơ chế riêng",
                "có cơ chế riêng",
            ),
            ("Đề nghị doanh nghiệp viễn thông sớm phủ sóng 4G", "sớm phủ sóng 4g"),
            ("Kiến nghị UBND tỉnh trang bị máy quét", "trang bị máy quét"),
            ("Sớm ban hành định mức", "sớm ban hành định mức"),
            ("Đối với UBND tỉnh: Sớm ban hành định mức", "sớm ban hành định mức"),
            // Nothing would be left: everything stays.
            ("Đề nghị tỉnh quan tâm, hỗ trợ", "đề nghị tỉnh quan tâm hỗ trợ"),
            ("", ""),
        ] {
            assert_eq!(said(text), what, "{text}");
        }
    }
}
