"""Steady mixed load for a long time: memory, descriptors, threads and files on disk must stay level.

Six times what a small team asks for (20 calls a second): whole answers and streams, clients that leave, providers that
fail and break off, bad requests, and somebody looking at the lists. The load pauses now and then, and what is open in
those idle moments is compared. The warm-up is denser, so that the page cache of the database, which has a bound, is
full when it ends.
"""

import asyncio
import contextlib
import json
import os
import random
import sqlite3
import sys
import time
from pathlib import Path

import trend
from figures import Figure
from harness import Switchyard
from mixed_load import KINDS, Load, Provider
from process_watch import Watch

SMALL = {"seconds": 7, "warm_up": 2, "warm_rate": 60, "bursts": 1, "burst": 50,
         "rate": 60, "idle_every": 8, "sample": 0.5}
FULL = {"seconds": 1800, "warm_up": 300, "warm_rate": 360, "bursts": 10, "burst": 400,
        "rate": 120, "idle_every": 300, "sample": 5}

MIB = 1 << 20
MOST_GROWTH_AN_HOUR = 1.0  # MiB
MOST_GROWTH_SMALL = 32.0  # MiB; in seconds only a gross leak shows
MOST_WAL = 64.0  # MiB
LOOK_SECONDS = 0.2
SAME_LOOKS = 5  # in a row: it has settled
SETTLE_LOOKS = 100
MINUTE = 60


class Soak:
    """One run: the load, what was sampled under it, and what was open in the idle moments."""

    def __init__(self, gateway, load, watch, scale):
        self.load = load
        self.watch = watch
        self.scale = scale
        self.data_dir = gateway.data_dir
        self.samples = []
        self.idle = []
        self.warm_at = 0.0  # seconds since the beginning

    async def run(self):
        began = time.monotonic()
        sampling = asyncio.create_task(self._sample(began))
        try:
            await self._warm_up()
            await self._idle_moment()
            self.warm_at = time.monotonic() - began
            left = self.scale["seconds"] - self.scale["warm_up"]
            while left > 0.5:
                part = min(left, self.scale["idle_every"])
                await self.load.run(part, self.scale["rate"])
                await self._idle_moment()
                left -= part
                print(f"  {time.monotonic() - began:.0f} s, {self.load.count} calls, {self.samples[-1]}",
                      file=sys.stderr, flush=True)
        finally:
            sampling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sampling
            self._keep_samples()

    async def _warm_up(self):
        """Then every cache with a bound is full, and the allocator has what it keeps after a peak: a moment in which
        the machine stalls and calls pile up must not look like a leak."""
        await self.load.run(self.scale["warm_up"], self.scale["warm_rate"])
        for _ in range(self.scale["bursts"]):
            await self.load.finish()
            self.load.burst(self.scale["burst"])

    async def _sample(self, began):
        while True:
            self.samples.append(self.watch.sample(time.monotonic() - began, self.load.open_calls()))
            await asyncio.sleep(self.scale["sample"])

    def _keep_samples(self):
        if folder := os.environ.get("SWITCHYARD_KEEP"):
            lines = [json.dumps(one._asdict()) for one in self.samples]
            Path(folder, "samples.jsonl").write_text("\n".join(lines) + "\n", encoding="ascii")

    async def _idle_moment(self):
        """Calls are over and their connections closed; the gateway gets a moment to notice."""
        await self.load.finish()
        seen = []
        while len(seen) < SETTLE_LOOKS and len(set(seen[-SAME_LOOKS:])) != 1 or len(seen) < SAME_LOOKS:
            await asyncio.sleep(LOOK_SECONDS)
            seen.append((self.watch.descriptors(), self.watch.threads()))
        self.idle.append(seen[-1])


def memory_figures(samples, warm_at, scale):
    """RSS as the kernel counts it, and of that what no file stands behind."""
    warm = [one for one in samples if one.at >= warm_at]
    peak = max(one.rss for one in samples) / MIB
    if scale["seconds"] < 20 * MINUTE:
        grown = (warm[-1].rss - warm[0].rss) / MIB
        yield Figure("memory grown after the warm-up", f"{grown:+.1f} MiB, peak {peak:.0f} MiB",
                     f"<= {MOST_GROWTH_SMALL:.0f} MiB", grown <= MOST_GROWTH_SMALL)
        return
    for name, pick in (("RSS", lambda one: one.rss), ("anonymous memory", lambda one: one.anonymous)):
        line = trend.of_each(MINUTE, [(one.at, pick(one) / MIB) for one in warm])
        yield Figure(f"{name}, slope after the warm-up of {warm_at / MINUTE:.0f} min",
                     f"{line.slope * 3600:+.2f} ± {line.error * 3600:.2f} MiB/h (standard error)",
                     f"< {MOST_GROWTH_AN_HOUR:.0f} MiB/h", line.slope * 3600 < MOST_GROWTH_AN_HOUR)
    yield Figure("RSS, peak", f"{peak:.1f} MiB; calls open at most {max(one.calls for one in samples)} in the warm-up, "
                 f"{max(one.calls for one in warm)} after it", "shown", True)


def level_figures(idle):
    for name, place in (("descriptors when idle, after the warm-up and at the end", 0), ("threads when idle", 1)):
        first, last = idle[0][place], idle[-1][place]
        yield Figure(name, " ".join(str(one[place]) for one in idle), "no more at the end", last <= first)


def file_figures(samples):
    wal = max(one.wal for one in samples) / MIB
    journal = max(one.journal for one in samples) / MIB
    yield Figure("write-ahead log, most", f"{wal:.1f} MiB", f"<= {MOST_WAL:.0f} MiB", wal <= MOST_WAL)
    yield Figure("journal, most", f"{journal:.1f} MiB", f"<= {MOST_WAL:.0f} MiB", journal <= MOST_WAL)


def load_figures(load, data_dir, rate):
    yield Figure("calls", f"{load.count:,}, {rate} a second; " + ", ".join(
        f"{kind.name} {load.by_kind[kind.name]:,}" for kind in KINDS), "shown", True)
    yield Figure("unexpected answers", "; ".join([f"{sum(load.surprises.values())}", *load.described()]), "0",
                 not load.surprises)
    with contextlib.closing(sqlite3.connect(f"file:{data_dir}/usage.db?mode=ro", uri=True)) as usage:
        booked = {row[0] for row in usage.execute("SELECT id FROM requests")}
    lost = len(load.answered - booked)
    yield Figure("answered calls without a row", f"{lost} of {len(load.answered):,}", "0", lost == 0)


async def soak(gateway, provider, seed, scale):
    async with provider, Load(gateway, random.Random(seed)) as load:
        found = Soak(gateway, load, Watch(gateway.pid, gateway.data_dir, provider.port), scale)
        await found.run()
        return found


def prove(seed, **scale):
    with Switchyard() as gateway:
        provider = Provider(random.Random(seed + 1))
        provider.bind()
        provider.register(gateway)
        for once in ("/providers", "/requests", "/status"):
            gateway.admin("GET", once)  # a reader opens a database's log when it first reads what is in it
        found = asyncio.run(soak(gateway, provider, seed, scale))
        gateway.stop()
        return [*memory_figures(found.samples, found.warm_at, scale), *level_figures(found.idle),
                *file_figures(found.samples), *load_figures(found.load, gateway.data_dir, scale["rate"])]
