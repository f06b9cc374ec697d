//! From the signer's certificate to a root that the office trusts (RFC 5280, section 6).

use crate::certificate::{Certificate, Subtree, usage};
use crate::oids;
use crate::report::{ChainFault, Trust};

/// Certificates in one chain, at most.
const MAX_LENGTH: usize = 8;
/// Signatures on certificates that are computed for one chain, at most: candidates with one name could be many.
const MAX_CHECKS: usize = 64;

/// A chain, the signer's certificate first.
#[derive(Debug)]
pub(crate) struct Chain<'c> {
    pub(crate) certificates: Vec<&'c Certificate>,
    pub(crate) trust: Trust,
    pub(crate) faults: Vec<ChainFault>,
}

/// What the certificate at the beginning of the chain is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Signature,
    TimeStamp,
}

/// Finds the best chain: one that ends at a root and breaks no rule, else one that ends at a root, else the
/// longest one. Times are not looked at here.
pub(crate) fn build<'c>(
    signer: &'c Certificate,
    candidates: &'c [Certificate],
    roots: &'c [Certificate],
    purpose: Purpose,
) -> Chain<'c> {
    let mut search = Search {
        candidates,
        roots,
        checks: 0,
        purpose,
        best: None,
        longest: vec![signer],
    };
    search.extend(&mut vec![signer]);
    if let Some((certificates, faults)) = search.best {
        let trust = if faults.is_empty() {
            Trust::Trusted
        } else {
            Trust::Faulty
        };
        return Chain {
            certificates,
            trust,
            faults,
        };
    }
    let last = *search.longest.last().unwrap_or(&signer);
    let trust = if roots.is_empty() {
        Trust::NoRoots
    } else if search.longest.len() == 1 && signer.names_itself() {
        Trust::SelfSigned
    } else if last.names_itself() {
        Trust::OtherRoot
    } else {
        Trust::IssuerMissing
    };
    let faults = faults(&search.longest, purpose);
    Chain {
        certificates: search.longest,
        trust,
        faults,
    }
}

struct Search<'c> {
    candidates: &'c [Certificate],
    roots: &'c [Certificate],
    checks: usize,
    purpose: Purpose,
    best: Option<(Vec<&'c Certificate>, Vec<ChainFault>)>,
    longest: Vec<&'c Certificate>,
}

impl<'c> Search<'c> {
    fn extend(&mut self, path: &mut Vec<&'c Certificate>) {
        let Some(last) = path.last().copied() else { return };
        if path.len() > self.longest.len() {
            self.longest.clone_from(path);
        }
        if self.roots.iter().any(|r| r.raw == last.raw) {
            return self.arrived(path);
        }
        if path.len() >= MAX_LENGTH || last.names_itself() {
            return;
        }
        let (roots, candidates) = (self.roots, self.candidates);
        for issuer in roots.iter().chain(candidates) {
            if self.done() || self.checks >= MAX_CHECKS {
                return;
            }
            if !last.names_issuer(issuer) || path.iter().any(|c| c.raw == issuer.raw) {
                continue;
            }
            self.checks += 1;
            if last.is_signed_by(issuer) {
                path.push(issuer);
                self.extend(path);
                path.pop();
            }
        }
    }

    fn done(&self) -> bool {
        self.best.as_ref().is_some_and(|(_, faults)| faults.is_empty())
    }

    fn arrived(&mut self, path: &[&'c Certificate]) {
        let faults = faults(path, self.purpose);
        if self.best.is_none() || faults.is_empty() {
            self.best = Some((path.to_vec(), faults));
        }
    }
}

/// Rules that the chain breaks.
fn faults(path: &[&Certificate], purpose: Purpose) -> Vec<ChainFault> {
    let mut found = Vec::new();
    let Some((signer, issuers)) = path.split_first() else {
        return found;
    };
    if !signer.may(usage::DIGITAL_SIGNATURE | usage::NON_REPUDIATION) {
        found.push(ChainFault::KeyNotForSigning);
    }
    if purpose == Purpose::TimeStamp && !signer.serves(oids::TIME_STAMPING) {
        found.push(ChainFault::KeyNotForTimeStamps);
    }
    for (depth, issuer) in issuers.iter().enumerate() {
        if !issuer.extensions.is_authority {
            found.push(ChainFault::NotAnAuthority);
        }
        if !issuer.may(usage::CERTIFICATES) {
            found.push(ChainFault::KeyNotForCertificates);
        }
        // Certificates that name themselves do not count (RFC 5280, 4.2.1.9).
        let between = issuers[..depth].iter().filter(|c| !c.names_itself()).count() as u64;
        if issuer.extensions.path_length.is_some_and(|most| between > most) {
            found.push(ChainFault::ChainTooLong);
        }
        let below = std::iter::once(signer).chain(issuers[..depth].iter().filter(|c| !c.names_itself()));
        if below.into_iter().any(|c| !allowed(c, issuer)) {
            found.push(ChainFault::NameNotAllowed);
        }
    }
    if path.iter().any(|c| c.extensions.unknown_critical.is_some()) {
        found.push(ChainFault::UnknownCriticalExtension);
    }
    found.dedup();
    found
}

/// Whether the name constraints of `issuer` allow this certificate.
fn allowed(certificate: &Certificate, issuer: &Certificate) -> bool {
    let (permitted, excluded) = (&issuer.extensions.permitted, &issuer.extensions.excluded);
    if permitted.is_empty() && excluded.is_empty() {
        return true;
    }
    // A name of a kind that is constrained and not checked here is refused rather than let through.
    let constrains_other = permitted.iter().chain(excluded).any(|t| matches!(t, Subtree::Other));
    if constrains_other && certificate.extensions.other_names {
        return false;
    }
    let in_directory = |tree: &Subtree| matches!(tree, Subtree::Directory(top) if certificate.subject.begins_with(top));
    let directories = permitted.iter().filter(|t| matches!(t, Subtree::Directory(_)));
    let mut emails = certificate.extensions.email.clone();
    emails.extend(certificate.subject.part(oids::EMAIL).map(|e| e.to_lowercase()));
    let has_email_rule = permitted.iter().any(|t| matches!(t, Subtree::Email(_)));
    let email_fits = |trees: &[Subtree], email: &str| {
        trees
            .iter()
            .any(|t| matches!(t, Subtree::Email(rule) if email_matches(email, rule)))
    };
    let directory_fits =
        certificate.subject.is_empty() || directories.clone().count() == 0 || directories.into_iter().any(in_directory);
    directory_fits
        && !excluded.iter().any(in_directory)
        && emails.iter().all(|e| !has_email_rule || email_fits(permitted, e))
        && !emails.iter().any(|e| email_fits(excluded, e))
}

/// RFC 5280, 4.2.1.10: a mailbox, a host, or with a dot in front everything under a domain.
fn email_matches(email: &str, rule: &str) -> bool {
    let host = email.rsplit('@').next().unwrap_or(email);
    if rule.contains('@') {
        email == rule
    } else if rule.starts_with('.') {
        host.ends_with(rule)
    } else {
        host == rule
    }
}

#[cfg(test)]
mod tests {
    use super::email_matches;

    #[test]
    fn mail_rules_are_mailbox_host_or_domain() {
        assert!(email_matches("a@x.example", "a@x.example"));
        assert!(email_matches("a@x.example", "x.example"));
        assert!(email_matches("a@b.x.example", ".x.example"));
        assert!(!email_matches("a@b.x.example", "x.example"));
        assert!(!email_matches("a@x.example", "b@x.example"));
    }
}
