//! The sample reports of the repository, embedded. The units do not exist.

/// Folder inside the demo's output that the samples are written to.
pub const FOLDER: &str = "bao-cao-mau";

/// File name and content.
pub const SAMPLES: &[(&str, &[u8])] = &[];
