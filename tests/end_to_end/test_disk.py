"""Disks and databases in trouble: the state is told with its way out, new calls are refused while they cannot be
booked, running streams end whole, no answered call is without its row, and the service comes back alone.
"""

import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import scripted_upstream as script
from disk_trouble import ALLOCATE, MISREAD, OPEN, SYNC, WRITE, Faults, SmallDisk, can_mount, held
from harness import Switchyard, binary, request, until
from scripted_upstream import ScriptedUpstream

HELLO = [{"role": "user", "content": "hi"}]
BACK_SECONDS = 15  # on a machine that does other things as well
NO_WAIT_SECONDS = 5  # of whoever would wait for the lock there is no end
needs_mount = unittest.skipUnless(can_mount(), "mounting a small disk takes root")


def ask(model="sandbox", **more):
    return {"model": model, "messages": HELLO, **more}


def ledger(gateway):
    return gateway.admin("GET", "/status").json()["ledger"]


def back(gateway):
    """Serves again, by itself."""
    return until(lambda: gateway.chat(ask()).status == 200 and ledger(gateway)["state"] == "ok",
                 f"the service is back: {ledger(gateway)}", BACK_SECONDS)


def rows_of(data_dir, *ids):
    """The rows as another program reads them."""
    with sqlite3.connect(f"file:{data_dir}/usage.db?mode=ro", uri=True) as connection:
        marks = ",".join("?" * len(ids))
        return connection.execute(f"SELECT id, outcome FROM requests WHERE id IN ({marks})", ids).fetchall()


class TroubleTest(unittest.TestCase):
    def check_refusal(self, gateway, words):
        """A new call gets a 503 that says when to try again, everywhere it is told, and nothing was sent."""
        refused = gateway.chat(ask())
        self.assertEqual((refused.status, refused.error()["code"]), (503, "ledger_unavailable"), refused.body)
        self.assertGreater(int(refused.headers["retry-after"]), 0)
        state = ledger(gateway)
        self.assertEqual((state["state"], state["healthy"]), ("refusing", False))
        self.assertIn(words, state["message"])
        self.assertEqual(request(gateway.port, "GET", "/health").status, 503)
        self.assertIn(words, gateway.cli("status").stdout)

    def check_exact(self, gateway, answers):
        """Every one of these answers has its row, with what it really cost."""
        for answer in answers:
            self.assertEqual(answer.status, 200, answer.body)
            self.assertEqual(gateway.wait_for_call(answer.request_id())["outcome"], "done")


@needs_mount
class FullDiskTest(TroubleTest):
    def test_running_streams_end_and_new_calls_wait_for_space(self):
        go = threading.Event()
        with SmallDisk(24 << 20) as disk, ScriptedUpstream() as upstream, Switchyard(data_dir=disk.data_dir) as gateway:
            gateway.add_provider("slow", upstream.base_url, models=["slow"], any_model=True)
            upstream.on("slow", [script.begin(script.delta("hello")), script.wait(go), script.end()])
            before = gateway.chat(ask())
            streams = [gateway.open_chat(ask("slow", stream=True)) for _ in range(20)]
            ids = [stream.response.headers["x-request-id"] for stream in streams]
            disk.fill()
            until(lambda: not ledger(gateway)["healthy"] or gateway.chat(ask()).status != 200, "the disk is full", 20)
            until(lambda: not ledger(gateway)["healthy"], "it knows")
            disk.fill()
            self.check_refusal(gateway, "free some space")
            change = gateway.admin("PUT", "/settings", {"max_attempts": 3})
            self.assertIn(change.status, (200, 500, 503), change.body)
            go.set()
            for stream in streams:
                self.assertTrue(stream.rest().endswith(script.DONE))
            disk.free()
            back(gateway)
            self.check_exact(gateway, [before])
            for one in ids:
                self.assertEqual(gateway.wait_for_call(one)["outcome"], "done")
            state = ledger(gateway)
            self.assertEqual((state["waiting"], state["message"]), (0, ""))
            gateway.stop()
            self.assertEqual(len(rows_of(disk.data_dir, *ids)), 20)

    def test_a_start_on_a_full_disk_says_so(self):
        with SmallDisk(1 << 20) as disk:
            disk.fill()
            done = start(disk.data_dir)
            self.assertEqual(done.returncode, 1)
            self.assertIn(str(disk.data_dir), done.stderr)
            disk.free()

    def test_a_start_on_a_read_only_disk_says_so(self):
        with SmallDisk(16 << 20) as disk:
            with Switchyard(data_dir=disk.data_dir):
                pass
            disk.read_only()
            done = start(disk.data_dir)
            self.assertEqual(done.returncode, 1)
            self.assertIn("cannot be written", done.stderr)
            self.assertIn(str(disk.data_dir), done.stderr)
            disk.read_only(False)
            with Switchyard(data_dir=disk.data_dir) as gateway:
                self.assertEqual(gateway.chat(ask()).status, 200)


class FailingDiskTest(TroubleTest):
    """The disk as the program sees it, through calls that fail."""

    @classmethod
    def setUpClass(cls):
        cls.faults = cls.enterClassContext(Faults())
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gateway = cls.enterClassContext(Switchyard(env=cls.faults.env))
        cls.gateway.add_provider("slow", cls.upstream.base_url, any_model=True)

    def tearDown(self):
        self.faults.disarm()

    def test_streams_end_while_the_journal_takes_nothing(self):
        for error, words in ((errno.ENOSPC, "free some space"), (errno.EROFS, "check the disk"),
                             (errno.EIO, "check the disk")):
            with self.subTest(errno.errorcode[error]):
                go = threading.Event()
                model = f"slow-{error}"
                self.upstream.on(model, [script.begin(script.delta("hello")), script.wait(go), script.end()])
                with self.gateway.open_chat(ask(model, stream=True)) as stream:
                    self.faults.arm("/journal/", WRITE | ALLOCATE, error, sticky=True)
                    until(lambda: self.gateway.chat(ask()).status == 503, "new calls are refused")
                    self.check_refusal(self.gateway, words)
                    go.set()
                    self.assertTrue(stream.rest().endswith(script.DONE))
                    self.assertEqual(ledger(self.gateway)["waiting"], 1)
                    self.faults.disarm()
                    back(self.gateway)
                    row = self.gateway.wait_for_call(stream.response.headers["x-request-id"])
                    self.assertEqual((row["outcome"], row["output_tokens"]), ("done", 3))

    def test_what_a_kill_takes_from_memory_is_estimated(self):
        with Switchyard(env=self.faults.env) as gateway:
            gateway.add_provider("slow", self.upstream.base_url, any_model=True)
            go = threading.Event()
            self.upstream.on("killed", [script.begin(script.delta("hello")), script.wait(go), script.end()])
            with gateway.open_chat(ask("killed", stream=True)) as stream:
                self.faults.arm("/journal/", WRITE, errno.ENOSPC, sticky=True)
                go.set()
                self.assertTrue(stream.rest().endswith(script.DONE))
                until(lambda: ledger(gateway)["waiting"] == 1, "its record waits")
                gateway.kill()
                self.faults.disarm()
                gateway.start()
                row = gateway.wait_for_call(stream.response.headers["x-request-id"])
                self.assertEqual(row["outcome"], "interrupted")
            gateway.stop()
            self.assertEqual(len(rows_of(gateway.data_dir, row["id"])), 1)

    def test_rows_are_late_while_the_database_cannot_be_written(self):
        for error in (errno.ENOSPC, errno.EIO):
            with self.subTest(errno.errorcode[error]):
                self.faults.arm("/usage.db", WRITE, error, sticky=True)
                answers = [self.gateway.chat(ask())]
                wanted = "refusing" if error == errno.ENOSPC else "behind"  # a full disk takes no new calls
                until(lambda: ledger(self.gateway)["state"] == wanted, "the state is told")
                if error == errno.ENOSPC:
                    self.check_refusal(self.gateway, "free some space")
                else:
                    self.assertIn("check it", ledger(self.gateway)["message"])
                    answers.append(self.gateway.chat(ask()))
                self.faults.disarm()
                back(self.gateway)
                self.check_exact(self.gateway, answers)

    def test_a_sync_that_fails_is_told(self):
        self.faults.arm("/journal/", SYNC, errno.EIO, sticky=True)
        answers = [self.gateway.chat(ask())]
        until(lambda: "power cut" in ledger(self.gateway)["message"], "the state is told")
        self.faults.disarm()
        back(self.gateway)
        self.check_exact(self.gateway, answers)

    def test_each_single_failure_is_overcome(self):
        for error in (errno.EIO, errno.ENOSPC):
            for at in range(1, 6):
                with self.subTest(error=errno.errorcode[error], at=at):
                    self.faults.arm(str(self.gateway.data_dir), WRITE | SYNC | OPEN | ALLOCATE, error, at)
                    answers = [self.gateway.chat(ask(stream=at % 2 == 0)) for _ in range(3)]
                    until(lambda: self.faults.failed, "the call that fails was made")
                    self.assertLessEqual({answer.status for answer in answers}, {200, 503})
                    self.faults.disarm()
                    back(self.gateway)
                    self.check_exact(self.gateway, [answer for answer in answers if answer.status == 200])


class FileSizeLimitTest(TroubleTest):
    def test_files_that_may_not_grow(self):
        with Switchyard() as gateway:
            answers = [gateway.chat(ask())]
            before = resource.prlimit(gateway.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(gateway.pid, resource.RLIMIT_FSIZE, (100, before[1]))
            until(lambda: gateway.chat(ask()).status == 503, "new calls are refused")
            self.check_refusal(gateway, "free some space")
            resource.prlimit(gateway.pid, resource.RLIMIT_FSIZE, before)
            back(gateway)
            self.check_exact(gateway, answers)


class LockedDatabaseTest(TroubleTest):
    def test_calls_and_status_go_on(self):
        with Switchyard() as gateway:
            for name in ("usage.db", "config.db"):
                with self.subTest(name):
                    with held(gateway.data_dir / name):
                        began = time.monotonic()
                        with ThreadPoolExecutor(8) as pool:
                            answers = list(pool.map(lambda _: gateway.chat(ask()), range(40)))
                        self.assertLess(time.monotonic() - began, NO_WAIT_SECONDS)
                        if name == "usage.db":
                            state = until(lambda: (now := ledger(gateway))["state"] == "behind" and now, "it is told")
                            self.assertIn("another program", state["message"])
                        began = time.monotonic()
                        ledger(gateway)
                        self.assertLess(time.monotonic() - began, NO_WAIT_SECONDS)
                    back(gateway)
                    self.check_exact(gateway, answers)

    def test_a_change_says_who_is_in_the_way(self):
        with Switchyard() as gateway:
            with held(gateway.data_dir / "config.db"):
                refused = gateway.admin("PUT", "/settings", {"max_attempts": 3})
                self.assertEqual(refused.status, 503, refused.body)
                self.assertIn("another program", refused.error()["message"])
            self.assertEqual(gateway.admin("PUT", "/settings", {"max_attempts": 3}).status, 200)


def start(data_dir):
    """A start that is expected to fail."""
    return subprocess.run([binary(), "serve", "--data-dir", str(data_dir), "--port", "0"], capture_output=True,
                          text=True, timeout=30, check=False, stdin=subprocess.DEVNULL)


class FirstStartTest(unittest.TestCase):
    def test_a_disk_that_fails_is_not_called_damage(self):
        """Wherever the writes to config.db begin to fail, also behind the opening, until there are none to fail."""
        said = []
        with Faults() as faults, tempfile.TemporaryDirectory(prefix="switchyard-first-") as folder:
            for at in range(1, 500):
                faults.arm("/config.db", WRITE, errno.EIO, at, sticky=True)
                done = subprocess.run([binary(), "provider", "list", "--data-dir", f"{folder}/{at}"],
                                      capture_output=True, text=True, timeout=30, check=False,
                                      stdin=subprocess.DEVNULL, env={**os.environ, **faults.env})
                faults.disarm()
                if done.returncode == 0:
                    break
                with self.subTest(at=at):
                    self.assertIn("the disk reports an error: check it", done.stderr)
                    self.assertIn("config.db", done.stderr)
                    self.assertNotIn("is damaged", done.stderr)
                said.append(done.stderr)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(any("cannot be used at the moment" in one for one in said), "one was behind the opening")


class DamagedStoreTest(TroubleTest):
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


if __name__ == "__main__":
    unittest.main()
