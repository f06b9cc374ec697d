//! The engine behind templates: `minijinja` with bounds on work and size, and output that is always text.

use std::io::Write;

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};
use tonghop_messages::{Lang, decimal};

use super::blocks;
use super::data;
use super::mistake::{Mistake, second_word};
use super::problem::{ProblemKind, TemplateProblem};
use super::source::Source;
use super::tokens::tokens;

/// Steps of the engine: some hundred times what the largest document needs.
const FUEL: u64 = 30_000_000;
/// Largest filled part, bytes.
const LARGEST: usize = 120 << 20;
/// What one field may print, bytes: some 600 pages.
const LARGEST_FIELD: usize = 2 << 20;
/// How much the document that templates are tried on may add to them, bytes; it has two of everything.
const LARGEST_TRIAL: usize = 8 << 20;
/// What ends a line inside a run.
pub(super) const LINE_BREAK: &str = "</w:t><w:br/><w:t xml:space=\"preserve\">";
/// Name of the template inside the engine.
const NAME: &str = "part";

/// What the engine's error says of a value that has parts of its own.
pub(super) const PARTS: &str = "parts";

/// What it says of a value that a filter for dates or numbers cannot print.
pub(super) const NO_DATE: &str = "no date";
pub(super) const NO_NUMBER: &str = "no number";

/// Names of the engine, besides the fields.
const OWN_NAMES: [&str; 3] = ["range", "namespace", "loop"];
/// The filters that are not the engine's own.
const FILTERS: [&str; 3] = ["ngay", "ngay_chu", "so"];

fn environment(source: &Source) -> Result<Environment<'_>, minijinja::Error> {
    let mut environment = engine();
    environment.add_template(NAME, &source.text)?;
    Ok(environment)
}

fn engine<'s>() -> Environment<'s> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    // What a macro or a `set` block printed is text of the document already, and known by that mark.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // A value of a document is never that.
    for name in ["safe", "escape", "e"] {
        environment.add_filter(name, |value: Value| value);
    }
    environment.set_formatter(|out, _, value| {
        if value.is_safe() {
            return out
                .write_str(value.as_str().unwrap_or_default())
                .map_err(minijinja::Error::from);
        }
        let text = printed(value)?;
        if text.len() > LARGEST_FIELD {
            return Err(minijinja::Error::new(ErrorKind::OutOfFuel, "the field is too long"));
        }
        let mut escaped = String::with_capacity(text.len());
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                escaped.push_str(LINE_BREAK);
            }
            crate::docx::escape(&mut escaped, line);
        }
        out.write_str(&escaped).map_err(minijinja::Error::from)
    });
    environment.add_filter("ngay", |value: Value| date(&value, false));
    environment.add_filter("ngay_chu", |value: Value| date(&value, true));
    environment.add_filter("so", |value: Value| number(&value));
    environment
}

/// A value as a document prints it: the entries of a list below each other. What has parts of its own (a table, a piece of the text) is
/// refused: a template has to say which part it prints.
fn printed(value: &Value) -> Result<String, minijinja::Error> {
    match value.kind() {
        ValueKind::None | ValueKind::Undefined => Ok(String::new()),
        ValueKind::Seq | ValueKind::Iterable => {
            let entries: Result<Vec<String>, _> = value.try_iter()?.map(|entry| printed(&entry)).collect();
            Ok(entries?.join("\n"))
        }
        ValueKind::Map | ValueKind::Plain => Err(minijinja::Error::new(ErrorKind::BadSerialization, PARTS)),
        // Division by zero.
        ValueKind::Number if f64::try_from(value.clone()).is_ok_and(|n| !n.is_finite()) => {
            Err(minijinja::Error::from(ErrorKind::InvalidOperation))
        }
        ValueKind::Number if !value.is_integer() => Ok(fraction(value)),
        _ => Ok(value.to_string()),
    }
}

/// A figure with a fraction as Vietnamese offices write it, without the rest that binary figures leave: "0,3", "2,5".
fn fraction(value: &Value) -> String {
    let Ok(figure) = f64::try_from(value.clone()) else {
        return value.to_string();
    };
    let text = format!("{figure:.10}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
}

/// "2025-10-05" as "05/10/2025", or as "ngày 05 tháng 10 năm 2025"; a date that is still blank stays so.
fn date(value: &Value, long: bool) -> Result<String, minijinja::Error> {
    let text = printed(value)?;
    if text.is_empty() {
        return Ok(text);
    }
    let wrong = || minijinja::Error::new(ErrorKind::InvalidOperation, NO_DATE);
    let date = crate::documents::office::parse_day(&text).ok_or_else(wrong)?;
    if !long {
        return Ok(crate::documents::office::day(date));
    }
    let month = if date.month < 3 {
        format!("{:02}", date.month)
    } else {
        date.month.to_string()
    };
    Ok(format!("ngày {:02} tháng {month} năm {}", date.day, date.year))
}

/// 1234.5 as "1.234,5"; a number that is still blank stays so.
fn number(value: &Value) -> Result<String, minijinja::Error> {
    let text = printed(value)?;
    if text.is_empty() {
        return Ok(text);
    }
    let figure = f64::try_from(value.clone()).ok().or_else(|| text.parse().ok());
    let wrong = || minijinja::Error::new(ErrorKind::InvalidOperation, NO_NUMBER);
    figure.map(|n| decimal(n, 2, Lang::Vi)).ok_or_else(wrong)
}

/// Mistakes of a part: syntax, names, structure.
pub fn problems(source: &Source) -> Vec<TemplateProblem> {
    let mut found = blocks::problems(source, &engine(), &FILTERS);
    let environment = match environment(source) {
        Ok(environment) => environment,
        Err(error) => {
            let known: Vec<&str> = data::FIELDS.iter().copied().chain(OWN_NAMES).collect();
            let unknown = blocks::unknown_names(source, &engine(), &known);
            if found.is_empty() && unknown.is_empty() {
                found.push(problem(source, &error));
            }
            found.extend(
                unknown
                    .into_iter()
                    .map(|(line, name)| TemplateProblem::at(source.place(line), ProblemKind::UnknownField(name))),
            );
            found.sort_by_key(|p| source.line_of(p.place));
            return found;
        }
    };
    let Ok(template) = environment.get_template(NAME) else {
        return Vec::new();
    };
    let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    unknown.retain(|name| !data::FIELDS.contains(&name.as_str()) && !OWN_NAMES.contains(&name.as_str()));
    unknown.sort();
    found.extend(
        unknown
            .into_iter()
            .map(|name| TemplateProblem::at(source.place_of(&name), ProblemKind::UnknownField(name))),
    );
    if !found.is_empty() {
        return found;
    }
    // Filling it once with a document that has two of everything shows the rest.
    let sample = data::sample();
    let mut wrong = render_within(source, &sample, source.text.len() + LARGEST_TRIAL).err();
    if let Some(TemplateProblem { place, kind, .. }) = &mut wrong
        && let ProblemKind::Fill { tag, .. } | ProblemKind::NoValue(tag) = kind
        && tag.is_empty()
        && let Some(line) = source.line_of(*place)
        && let Some(found) = blocks::failing_tag(source, line, &environment, &sample)
    {
        *tag = found;
    }
    wrong.into_iter().collect()
}

/// Fills a part.
pub fn render(source: &Source, data: &Value) -> Result<String, TemplateProblem> {
    render_within(source, data, LARGEST)
}

fn render_within(source: &Source, data: &Value, most: usize) -> Result<String, TemplateProblem> {
    let environment = environment(source).map_err(|e| problem(source, &e))?;
    let template = environment.get_template(NAME).map_err(|e| problem(source, &e))?;
    let mut out = Bounded {
        bytes: Vec::new(),
        most,
        full: false,
    };
    let written = template.render_captured_to(data, &mut out).map(|_| ());
    if out.full {
        return Err(TemplateProblem::of_file(ProblemKind::Limit));
    }
    written.map_err(|e| problem(source, &e))?;
    let text = String::from_utf8_lossy(&out.bytes).trim_start().to_owned();
    if tokens(&text).is_none() {
        return Err(TemplateProblem::of_file(ProblemKind::Structure));
    }
    Ok(text)
}

fn problem(source: &Source, error: &minijinja::Error) -> TemplateProblem {
    let place = error.line().map(|line| source.place(line)).unwrap_or_default();
    let tag = error
        .line()
        .and_then(|line| blocks::only_tag(source, line))
        .unwrap_or_default();
    let mistake = Mistake::of(error);
    let kind = match error.kind() {
        ErrorKind::OutOfFuel => ProblemKind::Limit,
        ErrorKind::UnknownFilter => ProblemKind::UnknownFilter(second_word(error.detail().unwrap_or_default())),
        ErrorKind::SyntaxError | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
            ProblemKind::Syntax { tag, mistake }
        }
        ErrorKind::UndefinedError => ProblemKind::NoValue(tag),
        _ => ProblemKind::Fill { tag, mistake },
    };
    TemplateProblem::at(place, kind)
}

/// Output up to a size.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
    full: bool,
}

impl Write for Bounded {
    fn write(&mut self, more: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + more.len() > self.most {
            self.full = true;
            return Err(std::io::Error::from(std::io::ErrorKind::StorageFull));
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
