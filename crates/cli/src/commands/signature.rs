//! `tonghop signature`: who signed a PDF file, whether it was altered, what could not be checked.

use super::failure::{failed, unreadable};
use crate::args::{SignatureArgs, SignatureFormat};
use crate::exit::Exit;
use crate::{clock, console};
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;
use tonghop_app::signatures::report::Level;
use tonghop_app::signatures::{self, Report, Roots, Shown, Time, Verdict};
use tonghop_messages::Messages;
use tonghop_model::message::{Arg, Message};

/// A file with what was found, or why nothing was.
type Checked<'a> = (&'a Path, Result<Report, String>);

pub fn run(args: &SignatureArgs, messages: &Messages) -> Exit {
    let at = match &args.at {
        None => Time(clock::now()),
        Some(text) => match Time::from_iso(text) {
            Some(time) => time,
            None => {
                console::note(&messages.word("cli-signature-wrong-time", &[("value", Arg::Text(text.clone()))]));
                return Exit::Usage;
            }
        },
    };
    let roots = match &args.roots {
        None => Roots::none(),
        Some(path) => match signatures::load_roots(path) {
            Ok(roots) => roots,
            Err(error) => {
                console::note(&messages.format(&signatures::roots_message(&error)));
                return Exit::Failed;
            }
        },
    };
    let checked: Vec<Checked<'_>> = args
        .files
        .iter()
        .map(|f| (f.as_path(), check(f, &roots, at, messages)))
        .collect();
    let written = console::result(|out| match args.format {
        SignatureFormat::Table => write_table(&checked, messages, out),
        SignatureFormat::Json => write_json(&checked, out),
    });
    if let Err(error) = written {
        failed(&error, messages);
        return Exit::Failed;
    }
    ended(&checked, args.strict)
}

fn check(path: &Path, roots: &Roots, at: Time, messages: &Messages) -> Result<Report, String> {
    let bytes = std::fs::read(path).map_err(|e| unreadable(&e, messages))?;
    signatures::verify(&bytes, roots, at).map_err(|e| messages.format(&signatures::error_message(e)))
}

fn ended(checked: &[Checked<'_>], strict: bool) -> Exit {
    let read: Vec<&Report> = checked.iter().filter_map(|(_, r)| r.as_ref().ok()).collect();
    let fails = |report: &&Report| {
        let invalid = report.verdict() == Some(Verdict::Invalid) || report.unlisted > 0 || report.cut_off;
        invalid || (strict && report.verdict() != Some(Verdict::Valid))
    };
    if read.is_empty() {
        Exit::Failed
    } else if read.iter().any(fails) {
        Exit::Findings
    } else if read.len() < checked.len() {
        Exit::SomeUnread
    } else {
        Exit::Done
    }
}

fn write_json(checked: &[Checked<'_>], out: &mut dyn Write) -> io::Result<()> {
    let files: Vec<_> = checked
        .iter()
        .map(|(path, result)| match result {
            Ok(report) => json!({ "file": path, "verdict": report.verdict(), "report": report }),
            Err(reason) => json!({ "file": path, "error": reason }),
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &files)?;
    writeln!(out)
}

fn write_table(checked: &[Checked<'_>], messages: &Messages, out: &mut dyn Write) -> io::Result<()> {
    for (i, (path, result)) in checked.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", paint(&path.display().to_string(), "1"))?;
        match result {
            Ok(report) => write_report(report, messages, out)?,
            Err(reason) => wrapped(out, 2, "", &paint(reason, "31"))?,
        }
    }
    Ok(())
}

fn write_report(report: &Report, messages: &Messages, out: &mut dyn Write) -> io::Result<()> {
    wrapped(
        out,
        2,
        "",
        &paint(
            &messages.format(&report.message()),
            report.verdict().map_or("33", colour),
        ),
    )?;
    if report.unlisted > 0 && !report.signatures.is_empty() {
        let extra = Message::new("signature-file-extra").count("count", report.unlisted);
        wrapped(out, 2, "", &paint(&messages.format(&extra), "31"))?;
    }
    if report.truncated {
        wrapped(out, 2, "", &messages.text("signature-file-truncated"))?;
    }
    if !report.empty_fields.is_empty() {
        let empty = Message::new("signature-file-empty-fields").with("names", report.empty_fields.join(", "));
        wrapped(out, 2, "", &messages.format(&empty))?;
    }
    for signature in signatures::shown(report, messages) {
        write_signature(&signature, out)?;
    }
    Ok(())
}

fn write_signature(signature: &Shown, out: &mut dyn Write) -> io::Result<()> {
    let (verdict, word) = &signature.verdict;
    writeln!(out)?;
    writeln!(
        out,
        "  {} — {}",
        paint(&signature.heading, "1"),
        paint(word, colour(*verdict))
    )?;
    for (label, value) in &signature.facts {
        wrapped(out, 5, "  ", &format!("{label}: {value}"))?;
    }
    for (level, sentence) in &signature.statements {
        let (mark, code) = match level {
            Level::Note => ("·", ""),
            Level::Doubt => ("?", "33"),
            Level::Failure => ("✗", "31"),
        };
        wrapped(out, 5, "  ", &paint(&format!("{mark} {sentence}"), code))?;
    }
    Ok(())
}

const fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => "32",
        Verdict::Uncertain => "33",
        Verdict::Invalid => "31",
    }
}

fn paint(text: &str, code: &str) -> String {
    if code.is_empty() || !console::colour() {
        return text.to_owned();
    }
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Writes a text in lines as wide as the terminal, `indent` columns in, further lines `hang` deeper.
fn wrapped(out: &mut dyn Write, indent: usize, hang: &str, text: &str) -> io::Result<()> {
    let width = console::width().saturating_sub(indent + hang.len()).max(20);
    let mut line = String::new();
    let mut first = true;
    let mut flush = |line: &mut String, first: &mut bool| {
        let lead = if *first { "" } else { hang };
        *first = false;
        writeln!(out, "{:indent$}{lead}{}", "", std::mem::take(line))
    };
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            flush(&mut line, &mut first)?;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    flush(&mut line, &mut first)
}
