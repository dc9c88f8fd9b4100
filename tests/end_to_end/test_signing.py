"""Keys whose requests must be signed: by Python's hmac and Node's crypto, on every path, each request once."""

import hashlib
import hmac
import json
import re
import secrets
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import scripted_upstream as script
from harness import ROOT, Switchyard, until
from keychain_case import PASSWORD, KeychainCase
from scripted_upstream import ScriptedUpstream

SECRET = "sys-end-to-end-signing-secret-0123456789"
OTHER = "sys-end-to-end-another-secret-0123456789"
BODY = {"model": "m", "messages": [{"role": "user", "content": "hi"}]}
NODE = """
import {{ readFileSync }} from 'node:fs';
{code}
const [base, key, signingKey, path, body] = JSON.parse(readFileSync(0));
console.log(JSON.stringify(await call(base, key, signingKey, path, body)));
"""


def sign(secret, method, target, body=b"", timestamp=None, nonce=None):
    """The three headers, after the README's words."""
    stamp, nonce = str(timestamp or int(time.time())), nonce or secrets.token_urlsafe(16)
    text = "\n".join(["v1", method, target, hashlib.sha256(body).hexdigest(), stamp, nonce])
    mark = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return {"x-switchyard-timestamp": stamp, "x-switchyard-nonce": nonce, "x-switchyard-signature": f"v1={mark}"}


def example(language):
    """The code of the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"```{language}\n(.*?)```\n", text, re.DOTALL)
    return next(block for block in blocks if "x-switchyard-signature" in block)


class SigningTest(unittest.TestCase):
    def setUp(self):
        self.upstream = self.enterContext(ScriptedUpstream())
        self.upstream.on("m", [script.whole()])
        self.gw = self.enterContext(Switchyard("--workers", "4", env={"E2E_SIGNING": SECRET, "E2E_OTHER": OTHER}))
        self.gw.add_provider("one", self.upstream.base_url, "env:E2E_KEY_1", any_model=True)
        self.row = self.make(name="signed", role="admin")

    def make(self, **fields):
        answer = self.gw.admin("POST", "/api-keys",
                               {"require_signature": True, "signing_secret": "env:E2E_SIGNING", **fields})
        self.assertEqual(answer.status, 201, answer.body)
        return answer.json()

    def send(self, method="POST", target="/v1/chat/completions", body=BODY, headers=None, **how):
        data = json.dumps(body).encode() if body is not None else None
        shown = sign(SECRET, method, target, data or b"", **how) if headers is None else headers
        return self.gw.request(method, target, data, self.row["key"], shown)

    def test_a_good_one_is_served(self):
        self.assertEqual(self.send().status, 200)
        self.assertEqual((self.row["require_signature"], self.row["signing_secret"]), (True, "env:E2E_SIGNING"))
        self.assertNotIn("signing_key", self.row)

    def refused(self, answer, header):
        self.assertEqual(answer.status, 401, answer.body)
        error = answer.error()
        self.assertEqual(error["code"], "invalid_signature")
        self.assertIn(f"`{header}`", error["message"])
        self.assertNotIn("v1=" + "0", error["message"])

    def test_what_is_wrong_is_named(self):
        good = sign(SECRET, "POST", "/v1/chat/completions", json.dumps(BODY).encode())
        for header in good:
            self.refused(self.send(headers={name: value for name, value in good.items() if name != header}), header)
        now = int(time.time())
        self.refused(self.send(timestamp=now - 302), "x-switchyard-timestamp")
        self.refused(self.send(timestamp=now + 302), "x-switchyard-timestamp")
        self.refused(self.send(nonce="short"), "x-switchyard-nonce")
        self.refused(self.send(headers=sign(OTHER, "POST", "/v1/chat/completions", json.dumps(BODY).encode())),
                     "x-switchyard-signature")
        self.refused(self.send(body={**BODY, "max_tokens": 1}, headers=good), "x-switchyard-signature")
        self.refused(self.send(target="/v1/chat/completions?x=1", headers=good), "x-switchyard-signature")
        self.assertEqual(self.send(headers=good).status, 200)  # none of that has used it up
        self.assertEqual(len(self.upstream.posts("m")), 1)

    def test_a_replay_is_refused_also_after_a_kill(self):
        headers = sign(SECRET, "POST", "/v1/chat/completions", json.dumps(BODY).encode())
        self.assertEqual(self.send(headers=headers).status, 200)
        for _ in range(5):  # whichever worker it reaches
            self.refused(self.send(headers=headers), "x-switchyard-nonce")
        self.gw.kill()
        self.gw.start()
        self.refused(self.send(headers=headers), "x-switchyard-nonce")
        self.assertEqual(self.send().status, 200)
        self.assertEqual(len(self.upstream.posts("m")), 2)

    def test_every_path_wants_it_in_its_own_words(self):
        unsigned = {}
        for method, target, body in (("POST", "/v1/messages", {**BODY, "max_tokens": 5}),
                                     ("POST", "/v1beta/models/m:generateContent", {"contents": []}),
                                     ("POST", "/v1/embeddings", {"model": "m", "input": "x"}),
                                     ("GET", "/v1/models", None), ("GET", "/v1/usage", None),
                                     ("GET", "/v1beta/models", None), ("GET", "/api/v1/providers", None),
                                     ("PUT", "/api/v1/settings", {}), ("GET", "/api/v1/models", None)):
            answer = self.send(method, target, body, headers=unsigned)
            self.assertEqual(answer.status, 401, (target, answer.body))
            self.assertIn("x-switchyard-timestamp", answer.body.decode(), target)
        for target in ("/v1/models", "/v1/usage?zone=UTC", "/api/v1/providers?limit=1"):
            self.assertEqual(self.send("GET", target, None).status, 200, target)
        anthropic = self.send("POST", "/v1/messages", {**BODY, "max_tokens": 5}, headers=unsigned).json()
        self.assertEqual(anthropic["error"]["type"], "authentication_error")

    def test_other_keys_need_none(self):
        self.assertEqual(self.gw.chat(BODY).status, 200)

    def test_the_examples_of_the_readme(self):
        scope = {}
        exec(compile(example("python"), "README.md", "exec"), scope)
        answer = json.loads(scope["call"](self.gw.url, self.row["key"], SECRET, "/v1/chat/completions", BODY))
        self.assertEqual(answer["choices"][0]["message"]["content"], "hello")
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "call.mjs"
            program.write_text(NODE.format(code=example("js")), encoding="utf-8")
            done = subprocess.run(["node", str(program)], capture_output=True, text=True, timeout=30, check=False,
                                  input=json.dumps([self.gw.url, self.row["key"], SECRET, "/v1/chat/completions", BODY]))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["choices"][0]["message"]["content"], "hello")

    def test_wrong_settings_are_refused(self):
        for fields, param in (({"signing_secret": "keychain:somebody-elses"}, "signing_secret"),
                              ({"signing_secret": ""}, "signing_secret")):
            answer = self.gw.admin("POST", "/api-keys", {"name": "bad", "require_signature": True, **fields})
            self.assertEqual((answer.status, answer.error()["param"]), (422, param), answer.body)
        answer = self.gw.admin("POST", "/api-keys", {"name": "bad", "require_signature": True})
        self.assertIn(answer.status, (201, 503), answer.body)  # without a keychain there is nowhere to put one
        batch = {"ids": [self.row["id"]], "set": {"signing_secret": "in-the-clear-0123456789"}}
        answer = self.gw.admin("POST", "/api-keys/batch", batch)
        self.assertNotIn("in-the-clear", self.gw.admin("GET", f"/api-keys/{self.row['id']}").body.decode())

    def test_a_secret_that_cannot_be_read_lets_nobody_in(self):
        path = f"/api-keys/{self.row['id']}"
        self.assertEqual(self.gw.admin("PUT", path, {"signing_secret": "env:NOT_THERE"}).status, 200)
        answer = self.send()
        self.assertEqual(answer.status, 503, answer.body)
        self.assertEqual(self.gw.admin("PUT", path, {"signing_secret": "env:E2E_OTHER"}).status, 200)
        self.refused(self.send(), "x-switchyard-signature")
        data = json.dumps(BODY).encode()
        self.assertEqual(self.send(headers=sign(OTHER, "POST", "/v1/chat/completions", data)).status, 200)


class MadeTest(KeychainCase):
    """Secrets that are made for keys, in a real keychain."""

    def setUp(self):
        super().setUp()
        self.session.start_keyring(PASSWORD)
        self.gw = self.serve()
        self.gw.add_provider("one", self.upstream.base_url, any_model=True)

    def works(self, key, secret):
        data = json.dumps(BODY).encode()
        answer = self.gw.request("POST", "/v1/chat/completions", data, key,
                                 sign(secret, "POST", "/v1/chat/completions", data))
        return answer.status == 200

    def test_shown_once_and_kept_in_the_keychain(self):
        made = self.gw.admin("POST", "/api-keys", {"name": "signed", "require_signature": True},
                             headers={"Idempotency-Key": "once"}).json()
        secret = made["signing_key"]
        self.assertRegex(secret, r"^sys-[\w-]{43}$")
        self.assertRegex(made["signing_secret"], "^keychain:")
        self.assertTrue(self.works(made["key"], secret))
        self.assertEqual(self.session.entries(), [secret])
        again = self.gw.admin("POST", "/api-keys", {"name": "signed", "require_signature": True},
                              headers={"Idempotency-Key": "once"}).json()
        self.assertEqual((again["id"], "signing_key" in again, "key" in again), (made["id"], False, False))
        self.assertNotIn(secret, self.gw.admin("GET", f"/api-keys/{made['id']}").body.decode())
        self.kept_nowhere(self.gw, secret)
        self.gw.stop()
        self.gw.start()
        self.assertTrue(self.works(made["key"], secret))
        same = self.gw.admin("PUT", f"/api-keys/{made['id']}", {"require_signature": True}).json()
        self.assertEqual((same["signing_secret"], "signing_key" in same), (made["signing_secret"], False))
        self.assertTrue(self.works(made["key"], secret))
        self.assertEqual(self.gw.admin("DELETE", f"/api-keys/{made['id']}").status, 204)
        until(lambda: self.session.entries() == [], "the entry is removed")

    def test_one_is_entered_or_asked_for_later(self):
        key = self.gw.admin("POST", "/api-keys", {"name": "plain"}).json()
        path = f"/api-keys/{key['id']}"
        later = self.gw.admin("PUT", path, {"require_signature": True}).json()
        self.assertTrue(self.works(key["key"], later["signing_key"]))
        entered = self.gw.admin("PUT", path, {"signing_secret": OTHER}).json()
        self.assertRegex(entered["signing_secret"], "^keychain:")
        self.assertTrue(self.works(key["key"], OTHER))
        self.assertFalse(self.works(key["key"], later["signing_key"]))
        until(lambda: self.session.entries() == [OTHER], "the old one is removed")


if __name__ == "__main__":
    unittest.main()
