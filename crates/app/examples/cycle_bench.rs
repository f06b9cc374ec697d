//! Measures the reporting cycle without HTTP: `cargo run --release -p tonghop-app --example cycle_bench -- URL
//! [SENDERS [PART]]`; PART is one of `send`, `saved`, `views`, `import`, `wide`, all but the last where it is missing.
//!
//! URL is the path of a new SQLite file or an empty PostgreSQL database. 3,321 communes that do not exist, the tasks of
//! the programme and every indicator of the catalogue; `wide` measures the matrix of a made-up programme with 60 tasks.
//!
//! Reports are sent in two ways. `send`: as a whole in one request, with texts that the server never saw. `saved`: as
//! in life, the answers were saved and checked while the form was filled in, and are then sent.
#![allow(clippy::print_stdout, reason = "a program that prints figures")]
#![allow(clippy::unwrap_used, reason = "nothing to be rescued in a measurement")]

mod sample;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use sample::{COMMUNES, items};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tonghop_app::Engine;
use tonghop_app::cycle::reports::{self, Intake, Owed};
use tonghop_app::cycle::system::{ImportRow, import_values};
use tonghop_app::cycle::templates::Content;
use tonghop_app::cycle::views::{self, MatrixFilter};
use tonghop_app::cycle::{Call, Cycle};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::Actor;
use tonghop_model::cycle::ids::{RoundId, SubmissionId, UnitId};
use tonghop_model::moment::Moment;
use tonghop_store::matrix::{self, CELL, MatrixRow};
use tonghop_store::{Store, StoreError};

const NOW: Moment = Moment::from_unix(1_781_056_800);
const REPORTS: usize = 1600;

fn main() {
    let mut args = std::env::args().skip(1);
    let url = args.next().expect("URL");
    let senders: usize = args.next().and_then(|s| s.parse().ok()).unwrap_or(16);
    let part = args.next();
    let wanted = |name: &str| part.as_deref().is_none_or(|p| p == name);
    let wide = part.as_deref() == Some("wide");
    let catalogue = wide.then(sample::wide_catalogue);
    let engine = Engine::new(catalogue.as_deref(), Arc::new(Messages::new(Lang::Vi)), 1).unwrap();
    // It is read: the copy may go.
    catalogue
        .iter()
        .for_each(|folder| std::fs::remove_dir_all(folder).unwrap());
    let cycle = Cycle::new(Store::open(&url).unwrap(), Arc::new(engine));
    let system = Actor::system("đo");
    let call = Call {
        actor: &system,
        now: NOW,
        address: "",
    };
    let begun = Instant::now();
    let installation = sample::prepare(&cycle, &call, COMMUNES);
    println!("{COMMUNES} communes prepared: {:.1?}", begun.elapsed());
    let round = installation.round;
    let bench = Bench {
        owed: reports::mine(&cycle, &call, Some(round)).unwrap(),
        cycle,
        senders,
        content: installation.content,
    };
    if wanted("send") {
        bench.send(&call);
    } else {
        // The views need a report that was sent.
        bench.send_one(&call, 0);
    }
    if wanted("saved") {
        bench.saved(&call);
    }
    if wanted("views") || wide {
        look(&bench.cycle, &call, round);
    }
    if wanted("import") {
        import(&bench.cycle, &call, round);
    }
}

/// Whose reports are sent, and by how many at once.
struct Bench {
    cycle: Cycle,
    owed: Vec<Owed>,
    senders: usize,
    content: Content,
}

impl Bench {
    /// Whole reports in one request each.
    fn send(&self, call: &Call<'_>) {
        self.measure("never seen", |number| self.send_one(call, number));
    }

    fn send_one(&self, call: &Call<'_>, number: usize) {
        let input = Intake {
            items: items(&self.content, number),
            key: format!("r{number}"),
            note: Some("đo".into()),
            ..Intake::default()
        };
        reports::intake(&self.cycle, call, self.owed[number].report, &input).unwrap();
    }

    /// Reports whose answers were saved and checked before.
    fn saved(&self, call: &Call<'_>) {
        let answers = sample::answers(&self.cycle, call, self.owed[0].report);
        let draft = |number: usize| {
            let report = self.owed[REPORTS + number].report;
            let id = sample::draft(&self.cycle, call, report, &answers, number);
            reports::check(&self.cycle, call, id).unwrap();
            id
        };
        let begun = Instant::now();
        let drafts: Vec<SubmissionId> = (0..REPORTS).map(draft).collect();
        println!("{REPORTS} drafts, saved and checked: {:.1?}", begun.elapsed());
        self.measure("saved and checked before", |number| {
            reports::submit(&self.cycle, call, drafts[number], &format!("s{number}"), Some("đo")).unwrap();
        });
    }

    fn measure(&self, what: &str, work: impl Fn(usize) + Sync) {
        let next = AtomicUsize::new(0);
        let (begun, used) = (Instant::now(), processor_time());
        let mut times: Vec<Duration> = std::thread::scope(|scope| {
            let sender = || {
                let mut times = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= REPORTS {
                        return times;
                    }
                    let one = Instant::now();
                    work(number);
                    times.push(one.elapsed());
                }
            };
            let threads: Vec<_> = (0..self.senders).map(|_| scope.spawn(sender)).collect();
            threads.into_iter().flat_map(|t| t.join().unwrap()).collect()
        });
        let (total, used) = (begun.elapsed(), processor_time().saturating_sub(used));
        times.sort_unstable();
        println!(
            "{:?}: {} reports of {} values, {what}, by {} senders: {:.0} reports/s, median {:.1?}, p99 {:.1?}, {:.1?} of \
             this process's processor time for each",
            self.cycle.store.backend(),
            times.len(),
            items(&self.content, 0).len(),
            self.senders,
            times.len() as f64 / total.as_secs_f64(),
            times[times.len() / 2],
            times[times.len() * 99 / 100],
            used / times.len() as u32
        );
    }
}

/// Processor time of this process so far, in steps of 10 ms; nothing where the system does not say.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may hold blanks: the numbers after it are counted.
    let numbers = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = numbers.skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn look(cycle: &Cycle, call: &Call<'_>, round: RoundId) {
    fill(cycle, call, round).unwrap();
    let all = MatrixFilter::default();
    let (shown, whole) = median(|| views::matrix(cycle, call, round, &all).unwrap());
    let page = MatrixFilter {
        limit: 50,
        ..MatrixFilter::default()
    };
    let (_, first) = median(|| views::matrix(cycle, call, round, &page).unwrap());
    println!(
        "matrix {} x {}: {whole:?} as a whole, {first:?} for a page of 50",
        shown.units.len(),
        shown.tasks.len()
    );
    let (_, complete) = median(|| views::completeness(cycle, call, round).unwrap());
    println!("completeness of {COMMUNES} units: {complete:?}");
    let (found, taken) = median(|| views::findings(cycle, call, round).unwrap());
    println!("{} findings of the round: {taken:?}", found.len());
}

fn median<T>(work: impl Fn() -> T) -> (T, Duration) {
    let mut times: Vec<Duration> = Vec::new();
    loop {
        let begun = Instant::now();
        let value = work();
        times.push(begun.elapsed());
        if times.len() == 21 {
            times.sort_unstable();
            return (value, times[10]);
        }
    }
}

/// Rows of the matrix for the units that sent nothing, so that all are there.
fn fill(cycle: &Cycle, call: &Call<'_>, round: RoundId) -> Result<(), StoreError> {
    let owed = reports::mine(cycle, call, Some(round)).unwrap();
    let submission = owed[0].submission.as_ref().unwrap().id.0;
    let tasks = reports::page(cycle, call, owed[0].report, None)
        .unwrap()
        .template
        .content
        .tasks
        .len();
    cycle.store.write(|db| {
        for (number, unit) in owed.iter().enumerate().filter(|(_, o)| o.submission.is_none()) {
            let cells = (0..tasks * CELL)
                .map(|n| if n % CELL == 0 { ((n + number) % 9) as u8 } else { 1 })
                .collect();
            let UnitId(unit_id) = unit.unit;
            let row = MatrixRow {
                round_id: round.0,
                unit_id,
                submission_id: submission,
                state: "submitted".into(),
                cells,
                errors: 0,
                warnings: 0,
            };
            matrix::put(db, &row)?;
        }
        Ok(())
    })
}

fn import(cycle: &Cycle, call: &Call<'_>, round: RoundId) {
    let owed = reports::mine(cycle, call, Some(round)).unwrap();
    let codes: Vec<String> = cycle
        .engine
        .catalogue
        .indicators
        .iter()
        .take(46)
        .map(|i| i.code.clone())
        .collect();
    let rows: Vec<ImportRow> = owed
        .iter()
        .flat_map(|o| codes.iter().map(|c| (o.unit_code.clone(), c.clone())))
        .map(|(unit, indicator)| ImportRow {
            unit,
            indicator,
            value: None,
            numerator: Some(50.0),
            denominator: Some(80.0),
        })
        .collect();
    for name in ["into an empty round", "over values that are there"] {
        let begun = Instant::now();
        let done = import_values(cycle, call, round, &rows, ("", false)).unwrap();
        let taken = begun.elapsed();
        println!(
            "import {name}: {} rows in {taken:?}, {:.0} rows/s",
            done.rows,
            done.rows as f64 / taken.as_secs_f64()
        );
    }
    let (_, rolled) = median(|| views::indicators(cycle, call, round).unwrap());
    println!(
        "roll-up of {} indicators over {COMMUNES} units: {rolled:?}",
        codes.len()
    );
}
