//! Tables over pages: heading rows repeated, rows that break, cells over columns and rows, borders.
//!
//! Rows are laid out one at a time, so the memory does not grow with the table.

mod cell;
pub(crate) mod columns;
mod grid;
mod head;
mod occupancy;

use std::collections::VecDeque;

use tonghop_model::official::{Cell, Table};

use cell::Laid;
use columns::Columns;
use grid::Grid;

use super::composer::{Composer, Shape};
use super::fonts::Face;
use super::head::plain;
use super::lines::Justification;
use super::tree::{Element, NodeId};
use crate::{form, wording};

/// Space between a border and the text beside it, pt.
const PAD_X: f32 = 3.5;
/// Space between a border and the text above or below it, pt.
const PAD_Y: f32 = 2.0;
/// A row up to this share of a page moves to the next page rather than break.
const WHOLE_ROW: f32 = 0.3;
/// Rows that are looked at to keep the heads of groups with their first row, at most.
const KEPT_ROWS: usize = 4;
/// Lines that have to fit before a row is broken.
const LEAST_LINES: f32 = 3.0;

/// Sets a table.
pub fn write(composer: &mut Composer, table: &Table, parent: NodeId) {
    let columns = Columns::new(table, composer.sheet);
    if columns.count() == 0 {
        return;
    }
    let node = composer.tree.add(parent, Element::Table(table.caption.clone()));
    composer.space(8.0);
    // A table of nothing but headings has no head in the structure (ISO 32000-1, 14.8.4.3.4: a head needs rows).
    let part = if table.rows.is_empty() {
        Element::Rows
    } else {
        Element::Head
    };
    let head_node = composer.tree.add(node, part);
    let head = head::Head::new(composer, &columns, &table.head, head_node);
    caption(composer, table, node, head.height());
    composer.need(head.height() + 2.0 * columns.size() * 1.3);
    composer.settle();
    let mut setter = Setter {
        rows_node: composer.tree.add(node, Element::Rows),
        grid: Grid::new(columns.edges().to_vec(), composer.y),
        open: Vec::new(),
        fresh: composer.at_top(),
        repeats: head.height() < composer.sheet.text_height() * 0.4,
        head,
        columns,
        composer,
    };
    setter.first_head();
    setter.rows(&table.rows);
    composer.space(10.0);
}

fn caption(composer: &mut Composer, table: &Table, node: NodeId, below: f32) {
    if !table.show_caption || table.caption.is_empty() {
        return;
    }
    let paragraph = plain(&mut composer.tally, Face::Bold, form::BODY_PT - 1.0, &table.caption);
    composer.need(below + 60.0);
    let element = composer.tree.add_first(node, Element::Caption);
    let shape = Shape {
        left: composer.sheet.left,
        width: composer.sheet.text_width(),
        indent: 0.0,
        how: Justification::Centre,
        spacing: 1.0,
    };
    composer.paragraph(&paragraph, shape, element, 0.0);
    composer.space(4.0);
}

struct Setter<'c> {
    composer: &'c mut Composer,
    columns: Columns,
    head: head::Head,
    rows_node: NodeId,
    grid: Grid,
    /// Cells that go on below the current row.
    open: Vec<Laid>,
    /// True while no row stands on the page below the heading rows.
    fresh: bool,
    repeats: bool,
}

impl Setter<'_> {
    fn first_head(&mut self) {
        let y = self.composer.y;
        self.head.draw(self.composer, &self.columns, &mut self.grid, true);
        self.fresh = self.fresh && y <= self.composer.sheet.top + 0.01;
    }

    fn rows(&mut self, rows: &[Vec<Cell>]) {
        let columns = self.columns.count();
        let mut placed = occupancy::place(rows, columns).into_iter();
        // Rows that are laid out and not set yet: a row that heads a group waits for the first row of its group.
        let mut ahead: VecDeque<Vec<Laid>> = VecDeque::new();
        for (i, row) in rows.iter().enumerate() {
            let heads = wording::heads_group(row, columns);
            let wanted = if heads { KEPT_ROWS } else { 1 };
            while ahead.len() < wanted
                && (ahead.is_empty() || wording::heads_group(&rows[i + ahead.len() - 1], columns))
                && let Some(places) = placed.next()
            {
                let laid = self.lay_out(&places);
                ahead.push_back(laid);
            }
            self.open.extend(ahead.pop_front().into_iter().flatten());
            let after = if heads { self.kept(&ahead) } else { 0.0 };
            self.row(after);
        }
        self.close_page();
    }

    fn lay_out(&mut self, places: &[occupancy::Placed<'_>]) -> Vec<Laid> {
        let node = self.composer.tree.add(self.rows_node, Element::Row);
        let laid = places
            .iter()
            .map(|place| Laid::new(self.composer, &self.columns, place, node, false));
        laid.collect()
    }

    /// Height (pt) that has to stand below a row that heads a group: the heads of its groups, and of the first row all of
    /// it where it would not be broken, else its first lines.
    fn kept(&self, ahead: &VecDeque<Vec<Laid>>) -> f32 {
        let least = LEAST_LINES * self.columns.pitch() + 2.0 * PAD_Y;
        let whole = self.composer.sheet.text_height() * WHOLE_ROW;
        let heights = ahead.iter().map(|row| {
            let height = row
                .iter()
                .map(Laid::height)
                .fold(self.columns.pitch() + 2.0 * PAD_Y, f32::max);
            if height <= whole { height } else { least }
        });
        heights.sum()
    }

    /// Sets one row; below it there must be room for `after` (pt).
    fn row(&mut self, after: f32) {
        let mut started = false;
        loop {
            let top = self.composer.y;
            if !started {
                for cell in self.open.iter_mut().filter(|c| c.is_new()) {
                    cell.start(top);
                }
                self.grid.row(top, &self.open);
                started = true;
            }
            let need = self
                .open
                .iter()
                .map(|c| c.need(top))
                .fold(self.columns.pitch() + 2.0 * PAD_Y, f32::max);
            let notes: f32 = self.open.iter().map(|c| c.notes(self.composer)).sum();
            let room = self.composer.room();
            if need + notes <= room && (need + notes + after <= room || self.fresh) {
                self.set(top, top + need);
                break;
            }
            let page = self.composer.sheet.text_height();
            let least = LEAST_LINES * self.columns.pitch() + 2.0 * PAD_Y;
            if !self.fresh && (need <= page * WHOLE_ROW || room < least) {
                self.grid.undo_row();
                self.new_page();
                started = false;
                for cell in &mut self.open {
                    cell.restart(self.composer.y);
                }
                continue;
            }
            // Broken over pages: what fits stands here.
            let bottom = top + room.clamp(self.columns.pitch() + 2.0 * PAD_Y, need.max(least));
            let before: usize = self.open.iter().map(Laid::left).sum();
            self.set_part(top, bottom);
            let stuck = self.open.iter().map(Laid::left).sum::<usize>() == before;
            if stuck && self.fresh {
                // Footnotes leave no room on this page: the row stands whatever its height.
                self.set(top, top + need);
                break;
            }
            self.new_page();
            for cell in &mut self.open {
                cell.restart(self.composer.y);
            }
        }
        for cell in &mut self.open {
            cell.end_row();
        }
        self.open.retain(|c| !c.is_done());
        self.fresh = false;
    }

    /// Sets the rest of the row between two heights.
    fn set(&mut self, top: f32, bottom: f32) {
        self.composer.y = bottom;
        for cell in &mut self.open {
            let limit = if cell.ends_here() { f32::INFINITY } else { bottom };
            cell.draw(self.composer, &self.columns, limit);
        }
        self.grid.fragment(top, bottom, &self.open);
    }

    /// Sets the lines of the row that fit between two heights.
    fn set_part(&mut self, top: f32, bottom: f32) {
        self.composer.y = bottom;
        for cell in &mut self.open {
            cell.draw(self.composer, &self.columns, bottom);
        }
        self.grid.fragment(top, bottom, &self.open);
    }

    fn close_page(&mut self) {
        self.grid.close(self.composer);
    }

    fn new_page(&mut self) {
        self.close_page();
        self.composer.new_page();
        self.grid = Grid::new(self.columns.edges().to_vec(), self.composer.y);
        if self.repeats {
            self.head.draw(self.composer, &self.columns, &mut self.grid, false);
        }
        self.grid.full_line(self.composer.y);
        self.fresh = true;
    }
}
