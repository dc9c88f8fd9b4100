"""The official OpenAI client for Node against the real program: sdk/openai.test.mjs, run once, reported test by test."""

import json
import os
import re
import shutil
import subprocess
import unittest
from contextlib import ExitStack
from pathlib import Path

import scripted_upstream as script
from harness import Switchyard
from recorded_provider import MockProvider, shared_wire
from scripted_upstream import ScriptedUpstream

FOLDER = Path(__file__).resolve().parent / "sdk"
INSTALL_SECONDS = 180
RUN_SECONDS = 90
RESULT = re.compile(r"^(ok|not ok) \d+ - (.*?)(?: # (SKIP.*))?$", re.MULTILINE)


def install():
    """The locked packages, once."""
    packages = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    if not all((FOLDER / "node_modules" / package).is_dir() for package in packages):
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, check=True, timeout=INSTALL_SECONDS)


@unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "Node.js with npm is not here")
class SdkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.upstream.on("recovers", [script.status(503)], [script.fin()], [script.whole("back again")])
        cls.upstream.on("down", [script.status(503)])
        cls.upstream.on("breaks", [script.begin(script.delta("Once")), script.fin()])
        cls.upstream.on("endless", [script.begin(script.delta("Once")), script.hang()])
        with ExitStack() as running:
            gateway = running.enter_context(Switchyard())
            sandbox = running.enter_context(Switchyard())
            models = ["recovers", "down", "breaks", "endless", "vendor/model"]
            gateway.add_provider("scripted", cls.upstream.base_url, "env:E2E_KEY_1", models=models)
            environment = {
                **os.environ, "SWITCHYARD_URL": gateway.url, "SWITCHYARD_KEY": gateway.key,
                "SWITCHYARD_ADMIN_KEY": gateway.admin_key, "SANDBOX_URL": sandbox.url, "SANDBOX_KEY": sandbox.key,
                "NO_PROXY": "*", "OPENAI_LOG": "off",
            }
            if shared_wire():
                mock = running.enter_context(MockProvider())
                gateway.add_provider("mock", mock.base_url, any_model=True)
                environment |= {"MOCK_URL": f"http://127.0.0.1:{mock.port}", "WIRE": str(shared_wire())}
            done = subprocess.run(["node", "--test", "--test-reporter=tap", "openai.test.mjs"], cwd=FOLDER, env=environment,
                                  capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
            cls.output = done.stdout + done.stderr
            cls.results = RESULT.findall(done.stdout)

    def test_every_test_of_the_client_passes(self):
        self.assertGreater(len(self.results), 15, self.output)
        for result, name, skipped in self.results:
            with self.subTest(name):
                if skipped:
                    print(f"skipped: {name}: {skipped}")
                self.assertEqual(result, "ok", self.details(name))

    def details(self, name):
        """What the report says below one test."""
        start = self.output.find(f"- {name}\n")
        return self.output[start:start + 1500]

    def test_the_provider_saw_what_was_booked(self):
        counts = {model: len(self.upstream.posts(model)) for model in ("recovers", "down", "breaks", "endless")}
        self.assertEqual(counts, {"recovers": 3, "down": 4, "breaks": 1, "endless": 1})

    def test_the_provider_was_hung_up_on(self):
        (post,) = self.upstream.posts("endless")
        self.assertTrue(post.hung_up.wait(5))


if __name__ == "__main__":
    unittest.main()
