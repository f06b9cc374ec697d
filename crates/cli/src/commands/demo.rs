//! `tonghop demo`: writes the sample reports, compiles them, and serves a sample province in which they were received.

use super::{compile, failed, serve};
use crate::args::{DemoArgs, LogLevel};
use crate::demo::{self, Outcome};
use crate::exit::Exit;
use crate::{clock, console, open_files, private, samples};
use std::error::Error;
use std::fs::{File, TryLockError};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::compile::OUTPUTS;
use tonghop_app::cycle::setup::{self, DemoState};
use tonghop_app::cycle::{Call, Cycle};
use tonghop_messages::Messages;
use tonghop_model::cycle::Actor;
use tonghop_model::message::Arg;
use tonghop_model::moment::Moment;
use tonghop_store::Store;
use tonghop_web::{App, Clock, Config, SampleLogIn, SampleLogIns};

/// Folder of the server's data inside the demo's output.
const SERVER: &str = "may-chu";
/// File in it that is locked while a demo runs there.
const LOCK: &str = "dang-chay.lock";
/// The first port that is tried, and how many.
const PORTS: (u16, u16) = (8080, 20);

pub fn run(engine: Engine, args: &DemoArgs, quiet: bool) -> Exit {
    let messages = Arc::clone(&engine.messages);
    // What would stop the server is said before anything is written.
    let held = if args.no_serve {
        None
    } else {
        match ready(args, &messages) {
            Ok(Some(held)) => Some(held),
            Ok(None) => return Exit::Failed,
            Err(error) => {
                failed(&error, &messages);
                return Exit::Failed;
            }
        }
    };
    let written = write_and_compile(&engine, args, quiet);
    let Some(held) = held.filter(|_| written != Exit::Failed) else {
        return written;
    };
    match serve_province(engine, args, held.address, &messages) {
        Ok(exit) => exit,
        Err(error) => {
            failed(&*error, &messages);
            Exit::Failed
        }
    }
}

/// The folder and the address of a demo that may begin.
struct Held {
    address: SocketAddr,
    /// Locked as long as the demo runs; the system gives it up however the process ends.
    _lock: File,
}

/// Holds the folder and finds an address; none where that cannot be, which was said.
fn ready(args: &DemoArgs, messages: &Messages) -> std::io::Result<Option<Held>> {
    let folder = args.out.join(SERVER);
    private::folder(&folder)?;
    let lock = File::create(folder.join(LOCK))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let place = [("folder", Arg::Text(args.out.display().to_string()))];
            console::note(&messages.word("cli-demo-in-use", &place));
            return Ok(None);
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let address = args.listen.unwrap_or_else(free_address);
    if let Err(cause) = TcpListener::bind(address) {
        serve::listen_failed(address, &cause, messages);
        return Ok(None);
    }
    Ok(Some(Held { address, _lock: lock }))
}

fn write_and_compile(engine: &Engine, args: &DemoArgs, quiet: bool) -> Exit {
    let messages = &engine.messages;
    let folder = args.out.join(samples::FOLDER);
    let files = match write_samples(&folder) {
        Ok(files) => files,
        Err(error) => {
            failed(&error, messages);
            return Exit::Failed;
        }
    };
    let text = |path: &Path| Arg::Text(path.display().to_string());
    let count = ("count", Arg::Count(files.len() as u64));
    console::note(&messages.word("cli-demo-samples", &[count, ("folder", text(&folder))]));
    // The demo's own results may be replaced: running it twice is what people do.
    match compile::compile(engine, &files, &args.out, true, quiet) {
        Ok(exit) => {
            let page = args.out.join(OUTPUTS[0]);
            let hint = messages.word("cli-demo-look", &[("page", text(&page)), ("folder", text(&folder))]);
            match console::result(|out| writeln!(out, "\n{hint}")) {
                Ok(()) => exit,
                Err(_) => Exit::Failed,
            }
        }
        Err(error) => compile::output_failed(engine, &error),
    }
}

fn write_samples(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let write = |(name, bytes): &(&str, &[u8])| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).map(|()| path)
    };
    samples::SAMPLES.iter().map(write).collect()
}

/// Fills the province where it is not there yet, and serves it until the process is told to stop.
fn serve_province(
    engine: Engine,
    args: &DemoArgs,
    address: SocketAddr,
    messages: &Messages,
) -> Result<Exit, Box<dyn Error>> {
    let folder = args.out.join(SERVER);
    let base_url = format!("http://{address}");
    let place = (folder.as_path(), base_url.as_str());
    let Some(cycle) = filled(&Arc::new(engine), place, args.reset, messages)? else {
        return Ok(Exit::Failed);
    };
    let mut config = Config::new(&base_url);
    config.limits.connections = open_files::connections();
    config.samples = Some(log_ins()?);
    let clock = Clock::new(|| Moment::from_unix(clock::now()));
    let app = App::new(config, clock, Arc::new(cycle))?;
    serve::log_to_standard_error(LogLevel::Warn);
    let served = tonghop_web::run(&app, address, |address| say_where(address, messages));
    Ok(serve::ended(served, messages))
}

/// The use cases over the database of the demo; none where it is somebody's own, which was said.
fn filled(
    engine: &Arc<Engine>,
    (folder, base_url): (&Path, &str),
    reset: bool,
    messages: &Messages,
) -> Result<Option<Cycle>, Box<dyn Error>> {
    let now = Moment::from_unix(clock::now());
    let mut cycle = open(engine, folder)?.at(base_url);
    let place = [("folder", Arg::Text(folder.display().to_string()))];
    // Looked at before its layout is touched: somebody's own data stay as they are.
    let state = setup::demo_state(&cycle)?;
    if state == DemoState::Foreign {
        console::note(&messages.word("cli-demo-foreign", &place));
        return Ok(None);
    }
    if reset && state == DemoState::Filled || state == DemoState::Begun {
        drop(cycle);
        remove(folder)?;
        cycle = open(engine, folder)?.at(base_url);
    }
    migrate(&cycle, now)?;
    if setup::demo_state(&cycle)? == DemoState::Empty {
        console::note(&messages.text("cli-demo-filling"));
    }
    match demo::fill(&cycle, now)? {
        Outcome::Filled => console::note(&messages.word("cli-demo-filled", &place)),
        Outcome::There => console::note(&messages.word("cli-demo-there", &place)),
        Outcome::Foreign | Outcome::Broken => {
            console::note(&messages.word("cli-demo-foreign", &place));
            return Ok(None);
        }
    }
    Ok(Some(cycle))
}

fn open(engine: &Arc<Engine>, folder: &Path) -> Result<Cycle, Box<dyn Error>> {
    let file = folder.join(super::database::FILE);
    Ok(Cycle::new(Store::open(&file.to_string_lossy())?, Arc::clone(engine)))
}

fn migrate(cycle: &Cycle, now: Moment) -> Result<(), Box<dyn Error>> {
    let actor = Actor::system("tonghop demo");
    let call = Call {
        actor: &actor,
        now,
        address: "",
    };
    setup::migrate(cycle, &call)?;
    Ok(())
}

/// Removes the database of a demo; what else lies in the folder stays.
fn remove(folder: &Path) -> std::io::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        match std::fs::remove_file(folder.join(format!("{}{ending}", super::database::FILE))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// An address of this machine that nobody listens on.
fn free_address() -> SocketAddr {
    let (first, count) = PORTS;
    let address = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let free = (first..first + count).find(|port| TcpListener::bind(address(*port)).is_ok());
    address(free.unwrap_or(first))
}

fn log_ins() -> Result<SampleLogIns, Box<dyn Error>> {
    let people = demo::log_ins()?.into_iter();
    let people = people.map(|p| SampleLogIn {
        login: p.login,
        role: p.role,
        unit: p.unit,
    });
    Ok(SampleLogIns {
        password: demo::PASSWORD.to_owned(),
        people: people.collect(),
    })
}

/// Where the server is and who can sign in.
fn say_where(address: SocketAddr, messages: &Messages) {
    let url = [
        ("url", Arg::Text(format!("http://{address}"))),
        ("password", Arg::Text(demo::PASSWORD.to_owned())),
    ];
    console::note(&messages.word("cli-demo-listening", &url));
    for person in demo::log_ins().unwrap_or_default() {
        let role = messages.text(&format!("web-role-{}", person.role.replace('_', "-")));
        console::note(&format!("  {:<11} {role} – {}", person.login, person.unit));
    }
    if !address.ip().is_loopback() {
        console::note(&messages.text("cli-demo-open-to-others"));
    }
    console::note(&messages.text("cli-demo-stop"));
}
