"""Rate limits from the admin API to the wire: exact for floods of calls, told in each dialect, kept over a kill."""

import asyncio
import contextlib
import http.client
import itertools
import json
import tempfile
import threading
import time
import unittest
from pathlib import Path

import scripted_upstream as script
from client_driver import Ask, Client
from harness import Switchyard, until
from obedient_upstream import ObedientUpstream
from scripted_case import good_stream
from scripted_upstream import ScriptedUpstream

CALLS = 1000
MOST = 137
BYTES = 800  # of each request of a flood
ANSWER = 10  # tokens it may have
RESERVED = BYTES // 4 + ANSWER
KINDS = ("requests_per_minute", "tokens_per_minute", "concurrent_calls")
SUBJECTS = ("key", "user", "team", "provider", "model")
names = itertools.count()


def ask(model="m", **more):
    return {"model": model, "messages": [{"role": "user", "content": "hi"}], **more}


class Limited:
    """A key of a user of a team, and a provider with one model; each may be given limits."""

    def __init__(self, gw, base_url):
        self.gw = gw
        self.name = f"one-{next(names)}"
        self.team = self.make("/teams", {"name": self.name})["id"]
        self.user = self.make("/users", {"name": self.name, "team": self.team})["id"]
        key = self.make("/api-keys", {"name": self.name, "user": self.user, "team": self.team})
        self.key, self.key_id = key["key"], key["id"]
        self.provider = gw.add_provider(self.name, base_url, "env:E2E_KEY_1", any_model=True)

    def make(self, path, body):
        answer = self.gw.admin("POST", path, body)
        assert answer.status == 201, answer.body
        return answer.json()

    def limit(self, subject, model=None, **limits):
        path = {"key": f"/api-keys/{self.key_id}", "user": f"/users/{self.user}", "team": f"/teams/{self.team}",
                "provider": f"/providers/{self.provider}"}.get(subject)
        if subject == "model":
            self.make(f"/providers/{self.provider}/models", {"name": model, "limits": limits})
            return
        answer = self.gw.admin("PUT", path, {"limits": limits})
        assert answer.status == 200, answer.body


def flood(limited, asks):
    """Each on a connection of its own, all at once; the rows of their ends."""
    async def one(call):
        """Again while the edge has no place for one more that has not shown its key yet."""
        for _ in range(100):
            client = Client(limited.gw.port, limited.key)
            row = await client.call(call)
            client.hang_up()
            if row["status"]:
                break
            await asyncio.sleep(0.05)
        return row

    async def everyone():
        return await asyncio.gather(*(one(call) for call in asks))
    return asyncio.run(everyone())


class SameModel(Ask):
    """Of one model, whatever the mark."""

    def body(self):
        body = json.loads(super().body())
        return json.dumps({**body, "model": f"{self.prefix}gpt-4o-mini", "max_tokens": ANSWER}).encode()


class FloodTest(unittest.TestCase):
    WORKERS = 4

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="switchyard-limits-")))
        cls.upstream = cls.enterClassContext(ObedientUpstream(cls.folder))
        cls.gw = cls.enterClassContext(Switchyard("--workers", str(cls.WORKERS), data_dir=cls.folder / "data"))

    def asks(self, limited, delay):
        """All of the same length, each of which uses as much as is reserved for it."""
        out = [SameModel(f"{next(names):08d}", stream=i % 2 == 0, prefix=f"{limited.name}/",
                         order={"events": 2, "delay": delay, "usage": [RESERVED - 2, 2]}) for i in range(CALLS)]
        for one in out:
            one.padding = BYTES - len(one.body())
        return out

    def check(self, subject, kind):
        limited = Limited(self.gw, self.upstream.base_url)
        calls = kind == "concurrent_calls"
        asks = self.asks(limited, delay=6 if calls else 0)
        most = MOST * RESERVED + RESERVED // 2 if kind == "tokens_per_minute" else MOST
        limited.limit(subject, model="gpt-4o-mini", **{kind: most})
        peak, over = [0], threading.Event()

        def watch():
            while not over.is_set():
                peak[0] = max(peak[0], self.upstream.open_requests())
                time.sleep(0.05)
        watching = threading.Thread(target=watch, daemon=True)
        watching.start()
        rows = flood(limited, asks)
        over.set()
        watching.join()
        ends = [row["end"] for row in rows]
        self.assertEqual({row["status"] for row in rows}, {200, 429})
        self.assertEqual(ends.count("whole") + ends.count("refused") + ends.count("error"), CALLS)
        if calls:
            self.assertLessEqual(peak[0], MOST)
            self.assertGreaterEqual(ends.count("whole"), MOST)
        else:
            self.assertEqual(ends.count("whole"), MOST)
        again = self.gw.chat(json.loads(asks[0].body()), limited.key)
        self.assertEqual(again.status, 200 if calls else 429)

    def test_of_each_kind_exactly_so_many_come_in(self):
        for subject, kind in itertools.product(SUBJECTS, KINDS):
            with self.subTest(subject=subject, kind=kind):
                self.check(subject, kind)


class OneWorkerTest(FloodTest):
    WORKERS = 1


class ToldTest(unittest.TestCase):
    def setUp(self):
        self.upstream = self.enterContext(ScriptedUpstream())
        self.upstream.on("m", [script.whole()])
        self.gw = self.enterContext(Switchyard())
        self.limited = Limited(self.gw, self.upstream.base_url)

    def chat(self, **more):
        return self.gw.chat(ask(**more), self.limited.key)

    def test_without_limits_nothing_is_told(self):
        self.assertEqual([name for name in self.chat().headers if "ratelimit" in name.lower()], [])

    def test_openai_clients(self):
        self.limited.limit("key", requests_per_minute=2, tokens_per_minute=100_000)
        first = self.chat(max_tokens=50)
        self.assertEqual(first.status, 200, first.body)
        self.assertEqual((first.headers["x-ratelimit-limit-requests"], first.headers["x-ratelimit-remaining-requests"],
                          first.headers["x-ratelimit-limit-tokens"]), ("2", "1", "100000"))
        self.assertRegex(first.headers["x-ratelimit-reset-requests"], r"^(1m0(\.\d+)?s|59\.\d+s)$")
        reserved = 100_000 - int(first.headers["x-ratelimit-remaining-tokens"])
        self.assertTrue(50 < reserved < 100, reserved)
        second = self.chat(max_tokens=50)
        self.assertEqual(100_000 - int(second.headers["x-ratelimit-remaining-tokens"]), reserved + 10)  # 7 in, 3 out
        refused = self.chat(max_tokens=50)
        self.assertEqual(refused.status, 429)
        error = refused.error()
        self.assertEqual((error["type"], error["code"]), ("requests", "rate_limit_exceeded"))
        self.assertIn("the limit of this key is reached: 2 requests a minute; try again in", error["message"])
        self.assertTrue(50 <= int(refused.headers["retry-after"]) <= 61)
        self.assertEqual(refused.headers["x-ratelimit-remaining-requests"], "0")
        self.assertIsNone(refused.headers["x-should-retry"])
        row = self.gw.wait_for_call(refused.request_id())
        self.assertEqual((row["outcome"], row["status"], row["error_code"]), ("refused", 429, "rate_limit_exceeded"))
        self.assertEqual(len(self.upstream.posts("m")), 2)

    def test_a_stream_tells_them_too(self):
        self.limited.limit("key", requests_per_minute=5)
        self.upstream.on("s", good_stream())
        with self.gw.open_chat(ask("s", stream=True), self.limited.key) as stream:
            self.assertEqual(stream.response.headers["x-ratelimit-remaining-requests"], "4")
            stream.rest()

    def test_anthropic_clients(self):
        self.limited.limit("team", requests_per_minute=1)
        body = ask(max_tokens=5)
        first = self.gw.request("POST", "/v1/messages", body, self.limited.key)
        self.assertEqual(first.status, 200, first.body)
        self.assertEqual((first.headers["anthropic-ratelimit-requests-limit"],
                          first.headers["anthropic-ratelimit-requests-remaining"]), ("1", "0"))
        self.assertRegex(first.headers["anthropic-ratelimit-requests-reset"], r"^20\d\d-\d\d-\d\dT[\d:.]+Z$")
        self.assertIsNone(first.headers["x-ratelimit-limit-requests"])
        refused = self.gw.request("POST", "/v1/messages", body, self.limited.key)
        self.assertEqual((refused.status, refused.json()["error"]["type"]), (429, "rate_limit_error"))
        self.assertIn(f'the team "{self.limited.name}"', refused.json()["error"]["message"])
        self.assertTrue(refused.headers["retry-after"])

    def test_gemini_clients(self):
        self.limited.limit("user", requests_per_minute=1)
        body = {"contents": [{"role": "user", "parts": [{"text": "hi"}]}]}
        path = f"/v1beta/models/{self.limited.name}~m:generateContent"
        answers = [self.gw.request("POST", path, body, self.limited.key) for _ in range(2)]
        self.assertEqual([one.status for one in answers], [200, 429], answers)
        error = answers[1].error()
        self.assertEqual(error["status"], "RESOURCE_EXHAUSTED")
        self.assertRegex(next(one for one in error["details"] if one["@type"].endswith("RetryInfo"))["retryDelay"],
                         r"^(5\d|6[01])s$")

    def test_a_call_that_never_fits_says_so(self):
        self.limited.limit("key", tokens_per_minute=100)
        refused = self.chat(max_tokens=5000)
        self.assertEqual((refused.status, refused.error()["type"]), (429, "tokens"))
        self.assertIn("send less, or ask for a shorter answer", refused.error()["message"])
        self.assertEqual((refused.headers["retry-after"], refused.headers["x-should-retry"]), (None, "false"))
        self.assertEqual(self.chat(max_tokens=50).status, 200)

    def test_places_are_free_again_whatever_became_of_a_call(self):
        self.limited.limit("key", concurrent_calls=1)
        self.upstream.on("slow", [script.hang()])
        self.upstream.on("bad", [script.status(400)])
        with self.hanging() as waiting:
            until(lambda: self.upstream.posts("slow"), "it is under way")
            refused = self.chat()
            self.assertEqual(refused.status, 429)
            self.assertIn("1 calls at once", refused.error()["message"])
            self.assertEqual(refused.headers["retry-after"], "1")
            waiting.close()
        until(lambda: self.chat().status == 200, "the place of who left is free")
        for _ in range(5):  # an answer that was read means a free place, without a wait
            self.assertEqual(self.chat().status, 200)
            self.assertEqual(self.gw.chat(ask("bad"), self.limited.key).status, 400)

    def hanging(self):
        """A call whose answer never comes, on a connection that can be closed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.gw.port, timeout=30)
        connection.request("POST", "/v1/chat/completions", json.dumps(ask("slow")),
                           {"Authorization": f"Bearer {self.limited.key}", "Content-Type": "application/json"})
        return contextlib.closing(connection)

    def test_counted_over_a_kill(self):
        self.limited.limit("key", requests_per_minute=5)
        self.limited.limit("team", tokens_per_minute=1000)
        for _ in range(3):
            self.assertEqual(self.chat(max_tokens=100).status, 200)
        self.gw.kill()
        self.gw.start()
        after = self.chat(max_tokens=100)
        self.assertEqual((after.status, after.headers["x-ratelimit-remaining-requests"]), (200, "1"), after.body)
        self.assertTrue(1000 - 30 - 200 < int(after.headers["x-ratelimit-remaining-tokens"]) < 1000 - 30 - 100)
        self.assertEqual([self.chat().status for _ in range(2)], [200, 429])

    def test_a_changed_limit_keeps_what_was_counted(self):
        self.limited.limit("key", requests_per_minute=2)
        self.assertEqual([self.chat().status for _ in range(3)], [200, 200, 429])
        self.limited.limit("key", requests_per_minute=3)
        self.assertEqual([self.chat().status for _ in range(2)], [200, 429])
        self.limited.limit("key", requests_per_minute=None)
        self.assertEqual(self.chat().status, 200)

    def test_usage_shows_what_remains(self):
        self.limited.limit("key", requests_per_minute=5)
        self.limited.limit("team", tokens_per_minute=1000, concurrent_calls=7)
        self.chat()
        limits = self.gw.request("GET", "/v1/usage", key=self.limited.key).json()["limits"]
        self.assertEqual([(one["scope"], one["kind"], one["limit"], one["remaining"]) for one in limits],
                         [("key", "requests_per_minute", 5, 4), ("team", "tokens_per_minute", 1000, 990),
                          ("team", "concurrent_calls", 7, 7)])


    def used(self, path, key=None):
        answer = self.gw.admin("GET", f"{path}/limits", key=key)
        self.assertEqual(answer.status, 200, answer.body)
        shown = answer.json()
        rows = [(row["scope"], row["kind"], row["limit"], row["used"], row["remaining"]) for row in shown["data"]]
        for row in shown["data"]:
            spent = row["used"] > 0 and row["kind"] != "concurrent_calls"
            self.assertEqual(row["resets_at"] is not None, spent, row)
        return rows, shown["concurrent"]

    def test_each_subject_tells_how_far_its_limits_are_used(self):
        one = self.limited
        places = {"key": f"/api-keys/{one.key_id}", "user": f"/users/{one.user}", "team": f"/teams/{one.team}",
                  "provider": f"/providers/{one.provider}"}
        for path in places.values():
            self.assertEqual(self.used(path), ([], None))
        one.limit("key", requests_per_minute=5)
        one.limit("user", tokens_per_minute=1000)
        one.limit("team", concurrent_calls=7)
        one.limit("provider", requests_per_minute=9)
        one.limit("model", model="m", concurrent_calls=3)
        self.chat()
        self.upstream.on("slow", [script.hang()])
        with self.hanging():
            until(lambda: self.upstream.posts("slow"), "it is under way")
            key, user, team = (("key", "requests_per_minute", 5, 2, 3), ("user", "tokens_per_minute", 1000),
                               ("team", "concurrent_calls", 7, 1, 6))
            rows, concurrent = self.used(places["key"])
            self.assertEqual((rows[0], rows[1][:3], rows[2], concurrent), (key, user, team, 1))
            self.assertTrue(rows[1][3] > 10 and rows[1][4] == 1000 - rows[1][3], rows[1])
            self.assertEqual(self.used(places["user"])[1], 1)
            self.assertEqual(self.used(places["team"]), ([team], 1))
            provider = ("provider", "requests_per_minute", 9, 2, 7)
            self.assertEqual(self.used(places["provider"]), ([provider], 1))
            model = self.gw.admin("GET", f"/providers/{one.provider}/models").json()["data"][0]
            self.assertEqual(self.used(f"/providers/{one.provider}/models/{model['id']}"),
                             ([("model", "concurrent_calls", 3, 0, 3), provider], 0))
        self.assertEqual(self.used(places["key"], one.key)[0][0], key)  # a member of its own
        until(lambda: self.used(places["team"])[1] == 0, "the place of who left is free")

    def test_what_is_not_there_or_not_yours_has_no_limits(self):
        other = Limited(self.gw, self.upstream.base_url)
        for path, key in (("/api-keys/nothing", None), ("/users/nothing", None), ("/teams/nothing", None),
                          ("/providers/nothing", None), (f"/providers/{other.provider}/models/nothing", None),
                          (f"/api-keys/{other.key_id}", self.limited.key)):
            self.assertEqual(self.gw.admin("GET", f"{path}/limits", key=key).status, 404, path)


class TargetTest(unittest.TestCase):
    def setUp(self):
        self.upstream = self.enterContext(ScriptedUpstream())
        self.upstream.on("m", [script.whole()])
        self.gw = self.enterContext(Switchyard())
        self.first = Limited(self.gw, self.upstream.base_url)
        self.gw.admin("PUT", f"/providers/{self.first.provider}", {"priority": -5})

    def test_a_full_provider_is_passed_over(self):
        second = Limited(self.gw, self.upstream.base_url)
        self.first.limit("provider", requests_per_minute=2)
        rows = [self.gw.wait_for_call(self.gw.chat(ask()).request_id()) for _ in range(4)]
        self.assertEqual([row["provider"] for row in rows], [self.first.name] * 2 + [second.name] * 2)
        self.assertEqual([row["attempts"] for row in rows], [1] * 4)
        self.assertIn('"limited"', json.dumps(self.gw.wait_for_call(rows[3]["id"])["decision"]))

    def test_when_all_are_full_the_caller_waits(self):
        self.first.limit("model", model="m", requests_per_minute=1)
        self.assertEqual(self.gw.chat(ask()).status, 200)
        refused = self.gw.chat(ask())
        self.assertEqual((refused.status, refused.error()["code"]), (429, "provider_limit"), refused.body)
        self.assertTrue(50 <= int(refused.headers["retry-after"]) <= 61)
        self.upstream.on("other", [script.whole()])
        self.assertEqual(self.gw.chat(ask("other")).status, 200)

    def test_each_attempt_counts_for_its_target_and_the_call_once(self):
        self.upstream.on("f", [script.status(500)], [script.whole()])
        self.first.limit("provider", requests_per_minute=10)
        self.first.limit("key", requests_per_minute=10)
        answer = self.gw.chat(ask("f"), self.first.key)
        self.assertEqual((answer.status, answer.headers["x-switchyard-attempts"]), (200, "2"), answer.body)
        self.assertEqual(answer.headers["x-ratelimit-remaining-requests"], "9")
        codes = [self.gw.chat(ask()).status for _ in range(9)]
        self.assertEqual(codes, [200] * 8 + [429])


if __name__ == "__main__":
    unittest.main()
