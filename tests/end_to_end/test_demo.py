"""`--demo`: a year to look around in, providers that answer by themselves, and nothing left behind."""

import os
import tempfile
import unittest
from pathlib import Path

from harness import Child, Switchyard, binary, request, until

CALLS = 3000
ANSWERED = 200


class Demo(Switchyard):
    """`serve --demo` in the data directory of its own."""

    def __init__(self, *more, **options):
        super().__init__("--demo", "--demo-calls", str(CALLS), *more, **options)


class DemoTest(unittest.TestCase):
    def test_a_year_of_calls_and_providers_that_answer(self):
        with Demo("--demo-quiet") as demo:
            listed = demo.admin("GET", "/requests?limit=1&count=true").json()
            self.assertEqual(listed["total"], CALLS)
            self.assertTrue(demo.admin("GET", "/status").json()["demo"])
            for model in ("gpt-5-mini", "deepseek-chat", "qwen3:8b", "default"):
                answer = demo.chat({"model": model, "messages": [{"role": "user", "content": "hello there"}]})
                self.assertEqual(answer.status, ANSWERED, model)
                self.assertIn("hello there", answer.json()["choices"][0]["message"]["content"])
            row = demo.requests(limit=10, model="gpt-5-mini")[0]
            self.assertEqual(row["provider"], "OpenAI")
            self.assertGreater(row["cost_nanos"], 0, "at the price of the model it stands for")
            for provider in demo.admin("GET", "/providers").json()["data"]:
                tested = demo.admin("POST", f"/providers/{provider['id']}/health").json()
                self.assertTrue(tested.get("ok"), tested)

    def test_it_calls_itself_unless_told_not_to(self):
        with Demo() as demo:
            until(lambda: demo.admin("GET", "/requests?limit=1&count=true").json()["total"] > CALLS,
                  "a call of its own", 30)
            newest = demo.requests(limit=1)[0]
            self.assertEqual((newest["key"], newest["status"]), ("Chatbot", ANSWERED))

    def test_without_a_directory_it_leaves_none(self):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "TMPDIR": folder}
            environment.pop("SWITCHYARD_DATA_DIR", None)
            command = [binary(), "serve", "--demo", "--demo-calls", "100", "--port", "0"]
            child = Child(command, environment, Path(folder) / "log")
            try:
                found = child.wait_for_line(r"listening on http://127\.0\.0\.1:(\d+)\n")
                self.assertEqual(request(int(found.group(1)), "GET", "/v1/models").status, 401)
                self.assertEqual(len(list(Path(folder).glob("switchyard-demo-*"))), 1)
                child.popen.terminate()
                self.assertEqual(child.popen.wait(15), 0)
            finally:
                child.kill()
            self.assertEqual([entry.name for entry in Path(folder).iterdir()], ["log"])

    def test_a_directory_with_something_in_it_is_left_alone(self):
        with Switchyard() as gateway:
            gateway.stop()
            done = gateway.cli("serve", "--demo", "--port", "0")
            self.assertEqual(done.returncode, 1)
            self.assertIn("not a demo", done.stderr)


if __name__ == "__main__":
    unittest.main()
