#!/usr/bin/env python3
"""The cycle where there are no scripts, and pages that change while one looks at them.

With JavaScript switched off a unit fills and sends its form, a reviewer accepts and returns, the matrix is filtered. With it, findings
come and go beside the row as one types, and a register's figure is taken over. At the end the program is started with a catalogue in
which units merged, and the tree is brought up to date. Needs what cycle_walk.py needs.
"""

import argparse
import pathlib
import re
import shutil

import cycle_walk
from cycle_walk import PASSWORD, ROOT, STATE, Server, check, edit_template, open_round, run

UNIT, OTHER = "Vạn Tường", "Bình Sơn"
WRONG = "Thanh toán trực tuyến 691/685 hồ sơ, đạt 100,9%."
RIGHT = "Thanh toán trực tuyến 680/685 hồ sơ, đạt 99,27%."


def scripts(walk, on):
    walk.devtools("Emulation.setScriptExecutionDisabled", value=not on)


def set_up(walk):
    walk.open("/?lang=vi")
    walk.open(walk.server.first_run())
    walk.choose("province", "Quảng Ngãi")
    walk.fill(name="Nguyễn Quản Trị", login="admin", password=PASSWORD, again=PASSWORD)
    walk.click("main form button")
    walk.invite("lanhdao", "Trần Lãnh Đạo", "lãnh đạo sở", "tỉnh")
    walk.invite("chuyenvien", "Lê Chuyên Viên", "chuyên viên", "tỉnh")
    walk.invite("xamot", "Phạm Xã Một", "duyệt", UNIT)
    walk.sign_out()
    for login in ["lanhdao", "chuyenvien", "xamot"]:
        walk.use_link(login)
        walk.sign_out()


def import_register(walk, round_path, work):
    """Figures of a register for the unit, from the template that the page hands out."""
    walk.sign_in("lanhdao")
    status, data = walk.download(round_path + "/import/template/csv")
    head, *lines = data.decode("utf-8-sig").splitlines()
    own = [line for line in lines if UNIT in line]
    check("the template of the import has the unit", status == 200 and len(own) == 2, [status, own])
    filled = work / "so-lieu.csv"
    share = own[0].rstrip(",") + ",,1236,1480"
    filled.write_text("\ufeff" + "\n".join([head, share]), encoding="utf-8")
    walk.open(round_path + "/import")
    walk.keys("[type=file]", str(filled))
    walk.click("main form .btn-primary")
    walk.shot("import-checked")
    walk.click("form[action$='/apply'] .btn-primary")
    check("the figures are imported", "1" in walk.text(".flash"), walk.text()[:300])
    walk.sign_out()


def fill_plainly(walk):
    """Without scripts: a part is saved by its button, a wrong number keeps what was typed, the report is sent."""
    scripts(walk, False)
    walk.sign_in("xamot")
    walk.open("/reports")
    walk.click("main tbody a.btn")
    walk.click(".head form .btn-primary")
    place = walk.path()
    first = "#report-form [data-item]"
    node = walk.run("return document.querySelector(arguments[0]).dataset.item", first)
    walk.keys(f'[name="status.{node}"]', "Đang triển khai")
    walk.keys(f'[name="result.{node}"]', WRONG)
    walk.click("#part-0 .actions button")
    check("a part is saved without a script", walk.path().startswith(place + "#part-0") and "1" in walk.text(".flash"), walk.text()[:300])
    check("what the checks say stands beside the row", walk.there(f'[data-item="{node}"] .tag-bad'), walk.text(f'[data-item="{node}"]'))
    walk.shot("plain-form")
    value = walk.run("return document.querySelector('[name^=\"value.\"]').name")
    walk.keys(f'[name="{value}"]', "chín mươi")
    walk.click("section:last-of-type form .actions button")
    check("a wrong number is kept as it was typed", walk.run("return document.getElementsByName(arguments[0])[0].value", value) == "chín mươi", walk.text()[:300])
    walk.shot("plain-wrong")
    walk.open(place)
    walk.run("document.querySelector(arguments[0]).value = ''", f'[name="result.{node}"]')
    walk.keys(f'[name="result.{node}"]', RIGHT)
    walk.click("#part-0 .actions button")
    check("what was mended is no finding any more", not walk.there(f'[data-item="{node}"] .tag-bad'), walk.text(f'[data-item="{node}"]'))
    walk.click(".head .actions a.btn-primary")
    walk.fill(note="Xã gửi những nội dung đã có.")
    walk.shot("plain-submit")
    walk.click('form[action$="/submit"] .btn-primary:not([formaction])')
    check("the report is sent without a script", walk.path().endswith("/receipt"), walk.text()[:600])
    walk.shot("plain-receipt")
    walk.sign_out()
    return place, node


def review_plainly(walk, round_path, node):
    walk.sign_in("chuyenvien")
    walk.open("/review")
    walk.open(walk.row(UNIT))
    walk.click(".head form .btn-primary")
    walk.click("[data-item] [value=accept]")
    check("an item is accepted without a script", walk.there('[data-decision="accepted"]'), walk.path())
    open_ones = "return [...document.querySelectorAll('[data-item]')].find(i => !i.dataset.decision).id"
    item = f'[id="{walk.run(open_ones)}"]'
    walk.click_here(item + " summary[data-key=r]")
    walk.keys(item + ' [id^="why-"]', "Bổ sung kết quả của mục này.")
    walk.shot("plain-review")
    walk.click(item + ' .rv-form .btn-primary')
    check("an item is returned without a script", walk.there('[data-decision="returned"]'), walk.text()[:300])
    walk.click_here(".rv-return summary")
    walk.click(".rv-return form .btn-primary")
    check("the unit gets it back", "1" in walk.text(".flash"), walk.text()[:300])
    walk.open(round_path + "/matrix")
    check("the matrix has the unit", UNIT in walk.text(), walk.text()[:300])
    walk.choose("status", "Hoàn thành")
    walk.click("form.filter .btn")
    check("the matrix is filtered by its button", "status=met" in walk.path() and walk.there(".empty"), walk.path())
    walk.shot("plain-matrix-empty")
    walk.choose("status", "Đang thực hiện")
    walk.click("form.filter .btn")
    walk.shot("plain-matrix")
    walk.open(walk.run("return document.querySelector('td.mx a').getAttribute('href')"))
    check("a cell is a page of its own", walk.there(".kv"), walk.text()[:300])
    walk.sign_out()
    scripts(walk, True)


def findings_as_one_types(walk, place, node):
    walk.sign_in("xamot")
    walk.open(place)
    check("the day of the return is what counts", "hạn sửa" in walk.text(".head"), walk.text(".head"))
    walk.click(".head form .btn-primary")
    field, remark = f'[name="result.{node}"]', f'[data-item="{node}"] [data-remarks] .tag-bad'
    said = "return !!document.querySelector(arguments[0]) === arguments[1]"
    walk.fill(**{f"result.{node}": WRONG})
    walk.until("a finding comes as one types", said, remark, True)
    walk.shot("form-remark")
    walk.fill(**{f"result.{node}": RIGHT})
    walk.until("and goes when it is mended", said, remark, False)
    walk.until("everything is saved", STATE)
    check("the count of a part follows", walk.text(".report-parts [data-answered]") == "1", walk.text(".report-parts"))
    walk.click_here("[data-register]")
    walk.until("the figure of the register is saved", STATE)
    row = "var r = document.querySelector('[data-register]').closest('[data-item]');"
    taken = walk.run(row + "return ['numerator', 'denominator'].map(n => r.querySelector('[name^=\"' + n + '.\"]').value)")
    check("the figure of the register is taken over", taken == ["1236", "1480"], taken)
    walk.shot("form-register")
    walk.sign_out()


def merged(catalogue):
    """A catalogue in which two communes became one ward."""
    table = catalogue / "units/communes.tsv"
    lines = []
    for line in table.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[3] == "51" and cells[2] in (UNIT, OTHER):
            cells[5:] = ["2026-09-01"]
            lines.append("\t".join(cells))
            if cells[2] == OTHER:
                lines.append("\t".join([cells[0], "phường", OTHER, "51", "2026-09-01", ""]))
                ward = cells[0]
            else:
                other = cells[0]
        else:
            lines.append(line)
    table.write_text("\n".join(lines) + "\n", "utf-8")
    links = catalogue / "units/successions.tsv"
    links.write_text(links.read_text("utf-8").rstrip("\n") + f"\n2026-09-01\t{ward}\t{ward} {other}\n", "utf-8")


def units_that_merged(walk, work, binary):
    catalogue = work / "catalogue"
    shutil.copytree(ROOT / "catalogue", catalogue)
    merged(catalogue)
    walk.server.close()
    walk.server = Server(binary, work, "--catalogue", catalogue)
    walk.server.wait()
    walk.open("/?lang=vi")
    walk.sign_in("admin")
    walk.open("/units/update")
    check("what would change is shown", UNIT in walk.text() and "phường " + OTHER in walk.text(), walk.text()[:600])
    walk.shot("units-update-changes")
    walk.click("main form .btn-primary", asks=True)
    check("the units are brought up to date", walk.there(".flash-good"), walk.text()[:300])
    row = walk.run("return [...document.querySelectorAll('main tbody tr')].find(r => r.innerText.includes('phường ' + arguments[0])).innerText", OTHER)
    check("a new unit has the district of old of what it came from", "Huyện" in row, row)
    walk.open("/units")
    walk.fill(q="van tuong")
    walk.click("form.filter .btn")
    check("a unit that ended is found by its name", walk.there(".card a"), walk.text())
    walk.shot("units-ended")
    walk.click(".card a")
    check("and leads to what it passed into", "phường " + OTHER in walk.text(".kv"), walk.text())
    walk.shot("unit-ended")
    walk.open("/people")
    check("a role at a unit that ended still names it", re.search(UNIT + r" \(đến", walk.text()), walk.text())
    walk.shot("people-ended")
    walk.sign_out()


def steps(binary):
    def all_of_them(walk, work):
        set_up(walk)
        edit_template(walk)
        round_path = open_round(walk)
        import_register(walk, round_path, work)
        place, node = fill_plainly(walk)
        review_plainly(walk, round_path, node)
        findings_as_one_types(walk, place, node)
        units_that_merged(walk, work, binary)

    return all_of_them


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--keep", help="folder for the pictures of the pages")
    options = parser.parse_args()
    run(options, steps(options.binary), ("422 (Unprocessable",))


if __name__ == "__main__":
    main()
