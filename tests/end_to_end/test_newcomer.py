"""Somebody new goes from the first start to the first call: on a screen, with a real keychain and a real curl."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import scripted_steps as script
from harness import binary
from keychain_session import KeychainSession, installed
from scripted_upstream import ScriptedUpstream
from x_screen import Screen

NEWCOMER = os.environ.get("SWITCHYARD_NEWCOMER", str(Path(binary()).parent / "tests" / "newcomer"))
KEY = "sk-newcomer-7Qf3Wd2KpX"
MODEL = "scripted-model"
SECONDS = 150


@unittest.skipUnless(installed(), "gnome-keyring, dbus and libsecret-tools are not all here")
@unittest.skipUnless(all(map(shutil.which, ("Xvfb", "curl", "bash"))), "Xvfb, curl and bash are not all here")
@unittest.skipUnless(os.access(NEWCOMER, os.X_OK), "the newcomer is not built")
class NewcomerTest(unittest.TestCase):
    def go(self, way, language):
        with (KeychainSession() as session, ScriptedUpstream() as upstream,
              tempfile.TemporaryDirectory(prefix="switchyard-screen-") as folder, Screen(Path(folder)) as screen):
            session.start_keyring("a password")
            upstream.on(MODEL, [script.whole("hello newcomer")])
            env = {**session.env, **screen.env, "NEWCOMER_LANGUAGE": language, "NEWCOMER_UPSTREAM": upstream.base_url,
                   "NEWCOMER_KEY": KEY}
            done = subprocess.run([NEWCOMER, way], env=env, text=True, capture_output=True, timeout=SECONDS, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertEqual([call.key for call in upstream.posts(MODEL)], [KEY])
            self.assertEqual(session.entries(), [KEY])

    def test_by_keyboard_in_english(self):
        self.go("byKeyboard", "en_US")

    def test_by_keyboard_in_chinese(self):
        self.go("byKeyboard", "zh_CN")

    def test_by_mouse_in_english(self):
        self.go("byMouse", "en_US")

    def test_by_mouse_in_chinese(self):
        self.go("byMouse", "zh_CN")
