//! Files made by `make_files.py` with pyHanko: what is wrong with each is told apart.

#![allow(clippy::unwrap_used)] // helpers of tests

use std::path::{Path, PathBuf};
use tonghop_model::message::Arg;
use tonghop_signatures::report::{
    Change, ChangeKind, Coverage, Integrity, Kind, Level, Problem, Report, Revocation, SignatureReport, TimeSource,
    Trust, Validity, ValueState, Verdict,
};
use tonghop_signatures::{Roots, Time, VerifyError, describe, verify};

/// A month after the files were signed.
const AT: &str = "2026-07-10";
const NOT_CHECKED: Problem = Problem::RevocationNotChecked;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(folder().join(file)).unwrap()
}

fn roots(file: &str) -> Roots {
    let mut roots = Roots::none();
    assert_eq!(roots.add(&bytes(file)), Ok(1));
    roots
}

fn check_at(file: &str, root: &Roots, at: &str) -> Report {
    verify(&bytes(file), root, Time::from_iso(at).unwrap()).unwrap_or_else(|e| panic!("{file}: {e}"))
}

fn check(file: &str) -> Report {
    check_at(file, &roots("root.pem"), AT)
}

fn only(file: &str) -> SignatureReport {
    let report = check(file);
    assert_eq!(report.signatures.len(), 1, "{file}");
    report.signatures.into_iter().next().unwrap()
}

fn kinds(signature: &SignatureReport) -> Vec<ChangeKind> {
    let mut kinds: Vec<_> = signature
        .changes
        .iter()
        .map(|c| c.kind)
        .filter(|k| *k != ChangeKind::Technical)
        .collect();
    kinds.dedup();
    kinds
}

#[test]
fn a_good_signature_is_valid_and_names_its_signer() {
    let found = only("valid.pdf");
    assert_eq!(found.problems, [NOT_CHECKED]);
    assert_eq!(found.verdict, Verdict::Valid);
    assert_eq!((found.integrity, found.value), (Integrity::Intact, ValueState::Valid));
    assert_eq!(found.coverage, Coverage::WholeFile);
    assert_eq!(found.chain.trust, Trust::Trusted);
    assert_eq!(found.chain.certificates.len(), 3);
    let signer = found.signer.unwrap();
    assert_eq!(signer.name.as_deref(), Some("Nguyễn Văn Mẫu"));
    assert_eq!(signer.organisation.as_deref(), Some("Ủy ban nhân dân xã Suối Mơ"));
    assert_eq!(signer.unit.as_deref(), Some("Văn phòng"));
    assert_eq!(found.claimed.reason.as_deref(), Some("Ký ban hành"));
    assert_eq!(found.claimed.location.as_deref(), Some("Suối Mơ"));
    assert_eq!(found.time.source, TimeSource::Signer);
    assert_eq!(found.time.at.unwrap().iso(), "2026-06-15T09:00:00+07:00");
    let stamp = found.stamp.unwrap();
    assert_eq!((stamp.page, stamp.rectangle), (1, [60.0, 60.0, 260.0, 130.0]));
    assert_eq!(found.revocation, Revocation::NotChecked);
}

#[test]
fn every_kind_of_signature_verifies() {
    let cases = [
        ("pkcs7.pdf", "RSA", "SHA-256"),
        ("ecdsa-p256.pdf", "ECDSA", "SHA-256"),
        ("ecdsa-p384.pdf", "ECDSA", "SHA-384"),
        ("pss.pdf", "RSA-PSS", "SHA-256"),
        ("ber.pdf", "RSA", "SHA-256"),
        ("invisible.pdf", "RSA", "SHA-256"),
        ("encrypted.pdf", "RSA", "SHA-256"),
    ];
    for (file, scheme, digest) in cases {
        let found = only(file);
        assert_eq!(found.problems, [NOT_CHECKED], "{file}");
        assert_eq!((found.scheme, found.digest), (Some(scheme), Some(digest)), "{file}");
        assert_eq!(found.stamp.is_some(), file != "invisible.pdf", "{file}");
    }
}

#[test]
fn old_digests_are_called_weak() {
    for file in ["sha1.pdf", "pkcs7-sha1.pdf"] {
        let found = only(file);
        assert_eq!(found.integrity, Integrity::Intact, "{file}");
        assert_eq!(found.problems, [Problem::WeakDigest, NOT_CHECKED], "{file}");
        assert_eq!(found.verdict, Verdict::Uncertain, "{file}");
    }
}

#[test]
fn one_byte_that_differs_is_found() {
    let found = only("altered.pdf");
    assert_eq!(found.integrity, Integrity::Altered);
    assert_eq!(found.problems, [Problem::ContentAltered, NOT_CHECKED]);
}

#[test]
fn who_vouches_is_told_apart() {
    let cases = [
        ("self-signed.pdf", Trust::SelfSigned, Problem::SelfSigned),
        ("issuer-missing.pdf", Trust::IssuerMissing, Problem::IssuerMissing),
        ("issuer-no-authority.pdf", Trust::Faulty, Problem::ChainFaulty),
        ("name-not-allowed.pdf", Trust::Faulty, Problem::ChainFaulty),
    ];
    for (file, trust, problem) in cases {
        let found = only(file);
        assert_eq!(found.chain.trust, trust, "{file}");
        assert_eq!(found.problems, [problem, NOT_CHECKED], "{file}");
        assert_eq!(found.integrity, Integrity::Intact, "{file}");
    }
    let other = check_at("valid.pdf", &roots("other-root.pem"), AT);
    assert_eq!(other.signatures[0].problems, [Problem::OtherRoot, NOT_CHECKED]);
    let none = check_at("valid.pdf", &Roots::none(), AT);
    assert_eq!(none.signatures[0].problems, [Problem::NoRoots, NOT_CHECKED]);
    assert_eq!(none.verdict(), Some(Verdict::Uncertain));
    let der = check_at("valid.pdf", &roots("root.der"), AT);
    assert_eq!(der.verdict(), Some(Verdict::Valid));
}

#[test]
fn expired_when_signed_and_expired_since_are_told_apart() {
    let then = only("expired-when-signed.pdf");
    assert_eq!(then.problems, [Problem::ExpiredWhenSigned, NOT_CHECKED]);
    assert_eq!(then.verdict, Verdict::Invalid);
    let later = "2026-09-01";
    let root = roots("root.pem");
    assert_eq!(check_at("expires-later.pdf", &root, AT).verdict(), Some(Verdict::Valid));
    let now = check_at("expires-later.pdf", &root, later);
    assert_eq!(now.signatures[0].problems, [Problem::ExpiredNow, NOT_CHECKED]);
    assert_eq!(now.signatures[0].chain.now, Validity::Expired);
    let stamped = check_at("expires-later-stamped.pdf", &root, later);
    assert_eq!(stamped.signatures[0].problems, [Problem::ExpiredSince, NOT_CHECKED]);
    assert_eq!(stamped.verdict(), Some(Verdict::Valid));
}

#[test]
fn time_stamps_are_checked_with_their_own_chain() {
    let found = only("stamped.pdf");
    assert_eq!(found.problems, [NOT_CHECKED]);
    assert_eq!(found.time.source, TimeSource::TimeStamp);
    let stamp = found.time_stamp.unwrap();
    assert!(stamp.intact);
    assert_eq!(stamp.chain.trust, Trust::Trusted);
    assert_eq!(stamp.authority.unwrap().name.as_deref(), Some("Suoi Mo TSA"));
    assert_eq!(stamp.time.iso(), "2026-06-15T09:01:00+07:00");
    // A stamp that nobody trusted vouches for proves nothing.
    let other = check_at("stamped.pdf", &roots("other-root.pem"), AT)
        .signatures
        .remove(0);
    assert!(other.problems.contains(&Problem::TimeStampUntrusted));
    assert_eq!(other.time.source, TimeSource::Signer);
}

#[test]
fn a_stamp_over_the_document_proves_the_age_of_what_is_under_it() {
    let report = check_at("document-stamp.pdf", &roots("root.pem"), "2026-09-01");
    let [signature, stamp] = &report.signatures[..] else {
        panic!("two signatures")
    };
    assert_eq!((signature.kind, stamp.kind), (Kind::Approval, Kind::TimeStamp));
    assert_eq!(signature.time.source, TimeSource::DocumentTimeStamp);
    // The signer says 09:00, which nobody vouches for.
    let at = signature.time.at.map(|t| t.iso());
    assert_eq!(at.as_deref(), Some("2026-06-15T09:01:00+07:00"));
    assert!(
        signature.problems.contains(&Problem::ExpiredSince),
        "{:?}",
        signature.problems
    );
    assert!(
        kinds(signature).contains(&ChangeKind::TimeStamp),
        "{:?}",
        signature.changes
    );
    assert_eq!(stamp.coverage, Coverage::WholeFile);
    assert_eq!(report.verdict(), Some(Verdict::Valid));
}

fn counts(report: &Report) -> (&'static str, Vec<Arg>) {
    let message = report.message();
    (message.key, message.args.into_iter().map(|(_, value)| value).collect())
}

#[test]
fn a_stamp_over_the_document_is_nobodys_signature() {
    let mut report = check_at("document-stamp.pdf", &roots("root.pem"), "2026-09-01");
    let [one, none] = [1, 0].map(Arg::Count);
    assert_eq!(
        counts(&report),
        ("signature-file-valid", vec![one.clone(), one.clone(), none.clone()])
    );
    report.signatures.remove(0);
    assert_eq!(
        counts(&report),
        ("signature-file-stamp-valid", vec![none.clone(), one, none])
    );
}

#[test]
fn a_field_that_was_filled_in_is_told_once_and_in_the_first_line() {
    let mut report = check("certified.pdf");
    let filled = |page| Change {
        kind: ChangeKind::FormFilled,
        page,
        name: Some("ghichu".into()),
        harmless: false,
    };
    let signature = &mut report.signatures[0];
    signature.changes = vec![filled(None), filled(Some(1))];
    let told = describe(signature);
    let said = told.iter().filter(|s| s.message.key == "signature-change-form-filled");
    assert_eq!(said.count(), 1);
    let (key, args) = counts(&report);
    assert_eq!(key, "signature-file-valid");
    assert_ne!(args[2], Arg::Count(0));
}

#[test]
fn holes_in_what_is_covered_are_found() {
    for file in ["partial-middle.pdf", "partial-end.pdf"] {
        let found = only(file);
        assert_eq!(found.integrity, Integrity::Intact, "{file}");
        assert_eq!(found.value, ValueState::Valid, "{file}");
        assert!(
            matches!(found.coverage, Coverage::Partial { .. }),
            "{file}: {:?}",
            found.coverage
        );
        assert_eq!(found.problems, [Problem::PartialCoverage, NOT_CHECKED], "{file}");
    }
    let Coverage::Partial { holes } = only("partial-middle.pdf").coverage else {
        panic!()
    };
    let file = bytes("partial-middle.pdf");
    let hole: Vec<&[u8]> = holes
        .iter()
        .map(|(from, to)| &file[*from as usize..*to as usize])
        .collect();
    assert_eq!(hole, [b"543 tren 544"]);
}

#[test]
fn later_revisions_are_judged_by_what_they_change() {
    let harmless = only("harmless-update.pdf");
    assert!(matches!(harmless.coverage, Coverage::Revision { .. }));
    assert_eq!(kinds(&harmless), [ChangeKind::SignatureField]);
    assert_eq!(harmless.verdict, Verdict::Valid);
    let harmful = only("harmful-update.pdf");
    assert_eq!(harmful.integrity, Integrity::Intact);
    assert_eq!(kinds(&harmful), [ChangeKind::PageContent]);
    assert_eq!(harmful.changes.iter().find_map(|c| c.page), Some(1));
    assert_eq!(harmful.problems, [Problem::ChangedAfterwards, NOT_CHECKED]);
    let comment = only("annotation-added.pdf");
    assert_eq!(kinds(&comment), [ChangeKind::AnnotationAdded]);
    assert_eq!(comment.verdict, Verdict::Invalid);
}

/// The office's later signing stores the stamps of earlier signatures anew: to be looked at where the stamp shows the
/// same, invalid where it shows something else, and no change at all where only the number of an object is another.
#[test]
fn a_stamp_that_was_stored_anew_is_judged_by_what_it_shows() {
    let first = |file: &str| check(file).signatures.remove(0);
    let rewritten = first("stamp-rewritten.pdf");
    assert_eq!(kinds(&rewritten), [ChangeKind::Signature, ChangeKind::StampRewritten]);
    assert_eq!(rewritten.problems, [Problem::StampRewritten, NOT_CHECKED]);
    assert_eq!(rewritten.verdict, Verdict::Uncertain);
    let replaced = first("stamp-replaced.pdf");
    assert!(
        kinds(&replaced).contains(&ChangeKind::AnnotationChanged),
        "{:?}",
        replaced.changes
    );
    assert_eq!(replaced.problems, [Problem::ChangedAfterwards, NOT_CHECKED]);
    assert_eq!(replaced.verdict, Verdict::Invalid);
    let named = first("names-the-document.pdf");
    assert_eq!(named.kind, Kind::Certification);
    assert_eq!(kinds(&named), [ChangeKind::Signature]);
    assert_eq!(named.verdict, Verdict::Valid);
}

#[test]
fn the_authors_prohibition_counts() {
    let certified = only("certified.pdf");
    assert_eq!((certified.kind, certified.permission), (Kind::Certification, Some(1)));
    assert_eq!(certified.verdict, Verdict::Valid);
    let changed = only("certified-changed.pdf");
    assert_eq!(changed.problems, [Problem::ChangeForbidden, NOT_CHECKED]);
}

#[test]
fn two_signatures_stand_side_by_side() {
    let report = check("two.pdf");
    let names: Vec<_> = report
        .signatures
        .iter()
        .filter_map(|s| s.signer.as_ref()?.name.as_deref())
        .collect();
    assert_eq!(names, ["Nguyễn Văn Mẫu", "Ủy ban nhân dân xã Suối Mơ"]);
    assert_eq!(kinds(&report.signatures[0]), [ChangeKind::Signature]);
    assert_eq!(report.signatures[1].coverage, Coverage::WholeFile);
    assert_eq!(report.verdict(), Some(Verdict::Valid));
}

#[test]
fn revocation_data_in_the_file_is_used_where_it_verifies() {
    let good = only("revocation-good.pdf");
    assert!(matches!(good.revocation, Revocation::Good { .. }));
    assert_eq!(good.problems, []);
    assert_eq!(kinds(&good), [ChangeKind::ValidationData]);
    assert!(matches!(
        only("revocation-ocsp.pdf").revocation,
        Revocation::Good { .. }
    ));
    let revoked = only("revocation-revoked.pdf");
    assert_eq!(revoked.problems, [Problem::Revoked]);
    let later = only("revocation-revoked-later.pdf");
    assert_eq!(later.problems, [Problem::RevokedSince]);
    assert_eq!(later.verdict, Verdict::Valid);
    assert_eq!(only("revocation-foreign.pdf").revocation, Revocation::NotChecked);
}

#[test]
fn files_without_checkable_signatures_say_why() {
    let unsigned = check("unsigned.pdf");
    assert_eq!((unsigned.verdict(), unsigned.unlisted), (None, 0));
    let at = Time::from_iso(AT).unwrap();
    let error = |file: &str| verify(&bytes(file), &Roots::none(), at).unwrap_err();
    assert_eq!(error("encrypted-password.pdf"), VerifyError::Encrypted);
    assert_eq!(error("root.pem"), VerifyError::NotPdf);
    assert_eq!(
        verify(b"%PDF-1.7\nnothing", &Roots::none(), at),
        Err(VerifyError::Damaged)
    );
    let cut = check("truncated.pdf");
    assert!(cut.cut_off && !unsigned.cut_off);
    assert_eq!(cut.message().key, "signature-file-cut-off");
    assert_ne!(cut.verdict(), Some(Verdict::Valid));
}

/// Every byte that a signature covers counts: one that is changed is noticed.
#[test]
fn no_covered_byte_can_be_changed_unnoticed() {
    let file = bytes("valid.pdf");
    let root = roots("root.pem");
    let at = Time::from_iso(AT).unwrap();
    let gap = {
        let text = String::from_utf8_lossy(&file).into_owned();
        let range = text.split("/ByteRange").nth(1).unwrap();
        let numbers: Vec<usize> = range
            .split(['[', ']'])
            .nth(1)
            .unwrap()
            .split_whitespace()
            .map(|n| n.parse().unwrap())
            .collect();
        numbers[1]..numbers[2]
    };
    for i in (0..file.len()).step_by(97).filter(|i| !gap.contains(i)) {
        let mut changed = file.clone();
        changed[i] ^= 1;
        let verdict = verify(&changed, &root, at).map(|r| r.verdict());
        assert_ne!(verdict, Ok(Some(Verdict::Valid)), "byte {i}");
    }
}

#[test]
fn broken_files_are_answered_and_never_panic() {
    let root = roots("root.pem");
    let at = Time::from_iso(AT).unwrap();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for file in ["two.pdf", "revocation-good.pdf", "document-stamp.pdf", "encrypted.pdf"] {
        let whole = bytes(file);
        for _ in 0..60 {
            let mut broken = whole.clone();
            for _ in 0..=random(20) {
                let at = random(broken.len());
                broken[at] = random(256) as u8;
            }
            broken.truncate(whole.len() - random(whole.len() / 2));
            if let Ok(report) = verify(&broken, &root, at) {
                report.signatures.iter().for_each(|s| drop(describe(s)));
            }
        }
    }
}

#[test]
fn every_problem_is_said_with_its_weight() {
    let found = only("altered.pdf");
    let statements = describe(&found);
    assert!(
        statements
            .iter()
            .any(|s| s.level == Level::Failure && s.message.key == "signature-problem-content-altered")
    );
    assert!(
        statements
            .iter()
            .any(|s| s.message.key == "signature-problem-revocation-not-checked")
    );
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!(json["integrity"], "altered");
    assert_eq!(json["problems"][0], "content-altered");
}

/// Documents that authorities issued: who signed and when, and that nothing was altered, without any root.
#[test]
fn issued_documents_show_their_signers() {
    let issued = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports/issued");
    let at = Time::from_iso("2026-11-26").unwrap();
    let cases = [
        ("notice-565.pdf", "SHA-1"),
        ("plan-447.pdf", "SHA-256"),
        ("scan-report-23.pdf", "SHA-1"),
    ];
    for (file, digest) in cases {
        let Ok(bytes) = std::fs::read(issued.join(file)) else {
            eprintln!("skipped: {file} is not here");
            continue;
        };
        let report = verify(&bytes, &Roots::none(), at).unwrap();
        assert!(report.signatures.len() >= 2, "{file}");
        for signature in &report.signatures {
            assert_eq!(signature.integrity, Integrity::Intact, "{file} {}", signature.field);
            assert_eq!(signature.value, ValueState::Valid, "{file} {}", signature.field);
            assert!(signature.signer.as_ref().is_some_and(|s| s.name.is_some()), "{file}");
            assert!(signature.time.at.is_some(), "{file}");
            assert!(signature.problems.contains(&Problem::NoRoots), "{file}");
            assert_eq!(signature.verdict, Verdict::Uncertain, "{file} {}", signature.field);
        }
        assert_eq!(report.signatures[0].digest, Some(digest), "{file}");
        // This signature bears the hour of Vietnam as if it were UTC; the stamp on the page says 20:06:24.
        if file == "scan-report-23.pdf" {
            let time = report.signatures[1].time.at.unwrap().iso();
            assert_eq!(time, "2025-01-24T20:06:24+07:00");
        }
    }
}
