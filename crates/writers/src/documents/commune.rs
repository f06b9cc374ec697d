//! A commune's report on a round: outline, assessment, and the annex in its province's own template.

use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::{Annex, Block, HeadingLevel, Inline, OfficialDocument, Title};
use tonghop_model::reading::{Reading, Statement};
use tonghop_model::template::Template;
use tonghop_text::{fold, roman};

use super::annex_table::{self, AnnexHead};
use super::figures::Figures;
use super::frame::frame;
use super::noted::{Noted, RowNote};
use super::office::{Issue, Office, day, parse_day};
use super::own_table::OwnTable;
use super::reference;
use super::text::{heading, paragraph};

/// Longest remark that points to a table, bytes of its folded text.
const LONGEST_POINTER: usize = 60;

/// A piece of the report's own text before the annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Narrative {
    /// A heading with its printed label, without mark.
    Heading {
        /// Level.
        level: HeadingLevel,
        /// Label.
        label: String,
        /// Title.
        title: Noted,
    },
    /// A paragraph.
    Paragraph(Noted),
    /// An item with a dash.
    Item(Noted),
    /// A table.
    Table(OwnTable),
    /// A footnote whose mark was not found: it belongs to the piece before it.
    Footnote(String),
    /// The annex stood here; it moves behind the signature, and a sentence says so.
    Annex,
}

/// An annex of the report's own, besides that of the tasks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnAnnex {
    /// Title as printed; may be empty.
    pub title: String,
    /// What stands in it.
    pub body: Vec<Narrative>,
}

/// What a report says of its annex besides the rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnnexText<'a> {
    /// Title, where the report has its own.
    pub title: Option<&'a str>,
    /// Text before the table.
    pub text: &'a [Narrative],
    /// Footnotes of rows.
    pub notes: &'a [RowNote],
    /// True where the head of the table names the programme's decision.
    pub names_decision: bool,
    /// What stands in the columns that the template adds, by the code of the task.
    pub own: Option<&'a OwnByTask>,
    /// The other annexes.
    pub others: &'a [OwnAnnex],
    /// How many of them stand before the annex of the tasks.
    pub before: usize,
}

/// What stands in the columns that a template adds, by the code of the task.
pub type OwnByTask = std::collections::BTreeMap<String, tonghop_model::template::OwnValues>;

/// What a commune reports.
#[derive(Debug, Clone, Copy)]
pub struct CommuneReport<'a> {
    /// Who reports.
    pub office: &'a Office,
    /// Number, date, recipients, properties.
    pub issue: &'a Issue,
    /// Abstract below "BÁO CÁO".
    pub subject: &'a str,
    /// Legal bases; may be empty.
    pub bases: &'a [String],
    /// To whom.
    pub addressees: &'a [String],
    /// The text before the annex. Empty: the outline is drafted from the assessment of the reading.
    pub narrative: &'a [Narrative],
    /// Rows, figures and assessment.
    pub reading: &'a Reading,
    /// The annex besides its rows.
    pub annex: AnnexText<'a>,
    /// The province's template; none where it is not known.
    pub template: Option<&'a Template>,
}

/// Builds the report.
#[must_use]
pub fn build(words: &Messages, report: &CommuneReport<'_>) -> OfficialDocument {
    let title = Title::Named {
        kind: words.text("official-kind-report"),
        subject: report.subject.to_owned(),
    };
    let kind = words.text("official-abbreviation-report");
    let mut document = frame(words, report.office, report.issue, &kind, title, report.addressees);
    document.bases = report.bases.iter().map(|b| vec![Inline::text(b.as_str())]).collect();
    let figures = Figures::new(words, &report.reading.source.file, &report.reading.measures);
    document.body = if report.narrative.is_empty() {
        let mut body: Vec<Block> = opening(words, report).into_iter().collect();
        body.extend(drafted(words, report.reading, &figures));
        body
    } else {
        blocks(words, report.narrative, &figures)
    };
    let has_annex = report.template.is_some() || !report.reading.tasks.is_empty();
    if has_annex && (document.body.is_empty() || announces(&document.body)) {
        document.body.push(paragraph(words.text("official-report-see-annex")));
    }
    let others = report.annex.others;
    let (before, behind) = others.split_at(report.annex.before.min(others.len()));
    document
        .annexes
        .extend(before.iter().map(|a| own_annex(words, a, &figures)));
    if has_annex {
        document.annexes.push(task_annex(words, report, &figures));
    }
    document
        .annexes
        .extend(behind.iter().map(|a| own_annex(words, a, &figures)));
    reference::annexes(words, &mut document, &report.office.name);
    document
}

/// The rows of the tasks in the province's own template.
fn task_annex(words: &Messages, report: &CommuneReport<'_>, figures: &Figures<'_>) -> Annex {
    let programme = report.reading.header.programme.as_deref();
    let head = AnnexHead {
        decision: programme.filter(|_| report.annex.names_decision),
        notes: report.annex.notes,
        own: report.annex.own,
    };
    let mut body = blocks(words, report.annex.text, figures);
    body.push(Block::Table(annex_table::filled(
        words,
        report.template,
        report.reading,
        figures,
        &head,
    )));
    let title = report.annex.title;
    Annex {
        title: title.map_or_else(|| words.text("official-annex-title"), str::to_owned),
        reference: None,
        landscape: true,
        body,
    }
}

/// An annex as the report has it. Wide tables lie on a landscape page.
fn own_annex(words: &Messages, annex: &OwnAnnex, figures: &Figures<'_>) -> Annex {
    /// Columns from which on a portrait page is too narrow.
    const WIDE: u32 = 5;
    let wide = |piece: &Narrative| matches!(piece, Narrative::Table(table) if table.columns >= WIDE);
    Annex {
        title: annex.title.clone(),
        reference: None,
        landscape: annex.body.iter().any(wide),
        body: blocks(words, &annex.body, figures),
    }
}

/// True where the text ends in a colon: what it announces is the annex alone.
fn announces(body: &[Block]) -> bool {
    let Some(Block::Paragraph(last)) = body.last() else {
        return false;
    };
    let shown = last.iter().rev().find(|inline| !matches!(inline, Inline::Footnote(_)));
    matches!(shown, Some(Inline::Text(text)) if text.trim_end().ends_with(':'))
}

/// True for "(Theo biểu dưới đây)": the table that it points to moves behind the signature.
fn points_below(block: &Block) -> bool {
    let Block::Paragraph(text) = block else { return false };
    let [Inline::Text(text)] = text.as_slice() else {
        return false;
    };
    let folded = fold(text.trim());
    let is_remark =
        folded.len() <= LONGEST_POINTER && folded.starts_with('(') && folded.trim_end_matches('.').ends_with(')');
    is_remark && ["duoi day", "sau day"].iter().any(|place| folded.contains(place))
}

fn blocks(words: &Messages, pieces: &[Narrative], figures: &Figures<'_>) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let block = match piece {
            Narrative::Heading { level, label, title } => Block::Heading {
                level: *level,
                label: label.clone(),
                text: title.inlines(&Figures::none()),
            },
            Narrative::Paragraph(text) => Block::Paragraph(text.inlines(figures)),
            Narrative::Item(text) => Block::Item(text.inlines(figures)),
            Narrative::Table(table) => table.block(words, figures),
            Narrative::Annex => {
                blocks.pop_if(|before| points_below(before));
                paragraph(words.text("official-report-see-annex"))
            }
            Narrative::Footnote(text) => {
                let note = figures.bound(text);
                if let Some(Block::Heading { text, .. } | Block::Paragraph(text) | Block::Item(text)) =
                    blocks.last_mut()
                {
                    text.push(Inline::Footnote(note));
                    continue;
                }
                // A note without a text before it stands on its own.
                Block::Paragraph(note)
            }
        };
        blocks.push(block);
    }
    blocks
}

/// "Thực hiện Công văn số … về việc …, UBND xã … báo cáo …": none where not all of the request is known.
fn opening(words: &Messages, report: &CommuneReport<'_>) -> Option<Block> {
    let request = report.reading.header.request.as_ref()?;
    let args = [
        ("kind", request.kind.clone()?),
        ("number", request.number.clone()?),
        ("date", request.date.as_deref().and_then(parse_day).map(day)?),
        ("issuer", request.issuer.clone()?),
        ("subject", request.subject.clone()?),
        ("office", report.office.name.clone()),
    ];
    let args = args.map(|(name, text)| (name, Arg::Text(text)));
    Some(paragraph(words.word("official-report-opening", &args)))
}

/// The outline where only the reading is known: its lists of the assessment.
fn drafted(words: &Messages, reading: &Reading, figures: &Figures<'_>) -> Vec<Block> {
    let lists: [(&str, &[Statement]); 5] = [
        ("official-report-advantages", &reading.assessment.advantages),
        ("official-report-limitations", &reading.assessment.limitations),
        ("official-report-causes", &reading.assessment.causes),
        ("official-report-next", &reading.assessment.next_tasks),
        ("official-report-recommendations", &reading.assessment.recommendations),
    ];
    let mut blocks = Vec::new();
    let mut number = 0;
    for (key, statements) in lists.into_iter().filter(|(_, s)| !s.is_empty()) {
        number += 1;
        blocks.push(heading(HeadingLevel::Section, roman(number), words.text(key)));
        for of_one in statements.chunk_by(|a, b| a.addressee == b.addressee) {
            if let Some(whom) = &of_one[0].addressee {
                blocks.push(paragraph(format!("{whom}:")));
            }
            blocks.extend(of_one.iter().map(|s| Block::Item(figures.bound(&s.text))));
        }
    }
    blocks
}
