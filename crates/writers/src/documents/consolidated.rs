//! The department's consolidated report, drafted from the data of a set of reports.

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, MatrixCell, RecommendationGroup};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Arg;
use tonghop_model::official::{Annex, Block, HeadingLevel, Inline, OfficialDocument, Title};
use tonghop_model::programme::Target;
use tonghop_model::reading::StatusClass;
use tonghop_text::roman;

use super::consolidated_annexes as annexes;
use super::findings_annex;
use super::frame::frame;
use super::office::{Issue, Office};
use super::overview::{self, Group};
use super::reference;
use super::text::{heading, sentence, share, shortened, value};

/// Results quoted for each group.
const QUOTED: usize = 2;
/// Shortest and longest result that is quoted, characters; longer ones are cut at a word.
const QUOTABLE: (usize, usize) = (60, 320);
/// How the answers of a group are told: name in keys, message, classes. Every class is in one lot.
const LOTS: [(&str, &str, &[StatusClass]); 5] = [
    (
        "met",
        "official-consolidated-group-met",
        &[StatusClass::Met, StatusClass::MostlyMet],
    ),
    (
        "running",
        "official-consolidated-group-running",
        &[StatusClass::InProgress, StatusClass::Percent],
    ),
    (
        "waiting",
        "official-consolidated-group-waiting",
        &[StatusClass::NotStarted, StatusClass::AwaitingHigherLevel],
    ),
    (
        "outside",
        "official-consolidated-group-outside",
        &[StatusClass::NotArising, StatusClass::NotCompetent],
    ),
    (
        "blank",
        "official-consolidated-group-blank",
        &[StatusClass::NotReported],
    ),
];
/// Groups of difficulties and of recommendations in the text.
const GROUPS: usize = 12;

/// What the report is drafted from.
#[derive(Debug, Clone, Copy)]
pub struct ConsolidatedReport<'a> {
    /// Who reports.
    pub office: &'a Office,
    /// Number, date, recipients, properties.
    pub issue: &'a Issue,
    /// What is reported on, as in the title: "tình hình thực hiện Chiến lược …".
    pub subject: &'a str,
    /// To whom.
    pub addressees: &'a [String],
    /// The consolidated view.
    pub consolidation: &'a Consolidation,
    /// Difficulties grouped by meaning.
    pub difficulties: &'a [RecommendationGroup],
    /// Findings left open.
    pub findings: &'a [Finding],
    /// Targets of the programme.
    pub targets: &'a [Target],
    /// Year that is reported on: decides which target counts.
    pub year: i32,
    /// True where somebody signs the brief; the report itself is always signed.
    pub signed: bool,
}

/// Builds the report.
#[must_use]
pub fn build(words: &Messages, report: &ConsolidatedReport<'_>) -> OfficialDocument {
    let title = Title::Named {
        kind: words.text("official-kind-report"),
        subject: report.subject.to_owned(),
    };
    let kind = words.text("official-abbreviation-report");
    let mut document = frame(words, report.office, report.issue, &kind, title, report.addressees);
    let mut text = Text {
        words,
        report,
        body: Vec::new(),
        section: 0,
    };
    text.overview();
    text.groups();
    text.indicators();
    text.opinions(
        "official-consolidated-difficulties",
        "official-consolidated-no-difficulties",
        report.difficulties,
        "difficulty",
    );
    text.opinions(
        "official-consolidated-recommendations",
        "official-consolidated-no-recommendations",
        &report.consolidation.recommendations,
        "recommendation",
    );
    text.findings();
    document.body = text.body;
    document.annexes = vec![
        annex(
            words,
            "official-consolidated-matrix",
            annexes::matrix(words, report),
            true,
        ),
        annex(
            words,
            "official-consolidated-indicator-annex",
            annexes::indicators(words, report),
            true,
        ),
        annex(
            words,
            "official-consolidated-findings-annex",
            findings_annex::findings(words, report),
            true,
        ),
    ];
    reference::annexes(words, &mut document, &report.office.name);
    document
}

fn annex(words: &Messages, title: &str, body: Vec<Block>, landscape: bool) -> Annex {
    Annex {
        title: words.text(title),
        // Filled in once the document has number and date.
        reference: None,
        landscape,
        body,
    }
}

/// The text while it is drafted.
struct Text<'a> {
    words: &'a Messages,
    report: &'a ConsolidatedReport<'a>,
    body: Vec<Block>,
    section: usize,
}

impl Text<'_> {
    fn head(&mut self, key: &str) {
        self.section += 1;
        self.body.push(heading(
            HeadingLevel::Section,
            roman(self.section),
            self.words.text(key),
        ));
    }

    fn say(&mut self, key: &str, slots: Vec<(&'static str, Inline)>) {
        self.body.push(Block::Paragraph(sentence(self.words, key, slots)));
    }

    fn count(&self, count: usize, key: &str) -> Inline {
        value(self.words.number(count), key, self.set())
    }

    /// "Tổng hợp 95 báo cáo": the source of a value that comes from the whole set.
    fn set(&self) -> String {
        set_source(self.words, self.report.consolidation)
    }

    fn overview(&mut self) {
        let consolidation = self.report.consolidation;
        let all = overview::distribution(consolidation);
        let answers: usize = all.iter().sum();
        self.head("official-consolidated-overview");
        let slots = vec![
            ("reports", self.count(consolidation.reports.len(), "set:reports")),
            ("units", self.count(overview::units(consolidation), "set:units")),
            ("annexes", self.count(consolidation.matrix.columns.len(), "set:annexes")),
            ("tasks", self.count(consolidation.matrix.rows.len(), "set:tasks")),
            ("answers", self.count(answers, "set:answers")),
        ];
        self.say("official-consolidated-counts", slots);
        if answers == 0 {
            return;
        }
        // One paragraph: a list of nine lines would push the first chart from the page.
        let classes = distribution_list(self.words, &all, "set", &self.set());
        let opening = sentence(self.words, "official-consolidated-classes", vec![]);
        self.body.push(Block::Paragraph(listed(opening, classes, "; ")));
        let groups = overview::groups(consolidation);
        // A chart for each part of the programme: one of all groups would fill a page and leave the one before half empty.
        for part in groups.chunk_by(|a, b| a.part == b.part) {
            let bars: Vec<_> = part.iter().map(|g| (name(self.words, g), g.distribution)).collect();
            let whole = part.len() == groups.len() || part[0].part.is_empty();
            let title = if whole {
                self.words.text("official-consolidated-chart")
            } else {
                let args = [("part", Arg::Text(uncoded(part[0].part).to_owned()))];
                self.words.word("official-consolidated-chart-part", &args)
            };
            self.body.push(Block::Chart(overview::chart(self.words, title, &bars)));
        }
    }

    fn groups(&mut self) {
        let groups = overview::groups(self.report.consolidation);
        if groups.is_empty() {
            return;
        }
        self.head("official-consolidated-groups");
        for (number, group) in groups.iter().enumerate() {
            let title = name(self.words, group);
            self.body
                .push(heading(HeadingLevel::Point, (number + 1).to_string(), title));
            self.group(group, number);
        }
    }

    fn group(&mut self, group: &Group<'_>, number: usize) {
        let key = |what: &str| format!("matrix:group:{number}:{what}");
        let slots = vec![
            ("tasks", self.count(group.rows.len(), &key("tasks"))),
            ("answers", self.count(group.answers(), &key("answers"))),
        ];
        let opening = sentence(self.words, "official-consolidated-group", slots);
        // Every class is in one of the lots, so that they add up to the answers; a lot without answers is not named.
        let mut lots = Vec::new();
        for (what, message, classes) in LOTS {
            let count = overview::count(&group.distribution, classes);
            if count == 0 {
                continue;
            }
            let mut slots = vec![("count", self.count(count, &key(what)))];
            if what == "met" {
                let percent = share(self.words, count, group.answers());
                slots.push(("share", value(percent, key("share"), self.set())));
            }
            lots.push(sentence(self.words, message, slots));
        }
        self.body.push(Block::Paragraph(listed(opening, lots, ", ")));
        let quotes = self.quotes(group);
        if !quotes.is_empty() {
            self.say("official-consolidated-notable", vec![]);
            self.body.extend(quotes.into_iter().map(Block::Item));
        }
    }

    /// Results worth quoting: finished tasks with figures, each of another unit, at most [`QUOTED`].
    fn quotes(&self, group: &Group<'_>) -> Vec<Vec<Inline>> {
        let consolidation = self.report.consolidation;
        let mut found: Vec<(usize, usize, &MatrixCell)> = Vec::new();
        for row in &group.rows {
            for (column, cell) in row.cells.iter().enumerate() {
                let Some(cell) = cell else { continue };
                if let (Some(worth), Some(report)) = (worth(cell), consolidation.matrix.columns.get(column)) {
                    found.push((worth, *report, cell));
                }
            }
        }
        // Most telling first; the order of the reports decides between equals, so that the draft is stable.
        found.sort_by(|a, b| {
            b.0.cmp(&a.0)
                .then_with(|| a.1.cmp(&b.1))
                .then_with(|| a.2.task.cmp(&b.2.task))
        });
        let mut units: Vec<&str> = Vec::new();
        let mut quotes = Vec::new();
        for (_, report, cell) in found {
            let Some(head) = consolidation.reports.get(report) else {
                continue;
            };
            if units.contains(&head.unit.as_str()) {
                continue;
            }
            units.push(&head.unit);
            let page = cell.span.page.map_or_else(String::new, |p| p.to_string());
            let args = [
                ("file", Arg::Text(head.file.clone())),
                ("page", Arg::Text(page.clone())),
            ];
            let source = self.words.word(
                if page.is_empty() {
                    "official-source-file"
                } else {
                    "official-source-page"
                },
                &args,
            );
            let quoted = value(
                shortened(cell.result.trim_end_matches('.'), QUOTABLE.1),
                format!("report:{report}:task:{}", cell.task),
                source,
            );
            quotes.push(sentence(
                self.words,
                "official-consolidated-quote",
                vec![
                    ("unit", Inline::text(overview::unit(self.words, head))),
                    ("quote", quoted),
                ],
            ));
            if quotes.len() == QUOTED {
                break;
            }
        }
        quotes
    }

    fn indicators(&mut self) {
        self.head("official-consolidated-indicators");
        let told: Vec<_> = self
            .report
            .consolidation
            .indicators
            .iter()
            .filter(|i| overview::told(i))
            .collect();
        let rolled = told.iter().filter(|i| i.value.is_some()).count();
        let slots = vec![
            ("told", self.count(told.len(), "indicators:told")),
            ("rolled", self.count(rolled, "indicators:rolled")),
        ];
        self.say("official-consolidated-indicator-counts", slots);
        if let Some(table) = annexes::targets(self.words, self.report) {
            self.body.push(Block::Table(table));
        }
        self.say("official-consolidated-indicator-note", vec![]);
    }

    fn opinions(&mut self, head: &str, none: &str, groups: &[RecommendationGroup], key: &str) {
        self.head(head);
        if groups.is_empty() {
            return self.say(none, vec![]);
        }
        for (number, group) in groups.iter().take(GROUPS).enumerate() {
            let units = units_of(self.report.consolidation, group);
            let quoted = value(
                shortened(group.text.trim_end_matches(['.', ';']), QUOTABLE.1),
                format!("{key}:{number}:text"),
                self.set(),
            );
            let slots = vec![
                ("text", quoted),
                ("units", self.count(units, &format!("{key}:{number}:units"))),
            ];
            self.body.push(Block::Item(sentence(
                self.words,
                "official-consolidated-opinion",
                slots,
            )));
        }
        let rest = groups.len().saturating_sub(GROUPS);
        if rest > 0 {
            let slots = vec![("count", self.count(rest, &format!("{key}:rest")))];
            self.say("official-consolidated-more", slots);
        }
    }

    fn findings(&mut self) {
        self.head("official-consolidated-findings");
        let of = |severity| self.report.findings.iter().filter(|f| f.severity == severity).count();
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        let slots = vec![
            ("errors", self.count(errors, "findings:errors")),
            ("warnings", self.count(warnings, "findings:warnings")),
        ];
        self.say("official-consolidated-finding-counts", slots);
    }
}

/// "Tổng hợp 95 báo cáo".
pub fn set_source(words: &Messages, consolidation: &Consolidation) -> String {
    words.word(
        "official-source-set",
        &[("count", Arg::Count(consolidation.reports.len() as u64))],
    )
}

/// Title of a group; a name of their own for rows that no task of the programme explains.
pub fn name(words: &Messages, group: &Group<'_>) -> String {
    let title = uncoded(group.title);
    if title.is_empty() {
        words.text("official-consolidated-other-tasks")
    } else {
        title.to_owned()
    }
}

/// The title without the code of the node before it: headings have numbers of their own.
pub fn uncoded(title: &str) -> &str {
    let title = title.trim();
    match title.split_once(' ') {
        Some((code, rest))
            if code
                .bytes()
                .all(|b| b == b'.' || b.is_ascii_uppercase() || b.is_ascii_digit()) =>
        {
            rest.trim_start()
        }
        _ => title,
    }
}

/// Units that made the statements of a group, each once.
pub fn units_of(consolidation: &Consolidation, group: &RecommendationGroup) -> usize {
    consolidation.units_of(group.members.iter().map(|m| m.0))
}

/// A sentence that ends in a list.
fn listed(mut opening: Vec<Inline>, items: Vec<Vec<Inline>>, between: &str) -> Vec<Inline> {
    for (number, item) in items.into_iter().enumerate() {
        opening.push(Inline::text(if number == 0 { " " } else { between }));
        opening.extend(item);
    }
    opening.push(Inline::text("."));
    opening
}

/// One entry for each class that occurs: "hoàn thành 120 lượt (45 %)".
pub fn distribution_list(words: &Messages, distribution: &[usize; 9], key: &str, source: &str) -> Vec<Vec<Inline>> {
    let all: usize = distribution.iter().sum();
    let present = StatusClass::ALL
        .iter()
        .zip(distribution)
        .filter(|(_, count)| **count > 0);
    present
        .map(|(class, count)| {
            let slots = vec![
                ("class", Inline::Text(overview::label(words, *class).to_lowercase())),
                (
                    "count",
                    value(words.number(*count), format!("{key}:class:{}", class.key()), source),
                ),
                (
                    "share",
                    value(
                        share(words, *count, all),
                        format!("{key}:share:{}", class.key()),
                        source,
                    ),
                ),
            ];
            sentence(words, "official-consolidated-class", slots)
        })
        .collect()
}

/// How telling a result is; none where it is not quoted.
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
