use super::*;
use crate::flow::Origin;

/// Paragraphs from lines; `**` before a line makes it bold, `\n` inside stays a line break.
pub(crate) fn paras(texts: &[&str]) -> Vec<Para> {
    texts
        .iter()
        .enumerate()
        .map(|(block, raw)| {
            let (bold, raw) = raw.strip_prefix("**").map_or((false, *raw), |r| (true, r));
            let origin = Origin {
                page: Some(1),
                block,
                cell: None,
                offset: 0,
            };
            let mut para = Para::from_raw(raw, origin, ParaKind::Body);
            para.bold = bold;
            para
        })
        .collect()
}

fn outline(texts: &[&str]) -> Vec<(String, String, u8)> {
    find(&mut paras(texts))
        .into_iter()
        .map(|s| (s.number, s.title, s.level))
        .collect()
}

fn numbers(texts: &[&str]) -> Vec<String> {
    outline(texts).into_iter().map(|(n, _, l)| format!("{l}:{n}")).collect()
}

#[test]
fn levels_come_from_the_kinds_of_labels() {
    let found = numbers(&[
        "BÁO CÁO",
        "Tình hình chuyển đổi số",
        "A. KẾT QUẢ",
        "I. Hạ tầng số",
        "Toàn xã có 12 trạm thu phát sóng.",
        "II. Dữ liệu số",
        "1. Dữ liệu dân cư",
        "a) Nhập dữ liệu",
        "Đã nhập xong.",
        "b) Làm sạch dữ liệu",
        "Đang làm.",
        "2. Dữ liệu đất đai",
        "2.1. Bản đồ",
        "Chưa có.",
        "B. ĐÁNH GIÁ",
        "I. Thuận lợi",
        "- Nhân dân ủng hộ.",
    ]);
    assert_eq!(
        found,
        [
            "1:A", "2:I", "2:II", "3:1", "4:a)", "4:b)", "3:2", "4:2.1", "1:B", "2:I"
        ]
    );
}

#[test]
fn a_heading_may_point_to_an_annex_only() {
    let found = outline(&[
        "BÁO CÁO",
        "1. Kết quả chung",
        "Xã đã triển khai các nhiệm vụ được giao.",
        "2. Kết quả thực hiện nhiệm vụ, giải pháp (chi tiết tại Phụ lục kèm theo)",
        "3. Đánh giá chung",
        "Các chỉ tiêu cơ bản đạt kế hoạch.",
    ]);
    assert_eq!(found[1].1, "Kết quả thực hiện nhiệm vụ, giải pháp");
    assert_eq!(title::pointer("Thủ tục cấp xã (theo phân cấp)"), None);
}

#[test]
fn the_name_of_a_ward_is_no_type() {
    assert_eq!(title::document_type("PHƯỜNG AN PHÚ LỢI"), None);
    assert!(title::document_type("PHƯƠNG ÁN").is_some());
    assert!(title::document_type("BAO CAO").is_some());
}

#[test]
fn a_draft_has_a_type_too() {
    let kind = |text| title::document_type(text).map(|(kind, end)| (kind, &text[end..]));
    assert_eq!(kind("DỰ THẢO BÁO CÁO"), Some(("BÁO CÁO", "")));
    assert_eq!(kind("BÁO CÁO Kết quả năm 2031"), Some(("BÁO CÁO", " Kết quả năm 2031")));
    assert_eq!(kind("DỰ THẢO nghị quyết của Hội đồng"), None);
}

#[test]
fn numbered_sentences_are_items() {
    let found = numbers(&[
        "BÁO CÁO",
        "IV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI",
        "1. Tiếp tục rà soát các kế hoạch có liên quan; làm căn cứ triển khai thực hiện",
        "2. Đẩy mạnh tuyên truyền trong Nhân dân.",
        "3. Nghiên cứu mô hình mới",
        "V. ĐỀ XUẤT, KIẾN NGHỊ",
        "1. Đề nghị tỉnh quan tâm bố trí kinh phí.",
        "2. Kỹ năng số",
        "Cần có cơ chế hỗ trợ Tổ công nghệ số cộng đồng.",
        "UBND xã Đồi Mây báo cáo Sở Khoa học và Công nghệ./.",
    ]);
    assert_eq!(found, ["1:IV", "1:V", "2:2"]);
}

#[test]
fn a_heading_may_be_glued_to_the_text_below_it() {
    let texts = [
        "BÁO CÁO",
        "I. Kết quả chung",
        "1. Thể chế số\nỦy ban nhân dân xã Đồi Mây đã ban hành đầy đủ các văn bản chỉ đạo, điều hành về\nchuyển đổi số.",
    ];
    let found = outline(&texts);
    assert_eq!(found.last().map(|s| s.1.as_str()), Some("Thể chế số"));
}

#[test]
fn a_figure_may_begin_the_text_below_a_glued_heading() {
    let found = outline(&[
        "BÁO CÁO",
        "Tình hình chuyển đổi số",
        "II. KẾT QUẢ",
        "1.1. Quản lý văn bản\n100% cơ quan, đơn vị của xã sử dụng phần mềm quản lý văn bản và điều hành; toàn bộ hồ sơ\n\
         được ký số trước khi phát hành.",
    ]);
    assert_eq!(found[1].1, "Quản lý văn bản");
}

#[test]
fn a_year_on_the_next_line_belongs_to_the_heading() {
    let found = outline(&[
        "BÁO CÁO",
        "Tình hình chuyển đổi số",
        "II. KẾT QUẢ CHUYỂN ĐỔI SỐ NĂM\n2025\nỦy ban nhân dân xã đã ban hành kế hoạch và giao nhiệm vụ cho từng đơn vị; toàn bộ\n\
         hồ sơ được ký số trước khi phát hành.",
    ]);
    assert!(found.iter().all(|s| s.1 != "KẾT QUẢ CHUYỂN ĐỔI SỐ NĂM"), "{found:?}");
}

#[test]
fn a_heading_may_go_over_two_paragraphs() {
    let found = outline(&[
        "BÁO CÁO",
        "A. ĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN CÁC MỤC TIÊU",
        "ĐÃ ĐẶT RA",
        "Trên cơ sở kế hoạch, xã đã triển khai.",
        "a) Công tác tổ chức quán triệt nâng cao nhận thức, trách nhiệm của",
        "cán bộ, công chức, viên chức",
        "Xã đã tổ chức quán triệt.",
    ]);
    assert_eq!(found[0].1, "ĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN CÁC MỤC TIÊU ĐÃ ĐẶT RA");
    assert_eq!(
        found[1].1,
        "Công tác tổ chức quán triệt nâng cao nhận thức, trách nhiệm của cán bộ, công chức, viên chức"
    );
}

#[test]
fn a_two_line_heading_is_one_title() {
    let found = outline(&[
        "BÁO CÁO",
        "**2. Công tác tập huấn cho đội ngũ\ncán bộ xã",
        "- Đã mở 3 lớp.",
    ]);
    assert_eq!(found[0].1, "Công tác tập huấn cho đội ngũ cán bộ xã");
}

#[test]
fn places_are_paths() {
    let mut all = paras(&[
        "BÁO CÁO",
        "Mở đầu như sau:",
        "I. Kết quả",
        "4. Nguồn lực",
        "4.1. Kinh phí",
        "Bố trí 10 triệu đồng.",
        "Nơi nhận:",
        "- Lưu: VT.",
    ]);
    find(&mut all);
    let places: Vec<_> = all.iter().map(|p| p.place.as_str()).collect();
    assert_eq!(
        places,
        [NARRATIVE, NARRATIVE, "I", "I.4", "I.4.1", "I.4.1", NARRATIVE, NARRATIVE]
    );
}

#[test]
fn a_heading_above_a_table_is_kept() {
    let mut all = paras(&[
        "BÁO CÁO",
        "I. Chung",
        "1. Kết quả chi tiết",
        "2. Khó khăn",
        "- Thiếu người.",
    ]);
    // The table that stood in block 3 was taken away.
    let origin = Origin {
        page: Some(1),
        block: 9,
        cell: None,
        offset: 0,
    };
    all[3] = Para::from_raw("2. Khó khăn", origin, ParaKind::Body);
    assert_eq!(find(&mut all).len(), 3);
}

#[test]
fn colons_and_parts() {
    let found = outline(&[
        "KẾ HOẠCH",
        "**Phần thứ nhất",
        "**KẾT QUẢ NĂM 2024",
        "**I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích:",
        "- Nâng cao nhận thức.",
        "a) Bộ phận Tư pháp làm đầu mối, phối hợp với các ngành thực hiện các nhiệm vụ được giao tại Kế hoạch này:",
        "- Tham mưu.",
    ]);
    assert_eq!(found[0], ("Phần thứ nhất".into(), "KẾT QUẢ NĂM 2024".into(), 1));
    assert_eq!(found[1], ("I".into(), "MỤC ĐÍCH, YÊU CẦU".into(), 2));
    assert_eq!(found[2], ("1".into(), "Mục đích".into(), 3));
    assert_eq!(found.len(), 3);
}

#[test]
fn hostile_input_is_harmless() {
    let text = "1.".repeat(20_000);
    let many: Vec<&str> = std::iter::repeat_n(text.as_str(), 3)
        .chain(["", "I.", "A", "ạ)", "Phần", "Mục "])
        .collect();
    let mut all = paras(&many);
    assert!(find(&mut all).len() < 5);
}

#[test]
fn headings_that_only_a_style_marks() {
    let mut all = paras(&[
        "BÁO CÁO",
        "Kết quả",
        "I. KẾT QUẢ",
        "Hạ tầng số",
        "Có 3 trạm.",
        "II. ĐÁNH GIÁ",
        "Tốt.",
    ]);
    for (at, level) in [(0, 1), (1, 2), (2, 1), (3, 2), (5, 1)] {
        all[at].heading = Some(level);
    }
    let found = find(&mut all);
    let titles: Vec<_> = found
        .iter()
        .map(|s| (s.level, s.number.as_str(), s.title.as_str()))
        .collect();
    assert_eq!(
        titles,
        [(1, "I", "KẾT QUẢ"), (2, "", "Hạ tầng số"), (1, "II", "ĐÁNH GIÁ")]
    );
}

#[test]
fn joined_lines_hold_two_headings() {
    let found = outline(&[
        "BÁO CÁO",
        "II. Kết quả chuyển đổi số\n1. Thể chế số",
        "- Đã ban hành kế hoạch.",
    ]);
    assert_eq!(
        found,
        [
            ("II".into(), "Kết quả chuyển đổi số".into(), 1),
            ("1".into(), "Thể chế số".into(), 2)
        ]
    );
}

#[test]
fn titles_on_the_lines_of_their_texts_bear_each_other_out() {
    let found = numbers(&[
        "BÁO CÁO",
        "Tình hình chung",
        "I. KẾT QUẢ",
        "1. Công tác tuyên truyền, vận động: Đã họp 18 cuộc.",
        "2. Phát triển kinh tế: Thu nhập tăng.",
        "II. TÌNH HÌNH KHÁC",
        "1. Trong tháng, xã đã ban hành 5 văn bản, gồm: Kế hoạch và công văn.",
        "2. Kiện toàn tổ công tác: Xã đã ban hành quyết định.",
        "III. KIẾN NGHỊ",
        "1. Kinh phí: Đề nghị tỉnh hỗ trợ.",
        "2. Nhân lực: Đề nghị huyện bổ sung.",
        "IV. PHƯƠNG HƯỚNG: Tiếp tục tuyên truyền.",
    ]);
    assert_eq!(found, ["1:I", "2:1", "2:2", "1:II", "1:III", "1:IV"]);
}

#[test]
fn a_last_part_in_capitals_without_a_number() {
    let found = outline(&[
        "BÁO CÁO",
        "Tình hình chung",
        "I. KẾT QUẢ",
        "1. Hạ tầng",
        "Đã phủ sóng.",
        "KIẾN NGHỊ, ĐỀ XUẤT",
        "Đề nghị tỉnh hỗ trợ.",
        "NHÂN DÂN ĐỒNG THUẬN",
    ]);
    let last = found.last().expect("a section");
    assert_eq!(
        (last.0.as_str(), last.1.as_str(), last.2),
        ("", "KIẾN NGHỊ, ĐỀ XUẤT", 1)
    );
}

#[test]
fn a_title_on_the_line_of_its_text_where_its_neighbour_is_a_heading() {
    let found = outline(&[
        "BÁO CÁO",
        "Tình hình chung",
        "I. KẾT QUẢ",
        "**1. Công tác chỉ đạo",
        "Đã ban hành văn bản.",
        "2. Hạ tầng số: Toàn huyện có 26 trạm.",
        "3. Đề nghị tỉnh hỗ trợ: Máy in và máy quét cho các thôn.",
        "II. NHIỆM VỤ TRỌNG TÂM NĂM 2031",
        "1. Tuyên truyền: Mở lớp cho thôn.",
        "2. Hạ tầng: Xóa vùng lõm.",
    ]);
    let numbers: Vec<_> = found.iter().map(|(n, t, _)| format!("{n} {t}")).collect();
    assert_eq!(
        numbers,
        [
            "I KẾT QUẢ",
            "1 Công tác chỉ đạo",
            "2 Hạ tầng số",
            "II NHIỆM VỤ TRỌNG TÂM NĂM 2031"
        ]
    );
}

#[test]
fn the_list_of_recipients_ends_at_the_annex() {
    let paras = paras(&[
        "BÁO CÁO",
        "Trên đây là báo cáo của xã Đồi Mây./.",
        "Nơi nhận:",
        "- 26 thôn;",
        "PHỤ LỤC",
        "Kết quả chi tiết",
    ]);
    assert_eq!(closing(&paras), 2..4);
}

#[test]
fn a_heading_in_capitals_ends_where_a_table_begins() {
    let mut texts = paras(&[
        "BÁO CÁO",
        "Tình hình chuyển đổi số",
        "I. KẾT QUẢ",
        "TT",
        "Thôn",
        "II. HẠN CHẾ",
        "Còn chậm.",
    ]);
    texts[3].kind = ParaKind::Cell(0, 0);
    texts[4].kind = ParaKind::Cell(0, 1);
    let titles: Vec<String> = find(&mut texts).into_iter().map(|s| s.title).collect();
    assert_eq!(titles, ["KẾT QUẢ", "HẠN CHẾ"]);
    // On paper the second line of a title is a paragraph.
    let broken = outline(&["BÁO CÁO", "I. KẾT QUẢ THỰC HIỆN", "CÁC NHIỆM VỤ", "Xã đã làm."]);
    assert_eq!(broken[0].1, "KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ");
}
