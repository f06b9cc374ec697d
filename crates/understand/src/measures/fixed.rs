//! Figures of wordings that a template fixes: the same in every report that keeps to it, so each wording is looked through once.

use super::Placed;
use super::ratio::{Named, Totals};
use crate::flow::{Para, ParaKind};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use tonghop_model::reading::Measure;

/// Wordings that are kept at most: a catalogue has some hundreds, but read files bear misread ones.
const MOST: usize = 2048;

/// What was found in wordings, by their text; nothing for one whose figures depend on what stands before it.
#[derive(Default)]
pub(super) struct FixedWordings(RwLock<HashMap<String, Option<Arc<Found>>>>);

/// What was found in one wording.
pub(super) struct Found {
    /// Figures without their place, with the bytes of each in the wording.
    measures: Vec<Placed>,
    /// The totals that it names.
    named: Named,
}

impl FixedWordings {
    /// What was found in the wording; `look` finds it where that is not known yet. Nothing where the wording has to be looked
    /// through each time.
    pub fn of(&self, para: &Para, look: impl FnOnce(&mut Totals) -> Vec<Placed>) -> Option<Arc<Found>> {
        if !is_plain(para) {
            return None;
        }
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(&para.text) {
            return found.clone();
        }
        drop(known);
        let mut totals = Totals::default();
        let measures = look(&mut totals);
        let found = totals.into_named().map(|named| Arc::new(Found { measures, named }));
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(para.text.clone(), found.clone());
        found
    }
}

impl Found {
    /// The figures as they stand in this paragraph; its totals count from now on.
    pub fn measures<'f>(&'f self, para: &'f Para, totals: &mut Totals) -> impl Iterator<Item = Measure> + 'f {
        totals.follow(&self.named);
        self.measures.iter().map(|((start, end), measure)| Measure {
            place: para.place.clone(),
            span: para.span_of_bytes(*start, *end),
            ..measure.clone()
        })
    }
}

/// True for the wording of a task on one line: what is found in it depends on its words alone, and it governs nothing.
fn is_plain(para: &Para) -> bool {
    para.fixed_wording
        && !matches!(para.kind, ParaKind::Cell(..))
        && !para.list_item
        && para.line_starts.len() == 1
        && !para.text.starts_with(['-', '+', '•', '*'])
        && !para.text.trim_end().ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::super::find_with;
    use super::FixedWordings;
    use crate::flow::{Origin, Para, ParaKind};
    use proptest::prelude::*;
    use tonghop_catalogue::Catalogue;

    fn para(text: &str, block: usize, fixed_wording: bool) -> Para {
        let origin = Origin {
            page: None,
            block,
            cell: None,
            offset: 0,
        };
        let mut para = Para::from_raw(text, origin, ParaKind::Body);
        para.fixed_wording = fixed_wording;
        para.place = format!("B.{block}");
        para
    }

    proptest! {
        /// Known or not, a wording has the same figures, and so has what stands behind it.
        #[test]
        fn a_wording_that_was_seen_before_says_the_same(
            pieces in proptest::collection::vec((0_usize..8, 1_u32..500, any::<bool>()), 1..8)
        ) {
            let words = [
                "Phấn đấu {n} hồ sơ trực tuyến, đạt 80%",
                "100% hồ sơ được số hóa",
                "Tối thiểu 50% người dân có tài khoản; {n} thôn",
                "Tổng số {n} hộ",
                "{n} hộ, chiếm 25%",
                "Trong năm 2025:",
                "- {n} máy tính",
                "Không có con số nào",
            ];
            let paras: Vec<Para> = pieces
                .iter()
                .enumerate()
                .map(|(block, (at, n, fixed))| para(&words[*at].replace("{n}", &n.to_string()), block, *fixed))
                .collect();
            let (catalogue, fixed) = (Catalogue::embedded(), FixedWordings::default());
            let looked_at = find_with(&paras, catalogue, None, &|| false);
            let first = find_with(&paras, catalogue, Some(&fixed), &|| false);
            let again = find_with(&paras, catalogue, Some(&fixed), &|| false);
            prop_assert_eq!(&looked_at, &first);
            prop_assert_eq!(&looked_at, &again);
        }
    }
}
