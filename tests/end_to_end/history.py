"""What an actor did, a line of JSON each: written by the client driver and the scripted provider, read by the checker.

A mark is eight digits that belong to one call. It stands in the call's prompt as `mark:00000012`, in every event of its
answer as `mark:00000012#3`, and at the end of its model's name, which prices take for a date: all three sides have it.
"""

import json
import re

MARK = re.compile(r"mark:(\d{8})(?!\d)")
MARKED_MODEL = re.compile(r"-(\d{8})$")


def mark_in(text):
    """The first mark in a prompt, or None."""
    found = MARK.search(text)
    return found.group(1) if found else None


def mark_of_model(model):
    """The mark that a model's name ends with, or None."""
    found = MARKED_MODEL.search(model or "")
    return found.group(1) if found else None


class History:
    """Appends; every row is in the file when write() returns. Thread: one at a time."""

    def __init__(self, path):
        self.path = path
        self._file = open(path, "ab", buffering=0)

    def write(self, row):
        self._file.write(json.dumps(row, separators=(",", ":")).encode() + b"\n")

    def close(self):
        self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def read(path, offset=0):
    """The rows from a byte offset on, and where the next reading begins; a line that is not whole yet stays."""
    with open(path, "rb") as file:
        file.seek(offset)
        data = file.read()
    whole = data[:data.rfind(b"\n") + 1]
    return [json.loads(line) for line in whole.splitlines()], offset + len(whole)


def read_all(paths):
    return [row for path in paths for row in read(path)[0]]
