"""Every row of the security catalogue about the edge, the network, keys, outbound calls, the window, secrets, the program
itself and users' rules has a test, or a reason why it has none; and the tests that are named are there."""

import json
import re
import unittest

from harness import ROOT

ROWS = [*(f"A{n}" for n in range(1, 18)), *(f"B{n}" for n in range(1, 8)), *(f"C{n}" for n in range(1, 8)),
        *(f"D{n}" for n in range(1, 13)), *(f"H{n}" for n in range(1, 7)), *(f"J{n}" for n in range(1, 9)),
        *(f"M{n}" for n in range(1, 5)), *(f"N{n}" for n in range(1, 4))]
LEAST_REASON = 40  # letters


class SecurityRowsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = json.loads((ROOT / "tests/security_rows.json").read_text(encoding="utf-8"))

    def test_no_row_is_missing_and_none_is_made_up(self):
        self.assertEqual(sorted(self.rows), sorted(ROWS))

    def test_each_has_tests_or_a_reason(self):
        for name, row in self.rows.items():
            with self.subTest(name):
                self.assertLessEqual(set(row), {"tests", "reason"})
                self.assertTrue(row.get("tests") or len(row.get("reason", "")) >= LEAST_REASON)

    def test_the_tests_that_are_named_are_there(self):
        for name, row in self.rows.items():
            for place in row.get("tests", []):
                with self.subTest(f"{name} {place}"):
                    file, test = place.split(":")
                    source = (ROOT / file).read_text(encoding="utf-8")
                    self.assertRegex(source, rf"(def|void|int|::) ?{re.escape(test)}\(|{re.escape(test)}\b.*\{{")


if __name__ == "__main__":
    unittest.main()
