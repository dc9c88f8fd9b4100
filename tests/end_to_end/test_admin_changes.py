"""Changes through the admin API: how things are made, changed and removed, what is refused, that a repeat is done once,
and that a change counts from the next call on.
"""

import json
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

import scripted_upstream as script
from admin_case import NOBODY, AdminCase, ask


class AdminChangesTest(AdminCase):
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


if __name__ == "__main__":
    unittest.main()
