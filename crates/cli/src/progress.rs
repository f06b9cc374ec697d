//! Progress: a bar on a terminal, plain lines elsewhere, nothing when quiet.

use crate::console;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use tonghop_app::Progress;
use tonghop_messages::Messages;
use tonghop_model::message::Arg;

/// Plain lines are printed at most this often in a run.
const PLAIN_LINES: usize = 20;

/// How the user sees a run going on.
pub struct Shown<'a> {
    messages: &'a Messages,
    total: usize,
    done: AtomicUsize,
    look: Look,
}

enum Look {
    Bar(ProgressBar),
    Lines,
    Nothing,
}

impl<'a> Shown<'a> {
    /// Progress over `total` files.
    pub fn new(total: usize, quiet: bool, messages: &'a Messages) -> Self {
        let look = if quiet {
            Look::Nothing
        } else if std::io::stderr().is_terminal() && total > 1 {
            let bar = ProgressBar::new(total as u64);
            if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} {wide_msg}") {
                bar.set_style(style);
            }
            Look::Bar(bar)
        } else if total > 1 {
            Look::Lines
        } else {
            Look::Nothing
        };
        Self {
            messages,
            total,
            done: AtomicUsize::new(0),
            look,
        }
    }

    /// Takes the bar away, so that what follows starts on a clean line.
    pub fn finish(&self) {
        if let Look::Bar(bar) = &self.look {
            bar.finish_and_clear();
        }
    }

    fn line(&self, text: &str) {
        match &self.look {
            Look::Bar(bar) => bar.suspend(|| console::note(text)),
            Look::Lines | Look::Nothing => console::note(text),
        }
    }
}

impl Progress for Shown<'_> {
    fn file_done(&self, path: &Path, failure: Option<&str>) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(reason) = failure {
            let args = [
                ("file", Arg::Text(path.display().to_string())),
                ("reason", Arg::Text(reason.to_owned())),
            ];
            self.line(&self.messages.word("cli-file-unread", &args));
        }
        match &self.look {
            Look::Bar(bar) => {
                bar.set_message(
                    path.file_name()
                        .map(|n| n.to_string_lossy().into_owned())
                        .unwrap_or_default(),
                );
                bar.inc(1);
            }
            Look::Lines if done == self.total || done.is_multiple_of(self.total.div_ceil(PLAIN_LINES).max(1)) => {
                let args = [
                    ("done", Arg::Count(done as u64)),
                    ("total", Arg::Count(self.total as u64)),
                ];
                self.line(&self.messages.word("app-progress-done", &args));
            }
            Look::Lines | Look::Nothing => {}
        }
    }

    fn step(&self, step: &'static str) {
        match &self.look {
            Look::Bar(bar) => bar.set_message(self.messages.text(step)),
            Look::Lines => self.line(&self.messages.text(step)),
            Look::Nothing => {}
        }
    }
}
