//! V113: in a table of the narrative the row or column of totals is not the sum of the others.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::figure::tables::{Grid, Row, grids};
use crate::figure::totals::exclusive;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V113",
    rule: "sum_mismatch",
    severity: Severity::Error,
    scope: Scope::Figure,
    title: "check-v113-title",
    description: "check-v113-description",
    advice: "check-v113-advice",
    source: "domain.md §8: sum of parts by operator or unit against the total",
    run: Run::Report(run),
};

/// Figures that one finding shows besides the total.
const SHOWN: usize = 8;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    for grid in grids(facts) {
        total_row(facts, &grid, out);
        total_column(facts, &grid, out);
    }
}

/// The row "Tổng cộng" against the rows: only columns that every row fills.
fn total_row(facts: &Facts, grid: &Grid, out: &mut Vec<Finding>) {
    let Some((total, rows)) = grid.total() else { return };
    for (column, _) in grid.counts() {
        let parts: Option<Vec<&Figure>> = rows.iter().map(|r| r.cells.get(&column).copied()).collect();
        if let (Some(figure), Some(parts)) = (total.cells.get(&column), parts) {
            out.extend(check(facts, figure, &parts));
        }
    }
}

/// The column "Tổng số" against the columns behind it: where they exclude each other by their headings, or add up in most rows.
fn total_column(facts: &Facts, grid: &Grid, out: &mut Vec<Finding>) {
    let counts = grid.counts();
    let is_total = |heading: &str| heading.starts_with("tong so") || heading.starts_with("tong cong");
    for (at, (total, _)) in counts.iter().enumerate().filter(|(_, (_, h))| is_total(h)) {
        let parts: Vec<(u32, &str)> = counts[at + 1..]
            .iter()
            .take_while(|(_, h)| !is_total(h))
            .copied()
            .collect();
        let headings: Vec<&str> = parts.iter().map(|p| p.1).collect();
        let rows: Vec<(&Figure, Vec<&Figure>)> = grid.rows.iter().filter_map(|r| of_row(r, *total, &parts)).collect();
        let right = rows.iter().filter(|(total, parts)| adds_up(total, parts)).count();
        if parts.len() > 1 && (exclusive(&headings) || right > 1 && right * 2 >= rows.len()) {
            out.extend(rows.iter().filter_map(|(total, parts)| check(facts, total, parts)));
        }
    }
}

fn of_row<'f, 'a>(
    row: &Row<'f, 'a>,
    total: u32,
    parts: &[(u32, &str)],
) -> Option<(&'f Figure<'a>, Vec<&'f Figure<'a>>)> {
    let parts: Option<Vec<&Figure>> = parts.iter().map(|(column, _)| row.cells.get(column).copied()).collect();
    Some((row.cells.get(&total).copied()?, parts?))
}

fn sum(parts: &[&Figure]) -> f64 {
    parts.iter().filter_map(|f| f.measure.value).sum()
}

fn adds_up(total: &Figure, parts: &[&Figure]) -> bool {
    let sum = sum(parts);
    let whole = parts.iter().all(|f| f.measure.value.is_some_and(|v| v.fract() == 0.0));
    // Numbers with decimals are rounded each for itself.
    let slack = if whole { 1e-6 } else { 0.05 * parts.len() as f64 };
    total.measure.value.is_some_and(|t| (t - sum).abs() <= slack)
}

fn check(facts: &Facts, total: &Figure, parts: &[&Figure]) -> Option<Finding> {
    let value = total.measure.value.filter(|v| v.is_finite())?;
    if adds_up(total, parts) || !sum(parts).is_finite() {
        return None;
    }
    let sum = sum(parts);
    let message = Message::new("check-v113-message")
        .with("subject", total.measure.subject.clone())
        .with("sum", amount::plain(sum))
        .with("total", amount::plain(value));
    let mut places = vec![facts.figure_place(total)];
    places.extend(parts.iter().take(SHOWN).map(|f| facts.figure_place(f)));
    Some(Finding {
        expected: Some(Phrase::Data(amount::plain(sum))),
        actual: Some(Phrase::Data(amount::plain(value))),
        ..INFO.finding(message, places)
    })
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    const HEAD: [&str; 3] = ["Tổng số hồ sơ", "Trực tuyến", "Trực tiếp"];

    fn table(total: &[f64]) -> Sample {
        Sample::new().table(
            &HEAD,
            &[
                ("1", "Hộ tịch", &[500.0, 440.0, 60.0]),
                ("2", "Đất đai", &[300.0, 150.0, 150.0]),
                ("", "Tổng cộng", total),
            ],
        )
    }

    #[test]
    fn fires() {
        // One column is not the sum of its rows, and so the row of totals does not add up either.
        let found = table(&[900.0, 590.0, 210.0]).run("V113");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].places.len(), 3);
        let row = Sample::new().table(
            &HEAD,
            &[
                ("1", "Hộ tịch", &[500.0, 450.0, 60.0]),
                ("2", "Đất đai", &[300.0, 150.0, 150.0]),
            ],
        );
        assert_eq!(row.run("V113").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(!table(&[800.0, 590.0, 210.0]).fires("V113"));
        // Rows on two levels, columns that are no parts, a total without all of its rows.
        let levels = Sample::new().table(
            &["Số hộ", "Số máy"],
            &[
                ("I", "Khu vực một", &[30.0, 5.0]),
                ("1", "Thôn Đông", &[10.0, 2.0]),
                ("2", "Thôn Tây", &[20.0, 3.0]),
                ("", "Tổng cộng", &[30.0, 5.0]),
            ],
        );
        assert!(!levels.fires("V113"));
        let chosen = Sample::new().table(
            &["Tổng số hộ", "Hộ nghèo", "Hộ cận nghèo"],
            &[
                ("1", "Thôn Đông", &[90.0, 4.0, 5.0]),
                ("2", "Thôn Tây", &[80.0, 2.0, 3.0]),
            ],
        );
        assert!(!chosen.fires("V113"));
    }
}
