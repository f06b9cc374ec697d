//! The wordings of tasks, which all units have: who repeats one copies from nobody.

use tonghop_text::near::Sketch;

/// Least share of runs of three words in common.
const ALIKE: f64 = 0.5;

/// Wordings of the tasks of a template, looked at once.
#[derive(Debug, Clone)]
pub struct Wordings(Vec<(String, Sketch)>);

impl Wordings {
    /// Of these titles.
    #[must_use]
    pub fn of<'t>(titles: impl Iterator<Item = &'t str>) -> Self {
        Self(titles.map(|title| (title.to_owned(), Sketch::of(title))).collect())
    }

    /// True where the text repeats one of them; `sketch` is that of the text.
    #[must_use]
    pub fn has(&self, text: &str, sketch: &Sketch) -> bool {
        let mut all = self.0.iter();
        all.any(|(title, own)| title.contains(text) || own.similarity(sketch) >= ALIKE)
    }
}
