//! Standard output for results, standard error for messages.

use std::io::{self, BufWriter, IsTerminal, Write};

/// Writes a result to standard output. A reader that went away (`| head`) is no error.
///
/// # Errors
/// Any other failure of standard output.
pub fn result(content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match content(&mut out).and_then(|()| out.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
            // What is still buffered has nowhere to go: do not try again while dropping.
            let _ = out.into_parts();
            Ok(())
        }
        other => other,
    }
}

/// Writes a line to standard error.
pub fn note(text: &str) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{text}");
}

/// True where results may be coloured: a terminal, and nobody asked for plain text (<https://no-color.org>).
#[must_use]
pub fn colour() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    set("CLICOLOR_FORCE") && !set("NO_COLOR") || io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
}

/// Columns of the terminal; 100 where there is none, at least 40.
#[must_use]
pub fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|v| v.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    asked.or_else(seen).unwrap_or(100).clamp(40, 160)
}
