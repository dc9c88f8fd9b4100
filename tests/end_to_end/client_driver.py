"""Chat clients by the hundred: raw sockets, a small reader of their own, and a history of what each call came to.

A row of the history: `mark`, `request_id`, `status`, `stream`, `bytes`, `events` (pieces of content), `usage` seen,
`asked` (what was ordered of the provider), `error`, `foreign` (marks that are another call's), `end`:

    whole       all of it, with its proper end
    error       a proper end that says it failed: an error status, or a stream whose last event is an error
    cut         the connection ended before the answer did
    unfinished  the answer ended properly, but it is neither whole nor says that it failed
    aborted     this client left
    refused     no connection, or the gateway turned it away without asking a provider
    hung        nothing came for GIVE_UP_SECONDS

From the command line it runs one process's share of a load: `client_driver.py '{"port": ..., ...}'` (see `Load`).
"""

import asyncio
import json
import random
import re
import socket
import struct
import sys
import time
from dataclasses import dataclass, field

from history import History

GIVE_UP_SECONDS = 60
READ_SIZE = 1 << 18
MARKED = re.compile(rb"mark:(\d{8})#(\d+) ")
NAMED = re.compile(rb"chatcmpl-(\d{8})")
MODEL = "gpt-4o-mini"  # has a price, so that a call has a cost


@dataclass
class Ask:
    """One call to make. `order` is for the provider (`obedient_upstream`)."""

    mark: str
    stream: bool = True
    order: dict = field(default_factory=dict)
    leave_after: int = None  # pieces of content, then this client hangs up; 0 is as soon as the request is sent
    leave_rudely: bool = False  # with a reset
    ask_usage: bool = True
    prefix: str = ""  # of the model, to choose a provider
    padding: int = 0  # characters more in the prompt

    def body(self):
        prompt = f"mark:{self.mark} do:{json.dumps(self.order)}{' ' * self.padding}"
        body = {"model": f"{self.prefix}{MODEL}-{self.mark}", "messages": [{"role": "user", "content": prompt}]}
        if self.stream:
            body |= {"stream": True}
            if self.ask_usage:
                body |= {"stream_options": {"include_usage": True}}
        return json.dumps(body).encode()


class Cut(Exception):
    """The connection ended before the answer did."""


class Left(Exception):
    """This client hangs up."""


class Answer:
    """What has come of one answer. Content is judged as it comes, and not kept."""

    def __init__(self, ask):
        self.ask = ask
        self.status = 0
        self.headers = {}
        self.rest = b""  # of an event that is not whole yet; all of an answer that is no stream
        self.row = {"mark": ask.mark, "request_id": None, "status": 0, "stream": ask.stream, "bytes": 0, "events": 0,
                    "usage": None, "asked": ask.order, "error": None, "foreign": [], "end": None}
        self.done = False  # [DONE] was seen
        self.message_ended = False

    def take_head(self, head):
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split(" ")[1])
        fields = (line.split(":", 1) for line in lines[1:] if line)
        self.headers = {name.lower(): value.strip() for name, value in fields}
        self.row |= {"status": self.status, "request_id": self.headers.get("x-request-id")}

    @property
    def is_stream(self):
        return self.headers.get("content-type", "").startswith("text/event-stream")

    def take(self, data):
        self.row["bytes"] += len(data)
        self.rest += data
        if self.is_stream:
            at = self.rest.rfind(b"\n\n") + 2
            if at > 1:
                self._take_events(self.rest[:at])
                self.rest = self.rest[at:]
        if self.ask.leave_after is not None and self.row["events"] >= self.ask.leave_after:
            raise Left

    def _take_events(self, events):
        self._look_for_marks(events)
        if b'"usage":{' in events or b'"error"' in events or b"[DONE]" in events:
            for event in events.split(b"\n\n"):
                self._take_event(event)

    def _take_event(self, event):
        if not event.startswith(b"data: "):
            return
        if self.done:
            self.row["foreign"].append("an event after [DONE]")
        if event == b"data: [DONE]":
            self.done = True
            return
        said = json.loads(event[6:])
        self._look_at(said)

    def _look_at(self, said):
        if said.get("usage"):
            self.row["usage"] = [said["usage"]["prompt_tokens"], said["usage"]["completion_tokens"]]
        if said.get("error"):
            self.row["error"] = f"{said['error'].get('code')}: {said['error'].get('message')}"
            named = said["error"].get("request_id")
            if named and named != self.row["request_id"]:
                self.row["foreign"].append(f"the error of {named}")

    def _look_for_marks(self, data):
        """Every piece must be this call's, and the next in its order."""
        own, number = self.ask.mark.encode(), self.row["events"]
        for mark, at in MARKED.findall(data):
            if mark != own:
                self.row["foreign"].append(mark.decode())
            elif int(at) != number:
                self.row["foreign"].append(f"piece {at.decode()} in the place of {number}")
            number += 1
        self.row["events"] = number
        if b"chatcmpl-" + own not in data or data.count(b"chatcmpl-" + own) != data.count(b"chatcmpl-"):
            self.row["foreign"] += [mark.decode() for mark in NAMED.findall(data) if mark != own]

    def close(self):
        """The kind of end it had, as far as the bytes tell."""
        if not self.message_ended:
            return "cut"
        if self.is_stream:
            if self.rest or (not self.row["error"] and not self.done):
                return "unfinished"
            return "error" if self.row["error"] else "whole"
        return self._close_whole()

    def _close_whole(self):
        self._look_for_marks(self.rest)
        try:
            self._look_at(json.loads(self.rest))
        except ValueError:
            return "unfinished"
        if self.status == 200:
            return "unfinished" if self.row["error"] else "whole"
        return "error" if "x-switchyard-attempts" in self.headers else "refused"


class Client:
    """One client, one call after another on a kept connection. Thread: its event loop's."""

    def __init__(self, port, key):
        self.port = port
        self.key = key
        self.reader = None
        self.writer = None

    async def call(self, ask):
        """The row for the history."""
        answer = Answer(ask)
        began = time.time()
        try:
            async with asyncio.timeout(GIVE_UP_SECONDS) as silence:
                end = await self._call(ask, answer, silence)
        except TimeoutError:
            end = "hung"
        except Left:
            end = "aborted"
            self.hang_up(ask.leave_rudely)
        except (Cut, OSError, asyncio.IncompleteReadError) as error:
            answer.row["error"] = answer.row["error"] or repr(error)
            end = "cut"
        if end not in ("whole", "error", "refused") or answer.headers.get("connection") == "close":
            self.hang_up()
        return answer.row | {"began": began, "ended": time.time(), "end": end}

    async def _call(self, ask, answer, silence):
        if self.writer is None:
            try:
                self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=READ_SIZE)
            except OSError as error:
                answer.row["error"] = repr(error)
                return "refused"
        body = ask.body()
        self.writer.write((f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
                           f"Content-Type: application/json\r\nAuthorization: Bearer {self.key}\r\n"
                           f"Content-Length: {len(body)}\r\n\r\n").encode() + body)
        await self.writer.drain()
        if ask.leave_after == 0:
            await asyncio.sleep(random.random() * 0.02)
            raise Left
        answer.take_head(await self.reader.readuntil(b"\r\n\r\n"))
        async for piece in self._pieces(answer.headers):
            answer.take(piece)
            silence.reschedule(asyncio.get_running_loop().time() + GIVE_UP_SECONDS)
        answer.message_ended = True
        return answer.close()

    async def _pieces(self, headers):
        if "chunked" in headers.get("transfer-encoding", ""):
            while size := int(await self.reader.readuntil(b"\r\n"), 16):
                yield (await self.reader.readexactly(size + 2))[:-2]
            await self.reader.readuntil(b"\r\n")
        elif "content-length" in headers:
            yield await self.reader.readexactly(int(headers["content-length"]))
        else:
            raise Cut("an answer of unknown length")

    def hang_up(self, rudely=False):
        if self.writer is None:
            return
        if rudely:
            linger = struct.pack("ii", 1, 0)
            self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.writer.transport.abort()
        else:
            self.writer.close()
        self.reader = self.writer = None


class Marks:
    """Marks that no other call of the run has. Each process or round begins at a number of its own."""

    def __init__(self, first):
        self.next_number = first

    def next(self):
        self.next_number += 1
        return f"{self.next_number - 1:08d}"


@dataclass
class Load:
    """So many clients at once, each call after call, until that many pieces of content were ordered."""

    port: int
    key: str
    history: str
    seed: int
    first_mark: int
    clients: int
    pieces: int  # in all
    longest: int = 400  # pieces in one call
    aborts: float = 0.1  # share of the calls that their client leaves
    cuts: float = 0.1  # share of the calls that the provider breaks off
    whole: float = 0.1  # share of the calls that are no streams

    async def run(self):
        dice, marks = random.Random(self.seed), Marks(self.first_mark)
        with History(self.history) as history:
            await asyncio.gather(*(self._client(dice, marks, history) for _ in range(self.clients)))

    async def _client(self, dice, marks, history):
        client = Client(self.port, self.key)
        while self.pieces > 0:
            ask = self.make(dice, marks.next())
            self.pieces -= ask.order["events"]
            history.write(await client.call(ask))
        client.hang_up()

    def make(self, dice, mark):
        events = dice.randint(1, self.longest)
        order = {"events": events, "batch": dice.choice([1, 7, 20, 50]), "gap": dice.choice([0, 0, 0.001, 0.01]),
                 "usage": [int(mark) % 997 + 1, events]}
        ask = Ask(mark, stream=dice.random() >= self.whole, order=order, ask_usage=dice.random() < 0.5)
        fate = dice.random()
        if fate < self.aborts:
            ask.leave_after, ask.leave_rudely = dice.randint(0, events), dice.random() < 0.5
        elif fate < self.aborts + self.cuts:
            end, cut = dice.choice(["fin", "rst"]), dice.randint(0, events - 1)
            tried_again = cut == 0 or not ask.stream  # before any content has gone to the client
            order |= {"end": [end, "whole"] if tried_again else end, "cut": cut}
        return ask


if __name__ == "__main__":
    asyncio.run(Load(**json.loads(sys.argv[1])).run())
