#!/usr/bin/env python3
"""Compares our tables with what docling and pandoc expect of their own test files (docs/corpora.md).

    cargo run --release -p tonghop-readers --example corpus -- --tables OUT/docling docling/tests
    cargo run --release -p tonghop-readers --example corpus -- --tables OUT/pandoc pandoc/test
    benches/foreign_tables.py OUT --docling docling --pandoc pandoc

The folders hold the work trees of the two projects; run it where `corpus` was run, so that paths agree.
A table is equal (cells, spans and text, white space folded) or equal by the conventions below; every other
one is printed with the first cells that differ.
"""

import argparse
import json
import re
import unicodedata
from pathlib import Path

# What a list or a box prints before its text; both projects leave it out.
LABEL = re.compile(r"(?:^|(?<= ))(?:[•◦▪·☒☐☑–-]|\d+\.|[a-z]\.) ")
# Emphasis and links, which docling writes as Markdown into the texts of cells.
MARKDOWN = re.compile(r"[*_`]{1,2}|\[([^\]]*)\]\([^)]*\)")


def folded(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", (text or "").replace("\\n", " ").replace("\u00a0", " "))).strip()


def by_convention(text):
    """Without labels of lists, marks of Markdown and white space; the unbreakable hyphen is a hyphen."""
    text = MARKDOWN.sub(lambda m: m.group(1) or "", folded(text).replace("\u2011", "-").replace("\\t", ""))
    return re.sub(r"\s", "", LABEL.sub("", text + " ")).lower()


def cells(table, form):
    return sorted((*place, form(text)) for *place, text in table if form(text))


def ours(path):
    """The tables of one file of `corpus --tables`; a cell repeats the text of the tables inside it, as docling's do."""
    tables, open_tables = [], {}
    for line in path.read_text(encoding="utf8").splitlines():
        level = len(line) - len(line.lstrip(">"))
        kind, *fields = line[level:].split("\t")
        if kind == "T":
            open_tables[level] = []
            tables.append(open_tables[level])
        elif kind == "C":
            text = "\t".join(fields[4:])
            open_tables[level].append((*map(int, fields[:4]), text))
            for outer in range(level):
                *place, said = open_tables[outer][-1]
                open_tables[outer][-1] = (*place, f"{said} {text}")
    return tables


def docling(path):
    for table in json.loads(path.read_text(encoding="utf8")).get("tables", []):
        yield [
            (c["start_row_offset_idx"], c["start_col_offset_idx"], c["row_span"], c["col_span"], c["text"])
            for c in table["data"]["table_cells"]
        ]


TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\](),]|[A-Za-z][A-Za-z0-9]*|-?\d+(?:\.\d+)?')


def native(text):
    """Pandoc's native form as nested lists: every bracket is a list of lists of values."""
    root = [[]]
    stack = [root]
    for token in TOKEN.findall(text):
        if token in "[(":
            inner = [[]]
            stack[-1][-1].append(inner)
            stack.append(inner)
        elif token in "])":
            stack.pop()
        elif token == ",":
            stack[-1].append([])
        else:
            stack[-1][-1].append(token)
    return root


def constructors(value, name):
    """The arguments of each constructor of that name, in order, wherever it stands."""
    for part in value:
        for at, item in enumerate(part):
            if item == name:
                yield part[at + 1 :]
            elif isinstance(item, list):
                yield from constructors(item, name)


def literal(token):
    text = re.sub(r"\\(\d+)", lambda m: chr(int(m.group(1))), token[1:-1].replace("\\&", "\0"))
    return text.replace("\0", "").replace('\\"', '"').replace("\\t", " ").replace("\\\\", "\\")


def said(value):
    out = []
    for part in value:
        for at, item in enumerate(part):
            if item == "Str":
                out.append(literal(part[at + 1]))
            elif item in ("Space", "SoftBreak", "LineBreak", "Para", "Plain"):
                out.append(" ")
            elif isinstance(item, list):
                out.append(said(item))
    return "".join(out)


def pandoc(path):
    for arguments in constructors(native(path.read_text(encoding="utf8")), "Table"):
        table, taken = [], set()
        for row, (_, row_cells, *_) in enumerate(constructors([arguments], "Row")):
            column = 0
            for _, _, _, rows, columns, blocks in (part for part in row_cells if part):
                height, width = int(rows[0][1]), int(columns[0][1])
                while (row, column) in taken:
                    column += 1
                taken.update((row + r, column + c) for r in range(height) for c in range(width))
                table.append((row, column, height, width, said(blocks)))
                column += width
        yield table


def is_island(table, sheet):
    """docling cuts a sheet at empty rows and columns: its cells stand in ours, moved."""
    part, whole = cells(table, by_convention), cells(sheet, by_convention)
    return any(
        all((r + row - part[0][0], c + column - part[0][1], h, w, t) in set(whole) for r, c, h, w, t in part)
        for row, column, *_ in whole
    )


def how(table, candidates, sheet):
    if any(cells(table, folded) == cells(own, folded) for own in candidates):
        return "equal"
    if any(cells(table, by_convention) == cells(own, by_convention) for own in candidates):
        return "by convention"
    return "island" if sheet and any(is_island(table, own) for own in candidates) else "different"


def compare(out, truths, expected, source):
    counts = {"equal": 0, "by convention": 0, "island": 0, "different": 0}
    files = 0
    for truth in truths:
        found = out / (str(source(truth)).replace("/", "!").lstrip("!") + ".tsv")
        if not found.exists():
            continue
        files += 1
        candidates = ours(found)
        for number, table in enumerate(expected(truth)):
            result = how(table, candidates, truth.suffix == ".json" and ".xls" in truth.name or ".ods" in truth.name)
            counts[result] += 1
            if result == "different":
                held = {cell for own in candidates for cell in cells(own, by_convention)}
                missing = [cell for cell in cells(table, by_convention) if cell not in held]
                print(f"  {truth.name} table {number}: {missing[:3]}")
    print(f"{out}: {files} files, {sum(counts.values())} tables, {counts}")


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out", type=Path)
    args.add_argument("--docling", type=Path)
    args.add_argument("--pandoc", type=Path)
    args = args.parse_args()
    if args.docling:
        kinds = ("docx", "html", "xlsx", "csv", "md", "odf")
        truths = sorted(t for k in kinds for t in (args.docling / "tests/data" / k / "groundtruth").glob("*.json"))
        compare(args.out / "docling", truths, docling, lambda t: t.parent.parent / "sources" / t.name.removesuffix(".json"))
    if args.pandoc:
        truths = sorted((args.pandoc / "test/docx").glob("*.native"))
        compare(args.out / "pandoc", truths, pandoc, lambda t: t.with_suffix(".docx"))


if __name__ == "__main__":
    main()
