"""Tokens that the gateway counts itself: for clients that ask, and for calls whose provider told nothing."""

import time
import unittest

import scripted_upstream as script
from harness import Switchyard
from scripted_upstream import ScriptedUpstream

HELLO = [{"role": "user", "content": "hello world"}]
HELLO_TOKENS = 9  # two of words, one of the role, three each of the message and of the answer's beginning
SECONDS = 20


class CountingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("scripted", cls.upstream.base_url, any_model=True)

    def count(self, body):
        return self.gw.request("POST", "/v1/messages/count_tokens", body, self.gw.key)

    def row(self, field, value):
        """The call of which this is true, once it is booked."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            for one in self.gw.requests():
                if one[field] == value:
                    return one
            time.sleep(0.05)
        raise AssertionError(f"no call with {field} {value}")

    def test_a_prompt_that_no_provider_counts_is_counted_here(self):
        answer = self.count({"model": "gpt-4o", "messages": HELLO})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json(), {"input_tokens": HELLO_TOKENS})
        self.assertEqual(answer.headers["x-switchyard-count"], "local")
        self.assertEqual(self.upstream.posts("gpt-4o"), [])
        row = self.row("id", answer.request_id())
        self.assertEqual((row["status"], row["cost_nanos"], row["provider"]), (200, 0, ""))

    def test_a_long_prompt_is_counted_and_holds_nobody_up(self):
        words = "Consider the next step with care, then write a short answer. "
        answer = self.count({"model": "gpt-4o", "messages": [{"role": "user", "content": words * 20_000}]})
        self.assertEqual(answer.status, 200, answer.body[:200])
        self.assertAlmostEqual(answer.json()["input_tokens"], 20_000 * 13, delta=20_000)

    def test_a_body_that_is_wrong_is_refused(self):
        answer = self.count({"model": "gpt-4o", "messages": "hello"})
        self.assertEqual(answer.status, 400, answer.body)

    def test_the_prompt_of_a_call_that_was_left_is_counted(self):
        self.upstream.on("gpt-4o-left", [script.begin(script.delta("Once")), script.hang()])
        with self.gw.open_chat({"model": "gpt-4o-left", "stream": True, "messages": HELLO}) as stream:
            self.assertTrue(stream.read_event())
        self.assertEqual(self.row("requested_model", "gpt-4o-left")["input_tokens"], HELLO_TOKENS)


if __name__ == "__main__":
    unittest.main()
