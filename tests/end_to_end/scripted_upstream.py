"""A provider that does exactly what a test tells it to, byte by byte, and keeps every request as it came.

    with ScriptedUpstream() as upstream:
        upstream.on("some-model", [status(503)], [whole(ANSWER)])   # one script a request; the last one repeats

A script is a list of steps; a step is a function of the open exchange. The script is chosen by the request's model.
"""

import json
import socket
import struct
import threading

GIVE_UP_SECONDS = 30


class Received:
    """One request as it came over the wire."""

    def __init__(self, connection, head, body):
        self.connection = connection  # number of the connection it came on
        self.head = head
        self.body = body
        self.hung_up = threading.Event()  # the other side went before its answer was finished
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.path = lines[0].split(" ")[:2]
        self.headers = {}
        for line in lines[1:]:
            name, value = line.split(":", 1)
            self.headers[name.lower()] = value.strip()

    def json(self):
        return json.loads(self.body)

    @property
    def key(self):
        return self.headers.get("authorization", "").removeprefix("Bearer ")


class Closed(Exception):
    """The connection is over; raised by the steps that end it."""


class Exchange:
    """What a step works on."""

    def __init__(self, sock, received):
        self.socket = sock
        self.received = received

    def write(self, data):
        try:
            self.socket.sendall(data)
        except OSError:
            self.received.hung_up.set()
            raise Closed from None


# Steps

def send(data):
    return lambda exchange: exchange.write(data)


def split(data, size):
    """The same bytes in pieces of `size`, each in a segment of its own as far as the kernel lets us."""
    def step(exchange):
        for at in range(0, len(data), size):
            exchange.write(data[at:at + size])
    return step


def wait(event):
    """Goes on when the test says so, or when the other side has hung up."""
    def step(exchange):
        exchange.socket.settimeout(0.01)
        for _ in range(GIVE_UP_SECONDS * 100):
            if event.is_set():
                break
            try:
                if not exchange.socket.recv(1, socket.MSG_PEEK):
                    exchange.received.hung_up.set()
                    raise Closed
            except TimeoutError:
                pass
            except OSError:
                exchange.received.hung_up.set()
                raise Closed from None
        exchange.socket.settimeout(GIVE_UP_SECONDS)
    return step


def hang():
    """Says nothing more until the other side goes."""
    return wait(threading.Event())


def fin():
    """Closes properly: everything sent arrives."""
    def step(_):
        raise Closed
    return step


def rst():
    """Breaks the connection off."""
    def step(exchange):
        exchange.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Closed
    return step


# Answers

def answer(code, body=b"", headers=(), kind="application/json"):
    """A whole answer of any status."""
    lines = [f"HTTP/1.1 {code} Scripted", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def status(code, *headers, message="scripted", error_code=None):
    body = {"error": {"message": message, "type": "scripted", "param": None, "code": error_code}}
    return answer(code, json.dumps(body).encode(), headers)


def completion(text="hello", tokens=(7, 3), **extra):
    """The body of a good answer."""
    return json.dumps({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "scripted-1", **extra,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)},
    }).encode()


def whole(text="hello", **extra):
    return answer(200, completion(text, **extra))


STREAM_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def framed(data):
    return b"%x\r\n%s\r\n" % (len(data), data) if data else b"0\r\n\r\n"


def event(payload):
    data = payload if isinstance(payload, str) else json.dumps(payload)
    return b"data: " + data.encode() + b"\n\n"


def delta(content=None, finish=None, **more):
    inner = {**({"content": content} if content is not None else {}), **more}
    return event({"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000, "model": "scripted-1",
                  "choices": [{"index": 0, "delta": inner, "finish_reason": finish}]})


def usage_event(prompt=7, output=3):
    return event({"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000, "model": "scripted-1",
                  "choices": [], "usage": {"prompt_tokens": prompt, "completion_tokens": output,
                                           "total_tokens": prompt + output}})


DONE = event("[DONE]")
FIRST = delta("", role="assistant")


def begin(*events):
    """The head of a stream and its first events."""
    return send(STREAM_HEAD + framed(FIRST + b"".join(events)))


def more(*events):
    return send(framed(b"".join(events)))


def end(*events):
    """The finish, the usage, the terminator and the end of the message."""
    return send(framed(b"".join(events) + delta(finish="stop") + usage_event() + DONE) + framed(b""))


class ScriptedUpstream:
    """Listens on loopback; one thread a connection."""

    def __enter__(self):
        self.received = []
        self._scripts = {}
        self._lock = threading.Lock()
        self._connections = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self.base_url = f"http://127.0.0.1:{self.port}/v1"
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._connections:
                shut_down(connection)

    def on(self, model, *scripts):
        """What to do with the requests for `model`, one script each."""
        with self._lock:
            self._scripts[model] = list(scripts)

    def posts(self, model):
        """The requests for `model` so far, in order."""
        with self._lock:
            return [one for one in self.received if one.method == "POST" and one.json().get("model") == model]

    def _accept(self):
        number = 0
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            number += 1
            with self._lock:
                self._connections.append(connection)
            threading.Thread(target=self._serve, args=(connection, number), daemon=True).start()

    def _serve(self, connection, number):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(GIVE_UP_SECONDS)
        waiting = b""
        with connection:
            try:
                while True:
                    head, body, waiting = self._read(connection, waiting)
                    received = Received(number, head, body)
                    exchange = Exchange(connection, received)
                    for step in self._script_of(received):
                        step(exchange)
            except (Closed, OSError):
                pass

    @staticmethod
    def _read(connection, waiting):
        def more_bytes():
            got = connection.recv(65536)
            if not got:
                raise Closed
            return got
        while b"\r\n\r\n" not in waiting:
            waiting += more_bytes()
        head, waiting = waiting.split(b"\r\n\r\n", 1)
        size = 0
        for line in head.split(b"\r\n")[1:]:
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":", 1)[1])
        while len(waiting) < size:
            waiting += more_bytes()
        return head, waiting[:size], waiting[size:]

    def _script_of(self, received):
        with self._lock:
            self.received.append(received)
            if received.method != "POST":
                body = {"object": "list", "data": [{"id": name, "object": "model"} for name in self._scripts]}
                return [answer(200, json.dumps(body).encode())]
            scripts = self._scripts.get(received.json().get("model"), [[status(404, error_code="model_not_found")]])
            return scripts.pop(0) if len(scripts) > 1 else scripts[0]


def shut_down(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
