"""A disk that fills up under load, files with a flipped byte, and the n-th call on a file failing: nothing that a
client received whole is without its row, the service comes back alone, and no damage ends in a crash or a hang.
"""

import contextlib
import errno
import random
import shutil
import sqlite3
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import scripted_upstream as script
from disk_trouble import ALLOCATE, WRITE, Faults, SmallDisk, can_mount
from figures import Figure
from harness import Switchyard, until
from scratch import scratch

SMALL = {"cycles": 2, "flips": 10, "places": 3, "back_seconds": 15}  # on a machine that does other things as well
FULL = {"cycles": 100, "flips": 1000, "places": 400, "back_seconds": 5}

DISK_BYTES = 256 << 20  # more than what is booked, so that it is the filler that fills it
CLIENTS = 4
GIVE_UP_SECONDS = 30
SAID_WHEN_READ = "serves, and says so where it is read"
ASK = {"model": "sandbox", "messages": [{"role": "user", "content": "hi"}]}


class Call(NamedTuple):
    """One call as its client saw it."""

    id: str
    status: int
    whole: bool


def call(gateway, stream):
    answer = gateway.chat({**ASK, "stream": stream})
    whole = answer.status == 200 and (answer.body.endswith(script.DONE) if stream else b'"choices"' in answer.body)
    return Call(answer.request_id(), answer.status, whole)


def ledger(gateway):
    return gateway.admin("GET", "/status").json()["ledger"]


def all_booked(gateway):
    state = ledger(gateway)
    return state["lag"] == 0 and state["waiting"] == 0


def wait_until_well(gateway):
    """Seconds until calls are served again."""
    began = time.monotonic()
    until(lambda: gateway.chat(ASK).status == 200, f"calls are served again: {ledger(gateway)}", GIVE_UP_SECONDS)
    return time.monotonic() - began


def outcomes(data_dir):
    """How often each id has a row, and how its call ended."""
    with contextlib.closing(sqlite3.connect(data_dir / "usage.db", timeout=10)) as connection:
        return {one: (count, outcome) for one, count, outcome in connection.execute(
            "SELECT id, count(*), max(outcome) FROM requests GROUP BY id")}


class Books(NamedTuple):
    """What clients say, held against the rows."""

    whole: int
    lost: int
    doubled: int
    inexact: int  # has a row, but an estimate
    unsent: int   # refused, and has a row all the same

    def all_there(self):
        return self.lost == 0 and self.whole > 0


def hold_against_rows(data_dir, calls):
    rows = outcomes(data_dir)
    whole = [one for one in calls if one.whole]
    found = [rows[one.id] for one in whole if one.id in rows]
    return Books(len(whole), len(whole) - len(found), sum(count > 1 for count, _ in rows.values()),
                 sum(outcome != "done" for _, outcome in found),
                 sum(one.status == 503 and one.id in rows for one in calls))


# A disk that fills up

class PretendedDisk:
    """For a machine where nothing may be mounted: the program is told that its disk is full."""

    def __init__(self, faults):
        self.faults = faults

    def __enter__(self):
        self._stack = contextlib.ExitStack()
        self.data_dir = self._stack.enter_context(scratch("disk")) / "data"
        return self

    def __exit__(self, *_):
        self._stack.close()

    def fill(self):
        self.faults.arm(str(self.data_dir), WRITE | ALLOCATE, errno.ENOSPC, sticky=True)

    def free(self):
        self.faults.disarm()


class Load:
    """Clients that call all the time, and write down what they got."""

    def __init__(self, gateway):
        self.gateway = gateway
        self.calls = []
        self.stop = threading.Event()
        self.pool = ThreadPoolExecutor(CLIENTS)

    def __enter__(self):
        self.clients = [self.pool.submit(self._run, number % 2 == 0) for number in range(CLIENTS)]
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.pool.shutdown()
        for client in self.clients:
            client.result()

    def _run(self, stream):
        while not self.stop.is_set():
            one = call(self.gateway, stream)
            self.calls.append(one)
            time.sleep(0.05 if one.status == 503 else 0.005)

    def refused(self):
        return sum(one.status == 503 for one in self.calls)


def fill_and_free(draw, cycles, back_seconds):
    mountable = can_mount()
    with Faults() as faults:
        disk = SmallDisk(DISK_BYTES) if mountable else PretendedDisk(faults)
        with disk, Switchyard(data_dir=disk.data_dir, env={} if mountable else faults.env) as gateway:
            back = []
            with Load(gateway) as load:
                for _ in range(cycles):
                    before = load.refused()
                    disk.fill()
                    deadline = time.monotonic() + GIVE_UP_SECONDS
                    while load.refused() == before:  # folding may find room in what it has already
                        if time.monotonic() > deadline:
                            raise AssertionError(f"the disk is full and no call was refused: {ledger(gateway)}")
                        time.sleep(0.05)
                        disk.fill()
                    time.sleep(draw.uniform(0.05, 0.5))
                    disk.free()
                    back.append(wait_until_well(gateway))
                    time.sleep(draw.uniform(0.1, 0.5))
            until(lambda: all_booked(gateway), "all is booked", GIVE_UP_SECONDS)
            refused = load.refused()
            gateway.stop()
            books = hold_against_rows(disk.data_dir, load.calls)
    kind = "real" if mountable else "pretended"
    return [
        Figure(f"fill and free cycles, {kind} disk", f"{cycles}, {books.whole} answers, {refused} refused", "shown",
               True),
        Figure("full disk: answers without a row", f"{books.lost} of {books.whole}", "0", books.all_there()),
        Figure("full disk: calls with two rows", str(books.doubled), "0", books.doubled == 0),
        Figure("full disk: answers whose row is an estimate", str(books.inexact), "0", books.inexact == 0),
        Figure("full disk: refused calls with a row", str(books.unsent), "0", books.unsent == 0),
        Figure("full disk: back after", f"{max(back):.1f} s at most", f"<= {back_seconds} s",
               max(back) <= back_seconds),
    ]


# A flipped byte

class Template:
    """A data directory as a kill left it, to be damaged again and again."""

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.path = stack.enter_context(scratch("flips"))
            self._be_killed()
            self._stack = stack.pop_all()
        return self

    def _be_killed(self):
        with Switchyard(data_dir=self.path) as gateway:
            self.keys = gateway.key, gateway.admin_key
            self.calls = [call(gateway, number % 2 == 0) for number in range(60)]
            gateway.wait_until_folded()
            gateway.stop()
            gateway.start()
            self.calls += [call(gateway, number % 2 == 0) for number in range(60)]
            gateway.wait_until_folded()
            self.calls += [call(gateway, False) for _ in range(3)]  # likely in the journal only
            gateway.kill()
        for name in ("lock", "instance.json"):
            (self.path / name).unlink(missing_ok=True)
        self.files = sorted(path.relative_to(self.path) for path in self.path.rglob("*")
                            if path.is_file() and path.stat().st_size and not path.name.endswith("-shm"))

    def __exit__(self, *_):
        self._stack.close()


def flip_one(template, file, place, mask):
    """What came of one flipped byte: a word."""
    folder = Path(tempfile.mkdtemp(prefix="switchyard-flip-"))
    try:
        shutil.copytree(template.path, folder, dirs_exist_ok=True)
        with open(folder / file, "r+b") as target:
            target.seek(place)
            byte = target.read(1)[0]
            target.seek(place)
            target.write(bytes([byte ^ mask]))
        damaged = (folder / file).read_bytes()
        gateway = Switchyard(data_dir=folder)
        gateway.key, gateway.admin_key = template.keys
        try:
            with gateway:
                return judge(gateway, template)
        except AssertionError as problem:  # with what the program said
            code, said = gateway.child.popen.poll(), "damaged" in str(problem) or "newer version" in str(problem)
            kept = not file.name.startswith("config.db") or (folder / file).read_bytes() == damaged
            return "refused with words" if code == 1 and said and kept else f"ended with {code}: {str(problem)[-300:]}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def judge(gateway, template):
    if gateway.request("GET", "/health", key="").status != 200:
        return "not healthy"
    state = gateway.admin("GET", "/status")
    try:
        rows = outcomes(gateway.data_dir)
    except sqlite3.DatabaseError:  # a page that nothing has needed yet
        listed = gateway.admin("GET", "/requests?limit=1000")
        said = listed.status == 200 or ("damaged" in listed.error()["message"] and
                                        gateway.admin("GET", "/status").json()["storage"]["state"] == "damaged")
        return SAID_WHEN_READ if said else f"reading answers {listed.status}: {listed.body[:200]}"
    missing = sum(one.id not in rows for one in template.calls if one.whole)
    gateway.kill()
    if state.status != 200:
        return "serves, with another configuration"
    if state.json()["storage"]["state"] != "ok":
        return "set aside, and said"
    return "serves, rows missing" if missing else "serves, all rows there"


def flip_bytes(draw, flips):
    with Template() as template:
        def one(_):
            file = draw.choice(template.files)
            written = [place for place, byte in enumerate((template.path / file).read_bytes()) if byte]
            return file, draw.choice(written), draw.randrange(1, 256)
        chosen = [one(number) for number in range(flips)]
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda flip: (flip, flip_one(template, *flip)), chosen))
    count = {}
    for _, word in found:
        count[word] = count.get(word, 0) + 1
    good = {SAID_WHEN_READ, "refused with words", "set aside, and said", "serves, all rows there",
            "serves, with another configuration"}
    bad = [f"{file}@{place}^{mask}: {word}" for (file, place, mask), word in found
           if word not in good and not (word == "serves, rows missing" and file.name == "usage.db")]
    unseen = sum(word == "serves, rows missing" for _, word in found)
    summary = ", ".join(f"{number} {word}" for word, number in sorted(count.items()) if word in good)
    return [
        Figure("flipped bytes", f"{flips}: {summary}", "shown", True),
        Figure("flipped bytes: crash, hang, or loss unsaid but for the line below", "; ".join(bad[:3]) or "0", "0",
               not bad),
        Figure("flipped bytes of usage.db that SQLite cannot tell: rows missing", str(unseen), "shown", True),
    ]


# The n-th call fails

def calls_of_a_run(gateway, faults):
    """How many calls on its files a run of the workload makes."""
    faults.arm(str(gateway.data_dir), at=1 << 40)
    work(gateway)
    until(lambda: ledger(gateway)["lag"] == 0, "the run is booked")
    time.sleep(1.1)  # the turn that syncs
    return faults.count


def work(gateway):
    return [call(gateway, stream) for stream in (False, True)]


def fail_each(places, back_seconds):
    with Faults() as faults, Switchyard(env=faults.env) as gateway:
        every = calls_of_a_run(gateway, faults)
        tried = sorted({1 + place * every // min(places, every) for place in range(min(places, every))})
        calls, slowest, hit = [], 0.0, 0
        for sticky in (False, True):
            for error in (errno.EIO, errno.ENOSPC):
                for at in tried:
                    faults.arm(str(gateway.data_dir), error=error, at=at, sticky=sticky)
                    deadline = time.monotonic() + 1.5
                    while not faults.failed and time.monotonic() < deadline:
                        calls += work(gateway)
                        time.sleep(0.02)
                    calls += work(gateway)
                    hit += faults.failed > 0
                    faults.disarm()
                    slowest = max(slowest, wait_until_well(gateway))
        until(lambda: all_booked(gateway) and ledger(gateway)["state"] == "ok", "all is booked", GIVE_UP_SECONDS)
        aside = gateway.admin("GET", "/status").json()["storage"]["set_aside"]
        gateway.stop()
        books = hold_against_rows(gateway.data_dir, calls)
    total = 4 * len(tried)
    return [
        Figure("failing calls (EIO, ENOSPC; once, and from then on)",
               f"{total} places of {every} calls, {hit} hit", ">= 90 %", hit >= total * 0.9),
        Figure("failing calls: answers without a row", f"{books.lost} of {books.whole}", "0", books.all_there()),
        Figure("failing calls: calls with two rows", str(books.doubled), "0", books.doubled == 0),
        Figure("failing calls: databases set aside", str(len(aside)), "0", not aside),
        Figure("failing calls: back after", f"{slowest:.1f} s at most", f"<= {back_seconds} s",
               slowest <= back_seconds),
    ]


def prove(seed, cycles, flips, places, back_seconds):
    draw = random.Random(seed)
    return fill_and_free(draw, cycles, back_seconds) + flip_bytes(draw, flips) + fail_each(places, back_seconds)
