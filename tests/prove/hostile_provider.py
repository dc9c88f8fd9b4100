"""A provider that means harm: each model it serves is one way to answer without end, or far too much at once.

Runs in a process of its own at low priority, so that what is measured beside it is the gateway and not the shortage
of processors. `taken` says how many bytes of each answer the gateway took before it hung up.
"""

import contextlib
import gzip
import json
import multiprocessing
import os
import socket
import threading

from harness import bind_to_parent

GIVE_UP_SECONDS = 120
BLOCK = 256 * 1024
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n"
STREAM = HEAD % b"text/event-stream" + b"\r\n"
PLAIN = HEAD % b"application/json"


def delta(text):
    return b'data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"%s"}}]}\n\n' % text


CONTENT = delta(b"first")
END = (b'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'
       b'data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}\n\n'
       b"data: [DONE]\n\n")


def answer_of(size):
    """The body of a good answer of about that many bytes."""
    body = {"id": "c", "object": "chat.completion", "model": "m",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": "x" * size}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}}
    return json.dumps(body).encode()


def bomb(size):
    """Zeros without end to whoever unpacks them."""
    packed = gzip.compress(bytes(1 << 20), 9)
    return packed * (size >> 20)


class Evil:
    """The answers, by model name: each yields what is to be sent."""

    def __init__(self, scale):
        self.line_bytes = scale["line_mb"] << 20
        self.pings = scale["pings"]
        self.events = scale["events"]
        self.whole = PLAIN + b"Content-Length: %d\r\n\r\n"
        self.large = answer_of(scale["large_mb"] << 20)
        self.bomb = bomb(scale["bomb_mb"] << 20)

    def _repeat(self, unit, count):
        block = unit * max(1, BLOCK // len(unit))
        per_block = len(block) // len(unit)
        for _ in range(count // per_block):
            yield block
        yield unit * (count % per_block)

    def line_at_once(self):
        yield STREAM
        yield from self._repeat(b"x", self.line_bytes)

    def line_after_content(self):
        yield STREAM + CONTENT + b"data: "
        yield from self._repeat(b"x", self.line_bytes)

    def event_without_end(self):
        yield STREAM + CONTENT
        yield from self._repeat(b"data: " + b"x" * 1000 + b"\n", self.line_bytes // 1007)

    def whole_counted(self):
        yield self.whole % self.line_bytes
        yield from self._repeat(b" ", self.line_bytes)

    def whole_uncounted(self):
        yield PLAIN + b"\r\n"
        yield from self._repeat(b" ", self.line_bytes)

    def head_without_end(self):
        yield b"HTTP/1.1 200 OK\r\n"
        yield from self._repeat(b"X-More: " + b"y" * 100 + b"\r\n", self.line_bytes // 110)

    def head_line_without_end(self):
        yield b"HTTP/1.1 200 OK\r\nX-More: "
        yield from self._repeat(b"y", self.line_bytes)

    def pings_before_content(self):
        yield STREAM
        yield from self._repeat(b":\n\n", self.pings)

    def pings_after_content(self):
        yield STREAM + CONTENT
        yield from self._repeat(b":\n\n", self.pings)
        yield END

    def blank_lines(self):
        yield STREAM + CONTENT
        yield from self._repeat(b"\n", self.pings)
        yield END

    def tiny_events(self):
        yield STREAM + CONTENT + delta(b"x") * self.events + END

    def gzip_bomb(self):
        yield PLAIN + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(self.bomb) + self.bomb

    def stream_without_end(self):
        """For readers that take their time: it only ends when the gateway hangs up."""
        yield STREAM
        while True:
            yield delta(b"y" * 16_000)

    def large_answer(self):
        yield self.whole % len(self.large) + self.large


class _Server:
    def __init__(self, scale):
        self.evil = Evil(scale)
        self.taken = {}
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        connection.settimeout(GIVE_UP_SECONDS)
        with contextlib.suppress(OSError), connection:
            model = self.read_model(connection)
            with self.lock:
                counts = self.taken.setdefault(model, [])
                place = len(counts)
                counts.append(0)
            for block in getattr(self.evil, model)():
                view = memoryview(block)
                while view:
                    sent = connection.send(view[:BLOCK])
                    view = view[sent:]
                    counts[place] += sent
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)

    @staticmethod
    def read_model(connection):
        data = b""
        while b"\r\n\r\n" not in data:
            data += connection.recv(65536) or b"\r\n\r\n"
        head, body = data.split(b"\r\n\r\n", 1)
        lengths = (line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        size = int(next(lengths).split(b":")[1])
        while len(body) < size:
            body += connection.recv(65536)
        return json.loads(body)["model"]


def _main(pipe, scale):
    bind_to_parent()
    os.nice(19)
    server = _Server(scale)
    threading.Thread(target=server.accept, daemon=True).start()
    pipe.send(server.listener.getsockname()[1])
    while pipe.recv() == "taken":
        with server.lock:
            pipe.send({model: list(counts) for model, counts in server.taken.items()})


class HostileProvider:
    """The process. Ends with its `with` block."""

    def __init__(self, **scale):
        self.scale = scale

    def __enter__(self):
        processes = multiprocessing.get_context("spawn")
        self.pipe, theirs = processes.Pipe()
        self.process = processes.Process(target=_main, args=(theirs, self.scale), daemon=True)
        self.process.start()
        theirs.close()
        self.base_url = f"http://127.0.0.1:{self.pipe.recv()}/v1"
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.join()

    def taken(self):
        """Bytes of each answer that left, by model; what the kernel still holds counts, too."""
        self.pipe.send("taken")
        return self.pipe.recv()
