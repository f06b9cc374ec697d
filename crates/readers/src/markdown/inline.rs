//! Text inside a block: emphasis, links, line breaks, the HTML tags that converters leave.

use crate::html::entity;
use crate::rich::Rich;

/// Openers of emphasis that are remembered; text with more unclosed ones is no prose.
const MAX_OPEN: usize = 32;

enum Token<'a> {
    Text(&'a str),
    Owned(String),
    /// A run of `*` or `_` that may open or close emphasis.
    Run {
        sign: char,
        count: usize,
        opens: bool,
        closes: bool,
    },
    Bold(bool),
    Italic(bool),
    Superscript(String),
    Mark(&'a str),
    Break,
}

/// How many signs of a run were used, as italic and as bold, for closing and for opening.
#[derive(Default, Clone, Copy)]
struct Used {
    close: [u8; 2],
    open: [u8; 2],
}
/// What does not show as text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// Pictures.
    pub pictures: u32,
    /// Stretches that are struck through.
    pub struck: u32,
}

/// Bytes within which the end of a struck stretch is looked for.
const LONGEST_STRUCK: usize = 2000;

/// Parses the text of one block.
pub(super) fn parse(text: &str, seen: &mut Seen) -> Rich {
    let tokens = tokenize(text, seen);
    let used = pair(&tokens);
    let mut out = Rich::default();
    let (mut bold, mut italic) = (0_i32, 0_i32);
    for (token, used) in tokens.iter().zip(used) {
        match token {
            Token::Text(t) => out.push_folded(t, bold > 0, italic > 0),
            Token::Owned(t) => out.push_folded(t, bold > 0, italic > 0),
            Token::Run { sign, count, .. } => {
                italic -= i32::from(used.close[0]);
                bold -= i32::from(used.close[1]);
                let spent: u8 = used.close[0] + used.open[0] + 2 * (used.close[1] + used.open[1]);
                let mut left = count - usize::from(spent);
                // Converters leave marks of bold type beside white space ("**TÊN **"): they are no words.
                if *sign == '*' && left >= 2 {
                    left = 0;
                }
                let rest: String = std::iter::repeat_n(*sign, left).collect();
                out.push(&rest, bold > 0, italic > 0);
                italic += i32::from(used.open[0]);
                bold += i32::from(used.open[1]);
            }
            Token::Bold(on) => bold += if *on { 1 } else { -i32::from(bold > 0) },
            Token::Italic(on) => italic += if *on { 1 } else { -i32::from(italic > 0) },
            Token::Superscript(t) => out.superscript(t, bold > 0, italic > 0),
            Token::Mark(label) => out.mark(label),
            Token::Break => out.line_break(),
        }
    }
    out
}

/// Pairs runs: each closer takes the nearest opener of its sign.
fn pair(tokens: &[Token<'_>]) -> Vec<Used> {
    let mut used = vec![Used::default(); tokens.len()];
    let mut left: Vec<usize> = tokens
        .iter()
        .map(|t| if let Token::Run { count, .. } = t { *count } else { 0 })
        .collect();
    let mut open: Vec<usize> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let Token::Run {
            sign, opens, closes, ..
        } = token
        else {
            continue;
        };
        while *closes && left[i] > 0 {
            let same = |at: &usize| matches!(&tokens[*at], Token::Run { sign: s, .. } if s == sign);
            let Some(position) = open.iter().rposition(same) else {
                break;
            };
            let at = open[position];
            let strong = usize::from(left[i] >= 2 && left[at] >= 2);
            used[at].open[strong] = used[at].open[strong].saturating_add(1);
            used[i].close[strong] = used[i].close[strong].saturating_add(1);
            left[i] -= 1 + strong;
            left[at] -= 1 + strong;
            // What was opened in between stays as it is written.
            open.truncate(position + usize::from(left[at] > 0));
            if used[i].close[strong] > 100 {
                break;
            }
        }
        if *opens && left[i] > 0 && left[i] <= 6 {
            if open.len() == MAX_OPEN {
                open.remove(0);
            }
            open.push(i);
        }
    }
    used
}

fn tokenize<'a>(text: &'a str, seen: &mut Seen) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let (token, end) = match bytes[at] {
            b'\\' => escape(text, at),
            b'*' | b'_' => run(text, at),
            b'`' => code(text, at),
            b'<' => tag(text, at),
            b'!' if bytes.get(at + 1) == Some(&b'[') => {
                let end = link_end(text, at + 1);
                seen.pictures += u32::from(end.is_some());
                (None, end.map_or(at, |(_, end)| end))
            }
            b'[' => link(text, at),
            b'&' => entity_at(text, at),
            b'~' if bytes.get(at + 1) == Some(&b'~') => struck(text, at, seen),
            _ => (None, at),
        };
        if end == at {
            at += 1;
            continue;
        }
        if start < at {
            tokens.push(Token::Text(&text[start..at]));
        }
        match token {
            // The words of a link are text with emphasis of its own.
            Some(Token::Text(inner)) if bytes[at] == b'[' => tokens.extend(tokenize_words(inner, seen)),
            Some(token) => tokens.push(token),
            None => {}
        }
        at = end;
        start = end;
    }
    if start < text.len() {
        tokens.push(Token::Text(&text[start..]));
    }
    tokens
}

/// The words of a link: escapes and emphasis, but no further links.
fn tokenize_words<'a>(text: &'a str, seen: &mut Seen) -> Vec<Token<'a>> {
    if text.contains(['[', '!']) {
        vec![Token::Text(text)]
    } else {
        tokenize(text, seen)
    }
}

fn escape(text: &str, at: usize) -> (Option<Token<'_>>, usize) {
    match text.as_bytes().get(at + 1) {
        Some(b'\n') => (Some(Token::Break), at + 2),
        Some(c) if c.is_ascii_punctuation() => (Some(Token::Text(&text[at + 1..at + 2])), at + 2),
        _ => (None, at),
    }
}

fn run(text: &str, at: usize) -> (Option<Token<'_>>, usize) {
    let sign = char::from(text.as_bytes()[at]);
    let count = text.as_bytes()[at..].iter().take_while(|b| **b == sign as u8).count();
    let end = at + count;
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let after = text[end..].chars().next().unwrap_or(' ');
    // Tags count as nothing: `**<br>` must close.
    let space_before = before.is_whitespace();
    let space_after = after.is_whitespace();
    let word = |c: char| c.is_alphanumeric();
    let (mut opens, mut closes) = (!space_after, !space_before);
    if sign == '_' {
        opens &= !word(before);
        closes &= !word(after);
    }
    (
        Some(Token::Run {
            sign,
            count,
            opens,
            closes,
        }),
        end,
    )
}

fn code(text: &str, at: usize) -> (Option<Token<'_>>, usize) {
    let count = text.as_bytes()[at..].iter().take_while(|b| **b == b'`').count();
    let fence = &text[at..at + count];
    match window_at(text, at + count, 10_000).find(fence) {
        Some(length) if count <= 3 => (
            Some(Token::Text(&text[at + count..at + count + length])),
            at + 2 * count + length,
        ),
        _ => (Some(Token::Text(fence)), at + count),
    }
}

/// A tag, comment or autolink. What is none stays text.
fn tag(text: &str, at: usize) -> (Option<Token<'_>>, usize) {
    let rest = &text[at + 1..];
    // No tag of interest is longer; the bound keeps text full of `<` linear.
    let window = &rest[..rest.floor_char_boundary(rest.len().min(4096))];
    if let Some(comment) = window.strip_prefix("!--") {
        return (None, comment.find("-->").map_or(at, |i| at + 4 + i + 3));
    }
    let Some(length) = window.find('>') else {
        return (None, at);
    };
    let inside = &rest[..length];
    let end = at + length + 2;
    if inside.starts_with("http://") || inside.starts_with("https://") || inside.starts_with("mailto:") {
        return (Some(Token::Text(inside)), end);
    }
    let name = inside.trim_start_matches('/');
    let name_length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if !is_name
        || !matches!(
            name.as_bytes().get(name_length),
            None | Some(b' ' | b'/' | b'\t' | b'\n')
        )
    {
        return (None, at);
    }
    let open = !inside.starts_with('/');
    match name[..name_length].to_ascii_lowercase().as_str() {
        "br" | "p" | "div" | "li" if open => (Some(Token::Break), end),
        "b" | "strong" => (Some(Token::Bold(open)), end),
        "i" | "em" => (Some(Token::Italic(open)), end),
        "sup" if open => match window_at(text, end, 200).find("</sup>") {
            Some(length) => {
                let inner = text[end..end + length].replace(['<', '>', '*'], "");
                let inner = if inner.is_empty() { "*".to_string() } else { inner };
                (Some(Token::Superscript(inner)), end + length + 6)
            }
            _ => (None, end),
        },
        _ => (None, end),
    }
}

/// `~~words~~` is deleted for whoever reads the page; a run of tildes that nothing closes shows nothing.
fn struck<'a>(text: &'a str, at: usize, seen: &mut Seen) -> (Option<Token<'a>>, usize) {
    let from = at + 2;
    let inside = window_at(text, from, LONGEST_STRUCK);
    match inside.find("~~").filter(|length| !inside[..*length].trim().is_empty()) {
        Some(length) => {
            seen.struck += 1;
            (None, from + length + 2)
        }
        None => (None, from),
    }
}

/// `[words](address)` gives the words, `[^1]` a mark; other brackets are text.
fn link(text: &str, at: usize) -> (Option<Token<'_>>, usize) {
    if let Some(rest) = text[at..].strip_prefix("[^")
        && let Some(length) = rest[..rest.floor_char_boundary(rest.len().min(20))].find(']')
    {
        return (Some(Token::Mark(&rest[..length])), at + 2 + length + 1);
    }
    match link_end(text, at) {
        Some((words, end)) => (Some(Token::Text(words)), end),
        None => (None, at),
    }
}

/// The words and the end of a link that begins at `at` with `[`.
fn link_end(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = &text[at + 1..];
    let rest = &rest[..rest.floor_char_boundary(rest.len().min(4096))];
    let close = rest.find("](")?;
    if rest[..close].contains('\n') && rest[..close].contains("\n\n") {
        return None;
    }
    let address = &rest[close + 2..];
    let mut depth = 1;
    for (i, b) in address.bytes().enumerate() {
        match b {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b'\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some((&rest[..close], at + 1 + close + 2 + i + 1));
        }
    }
    None
}

fn entity_at(text: &str, at: usize) -> (Option<Token<'_>>, usize) {
    match entity(&text[at..]) {
        Some((c, length)) => (Some(Token::Owned(c.to_string())), at + length),
        None => (None, at),
    }
}

/// At most so many bytes from `at` on: searches for an end that may be missing must stay short.
fn window_at(text: &str, at: usize, length: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.floor_char_boundary(rest.len().min(length))]
}
