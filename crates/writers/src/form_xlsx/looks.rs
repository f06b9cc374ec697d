//! Looks of cells: what is asked is locked, what is answered is open and light yellow, what was answered before is grey.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const LINE: Color = Color::RGB(0x00B8_C2CC);
const OPEN: Color = Color::RGB(0x00FF_FBE6);
const GREY: Color = Color::RGB(0x00F2_F4F6);

pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) remark: Format,
    pub(super) heading: Format,
    pub(super) answer_heading: Format,
    pub(super) group: Format,
    pub(super) asked: Format,
    pub(super) number: Format,
    pub(super) answer: Format,
    pub(super) figure: Format,
    pub(super) value: Format,
    pub(super) previous: Format,
    pub(super) previous_value: Format,
    pub(super) closed: Format,
    pub(super) line: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name("Times New Roman").set_font_size(11);
        let cell = base
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        let heading = cell
            .clone()
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_font_color(Color::White)
            .set_background_color(Color::RGB(0x000B_4F8A));
        let open = cell.clone().set_background_color(OPEN).set_unlocked();
        let grey = cell
            .clone()
            .set_background_color(GREY)
            .set_font_color(Color::RGB(0x0059_636E));
        Self {
            title: base.clone().set_bold().set_font_size(14),
            remark: base
                .clone()
                .set_font_color(Color::RGB(0x0045_4F5B))
                .set_align(FormatAlign::Top),
            answer_heading: heading.clone().set_background_color(Color::RGB(0x009A_5B00)),
            heading,
            group: cell
                .clone()
                .set_bold()
                .unset_text_wrap()
                .set_background_color(Color::RGB(0x00E3_EAF2)),
            number: cell.clone().set_align(FormatAlign::Center),
            figure: open
                .clone()
                .set_num_format("#,##0.##########;-#,##0.##########;0")
                .set_align(FormatAlign::Right),
            // Text form: what begins with "=" or "-" or looks like a date stays what was typed.
            answer: open.set_num_format("@"),
            value: cell.clone().set_num_format("#,##0.00").set_align(FormatAlign::Right),
            previous_value: grey.clone().set_num_format("#,##0.00").set_align(FormatAlign::Right),
            previous: grey.clone(),
            closed: grey,
            asked: cell,
            line: base.set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}
