//! Results that the consolidated report quotes: finished tasks of units, in their own words, with figures.
//!
//! A quotation is one stretch of whole sentences. Sentences that an open finding speaks of are left out, and so are plans,
//! waiting, negations and trouble: none of them is a result.

use std::cmp::Reverse;
use std::collections::HashMap;

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, MatrixCell, MatrixRow, ReportHead};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Arg;
use tonghop_model::official::Inline;
use tonghop_model::reading::{Span, StatusClass};
use tonghop_text::fold;
use tonghop_text::numbers::number_prefix;

use super::overview::{self, Group};
use super::text::{quoted, sentence, value};
use super::whole_numbers::whole;

/// Results quoted for each group.
const QUOTED: usize = 2;
/// Shortest and longest result that is quoted, characters; longer ones are cut at a clause.
const QUOTABLE: (usize, usize) = (60, 320);
/// Results whose worth differs by less are equals: a figure more or less makes none more telling.
const ALIKE: usize = 10;
/// How a sentence begins that tells of no result, folded.
const NO_RESULT: [&str; 16] = [
    "chua ",
    "khong ",
    "cho ",
    "dang ",
    "se ",
    "phan dau",
    "du kien",
    "ke hoach ",
    "tiep tuc",
    "thuc hien theo",
    "de nghi",
    "kien nghi",
    "kho khan",
    "do ",
    "con ",
    "can ",
];
/// What no sentence with a result says, folded, between blanks.
const TROUBLE: [&str; 12] = [
    " chua co ",
    " chua thuc hien ",
    " chua phat sinh ",
    " chua duoc ",
    " gap kho khan ",
    " phai nho ",
    " phan dau ",
    " du kien ",
    " cho huong dan ",
    " kiem nhiem ",
    " con cham ",
    " cham tien do ",
];

/// What open findings speak of.
pub struct Doubts<'a> {
    findings: &'a [Finding],
    /// Of each report the findings that name it, by their place in the list.
    of_report: HashMap<usize, Vec<usize>>,
}

impl<'a> Doubts<'a> {
    /// Errors and warnings.
    pub fn of(findings: &'a [Finding]) -> Self {
        let mut of_report: HashMap<usize, Vec<usize>> = HashMap::new();
        let open = findings.iter().enumerate();
        for (at, finding) in open.filter(|(_, f)| f.severity >= Severity::Warning) {
            for place in &finding.places {
                let list = of_report.entry(place.report).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        Self { findings, of_report }
    }

    /// The words of this answer that findings quote.
    fn within(&self, report: usize, row: &Row) -> Vec<&'a str> {
        let findings = self.of_report.get(&report).into_iter().flatten();
        let places = findings.flat_map(|at| &self.findings[*at].places);
        places
            .filter(|p| p.report == report && p.span.is_some_and(|s| row.holds(s)))
            .map(|p| p.quote.as_str())
            .collect()
    }
}

/// Where the answer of a task stands.
struct Row {
    span: Span,
    /// Where the next answer begins, for answers that stand in no table.
    next: Option<Span>,
}

impl Row {
    fn of(consolidation: &Consolidation, column: usize, span: Span) -> Self {
        let cells = consolidation.matrix.rows.iter();
        let spans = cells.filter_map(|r| Some(r.cells.get(column)?.as_ref()?.span));
        let next = spans.filter(|s| s.begin() > span.begin()).min_by_key(|s| s.begin());
        Self { span, next }
    }

    fn holds(&self, span: Span) -> bool {
        match (self.span.cell, span.cell) {
            (Some((row, _)), Some((other, _))) => self.span.block == span.block && row == other,
            (None, None) => {
                let before_next = self.next.is_none_or(|n| span.begin() < n.begin());
                self.span.begin() <= span.begin() && before_next
            }
            _ => false,
        }
    }
}

/// How often each unit, by its key, was quoted before.
pub type Times = HashMap<String, usize>;

/// Results worth quoting: each of another unit, at most [`QUOTED`].
pub fn quotes(
    words: &Messages,
    consolidation: &Consolidation,
    doubts: &Doubts<'_>,
    group: &Group<'_>,
    times: &mut Times,
) -> Vec<Vec<Inline>> {
    let mut found: Vec<Candidate<'_>> = Vec::new();
    for row in &group.rows {
        let middle = middle_rate(row.cells.iter().flatten().map(|cell| cell.result.as_str()));
        for (column, cell) in row.cells.iter().enumerate() {
            let Some(cell) = cell else { continue };
            if let (Some(worth), Some(report)) = (worth(cell), consolidation.matrix.columns.get(column)) {
                found.push(Candidate {
                    worth,
                    report: *report,
                    column,
                    cell,
                    middle,
                });
            }
        }
    }
    // Most telling first. Between equals the unit that was quoted less: the draft must not rank units that did the same. Then the
    // order of the reports, so that the draft is stable.
    found.sort_by_cached_key(|c| {
        let quoted = consolidation
            .reports
            .get(c.report)
            .and_then(|head| times.get(&head.unit_key));
        (
            Reverse(c.worth / ALIKE),
            quoted.copied().unwrap_or_default(),
            Reverse(c.worth),
            c.report,
            c.cell.task,
        )
    });
    let mut units: Vec<&str> = Vec::new();
    let mut quotes = Vec::new();
    for candidate in found {
        let (report, cell) = (candidate.report, candidate.cell);
        let Some(head) = consolidation.reports.get(report) else {
            continue;
        };
        if units.contains(&head.unit_key.as_str()) {
            continue;
        }
        let Some(told) = candidate.told(consolidation, doubts) else {
            continue;
        };
        // What another unit says in the same words is nobody's own result.
        if group
            .rows
            .iter()
            .any(|row| is_said_elsewhere(consolidation, row, head, told))
        {
            continue;
        }
        units.push(&head.unit_key);
        *times.entry(head.unit_key.clone()).or_default() += 1;
        let quote = value(
            quoted(in_one_line(&whole(told)).trim_end_matches('.'), QUOTABLE.1),
            format!("report:{report}:task:{}", cell.task),
            source(words, &head.file, cell.span.page),
        );
        let unit = Inline::text(overview::unit(words, head));
        let slots = vec![("unit", unit), ("quote", quote)];
        quotes.push(sentence(words, "official-consolidated-quote", slots));
        if quotes.len() == QUOTED {
            break;
        }
    }
    quotes
}

/// An answer that may be quoted.
struct Candidate<'a> {
    worth: usize,
    report: usize,
    column: usize,
    cell: &'a MatrixCell,
    /// The middle one of the rates that the answers of the task state.
    middle: Option<f64>,
}

impl<'a> Candidate<'a> {
    /// The words that tell of a result; none where they are doubted, contradicted, or worse than what half of the units do.
    fn told(&self, consolidation: &Consolidation, doubts: &Doubts<'_>) -> Option<&'a str> {
        let row = Row::of(consolidation, self.column, self.cell.span);
        let told = result(&self.cell.result, &doubts.within(self.report, &row))?;
        let is_low = self.middle.is_some_and(|middle| is_below(told, middle));
        let cells = consolidation.matrix.rows.iter();
        let mut own = cells.filter_map(|r| r.cells.get(self.column)?.as_ref());
        (!is_low && !own.any(|other| contradicts(&other.result, told))).then_some(told)
    }
}

/// True where the report of another unit answers this task with these words as well.
fn is_said_elsewhere(consolidation: &Consolidation, row: &MatrixRow, head: &ReportHead, told: &str) -> bool {
    let told = told.trim_end_matches(['.', ' ']);
    row.cells
        .iter()
        .zip(&consolidation.matrix.columns)
        .any(|(cell, report)| {
            let says = cell.as_ref().is_some_and(|c| c.result.contains(told));
            says && consolidation
                .reports
                .get(*report)
                .is_some_and(|r| r.unit_key != head.unit_key)
        })
}

/// True where an answer has a sentence of `told` with other figures: "18/21 máy tính" beside "60/87 máy tính".
fn contradicts(answer: &str, told: &str) -> bool {
    let said: Vec<(String, String)> = sentences(told)
        .into_iter()
        .map(|(from, to)| parted(&told[from..to]))
        .collect();
    let others = sentences(answer)
        .into_iter()
        .map(|(from, to)| parted(&answer[from..to]));
    let differs = |(words, figures): (String, String)| {
        !figures.is_empty() && said.iter().any(|(other, own)| *other == words && *own != figures)
    };
    others.into_iter().any(differs)
}

/// The words of a sentence without its figures, and the figures.
fn parted(text: &str) -> (String, String) {
    let text = fold(text.trim().trim_end_matches('.'));
    text.chars().partition(|c| !c.is_ascii_digit())
}

/// A list of the answer as one line: its dashes become semicolons.
fn in_one_line(told: &str) -> String {
    let Some(list) = told.strip_prefix('-') else {
        return told.to_owned();
    };
    let mut out = String::new();
    let mut rest = list.trim_start();
    while let Some(at) = rest.find(" -") {
        let next = rest[at + 2..].trim_start();
        if next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            out.push_str(rest[..at].trim_end_matches(['.', ';', ',', ' ']));
            out.push_str("; ");
            rest = next;
        } else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    out
}

/// The rates of a text in percent: "50,78%" is 50.78, "1.250,5%" is 1250.5.
fn rates(text: &str) -> impl Iterator<Item = f64> + '_ {
    text.match_indices('%').filter_map(|(at, _)| {
        let before = text[..at].trim_end();
        let is_mark = |c: char| matches!(c, '.' | ',');
        let start = before
            .trim_end_matches(|c: char| c.is_ascii_digit() || is_mark(c))
            .len();
        let figure = before[start..].trim_matches(is_mark);
        let number = number_prefix(figure).filter(|n| n.len == figure.len());
        number.map(|n| n.value)
    })
}

/// True where the rate that one of its sentences states first is below this one: those behind it tell of growth, or of a part.
fn is_below(told: &str, middle: f64) -> bool {
    let said = sentences(told).into_iter().map(|(from, to)| &told[from..to]);
    said.filter_map(|text| rates(text).next()).any(|rate| rate < middle)
}

/// The middle one of the rates that the answers of a task state; none where hardly any does.
fn middle_rate<'t>(answers: impl Iterator<Item = &'t str>) -> Option<f64> {
    let mut stated: Vec<f64> = answers.filter_map(|text| rates(text).next()).collect();
    stated.sort_by(f64::total_cmp);
    (stated.len() > 2).then(|| stated[stated.len() / 2])
}

fn source(words: &Messages, file: &str, page: Option<u32>) -> String {
    let key = if page.is_some() {
        "official-source-page"
    } else {
        "official-source-file"
    };
    let args = [
        ("file", Arg::Text(file.to_owned())),
        ("page", Arg::Text(page.map_or_else(String::new, |p| p.to_string()))),
    ];
    words.word(key, &args)
}

/// How telling a result is; none where it is not looked at.
fn worth(cell: &MatrixCell) -> Option<usize> {
    let done = matches!(cell.class, StatusClass::Met | StatusClass::MostlyMet);
    let length = cell.result.chars().count();
    if !done || length < QUOTABLE.0 {
        return None;
    }
    let digits = cell.result.chars().filter(char::is_ascii_digit).count().min(40);
    let fits = usize::from(length <= QUOTABLE.1) * 30;
    Some(digits + fits)
}

/// The longest stretch of sentences that tell of a result; none where it is too short to be quoted.
fn result<'t>(text: &'t str, doubted: &[&str]) -> Option<&'t str> {
    let doubted: Vec<String> = doubted.iter().map(|d| fold(d.trim_matches(['…', ' ', '.']))).collect();
    let whole = fold(text);
    // Where a finding cannot be placed in the words, none of them is quoted.
    if doubted.iter().any(|d| d.is_empty() || !whole.contains(d.as_str())) {
        return None;
    }
    let mut best: Option<(usize, usize)> = None;
    let mut run: Option<(usize, usize)> = None;
    for (start, end) in sentences(text) {
        if !tells(&text[start..end], &doubted) {
            run = None;
            continue;
        }
        let longer = run.map_or((start, end), |(from, _)| (from, end));
        run = Some(longer);
        if best.is_none_or(|(from, to)| to - from < longer.1 - longer.0) {
            best = run;
        }
    }
    let told = best.map(|(from, to)| text[from..to].trim())?;
    let figures = told.chars().any(|c| c.is_ascii_digit());
    (figures && told.chars().count() >= QUOTABLE.0).then_some(told)
}

/// True for a sentence that tells of a result which nobody doubts.
fn tells(text: &str, doubted: &[String]) -> bool {
    let said = fold(text.trim().trim_start_matches(['-', '+', '–', '•', ' ']));
    let spaced = format!(" {said} ");
    let is_doubted = doubted
        .iter()
        .any(|d| said.contains(d.as_str()) || d.contains(said.trim_end_matches('.')));
    !is_doubted && !NO_RESULT.iter().any(|n| said.starts_with(n)) && !TROUBLE.iter().any(|t| spaced.contains(t))
}

/// Sentences of a text: they end at a full stop or a line's end before a capital, a figure or a dash.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '\n', ';']) {
        let end = at + mark.len();
        let rest = &text[end..];
        let next = rest.trim_start();
        let opens = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "-+–•".contains(c));
        let parted = mark == "\n" || rest.starts_with(char::is_whitespace) && (mark == "." || next.starts_with('-'));
        if parted && opens {
            found.push((start, end));
            start = end;
        }
    }
    if !text[start..].trim().is_empty() {
        found.push((start, text.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use tonghop_messages::Lang;

    #[test]
    fn between_equals_the_unit_that_was_quoted_less_is_quoted() {
        let words = Messages::new(Lang::Vi);
        let mut set = sample::set(&["xã A", "xã B", "xã C"]);
        set.matrix.columns = vec![0, 1, 2];
        let row = |said: &str| MatrixRow {
            cells: ["Đồi Lim", "Suối Mận", "Bến Đá"]
                .iter()
                .map(|place| {
                    Some(MatrixCell {
                        class: StatusClass::Met,
                        result: format!("{said} ở thôn {place} cho 120 hộ gia đình với 15 buổi hướng dẫn trong năm."),
                        ..MatrixCell::default()
                    })
                })
                .collect(),
            ..MatrixRow::default()
        };
        let rows = [row("Đã mở các lớp"), row("Đã lắp đặt mạng"), row("Đã hướng dẫn ký số")];
        let mut times = Times::new();
        let doubts = Doubts::of(&[]);
        for row in &rows {
            let group = Group {
                part: "",
                title: "",
                rows: vec![row],
                distribution: [0; 9],
            };
            let quoted = quotes(&words, &set, &doubts, &group, &mut times);
            assert_eq!(quoted.len(), QUOTED);
        }
        let mut counts: Vec<usize> = times.values().copied().collect();
        counts.sort_unstable();
        assert_eq!(counts, [2, 2, 2], "{times:?}");
    }

    #[test]
    fn the_middle_rate_needs_several_and_reads_decimal_commas() {
        assert_eq!(
            rates("cáp quang 4.223/8.317, đạt 50,78%; tăng 3 %").collect::<Vec<_>>(),
            [50.78, 3.0]
        );
        assert_eq!(rates("đạt %, “90%”").collect::<Vec<_>>(), [90.0]);
        let answers = ["đạt 50,78%", "đạt 91%", "đạt 75,5% (tăng 2%)", "không nêu"];
        assert_eq!(middle_rate(answers.into_iter()), Some(75.5));
        assert_eq!(middle_rate(["đạt 50%", "đạt 60%"].into_iter()), None);
        let grouped = "tăng 1.200%, gấp 1.250,5%; kế hoạch.90%; mục 1.2.3%; còn 5.%";
        assert_eq!(rates(grouped).collect::<Vec<_>>(), [1200.0, 1250.5, 90.0, 5.0]);
    }

    #[test]
    fn the_rate_that_is_stated_first_is_held_against_the_middle_one() {
        assert!(!is_below("đạt 99%, tăng 3% so với năm trước", 75.5));
        assert!(is_below("đạt 50,78%, tăng 80% so với năm trước", 75.5));
        assert!(!is_below("tăng 1.200%", 75.5) && !is_below("không nêu", 75.5));
    }

    #[test]
    fn plans_waiting_and_trouble_are_no_results() {
        let text = "Chờ hướng dẫn của Sở Khoa học và Công nghệ. 1.843/2.144 hộ gia đình lắp đặt cáp quang, đạt 85,96%. Trạm y tế thu phí \
                    qua mã QR với 4.092/4.827 lượt giao dịch, đạt 84,77%. Phấn đấu hoàn thành trước ngày 13/12/2025.";
        assert_eq!(
            result(text, &[]),
            Some(
                "1.843/2.144 hộ gia đình lắp đặt cáp quang, đạt 85,96%. Trạm y tế thu phí qua mã QR với 4.092/4.827 lượt giao dịch, đạt \
                 84,77%."
            )
        );
        for none in [
            "Chưa phát sinh trên địa bàn xã, dự kiến năm 2026 mới có 02 doanh nghiệp đăng ký tham gia.",
            "Công chức phụ trách mới nhận nhiệm vụ nên phải nhờ đơn vị cung cấp hỗ trợ trong 06 tháng.",
            "Công chức phụ trách kiêm nhiệm 03 việc nên tiến độ còn chậm so với kế hoạch đề ra của năm.",
            "Ủy ban nhân dân xã đã chỉ đạo các đơn vị, tổ chức trên địa bàn quan tâm thực hiện tốt.",
        ] {
            assert_eq!(result(none, &[]), None, "{none}");
        }
    }

    #[test]
    fn sentences_with_open_findings_are_not_quoted() {
        let text = "Mạng 4G phủ 46/46 khu dân cư, đạt 98,63%. Thành lập 50 tổ tại 56 thôn theo Quyết định số 61/QĐ-UBND ngày 15/7/2025.";
        let told = result(text, &["Mạng 4G phủ 46/46 khu dân cư, đạt 98,63%"]);
        assert_eq!(
            told,
            Some("Thành lập 50 tổ tại 56 thôn theo Quyết định số 61/QĐ-UBND ngày 15/7/2025.")
        );
        // Only a few words of the sentence are named, or the finding cannot be found in the words at all.
        assert_eq!(result(text, &["46/46 khu dân cư, đạt 98,63%"]), told);
        assert_eq!(result(text, &["Hoàn thành"]), None);
        assert_eq!(result(text, &["đạt 98,63%", "61/QĐ-UBND"]), None);
    }

    #[test]
    fn a_figure_that_the_unit_gives_otherwise_elsewhere_is_not_quoted() {
        let told = "Cài đặt phần mềm diệt vi rút cho 60/87 máy tính, đạt 68,97%.";
        assert!(contradicts(
            "Đã ban hành. Cài đặt phần mềm diệt vi rút cho 18/21 máy tính, đạt 85,71%",
            told
        ));
        assert!(!contradicts(told, told) && !contradicts("Cài đặt cho 18/21 máy tính", told));
    }

    #[test]
    fn what_two_units_say_in_the_same_words_is_not_quoted() {
        let told = "Trạm y tế và 03/03 trường học trên địa bàn xã thanh toán không dùng tiền mặt";
        let mut set = sample::set(&["xã Đồi Lim", "xã Gò Thông", "xã Bến Lim"]);
        let cell = |text: &str| {
            Some(MatrixCell {
                class: StatusClass::Met,
                result: text.to_owned(),
                ..MatrixCell::default()
            })
        };
        let other = told.replace("03/03", "05/05");
        set.matrix.columns = vec![0, 1, 2];
        set.matrix.rows = vec![MatrixRow {
            cells: vec![cell(told), cell(told), cell(&other)],
            ..MatrixRow::default()
        }];
        let quoted = |set: &Consolidation| {
            let groups = overview::groups(set);
            quotes(
                &Messages::new(Lang::Vi),
                set,
                &Doubts::of(&[]),
                &groups[0],
                &mut Times::new(),
            )
            .len()
        };
        assert_eq!(quoted(&set), 1);
        set.matrix.rows[0].cells[1] = None;
        assert_eq!(quoted(&set), 2);
    }

    #[test]
    fn a_list_becomes_one_line() {
        let said = "-Ban hành 80 kế hoạch -100% cán bộ dùng chữ ký số. - Xử lý 10.000 văn bản đi -đến";
        assert_eq!(
            in_one_line(said),
            "Ban hành 80 kế hoạch; 100% cán bộ dùng chữ ký số; Xử lý 10.000 văn bản đi -đến"
        );
        assert_eq!(in_one_line("Giai đoạn 2025 - 2030"), "Giai đoạn 2025 - 2030");
    }

    #[test]
    fn a_place_belongs_to_the_row_that_it_stands_in() {
        let at = |block, cell, start| Span {
            block,
            cell,
            start,
            ..Span::default()
        };
        let row = Row {
            span: at(3, Some((2, 1)), 0),
            next: None,
        };
        assert!(row.holds(at(3, Some((2, 4)), 9)));
        assert!(!row.holds(at(3, Some((3, 4)), 9)) && !row.holds(at(4, Some((2, 4)), 9)) && !row.holds(at(3, None, 0)));
        let line = Row {
            span: at(3, None, 10),
            next: Some(at(5, None, 2)),
        };
        assert!(line.holds(at(4, None, 0)) && line.holds(at(3, None, 10)));
        assert!(!line.holds(at(3, None, 9)) && !line.holds(at(5, None, 2)));
    }
}
