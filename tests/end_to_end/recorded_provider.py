"""The provider that replays recorded traffic, and whether the recordings are at hand."""

import os
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from harness import ROOT, Child, request, until


def shared_wire():
    """The recorded provider traffic, or None where it is not at hand."""
    folder = Path(os.environ.get("SWITCHYARD_SHARED", ROOT.parent / "shared")) / "wire"
    return folder if (folder / "mock_provider.py").is_file() else None


def needs_recordings(test):
    """Skips a test, class or module where the recorded traffic is not at hand; the reason is printed."""
    reason = "the recorded traffic (SWITCHYARD_SHARED, else ../shared) is not here"
    return unittest.skipUnless(shared_wire(), reason)(test)


class MockProvider:
    """The provider that replays recorded traffic and counts what it served."""

    def __init__(self, *arguments):
        self.arguments = arguments
        self.child = None
        self.port = None

    def __enter__(self):
        wire = shared_wire()
        self.folder = Path(tempfile.mkdtemp(prefix="switchyard-mock-"))
        port_file = self.folder / "port"
        command = [sys.executable, wire / "mock_provider.py", "--corpus", wire / "cases", "--corpus", wire / "extras",
                   "--port", "0", "--port-file", port_file, "--keep", "10000", *self.arguments]
        self.child = Child(command, dict(os.environ), self.folder / "log")
        try:
            self.child.wait_for_line("mock provider: ")
            self.port = int(until(lambda: port_file.is_file() and port_file.read_text(), "the mock tells its port"))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.child.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def stats(self):
        return request(self.port, "GET", "/__stats").json()

    def requests(self, limit=10000):
        """What providers get: the POSTs, oldest first."""
        kept = request(self.port, "GET", f"/__requests?n={limit}").json()["requests"]
        return [one for one in kept if one["method"] == "POST"]

    def reset(self):
        request(self.port, "POST", "/__reset")
