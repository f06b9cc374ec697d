//! Formats that LibreOffice converts first, when it is installed: DOC, RTF and ODT to DOCX, XLS and
//! XLSB to XLSX.
//!
//! The program runs in a folder of its own with a profile of its own, under a time limit, and its
//! output is read with the same limits as any other file.

use crate::tool::{self, WorkDir};
use crate::{Input, Limits, ReadError, docx, sheet};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tonghop_document::Document;

/// Name of the program in messages.
const TOOL: &str = "LibreOffice";
/// Names under which it is looked for.
const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];
/// Longest time for one file; starting the program alone takes some seconds.
const LONGEST: Duration = Duration::from_secs(120);

/// Reads a file of one of these formats.
///
/// # Errors
/// [`ReadError::ToolMissing`] without LibreOffice, [`ReadError::ToolFailed`] where it gives no output,
/// [`ReadError::TimedOut`], and what reading its output brings.
pub fn read(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    let program = PROGRAMS
        .iter()
        .find_map(|name| tool::in_path(name))
        .ok_or(ReadError::ToolMissing { tool: TOOL })?;
    let is_sheet = is_sheet(input.bytes);
    let (extension, target) = match (is_sheet, input.bytes) {
        (true, [b'P', b'K', ..]) => ("xlsb", "xlsx"),
        (true, _) => ("xls", "xlsx"),
        (false, [b'P', b'K', ..]) => ("odt", "docx"),
        (false, [b'{', ..]) => ("rtf", "docx"),
        (false, _) => ("doc", "docx"),
    };
    let folder = WorkDir::new(TOOL)?;
    let source = format!("input.{extension}");
    folder.write(&source, input.bytes)?;
    convert(&program, folder.path(), &source, target, limits)?;
    let output = folder.path().join("out").join(format!("input.{target}"));
    let size = std::fs::metadata(&output)
        .map_err(|_| tool::failed(TOOL, "no output"))?
        .len();
    if size > limits.bytes {
        return Err(ReadError::TooLarge { limit: limits.bytes });
    }
    let bytes = std::fs::read(&output).map_err(|e| tool::failed(TOOL, &e.to_string()))?;
    let converted = Input {
        name: input.name,
        bytes: &bytes,
    };
    let read = if is_sheet { sheet::read } else { docx::read };
    let mut document = read(&converted, limits)?;
    document.reader = if is_sheet { "sheet" } else { "doc" };
    document.media_type = match extension {
        "xls" => "application/vnd.ms-excel",
        "xlsb" => "application/vnd.ms-excel.sheet.binary.macroenabled.12",
        "odt" => "application/vnd.oasis.opendocument.text",
        "rtf" => "application/rtf",
        _ => "application/msword",
    };
    Ok(document)
}

/// True where the bytes are a workbook: a binary one in a package, or the names in a compound file.
fn is_sheet(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PK") {
        let package = crate::package::Package::open(bytes, &Limits::default());
        return package.is_ok_and(|p| p.names().any(|n| n.eq_ignore_ascii_case("xl/workbook.bin")));
    }
    let entry = |name: &str| -> Vec<u8> { name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect() };
    let (word, book, old_book) = (entry("WordDocument"), entry("Workbook"), entry("Book"));
    let starts = || (512..bytes.len()).step_by(128).map(|at| &bytes[at..]);
    !starts().any(|e| e.starts_with(&word)) && starts().any(|e| e.starts_with(&book) || e.starts_with(&old_book))
}

fn convert(program: &Path, folder: &Path, source: &str, target: &str, limits: &Limits) -> Result<(), ReadError> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let time = limits.time_left().map_or(LONGEST, |left| left.min(LONGEST));
    let mut command = Command::new(program);
    command
        .arg(profile)
        .args([
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            target,
            "--outdir",
        ])
        .arg(folder.join("out"))
        .arg(folder.join(source))
        .current_dir(folder);
    tool::run(TOOL, &mut command, b"", Instant::now() + time).map(drop)
}
