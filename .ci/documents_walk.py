#!/usr/bin/env python3
"""Walks the documents of a round in a real browser: every download, the form filled in a workbook and brought back with wrong rows,
an office's template with mistakes and a right one, a root certificate, and the signature beside a submission.

Needs what cycle_walk.py needs, and openpyxl. With `--keep` it saves a picture of every page at both sizes.
"""

import argparse
import io
import re
import zipfile

import openpyxl

from cycle_walk import ROOT, open_round, run, send, set_up
from page_walk import check

SIGNED = ROOT / "crates/signatures/tests/files"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def template(path, *paragraphs):
    """The smallest DOCX with these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>')
        package.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>')
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return path


def downloads(walk, selector, least):
    """Every document that a page offers comes whole."""
    links = walk.run(f"return [...document.querySelectorAll('{selector}')].map(a => a.getAttribute('href'))")
    check(f"the page offers {least} documents or more", len(links) >= least, links)
    for link in links:
        status, data = walk.download(link)
        if link.endswith("/pdf"):
            fine = data.startswith(b"%PDF-") and b"%%EOF" in data[-64:]
        else:
            fine = zipfile.is_zipfile(io.BytesIO(data)) and zipfile.ZipFile(io.BytesIO(data)).testzip() is None
        check(f"{link} is whole", status == 200 and fine, [status, data[:40]])


def office(walk, round_path, work):
    """The issuing office, a template with mistakes, a right one, and the letter filled with it."""
    walk.sign_in("lanhdao")
    place = round_path + "/documents"
    walk.open(place)
    walk.shot("documents")
    walk.fill(superior="Ủy ban nhân dân tỉnh Quảng Ngãi", office="Sở Khoa học và Công nghệ", abbreviation="SKHCN", drafter="CĐS", place="Quảng Ngãi", capacity="KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC", signer="Trần Văn Mẫu")
    walk.click("#office form .btn-primary")
    check("the office is kept", walk.there(".flash-good"), walk.text()[:300])
    # No report has come yet: there is nothing to consolidate, and the page says so in the place of the links.
    downloads(walk, "main table a[download]", 4)
    check("the page says what cannot be written yet", "Chưa có báo cáo nào để tổng hợp" in walk.text("main table"), walk.text("main table"))
    wrong = template(work / "sai.docx", "{{ loai }}", "{{ khong_co }}", "{% for x in noi_nhan %}", "{{ so | la }}")
    walk.run("document.querySelector('#templates [name=kind]').value = 'reminder'")
    walk.keys("#templates #f-file", str(wrong))
    walk.click("#templates form[enctype] .btn-primary")
    told = walk.text("#templates [role=alert]")
    places = [f"Đoạn {number}" for number in (3, 4)]
    check("each mistake of a template is named with its place", all(p in told for p in places) and len(told.splitlines()) > 2, told)
    kind = walk.run("return document.querySelector('#templates [name=kind]').value")
    check("the kind of document stays chosen", kind == "reminder", kind)
    walk.shot("template-wrong")
    right = template(work / "dung.docx", "{{ loai }} {{ trich_yeu }}", "{{ dia_danh_ngay }}", "{%p for d in noi_dung %}", "{{ d.chu }}", "{%p endfor %}", "{{ nguoi_ky }}")
    walk.run("document.querySelector('#templates [name=kind]').value = 'request'")
    walk.keys("#templates #f-file", str(right))
    walk.click("#templates form[enctype] .btn-primary")
    check("a right template is kept", walk.there("#templates .more"), walk.text("#templates"))
    walk.shot("template-kept")
    status, data = walk.download(place + "/request/template")
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode("utf-8") if status == 200 else ""
    check("the letter is filled with it", "Trần Văn Mẫu" in text and "{{" not in text, [status, text[:200]])
    walk.sign_out()


def roots(walk):
    walk.sign_in("admin")
    walk.open("/signature-roots")
    walk.shot("roots-none")
    walk.keys("#f-file", str(SIGNED / "unsigned.pdf"))
    walk.click("form[enctype] .btn-primary")
    check("what is no certificate is refused", walk.there("[role=alert]"), walk.text())
    walk.shot("roots-refused")
    walk.keys("#f-file", str(SIGNED / "root.pem"))
    walk.click("form[enctype] .btn-primary")
    check("the root is kept and named", walk.there(".btn-danger") and "SHA-256" in walk.text(), walk.text())
    walk.shot("roots")
    walk.sign_out()


def filled(data, path):
    """The form as an official fills it in: good rows, a wording nobody knows, a formula, a part above its whole, a figure that is none."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {}
    for sheet in book.worksheets:
        if str(sheet.cell(1, 1).value).startswith("tonghop-form/"):
            kinds.setdefault(sheet.cell(1, 2).value, []).append(sheet)

    def column(sheet, name):
        return next(c.column for c in sheet[5] if c.value == name)

    annex = kinds["annex"][0]
    rows = [r for r in range(6, annex.max_row + 1) if annex.cell(r, 1).value and not annex.cell(r, column(annex, "Mức độ hoàn thành")).protection.locked]
    for number, row in enumerate(rows):
        annex.cell(row, column(annex, "Mức độ hoàn thành")).value = "chả biết nữa" if number == 1 else "Hoàn thành"
        result = "=1+1" if number == 2 else f"Đã ban hành Kế hoạch số {number + 1}/KH-UBND."
        annex.cell(row, column(annex, "Kết quả chi tiết")).value = result
    if "indicators" in kinds:
        sheet = kinds["indicators"][0]
        rows = [r for r in range(6, sheet.max_row + 1) if sheet.cell(r, 1).value]
        whole = column(sheet, "Mẫu số")
        open_rows = [r for r in rows if not sheet.cell(r, whole).protection.locked]
        for row, part, total in zip(open_rows, (120, "mười hai"), (100, 20)):
            sheet.cell(row, column(sheet, "Tử số / số lượng")).value = part
            sheet.cell(row, whole).value = total
    book.save(path)
    return path


def form(walk, work):
    """The form as a workbook: out, filled in, back in; rows that are not in order are named one by one."""
    walk.sign_in("xamot")
    walk.open("/reports")
    walk.click("main tbody a.btn")
    report = re.match(r"/reports/\d+", walk.path()).group(0)
    walk.click(".head form .btn-primary")
    walk.open(report + "/documents")
    walk.shot("report-documents")
    status, data = walk.download(report + "/documents/form")
    check("the form downloads", status == 200 and data.startswith(b"PK"), [status, data[:60]])
    walk.keys("#f-file", str(filled(data, work / "bieu-mau.xlsx")))
    walk.click("#form form .btn-primary")
    rows = walk.run("return [...document.querySelectorAll('#filled tbody tr')].map(r => r.innerText)")
    check("answers of the form are kept", walk.there("#filled [role=status]"), walk.text()[:400])
    check("the row with an unknown wording is named with its place", any("chả biết nữa" in r for r in rows), rows)
    check("the other wrong rows are named too", len(rows) >= 2, rows)
    walk.shot("form-back")
    walk.keys("#f-file", str(SIGNED / "unsigned.pdf"))
    walk.click("#form form .btn-primary")
    check("a file that is no form is refused", walk.there("[role=alert]"), walk.text()[:300])
    walk.shot("form-refused")
    downloads(walk, "main .card:not(#form) a[download]", 2)
    walk.open(report)
    kept = walk.run("return [...document.querySelectorAll('[name^=\"result.\"]')].filter(f => f.value.includes('/KH-UBND.')).length")
    check("the form's answers stand in the report", kept > 3, kept)
    walk.run("document.getElementById('upload').open = true")
    walk.keys("#upload #f-file", str(SIGNED / "valid.pdf"))
    walk.click("#upload button[value=evidence]")
    walk.until("the unit sees the check of the signature", "return !!document.querySelector('#files .rv-signature')")
    walk.shot("report-signature")
    send(walk)
    walk.sign_out()
    return report


def signature(walk, unit, round_path):
    """The verdict beside the submission, and the documents now that a report came."""
    walk.sign_in("chuyenvien")
    walk.open("/review")
    walk.open(walk.row(unit))
    walk.until("the signature is checked", "return /Chữ ký|chữ ký/.test(document.querySelector('main').innerText)")
    walk.settled()
    more = walk.run("return [...document.querySelectorAll('main a, main button')].find(a => /chữ ký/i.test(a.innerText))?.getAttribute('href')")
    walk.shot("signature-beside")
    if more:
        walk.open(more)
        walk.shot("signature")
    text = walk.text()
    check("the signature has a verdict", re.search(r"hợp lệ|xem lại|không kiểm tra được", text, re.I), text[:600])
    walk.open(round_path + "/documents")
    walk.shot("documents-with-report")
    downloads(walk, "main table a[download]", 8)
    walk.sign_out()


def documents(walk, work):
    # Pictures only of what is not the other walk's.
    keep, walk.keep = walk.keep, None
    units = set_up(walk)
    round_path = open_round(walk)
    walk.keep = keep
    office(walk, round_path, work)
    roots(walk)
    form(walk, work)
    signature(walk, units[0], round_path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--keep", help="folder for the pictures of the pages")
    run(parser.parse_args(), documents, ("422", "400"))


if __name__ == "__main__":
    main()
