use super::*;
use crate::flow::Origin;
use crate::outline;

fn assessment(texts: &[&str]) -> Assessment {
    let make = |(block, raw): (usize, &&str)| {
        let origin = Origin {
            page: Some(1),
            block,
            cell: None,
            offset: 0,
        };
        Para::from_raw(raw, origin, ParaKind::Body)
    };
    let mut paras: Vec<Para> = ["BÁO CÁO", "Kết quả"]
        .iter()
        .chain(texts)
        .enumerate()
        .map(make)
        .collect();
    let sections = outline::find(&mut paras);
    find(&paras, &sections).assessment
}

fn texts(list: &[Statement]) -> Vec<&str> {
    list.iter().map(|s| s.text.as_str()).collect()
}

#[test]
fn bullets_numbers_and_paragraphs() {
    let found = assessment(&[
        "II. ĐÁNH GIÁ CHUNG",
        "1. Những mặt đạt được",
        "Xã quan tâm.",
        "Nhân dân ủng hộ",
        "2. Khó khăn, hạn chế",
        "- Thiếu máy.",
        "- Thiếu người có chuyên môn",
        "về công nghệ.",
        "3. Nguyên nhân",
        "- Ngân sách khó khăn.",
        "III. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI",
        "Trong thời gian tới, xã tập trung một số nhiệm vụ như sau:",
        "1. Tiếp tục tuyên truyền.",
        "2. Mua sắm máy tính.",
        "IV. ĐỀ XUẤT, KIẾN NGHỊ",
        "1. Đề nghị tỉnh hỗ trợ kinh phí.",
        "2. Kỹ năng số",
        "Cần có mô hình triển khai.",
        "Trên đây là báo cáo của UBND xã./.",
        "Nơi nhận:",
        "- Lưu: VT.",
    ]);
    assert_eq!(texts(&found.advantages), ["Xã quan tâm.", "Nhân dân ủng hộ"]);
    assert_eq!(
        texts(&found.limitations),
        ["Thiếu máy.", "Thiếu người có chuyên môn về công nghệ."]
    );
    assert_eq!(texts(&found.causes), ["Ngân sách khó khăn."]);
    assert_eq!(
        texts(&found.next_tasks),
        ["Tiếp tục tuyên truyền.", "Mua sắm máy tính."]
    );
    assert_eq!(
        texts(&found.recommendations),
        [
            "Đề nghị tỉnh hỗ trợ kinh phí.",
            "Kỹ năng số: Cần có mô hình triển khai."
        ]
    );
}

#[test]
fn limitations_with_their_causes() {
    let found = assessment(&[
        "II. Hạn chế và nguyên nhân",
        "- Máy tính cũ. Nguyên nhân do chưa có kinh phí.",
        "- Thiếu người.",
        "Nguyên nhân:",
        "- Mới sáp nhập.",
    ]);
    assert_eq!(
        texts(&found.limitations),
        ["Máy tính cũ. Nguyên nhân do chưa có kinh phí.", "Thiếu người."]
    );
    assert_eq!(
        texts(&found.causes),
        ["Nguyên nhân do chưa có kinh phí.", "Mới sáp nhập."]
    );
}

#[test]
fn run_in_labels() {
    let found = assessment(&[
        "III. Thuận lợi, khó khăn",
        "1. Thuận lợi: Được tỉnh quan tâm.",
        "2. Khó khăn: Thiếu máy.",
    ]);
    assert_eq!(texts(&found.advantages), ["Được tỉnh quan tâm."]);
    assert_eq!(texts(&found.limitations), ["Thiếu máy."]);
}

#[test]
fn requests_among_difficulties_and_remedies() {
    let found = assessment(&[
        "III. Khó khăn, vướng mắc và kiến nghị",
        "- Đường truyền yếu.",
        "- Đề nghị tỉnh nâng cấp đường truyền.",
        "IV. Giải pháp",
        "- UBND xã đề nghị tỉnh mở lớp tập huấn.",
    ]);
    assert_eq!(texts(&found.limitations), ["Đường truyền yếu."]);
    assert_eq!(
        texts(&found.recommendations),
        [
            "Đề nghị tỉnh nâng cấp đường truyền.",
            "UBND xã đề nghị tỉnh mở lớp tập huấn."
        ]
    );
}

#[test]
fn the_main_part_is_no_praise() {
    let found = assessment(&[
        "I. KẾT QUẢ ĐẠT ĐƯỢC",
        "1. Hạ tầng số",
        "- Có 3 trạm.",
        "II. TỒN TẠI, HẠN CHẾ",
        "- Thiếu máy.",
    ]);
    assert!(found.advantages.is_empty());
    assert_eq!(texts(&found.limitations), ["Thiếu máy."]);
}

#[test]
fn items_below_an_item() {
    let found = assessment(&[
        "V. ĐỀ XUẤT, KIẾN NGHỊ",
        "1. Đối với UBND tỉnh:",
        "- Hỗ trợ kinh phí;",
        "- Mở lớp.",
        "2. Đề nghị Sở hướng dẫn.",
    ]);
    assert_eq!(
        texts(&found.recommendations),
        ["Hỗ trợ kinh phí;", "Mở lớp.", "Đề nghị Sở hướng dẫn."]
    );
    let whom: Vec<_> = found.recommendations.iter().map(|s| s.addressee.as_deref()).collect();
    assert_eq!(whom, [Some("Đối với UBND tỉnh"), Some("Đối với UBND tỉnh"), None]);
}

#[test]
fn the_heading_of_a_request_says_whom_it_is_made_to() {
    let found = assessment(&[
        "IV. HẠN CHẾ",
        "1. Đối với người dân:",
        "- Thiếu máy.",
        "V. ĐỀ XUẤT, KIẾN NGHỊ",
        "1. Đối với Bộ Khoa học và Công nghệ",
        "Sớm ban hành định mức.",
        "2. Đối với UBND tỉnh",
        "- Hỗ trợ kinh phí.",
        "- Mở lớp.",
    ]);
    let whom: Vec<_> = found.recommendations.iter().map(|s| s.addressee.as_deref()).collect();
    let tinh = Some("Đối với UBND tỉnh");
    assert_eq!(whom, [Some("Đối với Bộ Khoa học và Công nghệ"), tinh, tinh]);
    assert!(found.limitations.iter().all(|s| s.addressee.is_none()));
    for (heading, whom) in [
        ("Kiến nghị với tỉnh:", Some("Kiến nghị với tỉnh")),
        ("Đề nghị UBND tỉnh", Some("Đề nghị UBND tỉnh")),
        ("ĐỐI VỚI UBND TỈNH", Some("ĐỐI VỚI UBND TỈNH")),
        ("Đề nghị bố trí kinh phí:", None),
        ("Kiến nghị số hóa hồ sơ", None),
        ("Kiến nghị đề xuất", None),
        ("Kiến nghị", None),
        ("Đề xuất, kiến nghị", None),
        ("Hạ tầng", None),
    ] {
        assert_eq!(to_whom(heading), whom);
    }
}

#[test]
fn a_part_whose_title_is_a_paragraph_of_its_own_and_an_empty_list() {
    let found = assessment(&[
        "PHẦN THỨ HAI",
        "PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG 11",
        "1. Tiếp tục tuyên truyền",
        "2. Mở thêm 01 lớp tập huấn",
        "PHẦN THỨ BA",
        "KHÓ KHĂN VÀ KIẾN NGHỊ",
        "1. Khó khăn",
        "- Thiếu người.",
        "* Nguyên nhân: Do mới sáp nhập.",
        "2. Kiến nghị",
        "Không có.",
    ]);
    assert_eq!(
        texts(&found.next_tasks),
        ["Tiếp tục tuyên truyền", "Mở thêm 01 lớp tập huấn"]
    );
    assert_eq!(texts(&found.limitations), ["Thiếu người."]);
    assert_eq!(texts(&found.causes), ["Do mới sáp nhập."]);
    assert!(found.recommendations.is_empty());
}

#[test]
fn a_list_that_names_only_what_there_is_not_is_empty() {
    for none in ["Chưa có.", "Không có khó khăn, vướng mắc gì.", "Chưa phát sinh."] {
        let found = assessment(&["I. KẾT QUẢ", "Xã đã làm tốt.", "II. TỒN TẠI, HẠN CHẾ", none]);
        assert!(found.limitations.is_empty(), "{none}: {:?}", found.limitations);
    }
    let found = assessment(&[
        "I. KẾT QUẢ",
        "Xã đã làm tốt.",
        "II. TỒN TẠI, HẠN CHẾ",
        "Chưa có máy tính.",
    ]);
    assert_eq!(texts(&found.limitations), ["Chưa có máy tính."]);
}

#[test]
fn the_closing_sentence_in_the_paragraph_of_the_last_statement() {
    let found = assessment(&[
        "I. KẾT QUẢ",
        "Xã đã làm tốt.",
        "II. KIẾN NGHỊ",
        "Đề nghị tỉnh hỗ trợ máy in cho thôn.\nUBND xã kính báo cáo Sở Nội vụ theo dõi, chỉ đạo./.",
        "Nơi nhận:",
    ]);
    assert_eq!(texts(&found.recommendations), ["Đề nghị tỉnh hỗ trợ máy in cho thôn."]);
}

#[test]
fn paragraphs_of_one_general_assessment() {
    let found = assessment(&[
        "3. Đánh giá",
        "Nhìn chung, phong trào được triển khai đồng bộ, Nhân dân hưởng ứng.",
        "Tuy nhiên, máy móc còn thiếu.",
        "Nguyên nhân là do ngân sách hạn hẹp.",
        "4. Nhiệm vụ thời gian tới",
        "- Duy trì các điểm hỗ trợ.",
    ]);
    assert_eq!(found.advantages.len(), 1);
    assert_eq!(texts(&found.limitations), ["Tuy nhiên, máy móc còn thiếu."]);
    assert_eq!(texts(&found.causes), ["Nguyên nhân là do ngân sách hạn hẹp."]);
    assert_eq!(texts(&found.next_tasks), ["Duy trì các điểm hỗ trợ."]);
}

#[test]
fn aims_are_no_tasks_and_causes_no_limitations() {
    let found = assessment(&[
        "I. KẾT QUẢ",
        "Tốt.",
        "II. HẠN CHẾ",
        "Thiết bị cũ.",
        "Nguyên nhân chủ yếu là do kinh phí còn thấp.",
        "III. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2031",
        "1. Mục tiêu",
        "- 100% thôn có sóng.",
        "2. Nhiệm vụ",
        "- Mở lớp tập huấn.",
    ]);
    assert_eq!(texts(&found.limitations), ["Thiết bị cũ."]);
    assert_eq!(texts(&found.causes), ["Nguyên nhân chủ yếu là do kinh phí còn thấp."]);
    assert_eq!(texts(&found.next_tasks), ["Mở lớp tập huấn."]);
}

#[test]
fn the_signature_block_is_no_statement() {
    for signs in [
        &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn B"][..],
        &[
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Nguyễn Văn B",
            "Nơi nhận:",
            "- Lưu: VT.",
        ],
    ] {
        let text = ["III. KIẾN NGHỊ", "Đề nghị tỉnh hỗ trợ kinh phí."];
        let found = assessment(&[&text, signs].concat());
        assert_eq!(texts(&found.recommendations), ["Đề nghị tỉnh hỗ trợ kinh phí."]);
    }
}

#[test]
fn a_part_with_chapters_is_the_report_and_no_list() {
    let found = assessment(&[
        "A. NHỮNG THÀNH TỰU ĐẠT ĐƯỢC",
        "I. VỀ KINH TẾ",
        "1. Sản xuất nông nghiệp",
        "Xã gieo trồng hết diện tích.",
        "B. HẠN CHẾ",
        "- Thiếu máy.",
    ]);
    assert_eq!(texts(&found.advantages), [""; 0]);
    assert_eq!(texts(&found.limitations), ["Thiếu máy."]);
}

#[test]
fn limitations_that_a_sentence_announces() {
    let found = assessment(&[
        "I. KẾT QUẢ",
        "Xã đã lập 12 tổ. Tuy nhiên vẫn còn một số tồn tại, hạn chế như: thiếu máy tính ở thôn; mạng yếu tại nhà văn hóa; ít người dùng.",
        "II. KIẾN NGHỊ",
        "- Đề nghị tỉnh hỗ trợ máy tính.",
    ]);
    assert_eq!(
        texts(&found.limitations),
        ["thiếu máy tính ở thôn", "mạng yếu tại nhà văn hóa", "ít người dùng."]
    );
    let none = assessment(&["I. KẾT QUẢ", "Xã còn giúp dân như sau: mở lớp học; phát loa hằng ngày."]);
    assert_eq!(texts(&none.limitations), [""; 0]);
}
