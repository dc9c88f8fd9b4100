"""The first-time setup of the real program, and the window in a session whose keychain is locked or not there."""

import json
import unittest

import scripted_steps as script
from harness import until
from keychain_case import KEY, PASSWORD
from scripted_upstream import ScriptedUpstream
from test_window import WindowCase

PLACE = (20, 400)  # the sidebar, or the setup over it


class SetupTest(WindowCase):
    """Told from each other by the grey at the left: the sidebar's, or that of the setup over all of it."""

    def setUp(self):
        super().setUp()
        self.fakes().do("light")

    def grey(self, window):
        return self.screen.lightness(window.shown, *PLACE)

    def becomes(self, window, grey, what):
        until(lambda: window.shown and self.grey(window) == grey, what, 15)

    def test_a_new_directory_is_offered_it_once_and_wizard_brings_it_back(self):
        window = self.open()
        until(lambda: self.grey(window), "something is painted")
        first = until(lambda: self.grey(window) if self.grey(window) > 240 else None, "the setup is there", 15)
        window.again("--page", "overview")  # whoever wants to see a page has done with it
        until(lambda: self.grey(window) < first, "the window shows its pages", 15)
        sidebar = self.grey(window)
        window.stop()
        self.assertIn("left=1", window.remembered())
        window.start()
        self.becomes(window, sidebar, "it is not offered again")
        done, _ = window.again("--wizard")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.becomes(window, first, "a second start brings it")
        window.stop()
        window.arguments = ["--wizard"]
        window.start()
        self.becomes(window, first, "the first start brings it, too")
        window.stop()


class KeychainTest(WindowCase):
    def setUp(self):
        super().setUp()
        self.upstream = self.enterContext(ScriptedUpstream())
        self.upstream.on("m", [script.whole()])

    def add(self, window):
        done = window.cli("provider", "add", "--name", "kept", "--type", "custom", "--base-url",
                          self.upstream.base_url, "--any-model", "--key", "-", "--json", input=KEY + "\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["id"]

    def test_a_locked_keychain_is_told_and_taken_back_when_it_is_unlocked(self):
        self.session.start_keyring(PASSWORD)
        window = self.open()
        self.add(window)
        window.stop()
        self.session.end_keyring()
        self.session.start_keyring("another password")
        fakes = self.fakes()
        fakes.do("notices")
        window.start()
        window.wait_shown()
        (notice,) = until(lambda: fakes.lines("notice"), "the desktop tells of it", 20)
        self.assertTrue(notice.startswith("1 0 Keys cannot be read | The keychain is locked"), notice)
        self.assertTrue(window.answers(), "it serves all the same")
        self.session.start_keyring(PASSWORD)
        until(lambda: fakes.lines("closed") == ["1"], "the notification is taken back", 30)
        self.assertTrue(window.shown)

    def test_without_a_session_bus_it_is_a_window_like_any_other(self):
        window = self.window()
        window.env["DBUS_SESSION_BUS_ADDRESS"] = ""
        with window:
            shown = window.wait_shown()
            self.assertTrue(window.answers())
            self.screen.press(shown, "Control_L+6")  # it is not frozen
            self.screen.close(shown)
            self.assertEqual(window.wait_end(), 0)
            self.assertIn("page=requests", window.remembered())


if __name__ == "__main__":
    unittest.main()
