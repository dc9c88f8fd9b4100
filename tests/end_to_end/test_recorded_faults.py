"""The faults that the replaying provider knows, each with the end it must have."""

import unittest
from concurrent.futures import ThreadPoolExecutor

from harness import Switchyard
from recorded_provider import MockProvider, needs_recordings
from scripted_case import ATTEMPTS, ask


@needs_recordings
class MockFaultTest(unittest.TestCase):
    STREAM = "|case:openai/chat-sse-agent-run-streaming-with-tools"
    WHOLE = "|case:openai/chat-json-openai-gpt-4o-completions-sync"

    # fault, stream, status, attempts, error code ("" is a good answer)
    CASES = (
        ("flaky:2:503", False, 200, 3, ""),
        ("flaky:2:503", True, 200, 3, ""),
        ("flaky:9:503", False, 503, ATTEMPTS, None),
        ("status:429:retry-after:1", False, 429, ATTEMPTS, None),
        ("status:429:retry-after:60", False, 429, 1, None),
        ("status:401", True, 401, 1, None),
        ("drop", False, 502, ATTEMPTS, "upstream_unreachable"),
        ("drop", True, 502, ATTEMPTS, "upstream_unreachable"),
        ("truncate:40", False, 502, ATTEMPTS, "upstream_unreachable"),
        ("truncate:40", True, 502, ATTEMPTS, "upstream_unreachable"),
        ("truncate:1500", True, 200, 1, "upstream_stream_cut"),
        ("reset-after:40", False, 502, ATTEMPTS, "upstream_unreachable"),
        ("reset-after:1500", True, 200, 1, "upstream_stream_cut"),
        ("stall:1", False, 200, 1, ""),
        ("stall:1", True, 200, 1, ""),
        ("slow-headers:1", True, 200, 1, ""),
        ("garbage", False, 502, ATTEMPTS, "upstream_bad_answer"),
        ("garbage", True, 200, 1, ""),  # noise on a line of its own is no field of an event stream: readers skip it
        ("notjson", False, 502, ATTEMPTS, "upstream_bad_answer"),
        ("notjson", True, 502, ATTEMPTS, "upstream_bad_answer"),
        ("html:502", False, 502, ATTEMPTS, "upstream_error"),
        ("empty:200", False, 502, ATTEMPTS, "upstream_bad_answer"),
        ("empty:500", True, 500, ATTEMPTS, "upstream_error"),
        ("midstream-error", True, 200, 1, None),
        ("no-terminator", True, 200, 1, ""),
    )

    @classmethod
    def setUpClass(cls):
        cls.mock = cls.enterClassContext(MockProvider())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("mock", cls.mock.base_url, any_model=True)

    def test_every_fault_has_its_end(self):
        bodies = [ask(f"fault:{fault}{self.STREAM if stream else self.WHOLE}", stream=stream)
                  for fault, stream, *_ in self.CASES]
        with ThreadPoolExecutor(len(bodies)) as pool:
            answers = list(pool.map(self.gw.chat, bodies))
        rows = []
        for (fault, stream, status, attempts, code), answer in zip(self.CASES, answers):
            rows.append(self.gw.wait_for_call(answer.request_id()))
            with self.subTest(fault, stream=stream):
                self.assertEqual(answer.status, status, answer.body[:300])
                self.assertEqual(rows[-1]["attempts"], attempts)
                self.check_end(answer, stream, code)
                if code == "":
                    self.assertEqual(rows[-1]["outcome"], "done")
        posts = len(self.mock.requests())
        self.assertEqual(posts, sum(row["attempts"] for row in rows), "every upstream request is an attempt")

    def check_end(self, answer, stream, code):
        if code == "":
            self.assertNotIn(b'"error":{', answer.body)
            return
        self.assertNotIn(b"[DONE]", answer.body)
        if answer.status == 200:
            self.assertTrue(stream)
            error = answer.events()[-1]["error"]
        else:
            self.assertEqual(answer.headers["x-should-retry"], "false")
            error = answer.error()
        self.assertTrue(error["message"])
        if code:
            self.assertEqual(error["code"], code)


if __name__ == "__main__":
    unittest.main()
