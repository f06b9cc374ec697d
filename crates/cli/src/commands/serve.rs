//! `tonghop serve`: the server over a folder with the data, or over a PostgreSQL database.

use super::{database, external, failed, mail};
use crate::args::{LogLevel, ServeArgs};
use crate::exit::Exit;
use crate::{clock, console, open_files, private};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::{Call, Cycle, setup};
use tonghop_messages::Messages;
use tonghop_model::cycle::Actor;
use tonghop_model::message::Arg;
use tonghop_model::moment::Moment;
use tonghop_store::Store;
use tonghop_web::{App, Clock, Config, External, Post, ServeError};

/// The ways to the mail server and to the provider of single sign-on.
type Ways = (Option<Arc<dyn Post>>, Option<External>);

pub fn run(engine: Engine, args: &ServeArgs) -> Exit {
    let messages = Arc::clone(&engine.messages);
    log_to_standard_error(args.log);
    if let Some(url) = args.base_url.as_deref().filter(|url| !is_web_address(url)) {
        let url = [("url", Arg::Text(url.to_owned()))];
        console::note(&messages.word("cli-base-url-wrong", &url));
        return Exit::Failed;
    }
    let post = match mail::from_environment() {
        Ok(post) => post,
        Err(error) => {
            console::note(&mail::worded(&error, &messages));
            return Exit::Failed;
        }
    };
    let external = match external::from_environment() {
        Ok(external) => external,
        Err(wrong) => {
            console::note(&external::worded(&wrong, &messages));
            return Exit::Failed;
        }
    };
    let app = match prepare(engine, args, (post, external)) {
        Ok(app) => app,
        Err(error) => {
            failed(&*error, &messages);
            return Exit::Failed;
        }
    };
    let is_told = args.base_url.is_some();
    let served = tonghop_web::run(&app, args.listen, |address| {
        say_where(&app, address, is_told, &messages);
    });
    ended(served, &messages)
}

/// True for an address that links can begin with: http or https, a host, at most a port and a path.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>?#@\\".contains(c);
    (!host.is_empty() || rest.starts_with('[')) && !rest.contains(odd)
}

/// How a run ends whose server was stopped, or did not start.
pub fn ended(served: Result<(), ServeError>, messages: &Messages) -> Exit {
    match served {
        Ok(()) => {
            console::note(&messages.text("cli-serve-stopped"));
            return Exit::Done;
        }
        Err(ServeError::Listen { address, cause }) => listen_failed(address, &cause, messages),
        Err(error) => failed(&error, messages),
    }
    Exit::Failed
}

/// Says why nobody can be heard at an address.
pub fn listen_failed(address: SocketAddr, cause: &std::io::Error, messages: &Messages) {
    let key = match cause.kind() {
        ErrorKind::AddrInUse => "cli-serve-taken",
        ErrorKind::AddrNotAvailable => "cli-serve-foreign",
        ErrorKind::PermissionDenied => "cli-serve-forbidden",
        _ => "cli-serve-no-listening",
    };
    let args = [
        ("address", Arg::Text(address.to_string())),
        ("cause", Arg::Text(cause.to_string())),
    ];
    console::note(&messages.word(key, &args));
}

/// Opens the database, brings its layout up to date.
fn prepare(engine: Engine, args: &ServeArgs, ways: Ways) -> Result<App, Box<dyn std::error::Error>> {
    let (post, external) = ways;
    private::folder(&args.data)?;
    let file = args.data.join(database::FILE);
    if args.database.is_none() {
        private::database(&file)?;
    }
    let url = args
        .database
        .clone()
        .unwrap_or_else(|| file.to_string_lossy().into_owned());
    let base_url = args
        .base_url
        .clone()
        .unwrap_or_else(|| format!("http://{}", args.listen));
    let mut cycle = Cycle::new(Store::open(&url)?, Arc::new(engine)).at(&base_url);
    cycle.posts = post.is_some();
    let actor = Actor::system("tonghop serve");
    let call = Call {
        actor: &actor,
        now: Moment::from_unix(clock::now()),
        address: "",
    };
    setup::migrate(&cycle, &call)?;
    let mut config = Config::new(&base_url);
    config.limits.connections = open_files::connections();
    config.behind_proxy = args.behind_proxy;
    config.post = post;
    config.external = external;
    let clock = Clock::new(|| Moment::from_unix(clock::now()));
    Ok(App::new(config, clock, Arc::new(cycle))?)
}

/// Says where the server is and, while nothing is set up, by which link to begin.
fn say_where(app: &App, address: SocketAddr, is_told: bool, messages: &Messages) {
    let base_url = &app.config().base_url;
    let args = [
        ("address", Arg::Text(address.to_string())),
        ("url", Arg::Text(base_url.clone())),
    ];
    console::note(&messages.word("cli-serve-listening", &args));
    let mail = match app.config().post {
        Some(_) => "cli-serve-mail-on",
        None => "cli-serve-mail-off",
    };
    console::note(&messages.text(mail));
    if app.config().post.is_some() && !is_told {
        console::note(&messages.word("cli-serve-mail-address", &[("url", Arg::Text(base_url.clone()))]));
    }
    if let Some(secret) = app.first_run() {
        let link = format!("{base_url}/first-run?key={secret}");
        console::note(&messages.word("cli-serve-first-run", &[("link", Arg::Text(link))]));
    }
}

/// Sends the log to standard error.
pub fn log_to_standard_error(level: LogLevel) {
    let level = match level {
        LogLevel::Error => tracing_subscriber::filter::LevelFilter::ERROR,
        LogLevel::Warn => tracing_subscriber::filter::LevelFilter::WARN,
        LogLevel::Info => tracing_subscriber::filter::LevelFilter::INFO,
    };
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .with_ansi(console::colour())
        .init();
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn links_begin_with_a_web_address() {
        for good in [
            "https://baocao.example.vn",
            "http://10.0.0.7:8080/",
            "https://example.vn/tonghop",
            "http://[::1]:80",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for wrong in [
            "javascript:x",
            "baocao.example.vn",
            "https://",
            "https:///x",
            "ftp://x",
            "http://a b",
            "https://x?y",
            "",
        ] {
            assert!(!is_web_address(wrong), "{wrong}");
        }
    }
}
