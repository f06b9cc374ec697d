//! Measures a real `tonghop serve` over HTTP: `cargo run --release -p tonghop-app --example server_load -- BINARY DATABASE
//! [PACE]`.
//!
//! DATABASE is the path of a new SQLite file or an empty PostgreSQL database. It is filled with 3,321 communes that do not
//! exist; 500 connections send their reports, PACE (400) a second; then every view is asked for. `docs/benchmarks-server.md` has the figures.
#![allow(clippy::print_stdout, reason = "a program that prints figures")]
#![allow(clippy::unwrap_used, reason = "nothing to be rescued in a measurement")]

mod http;
mod pages;
#[path = "../sample/mod.rs"]
mod sample;
mod senders;
mod server;

use http::Client;
use senders::{Load, Taken};
use server::Server;
use std::sync::Arc;
use std::time::Instant;
use tonghop_app::Engine;
use tonghop_app::cycle::reports::{self, Intake};
use tonghop_app::cycle::{Call, Cycle};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::ids::{ReportId, RoundId};
use tonghop_model::cycle::{Actor, Role};
use tonghop_model::moment::Moment;
use tonghop_store::Store;

/// Senders of the target.
const CONNECTIONS: usize = 500;
/// Reports per second of the target; another pace can be asked for.
const PACE: f64 = 400.0;
/// Reports that are sent as fast as the server takes them, and at the pace.
const SATURATED: usize = 600;
const PACED: usize = 1000;
/// Where each part of the reports begins.
const SAVED: usize = SATURATED + PACED;
const SAVED_PACED: usize = SAVED + SATURATED;
const REST: usize = SAVED_PACED + PACED;

fn main() {
    let mut args = std::env::args().skip(1);
    let (binary, database) = args.next().zip(args.next()).expect("BINARY DATABASE [PACE]");
    let pace = args.next().and_then(|p| p.parse().ok()).unwrap_or(PACE);
    // The server has the clock of the machine: so has what is prepared for it.
    #[allow(clippy::disallowed_methods)]
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    let system = Actor::system("đo");
    let call = Call {
        actor: &system,
        now: Moment::from_unix(now.as_secs() as i64),
        address: "",
    };
    let engine = Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap();
    let cycle = Cycle::new(Store::open(&database).unwrap(), Arc::new(engine));
    let made = sample::prepare(&cycle, &call, sample::COMMUNES);
    let people = (0..8).map(|n| {
        let role = (Role::CommuneApprover, made.root);
        let account = sample::person(&cycle, &call, &format!("canbo{n}"), role, true);
        sample::token(&cycle, &call, account)
    });
    let tokens: Vec<String> = people.collect();
    sample::person(&cycle, &call, "lanhdao", (Role::DepartmentHead, made.root), true);
    drop(Server::start(&binary, &database));
    let server = Server::start(&binary, &database);
    println!("start on an existing database: {:?}", server.started_in);
    println!("memory at rest: {:.0} MB", server.memory().0);
    let owed = reports::mine(&cycle, &call, Some(made.round)).unwrap();
    let all: Vec<ReportId> = owed.iter().map(|o| o.report).collect();
    let load = |part: std::ops::Range<usize>| Load {
        address: server.address,
        tokens: &tokens,
        content: &made.content,
        reports: &all[part],
    };
    let values = sample::items(&made.content, 0).len();
    let fast = load(0..SATURATED).send(32, None);
    say(&format!("{values} answers a report, 32 connections, no pause"), &fast);
    let paced = load(SATURATED..SAVED).send(CONNECTIONS, Some(pace));
    say(&format!("{CONNECTIONS} connections, {pace} reports/s asked"), &paced);
    // As in life: the answers were saved and checked while the form was filled in.
    let answers = sample::answers(&cycle, &call, all[0]);
    for (seed, report) in all[SAVED..REST].iter().enumerate() {
        sample::draft(&cycle, &call, *report, &answers, seed);
    }
    say(
        "saved answers, only checked, 32 connections",
        &load(SAVED..REST).check(32),
    );
    let fast = load(SAVED..SAVED_PACED).submit(32, None);
    say("saved and checked before, 32 connections, no pause", &fast);
    let paced = load(SAVED_PACED..REST).submit(CONNECTIONS, Some(pace));
    say(
        &format!("saved and checked before, {CONNECTIONS} connections, {pace} reports/s asked"),
        &paced,
    );
    fill(&cycle, &call, &made.content, &all[REST..]);
    look(&server, made.round);
    println!(
        "memory after it all: {:.0} MB, at most {:.0} MB",
        server.memory().0,
        server.memory().1
    );
}

fn say(what: &str, taken: &Taken) {
    println!(
        "{what}: {:.0} reports/s, median {:.0?}, p95 {:.0?}, p99 {:.0?}",
        taken.per_second(),
        taken.share(50),
        taken.share(95),
        taken.share(99)
    );
}

/// The rest of the reports, without HTTP.
fn fill(cycle: &Cycle, call: &Call<'_>, content: &tonghop_app::cycle::templates::Content, rest: &[ReportId]) {
    for (seed, report) in rest.iter().enumerate() {
        let input = Intake {
            items: sample::items(content, seed),
            key: String::new(),
            note: Some("Số liệu để đo".into()),
            ..Intake::default()
        };
        reports::intake(cycle, call, *report, &input).unwrap();
    }
}

fn look(server: &Server, round: RoundId) {
    let mut client = Client::new(server.address).unwrap();
    pages::sign_in(&mut client, "lanhdao");
    let place = |rest: &str| format!("/rounds/{round}{rest}");
    let views = [
        "",
        "/matrix",
        "/matrix?q=tap+huan",
        "/matrix?q=khong+co+tu+nay",
        "/matrix?status=not_started&district=Mau+7",
        "/distribution",
        "/progress",
        "/indicators",
        "/findings",
        "/recommendations",
        "/commitments",
        "/matrix?format=xlsx",
        "/matrix?format=csv",
        "/progress?format=xlsx",
    ];
    for path in ["/".to_owned(), "/rounds".to_owned()]
        .into_iter()
        .chain(views.map(place))
    {
        let (time, bytes) = pages::time(&mut client, &path);
        println!("{path}: {time:.1?}, {} KB on the line", bytes.div_ceil(1024));
    }
    for path in [
        "/sign-in".to_owned(),
        "/".to_owned(),
        place("/matrix"),
        place("/progress"),
    ] {
        let begun = Instant::now();
        let (bytes, requests) = pages::weight(&mut client, &path);
        println!(
            "first visit of {path}: {} KB in {requests} requests ({:.0?})",
            bytes.div_ceil(1024),
            begun.elapsed()
        );
    }
}
