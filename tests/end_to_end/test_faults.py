"""Providers that fail in every way.

Two things hold in all of it: the client gets one clean answer or one clear error, and every request that reached a
provider is an attempt on the ledger.
"""

import http.client
import json
import threading
import time
import unittest

import scripted_upstream as script
from harness import until
from scripted_case import ATTEMPTS, KEY_1, KEY_2, ScriptedCase, ask, bytes_of_good_stream, good_stream

GARBAGE = b"data: {\"choices\":[\x01\x02\xff not json\n\n"


class ScriptedTest(ScriptedCase):
    # Before the first content: another key, another provider

    def test_a_key_that_is_refused_gives_way_to_the_next(self):
        for code in (401, 403, 429, 402):
            with self.subTest(code):
                # A key without credit, or that is no key, rests for all its models.
                own = self.gw.add_provider(f"two keys {code}", self.first.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2")
                model = self.model(own)
                self.first.on(model, [script.status(code)], [script.whole()])
                answer = self.gw.chat(ask(model))
                self.assertEqual((answer.status, answer.body), (200, script.completion()))
                self.assertEqual([post.key for post in self.first.posts(model)], [KEY_1, KEY_2])
                row = self.row(answer)
                self.check_attempts(model, row, 2)
                self.assertEqual(row["outcome"], "done")
                self.assertEqual([one["status"] for one in row["attempt_list"]], [code, 200])
                self.assertEqual((row["input_tokens"], row["output_tokens"]), (7, 3))

    def test_a_provider_that_fails_before_content_gives_way_to_the_next(self):
        before_content = {
            "503": [script.status(503)],
            "404": [script.status(404)],
            "closed": [script.fin()],
            "reset": [script.rst()],
            "half a head": [script.send(b"HTTP/1.1 200 OK\r\nContent-Ty"), script.fin()],
            "not HTTP": [script.send(b"SSH-2.0-OpenSSH_9.2\r\n"), script.fin()],
            "not JSON": [script.answer(200, b"upstream connect error")],
            "no body": [script.answer(200)],
            "half a body": [script.send(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"), script.fin()],
        }
        in_streams = {
            "503": [script.status(503)],
            "closed after the head": [script.send(script.STREAM_HEAD), script.fin()],
            "closed before content": [script.begin(), script.fin()],
            "reset before content": [script.begin(), script.rst()],
            "garbage before content": [script.begin(GARBAGE), script.hang()],
            "an error first": [script.begin(script.event({"error": {"message": "no", "code": "x"}})), script.hang()],
            "nothing but [DONE]": [script.begin(script.DONE), script.send(script.framed(b""))],
            "comments": [script.send(script.STREAM_HEAD + script.framed(b": waiting\n\n: still\n\n")), script.fin()],
        }
        cases = [(name, failing, False) for name, failing in before_content.items()]
        cases += [(name, failing, True) for name, failing in in_streams.items()]
        models = [self.model(self.main, self.spare) for _ in cases]
        for model, (_, failing, stream) in zip(models, cases):
            self.first.on(model, failing)
            self.second.on(model, good_stream() if stream else [script.whole()])
        answers = self.all_at_once([ask(model, stream=stream) for model, (_, _, stream) in zip(models, cases)])
        for model, (name, _, stream), answer in zip(models, cases, answers):
            with self.subTest(name, stream=stream):
                self.assertEqual(answer.status, 200, answer.body)
                self.assertEqual(answer.body, bytes_of_good_stream() if stream else script.completion())
                row = self.row(answer)
                self.check_attempts(model, row)
                self.assertEqual((row["provider"], row["outcome"]), ("spare", "done"))
                self.assertEqual([post.key for post in self.second.posts(model)], [KEY_2])
                self.assertEqual((row["input_tokens"], row["output_tokens"]), (7, 3))

    def test_a_provider_that_cannot_be_reached_gives_way_to_the_next(self):
        model = self.model(self.dead, self.spare)
        self.second.on(model, [script.whole()])
        answer = self.gw.chat(ask(model))
        self.assertEqual((answer.status, answer.body), (200, script.completion()))
        self.check_attempts(model, self.row(answer))

    def test_a_provider_that_says_nothing_in_time_counts_as_failed(self):
        model = self.model(self.impatient)
        self.first.on(model, [script.hang()], good_stream())
        answer = self.gw.chat(ask(model, stream=True))
        self.assertEqual((answer.status, answer.body), (200, bytes_of_good_stream()))
        self.check_attempts(model, self.row(answer), 2)
        self.assertTrue(self.first.posts(model)[0].hung_up.wait(5), "the silent request is let go of")

    def test_a_whole_answer_may_take_longer_than_a_first_token(self):
        model = self.model(self.impatient)
        self.first.on(model, [script.stall(0.8), script.whole()])
        answer = self.gw.chat(ask(model))
        self.assertEqual((answer.status, answer.body), (200, script.completion()))
        self.check_attempts(model, self.row(answer), 1)

    def test_when_all_fail_the_first_refusal_is_told(self):
        model = self.model(self.main, self.spare)
        self.first.on(model, [script.status(503, message="the first one")])
        self.second.on(model, [script.status(500, message="the second one")])
        answer = self.gw.chat(ask(model))
        self.assertEqual((answer.status, answer.error()["message"]), (503, "the first one"))
        self.assertEqual(answer.headers["x-should-retry"], "false")
        row = self.row(answer)
        self.check_attempts(model, row, ATTEMPTS)
        self.assertEqual((row["status"], row["outcome"], row["cost_nanos"]), (503, "failed", 0))

    def test_what_another_attempt_cannot_mend_is_not_tried_again(self):
        for code in (400, 413, 415, 422):
            with self.subTest(code):
                model = self.model(self.main, self.spare)
                self.first.on(model, [script.status(code, message="your fault")])
                answer = self.gw.chat(ask(model))
                self.assertEqual((answer.status, answer.error()["message"]), (code, "your fault"))
                self.check_attempts(model, self.row(answer), 1)

    def test_an_answer_that_is_too_large_is_asked_for_once(self):
        """It is billed wherever it is asked for; an error is not."""
        too_large = (32 << 20) + 1
        head = b"HTTP/1.1 %d Scripted\r\nContent-Type: application/json\r\n"
        counted = head + b"Content-Length: %d\r\n\r\n"
        cases = {
            "counted": ([script.send(counted % (200, too_large)), script.hang()], 502, 1),
            "uncounted": ([script.send(head % 200 + b"\r\n" + b" " * too_large), script.hang()], 502, 1),
            "an error": ([script.send(counted % (500, too_large)), script.hang()], 200, 3),
        }
        for name, (steps, status, attempts) in cases.items():
            with self.subTest(name):
                model = self.model(self.main, self.spare)
                self.first.on(model, steps)
                self.second.on(model, [script.whole()])
                answer = self.gw.chat(ask(model))
                self.assertEqual(answer.status, status, answer.body[:300])
                row = self.row(answer)
                self.check_attempts(model, row, attempts)
                if status == 502:
                    self.assertEqual(answer.error()["code"], "upstream_bad_answer")
                    self.assertIn("32 MiB", answer.error()["message"])
                    self.assertEqual(row["attempt_list"][0]["failure"], "answer_too_large")
                else:
                    self.assertEqual(row["attempt_list"][0]["failure"], "bad_answer")

    # After the first content: an error event, and never [DONE]

    def test_a_stream_that_breaks_after_content_ends_with_an_error_event(self):
        begun = script.begin(script.delta("Once"))
        cases = {
            "closed": [begun, script.fin()],
            "reset": [begun, script.rst()],
            "ended without finish": [begun, script.send(script.framed(b""))],
            "closed after the finish": [begun, script.more(script.delta(finish="stop")), script.fin()],
            "garbage": [begun, script.more(GARBAGE), script.hang()],
            "half an event": [begun, script.more(b'data: {"choices":[{"del'), script.fin()],
            "not a chunk": [begun, script.more(b"data: 17\n\n"), script.hang()],
        }
        for name, steps in cases.items():
            with self.subTest(name):
                model = self.model(self.main, self.spare)
                self.first.on(model, steps)
                answer = self.gw.chat(ask(model, stream=True))
                self.assertEqual(answer.status, 200)
                self.assertTrue(answer.body.startswith(script.FIRST + script.delta("Once")))
                events = answer.events()
                self.assertNotIn("[DONE]", events)
                self.assertEqual(events[-1]["error"]["code"], "upstream_stream_cut")
                self.assertEqual(events[-1]["error"]["request_id"], answer.request_id())
                self.assertEqual(len([one for one in events if "error" in one]), 1)
                row = self.row(answer)
                self.check_attempts(model, row, 1)
                self.assertEqual((row["outcome"], row["error_code"]), ("partial", "upstream_stream_cut"))
                self.assertGreater(row["output_tokens"], 0, "what was made may be billed")

    def test_a_stream_that_stalls_after_content_ends_with_a_timeout(self):
        model = self.model(self.impatient)
        self.first.on(model, [script.begin(script.delta("Once")), script.hang()])
        answer = self.gw.chat(ask(model, stream=True))
        self.assertEqual(answer.events()[-1]["error"]["code"], "upstream_timeout")
        self.check_attempts(model, self.row(answer), 1)
        self.assertTrue(self.first.posts(model)[0].hung_up.wait(5))

    def test_the_providers_own_error_event_is_the_last_one(self):
        model = self.model(self.main, self.spare)
        error = script.event({"error": {"message": "overloaded", "type": "server_error", "code": "busy"}})
        self.first.on(model, [script.begin(script.delta("Once"), error, script.DONE), script.hang()])
        answer = self.gw.chat(ask(model, stream=True))
        self.assertEqual(answer.body, script.FIRST + script.delta("Once") + error)
        row = self.row(answer)
        self.check_attempts(model, row, 1)
        self.assertEqual(row["outcome"], "partial")

    def test_a_stream_without_a_terminator_is_whole_after_its_finish(self):
        model = self.model(self.single)
        last = script.framed(script.delta(finish="stop") + script.usage_event()) + script.framed(b"")
        self.first.on(model, [script.begin(script.delta("Once")), script.send(last)])
        answer = self.gw.chat(ask(model, stream=True))
        self.assertEqual(answer.body, script.FIRST + script.delta("Once") + script.delta(finish="stop"))
        row = self.row(answer)
        self.assertEqual((row["outcome"], row["input_tokens"], row["output_tokens"]), ("done", 7, 3))

    def test_a_stream_is_the_same_however_the_network_cuts_it(self):
        text = script.delta("h\u00e9 \U0001f600") + b'data:{"choices":[{"delta":{"content":"\xf0\x9f\x98\x80"}}]}\n\n: ping\n\n'
        events = script.FIRST + text + script.delta(finish="stop") + script.usage_event() + script.DONE
        for ends in (b"\n", b"\r\n"):
            sent = events.replace(b"\n", ends)
            wanted = sent.replace(script.usage_event().replace(b"\n", ends), b"")
            for size in (1, 2, 7, 64):
                with self.subTest(ends=ends, size=size):
                    model = self.model(self.single)
                    raw = script.STREAM_HEAD + script.framed(sent) + script.framed(b"")
                    self.first.on(model, [script.split(raw, size)])
                    answer = self.gw.chat(ask(model, stream=True))
                    self.assertEqual(answer.body, wanted)
                    self.assertEqual((self.row(answer)["input_tokens"], self.row(answer)["output_tokens"]), (7, 3))

    def test_content_goes_on_to_the_client_as_it_comes(self):
        model = self.model(self.single)
        go_on = threading.Event()
        self.first.on(model, [script.begin(script.delta("Once")), script.wait(go_on), script.end(script.delta(" more"))])
        with self.gw.open_chat(ask(model, stream=True)) as stream:
            self.assertEqual(stream.read_event(), script.FIRST)
            self.assertEqual(stream.read_event(), script.delta("Once"))  # while the provider still holds the rest
            go_on.set()
            self.assertEqual(stream.rest(), script.delta(" more") + script.delta(finish="stop") + script.DONE)

    def test_a_client_that_hangs_up_ends_the_providers_work(self):
        cases = {"in the middle": [script.begin(script.delta("Once")), script.hang()],
                 "before content": [script.begin(), script.hang()],
                 "before the head": [script.hang()]}
        for name, steps in cases.items():
            with self.subTest(name):
                model = self.model(self.main, self.spare)
                self.first.on(model, steps)
                connection = http.client.HTTPConnection("127.0.0.1", self.gw.port)
                connection.request("POST", "/v1/chat/completions", json.dumps(ask(model, stream=True)),
                                   {"Content-Type": "application/json", "Authorization": f"Bearer {self.gw.key}"})
                (post,) = until(lambda: self.first.posts(model), "the provider is asked")
                if name == "in the middle":
                    connection.getresponse()
                connection.close()
                self.assertTrue(post.hung_up.wait(5), "the provider's connection is closed")
                row = until(lambda: next((one for one in self.gw.requests(20) if one["requested_model"] == model), None),
                            "the call is booked")
                status = 200 if name == "in the middle" else 499  # what it got, or would have got
                self.assertEqual((row["outcome"], row["status"], row["attempts"]), ("cancelled", status, 1))
                self.assertGreater(row["input_tokens"], 0, "the provider may bill what it read")

    def test_a_client_that_reads_slowly_is_not_the_providers_fault(self):
        model = self.model(self.impatient)  # 400 ms of silence is too long for it
        pieces = script.delta("x" * 60_000) * 16
        self.first.on(model, [script.begin(script.delta("Once")), *[script.more(pieces)] * 16, script.end()])
        with self.gw.open_chat(ask(model, stream=True)) as stream:
            self.assertEqual(stream.read_event(), script.FIRST)
            time.sleep(1.2)  # longer than the idle time, with more on its way than all buffers hold
            body = stream.rest()
        self.assertNotIn(b"upstream_timeout", body[-1000:])
        self.assertTrue(body.endswith(script.delta(finish="stop") + script.DONE))

    # Connections

    def test_a_stale_connection_hides_no_second_request(self):
        for end in (script.fin(), script.rst()):
            model = self.model(self.single)
            self.first.on(model, [script.whole("one")], [end], [script.whole("two")])
            calls = [self.gw.chat(ask(model)), self.gw.chat(ask(model))]
            self.assertEqual([call.json()["choices"][0]["message"]["content"] for call in calls], ["one", "two"])
            posts = self.first.posts(model)
            self.assertEqual(posts[0].connection, posts[1].connection, "the second went out on the kept connection")
            rows = [self.row(call) for call in calls]
            self.assertEqual([row["attempts"] for row in rows], [1, 2])
            self.assertEqual(len(posts), 3)

    def test_redirects_are_not_followed(self):
        target = f"{self.second.base_url}/chat/completions"
        codes = (301, 302, 303, 307, 308)
        models = [self.model(self.single) for _ in codes]
        for code, model in zip(codes, models):
            self.first.on(model, [script.answer(code, b"moved", [("Location", target)])])
        answers = self.all_at_once([ask(model) for model in models])
        for code, model, answer in zip(codes, models, answers):
            with self.subTest(code):
                self.assertEqual(answer.status, 502)
                self.assertNotIn(target.encode(), answer.body)
                self.assertIsNone(answer.headers["location"])
                self.assertEqual(self.second.posts(model), [])
                self.check_attempts(model, self.row(answer))
        self.assertNotIn(KEY_1, [one.key for one in self.second.received], "a key goes nowhere but where it was entered for")

    # What a client is told

    def test_a_final_failure_says_not_to_retry(self):
        codes = (400, 401, 403, 404, 409, 422, 429)
        models = [self.model(self.single) for _ in codes]
        for code, model in zip(codes, models):
            self.first.on(model, [script.status(code, message=f"scripted {code}")])
        for code, answer in zip(codes, self.all_at_once([ask(model) for model in models])):
            with self.subTest(code):
                self.assertEqual((answer.status, answer.error()["message"]), (code, f"scripted {code}"))
                self.assertEqual(answer.headers["x-should-retry"], "false")

    def test_a_short_retry_after_is_waited_for(self):
        for header, least in ((("retry-after-ms", "120"), 0.12), (("Retry-After", "1"), 1.0)):
            with self.subTest(header):
                model = self.model(self.single)
                self.first.on(model, [script.status(429, header)], [script.whole()])
                begun = time.monotonic()
                answer = self.gw.chat(ask(model))
                self.assertEqual(answer.status, 200)
                self.assertGreaterEqual(time.monotonic() - begun, least)
                self.check_attempts(model, self.row(answer), 2)

    def test_a_long_retry_after_is_passed_on(self):
        bodies = {"with a body": script.status(429, ("Retry-After", "17")),
                  "without a body": script.answer(429, b"", [("Retry-After", "17")]),
                  "of a 503": script.status(503, ("Retry-After", "17"))}
        models = {name: self.model(self.single) for name in bodies}
        for name, step in bodies.items():
            self.first.on(models[name], [step])
        answers = self.all_at_once([ask(model) for model in models.values()])
        for (name, model), answer in zip(models.items(), answers):
            with self.subTest(name):
                self.assertIn(answer.status, (429, 503))
                self.assertEqual(answer.headers["retry-after"], "17")
                self.check_attempts(model, self.row(answer), 1)

    def test_the_providers_key_is_never_shown(self):
        said = f"Incorrect API key provided: {KEY_1}. You can find it elsewhere."
        refused, broken = self.model(self.single), self.model(self.single)
        self.first.on(refused, [script.status(401, message=said)])
        error = script.event({"error": {"message": said, "code": "invalid_api_key"}})
        self.first.on(broken, [script.begin(script.delta("Once"), error), script.fin()])
        for name, answer in (("in a refusal", self.gw.chat(ask(refused))), ("in a stream", self.gw.chat(ask(broken, stream=True)))):
            with self.subTest(name):
                row = self.row(answer)
                self.assertNotIn(KEY_1, json.dumps(row))
                self.assertNotIn(KEY_1.encode(), answer.body)
                self.assertIn(b"provided: ***.", answer.body)

    def test_a_refusal_that_is_not_json_is_told_as_json(self):
        model = self.model(self.single)
        self.first.on(model, [script.answer(403, b"<html><h1>Forbidden</h1></html>", kind="text/html")])
        answer = self.gw.chat(ask(model))
        self.assertEqual(answer.headers.get_content_type(), "application/json")
        self.assertTrue(answer.error()["message"])


class ByNameTest(ScriptedTest):
    """The same through libcurl, which is not asked where an address is in numbers."""

    host = "localhost"


if __name__ == "__main__":
    unittest.main()
