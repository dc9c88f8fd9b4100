"""The paths of every dialect, asked without a client library: keys, errors, streams and lists of models in the words of
each, over a sandbox that speaks OpenAI's. What a newcomer's clone can run.
"""

import json
import unittest

from harness import Switchyard

HELLO = "Say hello."
MESSAGES = {"model": "sandbox", "max_tokens": 200, "messages": [{"role": "user", "content": HELLO}]}
CONTENTS = {"contents": [{"role": "user", "parts": [{"text": HELLO}]}]}
GENERATE = "/v1beta/models/sandbox:generateContent"
STREAM = "/v1beta/models/sandbox:streamGenerateContent"


class DialectPathsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gw = cls.enterClassContext(Switchyard())
        answer = cls.gw.chat({"model": "sandbox", "messages": MESSAGES["messages"]})
        cls.said = answer.json()["choices"][0]["message"]["content"]

    def post(self, path, body, headers=None):
        return self.gw.request("POST", path, body, self.gw.key if headers is None else "", headers)

    def test_anthropic_messages(self):
        answer = self.post("/v1/messages", MESSAGES, {"x-api-key": self.gw.key, "anthropic-version": "2023-06-01"})
        self.assertEqual(answer.status, 200, answer.body)
        body = answer.json()
        self.assertEqual((body["type"], body["role"], body["stop_reason"]), ("message", "assistant", "end_turn"))
        self.assertEqual("".join(block["text"] for block in body["content"]), self.said)
        self.assertGreater(body["usage"]["input_tokens"], 0)
        row = self.gw.wait_for_call(answer.request_id())
        self.assertEqual((row["endpoint"], row["input_tokens"]), ("messages", body["usage"]["input_tokens"]))

    def test_an_anthropic_stream_has_its_grammar(self):
        events = self.post("/v1/messages", {**MESSAGES, "stream": True}).events()
        kinds = [event["type"] for event in events if event["type"] != "ping"]
        self.assertEqual((kinds[0], kinds[1], kinds[-2], kinds[-1]),
                         ("message_start", "content_block_start", "message_delta", "message_stop"))
        deltas = [event["delta"]["text"] for event in events if event["type"] == "content_block_delta"]
        self.assertEqual("".join(deltas), self.said)

    def test_responses(self):
        body = self.post("/v1/responses", {"model": "sandbox", "input": HELLO}).json()
        self.assertEqual((body["object"], body["status"], body["store"]), ("response", "completed", False))
        self.assertEqual(body["output"][-1]["content"][0]["text"], self.said)
        events = self.post("/v1/responses", {"model": "sandbox", "input": HELLO, "stream": True}).events()
        self.assertEqual([event["sequence_number"] for event in events], list(range(len(events))))
        self.assertEqual((events[0]["type"], events[-1]["type"]), ("response.created", "response.completed"))

    def test_gemini_whole_in_events_and_as_an_array(self):
        key = {"x-goog-api-key": self.gw.key}
        whole = self.post(GENERATE, CONTENTS, key).json()
        events = self.post(STREAM + "?alt=sse", CONTENTS, key).events()
        array = self.post(f"{STREAM}?key={self.gw.key}", CONTENTS, {})
        self.assertEqual(array.headers.get_content_type(), "application/json")
        for chunks in ([whole], events, array.json()):
            parts = [part for chunk in chunks for one in chunk.get("candidates", [])
                     for part in one["content"].get("parts", [])]
            self.assertEqual("".join(part.get("text", "") for part in parts), self.said)
            self.assertEqual(chunks[-1]["candidates"][0]["finishReason"], "STOP")

    def test_legacy_completions(self):
        body = self.post("/v1/completions", {"model": "sandbox", "prompt": HELLO}).json()
        self.assertEqual((body["object"], body["choices"][0]["text"]), ("text_completion", self.said))

    def test_errors_are_in_the_words_of_who_asks(self):
        for path, body, look in (
                ("/v1/messages", {**MESSAGES, "model": "nobody-has-it"}, lambda it: it["error"]["type"] == "not_found_error"),
                ("/v1/messages", {"model": "sandbox"}, lambda it: it["type"] == "error"),
                (GENERATE.replace("sandbox", "nobody-has-it"), CONTENTS, lambda it: it["error"]["status"] == "NOT_FOUND"),
                ("/v1/responses", {"model": "nobody-has-it", "input": "x"}, lambda it: it["error"]["code"] == "model_not_found")):
            with self.subTest(path):
                answer = self.post(path, body)
                self.assertGreaterEqual(answer.status, 400)
                self.assertTrue(look(answer.json()), answer.body)
        refused = self.post("/v1/messages", MESSAGES, {"x-api-key": "sy-unknown"})
        self.assertEqual((refused.status, refused.error()["type"]), (401, "authentication_error"))

    def test_what_was_dropped_is_told(self):
        answer = self.post("/v1/messages", {**MESSAGES, "container": "box"})
        self.assertIn("dropped=container", answer.headers["x-switchyard-params"])
        self.gw.wait_for_call(answer.request_id())
        detail = self.gw.admin("GET", f"/requests/{answer.request_id()}").json()
        self.assertEqual(detail["attempt_list"][0]["dialect"], "openai")
        self.assertIn("dropped=container", detail["attempt_list"][0]["params"])

    def test_models_are_listed_in_the_shape_of_who_asks(self):
        as_openai = self.gw.request("GET", "/v1/models", key=self.gw.key).json()
        as_anthropic = self.gw.request("GET", "/v1/models", key="", headers={"x-api-key": self.gw.key}).json()
        as_gemini = self.gw.request("GET", "/v1beta/models", key=self.gw.key).json()
        names = [one["id"] for one in as_openai["data"]]
        self.assertEqual([one["id"] for one in as_anthropic["data"]], names)
        self.assertEqual(as_anthropic["data"][0]["type"], "model")
        self.assertEqual([one["name"].removeprefix("models/") for one in as_gemini["models"]], names)
        one = self.gw.request("GET", "/v1beta/models/sandbox", key=self.gw.key).json()
        self.assertEqual(one["name"], "models/sandbox")

    def test_what_no_provider_has_is_said(self):
        answer = self.post("/v1/embeddings", {"model": "sandbox", "input": "x"})
        self.assertEqual(answer.status, 400)
        self.assertIn("embeddings", answer.error()["message"])
        self.assertEqual(json.loads(answer.body)["error"]["param"], "model")


if __name__ == "__main__":
    unittest.main()
