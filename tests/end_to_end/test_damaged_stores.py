"""Stores that are damaged, of another schema, or gone: what can be replaced is, what cannot is left alone, and both are
said.
"""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

from disk_case import DiskCase, ask, back, ledger, start
from disk_trouble import MISREAD, Faults
from harness import Switchyard, until


class DamagedStoreTest(DiskCase):
    def setUp(self):
        self.gateway = self.enterContext(Switchyard())
        self.data = self.gateway.data_dir
        self.answers = [self.gateway.chat(ask())]
        self.gateway.wait_until_folded()

    def refused_start(self, name, *words):
        """Exit code 1, words, and the file as it was."""
        before = (self.data / name).read_bytes()
        done = start(self.data)
        self.assertEqual(done.returncode, 1, done.stderr)
        for word in (str(self.data / name), *words):
            self.assertIn(word, done.stderr)
        self.assertEqual((self.data / name).read_bytes(), before)

    def test_a_newer_schema_is_left_alone(self):
        self.gateway.stop()
        for name in ("config.db", "usage.db"):
            with self.subTest(name):
                with sqlite3.connect(self.data / name) as connection:
                    connection.execute("INSERT INTO schema_steps VALUES (999, 'future', 0)")
                connection.close()
                self.refused_start(name, "made by a newer version")
                with sqlite3.connect(self.data / name) as connection:
                    connection.execute("DELETE FROM schema_steps WHERE step = 999")
                connection.close()
        self.gateway.start()
        self.check_exact(self.gateway, self.answers)

    def test_a_damaged_config_is_never_replaced(self):
        self.gateway.stop()
        whole = (self.data / "config.db").read_bytes()
        for what, damaged in (("no database", b"x" * len(whole)), ("cut", whole[:len(whole) // 2]),
                              ("a column's name", whole.replace(b"base_url", b"base_urX")),
                              ("a page", whole[:8192] + b"\xff" * 8192 + whole[16384:])):
            with self.subTest(what):
                (self.data / "config.db").write_bytes(damaged)
                self.refused_start("config.db", "is damaged", "put a backup in its place")
        (self.data / "config.db").write_bytes(whole)
        self.gateway.start()
        self.check_exact(self.gateway, self.answers)

    def test_a_damaged_usage_is_set_aside_and_said(self):
        self.gateway.stop()
        file = self.data / "usage.db"
        damaged = b"x" * 4096 + file.read_bytes()[4096:]
        file.write_bytes(damaged)
        self.gateway.start()
        state = self.gateway.admin("GET", "/status").json()["storage"]
        self.assertEqual(state["state"], "set_aside")
        self.assertEqual((self.data / state["set_aside"][0]).read_bytes(), damaged)
        self.assertIn(state["set_aside"][0], self.gateway.log)
        self.assertIn("set aside", self.gateway.log)
        self.check_exact(self.gateway, [self.gateway.chat(ask())])
        (self.data / state["set_aside"][0]).rename(self.data / "looked-at")
        self.assertEqual(self.gateway.admin("GET", "/status").json()["storage"]["state"], "ok")

    def test_a_usage_that_names_other_columns_is_set_aside_too(self):
        self.gateway.stop()
        file = self.data / "usage.db"
        damaged = file.read_bytes().replace(b"unpriced_calls", b"unpriced_callX")
        file.write_bytes(damaged)
        self.gateway.start()
        answer = self.gateway.chat(ask())  # its sums find no column
        self.gateway.wait_until_folded()
        state = self.gateway.admin("GET", "/status").json()["storage"]
        self.assertEqual(state["state"], "set_aside")
        self.assertIn("set aside", self.gateway.log)
        self.check_exact(self.gateway, [answer])

    def damage_rows_of(self, table):
        """The page's own header goes on making sense, so that opening the file and adding to it work."""
        file = self.data / "usage.db"
        whole = file.read_bytes()
        with contextlib.closing(sqlite3.connect(file)) as connection:
            root, = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
            size, = connection.execute("PRAGMA page_size").fetchone()
        page = bytearray(whole[(root - 1) * size:root * size])
        page[8:10] = b"\xff\xff"  # where the first of its rows is
        file.write_bytes(whole[:(root - 1) * size] + page + whole[root * size:])
        return file, whole

    def test_a_history_that_cannot_be_read_stops_no_start(self):
        self.gateway.stop()
        with contextlib.closing(sqlite3.connect(self.data / "usage.db", isolation_level=None)) as connection:
            connection.execute("INSERT INTO health_history (provider_id, key_id, model, kind, began_ms, ends_ms, reason,"
                               " source, ended_by) VALUES ('p', 'k', '', 'breaker', 1, 9e15, '', '', '')")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.damage_rows_of("health_history")
        self.gateway.start()
        self.assertIn("when keys came back into use is not known", self.gateway.log)
        self.check_exact(self.gateway, self.answers)

    def test_damage_that_only_a_reader_meets_is_said(self):
        self.gateway.stop()
        file, whole = self.damage_rows_of("requests")
        self.gateway.start()
        self.assertEqual(self.gateway.admin("GET", "/status").json()["storage"]["state"], "ok")
        for _ in range(2):
            listed = self.gateway.admin("GET", "/requests")
            self.assertIn("damaged", listed.error()["message"], listed.body)
        state = self.gateway.admin("GET", "/status").json()["storage"]
        self.assertEqual((state["state"], state["set_aside"]), ("damaged", []))
        self.assertIn(f"{file} is damaged", state["message"])
        self.assertEqual(self.gateway.log.count(f"{file} is damaged:"), 1)
        self.gateway.stop()
        file.write_bytes(whole)
        self.gateway.start()
        self.check_exact(self.gateway, self.answers)
        self.assertEqual(self.gateway.admin("GET", "/status").json()["storage"]["state"], "ok")

    def test_one_misread_at_a_start_costs_nothing(self):
        self.gateway.stop()
        with Faults() as faults, Switchyard(data_dir=self.data, env=faults.env) as gateway:
            gateway.key, gateway.admin_key = self.gateway.key, self.gateway.admin_key
            for name in ("usage.db", "config.db"):
                at, hit = 1, True
                while hit and at <= 25:
                    with self.subTest(name, at=at):
                        gateway.stop()
                        faults.arm(f"/{name}", MISREAD, at=at)
                        gateway.start()
                        hit = faults.failed == 1
                        faults.disarm()
                        self.assertEqual(gateway.admin("GET", "/status").json()["storage"]["state"], "ok")
                        self.check_exact(gateway, self.answers)
                    at += 1
                self.assertGreater(at, 5, "some reads were hit")

    def test_what_the_log_of_the_database_loses_the_journal_has(self):
        self.gateway.kill()
        log = self.data / "usage.db-wal"
        whole = log.read_bytes()
        self.assertGreater(len(whole), 20000)
        saved = Path(f"{self.data}.saved")
        shutil.copytree(self.data, saved)
        self.addCleanup(shutil.rmtree, saved, True)
        for size in (0, 10, 32, 33, len(whole) // 3, len(whole) // 2, len(whole) - 5000, len(whole) - 1):
            with self.subTest(size=size):
                shutil.rmtree(self.data)
                shutil.copytree(saved, self.data)
                os.truncate(log, size)
                self.gateway.start()
                self.check_exact(self.gateway, self.answers)
                self.gateway.kill()
        self.gateway.start()

    def test_a_directory_that_is_moved_away_and_back(self):
        elsewhere = Path(f"{self.data}.elsewhere")
        self.data.rename(elsewhere)
        try:
            until(lambda: not ledger(self.gateway)["healthy"], "it is noticed")
            refused = self.gateway.chat(ask())
            self.assertEqual((refused.status, refused.error()["code"]), (503, "ledger_unavailable"))
            self.assertIn("put it back", ledger(self.gateway)["message"])
        finally:
            elsewhere.rename(self.data)
        back(self.gateway)
        self.check_exact(self.gateway, self.answers)
