//! Printed labels of parts, groups and rows.

use std::borrow::Cow;

/// Bytes of the longest label: "XVIII.12".
const LENGTH_MAX: usize = 8;

/// What a label in the number column announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// "A", "B1".
    Part,
    /// "IV".
    Group,
    /// "2", "2.1", "VII.2".
    Row,
}

/// The kind of a label such as "B1", "VII.", "3".
pub(super) fn kind_of(label: &str) -> Option<Label> {
    let bare = bare(label);
    if bare.is_empty() || bare.len() > LENGTH_MAX {
        return None;
    }
    if bare.chars().all(|c| c.is_ascii_digit() || c == '.') {
        // "2022" is a year, not the number of a row.
        let small = bare.split('.').all(|part| part.len() <= 3);
        return (small && bare.starts_with(|c: char| c.is_ascii_digit())).then_some(Label::Row);
    }
    if roman(bare).is_some() {
        return Some(Label::Group);
    }
    if in_group(bare).is_some() {
        return Some(Label::Row);
    }
    let mut chars = bare.chars();
    let letter = chars.next().is_some_and(|c| c.is_uppercase());
    (letter && bare.chars().count() <= 2 && chars.all(|c| c.is_ascii_digit())).then_some(Label::Part)
}

/// A label without its closing mark.
pub(super) fn bare(label: &str) -> &str {
    label.trim().trim_end_matches(['.', ')', ':', '-', '/'])
}

/// A number that its narrow column broke in two lines ("VII" and "I", "12." and "1") as one; other labels as they are.
pub(super) fn joined(label: &str) -> Cow<'_, str> {
    let parts: Vec<&str> = label.split_whitespace().collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let dotted = matches!(parts[..], [first, rest] if digits(rest) && first.strip_suffix('.').is_some_and(digits));
    let is_broken = dotted || parts.len() > 1 && parts.iter().all(|p| roman(bare(p)).is_some());
    if !is_broken {
        return Cow::Borrowed(label);
    }
    let whole: String = parts.concat();
    if dotted || roman(bare(&whole)).is_some() {
        Cow::Owned(whole)
    } else {
        Cow::Borrowed(label)
    }
}

/// The value of a Roman number up to 39; only I, V and X are used for groups ("C" and "D" name parts).
pub(super) fn roman(label: &str) -> Option<u32> {
    let mut total = 0;
    let mut last = 0;
    for c in label.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        if value < last {
            total -= value;
        } else {
            total += value;
            last = value;
        }
    }
    (total > 0 && label.len() <= 6).then_some(total as u32)
}

/// "VII.2" as the group "VII" and the row "2", where a table has no rows for its groups.
pub(super) fn in_group(label: &str) -> Option<(&str, &str)> {
    let (group, row) = bare(label).split_once('.')?;
    let counts = !row.is_empty() && row.len() <= 2 && row.bytes().all(|b| b.is_ascii_digit());
    (counts && roman(group).is_some()).then_some((group, row))
}

/// Splits "VIII Phát triển doanh nghiệp số" into its label and the rest.
pub(super) fn split(text: &str) -> Option<(Label, &str, &str)> {
    let text = text.trim();
    let (label, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    kind_of(label).map(|kind| (kind, bare(label), rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_apart() {
        assert_eq!(kind_of("B1"), Some(Label::Part));
        assert_eq!(kind_of("A"), Some(Label::Part));
        assert_eq!(kind_of("C"), Some(Label::Part));
        assert_eq!(kind_of("VIII."), Some(Label::Group));
        assert_eq!(kind_of("12"), Some(Label::Row));
        assert_eq!(kind_of("2.1"), Some(Label::Row));
        assert_eq!(kind_of("VIII.2"), Some(Label::Row));
        assert_eq!(kind_of("2025 -"), None);
        assert_eq!(kind_of("đến"), None);
        assert_eq!(roman("XIV"), Some(14));
        assert_eq!(in_group("VII.2"), Some(("VII", "2")));
        assert_eq!(in_group("2.1"), None);
        assert_eq!(in_group("V.1a"), None);
        assert_eq!(joined("VII\nI"), "VIII");
        assert_eq!(joined("VII Phát triển"), "VII Phát triển");
        assert_eq!(joined("1\n2"), "1\n2");
        assert_eq!(joined("12.\n1"), "12.1");
    }
}
