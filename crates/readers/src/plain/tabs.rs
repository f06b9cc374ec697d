//! Tab-separated text: consecutive lines with tabs are a table.

use super::lines::Line;
use tonghop_document::{Block, Content, Table};

/// The table that starts at line `start`, and one past its last line. At least two lines with at least
/// two tabs, or three with one, make a table.
pub(super) fn take(lines: &[Line], start: usize) -> Option<(usize, Block)> {
    let tabs = |line: &Line| line.text.matches('\t').count();
    let end = start + lines[start..].iter().take_while(|l| tabs(l) > 0).count();
    let most = lines[start..end].iter().map(tabs).max()?;
    if !(end - start >= 3 || (end - start == 2 && most >= 2)) {
        return None;
    }
    let rows = lines[start..end]
        .iter()
        .map(|l| {
            let mut cells: Vec<String> = l.text.split('\t').map(|c| c.trim().to_string()).collect();
            cells.resize(most + 1, String::new());
            cells
        })
        .collect();
    Some((
        end,
        Block {
            page: None,
            content: Content::Table(Table::from_rows(rows, 0)),
        },
    ))
}
