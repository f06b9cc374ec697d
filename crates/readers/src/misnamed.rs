//! A file whose name promises another kind of content: it is read by its content, and whoever sent it is told, because it may
//! not be the file that they meant.

use crate::Input;
use crate::detect::Format;
use tonghop_document::{ReadWarning, WarningCode};

/// The remark on a file that is not what its name says; none where the name promises nothing, or keeps it.
pub(crate) fn remark(input: &Input<'_>, format: Format) -> Option<ReadWarning> {
    let (_, extension) = input.name.rsplit_once('.')?;
    let promised = promised(&extension.to_lowercase())?;
    let kind = kind(format)?;
    (promised != kind).then(|| ReadWarning {
        code: WarningCode::NamedOtherwise,
        page: None,
        detail: kind.into(),
    })
}

const WORD: &str = "Word document";
const WORKBOOK: &str = "workbook";
const TEXT: &str = "text";
const PDF: &str = "PDF";
const PICTURE: &str = "picture";
const OLDER: &str = "older office document";

fn promised(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "docx" | "docm" | "dotx" => WORD,
        "xlsx" | "xlsm" | "xltx" | "ods" => WORKBOOK,
        "txt" | "md" | "markdown" | "csv" | "tsv" | "htm" | "html" | "xhtml" => TEXT,
        "pdf" => PDF,
        "png" | "jpg" | "jpeg" | "tif" | "tiff" | "bmp" | "webp" => PICTURE,
        "doc" | "rtf" | "odt" | "xls" | "xlsb" => OLDER,
        _ => return None,
    })
}

/// Kinds of text are one: many a text is kept under the ending of another.
fn kind(format: Format) -> Option<&'static str> {
    Some(match format {
        Format::Docx => WORD,
        Format::Sheet => WORKBOOK,
        Format::Html | Format::Markdown | Format::Plain => TEXT,
        Format::Pdf => PDF,
        Format::Image => PICTURE,
        Format::LegacyDoc => OLDER,
        // These are not read: the error says what they are.
        Format::Encrypted | Format::DamagedPackage | Format::Unknown(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Input, Limits, read};
    use tonghop_document::WarningCode;

    fn is_told(name: &str) -> bool {
        let bytes = "ỦY BAN NHÂN DÂN\nXÃ A\nBÁO CÁO\nKết quả thực hiện nhiệm vụ".as_bytes();
        let document = read(&Input { name, bytes }, &Limits::default()).unwrap();
        document.warnings.iter().any(|w| w.code == WarningCode::NamedOtherwise)
    }

    #[test]
    fn a_text_under_the_name_of_another_kind_is_told() {
        for name in [
            "bao-cao.docx",
            "bao-cao.DOCX",
            "bao-cao.pdf",
            "bao-cao.doc",
            "bao-cao.xlsx",
        ] {
            assert!(is_told(name), "{name}");
        }
        for name in ["bao-cao.txt", "bao-cao.md", "bao-cao", "bao-cao.v2", ".docx.txt"] {
            assert!(!is_told(name), "{name}");
        }
    }
}
