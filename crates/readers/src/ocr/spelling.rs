//! Systematic confusions of recognition, put right where the text as recognised is no Vietnamese.
//!
//! In print of some 200 dots per inch the hook above a circumflex (ể, ổ, ẩ) is taken for an acute (ế, ố, ấ). The acute
//! stays wherever it makes a word; it is mended where no such syllable exists ("triến"), or where only the
//! hook makes a compound with the neighbour ("chuyến đối số" is none, "chuyển đổi" is). Words that exist with
//! both marks and have no such neighbour stay as recognised.

use super::tesseract::Word;

/// Syllables that exist with the hook and not with the acute.
const ONLY_HOOK: [&str; 20] = [
    "triển", "phẩm", "chuẩn", "ổn", "nổ", "nể", "tuổi", "buổi", "rổ", "xổ", "ngẩng", "điển", "uyển", "trẩy", "hổn",
    "phổng", "mẩn", "thuổng", "nhổ", "khuẩn",
];

/// What may follow "đế"; before anything else it is a misread "để".
const AFTER_BASE: [&str; 8] = ["quốc", "chế", "vương", "đô", "giày", "dép", "tản", "cột"];

/// Compounds of administrative language whose hook is taken for an acute; with the acute they are no words.
const COMPOUNDS: &[&str] = &[
    "ẩm thực",
    "ẩn danh",
    "bảo hiểm",
    "bờ biển",
    "bổ nhiệm",
    "bổ sung",
    "bổ trợ",
    "biển báo",
    "biển đảo",
    "biển hiệu",
    "biển số",
    "biểu diễn",
    "biểu dương",
    "biểu đồ",
    "biểu hiện",
    "biểu mẫu",
    "biểu quyết",
    "cao điểm",
    "chấm điểm",
    "chủ thể",
    "chuyển biến",
    "chuyển đổi",
    "chuyển giao",
    "chuyển hướng",
    "chuyển khoản",
    "chuyển sang",
    "chuyển tiếp",
    "chuyển tải",
    "có thể",
    "cổ đông",
    "cổ phần",
    "cổ truyền",
    "cẩm nang",
    "cụ thể",
    "cổng dịch",
    "cổng thông",
    "cổng ttđt",
    "cửa khẩu",
    "di chuyển",
    "đại biểu",
    "đáng kể",
    "đặc điểm",
    "đẩy lùi",
    "đẩy mạnh",
    "đẩy nhanh",
    "địa điểm",
    "điểm cầu",
    "điểm danh",
    "điểm du",
    "đoàn thể",
    "đổi mới",
    "đổi số",
    "giảm thiểu",
    "hiển thị",
    "hiểm y",
    "hiểu biết",
    "hiểu rõ",
    "hộ khẩu",
    "kể cả",
    "kể từ",
    "khẩn cấp",
    "khẩn trương",
    "kiểm dịch",
    "kiểm điểm",
    "kiểm định",
    "kiểm kê",
    "kiểm lâm",
    "kiểm sát",
    "kiểm soát",
    "kiểm thử",
    "kiểm toán",
    "kiểm tra",
    "luân chuyển",
    "mật khẩu",
    "nguy hiểm",
    "nhân khẩu",
    "nhập khẩu",
    "nổi bật",
    "phát biểu",
    "phân bổ",
    "phổ biến",
    "phổ cập",
    "phổ thông",
    "quan điểm",
    "sổ đỏ",
    "sổ sách",
    "sổ tay",
    "sửa đổi",
    "tập thể",
    "tẩy chay",
    "thay đổi",
    "thẩm định",
    "thẩm quyền",
    "thẩm tra",
    "thể chế",
    "thể dục",
    "thể hiện",
    "thể hóa",
    "thể loại",
    "thể thao",
    "thi tuyển",
    "thí điểm",
    "thiểu số",
    "thời điểm",
    "thúc đẩy",
    "tiêu biểu",
    "tiểu ban",
    "tiểu học",
    "tiểu khu",
    "tiểu thương",
    "tìm hiểu",
    "toàn thể",
    "tổ chức",
    "tổ công",
    "tổ dân",
    "tổ giúp",
    "tổ hợp",
    "tổ phó",
    "tổ trưởng",
    "tổn hại",
    "tổn thất",
    "tổn thương",
    "tổng cục",
    "tổng hợp",
    "tổng kết",
    "tổng mức",
    "tổng quan",
    "tổng số",
    "tổng thể",
    "tối thiểu",
    "trao đổi",
    "trọng điểm",
    "trúng tuyển",
    "tuyển chọn",
    "tuyển dụng",
    "tuyển sinh",
    "ưu điểm",
    "vận chuyển",
    "ven biển",
    "vùng biển",
    "xét tuyển",
    "xuất khẩu",
];

/// Mends the words of one piece, which stand in reading order.
pub(super) fn mend(words: &mut [Word]) {
    for at in 0..words.len() {
        let hooked = with_hook(&words[at].text);
        if hooked == words[at].text {
            continue;
        }
        let key = bare(&hooked);
        let before = at.checked_sub(1).and_then(|i| words.get(i)).map(|w| w.text.as_str());
        let after = words.get(at + 1).map(|w| w.text.as_str());
        if ONLY_HOOK.contains(&key.as_str()) || is_for(&key, after) || in_compound(&key, before, after) {
            words[at].text = hooked;
        }
    }
}

/// "để" before anything that "đế" does not stand before.
fn is_for(key: &str, after: Option<&str>) -> bool {
    key == "để" && after.is_some_and(|a| !AFTER_BASE.contains(&bare(a).as_str()))
}

/// True where the syllable makes a compound with a neighbour, itself recognised or mended. A neighbour beyond a
/// punctuation mark is none.
fn in_compound(key: &str, before: Option<&str>, after: Option<&str>) -> bool {
    let known = |compound: String| COMPOUNDS.contains(&compound.as_str());
    let both = |text: &str| [bare(text), bare(&with_hook(text))];
    let ends = |text: &str| text.ends_with([',', ';', '.', ':', ')']);
    let behind = before.filter(|b| !ends(b));
    behind.is_some_and(|b| both(b).into_iter().any(|b| known(format!("{b} {key}"))))
        || after.is_some_and(|a| both(a).into_iter().any(|a| known(format!("{key} {a}"))))
}

/// The text with the hook in place of an acute over a circumflex.
fn with_hook(text: &str) -> String {
    let hook = |c| match c {
        'ế' => 'ể',
        'ố' => 'ổ',
        'ấ' => 'ẩ',
        'Ế' => 'Ể',
        'Ố' => 'Ổ',
        'Ấ' => 'Ẩ',
        other => other,
    };
    text.chars().map(hook).collect()
}

/// A word in small letters without the punctuation around it.
fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let word = |t: &str| Word {
            picture: 0,
            line: (0, 0, 0),
            area: (0.0, 0.0, 1.0, 1.0),
            confidence: 90.0,
            text: t.to_owned(),
        };
        let mut words: Vec<Word> = text.split(' ').map(word).collect();
        mend(&mut words);
        words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_no_word_is_mended() {
        assert_eq!(mended("Triến khai chuyến đối số"), "Triển khai chuyển đổi số");
        assert_eq!(mended("TỐ CHỨC, bố sung; tống số"), "TỔ CHỨC, bổ sung; tổng số");
        assert_eq!(mended("đế ký số, cụ thế hóa"), "để ký số, cụ thể hóa");
        assert_eq!(mended("thúc đấy phố thông"), "thúc đẩy phổ thông");
    }

    #[test]
    fn what_is_a_word_stays() {
        for text in [
            "yếu tố con người",
            "đối với tổ dân phố",
            "thế giới đấy đủ",
            "đế quốc",
            "số, chức năng",
            "tổ, tố chất",
            "biến đổi khí hậu",
            "kế hoạch thiếu vốn",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn every_entry_has_the_mark_that_is_mended() {
        for entry in ONLY_HOOK.iter().chain(COMPOUNDS) {
            assert!(entry.contains(['ể', 'ổ', 'ẩ']), "{entry}");
        }
    }
}
