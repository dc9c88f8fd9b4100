"""Disks and databases in trouble: the state is told with its way out, new calls are refused while they cannot be
booked, running streams end whole, no answered call is without its row, and the service comes back alone.
"""

import errno
import os
import resource
import subprocess
import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

import scripted_upstream as script
from disk_case import DiskCase, ask, back, ledger, rows_of, start
from disk_trouble import ALLOCATE, OPEN, SYNC, WRITE, Faults, SmallDisk, can_mount, held
from harness import Switchyard, binary, until
from scripted_upstream import ScriptedUpstream

NO_WAIT_SECONDS = 5  # of whoever would wait for the lock there is no end
needs_mount = unittest.skipUnless(can_mount(), "mounting a small disk takes root")


@needs_mount
class FullDiskTest(DiskCase):
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


class FailingDiskTest(DiskCase):
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


class FileSizeLimitTest(DiskCase):
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


class LockedDatabaseTest(DiskCase):
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


if __name__ == "__main__":
    unittest.main()
