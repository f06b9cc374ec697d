//! Whom the document addresses (Nghị định 30/2020/NĐ-CP, Annex I, part II, item 9).

use super::folded::Folded;
use super::recipients::trim_item;
use super::rows::Row;
use crate::outline::{label, title};
use tonghop_text::{fold, squash_space};

/// "Kính gửi: …" in the opening; several addressees are joined by "; ".
pub(crate) fn find(opening: &[Row<'_>]) -> Option<String> {
    let greets = |i: usize| {
        let folded = fold(opening[i].text);
        // "Kính" / "gửi:": a cell that was too narrow.
        folded.starts_with("gui:") && i > 0 && fold(opening[i - 1].text).trim() == "kinh"
            || folded.starts_with("kinh gui")
    };
    let at = (0..opening.len().min(20)).find(|&i| greets(i))?;
    let head = opening[at].text;
    let rest = head
        .split_once(':')
        .map_or_else(|| skip_words(head, 2), |(_, r)| r)
        .trim();
    let mut all: Vec<String> = Vec::new();
    let listed = rest.is_empty() || label::bullet(rest).is_some();
    if !rest.is_empty() {
        all.push(label::without_label(rest).into());
    }
    for row in &opening[at + 1..] {
        if let Some((_, text)) = label::bullet(row.text).filter(|_| listed) {
            all.push(text.into());
            continue;
        }
        let Some(last) = all.last_mut() else {
            if title::word_count(row.text) >= 25 {
                break;
            }
            all.push(row.text.into());
            continue;
        };
        if !continues_addressee(row, last, row.para == opening[at].para, listed) {
            break;
        }
        last.push(' ');
        last.push_str(row.text);
    }
    let all: Vec<_> = all.iter().map(|a| trim_item(a)).filter(|a| !a.is_empty()).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// True for a row that goes on with the addressee of the row before.
fn continues_addressee(row: &Row<'_>, last: &str, same_para: bool, listed: bool) -> bool {
    if last.ends_with(['.', ':']) || last.ends_with(';') && !same_para {
        return false;
    }
    same_para || listed && row.text.len() < 120 && row.text.starts_with(char::is_lowercase)
}

/// The addressee of the closing sentence: "…, kính gửi Sở … theo dõi, tổng hợp./."
pub(crate) fn of_closing(sentences: &[&str]) -> Option<String> {
    const VERBS: [&str; 7] = [
        "kinh gui",
        "kinh bao cao",
        "kinh trinh",
        "kinh de nghi",
        "bao cao",
        "gui",
        "de nghi",
    ];
    const PURPOSES: [&str; 16] = [
        "theo quy dinh",
        "theo doi",
        "biet",
        "xem xet",
        "tong hop",
        "de",
        "chi dao",
        "quan tam",
        "duoc biet",
        "nam",
        "bao cao",
        "tham muu",
        "cho y kien",
        "cho chu truong",
        "va co y kien",
        "hop",
    ];
    // Requests may stand right before the closing sentence: "Đề nghị Sở … hỗ trợ …".
    let formula = sentences.iter().position(|s| fold(s).contains("tren day la"));
    for sentence in &sentences[formula.unwrap_or(0)..] {
        let folded = Folded::new(sentence);
        for verb in VERBS {
            // "… báo cáo Sở …, báo cáo Ủy ban nhân dân tỉnh": the nearest is addressed, the second is told by it.
            let Some(at) = addressing(&folded, verb) else { continue };
            let start = at + verb.len();
            let text = folded.slice(start, folded.folded.len()).trim_start_matches([' ', ':']);
            if !text.starts_with(char::is_uppercase) {
                continue;
            }
            let ends = PURPOSES.iter().filter_map(|p| folded.find_words(p, start));
            let end = ends
                .chain(folded.folded[start..].find("./.").map(|i| start + i))
                .min()
                .unwrap_or(folded.folded.len());
            let name = squash_space(folded.slice(start, end).trim_matches([' ', ',', ';', '.', ':']));
            if name.chars().count() > 3 && name.chars().count() < 200 {
                return Some(name);
            }
        }
    }
    None
}

/// The first place of a verb at which a body follows that it is said to; the last place where none does.
fn addressing(sentence: &Folded<'_>, verb: &str) -> Option<usize> {
    const BODIES: [&str; 10] = [
        "so ",
        "uy ban",
        "ubnd",
        "bo ",
        "van phong",
        "ban chi dao",
        "phong ",
        "tinh uy",
        "dang uy",
        "thuong truc",
    ];
    let mut from = 0;
    while let Some(at) = sentence.find_words(verb, from) {
        let rest = sentence.folded[at + verb.len()..].trim_start_matches([' ', ':']);
        let capital = sentence.slice(sentence.folded.len() - rest.len(), sentence.folded.len());
        if capital.starts_with(char::is_uppercase) && BODIES.iter().any(|b| rest.starts_with(b)) {
            return Some(at);
        }
        from = at + verb.len();
    }
    sentence.rfind_words(verb)
}

fn skip_words(text: &str, count: usize) -> &str {
    text.splitn(count + 1, ' ').nth(count).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::rows::rows_of as rows;

    #[test]
    fn the_body_that_passes_the_report_on_is_addressed() {
        let closing = "Phòng Nội vụ huyện báo cáo Sở Nội vụ tổng hợp, báo cáo UBND tỉnh./.";
        assert_eq!(of_closing(&[closing]).as_deref(), Some("Sở Nội vụ"));
    }

    #[test]
    fn a_request_before_the_closing_sentence_addresses_nobody() {
        let request = "- Đề nghị Sở Khoa học và Công nghệ hỗ trợ xã triển khai phần mềm.";
        assert_eq!(of_closing(&[request, "Trên đây là báo cáo của xã Đồi Mây."]), None);
    }

    #[test]
    fn addressees() {
        assert_eq!(
            find(&rows(&[
                "Kính gửi: Sở Khoa học và Công nghệ",
                "Thực hiện Công văn số 1/A-B, xã báo cáo."
            ]))
            .as_deref(),
            Some("Sở Khoa học và Công nghệ")
        );
        let list = rows(&[
            "Kính gửi:",
            "- Văn phòng Chính phủ;",
            "- Bộ trưởng Bộ Nội vụ, Tổ phó Tổ công tác",
            "thủ tục hành chính.",
            "Thực hiện nội dung Công văn số 5/A-B.",
        ]);
        assert_eq!(
            find(&list).as_deref(),
            Some("Văn phòng Chính phủ; Bộ trưởng Bộ Nội vụ, Tổ phó Tổ công tác thủ tục hành chính")
        );
        let closing = "Trên đây là Báo cáo kết quả của xã, kính gửi Sở Khoa học và Công nghệ theo dõi, tổng hợp./.";
        assert_eq!(of_closing(&[closing]).as_deref(), Some("Sở Khoa học và Công nghệ"));
        assert_eq!(
            of_closing(&[
                "Trên đây là báo cáo của huyện, kính đề nghị Sở Nội vụ tổng hợp, báo cáo UBND tỉnh theo quy định./."
            ])
            .as_deref(),
            Some("Sở Nội vụ")
        );
        assert_eq!(
            of_closing(&["Ủy ban nhân dân xã báo cáo Sở Nội vụ biết, tổng hợp./."]).as_deref(),
            Some("Sở Nội vụ")
        );
    }
}
