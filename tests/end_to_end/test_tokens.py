"""Tokens of OpenAI's encodings against the npm package `tiktoken`, text by text of a large mixed corpus."""

import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import token_corpus
from harness import binary

FOLDER = Path(__file__).resolve().parent / "tokens"
INSTALL_SECONDS = 180
RUN_SECONDS = 180
SHOWN = 5


def install():
    """The locked package, once."""
    packages = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    if not all((FOLDER / "node_modules" / package).is_dir() for package in packages):
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, check=True, timeout=INSTALL_SECONDS)


def run(*command):
    return subprocess.run(command, cwd=FOLDER, check=True, capture_output=True, timeout=RUN_SECONDS).stdout


@unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "Node.js with npm is not here")
class TokensTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.texts = token_corpus.write(cls.folder / "texts")

    def compare(self, encoding):
        corpus = self.folder / "texts"
        ours = run(Path(binary()).parent / "tests" / "token_lines", token_corpus.ROOT / "resources" / "tokens" / f"{encoding}.tokens", corpus).splitlines()
        run("node", "token_lines.mjs", encoding, corpus, self.folder / encoding)
        theirs = (self.folder / encoding).read_bytes().splitlines()
        self.assertEqual(len(theirs), len(self.texts))
        self.assertEqual(len(ours), len(theirs))
        wrong = [(text, mine, good) for text, mine, good in zip(self.texts, ours, theirs) if mine != good]
        shown = "\n".join(f"{text[:200]!r}: {mine[:200]} instead of {good[:200]}" for text, mine, good in wrong[:SHOWN])
        self.assertFalse(wrong, f"{len(wrong)} of {len(theirs)} texts differ:\n{shown}")
        size = sum(len(text) for text in self.texts)
        tokens = sum(len(line.split()) for line in theirs)
        print(f"{encoding}: {len(theirs)} texts, {size} bytes, {tokens} tokens: all equal", flush=True)

    def test_o200k_base_is_exact(self):
        self.compare("o200k_base")

    def test_cl100k_base_is_exact(self):
        self.compare("cl100k_base")


if __name__ == "__main__":
    unittest.main()
