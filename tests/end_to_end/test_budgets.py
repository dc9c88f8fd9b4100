"""Budgets from the admin API to the wire: kept, checked, never overspent, right after a kill, told of by rules."""

import json
import random
import tempfile
import threading
import time
import unittest
from pathlib import Path

import budget_flood as flood
import history
from budget_flood import DOLLAR, INPUT, OUTPUT, Spend
from harness import Switchyard, until
from obedient_upstream import ObedientUpstream

CALLS = 500


class BudgetCase(unittest.TestCase):
    """A gateway and an obedient provider for each test."""

    WORKERS = 4

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="switchyard-budgets-")))
        self.upstream = self.enterContext(ObedientUpstream(self.folder))
        self.gw = self.enterContext(Switchyard("--workers", str(self.WORKERS), data_dir=self.folder / "data"))
        self.gw.add_provider("obedient", self.upstream.base_url, "env:E2E_KEY_1", any_model=True)

    def call(self, status, method, path, body=None):
        answer = self.gw.admin(method, path, body)
        self.assertEqual(answer.status, status, answer.body)
        return answer.json() if answer.body else None

    def budget(self, limit, name="team", **fields):
        return flood.add_budget(self.gw, name, limit, **fields)

    def look(self, budget):
        return flood.look(self.gw, budget)

    def ask(self, mark=1, **fields):
        """One whole call with a small answer."""
        order = {"events": 2, "usage": [10, 20]}
        ask = Spend(f"{mark:08d}", stream=False, order=order, max_tokens=100)
        return self.gw.chat({**json.loads(ask.body()), **fields})

    def check_books(self, asks, budget):
        self.upstream.wait_until_idle()
        self.gw.wait_until_folded()
        posts = history.read(self.upstream.history)[0]
        self.assertEqual(flood.wrong_in_books(self.gw.data_dir, asks, posts, self.look(budget)), [])


class OperationsTest(BudgetCase):
    WORKERS = 1

    def test_kept_changed_and_removed(self):
        made = self.call(201, "POST", "/budgets", {"name": "team", "limit_nanos": 5 * DOLLAR, "zone": "Asia/Kathmandu"})
        self.assertEqual((made["scope"], made["period"], made["mode"], made["thresholds"], made["enabled"]),
                         ("all", "month", "hard", [50, 80, 100], True))
        seen = self.look(made["id"])
        self.assertEqual((seen["spent_nanos"], seen["reserved_nanos"], seen["remaining_nanos"], seen["forecast_at"]),
                         (0, 0, 5 * DOLLAR, None))
        self.assertTrue(seen["period_start"].endswith("T18:15:00.000Z") and seen["period_end"], seen)
        path = f"/budgets/{made['id']}"
        self.call(409, "PUT", path, {"limit_nanos": 1, "if_version": 7})
        self.assertEqual(self.call(200, "PUT", path, {"limit_nanos": DOLLAR, "if_version": 1})["version"], 2)
        self.assertEqual(self.look(made["id"])["remaining_nanos"], DOLLAR)
        self.assertEqual([row["name"] for row in self.call(200, "GET", "/budgets")["data"]], ["team"])
        self.call(409, "POST", "/budgets", {"name": "team", "limit_nanos": 1})
        self.call(204, "DELETE", path)
        self.call(404, "GET", path)

    def test_what_is_wrong_is_told_at_its_field(self):
        for field, value in (("limit_nanos", -1), ("scope", "planet"), ("period", "year"), ("zone", "Mars/Base"),
                             ("thresholds", [80, 50]), ("mode", "firm"), ("subject", "somebody"), ("name", ""),
                             ("shift_to", "no-such-model"), ("spent_nanos", 0)):
            body = {"name": "bad", "limit_nanos": 1, **({"scope": "key"} if field == "subject" else {}), field: value}
            if field == "shift_to":
                self.gw.admin("PUT", f"/providers/{self.provider_id()}", {"any_model": False})
            error = self.call(422, "POST", "/budgets", body)["error"]
            self.assertEqual(error["param"], field, error)

    def provider_id(self):
        return next(row["id"] for row in self.call(200, "GET", "/providers")["data"] if row["name"] == "obedient")

    def test_refused_calls_and_the_way_back(self):
        budget = self.budget(60_000, period="month", zone="UTC")
        refused = self.ask()
        self.assertEqual(refused.status, 429)
        error = refused.error()
        self.assertEqual((error["type"], error["code"]), ("budget_exceeded", "budget_exceeded"))
        self.assertIn('the budget "team"', error["message"])
        self.assertIn("it begins anew at 20", error["message"])
        self.assertIsNone(refused.headers["retry-after"])
        row = self.gw.wait_for_call(refused.request_id())
        self.assertEqual((row["outcome"], row["error_code"], row["cost_nanos"]), ("refused", "budget_exceeded", 0))
        self.call(200, "PUT", f"/budgets/{budget}", {"limit_nanos": DOLLAR})
        self.assertEqual(self.ask().status, 200)
        self.assertEqual(self.look(budget)["spent_nanos"], 10 * INPUT + 20 * OUTPUT)

    def test_other_dialects_are_refused_in_their_words(self):
        self.budget(1)
        body = {"model": "gpt-4o-mini", "max_tokens": 5, "messages": [{"role": "user", "content": "hi"}]}
        answer = self.gw.request("POST", "/v1/messages", body, self.gw.key)
        self.assertEqual((answer.status, answer.json()["type"]), (429, "error"))
        self.assertIn('the budget "team"', answer.json()["error"]["message"])

    def test_what_was_spent_before_counts(self):
        self.assertEqual(self.ask(1).status, 200)
        cost = 10 * INPUT + 20 * OUTPUT
        for name, scope, subject in (("one key", "key", "e2e member"), ("one provider", "provider", "obedient"),
                                     ("asked for", "model", "gpt-4o-mini-00000001"), ("everything", "all", "")):
            budget = self.budget(DOLLAR, name, scope=scope, subject=subject)
            self.assertEqual(self.look(budget)["spent_nanos"], cost, name)
        self.assertEqual(self.look(self.budget(DOLLAR, "no", scope="model", subject="other"))["spent_nanos"], 0)

    def test_thresholds_are_told_and_rules_may_ask(self):
        cost = 10 * INPUT + 20 * OUTPUT
        budget = self.budget(2 * cost, mode="soft")
        rule = {"name": "low", "when": {"budget_left": {"budget": "team", "below_percent": 60}},
                "then": [{"reject": "no more today"}]}
        self.call(201, "POST", "/router/rules", rule)
        self.call(422, "POST", "/router/rules", {**rule, "name": "bad", "when": {"budget_left": {"budget": "team"}}})
        self.assertEqual(self.call(200, "POST", "/router/simulate", {"model": "gpt-4o-mini"})["error"], None)
        self.assertEqual(self.ask().status, 200)
        self.assertEqual(self.look(budget)["thresholds_passed"], [50])
        self.assertIn('the budget "team" has reached 50 % of its limit', self.gw.log)
        self.assertEqual(self.ask().status, 403)
        self.assertEqual(self.call(200, "POST", "/router/simulate", {"model": "gpt-4o-mini"})["error"]["message"],
                         "no more today")

    def test_the_overview_and_their_owners_see_how_far_they_are(self):
        cost = 10 * INPUT + 20 * OUTPUT
        mine = self.budget(4 * cost, "mine", mode="soft", scope="key", subject="e2e member", period="month", zone="UTC")
        all_of_it = self.budget(2 * cost, "all of it", mode="soft")
        self.gw.new_key("member", name="other")
        self.budget(DOLLAR, "other", scope="key", subject="other")
        self.assertEqual(self.ask().status, 200)
        self.gw.wait_until_folded()
        shown = self.call(200, "GET", "/dashboard/stats?zone=UTC")["budgets"]
        self.assertEqual([(row["name"], row["share"], row["spent_nanos"]) for row in shown],
                         [("all of it", 0.5, cost), ("mine", 0.25, cost), ("other", 0, 0)])
        self.assertEqual((shown[0]["id"], shown[0]["resets_at"], shown[0]["thresholds_passed"]), (all_of_it, None, [50]))
        own = self.gw.request("GET", "/v1/usage", key=self.gw.key).json()["budgets"]
        self.assertEqual([row["id"] for row in own], [all_of_it, mine])
        self.assertTrue(own[1]["resets_at"].endswith("-01T00:00:00.000Z"), own)

    def test_a_stream_over_its_limit_is_cut(self):
        """By a provider that does not care for max_tokens; each of its pieces has several."""
        budget = self.budget(DOLLAR)
        ask = Spend("00000001", order={"events": 50, "batch": 1, "gap": 0.01, "usage": [10, 50]}, max_tokens=5)
        (row,) = flood.flood(self.gw, [ask])
        self.assertEqual((row["end"], row["events"]), ("whole", 1), row)
        booked = self.gw.wait_for_call(row["request_id"])
        self.assertEqual((booked["outcome"], booked["error_code"], booked["confidence"]),
                         ("partial", "budget_cut", "estimated"))
        until(lambda: self.upstream.open_requests() == 0, "the provider's connection is closed", 2)
        self.check_books([], budget)


class FloodTest(BudgetCase):
    def test_exactly_so_many_come_in(self):
        """Each of them costs its worst case: exactly a hundred fit."""
        asks = [Spend(f"{i:08d}", stream=i % 2 == 0, max_tokens=16_000, order={"events": 3, "delay": 0.5})
                for i in range(CALLS)]
        worst = {ask.worst() for ask in asks if ask.stream} | {ask.worst() for ask in asks if not ask.stream}
        longest = max(len(ask.body()) for ask in asks) + 60
        for ask in asks:  # all of the same length
            ask.order["usage"] = [longest, 16_000]
        longest = max(len(ask.body()) for ask in asks)
        for ask in asks:
            ask.order["usage"] = [longest, 16_000]
            ask.padding = longest - len(ask.body())
        self.assertEqual({ask.worst() for ask in asks}, {longest * INPUT + 16_000 * OUTPUT}, worst)
        budget = self.budget(100 * asks[0].worst())
        with flood.Watch(self.gw, budget) as watch:
            rows = flood.flood(self.gw, asks)
        ends = [row["end"] for row in rows]
        self.assertEqual((ends.count("whole"), ends.count("refused")), (100, CALLS - 100))
        self.assertEqual({row["status"] for row in rows}, {200, 429})
        self.assertEqual(watch.most, self.look(budget)["limit_nanos"])
        self.assertEqual(self.look(budget)["spent_nanos"], self.look(budget)["limit_nanos"])
        self.check_books(asks, budget)

    def test_random_calls_never_overspend(self):
        budget = self.budget(DOLLAR)
        asks = flood.asks_of(random.Random(11), CALLS, 0)
        with flood.Watch(self.gw, budget) as watch:
            rows = flood.flood(self.gw, asks)
        self.assertGreater(sum(row["end"] == "refused" for row in rows), 0)
        self.assertGreater(sum(row["end"] == "whole" for row in rows), 50)
        self.assertTrue(watch.looks > 0 and watch.most <= DOLLAR, watch.most)
        self.check_books(asks, budget)

    def test_killed_in_the_middle(self):
        budget = self.budget(DOLLAR)
        asks = flood.asks_of(random.Random(12), CALLS, 0)
        for ask in asks[::3]:
            ask.order["delay"] = 2
        running = threading.Thread(target=flood.flood, args=(self.gw, asks), daemon=True)
        running.start()
        until(lambda: self.look(budget)["spent_nanos"] > 0 and self.look(budget)["reserved_nanos"] > 0, "it runs", 20)
        time.sleep(0.3)
        self.gw.kill()
        running.join()
        self.gw.start()
        self.check_books(asks, budget)
        rows = self.gw.all_requests()
        self.assertGreater(sum(row["outcome"] == "interrupted" for row in rows), 0)
        self.assertGreater(sum(row["outcome"] == "done" for row in rows), 0)
        self.assertTrue(all(row["confidence"] == "estimated" for row in rows if row["outcome"] == "interrupted"))


class OneWorkerTest(FloodTest):
    WORKERS = 1


if __name__ == "__main__":
    unittest.main()
