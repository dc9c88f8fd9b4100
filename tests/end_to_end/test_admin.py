"""The admin API over HTTP: its shapes, who may do what, and its sums."""

import re
import unittest

import scripted_upstream as script
from admin_case import ROLES, AdminCase, ask
from harness import Switchyard
from scripted_upstream import ScriptedUpstream

ENDLESS = "/api/v1/events"  # an answer without an end; see test_events
# What clients and scripts rely on; /openapi.json must list at least these.
OPERATIONS = {
    "GET /providers", "POST /providers", "GET /providers/presets", "POST /providers/batch", "GET /providers/{id}",
    "PUT /providers/{id}", "DELETE /providers/{id}", "POST /providers/{id}/health", "GET /providers/{provider}/keys",
    "POST /providers/{provider}/keys", "PUT /providers/{provider}/keys/{key}", "DELETE /providers/{provider}/keys/{key}",
    "GET /providers/{provider}/models", "POST /providers/{provider}/models", "PUT /providers/{provider}/models/{model}",
    "DELETE /providers/{provider}/models/{model}", "GET /api-keys", "POST /api-keys", "POST /api-keys/batch",
    "GET /api-keys/{id}", "PUT /api-keys/{id}", "DELETE /api-keys/{id}", "POST /api-keys/{id}/revoke",
    "POST /api-keys/{id}/rotate", "GET /requests", "GET /requests/{id}", "GET /usage", "GET /settings", "PUT /settings",
    "GET /status", "GET /health", "GET /dashboard/stats",
}


class AdminTest(AdminCase):
    # Shapes

    def test_every_list_has_the_same_shape(self):
        provider = self.provider(models=["shape-model"])
        for path in ("/providers", "/providers/presets", f"/providers/{provider['id']}/keys",
                     f"/providers/{provider['id']}/models", "/api-keys", "/requests"):
            with self.subTest(path):
                rows = self.call(200, "GET", path)
                self.assertEqual(list(rows), ["data", "next"])
                self.assertIsInstance(rows["data"], list)
                self.assertIsNone(rows["next"])

    def test_a_list_comes_in_pages_without_gaps_or_repeats(self):
        for _ in range(7):
            self.key()
        for path, rows in (("/api-keys", 7), ("/requests", 9)):
            if path == "/requests":
                for _ in range(rows):
                    self.gw.chat(ask("sandbox"))
                self.gw.wait_until_folded()
            with self.subTest(path):
                every = [row["id"] for row in self.call(200, "GET", path)["data"]]
                self.assertGreaterEqual(len(every), rows)
                seen, after = [], None
                while True:
                    page = self.call(200, "GET", f"{path}?limit=2" + (f"&after={after}" if after else ""))
                    self.assertLessEqual(len(page["data"]), 2)
                    seen += [row["id"] for row in page["data"]]
                    after = page["next"]
                    if after is None:
                        break
                self.assertEqual(seen, every)

    def test_a_list_is_searched_by_name(self):
        made = self.key(name="Needle in a stack")
        found = self.call(200, "GET", "/api-keys?q=needle%20in")["data"]
        self.assertEqual([row["id"] for row in found], [made["id"]])

    def test_a_key_says_when_it_was_used_last(self):
        key, other = self.key(), self.key()
        self.assertIsNone(key["last_used_at"])
        for _ in range(2):
            self.gw.chat(ask("sandbox"), key=key["key"])
        self.gw.wait_until_folded()
        newest = self.call(200, "GET", f"/requests?key={key['id']}")["data"][0]["started_at"]
        used = {row["id"]: row["last_used_at"] for row in self.call(200, "GET", "/api-keys")["data"]}
        self.assertEqual(used[key["id"]], newest)
        self.assertIsNone(used[other["id"]])
        self.assertEqual(self.call(200, "GET", f"/api-keys/{key['id']}")["last_used_at"], newest)
        self.assertEqual(self.call(200, "POST", f"/api-keys/{key['id']}/revoke")["last_used_at"], newest)

    def test_requests_are_found_by_their_fields(self):
        key = self.key()
        answer = self.gw.chat(ask("sandbox"), key=key["key"])
        failed = self.gw.chat(ask("sandbox|status:400"), key=key["key"])
        row = self.gw.wait_for_call(answer.request_id())
        self.gw.wait_for_call(failed.request_id())
        mine = f"key={key['id']}"
        for query, wanted in (("", 2), ("&status=400", 1), ("&status=200", 1), ("&outcome=done", 1), ("&outcome=failed", 1),
                              (f"&provider={row['provider_id']}", 2), ("&provider=nobody", 0), ("&model=sandbox", 1),
                              ("&from=2000-01-01&to=2001-01-01", 0), ("&from=2000-01-01", 2), (f"&q={row['id']}", 1)):
            with self.subTest(query):
                self.assertEqual(len(self.call(200, "GET", f"/requests?{mine}{query}")["data"]), wanted)
        for query, param in (("limit=0", "limit"), ("limit=1001", "limit"), ("limit=x", "limit"), ("status=x", "status"),
                             ("outcome=good", "outcome"), ("from=yesterday", "from"), ("to=13", "to")):
            with self.subTest(query):
                self.refused(422, "GET", f"/requests?{query}", param=param)

    def test_a_request_row_has_what_others_rely_on(self):
        answer = self.gw.chat(ask("sandbox"))
        row = self.gw.wait_for_call(answer.request_id())
        wanted = {"id", "started_at", "key", "key_id", "endpoint", "stream", "requested_model", "routed_model",
                  "billed_model", "provider", "provider_id", "status", "outcome", "error_code", "input_tokens",
                  "cache_read_tokens", "cache_write_tokens", "output_tokens", "reasoning_tokens", "cost_nanos", "currency",
                  "confidence", "first_token_ms", "duration_ms", "attempts", "attempt_list", "decision"}
        self.assertLessEqual(wanted, set(row))
        usage = answer.json()["usage"]
        self.assertEqual((row["input_tokens"], row["output_tokens"]), (usage["prompt_tokens"], usage["completion_tokens"]))
        self.assertEqual((row["id"], row["status"], row["outcome"], row["attempts"]), (answer.request_id(), 200, "done", 1))

    def test_the_short_prefix_answers_the_same(self):
        for path in ("/providers", "/providers/presets", "/api-keys", "/settings", "/health", "/requests?limit=1"):
            with self.subTest(path):
                long, short = self.gw.request("GET", f"/api/v1{path}"), self.gw.request("GET", f"/api{path}")
                self.assertEqual((long.status, long.body), (200, short.body))
        self.assertEqual(self.gw.request("GET", "/api/models", key=self.gw.key).body,
                         self.gw.request("GET", "/v1/models", key=self.gw.key).body)
        self.assertEqual(self.gw.request("POST", "/api/chat/completions", ask("sandbox"), key=self.gw.key).status, 200)

    def test_health_needs_no_key_at_the_root(self):
        answer = self.gw.request("GET", "/health", key="")
        self.assertEqual((answer.status, answer.json()), (200, {"status": "ok"}))

    # Who may

    def test_without_a_key_nothing_is_told(self):
        for method, path in (("GET", "/providers"), ("POST", "/api-keys"), ("GET", "/nothing"), ("GET", "/status")):
            for key in ("", "sy-wrong"):
                with self.subTest(f"{method} {path}", key=key):
                    self.refused(401, method, path, {} if method == "POST" else None, key=key)

    def test_openapi_lists_every_operation(self):
        answer = self.gw.request("GET", "/openapi.json", key="")
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/json"))
        document = answer.json()
        self.assertTrue(document["openapi"].startswith("3.1"))
        listed = {f"{method.upper()} {path.removeprefix('/api/v1')}": operation
                  for path, methods in document["paths"].items() for method, operation in methods.items()}
        self.assertLessEqual(OPERATIONS, set(listed))
        self.assertLessEqual({"POST /v1/chat/completions", "GET /v1/models", "GET /v1/models/{id}"}, set(listed))
        names = [operation["operationId"] for operation in listed.values()]
        self.assertEqual(len(names), len(set(names)))
        for reference in re.findall(r'"#/([^"]+)"', answer.body.decode()):
            inner = document
            for step in reference.split("/"):
                inner = inner[step]

    def test_each_operation_asks_for_its_role(self):
        document = self.gw.request("GET", "/openapi.json").json()
        checked = 0
        for path, methods in document["paths"].items():
            if not path.startswith("/api/v1") or path == ENDLESS:
                continue
            for method, operation in methods.items():
                if operation.get("security") == []:
                    continue  # signing in
                least = re.search(r"Needs the role (\w+) or above", operation["description"]).group(1)
                target = re.sub(r"\{\w+\}", "nothing", path)
                body = {"ids": []} if target.endswith("/batch") else {"nonsense": 1} if method in ("post", "put") else None
                for role in ROLES:
                    status = self.gw.request(method.upper(), target, body, key=self.role_keys[role]).status
                    with self.subTest(f"{method} {path}", role=role):
                        if ROLES.index(role) < ROLES.index(least):
                            self.assertEqual(status, 403)
                        else:
                            self.assertIn(status, (200, 204, 404, 409, 422))
                    checked += 1
        self.assertGreaterEqual(checked, len(OPERATIONS) * len(ROLES))

    def test_who_may_do_what(self):
        least = {"GET /providers": "viewer", "POST /providers": "admin", "POST /api-keys": "admin", "PUT /settings": "admin",
                 "GET /requests": "member", "GET /usage": "member", "GET /api-keys": "member", "GET /users": "viewer",
                 "POST /users": "admin", "POST /teams": "admin", "GET /dashboard/stats": "viewer", "GET /health": "member"}
        for operation, role in least.items():
            method, path = operation.split()
            below = ROLES.index(role) - 1
            if below >= 0:
                self.refused(403, method, path, None if method == "GET" else {}, key=self.role_keys[ROLES[below]])
            self.assertNotIn(self.gw.admin(method, path, None if method == "GET" else {}, key=self.role_keys[role]).status, (401, 403))

    def test_nobody_reaches_above_the_own_role(self):
        admin, boss = self.role_keys["admin"], self.key(role="super_admin")
        self.refused(403, "POST", "/api-keys", {"name": "x", "role": "super_admin"}, param="role", key=admin)
        path = f"/api-keys/{boss['id']}"
        self.refused(403, "PUT", path, {"name": "mine"}, key=admin)
        self.refused(403, "POST", f"{path}/revoke", key=admin)
        self.refused(403, "POST", f"{path}/rotate", key=admin)
        self.refused(403, "DELETE", path, key=admin)
        for body in ({"ids": [boss["id"]], "delete": True}, {"ids": [boss["id"]], "set": {"role": "member"}}):
            self.assertFalse(self.call(200, "POST", "/api-keys/batch", body, key=admin)["data"][0]["ok"])
        mine = self.key(role="admin")
        self.refused(403, "PUT", f"/api-keys/{mine['id']}", {"role": "super_admin"}, param="role", key=admin)
        self.call(200, "GET", "/status", key=boss["key"])


class UsageTest(unittest.TestCase):
    """On a gateway of its own, so that every row is known."""

    SUMS = ("input_tokens", "cache_read_tokens", "cache_write_tokens", "output_tokens", "reasoning_tokens", "cost_nanos",
            "attempts")

    def test_usage_is_the_sum_of_the_rows(self):
        upstream = self.enterContext(ScriptedUpstream())
        gw = self.enterContext(Switchyard())
        gw.add_provider("scripted", upstream.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2", any_model=True)
        for number in range(5):
            upstream.on(f"m{number}", [script.answer(200, script.completion(tokens=(number * 100, number)))])
        upstream.on("gpt-4o", [script.status(401)], [script.answer(200, script.completion(tokens=(1000, 100)))])
        other = gw.new_key("member", "other")
        calls = [ask(f"m{number}") for number in range(5)]
        calls += [ask("gpt-4o"), ask("sandbox"), ask("sandbox|thinking", stream=True), ask("sandbox|status:400")]
        calls += [ask("sandbox|fault:cut|chunks:9", stream=True)]
        for number, body in enumerate(calls):
            gw.chat(body, key=other if number % 3 == 0 else gw.key)
        gw.wait_until_folded()
        rows = gw.requests()
        self.assertEqual(len(rows), len(calls))
        total = gw.admin("GET", "/usage?from=2000-01-01").json()["total"]
        self.assertEqual(total["calls"], len(rows))
        self.assertEqual(total["errors"], sum(row["outcome"] in ("failed", "partial") for row in rows))
        for name in self.SUMS:
            self.assertEqual(total[name], sum(row[name] for row in rows), name)
        for group in ("provider", "key", "model", "outcome", "day", "bucket", "provider_bucket"):
            groups = gw.admin("GET", f"/usage?from=2000-01-01&group_by={group}").json()["data"]
            for name in ("calls", *self.SUMS):
                self.assertEqual(sum(one[name] for one in groups), total[name], f"{name} by {group}")
        keyed = {group: gw.admin("GET", f"/usage?from=2000-01-01&group_by={group}").json()["data"]
                 for group in ("provider", "provider_bucket")}
        self.assertEqual({one["key"] for one in keyed["provider_bucket"]}, {one["key"] for one in keyed["provider"]})
        self.assertTrue(all(one["bucket"].endswith("Z") for one in keyed["provider_bucket"]), keyed)
        by_key = {one["name"]: one["calls"] for one in gw.admin("GET", "/usage?from=2000-01-01&group_by=key").json()["data"]}
        self.assertEqual(by_key, {"other": 4, "e2e member": 6})
        for query in ("group_by=nothing", "from=x", "from=2021-01-01&to=2020-01-01"):
            self.assertEqual(gw.admin("GET", f"/usage?{query}").status, 422, query)


if __name__ == "__main__":
    unittest.main()
