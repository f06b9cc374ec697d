//! What `read` says of a file that it read, but in which it recognised no report.

use crate::{Engine, Report, set_aside};
use tonghop_model::message::Arg;

/// Endings of text files: what they hold is what they are called.
const TEXT: [&str; 4] = ["txt", "text", "md", "tsv"];

impl Engine {
    /// Why a document is taken for no report, worded; none where it is one, or may be one.
    #[must_use]
    pub fn no_report(&self, report: &Report) -> Option<String> {
        set_aside::no_report(&report.understood, &self.catalogue, &self.messages)
    }

    /// That a file called otherwise holds plain text, worded: somebody renamed it, or a download failed.
    #[must_use]
    pub fn text_in_disguise(&self, report: &Report) -> Option<String> {
        let ending = report.path.extension()?.to_string_lossy().to_lowercase();
        let plain = report.understood.reading.source.media_type == "text/plain";
        let named = TEXT.contains(&ending.as_str());
        (plain && !named).then(|| {
            self.messages
                .word("app-text-in-disguise", &[("ending", Arg::Text(ending))])
        })
    }
}
