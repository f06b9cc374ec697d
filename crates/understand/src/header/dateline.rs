//! Number and symbol, place and date (Nghị định 30/2020/NĐ-CP, Annex I, section II.3 and II.4).

use super::date::{self, Date};
use super::folded::Folded;
use super::rows::Row;

/// Most figures of a number.
const MOST_FIGURES: usize = 6;

/// What the rows of the header block say.
#[derive(Debug, Default)]
pub(crate) struct Dateline {
    /// "05/BC-UBND"; a blank number is "…".
    pub number: Option<String>,
    /// Place of the date.
    pub place: Option<String>,
    /// Date as printed.
    pub date: Option<Date>,
}

/// Looks for the number and the date in the rows before the type and right after it.
pub(crate) fn find(head: &[Row<'_>], opening: &[Row<'_>]) -> Dateline {
    let mut out = Dateline::default();
    for (row, inside) in head
        .iter()
        .map(|r| (r, true))
        .chain(opening.iter().take(4).map(|r| (r, false)))
    {
        let folded = Folded::new(row.text);
        if is_ground(&folded.folded) {
            continue;
        }
        let number = number(&folded).filter(|n| inside || n.1 < 60);
        let after = number.as_ref().map_or(0, |n| n.1);
        if out.number.is_none() {
            out.number = number.map(|n| n.0);
        }
        if out.date.is_none()
            && let Some((place, date)) =
                place_and_date(&folded, after).or_else(|| place_and_month(&folded, after).filter(|_| inside))
            && (inside || row.text.len() < 80)
        {
            out.place = place;
            out.date = Some(date);
        }
    }
    let below = head
        .windows(2)
        .find_map(|w| Some((w[1].text, date_over_two(w[0].text, w[1].text)?)));
    out.number = out
        .number
        .or_else(|| head.windows(2).find_map(|w| number_over_two(w[0].text, w[1].text)));
    complete(&mut out, head, below.map_or("", |b| b.0));
    out.place = out.place.map(|place| first_word_above(head, &place).unwrap_or(place));
    if let Some((below, whole)) = below
        && out.date.is_none_or(|date| date.year.is_none())
    {
        out.date = Some(whole);
        out.place = out.place.or_else(|| place_over_two(head, below));
    }
    out
}

/// "Căn cứ Nghị quyết số … ngày …": the day is that of the document on which the report rests.
fn is_ground(folded: &str) -> bool {
    ["can cu ", "thuc hien ", "theo ", "xet "]
        .iter()
        .any(|w| folded.starts_with(w))
}

/// "Núi" / "Gió, ngày 24 tháng 12 năm 2031": the place in a cell that was too narrow for its words.
fn first_word_above(head: &[Row<'_>], place: &str) -> Option<String> {
    let at = head
        .iter()
        .position(|row| row.text.trim_start().starts_with(&format!("{place}, ngày")))?;
    let above = head.get(at.checked_sub(1)?)?.text.trim();
    let word = above.chars().all(char::is_alphabetic) && above.starts_with(char::is_uppercase);
    let small = above.chars().skip(1).any(char::is_lowercase);
    (word && small && !place.contains(' ')).then(|| format!("{above} {place}"))
}

/// The date of a row that goes on in the next one, where the column was too narrow: "ngày 5 tháng 9 năm" / "2025",
/// "ngày … tháng 9" / "năm 2025", "ngày" / "5 tháng 9 năm 2025".
fn date_over_two(row: &str, below: &str) -> Option<Date> {
    const LONGEST: usize = 30;
    let (first, rest) = (Folded::new(row), Folded::new(below.trim()));
    let goes_on = rest.folded.starts_with(|c: char| c.is_ascii_digit())
        || ["thang", "nam"].iter().any(|w| rest.folded.starts_with(w));
    let at = first
        .folded
        .rfind("ngay")
        .filter(|_| goes_on && rest.folded.len() <= LONGEST)?;
    let begun = &first.folded[at + "ngay".len()..];
    // The row's own date is whole, or its last words are none.
    let open = date::parse(begun).is_none_or(|(date, end)| {
        date.year.is_none() && begun[end..].trim_matches([' ', '.', '…']).is_empty()
            || begun.trim_end().ends_with("nam")
    });
    let (date, end) = date::parse(&format!("{begun} {}", rest.folded)).filter(|_| open)?;
    (date.year.is_some() && end > begun.len()).then_some(date)
}

/// "Số:" / "/BC-UBND", "Số: 12" / "/BC-UBND": converters of PDF break the row where the number was left blank.
fn number_over_two(row: &str, below: &str) -> Option<String> {
    const LONGEST: usize = 30;
    let open = row.trim().trim_start_matches("Số").trim_start_matches([':', '.', ' ']);
    let is_open = row.trim().starts_with("Số") && open.bytes().all(|b| b.is_ascii_digit());
    // "Số:" / "06/2031/QĐ-UBND": a page printed number and symbol on a row of their own.
    let own = below
        .trim()
        .trim_start_matches(|c: char| c.is_ascii_digit() && open.is_empty());
    let symbol = own.starts_with('/') && below.len() <= LONGEST;
    (is_open && symbol)
        .then(|| number(&Folded::new(&format!("{} {}", row.trim(), below.trim()))))
        .flatten()
        .map(|(number, _)| number)
}

/// The place on the row whose date goes on in the row `below`.
fn place_over_two(head: &[Row<'_>], below: &str) -> Option<String> {
    let row = head.windows(2).find(|w| std::ptr::eq(w[1].text, below))?[0].text;
    let whole = format!("{row} {below}");
    let folded = Folded::new(&whole);
    let after = number(&folded).map_or(0, |n| n.1);
    place_and_date(&folded, after)?.0
}

/// A number that was typed or stamped over the form stands on a row of its own; the row `year` ends the date.
fn complete(out: &mut Dateline, head: &[Row<'_>], year: &str) {
    let Some(number) = &mut out.number else { return };
    let mut alone = head
        .iter()
        .filter(|r| !std::ptr::eq(r.text, year))
        .map(|r| r.text.trim())
        .filter(|t| t.len() < 6 && t.bytes().all(|b| b.is_ascii_digit()));
    if number.starts_with('…')
        && let Some(found) = alone.next()
        && alone.next().is_none()
        && !found.is_empty()
    {
        *number = number.replacen('…', found, 1);
    }
}

/// "Số: 05/BC-UBND" with the byte of the text after it.
fn number(row: &Folded<'_>) -> Option<(String, usize)> {
    let at = ["so:", "so ", "so.", "s6:", "s0:", "so/", "so…"]
        .iter()
        .filter_map(|p| {
            let at = row.folded.find(p)?;
            let before = row.folded[..at].chars().next_back();
            // "Số" stands at the start of the row or after the other column.
            let capital = row.slice(at, at + 1).starts_with(char::is_uppercase);
            (before.is_none_or(|c| !c.is_alphanumeric()) && capital).then_some(at + 2)
        });
    let start = at.min()?;
    let rest = row.folded[start..].trim_start_matches([':', ' ', '.']);
    let from = row.folded.len() - rest.len();
    let blank = |c: char| matches!(c, '.' | '…' | '_' | ' ');
    let digits = figures(rest);
    let symbol = rest[digits..].trim_start_matches(blank);
    let many = rest[..digits].bytes().filter(u8::is_ascii_digit).count() > MOST_FIGURES;
    if !symbol.starts_with(['/', '-']) || many {
        return None;
    }
    let symbol_at = row.folded.len() - symbol.len();
    let mut end = symbol_at + 1;
    let mut joined = true;
    for (i, c) in row.folded[end..].char_indices() {
        let place = symbol_at + 1 + i;
        match c {
            ' ' if joined || row.folded[place..].trim_start().starts_with(['-', '/', '&']) => {}
            _ if c.is_alphanumeric() || c == '&' => joined = false,
            '-' | '/' => joined = true,
            '.' if row.folded[place + 1..].starts_with(char::is_alphanumeric) => {}
            _ => break,
        }
        end = place + c.len_utf8();
    }
    let symbol: String = row.slice(symbol_at, end).split_whitespace().collect();
    if symbol.chars().filter(|c| c.is_uppercase()).count() < 2 {
        return None;
    }
    let number = row.slice(from, from + digits);
    let number = if number.is_empty() { "…" } else { number };
    Some((format!("{number}{symbol}"), row.back(end)))
}

/// Bytes of the number at the start of a folded text: "15", "15a" (between two that were issued), "1.204".
fn figures(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    let grouped = |rest: &str| rest.strip_prefix('.').is_some_and(|group| digits(group) == 3);
    while (1..=3).contains(&digits(text)) && grouped(&text[end..]) {
        end += ".000".len();
    }
    let mut behind = text[end..].chars();
    let letter = end > 0 && behind.next().is_some_and(|c| c.is_ascii_lowercase());
    let ends = behind.as_str().trim_start().starts_with(['/', '-']);
    end + usize::from(letter && ends)
}

/// True behind the date of a sentence: "ngày 09/4/2031 của Chính phủ", "Ngày 24 tháng 4 năm 2031, tại trụ sở …".
fn goes_on_as_sentence(folded: &str) -> bool {
    const WORDS: [&str; 8] = [
        "cua ", "ve ", "ban hanh", ", tai", ", ubnd", ", uy ban", ", da", " tai ",
    ];
    let rest = folded.trim_start();
    WORDS.iter().any(|w| rest.starts_with(w.trim_start()))
}

/// "Minh Long, ngày 5 tháng 9 năm 2025".
fn place_and_date(row: &Folded<'_>, after: usize) -> Option<(Option<String>, Date)> {
    let mut from = 0;
    while let Some(at) = row.folded[from..].find("ngay").map(|i| from + i) {
        from = at + "ngay".len();
        let Some((date, length)) = date::parse(&row.folded[from..]) else {
            continue;
        };
        if goes_on_as_sentence(&row.folded[from + length..]) {
            continue;
        }
        // A table whose line breaks were lost has the motto on the row.
        let motto = ["hanh phuc", "viet nam"]
            .iter()
            .filter_map(|m| row.folded[..at].rfind(m).map(|i| row.back(i + m.len())))
            .max();
        let after = after.max(motto.unwrap_or(0));
        let before = row
            .text
            .get(after.min(row.back(at))..row.back(at))?
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '_'))
            .trim_end_matches([',', ' ', '.']);
        let place = before
            .rsplit([':', ';', '*', '_', '|'])
            .next()
            .unwrap_or_default()
            .trim();
        let plausible = place.chars().count() <= 40 && place.split(' ').count() <= 6 && !place.contains('/');
        let capital = place.chars().next().is_some_and(char::is_uppercase);
        return (place.is_empty() || plausible && capital)
            .then(|| ((!place.is_empty()).then(|| place.to_owned()), date));
    }
    None
}

/// "Minh Long, tháng 9 năm 2025": the end of a row that names no day.
fn place_and_month(row: &Folded<'_>, after: usize) -> Option<(Option<String>, Date)> {
    let at = row.folded.rfind(", thang")?;
    let rest = &row.folded[at + 1..];
    let (date, end) = date::parse(rest)?;
    let whole = date.month.is_some() && date.year.is_some() && rest[end..].trim_matches([' ', '.']).is_empty();
    let before = row.text.get(after.min(row.back(at))..row.back(at))?;
    let place = before.trim();
    let proper = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let is_name = !place.is_empty() && place.split(' ').all(proper);
    (whole && is_name && place.split(' ').count() <= 6).then(|| (Some(place.to_owned()), date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[&str]) -> (Option<String>, Option<String>, Option<String>) {
        let rows: Vec<Row<'_>> = rows
            .iter()
            .map(|text| Row {
                text,
                para: 0,
                bold: false,
                centred: false,
            })
            .collect();
        let found = find(&rows, &[]);
        (found.number, found.place, found.date.and_then(Date::iso))
    }

    #[test]
    fn blank_number_and_date() {
        let found = of(&["Số: /BC-UBND Đồi Mây, ngày tháng năm 2025"]);
        assert_eq!(found, (Some("…/BC-UBND".into()), Some("Đồi Mây".into()), None));
        assert_eq!(of(&["Số:…../BC-UBND"]).0.as_deref(), Some("…/BC-UBND"));
    }

    #[test]
    fn full_number_and_date() {
        let found = of(&["Số: 447 /KH-UBND Phường 1, ngày 24 tháng 03 năm 2025"]);
        assert_eq!(
            found,
            (
                Some("447/KH-UBND".into()),
                Some("Phường 1".into()),
                Some("2025-03-24".into())
            )
        );
        let found = of(&["S6: 12/BC - UBND", "Đồi Mây, ngày23 tháng 01 năm 2025"]);
        assert_eq!(
            found,
            (
                Some("12/BC-UBND".into()),
                Some("Đồi Mây".into()),
                Some("2025-01-23".into())
            )
        );
        for (printed, read) in [
            ("Số: 1.204/BC-UBND", "1.204/BC-UBND"),
            ("Số: 15A/BC-UBND", "15A/BC-UBND"),
            ("Số: 15a /BC-UBND", "15a/BC-UBND"),
            ("Số: 05-BC/UBND", "05-BC/UBND"),
            ("Số: 12...../BC-UBND", "12/BC-UBND"),
        ] {
            assert_eq!(of(&[printed]).0.as_deref(), Some(read), "{printed}");
        }
        assert_eq!(of(&["Số 15-BC/ĐU"]).0.as_deref(), Some("15-BC/ĐU"));
        assert_eq!(of(&["Số: 8/SKHCN-BCVT&CĐS"]).0.as_deref(), Some("8/SKHCN-BCVT&CĐS"));
    }

    #[test]
    fn a_date_without_its_day() {
        let found = of(&["Đồi Mây, tháng 02 năm 2031"]);
        assert_eq!(found, (None, Some("Đồi Mây".into()), Some("2031-02".into())));
        for text in [
            "Tổng kết công tác quý I, tháng 02 năm 2031",
            "Đồi Mây, tháng 02 năm 2031 và cả quý",
        ] {
            assert_eq!(of(&[text]).2, None, "{text}");
        }
    }

    #[test]
    fn the_motto_on_the_same_row() {
        let row = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Đồi Mây, ngày 2 tháng 02 năm 2026";
        let found = of(&[row]);
        assert_eq!(found.1.as_deref(), Some("Đồi Mây"));
        assert_eq!(found.2.as_deref(), Some("2026-02-02"));
    }

    #[test]
    fn a_year_on_the_next_row() {
        let found = of(&["Số: 7/BC-UBND Đồi Mây, ngày 18 tháng 12 năm", "2031"]);
        assert_eq!(found.2.as_deref(), Some("2031-12-18"));
        // It is not the number that was left blank.
        for wrapped in [
            ["Đồi Mây, ngày     tháng 10 năm", "2031"],
            ["Đồi Mây, ngày tháng 10", "năm 2031"],
            ["Đồi Mây, ngày …", "tháng 10 năm 2031"],
        ] {
            let found = of(&["Số:      /BC-UBND", wrapped[0], wrapped[1], "2032"]);
            assert_eq!(found.0.as_deref(), Some("2032/BC-UBND"));
            let found = of(&["Số:      /BC-UBND", wrapped[0], wrapped[1]]);
            assert_eq!(found.0.as_deref(), Some("…/BC-UBND"));
            assert_eq!(found.1.as_deref(), Some("Đồi Mây"));
            assert_eq!(found.2.as_deref(), Some("2031-10"));
        }
    }

    #[test]
    fn a_number_over_two_rows() {
        assert_eq!(
            of(&["XÃ ĐỒI MÂY", "Số:", "/BC-UBND", "NAM"]).0.as_deref(),
            Some("…/BC-UBND")
        );
        assert_eq!(of(&["Số: 12", "/BC-UBND"]).0.as_deref(), Some("12/BC-UBND"));
        assert_eq!(of(&["Số:", "XÃ ĐỒI MÂY"]).0, None);
    }

    #[test]
    fn a_number_stamped_on_its_own_row() {
        assert_eq!(of(&["Số: /TB-UBND", "565"]).0.as_deref(), Some("565/TB-UBND"));
    }

    #[test]
    fn no_number_and_no_date() {
        assert_eq!(
            of(&["Số liệu tính đến nay", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
            (None, None, None)
        );
    }

    #[test]
    fn a_number_in_a_cell_of_its_own() {
        let rows = ["Số:", "06/2031/QĐ-UBND", "|", "Đồi Mây, ngày 25", "tháng 01 năm 2031"];
        let found = of(&rows);
        assert_eq!(found.0.as_deref(), Some("06/2031/QĐ-UBND"));
        assert_eq!(found.2.as_deref(), Some("2031-01-25"));
        let found = of(&["Số: 30/2031/QĐ-UBND | Sông Xa, ngày 09 tháng 10 năm 2031 |"]);
        assert_eq!(
            found,
            (
                Some("30/2031/QĐ-UBND".into()),
                Some("Sông Xa".into()),
                Some("2031-10-09".into())
            )
        );
    }

    #[test]
    fn the_day_of_what_is_cited_is_not_the_reports() {
        assert_eq!(
            of(&["Căn cứ Nghị định số 47/2031/NĐ-CP", "ngày 09/4/2031 của Chính phủ"]).2,
            None
        );
        assert_eq!(of(&["Ngày 24 tháng 4 năm 2031, tại trụ sở UBND xã"]).2, None);
    }

    #[test]
    fn a_ground_is_no_dateline() {
        let rows = [
            "Căn cứ Nghị quyết số 24/2031/QH15 ngày 28/7/2031",
            "của Quốc hội",
            "Đồi Mây, ngày 5 tháng 9 năm 2031",
        ];
        assert_eq!(of(&rows), (None, Some("Đồi Mây".into()), Some("2031-09-05".into())));
    }

    #[test]
    fn a_place_over_two_rows() {
        let found = of(&["Số: 33/QĐ-UBND", "|", "Núi", "Gió, ngày 24 tháng 12 năm 2031"]);
        assert_eq!(found.1.as_deref(), Some("Núi Gió"));
    }
}
