"""Looks for secrets in bytes, in the shapes in which software leaves them behind."""

import base64
import contextlib
import glob
import json
import os
import sqlite3
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

ENDS = 12  # so many characters of either end are already a leak


class Hit(NamedTuple):
    """`secret` is the name of the secret, never its text."""

    place: str
    secret: str
    form: str


def forms(text):
    """Each shape of `text` by name; base64 at its three alignments, without what the neighbours decide."""
    plain = text.encode()
    return {
        "plain": plain,
        **{f"base64 +{skip}": base64.b64encode(b"\0" * skip + plain)[4 if skip else 0:-4] for skip in range(3)},
        "URL-encoded": quote(text, safe="").encode(),
        "URL-encoded, small": quote(text, safe="").lower().encode() if quote(text, safe="") != text else plain,
        "UTF-16LE": text.encode("utf-16-le"),
        "UTF-16BE": text.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "JSON-escaped": json.dumps(text)[1:-1].replace("/", "\\/").encode(),
        "reversed": plain[::-1],
        "first 12": plain[:ENDS],
        "last 12": plain[-ENDS:],
    }


class Search:
    """For the secrets given, name by name."""

    def __init__(self, secrets):
        self._needles = [(name, form, needle) for name, text in secrets.items()
                         for form, needle in forms(text).items()]
        self.bytes = 0
        self.places = 0

    def data(self, place, data):
        """The hits in it; of one secret only the widest, since its ends are in the whole."""
        self.bytes += len(data)
        self.places += 1
        found = {}
        for name, form, needle in self._needles:
            if name not in found and needle in data:
                found[name] = Hit(place, name, form)
        return list(found.values())

    def tree(self, folder):
        """Every file below, as it is on disk, and every database once more as text: long values lie scattered."""
        hits = []
        for path in sorted(Path(folder).rglob("*")):
            hits += self.data(f"the name {path.name}", os.fsencode(path.name))
            if path.is_file() and not path.is_symlink():
                hits += self.data(str(path.relative_to(folder)), path.read_bytes())
                if path.suffix == ".db":
                    hits += self.data(f"{path.relative_to(folder)}, dumped", dump(path))
        return hits

    def process(self, pid):
        """What others can read about it; what they may not is closed to them."""
        hits = []
        for name in ("environ", "cmdline", "maps", "status", "limits", "mountinfo", "net/unix"):
            with contextlib.suppress(OSError):
                hits += self.data(f"/proc/PID/{name}", Path(f"/proc/{pid}/{name}").read_bytes())
        for task in glob.glob(f"/proc/{pid}/task/*/comm"):
            hits += self.data("/proc/PID/task/comm", Path(task).read_bytes())
        for entry in glob.glob(f"/proc/{pid}/fd/*"):
            with contextlib.suppress(OSError):
                hits += self.data("/proc/PID/fd", os.fsencode(os.readlink(entry)))
        return hits


def dump(path):
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        connection.text_factory = bytes
        tables = [row[0].decode() for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [value for table in tables for row in connection.execute(f'SELECT * FROM "{table}"') for value in row]
        connection.close()
    except sqlite3.Error:
        return b""
    return b"\n".join(value for value in cells if isinstance(value, bytes))


def self_test(folder, secret):
    """(found, planted): every form, at an odd offset, in a file, a database, a name and a log; and nothing where
    nothing is."""
    search = Search({"decoy": secret})
    if search.data("clean", b"nothing to see here" * 1000):
        return 0, 1
    planted = found = 0
    for number, (form, needle) in enumerate(forms(secret).items()):
        for kind in ("data/journal/x", "temp/y", "gateway.log"):
            path = Path(folder, str(number), kind)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"\x01" * 777 + needle + b"\xff" * 555)
            planted += 1
            found += bool(search.tree(path.parent))
        database = Path(folder, str(number), "usage.db")
        with sqlite3.connect(database) as connection:
            connection.execute("CREATE TABLE t (a INTEGER, b BLOB)")
            connection.execute("INSERT INTO t VALUES (1, ?)", (b"a" * 3000 + needle + b"b" * 9000,))
        connection.close()
        planted += 1
        found += any("dumped" in hit.place for hit in search.tree(database.parent))
    name = Path(folder, "names", f"x-{secret.replace('/', '')[:ENDS]}-y")
    name.mkdir(parents=True)
    return found + bool(search.tree(name.parent)), planted + 1
