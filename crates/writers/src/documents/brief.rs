//! The brief for leaders: one page with the state of the tasks, targets against actual, and what needs a decision.

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, IndicatorRollUp};
use tonghop_model::finding::Severity;
use tonghop_model::official::{Block, Chart, ChartSeries, HeadingLevel, Inline, OfficialDocument, Title};
use tonghop_model::programme::Target;
use tonghop_text::{lower_first, roman};

use super::consolidated::{ConsolidatedReport, uncoded};
use super::consolidated_annexes::{Stating, aim, measured};
use super::distribution::{self, listed};
use super::frame::frame;
use super::opinions::{self, Telling};
use super::overview;
use super::set_round::{round_sentences, subject};
use super::sources::{list, set_source};
use super::text::{heading, sentence, shortened, value};

/// Longest name of a bar, characters.
const LONGEST_NAME: usize = 60;
/// Longest recommendation, characters: a shorter wording of the same is told where there is one.
const LONGEST_TEXT: usize = 160;
/// What the page holds beside the state of the tasks.
#[derive(Debug, Clone, Copy)]
struct Filling {
    /// Indicators.
    indicators: usize,
    /// True where they are a chart, else a sentence, which takes less room.
    chart: bool,
    /// Recommendations.
    needs: usize,
}

const fn filling(indicators: usize, chart: bool, needs: usize) -> Filling {
    Filling {
        indicators,
        chart,
        needs,
    }
}

/// From all to none: what gives way first where the page is full.
const FILLINGS: [Filling; 19] = [
    filling(4, true, 12),
    filling(4, true, 10),
    filling(4, true, 8),
    filling(4, true, 7),
    filling(4, true, 6),
    filling(4, true, 5),
    filling(4, true, 4),
    filling(4, true, 3),
    filling(3, true, 3),
    filling(3, true, 2),
    filling(4, false, 3),
    filling(3, false, 3),
    filling(3, false, 2),
    filling(2, false, 2),
    filling(2, false, 1),
    filling(1, false, 1),
    filling(0, false, 1),
    filling(1, false, 0),
    filling(0, false, 0),
];
/// Room that the page keeps, pt: other programs break the lines of a DOCX differently.
const SPARE: f32 = 22.0;

/// Builds the brief, on one page: indicators and recommendations give way until it fits. Without somebody who signs it is a note that
/// goes with a report: no number, no recipients, no signature block.
#[must_use]
pub fn build(words: &Messages, report: &ConsolidatedReport<'_>) -> OfficialDocument {
    let mut before = None;
    for filling in FILLINGS {
        let document = filled(words, report, filling);
        // The same document as with more room for what there is not.
        if before
            .as_ref()
            .is_some_and(|b: &OfficialDocument| b.body == document.body)
        {
            continue;
        }
        if crate::pdf::room_on_first_page(&document).is_none_or(|room| room >= SPARE) {
            return document;
        }
        before = Some(document);
    }
    before.unwrap_or_default()
}

fn filled(words: &Messages, report: &ConsolidatedReport<'_>, filling: Filling) -> OfficialDocument {
    let title = Title::Named {
        kind: words.text("official-kind-brief"),
        subject: subject(words, report),
    };
    let kind = words.text("official-abbreviation-report");
    let mut document = frame(words, report.office, report.issue, &kind, title, &[]);
    if report.signed {
        document.recipients.splice(0..0, report.addressees.iter().cloned());
    } else {
        (document.number, document.symbol) = (None, String::new());
        document.recipients.clear();
        document.signature = tonghop_model::official::SignatureBlock::default();
    }
    document.properties.reports = list(words, report.consolidation);
    let source = set_source(words, report.consolidation);
    let body = &mut document.body;
    let title = words.text("official-consolidated-overview");
    body.push(heading(HeadingLevel::Section, roman(1), title));
    let mut opening = round_sentences(words, report);
    if !opening.is_empty() {
        opening.push(Inline::text(" "));
    }
    opening.extend(state(words, report, &source));
    body.push(Block::Paragraph(opening));
    let parts = parts(report);
    if !parts.is_empty() {
        let title = words.text("official-brief-chart-tasks");
        body.push(Block::Chart(overview::chart(words, title, &parts)));
    }
    let farthest = farthest(report, filling.indicators);
    if !farthest.is_empty() {
        body.push(if filling.chart {
            Block::Chart(chart(words, &farthest))
        } else {
            Block::Paragraph(told(words, report.consolidation, &farthest, &source))
        });
    }
    let needs = needs(words, report, &source, filling.needs);
    if !needs.is_empty() {
        body.push(heading(
            HeadingLevel::Section,
            roman(2),
            words.text("official-brief-needs"),
        ));
        body.extend(needs.into_iter().map(Block::Item));
    }
    document
}

/// The state of the whole set: what is named adds up to all answers.
fn state(words: &Messages, report: &ConsolidatedReport<'_>, source: &str) -> Vec<Inline> {
    let all = overview::distribution(report.consolidation);
    let answers: usize = all.iter().sum();
    let count = |n: usize, key: &str| value(words.number(n), key, source);
    let slots = vec![
        ("units", count(overview::units(report.consolidation), "set:units")),
        ("answers", count(answers, "set:answers")),
    ];
    let lots = distribution::lots(words, &all, |what| format!("set:{what}"), source);
    let mut said = if lots.is_empty() {
        sentence(words, "official-brief-reports", slots)
    } else {
        listed(sentence(words, "official-brief-state", slots), lots, ", ")
    };
    let open = open_findings(report);
    if open > 0 {
        said.push(Inline::text(" "));
        let slots = vec![("findings", count(open, "findings:all"))];
        said.extend(sentence(words, "official-brief-findings", slots));
    }
    said
}

/// Errors and warnings: what the consolidated report of the same set lists.
fn open_findings(report: &ConsolidatedReport<'_>) -> usize {
    let open = report.findings.iter().filter(|f| f.severity >= Severity::Warning);
    open.count()
}

/// The distribution of each part of the programme.
fn parts(report: &ConsolidatedReport<'_>) -> Vec<(String, [usize; 9])> {
    let mut parts: Vec<(String, [usize; 9])> = Vec::new();
    for group in overview::groups(report.consolidation) {
        let name = if group.part.is_empty() { group.title } else { group.part };
        let name = shortened(uncoded(name), LONGEST_NAME);
        if parts.last().is_none_or(|(last, _)| *last != name) {
            parts.push((name, [0; 9]));
        }
        if let Some((_, sum)) = parts.last_mut() {
            overview::add(sum, &group.distribution);
        }
    }
    parts.truncate(3);
    parts
}

/// An indicator in percent below its target.
struct Short<'a> {
    indicator: &'a IndicatorRollUp,
    target: &'a Target,
    actual: f64,
}

/// Indicators in percent below their target, the farthest from it first: one that is reached needs no attention.
fn farthest<'a>(report: &ConsolidatedReport<'a>, most: usize) -> Vec<Short<'a>> {
    let percent = report.consolidation.indicators.iter().filter(|i| i.unit == "%");
    let mut known: Vec<Short<'_>> = percent
        .filter_map(|indicator| {
            let target = overview::target(report.targets, &indicator.code, report.year)?;
            let actual = indicator.value.filter(|actual| *actual < target.value)?;
            Some(Short {
                indicator,
                target,
                actual,
            })
        })
        .collect();
    let gap = |s: &Short<'_>| s.actual - s.target.value;
    known.sort_by(|a, b| {
        gap(a)
            .total_cmp(&gap(b))
            .then_with(|| a.indicator.name.cmp(&b.indicator.name))
    });
    known.truncate(most);
    known
}

/// Target beside actual as bars.
fn chart(words: &Messages, known: &[Short<'_>]) -> Chart {
    let series = |key: &str, colour: &str, pick: fn(&Short<'_>) -> f64| ChartSeries {
        name: words.text(key),
        colour: colour.to_owned(),
        values: known.iter().map(|k| Some((pick(k) * 10.0).round() / 10.0)).collect(),
    };
    Chart {
        title: words.text("official-brief-chart-indicators"),
        categories: known
            .iter()
            .map(|k| shortened(&k.indicator.name, LONGEST_NAME))
            .collect(),
        series: vec![
            series("official-column-target", "9E9E9E", |k| k.target.value),
            series("official-column-actual", "1F5E99", |k| k.actual),
        ],
        stacked: false,
        unit: "%".to_owned(),
        ..Chart::default()
    }
}

/// The same in a sentence.
fn told(words: &Messages, consolidation: &Consolidation, known: &[Short<'_>], source: &str) -> Vec<Inline> {
    let items = known.iter().map(|short| {
        let code = &short.indicator.code;
        let actual = measured(&words.decimal((short.actual * 10.0).round() / 10.0), "%");
        let summed = Stating::of(words, consolidation, short.indicator, source).summed;
        let programme = words.text("official-source-programme");
        let key = format!("target:{code}:{}", short.target.year);
        let slots = vec![
            ("indicator", Inline::Text(lower_first(&short.indicator.name))),
            (
                "actual",
                value(actual, format!("indicator:{code}:value"), summed.source),
            ),
            ("target", value(aim(words, short.target), key, programme)),
        ];
        sentence(words, "official-brief-indicator", slots)
    });
    listed(
        sentence(words, "official-brief-indicators", vec![]),
        items.collect(),
        "; ",
    )
}

/// What most units ask for.
fn needs(words: &Messages, report: &ConsolidatedReport<'_>, source: &str, most: usize) -> Vec<Vec<Inline>> {
    let groups = opinions::ordered(report.consolidation, &report.consolidation.recommendations);
    let rest = groups.len().saturating_sub(most);
    let groups = groups.into_iter().take(most).enumerate();
    let mut told: Vec<Vec<Inline>> = groups
        .map(|(n, (_, group))| {
            let telling = Telling {
                key: &format!("recommendation:{n}"),
                source,
                wordings: 1,
                longest: LONGEST_TEXT,
            };
            opinions::told(words, report.consolidation, group, &telling)
        })
        .collect();
    // Nobody takes those that are told for all.
    if rest > 0
        && let Some(last) = told.last_mut()
    {
        let count = value(words.number(rest), "recommendation:rest", source);
        last.push(Inline::text(" "));
        last.extend(sentence(words, "official-brief-more", vec![("count", count)]));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::super::office::{Issue, Office};
    use super::*;
    use tonghop_messages::Lang;
    use tonghop_model::consolidation::{IndicatorValue, MatrixRow, RecommendationGroup, ReportHead};
    use tonghop_model::official::SignatureBlock;
    use tonghop_model::reading::Span;

    const LONG: &str = "Đề nghị Ủy ban nhân dân tỉnh xem xét bố trí kinh phí hoạt động cho Tổ công nghệ số cộng đồng tại các thôn, tổ dân phố có địa hình khó khăn";

    fn crowded() -> (Consolidation, Vec<Target>) {
        let row = |section: &str| MatrixRow {
            section: format!("{section} › Nhóm"),
            title: "Nhiệm vụ".into(),
            distribution: [9; 9],
            ..MatrixRow::default()
        };
        let group = |n: usize| RecommendationGroup {
            text: format!("{LONG} {n}"),
            keywords: Vec::new(),
            addressees: Vec::new(),
            members: (0..9)
                .map(|r| (r, format!("{LONG} {n} {r}"), Span::default()))
                .collect(),
        };
        let indicator = |n: usize| IndicatorRollUp {
            code: format!("T{n:02}"),
            name: format!("Tỷ lệ người dân trong độ tuổi lao động được phổ biến kỹ năng số {n}"),
            unit: "%".into(),
            value: Some(10.0 + n as f64),
            ..IndicatorRollUp::default()
        };
        let target = |n: usize| Target {
            indicator: Some(format!("T{n:02}")),
            value: 80.0,
            year: 2026,
            title: String::new(),
            unit: "%".into(),
            qualifier: None,
            population: String::new(),
            certainty: "own".into(),
        };
        let consolidation = Consolidation {
            reports: (0..9)
                .map(|n| ReportHead {
                    unit: format!("xã Đồi Lim {n}"),
                    unit_key: n.to_string(),
                    ..ReportHead::default()
                })
                .collect(),
            matrix: tonghop_model::consolidation::Matrix {
                rows: [
                    "Phát triển nền móng cho kinh tế số",
                    "Các giải pháp triển khai",
                    "Tổ chức thực hiện",
                ]
                .map(row)
                .into(),
                ..Default::default()
            },
            indicators: (0..6).map(indicator).collect(),
            recommendations: (0..5).map(group).collect(),
            ..Consolidation::default()
        };
        (consolidation, (0..6).map(target).collect())
    }

    fn pages(signed: bool) -> (usize, OfficialDocument) {
        let (consolidation, targets) = crowded();
        let office = Office {
            issuer: vec!["SỞ KHOA HỌC".into(), "VÀ CÔNG NGHỆ".into()],
            superior: Some("ỦY BAN NHÂN DÂN TỈNH VÂN KHÊ".into()),
            name: "Sở Khoa học và Công nghệ".into(),
            abbreviation: "SKHCN".into(),
            drafter: "CĐS".into(),
            place: "Vân Khê".into(),
            signature: SignatureBlock {
                capacity: vec!["KT. GIÁM ĐỐC".into(), "PHÓ GIÁM ĐỐC".into()],
                name: "Trần Văn Mẫu".into(),
                ..SignatureBlock::default()
            },
        };
        let report = ConsolidatedReport {
            office: &office,
            issue: &Issue::default(),
            subject: "Tình hình thực hiện Chiến lược quốc gia phát triển kinh tế số và xã hội số đến năm 2025, định hướng đến năm 2030",
            addressees: &["Ủy ban nhân dân tỉnh Vân Khê".to_owned()],
            consolidation: &consolidation,
            difficulties: &[],
            findings: &[],
            targets: &targets,
            round: &super::super::consolidated::SetRound {
                period: "9 tháng năm 2026".into(),
                owed: Some((21, 9)),
                ..Default::default()
            },
            year: 2026,
            signed,
        };
        let document = build(&Messages::new(Lang::Vi), &report);
        let written = crate::pdf::write_counted(&document, &mut Vec::new()).expect("the brief is written");
        (written.pages, document)
    }

    #[test]
    fn a_brief_of_much_is_one_page() {
        for signed in [true, false] {
            let (pages, document) = pages(signed);
            assert_eq!(pages, 1, "signed: {signed}");
            let items = document.body.iter().filter(|b| matches!(b, Block::Item(_))).count();
            assert!(items > 0, "something is left for the leader to decide");
            let room = crate::pdf::room_on_first_page(&document);
            assert!(room.is_some_and(|r| r >= SPARE), "{room:?}");
        }
    }

    #[test]
    fn an_indicator_in_a_sentence_names_the_units_of_its_sum() {
        let (consolidation, targets) = crowded();
        let used = IndicatorValue {
            report: 1,
            used: true,
            ..IndicatorValue::default()
        };
        let indicator = IndicatorRollUp {
            code: "T00".into(),
            value: Some(10.0),
            values: vec![used],
            ..IndicatorRollUp::default()
        };
        let short = Short {
            indicator: &indicator,
            target: &targets[0],
            actual: 10.0,
        };
        let said = told(&Messages::new(Lang::Vi), &consolidation, &[short], "cả tập");
        let source = said.iter().find_map(|inline| match inline {
            Inline::Value { binding, .. } if binding.key == "indicator:T00:value" => Some(binding.source.as_str()),
            _ => None,
        });
        assert_eq!(source, Some("xã Đồi Lim 1"));
    }

    #[test]
    fn a_signed_brief_names_whom_it_goes_to_and_the_period() {
        let (_, document) = pages(true);
        assert_eq!(document.recipients[0], "Ủy ban nhân dân tỉnh Vân Khê");
        let Title::Named { subject, .. } = &document.title else {
            panic!("a brief has a title")
        };
        assert!(
            subject.ends_with("(kỳ báo cáo: 9 tháng năm 2026; tổng hợp từ 9/21 đơn vị)"),
            "{subject}"
        );
        let said = format!("{:?}", document.body);
        assert!(
            said.contains("round:received") && said.contains("round:asked"),
            "{said}"
        );
    }
}
