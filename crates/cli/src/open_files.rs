//! How many files the system lets the process open: each connection takes one.

#[cfg(unix)]
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files of the system that are left for the database, for programs that help and for what is read and written.
const OTHERS: u64 = 256;
/// Connections beyond which more of them help nobody.
const MOST: u64 = 10_000;

/// How many connections may be open at once. Takes as many files as the system allows the process; of few, half are left for
/// other things.
pub fn connections() -> usize {
    #[cfg(unix)]
    {
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        let more = Rlimit {
            current: maximum,
            maximum,
        };
        let raised = setrlimit(Resource::Nofile, more).is_ok();
        let files = if raised { maximum } else { current };
        room(files.unwrap_or(u64::MAX))
    }
    #[cfg(not(unix))]
    room(MOST)
}

fn room(files: u64) -> usize {
    let room = files.saturating_sub(OTHERS).max(files / 2).clamp(1, MOST);
    usize::try_from(room).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::room;

    #[test]
    fn files_are_left_for_other_things() {
        assert_eq!([64, 256, 1024, 524_288].map(room), [32, 128, 768, 10_000]);
        assert_eq!(room(u64::MAX), 10_000);
    }
}
