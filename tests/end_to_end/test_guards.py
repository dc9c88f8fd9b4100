"""Every route there is, made from the operation table and the list of client paths, against what a web page, a rebound
name or a stranger can send. A route that somebody adds is in here at once; one that is not guarded fails.
"""

import itertools
import json
import re
import socket
import unittest

import scripted_upstream as script
from harness import ROOT, Switchyard, request
from scripted_upstream import ScriptedUpstream

# What answers without a key. A new one must be written down here, and why.
OPEN_PATHS = {"/health", "/api/v1/health",  # whether it serves, and nothing else
              "/openapi.json", "/docs", "/docs/page.css", "/docs/page.js"}  # the same for everybody
OPEN_OPERATIONS = {"auth.login", "auth.token", "auth.refresh", "auth.oidc.start", "auth.oidc.callback"}  # get a key there
# Where another site sends a browser with its reader's will: what counts there is the cookie of the visit.
SENT_FROM_ELSEWHERE = "/api/v1/auth/oidc/callback"
ONLY_JSON = {"/v1/audio/transcriptions"}  # takes a form, too; see test_a_form_is_taken_where_one_is_wanted

FOREIGN_HOSTS = ["evil.example", "evil.example:{port}", "127.0.0.1.nip.io", "127.0.0.1.nip.io:{port}", "localhost.",
                 "localhost.:{port}", "localhost:1", "127.0.0.1:1", "127.0.0.1", "localhost", "[::1]", "[::1]:1",
                 "[::ffff:127.0.0.1]:{port}", "[0:0:0:0:0:0:0:1]:{port}", "0.0.0.0:{port}", "[::]:{port}", "127.1:{port}",
                 "2130706433:{port}", "0x7f000001:{port}", "0177.0.0.1:{port}", "127.0.0.2:{port}", "localhost.evil.example",
                 "localhost.evil.example:{port}", "evil-localhost:{port}", "192.168.0.1:{port}", "10.0.0.1:{port}",
                 "router.lan:{port}", "xn--localhost:{port}", "localhost:99999", "LOCALHOST.:{port}"]
FOREIGN_ORIGINS = ["https://evil.example", "http://evil.example", "null", "file://", "chrome-extension://abcdef",
                   "http://localhost:3000", "http://127.0.0.1", "http://localhost.evil.example:{port}",
                   "https://localhost:{port}", "http://127.0.0.1:{port}.evil.example"]
PAGE_TYPES = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None,
              "application/json; charset=utf-16", "text/plain; charset=application/json"]
BODY = b'{"model":"asked/m","messages":[{"role":"user","content":"hi"}]}'


def client_paths():
    """The table of client_paths.cpp, Gemini's verbs included."""
    source = (ROOT / "gateway/server/client_paths.cpp").read_text(encoding="utf-8")
    rows = re.findall(r'^    \{"(/[^"]+)", ', source, re.MULTILINE)
    verbs = re.findall(r'^    \{"(\w+)", (?:kGemini|"gemini)', source, re.MULTILINE)
    if len(rows) < 10 or len(verbs) < 4:
        raise AssertionError("the list of client paths is not where it was")
    return rows + [f"/v1beta/models/asked~m:{verb}" for verb in verbs]


class GuardsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gw = cls.enterClassContext(Switchyard())
        cls.upstream = cls.enterClassContext(ScriptedUpstream())

        cls.gw.add_provider("asked", cls.upstream.base_url, any_model=True)
        document = cls.gw.request("GET", "/openapi.json", key="").json()
        cls.operations = [(one["operationId"], method.upper(), re.sub(r"\{\w+\}", "x", path))
                          for path, methods in document["paths"].items() for method, one in methods.items()
                          if path.startswith("/api/v1")]
        cls.calls = [("call", "POST", path) for path in client_paths()]
        cls.reads = [("read", "GET", path) for path in ("/v1/models", "/v1/models/x", "/v1beta/models", "/v1/usage", "/metrics",
                                                        "/api/v1/models", "/api/chat/models")]
        cls.other = [("open", "GET", "/health"), ("open", "GET", "/openapi.json"),
                     *(("open", "GET", path) for path in ("/docs", "/docs/page.css", "/docs/page.js")), ("none", "GET", "/nowhere"),
                     ("none", "POST", "/v1/nowhere"), ("none", "GET", "/")]
        cls.routes = [*cls.operations, *cls.calls, *cls.reads, *cls.other]
        cls.routes += [(kind, method, path + "/") for kind, method, path in cls.routes if not path.endswith("/")]
        cls.routes += [(kind, "HEAD", path) for kind, method, path in cls.routes if method == "GET"]
        cls.before = (len(cls.upstream.received), cls.plan())
        if len(cls.operations) < 80:
            raise AssertionError("the document of the operations is not what it was")

    @classmethod
    def plan(cls):
        return cls.gw.admin("GET", "/status").json()["plan"]

    def tearDown(self):
        self.assertEqual((len(self.upstream.received), self.plan()), self.before, "nothing was asked, nothing changed")

    def send(self, method, path, headers, body=BODY):
        """The status and the head, byte for byte as given; with a key that may do everything."""
        every = {"Host": f"127.0.0.1:{self.gw.port}", "Authorization": f"Bearer {self.gw.admin_key}",
                 "Content-Type": "application/json", "Connection": "close", "Content-Length": str(len(body)), **headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in every.items() if value is not None)
        with socket.create_connection(("127.0.0.1", self.gw.port), timeout=10) as sock:
            sock.sendall(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
            got = b""
            while part := sock.recv(65536):
                got += part
        head = got.partition(b"\r\n\r\n")[0]
        return int(head[9:12] or 0), head

    def expect(self, wanted, cases):
        """Each case is refused with `wanted`, and no word of it may be read by a page."""
        for (_, method, path), headers in cases:
            status, head = self.send(method, path, headers)
            if status != wanted or b"access-control-" in head.lower():
                self.fail(f"{method} {path} with {headers}: {head.decode('latin-1')}")

    def filled(self, texts):
        return [text.format(port=self.gw.port) for text in texts]

    def test_b05_no_route_is_served_under_a_foreign_name(self):
        hosts = itertools.cycle(self.filled(FOREIGN_HOSTS))
        self.expect(421, ((route, {"Host": next(hosts)}) for route in self.routes))
        self.expect(421, ((("call", "POST", "/v1/chat/completions"), {"Host": host}) for host in self.filled(FOREIGN_HOSTS)))

    def test_b05_no_route_is_served_to_a_foreign_page(self):
        origins = self.filled(FOREIGN_ORIGINS)
        self.expect(403, ((route, {"Origin": origin}) for route, origin in
                          zip(self.routes, itertools.cycle(origins))))
        self.expect(403, ((route, {"Sec-Fetch-Site": site}) for route, site in
                          zip(self.routes, itertools.cycle(["cross-site", "same-site"]))
                          if not (route[2] == SENT_FROM_ELSEWHERE and route[1] == "GET")))
        self.expect(403, ((("call", "POST", "/v1/chat/completions"), {"Origin": origin, "Content-Type": kind})
                          for origin in origins for kind in PAGE_TYPES))

    def test_b05_a_page_of_elsewhere_sends_a_browser_to_the_callback_alone_and_gets_nothing_without_its_cookie(self):
        status, _ = self.send("GET", SENT_FROM_ELSEWHERE + "?code=x&state=y", {"Sec-Fetch-Site": "cross-site"})
        self.assertEqual(status, 404, "no sign-in began here")
        self.expect(403, [(("callback", "GET", SENT_FROM_ELSEWHERE), {"Origin": "https://evil.example"}),
                          (("callback", "POST", SENT_FROM_ELSEWHERE), {"Sec-Fetch-Site": "cross-site"}),
                          (("callback", "HEAD", SENT_FROM_ELSEWHERE), {"Sec-Fetch-Site": "cross-site"})])

    def test_b05_no_page_may_ask_beforehand(self):
        asked = {"Access-Control-Request-Method": "POST", "Origin": "https://evil.example"}
        self.expect(403, (((kind, "OPTIONS", path), asked) for kind, _, path in self.routes))
        self.expect(403, (((kind, "OPTIONS", path), {}) for kind, _, path in self.routes))

    def test_b05_what_a_page_can_send_unasked_is_no_body(self):
        writes = [route for route in (*self.operations, *self.calls) if route[1] in ("POST", "PUT") and route[2] not in ONLY_JSON]
        for (name, method, path), kind in zip(writes * 2, itertools.cycle(PAGE_TYPES)):
            status, head = self.send(method, path, {"Content-Type": kind})
            self.assertEqual(status, 415, f"{name} {kind}: {head}")

    def test_b05_without_a_key_nothing_is_told_or_done(self):
        shut = [route for route in self.routes if route[2].rstrip("/") not in OPEN_PATHS and route[0] not in OPEN_OPERATIONS
                and route[0] != "none"]
        for (name, method, path), shown in zip(shut, itertools.cycle([None, "Bearer sy-wrong", None, "Basic c3k6", None])):
            status, head = self.send(method, path, {"Authorization": shown})
            # A slash too many names nothing below /v1, which is told to everybody.
            nowhere = status in (404, 405) and path.endswith("/") and not path.startswith("/api")
            self.assertTrue(status == 401 or nowhere, f"{name} {method} {path} {shown}: {head}")

    def test_b05_what_is_open_says_the_same_to_everybody(self):
        for path in ("/health", "/openapi.json"):
            with self.subTest(path):
                mine = request(self.gw.port, "GET", path, headers={"Authorization": f"Bearer {self.gw.admin_key}"})
                self.assertEqual(request(self.gw.port, "GET", path).body, mine.body)
                json.loads(mine.body)


if __name__ == "__main__":
    unittest.main()
