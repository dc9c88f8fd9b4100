"""Every recorded OpenAI-compatible chat answer, relayed from the mock: byte for byte, and booked as it says.

Where an answer deliberately does not come out as it went in, the case is named below with the reason.
"""

import json
import unittest
from concurrent.futures import ThreadPoolExecutor

from harness import Switchyard, until
from recorded_provider import MockProvider, needs_recordings, shared_wire

ATTEMPTS = 4

# A stream that carried an error is never called whole: it ends after the error event, without what follows.
ENDS_AFTER_ITS_ERROR = {
    "openrouter/chat-sse-openrouter-stream-error": "OpenRouter says [DONE] after its own error",
    "openai/chat-sse-mid-stream-server-error": "OpenAI closes after the error; there is nothing to cut",
}
# 200 with an error inside is a failure: tried again, then told as 502 in OpenAI's shape, not as an answer.
ERROR_IN_200 = {"vllm/chat-json-error-with-status-200": "vLLM's error object under 200"}
# Cut by its recorder: the last event has no blank line after it. It has a test of its own.
# Moonshot tells them at the top of its usage, where expected.json does not look.
CACHED = {"moonshot/chat-json-moonshotai-reasoning": 10}
WITHOUT_LAST_BLANK_LINE = "openai-compatible/chat-sse-anthropic-fallback-tool-call"
# Refusals whose body is nothing an OpenAI client could read: told in OpenAI's shape instead.
UNREADABLE_REFUSAL = {
    "openai/chat-err502-html-body": "an HTML page of some proxy in between",
    "openai/chat-err503-empty-body": "no body at all",
}
# What is worth another attempt on the only key there is. A 429 without `retry-after` is not.
RETRIED = {408, 500, 502, 503, 504, 529}
LARGE = 20_000  # bytes; above it single bytes take too long


class Recording:
    def __init__(self, folder, row):
        self.name = row["case"]
        self.stream = row["response_file"].endswith(".sse")
        self.asked_to_stream = row["streaming"]
        self.status = row["status"]
        home = folder / row["case"]
        self.raw = (home / row["response_file"]).read_bytes()
        self.expected = json.loads((home / "expected.json").read_text(encoding="utf-8"))
        self.content_type = json.loads((home / "meta.json").read_text(encoding="utf-8"))["headers"].get("content-type")
        recorded = home / "request.json"
        self.request = json.loads(recorded.read_text(encoding="utf-8")) if recorded.is_file() else {
            "messages": [{"role": "user", "content": "hi"}], "stream": self.asked_to_stream}

    @property
    def usage(self):
        return self.expected.get("usage")

    def body(self, options="", include_usage=None):
        body = {**self.request, "model": f"case:{self.name}{options}"}
        if include_usage is not None:
            body.pop("stream_options", None)
        if include_usage:
            body["stream_options"] = {"include_usage": True}
        return body

    def asks_for_usage(self):
        return bool((self.request.get("stream_options") or {}).get("include_usage"))

    def events(self):
        """The bytes of each event with its blank line; what follows the last blank line comes last."""
        out, start = [], 0
        for mark in (b"\r\n\r\n", b"\n\n"):
            if mark in self.raw:
                while (at := self.raw.find(mark, start)) >= 0:
                    out.append(self.raw[start:at + len(mark)])
                    start = at + len(mark)
                break
        return out + ([self.raw[start:]] if self.raw[start:] else [])

    def without_usage_event(self):
        return b"".join(event for event in self.events() if not is_usage_event(event))

    def up_to_error(self):
        out = b""
        for event in self.events():
            out += event
            if (data := data_of(event)) and data.get("error"):
                break
        return out


def data_of(event):
    lines = [line[5:].strip() for line in event.splitlines() if line.startswith(b"data:")]
    return json.loads(lines[0]) if lines and lines[0] != b"[DONE]" else None


def is_usage_event(event):
    data = data_of(event)
    return bool(data) and data.get("choices") == [] and bool(data.get("usage"))


def load():
    out = []
    for folder in ("cases", "extras"):
        home = shared_wire() / folder
        rows = json.loads((home / "index.json").read_text(encoding="utf-8"))["cases"]
        out += [Recording(home, row) for row in rows if row["endpoint"] == "chat.completions"]
    return out


@needs_recordings
class WireTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.mock = cls.enterClassContext(MockProvider())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("mock", cls.mock.base_url, any_model=True)
        cls.recordings = load()
        cls.streams = [one for one in cls.recordings if one.stream and one.name != WITHOUT_LAST_BLANK_LINE]

    def setUp(self):
        self.mock.reset()

    def ask(self, bodies):
        """All of them, some at a time, so that the pauses between attempts do not add up."""
        with ThreadPoolExecutor(16) as pool:
            return list(pool.map(self.gw.chat, bodies))

    def row(self, answer):
        return self.gw.wait_for_call(answer.request_id())

    def check_booking(self, recordings, answers):
        """What was booked is what the mock served: requests and tokens."""
        rows = [self.row(answer) for answer in answers]
        posts = until(lambda: len(self.mock.requests()) == sum(row["attempts"] for row in rows) and rows,
                      "every upstream request is an attempt on the ledger")
        self.assertTrue(posts)
        served = until(lambda: (stats := self.mock.stats())["live"] == 0 and stats, "the mock is done")["total"]
        measured = [row for one, row in zip(recordings, rows) if one.usage]
        self.assertEqual(sum(row["input_tokens"] for row in measured), served["tokens_all"]["input"])
        self.assertEqual(sum(row["output_tokens"] for row in measured), served["tokens_all"]["output"])

    def test_there_is_something_to_relay(self):
        self.assertGreater(len(self.recordings), 100)
        named = set(ENDS_AFTER_ITS_ERROR) | set(ERROR_IN_200) | set(UNREADABLE_REFUSAL)
        self.assertLessEqual(named, {one.name for one in self.recordings}, "an exception names a case that is not there")

    def test_whole_answers_come_out_byte_for_byte(self):
        recordings = [one for one in self.recordings if not one.stream and one.status == 200 and one.name not in ERROR_IN_200]
        answers = self.ask([one.body() for one in recordings])
        for one, answer in zip(recordings, answers):
            with self.subTest(one.name):
                self.assertEqual(answer.status, 200)
                self.assertEqual(answer.headers["content-type"], one.content_type)
                self.assertEqual(answer.body, one.raw)
        self.check_booking(recordings, answers)

    def check_streams(self, options, include_usage, streams):
        answers = self.ask([one.body(options, include_usage) for one in streams])
        for one, answer in zip(streams, answers):
            with self.subTest(one.name, options=options, include_usage=include_usage):
                asked = one.asks_for_usage() if include_usage is None else include_usage
                if one.name in ENDS_AFTER_ITS_ERROR:
                    wanted = one.up_to_error()
                    self.assertNotIn(b"[DONE]", answer.body)
                else:
                    wanted = one.raw if asked else one.without_usage_event()
                self.assertEqual(answer.status, 200)
                self.assertEqual(answer.headers["content-type"], one.content_type)
                self.assertEqual(answer.body, wanted)
        self.check_booking(streams, answers)

    def test_streams_come_out_byte_for_byte(self):
        self.check_streams("", None, self.streams)

    def test_a_client_that_did_not_ask_gets_no_usage_event(self):
        self.check_streams("", False, self.streams)

    def test_a_client_that_asked_gets_the_usage_event(self):
        self.check_streams("", True, self.streams)

    def test_streams_that_come_in_single_bytes(self):
        self.check_streams("|split:1", None, [one for one in self.streams if len(one.raw) < LARGE])

    def test_streams_that_come_in_small_pieces_with_pauses(self):
        slow = [one for one in self.streams if len(one.raw) < LARGE // 2]
        self.check_streams("|split:7|delay:3", False, slow)
        self.mock.reset()
        large = [one for one in self.streams if len(one.raw) >= LARGE]
        self.check_streams("|split:113", None, large)

    def test_a_stream_whose_last_blank_line_is_missing_is_whole(self):
        # It has said its finish reason and the message ended properly: only then is a stream without a terminator whole.
        one = next(one for one in self.recordings if one.name == WITHOUT_LAST_BLANK_LINE)
        answer = self.gw.chat(one.body())
        self.assertEqual(self.row(answer)["outcome"], "done")
        self.assertEqual(answer.body, one.raw)

    def test_refusals_come_out_with_their_body(self):
        recordings = [one for one in self.recordings
                      if one.status != 200 and one.name not in UNREADABLE_REFUSAL]
        answers = self.ask([one.body() for one in recordings])
        for one, answer in zip(recordings, answers):
            with self.subTest(one.name):
                self.assertEqual(answer.status, one.status)
                self.assertEqual(answer.body, one.raw)
                self.assertEqual(answer.headers.get_content_type(), "application/json")
                self.assertEqual(answer.headers["x-should-retry"], "false")
                row = self.row(answer)
                self.assertEqual(row["attempts"], ATTEMPTS if one.status in RETRIED else row["attempts"])
                self.assertEqual((row["input_tokens"], row["output_tokens"]), (0, 0), "a refusal costs nothing")
                self.assertEqual((row["status"], row["outcome"]), (one.status, "failed"))
        self.check_booking(recordings, answers)

    def test_answers_that_are_errors_in_disguise(self):
        names = {**ERROR_IN_200, **UNREADABLE_REFUSAL}
        recordings = [one for one in self.recordings if one.name in names]
        answers = self.ask([one.body() for one in recordings])
        for one, answer in zip(recordings, answers):
            with self.subTest(one.name, because=names[one.name]):
                self.assertEqual(answer.status, 502 if one.name in ERROR_IN_200 else one.status)
                self.assertEqual(answer.headers.get_content_type(), "application/json")
                self.assertLessEqual({"message", "type", "param", "code"}, set(answer.error()))
                self.assertEqual(self.row(answer)["attempts"], ATTEMPTS)

    def test_the_ledger_says_what_each_recording_says(self):
        recordings = [one for one in self.recordings if one.status == 200
                      and one.name not in ERROR_IN_200 and one.name != WITHOUT_LAST_BLANK_LINE]
        answers = self.ask([one.body() for one in recordings])
        for one, answer in zip(recordings, answers):
            with self.subTest(one.name):
                row = self.row(answer)
                if one.usage is None:
                    self.assertNotEqual(row["confidence"], "measured", "nobody said what it used")
                    self.assertGreater(row["input_tokens"], 0, "it is estimated")
                    continue
                self.assertEqual(row["input_tokens"], one.usage["input"])
                self.assertEqual(row["output_tokens"], one.usage["output"])
                self.assertEqual(row["cache_read_tokens"], CACHED.get(one.name, one.usage["cached"]))
                self.assertEqual(row["reasoning_tokens"], one.usage["reasoning"])


if __name__ == "__main__":
    unittest.main()
