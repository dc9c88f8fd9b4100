"""Hostile clients and hostile providers: the gateway's memory and descriptors stay bounded, its ordinary clients hardly
feel it, each abuse is told from normal use by its answer, and once it is over nothing is left.
"""

import collections
import contextlib
import http.client
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import hostile_clients as hostile
from figures import Figure
from harness import Switchyard, binary, open_descriptors, until
from hostile_provider import HostileProvider

SMALL = {"heads": 50, "bodies": 10, "streams": 8, "wholes": 4, "flood": 100, "line_mb": 20, "pings": 200_000,
         "events": 20_000, "large_mb": 2, "bomb_mb": 16, "rounds": 0, "seconds": 1, "patience": 16, "back": 5}
FULL = {"heads": 500, "bodies": 100, "streams": 200, "wholes": 50, "flood": 3_000, "line_mb": 400, "pings": 10_000_000,
        "events": 1_000_000, "large_mb": 8, "bomb_mb": 512, "rounds": 3, "seconds": 12, "patience": 30, "back": 1}

MEBI = 1 << 20
MOST_MEMORY = 512  # MiB, all together
MOST_A_STREAM = 16  # MiB
MOST_AN_ANSWER = 64  # MiB; 32 are taken, and moved while they grow
CLIENTS, INTERVAL = 20, 0.1
LIMIT = 64  # descriptors

# What each hostile answer must become for the client: the statuses of an error, or the end of a stream.
CUT = (200, "upstream_stream_cut")
BAD = (502, "upstream_bad_answer")
FINE = (200, None)
ANSWERS = {
    "line_at_once": (True, BAD), "line_after_content": (True, CUT), "event_without_end": (True, CUT),
    "whole_counted": (False, BAD), "whole_uncounted": (False, BAD), "gzip_bomb": (False, BAD),
    "head_without_end": (True, BAD), "head_line_without_end": (True, BAD),
    "pings_before_content": (True, BAD), "pings_after_content": (True, FINE), "blank_lines": (True, FINE),
    "tiny_events": (True, FINE),
}
# A large body is refused for its size, or for want of room while others hold too much. Pipelining is no error.
REFUSALS = {"endless_header_line": ["431"], "endless_target": ["414"], "endless_chunked_body": ["413", "503"],
            "endless_trailer": ["431"], "chunk_extensions": ["400"], "endless_extension": ["400"],
            "pipelining": ["200"]}


def say(text):
    print(f"  {text}", file=sys.stderr, flush=True)


class Process:
    """What the system knows of the gateway."""

    def __init__(self, pid):
        self.pid = pid
        self.folder = Path(f"/proc/{pid}")

    def status(self, name):
        """A line of /proc/PID/status. Unit: MiB."""
        for line in (self.folder / "status").read_text(encoding="ascii").splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
        raise AssertionError(f"no {name} in the status of the process")

    def descriptors(self):
        return len(open_descriptors(self.pid))

    def ticks(self):
        """Processor time so far. Unit: seconds."""
        fields = (self.folder / "stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def forget_peak(self):
        (self.folder / "clear_refs").write_text("5", encoding="ascii")

    def load(self, seconds):
        """Share of one processor in the next seconds."""
        before = self.ticks()
        time.sleep(seconds)
        return (self.ticks() - before) / seconds


class Told:
    """How one hostile answer reached the client."""

    def __init__(self, status, code, request_id, size):
        self.status, self.code, self.request_id, self.size = status, code, request_id, size

    def __repr__(self):
        return f"{self.status} {self.code or 'whole'}"


def last_code(body):
    """The code of an error body or of the last event of a stream; None when it ended well."""
    if body.rstrip().endswith(b"data: [DONE]"):
        return None
    text = body.rsplit(b"data: ", 1)[-1]
    with contextlib.suppress(ValueError):
        return json.loads(text).get("error", {}).get("code")
    return "cut short"


def call(port, key, model, stream):
    """One call to a hostile model, read to its end as fast as it comes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    with contextlib.closing(connection):
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        connection.request("POST", hostile.CHAT, hostile.body_of(model, stream), headers)
        response = connection.getresponse()
        last, size = b"", 0
        while got := response.read1(MEBI):
            size += len(got)
            last = (last + got)[-4096:]
        return Told(response.status, last_code(last), response.headers["x-request-id"], size)


class Abuse:
    """One gateway, one hostile provider, and the scale of this run."""

    def __init__(self, gateway, neighbour, provider, scale):
        self.gateway, self.neighbour, self.provider, self.scale = gateway, neighbour, provider, scale
        self.process = Process(gateway.pid)
        self.figures = []
        self.abused = []  # what was done in each hostile round

    def figure(self, name, value, goal, met):
        self.figures.append(Figure(name, value, goal, bool(met)))

    def ordinary_once(self):
        """One good call, so that what is opened once is open."""
        for one in (self.gateway, self.neighbour):
            answer = one.chat(hostile.body_of("sandbox"))
            if answer.status != 200:
                raise AssertionError(f"an ordinary call was answered {answer.status}")

    # One after another: what each costs, and how it ends

    def providers(self):
        worst, wrong, unbooked = {True: (0.0, "none"), False: (0.0, "none")}, [], []
        for model, (stream, wanted) in ANSWERS.items():
            before = self.process.status("VmRSS")
            self.process.forget_peak()
            told = call(self.gateway.port, self.gateway.key, model, stream)
            grown = self.process.status("VmHWM") - before
            worst[stream] = max(worst[stream], (grown, model))
            if (told.status, told.code) != wanted:
                wrong.append(f"{model}: {told}")
            row = self.gateway.wait_for_call(told.request_id)
            outcome = {FINE: "done", CUT: "partial"}.get(wanted, "failed")
            if row["outcome"] != outcome or not row["attempt_list"]:
                unbooked.append(f"{model}: {row['outcome']}")
            say(f"{model}: {told}, {told.size} B, +{grown:.1f} MiB, {row['attempts']} attempts")
        for stream, what, most in ((True, "stream", MOST_A_STREAM), (False, "whole answer", MOST_AN_ANSWER)):
            grown, model = worst[stream]
            self.figure(f"memory of the worst hostile {what}", f"{grown:.1f} MiB ({model})", f"<= {most} MiB",
                        grown <= most)
        self.figure("hostile answers told as what they are", f"{len(ANSWERS) - len(wrong)} of {len(ANSWERS)}"
                    + "".join(f"; {one}" for one in wrong), "all", not wrong)
        self.figure("hostile answers on the ledger", f"{len(ANSWERS) - len(unbooked)} of {len(ANSWERS)}"
                    + "".join(f"; {one}" for one in unbooked), "all, with their outcome", not unbooked)

    def endless_requests(self):
        most = max(self.scale["line_mb"], 40) * MEBI  # more than a body may have
        wrong = []
        for name, wanted in REFUSALS.items():
            status, sent = hostile.ENDLESS[name](self.gateway.port, self.gateway.key, most)
            say(f"{name}: {status} after {sent} B")
            if status not in wanted:
                wrong.append(f"{name}: {status}")
        self.figure("endless requests refused in words", f"{len(REFUSALS) - len(wrong)} of {len(REFUSALS)}"
                    + "".join(f"; {one}" for one in wrong), "all", not wrong)

    # All at once

    def slow(self, seconds, stop, ready):
        scale = self.scale
        return hostile.Running(hostile.slow_clients, self.gateway.port, self.gateway.key, scale["heads"],
                               scale["bodies"], scale["streams"], scale["wholes"], 1.0, seconds, stop, ready)

    def hostile_round(self, work):
        """Runs `work` under the whole of the abuse; its result, and the slow ones, which are still at it."""
        port, key, most = self.gateway.port, self.gateway.key, self.scale["line_mb"] * MEBI
        stop, ready = hostile.event(), hostile.event()
        slow = self.slow(120, stop, ready)
        if not ready.wait(60):
            raise AssertionError("the slow clients could not all connect")
        flood = hostile.Running(hostile.connection_flood, port, self.scale["flood"])
        pushes = [hostile.Running(push, port, key, most) for push in hostile.ENDLESS.values()]
        readers = [hostile.Running(call, port, key, model, stream) for model, (stream, _) in ANSWERS.items()]
        result = work()
        flooded, pushed, read = ([one.result(180) for one in some] for some in ([flood], pushes, readers))
        self.abused.append(f"{flooded[0].total():,} connections (401: {flooded[0]['401']:,}), "
                           f"{sum(sent for _, sent in pushed) / MEBI:,.0f} MiB pushed, "
                           f"{sum(told.size for told in read) / MEBI:,.0f} MiB of hostile answers read")
        return result, slow, stop

    def ordinary(self):
        """The ordinary clients of this gateway and as many of its neighbour, whom nobody abuses, at the same time."""
        seconds = self.scale["seconds"]
        both = [hostile.Running(hostile.ordinary_clients, one.port, one.key, CLIENTS, INTERVAL, seconds, nice=0)
                for one in (self.gateway, self.neighbour)]
        return [one.result(seconds + 60) for one in both]

    def all_at_once(self):
        """Quiet and hostile rounds in turn. The hostile ones take processor time from everybody on this machine: what
        they take from the gateway by what they do to it is its difference to the neighbour in the same seconds.
        """
        seen = {(mood, who): [] for mood in ("quiet", "abused") for who in ("itself", "neighbour")}
        errors = collections.Counter()

        def note(mood, both):
            for who, (latencies, failed) in zip(("itself", "neighbour"), both, strict=True):
                seen[mood, who].append(1000 * statistics.quantiles(latencies, n=100)[98])
                errors.update(failed)
        for number in range(self.scale["rounds"]):
            note("quiet", self.ordinary())
            both, slow, stop = self.hostile_round(self.ordinary)
            note("abused", both)
            stop.set()
            say(f"round {number + 1}: {self.abused[-1]}; {slow.result(60)}")
        self.figure("done beside the ordinary clients, each round", "; ".join(self.abused), "shown", True)
        self._compare(seen, errors)

    def _compare(self, seen, errors):
        for key, values in seen.items():
            say(f"p99 {' '.join(key)}: {', '.join(f'{value:.1f}' for value in values)} ms")
        middle = {key: statistics.median(values) for key, values in seen.items()}
        hard, beside = middle["abused", "itself"], middle["abused", "neighbour"]
        ratio = statistics.median(map(lambda mine, theirs: mine / theirs, seen["abused", "itself"],
                                      seen["abused", "neighbour"]))
        self.figure(f"p99 of {CLIENTS} ordinary clients, abused / of its neighbour in the same seconds",
                    f"{hard:.2f} / {beside:.2f} ms; {ratio:.2f} x", "< 2 x", ratio < 2)
        self.figure("the same two before anybody is hostile",
                    f"{middle['quiet', 'itself']:.2f} / {middle['quiet', 'neighbour']:.2f} ms", "shown", True)
        self.figure("ordinary calls that failed", str(sum(errors.values())) + (f" {errors}" if errors else ""), "0",
                    not errors)

    @contextlib.contextmanager
    def slow_ends(self):
        """The slow ones beside what runs within, to their end: who sends too slowly is told so in time."""
        stop, ready = hostile.event(), hostile.event()
        slow = self.slow(self.scale["patience"], stop, ready)
        if not ready.wait(60):
            raise AssertionError("the slow clients could not all connect")
        yield
        answers = slow.result(120)
        say(f"slow clients: {dict(answers)}")
        told = answers["slow head: 408"] + answers["slow body: 408"]
        wanted = self.scale["heads"] + self.scale["bodies"]
        self.figure("slow senders told 408", f"{told} of {wanted}", "all", told == wanted)

    def aftermath(self, base):
        until(lambda: self.process.descriptors() <= base + 2, "the descriptors are given back", 30)
        self.figure("descriptors before and after", f"{base}, {self.process.descriptors()}", "the same",
                    self.process.descriptors() <= base + 2)
        load = self.process.load(2)
        self.figure("processor when all is over", f"{100 * load:.0f} %", "<= 5 %", load <= 0.05)
        self.gateway.check_log()


class FewDescriptors:
    """A gateway that was started with 64 descriptors, and 100 clients that hold on to it."""

    def __init__(self, provider, folder, back_seconds):
        self.wrapper = Path(folder, "switchyard")
        self.wrapper.write_text(f'#!/bin/sh\nulimit -n {LIMIT}\nexec "{binary()}" "$@"\n', encoding="ascii")
        self.wrapper.chmod(0o755)
        self.provider = provider
        self.back_seconds = back_seconds

    @contextlib.contextmanager
    def gateway(self):
        before = os.environ.get("SWITCHYARD_BINARY")
        os.environ["SWITCHYARD_BINARY"] = str(self.wrapper)
        try:
            with Switchyard() as gateway:
                yield gateway
        finally:
            os.environ.pop("SWITCHYARD_BINARY")
            if before:
                os.environ["SWITCHYARD_BINARY"] = before

    def prove(self):
        """Figures: served, turned away, processor while it is full, and how soon it is back."""
        with self.gateway() as gateway:
            gateway.add_provider("hostile", self.provider.base_url, any_model=True)
            process = Process(gateway.pid)
            base = process.descriptors()
            sockets = []
            request = hostile.chat_request(gateway.port, gateway.key, hostile.body_of("stream_without_end", True))
            try:
                for _ in range(100):
                    sockets.append(hostile.connect(gateway.port, 4096))
                    with contextlib.suppress(OSError):
                        sockets[-1].sendall(request)
                answers = collections.Counter(self._first(sock) for sock in sockets)
                say(f"{LIMIT} descriptors: {dict(answers)}, {process.descriptors()} in use")
                load = process.load(2)
            finally:
                for sock in sockets:
                    sock.close()
            began = time.monotonic()
            until(lambda: self._answers(gateway), "it answers again", 10)
            back = time.monotonic() - began
            until(lambda: process.descriptors() <= base, "its descriptors are given back")
        fine = answers["200"] > 0 and answers["200"] + answers["nothing"] == 100
        return [Figure(f"{LIMIT} descriptors, 100 streams: served, closed at once",
                       f"{answers['200']}, {answers['nothing']}", "some, the rest", fine),
                Figure(f"{LIMIT} descriptors: processor while full", f"{100 * load:.0f} %", "< 20 %", load < 0.2),
                Figure(f"{LIMIT} descriptors: back after", f"{back:.2f} s", f"<= {self.back_seconds} s",
                       back <= self.back_seconds)]

    @staticmethod
    def _first(sock):
        sock.settimeout(10)
        try:
            return hostile.status_in(sock.recv(64))
        except OSError:
            return "nothing"

    @staticmethod
    def _answers(gateway):
        with contextlib.suppress(OSError, http.client.HTTPException):
            return gateway.request("GET", "/health", key="").status == 200
        return False


def prove(seed, **scale):
    """Nothing in it is random: `seed` is taken because every scenario is given one."""
    del seed
    with HostileProvider(**{name: scale[name] for name in ("line_mb", "pings", "events", "large_mb", "bomb_mb")}) as \
            provider, Switchyard() as gateway, Switchyard() as neighbour, tempfile.TemporaryDirectory() as folder:
        gateway.add_provider("hostile", provider.base_url, any_model=True)
        gateway.admin("PUT", "/settings", {"max_attempts": 1})  # each attempt would be abused alike
        abuse = Abuse(gateway, neighbour, provider, scale)
        abuse.ordinary_once()
        base = abuse.process.descriptors()
        abuse.providers()
        abuse.process.forget_peak()
        with abuse.slow_ends():
            abuse.endless_requests()
            few = FewDescriptors(provider, folder, scale["back"]).prove()
        if scale["rounds"]:
            abuse.all_at_once()
        peak = abuse.process.status("VmHWM")
        abuse.figure("peak memory, all together", f"{peak:.0f} MiB", f"<= {MOST_MEMORY} MiB", peak <= MOST_MEMORY)
        abuse.aftermath(base)
        return abuse.figures + few
