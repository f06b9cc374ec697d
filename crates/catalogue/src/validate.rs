//! Whether the data hold together: unique codes, references that exist, phrases that say one thing.

use std::collections::{HashMap, HashSet};

use tonghop_model::indicator::Indicator;
use tonghop_model::message::Message;
use tonghop_model::programme::NodeKind;
use tonghop_model::reading::StatusClass;
use tonghop_model::template::Column;
use tonghop_model::wording::DocumentType;

use crate::folding::normal;
use crate::indicators::pieces;
use crate::parse::{Items, Placed, PlacedProgramme, PlacedTemplate};
use crate::problem::Problem;

/// Certainties that the READMEs of the catalogue define.
pub(crate) const CERTAINTIES: [&str; 3] = ["seen", "partly", "own"];

/// Pieces of one phrase: each gap multiplies the work of looking for it.
const MAX_PIECES: usize = 3;

/// Key of the message about a code that nothing has.
pub(crate) const UNKNOWN_REFERENCE: &str = "catalogue-unknown-reference";

/// Every contradiction in the parsed items.
pub(crate) fn validate(items: &Items) -> Vec<Problem> {
    let mut found = Found::default();
    found.unique(
        "programme",
        items.programmes.iter().map(|p| (p, p.value.programme.code.as_str())),
    );
    found.unique(
        "template",
        items.templates.iter().map(|t| (t, t.value.template.code.as_str())),
    );
    let codes = found.unique("indicator", items.indicators.iter().map(|i| (i, i.code())));
    for placed in &items.programmes {
        programme(placed, &codes, &mut found);
    }
    let programmes: HashMap<&str, &PlacedProgramme> = items
        .programmes
        .iter()
        .map(|p| (p.value.programme.code.as_str(), &p.value))
        .collect();
    for placed in &items.templates {
        template(placed, &programmes, &mut found);
    }
    for placed in &items.indicators {
        indicator(placed, &codes, &mut found);
    }
    announcing_phrases(&items.indicators, &mut found);
    document_types(&items.document_types, &mut found);
    status_wordings(items, &mut found);
    found.problems.extend(crate::check_wordings::problems(items));
    found.problems
}

impl Placed<Indicator> {
    fn code(&self) -> &str {
        &self.value.code
    }
}

#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
}

impl Found {
    fn add(&mut self, file: &str, line: usize, message: Message) {
        self.problems.push(Problem::new(file, line, message));
    }

    /// Codes of one kind; a code that is blank or given twice is a problem.
    fn unique<'a, T: 'a>(
        &mut self,
        kind: &'static str,
        all: impl Iterator<Item = (&'a Placed<T>, &'a str)>,
    ) -> HashSet<&'a str> {
        let mut seen: HashMap<&str, &Placed<T>> = HashMap::new();
        for (placed, code) in all {
            if code.trim().is_empty() {
                self.add(
                    &placed.file,
                    placed.line,
                    Message::new("catalogue-blank").with("field", kind),
                );
            } else if let Some(first) = seen.get(code) {
                let message = Message::new("catalogue-duplicate")
                    .with("kind", kind)
                    .with("code", code)
                    .with("first", format!("{}:{}", first.file, first.line));
                self.add(&placed.file, placed.line, message);
            } else {
                seen.insert(code, placed);
            }
        }
        seen.into_keys().collect()
    }

    fn certainty(&mut self, file: &str, line: usize, value: &str) {
        if !CERTAINTIES.contains(&value) {
            self.value(file, line, "certainty", value);
        }
    }

    fn value(&mut self, file: &str, line: usize, field: &str, value: &str) {
        self.add(
            file,
            line,
            Message::new("catalogue-bad-value")
                .with("field", field)
                .with("value", value),
        );
    }

    fn unknown(&mut self, file: &str, line: usize, kind: &str, code: &str) {
        self.add(
            file,
            line,
            Message::new(UNKNOWN_REFERENCE).with("kind", kind).with("code", code),
        );
    }

    fn repeated(&mut self, file: &str, line: usize, kind: &str, code: &str) {
        self.add(
            file,
            line,
            Message::new("catalogue-repeated").with("kind", kind).with("code", code),
        );
    }

    fn blank(&mut self, file: &str, line: usize, field: &str, value: &str) {
        if value.trim().is_empty() {
            self.add(file, line, Message::new("catalogue-blank").with("field", field));
        }
    }
}

fn programme(placed: &Placed<PlacedProgramme>, indicators: &HashSet<&str>, found: &mut Found) {
    let (file, programme) = (placed.file.as_str(), &placed.value.programme);
    found.blank(file, placed.line, "title", &programme.title);
    found.blank(file, placed.line, "decision", &programme.decision);
    if !is_date(&programme.decision_date) {
        found.value(file, placed.line, "decision_date", &programme.decision_date);
    }
    let mut codes: HashSet<&str> = HashSet::new();
    for (node, &line) in programme.nodes.iter().zip(&placed.value.node_lines) {
        found.blank(file, line, "title", &node.title);
        if !codes.insert(&node.code) {
            found.repeated(file, line, "node", &node.code);
        }
        match node.code.rsplit_once('.') {
            Some((parent, _)) if !codes.contains(parent) => found.unknown(file, line, "node", parent),
            None if node.kind != NodeKind::Part => found.value(file, line, "kind", &node.code),
            Some(_) if node.kind == NodeKind::Part => found.value(file, line, "kind", &node.code),
            _ => {}
        }
    }
    for (target, &line) in programme.targets.iter().zip(&placed.value.target_lines) {
        found.certainty(file, line, &target.certainty);
        found.blank(file, line, "population", &target.population);
        if !(2000..=2100).contains(&target.year) {
            found.value(file, line, "year", &target.year.to_string());
        }
        if !target.value.is_finite() || target.value < 0.0 {
            found.value(file, line, "value", &target.value.to_string());
        }
        if let Some(code) = target.indicator.as_deref().filter(|code| !indicators.contains(code)) {
            found.unknown(file, line, "indicator", code);
        }
    }
}

fn template(placed: &Placed<PlacedTemplate>, programmes: &HashMap<&str, &PlacedProgramme>, found: &mut Found) {
    let (file, line, template) = (placed.file.as_str(), placed.line, &placed.value.template);
    found.certainty(file, line, &template.certainty);
    found.blank(file, line, "title", &template.title);
    if template.province.len() != 2 || !template.province.bytes().all(|b| b.is_ascii_digit()) {
        found.value(file, line, "province", &template.province);
    }
    let columns: HashSet<Column> = template.columns.iter().copied().collect();
    if columns.len() != template.columns.len() || !columns.contains(&Column::Task) || !columns.contains(&Column::Status)
    {
        found.add(file, line, Message::new("catalogue-bad-columns"));
    }
    let mut parts: HashSet<&str> = HashSet::new();
    for (part, &line) in template.parts.iter().zip(&placed.value.part_lines) {
        if !parts.insert(&part.label) {
            found.repeated(file, line, "part", &part.label);
        }
    }
    let mut groups: HashSet<(&str, &str)> = HashSet::new();
    for (group, &line) in template.groups.iter().zip(&placed.value.group_lines) {
        if !parts.contains(group.part.as_str()) {
            found.unknown(file, line, "part", &group.part);
        }
        if !groups.insert((&group.part, &group.label)) {
            found.repeated(file, line, "group", &format!("{}.{}", group.part, group.label));
        }
    }
    let Some(programme) = programmes.get(template.programme.as_str()) else {
        found.unknown(file, line, "programme", &template.programme);
        return;
    };
    let nodes = programme.programme.nodes.iter().filter(|n| n.kind == NodeKind::Task);
    tasks(placed, &groups, &nodes.map(|n| n.code.as_str()).collect(), found);
}

fn tasks(placed: &Placed<PlacedTemplate>, groups: &HashSet<(&str, &str)>, nodes: &HashSet<&str>, found: &mut Found) {
    let file = placed.file.as_str();
    let mut numbers = HashSet::new();
    let mut used = HashSet::new();
    for (task, &line) in placed.value.template.tasks.iter().zip(&placed.value.task_lines) {
        found.blank(file, line, "title", &task.title);
        if !groups.contains(&(task.part.as_str(), task.group.as_str())) {
            found.unknown(file, line, "group", &format!("{}.{}", task.part, task.group));
        }
        if !nodes.contains(task.node.as_str()) {
            found.unknown(file, line, "node", &task.node);
        }
        if !used.insert(task.node.as_str()) {
            found.repeated(file, line, "node", &task.node);
        }
        if !numbers.insert((&task.part, &task.group, &task.no)) {
            found.repeated(file, line, "task", &format!("{}.{}.{}", task.part, task.group, task.no));
        }
        if let Some(threshold) = task.threshold.filter(|&t| t == 0 || t > 100) {
            found.value(file, line, "threshold", &threshold.to_string());
        }
    }
}

fn indicator(placed: &Placed<Indicator>, codes: &HashSet<&str>, found: &mut Found) {
    let (file, line, indicator) = (placed.file.as_str(), placed.line, &placed.value);
    found.certainty(file, line, &indicator.certainty);
    for (field, value) in [
        ("name", &indicator.name),
        ("unit", &indicator.unit),
        ("owner", &indicator.owner),
    ] {
        found.blank(file, line, field, value);
    }
    if indicator.is_ratio() && (indicator.numerator.is_none() || indicator.denominator.is_none()) {
        found.add(
            file,
            line,
            Message::new("catalogue-ratio-without-counts").with("code", &indicator.code),
        );
    }
    for text in [&indicator.numerator, &indicator.denominator].into_iter().flatten() {
        for code in references(text).filter(|code| !codes.contains(code)) {
            found.unknown(file, line, "indicator", code);
        }
    }
    if indicator.phrases.is_empty() || indicator.phrases.iter().any(|p| pieces(p).is_empty()) {
        found.add(file, line, Message::new("catalogue-blank").with("field", "phrases"));
    }
    for phrase in indicator.phrases.iter().filter(|p| pieces(p).len() > MAX_PIECES) {
        found.value(file, line, "phrases", phrase);
    }
}

/// Codes of indicators in a text such as "T09+T10".
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split(['+', '-', ' ']).filter(|word| {
        let bytes = word.as_bytes();
        bytes.len() == 3 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
    })
}

/// One phrase may announce several indicators only where their units of measure tell them apart.
fn announcing_phrases(indicators: &[Placed<Indicator>], found: &mut Found) {
    let mut by_phrase: HashMap<Vec<String>, Vec<&Placed<Indicator>>> = HashMap::new();
    for placed in indicators {
        for phrase in &placed.value.phrases {
            let others = by_phrase.entry(pieces(phrase)).or_default();
            if let Some(other) = others.iter().find(|o| shares_unit(&o.value, &placed.value)) {
                let message = Message::new("catalogue-ambiguous-phrase")
                    .with("phrase", phrase)
                    .with("code", &placed.value.code)
                    .with("other", &other.value.code);
                found.add(&placed.file, placed.line, message);
            }
            others.push(placed);
        }
    }
}

fn shares_unit(a: &Indicator, b: &Indicator) -> bool {
    let units = |i: &Indicator| -> HashSet<String> {
        std::iter::once(&i.unit)
            .chain(&i.other_units)
            .map(|u| tonghop_text::fold(u))
            .collect()
    };
    !units(a).is_disjoint(&units(b))
}

fn document_types(types: &[Placed<DocumentType>], found: &mut Found) {
    found.unique("type", types.iter().map(|t| (t, t.value.name.as_str())));
    let mut seen: HashMap<String, &DocumentType> = HashMap::new();
    for placed in types {
        let own = &placed.value;
        let words = std::iter::once(&own.abbreviation)
            .chain(&own.aliases)
            .filter(|w| !w.is_empty());
        for word in words {
            let other = *seen.entry(word.to_lowercase()).or_insert(own);
            if other.abbreviation != own.abbreviation {
                let message = Message::new("catalogue-ambiguous-phrase")
                    .with("phrase", word)
                    .with("code", &own.name)
                    .with("other", &other.name);
                found.add(&placed.file, placed.line, message);
            }
        }
    }
}

fn status_wordings(items: &Items, found: &mut Found) {
    let mut seen: HashMap<String, StatusClass> = HashMap::new();
    for placed in &items.status_wordings {
        let key = normal(&placed.value.phrase);
        if key.is_empty() {
            found.add(
                &placed.file,
                placed.line,
                Message::new("catalogue-blank").with("field", "phrases"),
            );
            continue;
        }
        match seen.insert(key, placed.value.class) {
            None => {}
            Some(class) if class == placed.value.class => {
                found.repeated(&placed.file, placed.line, "phrase", &placed.value.phrase);
            }
            Some(class) => {
                let message = Message::new("catalogue-ambiguous-phrase")
                    .with("phrase", &placed.value.phrase)
                    .with("code", placed.value.class.key())
                    .with("other", class.key());
                found.add(&placed.file, placed.line, message);
            }
        }
    }
}

/// True for an ISO date of the right shape and range of month and day.
pub(crate) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !(digits(0..4) && digits(5..7) && digits(8..10)) {
        return false;
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(0);
    (1..=12).contains(&number(5..7)) && (1..=31).contains(&number(8..10))
}
