"""Providers' keys in a real keychain: kept there and nowhere else, through every kind of trouble the keychain can have."""

import json
import os
import pty
import shutil
import subprocess
import termios
import time

from harness import PROVIDER_KEYS, binary, until
from keychain_case import FAILED, KEY, KEYCHAIN_SECONDS, OTHER, PASSWORD, KeychainCase, ask


class KeptTest(KeychainCase):
    def setUp(self):
        super().setUp()
        self.session.start_keyring(PASSWORD)

    def test_a_key_is_in_the_keychain_and_nowhere_else(self):
        gw = self.serve()
        provider = self.added(gw)
        self.assertEqual(self.used(gw), KEY)
        self.assertEqual(self.session.entries(), [KEY])
        self.assertEqual(self.state(gw), "available")
        shown = gw.admin("GET", f"/providers/{provider}/keys").json()["data"][0]
        self.assertRegex(shown["secret"], "^keychain:key_[0-9a-f]{32}$")
        self.assertEqual((shown["secret_state"], shown["secret_message"]), ("ok", ""))
        self.kept_nowhere(gw, KEY)
        gw.stop()
        self.assertNotIn(KEY, gw.log)
        gw.start()
        self.assertEqual(self.used(gw), KEY)
        self.kept_nowhere(gw, KEY)
        self.assertEqual(gw.cli("provider", "remove", "kept").returncode, 0)
        until(lambda: self.session.entries() == [], "the entry is removed")

    def test_a_key_entered_anew_replaces_the_old_one(self):
        gw = self.serve()
        home = f"/providers/{self.added(gw)}/keys"
        shown = gw.admin("GET", home).json()["data"][0]
        changed = gw.admin("PUT", f"{home}/{shown['id']}", {"secret": OTHER})
        self.assertEqual(changed.status, 200, changed.body)
        self.assertNotEqual(changed.json()["secret"], shown["secret"])
        self.assertEqual(self.used(gw), OTHER)
        until(lambda: self.session.entries() == [OTHER], "the old entry is removed")
        same = gw.admin("PUT", f"{home}/{shown['id']}", {"secret": changed.json()["secret"], "weight": 2})
        self.assertEqual((same.status, same.json()["weight"]), (200, 2))
        self.assertEqual(gw.admin("DELETE", f"{home}/{shown['id']}").status, 204)
        until(lambda: self.session.entries() == [], "the last entry is removed")

    def test_what_fails_leaves_no_entry(self):
        gw = self.serve()
        provider = self.added(gw)
        body = {"name": "kept", "type": "custom", "base_url": self.upstream.base_url, "key": OTHER}
        taken = gw.admin("POST", "/providers", body)
        self.assertEqual(taken.status, 409, taken.body)
        for secret in ("env:", "env:HOME", "File:/x", "sk with spaces", "keychain:key_of_somebody_else"):
            wrong = gw.admin("POST", f"/providers/{provider}/keys", {"name": "k", "secret": secret})
            self.assertEqual((wrong.status, wrong.error()["param"]), (422, "secret"), wrong.body)
            self.assertNotIn("spaces", wrong.error()["message"])
        until(lambda: self.session.entries() == [KEY], "only the first key is there")
        self.kept_nowhere(gw, OTHER)

    def test_a_repeated_request_keeps_one_key(self):
        gw = self.serve()
        headers = {"Idempotency-Key": "once"}
        home = f"/providers/{self.added(gw)}/keys"
        first, again = (gw.admin("POST", home, {"name": "two", "secret": OTHER}, headers=headers) for _ in range(2))
        self.assertEqual((first.status, again.status), (201, 201), again.body)
        self.assertEqual(first.json()["secret"], again.json()["secret"])
        until(lambda: sorted(self.session.entries()) == [KEY, OTHER], "one entry a key")
        self.kept_nowhere(gw, OTHER)

    def test_two_data_directories_do_not_meet(self):
        one, two = self.serve(), self.serve()
        self.added(one, key=KEY)
        self.added(two, key=OTHER)
        self.assertEqual((self.used(one), self.used(two)), (KEY, OTHER))
        self.assertEqual(one.cli("provider", "remove", "kept").returncode, 0)
        until(lambda: self.session.entries() == [OTHER], "only its own entry is removed")
        two.stop()
        two.start()
        self.assertEqual(self.used(two), OTHER)

    def test_the_command_line_alone_does_the_same(self):
        gw = self.serve()
        gw.stop()
        self.added(gw)
        self.assertEqual(self.session.entries(), [KEY])
        tested = json.loads(gw.cli("provider", "test", "kept", "--json").stdout)["keys"][0]
        self.assertNotIn("keychain", tested.get("error", ""))
        gw.start()
        self.assertEqual(self.used(gw), KEY)
        gw.stop()
        self.assertEqual(gw.cli("provider", "remove", "kept").returncode, 0)
        self.assertEqual(self.session.entries(), [])

    def test_on_a_terminal_it_asks_and_does_not_show_what_is_typed(self):
        gw = self.serve()
        mine, its = pty.openpty()
        adding = subprocess.Popen([binary(), "provider", "add", "--name", "kept", "--type", "custom", "--base-url",
                                   self.upstream.base_url, "--any-model", "--key", "-", "--data-dir", str(gw.data_dir)],
                                  stdin=its, stdout=subprocess.DEVNULL, stderr=its, env=gw.env)
        os.close(its)
        shown = os.read(mine, 100)
        self.assertEqual(shown, b"Key: ")
        until(lambda: not termios.tcgetattr(mine)[3] & termios.ECHO, "the terminal is told to show nothing")
        os.write(mine, KEY.encode() + b"\n")
        self.assertEqual(adding.wait(15), 0)
        try:
            shown = os.read(mine, 1000)
        except OSError:  # nothing was shown and the other side has closed
            shown = b""
        os.close(mine)
        self.assertNotIn(KEY.encode(), shown)
        self.assertEqual(self.used(gw), KEY)

    def test_killed_between_keychain_and_database_it_cleans_up(self):
        gw = self.serve()
        self.added(gw)
        gw.stop()
        entry = "key_" + "0" * 32  # what a start finds that never got as far as the database
        stored = subprocess.run(["secret-tool", "store", "--label", "x", "server", "switchyard", "user", entry, "type",
                                 "plaintext", "xdg:schema", "org.qt.keychain"], input=OTHER, text=True,
                                env=self.session.env, timeout=15, check=False, capture_output=True)
        self.assertEqual(stored.returncode, 0, stored.stderr)
        with open(self.index(gw), "a", encoding="ascii") as lines:
            lines.write(entry + "\n")
        gw.start()
        until(lambda: self.session.entries() == [KEY], "the entry that nobody names is removed")
        self.assertEqual(self.used(gw), KEY)


class WhoseTest(KeychainCase):
    """A config.db removes from the keychain what it has put there itself, and nothing that another one may still name."""

    def setUp(self):
        super().setUp()
        self.session.start_keyring(PASSWORD)

    def restart(self, gw, change):
        """Long enough for what would be removed to be gone: entries are, as soon as something is in the way."""
        gw.stop()
        change()
        gw.start()
        self.added(gw, "passing", OTHER)
        self.assertEqual(gw.cli("provider", "remove", "passing").returncode, 0)
        until(lambda: OTHER not in self.session.entries(), "its own entry is removed")

    def put_config(self, gw, backup):
        """As somebody would: the file alone, and no log of another one beside it."""
        for path in gw.data_dir.glob("config.db*"):
            path.unlink()
        if backup is not None:
            (gw.data_dir / "config.db").write_bytes(backup)

    def config(self, gw):
        gw.stop()
        out = (gw.data_dir / "config.db").read_bytes()
        self.assertFalse((gw.data_dir / "config.db-wal").exists(), "all of it is in the file")
        return out

    def test_with_nothing_configured_no_key_is_removed(self):
        gw = self.serve()
        self.added(gw)
        backup = self.config(gw)
        self.restart(gw, lambda: self.put_config(gw, None))
        self.assertEqual(self.session.entries(), [KEY])
        self.restart(gw, lambda: self.put_config(gw, backup))
        self.assertEqual(self.used(gw), KEY)
        self.assertEqual(gw.cli("provider", "remove", "kept").returncode, 0)
        until(lambda: self.session.entries() == [], "its own entry is removed, now as ever")

    def test_an_older_backup_removes_no_newer_key(self):
        gw = self.serve()
        older = self.config(gw)
        gw.start()
        self.added(gw)
        newer = self.config(gw)
        self.restart(gw, lambda: self.put_config(gw, older))
        self.assertEqual(self.session.entries(), [KEY])
        self.assertIn("is older than the keys that were entered", gw.log)
        self.restart(gw, lambda: self.put_config(gw, newer))
        self.assertEqual(self.used(gw), KEY)
        self.assertEqual(gw.cli("provider", "remove", "kept").returncode, 0)
        until(lambda: self.session.entries() == [], "its own entry is removed, now as ever")

    def test_a_copy_removes_no_key_of_the_original(self):
        gw, copy = self.serve(), self.serve()
        self.added(gw)
        gw.stop()

        def make_copy():
            shutil.rmtree(copy.data_dir)
            shutil.copytree(gw.data_dir, copy.data_dir)

        self.restart(copy, make_copy)
        copy.key = gw.key
        self.assertEqual(self.used(copy), KEY)
        self.assertEqual(copy.cli("provider", "remove", "kept").returncode, 0)
        self.restart(copy, lambda: None)
        gw.start()
        self.assertEqual(self.used(gw), KEY)
        self.assertEqual(gw.cli("provider", "remove", "kept").returncode, 0)
        until(lambda: self.session.entries() == [], "the original removes it")


class TroubleTest(KeychainCase):
    def test_without_a_session_bus(self):
        gw = self.serve(DBUS_SESSION_BUS_ADDRESS="", XDG_RUNTIME_DIR="/nowhere")
        self.refused(gw, "no keychain in this session", "gnome-keyring", "env:NAME", "file:PATH")
        self.assertEqual(self.state(gw), "missing")
        body = {"name": "x", "type": "custom", "base_url": self.upstream.base_url, "key": KEY}
        answer = gw.admin("POST", "/providers", body)
        self.assertEqual((answer.status, answer.error()["code"]), (503, "keychain_unavailable"))
        self.assertEqual(answer.error()["param"], "key")

    def test_without_a_service(self):
        gw = self.serve()
        self.refused(gw, "no keychain in this session", "gnome-keyring", "env:NAME", "file:PATH")
        self.assertEqual(self.state(gw), "missing")

    def test_never_created(self):
        self.session.start_keyring("")
        gw = self.serve()
        self.refused(gw, "has not been created yet", "--replace --unlock")
        self.assertEqual(self.state(gw), "never_created")
        self.session.start_keyring(PASSWORD)
        self.added(gw)
        self.assertEqual(self.used(gw), KEY)

    def test_locked_by_a_wrong_password_and_opened_later(self):
        self.session.start_keyring(PASSWORD)
        gw = self.serve()
        provider = self.added(gw)
        gw.stop()
        self.session.start_keyring("not the password")
        gw.start()
        sent = len(self.upstream.posts("m"))
        answer = gw.chat(ask("kept/m"))
        self.assertEqual((answer.status, answer.error()["code"]), (503, "provider_key_unavailable"))
        self.assertIn("the keychain is locked: unlock it", answer.error()["message"])
        self.assertEqual(len(self.upstream.posts("m")), sent, "nothing was sent")
        self.assertEqual(gw.wait_for_call(answer.request_id())["attempt_list"][0]["failure"], "no_key")
        shown = gw.admin("GET", f"/providers/{provider}/keys").json()["data"][0]
        self.assertEqual(shown["secret_state"], "locked")
        self.assertIn("unlock it", shown["secret_message"])
        self.assertEqual(gw.admin("GET", f"/providers/{provider}").json()["key_state"], "locked")
        self.assertIn("the keychain is locked: unlock it", gw.cli("status").stdout)
        self.refused(gw, "is locked")
        spare = {"name": "spare", "secret": "env:E2E_KEY_1", "priority": 1}
        self.assertEqual(gw.admin("POST", f"/providers/{provider}/keys", spare).status, 201)
        self.assertEqual(self.used(gw), PROVIDER_KEYS["E2E_KEY_1"], "the next key is tried")
        self.session.start_keyring(PASSWORD)
        self.comes_back(gw)
        self.assertNotIn("keychain", gw.cli("status").stdout)

    def test_vanished_and_started_again(self):
        self.session.start_keyring(PASSWORD)
        gw = self.serve()
        self.added(gw)
        self.session.end_keyring()
        self.becomes(gw, "vanished")
        self.assertEqual(self.used(gw), KEY, "what was read goes on working")
        self.refused(gw, "has ended", "--unlock")
        self.session.start_keyring(PASSWORD)
        self.added(gw, "new", OTHER)
        self.assertEqual((self.used(gw), self.used(gw, "new")), (KEY, OTHER))

    def test_the_session_bus_may_end_the_gateway_does_not(self):
        self.session.start_keyring(PASSWORD)
        gw = self.serve()
        self.added(gw)
        self.session.bus.kill()
        self.refused(gw, "has ended")
        self.assertEqual(self.used(gw), KEY)
        self.assertIsNone(gw.child.popen.poll())

    def test_a_slow_keychain_touches_no_call(self):
        self.session.start_keyring(PASSWORD)
        gw = self.serve()
        self.added(gw)
        before = self.latencies(gw, 100)
        self.session.freeze_keyring()
        adding = subprocess.Popen([binary(), "provider", "add", "--name", "refused", "--type", "custom", "--base-url",
                                   self.upstream.base_url, "--key", "-", "--data-dir", str(gw.data_dir)], text=True,
                                  stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=gw.env)
        adding.stdin.write(OTHER)
        adding.stdin.close()
        during = self.latencies(gw, 100)
        while adding.poll() is None:
            during += self.latencies(gw, 10)
        self.assertEqual(adding.returncode, FAILED)
        self.assertIn("does not answer in time", adding.stderr.read())
        adding.stderr.close()
        self.assertEqual(self.state(gw), "slow")
        p99 = [sorted(times)[len(times) * 99 // 100] for times in (before, during)]
        print(f"p99 of a call: {p99[0]:.1f} ms, with a keychain that hangs {p99[1]:.1f} ms")
        self.assertLess(p99[1], 2 * p99[0] + 100, "calls do not wait for the keychain")
        self.session.thaw_keyring()
        self.becomes(gw, "available", 40)
        until(lambda: self.session.entries() == [KEY], "a late entry is taken back", 15)
        self.added(gw, "new", OTHER)
        self.assertEqual((self.used(gw), self.used(gw, "new")), (KEY, OTHER))

    def latencies(self, gw, count):
        out = []
        for _ in range(count):
            began = time.monotonic()
            self.assertEqual(gw.chat(ask("kept/m")).status, 200)
            out.append(1000 * (time.monotonic() - began))
        return out

    def test_a_start_with_a_hanging_keychain_is_quick_and_heals(self):
        self.session.start_keyring(PASSWORD)
        gw = self.serve()
        self.added(gw)
        gw.stop()
        self.session.freeze_keyring()
        began = time.monotonic()
        gw.start()
        self.assertLess(time.monotonic() - began, KEYCHAIN_SECONDS, "it does not wait for the keychain")
        self.assertEqual(self.used(gw), "provider_key_unavailable")
        self.becomes(gw, "slow")
        self.session.thaw_keyring()
        self.comes_back(gw)

    def test_a_loop_that_serves_no_keychain_shows_as_slow(self):
        self.session.start_keyring(PASSWORD)
        gw = self.serve(QT_NO_GLIB="1")
        self.refused(gw, "does not answer in time")
        self.assertEqual(self.state(gw), "slow")
