//! What every use case needs: catalogue, messages, limits, threads.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tonghop_catalogue::Catalogue;
use tonghop_messages::Messages;
use tonghop_readers::Limits;

/// Time after which reading and checking one file is given up.
const FILE_TIMEOUT: Duration = Duration::from_secs(300);
/// Characters of a report that are read: those of 2,000 pages full of text.
const REPORT_CHARACTERS: usize = 5_000_000;
/// Cells of a report that are read: 4,000 rows of 75 columns.
const REPORT_CELLS: u32 = 300_000;

/// What every use case needs.
#[derive(Debug)]
pub struct Engine {
    /// Programmes, templates, indicators, wordings, org units.
    pub catalogue: Data,
    /// Texts in the language of the run.
    pub messages: Arc<Messages>,
    /// Bounds on the work that one file may cause, without deadline.
    pub limits: Limits,
    threads: rayon::ThreadPool,
}

/// The catalogue of a run: the one built in, or one from a folder.
#[derive(Debug)]
pub enum Data {
    /// Built into the program.
    Embedded(&'static Catalogue),
    /// Read from a folder.
    Loaded(Box<Catalogue>),
}

impl std::ops::Deref for Data {
    type Target = Catalogue;

    fn deref(&self) -> &Catalogue {
        match self {
            Self::Embedded(catalogue) => catalogue,
            Self::Loaded(catalogue) => catalogue,
        }
    }
}

/// Why the engine could not be started.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The catalogue has mistakes; each line names file and line.
    #[error("the catalogue has mistakes:\n{}", .0.join("\n"))]
    Catalogue(Vec<String>),
    /// The threads could not be started.
    #[error("cannot start the worker threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl Engine {
    /// An engine over the embedded catalogue, or over the one in `folder`.
    ///
    /// `jobs` is the number of threads; 0 means one per core.
    ///
    /// # Errors
    /// [`EngineError::Catalogue`] with every mistake found in the catalogue.
    pub fn new(folder: Option<&Path>, messages: Arc<Messages>, jobs: usize) -> Result<Self, EngineError> {
        let catalogue = crate::pipeline::catalogue(folder, &messages).map_err(EngineError::Catalogue)?;
        let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
        Ok(Self {
            catalogue,
            messages,
            limits: Limits::default(),
            threads,
        })
    }

    /// Every mistake of the catalogue in `folder`, or of the embedded one, worded with file and line.
    #[must_use]
    pub fn catalogue_problems(folder: Option<&Path>, messages: &Messages) -> Vec<String> {
        crate::pipeline::catalogue_problems(folder, messages)
    }

    /// Runs `work` on the threads of this engine.
    pub(crate) fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.threads.install(work)
    }

    /// The limits for a report whose reading starts now: what is read of it is also understood and checked, and so
    /// less than of a sheet of values. What is left out, a warning of the reading says.
    pub(crate) fn report_limits(&self) -> Limits {
        let limits = self.file_limits();
        Limits {
            characters: limits.characters.min(REPORT_CHARACTERS),
            cells: limits.cells.min(REPORT_CELLS),
            ..limits
        }
    }

    /// The limits for a file whose reading starts now.
    pub(crate) fn file_limits(&self) -> Limits {
        self.limits.clone().within(FILE_TIMEOUT)
    }
}
