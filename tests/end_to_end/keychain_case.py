"""What the tests of keys in a real keychain stand on."""

import json
import unittest
from pathlib import Path

import keychain_session
import scripted_upstream as script
from harness import Switchyard, until
from keychain_session import KeychainSession
from scripted_upstream import ScriptedUpstream

KEY = "sk-keychain-first-0123456789abcdef"
OTHER = "sk-keychain-other-0123456789abcdef"
PASSWORD = "open sesame"
FAILED = 1
KEYCHAIN_SECONDS = 5  # after which it is given up


def ask(model):
    return {"model": model, "messages": [{"role": "user", "content": "hi"}]}


def every_file(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


@unittest.skipUnless(keychain_session.installed(), keychain_session.MISSING)
class KeychainCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.upstream.on("m", [script.whole()])

    def setUp(self):
        self.session = self.enterContext(KeychainSession())

    def serve(self, **more):
        return self.enterContext(Switchyard(env={**self.session.env, **more}))

    def add(self, gw, name="kept", key=KEY):
        return gw.cli("provider", "add", "--name", name, "--type", "custom", "--base-url", self.upstream.base_url,
                      "--any-model", "--key", "-", "--json", input=key + "\n")

    def added(self, gw, name="kept", key=KEY):
        done = self.add(gw, name, key)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["id"]

    def refused(self, gw, *words):
        """No key is taken, and it is nowhere afterwards; the sentence says why and what to do."""
        done = self.add(gw, "refused", OTHER)
        self.assertEqual((done.returncode, done.stdout), (FAILED, ""), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertNotIn(OTHER, done.stderr)
        self.assertNotIn("refused", [one["name"] for one in gw.cli_json("provider", "list")["data"]])
        self.kept_nowhere(gw, OTHER)

    def kept_nowhere(self, gw, key):
        for path in every_file(gw.data_dir):
            self.assertNotIn(key.encode(), path.read_bytes(), path)
        self.assertNotIn(key, gw.log)
        for name in ("environ", "cmdline"):
            self.assertNotIn(key.encode(), Path(f"/proc/{gw.pid}/{name}").read_bytes(), name)

    def index(self, gw):
        """The file with the names of the entries that its config.db has made."""
        found = list(gw.data_dir.glob("keychain_entries.*"))
        self.assertEqual(len(found), 1, found)
        return found[0]

    def state(self, gw):
        return gw.admin("GET", "/status").json()["keychain"]["state"]

    def becomes(self, gw, state, seconds=15):
        until(lambda: self.state(gw) == state, f"the keychain is {state}", seconds)

    def used(self, gw, name="kept"):
        """The key that a call goes out with, or the error."""
        answer = gw.chat(ask(f"{name}/m"))
        return self.upstream.posts("m")[-1].key if answer.status == 200 else answer.error()["code"]

    def comes_back(self, gw, name="kept", key=KEY):
        until(lambda: self.used(gw, name) == key, "calls go out with the key again", 15)
