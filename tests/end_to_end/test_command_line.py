"""The command line as scripts use it: exit codes, JSON, and what it does to a gateway that is serving meanwhile."""

import json
import subprocess
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import scripted_upstream as script
from harness import CLI_SECONDS, PROVIDER_KEYS, Switchyard, binary
from scripted_upstream import ScriptedUpstream

HELLO = [{"role": "user", "content": "hi"}]
KEY_1 = PROVIDER_KEYS["E2E_KEY_1"]
WORKED, FAILED, WRONG_USE = 0, 1, 2


def ask(model, **more):
    return {"model": model, "messages": HELLO, **more}


class CommandTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())

    def ends(self, done, code, *words):
        self.assertEqual(done.returncode, code, done.stderr + done.stdout)
        if code != WORKED:
            self.assertTrue(done.stderr.startswith("switchyard: "), done.stderr)
            self.assertEqual(done.stdout, "")
        for word in words:
            self.assertIn(word, done.stderr)
        return done

    # Use

    def test_wrong_use_ends_with_2(self):
        uses = [
            ["nonsense"], ["key"], ["key", "frobnicate"], ["key", "create"], ["key", "revoke"], ["key", "rotate"],
            ["key", "list", "--nonsense"], ["provider"], ["provider", "frobnicate"], ["provider", "add", "--name", "x"],
            ["provider", "add", "--type", "openai"], ["provider", "test"], ["provider", "remove"],
            ["provider", "add", "--name", "x", "--type", "openai", "--priority", "high"], ["status", "--nonsense"],
            ["serve", "--port", "hello"], ["serve", "--port", "70000"], ["serve", "--port", "-1"],
            ["serve", "--workers", "-1"], ["serve", "extra"], ["serve", "--nonsense"],
        ]
        for use in uses:
            with self.subTest(" ".join(use)):
                self.ends(self.gw.cli(*use), WRONG_USE)

    def test_words_too_many_end_with_2(self):
        for use in (["status", "extra"], ["key", "list", "extra"], ["provider", "list", "extra"],
                    ["provider", "remove", "one", "two"]):
            with self.subTest(" ".join(use)):
                self.ends(self.gw.cli(*use), WRONG_USE)

    def test_an_option_without_its_value_ends_with_2(self):
        command = [binary(), "status", "--data-dir"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=CLI_SECONDS, check=False)
        self.ends(done, WRONG_USE, "--data-dir")

    def test_help_and_version_need_no_data_directory(self):
        for word in ("--help", "--version"):
            done = subprocess.run([binary(), word], capture_output=True, text=True, timeout=CLI_SECONDS, check=False)
            self.assertEqual((done.returncode, done.stderr), (WORKED, ""))
            self.assertIn("witchyard", done.stdout)

    def test_a_failure_ends_with_1_and_says_why(self):
        cli = self.gw.cli
        self.ends(cli("provider", "remove", "nobody"), FAILED, "nobody")
        self.ends(cli("provider", "test", "nobody"), FAILED, "nobody")
        self.ends(cli("key", "revoke", "key_nothing"), FAILED)
        self.ends(cli("key", "rotate", "key_nothing"), FAILED)
        self.ends(cli("key", "create", "--name", "x", "--role", "emperor"), FAILED, "role")
        self.ends(cli("provider", "add", "--name", "x", "--type", "nothing"), FAILED, "nothing")
        self.ends(cli("provider", "add", "--name", "x", "--type", "custom"), FAILED, "base URL")
        self.ends(cli("provider", "add", "--name", "x", "--type", "custom", "--base-url", "ftp://x"), FAILED, "http")
        self.ends(cli("provider", "add", "--name", "sandbox", "--type", "sandbox"), FAILED)

    def test_a_key_in_clear_is_refused_and_kept_nowhere(self):
        secret = "sk-in-clear-0123456789abcdef"
        done = self.gw.cli("provider", "add", "--name", "clear", "--type", "custom", "--base-url", "http://127.0.0.1:1/v1",
                           "--key", secret)
        self.ends(done, FAILED, "env:NAME")
        self.assertNotIn(secret, done.stderr)
        for path in self.gw.data_dir.rglob("*"):
            if path.is_file():
                self.assertNotIn(secret.encode(), path.read_bytes(), path.name)

    # Shapes

    def test_json_has_the_promised_shapes(self):
        made = self.gw.cli_json("key", "create", "--name", "shapes")
        self.assertEqual(list(made), ["id", "key", "prefix"])
        self.assertTrue(made["key"].startswith(made["prefix"]))
        keys = self.gw.cli_json("key", "list")
        self.assertEqual(list(keys), ["data", "next"])
        row = next(row for row in keys["data"] if row["id"] == made["id"])
        self.assertEqual((row["name"], row["role"], row["prefix"]), ("shapes", "member", made["prefix"]))
        self.assertNotIn("key", row)
        rotated = self.gw.cli_json("key", "rotate", made["id"])
        self.assertEqual(rotated["id"], made["id"])
        self.assertNotEqual(rotated["key"], made["key"])
        self.assertTrue(self.gw.cli_json("key", "revoke", made["id"])["revoked_at"])

        added = self.gw.cli_json("provider", "add", "--name", "shapes", "--type", "custom", "--base-url",
                                 self.upstream.base_url, "--model", "a", "--model", "b", "--priority", "3", "--weight", "5")
        self.assertEqual((added["models"], added["any_model"], added["priority"], added["weight"]), (["a", "b"], False, 3, 5))
        self.assertIn("shapes", [one["name"] for one in self.gw.cli_json("provider", "list")["data"]])
        tested = self.gw.cli_json("provider", "test", "shapes")
        self.assertEqual((tested["ok"], len(tested["keys"])), (True, 1))
        status = self.gw.cli_json("status")
        self.assertEqual((status["running"], status["listening"][0]), (True, self.gw.url))
        self.assertLessEqual({"version", "open_calls", "plan", "providers", "ledger"}, set(status))
        self.ends(self.gw.cli("provider", "remove", "shapes"), WORKED)
        self.assertNotIn("shapes", [one["name"] for one in self.gw.cli_json("provider", "list")["data"]])

    def test_json_of_a_removal_is_json(self):
        self.gw.add_provider("removed", self.upstream.base_url)
        removed = self.ends(self.gw.cli("provider", "remove", "removed", "--json"), WORKED)
        json.loads(removed.stdout or "null")

    def test_without_json_it_speaks_to_people(self):
        key = self.gw.cli("key", "create", "--name", "plain").stdout.strip()
        self.assertEqual(self.gw.chat(ask("sandbox"), key=key).status, 200)
        self.assertIn("plain", self.gw.cli("key", "list").stdout)
        self.assertIn("sandbox", self.gw.cli("provider", "list").stdout)
        self.assertIn(self.gw.url, self.gw.cli("status").stdout)

    # Acting on a gateway that serves

    def test_every_role_may_call_models(self):
        for role in ("member", "viewer", "operator", "admin", "super_admin"):
            key = self.gw.new_key(role)
            self.assertEqual(self.gw.chat(ask("sandbox"), key=key).status, 200, role)

    def test_keys_change_for_the_next_call(self):
        made = self.gw.cli_json("key", "create", "--name", "changes")
        self.assertEqual(self.gw.chat(ask("sandbox"), key=made["key"]).status, 200)
        fresh = self.gw.cli_json("key", "rotate", made["id"])["key"]
        self.assertEqual(self.gw.chat(ask("sandbox"), key=made["key"]).status, 401)
        self.assertEqual(self.gw.chat(ask("sandbox"), key=fresh).status, 200)
        self.ends(self.gw.cli("key", "revoke", made["id"]), WORKED)
        self.assertEqual(self.gw.chat(ask("sandbox"), key=fresh).status, 401)
        self.ends(self.gw.cli("key", "rotate", made["id"]), FAILED, "revoked")

    def test_providers_change_while_streams_are_open(self):
        body = ask("sandbox|chunks:100|interval:20", stream=True)
        begun = threading.Barrier(21, timeout=10)

        def read_one():
            with self.gw.open_chat(body) as stream:
                first = stream.read_event()
                begun.wait()
                return first + stream.rest()

        with ThreadPoolExecutor(20) as pool:
            reading = [pool.submit(read_one) for _ in range(20)]
            begun.wait()
            name, url = "meanwhile", self.upstream.base_url
            self.upstream.on("new-model", [script.whole()])
            for _ in range(2):
                self.ends(self.gw.cli("provider", "add", "--name", name, "--type", "custom", "--base-url", url, "--any-model"), WORKED)
                self.assertIn(name, self.gw.cli("provider", "list").stdout)
                self.ends(self.gw.cli("provider", "test", name), WORKED)
                self.assertEqual(self.gw.chat(ask("new-model")).status, 200)
                self.ends(self.gw.cli("provider", "remove", name), WORKED)
                self.assertEqual(self.gw.chat(ask("new-model")).status, 404)
            still_open = sum(not one.done() for one in reading)
            bodies = [one.result() for one in reading]
        self.assertEqual(still_open, 20, "they were open all the while")
        for one in bodies:
            self.assertTrue(one.endswith(b"data: [DONE]\n\n"))
            self.assertEqual([f"word{i} ".encode() in one for i in range(1, 101)], [True] * 100)

    # Keys of providers

    def add(self, name, *arguments):
        return self.gw.cli("provider", "add", "--name", name, "--type", "custom", "--base-url", self.upstream.base_url,
                           "--any-model", *arguments)

    def test_a_providers_key_comes_from_the_environment(self):
        self.ends(self.add("by env", "--key", "env:E2E_KEY_1"), WORKED)
        self.addCleanup(self.gw.cli, "provider", "remove", "by env")
        self.upstream.on("m-env", [script.whole()])
        self.assertEqual(self.gw.chat(ask("by env/m-env")).status, 200)
        self.assertEqual(self.upstream.posts("m-env")[0].key, KEY_1)
        self.ends(self.gw.cli("provider", "test", "by env"), WORKED)

    def key_file(self, name, text, mode=0o600):
        path = Path(f"{self.gw.data_dir}.{name}")
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        self.addCleanup(path.unlink)
        return path

    def provider_with(self, name, secret):
        """Through the API, so that the keys can be looked at by themselves."""
        provider = self.gw.add_provider(name, self.upstream.base_url, secret, any_model=True)
        self.addCleanup(self.gw.admin, "DELETE", f"/providers/{provider}")
        return provider

    def test_a_providers_key_comes_from_a_file_that_is_ours_alone(self):
        path = self.key_file("good-key", "pk-from-a-file\n")
        self.provider_with("by file", f"file:{path}")
        self.upstream.on("m-file", [script.whole()])
        self.assertEqual(self.gw.chat(ask("by file/m-file")).status, 200)
        self.assertEqual(self.upstream.posts("m-file")[0].key, "pk-from-a-file")

    def test_keys_that_cannot_be_used_send_nothing(self):
        secrets = {
            "open file": (f"file:{self.key_file('open-key', 'pk-open', 0o644)}", "chmod 600"),
            "group file": (f"file:{self.key_file('group-key', 'pk-group', 0o640)}", "chmod 600"),
            "no file": (f"file:{self.gw.data_dir}/nothing-here", "cannot be opened"),
            "empty file": (f"file:{self.key_file('empty-key', '')}", "empty"),
            "two lines": (f"file:{self.key_file('two-lines', 'pk-one' + chr(10) + 'x-evil: 1')}", "character"),
            "a directory": (f"file:{self.gw.data_dir}", "regular file"),
            "no variable": ("env:E2E_NOT_SET", "E2E_NOT_SET"),
        }
        for name, (secret, words) in secrets.items():
            with self.subTest(name):
                self.provider_with(name, secret)
                answer = self.gw.chat(ask(f"{name}/m-unusable"))
                self.assertEqual(answer.status, 503)
                self.assertEqual(answer.error()["code"], "provider_key_unavailable")
                self.assertIn(words, answer.error()["message"])
                tested = self.gw.cli("provider", "test", name, "--json")
                self.assertEqual((tested.returncode, json.loads(tested.stdout)["ok"]), (FAILED, False))
        self.assertEqual(self.upstream.posts("m-unusable"), [])

    def test_a_key_file_that_changed_counts_from_the_next_provider_on(self):
        path = self.key_file("changing-key", "pk-old")
        self.upstream.on("m-changing", [script.whole()])
        for text in ("pk-old", "pk-new"):
            path.write_text(text, encoding="utf-8")
            made = self.gw.admin("POST", "/providers", {
                "name": "changing", "type": "custom", "base_url": self.upstream.base_url, "any_model": True,
                "key": f"file:{path}"})
            self.assertEqual(made.status, 201, made.body)
            self.assertEqual(self.gw.chat(ask("changing/m-changing")).status, 200)
            self.assertEqual(self.gw.admin("DELETE", f"/providers/{made.json()['id']}").status, 204)
        self.assertEqual([post.key for post in self.upstream.posts("m-changing")], ["pk-old", "pk-new"])


class StoppedTest(unittest.TestCase):
    """Commands on a data directory that nobody serves act on its stores."""

    def test_commands_act_on_the_stores(self):
        gw = self.enterContext(Switchyard())
        gw.stop()
        made = gw.cli_json("key", "create", "--name", "offline")
        self.assertIn("offline", [row["name"] for row in gw.cli_json("key", "list")["data"]])
        self.assertEqual(gw.cli("provider", "add", "--name", "offline", "--type", "custom", "--base-url",
                                "http://127.0.0.1:9/v1", "--model", "offline-model").returncode, WORKED)
        status = gw.cli_json("status")
        self.assertEqual((status["running"], status["listening"]), (False, []))
        gw.start()
        names = gw.request("GET", "/v1/models", key=made["key"]).json()["data"]
        self.assertIn("offline-model", [one["id"] for one in names])
        gw.kill()  # leaves the file behind that says where it listens
        gw.cli_json("key", "revoke", made["id"])
        self.assertEqual(gw.cli("provider", "remove", "offline").returncode, WORKED)
        gw.start()
        self.assertEqual(gw.chat(ask("sandbox"), key=made["key"]).status, 401)

    def test_a_directory_that_is_not_there_yet_is_made(self):
        gw = self.enterContext(Switchyard())
        fresh = gw.data_dir / "fresh"
        done = gw.cli("key", "create", "--name", "first", "--json", data_dir=fresh)
        self.assertEqual(done.returncode, WORKED, done.stderr)
        self.assertEqual(list(json.loads(done.stdout)), ["id", "key", "prefix"])
        self.assertEqual(done.stderr, "")


if __name__ == "__main__":
    unittest.main()
