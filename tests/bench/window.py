#!/usr/bin/env python3
"""Measures the window on a million calls: how soon it is painted, what it costs while nobody does anything, its memory,
and the same of a gateway without one. Prints a table with the target of each figure, and writes window.json and
window.txt. `window.py --switchyard PROGRAM --figures bench_window_figures --out FOLDER` is what `./dev bench window`
does.

The data are made up by the program itself (`--demo`); --data keeps them for the next run. The screen is Xvfb.
Ends with 0 when everything was measured, 1 when it could not be, 3 with --strict and a missed target.
"""

import argparse
import http.client
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # the source folder stays clean
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "end_to_end"))

import report
from bench import raise_priority
from servers import BenchError, Process
from x_screen import Screen

PAGES = ["overview", "requests", "providers", "keys", "connect", "settings"]
TITLE = "Switchyard"
POINT = (700, 20)  # of the window, where it has the ground of a page
LIGHT = 200
LOOK_SECONDS = 0.002
PATIENCE_SECONDS = 20
STARTS = 5


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--switchyard", required=True)
    parser.add_argument("--figures", required=True, help="bench_window_figures")
    parser.add_argument("--load", required=True, help="bench_paced_load")
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, help="a data directory to use, and to fill when it is empty")
    parser.add_argument("--calls", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=20, help="how long each page is left alone")
    parser.add_argument("--strict", action="store_true", help="a missed target is a failure")
    return parser.parse_args()


def until(condition, what, seconds=PATIENCE_SECONDS):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(LOOK_SECONDS)
    raise BenchError(f"not within {seconds} s: {what}")


class WindowBench:
    """One program, one data directory, one screen."""

    def __init__(self, arguments, scratch, screen, data):
        self.arguments, self.scratch, self.screen, self.data = arguments, scratch, screen, data
        # No session bus: tray, portal and keychain belong to whoever runs this.
        self.env = {**os.environ, **screen.env, "DBUS_SESSION_BUS_ADDRESS": "", "XDG_RUNTIME_DIR": str(scratch),
                    "XDG_CONFIG_HOME": str(scratch), "XDG_DATA_HOME": str(scratch), "LANG": "C.UTF-8"}
        self.figures = {}

    def start(self, *words, log="window"):
        return Process([self.arguments.switchyard, *words, "--data-dir", self.data], self.scratch / f"{log}.log",
                       self.env)

    def again(self, *words):
        """A second start, which hands its words over; how long it took."""
        begun = time.monotonic()
        subprocess.run([self.arguments.switchyard, "--data-dir", self.data, *words], env=self.env, check=True,
                       capture_output=True, timeout=PATIENCE_SECONDS)
        return 1000 * (time.monotonic() - begun)

    def fill(self):
        words = ["--demo", "--demo-quiet", "--demo-calls", str(self.arguments.calls), "--port", "0"]
        with self.start(*words, log="fill") as program:
            program.wait_for(r"listening on", 900)

    def is_painted(self):
        window = self.screen.window(TITLE)
        return window and (self.screen.lightness(window, *POINT) or 0) > LIGHT

    def starts(self):
        painted = []
        for _ in range(STARTS):
            begun = time.monotonic()
            with self.start("--port", "0", "--page", "overview"):
                until(self.is_painted, "the window is painted")
                painted.append(1000 * (time.monotonic() - begun))
        self.figures["first_paint_ms"] = statistics.median(painted)

    def rest(self):
        """Each page left alone. The figures of the day are read twice in a minute: one such turn falls into each
        window or not, so the Overview is watched for a minute at least."""
        with self.start("--port", "0", "--page", "overview") as program:
            until(self.is_painted, "the window is painted")
            idle, most = {}, 0
            for page in PAGES:
                self.again("--page", page)
                time.sleep(4)
                seconds = max(self.arguments.seconds, 60 if page == "overview" else 0)
                cpu, begun = program.cpu_nanos(), time.monotonic()
                time.sleep(seconds)
                idle[page] = (program.cpu_nanos() - cpu) / 1e7 / (time.monotonic() - begun)
                most = max(most, program.rss_kib() / 1024)
            self.figures["idle_percent"] = idle
            self.figures["window_mib"] = most
            self.figures["second_start_ms"] = statistics.median(self.again() for _ in range(STARTS))

    def inside(self):
        done = subprocess.run([self.arguments.figures, self.data, self.arguments.load], env=self.env, capture_output=True, text=True,
                              timeout=300, check=False)
        if done.returncode != 0:
            raise BenchError(f"{self.arguments.figures} ended with {done.returncode}: {done.stderr[-2000:]}")
        self.figures.update(json.loads(done.stdout.splitlines()[-1]))

    def headless(self):
        key = subprocess.run([self.arguments.switchyard, "key", "create", "--data-dir", self.data, "--name", "bench"],
                             env=self.env, check=True, capture_output=True, text=True).stdout.strip()
        first, memory = [], []
        for turn in range(STARTS):
            begun = time.monotonic()
            with self.start("serve", "--port", "0", log=f"serve{turn}") as program:
                port = int(program.wait_for(r"listening on http://127\.0\.0\.1:(\d+)").group(1))
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
                connection.request("GET", "/v1/models", headers={"Authorization": f"Bearer {key}"})
                if connection.getresponse().status != 200:
                    raise BenchError("the gateway without a window did not answer with its models")
                first.append(1000 * (time.monotonic() - begun))
                time.sleep(1)
                memory.append(program.rss_kib() / 1024)
        self.figures["headless_first_answer_ms"] = statistics.median(first)
        self.figures["headless_mib"] = statistics.median(memory)


def verdicts(figures):
    found = []

    def judge(what, limit, value, shape):
        reached = 0 <= value <= limit
        found.append({"target": "window", "what": what, "limit": shape.format(limit), "figure": shape.format(value),
                      "value": value, "verdict": "reached" if reached else "missed"})

    judge("start to first paint", 400, figures["first_paint_ms"], "{:.0f} ms")
    judge("second start", 1000, figures["second_start_ms"], "{:.0f} ms")
    judge("memory, after all pages", 150, figures["window_mib"], "{:.0f} MiB")
    for page, percent in figures["idle_percent"].items():
        judge(f"processor while nobody does anything, {page}", 0.5, percent, "{:.2f} %")
    judge("Requests opens", 200, figures["requests_open_ms"], "{:.0f} ms")
    judge("End key", 100, figures["end_key_ms"], "{:.0f} ms")
    judge("End key, once more", 100, figures["end_key_again_ms"], "{:.0f} ms")
    judge("growth of memory while scrolling through all", 4, figures["scroll_growth_mib"], "{:.1f} MiB")
    judge("live tail at 1,000 calls/s, frame, 95 of 100", 50, figures["tail_frame_ms"], "{:.1f} ms")
    judge("command palette", 50, figures["palette_ms"], "{:.0f} ms")
    judge("without a window: start to first answer", 300, figures["headless_first_answer_ms"], "{:.0f} ms")
    judge("without a window: memory", 40, figures["headless_mib"], "{:.1f} MiB")
    return found


def notes(figures, where):
    return [f"{where['cpu']}, {where['cores']} cores, kernel {where['kernel']}, commit {where['commit'][:12]}"
            f" with {where['changed_files']} changed files, {where['date']}",
            f"Load of the machine at the end: {where['load_average']:.1f}"
            + (": figures are blurred, repeat on a quiet machine" if where["load_average"] > 1.5 else ""),
            f"{figures['rows']:,} calls; counting them {figures['count_ms']:.0f} ms, a step of the scroll bar"
            f" {figures['scroll_step_ms']:.0f} ms, {figures['scroll_memory_mib']:.0f} MiB at most meanwhile",
            f"{figures['tail_answered']:,} calls came in during the tail, {figures['tail_frames']:,} frames, the longest"
            f" {figures['tail_longest_ms']:.0f} ms",
            f"A search through all, page and count: {figures['search_ms_claude']:.0f} ms for a common word,"
            f" {figures['search_ms_nothing-has-this-name']:.0f} ms for one that nothing has"]


def measure(arguments, scratch):
    data = arguments.data or scratch / "data"
    with Screen(scratch) as screen:
        bench = WindowBench(arguments, scratch, screen, data)
        if not (data / "usage.db").exists():
            bench.fill()
        for part in (bench.starts, bench.rest, bench.inside, bench.headless):
            part()
        return bench.figures


def main():
    arguments = read_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    raise_priority()
    with tempfile.TemporaryDirectory(prefix="switchyard-bench-", dir=arguments.out) as folder:
        try:
            figures = measure(arguments, pathlib.Path(folder))
        except BenchError as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
    where = report.machine(pathlib.Path(__file__).resolve().parent)
    found = verdicts(figures)
    text = report.target_lines(found) + "\n\n" + "\n".join(notes(figures, where)) + "\n"
    (arguments.out / "window.json").write_text(
        json.dumps({"machine": where, "targets": found, "figures": figures}, indent=1) + "\n")
    (arguments.out / "window.txt").write_text(text)
    print(text)
    return 3 if arguments.strict and any(one["verdict"] == "missed" for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
