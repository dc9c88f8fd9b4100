"""What calls teach about a provider's keys, who is told of it, and what an admin can do."""

import threading
import time
import unittest
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import scripted_upstream as script
from harness import Switchyard, until
from scripted_case import KEY_1, KEY_2, ask
from scripted_upstream import ScriptedUpstream


class KeyHealthTest(unittest.TestCase):
    def setUp(self):
        self.upstream = self.enterContext(ScriptedUpstream())
        self.gw = self.enterContext(Switchyard())

    def provider(self, *secrets, **fields):
        return self.gw.add_provider("one", self.upstream.base_url, *secrets, any_model=True, **fields)

    def keys(self, provider):
        return self.gw.admin("GET", f"/providers/{provider}/keys").json()["data"]

    def on_key(self, provider, place, act, body=None, **more):
        key = self.keys(provider)[place]["id"]
        return self.gw.admin("POST", f"/providers/{provider}/keys/{key}/{act}", body or {}, **more)

    def of_model(self, provider, place, model):
        models = self.keys(provider)[place]["health"]["models"]
        return next(one for one in models if one["model"] == model)

    def sent_with(self, model):
        return [post.key for post in self.upstream.posts(model)]

    def test_a_rate_limit_rests_the_key_over_a_restart_until_it_is_cleared(self):
        one = self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        self.upstream.on("m", [script.status(429, ("retry-after", "600"))], [script.whole()])
        self.assertEqual(self.gw.chat(ask("m")).status, 200)
        self.assertEqual(self.sent_with("m"), [KEY_1, KEY_2])
        seen = self.of_model(one, 0, "m")
        self.assertEqual((seen["gate"], seen["reason"], seen["source"]), ("cooling", "rate_limited", "retry_after"))
        self.assertTrue(590_000 < seen["left_ms"] <= 600_000 == seen["length_ms"], seen)
        ends = datetime.fromisoformat(seen["until"]) - datetime.now(timezone.utc)
        self.assertTrue(timedelta(seconds=590) < ends <= timedelta(seconds=600), ends)
        self.assertEqual(self.keys(one)[0]["health"]["gate"], "open", "for other models it is there")
        self.gw.chat(ask("m"))
        self.assertEqual(self.sent_with("m"), [KEY_1, KEY_2, KEY_2])

        self.gw.stop()
        self.gw.start()
        again = self.of_model(one, 0, "m")
        self.assertEqual((again["gate"], again["reason"], again["source"]), ("cooling", "rate_limited", "retry_after"))
        self.assertLess(again["left_ms"], seen["left_ms"])
        self.gw.chat(ask("m"))
        self.assertEqual(self.sent_with("m")[3:], [KEY_2])

        self.assertEqual(self.on_key(one, 0, "clear").json()["gate"], "open")
        self.gw.chat(ask("m"))
        self.assertEqual(self.sent_with("m")[4:], [KEY_1])
        self.gw.stop()
        self.gw.start()
        self.assertEqual(self.keys(one)[0]["health"]["models"], [], "what was cleared does not come back")

    def test_a_call_that_nobody_may_serve_yet_is_told_when(self):
        self.provider("env:E2E_KEY_1")
        self.upstream.on("m", [script.status(429, ("retry-after", "600"))], [script.whole()])
        self.assertEqual(self.gw.chat(ask("m")).status, 429)
        refused = self.gw.chat(ask("m"))
        self.assertEqual((refused.status, refused.headers["x-should-retry"]), (429, "false"))
        self.assertTrue(590 <= int(refused.headers["retry-after"]) <= 600)
        self.assertEqual(len(self.upstream.posts("m")), 1)

    def test_a_short_wait_is_waited_for(self):
        self.provider("env:E2E_KEY_1")
        self.upstream.on("m", [script.status(429, ("retry-after-ms", "700"))], [script.whole()])
        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(self.gw.chat, ask("m"))
            until(lambda: self.upstream.posts("m"), "it is asked")
            second = pool.submit(self.gw.chat, ask("m"))
            self.assertEqual([first.result().status, second.result().status], [200, 200])

    def test_a_key_that_opens_soon_is_waited_for_when_the_others_fail(self):
        self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        self.upstream.on("m", [script.status(429, ("retry-after-ms", "2500"))], [script.whole()], [script.status(401)],
                         [script.whole()])
        self.assertEqual(self.gw.chat(ask("m")).status, 200)
        answer = self.gw.chat(ask("m"))
        self.assertEqual((answer.status, answer.headers["x-switchyard-attempts"]), (200, "2"))
        self.assertEqual(self.sent_with("m"), [KEY_1, KEY_2, KEY_2, KEY_1])
        trace = self.gw.wait_for_call(answer.request_id())["decision"]
        self.assertEqual(len(trace["reserves"]), 1)

    def test_what_kept_a_key_from_calls_is_remembered(self):
        one = self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        self.upstream.on("m", [script.status(429, ("retry-after", "600"))], [script.whole()])
        self.upstream.on("other", [script.status(402)], [script.whole()])
        self.gw.chat(ask("m"))
        self.on_key(one, 0, "clear")
        self.gw.chat(ask("other"))
        self.on_key(one, 1, "hold")
        first, second = (key["id"] for key in self.keys(one))

        def rows(**query):
            data = self.gw.admin("GET", "/health/history?" + urllib.parse.urlencode(query)).json()["data"]
            return [(row["key_id"], row["kind"], row["model"], row["reason"], row["source"], row["ended_by"], row["on"])
                    for row in data]
        wanted = [(second, "hold", None, "held", "admin", None, True),
                  (first, "cooldown", None, "quota_gone", "rule", None, True),
                  (first, "cooldown", "m", "rate_limited", "retry_after", "cleared", False)]
        until(lambda: rows() == wanted, "all three are there")
        self.gw.stop()
        self.gw.start()
        self.assertEqual(rows(), wanted, "and after a restart")
        self.assertEqual(rows(key=second), wanted[:1])
        self.assertEqual(rows(provider="another"), [])
        self.assertEqual(rows(to=(datetime.now(timezone.utc) - timedelta(hours=1)).isoformat()), [])
        page = self.gw.admin("GET", "/health/history?limit=2").json()
        self.assertEqual(len(page["data"]), 2)
        rest = self.gw.admin("GET", f"/health/history?limit=2&after={page['next']}").json()
        self.assertEqual(([row["reason"] for row in rest["data"]], rest["next"]), (["rate_limited"], None))
        row = rest["data"][0]
        self.assertEqual((row["provider"], row["key"]), ("one", "key 1"))
        self.assertLess(datetime.fromisoformat(row["until"]) - datetime.fromisoformat(row["from"]), timedelta(seconds=60))
        self.assertIsNone(page["data"][0]["until"])
        for query, field in ("limit=0", "limit"), ("from=soon", "from"), ("after=x", "after"):
            answer = self.gw.admin("GET", f"/health/history?{query}")
            self.assertEqual((answer.status, answer.error()["param"]), (422, field))

    def test_a_key_without_credit_rests_for_all_models(self):
        one = self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        self.upstream.on("m", [script.status(402)], [script.whole()])
        self.upstream.on("other", [script.whole()])
        self.gw.chat(ask("m"))
        self.gw.chat(ask("other"))
        self.assertEqual(self.sent_with("other"), [KEY_2])
        seen = self.keys(one)[0]["health"]
        self.assertEqual((seen["gate"], seen["reason"], seen["source"]), ("cooling", "quota_gone", "rule"))

    def test_a_check_that_goes_well_brings_a_refused_key_back(self):
        one = self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        self.upstream.on("m", [script.status(401)], [script.whole()])
        self.gw.chat(ask("m"))
        self.assertEqual(self.keys(one)[0]["health"]["reason"], "bad_key")
        self.assertTrue(self.on_key(one, 0, "probe").json()["ok"])
        self.assertEqual(self.keys(one)[0]["health"]["gate"], "open")

    def test_a_key_that_is_entered_anew_begins_anew(self):
        one = self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        self.upstream.on("m", [script.status(401)], [script.whole()])
        self.gw.chat(ask("m"))
        key = self.keys(one)[0]["id"]
        self.gw.admin("PUT", f"/providers/{one}/keys/{key}", {"secret": "env:E2E_KEY_3"})
        self.assertEqual(self.keys(one)[0]["health"]["gate"], "open")

    def test_an_admin_holds_a_key(self):
        one = self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        self.upstream.on("m", [script.whole()])
        held = self.on_key(one, 0, "hold").json()
        self.assertEqual((held["gate"], held["until"], held["reason"], held["source"]), ("held", None, "held", "admin"))
        self.gw.chat(ask("m"))
        self.assertEqual(self.sent_with("m"), [KEY_2])
        self.on_key(one, 1, "hold", {"seconds": 3600})
        refused = self.gw.chat(ask("m"))
        self.assertEqual(refused.status, 503)
        self.gw.stop()
        self.gw.start()
        gates = [(key["health"]["gate"], key["health"]["until"] is None) for key in self.keys(one)]
        self.assertEqual(gates, [("held", True), ("held", False)])
        self.on_key(one, 0, "clear")
        self.assertEqual(self.gw.chat(ask("m")).status, 200)
        self.assertEqual(self.sent_with("m"), [KEY_2, KEY_1])

    def test_a_hold_says_what_is_wrong_with_it(self):
        one = self.provider("env:E2E_KEY_1")
        for body, field in ({"seconds": 0}, "seconds"), ({"seconds": "long"}, "seconds"), ({"until": "soon"}, "until"), \
                ({"until": "2001-01-01T00:00:00Z"}, "until"), ({"seconds": 10**12}, "seconds"):
            with self.subTest(body):
                answer = self.on_key(one, 0, "hold", body)
                self.assertEqual((answer.status, answer.error()["param"]), (422, field))
        viewer = self.gw.new_key("viewer")
        for act in ("hold", "clear"):
            self.assertEqual(self.on_key(one, 0, act, key=viewer).status, 403)
        self.assertEqual(self.gw.admin("POST", f"/providers/{one}/keys/none/clear", {}).status, 404)

    def test_all_keys_are_told_at_once(self):
        self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        rows = self.gw.admin("GET", "/providers/health").json()["data"]
        found = {row["name"]: row for row in rows}
        self.assertEqual([key["health"]["gate"] for key in found["one"]["keys"]], ["open", "open"])
        self.assertEqual(found["sandbox"]["health"]["state"], "healthy")
        flat = self.gw.admin("GET", "/health/api-keys").json()["data"]
        self.assertEqual([(row["provider"], row["name"]) for row in flat], [("one", "key 1"), ("one", "key 2")])

    def test_no_more_calls_are_open_than_the_provider_takes(self):
        self.provider("env:E2E_KEY_1", concurrency=2)
        go_on = threading.Event()
        self.upstream.on("m", [script.wait(go_on), *[script.whole()]])
        with ThreadPoolExecutor(5) as pool:
            answers = [pool.submit(self.gw.chat, ask("m")) for _ in range(5)]
            until(lambda: self.upstream.open == 2, "two are asked")
            time.sleep(0.3)  # as long as the others would need
            self.assertEqual(self.upstream.open, 2)
            go_on.set()
            self.assertEqual([one.result().status for one in answers], [200] * 5)
        self.assertEqual(len(self.upstream.posts("m")), 5)

    def test_a_breaker_opens_and_a_spare_serves_from_then_on(self):
        one = self.provider("env:E2E_KEY_1")
        with ScriptedUpstream() as spare:
            self.gw.add_provider("two", spare.base_url, "env:E2E_KEY_2", any_model=True, priority=1)
            self.upstream.on("m", [script.status(503)])
            spare.on("m", [script.whole()])
            with ThreadPoolExecutor(8) as pool:
                self.assertEqual({one.status for one in pool.map(self.gw.chat, [ask("m")] * 12)}, {200})
            asked = len(self.upstream.posts("m"))
            self.assertEqual(self.gw.chat(ask("m")).status, 200)
            self.assertEqual(len(self.upstream.posts("m")), asked)
            seen = self.of_model(one, 0, "m")
            self.assertEqual((seen["gate"], seen["state"], seen["error_rate"]), ("broken", "unhealthy", 1.0))
            self.assertTrue(0 < seen["left_ms"] <= 60_000)
            told = until(lambda: self.gw.admin("GET", "/health/history").json()["data"], "it is remembered")
            self.assertEqual([(row["kind"], row["model"], row["reason"], row["on"]) for row in told],
                             [("breaker", "m", "broken", True)])
            whole = self.keys(one)[0]["health"]
            self.assertEqual((whole["gate"], whole["state"], whole["error_rate"]), ("open", "unhealthy", 1.0))


if __name__ == "__main__":
    unittest.main()
