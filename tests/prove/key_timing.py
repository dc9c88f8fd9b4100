"""The time in which a wrong key is refused tells nothing about the right one: keys that share nothing, half, and all but
the last character with it, asked in turns on one connection; no pair may be told apart by Welch's t.
"""

import http.client
import math
import random
import statistics
import time

from figures import Figure
from harness import Switchyard

SMALL = {"requests": 900}
FULL = {"requests": 600_000}

MOST_T = 4.5  # the border that side-channel tests of hardware use
WARM_UP = 300
TRIM = 0.9    # of the times, the shortest: what interrupts cost says nothing


def keys_like(key):
    other = "sy-" + "".join("A" if one != "A" else "B" for one in key[3:])
    last = "A" if key[-1] != "A" else "B"
    half = 3 + (len(key) - 3) // 2
    return {"nothing": other, "half": key[:half] + other[half:], "all but one": key[:-1] + last}


def measure(gw, requests, chance):
    """Nanoseconds of each refusal, by what the key shares with the right one."""
    connection = http.client.HTTPConnection("127.0.0.1", gw.port, timeout=30)
    connection.connect()
    sock, kinds = connection.sock, keys_like(gw.key)
    asked = {kind: (f"GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1:{gw.port}\r\nAuthorization: Bearer {key}\r\n\r\n").encode()
             for kind, key in kinds.items()}
    times = {kind: [] for kind in kinds}
    order = list(kinds) * (requests // len(kinds))
    chance.shuffle(order)
    for number, kind in enumerate(list(kinds) * (WARM_UP // len(kinds)) + order):
        begin = time.perf_counter_ns()
        sock.sendall(asked[kind])
        answer = sock.recv(65536)
        took = time.perf_counter_ns() - begin
        if not answer.startswith(b"HTTP/1.1 401 "):
            raise AssertionError(f"a wrong key was answered {answer[:40]!r}")
        if number >= WARM_UP:
            times[kind].append(took)
    connection.close()
    return {kind: sorted(all_of)[:int(len(all_of) * TRIM)] for kind, all_of in times.items()}


def welch(one, other):
    spread = statistics.variance(one) / len(one) + statistics.variance(other) / len(other)
    return abs(statistics.fmean(one) - statistics.fmean(other)) / math.sqrt(spread) if spread else 0.0


def prove(seed, requests):
    with Switchyard("--workers", "1") as gw:
        times = measure(gw, requests, random.Random(seed))
    kinds = list(times)
    worst = max(welch(times[one], times[other]) for i, one in enumerate(kinds) for other in kinds[i + 1:])
    means = ", ".join(f"{statistics.fmean(times[kind]) / 1000:.1f}" for kind in kinds)
    return [
        Figure("refusals of wrong keys, in turns", str(requests), f">= {requests}", True),
        Figure("mean by shared part (nothing, half, all but one)", f"{means} us", "told", True),
        Figure("worst t of any two", f"{worst:.2f}", f"< {MOST_T}", worst < MOST_T),
    ]
