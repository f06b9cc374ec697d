# Verification of digital signatures of received PDF files.
signature-error-not-pdf = Not a PDF file, so there is no digital signature to check.
signature-error-damaged = The PDF file is damaged; its structure cannot be read. Ask the unit to send the original again.
signature-error-encrypted = The PDF file has a password, so its signature cannot be checked. Ask the unit for a copy without one.
signature-error-encryption-unknown = The PDF file is encrypted in a way that this program cannot read.
signature-error-too-large = The file is too large, or unpacks to too much; its signature is not checked.
signature-error-roots-none = { $file }: no certificate in the file (PEM or DER is needed).
signature-error-roots-unreadable = { $file }: certificate number { $number } cannot be read.
signature-error-roots-many = { $file }: too many root certificates (at most 1,000).
signature-error-roots-file = { $file }: cannot be read ({ $cause }).
signature-error-roots-empty = { $file }: no root certificate in the folder (files .pem, .crt, .cer, .der).

signature-file-none = The file has no digital signature.
signature-file-cut-off = The end of the file was cut off, and signatures with it if there were any. Ask the unit to send it again.
signature-file-unlisted = The file has traces of a digital signature, but no signature field leads to it any more: it was altered or cut off after signing.
signature-file-valid = { $count } digital { $count ->
    [one] signature, valid
   *[other] signatures, all valid
 }{ $stamps ->
    [0] {""}
   *[other] ; { $stamps } time stamp(s) over the document
 }{ $filled ->
    [0] {""}
   *[other] ; form fields were filled in after signing, which no signer vouches for
 }.
signature-file-uncertain = { $count } digital { $count ->
    [one] signature
   *[other] signatures
 }{ $stamps ->
    [0] {""}
   *[other] {" "}and { $stamps } time stamp(s) over the document
 }; the signed content is intact, but something could not be established.
signature-file-invalid = { $count } digital { $count ->
    [one] signature
   *[other] signatures
 }{ $stamps ->
    [0] {""}
   *[other] {" "}and { $stamps } time stamp(s) over the document
 }, NOT all of them valid.
signature-file-stamp-valid = Nobody’s digital signature; the file has only { $stamps } time stamp(s) over the document, valid.
signature-file-stamp-uncertain = Nobody’s digital signature; the file has only { $stamps } time stamp(s) over the document, about which something could not be established.
signature-file-stamp-invalid = Nobody’s digital signature; the file has only { $stamps } time stamp(s) over the document, NOT valid.
signature-file-extra = { $count } more in the file that no signature field leads to; not checked.
signature-file-truncated = The file has more than 64 signatures; only the first 64 are checked.
signature-file-empty-fields = Signature fields that nobody signed: { $names }.

signature-verdict-valid = Valid
signature-verdict-uncertain = Not established
signature-verdict-invalid = Not valid
signature-kind-approval = Digital signature
signature-kind-certification = Author's certifying signature
signature-kind-time-stamp = Document time stamp

signature-heading = { $number }. { $kind }: { $signer }
signature-signer-unknown = signer unknown
signature-label-organisation = Organisation
signature-label-issuer = Certificate issued by
signature-label-validity = Certificate valid
signature-label-reason = Reason
signature-label-location = Place
signature-label-algorithm = Algorithm
signature-label-stamp = Visible stamp
signature-label-fingerprint = Fingerprint of the topmost certificate
signature-validity = from { $from } to { $to }
signature-algorithm = { $scheme }, { $bits }-bit key, { $digest }
signature-stamp-place = page { $page }, { $left } mm from the left, { $bottom } mm from the bottom, { $width } mm wide, { $height } mm high
signature-stamp-hidden = not shown on any page

signature-content-intact = The signed content is intact and was signed with the signer's key.
signature-content-altered = The signed content was altered after signing.
signature-content-wrong-value = The signature value was not made with the signer's key.
signature-content-unknown = Whether the content was altered cannot be established.
signature-coverage-whole = The signature covers the whole file.
signature-coverage-revision = The signature covers the whole file as it was when signed; { $bytes } bytes were added later.
signature-coverage-partial = The signature covers only a part: { $bytes } bytes of the signed revision are not protected.
signature-coverage-beyond-end = The signed part is longer than the file: its end was cut off.
signature-coverage-unreadable = The signed range cannot be read.
signature-change-signature = Later, a signature was added (field “{ $name }”).
signature-change-time-stamp = Later, a time stamp over the document was added (field “{ $name }”).
signature-change-field = Later, the empty signature field “{ $name }” was added.
signature-change-validation-data = Later, data for checking the signatures was added.
signature-change-metadata = Later, the description of the file changed.
signature-change-technical = Later, technical entries changed that no page shows.
signature-change-page = After signing, the content of page { $page } was changed.
signature-change-page-added = After signing, pages were added (from page { $page }).
signature-change-page-removed = After signing, pages were removed (from page { $page }).
signature-change-annotation-added = After signing, a comment or picture was laid over page { $page }.
signature-change-annotation-changed = After signing, a comment or the picture of a signature on page { $page } was changed.
signature-change-annotation-removed = After signing, a comment on page { $page } was removed.
signature-change-stamp-rewritten = After signing, the picture of the signature “{ $name }” on page { $page } was stored anew; it shows the same.
signature-change-form-filled = After signing, the form field “{ $name }” was filled in or altered.
signature-change-form = After signing, the form field “{ $name }” was added, removed or changed.
signature-change-document = After signing, another part of the document was changed ({ $name }).
signature-change-unknown = What changed after signing cannot be established.
signature-time-none = When it was signed is not known.
signature-time-claimed = Signed at { $time } (Vietnam time) by the signer's own clock; no trusted time stamp confirms it.
signature-time-stamp = Signed before { $time } (Vietnam time), as a trusted time stamp confirms.
signature-time-document-stamp = Signed before { $time } (Vietnam time), as a time stamp over the document confirms.
signature-time-of-stamp = Stamped at { $time } (Vietnam time).
signature-stamp-by = Time stamp { $time } by { $authority }.
signature-revocation-not-checked = Revocation not checked: no network.
signature-revocation-good = The certificate is not revoked, says the data in the file of { $time }.
signature-revocation-revoked = The certificate is revoked since { $time }.

signature-problem-content-altered = The signed content was altered after signing. Do not use this file; ask the unit for the original.
signature-problem-value-wrong = The signature was not made with the key of the signer's certificate.
signature-problem-unreadable = The signature data cannot be read.
signature-problem-form-unknown = This form of signature is not known to the program; it was checked like the usual form.
signature-problem-partial-coverage = A part of the content lies outside the signature and can be changed unnoticed.
signature-problem-cut-off = The end of the file was cut off, so it cannot be checked. Ask the unit to send it again.
signature-problem-range-unreadable = The signed range given in the file makes no sense.
signature-problem-changed-afterwards = What the file shows was changed after signing and differs from what was signed.
signature-problem-change-forbidden = The author allows no changes, but the file was changed after signing.
signature-problem-changes-unknown = The signed revision could not be compared with the file; open it and look.
signature-problem-stamp-rewritten = A later signing stored the picture of an earlier signature anew; it still shows what was signed. Open the file to look at it.
signature-problem-other-certificate = The signature names another certificate than the signer's.
signature-problem-content-type = The signed attributes name a wrong type of content.
signature-problem-certificate-not-named = The signature does not name the signer's certificate as PAdES requires.
signature-problem-signer-missing = The signer's certificate is not in the file.
signature-problem-expired-when-signed = A certificate had expired when the file was signed.
signature-problem-not-yet-valid = A certificate was not yet valid when the file was signed.
signature-problem-expired-now = A certificate has expired, and no trusted time stamp confirms that the signature is older.
signature-problem-expired-since = A certificate has expired since, but a trusted time stamp shows that the signature is older.
signature-problem-revoked = A certificate is revoked.
signature-problem-revoked-since = A certificate was revoked after signing, as a trusted time stamp shows.
signature-problem-revocation-not-checked = Whether a certificate is revoked was not checked: the program uses no network, and the file does not bring all the data.
signature-problem-no-roots = No trusted root certificates are configured, so who signed is not confirmed.
signature-problem-self-signed = The certificate was issued by the signer itself; no authority vouches for it.
signature-problem-other-root = The certificate was issued under a root that is not trusted here.
signature-problem-issuer-missing = The certificate of an issuer is missing, so no trusted root is reached.
signature-problem-chain-faulty = The chain of certificates breaks a rule (authority, purpose or names).
signature-problem-algorithm-unknown = The signature or digest algorithm is not supported, so it cannot be checked.
signature-problem-weak-digest = The signature uses SHA-1, a digest that is no longer safe: exchanged content cannot be ruled out.
signature-problem-weak-key = The signer's key is too short (below 2,048 bits).
signature-problem-stamp-wrong = The time stamp does not belong to this signature, or was altered.
signature-problem-stamp-untrusted = The time stamp is intact, but its authority is not trusted here.
signature-problem-further-signers = The signature has several signers; only the first is checked.
signature-problem-clock-far = The signer’s clock is more than an hour away from the time stamp.
