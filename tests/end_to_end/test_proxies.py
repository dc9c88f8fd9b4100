"""Providers that are called through the proxy pool: by real proxies, and never in any other way.

Whoever comes to the provider from 127.0.0.1 came directly; the proxies leave by other addresses of loopback.
"""

import os
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

import scripted_upstream as script
from harness import Switchyard, binary, until
from real_proxies import (DANTED, HIDDEN_HOST, SQUID, SQUID_LOGIN, TINYPROXY, Dante, PeerUpstream, Squid, SquidInTls,
                          Tinyproxy)
from scripted_case import ask, closed_port, good_stream

PASSWORD = "pool-password-0123456789"
MODELS = b'{"data": [{"id": "m"}]}'
FRONT = {Squid.leaves: "squid", Tinyproxy.leaves: "tinyproxy", Dante.leaves: "dante"}
THREE = unittest.skipUnless(SQUID and TINYPROXY and DANTED and os.geteuid() == 0,
                            "squid, tinyproxy and danted are not all here, or not started as root")


def refuser():
    """A port that takes connections and closes them; its listener, to be closed."""
    return socket.create_server(("127.0.0.1", 0))


class ProxyCase(unittest.TestCase):
    """A gateway whose environment names a proxy of its own, which nobody must ever ask."""

    def setUp(self):
        self.place = self.enterContext(tempfile.TemporaryDirectory())
        os.chmod(self.place, 0o755)
        self.upstream = self.enterContext(PeerUpstream())
        self.upstream.otherwise(self.play)
        self.trap = self.enterContext(refuser())
        trap = f"http://127.0.0.1:{self.trap.getsockname()[1]}"
        self.gw = self.enterContext(Switchyard(env={
            "POOL_PASSWORD": PASSWORD, "http_proxy": trap, "https_proxy": trap, "ALL_PROXY": trap, "HTTPS_PROXY": trap,
            "NO_PROXY": "*", "no_proxy": "*"}))
        self.settings(health_checks=False)  # only what a test asks for leaves

    def tearDown(self):
        self.trap.setblocking(False)
        with self.assertRaises(BlockingIOError, msg="the environment's proxy was asked"):
            self.trap.accept()

    @staticmethod
    def play(received):
        if received.method == "GET":
            return [script.answer(200, MODELS)]
        return good_stream() if received.json().get("stream") else [script.whole()]

    def settings(self, **fields):
        answer = self.gw.admin("PUT", "/settings", fields)
        self.assertEqual(answer.status, 200, answer.body)

    def add(self, row, status=201):
        answer = self.gw.admin("POST", "/proxies", row)
        self.assertEqual(answer.status, status, answer.body)
        return answer.json()

    def provider(self, name="pooled", url=None, secrets=("env:E2E_KEY_1",), **fields):
        return self.gw.add_provider(name, url or self.upstream.base_url, *secrets, any_model=True,
                                    **{"outbound": "pool", **fields})

    def call(self, model="pooled/m"):
        return self.gw.chat(ask(model))

    def health(self):
        return {row["name"]: row for row in self.gw.admin("GET", "/health/proxies").json()["data"]}

    def alerts(self, state):
        """The names of the proxies that there are such alerts of."""
        rows = self.gw.admin("GET", f"/alerts?kind=proxy_down&state={state}").json()["data"]
        return [row["subject"]["name"] for row in rows]

    def failure(self, answer):
        """Why the only attempt of a call failed."""
        row = self.gw.wait_for_call(answer.request_id())
        return row["attempt_list"][-1]


class ProxyPoolTest(ProxyCase):
    def test_a_provider_of_the_pool_is_not_called_without_a_proxy(self):
        provider = self.provider()
        answer = self.call()
        self.assertEqual(answer.status, 502, answer.body)
        self.assertIn("proxy pool", str(self.failure(answer)))
        tested = self.gw.admin("POST", f"/providers/{provider}/health")
        self.assertFalse(tested.json()["ok"])
        dead = self.add({"name": "dead", "host": "127.0.0.1", "port": closed_port()})
        answer = self.call()
        self.assertEqual(answer.status, 502, answer.body)
        self.assertEqual(self.health()["dead"]["state"], "down")
        self.assertEqual(self.gw.admin("PUT", f"/proxies/{dead['id']}", {"enabled": False}).status, 200)
        self.assertEqual(self.call().status, 502)
        self.assertEqual(self.upstream.peers, [])

    def test_a_provider_that_is_told_nothing_is_called_directly(self):
        self.add({"name": "dead", "host": "127.0.0.1", "port": closed_port()})
        self.provider("direct", outbound="direct")
        self.assertEqual(self.call("direct/m").status, 200)
        self.assertEqual(self.upstream.peers, ["127.0.0.1"])

    def test_values_that_are_wrong_are_refused_by_field(self):
        good = {"name": "one", "host": "127.0.0.1", "port": 3128}
        for field, value in (("name", ""), ("host", ""), ("host", "http://127.0.0.1"), ("host", "a b"), ("host", "u@h"),
                             ("port", 0), ("port", 65536), ("kind", "ftp"), ("user", "a:b"), ("weight", 0),
                             ("weight", 1001)):
            answer = self.gw.admin("POST", "/proxies", {**good, field: value})
            self.assertEqual((answer.status, answer.error()["param"]), (422, field), (field, value))
        answer = self.gw.admin("POST", "/proxies", {**good, "secret": "env:POOL_PASSWORD"})
        self.assertEqual((answer.status, answer.error()["param"]), (422, "user"))
        made = self.add({**good, "user": "anna", "secret": "env:POOL_PASSWORD"})
        self.assertEqual(made["secret_state"], "ok")
        self.assertEqual(self.gw.admin("POST", "/proxies", good).status, 409)
        moved = self.gw.admin("PUT", f"/proxies/{made['id']}", {"host": "127.0.0.9"})
        self.assertEqual((moved.status, moved.error()["param"]), (422, "secret"))
        self.assertEqual(self.gw.admin("DELETE", f"/proxies/{made['id']}").status, 204)
        answer = self.gw.admin("POST", "/providers", {"name": "x", "type": "custom", "base_url": "http://127.0.0.1:1/v1",
                                                      "options": {"outbound": "pool"}})
        self.assertEqual(answer.status, 422, answer.body)

    def test_what_a_provider_is_told_outlives_changes_and_restored_plans(self):
        name = self.provider()
        self.assertEqual(self.gw.admin("PUT", f"/providers/{name}", {"options": {}}).json()["outbound"], "pool")
        plan = self.gw.admin("GET", "/router/plans").json()["data"][0]["version"]
        self.gw.admin("PUT", f"/providers/{name}", {"outbound": "direct", "weight": 7})
        self.assertEqual(self.gw.admin("GET", f"/providers/{name}").json()["outbound"], "direct")
        self.assertEqual(self.gw.admin("POST", f"/router/plans/{plan}/restore").status, 200)
        self.assertEqual(self.gw.admin("GET", f"/providers/{name}").json()["outbound"], "pool")


class RealProxiesTest(ProxyCase):
    def check_one(self, proxy, host="127.0.0.1"):
        """Calls, checks and model lists of the provider go through it, and nothing else."""
        made = self.add(proxy.row("one"))
        url = self.upstream.base_url.replace("127.0.0.1", host)
        provider = self.provider(url=url)
        answer = self.call()
        self.assertEqual(answer.status, 200, answer.body)
        streamed = self.gw.chat(ask("pooled/m", stream=True))
        self.assertEqual(streamed.status, 200, streamed.body)
        self.assertTrue(self.gw.admin("POST", f"/providers/{provider}/health").json()["ok"])
        discovered = self.gw.admin("POST", f"/providers/{provider}/discover", {})
        self.assertEqual(discovered.status, 200, discovered.body)
        keys = self.gw.admin("POST", "/health/api-keys/check").json()["data"]
        self.assertEqual([key["check"]["verdict"] for key in keys], ["good"])
        checked = self.gw.admin("POST", f"/health/proxies/{made['id']}/check").json()
        self.assertEqual((checked["state"], checked["failures"]), ("up", 0), checked)
        self.assertGreater(checked["latency_ms"], 0)
        self.assertGreaterEqual(checked["calls"], 2)
        self.assertEqual(set(self.upstream.peers), {proxy.leaves})
        self.assertNotIn(PASSWORD, self.gw.log + str(self.health()))
        return made

    @unittest.skipUnless(SQUID and SQUID_LOGIN.exists(), "squid is not here")
    def test_squid_with_a_password_and_a_name_that_only_it_can_look_up(self):
        with self.assertRaises(OSError):
            socket.getaddrinfo(HIDDEN_HOST, 80)
        self.check_one(self.enterContext(Squid(self.place, "anna", PASSWORD)), HIDDEN_HOST)

    @unittest.skipUnless(SQUID, "squid is not here")
    def test_a_proxy_in_tls_is_used_only_if_its_certificate_is_trusted(self):
        proxy = self.enterContext(SquidInTls(self.place))
        self.add(proxy.row("one"))
        self.provider()
        self.assertEqual(self.call().status, 502)
        self.assertEqual(self.upstream.peers, [])
        self.assertEqual(self.health()["one"]["last_error"], "its certificate cannot be trusted")
        if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "true"], check=False).returncode != 0:
            self.skipTest("only root may add a certificate to those that are trusted")
        trusted = Path(self.place) / "trusted.crt"
        trusted.write_bytes(proxy.certificate.read_bytes())
        wrapper = Path(self.place) / "switchyard"
        wrapper.write_text(f"#!/bin/sh\nexec unshare -m sh -c 'mount --bind {trusted} /etc/ssl/certs/ca-certificates.crt && "
                           f"exec {binary()} \"$@\"' sh \"$@\"\n", encoding="ascii")
        wrapper.chmod(0o755)
        with mock.patch.dict(os.environ, SWITCHYARD_BINARY=str(wrapper)), Switchyard() as trusting:
            self.gw = trusting
            self.check_one(proxy)

    @unittest.skipUnless(TINYPROXY, "tinyproxy is not here")
    def test_tinyproxy_with_a_password(self):
        self.check_one(self.enterContext(Tinyproxy(self.place, "anna", PASSWORD)))

    @unittest.skipUnless(DANTED and os.geteuid() == 0, "danted is not here, or not started as root")
    def test_dante_over_socks5_with_the_name_looked_up_there(self):
        self.check_one(self.enterContext(Dante(self.place)), "localhost")

    @unittest.skipUnless(DANTED and os.geteuid() == 0, "danted is not here, or not started as root")
    def test_a_name_that_nobody_knows_is_asked_for_at_the_proxy_alone(self):
        self.add(self.enterContext(Dante(self.place)).row("one"))
        self.provider(url=f"http://{HIDDEN_HOST}:{self.upstream.port}/v1")
        answer = self.call()
        self.assertEqual(answer.status, 502, answer.body)
        self.assertIn("the proxy one failed", str(self.failure(answer)))

    @unittest.skipUnless(TINYPROXY, "tinyproxy is not here")
    def test_a_wrong_password_is_told_and_the_next_proxy_is_asked(self):
        wrong = self.enterContext(Tinyproxy(self.place, "anna", "another"))
        self.add(wrong.row("wrong"))
        self.provider()
        answer = self.call()
        self.assertEqual(answer.status, 502)
        self.assertIn("does not accept the user and password", self.health()["wrong"]["last_error"])
        good = self.enterContext(Tinyproxy(self.place, "anna", PASSWORD))
        self.add(good.row("good"))
        self.assertEqual(self.call().status, 200)
        self.assertEqual(self.health()["wrong"]["state"], "down")
        self.assertEqual(self.upstream.from_directly(), 0)
        self.assertNotIn(PASSWORD, self.gw.log)

    @unittest.skipUnless(TINYPROXY, "tinyproxy is not here")
    def test_one_that_is_drained_finishes_what_it_began(self):
        gate = threading.Event()
        self.upstream.on("slow", [script.begin(script.delta("hel")), script.wait(gate), script.more(script.delta("lo")),
                                  script.end()])
        made = self.add(self.enterContext(Tinyproxy(self.place)).row("one"))
        self.provider()
        with self.gw.open_chat(ask("pooled/slow", stream=True)) as stream:
            stream.read_event()
            drained = self.gw.admin("POST", f"/proxies/{made['id']}/drain").json()
            self.assertEqual((drained["enabled"], drained["open_calls"]), (False, 1))
            self.assertEqual(self.health()["one"]["state"], "draining")
            self.assertEqual(self.call().status, 502)
            gate.set()
            self.assertIn(b"[DONE]", stream.rest())
        until(lambda: self.health()["one"]["state"] == "off", "it is drained")
        self.assertEqual(self.gw.admin("PUT", f"/proxies/{made['id']}", {"enabled": True}).status, 200)
        self.assertEqual(self.call().status, 200)
        self.assertEqual(self.upstream.from_directly(), 0)

    @unittest.skipUnless(TINYPROXY, "tinyproxy is not here")
    def test_one_that_comes_back_is_found_by_itself(self):
        proxy = self.enterContext(Tinyproxy(self.place))
        self.add(proxy.row("one"))
        self.provider()
        self.assertEqual(self.call().status, 200)
        rule = {"rules": [{"kind": "proxy_down", "for_seconds": 0}]}
        self.assertEqual(self.gw.admin("PUT", "/alerts/config", rule).status, 200)
        proxy.kill()
        self.assertEqual(self.call().status, 502)
        self.assertEqual(self.health()["one"]["state"], "down")
        until(lambda: self.alerts("open") == ["one"], "the alert is on", 15)
        proxy.start()
        self.settings(health_checks=True, health_check_interval_s=1)
        until(lambda: self.health()["one"]["state"] == "up", "it is checked, and up", 25)
        history = self.health()["one"]["history"]
        self.assertEqual(len(history), 1)
        until(lambda: self.alerts("ended") == ["one"], "the alert is over", 90)
        self.assertIsNotNone(history[0]["until"])
        before = self.health()["one"]
        self.assertLess(before["availability"]["day"], 1)
        self.assertIn(before["days"][-1]["state"], ("degraded", "down"))
        self.gw.stop()
        self.gw.start()
        after = self.health()["one"]
        self.assertEqual(after["history"], history, "it outlives the program")
        self.assertGreaterEqual(after["availability"]["day"], before["availability"]["day"])
        self.assertLess(after["availability"]["day"], 1)
        self.assertEqual(self.call().status, 200)
        self.assertEqual(self.upstream.from_directly(), 0)

    def provider_health(self):
        key, = [row for row in self.gw.admin("GET", "/health/api-keys").json()["data"] if row["provider"] == "pooled"]
        return key["state"], key["gate"], key["check"]["failures"]

    @unittest.skipUnless(TINYPROXY, "tinyproxy is not here")
    def test_the_only_one_hangs_and_is_called_down_and_the_provider_is_not(self):
        proxy = self.enterContext(Tinyproxy(self.place))
        self.settings(health_checks=True, health_check_interval_s=3600)
        self.add(proxy.row("p0"))
        self.provider(timeouts={"connect_ms": 1000, "total_ms": 4000})
        self.assertEqual(self.call().status, 200)
        proxy.hang()
        self.assertNotEqual(self.call().status, 200, "over the connection that stands")
        self.assertIn("p0", str(self.failure(self.call())))
        until(lambda: self.health()["p0"]["state"] == "down", "it is asked itself, and down", 20)
        until(lambda: self.health()["p0"]["last_error"] == "it takes connections and says nothing", "it was asked", 20)
        self.assertEqual(self.call().status, 502)
        self.assertEqual(self.provider_health(), ("healthy", "open", 0))
        proxy.go_on()
        until(lambda: self.health()["p0"]["state"] == "up", "it is back by itself", 40)
        self.assertEqual(self.call().status, 200)
        self.assertEqual(self.upstream.from_directly(), 0)

    def test_one_that_hangs_is_down_after_three_calls_even_if_nothing_is_checked(self):
        self.add({"name": "p0", "host": "127.0.0.1", "port": self.enterContext(refuser()).getsockname()[1]})
        self.provider(timeouts={"connect_ms": 300})
        until(lambda: self.call() and self.health()["p0"]["state"] == "down", "three calls found it silent", 20)
        self.assertEqual(self.upstream.peers, [])

    @unittest.skipUnless(TINYPROXY and SQUID, "tinyproxy and squid are not both here")
    def test_a_call_goes_round_one_that_hangs_at_once(self):
        first, second = self.enterContext(Tinyproxy(self.place)), self.enterContext(Squid(self.place))
        for proxy, name in (first, "hangs"), (second, "works"):
            self.add(proxy.row(name))
        names = [f"p{n}" for n in range(12)]
        for name in names:
            self.provider(name, timeouts={"connect_ms": 1000})
        first.hang()
        for name in names:
            self.assertEqual(self.call(f"{name}/m").status, 200)
        self.assertEqual(self.health()["hangs"]["state"], "down")
        self.assertEqual(self.health()["works"]["state"], "up")
        self.assertEqual(set(self.upstream.peers), {second.leaves})

    @THREE
    def test_one_of_three_is_killed_under_load(self):
        """Nothing leaks, new calls go round it, and what was with the others stays there."""
        proxies = {"squid": self.enterContext(Squid(self.place)), "tinyproxy": self.enterContext(Tinyproxy(self.place)),
                   "dante": self.enterContext(Dante(self.place))}
        for name, proxy in proxies.items():
            self.add(proxy.row(name))
        names = [f"p{n}" for n in range(12)]
        for name in names:
            self.provider(name)
        before = self.where_they_go(names)
        self.assertEqual(set(before.values()), set(proxies), "each has its share")
        stop, ends, lock = threading.Event(), [], threading.Lock()

        def work(name):
            while not stop.is_set():
                begun = time.monotonic()
                answer = self.call(f"{name}/m")
                with lock:
                    ends.append((begun, answer.status, answer.request_id()))

        with ThreadPoolExecutor(len(names)) as pool:
            running = [pool.submit(work, name) for name in names]
            until(lambda: len(ends) > 100, "calls go", 20)
            killed = time.monotonic()
            proxies["tinyproxy"].kill()
            until(lambda: sum(begun > killed for begun, _, _ in list(ends)) > 200, "calls go on", 20)
            stop.set()
            for one in running:
                one.result()
        self.assertEqual(self.upstream.from_directly(), 0)
        workers = self.gw.admin("GET", "/status").json().get("workers") or os.cpu_count()
        failed = [request for begun, status, request in ends if begun > killed and status != 200]
        self.assertLessEqual(len(failed), workers, "of the calls after it")
        after = self.where_they_go(names)
        self.assertEqual({name: front for name, front in before.items() if front != "tinyproxy"},
                         {name: after[name] for name, front in before.items() if front != "tinyproxy"})
        self.assertNotIn("tinyproxy", after.values())
        proxies["tinyproxy"].start()
        checked = self.gw.admin("POST", f"/health/proxies/{self.health()['tinyproxy']['id']}/check").json()
        self.assertEqual(checked["state"], "up", checked)
        self.assertEqual(self.where_they_go(names), before)

    def where_they_go(self, names):
        """Through which proxy each provider's key is called, by the address of a connection that is made now."""
        out = {}
        for name in names:
            received = len(self.upstream.received)
            self.assertEqual(self.call(f"{name}/m").status, 200)
            connection = self.upstream.received[received].connection
            out[name] = FRONT[self.upstream.peers[connection - 1]]
        return out


if __name__ == "__main__":
    unittest.main()
