"""Talking TLS to the program under test: its certificate, and requests that trust nothing else."""

import contextlib
import http.client
import socket
import ssl

from harness import ANSWER_SECONDS, Answer, send


def trusting(pem):
    """A context that believes this certificate alone, and looks at the name it is for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=pem)
    return context


def believing_anybody():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def connect(port, context, host="127.0.0.1"):
    return http.client.HTTPSConnection(host, port, timeout=ANSWER_SECONDS, context=context)


def request(port, context, method, path, body=None, headers=None, host="127.0.0.1"):
    """One request on a connection of its own."""
    with contextlib.closing(connect(port, context, host)) as connection:
        send(connection, method, path, body, headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def raw(port, data, host="127.0.0.1", seconds=5):
    """All that comes back for these bytes, over plain TCP."""
    with socket.create_connection((host, port), timeout=seconds) as sock:
        sock.sendall(data)
        got = b""
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            while part := sock.recv(65536):
                got += part
        return got
