#!/usr/bin/env python3
"""Compares Switchyard with nginx `proxy_pass` on the same work, in the same minutes, in front of the same upstream.

Runs of the two alternate, and every figure is the median over the rounds. CPU is the run time of all threads of the
measured process, so the load and the upstream, which share the cores, do not blur it. Writes bench.json and bench.txt.
Ends with 0 when everything was measured, 1 when it could not be, 3 with --strict and a missed target.
"""

import argparse
import contextlib
import dataclasses
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # the source folder stays clean

import report
import servers
from scenarios import Bench

# Streams come first: what earlier loads leave in the allocator would hide the memory of a stream.
SECTIONS = ["streams", "calls", "idle", "paced", "bodies"]
LEAST_STORED = 20  # bytes a call; whatever a journal record is, it is more


@dataclasses.dataclass
class Plan:
    """How long each kind of load runs. Unit: seconds."""

    rounds: int
    calls: int
    idle: int
    paced: int
    streams: int
    bodies: int
    budget: int


FULL = Plan(rounds=3, calls=4, idle=4, paced=4, streams=6, bodies=2, budget=330)
QUICK = Plan(rounds=1, calls=2, idle=2, paced=2, streams=4, bodies=1, budget=80)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--switchyard", help="the gateway; without it nginx alone is measured")
    parser.add_argument("--mock", required=True, help="bench_mock_upstream")
    parser.add_argument("--load", required=True, nargs=2, metavar=("STREAM_LOAD", "PACED_LOAD"))
    parser.add_argument("--out", required=True, type=pathlib.Path, help="folder for bench.json, bench.txt and logs")
    parser.add_argument("--nginx", default=shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin") or "nginx")
    parser.add_argument("--wrk", default="wrk")
    parser.add_argument("--quick", action="store_true", help="one short round")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS)
    parser.add_argument("--strict", action="store_true", help="a missed target is a failure")
    return parser.parse_args()


def say(text):
    print(text, file=sys.stderr, flush=True)


class Rounds:
    """Takes the measurements in an order that is fair to both."""

    def __init__(self, bench, plan, direct, gateways):
        self.bench = bench
        self.plan = plan
        self.direct = direct
        self.gateways = gateways
        self.results = report.Results()
        self._give_up_at = time.monotonic() + plan.budget
        self._number = 0

    def run(self, sections):
        for target in self.gateways:
            self.bench.calls(target, 32, 1)  # the first calls pay for opening connections and filling caches
        if "calls" in sections:
            self._measure("calls: 32 connections", [self.direct], self.bench.calls, 32, self.plan.calls)
        for self._number in range(self.plan.rounds):
            if self._number and time.monotonic() > self._give_up_at:
                say(f"out of time after {self._number} rounds")
                break
            for section in sections:
                getattr(self, "_" + section)()

    def _measure(self, scenario, targets, how, *arguments):
        for target in targets if self._number % 2 == 0 else reversed(targets):
            say(f"round {self._number + 1}  {scenario}  {target.name}")
            self.results.add(scenario, target.name, how(target, *arguments))

    def _calls(self):
        for connections in (32, 128):
            self._measure(f"calls: {connections} connections", self.gateways, self.bench.calls, connections,
                          self.plan.calls)

    def _idle(self):
        self._measure("calls: 32 beside 2,000 idle", self.gateways, self.bench.calls_beside_idle, 32, self.plan.idle,
                      2000)

    def _paced(self):
        self._measure("paced: 1,000 calls/s", [self.direct, *self.gateways], self.bench.paced, 1000, self.plan.paced)

    def _streams(self):
        for count, interval in ((500, 50), (2000, 200)):
            self._measure(f"streams: {count:,}, every {interval} ms", [self.direct, *self.gateways],
                          self.bench.streams, count, interval, self.plan.streams)

    def _bodies(self):
        for kilobytes in (1, 100, 500):
            self._measure(f"bodies: {kilobytes} KB", self.gateways, self.bench.calls, 8, self.plan.bodies,
                          kilobytes * 1000)


def folder_bytes(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


def measure(arguments, scratch):
    here = pathlib.Path(__file__).resolve().parent
    tools = {"wrk": arguments.wrk, "stream": arguments.load[0], "paced": arguments.load[1], "python": sys.executable,
             "idle": here / "idle_connections.py"}
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        direct, mock_base = servers.start_mock(stack, arguments.mock, scratch)
        gateways = [servers.start_nginx(stack, arguments.nginx, scratch, mock_base)]
        if arguments.switchyard:
            gateways.append(servers.start_switchyard(stack, arguments.switchyard, scratch, mock_base))
        bench = Bench(tools, scratch, direct.process)
        for target in [direct, *gateways]:
            bench.check(target)
        start_rss = {target.name: target.process.rss_kib() / 1024 for target in gateways}
        rounds = Rounds(bench, QUICK if arguments.quick else FULL, direct, gateways)
        rounds.run([section for section in SECTIONS if section in arguments.only])
        stored = folder_bytes(scratch / "data")
    details = {"nice": os.nice(0), "rss_mib_at_start": start_rss, "seconds": round(time.monotonic() - began),
               "calls_made": bench.calls_made}
    if arguments.switchyard:
        details["stored_bytes_per_call"] = stored / max(1, bench.calls_made["switchyard"])
    return rounds.results, details


def notes(results, details, where):
    median, worst = results.others_cores()
    lines = [f"{where['cpu']}, {where['cores']} cores, kernel {where['kernel']}, commit {where['commit'][:12]}"
             f" with {where['changed_files']} changed files, {where['date']}",
             f"Took {details['seconds']} s at nice {details['nice']}",
             f"Other programs took {median:.2f} cores (median), {worst:.2f} (worst run)"
             + (": figures are blurred, repeat on a quiet machine" if median > 0.2 else ""),
             "Memory at the start, MiB: " + ", ".join(f"{n} {v:.1f}" for n, v in details["rss_mib_at_start"].items())]
    if "stored_bytes_per_call" in details:
        stored = details["stored_bytes_per_call"]
        unfair = ": it does not record its calls, so this is no fair comparison" if stored < LEAST_STORED else ""
        lines.append(f"Switchyard stored {stored:.0f} bytes a call (journal and ledger){unfair}")
    return lines + [f"error: {place}: {count}" for place, count in results.error_kinds.items()]


def write_report(arguments, results, details):
    where = report.machine(pathlib.Path(__file__).resolve().parent)
    verdicts = report.targets(results)
    text = report.table(results)
    if verdicts:
        text += "\n" + report.target_lines(verdicts) + "\n"
    text += "\n" + "\n".join(notes(results, details, where)) + "\n"
    document = {"machine": where, "quick": arguments.quick, **details, "targets": verdicts,
                "errors": results.error_kinds, "scenarios": results.as_json()}
    (arguments.out / "bench.json").write_text(json.dumps(document, indent=1) + "\n")
    (arguments.out / "bench.txt").write_text(text)
    print(text)
    return verdicts


def raise_priority():
    """Other programs on the machine then hardly count. Needs a privilege most users lack: without it, all the same."""
    with contextlib.suppress(PermissionError):
        os.nice(-15)


def keep_logs(scratch, out):
    for log in ("mock.log", "nginx.log", "switchyard.log"):
        if (scratch / log).exists():
            shutil.copy(scratch / log, out / log)


def main():
    arguments = read_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    raise_priority()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that every `with` block ends its processes
    with tempfile.TemporaryDirectory(prefix="switchyard-bench-") as folder:
        scratch = pathlib.Path(folder)
        try:
            results, details = measure(arguments, scratch)
        except servers.BenchError as error:
            say(f"bench: {error}")
            return 1
        except KeyboardInterrupt:
            say("bench: interrupted")
            return 1
        finally:
            keep_logs(scratch, arguments.out)
    verdicts = write_report(arguments, results, details)
    missed = any(verdict["verdict"] == "missed" for verdict in verdicts)
    return 3 if missed and arguments.strict else 0


if __name__ == "__main__":
    sys.exit(main())
