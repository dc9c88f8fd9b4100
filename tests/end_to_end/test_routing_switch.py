"""The routing switch of the real program: its delay, undo, cooldown and history, over HTTP and the command line, across
restarts and a clock that is set, and with streams open.
"""

import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from harness import Switchyard, sanitized, until
from test_clock import DAY, FAKETIME, WallClock, seconds_of

HELLO = [{"role": "user", "content": "hi"}]
STREAMS = 200
LONG_STREAM = {"model": "sandbox|interval:100|chunks:40", "messages": HELLO, "stream": True}  # four seconds


class SwitchCase(unittest.TestCase):
    def call(self, status, method, path, body=None, **options):
        answer = self.gw.admin(method, path, body, **options)
        self.assertEqual(answer.status, status, f"{method} {path}: {answer.body[:400]}")
        return answer.json()

    def status(self):
        return self.call(200, "GET", "/router/status")

    def toggle(self, body=None, status=202):
        return self.call(status, "POST", "/router/toggle", body)

    def set_times(self, delay_ms, cooldown_ms):
        self.call(200, "PUT", "/settings", {"switch_delay_ms": delay_ms, "switch_cooldown_ms": cooldown_ms})

    def refused(self, code, method, path, body=None):
        answer = self.gw.admin(method, path, body)
        self.assertEqual((answer.status, answer.error()["code"]), (409, code), answer.body)
        return answer

    def wait_for(self, value, seconds=3):
        until(lambda: self.status()["value"] is value, f"routing is {value}", seconds)


class RoutingSwitchTest(SwitchCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard())

    def test_it_begins_on_and_free(self):
        state = self.status()
        self.assertEqual({name: state[name] for name in ("value", "pending", "cooldown", "since", "delay_ms", "cooldown_ms")},
                         {"value": True, "pending": None, "cooldown": None, "since": None, "delay_ms": 10_000,
                          "cooldown_ms": 300_000})
        self.assertEqual(self.call(200, "GET", "/router/history"), {"data": [], "next": None})

    def test_a_change_waits_and_is_undone_without_a_trace_in_the_plan(self):
        plan = self.status()["plan"]
        state = self.toggle({"value": False, "reason": "trying"})
        self.assertIs(state["value"], True)
        self.assertIsNone(state["cooldown"])
        pending = state["pending"]
        self.assertIs(pending["value"], False)
        self.assertEqual(pending["seconds_left"], 10)
        self.assertAlmostEqual(seconds_of(pending["effective_at"]), time.time() + 10, delta=1)
        answer = self.refused("change_pending", "POST", "/router/toggle")
        self.assertIn(answer.error()["retry_after_s"], (9, 10))
        self.assertEqual(answer.headers["retry-after"], str(answer.error()["retry_after_s"]))
        state = self.call(200, "POST", "/router/undo")
        self.assertEqual((state["value"], state["pending"], state["cooldown"], state["plan"]), (True, None, None, plan))
        self.assertEqual(self.refused("nothing_pending", "POST", "/router/undo").headers["retry-after"], None)
        rows = self.call(200, "GET", "/router/history")["data"]
        self.assertEqual([(row["outcome"], row["value"], row["reason"], row["by"], row["effective_at"]) for row in rows],
                         [("undone", False, "trying", "e2e super_admin", None)])

    def test_it_takes_effect_in_time_as_a_plan_of_its_own_and_locks(self):
        self.set_times(700, 60_000)
        plan = self.status()["plan"]
        due = time.monotonic() + 0.7
        self.toggle({"value": False, "reason": "a provider is down"})
        time.sleep(max(0, due - 0.1 - time.monotonic()))
        self.assertIs(self.status()["value"], True)
        self.wait_for(False, 1)
        self.assertLess(time.monotonic() - due, 0.25, "it is due within 50 ms; the rest is for a busy machine")
        state = self.status()
        self.assertEqual((state["plan"], state["by"], state["reason"]), (plan + 1, "e2e super_admin", "a provider is down"))
        self.assertAlmostEqual(seconds_of(state["since"]), time.time(), delta=1)
        self.assertEqual(state["cooldown"]["seconds_left"], 60)
        answer = self.refused("cooldown_active", "POST", "/router/toggle", {"value": True})
        self.assertIn(answer.error()["retry_after_s"], (59, 60))
        self.assertEqual(answer.headers["retry-after"], str(answer.error()["retry_after_s"]))
        self.refused("nothing_pending", "POST", "/router/undo")
        row = self.call(200, "GET", "/router/history")["data"][0]
        self.assertEqual((row["outcome"], row["effective_at"]), ("effective", state["since"]))

    def test_without_a_body_it_flips_and_without_times_at_once(self):
        self.set_times(0, 0)
        for value in (False, True, False):
            state = self.toggle()
            self.assertEqual((state["value"], state["pending"], state["cooldown"]), (value, None, None))
            self.assertIs(self.status()["value"], value)
        rows = self.call(200, "GET", "/router/history?limit=2")
        self.assertEqual([row["value"] for row in rows["data"]], [False, True])
        rest = self.call(200, "GET", f"/router/history?limit=2&after={rows['next']}")
        self.assertEqual(([row["value"] for row in rest["data"]], rest["next"]), ([False], None))

    def test_a_wish_for_what_holds_changes_nothing(self):
        plan = self.status()["plan"]
        state = self.toggle({"value": True})
        self.assertEqual((state["value"], state["pending"], state["plan"]), (True, None, plan))
        self.assertEqual(self.call(200, "GET", "/router/history")["data"], [])

    def test_what_cannot_be_is_refused(self):
        for body, param in (({"value": "off"}, "value"), ({"reason": 3}, "reason"), ({"reason": "x" * 501}, "reason"),
                            ({"on": True}, "on")):
            self.assertEqual(self.toggle(body, 422)["error"]["param"], param)
        for times in ({"switch_delay_ms": -1}, {"switch_cooldown_ms": 86_400_001}, {"switch_delay_ms": "1"}):
            error = self.call(422, "PUT", "/settings", times)["error"]
            self.assertEqual(error["param"], next(iter(times)))

    def test_only_a_super_admin_may(self):
        for role in ("member", "viewer", "operator", "admin"):
            key = self.gw.new_key(role)
            for path in ("/router/toggle", "/router/undo"):
                self.call(403, "POST", path, key=key)
            self.call(403 if role == "member" else 200, "GET", "/router/status", key=key)
            for times in ({"switch_delay_ms": 0}, {"switch_cooldown_ms": 0, "max_attempts": 2}):
                self.call(403, "PUT", "/settings", times, key=key)
        self.call(200, "PUT", "/settings", {"switch_delay_ms": 10_000, "max_attempts": 3}, key=key)  # an admin, no change
        state = self.status()
        self.assertEqual((state["pending"], state["delay_ms"], state["cooldown_ms"]), (None, 10_000, 300_000))

    def test_the_command_line_does_it_too(self):
        def run(*words):
            done = self.gw.cli("router", *words)
            return done.returncode, done.stdout + done.stderr

        self.assertEqual(run("status"), (0, "routing on\n"))
        code, text = run("off", "--reason", "by hand")
        self.assertEqual((code, text.splitlines()[0]), (0, "routing on"))
        self.assertRegex(text, "turning off in (9|10) s, by .*: by hand\n")
        code, text = run("on")
        self.assertEqual(code, 1)
        self.assertIn("pending", text)
        self.assertEqual(run("undo"), (0, "routing on\n"))
        self.assertIn("undone", run("history")[1])
        self.assertIn("routing on\n", self.gw.cli("status").stdout)
        self.assertEqual(run("sideways")[0], 2)
        self.assertEqual(run("undo", "--reason", "x")[0], 2)


class RestartTest(SwitchCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard())

    def restart(self, how):
        how()
        self.gw.start()

    def test_during_the_delay_the_change_still_comes_at_its_time(self):
        for number, how in enumerate((self.gw.stop, self.gw.kill)):
            with self.subTest(how=how.__name__):
                self.set_times(4000, 0)
                value = bool(number)
                due = time.monotonic() + 4
                self.toggle({"value": value})
                self.restart(how)
                state = self.status()
                self.assertEqual((state["value"], state["pending"]["value"]), (not value, value))
                self.assertAlmostEqual(state["pending"]["left_ms"] / 1000, due - time.monotonic(), delta=0.3)
                self.wait_for(value, 6)
                self.assertAlmostEqual(time.monotonic(), due, delta=0.3)

    def test_during_the_cooldown_it_stays_locked_as_long_as_before(self):
        self.set_times(0, 300_000)
        self.toggle({"value": False})
        for how in (self.gw.stop, self.gw.kill):
            before = self.status()["cooldown"]["left_ms"] - time.monotonic() * -1000
            self.restart(how)
            after = self.status()["cooldown"]["left_ms"] - time.monotonic() * -1000
            self.assertAlmostEqual(before, after, delta=300)
            self.refused("cooldown_active", "POST", "/router/toggle")
            self.assertIs(self.status()["value"], False)

    def test_what_came_due_while_nobody_ran_holds_from_the_start_on(self):
        self.set_times(300, 300_000)
        plan = self.status()["plan"]
        self.toggle({"value": False})
        self.gw.kill()
        time.sleep(0.5)
        self.gw.start()
        state = self.status()
        self.assertEqual((state["value"], state["pending"], state["plan"]), (False, None, plan + 1))
        self.assertLess(state["cooldown"]["left_ms"], 300_000)
        self.assertEqual(self.call(200, "GET", "/router/history")["data"][0]["outcome"], "effective")


@unittest.skipUnless(FAKETIME, "libfaketime (package faketime) is not here")
@unittest.skipIf(sanitized(), "libfaketime cannot be loaded before a sanitizer")
class SetClockTest(SwitchCase):
    def setUp(self):
        self.clock = WallClock(self.enterContext(tempfile.TemporaryDirectory()))
        self.gw = self.enterContext(Switchyard(env=self.clock.environment()))

    def test_a_set_clock_moves_neither_the_delay_nor_the_cooldown(self):
        self.set_times(3000, 300_000)
        due = time.monotonic() + 3
        self.toggle({"value": False})
        self.clock.jump(DAY)
        left = self.status()["pending"]["left_ms"] / 1000
        self.assertAlmostEqual(left, due - time.monotonic(), delta=0.3)
        self.clock.jump(-2 * DAY)
        self.assertAlmostEqual(self.status()["pending"]["left_ms"] / 1000, due - time.monotonic(), delta=0.3)
        self.wait_for(False, 5)
        self.assertAlmostEqual(time.monotonic(), due, delta=0.3)
        end = due + 300
        for jump in (2 * DAY, -DAY, -DAY):
            self.clock.jump(jump)
            state = self.status()["cooldown"]
            self.assertAlmostEqual(state["left_ms"] / 1000, end - time.monotonic(), delta=0.3)
            self.assertAlmostEqual(seconds_of(state["until"]), self.clock.now() + state["left_ms"] / 1000, delta=1)
            self.gw.kill()
            self.gw.start()
            self.assertAlmostEqual(self.status()["cooldown"]["left_ms"] / 1000, end - time.monotonic(), delta=0.3)


class OpenStreamsTest(SwitchCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard("--workers", "4"))

    def test_none_is_cut_and_none_is_moved(self):
        self.set_times(1000, 0)
        plan = self.status()["plan"]
        begun = threading.Semaphore(0)

        def stream(_):
            with self.gw.open_chat(LONG_STREAM) as answer:
                first = answer.read_event()
                begun.release()
                return answer.response.headers["x-request-id"], first + answer.rest()

        with ThreadPoolExecutor(STREAMS) as callers:
            calls = [callers.submit(stream, number) for number in range(STREAMS)]
            for _ in calls:
                begun.acquire()
            self.toggle({"value": False})
            self.wait_for(False)
            self.assertFalse(any(call.done() for call in calls), "they are open while it flips")
            during = self.gw.chat({"model": "sandbox", "messages": HELLO})
            answers = [call.result() for call in calls]
        self.gw.wait_until_folded()
        for request_id, body in answers:
            self.assertTrue(body.rstrip().endswith(b"data: [DONE]"), body[-200:])
            row = self.gw.wait_for_call(request_id)
            self.assertEqual((row["outcome"], row["attempts"], row["decision"]["plan"]), ("done", 1, plan))
        self.assertEqual(self.gw.wait_for_call(during.request_id())["decision"]["plan"], plan + 1)

    def test_workers_take_a_change_within_50_ms(self):
        waits = []
        for number in range(20):
            self.call(200, "PUT", "/settings", {"max_attempts": number % 2 + 3})
            answered = time.monotonic()
            plan = self.status()["plan"]
            answer = self.gw.chat({"model": "sandbox", "messages": HELLO})
            waits.append(time.monotonic() - answered)
            self.assertEqual(self.gw.wait_for_call(answer.request_id())["decision"]["plan"], plan)
        self.assertLess(min(waits), 0.05)


if __name__ == "__main__":
    unittest.main()
