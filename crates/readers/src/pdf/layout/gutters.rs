//! Columns and rows of tables that have no lines between them: from the places of their words.

/// A stretch of words on one line without a wide gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Piece {
    /// Left edge in points.
    pub(crate) x0: f32,
    /// Right edge in points.
    pub(crate) x1: f32,
    /// Which of the rows (or lines, where rows are not known) it stands in.
    pub(crate) row: usize,
}

/// White space between two columns is at least that wide, in points.
const NARROWEST: f32 = 3.5;
/// Share of the rows whose words may run across a gutter: merged cells.
const MERGED: f32 = 0.34;
/// More rows than that are judged by the first of them.
const MOST_ROWS: usize = 2_000;

/// The middle of every gutter between columns, from left to right. Empty where there are none.
///
/// A gutter ends where the words of a column begin. Words of few rows may run across it: cells merged over both
/// columns. Every column has words that stand in it alone.
pub(crate) fn find(pieces: &[Piece]) -> Vec<f32> {
    let pieces: Vec<Piece> = pieces.iter().copied().filter(|p| p.row < MOST_ROWS).collect();
    let mut rows: Vec<usize> = pieces.iter().map(|p| p.row).collect();
    rows.sort_unstable();
    rows.dedup();
    let most = (rows.len() as f32 * MERGED) as usize;
    let mut gutters: Vec<Gutter> = candidates(&pieces)
        .into_iter()
        .map(|(from, to)| Gutter {
            from,
            to,
            crossed: crossing_rows(&pieces, from, to),
        })
        .filter(|g| g.crossed <= most)
        .collect();
    while let Some(worst) = worst(&pieces, &gutters) {
        gutters.remove(worst);
    }
    gutters.iter().map(|g| (g.from + g.to) / 2.0).collect()
}

#[derive(Debug, Clone, Copy)]
struct Gutter {
    from: f32,
    to: f32,
    /// Rows with words across it.
    crossed: usize,
}

/// White stretches that end where some words begin and start where some end.
fn candidates(pieces: &[Piece]) -> Vec<(f32, f32)> {
    let mut edges: Vec<(f32, bool)> = pieces.iter().flat_map(|p| [(p.x0, true), (p.x1, false)]).collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = Vec::new();
    for pair in edges.windows(2) {
        if pair[1].1 && pair[1].0 - pair[0].0 >= NARROWEST {
            out.push((pair[0].0, pair[1].0));
        }
    }
    out
}

fn crossing_rows(pieces: &[Piece], from: f32, to: f32) -> usize {
    let mut rows: Vec<usize> = pieces
        .iter()
        .filter(|p| p.x0 <= from && p.x1 >= to)
        .map(|p| p.row)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows.len()
}

/// The gutter to give up: beside a column that no words stand in alone, the one that more words cross.
fn worst(pieces: &[Piece], gutters: &[Gutter]) -> Option<usize> {
    for column in 0..=gutters.len() {
        let left = column.checked_sub(1).map(|i| gutters[i]);
        let right = gutters.get(column).copied();
        let from = left.map_or(f32::NEG_INFINITY, |g| (g.from + g.to) / 2.0);
        let to = right.map_or(f32::INFINITY, |g| (g.from + g.to) / 2.0);
        let own = pieces.iter().filter(|p| p.x0 >= from && p.x1 <= to).count();
        if own > 0 {
            continue;
        }
        return match (left, right) {
            (Some(l), Some(r)) if r.crossed > l.crossed => Some(column),
            (Some(_), _) => Some(column - 1),
            (None, Some(_)) => Some(column),
            (None, None) => None,
        };
    }
    None
}

/// A printed line of a table: where it stands and what its columns hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RowLine {
    /// Baseline in points.
    pub(crate) y: f32,
    /// Text of every column, empty where there is none.
    pub(crate) texts: Vec<String>,
}

/// Larger distances than that many usual ones part rows.
const PARTS: f32 = 1.22;

/// Which lines begin a row: by the white space above where rows are set apart, else by the first column.
pub(crate) fn row_starts(lines: &[RowLine]) -> Vec<usize> {
    let leads = |l: &RowLine| l.texts.first().is_some_and(|t| !t.is_empty());
    let gaps: Vec<f32> = lines.windows(2).map(|w| w[1].y - w[0].y).collect();
    let usual = gaps.iter().copied().filter(|g| *g > 1.0).fold(f32::INFINITY, f32::min);
    let wide = |at: usize| gaps.get(at - 1).is_some_and(|g| *g > PARTS * usual);
    let parted = (1..lines.len()).filter(|at| wide(*at)).count();
    let led = (1..lines.len()).filter(|at| wide(*at) && leads(&lines[*at])).count();
    // Cells that are wrapped stand closer than rows; where none is wrapped every line leads.
    if parted > 0 && led * 5 >= parted * 4 && (1..lines.len()).all(|at| wide(at) || !numbered(&lines[at])) {
        return std::iter::once(0)
            .chain((1..lines.len()).filter(|at| wide(*at)))
            .collect();
    }
    std::iter::once(0)
        .chain((1..lines.len()).filter(|at| leads(&lines[*at]) && !goes_on(&lines[*at - 1], &lines[*at])))
        .collect()
}

fn numbered(line: &RowLine) -> bool {
    let label = line
        .texts
        .first()
        .map(|t| t.trim_end_matches(['.', ')']))
        .unwrap_or_default();
    !label.is_empty() && label.chars().count() <= 5 && label.chars().all(|c| c.is_ascii_digit() || "IVX.".contains(c))
}

/// True where the first column's words go on from the line above: fewer columns, beginning in small letters.
fn goes_on(before: &RowLine, line: &RowLine) -> bool {
    let filled = |l: &RowLine| l.texts.iter().filter(|t| !t.is_empty()).count();
    let first = |l: &RowLine| l.texts.first().cloned().unwrap_or_default();
    // "VII" and below it "I": the number of a group that is wider than its column.
    let roman = |t: &str| !t.is_empty() && t.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if filled(line) == 1 && roman(&first(line)) && first(before).len() > 1 && roman(&first(before)) {
        return true;
    }
    !first(before).is_empty()
        && filled(line) < line.texts.len()
        && filled(line) <= filled(before)
        && first(line).starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(row: usize, x0: f32, x1: f32) -> Piece {
        Piece { x0, x1, row }
    }

    #[test]
    fn ragged_columns_have_gutters_and_merged_cells_cross_them() {
        let mut pieces = vec![piece(0, 10.0, 20.0), piece(0, 50.0, 120.0), piece(0, 200.0, 260.0)];
        // A group heading over the second and third column.
        pieces.extend([piece(1, 10.0, 18.0), piece(1, 40.0, 230.0)]);
        for row in 2..5 {
            pieces.extend([
                piece(row, 12.0, 16.0),
                piece(row, 40.0, 150.0),
                piece(row, 40.0, 90.0 + row as f32),
                piece(row, 180.0, 300.0),
            ]);
        }
        let found = find(&pieces);
        assert_eq!(found.len(), 2);
        assert!(
            found[0] > 20.0 && found[0] < 40.0 && found[1] > 150.0 && found[1] < 180.0,
            "{found:?}"
        );
    }

    #[test]
    fn a_long_heading_over_short_centred_cells_is_one_column() {
        let mut pieces = vec![piece(0, 10.0, 30.0), piece(0, 100.0, 200.0)];
        for row in 1..6 {
            pieces.extend([piece(row, 10.0, 60.0), piece(row, 140.0, 160.0)]);
        }
        assert_eq!(find(&pieces).len(), 1);
    }

    #[test]
    fn running_text_has_no_gutters() {
        let pieces: Vec<Piece> = (0..8).map(|row| piece(row, 10.0, 400.0 - row as f32)).collect();
        assert!(find(&pieces).is_empty());
    }

    fn line(y: f32, texts: &[&str]) -> RowLine {
        RowLine {
            y,
            texts: texts.iter().map(|t| (*t).to_owned()).collect(),
        }
    }

    #[test]
    fn rows_are_parted_by_white_space_or_by_the_first_column() {
        let spaced = [
            line(10.0, &["Xã A", "đã lập", "x"]),
            line(22.0, &["và B", "12 tổ", ""]),
            line(40.0, &["Xã C", "chưa", ""]),
        ];
        assert_eq!(row_starts(&spaced), [0, 2]);
        let even = [
            line(10.0, &["1", "đã lập", "x"]),
            line(22.0, &["", "12 tổ", ""]),
            line(34.0, &["2", "chưa", ""]),
        ];
        assert_eq!(row_starts(&even), [0, 2]);
        let narrow = [
            line(10.0, &["VII", "Phát triển", "x"]),
            line(22.0, &["I", "", ""]),
            line(34.0, &["1", "Lập tổ", ""]),
        ];
        assert_eq!(row_starts(&narrow), [0, 2]);
    }
}
