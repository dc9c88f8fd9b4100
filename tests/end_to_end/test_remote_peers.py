"""Clients of other computers: how many connections one of them has before it shows a key, and after."""

import contextlib
import http.client
import socket
import unittest

from harness import Child, Switchyard, binary, until

STRANGERS = 64  # connections that one remote address may have without a key
WATCHED_SECONDS = 0.5


def outward_address():
    """An address of this machine that is not loopback, or None. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = probe.getsockname()[0]
        return None if address.startswith("127.") else address


@unittest.skipUnless(outward_address(), "this machine has no address but loopback")
class RemotePeerTest(unittest.TestCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard())
        self.gw.stop()
        self.address = outward_address()
        self.gw.log_path.unlink()
        command = [binary(), "serve", "--data-dir", self.gw.data_dir, "--listen", self.address, "--plain-http",
                   "--port", "0"]
        self.gw.child = Child(command, self.gw.env, self.gw.log_path)
        self.port = int(self.gw.child.wait_for_line(r"listening on http://[\d.]+:(\d+)\n").group(1))
        self.open = self.enterContext(contextlib.ExitStack())

    def connect(self):
        connection = http.client.HTTPConnection(self.address, self.port, timeout=WATCHED_SECONDS)
        connection.connect()
        self.open.callback(connection.close)
        return connection

    def get(self, connection, path, key=None):
        connection.sock.settimeout(10)
        connection.request("GET", path, headers={"Authorization": f"Bearer {key}"} if key else {})
        with connection.getresponse() as response:
            response.read()
            return response.status

    @staticmethod
    def is_taken(connection):
        """Closed at once, or left open to be asked something."""
        try:
            return connection.sock.recv(1) != b""
        except TimeoutError:
            return True
        except ConnectionResetError:
            return False

    def test_few_without_a_key_and_more_with_one(self):
        first = [self.connect() for _ in range(STRANGERS)]
        self.assertEqual(self.get(first[0], "/health"), 200, "what needs no key is answered")
        self.assertFalse(self.is_taken(self.connect()), "one more is closed")
        self.assertEqual(self.get(first[0], "/v1/models", "sy-wrong"), 401)
        self.assertFalse(self.is_taken(self.connect()), "a wrong key does not help")
        for number, (path, key) in enumerate((("/v1/models", self.gw.key), ("/api/v1/status", self.gw.admin_key))):
            self.assertEqual(self.get(first[number], path, key), 200)
            self.assertTrue(self.is_taken(self.connect()), f"{path} with a key makes room for one")
            self.assertFalse(self.is_taken(self.connect()), "and for one only")
        for connection in first[2:]:
            connection.close()
        until(lambda: self.is_taken(self.connect()), "those that left make room")


if __name__ == "__main__":
    unittest.main()
