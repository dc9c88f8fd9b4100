"""What happens, told as it does: over server-sent events and over WebSockets, to whom it may concern and nobody else."""

import json
import signal
import socket
import threading
import time
import unittest

import scripted_upstream as script
from admin_case import ask
from event_client import BINARY, CLOSE, PING, PONG, TEXT, Sse, WebSocket
from harness import Switchyard, until
from scripted_upstream import ScriptedUpstream

TOPICS = "calls,switch,health,alerts,logs,plan,ledger"
MOST_OF_ONE = 16


class EventsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("asked", cls.upstream.base_url, "env:E2E_KEY_1", any_model=True)
        cls.upstream.on("m", [script.answer(200, script.completion(tokens=(100, 20), model="m"))])

    def watch(self, kind=Sse, key=None, **options):
        watcher = kind(self.gw.port, key or self.gw.admin_key, **options)
        self.addCleanup(watcher.close)
        return watcher

    def watching(self, kind=Sse, key=None, **options):
        """One that is in already: what happens from here on is told."""
        watcher = self.watch(kind, key, **options)
        self.assertEqual(watcher.next().name, "ready")
        return watcher

    def call(self, key=None, model="m"):
        answer = self.gw.chat(ask(model), key=key)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.request_id()

    def made(self, path, body):
        return self.gw._json(self.gw.admin("POST", path, body), 201)

    # What is told

    def test_a_call_is_told_as_the_ledger_has_it(self):
        for kind in (Sse, WebSocket):
            with self.subTest(kind.__name__):
                watcher = self.watching(kind, path="/api/v1/events?topics=calls")
                request_id = self.call()
                told = watcher.until("calls").data
                row = self.gw.wait_for_call(request_id)
                self.assertEqual(told["id"], request_id)
                for name in ("status", "outcome", "provider", "requested_model", "routed_model", "billed_model", "input_tokens",
                             "output_tokens", "cost_nanos", "duration_ms", "key_id"):
                    self.assertEqual(told[name], row[name], name)
                self.assertNotIn("attempt_list", told)
                self.assertNotIn("decision", told)

    def test_both_say_what_they_are(self):
        sse = self.watch()
        self.assertEqual((sse.status, sse.headers["content-type"], sse.headers["cache-control"]),
                         (200, "text/event-stream", "no-store"))
        self.assertTrue(self.watch(WebSocket).accepted())
        head = self.gw.admin("HEAD", "/events")
        self.assertEqual((head.status, head.headers["content-type"], head.body), (200, "text/event-stream", b""))

    def test_the_plan_and_the_switch_are_told(self):
        watcher = self.watching(path="/api/v1/events?topics=plan,switch")
        self.gw._json(self.gw.admin("PUT", "/settings", {"switch_delay_ms": 0, "switch_cooldown_ms": 0}))
        version = watcher.until("plan").data["version"]
        self.assertEqual(version, self.gw.admin("GET", "/status").json()["plan"])
        self.assertIn(self.gw.admin("POST", "/router/toggle", {"value": False, "reason": "tests"}).status, (200, 202))
        self.addCleanup(self.gw.admin, "POST", "/router/toggle", {"value": True})
        told = watcher.until("switch").data
        while told["value"]:  # it was pending for a moment
            told = watcher.until("switch").data
        self.assertEqual((told["value"], told["reason"]), (False, "tests"))

    def test_a_key_that_has_to_wait_is_told(self):
        self.gw.add_provider("waits", self.upstream.base_url, "env:E2E_KEY_2", models=["waiting"])
        self.upstream.on("waiting", [script.status(429, ("retry-after", "60"))])
        watcher = self.watching(path="/api/v1/events?topics=health")
        self.gw.chat(ask("waits/waiting"))
        told = watcher.until("health").data
        self.assertEqual((told["event"], told["kind"]), ("out", "cooldown"))
        self.assertTrue(told["until"])

    def test_only_what_was_asked_for_is_told(self):
        watcher = self.watching(path="/api/v1/events?topics=plan")
        self.call()
        self.gw._json(self.gw.admin("PUT", "/settings", {"max_attempts": 3}))
        self.assertEqual(watcher.next().name, "plan")

    # Going on where one was

    def test_it_goes_on_behind_the_last_event_that_is_known(self):
        watcher = self.watching(path="/api/v1/events?topics=calls")
        first = self.call()
        known = watcher.until("calls")
        self.assertEqual(known.data["id"], first)
        missed = [self.call(), self.call()]
        until(lambda: all(self.gw.admin("GET", f"/requests/{one}").status == 200 for one in missed), "they have rows")
        again = self.watching(path="/api/v1/events?topics=calls", headers={"Last-Event-ID": str(known.id)})
        self.assertEqual([again.until("calls").data["id"] for _ in missed], missed)
        by_query = self.watching(WebSocket, path=f"/api/v1/events?topics=calls&last_event_id={known.id}")
        self.assertEqual([by_query.until("calls").data["id"] for _ in missed], missed)

    def test_what_is_gone_is_said_to_be_lost(self):
        old = self.watch(headers={"Last-Event-ID": "17"})
        self.assertEqual(old.next().name, "ready")
        self.assertEqual(old.next().name, "lost")
        future = self.watch(headers={"Last-Event-ID": str(2 ** 63)})
        self.assertEqual([future.next().name, future.next().name], ["ready", "lost"])

    def test_nonsense_is_refused(self):
        for path, param in (("/events?topics=nonsense", "topics"), ("/events?last_event_id=x", "last_event_id")):
            answer = self.gw.admin("GET", path)
            self.assertEqual((answer.status, answer.error()["param"]), (422, param))

    # Who hears what

    def test_a_team_hears_of_itself_alone(self):
        teams = [self.made("/teams", {"name": f"watching {name}"}) for name in ("ours", "theirs")]
        keys = [self.made("/api-keys", {"name": f"viewer of {team['id']}", "role": "viewer", "team": team["id"]}) for team in teams]
        users = [self.made("/users", {"name": f"user of {team['id']}", "role": "member", "team": team["id"]}) for team in teams]
        members = [self.made("/api-keys", {"name": f"member of {team['id']}", "user": user["id"]})
                   for team, user in zip(teams, users)]
        for kind in (Sse, WebSocket):
            with self.subTest(kind.__name__):
                watcher = self.watching(kind, keys[0]["key"])
                self.call()  # of no team
                self.call(keys[1]["key"])
                self.call(members[1]["key"])
                self.gw._json(self.gw.admin("PUT", "/settings", {"max_attempts": 4}))
                own = [self.call(keys[0]["key"]), self.call(members[0]["key"])]
                told = [watcher.next() for _ in own]
                self.assertEqual([event.name for event in told], ["calls", "calls"])
                self.assertEqual([event.data["id"] for event in told], own)
                self.assertEqual({event.data["team_id"] for event in told}, {teams[0]["id"]})

    def test_who_may_watch(self):
        self.assertEqual(self.gw.admin("GET", "/events", key="").status, 401)
        self.assertEqual(self.gw.admin("GET", "/events", key=self.gw.key).status, 403)
        viewer, admin = self.gw.new_key("viewer"), self.gw.new_key("admin")
        for key, topics, status in ((viewer, "calls", 200), (viewer, "logs", 403), (admin, "logs", 200), (admin, TOPICS, 200)):
            with self.subTest(topics):
                self.assertEqual(self.watch(key=key, path=f"/api/v1/events?topics={topics}").status, status)
        for origin in ("https://evil.example", "null"):
            self.assertEqual(self.watch(WebSocket, headers={"Origin": origin}).status, 403)
        self.assertEqual(self.watch(WebSocket, headers={"Host": "evil.example"}).status, 421)

    def test_who_may_no_more_is_sent_away(self):
        for kind in (Sse, WebSocket):
            with self.subTest(kind.__name__):
                made = self.made("/api-keys", {"name": f"revoked soon, {kind.__name__}", "role": "viewer"})
                watcher = self.watching(kind, made["key"])
                self.assertEqual(self.gw.admin("POST", f"/api-keys/{made['id']}/revoke", {}).status, 200)
                if kind is WebSocket:
                    self.assertEqual(watcher.close_code(), 1008)
                else:
                    self.assertIsNone(watcher.next())

    def test_there_are_only_so_many_of_one(self):
        key = self.gw.new_key("viewer")
        watchers = [self.watching(key=key) for _ in range(MOST_OF_ONE)]
        refused = self.gw.admin("GET", "/events", key=key)
        self.assertEqual((refused.status, refused.error()["code"]), (429, "too_many_watchers"))
        self.watching()  # another is not concerned
        watchers.pop().close()

        def room():
            with Sse(self.gw.port, key) as watcher:
                return watcher.status == 200
        until(room, "the place of the one that left is free")

    # WebSocket

    def test_a_handshake_that_is_none_is_refused(self):
        for headers, status in (({"Sec-WebSocket-Version": "8"}, 426), ({"Sec-WebSocket-Key": None}, 400),
                                ({"Sec-WebSocket-Key": "c2hvcnQ="}, 400), ({"Connection": "close"}, 400)):
            with self.subTest(headers):
                self.assertEqual(self.watch(WebSocket, headers=headers).status, status)
        for path in ("/api/v1/status", "/v1/chat/completions", "/metrics", "/health"):
            self.assertEqual(self.watch(WebSocket, path=path).status, 426, path)

    def test_it_answers_a_ping_and_a_close(self):
        watcher = self.watching(WebSocket, path="/api/v1/events?topics=alerts")
        watcher.send(TEXT, b"nobody listens")
        watcher.send(PING, b"are you there")
        self.assertEqual(watcher.frame(), (PONG, b"are you there"))
        watcher.send(CLOSE, (1000).to_bytes(2, "big") + b"bye")
        self.assertEqual(watcher.frame(), (CLOSE, (1000).to_bytes(2, "big")))
        self.assertEqual(watcher.frame(), (None, b""))

    def test_what_no_client_may_send_ends_it(self):
        cases = {"not masked": (lambda w: w.send(TEXT, b"x", masked=False), 1002),
                 "a reserved bit": (lambda w: w.send(TEXT, b"x", first=0xC0), 1002),
                 "an unknown kind": (lambda w: w.send(3, b"x"), 1002),
                 "a piece of nothing": (lambda w: w.send(0, b"x"), 1002),
                 "a ping in pieces": (lambda w: w.send(PING, b"x", first=0), 1002),
                 "a long ping": (lambda w: w.send(PING, b"x" * 126), 1002),
                 "binary": (lambda w: w.send(BINARY, b"x"), 1003),
                 "too long": (lambda w: w.send(TEXT, b"x" * 5000), 1009),
                 "a close of no code": (lambda w: w.send(CLOSE, b"\x00"), 1002)}
        for name, (send, code) in cases.items():
            with self.subTest(name):
                watcher = self.watching(WebSocket, path="/api/v1/events?topics=alerts")
                send(watcher)
                self.assertEqual(watcher.close_code(), code)


class WatchedGatewayTest(unittest.TestCase):
    """What watchers must not do to the gateway."""

    def test_the_end_does_not_wait_for_watchers(self):
        with Switchyard() as gw:
            sse, socket_ = Sse(gw.port, gw.admin_key), WebSocket(gw.port, gw.admin_key)
            with sse, socket_:
                self.assertEqual((sse.next().name, socket_.next().name), ("ready", "ready"))
                began = time.monotonic()
                gw.child.popen.send_signal(signal.SIGTERM)
                self.assertIsNone(sse.next())
                self.assertEqual(socket_.close_code(), 1001)
                self.assertEqual(gw.child.popen.wait(10), 0)
                self.assertLess(time.monotonic() - began, 5)
            gw.check_log()

    def test_one_that_does_not_read_costs_nobody_anything(self):
        with Switchyard() as gw, ScriptedUpstream(keep=False) as upstream:
            gw.add_provider("asked", upstream.base_url, any_model=True)
            upstream.on("m", [script.answer(200, script.completion(tokens=(100, 20), model="m"))])
            slow = Sse(gw.port, gw.admin_key)
            slow.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            quick = Sse(gw.port, gw.admin_key, timeout=60)
            with slow, quick:
                self.assertEqual(quick.next().name, "ready")
                ids, wanted = [], 400
                reader = threading.Thread(target=lambda: ids.extend(quick.until("calls").data["id"] for _ in range(wanted)))
                reader.start()
                sent = [gw.chat(ask("m")).request_id() for _ in range(wanted)]
                reader.join(60)
                self.assertEqual(ids, sent)


if __name__ == "__main__":
    unittest.main()
