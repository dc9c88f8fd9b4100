"""How long a provider stays asked after the client has left: every phase, stream or not, close, half-close or reset.

The time runs from the client's close to the moment the provider's side of the connection is closed, both by one clock.
"""

import contextlib
import random
import time

from figures import Figure
from harness import Switchyard, until
from leaving import (MODEL, PHASES, Leaver, SilentPort, WatchingUpstream, bring_to, open_calls,
                     sockets_besides_warm_ones, sockets_of)

SMALL = {"repeats": 3, "most_ms": 500}  # on a machine that does other things as well
FULL = {"repeats": 150, "most_ms": 50}

WAYS = ("fin", "half", "rst")
NOT_BILLED = ("retry", "connecting")


def prove(seed, repeats, most_ms):
    chance = random.Random(seed)
    with WatchingUpstream() as upstream, SilentPort() as silent, Switchyard("--workers", "1") as gateway:
        for phase in sorted({phase for phase, _ in PHASES}):
            gateway.add_provider(phase, upstream.url(phase), any_model=True)
        gateway.add_provider("connecting", silent.url(), any_model=True)
        runs = [(phase, stream, how) for phase, stream in [*PHASES, ("connecting", True), ("connecting", False)]
                for how in WAYS for _ in range(repeats) if (phase, how) != ("flooding", "fin")]
        chance.shuffle(runs)
        sockets = sockets_besides_warm_ones(gateway, upstream)
        took = {}
        for phase, stream, how in runs:
            if phase == "connecting":
                seconds = leave_connecting(gateway, silent, stream, how)
            else:
                seconds = leave(gateway, upstream, phase, stream, how, chance)
            took.setdefault((phase, stream), []).append(seconds * 1000)
        until(lambda: open_calls(gateway) == 0, "no call is open")
        figures = [timing(phase, stream, sorted(all_ms), most_ms) for (phase, stream), all_ms in sorted(took.items())]
        figures += books(gateway, upstream, len(runs))
        left = sockets_besides_warm_ones(gateway, upstream) - sockets
        return [*figures, Figure("hang-up: sockets left open", str(left), "<= 0", left <= 0)]


def leave(gateway, upstream, phase, stream, how, chance):
    before = len(upstream.of(phase))
    client = bring_to(gateway, upstream, phase, stream, before)
    with contextlib.closing(client):
        asked = upstream.of(phase)[before]
        time.sleep(chance.random() * 0.005)
        left = client.leave(how)
        if phase == "retry":  # its provider has answered: what ends is the call
            until(lambda: open_calls(gateway) == 0, "the call is over")
            return time.monotonic() - left
        return until(lambda: asked.closed_at, f"the provider's connection is closed: {phase}") - left


def leave_connecting(gateway, silent, stream, how):
    client = Leaver(gateway.port, gateway.key)
    with contextlib.closing(client):
        client.ask(f"connecting/{MODEL}", stream)
        (connecting,) = until(silent.connecting, "the gateway tries to connect")
        left = client.leave(how)
        until(lambda: connecting not in sockets_of(gateway.pid), "it gives up connecting")
        return time.monotonic() - left


def timing(phase, stream, sorted_ms, most_ms):
    def at(part):
        return sorted_ms[min(len(sorted_ms) - 1, int(part * len(sorted_ms)))]
    value = f"{at(0.5):.2f} / {at(0.99):.2f} / {sorted_ms[-1]:.2f} ms of {len(sorted_ms)}"
    name = f"hang-up: {phase}, {'stream' if stream else 'whole'}: p50 / p99 / max"
    return Figure(name, value, f"max <= {most_ms} ms", sorted_ms[-1] <= most_ms)


def books(gateway, upstream, calls):
    gateway.wait_until_folded()
    rows = gateway.all_requests()
    cancelled = sum(row["outcome"] == "cancelled" and row["attempts"] == 1 for row in rows)
    wrong = sum((row["cost_nanos"] > 0) == (row["provider"] in NOT_BILLED) for row in rows)
    sent = sum(row["provider"] != "connecting" for row in rows)
    posts = len(upstream.asked)
    return [Figure("hang-up: calls booked once, as cancelled, with one attempt", f"{cancelled} of {len(rows)}",
                   f"{calls} of {calls}", cancelled == len(rows) == calls),
            Figure("hang-up: requests providers got / attempts that were sent", f"{posts} / {sent}", "equal",
                   posts == sent),
            Figure("hang-up: calls without a cost though sent, or with one though not", str(wrong), "0", wrong == 0)]
