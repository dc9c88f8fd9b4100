"""What a scripted provider can do with a request: steps, and the answers made of them.

A step is a coroutine function of the open exchange.
"""

import asyncio
import json
import socket
import struct
import time

GIVE_UP_SECONDS = 30
LARGEST_HEAD = 1 << 20
DRAIN_SECONDS = 1.0


class Closed(Exception):
    """The connection is over; raised by the steps that end it, with the word for the history."""


class Exchange:
    """What a step works on: one request, and the connection it came on."""

    def __init__(self, line, received):
        self.line = line
        self.received = received
        self.sent = 0
        self.usage = None  # what the answer says it cost, for the history
        self.events = 0

    async def write(self, data):
        try:
            await self.line.write(data)
        except OSError:
            raise self.gone() from None
        self.sent += len(data)

    async def read_body(self, size=None):
        """As far as `size` bytes, or all of it."""
        size = self.received.size if size is None else min(size, self.received.size)
        try:
            self.received.body = await self.line.peek(size)
        except OSError:
            raise self.gone() from None

    async def pause(self, seconds):
        """Nothing for so long, unless the other side hangs up."""
        if await self.line.closed_within(seconds):
            raise self.gone()

    def gone(self):
        self.received.hung_up.set()
        return Closed("hung_up")


class Line:
    """One connection, without buffering on the way out."""

    def __init__(self, sock):
        self.socket = sock
        self.loop = asyncio.get_running_loop()
        self.waiting = b""
        self.first_byte = None
        self.last_byte = None

    async def more(self):
        got = await self.loop.sock_recv(self.socket, 1 << 18)
        if not got:
            raise ConnectionResetError
        self.last_byte = time.time()
        if self.first_byte is None:
            self.first_byte = self.last_byte
        self.waiting += got

    async def take_head(self):
        """Without its blank line, which stays away."""
        self.first_byte = time.time() if self.waiting else None
        while b"\r\n\r\n" not in self.waiting and len(self.waiting) < LARGEST_HEAD:
            await self.more()
        head, self.waiting = self.waiting.split(b"\r\n\r\n", 1)
        return head

    async def peek(self, size):
        while len(self.waiting) < size:
            await self.more()
        return self.waiting[:size]

    async def write(self, data):
        try:
            done = self.socket.send(data)  # mostly all of it goes at once, which spares the loop a turn
        except BlockingIOError:
            done = 0
        if done < len(data):
            await asyncio.wait_for(self.loop.sock_sendall(self.socket, memoryview(data)[done:]), GIVE_UP_SECONDS)

    async def closed_within(self, seconds):
        gone = self.loop.create_future()

        def look():
            try:
                if self.socket.recv(1, socket.MSG_PEEK):
                    self.loop.remove_reader(self.socket)  # the next request is early: no news of the connection
                elif not gone.done():
                    gone.set_result(True)
            except BlockingIOError:
                pass
            except OSError:
                if not gone.done():
                    gone.set_result(True)
        self.loop.add_reader(self.socket, look)
        try:
            return bool((await asyncio.wait([gone], timeout=seconds))[0])
        finally:
            self.loop.remove_reader(self.socket)

    async def half_close(self):
        """What was sent arrives, also when the request was not read to its end: closing over unread bytes resets."""
        self.socket.shutdown(socket.SHUT_WR)
        async with asyncio.timeout(DRAIN_SECONDS):
            while await self.loop.sock_recv(self.socket, 1 << 16):
                pass


# Steps

def send(data):
    async def step(exchange):
        await exchange.write(data)
    return step


def split(data, size):
    """The same bytes in pieces of `size`, each in a segment of its own as far as the kernel lets us."""
    async def step(exchange):
        for at in range(0, len(data), size):
            await exchange.write(data[at:at + size])
    return step


def slow(data, bytes_a_second, size=1):
    """The same bytes in pieces of `size`, no faster than this."""
    async def step(exchange):
        for at in range(0, len(data), size):
            await exchange.write(data[at:at + size])
            await exchange.pause(size / bytes_a_second)
    return step


def stall(seconds):
    """Nothing for so long; ends at once when the other side hangs up."""
    async def step(exchange):
        await exchange.pause(seconds)
    return step


def wait(event):
    """Goes on when the test says so, or when the other side has hung up."""
    async def step(exchange):
        for _ in range(GIVE_UP_SECONDS * 100):
            if event.is_set():
                return
            await exchange.pause(0.01)
    return step


def hang():
    """Says nothing more until the other side goes."""
    return stall(GIVE_UP_SECONDS)


def never_read():
    """Leaves what still comes in the kernel's buffers; before the body it stops the sender."""
    async def step(_):
        await asyncio.sleep(GIVE_UP_SECONDS)
    return step


def read_body(share=1.0):
    """For scripts that begin before the body is read."""
    async def step(exchange):
        await exchange.read_body(int(exchange.received.size * share))
    return step


def go_on():
    """Asks for the body (RFC 9110, section 15.2.1)."""
    return send(b"HTTP/1.1 100 Continue\r\n\r\n")


def fin():
    """Closes properly: everything sent arrives."""
    async def step(exchange):
        try:
            await exchange.line.half_close()
        except (OSError, TimeoutError):
            pass
        raise Closed("fin")
    return step


def rst():
    """Breaks the connection off."""
    async def step(exchange):
        exchange.line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Closed("rst")
    return step


# Answers

def answer(code, body=b"", headers=(), kind="application/json"):
    """A whole answer of any status."""
    lines = [f"HTTP/1.1 {code} Scripted", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def status(code, *headers, message="scripted", error_code=None):
    body = {"error": {"message": message, "type": "scripted", "param": None, "code": error_code}}
    return answer(code, json.dumps(body).encode(), headers)


def completion(text="hello", tokens=(7, 3), **extra):
    """The body of a good answer."""
    return json.dumps({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "scripted-1", **extra,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)},
    }).encode()


def whole(text="hello", **extra):
    return answer(200, completion(text, **extra))


STREAM_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def framed(data):
    return b"%x\r\n%s\r\n" % (len(data), data) if data else b"0\r\n\r\n"


def event(payload):
    data = payload if isinstance(payload, str) else json.dumps(payload)
    return b"data: " + data.encode() + b"\n\n"


def delta(content=None, finish=None, **more):
    inner = {**({"content": content} if content is not None else {}), **more}
    return event({"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000, "model": "scripted-1",
                  "choices": [{"index": 0, "delta": inner, "finish_reason": finish}]})


def usage_event(prompt=7, output=3):
    return event({"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1700000000, "model": "scripted-1",
                  "choices": [], "usage": {"prompt_tokens": prompt, "completion_tokens": output,
                                           "total_tokens": prompt + output}})


DONE = event("[DONE]")
FIRST = delta("", role="assistant")


def begin(*events):
    """The head of a stream and its first events."""
    return send(STREAM_HEAD + framed(FIRST + b"".join(events)))


def more(*events):
    return send(framed(b"".join(events)))


def end(*events):
    """The finish, the usage, the terminator and the end of the message."""
    return send(framed(b"".join(events) + delta(finish="stop") + usage_event() + DONE) + framed(b""))
