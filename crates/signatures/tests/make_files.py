"""Makes the signed files of the tests with pyHanko. Keys are made on the fly and thrown away.

    python3 -m venv v && v/bin/pip install pyhanko cryptography
    v/bin/python crates/signatures/tests/make_files.py

Names are invented. The files are committed so that the tests run without Python; run this again only to add cases.
"""
import asyncio
import datetime as dt
import hashlib
import io
import pathlib
import re
from datetime import timezone

from asn1crypto import cms as acms, keys as akeys, x509 as ax509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from freezegun import freeze_time
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

HERE = pathlib.Path(__file__).parent / "files"
HERE.mkdir(exist_ok=True)
DAY = dt.timedelta(days=1)
SIGNED = dt.datetime(2026, 6, 15, 2, 0, 0, tzinfo=timezone.utc)
BEGIN = dt.datetime(2026, 1, 1, tzinfo=timezone.utc)
END = dt.datetime(2027, 12, 31, tzinfo=timezone.utc)


def name(common, organisation="Ủy ban nhân dân xã Suối Mơ", unit=None):
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.LOCALITY_NAME, "Suối Mơ"),
             x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)]
    if unit:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, common))
    return x509.Name(parts)


USAGE = dict(digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
             key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False)


class Party:
    """A key with its certificate."""

    def __init__(self, subject, issuer=None, key=None, begin=BEGIN, end=END, authority=False, usage=None, extended=None,
                 constraints=None, path_length=None, digest=None):
        self.key = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
        by, signer = (issuer.cert.subject, issuer.key) if issuer else (subject, self.key)
        usage = usage or (["key_cert_sign", "crl_sign"] if authority else ["digital_signature", "content_commitment"])
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(by).public_key(self.key.public_key())
                   .serial_number(x509.random_serial_number()).not_valid_before(begin).not_valid_after(end)
                   .add_extension(x509.BasicConstraints(ca=authority, path_length=path_length), critical=True)
                   .add_extension(x509.KeyUsage(**{**USAGE, **{u: True for u in usage}}), critical=True)
                   .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
                   .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False))
        if extended:
            builder = builder.add_extension(x509.ExtendedKeyUsage([extended]), critical=True)
        if constraints:
            builder = builder.add_extension(constraints, critical=True)
        self.cert = builder.sign(signer, digest or hashes.SHA256())

    @property
    def asn1(self):
        return ax509.Certificate.load(self.cert.public_bytes(serialization.Encoding.DER))

    @property
    def asn1_key(self):
        return akeys.PrivateKeyInfo.load(self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))

    def pem(self):
        return self.cert.public_bytes(serialization.Encoding.PEM)


def store(*parties):
    found = SimpleCertificateStore()
    found.register_multiple(p.asn1 for p in parties)
    return found


def signer(party, *others, **options):
    return signers.SimpleSigner(signing_cert=party.asn1, signing_key=party.asn1_key, cert_registry=store(party, *others),
                                **options)


def blank():
    """A one-page document with a line of text."""
    w = writer.PdfFileWriter()
    font = w.add_object(generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Font"), pdf_name("/Subtype"): pdf_name("/Type1"),
                                                  pdf_name("/BaseFont"): pdf_name("/Helvetica")}))
    content = generic.StreamObject(stream_data=b"BT /F1 14 Tf 72 760 Td (Bao cao thang 6: 543 tren 544 ho so) Tj ET")
    resources = generic.DictionaryObject({pdf_name("/Font"): generic.DictionaryObject({pdf_name("/F1"): font})})
    page = writer.PageObject(contents=w.add_object(content), media_box=(0, 0, 595, 842), resources=resources)
    w.insert_page(page)
    out = io.BytesIO()
    w.write(out)
    return out.getvalue()


def sign(data, who, field="ChuKy", stamper=None, at=SIGNED, sub=SigSeedSubFilter.PADES, box=(60, 60, 260, 130), **meta):
    with freeze_time(at):
        w = IncrementalPdfFileWriter(io.BytesIO(data))
        spec = SigFieldSpec(field, box=box, on_page=0)
        meta = signers.PdfSignatureMetadata(field_name=field, subfilter=sub, md_algorithm=meta.pop("md", "sha256"),
                                            reason="Ký ban hành", location="Suối Mơ", name=meta.pop("name", None), **meta)
        out = signers.PdfSigner(meta, signer=who, timestamper=stamper, new_field_spec=spec).sign_pdf(w)
        return out.getvalue()


def save(file, data):
    (HERE / file).write_bytes(data)


root = Party(name("Suoi Mo Root CA", "Chung thuc mau"), authority=True)
middle = Party(name("Suoi Mo Issuing CA", "Chung thuc mau"), root, authority=True)
other = Party(name("Nguon khac Root CA", "Nguon khac"), authority=True)
person = Party(name("Nguyễn Văn Mẫu", unit="Văn phòng"), middle)
office = Party(name("Ủy ban nhân dân xã Suối Mơ"), middle)
expired_cert = Party(name("Trần Thị Mẫu"), middle, begin=BEGIN, end=SIGNED - 30 * DAY)
short = Party(name("Lê Văn Mẫu"), middle, begin=BEGIN, end=SIGNED + 30 * DAY)
p256 = Party(name("Phạm Thị Mẫu"), middle, key=ec.generate_private_key(ec.SECP256R1()))
p384 = Party(name("Đỗ Văn Mẫu"), middle, key=ec.generate_private_key(ec.SECP384R1()))
alone = Party(name("Tự Ký"))
tsa = Party(name("Suoi Mo TSA", "Chung thuc mau"), root, extended=ExtendedKeyUsageOID.TIME_STAMPING, usage=["digital_signature"])
not_an_authority = Party(name("Giả Danh"), person)
narrow = Party(name("Narrow CA", "Chung thuc mau"), root, authority=True,
               constraints=x509.NameConstraints([x509.DirectoryName(name("x", "Đơn vị khác"))], None))
outside = Party(name("Ngoài Phạm Vi"), narrow)

save("root.pem", root.pem())
save("other-root.pem", other.pem())
save("root.der", root.cert.public_bytes(serialization.Encoding.DER))

plain = blank()
save("unsigned.pdf", plain)
me, chain = signer(person, middle, root), (middle, root)
stamper = timestamps.DummyTimeStamper(tsa.asn1, tsa.asn1_key, certs_to_embed=store(tsa, root), fixed_dt=SIGNED + dt.timedelta(minutes=1))

valid = sign(plain, me)
save("valid.pdf", valid)
save("pkcs7.pdf", sign(plain, me, sub=SigSeedSubFilter.ADOBE_PKCS7_DETACHED))
save("sha1.pdf", sign(plain, me, md="sha1", sub=SigSeedSubFilter.ADOBE_PKCS7_DETACHED))
save("invisible.pdf", sign(plain, me, box=(0, 0, 0, 0)))
save("altered.pdf", valid.replace(b"543 tren 544", b"544 tren 544", 1))
save("expired-when-signed.pdf", sign(plain, signer(expired_cert, *chain)))
save("expires-later.pdf", sign(plain, signer(short, *chain)))
save("expires-later-stamped.pdf", sign(plain, signer(short, *chain), stamper=stamper))
save("stamped.pdf", sign(plain, me, stamper=stamper))
save("ecdsa-p256.pdf", sign(plain, signer(p256, *chain)))
save("ecdsa-p384.pdf", sign(plain, signer(p384, *chain), md="sha384"))
save("pss.pdf", sign(plain, signer(person, *chain, prefer_pss=True)))
save("self-signed.pdf", sign(plain, signer(alone)))
save("issuer-missing.pdf", sign(plain, signer(person)))
save("issuer-no-authority.pdf", sign(plain, signer(not_an_authority, person, *chain)))
save("name-not-allowed.pdf", sign(plain, signer(outside, narrow, root)))
save("truncated.pdf", valid[: len(valid) - 6000])

# Two signatures, then a time stamp over the document.
second = sign(valid, signer(office, *chain), field="ConDau", at=SIGNED + dt.timedelta(hours=1), box=(300, 60, 500, 130))
save("two.pdf", second)
with freeze_time(SIGNED + dt.timedelta(hours=2)):
    w = IncrementalPdfFileWriter(io.BytesIO(sign(plain, signer(short, *chain))))
    stamped = signers.PdfTimeStamper(stamper).timestamp_pdf(w, "sha256").getvalue()
save("document-stamp.pdf", stamped)

# A later revision that leaves the content alone: data for checking, another signature field.
w = IncrementalPdfFileWriter(io.BytesIO(valid))
fields.append_signature_field(w, SigFieldSpec("ChuaKy", box=(300, 300, 400, 350)))
out = io.BytesIO()
w.write(out)
save("harmless-update.pdf", out.getvalue())

# A later revision that writes over the page.
w = IncrementalPdfFileWriter(io.BytesIO(valid))
extra = w.add_object(generic.StreamObject(stream_data=b"q 1 1 1 rg 70 750 400 30 re f Q BT /F1 14 Tf 72 760 Td (544 tren 544) Tj ET"))
page = w.root["/Pages"]["/Kids"][0]
old = page.raw_get("/Contents")
page["/Contents"] = generic.ArrayObject([old, extra]) if not isinstance(page["/Contents"], generic.ArrayObject) else generic.ArrayObject(list(page["/Contents"]) + [extra])
w.update_container(page)
out = io.BytesIO()
w.write(out)
save("harmful-update.pdf", out.getvalue())

# A later revision that lays a comment over the page.
w = IncrementalPdfFileWriter(io.BytesIO(valid))
note = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"),
                                 pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (70, 750, 300, 780))),
                                 pdf_name("/Contents"): generic.pdf_string("544/544"),
                                 pdf_name("/DA"): generic.pdf_string("/Helv 12 Tf")})
page = w.root["/Pages"]["/Kids"][0]
page["/Annots"].append(w.add_object(note))
w.update_container(page["/Annots"])
w.update_container(page)
out = io.BytesIO()
w.write(out)
save("annotation-added.pdf", out.getvalue())

# A later revision that stores the stamp of the signature anew: showing the same, and showing another name. A signature
# of the author names the whole document as what it is about, as those of iText do; that is no change of the stamp.


def stamped_anew(data, alter):
    """The file with the stamp of its first signature written again under a new number, then signed by the office."""
    w = IncrementalPdfFileWriter(io.BytesIO(data))
    widget = w.root["/AcroForm"]["/Fields"][0]
    old = widget["/AP"]["/N"]
    entries = {k: v for k, v in old.items() if k not in ("/Filter", "/DecodeParms", "/Length")}
    new = generic.StreamObject(entries, stream_data=alter(old.data))
    new.compress()
    widget["/AP"] = generic.DictionaryObject({pdf_name("/N"): w.add_object(new)})
    w.update_container(widget)
    out = io.BytesIO()
    w.write(out)
    return sign(out.getvalue(), signer(office, *chain), field="ConDau", at=SIGNED + dt.timedelta(hours=1), box=(300, 60, 500, 130))


def same(data):
    return data


def other_name(data):
    signed_by, somebody_else = rb"\000N\000g\000u\000y", rb"\000N\000h\000u\000n"
    assert signed_by in data
    return data.replace(signed_by, somebody_else)


def naming_the_document(data):
    """The same file, its signature made again with a reference to the catalogue."""
    from pyhanko.sign.signers import cms_embedder
    kept = cms_embedder.docmdp_reference_dictionary

    def with_data(permission):
        reference = kept(permission)
        reference["/Data"] = generic.IndirectObject(ROOT, 0, None)
        return reference

    cms_embedder.docmdp_reference_dictionary = with_data
    try:
        return sign(data, me, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    finally:
        cms_embedder.docmdp_reference_dictionary = kept


ROOT = PdfFileReader(io.BytesIO(plain)).root_ref.idnum
save("stamp-rewritten.pdf", stamped_anew(valid, same))
save("stamp-replaced.pdf", stamped_anew(valid, other_name))
save("names-the-document.pdf", sign(naming_the_document(plain), signer(office, *chain), field="ConDau",
                                    at=SIGNED + dt.timedelta(hours=1), box=(300, 60, 500, 130)))

# The author allows no change, and somebody signs all the same.
locked = sign(plain, me, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
save("certified.pdf", locked)
w = IncrementalPdfFileWriter(io.BytesIO(locked))
fields.append_signature_field(w, SigFieldSpec("ChuaKy", box=(300, 300, 400, 350)))
out = io.BytesIO()
w.write(out)
save("certified-changed.pdf", out.getvalue())

# Encrypted: openable without a password, and not.
for file, password in (("encrypted.pdf", ""), ("encrypted-password.pdf", "mat-khau")):
    w = writer.copy_into_new_writer(PdfFileReader(io.BytesIO(plain)))
    w.encrypt("chu-so-huu", password)
    out = io.BytesIO()
    w.write(out)
    w = IncrementalPdfFileWriter(io.BytesIO(out.getvalue()))
    w.encrypt("chu-so-huu")
    with freeze_time(SIGNED):
        meta = signers.PdfSignatureMetadata(field_name="ChuKy", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
        save(file, signers.PdfSigner(meta, signer=me, new_field_spec=SigFieldSpec("ChuKy", box=(60, 60, 260, 130), on_page=0)).sign_pdf(w).getvalue())


def resign(data, holes):
    """The same file signed again over a range with holes; the dictionary is altered in place."""
    match = re.search(rb"/ByteRange\s*\[([^\]]*)\]", data)
    start, first, last, rest = map(int, match.group(1).split()[:4])
    if holes == "middle":
        # The line of text is left out.
        at = data.index(b"543 tren 544")
        numbers = [0, at, at + 12, first - at - 12, last, rest]
    else:
        # The end of the revision is left out.
        numbers = [0, first, last, rest - 40]
    room = len(match.group(0))
    text = b"/ByteRange [" + b" ".join(b"%d" % n for n in numbers) + b"]"
    # Room is made from the spaces that pyHanko leaves behind the range.
    tail = data[match.start() + room:]
    spaces = len(tail) - len(tail.lstrip(b" "))
    assert len(text) <= room + spaces, (len(text), room, spaces)
    text += b" " * (room + spaces - len(text))
    data = data[: match.start()] + text + data[match.start() + room + spaces:]
    covered = b"".join(data[numbers[i]: numbers[i] + numbers[i + 1]] for i in range(0, len(numbers), 2))
    with freeze_time(SIGNED):
        value = asyncio.run(me.async_sign(hashlib.sha256(covered).digest(), "sha256", use_pades=True))
    digits = value.dump().hex().encode()
    return data[: first + 1] + digits.ljust(last - first - 2, b"0") + data[last - 1:]


save("partial-end.pdf", resign(valid, "end"))
save("partial-middle.pdf", resign(valid, "middle"))


def old_form(data):
    """The old form: the signature holds the SHA-1 of the file as its content."""
    data = data.replace(b"/ETSI.CAdES.detached", b"/adbe.pkcs7.sha1    ")
    start, first, last, rest = map(int, re.search(rb"/ByteRange\s*\[([^\]]*)\]", data).group(1).split()[:4])
    digest = hashlib.sha1(data[:first] + data[last:]).digest()
    with freeze_time(SIGNED):
        value = asyncio.run(me.async_sign_general_data(digest, "sha256", detached=False))
    return data[: first + 1] + value.dump().hex().encode().ljust(last - first - 2, b"0") + data[last - 1:]


save("pkcs7-sha1.pdf", old_form(valid))

# Revocation data in the store: a list that names nobody, and one that names the signer.

def crl(issuer, revoked=(), at=SIGNED, until=SIGNED + 60 * DAY):
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.cert.subject).last_update(at).next_update(until)
    for party, when in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder().serial_number(party.cert.serial_number).revocation_date(when).build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def ocsp(party, issuer):
    from cryptography.x509 import ocsp as o
    builder = o.OCSPResponseBuilder().add_response(
        cert=party.cert, issuer=issuer.cert, algorithm=hashes.SHA1(), cert_status=o.OCSPCertStatus.GOOD,
        this_update=SIGNED, next_update=SIGNED + 60 * DAY, revocation_time=None, revocation_reason=None,
    ).responder_id(o.OCSPResponderEncoding.HASH, issuer.cert)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def with_store(data, lists=(), answers=()):
    w = IncrementalPdfFileWriter(io.BytesIO(data))
    refs = lambda items: generic.ArrayObject([w.add_object(generic.StreamObject(stream_data=i)) for i in items])
    w.root["/DSS"] = w.add_object(generic.DictionaryObject({
        pdf_name("/CRLs"): refs(lists), pdf_name("/OCSPs"): refs(answers),
        pdf_name("/Certs"): refs([middle.cert.public_bytes(serialization.Encoding.DER)])}))
    w.update_root()
    out = io.BytesIO()
    w.write(out)
    return out.getvalue()


stamped = (HERE / "stamped.pdf").read_bytes()
save("revocation-good.pdf", with_store(stamped, [crl(middle), crl(root)]))
save("revocation-ocsp.pdf", with_store(stamped, [crl(root)], [ocsp(person, middle)]))
save("revocation-revoked.pdf", with_store(stamped, [crl(middle, [(person, SIGNED - DAY)]), crl(root)]))
save("revocation-revoked-later.pdf", with_store(stamped, [crl(middle, [(person, SIGNED + 10 * DAY)], at=SIGNED + 11 * DAY, until=SIGNED + 60 * DAY), crl(root)]))
save("revocation-foreign.pdf", with_store(stamped, [crl(other), crl(root)]))


def indefinite(der):
    """The same signature in BER: the outer structures with indefinite length."""
    info = acms.ContentInfo.load(der)
    signed = info["content"]
    inner = b"".join(signed[k].dump() for k in ("version", "digest_algorithms", "encap_content_info", "certificates", "signer_infos"))
    return b"\x30\x80" + info["content_type"].dump() + b"\xa0\x80" + b"\x30\x80" + inner + b"\0\0" * 3


match = re.search(rb"/ByteRange\s*\[([^\]]*)\]", valid)
_, first, last, _ = map(int, match.group(1).split()[:4])
der = bytes.fromhex(valid[first + 1: last - 1].decode())
ber = indefinite(acms.ContentInfo.load(der, strict=False).dump()).hex().encode()
save("ber.pdf", valid[: first + 1] + ber.ljust(last - first - 2, b"0") + valid[last - 1:])
print(len(list(HERE.iterdir())), "files", sum(f.stat().st_size for f in HERE.iterdir()), "bytes")
