"""How each kind of provider is asked: the header its key stands in, the address with its options filled in."""

import base64
import hashlib
import hmac
import json
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import scripted_upstream as script
from harness import Switchyard
from scripted_upstream import ScriptedUpstream

KEY = "pk-kinds-0123456789abcdef"
AWS_KEY = "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY:session-token-0123"
TOKEN = "ya29.token-of-the-robot"
ASK = {"messages": [{"role": "user", "content": "hi"}]}


def listing(field, name, models=("m-1",)):
    return script.answer(200, json.dumps({field: [{name: model} for model in models]}).encode())


def signature_is_good(received, key, region, service):
    """Signature Version 4 over what came, by the book of it and nothing of ours."""
    access, secret, session = key.split(":")
    words = received.headers["authorization"].removeprefix("AWS4-HMAC-SHA256 ")
    given = dict(part.split("=", 1) for part in words.split(", "))
    stamp = received.headers["x-amz-date"]
    scope = f"{stamp[:8]}/{region}/{service}/aws4_request"
    path, _, query = received.path.partition("?")
    names = given["SignedHeaders"].split(";")
    canonical = "\n".join([received.method, quote(path, safe="/-_.~"), query,
                           *(f"{name}:{received.headers[name]}" for name in names), "", given["SignedHeaders"],
                           hashlib.sha256(received.body).hexdigest()])
    text = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    digest = ("AWS4" + secret).encode()
    for step in (stamp[:8], region, service, "aws4_request"):
        digest = hmac.new(digest, step.encode(), hashlib.sha256).digest()
    wanted = hmac.new(digest, text.encode(), hashlib.sha256).hexdigest()
    return (given["Credential"] == f"{access}/{scope}" and given["Signature"] == wanted
            and received.headers["x-amz-security-token"] == session and "host" in names)


def claims_of(assertion):
    part = assertion.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


class KindsCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.origin = cls.upstream.base_url.removesuffix("/v1")
        cls.account = cls.make_account()
        cls.gw = cls.enterClassContext(Switchyard(env={"KINDS_KEY": KEY, "KINDS_AWS": AWS_KEY}))
        cls.count = 0

    @classmethod
    def make_account(cls):
        """A service account's file; its token comes from the scripted provider."""
        pem = subprocess.run(["openssl", "genrsa", "2048"], capture_output=True, check=True, text=True).stdout
        file = cls.folder / "account.json"
        file.write_text(json.dumps({"type": "service_account", "private_key_id": "k1", "private_key": pem,
                                    "client_email": "robot@example.com", "token_uri": cls.origin + "/token"}, indent=2))
        file.chmod(0o600)
        return file

    def setUp(self):
        self.upstream.otherwise(self.answer)
        self.tokens = 0
        self.seen = []

    def answer(self, received):
        self.seen.append(received)
        if received.path == "/token":
            self.tokens += 1
            body = {"access_token": TOKEN, "expires_in": 3600, "token_type": "Bearer"}
            return [script.answer(200, json.dumps(body).encode())]
        if received.method == "GET":
            return [listing("models", "name")]
        return [script.whole()]

    def admin(self, status, method, path, body=None):
        answer = self.gw.admin(method, path, body)
        self.assertEqual(answer.status, status, answer.body[:400])
        return answer.json() if answer.body else None

    def attempt(self, kind, base_url, key="env:KINDS_KEY", status=200, **fields):
        return self.admin(status, "POST", "/providers/try", {"type": kind, "base_url": base_url, "key": key, **fields})


class TryTest(KindsCase):
    """`providers.try` asks for the list of models, which proves the key."""

    def test_the_header_of_each_style(self):
        for kind, header, value in (("openai", "authorization", "Bearer " + KEY), ("anthropic", "x-api-key", KEY),
                                    ("gemini", "x-goog-api-key", KEY), ("azure", "api-key", KEY),
                                    ("cohere", "authorization", "Bearer " + KEY),
                                    ("bedrock", "authorization", "Bearer " + KEY)):
            with self.subTest(kind=kind):
                self.seen.clear()
                result = self.attempt(kind, self.origin + "/base")
                self.assertTrue(result["ok"], result)
                self.assertEqual(result["models"], ["m-1"])
                keys = {name: text for name, text in self.seen[0].headers.items() if KEY in text}
                self.assertEqual(keys, {header: value})

    def test_where_the_models_are_listed(self):
        for kind, path in (("openai", "/v2/models"), ("cohere", "/v1/models?page_size=500"),
                           ("ollama_native", "/v2/api/tags"), ("azure", "/v2/openai/v1/models"),
                           ("bedrock", "/v2/foundation-models")):
            with self.subTest(kind=kind):
                self.seen.clear()
                self.attempt(kind, self.origin + "/v2")
                self.assertEqual(self.seen[0].path, path)

    def test_a_signed_request(self):
        result = self.attempt("bedrock", self.origin, "env:KINDS_AWS", options={"region": "eu-west-1"})
        self.assertTrue(result["ok"], result)
        self.assertTrue(signature_is_good(self.seen[0], AWS_KEY, "eu-west-1", "bedrock"))
        self.assertNotIn(AWS_KEY.split(":")[1], json.dumps(self.seen[0].headers))

    def test_a_service_account_is_exchanged_for_a_token(self):
        result = self.attempt("vertex", self.origin, f"file:{self.account}", options={"project": "p-1"})
        self.assertTrue(result["ok"], result)
        self.assertEqual([step["step"] for step in result["steps"]][-2:], ["key", "models"])
        form = parse_qs(self.seen[0].body.decode())
        self.assertEqual(claims_of(form["assertion"][0])["iss"], "robot@example.com")
        self.assertEqual(self.seen[0].headers["content-type"], "application/x-www-form-urlencoded")

    def test_a_key_that_is_no_service_account(self):
        result = self.attempt("vertex", self.origin, options={"project": "p-1"})
        self.assertFalse(result["ok"])
        self.assertNotIn(KEY, json.dumps(result))


class OptionsTest(KindsCase):
    def refused(self, kind, options, param):
        body = {"name": "kinds", "type": kind, "options": options}
        error = self.admin(422, "POST", "/providers", body)["error"]
        self.assertEqual(error["param"], param)

    def test_what_a_preset_asks_for(self):
        rows = {row["id"]: row for row in self.admin(200, "GET", "/providers/presets")["data"]}
        self.assertEqual([option["name"] for option in rows["azure"]["options"]], ["resource", "api_version"])
        self.assertEqual((rows["bedrock"]["auth"], rows["bedrock"]["options"][0]["default"]), ("sigv4", "us-east-1"))
        self.assertEqual(rows["openai"]["dialects"][:2], ["openai", "responses"])
        self.assertTrue(all(row["docs_url"].startswith("https://") for row in rows.values() if row["base_url"]))

    def test_options_are_checked(self):
        self.refused("azure", {}, "options.resource")
        self.refused("azure", {"resource": "a/../b"}, "options.resource")
        self.refused("vertex", {"project": "p", "region": "x@y"}, "options.region")
        self.refused("openai", {"region": "x"}, "options.region")

    def test_options_are_kept_and_shown(self):
        made = self.admin(201, "POST", "/providers", {"name": "kept", "type": "azure", "options": {"resource": "res-1"}})
        self.assertEqual((made["options"], made["base_url"]), ({"resource": "res-1"}, "https://{resource}.openai.azure.com"))
        key = self.admin(201, "POST", f"/providers/{made['id']}/keys", {"name": "k", "secret": "env:KINDS_KEY"})
        self.assertEqual(key["origin"], "https://res-1.openai.azure.com:443")
        changed = self.admin(200, "PUT", f"/providers/{made['id']}", {"options": {"resource": "res-2"}})
        self.assertEqual(changed["options"], {"resource": "res-2"})


class CallTest(KindsCase):
    def provider(self, kind, key="env:KINDS_KEY", **fields):
        type(self).count += 1
        name = f"{kind}-{self.count}"
        self.admin(201, "POST", "/providers", {"name": name, "type": kind, "base_url": self.origin, "any_model": True,
                                               "key": key, **fields})
        return name

    def call(self, provider, model):
        return self.gw.chat({**ASK, "model": f"{provider}/{model}"})

    def test_azure_v1(self):
        self.assertEqual(self.call(self.provider("azure"), "gpt").status, 200)
        self.assertEqual((self.seen[-1].path, self.seen[-1].headers["api-key"]), ("/openai/v1/chat/completions", KEY))
        self.assertNotIn("authorization", self.seen[-1].headers)

    def test_azure_deployments(self):
        provider = self.provider("azure", options={"api_version": "2024-10-21"})
        for model in ("gpt-a", "gpt-b", "gpt-a"):
            self.assertEqual(self.call(provider, model).status, 200)
            self.assertEqual(self.seen[-1].path,
                             f"/openai/deployments/{model}/chat/completions?api-version=2024-10-21")

    def test_bedrock_signs_each_call(self):
        provider = self.provider("bedrock", "env:KINDS_AWS", options={"region": "eu-west-1"})
        reply = {"output": {"message": {"role": "assistant", "content": [{"text": "hello"}]}}, "stopReason": "end_turn",
                 "usage": {"inputTokens": 1, "outputTokens": 1}}
        self.upstream.otherwise(lambda one: self.seen.append(one) or [script.answer(200, json.dumps(reply).encode())])
        answer = self.call(provider, "anthropic.claude-v1:0")
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(self.seen[-1].path, "/model/anthropic.claude-v1%3A0/converse")
        self.assertTrue(signature_is_good(self.seen[-1], AWS_KEY, "eu-west-1", "bedrock"))

    def test_vertex_asks_for_one_token(self):
        provider = self.provider("vertex", f"file:{self.account}", options={"project": "p-1"})
        reply = {"candidates": [{"content": {"role": "model", "parts": [{"text": "hello"}]}, "finishReason": "STOP"}],
                 "usageMetadata": {"promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2}}

        def answer(received):
            if received.path == "/token":
                return self.answer(received)
            self.seen.append(received)
            return [script.answer(200, json.dumps(reply).encode())]

        self.upstream.otherwise(answer)
        for _ in range(3):
            self.assertEqual(self.call(provider, "gemini-x").status, 200)
            self.assertEqual(self.seen[-1].headers["authorization"], "Bearer " + TOKEN)
            self.assertEqual(urlsplit(self.seen[-1].path).path, "/models/gemini-x:generateContent")
        self.assertLessEqual(self.tokens, 4)  # one for each worker that was asked


if __name__ == "__main__":
    unittest.main()
