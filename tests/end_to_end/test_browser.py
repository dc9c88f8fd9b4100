"""A headless Chromium against the real program: the API reference, and web pages that mean no good."""

import contextlib
import http.server
import os
import re
import shutil
import threading
import unittest
from pathlib import Path

import node_tests
import scripted_upstream as script
from harness import ROOT, Switchyard, request
from node_tests import NodeTests
from scripted_upstream import ScriptedUpstream
from test_guards import client_paths

FOLDER = Path(__file__).resolve().parent / "browser"
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
GUARDS = {"x-frame-options": "DENY", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff"}
# What a page may do at all: have its own script and style, and ask where it came from.
POLICY = {"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "connect-src": "'self'", "img-src": "data:",
          "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'", "require-trusted-types-for": "'script'",
          "trusted-types": "'none'"}


def needs_browser(test):
    if not node_tests.available():
        return unittest.skip(node_tests.MISSING)(test)
    return unittest.skipUnless(CHROMIUM, "Chromium is not here")(test)


class BrowserCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.upstream.on("whole", [script.whole("All of it")])
        cls.upstream.on("told", [script.begin(script.delta("All of")), script.end(script.delta(" it"))])
        cls.upstream.on("endless", [script.begin(script.delta("Once")), script.hang()])
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("scripted", cls.upstream.base_url, "env:E2E_KEY_1", models=["whole", "told", "endless"])

    @classmethod
    def run_node(cls, file, **more):
        return NodeTests(FOLDER, file, {"CHROMIUM": CHROMIUM, "SWITCHYARD_URL": cls.gw.url, "SWITCHYARD_KEY": cls.gw.key,
                                        "SWITCHYARD_ADMIN_KEY": cls.gw.admin_key, **more})


@needs_browser
class DocsPageTest(BrowserCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tests = cls.run_node("docs.test.mjs")

    def test_the_page(self):
        self.tests.report(self, 12)

    def test_a_stopped_stream_was_hung_up_on(self):
        (post,) = self.upstream.posts("endless")
        self.assertTrue(post.hung_up.wait(5))


class Unguarded(http.server.BaseHTTPRequestHandler):
    """Answers everything to everybody, and counts."""

    heard = 0

    def answer(self):
        if self.path != "/heard":
            type(self).heard += 1
        size = int(self.headers.get("content-length", 0))
        self.rfile.read(size)
        body = str(self.heard).encode()
        kind = "text/event-stream" if "event-stream" in self.headers.get("accept", "") else "text/javascript"
        self.send_response(200)
        for name in ("Origin", "Methods", "Headers"):
            self.send_header(f"Access-Control-Allow-{name}", "*" if name != "Headers" else "*, authorization")
        self.send_header("Content-Type", "application/json" if self.path == "/heard" else kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_OPTIONS = answer

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def unguarded():
    """Its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Unguarded) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@needs_browser
class ForeignPagesTest(BrowserCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        before = cls.plan()
        with unguarded() as control:
            cls.tests = cls.run_node("origin.test.mjs", CONTROL_URL=control)
        cls.before = before

    @classmethod
    def plan(cls):
        return cls.gw.admin("GET", "/status").json()["plan"]

    def test_the_pages(self):
        self.tests.report(self, 6)

    def test_no_provider_heard_of_them(self):
        self.assertEqual(len(self.upstream.received), 0)
        self.assertEqual(self.gw.requests(), [])

    def test_nothing_was_changed(self):
        self.assertEqual(self.plan(), self.before)
        self.assertEqual(self.gw.admin("GET", "/router/status").json()["value"], True)


class ReferenceTest(unittest.TestCase):
    """What needs no browser."""

    @classmethod
    def setUpClass(cls):
        cls.gw = cls.enterClassContext(Switchyard())
        cls.document = cls.gw.request("GET", "/openapi.json", key="").json()

    def test_the_page_and_its_files_are_guarded(self):
        for path, kind in (("/docs", "text/html"), ("/docs/", "text/html"), ("/docs/page.css", "text/css"), ("/docs/page.js", "text/javascript")):
            with self.subTest(path):
                answer = request(self.gw.port, "GET", path)
                self.assertEqual((answer.status, answer.headers["content-type"]), (200, f"{kind}; charset=utf-8"))
                self.assertEqual({name: answer.headers[name] for name in GUARDS}, GUARDS)
                policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
                self.assertEqual(policy, POLICY)
                self.assertEqual(request(self.gw.port, "HEAD", path).body, b"")
                self.assertEqual(request(self.gw.port, "POST", path, {}).status, 405)
        self.assertEqual(request(self.gw.port, "GET", "/docs/page.html").status, 404)

    def test_the_page_says_nothing_inline(self):
        page = request(self.gw.port, "GET", "/docs").body.decode()
        self.assertEqual(re.findall(r"<script[^>]*>([^<]*)</script>", page), [""])
        self.assertNotRegex(page, r"<style|\sstyle=|\son\w+=|javascript:")
        self.assertNotRegex(page, r"(src|href)=\"(?!/|#|data:image)")

    def test_every_path_of_a_call_is_described(self):
        listed = set(self.document["paths"])
        for path, item in self.document["paths"].items():
            listed |= {other for one in item.values() for other in one.get("x-also-at", [])}
        for path in client_paths():
            self.assertIn(path.replace("asked~m", "{model}"), listed)

    def test_what_is_described_is_there(self):
        for path, item in self.document["paths"].items():
            for method, one in item.items():
                if path.startswith("/api/"):
                    continue  # the operation table itself
                for place in (path, *one["x-also-at"]):
                    with self.subTest(f"{method} {place}"):
                        target = re.sub(r"\{\w+\}", "sandbox", place)
                        media = next(iter(one.get("requestBody", {}).get("content", {"": None})))
                        body = None if method == "get" else {} if media == "application/json" else b""
                        answer = self.gw.request(method.upper(), target, body, key=self.gw.key)
                        self.assertNotIn(answer.status, (401, 403, 405))
                        self.assertFalse(answer.status == 404 and b"nothing at this path" in answer.body, answer.body)

    def test_the_examples_of_chat_are_good_calls(self):
        for name in ("chat.completions", "responses", "completions", "messages", "messages.count_tokens", "gemini.generateContent",
                     "gemini.streamGenerateContent", "gemini.countTokens"):
            path, one = next((path, one) for path, item in self.document["paths"].items() for one in item.values()
                             if one["operationId"] == name)
            answer = self.gw.request("POST", path.replace("{model}", "default"),
                                     one["requestBody"]["content"]["application/json"]["example"], key=self.gw.key)
            with self.subTest(name):
                self.assertEqual(answer.status, 200, answer.body)
                example = one["responses"]["200"]["content"]["application/json"]["example"]
                if isinstance(example, dict):
                    self.assertLessEqual(set(example), set(answer.json()), "what the example shows is answered")

    def test_the_examples_of_lists_are_what_is_answered(self):
        """Members of an example that no answer has any more were renamed or are gone."""
        checked = 0
        for path, item in self.document["paths"].items():
            content = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
            example = content.get("application/json", {}).get("example")
            if "{" in path or not path.startswith("/api/") or not isinstance(example, dict):
                continue
            answer = self.gw.request("GET", path)
            if answer.status == 200:
                checked += 1
                with self.subTest(path):
                    self.assertLessEqual(set(example), set(answer.json()))
        self.assertGreater(checked, 35)

    def test_every_code_of_an_error_is_listed(self):
        listed = {row["code"]: row["status"] for row in self.document["x-error-codes"]}
        refusals, others = {}, set()
        for file in (ROOT / "gateway").rglob("*.[ch]*"):
            source = file.read_text(encoding="utf-8")
            refusals |= {code: int(status) for status, code in re.findall(r'Refusal k\w+\{(\d+), "(\w+)"', source)}
            others |= set(re.findall(r'(?:facts->code = |\["code"\] = |apologise\([^;]*?, )"(\w+)"', source))
            others |= set(re.findall(r'return tell\("[^"]*", "(\w+)"\)', source))
            others |= set(re.findall(r'return \{"([a-z]+_[a-z_]+)", "', source)) if file.name == "routing_switch.cpp" else set()
        self.assertGreater(len(refusals), 20)
        self.assertGreater(len(others), 5)
        for code, status in refusals.items():
            self.assertEqual(listed.get(code), status, code)
        self.assertLessEqual(others, set(listed))


if __name__ == "__main__":
    unittest.main()
