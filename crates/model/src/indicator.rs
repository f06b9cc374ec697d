//! Indicators: what is computed from numerator and denominator, or counted.

/// An indicator of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Code: "T04".
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of measure: "%", "hồ sơ".
    pub unit: String,
    /// What the numerator counts; a sum of other codes is written "T09+T10".
    pub numerator: Option<String>,
    /// What the denominator counts; none for plain counts.
    pub denominator: Option<String>,
    /// Who owns the number: "TTHC", "commune", …
    pub owner: String,
    /// True where a value above 100 % is possible.
    pub may_exceed_100: bool,
    /// Phrases that announce it in text, most telling first. Folded comparison.
    pub phrases: Vec<String>,
}
