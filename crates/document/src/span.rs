//! Pointers into the source.

/// A place in a document: a range of text in a block or in a cell of that block's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceSpan {
    /// Page number from 1, where the format has pages.
    pub page: Option<u32>,
    /// Index in [`crate::Document::blocks`].
    pub block: usize,
    /// Row and column of the cell, from 0, where the block is a table.
    pub cell: Option<(u32, u32)>,
    /// First Unicode scalar value of the range.
    pub start: usize,
    /// One past the last Unicode scalar value of the range.
    pub end: usize,
}
