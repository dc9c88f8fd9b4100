"""Clients that mean harm: too slow, too long, too many; and the ordinary clients that must not feel them.

Each kind runs in a process of its own; the hostile ones at the lowest priority, so that what the ordinary ones feel is
the gateway and not the shortage of processors.
"""

import collections
import contextlib
import gc
import json
import multiprocessing
import os
import selectors
import socket
import time

from harness import bind_to_parent

CHAT = "/v1/chat/completions"
SOCKET_SECONDS = 90


def body_of(model, stream=False):
    return json.dumps({"model": model, "stream": stream, "messages": [{"role": "user", "content": "hi"}]}).encode()


def chat_request(port, key, body, length=True):
    framing = f"Content-Length: {len(body)}" if length else "Transfer-Encoding: chunked"
    return (f"POST {CHAT} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/json\r\n{framing}\r\n\r\n").encode() + body


def connect(port, receive_buffer=None):
    sock = socket.socket()
    if receive_buffer:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    sock.settimeout(SOCKET_SECONDS)
    sock.connect(("127.0.0.1", port))
    return sock


def status_in(data):
    """The status of the answer that begins with `data`; "nothing" when none came."""
    return data[9:12].decode() if data.startswith(b"HTTP/1.1 ") else "nothing"


def read_all(sock):
    """What comes until the end: its first and its last bytes, and how much it was."""
    first, last, size = b"", b"", 0
    with contextlib.suppress(OSError):
        while got := sock.recv(1 << 18):
            size += len(got)
            if len(first) < 4096:
                first += got[:4096]
            last = (last + got)[-4096:]
    return first, last, size


# Abuses over a plain socket: each sends without end and returns the status it was answered with

def push(port, begin, block, most):
    """Sends until the gateway has had enough, or `most` bytes; the answer's status and what was sent."""
    with connect(port) as sock:
        sent = 0
        with contextlib.suppress(OSError):
            sock.sendall(begin)
            while sent < most:
                sock.settimeout(5)
                sent += sock.send(block)
        sock.settimeout(5)
        return status_in(read_all(sock)[0]), sent


def endless_header_line(port, key, most):
    return push(port, b"GET /health HTTP/1.1\r\nX: ", b"a" * 65536, most)


def endless_target(port, key, most):
    return push(port, b"GET /", b"a" * 65536, most)


def endless_chunked_body(port, key, most):
    return push(port, chat_request(port, key, b"", length=False), b"10000\r\n" + b" " * 65536 + b"\r\n", most)


def endless_trailer(port, key, most):
    begin = chat_request(port, key, b"1\r\n{\r\n0\r\n", length=False)
    return push(port, begin, b"X-More: " + b"y" * 1000 + b"\r\n", most)


def chunk_extensions(port, key, most):
    return push(port, chat_request(port, key, b"", length=False), b"1;" + b"a" * 1000 + b"\r\n \r\n", most)


def endless_extension(port, key, most):
    return push(port, chat_request(port, key, b"1;", length=False), b"a" * 65536, most)


def pipelining(port, key, most):
    """Requests without end, and not one answer is read until the gateway stops taking more."""
    return push(port, b"", f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode() * 500, most)


ENDLESS = {one.__name__: one for one in (endless_header_line, endless_target, endless_chunked_body, endless_trailer,
                                         chunk_extensions, endless_extension, pipelining)}


def connection_flood(port, count):
    """Connections without a key, each with one request; how many were told 401."""
    request = f"GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
    seen = collections.Counter()
    for _ in range(count):
        try:
            with connect(port) as sock:
                sock.sendall(request)
                seen[status_in(sock.recv(4096))] += 1
        except OSError as error:
            seen[type(error).__name__] += 1
    return seen


class Trickle:
    """Many slow connections at once: sends a byte each turn, or reads one. Unit: seconds."""

    def __init__(self, every):
        self.every = every
        self.open = {}
        self.answers = collections.Counter()
        self.selector = selectors.DefaultSelector()

    def add(self, kind, sock, bytes_to_send=b""):
        sock.setblocking(False)
        self.open[sock] = [kind, bytes_to_send, b""]
        if bytes_to_send:
            self.selector.register(sock, selectors.EVENT_READ)

    def run(self, stop, seconds):
        """Until all have been answered or the time is over; kind and status of each, counted."""
        end = time.monotonic() + seconds
        while self.open and not stop.is_set() and time.monotonic() < end:
            turn = time.monotonic() + self.every
            for sock in list(self.open):
                self._turn(sock)
            while (left := turn - time.monotonic()) > 0:
                for key, _ in self.selector.select(left):
                    self._hear(key.fileobj)
        for sock in list(self.open):
            self._close(sock, "open")
        return self.answers

    def _turn(self, sock):
        state = self.open[sock]
        kind, rest, _ = state
        try:
            if rest:
                sock.send(rest[:1])
                state[1] = rest[1:] + rest[:1] if kind == "slow body" else rest[1:] or b"a"
            elif not sock.recv(16):
                self._close(sock, "cut")
        except BlockingIOError:
            pass
        except OSError:
            self._hear(sock)

    def _hear(self, sock):
        try:
            got = sock.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            return self._close(sock, "cut")
        self._close(sock, status_in(got))

    def _close(self, sock, how):
        kind = self.open.pop(sock, (None,))[0]
        if kind:
            self.answers[f"{kind}: {how}"] += 1
            with contextlib.suppress(KeyError):
                self.selector.unregister(sock)
            sock.close()


def slow_clients(port, key, heads, bodies, streams, wholes, every, seconds, stop, ready):
    """Opens all of them, says so, and keeps them going."""
    trickle = Trickle(every)
    for _ in range(heads):
        trickle.add("slow head", connect(port), b"GET /health HTTP/1.1\r\nX-Slow: ")
    for _ in range(bodies):
        sock = connect(port)
        sock.sendall(chat_request(port, key, bytes(100_000)).rstrip(b"\0"))
        trickle.add("slow body", sock, b" ")
    for kind, model, count, stream in (("slow stream", "stream_without_end", streams, True),
                                       ("slow whole", "large_answer", wholes, False)):
        for _ in range(count):
            sock = connect(port, 4096)
            sock.sendall(chat_request(port, key, body_of(model, stream)))
            trickle.add(kind, sock)
    ready.set()
    return trickle.run(stop, seconds)


# Processes

def _in_process(pipe, work, arguments, nice):
    bind_to_parent()
    os.nice(nice)
    pipe.send(work(*arguments))


class Running:
    """A function in a process of its own; `result()` waits for it."""

    def __init__(self, work, *arguments, nice=19):
        processes = multiprocessing.get_context("spawn")
        self.pipe, theirs = processes.Pipe(duplex=False)
        self.process = processes.Process(target=_in_process, args=(theirs, work, arguments, nice), daemon=True)
        self.process.start()
        theirs.close()

    def result(self, seconds):
        if not self.pipe.poll(seconds):
            self.process.kill()
            raise AssertionError(f"{self.process.name} did not end within {seconds} s")
        got = self.pipe.recv()
        self.process.join()
        return got


def event():
    return multiprocessing.get_context("spawn").Event()


# The ordinary clients

class Paced:
    """Clients that call at a fixed rate on kept connections; a latency counts from when the call was due."""

    def __init__(self, port, key, clients, interval):
        self.port = port
        self.request = chat_request(port, key, body_of("sandbox"))
        self.selector = selectors.DefaultSelector()
        self.interval = interval
        self.due = collections.deque((i * interval / clients, None) for i in range(clients))
        self.latencies, self.errors, self.waiting = [], collections.Counter(), {}

    def run(self, seconds):
        gc.disable()
        begin = time.monotonic() + 0.2
        end = begin + seconds
        self.due = collections.deque((begin + at, self._connect()) for at, _ in self.due)
        while self.waiting or self.due[0][0] < end:
            now = time.monotonic()
            while self.due and self.due[0][0] <= min(now, end):
                self._call(*self.due.popleft())
            if now > end + 10:
                break
            left = max(0.0, self.due[0][0] - now) if self.due else 1.0
            for key, _ in self.selector.select(left if not self.waiting else min(left, 1.0)):
                self._hear(key.fileobj)
        self.errors["unanswered"] += len(self.waiting)
        return self.latencies, +self.errors

    def _connect(self):
        sock = connect(self.port)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.selector.register(sock, selectors.EVENT_READ)
        return sock

    def _call(self, due, sock):
        self.waiting[sock] = (due, b"")
        try:
            sock.sendall(self.request)
        except OSError as error:
            self._fail(sock, error)

    def _hear(self, sock):
        due, had = self.waiting.get(sock, (None, b""))
        try:
            got = sock.recv(65536)
        except OSError as error:
            return self._fail(sock, error)
        if not got:
            return self._fail(sock, "closed")
        had += got
        head, found, body = had.partition(b"\r\n\r\n")
        size = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if not found or len(body) < int(size):
            self.waiting[sock] = (due, had)
            return
        if status_in(head) != "200":
            return self._fail(sock, status_in(head))
        now = time.monotonic()
        self.latencies.append(now - due)
        del self.waiting[sock]
        self._schedule(due, sock)

    def _fail(self, sock, why):
        self.errors[str(why)] += 1
        due = self.waiting.pop(sock, (time.monotonic(),))[0]
        with contextlib.suppress(KeyError):
            self.selector.unregister(sock)
        sock.close()
        self._schedule(due, self._connect())

    def _schedule(self, due, sock):
        following = due + self.interval
        place = len(self.due)
        while place and self.due[place - 1][0] > following:
            place -= 1
        self.due.insert(place, (following, sock))


def ordinary_clients(port, key, clients, interval, seconds):
    """Latencies in seconds, and what went wrong."""
    return Paced(port, key, clients, interval).run(seconds)
