"""The official clients of OpenAI, Anthropic and Google against providers of every dialect: sdk/dialects.test.mjs, run once,
reported test by test. Prints the compatibility matrix.
"""

import os
import shutil
import subprocess
import unittest
from contextlib import ExitStack

from harness import Switchyard
from recorded_provider import MockProvider, shared_wire
from test_sdk import FOLDER, RESULT, RUN_SECONDS, install

# Name and type of each provider, and what stands behind the replaying provider's address.
UPSTREAMS = (("openai", "custom", "/v1"), ("anthropic", "custom_anthropic", "/v1"), ("gemini", "gemini", "/v1beta"),
             ("cohere", "cohere", "/v2"), ("ollama", "ollama_native", ""), ("responses", "openai", "/v1"))


@unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "Node.js with npm is not here")
@unittest.skipUnless(shared_wire(), "the recorded traffic is not here")
class DialectsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        install()
        with ExitStack() as running:
            gateway = running.enter_context(Switchyard())
            mock = running.enter_context(MockProvider())
            for name, kind, path in UPSTREAMS:
                gateway.add_provider(name, f"http://127.0.0.1:{mock.port}{path}", "env:E2E_KEY_1", type=kind, any_model=True)
            environment = {**os.environ, "SWITCHYARD_URL": gateway.url, "SWITCHYARD_KEY": gateway.key,
                           "WIRE": str(shared_wire()), "NO_PROXY": "*", "OPENAI_LOG": "off"}
            done = subprocess.run(["node", "--test", "--test-reporter=tap", "dialects.test.mjs"], cwd=FOLDER, env=environment,
                                  capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
            cls.output = done.stdout + done.stderr
            cls.results = RESULT.findall(done.stdout)

    def test_every_client_understands_every_provider(self):
        print("\n".join(line for line in self.output.splitlines() if "matrix" in line))
        self.assertGreater(len(self.results), 50, self.output)
        for result, name, skipped in self.results:
            with self.subTest(name):
                if skipped:
                    print(f"skipped: {name}: {skipped}")
                start = self.output.find(f"- {name}\n")
                self.assertEqual(result, "ok", self.output[start:start + 1500])


if __name__ == "__main__":
    unittest.main()
