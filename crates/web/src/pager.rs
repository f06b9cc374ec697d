//! Links to the parts of a list around the one that is shown.

use crate::page::Page;

/// Addresses of the parts around; empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turns {
    /// The part before.
    pub previous: String,
    /// The part behind.
    pub next: String,
}

impl Turns {
    /// Around part `number` (from 1) of `total` rows in parts of `size`.
    #[must_use]
    pub fn around(number: usize, size: usize, total: usize, href: impl Fn(usize) -> String) -> Self {
        let link = |there: bool, to: usize| if there { href(to) } else { String::new() };
        Self {
            previous: link(number > 1, number.saturating_sub(1)),
            next: link(number * size < total, number + 1),
        }
    }

    /// Around part `number` (from 1) of a list whose length is not known; `more` is true where another part follows.
    #[must_use]
    pub fn step(number: i64, more: bool, href: impl Fn(i64) -> String) -> Self {
        let link = |there: bool, to: i64| if there { href(to) } else { String::new() };
        Self {
            previous: link(number > 1, number - 1),
            next: link(more, number + 1),
        }
    }

    /// True where there is a part before or behind.
    #[must_use]
    pub fn lead_on(&self) -> bool {
        !self.previous.is_empty() || !self.next.is_empty()
    }
}

/// "1–100 / 130": which rows part `number` (from 1) shows.
#[must_use]
pub fn range(page: &Page, number: usize, size: usize, total: usize) -> String {
    let first = (number - 1) * size;
    let words = [
        ("from", page.number((first + 1).min(total))),
        ("to", page.number((first + size).min(total))),
        ("all", page.number(total)),
    ];
    page.words("web-view-range", &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_only_to_parts_that_are_there() {
        let turns = |number, total| {
            let turns = Turns::around(number, 10, total, |n| format!("?page={n}"));
            (turns.previous, turns.next)
        };
        assert_eq!(turns(1, 10), (String::new(), String::new()));
        assert_eq!(turns(1, 11), (String::new(), "?page=2".into()));
        assert_eq!(turns(2, 30), ("?page=1".into(), "?page=3".into()));
        assert_eq!(turns(3, 30), ("?page=2".into(), String::new()));
    }
}
