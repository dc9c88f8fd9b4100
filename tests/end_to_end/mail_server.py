"""A strict mail server: STARTTLS before anything that matters, a password, and every message kept."""

import base64
import email
import email.policy
import hashlib
import socket
import ssl
import subprocess
import threading
from pathlib import Path
from typing import NamedTuple

USER, PASSWORD = "switchyard", "mail-password-0123456789"


class Received(NamedTuple):
    """A message with its envelope."""

    sender: str
    receivers: list
    message: email.message.EmailMessage

    def text(self):
        return self.message.get_content()


def make_certificate(folder):
    """A self-signed one, and its pin as curl takes it."""
    key, cert = Path(folder) / "mail.key", Path(folder) / "mail.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=mail.invalid", "-keyout", key, "-out", cert], check=True, capture_output=True)
    public = subprocess.run(["openssl", "x509", "-in", cert, "-noout", "-pubkey"], check=True, capture_output=True).stdout
    der = base64.b64decode(b"".join(line for line in public.splitlines() if not line.startswith(b"-----")))
    return key, cert, "sha256//" + base64.b64encode(hashlib.sha256(der).digest()).decode()


class MailServer:
    """On loopback at a port the system picks, until the end of its `with` block."""

    def __init__(self, folder):
        key, cert, self.pin = make_certificate(folder)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(cert, key)
        self.received = []
        self.faults = []  # what a client did that it must not
        self.answers = threading.Event()  # while it is clear, nobody hears that a message was taken
        self.answers.set()

    def __enter__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            with connection:
                connection.settimeout(20)
                Session(self, connection).run()
        except (OSError, EOFError):
            pass  # the client left


class Session:
    """One connection."""

    def __init__(self, server, connection):
        self.server, self.connection = server, connection
        self.file = connection.makefile("rb")
        self.tls = self.user = None
        self.sender, self.receivers = None, []

    def say(self, line):
        self.connection.sendall(line.encode() + b"\r\n")

    def line(self):
        line = self.file.readline()
        if not line:
            raise EOFError
        if not line.endswith(b"\r\n"):
            self.server.faults.append(f"a line without its end: {line!r}")
        return line.rstrip(b"\r\n").decode("ascii")

    def run(self):
        self.say("220 mail.invalid ESMTP")
        while True:
            command = self.line()
            verb = command.upper()
            if verb.startswith("EHLO"):
                self.say("250-mail.invalid")
                self.say("250 AUTH PLAIN" if self.tls else "250 STARTTLS")
            elif verb == "STARTTLS" and not self.tls:
                self.say("220 go on")
                self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
                self.file = self.connection.makefile("rb")
                self.tls = True
            elif verb.startswith("AUTH PLAIN"):
                self.sign_in(command)
            elif verb.startswith("MAIL FROM:") and self.user:
                self.sender, self.receivers = command[10:].split()[0].strip("<>"), []
                self.say("250 ok")
            elif verb.startswith("RCPT TO:") and self.sender:
                self.receivers.append(command[8:].split()[0].strip("<>"))
                self.say("250 ok")
            elif verb == "DATA" and self.receivers:
                self.take()
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.server.faults.append(f"{command!r} (tls: {self.tls}, user: {self.user})")
                self.say("503 not now")

    def sign_in(self, command):
        given = command[11:]
        if not given:
            self.say("334 ")
            given = self.line()
        _, user, password = base64.b64decode(given).decode().split("\0")
        if not self.tls:
            self.server.faults.append("a password in the clear")
        if (user, password) != (USER, PASSWORD):
            self.say("535 no")
            return
        self.user = user
        self.say("235 welcome")

    def take(self):
        self.say("354 go on")
        lines = []
        while (line := self.line()) != ".":
            lines.append(line[1:] if line.startswith(".") else line)
        message = email.message_from_string("\r\n".join(lines), policy=email.policy.default)
        self.server.received.append(Received(self.sender, self.receivers, message))
        self.server.answers.wait(30)
        self.say("250 taken")
