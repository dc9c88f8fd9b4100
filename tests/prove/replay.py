"""Other rules on a long log: a million calls are gone through in seconds, and exactly those move that must.

The rows are copies of calls that a real gateway has routed, with other times and keys, so that their traces are what a
log holds. Which of them an edit moves is counted while they are made.
"""

import contextlib
import http.client
import json
import random
import sqlite3
import threading
import time

from figures import Figure
from harness import Switchyard
from scripted_upstream import ScriptedUpstream
from test_routing import whole_answer

SMALL = {"rows": 20_000, "seconds": 3}
FULL = {"rows": 1_000_000, "seconds": 10}

BATCH = 20_000
SPAN_MS = 30 * 24 * 3600 * 1000
KEYS = ["cron", "docs-bot", "laptop", "web"]
RULES = [
    {"name": "side jobs", "when": {"request_class": "auxiliary"}, "then": [{"use_model": "fast"}]},
    {"name": "long", "when": {"estimated_tokens": {"min": 500}}, "then": [{"use_model": "big"}]},
    {"name": "review", "when": {"any": [{"regex": "(?i)review"}, {"complexity": {"min": 60}}]},
     "then": [{"tag": "hard"}, {"use_model": "big"}]},
    {"name": "ci", "when": {"all": [{"key": "ci"}, {"not": {"has": "tools"}}]}, "then": [{"use_provider": "left"}]},
    {"name": "cheap", "when": {"intent": "chat"}, "then": [{"strategy": "cost_first"}]},
]
CALLS = [("fast", "hello"), ("small", "please review this"), ("small", "word " * 1000), ("big", "what is this?"),
         ("fast", "def f(x): return x # why?")]


def chat(gw, model, text, headers=None):
    answer = gw.chat({"model": model, "messages": [{"role": "user", "content": text}]}, headers=headers)
    assert answer.status == 200, answer.body
    return gw.wait_for_call(answer.request_id())["id"]


def admin(gw, method, path, body=None):
    answer = gw.admin(method, path, body)
    assert answer.status in (200, 201), answer.body[:300]
    return answer.json()


def set_up(gw, left, right):
    """Two providers, an alias with weights, rules of many kinds. One call of each kind is made."""
    gw.add_provider("left", left.base_url, "env:E2E_KEY_1", models=["small", "big"])
    gw.add_provider("right", right.base_url, "env:E2E_KEY_2", models=["small", "other"])
    targets = [{"provider": "left", "model": "small", "weight": 3}, {"provider": "right", "model": "other", "weight": 2}]
    admin(gw, "POST", "/router/model-map", {"name": "fast", "targets": targets})
    for rule in RULES:
        admin(gw, "POST", "/router/rules", rule)
    ids = [chat(gw, model, text) for model, text in CALLS]
    return ids + [chat(gw, "small", "hi", {"x-claude-code-request-class": "auxiliary"})]


class Log:
    """Rows after those of a few calls, written while no gateway runs."""

    def __init__(self, path, ids, chance):
        self._db = sqlite3.connect(path)
        self._db.row_factory = sqlite3.Row
        self._chance = chance
        self._calls = [dict(self._db.execute("SELECT * FROM requests WHERE id = ?", (one,)).fetchone()) for one in ids]
        self._traces = [self._db.execute("SELECT plan_version, trace FROM routing_decisions WHERE request_id = ?",
                                         (one,)).fetchone() for one in ids]
        self.movable = 0  # calls of the docs-bot that go to `big`
        self.bytes = sum(len(trace["trace"]) for trace in self._traces) // len(ids)

    def fill(self, rows):
        began = int(time.time() * 1000) - SPAN_MS
        with self._db:
            self._db.executescript("DELETE FROM requests; DELETE FROM routing_decisions;")
        names = [name for name in self._calls[0] if name != "no"]
        call_sql = f"INSERT INTO requests ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        for first in range(0, rows, BATCH):
            calls, traces = [], []
            for number in range(first, min(rows, first + BATCH)):
                kind = self._chance.randrange(len(self._calls))
                key = self._chance.choice(KEYS)
                at = began + number * SPAN_MS // rows
                request_id = f"req_{at:012x}7{self._chance.getrandbits(76):019x}"
                row = {**self._calls[kind], "id": request_id, "started_ms": at, "client_key_id": f"key_{key}",
                       "client_key_name": key}
                calls.append([row[name] for name in names])
                traces.append((request_id, *self._traces[kind]))
                first_choice = json.loads(self._traces[kind]["trace"])["candidates"][0]
                self.movable += key == "docs-bot" and first_choice["model"] == "big"
            with self._db:
                self._db.executemany(call_sql, calls)
                self._db.executemany("INSERT INTO routing_decisions VALUES (?, ?, ?)", traces)
        self._db.close()


def timed(gw, body):
    """A replay may take longer than other answers."""
    connection = http.client.HTTPConnection("127.0.0.1", gw.port, timeout=300)
    began = time.monotonic()
    connection.request("POST", "/api/v1/router/replay", json.dumps(body),
                       {"Authorization": f"Bearer {gw.admin_key}", "Content-Type": "application/json"})
    answer = json.loads(connection.getresponse().read())
    connection.close()
    assert "error" not in answer, answer
    return answer, time.monotonic() - began


def leave(gw, after_seconds):
    """A replay whose client does not wait for it."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", gw.port, timeout=300)) as connection:
        connection.request("POST", "/api/v1/router/replay", "{}",
                           {"Authorization": f"Bearer {gw.admin_key}", "Content-Type": "application/json"})
        time.sleep(after_seconds)


def slowest_read(gw, done):
    """How long a list of the window takes at most meanwhile. Unit: seconds."""
    slowest = 0
    while not done.is_set():
        began = time.monotonic()
        admin(gw, "GET", "/requests?limit=50")
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.05)
    return slowest


def memory_kib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def prove(seed, rows, seconds):
    with ScriptedUpstream() as left, ScriptedUpstream() as right, Switchyard() as gw:
        left.otherwise(whole_answer)
        right.otherwise(whole_answer)
        ids = set_up(gw, left, right)
        gw.stop()
        log = Log(gw.data_dir / "usage.db", ids, random.Random(seed))
        log.fill(rows)
        gw.start()
        before = memory_kib(gw.pid)
        same, same_seconds = timed(gw, {})
        again, again_seconds = timed(gw, {"against": "log"})
        rules = admin(gw, "GET", "/router/rules")["data"]
        leave(gw, after_seconds=min(1.0, same_seconds / 4))
        _, next_seconds = timed(gw, {"limit": 1})  # waits in the same line
        waiting, slowest = threading.Event(), []
        reader = threading.Thread(target=lambda: slowest.append(slowest_read(gw, waiting)))
        reader.start()
        edit = {"when": {"key": "docs-bot"}, "then": [{"use_model": "left/small"}]}
        moved, moved_seconds = timed(gw, {"rules": [edit, *[{"id": rule["id"]} for rule in rules]]})
        waiting.set()
        reader.join()
        grown = memory_kib(gw.pid) - before
    from_big = sum(row["calls"] for row in moved["data"] if row["from"]["model"] == "big")
    return [
        Figure("calls gone through", f"{same['calls']:,}, traces of {log.bytes} bytes", f"{rows:,}",
               same["calls"] == moved["calls"] == rows),
        Figure("moved by unchanged rules", str(same["moved"]), "0", same["moved"] == 0),
        Figure("chosen otherwise than the log says", str(again["moved"] + again["cannot_tell"]), "0",
               again["moved"] + again["cannot_tell"] == 0),
        Figure("moved by a known edit", f"{from_big:,}", f"{log.movable:,}", from_big == log.movable),
        Figure("unchanged rules", f"{same_seconds:.2f} s", f"< {seconds} s", same_seconds < seconds),
        Figure("every call decided again", f"{again_seconds:.2f} s", f"< {seconds} s", again_seconds < seconds),
        Figure("an edit that moves many", f"{moved_seconds:.2f} s", f"< {seconds} s", moved_seconds < seconds),
        Figure("the next after one whose client left", f"{next_seconds:.2f} s", f"< {same_seconds / 2:.2f} s",
               next_seconds < same_seconds / 2),
        Figure("slowest list meanwhile", f"{slowest[0] * 1000:.0f} ms", "< 1000 ms", slowest[0] < 1),
        Figure("memory grown", f"{grown / 1024:.1f} MiB", "< 64 MiB", grown < 64 * 1024),
    ]
