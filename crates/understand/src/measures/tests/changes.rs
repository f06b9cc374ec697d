//! Figures of economic reports: changes, plans, sizes, bounds. Units and figures are invented.

use super::*;

fn subjects(text: &str) -> Vec<String> {
    read(text).into_iter().map(|m| m.subject).collect()
}

fn units(text: &str) -> Vec<String> {
    read(text).into_iter().map(|m| m.unit.unwrap_or_default()).collect()
}

fn targets(text: &str) -> Vec<bool> {
    read(text).into_iter().map(|m| m.is_target).collect()
}

#[test]
fn a_change_is_one_of_the_thing_told_before() {
    assert_eq!(
        subjects("Giá trị sản xuất đạt 522,8 tỷ đồng, tăng 7,5% so với cùng kỳ."),
        ["Giá trị sản xuất", "Giá trị sản xuất tăng so với cùng kỳ"]
    );
    assert_eq!(
        subjects("Ngô 724,7 ha, giảm 9,3%; tổng đàn lợn 1.450 con tăng 105 con so với năm trước."),
        ["Ngô", "Ngô giảm", "tổng đàn lợn", "tổng đàn lợn tăng so với năm trước"]
    );
    assert_eq!(
        subjects("Thu ngân sách ước thực hiện 85,3 tỷ đồng, đạt 60% kế hoạch tỉnh giao, đạt 58% kế hoạch xã giao")[1],
        "Thu ngân sách kế hoạch xã giao"
    );
    assert_eq!(
        subjects("Lúa 115/116 ha. Đạt 99,1% so với kế hoạch.")[1],
        "Lúa so với kế hoạch"
    );
    assert_eq!(
        subjects("Nâng tổng số đảng viên từ 150 đồng chí lên 168 đồng chí"),
        ["Nâng tổng số đảng viên", "Nâng tổng số đảng viên lên"]
    );
    // Another sentence, and a thing of its own.
    assert_eq!(
        subjects("Lúa 115 ha. Khu vực dịch vụ tăng 13%.")[1],
        "Khu vực dịch vụ tăng"
    );
    assert_eq!(
        subjects("Mở 05 lớp; tăng 20% so với cùng kỳ.")[1],
        "tăng so với cùng kỳ"
    );
}

#[test]
fn a_size_is_no_name() {
    assert_eq!(
        subjects("Tổng diện tích gieo trồng 226 ha, lúa 115 ha, trâu 125con; tổng số dân 1.906 người"),
        ["Tổng diện tích gieo trồng", "lúa", "trâu", "tổng số dân"]
    );
    assert_eq!(
        subjects("Năng suất đạt 62,5 tạ/ha sản lượng đạt 719 tấn."),
        ["Năng suất", "sản lượng"]
    );
    assert_eq!(subjects("Với 613 hộ, tổng số dân: 2.906 người"), ["hộ", "tổng số dân"]);
    assert_eq!(
        subjects("Làm mới 1,6 km đường với tổng kinh phí gần 1,4 tỷ đồng."),
        ["Làm mới đường", "tổng kinh phí"]
    );
    assert_eq!(
        indicators("Làm mới 1,6 km đường với tổng kinh phí gần 1,4 tỷ đồng.")[1],
        None
    );
    assert_eq!(
        subjects("Có hơn 1,4 triệu tài khoản được kích hoạt, đạt tỷ lệ 33,7%"),
        ["tài khoản được kích hoạt"]
    );
    assert_eq!(
        subjects("Chăm sóc tốt rừng cao su, hiện có là 106 ha."),
        ["Chăm sóc tốt rừng cao su, hiện"]
    );
}

#[test]
fn rates_and_words_of_two_halves_are_whole_units() {
    assert_eq!(
        units("Năng suất 48,8 tạ/ha; thu nhập 43 triệu đồng/người/ năm; 80 triệu đồng/ha"),
        ["tạ/ha", "đồng/người/năm", "đồng/ha"]
    );
    assert_eq!(
        units("Gồm 1 thị trấn, 3 công trình, 12 trung tâm, 5 địa phương, 2 câu lạc bộ, 4 nghị quyết, 06 hội viên"),
        [
            "thị trấn",
            "công trình",
            "trung tâm",
            "địa phương",
            "câu lạc bộ",
            "nghị quyết",
            "hội viên"
        ]
    );
    assert_eq!(
        units("Đã giải quyết 1.176 hồ sơ (1.169 trước hạn)."),
        ["hồ sơ", "hồ sơ"]
    );
    assert_eq!(values("Lượng mưa tại Gò Đông 25mm, Gò Quận 17mm"), [25.0, 17.0]);
    assert_eq!(values("Tổng giá trị sản xuất trên 4,6 nghìn tỷ đồng"), [4.6e12]);
}

#[test]
fn what_was_reached_and_planned_of_a_size() {
    assert_eq!(
        figures("Lạc 33/ 31,5 ha vượt 1,5 ha so với KH, năng suất đạt 30tạ/ha"),
        [
            (Some(33.0), Some(33.0), Some(31.5), "ha".into()),
            (Some(1.5), None, None, "ha".into()),
            (Some(30.0), None, None, "tạ/ha".into())
        ]
    );
}

#[test]
fn a_bound_is_a_condition_and_an_example_is_no_share() {
    assert_eq!(
        figures("Có 25/64 thôn đạt dưới 75% kế hoạch như Gò Đông 44%, Gò Bằng 58%"),
        [
            (Some(25.0), Some(25.0), Some(64.0), "thôn".into()),
            (Some(44.0), None, None, "%".into()),
            (Some(58.0), None, None, "%".into())
        ]
    );
    assert_eq!(
        figures("Có 30/64 thôn tăng so với cùng kỳ, tăng cao như Cao Bằng 23%")[0].0,
        Some(30.0)
    );
    // The ratio itself, told roughly.
    assert_eq!(figures("Có 57/60 thôn đạt trên 95%"), [share(95.0, 57.0, 60.0)]);
    assert_eq!(
        values("25 xã, phường đã phủ sóng hơn 50% số thôn; số xã đạt từ 10 tiêu chí trở lên là 37 xã"),
        [25.0, 37.0]
    );
    let low = read("Tỷ lệ trẻ có cân nặng thấp (dưới 2.500 gram) dưới 5%.");
    assert_eq!(low.len(), 1);
    assert!(low[0].subject.starts_with("Tỷ lệ trẻ"), "{}", low[0].subject);
    assert_eq!(
        read("Số chi bộ hoàn thành tốt đạt từ 83%")[0].qualifier.as_deref(),
        Some("từ")
    );
}

#[test]
fn a_plan_is_of_all_and_not_of_what_changed() {
    let found =
        read("Số người đặt vòng là 1.244 người, giảm 37 người (giảm 2,9%) so với cùng kỳ, đạt 86% kế hoạch năm.");
    let told: Vec<_> = found
        .iter()
        .map(|m| (m.value.unwrap_or_default(), m.numerator))
        .collect();
    assert_eq!(told, [(1244.0, None), (37.0, None), (2.9, None), (86.0, None)]);
    assert!(found[3].subject.starts_with("Số người đặt vòng"));
    // A percentage over a bracket stands in its quote.
    let over = read("Hộ nghèo còn 120 hộ (giảm 35 hộ), chiếm 12%.");
    assert!(over[0].quote.contains("12%"), "{}", over[0].quote);
}

#[test]
fn a_difference_in_brackets_belongs_to_its_change() {
    let found = read("Rau 405 ha, tăng 2,6% (+43 ha); ngô 724 ha, giảm 9% (-1.093 ha) so cùng kỳ.");
    let quotes: Vec<_> = found.iter().map(|m| m.quote.as_str()).collect();
    assert_eq!(
        quotes,
        [
            "Rau 405 ha",
            "tăng 2,6% (+43 ha)",
            "ngô 724 ha",
            "giảm 9% (-1.093 ha) so cùng kỳ"
        ]
    );
}

#[test]
fn years_and_days_are_no_figures() {
    for text in [
        "Triển khai giai đoạn 2031 - 2035 Chương trình tổng thể trong các năm qua.",
        "Mưa đêm 01/7 sáng ngày 02/7, từ 19 giờ 01/7 đến sáng.",
    ] {
        assert_eq!(values(text), [] as [f64; 0], "{text}");
    }
}

#[test]
fn a_phrase_that_names_a_quantity_goes_on_over_its_commas() {
    assert_eq!(
        subjects("Tỷ lệ người dân có hồ sơ được cập nhật, bổ sung thông tin thường xuyên đạt 99,8%"),
        ["Tỷ lệ người dân có hồ sơ được cập nhật, bổ sung thông tin thường xuyên"]
    );
    assert_eq!(
        subjects("Tổng đàn gia súc, gia cầm cũng giảm 13%"),
        ["Tổng đàn gia súc, gia cầm cũng giảm"]
    );
    assert_eq!(
        subjects("Các xã, thị trấn tiếp nhận 2.727 hồ sơ"),
        ["Các xã, thị trấn tiếp nhận hồ sơ"]
    );
    // A clause of its own behind the comma.
    assert_eq!(
        subjects("Số hộ nghèo giảm mạnh, đã xây dựng 5 nhà"),
        ["đã xây dựng nhà"]
    );
    assert_eq!(
        read("Đạt 77,3% kế hoạch giao…Tuy nhiên vẫn còn tồn tại")[0].quote,
        "Đạt 77,3% kế hoạch giao"
    );
}

#[test]
fn plans_beside_results_and_lists_of_aims() {
    assert_eq!(
        targets("Thu đạt 285 tỷ đồng, đạt 60% kế hoạch tỉnh giao, đạt 58% kế hoạch huyện giao"),
        [false, false]
    );
    assert_eq!(
        targets("Tổng đàn tăng 5,6% so với cùng kỳ (kế hoạch là 4%)"),
        [false, true]
    );
    assert_eq!(
        targets("Đại biểu thống nhất nhiệm vụ năm sau với các chỉ tiêu: tăng trưởng đạt 17%; 90% hộ văn hóa"),
        [true, true]
    );
    assert_eq!(
        targets("Đã thống nhất đánh giá hoàn thành các chỉ tiêu: tăng trưởng đạt 17%; 90% hộ văn hóa"),
        [false, false]
    );
    assert_eq!(targets("Tổng giá trị sản xuất phải đạt gần 250 tỷ đồng"), [true]);
}

#[test]
fn what_stands_under_the_heading_of_aims_is_one() {
    let section = |title: &str, level: u8, block: usize| tonghop_model::reading::Section {
        title: title.into(),
        level,
        span: tonghop_model::reading::Span {
            block,
            ..Default::default()
        },
        ..Default::default()
    };
    let sections = [section("Mục tiêu cụ thể", 2, 1), section("Kết quả", 2, 4)];
    let mut measures: Vec<Measure> = [0, 2, 5]
        .map(|block| Measure {
            span: tonghop_model::reading::Span {
                block,
                ..Default::default()
            },
            ..Default::default()
        })
        .into();
    targets::under_headings(&mut measures, &sections);
    assert_eq!(
        measures.iter().map(|m| m.is_target).collect::<Vec<_>>(),
        [false, true, false]
    );
}
