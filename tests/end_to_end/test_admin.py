"""The admin API over HTTP: its shapes, its refusals, who may do what, and that a change counts from the next call on."""

import json
import re
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

import scripted_upstream as script
from harness import Switchyard
from scripted_upstream import ScriptedUpstream

ROLES = ["member", "viewer", "operator", "admin", "super_admin"]
HELLO = [{"role": "user", "content": "hi"}]
NOBODY = "http://127.0.0.1:9/v1"  # never called

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


def ask(model, **more):
    return {"model": model, "messages": HELLO, **more}


class AdminTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.role_keys = {role: cls.gw.new_key(role) for role in ROLES}
        cls.count = 0

    def name(self):
        type(self).count += 1
        return f"thing-{self.count}"

    def call(self, status, method, path, body=None, **options):
        answer = self.gw.admin(method, path, body, **options)
        self.assertEqual(answer.status, status, f"{method} {path}: {answer.body[:400]}")
        if status == 204:
            self.assertEqual(answer.body, b"")
            return None
        self.assertEqual(answer.headers["content-type"], "application/json")
        return answer.json()

    def refused(self, status, method, path, body=None, param=None, **options):
        error = self.call(status, method, path, body, **options)["error"]
        self.assertEqual(set(error), {"code", "message", "param", "request_id"})
        self.assertTrue(error["message"])
        if param is not None:
            self.assertEqual(error["param"], param)
        return error

    def provider(self, **fields):
        return self.call(201, "POST", "/providers", {"name": self.name(), "type": "custom", "base_url": NOBODY, **fields})

    def key(self, **fields):
        return self.call(201, "POST", "/api-keys", {"name": self.name(), **fields})

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

    # Create, update, delete, batch

    def test_a_provider_is_made_changed_and_removed(self):
        made = self.provider(models=["one"], priority=2, headers={"x-extra": "1"}, timeouts={"idle_ms": 1000})
        self.assertEqual((made["models"], made["priority"], made["headers"]), (["one"], 2, {"x-extra": "1"}))
        self.assertEqual(made["timeouts"]["idle_ms"], 1000)
        path = f"/providers/{made['id']}"
        self.assertEqual(self.call(200, "GET", path), made)
        changed = self.call(200, "PUT", path, {"weight": 9, "if_version": made["version"]})
        self.assertEqual((changed["weight"], changed["priority"]), (9, 2), "what is not named stays")
        self.assertGreater(changed["version"], made["version"])
        self.refused(409, "PUT", path, {"weight": 10, "if_version": made["version"]}, param="if_version")
        self.assertEqual(self.call(200, "GET", path)["weight"], 9)
        self.call(204, "DELETE", path)
        for method in ("GET", "DELETE"):
            self.refused(404, method, path)
        self.refused(404, "PUT", path, {"weight": 1})

    def test_of_two_changes_to_one_version_one_wins(self):
        made = self.provider()
        body = [{"weight": number, "if_version": made["version"]} for number in range(8)]
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda one: self.gw.admin("PUT", f"/providers/{made['id']}", one), body))
        self.assertEqual(sorted(answer.status for answer in answers), [200] + [409] * 7)

    def test_keys_and_models_of_a_provider(self):
        provider = self.provider()
        home = f"/providers/{provider['id']}"
        key = self.call(201, "POST", f"{home}/keys", {"name": "k", "secret": "env:E2E_KEY_1"})
        self.assertEqual((key["secret"], key["origin"]), ("env:E2E_KEY_1", "http://127.0.0.1:9"))
        self.assertEqual(self.call(200, "PUT", f"{home}/keys/{key['id']}", {"enabled": False})["enabled"], False)
        model = self.call(201, "POST", f"{home}/models", {"name": "odd|näme +1", "context_window": 1000})
        by_name = f"{home}/models/odd%7Cn%C3%A4me%20+1"
        self.assertEqual(self.call(200, "PUT", by_name, {"enabled": False})["id"], model["id"])
        self.assertEqual(self.call(200, "PUT", f"{home}/models/{model['id']}", {"context_window": None})["context_window"], None)
        shown = self.call(200, "GET", home)
        self.assertEqual((shown["keys"], shown["models"]), (1, ["odd|näme +1"]))
        self.refused(404, "PUT", f"/providers/{self.provider()['id']}/keys/{key['id']}", {"enabled": True})
        self.call(204, "DELETE", f"{home}/keys/{key['id']}")
        self.call(204, "DELETE", by_name)
        self.refused(404, "DELETE", by_name)

    def test_a_batch_reports_for_each_id(self):
        ids = [self.provider()["id"] for _ in range(3)]
        report = self.call(200, "POST", "/providers/batch", {"ids": [ids[0], "prov_nothing", ids[1]], "set": {"weight": 4}})
        self.assertEqual([(row["id"], row["ok"]) for row in report["data"]],
                         [(ids[0], True), ("prov_nothing", False), (ids[1], True)])
        self.assertTrue(report["data"][1]["error"]["message"])
        self.assertEqual([self.call(200, "GET", f"/providers/{one}")["weight"] for one in ids], [4, 4, 1])
        wrong = self.call(200, "POST", "/providers/batch", {"ids": ids[:1], "set": {"weight": -1}})
        self.assertEqual((wrong["data"][0]["ok"], wrong["data"][0]["error"]["param"]), (False, "weight"))
        removed = self.call(200, "POST", "/providers/batch", {"ids": ids, "delete": True})
        self.assertEqual([row["ok"] for row in removed["data"]], [True] * 3)
        for body, param in (({}, "ids"), ({"ids": []}, "ids"), ({"ids": "x"}, "ids"), ({"ids": ids}, "set"),
                            ({"ids": ids, "delete": True, "set": {}}, "set")):
            self.refused(422, "POST", "/providers/batch", body, param=param)

    def test_every_collection_takes_batches(self):
        provider = self.provider(models=["one", "two"])
        models = self.call(200, "GET", f"/providers/{provider['id']}/models")["data"]
        collections = {"/api-keys": self.key()["id"], f"/providers/{provider['id']}/models": models[0]["id"]}
        for path, one in collections.items():
            with self.subTest(path):
                self.assertTrue(self.call(200, "POST", f"{path}/batch", {"ids": [one], "delete": True})["data"][0]["ok"])

    # What is refused

    def test_each_kind_of_wrong_field_is_named(self):
        good = {"name": "wrong", "type": "custom", "base_url": NOBODY}
        cases = [
            ({"type": "custom"}, "name"), ({"name": "wrong"}, "type"), ({**good, "nonsense": 1}, "nonsense"),
            ({**good, "name": 1}, "name"), ({**good, "name": ""}, "name"), ({**good, "name": "a/b"}, "name"),
            ({**good, "name": "x" * 65}, "name"), ({**good, "name": " a"}, "name"), ({**good, "name": "default"}, "name"),
            ({**good, "type": "nothing"}, "type"), ({**good, "base_url": "ftp://x"}, "base_url"),
            ({**good, "base_url": "http://u:p@x/v1"}, "base_url"), ({**good, "base_url": "http://x/v1/"}, "base_url"),
            ({**good, "base_url": "http://x/v1?a"}, "base_url"), ({**good, "base_url": "http://x y"}, "base_url"),
            ({**good, "base_url": "http://x:99999/v1"}, "base_url"), ({**good, "base_url": ""}, "base_url"),
            ({**good, "models": "m"}, "models"), ({**good, "models": [1]}, "models"), ({**good, "models": ["m", "m"]}, "models"),
            ({**good, "any_model": "yes"}, "any_model"), ({**good, "key": "Env:NAME"}, "key"), ({**good, "key": 1}, "key"),
            ({**good, "headers": []}, "headers"), ({**good, "headers": {"a b": "x"}}, "headers"),
            ({**good, "headers": {"a": "x\r\ny: z"}}, "headers"), ({**good, "headers": {"authorization": "x"}}, "headers"),
            ({**good, "headers": {"Host": "x"}}, "headers"), ({**good, "headers": {"a": 1}}, "headers"),
            ({**good, "priority": "1"}, "priority"), ({**good, "priority": 1.5}, "priority"),
            ({**good, "priority": 10 ** 7}, "priority"), ({**good, "weight": -1}, "weight"), ({**good, "weight": None}, "weight"),
            ({**good, "concurrency": -1}, "concurrency"), ({**good, "timeouts": 5}, "timeouts"),
            ({**good, "timeouts": {"idle_ms": 0}}, "timeouts"), ({**good, "timeouts": {"other": 1}}, "timeouts"),
            ({**good, "enabled": 1}, "enabled"), ({**good, "id": "x"}, "id"), ({**good, "version": 1}, "version"),
            ({**good, "keys": 1}, "keys"), ({**good, "created_at": None}, "created_at"), ({**good, "if_version": 1}, "if_version"),
        ]
        for body, param in cases:
            with self.subTest(json.dumps(body)[-60:], param=param):
                self.refused(422, "POST", "/providers", body, param=param)
        made = self.provider()
        for body, param in (({"type": "openai"}, "type"), ({"models": []}, "models"), ({"key": "env:X"}, "key"),
                            ({"base_url": "x"}, "base_url"), ({"name": "sandbox/x"}, "name")):
            with self.subTest(json.dumps(body)):
                self.refused(422, "PUT", f"/providers/{made['id']}", body, param=param)
        for body, param in (({"name": ""}, "name"), ({}, "name"), ({"name": "x", "role": "king"}, "role"),
                            ({"name": "x", "expires_at": "soon"}, "expires_at"), ({"name": "x", "allowed_models": "m"}, "allowed_models"),
                            ({"name": "x", "key": "mine"}, "key"), ({"name": "x", "revoked_at": None}, "revoked_at")):
            with self.subTest(json.dumps(body)):
                self.refused(422, "POST", "/api-keys", body, param=param)
        for value in (0, 5, "2", None, 1.5):
            self.refused(422, "PUT", "/settings", {"max_attempts": value}, param="max_attempts")
        names = [row["name"] for row in self.call(200, "GET", "/providers")["data"]]
        self.assertNotIn("wrong", names, "nothing of a refused provider stays")

    def test_whole_numbers_too_large_are_refused_not_wrapped(self):
        for number in (2 ** 63, 2 ** 64 - 1, 2 ** 64):
            with self.subTest(number):
                body = {"name": self.name(), "type": "custom", "base_url": NOBODY, "priority": number}
                self.refused(422, "POST", "/providers", body, param="priority")

    def test_a_name_that_is_taken(self):
        made = self.provider()
        body = {"name": made["name"], "type": "custom", "base_url": NOBODY}
        answer = self.gw.admin("POST", "/providers", body)
        self.assertIn(answer.status, (409, 422), answer.body)
        other = self.provider()
        self.assertIn(self.gw.admin("PUT", f"/providers/{other['id']}", {"name": made["name"]}).status, (409, 422))
        self.assertEqual(self.call(200, "GET", f"/providers/{other['id']}")["name"], other["name"])

    def test_bodies_that_are_wrong(self):
        for body in (b"", b"{", b"hello", b"[]", b"1", b'{"name":"a","name":"b"}', b"[" * 500, b'{"name":"\xff"}'):
            with self.subTest(body[:20]):
                self.refused(400, "POST", "/api-keys", body)
        made = json.dumps({"name": "typed"}).encode()
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=latin-1",
                     "text/json", "application/jsonp"):
            with self.subTest(kind):
                self.refused(415, "POST", "/api-keys", made, headers={"Content-Type": kind})
        for kind in ("application/json; charset=utf-8", "Application/JSON"):
            self.call(201, "POST", "/api-keys", made, headers={"Content-Type": kind})

    def test_paths_and_methods_that_are_not_there(self):
        for path in ("/nothing", "/providers/prov_nothing", "/api-keys/key_nothing", "/requests/req_nothing",
                     "/providers/prov_nothing/keys"):
            with self.subTest(path):
                self.refused(404, "GET", path)
        for method, path, allow in (("DELETE", "/providers", {"GET", "POST"}), ("POST", "/requests", {"GET"}),
                                    ("POST", "/providers/presets", {"GET"}), ("DELETE", "/status", {"GET"}),
                                    ("POST", "/settings", {"GET", "PUT"}), ("POST", "/providers/x", {"GET", "PUT", "DELETE"}),
                                    ("GET", "/api-keys/x/revoke", {"POST"})):
            with self.subTest(f"{method} {path}"):
                self.refused(405, method, path, {} if method == "POST" else None)
                headers = self.gw.admin(method, path, {} if method == "POST" else None).headers
                self.assertEqual({word.strip() for word in headers["allow"].split(",")}, allow)

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
            if not path.startswith("/api/v1"):
                continue
            for method, operation in methods.items():
                least = re.search(r"Needs the role (\w+) or above", operation["description"]).group(1)
                target = re.sub(r"\{\w+\}", "nothing", path)
                body = {"ids": []} if target.endswith("/batch") else {"nonsense": 1} if method in ("post", "put") else None
                for role in ROLES:
                    status = self.gw.request(method.upper(), target, body, key=self.role_keys[role]).status
                    with self.subTest(f"{method} {path}", role=role):
                        if ROLES.index(role) < ROLES.index(least):
                            self.assertEqual(status, 403)
                        else:
                            self.assertIn(status, (200, 404, 422))
                    checked += 1
        self.assertGreaterEqual(checked, len(OPERATIONS) * len(ROLES))

    def test_who_may_do_what(self):
        least = {"GET /providers": "viewer", "POST /providers": "admin", "POST /api-keys": "admin", "PUT /settings": "admin",
                 "GET /requests": "viewer", "GET /usage": "viewer", "GET /api-keys": "operator", "GET /health": "member"}
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

    # Idempotency

    def test_a_create_that_is_repeated_is_done_once(self):
        name, headers = self.name(), {"Idempotency-Key": "once-1"}
        first = self.call(201, "POST", "/providers", {"name": name, "type": "custom", "base_url": NOBODY}, headers=headers)
        again = self.call(201, "POST", "/providers", {"name": name, "type": "custom", "base_url": NOBODY}, headers=headers)
        self.assertEqual(again, first)
        self.assertEqual([row["name"] for row in self.call(200, "GET", "/providers")["data"]].count(name), 1)
        self.refused(409, "POST", "/providers", {"name": name, "type": "custom", "base_url": NOBODY, "weight": 2}, headers=headers)
        other = self.gw.admin("POST", "/providers", {"name": name + "x", "type": "custom", "base_url": NOBODY}, headers=headers,
                              key=self.role_keys["admin"])
        self.assertEqual(other.status, 201, "another caller's key is another one")
        self.refused(400, "POST", "/api-keys", {"name": "x"}, headers={"Idempotency-Key": "x" * 256})

    def test_repeats_at_once_are_done_once(self):
        name = self.name()
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: self.gw.admin(
                "POST", "/providers", {"name": name, "type": "custom", "base_url": NOBODY},
                headers={"Idempotency-Key": "at-once"}), range(8)))
        self.assertEqual({(answer.status, answer.body) for answer in answers}, {(201, answers[0].body)})

    def test_a_refused_create_is_not_remembered(self):
        headers = {"Idempotency-Key": "refused-first"}
        self.refused(422, "POST", "/api-keys", {"name": ""}, headers=headers)
        self.call(201, "POST", "/api-keys", {"name": "now good"}, headers=headers)

    def test_a_repeat_below_another_provider_is_another_create(self):
        one, two = self.provider(), self.provider()
        body, headers = {"name": "k", "secret": "env:E2E_KEY_1"}, {"Idempotency-Key": "same-for-both"}
        first = self.call(201, "POST", f"/providers/{one['id']}/keys", body, headers=headers)
        answer = self.gw.admin("POST", f"/providers/{two['id']}/keys", body, headers=headers)
        self.assertIn(answer.status, (201, 409), answer.body)
        if answer.status == 201:  # it may be refused, but must not claim what did not happen
            self.assertNotEqual(answer.json()["id"], first["id"])
            self.assertEqual(len(self.call(200, "GET", f"/providers/{two['id']}/keys")["data"]), 1)

    def test_a_client_key_is_shown_once_and_kept_nowhere(self):
        headers = {"Idempotency-Key": "key-once"}
        made = self.call(201, "POST", "/api-keys", {"name": "secret"}, headers=headers)
        again = self.call(201, "POST", "/api-keys", {"name": "secret"}, headers=headers)
        self.assertEqual(again, {name: value for name, value in made.items() if name != "key"})
        rotated = self.call(200, "POST", f"/api-keys/{made['id']}/rotate")
        self.assertNotIn("key", self.call(200, "GET", f"/api-keys/{made['id']}"))
        self.gw.chat(ask("sandbox"), key=rotated["key"])
        self.gw.wait_until_folded()
        for path in self.gw.data_dir.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            for key in (made["key"], rotated["key"], self.gw.key, self.gw.admin_key):
                self.assertNotIn(key.encode(), content, path.name)
        self.assertNotIn(made["key"], self.gw.log)

    # Changes count from the next call on

    def test_the_plan_grows_with_each_change_and_with_nothing_else(self):
        def version():
            return self.call(200, "GET", "/status")["plan"]
        before = version()
        made = self.provider()
        self.assertEqual(version(), before + 1)
        self.call(200, "PUT", f"/providers/{made['id']}", {"weight": 2})
        self.assertEqual(version(), before + 2)
        self.refused(422, "PUT", f"/providers/{made['id']}", {"weight": -2})
        self.refused(409, "PUT", f"/providers/{made['id']}", {"weight": 2, "if_version": 1})
        self.call(200, "GET", "/providers")
        self.gw.chat(ask("sandbox"))
        self.assertEqual(version(), before + 2)
        self.call(204, "DELETE", f"/providers/{made['id']}")
        self.assertEqual(version(), before + 3)
        row = self.gw.wait_for_call(self.gw.chat(ask("sandbox")).request_id())
        self.assertEqual(row["decision"]["plan"], before + 3)

    def test_a_change_counts_for_the_next_call(self):
        made = self.provider(base_url=self.upstream.base_url, models=["switched"])
        self.upstream.on("switched", [script.whole()])
        took = []
        for enabled in (False, True) * 10:
            begun = time.monotonic()
            self.call(200, "PUT", f"/providers/{made['id']}", {"enabled": enabled})
            self.assertEqual(self.gw.chat(ask("switched")).status, 200 if enabled else 404)
            took.append(time.monotonic() - begun)
        self.assertLess(sorted(took)[len(took) // 2], 0.05, "the change and the call after it, in seconds")

    def test_the_default_model_is_a_setting(self):
        self.provider(base_url=self.upstream.base_url, models=["the-default"])
        self.upstream.on("the-default", [script.whole()])
        self.assertEqual(self.gw.chat(ask("default")).status, 404)
        self.call(200, "PUT", "/settings", {"default_model": "the-default"})
        self.addCleanup(self.gw.admin, "PUT", "/settings", {"default_model": ""})
        self.assertEqual(self.gw.chat(ask("default")).status, 200)
        self.assertIn("default", [row["id"] for row in self.gw.request("GET", "/v1/models").json()["data"]])

    def test_the_number_of_attempts_is_a_setting(self):
        self.call(200, "PUT", "/settings", {"max_attempts": 1})
        self.addCleanup(self.gw.admin, "PUT", "/settings", {"max_attempts": 4})
        answer = self.gw.chat(ask("sandbox|status:503"))
        self.assertEqual(self.gw.wait_for_call(answer.request_id())["attempts"], 1)

    def test_a_key_is_held_to_its_models_and_its_time(self):
        key = self.key(allowed_models=["sandbox"])
        self.assertEqual(self.gw.chat(ask("sandbox"), key=key["key"]).status, 200)
        refused = self.gw.chat(ask("sandbox|chunks:1"), key=key["key"])
        self.assertEqual((refused.status, refused.error()["code"]), (403, "model_not_allowed"))
        self.assertEqual([row["id"] for row in self.gw.request("GET", "/v1/models", key=key["key"]).json()["data"]], ["sandbox"])
        self.call(200, "PUT", f"/api-keys/{key['id']}", {"expires_at": "2020-01-01T00:00:00Z"})
        self.assertEqual(self.gw.chat(ask("sandbox"), key=key["key"]).status, 401)
        self.call(200, "PUT", f"/api-keys/{key['id']}", {"expires_at": None})
        self.assertEqual(self.gw.chat(ask("sandbox"), key=key["key"]).status, 200)
        self.call(204, "DELETE", f"/api-keys/{key['id']}")
        self.assertEqual(self.gw.chat(ask("sandbox"), key=key["key"]).status, 401)

    def test_a_providers_own_headers_are_sent(self):
        self.provider(base_url=self.upstream.base_url, models=["with-headers"], headers={"X-Team": "blue"})
        self.upstream.on("with-headers", [script.whole()])
        self.assertEqual(self.gw.chat(ask("with-headers")).status, 200)
        self.assertEqual(self.upstream.posts("with-headers")[0].headers["x-team"], "blue")

    def test_a_key_stays_with_the_address_it_was_entered_for(self):
        made = self.provider(base_url=NOBODY, models=["moved"])
        path = f"/providers/{made['id']}"
        self.call(201, "POST", f"{path}/keys", {"name": "k", "secret": "env:E2E_KEY_1"})
        self.call(200, "PUT", path, {"base_url": self.upstream.base_url})
        self.assertEqual(self.gw.chat(ask("moved")).status, 502)
        self.assertFalse(self.call(200, "POST", f"{path}/health")["ok"])
        self.assertEqual(self.upstream.posts("moved"), [])


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
