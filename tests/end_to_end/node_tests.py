"""Test files for Node in folders with locked packages, run once and reported test by test."""

import json
import os
import re
import shutil
import subprocess

INSTALL_SECONDS = 180
RUN_SECONDS = 400
RESULT = re.compile(r"^(ok|not ok) \d+ - (.*?)(?: # (SKIP.*))?$", re.MULTILINE)
MISSING = "Node.js with npm is not here"


def available():
    return bool(shutil.which("node") and shutil.which("npm"))


def install(folder):
    """The locked packages, once."""
    packages = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    if not all((folder / "node_modules" / package).is_dir() for package in packages):
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=INSTALL_SECONDS)


class NodeTests:
    """What came of the tests of one file."""

    def __init__(self, folder, file, environment):
        install(folder)
        done = subprocess.run(["node", "--test", "--test-reporter=tap", file], cwd=folder, capture_output=True, text=True,
                              env={**os.environ, "NO_PROXY": "*", **environment}, timeout=RUN_SECONDS, check=False)
        self.output = done.stdout + done.stderr
        self.results = RESULT.findall(done.stdout)

    def report(self, test, least):
        """As results of a unittest; `least` of them there must be."""
        test.assertGreaterEqual(len(self.results), least, self.output)
        for result, name, skipped in self.results:
            with test.subTest(name):
                if skipped:
                    print(f"skipped: {name}: {skipped}")
                test.assertEqual(result, "ok", self.details(name))

    def details(self, name):
        """What the report says below one test."""
        start = self.output.find(f"- {name}\n")
        return self.output[start:start + 2500]
