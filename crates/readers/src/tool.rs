//! Programs that do what this crate does not: they run in a private directory or on their standard streams alone, at most so
//! long, and give back at most so much.

use crate::ReadError;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Most bytes that are taken from a stream of a program.
const MOST_OUTPUT: u64 = 256 << 20;

/// The failure of a program, its words shortened for a message.
pub(crate) fn failed(tool: &'static str, detail: &str) -> ReadError {
    ReadError::ToolFailed {
        tool,
        detail: detail.trim().chars().take(300).collect(),
    }
}

/// Runs the program with `input` on its standard input and gives back what it wrote to its standard output.
///
/// # Errors
/// [`ReadError::ToolMissing`] where there is no such program, [`ReadError::ToolFailed`] with what it wrote to its standard error,
/// [`ReadError::TimedOut`]; it is ended then.
pub(crate) fn run(
    tool: &'static str,
    command: &mut Command,
    input: &[u8],
    deadline: Instant,
) -> Result<Vec<u8>, ReadError> {
    let child = command
        .stdin(if input.is_empty() {
            Stdio::null()
        } else {
            Stdio::piped()
        })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => ReadError::ToolMissing { tool },
            _ => failed(tool, &e.to_string()),
        })?;
    let mut running = Running(child);
    let (stdin, stdout, stderr) = (running.0.stdin.take(), running.0.stdout.take(), running.0.stderr.take());
    let out = read_aside(stdout);
    let err = read_aside(stderr);
    let input = input.to_vec();
    std::thread::spawn(move || {
        // A program that does not want all of its input ends the stream; what it says counts.
        let _ = stdin.map(|mut stream| stream.write_all(&input));
    });
    // A program that it started may hold the streams when it has ended: the threads end with them, nobody waits longer.
    let ended_well = running.wait(tool, deadline)?;
    let rest = |from: &Receiver<Vec<u8>>| from.recv_timeout(deadline.saturating_duration_since(Instant::now()));
    if ended_well {
        rest(&out).map_err(|_| ReadError::TimedOut)
    } else {
        Err(failed(tool, &String::from_utf8_lossy(&rest(&err).unwrap_or_default())))
    }
}

/// Reads the stream to its end on a thread of its own.
fn read_aside(stream: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(stream) = stream {
            // What came before an error is still worth having.
            let _ = stream.take(MOST_OUTPUT).read_to_end(&mut bytes);
        }
        // Nobody may wait any more.
        let _ = sender.send(bytes);
    });
    receiver
}

/// Where the program with this name stands in the search path.
pub(crate) fn in_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|p| p.is_file())
}

/// A program that ends with this value.
struct Running(Child);

impl Running {
    /// Waits for the program: whether it ended well.
    fn wait(&mut self, tool: &'static str, deadline: Instant) -> Result<bool, ReadError> {
        let mut pause = Duration::from_millis(5);
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return Ok(status.success()),
                Ok(None) if Instant::now() >= deadline => return Err(ReadError::TimedOut),
                Ok(None) => std::thread::sleep(pause),
                Err(e) => return Err(failed(tool, &e.to_string())),
            }
            pause = (pause * 2).min(Duration::from_millis(60));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            // Nothing more can be done where ending it fails.
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}

/// A directory of our own that is removed when it is no longer needed.
pub(crate) struct WorkDir {
    path: PathBuf,
    tool: &'static str,
}

impl WorkDir {
    /// A fresh private directory for a program.
    ///
    /// # Errors
    /// [`ReadError::ToolFailed`] where the system has no room for it.
    pub(crate) fn new(tool: &'static str) -> Result<Self, ReadError> {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let base = std::env::temp_dir();
        for _ in 0..100 {
            let number = COUNTER.fetch_add(1, Ordering::Relaxed);
            let path = base.join(format!("tonghop-{}-{number}", std::process::id()));
            let mut builder = std::fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            // Fails where the folder exists: nobody else's files are ever used.
            match builder.create(&path) {
                Ok(()) => return Ok(Self { path, tool }),
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(failed(tool, &e.to_string())),
            }
        }
        Err(failed(tool, "no temporary directory"))
    }

    /// Writes a file into the directory.
    ///
    /// # Errors
    /// [`ReadError::ToolFailed`] where that fails.
    pub(crate) fn write(&self, name: &str, data: &[u8]) -> Result<(), ReadError> {
        std::fs::write(self.path.join(name), data).map_err(|e| failed(self.tool, &e.to_string()))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for WorkDir {
    fn drop(&mut self) {
        // Nothing is lost where it stays: the system empties its temporary directory.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(60)
    }

    #[test]
    fn what_goes_in_and_comes_out_may_be_longer_than_a_pipe_holds() {
        let long = vec![b'x'; 1 << 20];
        assert_eq!(run("cat", &mut Command::new("cat"), &long, soon()), Ok(long));
    }

    #[test]
    fn a_program_that_is_not_there_fails_or_takes_too_long_is_told_apart() {
        let missing = run("no", &mut Command::new("tonghop-no-such-program"), b"", soon());
        assert_eq!(missing, Err(ReadError::ToolMissing { tool: "no" }));
        let fails = run(
            "sh",
            Command::new("sh").args(["-c", "echo why >&2; exit 3"]),
            b"",
            soon(),
        );
        assert_eq!(fails, Err(failed("sh", "why")));
        let left = run(
            "sh",
            Command::new("sh").args(["-c", "sleep 60 & exit 0"]),
            b"",
            Instant::now() + Duration::from_millis(300),
        );
        assert_eq!(left, Err(ReadError::TimedOut), "what it started holds its streams");
        let slow = run("sleep", Command::new("sleep").arg("60"), b"", Instant::now());
        assert_eq!(slow, Err(ReadError::TimedOut));
    }

    #[test]
    fn a_directory_goes_away_with_its_value() {
        let dir = WorkDir::new("x").expect("a directory");
        dir.write("a", b"b").expect("a file");
        let path = dir.path().to_owned();
        drop(dir);
        assert!(!path.exists());
    }
}
