"""What every end-to-end test stands on: the real program on a data directory of its own.

It runs on loopback at a port the system picks, and ends with its `with` block, by its own pid, whatever
happens inside it.
"""

import contextlib
import ctypes
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path
from typing import NamedTuple

from checker import rows_of_api
from planted import Planted

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 20
STOP_SECONDS = 15  # open answers may take ten
ANSWER_SECONDS = 30
CLI_SECONDS = 15
PR_SET_PDEATHSIG = 1
CAP_SYS_PTRACE = 19

# Words that only a defect prints: Qt's own complaints, a sanitizer's report, a failed assertion.
TROUBLE = re.compile(
    r"^Q[A-Z]\w+(::\w+)?:|QObject::|Sanitizer|runtime error:|ASSERT|Assertion|terminate called|qt\.\w+(\.\w+)*:"
    r"|\b(WARNING|CRITICAL|FATAL)\b", re.MULTILINE)

# What the program under test finds in its environment, for `env:NAME`.
PROVIDER_KEYS = {
    "E2E_KEY_1": "pk-end-to-end-first-0123456789",
    "E2E_KEY_2": "pk-end-to-end-second-0123456789",
    "E2E_KEY_3": "pk-end-to-end-third-0123456789",
}


def binary():
    """The program to test: SWITCHYARD_BINARY, else the newest one that was built here."""
    given = os.environ.get("SWITCHYARD_BINARY")
    built = sorted(ROOT.glob("build/*/switchyard"), key=lambda path: path.stat().st_mtime)
    path = Path(given) if given else built[-1] if built else None
    if path is None or not os.access(path, os.X_OK):
        sys.exit("there is no switchyard to test: build it, or set SWITCHYARD_BINARY")
    return str(path.resolve())


def sanitized():
    """Whether the program under test is built with a sanitizer: some tools cannot stand beside one."""
    text = Path(binary()).read_bytes()
    return b"__asan_init" in text or b"__tsan_init" in text


def until(condition, what, seconds=5.0):
    """The first true value of `condition()`; an AssertionError that says `what` when the time is over."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.005)


class Answer(NamedTuple):
    """One response, all of it."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self):
        return json.loads(self.body)

    def error(self):
        return self.json()["error"]

    def request_id(self):
        return self.headers["x-request-id"]

    def events(self):
        """The data of each event of a stream, `[DONE]` as it is and the rest parsed."""
        found = [line[5:].strip() for line in self.body.replace(b"\r\n", b"\n").split(b"\n") if line.startswith(b"data:")]
        return ["[DONE]" if data == b"[DONE]" else json.loads(data) for data in found]

    def text(self):
        """What the assistant said, over all events of a stream."""
        pieces = [choice["delta"].get("content") for event in self.events() if event != "[DONE]"
                  for choice in event.get("choices", [])]
        return "".join(piece for piece in pieces if piece)


def request(port, method, path, body=None, headers=None, timeout=ANSWER_SECONDS):
    """One request on a connection of its own. A body that is neither bytes nor None goes as JSON."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    with contextlib.closing(connection):
        send(connection, method, path, body, headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def send(connection, method, path, body=None, headers=None):
    every = {}
    if body is not None:
        every["Content-Type"] = "application/json"
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection.request(method, path, body, {**every, **(headers or {})})


class OpenStream:
    """A streamed answer that is still being read. Leaving the `with` block hangs up."""

    def __init__(self, connection, response):
        self.connection = connection
        self.response = response

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.hang_up()

    def read_event(self):
        """The next event's lines; empty at the end of the stream."""
        lines = b""
        while line := self.response.readline():
            lines += line
            if not line.strip():
                break
        return lines

    def rest(self):
        """Everything that is still to come."""
        return self.response.read()

    def hang_up(self):
        self.response.close()
        self.connection.close()


def bind_to_parent():
    """In a new process: it ends when the one that started it does, however that ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def may_look_into_any():
    """Whether the system lets us into the /proc of a process that shields itself. A root without this is common."""
    effective = re.search(r"^CapEff:\s+(\w+)$", Path("/proc/self/status").read_text(encoding="ascii"), re.MULTILINE)
    return bool(int(effective.group(1), 16) >> CAP_SYS_PTRACE & 1)


def open_descriptors(pid):
    """What each open descriptor of a process is: a path, or a kind and a number. Errors: PermissionError."""
    found = []
    for name in os.listdir(f"/proc/{pid}/fd"):
        with contextlib.suppress(FileNotFoundError):  # closed in between
            found.append(os.readlink(f"/proc/{pid}/fd/{name}"))
    return found


class Child:
    """A process that ends with the `with` block, or with us."""

    def __init__(self, command, environment, log, stdin=subprocess.DEVNULL):
        self.log_path = log
        with open(log, "ab") as output:
            self.popen = subprocess.Popen(
                [str(word) for word in command], stdin=stdin, stdout=output, stderr=subprocess.STDOUT,
                env=environment, preexec_fn=bind_to_parent)

    @property
    def log(self):
        return Path(self.log_path).read_text(encoding="utf-8", errors="replace")

    def wait_for_line(self, pattern):
        def look():
            if self.popen.poll() is not None:
                raise AssertionError(f"it ended with {self.popen.returncode} before it was ready:\n{self.log}")
            return re.search(pattern, self.log)
        return until(look, pattern, START_SECONDS)

    def kill(self):
        if self.popen.poll() is None:
            self.popen.kill()
        self.popen.wait()


class Switchyard:
    """`switchyard serve` on a fresh data directory, with a member's and a super admin's client key."""

    def __init__(self, *arguments, env=None, data_dir=None):
        self.arguments = arguments
        self.own_directory = data_dir is None
        self.data_dir = Path(data_dir or tempfile.mkdtemp(prefix="switchyard-e2e-"))
        self.log_path = Path(f"{self.data_dir}.log")
        # Without a session bus: the keychain of whoever runs the tests is not theirs to use.
        self.env = {**os.environ, **PROVIDER_KEYS, "XDG_DATA_HOME": str(self.data_dir / "unused"),
                    "DBUS_SESSION_BUS_ADDRESS": "", "XDG_RUNTIME_DIR": str(self.data_dir / "unused"), **(env or {})}
        if not may_look_into_any():
            self.env.setdefault("SWITCHYARD_DUMPABLE", "1")  # else its descriptors could not be counted
        self.planted = Planted({**PROVIDER_KEYS, **(env or {})})
        self.child = None
        self.port = None
        self.key = None
        self.admin_key = None

    def __enter__(self):
        try:
            self.start()
            self.key = self.key or self.new_key("member")
            self.admin_key = self.admin_key or self.new_key("super_admin")
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, kind, *_):
        try:
            if kind is None and self.child and self.child.popen.poll() is None:
                self.stop()
            if kind is None:
                self.planted.check(self.data_dir, self.log_path)
        finally:
            self._remove()

    def _remove(self):
        if self.child:
            self.child.kill()
        if os.environ.get("SWITCHYARD_KEEP"):
            return
        self.log_path.unlink(missing_ok=True)
        if self.own_directory:
            shutil.rmtree(self.data_dir, ignore_errors=True)

    # The process

    def start(self):
        """Also after stop() or kill(): the same data directory, another port."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.log_path.unlink(missing_ok=True)
        command = [binary(), "serve", "--data-dir", self.data_dir, "--port", "0", *self.arguments]
        self.child = Child(command, self.env, self.log_path)
        self.port = int(self.child.wait_for_line(r"listening on http://127\.0\.0\.1:(\d+)\n").group(1))

    def stop(self, seconds=STOP_SECONDS):
        """SIGTERM: it must end well, and must not have complained."""
        self.child.popen.send_signal(signal.SIGTERM)
        try:
            code = self.child.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it did not end within {seconds} s of SIGTERM:\n{self.log}") from None
        if code != 0:
            raise AssertionError(f"it ended with exit code {code}:\n{self.log}")
        self.check_log()

    def kill(self):
        """SIGKILL: nothing is drained and nothing is saved."""
        self.child.kill()

    def check_log(self):
        if TROUBLE.search(self.log):
            raise AssertionError(f"it complained:\n{self.log}")

    @property
    def pid(self):
        return self.child.popen.pid

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self):
        return self.child.log

    # The command line

    def cli(self, *arguments, env=None, data_dir=None, input=None):
        """A command on this data directory: CompletedProcess with text."""
        command = [binary(), *map(str, arguments), "--data-dir", str(data_dir or self.data_dir)]
        if "-" in arguments:
            self.planted.add((input or "").strip())
        return subprocess.run(command, capture_output=True, text=True, timeout=CLI_SECONDS, check=False, input=input,
                              env={**self.env, **(env or {})})

    def cli_json(self, *arguments):
        done = self.cli(*arguments, "--json")
        if done.returncode != 0:
            raise AssertionError(f"{arguments} ended with {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)

    def new_key(self, role, name=None):
        made = self.cli_json("key", "create", "--name", name or f"e2e {role}", "--role", role)["key"]
        self.planted.add(made)
        return made

    # HTTP

    def request(self, method, path, body=None, key=None, headers=None):
        """Any path; `key=""` sends none."""
        shown = self.admin_key if key is None else key
        with_key = {"Authorization": f"Bearer {shown}"} if shown else {}
        answer = request(self.port, method, path, body, {**with_key, **(headers or {})})
        self.planted.note(path, body, answer)
        return answer

    def admin(self, method, path, body=None, key=None, headers=None):
        """An admin operation; `path` is below /api/v1."""
        return self.request(method, "/api/v1" + path, body, key, headers)

    def chat(self, body, key=None, headers=None):
        """One chat call, read to its end: (status, headers, bytes)."""
        return self.request("POST", "/v1/chat/completions", body, self.key if key is None else key, headers)

    def open_chat(self, body, key=None, timeout=ANSWER_SECONDS):
        """A streamed chat call, read as far as its head."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            send(connection, "POST", "/v1/chat/completions", body, {"Authorization": f"Bearer {key or self.key}"})
            return OpenStream(connection, connection.getresponse())
        except BaseException:
            connection.close()
            raise

    def requests(self, limit=1000, **filters):
        """The newest rows of the ledger."""
        query = urllib.parse.urlencode({"limit": limit, **filters})
        return self._json(self.admin("GET", f"/requests?{query}"))["data"]

    def all_requests(self):
        """Every row of the ledger, page by page."""
        return rows_of_api(self.url, self.admin_key)

    def wait_for_call(self, request_id):
        """The row of one call, as soon as it is there, with its `attempt_list`."""
        def look():
            answer = self.admin("GET", f"/requests/{request_id}")
            return answer.json() if answer.status == 200 else None
        return until(look, f"the call {request_id} is on the ledger")

    def wait_until_folded(self):
        """Until everything that was booked can be read."""
        until(lambda: self._json(self.admin("GET", "/status"))["ledger"]["lag"] == 0, "the journal is folded")

    def add_provider(self, name, base_url, *secrets, **fields):
        """The id of a new OpenAI-compatible provider; its keys are tried in the order given."""
        body = {"name": name, "type": "custom", "base_url": base_url, **fields}
        made = self._json(self.admin("POST", "/providers", body), 201)
        for place, secret in enumerate(secrets):
            key = {"name": f"key {place + 1}", "secret": secret, "priority": place}
            self._json(self.admin("POST", f"/providers/{made['id']}/keys", key), 201)
        return made["id"]

    @staticmethod
    def _json(answer, status=200):
        if answer.status != status:
            raise AssertionError(f"it answered {answer.status}: {answer.body.decode()}")
        return answer.json()
