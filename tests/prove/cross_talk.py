"""200 streams side by side, a mark in every event, clients that leave and a provider that breaks off at random: no
client sees a word of another call, or a piece out of its order, and the books of all of them agree.
"""

import itertools
import json
import random
import sys
import time
from collections import Counter
from contextlib import ExitStack

import checker
import client_driver
import history
from client_driver import Load
from figures import Figure
from harness import Child, Switchyard, until
from obedient_upstream import ObedientUpstream
from scratch import scratch

SMALL = {"events": 20_000, "streams": 200, "at_once": 180, "drivers": 2, "longest": 60}
FULL = {"events": 1_000_000, "streams": 200, "at_once": 200, "drivers": 4, "longest": 400}

PROVIDERS = 2  # processes, so that they are not what is waited for
SPARE = 1.3  # more is ordered than must arrive: some clients leave and some answers break off
LONGEST_SECONDS = 1500
MARKS_EACH = 10_000_000  # of each driver


def start_providers(stack, folder, gw):
    providers = []
    for number in range(PROVIDERS):
        home = folder / f"provider-{number}"
        home.mkdir()
        providers.append(stack.enter_context(ObedientUpstream(home)))
        gw.add_provider(f"obedient {number}", providers[-1].base_url, "env:E2E_KEY_1", any_model=True)
    return providers


def drive(folder, gw, seed, *, events, streams, drivers, longest):
    """Runs the clients to their end; the paths of their histories."""
    dice, children, paths = random.Random(seed), [], []
    try:
        for number in range(drivers):
            paths.append(folder / f"clients-{number}.jsonl")
            load = Load(port=gw.port, key=gw.key, history=str(paths[-1]), seed=dice.randrange(1 << 32),
                        first_mark=number * MARKS_EACH, clients=streams // drivers,
                        pieces=int(events * SPARE) // drivers, longest=longest)
            command = [sys.executable, client_driver.__file__, json.dumps(vars(load))]
            children.append(Child(command, None, folder / f"clients-{number}.log"))
        for child in children:
            until(lambda: child.popen.poll() is not None, "the clients are done", LONGEST_SECONDS)
            if child.popen.returncode != 0:
                raise AssertionError(f"a driver ended with {child.popen.returncode}:\n{child.log}")
    finally:
        for child in children:
            child.kill()
    return paths


def most_at_once(clients):
    """How many calls were open at the same time, by the clients' clock."""
    steps = sorted([(one["began"], 1) for one in clients] + [(one["ended"], -1) for one in clients])
    return max(itertools.accumulate(step for _, step in steps))


def figures_of(clients, posts, findings, wanted, wanted_at_once, seconds):
    at_once = most_at_once(clients)
    events = sum(client["events"] for client in clients)
    ends = Counter(client["end"] for client in clients)
    providers_cuts = sum(post["end"] in ("fin", "rst") for post in posts)
    counts = findings.counts()
    wrong = {kind: count for kind, count in counts.items() if kind != "foreign"}
    return [
        Figure("events read", f"{events:,} in {len(clients):,} calls, {events / seconds:,.0f} a second",
               f">= {wanted:,}", events >= wanted),
        Figure("calls open at once", f"up to {at_once}", f">= {wanted_at_once}", at_once >= wanted_at_once),
        Figure("calls that broke", f"{ends['aborted']} left by clients, {providers_cuts} cut by providers,"
               f" of {len(clients):,}", "> 0 each", bool(ends["aborted"] and providers_cuts)),
        Figure("marks of another call, or out of order", str(counts["foreign"]), "0", not counts["foreign"]),
        Figure("calls lost, doubled or unexplained", f"{sum(wrong.values())} of {findings.calls:,}", "0",
               not any(wrong.values())),
    ]


def prove(seed, events, streams, at_once, drivers, longest):
    with ExitStack() as stack:
        folder = stack.enter_context(scratch("cross-talk"))
        gw = stack.enter_context(Switchyard(data_dir=folder / "data"))
        providers = start_providers(stack, folder, gw)
        began = time.monotonic()
        paths = drive(folder, gw, seed, events=events, streams=streams, drivers=drivers, longest=longest)
        seconds = time.monotonic() - began
        for provider in providers:
            provider.wait_until_idle()
        gw.wait_until_folded()
        clients, posts = history.read_all(paths), history.read_all(one.history for one in providers)
        database = checker.open_books(gw.data_dir)
        findings = checker.check(clients, posts, checker.rows_of_file(database))
        findings += checker.check_sums(database)
        database.close()
    if findings:
        print(findings, file=sys.stderr, flush=True)
    return figures_of(clients, posts, findings, events, at_once, seconds)
