//! Units, numbers and dates are invented.

use super::*;
use crate::flow::Origin;
use proptest::prelude::*;

fn para(text: &str, kind: ParaKind) -> Para {
    Para::from_raw(
        text,
        Origin {
            page: None,
            block: 0,
            cell: None,
            offset: 0,
        },
        kind,
    )
}

fn read(text: &str) -> Vec<Citation> {
    find(&[para(text, ParaKind::Body)], Catalogue::embedded())
}

/// Type, number and date of each mention.
fn heads(text: &str) -> Vec<(String, String, String)> {
    read(text)
        .into_iter()
        .map(|c| (c.kind, c.number.unwrap_or_default(), c.date.unwrap_or_default()))
        .collect()
}

fn head(kind: &str, number: &str, date: &str) -> (String, String, String) {
    (kind.into(), number.into(), date.into())
}

#[test]
fn type_number_date_issuer_subject() {
    let found = read(
        "Thực hiện Công văn số 12/ SKHCN-BCVT&CĐS ngày05 tháng 8 năm 2031 của Sở Khoa học và Công nghệ về việc báo cáo tình hình; UBND xã báo cáo.",
    );
    assert_eq!(found.len(), 1);
    let c = &found[0];
    assert_eq!(
        (c.kind.as_str(), c.number.as_deref()),
        ("Công văn", Some("12/SKHCN-BCVT&CĐS"))
    );
    assert_eq!(c.date.as_deref(), Some("2031-08-05"));
    assert_eq!(c.issuer.as_deref(), Some("Sở Khoa học và Công nghệ"));
    assert_eq!(c.subject.as_deref(), Some("báo cáo tình hình"));
    assert!(c.quote.starts_with("Công văn số 12/") && c.quote.ends_with("Công nghệ"));
}

#[test]
fn a_mention_inside_a_subject_counts_too() {
    assert_eq!(
        heads(
            "ban hành Kế hoạch số 22/KH-UBND ngày 18/8/2031 về việc thực hiện Kế hoạch số 03- KH/ĐU ngày 29/4/2031 của Đảng ủy về thực hiện Nghị quyết số 57-NQ/TW và Đề án 06"
        ),
        [
            head("Kế hoạch", "22/KH-UBND", "2031-08-18"),
            head("Kế hoạch", "03-KH/ĐU", "2031-04-29"),
            head("Nghị quyết", "57-NQ/TW", ""),
            head("Đề án", "06", ""),
        ]
    );
}

#[test]
fn lists_share_their_type() {
    assert_eq!(
        heads("các Quyết định số 91-QĐ/ĐU, 92/QĐ-ĐU ngày 18/7/2031; Công văn số 4/UBND-VX; số 5/UBND-VX ngày 2/8/2031"),
        [
            head("Quyết định", "91-QĐ/ĐU", ""),
            head("Quyết định", "92/QĐ-ĐU", "2031-07-18"),
            head("Công văn", "4/UBND-VX", ""),
            head("Công văn", "5/UBND-VX", "2031-08-02"),
        ]
    );
}

#[test]
fn generic_words_are_no_mention() {
    for text in [
        "ban hành các kế hoạch, văn bản triển khai Nghị quyết, Chỉ thị của cấp trên",
        "theo quy định của pháp luật; các nội dung của Kế hoạch này",
        "ban hành kế hoạch chuyển đổi số hằng năm",
        "đề nghị tỉnh xây dựng Kế hoạch tuyển dụng công chức cấp xã",
        "Số: 15/BC-UBND",
        "UBND Phường 1 ban hành Kế hoạch triển khai thực hiện chuyển đổi số như sau:",
        "Triển khai Chương trình hỗ trợ doanh nghiệp nhỏ và vừa chuyển đổi số",
        "ban hành kế hoạch 5 năm; Quyết định 03 nội dung",
        "Kế hoạch 2031",
    ] {
        assert_eq!(heads(text), [], "{text}");
    }
}

#[test]
fn a_year_may_stand_for_the_symbol() {
    assert_eq!(
        heads("theo Nghị định 151/2031 và Thông tư 9/2031/TT-BTP"),
        [head("Nghị định", "151/2031", ""), head("Thông tư", "9/2031/TT-BTP", "")]
    );
}

#[test]
fn when_a_document_is_due_is_no_part_of_its_title() {
    let found = read("Xã sẽ ban hành Kế hoạch chuyển đổi số năm 2032 trước ngày 20/01/2032, phân công từng thôn.");
    assert_eq!(found[0].quote, "Kế hoạch chuyển đổi số năm 2032");
}

#[test]
fn titles_and_laws_are_mentions() {
    let found = read(
        "xây dựng Kế hoạch Chuyển đổi số xã Suối Trong năm 2031; thực hiện khoản 2 Điều 11 của Luật Giao dịch điện tử.",
    );
    assert_eq!(
        found[0].subject.as_deref(),
        Some("Chuyển đổi số xã Suối Trong năm 2031")
    );
    assert_eq!(found[1].quote, "khoản 2 Điều 11 của Luật Giao dịch điện tử");
}

#[test]
fn words_between_type_and_number() {
    assert_eq!(
        heads("Công văn của Sở Khoa học và Công nghệ số 7/SKHCN-CĐS; hướng dẫn tại Thông tư số 09/2021/TT-BTP"),
        [
            head("Công văn", "7/SKHCN-CĐS", ""),
            head("Thông tư", "09/2021/TT-BTP", "")
        ]
    );
}

#[test]
fn a_steering_committee_may_have_about_in_its_name() {
    let found = read(
        "Kế hoạch số 2-KH/BCĐ của Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ về thúc đẩy chuyển đổi số liên thông.",
    );
    assert_eq!(
        found[0].issuer.as_deref(),
        Some("Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ")
    );
    assert_eq!(found[0].subject.as_deref(), Some("thúc đẩy chuyển đổi số liên thông"));
}

#[test]
fn a_footnoted_document_is_one_mention_with_the_subject_of_its_sentence() {
    let mut body = para(
        "UBND xã đã Quyết định thành lập Tổ công nghệ số cộng đồng xã Suối Trong.",
        ParaKind::Body,
    );
    let at = body.len() - 1;
    body.notes.push((at, "1".into()));
    let note = para(
        "Quyết định số 17/QĐ-UBND ngày 10/8/2031.",
        ParaKind::Footnote("1".into()),
    );
    let found = find(&[body, note], Catalogue::embedded());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].number.as_deref(), Some("17/QĐ-UBND"));
    assert_eq!(
        found[0].subject.as_deref(),
        Some("thành lập Tổ công nghệ số cộng đồng xã Suối Trong")
    );
}

#[test]
fn a_repeated_table_header_counts_once() {
    let cell = para("Phụ lục kèm theo QUYẾT ĐỊNH 411/QĐ - TTg", ParaKind::Cell(0, 1));
    let found = find(&[cell.clone(), cell], Catalogue::embedded());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].number.as_deref(), Some("411/QĐ-TTg"));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "( |Kế hoạch|QĐ|số|ngày|của|về|Luật|Điều|năm|[0-9]{1,4}|[/.,;:()&–-]|UBND|\\PC){0,60}") {
        for citation in read(&text) {
            prop_assert!(!citation.quote.is_empty());
        }
    }
}

#[test]
fn a_body_that_issues_a_document_in_the_sentence_is_its_issuer() {
    let found = read(
        "Ủy ban nhân dân xã đã ban hành Kế hoạch số 17/KH-UBND ngày 14/8/2031 về triển khai phong trào Học số theo Kế hoạch số 125/KH-UBND ngày 02/6/2031 của UBND tỉnh.",
    );
    assert_eq!(found[0].issuer.as_deref(), Some("Ủy ban nhân dân xã"));
    assert_eq!(found[0].subject.as_deref(), Some("triển khai phong trào Học số"));
    assert_eq!(found[1].issuer.as_deref(), Some("UBND tỉnh"));
}

#[test]
fn laws_bear_numbers_and_dates_after_their_title() {
    let own = |k: &str, n: &str, d: &str| (k.to_owned(), n.to_owned(), d.to_owned());
    assert_eq!(
        heads(
            "Rà soát theo Luật Ban hành quy ước làng bản số 99/2031/QH20 và Luật Ánh sáng số 12/2030/QH20 ngày 05/6/2030."
        ),
        [
            own("Luật", "99/2031/QH20", ""),
            own("Luật", "12/2030/QH20", "2030-06-05")
        ]
    );
    assert_eq!(
        heads("theo Luật Thuế làng và Nghị định số 126/2030/NĐ-CP ngày 19/10/2030"),
        [own("Luật", "", ""), own("Nghị định", "126/2030/NĐ-CP", "2030-10-19")]
    );
    assert_eq!(
        heads("Căn cứ Luật Tổ chức làng bản ngày 16 tháng 6 năm 2031;"),
        [own("Luật", "", "2031-06-16")]
    );
}

#[test]
fn the_act_before_the_document_is_its_subject() {
    let subject = |text: &str| read(text)[0].subject.clone();
    assert_eq!(
        subject("UBND xã thành lập tổ công nghệ số cộng đồng xã tại Quyết định số 12/QĐ-UBND ngày 06/8/2031.")
            .as_deref(),
        Some("thành lập tổ công nghệ số cộng đồng xã")
    );
    assert_eq!(
        subject("Thành lập 14 tổ ở 14 thôn theo Quyết định số 12/QĐ-UBND về việc thành lập tổ giúp việc.").as_deref(),
        Some("thành lập tổ giúp việc")
    );
    assert_eq!(subject("Xã đã mở 03 lớp theo Kế hoạch số 12/KH-UBND."), None);
    assert_eq!(
        subject("Xã đã thành lập tổ. Nội dung nêu tại Quyết định số 12/QĐ-UBND."),
        None
    );
    assert_eq!(
        subject("Xã giao 14 thôn rà soát số hộ tại Quyết định số 12/QĐ-UBND.").as_deref(),
        Some("giao 14 thôn rà soát số hộ")
    );
    for other in ["giao dịch điện tử", "Giao thông", "bàn giao"] {
        let text = format!("Xã đã làm xong việc {other} trên các tuyến đường tại Quyết định số 12/QĐ-UBND.");
        assert_eq!(subject(&text), None, "{other}");
    }
}

#[test]
fn ministries_of_two_fields() {
    let issuer = |text: &str| read(text).remove(0).issuer.unwrap_or_default();
    assert_eq!(
        issuer(
            "Thông tư số 41/2031/TT-BNN ngày 04/10/2031 của Bộ Nông nghiệp và Phát triển nông thôn hướng dẫn thực hiện"
        ),
        "Bộ Nông nghiệp và Phát triển nông thôn"
    );
    assert_eq!(
        issuer(
            "Hướng dẫn số 34/HD-SNN ngày 27/01/2031 của Sở Nông nghiệp & Phát triển nông thôn tỉnh Sông Xa về hồ sơ"
        ),
        "Sở Nông nghiệp & Phát triển nông thôn tỉnh Sông Xa"
    );
    assert_eq!(
        issuer("Quyết định số 411/QĐ-UBND ngày 31/3/2031 của Thủ tướng Chính phủ vềphê duyệt Chiến lược"),
        "Thủ tướng Chính phủ"
    );
    assert_eq!(
        issuer("Nghị quyết số 22/NQ-TU ngày 08/6/2031 ban hành bởi Tỉnh ủy Sông Xa về số hóa"),
        "Tỉnh ủy Sông Xa"
    );
}

#[test]
fn a_plan_that_was_made_known_to_somebody_is_named_elsewhere() {
    assert!(read("Xã đã tổ chức quán triệt Kế hoạch đến toàn thể cán bộ, công chức, người lao động.").is_empty());
}

#[test]
fn the_day_may_open_the_sentence() {
    let text = "Ngày 06/01/2031, UBND phường Đồi Mây đã có Quyết định số 04/QĐ-UBND về việc phân công công chức.";
    assert_eq!(heads(text), [head("Quyết định", "04/QĐ-UBND", "2031-01-06")]);
    let text = "Ngày 06/01/2031, xã tổ chức hội nghị triển khai Quyết định số 04/QĐ-UBND.";
    assert_eq!(heads(text), [head("Quyết định", "04/QĐ-UBND", "")]);
}

#[test]
fn laws_of_two_fields_and_words_that_are_no_law() {
    assert_eq!(
        heads("Căn cứ Luật Đồi núi, sông suối ngày 13 tháng 11 năm 2031;"),
        [head("Luật", "", "2031-11-13")]
    );
    assert!(read("TĂNG CƯỜNG KỶ CƯƠNG, KỶ LUẬT HÀNH CHÍNH NĂM 2031").is_empty());
}

#[test]
fn the_tail_of_a_number_is_no_document() {
    assert!(read("Số: 55/2031/CT-UBND").is_empty());
}

#[test]
fn digital_transformation_is_part_of_a_body() {
    let text =
        "Quyết định số 33/QĐ-BCĐ ngày 22/6/2031 của BCĐ chuyển đổi số thị trấn về việc phân công nhiệm vụ thành viên.";
    let found = read(text).remove(0);
    assert_eq!(found.issuer.as_deref(), Some("BCĐ chuyển đổi số thị trấn"));
    assert_eq!(found.subject.as_deref(), Some("phân công nhiệm vụ thành viên"));
}

#[test]
fn a_law_in_small_letters_has_a_day() {
    assert_eq!(
        heads("Căn cứ Luật tổ chức đồi núi địa phương ngày 19 tháng 6 năm 2031;"),
        [head("Luật", "", "2031-06-19")]
    );
    assert!(read("Luật đã được phổ biến đến người dân ngày càng sâu rộng.").is_empty());
}
