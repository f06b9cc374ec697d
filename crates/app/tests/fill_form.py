"""Fills a form in with openpyxl, as an office's own script would. Usage: fill_form.py FORM.xlsx ANSWERS.json

Exit code 77 where openpyxl is not installed.
"""
import json
import sys

try:
    import openpyxl
except ImportError:
    sys.exit(77)

book = openpyxl.load_workbook(sys.argv[1])
wanted = json.load(open(sys.argv[2], encoding="utf-8"))
HEADINGS = {"status": "Mức độ hoàn thành", "result": "Kết quả chi tiết", "text": "Nội dung báo cáo",
            "numerator": "Tử số / số lượng", "denominator": "Mẫu số", "note": "Ghi chú"}


def sheets(kind):
    return [s for s in book.worksheets if s.cell(1, 1).value == "tonghop-form/1" and s.cell(1, 2).value == kind]


def fill(kind, names, answers):
    left = [(a[0], a[1:]) for a in answers]
    for sheet in sheets(kind):
        columns = [next(c.column for c in sheet[5] if c.value == HEADINGS[n]) for n in names]
        for row in range(6, sheet.max_row + 1):
            code = sheet.cell(row, 1).value
            if left and left[0][0] == code:
                for column, value in zip(columns, left.pop(0)[1]):
                    cell = sheet.cell(row, column)
                    assert not cell.protection.locked, f"{sheet.title} {cell.coordinate} is locked"
                    cell.value = value
                    if isinstance(value, str):
                        cell.data_type = "s"
        assert sheet.protection.sheet, f"{sheet.title} is not protected"
        assert sheet.cell(5, 2).protection.locked and sheet.cell(6, 3).protection.locked
        assert sheet.column_dimensions["A"].hidden and sheet.row_dimensions[1].hidden
        assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows in ("5:5", "$5:$5")
        assert sheet.data_validations.dataValidation, f"{sheet.title} has no rules"
    assert not left, f"no row for {left[0]}"


fill("annex", ["status", "result"], wanted["answers"])
fill("narrative", ["text"], wanted["sections"])
fill("indicators", ["numerator", "denominator", "note"], wanted["indicators"])
book.save(sys.argv[1])
