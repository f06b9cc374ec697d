//! Writing results without losing what was there.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tonghop_writers::WriteError;

/// Why a result could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Results of an earlier run are there and may not be replaced.
    #[error("{} exists already", .0.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", "))]
    Exists(Vec<PathBuf>),
    /// The file or folder could not be written.
    #[error("cannot write {path}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The content could not be put into the form of the file.
    #[error("cannot write {path}")]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: WriteError,
    },
}

/// A folder that results are written to.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    /// Files of an earlier run that will be replaced.
    pub replaces: Vec<PathBuf>,
}

impl OutputFolder {
    /// Creates the folder where needed and looks for files that would be replaced.
    ///
    /// # Errors
    /// [`OutputError::Exists`] where one of `names` is there and `force` is not set.
    pub fn open(path: &Path, names: &[&str], force: bool) -> Result<Self, OutputError> {
        let existing: Vec<PathBuf> = names.iter().map(|n| path.join(n)).filter(|p| p.exists()).collect();
        if !existing.is_empty() && !force {
            return Err(OutputError::Exists(existing));
        }
        std::fs::create_dir_all(path).map_err(|source| OutputError::Io {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self {
            path: path.to_owned(),
            replaces: existing,
        })
    }

    /// Writes one file: first beside its place, then moved there, so that a failure leaves the old one.
    ///
    /// # Errors
    /// [`OutputError`] with the cause.
    pub fn write(
        &self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> Result<(), WriteError>,
    ) -> Result<PathBuf, OutputError> {
        let path = self.path.join(name);
        let draft = self.path.join(format!(".{name}.part"));
        let io = |source| OutputError::Io {
            path: path.clone(),
            source,
        };
        let mut out = BufWriter::new(File::create(&draft).map_err(io)?);
        let written = content(&mut out)
            .map_err(|source| OutputError::Write {
                path: path.clone(),
                source,
            })
            .and_then(|()| out.flush().map_err(io))
            .and_then(|()| std::fs::rename(&draft, &path).map_err(io));
        if written.is_err() {
            // The draft is of no use to anyone; the reason for the failure is what matters.
            let _ = std::fs::remove_file(&draft);
        }
        written.map(|()| path)
    }
}
