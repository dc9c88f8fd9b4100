"""What takes webhooks: keeps each, and answers as it is told."""

import base64
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Posted(NamedTuple):
    """One request."""

    path: str
    headers: dict
    body: bytes
    status: int  # that it was answered with

    def json(self):
        return json.loads(self.body)

    def is_signed_with(self, secret):
        """As Standard Webhooks says."""
        signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + self.body
        wanted = base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()
        return self.headers["webhook-signature"] == f"v1,{wanted}"


class HookServer:
    """On loopback at a port the system picks, until the end of its `with` block."""

    def __init__(self):
        self.posted = []
        self.status, self.answer = 204, b""
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = hook.status, hook.answer
                hook.posted.append(Posted(self.path, {name.lower(): text for name, text in self.headers.items()}, body, status))
                self.send_response(status)
                if status != 204:
                    self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer if status != 204 else b"")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def taken(self):
        """What was answered with success."""
        return [one for one in self.posted if one.status < 300]
