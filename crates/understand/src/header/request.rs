//! The request that a report answers: "Thực hiện Công văn số … ngày … của … về việc …, UBND … báo cáo".

use super::date;
use super::folded::Folded;
use tonghop_model::reading::Request;
use tonghop_text::squash_space;

/// Types that can ask for a report, folded, with their name; the more telling ones first.
const TYPES: [(&str, &str); 16] = [
    ("cong van", "Công văn"),
    ("cv", "Công văn"),
    ("cong dien", "Công điện"),
    ("van ban", "Văn bản"),
    ("thong bao ket luan", "Thông báo kết luận"),
    ("thong bao", "Thông báo"),
    ("ke hoach", "Kế hoạch"),
    ("chi thi", "Chỉ thị"),
    ("quyet dinh", "Quyết định"),
    ("huong dan", "Hướng dẫn"),
    ("giay moi", "Giấy mời"),
    ("chuong trinh", "Chương trình"),
    ("ket luan", "Kết luận"),
    ("nghi quyet", "Nghị quyết"),
    ("thong tu", "Thông tư"),
    ("nghi dinh", "Nghị định"),
];

/// The first so many types are letters, which ask by themselves.
const LETTERS: usize = 4;

/// The request named in a paragraph of the opening.
pub(crate) fn find(text: &str) -> Option<Request> {
    let folded = Folded::new(text);
    let trimmed = folded.folded.trim_start_matches(['-', ' ']);
    // "UBND xã nhận được Công văn số …"
    let received = trimmed.find("nhan duoc ").is_some_and(|at| {
        let (before, after) = (trimmed[..at].trim_end(), &trimmed[at + "nhan duoc ".len()..]);
        let another_verb = ["tiep", "xac", "chua", "thu"].iter().any(|w| before.ends_with(w));
        let document = TYPES.iter().any(|(word, _)| after.starts_with(word));
        at < 160 && document && !another_verb
    });
    if !received
        && ![
            "thuc hien",
            "can cu",
            "theo",
            "phuc dap",
            "tra loi",
            "tiep theo",
            "trien khai",
        ]
        .iter()
        .any(|o| trimmed.starts_with(o))
    {
        return None;
    }
    let (letters, others) = TYPES.split_at(LETTERS);
    let of = |types: &[(&str, &str)], text: &str| {
        let folded = Folded::new(text);
        types.iter().find_map(|(word, name)| of_type(&folded, word, name))
    };
    // "Căn cứ Kế hoạch …; thực hiện Kế hoạch …": what is carried out asked for it, what it rests on did not.
    of(letters, text)
        .or_else(|| carried_out(&folded).and_then(|from| of(others, folded.slice(from, folded.folded.len()))))
        .or_else(|| of(others, text))
}

/// Byte of the folded text at which the clause "thực hiện …" starts behind those that begin with "căn cứ".
fn carried_out(text: &Folded<'_>) -> Option<usize> {
    let grounds = text.folded.trim_start_matches(['-', ' ']).starts_with("can cu ");
    let behind = |mark: char| {
        let ends = text.folded.match_indices(mark).map(|(i, _)| i + 1);
        ends.take(12).find(|&i| {
            let clause = text.folded[i..].trim_start_matches(['-', ' ']);
            ["thuc hien ", "phuc dap ", "tra loi "]
                .iter()
                .any(|o| clause.starts_with(o))
        })
    };
    grounds.then(|| behind(';')).flatten()
}

fn of_type(text: &Folded<'_>, word: &str, name: &str) -> Option<Request> {
    let mut from = 0;
    while let Some(at) = text.find_words(word, from) {
        from = at + word.len();
        let Some((number, end)) = number(text, from) else {
            continue;
        };
        let mut request = Request {
            kind: Some(name.into()),
            number: Some(number),
            ..Request::default()
        };
        details(text, end, &mut request);
        if request.issuer.is_none() {
            request.issuer = named_before(text, from - word.len());
        }
        return Some(request);
    }
    None
}

/// Number and date of the line that names a report by them: "Báo cáo số 9/BC-UBND ngày 1/2/2025 về …".
pub(crate) fn own(line: &str) -> (Option<String>, Option<date::Date>) {
    let folded = Folded::new(line);
    let start = "bao cao".len();
    let Some((number, end)) = folded
        .folded
        .starts_with("bao cao")
        .then(|| number(&folded, start))
        .flatten()
    else {
        return (None, None);
    };
    let rest = folded.folded[end..].trim_start_matches([',', ' ', '(']);
    let date = rest.strip_prefix("ngay").and_then(date::parse).map(|(date, _)| date);
    (Some(number), date)
}

/// "số 12/SKHCN-CĐS", with the byte of the folded text after it.
fn number(text: &Folded<'_>, from: usize) -> Option<(String, usize)> {
    let mut at = from + (text.folded[from..].len() - text.folded[from..].trim_start().len());
    if let Some(rest) = text.folded[at..].strip_prefix("so") {
        at = text.folded.len() - rest.trim_start_matches([':', ' ']).len();
    }
    let rest = &text.folded[at..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let blank = rest[digits..].starts_with(['/', '-', ' ', '.', '…']);
    if digits > 6 || !blank {
        return None;
    }
    let mut end = at + digits;
    let mut joined = false;
    for (i, c) in text.folded[end..].char_indices() {
        let place = at + digits + i;
        let next = text.folded[place + c.len_utf8()..].chars().next();
        match c {
            ' ' => {
                let mark = text.folded[place..].trim_start().starts_with(['/', '-', '&']);
                if !joined && !mark {
                    break;
                }
            }
            '/' | '-' | '&' => joined = true,
            '.' if next.is_some_and(char::is_alphanumeric) => {}
            _ if c.is_alphanumeric() => joined = false,
            _ => break,
        }
        end = place + c.len_utf8();
    }
    let number: String = text.slice(at, end).split_whitespace().collect();
    let number = number.trim_end_matches(['-', '.', '/']).to_owned();
    (number.contains(['/', '-']) && number.chars().any(char::is_uppercase)).then_some((number, end))
}

fn details(text: &Folded<'_>, from: usize, request: &mut Request) {
    let mut at = from;
    let rest = text.folded[at..].trim_start_matches([',', ' ', '(']);
    let skipped = text.folded.len() - rest.len();
    if let Some(after) = rest.strip_prefix("ngay")
        && let Some((date, taken)) = date::parse(after)
    {
        request.date = date.iso();
        at = skipped + "ngay".len() + taken;
    }
    let rest = text.folded[at..].trim_start_matches([',', ' ', ')']);
    if rest.starts_with("cua ") {
        let start = text.folded.len() - rest.len() + "cua ".len();
        let first = about(text, start);
        let second = first.and_then(|first| second_about(text, start, first));
        let about = second.or(first);
        // The name of such a body has commas in it.
        let stop = text.folded[start..].find([',', ';', '.', '(', ')']).map(|i| start + i);
        let stop = stop.filter(|_| second.is_none());
        let act = acts_at(text, start);
        let end = [about.map(|a| a.0), stop, act]
            .into_iter()
            .flatten()
            .min()
            .unwrap_or_else(|| reporter(text, start));
        let issuer = squash_space(text.slice(start, end));
        request.issuer = (!issuer.is_empty() && issuer.chars().count() < 160).then_some(issuer);
    }
    let from = text.folded.len() - rest.len();
    // "của Chính phủ quy định chế độ báo cáo": the act opens the subject, no "về" further on does.
    let act = rest
        .starts_with("cua ")
        .then(|| acts_at(text, from + "cua ".len()))
        .flatten();
    let act = act
        .filter(|act| about(text, at).is_none_or(|(about, _)| *act < about))
        .map(|act| (act, act));
    if let Some((_, start)) =
        act.or_else(|| about(text, at).map(|first| second_about(text, from, first).unwrap_or(first)))
    {
        let end = next_document(text, start).unwrap_or_else(|| reporter(text, start));
        let subject = squash_space(text.slice(start, end).trim_end_matches([',', ';', ' ', '.', ':']));
        let subject = without_colon_words(&subject);
        request.subject = (!subject.is_empty()).then(|| subject.to_owned());
    }
}

/// Where the verb after the name of a body starts that says what the document does.
fn acts_at(text: &Folded<'_>, from: usize) -> Option<usize> {
    const REACH: usize = 120;
    const ACTS: [&str; 6] = ["quy dinh", "ban hanh", "phe duyet", "huong dan", "sua doi", "giam sat"];
    let found = ACTS.iter().filter_map(|act| text.find_words(act, from)).min()?;
    let small = text.slice(found, text.folded.len()).starts_with(char::is_lowercase);
    let body = text.folded.get(from..found)?;
    (small && found > from && found < from + REACH && !body.contains([',', ';', '.', '('])).then_some(found)
}

/// Where the next document of a list starts, if one does: "…; Căn cứ Thông tư số …".
fn next_document(text: &Folded<'_>, from: usize) -> Option<usize> {
    const OPENERS: [&str; 6] = ["can cu ", "thuc hien ", "theo ", "xet ", "tren co so ", "tiep theo "];
    let tail = &text.folded[from..];
    let ends = tail.match_indices(';').map(|(i, _)| from + i);
    let opens = |i: &usize| {
        let after = text.folded[i + 1..].trim_start();
        OPENERS.iter().any(|o| after.starts_with(o))
    };
    ends.take(8).find(opens)
}

/// A subject without the words that lead to the report: "… như sau", "… cụ thể như sau".
fn without_colon_words(subject: &str) -> &str {
    let mut subject = subject;
    for end in [" như sau", " cụ thể", ","] {
        subject = subject.strip_suffix(end).unwrap_or(subject).trim_end();
    }
    subject
}

/// The body that stands before the document: "Theo đề nghị của Sở … tại Công văn số …", "yêu cầu của UBND tỉnh (Công
/// văn số …)".
fn named_before(text: &Folded<'_>, at: usize) -> Option<String> {
    let before = text.folded[..at].trim_end();
    let before = before
        .strip_suffix("tai")
        .or_else(|| before.strip_suffix("theo"))
        .or_else(|| before.strip_suffix('('))?;
    let end = before.trim_end().len();
    let sentence = before.rfind([';', ':']).map_or(0, |i| i + 1);
    let of = before[sentence..].rfind(" cua ")?;
    let issuer = squash_space(text.slice(sentence + of + " cua ".len(), end));
    (!issuer.is_empty() && issuer.chars().count() < 160).then_some(issuer)
}

/// "về việc", "V/v", "về": where it starts and where the subject starts.
fn about(text: &Folded<'_>, from: usize) -> Option<(usize, usize)> {
    let close = |at: &usize| *at < from + 400;
    ["ve viec", "v/v", "ve"]
        .iter()
        .filter_map(|w| text.find_words(w, from).filter(close).map(|at| (at, at + w.len())))
        .min_by_key(|(at, end)| (*at, std::cmp::Reverse(*end)))
}

/// "của Ban Chỉ đạo … về phát triển … về triển khai …": where a second "về" follows in the clause, the first one
/// belongs to the body's name.
fn second_about(text: &Folded<'_>, from: usize, first: (usize, usize)) -> Option<(usize, usize)> {
    let body = text.folded.get(from..first.0)?;
    if !["ban chi dao", "to cong tac", "uy ban quoc gia"]
        .iter()
        .any(|b| body.contains(b))
    {
        return None;
    }
    let second = about(text, first.1)?;
    let between = &text.folded[first.1..second.0];
    (!between.contains([';', ':']) && !between.contains(". ")).then_some(second)
}

/// Where the clause of the reporting unit starts ("…, UBND xã … báo cáo"), else the end of the sentence.
fn reporter(text: &Folded<'_>, from: usize) -> usize {
    // As common words these begin a clause as well: "trường hợp", "đổi mới sáng tạo".
    const NAMED: [&str; 2] = ["truong ", "doi "];
    const UNITS: [&str; 15] = [
        "to cong tac",
        "ban chi dao",
        "trung tam",
        "tram y te",
        "ubnd",
        "uy ban nhan dan",
        "so ",
        "phong ",
        "ban ",
        "dang uy",
        "van phong",
        "xa ",
        "phuong ",
        "don vi ",
        "cong an ",
    ];
    let tail = &text.folded[from..];
    let clause = tail.match_indices([',', ';']).map(|(i, _)| from + i).find(|&i| {
        let after = text.folded[i + 1..].trim_start();
        let near: String = after.chars().take(140).collect();
        let begins = |units: &[&str]| units.iter().any(|u| after.starts_with(u));
        let printed = text.slice(i + 1, text.folded.len()).trim_start();
        (begins(&UNITS) || begins(&NAMED) && printed.starts_with(char::is_uppercase))
            && ["bao cao", "ban hanh", "xay dung", "trinh", "thong bao", "tong hop"]
                .iter()
                .any(|v| near.contains(v))
    });
    clause
        .or_else(|| tail.find(". ").map(|i| from + i))
        .unwrap_or(text.folded.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_with_everything() {
        let text = "Thực hiện Công văn số 12/SKHCN-BCVT&CĐS ngày 6/10/2025 của Sở Khoa học và Công nghệ tỉnh Sông Xa về việc đề nghị báo cáo kinh tế số đến năm 2025, định hướng đến năm 2030, UBND Đồi Mây báo cáo kết quả như sau:";
        let found = find(text).expect("a request");
        assert_eq!(found.kind.as_deref(), Some("Công văn"));
        assert_eq!(found.number.as_deref(), Some("12/SKHCN-BCVT&CĐS"));
        assert_eq!(found.date.as_deref(), Some("2025-10-06"));
        assert_eq!(found.issuer.as_deref(), Some("Sở Khoa học và Công nghệ tỉnh Sông Xa"));
        assert_eq!(
            found.subject.as_deref(),
            Some("đề nghị báo cáo kinh tế số đến năm 2025, định hướng đến năm 2030")
        );
    }

    #[test]
    fn a_request_that_was_received() {
        let found = find("UBND xã Đồi Mây nhận được Văn bản số 7/SNV-CCHC ngày 3/2/2031 của Sở Nội vụ về cải cách.");
        let found = found.expect("a request");
        assert_eq!(found.number.as_deref(), Some("7/SNV-CCHC"));
        assert_eq!(found.issuer.as_deref(), Some("Sở Nội vụ"));
    }

    #[test]
    fn innovation_is_no_team_that_reports() {
        for (subject, reporter) in [
            (
                "báo cáo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
                "UBND xã Đồi Mây",
            ),
            ("báo cáo an ninh mạng, trường hợp lộ dữ liệu", "Trường Tiểu học Đồi Mây"),
        ] {
            let text = format!(
                "Thực hiện Công văn số 12/SKHCN ngày 6/10/2025 của Sở Khoa học và Công nghệ về việc {subject}, {reporter} báo cáo kết quả như sau:"
            );
            let found = find(&text).expect("a request");
            assert_eq!(found.subject.as_deref(), Some(subject));
        }
    }

    #[test]
    fn a_steering_committee_may_have_about_in_its_name() {
        let found = find(
            "Thực hiện Kế hoạch số 9-KH/BCĐTW, ngày 21/3/2025 của Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ về triển khai phong trào học số, Đảng ủy xã Đồi Mây báo cáo:",
        )
        .expect("a request");
        assert_eq!(
            found.issuer.as_deref(),
            Some("Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ")
        );
        assert_eq!(found.subject.as_deref(), Some("triển khai phong trào học số"));
    }

    #[test]
    fn broken_numbers_and_short_forms() {
        let found = find(
            "Thực hiện Công văn số 34/ SKHCN - CĐS, ngày 16 tháng 9 năm 2025 của Sở Khoa học và Công nghệ; Ủy ban nhân dân xã báo cáo:",
        );
        let found = found.expect("a request");
        assert_eq!(found.number.as_deref(), Some("34/SKHCN-CĐS"));
        assert_eq!(found.issuer.as_deref(), Some("Sở Khoa học và Công nghệ"));
        assert_eq!(found.subject, None);
    }

    #[test]
    fn the_body_may_stand_before_the_document() {
        let issuer = |text: &str| find(text).and_then(|r| r.issuer);
        let wanted = Some("Sở Văn hóa, Thể thao và Du lịch tỉnh Sông Xa");
        let text = "Theo đề nghị của Sở Văn hóa, Thể thao và Du lịch tỉnh Sông Xa tại Công văn số 12/SVHTTDL-VP ngày 6/10/2025 về việc báo cáo chuyển đổi số, UBND xã Đồi Mây báo cáo:";
        assert_eq!(issuer(text).as_deref(), wanted);
        let text = "Thực hiện ý kiến chỉ đạo của Chủ tịch UBND tỉnh (Công văn số 34/UBND-KGVX ngày 6/10/2025), UBND xã Đồi Mây báo cáo:";
        assert_eq!(issuer(text).as_deref(), Some("Chủ tịch UBND tỉnh"));
        let text = "Thực hiện Công văn số 34/UBND-KGVX ngày 6/10/2025, UBND xã Đồi Mây báo cáo:";
        assert_eq!(issuer(text), None);
    }

    #[test]
    fn the_official_letter_comes_before_the_decision_it_rests_on() {
        let text = "Căn cứ Quyết định số 9/QĐ-UBND ngày 1/2/2025 của UBND tỉnh; thực hiện Công văn số 7/UBND-VX ngày 2/3/2025 của UBND huyện, UBND xã Đồi Mây báo cáo";
        assert_eq!(find(text).and_then(|r| r.number).as_deref(), Some("7/UBND-VX"));
        assert_eq!(find("Trong năm 2025, xã đã ban hành Kế hoạch số 7/KH-UBND"), None);
    }

    #[test]
    fn what_is_carried_out_asked_for_it() {
        let text = "Căn cứ Kế hoạch số 9/KH-UBND ngày 1/2/2031 của UBND huyện Sông Xa về chuyển đổi số; Căn cứ Kế hoạch số 8/KH-UBND ngày 2/2/2031 của UBND huyện Sông Xa về bộ chỉ số; Thực hiện Kế hoạch số 7/KH-UBND ngày 3/2/2031 của UBND huyện Sông Xa về việc kiểm tra chuyển đổi số, UBND xã Đồi Mây báo cáo như sau:";
        let found = find(text).expect("a request");
        assert_eq!(found.number.as_deref(), Some("7/KH-UBND"));
        assert_eq!(found.subject.as_deref(), Some("kiểm tra chuyển đổi số"));
        let alone = "Căn cứ Kế hoạch số 9/KH-UBND ngày 1/2/2031 của UBND huyện về chuyển đổi số; Căn cứ Quyết định số 8/QĐ-UBND ngày 2/2/2031 của UBND huyện, UBND xã Đồi Mây báo cáo";
        let found = find(alone).expect("a request");
        assert_eq!(found.subject.as_deref(), Some("chuyển đổi số"));
    }
}
