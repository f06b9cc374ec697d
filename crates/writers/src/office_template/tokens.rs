//! The tags and texts of an XML part. Word writes plain XML; what is not plain is refused.

/// A piece of an XML part as it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<w:p …>`, with its name.
    Open(&'a str, &'a str),
    /// `</w:p>`, with its name.
    Close(&'a str, &'a str),
    /// `<w:br/>`, a comment, a declaration.
    Other(&'a str),
    /// Text between tags, still escaped.
    Text(&'a str),
}

impl<'a> Token<'a> {
    /// As it stands in the part.
    pub const fn raw(self) -> &'a str {
        match self {
            Self::Open(raw, _) | Self::Close(raw, _) | Self::Other(raw) | Self::Text(raw) => raw,
        }
    }
}

/// Cuts a part into tokens; none where it is not well-formed or has a document type.
pub fn tokens(xml: &str) -> Option<Vec<Token<'_>>> {
    let mut list = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while !rest.is_empty() {
        if !rest.starts_with('<') {
            let end = rest.find('<').unwrap_or(rest.len());
            list.push(Token::Text(&rest[..end]));
            rest = &rest[end..];
            continue;
        }
        let length = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<!") {
            return None;
        } else {
            tag_end(rest)?
        };
        let raw = &rest[..length];
        rest = &rest[length..];
        let inner = raw.trim_start_matches("</").trim_start_matches('<');
        let name = inner
            .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
            .next()?;
        if raw.starts_with("</") {
            if open.pop() != Some(name) {
                return None;
            }
            list.push(Token::Close(raw, name));
        } else if raw.starts_with("<?") || raw.starts_with("<!") || raw.ends_with("/>") {
            list.push(Token::Other(raw));
        } else {
            open.push(name);
            list.push(Token::Open(raw, name));
        }
    }
    open.is_empty().then_some(list)
}

/// Byte after the ">" that closes the tag at the start; quotes may hold one.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(q), b) if q == b => quote = None,
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The text without escapes.
pub fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find(';').filter(|e| *e < 12) else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        let name = &rest[1..end];
        let code = || {
            let digits = name.strip_prefix('#')?;
            let code = digits
                .strip_prefix('x')
                .map_or_else(|| digits.parse().ok(), |h| u32::from_str_radix(h, 16).ok())?;
            char::from_u32(code)
        };
        match name {
            "amp" => out.push('&'),
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "quot" => out.push('"'),
            "apos" => out.push('\''),
            _ => out.extend(code()),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_parts_are_cut_and_others_refused() {
        let list = tokens("<?xml version=\"1.0\"?><a b=\"x>y\">t&amp;u<c/></a>").expect("well-formed");
        assert_eq!(list.len(), 5);
        assert_eq!(decoded("t&amp;u &#272;"), "t&u Đ");
        for broken in ["<a>", "<a></b>", "<!DOCTYPE a><a/>", "<a", "</a>"] {
            assert!(tokens(broken).is_none(), "{broken}");
        }
    }
}
