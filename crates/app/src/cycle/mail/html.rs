//! A letter in HTML beside its text: the same words, with styles inside because mail programs drop all others.

/// Escapes and links nothing: what an address within a text leads to is for the reader to judge.
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
pub(super) fn page(messages: &[(&str, &str)], address: Option<&str>) -> String {
    let parts = messages.iter().map(|(subject, text)| part(subject, text, address));
    let parts: Vec<String> = parts.collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head>\
         <body style=\"margin:0;padding:16px;background:#f4f5f7\">\
         <div style=\"max-width:640px;margin:0 auto;font-family:Arial,sans-serif;font-size:15px;line-height:1.5;color:#1b1f24\">\
         {}</div></body></html>\n",
        parts.concat()
    )
}

fn part(subject: &str, text: &str, address: Option<&str>) -> String {
    let paragraphs: Vec<String> = text
        .trim()
        .split("\n\n")
        .filter(|p| !p.trim().is_empty())
        .map(|p| paragraph(p, address))
        .collect();
    format!(
        "<div style=\"background:#ffffff;border:1px solid #d5d9de;border-radius:4px;padding:16px 20px;margin:0 0 16px\">\
         <h1 style=\"font-size:17px;margin:0 0 12px\">{}</h1>{}</div>",
        escaped(subject),
        paragraphs.concat()
    )
}

/// Lines that begin with a dash are a list, as the texts write it; an address below a line of it belongs to that line.
fn paragraph(text: &str, address: Option<&str>) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let is_item = |line: &str| line.starts_with("- ");
    let is_list = lines.first().is_some_and(|l| is_item(l));
    if is_list && lines.iter().all(|l| is_item(l) || leads_here(l, address)) {
        let mut items = String::new();
        for line in &lines {
            let (open, text) = match line.strip_prefix("- ") {
                Some(text) => ("<li style=\"margin:0 0 6px\">", escaped(text)),
                None => ("<br>", linked(line, address)),
            };
            items.push_str(open);
            items.push_str(&text);
        }
        return format!("<ul style=\"margin:0 0 12px;padding-left:20px\">{items}</ul>");
    }
    let lines: Vec<String> = lines.iter().map(|l| linked(l, address)).collect();
    format!("<p style=\"margin:0 0 12px\">{}</p>", lines.join("<br>"))
}

/// A line of which nothing but an address of the system is left is a link; people's own words never are.
fn linked(line: &str, address: Option<&str>) -> String {
    let shown = escaped(line);
    if leads_here(line, address) {
        return format!("<a href=\"{shown}\">{shown}</a>");
    }
    shown
}

/// True for an address below that of the system.
fn leads_here(line: &str, address: Option<&str>) -> bool {
    let rest = address.filter(|a| !a.is_empty()).and_then(|a| line.strip_prefix(a));
    rest.is_some_and(|r| r.starts_with('/') && !r.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        let html = page(
            &[(
                "Trả lại <b>",
                "Kính gửi: \"X\"\n\n- <script>alert(1)</script>\n- hai\n\nHết & hết",
            )],
            None,
        );
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
        assert!(
            html.contains("&lt;script&gt;") && html.contains("Hết &amp; hết") && html.contains("&quot;X&quot;"),
            "{html}"
        );
        assert_eq!(html.matches("<li").count(), 2, "{html}");
        assert!(!html.contains("http"), "nothing is fetched from anywhere: {html}");
    }

    #[test]
    fn only_addresses_of_the_system_are_links() {
        let text = "- Mục A: xem https://la.example/x\n  https://bao-cao.example/reports/4#r-A.1\n- https://la.example/y\n\n\
            Mở:\nhttps://bao-cao.example/reports/4\nhttps://bao-cao.example.la/z\nhttps://bao-cao.example/ \" onclick=x";
        let html = page(&[("Trả lại", text)], Some("https://bao-cao.example"));
        assert_eq!(html.matches("<a href=").count(), 2, "{html}");
        assert!(
            html.contains("<br><a href=\"https://bao-cao.example/reports/4#r-A.1\">"),
            "{html}"
        );
        assert_eq!(html.matches("<li").count(), 2, "{html}");
    }
}
