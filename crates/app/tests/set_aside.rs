//! Which documents of a folder count as reports of a unit, and what is said of the others.

#![allow(clippy::unwrap_used)] // helpers of tests

use std::path::PathBuf;
use std::sync::Arc;
use tonghop_app::{Engine, Silent};
use tonghop_messages::{Lang, Messages};

/// A document in the form of the decree; the unit does not exist.
fn document(number: &str, kind: &str, title: &str, body: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ SUỐI NGÀN\tĐộc lập - Tự do - Hạnh phúc\n\n\
         Số: {number}\tSuối Ngàn, ngày 21 tháng 10 năm 2025\n\n{kind}\n{title}\n\n{body}\n\n\
         Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
    )
}

const RESULTS: &str = "I. KẾT QUẢ THỰC HIỆN\n\n1. Tiếp nhận 1.270 hồ sơ, trong đó trực tuyến 1.198 hồ sơ, đạt 94,33%.\n\n\
     II. KHÓ KHĂN, VƯỚNG MẮC\n\nKinh phí còn hạn chế, thiết bị đã cũ.\n\nIII. KIẾN NGHỊ\n\nĐề nghị tỉnh hỗ trợ kinh phí.";

/// Reads documents as one set: why some of them do not count.
fn reasons(name: &str, texts: &[&str]) -> Vec<String> {
    let folder = std::env::temp_dir().join(format!("tonghop-set-aside-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let files: Vec<PathBuf> = (0..texts.len())
        .map(|n| folder.join(format!("van-ban-{n}.txt")))
        .collect();
    for (file, text) in files.iter().zip(texts) {
        std::fs::write(file, text).unwrap();
    }
    let engine = Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap();
    let checked = engine.check_files(&files, &Silent);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(checked.failures.is_empty(), "{name}: {:?}", checked.failures);
    assert_eq!(checked.reports.len() + checked.set_aside.len(), texts.len(), "{name}");
    checked.set_aside.into_iter().map(|f| f.reason).collect()
}

/// Reads one document as the only file of a set: none where it counts, else the reason.
fn reason(name: &str, text: &str) -> Option<String> {
    reasons(name, &[text]).pop()
}

#[track_caller]
fn counts(name: &str, text: &str) {
    assert_eq!(reason(name, text), None, "{name} must count");
}

#[track_caller]
fn is_set_aside(name: &str, text: &str, why: &str) {
    let reason = reason(name, text).unwrap_or_default();
    assert!(reason.contains(why), "{name}: {reason:?}");
}

#[test]
fn reports_count_with_or_without_number() {
    let title = "Kết quả thực hiện chuyển đổi số 9 tháng đầu năm 2025";
    counts("number", &document("57/BC-UBND", "BÁO CÁO", title, RESULTS));
    counts("blank", &document("      /BC-UBND", "BÁO CÁO", title, RESULTS));
    counts("none", &format!("BÁO CÁO\n{title}\n\n{RESULTS}\n"));
    // A clerk's slip in the symbol does not make a plan of a report, nor does a missing type line.
    counts("slip", &document("57/KH-UBND", "BÁO CÁO", title, RESULTS));
    counts("no-type", &document("57/BC-UBND", "", title, RESULTS));
}

#[test]
fn plans_notices_and_decisions_are_named_with_their_type() {
    let aims = "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Triển khai kịp thời các nhiệm vụ chuyển đổi số trên địa bàn xã.\n\n\
         II. NỘI DUNG\n\n1. Tổ chức 04 lớp tập huấn. Công chức Văn hóa - Xã hội chủ trì thực hiện.";
    for (number, kind, name) in [
        ("15/KH-UBND", "KẾ HOẠCH", "Kế hoạch"),
        ("16/TB-UBND", "THÔNG BÁO", "Thông báo"),
        ("17/QĐ-UBND", "QUYẾT ĐỊNH", "Quyết định"),
        ("18/TTr-UBND", "TỜ TRÌNH", "Tờ trình"),
        ("19/GM-UBND", "GIẤY MỜI", "Giấy mời"),
    ] {
        let text = document(number, kind, "Triển khai chuyển đổi số năm 2025", aims);
        is_set_aside(&kind.replace(' ', "-"), &text, name);
        is_set_aside(&kind.replace(' ', "-"), &text, number);
    }
}

#[test]
fn letters_count_only_where_they_report() {
    let letter =
        |subject: &str, to: &str, body: &str| document("23/UBND-VX", "", subject, &format!("Kính gửi: {to}\n\n{body}"));
    let asks = "Đề nghị các đơn vị báo cáo kết quả thực hiện Quyết định 411/QĐ-TTg trước ngày 25/10/2025.";
    let request = letter(
        "V/v báo cáo kết quả thực hiện Quyết định 411/QĐ-TTg",
        "Ủy ban nhân dân các xã, phường, đặc khu",
        asks,
    );
    is_set_aside("request", &request, "công văn");
    let invitation = letter(
        "V/v cử người tham dự lớp tập huấn",
        "Sở Khoa học và Công nghệ tỉnh Sơn Khê",
        "Cử 02 người tham dự.",
    );
    is_set_aside("invitation", &invitation, "công văn");
    let answer = letter(
        "V/v báo cáo kết quả thực hiện Quyết định 411/QĐ-TTg",
        "Sở Khoa học và Công nghệ tỉnh Sơn Khê",
        RESULTS,
    );
    counts("answer", &answer);
}

#[test]
fn notes_are_no_reports() {
    is_set_aside("note", "Danh sách gửi kèm, xem thư ngày hôm qua.\n", "không nhận ra");
}

/// A department's report to whom it is sent; the province does not exist.
fn of_the_province(to: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG MÂY\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\tĐộc lập - Tự do - Hạnh phúc\n\n\
         Số: 90/BC-SKHCN\tĐồng Mây, ngày 28 tháng 10 năm 2025\n\nBÁO CÁO\nTình hình thực hiện chuyển đổi số năm 2025\n\n\
         Kính gửi: {to}.\n\n{RESULTS}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n"
    )
}

#[test]
fn what_the_department_made_of_the_reports_is_no_report_of_a_unit() {
    let title = "Kết quả thực hiện chuyển đổi số 9 tháng đầu năm 2025";
    let commune = document("57/BC-UBND", "BÁO CÁO", title, RESULTS);
    let up = of_the_province("Ủy ban nhân dân tỉnh Đồng Mây");
    let reasons = reasons("above", &[&commune, &up]);
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    assert!(reasons[0].contains("Sở Khoa học và Công nghệ"), "{reasons:?}");
    // One department among the units that report to another one counts, and so does a set of the province's own.
    let across = of_the_province("Sở Thông tin và Truyền thông");
    assert_eq!(self::reasons("across", &[&commune, &across]), [""; 0]);
    assert_eq!(self::reasons("alone", &[&up]), [""; 0]);
}
