//! The date or window that a figure belongs to.

use crate::flow::Para;
use crate::tokens::Tokens;
use tonghop_model::reading::AsOf;
use tonghop_text::dates::{FoundDate, FoundWindow};

/// The dates of one paragraph that say of when its figures are.
pub(super) struct Times {
    /// Bytes of the place, and the date or window.
    found: Vec<(usize, usize, AsOf)>,
    /// Ends of sentences, as bytes.
    stops: Vec<usize>,
}

/// The window that governs the bullets under a line that ends with a colon.
#[derive(Default)]
pub(super) struct Governing(Option<AsOf>);

impl Times {
    /// `cited` are the bytes of citations: their dates say nothing about figures.
    pub fn new(tokens: &Tokens<'_>, dates: &[FoundDate], windows: &[FoundWindow], cited: &[(usize, usize)]) -> Self {
        let free = |start: usize| !cited.iter().any(|r| r.0 <= start && start < r.1);
        let mut found: Vec<(usize, usize, AsOf)> = Vec::new();
        for window in windows.iter().filter(|w| free(w.start)) {
            if let (Some(from), Some(to)) = (window.from.iso(), window.to.iso()) {
                found.push((window.start, window.end, AsOf::Window { from, to }));
            }
        }
        for date in dates.iter().filter(|d| d.date.is_full() && free(d.start)) {
            let inside = found.iter().any(|(a, b, _)| *a <= date.start && date.end <= *b);
            if let Some(iso) = date.date.iso().filter(|_| !inside) {
                found.push((date.start, date.end, AsOf::Date(iso)));
            }
        }
        found.sort_by_key(|f| f.0);
        Self {
            found,
            stops: sentence_ends(tokens),
        }
    }

    /// The time of the figure at these bytes: of its own sentence, nearest first.
    pub fn of(&self, start: usize) -> Option<AsOf> {
        let last = self.stops.partition_point(|&s| s <= start);
        let from = if last == 0 { 0 } else { self.stops[last - 1] };
        let to = self.stops.get(last).copied().unwrap_or(usize::MAX);
        self.found
            .iter()
            .filter(|(a, _, _)| (from..to).contains(a))
            .min_by_key(|(a, b, _)| {
                if *b <= start {
                    start - b
                } else {
                    a.saturating_sub(start)
                }
            })
            .map(|(_, _, time)| time.clone())
            .or_else(|| self.opening(start))
    }

    /// The window with which the paragraph opens: "Tính từ ngày … đến ngày …, …" holds for all its sentences.
    fn opening(&self, start: usize) -> Option<AsOf> {
        let (_, end, time) = self.found.first()?;
        (matches!(time, AsOf::Window { .. }) && *end <= start && *end < 200).then(|| time.clone())
    }
}

impl Governing {
    /// Passes a paragraph without figures and dates.
    pub fn step_over(&mut self, para: &Para) {
        let _ = self.step(
            para,
            &Times {
                found: Vec::new(),
                stops: Vec::new(),
            },
        );
    }

    /// The time that holds for a paragraph without one of its own, and remembers what holds for the next ones.
    pub fn step(&mut self, para: &Para, times: &Times) -> Option<AsOf> {
        let bullet = para.list_item || para.text.starts_with(['-', '+', '•', '*']);
        let own = times.found.first().map(|(_, _, time)| time.clone());
        let governing = if bullet { self.0.clone() } else { None };
        if para.text.trim_end().ends_with(':') {
            self.0 = own
                .filter(|t| matches!(t, AsOf::Window { .. }))
                .or_else(|| governing.clone());
        } else if !bullet {
            self.0 = None;
        }
        governing
    }
}

/// Bytes at which sentences and `;` clauses outside brackets end.
fn sentence_ends(tokens: &Tokens<'_>) -> Vec<usize> {
    let mut stops = Vec::new();
    let mut depth = 0_usize;
    for i in 0..tokens.len() {
        match tokens.low(i) {
            "(" => depth += 1,
            ")" => {
                depth = depth.saturating_sub(1);
                // "… tham dự) Tổ chức …": a new item without a mark.
                if depth == 0 && tokens.capital(i + 1) {
                    stops.push(tokens.end(i));
                }
            }
            ";" if depth == 0 => stops.push(tokens.end(i)),
            _ if depth == 0 && (tokens.ends_sentence(i) || tokens.is_bullet(i)) => stops.push(tokens.end(i)),
            _ => {}
        }
    }
    stops
}
