//! Reads every file of some folders and says how each one went: for runs over foreign corpora
//! (`docs/corpora.md`).
//!
//! `corpus [--seconds N] [--jobs N] [--ext docx,xlsx] [--tables FOLDER] PATH…` prints one line per file:
//! outcome (`ok`, `error:<key>`, `PANIC`, `HANG`, with `+SLOW` above the limit), milliseconds, blocks,
//! tables, how far the file raised the peak memory of the process in MB (telling with `--jobs 1`), path.
//! With `--tables`, the tables of each document are written to a file there, one cell a line.
#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};
use tonghop_document::{Content, Document, Table};
use tonghop_readers::{Input, Limits, read};

/// What the command line asks for.
struct Options {
    seconds: u64,
    jobs: usize,
    extensions: Vec<String>,
    tables: Option<PathBuf>,
    paths: Vec<PathBuf>,
}

/// How one file went.
struct Outcome {
    path: PathBuf,
    result: String,
    time: Duration,
    blocks: usize,
    tables: usize,
    peak_growth: u64,
}

/// What a worker tells: that it begins a file, how the file went, or that there is none left.
enum Report {
    Begun(usize, PathBuf),
    Done(usize, Outcome),
    Idle,
}

fn main() -> ExitCode {
    let options = options();
    let mut files = Vec::new();
    for path in &options.paths {
        collect(path, &options.extensions, &mut files);
    }
    files.sort();
    if let Some(folder) = &options.tables {
        std::fs::create_dir_all(folder).expect("the folder for tables can be made");
    }
    let limit = Duration::from_secs(options.seconds);
    let outcomes = run(files, &options, limit);
    summary(&outcomes)
}

fn options() -> Options {
    let mut options = Options {
        seconds: 5,
        jobs: 2,
        extensions: Vec::new(),
        tables: None,
        paths: Vec::new(),
    };
    let mut args = std::env::args_os().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().unwrap_or_default();
        match arg.to_str() {
            Some("--seconds") => options.seconds = number(&value()).max(1),
            Some("--jobs") => options.jobs = (number(&value()) as usize).max(1),
            Some("--ext") => options.extensions = value().to_string_lossy().split(',').map(str::to_owned).collect(),
            Some("--tables") => options.tables = Some(value().into()),
            _ => options.paths.push(arg.into()),
        }
    }
    options
}

fn number(value: &std::ffi::OsStr) -> u64 {
    value.to_str().and_then(|s| s.parse().ok()).expect("a number")
}

/// All files at or below `path`, without the symbolic links.
fn collect(path: &Path, extensions: &[String], files: &mut Vec<PathBuf>) {
    if path.is_symlink() {
        return;
    }
    if path.is_dir() {
        let entries = std::fs::read_dir(path).expect("the folder can be listed");
        for entry in entries.flatten() {
            collect(&entry.path(), extensions, files);
        }
        return;
    }
    let extension = path
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    if extensions.is_empty() || extensions.contains(&extension) {
        files.push(path.to_owned());
    }
}

/// Reads all files with some workers. A worker that hangs is reported, left alone and replaced.
fn run(files: Vec<PathBuf>, options: &Options, limit: Duration) -> Vec<Outcome> {
    let queue = Arc::new(Mutex::new(VecDeque::from(files)));
    let (sender, receiver) = mpsc::channel();
    let start = |worker: usize| {
        let (queue, sender, tables) = (Arc::clone(&queue), sender.clone(), options.tables.clone());
        std::thread::spawn(move || work(worker, &queue, &sender, tables.as_deref()));
    };
    (0..options.jobs).for_each(&start);
    let (mut next, mut working) = (options.jobs, options.jobs);
    let mut busy: BTreeMap<usize, (PathBuf, Instant)> = BTreeMap::new();
    let mut outcomes = Vec::new();
    let patience = limit * 6;
    while working > 0 {
        match receiver.recv_timeout(Duration::from_millis(200)) {
            Ok(Report::Begun(worker, path)) => {
                busy.insert(worker, (path, Instant::now()));
            }
            Ok(Report::Done(worker, mut outcome)) if busy.remove(&worker).is_some() => {
                if outcome.time > limit {
                    outcome.result.push_str("+SLOW");
                }
                print(&outcome);
                outcomes.push(outcome);
            }
            // A worker given up for lost has come back: one more that will be idle in the end.
            Ok(Report::Done(..)) => working += 1,
            Ok(Report::Idle) => working -= 1,
            Err(_) => {}
        }
        let hanging: Vec<usize> = busy
            .iter()
            .filter(|(_, (_, since))| since.elapsed() > patience)
            .map(|(w, _)| *w)
            .collect();
        for worker in hanging {
            let Some((path, since)) = busy.remove(&worker) else {
                continue;
            };
            let time = since.elapsed();
            let outcome = Outcome {
                path,
                result: "HANG".into(),
                time,
                blocks: 0,
                tables: 0,
                peak_growth: 0,
            };
            print(&outcome);
            outcomes.push(outcome);
            start(next);
            next += 1;
        }
    }
    outcomes
}

fn work(worker: usize, queue: &Mutex<VecDeque<PathBuf>>, sender: &mpsc::Sender<Report>, tables: Option<&Path>) {
    let next = || queue.lock().ok().and_then(|mut files| files.pop_front());
    while let Some(path) = next() {
        let _ = sender.send(Report::Begun(worker, path.clone()));
        let outcome = read_one(path, tables);
        if sender.send(Report::Done(worker, outcome)).is_err() {
            return;
        }
    }
    let _ = sender.send(Report::Idle);
}

fn read_one(path: PathBuf, tables: Option<&Path>) -> Outcome {
    let bytes = std::fs::read(&path).unwrap_or_default();
    let name = path.to_string_lossy().into_owned();
    let before = peak_megabytes();
    let begun = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| {
        read(
            &Input {
                name: &name,
                bytes: &bytes,
            },
            &Limits::default(),
        )
    }));
    let time = begun.elapsed();
    let peak_growth = peak_megabytes().saturating_sub(before);
    let mut outcome = Outcome {
        path,
        result: "PANIC".into(),
        time,
        blocks: 0,
        tables: 0,
        peak_growth,
    };
    match result {
        Ok(Ok(document)) => {
            outcome.result = "ok".into();
            outcome.blocks = document.blocks.len();
            outcome.tables = document
                .blocks
                .iter()
                .filter(|b| matches!(b.content, Content::Table(_)))
                .count();
            if let Some(folder) = tables {
                write_tables(folder, &outcome.path, &document);
            }
        }
        Ok(Err(error)) => outcome.result = format!("error:{}", error.key()),
        Err(_) => {}
    }
    outcome
}

/// The largest memory the process ever held, in MB; 0 where the system does not say.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .unwrap_or_default();
    line.split_whitespace()
        .next()
        .and_then(|n| n.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}

/// Writes `T rows columns header_rows`, then `C row column row_span column_span text` for each cell, fields
/// apart by tabs; the lines of a table inside a cell follow the cell, with a `>` before them for each level.
fn write_tables(folder: &Path, path: &Path, document: &Document) {
    let mut out = String::new();
    for block in &document.blocks {
        if let Content::Table(table) = &block.content {
            table_lines(table, 0, &mut out);
        }
    }
    let name = path.to_string_lossy().trim_start_matches('/').replace('/', "!");
    std::fs::write(folder.join(name + ".tsv"), out).expect("the tables can be written");
}

fn table_lines(table: &Table, level: usize, out: &mut String) {
    let inside = ">".repeat(level);
    let _ = writeln!(
        out,
        "{inside}T\t{}\t{}\t{}",
        table.rows, table.columns, table.header_rows
    );
    for cell in &table.cells {
        let text = cell
            .text
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\t', "\\t")
            .replace('\r', "\\r");
        let (row, column) = (cell.row, cell.column);
        let _ = writeln!(
            out,
            "{inside}C\t{row}\t{column}\t{}\t{}\t{text}",
            cell.row_span, cell.column_span
        );
        cell.nested.iter().for_each(|t| table_lines(t, level + 1, out));
    }
}

fn print(o: &Outcome) {
    let ms = o.time.as_secs_f64() * 1e3;
    println!(
        "{}\t{ms:.1}\t{}\t{}\t{}\t{}",
        o.result,
        o.blocks,
        o.tables,
        o.peak_growth,
        o.path.display()
    );
}

/// Prints the totals; fails where a file led to a panic or a hang.
fn summary(outcomes: &[Outcome]) -> ExitCode {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in outcomes {
        *counts.entry(&outcome.result).or_default() += 1;
    }
    let mut times: Vec<f64> = outcomes.iter().map(|o| o.time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    let share = |p: usize| {
        times
            .get((times.len() * p / 100).min(times.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0.0)
    };
    println!(
        "# {} files, {} tables: {counts:?}",
        outcomes.len(),
        outcomes.iter().map(|o| o.tables).sum::<usize>()
    );
    println!(
        "# ms: sum {:.0}, median {:.2}, 95 % {:.1}, largest {:.1}; peak memory {} MB",
        times.iter().sum::<f64>(),
        share(50),
        share(95),
        share(100),
        peak_megabytes()
    );
    let bad = outcomes.iter().any(|o| o.result == "PANIC" || o.result == "HANG");
    if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
