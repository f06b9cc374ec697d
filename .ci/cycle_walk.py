#!/usr/bin/env python3
"""Walks the whole reporting cycle in a real browser: set-up, people, round, form, document, review, editions, views.

Starts `tonghop serve` on an empty folder. Speaks WebDriver over HTTP to chromedriver, as page_walk.py does; needs nothing but
the standard library, chromium and chromedriver. With `--keep` it saves a picture of every page at both sizes.
"""

import argparse
import base64
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from page_walk import ELEMENT, Browser, check

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "reports"
PASSWORD = "tám con ngựa vằn"
SIZES = [(1366, 768), (390, 844)]
TALLEST = 6000
OFFLINE_TEXT = "Gõ khi mất mạng: đã ban hành Kế hoạch số 12/KH-UBND."


class Server:
    """The program on an empty folder."""

    def __init__(self, binary, folder, *more):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.log = open(folder / "server.log", "a+b")
        self.base = f"http://127.0.0.1:{port}"
        command = [binary, "serve", "--data", folder / "data", "--listen", f"127.0.0.1:{port}", "--log", "warn", *more]
        self.process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=self.log)

    def first_run(self):
        for _ in range(300):
            text = pathlib.Path(self.log.name).read_text("utf-8", "replace")
            found = re.search(r"/first-run\?key=[^\s\"']+", text)
            if found:
                return found.group(0)
            time.sleep(0.1)
        raise SystemExit("the server printed no link for the set-up:\n" + text)

    def wait(self):
        """Until it answers, where it prints no link any more."""
        for _ in range(300):
            try:
                urllib.request.urlopen(self.base + "/healthz", timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server does not answer")

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


class Walk:
    """One browser, the people who use it one after the other, and what was seen."""

    def __init__(self, server, keep):
        self.server, self.keep = server, keep
        self.browser = Browser(*SIZES[0])
        self.size(*SIZES[0])
        self.links, self.wide = {}, []

    # ---- driving

    def devtools(self, command, **parameters):
        return self.browser.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def size(self, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, path):
        address = path if path.startswith("http") else self.server.base + path
        self.browser.call("POST", "/url", {"url": address})

    def path(self):
        return self.browser.call("GET", "/url").removeprefix(self.server.base)

    def run(self, script, *args):
        try:
            return self.browser.run(script, *args)
        except urllib.error.HTTPError as error:
            print(f"     {script[:120]!r} {args!r}: {error.read()[:300]!r}")
            raise

    def there(self, selector):
        return self.run("return !!document.querySelector(arguments[0])", selector)

    def text(self, selector="main"):
        return self.run("var e = document.querySelector(arguments[0]); return e ? e.innerText : ''", selector)

    def fill(self, **fields):
        script = (
            "var e = document.querySelector('[name=\"' + arguments[0] + '\"]:not([type=hidden])'); e.value = arguments[1];"
            "e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true}))"
        )
        for name, value in fields.items():
            self.run(script, name, value)

    def choose(self, name, words):
        """The first choice of a list whose text has these words."""
        script = (
            "var s = document.querySelector('select[name=\"' + arguments[0] + '\"]');"
            "var o = [...s.options].find(o => o.textContent.toLowerCase().includes(arguments[1].toLowerCase()));"
            "if (!o) return ''; s.value = o.value; s.dispatchEvent(new Event('change', {bubbles: true})); return o.textContent"
        )
        return self.run(script, name, words)

    def element(self, selector):
        return self.browser.call("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def keys(self, selector, text):
        """Types as a person does."""
        self.browser.call("POST", f"/element/{self.element(selector)}/value", {"text": text})

    def click(self, selector, asks=False):
        """Clicks what leads to another page; `asks`: a question has to be answered with yes."""
        self.run("window.__old = true")
        self.browser.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        self.browser.call("POST", f"/element/{self.element(selector)}/click", {})
        if asks:
            self.browser.call("POST", "/alert/accept", {})
        self.until("a click on " + selector + " leads on", "return !window.__old && document.readyState === 'complete'")

    def click_here(self, selector):
        """Clicks what changes something of the page itself."""
        self.browser.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        self.browser.call("POST", f"/element/{self.element(selector)}/click", {})

    def until(self, what, script, *args, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                found = self.run(script, *args)
                if found:
                    return found
            except OSError:
                pass  # between two pages
            time.sleep(0.1)
        check(what, False, [self.path(), self.text()[:300]])
        return None

    def line(self, latency=0, offline=False):
        """How the line is: milliseconds that every answer takes longer; refused like a pulled cable where it is cut."""
        conditions = {"offline": offline, "latency": latency, "download_throughput": -1, "upload_throughput": -1}
        self.browser.call("POST", "/chromium/network_conditions", {"network_conditions": conditions})

    def settled(self):
        self.until("nothing is loaded any more", "return !document.querySelector('.htmx-request')")

    def row(self, unit):
        """The first link of the row of a list that names a unit."""
        script = (
            "var r = [...document.querySelectorAll('main tbody tr')].find("
            "r => r.innerText.toLowerCase().includes(arguments[0].toLowerCase()));"
            "return r && r.querySelector('a').getAttribute('href')"
        )
        return self.run(script, unit)

    # ---- seeing

    def shot(self, name):
        """A picture of the whole page at both sizes; no page may be wider than its window."""
        for width, height in SIZES:
            self.size(width, height)
            over = self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                self.wide.append((name, width, over))
            if self.keep:
                tall = min(TALLEST, self.run("return document.documentElement.scrollHeight"))
                clip = {"x": 0, "y": 0, "width": width, "height": max(tall, height), "scale": 1}
                answer = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
                (self.keep / f"{name}-{width}.png").write_bytes(base64.b64decode(answer["data"]))
        self.size(*SIZES[0])

    def printed(self, name):
        if self.keep:
            page = {"orientation": "portrait", "page": {"width": 21.0, "height": 29.7}, "background": True}
            (self.keep / f"{name}.pdf").write_bytes(base64.b64decode(self.browser.call("POST", "/print", page)))

    def download(self, path):
        script = (
            "var done = arguments[arguments.length - 1]; fetch(arguments[0]).then(a => a.arrayBuffer().then(b => {"
            "var t = ''; new Uint8Array(b).forEach(c => t += String.fromCharCode(c)); done([a.status, btoa(t)]) }))"
        )
        status, data = self.browser.call("POST", "/execute/async", {"script": script, "args": [path]})
        return status, base64.b64decode(data)

    # ---- people

    def sign_in(self, login):
        self.open("/sign-in")
        self.fill(login=login, password=PASSWORD)
        self.click("main form button")
        if self.path().startswith("/sign-in"):
            raise RuntimeError(f"{login} could not sign in: {self.text()}")

    def sign_out(self):
        self.click(".top-right form button")

    def invite(self, login, name, role, unit):
        self.open("/people/invite")
        self.fill(name=name, login=login, email=f"{login}@example.vn")
        self.choose("unit", unit)
        self.choose("role", role)
        if login == "chuyenvien":
            self.shot("people-invite")
        self.click("main form .btn-primary")
        self.links[login] = self.text("#link")
        check(f"{name} has a one-time link", "/link/" in self.links[login], self.text())

    def use_link(self, login):
        self.open(self.links[login])
        self.fill(password=PASSWORD, again=PASSWORD)
        self.click("main form button")


# ---- the cycle, step by step


def set_up(walk):
    walk.open("/?lang=vi")
    walk.open(walk.server.first_run())
    walk.shot("first-run")
    walk.choose("province", "Quảng Ngãi")
    walk.fill(name="Nguyễn Quản Trị", login="admin", password=PASSWORD, again=PASSWORD)
    walk.click("main form button")
    check("the administrator is in", walk.there(".who"), walk.text())
    walk.shot("start-admin")
    walk.open("/units")
    walk.shot("units")
    names = walk.run("return [...document.querySelectorAll('select, main a')].length")
    walk.open("/people/invite")
    units = walk.run(
        "return [...document.querySelector('select[name=unit]').options].map(o => o.textContent).filter(t => /^(xã|phường)/i.test(t))"
    )
    check("the province has its communes", len(units) > 50 and names > 0, len(units))
    first, second = units[3], units[10]
    walk.invite("lanhdao", "Trần Lãnh Đạo", "lãnh đạo sở", "tỉnh")
    walk.invite("chuyenvien", "Lê Chuyên Viên", "chuyên viên", "tỉnh")
    walk.shot("people-link")
    walk.invite("xamot", "Phạm Xã Một", "duyệt", first)
    walk.invite("xahai", "Hồ Xã Hai", "duyệt", second)
    walk.open("/people")
    walk.shot("people")
    walk.click("main tbody a")
    walk.shot("person")
    for page in ["people/import", "audit", "audit/verify", "settings", "account"]:
        walk.open("/" + page)
        walk.shot(page.replace("/", "-"))
    walk.sign_out()
    walk.open("/sign-in")
    walk.shot("sign-in")
    walk.open(walk.links["lanhdao"])
    walk.shot("link")
    for login in ["lanhdao", "chuyenvien", "xamot", "xahai"]:
        walk.use_link(login)
        check(f"{login} is in", walk.there(".who"), walk.text())
        walk.sign_out()
    return [re.sub(r" \(.*", "", unit) for unit in (first, second)]


def open_round(walk):
    walk.sign_in("lanhdao")
    walk.shot("start-head")
    walk.open("/rounds/open")
    walk.fill(title="Báo cáo 6 tháng thực hiện Quyết định 411/QĐ-TTg", request_number="1905/SKHCN-CĐS", request_issuer="Sở Khoa học và Công nghệ")
    walk.run("var s = document.querySelector('select[name=template]'); s.value = [...s.options].find(o => /411-51/.test(o.textContent)).value")
    walk.run("var s = document.querySelector('select[name=period]'); s.selectedIndex = 1; s.dispatchEvent(new Event('change', {bubbles: true}))")
    # Always in the future, whenever the walk runs.
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + 20 * 86400))
    walk.fill(deadline=day)
    walk.until("the dates are worked out", "return document.querySelectorAll('#dates dd').length === 3")
    walk.shot("round-open")
    walk.click("main form .btn-primary")
    check("the round is open", re.match(r"/rounds/\d+$", walk.path()), walk.text()[:400])
    walk.shot("round")
    walk.printed("round")
    address = walk.path()
    walk.open("/rounds")
    walk.shot("rounds")
    walk.sign_out()
    return address


def edit_template(walk):
    """A new version of the template: a row added with a task that is suggested, moved by keyboard, published; the round uses it."""
    walk.sign_in("lanhdao")
    walk.open("/templates")
    walk.shot("templates")
    walk.open(walk.run("return [...document.querySelectorAll('section.card')].find(c => /411-51/.test(c.innerText)).querySelector('tbody a').getAttribute('href')"))
    walk.shot("template-published")
    walk.click(".head form .btn-primary")
    draft = walk.path()
    rows = "return document.querySelectorAll('#tasks li[data-line]').length"
    before = walk.run(rows)
    walk.click('a[href*="kind=task&part"]')
    walk.keys("#f-title", "Phủ mạng cáp quang, mạng di động băng rộng đến các thôn, tổ dân phố của địa phương")
    walk.keys("#f-q", "cáp quang")
    walk.until("tasks of the programme are suggested by the wording", "return [...document.querySelectorAll('#nodes .tag-info')].length > 0")
    walk.shot("template-task")
    walk.click(".tp-save .btn-primary")
    check("a row that is not mapped is kept as a problem", walk.run(rows) == before + 1 and walk.there(".tp-bar a"), walk.text()[:300])
    walk.shot("template-draft")
    problem = walk.run("return document.querySelector('.tp-bar a').hash")
    walk.run("document.querySelector(arguments[0] + ' [data-up]').focus()", problem)
    place = "return document.activeElement.closest('[data-line]')?.id"
    here = walk.run(place)
    # Alt and an arrow, as a person types it.
    walk.browser.call("POST", f"/element/{walk.element(problem + ' [data-up]')}/value", {"text": "\ue00a\ue013"})
    walk.until("a row moves by keyboard and keeps the focus", "var e = document.activeElement.closest('[data-line]'); return !!e && e.id !== arguments[0]", here)
    walk.settled()
    walk.run("window.__old = true; window.confirm = () => true")
    walk.run("document.querySelector('#' + arguments[0] + ' [value^=\"remove.\"]').click()", walk.run(place))
    walk.until("a row is dropped", rows + " === arguments[0]", before)
    check("nothing keeps it from being published", not walk.there(".tp-bar a"), walk.text(".tp-bar"))
    walk.open(draft + "/edit?kind=indicator&q=VNeID")
    walk.shot("template-indicators")
    walk.run("document.querySelectorAll('[name=indicator]').forEach((b, n) => { b.checked = n < 2 })")
    walk.click(".tp-save .btn-primary")
    check("two indicators are asked for", walk.run("return document.querySelectorAll('#indicators li').length") == 2)
    walk.open(draft + "/differences")
    check("the difference names them", walk.run("return document.querySelectorAll('.tp-diff').length") == 2, walk.text()[:400])
    walk.shot("template-differences")
    walk.open(draft)
    walk.printed("template")
    walk.click('[formaction$="/publish"]', asks=True)
    check("the version is published", walk.there(".head .tag-good"), walk.text()[:300])
    walk.sign_out()


FIELDS = "return [...document.querySelectorAll('#report-form [data-item]')].map(e => e.dataset.item)"
STATE = "return document.getElementById('report-state').dataset.kind === 'saved'"


def fill_form(walk):
    walk.sign_in("xamot")
    walk.shot("start-unit")
    walk.open("/reports")
    walk.shot("reports")
    walk.click("main tbody a.btn")
    walk.shot("report-empty")
    walk.click(".head form .btn-primary")
    place = walk.path()
    items = walk.run(FIELDS)
    check("the form has its items", len(items) > 20, len(items))
    first, second = items[0], items[1]
    walk.keys(f'[name="status.{first}"]', "Hoàn thành")
    walk.keys(f'[name="result.{first}"]', "Đã ban hành Kế hoạch số 15/KH-UBND ngày 15/8/2025.")
    walk.until("what was typed saves by itself", STATE)
    walk.line(offline=True)
    walk.keys(f'[name="result.{second}"]', OFFLINE_TEXT)
    kept = "return Object.values({...localStorage}).some(v => v.includes(arguments[0]))"
    check("without a network what is typed is kept on the device", walk.until("kept", kept, OFFLINE_TEXT))
    walk.until("the page says that the line is down", "return /Mất kết nối/.test(document.querySelector('#r-' + CSS.escape(arguments[0])).innerText)", second)
    walk.shot("report-offline")
    # The lid is closed: the page is gone before the network is back.
    walk.run("window.onbeforeunload = null")
    walk.browser.call("POST", "/url", {"url": "about:blank"})
    dismiss(walk)
    walk.line()
    walk.open(place)
    dismiss(walk)
    walk.until("what was kept is sent when the page is open again", STATE)
    walk.open(place)
    value = walk.run("return document.querySelector(arguments[0]).value", f'[name="result.{second}"]')
    check("nothing typed without a network is lost", value == OFFLINE_TEXT, value)
    for number, node in enumerate(items):
        kind = walk.run("var r = document.querySelector('[data-item=\"' + arguments[0] + '\"]'); return r.querySelector('[name^=\"status.\"]') ? 'task' : r.querySelector('[name^=\"value.\"]') ? 'indicator' : 'section'", node)
        if kind == "task" and number > 1:
            walk.fill(**{f"status.{node}": "Đang triển khai", f"result.{node}": f"Đã giao công chức phụ trách và tổ chức thực hiện nội dung {number + 1}."})
        elif node == "s:recommendations":
            walk.fill(**{f"result.{node}": "Đề nghị Sở Khoa học và Công nghệ tổ chức tập huấn kỹ năng số cho công chức cấp xã."})
        elif node == "s:next_tasks":
            walk.fill(**{f"result.{node}": "Hoàn thành số hóa hồ sơ trước ngày 30/11/2027."})
    walk.until("the whole form saves by itself", STATE, seconds=60)
    walk.shot("report-filled")
    walk.printed("report")
    send(walk, "report-submit")
    walk.shot("receipt")
    walk.printed("receipt")
    walk.sign_out()
    return place


def dismiss(walk):
    """A question of the browser whether to leave a page, where it asks one."""
    try:
        walk.browser.call("POST", "/alert/accept", {})
    except OSError:
        pass


def send(walk, name=None):
    walk.open(walk.path() if walk.path().endswith("/submit") else re.match(r"/reports/\d+", walk.path()).group(0) + "/submit")
    if name:
        walk.shot(name)
    if walk.there('[name="note"]'):
        walk.fill(note="Đã kiểm tra, số liệu theo sổ theo dõi của xã.")
    walk.click('form[action$="/submit"] .btn-primary')
    check("the report is sent", walk.path().endswith("/receipt"), walk.text()[:600])


def read_documents(walk, documents):
    walk.sign_in("xahai")
    walk.open("/reports")
    walk.click("main tbody a.btn")
    place = walk.path()
    for number, document in enumerate(documents):
        walk.open(place)
        if not walk.there("#upload[open]"):
            walk.run("document.getElementById('upload').open = true")
        walk.keys("#f-file", str(document))
        walk.click("#upload button[value=report]")
        read = "return document.querySelectorAll('.candidate').length > 0 && !document.querySelector('meta[http-equiv=refresh]')"
        walk.until(f"{document.name} is read", read, seconds=120)
        if number == 0:
            walk.shot("candidates")
            accept_by_keyboard(walk)
        if walk.there("main .head form .btn-primary"):
            walk.click("main .head form .btn-primary")
        # The documents are of other units: that is told, and what is certain is taken only by who says to have looked.
        check("a document of another unit is told", walk.there(".candidate-differs"), walk.text()[:600])
        if walk.there("#foreign"):
            walk.click_here("#foreign input[type=checkbox]")
            walk.click("#foreign button")
    walk.shot("candidates-done")
    walk.open(place)
    walk.shot("report-read")
    answered = walk.run("return document.querySelectorAll('[name^=\"version.\"]:not([value=\"0\"])').length")
    check("the document fills the form", answered > 15, answered)
    walk.open(place + "/submit")
    walk.shot("submit-read")
    blocked = walk.there('form[action$="/submit"] .btn-primary[disabled]')
    walk.sign_out()
    return place, blocked


def accept_by_keyboard(walk):
    open_ones = "return document.querySelectorAll('[data-candidate]').length"
    before = walk.run(open_ones)
    for key in ["j", "k", "a"]:
        walk.browser.press(key)
    walk.until("a candidate is accepted by its key", f"{open_ones} < {before}")
    walk.browser.press("u")
    walk.until("the decision is taken back by its key", f"{open_ones} == {before}")
    walk.browser.press("a")
    walk.until("it is accepted again", f"{open_ones} < {before}")


def waive(walk, unit):
    """What blocks although it is right is waived by the reviewer, with a reason."""
    walk.sign_in("chuyenvien")
    walk.open("/review/missing")
    walk.fill(q=unit)
    walk.click("form.filter button")
    walk.shot("review-missing")
    walk.click("main tbody a.btn")
    walk.shot("review-draft")
    for _ in range(40):
        found = "return [...document.querySelectorAll('.rv-found')].find(f => f.querySelector('.tag-bad') && f.querySelector('[action$=\"/waive\"]'))?.id"
        finding = walk.run(found)
        if not finding:
            break
        walk.run("document.querySelector('#' + arguments[0] + ' details').open = true", finding)
        walk.keys(f"#{finding} [name=reason]", "Số liệu đúng theo hồ sơ của xã, đã đối chiếu.")
        walk.click(f"#{finding} form button")
    check("no error is left open", not walk.run(found))
    walk.sign_out()


def review(walk, unit):
    walk.sign_in("chuyenvien")
    walk.shot("start-reviewer")
    walk.open("/review")
    walk.shot("review-queue")
    place = walk.row(unit)
    check("the report waits in the queue", place, walk.text())
    walk.open(place)
    walk.click('.head form .btn-primary')
    walk.settled()
    check("a passage of the source is marked", walk.there(".rv-source mark"))
    decided = "return document.querySelectorAll('[data-decision=\"' + arguments[0] + '\"]').length === arguments[1]"
    # Typed faster than a slow line answers: what follows is meant for the next item.
    walk.line(latency=800)
    walk.browser.press("j", "a", "r")
    asked = "return document.activeElement.name === 'reason' && document.activeElement.closest('[data-item]').id"
    second = walk.run("return document.querySelectorAll('[data-item]')[1].id")
    check("the reason is asked for the next item", walk.run(asked) == second, walk.run(asked))
    walk.browser.press(*"Bo sung")
    walk.until("an item is accepted by its key", decided, "accepted", 1)
    walk.line()
    check("the focus stays where the reason is typed", walk.run(asked) == second, walk.run(asked))
    check("the reason has every letter", walk.run("return document.activeElement.value") == "Bo sung")
    for number in (1, 2):
        if number == 2:
            walk.browser.press("j")
            walk.browser.press("r")
        walk.until("the reason is asked for", asked)
        walk.browser.press(*" so lieu")
        walk.run("document.activeElement.form.requestSubmit()")
        walk.until("an item is returned by its key", decided, "returned", number)
        if number == 1:
            walk.browser.press("j")
            walk.browser.press("u")
    walk.line(offline=True)
    walk.browser.press("j", "a")
    walk.until("a decision that could not be kept is told", "return !!document.querySelector('[data-not-kept]:not([hidden])')")
    walk.line()
    walk.shot("review")
    walk.printed("review")
    here = walk.path()
    walk.click('.rv-source a[data-key="s"]')
    check("the whole page of the source has the passage marked", walk.there(".rv-page mark"), walk.text()[:300])
    walk.shot("review-source")
    walk.open(here)
    walk.run("document.querySelector('.rv-return').open = true")
    walk.fill(note="Xã bổ sung số liệu hai mục.")
    walk.shot("review-return")
    walk.click(".rv-return form .btn-primary")
    check("the items are returned", "2" in walk.text(".flash"), walk.text(".flash"))
    walk.sign_out()


def mend(walk, place):
    walk.sign_in("xahai")
    walk.open(place)
    check("the unit sees two things to do", walk.run("return document.querySelectorAll('#todo li').length") == 2, walk.text("#todo"))
    walk.shot("report-returned")
    walk.click(".head form .btn-primary")
    nodes = walk.run("return [...document.querySelectorAll('#todo a')].map(a => a.hash.slice(3))")
    for node in nodes:
        before = walk.run("return document.querySelector(arguments[0]).value", f'[name="result.{node}"]')
        walk.fill(**{f"result.{node}": before + " Đã bổ sung số liệu theo yêu cầu."})
    walk.until("the corrections save by themselves", STATE)
    walk.open(place)
    check("the list says what was done", walk.run("return document.querySelectorAll('#todo .tag-good').length") == 2)
    walk.shot("report-mended")
    send(walk)
    walk.sign_out()


def accept(walk, units):
    walk.sign_in("chuyenvien")
    walk.open("/review")
    walk.open(walk.row(units[1]))
    walk.click('.head form .btn-primary')
    changed = walk.run("return document.querySelectorAll('.rv-diff ins').length")
    check("the reviewer sees the difference", changed >= 2, changed)
    walk.open(walk.path() + "?show=changed")
    walk.shot("review-changed")
    walk.click("#rv-bar form .btn-primary", asks=True)
    check("the report is accepted", "1" in walk.text(".flash"), walk.text(".flash"))
    walk.open(walk.row(units[0]))
    walk.click('.head form .btn-primary')
    walk.click("#rv-bar form .btn-primary", asks=True)
    check("a second report is accepted", "1" in walk.text(".flash"), walk.text(".flash"))
    walk.shot("review-accepted")
    walk.sign_out()


def start_many(walk):
    """Steps for many units, while both wait."""
    walk.sign_in("chuyenvien")
    walk.open("/review")
    walk.run("document.querySelectorAll('[name=submission]').forEach(b => b.checked = true)")
    walk.click("form[action='/review/start'] button[formaction]", asks=True)
    check("what has warnings is not accepted unseen", walk.there("[name=submission]") and "để nguyên" in walk.text(".flash"), walk.text(".flash"))
    walk.shot("review-many")
    walk.sign_out()


def look(walk, round_path, reports, units):
    walk.sign_in("lanhdao")
    walk.open(round_path + "/matrix")
    check("the matrix has both units", all(u.lower() in walk.text().lower() for u in units), walk.text()[:500])
    views = walk.run("return [...document.querySelectorAll('main .tabs a')].map(a => a.getAttribute('href'))")
    for view in views:
        walk.open(view)
        walk.shot("view-" + view.rsplit("/", 1)[1])
    walk.open(round_path + "/matrix")
    walk.printed("view-matrix")
    for kind, begins in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        link = walk.run("return [...document.querySelectorAll('a')].find(a => a.href.includes('format=' + arguments[0])).getAttribute('href')", kind)
        status, data = walk.download(link)
        fine = status == 200 and data.startswith(begins)
        if kind == "csv":
            fine = fine and all(u.lower() in data.decode("utf-8").lower() for u in units)
        check(f"the matrix downloads as {kind.upper()}", fine, [status, data[:60]])
    beside(walk)
    walk.open(walk.run("return document.querySelector('td.mx a').getAttribute('href')"))
    walk.shot("cell")
    for report, unit in zip(reports, units):
        walk.open(report + "/editions")
        check(f"{unit} has its edition", walk.there("#e-1"), walk.text()[:300])
    walk.shot("editions")
    walk.open(f"{round_path}/recommendations")
    check("what the commune asked for is listed", walk.there("article form"), walk.text()[:300])
    walk.shot("recommendations")
    # The group of what the first commune asked for; others may have more members and stand before it.
    walk.run("[...document.querySelectorAll('article')].find(a => /tập huấn kỹ năng số cho công chức/.test(a.innerText)).id = 'asked'")
    walk.run("document.querySelector('#asked details').open = true")
    walk.keys("#asked textarea", "Sở sẽ tổ chức hai lớp tập huấn trong quý I năm 2027.")
    walk.click("#asked .btn-primary")
    walk.shot("recommendation-answered")
    walk.open(round_path)
    walk.shot("round-end")
    unit = "return [...document.querySelectorAll('main a[href^=\"/units/\"]')].find(a => a.innerText.includes(arguments[0])).getAttribute('href')"
    walk.open(walk.run(unit, units[0]))
    walk.shot("unit")
    walk.sign_out()
    walk.sign_in("xamot")
    walk.open(reports[0])
    check("the commune sees the answer to what it asked", "hai lớp tập huấn" in walk.text(), walk.text()[-500:])
    walk.shot("report-accepted")
    walk.sign_out()


def beside(walk):
    """A cell opens beside the matrix; arrows go from cell to cell, Esc gives the place back."""
    walk.run("document.querySelector('td.mx a').focus()")
    walk.browser.press("\ue007")
    walk.until("a cell opens beside the matrix", "var p = document.getElementById('panel'); return !p.hidden && !p.hasAttribute('aria-busy') && p.innerText.length > 50")
    first = walk.text("#panel")
    walk.shot("matrix-panel")
    walk.browser.press("\ue015")
    walk.until("the panel follows the arrow", "var p = document.getElementById('panel'); return !p.hasAttribute('aria-busy') && p.innerText !== arguments[0]", first)
    moved = walk.run("return document.activeElement.href")
    walk.browser.press("\ue00c")
    check("Esc closes it and the cell has the focus", walk.run("return document.getElementById('panel').hidden && document.activeElement.href === arguments[0]", moved))
    check("the matrix was not left", walk.path().endswith("/matrix"), walk.path())


def second_edition(walk, place, unit):
    """What is accepted is changed: a new edition with its difference."""
    walk.sign_in("xamot")
    walk.open(place)
    walk.click('form[action$="/start"] .btn')
    node = walk.run(FIELDS)[0]
    walk.fill(**{f"result.{node}": "Đã ban hành Kế hoạch số 15/KH-UBND; hoàn thành 12/12 nội dung."})
    walk.until("the change saves by itself", STATE)
    send(walk)
    walk.sign_out()
    walk.sign_in("chuyenvien")
    walk.open("/review")
    walk.open(walk.row(unit))
    walk.click('.head form .btn-primary')
    walk.click("#rv-bar form .btn-primary", asks=True)
    walk.open(place + "/editions")
    check("the second edition shows its difference", walk.there("#e-2 ins") and "12/12" in walk.text("#e-2"), walk.text()[:400])
    walk.shot("editions-second")
    walk.sign_out()


def publish(walk, round_path):
    """The round is closed and published; anybody sees it without an account."""
    walk.sign_in("lanhdao")
    walk.open(round_path)
    walk.click('button[name=to][value=closed]', asks=True)
    walk.click('button[name=to][value=published]', asks=True)
    walk.sign_out()
    walk.open("/published")
    check("the round is there without an account", walk.there("main tbody a"), walk.text())
    walk.shot("published")
    walk.click("main tbody a")
    place = walk.path()
    check("classes are public, answers are not", walk.there("td.mx") and "Kế hoạch số" not in walk.run("return document.documentElement.outerHTML"), walk.text()[:300])
    walk.shot("published-matrix")
    for view in ["/distribution", "/indicators"]:
        walk.open(place + view)
        walk.shot("published" + view.replace("/", "-"))
    for kind, begins in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        status, data = walk.download(f"{place}?format={kind}")
        check(f"what was published downloads as {kind.upper()}", status == 200 and data.startswith(begins), [status, data[:60]])
    walk.open(round_path + "/matrix")
    check("the province's own views still ask for an account", walk.path().startswith("/sign-in"), walk.path())


def units_update(walk):
    walk.sign_in("admin")
    walk.open("/units/update")
    check("the units agree with the catalogue", walk.there(".empty"), walk.text()[:300])
    walk.shot("units-update")
    walk.sign_out()


def run(options, steps, expected):
    """Walks `steps(walk, work)` on a server of its own, and sees that nothing went wrong that nobody looked for. `expected`: parts of the
    lines that the browser's log may have."""
    work = pathlib.Path(tempfile.mkdtemp(prefix="tonghop-walk-"))
    keep = pathlib.Path(options.keep) if options.keep else None
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    server = Server(options.binary, work)
    walk = Walk(server, keep)
    try:
        steps(walk, work)
        check("no page is wider than its window", not walk.wide, walk.wide)
        errors = [e for e in walk.browser.errors() if not any(x in e for x in expected)]
        check("no error in the browser's log", not errors, errors)
    except Exception:
        print("at", walk.path(), "\n", walk.text()[:1500])
        if walk.keep:
            walk.shot("failed")
        raise
    finally:
        walk.browser.close()
        walk.server.close()
        log = (work / "server.log").read_text("utf-8", "replace")
        check("no error in the server's log", "ERROR" not in log and "panicked" not in log, log[-2000:])
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if check.failed else 0)


def cycle(walk, _work):
    documents = [*sorted(SHARED.glob("004_*.txt")), *sorted(SHARED.glob("derived/r004.docx"))]
    if len(documents) < 2:
        documents = [ROOT / "samples/xa-suoi-ngan.txt", ROOT / "samples/xa-go-thong.docx"]
    units = set_up(walk)
    edit_template(walk)
    round_path = open_round(walk)
    first = fill_form(walk)
    second, blocked = read_documents(walk, documents)
    if blocked:
        waive(walk, units[1])
    walk.sign_in("xahai")
    walk.open(second)
    send(walk)
    walk.sign_out()
    start_many(walk)
    review(walk, units[1])
    mend(walk, second)
    accept(walk, units)
    look(walk, round_path, [first, second], units)
    second_edition(walk, first, units[0])
    publish(walk, round_path)
    units_update(walk)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--keep", help="folder for the pictures of the pages")
    # What a cut line and a conflict leave in the log; htmx tells a request without an answer twice.
    cut = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    run(parser.parse_args(), cycle, (*cut, "409 (Conflict)"))


if __name__ == "__main__":
    main()
