//! Figures: every quantity that says something about the unit's state or activity.
//!
//! Not figures: dates, numbers of documents, articles and list items, names ("02 cấp", "4G", "Đề án 06"),
//! telephone numbers and addresses. A count with its percentage beside it is one figure.

mod as_of;
pub(crate) mod by_task;
mod cells;
mod clause;
mod conditions;
mod fixed;
mod ratio;
mod results;
mod scan;
mod subject;
pub(crate) mod targets;
mod words;

use crate::citations::{Kinds, mentions};
use crate::flow::Para;
use crate::tokens::Tokens;
use crate::understand::PARAS_AT_ONCE;
use as_of::{Governing, Times};
use cells::Cells;
use clause::Clause;
use fixed::FixedWordings;
use ratio::Totals;
use scan::{Figure, Taken};
use std::borrow::Borrow;
use subject::Told;
use tonghop_catalogue::Catalogue;
use tonghop_model::indicator::Indicator;
use tonghop_model::reading::Measure;
use tonghop_text::dates::{find_dates, find_windows};
use tonghop_text::fold;

/// Figures that are taken of one file; further ones are left out, and the caller says so. A report has a few hundred.
pub const MOST: usize = 50_000;

/// Every figure of these paragraphs, in order, at most [`MOST`]. Paragraphs with `fixed_wording` yield targets.
///
/// Cells of the status column are not meant for this: their percentages belong to the row.
#[must_use]
pub fn find<P: Borrow<Para>>(paras: &[P], catalogue: &Catalogue) -> Vec<Measure> {
    find_until(paras, catalogue, &|| false).unwrap_or_default()
}

/// The same, given up after some paragraphs once `late` says so; `None` then.
#[must_use]
pub fn find_until<P: Borrow<Para>>(
    paras: &[P],
    catalogue: &Catalogue,
    late: &dyn Fn() -> bool,
) -> Option<Vec<Measure>> {
    let fixed = catalogue.derived(|_| FixedWordings::default());
    find_with(paras, catalogue, Some(&fixed), late)
}

/// The same with what is known of wordings; without it, each is looked through.
fn find_with<P: Borrow<Para>>(
    paras: &[P],
    catalogue: &Catalogue,
    fixed: Option<&FixedWordings>,
    late: &dyn Fn() -> bool,
) -> Option<Vec<Measure>> {
    let look = Look {
        catalogue,
        kinds: Kinds::new(catalogue),
    };
    let mut totals = Totals::default();
    let mut governing = Governing::default();
    let mut found = Vec::new();
    let cells = Cells::new(paras.iter().map(Borrow::borrow));
    for (i, para) in paras.iter().enumerate() {
        if i % PARAS_AT_ONCE == 0 && late() {
            return None;
        }
        if found.len() >= MOST {
            break;
        }
        let para: &Para = para.borrow();
        if let Some(measure) = cells.figure(para, catalogue) {
            found.push(measure);
            continue;
        }
        if !para.text.bytes().any(|b| b.is_ascii_digit()) && !["hàng ", "Hàng "].iter().any(|w| para.text.contains(w))
        {
            governing.step_over(para);
            continue;
        }
        let known = fixed.and_then(|f| f.of(para, |totals| look.figures(para, totals, &mut Governing::default())));
        match known {
            Some(known) => {
                governing.step_over(para);
                found.extend(known.measures(para, &mut totals));
            }
            None => found.extend(
                look.figures(para, &mut totals, &mut governing)
                    .into_iter()
                    .map(|(_, m)| m),
            ),
        }
    }
    found.truncate(MOST);
    Some(found)
}

/// What every paragraph is looked through with.
struct Look<'c> {
    catalogue: &'c Catalogue,
    kinds: Kinds<'c>,
}

/// A figure with the bytes of its quote.
type Placed = ((usize, usize), Measure);

impl Look<'_> {
    /// The figures of a paragraph, each with the bytes of its quote.
    fn figures(&self, para: &Para, totals: &mut Totals, governing: &mut Governing) -> Vec<Placed> {
        let tokens = Tokens::of(para);
        let dates = find_dates(&para.text);
        let windows = find_windows(&para.text, &dates);
        let cited: Vec<(usize, usize)> = mentions(&tokens, &self.kinds, true)
            .iter()
            .map(|m| (m.start, m.core_end))
            .collect();
        let times = Times::new(&tokens, &dates, &windows, &cited);
        let inherited = governing.step(para, &times);
        let mut ranges = cited;
        ranges.extend(dates.iter().filter(|d| d.certain).map(|d| (d.start, d.end)));
        ranges.extend(windows.iter().map(|w| (w.start, w.end)));
        let taken = Taken::new(ranges, &para.text);
        let mut figures = ratio::merge(&tokens, scan::figures(&tokens, &taken, &dates), totals);
        share_units(&tokens, &mut figures);
        let mut ends = vec![0];
        let mut told: Option<Told> = None;
        let mut found = Vec::with_capacity(figures.len());
        for (i, figure) in figures.iter().enumerate() {
            // "10.000 văn bản (100%)": the bracket speaks of the words of the figure before it.
            let shared = i > 0 && opens_bracket(&tokens, figures[i - 1].next, figure.first);
            let before = ends[if shared { i - 1 } else { i }];
            let after = figures.get(i + 1).map_or(tokens.len(), |f| f.first);
            let (clause, end) = clause::clause(&tokens, figure, (before, after), told.as_ref());
            ends.push(end);
            told = Some(Told {
                about: clause.subject.about.clone(),
                next: figure.reach.unwrap_or(figure.next),
            });
            let place = (clause.start, clause.end);
            let mut measure = measure(para, &tokens, figure, clause, self.catalogue);
            measure.is_target = para.fixed_wording || targets::is_target(&tokens, &figures[..i], figure);
            // The date beside a target is its deadline.
            if !measure.is_target {
                measure.as_of = times.of(tokens.start(figure.number)).or_else(|| inherited.clone());
            }
            found.push((place, measure));
        }
        found
    }
}

/// Parts of a breakdown that bear no unit are counted in that of the figure before them: "36 trạm (Alpha: 17)".
fn share_units(tokens: &Tokens<'_>, figures: &mut [Figure]) {
    for i in 1..figures.len() {
        let (before, part) = (&figures[i - 1], &figures[i]);
        let plain = |f: &Figure| f.shape == scan::Shape::Count && f.value.is_some();
        // "1.176 hồ sơ (1.169 trước hạn)"
        let aside = || tokens.low_before(part.first, 1) == "(" && part.first == before.next + 1;
        if part.unit.is_none() && plain(before) && plain(part) && (aside() || scan::is_part(tokens, part)) {
            figures[i].unit = figures[i - 1].unit.clone();
        }
    }
}

/// True where only a few words and an opening bracket stand between two figures.
fn opens_bracket(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    to > from
        && to - from <= 7
        && tokens.low(to - 1) == "("
        && !(from..to).any(|i| matches!(tokens.low(i), ";" | ":" | ")"))
}

fn measure(para: &Para, tokens: &Tokens<'_>, figure: &Figure, clause: Clause, catalogue: &Catalogue) -> Measure {
    let quote = &para.text[clause.start..clause.end];
    let indicator = indicator(para, tokens, figure, &clause, catalogue);
    Measure {
        quote: quote.to_owned(),
        subject: clause.subject.text,
        value: figure.value,
        unit: figure.unit.clone(),
        qualifier: figure.qualifier.clone(),
        numerator: figure.numerator,
        denominator: figure.denominator,
        as_of: None,
        place: para.place.clone(),
        is_target: false,
        indicator,
        confidence: figure.confidence,
        span: para.span_of_bytes(clause.start, clause.end),
    }
}

/// The indicator that the words of a figure announce; none for what is missing, asked for or planned.
fn indicator(
    para: &Para,
    tokens: &Tokens<'_>,
    figure: &Figure,
    clause: &Clause,
    catalogue: &Catalogue,
) -> Option<String> {
    let unit = figure.unit.as_deref();
    // "làm 2 km đường với tổng kinh phí 1 tỷ đồng": the money is for what stands before, not for what an indicator counts.
    let spent_on = tokens.at_byte(clause.start).checked_sub(1);
    if figure.shape == scan::Shape::Money && spent_on.is_some_and(|k| tokens.low(k) == "với") {
        return None;
    }
    let from = |start: usize| {
        let quote = &para.text[start..clause.end];
        let head = quote.get(..tokens.start(figure.number).saturating_sub(start));
        (fold(quote), head.map(|head| fold(head).len()))
    };
    let (folded, at) = from(clause.start);
    let found = catalogue.indicator_for(&folded, unit, at).or_else(|| {
        // "16/16 Tổ …, với 130 thành viên": the words before the comma say whose members these are.
        let start = sentence_start(tokens, figure, &[";", "(", ")"]);
        let (wide, at) = from(start.min(clause.start));
        let own = wide.len().saturating_sub(folded.len());
        catalogue.indicator_across(&wide, unit, at, own)
    })?;
    // "chưa kích hoạt 458 tài khoản" is what the indicator counts.
    let counts_lack = found.phrases.iter().any(|p| p.contains("chưa"));
    let lacks = results::is_none(tokens, figure) && !(counts_lack && folded.contains("chua"));
    // "Với sự tham gia của …; 80 thành viên Tổ …": what is said over a semicolon.
    let sentence = || &para.text[sentence_start(tokens, figure, &[]).min(clause.start)..clause.end];
    let excluded = !found.excluded_by.is_empty() && is_excluded(found, sentence());
    (!lacks && !excluded).then(|| found.code.clone())
}

/// True where the words around a figure say that it is another thing than the indicator counts.
fn is_excluded(indicator: &Indicator, words: &str) -> bool {
    let words = spaced(words);
    indicator
        .excluded_by
        .iter()
        .any(|phrase| words.contains(&spaced(phrase)))
}

/// Folded words, each between blanks.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    tonghop_text::words(&folded).fold(String::from(" "), |out, word| out + word + " ")
}

/// First byte of the sentence that a figure stands in, or of the words that are looked at of it.
/// `stops` end it as well.
fn sentence_start(tokens: &Tokens<'_>, figure: &Figure, stops: &[&str]) -> usize {
    const LONGEST: usize = 30;
    let first = (0..figure.first)
        .rev()
        .take(LONGEST)
        .take_while(|&i| !tokens.ends_sentence(i) && !stops.contains(&tokens.low(i)) && !tokens.is_bullet(i))
        .last();
    tokens.start(first.unwrap_or(figure.first))
}

#[cfg(test)]
mod tests;
