#!/usr/bin/env python3
"""Tries the JSON API with what its own description allows and with what it forbids, by a tool that is not ours (schemathesis).

Starts `tonghop demo` in an empty folder, signs in as the sample people, makes access tokens as they would, on the page of the
account, and lets schemathesis send requests as each of them. A status, a media type or a body that the description does not name, or
a failure of the program, ends the run with a status other than 0. Needs schemathesis in the Python that runs it.
"""

import argparse
import copy
import http.cookiejar
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

PASSWORD = "tonghop-demo"
CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
# Who tries what, from few rights to many: what an administrator breaks, the others have used before. Where somebody has no right
# every answer is the same refusal, and nothing is tried.
PEOPLE = {
    "canbo": ["reports", "files", "candidates", "documents", "evidence", "published"],
    "chutich": ["reports", "follow-ups"],
    "chuyenvien": ["review", "views", "follow-ups", "evidence"],
    "lanhdao": ["rounds", "views", "imports", "review", "reports", "documents", "templates"],
    "quantri": ["people", "settings", "templates", "units", "me", "audit", "outbox", "description"],
}
# Ends the very token that the requests carry; it is tried alone, at the end.
ENDS_ITSELF = "revokeToken"
# Ends accounts, among them those of the run; it is tried alone, at the end.
ENDS_OTHERS = "deactivatePerson"
# End the session in which the run makes its tokens; they are tried alone, at the end.
ENDS_SESSIONS = ["endSessions", "endMySessions"]
LAST = [ENDS_ITSELF, *ENDS_SESSIONS, ENDS_OTHERS]
# The sample province has fewer things of each kind than this; with so small numbers, requests meet some that exist.
SMALL = 12
START_SECONDS = 180
# Operations that have to be carried out at least once; fewer means that the requests only met refusals.
DONE_AT_LEAST = 75


class Demo:
    """The program with its sample province."""

    def __init__(self, binary, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = "127.0.0.1:%d" % free.getsockname()[1]
        self.base = f"http://{address}"
        self.log = open(folder / "server.log", "w+b")
        command = [binary, "demo", "--out", folder / "demo", "--listen", address]
        self.process = subprocess.Popen(list(map(str, command)), stdout=self.log, stderr=subprocess.STDOUT)

    def words(self):
        return pathlib.Path(self.log.name).read_text("utf-8", "replace")

    def wait(self):
        for _ in range(START_SECONDS * 5):
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.base + "/api/v1/openapi.json", timeout=5) as answer:
                    return json.load(answer)
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.2)
        raise SystemExit("the demo did not start:\n" + self.words())

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


class Person:
    """Somebody who is signed in with a browser."""

    def __init__(self, base, login):
        self.base = base
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.submit("/sign-in", "/sign-in", login=login, password=PASSWORD)

    def get(self, path):
        with self.opener.open(self.base + path, timeout=60) as answer:
            return answer.read().decode("utf-8")

    def submit(self, page, action, **fields):
        """Sends a form of a page with the page's own token."""
        token = re.search(r'name="csrf" value="([^"]+)"', self.get(page))
        if not token:
            raise SystemExit(f"{page} has no form")
        data = urllib.parse.urlencode({"csrf": token.group(1), **fields}).encode()
        with self.opener.open(self.base + action, data, timeout=60) as answer:
            return answer.read().decode("utf-8")

    def token(self, label):
        made = self.submit("/account", "/account/tokens", label=label, days="1")
        found = re.search(TOKEN, made)
        if not found:
            raise SystemExit("the account shows no new token")
        return found.group(0)


TOKEN = r"\bth_[A-Za-z0-9_-]{20,}"


def holds(base, token):
    """Whether a token still signs in."""
    request = urllib.request.Request(base + "/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status == 200
    except urllib.error.HTTPError:
        return False


def narrowed(description):
    """The description with small ids and versions only: the answers are held to the same promises, but more is found."""
    small = copy.deepcopy(description)

    def shrink(schema):
        if schema.get("type") == "integer" and schema.get("format") == "int64":
            schema["minimum"], schema["maximum"] = 0, SMALL

    def walk(value):
        if isinstance(value, dict):
            shrink(value)
            value = value.values()
        if not isinstance(value, (str, int, float, bool, type(None))):
            for part in value:
                walk(part)

    for operations in small["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "node":
                    parameter["schema"]["enum"] = ["A.VII.2", "A.I.1", "T04", "s:causes", "x"]
                walk(parameter["schema"])
            body = operation.get("requestBody", {})
            walk(body)
    answers = answered(description)
    for name, schema in small["components"]["schemas"].items():
        # What is also given keeps its bounds: an answer may hold larger numbers.
        if name not in answers:
            walk(schema)
    return small


def answered(description):
    """Names of the schemas that an answer may hold, directly or through others."""
    found, waiting = set(), [operation["responses"] for path in description["paths"].values() for operation in path.values()]
    waiting.append(description["components"]["responses"])
    while waiting:
        for name in re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(waiting.pop())):
            if name not in found:
                found.add(name)
                waiting.append(description["components"]["schemas"][name])
    return found


def run(base, token, place, options, record):
    """One run of schemathesis, which writes down what it sent; true where it found nothing."""
    command = [str(pathlib.Path(sys.executable).with_name("schemathesis")), "run", str(place), "--url", base]
    command += ["--header", f"Authorization: Bearer {token}", "--checks", ",".join(CHECKS), "--mode", "all"]
    command += ["--seed", "20260630", "--no-shrink", "--continue-on-failure", "--request-timeout", "60", "--no-color"]
    command += ["--warnings", "off", "--generation-database", "none", "--suppress-health-check", "all"]
    command += ["--report", "har", "--report-har-path", str(record)]
    # The wait is for a run that hangs; the number of requests is what bounds it.
    return subprocess.run(command + options, cwd=record.parent, timeout=900, check=False).returncode == 0


def passes(only):
    """Login, which description, options: the operations that end accounts and tokens come last."""
    fuzzing, coverage = ["--phases", "fuzzing", "--max-examples", "20"], ["--phases", "examples,coverage"]
    for login, tags in PEOPLE.items():
        which = [part for tag in tags for part in ("--include-tag", tag)]
        for last in LAST:
            which += ["--exclude-operation-id", last]
        if only:
            which = ["--include-operation-id", only]
        yield login, "narrowed", which + fuzzing
        yield login, "served", which + coverage
    if not only:
        for last in LAST:
            yield "quantri", "narrowed", ["--include-operation-id", last] + fuzzing


def carried_out(description, base, record):
    """Names of the operations that were answered with success at least once."""
    known = []
    for path, operations in description["paths"].items():
        pattern = re.compile(re.sub(r"\\\{[^/]*\\\}", "[^/]+", re.escape(path)))
        known += [(verb.upper(), pattern, operation["operationId"]) for verb, operation in operations.items()]
    found = set()
    for entry in json.loads(record.read_text("utf-8"))["log"]["entries"]:
        if not 200 <= entry["response"]["status"] < 300:
            continue
        path = entry["request"]["url"].removeprefix(base).split("?")[0]
        verb = entry["request"]["method"]
        found |= {name for method, pattern, name in known if method == verb and pattern.fullmatch(path)}
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True, type=pathlib.Path)
    parser.add_argument("--operation", help="only this operation, by its operationId")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        demo = Demo(wanted.binary.resolve(), work)
        try:
            failed = tried(demo, work, wanted.operation)
        finally:
            demo.close()
        panics = [line for line in demo.words().splitlines() if "panicked at" in line]
    for line in panics:
        print(line)
    if failed or panics:
        raise SystemExit("the API does not keep to its description: " + "; ".join(failed or ["it panicked"]))


def tried(demo, work, only):
    description = demo.wait()
    for name, text in [("served", description), ("narrowed", narrowed(description))]:
        (work / f"{name}.json").write_text(json.dumps(text), "utf-8")
    people = {login: Person(demo.base, login) for login in PEOPLE}
    failed, done = [], set()
    for number, (login, which, options) in enumerate(passes(only)):
        if options[0] == "--include-operation-id":
            # The operation before may have ended the session.
            people[login] = Person(demo.base, login)
        token = people[login].token(f"schemathesis {number}")
        record = work / f"{number}.har"
        print(f"== as {login}: {which}, {' '.join(options)}", flush=True)
        if not run(demo.base, token, work / f"{which}.json", options, record):
            failed.append(f"as {login}, {which}")
        if record.exists():
            done |= carried_out(description, demo.base, record)
        # With a token that ended, every request would be answered as it should, and nothing would be tried.
        if options[0] != "--include-operation-id" and not holds(demo.base, token):
            failed.append(f"as {login}: the token ended")
    print(f"{len(done)} operations were carried out: {', '.join(sorted(done))}")
    if not only and len(done) < DONE_AT_LEAST:
        failed.append(f"only {len(done)} operations were carried out")
    return failed


if __name__ == "__main__":
    main()
