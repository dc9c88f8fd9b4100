"""HTTP spoken by hand: what is sent and what came are bytes, nothing is mended on the way."""

import json
import socket

TIMEOUT = 5.0


class Answer:
    """One response as it came."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def error(self):
        return json.loads(self.body)["error"]


class Wire:
    """A raw connection that takes apart what comes back."""

    def __init__(self, port, address="127.0.0.1"):
        self.socket = socket.create_connection((address, port), timeout=TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.bytes = b""

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.socket.close()

    def send(self, data):
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all of it was sent; the answer is what counts

    def more(self):
        try:
            got = self.socket.recv(65536)
        except ConnectionResetError:
            return False
        self.bytes += got
        return bool(got)

    def until(self, found):
        while not found():
            if not self.more():
                return False
        return True

    def answer(self, method="POST"):
        """The next response, or None when the connection ended without one."""
        if not self.until(lambda: b"\r\n\r\n" in self.bytes):
            return None
        head, self.bytes = self.bytes.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, value = line.split(":", 1)
            headers[name.lower()] = value.strip()
        return Answer(int(lines[0].split()[1]), headers, b"" if method == "HEAD" else self.body(headers))

    def body(self, headers):
        if "chunked" in headers.get("transfer-encoding", ""):
            return self.chunks()
        size = int(headers.get("content-length", "0"))
        self.until(lambda: len(self.bytes) >= size)
        body, self.bytes = self.bytes[:size], self.bytes[size:]
        return body

    def chunks(self):
        body = b""
        while self.until(lambda: b"\r\n" in self.bytes):
            line, self.bytes = self.bytes.split(b"\r\n", 1)
            size = int(line, 16)
            self.until(lambda: len(self.bytes) >= size + 2)
            body, self.bytes = body + self.bytes[:size], self.bytes[size + 2:]
            if size == 0:
                break
        return body

    def ended(self):
        """True when nothing more came and the other side closed."""
        return not self.bytes and not self.more()
