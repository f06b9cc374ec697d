//! A set whose reports are about no programme of the catalogue, and about several periods.

use super::{engine, folder, issuer, plain};
use std::path::PathBuf;
use tonghop_app::Silent;
use tonghop_app::write::SetRound;
use tonghop_model::official::{Block, OfficialDocument, Title};

/// A report on something of its own.
fn report(unit: &str, period: &str, count: usize) -> PathBuf {
    let path = folder().join(format!("period-{count}.txt"));
    let text = format!(
        "ỦY BAN NHÂN DÂN\n{}\nSố: {count}/BC-UBND\n\nBÁO CÁO\nKết quả cải cách hành chính {period}\n\nKính gửi: Sở Nội vụ\n\n\
         UBND {unit} báo cáo như sau:\n\nI. KẾT QUẢ\n\nĐã tiếp nhận {count} hồ sơ thủ tục hành chính.\n\nII. HẠN CHẾ\n\n\
         Chưa có.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n",
        unit.to_uppercase()
    );
    std::fs::write(&path, text).unwrap();
    path
}

fn subject(document: &OfficialDocument) -> &str {
    match &document.title {
        Title::Named { subject, .. } | Title::Letter { subject } => subject,
    }
}

fn text(document: &OfficialDocument) -> String {
    let said = document.body.iter().filter_map(|block| match block {
        Block::Paragraph(text) | Block::Item(text) => Some(plain(text)),
        _ => None,
    });
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn periods_are_told_or_left_out_and_no_programme_is_made_up() {
    let engine = engine();
    let files = [
        report("xã Suối Trăng", "quý III năm 2025", 41),
        report("xã Gò Trăng", "Quý 3/2025", 52),
        report("xã Rú Trăng", "tháng 10 năm 2025", 63),
    ];
    let round = |subject: &str, period: &str| SetRound {
        subject: subject.into(),
        period: period.into(),
        ..SetRound::default()
    };
    let keys = |round: &SetRound, period: Option<&str>| {
        let (checked, told) = engine.gather_files(&files, period, &Silent);
        let keys: Vec<&str> = engine.set_remarks(&checked, round).iter().map(|m| m.key).collect();
        (
            keys,
            checked.set_aside.len(),
            engine.set_document(&checked, &told, &issuer(), round, false),
        )
    };
    let (told, aside, document) = keys(&round("", ""), None);
    assert_eq!((told, aside), (vec!["app-write-no-programme", "app-write-periods"], 0));
    assert!(!subject(&document).contains("Chiến lược"), "{}", subject(&document));
    let said = text(&document);
    assert!(said.contains("(2 báo cáo)") && said.contains("(1 báo cáo)"), "{said}");
    assert!(!said.contains("Chưa có"), "{said}");
    // Nobody answers tasks: no matrix, and what the text points to is there.
    assert_eq!(document.annexes.len(), 2);
    assert!(said.contains("Phụ lục I.") && !said.contains("Phụ lục II."), "{said}");
    let (told, aside, document) = keys(
        &round("Công tác cải cách hành chính", "quý III năm 2025"),
        Some("quý III năm 2025"),
    );
    assert_eq!((told, aside), (vec![], 1));
    assert!(
        subject(&document).starts_with("Công tác cải cách hành chính"),
        "{}",
        subject(&document)
    );
    assert!(text(&document).contains("Tổng hợp từ 2 báo cáo"), "{}", text(&document));
}
