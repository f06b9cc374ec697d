//! A letter in HTML beside its text: the same words, with styles inside because mail programs drop all others.

/// Escapes and links nothing: what an address in a text leads to is for the reader to judge.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Messages with their subjects as one page.
pub(super) fn page(messages: &[(&str, &str)]) -> String {
    let parts: Vec<String> = messages.iter().map(|(subject, text)| part(subject, text)).collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head>\
         <body style=\"margin:0;padding:16px;background:#f4f5f7\">\
         <div style=\"max-width:640px;margin:0 auto;font-family:Arial,sans-serif;font-size:15px;line-height:1.5;color:#1b1f24\">\
         {}</div></body></html>\n",
        parts.concat()
    )
}

fn part(subject: &str, text: &str) -> String {
    let paragraphs: Vec<String> = text
        .trim()
        .split("\n\n")
        .filter(|p| !p.trim().is_empty())
        .map(paragraph)
        .collect();
    format!(
        "<div style=\"background:#ffffff;border:1px solid #d5d9de;border-radius:4px;padding:16px 20px;margin:0 0 16px\">\
         <h1 style=\"font-size:17px;margin:0 0 12px\">{}</h1>{}</div>",
        escaped(subject),
        paragraphs.concat()
    )
}

/// Lines that begin with a dash are a list, as the texts write it.
fn paragraph(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    if !lines.is_empty() && lines.iter().all(|l| l.starts_with("- ")) {
        let items: Vec<String> = lines
            .iter()
            .map(|l| format!("<li style=\"margin:0 0 6px\">{}</li>", escaped(&l[2..])))
            .collect();
        return format!(
            "<ul style=\"margin:0 0 12px;padding-left:20px\">{}</ul>",
            items.concat()
        );
    }
    let lines: Vec<String> = lines.iter().map(|l| escaped(l)).collect();
    format!("<p style=\"margin:0 0 12px\">{}</p>", lines.join("<br>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        let html = page(&[(
            "Trả lại <b>",
            "Kính gửi: \"X\"\n\n- <script>alert(1)</script>\n- hai\n\nHết & hết",
        )]);
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
        assert!(
            html.contains("&lt;script&gt;") && html.contains("Hết &amp; hết") && html.contains("&quot;X&quot;"),
            "{html}"
        );
        assert_eq!(html.matches("<li").count(), 2, "{html}");
        assert!(!html.contains("http"), "nothing is fetched from anywhere: {html}");
    }
}
