//! The whole of understanding: annex first, then the outline and everything that needs it.

use crate::annex::{self, Annex, KnownAnnex};
use crate::flow::{self, Para, ParaKind};
use crate::stretches::Stretches;
use crate::{assessment, citations, commitments, header, measures, outline, unit_match};
use std::collections::HashSet;
use std::time::Instant;
use tonghop_catalogue::Catalogue;
use tonghop_document::Document;
use tonghop_model::reading::{
    Citation, FORMAT, Header, Measure, Passage, PassageKind, Reading, Section, Source, Span, Understood,
};

/// Understands one document. `source` and `findings` of the reading are left to the caller.
///
/// `file_name` is a hint only: a year in it dates promises of a report that bears no date.
#[must_use]
pub fn understand(document: &Document, catalogue: &Catalogue, file_name: &str) -> Understood {
    let annex = annex::find(document, catalogue);
    with_annex(document, annex, catalogue, file_name, &|| false).unwrap_or_default()
}

/// The same, given up between two steps or after some paragraphs of one once the deadline has passed; `None` then.
#[must_use]
pub fn understand_until(
    document: &Document,
    catalogue: &Catalogue,
    file_name: &str,
    deadline: Option<Instant>,
) -> Option<Understood> {
    let late = || deadline.is_some_and(|deadline| Instant::now() >= deadline);
    let annex = annex::find(document, catalogue);
    with_annex(document, annex, catalogue, file_name, &late)
}

/// Understands the answers of a form: `document` holds its narrative, `answers` what stands in the annex.
///
/// `source` and `findings` of the reading are left to the caller.
#[must_use]
pub fn understand_form(document: &Document, answers: &KnownAnnex<'_>, catalogue: &Catalogue) -> Understood {
    let annex = annex::of_answers(answers, catalogue);
    with_annex(document, annex, catalogue, "", &|| false).unwrap_or_default()
}

/// Paragraphs between two looks at the clock.
pub(crate) const PARAS_AT_ONCE: usize = 256;

/// `None` where `late` says that the time is over.
fn with_annex(
    document: &Document,
    mut annex: Annex,
    catalogue: &Catalogue,
    file_name: &str,
    late: &dyn Fn() -> bool,
) -> Option<Understood> {
    if late() {
        return None;
    }
    let mut paras = flow::paragraphs(document, &annex.taken);
    let sections = outline::find(&mut paras);
    place_footnotes(&mut paras, &annex);
    if late() {
        return None;
    }
    let header::Found { header, head, foot } = header::find(&paras, &sections, year_in(file_name), catalogue);
    let assessment::Found {
        assessment,
        tasks: ahead,
        requests,
    } = assessment::find(&paras, &sections);
    let unit = unit_match::find(&header, &paras, catalogue);
    // A commune that names others reports for itself.
    let several_units = annex.several_units && !header.issuer_level.as_deref().is_some_and(is_commune);
    let passages = passages(&paras, &annex, &sections, &header, &foot);
    let footnote_labels = footnote_labels(&paras);

    for row in &mut annex.rows {
        row.title.fixed_wording = true;
    }
    // What is read, in order: the text, the headings of the annex, then its rows.
    let text = || paras.iter().chain(&annex.headings);
    let rows = || {
        annex
            .rows
            .iter()
            .flat_map(|r| [&r.title, &r.result].into_iter().chain(&r.other))
    };
    let read: Vec<&Para> = text().chain(rows()).collect();
    // "26 tổ dân phố" among the recipients counts nothing.
    let closing = outline::closing(&paras);
    let told = paras.iter().enumerate().filter(|(i, _)| !closing.contains(i));
    let counted: Vec<&Para> = told.map(|(_, p)| p).chain(&annex.headings).chain(rows()).collect();

    let mut measures = measures::find_until(&counted, catalogue, late)?;
    measures.sort_by_key(|m| m.span.begin());
    let tasks = annex
        .rows
        .iter()
        .map(|row| (row.result.place.as_str(), row.title.text.as_str()));
    measures::by_task::name(&mut measures, tasks, catalogue);
    measures::targets::under_headings(&mut measures, &sections);
    let counts = |c: &Citation| {
        // The report's own number is no citation.
        let own = c.number.is_some() && c.number == header.number;
        // Nor is "Kèm theo Báo cáo số …/BC-UBND" below the title of its annex, while the number is blank.
        !own && !is_own_blank(c.number.as_deref(), header.number.as_deref())
    };
    let mut citations = citations::find_until(&read, catalogue, &counts, late)?;
    citations.sort_by_key(|c| c.span.begin());
    let headings: Vec<Span> = sections.iter().map(|s| s.span).collect();
    let context = commitments::Context {
        written: written(&header),
        issuer: header.issuer.as_deref(),
        tasks: &ahead,
        requests: &requests,
        headings: &headings,
    };
    let promises = commitments::Finder::new(&context);
    let title = folded_title(&header);
    let mut commitments = Vec::new();
    for (i, para) in text().enumerate() {
        if i % PARAS_AT_ONCE == 0 && late() {
            return None;
        }
        // "tháng 10, nhiệm vụ tháng 11": a row of the title.
        if !is_title(&para.text, &title) {
            commitments.extend(promises.of(para));
        }
    }
    for row in &annex.rows {
        let cells = row.other.iter().chain([&row.status, &row.result]);
        commitments.extend(cells.flat_map(|cell| promises.of_cell(cell, &row.title.text)));
    }
    commitments.sort_by_key(|c| c.span.begin());
    let promises = commitments.iter().map(|c| c.span);
    let ahead = Stretches::of(ahead);
    let asked = Stretches::of(requests.into_iter().chain(promises));
    not_reached(&mut measures, &ahead, &asked);
    Some(Understood {
        reading: Reading {
            format: FORMAT.to_string(),
            source: Source::default(),
            header,
            unit,
            sections,
            tasks: annex.tasks,
            measures,
            citations,
            assessment,
            commitments,
            findings: Vec::new(),
        },
        head,
        passages,
        footnote_labels,
        left_out: annex.left_out,
        several_units,
        template: annex.template,
    })
}

fn is_commune(level: &str) -> bool {
    matches!(level, "xã" | "phường" | "đặc khu" | "thị trấn")
}

/// When the report was written: its date; else that of the request that it answers, which came before.
fn written(header: &Header) -> Option<&str> {
    let asked = || header.request.as_ref()?.date.as_deref();
    header.date.as_deref().or_else(asked)
}

/// Figures of what is to come are values of no indicator: tasks ahead, requests and promises count nothing. Those of
/// tasks ahead are targets.
fn not_reached(measures: &mut [Measure], ahead: &Stretches, asked: &Stretches) {
    for measure in measures {
        let task = ahead.hold(measure.span);
        measure.is_target |= task;
        if task || asked.hold(measure.span) {
            measure.indicator = None;
        }
    }
}

/// True for a number that is still blank and has the symbol of the report's own: "/BC-UBND" of "…/BC-UBND".
fn is_own_blank(cited: Option<&str>, own: Option<&str>) -> bool {
    let symbol = |number: &str| number.trim_start_matches(['…', '.', ' ', '/']).to_owned();
    let (Some(cited), Some(own)) = (cited, own) else {
        return false;
    };
    let is_blank = !cited
        .split('/')
        .next()
        .unwrap_or_default()
        .contains(|c: char| c.is_ascii_digit());
    is_blank && own.split_once('/').is_some_and(|(_, rest)| symbol(cited) == rest)
}

/// A year such as 2025 in a file name.
fn year_in(name: &str) -> Option<i32> {
    name.split(|c: char| !c.is_ascii_digit())
        .filter(|d| d.len() == 4 && d.starts_with("20"))
        .find_map(|d| d.parse().ok())
}

/// A footnote stands where its mark stands: the last mark with its label before it.
fn place_footnotes(paras: &mut [Para], annex: &Annex) {
    let mut marks: Vec<(usize, String, String)> = Vec::new();
    let rows = annex.rows.iter().flat_map(|r| [&r.title, &r.status, &r.result]);
    for para in paras.iter().chain(rows) {
        let block = para.whole().block;
        marks.extend(
            para.notes
                .iter()
                .map(|(_, label)| (block, label.clone(), para.place.clone())),
        );
    }
    for para in paras {
        let ParaKind::Footnote(label) = &para.kind else {
            continue;
        };
        let block = para.whole().block;
        let before = marks
            .iter()
            .filter(|(b, l, _)| l == label && *b <= block)
            .max_by_key(|(b, _, _)| *b);
        if let Some((_, _, place)) = before.or_else(|| marks.iter().find(|(_, l, _)| l == label)) {
            para.place.clone_from(place);
        }
    }
}

fn footnote_labels(paras: &[Para]) -> Vec<(String, Span)> {
    paras
        .iter()
        .filter_map(|p| match &p.kind {
            ParaKind::Footnote(label) => Some((label.clone(), p.whole())),
            _ => None,
        })
        .collect()
}

/// The report's own text, for comparing reports: fixed wordings of the template are left out.
fn passages(
    paras: &[Para],
    annex: &Annex,
    sections: &[Section],
    header: &Header,
    foot: &HashSet<usize>,
) -> Vec<Passage> {
    let passage = |para: &Para, kind| Passage {
        place: para.place.clone(),
        kind,
        text: para.text.clone(),
        span: para.whole(),
    };
    let is_heading = |span: Span| {
        sections
            .iter()
            .any(|s| s.span.block == span.block && s.span.cell == span.cell && s.span.end >= span.end)
    };
    let body = paras.iter().enumerate().map(|(index, para)| {
        let kind = match para.kind {
            ParaKind::Footnote(_) => PassageKind::Footnote,
            _ if foot.contains(&index) => PassageKind::Foot,
            _ if is_heading(para.whole()) => PassageKind::Heading,
            _ if is_formula(&para.text, header) => PassageKind::Formula,
            _ => PassageKind::Narrative,
        };
        passage(para, kind)
    });
    let results = annex
        .rows
        .iter()
        .filter(|r| !r.result.is_empty())
        .map(|r| passage(&r.result, PassageKind::Result));
    body.chain(results).collect()
}

/// Sentences that every report has because the form asks for them: the same in many reports by rule.
fn is_formula(text: &str, header: &Header) -> bool {
    let folded = tonghop_text::fold(text);
    let opens = [
        "kinh gui",
        "tren day la",
        "noi nhan",
        "cong hoa xa hoi",
        "doc lap - tu do",
        "phu luc",
        "(kem theo",
    ]
    .iter()
    .any(|start| folded.starts_with(start));
    let answers_request = folded.starts_with("thuc hien ") && folded.ends_with("nhu sau:");
    opens || answers_request || is_title(text, &folded_title(header)) || folded.ends_with("./.")
}

fn folded_title(header: &Header) -> String {
    header.title.as_deref().map(tonghop_text::fold).unwrap_or_default()
}

/// True for a row of the title, which is given folded.
fn is_title(text: &str, title: &str) -> bool {
    const LEAST: usize = 20;
    let folded = tonghop_text::fold(text);
    folded.len() >= LEAST && title.contains(folded.trim_start_matches("bao cao ").trim())
}
