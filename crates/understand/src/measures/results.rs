//! Which figures tell what was reached: not what is missing, asked for or planned.

use super::scan::Figure;
use crate::tokens::{Kind, Tokens};

/// Words looked at before a figure.
const BEFORE: usize = 60;
/// Words after a figure among which "chưa" speaks of what is counted: "320 hộ gia đình chưa có kết nối".
const AFTER: usize = 5;

/// Openings of requests.
const REQUESTS: [&str; 4] = ["đề nghị", "kiến nghị", "đề xuất", "kính mong"];
/// Words that say of a sentence that it tells what is to come.
const PLANS: [&str; 7] = [
    "sẽ",
    "dự kiến",
    "thời gian tới",
    "năm tới",
    "quý tới",
    "tháng tới",
    "cần bố trí",
];
/// After "chưa": a little less than the number.
const LESS: [&str; 8] = ["đến", "tới", "đầy", "kể", "bao gồm", "tính", "quá", "gồm"];

/// True where the sentence of a figure says that it is missing, asked for or planned.
pub(super) fn is_none(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    is_lacking(tokens, figure) || is_asked_for(tokens, figure) || is_planned(tokens, figure)
}

/// The sentence before the figure, backwards; `stops` ends it as well.
fn before<'t>(
    tokens: &'t Tokens<'_>,
    figure: &Figure,
    stops: &'static [&'static str],
) -> impl Iterator<Item = usize> + 't {
    (0..figure.first)
        .rev()
        .take(BEFORE)
        .take_while(move |&i| !tokens.ends_sentence(i) && !stops.contains(&tokens.low(i)))
}

/// "Chưa bố trí được kinh phí 500 triệu", "còn thiếu 05 máy", "320 hộ chưa có Internet".
fn is_lacking(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    const STOPS: &[&str] = &[",", ";", ":", "(", ")", "-", "+"];
    let reached = |from: usize| (from..figure.first).any(|k| matches!(tokens.low(k), "đạt" | "chiếm" | "mới" | "chỉ"));
    let lacks_before = before(tokens, figure, STOPS).any(|i| match tokens.low(i) {
        // "tỷ lệ chưa cao, chỉ đạt 45%" tells what was reached, "chưa đạt 80%" does not.
        "chưa" => !is_less(tokens, i) && !reached(i + 2),
        "thiếu" => !matches!(tokens.low_before(i, 1), "giảm" | "khắc" | "không"),
        _ => false,
    });
    let lacks_after = (figure.next..figure.next + AFTER)
        .take_while(|&i| tokens.kind(i) == Kind::Word)
        .find(|&i| tokens.low(i) == "chưa" && !is_less(tokens, i));
    // "cấp 120 chữ ký số cho cán bộ chưa có": who got it.
    let given = |to: usize| (figure.next..to).any(|k| matches!(tokens.low(k), "cho" | "với" | "tại" | "của"));
    lacks_before || lacks_after.is_some_and(|to| !given(to))
}

fn is_less(tokens: &Tokens<'_>, chua: usize) -> bool {
    tokens.any_phrase(chua + 1, &LESS).is_some()
}

/// "Đề nghị Sở … mở 02 lớp tập huấn; bố trí 300 triệu đồng": what is asked for reaches over semicolons.
fn is_asked_for(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let asks = before(tokens, figure, &[]).find(|&i| tokens.any_phrase(i, &REQUESTS).is_some());
    asks.is_some_and(|i| {
        // "hồ sơ đề nghị cấp đổi", "số kiến nghị của cử tri": papers and statements that are counted.
        let noun = tokens
            .any_phrase_before(
                i,
                &[
                    "hồ sơ",
                    "đơn",
                    "giấy",
                    "văn bản",
                    "người",
                    "số",
                    "các",
                    "ý kiến",
                    "công dân",
                    "phản ánh",
                    "phản ánh ,",
                ],
            )
            .is_some();
        // "theo đề nghị của …, đã cấp 12 máy": done at somebody's request.
        let done = tokens
            .any_phrase_before(i, &["theo", "được", "đã", "trên cơ sở"])
            .is_some()
            || (i..figure.first).any(|k| tokens.low(k) == "đã");
        !noun && !done
    })
}

/// "Xã sẽ tổ chức 04 lớp", "thời gian tới, mở 02 lớp".
fn is_planned(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    before(tokens, figure, &[";"]).any(|i| tokens.any_phrase(i, &PLANS).is_some())
}
