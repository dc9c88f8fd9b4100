"""Requests that must arrive at the provider as they were sent, answers as they were given, and requests that are wrong."""

import unittest

import scripted_upstream as script
from scripted_case import KEY_1, ScriptedCase, ask, good_stream


class PassedOnTest(ScriptedCase):
    # What is refused here

    def refused(self, answer, status, code=None, param=None):
        self.assertEqual(answer.status, status, answer.body)
        error = answer.error()
        self.assertEqual(set(error), {"message", "type", "param", "code", "request_id"})
        self.assertEqual(error["request_id"], answer.request_id())
        self.assertEqual(answer.headers["x-should-retry"], "false")
        if code:
            self.assertEqual(error["code"], code)
        if param:
            self.assertEqual(error["param"], param)

    def test_keys_that_are_wrong(self):
        body, key = ask("sandbox"), self.gw.key
        self.refused(self.gw.chat(body, key="sy-wrong"), 401, "invalid_api_key")
        self.refused(self.gw.chat(body, key=""), 401, "invalid_api_key")
        self.refused(self.gw.chat(body, headers={"x-api-key": "sy-another"}), 400)
        self.refused(self.gw.chat(body, headers={"api-key": self.gw.admin_key}), 400)
        self.assertEqual(self.gw.chat(body, headers={"x-api-key": key, "api-key": key}).status, 200, "the same one thrice")
        for header in ("x-api-key", "api-key"):
            self.assertEqual(self.gw.chat(body, key="", headers={header: key}).status, 200, header)

    def test_a_model_nobody_serves(self):
        for name in ("no-such-model", "single/no-such-model", "default"):
            with self.subTest(name):
                answer = self.gw.chat(ask(name))
                self.refused(answer, 404, "model_not_found", "model")
                self.assertEqual(answer.error()["type"], "invalid_request_error")

    def test_bodies_that_are_wrong(self):
        messages = '"messages":[{"role":"user","content":"hi"}]'
        bodies = {
            "empty": "", "not JSON": "hello", "an array": "[]", "cut": '{"model":"sandbox",' + messages,
            "trailing comma": '{"model":"sandbox",' + messages + ",}",
            "two values": '{"model":"sandbox",' + messages + "}{}",
            "model twice": '{"model":"sandbox","model":"sandbox",' + messages + "}",
            "model twice, once escaped": '{"model":"sandbox","mod\\u0065l":"other",' + messages + "}",
            "no model": "{" + messages + "}", "empty model": '{"model":"",' + messages + "}",
            "model a number": '{"model":1,' + messages + "}",
            "no messages": '{"model":"sandbox"}', "messages a text": '{"model":"sandbox","messages":"hi"}',
            "stream a text": '{"model":"sandbox","stream":"yes",' + messages + "}",
            "too deep": '{"model":"sandbox",' + messages + ',"x":' + "[" * 200 + "]" * 200 + "}",
            "bad UTF-8": b'{"model":"sandbox","messages":[{"role":"user","content":"\xff"}]}',
        }
        for limit in ("-1", "0", "9007199254740993", '"5"', "1.5", "1e3", "true", "[]"):
            for name in ("max_tokens", "max_completion_tokens"):
                bodies[f"{name} {limit}"] = '{"model":"sandbox",' + messages + f',"{name}":{limit}}}'
        for name, body in bodies.items():
            with self.subTest(name):
                raw = body if isinstance(body, bytes) else body.encode()
                answer = self.gw.chat(raw)
                self.refused(answer, 400)
                if name.startswith("max_"):
                    self.assertEqual(answer.error()["param"], name.split()[0])

    # What is passed on

    def relayed(self, model, raw):
        """What the provider got for these bytes."""
        self.first.on(model, [script.whole()])
        answer = self.gw.chat(raw)
        self.assertEqual(answer.status, 200, answer.body)
        (post,) = self.first.posts(model)
        return post

    def test_a_body_arrives_as_it_was_sent(self):
        model = self.model(self.single)
        raw = (
            '{ "zeta" : 1.0 ,"n":12345678901234567890,\n\t"top_p":1e3,"temperature":0.10,"seed":-0,"big":1E+300,'
            '"model":"%s","unknown_field":{"b":[],"a":{},"\\u0061\\u00e9":"\\ud83d\\ude00\\/\\u003c"},'
            '"messages":[{"content":"h\\u00e9 \\"x\\" é 😀 \\n","role":"user","name":null}],'
            '"max_tokens":9007199254740992,"alpha":true}\r\n' % model).encode()
        post = self.relayed(model, raw)
        self.assertEqual(post.body, raw)
        self.assertEqual(post.key, KEY_1)
        self.assertEqual(post.path, "/v1/chat/completions")
        self.assertEqual(post.headers["content-type"], "application/json")
        self.assertEqual(post.headers["accept-encoding"], "identity")
        self.assertNotIn(self.gw.key.encode(), post.head, "a client's key stays here")

    def test_only_the_model_changes_when_it_is_named_with_its_provider(self):
        model = self.model(self.single)
        raw = '{"n":1.0,"model" : "single/%s" ,"messages":[]}' % model
        post = self.relayed(model, raw.encode())
        self.assertEqual(post.body, raw.replace("single/", "").encode())

    def test_a_large_body_arrives_as_it_was_sent(self):
        model = self.model(self.single)
        content = "".join(f"line {i}: \\u00fc é 😀 \\\\ \\n" for i in range(16_000))
        raw = ('{"messages":[{"role":"user","content":"%s"}],"model":"%s"}' % (content, model)).encode()
        self.assertGreater(len(raw), 500_000)
        self.assertEqual(self.relayed(model, raw).body, raw)

    def test_usage_is_asked_for_in_streams_and_nothing_else_changes(self):
        raws = {
            '{"model":"M","stream":true,"messages":[]}':
                '{"stream_options":{"include_usage":true},"model":"M","stream":true,"messages":[]}',
            '{"model":"M","stream":true,"stream_options":{"include_usage":true},"messages":[]}': None,
            '{"model":"M","stream":true,"stream_options":{"include_usage": false ,"x":1.0},"messages":[]}':
                '{"model":"M","stream":true,"stream_options":{"include_usage": true ,"x":1.0},"messages":[]}',
            '{"model":"M","stream":true,"stream_options":{ },"messages":[]}':
                '{"model":"M","stream":true,"stream_options":{"include_usage":true },"messages":[]}',
            '{"model":"M","stream":true,"stream_options":null,"messages":[]}':
                '{"model":"M","stream":true,"stream_options":{"include_usage":true},"messages":[]}',
            '{"model":"M","stream":false,"messages":[]}': None,
        }
        for raw, wanted in raws.items():
            with self.subTest(raw):
                model = self.model(self.single)
                self.first.on(model, good_stream() if '"stream":true' in raw else [script.whole()])
                self.assertEqual(self.gw.chat(raw.replace('"M"', f'"{model}"').encode()).status, 200)
                (post,) = self.first.posts(model)
                self.assertEqual(post.body.decode(), (wanted or raw).replace('"M"', f'"{model}"'))

    def test_whole_answers_arrive_as_the_provider_wrote_them(self):
        model = self.model(self.single)
        body = b'{ "choices":[{"message":{"content":"h\\u00e9 \xc3\xa9","x":1.0},"index":0}],"n":12345678901234567890 }\n'
        self.first.on(model, [script.answer(200, body, kind="application/json; charset=UTF-8")])
        answer = self.gw.chat(ask(model))
        self.assertEqual((answer.body, answer.headers["content-type"]), (body, "application/json; charset=UTF-8"))


if __name__ == "__main__":
    unittest.main()
