//! Theme and list of typefaces, which Office expects in every document. Times New Roman throughout.

use std::fmt::Write as _;

use super::parts::{DECLARATION, W};
use super::styles::FONT;

/// The typefaces that the document names.
pub fn fonts() -> String {
    format!(
        "{DECLARATION}<w:fonts xmlns:w=\"{W}\"><w:font w:name=\"{FONT}\"><w:panose1 w:val=\"02020603050405020304\"/><w:charset w:val=\"A3\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    )
}

/// The theme: black on white, one typeface.
pub fn part() -> String {
    let mut out = format!(
        "{DECLARATION}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"NĐ30\"><a:themeElements><a:clrScheme name=\"NĐ30\">"
    );
    let colours = [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "1F2933"),
        ("lt2", "F2F2F2"),
        ("accent1", "1F5E99"),
        ("accent2", "D68910"),
        ("accent3", "3E8E41"),
        ("accent4", "993333"),
        ("accent5", "6E6E6E"),
        ("accent6", "6A4C93"),
        ("hlink", "0563C1"),
        ("folHlink", "954F72"),
    ];
    for (name, colour) in colours {
        let _ = write!(out, "<a:{name}><a:srgbClr val=\"{colour}\"/></a:{name}>");
    }
    out.push_str("</a:clrScheme><a:fontScheme name=\"NĐ30\">");
    for kind in ["majorFont", "minorFont"] {
        let _ = write!(
            out,
            "<a:{kind}><a:latin typeface=\"{FONT}\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:{kind}>"
        );
    }
    out.push_str("</a:fontScheme><a:fmtScheme name=\"NĐ30\">");
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let _ = write!(out, "<a:fillStyleLst>{}</a:fillStyleLst><a:lnStyleLst>", fill.repeat(3));
    for width in [6350, 12_700, 19_050] {
        let _ = write!(out, "<a:ln w=\"{width}\">{fill}</a:ln>");
    }
    out.push_str("</a:lnStyleLst><a:effectStyleLst>");
    out.push_str(&"<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3));
    let _ = write!(
        out,
        "</a:effectStyleLst><a:bgFillStyleLst>{}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>",
        fill.repeat(3)
    );
    out
}
