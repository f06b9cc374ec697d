//! Consolidation over invented readings: sums, orders, completeness.
#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use proptest::prelude::*;
use tonghop_consolidate::{Catalogue, consolidate};
use tonghop_model::consolidation::Consolidation;
use tonghop_model::indicator::Indicator;
use tonghop_model::programme::{Node, NodeKind, Programme};
use tonghop_model::reading::*;

fn understood(code: u32) -> Understood {
    let reading = Reading {
        format: FORMAT.into(),
        source: Source {
            file: format!("{code}.docx"),
            ..Source::default()
        },
        header: Header::default(),
        unit: Some(UnitMatch {
            code: format!("{code:05}"),
            valid_from: "2025-07-01".into(),
            name: format!("xã {code}"),
            confidence: 1.0,
        }),
        sections: Vec::new(),
        tasks: Vec::new(),
        measures: Vec::new(),
        citations: Vec::new(),
        assessment: Assessment::default(),
        commitments: Vec::new(),
        findings: Vec::new(),
    };
    Understood {
        reading,
        ..Understood::default()
    }
}

fn task(node: Option<&str>, title: &str, class: StatusClass) -> TaskRow {
    TaskRow {
        node: node.map(Into::into),
        title: title.into(),
        status_class: class,
        status: class.key().into(),
        ..TaskRow::default()
    }
}

fn share(numerator: Option<f64>, denominator: Option<f64>, value: f64) -> Measure {
    Measure {
        quote: format!("đạt {value}%"),
        value: Some(value),
        unit: Some("%".into()),
        numerator,
        denominator,
        indicator: Some("T01".into()),
        ..Measure::default()
    }
}

fn indicators() -> Vec<Indicator> {
    vec![
        Indicator {
            code: "T01".into(),
            name: "Hồ sơ đúng hạn".into(),
            unit: "%".into(),
            ..Indicator::default()
        },
        Indicator {
            code: "N01".into(),
            name: "Tổ cộng đồng".into(),
            unit: "tổ".into(),
            ..Indicator::default()
        },
    ]
}

fn programme() -> Programme {
    let node = |code: &str, kind, title: &str| Node {
        code: code.into(),
        kind,
        title: title.into(),
    };
    Programme {
        code: "p".into(),
        title: "Chương trình".into(),
        decision: "1/QĐ".into(),
        decision_date: "2025-01-01".into(),
        phrases: Vec::new(),
        nodes: vec![
            node("A", NodeKind::Part, "Nền móng"),
            node("A.I", NodeKind::Section, "Hạ tầng"),
            node("A.I.1", NodeKind::Task, "Phủ sóng"),
            node("A.I.2", NodeKind::Task, "Phủ cáp"),
            node("B.I.1", NodeKind::Task, "Tổ chức đội"),
        ],
        targets: Vec::new(),
    }
}

fn run(reports: &[Understood]) -> Consolidation {
    let (programmes, indicators) = ([programme()], indicators());
    let all: Vec<&Understood> = reports.iter().collect();
    consolidate(
        &all,
        &Catalogue {
            programmes: &programmes,
            indicators: &indicators,
            disputed: &[],
        },
    )
}

#[test]
fn the_matrix_follows_the_programme_and_drops_nothing() {
    let mut a = understood(1);
    a.reading.tasks = vec![
        task(Some("B.I.1"), "Lập đội", StatusClass::Met),
        task(None, "Việc riêng của xã", StatusClass::InProgress),
        task(Some("A.I.1"), "Sóng", StatusClass::Met),
    ];
    let mut b = understood(2);
    b.reading.tasks = vec![
        task(Some("A.I.1"), "Sóng", StatusClass::NotReported),
        task(Some("A.I.1"), "Sóng", StatusClass::Met),
    ];
    let narrative = understood(3);
    let matrix = run(&[a, narrative, b]).matrix;
    assert_eq!(matrix.columns, [0, 2]);
    let nodes: Vec<_> = matrix.rows.iter().map(|r| r.node.as_deref()).collect();
    assert_eq!(nodes, [Some("A.I.1"), Some("A.I.1"), Some("B.I.1"), None]);
    assert_eq!(matrix.rows[0].section, "A Nền móng › A.I Hạ tầng");
    assert_eq!(matrix.rows[0].title, "Phủ sóng");
    assert_eq!(
        (
            matrix.rows[0].distribution[0],
            matrix.rows[0].distribution[8],
            matrix.rows[0].absent
        ),
        (1, 1, 0)
    );
    assert_eq!(matrix.rows[2].absent, 1);
    let cells: usize = matrix.rows.iter().map(|r| r.cells.iter().flatten().count()).sum();
    assert_eq!(cells, 5);
}

#[test]
fn percentages_without_counts_are_listed_and_never_averaged() {
    let mut reports: Vec<Understood> = (1..=4).map(understood).collect();
    reports[0].reading.measures = vec![share(Some(90.0), Some(100.0), 90.0)];
    reports[1].reading.measures = vec![share(Some(5.0), Some(50.0), 10.0), share(None, None, 99.0)];
    reports[2].reading.measures = vec![share(None, None, 100.0)];
    let indicator = &run(&reports).indicators[0];
    assert_eq!((indicator.numerator, indicator.denominator), (Some(95.0), Some(150.0)));
    assert!((indicator.value.unwrap() - 63.333_333).abs() < 1e-3);
    assert_eq!(indicator.without_counts, [2]);
    assert_eq!(indicator.missing, [3]);
    assert_eq!(indicator.values.iter().filter(|v| v.used).count(), 2);
}

#[test]
fn one_unit_counts_once_with_its_later_report() {
    let mut early = understood(7);
    early.reading.header.date = Some("2025-06-10".into());
    early.reading.measures = vec![share(Some(10.0), Some(100.0), 10.0)];
    let mut late = understood(7);
    late.reading.header.date = Some("2025-09-10".into());
    late.reading.measures = vec![share(Some(60.0), Some(80.0), 75.0)];
    let indicator = &run(&[late, early]).indicators[0];
    assert_eq!((indicator.numerator, indicator.denominator), (Some(60.0), Some(80.0)));
    assert!(indicator.missing.is_empty());
}

#[test]
fn figures_of_another_programme_or_period_are_listed_and_not_summed() {
    let sent = |date: &str, title: &str, measures| {
        let mut report = understood(7);
        report.reading.header.date = Some(date.into());
        report.reading.header.title = Some(title.into());
        report.reading.measures = measures;
        report
    };
    let teams = |value| Measure {
        indicator: Some("N01".into()),
        unit: Some("tổ".into()),
        ..share(None, None, value)
    };
    let period = |label: &str| {
        Some(Period {
            label: label.into(),
            ..Period::default()
        })
    };
    let mut own = sent("2025-10-21", "Chương trình", vec![teams(12.0)]);
    own.reading.tasks = vec![task(Some("A.I.1"), "Sóng", StatusClass::Met)];
    let with = |other: &Understood, own: &Understood| {
        let found = run(&[other.clone(), own.clone()]).indicators;
        let told = |code: &str| found.iter().find(|i| i.code == code).cloned().unwrap();
        (told("T01"), told("N01"))
    };
    let measures = vec![share(Some(855.0), Some(861.0), 99.3), teams(40.0)];
    // Later, but of another title that names no programme of the catalogue.
    let mut nine_months = sent("2025-11-22", "Kết quả 9 tháng", measures.clone());
    nine_months.reading.header.period = period("9 tháng đầu năm 2025");
    let (ratio, teams_told) = with(&nine_months, &own);
    assert_eq!(
        (ratio.value, ratio.other_report, ratio.missing.len()),
        (None, vec![0], 0)
    );
    assert!(ratio.values[0].other_report);
    assert_eq!((teams_told.value, teams_told.other_report), (Some(12.0), vec![]));
    // Of the programme, but of another period.
    own.reading.header.period = period("năm 2025");
    nine_months.reading.header.programme = Some("1/QĐ".into());
    let summed = |other: &Understood| with(other, &own).0.numerator;
    assert_eq!(summed(&nine_months), None);
    // A supplement of the same programme and period stands in for what the main report lacks; so does a file without a title.
    let mut supplement = sent("2025-10-20", "Bổ sung", measures.clone());
    supplement.reading.header.programme = Some("1/QĐ".into());
    assert_eq!(summed(&supplement), Some(855.0));
    let mut bare = sent("2025-10-20", "", measures);
    bare.reading.header.title = None;
    assert_eq!(summed(&bare), Some(855.0));
}

#[test]
fn a_unit_has_one_column_and_its_earlier_reports_are_listed() {
    let sent = |code, date: &str, class| {
        let mut report = understood(code);
        report.reading.header.date = Some(date.into());
        report.reading.tasks = vec![task(Some("A.I.1"), "Sóng", class)];
        report
    };
    let late = sent(1, "2025-11-02", StatusClass::Met);
    let early = sent(1, "2025-10-20", StatusClass::InProgress);
    let other = sent(2, "2025-10-25", StatusClass::Met);
    let result = run(&[late, early, other]);
    assert_eq!(
        (result.matrix.columns.as_slice(), result.matrix.replaced.as_slice()),
        (&[0, 2][..], &[1][..])
    );
    assert_eq!(result.matrix.rows.len(), 1);
    assert_eq!(result.matrix.rows[0].distribution[0], 2);
    assert_eq!((result.units(), result.units_of([0, 1])), (2, 1));
}

#[test]
fn namesakes_of_two_provinces_are_two_units() {
    let of = |province: &str| {
        let mut report = understood(1);
        report.reading.unit = None;
        report.reading.header.issuer = Some("UBND xã Suối Trăng".into());
        report.reading.header.province = Some(province.into());
        report.reading.tasks = vec![task(Some("A.I.1"), "Sóng", StatusClass::Met)];
        report
    };
    let mut spelled = of("Hà Mây");
    spelled.reading.header.issuer = Some("ỦY BAN NHÂN DÂN XÃ SUỐI TRĂNG".into());
    let result = run(&[of("Hà Mây"), of("Núi Gió"), spelled]);
    assert_eq!(result.units(), 2);
    assert_eq!(result.matrix.columns.len(), 2);
}

/// A catalogue in which a ratio is made of two counts, and events add up.
fn run_counts(reports: &[Understood], disputed: &[Vec<Span>]) -> Consolidation {
    let indicator = |code: &str, unit: &str| Indicator {
        code: code.into(),
        unit: unit.into(),
        ..Indicator::default()
    };
    let indicators = [
        indicator("T01", "hồ sơ"),
        indicator("T02", "hồ sơ"),
        Indicator {
            numerator: Some("T02".into()),
            denominator: Some("T01".into()),
            ..indicator("T04", "%")
        },
        Indicator {
            additive: true,
            ..indicator("N08", "lớp")
        },
    ];
    let all: Vec<&Understood> = reports.iter().collect();
    let known = Catalogue {
        programmes: &[],
        indicators: &indicators,
        disputed,
    };
    consolidate(&all, &known)
}

fn count(code: &str, value: f64, quote: &str, block: usize) -> Measure {
    Measure {
        quote: quote.into(),
        value: Some(value),
        unit: Some(if code == "N08" { "lớp" } else { "hồ sơ" }.into()),
        indicator: Some(code.into()),
        span: Span {
            block,
            start: quote.len(),
            ..Span::default()
        },
        ..Measure::default()
    }
}

#[test]
fn a_ratio_gives_the_counts_it_is_made_of() {
    let ratio = |part: f64, whole: f64| Measure {
        indicator: Some("T04".into()),
        ..share(Some(part), Some(whole), part / whole * 100.0)
    };
    let mut reports: Vec<Understood> = (1..=2).map(understood).collect();
    reports[0].reading.measures = vec![ratio(429.0, 570.0)];
    reports[1].reading.measures = vec![count("T02", 31.0, "31 hồ sơ trực tuyến", 1), ratio(30.0, 40.0)];
    let result = run_counts(&reports, &[]);
    let value = |code: &str| result.indicators.iter().find(|i| i.code == code).unwrap().value;
    assert_eq!(value("T01"), Some(610.0));
    // What is stated for itself goes before what a ratio says.
    assert_eq!(value("T02"), Some(460.0));
    let online = &result.indicators[1];
    assert_eq!(
        online
            .values
            .iter()
            .filter(|v| v.part_of.as_deref() == Some("T04"))
            .count(),
        2
    );
}

#[test]
fn parts_of_one_paragraph_add_up_and_others_are_listed() {
    let classes = |measures: Vec<Measure>| {
        let mut report = understood(1);
        report.reading.measures = measures;
        let found = run_counts(&[report], &[]).indicators.remove(0);
        (found.value, found.several)
    };
    let (two, one) = ("02 lớp tập huấn cho thôn", "01 lớp cho cán bộ xã");
    assert_eq!(
        classes(vec![count("N08", 2.0, two, 3), count("N08", 1.0, one, 3)]),
        (Some(3.0), vec![])
    );
    // The annex says once more what the narrative says.
    assert_eq!(
        classes(vec![count("N08", 2.0, two, 3), count("N08", 2.0, two, 9)]),
        (Some(2.0), vec![])
    );
    assert_eq!(
        classes(vec![count("N08", 2.0, two, 3), count("N08", 1.0, one, 9)]),
        (None, vec![0])
    );
    // Another unit of measure counts other things.
    let mut held = count("N08", 1.0, "01 hội nghị", 9);
    held.unit = Some("hội nghị".into());
    assert_eq!(classes(vec![count("N08", 2.0, two, 3), held]), (Some(3.0), vec![]));
    // What is no class at all is listed, not added.
    let mut other = count("N08", 40.0, "40 hộ", 9);
    other.unit = Some("hộ".into());
    assert_eq!(classes(vec![count("N08", 2.0, two, 3), other]), (Some(2.0), vec![]));
    let total = "Tổng số 03 lớp";
    assert_eq!(
        classes(vec![
            count("N08", 3.0, total, 1),
            count("N08", 2.0, two, 3),
            count("N08", 1.0, one, 9)
        ]),
        (Some(3.0), vec![])
    );
}

#[test]
fn ratios_that_contradict_each_other_are_listed_and_a_whole_is_taken() {
    let told = |ratios: &[(f64, f64)]| {
        let mut report = understood(1);
        let measure = |&(part, whole): &(f64, f64)| Measure {
            indicator: Some("T04".into()),
            quote: format!("{part}/{whole}"),
            ..share(Some(part), Some(whole), part / whole * 100.0)
        };
        report.reading.measures = ratios.iter().map(measure).collect();
        let result = run_counts(&[report], &[]);
        let found = result.indicators.into_iter().find(|i| i.code == "T04").unwrap();
        (found.numerator, found.several)
    };
    // Nothing says which of them is the unit's.
    assert_eq!(
        told(&[(1142.0, 1542.0), (1998.0, 2406.0), (1006.0, 1121.0)]),
        (None, vec![0])
    );
    // Two villages and the commune.
    assert_eq!(told(&[(30.0, 40.0), (50.0, 60.0), (80.0, 100.0)]), (Some(80.0), vec![]));
    assert_eq!(told(&[(30.0, 40.0), (30.0, 40.0)]), (Some(30.0), vec![]));
}

#[test]
fn households_and_products_are_not_added() {
    let stated = |units: &[(f64, &str)]| {
        let mut reports: Vec<Understood> = (1..=units.len() as u32).map(understood).collect();
        for (report, (value, unit)) in reports.iter_mut().zip(units) {
            let mut measure = count("N08", *value, &format!("{value} {unit}"), 3);
            measure.unit = Some((*unit).to_owned());
            report.reading.measures = vec![measure];
        }
        let found = run_counts(&reports, &[]).indicators.remove(0);
        (found.value, found.other_unit)
    };
    assert_eq!(
        stated(&[(37.0, "hộ"), (4.0, "lớp"), (62.0, "hộ")]),
        (Some(4.0), vec![0, 2])
    );
    // Without any in the indicator's own unit, what most count in is summed.
    assert_eq!(
        stated(&[(37.0, "hộ"), (4.0, "sản phẩm"), (62.0, "hộ")]),
        (Some(99.0), vec![1])
    );
}

#[test]
fn a_value_with_an_open_error_is_listed_and_not_summed() {
    let mut reports: Vec<Understood> = (1..=2).map(understood).collect();
    reports[0].reading.measures = vec![count("T01", 900.0, "900 hồ sơ", 4)];
    reports[1].reading.measures = vec![count("T01", 100.0, "100 hồ sơ", 4)];
    let span = reports[0].reading.measures[0].span;
    let found = run_counts(&reports, &[vec![span], vec![]]).indicators.remove(0);
    assert_eq!((found.value, found.disputed), (Some(100.0), vec![0]));
    // An earlier report does not stand in for it.
    let mut earlier = understood(1);
    earlier.reading.header.date = Some("2025-06-10".into());
    earlier.reading.measures = vec![count("T01", 400.0, "400 hồ sơ", 4)];
    reports[0].reading.header.date = Some("2025-09-10".into());
    reports.push(earlier);
    let found = run_counts(&reports, &[vec![span], vec![], vec![]]).indicators.remove(0);
    assert_eq!((found.value, found.disputed), (Some(100.0), vec![0]));
}

#[test]
fn sentences_of_two_units_are_shared_and_promises_stand_by_date() {
    let sentence =
        "Công tác tuyên truyền được đẩy mạnh dưới nhiều hình thức, nhờ đó người dân chủ động tham gia dịch vụ công.";
    let mut reports: Vec<Understood> = (1..=3).map(understood).collect();
    for (report, start) in reports.iter_mut().zip(["Mở đầu của xã. ", "", ""]) {
        let text = format!("{start}{sentence}");
        let span = Span {
            block: 4,
            start: 10,
            end: 10 + text.chars().count(),
            ..Span::default()
        };
        report.passages.push(Passage {
            place: "I".into(),
            kind: PassageKind::Narrative,
            text,
            span,
        });
    }
    reports[2].passages.clear();
    let promise = |due: Option<&str>| Commitment {
        due: due.map(Into::into),
        what: "x".into(),
        ..Commitment::default()
    };
    reports[0].reading.commitments = vec![promise(None), promise(Some("2025-10")), promise(Some("2025-10-29"))];
    let result = run(&reports);
    assert_eq!(result.shared.len(), 1);
    assert_eq!(result.shared[0].text, sentence);
    assert_eq!(
        result.shared[0].places[0].1.start,
        10 + "Mở đầu của xã. ".chars().count()
    );
    let due: Vec<_> = result.commitments.iter().map(|c| c.due.as_deref()).collect();
    assert_eq!(due, [Some("2025-10-29"), Some("2025-10"), None]);
}

prop_compose! {
    fn any_report(code: u32)(
        tasks in prop::collection::vec((0_usize..5, 0_usize..9), 0..6),
        counts in prop::collection::vec((0_u32..500, 1_u32..500, any::<bool>()), 0..3),
        asks in prop::collection::vec(0_usize..4, 0..3),
    ) -> Understood {
        const NODES: [Option<&str>; 5] = [Some("A.I.1"), Some("A.I.2"), Some("B.I.1"), Some("Z.9"), None];
        const ASKS: [&str; 4] = ["bố trí kinh phí mua máy tính", "mở lớp tập huấn kỹ năng số", "ban hành cơ chế cho tổ cộng đồng", "đề nghị bố trí thêm kinh phí mua máy tính"];
        let mut report = understood(code);
        report.reading.tasks = tasks.iter().map(|&(n, c)| task(NODES[n], "Việc riêng", StatusClass::ALL[c])).collect();
        report.reading.measures = counts.iter().map(|&(part, whole, told)| {
            let (part, whole) = (f64::from(part), f64::from(whole));
            if told { share(Some(part), Some(whole), part / whole * 100.0) } else { share(None, None, 50.0) }
        }).collect();
        report.reading.assessment.recommendations =
            asks.iter().map(|&a| Statement { text: ASKS[a].into(), ..Statement::default() }).collect();
        report
    }
}

fn any_reports() -> impl Strategy<Value = Vec<Understood>> {
    (any_report(1), any_report(2), any_report(3), any_report(4)).prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

proptest! {
    #[test]
    fn the_roll_up_is_what_the_used_values_give(reports in any_reports()) {
        for indicator in run(&reports).indicators {
            let used: Vec<_> = indicator.values.iter().filter(|v| v.used).collect();
            let part: f64 = used.iter().filter_map(|v| v.numerator).sum();
            let whole: f64 = used.iter().filter_map(|v| v.denominator).sum();
            prop_assert_eq!(indicator.numerator.unwrap_or(0.0), part);
            prop_assert_eq!(indicator.denominator.unwrap_or(0.0), whole);
            prop_assert_eq!(indicator.value, (whole > 0.0).then(|| part / whole * 100.0));
            // Every unit is counted, or listed as without counts, with several, or missing: once.
            let listed = indicator.without_counts.len() + indicator.several.len() + indicator.missing.len();
            prop_assert_eq!(used.len() + listed, reports.len());
        }
    }

    #[test]
    fn every_row_and_every_recommendation_is_kept(reports in any_reports()) {
        let result = run(&reports);
        let cells: usize = result.matrix.rows.iter().map(|r| r.cells.iter().flatten().count()).sum();
        prop_assert_eq!(cells, reports.iter().map(|r| r.reading.tasks.len()).sum::<usize>());
        for row in &result.matrix.rows {
            prop_assert_eq!(row.distribution.iter().sum::<usize>() + row.absent, result.matrix.columns.len());
        }
        let grouped: usize = result.recommendations.iter().map(|g| g.members.len()).sum();
        prop_assert_eq!(grouped, reports.iter().map(|r| r.reading.assessment.recommendations.len()).sum::<usize>());
    }

    #[test]
    fn the_order_of_the_reports_does_not_matter(reports in any_reports()) {
        let forward = run(&reports);
        let backward = run(&reports.iter().rev().cloned().collect::<Vec<_>>());
        let rows = |c: &Consolidation| c.matrix.rows.iter().map(|r| (r.node.clone(), r.distribution, r.absent)).collect::<Vec<_>>();
        prop_assert_eq!(rows(&forward).len(), rows(&backward).len());
        let total = |c: &Consolidation| {
            let mut all = std::collections::BTreeMap::new();
            for row in &c.matrix.rows {
                let sums = all.entry(row.node.clone()).or_insert([0; 9]);
                row.distribution.iter().zip(sums.iter_mut()).for_each(|(d, s)| *s += d);
            }
            all
        };
        prop_assert_eq!(total(&forward), total(&backward));
        let sums = |c: &Consolidation| c.indicators.iter().map(|i| (i.code.clone(), i.numerator, i.denominator, i.value)).collect::<Vec<_>>();
        prop_assert_eq!(sums(&forward), sums(&backward));
        let groups = |c: &Consolidation| c.recommendations.iter().map(|g| (g.text.clone(), g.members.len())).collect::<Vec<_>>();
        prop_assert_eq!(groups(&forward), groups(&backward));
    }
}

/// 3,321 reports of 24 rows, 60 passages, 5 recommendations. Run in release to measure:
/// `cargo test --release -p tonghop-consolidate -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn a_nation_of_reports() {
    const WORDS: &str = "tuyên truyền hạ tầng người dân chuyển đổi kỹ năng cán bộ thôn trạm sóng hồ sơ trực tuyến máy tính học nghề chợ \
                         thanh toán đội nhóm lớp tập huấn kinh phí thiết bị mạng cáp loa họp bản làng trường trạm y tế đường điện nước";
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut seed = 1_u64;
    let mut next = move || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let mut sentence = |length: usize| {
        (0..length)
            .map(|_| words[next() % words.len()])
            .collect::<Vec<_>>()
            .join(" ")
    };
    let common: Vec<String> = (0..500).map(|_| sentence(40)).collect();
    let mut reports = Vec::new();
    for code in 0..3321_u32 {
        let mut report = understood(code);
        report.reading.tasks = (0..24)
            .map(|n| task(Some(&format!("A.I.{n}")), &common[n], StatusClass::Met))
            .collect();
        for block in 0..60_usize {
            let text = if block % 6 == 0 {
                common[(code as usize * 7 + block) % 500].clone()
            } else {
                sentence(40)
            };
            let span = Span {
                block,
                end: text.chars().count(),
                ..Span::default()
            };
            report.passages.push(Passage {
                place: "I".into(),
                kind: PassageKind::Narrative,
                text,
                span,
            });
        }
        report.reading.measures = vec![share(Some(5.0), Some(10.0), 50.0)];
        report.reading.assessment.recommendations = (0..5)
            .map(|_| Statement {
                text: sentence(20),
                ..Statement::default()
            })
            .collect();
        reports.push(report);
    }
    let asks: Vec<&str> = reports
        .iter()
        .flat_map(|r| r.reading.assessment.recommendations.iter().map(|s| s.text.as_str()))
        .collect();
    let started = std::time::Instant::now();
    let groups = tonghop_text::similarity::group_by_meaning(&asks, Default::default()).len();
    println!(
        "{:?}: {groups} groups of {} recommendations",
        started.elapsed(),
        asks.len()
    );
    let started = std::time::Instant::now();
    let result = run(&reports);
    println!(
        "{:?}: {} shared, {} groups",
        started.elapsed(),
        result.shared.len(),
        result.recommendations.len()
    );
    assert!(result.shared.len() >= 400);
}
