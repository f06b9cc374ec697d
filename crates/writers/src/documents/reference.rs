//! The line below the title of an annex: which document it goes with (Annex I, part III, item 2: type, number, symbol, date and
//! issuer of the document).

use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::{OfficialDocument, Title};

use super::office::day;

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
    let number = document.number.map_or_else(|| BLANK.to_owned(), |n| format!("{n:02}"));
    let is_letter = matches!(document.title, Title::Letter { .. });
    let date = document
        .date
        .map_or_else(|| words.text("official-annex-date-blank"), day);
    words.word(
        if is_letter {
            "official-annex-of-letter"
        } else {
            "official-annex-of-report"
        },
        &[
            ("number", Arg::Text(format!("{number}/{}", document.symbol))),
            ("date", Arg::Text(date)),
            ("office", Arg::Text(office.to_owned())),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::Lang;
    use tonghop_model::official::{Annex, DocumentDate};

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
            Some(5),
            Some(DocumentDate {
                year: 2026,
                month: 1,
                day: 7,
            }),
        );
        annexes(&words, &mut document, "UBND xã Suối Trăng");
        let known = "Kèm theo Báo cáo số 05/BC-UBND ngày 07/01/2026 của UBND xã Suối Trăng";
        assert_eq!(document.annexes[0].reference.as_deref(), Some(known));
    }
}
