//! The line below the title of an annex: which document it goes with (Annex I, part III, item 2: type, number, symbol, date and
//! issuer of the document).

use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::{DateLine, OfficialDocument, Title};

use super::office::day;
use crate::wording::printed_month;

/// Stands where the records office writes number and date by hand or stamp.
const BLANK: &str = "…";

/// Gives every annex its reference. `office` is the issuer as running text names it.
pub fn annexes(words: &Messages, document: &mut OfficialDocument, office: &str) {
    let reference = reference(words, document, office);
    for annex in &mut document.annexes {
        annex.reference = Some(reference.clone());
    }
}

/// "Kèm theo Báo cáo số …/BC-UBND ngày … tháng … năm … của UBND xã Suối Trăng".
fn reference(words: &Messages, document: &OfficialDocument, office: &str) -> String {
    let is_letter = matches!(document.title, Title::Letter { .. });
    let date = document.date.whole().map_or_else(|| partly(words, document.date), day);
    words.word(
        if is_letter {
            "official-annex-of-letter"
        } else {
            "official-annex-of-report"
        },
        &[
            ("number", Arg::Text(document.number_and_symbol(BLANK))),
            ("date", Arg::Text(date)),
            ("office", Arg::Text(office.to_owned())),
        ],
    )
}

/// "… tháng 12 năm 2025".
fn partly(words: &Messages, date: DateLine) -> String {
    let [month, year] = ["official-form-month", "official-form-year"].map(|key| words.text(key));
    let blank = || BLANK.to_owned();
    let d = date.day.map_or_else(blank, |d| format!("{d:02}"));
    let m = date.month.map_or_else(blank, printed_month);
    let y = date.year.map_or_else(blank, |y| y.to_string());
    format!("{d} {month} {m} {year} {y}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::Lang;
    use tonghop_model::official::Annex;

    #[test]
    fn what_is_not_known_stays_blank() {
        let words = Messages::new(Lang::Vi);
        let mut document = OfficialDocument {
            symbol: "BC-UBND".into(),
            title: Title::Named {
                kind: "BÁO CÁO".into(),
                subject: String::new(),
            },
            annexes: vec![Annex::default()],
            ..OfficialDocument::default()
        };
        annexes(&words, &mut document, "UBND xã Suối Trăng");
        let blank = "Kèm theo Báo cáo số …/BC-UBND ngày … tháng … năm … của UBND xã Suối Trăng";
        assert_eq!(document.annexes[0].reference.as_deref(), Some(blank));
        (document.number, document.date) = (
            Some("5".into()),
            DateLine {
                year: Some(2026),
                month: Some(1),
                day: None,
            },
        );
        annexes(&words, &mut document, "UBND xã Suối Trăng");
        let partly = "Kèm theo Báo cáo số 05/BC-UBND ngày … tháng 01 năm 2026 của UBND xã Suối Trăng";
        assert_eq!(document.annexes[0].reference.as_deref(), Some(partly));
        document.date.day = Some(7);
        annexes(&words, &mut document, "UBND xã Suối Trăng");
        let known = "Kèm theo Báo cáo số 05/BC-UBND ngày 07/01/2026 của UBND xã Suối Trăng";
        assert_eq!(document.annexes[0].reference.as_deref(), Some(known));
    }
}
