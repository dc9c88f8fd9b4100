"""The HTTP edge of the real program, over raw sockets: rows A1-A11, A13, A17 and B1-B4, B6 of the test catalogue.

Every refused request must get exactly one 4xx/5xx with `Connection: close`, run nothing that hides behind it, leave no
record, and leave the next connection unharmed.
"""

import json
import os
import socket
import time
import unittest

from harness import Switchyard
from raw_wire import Wire

CHAT = "/v1/chat/completions"
BODY = json.dumps({"model": "sandbox", "messages": [{"role": "user", "content": "hi"}]}).encode()


def listening_addresses(pid):
    """Numeric (address, port) of the listening TCP sockets of one process, as `ss -ltn` would list them."""
    inodes = set()
    for name in os.listdir(f"/proc/{pid}/fd"):
        try:
            target = os.readlink(f"/proc/{pid}/fd/{name}")
        except FileNotFoundError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    found = set()
    for table, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        with open(f"/proc/{pid}/net/{table}", encoding="ascii") as lines:
            for line in list(lines)[1:]:
                field = line.split()
                if field[3] != "0A" or field[9] not in inodes:
                    continue
                address, port = field[1].split(":")
                raw = b"".join(bytes.fromhex(address[i:i + 8])[::-1] for i in range(0, len(address), 8))
                found.add((socket.inet_ntop(family, raw), int(port, 16)))
    return found


class EdgeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gw = cls.enterClassContext(Switchyard())
        cls.host = f"127.0.0.1:{cls.gw.port}"

    # Requests

    def chat(self, extra=b"", body=BODY, length=True, key=True, kind="application/json"):
        head = f"POST {CHAT} HTTP/1.1\r\nHost: {self.host}\r\n"
        if kind:
            head += f"Content-Type: {kind}\r\n"
        if key:
            head += f"Authorization: Bearer {self.gw.key}\r\n"
        if length:
            head += f"Content-Length: {len(body)}\r\n"
        return head.encode() + extra + b"\r\n" + body

    def chunked(self, framed, extra=b""):
        return self.chat(b"Transfer-Encoding: chunked\r\n" + extra, framed, length=False)

    def get(self, target="/health", extra="", host=None, method="GET"):
        return f"{method} {target} HTTP/1.1\r\nHost: {host or self.host}\r\n{extra}\r\n".encode("latin-1")

    def head(self, lines):
        return b"GET /health HTTP/1.1\r\n" + lines + b"\r\n"

    def ask(self, data, method="POST"):
        with Wire(self.gw.port) as wire:
            wire.send(data)
            return wire.answer(method)

    # What is expected

    def refused(self, data, *statuses):
        """Exactly one refusal, then the end, whatever was sent behind it."""
        with Wire(self.gw.port) as wire:
            wire.send(data)
            answer = wire.answer()
            self.assertIsNotNone(answer, "closed without an answer")
            self.assertIn(answer.status, statuses, answer.body)
            self.assertEqual(answer.headers.get("connection"), "close")
            self.assertEqual(answer.headers.get("content-type"), "application/json")
            self.assertEqual(answer.error()["request_id"], answer.headers["x-request-id"])
            self.assertTrue(answer.error()["message"])
            self.assertFalse([name for name in answer.headers if name.startswith("access-control-")])
            self.assertTrue(wire.ended(), "something was answered behind the refusal")
            return answer

    def served(self, data, status=200):
        answer = self.ask(data)
        self.assertIsNotNone(answer)
        self.assertEqual(answer.status, status, answer.body)
        return answer

    def rows(self, rows, *statuses):
        """Each row is refused, and together they leave no record."""
        with self.no_effect():
            for name, data in rows.items():
                with self.subTest(name):
                    self.refused(data, *statuses)

    def record_ids(self):
        key = f"Authorization: Bearer {self.gw.admin_key}\r\n"
        answer = self.ask(self.get("/api/v1/requests?limit=200", key))
        self.assertEqual(answer.status, 200, answer.body)
        return {row["id"] for row in json.loads(answer.body)["data"]}

    def marked(self):
        """Makes one good call and waits for its record: all that happened before it has been recorded then, too."""
        marker = self.served(self.chat()).headers["x-request-id"]
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            ids = self.record_ids()
            if marker in ids:
                return marker, ids
            time.sleep(0.05)
        self.fail("the record of a good call did not appear")

    def no_effect(self):
        test = self

        class Check:
            def __enter__(self):
                _, self.before = test.marked()

            def __exit__(self, kind, *unused):
                if kind is None:
                    marker, after = test.marked()
                    test.assertEqual(after - self.before - {marker}, set(), "a refused request left a record")

        return Check()

    # A: framing

    def test_a01_length_and_chunked(self):
        hidden = self.get("/v1/models")
        coding = b"Transfer-Encoding: chunked\r\n"
        length = b"Content-Length: 5\r\n"
        self.rows({
            "length, coding": self.chat(length + coding, b"0\r\n\r\n" + hidden, length=False),
            "coding, length": self.chat(coding + length, b"0\r\n\r\n" + hidden, length=False),
            "length before and after": self.chat(length + coding + length, b"0\r\n\r\n" + hidden, length=False),
            "length zero": self.chat(b"Content-Length: 0\r\n" + coding, b"0\r\n\r\n" + hidden, length=False),
        }, 400)

    def test_a02_repeated_length(self):
        def lengths(*values):
            return self.chat("".join(f"{value}\r\n" for value in values).encode(), length=False)

        size = len(BODY)
        self.rows({
            "equal": lengths(f"Content-Length: {size}", f"Content-Length: {size}"),
            "different": lengths(f"Content-Length: {size}", "Content-Length: 40"),
            "a list": lengths(f"Content-Length: {size},{size}"),
            "twins in another case": lengths(f"Content-Length: {size}", f"content-length: {size}"),
        }, 400)

    def test_a03_invalid_length(self):
        def length(value):
            return self.chat(b"Content-Length: " + value + b"\r\n", b"hello", length=False)

        values = (b"+5", b"-1", b"", b"0x10", b"5 6", b"5\t", "٥".encode(), b"5abc", b"1e3", b"5.0")
        self.rows({repr(value): length(value) for value in values}, 400)
        large = (str(2**63).encode(), str(2**64 - 1).encode(), str(2**64 + 5).encode(), b"1" * 30)
        self.rows({repr(value): length(value) for value in large}, 400, 413)

    def test_a04_unknown_coding(self):
        def coding(*values):
            lines = b"".join(b"Transfer-Encoding: " + value + b"\r\n" for value in values)
            return self.chat(lines, b"0\r\n\r\n", length=False)

        values = (b"xchunked", b"chunked, identity", b"gzip", b"identity", b"chunked,chunked", b"\x0bchunked", b"")
        rows = {repr(value): coding(value) for value in values}
        rows["two lines"] = coding(b"chunked", b"chunked")
        rows["space before the colon"] = self.chat(b"Transfer-Encoding : chunked\r\n", b"0\r\n\r\n", length=False)
        self.rows(rows, 400, 501)

    def test_a05_chunks(self):
        end = b"\r\nhello\r\n0\r\n\r\n"
        bad = (b"zz\r\n", b"0x5" + end, b"-1\r\n", b"+5" + end, b"5 " + end, b"00000000000000005" + end,
               b"5\nhello\n0\n\n", b"5\r\nhello0\r\n\r\n", b"5\r\nhelloXX\r\n0\r\n\r\n",
               b"0\r\nAuthorization: Bearer x\r\n\r\n")
        rows = {repr(framed): self.chunked(framed) for framed in bad}
        rows["extension of 64 KiB"] = self.chunked(b"5;a=" + b"x" * 65536 + b"\r\nhello\r\n0\r\n\r\n")
        self.rows(rows, 400)
        size = f"{len(BODY):x}".encode()
        self.served(self.chunked(size + b"\r\n" + BODY + b"\r\n0\r\n\r\n"))
        self.served(self.chunked(size + b";name=\"value\"\r\n" + BODY + b"\r\n0\r\nX-Sum: 1\r\n\r\n"))

    def test_a06_header_lines(self):
        host = f"Host: {self.host}\r\n".encode()
        self.rows({
            "space before the colon": self.head(host + b"Name : x\r\n"),
            "leading space": self.head(b" " + host),
            "folded": self.head(host + b"X: a\r\n b\r\n"),
            "NUL": self.head(host + b"X: a\0b\r\n"),
            "CR alone": self.head(host + b"X: a\rb\r\n"),
            "LF alone": self.head(host[:-2] + b"\nX: b\r\n"),
            "LF alone everywhere": self.head(host).replace(b"\r\n", b"\n"),
            "no colon": self.head(host + b"name\r\n"),
            "0x80 in a name": self.head(host + b"N\x80: x\r\n"),
            "0xff in a name": self.head(host + b"\xff: x\r\n"),
        }, 400)

    def test_a07_host_header(self):
        host = f"Host: {self.host}\r\n".encode()
        self.rows({
            "missing": self.head(b"X: y\r\n"),
            "twice": self.head(host + host),
            "empty": self.head(b"Host:\r\n"),
            "a list": self.head(host[:-2] + b",b\r\n"),
            "absolute target elsewhere": self.get("http://evil.example/health"),
        }, 400)

    def test_a08_lines_and_versions(self):
        host = f"Host: {self.host}\r\n\r\n".encode()
        self.rows({
            "unknown method": b"FOO /health HTTP/1.1\r\n" + host,
            "tab": b"GET\t/health HTTP/1.1\r\n" + host,
            "no version": b"GET /health\r\n\r\n",
            "HTTP/0.9": b"GET /health HTTP/0.9\r\n" + host,
            "HTTP/1.2": b"GET /health HTTP/1.2\r\n" + host,
            "HTTP/9.9": b"GET /health HTTP/9.9\r\n" + host,
            "preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) * 2,
            "websocket": self.get(CHAT, "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
        }, 400, 405, 426, 505)

    def test_a09_limits(self):
        line = "/health?" + "a" * (8192 + 1 - len("GET /health? HTTP/1.1"))
        self.rows({"line of 8 KiB + 1": self.get(line), "target of 64 KiB": self.get("/" + "a" * 65536)}, 414)
        many = "".join(f"X-{i}: y\r\n" for i in range(100))
        self.rows({
            "headers of 32 KiB + 1": self.get(extra="".join(f"X-{i}: {'x' * 1000}\r\n" for i in range(33))),
            "field of 16 KiB + 1": self.get(extra=f"X: {'x' * 16382}\r\n"),
            "101 headers": self.get(extra=many),
        }, 431)
        self.served(self.get(line[:-1]))
        self.served(self.get(extra=many[:-len("X-99: y\r\n")]))
        with Wire(self.gw.port) as wire:  # the answer does not wait for the end of the line
            wire.send(b"GET /" + b"a" * 20000)
            self.assertEqual(wire.answer().status, 414)

    def test_a10_pipelining(self):
        anonymous = self.chat(key=False)
        for count in (2, 10, 50):
            with self.subTest(count), Wire(self.gw.port) as wire:
                wire.send(b"".join(self.chat() if i % 2 == 0 else anonymous for i in range(count)))
                statuses = [wire.answer().status for _ in range(count)]
                self.assertEqual(statuses, [200 if i % 2 == 0 else 401 for i in range(count)])
        with Wire(self.gw.port) as wire:  # an answer belongs to its request
            wire.send(b"".join(self.get("/health") if i % 3 else self.chat() for i in range(12)))
            bodies = [wire.answer().body for _ in range(12)]
            self.assertEqual([b"choices" in body for body in bodies], [i % 3 == 0 for i in range(12)])

    def test_a11_raw_paths(self):
        paths = ("/v1/../admin", "/v1/%2e%2e/admin", "/v1%2fmodels", "/v1%2Fmodels", "//health", "/v1//models",
                 "/health%00", "/v1/%c0%ae%c0%ae/admin", "/health;x", "/v1/./models", "/health%5c", "/v1/models/..")
        self.rows({path: self.get(path, f"Authorization: Bearer {self.gw.key}\r\n") for path in paths}, 404)

    def test_a13_media_types(self):
        with self.no_effect():
            for kind in ("multipart/form-data; boundary=x", "application/json; charset=utf-16"):
                with self.subTest(kind):
                    self.served(self.chat(kind=kind), 415)
        boundary = "multipart/form-data; boundary=" + "x" * 10_000_000
        self.rows({"boundary of 10 MB": self.chat(kind=boundary)}, 415, 431)
        self.rows({"gzip": self.chat(b"Content-Encoding: gzip\r\n"), "br": self.chat(b"Content-Encoding: br\r\n")}, 415)

    def test_a17_cut_at_every_byte(self):
        def outcome(pieces):
            with Wire(self.gw.port) as wire:
                for piece in pieces:
                    wire.send(piece)
                    time.sleep(0.0005)
                answer = wire.answer()
                return None if answer is None else (answer.status, answer.status >= 400 and answer.error().get("code"))

        size = f"{len(BODY):x}".encode()
        requests = {
            "served": self.get("/health", "X: y\r\n"),
            "chunked": self.chunked(size + b";x\r\n" + BODY + b"\r\n0\r\nT: u\r\n\r\n"),
            "two lengths": self.chat(b"Content-Length: 7\r\n", b"hello"),
            "bad chunk": self.chunked(b"5\r\nhelloXX\r\n"),
            "folded": self.get(extra="X: a\r\n b\r\n"),
            "bad path": self.get("/v1/%2e%2e/admin"),
            "foreign host": self.get(host="evil.example"),
            "LF alone": self.get().replace(b"\r\n", b"\n"),
        }
        for name, data in requests.items():
            whole = outcome([data])
            self.assertIsNotNone(whole)
            for at in range(1, len(data)):
                with self.subTest(name, at=at):
                    self.assertEqual(outcome([data[:at], data[at:]]), whole)
            with self.subTest(name, at="every byte"):
                self.assertEqual(outcome([data[i:i + 1] for i in range(len(data))]), whole)

    # B: browsers and the network around

    def test_b01_foreign_hosts(self):
        port = self.gw.port
        hosts = ("evil.example", f"evil.example:{port}", f"127.0.0.1.nip.io:{port}", f"localhost.:{port}", "localhost.",
                 f"[::ffff:127.0.0.1]:{port}", f"0.0.0.0:{port}", f"127.0.0.1:{port + 1}")
        key = f"Authorization: Bearer {self.gw.key}\r\n"
        targets = {"/health": "", CHAT: "", "/v1/models": key, "/api/v1/requests": "", "/nowhere": ""}
        with self.no_effect():
            for host in hosts:
                for target, extra in targets.items():
                    with self.subTest(host=host, target=target):
                        self.refused(self.get(target, extra, host), 421, 403)
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
            with self.subTest(host=host):
                self.served(self.get(host=host))

    def test_b02_origins(self):
        origins = ("https://evil.example", "null", "file://", "chrome-extension://x", "http://localhost:1",
                   f"http://evil.example:{self.gw.port}")
        for origin in origins:
            for request in (self.get(extra=f"Origin: {origin}\r\n"), self.chat(f"Origin: {origin}\r\n".encode())):
                with self.subTest(origin):
                    self.refused(request, 403)
        for target in ("/health", CHAT, "/api/v1/requests", "/nowhere"):
            with self.subTest(target):
                self.refused(self.get(target, f"Origin: http://{self.host}\r\nAccess-Control-Request-Method: POST\r\n",
                                      method="OPTIONS"), 403)
        own = self.served(self.get(extra=f"Origin: http://{self.host}\r\nSec-Fetch-Site: same-origin\r\n"))
        self.assertFalse([name for name in own.headers if name.startswith("access-control-")])

    def test_b03_simple_requests(self):
        with self.no_effect():
            for kind in ("text/plain", "application/x-www-form-urlencoded"):
                for key in (True, False):
                    for site in ("", "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n"):
                        with self.subTest(kind=kind, key=key, site=site):
                            answer = self.ask(self.chat(site.encode(), kind=kind, key=key))
                            wanted = (403,) if site else (415, 403) if key else (415, 403, 401)
                            self.assertIn(answer.status, wanted)
            self.refused(self.chat(b"Sec-Fetch-Site: cross-site\r\n"), 403)

    def test_b04_no_key(self):
        with self.no_effect():
            for target in (CHAT, "/v1/models", "/api/v1/requests?limit=1"):
                method = "POST" if target == CHAT else "GET"
                for key in ("", "Authorization: Bearer \r\n", "Authorization: Bearer no\r\n", "x-api-key: no\r\n"):
                    with self.subTest(target, key=key):
                        request = (self.chat(key.encode(), key=False) if method == "POST" else self.get(target, key))
                        self.assertEqual(self.ask(request).status, 401)

    def test_b06_listens_on_loopback_alone(self):
        found = listening_addresses(self.gw.pid)
        self.assertIn(("127.0.0.1", self.gw.port), found)
        self.assertLessEqual({address for address, _ in found}, {"127.0.0.1", "::1"})
        self.assertEqual({port for _, port in found}, {self.gw.port})
        if ("::1", self.gw.port) in found:
            with Wire(self.gw.port, "::1") as wire:
                wire.send(self.get(host=f"[::1]:{self.gw.port}"))
                self.assertEqual(wire.answer().status, 200)


if __name__ == "__main__":
    unittest.main()
