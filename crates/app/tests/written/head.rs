//! Head and foot of a report: the form prints them anew as the report has them, so they are no text.

use super::{again, engine, folder, plain};
use tonghop_app::write::ReportDocument;
use tonghop_model::official::Block;
use tonghop_model::reading::Header;

#[test]
fn a_report_of_a_head_alone_has_nothing_to_write_and_a_head_is_no_text() {
    let engine = engine();
    let write = |name: &str, text: &str| {
        let path = folder().join(name);
        std::fs::write(&path, text).unwrap();
        engine.report_document(&path).map(|written| written.document)
    };
    for (name, head) in [
        ("head-short.txt", "UBND XÃ SUỐI TRĂNG\n\nBÁO CÁO\n"),
        (
            "head-long.txt",
            "ỦY BAN NHÂN DÂN\nXÃ SUỐI TRĂNG\n-----\nSố: 12/BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
             Độc lập - Tự do - Hạnh phúc\nSuối Trăng, ngày 21 tháng 10 năm 2025\n\nBÁO CÁO\n",
        ),
    ] {
        let failure = write(name, head).unwrap_err();
        assert!(failure.reason.contains("không có nội dung"), "{}", failure.reason);
        let said = "Xã đã lập 12 tổ công nghệ số cộng đồng tại 12 thôn.";
        let text = format!("{head}\nKính gửi: UBND huyện\n{said} Các tổ hoạt động tốt.\n");
        let body: Vec<String> = write(&format!("text-{name}"), &text)
            .unwrap()
            .body
            .iter()
            .map(|block| match block {
                Block::Paragraph(text) | Block::Item(text) => plain(text),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(body.len(), 1, "{body:?}");
        assert!(body[0].starts_with(said), "{body:?}");
    }
}

#[test]
fn a_document_from_json_bears_no_number_and_date_of_the_report_that_was_issued() {
    let engine = engine();
    let text = "ỦY BAN NHÂN DÂN\nXÃ SUỐI TRĂNG\nSố: 12/BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
                Suối Trăng, ngày 21 tháng 10 năm 2025\n\nBÁO CÁO\nKết quả chuyển đổi số năm 2025\n\nI. KẾT QUẢ\nĐã lập 12 tổ công nghệ số.\n\n\
                II. TỒN TẠI, HẠN CHẾ\n- Máy tính cũ, cấu hình thấp.\n";
    let path = folder().join("issued.txt");
    std::fs::write(&path, text).unwrap();
    let reading = engine.read_file(&path).unwrap().understood.reading;
    assert_eq!(reading.header.number.as_deref(), Some("12/BC-UBND"));
    let json = folder().join("issued.json");
    std::fs::write(&json, serde_json::to_vec(&reading).unwrap()).unwrap();
    let written = engine.report_document(&json).unwrap();
    assert_eq!(
        (written.document.number, written.document.date),
        (None, tonghop_model::official::DateLine::default())
    );
    assert_eq!(written.document.symbol, "BC-UBND");
    assert_eq!(written.remarks[0].key, "app-write-from-json");
}

const TEXT: &str = "I. KẾT QUẢ\n\nXã đã lập 12 tổ công nghệ số cộng đồng tại 12 thôn.\n\n\
    Trên đây là báo cáo của đơn vị gửi Sở tổng hợp./.\n\n";
const FOOT: &str = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n";

/// Writes the report, and sees that both forms are read with its header and that its text is that of the report alone.
fn written(name: &str, text: &str) -> (ReportDocument, Header) {
    let engine = engine();
    let path = folder().join(format!("{name}.txt"));
    std::fs::write(&path, text).unwrap();
    let read = engine.read_file(&path).unwrap().understood.reading.header;
    let written = engine.report_document(&path).unwrap();
    for (form, reading) in again(&engine, name, &written.document) {
        let mut wanted = read.clone();
        // What is written anew is not signed yet.
        wanted.signature.signed_mark = None;
        assert_eq!(reading.header, wanted, "{name} {form}");
    }
    let body: Vec<String> = written
        .document
        .body
        .iter()
        .map(|block| match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Item(text) => plain(text),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        body,
        [
            "KẾT QUẢ",
            "Xã đã lập 12 tổ công nghệ số cộng đồng tại 12 thôn.",
            "Trên đây là báo cáo của đơn vị gửi Sở tổng hợp"
        ],
        "{name}"
    );
    assert_eq!(written.remarks, [], "{name}");
    (written, read)
}

/// A report whose head is printed below each other.
fn headed(bodies: &str, number: &str, date: &str, title: &str) -> String {
    format!(
        "{bodies}\n{number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSuối Trăng, {date}\n\n{title}\n\n\
         Kính gửi: Sở Khoa học và Công nghệ tỉnh Vân Khê\n\n{TEXT}"
    )
}

const COMMITTEE: &str = "ỦY BAN NHÂN DÂN\nXÃ SUỐI TRĂNG";
const DATE: &str = "ngày 21 tháng 10 năm 2031";
const TITLE: &str = "BÁO CÁO\nKết quả chuyển đổi số năm 2031";

#[test]
fn numbers_and_dates_are_those_of_the_report() {
    for (name, number) in [
        ("number-points", "1.204/BC-UBND"),
        ("number-letter", "15A/BC-UBND"),
        ("number-hyphen", "05-BC/UBND"),
    ] {
        let text = headed(COMMITTEE, &format!("Số: {number}"), DATE, TITLE) + FOOT;
        let (document, read) = written(name, &text);
        assert_eq!(read.number.as_deref(), Some(number));
        assert_eq!(document.document.number_and_symbol(""), number);
    }
    for (name, printed, (day, month)) in [
        ("date-month", "ngày     tháng 12 năm 2031", (None, Some(12))),
        ("date-year", "ngày     tháng     năm 2031", (None, None)),
        ("date-none", "ngày 31 tháng 02 năm 2031", (Some(31), Some(2))),
    ] {
        let text = headed(COMMITTEE, "Số: 12/BC-UBND", printed, TITLE) + FOOT;
        let date = written(name, &text).0.document.date;
        assert_eq!((date.day, date.month, date.year), (day, month, Some(2031)), "{name}");
    }
}

#[test]
fn the_type_keeps_its_qualifier_and_an_office_the_body_above_it() {
    use tonghop_model::official::Title;
    let text = headed(
        COMMITTEE,
        "Số: 12/BC-UBND",
        DATE,
        "BÁO CÁO NHANH\nKết quả chuyển đổi số năm 2031",
    ) + FOOT;
    let title = written("kind-quick", &text).0.document.title;
    assert!(
        matches!(&title, Title::Named { kind, subject } if kind == "BÁO CÁO NHANH" && subject == "Kết quả chuyển đổi số năm 2031"),
        "{title:?}"
    );
    let bodies = "UBND XÃ SUỐI TRĂNG\nPHÒNG VĂN HÓA - XÃ HỘI";
    let foot = FOOT.replace("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TRƯỞNG PHÒNG");
    let text = headed(bodies, "Số: 12/BC-VHXH", DATE, TITLE) + &foot;
    let document = written("office-superior", &text).0.document;
    assert_eq!(document.superior.as_deref(), Some("UBND XÃ SUỐI TRĂNG"));
    assert_eq!(document.issuer, ["PHÒNG VĂN HÓA - XÃ HỘI"]);
}

#[test]
fn the_foot_is_signed_by_the_same_person_in_the_same_capacity() {
    let deputy = "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH";
    for (name, foot, signed) in [
        (
            "foot-columns",
            "Nơi nhận:                TM. ỦY BAN NHÂN DÂN\n- Như trên;               KT. CHỦ TỊCH\n\
             - Lưu: VT.               PHÓ CHỦ TỊCH\n\n                         Nguyễn Văn Mẫu\n",
            deputy,
        ),
        (
            "foot-short",
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nT/M ỦY BAN NHÂN DÂN\nK/T CHỦ TỊCH\nP. CHỦ TỊCH\n\nĐã ký: Nguyễn Văn Mẫu\n",
            deputy,
        ),
        (
            "foot-drafter",
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nNGƯỜI LẬP BIỂU\n\nNguyễn Văn Mẫu\n",
            "NGƯỜI LẬP BIỂU",
        ),
    ] {
        let text = headed(COMMITTEE, "Số: 12/BC-UBND", DATE, TITLE) + foot;
        let document = written(name, &text).0.document;
        let block = &document.signature;
        let lines: Vec<&str> = block
            .authority
            .iter()
            .chain(&block.capacity)
            .map(String::as_str)
            .collect();
        assert_eq!(lines.join(" "), signed, "{name}");
        assert_eq!(block.name, "Nguyễn Văn Mẫu", "{name}");
        assert_eq!(document.recipients, ["Như trên", "Lưu: VT"], "{name}");
    }
}
