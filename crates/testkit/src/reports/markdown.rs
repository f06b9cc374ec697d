//! A draft as Markdown.

use super::draft::Draft;
use std::fmt::Write as _;

/// Markdown with headings, lists and a pipe table.
pub fn write(draft: &Draft) -> String {
    let mut out = String::with_capacity(40_000);
    let unit = &draft.unit;
    let _ = write!(
        out,
        "ỦY BAN NHÂN DÂN\n**{}**\n\nSố: {}\n\n*{}, ngày {} tháng 10 năm 2025*\n\n## BÁO CÁO\n\n### {}\n\nKính gửi: Sở Khoa học và Công nghệ\n\n{}\n",
        draft.issuer_in_capitals(),
        draft.number,
        unit.name,
        draft.day,
        draft.title(),
        draft.opening()
    );
    for (heading, items) in draft.narrative() {
        let _ = write!(out, "\n#### {heading}\n\n");
        for item in items {
            let _ = writeln!(out, "- {item}");
        }
    }
    let _ = write!(
        out,
        "\nUBND {} {} báo cáo Sở Khoa học và Công nghệ tổng hợp./.\n\n***Nơi nhận:***\n\n- Như trên;\n- Lưu: VT.\n\n\
         **TM. ỦY BAN NHÂN DÂN  \nCHỦ TỊCH**\n\n**Đã ký**\n\n**Nguyễn Văn Mẫu**\n\n**PHỤ LỤC**\n\n",
        unit.kind, unit.name
    );
    let columns = draft.columns();
    let row = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&row(columns.iter().map(|c| c.1).collect()));
    out.push_str(&row(vec!["---"; columns.len()]));
    for line in draft.lines() {
        out.push_str(&row(columns.iter().map(|c| line[c.0]).collect()));
    }
    out
}
