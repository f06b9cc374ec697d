//! From a part of a template to the source of the engine.
//!
//! Word cuts a field into several runs as soon as somebody corrects a letter of it; the pieces are joined in the run
//! in which the field begins. Every paragraph begins a line of the source, so that a line of the engine's messages
//! tells the paragraph.

use super::problem::{Place, ProblemKind, TemplateProblem};
use super::tokens::{Token, decoded, tokens};

/// A part as source of the engine.
#[derive(Debug, Clone)]
pub struct Source {
    /// The source.
    pub text: String,
    /// Place of each line from 1.
    places: Vec<Place>,
    fields: usize,
}

impl Source {
    /// Turns a part into source.
    ///
    /// # Errors
    /// Fields that are not closed; a part that is not well-formed.
    pub fn of(xml: &str) -> Result<Self, Vec<TemplateProblem>> {
        let Some(list) = tokens(xml) else {
            return Err(vec![TemplateProblem::of_file(ProblemKind::NoPackage)]);
        };
        let shape = Shape::of(&list);
        let mut edits: Vec<Option<String>> = vec![None; list.len()];
        let mut replaced: Vec<Option<(usize, String)>> = vec![None; list.len()];
        let mut problems = Vec::new();
        let mut fields = 0;
        let mut taken_out = Vec::new();
        let mut left = Vec::new();
        for paragraph in &shape.paragraphs {
            match tags(&list, &paragraph.texts) {
                Ok(found) => {
                    fields += found.len();
                    taken_out.extend(found.iter().filter_map(|tag| range_of(paragraph, tag)));
                    left.push((paragraph, printed_words(&list, paragraph, &found)));
                    if let Some(tag) = outside_table(paragraph, &found) {
                        problems.push(TemplateProblem::at(paragraph.place, ProblemKind::OutsideTable(tag)));
                    }
                    apply(&list, paragraph, &found, &mut edits, &mut replaced);
                }
                Err(start) => problems.push(TemplateProblem::at(paragraph.place, ProblemKind::Unclosed(start))),
            }
        }
        problems.extend(swallowed(&left, &taken_out));
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(emit(&list, &shape, &edits, &replaced, fields))
    }

    /// The properties of the file: their text may have fields, which programs show as its title.
    pub fn of_properties(xml: &str) -> Result<Self, Vec<TemplateProblem>> {
        let mut source = Self {
            text: String::new(),
            places: vec![Place::default()],
            fields: 0,
        };
        let mut rest = xml.replace(['\n', '\r'], " ");
        while let Some(at) = next_tag(&rest) {
            let close = if rest[at..].starts_with("{{") { "}}" } else { "%}" };
            let Some(end) = rest[at..].find(close).map(|e| at + e + close.len()) else {
                let beginning = rest[at..].chars().take(60).collect();
                return Err(vec![TemplateProblem::of_file(ProblemKind::Unclosed(beginning))]);
            };
            source.text.push_str(&rest[..at]);
            source.text.push_str(&decoded(&rest[at..end]));
            source.fields += 1;
            rest.drain(..end);
        }
        source.text.push_str(&rest);
        Ok(source)
    }

    /// True where the part has anything to fill.
    pub const fn has_fields(&self) -> bool {
        self.fields > 0
    }

    /// The place of a line of the source, from 1.
    pub fn place(&self, line: usize) -> Place {
        self.places.get(line.saturating_sub(1)).copied().unwrap_or_default()
    }

    /// The first line, from 1, that has a place.
    pub fn line_of(&self, place: Place) -> Option<usize> {
        self.places.iter().position(|p| *p == place).map(|at| at + 1)
    }

    /// The place where a name first occurs.
    pub fn place_of(&self, name: &str) -> Place {
        let line = self.text.lines().position(|l| {
            l.match_indices(name)
                .any(|(at, _)| l[..at].rfind("{").is_some_and(|open| !l[open..at].contains('}')))
        });
        line.map_or_else(Place::default, |l| self.place(l + 1))
    }
}

/// A paragraph of a part.
struct Paragraph {
    place: Place,
    /// Its text tokens.
    texts: Vec<usize>,
    /// First and last token of the paragraph, of its cell and of its row.
    own: (usize, usize),
    cell: Option<(usize, usize)>,
    row: Option<(usize, usize)>,
}

struct Shape {
    paragraphs: Vec<Paragraph>,
}

/// An element that is open, with the paragraphs that began in it.
struct Open {
    name: &'static str,
    start: usize,
    first: usize,
}

impl Shape {
    fn of(list: &[Token<'_>]) -> Self {
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        let mut inside: Vec<usize> = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let (mut in_text, mut plain, mut tables) = (false, 0, 0);
        let mut counts: Vec<(usize, usize, usize)> = Vec::new();
        for (at, token) in list.iter().enumerate() {
            match token {
                Token::Open(_, name) => match *name {
                    "w:tbl" => {
                        tables += 1;
                        counts.push((tables, 0, 0));
                    }
                    "w:tr" => {
                        if let Some(c) = counts.last_mut() {
                            *c = (c.0, c.1 + 1, 0);
                        }
                        open.push(Open {
                            name: "w:tr",
                            start: at,
                            first: paragraphs.len(),
                        });
                    }
                    "w:tc" => {
                        if let Some(c) = counts.last_mut() {
                            c.2 += 1;
                        }
                        open.push(Open {
                            name: "w:tc",
                            start: at,
                            first: paragraphs.len(),
                        });
                    }
                    "w:p" => {
                        let cell = counts.last().copied();
                        if cell.is_none() {
                            plain += 1;
                        }
                        let place = Place {
                            paragraph: if cell.is_none() { plain } else { 0 },
                            cell,
                        };
                        inside.push(paragraphs.len());
                        paragraphs.push(Paragraph {
                            place,
                            texts: Vec::new(),
                            own: (at, at),
                            cell: None,
                            row: None,
                        });
                    }
                    "w:t" => in_text = true,
                    _ => {}
                },
                Token::Close(_, name) => match *name {
                    "w:tbl" => {
                        counts.pop();
                    }
                    "w:tr" | "w:tc" => {
                        if let Some(last) = open.pop() {
                            for paragraph in &mut paragraphs[last.first..] {
                                let slot = if last.name == "w:tr" {
                                    &mut paragraph.row
                                } else {
                                    &mut paragraph.cell
                                };
                                slot.get_or_insert((last.start, at));
                            }
                        }
                    }
                    "w:p" => {
                        if let Some(p) = inside.pop() {
                            paragraphs[p].own.1 = at;
                        }
                    }
                    "w:t" => in_text = false,
                    _ => {}
                },
                Token::Text(_) if in_text => {
                    if let Some(p) = inside.last() {
                        paragraphs[*p].texts.push(at);
                    }
                }
                Token::Text(_) | Token::Other(_) => {}
            }
        }
        Self { paragraphs }
    }
}

/// A field or tag of a paragraph: its bytes in the joined text, and its text.
struct Tag {
    start: usize,
    end: usize,
    text: String,
}

/// The fields and tags of the joined text of these tokens; the beginning of one that is not closed.
fn tags(list: &[Token<'_>], texts: &[usize]) -> Result<Vec<Tag>, String> {
    let whole: String = texts.iter().map(|t| decoded(list[*t].raw())).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next_tag(&whole[from..]).map(|a| a + from) {
        let close = match whole.as_bytes()[at + 1] {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        };
        let Some(end) = whole[at + 2..].find(close).map(|e| at + 2 + e + 2) else {
            return Err(whole[at..].chars().take(60).collect());
        };
        // Word turns straight quotes into typographic ones while somebody types.
        let text = whole[at..end]
            .replace(['“', '”', '„'], "\"")
            .replace(['‘', '’'], "'")
            .replace('\u{A0}', " ");
        found.push(Tag { start: at, end, text });
        from = end;
    }
    Ok(found)
}

fn next_tag(text: &str) -> Option<usize> {
    ["{{", "{%", "{#"].iter().filter_map(|open| text.find(open)).min()
}

/// "tr", "tc" and "p" right after "{%" move the tag in place of the whole row, cell or paragraph.
fn structural(tag: &str) -> Option<(&'static str, String)> {
    let inner = tag.strip_prefix("{%")?.strip_suffix("%}")?;
    ["tr", "tc", "p"].into_iter().find_map(|kind| {
        let rest = inner.strip_prefix(kind)?;
        rest.starts_with(char::is_whitespace)
            .then(|| (kind, format!("{{%{rest}%}}")))
    })
}

/// The tokens that a structural tag stands for: its paragraph, or the row or cell around it.
fn range_of(paragraph: &Paragraph, tag: &Tag) -> Option<(usize, usize)> {
    let range = match structural(&tag.text)?.0 {
        "tr" => paragraph.row,
        "tc" => paragraph.cell,
        _ => Some(paragraph.own),
    };
    Some(range.unwrap_or(paragraph.own))
}

/// What a paragraph says besides structural tags and comments.
fn printed_words(list: &[Token<'_>], paragraph: &Paragraph, found: &[Tag]) -> String {
    let whole: String = paragraph.texts.iter().map(|t| decoded(list[*t].raw())).collect();
    let mut out = String::new();
    let mut at = 0;
    for tag in found
        .iter()
        .filter(|t| structural(&t.text).is_some() || t.text.starts_with("{#"))
    {
        out.push_str(&whole[at..tag.start]);
        at = tag.end;
    }
    out.push_str(&whole[at..]);
    out.trim().to_owned()
}

/// Words and fields in a paragraph, row or cell that a structural tag stands for: they would be taken out with it.
fn swallowed<'p>(
    left: &'p [(&Paragraph, String)],
    taken_out: &'p [(usize, usize)],
) -> impl Iterator<Item = TemplateProblem> + 'p {
    let is_lost = |p: &Paragraph| {
        taken_out
            .iter()
            .any(|(start, end)| (*start..=*end).contains(&p.own.0) && p.own.1 <= *end)
    };
    left.iter()
        .filter(move |(paragraph, words)| !words.is_empty() && is_lost(paragraph))
        .map(|(paragraph, words)| TemplateProblem::at(paragraph.place, ProblemKind::Swallowed(words.clone())))
}

/// The first tag of a row or a cell in a paragraph that stands in none.
fn outside_table(paragraph: &Paragraph, found: &[Tag]) -> Option<String> {
    let is_lost = |tag: &&Tag| match structural(&tag.text) {
        Some(("tr", _)) => paragraph.row.is_none(),
        Some(("tc", _)) => paragraph.cell.is_none(),
        _ => false,
    };
    found.iter().find(is_lost).map(|tag| tag.text.clone())
}

fn apply(
    list: &[Token<'_>],
    paragraph: &Paragraph,
    found: &[Tag],
    edits: &mut [Option<String>],
    replaced: &mut [Option<(usize, String)>],
) {
    if found.is_empty() {
        return;
    }
    for tag in found {
        if let (Some((_, text)), Some((start, end))) = (structural(&tag.text), range_of(paragraph, tag)) {
            match &mut replaced[start] {
                Some((_, before)) => before.push_str(&text),
                slot => *slot = Some((end, text)),
            }
        }
    }
    let mut offset = 0;
    for index in &paragraph.texts {
        let text = decoded(list[*index].raw());
        let (start, end) = (offset, offset + text.len());
        offset = end;
        let mut out = String::new();
        let mut at = start;
        for tag in found.iter().filter(|t| t.end > start && t.start < end) {
            if tag.start >= at {
                literal(&mut out, &text[at - start..tag.start - start]);
                out.push_str(&tag.text);
            }
            at = tag.end.min(end);
        }
        literal(&mut out, &text[at.max(start) - start..]);
        edits[*index] = Some(out);
    }
}

/// Text of the template that the engine must not read as its own.
fn literal(out: &mut String, text: &str) {
    let mut escaped = String::with_capacity(text.len());
    crate::docx::escape(&mut escaped, text);
    raw(out, &escaped);
}

fn raw(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = next_tag(rest) {
        out.push_str(&rest[..at]);
        let two = &rest[at..at + 2];
        out.push_str("{{ \"");
        out.push_str(two);
        out.push_str("\" }}");
        rest = &rest[at + 2..];
    }
    out.push_str(rest);
}

fn emit(
    list: &[Token<'_>],
    shape: &Shape,
    edits: &[Option<String>],
    replaced: &[Option<(usize, String)>],
    fields: usize,
) -> Source {
    let mut starts: Vec<Option<Place>> = vec![None; list.len()];
    for paragraph in &shape.paragraphs {
        starts[paragraph.own.0] = Some(paragraph.place);
    }
    let place_in = |from: usize, to: usize| starts[from..=to].iter().flatten().next().copied();
    let mut source = Source {
        text: String::new(),
        places: vec![Place::default()],
        fields,
    };
    let mut at = 0;
    while at < list.len() {
        if let Some((end, tag)) = &replaced[at] {
            source.text.push('\n');
            source.places.push(place_in(at, *end).unwrap_or_default());
            source.text.push_str(tag);
            at = end + 1;
            continue;
        }
        if let Some(place) = starts[at] {
            source.text.push('\n');
            source.places.push(place);
        }
        match (&edits[at], list[at]) {
            (Some(edited), _) => source.text.push_str(edited),
            (None, Token::Open(_, "w:t")) => source.text.push_str("<w:t xml:space=\"preserve\">"),
            // A line break in the part would shift the lines of the messages; XML reads it as a space anyway.
            (None, token) => raw(&mut source.text, &token.raw().replace(['\n', '\r'], " ")),
        }
        at += 1;
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(body: &str) -> String {
        format!("<w:document><w:body>{body}</w:body></w:document>")
    }

    #[test]
    fn a_field_that_word_cut_into_runs_is_joined() {
        let xml = part(
            "<w:p><w:r><w:t>Số {{ so_</w:t></w:r><w:r><w:t>ky_hieu</w:t></w:r><w:r><w:t> }} ngày</w:t></w:r></w:p>",
        );
        let source = Source::of(&xml).expect("a template");
        assert!(source.text.contains("Số {{ so_ky_hieu }}</w:t>"), "{}", source.text);
        assert!(source.text.contains("> ngày</w:t>"), "{}", source.text);
        assert_eq!(source.place_of("so_ky_hieu").paragraph, 1);
    }

    #[test]
    fn row_tags_replace_their_rows() {
        let row = |text: &str| format!("<w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>");
        let xml = part(&format!(
            "<w:tbl>{}{}{}</w:tbl>",
            row("{%tr for d in bang %}"),
            row("{{ d }}"),
            row("{%tr endfor %}")
        ));
        let source = Source::of(&xml).expect("a template");
        assert_eq!(source.text.matches("<w:tr>").count(), 1, "{}", source.text);
        assert!(source.text.contains("{% for d in bang %}"));
        assert_eq!(source.place_of("bang").cell, Some((1, 1, 1)));
    }

    #[test]
    fn words_beside_a_tag_that_takes_its_row_out_are_told() {
        let row = |first: &str, second: &str| {
            let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
            format!("<w:tr>{}{}</w:tr>", cell(first), cell(second))
        };
        let table = |beside: &str| {
            part(&format!(
                "<w:tbl>{}{}{}</w:tbl>",
                row("{%tr for d in bang %}", beside),
                row("{{ d }}", "x"),
                row("{%tr endfor %}", "")
            ))
        };
        assert!(Source::of(&table(" ")).is_ok());
        assert!(Source::of(&table("{# ghi chú #}")).is_ok());
        let problems = Source::of(&table("Cộng {{ loai }}")).expect_err("lost words");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].place.cell, Some((1, 1, 2)));
        assert_eq!(problems[0].kind, ProblemKind::Swallowed("Cộng {{ loai }}".into()));
    }

    #[test]
    fn a_row_tag_outside_of_a_table_is_told_with_its_paragraph() {
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let xml = part(&format!("{}{}", paragraph("Số"), paragraph("{%tr for d in bang %}")));
        let problems = Source::of(&xml).expect_err("a mistake");
        assert_eq!(problems[0].place.paragraph, 2);
        assert!(matches!(&problems[0].kind, ProblemKind::OutsideTable(text) if text == "{%tr for d in bang %}"));
    }

    #[test]
    fn an_unclosed_field_names_its_cell() {
        let xml =
            part("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>{{ a }</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
        let problems = Source::of(&xml).expect_err("a mistake");
        assert_eq!(problems[0].place.cell, Some((1, 1, 2)));
        assert!(matches!(&problems[0].kind, ProblemKind::Unclosed(text) if text == "{{ a }"));
    }
}
