//! The server that is measured: a process of its own, started and stopped here.

use super::http::Client;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running `tonghop serve`.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    /// From the start of the process to the first answer.
    pub started_in: Duration,
}

impl Server {
    pub fn start(binary: &str, database: &str) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let data = std::env::temp_dir().join(format!("tonghop-load-{}", std::process::id()));
        let begun = Instant::now();
        let process = Command::new(binary)
            .args(["serve", "--listen", &address.to_string(), "--log", "error"])
            .args(["--database", database, "--data", &data.to_string_lossy()])
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let answers = || {
            Client::new(address)
                .and_then(|mut c| c.get("/sign-in"))
                .is_ok_and(|a| a.status == 200)
        };
        while !answers() {
            assert!(begun.elapsed() < Duration::from_secs(60), "the server does not answer");
            std::thread::sleep(Duration::from_millis(5));
        }
        Self {
            process,
            address,
            started_in: begun.elapsed(),
        }
    }

    /// Resident memory in megabytes: now, and the most there was.
    pub fn memory(&self) -> (f64, f64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find(|l| l.starts_with(name)).unwrap_or("");
            let number = line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok());
            number.unwrap_or(0.0) / 1024.0
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
