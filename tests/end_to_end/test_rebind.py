"""The listener: moved while answers are under way, and what is said about a port that somebody else has."""

import contextlib
import http.client
import os
import socket
import subprocess
import threading
import unittest

import scripted_upstream as script
from harness import Child, Switchyard, binary, request, until
from scripted_upstream import ScriptedUpstream

HELLO = [{"role": "user", "content": "hi"}]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextlib.contextmanager
def taken(address="127.0.0.1"):
    """A port that this process has."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family) as server:
        yield server.getsockname()[1]


def status_of(gw):
    return gw.admin("GET", "/status").json()


class RebindTest(unittest.TestCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard())

    def rebind(self, port, status=200, **more):
        answer = self.gw.admin("POST", "/settings/rebind", {"port": port, **more})
        self.assertEqual(answer.status, status, answer.body)
        return answer.json()

    def test_it_moves_and_stays_moved(self):
        old, new = self.gw.port, free_port()
        self.assertEqual(self.rebind(new), {"listening": [f"http://127.0.0.1:{new}"]})
        with self.assertRaises(OSError):
            request(old, "GET", "/health", timeout=2)
        self.gw.port = new
        status = status_of(self.gw)
        self.assertEqual((status["listening"], status["wished"], status["problem"]),
                         ([f"http://127.0.0.1:{new}"],
                          {"address": "127.0.0.1", "port": new, "tls": False, "plain_http": False}, None))
        with socket.create_connection(("::1", new)):
            pass
        self.assertEqual(self.gw.cli("status").returncode, 0)  # commands find it, too
        self.assertEqual(request(new, "GET", "/health", headers={"Host": f"127.0.0.1:{old}"}).status, 421)
        self.gw.stop()
        environment = {**self.gw.env, "SWITCHYARD_DUMPABLE": "1"}
        command = [binary(), "serve", "--data-dir", self.gw.data_dir]
        again = Child(command, environment, f"{self.gw.data_dir}.again.log")
        try:
            again.wait_for_line(rf"listening on http://127\.0\.0\.1:{new}\n")
        finally:
            again.popen.terminate()
            self.assertEqual(again.popen.wait(15), 0)
            os.unlink(again.log_path)

    def test_an_answer_under_way_is_finished(self):
        upstream = self.enterContext(ScriptedUpstream())
        self.gw.add_provider("slow", upstream.base_url, any_model=True)
        go = threading.Event()
        upstream.on("m", [script.begin(script.delta("Once")), script.wait(go), script.more(script.delta(" more")),
                          script.end()])
        with self.gw.open_chat({"model": "slow/m", "messages": HELLO, "stream": True}) as stream:
            self.assertIn(b"Once", stream.read_event() + stream.read_event())
            new = free_port()
            self.rebind(new)
            self.gw.port = new
            self.assertEqual(status_of(self.gw)["open_calls"], 1)
            go.set()
            rest = stream.rest()
        self.assertIn(b"more", rest)
        self.assertIn(b"[DONE]", rest)

    def test_a_connection_that_is_kept_alive_is_served_once_more(self):
        kept = http.client.HTTPConnection("127.0.0.1", self.gw.port, timeout=10)
        with contextlib.closing(kept):
            kept.request("GET", "/health")
            first = kept.getresponse()
            self.assertIsNone(first.headers["connection"])
            first.read()
            self.rebind(free_port())
            kept.request("GET", "/health")
            answer = kept.getresponse()
            self.assertEqual((answer.status, answer.headers["connection"]), (200, "close"))
            answer.read()

    def test_a_taken_port_changes_nothing(self):
        for address in ("127.0.0.1", "::1"):
            with self.subTest(address), taken(address) as port:
                error = self.rebind(port, 409)["error"]
                self.assertEqual((error["code"], error["param"]), ("port_in_use", "port"))
                self.assertEqual(error["holder"]["pid"], os.getpid())
                self.assertGreater(error["suggestion"], port)
                for words in (str(port), f"(pid {os.getpid()})", f"{error['suggestion']} is free"):
                    self.assertIn(words, error["message"])
                status = status_of(self.gw)
                self.assertEqual((status["wished"]["port"], status["problem"]), (self.gw.port, None))

    def test_what_is_no_place_is_refused(self):
        for body, param in (({}, "port"), ({"port": -1}, "port"), ({"port": 65536}, "port"), ({"port": "80"}, "port"),
                            ({"port": 4200, "address": "0.0.0.0"}, "address"),
                            ({"port": 4200, "address": "example.com"}, "address"),
                            ({"port": 4200, "tls": "yes"}, "tls"), ({"port": 4200, "plain_http": 1}, "plain_http")):
            with self.subTest(body):
                error = self.gw.admin("POST", "/settings/rebind", body)
                self.assertEqual((error.status, error.error()["param"]), (422, param))

    def test_any_free_port_and_the_same_again(self):
        url = self.rebind(0)["listening"][0]
        self.gw.port = int(url.rsplit(":", 1)[1])
        self.assertEqual(self.rebind(self.gw.port, address="::1")["listening"], [url])
        self.assertEqual(status_of(self.gw)["wished"]["port"], self.gw.port)

    def test_many_moves_under_load_lose_no_call(self):
        for _ in range(10):
            new = free_port()
            self.rebind(new)
            self.gw.port = new
            self.assertEqual(self.gw.chat({"model": "sandbox", "messages": HELLO}).status, 200)
        until(lambda: status_of(self.gw)["connections"] <= 2, "the old connections have gone", 20)


class TakenAtTheStartTest(unittest.TestCase):
    def test_it_says_who_has_the_port_and_which_is_free(self):
        gw = self.enterContext(Switchyard())
        gw.stop()
        with taken() as port:
            done = subprocess.run([binary(), "serve", "--data-dir", gw.data_dir, "--port", str(port)], env=gw.env, timeout=20,
                                  capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertRegex(done.stderr, rf"port {port} is used by .+ \(pid {os.getpid()}\); (\d+) is free: --port \1")


if __name__ == "__main__":
    unittest.main()
