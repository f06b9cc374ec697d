//! Text of reports into HTML: nothing in it may be taken for markup.

use std::fmt;

/// Shows a text with everything escaped that means something in element content or in a quoted attribute.
pub(super) struct Esc<'a>(pub &'a str);

impl fmt::Display for Esc<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '`', '\0']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                b'`' => "&#96;",
                _ => "\u{fffd}",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

/// Shorthand for [`Esc`].
pub(super) fn esc(text: &str) -> Esc<'_> {
    Esc(text)
}

/// JSON that may stand inside a `<script>` element: no `<`, so that nothing can end the element.
pub(super) fn script_json(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_only_text() {
        assert_eq!(
            esc("<a b='1' c=\"2\">&`\0").to_string(),
            "&lt;a b=&#39;1&#39; c=&quot;2&quot;&gt;&amp;&#96;\u{fffd}"
        );
        assert_eq!(esc("Tiếng Việt").to_string(), "Tiếng Việt");
        assert_eq!(
            script_json("\"</script><!--\u{2028}"),
            "\"\\u003c/script>\\u003c!--\\u2028"
        );
    }
}
