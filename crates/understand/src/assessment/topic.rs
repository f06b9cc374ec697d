//! What a heading of the assessment announces.

use crate::outline::title::word_count;

/// A list of the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Advantages,
    Limitations,
    Causes,
    Recommendations,
    NextTasks,
}

/// What stands under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Statements of one list.
    One(List),
    /// Limitations, with their causes among them.
    LimitationsAndCauses,
    /// Limitations, and what is asked for because of them.
    LimitationsAndRequests,
    /// Remedies: requests where higher levels are asked, else tasks of one's own.
    Remedies,
    /// Several lists, told apart by the paragraphs' own first words.
    Mixed,
    /// Aims among tasks, lessons among judgements: they stand below such a heading and belong to no list.
    Apart,
    /// Nothing of the assessment.
    Other,
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.contains(w))
}

/// The topic of a folded title; `inside` is true below a heading that assesses.
pub(super) fn of_title(title: &str, inside: bool) -> Topic {
    let good = any(
        title,
        &[
            "thuan loi",
            "uu diem",
            "dat duoc",
            "lam duoc",
            "mat manh",
            "diem manh",
            "tich cuc",
            "noi bat",
            "thanh tuu",
            "chuyen bien",
            "diem sang",
        ],
    ) && !any(title, &["chua dat duoc", "chua lam duoc", "chua noi bat"]);
    let bad = any(
        title,
        &[
            "ton tai",
            "han che",
            "kho khan",
            "vuong mac",
            "bat cap",
            "yeu kem",
            "mat yeu",
            "nhuoc diem",
            "thach thuc",
            "khuyet diem",
            "thieu sot",
            "tro ngai",
        ],
    ) || inside
        && any(
            title,
            &["chua dat duoc", "chua lam duoc", "chua duoc", "chua hoan thanh"],
        );
    // "Tình hình và nguyên nhân" opens a resolution: nothing below is sorted by it.
    let why = (title.contains("nguyen nhan") || is_reason(title)) && (bad || !title.starts_with("tinh hinh"));
    // "Kết quả xử lý phản ánh, kiến nghị", "Tiếp nhận kiến nghị của cử tri" report on other people's requests.
    let told = [
        "ket qua",
        "tinh hinh",
        "cong tac",
        "tiep nhan",
        "giai quyet",
        "xu ly",
        "tra loi",
    ]
    .iter()
    .any(|w| title.starts_with(w))
        || any(title, &["phan anh", "cu tri"]);
    let asks = any(title, &["de xuat", "kien nghi", "de nghi"]) && !told;
    let remedy = title.contains("giai phap") || title.contains("bien phap");
    // What is aimed at is no task.
    if title.starts_with("muc tieu") && !title.contains("nhiem vu") && !title.contains("giai phap") {
        return Topic::Apart;
    }
    // What was learnt from it is neither good nor bad.
    if title.starts_with("bai hoc") {
        return Topic::Apart;
    }
    // "Nguyên nhân của tồn tại": the heading names what it gives the causes of.
    if causes_of_it(title) {
        return Topic::One(List::Causes);
    }
    if is_ahead(title) {
        return Topic::One(List::NextTasks);
    }
    // The main part of a report is often called "Kết quả đạt được".
    let results =
        title.starts_with("ket qua") || title.contains("ket qua dat duoc") || title.contains("ket qua thuc hien");
    // "Mức độ đạt được các mục tiêu", "Tình hình triển khai, kết quả đạt được".
    let measured = ["tinh hinh", "muc do"].iter().any(|w| title.starts_with(w)) || title.contains("muc do dat duoc");
    let main_part = (results || measured) && !bad && !inside;
    let good = good && !main_part;
    match (good, bad, why, asks) {
        (true, false, false, false) => Topic::One(List::Advantages),
        (true, true, ..) => Topic::Mixed,
        (false, true, true, _) => Topic::LimitationsAndCauses,
        (false, true, false, true) if starts_with_request(title) => Topic::One(List::Recommendations),
        (false, true, false, true) => Topic::LimitationsAndRequests,
        (false, true, false, false) if remedy && starts_with_remedy(title) => Topic::Remedies,
        (false, true, false, false) => Topic::One(List::Limitations),
        (_, false, true, false) => Topic::One(List::Causes),
        (_, false, false, true) if title.starts_with("danh gia") => Topic::Mixed,
        (_, false, false, true) => Topic::One(List::Recommendations),
        (false, false, false, false)
            if remedy && !results && (starts_with_remedy(title) && (inside || word_count(title) <= 4)) =>
        {
            Topic::Remedies
        }
        (false, false, false, false)
            if any(title, &["danh gia chung", "nhan xet", "danh gia tinh hinh chung"]) || assesses_all(title) =>
        {
            Topic::Mixed
        }
        _ => Topic::Other,
    }
}

/// True where the folded title announces causes, and what follows only says of what: "nguyên nhân hạn chế", not
/// "nguyên nhân và giải pháp", "nguyên nhân, hạn chế".
fn causes_of_it(title: &str) -> bool {
    let (head, asks) = (
        [
            "nguyen nhan",
            "mot so nguyen nhan",
            "nhung nguyen nhan",
            "cac nguyen nhan",
            "ly do",
        ],
        any(title, &["de xuat", "kien nghi", "giai phap", "bien phap"]),
    );
    let rest = head.iter().find_map(|h| title.strip_prefix(h)).map(str::trim_start);
    rest.is_some_and(|r| !asks && !r.starts_with([',', ';', '/', '-']) && !r.starts_with("va "))
}

/// "Lý do" as another word for the causes.
fn is_reason(title: &str) -> bool {
    title == "ly do" || title.contains("va ly do") || title.contains(", ly do")
}

/// "Đánh giá" and nothing more, or of the results: not "Đánh giá hài lòng", "Đánh giá tình hình thực hiện mục tiêu".
fn assesses_all(title: &str) -> bool {
    let what = title.strip_prefix("danh gia").map(str::trim_start);
    matches!(
        what,
        Some("" | "ket qua" | "ket qua thuc hien" | "tong quat" | "tong the")
    )
}

fn starts_with_request(title: &str) -> bool {
    [
        "de xuat",
        "kien nghi",
        "de nghi",
        "mot so de xuat",
        "mot so kien nghi",
        "nhung kien nghi",
        "nhung de xuat",
    ]
    .iter()
    .any(|w| title.starts_with(w))
}

fn starts_with_remedy(title: &str) -> bool {
    ["giai phap", "mot so giai phap", "bien phap", "cac giai phap"]
        .iter()
        .any(|w| title.starts_with(w))
}

/// True where the folded title announces what will be done.
fn is_ahead(title: &str) -> bool {
    if title.starts_with("ket qua") || title.starts_with("tinh hinh") || title.contains("ket qua thuc hien") {
        return false;
    }
    let times = [
        "thoi gian toi",
        "thoi gian den",
        "giai doan tiep theo",
        "ky tiep theo",
        "tuan toi",
        "tuan tiep theo",
        "thang tiep theo",
        "quy tiep theo",
        "ky toi",
        "thang toi",
        "quy toi",
        "nam toi",
        "thoi gian tiep theo",
        "thoi gian con lai",
        "thang con lai",
        "buoc tiep theo",
    ];
    let plans = [
        "phuong huong",
        "nhiem vu trong tam",
        "cong tac trong tam",
        "nhiem vu tiep theo",
        "chuong trinh cong tac",
        "giai phap trong tam",
        "nhiem vu, giai phap",
        "nhiem vu va giai phap",
    ];
    let tasks = [
        "nhiem vu",
        "mot so nhiem vu",
        "nhung nhiem vu",
        "trong tam",
        "ke hoach cong tac",
        "ke hoach nam",
        "ke hoach quy",
        "ke hoach thang",
        "dinh huong",
        "muc tieu, nhiem vu",
        "giai phap trong tam",
    ];
    let dated = any(title, &["thang", "nam 20", "quy ", "cuoi nam"]);
    any(title, &times) || any(title, &plans) || dated && tasks.iter().any(|t| title.starts_with(t))
}

/// The list that a short label inside a section announces: "Nguyên nhân:", "* Khó khăn:".
pub(super) fn of_label(label: &str) -> Option<List> {
    if word_count(label) > 9 {
        return None;
    }
    let starts = |words: &[&str]| words.iter().any(|w| label.starts_with(w));
    let label = ["ve ", "nhung ", "mot so ", "cac ", "*", "-"]
        .iter()
        .fold(label, |l, p| l.strip_prefix(p).unwrap_or(l));
    if label.starts_with("nguyen nhan") || label == "ly do" {
        Some(List::Causes)
    } else if starts(&[
        "thuan loi",
        "uu diem",
        "mat dat duoc",
        "ket qua dat duoc",
        "mat lam duoc",
    ]) {
        Some(List::Advantages)
    } else if starts(&[
        "kho khan",
        "han che",
        "ton tai",
        "vuong mac",
        "nhuoc diem",
        "bat cap",
        "khuyet diem",
        "mat chua dat",
        "mat chua lam",
    ]) {
        Some(List::Limitations)
    } else if starts(&["kien nghi", "de xuat", "de nghi"]) && word_count(label) <= 4 {
        Some(List::Recommendations)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_text::fold;

    fn topic(title: &str) -> Topic {
        of_title(&fold(title), true)
    }

    #[test]
    fn titles_of_assessments() {
        assert_eq!(topic("Thuận lợi"), Topic::One(List::Advantages));
        assert_eq!(topic("NHỮNG MẶT ĐẠT ĐƯỢC"), Topic::One(List::Advantages));
        assert_eq!(topic("Tồn tại, hạn chế"), Topic::One(List::Limitations));
        assert_eq!(topic("Tồn tại, hạn chế và nguyên nhân"), Topic::LimitationsAndCauses);
        assert_eq!(topic("Nguyên nhân"), Topic::One(List::Causes));
        assert_eq!(topic("ĐỀ XUẤT, KIẾN NGHỊ"), Topic::One(List::Recommendations));
        assert_eq!(topic("Kiến nghị tháo gỡ khó khăn"), Topic::One(List::Recommendations));
        assert_eq!(topic("Khó khăn, vướng mắc và kiến nghị"), Topic::LimitationsAndRequests);
        assert_eq!(
            topic("Nhiệm vụ trọng tâm 3 tháng cuối năm"),
            Topic::One(List::NextTasks)
        );
        assert_eq!(topic("Phương hướng, nhiệm vụ năm 2026"), Topic::One(List::NextTasks));
        assert_eq!(topic("NHIỆM VỤ THÁNG 02 NĂM 2025"), Topic::One(List::NextTasks));
        assert_eq!(topic("Kết quả xử lý phản ánh, kiến nghị"), Topic::Other);
        assert_eq!(topic("Tiếp nhận phản ánh, kiến nghị"), Topic::Other);
        assert_eq!(topic("KẾ HOẠCH NĂM 2026"), Topic::One(List::NextTasks));
        assert_eq!(topic("Kế hoạch cải cách hành chính năm 2026"), Topic::Other);
        assert_eq!(topic("Đánh giá"), Topic::Mixed);
        assert_eq!(topic("Đánh giá hài lòng"), Topic::Other);
        assert_eq!(topic("Mục tiêu"), Topic::Apart);
        assert_eq!(topic("Mục tiêu, nhiệm vụ năm 2026"), Topic::One(List::NextTasks));
        assert_eq!(topic("Giải pháp"), Topic::Remedies);
        assert_eq!(topic("Nguyên nhân của các hạn chế, yếu kém"), Topic::One(List::Causes));
        assert_eq!(topic("Nguyên nhân khó khăn"), Topic::One(List::Causes));
        assert_eq!(topic("Nguyên nhân, hạn chế"), Topic::LimitationsAndCauses);
        assert_eq!(topic("Nguyên nhân và giải pháp"), Topic::One(List::Causes));
        assert_eq!(topic("Lý do"), Topic::One(List::Causes));
        assert_eq!(topic("Khó khăn và lý do"), Topic::LimitationsAndCauses);
        assert_eq!(topic("Bài học rút ra"), Topic::Apart);
        assert_eq!(topic("Hạn chế, khuyết điểm"), Topic::One(List::Limitations));
        assert_eq!(topic("Những nội dung chưa đạt được"), Topic::One(List::Limitations));
        assert_eq!(topic("Kế hoạch tuần tới"), Topic::One(List::NextTasks));
        assert_eq!(topic("Nhiệm vụ những tháng còn lại"), Topic::One(List::NextTasks));
        assert_eq!(topic("Nhiệm vụ, giải pháp chủ yếu"), Topic::One(List::NextTasks));
        assert_eq!(topic("Thuận lợi, khó khăn"), Topic::Mixed);
        assert_eq!(topic("Kết quả thực hiện các nhiệm vụ được giao"), Topic::Other);
        assert_eq!(of_title("cac chi tieu chua hoan thanh", false), Topic::Other);
        assert_eq!(topic("Mặt chưa được"), Topic::One(List::Limitations));
        assert_eq!(of_title("ket qua dat duoc", false), Topic::Other);
        let aims = "tinh hinh trien khai va muc do dat duoc cac muc tieu";
        assert_eq!(of_title(aims, false), Topic::Other);
        assert_eq!(of_title("ket qua dat duoc", true), Topic::One(List::Advantages));
    }
}
