//! Findings about the text of a form, which is no paper of its own.

use crate::fixture::{call, on_each, report};
use tonghop_app::cycle::reports::{self, ItemInput};

#[test]
fn headings_of_a_paper_that_was_cut_apart_are_not_numbered_wrong() {
    on_each(|f| {
        let own = call(&f.system);
        let report = report(f, 0);
        let draft = reports::start(&f.cycle, &own, report).unwrap();
        let text = "I. VIỆC LÃNH ĐẠO, CHỈ ĐẠO\nXã đã ban hành 03 văn bản chỉ đạo.\n\
             II. KẾT QUẢ\nSố hồ sơ thanh toán trực tuyến là 691/685 hồ sơ, đạt 100,9%.\n\
             V. KIẾN NGHỊ\nKhông có.";
        let input = ItemInput {
            node: "s:results".into(),
            result: text.into(),
            ..ItemInput::default()
        };
        reports::save_item(&f.cycle, &own, draft, &input).unwrap();
        let found = reports::check(&f.cycle, &own, draft).unwrap();
        let of_text: Vec<&str> = found
            .iter()
            .filter(|f| f.node.as_deref() == Some("s:results"))
            .map(|f| f.check.as_str())
            .collect();
        assert!(of_text.contains(&"V101"), "the text is checked: {of_text:?}");
        assert!(!of_text.contains(&"V208"), "{of_text:?}");
    });
}
