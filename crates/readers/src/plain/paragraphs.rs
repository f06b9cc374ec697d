//! From printed lines to paragraphs.
//!
//! A line that could have taken the first word of the next line did not end because the paper did: a
//! paragraph ended there. This needs no knowledge of the text. Bullets, numbering and indents decide
//! where the width alone cannot.

use super::lines::Line;

/// What the lines of a text look like.
pub(super) struct Shape {
    /// Characters that fit into a full line.
    width: usize,
    /// True where paragraphs are single long lines.
    unwrapped: bool,
    double_spaced: bool,
    /// The indent most lines have, in characters.
    margin: usize,
}

/// A line longer than this was never printed: the text holds one paragraph a line.
const PRINTED_WIDTH_MAX: usize = 150;
/// Characters by which the first line of a paragraph is shorter (1 cm to 1.27 cm, Nghị định 30/2020, Annex I).
const FIRST_LINE_INDENT: usize = 4;
/// Text whose full lines are shorter than this stands in columns.
const WRAPPED_WIDTH_MIN: usize = 60;
/// Words with which the text of a report begins below its title, and with which its end begins.
const OPENERS: [&str; 13] = [
    "Nơi nhận",
    "TM.",
    "KT.",
    "TL.",
    "T/M",
    "Thực hiện ",
    "Căn cứ ",
    "Kính gửi",
    "Theo ",
    "Phúc đáp ",
    "Trên cơ sở ",
    "Ủy ban nhân dân ",
    "UBND ",
];
/// Printed lines that a heading may have.
const HEADING_LINES_MAX: usize = 4;
/// A line below this share of the full width ended before the paper did.
const FULL_SHARE: f64 = 0.86;

impl Shape {
    pub(super) fn of(lines: &[Line], double_spaced: bool) -> Self {
        let mut lengths: Vec<usize> = lines
            .iter()
            .map(|l| l.text.chars().count())
            .filter(|&n| n >= 25)
            .collect();
        lengths.sort_unstable();
        let at = |share: f64| {
            lengths
                .get((lengths.len() as f64 * share) as usize)
                .copied()
                .unwrap_or(0)
        };
        let width = at(0.93);
        let mut indents: Vec<usize> = lines.iter().map(|l| l.indent).collect();
        indents.sort_unstable();
        let margin = indents.get(indents.len() / 2).copied().unwrap_or(0);
        Self {
            width,
            unwrapped: width > PRINTED_WIDTH_MAX,
            double_spaced,
            margin,
        }
    }
}

/// One past the last line of the paragraph that starts at `start`.
pub(super) fn end_of(lines: &[Line], start: usize, shape: &Shape) -> usize {
    let mut end = start + 1;
    while end < lines.len() && !starts_paragraph(lines, start, end, shape) {
        end += 1;
    }
    end
}

fn starts_paragraph(lines: &[Line], start: usize, i: usize, shape: &Shape) -> bool {
    let (before, line) = (&lines[i - 1], &lines[i]);
    if shape.unwrapped || line.text.contains('\t') || is_number(&line.text) || is_number(&before.text) {
        return true;
    }
    if is_annex_title(&line.text) || is_part_title(&line.text) && ends_sentence(&before.text) {
        return true;
    }
    if starts_item(&line.text) && !goes_on_with_number(lines, start, i) {
        return true;
    }
    let starts_low = line.text.chars().next().is_some_and(char::is_lowercase);
    if line.page != before.page {
        return !starts_low && ends_sentence(&before.text);
    }
    if below_capitals(&lines[start..i], line) || is_title(&line.text) && ends_sentence(&before.text) {
        return true;
    }
    if line.after_blank && !shape.double_spaced {
        return !goes_on_below_blank(&lines[start..i], line, shape);
    }
    if before.text.starts_with("Kính gửi") && ["Thực hiện ", "Căn cứ "].iter().any(|w| line.text.starts_with(w))
    {
        return true;
    }
    let first_word = line.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    // The first line of a paragraph is set in from the margin.
    let first_line =
        i == 1 || starts_item(&before.text) || before.indent > 0 || before.text.starts_with(char::is_uppercase);
    let fitting = before.text.chars().count() + 1 + first_word + if first_line { FIRST_LINE_INDENT } else { 0 };
    let ended_early = (fitting as f64) < shape.width as f64 * FULL_SHARE;
    let indented = line.indent > shape.margin && line.indent <= shape.margin + 12;
    let figure = line.text.starts_with(|c: char| c.is_ascii_digit());
    if figure && ended_early && is_heading_line(lines, start, i) {
        return true;
    }
    let starts_low = starts_low || (figure && !ends_sentence(&before.text));
    if starts_low {
        // A new paragraph that starts with a small letter is rare; a page number in between is not.
        return ended_early && fitting * 2 < shape.width && ends_sentence(&before.text);
    }
    // A heading has no full stop; the text below it is set in from the margin.
    let below_heading =
        starts_item(&lines[start].text) && i - start <= HEADING_LINES_MAX && !lines[start].text.starts_with(['-', '+']);
    ended_early || (indented && (ends_sentence(&before.text) || below_heading))
}

/// "PHỤ LỤC", "PHỤ LỤC II", "BIỂU MẪU SỐ 1": the title of an annex, alone on its line and in capitals.
fn is_annex_title(text: &str) -> bool {
    const WORDS_MAX: usize = 5;
    const TITLES: [&str; 4] = ["PHỤ LỤC", "PHỤ BIỂU", "BIỂU MẪU", "BIỂU SỐ"];
    let titled = TITLES.iter().any(|title| {
        text.strip_prefix(title)
            .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    });
    titled && !text.chars().any(char::is_lowercase) && text.split_whitespace().count() <= WORDS_MAX
}

/// "Phần thứ hai", "PHẦN II": the number of a part, alone on its line.
fn is_part_title(text: &str) -> bool {
    const WORDS_MAX: usize = 3;
    let rest = ["Phần ", "PHẦN "].iter().find_map(|word| text.strip_prefix(word));
    let numbered = |rest: &str| {
        let lower = rest.trim_end_matches(['.', ':']).to_lowercase();
        lower.starts_with("thứ ")
            || !lower.is_empty() && lower.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | '0'..='9'))
    };
    rest.is_some_and(numbered) && text.split_whitespace().count() <= WORDS_MAX
}

/// True where the number with which line `i` begins belongs to the line above: "57-" / "NQ/TW", "trong quý" / "III. Có …".
fn goes_on_with_number(lines: &[Line], start: usize, i: usize) -> bool {
    let (before, text) = (&lines[i - 1].text, &lines[i].text);
    let label = text.split_whitespace().next().unwrap_or_default();
    let roman = label.trim_end_matches(['.', ')']);
    let roman = !roman.is_empty() && roman.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    // A heading may end with such a word: "2. Kinh tế các vùng"; one in capitals follows nothing.
    let heads = i == start + 1 && starts_with_label(before);
    let counted = roman && !heads && tonghop_text::awaits_roman(before) && text.chars().any(char::is_lowercase);
    is_inside_reference(before, text) || counted
}

/// True where the line above `i` is all of a numbered heading: a short title without a full stop that no figure completes.
fn is_heading_line(lines: &[Line], start: usize, i: usize) -> bool {
    const WORDS_MAX: usize = 15;
    let before = &lines[i - 1].text;
    i == start + 1
        && starts_with_label(before)
        && !ends_sentence(before)
        && !before.ends_with([',', '-', '–', '/', '('])
        && (2..=WORDS_MAX).contains(&before.split_whitespace().count())
        && !tonghop_text::awaits_figure(before, &lines[i].text)
}

/// True for text below a numbered heading in capitals, which may be as long as a full line.
fn below_capitals(above: &[Line], line: &Line) -> bool {
    // "QĐ-TTg", "KH&CN": a few small letters belong to symbols.
    let small = |text: &str| text.chars().filter(|c| c.is_lowercase()).count();
    let heading = starts_item(&above[0].text) && above.iter().all(|l| small(&l.text) <= 3);
    let words = line.text.split_whitespace().filter(|w| small(w) >= 2).count();
    heading && words >= 4 && line.text.starts_with(char::is_uppercase)
}

/// True for a line in capitals: behind a sentence it opens something new ("PHỤ LỤC").
fn is_title(text: &str) -> bool {
    const LETTERS: usize = 5;
    text.chars().filter(|c| c.is_uppercase()).count() >= LETTERS && !text.chars().any(char::is_lowercase)
}

/// Converters put a blank line below the first line of a paragraph, which is set in, as well: a line that is full and
/// ends no sentence goes on.
fn goes_on_below_blank(above: &[Line], line: &Line, shape: &Shape) -> bool {
    let Some(before) = above.last() else { return false };
    let first_word = line.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    let full =
        (before.text.chars().count() + 1 + first_word + FIRST_LINE_INDENT) as f64 >= shape.width as f64 * FULL_SHARE;
    if !full || ends_sentence(&before.text) || shape.width < WRAPPED_WIDTH_MIN {
        return false;
    }
    let low = line
        .text
        .starts_with(|c: char| c.is_lowercase() || c == '(' || c.is_ascii_digit());
    let heading = starts_item(&above[0].text) && !above[0].text.starts_with(['-', '–', '+', '•', '*']);
    // "2.2. Y tế: Trạm Y tế tiếp nhận …": the text follows its title on the same line.
    let told = above[0]
        .text
        .split_once(": ")
        .is_some_and(|(_, text)| text.split_whitespace().count() >= 4);
    let heading = heading && !told;
    let opens = OPENERS.iter().any(|w| line.text.starts_with(w));
    let capitals = !before.text.chars().any(char::is_lowercase);
    low || !heading && !opens && !capitals
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', ';', ':', '!', '?', '”', '"', '…'])
}

/// A line that holds nothing but a small number: a page number or the number of a row.
fn is_number(text: &str) -> bool {
    text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit())
}

/// True where the line before ends in the middle of a document number: "57-" goes on with "NQ/TW".
fn is_inside_reference(before: &str, line: &str) -> bool {
    before.ends_with(['/', '-']) && line.starts_with(char::is_alphanumeric)
}

/// True where the line starts with a bullet or a printed number: "- ", "1. ", "4.1. ", "a) ", "II. ".
pub(super) fn starts_item(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '●' | '▪' | '*' | '○' | '\u{f0b7}') => true,
        Some('-' | '–' | '+') => chars.next().is_some_and(|c| c.is_whitespace() || c.is_uppercase()),
        Some(_) => starts_with_label(text),
        None => false,
    }
}

fn starts_with_label(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(char::is_whitespace) else {
        return false;
    };
    let upper_follows = rest
        .trim_start()
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c == '“' || c == '"');
    let roman = |bare: &str| !bare.is_empty() && bare.len() <= 5 && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    // "III- NHIỆM VỤ", "2- Về hạ tầng", as the Party's documents print it; "57- NQ/TW" is the number of a document.
    if let Some(bare) = label.strip_suffix(['-', '–']) {
        let counts = bare.len() <= 2 && !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit());
        let reference = rest.split_whitespace().next().is_some_and(|word| word.contains('/'));
        return upper_follows && !reference && (roman(bare) || counts || is_outline_number(bare));
    }
    let Some(bare) = label.strip_suffix(['.', ')', '/']) else {
        return is_outline_number(label) && upper_follows;
    };
    let is_roman = roman(bare);
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    let number = bare.len() <= 2 && bare.chars().all(|c| c.is_ascii_digit());
    upper_follows && !bare.is_empty() && (is_roman || letter || number || is_outline_number(bare))
}

/// "4.1", "2.3.1": at least two numbers of one or two digits.
fn is_outline_number(label: &str) -> bool {
    let mut parts = 0;
    for part in label.split('.') {
        if part.is_empty() || part.len() > 2 || !part.chars().all(|c| c.is_ascii_digit()) {
            return false;
        }
        parts += 1;
    }
    (2..=4).contains(&parts)
}
