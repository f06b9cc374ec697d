//! The words that announce a promise.

use super::actor;
use crate::tokens::{Kind, Tokens};

/// How a promise is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Announced {
    /// "dự kiến", "cam kết".
    Planned,
    /// "sẽ".
    Will,
    /// "sẽ được …", "sẽ tiếp tục …": a promise where a day or month is set.
    WillBy,
    /// "phấn đấu" with a day or month.
    Due,
    /// "hoàn thành …", "trong tháng 12 …": a task with a day or month to come.
    Dated,
    /// "Tổ chức … trước ngày 15/01", "đang lắp đặt, hoàn thành trong tháng 12": what ends with a day or month after
    /// the report's.
    Deadline,
    /// "Mở 02 lớp trong quý I/2032" among the tasks to come.
    Task,
}

/// A sentence of a report: its tokens `from..to`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence {
    pub from: usize,
    pub to: usize,
    /// Its first word.
    pub first: usize,
    /// True among the tasks that a heading announces.
    pub task: bool,
    /// True among what the report asks of others.
    pub request: bool,
}

/// How a promise is announced at the token `i`, if it is.
pub(super) fn announced(tokens: &Tokens<'_>, sentence: Sentence, i: usize, own: &actor::Own) -> Option<Announced> {
    if let Some(n) = tokens.any_phrase(i, &["dự kiến", "cam kết", "xin hứa", "dự định"]) {
        let planned = is_planned(tokens, i, n) && !own.others_act(tokens, sentence.from, i);
        return (planned && !sentence.request).then_some(Announced::Planned);
    }
    if tokens.low(i) == "sẽ" {
        return will(tokens, sentence, i, own);
    }
    if sentence.request || asks(tokens, sentence.first) {
        return None;
    }
    if tokens.any_phrase(i, AIMS).is_some() {
        return Some(Announced::Due);
    }
    if i <= sentence.first {
        let listed = |list: &[&'static str]| tokens.any_phrase(i, list).is_some();
        let dated = listed(OPENINGS)
            || listed(LEVELS)
            || is_period(tokens, i)
            || is_day_after(tokens, i, &["trước", "đến", "hết"]);
        let general = (listed(PERIODS) || is_period(tokens, i)) && is_general_plan(tokens, sentence);
        return (dated && !general && !leads_to_list(tokens, sentence)).then_some(Announced::Dated);
    }
    // "đề nghị tỉnh … trước ngày", "có hiệu lực từ ngày": nobody promises.
    let deadline =
        tokens.any_phrase(i, DEADLINES).is_some() || is_day_after(tokens, i, &["trước"]) || finishes(tokens, i);
    if deadline && (sentence.task || is_own_deadline(tokens, sentence, i, own)) && !leads_to_list(tokens, sentence) {
        return Some(Announced::Deadline);
    }
    // "được phân bổ 6 tháng cuối năm": what it is for.
    let part = tokens.low_before(i, 1) == "tháng";
    let time = tokens.any_phrase(i, TIMES).is_some() && !part || is_day_after(tokens, i, &["đến", "hết"]);
    (time && sentence.task && !leads_to_list(tokens, sentence) && !is_general_plan(tokens, sentence))
        .then_some(Announced::Task)
}

/// "Quý I/2032", "Tháng 12", "Trong 6 tháng": a month, a quarter or some months.
pub(super) fn is_period(tokens: &Tokens<'_>, i: usize) -> bool {
    if tokens.low(i) == "trong" && tokens.kind(i + 1) == Kind::Digits && tokens.low(i + 2) == "tháng" {
        return true;
    }
    let quarter = matches!(tokens.low(i), "quý" | "quí") && matches!(tokens.low(i + 1), "i" | "ii" | "iii" | "iv");
    quarter || matches!(tokens.low(i), "quý" | "quí" | "tháng") && tokens.kind(i + 1) == Kind::Digits
}

/// "trước 30/9", "đến 31/12/2031": one of `words` before a date that no word announces.
fn is_day_after(tokens: &Tokens<'_>, i: usize, words: &[&str]) -> bool {
    words.contains(&tokens.low(i)) && tokens.kind(i + 1) == Kind::Digits && tokens.low(i + 2) == "/"
}

/// "sẽ" of the unit itself.
fn will(tokens: &Tokens<'_>, sentence: Sentence, i: usize, own: &actor::Own) -> Option<Announced> {
    const EFFECTS: [&str; 14] = [
        "góp phần",
        "giúp",
        "tạo",
        "là",
        "mang lại",
        "làm",
        "có",
        "không",
        "gây",
        "ảnh hưởng",
        "dẫn",
        "thúc đẩy",
        "đem",
        "khó",
    ];
    if tokens.any_phrase(i + 1, &EFFECTS).is_some() {
        return None;
    }
    // "02 thôn sẽ được phủ sóng trong tháng 12": who does it is not said.
    if tokens.low(i + 1) == "được" {
        return (!sentence.request && !own.others_act(tokens, sentence.from, i)).then_some(Announced::WillBy);
    }
    if !own.acts(tokens, sentence.from, i) {
        return None;
    }
    let going_on = tokens
        .any_phrase(i + 1, &["tiếp tục", "luôn", "thường xuyên"])
        .filter(|_| !sentence.request);
    match going_on {
        None => Some(Announced::Will),
        Some(n) if tokens.any_phrase(i + 1 + n, GENERAL).is_none() => Some(Announced::WillBy),
        Some(_) => None,
    }
}

/// Aims that a day or month makes a promise.
const AIMS: &[&str] = &["phấn đấu", "quyết tâm", "đăng ký hoàn thành", "đặt mục tiêu"];

/// Openings that set a time.
const OPENINGS: &[&str] = &[
    "hoàn thành",
    "chậm nhất",
    "trong tháng",
    "trong quý",
    "trước ngày",
    "đến ngày",
];

/// Openings that tell what was reached as well as what is to be.
pub(super) const LEVELS: &[&str] = &[
    "đến hết",
    "đến tháng",
    "đến quý",
    "đến cuối",
    "hết tháng",
    "hết quý",
    "cuối tháng",
    "cuối quý",
    "đầu tháng",
];

/// Openings that name a period: what "goes on" in it is a plan in general terms.
const PERIODS: &[&str] = &[
    "trong tháng",
    "trong quý",
    "đến hết",
    "cuối tháng",
    "cuối quý",
    "đầu tháng",
];

/// Words before the day by which something is done.
const DEADLINES: &[&str] = &[
    "trước ngày",
    "trước tháng",
    "chậm nhất",
    "xong trước",
    "hoàn thành trước",
];

/// Words before the time of a task.
const TIMES: &[&str] = &[
    "trong tháng",
    "trong quý",
    "trong ngày",
    "vào ngày",
    "vào tháng",
    "vào quý",
    "vào cuối",
    "vào đầu",
    "đến ngày",
    "đến hết",
    "đến cuối",
    "đến tháng",
    "đến quý",
    "đến năm",
    "trong năm",
    "vào năm",
    "hết năm",
    "hết tháng",
    "hết quý",
    "cuối năm",
    "cuối tháng",
    "cuối quý",
    "đầu tháng",
    "đầu quý",
    "giữa tháng",
    "từ ngày",
    "từ tháng",
    "thời gian",
    "thời hạn",
];

/// What goes on or gets better, without an end.
const GENERAL: &[&str] = &[
    "đẩy mạnh",
    "tăng cường",
    "nâng cao",
    "quan tâm",
    "duy trì",
    "phát huy",
    "làm tốt",
    "thực hiện tốt",
    "tập trung",
    "chú trọng",
    "quán triệt",
    "bám sát",
    "chỉ đạo",
];

/// True where a "dự kiến", "cam kết" of `n` words at `i` announces what will be done.
fn is_planned(tokens: &Tokens<'_>, i: usize, n: usize) -> bool {
    // "số dự kiến", "kinh phí dự kiến 20 triệu đồng", "ký cam kết", "theo dự kiến": nothing is promised.
    const NOUNS: [&str; 21] = [
        "kinh phí",
        "số",
        "ký",
        "bản",
        "như",
        "so với",
        "mức",
        "theo",
        "đúng",
        "vượt",
        "các",
        "những",
        "thực hiện",
        "nội dung",
        "giấy",
        "tổng vốn",
        "nguồn vốn",
        "danh sách",
        "phương án",
        "vận động",
        "lời",
    ];
    // "thí sinh dự kiến tiếp nhận": who they are.
    const PEOPLE: [&str; 8] = [
        "thí sinh",
        "người",
        "nhân sự",
        "đối tượng",
        "học viên",
        "ứng viên",
        "được",
        "hộ",
    ];
    let noun = [&NOUNS[..], &PEOPLE[..]]
        .iter()
        .any(|list| tokens.any_phrase_before(i, list).is_some());
    let amount = matches!(tokens.low(i + n), "kinh" | "khoảng") || tokens.kind(i + n) == Kind::Digits;
    // "Dự kiến 25/12/2031 khai trương": a date is no amount.
    let date = tokens.kind(i + n) == Kind::Digits && matches!(tokens.low(i + n + 1), "/" | "tháng");
    !noun && (!amount || date)
}

/// "hoàn thành trong tháng 12", "ban hành vào cuối quý": an end with its time.
fn finishes(tokens: &Tokens<'_>, i: usize) -> bool {
    const ENDS: [&str; 9] = [
        "hoàn thành",
        "hoàn tất",
        "ban hành",
        "bàn giao",
        "nghiệm thu",
        "ký kết",
        "khai trương",
        "đưa vào sử dụng",
        "đưa vào vận hành",
    ];
    const WHEN: [&str; 11] = [
        "trong tháng",
        "trong quý",
        "vào tháng",
        "vào ngày",
        "vào quý",
        "vào cuối",
        "vào đầu",
        "trong 6 tháng",
        "cuối tháng",
        "cuối quý",
        "đầu tháng",
    ];
    let end = tokens.any_phrase(i, &ENDS);
    // "đã hoàn thành", "chưa hoàn thành": a result, whatever its time.
    let told = matches!(tokens.low_before(i, 1), "đã" | "chưa" | "được" | "việc");
    !told && end.is_some_and(|n| tokens.any_phrase(i + n, &WHEN).is_some())
}

/// True where the deadline at `i` is the unit's own: a sentence that begins like a task, or one in which nobody asks, rules
/// or orders.
fn is_own_deadline(tokens: &Tokens<'_>, sentence: Sentence, i: usize, own: &actor::Own) -> bool {
    const OTHERS: [&str; 18] = [
        "yêu cầu",
        "đề nghị",
        "kiến nghị",
        "quy định",
        "hiệu lực",
        "hết hạn",
        "thời hạn",
        "mục tiêu",
        "chỉ tiêu",
        "phải",
        "tỉnh giao",
        "đã",
        "được giao",
        "thực hiện công văn",
        "căn cứ",
        "theo công văn",
        "chưa",
        "không",
    ];
    let ordered = (sentence.from..i).any(|j| tokens.any_phrase(j, &OTHERS).is_some());
    is_task(tokens, sentence) || !ordered && !own.others_act(tokens, sentence.from, i)
}

/// True for a sentence that begins like a task: "Tổ chức …", "- Xây dựng …".
fn is_task(tokens: &Tokens<'_>, sentence: Sentence) -> bool {
    const TASKS: [&str; 12] = [
        "xay dung",
        "tuyen dung",
        "lap dat",
        "khai truong",
        "dua vao",
        "khoi cong",
        "ky ket",
        "thanh lap",
        "kien toan",
        "nang cap",
        "mua sam",
        "trinh",
    ];
    // "Thực hiện Công văn … về việc báo cáo trước ngày …": who asked, not what will be done.
    const ASKED: [&str; 6] = [
        "thực hiện công văn",
        "thực hiện văn bản",
        "thực hiện chỉ đạo",
        "thực hiện ý kiến",
        "thực hiện yêu cầu",
        "triển khai công văn",
    ];
    const HEAD: usize = 3;
    let last = (sentence.first + HEAD).min(tokens.len());
    if sentence.first >= last || tokens.any_phrase(sentence.first, &ASKED).is_some() {
        return false;
    }
    let start = tonghop_text::fold(&tokens.text[tokens.start(sentence.first)..tokens.end(last - 1)]);
    crate::outline::title::is_order(&start) || TASKS.iter().any(|t| start.starts_with(t))
}

/// True for a sentence that asks: "Đề nghị …", "Kính mong …".
fn asks(tokens: &Tokens<'_>, first: usize) -> bool {
    tokens
        .any_phrase(
            first,
            &[
                "đề nghị",
                "kiến nghị",
                "đề xuất",
                "kính đề nghị",
                "kính mong",
                "mong",
                "rất mong",
            ],
        )
        .is_some()
}

/// "Trong tháng 12, xã tập trung thực hiện các nhiệm vụ sau:" leads to tasks and is none.
fn leads_to_list(tokens: &Tokens<'_>, sentence: Sentence) -> bool {
    let last = (sentence.from..sentence.to).next_back().map_or("", |i| tokens.low(i));
    last == ":"
        || tokens.low(sentence.to) == ":"
        || tokens.any_phrase_before(sentence.to, &["như sau", "sau đây"]).is_some()
}

/// "Trong quý IV, tiếp tục đẩy mạnh …": what goes on has no end that could be asked for.
fn is_general_plan(tokens: &Tokens<'_>, sentence: Sentence) -> bool {
    const CLAUSE: usize = 14;
    let end = sentence.to.min(sentence.first + CLAUSE);
    let opening = sentence.first..end;
    opening
        .into_iter()
        .any(|j| tokens.low(j) == "tiếp" && tokens.low(j + 1) == "tục" || tokens.any_phrase(j, GENERAL).is_some())
        && !(sentence.first..sentence.to).any(|j| tokens.any_phrase(j, &["hoàn thành", "phấn đấu"]).is_some())
}
