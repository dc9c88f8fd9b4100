"""Embeddings, token counts, strict keys and kept thoughts: calls beside plain chat whose provider speaks another dialect
than their client.
"""

import base64
import json
import struct
import unittest

import scripted_upstream as script
from harness import Switchyard
from recorded_provider import MockProvider, needs_recordings
from scripted_upstream import ScriptedUpstream

BATCH = "case:gemini/batch-embed-json-embedding-gemini-embedding-001-768"
COHERE = "case:cohere/v2embed-json-embedding-basic-functionality-cohere-embed-v4-0"
COUNT_GEMINI = "case:gemini/count-tokens-json"
COUNT_CLAUDE = "case:anthropic/count-tokens-json"
TOOLS = [{"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}]


def claude(nth):
    content = [{"type": "thinking", "thinking": f"thought {nth}", "signature": f"sig{nth}"},
               {"type": "tool_use", "id": f"toolu_{nth}", "name": "look", "input": {}}]
    return json.dumps({"type": "message", "id": f"msg_{nth}", "role": "assistant", "model": "claude-sonnet-4-5",
                       "content": content, "stop_reason": "tool_use", "usage": {"input_tokens": 5, "output_tokens": 5}}).encode()


class TranslatedCallsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.claude = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("claude", cls.claude.base_url, type="custom_anthropic", any_model=True)

    def post(self, path, body, key=None):
        return self.gw.request("POST", path, body, key or self.gw.key)

    def test_a_conversation_with_tools_keeps_its_thoughts(self):
        self.claude.on("claude-sonnet-4-5", *([script.answer(200, claude(nth))] for nth in (1, 2, 3)))
        messages = [{"role": "user", "content": "Where is it?"}]
        for nth in (1, 2, 3):
            answer = self.post("/v1/chat/completions", {"model": "claude-sonnet-4-5", "tools": TOOLS, "messages": messages,
                                                        "reasoning_effort": "low", "max_tokens": 9000})
            self.assertEqual(answer.status, 200, answer.body)
            said = answer.json()["choices"][0]["message"]
            restored = "restored=" in answer.headers.get("x-switchyard-params", "")
            self.assertEqual(restored, nth > 1, answer.headers)
            call = said["tool_calls"][0]
            messages += [{"role": "assistant", "content": None, "tool_calls": [call]},
                         {"role": "tool", "tool_call_id": call["id"], "content": "not here"}]
        last = self.claude.posts("claude-sonnet-4-5")[-1].json()
        turns = [one["content"] for one in last["messages"] if one["role"] == "assistant"]
        self.assertEqual([(turn[0]["type"], turn[0]["signature"]) for turn in turns],
                         [("thinking", "sig1"), ("thinking", "sig2")])
        self.assertEqual(last["thinking"]["type"], "enabled")

    def test_a_strict_key_is_refused_what_another_is_told_of(self):
        self.claude.on("claude-strict", [script.answer(200, claude(1))])
        strict = self.gw.cli_json("key", "create", "--name", "strict", "--strict")["key"]
        body = {"model": "claude-strict", "messages": [{"role": "user", "content": "hi"}], "logit_bias": {"1": 1}}
        self.assertIn("dropped=logit_bias", self.post("/v1/chat/completions", body).headers["x-switchyard-params"])
        refused = self.post("/v1/chat/completions", body, strict)
        self.assertEqual(refused.status, 400, refused.body)
        self.assertEqual(refused.error()["param"], "logit_bias")
        self.assertIn("strict", refused.error()["message"])
        del body["logit_bias"]
        self.assertEqual(self.post("/v1/chat/completions", body, strict).status, 200)
        listed = self.gw.admin("GET", "/api-keys").json()["data"]
        self.assertEqual([one["name"] for one in listed if one["strict"]], ["strict"])

    def test_nothing_is_kept_of_responses(self):
        for method, path in (("GET", "/v1/responses/resp_1"), ("DELETE", "/v1/responses/resp_1"),
                             ("POST", "/v1/responses/resp_1/cancel"), ("GET", "/v1/responses/resp_1/input_items")):
            answer = self.gw.request(method, path, {} if method == "POST" else None, self.gw.key)
            self.assertEqual(answer.status, 404, path)
            self.assertIn("not kept", answer.error()["message"])
        for field, value in (("previous_response_id", "resp_1"), ("conversation", "conv_1"), ("background", True)):
            refused = self.post("/v1/responses", {"model": "sandbox", "input": "hi", field: value})
            self.assertEqual((refused.status, refused.error()["param"]), (400, field))
        stored = self.post("/v1/responses", {"model": "sandbox", "input": "hi", "store": True})
        self.assertIs(stored.json()["store"], False)
        self.assertIn("changed=store:false", stored.headers["x-switchyard-params"])


@needs_recordings
class RecordedCallsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.mock = cls.enterClassContext(MockProvider())
        cls.gw = cls.enterClassContext(Switchyard())
        for name, kind, path in (("anthropic", "custom_anthropic", "/v1"), ("gemini", "gemini", "/v1beta"),
                                 ("cohere", "cohere", "/v2")):
            cls.gw.add_provider(name, f"http://127.0.0.1:{cls.mock.port}{path}", "env:E2E_KEY_1", type=kind, any_model=True)

    def post(self, path, body):
        answer = self.gw.request("POST", path, body, self.gw.key)
        self.assertEqual(answer.status, 200, answer.body)
        return answer

    def test_embeddings_of_other_dialects(self):
        for provider, model, size in (("gemini", BATCH, 768), ("cohere", COHERE, 1024)):
            body = {"model": f"{provider}/{model}", "input": ["some text"], "dimensions": size}
            floats = self.post("/v1/embeddings", body).json()["data"][0]["embedding"]
            answer = self.post("/v1/embeddings", {**body, "encoding_format": "base64"})
            packed = base64.b64decode(answer.json()["data"][0]["embedding"])
            self.assertEqual(len(floats), size)
            for one, other in zip(floats, struct.unpack(f"<{size}f", packed)):
                self.assertAlmostEqual(one, other, places=6)
            row = self.gw.wait_for_call(answer.request_id())
            self.assertEqual((row["endpoint"], row["output_tokens"]), ("embeddings", 0))
            self.assertGreater(row["input_tokens"], 0)

    def test_embeddings_of_cohere_for_a_client_of_gemini(self):
        path = f"/v1beta/models/cohere~{COHERE.replace('/', '~')}"
        content = {"content": {"parts": [{"text": "some text"}]}, "taskType": "RETRIEVAL_QUERY"}
        one = self.post(path + ":embedContent", content).json()
        many = self.post(path + ":batchEmbedContents", {"requests": [content]}).json()
        self.assertEqual(one["embedding"], many["embeddings"][0])
        self.assertEqual(len(one["embedding"]["values"]), 1024)
        self.assertEqual(one["usageMetadata"]["promptTokenCount"], 7)

    def test_counts_of_the_other_dialect(self):
        messages = {"model": f"gemini/{COUNT_GEMINI}", "messages": [{"role": "user", "content": "hi"}]}
        self.assertEqual(self.post("/v1/messages/count_tokens", messages).json(), {"input_tokens": 12})
        path = f"/v1beta/models/anthropic~{COUNT_CLAUDE.replace('/', '~')}:countTokens"
        answer = self.post(path, {"contents": [{"parts": [{"text": "hi"}]}]})
        self.assertEqual(answer.json(), {"totalTokens": 588})
        row = self.gw.wait_for_call(answer.request_id())
        self.assertEqual((row["endpoint"], row["input_tokens"]), ("countTokens", 0))


if __name__ == "__main__":
    unittest.main()
