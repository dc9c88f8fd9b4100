"""A provider key is planted, used in every way that goes well or wrong, and then searched for everywhere.

It may be on the wire to its provider and nowhere else: not in answers, logs, databases, journals, temporary files,
`/proc` or a core. The same for the text of client keys and of prompts on disk. One key is kept in a real keychain where
there is one, and may be there, too.
"""

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keychain_session
import leak_search
import scripted_upstream as script
from figures import Figure
from harness import STOP_SECONDS, Switchyard, until
from process_shield import raise_core_limit, shield_figures
from scratch import scratch
from scripted_upstream import ScriptedUpstream

SMALL = {"rounds": 1, "ends": 2}
FULL = {"rounds": 25, "ends": 4}

ANSWER = "canary answer "
SIDE_BY_SIDE = 48
ENDS = (signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV, signal.SIGTERM)
STREAMS = ("stream", "event", "cut", "stalled", "401")


def canary(chance, start):
    """Its first and last 12 characters are its own; what encodings change is in the middle."""
    return f"{start}{chance.randbytes(5).hex()}/CANARY+{chance.randbytes(8).hex()}"


class Secrets:
    """What is planted, and where the provider keys are kept meanwhile."""

    def __init__(self, chance, vault):
        self.in_environment = canary(chance, "sk-")
        self.in_file = canary(chance, "sk-")
        self.typed = canary(chance, "sk-")  # given to the admin API as it is
        self.in_keychain = canary(chance, "sk-")  # given to the command line
        self.prompt = canary(chance, "my secret ")
        self.answer = canary(chance, ANSWER)
        self.file = Path(vault, "provider-key")
        self.file.touch(mode=0o600)
        self.file.write_text(self.in_file + "\n", encoding="ascii")

    def provider_keys(self):
        return {"key in env:": self.in_environment, "key in file:": self.in_file, "key typed": self.typed,
                "key in the keychain": self.in_keychain}


def echoes(key):
    """What a provider may answer to give the key away, by model name."""
    said = f"Incorrect API key provided: {key}. You can find your key at https://example.test/{key}"
    refusal = script.status
    broken = b'{"id":"x","choices":[{"message":{"content":' + key.encode()
    return {
        "echo-401": [refusal(401, message=said)],
        "echo-400": [refusal(400, message=said, error_code=key)],
        "echo-429": [refusal(429, ("Retry-After", key), message=said)],
        "echo-500": [refusal(500, message=said)],
        "echo-html": [script.answer(500, f"<h1>{said}</h1>".encode(), kind="text/html")],
        "echo-text": [script.answer(403, said.encode(), kind="text/plain")],
        "echo-json-escaped": [script.answer(401, b'{"error":{"message":"' + key.replace("/", "\\/").encode() + b'"}}')],
        "echo-header": [refusal(400, ("X-Echo", key), ("X-Request-Id", key), ("Set-Cookie", f"k={key}"))],
        "echo-kind": [script.answer(200, b"{}", kind=f"text/{key}")],
        "echo-redirect": [script.answer(302, headers=[("Location", f"http://127.0.0.1:1/?key={key}")])],
        "echo-status-line": [script.send(f"HTTP/1.1 500 {key}\r\nContent-Length: 0\r\n\r\n".encode())],
        "echo-no-http": [script.send(f"{key}\r\n\r\n".encode()), script.fin()],
        "echo-bad-json": [script.answer(200, broken)],
        "echo-first-event": [script.send(script.STREAM_HEAD + script.framed(
            script.event({"error": {"message": said, "type": key, "code": key}})) + script.framed(b""))],
        "echo-mid-stream": [script.begin(script.delta("Once")), script.more(
            script.event({"error": {"message": said, "code": key}})), script.send(script.framed(b""))],
        "echo-mid-stream-split": [script.begin(script.delta("Once")), script.split(
            script.framed(script.event({"error": {"message": said}})), 7), script.send(script.framed(b""))],
        "echo-garbage-event": [script.begin(script.delta("Once")),
                               script.more(b"data: {\"x\": " + key.encode() + b"\n\n"), script.fin()],
        "echo-cut": [script.begin(script.delta("Once")), script.send(b"zz" + key.encode()), script.rst()],
        "echo-as-model": [script.whole("fine", model=key)],
    }


class Calls:
    """Every kind of call, and what the clients were told."""

    def __init__(self, gateway, upstream, secrets, chance, keychain):
        self.gateway = gateway
        self.keychain = keychain
        self.used = {"envy": secrets.in_environment, "filed": secrets.in_file}  # by provider
        self.upstream = upstream
        self.secrets = secrets
        self.chance = chance
        self.told = []
        self.count = 0

    def register(self):
        url = self.upstream.base_url
        impatient = {"first_token_ms": 300, "idle_ms": 300, "total_ms": 1500}
        for name, place in (("envy", "env:CANARY_KEY"), ("filed", f"file:{self.secrets.file}")):
            self.gateway.add_provider(name, url, place, any_model=True, timeouts=impatient)
        self.idle = self.gateway.add_provider("idle", url)  # gets no calls: the keys that it is given go nowhere
        if self.keychain:
            self.enter("kept", url, impatient)
        for name, key in self.used.items():
            for model, steps in echoes(key).items():
                self.upstream.on(f"{model}-{name}", steps)
        self.upstream.on("good", [script.whole(self.secrets.answer)])
        self.upstream.on("good-stream", [script.begin(script.delta(self.secrets.answer)), script.end()])
        self.upstream.on("silent", [script.hang()])
        self.upstream.on("stalled", [script.begin(script.delta(self.secrets.answer)), script.hang()])
        self.upstream.on("broken", [script.rst()])

    def enter(self, name, url, timeouts):
        """As somebody at a terminal does: the key comes from standard input and goes into the keychain."""
        words = ("provider", "add", "--name", name, "--type", "custom", "--base-url", url, "--any-model", "--key", "-")
        done = self.gateway.cli(*words, "--json", input=self.secrets.in_keychain + "\n")
        if done.returncode != 0 or self.secrets.in_keychain not in self.keychain.entries():
            raise AssertionError(f"the key is not in the keychain: {done.stderr}")
        self.told.append(("switchyard provider add --key -", (done.stdout + done.stderr).encode()))
        changed = self.gateway.admin("PUT", f"/providers/{json.loads(done.stdout)['id']}", {"timeouts": timeouts})
        self.tell("PUT /providers", changed)
        self.used[name] = self.secrets.in_keychain

    def prompt(self, model, **more):
        return {"model": model, "messages": [{"role": "user", "content": self.secrets.prompt}], **more}

    def every_call(self):
        names = [f"{provider}/{model}" for provider in self.used
                 for model in ("good", "good-stream", "silent", "stalled", "broken",
                               *(f"{name}-{provider}" for name in echoes("")))]
        self.chance.shuffle(names)
        with ThreadPoolExecutor(SIDE_BY_SIDE) as callers:  # most of the time goes by in waits before another attempt
            for done in [callers.submit(self.chat, name, any(word in name for word in STREAMS)) for name in names]:
                done.result()
        self.bad_calls()
        self.leave()

    def chat(self, model, stream):
        self.count += 1
        answer = self.gateway.chat(self.prompt(model, stream=stream))
        self.tell(f"{model}{' stream' if stream else ''}", answer)
        return answer

    def tell(self, what, answer):
        """What a client has seen. A good answer is passed on as it came, whatever words are in it."""
        if "echo-as-model" in what and answer.status == 200:
            return
        self.told.append((what, str(answer.headers).encode() + b"\n" + answer.body))

    def bad_calls(self):
        text = self.secrets.prompt
        for body in (b'{"model": "envy/good", "messages": [{"role": "user", "content": "' + text.encode(),
                     {"model": "envy/good", "messages": text},
                     {"model": "envy/good", "messages": [{"role": text, "content": text}]}, text.encode() * 1000):
            self.count += 1
            self.tell("a bad call", self.gateway.chat(body))
        self.tell("no such key", self.gateway.chat(self.prompt("envy/good"), key="sy-nobody"))

    def leave(self):
        for model in ("envy/stalled", "filed/silent"):
            self.count += 1
            with socket.create_connection(("127.0.0.1", self.gateway.port)) as client:
                body = script.json.dumps(self.prompt(model, stream=True))
                client.sendall(f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                               f"{self.gateway.key}\r\nContent-Type: application/json\r\n"
                               f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
                time.sleep(0.05)

    @contextlib.contextmanager
    def under_way(self):
        """A stream has begun, and goes on while the block runs; then its client hears what it may."""
        with self.gateway.open_chat(self.prompt("envy/stalled", stream=True)) as stream:
            self.count += 1
            stream.read_event()
            yield
            with contextlib.suppress(OSError, http.client.HTTPException):
                self.told.append(("a call cut short", stream.rest()))

    def administer(self):
        """Admin calls that go wrong with a key in their hands, and every list there is."""
        key, gateway, provider = self.secrets.typed, self.gateway, self.idle
        again = {"Idempotency-Key": "canary"}
        for method, path, body in (
                ("POST", f"/providers/{provider}/keys", {"name": "typed", "secret": key, "priority": 9}),
                ("POST", f"/providers/{provider}/keys", {"name": "typed", "secret": key, "priority": "x"}),
                ("POST", f"/providers/{provider}/keys", {"name": "typed", "secret": [key]}),
                ("POST", f"/providers/{provider}/keys", b'{"name": "typed", "secret": "' + key.encode()),
                ("POST", "/providers/nobody/keys", {"name": "typed", "secret": key}),
                ("POST", "/providers", {"name": "u", "type": "custom", "base_url": f"http://u:{key}@127.0.0.1:1/v1"}),
                ("POST", "/providers", {"name": "q", "type": "custom", "base_url": f"http://127.0.0.1:1/v1?key={key}"}),
                ("POST", "/providers/try", {"type": "custom", "base_url": self.upstream.base_url, "key": key}),
                ("POST", "/providers/try", {"type": "custom", "base_url": f"http://127.0.0.1:1/{key}", "key": key}),
                ("POST", "/providers/try", {"type": "custom", "base_url": self.upstream.base_url, "key": [key]}),
                ("POST", "/providers/try", {"base_url": "http://127.0.0.1:1/v1", "key": f"{key} x"}),
                ("POST", "/providers/scan", {}), ("PUT", "/settings", {"secret": key}), ("POST", f"/providers/{provider}/test", {})):
            self.tell(f"{method} {path}", gateway.admin(method, path, body, headers=again))
            self.tell(f"{method} {path}", gateway.admin(method, path, body))
        for path in ("/providers", f"/providers/{provider}", f"/providers/{provider}/keys", "/api-keys", "/status",
                     "/settings", "/requests?limit=500", "/usage", "/usage?group_by=model"):
            self.tell(f"GET {path}", gateway.admin("GET", path))
        for row in gateway.requests():
            self.tell(f"GET {row['id']}", gateway.admin("GET", f"/requests/{row['id']}"))
        for words in (("provider", "list", "--json"), ("provider", "test", "envy"), ("status", "--json"),
                      ("key", "list", "--json"), ("provider", "add", "--name", "x", "--type", "openai", "--key", key)):
            done = gateway.cli(*words)
            self.told.append((f"switchyard {' '.join(words[:2])}", (done.stdout + done.stderr).encode()))


class Ground:
    """Everything the gateway can write to but a keychain, in one folder: data, home, temporary files, log."""

    def __init__(self, folder, secrets, keychain):
        self.folder = Path(folder)
        self.data = self.folder / "data"
        for name in ("home", "temp", "run"):
            (self.folder / name).mkdir(mode=0o700)
        home = self.folder / "home"
        self.environment = {
            "CANARY_KEY": secrets.in_environment, "TMPDIR": str(self.folder / "temp"), "HOME": str(home),
            "XDG_CACHE_HOME": str(home / ".cache"), "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_STATE_HOME": str(home / ".state"), "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "SWITCHYARD_DUMPABLE": "0",  # the shield is up, whoever runs this
            "QT_LOGGING_RULES": "*.debug=true", "QT_FORCE_STDERR_LOGGING": "1"}
        if keychain:
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = keychain.env["DBUS_SESSION_BUS_ADDRESS"]
        if "ASAN_OPTIONS" in os.environ:  # the crashes that are made here are no finding of its
            self.environment["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"] + ":handle_segv=0:handle_abort=0"


def end_by(gateway, which):
    """Ends the process by a signal; returns whether it left a core."""
    gateway.child.popen.send_signal(which)
    _, status = until(lambda: ended if (ended := os.waitpid(gateway.pid, os.WNOHANG))[0] else None,
                      f"it ends by {which.name}", STOP_SECONDS)
    gateway.child.popen.returncode = -which
    return os.WCOREDUMP(status)


def use(ground, secrets, chance, keychain, rounds, ends):
    """The lives of a gateway, each with an end of its own: (hits, calls, cores, bytes searched)."""
    keys = secrets.provider_keys()
    found = leak_search.Search(keys)
    hits, cores = [], 0
    with ScriptedUpstream() as upstream, Switchyard(data_dir=ground.data, env=ground.environment) as gateway:
        calls = Calls(gateway, upstream, secrets, chance, keychain)
        calls.register()
        at_rest = leak_search.Search({**keys, "prompt": secrets.prompt, "answer": secrets.answer,
                                      "client key": gateway.key, "admin key": gateway.admin_key})
        for _ in range(rounds):
            calls.every_call()
            calls.administer()
            hits += found.process(gateway.pid)
            for which in chance.sample(ENDS, ends):
                with calls.under_way():
                    cores += end_by(gateway, which)
                hits += at_rest.tree(ground.folder)  # the log of this life goes with the next start
                gateway.start()
        for what, text in calls.told:
            hits += found.data(f"the answer to {what}", text)
        if not set(calls.used.values()) <= {one.key for one in upstream.received}:
            raise AssertionError("the planted keys were never used: nothing is proven")
        end_by(gateway, signal.SIGTERM)
        hits += at_rest.tree(ground.folder)
        return hits, calls.count, cores, found.bytes + at_rest.bytes


def figures_of(hits, names, what):
    mine = sorted({hit for hit in hits if hit.secret in names})
    for hit in mine:
        print(f"  {hit.secret} {hit.form} in {hit.place}", file=sys.stderr)
    shown = "; ".join(f"{hit.secret} {hit.form} in {hit.place}" for hit in mine[:6])
    return Figure(what, f"{len(mine)}" + (f": {shown}" if mine else ""), "0", not mine)


@contextlib.contextmanager
def keychain_or_none():
    """An open keychain in a session of its own, where the programs for it are installed."""
    if not keychain_session.installed():
        yield None
        return
    with keychain_session.KeychainSession() as session:
        session.start_keyring("open sesame")
        yield session


def prove(seed, **scale):
    chance = random.Random(seed)
    with contextlib.ExitStack() as stack:
        vault, trial = (stack.enter_context(tempfile.TemporaryDirectory(prefix="switchyard-canary-"))
                        for _ in range(2))
        ground = stack.enter_context(scratch("canary"))
        secrets = Secrets(chance, vault)
        found, planted = leak_search.self_test(trial, canary(chance, "sk-"))
        keychain = stack.enter_context(keychain_or_none())
        raise_core_limit()  # inherited by what is started: a core would be written if it could, and there
        stack.enter_context(contextlib.chdir(ground))
        hits, calls, cores, size = use(Ground(ground, secrets, keychain), secrets, chance, keychain, **scale)
        return [
            Figure("self-test: planted leaks found", f"{found} of {planted}", "all", found == planted),
            Figure("calls that could have leaked", f"{calls:,}; {size / 1e6:,.0f} MB searched, "
                   f"{len(leak_search.forms('x' * 30))} forms", "shown", True),
            Figure("a key in the keychain", "planted" if keychain else f"not tried: {keychain_session.MISSING}", "shown",
                   True),
            figures_of(hits, set(secrets.provider_keys()), "places with a provider key"),
            figures_of(hits, {"client key", "admin key"}, "files with a client key"),
            figures_of(hits, {"prompt", "answer"}, "files with a prompt or an answer"),
            Figure("cores left by crashes under load", str(cores), "0", not cores),
            *shield_figures(),
        ]
