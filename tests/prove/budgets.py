"""Five hundred calls of random size at once against $1.00, seed by seed, with one worker and with four: never more is
spent, nothing stays held, and after a kill in the middle the books agree with what the provider served."""

import random
import sys
import threading
import time

import budget_flood as flood
import history
from figures import Figure
from harness import Switchyard, until
from obedient_upstream import ObedientUpstream
from scratch import scratch

SMALL = {"seeds": 2, "calls": 200}
FULL = {"seeds": 100, "calls": 500}

KILLED = 4  # every fourth run is killed in its middle


def say(text):
    print(text, file=sys.stderr, flush=True)


class Run:
    """One seed: a fresh data directory, a flood, and perhaps a kill."""

    def __init__(self, seed, number, calls, folder):
        self.folder = folder
        self.workers = 4 if number % 2 else 1
        self.killed = number % KILLED == 1
        self.limit = flood.DOLLAR * calls // FULL["calls"]
        self.asks = flood.asks_of(random.Random(seed * 1000 + number), calls, 0)
        self.most = self.refused = self.whole = self.looks = 0

    def carry_out(self):
        with ObedientUpstream(self.folder) as upstream, \
                Switchyard("--workers", str(self.workers), data_dir=self.folder / "data") as gw:
            gw.add_provider("obedient", upstream.base_url, "env:E2E_KEY_1", any_model=True)
            budget = flood.add_budget(gw, "team", self.limit)
            (self._kill if self.killed else self._flood)(gw, budget)
            upstream.wait_until_idle()
            gw.wait_until_folded()
            self.spent = flood.look(gw, budget)["spent_nanos"]
            posts = history.read(upstream.history)[0]
            return flood.wrong_in_books(gw.data_dir, self.asks, posts, flood.look(gw, budget))

    def _flood(self, gw, budget):
        with flood.Watch(gw, budget) as watch:
            rows = flood.flood(gw, self.asks)
        self.most, self.looks = watch.most, watch.looks
        self.refused = sum(row["end"] == "refused" for row in rows)
        self.whole = sum(row["end"] == "whole" for row in rows)

    def _kill(self, gw, budget):
        running = threading.Thread(target=flood.flood, args=(gw, self.asks), daemon=True)
        running.start()
        until(lambda: flood.look(gw, budget)["reserved_nanos"] > 0, "calls are under way", 20)
        time.sleep(0.3)
        gw.kill()
        running.join()
        gw.start()


def prove(seed, seeds, calls):
    wrong, runs = [], []
    for number in range(seeds):
        with scratch("budgets") as folder:
            run = Run(seed, number, calls, folder)
            found = run.carry_out()
            if found:
                say(f"run {number} of seed {seed}: {found}")
        wrong += found
        runs.append(run)
    most = max(max(run.most, run.spent) / run.limit for run in runs)
    refused, whole = sum(run.refused for run in runs), sum(run.whole for run in runs)
    return [
        Figure("floods, of them killed in the middle", f"{len(runs)}, {sum(run.killed for run in runs)}", "shown",
               True),
        Figure("spent and held of the limit, at most", f"{most:.2%}", "<= 100 %", most <= 1),
        Figure("calls served whole, refused", f"{whole}, {refused}", "> 0 each", whole > 0 and refused > 0),
        Figure("looks at a budget under load", str(sum(run.looks for run in runs)), "> 0",
               any(run.looks for run in runs)),
        Figure("sums, entries and answers that disagree", str(len(wrong)), "0", not wrong),
    ]
