"""The table of lines that ran, of a small program that is built for it."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import lines

HEADER = "inline int twice(int x)\n{\n    if (x > 100)\n        return 0;\n    return 2 * x;\n}\n"
SOURCES = {"house/a/used.h": HEADER,
           "house/a/used.cpp": '#include "used.h"\nint main()\n{\n    return twice(0);\n}\n',
           "house/b/unused.cpp": '#include "../a/used.h"\nint never()\n{\n    return twice(1);\n}\n',
           "house/top.cpp": "int top = 1;\nint up()\n{\n    return ++top;\n}\n"}


class LinesTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="switchyard-coverage-")))
        for name, text in SOURCES.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)
        (self.folder / "build").mkdir()
        subprocess.run(["g++", "--coverage", "-O0", *(str(self.folder / name) for name in SOURCES if name.endswith("cpp")),
                        "-o", "program"], cwd=self.folder / "build", check=True)
        subprocess.run([self.folder / "build/program"], check=True)

    def test_each_line_counts_once(self):
        rows = lines.table(lines.collect(self.folder / "build"), self.folder / "house")
        self.assertEqual(rows, [(".", 0, 2), ("a", 5, 6), ("b", 0, 2), ("all", 5, 10)])

    def test_too_few_are_an_error(self):
        run = [sys.executable, lines.__file__, str(self.folder / "build"), str(self.folder / "house"), "--least"]
        self.assertEqual(subprocess.run([*run, "50"], check=False, capture_output=True).returncode, 0)
        wrong = subprocess.run([*run, "50.1"], check=False, capture_output=True, text=True)
        self.assertEqual(wrong.returncode, 1)
        self.assertIn("50.0 % of the lines ran", wrong.stderr)


if __name__ == "__main__":
    unittest.main()
