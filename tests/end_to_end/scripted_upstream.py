"""A provider that does exactly what a test tells it to, byte by byte, and keeps every request as it came.

    with ScriptedUpstream() as upstream:
        upstream.on("some-model", [status(503)], [whole(ANSWER)])   # one script a request; the last one repeats

A script is a list of steps (`scripted_steps`), chosen by the request's model, or before its body is read by its path
(`before_body`), or before anything is read (`on_accept`).
"""

import asyncio
import json
import socket
import threading
import time

from history import History, mark_in
from scripted_steps import *  # noqa: F403 - scripts are written with the names of this module
from scripted_steps import GIVE_UP_SECONDS, Closed, Exchange, Line, answer, go_on, status


class Received:
    """One request as it came over the wire."""

    def __init__(self, connection, nth, head):
        self.connection = connection  # number of the connection it came on
        self.nth = nth  # of the requests on that connection, from 1
        self.head = head
        self.body = b""
        self.hung_up = threading.Event()  # the other side went before its answer was finished
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.path = lines[0].split(" ")[:2]
        self.headers = {}
        for line in lines[1:]:
            name, value = line.split(":", 1)
            self.headers[name.lower()] = value.strip()
        self.size = int(self.headers.get("content-length", 0))

    def json(self):
        return json.loads(self.body)

    @property
    def model(self):
        """What it asks for, once its body is read; empty when that is not whole, or no JSON (a form, a model's path)."""
        whole = self.body and len(self.body) == self.size
        return self.json().get("model", "") if whole and self.body.lstrip().startswith(b"{") else ""

    @property
    def key(self):
        return self.headers.get("authorization", "").removeprefix("Bearer ")


class ScriptedUpstream:
    """Listens on loopback; one event loop in a thread of its own."""

    def __init__(self, history=None, keep=True):
        self.received = []
        self.connections = 0
        self.open = 0  # requests that are being answered
        self._keep = keep  # every request in memory, for posts()
        self._history = History(history) if history else None
        self._scripts = {}
        self._before_body = {}
        self._on_accept = None
        self._otherwise = None
        self._lock = threading.Lock()
        self._tasks = set()  # one a connection

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._listener.setblocking(False)
        self.port = self._listener.getsockname()[1]
        self.base_url = f"http://127.0.0.1:{self.port}/v1"
        self._loop = asyncio.new_event_loop()
        self._stopped = self._loop.create_future()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stopped.set_result, None)
        self._thread.join(GIVE_UP_SECONDS)
        self._listener.close()
        if self._history:
            self._history.close()

    def on(self, model, *scripts):
        """What to do with the requests for `model`, one script each."""
        with self._lock:
            self._scripts[model] = list(scripts)

    def before_body(self, prefix, *scripts):
        """The same for the requests whose path begins so, started as soon as their head is there."""
        with self._lock:
            self._before_body[prefix] = list(scripts)

    def on_accept(self, script):
        """What to do with every new connection before anything is read; None reads as usual."""
        self._on_accept = script

    def otherwise(self, function):
        """What makes the script of a request for which there is none: a function of the Received, GET included."""
        self._otherwise = function

    def posts(self, model):
        """The requests for `model` so far, in order."""
        with self._lock:
            return [one for one in self.received if one.method == "POST" and one.model == model]

    def _run(self):
        self._loop.add_reader(self._listener, self._accept)
        self._loop.run_until_complete(self._stopped)
        self._loop.remove_reader(self._listener)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            self._loop.run_until_complete(asyncio.wait(tasks))  # each closes its connection
        self._loop.close()

    def _accept(self):
        try:
            while True:
                connection, _ = self._listener.accept()
                connection.setblocking(False)
                self.connections += 1
                task = self._loop.create_task(self._serve(connection, self.connections))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
        except BlockingIOError:
            pass

    async def _serve(self, connection, number):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection:
            line = Line(connection)
            try:
                if self._on_accept:
                    await self._answer(Exchange(line, None), number, self._on_accept)
                for nth in range(1, 1 << 30):
                    await self._exchange(line, number, nth)
            except (Closed, OSError, TimeoutError):
                pass

    async def _exchange(self, line, number, nth):
        try:
            head = await line.take_head()
        except OSError:
            if line.waiting:  # it began a request and left
                self._note(Exchange(line, None), number, "hung_up")
            raise
        exchange = Exchange(line, Received(number, nth, head))
        await self._answer(exchange, number, None)
        await line.peek(exchange.received.size)  # a script that began before the body may have left it
        line.waiting = line.waiting[exchange.received.size:]

    async def _answer(self, exchange, number, steps):
        end = "stopped"
        self.open += 1
        try:
            for step in steps or await self._script_of(exchange):
                await step(exchange)
            end = "done"
        except Closed as closed:
            end = str(closed)
            raise
        finally:
            self.open -= 1
            self._note(exchange, number, end)

    async def _script_of(self, exchange):
        """The request is kept before any of it is answered."""
        received = exchange.received
        prefixes = self._before_body.items()
        early = next((scripts for prefix, scripts in prefixes if received.path.startswith(prefix)), None)
        if early is None:
            if received.headers.get("expect", "").lower() == "100-continue":
                await go_on()(exchange)
            await exchange.read_body()
        with self._lock:
            if self._keep:
                self.received.append(received)
            if early is not None:
                return next_of(early)
            if received.method == "POST" and received.model in self._scripts:
                return next_of(self._scripts[received.model])
            if self._otherwise:
                return self._otherwise(received)
            if received.method == "POST":
                return [status(404, error_code="model_not_found")]
            body = {"object": "list", "data": [{"id": name, "object": "model"} for name in self._scripts]}
            return [answer(200, json.dumps(body).encode())]

    def _note(self, exchange, number, end):
        if not self._history:
            return
        received = exchange.received
        row = {"began": exchange.line.first_byte, "last_byte": exchange.line.last_byte, "ended": time.time(),
               "port": self.port, "connection": number, "end": end, "bytes": exchange.sent, "events": exchange.events,
               "usage": exchange.usage}
        if received is not None:
            body = received.body.decode("utf-8", "replace")
            row |= {"nth": received.nth, "method": received.method, "path": received.path, "model": received.model,
                    "mark": mark_in(body)}
        self._history.write(row)


def next_of(scripts):
    return scripts.pop(0) if len(scripts) > 1 else scripts[0]
