//! The collected lines of every row divided into status and result, or result, status and remarks.

use super::super::super::Row;
use super::super::super::split::{self, Split, Widths};
use super::super::line::Line;
use super::super::opening::status_heading_width;
use super::super::remarks::{self, Remarks};
use super::super::told::Told;
use super::super::torn::UNSURE;
use super::super::{behind, leads};
use super::{Open, Piece, Walker};
use crate::flow::{Para, ParaKind};

/// Rows above whose status widths are looked at.
const RECENT_ROWS: usize = 4;

/// Rows above and below whose broken status lines tell how wide the column can be.
const NEAR_ROWS: usize = 6;

impl<'l, 'd, 'p, 'a> Walker<'l, 'd, 'p, 'a> {
    /// Divides the collected pieces into status and result.
    ///
    /// In two passes: where the lines of sure statuses were broken tells how wide the column can be at most.
    pub fn finish(mut self) -> Vec<Row> {
        let heading = status_heading_width(&self.lines[self.heading.clone()]);
        if self.told != Told::InWords {
            return self.finish_unstated();
        }
        self.cut_shared_lines(heading);
        if behind::is_order(&self.lines[self.heading.clone()]) {
            return self.finish_behind();
        }
        let nothing = vec![None; self.rows.len()];
        let first = self.splits(heading, &nothing);
        let overflow = self.overflows(&first);
        let splits = if overflow.iter().all(Option::is_none) {
            first
        } else {
            self.splits(heading, &overflow)
        };
        self.divided_rows(splits)
    }

    /// The rows of a table in which no lines are statuses.
    fn finish_unstated(self) -> Vec<Row> {
        let confidence = if self.told == Told::ByTicks { UNSURE } else { 0.9 };
        let none = Split {
            status_lines: 0,
            confidence,
        };
        let splits: Vec<Vec<Split>> = self.rows.iter().map(|open| vec![none; open.pages.len()]).collect();
        self.divided_rows(splits)
    }

    /// The rows, the pieces of each divided as its splits say.
    fn divided_rows(self, splits: Vec<Vec<Split>>) -> Vec<Row> {
        let (lines, remarks) = (self.lines, self.remarks(&splits));
        let taking_part = leads::has_others(&lines[self.heading.clone()]);
        let rows = self.rows.into_iter().zip(splits);
        let rows = rows.map(|(open, splits)| divided(open, &splits, remarks.as_ref(), lines));
        let mut rows: Vec<Row> = rows.collect();
        if taking_part {
            leads::part(&mut rows);
        }
        rows
    }

    /// What tells the remarks behind the results, where there is a column of them.
    fn remarks(&self, splits: &[Vec<Split>]) -> Option<Remarks> {
        let of_row = |(open, splits): (&Open, &Vec<Split>)| {
            let pages = self.page_texts(open).into_iter().zip(splits);
            pages
                .map(|(texts, split)| texts[split.status_lines.min(texts.len())..].to_vec())
                .collect::<Vec<_>>()
        };
        remarks::are_named(&self.lines[self.heading.clone()]).then(|| {
            let pages: Vec<Vec<&str>> = self.rows.iter().zip(splits).flat_map(of_row).collect();
            Remarks::learn(&pages)
        })
    }

    /// Cells of one line each share it: "02 hội nghị. 100%", "triệu 70% Đề nghị tỉnh hỗ trợ".
    fn cut_trailing_statuses(&mut self) {
        for at in 0..self.rows.len() {
            let texts = self.page_texts(&self.rows[at]);
            if texts
                .iter()
                .any(|texts| behind::status(texts, self.catalogue).is_some())
            {
                continue;
            }
            let Some(page) = self.rows[at].pages.first() else {
                continue;
            };
            let raw = |piece: &Piece| self.lines[piece.line].piece(piece.from, piece.to).0;
            let within = page
                .iter()
                .enumerate()
                .find_map(|(k, p)| Some((k, behind::share_within(raw(p))?)));
            let trailing = || {
                let last = page.last()?;
                let n = self.status_behind(raw(last))?;
                Some((page.len() - 1, (n, last.to - last.from)))
            };
            let Some((k, (from, to))) = within.or_else(trailing) else {
                continue;
            };
            let piece = page[k];
            let (middle, end) = (piece.from + from, (piece.from + to).min(piece.to));
            let parts = [(piece.from, middle), (middle, end), (end, piece.to)];
            let parts = parts.into_iter().filter(|(from, to)| from < to);
            let parts: Vec<Piece> = parts.map(|(from, to)| Piece { from, to, ..piece }).collect();
            self.rows[at].pages[0].splice(k..=k, parts);
        }
    }

    /// The rows of a table whose status stands behind the result.
    fn finish_behind(mut self) -> Vec<Row> {
        let lines = self.lines;
        self.cut_trailing_statuses();
        let places: Vec<_> = self
            .rows
            .iter()
            .map(|open| {
                self.page_texts(open)
                    .iter()
                    .map(|texts| behind::status(texts, self.catalogue))
                    .collect::<Vec<_>>()
            })
            .collect();
        let taking_part = leads::has_others(&lines[self.heading.clone()]);
        let rows = std::mem::take(&mut self.rows).into_iter().zip(places);
        let mut rows: Vec<Row> = rows
            .map(|(open, places)| divided_behind(open, &places, lines))
            .collect();
        if taking_part {
            leads::part(&mut rows);
        }
        rows
    }

    /// A status of one line shares it with the first line of the result: "Đạt 8/8 trường có phòng tin học,".
    ///
    /// Such a line is longer than the status column is wide, as the sure statuses of the annex show it.
    fn cut_shared_lines(&mut self, heading: usize) {
        /// Letters differ in width.
        const SLACK: usize = 3;
        let sure = |texts: &[&str]| {
            let whole = |k: &usize| self.catalogue.is_status(&texts[..*k].join(" "));
            let lines = (2..=texts.len().min(4)).find(whole)?;
            texts[..lines].iter().map(|text| text.chars().count()).max()
        };
        let texts: Vec<Vec<&str>> = self
            .rows
            .iter()
            .map(|open| self.page_texts(open).first().cloned().unwrap_or_default())
            .collect();
        let width = texts.iter().filter_map(|texts| sure(texts)).max();
        let limit = width.unwrap_or(0).max(heading) + SLACK;
        let length = |text: &str| tonghop_text::squash_space(text).chars().count();
        let result_width = texts
            .iter()
            .flat_map(|texts| texts.iter().skip(1))
            .map(|t| length(t))
            .max();
        for (open, texts) in self.rows.iter_mut().zip(&texts) {
            let (Some(page), Some(first)) = (open.pages.first_mut(), texts.first()) else {
                continue;
            };
            let Some(piece) = page.first().copied() else { continue };
            let raw = self.lines[piece.line].piece(piece.from, piece.to).0;
            if first.chars().count() <= limit {
                continue;
            }
            let Some(n) = split::known_status_length(raw, self.catalogue) else {
                continue;
            };
            // "Đã tổ chức 01 buổi nói" may open a result below a blank status: then it fits into the result's column.
            let counts = raw
                .chars()
                .skip(n)
                .find(|c| !c.is_whitespace())
                .is_some_and(|c| c.is_ascii_digit());
            if counts && result_width.is_some_and(|width| length(first) <= width) {
                continue;
            }
            let middle = piece.from + n;
            page[0].to = middle;
            page.insert(
                1,
                Piece {
                    line: piece.line,
                    from: middle,
                    to: piece.to,
                },
            );
        }
    }

    /// The texts of a row's pieces, page by page.
    fn page_texts(&self, open: &Open) -> Vec<Vec<&'l str>> {
        let text_of = |piece: &Piece| self.lines[piece.line].piece(piece.from, piece.to).0.trim();
        open.pages
            .iter()
            .map(|page| page.iter().map(text_of).collect())
            .collect()
    }

    /// How the pieces of every row are divided, page by page. `overflow` is what did not fit into the status column
    /// near each row.
    fn splits(&self, heading: usize, overflow: &[Option<usize>]) -> Vec<Vec<Split>> {
        // Widths change from page to page, seldom from row to row: the last rows tell.
        let mut recent: Vec<usize> = Vec::new();
        let mut out = Vec::with_capacity(self.rows.len());
        for (open, overflow) in self.rows.iter().zip(overflow) {
            let length = |text: &&str| text.chars().count();
            let pages = self.page_texts(open);
            let result = pages.iter().flatten().map(length).max().unwrap_or(0);
            let mut status_width = recent.iter().rev().take(RECENT_ROWS).max().copied();
            let mut status = String::new();
            let mut splits = Vec::with_capacity(pages.len());
            for (p, texts) in pages.iter().enumerate() {
                let widths = Widths {
                    status: status_width,
                    heading,
                    result,
                    overflow: *overflow,
                };
                let split = if p == 0 {
                    split::first_page(texts, widths, self.catalogue)
                } else {
                    split::next_page(texts, widths, &status, self.catalogue)
                };
                let own = &texts[..split.status_lines];
                if p == 0 {
                    let widest = own.iter().map(length).max();
                    recent.extend(widest);
                    status_width = widest.or(status_width);
                }
                for line in own {
                    status.push_str(if status.is_empty() { "" } else { " " });
                    status.push_str(line);
                }
                splits.push(split);
            }
            out.push(splits);
        }
        out
    }

    /// For every row, the least number of characters that did not fit into the status column of a row nearby whose
    /// status is known as a whole.
    fn overflows(&self, splits: &[Vec<Split>]) -> Vec<Option<usize>> {
        let own = |(open, splits): (&Open, &Vec<Split>)| {
            let (split, pages) = (splits.first()?, self.page_texts(open));
            let status = pages.first()?.get(..split.status_lines)?;
            self.catalogue
                .is_status(&status.join(" "))
                .then(|| split::too_long(status))
                .flatten()
        };
        let of_rows: Vec<Option<usize>> = self.rows.iter().zip(splits).map(own).collect();
        let near = |at: usize| {
            let from = at.saturating_sub(NEAR_ROWS);
            let to = (at + NEAR_ROWS + 1).min(of_rows.len());
            of_rows[from..to].iter().flatten().min().copied()
        };
        (0..of_rows.len()).map(near).collect()
    }
}

/// The row with its pieces given to status and result, and to the remarks behind it.
fn divided(mut open: Open, splits: &[Split], remarks: Option<&Remarks>, lines: &[Line<'_>]) -> Row {
    let mut remark = Para::new(ParaKind::Body);
    for (split, page) in splits.iter().zip(&open.pages) {
        open.row.layout_confidence = f64::min(open.row.layout_confidence, split.confidence);
        let of_piece = |piece: &Piece| lines[piece.line].piece(piece.from, piece.to);
        let behind: Vec<&str> = page
            .iter()
            .skip(split.status_lines)
            .map(|p| of_piece(p).0.trim())
            .collect();
        let end = split.status_lines + remarks.map_or(behind.len(), |remarks| remarks.first(&behind));
        for (k, piece) in page.iter().enumerate() {
            let (raw, origin) = of_piece(piece);
            let para = match k {
                k if k < split.status_lines => &mut open.row.status,
                k if k < end => &mut open.row.result,
                _ => &mut remark,
            };
            para.push_raw(raw, origin);
        }
    }
    open.row.other.extend((!remark.is_empty()).then_some(remark));
    open.row
}

/// The row with its pieces given to result, status and remarks. Only one page holds the status.
fn divided_behind(mut open: Open, places: &[Option<(usize, usize)>], lines: &[Line<'_>]) -> Row {
    let page_of_status = places.iter().position(Option::is_some);
    for (p, page) in open.pages.iter().enumerate() {
        let (start, end) = places[p]
            .filter(|_| page_of_status == Some(p))
            .unwrap_or((page.len(), page.len()));
        let mut remark = Para::new(ParaKind::Body);
        for (k, piece) in page.iter().enumerate() {
            let (raw, origin) = lines[piece.line].piece(piece.from, piece.to);
            let para = match k {
                k if k < start => &mut open.row.result,
                k if k < end => &mut open.row.status,
                _ => &mut remark,
            };
            para.push_raw(raw, origin);
        }
        if !remark.is_empty() {
            open.row.other.push(remark);
        }
    }
    open.row.layout_confidence *= if page_of_status.is_some() { 0.9 } else { 0.6 };
    open.row
}
