//! The outline: which paragraphs are headings, and under which heading every paragraph stands.
//!
//! A heading is a label ("A.", "II.", "4.1.", "a)") with a title: short, not a sentence, followed by
//! content. Bold type, a heading style or capitals speak for it; in the lists of tasks and
//! recommendations a numbered sentence is an item.

pub(crate) mod label;
pub(crate) mod lines;
pub(crate) mod title;

use crate::flow::{Para, ParaKind};
use label::{Kind, Label};
use tonghop_document::Align;
use tonghop_model::reading::Section;
use tonghop_text::fold;

/// Place of the text before the first heading and of the closing part.
pub const NARRATIVE: &str = "narrative";

/// Most words that a title can have.
const LONGEST_TITLE: usize = 75;

/// The headings of the document in order; sets every paragraph's place to its section path
/// ("I.2.a"), or `narrative` before the first heading and after the last section.
pub fn find(paras: &mut [Para]) -> Vec<Section> {
    let range = body(paras);
    let mut open: Vec<Open> = Vec::new();
    let mut sections = Vec::new();
    let mut places = vec![String::from(NARRATIVE); paras.len()];
    let mut at = range.start;
    while at < range.end {
        let mut continued = 0;
        let mut from = 0;
        while let Some(found) = heading_at(paras, at, from, range.end, &open) {
            nest(&mut open, &found);
            let para = &paras[at];
            sections.push(Section {
                number: found.number,
                title: found.title,
                level: u8::try_from(open.len()).unwrap_or(u8::MAX),
                span: para.span_of_bytes(from, found.end),
            });
            continued = found.continued;
            // Lines that were joined may hold a second heading.
            from = para.text.len() - para.text[found.end..].trim_start().len();
            if from >= para.text.len() || label::parse(&para.text[from..]).is_none() {
                break;
            }
        }
        let path = path(&open);
        for place in &mut places[at..=at + continued] {
            place.clone_from(&path);
        }
        at += 1 + continued;
    }
    for (para, place) in paras.iter_mut().zip(places) {
        para.place = place;
    }
    sections
}

/// The paragraphs between the title and "Nơi nhận" (or the annex, where there is no "Nơi nhận").
fn body(paras: &[Para]) -> std::ops::Range<usize> {
    let title = paras.iter().take(60).position(is_type);
    // A file that is an annex alone begins with its title.
    let annex = title.is_none() && paras.first().is_some_and(|p| title::is_annex(&p.text));
    let start = title.map_or(usize::from(annex), |t| t + 1);
    let tail = |p: &Para| matches!(p.kind, ParaKind::Body | ParaKind::Cell(..));
    let end = paras[start..]
        .iter()
        .position(|p| tail(p) && recipients_in(p).is_some())
        .or_else(|| paras[start..].iter().position(|p| tail(p) && title::is_annex(&p.text)))
        .map_or(paras.len(), |e| start + e);
    start..end
}

/// Paragraphs that the list of recipients and the signature take at most.
const CLOSING_MAX: usize = 40;
/// Bytes of the longest of them.
const CLOSING_BYTES_MAX: usize = 400;

/// The list of recipients and the signature: from "Nơi nhận" to the annex.
pub(crate) fn closing(paras: &[Para]) -> std::ops::Range<usize> {
    let first = body(paras).end;
    // Lines that were joined may hold the last statement as well.
    let start = match paras.get(first).and_then(recipients_in) {
        Some(0) => first,
        Some(_) => first + 1,
        None => return first..first,
    };
    let ends = |p: &Para| title::is_annex(&p.text) || p.text.len() > CLOSING_BYTES_MAX;
    let length = paras[start..].iter().take(CLOSING_MAX).take_while(|p| !ends(p)).count();
    start..start + length
}

/// True for a paragraph that starts with the document's type; in a table it stands in capitals.
pub(crate) fn is_type(para: &Para) -> bool {
    match para.kind {
        ParaKind::Body => title::document_type(&para.text).is_some(),
        ParaKind::Cell(..) => title::document_type(&para.text).is_some_and(|(kind, _)| label::is_caps(kind)),
        ParaKind::Footnote(_) => false,
    }
}

/// Byte of the line in a paragraph that opens the list of recipients.
pub(crate) fn recipients_in(para: &Para) -> Option<usize> {
    if !para.text.contains("ơi") {
        return None;
    }
    lines::of(para)
        .iter()
        .map(|l| l.start)
        .find(|&start| title::is_recipients(&para.text[start..]))
}

/// An open heading: what stands on the way from the root to the current paragraph.
struct Open {
    rank: u8,
    depth: Option<u8>,
    number: String,
    /// True below a heading that announces tasks or recommendations.
    items: bool,
}

/// A heading that was found.
struct Found {
    number: String,
    title: String,
    rank: u8,
    depth: Option<u8>,
    /// Byte of the paragraph at which the heading ends.
    end: usize,
    /// Number of following paragraphs that belong to the title.
    continued: usize,
    items: bool,
}

fn nest(open: &mut Vec<Open>, found: &Found) {
    while open.last().is_some_and(|o| o.rank >= found.rank) {
        open.pop();
    }
    let items = found.items || open.last().is_some_and(|o| o.items);
    open.push(Open {
        rank: found.rank,
        depth: found.depth,
        number: found.number.clone(),
        items,
    });
}

/// "I.2.a"; a number that repeats its parent's ("4.1" under "4") stands for both.
fn path(open: &[Open]) -> String {
    let mut out = String::new();
    let mut last: Option<(&str, usize)> = None;
    for o in open {
        let number = o.number.trim_end_matches([')', '.']);
        if number.is_empty() {
            continue;
        }
        if let Some((previous, at)) = last
            && o.depth.is_some_and(|d| d > 1)
            && number.strip_prefix(previous).is_some_and(|r| r.starts_with('.'))
        {
            out.truncate(at);
        }
        if !out.is_empty() && !out.ends_with('.') {
            out.push('.');
        }
        last = Some((number, out.len()));
        out.push_str(number);
    }
    if out.is_empty() { NARRATIVE.into() } else { out }
}

fn heading_at(paras: &[Para], at: usize, from: usize, end: usize, open: &[Open]) -> Option<Found> {
    let para = &paras[at];
    if para.kind != ParaKind::Body {
        return None;
    }
    let Some(label) = label::parse(&para.text[from..]) else {
        return if from == 0 {
            styled(para, open).or_else(|| unnumbered(para, open))
        } else {
            None
        };
    };
    let limit = next_label(para, from);
    let next = if limit < para.text.len() {
        Next::same_paragraph()
    } else {
        Next::after(paras, at, end)
    };
    let context = Context {
        label: &label,
        next: &next,
        items: open.last().is_some_and(|o| o.items),
    };
    let text = para.text[from..limit].trim_end();
    let (stop, continued) = extent(paras, at, from, text, &context)
        .or_else(|| run_in(&paras[at + 1..end], text, &context, open).map(|stop| (stop, 0)))?;
    let mut title = title::clean(&text[label.rest.min(stop)..stop]).to_owned();
    for more in &paras[at + 1..=at + continued] {
        title.push(' ');
        title.push_str(title::clean(&more.text));
    }
    if let Some(at) = title::pointer(&title) {
        title.truncate(title[..at].trim_end().len());
    }
    if title.is_empty() {
        return None;
    }
    let depth = if let Kind::Decimal(d) = label.kind {
        Some(d)
    } else {
        None
    };
    let items = title::announces_items(&fold(&title));
    let title = title.trim().into();
    Some(Found {
        number: label.number,
        title,
        rank: label.kind.rank(),
        depth,
        end: from + stop,
        continued,
        items,
    })
}

/// The line after `from` at which another labelled line starts, else the end of the text.
fn next_label(para: &Para, from: usize) -> usize {
    let lines = lines::of(para);
    let starts = lines.windows(2).filter(|w| w[1].start > from).find(|w| {
        let before = &para.text[w[0].start..w[0].end];
        !before.ends_with([',', '/', '-']) && label::parse(&para.text[w[1].start..]).is_some()
    });
    starts.map_or(para.text.len(), |w| w[1].start)
}

/// A heading that only the format marks: it has a style but no number.
fn styled(para: &Para, open: &[Open]) -> Option<Found> {
    let level = para.heading.filter(|_| !open.is_empty())?;
    let text = title::clean(&para.text);
    let folded = fold(text);
    if title::word_count(text) > 40 || title::is_annex(&para.text) || title::is_closing(&folded) || text.len() < 4 {
        return None;
    }
    let first = text.chars().next()?;
    if !first.is_uppercase() || label::bullet(text).is_some() {
        return None;
    }
    let items = title::announces_items(&folded);
    Some(Found {
        number: String::new(),
        title: text.into(),
        rank: (2 + level).min(13),
        depth: None,
        end: para.text.len(),
        continued: 0,
        items,
    })
}

/// A heading without a number and a style: one of the titles that every report has, in capitals on a line of
/// its own ("KIẾN NGHỊ, ĐỀ XUẤT" after the last part). It stands beside the outermost headings.
fn unnumbered(para: &Para, open: &[Open]) -> Option<Found> {
    let first = open.first()?;
    let text = title::clean(&para.text);
    let folded = fold(text);
    if !label::is_caps(text) || !title::is_known(&folded) || label::bullet(text).is_some() {
        return None;
    }
    Some(Found {
        number: String::new(),
        title: text.into(),
        rank: first.rank,
        depth: None,
        end: para.text.len(),
        continued: 0,
        items: title::announces_items(&folded),
    })
}

/// What speaks for or against a heading besides its words.
struct Context<'a> {
    label: &'a Label,
    next: &'a Next<'a>,
    /// True below a heading that announces tasks or recommendations.
    items: bool,
}

/// Where the heading that starts `text` ends: byte of `text`, and number of further paragraphs.
///
/// `text` stands in paragraph `at` from byte `from` on.
fn extent(paras: &[Para], at: usize, from: usize, text: &str, context: &Context<'_>) -> Option<(usize, usize)> {
    let para = &paras[at];
    // The next label may start where the words of this one would.
    let whole = text.get(context.label.rest..)?;
    if context.label.kind.rank() <= 1 && whole.is_empty() {
        // "PHẦN I" above its title.
        return context
            .next
            .para
            .filter(|n| is_strong(n, &n.text))
            .map(|_| (text.len(), 1));
    }
    if title::pointer(whole).is_some_and(|at| title::word_count(&whole[..at]) <= LONGEST_TITLE && at > 0) {
        return Some((text.len(), 0));
    }
    if from + text.len() == para.text.len()
        && let Some(continued) = continuation(paras, at, whole, context)
    {
        return Some((text.len(), continued));
    }
    if accepts(whole, is_strong(para, whole), context, context.next) {
        return Some((text.len(), 0));
    }
    glued(para, from, text, context).map(|end| (end, 0))
}

/// The end of a title that its text follows on the same line: "2. Hạ tầng số: Toàn huyện có …".
///
/// Only where its neighbour heads a section too: the number before it, or the one after it in the paragraphs
/// `after`. A numbered statement looks the same.
fn run_in(after: &[Para], text: &str, context: &Context<'_>, open: &[Open]) -> Option<usize> {
    // "IV. KIẾN NGHỊ: Đề nghị tỉnh hỗ trợ …"
    if context.label.kind.rank() <= 3 {
        let stop = text.find(':')? + 1;
        let title = text.get(context.label.rest..stop)?;
        let titled = label::is_caps(title) && title::word_count(title) <= LONGEST_TITLE;
        return (titled && !label::is_caps(&text[stop..])).then_some(stop);
    }
    let stop = titled_line(text, context.label)?;
    if context.items || !matches!(context.label.kind, Kind::Decimal(_)) {
        return None;
    }
    let rank = context.label.kind.rank();
    let before = open.iter().find(|o| o.rank == rank);
    if before.is_some_and(|o| follows(&o.number, &context.label.number)) {
        return Some(stop);
    }
    let next = after
        .iter()
        .take(FAR)
        .filter(|p| p.kind == ParaKind::Body)
        .filter_map(|p| label::parse(&p.text).map(|l| (p, l)))
        .find(|(_, l)| l.kind.rank() <= rank)?;
    let (para, label) = next;
    let titled = titled_line(&para.text, &label).is_some() || title_alone(&para.text[label.rest..]);
    (follows(&context.label.number, &label.number) && titled).then_some(stop)
}

/// Paragraphs between two numbered headings that are looked at.
const FAR: usize = 40;

/// True where `number` comes next after `before`: "2.3" after "2.2".
fn follows(before: &str, number: &str) -> bool {
    let parts = |n: &str| {
        let (head, last) = n.rsplit_once('.').unwrap_or(("", n));
        last.parse::<u32>().ok().map(|last| (head.to_owned(), last))
    };
    match (parts(before), parts(number)) {
        (Some((a, m)), Some((b, n))) => a == b && m.checked_add(1) == Some(n),
        _ => false,
    }
}

/// The byte after the colon of a line such as "2. Hạ tầng số: Toàn huyện có …".
fn titled_line(text: &str, label: &Label) -> Option<usize> {
    let words = text.get(label.rest..)?;
    let colon = words.find(':')?;
    let (title, rest) = (&words[..colon], words[colon + 1..].trim_start());
    let told = ["đã ", "có ", "được ", "hiện "].iter().any(|w| rest.starts_with(w));
    let starts = told || rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (title_alone(title) && starts).then_some(label.rest + colon + 1)
}

/// True for a few words that can be nothing but a title.
fn title_alone(words: &str) -> bool {
    let folded = fold(words);
    let told = folded
        .split(' ')
        .any(|w| matches!(w, "da" | "duoc" | "gom" | "nhu" | "se"));
    (1..=12).contains(&title::word_count(words))
        && words.starts_with(char::is_uppercase)
        && !words.contains(['.', ';'])
        && !told
        && !folded.ends_with("khach quan")
        && !folded.ends_with("chu quan")
        && !title::is_order(&folded)
}

/// True where type or style mark the paragraph.
fn is_strong(para: &Para, title: &str) -> bool {
    para.heading.is_some()
        || para.bold
        || label::is_caps(title)
        || (para.align == Align::Centre && !para.text.is_empty())
}

/// A title whose second line came as a paragraph of its own.
fn continuation(paras: &[Para], at: usize, whole: &str, context: &Context<'_>) -> Option<usize> {
    let (first, next) = (&paras[at], context.next.para?);
    // "I. KẾT QUẢ" above a table whose first cell is "TT": a title ends where a table begins.
    if matches!(next.kind, ParaKind::Cell(..)) && !matches!(first.kind, ParaKind::Cell(..)) {
        return None;
    }
    let second = paras.get(at + 1).filter(|p| std::ptr::eq(*p, next))?;
    if title::ends_like_sentence(whole) || whole.ends_with(':') || label::parse(&second.text).is_some() {
        return None;
    }
    let more = &second.text;
    if label::bullet(more).is_some() || title::ends_like_sentence(more) || title::word_count(more) > 30 {
        return None;
    }
    let small = more.chars().next().is_some_and(char::is_lowercase);
    let caps = label::is_caps(whole) && label::is_caps(more);
    let bold = first.bold && second.bold && small;
    let after = Next::after(paras, at + 1, paras.len());
    let plain =
        small && !first.bold && whole.chars().count() > 45 && title::word_count(whole) < 40 && after.is_content();
    (caps || bold || plain).then_some(1)
}

/// True where the words after the label are a title.
fn accepts(words: &str, strong: bool, context: &Context<'_>, next: &Next<'_>) -> bool {
    let count = title::word_count(words);
    if count == 0 || count > LONGEST_TITLE || !words.chars().any(char::is_alphabetic) {
        return false;
    }
    let sentence = title::ends_like_sentence(words);
    let colon = words.ends_with(':');
    let high = context.label.kind.rank() <= 3;
    if sentence && (!(count <= 6 || (strong && count <= 20)) || words.contains(':')) {
        return false;
    }
    if colon && !(strong && count <= 40 || count <= 12 && !title::announces_list(words)) {
        return false;
    }
    if (sentence || !strong) && title::has_inner_sentence(words) {
        return false;
    }
    if strong {
        // A bold item of a list of tasks is still an item when nothing stands below it.
        return !(context.items && !high && !label::is_caps(words) && count > 12 && !next.is_content());
    }
    if high && count <= 45 && !sentence {
        return true;
    }
    if next.goes_on() || words.chars().next().is_some_and(char::is_lowercase) {
        return false;
    }
    if context.items && !(count <= 4 && !sentence && title::is_known(&fold(words))) {
        let below = next.is_bullet() || next.is_child_of(context.label);
        return below && count <= 25 && !sentence
            || next.is_content() && count <= 15 && !title::is_order(&fold(words)) && !sentence;
    }
    next.is_content()
        || next.is_child_of(context.label)
        || (next.skipped && count <= 20)
        || title::is_known(&fold(words))
}

/// The end in `text` of a heading that shares its paragraph with the text below it.
fn glued(para: &Para, from: usize, text: &str, context: &Context<'_>) -> Option<usize> {
    let mut lines = lines::of(para);
    lines.retain(|l| l.start >= from && l.end <= from + text.len());
    let longest = lines.iter().map(|l| para.text[l.start..l.end].chars().count()).max()?;
    for pair in lines.windows(2).take(4) {
        let (line, next) = (pair[0], pair[1]);
        let Some(words) = text.get(context.label.rest..line.end - from) else {
            continue;
        };
        let below = &para.text[next.start..next.end];
        let caps = label::is_caps(words) && !label::is_caps(below);
        let short = para.text[line.start..line.end].chars().count() * 5 < longest * 4;
        let full = below.chars().count() * 5 >= longest * 4;
        let figure = full
            && below.starts_with(|c: char| c.is_ascii_digit())
            && title::word_count(words) > 1
            && !tonghop_text::awaits_figure(words, below);
        let starts = figure || below.chars().next().is_some_and(char::is_uppercase) || label::bullet(below).is_some();
        if starts && (caps || short) && accepts(words, caps, context, &Next::same_paragraph()) {
            return Some(line.end - from);
        }
    }
    None
}

/// What follows a possible heading.
struct Next<'a> {
    para: Option<&'a Para>,
    /// True where something that is no paragraph (a table) stands in between.
    skipped: bool,
    /// True where the text below stands in the same paragraph.
    glued: bool,
}

impl<'a> Next<'a> {
    const fn same_paragraph() -> Self {
        Self {
            para: None,
            skipped: true,
            glued: true,
        }
    }

    fn after(paras: &'a [Para], at: usize, end: usize) -> Self {
        let mut notes = 0;
        for para in &paras[at + 1..end.max(at + 1)] {
            if matches!(para.kind, ParaKind::Footnote(_)) {
                notes += 1;
                continue;
            }
            let gap = para.whole().block.saturating_sub(paras[at].whole().block);
            return Self {
                para: Some(para),
                skipped: gap > 1 + notes,
                glued: false,
            };
        }
        Self {
            para: None,
            skipped: true,
            glued: false,
        }
    }

    /// Body text, bullet or table.
    fn is_content(&self) -> bool {
        if self.glued {
            return true;
        }
        self.para.is_some_and(|p| {
            label::parse(&p.text).is_none()
                && !title::is_closing(&fold(&p.text))
                && (p.heading.is_none())
                && !title::is_recipients(&p.text)
        })
    }

    fn is_bullet(&self) -> bool {
        self.para.is_some_and(|p| label::bullet(&p.text).is_some())
    }

    /// True where the next paragraph continues a sentence.
    fn goes_on(&self) -> bool {
        self.para
            .is_some_and(|p| p.text.starts_with(char::is_lowercase) && label::parse(&p.text).is_none())
    }

    fn is_child_of(&self, label: &Label) -> bool {
        let next = self.para.and_then(|p| label::parse(&p.text));
        next.is_some_and(|n| n.kind.rank() > label.kind.rank())
    }
}

#[cfg(test)]
mod tests;
