//! V102: the printed percentage is not what numerator and denominator give.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::phrases;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V102",
    rule: "ratio_mismatch",
    severity: Severity::Error,
    scope: Scope::Figure,
    title: "check-v102-title",
    description: "check-v102-description",
    advice: "check-v102-advice",
    source: "domain.md §8: compute ratios; one rounding rule (half up, the decimals that are printed)",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for figure in facts.figures.iter().filter(|f| f.is_percent()) {
        let told = figure.measure.denominator.or_else(|| received(facts, figure));
        let whole = told
            .or_else(|| announced(facts, figure))
            .or_else(|| provided(facts, figure));
        out.extend(whole.and_then(|whole| check(facts, figure, whole)));
    }
}

/// What was received, for the share of one way of receiving it: "Tổng số hồ sơ tiếp nhận: 2.904 hồ sơ; trực tuyến
/// 2.810 hồ sơ, đạt 94,1%". Such a share is of nothing else; the total is the last one that the same text names.
fn received(facts: &Facts, figure: &Figure) -> Option<f64> {
    const WAYS: [&str; 4] = ["truc tuyen", "truc tiep", "buu chinh", "qua mang"];
    const DONE: [&str; 6] = [
        "giai quyet",
        "tra ket qua",
        "thanh toan",
        "so hoa",
        "toan trinh",
        "mot phan",
    ];
    let of_way = phrases::has_any(&figure.words, &WAYS) && !phrases::has_any(&figure.words, &DONE);
    let part = figure.measure.numerator.filter(|_| of_way)?;
    let text = figure.text?;
    let total = facts.figures_in(text..=text).filter(|f| f.at < figure.at).rfind(|f| {
        let counted = f.count().is_some_and(|total| total > part) && !f.is_rough() && !f.measure.is_target;
        counted
            && (phrases::has_any(&f.words, &["tiep nhan", "tong so", "tong"]) || f.words.starts_with("co "))
            && !phrases::has_any(&f.words, &WAYS)
            && !phrases::has_any(&f.words, &DONE)
    })?;
    total.count()
}

/// The total whose parts a sentence announces: "Đã giải quyết 480 hồ sơ, trong đó đúng hạn 470 hồ sơ (98,9%)". The part
/// is of it whether the percentage fits or not, unless it says that it is of something else.
fn announced(facts: &Facts, figure: &Figure) -> Option<f64> {
    const OTHERS: [&str; 8] = [
        "ke hoach",
        "chi tieu",
        "muc tieu",
        "so voi",
        "cung ky",
        "tang",
        "giam",
        "tren tong",
    ];
    let part = figure
        .measure
        .numerator
        .filter(|_| !phrases::has_any(&figure.words, &OTHERS))?;
    let text = figure.text?;
    let folded = &facts.texts[text].folded;
    let before = folded.get(..figure.at)?;
    let sentence = before.rfind(". ").map_or(0, |at| at + 2);
    let mark = before.rfind("trong do").filter(|mark| *mark > sentence)?;
    let between = &before[mark..];
    // Another total may stand between, and behind a semicolon another list.
    if between.contains([';', ':', '(']) || phrases::has_any(between, &["gom"]) {
        return None;
    }
    let mut counts = facts
        .figures_in(text..=text)
        .filter(|f| f.at >= sentence && f.end <= mark);
    let total = counts
        .next_back()
        .filter(|f| !f.is_rough() && !f.measure.is_target && !f.is_percent())?;
    // "54 máy tính, trong đó 51 máy …": the first word tells what is counted.
    let unit = total.measure.unit.as_deref().unwrap_or_default().to_lowercase();
    let quote = figure.measure.quote.to_lowercase();
    let same = unit
        .split(' ')
        .next()
        .is_some_and(|first| !first.is_empty() && phrases::has(&quote, first));
    total.count().filter(|whole| same && *whole > part)
}

/// The sum of which money was spent: "bố trí 185,5 triệu đồng, đã giải ngân 142 triệu đồng, đạt 76,55%"; and the sheets that were
/// handed out, of those that answer: "khảo sát 500 phiếu, 489 phiếu hài lòng (97,8%)".
fn provided(facts: &Facts, figure: &Figure) -> Option<f64> {
    const SPENT: [&str; 4] = ["giai ngan", "da chi", "da su dung", "thanh toan"];
    const PROVIDED: [&str; 8] = [
        "bo tri",
        "tong kinh phi",
        "tong von",
        "ke hoach von",
        "du toan",
        "duoc giao",
        "duoc cap",
        "phan bo",
    ];
    const OTHERS: [&str; 5] = ["so voi", "cung ky", "tang", "giam", "trong nam truoc"];
    let part = figure.measure.numerator?;
    let (folded, of) = (figure.quote(), &figure.words);
    let wanted: (&[&str], &str) = if phrases::has_any(folded, &SPENT) && phrases::has_any(folded, &["dong"]) {
        (&PROVIDED, "dong")
    } else if phrases::has(folded, "phieu") && phrases::has_any(folded, &["hai long", "dong y"]) {
        (&["khao sat", "phat ra", "thu ve", "lay y kien"], "phieu")
    } else {
        return None;
    };
    let text = figure.text.filter(|_| !phrases::has_any(of, &OTHERS))?;
    let mut named = facts
        .figures_in(text..=text)
        .filter(|f| f.at < figure.at && f.counted_unit() == wanted.1);
    let total = named.rfind(|f| !f.is_rough() && phrases::has_any(&f.words, wanted.0))?;
    total.count().filter(|whole| *whole > part)
}

fn check(facts: &Facts, figure: &Figure, whole: f64) -> Option<Finding> {
    let measure = figure.measure;
    let (value, part) = (measure.value?, measure.numerator?);
    // "458/459 đại biểu có mặt tán thành, chiếm 96,03% tổng số đại biểu": a share of another whole.
    let other_whole = figure.words.contains("% tong so") || figure.words.contains("% so voi");
    if other_whole || whole <= 0.0 || !(value.is_finite() && part.is_finite() && whole.is_finite()) {
        return None;
    }
    let exact = part / whole * 100.0;
    let places = amount::printed_decimals(&measure.quote, value).unwrap_or_else(|| decimals(value));
    let step = 10_f64.powi(-(places.min(9) as i32));
    let rounded = amount::round_half_up(exact, places);
    if (rounded - value).abs() < step * 0.01 {
        return None;
    }
    // A word like "khoảng" or "trên" declares that the percentage is not exact.
    if figure.is_rough() && (exact - value).abs() <= 5.0 {
        return None;
    }
    let only_rounding = (exact - value).abs() < step;
    let key = if only_rounding {
        "check-v102-rounding"
    } else {
        "check-v102-message"
    };
    let message = Message::new(key)
        .with("part", amount::plain(part))
        .with("whole", amount::plain(whole))
        .with("expected", amount::percent(rounded, places))
        .with("actual", amount::percent(value, places));
    Some(Finding {
        severity: if only_rounding {
            Severity::Warning
        } else {
            Severity::Error
        },
        expected: Some(Phrase::Data(amount::percent(rounded, places))),
        actual: Some(Phrase::Data(amount::percent(value, places))),
        ..INFO.finding(message, vec![facts.figure_place(figure)])
    })
}

/// Decimals that the value itself needs, where the quote does not show them.
fn decimals(value: f64) -> usize {
    (0..4)
        .find(|&p| (amount::round_half_up(value, p) - value).abs() < 1e-9)
        .unwrap_or(4)
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::finding::Severity;
    use tonghop_model::message::Phrase;

    #[test]
    fn a_part_is_of_the_total_that_announces_it() {
        let told = |percent: f64, words: &str| {
            let part = format!("đúng hạn 470 hồ sơ ({percent}%{words})");
            let mut sample = Sample::new().text(
                &format!("Đã giải quyết 480 hồ sơ, trong đó {part}."),
                &[("Đã giải quyết 480 hồ sơ", 480.0, "hồ sơ"), (&part, percent, "%")],
            );
            sample.understood.reading.measures[1].numerator = Some(470.0);
            sample.fires("V102")
        };
        assert!(told(98.9, ""));
        assert!(!told(97.9, ""));
        assert!(!told(98.9, " kế hoạch"));
    }

    #[test]
    fn the_first_word_of_what_is_counted_ties_a_part_to_its_total() {
        let told = |percent: f64| {
            let part = format!("51 máy cài phần mềm diệt virus (đạt {percent}%)").replace('.', ",");
            Sample::new()
                .text(
                    &format!("Xã có 54 máy tính, trong đó {part}."),
                    &[("Xã có 54 máy tính", 54.0, "máy tính"), (&part, percent, "%")],
                )
                .last(|m| m.numerator = Some(51.0))
        };
        assert!(told(49.44).fires("V102"));
        assert!(!told(94.44).fires("V102"));
    }

    #[test]
    fn spending_is_of_what_was_provided_and_answers_of_the_sheets() {
        let spent = |percent: f64, words: &str| {
            let part = format!("đã giải ngân 142 triệu đồng, đạt {percent}%").replace('.', ",");
            Sample::new()
                .text(
                    &format!("Kinh phí bố trí 185,5 triệu đồng, {part}{words}."),
                    &[
                        ("Kinh phí bố trí 185,5 triệu đồng", 185.5e6, "đồng"),
                        (&part, percent, "%"),
                    ],
                )
                .last(|m| m.numerator = Some(142e6))
        };
        assert!(spent(67.55, "").fires("V102"));
        assert!(!spent(76.55, "").fires("V102"));
        let answers = |percent: f64| {
            let part = format!("489 phiếu hài lòng ({percent}%)").replace('.', ",");
            Sample::new()
                .text(
                    &format!("Khảo sát 500 phiếu, {part}."),
                    &[("Khảo sát 500 phiếu", 500.0, "phiếu"), (&part, percent, "%")],
                )
                .last(|m| m.numerator = Some(489.0))
        };
        assert!(answers(98.7).fires("V102"));
        assert!(!answers(97.8).fires("V102"));
    }

    #[test]
    fn fires() {
        let cut = Sample::new()
            .ratio("đúng hạn: 547/548 = 99,81%", 547.0, 548.0, 99.81)
            .run("V102");
        assert_eq!(cut[0].severity, Severity::Warning);
        assert_eq!(cut[0].expected, Some(Phrase::Data("99,82 %".into())));
        let wrong = Sample::new().ratio("đạt 30/40 hộ, 70%", 30.0, 40.0, 70.0).run("V102");
        assert_eq!(wrong[0].severity, Severity::Error);
    }

    #[test]
    fn the_share_of_one_way_is_of_what_was_received() {
        let told = |percent: f64| {
            let share = format!("trực tuyến 2.810 hồ sơ, đạt {}%", percent.to_string().replace('.', ","));
            Sample::new()
                .text(
                    &format!("Tổng hồ sơ tiếp nhận: 2.904 hồ sơ; {share}."),
                    &[
                        ("Tổng hồ sơ tiếp nhận: 2.904 hồ sơ", 2904.0, "hồ sơ"),
                        (&share, percent, "%"),
                    ],
                )
                .last(|m| m.numerator = Some(2810.0))
        };
        assert_eq!(told(94.1).run("V102")[0].expected, Some(Phrase::Data("96,8 %".into())));
        assert!(!told(96.8).fires("V102"));
    }

    #[test]
    fn stays_silent() {
        assert!(
            !Sample::new()
                .ratio("547/548 = 99,82%", 547.0, 548.0, 99.82)
                .fires("V102")
        );
        let other = "458/459 đại biểu có mặt tán thành, chiếm 96,03% tổng số đại biểu";
        assert!(!Sample::new().ratio(other, 458.0, 459.0, 96.03).fires("V102"));
        assert!(!Sample::new().ratio("547/548 = 99,8%", 547.0, 548.0, 99.8).fires("V102"));
        assert!(!Sample::new().ratio("1/8 = 12,50%", 1.0, 8.0, 12.5).fires("V102"));
        let rough = Sample::new()
            .ratio("trên 70% (75/100)", 75.0, 100.0, 70.0)
            .last(|m| m.qualifier = Some("trên".into()));
        assert!(!rough.fires("V102"));
        assert!(!Sample::new().ratio("0/0 = 0%", 0.0, 0.0, 0.0).fires("V102"));
    }
}
