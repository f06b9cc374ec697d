//! Stretches of a document, for asking what lies in them.

use tonghop_model::reading::Span;

/// Stretches in order, those that touch put together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stretches(Vec<Span>);

impl Stretches {
    /// Puts spans in order.
    pub fn of(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut sorted: Vec<Span> = spans.into_iter().collect();
        sorted.sort_by_key(|s| s.begin());
        let mut out: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted {
            let end = span.end.max(span.start + 1);
            match out.last_mut() {
                Some(last) if (last.block, last.cell) == (span.block, span.cell) && span.start <= last.end => {
                    last.end = last.end.max(end);
                }
                _ => out.push(Span { end, ..span }),
            }
        }
        Self(out)
    }

    /// True where the first character of a span lies in one of them.
    pub fn hold(&self, place: Span) -> bool {
        let after = self.0.partition_point(|s| s.begin() <= place.begin());
        let last = after.checked_sub(1).map(|i| &self.0[i]);
        last.is_some_and(|s| (s.block, s.cell) == (place.block, place.cell) && place.start < s.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(block: usize, start: usize, end: usize) -> Span {
        Span {
            block,
            start,
            end,
            ..Span::default()
        }
    }

    proptest! {
        #[test]
        fn the_same_as_looking_at_each(spans in proptest::collection::vec((0_usize..3, 0_usize..20, 0_usize..20), 0..12)) {
            let spans: Vec<Span> = spans.into_iter().map(|(b, s, n)| span(b, s, s + n)).collect();
            let stretches = Stretches::of(spans.iter().copied());
            for block in 0..3 {
                for at in 0..45 {
                    let inside = |s: &Span| s.block == block && s.start <= at && at < s.end.max(s.start + 1);
                    prop_assert_eq!(stretches.hold(span(block, at, at + 1)), spans.iter().any(inside));
                }
            }
        }
    }
}
