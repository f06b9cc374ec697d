//! Provinces named in running text.

use tonghop_model::org_unit::OrgUnit;

use crate::units::name;
use crate::units::{Units, exists_at};

/// Words of a province's name at most: "Bà Rịa - Vũng Tàu".
const MAX_NAME_WORDS: usize = 4;

impl Units {
    /// The province that a text names first, on an ISO date or at any time.
    ///
    /// A name counts where it is capitalised ("hòa bình" is peace). One that the word "tỉnh" or "thành phố"
    /// precedes goes before others.
    #[must_use]
    pub fn province_in(&self, text: &str, date: Option<&str>) -> Option<&OrgUnit> {
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect();
        let mut first = None;
        for start in 0..words.len() {
            let Some(unit) = self.province_at(&words, start, date) else {
                continue;
            };
            if named(&words[..start]) {
                return Some(unit);
            }
            first = first.or(Some(unit));
        }
        first
    }

    /// The province whose name begins at a word; the longest name.
    fn province_at(&self, words: &[&str], start: usize, date: Option<&str>) -> Option<&OrgUnit> {
        if !words[start].starts_with(char::is_uppercase) {
            return None;
        }
        let longest = MAX_NAME_WORDS.min(words.len() - start);
        (1..=longest).rev().find_map(|count| {
            let name = &words[start..start + count];
            if !name.iter().all(|w| w.starts_with(char::is_uppercase)) {
                return None;
            }
            let key = name::search_key(&name.concat());
            let fits = |u: &&OrgUnit| u.kind.is_province() && date.is_none_or(|d| exists_at(u, d));
            let spelled = name::spelling(&name.join(" "));
            let plain = name::is_plain(&spelled);
            self.with_key(&key)
                .into_iter()
                .filter(fits)
                .rfind(|u| plain || name::spelling(&u.name).replace(" - ", " ") == spelled)
        })
    }
}

/// True where the words end in a word for a province.
fn named(before: &[&str]) -> bool {
    let folded = |n: usize| before.len().checked_sub(n).map(|i| before[i].to_lowercase());
    let last = folded(1).unwrap_or_default();
    matches!(last.as_str(), "tỉnh" | "tp") || last == "phố" && folded(2).as_deref() == Some("thành")
}
