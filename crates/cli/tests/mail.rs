//! `tonghop serve` sends what waits in the outbox to a mail server that listens on the loopback address.

#![allow(clippy::unwrap_used)] // helpers of tests

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tonghop_store::Store;
use tonghop_store::outbox::{self, NewMail};

const PASSWORD: &str = "mat-khau-thu";
/// Long beyond what a busy machine needs; nothing depends on how long it takes.
const PATIENCE: Duration = Duration::from_secs(240);

/// A mail server that wants a user and a password, and gives each letter it took to the receiver.
fn sink() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (give, take) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            if let Some(letter) = conversation(&stream.unwrap())
                && give.send(letter).is_err()
            {
                return;
            }
        }
    });
    (address, take)
}

/// What was said after `DATA`, with the envelope's receiver on the first line.
fn conversation(mut stream: &TcpStream) -> Option<String> {
    stream.write_all(b"220 sink\r\n").unwrap();
    let (mut letter, mut in_data, mut taken) = (String::new(), false, None);
    for line in BufReader::new(stream).lines() {
        let line = line.ok()?;
        let reply = match (in_data, line.split([' ', ':']).next().unwrap_or("")) {
            (true, _) if line == "." => {
                in_data = false;
                taken = Some(std::mem::take(&mut letter));
                "250 ok"
            }
            (true, _) => {
                letter += &format!("{line}\n");
                continue;
            }
            (_, "EHLO") => "250-sink\r\n250 AUTH PLAIN",
            (_, "AUTH") => "235 welcome",
            (_, "RCPT") => {
                letter += &format!("{line}\n");
                "250 ok"
            }
            (_, "DATA") => {
                in_data = true;
                "354 go on"
            }
            (_, "QUIT") => "221 bye",
            _ => "250 ok",
        };
        stream.write_all(format!("{reply}\r\n").as_bytes()).unwrap();
        if reply.starts_with("221") {
            break;
        }
    }
    taken
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn folder(name: &str) -> Folder {
    let path = std::env::temp_dir().join(format!("tonghop-mail-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    Folder(path)
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn tonghop(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
    command.env_remove("TONGHOP_LANG").stderr(Stdio::piped());
    command
}

fn queued(data: &Path) -> Store {
    let store = Store::open(data.join("tonghop.db").to_str().unwrap()).unwrap();
    store.migrate(100).unwrap();
    for (key, kind, recipient) in [
        ("reminder-1", "reminder", "a@xa-mau.example"),
        ("returned-1", "returned", "a@xa-mau.example"),
        ("reminder-2", "reminder", "b@xa-mau.example"),
    ] {
        let new = NewMail {
            idempotency_key: key,
            kind,
            recipient,
            subject: key,
            body: "Noi dung cua thu\n",
            state: "pending",
            attempts: 0,
            due_at: 100,
            lease_until: 0,
            created_at: 1_795_000_000,
        };
        assert!(store.write(|db| outbox::queue(db, &new)).unwrap());
    }
    store
}

#[test]
fn what_waits_is_sent_once_and_together_and_the_password_is_not_told() {
    let data = folder("sent");
    let store = queued(&data.0);
    let (address, letters) = sink();
    let child = tonghop(&data.0)
        .env("TONGHOP_SMTP_URL", format!("smtp://nguoi-gui:{PASSWORD}@{address}"))
        .env("TONGHOP_SMTP_SENDER", "Tổng Hợp <bao-cao@so.example>")
        .spawn()
        .unwrap();
    let mut server = Server(child);
    let first = letters.recv_timeout(PATIENCE).unwrap();
    let second = letters.recv_timeout(PATIENCE).unwrap();
    assert!(first.contains("RCPT TO:<a@xa-mau.example>"), "{first}");
    assert!(first.contains("Subject: returned-1 (+1)"), "returns first: {first}");
    assert!(first.contains("reminder-1") && first.contains("Noi dung"), "{first}");
    assert!(second.contains("RCPT TO:<b@xa-mau.example>"), "{second}");
    assert!(second.contains("Message-ID: <reminder-2@so.example>"), "{second}");
    // The second is marked after it was taken: wait until the database says so.
    let all_sent = || store.read(|db| outbox::count(db, "sent")).unwrap() == 3;
    let waited = (0..2_400).any(|_| {
        all_sent() || {
            std::thread::sleep(Duration::from_millis(100));
            false
        }
    });
    assert!(waited, "the letters are marked as sent");
    assert!(letters.try_recv().is_err(), "nothing is sent twice");
    server.0.kill().unwrap();
    let mut said = String::new();
    server.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.contains("TONGHOP_SMTP_URL") && !said.contains(PASSWORD), "{said}");
}

#[test]
fn a_setting_that_cannot_be_used_is_named_and_the_password_is_not() {
    let data = folder("wrong");
    for (url, sender, named) in [
        ("smtp://u:mat-khau-thu@localhost", "", "TONGHOP_SMTP_SENDER"),
        ("http://u:mat-khau-thu@localhost", "a@so.example", "TONGHOP_SMTP_URL"),
    ] {
        let mut command = tonghop(&data.0);
        command.env("TONGHOP_SMTP_URL", url).env("TONGHOP_SMTP_SENDER", sender);
        let out = command.output().unwrap();
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(!out.status.success());
        assert!(said.contains(named) && !said.contains(PASSWORD), "{said}");
    }
}
