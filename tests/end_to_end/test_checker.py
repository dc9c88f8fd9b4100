"""The checker finds each defect that is planted: in three histories made up here, and in the books of a real gateway."""

import asyncio
import copy
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import checker
import history
from client_driver import Load
from harness import Switchyard
from obedient_upstream import ObedientUpstream


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

    def test_every_attempt_of_an_interrupted_call_must_be_booked(self):
        self.interrupt()
        self.posts.append(copy.deepcopy(self.posts[0]))
        self.only("unexplained", killed=True)
        for attempts in (2, 3):  # the last may have been under way to the provider still
            self.rows[0]["attempts"] = attempts
            self.nothing(killed=True)
        self.rows[0]["attempts"] = 4
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
        self.books = sqlite3.connect(":memory:")
        self.books.row_factory = sqlite3.Row
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

    def test_from_the_command_line_it_ends_with_1_when_there_is_anything(self):
        command = [sys.executable, checker.__file__, "--client", self.folder / "clients.jsonl",
                   "--data-dir", self.folder / "data", "--upstream"]
        good = subprocess.run([*command, self.folder / "upstream.jsonl"], capture_output=True, text=True, check=False)
        self.assertEqual(good.returncode, 0, good.stdout + good.stderr)
        bad = subprocess.run([*command, "/dev/null"], capture_output=True, text=True, check=False)
        self.assertEqual(bad.returncode, 1, bad.stderr)
        self.assertRegex(bad.stdout, r"unexplained: \d{8} reached the provider 0 times")

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


if __name__ == "__main__":
    unittest.main()
