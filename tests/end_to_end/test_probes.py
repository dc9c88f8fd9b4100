"""Models that are asked by themselves: only where an admin wants it and a price is known, for one token, in the books, and
within what may be spent in a day.
"""

import time
import unittest

import scripted_upstream as script
from harness import Switchyard, until
from scripted_case import ask
from scripted_upstream import ScriptedUpstream

PRICE = {"input": 1_000_000, "output": 2_000_000}  # pico-dollars a token
SOON = 40  # within ten seconds of the turn that sees it, on a machine that may have more to do
LONG_ENOUGH = 16  # for whoever would ask


class ProbesTest(unittest.TestCase):
    def setUp(self):
        self.upstream = self.enterContext(ScriptedUpstream())
        self.gw = self.enterContext(Switchyard())
        self.upstream.otherwise(lambda received: [script.answer(404, b'{"error":{"message":"no such model"}}')
                                                  if received.model == "gone" else script.whole()])
        self.provider = self.gw.add_provider("one", self.upstream.base_url, "env:E2E_KEY_1", models=["m", "gone", "unpriced"])
        self.settings(health_checks=False)
        for model in ("m", "gone"):
            answer = self.gw.admin("PUT", f"/prices/one/{model}", PRICE)
            self.assertEqual(answer.status, 200, answer.body)

    def settings(self, **fields):
        answer = self.gw.admin("PUT", "/settings", fields)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def models(self):
        answer = self.gw.admin("GET", "/health/models").json()
        return answer, {row["model"]: row for row in answer["data"] if row["provider_id"] == self.provider}

    def verdict(self, model):
        return self.models()[1][model]["verdict"]

    def posts(self):
        return [one for one in list(self.upstream.received) if one.method == "POST"]

    def test_what_it_costs_is_known_before_anything_is_asked(self):
        answer, rows = self.models()
        self.assertEqual((answer["providers"], answer["spent_nanos"]), ([], 0))
        self.assertEqual((rows["m"]["on"], rows["m"]["cost_nanos"]), (False, 16 * 1000 + 16 * 2000))
        self.assertEqual(rows["m"]["daily_cost_nanos"], rows["m"]["cost_nanos"] * 96)
        self.assertIsNone(rows["unpriced"]["cost_nanos"])
        time.sleep(LONG_ENOUGH)
        self.assertEqual(self.posts(), [])

    def test_a_model_is_asked_for_one_token_and_that_is_in_the_books(self):
        self.settings(probe_providers=[self.provider])
        until(lambda: self.verdict("m") and self.verdict("gone"), "both are asked", SOON)
        answer, rows = self.models()
        self.assertEqual((rows["m"]["verdict"], rows["m"]["status"], rows["m"]["failures"]), ("good", 200, 0))
        self.assertEqual((rows["gone"]["verdict"], rows["gone"]["status"], rows["gone"]["failures"]), ("failing", 404, 1))
        self.assertIn("no such model", rows["gone"]["message"])
        self.assertEqual((rows["unpriced"]["verdict"], rows["unpriced"]["on"]), (None, False))
        self.assertEqual(sorted(post.model for post in self.posts()), ["gone", "m"])
        self.assertEqual({post.json()["max_tokens"] for post in self.posts()}, {1})
        self.gw.wait_until_folded()
        calls = {row["routed_model"]: row for row in self.gw.requests()}
        self.assertEqual({row["key"] for row in calls.values()}, {"Probe"})
        self.assertEqual((calls["m"]["outcome"], calls["gone"]["outcome"]), ("done", "failed"))
        self.assertGreater(calls["m"]["cost_nanos"], 0)
        self.assertEqual(calls["gone"]["cost_nanos"], 0)
        self.assertEqual(self.models()[0]["spent_nanos"], calls["m"]["cost_nanos"])
        self.assertGreater(rows["gone"]["next_at"], rows["m"]["next_at"], "one that fails is asked less often")

    def test_what_was_found_outlives_the_program(self):
        self.settings(probe_providers=[self.provider])
        until(lambda: self.verdict("m") and self.verdict("gone"), "both are asked", SOON)
        _, before = self.models()
        self.gw.stop()
        self.gw.start()
        until(lambda: self.verdict("m") and self.verdict("gone"), "it is known again", SOON)
        _, after = self.models()
        for model in "m", "gone":
            for field in "verdict", "status", "at", "by_call", "message", "failures", "latency_ms":
                self.assertEqual(after[model][field], before[model][field], (model, field))
        time.sleep(LONG_ENOUGH)
        self.assertEqual(len(self.posts()), 2, "nothing is asked, and paid for, before its time")
        self.settings(probe_providers=[])
        until(lambda: self.verdict("m") is None, "it is forgotten", SOON)
        self.settings(probe_providers=[self.provider])
        until(lambda: len(self.posts()) > 2, "what is chosen again begins anew", SOON)

    def test_routing_learns_what_a_probe_found(self):
        other = self.enterContext(ScriptedUpstream())
        self.gw.add_provider("two", other.base_url, "env:E2E_KEY_2", models=["gone"], priority=1)
        self.settings(probe_providers=[self.provider])
        until(lambda: self.verdict("gone") == "failing", "it is asked", SOON)
        other.on("gone", [script.whole()])
        asked = len(self.posts())
        self.assertEqual(self.gw.chat(ask("gone")).status, 200)
        self.assertEqual(len(self.posts()), asked, "the call goes where the model is, at once")

    def test_no_more_is_spent_than_may_be(self):
        self.settings(probe_providers=[self.provider], probe_daily_nanos=1000)
        time.sleep(LONG_ENOUGH)
        self.assertEqual(self.posts(), [])
        self.settings(probe_daily_nanos=10_000_000)
        until(self.posts, "there is money for it", SOON)

    def test_settings_are_bounded(self):
        for name, wrong in (("probe_interval_s", 59), ("probe_daily_nanos", -1), ("probe_providers", "all")):
            answer = self.gw.admin("PUT", "/settings", {name: wrong})
            self.assertEqual((answer.status, answer.error()["param"]), (422, name))


if __name__ == "__main__":
    unittest.main()
