//! The head of a report whose title is not found: the form prints it, so it is no text.

use super::{engine, folder, plain};
use tonghop_model::official::Block;

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
    assert_eq!((written.document.number, written.document.date), (None, None));
    assert_eq!(written.document.symbol, "BC-UBND");
    assert_eq!(written.remarks[0].key, "app-write-from-json");
}
