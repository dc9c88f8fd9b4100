"""The wall clock jumps, under the real program: calls go on, no deadline fires early or never, and rows stay sane.

libfaketime moves the wall clock while the program runs, and leaves the monotonic one alone, as a set clock does.
"""

import datetime
import glob
import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import scripted_upstream as script
from harness import Switchyard, sanitized
from scripted_upstream import ScriptedUpstream

DAY = 86400
HELLO = [{"role": "user", "content": "hi"}]
STREAM = "sandbox|latency:100|interval:20|chunks:20"  # half a second
LEAST_STREAM_MS = 380
FAKETIME = (glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1") + [None])[0]


def ask(model, **more):
    return {"model": model, "messages": HELLO, **more}


class WallClock:
    """What the program takes for the time of day."""

    def __init__(self, folder):
        self._file = Path(folder, "clock")
        self.ahead = 0
        self.jump(0)

    def environment(self):
        return {"LD_PRELOAD": FAKETIME, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_NO_CACHE": "1",
                "FAKETIME_TIMESTAMP_FILE": str(self._file), "TZ": "Europe/Berlin"}

    def jump(self, seconds):
        """By so much, at once."""
        self.ahead += seconds
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{self.ahead:+.3f}", encoding="ascii")
        fresh.replace(self._file)

    def set(self, moment):
        self.jump(moment.timestamp() - self.now())

    def now(self):
        return time.time() + self.ahead


def seconds_of(timestamp):
    return datetime.datetime.fromisoformat(timestamp.replace("Z", "+00:00")).timestamp()


@unittest.skipUnless(FAKETIME, "libfaketime (package faketime) is not here")
@unittest.skipIf(sanitized(), "libfaketime cannot be loaded before a sanitizer")
class ClockTest(unittest.TestCase):

    def setUp(self):
        self.clock = WallClock(self.enterContext(tempfile.TemporaryDirectory()))
        self.upstream = self.enterContext(ScriptedUpstream())
        self.gw = self.enterContext(Switchyard(env=self.clock.environment()))
        self.gw.add_provider("patient", self.upstream.base_url, "env:E2E_KEY_1", any_model=True)

    def row(self, answer):
        return self.gw.wait_for_call(answer.request_id())

    def check_spans(self, row):
        spans = [row["duration_ms"], row["first_token_ms"], row["overhead_us"]]
        for attempt in row["attempt_list"]:
            spans += [attempt["duration_ms"], attempt["first_token_ms"]]
        for span in spans:
            if span is not None:
                self.assertGreaterEqual(span, 0, row)
        self.assertLess(row["duration_ms"], 20_000, row)

    def test_the_clock_is_really_moved(self):
        self.clock.jump(40 * DAY)
        row = self.row(self.gw.chat(ask("sandbox")))
        self.assertAlmostEqual(seconds_of(row["started_at"]), self.clock.now(), delta=30)

    def test_streams_go_on_through_every_jump(self):
        wanted = len(self.gw.chat(ask(STREAM, stream=True)).events())
        for jump in (-DAY, 40 * DAY, 3600, -3600, -0.5, -400 * DAY):
            with self.subTest(jump=jump):
                with ThreadPoolExecutor(4) as callers:
                    began = self.clock.now()
                    calls = [callers.submit(self.gw.chat, ask(STREAM, stream=True)) for _ in range(4)]
                    time.sleep(0.2)
                    self.clock.jump(jump)
                    answers = [call.result() for call in calls]
                for answer in answers:
                    self.assertEqual((answer.status, len(answer.events())), (200, wanted))
                    row = self.row(answer)
                    self.assertEqual(row["outcome"], "done")
                    self.assertGreater(row["duration_ms"], LEAST_STREAM_MS)
                    self.assertAlmostEqual(seconds_of(row["started_at"]), began, delta=10)
                    self.check_spans(row)

    def test_deadlines_neither_fire_early_nor_never(self):
        self.gw.add_provider("impatient", self.upstream.base_url, "env:E2E_KEY_1", any_model=True,
                             timeouts={"first_token_ms": 600, "idle_ms": 600})
        for number, jump in enumerate((-DAY, 40 * DAY)):
            with self.subTest(jump=jump), ThreadPoolExecutor(3) as callers:
                release = threading.Event()
                self.addCleanup(release.set)
                good = [script.begin(script.delta("late")), script.end()]
                self.upstream.on(f"slow-{number}", [script.wait(release), *good])
                self.upstream.on(f"silent-{number}", [script.hang()], good)
                self.upstream.on(f"stalled-{number}", [script.begin(script.delta("Once")), script.hang()])
                began = time.monotonic()
                slow, silent, stalled = (callers.submit(self.gw.chat, ask(f"{name}-{number}", stream=True)) for name in
                                         ("patient/slow", "impatient/silent", "impatient/stalled"))
                time.sleep(0.2)
                self.clock.jump(jump)
                self.assertEqual(stalled.result().events()[-1]["error"]["code"], "upstream_timeout")
                self.assertEqual(silent.result().events()[-1], "[DONE]")
                self.assertLess(time.monotonic() - began, 10)
                self.assertFalse(slow.done(), "its minute is not over")
                release.set()
                self.assertEqual(slow.result().events()[-1], "[DONE]")
                self.assertGreater(self.row(stalled.result())["duration_ms"], 550)
                self.assertGreater(self.row(silent.result())["attempt_list"][0]["duration_ms"], 550)
                for call in (slow, silent, stalled):
                    self.check_spans(self.row(call.result()))

    def test_a_wait_before_the_next_attempt_is_not_stretched(self):
        for number, jump in enumerate((-DAY, 40 * DAY)):
            with self.subTest(jump=jump), ThreadPoolExecutor(1) as callers:
                model = f"busy-{number}"
                self.upstream.on(model, [script.status(429, ("Retry-After", "1"))], [script.whole()])
                began = time.monotonic()
                call = callers.submit(self.gw.chat, ask(model))
                time.sleep(0.3)
                self.clock.jump(jump)
                self.assertEqual(call.result().status, 200)
                self.assertGreater(time.monotonic() - began, 0.9)
                self.assertLess(time.monotonic() - began, 10)
                self.assertEqual(self.row(call.result())["attempts"], 2)

    def test_each_call_is_in_one_sum_across_the_change_of_the_hour(self):
        """Berlin, March and October: 01:00 UTC."""
        utc = datetime.timezone.utc
        for change in (datetime.datetime(2026, 3, 29, 1, tzinfo=utc), datetime.datetime(2026, 10, 25, 1, tzinfo=utc)):
            with self.subTest(change=change):
                self.clock.set(change - datetime.timedelta(seconds=1))
                until_then = time.monotonic() + 1.5
                calls = 0
                while time.monotonic() < until_then:
                    calls += 1
                    self.assertEqual(self.gw.chat(ask("sandbox")).status, 200)
                    time.sleep(0.05)
                self.gw.wait_until_folded()
                day = change.date()
                query = f"/usage?from={day}&to={day + datetime.timedelta(days=1)}&group_by=bucket"
                usage = self.gw.admin("GET", query).json()
                self.assertEqual(usage["total"]["calls"], calls)
                self.assertEqual([one["key"][11:16] for one in usage["data"]], ["00:45", "01:00"])
                self.assertEqual(sum(one["calls"] for one in usage["data"]), calls)

    def test_starts_under_a_clock_that_was_set_lose_nothing(self):
        """Killed each time, so that the journal has to be read again; a later start may be the earlier one by name."""
        wanted = set()
        for jump in (0, -DAY, -1, 40 * DAY, -40 * DAY):
            self.gw.kill()
            self.clock.jump(jump)
            self.gw.start()
            for _ in range(5):
                answer = self.gw.chat(ask("sandbox"))
                self.assertEqual(answer.status, 200)
                wanted.add(answer.request_id())
        self.gw.kill()
        self.gw.start()
        self.gw.wait_until_folded()
        rows = self.gw.requests()
        self.assertEqual(len(rows), len({row["id"] for row in rows}))
        self.assertEqual({row["id"] for row in rows}, wanted)
        self.assertEqual({row["outcome"] for row in rows}, {"done"})
        for row in rows:
            self.assertGreaterEqual(row["duration_ms"], 0)


if __name__ == "__main__":
    unittest.main()
