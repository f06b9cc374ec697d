//! Mistakes that stand in single fields and tags. The engine stops at the first mistake; who makes a template wants to know all.

use minijinja::Environment;

use super::problem::{ProblemKind, TemplateProblem};
use super::source::Source;

/// Mistakes that are told at once, at most.
const TOLD: usize = 100;

/// Fields that cannot be understood, filters that do not exist, loops and conditions that are not closed or never opened.
pub fn problems(source: &Source, environment: &Environment<'_>, filters: &[&str]) -> Vec<TemplateProblem> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, &str, String)> = Vec::new();
    for (line, tag) in tags(&source.text) {
        match tag {
            Tag::Field(text) => {
                if let Some(kind) = field(text, environment, filters) {
                    found.push((line, kind));
                }
            }
            Tag::Block(text) => match text.split_whitespace().next().unwrap_or_default() {
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
            },
        }
        if found.len() >= TOLD {
            break;
        }
    }
    found.extend(
        open.into_iter()
            .map(|(line, _, text)| (line, ProblemKind::OpenBlock(text))),
    );
    found.sort_by_key(|(line, _)| *line);
    found.truncate(TOLD);
    let placed = |(line, kind)| TemplateProblem {
        place: source.place(line),
        kind,
    };
    found.into_iter().map(placed).collect()
}

fn field(text: &str, environment: &Environment<'_>, filters: &[&str]) -> Option<ProblemKind> {
    if let Err(error) = environment.compile_expression(text) {
        let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        return Some(ProblemKind::Syntax(format!("{{{{ {text} }}}}: {detail}")));
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

enum Tag<'t> {
    Field(&'t str),
    Block(&'t str),
}

/// Fields and tags with their line, from 1.
fn tags(text: &str) -> impl Iterator<Item = (usize, Tag<'_>)> {
    text.lines().enumerate().flat_map(|(number, line)| {
        let mut found = Vec::new();
        let mut rest = line;
        while let Some(at) = rest.find(['{']) {
            let from = &rest[at..];
            let (close, block) = match from.get(..2) {
                Some("{{") => ("}}", false),
                Some("{%") => ("%}", true),
                _ => {
                    rest = &from[1..];
                    continue;
                }
            };
            let Some(end) = from.find(close) else { break };
            let inside = from[2..end].trim_matches(['-', '+']).trim();
            found.push((number + 1, if block { Tag::Block(inside) } else { Tag::Field(inside) }));
            rest = &from[end + 2..];
        }
        found
    })
}
