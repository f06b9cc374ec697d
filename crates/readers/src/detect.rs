//! Which format a file has, by its content.

use crate::Input;
use crate::package::Package;

/// The formats as far as they need different readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word document (OOXML), templates and macro documents included.
    Docx,
    /// Workbook as a package: XLSX, XLSM, ODS.
    Sheet,
    /// HTML or XHTML, web archives (MHTML) excepted.
    Html,
    /// Markdown.
    Markdown,
    /// Plain or tab-separated text.
    Plain,
    /// PDF.
    Pdf,
    /// A picture of a page: PNG, JPEG, TIFF, BMP, WebP.
    Image,
    /// What LibreOffice has to convert first: DOC, RTF, ODT, XLS, XLSB.
    LegacyDoc,
    /// An office document under a password.
    Encrypted,
    /// Begins like a package (zip) but cannot be opened.
    DamagedPackage,
    /// None of these; the name of what it looks like.
    Unknown(&'static str),
}

/// Looks at the content; the extension only decides between kinds of text.
#[must_use]
pub fn detect(input: &Input<'_>) -> Format {
    let bytes = input.bytes;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound(bytes);
    }
    if let Some(format) = magic(bytes) {
        return format;
    }
    // The marks of PDF and RTF may stand behind some junk.
    let head = &bytes[..bytes.len().min(1024)];
    if find(head, b"%PDF-").is_some() {
        return Format::Pdf;
    }
    if head.trim_ascii_start().starts_with(b"{\\rtf") {
        return Format::LegacyDoc;
    }
    text(input)
}

fn magic(bytes: &[u8]) -> Option<Format> {
    const IMAGES: [&[u8]; 6] = [
        b"\x89PNG\r\n",
        b"\xff\xd8\xff",
        b"II*\0",
        b"MM\0*",
        b"BM",
        b"\0\0\0\x0cjP  ",
    ];
    const OTHERS: [(&[u8], &str); 7] = [
        (b"Rar!", "rar"),
        (b"7z\xbc\xaf", "7z"),
        (b"\x1f\x8b", "gzip"),
        (b"GIF8", "gif"),
        (b"MZ", "program"),
        (b"\x7fELF", "program"),
        (b"SQLite format 3", "database"),
    ];
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Format::Image);
    }
    // Two letters may begin a text as well; the other bytes of a bitmap's head are not letters.
    let is_text = |m: &[u8]| m.len() == 2 && std::str::from_utf8(&bytes[..bytes.len().min(64)]).is_ok();
    if IMAGES.iter().any(|m| bytes.starts_with(m) && !is_text(m)) {
        return Some(Format::Image);
    }
    OTHERS
        .iter()
        .find(|(m, _)| bytes.starts_with(m) && !is_text(m))
        .map(|(_, name)| Format::Unknown(name))
}

/// What kind of package a zip file is.
fn package(bytes: &[u8]) -> Format {
    let Ok(mut package) = Package::open(bytes, &crate::Limits::default()) else {
        return Format::DamagedPackage;
    };
    if let Ok(Some(kind)) = package.part_head("mimetype", 256) {
        let kind = String::from_utf8_lossy(&kind).into_owned();
        if kind.contains("opendocument.spreadsheet") {
            return Format::Sheet;
        }
        if kind.contains("opendocument.text") {
            return Format::LegacyDoc;
        }
        if kind.contains("opendocument.presentation") {
            return Format::Unknown("presentation");
        }
    }
    let mut format = Format::Unknown("zip");
    for name in package.names() {
        let name = name.to_ascii_lowercase();
        if name.starts_with("word/") {
            return Format::Docx;
        }
        if name == "xl/workbook.bin" {
            return Format::LegacyDoc;
        }
        if name.starts_with("xl/") {
            format = Format::Sheet;
        } else if name.starts_with("ppt/") {
            return Format::Unknown("presentation");
        }
    }
    format
}

/// What stands in an OLE compound file, by the names in its directory. Entries are 128 bytes long
/// and begin at multiples of that; names are UTF-16.
fn compound(bytes: &[u8]) -> Format {
    let entry = |name: &str| -> Vec<u8> { name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect() };
    let kinds = [
        (entry("EncryptedPackage"), Format::Encrypted),
        (entry("WordDocument"), Format::LegacyDoc),
        (entry("Workbook"), Format::LegacyDoc),
        (entry("Book"), Format::LegacyDoc),
        (entry("PowerPoint Document"), Format::Unknown("presentation")),
        (entry("__properties_version1.0"), Format::Unknown("mail")),
    ];
    let mut found = Format::Unknown("compound file");
    for at in (512..bytes.len()).step_by(128) {
        for (name, format) in &kinds {
            if bytes[at..].starts_with(name) {
                if *format == Format::Encrypted {
                    return Format::Encrypted;
                }
                found = *format;
            }
        }
    }
    found
}

/// Kinds of text, or none.
fn text(input: &Input<'_>) -> Format {
    let head = &input.bytes[..input.bytes.len().min(16 << 10)];
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let (text, encoding) = tonghop_text::legacy::decode_text(head);
    let utf16 = utf16 || matches!(encoding.name(), "UTF-16LE" | "UTF-16BE");
    let control = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}' | '\u{85}');
    let controls = text.chars().filter(control).count();
    if !utf16 && controls * 50 > text.chars().count() {
        return Format::Unknown("binary");
    }
    let extension = input.name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    let named_markdown = matches!(extension.as_deref(), Some("md" | "markdown" | "mkd"));
    // Markdown may begin with a table in HTML: the letterhead.
    if starts_with_tag(&text, &PAGE_TAGS) || (!named_markdown && starts_with_tag(&text, &PIECE_TAGS)) {
        return Format::Html;
    }
    match extension.as_deref() {
        // The text of a PDF that somebody gave the wrong ending.
        _ if named_markdown && is_printed(&text) && !is_markdown(&text) => Format::Plain,
        _ if named_markdown => Format::Markdown,
        Some("tsv" | "csv" | "tab") => Format::Plain,
        Some("htm" | "html" | "xhtml") if text.contains("</") => Format::Html,
        _ if is_markdown(&text) => Format::Markdown,
        _ => Format::Plain,
    }
}

/// Elements that only a page of HTML begins with.
const PAGE_TAGS: [&str; 7] = ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<style"];
/// Elements that a piece of HTML begins with.
const PIECE_TAGS: [&str; 2] = ["<table", "<div"];

/// True where the text begins with one of the elements, comments and declarations aside.
fn starts_with_tag(text: &str, tags: &[&str]) -> bool {
    let mut rest = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    for _ in 0..20 {
        let closed = if rest.starts_with("<!--") {
            rest.find("-->").map(|i| i + 3)
        } else if rest.starts_with("<?xml") {
            rest.find("?>").map(|i| i + 2)
        } else {
            None
        };
        let Some(end) = closed else { break };
        rest = rest[end..].trim_start();
    }
    let start: String = rest.chars().take(20).collect::<String>().to_ascii_lowercase();
    tags.iter().any(|tag| start.starts_with(tag))
}

/// True where line follows line as on paper: Markdown has blank lines between its paragraphs.
fn is_printed(text: &str) -> bool {
    let lines = text.lines().count();
    let blank = text.lines().filter(|l| l.trim().is_empty()).count();
    lines >= 20 && blank * 8 < lines
}

/// True where the text uses the marks of Markdown: headings with several `#` or none but followed by
/// a table, pipe tables with their delimiter row, bold lines. One sign alone is no proof.
fn is_markdown(text: &str) -> bool {
    let mut points = 0;
    for line in text.lines() {
        let line = line.trim();
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
            points += 1;
        }
        if is_delimiter_row(line) || is_grid_border(line) {
            points += 2;
        }
        if line.len() > 4 && line.starts_with("**") && line.ends_with("**") {
            points += 1;
        }
    }
    points >= 2
}

/// The line under the heading of a pipe table: `|---|:-:|`.
pub(crate) fn is_delimiter_row(line: &str) -> bool {
    let line = line.trim();
    line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The edge of a drawn table: `+-----+---+`.
fn is_grid_border(line: &str) -> bool {
    line.len() >= 5 && line.starts_with("+-") && line.ends_with('+') && line.bytes().all(|b| b"+-=:".contains(&b))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, bytes: &[u8]) -> Format {
        detect(&Input { name, bytes })
    }

    #[test]
    fn content_decides_before_the_name() {
        assert_eq!(of("a.docx", b"%PDF-1.7\n"), Format::Pdf);
        assert_eq!(of("a.pdf", b"\xff\xd8\xff\xe0 JFIF"), Format::Image);
        assert_eq!(of("a.doc", b"{\\rtf1 x}"), Format::LegacyDoc);
        assert_eq!(of("a.doc", b"<html><body>x</body></html>"), Format::Html);
        assert_eq!(of("a.txt", b"<!-- x --><!DOCTYPE HTML>"), Format::Html);
        assert_eq!(of("a.docx", b"PK\x03\x04 cut off"), Format::DamagedPackage);
        assert_eq!(
            of("a.bin", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16]),
            Format::Unknown("binary")
        );
        assert_eq!(of("a.rar", b"Rar!\x1a\x07"), Format::Unknown("rar"));
    }

    #[test]
    fn kinds_of_text() {
        let table = "| TT | Việc |\n|---|---|\n| 1 | a |\n";
        assert_eq!(of("a.txt", table.as_bytes()), Format::Markdown);
        assert_eq!(of("a.txt", "# một\n\n## hai\n".as_bytes()), Format::Markdown);
        assert_eq!(of("a.md", b"plain words"), Format::Markdown);
        assert_eq!(of("a.txt", "ỦY BAN NHÂN DÂN\nXÃ A\nBÁO CÁO".as_bytes()), Format::Plain);
        assert_eq!(of("BM.txt", b"BM 01 bao cao"), Format::Plain);
        let letterhead = "<table>\n<tr><td>UBND</td></tr>\n</table>\n\n## BÁO CÁO\n";
        assert_eq!(of("a.md", letterhead.as_bytes()), Format::Markdown);
        assert_eq!(of("a.html", letterhead.as_bytes()), Format::Html);
        let printed = "Ủy ban nhân dân xã đã ban hành kế hoạch\nvà giao nhiệm vụ cho các phòng\n".repeat(12);
        assert_eq!(of("a.md", printed.as_bytes()), Format::Plain);
        assert_eq!(
            of("a.txt", "+----+---+\n| a  | b |\n+----+---+".as_bytes()),
            Format::Markdown
        );
    }

    #[test]
    fn compound_files_are_told_apart() {
        let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        file.resize(640, 0);
        file.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
        file.resize(1024, 0);
        assert_eq!(of("a", &file), Format::LegacyDoc);
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        file.extend(encrypted);
        file.resize(2048, 0);
        assert_eq!(of("a", &file), Format::Encrypted);
    }
}
