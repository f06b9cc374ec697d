//! From files and folders named by the user to the list of files to read.

use crate::compile::OUTPUTS;
use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Folders nested deeper than this are not followed (a link may lead in circles).
const MAX_DEPTH: usize = 64;

/// Extensions of files that may hold a report. Files named directly are read whatever their name is.
const READABLE: [&str; 22] = [
    "docx", "docm", "doc", "rtf", "odt", "pdf", "xlsx", "xlsm", "xls", "ods", "html", "htm", "md", "markdown", "txt",
    "tsv", "png", "jpg", "jpeg", "tif", "tiff", "webp",
];

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// Files to read, each once, those of a folder sorted by path.
    pub files: Vec<PathBuf>,
    /// What was passed over, with the reason.
    pub skipped: Vec<Skipped>,
}

/// A file or folder that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Which.
    pub path: PathBuf,
    /// Key of the message that says why.
    pub reason: &'static str,
}

/// Collects the files named in `inputs`; folders are searched recursively.
///
/// Hidden files and Office's lock files ("~$…") are passed over silently, everything else that is not
/// read is listed in [`Walk::skipped`]. `outside` (the output folder) is not searched unless it is named itself; results
/// of an earlier run are never taken for reports, wherever they lie.
#[must_use]
pub fn walk(inputs: &[PathBuf], outside: Option<&Path>) -> Walk {
    let mut search = Search {
        seen: HashSet::new(),
        outside: outside.and_then(|p| p.canonicalize().ok()),
        found: Walk::default(),
    };
    for input in inputs {
        if input.is_dir() {
            // Who writes the results among the reports means the reports.
            if search.outside.is_some() && search.outside == input.canonicalize().ok() {
                search.outside = None;
            }
            search.folder(input, 0);
        } else {
            search.file(input);
        }
    }
    search.found
}

struct Search {
    seen: HashSet<PathBuf>,
    outside: Option<PathBuf>,
    found: Walk,
}

impl Search {
    fn file(&mut self, path: &Path) {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(identity) {
            self.found.files.push(path.to_owned());
        }
    }

    fn folder(&mut self, folder: &Path, depth: usize) {
        let identity = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if self.outside.as_ref() == Some(&identity) || !self.seen.insert(identity) {
            return;
        }
        let Ok(entries) = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) else {
            return self.skip(folder, "app-skipped-folder-unreadable");
        };
        let mut paths: Vec<PathBuf> = entries
            .into_iter()
            .map(|e| e.path())
            .filter(|p| !is_hidden(p))
            .collect();
        paths.sort();
        let results = results_in(&paths);
        for path in paths {
            if results && is_result(&path) {
                self.skip(&path, "app-skipped-own-results");
            } else if path.is_dir() {
                if depth < MAX_DEPTH {
                    self.folder(&path, depth + 1);
                } else {
                    self.skip(&path, "app-skipped-too-deep");
                }
            } else if is_readable(&path) {
                self.file(&path);
            } else {
                self.skip(&path, "app-skipped-not-a-report");
            }
        }
    }

    fn skip(&mut self, path: &Path, reason: &'static str) {
        self.found.skipped.push(Skipped {
            path: path.to_owned(),
            reason,
        });
    }
}

/// True where a run left its results in the folder: a file alone may be called like one of them by chance.
fn results_in(paths: &[PathBuf]) -> bool {
    let here = |name: &str| paths.iter().any(|p| p.file_name().is_some_and(|n| n == name));
    ["findings.csv", "readings.jsonl"].into_iter().all(here)
}

fn is_result(path: &Path) -> bool {
    path.file_name().is_some_and(|n| OUTPUTS.iter().any(|o| n == *o))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|n| {
        let name = n.to_string_lossy();
        name.starts_with('.') || name.starts_with("~$")
    })
}

fn is_readable(path: &Path) -> bool {
    match path.extension() {
        Some(ending) => READABLE.iter().any(|r| ending.eq_ignore_ascii_case(r)),
        None => begins_like_a_document(path),
    }
}

/// True for a file without an ending whose first bytes are those of an office file or a PDF, as it comes from a system that
/// stores files by number. Text has no such bytes: notes, licences and the like are no reports.
fn begins_like_a_document(path: &Path) -> bool {
    const BEGINNINGS: [&[u8; 4]; 3] = [b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"];
    let mut first = [0; 4];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut first));
    read.is_ok() && BEGINNINGS.contains(&&first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_searched_and_what_is_left_out_is_listed() {
        let root = std::env::temp_dir().join(format!("tonghop-walk-{}", std::process::id()));
        std::fs::create_dir_all(root.join("sub/out")).unwrap();
        for name in [
            "b.docx",
            "a.txt",
            "ảnh.heic",
            ".hidden.txt",
            "~$b.docx",
            "sub/c.PDF",
            "sub/out/d.txt",
        ] {
            std::fs::write(root.join(name), "x").unwrap();
        }
        std::fs::write(root.join("123456"), b"PK\x03\x04rest").unwrap();
        let found = walk(&[root.clone(), root.join("a.txt")], Some(&root.join("sub/out")));
        let names: Vec<_> = found
            .files
            .iter()
            .map(|p| p.strip_prefix(&root).unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["123456", "a.txt", "b.docx", "sub/c.PDF"]);
        assert_eq!(found.skipped.len(), 1);
        assert!(found.skipped[0].path.ends_with("ảnh.heic"));
        std::fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn results_of_an_earlier_run_are_no_reports() {
        let root = std::env::temp_dir().join(format!("tonghop-walk-results-{}", std::process::id()));
        std::fs::create_dir_all(root.join("alone")).unwrap();
        for name in OUTPUTS.iter().chain(&["a.txt", "alone/tong-hop.xlsx"]) {
            std::fs::write(root.join(name), "x").unwrap();
        }
        // The output folder is the folder of the reports.
        let found = walk(std::slice::from_ref(&root), Some(&root));
        assert_eq!(found.files, [root.join("a.txt"), root.join("alone/tong-hop.xlsx")]);
        assert_eq!(found.skipped.len(), OUTPUTS.len());
        assert!(found.skipped.iter().all(|s| s.reason == "app-skipped-own-results"));
        std::fs::remove_dir_all(&root).unwrap();
    }
}
