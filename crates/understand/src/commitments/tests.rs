//! Units and dates are invented.

use super::*;
use crate::flow::{Origin, ParaKind};
use proptest::prelude::*;

fn read(text: &str) -> Vec<Commitment> {
    let origin = Origin {
        page: None,
        block: 0,
        cell: None,
        offset: 0,
    };
    find(&[Para::from_raw(text, origin, ParaKind::Body)], Some("2031-10"))
}

fn dues(text: &str) -> Vec<Option<String>> {
    read(text).into_iter().map(|c| c.due).collect()
}

#[test]
fn plans_with_a_date() {
    let found =
        read("Huy động cán bộ tham gia; dự kiến tổ chức Lễ phát động tại xã vào ngày 29/11/2031. Chỉ đạo các trường.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].due.as_deref(), Some("2031-11-29"));
    assert_eq!(
        found[0].quote,
        "dự kiến tổ chức Lễ phát động tại xã vào ngày 29/11/2031"
    );
    assert_eq!(found[0].what, "tổ chức Lễ phát động tại xã vào ngày 29/11/2031");
    assert_eq!(
        read("Đã dự thảo thỏa thuận và dự kiến vào ngày 2/12/2031 sẽ tiến hành ký kết")[0].what,
        "tiến hành ký kết"
    );
}

#[test]
fn a_bracket_takes_its_year_from_the_report() {
    let found = read("Đang triển khai (Dự kiến trong tháng 11)");
    assert_eq!(
        (found[0].quote.as_str(), found[0].due.as_deref()),
        ("(Dự kiến trong tháng 11)", Some("2031-11"))
    );
    assert_eq!(found[0].what, "Đang triển khai");
}

#[test]
fn a_task_with_its_last_day_is_a_promise() {
    let found = read("- Tổ chức hội nghị tổng kết phong trào trước ngày 15/01/2032.");
    assert_eq!(found[0].due.as_deref(), Some("2032-01-15"));
    assert_eq!(
        found[0].what,
        "Tổ chức hội nghị tổng kết phong trào trước ngày 15/01/2032"
    );
    assert_eq!(dues("Tổ chức hội nghị tổng kết trước ngày 15/9/2031."), []);
    assert_eq!(dues("Đề nghị tỉnh cấp kinh phí trước ngày 15/01/2032."), []);
}

#[test]
fn a_quarter_ends_with_its_last_month() {
    assert_eq!(dues("Dự kiến bàn giao trong quý I/2032"), [Some("2032-03".into())]);
    assert_eq!(dues("Trong quý IV, sửa chữa nhà văn hóa."), [Some("2031-12".into())]);
    assert_eq!(
        dues("Phấn đấu hết quý 2 năm 2032 mọi thôn có sân chơi."),
        [Some("2032-06".into())]
    );
    assert_eq!(dues("Trong quý II, đã sửa chữa nhà văn hóa."), []);
}

#[test]
fn the_unit_promises_without_a_date() {
    assert_eq!(
        dues("Ủy ban nhân dân xã sẽ chỉ đạo các cơ quan, đơn vị; các thôn triển khai thực hiện."),
        [None]
    );
    let found = read("UBND xã đề nghị tỉnh mở lớp, UBND xã sẽ cử người tham gia.");
    assert_eq!(found[0].quote, "UBND xã sẽ cử người tham gia");
}

#[test]
fn others_effects_and_amounts_are_no_promise() {
    for text in [
        "UBND tỉnh sẽ bố trí kinh phí.",
        "Việc này sẽ góp phần nâng cao nhận thức.",
        "Kinh phí dự kiến 20 triệu đồng.",
        "Tiếp tục đẩy mạnh tuyên truyền.",
        "Chia sẻ dữ liệu dùng chung.",
    ] {
        assert_eq!(dues(text), [] as [Option<String>; 0], "{text}");
    }
}

#[test]
fn tasks_with_a_day_to_come_are_promises() {
    for (text, due) in [
        ("2. Hoàn thành kiện toàn các tổ trước ngày 15/11/2031.", "2031-11-15"),
        ("- Chậm nhất ngày 10/12/2031 chi trả xong tiền hỗ trợ.", "2031-12-10"),
        ("Trong tháng 12/2031, tổ chức khảo sát 300 người dân.", "2031-12"),
        ("Phấn đấu đến hết tháng 12/2031 có 70% hộ có tài khoản.", "2031-12"),
    ] {
        assert_eq!(dues(text), [Some(due.to_owned())], "{text}");
    }
    for text in [
        "Hoàn thành kiện toàn các tổ trước ngày 15/8/2031.",
        "Hoàn thành chỉ tiêu được giao.",
        "Phấn đấu hoàn thành các chỉ tiêu năm 2031.",
        "Xã đã hoàn thành sắp xếp; trong tháng 9/2031 tổ chức 02 hội nghị.",
        "Sát hạch đối với thí sinh dự kiến tiếp nhận vào",
        "Trong tháng 10 năm 2031, tỉnh thực hiện đánh giá tác động và thẩm định 02 thủ tục",
    ] {
        assert_eq!(dues(text), [] as [Option<String>; 0], "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "( |dự kiến|sẽ|UBND xã|ngày|tháng|phấn đấu|hoàn thành|[0-9]{1,4}|[/.,;:()-]|\\PC){0,60}") {
        for promise in read(&text) {
            prop_assert!(!promise.quote.is_empty());
        }
    }
}
