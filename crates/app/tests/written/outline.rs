//! Outlines that differ from the samples: parts, headings that a paragraph goes on from, annexes of the report's own, a short last
//! paragraph. What is written keeps each of them in its place.

use super::{engine, folder, plain};
use tonghop_app::write::ReportDocument;
use tonghop_model::official::{Block, HeadingLevel};

const HEAD: &str = "ỦY BAN NHÂN DÂN\nXÃ SUỐI TRĂNG\nSố: 12/BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
    Độc lập - Tự do - Hạnh phúc\nSuối Trăng, ngày 21 tháng 10 năm 2031\n\nBÁO CÁO\nKết quả chuyển đổi số năm 2031\n\n";
const FOOT: &str = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n";

fn write(name: &str, text: &str) -> ReportDocument {
    let path = folder().join(name);
    std::fs::write(&path, text).unwrap();
    engine().report_document(&path).unwrap()
}

/// A line per piece of the text.
fn lines(blocks: &[Block]) -> Vec<String> {
    let line = |block: &Block| match block {
        Block::Heading { level, label, text } => format!("{level:?} {label}: {}", plain(text)),
        Block::Paragraph(text) => plain(text),
        Block::Item(text) => format!("- {}", plain(text)),
        Block::Table(table) => format!("{} x {}", table.rows.len() + table.head.len(), table.columns.len()),
        other => panic!("{other:?}"),
    };
    blocks.iter().map(line).collect()
}

#[test]
fn parts_levels_and_headings_that_go_on() {
    let text = format!(
        "{HEAD}Phần thứ nhất\nKẾT QUẢ NĂM 2031\n\nI. CHỈ ĐẠO\n\n1. Ban hành văn bản\n\nXã đã ban hành 07 kế hoạch.\n\n\
         2. Kiểm tra, giám sát: đã kiểm tra 12/27 thôn.\n\n* Về hồ sơ:\n\n- Tiếp nhận 3.512 hồ sơ, trong đó:\n\n\
         + Trực tuyến: 3.480 hồ sơ;\n\n+ Trực tiếp: 32 hồ sơ.\n\nPhần thứ hai\nKIẾN NGHỊ\n\nCấp máy tính./.{FOOT}"
    );
    let written = write("outline-parts.txt", &text);
    assert_eq!(
        lines(&written.document.body),
        [
            "Part thứ nhất: KẾT QUẢ NĂM 2031",
            "Section I: CHỈ ĐẠO",
            "Point 1: Ban hành văn bản",
            "Xã đã ban hành 07 kế hoạch.",
            "2. Kiểm tra, giám sát: đã kiểm tra 12/27 thôn.",
            "* Về hồ sơ:",
            "- Tiếp nhận 3.512 hồ sơ, trong đó:",
            "+ Trực tuyến: 3.480 hồ sơ;",
            "+ Trực tiếp: 32 hồ sơ.",
            "Part thứ hai: KIẾN NGHỊ",
            "Cấp máy tính",
        ]
    );
    let told: Vec<_> = written.remarks.iter().map(|m| m.key).collect();
    assert_eq!(told, ["app-write-no-addressee"]);
    assert!(matches!(
        written.document.body[0],
        Block::Heading {
            level: HeadingLevel::Part,
            ..
        }
    ));
}

#[test]
fn annexes_of_the_report_stay_behind_its_signature() {
    let text = format!(
        "{HEAD}I. KẾT QUẢ CHUNG\n\nKết quả tại Phụ lục I và Phụ lục II kèm theo.\n\nTrên đây là báo cáo của xã./.{FOOT}\n\
         Phụ lục I\n\nKẾT QUẢ CÁC CHỈ TIÊU\n\n(Kèm theo Báo cáo số 12/BC-UBND ngày 21/10/2031)\n\n\
         TT\tChỉ tiêu\tMục tiêu\tKết quả\tGhi chú\n1\tHồ sơ trực tuyến\t80%\t91%\tVượt\n2\tKý số văn bản\t90%\t98%\tVượt\n\n\
         Phụ lục II\n\nDANH SÁCH TỔ CÔNG NGHỆ SỐ\n\nXã có 12 tổ tại 12 thôn.\n"
    );
    let written = write("outline-annexes.txt", &text).document;
    assert_eq!(
        lines(&written.body),
        [
            "Section I: KẾT QUẢ CHUNG",
            "Kết quả tại Phụ lục I và Phụ lục II kèm theo.",
            "Trên đây là báo cáo của xã",
        ]
    );
    let annexes: Vec<(&str, bool, Vec<String>)> = written
        .annexes
        .iter()
        .map(|a| (a.title.as_str(), a.landscape, lines(&a.body)))
        .collect();
    assert_eq!(
        annexes,
        [
            ("KẾT QUẢ CÁC CHỈ TIÊU", true, vec!["3 x 5".to_owned()]),
            (
                "DANH SÁCH TỔ CÔNG NGHỆ SỐ",
                false,
                vec!["Xã có 12 tổ tại 12 thôn.".to_owned()]
            ),
        ]
    );
}

#[test]
fn bases_are_lines_of_their_own_and_nobody_is_addressed_who_is_not_named() {
    let text = format!(
        "{HEAD}Căn cứ Quyết định số 15/QĐ-TTg ngày 06/01/2030 của Thủ tướng Chính phủ;\n\nCăn cứ Công văn số 7/SKHCN-CĐS ngày 05/10/2031 của \
         Sở Khoa học và Công nghệ.\n\nUBND xã báo cáo như sau:\n\nI. KẾT QUẢ\n\nXã đã lập 12 tổ.\n\nUBND xã Suối Trăng báo cáo Ủy ban nhân dân \
         tỉnh xem xét, chỉ đạo./.{FOOT}"
    );
    let written = write("outline-bases.txt", &text).document;
    assert_eq!(written.bases.len(), 2);
    assert!(plain(&written.bases[1]).ends_with("Sở Khoa học và Công nghệ"));
    assert_eq!(lines(&written.body)[0], "UBND xã báo cáo như sau:");
    assert_eq!(written.addressees, [""; 0]);
}

#[test]
fn a_document_of_the_party_is_not_given_the_head_of_the_state() {
    let text = "ĐẢNG BỘ TỈNH VÂN KHÊ\nĐẢNG ỦY XÃ SUỐI TRĂNG\nSố 15-BC/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n\
        Suối Trăng, ngày 21 tháng 10 năm 2031\n\nBÁO CÁO\nKết quả chuyển đổi số\n\nI. KẾT QUẢ\n\nĐã lập 12 tổ công nghệ số./.\n";
    let path = folder().join("outline-party.txt");
    std::fs::write(&path, text).unwrap();
    let failure = engine().report_document(&path).unwrap_err();
    assert!(failure.reason.contains("cơ quan Đảng"), "{}", failure.reason);
}
