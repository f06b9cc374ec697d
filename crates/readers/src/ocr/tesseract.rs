//! Tesseract as a process.

use crate::tool::{self, WorkDir};
use crate::{Limits, ReadError};
use std::process::{Command, Stdio};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Program name, also in messages.
pub(crate) const TOOL: &str = "tesseract";
/// Name of the missing language data in messages.
const LANGUAGE_DATA: &str = "tesseract-ocr-vie";
/// Processes at most at once, over all files of the run.
const MAX_PROCESSES: u32 = 2;
/// Time for one picture when the caller sets no deadline.
const TIME_PER_PICTURE: Duration = Duration::from_secs(90);

/// A recognised word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// Number of the picture in the list, from 0.
    pub(crate) picture: usize,
    /// Words with the same number stand on one line of the picture.
    pub(crate) line: (u32, u32, u32),
    /// Left, top, width and height in pixels.
    pub(crate) area: (f32, f32, f32, f32),
    /// Confidence from 0 to 100.
    pub(crate) confidence: f32,
    /// The text.
    pub(crate) text: String,
}

/// Whether Tesseract and its Vietnamese data are there; asked once.
///
/// # Errors
/// [`ReadError::ToolMissing`] names what is missing.
pub(crate) fn available() -> Result<(), ReadError> {
    static FOUND: OnceLock<Result<(), ReadError>> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        let output = Command::new(TOOL).arg("--list-langs").stdin(Stdio::null()).output();
        let Ok(output) = output else {
            return Err(ReadError::ToolMissing { tool: TOOL });
        };
        let listed = [output.stdout, output.stderr].concat();
        let listed = String::from_utf8_lossy(&listed);
        if listed.lines().any(|l| l.trim() == "vie") {
            Ok(())
        } else {
            Err(ReadError::ToolMissing { tool: LANGUAGE_DATA })
        }
    });
    found.clone()
}

/// Recognises the pictures that `names` lists, all in one process. `mode` is Tesseract's page
/// segmentation mode.
///
/// # Errors
/// [`ReadError::ToolMissing`], [`ReadError::ToolFailed`], [`ReadError::TimedOut`].
pub(crate) fn run(
    dir: &WorkDir,
    list: &str,
    names: &[String],
    mode: u8,
    limits: &Limits,
) -> Result<Vec<Word>, ReadError> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    dir.write(list, (names.join("\n") + "\n").as_bytes())?;
    let _slot = Slot::take();
    limits.check_time()?;
    let time = limits
        .time_left()
        .unwrap_or(TIME_PER_PICTURE * u32::try_from(names.len()).unwrap_or(u32::MAX).min(400));
    let mut command = Command::new(TOOL);
    command.current_dir(dir.path()).env("OMP_THREAD_LIMIT", "1").args([
        list,
        "stdout",
        "-l",
        "vie",
        "--psm",
        &mode.to_string(),
        "--dpi",
        "200",
        "tsv",
    ]);
    let table = tool::run(TOOL, &mut command, b"", Instant::now() + time)?;
    Ok(parse(&String::from_utf8_lossy(&table)))
}

/// The words of Tesseract's table.
fn parse(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.splitn(12, '\t').collect();
        let ["5", page, block, par, row, _, left, top, width, height, conf, text] = fields[..] else {
            continue;
        };
        let number = |s: &str| s.parse::<u32>().ok();
        let measure = |s: &str| s.parse::<f32>().ok();
        let parsed = (|| {
            Some(Word {
                picture: number(page)?.checked_sub(1)? as usize,
                line: (number(block)?, number(par)?, number(row)?),
                area: (measure(left)?, measure(top)?, measure(width)?, measure(height)?),
                confidence: measure(conf)?,
                text: tonghop_text::nfc(text.trim()).into_owned(),
            })
        })();
        words.extend(parsed.filter(|w| !w.text.is_empty()));
    }
    words
}

/// One of the places for processes.
struct Slot;

static BUSY: Mutex<u32> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

impl Slot {
    fn take() -> Self {
        let mut busy = BUSY.lock().unwrap_or_else(PoisonError::into_inner);
        while *busy >= MAX_PROCESSES {
            busy = FREED.wait(busy).unwrap_or_else(PoisonError::into_inner);
        }
        *busy += 1;
        Self
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut busy = BUSY.lock().unwrap_or_else(PoisonError::into_inner);
        *busy = busy.saturating_sub(1);
        FREED.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_from_the_table() {
        let table =
            "level\tpage_num\n1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n5\t2\t1\t1\t3\t1\t10\t20\t30\t40\t95.5\tViệt\n";
        let words = parse(table);
        assert_eq!(words.len(), 1);
        assert_eq!((words[0].picture, words[0].line), (1, (1, 1, 3)));
        assert_eq!(words[0].text, "Việt");
    }
}
