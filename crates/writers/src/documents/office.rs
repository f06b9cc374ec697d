//! What a document needs to know besides its data: the office that issues it, and the round.

use tonghop_model::date::Date;
use tonghop_model::official::{DateLine, DocumentDate, Properties, SignatureBlock};

/// The office that issues a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office {
    /// The body above it, as printed.
    pub superior: Option<String>,
    /// The issuing body, one entry per printed line, in capitals.
    pub issuer: Vec<String>,
    /// As running text names it: "Sở Khoa học và Công nghệ".
    pub name: String,
    /// Abbreviation of the body: "SKHCN", "UBND".
    pub abbreviation: String,
    /// Abbreviation of the unit that drafts, after the number of a letter: "CĐS"; may be empty.
    pub drafter: String,
    /// Place of the date line.
    pub place: String,
    /// Signature block.
    pub signature: SignatureBlock,
}

impl Office {
    /// Symbol of a document of this type ("BC"), or of a letter, which has no type: "SKHCN-CĐS".
    #[must_use]
    pub fn symbol(&self, kind: &str) -> String {
        let parts = match (kind.is_empty(), self.drafter.is_empty()) {
            (false, _) => vec![kind, &self.abbreviation],
            (true, false) => vec![self.abbreviation.as_str(), &self.drafter],
            (true, true) => vec![self.abbreviation.as_str()],
        };
        parts
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    }
}

/// A round of reporting, as its letters name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// What is reported on: "tình hình thực hiện Chiến lược quốc gia … trên địa bàn tỉnh …".
    pub subject: String,
    /// The decision that orders it: "Quyết định số 411/QĐ-TTg ngày 31/3/2022 của Thủ tướng Chính phủ"; may be empty.
    pub basis: String,
    /// The period as people write it: "năm 2025"; may be empty.
    pub period: String,
    /// Day of the data.
    pub cut_off: Option<DocumentDate>,
    /// Day by which the reports are due.
    pub deadline: Option<DocumentDate>,
    /// The letter that opened the round: "Công văn số 12/SKHCN-CĐS ngày 13/10/2025"; empty for the letter itself.
    pub request: String,
    /// To whom the letters go: "Ủy ban nhân dân các xã, phường, đặc khu".
    pub addressees: Vec<String>,
    /// True where somebody named them: a reminder then goes to them and lists the units.
    pub addressed: bool,
    /// How reports are sent and whom to ask; may be empty.
    pub contact: String,
}

/// A unit that owes a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LateUnit {
    /// Kind and name: "xã Suối Trăng".
    pub name: String,
    /// Day on which the report came; none while it is missing.
    pub received: Option<DocumentDate>,
    /// Days late on the day of the document.
    pub days: Option<i64>,
    /// A remark: reminded on …, extension asked for.
    pub remark: String,
}

/// How a round stands on the day of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundState {
    /// Units that were asked.
    pub asked: usize,
    /// Reports that came.
    pub received: usize,
    /// Units without a report, or with one that came late.
    pub late: Vec<LateUnit>,
    /// Units whose later deadline is not over yet: name and day. They count as asked, not as missing.
    pub extended: Vec<(String, DocumentDate)>,
    /// Reports that came without a date: nobody can say whether they were in time. They count as received.
    pub undated: usize,
    /// Units that had nothing to report and said so, with a reason in place of a report. They count as received.
    pub nothing: Vec<String>,
    /// Day that the state is of.
    pub as_of: Option<DocumentDate>,
    /// True where [`LateUnit::received`] is the date that the report bears, not the day on which it came in.
    pub by_printed_date: bool,
}

impl RoundState {
    /// True where reports are still to come and none of them is late: there is nothing to announce.
    #[must_use]
    pub fn nobody_late_yet(&self) -> bool {
        self.late.is_empty() && self.received < self.asked
    }
}

/// What the file says about itself and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issue {
    /// Number as issued, where it is known.
    pub number: Option<String>,
    /// Symbol after the number, where the document has its own; else it is made of the kind and the office.
    pub symbol: Option<String>,
    /// Date, as far as it is known.
    pub date: DateLine,
    /// Recipients besides the addressees and the archive.
    pub recipients: Vec<String>,
    /// Properties of the file; a blank title becomes what the document is about.
    pub properties: Properties,
}

/// "05/01/2026", "31/3/2022": days below 10 and the months 1 and 2 take a zero (Annex I, part II, item 4).
#[must_use]
pub fn day(date: DocumentDate) -> String {
    let zero = if date.month < 3 { "0" } else { "" };
    format!("{:02}/{zero}{}/{}", date.day, date.month, date.year)
}

/// The day `2025-10-31`; none where the text is no whole ISO date, or a day that the calendar does not have.
#[must_use]
pub fn parse_day(iso: &str) -> Option<DocumentDate> {
    let date: Date = iso.parse().ok()?;
    Some(DocumentDate {
        year: date.year(),
        month: date.month(),
        day: date.day(),
    })
}

/// Academic titles as people abbreviate them before a name, without their dots, folded.
const ACADEMIC: [&str; 9] = ["gs", "pgs", "ts", "tskh", "ths", "cn", "ks", "bs", "ds"];

/// The academic title before the name of a signer: bodies of the administration print none (Annex I, part II, item 7).
#[must_use]
pub fn academic_title(name: &str) -> Option<&str> {
    let first = name.split_whitespace().next()?;
    let words: Vec<String> = first.split('.').map(tonghop_text::fold).collect();
    let is_title = first.contains('.') && words.iter().any(|w| ACADEMIC.contains(&w.as_str()));
    is_title.then_some(first)
}

#[cfg(test)]
mod tests {
    use super::academic_title;

    #[test]
    fn academic_titles_are_told_from_names() {
        assert_eq!(academic_title("TS. Trần Văn Mẫu"), Some("TS."));
        assert_eq!(academic_title("PGS.TS Trần Văn Mẫu"), Some("PGS.TS"));
        assert_eq!(academic_title("ThS.Trần Văn Mẫu"), Some("ThS.Trần"));
        assert_eq!(academic_title("Trần Văn Mẫu"), None);
        assert_eq!(academic_title("Ts Ngàn"), None);
        assert_eq!(academic_title(""), None);
    }
}
