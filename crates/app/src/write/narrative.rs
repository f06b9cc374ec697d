//! The text of a report before its annex, from what was read: headings and passages in their order.
//!
//! The form writes the head, the recipients and the signature itself, so what the old file printed of them is left out.
//! Everything else goes on: what stands behind the signature belongs to the annex.

use std::collections::HashSet;

use tonghop_document::{Document, WarningCode};
use tonghop_model::official::HeadingLevel;
use tonghop_model::reading::{Passage, PassageKind, Section, Span, TaskRow, Understood};
use tonghop_text::{fold, squash_space};
use tonghop_writers::documents::commune::{Narrative, OwnAnnex};
use tonghop_writers::documents::noted::{Noted, RowNote};
use tonghop_writers::documents::whole_numbers;

use super::annexes;
use super::bases;
use super::form_lines::{END_MARK, FormLines, before_end_mark, letters, opens_addressees};
use super::notes::Notes;
use super::own_tables::{own_table, table_at};

/// A remainder of a line up to this many characters, beside the title, is no text of its own.
const SCRAP: usize = 20;

/// How the label of a part begins, folded.
const PART: &str = "phan ";

/// Lines that a head has at most.
const HEAD: usize = 16;

/// The text of a report, parted as the form prints it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Legal bases above the text.
    pub bases: Vec<String>,
    /// Before the signature.
    pub body: Vec<Narrative>,
    /// Title of the annex of the tasks, where the report prints one.
    pub annex_title: Option<String>,
    /// Text of the annex besides its table.
    pub annex: Vec<Narrative>,
    /// The other annexes.
    pub other_annexes: Vec<OwnAnnex>,
    /// How many of them stand before the annex of the tasks.
    pub annexes_before: usize,
    /// Footnotes of rows.
    pub notes: Vec<RowNote>,
    /// True where the head of the annex's table names the programme's decision.
    pub annex_names_decision: bool,
    /// Lines that stood behind the signature and in no annex, where no annex takes them: they close the text, and whoever signs is
    /// told.
    pub moved: Vec<String>,
}

/// The text in order; empty where the report has none. `source` is the document that it was read from.
pub fn narrative(report: &Understood, source: &Document) -> Text {
    let form = FormLines::new(&report.reading.header);
    let mut own: Vec<&Passage> = report
        .passages
        .iter()
        .filter(|p| p.kind != PassageKind::Result)
        .collect();
    own.sort_by_key(|p| p.span.begin());
    form.take_addressees(&mut own);
    let end = form.end_of_text(&own);
    let behind = form.behind_block(&own[end..], is_recognised(source));
    let is_text = |p: &&Passage| p.kind != PassageKind::Foot && !form.has(&p.text);
    let rest: Vec<&Passage> = behind.iter().copied().filter(is_text).collect();
    let mut text = Text {
        annex_names_decision: annex_names_decision(report),
        ..Text::default()
    };
    let (mut rest, annexes) = annexes::parted(&rest);
    let tasks = &report.reading.tasks;
    let of_tasks = (0..annexes.len()).find(|&i| annexes[i].holds(tasks, annexes.get(i + 1)));
    let mut body = own[..end].to_vec();
    let mut pieces = Pieces::new(report, source);
    // What stands behind the signature and in no annex belongs to the one of the tasks, where that has no label of its own.
    let has_annex = report.template.is_some() || !tasks.is_empty();
    if has_annex {
        text.notes = pieces.notes.of_rows(tasks);
    }
    if !has_annex {
        text.moved = lines_of(&rest);
    }
    if !has_annex || of_tasks.is_some() {
        body.append(&mut rest);
    }
    let behind = annexes.first().map(|a| a.begin);
    let sections: Vec<&Section> = report.reading.sections.iter().collect();
    let (of_text, of_annexes): (Vec<&Section>, Vec<&Section>) = sections
        .into_iter()
        .partition(|s| behind.is_none_or(|b| s.span.begin() < b.begin()));
    let mut of_body = pieces.of(&body, Some(&of_text));
    of_body.extend(pieces.lost_notes(&body));
    for (number, annex) in annexes.iter().enumerate() {
        if of_tasks == Some(number) {
            text.annex_title = Some(annex.title.clone()).filter(|t| !t.is_empty());
            rest.clone_from(&annex.passages);
            text.annexes_before = text.other_annexes.len();
            continue;
        }
        let next = annexes.get(number + 1).map(|a| a.begin.begin());
        let within = |s: &&&Section| s.span.begin() > annex.begin.begin() && next.is_none_or(|n| s.span.begin() < n);
        let sections: Vec<&Section> = of_annexes.iter().filter(within).copied().collect();
        let mut found = pieces.of_annex(&annex.passages, &sections);
        found.extend(pieces.lost_notes(&annex.passages));
        text.other_annexes.push(OwnAnnex {
            title: annex.title.clone(),
            body: ordered(found),
        });
    }
    let mut of_annex = pieces.of(&rest, None);
    for (span, note, row) in pieces
        .lost_notes(&rest)
        .map(|(span, note)| (span, note, row_of(report, span)))
    {
        match (row, note) {
            (Some(row), Narrative::Footnote(text_of_note)) => text.notes.push(RowNote {
                row,
                at: None,
                text: text_of_note,
            }),
            (_, note) => of_annex.push((span, note)),
        }
    }
    if let Some(place) = place_of_annex(report, &of_body) {
        of_body.push((place, Narrative::Annex));
    }
    (text.body, text.annex) = (ordered(of_body), ordered(of_annex));
    text.bases = bases::take(&mut text.body);
    text
}

/// The words of passages that are lines of their own, for telling them.
fn lines_of(passages: &[&Passage]) -> Vec<String> {
    let own = |p: &&&Passage| p.kind != PassageKind::Footnote && p.span.cell.is_none();
    let texts = passages.iter().filter(own).map(|p| squash_space(&p.text));
    texts.filter(|t| t.chars().any(char::is_alphabetic)).collect()
}

/// True where pages were recognised from pictures.
fn is_recognised(source: &Document) -> bool {
    source.warnings.iter().any(|w| w.code == WarningCode::RecognisedByOcr)
}

/// The pieces of a report, each with its place.
struct Pieces<'a> {
    report: &'a Understood,
    source: &'a Document,
    notes: Notes<'a>,
    /// Blocks of the tables that are set already.
    tables: HashSet<usize>,
}

impl<'a> Pieces<'a> {
    fn new(report: &'a Understood, source: &'a Document) -> Self {
        Self {
            report,
            source,
            notes: Notes::new(source, &report.passages),
            tables: HashSet::new(),
        }
    }

    /// Headings, tables and passages of an annex; no footnotes.
    fn of_annex(&mut self, passages: &[&Passage], sections: &[&Section]) -> Vec<(Span, Narrative)> {
        let mut found = self.pieces(passages, None, sections, "");
        self.add_headings(&mut found, sections);
        found
    }

    /// The same of the text with its headings below the head of the document, or (`None`) of the annex of the tasks.
    fn of(&mut self, passages: &[&Passage], headings: Option<&[&Section]>) -> Vec<(Span, Narrative)> {
        let report = self.report;
        let sections = headings.unwrap_or_default();
        let printed = squash_space(report.reading.header.title.as_deref().unwrap_or_default());
        let titled = passages
            .iter()
            .position(|p| !printed.is_empty() && squash_space(&p.text).contains(&printed))
            .or_else(|| end_of_head(passages, sections))
            .filter(|_| headings.is_some());
        let mut found: Vec<(Span, Narrative)> = Vec::new();
        // The form writes the head itself: what stands before the title, and the title where text follows it in one piece.
        if let Some(piece) = titled.and_then(|at| self.behind_title(passages[at], &printed)) {
            found.push(piece);
        }
        let layout = titled.map(|at| passages[at].span.block);
        let rest = &passages[titled.map_or(0, |at| at + 1)..];
        found.extend(self.pieces(rest, layout, sections, &printed));
        self.add_headings(&mut found, sections);
        found
    }

    /// Tables and passages; `layout` is the block of a table that lays out the head, `printed` the title of the document.
    fn pieces(
        &mut self,
        rest: &[&Passage],
        layout: Option<usize>,
        sections: &[&Section],
        printed: &str,
    ) -> Vec<(Span, Narrative)> {
        let mut found = Vec::new();
        for passage in rest
            .iter()
            .filter(|p| !matches!(p.kind, PassageKind::Footnote | PassageKind::Foot))
        {
            if layout != Some(passage.span.block) && self.is_table(passage.span) {
                found.extend(self.table(passage.span, rest));
                continue;
            }
            let text = before_end_mark(&passage.text);
            if text.trim().is_empty() || is_page_number(text) || ends_heading(text, passage, sections) {
                continue;
            }
            let is_text = match passage.kind {
                PassageKind::Narrative => true,
                // The form writes title and addressee itself; opening and closing sentences are text.
                PassageKind::Formula => passage.text.contains(END_MARK) || is_sentence(text, printed),
                PassageKind::Footnote | PassageKind::Heading | PassageKind::Result | PassageKind::Foot => false,
            };
            if is_text {
                let noted = self.notes.passage(passage).before(text.len());
                found.push((passage.span, piece(noted)));
            }
        }
        found
    }

    /// Adds the headings that are lines of their own: one that its paragraph goes on from is printed there already.
    fn add_headings(&mut self, found: &mut Vec<(Span, Narrative)>, sections: &[&Section]) {
        let printed: HashSet<_> = found.iter().map(|(span, _)| span.begin()).collect();
        let free = |s: &&&Section| {
            let in_table = s.span.cell.is_some() && self.tables.contains(&s.span.block);
            !in_table && !printed.contains(&s.span.begin())
        };
        let free: Vec<&Section> = sections.iter().filter(free).copied().collect();
        found.extend(free.into_iter().map(|s| (s.span, heading(s, self.notes.title(s)))));
    }

    /// What a passage says behind the title, where that is more than a remainder of the line.
    fn behind_title(&mut self, passage: &Passage, printed: &str) -> Option<(Span, Narrative)> {
        let from = passage.text.find(printed)? + printed.len();
        let text = before_end_mark(passage.text.get(from..)?);
        let is_more = text.trim().chars().count() > SCRAP;
        is_more.then(|| {
            let noted = self.notes.passage(passage).before(from + text.len()).after(from);
            (passage.span, piece(noted))
        })
    }

    fn is_table(&self, span: Span) -> bool {
        span.cell.is_some() && table_at(self.source, span.block).is_some()
    }

    /// The table of a block, once; of the rows those that are no tasks of the annex.
    fn table(&mut self, at: Span, passages: &[&Passage]) -> Option<(Span, Narrative)> {
        let table = table_at(self.source, at.block).filter(|_| self.tables.insert(at.block))?;
        let here = passages.iter().filter(|p| p.span.block == at.block);
        let said: HashSet<u32> = here.filter_map(|p| Some(p.span.cell?.0)).collect();
        let has_tasks = self.report.reading.tasks.iter().any(|t| t.span.block == at.block);
        let kept = |row: u32| said.contains(&row) || !has_tasks && table.row(row).all(|c| c.text.trim().is_empty());
        Some((
            at,
            Narrative::Table(own_table(table, &kept, is_wrapped(self.source), &mut self.notes)),
        ))
    }

    /// Footnotes whose mark was not found: they stand behind the piece before them.
    fn lost_notes(&self, passages: &[&Passage]) -> impl Iterator<Item = (Span, Narrative)> + use<> {
        let lost = passages
            .iter()
            .filter(|p| p.kind == PassageKind::Footnote && !self.notes.has_placed(p));
        let lost: Vec<_> = lost
            .map(|p| (p.span, Narrative::Footnote(squash_space(&p.text))))
            .collect();
        lost.into_iter()
    }
}

/// True where line breaks are those of the page: the format has no paragraphs.
fn is_wrapped(source: &Document) -> bool {
    matches!(source.reader, "pdf" | "ocr" | "plain")
}

/// Where the line "BÁO CÁO" ends the head of a report whose title was not found; nothing where text stands before it.
fn end_of_head(passages: &[&Passage], sections: &[&Section]) -> Option<usize> {
    let named = passages.iter().take(HEAD).position(|p| is_type(p.text.trim()))?;
    let begin = passages[named].span.begin();
    let is_head = |p: &&Passage| !p.text.trim_end().ends_with('.');
    let alone = passages[..named].iter().all(is_head) && sections.iter().all(|s| s.span.begin() > begin);
    alone.then_some(named)
}

/// "BÁO CÁO", "BÁO CÁO NHANH": the type, in capitals where words stand behind it.
fn is_type(line: &str) -> bool {
    let folded = fold(line);
    folded == "bao cao" || folded.starts_with("bao cao ") && !line.chars().any(char::is_lowercase)
}

/// Pieces in the order of their places.
fn ordered(mut found: Vec<(Span, Narrative)>) -> Vec<Narrative> {
    found.sort_by_key(|(span, _)| span.begin());
    joined(found.into_iter().map(|(_, piece)| piece))
}

/// Where the annex stands in the midst of the text: its rows move behind the signature, a sentence says so.
fn place_of_annex(report: &Understood, found: &[(Span, Narrative)]) -> Option<Span> {
    let first = report.reading.tasks.iter().map(|t| t.span).min_by_key(|s| s.begin())?;
    let around = |before: bool| found.iter().any(|(s, _)| (s.begin() < first.begin()) == before);
    (around(true) && around(false)).then_some(first)
}

/// True for the second line of a heading that was broken: the section already has it in its title.
fn ends_heading(text: &str, passage: &Passage, sections: &[&Section]) -> bool {
    let line = squash_space(text);
    sections.iter().any(|s| {
        s.span.block + 1 == passage.span.block && {
            let title = squash_space(&s.title);
            title.ends_with(&line)
        }
    })
}

/// The row that the footnote at this place explains: the one with its mark, else one whose result repeats it.
fn row_of(report: &Understood, at: Span) -> Option<usize> {
    let note = report.passages.iter().find(|p| p.span == at)?;
    let tasks = &report.reading.tasks;
    let path = |t: &TaskRow| {
        let labels = [&t.part, &t.group, &t.no];
        let labels: Vec<&str> = labels.into_iter().flatten().map(String::as_str).collect();
        labels.join(".")
    };
    let words = letters(&note.text);
    let words = words.trim_start_matches(|c: char| c.is_ascii_digit());
    tasks.iter().position(|t| path(t) == note.place).or_else(|| {
        tasks
            .iter()
            .position(|t| !words.is_empty() && letters(&t.result).contains(words))
    })
}

/// True where the decision is cited in a line that is neither text nor a row: the head of the annex's table.
fn annex_names_decision(report: &Understood) -> bool {
    let reading = &report.reading;
    let place = |s: Span| (s.block, s.cell);
    let Some(decision) = reading.header.programme.as_deref() else {
        return false;
    };
    reading
        .citations
        .iter()
        .filter(|c| c.number.as_deref() == Some(decision))
        .any(|c| {
            let at = place(c.span);
            !report.passages.iter().any(|p| place(p.span) == at)
                && !reading.tasks.iter().any(|t| place(t.span) == at)
                && !reading.sections.iter().any(|s| place(s.span) == at)
        })
}

/// A sentence that a page cut in two becomes one again; every other piece stays as it is.
fn joined(pieces: impl Iterator<Item = Narrative>) -> Vec<Narrative> {
    let mut out: Vec<Narrative> = Vec::new();
    for piece in pieces {
        if let Narrative::Paragraph(more) = &piece
            && more.text.starts_with(char::is_lowercase)
            && let Some(Narrative::Paragraph(said) | Narrative::Item(said)) = out.last_mut()
            && said.text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        {
            said.go_on(more.clone());
            continue;
        }
        out.push(piece);
    }
    out
}

fn is_sentence(text: &str, title: &str) -> bool {
    let folded = fold(text);
    let title = fold(title);
    let named = opens_addressees(text)
        || folded == "bao cao"
        || title.contains(&folded)
        || folded.contains(&title) && !title.is_empty() && folded.len() < title.len() + SCRAP;
    !named && text.chars().count() > SCRAP
}

/// True for a text that is only the number of a page: it stood in the margin.
fn is_page_number(text: &str) -> bool {
    let text = text.trim();
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn piece(said: Noted) -> Narrative {
    let said = whole_numbers::joined(said).trimmed();
    // "+" and "*" stand for other levels than "-": they stay as they are printed.
    match said.text.chars().next().filter(|c| "-–•".contains(*c)) {
        Some(mark) => Narrative::Item(said.after(mark.len_utf8()).trimmed()),
        None => Narrative::Paragraph(said),
    }
}

fn heading(section: &Section, title: Noted) -> Narrative {
    let label = section.number.trim_end_matches(['.', ')', ':', '/']).to_owned();
    if label.is_empty() {
        return Narrative::Paragraph(title);
    }
    let level = level(&label);
    let label = if level == HeadingLevel::Part {
        label
            .chars()
            .skip(PART.chars().count())
            .collect::<String>()
            .trim()
            .to_owned()
    } else {
        label
    };
    Narrative::Heading { level, label, title }
}

fn level(label: &str) -> HeadingLevel {
    let digits = label.bytes().all(|b| b.is_ascii_digit());
    if fold(label).starts_with(PART) {
        return HeadingLevel::Part;
    }
    let dotted = label.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if digits {
        HeadingLevel::Point
    } else if dotted {
        HeadingLevel::SubPoint
    } else if label.chars().count() == 1 && label.chars().all(char::is_lowercase) {
        HeadingLevel::Letter
    } else {
        HeadingLevel::Section
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report whose head and foot stand as lines, as a scan gives them.
    const LINES: &str = "ỦY BAN NHÂN DÂN\nXÃ SUỐI TRĂNG\nSố: 12/BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
        Độc lập - Tự do - Hạnh phúc\nSuối Trăng, ngày 21 tháng 10 năm 2025\n\nBÁO CÁO\nKết quả chuyển đổi số tháng 10\n\n\
        Kính gửi:\n- Ủy ban nhân dân tỉnh;\n- Sở Khoa học và Công nghệ.\n\n\
        Xã đã lập 12 tổ công nghệ số cộng đồng tại 12 thôn, các tổ hoạt động tốt./.\n\n\
        nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\n\n^ %\n\nPHÓ CHỦ TỊCH\n\nLuauuL\n\nNguyễn Văn Mẫu\n";

    fn text_of(recognised: bool) -> Text {
        let engine = crate::Engine::new(
            None,
            tonghop_messages::Messages::new(tonghop_messages::Lang::Vi).into(),
            1,
        );
        let engine = engine.unwrap();
        let mut source = crate::pipeline::document(&engine, "a.txt", LINES.as_bytes()).unwrap();
        if recognised {
            source.warnings.push(tonghop_document::ReadWarning {
                code: WarningCode::RecognisedByOcr,
                page: Some(1),
                detail: "3".into(),
            });
        }
        narrative(
            &crate::pipeline::understood(&source, &engine.catalogue, "a.txt"),
            &source,
        )
    }

    #[test]
    fn addressees_and_scraps_of_a_scan_are_no_text() {
        let scan = text_of(true);
        let [Narrative::Paragraph(said)] = scan.body.as_slice() else {
            panic!("{:?}", scan.body);
        };
        assert!(
            said.text.starts_with("Xã đã lập") && said.text.ends_with("hoạt động tốt"),
            "{}",
            said.text
        );
        // What was typed is nobody's scrap.
        let typed = text_of(false);
        assert!(typed.body.len() > 1, "{typed:?}");
    }

    #[test]
    fn a_lone_figure_is_the_number_of_a_page() {
        assert!(is_page_number(" 12 "));
        assert!(!is_page_number("12."));
        assert!(!is_page_number(""));
    }

    #[test]
    fn labels_tell_their_level() {
        for (label, expected) in [
            ("I", HeadingLevel::Section),
            ("A", HeadingLevel::Section),
            ("Phần thứ nhất", HeadingLevel::Part),
            ("PHẦN I", HeadingLevel::Part),
            ("2", HeadingLevel::Point),
            ("2.1", HeadingLevel::SubPoint),
            ("đ", HeadingLevel::Letter),
        ] {
            assert_eq!(level(label), expected, "{label}");
        }
    }
}
