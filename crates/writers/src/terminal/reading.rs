//! One reading for a person at a terminal.

use super::layout::{Cell, Paint, Style, class_paint, clean, cut, row, severity_paint, text_width};
use crate::compilation::{class_label, people_date};
use std::io::{self, Write};
use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::reading::{
    AsOf, Citation, Commitment, FindingRecord, Header, Measure, Reading, Source, Statement, StatusClass, TaskRow,
};

/// Values under this confidence are marked as candidates.
const SURE: f64 = 0.6;
/// Results longer than this are cut; the JSON has them whole.
const RESULT_COLUMNS: usize = 3;
/// On terminals with fewer columns the cells of a task stand below each other.
const NARROW: usize = 80;

struct Page<'a> {
    out: &'a mut dyn Write,
    messages: &'a Messages,
    style: Style,
}

/// Prints what was understood from one document.
///
/// # Errors
/// Where writing fails.
pub fn write_reading(reading: &Reading, messages: &Messages, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, messages, style };
    page.source(&reading.source)?;
    page.header(reading)?;
    page.tasks(&reading.tasks)?;
    page.measures(&reading.measures)?;
    page.citations(&reading.citations)?;
    page.assessment(reading)?;
    page.commitments(&reading.commitments)?;
    page.findings(&reading.findings)?;
    writeln!(page.out)
}

impl Page<'_> {
    fn source(&mut self, source: &Source) -> io::Result<()> {
        let mut about = source.reader.clone();
        if let Some(pages) = source.pages {
            about.push_str(", ");
            about.push_str(
                &self
                    .messages
                    .word("terminal-pages", &[("count", Arg::Count(u64::from(pages)))]),
            );
        }
        let name = cut(&clean(&source.file), self.style.width.saturating_sub(30));
        let rule = "─".repeat(
            self.style
                .width
                .saturating_sub(text_width(&name) + text_width(&about) + 9)
                .max(2),
        );
        let line = format!("── {} ({about}) {rule}", self.style.paint(&name, Paint::Bold));
        writeln!(self.out, "{line}")?;
        for warning in &source.warnings {
            self.field("terminal-warnings", &warning.message)?;
        }
        Ok(())
    }

    fn header(&mut self, reading: &Reading) -> io::Result<()> {
        let Header {
            issuer,
            number,
            place,
            date,
            title,
            request,
            programme,
            period,
            addressee,
            recipients,
            signature,
            ..
        } = &reading.header;
        self.field("terminal-issuer", issuer.as_deref().unwrap_or_default())?;
        if let Some(unit) = &reading.unit {
            // A start long ago stands for "not known": people need not see it.
            let known = unit.valid_from.as_str() > "1945";
            let key = if known {
                "terminal-unit-since"
            } else {
                "terminal-unit-code"
            };
            let args = [
                ("name", Arg::Text(unit.name.clone())),
                ("code", Arg::Text(unit.code.clone())),
                ("since", Arg::Text(people_date(&unit.valid_from))),
            ];
            let name = self.messages.word(key, &args[..if known { 3 } else { 2 }]);
            self.field("terminal-unit", &name)?;
        }
        self.field("terminal-title", title.as_deref().unwrap_or_default())?;
        self.field("terminal-number", number.as_deref().unwrap_or_default())?;
        let day = date.as_deref().map(people_date);
        let when = [place.clone(), day]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        self.field("terminal-date", &when)?;
        if let Some(r) = request {
            let day = r.date.as_deref().map(people_date);
            let parts = [
                r.kind.clone(),
                r.number.clone(),
                day,
                r.issuer.clone(),
                r.subject.clone(),
            ];
            self.field(
                "terminal-request",
                &parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            )?;
        }
        self.field("terminal-programme", programme.as_deref().unwrap_or_default())?;
        self.field("terminal-period", period.as_ref().map_or("", |p| &p.label))?;
        self.field("terminal-addressee", addressee.as_deref().unwrap_or_default())?;
        self.field("terminal-recipients", &recipients.join("; "))?;
        let signed = [
            &signature.authority,
            &signature.capacity,
            &signature.name,
            &signature.signed_mark,
        ];
        self.field(
            "terminal-signature",
            &signed.into_iter().flatten().cloned().collect::<Vec<_>>().join(" · "),
        )
    }

    /// "Name   value"; nothing where there is no value.
    fn field(&mut self, key: &str, value: &str) -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let width = self.style.width.saturating_sub(20);
        let cells = [
            cell(&self.messages.text(key), 16, Paint::Dim),
            cell(value, width, Paint::Plain),
        ];
        row(self.out, self.style, 0, &cells)
    }

    /// Heading of a section with the number of its entries.
    fn heading(&mut self, key: &str, count: usize) -> io::Result<()> {
        let text = format!("{} ({})", self.messages.text(key), self.messages.number(count));
        writeln!(self.out, "\n{}", self.style.paint(&text, Paint::Bold))
    }

    fn tasks(&mut self, tasks: &[TaskRow]) -> io::Result<()> {
        if tasks.is_empty() {
            return Ok(());
        }
        self.heading("terminal-tasks", tasks.len())?;
        self.distribution(tasks)?;
        if self.style.width < NARROW {
            return tasks.iter().try_for_each(|task| self.stacked(task));
        }
        let rest = self.style.width.saturating_sub(2 + 11 + 22);
        let (title, result) = (rest * 2 / 5, rest - rest * 2 / 5 - 2);
        for task in tasks {
            let path = [&task.part, &task.group, &task.no]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join(".");
            let cells = [
                cell(&path, 9, Paint::Dim),
                cell(&cut(&clean(&task.title), title * 2 - 6), title, Paint::Plain),
                cell(&self.status(task), 20, class_paint(task.status_class)),
                cell(
                    &cut(&clean(&task.result), result * RESULT_COLUMNS),
                    result,
                    Paint::Plain,
                ),
            ];
            row(self.out, self.style, 2, &cells)?;
        }
        Ok(())
    }

    /// A task on a narrow terminal: status and result below its title.
    fn stacked(&mut self, task: &TaskRow) -> io::Result<()> {
        let path = [&task.part, &task.group, &task.no].into_iter().flatten().cloned();
        let path = path.collect::<Vec<_>>().join(".");
        let width = self.style.width.saturating_sub(4);
        let title = format!("{path} {}", cut(&clean(&task.title), width * 2));
        row(self.out, self.style, 2, &[cell(&title, width, Paint::Plain)])?;
        let status = self.status(task);
        let width = width.saturating_sub(2);
        row(
            self.out,
            self.style,
            4,
            &[cell(&status, width, class_paint(task.status_class))],
        )?;
        if task.result.is_empty() {
            return Ok(());
        }
        let result = cut(&clean(&task.result), width * RESULT_COLUMNS);
        row(self.out, self.style, 4, &[cell(&result, width, Paint::Plain)])
    }

    fn status(&self, task: &TaskRow) -> String {
        let label = class_label(self.messages, task.status_class);
        let label = match (task.status_class, task.percent) {
            (StatusClass::Percent, Some(percent)) => format!("{} %", self.messages.decimal(percent)),
            _ => label,
        };
        let verbatim = clean(&task.status);
        let same = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
        if verbatim.is_empty() || same(&verbatim) == same(&label) {
            label
        } else {
            cut(&format!("{label}: {verbatim}"), 58)
        }
    }

    fn distribution(&mut self, tasks: &[TaskRow]) -> io::Result<()> {
        let (mut line, mut used) = (String::new(), 0);
        for class in StatusClass::ALL {
            let count = tasks.iter().filter(|t| t.status_class == class).count();
            if count > 0 {
                let text = format!("{} {count}", class_label(self.messages, class));
                let width = text_width(&text) + 3;
                if used > 0 && used + width > self.style.width {
                    writeln!(self.out, "  {line}")?;
                    (line, used) = (String::new(), 0);
                }
                if used > 0 {
                    line.push_str(" · ");
                }
                line.push_str(&self.style.paint(&text, class_paint(class)));
                used += width;
            }
        }
        writeln!(self.out, "  {line}")
    }

    fn measures(&mut self, measures: &[Measure]) -> io::Result<()> {
        if measures.is_empty() {
            return Ok(());
        }
        self.heading("terminal-measures", measures.len())?;
        let rest = self.style.width.saturating_sub(2 + 11 + 24);
        for measure in measures {
            let cells = [
                cell(&measure.place.replace("narrative", "–"), 9, Paint::Dim),
                cell(&self.value(measure), 22, Paint::Bold),
                cell(&self.sentence(measure, rest), rest, Paint::Plain),
            ];
            row(self.out, self.style, 2, &cells)?;
        }
        Ok(())
    }

    fn value(&self, measure: &Measure) -> String {
        let number = measure.value.map(|v| self.messages.decimal(v));
        let ratio = match (measure.numerator, measure.denominator) {
            (Some(n), Some(d)) => Some(format!("({}/{})", self.messages.decimal(n), self.messages.decimal(d))),
            _ => None,
        };
        [measure.qualifier.clone(), number, measure.unit.clone(), ratio]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn sentence(&self, measure: &Measure, width: usize) -> String {
        let mut text = cut(&clean(&measure.quote), width * 2);
        let mut tags: Vec<String> = Vec::new();
        tags.extend(measure.indicator.clone());
        if measure.is_target {
            tags.push(self.messages.text("terminal-target"));
        }
        match &measure.as_of {
            Some(AsOf::Date(day)) => tags.push(people_date(day)),
            Some(AsOf::Window { from, to }) => tags.push(format!("{}–{}", people_date(from), people_date(to))),
            None => {}
        }
        if measure.confidence < SURE {
            tags.push(self.messages.text("terminal-candidate"));
        }
        if !tags.is_empty() {
            text.push_str(&format!(" [{}]", tags.join(", ")));
        }
        text
    }

    fn citations(&mut self, citations: &[Citation]) -> io::Result<()> {
        if citations.is_empty() {
            return Ok(());
        }
        self.heading("terminal-citations", citations.len())?;
        let rest = self.style.width.saturating_sub(2 + 30 + 14);
        for c in citations {
            let name = [Some(c.kind.clone()), c.number.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ");
            let about = [c.issuer.clone(), c.subject.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(": ");
            let cells = [
                cell(&name, 28, Paint::Plain),
                cell(&c.date.as_deref().map(people_date).unwrap_or_default(), 10, Paint::Dim),
                cell(&cut(&clean(&about), rest * 2), rest, Paint::Plain),
            ];
            row(self.out, self.style, 2, &cells)?;
        }
        Ok(())
    }

    fn assessment(&mut self, reading: &Reading) -> io::Result<()> {
        let a = &reading.assessment;
        self.statements("terminal-advantages", &a.advantages)?;
        self.statements("terminal-limitations", &a.limitations)?;
        self.statements("terminal-causes", &a.causes)?;
        self.statements("terminal-recommendations", &a.recommendations)?;
        self.statements("terminal-next-tasks", &a.next_tasks)
    }

    fn statements(&mut self, key: &str, statements: &[Statement]) -> io::Result<()> {
        if statements.is_empty() {
            return Ok(());
        }
        self.heading(key, statements.len())?;
        let width = self.style.width.saturating_sub(4);
        for statement in statements {
            row(
                self.out,
                self.style,
                2,
                &[cell("•", 0, Paint::Dim), cell(&statement.text, width, Paint::Plain)],
            )?;
        }
        Ok(())
    }

    fn commitments(&mut self, commitments: &[Commitment]) -> io::Result<()> {
        if commitments.is_empty() {
            return Ok(());
        }
        self.heading("terminal-commitments", commitments.len())?;
        let width = self.style.width.saturating_sub(2 + 14);
        for c in commitments {
            let due = c.due.as_deref().map_or_else(|| "–".into(), people_date);
            row(
                self.out,
                self.style,
                2,
                &[cell(&due, 12, Paint::Bold), cell(&c.what, width, Paint::Plain)],
            )?;
        }
        Ok(())
    }

    fn findings(&mut self, findings: &[FindingRecord]) -> io::Result<()> {
        self.heading("terminal-findings", findings.len())?;
        if findings.is_empty() {
            let text = self.messages.text("terminal-no-findings");
            return writeln!(self.out, "  {}", self.style.paint(&text, Paint::Green));
        }
        findings
            .iter()
            .try_for_each(|f| finding(self.out, self.messages, self.style, f, &[]))
    }
}

/// One finding with its words, each after the mark of its place ("mục B1.V.2") where there is one.
pub(super) fn finding(
    out: &mut dyn Write,
    messages: &Messages,
    style: Style,
    finding: &FindingRecord,
    marks: &[String],
) -> io::Result<()> {
    let rest = style.width.saturating_sub(2 + 10 + 6);
    let label = messages.text(&format!("severity-{}", finding.severity.key()));
    let cells = [
        cell(&label, 8, severity_paint(finding.severity)),
        cell(&finding.check, 4, Paint::Dim),
        cell(&finding.message, rest, Paint::Plain),
    ];
    row(out, style, 2, &cells)?;
    let marks = marks.iter().map(String::as_str).chain(std::iter::repeat(""));
    for (quote, mark) in finding.quotes.iter().zip(marks).filter(|(q, _)| !q.is_empty()).take(4) {
        let colon = if mark.is_empty() { "" } else { ": " };
        let quoted = format!("{mark}{colon}“{}”", cut(&clean(quote), rest * 2));
        row(out, style, 18, &[cell(&quoted, rest, Paint::Dim)])?;
    }
    Ok(())
}

/// What to do about the findings of a check.
pub(super) fn advice(out: &mut dyn Write, messages: &Messages, style: Style, check: &str) -> io::Result<()> {
    let advice = messages.advice(check);
    if advice.is_empty() {
        return Ok(());
    }
    let text = messages.word("terminal-advice", &[("advice", Arg::Text(advice))]);
    row(
        out,
        style,
        18,
        &[cell(&text, style.width.saturating_sub(18), Paint::Plain)],
    )
}

fn cell(text: &str, width: usize, paint: Paint) -> Cell {
    Cell {
        text: clean(text),
        width,
        paint,
    }
}
