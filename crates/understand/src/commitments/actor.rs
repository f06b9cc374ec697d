//! Who acts in a sentence: the unit that reports, or others.

use crate::tokens::{Kind, Tokens};

/// Words before a verb that are looked at: subjects are short.
const LONGEST_SUBJECT: usize = 60;

/// Bodies above or beside a unit of the lowest level; an issuer that bears such a word in its name is one of them itself.
const HIGHER: [&str; 15] = [
    "tỉnh",
    "sở",
    "bộ",
    "trung ương",
    "chính phủ",
    "thủ tướng",
    "quốc hội",
    "nhà nước",
    "huyện",
    "thành phố",
    "thị xã",
    "doanh nghiệp",
    "nhà mạng",
    "cấp trên",
    "tập đoàn",
];

/// Words that look like bodies by one of their syllables: "cán bộ", "cơ sở".
const NOT_HIGHER: [&str; 9] = ["cán", "toàn", "nội", "đồng", "tiến", "cơ", "trụ", "ngoại", "đội"];

/// Words that the unit and its parts are called by.
const OWN: [&str; 26] = [
    "xã",
    "phường",
    "đặc khu",
    "khu phố",
    "thị trấn",
    "địa phương",
    "ubnd",
    "ủy ban",
    "hđnd",
    "đảng ủy",
    "đảng bộ",
    "đơn vị",
    "chúng tôi",
    "phòng",
    "ban chỉ đạo",
    "tổ công tác",
    "tổ công nghệ",
    "tổ giúp việc",
    "trung tâm",
    "trạm",
    "nhà trường",
    "thôn",
    "công an",
    "chi cục",
    "cơ quan",
    "lãnh đạo",
];

/// What the unit that reports is called.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    /// Words of [`HIGHER`] that its own name has.
    bodies: Vec<&'static str>,
}

impl Own {
    /// The unit with this name: a department calls itself "Sở".
    pub(super) fn named(issuer: Option<&str>) -> Self {
        let name = Tokens::new(issuer.unwrap_or_default());
        // "UBND xã Trung Tỉnh" is no province: names are capital.
        let is_named = |w: &&str| (0..name.len()).any(|i| name.phrase(i, w).is_some() && (i == 0 || !name.capital(i)));
        Self {
            bodies: HIGHER.iter().copied().filter(is_named).collect(),
        }
    }

    /// True where the subject of the verb at `i` is the unit itself: "UBND xã sẽ …", "phường sẽ …", or nobody is named.
    pub(super) fn acts(&self, tokens: &Tokens<'_>, from: usize, i: usize) -> bool {
        let subject = subject(tokens, from, i);
        let own = (subject.0..subject.1).any(|j| tokens.any_phrase(j, &OWN).is_some() || self.is_own_body(tokens, j));
        let nobody = (subject.0..subject.1).all(|j| is_time(tokens, j));
        nobody || own && !self.is_higher(tokens, subject)
    }

    /// True where the subject of the verb at `i` is a body above the unit: "UBND tỉnh dự kiến …".
    pub(super) fn others_act(&self, tokens: &Tokens<'_>, from: usize, i: usize) -> bool {
        const OPENS: usize = 6;
        let (start, end) = subject(tokens, from, i);
        let bodies = &[
            "tỉnh",
            "ubnd tỉnh",
            "hđnd tỉnh",
            "ủy ban nhân dân tỉnh",
            "công an tỉnh",
            "sở",
            "bộ",
            "trung ương",
            "chính phủ",
            "thủ tướng",
        ];
        let opening = start..end.min(start + OPENS);
        let at = opening
            .into_iter()
            .find(|&j| tokens.kind(j) == Kind::Word && !is_time(tokens, j));
        at.is_some_and(|j| tokens.any_phrase(j, bodies).is_some() && self.is_higher(tokens, (j, end)))
    }

    fn is_own_body(&self, tokens: &Tokens<'_>, j: usize) -> bool {
        !self.bodies.is_empty() && tokens.any_phrase(j, &self.bodies).is_some()
    }

    /// True where the tokens name a body above the unit.
    fn is_higher(&self, tokens: &Tokens<'_>, (start, end): (usize, usize)) -> bool {
        const PARTS: [&str; 6] = ["phận", "máy", "tiêu", "chỉ", "môn", "hữu"];
        (start..end).any(|j| {
            let body = tokens.any_phrase(j, &HIGHER).is_some() && !self.is_own_body(tokens, j);
            let inside = j > start && NOT_HIGHER.contains(&tokens.low_before(j, 1));
            body && !inside && !PARTS.contains(&tokens.low(j + 1))
        })
    }
}

/// The subject of the verb at `i`: the words of its clause up to those with whom it is done.
fn subject(tokens: &Tokens<'_>, from: usize, i: usize) -> (usize, usize) {
    let least = from.max(i.saturating_sub(LONGEST_SUBJECT));
    let start = (least..i)
        .rev()
        .find(|&j| matches!(tokens.low(j), "," | ":" | ";" | "("))
        .map_or(least, |j| j + 1);
    let end = (start..i)
        .find(|&j| tokens.any_phrase(j, &["phối hợp", "cùng với", "theo", "với"]).is_some())
        .unwrap_or(i);
    (start, end)
}

/// True for words that tell when or join sentences, and for marks: they name nobody.
fn is_time(tokens: &Tokens<'_>, j: usize) -> bool {
    const TIME: [&str; 34] = [
        "trong", "thời", "gian", "tới", "đến", "đây", "sắp", "hiện", "nay", "đồng", "và", "từ", "tháng", "quý", "quí",
        "năm", "ngày", "vào", "cuối", "đầu", "sau", "này", "tiếp", "cũng", "đó", "i", "ii", "iii", "iv", "hết", "nữa",
        "ra", "ngoài", "những",
    ];
    tokens.kind(j) != Kind::Word || TIME.contains(&tokens.low(j))
}
