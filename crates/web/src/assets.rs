//! Style sheet, scripts, pictures: embedded, compressed once, named by their content so that browsers keep them for good.

use crate::secret::hex;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::Write;

/// Name, media type, content.
const FILES: &[(&str, &str, &[u8])] = &[
    (
        "app.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/app.css"),
    ),
    (
        "consolidated.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/consolidated.css"),
    ),
    (
        "app.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/app.js"),
    ),
    (
        "report.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/report.css"),
    ),
    (
        "report.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/report.js"),
    ),
    (
        "templates.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/templates.css"),
    ),
    (
        "templates.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/templates.js"),
    ),
    (
        "matrix.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/matrix.js"),
    ),
    (
        "review.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/review.css"),
    ),
    (
        "review.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/review.js"),
    ),
    ("mark.svg", "image/svg+xml", include_bytes!("../assets/mark.svg")),
    (
        "htmx.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/vendor/htmx-2.0.11.min.js"),
    ),
];

/// A file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// The name that pages use for it.
    pub name: &'static str,
    /// The path under which it is served.
    pub path: String,
    /// Media type.
    pub media_type: &'static str,
    /// As it stands.
    pub plain: &'static [u8],
    /// Compressed with gzip.
    pub gzip: Vec<u8>,
}

/// All files.
#[derive(Debug)]
pub struct Assets(Vec<Asset>);

impl Assets {
    /// Names and compresses the embedded files.
    #[must_use]
    pub fn new() -> Self {
        Self(FILES.iter().map(asset).collect())
    }

    /// The path of a file.
    #[must_use]
    pub fn path(&self, name: &str) -> &str {
        self.0.iter().find(|a| a.name == name).map_or("", |a| &a.path)
    }

    /// The file at a path.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Asset> {
        self.0.iter().find(|a| a.path == path)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.0.iter()
    }
}

impl Default for Assets {
    fn default() -> Self {
        Self::new()
    }
}

fn asset((name, media_type, plain): &(&'static str, &'static str, &'static [u8])) -> Asset {
    let digest = hex(&Sha256::digest(plain)[..6]);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail; were it to, an empty text would only mean that the plain one is sent.
    let gzip = encoder
        .write_all(plain)
        .and_then(|()| encoder.finish())
        .unwrap_or_default();
    Asset {
        name,
        path: format!("/assets/{stem}.{digest}.{ending}"),
        media_type,
        plain,
        gzip,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_a_page_loads_is_small() {
        let assets = Assets::new();
        let total: usize = assets.iter().map(|a| a.gzip.len()).sum();
        assert!(total < 40_000, "{total} bytes before the page itself");
        assert!(assets.at(assets.path("app.css")).is_some());
        assert_eq!(assets.path("no-such.css"), "");
    }

    #[test]
    fn the_style_sheet_fetches_nothing() {
        let css = include_str!("../assets/app.css");
        assert!(!css.contains("url(") && !css.contains("@import"));
    }
}
