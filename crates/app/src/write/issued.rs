//! Number, symbol and date of a report, for its document.

use tonghop_model::official::DateLine;
use tonghop_model::printed::PrintedHead;
use tonghop_model::reading::Header;

/// Number and symbol of "05/BC-UBND", "15A/BC-UBND", "152-BC/ĐU"; a number that is blank gives only its symbol.
pub fn number_and_symbol(printed: &str) -> (Option<String>, Option<String>) {
    let figures = printed.starts_with(|c: char| c.is_ascii_digit());
    let at = printed.find(['/', '-']).unwrap_or(printed.len());
    let (number, rest) = printed.split_at(at);
    let symbol = rest.strip_prefix('/').unwrap_or(rest);
    (
        figures.then(|| number.trim().to_owned()),
        (!symbol.is_empty()).then(|| symbol.to_owned()),
    )
}

/// The date line: as printed, or (of a reading alone) as far as its date is known.
pub fn date(header: &Header, head: &PrintedHead) -> DateLine {
    if head.date != DateLine::default() {
        return head.date;
    }
    let mut parts = header.date.as_deref().unwrap_or_default().split('-');
    DateLine {
        year: parts.next().and_then(|p| p.parse().ok()),
        month: parts.next().and_then(|p| p.parse().ok()),
        day: parts.next().and_then(|p| p.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_letters_and_hyphens() {
        for (printed, number, symbol) in [
            ("05/BC-UBND", Some("05"), Some("BC-UBND")),
            ("1.204/BC-UBND", Some("1.204"), Some("BC-UBND")),
            ("15A/BC-UBND", Some("15A"), Some("BC-UBND")),
            ("15/2031/BC-UBND", Some("15"), Some("2031/BC-UBND")),
            ("152-BC/ĐU", Some("152"), Some("-BC/ĐU")),
            ("…/BC-UBND", None, Some("BC-UBND")),
            ("…-BC/ĐU", None, Some("-BC/ĐU")),
            ("12", Some("12"), None),
        ] {
            let expected = (number.map(str::to_owned), symbol.map(str::to_owned));
            assert_eq!(number_and_symbol(printed), expected, "{printed}");
        }
    }

    #[test]
    fn what_is_known_of_a_date_is_kept() {
        let header = Header {
            date: Some("2031-12".into()),
            ..Header::default()
        };
        let of_reading = date(&header, &PrintedHead::default());
        assert_eq!(
            (of_reading.day, of_reading.month, of_reading.year),
            (None, Some(12), Some(2031))
        );
        let year = DateLine {
            year: Some(2031),
            ..DateLine::default()
        };
        let head = PrintedHead {
            date: year,
            ..PrintedHead::default()
        };
        assert_eq!(date(&Header::default(), &head), year);
        assert_eq!(date(&Header::default(), &PrintedHead::default()), DateLine::default());
    }
}
