//! From what was found out to problems and a verdict.

use crate::cms::Binding;
use crate::report::{
    ChangeKind, Coverage, Integrity, Kind, Level, Problem, Revocation, SignatureReport, Trust, Validity, ValueState,
    Verdict,
};
use crate::time::Time;
use crate::verify::{Draft, is_good};

/// Fills problems and verdict. `proven` is a time at which the signature is shown to have existed.
pub(crate) fn judge(draft: &mut Draft, proven: Option<Time>) {
    let mut problems = Vec::new();
    content(draft, &mut problems);
    later_revisions(&draft.report, &mut problems);
    signer(draft, &mut problems);
    times(&draft.report, proven.is_some(), &mut problems);
    revocation(&draft.report, proven, &mut problems);
    stamp(&draft.report, &mut problems);
    problems.sort_by_key(|p| (std::cmp::Reverse(p.level()), *p));
    problems.dedup();
    let worst = problems.iter().map(|p| p.level()).max().unwrap_or(Level::Note);
    draft.report.problems = problems;
    draft.report.verdict = match worst {
        Level::Note => Verdict::Valid,
        Level::Doubt => Verdict::Uncertain,
        Level::Failure => Verdict::Invalid,
    };
}

fn content(draft: &Draft, problems: &mut Vec<Problem>) {
    let report = &draft.report;
    match report.coverage {
        Coverage::Partial { .. } => problems.push(Problem::PartialCoverage),
        Coverage::BeyondEnd => problems.push(Problem::CutOff),
        Coverage::Unreadable => problems.push(Problem::RangeUnreadable),
        Coverage::WholeFile | Coverage::Revision { .. } => {}
    }
    let range_is_there = !matches!(report.coverage, Coverage::BeyondEnd | Coverage::Unreadable);
    match report.integrity {
        Integrity::Intact => {}
        Integrity::Altered => problems.push(Problem::ContentAltered),
        Integrity::Unknown if !draft.algorithm_known => {}
        Integrity::Unknown if range_is_there => problems.push(Problem::SignatureUnreadable),
        Integrity::Unknown => {}
    }
    if report.value == ValueState::Invalid && report.integrity != Integrity::Altered {
        problems.push(Problem::ValueWrong);
    }
    if !draft.form_known {
        problems.push(Problem::FormUnknown);
    }
    if !draft.algorithm_known {
        problems.push(Problem::AlgorithmUnknown);
    }
    if !draft.content_type_fits {
        problems.push(Problem::ContentTypeWrong);
    }
    if draft.further_signers {
        problems.push(Problem::FurtherSigners);
    }
    if draft.clock_far {
        problems.push(Problem::ClockFarFromStamp);
    }
    if draft.weak {
        problems.push(Problem::WeakDigest);
    }
}

fn later_revisions(report: &SignatureReport, problems: &mut Vec<Problem>) {
    let allowed = |kind: ChangeKind| match report.permission {
        Some(1) => matches!(
            kind,
            ChangeKind::ValidationData | ChangeKind::TimeStamp | ChangeKind::Technical
        ),
        Some(2) => kind == ChangeKind::FormFilled,
        Some(3) => {
            use ChangeKind as K;
            matches!(
                kind,
                K::FormFilled | K::AnnotationAdded | K::AnnotationChanged | K::AnnotationRemoved
            )
        }
        _ => false,
    };
    for change in &report.changes {
        if change.kind == ChangeKind::Unknown {
            problems.push(Problem::ChangesUnknown);
        } else if report.permission == Some(1) && !allowed(change.kind) {
            problems.push(Problem::ChangeForbidden);
        } else if change.kind == ChangeKind::StampRewritten {
            problems.push(Problem::StampRewritten);
        } else if !change.harmless && !allowed(change.kind) {
            problems.push(Problem::ChangedAfterwards);
        }
    }
}

fn signer(draft: &Draft, problems: &mut Vec<Problem>) {
    let report = &draft.report;
    if report.signer.is_none() {
        if report.integrity != Integrity::Unknown {
            problems.push(Problem::SignerMissing);
        }
        return;
    }
    match draft.binding {
        Some(Binding::Differs) => problems.push(Problem::OtherCertificateNamed),
        Some(Binding::Absent) if report.form == "ETSI.CAdES.detached" => problems.push(Problem::CertificateNotNamed),
        _ => {}
    }
    match report.chain.trust {
        Trust::Trusted | Trust::NoSigner => {}
        Trust::Faulty => problems.push(Problem::ChainFaulty),
        Trust::NoRoots => problems.push(Problem::NoRoots),
        Trust::SelfSigned => problems.push(Problem::SelfSigned),
        Trust::OtherRoot => problems.push(Problem::OtherRoot),
        Trust::IssuerMissing => problems.push(Problem::IssuerMissing),
    }
    if draft.weak_key {
        problems.push(Problem::WeakKey);
    }
}

fn times(report: &SignatureReport, proven: bool, problems: &mut Vec<Problem>) {
    match report.chain.when_signed {
        Some(Validity::Expired) => return problems.push(Problem::ExpiredWhenSigned),
        Some(Validity::NotYet) => return problems.push(Problem::NotYetValidWhenSigned),
        Some(Validity::Valid) | None => {}
    }
    if report.chain.now == Validity::Expired {
        problems.push(if proven {
            Problem::ExpiredSince
        } else {
            Problem::ExpiredNow
        });
    }
}

fn revocation(report: &SignatureReport, proven: Option<Time>, problems: &mut Vec<Problem>) {
    match report.revocation {
        Revocation::Good { .. } => {}
        Revocation::NotChecked => problems.push(Problem::RevocationNotChecked),
        Revocation::Revoked { at, .. } if proven.is_some_and(|time| time < at) => problems.push(Problem::RevokedSince),
        Revocation::Revoked { .. } => problems.push(Problem::Revoked),
    }
}

fn stamp(report: &SignatureReport, problems: &mut Vec<Problem>) {
    let Some(stamp) = report.time_stamp.as_ref().filter(|_| report.kind != Kind::TimeStamp) else {
        return;
    };
    if !stamp.intact {
        problems.push(Problem::TimeStampWrong);
    } else if !is_good(stamp) {
        problems.push(Problem::TimeStampUntrusted);
    }
}
