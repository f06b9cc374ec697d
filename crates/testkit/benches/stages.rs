//! Every stage by itself: `cargo bench --workspace --bench stages`.
//!
//! Runs in a plain clone on the repository's samples and on made-up reports; where the real reports lie
//! beside the checkout (`../shared/reports`), their derived forms are measured as well.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::*;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use tonghop_catalogue::Catalogue;
use tonghop_document::Document;
use tonghop_model::reading::Understood;
use tonghop_readers::{Input, Limits, read};
use tonghop_testkit::reports::{Form, report};

/// Communes of the country from 01/07/2025 on.
const UNITS: usize = 3_321;

fn document(name: &str, bytes: &[u8]) -> Document {
    read(&Input { name, bytes }, &Limits::default()).expect("the file is readable")
}

fn understood(name: &str, bytes: &[u8]) -> Understood {
    tonghop_understand::understand(&document(name, bytes), Catalogue::embedded(), name)
}

fn context() -> tonghop_checks::Context<'static> {
    tonghop_checks::Context {
        indicators: &Catalogue::embedded().indicators,
        wordings: Some(&Catalogue::embedded().check_wordings),
    }
}

/// Files to measure: name and content.
fn files() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let samples = [
        "xa-go-thong.docx",
        "phuong-cau-man.pdf",
        "phuong-ben-lim.md",
        "xa-suoi-ngan.txt",
    ];
    let mut paths: Vec<PathBuf> = samples.iter().map(|n| root.join("samples").join(n)).collect();
    if let Some(shared) = tonghop_testkit::shared() {
        let real = [
            "derived/r004.docx",
            "derived/r004.pdf",
            "issued/annex-procedures-20-pages.pdf",
        ];
        paths.extend(real.iter().map(|n| shared.join("reports").join(n)));
    }
    let content = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        std::fs::read(&path).ok().map(|bytes| (name, bytes))
    };
    paths.into_iter().filter_map(content).collect()
}

fn readers(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    for (name, bytes) in files() {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(&name, |b| b.iter(|| document(&name, black_box(&bytes))));
    }
}

/// Markup that a careless reader goes through again for every mark of it, once and twice as long: the second may take
/// some twice the time of the first, not four times.
fn marks(c: &mut Criterion) {
    let mut group = c.benchmark_group("nothing but marks");
    let kinds: [(&str, &str, &str); 7] = [
        ("attributes", "a.html", "b c=d "),
        ("open letters", "a.html", "<b>x</b><p>"),
        ("emphasis", "a.md", "*a _b "),
        ("brackets", "a.md", "["),
        ("tags", "a.md", "<sup>"),
        ("code", "a.md", "`a"),
        ("entities", "a.md", "&"),
    ];
    for (kind, name, mark) in kinds {
        for times in [5_000, 10_000] {
            let head = if kind == "attributes" { "<html><a " } else { "" };
            let text = format!("{head}{}", mark.repeat(times));
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(format!("{kind} x {times}"), |b| {
                b.iter(|| {
                    let bytes = black_box(text.as_bytes());
                    read(&Input { name, bytes }, &Limits::default()).is_ok()
                });
            });
        }
    }
}

fn understanding(c: &mut Criterion) {
    let mut group = c.benchmark_group("understand");
    for (name, bytes) in files() {
        let document = document(&name, &bytes);
        group.bench_function(&name, |b| {
            b.iter(|| tonghop_understand::understand(black_box(&document), Catalogue::embedded(), &name));
        });
    }
}

fn checking(c: &mut Criterion) {
    let mut group = c.benchmark_group("check");
    for (name, bytes) in files() {
        let understood = understood(&name, &bytes);
        group.bench_function(&name, |b| {
            b.iter(|| tonghop_checks::check_report(black_box(&understood), &context()));
        });
    }
}

/// Read, understand and check, as the target of `product.md` is worded.
fn whole(c: &mut Criterion) {
    let mut group = c.benchmark_group("read+understand+check");
    for (name, bytes) in files() {
        group.bench_function(&name, |b| {
            b.iter(|| {
                let understood = understood(&name, black_box(&bytes));
                tonghop_checks::check_report(&understood, &context())
            });
        });
    }
}

fn many(c: &mut Criterion) {
    let all: Vec<Understood> = (0..UNITS)
        .into_par_iter()
        .map(|n| understood("a.md", &report(2_025, n, Form::Markdown)))
        .collect();
    let all: Vec<&Understood> = all.iter().collect();
    let catalogue = Catalogue::embedded();
    let known = tonghop_consolidate::Catalogue {
        programmes: &catalogue.programmes,
        disputed: &[],
        indicators: &catalogue.indicators,
    };
    let mut group = c.benchmark_group("3321 reports");
    group.sample_size(10);
    group.bench_function("check between reports", |b| {
        b.iter_batched(
            || (),
            |()| tonghop_checks::check_set(&all, &context()),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("consolidate", |b| {
        b.iter_batched(
            || (),
            |()| tonghop_consolidate::consolidate(&all, &known),
            BatchSize::PerIteration,
        );
    });
}

criterion_group!(benches, readers, marks, understanding, checking, whole, many);
criterion_main!(benches);
