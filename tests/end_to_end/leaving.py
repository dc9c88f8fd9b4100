"""Clients that leave, and a provider that sees to the millisecond when its side of the call is closed.

A call is brought to a phase (see `PHASES`), its client leaves, and what counts is how long the provider stays asked.
Used by test_hangup.py and by tests/prove/hang_up.py.
"""

import contextlib
import json
import selectors
import socket
import struct
import threading
import time

import scripted_upstream as script
from harness import open_descriptors, until

MODEL = "gpt-4o-mini"  # one whose price is known, so that a cost of nothing would be seen
CONTENT_EVENTS = 3
FLOW_SECONDS = 0.005
STUCK_SECONDS = 0.1
SYN_SENT = "02"
CLOSE_WAIT = "08"  # the other side has closed, and this one has not
HALF_BODY = (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
             b"{\"choices\": [" + b" " * 400)
WHOLE = (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
         % (len(script.completion()), script.completion()))
BUSY = b"HTTP/1.1 429 Busy\r\nContent-Type: application/json\r\nRetry-After: 5\r\nContent-Length: 2\r\n\r\n{}"
WORD = script.framed(script.delta("word "))
FLOOD = WORD * 4000
COUNTED_WORD = script.framed(script.event({
    "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": "word "}}],
    "usage": {"prompt_tokens": 7, "completion_tokens": 1}}))
STREAM_START = script.STREAM_HEAD + script.framed(script.FIRST)
STREAM_END = script.framed(script.delta(finish="stop") + script.usage_event() + script.DONE) + script.framed(b"")
STREAM = STREAM_START + WORD * CONTENT_EVENTS + STREAM_END
BROKEN_STREAM = STREAM_START + script.framed(script.event({"error": {"message": "no", "code": "x"}}))
LATER_SECONDS = 1.0
FILL_SECONDS = 10

# What the provider sends at once in each phase, as the answer to a streamed call and to a whole one.
SAYS = {
    "headers": (b"", b""),
    "queued": (b"", b""),
    "first_token": (STREAM_START, None),
    "body": (None, HALF_BODY),
    "streaming": (STREAM_START + WORD * CONTENT_EVENTS, None),
    "counting": (STREAM_START + COUNTED_WORD * CONTENT_EVENTS, None),  # usage in every event, and never the last one
    "flowing": (STREAM_START, None),
    "flooding": (STREAM_START, None),
    "retry": (BUSY, BUSY),
    "answer": (STREAM, WHOLE),
    "garbage": (BROKEN_STREAM, None),
    "later": (STREAM_START + WORD, None),  # its end comes after LATER_SECONDS
}
PHASES = [(phase, stream) for phase, says in SAYS.items() for stream in (True, False)
          if phase not in ("answer", "garbage", "later") and says[0 if stream else 1] is not None]


class Asked:
    """One request as a provider saw it."""

    def __init__(self, path, stream):
        self.name = path.split("/")[1]  # which provider of the gateway's asked: the first part of the path
        self.stream = stream
        self.at = time.monotonic()
        self.closed_at = None


class Line:
    """One connection of the provider's."""

    def __init__(self, sock):
        self.socket = sock
        self.got = b""
        self.asked = None
        self.unsent = b""
        self.stuck_since = None


class WatchingUpstream:
    """Listens on loopback; one thread for all, which sleeps in the kernel until something happens to a connection."""

    def __enter__(self):
        self.asked = []
        self._open = {}
        self._selector = selectors.DefaultSelector()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._listener.setblocking(False)
        self.port = self._listener.getsockname()[1]
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._over = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over = True
        self._thread.join()
        for line in list(self._open.values()):
            line.socket.close()
        self._listener.close()

    def url(self, name):
        """The base URL under which `name`'s requests are told apart; its first word (to a `-`) is the phase."""
        return f"http://127.0.0.1:{self.port}/{name}/v1"

    def of(self, name):
        return [one for one in list(self.asked) if one.name == name]

    def open_lines(self):
        return len(self._open)

    def is_stuck(self, name):
        """The other side has taken nothing for a while: everything in between is full."""
        return any(line.asked and line.asked.name == name and line.stuck_since
                   and time.monotonic() - line.stuck_since > STUCK_SECONDS for line in list(self._open.values()))

    def _run(self):
        due = time.monotonic()
        while not self._over:
            for key, _ in self._selector.select(FLOW_SECONDS):
                if key.fileobj is self._listener:
                    self._accept()
                else:
                    self._read(key.data)
            if time.monotonic() >= due:
                due = time.monotonic() + FLOW_SECONDS
                for line in list(self._open.values()):
                    if line.asked and line.asked.name.startswith("flowing"):
                        self._write(line, WORD)
                    elif line.asked and line.asked.name.startswith("flooding"):
                        self._write(line, FLOOD)
                    elif line.asked and line.asked.name == "later" and time.monotonic() > line.asked.at + LATER_SECONDS:
                        self._write(line, STREAM_END)
                        line.asked = None

    def _accept(self):
        sock, _ = self._listener.accept()
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = Line(sock)
        self._open[sock.fileno()] = line
        self._selector.register(sock, selectors.EVENT_READ, line)

    def _read(self, line):
        try:
            data = line.socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            return self._gone(line)
        line.got += data
        head, found, body = line.got.partition(b"\r\n\r\n")
        if not found:
            return None
        size = next(int(field.split(b":")[1]) for field in head.split(b"\r\n")
                    if field.lower().startswith(b"content-length"))
        if len(body) < size:
            return None
        line.got = b""
        return self._answer(line, head.split(b" ")[1].decode(), json.loads(body).get("stream", False))

    def _answer(self, line, path, stream):
        line.asked = Asked(path, stream)
        phase = line.asked.name.split("-")[0]
        self._write(line, SAYS[phase][0 if stream else 1])
        self.asked.append(line.asked)
        if phase in ("answer", "retry"):
            line.asked = None  # over: what becomes of the connection is no longer this request's

    def _write(self, line, data):
        """What does not fit goes out in front of what is written next."""
        line.unsent = line.unsent or data
        try:
            sent = line.socket.send(line.unsent)
            line.unsent = line.unsent[sent:]
            line.stuck_since = None
        except BlockingIOError:
            line.stuck_since = line.stuck_since or time.monotonic()
        except OSError:
            self._gone(line)

    def _gone(self, line):
        if self._open.pop(line.socket.fileno(), None) is None:
            return
        if line.asked:
            line.asked.closed_at = time.monotonic()
        self._selector.unregister(line.socket)
        line.socket.close()


class SilentPort:
    """A port whose queue of connections is full: who connects to it waits for an answer that does not come."""

    def __enter__(self):
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(0)
        self.port = self._listener.getsockname()[1]
        self._fillers = []
        deadline = time.monotonic() + FILL_SECONDS
        while not self.connecting():
            if time.monotonic() > deadline:
                raise AssertionError("this kernel lets every connection in, whether it is accepted or not")
            filler = socket.socket()
            filler.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                filler.connect(("127.0.0.1", self.port))
            self._fillers.append(filler)
            time.sleep(0.01)
        self._fillers.pop().close()  # the one that is stuck
        return self

    def __exit__(self, *_):
        for one in [*self._fillers, self._listener]:
            one.close()

    def url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def connecting(self):
        """The sockets of this machine that are still trying, by inode."""
        return sockets_to(self.port, SYN_SENT)


def sockets_to(port, state):
    """The sockets of this machine in a state, towards a port of its own, by inode."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table]
    return [row[9] for row in rows if row[2].endswith(f":{port:04X}") and row[3] == state]


class Leaver:
    """A client on a bare socket, which can leave in every way."""

    def __init__(self, port, key, small_buffer=False):
        self.socket = socket.socket()
        if small_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.settimeout(30)
        self.socket.connect(("127.0.0.1", port))
        self.port = port
        self.key = key
        self.got = b""

    def ask(self, model, stream, times=1):
        body = json.dumps({"model": model, "stream": stream, "messages": [{"role": "user", "content": "hi"}]}).encode()
        head = (f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
                f"Authorization: Bearer {self.key}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n").encode()
        self.socket.sendall((head + body) * times)

    def read_until(self, what, count=1):
        while self.got.count(what) < count:
            data = self.socket.recv(65536)
            if not data:
                raise AssertionError(f"the connection ended before {what!r}: {self.got!r}")
            self.got += data

    def read_to_end(self):
        with contextlib.suppress(ConnectionResetError):
            while data := self.socket.recv(65536):
                self.got += data
        return self.got

    def leave(self, how):
        """`fin` closes, `half` closes only the sending side, `rst` breaks off. Returns when that was."""
        if how == "rst":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif how == "fin":
            self._drain()  # closing with something unread would be a reset
        at = time.monotonic()
        if how == "half":
            self.socket.shutdown(socket.SHUT_WR)
        else:
            self.socket.close()
        return at

    def _drain(self):
        self.socket.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while self.socket.recv(65536):
                pass

    def close(self):
        self.socket.close()


def turn_over(gateway):
    """Returns when the gateway's only worker has seen everything that was sent to it before."""
    if gateway.request("GET", "/v1/models", key=gateway.key).status != 200:
        raise AssertionError("the gateway does not answer")


def bring_to(gateway, upstream, name, stream, before=0):
    """A client whose call, through the provider `name`, has reached the phase `name` begins with."""
    phase = name.split("-")[0]
    client = Leaver(gateway.port, gateway.key, small_buffer=phase == "flooding")
    model = f"{MODEL}-{before}" if phase == "retry" and before else MODEL  # it rests for the one that was refused
    try:
        client.ask(f"{name}/{model}", stream, times=2 if phase == "queued" else 1)
        until(lambda: len(upstream.of(name)) > before, f"the provider is asked: {name}")
        if phase in ("streaming", "counting", "flowing"):
            client.read_until(b"word ", CONTENT_EVENTS)
        elif phase == "flooding":
            until(lambda: upstream.is_stuck(name), "the provider has to wait", 20)
        else:
            turn_over(gateway)
    except BaseException:
        client.close()
        raise
    return client


def open_calls(gateway):
    return gateway.admin("GET", "/status").json()["open_calls"]


def sockets_of(pid):
    """The sockets a process has open, by inode."""
    return [one[len("socket:["):-1] for one in open_descriptors(pid) if one.startswith("socket:[")]


def sockets_besides_warm_ones(gateway, upstream):
    """How many, once they stand still: what was closed last may still be on its way."""
    def look():
        first = len(sockets_of(gateway.pid)) - upstream.open_lines()
        time.sleep(0.05)
        return (first,) if first == len(sockets_of(gateway.pid)) - upstream.open_lines() else None
    return until(look, "sockets neither come nor go")[0]
