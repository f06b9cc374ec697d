//! Units and dates are invented.

use super::*;
use crate::flow::{Origin, ParaKind};
use proptest::prelude::*;

fn read_with(text: &str, context: &Context<'_>) -> Vec<Commitment> {
    let origin = Origin {
        page: None,
        block: 0,
        cell: None,
        offset: 0,
    };
    Finder::new(context).of(&Para::from_raw(text, origin, ParaKind::Body))
}

fn read(text: &str) -> Vec<Commitment> {
    let context = Context {
        written: Some("2031-10"),
        ..Context::default()
    };
    read_with(text, &context)
}

/// The dues of a text below "Nhiệm vụ trọng tâm …" in a report of a day.
fn tasks_of(text: &str, written: &str) -> Vec<Option<String>> {
    let all = [Span {
        end: text.chars().count(),
        ..Span::default()
    }];
    let context = Context {
        written: Some(written),
        tasks: &all,
        ..Context::default()
    };
    read_with(text, &context).into_iter().map(|c| c.due).collect()
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
fn a_sentence_may_begin_with_its_time() {
    let due = |day: &str| vec![Some(day.to_owned())];
    assert_eq!(
        dues("Quý I/2032 hoàn thành thu nhận định danh cho 100% công dân."),
        due("2032-03")
    );
    assert_eq!(dues("Tháng 11: Khai trương điểm hỗ trợ tại 05 thôn."), due("2031-11"));
    assert_eq!(dues("Đến 30/11/2031 hoàn thành rà soát dữ liệu."), due("2031-11-30"));
    assert_eq!(
        dues("Trong 6 tháng đầu năm 2032 hoàn thành số hóa 5.000 hồ sơ."),
        due("2032-06")
    );
    // What stood on a day of the report's own month, what was done in its quarter.
    assert_eq!(dues("Đến ngày 20/10/2031, có 13.224 công dân kích hoạt tài khoản."), []);
    assert_eq!(dues("Quý III/2031, xã ban hành 12 văn bản."), []);
}

#[test]
fn an_aim_that_a_number_makes_measurable_is_a_promise_among_the_tasks() {
    let aim = "- Phấn đấu 100% hồ sơ được giải quyết đúng hạn.";
    assert_eq!(tasks_of(aim, "2031-10"), [None]);
    assert_eq!(dues(aim), []);
    assert_eq!(
        tasks_of("- Mở 04 lớp bồi dưỡng trong năm 2032.", "2031-10"),
        [Some("2032".into())]
    );
    assert_eq!(tasks_of("- Phấn đấu hoàn thành tốt nhiệm vụ năm 2032.", "2031-10"), []);
    assert_eq!(
        tasks_of("- Thực hiện tốt Kế hoạch số 45/KH-UBND trong năm 2032.", "2031-10"),
        []
    );
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

#[test]
fn tasks_ahead_have_their_time_anywhere() {
    for (text, due) in [
        ("- Mở 02 lớp tập huấn cho thôn Trung trong quý I/2032.", "2032-03"),
        (
            "Ra quân làm sạch dữ liệu từ ngày 01/12/2031 đến ngày 20/12/2031.",
            "2031-12-20",
        ),
        ("2. Khắc phục 03 hồ sơ quá hạn trong tháng 11.", "2031-11"),
        ("Bàn giao máy tính cho các thôn vào cuối tháng 12/2031.", "2031-12"),
        ("Hoàn thành số hóa sổ bộ trước ngày 30/10/2031.", "2031-10-30"),
        ("Sơ kết phong trào vào tháng 01.", "2032-01"),
        ("Cấp 300 chữ ký số cho người dân đến 31/12/2031.", "2031-12-31"),
        ("1. Phấn đấu đến 31/12/2031 mọi thôn có sóng.", "2031-12-31"),
    ] {
        assert_eq!(tasks_of(text, "2031-10-12"), [Some(due.to_owned())], "{text}");
    }
    for text in [
        "Trong quý IV/2031, tiếp tục đẩy mạnh tuyên truyền về chữ ký số.",
        "Trong tháng 11/2031, UBND xã tập trung thực hiện các nhiệm vụ sau:",
        "Tiếp tục thực hiện Kế hoạch số 45/KH-UBND ngày 15/9/2031.",
        "Nâng cao tỷ lệ hồ sơ trực tuyến.",
    ] {
        assert_eq!(tasks_of(text, "2031-10-12"), [] as [Option<String>; 0], "{text}");
    }
}

#[test]
fn a_day_later_in_the_month_is_to_come() {
    let context = Context {
        written: Some("2031-10-12"),
        ..Context::default()
    };
    let dues = |text: &str| -> Vec<_> { read_with(text, &context).into_iter().map(|c| c.due).collect() };
    assert_eq!(
        dues("Tổ chức hội thi trước ngày 28/10/2031."),
        [Some("2031-10-28".to_owned())]
    );
    assert_eq!(dues("Tổ chức hội thi trước ngày 05/10/2031."), []);
    assert_eq!(
        dues("Xã đang lắp 04 cụm loa, hoàn thành trong tháng 11/2031."),
        [Some("2031-11".to_owned())]
    );
}

#[test]
fn a_period_that_goes_on_tells_what_was_done() {
    for text in [
        "Trong tháng 10/2031, HĐND, UBND xã ban hành 02 nghị quyết.",
        "Trong quý IV/2031, UBND xã ban hành 02 kế hoạch.",
        "Trong quý IV/2031, đã mở 02 lớp.",
    ] {
        assert_eq!(dues(text), [] as [Option<String>; 0], "{text}");
    }
}

#[test]
fn a_status_speaks_of_its_task() {
    let origin = Origin {
        page: None,
        block: 0,
        cell: None,
        offset: 0,
    };
    let of = |text: &str| {
        let status = Para::from_raw(text, origin, ParaKind::Body);
        let context = Context {
            written: Some("2031-09-28"),
            ..Context::default()
        };
        Finder::new(&context).of_cell(&status, "Lắp loa thông minh.")
    };
    let found = of("Đang triển khai (Dự kiến trong tháng 10)");
    assert_eq!(
        (found[0].what.as_str(), found[0].due.as_deref()),
        ("Lắp loa thông minh", Some("2031-10"))
    );
    assert_eq!(
        of("Đang lấy ý kiến, dự kiến ký trong tháng 11/2031")[0].what,
        "ký trong tháng 11/2031 (Lắp loa thông minh)"
    );
}

#[test]
fn departments_promise_for_themselves() {
    let of = |issuer: &str, text: &str| {
        let context = Context {
            written: Some("2031-10"),
            issuer: Some(issuer),
            ..Context::default()
        };
        read_with(text, &context).len()
    };
    assert_eq!(of("Sở Công nghệ", "Sở sẽ mở 03 lớp cho cán bộ cấp xã."), 1);
    assert_eq!(of("UBND tỉnh Trung", "UBND tỉnh sẽ ban hành quy chế mới."), 1);
    assert_eq!(of("UBND xã Trung", "Sở sẽ mở 03 lớp cho cán bộ cấp xã."), 0);
    assert_eq!(
        of("UBND xã Trung", "UBND tỉnh dự kiến cấp 20 máy tính trong tháng 12."),
        0
    );
    assert_eq!(
        of("UBND xã Trung", "Phòng Văn hóa - Xã hội sẽ tham mưu quy chế mới."),
        1
    );
    assert_eq!(
        of("UBND xã Trung", "Trung tâm Hành chính công sẽ bố trí cán bộ trực."),
        1
    );
    assert_eq!(of("UBND xã Trung", "Trong thời gian tới sẽ mở thêm 02 lớp."), 1);
}

#[test]
fn what_others_set_or_ask_is_no_promise() {
    for text in [
        "Thực hiện Công văn số 12/SCN-VP của Sở yêu cầu báo cáo trước ngày 15/12/2031, UBND xã báo cáo như sau:",
        "Tỉnh yêu cầu các xã hoàn thành trước ngày 31/12/2031.",
        "Quy chế có hiệu lực trước ngày 01/01/2032.",
        "Kính mong Sở bàn giao phần mềm trước ngày 15/12/2031.",
        "Người dân ký cam kết, theo dự kiến của tỉnh.",
        "Xã sẽ tiếp tục đẩy mạnh tuyên truyền trong quý I/2032.",
    ] {
        assert_eq!(dues(text), [] as [Option<String>; 0], "{text}");
    }
    let text = "Hoàn thành trước ngày 15/11/2031";
    let heading = [Span {
        end: text.len(),
        ..Span::default()
    }];
    let context = Context {
        written: Some("2031-10"),
        headings: &heading,
        ..Context::default()
    };
    assert_eq!(read_with(text, &context), []);
}

#[test]
fn what_will_be_done_by_a_day_is_a_promise_whoever_does_it() {
    assert_eq!(
        dues("02 thôn còn lại sẽ được phủ sóng trong tháng 12/2031."),
        [Some("2031-12".to_owned())]
    );
    assert_eq!(dues("02 thôn còn lại sẽ được phủ sóng."), []);
    assert_eq!(
        dues("Trong quý I/2032, xã sẽ tiếp tục mở 02 lớp."),
        [Some("2032-03".to_owned())]
    );
}

#[test]
fn times_that_the_report_itself_dates() {
    for (text, due) in [
        ("Dự kiến ký kết trong tháng tới.", "2031-11"),
        ("Dự kiến ký kết trong quý tới.", "2032-03"),
        ("UBND xã dự kiến ký kết trong 6 tháng đầu năm 2032.", "2032-06"),
        ("Dự kiến cuối năm 2031 khai trương.", "2031-12"),
        ("UBND xã sẽ mua 10 máy tính trong năm 2032.", "2032"),
        ("Trong tháng 11/2031, dự kiến mở 02 lớp.", "2031-11"),
    ] {
        assert_eq!(dues(text), [Some(due.to_owned())], "{text}");
    }
}

#[test]
fn a_plan_that_only_has_a_date_speaks_of_the_words_before() {
    let found = read("Tổ chức hội thi cho học sinh, dự kiến trong tháng 11/2031.");
    assert_eq!(found[0].what, "Tổ chức hội thi cho học sinh");
    assert_eq!(
        found[0].quote,
        "Tổ chức hội thi cho học sinh, dự kiến trong tháng 11/2031"
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "( |dự kiến|sẽ|UBND xã|ngày|tháng|phấn đấu|hoàn thành|[0-9]{1,4}|[/.,;:()-]|\\PC){0,60}") {
        for promise in read(&text) {
            prop_assert!(!promise.quote.is_empty());
        }
    }
}
