//! Comparing cited documents: issuers in their many spellings, numbers, subjects.

use crate::facts::Facts;
use crate::phrases::{has, last_position};
use std::collections::BTreeSet;
use tonghop_model::finding::Place;
use tonghop_model::reading::Citation;
use tonghop_text::{fold, plain_issuer, words};

/// One mention of a document, prepared for comparing.
pub(crate) struct Mention<'a> {
    pub citation: &'a Citation,
    /// Index of the report.
    pub report: usize,
    /// Number without white space, folded.
    pub number: String,
    /// Folded type.
    pub kind: String,
    /// Issuer in one spelling.
    pub issuer: Option<String>,
    /// Who issues it by the sentence it stands in, folded, where no issuer is printed: "UBND xã đã ban hành Kế hoạch …".
    pub implied: Option<String>,
    /// Words of the subject that tell documents apart.
    pub subject: BTreeSet<String>,
}

impl Mention<'_> {
    pub fn new(citation: &Citation, report: usize) -> Mention<'_> {
        Mention {
            citation,
            report,
            number: citation.number.as_deref().map(number_key).unwrap_or_default(),
            kind: fold(&citation.kind),
            issuer: citation.issuer.as_deref().map(plain_issuer),
            implied: None,
            subject: subject_words(citation.subject.as_deref().unwrap_or("")),
        }
    }

    /// The mentions of one report, in order.
    pub fn all<'f>(facts: &'f Facts<'_>) -> Vec<Mention<'f>> {
        let citations = facts.reading.citations.iter();
        citations.map(|c| Mention::new(c, facts.report)).collect()
    }

    /// The same, each with the body that only the sentence before it names.
    pub fn all_with_bodies<'f>(facts: &'f Facts<'_>) -> Vec<Mention<'f>> {
        let mut all = Self::all(facts);
        for mention in &mut all {
            mention.implied = implied_issuer(facts, mention.citation);
        }
        all
    }

    pub fn place(&self) -> Place {
        let quote = tonghop_text::squash_space(&self.citation.quote);
        Place::new(self.report, Some(self.citation.span), quote)
    }

    /// Whole ISO date.
    pub fn date(&self) -> Option<&str> {
        self.citation.date.as_deref().filter(|d| d.len() == 10)
    }

    /// Year of the date or, without one, of nothing.
    pub fn year(&self) -> Option<&str> {
        self.citation.date.as_deref().and_then(|d| d.get(..4))
    }

    /// Part of the number that names the series: "/kh-ubnd". Empty where there is none.
    pub fn series(&self) -> &str {
        self.number
            .find(|c: char| !c.is_ascii_digit())
            .map_or("", |at| &self.number[at..])
    }

    /// Running number.
    pub fn running(&self) -> Option<u32> {
        let end = self
            .number
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.number.len());
        self.number.get(..end).and_then(|digits| digits.parse().ok())
    }

    /// True where the mentions can come from one issuer: same level, or one does not say.
    pub fn same_level(&self, other: &Mention) -> bool {
        match (&self.issuer, &other.issuer) {
            (Some(a), Some(b)) => match (level(a), level(b)) {
                (Some(x), Some(y)) => x == y,
                _ => true,
            },
            _ => true,
        }
    }

    /// True where the wordings of the issuer name different offices: "Chủ tịch" against the committee itself.
    pub fn other_office(&self, other: &Mention) -> bool {
        match (&self.issuer, &other.issuer) {
            (Some(a), Some(b)) => office(a) != office(b),
            _ => false,
        }
    }
}

/// The body whose act the sentence before a citation tells: "Ủy ban nhân dân xã đã ban hành Kế hoạch số …; Quyết định
/// số …". Where the sentence names another body behind the verb, nobody can tell.
fn implied_issuer(facts: &Facts, citation: &Citation) -> Option<String> {
    if citation.issuer.is_some() || citation.number.is_none() {
        return None;
    }
    let quote = fold(&citation.quote);
    let span = citation.span;
    let here = |s: tonghop_model::reading::Span| s.block == span.block && s.cell == span.cell;
    let before = facts
        .texts
        .iter()
        .filter(|t| here(t.passage.span))
        .find_map(|t| t.folded.find(&quote).map(|at| &t.folded[..at]))?;
    let sentence = &before[before.rfind(". ").map_or(0, |at| at + 2)..];
    let verb = ["ban hanh", "xay dung", "phe duyet"]
        .iter()
        .filter_map(|v| sentence.rfind(v))
        .max()?;
    let series = fold(citation.number.as_deref()?);
    let names: &[&str] = if series.ends_with("-ubnd") {
        &["ubnd", "uy ban nhan dan"]
    } else {
        &["ban chi dao", "to cong tac", "dang uy", "to"]
    };
    let body = names
        .iter()
        .filter_map(|name| last_position(&sentence[..verb], name))
        .max()?;
    let (subject, rest) = (&sentence[body..verb], &sentence[verb..]);
    let plain = !has(rest, "cua") && !subject.contains([',', ';', ':', '(']) && words(subject).count() <= 10;
    // "UBND ban hành": the reporting unit itself.
    let whose = |subject: &str| level(subject).map_or_else(|| format!("{subject} xa"), |_| subject.to_owned());
    plain.then(|| whose(&plain_issuer(subject)))
}

/// A number as it is compared: folded, no white space, running number without leading zeros.
pub(crate) fn number_key(number: &str) -> String {
    let folded: String = fold(number).chars().filter(|c| !c.is_whitespace()).collect();
    let trimmed = folded.trim_start_matches('0');
    if trimmed.starts_with(|c: char| c.is_ascii_digit()) {
        trimmed.to_owned()
    } else {
        folded
    }
}

/// Level of a folded issuer, from the commune up to the centre.
fn level(issuer: &str) -> Option<u8> {
    const LEVELS: &[(u8, &[&str])] = &[
        (
            4,
            &[
                "chinh phu",
                "thu tuong",
                "bo chinh tri",
                "trung uong",
                "quoc hoi",
                "bo truong",
            ],
        ),
        (3, &["tinh", "tinh uy", "thanh uy", "so"]),
        (2, &["huyen", "huyen uy", "quan uy", "thi uy"]),
        (1, &["xa", "phuong", "dac khu", "thi tran", "dang uy"]),
    ];
    LEVELS
        .iter()
        .find(|(_, words)| words.iter().any(|w| has(issuer, w)))
        .map(|(level, _)| *level)
}

/// What keeps the series of two issuers apart: level and office.
pub(crate) fn issuer_head(issuer: &str) -> String {
    let offices: Vec<&str> = office(issuer).into_iter().filter(|o| *o != "chu tich").collect();
    format!("{:?} {}", level(issuer), offices.join(" "))
}

/// The office that signs: words that name another body or a person of it.
fn office(issuer: &str) -> BTreeSet<&'static str> {
    const OFFICES: &[&str] = &[
        "chu tich",
        "truong ban",
        "ban thuong vu",
        "ban chi dao",
        "hoi dong nhan dan",
        "van phong",
        "giam doc",
        "chanh van phong",
        "bi thu",
    ];
    OFFICES.iter().copied().filter(|o| has(issuer, o)).collect()
}

/// Words of a subject that tell documents apart: folded, without the small words of titles.
pub(crate) fn subject_words(subject: &str) -> BTreeSet<String> {
    const SMALL: &[&str] = &[
        "va", "cac", "cua", "cho", "trong", "tren", "dia", "ban", "ve", "viec", "de", "duoc", "la", "tai", "nhung",
        "mot", "trien", "khai", "thuc", "hien", "tiep", "tuc", "nam", "v", "day", "manh", "to", "chuc", "tinh", "hinh",
    ];
    let folded = fold(subject);
    words(&folded)
        .filter(|w| !SMALL.contains(w))
        .map(str::to_owned)
        .collect()
}

/// Share of words in common, 0..1.
pub(crate) fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let union = a.union(b).count();
    if union == 0 {
        0.0
    } else {
        a.intersection(b).count() as f64 / union as f64
    }
}

/// True where one set of words holds the other.
pub(crate) fn one_holds_other(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.is_subset(b) || b.is_subset(a)
}

/// True where the numbers in both subjects (years, other documents) allow them to be the same.
pub(crate) fn numbers_agree(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let numbers = |s: &BTreeSet<String>| -> BTreeSet<String> {
        s.iter()
            .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))
            .cloned()
            .collect()
    };
    one_holds_other(&numbers(a), &numbers(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(number: &str, issuer: Option<&str>) -> Citation {
        Citation {
            number: Some(number.into()),
            issuer: issuer.map(Into::into),
            ..Citation::default()
        }
    }

    #[test]
    fn issuers_are_compared_in_one_spelling() {
        let (a, b) = (
            mention("05/KH-UBND", Some("UBND xã")),
            mention("5/KH-UBND", Some("Ủy ban nhân dân xã Hoa Đào")),
        );
        let (a, b) = (Mention::new(&a, 0), Mention::new(&b, 0));
        assert_eq!(a.number, b.number);
        assert!(a.same_level(&b) && !a.other_office(&b));
        let c = mention("5/KH-UBND", Some("Chủ tịch UBND xã"));
        assert!(Mention::new(&c, 0).other_office(&a));
        let d = mention("5/KH-UBND", Some("Ủy ban nhân dân tỉnh"));
        assert!(!Mention::new(&d, 0).same_level(&a));
        assert_eq!((a.running(), a.series()), (Some(5), "/kh-ubnd"));
    }

    #[test]
    fn subjects_with_other_years_differ() {
        let (a, b) = (
            subject_words("chuyển đổi số năm 2024"),
            subject_words("chuyển đổi số năm 2025"),
        );
        assert!(!numbers_agree(&a, &b));
        assert!(numbers_agree(&a, &subject_words("chuyển đổi số")));
    }
}
