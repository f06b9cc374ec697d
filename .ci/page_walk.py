#!/usr/bin/env python3
"""Walks through tong-hop.html in a real browser: opens cells, uses the keyboard alone, filters, pages, prints.

Speaks WebDriver over HTTP to chromedriver; needs nothing but the standard library, chromium and chromedriver.
"""

import argparse
import base64
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"right": "\ue014", "left": "\ue012", "down": "\ue015", "up": "\ue013", "enter": "\ue007", "escape": "\ue00c"}
ARGUMENTS = [
    "--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


class Browser:
    def __init__(self, width, height):
        self.profile = tempfile.mkdtemp(prefix="tonghop-walk-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.driver = subprocess.Popen(
            [shutil.which("chromedriver") or "/usr/bin/chromedriver", f"--port={port}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            try:
                if self.call("GET", "/status")["ready"]:
                    break
            except OSError:
                time.sleep(0.1)
        arguments = [*ARGUMENTS, f"--user-data-dir={self.profile}", f"--window-size={width},{height}"]
        options = {"goog:chromeOptions": {"args": arguments}, "goog:loggingPrefs": {"browser": "ALL"}}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self.base += "/session/" + answer["sessionId"]

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def run(self, script, *args):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(args)})

    def press(self, *names):
        for name in names:
            key = KEYS.get(name, name)
            actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
            self.call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def click(self, selector):
        # The sticky navigation must not lie over what is clicked.
        self.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        self.call("POST", f"/element/{found[ELEMENT]}/click", {})

    def type(self, selector, text):
        self.run("document.querySelector(arguments[0]).value = ''", selector)
        self.click(selector)
        self.press(*text)

    def screenshot(self, path):
        path.write_bytes(base64.b64decode(self.call("GET", "/screenshot")))

    def errors(self):
        log = self.call("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in log if entry["level"] == "SEVERE"]

    def close(self):
        try:
            self.call("DELETE", "")
        except OSError:
            pass
        self.driver.terminate()
        self.driver.wait(timeout=20)
        shutil.rmtree(self.profile, ignore_errors=True)


def check(what, holds, seen=""):
    print(("ok   " if holds else "FAIL ") + what + ("" if holds else f": {seen!r}"))
    if not holds:
        check.failed += 1


check.failed = 0
FOCUS = "var e = document.activeElement; return [e.className, e.closest('tr') ? e.closest('tr').rowIndex : -1," \
        " e.parentElement.cellIndex]"
OPEN = "return document.getElementById('source').open"
QUOTE = "return document.querySelector('#source blockquote').textContent"


def walk_cells(browser):
    first = browser.run("var b = document.querySelector('button.cell'); return b.textContent")
    browser.click("button.cell")
    check("a click opens the source", browser.run(OPEN))
    quote = browser.run(QUOTE)
    shown = browser.run("return document.querySelector('button.cell span').textContent").rstrip("…")
    check("the source is the text of the cell", shown and quote.startswith(shown[:40]), [first, quote])
    check("the panel names the report", browser.run("return document.getElementById('source-h').textContent") != "")
    browser.press("escape")
    check("Esc closes it", not browser.run(OPEN))
    browser.run("document.querySelector('button.cell').focus()")
    start = browser.run(FOCUS)
    browser.press("right")
    right = browser.run(FOCUS)
    check("the right arrow goes to the next unit", right[2] > start[2] and right[1] == start[1], [start, right])
    browser.press("down")
    down = browser.run(FOCUS)
    check("the down arrow goes to the next task", down[1] > right[1] and down[2] == right[2], [right, down])
    browser.press("up", "left")
    check("up and left lead back", browser.run(FOCUS) == start, browser.run(FOCUS))
    browser.press("enter")
    check("Enter opens the source", browser.run(OPEN))
    browser.press("escape")
    check("the focus is where it was", browser.run(FOCUS) == start, browser.run(FOCUS))


def walk_filters(browser):
    rows = "return [...document.querySelectorAll('.matrix tbody tr:not(.sec):not(.part)')].filter(r => !r.hidden).length"
    all_rows = browser.run(rows)
    browser.type("#task-filter", "thanh toan")
    some = browser.run(rows)
    check("the task filter needs no diacritics", 0 < some < all_rows, [some, all_rows])
    browser.run("var f = document.getElementById('task-filter'); f.value = ''; f.dispatchEvent(new Event('input'))")
    check("an empty filter shows all tasks", browser.run(rows) == all_rows)
    columns = "return document.querySelector('.matrix thead tr').cells.length - 2"
    name = browser.run("return document.querySelector('.matrix thead tr').cells[2].firstChild.textContent")
    before = browser.run(columns)
    browser.run("var f = document.getElementById('unit-filter'); f.value = arguments[0]; f.dispatchEvent(new Event('input'))", name)
    one = browser.run(columns)
    check("the unit filter leaves the unit named", 1 <= one <= before, [one, before])
    check("its cells still open", browser.run("return !!document.querySelector('button.cell')"))
    browser.run("var f = document.getElementById('unit-filter'); f.value = ''; f.dispatchEvent(new Event('input'))")
    check("an empty filter shows all units", browser.run(columns) == before)
    wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check("the page is not wider than the window", wide <= 0, wide)


def walk_pages(browser, units):
    shown = "return [...document.querySelector('.matrix thead tr').cells].slice(2).map(c => c.firstChild.textContent)"
    seen = set(browser.run(shown))
    first = len(seen)
    for _ in range(units):
        after = "return document.querySelector('#unit-pages button[value=\"1\"]').disabled"
        if browser.run(after):
            break
        browser.click('#unit-pages button[value="1"]')
        seen.update(browser.run(shown))
    check("paging shows every unit", len(seen) == units, [len(seen), units])
    body = browser.run("return [...document.querySelectorAll('.matrix tbody tr:not(.sec):not(.part)')].every("
                       "r => r.cells.length === document.querySelector('.matrix thead tr').cells.length)")
    check("every row of the last page is full", body)
    browser.run("document.querySelector('#unit-pages button[value=\"-1\"]').click()")
    check("the page before comes back", len(set(browser.run(shown))) == first)


def print_page(browser, folder):
    page = {"orientation": "landscape", "page": {"width": 21.0, "height": 29.7}, "background": True}
    for attempt in range(3):
        try:
            pdf = base64.b64decode(browser.call("POST", "/print", page))
            break
        except urllib.error.HTTPError as error:  # a busy machine: the print job was not ready in time
            print(f"     printing again: {error.read()[:200]!r}")
            if attempt == 2:
                raise
    (folder / "print.pdf").write_bytes(pdf)
    check("it prints", pdf.startswith(b"%PDF") and len(pdf) > 20_000, len(pdf))


def compiled(binary, inputs, folder):
    subprocess.run([binary, "-q", "compile", *map(str, inputs), "--out", str(folder), "--force"], check=True, stdout=subprocess.DEVNULL)
    return folder / "tong-hop.html"


def many(sample, folder, count):
    """The same report from many made-up units."""
    folder.mkdir()
    text = sample.read_text("utf-8")
    words = "Trăng Mây Gió Sương Nắng Rừng Thác Đồi Khe Vực Hang Bãi".split()
    for n in range(count):
        name = f"{words[n // 12]} {words[n % 12]} Lim"  # a number at the end would not be read as part of a name
        (folder / f"{n:03}.txt").write_text(text.replace("Suối Ngàn", name).replace("SUỐI NGÀN", name.upper()), "utf-8")
    return folder


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--keep", help="folder for the screenshots and the printed page")
    options = parser.parse_args()
    root = pathlib.Path(__file__).resolve().parent.parent
    work = pathlib.Path(tempfile.mkdtemp(prefix="tonghop-page-"))
    keep = pathlib.Path(options.keep) if options.keep else work
    keep.mkdir(parents=True, exist_ok=True)
    page = compiled(options.binary, [root / "samples"], work / "out")
    for width, height in [(1366, 768), (390, 844)]:
        browser = Browser(width, height)
        try:
            browser.call("POST", "/url", {"url": page.as_uri()})
            walk_cells(browser)
            walk_filters(browser)
            browser.screenshot(keep / f"page-{width}.png")
            browser.run("document.querySelector('button.cell').click()")
            browser.screenshot(keep / f"source-{width}.png")
            print_page(browser, keep)
            check("no error in the browser's log", not browser.errors(), browser.errors())
        finally:
            browser.close()
    units = 130
    big = compiled(options.binary, [many(root / "samples/xa-suoi-ngan.txt", work / "many", units)], work / "big")
    size = big.stat().st_size
    check("the page of many units stays below 10 MB", size < 10_000_000, size)
    browser = Browser(1366, 768)
    try:
        browser.call("POST", "/url", {"url": big.as_uri()})
        walk_pages(browser, units)
        browser.screenshot(keep / "many.png")
        check("no error in the browser's log", not browser.errors(), browser.errors())
    finally:
        browser.close()
    if keep != work:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if check.failed else 0)


if __name__ == "__main__":
    main()
