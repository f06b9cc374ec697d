//! The legal bases that open a report: lines of their own in the form (Annex I, part II, item 6 of Nghị định 30/2020).

use tonghop_writers::documents::commune::Narrative;

/// How a basis begins.
const BASIS: &str = "Căn cứ ";
/// What parts two of them in one paragraph.
const BETWEEN: &str = "; Căn cứ ";

/// Takes the bases out of the beginning of a text, without their closing marks. A lone "Căn cứ …" that goes on as a sentence
/// stays where it is.
pub fn take(body: &mut Vec<Narrative>) -> Vec<String> {
    let mut bases = Vec::new();
    while let Some(Narrative::Paragraph(first)) = body.first_mut() {
        if !first.text.starts_with(BASIS) || !first.notes.is_empty() {
            break;
        }
        let text = std::mem::take(&mut first.text);
        let mut parts: Vec<String> = Vec::new();
        for (number, part) in text.split(BETWEEN).enumerate() {
            parts.push(if number == 0 {
                part.to_owned()
            } else {
                format!("{BASIS}{part}")
            });
        }
        let last = parts.pop().unwrap_or_default();
        let is_list = !parts.is_empty() || !bases.is_empty();
        bases.append(&mut parts);
        match closed(&last, is_list) {
            Some((basis, rest)) => {
                bases.push(basis.to_owned());
                if rest.is_empty() {
                    body.remove(0);
                } else {
                    first.text = rest.to_owned();
                    break;
                }
            }
            None => {
                first.text = last;
                break;
            }
        }
    }
    bases
}

/// A basis without its mark, and the text behind it; none where the sentence goes on.
fn closed(text: &str, is_list: bool) -> Option<(&str, &str)> {
    if let Some(basis) = text.strip_suffix(';') {
        return Some((basis, ""));
    }
    if !is_list {
        return None;
    }
    let end_of_sentence = text.match_indices(". ").find(|(at, _)| {
        let next = text[at + 2..].chars().next();
        next.is_some_and(char::is_uppercase)
    });
    match end_of_sentence {
        Some((at, _)) => Some((&text[..at], text[at + 2..].trim_start())),
        None => text.strip_suffix('.').map(|basis| (basis, "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(texts: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut body: Vec<Narrative> = texts.iter().map(|t| Narrative::Paragraph((*t).into())).collect();
        let bases = take(&mut body);
        let left = body.into_iter().map(|piece| match piece {
            Narrative::Paragraph(said) => said.text,
            other => panic!("{other:?}"),
        });
        (bases, left.collect())
    }

    #[test]
    fn bases_in_lines_and_in_one_paragraph() {
        let (one, two) = (
            "Căn cứ Quyết định số 15/QĐ-TTg",
            "Căn cứ Kế hoạch số 7/KH-UBND của UBND tỉnh",
        );
        let said = "UBND xã báo cáo như sau:";
        let expected = (vec![one.to_owned(), two.to_owned()], vec![said.to_owned()]);
        assert_eq!(taken(&[&format!("{one};"), &format!("{two}."), said]), expected);
        assert_eq!(taken(&[&format!("{one}; {two}. {said}")]), expected);
    }

    #[test]
    fn a_sentence_that_goes_on_stays() {
        for said in [
            "Căn cứ Công văn số 15/SKHCN, UBND xã báo cáo như sau:",
            "Căn cứ kết quả đã đạt, xã đề nghị tỉnh hỗ trợ.",
            "Xã đã lập 12 tổ; Căn cứ thực tế.",
        ] {
            assert_eq!(taken(&[said]), (vec![], vec![said.to_owned()]), "{said}");
        }
    }
}
