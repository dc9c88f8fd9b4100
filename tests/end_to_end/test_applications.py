"""Which program of this computer made a call: real processes call the real binary, and are told apart in the log, in
rules and in what calls cost. No argument of a program is ever kept."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import scripted_upstream as script
from harness import Switchyard, until
from scripted_upstream import ScriptedUpstream

SECRET = "sk-argument-that-nobody-should-see"
CLIENT = """
import http.client, json, sys
connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
body = json.dumps({"model": sys.argv[3], "messages": [{"role": "user", "content": "hi"}]})
for _ in range(int(sys.argv[4])):
    connection.request("POST", "/v1/chat/completions", body,
                       {"authorization": "Bearer " + sys.argv[2], "content-type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    print(answer.status, answer.getheader("x-request-id"))
"""


class ApplicationsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("main", cls.upstream.base_url, "env:E2E_KEY_1", models=["plain", "nightly"])
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        for name in ("train.py", "other.py", "by_path.py", "beside.py"):  # two tests may not count the calls of one
            with open(os.path.join(cls.folder, name), "w", encoding="utf-8") as file:
                file.write(CLIENT)

    def setUp(self):
        for model in ("plain", "nightly"):  # no provider answers before a name is found out
            self.upstream.on(model, *[[script.stall(0.2), script.whole()] for _ in range(40)])

    def run_client(self, command, model="plain", calls=1):
        """The ids of its calls."""
        done = subprocess.run([*command, str(self.gw.port), self.gw.key, model, str(calls), SECRET], cwd=self.folder,
                              capture_output=True, text=True, timeout=60, check=True)
        rows = [line.split() for line in done.stdout.splitlines()]
        self.assertEqual([status for status, _ in rows], ["200"] * calls, done.stdout)
        return [call for _, call in rows]

    def names_of(self, calls):
        return [self.gw.wait_for_call(call)["application"] for call in calls]

    def sums(self):
        self.gw.wait_until_folded()
        rows = self.gw.admin("GET", "/cost/by-application?from=2020-01-01&to=2040-01-01").json()["data"]
        return {row["key"]["application"]: row["calls"] for row in rows}

    def test_a_script_is_known_by_its_name(self):
        by_path = self.run_client([sys.executable, os.path.join(self.folder, "by_path.py")], calls=3)
        self.assertEqual(self.names_of(by_path), ["by_path.py"] * 3)
        beside = self.run_client([sys.executable, "-u", "beside.py"])
        self.assertEqual(self.names_of(beside), ["beside.py"])
        module = self.run_client([sys.executable, "-m", "beside"])
        self.assertEqual(self.names_of(module), ["beside"])
        found = {row["id"] for row in self.gw.requests(application="beside.py")}
        self.assertEqual(found, set(beside))
        self.assertLessEqual({"by_path.py": 3, "beside.py": 1, "beside": 1}.items(), self.sums().items())
        report = self.gw.admin("GET", "/reports/usage?group_by=application&from=2020-01-01&to=2040-01-01").json()
        self.assertIn("by_path.py", [row["key"]["application"] for row in report["data"]])

    @unittest.skipUnless(shutil.which("curl"), "no curl")
    def test_a_program_is_known_by_its_file(self):
        body = json.dumps({"model": "plain", "messages": [{"role": "user", "content": "hi"}]})
        done = subprocess.run(["curl", "-sSi", f"{self.gw.url}/v1/chat/completions", "-H", "content-type: application/json",
                               "-H", f"authorization: Bearer {self.gw.key}", "-d", body], capture_output=True, text=True,
                              timeout=60, check=True)
        call = re.search(r"x-request-id: (\S+)", done.stdout).group(1)
        self.assertEqual(self.names_of([call]), ["curl"])

    def test_a_rule_sends_one_program_elsewhere(self):
        made = self.gw.admin("POST", "/router/rules", {"name": "nightly jobs", "when": {"application": "train.*"},
                                                       "then": [{"use_model": "nightly"}]})
        self.assertEqual(made.status, 201, made.body)
        self.addCleanup(lambda: self.gw.admin("DELETE", f"/router/rules/{made.json()['id']}"))
        asked = {"model": "plain", "prompt": "hi"}
        for application, model in (("train.py", "nightly"), ("other.py", "plain"), (None, "plain")):
            told = self.gw.admin("POST", "/router/simulate", {"request": asked, "application": application}).json()
            self.assertEqual(told["candidates"][0]["model"], model, told)
        for name, model in (("train.py", "nightly"), ("other.py", "plain")):
            for call in self.run_client([sys.executable, name], calls=2):
                row = self.gw.wait_for_call(call)
                self.assertEqual((row["application"], row["routed_model"]), (name, model))

    def test_a_call_that_a_crash_interrupts_is_known_too(self):
        self.upstream.on("plain", [script.stall(0.3), script.begin(script.delta("a")), script.hang()])
        client = subprocess.Popen([sys.executable, "train.py", str(self.gw.port), self.gw.key, "plain", "1"],
                                  cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until(lambda: self.upstream.posts("plain"), "it is called")
            before = {row["id"] for row in self.gw.requests()}
            self.gw.kill()
        finally:
            client.kill()
            client.wait()
        self.gw.start()
        found = until(lambda: [row for row in self.gw.requests() if row["id"] not in before], "the call is booked")
        self.assertEqual(found[0]["outcome"], "interrupted")
        self.assertIn(found[0]["application"], ("train.py", ""))  # it may have been sent before the name was known

    def test_no_argument_is_kept(self):
        self.names_of(self.run_client([sys.executable, "other.py"]))
        self.gw.wait_until_folded()
        for path in self.gw.data_dir.rglob("*"):
            if path.is_file():
                self.assertNotIn(SECRET.encode(), path.read_bytes(), path)
        self.assertNotIn(SECRET, self.gw.log)


if __name__ == "__main__":
    unittest.main()
