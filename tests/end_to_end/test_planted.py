"""The search for secrets that every test ends with finds what it looks for."""

import base64
import tempfile
import unittest
from pathlib import Path

from harness import Answer, Switchyard
from planted import Planted

SECRET = "sk-planted/0123456789+abcdef"


def answer(status, text):
    return Answer(status, None, text.encode())


class SearchTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="switchyard-planted-")))
        self.planted = Planted({"A_KEY": SECRET, "PATH_OF_IT": "nothing-of-interest", "SHORT_KEY": "x"})

    def found(self, data):
        Path(self.folder, "file").write_bytes(b"\x00\x01" + data + b"\xff\n")
        return bool(self.planted.hits(self.folder))

    def test_it_is_found_in_each_form(self):
        plain = SECRET.encode()
        self.assertFalse(self.found(b"sk-planted/"))
        for data in (plain, b"line\n" + plain, plain.hex().encode(), b"sk-planted%2F0123456789%2Babcdef",
                     *(base64.b64encode(b"?" * skip + plain + b"??") for skip in range(3))):
            with self.subTest(data):
                self.assertTrue(self.found(data))

    def test_what_is_said_and_shown_is_looked_for(self):
        for path, body, shown in (("/api/v1/auth/login", {"password": "correct horse battery"}, "{}"),
                                  ("/api/v1/api-keys", {"name": "x"}, '{"key": "correct horse battery"}'),
                                  ("/api/v1/providers/p/keys", {"secret": "correct horse battery"}, "[]"),
                                  ("/api/v1/users/u/password", None, '{"password": "correct horse battery"}')):
            with self.subTest(path):
                self.planted = Planted({})
                self.assertFalse(self.found(b"correct horse battery"))
                self.planted.note(path, body, answer(201, shown))
                self.assertTrue(self.found(b"correct horse battery"))
        self.planted.allow("correct horse battery")
        self.assertFalse(self.found(b"correct horse battery"))

    def test_what_is_no_secret_is_not_looked_for(self):
        self.planted = Planted({})
        for path, body in (("/api/v1/providers/p/keys", {"secret": "env:E2E_KEY_1"}), ("/v1/chat", {"secret": "a long text"}),
                           ("/api/v1/router/simulate", {"key": "key_0123456789"})):
            self.planted.note(path, body, answer(200, "{}"))
        self.assertFalse(self.found(b"env:E2E_KEY_1 a long text key_0123456789"))

    def test_a_gateway_that_leaves_one_behind_is_told_of(self):
        with self.assertRaisesRegex(AssertionError, "secrets lie open"):
            with Switchyard() as gw:
                made = gw.admin("POST", "/api-keys", {"name": "careless"}).json()
                Path(gw.data_dir, "notes.txt").write_text(made["key"], encoding="ascii")


if __name__ == "__main__":
    unittest.main()
