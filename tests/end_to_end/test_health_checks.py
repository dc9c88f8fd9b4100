"""Providers' keys are checked by themselves: a revoked one is marked within one interval, calls go to another, and it
is back once it is accepted again. All of it is in the history, to the minute.
"""

import json
import time
import unittest

import scripted_upstream as script
from harness import Switchyard, until
from scripted_case import KEY_1, KEY_2, ask
from scripted_upstream import ScriptedUpstream

INTERVAL = 2
MODELS = json.dumps({"data": [{"id": "m"}]}).encode()
BALANCE = json.dumps({"is_available": True,
                      "balance_infos": [{"currency": "USD", "total_balance": "7.25"}]}).encode()


def soon(condition, what):
    """Other settings are seen within five seconds, and pauses grow."""
    return until(condition, what, seconds=25)


class KeyedProvider(ScriptedUpstream):
    """Accepts some keys, for its list of models as for calls."""

    def __enter__(self):
        super().__enter__()
        self.good = {KEY_1, KEY_2}
        self.broken = False
        self.otherwise(self._script)
        return self

    def _script(self, received):
        if self.broken:
            return [script.status(503)]
        if received.key not in self.good:
            return [script.status(401)]
        if received.method == "GET":
            return [script.answer(200, BALANCE if received.path.endswith("/user/balance") else MODELS)]
        return [script.whole()]

    def asked(self, key, path="/v1/models"):
        return sum(one.method == "GET" and one.path == path and one.key == key for one in list(self.received))


class HealthChecksTest(unittest.TestCase):
    def setUp(self):
        self.upstream = self.enterContext(KeyedProvider())
        self.gw = self.enterContext(Switchyard())

    def provider(self, *secrets, **fields):
        return self.gw.add_provider("one", self.upstream.base_url, *secrets, any_model=True, **fields)

    def keys(self):
        return self.gw.admin("GET", "/health/api-keys").json()["data"]

    def settings(self, **fields):
        answer = self.gw.admin("PUT", "/settings", {f"health_check{name}": value for name, value in fields.items()})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def quickly(self, **fields):
        return self.settings(_interval_s=INTERVAL, _retries=0, _failures=1, **fields)

    def verdicts(self):
        return [key["check"]["verdict"] for key in self.keys()]

    def history(self):
        return [(row["key"], row["reason"], row["source"], row["ended_by"], row["on"])
                for row in self.gw.admin("GET", "/health/history").json()["data"]]

    def sent_with(self, model):
        return [post.key for post in self.upstream.posts(model)]

    def test_a_revoked_key_is_marked_calls_move_and_it_recovers_by_itself(self):
        self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        self.quickly()
        soon(lambda: self.verdicts() == ["good", "good"], "both are checked")
        self.upstream.good.remove(KEY_1)
        revoked = time.monotonic()
        soon(lambda: self.keys()[0]["gate"] == "cooling", "the revoked one is marked")
        self.assertLess(time.monotonic() - revoked, INTERVAL + 2)
        first, second = self.keys()
        self.assertEqual((first["reason"], first["source"], first["check"]["verdict"]), ("bad_key", "check", "refused"))
        self.assertEqual((second["gate"], second["check"]["verdict"]), ("open", "good"))
        self.assertEqual(self.gw.chat(ask("m")).status, 200)
        self.assertEqual(self.sent_with("m"), [KEY_2], "no call pays for what a check has found")

        soon(lambda: self.keys()[0]["check"]["failures"] >= 2, "it is asked again")
        self.assertEqual(self.history(), [("key 1", "bad_key", "check", None, True)], "and stays one outage")
        self.upstream.good.add(KEY_1)
        soon(lambda: self.keys()[0]["gate"] == "open", "it is back")
        soon(lambda: self.history() == [("key 1", "bad_key", "check", "checked", False)], "and that is written down")
        self.assertEqual(self.gw.chat(ask("n")).status, 200)
        self.assertEqual(self.sent_with("n"), [KEY_1])

        row = self.gw.admin("GET", "/health/history").json()["data"][0]
        one = self.gw.admin("GET", f"/health/api-keys/{first['id']}").json()
        self.assertEqual((one["name"], one["check"]["verdict"]), ("key 1", "good"))
        self.assertTrue(0 <= one["availability"]["day"] < 1, one["availability"])
        told = self.gw.admin("GET", f"/health/history?key={first['id']}").json()
        self.assertAlmostEqual(told["availability"]["day"], one["availability"]["day"], delta=0.2)
        self.assertIsNone(self.gw.admin("GET", "/health/history").json()["availability"])
        whole = self.gw.admin("GET", "/health/availability?zone=0").json()["data"]
        provider = next(entry for entry in whole if entry["name"] == "one")
        self.assertEqual(provider["availability"]["day"], 1, "one of its keys was always there")
        self.assertEqual([day["state"] for day in provider["days"][-1:]], ["degraded"])
        self.assertLess(row["from"], row["until"])

    def test_a_provider_that_fails_is_down_and_comes_back(self):
        self.provider("env:E2E_KEY_1")
        self.quickly()
        self.upstream.broken = True
        soon(lambda: self.keys()[0]["reason"] == "down", "it is down")
        self.assertEqual(self.keys()[0]["check"]["verdict"], "failing")
        self.upstream.broken = False
        soon(lambda: self.keys()[0]["gate"] == "open", "it is back")

    def test_a_key_that_is_entered_anew_is_checked_at_once(self):
        provider = self.provider("env:E2E_KEY_1")
        self.upstream.good = {KEY_2}
        self.settings(_interval_s=600)
        soon(lambda: self.keys()[0]["check"]["next_at"], "its first check is planned")
        key = self.keys()[0]["id"]
        self.gw.admin("POST", f"/health/api-keys/{key}/check", {})
        self.assertEqual(self.verdicts(), ["refused"])
        changed = self.gw.admin("PUT", f"/providers/{provider}/keys/{key}", {"secret": "env:E2E_KEY_2"})
        self.assertEqual(changed.status, 200, changed.body)
        soon(lambda: self.verdicts() == ["good"], "the new one is checked")

    def test_what_calls_prove_is_not_checked(self):
        self.provider("env:E2E_KEY_1")
        self.quickly()
        stop = time.monotonic() + 2.5 * INTERVAL
        while time.monotonic() < stop:
            self.assertEqual(self.gw.chat(ask("m")).status, 200)
            time.sleep(0.2)  # the pace of the calls is what is tested
        self.assertEqual(self.upstream.asked(KEY_1), 0)
        soon(lambda: self.keys()[0]["check"]["by_call"], "the call is the check")
        soon(lambda: self.upstream.asked(KEY_1) > 0, "it is checked again without calls")

    def test_a_check_on_demand_tells_and_learns(self):
        provider = self.provider("env:E2E_KEY_1", "env:E2E_KEY_2", type="deepseek")
        self.settings(s=False)
        first, second = (key["id"] for key in self.keys())
        self.upstream.good.remove(KEY_2)
        good = self.gw.admin("POST", f"/health/api-keys/{first}/check", {}).json()
        self.assertEqual((good["check"]["verdict"], good["check"]["on"], good["check"]["next_at"]),
                         ("good", False, None))
        self.assertEqual((good["check"]["balance"]["amount_nanos"], good["check"]["balance"]["currency"]),
                         (7_250_000_000, "USD"))
        self.assertEqual(self.upstream.asked(KEY_1, "/user/balance"), 1)
        bad = self.gw.admin("POST", f"/health/api-keys/{second}/check", {}).json()
        self.assertEqual((bad["check"]["verdict"], bad["gate"], bad["reason"]), ("refused", "cooling", "bad_key"))
        self.upstream.good.add(KEY_2)
        rows = self.gw.admin("POST", "/health/api-keys/check", {}).json()["data"]
        self.assertEqual([row["check"]["verdict"] for row in rows if row["provider_id"] == provider], ["good", "good"])
        self.assertEqual(self.keys()[1]["gate"], "open")

    def test_who_may_and_what_is_not_there(self):
        self.provider("env:E2E_KEY_1")
        key = self.keys()[0]["id"]
        viewer = self.gw.new_key("viewer")
        self.assertEqual(self.gw.admin("GET", f"/health/api-keys/{key}", key=viewer).status, 200)
        self.assertEqual(self.gw.admin("GET", "/health/availability", key=viewer).status, 200)
        self.assertEqual(self.gw.admin("POST", f"/health/api-keys/{key}/check", {}, key=viewer).status, 403)
        self.assertEqual(self.gw.admin("POST", "/health/api-keys/check", {}, key=viewer).status, 403)
        self.assertEqual(self.gw.admin("GET", "/health/api-keys/nobody").status, 404)
        self.assertEqual(self.gw.admin("GET", "/health/availability?zone=Nowhere").status, 422)

    def test_settings_are_bounded_and_kept(self):
        shown = self.settings(_interval_s=90, _timeout_s=5, _retries=1, _failures=2, _except=["prov_x"])
        self.assertEqual((shown["health_check_interval_s"], shown["health_check_except"]), (90, ["prov_x"]))
        self.gw.stop()
        self.gw.start()
        kept = self.gw.admin("GET", "/settings").json()
        self.assertEqual((kept["health_checks"], kept["health_check_timeout_s"], kept["health_check_failures"]),
                         (True, 5, 2))
        for name, wrong in (("_interval_s", 0), ("_timeout_s", 61), ("_retries", -1), ("_failures", 0), ("s", 1)):
            answer = self.gw.admin("PUT", "/settings", {f"health_check{name}": wrong})
            self.assertEqual((answer.status, answer.json()["error"]["param"]), (422, f"health_check{name}"))

    def test_one_that_is_left_out_is_not_checked(self):
        one = self.provider("env:E2E_KEY_1")
        other = self.gw.add_provider("other", self.upstream.base_url, "env:E2E_KEY_2", any_model=True)
        self.quickly(_except=[one])
        soon(lambda: self.upstream.asked(KEY_2) > 0, "the other is checked")
        self.assertEqual(self.upstream.asked(KEY_1), 0)
        seen = {key["provider_id"]: key["check"] for key in self.keys()}
        self.assertEqual((seen[one]["on"], seen[one]["verdict"], seen[other]["on"]), (False, None, True))

    def test_the_end_does_not_wait_for_a_check(self):
        self.upstream.otherwise(lambda received: [script.hang()])
        self.provider("env:E2E_KEY_1")
        self.settings(_interval_s=1)
        soon(lambda: self.upstream.asked(KEY_1) > 0, "a check is under way")
        began = time.monotonic()
        self.gw.stop()
        self.assertLess(time.monotonic() - began, 5)
        self.gw.start()


if __name__ == "__main__":
    unittest.main()
