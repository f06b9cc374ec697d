//! The department's consolidated report, drafted from the data of a set of reports.

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Addressee, Consolidation, RecommendationGroup};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Arg;
use tonghop_model::official::{Annex, Block, DocumentDate, HeadingLevel, Inline, OfficialDocument, Title};
use tonghop_model::programme::Target;
use tonghop_model::reading::StatusClass;
use tonghop_text::roman;

use super::consolidated_annexes as annexes;
use super::findings_annex::{self, FINDINGS_PRINTED};
use super::frame::frame;
use super::notable::{self, Doubts};
use super::office::{Issue, Office, day};
use super::opinions::{self, Telling};
use super::overview::{self, Group};
use super::reference;
use super::text::{heading, sentence, share, value};

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
/// Wordings that are quoted of a group, and the longest of them, characters.
const WORDINGS: (usize, usize) = (2, 320);

/// What a document of a set says of its round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetRound {
    /// The period as people write it: "tháng 11 năm 2026"; blank where it is not known.
    pub period: String,
    /// Day of the data.
    pub cut_off: Option<DocumentDate>,
    /// Units that owe a report, and the reports that came, whether their answers stand in the set or not.
    pub owed: Option<(usize, usize)>,
    /// Units among those that came which only said that there was nothing to report: nothing of theirs stands in the set.
    pub nothing: Vec<String>,
    /// How the reports of the set stand with the reviewers: then the figures of the indicators are those of accepted reports and
    /// of registers alone, everything else is of all reports. None where nobody reviews.
    pub standing: Option<Standing>,
}

/// Reports of a round by how far their review is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Accepted, published ones among them.
    pub accepted: usize,
    /// Sent, not decided yet.
    pub waiting: usize,
    /// Sent back for correction.
    pub returned: usize,
}

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

/// What the document is about, with the period where it is known, and from how many units it is where reports are missing:
/// nobody takes it for the whole.
pub fn subject(words: &Messages, report: &ConsolidatedReport<'_>) -> String {
    let missing = report.round.owed.filter(|(owed, received)| received < owed);
    let key = match (report.round.period.is_empty(), missing) {
        (true, None) => return report.subject.to_owned(),
        (false, None) => "official-set-subject-period",
        (true, Some(_)) => "official-set-subject-partial",
        (false, Some(_)) => "official-set-subject-period-partial",
    };
    let (owed, received) = missing.unwrap_or_default();
    let args = [
        ("subject", Arg::Text(report.subject.to_owned())),
        ("period", Arg::Text(report.round.period.clone())),
        ("owed", Arg::Text(words.number(owed))),
        ("received", Arg::Text(words.number(received))),
    ];
    words.word(key, &args)
}

/// How many units owe a report and as of which day: blank where neither is known.
pub fn round_sentences(words: &Messages, report: &ConsolidatedReport<'_>) -> Vec<Inline> {
    let source = words.text("official-source-round");
    let mut said = Vec::new();
    if let Some(date) = report.round.cut_off {
        let date = value(day(date), "round:cut-off", source.as_str());
        said.extend(sentence(words, "official-request-cut-off", vec![("date", date)]));
    }
    if let Some((owed, received)) = report.round.owed {
        if !said.is_empty() {
            said.push(Inline::text(" "));
        }
        let slots = vec![
            (
                "received",
                value(words.number(received), "round:received", source.as_str()),
            ),
            ("owed", value(words.number(owed), "round:asked", source.as_str())),
        ];
        said.extend(sentence(words, "official-consolidated-owed", slots));
    }
    if !report.round.nothing.is_empty() {
        said.push(Inline::text(" "));
        said.extend(nothing_sentence(words, &report.round.nothing, &source));
    }
    if let Some(standing) = report.round.standing {
        said.push(Inline::text(" "));
        said.extend(standing_sentence(words, standing, &source));
    }
    said
}

/// "Trong đó 1 đơn vị (xã Thác Mận) thông báo trong kỳ không phát sinh nội dung phải báo cáo, …": why fewer reports are consolidated
/// than came.
fn nothing_sentence(words: &Messages, units: &[String], source: &str) -> Vec<Inline> {
    let count = value(words.number(units.len()), "round:nothing", source);
    if units.len() > UNITS_NAMED {
        return sentence(words, "official-consolidated-nothing", vec![("count", count)]);
    }
    let slots = vec![("count", count), ("units", Inline::Text(units.join(", ")))];
    sentence(words, "official-consolidated-nothing-named", slots)
}

/// How the reports of the set stand with the reviewers; what none is, is not said.
fn standing_sentence(words: &Messages, standing: Standing, source: &str) -> Vec<Inline> {
    let Standing {
        accepted,
        waiting,
        returned,
    } = standing;
    let count = |n: usize, key: &str| value(words.number(n), key, source);
    if waiting + returned == 0 {
        let slots = vec![("count", count(accepted, "round:accepted"))];
        return sentence(words, "official-consolidated-all-accepted", slots);
    }
    let parts = [
        (accepted, "round:accepted", "official-consolidated-accepted"),
        (waiting, "round:waiting", "official-consolidated-waiting"),
        (returned, "round:returned", "official-consolidated-returned"),
    ];
    let told = parts.into_iter().filter(|(n, ..)| *n > 0);
    let told = told.map(|(n, key, message)| sentence(words, message, vec![("count", count(n, key))]));
    listed(
        sentence(words, "official-consolidated-standing", vec![]),
        told.collect(),
        ", ",
    )
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
        self.say("official-consolidated-counts", slots);
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
        for (number, group) in groups.iter().enumerate() {
            let title = name(self.words, group);
            self.body
                .push(heading(HeadingLevel::Point, (number + 1).to_string(), title));
            self.group(group, number, &doubts);
        }
    }

    fn group(&mut self, group: &Group<'_>, number: usize, doubts: &Doubts<'_>) {
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
        let quotes = notable::quotes(self.words, self.report.consolidation, doubts, group);
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
        ];
        self.say("official-consolidated-indicator-counts", slots);
        if let Some(table) = annexes::targets(self.words, self.report) {
            let count = self.count(table.rows.len(), "indicators:targets");
            self.say("official-consolidated-indicator-targets", vec![("count", count)]);
            self.body.push(Block::Table(table));
        }
        self.say("official-consolidated-indicator-note", vec![]);
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
        said.extend(if open > FINDINGS_PRINTED {
            let printed = self.count(FINDINGS_PRINTED, "findings:printed");
            sentence(
                self.words,
                "official-consolidated-findings-some",
                vec![("printed", printed)],
            )
        } else {
            sentence(self.words, "official-consolidated-findings-all", vec![])
        });
        self.body.push(Block::Paragraph(said));
    }
}

/// Units that the source of a value names.
pub const UNITS_NAMED: usize = 20;

/// "Tổng hợp từ 6 báo cáo: xã Đồi Lim; xã Suối Mận; …": without the names where they are many.
pub fn set_source(words: &Messages, consolidation: &Consolidation) -> String {
    let count = consolidation.reports.len();
    let count = ("count", Arg::Count(count as u64));
    match named_units(words, consolidation, 0..consolidation.reports.len()) {
        Some(units) => words.word("official-source-set-named", &[count, ("units", Arg::Text(units))]),
        None => words.word("official-source-set", &[count]),
    }
}

/// The units of these reports, each once; none where there is none, or where they are too many to be named.
pub fn named_units(
    words: &Messages,
    consolidation: &Consolidation,
    reports: impl IntoIterator<Item = usize>,
) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for head in reports.into_iter().filter_map(|r| consolidation.reports.get(r)) {
        let name = overview::unit(words, head);
        if names.contains(&name) {
            continue;
        }
        if names.len() == UNITS_NAMED {
            return None;
        }
        names.push(name);
    }
    (!names.is_empty()).then(|| names.join("; "))
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

/// A sentence that ends in a list.
pub(super) fn listed(mut opening: Vec<Inline>, items: Vec<Vec<Inline>>, between: &str) -> Vec<Inline> {
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
