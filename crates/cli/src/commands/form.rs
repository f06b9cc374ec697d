//! `tonghop form write` and `tonghop form read`: the form of a round as a workbook, out and back in.

use super::failure::{cause, failed, unreadable};
use crate::args::{FormCommand, FormFormat, FormReadArgs, FormWriteArgs};
use crate::exit::Exit;
use crate::{clock, console};
use serde_json::{Value, json};
use std::io::{self, Write};
use tonghop_app::Engine;
use tonghop_app::form::{self, FormError, FormOptions, FormProblem, FormReading};
use tonghop_messages::Messages;
use tonghop_model::finding::Severity;
use tonghop_model::message::{Arg, Message};
use tonghop_writers::form_xlsx::layout::YES_NO;
use tonghop_writers::terminal;

pub fn run(engine: &Engine, command: &FormCommand) -> Exit {
    match command {
        FormCommand::Write(args) => write(engine, args),
        FormCommand::Read(args) => read(engine, args),
    }
}

fn write(engine: &Engine, args: &FormWriteArgs) -> Exit {
    let messages = &engine.messages;
    if args.out.exists() && !args.force {
        console::note(&messages.word(
            "cli-form-exists",
            &[("file", Arg::Text(args.out.display().to_string()))],
        ));
        return Exit::Failed;
    }
    let Some(template) = engine.catalogue.template(&args.template) else {
        let known: Vec<&str> = engine.catalogue.templates.iter().map(|t| t.code.as_str()).collect();
        let message = Message::new("cli-form-no-template")
            .with("code", args.template.clone())
            .with("known", known.join(", "));
        console::note(&messages.format(&message));
        return Exit::Usage;
    };
    let today = clock::today();
    let units = engine.catalogue.units();
    let unit = units.at(&args.unit, &today);
    if let Some(unit) = unit.filter(|unit| unit.province != template.province) {
        let province = units.at(&template.province, &today);
        let message = Message::new("cli-form-other-province")
            .with("template", template.code.clone())
            .with(
                "province",
                province.map_or_else(|| template.province.clone(), |p| p.full_name()),
            )
            .with("unit", unit.full_name())
            .with("own", unit.province_name.clone());
        console::note(&messages.format(&message));
    }
    let options = FormOptions {
        version: 1,
        round: args.round.clone().unwrap_or_default(),
        period: args.period.clone().unwrap_or_default(),
        deadline: args.deadline.clone().unwrap_or_default(),
        indicators: (!args.indicator.is_empty()).then(|| args.indicator.clone()),
        narrative: true,
    };
    let made = unit.and_then(|unit| {
        let unit = (unit.code.as_str(), unit.valid_from.as_str());
        form::build(&engine.catalogue, messages, &args.template, unit, &options)
    });
    let Some(mut made) = made else {
        console::note(&messages.word("cli-form-no-unit", &[("code", Arg::Text(args.unit.clone()))]));
        return Exit::Usage;
    };
    match args.previous.as_deref().map(|file| form::previous(engine, file)) {
        Some(Ok(previous)) => previous.show_in(&mut made),
        Some(Err(failure)) => {
            let message = Message::new("cli-form-unread")
                .with("file", failure.path.display().to_string())
                .with("reason", failure.reason);
            console::note(&messages.format(&message));
            return Exit::Failed;
        }
        None => {}
    }
    let bytes = match form::write(&made, messages) {
        Ok(bytes) => bytes,
        Err(error) => {
            failed(&error, messages);
            return Exit::Failed;
        }
    };
    if let Err(error) = std::fs::write(&args.out, bytes) {
        let message = Message::new("cli-form-unwritten")
            .with("file", args.out.display().to_string())
            .with("cause", cause(&error, messages));
        console::note(&messages.format(&message));
        return Exit::Failed;
    }
    let message = Message::new("cli-form-written")
        .with("file", args.out.display().to_string())
        .with("unit", made.unit_name);
    console::note(&messages.format(&message));
    Exit::Done
}

fn read(engine: &Engine, args: &FormReadArgs) -> Exit {
    let messages = &engine.messages;
    let name = args.file.display().to_string();
    let read = std::fs::read(&args.file)
        .map_err(|e| unreadable(&e, messages))
        .and_then(|bytes| form::read(engine, &name, &bytes).map_err(|e| reason(&e, messages)));
    let reading = match read {
        Ok(reading) => reading,
        Err(reason) => {
            let message = Message::new("cli-form-unread")
                .with("file", name)
                .with("reason", reason);
            console::note(&messages.format(&message));
            return Exit::Failed;
        }
    };
    let written = console::result(|out| match args.format {
        FormFormat::Table => write_table(engine, &reading, out),
        FormFormat::Json => write_json(&reading, messages, out),
    });
    if let Err(error) = written {
        failed(&error, messages);
        return Exit::Failed;
    }
    if reading.problems.iter().any(|p| p.code.severity() == Severity::Error) {
        Exit::Findings
    } else {
        Exit::Done
    }
}

fn reason(error: &FormError, messages: &Messages) -> String {
    match (error, error.message()) {
        (_, Some(message)) => messages.format(&message),
        (FormError::Unreadable(error), _) => {
            let args: Vec<_> = error
                .args()
                .into_iter()
                .map(|(name, value)| (name, Arg::Text(value)))
                .collect();
            messages.word(&format!("readers-error-{}", error.key()), &args)
        }
        _ => error.to_string(),
    }
}

fn write_json(reading: &FormReading, messages: &Messages, out: &mut dyn Write) -> io::Result<()> {
    let mut value = json!(reading);
    let worded = reading.problems.iter().map(|problem| {
        let mut value = json!(problem);
        value["severity"] = json!(problem.code.severity().key());
        value["message"] = json!(messages.format(&problem.code.message()));
        value["advice"] = json!(messages.format(&problem.code.advice()));
        value
    });
    value["problems"] = Value::Array(worded.collect());
    serde_json::to_writer_pretty(&mut *out, &value)?;
    writeln!(out)
}

fn write_table(engine: &Engine, reading: &FormReading, out: &mut dyn Write) -> io::Result<()> {
    let messages = &engine.messages;
    let count = |severity: Severity| {
        reading
            .problems
            .iter()
            .filter(|p| p.code.severity() == severity)
            .count()
    };
    let units = engine.catalogue.units();
    let unit = units
        .versions(&reading.key.unit)
        .find(|u| u.valid_from == reading.key.unit_valid_from);
    let summary = Message::new("form-read-done")
        .with("unit", unit.map_or_else(|| reading.key.unit.clone(), |u| u.full_name()))
        .count("answers", reading.answers.len())
        .count("asked", reading.asked)
        .count("sections", reading.sections.len())
        .count("indicators", reading.indicators.len())
        .count("errors", count(Severity::Error))
        .count("warnings", count(Severity::Warning));
    writeln!(out, "{}", messages.format(&summary))?;
    if !reading.problems.is_empty() {
        writeln!(out, "\n{}:", messages.text("form-read-problems"))?;
    }
    for problem in &reading.problems {
        write_problem(problem, messages, out)?;
    }
    writeln!(out)?;
    for answer in &reading.answers {
        writeln!(
            out,
            "{:10} {:24} {}",
            answer.code,
            line(&answer.status),
            line(&answer.result)
        )?;
    }
    for section in &reading.sections {
        writeln!(out, "{:10} {}", section.code, line(&section.text))?;
    }
    for indicator in &reading.indicators {
        let figure = |v: Option<f64>| v.map_or_else(|| "–".to_string(), |v| messages.decimal(v));
        let entry = &indicator.entry;
        let known = engine.catalogue.indicator(&indicator.code);
        if let (Some(YES_NO), Some(value)) = (known.map(|i| i.unit.as_str()), indicator.value) {
            let answer = messages.text(if value == 0.0 { "form-no" } else { "form-yes" });
            writeln!(out, "{:10} {answer}  {}", indicator.code, line(&entry.note))?;
            continue;
        }
        let shown = [
            figure(entry.numerator),
            figure(entry.denominator),
            figure(indicator.value),
        ];
        writeln!(
            out,
            "{:10} {:>14} / {:>14} = {:>12}  {}",
            indicator.code,
            shown[0],
            shown[1],
            shown[2],
            line(&entry.note)
        )?;
    }
    Ok(())
}

fn write_problem(problem: &FormProblem, messages: &Messages, out: &mut dyn Write) -> io::Result<()> {
    let mark = match problem.code.severity() {
        Severity::Error => "✗",
        Severity::Warning => "?",
        Severity::Info => "·",
    };
    writeln!(
        out,
        "  {mark} {}: {}",
        messages.format(&problem.place.message()),
        messages.format(&problem.code.message())
    )?;
    for (key, value) in [
        ("form-read-expected", &problem.expected),
        ("form-read-actual", &problem.actual),
    ] {
        if let Some(value) = value {
            let shown = if value.is_empty() {
                messages.text("form-read-blank")
            } else {
                line(value)
            };
            writeln!(
                out,
                "      {}",
                messages.format(&Message::new(key).with("value", shown))
            )?;
        }
    }
    writeln!(out, "      → {}", messages.format(&problem.code.advice()))
}

/// Text of a file in one line, without control characters, at most 160 characters.
fn line(text: &str) -> String {
    let plain = terminal::clean(text);
    let mut cut: String = plain.chars().take(160).collect();
    if plain.chars().count() > 160 {
        cut.push('…');
    }
    cut
}
