"""What calls say, through the real binary: while nobody wants it kept it is in no file whatever becomes of a call, and
where it is kept it is encrypted, without secrets, shown to administrators alone, and gone when it is to go."""

import json
import threading
import time
import unittest

import scripted_upstream as script
from harness import Switchyard, until
from scripted_upstream import ScriptedUpstream

CANARY = "CANARY-7f3a-of-the-prompt"
REPLY = "CANARY-91bd-of-the-answer"
SECRET = "sk-thatnobodyshouldkeep0123456789"


def asks(model, stream=False, text=CANARY):
    return {"model": model, "messages": [{"role": "user", "content": text}], "stream": stream}


class BodiesCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.names = ["whole", "refused", "broken", "cut", "quiet", "streamed", "hangs", "echo"]
        cls.gw.add_provider("main", cls.upstream.base_url, "env:E2E_KEY_1", models=cls.names)

    def files_with(self, *words):
        """Names of the files below the data directory, and the log, in which one of the words stands in clear."""
        found = []
        for path in [*self.gw.data_dir.rglob("*"), self.gw.log_path]:
            if path.is_file():
                content = path.read_bytes()
                found += [path.name for word in words if word.encode() in content]
        return found

    def set(self, status=200, **change):
        answer = self.gw.admin("PUT", "/settings", change)
        self.assertEqual(answer.status, status, answer.body)
        return answer.json()

    def bodies(self, call, status=200, key=None):
        answer = self.gw.admin("GET", f"/requests/{call}/bodies", key=key)
        self.assertEqual(answer.status, status, answer.body)
        return answer.json()

    def kept(self, call):
        self.gw.wait_for_call(call)
        return until(lambda: (lambda found: found if found["answer"] else None)(self.bodies(call)), "it is kept")

    def fail_in_every_way(self):
        """Calls that end as calls can; nothing is checked but that they end."""
        on, step = self.upstream.on, script
        on("whole", [step.whole(REPLY)])
        on("refused", [step.status(400, message="this is not possible")])
        on("broken", [step.status(500, message="it broke")])
        on("cut", [step.begin(step.delta(REPLY)), step.rst()])
        on("quiet", [step.rst()])
        on("streamed", [step.begin(step.delta(REPLY)), step.end()])
        for name in ("whole", "refused", "broken", "quiet"):
            self.gw.chat(asks(name))
        self.gw.chat({"model": "whole", "messages": CANARY})
        self.gw.chat(asks("nobody-serves-" + "this"))
        self.gw.chat(asks("whole"), key="sy-wrong")
        for name in ("cut", "streamed"):
            self.gw.chat(asks(name, stream=True))
        on("hangs", [step.begin(step.delta(REPLY)), step.hang()])
        stream = self.gw.open_chat(asks("hangs", stream=True))
        stream.read_event()
        stream.hang_up()


class BodiesOffTest(BodiesCase):
    def test_nothing_that_is_said_is_in_any_file(self):
        self.fail_in_every_way()
        self.gw.wait_until_folded()
        answer = self.gw.chat(asks("whole"))
        call = answer.headers["x-request-id"]
        self.gw.wait_for_call(call)
        self.assertEqual(self.bodies(call), {"request": None, "answer": None})
        self.assertEqual(self.files_with(CANARY, REPLY), [])
        self.assertFalse((self.gw.data_dir / "bodies.db").exists())
        on, step = self.upstream.on, script
        on("hangs", [step.begin(step.delta(REPLY)), step.hang()])
        stream = self.gw.open_chat(asks("hangs", stream=True))
        stream.read_event()
        self.gw.kill()
        self.assertEqual(self.files_with(CANARY, REPLY), [])
        self.gw.start()
        self.gw.wait_until_folded()
        self.assertEqual(self.files_with(CANARY, REPLY), [])


class BodiesOnTest(BodiesCase):
    def setUp(self):
        self.set(store_bodies="all", body_patterns=[], body_kilobytes=256)
        self.upstream.on("whole", [script.whole(REPLY)])

    def test_what_is_kept_is_read_by_administrators_and_by_nobody_in_a_file(self):
        body = asks("whole", text=f"{CANARY} {SECRET}")
        answer = self.gw.chat(body)
        call = answer.headers["x-request-id"]
        found = self.kept(call)
        self.assertEqual(found["request"]["text"].replace("***", SECRET), json.dumps(body))
        self.assertNotIn(SECRET, found["request"]["text"])
        self.assertEqual(found["answer"]["text"], answer.body.decode())
        self.assertEqual((found["answer"]["state"], found["answer"]["cut"]), ("kept", False))
        self.assertEqual(found["answer"]["bytes"], len(answer.body))
        self.assertEqual(self.files_with(CANARY, REPLY, SECRET), [])
        for role in ("member", "viewer", "operator"):
            self.bodies(call, 403, key=self.gw.new_key(role))
        self.bodies("req_nobody_has", 404)
        entries = self.gw.admin("GET", "/audit?limit=50").json()["data"]
        mine = [entry for entry in entries if entry["operation"] == "requests.bodies"]
        self.assertIn(call, json.dumps(mine))
        self.assertIn("forbidden", json.dumps(mine))

    def test_streams_are_kept_as_they_came(self):
        self.upstream.on("streamed", [script.begin(script.delta(REPLY)), script.end()])
        answer = self.gw.chat(asks("streamed", stream=True))
        found = self.kept(answer.headers["x-request-id"])
        self.assertEqual(found["answer"]["text"], answer.body.decode())
        self.assertIn("data: ", found["answer"]["text"])

    def test_what_is_long_is_cut(self):
        self.set(body_kilobytes=1)
        answer = self.gw.chat(asks("whole", text=CANARY + "é" * 20_000))
        found = self.kept(answer.headers["x-request-id"])
        self.assertTrue(found["request"]["cut"])
        self.assertLessEqual(len(found["request"]["text"].encode()), 1024)
        self.assertGreater(found["request"]["bytes"], 20_000)

    def test_patterns_take_out_what_they_match(self):
        self.set(body_patterns=["CANARY-[0-9a-f]+"])
        found = self.kept(self.gw.chat(asks("whole")).headers["x-request-id"])
        self.assertIn("***-of-the-prompt", found["request"]["text"])
        self.assertNotIn("CANARY", json.dumps(found))
        wrong = self.set(422, body_patterns=["(unclosed"])
        self.assertEqual(wrong["error"]["param"], "body_patterns")
        self.assertEqual(self.set(422, store_bodies="sometimes")["error"]["param"], "store_bodies")
        self.assertEqual(self.set(422, body_key="keychain:another")["error"]["param"], "body_key")

    def test_only_failures_are_kept_where_only_those_are_wanted(self):
        self.set(store_bodies="errors")
        self.upstream.on("broken", [script.status(500, message="it broke")])
        good = self.gw.chat(asks("whole")).headers["x-request-id"]
        bad = self.gw.chat(asks("broken"))
        self.assertGreaterEqual(bad.status, 500)
        self.assertIn(CANARY, self.kept(bad.headers["x-request-id"])["request"]["text"])
        self.assertIsNone(self.bodies(good)["request"])

    def test_all_go_when_they_are_to_go_and_stay_over_a_kill(self):
        call = self.gw.chat(asks("whole")).headers["x-request-id"]
        self.kept(call)
        self.gw.kill()
        self.assertEqual(self.files_with(CANARY, REPLY), [])
        self.gw.start()
        self.assertIn(CANARY, self.kept(call)["request"]["text"])
        self.assertEqual(self.gw.admin("POST", "/requests/bodies/clear").status, 204)
        self.assertEqual(self.bodies(call), {"request": None, "answer": None})
        self.assertEqual(self.gw.admin("GET", f"/requests/{call}").status, 200)
        self.assertEqual(self.gw.admin("POST", "/requests/bodies/clear", key=self.gw.new_key("operator")).status, 403)

    def test_failing_in_every_way_leaves_no_clear_text(self):
        self.fail_in_every_way()
        self.gw.wait_until_folded()
        self.assertEqual(self.files_with(CANARY, REPLY), [])

    def test_a_flood_is_served_whatever_is_kept(self):
        self.upstream.on("echo", *[[script.whole(REPLY)] for _ in range(2)])
        failed = []

        def call():
            for _ in range(20):
                if self.gw.chat(asks("echo", text=CANARY + "x" * 100_000)).status != 200:
                    failed.append(time.monotonic())

        threads = [threading.Thread(target=call) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failed, [])


del BodiesCase

if __name__ == "__main__":
    unittest.main()
