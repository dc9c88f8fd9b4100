"""A provider's stream that is cut never looks whole to a client.

Over TCP twelve short streams are broken off at every byte on the wire, by a close and by a reset, and silenced behind
every event. Each client must get an error status or a stream that ends with an error event, in time; what it got
before must be the beginning of the stream; the ledger must say the same of each call, with an attempt for every
request the provider got; and no descriptor may stay open. The full scale also has the in-process test cut every
recorded stream at every byte through whole exchanges.
"""

import asyncio
import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from cut_provider import CutProvider, short_streams
from figures import Figure
from harness import Switchyard, binary, bind_to_parent, open_descriptors

SMALL = {"streams": 2, "stride": 9, "clients": 48, "in_process": False}
FULL = {"streams": 12, "stride": 1, "clients": 128, "in_process": True}

DEADLINE = 30  # seconds a call may take; two attempts with a pause in between take less than two
ATTEMPTS = 2
SILENCE = 400  # milliseconds
SETTLED = 3  # seconds without a descriptor less
IN_PROCESS_SECONDS = 1500
TEST_PROGRAM = "tests/gateway_exchange_cut_test"


class Cut(NamedTuple):
    """One call: stream `number` after `size` bytes on the wire."""

    number: int
    size: int
    ending: str
    usage_asked: bool

    @property
    def model(self):
        return f"{self.number}-{self.size}-{self.ending}"

    @property
    def provider(self):
        return "silent" if self.ending == "stall" else "cutting"


class Seen(NamedTuple):
    """What the client had of it; `status` 0: nothing within the deadline."""

    cut: Cut
    request_id: str
    status: int
    clean: bool  # the message had its proper end
    body: bytes


def all_cuts(streams, stride, chance):
    out = []
    for number, one in enumerate(streams):
        first = chance.randrange(stride)
        for size in range(first, len(one.wire) + 1, stride):
            out += [Cut(number, size, ending, size % 2 == 0) for ending in ("fin", "rst")]
        out += [Cut(number, size, "stall", True) for size in one.ends]
    chance.shuffle(out)
    return out


async def ask(connection, port, key, cut):
    reader, writer = connection
    body = {"model": f"{cut.provider}/{cut.model}", "stream": True, "messages": []}
    if cut.usage_asked:
        body["stream_options"] = {"include_usage": True}
    payload = json.dumps(body).encode()
    writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
                 b"Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n" % (port, key.encode(), len(payload)))
    writer.write(payload)
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    request_id = re.search(rb"(?i)\r\nx-request-id: *([^\r]+)", head).group(1).decode()
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    if length:
        return Seen(cut, request_id, status, True, await reader.readexactly(int(length.group(1))))
    answer = b""
    try:
        while size := int(await reader.readline(), 16):
            answer += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    except (OSError, ValueError, asyncio.IncompleteReadError):
        return Seen(cut, request_id, status, False, answer)
    return Seen(cut, request_id, status, True, answer)


async def client(port, key, waiting, seen):
    connection = None
    while waiting:
        cut = waiting.pop()
        connection = connection or await asyncio.open_connection("127.0.0.1", port)
        try:
            answer = await asyncio.wait_for(ask(connection, port, key, cut), DEADLINE)
        except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
            answer = Seen(cut, "", 0, False, repr(error).encode())
        seen.append(answer)
        if not answer.clean:
            connection[1].close()
            connection = None
    if connection:
        connection[1].close()


def verdict(stream, seen):
    """(what the client must take it for, what is wrong with it or "")"""
    cut = seen.cut
    lossless = cut.size >= stream.whole_at
    if seen.status == 0:
        return "hung", "no answer within the deadline"
    if seen.status != 200:
        error = json.loads(seen.body).get("error", {})
        wrong = "" if seen.clean and seen.status >= 500 and error.get("code") else "no clear error"
        return "failed", "an error, though nothing was cut" if lossless and cut.ending != "rst" else wrong
    if not seen.clean:
        return "broken", "the answer itself breaks off"
    if seen.body == stream.answer(cut.usage_asked):
        return "done", "" if cut.size >= stream.may_be_whole_at else "whole, though it was cut"
    before, mark, last = seen.body.rpartition(b"data: ")
    try:
        code = json.loads(mark and last)["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return "partial", "no error event at the end"
    if code != ("upstream_timeout" if cut.ending == "stall" else "upstream_stream_cut"):
        return "partial", f"another code: {code}"
    if before not in stream.shown(cut.usage_asked):
        return "partial", "what came before the error is not the beginning of the stream"
    return "partial", "an error, though nothing was cut" if lossless and cut.ending != "rst" else ""


def all_rows(gateway):
    gateway.wait_until_folded()
    return {row["id"]: row for row in gateway.all_requests()}


def descriptors(gateway):
    """What each is, without the numbers that tell two of a kind apart."""
    return sorted(re.sub(r"\d+", "", one) for one in open_descriptors(gateway.pid))


def at_rest(gateway, most=None):
    """Its descriptors when no more than `most` are left, or have not become fewer for a while."""
    least, since = descriptors(gateway), time.monotonic()
    while time.monotonic() - since < SETTLED and (most is None or len(least) > most):
        time.sleep(0.02)
        now = descriptors(gateway)
        if len(now) < len(least):
            least, since = now, time.monotonic()
    return least


def warm_up(gateway):
    """Everything that is opened once and kept."""
    for stream in (False, True):
        gateway.chat({"model": "sandbox", "messages": [{"role": "user", "content": "hi"}], "stream": stream})
    all_rows(gateway)


async def run_cuts(gateway, streams, cuts, clients):
    """(what the clients saw, requests by model, provider's connections still open)"""
    async with CutProvider(streams) as provider:
        loop = asyncio.get_running_loop()
        for name, more in (("cutting", {}), ("silent", {"timeouts": {"first_token_ms": SILENCE, "idle_ms": SILENCE}})):
            add = lambda name=name, more=more: gateway.add_provider(name, provider.base_url, any_model=True, **more)
            await loop.run_in_executor(None, add)
        waiting, seen = list(cuts), []
        await asyncio.gather(*(client(gateway.port, gateway.key, waiting, seen) for _ in range(clients)))
        deadline = loop.time() + 10
        while provider.open and loop.time() < deadline:
            await asyncio.sleep(0.01)
        return seen, provider.posts, [f"left open: {model or 'before its request'}" for model, in provider.open]


def compare_books(rows, verdicts, posts):
    """Calls whose row says other than the client saw, or counts other requests than the provider."""
    wrong = []
    for seen, kind in verdicts:
        row = rows.get(seen.request_id)
        asked = posts.get(seen.cut.model, 0)
        if row is None or row["outcome"] != kind or row["attempts"] != asked:
            wrong.append(f"{seen.cut.model}: {kind}, {asked} requests, {row and (row['outcome'], row['attempts'])}")
    return wrong


def cut_in_process():
    """The C++ test that cuts every recorded stream at every byte, at its full scale."""
    program = Path(binary()).parent / TEST_PROGRAM
    if not program.is_file():
        raise AssertionError(f"{program} is not built")
    done = subprocess.run([program], capture_output=True, text=True, timeout=IN_PROCESS_SECONDS, check=False,
                          preexec_fn=bind_to_parent,
                          env={**os.environ, "SWITCHYARD_PROVE": "full",
                               "QTEST_FUNCTION_TIMEOUT": str(IN_PROCESS_SECONDS * 1000)})
    found = re.findall(r"^(relay|exchange): (\d+) cuts of (\d+) streams, \d+ of them whole by the rule, (\d+) wrong",
                       done.stdout, re.MULTILINE)
    if len(found) != 2:
        raise AssertionError(f"the in-process test ended with {done.returncode}:\n{done.stdout[-2000:]}")
    names = {"relay": "in-process verdicts", "exchange": "in-process exchanges"}
    return [Figure(names[what], f"{int(cuts):,} cuts of {count} streams, {wrong} look whole or differ", "0",
                   wrong == "0" and done.returncode == 0) for what, cuts, count, wrong in found]


def prove(seed, streams, stride, clients, in_process):
    chance = random.Random(seed)
    chosen = short_streams()
    if streams < len(chosen):
        chosen = chance.sample(chosen, streams)
    cuts = all_cuts(chosen, stride, chance)
    with Switchyard() as gateway:
        if gateway.admin("PUT", "/settings", {"max_attempts": ATTEMPTS}).status != 200:
            raise AssertionError("the number of attempts cannot be set")
        warm_up(gateway)
        warmed, before = len(all_rows(gateway)), at_rest(gateway)
        began = time.monotonic()
        seen, posts, left = asyncio.run(run_cuts(gateway, chosen, cuts, clients))
        seconds = time.monotonic() - began
        rows = all_rows(gateway)
        after = at_rest(gateway, len(before))
    judged = [(one, *verdict(chosen[one.cut.number], one)) for one in seen]
    wrong = [f"{one.cut.model} of {chosen[one.cut.number].name}: {what}" for one, _, what in judged if what]
    unbooked = compare_books(rows, [(one, kind) for one, kind, _ in judged], posts)
    for line in [*wrong, *unbooked, *left, *(set(after) - set(before))][:20]:
        print(f"  {line}", file=sys.stderr)
    kinds = {kind: sum(one == kind for _, one, _ in judged) for kind in ("done", "partial", "failed", "hung")}
    attempts, requests = sum(row["attempts"] for row in rows.values()) - warmed, sum(posts.values())
    return [
        Figure("cuts over TCP", f"{len(cuts):,} of {len(chosen)} streams in {seconds:.0f} s", "all of them judged",
               len(judged) == len(cuts)),
        Figure("look whole or are unclear", f"{len(wrong)} ({kinds['partial']:,} error events, {kinds['failed']:,} "
               f"error statuses, {kinds['done']:,} lost nothing)", "0", not wrong),
        Figure("calls without an end", str(kinds["hung"]), "0", kinds["hung"] == 0),
        Figure("attempts booked, requests at the provider", f"{attempts:,}, {requests:,}", "equal, call by call",
               attempts == requests and not unbooked and len(rows) == len(cuts) + warmed),
        Figure("descriptors before and after", f"{len(before)}, {len(after)}; {len(left)} left at the provider",
               "no more than before", len(after) <= len(before) and not left),
    ] + (cut_in_process() if in_process else [])
