//! Object identifiers, with the document that defines each.

pub(crate) const SIGNED_DATA: &str = "1.2.840.113549.1.7.2"; // RFC 5652
pub(crate) const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4"; // RFC 3161

// Attributes of signatures: RFC 5652, 5035, 3161; revocation data of Adobe: ISO 32000-2, 12.8.3.3.2.
pub(crate) const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
pub(crate) const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
pub(crate) const SIGNING_TIME: &str = "1.2.840.113549.1.9.5";
pub(crate) const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.12";
pub(crate) const SIGNING_CERTIFICATE_V2: &str = "1.2.840.113549.1.9.16.2.47";
pub(crate) const SIGNATURE_TIME_STAMP: &str = "1.2.840.113549.1.9.16.2.14";
pub(crate) const ADOBE_REVOCATION: &str = "1.2.840.113583.1.1.8";

// Digests.
pub(crate) const SHA1: &str = "1.3.14.3.2.26";
pub(crate) const SHA256: &str = "2.16.840.1.101.3.4.2.1";
pub(crate) const SHA384: &str = "2.16.840.1.101.3.4.2.2";
pub(crate) const SHA512: &str = "2.16.840.1.101.3.4.2.3";

// Keys and signatures: RFC 8017, 5480, 5758.
pub(crate) const RSA: &str = "1.2.840.113549.1.1.1";
pub(crate) const RSA_SHA1: &str = "1.2.840.113549.1.1.5";
pub(crate) const RSA_SHA1_ISO: &str = "1.3.14.3.2.29";
pub(crate) const MGF1: &str = "1.2.840.113549.1.1.8";
pub(crate) const RSA_PSS: &str = "1.2.840.113549.1.1.10";
pub(crate) const RSA_SHA256: &str = "1.2.840.113549.1.1.11";
pub(crate) const RSA_SHA384: &str = "1.2.840.113549.1.1.12";
pub(crate) const RSA_SHA512: &str = "1.2.840.113549.1.1.13";
pub(crate) const EC_KEY: &str = "1.2.840.10045.2.1";
pub(crate) const P256: &str = "1.2.840.10045.3.1.7";
pub(crate) const P384: &str = "1.3.132.0.34";
pub(crate) const ECDSA_SHA1: &str = "1.2.840.10045.4.1";
pub(crate) const ECDSA_SHA256: &str = "1.2.840.10045.4.3.2";
pub(crate) const ECDSA_SHA384: &str = "1.2.840.10045.4.3.3";
pub(crate) const ECDSA_SHA512: &str = "1.2.840.10045.4.3.4";

// Parts of names: X.520, RFC 2985.
pub(crate) const COMMON_NAME: &str = "2.5.4.3";
pub(crate) const COUNTRY: &str = "2.5.4.6";
pub(crate) const LOCALITY: &str = "2.5.4.7";
pub(crate) const STATE: &str = "2.5.4.8";
pub(crate) const ORGANISATION: &str = "2.5.4.10";
pub(crate) const ORGANISATIONAL_UNIT: &str = "2.5.4.11";
pub(crate) const TITLE: &str = "2.5.4.12";
pub(crate) const SERIAL_NUMBER: &str = "2.5.4.5";
pub(crate) const USER_ID: &str = "0.9.2342.19200300.100.1.1";
pub(crate) const EMAIL: &str = "1.2.840.113549.1.9.1";

// Extensions of certificates: RFC 5280; OCSP: RFC 6960.
pub(crate) const SUBJECT_KEY: &str = "2.5.29.14";
pub(crate) const KEY_USAGE: &str = "2.5.29.15";
pub(crate) const ALTERNATIVE_NAME: &str = "2.5.29.17";
pub(crate) const BASIC_CONSTRAINTS: &str = "2.5.29.19";
pub(crate) const NAME_CONSTRAINTS: &str = "2.5.29.30";
pub(crate) const CERTIFICATE_POLICIES: &str = "2.5.29.32";
pub(crate) const POLICY_MAPPINGS: &str = "2.5.29.33";
pub(crate) const AUTHORITY_KEY: &str = "2.5.29.35";
pub(crate) const POLICY_CONSTRAINTS: &str = "2.5.29.36";
pub(crate) const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
pub(crate) const ANY_POLICY_INHIBITED: &str = "2.5.29.54";
pub(crate) const DISTRIBUTION_POINT: &str = "2.5.29.28";
pub(crate) const DELTA_CRL: &str = "2.5.29.27";
pub(crate) const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";
pub(crate) const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";
pub(crate) const OCSP_BASIC: &str = "1.3.6.1.5.5.7.48.1.1";
