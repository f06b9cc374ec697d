//! The words around figures: what is counted, what only bears a number, what introduces a value.

use crate::tokens::{Kind, Tokens};
use std::collections::HashSet;
use std::sync::LazyLock;

/// A set of words.
type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_ascii_whitespace().collect()
}

static COUNTED: Words = LazyLock::new(|| {
    set(
        "hồ người hộ thôn xóm ấp tổ làng khu văn lớp hội cuộc buổi lượt tài tin bài máy bộ chiếc cái trường trạm điểm \
     cơ doanh hợp cán công viên đảng đoàn thành học giáo thủ dịch mô sản tuyến phường xã huyện tỉnh quận phòng đơn kế quyết báo \
     chữ chứng camera video clip fanpage trang nhóm kênh phần nền cụm pano băng tờ đài loa màn thiết bản giao hóa \
     nhiệm chỉ tiêu giải chương nghị ý kiến vụ đối nhân lao khách sáng đề dự cặp suất phiếu thẻ mã ứng hệ đợt \
     chuyên ban cộng nhà gian hạng danh lĩnh gói đầu con cây tấn tạ kg ha km m hecta mét mbps gb tb kw usd trụ lần \
     chuyến tác cử bí lãnh dân phụ thanh nông em cháu đội câu chi hạ thông biên tủ smartphone modem wifi bưu chợ \
     siêu cửa quầy ki vị bước tiết môn khóa đồng app zalo trung thuê giấy thửa sổ cột nút cổng chốt kho quyển cuốn \
         giường xe tàu trẻ bệnh vùng đường cầu ngôi bức tấm nguồn sân buôn bon sóc phum khóm tiểu hs cbcc tthc dvc chiến \
         liều lít lọ bao can thùng mm cm gram đàn bếp khẩu",
    )
});

/// First words of what reports count. A number before one of these is a count, whatever stands before it.
pub(super) fn is_counted(word: &str) -> bool {
    COUNTED.contains(word)
}

/// Units among [`is_counted`] of which there can be parts: "6,742 ha" is less than seven hectares.
pub(super) fn is_measured(word: &str) -> bool {
    matches!(
        word,
        "km" | "ha"
            | "m"
            | "hecta"
            | "mét"
            | "kg"
            | "tấn"
            | "tạ"
            | "lít"
            | "mbps"
            | "gb"
            | "tb"
            | "kw"
            | "điểm"
            | "lần"
            | "usd"
            | "mm"
            | "cm"
            | "gram"
    )
}

/// True for a unit in which land, herds or goods are measured, whatever they are: "ha", "con", "tạ/ha". Names nothing.
pub(super) fn measures_size(unit: &str) -> bool {
    const SIZES: [&str; 18] = [
        "ha", "km", "m", "m2", "m²", "m3", "km2", "km²", "hecta", "mét", "kg", "tấn", "tạ", "lít", "con", "mm", "cm",
        "gram",
    ];
    unit.split('/').next().is_some_and(|first| SIZES.contains(&first))
}

/// True for words that say how a quantity changed.
pub(super) fn is_change(word: &str) -> bool {
    matches!(word, "tăng" | "giảm" | "vượt" | "hụt" | "gấp")
}

/// True for words right before a number that belong to its clause, not to the one before.
pub(super) fn leads_on(word: &str) -> bool {
    is_change(word)
        || matches!(
            word,
            "đạt" | "chiếm" | "còn" | "xuống" | "lên" | "là" | "bằng" | "từ" | "gồm"
        )
}

/// True where a phrase begins at `i` that names a quantity: "tỷ lệ hộ …", "tổng số …", "kinh phí …".
pub(super) fn opens_amount(tokens: &Tokens<'_>, i: usize) -> bool {
    const AMOUNTS: [&str; 24] = [
        "tỷ lệ",
        "tỉ lệ",
        "tỷ suất",
        "số",
        "tổng",
        "diện tích",
        "sản lượng",
        "năng suất",
        "giá trị",
        "kinh phí",
        "doanh thu",
        "thu nhập",
        "thu ngân sách",
        "chi ngân sách",
        "dân số",
        "dự toán",
        "quy mô",
        "mức thu",
        "mức chi",
        "tốc độ",
        "bình quân",
        "đàn",
        "vốn",
        "trị giá",
    ];
    tokens.any_phrase(i, &AMOUNTS).is_some()
}

/// Kinds of places and of people that are told in one breath: "các xã, thị trấn", "cán bộ, công chức".
const KINDS: [&[&str]; 3] = [
    &[
        "xã",
        "phường",
        "thị trấn",
        "thị xã",
        "tỉnh",
        "thành phố",
        "huyện",
        "quận",
        "thôn",
        "ấp",
        "xóm",
        "buôn",
    ],
    &[
        "cán bộ",
        "công chức",
        "viên chức",
        "người lao động",
        "đảng viên",
        "đoàn viên",
        "hội viên",
    ],
    &[
        "sở",
        "ban",
        "ngành",
        "phòng",
        "đoàn thể",
        "cơ quan",
        "đơn vị",
        "doanh nghiệp",
        "hợp tác xã",
        "địa phương",
    ],
];

/// True where the comma at `i` stands between two of one kind, which go on together.
pub(super) fn joins_kinds(tokens: &Tokens<'_>, i: usize) -> bool {
    let two =
        |kinds: &&[&str]| tokens.any_phrase_before(i, kinds).is_some() && tokens.any_phrase(i + 1, kinds).is_some();
    // "gia súc, gia cầm": two words that begin alike.
    let word = |k: usize| tokens.kind(k) == Kind::Word;
    let alike = i >= 2 && word(i - 1) && word(i + 2) && word(i - 2) && tokens.low(i - 2) == tokens.low(i + 1);
    let counted = tokens.kind(i.saturating_sub(3)) == Kind::Digits;
    KINDS.iter().any(two) || alike && !counted && tokens.low(i + 1) == "gia"
}

/// Units of time: a count of these is a figure only where it is measured ("rút ngắn 3 ngày").
pub(super) fn is_duration(word: &str) -> bool {
    matches!(
        word,
        "tháng" | "ngày" | "tuần" | "giờ" | "phút" | "giây" | "năm" | "quý" | "kỳ" | "nhiệm"
    )
}

static NAMES_ALWAYS: Words = LazyLock::new(|| {
    set(
        "điều khoản thứ mức năm tháng ngày quý kỳ khóa giờ version windows office ipv ios android iso tcvn qcvn \
     hotline fax sđt chương mục biểu mẫu ocop covid top",
    )
});

/// True where the words right before a number make it part of a name, always: "Điều 11", "mức độ 4", "năm 2031".
///
/// `before` is the word before the number, `earlier` the one before that.
pub(super) fn names_always(earlier: &str, before: &str) -> bool {
    match before {
        "án" => earlier == "đề",
        // "chi qua tài khoản 288 đối tượng"
        "khoản" => earlier != "tài",
        // "Bộ chỉ số 766"
        "số" => earlier == "chỉ",
        "quyết" => earlier == "nghị",
        "định" => matches!(earlier, "quyết" | "nghị"),
        "thị" => earlier == "chỉ",
        "độ" => matches!(earlier, "mức" | "cấp"),
        "đoạn" => earlier == "giai",
        "lục" => earlier == "phụ",
        "đài" => earlier == "tổng",
        "thoại" => earlier == "điện",
        "bản" => earlier == "phiên",
        "phố" => earlier == "khu",
        "lộ" => matches!(earlier, "quốc" | "tỉnh" | "hương"),
        _ => NAMES_ALWAYS.contains(before),
    }
}

static NAMES_MOSTLY: Words = LazyLock::new(|| {
    set(
        "phường quận thôn xóm ấp phố bản đội lớp khối trang hình bảng phòng tổ cấp nhóm đợt lần phiên bước cột dòng \
     km cụm khu tiêu chí phần điểm tuần luật định hoạch trình số web nghiệp",
    )
});

/// Words before a number that make it part of a name unless something counted follows: "thôn 3", "lớp 5".
pub(super) fn names_mostly(word: &str) -> bool {
    NAMES_MOSTLY.contains(word)
}

static ENDS_COUNT: Words = LazyLock::new(|| {
    set(
        "hàng hằng các những mọi cấp g không cùng rõ tại trong và hoặc của về đến tới trên theo do để được đã cho ở \
     với là thì mà nhằm này đó trở cao thấp như khi nếu đang sẽ tuổi sao chiều nhất từ có đạt chiếm bằng tăng \
     giảm so còn gồm bao thực triển x lên xuống vào ra nêu qua bởi dưới hay nhưng cũng tương",
    )
});

/// Words after a number that say it is not a count: "02 cấp", "3 không", or that the phrase has ended.
pub(super) fn ends_count(word: &str) -> bool {
    ENDS_COUNT.contains(word)
}

/// Words right before a value that stands at the end of its clause: "là 570", "đạt 12".
pub(super) fn introduces(word: &str) -> bool {
    matches!(
        word,
        "là" | "đạt"
            | "được"
            | "có"
            | "="
            | "còn"
            | "gồm"
            | "bằng"
            | "tăng"
            | "giảm"
            | ":"
            | "lượng"
            | "lên"
            | "xuống"
            | "hạn"
            | "tuyến"
            | "tiếp"
    )
}

static JOINS: Words = LazyLock::new(|| {
    set("đạt chiếm tỷ tỉ lệ bằng tương đương ứng là với = hoàn hay ước đã trọng suất khoảng → > tức ( , : - –")
});

/// Words and marks that join a count and its percentage: "đạt tỷ lệ", "chiếm", "=".
fn joins(word: &str) -> bool {
    JOINS.contains(word)
}

/// True for such a word at `i`; the second half of a name ("Cao Bằng") is none.
pub(super) fn is_join(tokens: &Tokens<'_>, i: usize) -> bool {
    let named = || i > 0 && tokens.capital(i) && tokens.capital(i - 1);
    // "tỷ suất 12%", but "năng suất 62 tạ".
    let half = matches!(tokens.low(i), "suất" | "trọng") && !matches!(tokens.low_before(i, 1), "tỷ" | "tỉ");
    joins(tokens.low(i)) && !half && (tokens.kind(i) != Kind::Word || !named())
}

/// Qualifiers, longer ones first.
pub(super) const QUALIFIERS: [&str; 27] = [
    "ước tính khoảng",
    "ước đạt khoảng",
    "không thấp hơn",
    "không ít hơn",
    "khoảng gần",
    "khoảng hơn",
    "khoảng trên",
    "ước khoảng",
    "ước tính",
    "ước đạt",
    "tối thiểu",
    "tối đa",
    "ít nhất",
    "nhiều nhất",
    "không dưới",
    "không quá",
    "lớn hơn",
    "cao hơn",
    "xấp xỉ",
    "khoảng",
    "trên",
    "hơn",
    "gần",
    "dưới",
    "ước",
    "chừng",
    "cỡ",
];

static BOUND: Words = LazyLock::new(|| {
    set(
        "cơ doanh hợp cán công đảng đoàn thành học giáo thủ dịch mô quyết chứng thiết hóa nhiệm chỉ tiêu giải chương \
     nghị đối lao sáng chuyên danh lĩnh tác lãnh biên siêu thông trung thuê tiểu thị địa tư phương \
     câu diễn vận thanh phụ cộng",
    )
});

/// First halves of words that count nothing alone: "thị trấn", "công trình", "trung tâm".
pub(super) fn is_half(word: &str) -> bool {
    BOUND.contains(word)
}

/// Units of two or three words; anything else is one word, or two where the first is half of one.
pub(super) const LONG_UNITS: [&str; 83] = [
    "câu lạc bộ",
    "vận động viên",
    "tiết mục",
    "điểm phần trăm",
    "tiểu thương",
    "vị trí",
    "cụm loa",
    "cụm dân cư",
    "chủ thể",
    "hộ dân",
    "đồng chí",
    "học viên",
    "điểm cầu",
    "thuê bao",
    "hộ kinh doanh",
    "giấy chứng nhận",
    "chi bộ",
    "ngày công",
    "lượt khách",
    "dân tộc",
    "nhân khẩu",
    "hộ gia đình",
    "tổ dân phố",
    "hợp tác xã",
    "chữ ký số",
    "tổ công nghệ số cộng đồng",
    "chứng thư số",
    "hồ sơ",
    "văn bản",
    "hội nghị",
    "cuộc họp",
    "buổi họp",
    "lượt người",
    "lượt truy cập",
    "tài khoản",
    "tin bài",
    "trường học",
    "trường hợp",
    "trạm y tế",
    "cơ sở",
    "cơ quan",
    "doanh nghiệp",
    "cán bộ",
    "công chức",
    "viên chức",
    "công dân",
    "đảng viên",
    "đoàn viên",
    "hội viên",
    "thành viên",
    "học sinh",
    "giáo viên",
    "thủ tục hành chính",
    "thủ tục",
    "dịch vụ công",
    "dịch vụ",
    "mô hình",
    "sản phẩm",
    "đơn vị",
    "kế hoạch",
    "quyết định",
    "báo cáo",
    "công văn",
    "băng rôn",
    "màn hình",
    "thiết bị",
    "giao dịch",
    "nhiệm vụ",
    "chỉ tiêu",
    "tiêu chí",
    "giải pháp",
    "chương trình",
    "ý kiến",
    "đối tượng",
    "lao động",
    "sáng kiến",
    "người dân",
    "máy tính",
    "máy vi tính",
    "phần mềm",
    "trụ cột",
    "khu phố",
    "hệ thống",
];
