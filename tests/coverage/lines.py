"""Which lines of a folder ran: reads what a build with --coverage left behind, and prints a table by folder.

    lines.py BUILD FOLDER [--least PERCENT]

Exit code 1 when fewer lines ran than that.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FILES_AT_ONCE = 20


def read(counts, notes):
    """What gcov says of some files' counters, one JSON document a line. One line of source may be in many programs."""
    for text in notes.splitlines():
        document = json.loads(text)
        base = Path(document["current_working_directory"])
        for file in document["files"]:
            path = str((base / file["file"]).resolve())
            for line in file["lines"]:
                counts[path][line["line_number"]] += line["count"]


def gcov(files):
    return subprocess.run(["gcov", "--json-format", "--stdout", *map(str, files)], check=True, capture_output=True,
                          text=True).stdout


def collect(build):
    """Path of a source -> line -> how often it ran."""
    counts = defaultdict(lambda: defaultdict(int))
    files = sorted(Path(build).rglob("*.gcda"))
    with ThreadPoolExecutor(2) as threads:
        pieces = [files[i:i + FILES_AT_ONCE] for i in range(0, len(files), FILES_AT_ONCE)]
        for notes in threads.map(gcov, pieces):
            read(counts, notes)
    return counts


def table(counts, folder):
    """Rows of (name, lines that ran, lines there are) by the folder's own folders, the sum at the end."""
    root = Path(folder).resolve()
    rows = defaultdict(lambda: [0, 0])
    for path, lines in counts.items():
        source = Path(path)
        if root not in source.parents:
            continue
        below = source.relative_to(root).parts
        for name in (below[0] if len(below) > 1 else ".", ""):
            rows[name][0] += sum(count > 0 for count in lines.values())
            rows[name][1] += len(lines)
    total = rows.pop("", [0, 0])
    return [(name, *rows[name]) for name in sorted(rows)] + [("all", *total)]


def percent(ran, lines):
    return 100 * ran / lines if lines else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("folder")
    parser.add_argument("--least", type=float, default=0)
    options = parser.parse_args()
    rows = table(collect(options.build), options.folder)
    for name, ran, lines in rows:
        print(f"{name:12} {ran:7,} of {lines:7,} lines  {percent(ran, lines):5.1f} %")
    _, ran, lines = rows[-1]
    if percent(ran, lines) < options.least:
        sys.exit(f"{options.folder}: {percent(ran, lines):.1f} % of the lines ran, at least {options.least:g} % are wanted")


if __name__ == "__main__":
    main()
