#!/usr/bin/env python3
"""Ours and the peers on the same files, one after the other, in one go; prints times, ratios and peak memory.

    cargo build --release -p tonghop-cli
    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install 'markitdown[docx,pdf]' python-docx pdfplumber
    benches/peers.py [--python /tmp/peers/bin/python] [--runs 10] [FILE...]

Without files: the samples of the repository, and ../shared/reports where it lies beside the checkout.
Ours reads, understands and checks a report and prints everything as JSON; the peers only print text.
Each figure of the first table is the whole process (best of N); the second table leaves out starting the
interpreter and importing: the peer's own call inside a warm process (best of N).
A peer that is not installed is named and left out.
"""

import argparse
import json
import os
import pathlib
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "reports"
DEFAULT = [
    ROOT / "samples" / "xa-go-thong.docx",
    ROOT / "samples" / "phuong-cau-man.pdf",
    SHARED / "derived" / "r004.docx",
    SHARED / "derived" / "r004.pdf",
    SHARED / "issued" / "annex-procedures-20-pages.pdf",
]

# Each prints the text of a file; `work(path)` is what the warm measurement calls.
PEERS = {
    "markitdown": {
        "needs": "markitdown",
        "for": {".docx", ".pdf"},
        "code": "from markitdown import MarkItDown\nm = MarkItDown(enable_plugins=False)\ndef work(path): return m.convert(path).text_content",
    },
    "python-docx": {
        "needs": "docx",
        "for": {".docx"},
        "code": (
            "import docx\n"
            "def work(path):\n"
            "    d = docx.Document(path)\n"
            "    lines = [p.text for p in d.paragraphs]\n"
            "    lines += [c.text for t in d.tables for r in t.rows for c in r.cells]\n"
            "    return '\\n'.join(lines)"
        ),
    },
    "pdfplumber": {
        "needs": "pdfplumber",
        "for": {".pdf"},
        "code": (
            "import pdfplumber\n"
            "def work(path):\n"
            "    with pdfplumber.open(path) as pdf:\n"
            "        return '\\n'.join(page.extract_text() or '' for page in pdf.pages)"
        ),
    },
}
COLD = "import sys\n{code}\nprint(work(sys.argv[1]))\n"
WARM = (
    "import json, sys, time\n{code}\n"
    "best = 1e9\n"
    "for _ in range(int(sys.argv[2])):\n"
    "    t = time.perf_counter(); work(sys.argv[1]); best = min(best, time.perf_counter() - t)\n"
    "print(json.dumps(best))\n"
)


def measure(command, runs):
    """Best wall time in seconds over the runs, and the greatest resident memory in MB."""
    best, memory = float("inf"), 0
    for _ in range(runs):
        with tempfile.TemporaryFile() as out:
            start = time.perf_counter()
            child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            best = min(best, time.perf_counter() - start)
        # Findings in a report make ours end with a code of its own; only a signal or 2 and more is a failure.
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            return None
        memory = max(memory, usage.ru_maxrss / 1024)
    return best, memory


def installed(python, module):
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0


def peers_for(path, python, present):
    if path.suffix == ".pdf" and shutil.which("pdftotext"):
        yield "pdftotext -layout", ["pdftotext", "-layout", str(path), "-"], None
    for name, peer in PEERS.items():
        if name in present and path.suffix in peer["for"]:
            yield name, [python, "-c", COLD.format(code=peer["code"]), str(path)], peer["code"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable, help="interpreter that has the Python peers")
    parser.add_argument("--binary", default=str(ROOT / "target" / "release" / "tonghop"))
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    args = parser.parse_args()
    if not pathlib.Path(args.binary).is_file():
        sys.exit(f"{args.binary} is missing: cargo build --release -p tonghop-cli")
    present = {name for name, peer in PEERS.items() if installed(args.python, peer["needs"])}
    for name in sorted(PEERS.keys() - present):
        print(f"{name} is not installed for {args.python}: left out")
    if not shutil.which("pdftotext"):
        print("pdftotext is not installed (Debian: poppler-utils): left out")
    files = [f for f in (args.files or DEFAULT) if f.is_file()]
    load = os.getloadavg()[0]
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {platform.machine()}, load {load:.1f}, best of {args.runs}\n")

    print("| File | Program | Whole process | Peak memory | Ratio to ours |\n|---|---|---|---|---|")
    warm = []
    for path in files:
        ours = measure([args.binary, "read", str(path), "--format", "json"], args.runs)
        if ours is None:
            print(f"| {path.name} | tonghop | failed | | |")
            continue
        print(f"| {path.name} | **tonghop** read+understand+check | {ours[0] * 1e3:.1f} ms | {ours[1]:.0f} MB | 1 |")
        for name, command, code in peers_for(path, args.python, present):
            runs = args.runs if code is None else max(3, args.runs // 3)
            theirs = measure(command, runs)
            shown = "failed | | |" if theirs is None else f"{theirs[0] * 1e3:.1f} ms | {theirs[1]:.0f} MB | {theirs[0] / ours[0]:.1f} |"
            print(f"| {path.name} | {name} | {shown}")
            if code is not None:
                command = [args.python, "-c", WARM.format(code=code), str(path), "5"]
                result = subprocess.run(command, capture_output=True, text=True)
                if result.returncode == 0:
                    warm.append((path.name, name, json.loads(result.stdout), ours[0]))
    print("\n| File | Peer, warm process | Its call alone | Ratio to our whole process |\n|---|---|---|---|")
    for file, name, seconds, ours in warm:
        print(f"| {file} | {name} | {seconds * 1e3:.1f} ms | {seconds / ours:.1f} |")
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\ngreatest peak of any child: {children:.0f} MB")


if __name__ == "__main__":
    main()
