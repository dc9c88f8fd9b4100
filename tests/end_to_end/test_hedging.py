"""A second attempt beside a slow one: who answers, what becomes of the other, and what it costs."""

import time
import unittest

import scripted_upstream as script
from harness import Switchyard
from scripted_case import ask, good_stream
from scripted_upstream import ScriptedUpstream


class HedgingTest(unittest.TestCase):
    def setUp(self):
        self.first = self.enterContext(ScriptedUpstream())
        self.second = self.enterContext(ScriptedUpstream())
        self.gw = self.enterContext(Switchyard())
        self.gw.add_provider("slow", self.first.base_url, "env:E2E_KEY_1", any_model=True, type="openai")
        self.gw.add_provider("quick", self.second.base_url, "env:E2E_KEY_2", any_model=True, type="openai", priority=1)

    def hedge(self, **settings):
        answer = self.gw.admin("PUT", "/router/defaults", settings)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def row(self, answer):
        return self.gw.wait_for_call(answer.request_id())

    def test_the_quicker_one_answers_and_the_other_is_closed_and_booked(self):
        self.hedge(hedging="fixed", hedge_after_ms=100, hedge_percent=100)
        self.first.on("gpt-4o", [script.hang()])
        self.second.on("gpt-4o", good_stream())
        closed_after = []
        for _ in range(3):
            with self.gw.open_chat(ask("gpt-4o", stream=True)) as stream:
                stream.read_event()
                content = time.monotonic()
                self.assertTrue(self.first.posts("gpt-4o")[-1].hung_up.wait(5))
                closed_after.append(time.monotonic() - content)
                stream.rest()
        self.assertLess(min(closed_after), 0.05)
        row = self.gw.requests(limit=1)[0]
        row = self.gw.admin("GET", f"/requests/{row['id']}").json()
        lost, won = row["attempt_list"]
        self.assertEqual([(one["provider"], one["failure"]) for one in (lost, won)],
                         [("slow", "hedge_lost"), ("quick", "none")])
        self.assertEqual((row["outcome"], row["provider"], row["attempts"]), ("done", "quick", 2))
        self.assertEqual((lost["usage_reported"], won["usage_reported"]), (False, True))
        self.assertTrue(lost["input_tokens"] > 0 and lost["cost_nanos"] > 0, lost)
        self.assertEqual(row["cost_nanos"], lost["cost_nanos"] + won["cost_nanos"])
        health = {one["name"]: one for one in self.gw.admin("GET", "/health/api-keys").json()["data"]}
        self.assertEqual({one["gate"] for one in health.values()}, {"open"})

    def test_a_whole_answer_is_hedged_as_well(self):
        self.hedge(hedging="fixed", hedge_after_ms=100, hedge_percent=100)
        self.first.on("m", [script.hang()])
        self.second.on("m", [script.whole()])
        answer = self.gw.chat(ask("m"))
        self.assertEqual((answer.status, answer.headers["x-switchyard-attempts"]), (200, "2"))
        self.assertEqual(self.row(answer)["provider"], "quick")

    def test_only_a_share_of_the_calls_is_sent_twice(self):
        self.hedge(hedging="fixed", hedge_after_ms=100, hedge_percent=50)
        self.first.on("m", [script.stall(0.3), *[script.whole()]])
        self.second.on("m", [script.whole()])
        served = [self.row(self.gw.chat(ask("m")))["provider"] for _ in range(6)]
        self.assertEqual(served, ["slow", "quick"] * 3)
        self.assertEqual((len(self.first.posts("m")), len(self.second.posts("m"))), (6, 3))

    def test_nobody_is_asked_twice_unless_it_is_wanted(self):
        self.first.on("m", [script.stall(0.5), *[script.whole()]])
        self.second.on("m", [script.whole()])
        self.assertEqual(self.row(self.gw.chat(ask("m")))["attempts"], 1)
        self.assertEqual(self.second.posts("m"), [])

    def test_what_is_wrong_is_named(self):
        for field, value in ("hedging", "always"), ("hedge_after_ms", 99), ("hedge_after_ms", "1s"), \
                ("hedge_percent", 0), ("hedge_percent", 101):
            answer = self.gw.admin("PUT", "/router/defaults", {field: value})
            self.assertEqual((answer.status, answer.error()["param"]), (422, field))
        self.assertEqual(self.hedge()["hedging"], "off")

    def test_settings_are_kept_and_part_of_the_plan(self):
        wanted = {"hedging": "p95", "hedge_after_ms": 1500, "hedge_percent": 7}
        self.hedge(**wanted)
        self.gw.stop()
        self.gw.start()
        shown = self.gw.admin("GET", "/settings").json()
        self.assertEqual({name: shown[name] for name in wanted}, wanted)
        plan = self.gw.admin("GET", "/status").json()["plan"]
        kept = self.gw.admin("GET", f"/router/plans/{plan}").json()
        self.assertIn("p95", str(kept))


if __name__ == "__main__":
    unittest.main()
