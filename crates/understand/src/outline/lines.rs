//! The printed lines of a paragraph.

use crate::flow::Para;

/// One printed line: bytes `start..end` of the paragraph's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// First byte.
    pub start: usize,
    /// One past the last byte, without the space that stands for the line break.
    pub end: usize,
}

/// The printed lines of a paragraph in order; one line where the source has no line breaks.
pub(crate) fn of(para: &Para) -> Vec<Line> {
    let mut starts: Vec<usize> = Vec::with_capacity(para.line_starts.len().max(1));
    let mut wanted = para.line_starts.iter().copied().peekable();
    for (at, (byte, _)) in para.text.char_indices().enumerate() {
        while wanted.next_if(|w| *w < at).is_some() {}
        if wanted.next_if_eq(&at).is_some() {
            starts.push(byte);
        }
    }
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([para.text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Line {
            start,
            end: start + para.text[start..end].trim_end().len(),
        })
        .filter(|l| l.end > l.start)
        .collect()
}
