//! Units and figures are invented.

mod changes;

use super::*;
use crate::flow::{Origin, ParaKind};
use proptest::prelude::*;
use tonghop_model::reading::AsOf;

fn para(text: &str) -> Para {
    Para::from_raw(
        text,
        Origin {
            page: None,
            block: 0,
            cell: None,
            offset: 0,
        },
        ParaKind::Body,
    )
}

fn read(text: &str) -> Vec<Measure> {
    find(&[para(text)], Catalogue::embedded())
}

/// Value, numerator, denominator, unit.
type Shown = (Option<f64>, Option<f64>, Option<f64>, String);

fn figures(text: &str) -> Vec<Shown> {
    read(text)
        .into_iter()
        .map(|m| (m.value, m.numerator, m.denominator, m.unit.unwrap_or_default()))
        .collect()
}

fn values(text: &str) -> Vec<f64> {
    read(text).into_iter().filter_map(|m| m.value).collect()
}

fn share(value: f64, numerator: f64, denominator: f64) -> Shown {
    (Some(value), Some(numerator), Some(denominator), "%".into())
}

#[test]
fn a_percentage_that_says_what_it_is_of_is_no_share_of_another_count() {
    assert_eq!(
        values("06 trường học thu học phí qua ngân hàng, đạt tỷ lệ 93% số lượt giao dịch"),
        [6.0, 93.0]
    );
    assert_eq!(values("Có 1.975 hộ dùng cáp quang, chiếm 71,8% số hộ"), [71.8]);
}

/// The code and quote of each figure.
fn coded(text: &str) -> Vec<(String, String)> {
    let told = read(text).into_iter();
    told.map(|m| (m.indicator.unwrap_or_default(), m.quote)).collect()
}

#[test]
fn dossiers_in_the_commonest_words() {
    let codes = |text: &str| coded(text).into_iter().map(|i| i.0).collect::<Vec<_>>();
    assert_eq!(
        codes("Trung tâm tiếp nhận 2.738 hồ sơ, trong đó trực tuyến 2.277 hồ sơ, trực tiếp 461 hồ sơ."),
        ["T01", "T02", "T03"]
    );
    assert_eq!(
        codes("Tiếp nhận 1.974 hồ sơ, trong đó trực tuyến 1.760 hồ sơ (đạt 89,16%), trực tiếp 214 hồ sơ."),
        ["T01", "T04", "T03"]
    );
    assert_eq!(codes("Đã giải quyết 3.090 hồ sơ."), ["T06"]);
    assert_eq!(
        codes("Trong số đã giải quyết có 1.162/1.168 hồ sơ đúng hạn, đạt 99,49%."),
        ["T10"]
    );
    assert_ne!(codes("Cán bộ trực tiếp hướng dẫn người dân nộp 30 hồ sơ."), ["T03"]);
}

#[test]
fn numbers_that_nobody_can_read_and_names_are_no_figures() {
    assert_eq!(values("Số phản ánh đang xử lý: 2§; đã xử lý 31 phản ánh."), [31.0]);
    assert_eq!(values("Kết quả Bộ chỉ số 766 của xã đạt 83,31 điểm."), [83.31]);
}

#[test]
fn words_of_one_kind_stay_together() {
    let told = coded("Đã giải quyết 3.090 hồ sơ, đúng hạn và trước hạn 3.084 hồ sơ, đạt tỷ lệ 99,81%.");
    assert_eq!(told[0], ("T06".into(), "Đã giải quyết 3.090 hồ sơ".into()));
    assert_eq!(told[1].0, "T12");
    assert!(told[1].1.starts_with("đúng hạn và trước hạn 3.084"), "{told:?}");
    let told = coded("Kết quả giải quyết trước hạn, đúng hạn 1.518/1.528 hồ sơ (đạt 99,35%).");
    assert_eq!(told[0].0, "T12", "{told:?}");
}

#[test]
fn a_figure_in_brackets_says_nothing_of_the_next_clause() {
    let told = coded("Tỷ lệ hộ nghèo còn cao (19,6%), nhiều hộ chưa có điện thoại thông minh.");
    assert_eq!(told, [(String::new(), "Tỷ lệ hộ nghèo còn cao (19,6%)".to_owned())]);
}

#[test]
fn people_who_are_guided_or_paid_are_no_others() {
    let codes = |text: &str| coded(text).into_iter().map(|i| i.0).collect::<Vec<_>>();
    assert_eq!(
        codes("Các tổ đã hướng dẫn 2.186 lượt người cài đặt VNeID, thanh toán không dùng tiền mặt."),
        ["N03"]
    );
    assert_eq!(codes("Giải quyết nghỉ việc theo nguyện vọng cho 04 người."), [""]);
    assert_eq!(
        figures("Chợ có 212 tiểu thương; 26 vị trí; 14 cụm loa.")[0].3,
        "tiểu thương"
    );
}

#[test]
fn a_label_may_announce_a_count() {
    assert_eq!(
        values("- Số văn bản đến 6.120, văn bản đi 2.284; ký số 100%."),
        [6120.0, 2284.0, 100.0]
    );
    assert_eq!(values("họp định kỳ 03 lần"), [3.0]);
}

#[test]
fn counts_after_years_and_shares_beside_their_aims() {
    assert_eq!(
        values("học viên 1.036 người, lũy kế từ đầu năm 6.784 người"),
        [1036.0, 6784.0]
    );
    assert_eq!(values("Hợp đồng điện tử (64%/80%)"), [64.0, 80.0]);
    assert_eq!(values("Thanh toán trực tuyến ~61%; cấp 45 căn cước"), [61.0, 45.0]);
    assert_eq!(
        figures("Có 7.021 tài khoản, chiếm 58,4% (7.021/12.022 người)"),
        [share(58.4, 7021.0, 12022.0)]
    );
}

#[test]
fn names_dates_and_numbers_of_documents_are_no_figures() {
    for text in [
        "Sau khi vận hành chính quyền địa phương 02 cấp, sóng 4G và 5G được phủ.",
        "Thực hiện Đề án 06 và Nghị quyết số 57-NQ/TW ngày 22/12/2024.",
        "Giai đoạn 2021 - 2025, trong 9 tháng đầu năm 2031, quý III năm 2031, kỳ họp thứ 2.",
        "Dịch vụ công mức độ 3, 4; tài khoản định danh mức 2; cách mạng công nghiệp 4.0.",
        "Hưởng ứng Ngày Chuyển đổi số quốc gia 10/10, trực 24/24, lúc 07:30.",
        "Liên hệ 0255.3866.123, tổng đài 1022, xem https://vidu.vn/tin/2031/15-xa-lam-tot.",
        "Theo khoản 2 Điều 11 của Luật Thực hiện dân chủ ở cơ sở, biểu mẫu 05.",
        "2. Công tác tuyên truyền",
        "4.1 Nhân lực số",
        "Thôn 3 và Thôn 5 chưa có điểm sinh hoạt.",
    ] {
        assert_eq!(values(text), [] as [f64; 0], "{text}");
    }
}

#[test]
fn counts_money_and_scales() {
    assert_eq!(
        values("Toàn xã có 12 thôn với 3.245 hộ, 13.560 nhân khẩu."),
        [12.0, 3245.0, 13_560.0]
    );
    assert_eq!(
        values("bố trí 150 triệu đồng, đề nghị cấp gần 6,5 tỷ đồng"),
        [150e6, 6.5e9]
    );
    assert_eq!(values("trang có 2,3 nghìn lượt theo dõi"), [2300.0]);
    assert_eq!(values("Mức độ hài lòng đạt 9,2/10 điểm."), [9.2]);
    assert_eq!(values("Tổng số cán bộ xã là 45."), [45.0]);
    assert_eq!(values("Mỗi thôn 01 tổ với 5 - 7 thành viên"), [1.0, 5.0]);
    assert_eq!(values("tặng 5 đồng chí giấy khen"), [5.0]);
    assert_eq!(
        values("đã giải quyết 820 hồ sơ (trước hạn 700, quá hạn 05)"),
        [820.0, 700.0, 5.0]
    );
    assert_eq!(
        values("diện tích 120,5 km², dân số 15.230 người; ngân sách 250 triệu, khác 5 triệu đồng"),
        [120.5, 15_230.0, 250e6, 5e6]
    );
}

#[test]
fn a_count_and_its_percentage_are_one_figure() {
    assert_eq!(
        figures("Số hóa 312/312 hồ sơ, đạt tỷ lệ 100%."),
        [share(100.0, 312.0, 312.0)]
    );
    assert_eq!(figures("Đúng hạn: 311/312 = 99,68%."), [share(99.68, 311.0, 312.0)]);
    assert_eq!(
        figures("đạt 98,72% (1.234/1.250 hồ sơ)"),
        [share(98.72, 1234.0, 1250.0)]
    );
    assert_eq!(figures("Có 100% (12/12) thôn thành lập tổ"), [share(100.0, 12.0, 12.0)]);
    assert_eq!(
        figures("Giải ngân 80/100 hồ sơ (trừ hồ sơ trả lại), đạt 80 phần trăm"),
        [share(80.0, 80.0, 100.0)]
    );
    assert_eq!(
        figures("là 80% (1.200 hồ sơ trên tổng số 1.500 hồ sơ)"),
        [share(80.0, 1200.0, 1500.0)]
    );
    assert_eq!(values("ban hành 80 kế hoạch, 100% cán bộ tham gia"), [80.0, 100.0]);
    assert_eq!(values("Xử lý 8.000 văn bản (100%) điện tử"), [8000.0, 100.0]);
}

#[test]
fn the_denominator_is_a_total_named_before_if_the_ratio_confirms_it() {
    let found = figures("Tiếp nhận 400 hồ sơ; trực tuyến 300 hồ sơ, đạt 75%; trực tiếp 90 hồ sơ, chiếm 22,4%.");
    assert_eq!(found[1], share(75.0, 300.0, 400.0));
    assert_eq!(
        (found[2].1, found[2].2),
        (Some(90.0), None),
        "90 of 400 is 22,5 %, not 22,4 %"
    );
    let over_bracket = figures("Toàn xã có 1.000 hộ. Hộ nghèo còn 120 hộ (giảm 35 hộ), chiếm 12%.");
    assert_eq!(over_bracket[1], share(12.0, 120.0, 1000.0));
    assert_eq!(over_bracket[2].0, Some(35.0));
}

#[test]
fn qualifiers_and_quantities_without_a_number() {
    let found = read("Khoảng gần 6 tỷ đồng; tối thiểu 60% hoạt động; hàng trăm lượt người dân");
    let qualifiers: Vec<_> = found.iter().map(|m| m.qualifier.as_deref()).collect();
    assert_eq!(qualifiers, [Some("khoảng gần"), Some("tối thiểu"), Some("hàng trăm")]);
    assert_eq!(found[2].value, None);
}

#[test]
fn the_time_of_the_data() {
    let window = Some(AsOf::Window {
        from: "2031-07-01".into(),
        to: "2031-09-10".into(),
    });
    let found = find(
        &[
            para("Tính từ ngày 01/7 đến ngày 10/9/2031, tổng số là 312 hồ sơ. Đã giải quyết 300 hồ sơ, cụ thể:"),
            para("+ Đúng hạn 299 hồ sơ."),
            para("Xã có 12 thôn."),
        ],
        Catalogue::embedded(),
    );
    let times: Vec<_> = found.into_iter().map(|m| m.as_of).collect();
    assert_eq!(times, [window.clone(), window.clone(), window, None]);
    let meeting = read("Tổ chức 01 Hội nghị (diễn ra ngày 10/7/2031, với 70 người tham dự); mở 02 lớp.");
    let times: Vec<_> = meeting.into_iter().map(|m| m.as_of).collect();
    let day = Some(AsOf::Date("2031-07-10".into()));
    assert_eq!(times, [day.clone(), day, None]);
}

#[test]
fn quotes_are_clauses() {
    let found = read("Lĩnh vực bảo trợ xã hội (51%); tỷ lệ hộ có mạng đạt 85%; trên 50% người lớn có tài khoản.");
    let quotes: Vec<_> = found.iter().map(|m| m.quote.as_str()).collect();
    assert_eq!(
        quotes,
        [
            "Lĩnh vực bảo trợ xã hội (51%)",
            "tỷ lệ hộ có mạng đạt 85%",
            "trên 50% người lớn có tài khoản"
        ]
    );
    assert_eq!(found[1].subject, "tỷ lệ hộ có mạng");
}

#[test]
fn targets() {
    let mut fixed = para("bảo đảm tỷ lệ chiếm tối thiểu 50% tổng số hoạt động");
    fixed.fixed_wording = true;
    assert!(find(&[fixed], Catalogue::embedded())[0].is_target);
    assert!(read("Phấn đấu 90% hộ có mạng.")[0].is_target);
    assert!(!read("Có 90% hộ có mạng.")[0].is_target);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "( |đạt|hồ sơ|tỷ lệ|ngày|hàng trăm|[0-9]{1,4}|[%/.,;:()–-]|\\PC){0,60}") {
        for measure in read(&text) {
            prop_assert!(!measure.quote.is_empty());
        }
    }
}

#[test]
fn amounts_on_two_scales_are_one_sum() {
    let found = figures("Trang bị máy chiếu, kinh phí 2 tỷ 350 triệu đồng; thu phí 1 tỷ 500 triệu đồng.");
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].0, Some(2_350_000_000.0));
    assert_eq!(found[1].0, Some(1_500_000_000.0));
}

#[test]
fn parts_in_brackets_need_no_noun() {
    assert_eq!(
        values("Tổng số hồ sơ: 845 hồ sơ (trực tuyến: 798; trực tiếp: 47), giảm 3,5% so với tháng trước."),
        [845.0, 798.0, 47.0, 3.5]
    );
    assert_eq!(
        values("Có 51 trạm, trong đó: Nhà mạng A: 24, Nhà mạng B: 27."),
        [51.0, 24.0, 27.0]
    );
    assert_eq!(values("Phòng họp (tầng: 2) đã sửa."), [] as [f64; 0]);
}

#[test]
fn tasks_are_counted_and_terms_of_office_are_not() {
    assert_eq!(values("Đã hoàn thành 41 nhiệm vụ, chậm 02 nhiệm vụ."), [41.0, 2.0]);
    assert_eq!(values("Đại hội 2 nhiệm kỳ liên tiếp"), [] as [f64; 0]);
}

#[test]
fn rates_ranks_and_certificates() {
    let found = read("Phát thanh 01 buổi/tuần, thời lượng 15 phút/buổi; cấp 215 giấy chứng nhận; xếp thứ 18/166 xã.");
    let units: Vec<_> = found.iter().map(|m| m.unit.clone().unwrap_or_default()).collect();
    assert_eq!(units[..2], ["buổi/tuần", "phút/buổi"]);
    assert_eq!(
        found.iter().filter_map(|m| m.value).collect::<Vec<_>>(),
        [1.0, 15.0, 215.0]
    );
}

#[test]
fn a_share_of_what_is_done_with_them_is_its_own_figure() {
    assert_eq!(
        values("Tổng số văn bản đến: 871 văn bản, xử lý trên môi trường mạng đạt 100%."),
        [871.0, 100.0]
    );
    assert_eq!(
        figures("Ký số 336 văn bản đi, đạt 99,6%."),
        [(Some(99.6), Some(336.0), None, "%".into())]
    );
}

fn cell(row: u32, column: u32, text: &str) -> Para {
    let origin = Origin {
        page: None,
        block: 4,
        cell: Some((row, column)),
        offset: 0,
    };
    Para::from_raw(text, origin, ParaKind::Cell(row, column))
}

#[test]
fn cells_with_nothing_but_a_number_are_explained_by_the_table() {
    let rows = [
        [
            "STT",
            "Lĩnh vực",
            "Tiếp nhận (hồ sơ)",
            "Tỷ lệ đúng hạn",
            "Kinh phí (triệu đồng)",
            "Năm",
        ],
        ["1", "2", "3", "4", "5", "6"],
        ["1", "Hộ tịch", "894", "99,8", "12,5", "2031"],
        ["2", "Đất đai", "1.746", "98%", "-", "2031"],
    ];
    let cells: Vec<Para> = (0..)
        .zip(rows)
        .flat_map(|(r, row)| {
            (0..)
                .zip(row)
                .map(move |(c, text)| cell(r, c, text))
                .collect::<Vec<_>>()
        })
        .collect();
    let found: Vec<_> = find(&cells, Catalogue::embedded())
        .into_iter()
        .map(|m| (m.value.unwrap_or_default(), m.unit.unwrap_or_default(), m.subject))
        .collect();
    let expect = |value, unit: &str, subject: &str| (value, unit.to_owned(), subject.to_owned());
    assert_eq!(
        found,
        [
            expect(894.0, "hồ sơ", "Hộ tịch – Tiếp nhận (hồ sơ)"),
            expect(99.8, "%", "Hộ tịch – Tỷ lệ đúng hạn"),
            expect(12_500_000.0, "đồng", "Hộ tịch – Kinh phí (triệu đồng)"),
            expect(1746.0, "hồ sơ", "Đất đai – Tiếp nhận (hồ sơ)"),
            expect(98.0, "%", "Đất đai – Tỷ lệ đúng hạn"),
        ]
    );
}

/// The cells of a table from its rows; empty ones are left out.
fn table(rows: &[&[&str]]) -> Vec<Para> {
    let numbered = (0..).zip(rows);
    let cells = numbered.flat_map(|(r, row)| (0..).zip(row.iter()).map(move |(c, text)| (r, c, *text)));
    cells
        .filter(|c| !c.2.is_empty())
        .map(|(r, c, text)| cell(r, c, text))
        .collect()
}

#[test]
fn the_unit_of_a_heading_over_several_columns_is_that_of_each() {
    let rows: [&[&str]; 3] = [
        &["TT", "Nội dung", "Kinh phí (triệu đồng)", "", "Ghi chú"],
        &["", "", "Tổng", "Ngân sách", ""],
        &["1", "Camera an ninh", "750", "500,5", ""],
    ];
    let found = find(&table(&rows), Catalogue::embedded());
    let told: Vec<_> = found
        .iter()
        .map(|m| (m.value.unwrap_or_default(), m.unit.as_deref(), m.indicator.as_deref()))
        .collect();
    assert_eq!(told, [(750e6, Some("đồng"), None), (500.5e6, Some("đồng"), None)]);
}

#[test]
fn the_unit_of_a_ratio_is_not_that_of_its_counts() {
    let rows: [&[&str]; 2] = [
        &["Mã", "Chỉ tiêu", "Đơn vị tính", "Tử số", "Mẫu số", "Kết quả"],
        &[
            "H06",
            "Tỷ lệ hộ gia đình có Internet",
            "%",
            "13.037",
            "14.396",
            "90,56%",
        ],
    ];
    let found = find(&table(&rows), Catalogue::embedded());
    let units: Vec<_> = found.iter().map(|m| (m.value, m.unit.as_deref())).collect();
    assert_eq!(
        units,
        [(Some(13_037.0), None), (Some(14_396.0), None), (Some(90.56), Some("%"))]
    );
    assert!(found[..2].iter().all(|m| m.indicator.is_none()));
}

#[test]
fn the_plan_of_a_table_is_a_target_and_what_was_before_counts_nothing() {
    let rows: [&[&str]; 3] = [
        &[
            "TT",
            "Chỉ tiêu",
            "ĐVT",
            "Thực hiện 2030",
            "Kế hoạch 2031",
            "Thực hiện 2031",
            "Tỷ lệ (%)",
        ],
        &["1", "Số Tổ công nghệ số cộng đồng", "Tổ", "12", "16", "15", "93,8"],
        &["2", "Tỷ lệ hồ sơ trực tuyến", "%", "71", "80", "84,5", ""],
    ];
    let found = find(&table(&rows), Catalogue::embedded());
    let row = |n: usize| -> Vec<_> {
        let of_row = found.iter().filter(|m| m.span.cell.is_some_and(|c| c.0 as usize == n));
        of_row
            .map(|m| {
                (
                    m.value.unwrap_or_default(),
                    m.unit.as_deref().unwrap_or_default(),
                    m.is_target,
                    m.indicator.is_some(),
                )
            })
            .collect()
    };
    assert_eq!(
        row(1),
        [
            (12.0, "tổ", false, false),
            (16.0, "tổ", true, true),
            (15.0, "tổ", false, true),
            (93.8, "%", false, false)
        ]
    );
    assert_eq!(
        row(2),
        [
            (71.0, "%", false, false),
            (80.0, "%", true, true),
            (84.5, "%", false, true)
        ]
    );
}

#[test]
fn a_row_that_counts_another_thing_is_no_value_of_the_indicator() {
    let rows: [&[&str]; 4] = [
        &["Chỉ tiêu", "ĐVT", "Thực hiện"],
        &["Số người tham gia BHYT", "Người", "9.172"],
        &["Số sản phẩm OCOP đạt 3 sao trở lên", "Sản phẩm", "7"],
        &["Số người tham gia tập huấn", "Người", "120"],
    ];
    let found = find(&table(&rows), Catalogue::embedded());
    let codes: Vec<_> = found.iter().map(|m| m.indicator.as_deref()).collect();
    assert_eq!(codes, [None, None, Some("N09")]);
}

#[test]
fn the_unit_of_a_row_stands_in_its_column_or_in_its_label() {
    let units = |rows: &[&[&str]]| -> Vec<String> {
        let found = find(&table(rows), Catalogue::embedded());
        found.into_iter().map(|m| m.unit.unwrap_or_default()).collect()
    };
    let own: [&[&str]; 3] = [
        &["Nội dung", "Đơn vị", "Kết quả"],
        &["Số tài khoản", "Tài khoản", "8.420"],
        &["Tỷ lệ trực tuyến", "", "94"],
    ];
    assert_eq!(units(&own), ["tài khoản", "%"]);
    let labels: [&[&str]; 2] = [&["Đơn vị", "Số máy"], &["Thôn Đông", "12"]];
    assert_eq!(units(&labels), [""]);
}

#[test]
fn a_heading_on_two_lines_of_its_cell_is_one() {
    let mut cells = table(&[
        &["Chỉ tiêu", "Kế hoạch năm", "Thực hiện 9 tháng"],
        &["Số hộ dùng cáp quang", "120", "96"],
    ]);
    cells.insert(2, cell(0, 1, "2031"));
    let found: Vec<_> = find(&cells, Catalogue::embedded())
        .into_iter()
        .map(|m| m.subject)
        .collect();
    assert_eq!(
        found,
        [
            "Số hộ dùng cáp quang – Kế hoạch năm 2031",
            "Số hộ dùng cáp quang – Thực hiện 9 tháng"
        ]
    );
}

#[test]
fn money_has_its_share_beside_it() {
    assert_eq!(
        figures("Kinh phí bố trí là 185,5 triệu đồng, đã giải ngân 142 triệu đồng, đạt 76,55%."),
        [
            (Some(185_500_000.0), None, None, "đồng".into()),
            share(76.55, 142_000_000.0, 185_500_000.0)
        ]
    );
    assert_eq!(
        values("Doanh thu đạt 2,5 tỷ đồng, tăng 12% so với cùng kỳ"),
        [2_500_000_000.0, 12.0]
    );
}

#[test]
fn what_follows_the_figure_of_an_aim_is_the_result() {
    let targets = |text: &str| read(text).into_iter().map(|m| m.is_target).collect::<Vec<_>>();
    assert_eq!(
        targets("Kế hoạch giao 500 người, thực hiện 430 người, đạt 86% kế hoạch"),
        [true, false]
    );
    assert_eq!(targets("Chỉ tiêu tỉnh giao 80%, xã đạt 84%"), [true, false]);
    assert_eq!(
        targets("Phấn đấu tỷ lệ hộ nghèo còn 1,5%, tỷ lệ nước sạch đạt 98%"),
        [true, true]
    );
    assert_eq!(targets("Mục tiêu năm 2031 đạt 90%"), [true]);
    assert_eq!(
        targets("Giải ngân vốn chương trình mục tiêu quốc gia mới đạt 43%"),
        [false]
    );
}

#[test]
fn an_account_is_no_clause_of_a_law() {
    assert_eq!(
        figures("Có 320 đối tượng, trong đó chi qua tài khoản 288 đối tượng, đạt 90%")[1],
        share(90.0, 288.0, 320.0)
    );
    assert!(values("theo quy định tại khoản 2 Điều 5").is_empty());
    assert_eq!(
        figures("Tỷ lệ chi trả qua tài khoản đạt 90% với 288 người trên tổng số 320 người hưởng"),
        [share(90.0, 288.0, 320.0)]
    );
}

#[test]
fn a_share_with_its_count_before_and_its_ratio_behind_is_one_figure() {
    assert_eq!(
        figures("Có 9.172 người tham gia, đạt tỷ lệ bao phủ 93,6% dân số (9.172/9.799 người)"),
        [share(93.6, 9172.0, 9799.0)]
    );
    // A count of its own before a share of as many.
    assert_eq!(
        values("Trong năm ghi nhận 14 lượt cảnh báo mã độc, đã xử lý 14/14 cảnh báo, đạt 100%"),
        [14.0, 100.0]
    );
    // The denominator is of another count.
    assert_eq!(
        figures("Tỷ lệ hài lòng đạt 95%, trong đó khảo sát 120 hộ/tổng 450 hộ")[0],
        (Some(95.0), None, None, "%".into())
    );
}

#[test]
fn parts_that_only_a_name_announces() {
    assert_eq!(
        values("Có 36 trạm (Mạng Alpha 17, Beta 12, Gamma 7)."),
        [36.0, 17.0, 12.0, 7.0]
    );
    assert_eq!(values("Thí điểm tại 3 phường (Phường 1, Phường 2, Phường 5)."), [3.0]);
    assert_eq!(values("Đã mở 2 điểm (Thôn Hạ 3, Nhà văn hóa)."), [2.0]);
}

#[test]
fn a_bracket_that_counts_what_the_share_is_of() {
    assert_eq!(
        figures("Có 100% trường học (21 trường) thu học phí qua thẻ."),
        [(Some(100.0), Some(21.0), None, "%".into())]
    );
    assert_eq!(
        figures("Bồi dưỡng cho 100% cán bộ, công chức (22/22 đồng chí)."),
        [share(100.0, 22.0, 22.0)]
    );
    assert_eq!(values("Huy động 350 ngày công."), [350.0]);
}

#[test]
fn ranges_in_words_give_their_lower_end() {
    assert_eq!(
        values("Đàn lợn từ 5.000 đến 5.500 con; cách nhau từ 7 đến 15 km."),
        [5000.0, 7.0]
    );
    assert_eq!(values("Tăng từ 2,1% lên 3,4% số hộ."), [2.1, 3.4]);
}

#[test]
fn commas_that_group_what_has_no_parts() {
    assert_eq!(values("Tiếp nhận 6,742 hồ sơ; diện tích 6,742 ha."), [6742.0, 6.742]);
}

#[test]
fn shares_in_words_and_small_ratios() {
    assert_eq!(
        figures("Đã lập tổ ở 24/24 thôn, buôn."),
        [(Some(24.0), Some(24.0), Some(24.0), "thôn".into())]
    );
    assert_eq!(
        values("Sóng 5G phủ 2/3 đảo; trực 24/24 giờ; họp ngày 2/3 tại xã."),
        [2.0]
    );
    assert_eq!(values("Định kỳ 02 lần/năm; xử lý trong vòng 24 giờ."), [2.0, 24.0]);
}

#[test]
fn amounts_with_a_stroke_are_part_and_whole() {
    let money = |p: Option<f64>, a, b, unit: &str| (p, Some(a), Some(b), unit.to_owned());
    assert_eq!(
        figures("Giải ngân 356/480 triệu đồng, đạt 74,17% kế hoạch."),
        [money(Some(74.17), 356e6, 480e6, "%")]
    );
    assert_eq!(
        figures("Thu phí 38.640.000đ/41.215.000đ, đạt 93,75%; chi 1,2 tỷ/1,5 tỷ đồng."),
        [
            money(Some(93.75), 38_640_000.0, 41_215_000.0, "%"),
            money(Some(1.2e9), 1.2e9, 1.5e9, "đồng")
        ]
    );
    assert_eq!(figures("Có 12/15 đồng chí dự họp.")[0].1, Some(12.0));
}

#[test]
fn parts_of_one_whole_stand_side_by_side() {
    let found =
        figures("Đã giải quyết 9.512 hồ sơ: trước hạn 8.930 hồ sơ, tỷ lệ 93,88%; quá hạn 11 hồ sơ, tỷ lệ 0,12%.");
    assert_eq!(found[2], share(0.12, 11.0, 9512.0));
}

#[test]
fn times_that_were_cut() {
    assert_eq!(
        values("Thời gian giải quyết rút ngắn từ 15 ngày xuống còn 10 ngày."),
        [15.0, 10.0]
    );
}

#[test]
fn parts_share_the_unit_and_shares_name_what_they_count() {
    let units: Vec<_> = read("Có 36 trạm (Alpha: 17; Beta: 19).")
        .into_iter()
        .filter_map(|m| m.unit)
        .collect();
    assert_eq!(units, ["trạm", "trạm", "trạm"]);
    let found = read("Tổng số có 248 máy. Có 220 máy được cài phần mềm, đạt 88,7%.");
    assert_eq!(found[1].subject, "máy được cài phần mềm");
}

#[test]
fn bare_numbers_of_a_list_are_parts_in_the_unit_of_their_total() {
    let counted = |text: &str| -> Vec<(f64, String)> {
        read(text)
            .into_iter()
            .filter_map(|m| Some((m.value?, m.unit.unwrap_or_default())))
            .collect()
    };
    let of =
        |values: &[f64], unit: &str| -> Vec<(f64, String)> { values.iter().map(|v| (*v, unit.to_owned())).collect() };
    assert_eq!(
        counted("Tiếp nhận 4.806 hồ sơ (trực tuyến 4.519, trực tiếp 260, bưu chính công ích 27)."),
        of(&[4806.0, 4519.0, 260.0, 27.0], "hồ sơ")
    );
    assert_eq!(
        counted("Có 18.226 thuê bao đăng ký: đã kích hoạt 17.904, chưa kích hoạt 322."),
        of(&[18226.0, 17904.0, 322.0], "thuê bao")
    );
    // Names end with numbers too.
    assert_eq!(values("Hỗ trợ 120 hộ: hộ ở thôn 3, thôn 5, khu phố 7."), [120.0]);
    assert_eq!(
        values("Theo Điều 5, Khoản 2 của Quy chế: Mục 1, Mục 2."),
        [] as [f64; 0]
    );
}

/// Indicators of the figures of a text, in order.
fn indicators(text: &str) -> Vec<Option<String>> {
    read(text).into_iter().map(|m| m.indicator).collect()
}

#[test]
fn what_is_missing_asked_for_or_planned_is_no_value_of_an_indicator() {
    for text in [
        "Chưa bố trí được kinh phí 500 triệu đồng cho chuyển đổi số.",
        "Còn 320 hộ gia đình chưa có kết nối Internet.",
        "Đề nghị Sở Khoa học và Công nghệ mở 02 lớp tập huấn kỹ năng số; bố trí kinh phí chuyển đổi số 300 triệu đồng.",
        "Thời gian tới, xã sẽ tổ chức 04 lớp tập huấn kỹ năng số.",
    ] {
        assert!(indicators(text).iter().all(Option::is_none), "{text}");
    }
    for (text, code) in [
        ("chưa kích hoạt 458 tài khoản VNeID", "X03"),
        ("Bố trí kinh phí chuyển đổi số 150 triệu đồng", "N12"),
        ("Tỷ lệ hồ sơ trực tuyến chưa cao chỉ đạt 45%", "T04"),
    ] {
        assert!(indicators(text).contains(&Some(code.to_owned())), "{text}");
    }
}

#[test]
fn members_are_told_from_those_who_attend() {
    let of = |text: &str| indicators(text).last().cloned().flatten();
    assert_eq!(
        of("Thành lập 16/16 Tổ công nghệ số cộng đồng, với 130 thành viên").as_deref(),
        Some("N02")
    );
    let attended = "Hội nghị có 80 thành viên Tổ công nghệ số cộng đồng tham dự";
    assert_ne!(of(attended).as_deref(), Some("N02"));
    let with = "Với sự tham gia của các cơ quan; 02 doanh nghiệp; 80 thành viên Tổ công nghệ số cộng đồng";
    assert_ne!(of(with).as_deref(), Some("N02"));
}

#[test]
fn blanks_may_set_thousands_apart() {
    assert_eq!(values("Có 1 234 công dân cài đặt VNeID"), [1234.0]);
    assert_eq!(values("Kinh phí 12 500 000 đồng"), [12_500_000.0]);
    // Two numbers: the first one belongs to a name.
    assert_eq!(values("Trong quý 3 250 hộ có kết nối"), [250.0]);
}

#[test]
fn codes_of_procedures_are_no_figures() {
    for text in [
        "Thủ tục thi tuyển công chức – Mã số: 1.012933.H06",
        "Mã hồ sơ 000.12.34.H56",
    ] {
        assert_eq!(values(text), [] as [f64; 0], "{text}");
    }
}

#[test]
fn ranges_units_in_capitals_and_parts_greater_than_their_whole() {
    let range = &read("Bình quân từ 10 đến 15 lượt mỗi ngày")[0];
    assert_eq!(
        (range.value, range.qualifier.as_deref()),
        (Some(10.0), Some("từ 10 đến 15"))
    );
    assert_eq!(read("Thẩm định 02 TTHC của tỉnh")[0].unit.as_deref(), Some("TTHC"));
    assert_eq!(
        figures("Toàn xã có 8.945 tài khoản VNeID trên tổng số 7.900 người dân, đạt 113%"),
        [share(113.0, 8945.0, 7900.0)]
    );
    assert_eq!(
        values("Số hồ sơ tiếp nhận 900; đã giải quyết 880, đang giải quyết 25."),
        [900.0, 880.0, 25.0]
    );
}

#[test]
fn an_age_is_a_figure_where_nothing_is_counted() {
    let values = |text: &str| read(text).iter().filter_map(|m| m.value).collect::<Vec<_>>();
    assert_eq!(values("Máy tính của xã đã sử dụng trên 07 năm."), [7.0]);
    assert_eq!(values("Có 17 máy tính đã sử dụng trên 07 năm."), [17.0]);
    assert!(values("Đã sử dụng từ năm 2031.").is_empty());
}

#[test]
fn a_rank_and_an_equal_ratio() {
    let found = read("Chỉ số của xã đạt 84,31/100 điểm, xếp thứ 37/124 xã; 98,5% = 197/200 hồ sơ.");
    assert_eq!(found.len(), 2);
    assert!(found[0].quote.ends_with("điểm"), "{}", found[0].quote);
    assert_eq!(
        (found[1].value, found[1].numerator, found[1].denominator),
        (Some(98.5), Some(197.0), Some(200.0))
    );
}

#[test]
fn a_part_is_of_the_total_that_fits_best() {
    let whole = |text: &str| read(text).last().and_then(|m| m.denominator);
    let list =
        "Đã giải quyết 1.200 hồ sơ, trong đó trước hạn 1.150 hồ sơ, đúng hạn 38 hồ sơ, quá hạn 12 hồ sơ (chiếm 1%).";
    assert_eq!(whole(list), Some(1200.0));
    let late = "Đã giải quyết 480 hồ sơ, trong đó đúng hạn 470 hồ sơ, trễ hạn 10 hồ sơ (2,1%).";
    assert_eq!(whole(late), Some(480.0));
}

#[test]
fn a_bound_of_each_is_no_share_of_them() {
    assert_eq!(values("Cả 9/9 xã đạt tỷ lệ dưới 10%"), [9.0]);
    assert_eq!(values("Có đến 5/9 huyện đạt tỷ lệ này dưới 3%"), [5.0]);
    assert_eq!(values("Có 12/13 lớp có trên 80% em dự"), [12.0, 80.0]);
    assert_eq!(figures("Có 17/20 thôn, đạt trên 85%"), [share(85.0, 17.0, 20.0)]);
}

#[test]
fn the_whole_may_be_told_again_behind_a_stroke() {
    let text = "Có 660 cơ sở truyền thanh cấp xã/705 xã, phường, đạt tỷ lệ 93,62%";
    assert_eq!(figures(text), [share(93.62, 660.0, 705.0)]);
    assert_eq!(
        values("Đã mở 12 cuộc tuyên truyền trực tiếp về an toàn/1.200 lượt người dự"),
        [12.0, 1200.0]
    );
}

#[test]
fn the_second_of_two_years_is_no_count() {
    assert_eq!(
        values("Tổng kết giai đoạn 2021 - 2030 Chương trình tổng thể cải cách hành chính"),
        [0.0; 0]
    );
}

#[test]
fn areas_harvests_and_large_sums() {
    let ratio = |n: f64, m: f64, unit: &str| (Some(n), Some(n), Some(m), unit.to_owned());
    assert_eq!(figures("Diện tích gieo trồng 33/ 31,5 ha"), [ratio(33.0, 31.5, "ha")]);
    let plain = |value: f64, unit: &str| (Some(value), None, None, unit.to_owned());
    assert_eq!(figures("năng suất đạt 30tạ/ha"), [plain(30.0, "tạ/ha")]);
    assert_eq!(figures("Tổng vốn 4,6 nghìn tỷ đồng"), [plain(4.6e12, "đồng")]);
}

#[test]
fn subjects_of_one_word_and_of_changes() {
    let subjects = |text: &str| read(text).into_iter().map(|m| m.subject).collect::<Vec<_>>();
    assert_eq!(subjects("Trong đó lúa 115 ha; bò 970 con"), ["lúa", "bò"]);
    assert_eq!(
        subjects("Giá trị sản xuất đạt 2.522 triệu đồng, tăng 7,53% so với cùng kỳ"),
        ["Giá trị sản xuất", "Giá trị sản xuất tăng so với cùng kỳ"]
    );
}
