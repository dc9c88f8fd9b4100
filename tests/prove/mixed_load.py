"""A day of a team in one loop: calls of every kind at a steady rate, and the provider that answers them.

The rate holds whatever the answers do, so a gateway that stalls piles calls up and is seen. Each kind knows what a
client may see of it; anything else is counted as a surprise.
"""

import asyncio
import collections
import json
import re
import socket
from typing import Callable, NamedTuple

GIVE_UP_SECONDS = 30
MOST_OPEN = 4000
WORDS = "steady load is what a gateway sees most of its life ".split()
USAGE = {"prompt_tokens": 21, "completion_tokens": 18, "total_tokens": 39}
DONE = b"data: [DONE]"
ERROR = b'"error"'


class Kind(NamedTuple):
    """One kind of call. `expected(status, body)` says whether a client may see that."""

    name: str
    share: int
    expected: Callable
    stream: bool = False
    leaves: bool = False
    path: str = ""


def is_whole(status, body):
    return status == 200 and b'"finish_reason"' in body


def is_done(status, body):
    return status == 200 and DONE in body and ERROR not in body


def is_cut(status, body):
    return status == 200 and DONE not in body and ERROR in body


def refused(code):
    return lambda status, body: status == code and ERROR in body


def any_failure(status, body):
    return status >= 429 and ERROR in body


def is_fine(status, body):
    return status == 200 and body[:1] == b"{"


KINDS = [
    Kind("whole", 46, is_whole),
    Kind("large", 2, is_whole),
    Kind("stream", 28, is_done, stream=True),
    Kind("leave", 6, lambda status, body: status == 200, stream=True, leaves=True),
    Kind("failover", 5, is_whole),
    Kind("cut", 4, is_cut, stream=True),
    Kind("down", 3, any_failure),
    Kind("bad", 2, refused(400)),
    Kind("stranger", 1, refused(401)),
    Kind("list", 1, is_fine, path="/api/v1/requests?limit=50"),
    Kind("usage", 1, is_fine, path="/api/v1/usage"),
    Kind("status", 1, is_fine, path="/api/v1/status"),
]


class Provider:
    """Answers by the name of the model; its streams take about half a second."""

    EVENTS = 12
    PAUSE = 0.04

    def __init__(self, chance):
        self._chance = chance
        self._open = set()
        self._socket = None

    def bind(self):
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self._socket.getsockname()[1]

    def register(self, gateway):
        url = f"http://127.0.0.1:{self.port}/v1"
        good = [{"name": kind.name} for kind in KINDS if kind.name in ("whole", "large", "stream", "leave", "cut")]
        for name, priority, models in (("good", 0, good), ("shaky", 0, [{"name": "failover"}]),
                                       ("spare", 1, [{"name": "failover"}]), ("down", 0, [{"name": "down"}])):
            provider = gateway.add_provider(name, f"{url}/{name}", "env:E2E_KEY_1", priority=priority)
            for model in models:
                if gateway.admin("POST", f"/providers/{provider}/models", model).status != 201:
                    raise AssertionError(f"the model {model} was not taken")

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, sock=self._socket)
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for writer in list(self._open):
            writer.close()

    async def _serve(self, reader, writer):
        self._open.add(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                size = re.search(rb"(?i)content-length: (\d+)", head)
                body = await reader.readexactly(int(size.group(1))) if size else b""
                if not await self._answer(head, body, writer):
                    break
        except (asyncio.IncompleteReadError, asyncio.CancelledError, OSError):
            pass  # the gateway went, or the run is over
        finally:
            self._open.discard(writer)
            writer.close()

    async def _answer(self, head, body, writer):
        model = re.search(rb'"model":\s*"([^"]*)"', body)
        name = model.group(1).decode() if model else ""
        if name == "down" or b"/shaky/" in head and self._chance.random() < 0.5:
            error = b'{"error":{"message":"overloaded","type":"server_error","param":null,"code":null}}'
            writer.write(b"HTTP/1.1 500 No\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                         % (len(error), error))
            return True
        if name in ("stream", "leave", "cut"):
            return await self._stream(writer, name == "cut")
        size = 200_000 if name == "large" else self._chance.randrange(100, 4000)
        answer = whole(" ".join(WORDS)[:50] * (size // 50 + 1))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                     % (len(answer), answer))
        await writer.drain()
        return True

    async def _stream(self, writer, cut):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        for number in range(self.EVENTS // 2 if cut else self.EVENTS):
            write_event(writer, [{"index": 0, "delta": {"content": WORDS[number % len(WORDS)] + " "},
                                  "finish_reason": None}])
            await writer.drain()
            await asyncio.sleep(self.PAUSE)
        if cut:
            return False
        write_event(writer, [{"index": 0, "delta": {}, "finish_reason": "stop"}])
        write_event(writer, [], usage=USAGE)
        writer.write(b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n")
        await writer.drain()
        return True


def whole(text):
    return json.dumps({"id": "c", "object": "chat.completion", "created": 1, "model": "m", "usage": USAGE, "choices": [
        {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]}).encode()


def write_event(writer, choices, **more):
    data = b"data: %s\n\n" % json.dumps({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
                                         "choices": choices, **more}).encode()
    writer.write(b"%x\r\n%s\r\n" % (len(data), data))


class Load:
    """The clients. `answered` are the ids of the calls whose answer came whole."""

    def __init__(self, gateway, chance):
        self._port = gateway.port
        self._keys = {"member": gateway.key, "admin": gateway.admin_key, "stranger": "sy-nobody"}
        self._chance = chance
        self._kept = collections.deque()  # connections to use again
        self._open = set()
        self.count = 0
        self.by_kind = collections.Counter()
        self.surprises = collections.Counter()
        self.examples = {}
        self.answered = set()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self.finish()

    async def run(self, seconds, rate):
        """Starts calls at the rate; those that are open at the end go on."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        for number in range(int(seconds * rate)):
            late = began + number / rate - loop.time()
            if late > 0:
                await asyncio.sleep(late)
            self._begin()

    def burst(self, count):
        """So many calls at once."""
        for _ in range(count):
            self._begin()

    def open_calls(self):
        return len(self._open)

    def _begin(self):
        if len(self._open) > MOST_OPEN:
            raise AssertionError(f"{MOST_OPEN} calls are open: the gateway does not keep up")
        kind = self._chance.choices(KINDS, [one.share for one in KINDS])[0]
        self.count += 1
        self.by_kind[kind.name] += 1
        task = asyncio.create_task(self._call(kind))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def finish(self):
        """Every open call to its end, and every connection closed."""
        while self._open:
            await asyncio.gather(*self._open)
        while self._kept:
            self._kept.popleft()[1].close()

    def described(self):
        return [f"{kind} {count} ({self.examples[kind]})" for kind, count in self.surprises.items()]

    async def _call(self, kind):
        try:
            async with asyncio.timeout(GIVE_UP_SECONDS):
                status, body = await self._ask(kind)
            expected, seen = kind.expected(status, body), f"{status} {body[-80:]!r}"
        except (TimeoutError, asyncio.IncompleteReadError, OSError) as error:
            expected, seen = False, f"{type(error).__name__} {error}"
        if not expected:
            self.surprises[kind.name] += 1
            self.examples.setdefault(kind.name, seen)

    def _request(self, kind):
        key = self._keys["admin" if kind.path else "stranger" if kind.name == "stranger" else "member"]
        lines = f"Host: 127.0.0.1:{self._port}\r\nAuthorization: Bearer {key}\r\n"
        if kind.path:
            return f"GET {kind.path} HTTP/1.1\r\n{lines}\r\n".encode()
        prompt = "tell me " * self._chance.randrange(1, 200) * (100 if kind.name == "large" else 1)
        body = json.dumps({"model": "whole" if kind.name == "stranger" else kind.name, "stream": kind.stream,
                           "messages": [{"role": "user", "content": prompt}]})
        body = body[:-2] if kind.name == "bad" else body
        return (f"POST /v1/chat/completions HTTP/1.1\r\n{lines}Content-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}").encode()

    async def _connection(self):
        while self._kept:
            reader, writer = self._kept.popleft()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer
            writer.close()
        return await asyncio.open_connection("127.0.0.1", self._port)

    async def _ask(self, kind):
        """Every third connection is a new one, as short-lived programs make them."""
        fresh = self._chance.random() < 0.3
        reader, writer = await (asyncio.open_connection("127.0.0.1", self._port) if fresh else self._connection())
        reusable = False
        try:
            writer.write(self._request(kind))
            head = await reader.readuntil(b"\r\n\r\n")
            status = int(head[9:12])
            if kind.leaves:
                return status, await reader.read(100)
            body = await read_body(head, reader)
            reusable = not fresh and b"connection: close" not in head.lower() and len(self._kept) < 64
            if status == 200 and not kind.path:
                self.answered.add(re.search(rb"(?i)x-request-id: (\S+)", head).group(1).decode())
            return status, body
        finally:
            if reusable:
                self._kept.append((reader, writer))
            else:
                writer.close()


async def read_body(head, reader):
    size = re.search(rb"(?i)content-length: (\d+)", head)
    if size:
        return await reader.readexactly(int(size.group(1)))
    body = b""
    while True:
        size = int(await reader.readuntil(b"\r\n"), 16)
        chunk = await reader.readexactly(size + 2)
        if not size:
            return body
        body += chunk[:-2]
