//! Writes the made-up documents of the tests as PDF and tells how long it took.
//!
//! `cargo run --release -p tonghop-writers --example official_pdf -- FOLDER [reports N | rows N]`

#![allow(clippy::print_stdout)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::path::Path;
use std::time::Instant;

use tonghop_model::official::{Annex, Block, OfficialDocument};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| ".".into());
    let kind = args.next().unwrap_or_default();
    let count: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    std::fs::create_dir_all(&folder)?;
    let start = Instant::now();
    let (mut pages, mut bytes) = (0, 0);
    match kind.as_str() {
        "reports" => {
            for i in 0..count {
                let mut report = common::report();
                report.number = Some((i + 1).to_string());
                let (p, b) = write(&report, &Path::new(&folder).join(format!("report-{i:04}.pdf")))?;
                pages += p;
                bytes += b;
            }
        }
        "rows" => {
            let mut report = common::report();
            let body = vec![Block::Table(common::annex_table(count))];
            report.annexes = vec![Annex {
                title: "Ma trận".into(),
                landscape: true,
                body,
                ..Annex::default()
            }];
            (pages, bytes) = write(&report, &Path::new(&folder).join("rows.pdf"))?;
        }
        _ => (pages, bytes) = write(&common::report(), &Path::new(&folder).join("report.pdf"))?,
    }
    println!(
        "{pages} pages, {bytes} bytes, {:.3} s, {}",
        start.elapsed().as_secs_f64(),
        peak()
    );
    Ok(())
}

fn write(report: &OfficialDocument, path: &Path) -> Result<(usize, usize), Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    let written = tonghop_writers::pdf::write_counted(report, &mut bytes)?;
    std::fs::write(path, &bytes)?;
    Ok((written.pages, bytes.len()))
}

/// Peak memory of this process, where the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find(|l| l.starts_with("VmHWM"))
        .unwrap_or("")
        .replace("\t", " ")
}
