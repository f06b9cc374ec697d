//! Which type of document a name or an abbreviation stands for.

use std::collections::HashMap;

use tonghop_model::wording::DocumentType;
use tonghop_text::{fold, nfc, squash_space};

/// Types by name, abbreviation and alias.
#[derive(Debug)]
pub(crate) struct DocumentTypeIndex {
    /// Lower case with diacritics → index.
    exact: HashMap<String, usize>,
    /// Folded → index, where all types with that form agree; "da" could be đề án and dự án.
    folded: HashMap<String, Option<usize>>,
}

impl DocumentTypeIndex {
    pub fn new(types: &[DocumentType]) -> Self {
        let mut index = Self {
            exact: HashMap::new(),
            folded: HashMap::new(),
        };
        // Names first, then abbreviations: a shared abbreviation belongs to the shortest name.
        let mut order: Vec<usize> = (0..types.len()).collect();
        order.sort_by_key(|&i| types[i].name.chars().count());
        for &i in &order {
            index.add(&types[i].name, i, types);
        }
        for &i in &order {
            index.add(&types[i].abbreviation, i, types);
            for alias in &types[i].aliases {
                index.add(alias, i, types);
            }
        }
        index
    }

    fn add(&mut self, word: &str, i: usize, types: &[DocumentType]) {
        let exact = lower(word);
        if exact.is_empty() {
            return;
        }
        self.exact.entry(exact).or_insert(i);
        let same =
            |j: usize| j == i || !types[i].abbreviation.is_empty() && types[i].abbreviation == types[j].abbreviation;
        self.folded
            .entry(fold(word))
            .and_modify(|kept| *kept = kept.filter(|&j| same(j)))
            .or_insert(Some(i));
    }

    pub fn find(&self, word: &str) -> Option<usize> {
        let exact = lower(word);
        if exact.is_empty() {
            return None;
        }
        self.exact
            .get(&exact)
            .copied()
            .or_else(|| self.folded.get(&fold(&exact)).copied().flatten())
    }
}

fn lower(word: &str) -> String {
    squash_space(&nfc(word)).to_lowercase()
}
