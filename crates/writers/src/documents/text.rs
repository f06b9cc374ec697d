//! Sentences of documents: worded by the message files, with values that stay bound to their data.

use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::{Align, Binding, Block, Cell, HeadingLevel, Inline, TableColumn};

/// Characters of the private area that mark the place of a piece in a worded sentence.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';
/// Longest key of a binding, characters.
const LONGEST_KEY: usize = 60;

/// A piece that is put into a sentence.
pub type Slot = (&'static str, Inline);

/// Words a sentence whose arguments are pieces: values stay bound, quotations stay as they are.
pub fn sentence(words: &Messages, key: &str, slots: Vec<Slot>) -> Vec<Inline> {
    let args: Vec<(&'static str, Arg)> = slots
        .iter()
        .enumerate()
        .map(|(i, (name, _))| (*name, Arg::Text(format!("{OPEN}{i}{CLOSE}"))))
        .collect();
    let worded = words.word(key, &args);
    let mut pieces: Vec<Option<Inline>> = slots.into_iter().map(|(_, piece)| Some(piece)).collect();
    let mut out = Vec::new();
    let mut rest = worded.as_str();
    while let Some(at) = rest.find(OPEN) {
        push(&mut out, &rest[..at]);
        rest = &rest[at + OPEN.len_utf8()..];
        let Some(end) = rest.find(CLOSE) else { break };
        let index: usize = rest[..end].parse().unwrap_or(usize::MAX);
        rest = &rest[end + CLOSE.len_utf8()..];
        // A sentence names each piece once; a second mention would need a copy.
        if let Some(piece) = pieces.get_mut(index).and_then(Option::take) {
            out.push(piece);
        }
    }
    push(&mut out, rest);
    out
}

fn push(out: &mut Vec<Inline>, text: &str) {
    if !text.is_empty() {
        out.push(Inline::text(text));
    }
}

/// A value bound to its data.
pub fn value(text: impl Into<String>, key: impl AsRef<str>, source: impl Into<String>) -> Inline {
    let key: String = key
        .as_ref()
        .chars()
        .filter(char::is_ascii_graphic)
        .take(LONGEST_KEY)
        .collect();
    Inline::Value {
        text: text.into(),
        binding: Binding {
            key,
            source: source.into(),
        },
    }
}

/// A heading of plain text.
pub fn heading(level: HeadingLevel, label: impl Into<String>, text: impl Into<String>) -> Block {
    Block::Heading {
        level,
        label: label.into(),
        text: vec![Inline::Text(text.into())],
    }
}

/// A paragraph of plain text.
pub fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Inline::Text(text.into())])
}

/// A column of a table.
pub const fn column(weight: f32, align: Align) -> TableColumn {
    TableColumn { weight, align }
}

/// A cell with one paragraph for each line of the text.
pub fn cell(text: &str) -> Cell {
    let paragraphs = text.lines().map(|line| vec![Inline::text(line)]).collect();
    Cell {
        paragraphs,
        ..Cell::default()
    }
}

/// A share in percent with at most one decimal, as documents print it; "0" of nothing.
pub fn share(words: &Messages, part: usize, whole: usize) -> String {
    if whole == 0 {
        return "0".to_owned();
    }
    let share = part as f64 * 100.0 / whole as f64;
    words.decimal((share * 10.0).round() / 10.0)
}

/// A text cut at the end of a word, with "…" where something was cut off.
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let cut: String = text.chars().take(longest).collect();
    let kept = cut.rfind(' ').map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", kept.trim_end_matches([',', ';', '.', ' ']))
}

/// What somebody said, cut at the end of a clause, with "…" where something was cut off: a Vietnamese word has several syllables, and an
/// end at a blank may stand within one. Without a clause that ends in the second half it is cut at a blank, before a bracket that
/// stays open.
pub fn quoted(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let cut: String = text.chars().take(longest).collect();
    let (mut depth, mut clause, mut opened) = (0_usize, None, None);
    for (at, mark) in cut.char_indices() {
        match mark {
            '(' | '[' | '“' => {
                depth += 1;
                opened = (depth == 1).then_some(at).or(opened);
            }
            ')' | ']' | '”' => depth = depth.saturating_sub(1),
            ',' | ';' | '.' if depth == 0 && cut[at + 1..].starts_with(' ') => clause = Some(at),
            _ => {}
        }
    }
    let outside = opened.filter(|_| depth > 0).unwrap_or(cut.len());
    let kept = match clause.filter(|at| *at * 2 >= cut.len()) {
        Some(at) => &cut[..at],
        None if outside < cut.len() && outside > 0 => &cut[..outside],
        None => return shortened(text, longest),
    };
    format!("{}…", kept.trim_end_matches([',', ';', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::Lang;

    #[test]
    fn values_keep_their_place_in_the_sentence() {
        let words = Messages::new(Lang::Vi);
        let said = sentence(
            &words,
            "official-late-none",
            vec![("units", value("95", "units", "tong hop"))],
        );
        assert!(
            said.iter()
                .any(|i| matches!(i, Inline::Value { text, .. } if text == "95")),
            "{said:?}"
        );
        assert!(!format!("{said:?}").contains('\u{E000}'));
    }

    #[test]
    fn shares_and_cuts() {
        let words = Messages::new(Lang::Vi);
        assert_eq!(share(&words, 1, 3), "33,3");
        assert_eq!(share(&words, 0, 0), "0");
        assert_eq!(shortened("một hai ba bốn", 9), "một hai…");
    }

    #[test]
    fn a_quotation_ends_with_a_clause_and_leaves_no_bracket_open() {
        let said = "Trang bị máy tính cho xã, đồng thời phát động phong trào bình dân học vụ số";
        assert_eq!(quoted(said, 40), "Trang bị máy tính cho xã…");
        let said = "Kết nối phần mềm của các đơn vị sự nghiệp (y tế, giáo dục) với nhau";
        assert_eq!(quoted(said, 56), "Kết nối phần mềm của các đơn vị sự nghiệp…");
        assert_eq!(quoted("một hai ba bốn", 9), "một hai…");
        assert_eq!(quoted("một hai", 9), "một hai");
    }
}
