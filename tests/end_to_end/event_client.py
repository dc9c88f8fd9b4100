"""Watches a gateway's events: as server-sent events, or over a WebSocket, frame by frame."""

import base64
import hashlib
import json
import os
import socket
import struct
from typing import NamedTuple

SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class Event(NamedTuple):
    id: int
    name: str
    data: dict


class Wire:
    """A request of which the answer has no end."""

    def __init__(self, port, key, path="/api/v1/events", headers=None, timeout=10):
        self.sock = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        every = {"Host": f"127.0.0.1:{port}", "Authorization": f"Bearer {key}", **(headers or {})}
        lines = "".join(f"{name}: {value}\r\n" for name, value in every.items() if value is not None)
        self.sock.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        self.file = self.sock.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.headers = {}
        while line := self.file.readline().strip():
            name, value = line.decode().split(":", 1)
            self.headers[name.lower()] = value.strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.file.close()
        self.sock.close()


class Sse(Wire):
    """`events()` tells them one by one; comments and `retry` are left out."""

    def next(self):
        """The next event; None at the end of the stream."""
        fields = {}
        while True:
            line = self._line()
            if line is None:
                return None
            if line == "" and "data" in fields:
                return Event(int(fields["id"]), fields["event"], json.loads(fields["data"]))
            name, _, value = line.partition(": ")
            if name in ("id", "event", "data"):
                fields[name] = value

    def until(self, name):
        """The next event of that name."""
        while event := self.next():
            if event.name == name:
                return event
        raise AssertionError(f"the stream ended before {name} came")

    def _line(self):
        if not getattr(self, "text", b"").count(b"\n"):
            if not self._chunk():
                return None
            return self._line()
        line, _, self.text = self.text.partition(b"\n")
        return line.decode()

    def _chunk(self):
        size = self.file.readline()
        if not size or int(size, 16) == 0:
            return False
        self.text = getattr(self, "text", b"") + self.file.read(int(size, 16))
        self.file.readline()
        return True


class WebSocket(Wire):
    """The same over a WebSocket; frames are masked, as a client's must be."""

    def __init__(self, port, key, path="/api/v1/events", headers=None, timeout=10):
        self.nonce = base64.b64encode(os.urandom(16)).decode()
        asked = {"Connection": "keep-alive, Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Key": self.nonce,
                 "Sec-WebSocket-Version": "13", **(headers or {})}
        super().__init__(port, key, path, asked, timeout)

    def accepted(self):
        wanted = base64.b64encode(hashlib.sha1((self.nonce + SUFFIX).encode()).digest()).decode()
        return self.status == 101 and self.headers.get("sec-websocket-accept") == wanted

    def send(self, opcode, payload=b"", first=0x80, masked=True):
        mask = os.urandom(4)
        size = len(payload)
        head = bytes([first | opcode])
        bit = 0x80 if masked else 0
        head += bytes([bit | size]) if size < 126 else bytes([bit | 126]) + struct.pack(">H", size)
        body = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload)) if masked else payload
        self.sock.sendall(head + (mask if masked else b"") + body)

    def frame(self):
        """(opcode, payload) of the next one; (None, b"") when the connection is over."""
        head = self.file.read(2)
        if len(head) < 2:
            return None, b""
        if head[0] & 0x70 or head[1] & 0x80:
            raise AssertionError(f"a server's frame must not be so: {head.hex()}")
        size = head[1]
        if size == 126:
            size = struct.unpack(">H", self.file.read(2))[0]
        elif size == 127:
            size = struct.unpack(">Q", self.file.read(8))[0]
        return head[0] & 0x0F, self.file.read(size)

    def next(self):
        """The next event; None once the other side closes."""
        while True:
            opcode, payload = self.frame()
            if opcode == TEXT:
                told = json.loads(payload)
                return Event(int(told["id"]), told["event"], told["data"])
            if opcode in (CLOSE, None):
                return None

    def until(self, name):
        while event := self.next():
            if event.name == name:
                return event
        raise AssertionError(f"it closed before {name} came")

    def close_code(self):
        """The code of the close frame that comes next but for texts; None when there is none."""
        while True:
            opcode, payload = self.frame()
            if opcode == CLOSE:
                return struct.unpack(">H", payload[:2])[0] if payload else 1005
            if opcode is None:
                return None
