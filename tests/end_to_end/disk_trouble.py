"""Disks and databases in trouble, for real: a small disk that can be filled, a database that another program holds,
and the n-th call on a file failing inside the program under test.
"""

import contextlib
import ctypes
import errno
import mmap
import os
import sqlite3
import struct
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WRITE, SYNC, OPEN, TRUNCATE, ALLOCATE = 1, 2, 4, 8, 16
MISREAD = 32  # does not fail, but gives other bytes
EVERY_CALL = WRITE | SYNC | OPEN | TRUNCATE | ALLOCATE


def can_mount():
    """Whether we may mount, which takes root."""
    try:
        with SmallDisk(64 * 1024):
            return True
    except OSError:
        return False


class SmallDisk:
    """A tmpfs of its own; its space is what fill() leaves."""

    def __init__(self, size, options=""):
        self.size = size
        self.options = options

    def __enter__(self):
        self.path = Path(tempfile.mkdtemp(prefix="switchyard-disk-"))
        self.data_dir = self.path / "data"
        self._filler = self.path / "filler"
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.size}{self.options}", "tmpfs", self.path],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            self.path.rmdir()
            raise OSError(errno.EPERM, done.stderr.strip())
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.path], check=False)
        with contextlib.suppress(OSError):
            self.path.rmdir()
        Path(f"{self.data_dir}.log").unlink(missing_ok=True)

    def fill(self):
        """Until not a byte is left, whatever the program takes meanwhile."""
        with open(self._filler, "ab", buffering=0) as file:
            for size in (1 << 20, 1 << 16, 4096, 512, 1):
                with contextlib.suppress(OSError):
                    while file.write(b"x" * size) == size:
                        pass

    def free(self):
        self._filler.unlink(missing_ok=True)

    def read_only(self, yes=True):
        subprocess.run(["mount", "-o", f"remount,{'ro' if yes else 'rw'}", self.path], check=True)


@contextlib.contextmanager
def held(file, sql="BEGIN EXCLUSIVE"):
    """Another program has the database to itself for the length of the block."""
    connection = sqlite3.connect(file, isolation_level=None, timeout=10)
    with contextlib.closing(connection):
        connection.execute(sql)
        yield
        connection.execute("ROLLBACK")


class Faults:
    """Makes calls fail in every process that is started with `env`."""

    PATH_AT = 6 * 8  # of `struct control` in faults.c

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="switchyard-faults-"))
            self._attach(Path(folder))
            self._stack = stack.pop_all()
        return self

    def _attach(self, folder):
        library = folder / "faults.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, HERE / "faults.c"], check=True)
        control = folder / "control"
        control.write_bytes(bytes(mmap.PAGESIZE))
        with open(control, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), mmap.PAGESIZE)
        self.env = {"LD_PRELOAD": str(library), "SWITCHYARD_FAULTS": str(control),
                    "ASAN_OPTIONS": "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")}

    def __exit__(self, *_):
        self.map.close()
        self._stack.close()

    def _long(self, place):
        return ctypes.c_long.from_buffer_copy(self.map, place * 8).value

    def _set(self, place, value):
        self.map[place * 8:place * 8 + 8] = struct.pack("q", value)

    def arm(self, path, calls=EVERY_CALL, error=errno.EIO, at=1, sticky=False):
        """From now on the `at`-th of these calls on a path with this text fails, or all from it on."""
        self._set(0, 0)
        text = path.encode()
        self.map[self.PATH_AT:self.PATH_AT + len(text) + 1] = text + b"\0"
        for place, value in enumerate((error, at, int(sticky), 0, 0), 1):
            self._set(place, value)
        self._set(0, calls)

    def disarm(self):
        self._set(0, 0)

    @property
    def count(self):
        """Calls seen since arm()."""
        return self._long(4)

    @property
    def failed(self):
        return self._long(5)
