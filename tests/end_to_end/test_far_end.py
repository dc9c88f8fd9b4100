"""A provider that has closed its side of a connection is let go of at once, also when no other call comes.

libcurl looks at its warm connections only when it needs one. Until then a provider would wait for our close, and each
such connection would hold a descriptor here. An address in numbers is called without libcurl, a name with it.
"""

import contextlib
import socket
import threading
import unittest

import scripted_upstream as script
from harness import Switchyard, until

SOON = 5.0
BODY = script.completion()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY)


class HalfCloser(threading.Thread):
    """Answers each request with the same bytes, closes its side, and notes whether the gateway closes, too."""

    def __init__(self, answer, pause):
        super().__init__(daemon=True)
        self.answer = answer
        self.pause = pause  # between the answer and the close, in seconds
        self.let_go = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def run(self):
        with contextlib.suppress(OSError):
            while True:
                with self.listener.accept()[0] as connection:
                    self.let_go.append(self.serve(connection))

    def serve(self, connection):
        connection.settimeout(SOON)
        received = b""
        while not received.endswith(b"}"):
            received += connection.recv(65536)
        connection.sendall(self.answer)
        threading.Event().wait(self.pause)
        connection.shutdown(socket.SHUT_WR)
        try:
            return connection.recv(1) == b""
        except TimeoutError:
            return False


class FarEndTest(unittest.TestCase):
    host = "127.0.0.1"

    def attempts(self, answer, pause, status):
        """What the provider saw of each attempt's connection, once the one call is over."""
        provider = HalfCloser(answer, pause)
        provider.start()
        with Switchyard() as gateway:
            gateway.add_provider("half", f"http://{self.host}:{provider.port}/v1", any_model=True)
            got = gateway.chat({"model": "m", "messages": []})
            self.assertEqual(got.status, status, got.body)
            row = gateway.wait_for_call(got.request_id())
            until(lambda: len(provider.let_go) == row["attempts"], "the connections are judged", 2 * SOON)
            provider.listener.close()
        return provider.let_go

    def test_a_head_that_breaks_off(self):
        self.assertEqual(self.attempts(b"HTTP/1.1 200 OK\r\n", 0, 502), [True] * 4)

    def test_a_warm_connection(self):
        self.assertEqual(self.attempts(HEAD + BODY, 0.3, 200), [True])


class FarEndByNameTest(FarEndTest):
    host = "localhost"


if __name__ == "__main__":
    unittest.main()
