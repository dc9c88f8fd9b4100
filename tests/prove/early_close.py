"""A provider that closes early, at every place a request passes, with FIN and with RST: what it saw begin is what is
booked as an attempt, one for one. A request that went out twice behind our back would be a bill nobody sees.

Where it closes before it reads, what it saw is the connection: there each connection must be an attempt.
"""

import asyncio
import itertools
import sys
from collections import Counter, defaultdict
from contextlib import ExitStack

import checker
import scripted_upstream as script
from client_driver import Ask, Client, Marks
from figures import Figure
from harness import Switchyard
from history import mark_in, mark_of_model
from scripted_upstream import ScriptedUpstream

SMALL = {"closes": 96}
FULL = {"closes": 1000}

ATTEMPTS = 4  # of one call, by default
AT_ONCE = 100
PADDING = 100_000  # characters in a prompt, so that half a body is not the end of it
KINDS = {"fin": script.fin, "rst": script.rst}
# Where it closes -> what it does before that, once it has the request's head.
PLACES = {
    "head": [],
    "half_body": [script.read_body(0.5)],
    "request": [script.read_body()],
    "status_line": [script.read_body(), script.send(b"HTTP/1.1 200 OK\r\n")],
}


class Case:
    """One provider that closes in one way. `seen` is what began at it, `marks` which calls that were, if it knows."""

    may_have_read = True  # so that it may bill

    def __init__(self, gw, name, upstream, path=""):
        self.name, self.upstream, self.path = name, upstream, path
        gw.add_provider(name, f"http://127.0.0.1:{upstream.port}{path}/v1", "env:E2E_KEY_1", any_model=True)

    @property
    def received(self):
        return [one for one in self.upstream.received if one.path.startswith(self.path + "/")]

    def seen(self):
        return len(self.received)

    def closes(self):
        return self.seen()

    def marks(self):
        found = [mark_in(one.body.decode("utf-8", "replace")) for one in self.received]
        return Counter(found) if all(found) else None


class AtAccept(Case):
    """Closes each connection before it reads anything, at times before a request is sent: that costs nothing."""

    may_have_read = False

    def seen(self):
        return self.upstream.connections

    def marks(self):
        return None


class OnReuse(Case):
    """Answers the first request of a connection and closes at the second."""

    def closes(self):
        return sum(one.nth == 2 for one in self.received)


def make_cases(stack, gw):
    cases = []
    shared = stack.enter_context(ScriptedUpstream())
    for kind, close in KINDS.items():
        alone = stack.enter_context(ScriptedUpstream())
        alone.on_accept([close()])
        cases.append(AtAccept(gw, f"accept_{kind}", alone))
        for place, steps in PLACES.items():
            shared.before_body(f"/{place}_{kind}/", [*steps, close()])
            cases.append(Case(gw, f"{place}_{kind}", shared, f"/{place}_{kind}"))
        cases.append(OnReuse(gw, f"reuse_{kind}", shared, f"/reuse_{kind}"))
    shared.otherwise(answer_or_close)
    return cases


def answer_or_close(received):
    if received.nth == 2:
        return [KINDS["fin" if "_fin/" in received.path else "rst"]()]
    if not received.json().get("stream"):
        return [script.whole()]
    return [script.begin(script.delta("hello")), script.end()]


async def make_calls(gw, cases, closes, marks):
    """As many calls to each case as bring its share of the closes: (the marks of each case, the clients' rows)."""
    called, rows = defaultdict(list), []
    free = asyncio.Semaphore(AT_ONCE)
    turns = itertools.cycle([True, False])  # streams and whole answers

    async def call(case, client):
        ask = Ask(marks.next(), stream=next(turns), prefix=f"{case.name}/", padding=PADDING, order={})
        called[case.name].append(ask.mark)
        rows.append(await client.call(ask))

    async def once(case):
        async with free:
            client = Client(gw.port, gw.key)
            await call(case, client)
            client.hang_up()

    async def until_closed(case, wanted):
        client = Client(gw.port, gw.key)
        while case.closes() < wanted and len(called[case.name]) < 10 * wanted:
            await call(case, client)
        client.hang_up()

    share = -(-closes // len(cases))
    work = []
    for case in cases:
        if isinstance(case, OnReuse):
            work.append(until_closed(case, share))
        else:
            work += [once(case) for _ in range(-(-share // ATTEMPTS))]
    await asyncio.gather(*work)
    return called, rows


def differences(case, rows):
    """What the provider saw and what is booked, where they are not the same."""
    booked = sum(row["attempts"] for row in rows)
    if case.seen() != booked:
        yield f"{case.name}: the provider saw {case.seen()} begin, {booked} attempts are booked"
    marks = case.marks()
    for row in rows if marks is not None else ():
        mark = mark_of_model(row["requested_model"])
        if marks[mark] != row["attempts"]:
            yield f"{case.name}: the provider saw call {mark} {marks[mark]} times, {row['attempts']} are booked"


def wrong_ends(case, rows, clients):
    """Each call must be booked once, with its cost, and end as its provider's way of closing leaves it."""
    good = isinstance(case, OnReuse)
    by_mark = Counter(mark_of_model(row["requested_model"]) for row in rows)
    for client in clients:
        if by_mark[client["mark"]] != 1:
            yield f"{case.name}: call {client['mark']} is {by_mark[client['mark']]} times on the ledger"
        if client["status"] != (200 if good else 502) or (not good and client["end"] != "error"):
            yield f"{case.name}: call {client['mark']} ended {client['status']} {client['end']}: {client['error']}"
    for row in rows if case.may_have_read else ():
        sure = good and row["attempts"] == 1
        if row["confidence"] != ("measured" if sure else "estimated") or row["cost_nanos"] <= 0:
            yield f"{case.name}: {row['id']} of {row['attempts']} attempts is {row['confidence']}, {row['cost_nanos']}"


def prove(seed, closes):
    with ExitStack() as stack:
        gw = stack.enter_context(Switchyard())
        cases = make_cases(stack, gw)
        called, clients = asyncio.run(make_calls(gw, cases, closes, Marks(seed % 1000 * 10_000)))
        gw.wait_until_folded()
        rows = gw.all_requests()
        wrong, ends, attempts = [], [], 0
        for case in cases:
            marks = set(called[case.name])
            of_case = [row for row in rows if mark_of_model(row["requested_model"]) in marks]
            attempts += sum(row["attempts"] for row in of_case)
            wrong += differences(case, of_case)
            ends += wrong_ends(case, of_case, [one for one in clients if one["mark"] in marks])
        done, seen = sum(case.closes() for case in cases), sum(case.seen() for case in cases)
    for line in (wrong + ends)[:checker.SHOWN]:
        print(line, file=sys.stderr, flush=True)
    return [
        Figure("closes by the provider", f"{done} in {len(cases)} ways", f">= {closes}", done >= closes),
        Figure("requests it saw begin, attempts booked", f"{seen}, {attempts}", "the same", seen == attempts),
        Figure("ways or calls where they differ", str(len(wrong)), "0", not wrong),
        Figure("calls with a wrong end or cost", f"{len(ends)} of {len(clients)}", "0", not ends),
    ]
