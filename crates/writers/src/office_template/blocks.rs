//! Mistakes that stand in single fields and tags. The engine stops at the first mistake; who makes a template wants to know all.

use std::collections::HashSet;

use minijinja::{Environment, Value};

use super::mistake::Mistake;
use super::problem::{ProblemKind, TemplateProblem};
use super::source::Source;

/// Mistakes that are told at once, at most.
const TOLD: usize = 100;

/// Fields and tags that cannot be understood, filters that do not exist, loops and conditions that are not closed or never
/// opened.
pub fn problems(source: &Source, environment: &Environment<'_>, filters: &[&str]) -> Vec<TemplateProblem> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, &str, String)> = Vec::new();
    for (line, tag) in tags(&source.text) {
        let kind = match tag {
            Tag::Field(text) => expression(text, &tag.printed(), environment, filters),
            Tag::Block(text) => statement(text, &tag.printed(), environment, filters),
        };
        found.extend(kind.map(|kind| (line, kind)));
        if let Tag::Block(text) = tag {
            balance(line, text, &mut open, &mut found);
        }
        if found.len() >= TOLD {
            break;
        }
    }
    found.extend(
        open.into_iter()
            .map(|(line, _, text)| (line, ProblemKind::OpenBlock(text))),
    );
    found.extend(across_cells(&source.text).map(|line| (line, ProblemKind::Structure)));
    found.sort_by_key(|(line, _)| *line);
    found.truncate(TOLD);
    let placed = |(line, kind)| TemplateProblem::at(source.place(line), kind);
    found.into_iter().map(placed).collect()
}

/// Names of single fields and tags that no document has, each with the line in which it first stands: what the engine says of the
/// whole part, where other mistakes keep it from reading that.
pub fn unknown_names(source: &Source, environment: &Environment<'_>, fields: &[&str]) -> Vec<(usize, String)> {
    let mut own: HashSet<String> = fields.iter().map(|f| (*f).to_owned()).collect();
    let mut used: Vec<(usize, String)> = Vec::new();
    for (line, tag) in tags(&source.text) {
        let text = match tag {
            Tag::Field(text) => text,
            Tag::Block(text) => {
                let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
                match name {
                    "if" | "elif" => rest,
                    "for" => {
                        let (names, list) = rest.split_once(" in ").unwrap_or(("", ""));
                        own.extend(names.split(',').map(|n| n.trim().to_owned()));
                        list
                    }
                    "set" => {
                        let (name, value) = rest.split_once('=').unwrap_or((rest, ""));
                        own.insert(name.trim().to_owned());
                        value
                    }
                    _ => continue,
                }
            }
        };
        if let Ok(expression) = environment.compile_expression(text) {
            let mut names: Vec<String> = expression.undeclared_variables(false).into_iter().collect();
            names.sort();
            used.extend(names.into_iter().map(|name| (line, name)));
        }
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for (line, name) in used {
        if !own.contains(&name) && !found.iter().any(|(_, known)| *known == name) {
            found.push((line, name));
        }
    }
    found.truncate(TOLD);
    found
}

/// The first field of a line that the engine cannot fill, as it is printed: where several stand there, the engine names none.
pub fn failing_tag(source: &Source, line: usize, environment: &Environment<'_>, data: &Value) -> Option<String> {
    let text = source.text.lines().nth(line.checked_sub(1)?)?;
    let fails = |tag: &Tag<'_>| match tag {
        Tag::Field(text) => environment
            .compile_expression(text)
            .is_ok_and(|expression| expression.eval(data).is_err()),
        Tag::Block(_) => false,
    };
    tags(text).map(|(_, tag)| tag).find(fails).map(Tag::printed)
}

/// The only field or tag of a line as it is printed; none where there are several.
pub fn only_tag(source: &Source, line: usize) -> Option<String> {
    let mut here = tags(source.text.lines().nth(line.checked_sub(1)?)?);
    let (_, tag) = here.next()?;
    here.next().is_none().then(|| tag.printed())
}

/// Opens and closes loops and conditions.
fn balance<'t>(
    line: usize,
    text: &'t str,
    open: &mut Vec<(usize, &'t str, String)>,
    found: &mut Vec<(usize, ProblemKind)>,
) {
    match text.split_whitespace().next().unwrap_or_default() {
        word @ ("for" | "if") => open.push((line, word, text.to_owned())),
        word @ ("endfor" | "endif") => match open.pop() {
            Some((_, opened, _)) if word.ends_with(opened) => {}
            Some(other) => {
                // What is open inside is what was forgotten; the end belongs to something further out, or to nothing.
                let outer = open.iter().rposition(|(_, opened, _)| word.ends_with(*opened));
                match outer {
                    Some(at) => {
                        found.push((other.0, ProblemKind::OpenBlock(other.2)));
                        open.truncate(at);
                    }
                    None => {
                        open.push(other);
                        found.push((line, ProblemKind::StrayEnd(word.to_owned())));
                    }
                }
            }
            None => found.push((line, ProblemKind::StrayEnd(word.to_owned()))),
        },
        _ => {}
    }
}

/// Lines of loops and conditions that open inside a cell and close outside of it: what they leave out would take the end of the one
/// cell and the start of another with it.
fn across_cells(text: &str) -> impl Iterator<Item = usize> {
    let mut depth = 0_usize;
    // Line of each open tag, the depth of cells around it, and the least depth since.
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for piece in pieces(line) {
            match piece {
                Piece::Cell => depth += 1,
                Piece::CellEnd => {
                    depth = depth.saturating_sub(1);
                    open.iter_mut().for_each(|o| o.2 = o.2.min(depth));
                }
                Piece::Opens => open.push((number + 1, depth, depth)),
                Piece::Closes => {
                    let crossed = open
                        .pop()
                        .filter(|(_, around, least)| *around != depth || least < around);
                    found.extend(crossed.map(|o| o.0));
                }
            }
        }
    }
    found.into_iter()
}

/// What [`across_cells`] looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Cell,
    CellEnd,
    Opens,
    Closes,
}

/// The pieces of a line in order.
fn pieces(line: &str) -> impl Iterator<Item = Piece> {
    let starts = line.match_indices(['<', '{']).map(|(at, _)| &line[at..]);
    starts.filter_map(|rest| {
        if rest.starts_with("</w:tc>") {
            return Some(Piece::CellEnd);
        }
        if rest.starts_with("<w:tc>") || rest.starts_with("<w:tc ") {
            return Some(Piece::Cell);
        }
        let tag = rest.strip_prefix("{%")?.trim_start_matches(['-', '+']).trim_start();
        let word = tag.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        match word {
            "for" | "if" => Some(Piece::Opens),
            "endfor" | "endif" => Some(Piece::Closes),
            _ => None,
        }
    })
}

/// What is wrong with a tag: its name, or the expression behind it.
fn statement(text: &str, printed: &str, environment: &Environment<'_>, filters: &[&str]) -> Option<ProblemKind> {
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let syntax = |mistake| {
        Some(ProblemKind::Syntax {
            tag: printed.to_owned(),
            mistake,
        })
    };
    match name {
        "if" | "elif" => expression(rest, printed, environment, filters),
        "for" => match rest.split_once(" in ") {
            Some((_, list)) => {
                let list = list.strip_suffix(" recursive").unwrap_or(list);
                // Whole first: an "if" within brackets or quotes belongs to the list itself. The wrong piece tells more.
                let whole = expression(list, printed, environment, filters)?;
                let mut pieces = list.splitn(2, " if ");
                let piece = pieces.find_map(|piece| expression(piece, printed, environment, filters));
                Some(piece.unwrap_or(whole))
            }
            None => syntax(Mistake::Loop),
        },
        // What else the engine knows is checked with the whole part.
        "else" | "endif" | "endfor" | "set" | "endset" | "with" | "endwith" | "filter" | "endfilter" | "macro"
        | "endmacro" | "call" | "endcall" | "do" | "raw" | "endraw" | "autoescape" | "endautoescape" | "break"
        | "continue" => None,
        // A template stands alone: there is nothing to include or to extend.
        other => syntax(Mistake::Tag(other.to_owned())),
    }
}

fn expression(text: &str, printed: &str, environment: &Environment<'_>, filters: &[&str]) -> Option<ProblemKind> {
    if let Err(error) = environment.compile_expression(text) {
        return Some(ProblemKind::Syntax {
            tag: printed.to_owned(),
            mistake: Mistake::of(&error),
        });
    }
    // A filter is a name behind a single stroke; strokes inside a text in quotes are none.
    let bare: String = text.split(['"', '\'']).step_by(2).collect();
    let names = bare.split('|').skip(1).filter_map(|part| {
        let name: String = part
            .trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        (!name.is_empty()).then_some(name)
    });
    let mut unknown = names.filter(|name| !filters.contains(&name.as_str()) && !known(environment, name));
    unknown.next().map(ProblemKind::UnknownFilter)
}

/// True for a filter that the engine brings.
fn known(environment: &Environment<'_>, filter: &str) -> bool {
    let tried = environment
        .compile_expression(&format!("'' | {filter}"))
        .map(|expression| expression.eval(()));
    !matches!(tried, Ok(Err(error)) if error.kind() == minijinja::ErrorKind::UnknownFilter)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag<'t> {
    Field(&'t str),
    Block(&'t str),
}

impl Tag<'_> {
    /// As somebody would write it.
    fn printed(self) -> String {
        match self {
            Self::Field(text) => format!("{{{{ {text} }}}}"),
            Self::Block(text) => format!("{{% {text} %}}"),
        }
    }
}

/// Fields and tags with their line, from 1. Comments are none, whatever stands in them.
fn tags(text: &str) -> impl Iterator<Item = (usize, Tag<'_>)> {
    text.lines().enumerate().flat_map(|(number, line)| {
        let mut found = Vec::new();
        let mut rest = line;
        while let Some(at) = rest.find(['{']) {
            let from = &rest[at..];
            let close = match from.get(..2) {
                Some("{{") => "}}",
                Some("{%") => "%}",
                Some("{#") => "#}",
                _ => {
                    rest = &from[1..];
                    continue;
                }
            };
            let Some(end) = from[2..].find(close).map(|e| e + 2) else {
                break;
            };
            let inside = from[2..end].trim_matches(['-', '+']).trim();
            match close {
                "}}" => found.push((number + 1, Tag::Field(inside))),
                "%}" => found.push((number + 1, Tag::Block(inside))),
                _ => {}
            }
            rest = &from[end + 2..];
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_over_several_cells_is_told_and_one_over_whole_rows_is_not() {
        let cell = |text: &str| format!("<w:tc><w:p>{text}</w:p></w:tc>");
        let row = |cells: &[&str]| {
            let cells: String = cells.iter().map(|c| cell(c)).collect();
            format!("<w:tr>{cells}</w:tr>")
        };
        let crossing = format!("{}\n{}", row(&["{% if so %}a", "b"]), row(&["c", "d{% endif %}"]));
        assert_eq!(across_cells(&crossing).collect::<Vec<_>>(), [1]);
        let whole = format!(
            "{{% for x in y %}}\n{}\n{{% endfor %}}",
            row(&["a", "{% if x %}b{% endif %}"])
        );
        assert_eq!(across_cells(&whole).count(), 0);
        let paragraphs = "<w:p>{% if so %}</w:p>\n<w:p>a</w:p>\n<w:p>{% endif %}</w:p>";
        assert_eq!(across_cells(paragraphs).count(), 0);
    }

    #[test]
    fn what_stands_in_a_comment_is_no_field() {
        let found: Vec<_> = tags("a {# {{ so }} {% if x %} #} {{ so }}{#}{{ ky_hieu }}#}\n{%- endif %}").collect();
        assert_eq!(found, [(1, Tag::Field("so")), (2, Tag::Block("endif"))]);
    }
}
