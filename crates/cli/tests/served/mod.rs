//! Real `tonghop serve` processes, and just enough of HTTP to talk to them.

#![allow(dead_code, reason = "each test uses a part of it")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tonghop_app::Engine;
use tonghop_app::cycle::people::{self, Invite, NewRole};
use tonghop_app::cycle::rounds::{self, NewRound};
use tonghop_app::cycle::setup::{self, Bootstrap};
use tonghop_app::cycle::{Call, Cycle, reports, templates};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::{Actor, ReportId, Role, RoundId};
use tonghop_model::moment::Moment;
use tonghop_store::{Store, create_database};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A database with a province, open rounds and people with access tokens.
pub struct Province {
    pub cycle: Cycle,
    pub url: String,
    pub folder: PathBuf,
    pub rounds: Vec<RoundId>,
    /// Every report that is owed.
    pub reports: Vec<ReportId>,
    /// The first task of the template.
    pub node: String,
    /// Tokens of a commune's leader over the whole province, of a reviewer, and of the head of the department.
    pub leader: String,
    pub reviewer: String,
    pub head: String,
}

impl Drop for Province {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub fn now() -> Moment {
    // The servers have the clock of the machine: so has what is prepared for them.
    #[allow(clippy::disallowed_methods)]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Moment::from_unix(now.unwrap().as_secs() as i64)
}

/// Addresses of empty databases, with a folder for each: SQLite, and PostgreSQL where there is one.
pub fn databases() -> Vec<(String, PathBuf)> {
    let number = format!("{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let folder = |kind: &str| {
        let folder = std::env::temp_dir().join(format!("tonghop-served-{kind}-{number}"));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    };
    let sqlite = folder("sqlite");
    let mut found = vec![(sqlite.join("tonghop.db").to_string_lossy().into_owned(), sqlite)];
    match std::env::var("TONGHOP_TEST_POSTGRES") {
        Ok(server) => {
            let url = create_database(&server, &format!("served_{number}")).unwrap();
            found.push((url, folder("postgres")));
        }
        #[allow(clippy::print_stderr, reason = "a test that measures less says so")]
        Err(_) => eprintln!("PostgreSQL skipped: TONGHOP_TEST_POSTGRES is not set"),
    }
    found
}

pub fn province(url: String, folder: PathBuf, count: usize) -> Province {
    let engine = Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap();
    let cycle = Cycle::new(Store::open(&url).unwrap(), Arc::new(engine));
    let system = Actor::system("thử");
    let call = Call {
        actor: &system,
        now: now(),
        address: "",
    };
    setup::migrate(&cycle, &call).unwrap();
    let input = Bootstrap {
        province: "51".into(),
        login: "quantri".into(),
        name: "Quản trị".into(),
    };
    let root = setup::bootstrap(&cycle, &call, &input).unwrap().root;
    let all = templates::list(&cycle, &call).unwrap();
    let template = all.into_iter().find(|t| t.published).unwrap();
    let (mut opened, mut owed) = (Vec::new(), Vec::new());
    for number in 0..count {
        let input = NewRound {
            title: format!("Đợt thử {number}"),
            request_number: "1/SKHCN".into(),
            request_date: None,
            request_issuer: "Sở Khoa học và Công nghệ".into(),
            template: template.id,
            unit: root,
            period: format!("nd09:{}-Y", 2000 + number).parse().unwrap(),
            cut_off: Some(call.today()),
            deadline: call.today(),
            exempt: Vec::new(),
        };
        let round = rounds::open(&cycle, &call, &input).unwrap().round;
        let units = reports::mine(&cycle, &call, Some(round)).unwrap();
        owed.extend(units.iter().map(|o| o.report));
        opened.push(round);
    }
    let token = |login: &str, role| {
        let (account, link) = people::invite(&cycle, &call, &Invite::of(login, login)).unwrap();
        let input = NewRole {
            account,
            role,
            unit: root,
            programme: None,
            from: call.today(),
            to: None,
            acting_for: None,
        };
        people::give_role(&cycle, &call, &input).unwrap();
        // Only who took up the invitation has an active account.
        people::use_link(&cycle, &call, &link, "tám con ngựa vằn", "").unwrap();
        let own = Actor {
            account: Some(account),
            name: login.into(),
            ..Actor::default()
        };
        let own = Call { actor: &own, ..call };
        people::create_token(&cycle, &own, "thử", 30).unwrap().1
    };
    let (leader, reviewer, head) = (
        token("lanhdao", Role::CommuneApprover),
        token("chuyenvien", Role::Reviewer),
        token("truongphong", Role::DepartmentHead),
    );
    Province {
        node: template.content.tasks[0].node.clone(),
        cycle,
        url,
        folder,
        rounds: opened,
        reports: owed,
        leader,
        reviewer,
        head,
    }
}

/// A running server.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts a server on the database of a province and waits until it answers.
    pub fn start(province: &Province) -> Self {
        let mut server = Self::begin(&province.url, &province.folder);
        server.wait();
        server
    }

    /// Starts a server on a database, which may be empty.
    pub fn begin(url: &str, folder: &Path) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        // By variables, as a service is run.
        let process = Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(["serve", "--log", "error"])
            .env("TONGHOP_LISTEN", address.to_string())
            .env("TONGHOP_DATABASE", url)
            .env("TONGHOP_DATA", folder)
            .env_remove("TONGHOP_SMTP_URL")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self { process, address }
    }

    /// Waits until it answers.
    pub fn wait(&mut self) {
        let address = self.address;
        let answers = || Client::new(address, "").is_some_and(|mut c| c.send("GET", "/healthz", "", None).is_some());
        while !answers() {
            assert!(self.process.try_wait().unwrap().is_none(), "the server did not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// As a power cut: no chance to tidy up.
    pub fn kill(&mut self) {
        // SIGKILL on Unix.
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A connection with an access token.
pub struct Client {
    stream: BufReader<TcpStream>,
    token: String,
}

/// Status and JSON of an answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Client {
    pub fn new(address: SocketAddr, token: &str) -> Option<Self> {
        let stream = TcpStream::connect(address).ok()?;
        stream.set_nodelay(true).ok()?;
        Some(Self {
            stream: BufReader::new(stream),
            token: token.into(),
        })
    }

    /// One request; none where the connection broke before the whole answer was there.
    pub fn send(&mut self, method: &str, path: &str, key: &str, body: Option<Value>) -> Option<Answer> {
        let body = body.map(|b| b.to_string()).unwrap_or_default();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n");
        if !self.token.is_empty() {
            head += &format!("Authorization: Bearer {}\r\n", self.token);
        }
        if !key.is_empty() {
            head += &format!("Idempotency-Key: {key}\r\n");
        }
        if !body.is_empty() {
            head += "Content-Type: application/json\r\n";
        }
        head += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.stream.get_mut().write_all(head.as_bytes()).ok()?;
        self.read()
    }

    fn read(&mut self) -> Option<Answer> {
        let (mut status, mut length, mut chunked) = (0, 0, false);
        for number in 0.. {
            let mut line = String::new();
            if self.stream.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim().to_lowercase();
            if number == 0 {
                status = line.split(' ').nth(1)?.parse().ok()?;
            } else if line.is_empty() {
                break;
            } else if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            } else if line.starts_with("transfer-encoding:") {
                chunked = true;
            }
        }
        let mut bytes = Vec::new();
        if chunked {
            loop {
                let mut line = String::new();
                self.stream.read_line(&mut line).ok()?;
                let mut chunk = vec![0; usize::from_str_radix(line.trim(), 16).ok()? + 2];
                self.stream.read_exact(&mut chunk).ok()?;
                if chunk.len() == 2 {
                    break;
                }
                bytes.extend(&chunk[..chunk.len() - 2]);
            }
        } else {
            bytes.resize(length, 0);
            self.stream.read_exact(&mut bytes).ok()?;
        }
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Some(Answer { status, body })
    }
}
