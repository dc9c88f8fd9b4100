"""Clients that leave in every phase of a call, and in every way: the provider is not kept working, what it may bill is
on the ledger, and nothing stays open. Calls that run out of time, or that a stop cuts short, end as cleanly.

How fast it is on an idle machine is measured by tests/prove/hang_up.py; the bound here only tells closed from
forgotten.
"""

import contextlib
import json
import os
import random
import signal
import threading
import time
import unittest

import scripted_upstream as script
from harness import Switchyard, until
from leaving import (CLOSE_WAIT, CONTENT_EVENTS, MODEL, PHASES, Leaver, SilentPort, WatchingUpstream, bring_to,
                     open_calls, sockets_besides_warm_ones, sockets_to, turn_over)
from scripted_upstream import ScriptedUpstream

SOON = 5.0  # on a machine that does other things as well; forgotten is minutes
LOOK_UP_SECONDS = 3.0  # less than a look-up takes
TOLD = ("streaming", "counting", "flowing")  # clients that read what they are sent
SEED = int(os.environ.get("E2E_SEED", "20261121"))
BEFORE_ANY_CONTENT = ("headers", "queued", "first_token", "body", "retry")
NOT_BILLED = ("retry",)


class LeavingTest(unittest.TestCase):
    """One gateway with one worker, so that nothing can hide behind another one's being free."""

    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(WatchingUpstream())
        cls.silent = cls.enterClassContext(SilentPort())
        cls.gw = cls.enterClassContext(Switchyard("--workers", "1"))

    @classmethod
    def tearDownClass(cls):
        if len(cls.gw.log.splitlines()) != 1:
            raise AssertionError(f"it complained:\n{cls.gw.log}")

    def provider(self, name, url=None, **fields):
        self.gw.add_provider(name, url or self.upstream.url(name), any_model=True, **fields)
        return name

    def rows_of(self, name):
        self.gw.wait_until_folded()
        return [row for row in self.gw.requests() if row["requested_model"] == f"{name}/{MODEL}"]

    def row_of(self, name):
        until(lambda: self.rows_of(name), f"the call through {name} is on the ledger")
        (row,) = self.rows_of(name)
        return row

    def check_row(self, phase, stream, row):
        """Cancelled, with what the provider may bill."""
        self.assertEqual(row["outcome"], "cancelled")
        self.assertEqual(row["error_code"], "cancelled")
        self.assertEqual(row["attempts"], 1)
        self.assertEqual(row["stream"], stream)
        self.assertEqual(row["status"], 499 if phase in BEFORE_ANY_CONTENT else 200)
        if phase in NOT_BILLED:
            self.assertEqual((row["cost_nanos"], row["input_tokens"], row["output_tokens"]), (0, 0, 0))
            return
        self.assertEqual(row["confidence"], "estimated")
        self.assertGreater(row["input_tokens"], 0)
        self.assertGreater(row["cost_nanos"], 0)
        if phase not in BEFORE_ANY_CONTENT:
            self.assertGreaterEqual(row["output_tokens"], CONTENT_EVENTS, "what was delivered is counted")

    def leave_in(self, phase, stream, how):
        name = self.provider(f"{phase}-{how}-{'stream' if stream else 'whole'}")
        client = bring_to(self.gw, self.upstream, name, stream)
        with contextlib.closing(client):
            left = client.leave(how)
            (asked,) = self.upstream.of(name)
            if phase != "retry":  # there the provider has answered, and its connection may stay warm
                closed = until(lambda: asked.closed_at, "the provider's connection is closed")
                self.assertLess(closed - left, SOON)
            until(lambda: open_calls(self.gw) == 0, "no call is open", SOON)
            self.check_row(phase, stream, self.row_of(name))
            self.assertEqual(len(self.upstream.of(name)), 1, "nothing was asked twice, nor after the client had gone")

    def test_in_every_phase_and_every_way(self):
        answering = self.provider("answer")
        self.gw.chat({"model": f"{answering}/{MODEL}", "messages": []})
        until(lambda: open_calls(self.gw) == 0, "no call is open")
        before = sockets_besides_warm_ones(self.gw, self.upstream)
        for phase, stream in PHASES:
            for how in ("half", "rst") if phase == "flooding" else ("fin", "half", "rst"):
                with self.subTest(phase, stream=stream, how=how):
                    self.leave_in(phase, stream, how)
                    good = self.gw.chat({"model": f"{answering}/{MODEL}", "stream": stream, "messages": []})
                    self.assertEqual(good.status, 200, "the next call finds everything in order")
                    self.assertTrue(b"[DONE]" in good.body or not stream)
        self.assertEqual(sockets_besides_warm_ones(self.gw, self.upstream), before, "no socket is left open")

    def test_while_connecting(self):
        for stream in (True, False):
            for how in ("fin", "half", "rst"):
                with self.subTest(stream=stream, how=how):
                    name = self.provider(f"connecting-{how}-{stream}", self.silent.url())
                    client = Leaver(self.gw.port, self.gw.key)
                    with contextlib.closing(client):
                        client.ask(f"{name}/{MODEL}", stream)
                        until(self.silent.connecting, "the gateway tries to connect")
                        client.leave(how)
                        until(lambda: not self.silent.connecting(), "it gives up connecting", SOON)
                        until(lambda: open_calls(self.gw) == 0, "no call is open", SOON)
                        row = self.row_of(name)
                    self.assertEqual((row["outcome"], row["status"]), ("cancelled", 499))
                    self.assertEqual((row["cost_nanos"], row["input_tokens"], row["output_tokens"]), (0, 0, 0))
                    self.assertEqual(row["confidence"], "measured", "nothing was sent, so nothing is owed")

    def test_while_the_answer_arrives(self):
        """Whoever is faster: the call is booked once, at the price the provider named or at an estimate."""
        print(f"seed {SEED}")
        chance = random.Random(SEED)
        name = self.provider("answer-race")
        calls = 60
        for number in range(calls):
            client = Leaver(self.gw.port, self.gw.key)
            client.ask(f"{name}/{MODEL}", stream=number % 2 == 0)
            if delay := chance.choice((0, 0.0003, 0.0006, 0.001, 0.002)):
                time.sleep(delay)
            client.leave(chance.choice(("fin", "rst")))
        until(lambda: open_calls(self.gw) == 0, "no call is open", SOON)
        rows = self.rows_of(name)
        self.assertLessEqual(len(rows), calls)
        self.assertEqual(len({row["id"] for row in rows}), len(rows))
        for row in rows:
            with self.subTest(row["id"]):
                self.assertIn(row["outcome"], ("done", "cancelled"))
                counted = row["input_tokens"] == 7 and row["output_tokens"] == 3
                self.assertEqual(row["confidence"] == "measured", counted or row["cost_nanos"] == 0, row)
                self.assertTrue(row["outcome"] == "cancelled" or counted, row)
        sent = sum(1 for row in rows if row["cost_nanos"] > 0)
        self.assertGreaterEqual(len(self.upstream.of(name)), len([row for row in rows if row["outcome"] == "done"]))
        self.assertLessEqual(len(self.upstream.of(name)), sent, "every request that arrived is paid for")

    # Time

    def test_a_deadline_closes_the_providers_connection(self):
        def call(name, stream):
            answers[name] = self.gw.chat({"model": f"{name}/{MODEL}", "stream": stream, "messages": []})
        answers = {}
        cases = (("headers-first", True, {"first_token_ms": 300}, 504),
                 ("first_token-first", True, {"first_token_ms": 300}, 504),
                 ("streaming-idle", True, {"idle_ms": 300}, 200), ("streaming-total", True, {"total_ms": 300}, 200),
                 ("flowing-total", True, {"total_ms": 300}, 200), ("headers-total", False, {"total_ms": 300}, 504),
                 ("body-total", False, {"total_ms": 300}, 504))
        for name, _, timeouts, _ in cases:
            self.provider(name, timeouts=timeouts)
        threads = [threading.Thread(target=call, args=(name, stream)) for name, stream, *_ in cases]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        for name, _, timeouts, status in cases:
            with self.subTest(name):
                self.assertEqual(answers[name].status, status)
                self.assertNotIn(b"[DONE]", answers[name].body)
                row = self.gw.wait_for_call(answers[name].request_id())
                asked = self.upstream.of(name)
                self.assertEqual(row["attempts"], len(asked))
                for one in asked:
                    closed = until(lambda one=one: one.closed_at, "the provider's connection is closed")
                    self.assertLess(closed - one.at, 0.3 + SOON)
                self.assertGreater(row["cost_nanos"], 0)
        until(lambda: open_calls(self.gw) == 0, "no call is open", SOON)

    def test_a_connection_that_is_not_accepted_in_time(self):
        name = self.provider("silent", self.silent.url(), timeouts={"connect_ms": 200})
        answer = self.gw.chat({"model": f"{name}/{MODEL}", "messages": []})
        self.assertEqual(answer.status, 502)
        self.assertEqual(self.silent.connecting(), [])
        self.assertEqual(self.gw.wait_for_call(answer.request_id())["cost_nanos"], 0)

    def test_a_connection_that_ended_inside_the_head_is_closed(self):
        """No other call could use it."""
        with ScriptedUpstream() as upstream:
            self.provider("inside", upstream.base_url)
            for size in (17, 42, 60):
                with self.subTest(size=size):
                    upstream.on(MODEL, [script.send(script.STREAM_HEAD[:size]), script.fin()])
                    answer = self.gw.chat({"model": f"inside/{MODEL}", "stream": True, "messages": []})
                    self.assertEqual(answer.status, 502)
                    until(lambda: not sockets_to(upstream.port, CLOSE_WAIT), "the connection is closed")

    def test_a_provider_is_let_go_before_the_pause_that_follows_its_failure(self):
        """An error event in a stream that its provider then does not end."""
        name = self.provider("garbage-stream")
        answer = self.gw.chat({"model": f"{name}/{MODEL}", "stream": True, "messages": []})
        self.assertEqual(answer.status, 502)
        asked = self.upstream.of(name)
        self.assertGreater(len(asked), 1)
        for one, following in zip(asked, asked[1:]):
            closed = until(lambda one=one: one.closed_at, "it is closed")
            self.assertLess(closed, following.at, "before the next attempt, which comes 0.4 s later or more")
        until(lambda: asked[-1].closed_at, "the last one is closed")


class NamesTest(unittest.TestCase):
    """Providers that must be looked up: libcurl does it on a thread and with descriptors of its own."""

    @classmethod
    def setUpClass(cls):
        library = os.environ.get("SWITCHYARD_SLOW_RESOLVER")
        if not library:
            raise unittest.SkipTest("SWITCHYARD_SLOW_RESOLVER names no library that answers look-ups for us")
        cls.upstream = cls.enterClassContext(WatchingUpstream())
        cls.gw = cls.enterClassContext(Switchyard("--workers", "1", env={"LD_PRELOAD": library}))

    @classmethod
    def tearDownClass(cls):
        if len(cls.gw.log.splitlines()) != 1:
            raise AssertionError(f"it complained:\n{cls.gw.log}")

    def in_time(self, what):
        begun = time.monotonic()
        result = what()
        self.assertLess(time.monotonic() - begun, LOOK_UP_SECONDS)
        return result

    def test_a_client_leaves_while_the_name_is_looked_up(self):
        """The others neither wait for the resolver's thread, nor lose their descriptor to it."""
        self.gw.add_provider("lookup", "http://slow.test:80/v1", any_model=True)
        calls = 12
        for number in range(calls):
            client = Leaver(self.gw.port, self.gw.key)
            client.ask(f"lookup/{MODEL}", stream=number % 2 == 0)
            self.in_time(lambda: until(lambda: open_calls(self.gw) == 1, "the call is open"))
            self.in_time(lambda: turn_over(self.gw))
            client.leave(("fin", "rst")[number // 2 % 2])
            self.in_time(lambda: until(lambda: open_calls(self.gw) == 0, "no call is open"))
        self.gw.wait_until_folded()
        rows = [row for row in self.gw.requests() if row["provider"] == "lookup"]
        self.assertEqual([(row["outcome"], row["cost_nanos"]) for row in rows], [("cancelled", 0)] * calls)

    def test_a_look_up_that_takes_too_long(self):
        self.gw.add_provider("hasty", "http://slow.hasty.test:80/v1", any_model=True, timeouts={"connect_ms": 200})
        answers = []
        caller = threading.Thread(
            target=lambda: answers.append(self.gw.chat({"model": f"hasty/{MODEL}", "messages": []})))
        caller.start()
        while caller.is_alive():
            self.in_time(lambda: turn_over(self.gw))
        self.assertEqual(answers[0].status, 502)
        row = self.gw.wait_for_call(answers[0].request_id())
        self.assertLess(row["duration_ms"], 12000, "four tries of 0.2 s and the pauses between, not of one look-up")
        self.assertEqual(row["cost_nanos"], 0)

    def test_names_that_are_found(self):
        """The descriptors of a look-up are free again at once: the next client gets one of their numbers."""
        for number in range(12):
            url = f"http://here.{number}.test:{self.upstream.port}/answer-{number}/v1"
            self.gw.add_provider(f"answer-{number}", url, any_model=True)
            model = f"answer-{number}/{MODEL}"
            self.assertEqual(self.in_time(lambda: self.gw.chat({"model": model, "messages": []})).status, 200)

    def test_a_name_of_which_the_first_address_does_not_answer(self):
        """`localhost` is ::1 first, and the provider listens on 127.0.0.1 alone."""
        for number in range(4):
            name = f"answer-local-{number}"
            self.gw.add_provider(name, self.upstream.url(name).replace("127.0.0.1", "localhost"), any_model=True)
            answer = self.in_time(lambda: self.gw.chat({"model": f"{name}/{MODEL}", "messages": []}))
            self.assertEqual(answer.status, 200)


class StoppingTest(unittest.TestCase):
    """SIGTERM: what can finish in time does, and the rest is told why it ends."""

    def test_a_stop_ends_every_phase(self):
        with WatchingUpstream() as upstream, SilentPort() as silent, Switchyard("--workers", "1") as gw:
            clients = {}
            for phase, stream in PHASES:
                name = f"{phase}-{'stream' if stream else 'whole'}"
                gw.add_provider(name, upstream.url(name), any_model=True)
                clients[phase, stream] = bring_to(gw, upstream, name, stream)
            gw.add_provider("silent", silent.url(), any_model=True, timeouts={"connect_ms": 60000})
            clients["connecting", False] = Leaver(gw.port, gw.key)
            clients["connecting", False].ask(f"silent/{MODEL}", stream=False)
            until(silent.connecting, "the gateway tries to connect")
            begun = time.monotonic()
            gw.child.popen.send_signal(signal.SIGTERM)
            ends = {}
            readers = [threading.Thread(target=lambda which, one: ends.update({which: one.read_to_end()}), args=item)
                       for item in clients.items() if item[0][0] != "flooding"]
            for one in readers:
                one.start()
            self.assertEqual(gw.child.popen.wait(15), 0)
            self.assertLess(time.monotonic() - begun, 12)
            for one in readers:
                one.join()
            gw.check_log()
            got = clients["flooding", True].read_to_end()
            self.assertNotIn(b"\r\n0\r\n\r\n", got, "cut, and not to be taken for whole")
            self.check_ends(ends)
            self.check_books(gw, clients)
            for one in upstream.asked:
                until(lambda one=one: one.closed_at or one.name.startswith("retry"), f"{one.name} is closed")

    def check_ends(self, ends):
        for (phase, stream), got in ends.items():
            with self.subTest(phase, stream=stream):
                self.assertNotIn(b"[DONE]", got)
                self.assertEqual(got.count(b"HTTP/1.1 "), 1, "what waited behind the call is not begun")
                if phase in TOLD:
                    self.assertTrue(got.startswith(b"HTTP/1.1 200 "))
                    self.assertTrue(got.endswith(b"\r\n0\r\n\r\n"), got[-300:])
                    error = json.loads(got[got.rindex(b"data: ") + 6:].split(b"\n")[0])["error"]
                else:
                    self.assertTrue(got.startswith(b"HTTP/1.1 503 "), got)
                    error = json.loads(got.split(b"\r\n\r\n", 1)[1])["error"]
                    self.assertNotIn(b"x-should-retry", got)
                self.assertEqual(error["code"], "gateway_stopping")

    def check_books(self, gw, clients):
        gw.start()
        gw.wait_until_folded()
        rows = {row["provider"]: row for row in gw.requests()}
        self.assertEqual(len(rows), len(clients))
        for (phase, stream), _ in clients.items():
            row = rows["silent" if phase == "connecting" else f"{phase}-{'stream' if stream else 'whole'}"]
            with self.subTest(phase, stream=stream):
                told = phase in (*TOLD, "flooding")
                self.assertEqual(row["outcome"], "partial" if told else "failed")
                self.assertEqual(row["error_code"], "gateway_stopping")
                self.assertEqual(row["status"], 200 if told else 503)
                self.assertEqual(row["cost_nanos"] > 0, phase not in ("connecting", "retry"))

    def test_what_can_finish_does(self):
        with WatchingUpstream() as upstream, Switchyard() as gw:
            gw.add_provider("later", upstream.url("later"), any_model=True)
            client = Leaver(gw.port, gw.key)
            client.ask(f"later/{MODEL}", stream=True)
            client.read_until(b"word ")
            gw.child.popen.send_signal(signal.SIGTERM)
            got = client.read_to_end()
            self.assertTrue(got.endswith(b"data: [DONE]\n\n\r\n0\r\n\r\n"), got[-300:])
            self.assertEqual(gw.child.popen.wait(5), 0)
            gw.start()
            gw.wait_until_folded()
            (row,) = gw.requests()
            self.assertEqual((row["outcome"], row["confidence"]), ("done", "measured"))


if __name__ == "__main__":
    unittest.main()
