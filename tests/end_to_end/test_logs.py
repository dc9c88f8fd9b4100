"""What the program says about itself: in memory, in files, through the admin API; the doctor, and what it gathers for
somebody who helps. Never a secret, never a prompt.
"""

import base64
import json
import stat
import tarfile
import tempfile
import unittest
from pathlib import Path

import scripted_upstream as script
from admin_case import AdminCase
from harness import PROVIDER_KEYS, Switchyard, until

PROMPT = "the-PROMPT-CANARY-of-somebody"
ECHOED = "sk-CANARY-0123456789abcdefghij"


class LogCase(AdminCase):
    def lines(self, **query):
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        return self.call(200, "GET", f"/logs?{asked}")["data"]

    def files(self):
        directory = self.gw.data_dir / "logs"
        return "".join(path.read_text() for path in sorted(directory.glob("*.log")))


class LinesTest(LogCase):
    def test_the_start_is_told_in_memory_and_in_a_file(self):
        (line,) = self.lines(q="listening", category="gateway", limit=1)
        self.assertEqual((line["level"], line["message"]), ("info", "listening"))
        self.assertEqual(line["fields"]["addresses"][0], self.gw.url)
        until(lambda: f'"id":{line["id"]},' in self.files(), "the line is in the file")
        file = self.gw.data_dir / "logs" / "switchyard.log"
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(file.parent.stat().st_mode), 0o700)
        self.assertNotIn("listening", self.gw.log.replace("listening on", ""), "standard error stays as it was")

    def test_a_call_that_failed_is_told_without_words_of_the_provider(self):
        self.upstream.on("broken", [script.answer(401, json.dumps({"error": {"message": f"bad key {ECHOED} for {PROMPT}"}}).encode())])
        self.gw.add_provider("breaking", self.upstream.base_url, "env:E2E_KEY_1", any_model=True)
        answer = self.gw.chat({"model": "breaking/broken", "messages": [{"role": "user", "content": PROMPT}]})
        self.assertGreaterEqual(answer.status, 400)
        def told():
            return [line for line in self.lines(category="calls", level="warning")
                    if line["fields"].get("request_id") == answer.request_id()]
        (line,) = until(told, "the call is told of", 10)
        self.assertEqual((line["fields"]["provider"], line["fields"]["status"]), ("breaking", 401))
        until(lambda: answer.request_id() in self.files(), "it is in the file")
        everything = self.files() + json.dumps(self.lines(limit=1000)) + self.gw.log
        for never in ("CANARY", PROVIDER_KEYS["E2E_KEY_1"]):
            self.assertNotIn(never, everything)

    def test_pages_and_what_is_newer(self):
        first = self.call(200, "GET", "/logs?limit=1")
        self.assertEqual(first["newest"], first["data"][0]["id"])
        self.assertEqual(self.lines(since=first["newest"]), [])
        ids = [line["id"] for line in self.lines(limit=1000)]
        self.assertEqual(ids, sorted(ids, reverse=True))

    def test_what_is_wrong_is_refused(self):
        for query, param in (("level=loud", "level"), ("limit=0", "limit"), ("after=x", "after"), ("since=-1", "since")):
            self.refused(422, "GET", f"/logs?{query}", param=param)

    def test_only_an_admin_reads_it(self):
        for role, status in (("member", 403), ("viewer", 403), ("operator", 403), ("admin", 200)):
            for path in ("/logs", "/doctor"):
                self.call(status, "GET", path, key=self.role_keys[role])

    def test_the_level_is_a_setting(self):
        before = self.call(200, "GET", "/settings")
        self.assertEqual((before["log_level"], before["log_file_megabytes"], before["log_files"]), ("info", 10, 5))
        for name, value in (("log_level", "loud"), ("log_file_megabytes", -1), ("log_files", 0)):
            self.refused(422, "PUT", "/settings", {name: value}, param=name)
        after = self.call(200, "PUT", "/settings", {"log_level": "error", "log_files": 2})
        self.assertEqual((after["log_level"], after["log_files"]), ("error", 2))
        self.call(200, "PUT", "/settings", {"log_level": "info", "log_files": 5})

    def test_the_status_says_that_it_is_written(self):
        self.assertEqual(self.call(200, "GET", "/status")["log"], {"state": "ok", "message": "", "lost": 0})


class RestartTest(unittest.TestCase):
    def test_lines_from_before_are_there_after_a_crash(self):
        with Switchyard() as gw:
            (line,) = gw.admin("GET", "/logs?q=listening&limit=1").json()["data"]
            until(lambda: str(line["id"]) in (gw.data_dir / "logs/switchyard.log").read_text(), "it is in the file")
            gw.kill()
            gw.start()
            ids = until(lambda: [one["id"] for one in gw.admin("GET", "/logs?q=listening").json()["data"]][1:],
                        "there are earlier lines")
            self.assertIn(line["id"], ids)


class DoctorTest(LogCase):
    def checks(self, *arguments):
        done = self.gw.cli("doctor", "--json", *arguments)
        found = json.loads(done.stdout)
        self.assertEqual(done.returncode, 1 if found["state"] == "act" else 0, done.stderr)
        return {check["id"]: check for check in found["checks"]}

    def test_a_running_gateway_is_looked_after(self):
        checks = self.checks()
        for name in ("data_directory", "config_database", "usage_database", "journal", "port", "log", "versions", "clock"):
            self.assertEqual(checks[name]["state"], "good", checks[name])
        self.assertIn(self.gw.url, checks["port"]["message"])
        for check in checks.values():
            self.assertTrue(check["message"].endswith("."), check)
            self.assertEqual(check["mend"] is None, check["state"] == "good", check)

    def test_it_is_told_in_plain_words(self):
        done = self.gw.cli("doctor")
        self.assertIn("ok    config.db is whole.", done.stdout)
        self.assertNotIn("{", done.stdout)
        self.assertEqual(self.gw.cli("doctor", "now").returncode, 2)

    def test_a_provider_that_cannot_be_reached_is_told_only_when_asked(self):
        made = self.provider(name="nowhere")
        self.addCleanup(self.call, 204, "DELETE", f"/providers/{made['id']}")
        self.assertNotIn("provider", self.checks())
        found = json.loads(self.gw.cli("doctor", "--json", "--online").stdout)
        (check,) = [one for one in found["checks"] if one["id"] == "provider" and "nowhere" in one["message"]]
        self.assertEqual((found["state"], check["state"]), ("act", "act"))
        self.assertTrue(check["mend"])

    def test_a_key_that_is_gone_is_told(self):
        made = self.provider()
        self.addCleanup(self.call, 204, "DELETE", f"/providers/{made['id']}")
        file = Path(tempfile.mkdtemp()) / "key"
        file.write_text("a-key-in-a-file-0123")
        file.chmod(0o600)
        self.call(201, "POST", f"/providers/{made['id']}/keys", {"name": "k", "secret": f"file:{file}"})
        file.unlink()
        self.call(200, "PUT", f"/providers/{made['id']}", {"weight": 2})  # files are read anew
        self.assertEqual(self.checks()["provider_keys"]["state"], "act")

    def test_a_bundle_has_no_secret_and_no_prompt(self):
        self.upstream.on("broken", [script.answer(500, json.dumps({"error": {"message": f"{ECHOED} {PROMPT}"}}).encode())])
        self.gw.add_provider("bundled", self.upstream.base_url, "env:E2E_KEY_2", any_model=True,
                             headers={"x-own": "CANARY-in-a-header-0123456789"})
        answer = self.gw.chat({"model": "bundled/broken", "messages": [{"role": "user", "content": PROMPT}]})
        self.gw.wait_for_call(answer.request_id())
        path = Path(tempfile.mkdtemp()) / "bundle.tar"
        done = self.gw.cli("doctor", "--bundle", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("plan.json", done.stdout)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        with tarfile.open(path) as archive:
            files = {one.name: archive.extractfile(one).read().decode() for one in archive.getmembers()}
        self.assertLessEqual({"doctor.json", "about.json", "status.json", "settings.json", "plan.json", "errors.json",
                              "switchyard.log"}, set(files))
        self.assertIn(answer.request_id(), files["errors.json"])
        self.assertIn("bundled", files["plan.json"])
        for name in files:
            if name.endswith(".json"):
                json.loads(files[name])
        secrets = [PROMPT, "CANARY", PROVIDER_KEYS["E2E_KEY_2"], self.gw.key, self.gw.admin_key]
        for text in files.values():
            for secret in secrets:
                self.assertNotIn(secret, text)
                self.assertNotIn(base64.b64encode(secret.encode()).decode()[:-4], text)


class StoppedTest(unittest.TestCase):
    def setUp(self):
        self.gw = Switchyard()
        self.gw.__enter__()
        self.addCleanup(self.gw._remove)
        self.gw.stop()

    def test_a_stopped_gateway_is_looked_after(self):
        found = json.loads(self.gw.cli("doctor", "--json").stdout)
        checks = {check["id"]: check for check in found["checks"]}
        self.assertEqual(checks["config_database"]["state"], "good")
        self.assertIn("not running", checks["port"]["message"] + "not running" * (checks["port"]["state"] == "act"))

    def test_what_others_can_read_has_to_be_closed(self):
        kept = self.gw.data_dir / "playground.json"  # the stores' own rights are put right when they are opened
        kept.write_text("[]", encoding="utf-8")
        kept.chmod(0o644)
        done = self.gw.cli("doctor")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Other users can read playground.json.", done.stdout)
        self.assertIn("chmod", done.stdout)

    def test_a_damaged_store_is_told_and_the_rest_as_well(self):
        (self.gw.data_dir / "config.db").write_bytes(b"no database " * 4096)
        done = self.gw.cli("doctor")
        self.assertEqual(done.returncode, 1)
        self.assertIn("config.db", done.stdout)
        self.assertIn("may be open at once", done.stdout)
        path = self.gw.data_dir / "bundle.tar"
        self.assertEqual(self.gw.cli("doctor", "--bundle", path).returncode, 0)
        with tarfile.open(path) as archive:
            self.assertLessEqual({"doctor.json", "switchyard.log"}, set(archive.getnames()))


if __name__ == "__main__":
    unittest.main()
