"""Plans of the real program: their list, what one changed, restoring one; and what router.metrics sums up."""

import time
import unittest

import scripted_upstream as script
from harness import Switchyard
from scripted_upstream import ScriptedUpstream

HELLO = [{"role": "user", "content": "hi"}]
NOBODY = "http://127.0.0.1:9/v1"


class PlansTest(unittest.TestCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard())

    def call(self, status, method, path, body=None, **options):
        answer = self.gw.admin(method, path, body, **options)
        self.assertEqual(answer.status, status, f"{method} {path}: {answer.body[:400]}")
        return answer.json() if answer.body else None

    def newest(self):
        return self.call(200, "GET", "/router/plans?limit=1")["data"][0]["version"]

    def diff(self, version, **query):
        words = "".join(f"?{name}={value}" for name, value in query.items())
        rows = self.call(200, "GET", f"/router/plans/{version}/diff{words}")["data"]
        return {row["path"]: (row["kind"], row["before"], row["after"]) for row in rows}

    def test_each_change_is_a_version_with_its_author(self):
        before = self.newest()
        self.call(200, "PUT", "/settings", {"max_attempts": 2})
        page = self.call(200, "GET", "/router/plans?limit=2")
        self.assertEqual([row["version"] for row in page["data"]], [before + 1, before])
        self.assertEqual(page["data"][0]["author"], "e2e super_admin")
        rest = self.call(200, "GET", f"/router/plans?after={page['next']}")["data"]
        self.assertEqual([row["version"] for row in rest], list(range(before - 1, 0, -1)))
        self.assertEqual(self.diff(before + 1), {"settings.max_attempts": ("changed", 4, 2)})
        self.assertEqual(self.diff(before + 1, **{"with": before + 1}), {})
        self.assertEqual(self.diff(before, **{"with": before + 1}), {"settings.max_attempts": ("changed", 2, 4)})
        self.assertEqual(self.diff(1)["providers[sandbox]"][0], "added")
        plan = self.call(200, "GET", f"/router/plans/{before + 1}")
        self.assertEqual((plan["version"], plan["plan"]["settings"]["max_attempts"]), (before + 1, 2))
        for path in ("/router/plans/9999", "/router/plans/x", "/router/plans/9999/diff"):
            self.call(404, "GET", path)
        self.call(404, "POST", "/router/plans/9999/restore")

    def test_an_earlier_one_comes_back(self):
        openai = self.gw.add_provider("OpenAI", NOBODY, "env:E2E_KEY_1", "env:E2E_KEY_2", models=["gpt-a", "gpt-b"],
                                      headers={"x-team": "red", "x-auth": "hidden-value"})
        first = self.gw.admin("GET", f"/providers/{openai}").json()
        wanted = self.newest()
        keys = self.call(200, "GET", f"/providers/{openai}/keys")["data"]
        self.call(200, "PUT", f"/providers/{openai}", {"name": "Other", "weight": 7, "headers": {"x-auth": "hidden-value"},
                                                       "timeouts": {"idle_ms": 5}})
        self.call(204, "DELETE", f"/providers/{openai}/keys/{keys[0]['id']}")
        self.call(200, "PUT", f"/providers/{openai}/keys/{keys[1]['id']}", {"weight": 9})
        self.gw.add_provider("OpenAI", NOBODY, models=["gpt-a"])  # takes the name that comes back
        self.call(200, "PUT", "/settings", {"default_model": "gpt-b", "max_attempts": 1})
        member = self.gw.new_key("member", "made later")
        before = self.newest()

        answer = self.call(200, "POST", f"/router/plans/{wanted}/restore")
        self.assertEqual((answer["restored"], answer["plan"], answer["not_restored"]), (wanted, before + 1, []))
        self.assertEqual(self.newest(), before + 1)
        self.assertEqual({row["path"] for row in answer["changes"]}, set(self.diff(before + 1)))
        left = self.diff(before + 1, **{"with": wanted})
        self.assertTrue(all(path.startswith("client_keys[") for path in left), left)
        now = self.gw.admin("GET", f"/providers/{openai}").json()
        for volatile in ("version", "key_state", "key_message"):
            now.pop(volatile), first.pop(volatile)
        self.assertEqual(now, first)
        self.assertEqual(len(self.call(200, "GET", "/providers")["data"]), 2)
        names = [(key["name"], key["secret"], key["weight"]) for key in
                 self.call(200, "GET", f"/providers/{openai}/keys")["data"]]
        self.assertEqual(names, [(key["name"], key["secret"], key["weight"]) for key in keys])
        self.assertEqual(self.gw.chat({"model": "sandbox", "messages": HELLO}, key=member).status, 200)

        again = self.call(200, "POST", f"/router/plans/{wanted}/restore")
        self.assertEqual((again["changes"], again["plan"]), ([], before + 1))
        self.assertEqual(self.newest(), before + 1, "what changes nothing is no version")

    def test_the_model_map_comes_back_too(self):
        provider = self.gw.add_provider("one", NOBODY, models=["a", "b"])
        target = {"provider": provider, "model": "a", "weight": 3}
        kept = self.call(201, "POST", "/router/model-map", {"name": "fast", "targets": [target], "strategy": "round_robin"})
        self.call(201, "POST", "/router/model-map", {"name": "gone", "targets": [target]})
        wanted = self.newest()
        self.call(204, "DELETE", "/router/model-map/gone")
        self.call(200, "PUT", f"/router/model-map/{kept['id']}", {"strategy": None, "targets": [{**target, "model": "b"}]})
        self.call(201, "POST", "/router/model-map", {"name": "later", "targets": [target]})
        self.call(200, "PUT", "/router/defaults", {"default_model": "fast", "strategy": "least_busy", "affinity": False})
        self.call(200, "POST", f"/router/plans/{wanted}/restore")
        self.assertEqual(self.diff(self.newest(), **{"with": wanted}), {})
        now = {alias["name"]: alias for alias in self.call(200, "GET", "/router/model-map")["data"]}
        self.assertEqual(set(now), {"fast", "gone"})
        self.assertEqual((now["fast"]["strategy"], now["fast"]["targets"][0]["model"]), ("round_robin", "a"))

    def test_rules_come_back_too(self):
        rule = {"name": "Code", "when": {"model": "gpt-*"}, "then": [{"use_model": "sandbox"}]}
        kept = self.call(201, "POST", "/router/rules", rule)
        wanted = self.newest()
        self.call(204, "DELETE", f"/router/rules/{kept['id']}")
        self.call(201, "POST", "/router/rules", {**rule, "name": "Later"})
        self.call(200, "POST", f"/router/plans/{wanted}/restore")
        self.assertEqual(self.diff(self.newest(), **{"with": wanted}), {})
        self.assertEqual([row["name"] for row in self.call(200, "GET", "/router/rules")["data"]], ["Code"])

    def test_a_revoked_key_stays_revoked_and_the_switch_where_it_is(self):
        made = self.gw.cli_json("key", "create", "--name", "gone", "--role", "member")
        wanted = self.newest()
        self.call(200, "POST", f"/api-keys/{made['id']}/revoke")
        self.call(200, "PUT", "/settings", {"switch_delay_ms": 0, "switch_cooldown_ms": 0})
        self.call(202, "POST", "/router/toggle", {"value": False})
        self.call(200, "POST", f"/router/plans/{wanted}/restore")
        self.assertEqual(self.gw.chat({"model": "sandbox", "messages": HELLO}, key=made["key"]).status, 401)
        self.assertIs(self.call(200, "GET", "/router/status")["value"], False)

    def test_what_was_not_kept_is_named(self):
        provider = self.gw.add_provider("guarded", NOBODY, headers={"x-api-token": "not-to-be-kept"})
        wanted = self.newest()
        self.call(204, "DELETE", f"/providers/{provider}")
        answer = self.call(200, "POST", f"/router/plans/{wanted}/restore")
        self.assertEqual([row["path"] for row in answer["not_restored"]], ["providers[guarded].headers.x-api-token"])
        self.assertEqual(self.call(200, "GET", f"/providers/{provider}")["headers"], {})
        self.assertNotIn("not-to-be-kept", str(self.call(200, "GET", f"/router/plans/{wanted}")))

    def test_who_may(self):
        allowed = {"/router/plans": "viewer", "/router/plans/1": "operator", "/router/plans/1/diff": "operator",
                   "/router/metrics": "viewer"}
        roles = ["member", "viewer", "operator", "admin"]
        keys = {role: self.gw.new_key(role) for role in roles}
        for path, least in allowed.items():
            for role in roles:
                self.call(200 if roles.index(role) >= roles.index(least) else 403, "GET", path, key=keys[role])
        self.call(403, "POST", "/router/plans/1/restore", key=keys["operator"])
        self.call(200, "POST", "/router/plans/1/restore", key=keys["admin"])


class MetricsTest(unittest.TestCase):
    def setUp(self):
        self.upstream = self.enterContext(ScriptedUpstream())
        self.gw = self.enterContext(Switchyard())

    def metrics(self, query=""):
        answer = self.gw.admin("GET", f"/router/metrics{query}")
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def test_it_sums_up_what_happened(self):
        good = self.gw.add_provider("good", self.upstream.base_url, "env:E2E_KEY_1", models=["fine", "shaky"], priority=1)
        bad = self.gw.add_provider("bad", self.upstream.base_url, "env:E2E_KEY_2", models=["shaky"], priority=0)
        good_stream = [script.begin(script.delta("Hello")), script.end()]
        self.upstream.on("fine", good_stream, good_stream, good_stream)
        for _ in range(3):
            self.gw.chat({"model": "fine", "messages": HELLO, "stream": True})
        self.upstream.on("shaky", [script.status(503)], [script.status(503)], [script.status(503)], [script.whole()])
        self.gw.chat({"model": "shaky", "messages": HELLO})
        self.gw.wait_until_folded()
        found = self.metrics()
        self.assertEqual((found["calls"], found["failovers"]), (4, 1))
        self.assertAlmostEqual(found["first_choice_success"], 0.75)
        served = {row["name"]: row["calls"] for row in found["decisions"]["by_provider"]}
        self.assertEqual(sum(served.values()), 4)
        rows = {(row["provider"], row["model"]): row for row in found["data"]}
        fine = rows[(good, "fine")]
        self.assertEqual((fine["calls"], fine["errors"]), (3, 0))
        self.assertGreater(fine["first_token_ms"], 0)
        self.assertGreater(rows[(bad, "shaky")]["errors"], 0)
        self.assertEqual({row["provider"] for row in self.metrics(f"?provider={bad}")["data"]}, {bad})
        self.assertEqual(self.metrics("?from=2020-01-01&to=2020-01-02")["calls"], 0)
        for wrong in ("?from=2026-01-02&to=2026-01-01", "?from=2020-01-01", "?to=x"):
            self.assertEqual(self.gw.admin("GET", f"/router/metrics{wrong}").status, 422)

    def test_it_knows_how_long_the_switch_stood_where(self):
        self.gw.admin("PUT", "/settings", {"switch_delay_ms": 0, "switch_cooldown_ms": 0})
        for value in (False, True, False):
            self.gw.admin("POST", "/router/toggle", {"value": value})
            time.sleep(0.5 if value else 0.2)
        found = self.metrics()["switch"]
        self.assertEqual(found["toggles"], 3)
        self.assertGreater(found["off_ms"], 390)
        self.assertGreater(found["on_ms"], 490)
        self.assertLess(found["on_ms"] + found["off_ms"], 60_000, "only from the first plan on")


if __name__ == "__main__":
    unittest.main()
