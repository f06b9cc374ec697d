//! V114: in a table of the narrative a percentage is not what the two columns give of which it is the ratio.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::figure::tables::{Grid, Row, grids};
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V114",
    rule: "ratio_mismatch",
    severity: Severity::Error,
    scope: Scope::Figure,
    title: "check-v114-title",
    description: "check-v114-description",
    advice: "check-v114-advice",
    source: "domain.md §8: compute ratios; one rounding rule (half up, the decimals that are printed)",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for grid in grids(facts) {
        for (column, heading) in grid.shares() {
            let Some((part, whole)) = named(&grid, heading).or_else(|| fitting(&grid, column)) else {
                continue;
            };
            out.extend(grid.rows.iter().filter_map(|r| check(facts, r, column, part, whole)));
        }
    }
}

/// The columns that the heading names: "Tỷ lệ trực tuyến" of "Trực tuyến" and "Tổng số", "Tỷ lệ" of "Thực hiện" and "Kế hoạch".
fn named(grid: &Grid, heading: &str) -> Option<(u32, u32)> {
    let counts = grid.amounts();
    let starts = |words: &[&str]| {
        let mut fitting = counts.iter().filter(|(_, h)| words.iter().any(|w| h.starts_with(w)));
        let first = fitting.next().map(|c| c.0);
        // Two that fit leave it open.
        first.filter(|_| fitting.next().is_none())
    };
    let of = heading.strip_prefix("ty le")?;
    let of = of.trim_matches(|c: char| !c.is_alphanumeric());
    let of = of
        .strip_suffix("ke hoach")
        .map_or(of, |rest| rest.trim_end_matches([' ', '/']));
    if of.is_empty() || matches!(of, "dat" | "hoan thanh" | "thuc hien") {
        return Some((
            starts(&["thuc hien", "ket qua", "dat duoc"])?,
            starts(&["ke hoach", "chi tieu", "giao"])?,
        ));
    }
    let mut parts = counts
        .iter()
        .filter(|(_, h)| !h.starts_with("tong") && (of.starts_with(h) || h.starts_with(of)));
    let part = parts.next()?.0;
    Some((part, starts(&["tong"])?)).filter(|_| parts.next().is_none())
}

/// The two columns whose ratio the percentages are in most rows.
fn fitting(grid: &Grid, column: u32) -> Option<(u32, u32)> {
    let rows = grid.rows.iter().filter(|r| r.cells.contains_key(&column)).count();
    let counts = grid.counts();
    let pairs = counts
        .iter()
        .flat_map(|a| counts.iter().map(move |b| (a.0, b.0)))
        .filter(|(a, b)| a != b);
    let fits = |part: u32, whole: u32| {
        let right =
            |r: &&Row| ratio(r, column, part, whole).is_some_and(|(exact, value, step)| (exact - value).abs() < step);
        grid.rows.iter().filter(right).count()
    };
    let (right, pair) = pairs.map(|(a, b)| (fits(a, b), (a, b))).max_by_key(|p| p.0)?;
    (right > 1 && right * 3 >= rows * 2).then_some(pair)
}

/// What the two columns give, what is printed, and the step of its last decimal.
fn ratio(row: &Row, column: u32, part: u32, whole: u32) -> Option<(f64, f64, f64)> {
    // Of two percentages nobody divides one by the other.
    let percent = [part, whole]
        .iter()
        .any(|c| row.cells.get(c).is_some_and(|f| f.is_percent()));
    let (value, part, whole) = (
        row.value(column).filter(|_| !percent)?,
        row.value(part)?,
        row.value(whole)?,
    );
    let quote = &row.cells.get(&column)?.measure.quote;
    (whole > 0.0).then(|| {
        (
            part / whole * 100.0,
            value,
            10_f64.powi(-(decimals(quote, value) as i32)),
        )
    })
}

fn decimals(quote: &str, value: f64) -> usize {
    let printed = quote
        .trim_end_matches(['%', ' '])
        .rsplit_once([',', '.'])
        .map_or(0, |(_, d)| d.len());
    amount::printed_decimals(quote, value).unwrap_or(printed).min(4)
}

fn check(facts: &Facts, row: &Row, column: u32, part: u32, whole: u32) -> Option<Finding> {
    let (exact, value, step) = ratio(row, column, part, whole)?;
    // Cut off instead of rounded, or rounded from numbers with decimals: not told.
    if (exact - value).abs() < step {
        return None;
    }
    let figure = |column: u32| -> Option<&&Figure> { row.cells.get(&column) };
    let (share, part, whole) = (figure(column)?, figure(part)?, figure(whole)?);
    let places = decimals(&share.measure.quote, value);
    let (expected, actual) = (
        amount::percent(amount::round_half_up(exact, places), places),
        amount::percent(value, places),
    );
    let number = |f: &Figure| amount::plain(f.measure.value.unwrap_or_default());
    let message = Message::new("check-v114-message")
        .with("subject", share.measure.subject.clone())
        .with("part", number(part))
        .with("whole", number(whole))
        .with("expected", expected.clone())
        .with("actual", actual.clone());
    Some(Finding {
        expected: Some(Phrase::Data(expected)),
        actual: Some(Phrase::Data(actual)),
        ..INFO.finding(message, [share, part, whole].map(|f| facts.figure_place(f)).to_vec())
    })
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::message::Phrase;

    #[test]
    fn fires() {
        let named = Sample::new().table(
            &["Kế hoạch", "Thực hiện", "Tỷ lệ %"],
            &[
                ("1", "Hồ sơ trực tuyến", &[1000.0, 920.0, 95.0]),
                ("2", "Hồ sơ trực tiếp", &[100.0, 80.0, 80.0]),
            ],
        );
        let found = named.run("V114");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].expected, Some(Phrase::Data("92 %".into())));
        // Nobody names the columns: most rows show which they are.
        let shown = Sample::new().table(
            &["Hộ", "Hộ có mạng", "%"],
            &[
                ("1", "Thôn Đông", &[200.0, 150.0, 75.0]),
                ("2", "Thôn Tây", &[100.0, 40.0, 40.0]),
                ("3", "Thôn Nam", &[50.0, 25.0, 60.0]),
            ],
        );
        assert_eq!(shown.run("V114").len(), 1);
    }

    #[test]
    fn a_list_of_indicators_holds_counts_and_percentages() {
        let told = |percent: f64| {
            let mut sample = Sample::new().table(
                &["Kế hoạch năm", "Thực hiện 9 tháng", "Tỷ lệ (%)"],
                &[
                    ("1", "Số người tham gia", &[9350.0, 9172.0, percent]),
                    ("2", "Tỷ lệ bao phủ", &[95.0, 93.6]),
                ],
            );
            for measure in &mut sample.understood.reading.measures {
                if measure.subject.starts_with("Tỷ lệ bao phủ") {
                    measure.unit = Some("%".into());
                }
            }
            sample.run("V114").len()
        };
        assert_eq!((told(98.1), told(89.1)), (0, 1));
    }

    #[test]
    fn stays_silent() {
        let right = Sample::new().table(
            &["Kế hoạch", "Thực hiện", "Tỷ lệ %"],
            &[("1", "Hồ sơ", &[1100.0, 1050.0, 95.0]), ("2", "Hộ", &[3.0, 2.0, 67.0])],
        );
        assert!(!right.fires("V114"));
        let other = Sample::new().table(
            &["Hộ", "Máy", "Tỷ lệ hài lòng %"],
            &[
                ("1", "Thôn Đông", &[200.0, 10.0, 98.0]),
                ("2", "Thôn Tây", &[100.0, 5.0, 97.0]),
            ],
        );
        assert!(!other.fires("V114"));
    }
}
