//! The printed lines of a text.

/// One printed line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The text without white space at both ends.
    pub text: String,
    /// Number of characters of white space before it.
    pub indent: usize,
    /// True where at least one blank line stands before it.
    pub after_blank: bool,
    /// Number of blank lines before it; a form feed counts as many.
    pub blanks: usize,
    /// True where a rule (a long line of blanks, dashes or underscores) stands before it.
    pub after_rule: bool,
    /// Page from 1.
    pub page: u32,
    /// Position among the lines of the body; stable while lines are taken out.
    pub number: usize,
    /// Footnote marks taken out of the text: offset in characters, label.
    pub marks: Vec<(usize, String)>,
}

/// All lines of a text.
pub(super) struct Lines {
    pub body: Vec<Line>,
    /// Number of pages, by form feeds.
    pub pages: u32,
    /// True where blank lines stand between the lines of a paragraph as well.
    pub double_spaced: bool,
    /// True where the text was longer than allowed.
    pub cut: bool,
}

/// A rule that PDF converters leave above footnotes: blanks or strokes.
const RULE_CHARACTERS_MIN: usize = 15;

/// Blank lines that a form feed stands for.
const FORM_FEED: usize = 100;

/// Splits a text into its lines, at most `limit` characters of it.
pub(super) fn split(text: &str, limit: usize) -> Lines {
    let (text, cut) = match text.char_indices().nth(limit) {
        Some((end, _)) => (&text[..end], true),
        None => (text, false),
    };
    let mut body: Vec<Line> = Vec::new();
    let (mut blank, mut rule, mut page) = (0, false, 1);
    let mut lines_before_blank = 0;
    for raw in text.split(['\n', '\u{2028}']) {
        let mut raw = raw.strip_suffix('\r').unwrap_or(raw);
        while let Some((before, after)) = raw.split_once('\u{c}') {
            if !before.trim().is_empty() {
                push(&mut body, before, page, &mut blank, &mut rule);
            }
            page += 1;
            blank += FORM_FEED;
            raw = after;
        }
        let content = raw.trim();
        if content.is_empty() || is_rule(content) {
            if blank == 0 && !body.is_empty() {
                lines_before_blank += 1;
            }
            blank += 1;
            rule |= is_rule(content) || raw.chars().count() >= RULE_CHARACTERS_MIN;
        } else {
            push(&mut body, raw, page, &mut blank, &mut rule);
        }
    }
    let mostly_blank = body.len() >= 4 && lines_before_blank * 10 > body.len() * 6;
    let double_spaced = blanks_inside(&body).unwrap_or(mostly_blank);
    Lines {
        body,
        pages: page,
        double_spaced,
        cut,
    }
}

/// Whether blank lines stand inside paragraphs: where a line ends no sentence and the next one begins small, it goes on.
/// Nothing where too few lines tell. Short paragraphs alone have as many blank lines as lines.
fn blanks_inside(body: &[Line]) -> Option<bool> {
    const LEAST: usize = 4;
    let goes_on = |w: &&[Line]| {
        let begins_small = w[1].text.starts_with(char::is_lowercase);
        begins_small && w[0].text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    };
    let (mut all, mut parted) = (0, 0);
    for pair in body.windows(2).filter(goes_on) {
        all += 1;
        parted += usize::from(pair[1].after_blank);
    }
    (all >= LEAST).then_some(parted * 2 > all)
}

fn push(body: &mut Vec<Line>, raw: &str, page: u32, blanks: &mut usize, rule: &mut bool) {
    // White space at the ends goes, but tabs are columns: an empty last cell is a cell.
    let text = raw.trim_matches(|c: char| c.is_whitespace() && c != '\t');
    let text = if text.contains('\t') { text } else { text.trim() };
    let indent = raw.chars().take_while(|c| c.is_whitespace()).count();
    body.push(Line {
        text: text.to_string(),
        indent,
        after_blank: *blanks > 0,
        blanks: std::mem::take(blanks),
        after_rule: std::mem::take(rule),
        page,
        number: body.len(),
        marks: Vec::new(),
    });
}

/// True for a line that is neither blank nor a rule.
pub(super) fn shows(raw: &str) -> bool {
    !raw.trim().is_empty() && !is_rule(raw.trim())
}

fn is_rule(content: &str) -> bool {
    content.chars().count() >= RULE_CHARACTERS_MIN && content.chars().all(|c| matches!(c, '_' | '-' | '─' | '—' | '='))
}
