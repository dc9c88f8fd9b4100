"""The actors that other tests rely on: the client driver tells every end from the others, the scripted provider does
what it is told."""

import asyncio
import json
import socket
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

import client_driver
import history
import scripted_upstream as script
from client_driver import Ask, Client
from harness import until
from obedient_upstream import Answer
from scripted_upstream import ScriptedUpstream


class ClientDriverTest(unittest.TestCase):
    """The client speaks with the provider directly: what it makes of every end."""

    MARK = "00000007"

    def setUp(self):
        self.upstream = self.enterContext(ScriptedUpstream())

    def call(self, *scripts, **ask):
        asked = Ask(self.MARK, **{"order": {"events": 3}, **ask})
        self.upstream.on(f"gpt-4o-mini-{self.MARK}", *scripts)
        return asyncio.run(self.once(self.upstream.port, asked))

    @staticmethod
    async def once(port, asked):
        client = Client(port, "sy-nobody")
        row = await client.call(asked)
        client.hang_up()
        return row

    def stream(self, *events, end=script.framed(b"")):
        return [script.send(script.STREAM_HEAD + script.framed(b"".join(events)) + end)]

    def test_every_end_has_its_word(self):
        answer = Answer(self.MARK, "gpt-4o-mini", {"events": 3})
        events, last = answer.events(0, 3), answer.last_events()
        error = script.event({"error": {"message": "cut", "code": "upstream_stream_cut"}})
        refusal = script.status(503)
        ours = script.status(503, ("x-switchyard-attempts", "2"))
        cases = (
            ("whole", self.stream(events, last), {}),
            ("whole", [script.split(script.STREAM_HEAD + script.framed(events + last) + script.framed(b""), 7)], {}),
            ("whole", [script.answer(200, answer.whole())], {"stream": False}),
            ("error", self.stream(events, error), {}),
            ("error", [ours], {}),
            ("refused", [refusal], {"stream": False}),
            ("unfinished", self.stream(events), {}),
            ("unfinished", self.stream(events, last[:-1]), {}),
            ("unfinished", [script.answer(200, answer.whole()[:-1])], {"stream": False}),
            ("cut", self.stream(events, last, end=b"") + [script.fin()], {}),
            ("cut", self.stream(events, end=b"") + [script.rst()], {}),
            ("cut", [script.fin()], {}),
            ("aborted", self.stream(events, end=b"") + [script.hang()], {"leave_after": 2}),
            ("aborted", [script.hang()], {"leave_after": 0, "leave_rudely": True}),
        )
        for end, steps, ask in cases:
            with self.subTest(end, ask=ask):
                row = self.call(steps, **ask)
                self.assertEqual((row["end"], row["foreign"]), (end, []), row)
                if end == "whole":
                    self.assertEqual((row["events"], row["usage"]), (3, [7, 3]))

    def test_no_connection_is_refused_and_silence_is_hung(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        self.assertEqual(asyncio.run(self.once(port, Ask(self.MARK)))["end"], "refused")
        with mock.patch.object(client_driver, "GIVE_UP_SECONDS", 0.1):
            self.assertEqual(self.call([script.hang()])["end"], "hung")

    def test_what_belongs_to_another_call_is_foreign(self):
        own = Answer(self.MARK, "gpt-4o-mini", {"events": 4})
        other = Answer("00000008", "gpt-4o-mini", {"events": 4})
        cases = {
            "an event of another": self.stream(own.events(0, 2), other.events(2, 3), own.last_events()),
            "a piece left out": self.stream(own.events(0, 1), own.events(2, 3), own.last_events()),
            "a piece twice": self.stream(own.events(0, 2), own.events(1, 3), own.last_events()),
            "another's end": self.stream(own.events(0, 3), other.last_events()),
            "an event after the last": self.stream(own.events(0, 3), own.last_events(), own.last_events()),
            "an error of another": self.stream(own.events(0, 3), script.event({"error": {"request_id": "req_x"}})),
        }
        for name, steps in cases.items():
            with self.subTest(name):
                self.assertNotEqual(self.call(steps)["foreign"], [])
        self.assertNotEqual(self.call([script.answer(200, other.whole())], stream=False)["foreign"], [])


class ScriptedUpstreamTest(unittest.TestCase):
    """What its scripts do on the wire, seen from a plain socket, and what its history says of it."""

    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.history = Path(folder) / "history"
        self.upstream = self.enterContext(ScriptedUpstream(self.history))

    def connect(self):
        connection = self.enterContext(socket.create_connection(("127.0.0.1", self.upstream.port), timeout=5))
        return connection

    @staticmethod
    def post(body=b'{"model":"m","messages":[{"content":"mark:00000003"}]}', path="/v1/chat/completions", headers=""):
        return f"POST {path} HTTP/1.1\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body

    def last_row(self):
        return until(lambda: history.read(self.history)[0], "the history has a row")[-1]

    @staticmethod
    def read_all(connection):
        data = b""
        while got := connection.recv(65536):
            data += got
        return data

    def test_it_answers_before_the_body_is_there(self):
        self.upstream.before_body("/early", [script.status(413), script.fin()])
        connection = self.connect()
        connection.sendall(self.post(bytes(1000), "/early/v1")[:-900])
        self.assertIn(b"413", self.read_all(connection))
        row = self.last_row()
        self.assertEqual((row["end"], row["method"], row["path"]), ("fin", "POST", "/early/v1"))

    def test_it_closes_after_a_share_of_the_body(self):
        self.upstream.before_body("/half", [script.read_body(0.5), script.rst()])
        connection = self.connect()
        with self.assertRaises(OSError):
            connection.sendall(self.post(bytes(1000), "/half"))
            connection.recv(1)
            self.fail("that was an end, not a reset")
        self.assertEqual(self.last_row()["end"], "rst")

    def test_it_closes_after_the_second_request_of_a_connection(self):
        self.upstream.on("m", [script.whole()], [script.fin()])
        connection = self.connect()
        connection.sendall(self.post())
        self.assertIn(b"200", connection.recv(65536))
        connection.sendall(self.post())
        self.assertEqual(self.read_all(connection), b"")
        rows = until(lambda: len(history.read(self.history)[0]) == 2 and history.read(self.history)[0], "two rows")
        self.assertEqual([(row["nth"], row["mark"], row["end"]) for row in rows],
                         [(1, "00000003", "done"), (2, "00000003", "fin")])

    def test_it_closes_as_soon_as_it_has_accepted(self):
        for steps, wanted in (([script.fin()], "fin"), ([script.rst()], "rst")):
            with self.subTest(wanted):
                self.upstream.on_accept(steps)
                try:
                    with self.connect() as connection:
                        self.assertEqual(connection.recv(1), b"")
                    self.assertEqual(wanted, "fin")
                except OSError:
                    self.assertEqual(wanted, "rst")
                until(lambda: self.last_row()["end"] == wanted, wanted)

    def test_it_asks_for_a_body_that_waits_to_be_asked(self):
        self.upstream.on("m", [script.whole()])
        connection = self.connect()
        request = self.post(headers="Expect: 100-continue\r\n")
        head, body = request.split(b"\r\n\r\n")
        connection.sendall(head + b"\r\n\r\n")
        self.assertEqual(connection.recv(65536), b"HTTP/1.1 100 Continue\r\n\r\n")
        connection.sendall(body)
        self.assertIn(b"200 Scripted", connection.recv(65536))

    def test_it_never_reads(self):
        self.upstream.before_body("/deaf", [script.never_read()])
        connection = self.connect()
        connection.settimeout(0.3)
        with self.assertRaises(TimeoutError):
            connection.sendall(self.post(bytes(64 << 20), "/deaf"))

    def test_it_is_as_slow_as_told_and_sees_the_other_side_go(self):
        self.upstream.on("m", [script.slow(b"x" * 1000, bytes_a_second=100)])
        connection = self.connect()
        began = time.monotonic()
        connection.sendall(self.post())
        got = b""
        while len(got) < 20:
            got += connection.recv(1)
        self.assertGreater(time.monotonic() - began, 0.15)
        connection.close()
        self.assertTrue(until(lambda: self.upstream.posts("m"), "it has the request")[0].hung_up.wait(5))
        row = self.last_row()
        self.assertEqual(row["end"], "hung_up")
        self.assertLess(row["bytes"], 1000)
        self.assertLessEqual(row["began"], row["last_byte"])

    def test_a_script_can_be_made_from_the_request(self):
        self.upstream.otherwise(lambda received: [script.answer(200, json.dumps(received.path).encode())])
        connection = self.connect()
        connection.sendall(self.post(path="/echo"))
        self.assertIn(b'"/echo"', connection.recv(65536))


if __name__ == "__main__":
    unittest.main()
