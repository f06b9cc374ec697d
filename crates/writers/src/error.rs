//! Why a file could not be written.

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The disk or pipe refused.
    #[error("writing failed")]
    Io(#[from] std::io::Error),
    /// A reading could not be put into JSON.
    #[error("JSON failed")]
    Json(#[from] serde_json::Error),
    /// The workbook could not be built.
    #[error("the workbook could not be built")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The package of a document could not be built.
    #[error("the package could not be built")]
    Package(#[from] zip::result::ZipError),
    /// The PDF could not be built: the library refused it, with its reason.
    #[error("the PDF could not be built: {0}")]
    Pdf(String),
}
