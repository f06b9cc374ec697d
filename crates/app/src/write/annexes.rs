//! Annexes that a report prints behind its signature: where each begins, and what its title is.

use tonghop_model::reading::{Passage, Span, TaskRow};
use tonghop_text::{fold, squash_space};

/// What an annex is called.
const LABEL: &str = "phu luc";
/// How the line that ties an annex to its document begins; the form prints its own.
const REFERENCE: &str = "kem theo";
/// A label with a title of its own is a line, not a sentence: characters.
const LONGEST_LABEL: usize = 160;
/// Lines that a title has at most.
const TITLE_LINES: usize = 4;

/// The passages of one annex, without its label, title and reference.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnnexPassages<'a> {
    /// As printed; empty where it has none.
    pub title: String,
    /// What stands in it.
    pub passages: Vec<&'a Passage>,
    /// Where its label stands.
    pub begin: Span,
}

impl AnnexPassages<'_> {
    /// True where the rows of the tasks begin in this annex; `next` is the annex behind it.
    pub fn holds(&self, tasks: &[TaskRow], next: Option<&Self>) -> bool {
        let first = tasks.iter().map(|t| t.span.begin()).min();
        first.is_some_and(|at| self.begin.begin() < at && next.is_none_or(|n| at < n.begin.begin()))
    }
}

/// Parts what stands behind the text of a document into what belongs to no annex and the annexes, in order.
pub fn parted<'a>(behind: &[&'a Passage]) -> (Vec<&'a Passage>, Vec<AnnexPassages<'a>>) {
    let labels: Vec<usize> = (0..behind.len())
        .filter(|&i| label(&behind[i].text).is_some())
        .collect();
    let first = labels.first().copied().unwrap_or(behind.len());
    let ends = labels.iter().skip(1).copied().chain([behind.len()]);
    let annexes = labels
        .iter()
        .zip(ends)
        .map(|(&at, end)| annex(&behind[at..end]))
        .collect();
    (behind[..first].to_vec(), annexes)
}

/// The annex that these passages print, its label first.
fn annex<'a>(passages: &[&'a Passage]) -> AnnexPassages<'a> {
    let begin = passages[0].span;
    let mut title = label(&passages[0].text).unwrap_or_default();
    let mut from = 1;
    if title.is_empty() {
        let lines = title_lines(&passages[1..]);
        let printed: Vec<String> = passages[1..=lines].iter().map(|p| squash_space(&p.text)).collect();
        (title, from) = (printed.join(" "), 1 + lines);
    }
    let passages = passages[from..]
        .iter()
        .copied()
        .filter(|p| !is_reference(&p.text))
        .collect();
    AnnexPassages { title, passages, begin }
}

/// How many of the lines below a label are its title: those in capitals, or the one above the reference.
fn title_lines(below: &[&Passage]) -> usize {
    let is_line = |p: &&&Passage| p.span.cell.is_none() && !is_reference(&p.text);
    let in_capitals =
        |p: &&&Passage| !p.text.chars().any(char::is_lowercase) && p.text.chars().any(char::is_alphabetic);
    let capitals = below
        .iter()
        .take(TITLE_LINES)
        .take_while(|p| is_line(p) && in_capitals(p))
        .count();
    if capitals > 0 {
        return capitals;
    }
    let above = below.iter().take(TITLE_LINES).position(|p| is_reference(&p.text));
    above
        .filter(|&n| below[..n].iter().all(|p| is_line(&p)))
        .unwrap_or_default()
}

/// "(Kèm theo Báo cáo số …)".
fn is_reference(text: &str) -> bool {
    fold(text.trim_start_matches(['(', '[', ' '])).starts_with(REFERENCE)
}

/// What follows "Phụ lục", "PHỤ LỤC II", "Phụ lục 03:" in the line of a label; none for any other line.
fn label(text: &str) -> Option<String> {
    let text = squash_space(text);
    let folded = fold(&text);
    let rest = folded.strip_prefix(LABEL)?;
    let is_sentence = text.ends_with(['.', ';']) && text.chars().count() > LABEL.len() + "xviii.".len();
    if is_sentence
        || text.chars().count() > LONGEST_LABEL
        || is_reference(rest)
        || rest.starts_with(char::is_alphabetic)
    {
        return None;
    }
    let title = text.chars().skip(LABEL.chars().count()).collect::<String>();
    let title = title.trim_start();
    let number = title.split([' ', ':', '.', '-', '–', ')']).next().unwrap_or_default();
    let is_number = |word: &str| {
        let digits = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        digits || !word.is_empty() && word.chars().all(|c| "IVXLivxl".contains(c))
    };
    let title = if is_number(number) {
        &title[number.len()..]
    } else {
        title
    };
    let marks = |c: char| c.is_whitespace() || ":.-–)".contains(c);
    let title = title.trim_start_matches(marks);
    // "Phụ lục I nêu kết quả": the line goes on with a verb, it is no title.
    let begins = title.chars().next();
    begins.is_none_or(|c| !c.is_lowercase()).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_model::reading::PassageKind;

    fn passages(lines: &[&str]) -> Vec<Passage> {
        let passage = |(block, text): (usize, &&str)| Passage {
            place: "narrative".into(),
            kind: PassageKind::Narrative,
            text: (*text).into(),
            span: Span {
                block,
                ..Span::default()
            },
        };
        lines.iter().enumerate().map(passage).collect()
    }

    #[test]
    fn labels_are_told_from_sentences() {
        for (text, title) in [
            ("PHỤ LỤC", ""),
            ("Phụ lục II", ""),
            ("Phụ lục 03: Danh mục kế hoạch", "Danh mục kế hoạch"),
            ("PHỤ LỤC KẾT QUẢ", "KẾT QUẢ"),
            ("Phụ lục I. BIỂU SỐ LIỆU", "BIỂU SỐ LIỆU"),
        ] {
            assert_eq!(label(text).as_deref(), Some(title), "{text}");
        }
        for text in [
            "Phụ lục kèm theo Quyết định 15/QĐ-TTg",
            "Phụ lục I nêu kết quả từng chỉ tiêu",
            "Phụ lục này thay cho biểu đã gửi trước đây.",
            "Các phụ lục",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn each_annex_has_its_own_passages() {
        let lines = passages(&[
            "Ghi chú cuối văn bản",
            "Phụ lục I",
            "KẾT QUẢ",
            "CÁC CHỈ TIÊU",
            "(Kèm theo Báo cáo số 12/BC-UBND)",
            "Số liệu đến tháng 10",
            "Phụ lục II",
            "Danh sách tổ công nghệ số",
            "(Kèm theo Báo cáo số 12/BC-UBND)",
            "12 tổ",
        ]);
        let behind: Vec<&Passage> = lines.iter().collect();
        let (rest, annexes) = parted(&behind);
        assert_eq!(rest.len(), 1);
        let told: Vec<(&str, Vec<&str>)> = annexes
            .iter()
            .map(|a| (a.title.as_str(), a.passages.iter().map(|p| p.text.as_str()).collect()))
            .collect();
        assert_eq!(
            told,
            [
                ("KẾT QUẢ CÁC CHỈ TIÊU", vec!["Số liệu đến tháng 10"]),
                ("Danh sách tổ công nghệ số", vec!["12 tổ"])
            ]
        );
    }
}
