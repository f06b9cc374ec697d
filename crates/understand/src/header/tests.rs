use super::*;
use crate::flow::{Origin, ParaKind};
use crate::outline;
use tonghop_document::Align;
use tonghop_model::programme::Programme;

fn paras(texts: &[&str]) -> Vec<Para> {
    let make = |(block, raw): (usize, &&str)| {
        let origin = Origin {
            page: Some(1),
            block,
            cell: None,
            offset: 0,
        };
        Para::from_raw(raw, origin, ParaKind::Body)
    };
    texts.iter().enumerate().map(make).collect()
}

fn found_in(mut paras: Vec<Para>) -> Found {
    let sections = outline::find(&mut paras);
    let mut catalogue = Catalogue::default();
    catalogue.programmes.push(Programme {
        code: "99".into(),
        title: String::new(),
        decision: "99/QĐ-TTg".into(),
        decision_date: "2022-01-01".into(),
        phrases: vec!["Chương trình làng số".into()],
        nodes: Vec::new(),
        targets: Vec::new(),
    });
    find(&paras, &sections, None, &catalogue)
}

fn header_of(paras: Vec<Para>) -> Header {
    found_in(paras).header
}

fn header(texts: &[&str]) -> Header {
    header_of(paras(texts))
}

const TAIL: [&str; 8] = [
    "Trên đây là báo cáo của UBND xã Đồi Mây./.",
    "Nơi nhận:",
    "- Như trên;",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Trần Văn Mẫu",
];

#[test]
fn a_title_may_go_on_below_a_semicolon() {
    let mut texts = vec![
        "BÁO CÁO",
        "Kết quả phát triển khoa học, công nghệ,",
        "đổi mới sáng tạo năm 2031;",
    ];
    texts.extend([
        "phương hướng, nhiệm vụ năm 2032",
        "Thực hiện Công văn số 7/SKHCN-CĐS ngày 01/10/2031;",
    ]);
    texts.extend(["UBND xã Đồi Mây báo cáo như sau:", "I. KẾT QUẢ", "Đã làm."]);
    texts.extend(TAIL);
    assert_eq!(
        header(&texts).title.as_deref(),
        Some("Kết quả phát triển khoa học, công nghệ, đổi mới sáng tạo năm 2031; phương hướng, nhiệm vụ năm 2032")
    );
}

#[test]
fn a_title_may_end_with_its_time_in_brackets() {
    let of = |bracket: &str| {
        let mut texts = vec!["BÁO CÁO", "Kết quả thực hiện Chương trình làng số", bracket];
        texts.push("Thực hiện Công văn số 7/SKHCN-CĐS ngày 01/10/2025, UBND xã Đồi Mây báo cáo như sau:");
        texts.extend(["I. KẾT QUẢ", "Đã làm."]);
        texts.extend(TAIL);
        header(&texts).title
    };
    assert_eq!(
        of("(tính đến ngày 31/10/2025)").as_deref(),
        Some("Kết quả thực hiện Chương trình làng số (tính đến ngày 31/10/2025)")
    );
    assert_eq!(
        of("(Kèm theo Công văn số 9/UBND)").as_deref(),
        Some("Kết quả thực hiện Chương trình làng số")
    );
}

#[test]
fn a_committee_is_that_of_the_body_above_it() {
    let mut texts = vec![
        "ĐẢNG ỦY PHƯỜNG ĐÔNG BỜ",
        "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ",
        "Số 08-BC/BCĐ",
        "BÁO CÁO",
        "Kết quả hoạt động năm 2025",
        "I. KẾT QUẢ",
        "Đã làm.",
    ];
    texts.extend(TAIL);
    let found = header(&texts);
    assert_eq!(
        found.issuer.as_deref(),
        Some("Ban Chỉ đạo Chuyển đổi số phường Đông Bờ")
    );
}

#[test]
fn whom_the_closing_sentence_asks_is_addressed() {
    let mut texts = vec!["BÁO CÁO", "Kết quả làng số", "I. KẾT QUẢ", "Đã làm."];
    texts.push("Trên đây là báo cáo của xã, đề nghị Sở Khoa học và Công nghệ tỉnh Núi Xa tổng hợp./.");
    texts.extend(&TAIL[1..]);
    let found = header(&texts);
    assert_eq!(found.addressee.as_deref(), Some("Sở Khoa học và Công nghệ tỉnh Núi Xa"));
}

#[test]
fn a_full_header_block_in_two_columns() {
    let mut texts = vec![
        "ỦY BAN NHÂN DÂN",
        "XÃ ĐỒI MÂY",
        "Số: 12/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Đồi Mây, ngày 05 tháng 10 năm 2025",
        "BÁO CÁO",
        "Tình hình thực hiện Chương trình làng số",
        "9 tháng đầu năm 2025 trên địa bàn xã Đồi Mây",
        "Kính gửi: Sở Khoa học và Công nghệ",
        "Thực hiện Công văn số 7/SKHCN-CĐS ngày 01/10/2025 của Sở Khoa học và Công nghệ về việc báo cáo, UBND xã Đồi Mây báo cáo như sau:",
        "I. KẾT QUẢ",
        "Đã làm.",
    ];
    texts.extend(TAIL);
    let found = header(&texts);
    assert_eq!(found.issuer.as_deref(), Some("UBND xã Đồi Mây"));
    assert_eq!(found.issuer_level.as_deref(), Some("xã"));
    assert_eq!(found.number.as_deref(), Some("12/BC-UBND"));
    assert_eq!(found.place.as_deref(), Some("Đồi Mây"));
    assert_eq!(found.date.as_deref(), Some("2025-10-05"));
    assert_eq!(
        found.title.as_deref(),
        Some("Tình hình thực hiện Chương trình làng số 9 tháng đầu năm 2025 trên địa bàn xã Đồi Mây")
    );
    assert_eq!(found.request.and_then(|r| r.number).as_deref(), Some("7/SKHCN-CĐS"));
    assert_eq!(found.programme.as_deref(), Some("99/QĐ-TTg"));
    assert_eq!(found.period.map(|p| p.label).as_deref(), Some("9 tháng đầu năm 2025"));
    assert_eq!(found.addressee.as_deref(), Some("Sở Khoa học và Công nghệ"));
    assert_eq!(found.recipients, ["Như trên", "Lưu: VT"]);
    assert_eq!(found.signature.capacity.as_deref(), Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"));
    assert_eq!(found.signature.name.as_deref(), Some("Trần Văn Mẫu"));
}

#[test]
fn both_columns_on_one_row_and_a_province() {
    let found = header(&[
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH SÔNG XA Độc lập - Tự do - Hạnh phúc",
        "Số: 23 /BC-UBND Sông Xa, ngày 23 tháng 01 năm 2025",
        "BÁO CÁO",
        "Kết quả công tác tháng 01/2025 của tỉnh Sông Xa",
        "UBND tỉnh Sông Xa báo cáo như sau:",
        "I. KẾT QUẢ",
    ]);
    assert_eq!(found.issuer.as_deref(), Some("UBND tỉnh Sông Xa"));
    assert_eq!(found.province.as_deref(), Some("Sông Xa"));
    assert_eq!(found.place.as_deref(), Some("Sông Xa"));
    assert_eq!(found.number.as_deref(), Some("23/BC-UBND"));
    assert_eq!(found.date.as_deref(), Some("2025-01-23"));
}

#[test]
fn the_province_is_that_of_the_addressee() {
    let found = header(&[
        "ỦY BAN NHÂN DÂN",
        "XÃ MỸ THẠNH TRUNG",
        "Số: 5/BC-UBND",
        "BÁO CÁO",
        "Kết quả chuyển đổi số năm 2025",
        "Kính gửi: Sở Khoa học và Công nghệ tỉnh Tây Ninh",
        "I. KẾT QUẢ",
    ]);
    assert_eq!(found.province.as_deref(), Some("Tây Ninh"));
}

#[test]
fn a_body_below_its_superior() {
    let found = header(&[
        "UBND TỈNH SÔNG XA",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Số: 3/BC-SKHCN",
        "BÁO CÁO",
        "Kết quả quý I năm 2025",
        "Sở Khoa học và Công nghệ báo cáo:",
    ]);
    assert_eq!(found.issuer.as_deref(), Some("Sở Khoa học và Công nghệ"));
    assert_eq!(found.province.as_deref(), Some("Sông Xa"));
    let found = header(&["UBND HUYỆN BẾN CŨ", "UBND XÃ ĐỒI MÂY", "BÁO CÁO", "Kết quả"]);
    assert_eq!(found.issuer.as_deref(), Some("UBND xã Đồi Mây"));
}

#[test]
fn without_a_header_block_the_text_tells_the_issuer() {
    let mut texts = vec![
        "BÁO CÁO",
        "Tình hình chuyển đổi số trên địa bàn xã Đồi Mây",
        "Thực hiện Công văn số 7/SKHCN-CĐS ngày 01/10/2025 của Sở Khoa học và Công nghệ tỉnh Sông Xa về việc báo cáo, UBND Đồi Mây báo cáo như sau:",
        "I. KẾT QUẢ",
        "UBND các xã cũ: xã Đá Bạc, xã Suối Cạn và nay là xã Đồi Mây đã triển khai.",
    ];
    texts.extend(TAIL);
    let found = header(&texts);
    assert_eq!(found.issuer.as_deref(), Some("UBND xã Đồi Mây"));
    assert_eq!((found.number, found.place, found.date), (None, None, None));
}

#[test]
fn bold_and_centred_type_bounds_the_title() {
    let mut all = paras(&[
        "BÁO CÁO",
        "Kết quả thực hiện",
        "công tác chuyển đổi số",
        "Trong thời gian qua xã đã triển khai",
        "I. KẾT QUẢ",
    ]);
    for para in &mut all[..3] {
        para.bold = true;
        para.align = Align::Centre;
    }
    assert_eq!(
        header_of(all).title.as_deref(),
        Some("Kết quả thực hiện công tác chuyển đổi số")
    );
}

#[test]
fn an_official_letter_has_its_subject_below_the_number() {
    let found = header(&[
        "UBND XÃ ĐỒI MÂY",
        "Số: 8/UBND-VX",
        "V/v báo cáo chuyển đổi số",
        "Đồi Mây, ngày 2 tháng 3 năm 2025",
        "Kính gửi: Sở Khoa học và Công nghệ",
        "Xã đã triển khai.",
    ]);
    assert_eq!(found.title.as_deref(), Some("V/v báo cáo chuyển đổi số"));
    assert_eq!(found.addressee.as_deref(), Some("Sở Khoa học và Công nghệ"));
}

#[test]
fn nothing_is_invented() {
    let found = header(&["Một đoạn văn không có gì.", ""]);
    assert_eq!(found, Header::default());
    assert_eq!(header(&[]), Header::default());
}

mod hostile {
    use super::*;
    use proptest::prelude::*;

    /// Pieces that the scanners look for, and letters whose upper and lower case differ in bytes.
    const PIECES: [&str; 44] = [
        "BÁO CÁO",
        "ỦY BAN NHÂN DÂN",
        "ÚBND",
        "UBND",
        "xã",
        "XÃ",
        "Phường",
        "1",
        "Số:",
        "/BC-UBND",
        "-",
        "–",
        "ngày",
        "tháng",
        "năm",
        "2025",
        "Kính gửi:",
        "Nơi nhận:",
        "Lưu: VT.",
        "TM.",
        "KT.",
        "CHỦ TỊCH",
        "PHÓ",
        "Đã ký",
        "Thực hiện",
        "Công văn số",
        "của",
        "về việc",
        "báo cáo",
        ";",
        ".",
        "./.",
        "I.",
        "a)",
        "Phần thứ",
        "thuận lợi",
        "Nguyên nhân:",
        "khó khăn",
        "İẞ",
        "\n",
        "quý III",
        "từ ngày 1/2/2025 đến ngày",
        "Đồi Mây",
        "CỘNG HÒA XÃ",
    ];

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec((0..PIECES.len(), prop::bool::ANY), 0..14).prop_map(|all| {
            all.into_iter()
                .map(|(i, space)| format!("{}{}", PIECES[i], if space { " " } else { "" }))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn no_text_stops_the_reader(texts in prop::collection::vec(text(), 0..12)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut all = paras(&texts);
            let sections = outline::find(&mut all);
            let catalogue = Catalogue::default();
            let header = find(&all, &sections, Some(2025), &catalogue).header;
            let _ = crate::assessment::find(&all, &sections);
            let _ = crate::unit_match::find(&header, &all, &catalogue);
            prop_assert!(sections.iter().all(|s| s.level > 0 && s.span.start <= s.span.end));
        }
    }
}

#[test]
fn a_report_of_the_party() {
    let found = header(&[
        "ĐẢNG BỘ TỈNH SÔNG XA ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG ỦY XÃ ĐỒI MÂY",
        "Số 45-BC/ĐU Đồi Mây, ngày 30 tháng 10 năm 2025",
        "BÁO CÁO",
        "Kết quả quý III năm 2025",
        "Đảng ủy xã Đồi Mây báo cáo như sau:",
        "I- KẾT QUẢ",
        "Đã làm.",
        "Nơi nhận:",
        "- Lưu: Văn phòng Đảng ủy.",
        "T/M BAN THƯỜNG VỤ",
        "PHÓ BÍ THƯ",
        "Trần Văn Mẫu",
    ]);
    assert_eq!(found.province.as_deref(), Some("Sông Xa"));
    assert_eq!(found.signature.authority.as_deref(), Some("T/M BAN THƯỜNG VỤ"));
    assert_eq!(found.signature.capacity.as_deref(), Some("PHÓ BÍ THƯ"));
}

#[test]
fn a_report_that_a_site_names_by_its_number() {
    let found = header(&[
        "Báo cáo số 9/BC-UBND ngày 01/02/2031 về kết quả làng số",
        "trên địa bàn xã Đồi Mây năm 2030",
        "Thực hiện Công văn số 7/UBND-VX ngày 2/1/2031 của UBND huyện Sông Gần về báo cáo làng số, UBND xã Đồi Mây báo cáo như sau:",
        "I. KẾT QUẢ",
        "Đã làm.",
    ]);
    assert_eq!(found.number.as_deref(), Some("9/BC-UBND"));
    assert_eq!(found.date.as_deref(), Some("2031-02-01"));
    assert_eq!(
        found.title.as_deref(),
        Some("kết quả làng số trên địa bàn xã Đồi Mây năm 2030")
    );
}

#[test]
fn the_request_in_the_paragraph_of_the_title() {
    let found = header(&[
        "BÁO CÁO\nTình hình thực hiện làng số\ntrên địa bàn xã Đồi Mây\nThực hiện Công văn số 7/SKHCN-CĐS ngày 2/1/2031 của Sở Khoa học và Công nghệ, UBND xã Đồi Mây báo cáo như sau:",
        "I. KẾT QUẢ",
        "Đã làm.",
    ]);
    assert_eq!(found.request.and_then(|r| r.number).as_deref(), Some("7/SKHCN-CĐS"));
}

#[test]
fn signatures_by_order_and_with_a_rank() {
    let found = header(&[
        "BÁO CÁO",
        "Kết quả năm 2030",
        "I. KẾT QUẢ",
        "Đã làm.",
        "Nơi nhận:",
        "- Lưu: VT.",
        "TUQ. CHỦ TỊCH",
        "TRƯỞNG CÔNG AN XÃ",
        "Thượng tá Trần Văn Mẫu",
    ]);
    assert_eq!(
        found.signature.capacity.as_deref(),
        Some("TUQ. CHỦ TỊCH / TRƯỞNG CÔNG AN XÃ")
    );
    assert_eq!(found.signature.name.as_deref(), Some("Thượng tá Trần Văn Mẫu"));
}

#[test]
fn a_motto_in_a_narrow_column() {
    let found = header(&[
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT",
        "XÃ ĐỒI MÂY NAM",
        "Số: 7/BC-UBND Độc lập - Tự do - Hạnh phúc",
        "Đồi Mây, ngày 18 tháng 12 năm",
        "2031",
        "BÁO CÁO",
        "Kết quả năm 2031",
        "I. KẾT QUẢ",
        "Đã làm.",
    ]);
    assert_eq!(found.issuer.as_deref(), Some("UBND xã Đồi Mây"));
    assert_eq!(found.date.as_deref(), Some("2031-12-18"));
}

#[test]
fn recipients_on_one_line() {
    let found = header(&[
        "BÁO CÁO",
        "Kết quả năm 2030",
        "I. KẾT QUẢ",
        "Đã làm.",
        "Nơi nhận: Như kính gửi; TT. Đảng ủy xã; Lưu: VT, VX.",
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
        "Trần Văn Mẫu",
    ]);
    assert_eq!(found.recipients, ["Như kính gửi", "TT. Đảng ủy xã", "Lưu: VT, VX"]);
    assert_eq!(found.signature.name.as_deref(), Some("Trần Văn Mẫu"));
}

#[test]
fn a_site_prints_type_and_title_in_one_row() {
    let texts = [
        "Báo cáo công tác chỉ đạo, điều hành của UBND xã tháng 5 và 5 tháng năm 2031",
        "I. CÔNG TÁC CHỈ ĐẠO",
        "Xã đã họp 03 lần.",
    ];
    let found = header(&texts);
    assert_eq!(
        found.title.as_deref(),
        Some("công tác chỉ đạo, điều hành của UBND xã tháng 5 và 5 tháng năm 2031")
    );
    let told = header(&["Báo cáo của Sở Tài chính cho biết số thu tăng", "I. KẾT QUẢ", "Đã làm."]);
    assert_eq!(told.title, None);
}

#[test]
fn a_title_may_end_with_a_year_on_its_own_row() {
    let texts = [
        "KẾ HOẠCH",
        "PHÒNG, CHỐNG HẠN HÁN MÙA KHÔ NĂM 2031 -",
        "2032",
        "Thực hiện Chỉ thị số 8/CT-UBND.",
    ];
    let title = header(&texts).title;
    assert_eq!(title.as_deref(), Some("PHÒNG, CHỐNG HẠN HÁN MÙA KHÔ NĂM 2031 - 2032"));
    let texts = [
        "BÁO CÁO",
        "Kết quả năm 2030 và phương hướng, nhiệm vụ 6 tháng đầu năm",
        "2031",
        "Kính gửi: Sở Khoa học và Công nghệ.",
    ];
    let title = header(&texts).title;
    assert_eq!(
        title.as_deref(),
        Some("Kết quả năm 2030 và phương hướng, nhiệm vụ 6 tháng đầu năm 2031")
    );
    let texts = [
        "QUYẾT ĐỊNH",
        "BAN HÀNH QUY CHẾ LÀM VIỆC",
        "ỦY BAN NHÂN DÂN TỈNH SÔNG XA",
        "Căn cứ Luật Đồi Mây;",
    ];
    assert_eq!(header(&texts).title.as_deref(), Some("BAN HÀNH QUY CHẾ LÀM VIỆC"));
}

#[test]
fn a_header_block_in_narrow_cells() {
    let texts = [
        "ỦY",
        "BAN NHÂN DÂN",
        "TỈNH SÔNG XA",
        "-------",
        "|",
        "CỘNG",
        "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ];
    let found = header(&[&texts[..], &["BÁO CÁO", "Kết quả năm 2031", "I. KẾT QUẢ", "Đã làm."]].concat());
    assert_eq!(found.issuer.as_deref(), Some("UBND tỉnh Sông Xa"));
    let texts = [
        "UBND HUYỆN SÔNG XA",
        "BAN CHỈ ĐẠO PCGD, XMC",
        "BÁO CÁO",
        "Kết quả năm 2031",
        "I. KẾT QUẢ",
        "Đã làm.",
    ];
    let issuer = header(&texts).issuer;
    assert!(
        issuer
            .as_deref()
            .is_some_and(|i| i.starts_with("Ban Chỉ đạo PCGD, XMC")),
        "{issuer:?}"
    );
}

#[test]
fn units_that_are_compared_issue_nothing() {
    let of = |second: &str| {
        let told = format!("UBND huyện Sông Xa đã họp. {second}");
        header(&["BÁO CÁO", "Kết quả giải quyết hồ sơ", "I. KẾT QUẢ", &told]).issuer
    };
    assert_eq!(of("UBND huyện Núi Gió đã họp."), None);
    assert_eq!(of("Các nơi khác không có.").as_deref(), Some("UBND huyện Sông Xa"));
    // A place in a sentence acts not.
    let named = header(&[
        "BÁO CÁO",
        "Kết quả giải quyết hồ sơ",
        "I. KẾT QUẢ",
        "Mưa lớn tại xã Đồi Mây.",
    ]);
    assert_eq!(named.issuer, None);
}

#[test]
fn a_decision_answers_nothing() {
    let of = |kind: &str| {
        let ground = "Căn cứ Nghị định số 9/2031/NĐ-CP ngày 24/01/2031 của Chính phủ quy định về chế độ báo cáo;";
        header(&[
            kind,
            "BAN HÀNH QUY CHẾ LÀM VIỆC",
            ground,
            "I. QUY ĐỊNH CHUNG",
            "Đã làm.",
        ])
        .request
    };
    assert!(of("QUYẾT ĐỊNH").is_none());
    let request = of("BÁO CÁO").expect("a request");
    assert_eq!(request.issuer.as_deref(), Some("Chính phủ"));
    assert_eq!(request.subject.as_deref(), Some("quy định về chế độ báo cáo"));
}

#[test]
fn a_title_without_its_type() {
    let texts = [
        "Tổng kết Chương trình làng số giai đoạn 2021 - 2030",
        "I. TÌNH HÌNH TRIỂN KHAI",
        "Xã đã họp.",
    ];
    let title = header(&texts).title;
    assert_eq!(
        title.as_deref(),
        Some("Tổng kết Chương trình làng số giai đoạn 2021 - 2030")
    );
}

#[test]
fn grounds_without_a_mark_at_their_end() {
    let texts = [
        "BÁO CÁO",
        "Kết quả chuyển đổi số năm 2031",
        "Căn cứ Kế hoạch số 9/KH-UBND ngày 01/02/2031 của UBND huyện Sông Xa về chuyển đổi số;",
        "Thực hiện Kế hoạch số 7/KH-UBND ngày 03/02/2031 của UBND huyện Sông Xa về việc kiểm tra chuyển đổi số",
        "UBND xã Đồi Mây báo cáo kết quả như sau:",
        "I. KẾT QUẢ",
        "Đã làm.",
    ];
    let request = header(&texts).request.expect("a request");
    assert_eq!(request.number.as_deref(), Some("7/KH-UBND"));
    assert_eq!(request.subject.as_deref(), Some("kiểm tra chuyển đổi số"));
}

#[test]
fn a_title_over_two_rows_without_a_type() {
    let texts = [
        "TÌNH HÌNH THỰC HIỆN NĂM 2031 VÀ KẾ HOẠCH NĂM 2032",
        "CHƯƠNG TRÌNH MỤC TIÊU DÂN SỐ VÀ GIA ĐÌNH SÔNG XA",
        "I. TÌNH HÌNH",
        "Đã làm.",
    ];
    let title = header(&texts).title;
    assert_eq!(
        title.as_deref(),
        Some("TÌNH HÌNH THỰC HIỆN NĂM 2031 VÀ KẾ HOẠCH NĂM 2032")
    );
}

#[test]
fn events_and_tasks_ahead_are_neither_issuer_nor_period() {
    let texts = [
        "HỘI NGHỊ SƠ KẾT GIỮA NHIỆM KỲ CỦA ĐẢNG BỘ XÃ",
        "UBND xã Đồi Mây xác định nhiệm vụ, giải pháp trọng tâm cho 3 tháng cuối năm 2031.",
        "I. KẾT QUẢ",
        "UBND xã Đồi Mây đã họp.",
    ];
    let found = header(&texts);
    assert_eq!(found.issuer.as_deref(), Some("UBND xã Đồi Mây"));
    assert_eq!(found.period.map(|p| p.label), None);
}

#[test]
fn a_term_is_no_part_of_a_councils_name() {
    let texts = [
        "HỘI ĐỒNG NHÂN DÂN TỈNH SÔNG XA",
        "KHÓA IX, KỲ HỌP THỨ BA",
        "BÁO CÁO",
        "Kết quả giám sát",
        "I. KẾT QUẢ",
        "Đã làm.",
    ];
    let issuer = header(&texts).issuer;
    assert!(issuer.as_deref().is_some_and(|i| i.ends_with("Sông Xa")), "{issuer:?}");
}

#[test]
fn a_title_ends_before_its_grounds() {
    let texts = [
        "BÁO CÁO",
        "Kết quả chuyển đổi số năm 2031",
        "Căn cứ Nghị định số",
        "9/2031/NĐ-CP ngày 24/01/2031 của Chính phủ;",
        "I. KẾT QUẢ",
    ];
    assert_eq!(header(&texts).title.as_deref(), Some("Kết quả chuyển đổi số năm 2031"));
}

/// A report below this head, with this type and title.
fn with_head(head: &[&str], kind: &[&str]) -> Found {
    let mut texts = head.to_vec();
    texts.extend(kind);
    texts.extend(["I. KẾT QUẢ", "Đã làm."]);
    texts.extend(TAIL);
    found_in(paras(&texts))
}

#[test]
fn words_that_qualify_the_type_are_no_words_of_the_title() {
    const HEAD: [&str; 3] = [
        "UBND XÃ ĐỒI MÂY",
        "Số: 12/BC-UBND",
        "Đồi Mây, ngày 05 tháng 10 năm 2031",
    ];
    for (printed, kind, title) in [
        (
            ["BÁO CÁO NHANH", "Kết quả làng số tháng 9"],
            Some("BÁO CÁO NHANH"),
            "Kết quả làng số tháng 9",
        ),
        (
            ["BÁO CÁO TỔNG KẾT", "CÔNG TÁC CHUYỂN ĐỔI SỐ"],
            Some("BÁO CÁO TỔNG KẾT"),
            "CÔNG TÁC CHUYỂN ĐỔI SỐ",
        ),
        (
            ["BÁO CÁO SƠ KẾT", "06 tháng làng số"],
            Some("BÁO CÁO SƠ KẾT"),
            "06 tháng làng số",
        ),
        (
            ["BÁO CÁO THÁNG 9", "Kết quả làng số"],
            Some("BÁO CÁO THÁNG 9"),
            "Kết quả làng số",
        ),
        (
            ["BÁO CÁO KẾT QUẢ", "Thực hiện chương trình làng số"],
            None,
            "KẾT QUẢ Thực hiện chương trình làng số",
        ),
        (
            ["BÁO CÁO CÔNG TÁC NĂM 2031", "VÀ KẾ HOẠCH NĂM 2032"],
            None,
            "CÔNG TÁC NĂM 2031 VÀ KẾ HOẠCH NĂM 2032",
        ),
    ] {
        let found = with_head(&HEAD, &printed);
        assert_eq!(found.head.kind.as_deref(), kind, "{printed:?}");
        assert_eq!(found.header.title.as_deref(), Some(title), "{printed:?}");
        assert_eq!(found.header.number.as_deref(), Some("12/BC-UBND"), "{printed:?}");
    }
    // The opening sentence is no title below a type.
    let opening = "Thực hiện Công văn số 7/SKHCN-CĐS ngày 01/10/2031 của Sở, UBND xã Đồi Mây báo cáo như sau:";
    let found = with_head(&HEAD, &["BÁO CÁO LÀNG SỐ", opening]);
    assert_eq!(
        (found.head.kind, found.header.title.as_deref()),
        (None, Some("LÀNG SỐ"))
    );
}

#[test]
fn the_head_keeps_the_body_above_an_office_and_the_known_parts_of_the_date() {
    let found = with_head(
        &[
            "ỦY BAN NHÂN DÂN",
            "XÃ ĐỒI MÂY",
            "TRUNG TÂM PHỤC VỤ",
            "HÀNH CHÍNH CÔNG",
            "Số: 12/BC-TTPVHCC",
            "Đồi Mây, ngày     tháng     năm 2031",
        ],
        &["BÁO CÁO", "Kết quả làng số"],
    );
    assert_eq!(found.head.superior.as_deref(), Some("ỦY BAN NHÂN DÂN XÃ ĐỒI MÂY"));
    assert_eq!(found.head.issuer.as_deref(), Some("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"));
    assert_eq!((found.head.date.month, found.head.date.year), (None, Some(2031)));
    assert_eq!(found.header.date, None);
}

#[test]
fn a_part_below_the_title_is_no_line_of_it() {
    let mut texts = paras(&[
        "BÁO CÁO",
        "Tổng kết công tác chuyển đổi số năm 2031",
        "Phần thứ nhất\nKẾT QUẢ NĂM 2031",
        "I. CHỈ ĐẠO",
        "Xã đã họp 03 lần.",
    ]);
    for para in texts.iter_mut().take(3) {
        (para.bold, para.align) = (true, Align::Centre);
    }
    assert_eq!(
        header_of(texts).title.as_deref(),
        Some("Tổng kết công tác chuyển đổi số năm 2031")
    );
}
