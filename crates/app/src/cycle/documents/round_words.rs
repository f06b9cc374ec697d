//! How documents name a round: its subject, its period, the letter that opened it.

use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::DocumentDate;
use tonghop_model::period::ReportingPeriod;
use tonghop_text::{fold, lower_first, nfc};
use tonghop_writers::documents::office;

/// Words of a title that say what is reported on, folded. "Báo cáo tháng 11 năm 2026" has none of them.
const SUBJECTS: [&str; 5] = ["tinh hinh", "ket qua", "thuc hien", "trien khai", "cong tac"];

/// "Báo cáo tình hình …" is a request to report "tình hình …".
pub(super) fn subject(title: &str) -> String {
    let title = nfc(title.trim()).into_owned();
    lower_first(title.strip_prefix("Báo cáo ").unwrap_or(&title))
}

/// True where a title names what is reported on, and not only the period.
pub(super) fn names_subject(title: &str) -> bool {
    let folded = fold(title);
    SUBJECTS.iter().any(|words| folded.contains(words))
}

/// "tháng 11 năm 2026"; blank where the code is none.
pub(super) fn period(words: &Messages, code: &str) -> String {
    let period = code.parse::<ReportingPeriod>().ok();
    period.map_or_else(String::new, |p| lower_first(&words.format(&p.label())))
}

/// "Công văn số 12/SKHCN-CĐS ngày 13/10/2025"; blank where the round names no number.
pub(super) fn request(words: &Messages, number: Option<&str>, date: Option<DocumentDate>) -> String {
    let Some(number) = number.map(str::trim).filter(|n| !n.is_empty()) else {
        return String::new();
    };
    let key = if date.is_some() {
        "official-round-request-dated"
    } else {
        "official-round-request"
    };
    let args = [
        ("number", Arg::Text(number.to_owned())),
        ("date", Arg::Text(date.map(office::day).unwrap_or_default())),
    ];
    words.word(key, &args)
}

#[cfg(test)]
mod tests {
    use super::{names_subject, subject};

    #[test]
    fn titles_of_rounds_become_subjects() {
        assert_eq!(subject("Báo cáo tình hình thực hiện X"), "tình hình thực hiện X");
        assert_eq!(subject("Tình hình thực hiện X"), "tình hình thực hiện X");
        assert_eq!(subject("KTS và XHS năm 2025"), "KTS và XHS năm 2025");
    }

    #[test]
    fn a_period_alone_is_no_subject() {
        assert!(names_subject("Báo cáo tình hình thực hiện X"));
        assert!(!names_subject("Báo cáo tháng 11 năm 2026"));
    }
}
