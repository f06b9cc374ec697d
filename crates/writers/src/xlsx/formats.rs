//! Looks of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use tonghop_model::finding::Severity;
use tonghop_model::reading::StatusClass;

const LINE: Color = Color::RGB(0x00C5_CCD4);

/// Text, wrapped, at the top of the cell.
pub(super) fn text() -> Format {
    Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
}

/// Numbers with thousands and two decimals; the spreadsheet shows the marks of its language ("99,81").
pub(super) fn number() -> Format {
    text().set_num_format("#,##0.00").set_align(FormatAlign::Right)
}

/// Counts.
pub(super) fn count() -> Format {
    text().set_num_format("#,##0").set_align(FormatAlign::Right)
}

/// A day.
pub(super) fn day() -> Format {
    text().set_num_format("dd/mm/yyyy")
}

/// Counts of units by class; none is a dot, so that the others stand out.
pub(super) fn tally() -> Format {
    text()
        .set_num_format("#,##0;-#,##0;\"·\"")
        .set_align(FormatAlign::Center)
}

/// Heading of a column.
pub(super) fn header() -> Format {
    text()
        .set_bold()
        .set_background_color(Color::RGB(0x000B_4F8A))
        .set_font_color(Color::White)
        .set_align(FormatAlign::VerticalCenter)
}

/// Heading of a narrow column of counts.
pub(super) fn rotated() -> Format {
    header().set_rotation(90).set_align(FormatAlign::Center)
}

/// Title of a sheet.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(14)
}

/// Remark below the title.
pub(super) fn remark() -> Format {
    Format::new().set_font_color(Color::RGB(0x0059_636E))
}

/// Title of a section of the programme.
pub(super) fn section() -> Format {
    text()
        .set_bold()
        .set_background_color(Color::RGB(0x00E9_EEF3))
        .unset_text_wrap()
}

/// A task that a unit does not have.
pub(super) fn absent() -> Format {
    text()
        .set_font_color(Color::RGB(0x0080_8890))
        .set_background_color(Color::RGB(0x00F6_F7F8))
}

/// Background and ink of a class.
pub(super) fn class(class: StatusClass) -> Format {
    let (fill, ink) = match class {
        StatusClass::Met => (0x00C9_EBD4, 0x000D_4A25),
        StatusClass::MostlyMet => (0x00E1_F1C6, 0x0037_540A),
        StatusClass::Percent => (0x00C8_EAEE, 0x0009_4A52),
        StatusClass::InProgress => (0x00D3_E3FB, 0x0011_3B78),
        StatusClass::NotStarted => (0x00F9_D0CA, 0x0084_1D10),
        StatusClass::AwaitingHigherLevel => (0x00E5_D7F8, 0x0047_2382),
        StatusClass::NotArising => (0x00E6_E8EB, 0x003C_434B),
        StatusClass::NotCompetent => (0x00D3_D7DC, 0x003C_434B),
        StatusClass::NotReported => (0x00FF_EBA8, 0x0061_4600),
    };
    text()
        .set_background_color(Color::RGB(fill))
        .set_font_color(Color::RGB(ink))
}

/// Colour of a severity.
pub(super) fn severity(severity: Severity) -> Format {
    let (fill, ink) = match severity {
        Severity::Error => (0x00F9_D0CA, 0x0084_1D10),
        Severity::Warning => (0x00FF_EBA8, 0x0061_4600),
        Severity::Info => (0x00E6_E8EB, 0x003C_434B),
    };
    text()
        .set_background_color(Color::RGB(fill))
        .set_font_color(Color::RGB(ink))
        .set_bold()
}
