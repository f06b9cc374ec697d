//! Lines that break off before a number: "trong quý" / "III", "Nghị quyết số" / "57".

/// Words that a Roman number completes, as they stand inside a sentence.
const BEFORE_ROMAN: [&str; 16] = [
    "quý",
    "quí",
    "kỳ",
    "khóa",
    "khoá",
    "chương",
    "phần",
    "mục",
    "giai đoạn",
    "vùng",
    "loại",
    "hạng",
    "cấp độ",
    "cấp",
    "đợt",
    "thế kỷ",
];
/// Words that a figure completes, without diacritics.
const BEFORE_FIGURE: [&str; 11] = [
    "nam",
    "quy",
    "thang",
    "ngay",
    "tuan",
    "ky",
    "de an",
    "giai doan",
    "nghi quyet",
    "phu luc",
    "khoa",
];

/// True where a Roman number goes on with the line: "… địa chỉ số trong quý".
///
/// Only words in small letters count: a heading in capitals is whole.
#[must_use]
pub fn awaits_roman(line: &str) -> bool {
    let line = line.trim_end();
    BEFORE_ROMAN.iter().any(|word| ends_with_word(line, word))
}

/// True where the figure that begins the line below goes on with the words: "KẾT QUẢ NĂM" / "2025", "Đề án" / "06",
/// "Nghị quyết số" / "57-NQ/TW".
///
/// "số" alone says nothing: "Kinh tế số" / "42 sản phẩm …" are a heading and its text.
#[must_use]
pub fn awaits_figure(words: &str, below: &str) -> bool {
    let folded = crate::fold(words.trim_end());
    let known = BEFORE_FIGURE.iter().any(|word| ends_with_word(&folded, word));
    known || ends_with_word(&folded, "so") && is_document_number(below)
}

/// "57-NQ/TW", "411/QĐ-TTg" at the start of a line, also where it breaks off: "57-".
fn is_document_number(text: &str) -> bool {
    let rest = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let symbol = rest.strip_prefix(['/', '-', '–']);
    symbol.is_some_and(|s| s.chars().next().is_none_or(char::is_alphabetic))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word)
        .is_some_and(|before| before.chars().next_back().is_none_or(|c| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_and_terms_wait_for_their_number() {
        for line in ["gắn biển số nhà trong quý", "Hội đồng nhân dân xã khóa ", "đô thị loại"] {
            assert!(awaits_roman(line), "{line}");
        }
        for line in ["KẾT QUẢ QUÝ", "hồ sơ lưu trữ.", "khách quý.", "bốn vùngkỳ"] {
            assert!(!awaits_roman(line), "{line}");
        }
    }

    #[test]
    fn years_and_numbers_wait_for_their_figure() {
        for (words, below) in [
            ("KẾT QUẢ THỰC HIỆN NĂM", "2031"),
            ("Thực hiện Đề án", "06 trên địa bàn"),
            ("Nghị quyết số", "57-NQ/TW"),
            ("theo Kế hoạch số", "18/KH-UBND ngày 05/8/2031"),
        ] {
            assert!(awaits_figure(words, below), "{words}");
        }
        for (words, below) in [
            ("Kinh tế số", "42 sản phẩm của xã được bán qua mạng."),
            ("Chính quyền số", "12/15 thủ tục"),
            ("An toàn thông tin mạng", "220 máy tính"),
        ] {
            assert!(!awaits_figure(words, below), "{words}");
        }
    }
}
