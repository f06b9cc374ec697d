#!/usr/bin/env python3
"""Writes seeds for the fuzz targets into fuzz/corpus/<target>/ from samples/, corpus/ and, where it lies beside
the checkout, ../shared/reports. Large files are left out: a fuzzer learns nothing from megabytes."""

import hashlib
import pathlib
import struct
import zipfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
LARGEST = 400_000
DOCX_PARTS = ["document", "styles", "numbering", "footnotes", "header1"]
SENTENCES = [
    "Tiếp nhận 1.270 hồ sơ (số liệu từ ngày 01/7/2025 đến ngày 15/10/2025), đạt 99,81% (1.236/1.240).",
    "Quyết định số 42/QĐ-UBND, số 43/QĐ-UBND ngày 20/7/2025; Kế hoạch số 18-KH/ĐU, ngày 12 tháng 8 năm 2025.",
    "Dự kiến trong tháng 12/2025 bố trí khoảng gần 6 tỷ đồng, trên 85 %, từ 15 đến 20 thôn; quý III/2025.",
    "xã Minh Long, tỉnh Quảng Ngãi; UBND phường Bến Lim; TP. Hồ Chí Minh; Nghị quyết số 57-NQ/TW",
]


def parts(path, names):
    with zipfile.ZipFile(path) as package:
        have = set(package.namelist())
        return b"\n@@@\n".join(package.read(n) if n in have else b"" for n in names)


def seeds(path):
    data = path.read_bytes()
    match path.suffix.lower():
        case ".docx":
            yield "docx", data
            if zipfile.is_zipfile(path):
                yield "docx", parts(path, [f"word/{n}.xml" for n in DOCX_PARTS])
        case ".xlsx":
            yield "sheet", data
            if zipfile.is_zipfile(path):
                yield "sheet", parts(path, ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
        case ".ods":
            yield "sheet", data
            if zipfile.is_zipfile(path):
                yield "sheet", parts(path, ["content.xml"])
        case ".html" | ".htm":
            yield "html", data
        case ".md":
            yield "markdown", data
            yield "report", data
        case ".txt" | ".tsv":
            yield "plain", data
            yield "report", data
            for start in range(0, min(len(data), 20_000), 500):
                yield "grammar", data[start : start + 500]
                yield "legacy", data[start : start + 500]
        case ".pdf":
            yield "pdf", data
            yield "picture", data
        case ".png" | ".jpg" | ".jpeg" | ".tif" | ".tiff" | ".bmp" | ".webp":
            yield "picture", data


def pictures():
    """Small pages with a ruled table, grey paper and specks, as the formats that need no library."""
    width, height = 240, 160
    rows = bytearray(230 if (x * 7 + y * 13) % 97 else 40 for y in range(height) for x in range(width))
    for y in range(20, 141, 30):
        rows[y * width + 20 : y * width + 220] = bytes(200)
    for y in range(20, 141):
        for x in range(20, 221, 50):
            rows[y * width + x] = 0
    scanlines = b"".join(b"\0" + bytes(rows[y * width : (y + 1) * width]) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    yield b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(scanlines)) + chunk(b"IEND", b"")
    palette = bytes(v for grey in range(256) for v in (grey, grey, grey, 0))
    size = 14 + 40 + len(palette)
    info = struct.pack("<IiiHHIIiiII", 40, width, -height, 1, 8, 0, len(rows), 2835, 2835, 256, 0)
    yield b"BM" + struct.pack("<IHHI", size + len(rows), 0, 0, size) + info + palette + bytes(rows)


def main():
    count = 0
    folders = [ROOT / "samples", ROOT / "corpus", ROOT.parent / "shared" / "reports"]
    found = [p for f in folders if f.is_dir() for p in sorted(f.rglob("*")) if p.is_file() and p.stat().st_size <= LARGEST]
    all_seeds = [s for p in found for s in seeds(p)] + [("grammar", s.encode()) for s in SENTENCES]
    all_seeds += [("picture", p) for p in pictures()]
    for target, data in all_seeds:
        folder = ROOT / "fuzz" / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)
        count += 1
    print(f"{count} seeds")


if __name__ == "__main__":
    main()
