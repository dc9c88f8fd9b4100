"""Killed at a random moment under load, again and again on one data directory: what a client has whole is on the
ledger once, what was under way is marked and estimated with every attempt, and the next start answers soon.

Now and then the new start is killed as well, while it recovers.
"""

import asyncio
import os
import random
import statistics
import sys
import threading
import time

import checker
import history
from client_driver import Ask, Client, Marks
from figures import Figure
from harness import Child, Switchyard, binary, sanitized
from history import History
from obedient_upstream import ObedientUpstream
from scratch import scratch

SMALL = {"rounds": 8, "clients": 100, "within": 5.0}  # on a machine that does other things as well
FULL = {"rounds": 500, "clients": 100, "within": 2.0}  # seconds, from the start to the first answer

SLOW_START = 1.0  # seconds; which part of it took long is printed
OPEN_SHARE = 0.9  # of the clients at a kill; the others are between two calls
SANITIZED_TIMES = 5  # as long, with a sanitizer in it
EARLIEST, LATEST = 0.1, 0.7  # seconds of load before a kill
LATER = 4  # every fourth kill comes when second attempts are under way:
LATER_EARLIEST, LATER_LATEST = 1.0, 1.5
FAILING = 0.1  # share of the calls of which the first attempt fails
KILLED_AGAIN = 0.15  # share of the starts that are killed, too


def say(text):
    print(text, file=sys.stderr, flush=True)


class Clients(threading.Thread):
    """So many clients, each call after call, until the gateway is gone."""

    def __init__(self, gw, count, dice, marks, book):
        super().__init__(daemon=True)
        self.gw, self.count, self.dice, self.marks, self.book = gw, count, dice, marks, book
        self.open = 0
        self.gone = False

    def run(self):
        asyncio.run(self._all())

    async def _all(self):
        await asyncio.gather(*(self._one() for _ in range(self.count)))

    async def _one(self):
        client = Client(self.gw.port, self.gw.key)
        while not self.gone:
            self.open += 1
            row = await client.call(self._ask())
            self.open -= 1
            self.book.write(row)
            self.gone = self.gone or row["end"] in ("cut", "refused")
        client.hang_up()

    def _ask(self):
        mark, dice = self.marks.next(), self.dice
        events = dice.randint(1, 40)
        order = {"events": events, "batch": dice.choice([1, 3, 10]), "gap": dice.choice([0, 0.002, 0.02]),
                 "delay": dice.choice([0, 0, 0.05, 0.2]), "usage": [int(mark) % 997 + 1, events]}
        ask = Ask(mark, stream=dice.random() < 0.7, order=order, ask_usage=dice.random() < 0.5)
        if dice.random() < FAILING:
            order |= {"end": ["fin", dice.choice(["whole", "whole", "stall"])], "cut": -1}
        elif dice.random() < 0.05:
            ask.leave_after = dice.randint(0, events)
        return ask


class Rounds:
    """What has happened so far: the three histories, and how far each of them is checked."""

    def __init__(self, gw, upstream, folder, seed, clients):
        self.gw, self.upstream, self.clients = gw, upstream, clients
        self.dice, self.marks = random.Random(seed), Marks(0)
        self.clients_file = folder / "clients.jsonl"
        self.book = History(self.clients_file)
        self.read_to = {"client": 0, "upstream": 0}
        self.last_row = 0
        self.starts, self.open = [], []
        self.killed_again = 0
        self.too_early = checker.Findings()

    def round(self):
        clients = Clients(self.gw, self.clients, self.dice, self.marks, self.book)
        clients.start()
        later = len(self.starts) % LATER == LATER - 1
        time.sleep(self.dice.uniform(*((LATER_EARLIEST, LATER_LATEST) if later else (EARLIEST, LATEST))))
        self.open.append(clients.open)
        killed_at = time.time()
        self.gw.kill()
        clients.join()
        self.upstream.wait_until_idle()
        seen = self._news("client", self.clients_file), self._news("upstream", self.upstream.history)
        while self.dice.random() < KILLED_AGAIN:
            self._start_and_kill()
        self.starts.append(self._start())
        self._check(*seen, killed_at)

    def _news(self, side, path):
        rows, self.read_to[side] = history.read(path, self.read_to[side])
        return rows

    def _start_and_kill(self):
        self.killed_again += 1
        command = [binary(), "serve", "--data-dir", self.gw.data_dir, "--port", "0"]
        child = Child(command, self.gw.env, self.gw.log_path)
        time.sleep(self.dice.uniform(0, 0.15))
        child.kill()

    def _start(self):
        """Seconds until a call is answered. The call belongs to the next round."""
        began = time.monotonic()
        self.gw.start()
        listening = time.monotonic()
        row = asyncio.run(self._first_call())
        answered = time.monotonic()
        self.book.write(row)
        if row["end"] != "whole":
            raise AssertionError(f"the first call after a start ended so: {row}")
        if answered - began > SLOW_START:
            say(f"start {len(self.starts)} was slow: {listening - began:.2f} s until it listened, "
                f"{answered - listening:.2f} s for the answer, load average {os.getloadavg()[0]:.1f}")
        return answered - began

    async def _first_call(self):
        client = Client(self.gw.port, self.gw.key)
        row = await client.call(Ask(self.marks.next(), stream=False))
        client.hang_up()
        return row

    def _check(self, clients, posts, killed_at):
        """This round by itself, to name it; the check at the end covers them all."""
        self.too_early.unexplained += [f"{client['mark']} ended `{client['end']}` before the kill: {client['error']}"
                                       for client in clients if client["end"] in ("cut", "refused")
                                       and client["ended"] < killed_at]
        marks = {client["mark"] for client in clients}
        database = checker.open_books(self.gw.data_dir)
        rows = [row for row in checker.rows_of_file(database, self.last_row)
                if history.mark_of_model(row["requested_model"]) in marks]
        database.close()
        self.last_row = max([self.last_row, *(row["no"] for row in rows)])
        findings = checker.check(clients, posts, rows, killed=True)
        if findings:
            say(f"round {len(self.starts)}: {findings}")

    def check_all(self):
        """Every call of every round, and the sums; also the number of whole answers, and of the attempts of each
        interrupted call."""
        self.upstream.wait_until_idle()
        self.gw.wait_until_folded()
        self.book.close()
        clients, posts = (history.read(path)[0] for path in (self.clients_file, self.upstream.history))
        database = checker.open_books(self.gw.data_dir)
        rows = checker.rows_of_file(database)
        findings = checker.check(clients, posts, rows, killed=True)
        findings += checker.check_sums(database)
        findings += self.too_early
        database.close()
        whole = sum(client["end"] == "whole" for client in clients)
        return findings, whole, [row["attempts"] for row in rows if row["outcome"] == "interrupted"]


def figures_of(rounds, findings, whole, interrupted, within):
    count = findings.counts()
    slowest, at_once, wanted = max(rounds.starts), statistics.median(rounds.open), OPEN_SHARE * rounds.clients
    again = sum(attempts > 1 for attempts in interrupted)
    limit = within * (SANITIZED_TIMES if sanitized() else 1)
    return [
        Figure("kills under load, and while starting", f"{len(rounds.starts)}, {rounds.killed_again}", "shown", True),
        Figure("calls open at a kill, median", f"{at_once:.0f}", f">= {wanted:.0f}", at_once >= wanted),
        Figure("whole answers not on the ledger as done", f"{count['lost']} of {whole}", "0",
               not count["lost"] and whole > 0),
        Figure("calls booked twice", f"{count['doubled']} of {findings.calls}", "0", not count["doubled"]),
        Figure("calls unexplained or mixed up", f"{count['unexplained'] + count['foreign']} of {findings.calls}", "0",
               not count["unexplained"] and not count["foreign"]),
        Figure("interrupted calls, marked and estimated", str(len(interrupted)), "> 0", bool(interrupted)),
        Figure("interrupted in a second attempt, booked with both", str(again), "> 0", again > 0),
        Figure("start to first answer", f"{slowest:.2f} s slowest, {statistics.median(rounds.starts):.2f} s median",
               f"<= {limit:.0f} s", slowest <= limit),
    ]


def prove(seed, rounds, clients, within):
    with scratch("kill") as folder:
        with ObedientUpstream(folder) as upstream, Switchyard(data_dir=folder / "data") as gw:
            gw.add_provider("obedient", upstream.base_url, "env:E2E_KEY_1", any_model=True)
            run = Rounds(gw, upstream, folder, seed, clients)
            for _ in range(rounds):
                run.round()
            findings, whole, interrupted = run.check_all()
    if findings:
        say(findings)
    return figures_of(run, findings, whole, interrupted, within)
