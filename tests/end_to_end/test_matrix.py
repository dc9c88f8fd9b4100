"""The compatibility matrix: what people do with the clients of OpenAI, Anthropic, Google and Vercel, against a provider of
every dialect: sdk/matrix.test.mjs, run once, reported cell by cell. `./dev test` shows the table at its end.
"""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import Switchyard
from test_sdk import FOLDER, RESULT, RUN_SECONDS, install

AWS_KEY = "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY:session-token-0123"
COLUMNS = 7


@unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "Node.js with npm is not here")
class MatrixTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        gateway = cls.enterClassContext(Switchyard(env={"MATRIX_AWS_KEY": AWS_KEY}))
        table = Path(folder) / "matrix.txt"
        environment = {**os.environ, "SWITCHYARD_URL": gateway.url, "SWITCHYARD_KEY": gateway.key,
                       "SWITCHYARD_ADMIN_KEY": gateway.admin_key, "MATRIX_AWS_KEY": AWS_KEY, "MATRIX_FILE": str(table),
                       "NO_PROXY": "*", "OPENAI_LOG": "off"}
        done = subprocess.run(["node", "--test", "--test-reporter=tap", "matrix.test.mjs"], cwd=FOLDER, env=environment,
                              capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
        cls.output = done.stdout + done.stderr
        cls.results = RESULT.findall(done.stdout)
        cls.table = table.read_text(encoding="utf-8") if table.is_file() else ""
        if shown_at := os.environ.get("SWITCHYARD_MATRIX"):
            Path(shown_at).write_text(cls.table, encoding="utf-8")

    def test_every_cell(self):
        print("\n" + self.table)
        self.assertGreater(len(self.results), 200, self.output)
        for result, name, _ in self.results:
            with self.subTest(name):
                start = self.output.find(f"- {name}\n")
                self.assertEqual(result, "ok", self.output[start:start + 2500])

    def test_no_cell_is_empty(self):
        rows = self.table.partition("\n\n")[0].splitlines()[1:]
        self.assertGreater(len(rows), 30, self.output)
        for row in rows:
            with self.subTest(row):
                cells = row.split("  ")
                self.assertEqual(len([cell for cell in cells if cell.strip()]), 1 + COLUMNS)


if __name__ == "__main__":
    unittest.main()
