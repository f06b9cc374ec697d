//! Numbers that the words around them announce as counts, or as none.

use crate::tokens::{Kind, Tokens};

/// "Số văn bản đến 6.120, văn bản đi 2.284": the words before the number say that it counts them, or the item before
/// is made so.
pub(super) fn is_labelled(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    const LONGEST_LABEL: usize = 10;
    let within_number = |j: usize| tokens.glued(j + 1) && tokens.kind(j + 1) == Kind::Digits;
    let ends = |j: usize| j >= tokens.len() || matches!(tokens.low(j), "," | ";" | "." | ")") && !within_number(j);
    let start_of = |end: usize| {
        (end.saturating_sub(LONGEST_LABEL)..end)
            .rev()
            .find(|&j| {
                tokens.is_bullet(j) || matches!(tokens.low(j), "," | ";" | "." | ":" | "(" | ")") && !within_number(j)
            })
            .map_or(end.saturating_sub(LONGEST_LABEL), |j| j + 1)
    };
    let counts = |from: usize| matches!(tokens.low(from), "số" | "tổng") && !tokens.glued(from + 1);
    let from = start_of(i);
    if !ends(next) || i < from + 2 {
        return false;
    }
    let sibling = || {
        let comma = from.checked_sub(1).filter(|c| tokens.low(*c) == ",");
        comma.is_some_and(|c| c > 0 && tokens.kind(c - 1) == Kind::Digits && counts(start_of(c)))
    };
    let plain = (from..i).all(|j| tokens.kind(j) == Kind::Word);
    plain && (counts(from) || sibling())
}

/// "tổng số 37", "số lượng 37".
pub(super) fn is_total(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens
        .any_phrase_before(
            i,
            &[
                "tổng số",
                "số lượng",
                "tổng cộng",
                "tổng",
                "dân số",
                "ký số",
                "chỉ số",
                "sĩ số",
                "quân số",
                "doanh số",
                "tỷ số",
                "chuyển đổi số",
                "kỹ năng số",
            ],
        )
        .is_some()
}

/// "Số hồ sơ tiếp nhận 900": the clause opens with the number that it gives.
pub(super) fn is_named_number(tokens: &Tokens<'_>, i: usize) -> bool {
    const LONGEST: usize = 12;
    let from = (i.saturating_sub(LONGEST)..i)
        .rev()
        .find(|&j| matches!(tokens.low(j), "," | ";" | ":" | "(" | "-" | "+") || tokens.ends_sentence(j))
        .map_or(i.saturating_sub(LONGEST), |j| j + 1);
    let opens = tokens.any_phrase(from, &["số", "tổng số", "số lượng"]).is_some();
    // "Số 15", "Số hiệu 120", "Số điện thoại 0203": names.
    let named = matches!(
        tokens.low(from + 1),
        "hiệu" | "điện" | "ký" | "nhà" | "tài" | "máy" | "fax" | "định"
    );
    let words = (from + 1..i).all(|j| tokens.kind(j) == Kind::Word);
    opens && !named && words && i > from + 2 && !tokens.capital(i - 1)
}

/// Names that begin like something counted: "02 cấp", "3 nhà", "4 tại chỗ".
pub(super) fn counts_nothing(tokens: &Tokens<'_>, next: usize) -> bool {
    tokens
        .any_phrase(
            next,
            &[
                "mặt trận",
                "tại chỗ",
                "nhà nước",
                "ban hành",
                "thành lập",
                "giải quyết",
                "công bố",
                "công nhận",
                "chỉ đạo",
                "đề nghị",
                "đề xuất",
                "dự kiến",
                "giao cho",
                "hợp nhất",
                "thông qua",
            ],
        )
        .is_some()
}

/// A time that was measured, not a period: "rút ngắn 3 ngày", "qua hơn 01 tháng"; not "9 tháng đầu năm".
pub(super) fn measured_time(tokens: &Tokens<'_>, first: usize, next: usize, qualified: bool) -> bool {
    let (unit, after) = (tokens.low(next), tokens.low(next + 1));
    // "Máy tính đã sử dụng trên 07 năm": an age; "17 máy tính đã sử dụng trên 7 năm" counts the machines.
    let aged = unit == "năm"
        && tokens
            .any_phrase_before(first, &["sử dụng", "đã dùng", "vận hành"])
            .is_some();
    if aged && qualified {
        let clause = (0..first)
            .rev()
            .take_while(|&i| !matches!(tokens.low(i), "," | ";") && !tokens.ends_sentence(i));
        return clause.take(12).all(|i| tokens.kind(i) != Kind::Digits);
    }
    if matches!(unit, "năm" | "quý" | "kỳ" | "nhiệm")
        || matches!(after, "đầu" | "cuối" | "năm" | "qua" | "tới" | "tiếp")
    {
        return false;
    }
    let measured = (1..=4).any(|back| {
        first >= back
            && tokens
                .any_phrase(
                    first - back,
                    &[
                        "bình quân",
                        "trung bình",
                        "rút ngắn",
                        "giảm",
                        "tiết kiệm",
                        "thời gian",
                        "thời lượng",
                        "kéo dài",
                        "mỗi",
                        "xuống còn",
                        "xuống",
                        "trong vòng",
                        "mất",
                        "chờ",
                    ],
                )
                .is_some()
    });
    measured || (qualified && tokens.low_before(first, 1) != "trong")
}

/// True where the words before the colon at `i - 1` speak of a number.
pub(super) fn says_quantity(tokens: &Tokens<'_>, i: usize) -> bool {
    let from = i.saturating_sub(25);
    (from..i.saturating_sub(1))
        .rev()
        .take_while(|&j| !matches!(tokens.low(j), ";" | ":") && !tokens.ends_sentence(j))
        .any(|j| matches!(tokens.low(j), "số" | "tổng" | "lượng" | "tỷ" | "tỉ" | "điểm" | "mức"))
}
