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

/// Rows that are still covered, per column.
#[derive(Debug)]
pub struct Occupancy {
    covered: Vec<usize>,
}

impl Occupancy {
    /// An empty table of so many columns.
    pub fn new(columns: usize) -> Self {
        Self { covered: vec![0; columns] }
    }

    /// Places the cells of the next row; `rows_left` counts it and those below.
    ///
    /// A table whose spans do not add up is mended without losing text: what is too wide is cut, missing cells
    /// are added, and the text of cells that find no column goes into the last one.
    pub fn place<'t>(&mut self, row: &'t [Cell], rows_left: usize) -> Vec<Placed<'t>> {
        let count = self.covered.len();
        let mut placed: Vec<Placed<'t>> = Vec::with_capacity(row.len());
        let mut column = 0;
        for cell in row {
            while column < count && self.covered[column] > 0 {
                column += 1;
            }
            if column >= count {
                if let Some(last) = placed.last_mut() {
                    last.cell.to_mut().paragraphs.extend(cell.paragraphs.iter().cloned());
                }
                continue;
            }
            let free = self.covered[column..].iter().take_while(|c| **c == 0).count();
            let columns = usize::from(cell.columns).clamp(1, free);
            let rows = usize::from(cell.rows).clamp(1, rows_left.max(1));
            placed.push(Placed { cell: Cow::Borrowed(cell), column, columns, rows });
            column += columns;
        }
        let mut taken = vec![false; count];
        for place in &placed {
            taken[place.column..place.column + place.columns].fill(true);
        }
        for column in 0..count {
            if self.covered[column] == 0 && !taken[column] {
                placed.push(Placed { cell: Cow::Owned(Cell::default()), column, columns: 1, rows: 1 });
            }
        }
        placed.sort_by_key(|p| p.column);
        for covered in &mut self.covered {
            *covered = covered.saturating_sub(1);
        }
        for place in &placed {
            self.covered[place.column..place.column + place.columns].fill(place.rows - 1);
        }
        placed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(columns: u16, rows: u16) -> Cell {
        Cell { columns, rows, ..Cell::text("x") }
    }

    fn places(placed: &[Placed<'_>]) -> Vec<(usize, usize, usize)> {
        placed.iter().map(|p| (p.column, p.columns, p.rows)).collect()
    }

    #[test]
    fn cells_stand_beside_those_that_reach_down() {
        let mut occupancy = Occupancy::new(4);
        let first = [cell(1, 2), cell(2, 1), cell(1, 1)];
        assert_eq!(places(&occupancy.place(&first, 3)), [(0, 1, 2), (1, 2, 1), (3, 1, 1)]);
        let second = [cell(1, 1), cell(2, 9)];
        assert_eq!(places(&occupancy.place(&second, 2)), [(1, 1, 1), (2, 2, 2)]);
    }

    #[test]
    fn rows_that_do_not_add_up_are_mended() {
        let mut occupancy = Occupancy::new(2);
        assert_eq!(places(&occupancy.place(&[cell(1, 1)], 2)), [(0, 1, 1), (1, 1, 1)]);
        let wide = [cell(5, 1), cell(1, 1)];
        let placed = occupancy.place(&wide, 1);
        assert_eq!(places(&placed), [(0, 2, 1)]);
        assert_eq!(placed[0].cell.paragraphs.len(), 2);
    }
}
