#!/usr/bin/env python3
"""Runs the scenarios that prove what the gateway promises, one after another, and prints one table of figures.

    run.py                     every scenario at full scale
    run.py kill cuts --small   two of them, in seconds
    run.py kill --seed 7       with the random choices of an earlier run

A scenario is a file of this folder with `SMALL` and `FULL`, the arguments of its two scales, and
`prove(seed, **scale)`, which returns figures. Each runs in a process of its own; what it starts and its temporary
files do not outlive it. Ends with 0 when every goal was met, 1 when one was missed or a scenario could not be carried
out.
"""

import argparse
import contextlib
import importlib
import json
import multiprocessing
import multiprocessing.connection
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True  # the source folder stays clean

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent / "end_to_end", HERE.parent / "bench"):
    sys.path.insert(0, str(folder))

import report
import table
from harness import bind_to_parent

SMALL_SECONDS = 60
FULL_SECONDS = 3600
END_SECONDS = 10  # for a scenario that has sent its figures


class Scenario(NamedTuple):
    """One line of the list. `alone`: other tests beside its small version would spoil it."""

    name: str
    shows: str
    alone: bool = False

    def is_here(self):
        return (HERE / f"{self.name}.py").is_file()


SCENARIOS = [one for one in [
    Scenario("kill", "killed under load, nothing that a client received is lost", alone=True),
    Scenario("cuts", "a cut stream never looks whole"),
    Scenario("resilience", "sixteen ways in which providers fail end well for the client", alone=True),
    Scenario("early_close", "a provider that closes early is not asked behind our back"),
    Scenario("hang_up", "a client that leaves takes its upstream call with it", alone=True),
    Scenario("cross_talk", "no stream carries a word of another", alone=True),
    Scenario("abuse", "hostile clients and providers cost bounded memory and little time", alone=True),
    Scenario("budgets", "five hundred calls at once never spend more than a hard budget has", alone=True),
    Scenario("disk", "a full, broken or locked disk loses nothing acknowledged"),
    Scenario("replay", "other rules on a million past calls within seconds, and exactly those move that must", alone=True),
    Scenario("costs", "cost pages and reports over ten million calls within a tenth of a second, to the nano", alone=True),
    Scenario("watch_rows", "the log of five million calls is searched within a tenth of a second, exported flat, and followed", alone=True),
    Scenario("fuzz", "no input makes a parser crash or break its word"),
    Scenario("mutations", "no spoiled request is taken that Node's parser refuses"),
    Scenario("key_timing", "the time of a refusal tells nothing about a key", alone=True),
    Scenario("idle_tls", "a connection that is only kept open costs little, over TLS as well", alone=True),
    Scenario("canary", "a provider key is nowhere but on the wire to its provider"),
    Scenario("soak", "memory, descriptors and threads stay level under steady load", alone=True),
] if one.is_here()]


class Outcome(NamedTuple):
    """What came of one scenario; `error` says why there are no figures. Unit: seconds."""

    scenario: str
    figures: list
    error: str
    seconds: float

    def held(self):
        return not self.error and all(figure.met for figure in self.figures)


def say(text):
    print(text, file=sys.stderr, flush=True)


def carry_out(name, seed, small, folder, keep, answer):
    """In the process of the scenario: sends (figures, error)."""
    os.setsid()
    bind_to_parent()
    os.environ["TMPDIR"] = str(folder)
    if keep:
        os.environ["SWITCHYARD_KEEP"] = str(folder)
    try:
        module = importlib.import_module(name)
        figures = module.prove(seed, **(module.SMALL if small else module.FULL))
        answer.send((list(figures), "" if figures else "it measured nothing"))
    except BaseException as error:
        traceback.print_exc()
        answer.send(([], f"{type(error).__name__}: {error}".strip()))


@contextlib.contextmanager
def own_folder(name, keep):
    """Where the scenario's temporary files go; `keep`: in that folder, and they stay."""
    folder = keep / name if keep else Path(tempfile.mkdtemp(prefix=f"switchyard-{name}-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder.resolve()
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def end_all(process):
    """The scenario and whatever it has started and left behind."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()  # should it not have come so far as to have a session
    process.join()


def run(name, seed, small, keep=None, limit=None):
    with own_folder(name, keep) as folder:
        return run_in(folder, bool(keep), name, seed, small, limit or (SMALL_SECONDS if small else FULL_SECONDS))


def run_in(folder, keep, name, seed, small, limit):
    began = time.monotonic()
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=carry_out, args=(name, seed, small, folder, keep, theirs))
    process.start()
    theirs.close()
    figures, error = [], None
    try:
        if not ours.poll(limit):
            error = f"not done within {limit} s"
        else:
            with contextlib.suppress(EOFError):
                figures, error = ours.recv()
            multiprocessing.connection.wait([process.sentinel], END_SECONDS)
    finally:
        end_all(process)
    if error is None:
        error = f"it ended with {process.exitcode} and no figures"
    return Outcome(name, figures, error, time.monotonic() - began)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="SCENARIO", help="all of them without names")
    scale = parser.add_mutually_exclusive_group()
    scale.add_argument("--small", action="store_true", help="seconds instead of minutes")
    scale.add_argument("--full", action="store_false", dest="small", help="the default")
    parser.add_argument("--seed", type=int, help="repeats the random choices of a run")
    parser.add_argument("--limit", type=int, metavar="SECONDS", help="after which a scenario is ended")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="data directories and logs are left there")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder for prove.md and prove.json")
    parser.add_argument("--list", action="store_true", help="prints the scenarios and ends")
    arguments = parser.parse_args()
    known = [one.name for one in SCENARIOS]
    for name in arguments.names:
        if name not in known:
            parser.error(f"there is no scenario {name}; there are {', '.join(known)}")
    arguments.names = arguments.names or known
    if arguments.seed is None:
        arguments.seed = random.SystemRandom().randrange(1_000_000)
    return arguments


def outcomes_of(arguments):
    for number, name in enumerate(arguments.names, 1):
        say(f"[{number}/{len(arguments.names)}] {name}, seed {arguments.seed}")
        outcome = run(name, arguments.seed, arguments.small, arguments.keep, arguments.limit)
        for figure in outcome.figures:
            say(f"  {'met   ' if figure.met else 'MISSED'}  {figure.name}: {figure.value}")
        if outcome.error:
            say(f"  FAILED  {outcome.error}")
        say(f"  {outcome.seconds:.1f} s")
        yield outcome


def main():
    arguments = read_arguments()
    if arguments.list:
        for one in SCENARIOS:
            print(f"{one.name}\t{'alone' if one.alone else 'beside'}\t{one.shows}")
        return 0
    facts = {**report.machine(HERE), "seed": arguments.seed, "scale": "small" if arguments.small else "full"}
    began = time.monotonic()
    outcomes = list(outcomes_of(arguments))
    facts["seconds"] = round(time.monotonic() - began, 1)
    print(table.as_text(outcomes, facts), flush=True)
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        (arguments.out / "prove.md").write_text(table.as_markdown(outcomes, facts), encoding="utf-8")
        text = json.dumps(table.as_json(outcomes, facts), indent=1)
        (arguments.out / "prove.json").write_text(text, encoding="utf-8")
    return 0 if all(outcome.held() for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
