//! The writer of a SQLite file. Within a process those who want to write queue here, in order and without polling, and
//! share one connection, whose pages stay in memory: every other connection drops its pages when one of them writes.
//!
//! They share the commit, too: while somebody waits, the transaction stays open and the next one works in it behind a
//! savepoint of its own, so that one write to the disk makes all of them durable. Nobody is told of success before
//! that, and what fails undoes its own part only.

use crate::{Db, StoreError, StoreResult};
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};

/// Works that one commit makes durable at most: it bounds how long the first one waits for the last.
const TOGETHER: usize = 16;

/// The queue of those who want to write, and their connection.
#[derive(Default)]
pub(crate) struct Writer {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Somebody has the turn.
    busy: bool,
    /// Those who wait, each with its number.
    queue: VecDeque<(u64, Thread)>,
    /// The last number that was given out.
    last: u64,
    /// The number whose turn it is.
    turn: u64,
    /// What the next one goes on with.
    left: Left,
}

/// What one leaves to the next.
#[derive(Default)]
struct Left {
    /// The connection; none at first and after it failed.
    db: Option<Db>,
    /// Those in whose transaction the next one works; none where nothing is open.
    batch: Option<Arc<Batch>>,
    /// How many they are.
    members: usize,
}

/// Those whose work one commit makes durable.
#[derive(Default)]
struct Batch {
    outcome: Mutex<Option<Result<(), String>>>,
    known: Condvar,
}

impl Batch {
    fn tell(&self, outcome: Result<(), String>) {
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        self.known.notify_all();
    }

    /// Waits for the commit.
    fn wait(&self) -> StoreResult<()> {
        let outcome = self.outcome.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.known.wait_while(outcome, |o| o.is_none());
        match &*known.unwrap_or_else(PoisonError::into_inner) {
            Some(Err(cause)) => Err(StoreError::Commit(cause.clone())),
            _ => Ok(()),
        }
    }
}

/// The connection in the hands of who has the turn, in a running transaction.
struct Turn<'a> {
    writer: &'a Writer,
    db: Db,
    batch: Arc<Batch>,
    members: usize,
    /// The transaction is lost: the connection cannot go on.
    broken: bool,
    /// The transaction was undone as a whole: there is nothing to commit and nothing for others to go on in.
    undone: bool,
}

impl Writer {
    /// Runs `work` and returns once it is durable; what fails is undone.
    pub(crate) fn write<T, E: From<StoreError>>(
        &self,
        url: &str,
        work: impl FnOnce(&mut Db) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut turn = self.turn(url)?;
        let worked = catch_unwind(AssertUnwindSafe(|| turn.work(work)));
        if worked.is_err() {
            // A defect of the program, which is told to who met it; the others' work stays.
            turn.undo();
        }
        let batch = turn.end();
        let worked = worked.unwrap_or_else(|defect| resume_unwind(defect));
        // A failure, too, may speak of what others of the batch wrote: who reads again because of it has to find that.
        let durable = batch.wait();
        let value = worked?;
        durable.map(|()| value).map_err(E::from)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for its turn and begins a transaction where none is open.
    fn turn(&self, url: &str) -> StoreResult<Turn<'_>> {
        let mut state = self.state();
        if state.busy {
            state.last += 1;
            let number = state.last;
            state.queue.push_back((number, thread::current()));
            while state.turn != number {
                drop(state);
                thread::park();
                state = self.state();
            }
        }
        state.busy = true;
        let left = std::mem::take(&mut state.left);
        drop(state);
        let begun = match (left.db, left.batch) {
            (Some(db), Some(batch)) => Ok((db, batch)),
            (db, _) => begin(db, url).map(|db| (db, Arc::default())),
        };
        match begun {
            Ok((db, batch)) => Ok(Turn {
                writer: self,
                db,
                batch,
                members: left.members + 1,
                broken: false,
                undone: false,
            }),
            Err(error) => {
                self.pass_on(Left::default());
                Err(error)
            }
        }
    }

    /// Gives the turn to the next one.
    fn pass_on(&self, left: Left) {
        let mut state = self.state();
        state.left = left;
        match state.queue.pop_front() {
            Some((number, thread)) => {
                state.turn = number;
                drop(state);
                thread.unpark();
            }
            None => state.busy = false,
        }
    }
}

/// A connection in a transaction that holds the write lock from its beginning: one that read first could not become a
/// writing one when another process wrote in between.
fn begin(db: Option<Db>, url: &str) -> StoreResult<Db> {
    let mut db = match db {
        Some(db) => db,
        None => Db::open(url)?,
    };
    match &mut db {
        Db::Sqlite(connection) => AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN IMMEDIATE")?,
        Db::Postgres(connection) => AnsiTransactionManager::begin_transaction(connection)?,
    }
    Ok(db)
}

impl Turn<'_> {
    fn work<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        if self.base() > 0
            && let Err(error) = Db::begin_transaction(&mut self.db)
        {
            self.broken = true;
            return Err(StoreError::from(error).into());
        }
        let worked = work(&mut self.db);
        if worked.is_err() {
            self.undo();
        } else if self.base() > 0
            && let Err(error) = Db::commit_transaction(&mut self.db)
        {
            self.undo();
            return Err(StoreError::from(error).into());
        }
        worked
    }

    /// Transactions and savepoints that are open when the work begins and stay open when it fails: the others' transaction,
    /// or none for the first one. It has no savepoint, for which SQLite would keep every page as it was before.
    const fn base(&self) -> u32 {
        if self.members > 1 { 1 } else { 0 }
    }

    /// Undoes the work. Where the database ended the whole transaction by itself (a full disk), all is lost.
    fn undo(&mut self) {
        while !self.broken && depth(&mut self.db) > self.base() {
            self.broken = Db::rollback_transaction(&mut self.db).is_err();
        }
        self.broken |= depth(&mut self.db) != self.base();
        self.undone = !self.broken && self.base() == 0;
    }

    /// Leaves the transaction to the next one, or commits it.
    fn end(mut self) -> Arc<Batch> {
        let (batch, writer) = (Arc::clone(&self.batch), self.writer);
        let goes_on = !(self.broken || self.undone) && self.members < TOGETHER && !writer.state().queue.is_empty();
        if goes_on {
            writer.pass_on(Left {
                db: Some(self.db),
                batch: Some(self.batch),
                members: self.members,
            });
            return batch;
        }
        let outcome = match (self.broken, self.undone) {
            (true, _) => Err(String::from("the transaction was ended")),
            (_, true) => Ok(()),
            _ => Db::commit_transaction(&mut self.db).map_err(|e| e.to_string()),
        };
        let db = outcome.is_ok().then_some(self.db);
        batch.tell(outcome);
        writer.pass_on(Left { db, ..Left::default() });
        batch
    }
}

/// Transactions and savepoints that are open; 0 where the connection cannot say.
fn depth(db: &mut Db) -> u32 {
    let depth = Db::transaction_manager_status_mut(db).transaction_depth();
    depth.ok().flatten().map_or(0, std::num::NonZeroU32::get)
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A file with the table `n (v)` that is removed in the end.
    struct File(std::path::PathBuf);

    impl File {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("tonghop-writer-{}-{name}", std::process::id()));
            let _ = std::fs::remove_file(&path);
            let file = Self(path);
            let made = Db::open(&file.url()).and_then(|mut db| db.run("CREATE TABLE n (v BIGINT NOT NULL UNIQUE)"));
            made.expect("a table");
            file
        }

        fn url(&self) -> String {
            self.0.to_string_lossy().into_owned()
        }

        fn count(&self) -> i64 {
            let mut db = Db::open(&self.url()).expect("a file");
            let count = diesel::dsl::sql::<BigInt>("(SELECT count(*) FROM n)");
            diesel::select(count).get_result(&mut db).expect("a number")
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{ending}", self.url()));
            }
        }
    }

    fn put(db: &mut Db, value: usize) -> StoreResult<()> {
        db.run(&format!("INSERT INTO n VALUES ({value})"))
    }

    #[test]
    fn what_was_acknowledged_is_seen_by_others_and_what_failed_is_gone() {
        let (file, writer) = (File::new("many"), Writer::default());
        let (url, refused, barrier) = (file.url(), AtomicUsize::new(0), Barrier::new(8));
        thread::scope(|scope| {
            for worker in 0..8 {
                let (writer, url, refused, barrier, file) = (&writer, &url, &refused, &barrier, &file);
                scope.spawn(move || {
                    barrier.wait();
                    for number in 0..25 {
                        let value = worker * 100 + number;
                        // Every fifth one changes its mind after it wrote.
                        let done: StoreResult<()> = writer.write(url, |db| {
                            put(db, value)?;
                            if number % 5 == 4 {
                                return Err(StoreError::Stale("mind"));
                            }
                            Ok(())
                        });
                        match done {
                            Ok(()) => assert!(file.count() > 0),
                            Err(StoreError::Stale(_)) => {
                                refused.fetch_add(1, Ordering::Relaxed);
                            }
                            Err(other) => panic!("{other}"),
                        }
                    }
                });
            }
        });
        assert_eq!((file.count(), refused.into_inner()), (160, 40));
    }

    /// The second one fails because of what the first one wrote, and finds it where it looks again, although the third one is
    /// still at work in their transaction.
    #[test]
    fn what_a_failure_speaks_of_is_there_when_it_is_told() {
        let (file, writer) = (File::new("told"), Writer::default());
        let (url, barrier, inside) = (file.url(), Barrier::new(2), AtomicUsize::new(0));
        let until_somebody_waits = || {
            while writer.state().queue.is_empty() {
                thread::yield_now();
            }
        };
        thread::scope(|scope| {
            scope.spawn(|| {
                let first: StoreResult<()> = writer.write(&url, |db| {
                    barrier.wait();
                    until_somebody_waits();
                    put(db, 1)
                });
                first.expect("it is alone with its number");
            });
            scope.spawn(|| {
                barrier.wait();
                let second: StoreResult<()> = writer.write(&url, |db| {
                    inside.store(1, Ordering::SeqCst);
                    until_somebody_waits();
                    put(db, 1)
                });
                assert!(second.is_err_and(|e| e.is_duplicate()));
                assert_eq!(file.count(), 1);
            });
            scope.spawn(|| {
                while inside.load(Ordering::SeqCst) == 0 {
                    thread::yield_now();
                }
                let third: StoreResult<()> = writer.write(&url, |_| {
                    thread::sleep(std::time::Duration::from_millis(50));
                    Ok(())
                });
                third.expect("it does nothing");
            });
        });
    }

    #[test]
    fn a_defect_in_one_work_leaves_the_others_alone() {
        let (file, writer) = (File::new("defect"), Writer::default());
        let (url, barrier) = (file.url(), Barrier::new(2));
        thread::scope(|scope| {
            let first = scope.spawn(|| {
                writer.write(&url, |db| {
                    barrier.wait();
                    // The second one queues meanwhile, so that both share a transaction, or it comes after: both must do.
                    while writer.state().queue.is_empty() {
                        thread::yield_now();
                    }
                    put(db, 1)
                })
            });
            let second = scope.spawn(|| {
                barrier.wait();
                writer.write::<(), StoreError>(&url, |db| {
                    put(db, 2)?;
                    panic!("a defect");
                })
            });
            assert!(first.join().expect("no panic").is_ok());
            assert!(second.join().is_err());
        });
        assert_eq!(file.count(), 1);
        let after: StoreResult<()> = writer.write(&url, |db| put(db, 2));
        assert!(after.is_ok());
        assert_eq!(file.count(), 2);
    }

    #[test]
    fn all_of_a_transaction_that_cannot_be_committed_are_told() {
        let (file, writer) = (File::new("lost"), Writer::default());
        let (url, barrier) = (file.url(), Barrier::new(2));
        thread::scope(|scope| {
            let first = scope.spawn(|| {
                writer.write(&url, |db| {
                    barrier.wait();
                    while writer.state().queue.is_empty() {
                        thread::yield_now();
                    }
                    put(db, 1)
                })
            });
            let second = scope.spawn(|| {
                barrier.wait();
                // As a full disk does: the whole transaction is gone.
                writer.write::<(), StoreError>(&url, |db| db.run("ROLLBACK"))
            });
            assert!(matches!(first.join().expect("no panic"), Err(StoreError::Commit(_))));
            assert!(second.join().expect("no panic").is_err());
        });
        assert_eq!(file.count(), 0);
        let after: StoreResult<()> = writer.write(&url, |db| put(db, 3));
        assert!(after.is_ok());
    }
}
