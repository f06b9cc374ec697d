//! The catalogue: programmes, templates, indicators, wordings and org units as data.
//!
//! [`Catalogue::embedded`] is built into the binary; [`Catalogue::load`] reads a directory of the
//! same layout instead. Every problem in the data is reported with file and line.

mod check_wordings;
mod document_types;
mod files;
mod folding;
mod holidays;
mod indicators;
mod parse;
mod problem;
mod status;
pub mod units;
mod validate;

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use tonghop_model::holiday::WorkCalendar;
use tonghop_model::indicator::Indicator;
use tonghop_model::programme::Programme;
use tonghop_model::reading::StatusClass;
use tonghop_model::template::Template;
use tonghop_model::wording::{CheckWordings, DocumentType, StatusWording};

use crate::document_types::DocumentTypeIndex;
use crate::files::{FileSet, SourceFile, UnitTables};
pub use crate::indicators::IndicatorHit;
use crate::indicators::IndicatorIndex;
pub use crate::problem::Problem;
use crate::status::StatusIndex;
use crate::units::Units;

/// Everything that is data and not code.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// Programmes with their trees.
    pub programmes: Vec<Programme>,
    /// Provincial templates.
    pub templates: Vec<Template>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Document types.
    pub document_types: Vec<DocumentType>,
    /// Status wordings, most specific first.
    pub status_wordings: Vec<StatusWording>,
    /// What the checks of the annex look for.
    pub check_wordings: CheckWordings,
    unit_tables: UnitTables,
    holiday_files: Vec<SourceFile>,
    work_calendar: OnceLock<WorkCalendar>,
    /// True for the embedded data, whose units are in [`EMBEDDED_UNITS`].
    built_in: bool,
    units: OnceLock<Units>,
    status_index: OnceLock<StatusIndex>,
    document_type_index: OnceLock<DocumentTypeIndex>,
    indicator_index: OnceLock<IndicatorIndex>,
    /// Place of each indicator by its code.
    indicator_codes: OnceLock<HashMap<String, usize>>,
    derived: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

static EMBEDDED: LazyLock<Catalogue> = LazyLock::new(|| {
    let (items, problems) = parse::parse_halves(FileSet::embedded());
    // The tests of this crate hold that the embedded data have no problem.
    debug_assert!(problems.is_empty(), "{problems:?}");
    Catalogue {
        built_in: true,
        holiday_files: files::embedded_holidays(),
        ..Catalogue::from_items(items, UnitTables::embedded())
    }
});

/// The units of the embedded tables; they need nothing of the other data.
static EMBEDDED_UNITS: LazyLock<Units> = LazyLock::new(|| Units::parse(&UnitTables::embedded()));

impl Catalogue {
    /// The data built into the program. Parsed at the first call.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Begins to make what reading a report needs of the embedded data, on a thread of its own, and returns
    /// at once. Whoever needs a part that is not ready waits for it or makes it, as without this call.
    pub fn prepare() {
        let work = || {
            LazyLock::force(&EMBEDDED_UNITS);
            let catalogue = Self::embedded();
            catalogue.indicator_index();
            catalogue.status_index();
            catalogue.document_type_index();
        };
        // Without a thread nothing is lost but time.
        let _ = std::thread::Builder::new().name("catalogue".into()).spawn(work);
    }

    /// Reads and validates a directory of the layout of `catalogue/`.
    ///
    /// A folder that the directory does not have is taken from the embedded data, so that an
    /// office can keep only its own templates or wordings.
    ///
    /// # Errors
    /// Every problem of every file, in the order of files and lines.
    pub fn load(dir: &Path) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let files = FileSet::read(dir, &mut problems);
        let tables = UnitTables::read(dir, &mut problems);
        let holiday_files = files::read_holidays(dir, &mut problems);
        let (items, found) = parse::parse(&files);
        problems.extend(checked(&items, found));
        problems.extend(units::problems(&tables));
        problems.extend(holidays::parse(&holiday_files).1);
        if problems.is_empty() {
            return Ok(Self {
                holiday_files,
                ..Self::from_items(items, tables)
            });
        }
        problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Err(problems)
    }

    /// Every problem of a directory of the layout of `catalogue/`; of the embedded data where no directory is given.
    ///
    /// Empty where the data can be used. This is what `tonghop catalogue check` shows.
    #[must_use]
    pub fn problems(dir: Option<&Path>) -> Vec<Problem> {
        match dir {
            Some(dir) => Self::load(dir).err().unwrap_or_default(),
            None => {
                let (items, found) = parse::parse(&FileSet::embedded());
                let mut problems = checked(&items, found);
                problems.extend(units::problems(&UnitTables::embedded()));
                problems.extend(holidays::parse(&files::embedded_holidays()).1);
                problems
            }
        }
    }

    fn from_items(items: parse::Items, unit_tables: UnitTables) -> Self {
        let mut status_wordings: Vec<StatusWording> = items.status_wordings.into_iter().map(|w| w.value).collect();
        status_wordings.sort_by(|a, b| {
            b.phrase
                .chars()
                .count()
                .cmp(&a.phrase.chars().count())
                .then_with(|| a.phrase.cmp(&b.phrase))
        });
        Self {
            programmes: items.programmes.into_iter().map(|p| p.value.programme).collect(),
            templates: items.templates.into_iter().map(|t| t.value.template).collect(),
            indicators: items.indicators.into_iter().map(|i| i.value).collect(),
            document_types: items.document_types.into_iter().map(|d| d.value).collect(),
            status_wordings,
            check_wordings: check_wordings::gather(items.objects, items.says),
            unit_tables,
            ..Self::default()
        }
    }

    /// The programme with this code ("411") or this decision number ("411/QĐ-TTg").
    #[must_use]
    pub fn programme(&self, code_or_decision: &str) -> Option<&Programme> {
        self.programmes
            .iter()
            .find(|p| p.code == code_or_decision || p.decision == code_or_decision)
    }

    /// The template with this code.
    #[must_use]
    pub fn template(&self, code: &str) -> Option<&Template> {
        self.templates.iter().find(|t| t.code == code)
    }

    /// The indicator with this code.
    #[must_use]
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        let index = self.indicator_codes.get_or_init(|| {
            let codes = self.indicators.iter().enumerate();
            codes.map(|(at, i)| (i.code.clone(), at)).collect()
        });
        self.indicators.get(*index.get(code)?)
    }

    /// Code and name of an indicator, as it is named away from its table: "X05 Tỷ lệ …"; the code where it is not known.
    #[must_use]
    pub fn indicator_name(&self, code: &str) -> String {
        let known = self.indicator(code);
        known.map_or_else(|| code.to_owned(), |i| format!("{code} {}", i.name))
    }

    /// What a numerator or denominator counts, for people: codes of other indicators ("T09+T10") become their names, and the
    /// indicator's own name stands where nothing is said.
    #[must_use]
    pub fn counted(&self, indicator: &Indicator, whole: bool) -> Option<String> {
        let said = if whole {
            &indicator.denominator
        } else {
            &indicator.numerator
        };
        match said {
            Some(said) => Some(self.in_words(said)),
            None => (!whole).then(|| indicator.name.clone()),
        }
    }

    /// A text with names in place of the codes of indicators.
    fn in_words(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(char::is_alphanumeric) {
            // "T09+T10" has no room between its codes.
            out.push_str(if &rest[..at] == "+" { " + " } else { &rest[..at] });
            rest = &rest[at..];
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            match self.indicator(word) {
                Some(known) => out.push_str(&tonghop_text::lower_first(&known.name)),
                None => out.push_str(word),
            }
            rest = after;
        }
        out + rest
    }

    /// The administrative units. Parsed at the first call.
    #[must_use]
    pub fn units(&self) -> &Units {
        if self.built_in {
            return &EMBEDDED_UNITS;
        }
        self.units.get_or_init(|| Units::parse(&self.unit_tables))
    }

    /// Which days state offices work. Parsed at the first call.
    #[must_use]
    pub fn work_calendar(&self) -> &WorkCalendar {
        self.work_calendar
            .get_or_init(|| WorkCalendar::new(&holidays::parse(&self.holiday_files).0))
    }

    /// The class of a status cell's words; `None` where no wording of the catalogue fits.
    ///
    /// The longest wording that the text begins with decides, else the longest of at least two
    /// words inside it that no negation precedes. Numbers are not looked at: whoever meets "98%"
    /// or "Đạt 98%" decides by the number first. A blank text gives [`StatusClass::NotReported`].
    #[must_use]
    pub fn status_class(&self, text: &str) -> Option<StatusClass> {
        self.status_index().class(text)
    }

    /// True where the text is the beginning of a known status wording, or the whole of one.
    ///
    /// `folded` has been folded by [`tonghop_text::fold`]; the beginning may end inside a word.
    #[must_use]
    pub fn is_status_prefix(&self, folded: &str) -> bool {
        self.status_index().is_prefix(folded)
    }

    /// True where the text is exactly a known status wording (white space, case, diacritics and punctuation aside).
    #[must_use]
    pub fn is_status(&self, text: &str) -> bool {
        self.status_index().is_whole(text)
    }

    fn status_index(&self) -> &StatusIndex {
        self.status_index
            .get_or_init(|| StatusIndex::new(&self.status_wordings))
    }

    /// The type of document that a name ("Kế hoạch"), an abbreviation ("KH") or an alias ("CV") stands for.
    ///
    /// With diacritics first, without them where that is unambiguous.
    #[must_use]
    pub fn document_type(&self, word: &str) -> Option<&DocumentType> {
        self.document_types.get(self.document_type_index().find(word)?)
    }

    fn document_type_index(&self) -> &DocumentTypeIndex {
        self.document_type_index
            .get_or_init(|| DocumentTypeIndex::new(&self.document_types))
    }

    /// The indicator that a text announces.
    ///
    /// `folded` is the sentence or subject, folded by [`tonghop_text::fold`]; `unit` the figure's unit
    /// of measure where it has one ("%"); `at` the byte at which the figure stands in `folded`, where
    /// known. The longest phrase of an indicator that fits the unit decides, then nearness to `at`.
    #[must_use]
    pub fn indicator_for(&self, folded: &str, unit: Option<&str>, at: Option<usize>) -> Option<&Indicator> {
        let hits = self.indicator_hits(folded);
        let best = self.indicator_index().best(folded, &hits, unit, at)?;
        self.indicators.get(best)
    }

    /// The same among the phrases that begin before the byte `own` and end behind it: words of the sentence that only together
    /// with the figure's own ones announce an indicator.
    #[must_use]
    pub fn indicator_across(
        &self,
        folded: &str,
        unit: Option<&str>,
        at: Option<usize>,
        own: usize,
    ) -> Option<&Indicator> {
        let mut hits = self.indicator_hits(folded);
        hits.retain(|h| h.start < own && own < h.end);
        let best = self.indicator_index().best(folded, &hits, unit, at)?;
        self.indicators.get(best)
    }

    /// Every phrase of an indicator in a folded text, in order of place; hits inside a longer hit are left out.
    #[must_use]
    pub fn indicator_hits(&self, folded: &str) -> Vec<IndicatorHit> {
        self.indicator_index().hits(folded)
    }

    /// Something that another crate derives from this catalogue alone, kept for the next time.
    ///
    /// One value per type: `make` is called at the first call with that type (now and then twice, where two
    /// threads come at once).
    #[must_use]
    pub fn derived<T: Send + Sync + 'static>(&self, make: impl FnOnce(&Self) -> T) -> Arc<T> {
        let known = self.derived_values().get(&TypeId::of::<T>()).cloned();
        if let Some(value) = known.and_then(|v| v.downcast().ok()) {
            return value;
        }
        // Without the lock: making one value may ask for another.
        let value = Arc::new(make(self));
        let for_others: Arc<dyn Any + Send + Sync> = value.clone();
        self.derived_values().insert(TypeId::of::<T>(), for_others);
        value
    }

    fn derived_values(&self) -> std::sync::MutexGuard<'_, HashMap<TypeId, Arc<dyn Any + Send + Sync>>> {
        // Nothing is left half done in the map by a thread that panicked.
        self.derived.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn indicator_index(&self) -> &IndicatorIndex {
        self.indicator_index
            .get_or_init(|| IndicatorIndex::new(&self.indicators))
    }
}

/// Problems of parsing and of validation; what a file that did not parse would have held is not missed too.
fn checked(items: &parse::Items, mut found: Vec<Problem>) -> Vec<Problem> {
    let complete = found.is_empty();
    let contradictions = validate::validate(items).into_iter();
    found.extend(contradictions.filter(|p| complete || p.message.key != validate::UNKNOWN_REFERENCE));
    found
}

impl PartialEq for Catalogue {
    /// Equal data; indexes are derived from them.
    fn eq(&self, other: &Self) -> bool {
        self.programmes == other.programmes
            && self.templates == other.templates
            && self.indicators == other.indicators
            && self.document_types == other.document_types
            && self.status_wordings == other.status_wordings
            && self.check_wordings == other.check_wordings
            && self.unit_tables == other.unit_tables
            && self.holiday_files == other.holiday_files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_derived_is_made_once() {
        let catalogue = Catalogue::default();
        let first = catalogue.derived(|c| c.programmes.len() + 5);
        let again = catalogue.derived(|_| -> usize { panic!("made twice") });
        assert_eq!((*first, *again), (5, 5));
        assert_eq!(*catalogue.derived(|_| "another type".to_owned()), "another type");
    }
}
