//! Time-stamp tokens (RFC 3161).

use crate::algorithm::Digest;
use crate::asn1::{Element, GENERALIZED_TIME, INTEGER, OCTET_STRING, OID, SEQUENCE};
use crate::cms::SignedData;
use crate::oids;
use crate::time::Time;

/// What a time-stamp token says: these bytes existed at that time.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) signed: SignedData,
    pub(crate) time: Time,
    digest: Digest,
    imprint: Vec<u8>,
}

impl Token {
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let signed = SignedData::read(bytes)?;
        if signed.content_type != oids::TST_INFO {
            return None;
        }
        let content = signed.content.clone()?;
        let mut inside = Element::first(&content)?.of(SEQUENCE)?.inside();
        inside.expect(INTEGER)?;
        inside.expect(OID)?;
        let mut imprint = inside.expect(SEQUENCE)?.inside();
        let digest = Digest::read(imprint.expect(SEQUENCE)?)?;
        let hash = imprint.expect(OCTET_STRING)?.octets()?;
        inside.expect(INTEGER)?;
        let time = Time::from_asn1(inside.expect(GENERALIZED_TIME)?)?;
        Some(Self {
            signed,
            time,
            digest,
            imprint: hash,
        })
    }

    /// Whether the token is about these bytes.
    pub(crate) fn is_about(&self, pieces: &[&[u8]]) -> bool {
        self.digest.of(pieces) == self.imprint
    }

    /// The digest over what is stamped.
    pub(crate) const fn digest(&self) -> Digest {
        self.digest
    }
}
