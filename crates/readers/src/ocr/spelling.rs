//! Systematic confusions of recognition, put right where the text as recognised is no Vietnamese.
//!
//! In print of some 200 dots per inch the hook above a circumflex (ể, ổ, ẩ) is taken for an acute (ế, ố, ấ). The acute
//! stays wherever it makes a word; it is mended where no such syllable exists ("triến"), or where only the
//! hook makes a compound with the neighbour ("chuyến đối số" is none, "chuyển đổi" is). Other marks are lost or mixed up
//! less regularly; they are put back in pairs of words that administrative language has in one spelling only. Words
//! that exist with both marks and have no such neighbour stay as recognised.

use super::tesseract::Word;
use std::collections::HashMap;
use std::sync::LazyLock;
use tonghop_text::fold;

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

/// Pairs of administrative language that nothing else in it is folded to: whatever marks recognition lost or mixed up
/// in them ("KÉT QUÁ", "thẳm định", "Pho Chủ tịch") are put back.
const PAIRS: &[&str] = &[
    "an toàn",
    "ban hành",
    "báo cáo",
    "bộ phận",
    "cán bộ",
    "cắt giảm",
    "chất lượng",
    "chỉ đạo",
    "chính phủ",
    "chính quyền",
    "chủ tịch",
    "công chức",
    "công nghệ",
    "cộng đồng",
    "dịch vụ",
    "doanh nghiệp",
    "dữ liệu",
    "dự án",
    "dự thảo",
    "đào tạo",
    "đánh giá",
    "địa bàn",
    "địa phương",
    "đơn giản",
    "đơn vị",
    "giải pháp",
    "giải quyết",
    "giám đốc",
    "hành chính",
    "hạ tầng",
    "hệ thống",
    "hỗ trợ",
    "hoàn thành",
    "hướng dẫn",
    "kế hoạch",
    "kết quả",
    "kiến nghị",
    "kinh phí",
    "kinh tế",
    "lãnh đạo",
    "nghị định",
    "nghị quyết",
    "nghiêm túc",
    "nguồn lực",
    "nhân dân",
    "nhân lực",
    "nhiệm vụ",
    "phát triển",
    "phản ánh",
    "phê duyệt",
    "phó bí",
    "phó chánh",
    "phó chủ",
    "phó giám",
    "phó thủ",
    "phó trưởng",
    "phối hợp",
    "phương án",
    "quản lý",
    "quốc gia",
    "quy định",
    "quyết định",
    "sản phẩm",
    "sáng kiến",
    "tác động",
    "tài khoản",
    "tập huấn",
    "thanh toán",
    "thành lập",
    "thời gian",
    "thông tin",
    "thủ tục",
    "thủ tướng",
    "thực hiện",
    "thuận lợi",
    "tiếp cận",
    "tiếp nhận",
    "tiêu chuẩn",
    "tỉnh ủy",
    "tồn tại",
    "trách nhiệm",
    "triển khai",
    "trọng tâm",
    "trung tâm",
    "trung ương",
    "trực thuộc",
    "trực tuyến",
    "trường học",
    "tuyên truyền",
    "tỷ lệ",
    "ủy ban",
    "văn bản",
    "văn phòng",
    "vận hành",
    "viên chức",
    "việt nam",
    "vướng mắc",
    "xã hội",
    "xử lý",
    "yêu cầu",
];

/// Compounds whose folded form is another compound as well ("phân bố", "ven biên"): only the hook is put back there.
const AMBIGUOUS: [&str; 12] = [
    "biển báo",
    "biển số",
    "bờ biển",
    "có thể",
    "cổng dịch",
    "cổng thông",
    "di chuyển",
    "kể từ",
    "phân bổ",
    "sổ đỏ",
    "ven biển",
    "vùng biển",
];

/// Every pair by its folded form.
static BY_FOLD: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let compounds = COMPOUNDS.iter().filter(|c| !AMBIGUOUS.contains(c));
    compounds.chain(PAIRS).map(|pair| (fold(pair), *pair)).collect()
});

/// Mends the words of one piece, which stand in reading order.
pub(super) fn mend(words: &mut [Word]) {
    for at in 0..words.len() {
        mend_hook(words, at);
    }
    for at in 1..words.len() {
        mend_pair(words, at);
    }
}

fn mend_hook(words: &mut [Word], at: usize) {
    let hooked = with_hook(&words[at].text);
    if hooked == words[at].text {
        return;
    }
    let key = bare(&hooked);
    let before = at.checked_sub(1).and_then(|i| words.get(i)).map(|w| w.text.as_str());
    let after = words.get(at + 1).map(|w| w.text.as_str());
    if ONLY_HOOK.contains(&key.as_str()) || is_for(&key, after) || in_compound(&key, before, after) {
        words[at].text = hooked;
    }
}

/// Gives the word at `at` and the one before it the marks of the pair that they are when all marks are left out.
fn mend_pair(words: &mut [Word], at: usize) {
    if words[at - 1].text.ends_with([',', ';', '.', ':', ')', '?', '!']) {
        return;
    }
    let seen = format!("{} {}", bare(&words[at - 1].text), bare(&words[at].text));
    if seen.is_ascii() && !seen.contains("pho ") {
        // Text without any mark was written so: an address, a name of a file.
        return;
    }
    let Some(pair) = BY_FOLD.get(&fold(&seen)).filter(|pair| **pair != seen) else {
        return;
    };
    let Some((first, second)) = pair.split_once(' ') else {
        return;
    };
    if loses_shape(&seen, pair) {
        return;
    }
    words[at - 1].text = marked_as(&words[at - 1].text, first);
    words[at].text = marked_as(&words[at].text, second);
}

/// True where a letter that was seen with a mark of its shape (â, ă, ê, ô, ơ, ư, đ) would become one without: marks are
/// lost and tones mixed up, but hardly ever is one made up ("thành phố chủ động" is no "phó chủ tịch").
fn loses_shape(seen: &str, right: &str) -> bool {
    let shaped = |c: char| "âấầẩẫậăắằẳẵặêếềểễệôốồổỗộơớờởỡợưứừửữựđ".contains(c);
    seen.chars().zip(right.chars()).any(|(s, r)| shaped(s) && !shaped(r))
}

/// The letters of `word` with the marks of `model`, which differs from it in marks and case only. Where the model
/// has another length, which folding never makes of these words, the word stays.
fn marked_as(word: &str, model: &str) -> String {
    let start = word.find(char::is_alphanumeric).unwrap_or(0);
    let core = word[start..].trim_end_matches(|c: char| !c.is_alphanumeric());
    if core.chars().count() != model.chars().count() {
        return word.to_owned();
    }
    let letters = core.chars().zip(model.chars()).map(|(seen, right)| {
        if seen.is_uppercase() {
            right.to_uppercase().next().unwrap_or(right)
        } else {
            right
        }
    });
    let tail = &word[start + core.len()..];
    word[..start].chars().chain(letters).chain(tail.chars()).collect()
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
    fn marks_of_a_known_pair_are_put_back() {
        assert_eq!(mended("KÉT QUÁ THỰC HIỆN"), "KẾT QUẢ THỰC HIỆN");
        assert_eq!(mended("thẳm định, Tô phó Tô công tác"), "thẩm định, Tổ phó Tổ công tác");
        assert_eq!(mended("PHO CHỦ TỊCH; Công TTĐT tỉnh"), "PHÓ CHỦ TỊCH; Cổng TTĐT tỉnh");
    }

    #[test]
    fn a_folded_form_of_two_pairs_stays() {
        for text in [
            "thành phố chủ động",
            "dịch vụ công thông qua",
            "số đó",
            "vùng biên giới",
            "ven biên",
            "thuc hien.doc",
            "chủ, tích",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn no_two_pairs_have_one_folded_form() {
        let all: Vec<&&str> = COMPOUNDS
            .iter()
            .filter(|c| !AMBIGUOUS.contains(c))
            .chain(PAIRS)
            .collect();
        assert_eq!(BY_FOLD.len(), all.len());
        for ambiguous in AMBIGUOUS {
            assert!(COMPOUNDS.contains(&ambiguous), "{ambiguous}");
        }
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
