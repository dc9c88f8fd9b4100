"""Short streams, and a provider that breaks them off where the model's name says: `STREAM-BYTES-ENDING`.

A stream is cut as it stands on the wire, head and framing included. `fin` closes the connection there, `rst` resets
it, `stall` says nothing more until the gateway lets go.
"""

import asyncio
import json
import re
import socket
import struct
from typing import NamedTuple

from recorded_provider import shared_wire

RECORDED_BELOW = 1000  # bytes
STREAMS = 12
LINGER_ZERO = struct.pack("ii", 1, 0)
HEAD = (b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n")


class Stream(NamedTuple):
    """What a provider sends. `ends` are positions on the wire behind each event, blank line and all."""

    name: str
    events: list
    wire: bytes
    ends: list
    whole_at: int  # from here on a cut loses nothing

    @property
    def may_be_whole_at(self):
        """libcurl takes a message for ended when only the line feed behind its last chunk is missing."""
        return min(self.whole_at, len(self.wire) - 1)

    def shown(self, usage_asked):
        """The beginnings a client may have, by events: none, one, ..."""
        out = [b""]
        for event in self.events:
            if event.strip() == b"data: [DONE]":
                break
            out.append(out[-1] + (b"" if is_usage(event) and not usage_asked else event))
        return out

    def answer(self, usage_asked):
        return b"".join(event for event in self.events if usage_asked or not is_usage(event))


def is_usage(event):
    data = event.strip().removeprefix(b"data:").strip()
    if not data.startswith(b"{"):
        return False
    parsed = json.loads(data)
    return parsed.get("choices") == [] and bool(parsed.get("usage"))


def stream(name, body):
    """`body` as one chunk an event."""
    events = re.findall(rb".*?(?:\n\n|\r\n\r\n)", body, re.DOTALL)
    wire, ends = HEAD, []
    for event in events:
        wire += b"%x\r\n%s" % (len(event), event)
        ends.append(len(wire))
        wire += b"\r\n"
    wire += b"0\r\n\r\n"
    terminated = [end for event, end in zip(events, ends) if event.strip() == b"data: [DONE]"]
    return Stream(name, events, wire, ends, terminated[0] if terminated else len(wire))


def sse(*payloads):
    return b"".join(b"data: " + (one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n\n"
                    for one in payloads)


def delta(finish=None, index=0, **fields):
    return {"choices": [{"index": index, "delta": fields, "finish_reason": finish}]}


def made():
    role, stop = delta(role="assistant", content=""), delta("stop")
    usage = {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}
    call = {"index": 0, "id": "c", "function": {"name": "f", "arguments": ""}}
    rest = {"index": 0, "function": {"arguments": "{}"}}
    done = b"[DONE]"
    plain = sse(role, delta(content="Hi"), stop, usage, done)
    return {
        "plain": plain,
        "crlf": plain.replace(b"\n", b"\r\n"),
        "no-terminator": sse(delta(content="Hi"), stop),
        "usage-on-finish": sse(delta(content="Hi"), {**stop, "usage": usage["usage"]}, done),
        "tool": sse(delta(tool_calls=[call]), delta(tool_calls=[rest]), delta("tool_calls"), done),
        "choices": sse(delta(content="a"), delta(content="b", index=1), stop, delta("stop", index=1), done),
        "comments": b": ping\n\n" + sse(delta(content="data: [DONE]")) + b": ping\n\n" + sse(stop, done),
        "reasoning": sse(delta(reasoning_content="Hm"), delta(content="\U0001f600"), stop, usage, done),
        "empty": sse(role, delta("length"), done),
        "compact": b'data:{"choices":[{"delta":{"content":"x"}}]}\n\n' + sse(stop, done),
        "refusal": sse(delta(refusal="No."), stop, usage, done),
        "named": b"event: message\nid: 1\n" + sse(delta(content="Hi"), stop, usage, done),
    }


def recorded():
    wire = shared_wire()
    rows = json.loads((wire / "cases/index.json").read_text(encoding="utf-8"))["cases"] if wire else []
    found = {}
    for row in rows:
        if row["endpoint"] == "chat.completions" and row["response_file"].endswith(".sse"):
            body = (wire / "cases" / row["case"] / row["response_file"]).read_bytes()
            if len(body) < RECORDED_BELOW and body.endswith(b"data: [DONE]\n\n"):
                found[row["case"]] = body
    return found


def short_streams():
    """Twelve: the shortest recorded ones where they are at hand, then made ones."""
    out = [stream(name, body) for name, body in [*recorded().items(), *made().items()]]
    return out[:STREAMS]


class CutProvider:
    """Counts the requests by model, and breaks off its answers as the model says."""

    def __init__(self, streams):
        self.streams = streams
        self.posts = {}
        self.open = []  # the model of each connection that is not closed yet, "" before its request

    async def __aenter__(self):
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1024)
        self.port = self.server.sockets[0].getsockname()[1]
        self.base_url = f"http://127.0.0.1:{self.port}/v1"
        return self

    async def __aexit__(self, *_):
        self.server.close()
        await self.server.wait_closed()

    async def _serve(self, reader, writer):
        place = [""]
        self.open.append(place)
        try:
            await self._answer(reader, writer, place)
        except (OSError, asyncio.IncompleteReadError):
            pass  # the gateway has left: what the client sees is judged there
        finally:
            self.open[:] = [one for one in self.open if one is not place]
            writer.transport.abort()

    async def _answer(self, reader, writer, place):
        head = await reader.readuntil(b"\r\n\r\n")
        size = int(re.search(rb"(?i)\r\ncontent-length: *(\d+)", head).group(1))
        model = json.loads(await reader.readexactly(size))["model"]
        self.posts[model] = self.posts.get(model, 0) + 1
        place[0] = model
        number, size, ending = model.split("-")
        writer.write(self.streams[int(number)].wire[:int(size)])
        if ending == "rst":
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        elif ending == "fin":
            writer.write_eof()
        await writer.drain()
        if ending != "rst":
            await reader.read()  # until the gateway closes, too
