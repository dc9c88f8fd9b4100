"""Requests spoiled at random, the same bytes to the gateway and to Node's strict parser: the gateway must never take
one that Node refuses, nor run more of them than Node does out of the same bytes (a smuggled one).
"""

import asyncio
import collections
import random
import re
import sys
from pathlib import Path

from figures import Figure
from harness import Switchyard, bind_to_parent

SMALL = {"requests": 800}
FULL = {"requests": 10_000}

AT_ONCE = 48
SILENCE = 0.25  # seconds without a byte: it waits for more
PAUSE = 3.0     # for the first byte, on a machine that is busy
SHOWN = 20
NODE_SECONDS = 30
NOT_TAKEN = {100, 400, 403, 405, 408, 411, 413, 414, 415, 417, 421, 426, 431, 501, 505}
ANSWER = re.compile(rb"HTTP/1\.1 (\d{3}) .*?(?=HTTP/1\.1 \d{3} |\Z)", re.DOTALL)
AT_THE_EDGE = re.compile(rb"404 Not Found\r\n.*\r\nconnection: close\r\n", re.DOTALL)  # a path no two readers agree on

SEEDS = [
    b"GET /health HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /health HTTP/1.1\r\nHost: HOST\r\nAccept: */*\r\nX-One: two\r\nConnection: keep-alive\r\n\r\n",
    b"HEAD /health HTTP/1.1\r\nHost: HOST\r\n\r\nGET /health HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"POST /v1/nowhere HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}",
    b"POST /v1/nowhere HTTP/1.1\r\nHost: HOST\r\nContent-Length: 44\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\nX-Pad: aaaa\r\n\r\n",
    b"POST /v1/nowhere HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;e=v\r\ndefg\r\n0\r\n\r\n",
    b"POST /v1/nowhere HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n"
    b"GET /health HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /health?q=1 HTTP/1.1\r\nHost: HOST\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
    b"GET /health HTTP/1.0\r\nHost: HOST\r\nConnection: keep-alive\r\n\r\nGET /health HTTP/1.0\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"HEAD /health HTTP/1.1\r\nUpgrade: h2c\r\nConnection: upgrade\r\nHost: HOST\r\n\r\n"
    b"GET /health HTTP/1.1\r\nHost: HOST\r\n\r\n",
]
PIECES = [b"\r", b"\n", b"\r\n", b"\0", b" ", b"\t", b":", b";", b",", b"\x0b", b"\x7f", b"\x80", b"\xff", b"0", b"-1", b"+1",
          b"0x10", b"18446744073709551616", b"chunked", b"identity", b"Content-Length: 5\r\n", b"Content-Length: 0\r\n",
          b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: xchunked\r\n", b"Transfer-Encoding : chunked\r\n",
          b" Transfer-Encoding: chunked\r\n", b"Host: other\r\n", b"Host: HOST\r\n", b"HTTP/1.1", b"HTTP/2.0", b"HTTP/1.10",
          b"GET /health HTTP/1.1\r\nHost: HOST\r\n\r\n", b"\r\n\r\n", b"\n\n", b"5\r\nhello\r\n", b"0\r\n\r\n", b"fffffffff\r\n",
          b"Upgrade: h2c\r\nConnection: upgrade\r\n", b"Expect: 100-continue\r\n", b"\xef\xbb\xbf", b"%0d%0a", b"//", b"@"]


def flip_case(chance, data):
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at]]).swapcase() + data[at + 1:]


def insert(chance, data):
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(PIECES) + data[at:]


def replace(chance, data):
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(PIECES) + data[at + 1:]


def delete(chance, data):
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randint(1, 4):]


def repeat_line(chance, data):
    lines = data.split(b"\r\n")
    at = chance.randrange(len(lines))
    return b"\r\n".join(lines[:at] + [lines[at]] * 2 + lines[at + 1:])


def swap_lines(chance, data):
    lines = data.split(b"\r\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\r\n".join(lines)


def any_byte(chance, data):
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1:]


def cut(chance, data):
    return data[:chance.randrange(1, len(data) + 1)]


MUTATIONS = [flip_case, insert, insert, insert, replace, delete, repeat_line, swap_lines, any_byte, cut]


def spoiled(chance):
    data = chance.choice(SEEDS)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(MUTATIONS)(chance, data) or b"\r\n"
    return data


async def exchange(port, data):
    """Sends these bytes; our port, and what came back until the end or until it waits for more."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    own, got, wait = writer.get_extra_info("sockname")[1], b"", PAUSE
    try:
        writer.write(data.replace(b"HOST", b"127.0.0.1:%d" % port))
        while part := await asyncio.wait_for(reader.read(65536), wait):
            got, wait = got + part, SILENCE
    except (TimeoutError, asyncio.TimeoutError, ConnectionError):
        pass
    finally:
        writer.transport.abort()
    return own, got


class Node:
    """The other parser: how many requests it took out of some bytes."""

    async def start(self):
        script = Path(__file__).with_name("node_parser.mjs")
        self.process = await asyncio.create_subprocess_exec("node", script, stdout=asyncio.subprocess.PIPE,
                                                            preexec_fn=bind_to_parent)
        self.port = int((await self.process.stdout.readline()).split()[1])
        self.told = collections.defaultdict(asyncio.Queue)
        self.listening = asyncio.create_task(self._listen())
        return self

    async def _listen(self):
        while line := await self.process.stdout.readline():
            port, count = map(int, line.split())
            self.told[port].put_nowait(count)

    async def takes(self, data):
        own, _ = await exchange(self.port, data)
        return await asyncio.wait_for(self.told[own].get(), NODE_SECONDS)

    async def stop(self):
        self.process.kill()
        await self.process.wait()
        await self.listening


async def we_take(port, data):
    """How many requests came through the gateway's edge, by their answers."""
    _, got = await exchange(port, data)
    return sum(int(answer[1]) not in NOT_TAKEN and not AT_THE_EDGE.search(answer[0]) for answer in ANSWER.finditer(got))


async def compare(gateway, requests):
    """The requests of which the gateway took more than Node, and how many both took."""
    free, wrong, both = asyncio.Semaphore(AT_ONCE), [], 0
    node = await Node().start()

    async def one(data):
        nonlocal both
        async with free:
            ours, theirs = await asyncio.gather(we_take(gateway, data), node.takes(data))
            if ours > theirs:
                wrong.append((data, ours, theirs))
            both += bool(ours and theirs)
    await asyncio.gather(*map(one, requests))
    await node.stop()
    return wrong, both


def prove(seed, requests):
    chance = random.Random(seed)
    cases = [*SEEDS, *(spoiled(chance) for _ in range(requests))]
    with Switchyard() as gw:
        wrong, both = asyncio.run(compare(gw.port, cases))
        alive = gw.request("GET", "/health", key="").status
    for data, ours, theirs in wrong[:SHOWN]:
        print(f"we took {ours}, Node {theirs}: {data!r}", file=sys.stderr, flush=True)
    return [
        Figure("spoiled requests", str(requests), f">= {requests}", True),
        Figure("taken by both", str(both), f">= {len(SEEDS) // 2}", both >= len(SEEDS) // 2),
        Figure("taken by us and refused by Node's parser", str(len(wrong)), "0", not wrong),
        Figure("served afterwards", str(alive), "200", alive == 200),
    ]
