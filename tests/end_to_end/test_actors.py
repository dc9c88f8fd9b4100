"""The actors that other tests rely on: the checker finds each planted defect, the client driver tells every end from
the others, the scripted provider does what it is told."""

import asyncio
import copy
import json
import socket
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

import checker
import client_driver
import history
import scripted_upstream as script
from client_driver import Ask, Client, Load
from harness import Switchyard, until
from obedient_upstream import Answer, ObedientUpstream
from scripted_upstream import ScriptedUpstream


def good_call(mark):
    """A client, a post and a row that agree."""
    model = f"gpt-4o-mini-{mark}"
    client = {"mark": mark, "request_id": f"req_{mark}", "status": 200, "stream": True, "bytes": 900, "events": 4,
              "usage": [11, 4], "asked": {"events": 4}, "error": None, "foreign": [], "end": "whole"}
    post = {"method": "POST", "mark": mark, "model": model, "end": "done", "bytes": 900, "usage": [11, 4]}
    row = {"id": f"req_{mark}", "requested_model": model, "status": 200, "outcome": "done", "input_tokens": 11,
           "output_tokens": 4, "cost_nanos": 4050, "confidence": "measured", "attempts": 1, "unsure": 0}
    return client, post, row


class CheckerTest(unittest.TestCase):
    """Three good calls, and one thing changed."""

    def setUp(self):
        calls = [good_call(f"{number:08d}") for number in range(3)]
        self.clients, self.posts, self.rows = (list(side) for side in zip(*calls))

    def found(self, killed=False):
        return checker.check(self.clients, self.posts, self.rows, killed).counts()

    def only(self, kind, killed=False):
        counts = self.found(killed)
        self.assertEqual(counts, {**dict.fromkeys(checker.KINDS, 0), kind: counts[kind]})
        self.assertGreater(counts[kind], 0)

    def nothing(self, killed=False):
        self.assertEqual(sum(self.found(killed).values()), 0)

    def interrupt(self):
        self.clients[0] |= {"end": "cut", "usage": None}
        self.posts[0] |= {"end": "hung_up", "usage": None}
        self.rows[0] |= {"outcome": "interrupted", "confidence": "estimated", "output_tokens": 0}

    def test_what_agrees_is_no_finding(self):
        self.nothing()
        self.interrupt()
        self.nothing(killed=True)

    def test_a_whole_answer_without_a_row_is_lost(self):
        del self.rows[1]
        self.only("lost")

    def test_a_whole_answer_that_is_not_booked_as_done_is_lost(self):
        self.rows[1] |= {"outcome": "interrupted", "confidence": "estimated"}
        self.only("lost", killed=True)

    def test_an_answer_that_had_begun_without_a_row_is_lost(self):
        self.clients[1]["end"] = "cut"
        del self.rows[1]
        self.only("lost", killed=True)

    def test_two_rows_are_doubled(self):
        self.rows.append({**self.rows[1], "id": "req_again"})
        self.only("doubled")

    def test_a_mark_of_another_call_is_foreign(self):
        self.clients[1]["foreign"] = ["00000002"]
        self.only("foreign")

    def test_request_ids_in_each_others_place_are_foreign(self):
        self.rows[0]["id"], self.rows[1]["id"] = self.rows[1]["id"], self.rows[0]["id"]
        self.only("foreign")

    def test_a_prompt_with_anothers_model_is_foreign(self):
        self.posts[1]["model"] = self.posts[0]["model"]
        self.only("foreign")

    def test_a_second_request_to_the_provider_is_unexplained(self):
        self.posts.append(copy.deepcopy(self.posts[1]))
        self.only("unexplained")

    def test_a_request_to_the_provider_without_a_row_is_unexplained(self):
        self.clients[1] |= {"end": "aborted", "request_id": None}
        del self.rows[1]
        self.only("unexplained")

    def test_a_request_to_the_provider_that_nobody_made_is_unexplained(self):
        self.posts.append({**self.posts[1], "mark": None, "model": ""})
        self.only("unexplained")

    def test_an_attempt_that_never_came_is_unexplained(self):
        del self.posts[1]
        self.only("unexplained")
        self.rows[1]["unsure"] = 1  # no connection was made for it
        self.nothing()

    def test_a_row_for_a_call_nobody_made_is_unexplained(self):
        self.rows.append(good_call("00000009")[2])
        self.only("unexplained")

    def test_tokens_that_differ_are_unexplained(self):
        for side, change in ((self.rows, {"input_tokens": 12}), (self.posts, {"usage": [11, 5]}),
                             (self.clients, {"usage": [1, 4]})):
            with self.subTest(change):
                before = dict(side[1])
                side[1] |= change
                self.only("unexplained")
                side[1] |= before

    def test_a_cut_stream_that_looks_whole_is_unexplained(self):
        for side, change in ((self.clients, {"end": "unfinished"}), (self.clients, {"events": 3}),
                             (self.posts, {"end": "fin"}), (self.clients, {"end": "hung"})):
            with self.subTest(change):
                before = dict(side[1])
                side[1] |= change
                self.only("unexplained")
                side[1] |= before

    def test_an_interrupted_call_must_be_estimated(self):
        for change in ({"confidence": "measured"}, {"input_tokens": 0}, {"cost_nanos": 0}, {"confidence": "unpriced"}):
            with self.subTest(change):
                self.interrupt()
                self.rows[0] |= {"input_tokens": 11, "cost_nanos": 4050} | change
                self.only("unexplained", killed=True)

    def test_an_answer_cut_or_interrupted_without_a_kill_is_unexplained(self):
        self.interrupt()
        self.only("unexplained")

    def test_what_a_client_left_must_be_booked_as_spent(self):
        self.clients[0] |= {"end": "aborted", "usage": None}
        self.posts[0] |= {"end": "hung_up", "usage": None}
        self.rows[0] |= {"outcome": "cancelled", "confidence": "estimated"}
        self.nothing()
        self.rows[0] |= {"confidence": "measured", "input_tokens": 0, "output_tokens": 0, "cost_nanos": 0}
        self.only("unexplained")

    def test_ends_that_do_not_fit_are_unexplained(self):
        self.clients[0]["end"] = "error"
        self.only("unexplained")


class BooksTest(unittest.TestCase):
    """A real gateway's books after a small load, as they are and with one thing changed in them."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        with ObedientUpstream(cls.folder) as upstream, Switchyard(data_dir=cls.folder / "data") as gw:
            gw.add_provider("obedient", upstream.base_url, "env:E2E_KEY_1", any_model=True)
            load = Load(gw.port, gw.key, str(cls.folder / "clients.jsonl"), seed=1, first_mark=0, clients=20,
                        pieces=1500, longest=30)
            asyncio.run(load.run())
            upstream.wait_until_idle()
            gw.wait_until_folded()
            cls.from_api = checker.rows_of_api(gw.url, gw.admin_key)
        cls.clients = history.read(cls.folder / "clients.jsonl")[0]
        cls.posts = history.read(cls.folder / "upstream.jsonl")[0]

    def setUp(self):
        source = checker.open_books(self.folder / "data")
        self.books = checker.sqlite3.connect(":memory:")
        self.books.row_factory = checker.sqlite3.Row
        source.backup(self.books)
        source.close()
        self.addCleanup(self.books.close)

    def counts(self):
        return checker.check(self.clients, self.posts, checker.rows_of_file(self.books)).counts()

    def test_all_three_sides_agree(self):
        self.assertGreater(len(self.clients), 50)
        self.assertGreater(len({client["end"] for client in self.clients}), 2)
        for rows in (checker.rows_of_file(self.books), self.from_api):
            findings = checker.check(self.clients, self.posts, rows)
            self.assertFalse(findings, findings)
        self.assertFalse(checker.check_sums(self.books), checker.check_sums(self.books))

    def test_a_row_that_is_removed_is_missed(self):
        whole = next(client for client in self.clients if client["end"] == "whole")
        self.books.execute("DELETE FROM requests WHERE id = ?", (whole["request_id"],))
        self.assertEqual(self.counts()["lost"], 1)
        self.assertEqual(checker.check_sums(self.books).counts()["doubled"], 1, "the sums have one call more")

    def test_an_attempt_that_is_removed_is_missed(self):
        whole = next(client for client in self.clients if client["end"] == "whole")
        self.books.execute("DELETE FROM cost_records WHERE request_id = ?", (whole["request_id"],))
        self.assertEqual(self.counts()["unexplained"], 1)

    def test_sums_that_were_added_twice_are_found(self):
        self.books.execute("UPDATE usage_rollups SET calls = calls + 1 WHERE model ="
                           " (SELECT model FROM usage_rollups LIMIT 1)")
        self.assertEqual(checker.check_sums(self.books).counts()["doubled"], 1)

    def test_entries_that_do_not_balance_are_found(self):
        self.books.execute("INSERT INTO ledger_entries"
                           " SELECT request_id, attempt, 'again', account, amount_nanos, at_ms FROM ledger_entries"
                           " WHERE amount_nanos > 0 LIMIT 1")
        counts = checker.check_sums(self.books).counts()
        self.assertEqual((counts["doubled"], counts["unexplained"]), (1, 1))


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
                connection = self.connect()
                try:
                    self.assertEqual(connection.recv(1), b"")
                    self.assertEqual(wanted, "fin")
                except OSError:
                    self.assertEqual(wanted, "rst")
                connection.close()
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
