//! Checking and compiling a set of reports.

use crate::set_aside::{self, SetAside};
use crate::{Engine, Failure, OutputError, OutputFolder, Progress, Report, pipeline, record, tidy};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::path::PathBuf;
use tonghop_catalogue::Catalogue;
use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, RecommendationGroup};
use tonghop_model::finding::Finding;
use tonghop_model::reading::{Span, Understood};
use tonghop_writers::{Compilation, csv, html, jsonl, xlsx};

/// Names of the files that [`Engine::write_outputs`] writes.
pub const OUTPUTS: [&str; 4] = ["tong-hop.html", "tong-hop.xlsx", "findings.csv", "readings.jsonl"];

/// A set of reports that were read and checked together.
#[derive(Debug, Default)]
pub struct Checked {
    /// The reports; [`tonghop_model::finding::Place::report`] is an index into them. Their own findings have been
    /// moved to [`Checked::findings`].
    pub reports: Vec<Report>,
    /// Files that could not be read.
    pub failures: Vec<Failure>,
    /// Files that were read and do not count: no reports, or copies of a file that counts already.
    pub set_aside: Vec<SetAside>,
    /// Every finding, by report, then severity (errors first), then check.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// The readings with their texts.
    #[must_use]
    pub fn understood(&self) -> Vec<&Understood> {
        self.reports.iter().map(|r| &r.understood).collect()
    }
}

/// What an official document tells of a set besides its findings.
#[derive(Debug, Default)]
pub struct Told {
    /// Counts, figures, recommendations.
    pub consolidation: Consolidation,
    /// Difficulties grouped by meaning.
    pub difficulties: Vec<RecommendationGroup>,
}

/// A checked and consolidated set as the writers want it. It owns the lists that a [`Compilation`] borrows.
#[derive(Debug)]
pub struct SetView<'a> {
    checked: &'a Checked,
    consolidation: &'a Consolidation,
    messages: &'a Messages,
    today: &'a str,
    understood: Vec<&'a Understood>,
    failures: Vec<(String, String)>,
    set_aside: Vec<(String, String)>,
}

impl SetView<'_> {
    /// What the writers take.
    #[must_use]
    pub fn compilation(&self) -> Compilation<'_> {
        Compilation {
            consolidation: self.consolidation,
            reports: &self.understood,
            findings: &self.checked.findings,
            failures: &self.failures,
            set_aside: &self.set_aside,
            messages: self.messages,
            today: self.today,
        }
    }
}

impl Engine {
    /// Reads the files and checks each report, the reports of one unit together, and the units against
    /// each other. The findings of each reading are completed with those that concern several reports.
    pub fn check_files(&self, paths: &[PathBuf], progress: &dyn Progress) -> Checked {
        let (mut checked, ()) = self.gathered(paths, None, progress, (|_| {}, |_| {}), |_, _, _| ());
        self.share_findings(&mut checked);
        checked
    }

    /// The same with no more than a document of the whole set prints: no findings in the readings, and of each finding where
    /// it stands first. What the document tells of the set is counted while the reports are compared. Reports of another period
    /// than `period`, where one is asked for, are set aside.
    pub fn gather_files(&self, paths: &[PathBuf], period: Option<&str>, progress: &dyn Progress) -> (Checked, Told) {
        self.gathered(paths, period, progress, (tidy::checked, tidy::alone), pipeline::told)
    }

    /// Reads, checks and compares; the first of `tidy` takes out of each report what the caller does not use, as soon as it is checked,
    /// the second what only further reports of the same unit would need, where there are none. `beside` runs over the readings at
    /// the same time as the checks of the set.
    fn gathered<T: Send>(
        &self,
        paths: &[PathBuf],
        period: Option<&str>,
        progress: &dyn Progress,
        (tidy, alone): (impl Fn(&mut Report) + Sync, impl Fn(&mut Report)),
        beside: impl FnOnce(&[&Understood], &[Vec<Span>], &Catalogue) -> T + Send,
    ) -> (Checked, T) {
        let run = self.read_unworded(paths, progress, tidy);
        let (mut reports, mut set_aside) = set_aside::sort_out(run.reports, &self.catalogue, &self.messages);
        if let Some(asked) = period {
            let (kept, others) = set_aside::of_period(reports, asked, &self.messages);
            reports = kept;
            set_aside.extend(others);
        }
        for index in pipeline::alone(&reports) {
            alone(&mut reports[index]);
        }
        // What was taken out and what reading left behind are holes between texts: moved together, the reports give their pages back
        // for what follows.
        self.run(|| reports.par_iter_mut().for_each(|report| *report = report.packed()));
        let mut checked = Checked {
            reports,
            failures: run.failures,
            set_aside,
            findings: Vec::new(),
        };
        progress.step("app-step-checking");
        let (found, beside) = {
            let (understood, catalogue) = (checked.understood(), &*self.catalogue);
            // The findings of each report still call it the first.
            let of_one = |r: &Report| pipeline::disputed(1, r.findings.iter()).concat();
            let disputed: Vec<Vec<Span>> = checked.reports.iter().map(of_one).collect();
            self.run(|| {
                rayon::join(
                    || pipeline::check_set(&understood, catalogue),
                    || beside(&understood, &disputed, catalogue),
                )
            })
        };
        checked.findings = found;
        for (index, report) in checked.reports.iter_mut().enumerate() {
            let own = std::mem::take(&mut report.findings).into_iter().map(|mut finding| {
                finding.places.iter_mut().for_each(|p| p.report = index);
                finding
            });
            checked.findings.extend(own);
        }
        checked
            .findings
            .sort_by_key(|f| (f.places.first().map(|p| p.report), Reverse(f.severity), f.check));
        (checked, beside)
    }

    /// Puts every finding into the readings that it speaks of.
    fn share_findings(&self, checked: &mut Checked) {
        let mut of_report: Vec<Vec<usize>> = vec![Vec::new(); checked.reports.len()];
        for (number, finding) in checked.findings.iter().enumerate() {
            for place in &finding.places {
                if let Some(list) = of_report.get_mut(place.report)
                    && list.last() != Some(&number)
                {
                    list.push(number);
                }
            }
        }
        for (index, numbers) in of_report.iter().enumerate() {
            let records = numbers
                .iter()
                .map(|n| record::finding_record(&checked.findings[*n], index, &self.messages));
            checked.reports[index].understood.reading.findings = records.collect();
        }
    }

    /// Consolidates a checked set.
    pub fn consolidate(&self, checked: &Checked, progress: &dyn Progress) -> Consolidation {
        progress.step("app-step-consolidating");
        let understood = checked.understood();
        let disputed = pipeline::disputed(understood.len(), checked.findings.iter());
        self.run(|| pipeline::consolidate(&understood, &disputed, &self.catalogue))
    }

    /// The set for the writers. `today` is an ISO date: it is printed, and promises due before it are shown as past due.
    #[must_use]
    pub fn view<'a>(&'a self, checked: &'a Checked, consolidation: &'a Consolidation, today: &'a str) -> SetView<'a> {
        let unread = |f: &Failure| (f.path.display().to_string(), f.reason.clone());
        let aside = |f: &SetAside| (f.path.display().to_string(), f.reason.clone());
        SetView {
            checked,
            consolidation,
            messages: &self.messages,
            today,
            understood: checked.understood(),
            failures: checked.failures.iter().map(unread).collect(),
            set_aside: checked.set_aside.iter().map(aside).collect(),
        }
    }

    /// Writes [`OUTPUTS`] into `folder`.
    ///
    /// # Errors
    /// [`OutputError`] names the file that could not be written.
    pub fn write_outputs(
        &self,
        set: &SetView<'_>,
        folder: &OutputFolder,
        progress: &dyn Progress,
    ) -> Result<Vec<PathBuf>, OutputError> {
        progress.step("app-step-writing");
        let view = set.compilation();
        Ok(vec![
            folder.write(OUTPUTS[0], |out| html::write(&view, out))?,
            folder.write(OUTPUTS[1], |out| xlsx::write(&view, out))?,
            folder.write(OUTPUTS[2], |out| csv::write_findings(&view, out))?,
            folder.write(OUTPUTS[3], |out| jsonl::write_readings(&view, out))?,
        ])
    }
}
