//! Numbers written as words: "tổ chức hai hội nghị".

use super::{Figure, Shape, is_counted, unit_at};
use crate::tokens::{Kind, Tokens};

/// Words that are numbers here; "một" is an article as well.
const NUMBERS: [(&str, f64); 9] = [
    ("hai", 2.0),
    ("ba", 3.0),
    ("bốn", 4.0),
    ("năm", 5.0),
    ("sáu", 6.0),
    ("bảy", 7.0),
    ("tám", 8.0),
    ("chín", 9.0),
    ("mười", 10.0),
];
/// What is done with things that are counted; elsewhere the words belong to names ("chính quyền hai cấp").
const DONE: [&str; 25] = [
    "tổ chức",
    "mở",
    "ban hành",
    "cử",
    "trang bị",
    "có",
    "thành lập",
    "ký",
    "ký kết",
    "bố trí",
    "xây dựng",
    "phối hợp",
    "lắp đặt",
    "còn",
    "gồm",
    "được",
    "duy trì",
    "triển khai",
    "đạt",
    "mua",
    "mua sắm",
    "kiểm tra",
    "thiếu",
    "tăng",
    "giảm",
];

/// The count that the word at `i` begins.
pub(super) fn figure(tokens: &Tokens<'_>, i: usize) -> Option<Figure> {
    let value = NUMBERS.iter().find(|(word, _)| *word == tokens.low(i))?.1;
    let noun = i + 1;
    let counts = tokens.kind(noun) == Kind::Word && !tokens.capital(noun) && is_counted(tokens.low(noun));
    let done = tokens.any_phrase_before(i, &DONE).is_some();
    // "mở năm học mới", "tăng năm trước": "năm" is a year more often than five.
    let year = tokens.low(i) == "năm" && matches!(tokens.low(noun), "học" | "ngân" | "tài" | "kế" | "sản");
    // "hai là", "ba mươi": a list, a larger number.
    if year || tokens.capital(i) || !counts || !done {
        return None;
    }
    let (unit, next) = unit_at(tokens, noun);
    Some(Figure {
        shape: Shape::Count,
        first: i,
        next,
        number: i,
        value: Some(value),
        unit,
        qualifier: None,
        numerator: None,
        denominator: None,
        decimals: 0,
        confidence: 0.6,
        reach: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::{Origin, Para, ParaKind};

    fn counted(text: &str) -> Option<(f64, Option<String>)> {
        let origin = Origin {
            page: None,
            block: 0,
            cell: None,
            offset: 0,
        };
        let para = Para::from_raw(text, origin, ParaKind::Body);
        let tokens = Tokens::of(&para);
        let found = (0..tokens.len()).find_map(|i| figure(&tokens, i))?;
        Some((found.value?, found.unit))
    }

    #[test]
    fn numbers_in_words_count_what_was_done() {
        assert_eq!(
            counted("Xã đã tổ chức hai hội nghị"),
            Some((2.0, Some("hội nghị".into())))
        );
        assert_eq!(counted("trang bị ba máy tính"), Some((3.0, Some("máy tính".into()))));
        assert_eq!(counted("chính quyền địa phương hai cấp"), None);
        assert_eq!(counted("tại Tổ dân phố Ba Ngòi"), None);
        assert_eq!(counted("còn thiếu năm người"), Some((5.0, Some("người".into()))));
        assert_eq!(counted("tổ chức năm học mới"), None);
        assert_eq!(counted("Hai là, tổ chức hội nghị"), None);
    }
}
