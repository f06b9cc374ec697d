//! Which columns the cells of a row stand in, given the cells above that reach into it.

use std::borrow::Cow;

use tonghop_model::official::Cell;

/// A cell and where it stands.
#[derive(Debug, Clone)]
pub struct Placed<'t> {
    /// The cell.
    pub cell: Cow<'t, Cell>,
    /// Its first column, from 0.
    pub column: usize,
    /// Columns that it covers.
    pub columns: usize,
    /// Rows that it covers.
    pub rows: usize,
}

/// Places the cells of a table, row by row.
///
/// A table whose spans do not add up is mended without losing text: what is too wide is cut, missing cells are
/// added, the text of cells that find no column goes into the last one of their row, and cells that reach down
/// over a whole row that has cells of its own end above it.
pub fn place(rows: &[Vec<Cell>], columns: usize) -> Vec<Vec<Placed<'_>>> {
    let mut covers: Vec<Cover> = vec![Cover::default(); columns];
    let mut table: Vec<Vec<Placed<'_>>> = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        if !row.is_empty() && columns > 0 && covers.iter().all(|c| c.rows > 0) {
            for cover in &mut covers {
                table[cover.row][cover.cell].rows = index - cover.row;
                cover.rows = 0;
            }
        }
        let placed = place_row(row, &covers, rows.len() - index);
        for cover in &mut covers {
            cover.rows = cover.rows.saturating_sub(1);
        }
        for (cell, place) in placed.iter().enumerate() {
            let cover = Cover {
                rows: place.rows - 1,
                row: index,
                cell,
            };
            covers[place.column..place.column + place.columns].fill(cover);
        }
        table.push(placed);
    }
    table
}

/// A cell that reaches into the rows below.
#[derive(Debug, Clone, Copy, Default)]
struct Cover {
    /// Rows that it still covers.
    rows: usize,
    /// Its first row.
    row: usize,
    /// Its place in that row.
    cell: usize,
}

fn place_row<'t>(row: &'t [Cell], covers: &[Cover], rows_left: usize) -> Vec<Placed<'t>> {
    let count = covers.len();
    let mut placed: Vec<Placed<'t>> = Vec::with_capacity(row.len());
    let mut column = 0;
    for cell in row {
        while column < count && covers[column].rows > 0 {
            column += 1;
        }
        if column >= count {
            if let Some(last) = placed.last_mut() {
                last.cell.to_mut().paragraphs.extend(cell.paragraphs.iter().cloned());
            }
            continue;
        }
        let free = covers[column..].iter().take_while(|c| c.rows == 0).count();
        let columns = usize::from(cell.columns).clamp(1, free);
        let rows = usize::from(cell.rows).clamp(1, rows_left.max(1));
        placed.push(Placed {
            cell: Cow::Borrowed(cell),
            column,
            columns,
            rows,
        });
        column += columns;
    }
    let mut taken = vec![false; count];
    for place in &placed {
        taken[place.column..place.column + place.columns].fill(true);
    }
    for column in 0..count {
        if covers[column].rows == 0 && !taken[column] {
            placed.push(Placed {
                cell: Cow::Owned(Cell::default()),
                column,
                columns: 1,
                rows: 1,
            });
        }
    }
    placed.sort_by_key(|p| p.column);
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(columns: u16, rows: u16) -> Cell {
        Cell {
            columns,
            rows,
            ..Cell::text("x")
        }
    }

    fn places(rows: &[Vec<Cell>], columns: usize) -> Vec<Vec<(usize, usize, usize)>> {
        let table = place(rows, columns);
        table
            .iter()
            .map(|row| row.iter().map(|p| (p.column, p.columns, p.rows)).collect())
            .collect()
    }

    #[test]
    fn cells_stand_beside_those_that_reach_down() {
        let rows = [
            vec![cell(1, 2), cell(2, 1), cell(1, 1)],
            vec![cell(1, 1), cell(2, 9)],
            vec![cell(2, 1)],
        ];
        let expected = [
            vec![(0, 1, 2), (1, 2, 1), (3, 1, 1)],
            vec![(1, 1, 1), (2, 2, 2)],
            vec![(0, 2, 1)],
        ];
        assert_eq!(places(&rows, 4), expected);
    }

    #[test]
    fn rows_that_do_not_add_up_are_mended() {
        let rows = [vec![cell(1, 1)], vec![cell(5, 1), cell(1, 1)]];
        assert_eq!(places(&rows, 2), [vec![(0, 1, 1), (1, 1, 1)], vec![(0, 2, 1)]]);
        assert_eq!(place(&rows, 2)[1][0].cell.paragraphs.len(), 2);
    }

    #[test]
    fn cells_that_cover_a_whole_row_end_above_it() {
        let rows = [vec![cell(1, 3), cell(1, 2)], vec![cell(2, 1)], vec![cell(1, 1)]];
        assert_eq!(
            places(&rows, 2),
            [vec![(0, 1, 1), (1, 1, 1)], vec![(0, 2, 1)], vec![(0, 1, 1), (1, 1, 1)]]
        );
        let covered = [vec![cell(1, 2), cell(1, 2)], Vec::new()];
        assert_eq!(places(&covered, 2), [vec![(0, 1, 2), (1, 1, 2)], Vec::new()]);
    }
}
