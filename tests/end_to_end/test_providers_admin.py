"""What the admin API does for someone who adds a provider: presets, tests of what is not saved, models, runtimes found."""

import json
import socket
import time
import unittest
from pathlib import Path

import scripted_upstream as script
from harness import PROVIDER_KEYS, Switchyard
from scripted_upstream import ScriptedUpstream

KEY = "sk-try-me-0123456789abcdef"
GOOD = PROVIDER_KEYS["E2E_KEY_1"]
MODELS = ["m-one", "m-two", "m-three"]


def listing(names):
    return script.answer(200, json.dumps({"object": "list", "data": [{"id": name} for name in names]}).encode())


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


class ProvidersAdminCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard(env=cls.environment()))
        cls.count = 0

    @classmethod
    def environment(cls):
        return {}

    def setUp(self):
        self.upstream.otherwise(self.answer)
        self.models = MODELS

    def answer(self, received):
        """Lists its models to whoever shows a good key."""
        return [listing(self.models) if received.key in (KEY, GOOD) else script.status(401)]

    def call(self, status, method, path, body=None, **options):
        answer = self.gw.admin(method, path, body, **options)
        self.assertEqual(answer.status, status, f"{method} {path}: {answer.body[:400]}")
        return answer.json() if answer.body else None

    def refused(self, status, method, path, body=None, param=None):
        error = self.call(status, method, path, body)["error"]
        self.assertEqual(error["param"], param)
        return error

    def provider(self, *secrets, **fields):
        type(self).count += 1
        return self.gw.add_provider(f"thing-{self.count}", self.upstream.base_url, *secrets, **fields)

    def steps(self, result):
        return [(step["step"], step["ok"]) for step in result["steps"]]


class PresetsTest(ProvidersAdminCase):
    def test_a_preset_says_what_a_picker_needs(self):
        rows = {row["id"]: row for row in self.call(200, "GET", "/providers/presets")["data"]}
        openai = rows["openai"]
        self.assertEqual((openai["group"], openai["base_url"], openai["needs_key"], openai["key_hint"], openai["environment"]),
                         ("hosted", "https://api.openai.com/v1", True, "sk-", ["OPENAI_API_KEY"]))
        self.assertTrue(openai["key_url"].startswith("https://"))
        self.assertEqual({row["group"] for row in rows.values()}, {"hosted", "local", "sandbox"})
        self.assertEqual((rows["ollama"]["group"], rows["ollama"]["needs_key"]), ("local", False))


class TryTest(ProvidersAdminCase):
    def attempt(self, status=200, **body):
        return self.call(status, "POST", "/providers/try", {"type": "custom", **body})

    def test_values_that_work(self):
        result = self.attempt(base_url=self.upstream.base_url, key=KEY)
        self.assertEqual(self.steps(result), [("address", True), ("connect", True), ("key", True), ("models", True)])
        self.assertEqual((result["ok"], result["models"]), (True, MODELS))
        self.assertGreater(result["latency_ms"], 0)
        self.assertIn(f"127.0.0.1:{self.upstream.port}", [step["detail"] for step in result["steps"]])

    def test_a_key_that_is_named(self):
        self.assertTrue(self.attempt(base_url=self.upstream.base_url, key="env:E2E_KEY_1")["ok"])
        self.refused(422, "POST", "/providers/try", {"base_url": self.upstream.base_url, "key": "env:NOT_SET_AT_ALL"}, "key")
        self.refused(422, "POST", "/providers/try", {"base_url": self.upstream.base_url, "key": "keychain:other"}, "key")

    def test_a_model_that_must_be_there(self):
        self.assertTrue(self.attempt(base_url=self.upstream.base_url, key=KEY, model="m-two")["ok"])
        result = self.attempt(base_url=self.upstream.base_url, key=KEY, model="m-none")
        self.assertEqual((result["ok"], self.steps(result)[-1]), (False, ("models", False)))
        self.assertIn("m-none", result["steps"][-1]["detail"])

    def test_a_wrong_key_and_none(self):
        for body, words in (({"key": "sk-wrong"}, "accept"), ({}, "wants a key")):
            with self.subTest(words):
                result = self.attempt(base_url=self.upstream.base_url, **body)
                self.assertEqual((result["ok"], self.steps(result)[-1], result["models"]), (False, ("key", False), []))
                self.assertIn(words, result["steps"][-1]["detail"])

    def test_it_ends_where_it_fails(self):
        nobody = self.attempt(base_url=f"http://127.0.0.1:{free_port()}/v1")
        self.assertEqual((self.steps(nobody), nobody["latency_ms"]), ([("address", True), ("connect", False)], None))
        nowhere = self.attempt(base_url="http://no-such-host.invalid/v1")
        self.assertEqual(self.steps(nowhere), [("address", False)])

    def test_answers_that_are_no_list(self):
        for what in (script.answer(200, b"<html>", kind="text/html"), script.status(404), script.status(500)):
            self.upstream.otherwise(lambda _, what=what: [what])
            result = self.attempt(base_url=self.upstream.base_url)
            self.assertEqual((result["ok"], self.steps(result)[-1]), (False, ("models", False)))

    def test_a_field_that_is_wrong_is_named(self):
        for body, param in (({"base_url": "ftp://x"}, "base_url"), ({"type": "nonsense"}, "type"), ({}, "base_url"),
                            ({"base_url": "http://u:p@127.0.0.1/v1"}, "base_url"),
                            ({"base_url": self.upstream.base_url, "headers": {"Host": "x"}}, "headers"),
                            ({"base_url": self.upstream.base_url, "key": "two words"}, "key"),
                            ({"base_url": self.upstream.base_url, "key": [KEY]}, "key")):
            with self.subTest(body):
                self.refused(422, "POST", "/providers/try", body, param)

    def test_the_sandbox_needs_nothing(self):
        self.assertTrue(self.attempt(type="sandbox")["ok"])

    def test_the_key_is_kept_nowhere_and_told_to_nobody(self):
        self.upstream.otherwise(lambda received: [listing([f"echo-{received.key}", "fine"])])
        answer = self.gw.admin("POST", "/providers/try", {"type": "custom", "base_url": self.upstream.base_url, "key": KEY})
        self.assertEqual(answer.json()["models"], ["fine"])
        said = script.status(401, message=f"Incorrect API key provided: {KEY}")
        self.upstream.otherwise(lambda _: [said])
        refused = self.gw.admin("POST", "/providers/try", {"type": "custom", "base_url": self.upstream.base_url, "key": KEY})
        self.assertFalse(refused.json()["ok"])
        for place in [answer.body, refused.body, self.gw.log.encode(),
                      *(path.read_bytes() for path in Path(self.gw.data_dir).rglob("*") if path.is_file())]:
            self.assertNotIn(KEY.encode(), place)


class KeyProbeTest(ProvidersAdminCase):
    def test_a_provider_is_tested_with_each_key(self):
        made = self.provider("env:E2E_KEY_1", "env:E2E_KEY_2", "env:NOT_SET_AT_ALL")
        result = self.call(200, "POST", f"/providers/{made}/health")
        good, bad, missing = result["keys"]
        self.assertEqual((result["ok"], good["ok"], bad["ok"], missing["ok"]), (False, True, False, False))
        self.assertEqual((good["key"], good["status"], good["models"]), ("key 1", 200, 3))
        self.assertEqual(self.steps(good)[-1], ("models", True))
        self.assertEqual((bad["status"], self.steps(bad)[-1]), (401, ("key", False)))
        self.assertEqual(self.steps(missing), [("key", False)])
        self.assertIn("NOT_SET_AT_ALL", missing["error"])

    def test_one_key_is_probed(self):
        made = self.provider("env:E2E_KEY_1", "env:E2E_KEY_2")
        good, bad = self.call(200, "GET", f"/providers/{made}/keys")["data"]
        path = f"/providers/{made}/keys/{good['id']}/probe"
        self.assertEqual(self.call(200, "POST", path)["models"], MODELS)
        self.assertFalse(self.call(200, "POST", path.replace(good["id"], bad["id"]))["ok"])
        other = self.provider()
        self.call(404, "POST", path.replace(made, other))


class DiscoverTest(ProvidersAdminCase):
    def names(self, made):
        return [row["name"] for row in self.call(200, "GET", f"/providers/{made}/models")["data"]]

    def test_models_are_told_and_added(self):
        made = self.provider("env:E2E_KEY_2", "env:E2E_KEY_1", models=["m-two", "own"])
        path = f"/providers/{made}/discover"
        plan = self.call(200, "GET", "/status")["plan"]
        told = self.call(200, "POST", path)
        self.assertEqual([(row["model"], row["known"]) for row in told["data"]],
                         [("m-one", False), ("m-two", True), ("m-three", False)])
        self.assertEqual((told["added"], self.names(made)), ([], ["m-two", "own"]))
        self.assertEqual(self.call(200, "GET", "/status")["plan"], plan)  # nothing was changed
        self.assertEqual(self.call(200, "POST", path, {"add": ["m-one", "m-two"]})["added"], ["m-one"])
        self.assertEqual(self.call(200, "GET", "/status")["plan"], plan + 1)
        self.upstream.on("m-one", [script.whole()])
        asked = self.gw.chat({"model": "m-one", "messages": [{"role": "user", "content": "hi"}]})
        self.assertEqual(asked.status, 200)
        everything = self.call(200, "POST", path, {"add": "all"})
        self.assertEqual((everything["added"], [row["known"] for row in everything["data"]]), (["m-three"], [True] * 3))
        self.assertEqual(self.names(made), ["m-one", "m-three", "m-two", "own"])

    def test_what_cannot_be_added_is_refused(self):
        made = self.provider("env:E2E_KEY_1")
        for add in (["m-none"], "some", 7, [7]):
            with self.subTest(add):
                self.refused(422, "POST", f"/providers/{made}/discover", {"add": add}, "add")
        self.assertEqual(self.names(made), [])
        self.call(404, "POST", "/providers/nothing/discover")

    def test_a_provider_that_refuses(self):
        made = self.provider("env:E2E_KEY_2")
        error = self.refused(502, "POST", f"/providers/{made}/discover")
        self.assertIn("accept", error["message"])

    def test_the_sandbox_lists_none(self):
        sandbox = next(row for row in self.call(200, "GET", "/providers")["data"] if row["type"] == "sandbox")
        self.assertEqual(self.call(200, "POST", f"/providers/{sandbox['id']}/discover")["data"], [])

    def test_slow_discovery_keeps_nobody_waiting(self):
        made = self.provider("env:E2E_KEY_1")
        self.upstream.otherwise(lambda _: [script.hang()])
        with socket.create_connection(("127.0.0.1", self.gw.port)) as open_call:
            body = b"{}"
            open_call.sendall(b"POST /api/v1/providers/%s/discover HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
                              b"Authorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                              % (made.encode(), self.gw.port, self.gw.admin_key.encode(), len(body), body))
            began = time.monotonic()
            self.call(201, "POST", "/api-keys", {"name": "meanwhile"})
            self.assertLess(time.monotonic() - began, 3)


class ScanTest(ProvidersAdminCase):
    """One runtime is where OLLAMA_HOST says: the upstream of this test."""

    @classmethod
    def environment(cls):
        cls.blank = {variable: "" for variable in ("OPENAI_API_KEY", "MISTRAL_API_KEY", "GROQ_API_KEY", "XAI_API_KEY")}
        return {**cls.blank, "OLLAMA_HOST": f"0.0.0.0:{cls.upstream.port}", "DEEPSEEK_API_KEY": KEY,
                "DASHSCOPE_API_KEY": GOOD}

    def setUp(self):
        super().setUp()
        self.upstream.otherwise(lambda _: [listing(MODELS)])

    def scan(self):
        result = self.call(200, "POST", "/providers/scan")
        return {row["preset"]: row for row in result["data"]}, {row["variable"]: row for row in result["environment"]}

    def test_runtimes_on_this_computer_are_found(self):
        began = time.monotonic()
        found, _ = self.scan()
        self.assertLess(time.monotonic() - began, 3)
        self.assertEqual(set(found), {"ollama", "lmstudio", "llamacpp", "vllm"})
        url = f"http://127.0.0.1:{self.upstream.port}/v1"
        self.assertEqual(found["ollama"], {"preset": "ollama", "base_url": url, "reachable": True, "needs_key": False,
                                           "models": MODELS, "already": None})
        body = {"name": "mine", "type": "ollama", "base_url": f"http://localhost:{self.upstream.port}/v1"}
        made = self.call(201, "POST", "/providers", body)
        self.assertEqual(self.scan()[0]["ollama"]["already"], made["id"])
        self.call(204, "DELETE", f"/providers/{made['id']}")

    def test_one_that_wants_a_key_or_is_none_is_told_so(self):
        for what, reachable, needs_key in ((script.status(401), True, True), (script.status(404), False, False),
                                           (script.hang(), False, False)):
            self.upstream.otherwise(lambda _, what=what: [what])
            began = time.monotonic()
            row = self.scan()[0]["ollama"]
            self.assertLess(time.monotonic() - began, 3)
            self.assertEqual((row["reachable"], row["needs_key"], row["models"]), (reachable, needs_key, []))

    def test_keys_in_the_environment_are_named(self):
        _, variables = self.scan()
        self.assertEqual(variables["DEEPSEEK_API_KEY"], {"preset": "deepseek", "variable": "DEEPSEEK_API_KEY", "already": None})
        self.assertEqual(variables["DASHSCOPE_API_KEY"]["preset"], "qwen")
        self.assertFalse(set(self.blank) & set(variables))
        made = self.provider("env:DEEPSEEK_API_KEY")  # from here on it is blanked in the environment
        self.assertEqual(self.scan()[1]["DEEPSEEK_API_KEY"]["already"], made)
        self.assertNotIn(KEY, json.dumps(self.call(200, "POST", "/providers/scan")))
        self.call(204, "DELETE", f"/providers/{made}")


if __name__ == "__main__":
    unittest.main()
