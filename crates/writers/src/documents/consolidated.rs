//! The department's consolidated report, drafted from the data of a set of reports.

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Addressee, Consolidation, RecommendationGroup};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Arg;
use tonghop_model::official::{Annex, Block, HeadingLevel, Inline, OfficialDocument, Title};
use tonghop_model::programme::Target;
use tonghop_text::roman;

use super::consolidated_annexes as annexes;
use super::distribution::{self, distribution_list, listed};
use super::findings_annex::{self, FINDINGS_PRINTED};
use super::frame::frame;
use super::notable::{self, Doubts};
use super::office::{Issue, Office};
use super::opinions::{self, Telling};
use super::overview::{self, Group};
use super::reference;
pub use super::set_round::{SetRound, Standing};
use super::set_round::{round_sentences, subject};
use super::sources::{list, set_source};
use super::text::{heading, sentence, value};

/// Groups of difficulties and of recommendations in the text.
const GROUPS: usize = 12;
/// Wordings that are quoted of a group, and the longest of them, characters.
const WORDINGS: (usize, usize) = (2, 320);

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
    /// The round that the reports belong to, as far as it is known.
    pub round: &'a SetRound,
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
        subject: subject(words, report),
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
    let matrix = has_matrix(report).then(|| {
        annex(
            words,
            "official-consolidated-matrix",
            annexes::matrix(words, report),
            true,
        )
    });
    document.annexes.extend(matrix);
    document.annexes.extend([
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
    ]);
    document.properties.reports = list(words, report.consolidation);
    reference::annexes(words, &mut document, &report.office.name);
    document
}

/// Reports without any table of tasks have no matrix, and the other annexes count from I.
fn has_matrix(report: &ConsolidatedReport<'_>) -> bool {
    !report.consolidation.matrix.columns.is_empty()
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

    /// Number of an annex; `place` counts from 1 where there is a matrix.
    fn annex(&self, place: usize) -> (&'static str, Inline) {
        let number = place - usize::from(!has_matrix(self.report));
        ("annex", Inline::Text(roman(number)))
    }

    fn overview(&mut self) {
        let consolidation = self.report.consolidation;
        let all = overview::distribution(consolidation);
        let answers: usize = all.iter().sum();
        self.head("official-consolidated-overview");
        let round = round_sentences(self.words, self.report);
        if !round.is_empty() {
            let mut said = round;
            if self.report.round.standing.is_some() {
                said.push(Inline::text(" "));
                said.extend(sentence(self.words, "official-consolidated-basis", vec![]));
            }
            self.body.push(Block::Paragraph(said));
        }
        let slots = vec![
            ("reports", self.count(consolidation.reports.len(), "set:reports")),
            ("units", self.count(overview::units(consolidation), "set:units")),
            ("annexes", self.count(consolidation.matrix.columns.len(), "set:annexes")),
            ("tasks", self.count(consolidation.matrix.rows.len(), "set:tasks")),
            ("answers", self.count(answers, "set:answers")),
        ];
        let key = if has_matrix(self.report) {
            "official-consolidated-counts"
        } else {
            "official-consolidated-counts-plain"
        };
        self.say(key, slots);
        if answers == 0 {
            return;
        }
        // One paragraph: a list of nine lines would push the first chart from the page.
        let classes = distribution_list(self.words, &all, "set", &self.set());
        let opening = sentence(self.words, "official-consolidated-classes", vec![]);
        let mut listed = listed(opening, classes, "; ");
        listed.push(Inline::text(" "));
        listed.extend(sentence(self.words, "official-consolidated-see-matrix", vec![]));
        self.body.push(Block::Paragraph(listed));
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
            let charts = overview::charts(self.words, &title, &bars);
            self.body.extend(charts.into_iter().map(Block::Chart));
        }
    }

    fn groups(&mut self) {
        let groups = overview::groups(self.report.consolidation);
        if groups.is_empty() {
            return;
        }
        self.head("official-consolidated-groups");
        let doubts = Doubts::of(self.report.findings);
        let mut times = notable::Times::new();
        for (number, group) in groups.iter().enumerate() {
            let title = name(self.words, group);
            self.body
                .push(heading(HeadingLevel::Point, (number + 1).to_string(), title));
            self.group(group, number, &doubts, &mut times);
        }
    }

    fn group(&mut self, group: &Group<'_>, number: usize, doubts: &Doubts<'_>, times: &mut notable::Times) {
        let key = |what: &str| format!("matrix:group:{number}:{what}");
        let slots = vec![
            ("tasks", self.count(group.rows.len(), &key("tasks"))),
            ("answers", self.count(group.answers(), &key("answers"))),
        ];
        let opening = sentence(self.words, "official-consolidated-group", slots);
        let lots = distribution::lots(self.words, &group.distribution, key, &self.set());
        self.body.push(Block::Paragraph(listed(opening, lots, ", ")));
        let quotes = notable::quotes(self.words, self.report.consolidation, doubts, group, times);
        if !quotes.is_empty() {
            self.say("official-consolidated-notable", vec![]);
            self.body.extend(quotes.into_iter().map(Block::Item));
        }
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
        if told.is_empty() {
            return self.say(annexes::no_indicators(self.report), vec![]);
        }
        let rolled = told.iter().filter(|i| i.value.is_some()).count();
        let slots = vec![
            ("told", self.count(told.len(), "indicators:told")),
            ("rolled", self.count(rolled, "indicators:rolled")),
            self.annex(2),
        ];
        self.say("official-consolidated-indicator-counts", slots);
        if let Some(table) = annexes::targets(self.words, self.report) {
            let count = self.count(table.rows.len(), "indicators:targets");
            self.say("official-consolidated-indicator-targets", vec![("count", count)]);
            self.body.push(Block::Table(table));
        }
        self.say("official-consolidated-indicator-note", vec![self.annex(2)]);
    }

    fn opinions(&mut self, head: &str, none: &str, groups: &[RecommendationGroup], key: &str) {
        self.head(head);
        if groups.is_empty() {
            return self.say(none, vec![]);
        }
        let set = self.set();
        let ordered = opinions::ordered(self.report.consolidation, groups);
        let mut told: Vec<_> = ordered.into_iter().map(|o| o.1).take(GROUPS).enumerate().collect();
        // What is asked of one body stands together; what names nobody comes last.
        told.sort_by_key(|(_, group)| (group.addressees.is_empty(), &group.addressees));
        for (lot, of_one) in told.chunk_by(|a, b| a.1.addressees == b.1.addressees).enumerate() {
            let addressees = &of_one[0].1.addressees;
            if lot > 0 || !addressees.is_empty() {
                let title = self.addressed(addressees);
                self.body
                    .push(heading(HeadingLevel::Point, (lot + 1).to_string(), title));
            }
            for (number, group) in of_one {
                let telling = Telling {
                    key: &format!("{key}:{number}"),
                    source: &set,
                    wordings: WORDINGS.0,
                    longest: WORDINGS.1,
                };
                let told = opinions::told(self.words, self.report.consolidation, group, &telling);
                self.body.push(Block::Item(told));
            }
        }
        let rest = groups.len().saturating_sub(GROUPS);
        if rest > 0 {
            let slots = vec![("count", self.count(rest, &format!("{key}:rest")))];
            self.say("official-consolidated-more", slots);
        }
    }

    /// "Kiến nghị với tỉnh (…)": read back, the heading says whom the requests below it are made to.
    fn addressed(&self, addressees: &[Addressee]) -> String {
        if addressees.is_empty() {
            return self.words.text("official-consolidated-to-nobody");
        }
        let whom = self.words.addressees(addressees);
        self.words
            .word("official-consolidated-to", &[("whom", Arg::Text(whom))])
    }

    fn findings(&mut self) {
        self.head("official-consolidated-findings");
        let of = |severity| self.report.findings.iter().filter(|f| f.severity == severity).count();
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        let open = errors + warnings;
        if open == 0 {
            return self.say("official-consolidated-all-settled", vec![]);
        }
        let slots = vec![
            ("errors", self.count(errors, "findings:errors")),
            ("warnings", self.count(warnings, "findings:warnings")),
        ];
        let key = match (errors, warnings) {
            (0, _) => "official-consolidated-finding-warnings",
            (_, 0) => "official-consolidated-finding-errors",
            _ => "official-consolidated-finding-counts",
        };
        let mut said = sentence(self.words, key, slots);
        said.push(Inline::text(" "));
        // The superior is told what the office does about it: the units do not get this report.
        let office = Inline::text(self.report.office.name.as_str());
        said.extend(if open > FINDINGS_PRINTED {
            let printed = self.count(FINDINGS_PRINTED, "findings:printed");
            sentence(
                self.words,
                "official-consolidated-findings-some",
                vec![("printed", printed), ("office", office), self.annex(3)],
            )
        } else {
            sentence(
                self.words,
                "official-consolidated-findings-all",
                vec![("office", office), self.annex(3)],
            )
        });
        self.body.push(Block::Paragraph(said));
    }
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
