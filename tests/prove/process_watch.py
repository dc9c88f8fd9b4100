"""What the kernel tells about a running gateway: memory, descriptors, threads, and the sizes of its files."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from harness import open_descriptors


class Sample(NamedTuple):
    """Unit: seconds since the beginning, bytes. `calls`: how many the clients have open."""

    at: float
    rss: int
    anonymous: int
    descriptors: int
    threads: int
    wal: int
    journal: int
    calls: int

    def __str__(self):
        return (f"rss {self.rss / 1048576:.2f} MiB, anonymous {self.anonymous / 1048576:.2f}, "
                f"{self.descriptors} descriptors, {self.threads} threads, "
                f"{self.calls} calls open, wal {self.wal / 1048576:.1f} MiB, journal {self.journal / 1048576:.1f} MiB")


class Watch:
    """On one process. `provider_port`: warm connections kept to it are not counted as open descriptors."""

    def __init__(self, pid, data_dir, provider_port=0):
        self._pid = pid
        self._proc = Path(f"/proc/{pid}")
        self._data_dir = Path(data_dir)
        self._provider_port = provider_port

    def sample(self, at, calls):
        text = (self._proc / "smaps_rollup").read_text(encoding="ascii")

        def kib(name):
            return int(re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE).group(1)) << 10
        return Sample(at, kib("Rss"), kib("Anonymous"), self.descriptors(), self.threads(),
                      size_of(self._data_dir.glob("*-wal")), size_of(self._data_dir.glob("journal/*")), calls)

    def threads(self):
        return len(os.listdir(self._proc / "task"))

    def descriptors(self):
        """Those that are open, without the pool of connections to the provider."""
        pool = self._pool()
        return sum(one not in pool for one in open_descriptors(self._pid))

    def _pool(self):
        """`socket:[inode]` of each connection to the provider."""
        found = set()
        for line in (self._proc / "net/tcp").read_text(encoding="ascii").splitlines()[1:]:
            words = line.split()
            if int(words[2].rsplit(":", 1)[1], 16) == self._provider_port:
                found.add(f"socket:[{words[9]}]")
        return found


def size_of(paths):
    total = 0
    for path in paths:
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue  # folded and removed in between
    return total
