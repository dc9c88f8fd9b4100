"""Turns rows of runs into medians, a table, and a verdict per target."""

import datetime
import os
import platform
import re
import statistics
import subprocess

IDLE_TOLERANCE = 1.10  # two equal runs differ by up to a tenth on a shared machine


class Results:
    """Rows by scenario and by who was measured; every figure is the median of its runs.

    Memory of a stream is the least: all runs are held against the same first reading, so a later run also shows what
    other loads left behind.
    """

    def __init__(self):
        self._runs = {}
        self.error_kinds = {}

    def add(self, scenario, name, row):
        kinds = row.pop("error_kinds", {})
        for kind, count in kinds.items():
            place = f"{scenario}, {name}: {kind}"
            self.error_kinds[place] = self.error_kinds.get(place, 0) + count
        self._runs.setdefault(scenario, {}).setdefault(name, []).append(row)

    def scenarios(self):
        return list(self._runs)

    def names(self, scenario):
        order = ["direct", "nginx", "switchyard"]
        return sorted(self._runs.get(scenario, {}), key=order.index)

    def has(self, scenario, *names):
        return all(self._runs.get(scenario, {}).get(name) for name in names)

    def median(self, scenario, name, figure):
        if figure == "kib_per_stream":
            return self.least(scenario, name, figure)
        return statistics.median(run[figure] for run in self._runs[scenario][name])

    def spread(self, scenario, name, figure):
        values = [run[figure] for run in self._runs[scenario][name]]
        return (max(values) - min(values)) / max(1e-9, statistics.mean(values))

    def errors(self, scenario, name):
        return sum(run["errors"] for run in self._runs[scenario][name])

    def paired_ratio(self, upper, lower, figure="cpu_us"):
        """Each of the two is (scenario, name). Runs of one round are minutes closer than medians of all rounds."""
        pairs = zip(self._runs[upper[0]][upper[1]], self._runs[lower[0]][lower[1]])
        return statistics.median(over[figure] / under[figure] for over, under in pairs)

    def ratio_to_nginx(self, scenario):
        return self.paired_ratio((scenario, "switchyard"), (scenario, "nginx"))

    def added(self, scenario, name, figure):
        return self.median(scenario, name, figure) - self.median(scenario, "direct", figure)

    def least(self, scenario, name, figure):
        return min(run[figure] for run in self._runs[scenario][name])

    def others_cores(self):
        """Only from loads that fill the machine: the kernel samples, and misjudges work that is paced by a timer."""
        filling = [names for scenario, names in self._runs.items() if scenario.startswith(("calls", "bodies"))]
        values = [run["others_cores"] for names in filling for runs in names.values() for run in runs]
        return (statistics.median(values), max(values)) if values else (0.0, 0.0)

    def as_json(self):
        return {scenario: {name: {"result": {figure: self.median(scenario, name, figure) for figure in runs[0]},
                                  "runs": runs} for name, runs in names.items()}
                for scenario, names in self._runs.items()}


CALL_COLUMNS = [("calls/s", "calls_per_s", "{:,.0f}"), ("p50 us", "p50_us", "{:,.0f}"), ("p99 us", "p99_us", "{:,.0f}"),
                ("CPU us/call", "cpu_us", "{:.1f}")]
PACED_COLUMNS = [("p50 us", "p50_us", "{:,.0f}"), ("p99 us", "p99_us", "{:,.0f}"), ("max us", "max_us", "{:,.0f}"),
                 ("CPU us/call", "cpu_us", "{:.1f}")]
STREAM_COLUMNS = [("chunks/s", "chunks_per_s", "{:,.0f}"), ("p50 us", "p50_us", "{:,.0f}"),
                  ("p99 us", "p99_us", "{:,.0f}"), ("first p99 us", "first_byte_p99_us", "{:,.0f}"),
                  ("CPU us/chunk", "cpu_us", "{:.1f}"), ("KiB/stream", "kib_per_stream", "{:.1f}")]
KINDS = {"calls": CALL_COLUMNS, "bodies": CALL_COLUMNS, "paced": PACED_COLUMNS, "streams": STREAM_COLUMNS}


def _cells(results, scenario, name, columns):
    cells = [shape.format(results.median(scenario, name, figure)) for _, figure, shape in columns]
    added = ["", ""]
    if columns is not CALL_COLUMNS and name != "direct" and results.has(scenario, "direct"):
        added = [f"{results.added(scenario, name, figure):+,.0f}" for figure in ("p50_us", "p99_us")]
    ratio = f"{results.ratio_to_nginx(scenario):.2f}" if name == "switchyard" and results.has(scenario, "nginx") else ""
    spread = f"{100 * results.spread(scenario, name, 'cpu_us'):.0f} %"
    return [scenario.split(": ", 1)[1], name, *cells, *added, spread, ratio, str(results.errors(scenario, name))]


def _lines(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    shown = []
    for row in rows:
        cells = [cell.ljust(width) if column < 2 else cell.rjust(width)
                 for column, (cell, width) in enumerate(zip(row, widths))]
        shown.append("  ".join(cells).rstrip())
    return [shown[0], "-" * len(shown[0]), *shown[1:]]


def table(results):
    """One block per kind of load; the scenario names start with the kind."""
    text = []
    for kind, columns in KINDS.items():
        scenarios = [scenario for scenario in results.scenarios() if scenario.startswith(kind + ": ")]
        if not scenarios:
            continue
        head = [kind, "through", *(title for title, _, _ in columns), "+p50", "+p99", "CPU spread", "x nginx", "errors"]
        rows = [head] + [_cells(results, scenario, name, columns)
                         for scenario in scenarios for name in results.names(scenario)]
        added = (head.index("+p50"), head.index("+p99"))
        drop = [column for column in added if not any(row[column] for row in rows[1:])]
        rows = [[cell for column, cell in enumerate(row) if column not in drop] for row in rows]
        text += _lines(rows) + [""]
    return "\n".join(text)


def _verdict(target, what, limit, value, shape, errors):
    reached = value <= limit and errors == 0
    figure = shape.format(value) + (f", {errors} errors" if errors else "")
    return {"target": target, "what": what, "limit": shape.format(limit), "figure": figure, "value": value,
            "verdict": "reached" if reached else "missed"}


def targets(results):
    """R80 to R83, as far as this run measured them."""
    found = []

    def judge(target, what, limit, value, shape, *scenarios):
        errors = sum(results.errors(scenario, "switchyard") for scenario in scenarios)
        found.append(_verdict(target, what, limit, value, shape, errors))

    calls = [name for name in ("calls: 32 connections", "calls: 128 connections")
             if results.has(name, "nginx", "switchyard")]
    for scenario in calls:
        judge("R80", f"CPU per call against nginx, {scenario.split(': ')[1]} (stretch 1.5x)", 2.0,
              results.ratio_to_nginx(scenario), "{:.2f}x", scenario)
    paced = "paced: 1,000 calls/s"
    if results.has(paced, "direct", "switchyard"):
        for figure, limit in (("p50_us", 200), ("p99_us", 2000)):
            judge("R81", f"added latency at 1,000 calls/s, {figure[:3]}", limit,
                  results.added(paced, "switchyard", figure), "{:,.0f} us", paced)
    streams = "streams: 2,000, every 200 ms"
    if results.has(streams, "direct", "switchyard"):
        for figure, limit in (("p50_us", 2000), ("p99_us", 10000)):
            judge("R82", f"added latency of a chunk at 2,000 streams, {figure[:3]}", limit,
                  results.added(streams, "switchyard", figure), "{:,.0f} us", streams)
        judge("R82", "memory of a stream", 40, results.least(streams, "switchyard", "kib_per_stream"), "{:.1f} KiB",
              streams)
    idle = "calls: 32 beside 2,000 idle"
    if results.has(idle, "switchyard") and results.has("calls: 32 connections", "switchyard"):
        growth = results.paired_ratio((idle, "switchyard"), ("calls: 32 connections", "switchyard"))
        judge("R82", "CPU per call beside 2,000 idle connections against none", IDLE_TOLERANCE, growth, "{:.2f}x", idle)
    if results.has("bodies: 500 KB", "switchyard"):
        judge("R83", "gateway CPU of a 500 KB request", 1000,
              results.median("bodies: 500 KB", "switchyard", "cpu_us"), "{:,.0f} us", "bodies: 500 KB")
    return found


def target_lines(verdicts):
    return "\n".join(_lines([["target", "what", "at most", "figure", ""]] + [
        [one["target"], one["what"], one["limit"], one["figure"], one["verdict"]] for one in verdicts]))


def machine(folder):
    """Where and when: figures of two machines cannot be compared."""
    def git(*words):
        done = subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    with open("/proc/cpuinfo", encoding="utf-8") as text:
        model = re.search(r"model name\s*:\s*(.*)", text.read())
    return {"date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "commit": git("rev-parse", "HEAD") or "none",
            "changed_files": len(git("status", "--porcelain").splitlines()),
            "cpu": model.group(1) if model else platform.machine(), "cores": os.cpu_count(),
            "kernel": platform.release(), "load_average": os.getloadavg()[0]}
