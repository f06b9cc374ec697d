//! TOML files into model types, each item with its place for the validation.

mod syntax;

use serde::Deserialize;
use toml::Spanned;
use tonghop_model::indicator::Indicator;
use tonghop_model::programme::{Node, NodeKind, Programme, Target};
use tonghop_model::reading::StatusClass;
use tonghop_model::template::{Column, Template, TemplateGroup, TemplatePart, TemplateTask};
use tonghop_model::wording::{DocumentType, Says, StatusWording};

use crate::files::{FileSet, SourceFile};
use crate::problem::{Problem, line_of};

/// An item and where it stands.
#[derive(Debug)]
pub(crate) struct Placed<T> {
    pub value: T,
    /// Path of the file.
    pub file: String,
    /// Line from 1.
    pub line: usize,
}

/// A programme and the lines of its nodes and targets, parallel to the lists.
#[derive(Debug)]
pub(crate) struct PlacedProgramme {
    pub programme: Programme,
    pub node_lines: Vec<usize>,
    pub target_lines: Vec<usize>,
}

/// A template and the lines of its groups and tasks, parallel to the lists.
#[derive(Debug)]
pub(crate) struct PlacedTemplate {
    pub template: Template,
    pub part_lines: Vec<usize>,
    pub group_lines: Vec<usize>,
    pub task_lines: Vec<usize>,
}

/// A phrase that says something about the work of a task.
#[derive(Debug)]
pub(crate) struct SaysPhrase {
    pub says: Says,
    pub phrase: String,
    /// True where it is no such thing beside the other phrases.
    pub except: bool,
}

/// Everything that the TOML files hold.
#[derive(Debug, Default)]
pub(crate) struct Items {
    pub programmes: Vec<Placed<PlacedProgramme>>,
    pub templates: Vec<Placed<PlacedTemplate>>,
    pub indicators: Vec<Placed<Indicator>>,
    pub document_types: Vec<Placed<DocumentType>>,
    pub status_wordings: Vec<Placed<StatusWording>>,
    /// Name of a group and a phrase that names it.
    pub objects: Vec<Placed<(String, String)>>,
    pub says: Vec<Placed<SaysPhrase>>,
}

/// Parses every file; a file that does not parse is a problem and contributes nothing.
pub(crate) fn parse(files: &FileSet) -> (Items, Vec<Problem>) {
    let mut items = Items::default();
    let mut problems = Vec::new();
    for file in &files.programmes {
        if let Some(raw) = read::<RawProgramme>(file, &mut problems) {
            items.programmes.push(programme(raw, file));
        }
    }
    for file in &files.templates {
        if let Some(raw) = read::<RawTemplate>(file, &mut problems) {
            items.templates.push(template(raw, file));
        }
    }
    for file in &files.indicators {
        if let Some(raw) = read::<RawIndicators>(file, &mut problems) {
            let mut lines = Lines::new(file);
            items
                .indicators
                .extend(raw.indicator.into_iter().map(|raw| indicator(raw, &mut lines)));
        }
    }
    for file in &files.wordings {
        if let Some(raw) = read::<RawWordings>(file, &mut problems) {
            wordings(raw, file, &mut items);
        }
    }
    (items, problems)
}

/// As [`parse`], the indicators on a thread of their own: they are half of the text.
pub(crate) fn parse_halves(files: FileSet) -> (Items, Vec<Problem>) {
    let indicators = FileSet {
        indicators: files.indicators,
        ..FileSet::default()
    };
    let rest = FileSet {
        indicators: Vec::new(),
        ..files
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| parse(&indicators));
        let (mut items, mut problems) = parse(&rest);
        let (found, more) = other.join().unwrap_or_else(|_| parse(&indicators));
        items.indicators = found.indicators;
        problems.extend(more);
        (items, problems)
    })
}

/// One file; a syntax error, an unknown field or a wrong type is a problem with its line.
pub(crate) fn read<T: for<'de> Deserialize<'de>>(file: &SourceFile, problems: &mut Vec<Problem>) -> Option<T> {
    match toml::from_str(&file.text) {
        Ok(value) => Some(value),
        Err(error) => {
            let line = error.span().map_or(0, |span| line_of(&file.text, span.start));
            let message = syntax::worded(error.message());
            problems.push(Problem::new(&file.path, line, message));
            None
        }
    }
}

/// Lines of ascending byte offsets in one pass over the text.
pub(crate) struct Lines<'a> {
    file: &'a SourceFile,
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    pub fn new(file: &'a SourceFile) -> Self {
        Self { file, at: 0, line: 1 }
    }

    fn line(&mut self, at: usize) -> usize {
        if at < self.at {
            (self.at, self.line) = (0, 1);
        }
        let bytes = self.file.text.as_bytes();
        let end = at.min(bytes.len());
        self.line += bytes[self.at..end].iter().filter(|&&b| b == b'\n').count();
        self.at = end;
        self.line
    }

    pub fn of<T>(&mut self, value: &Spanned<T>) -> usize {
        self.line(value.span().start)
    }

    fn placed<T>(&self, value: T, line: usize) -> Placed<T> {
        Placed {
            value,
            file: self.file.path.clone(),
            line,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProgramme {
    code: Spanned<String>,
    title: String,
    decision: String,
    decision_date: String,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    node: Vec<RawNode>,
    #[serde(default)]
    target: Vec<RawTarget>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNode {
    code: Spanned<String>,
    kind: RawNodeKind,
    title: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawNodeKind {
    Part,
    Section,
    Task,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTarget {
    indicator: Option<String>,
    title: Spanned<String>,
    year: i32,
    value: f64,
    unit: String,
    qualifier: Option<String>,
    population: String,
    certainty: String,
}

fn programme(raw: RawProgramme, file: &SourceFile) -> Placed<PlacedProgramme> {
    let mut lines = Lines::new(file);
    let line = lines.of(&raw.code);
    let node_lines = raw.node.iter().map(|n| lines.of(&n.code)).collect();
    let target_lines = raw.target.iter().map(|t| lines.of(&t.title)).collect();
    let programme = Programme {
        code: raw.code.into_inner(),
        title: raw.title,
        decision: raw.decision,
        decision_date: raw.decision_date,
        phrases: raw.phrases,
        nodes: raw.node.into_iter().map(node).collect(),
        targets: raw.target.into_iter().map(target).collect(),
    };
    lines.placed(
        PlacedProgramme {
            programme,
            node_lines,
            target_lines,
        },
        line,
    )
}

fn node(raw: RawNode) -> Node {
    let kind = match raw.kind {
        RawNodeKind::Part => NodeKind::Part,
        RawNodeKind::Section => NodeKind::Section,
        RawNodeKind::Task => NodeKind::Task,
    };
    Node {
        code: raw.code.into_inner(),
        kind,
        title: raw.title,
    }
}

fn target(raw: RawTarget) -> Target {
    Target {
        indicator: raw.indicator,
        title: raw.title.into_inner(),
        year: raw.year,
        value: raw.value,
        unit: raw.unit,
        qualifier: raw.qualifier,
        population: raw.population,
        certainty: raw.certainty,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTemplate {
    code: Spanned<String>,
    programme: String,
    province: String,
    title: String,
    certainty: String,
    columns: Vec<Column>,
    #[serde(default)]
    part: Vec<RawPart>,
    #[serde(default)]
    group: Vec<RawGroup>,
    #[serde(default)]
    task: Vec<RawTask>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    label: Spanned<String>,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    part: Spanned<String>,
    label: String,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTask {
    part: Spanned<String>,
    group: String,
    no: String,
    node: String,
    title: String,
    lead: Option<String>,
    timeframe: Option<String>,
    threshold: Option<u32>,
}

fn template(raw: RawTemplate, file: &SourceFile) -> Placed<PlacedTemplate> {
    let mut lines = Lines::new(file);
    let line = lines.of(&raw.code);
    let part_lines = raw.part.iter().map(|p| lines.of(&p.label)).collect();
    let group_lines = raw.group.iter().map(|g| lines.of(&g.part)).collect();
    let task_lines = raw.task.iter().map(|t| lines.of(&t.part)).collect();
    let part = |p: RawPart| TemplatePart {
        label: p.label.into_inner(),
        title: p.title,
    };
    let group = |g: RawGroup| TemplateGroup {
        part: g.part.into_inner(),
        label: g.label,
        title: g.title,
    };
    let task = |t: RawTask| TemplateTask {
        part: t.part.into_inner(),
        group: t.group,
        no: t.no,
        title: t.title,
        node: t.node,
        lead: t.lead,
        timeframe: t.timeframe,
        threshold: t.threshold,
    };
    let template = Template {
        code: raw.code.into_inner(),
        programme: raw.programme,
        province: raw.province,
        title: raw.title,
        certainty: raw.certainty,
        columns: raw.columns,
        headings: Vec::new(),
        own: Vec::new(),
        parts: raw.part.into_iter().map(part).collect(),
        groups: raw.group.into_iter().map(group).collect(),
        tasks: raw.task.into_iter().map(task).collect(),
    };
    lines.placed(
        PlacedTemplate {
            template,
            part_lines,
            group_lines,
            task_lines,
        },
        line,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicators {
    #[serde(default)]
    indicator: Vec<RawIndicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicator {
    code: Spanned<String>,
    name: String,
    unit: String,
    #[serde(default)]
    other_units: Vec<String>,
    numerator: Option<String>,
    denominator: Option<String>,
    owner: String,
    #[serde(default)]
    may_exceed_100: bool,
    #[serde(default)]
    additive: bool,
    #[serde(default)]
    measured: bool,
    #[serde(default)]
    excluded_by: Vec<String>,
    phrases: Vec<String>,
    certainty: String,
}

fn indicator(raw: RawIndicator, lines: &mut Lines<'_>) -> Placed<Indicator> {
    let line = lines.of(&raw.code);
    let indicator = Indicator {
        code: raw.code.into_inner(),
        name: raw.name,
        unit: raw.unit,
        other_units: raw.other_units,
        numerator: raw.numerator,
        denominator: raw.denominator,
        owner: raw.owner,
        may_exceed_100: raw.may_exceed_100,
        additive: raw.additive,
        measured: raw.measured,
        excluded_by: raw.excluded_by,
        phrases: raw.phrases,
        certainty: raw.certainty,
    };
    lines.placed(indicator, line)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWordings {
    #[serde(default)]
    class: Vec<RawStatusClass>,
    #[serde(default, rename = "type")]
    kind: Vec<RawDocumentType>,
    #[serde(default)]
    object: Vec<RawObject>,
    #[serde(default)]
    says: Vec<RawSays>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawObject {
    name: String,
    phrases: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSays {
    says: Says,
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStatusClass {
    class: StatusClass,
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    whole: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDocumentType {
    name: Spanned<String>,
    abbreviation: String,
    #[serde(default)]
    aliases: Vec<String>,
}

fn wordings(raw: RawWordings, file: &SourceFile, items: &mut Items) {
    let mut lines = Lines::new(file);
    for group in raw.class {
        let whole = group.whole.into_iter().map(|p| (p, true));
        for (phrase, whole) in whole.chain(group.phrases.into_iter().map(|p| (p, false))) {
            let line = lines.of(&phrase);
            let wording = StatusWording {
                phrase: phrase.into_inner(),
                whole,
                class: group.class,
            };
            items.status_wordings.push(lines.placed(wording, line));
        }
    }
    for raw in raw.kind {
        let line = lines.of(&raw.name);
        let kind = DocumentType {
            name: raw.name.into_inner(),
            abbreviation: raw.abbreviation,
            aliases: raw.aliases,
        };
        items.document_types.push(lines.placed(kind, line));
    }
    for group in raw.object {
        for phrase in group.phrases {
            let line = lines.of(&phrase);
            items
                .objects
                .push(lines.placed((group.name.clone(), phrase.into_inner()), line));
        }
    }
    for group in raw.says {
        let except = group.except.into_iter().map(|p| (p, true));
        for (phrase, except) in group.phrases.into_iter().map(|p| (p, false)).chain(except) {
            let line = lines.of(&phrase);
            let phrase = SaysPhrase {
                says: group.says,
                phrase: phrase.into_inner(),
                except,
            };
            items.says.push(lines.placed(phrase, line));
        }
    }
}
