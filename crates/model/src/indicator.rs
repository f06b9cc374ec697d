//! Indicators: what is computed from numerator and denominator, or counted.

/// An indicator of the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indicator {
    /// Code: "T04".
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of measure: "%", "hồ sơ".
    pub unit: String,
    /// Further units of measure in which communes state it: "người" beside "%".
    pub other_units: Vec<String>,
    /// What the numerator counts; a sum of other codes is written "T09+T10".
    pub numerator: Option<String>,
    /// What the denominator counts; none for plain counts.
    pub denominator: Option<String>,
    /// Who owns the number: "TTHC", "commune", …
    pub owner: String,
    /// True where a value above 100 % is possible.
    pub may_exceed_100: bool,
    /// True where a report tells it in parts that add up (events, people reached): several counts are no repetition.
    pub additive: bool,
    /// True where it is measured, not counted (money, time, speed): its value, and the parts of a share, need not be whole.
    pub measured: bool,
    /// Phrases beside which a figure is not this indicator: "tham dự" beside members counts who came, not who belongs.
    pub excluded_by: Vec<String>,
    /// Phrases that announce it in text, most telling first. Folded comparison.
    pub phrases: Vec<String>,
    /// How sure the definition is: `seen`, `partly`, `own` (see the catalogue's README).
    pub certainty: String,
}

impl Indicator {
    /// True where the indicator is a share of its denominator in percent.
    #[must_use]
    pub fn is_ratio(&self) -> bool {
        self.unit == "%"
    }
}
