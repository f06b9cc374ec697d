//! The server goes on while somebody holds connections; what it keeps is for its own account only.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // helpers of tests

use std::fs::metadata;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tonghop");
/// Long beyond what a busy machine needs; shorter than a connection waits that nobody closes.
const PATIENCE: Duration = Duration::from_secs(60);

struct Server {
    process: Child,
    address: SocketAddr,
    folder: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A folder that goes with the server; a server with so many files of the system, as a shell of a usual umask starts it.
fn server(name: &str, files: u32) -> Server {
    let folder = std::env::temp_dir().join(format!("tonghop-guarded-{name}-{}", std::process::id()));
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let process = Command::new("sh")
        .args(["-c", &format!("umask 022; ulimit -n {files}; exec \"$0\" \"$@\"")])
        .args([
            PROGRAM,
            "serve",
            "--log",
            "error",
            "--listen",
            &address.to_string(),
            "--data",
        ])
        .arg(folder.join("data"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut server = Server {
        process,
        address,
        folder,
    };
    while health(address).is_none() {
        assert!(server.process.try_wait().unwrap().is_none(), "the server did not start");
        std::thread::sleep(Duration::from_millis(20));
    }
    server
}

fn health(address: SocketAddr) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

#[test]
fn unfinished_requests_keep_nobody_out_and_end() {
    let server = server("held", 160);
    let begin = |what: &str| {
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(what.as_bytes()).unwrap();
        stream
    };
    let head = "GET / HTTP/1.1\r\nHost: a\r\n";
    let body = "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nlogin=";
    let held: Vec<TcpStream> = (0..150).flat_map(|_| [begin(head), begin(body)]).collect();
    let answer = health(server.address).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(held);
    // Of one alone the server has enough after a while; the line is closed without an answer, or with one that says so.
    let mut alone = begin(head);
    assert!(
        alone.read_to_end(&mut Vec::new()).is_ok(),
        "the connection is still open"
    );
    assert!(health(server.address).unwrap().starts_with("HTTP/1.1 200"));
}

fn mode(path: &Path) -> u32 {
    metadata(path).unwrap().permissions().mode() & 0o777
}

fn run(args: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 022; exec \"$0\" \"$@\"", PROGRAM]);
    command.args(args).output().unwrap()
}

#[test]
fn only_the_account_that_runs_it_reads_what_it_keeps() {
    let server = server("private", 1024);
    let data = server.folder.join("data");
    let file = data.join("tonghop.db");
    assert_eq!((mode(&data), mode(&file)), (0o700, 0o600));
    let (place, backup) = (data.to_str().unwrap(), server.folder.join("b.gz"));
    let made = run(&["backup", backup.to_str().unwrap(), "--data", place]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(mode(&backup), 0o600);

    let new = server.folder.join("new");
    let restored = run(&["restore", backup.to_str().unwrap(), "--data", new.to_str().unwrap()]);
    assert!(
        restored.status.success(),
        "{}",
        String::from_utf8_lossy(&restored.stderr)
    );
    assert_eq!((mode(&new), mode(&new.join("tonghop.db"))), (0o700, 0o600));
}

#[test]
fn an_address_that_no_browser_opens_is_refused_at_the_start() {
    let folder = std::env::temp_dir().join(format!("tonghop-guarded-base-{}", std::process::id()));
    let place = folder.to_str().unwrap();
    let out = run(&["serve", "--data", place, "--base-url", "javascript:x"]);
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(
        !out.status.success() && said.contains("--base-url") && said.contains("javascript:x"),
        "{said}"
    );
    assert!(!folder.exists());
}
