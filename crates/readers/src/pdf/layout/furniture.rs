//! Page numbers and running heads.

use super::lines::Line;
use std::collections::HashMap;
use tonghop_document::FurnitureKind;

/// Share of the page height at the top and at the foot in which furniture stands.
const ZONE: f32 = 0.13;

/// What repeats on the pages of a document.
#[derive(Debug, Default)]
pub(crate) struct Repeated {
    counts: HashMap<(String, i32), u32>,
    pages: u32,
}

impl Repeated {
    /// Counts the outer lines of one page.
    pub(crate) fn add(&mut self, lines: &[Line], height: f32) {
        self.pages += 1;
        for line in outer(lines, height) {
            *self.counts.entry(key(line)).or_default() += 1;
        }
    }

    fn contains(&self, line: &Line) -> bool {
        let (text, y) = key(line);
        let count: u32 = (y - 1..=y + 1)
            .map(|y| self.counts.get(&(text.clone(), y)).copied().unwrap_or(0))
            .sum();
        count >= 3 && count * 2 >= self.pages
    }
}

fn outer(lines: &[Line], height: f32) -> impl Iterator<Item = &Line> {
    lines
        .iter()
        .filter(move |l| l.y < ZONE * height || l.y > (1.0 - ZONE) * height)
}

fn key(line: &Line) -> (String, i32) {
    let text = line
        .plain()
        .chars()
        .map(|c| if c.is_ascii_digit() { '#' } else { c })
        .collect();
    (text, (line.y / 6.0) as i32)
}

/// Takes the furniture out of a page's lines. `top` and `bottom` are the extents of its tables.
pub(crate) fn take(
    lines: &mut Vec<Line>,
    repeated: &Repeated,
    height: f32,
    tables: Option<(f32, f32)>,
) -> Vec<(FurnitureKind, String)> {
    let mut out = Vec::new();
    let (first, last) = (lines.first().map(|l| l.y), lines.last().map(|l| l.y));
    lines.retain(|line| {
        let (head, foot) = (line.y < ZONE * height, line.y > (1.0 - ZONE) * height);
        if !head && !foot {
            return true;
        }
        let text = line.plain();
        let edge = (head && Some(line.y) == first && tables.is_none_or(|t| line.y < t.0 + 4.0))
            || (foot && Some(line.y) == last && tables.is_none_or(|t| line.y > t.1 - 4.0));
        let marked = line.runs.iter().all(|r| r.artifact);
        let kind = if (edge || marked) && is_page_number(&text) {
            FurnitureKind::PageNumber
        } else if !(marked || repeated.contains(line)) {
            return true;
        } else if is_page_number(&text) {
            FurnitureKind::PageNumber
        } else if head {
            FurnitureKind::Header
        } else {
            FurnitureKind::Footer
        };
        out.push((kind, text));
        false
    });
    out
}

/// "3", "- 3 -", "3/12", "Trang 3", "Trang 3/12", "Page 3 of 12", and small Roman numbers.
fn is_page_number(text: &str) -> bool {
    let folded = tonghop_text::fold(text);
    let body = folded.trim_matches(|c: char| matches!(c, '-' | '|' | '[' | ']' | ' ' | '.'));
    let body = body
        .strip_prefix("trang")
        .or_else(|| body.strip_prefix("page"))
        .unwrap_or(body)
        .trim();
    let numbers: Vec<&str> = body.split(['/', ' ']).filter(|p| !p.is_empty() && *p != "of").collect();
    let digits = |p: &&str| p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    let roman = numbers.len() == 1 && body.len() <= 5 && body.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    (1..=2).contains(&numbers.len()) && (numbers.iter().all(digits) || roman)
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers_are_recognised() {
        for yes in ["7", "- 12 -", "3/12", "Trang 4/9", "Page 2 of 3", "iv"] {
            assert!(is_page_number(yes), "{yes}");
        }
        for no in ["", "Số 12", "2025 2026 2027", "12.500", "1) Một"] {
            assert!(!is_page_number(no), "{no}");
        }
    }
}
