//! The files of the catalogue, from the binary or from a directory.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use tonghop_model::message::Message;

use crate::problem::Problem;

/// No file of the catalogue is larger; a larger one is refused unread.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// A TOML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// Path below the catalogue's directory, with `/`.
    pub path: String,
    /// Content.
    pub text: Cow<'static, str>,
}

/// The TOML files by area, each area in the order of file names.
#[derive(Debug, Default)]
pub(crate) struct FileSet {
    pub programmes: Vec<SourceFile>,
    pub templates: Vec<SourceFile>,
    pub indicators: Vec<SourceFile>,
    pub wordings: Vec<SourceFile>,
}

macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../catalogue/", $path)))),*]
    };
}

/// Folders of a catalogue, each of which a directory may have.
const AREAS: [&str; 6] = ["programmes", "templates", "indicators", "wordings", "holidays", "units"];

const PROGRAMMES: &[(&str, &str)] = embed!["programmes/411.toml"];
const TEMPLATES: &[(&str, &str)] = embed![
    "templates/411-38-2025.toml",
    "templates/411-51-2025.toml",
    "templates/411-56-2025.toml"
];
const INDICATORS: &[(&str, &str)] = embed![
    "indicators/a-security.toml",
    "indicators/h-infrastructure.toml",
    "indicators/k-economy.toml",
    "indicators/n-organisation.toml",
    "indicators/t-public-services.toml",
    "indicators/v-documents.toml",
    "indicators/x-society.toml",
];
const WORDINGS: &[(&str, &str)] = embed![
    "wordings/checks.toml",
    "wordings/document-types.toml",
    "wordings/status.toml",
];

const HOLIDAYS: &[(&str, &str)] = embed!["holidays/vietnam.toml"];

/// The files of holidays built into the program.
pub(crate) fn embedded_holidays() -> Vec<SourceFile> {
    embedded(HOLIDAYS)
}

/// The files of holidays of a directory; the embedded ones where it has no folder `holidays`.
pub(crate) fn read_holidays(dir: &Path, problems: &mut Vec<Problem>) -> Vec<SourceFile> {
    read_area(dir, "holidays", problems).unwrap_or_else(embedded_holidays)
}

fn embedded(list: &[(&'static str, &'static str)]) -> Vec<SourceFile> {
    list.iter()
        .map(|(path, text)| SourceFile {
            path: (*path).to_owned(),
            text: Cow::Borrowed(text),
        })
        .collect()
}

impl FileSet {
    /// The files built into the program.
    pub fn embedded() -> Self {
        Self {
            programmes: embedded(PROGRAMMES),
            templates: embedded(TEMPLATES),
            indicators: embedded(INDICATORS),
            wordings: embedded(WORDINGS),
        }
    }

    /// The files of a directory; an area without a folder is taken from the embedded data.
    pub fn read(dir: &Path, problems: &mut Vec<Problem>) -> Self {
        if !dir.is_dir() {
            let message = Message::new("catalogue-no-directory").with("path", dir.display().to_string());
            problems.push(Problem::new("", 0, message));
            return Self::default();
        }
        if !AREAS.iter().any(|area| dir.join(area).is_dir()) {
            let message = Message::new("catalogue-no-areas").with("areas", AREAS.join(", "));
            problems.push(Problem::new("", 0, message));
        }
        let mut area = |name: &str, fallback: &[(&'static str, &'static str)]| {
            read_area(dir, name, problems).unwrap_or_else(|| embedded(fallback))
        };
        Self {
            programmes: area("programmes", PROGRAMMES),
            templates: area("templates", TEMPLATES),
            indicators: area("indicators", INDICATORS),
            wordings: area("wordings", WORDINGS),
        }
    }
}

/// The `*.toml` files of one folder in the order of names; `None` where there is no such folder.
fn read_area(dir: &Path, area: &str, problems: &mut Vec<Problem>) -> Option<Vec<SourceFile>> {
    let entries = match fs::read_dir(dir.join(area)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        Err(error) => {
            problems.push(unreadable(area, &error.to_string()));
            return Some(Vec::new());
        }
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml") && !name.starts_with('.'))
        .collect();
    names.sort();
    let read = |name: String| {
        let path = format!("{area}/{name}");
        read_file(dir, &path, problems).map(|text| SourceFile {
            path,
            text: Cow::Owned(text),
        })
    };
    Some(names.into_iter().filter_map(read).collect())
}

/// The text of a file; a problem where it cannot be read, is too large or is not UTF-8.
fn read_file(dir: &Path, path: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let full = dir.join(path);
    let text = fs::metadata(&full).and_then(|meta| {
        if meta.len() > MAX_FILE_BYTES {
            return Err(std::io::Error::new(
                ErrorKind::FileTooLarge,
                format!("> {MAX_FILE_BYTES} bytes"),
            ));
        }
        fs::read_to_string(&full)
    });
    text.map_err(|error| problems.push(unreadable(path, &error.to_string())))
        .ok()
}

fn unreadable(path: &str, cause: &str) -> Problem {
    Problem::new(path, 0, Message::new("catalogue-unreadable").with("cause", cause))
}

/// The tables of administrative units, still as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct UnitTables {
    pub provinces: Cow<'static, str>,
    pub districts: Cow<'static, str>,
    pub communes_before: Cow<'static, str>,
    pub communes: Cow<'static, str>,
    pub successions: Cow<'static, str>,
}

macro_rules! unit_table {
    ($name:literal) => {
        include_str!(concat!("../../../catalogue/units/", $name))
    };
}

/// Names of the tables of units.
pub(crate) const UNIT_FILES: [&str; 5] = [
    "units/provinces.tsv",
    "units/districts.tsv",
    "units/communes-before-2025-07.tsv",
    "units/communes.tsv",
    "units/successions.tsv",
];

impl UnitTables {
    /// The tables built into the program.
    pub fn embedded() -> Self {
        Self {
            provinces: Cow::Borrowed(unit_table!("provinces.tsv")),
            districts: Cow::Borrowed(unit_table!("districts.tsv")),
            communes_before: Cow::Borrowed(unit_table!("communes-before-2025-07.tsv")),
            communes: Cow::Borrowed(unit_table!("communes.tsv")),
            successions: Cow::Borrowed(unit_table!("successions.tsv")),
        }
    }

    /// The tables of a directory; the embedded ones where it has no folder `units`.
    pub fn read(dir: &Path, problems: &mut Vec<Problem>) -> Self {
        if !dir.join("units").is_dir() {
            return Self::embedded();
        }
        let mut table = |path: &str| Cow::Owned(read_file(dir, path, problems).unwrap_or_default());
        let [provinces, districts, communes_before, communes, successions] = UNIT_FILES;
        Self {
            provinces: table(provinces),
            districts: table(districts),
            communes_before: table(communes_before),
            communes: table(communes),
            successions: table(successions),
        }
    }

    /// Name and text of every table, in the order of [`UNIT_FILES`].
    pub fn named(&self) -> [(&'static str, &str); 5] {
        let texts = [
            &self.provinces,
            &self.districts,
            &self.communes_before,
            &self.communes,
            &self.successions,
        ];
        let mut at = 0;
        UNIT_FILES.map(|name| {
            let text: &str = texts[at];
            at += 1;
            (name, text)
        })
    }
}
