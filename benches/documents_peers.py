#!/usr/bin/env python3
"""Reports of communes as DOCX and PDF: `tonghop write report` beside docxtpl and LibreOffice, on the same content in one run.

Usage: documents_peers.py --binary target/release/tonghop --reports FOLDER [--count 100] [--peer-count 10] [--out FOLDER]

Needs docxtpl (PyPI) and soffice. FOLDER holds reports that `tonghop read` understands, for example of `generate-reports`.
The peer fills a template with the same text and rows and lets LibreOffice print them all in one call, which is its fastest way.
Our program is started once for each document, as many at a time as there are cores; docxtpl runs in one warm process.
Both sides run one after the other on the same machine; times are by the clock, memory is the peak of the largest process.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import resource
import subprocess
import time

from docx import Document
from docxtpl import DocxTemplate


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def template(path: pathlib.Path) -> None:
    """A template with the same parts: text, and the annex as a table with a loop over its rows."""
    document = Document()
    document.add_paragraph("{{ issuer }}")
    document.add_paragraph("BÁO CÁO {{ title }}")
    document.add_paragraph("{%p for line in text %}")
    document.add_paragraph("{{ line }}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(rows=4, cols=4)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("TT", "Nhiệm vụ", "Mức độ", "Kết quả")):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    for cell, name in zip(table.rows[2].cells, ("no", "title", "status", "result")):
        cell.text = "{{ row." + name + " }}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.save(path)


def content(reading: dict) -> dict:
    lists = reading["assessment"].values()
    return {
        "issuer": reading["header"]["issuer"],
        "title": reading["header"]["title"],
        "text": [s["text"] for statements in lists for s in statements],
        "rows": [{k: row[k] or "" for k in ("no", "title", "status", "result")} for row in reading["tasks"]],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--reports", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--peer-count", type=int, default=10)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("target/documents-peers"))
    args = parser.parse_args()
    ours, peer = args.out / "ours", args.out / "peer"
    for folder in (ours, peer):
        folder.mkdir(parents=True, exist_ok=True)
    files = sorted(p for p in args.reports.iterdir() if p.is_file())[: args.count]
    readings = []
    for file in files:
        printed = subprocess.run([args.binary, "read", "--format", "json", file], capture_output=True, check=True).stdout
        path = ours / f"{file.stem}.json"
        path.write_bytes(printed)
        readings.append((path, json.loads(printed)))

    def write(form: str) -> None:
        def one(path: pathlib.Path) -> None:
            target = path.with_suffix(f".{form}")
            subprocess.run([args.binary, "-q", "write", "report", path, "--force", "-o", target], stdout=subprocess.DEVNULL, check=True)

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(one, (path for path, _ in readings)))

    total = 0.0
    for form in ("docx", "pdf"):
        seconds = timed(lambda: write(form))
        total += seconds
        print(f"tonghop {form}: {len(readings)} reports, {seconds:.2f} s, {seconds / len(readings) * 1000:.0f} ms each (a process each)")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"tonghop: both forms of all {total:.2f} s")
    peak = used.ru_maxrss // 1024
    print(f"tonghop: largest process {peak} MB")

    template(peer / "template.docx")
    some = readings[: args.peer_count]

    def fill() -> None:
        for number, (_, reading) in enumerate(some):
            filled = DocxTemplate(peer / "template.docx")
            filled.render(content(reading), autoescape=True)
            filled.save(peer / f"report-{number:03}.docx")

    def printing() -> None:
        documents = sorted(peer.glob("report-*.docx"))[: len(some)]
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{peer.resolve()}/profile", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", peer, *documents], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

    for what, work in (("docxtpl docx", fill), ("LibreOffice pdf", printing)):
        seconds = timed(work)
        print(f"{what}: {len(some)} reports, {seconds:.2f} s, {seconds / len(some) * 1000:.0f} ms each")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"largest process of all {peak} MB; {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
