"""Every page of the window, as a program can look at it: nothing cut, pale, nameless, outside or untranslated, and the
same pictures each time.
"""

import hashlib
import shutil
import socket
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from harness import sanitized
from png_pixels import difference
from take_shots import take
from x_screen import Screen

CALLS = 3000
TOLERANCE = 0.003  # of the pixels; on a busy machine a list may be read a moment later


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


def fingerprints(folder):
    return {picture.name: hashlib.sha256(picture.read_bytes()).hexdigest() for picture in folder.glob("*.png")}


@unittest.skipIf(sanitized(), "libfaketime cannot be loaded before a sanitizer")
@unittest.skipUnless(all(map(shutil.which, ("Xvfb", "faketime"))), "Xvfb and faketime are not both here")
class ShotsTest(unittest.TestCase):
    def setUp(self):
        self.place = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="switchyard-shots-")))

    def test_nothing_is_found_and_the_pictures_are_the_same_each_time(self):
        port = free_port()  # the pictures show it
        with ThreadPoolExecutor() as pool:
            beside = [pool.submit(self.take, of, free_port(), of, apart=True) for of in ("chinese", "checks")]
            seen = [self.take("one", port, "one-look"), self.take("other", port, "english")]
            for taken in beside:
                taken.result()
        self.assertGreater(len(seen[0]), 20)
        differing = self.differing(seen, "one", "other")
        if differing:  # one of the two may have been taken while the machine was elsewhere: a third decides
            seen.append(self.take("third", port, "one-look"))
            differing &= self.differing(seen[::2], "one", "third")
            differing &= self.differing(seen[:0:-1], "third", "other")
        self.assertFalse(differing)

    def test_nothing_is_found_on_the_empty_pages(self):
        self.assertIn("empty-overview-dark-zh.png", self.take("new", free_port(), "empty"))

    def take(self, turn, port, of, apart=False):
        calls = None if of == "empty" else CALLS
        place = self.place / f"{turn}-data"
        place.mkdir()
        with Screen(place) as screen:
            done = take(screen, self.place / turn, place, port=port, calls=calls, of=of,
                        temporary=place if apart else None)
        self.assertEqual(done.returncode, 0, f"\n{done.stderr}")
        return fingerprints(self.place / turn)

    def differing(self, seen, one, other):
        """Names of the pictures that are not the same in both turns."""
        out = set()
        for name, print_ in seen[0].items():
            # The gallery shows also what moves by itself: rings that run down, switches that wait.
            if name.startswith("gallery") or seen[1].get(name) == print_:
                continue
            if difference(self.place / one / name, self.place / other / name) >= TOLERANCE:
                out.add(name)
        return out


if __name__ == "__main__":
    unittest.main()
