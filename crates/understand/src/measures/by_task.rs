//! Indicators that only the task of a row names: "61/63 cán bộ, công chức tham gia" in the row of the MOOCs.

use std::collections::HashMap;
use tonghop_catalogue::Catalogue;
use tonghop_model::indicator::Indicator;
use tonghop_model::reading::Measure;
use tonghop_text::{fold, words};

/// Words of a numerator or denominator that name nothing.
const SMALL: [&str; 7] = ["tong", "so", "cac", "trong", "tren", "cua", "nguoi"];

/// Names the indicators of shares without one. `rows` are place and wording of the tasks.
///
/// The task has to announce an indicator in percent, and the figure to name what the indicator is a share of: the
/// figures of a row may tell anything.
pub(crate) fn name<'r>(
    measures: &mut [Measure],
    rows: impl Iterator<Item = (&'r str, &'r str)>,
    catalogue: &Catalogue,
) {
    let mut tasks: HashMap<&str, Option<&str>> = HashMap::new();
    for (place, title) in rows.filter(|(place, _)| !place.is_empty()) {
        // Two rows of one number: nobody knows whose the figure is.
        tasks
            .entry(place)
            .and_modify(|known| *known = None)
            .or_insert(Some(title));
    }
    // The figures of a row are announced by the same task.
    let mut announced: HashMap<&str, Option<&Indicator>> = HashMap::new();
    for measure in measures.iter_mut().filter(|m| is_unnamed_share(m)) {
        let Some(title) = tasks.get(measure.place.as_str()).copied().flatten() else {
            continue;
        };
        let announced = *announced.entry(title).or_insert_with(|| {
            let found = catalogue.indicator_for(&fold(title), Some("%"), None);
            found.filter(|i| i.unit == "%")
        });
        measure.indicator = announced
            .filter(|i| is_share(&fold(&measure.quote), i))
            .map(|i| i.code.clone());
    }
}

fn is_unnamed_share(measure: &Measure) -> bool {
    let share = measure.unit.as_deref() == Some("%") || measure.denominator.is_some();
    share && measure.indicator.is_none() && !measure.is_target && !tells_what_lacks(&measure.quote)
}

/// True for "chưa …", with or without its marks; "chữa …" is another word.
fn tells_what_lacks(quote: &str) -> bool {
    let lower = quote.to_lowercase();
    ["chưa ", "chua "].iter().any(|w| lower.contains(w))
}

/// True where the folded quote has all words that tell the whole ("tổng số cán bộ, công chức") and one of those that tell
/// the part alone ("người tham gia").
fn is_share(quote: &str, indicator: &Indicator) -> bool {
    let telling = |text: &Option<String>| -> Vec<String> {
        let folded = text.as_deref().map(fold).unwrap_or_default();
        words(&folded)
            .filter(|w| !SMALL.contains(w))
            .map(str::to_owned)
            .collect()
    };
    let (part, whole) = (telling(&indicator.numerator), telling(&indicator.denominator));
    let said = |word: &String| words(quote).any(|w| w == word);
    !whole.is_empty() && whole.iter().all(said) && part.iter().any(|word| !whole.contains(word) && said(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator(quote: &str, place: &str) -> Option<String> {
        let mut measures = [Measure {
            quote: quote.into(),
            unit: Some("%".into()),
            place: place.into(),
            ..Measure::default()
        }];
        let rows = [
            ("A.VII.1", "Triển khai Nền tảng học trực tuyến mở (MOOCs) về kỹ năng số"),
            ("A.I.1", "Rà soát các quy định"),
        ];
        name(&mut measures, rows.into_iter(), Catalogue::embedded());
        measures[0].indicator.clone()
    }

    #[test]
    fn the_task_names_the_share_of_what_the_figure_counts() {
        assert_eq!(
            indicator("61/63 cán bộ, công chức tham gia", "A.VII.1").as_deref(),
            Some("N06")
        );
        assert_eq!(indicator("63/63 cán bộ, công chức có máy tính", "A.VII.1"), None);
        assert_eq!(indicator("12/12 thôn tham gia", "A.VII.1"), None);
        assert_eq!(indicator("03/63 cán bộ, công chức chưa tham gia", "A.VII.1"), None);
        assert_eq!(indicator("61/63 cán bộ, công chức tham gia", "A.I.1"), None);
        let mending = "61/63 cán bộ, công chức tham gia lớp sửa chữa máy tính";
        assert_eq!(indicator(mending, "A.VII.1").as_deref(), Some("N06"));
    }
}
