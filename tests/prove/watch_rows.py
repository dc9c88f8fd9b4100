"""The log of five million calls: every filter within a tenth of a second, an export that keeps memory flat, and a thousand
calls a second with somebody following them, whose calls wait no longer for it.

The rows are those of `costs`, written by SQL while no gateway runs.
"""

import asyncio
import http.client
import json
import math
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from costs import DAY_MS, SPAN_MS, await_summaries, fill, timed
from figures import Figure
from harness import Switchyard, bind_to_parent, until
from process_watch import Watch

SMALL = {"rows": 20_000, "rounds": 3, "goal_ms": 3_000, "rate": 200, "seconds": 2, "most_slower": 50}
FULL = {"rows": 5_000_000, "rounds": 9, "goal_ms": 100, "rate": 1_000, "seconds": 20, "most_slower": 1.1}

MOST_GROWTH = 48  # MiB, while an export runs
CONNECTIONS = 64
SLACK_MS = 1  # below it a share says nothing
CALL = json.dumps({"model": "sandbox", "max_tokens": 1, "messages": [{"role": "user", "content": "hi"}]}).encode()


def filters(begin, rows):
    """Each by itself, and some together; a name that occurs, one that does not, and a page in the middle."""
    at = lambda share: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime((begin + share * SPAN_MS) / 1000))
    yield "newest", ""
    yield "failed", "outcome=failed"
    yield "status", "status=502"
    yield "class of status", "status=5xx"
    yield "provider", "provider=prov_3"
    yield "model", "model=model-7"
    yield "key", "key=key_17"
    yield "no such key", "key=key_none"
    yield "session", "session=none"
    yield "tag", "tag=none"
    yield "endpoint", "endpoint=chat.completions"
    yield "error", "error_code=all_attempts_failed"
    yield "failure", "failure=server_error"
    yield "streamed", "stream=true"
    yield "failover", "failover=true"
    yield "slow", "min_duration_ms=1004"
    yield "slower than any", "min_duration_ms=100000"
    yield "dear", "min_cost_nanos=99999000"
    yield "long", "min_tokens=2000"
    yield "a day", f"from={at(0.5)}&to={at(0.5 + DAY_MS / SPAN_MS)}"
    yield "failed calls of a key by a model", "key=key_17&model=model-7&outcome=failed"
    yield "part of a word", "q=key%2017"
    yield "a word that is nowhere", "q=nowhere"
    yield "start of an id", f"q=req_{rows // 3:018x}"
    yield "counted", "outcome=failed&count=true"
    yield "dearest of a day", f"from={at(0.5)}&to={at(0.5 + DAY_MS / SPAN_MS)}&sort=-cost"
    yield "in the middle", f"offset={rows // 2}"


def export_all(gw, watch):
    """Lines, and by how much memory grew meanwhile. Unit: MiB."""
    before = watch.sample(0, 0).rss
    most = before
    lines = 0
    connection = http.client.HTTPConnection("127.0.0.1", gw.port, timeout=600)
    connection.request("GET", "/api/v1/requests/export?format=ndjson", headers={"Authorization": f"Bearer {gw.admin_key}"})
    response = connection.getresponse()
    assert response.status == 200, response.read()[:300]
    read = 0
    while piece := response.read(1 << 20):
        lines += piece.count(b"\n")
        read += 1
        if read % 16 == 1:
            most = max(most, watch.sample(0, 0).rss)
    connection.close()
    return lines, (most - before) / 2**20


async def caller(gw, due, spent):
    """One connection: a call whenever its turn comes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", gw.port)
    head = (f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{gw.port}\r\nAuthorization: Bearer {gw.key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(CALL)}\r\n\r\n").encode()
    for at in due:
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        began = time.monotonic()
        writer.write(head + CALL)
        answer = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in answer[:16], answer
        length = next(int(line.split(b":")[1]) for line in answer.split(b"\r\n") if line.lower().startswith(b"content-length"))
        await reader.readexactly(length)
        spent.append((time.monotonic() - began) * 1000)
    writer.close()


async def load(gw, rate, seconds):
    """What each call took, from the moment it was sent. Unit: ms."""
    begin = time.monotonic() + 0.2
    times = [begin + i / rate for i in range(int(rate * seconds))]
    spent = []
    await asyncio.gather(*(caller(gw, times[i::CONNECTIONS], spent) for i in range(CONNECTIONS)))
    return spent


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, math.floor(len(values) * share))]


class Follower:
    """Somebody who watches the calls as they end: a program of its own, for this one has enough to do."""

    def __init__(self, gw, folder):
        self._file = Path(folder) / "followed"
        config = Path(folder) / "follower.conf"  # the key is not to be among the arguments
        config.write_text(f'url = "http://127.0.0.1:{gw.port}/api/v1/events?topics=calls"\n'
                          f'header = "Authorization: Bearer {gw.admin_key}"\n', encoding="utf-8")
        self._curl = subprocess.Popen(["curl", "-sN", "--noproxy", "*", "-K", config, "-o", self._file],
                                      preexec_fn=bind_to_parent)

    def heard(self):
        return self._file.read_bytes().count(b"\ndata:") if self._file.exists() else 0

    def leave(self):
        self._curl.terminate()
        self._curl.wait()


def tail(gw, rate, seconds, most_slower):
    asyncio.run(load(gw, rate, min(seconds, 2)))  # warm
    alone = asyncio.run(load(gw, rate, seconds))
    with tempfile.TemporaryDirectory() as folder:
        follower = Follower(gw, folder)
        followed = asyncio.run(load(gw, rate, seconds))
        until(lambda: follower.heard() > 0, "the follower hears of calls", 10)
        heard = follower.heard()
        follower.leave()
    before, after = percentile(alone, 0.99), percentile(followed, 0.99)
    held = after <= max(before * most_slower, before + SLACK_MS)
    yield Figure("p99, nobody follows", f"{before:.2f} ms", "stated", True)
    yield Figure("p99, somebody follows", f"{after:.2f} ms at {rate:,} calls/s, {heard:,} events heard",
                 f"<= {most_slower} times", held)


def prove(seed, rows, rounds, goal_ms, rate, seconds, most_slower):
    del seed  # the same calls every time
    figures = []
    with Switchyard() as gw:
        gw.stop()
        begin = (int(time.time() * 1000) // DAY_MS - 364) * DAY_MS
        fill(gw.data_dir / "usage.db", rows, begin)
        gw.start()
        began = time.monotonic()
        await_summaries(gw, rows)
        figures.append(Figure("summarised", f"{time.monotonic() - began:.0f} s", "stated", True))
        for name, query in filters(begin, rows):
            answers = [timed(gw, f"/requests?limit=50&{query}") for _ in range(rounds)]
            spent = statistics.median(spent for _, spent in answers)
            figures.append(Figure(name, f"{spent:.1f} ms, {len(answers[0][0]['data'])} rows", f"<= {goal_ms} ms",
                                  spent <= goal_ms))
        lines, growth = export_all(gw, Watch(gw.pid, gw.data_dir))
        figures.append(Figure("export", f"{lines:,} lines, memory grew by {growth:.1f} MiB",
                              f"all, <= {MOST_GROWTH} MiB", lines == rows and growth <= MOST_GROWTH))
        figures += tail(gw, rate, seconds, most_slower)
    return figures
