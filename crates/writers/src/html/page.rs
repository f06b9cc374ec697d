//! The frame of the page: head, navigation, source panel, embedded data.

use super::Section;
use super::escape::esc;
use super::evidence::Evidence;
use crate::{Compilation, WriteError};
use std::io::Write;
use tonghop_model::message::Arg;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(super) fn write(
    view: &Compilation<'_>,
    sections: &[Section],
    evidence: &Evidence<'_>,
    out: &mut dyn Write,
) -> Result<(), WriteError> {
    let lang = view.messages.lang().tag();
    let title = view.text("html-title");
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>",
        title = esc(&title)
    )?;
    head(view, out)?;
    navigation(view, sections, out)?;
    writeln!(out, "<main>")?;
    for section in sections {
        let Section { id, title, body, .. } = section;
        writeln!(
            out,
            "<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{}</h2>\n{body}</section>",
            esc(&view.text(title))
        )?;
    }
    if evidence.left_out() > 0 {
        let note = view.text_with(
            "html-evidence-left-out",
            &[("count", Arg::Count(evidence.left_out() as u64))],
        );
        writeln!(out, "<p class=\"note\">{}</p>", esc(&note))?;
    }
    writeln!(out, "</main>")?;
    panel(view, out)?;
    writeln!(
        out,
        "<script type=\"application/json\" id=\"data\">{}</script>",
        evidence.json()
    )?;
    if let Some(units) = super::more_units::json(view) {
        writeln!(out, "<script type=\"application/json\" id=\"units\">{units}</script>")?;
    }
    writeln!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>")?;
    Ok(())
}

fn head(view: &Compilation<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    let day = view.text_with("html-made-on", &[("date", Arg::Text(view.date(view.today)))]);
    writeln!(
        out,
        "<header class=\"top\"><h1>{}</h1><p>{}</p></header>",
        esc(&view.text("html-title")),
        esc(&day)
    )
}

fn navigation(view: &Compilation<'_>, sections: &[Section], out: &mut dyn Write) -> std::io::Result<()> {
    write!(out, "<nav aria-label=\"{}\"><ul>", esc(&view.text("html-navigation")))?;
    for section in sections {
        write!(
            out,
            "<li><a href=\"#{}\">{}",
            section.id,
            esc(&view.text(section.title))
        )?;
        if let Some(count) = section.count {
            write!(out, " <span class=\"n\">{}</span>", view.messages.number(count))?;
        }
        write!(out, "</a></li>")?;
    }
    writeln!(out, "</ul></nav>")
}

/// The panel that a click opens. A `dialog` closes with Esc and keeps the focus by itself.
fn panel(view: &Compilation<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    let texts = ["html-page", "html-status", "html-task", "html-words", "html-blank"];
    let data: Vec<String> = texts
        .iter()
        .map(|k| format!("data-{}=\"{}\"", &k[5..], esc(&view.text(k))))
        .collect();
    writeln!(
        out,
        "<dialog id=\"source\" aria-labelledby=\"source-h\" {data}>\n\
         <div class=\"bar\"><h2 id=\"source-h\"></h2><button type=\"button\" id=\"close\">{close}</button></div>\n\
         <p class=\"where\"></p><dl></dl><blockquote></blockquote>\n</dialog>",
        data = data.join(" "),
        close = esc(&view.text("html-close"))
    )
}
