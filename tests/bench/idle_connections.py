#!/usr/bin/env python3
"""Holds idle keep-alive connections until it is told to stop.

Each connection makes one call, as a client would, and then a `GET /health` every few seconds, because a server closes
a connection that stays silent. Prints `ready N`, and on SIGTERM a line of JSON saying how many were lost.
"""

import argparse
import collections
import http.client
import json
import resource
import signal
import sys
import time
import urllib.parse


class Held:
    """One connection and when it was last used."""

    def __init__(self, host, port):
        self.connection = http.client.HTTPConnection(host, port, timeout=10)
        self.used_at = 0.0

    def exchange(self, method, path, body=None, headers=None):
        """Raises OSError or http.client.HTTPException when the connection is gone or the answer is no 200."""
        self.connection.request(method, path, body, headers or {})
        response = self.connection.getresponse()
        response.read()
        self.used_at = time.monotonic()
        if response.status != 200 or self.connection.sock is None:
            raise http.client.HTTPException(f"status {response.status}")


def open_all(arguments, call_body):
    url = urllib.parse.urlsplit(arguments.url)
    headers = {"Content-Type": "application/json"}
    if arguments.key:
        headers["Authorization"] = "Bearer " + arguments.key
    held, failures = collections.deque(), collections.Counter()
    for _ in range(arguments.count):
        one = Held(url.hostname, url.port)
        try:
            one.exchange("POST", url.path, call_body, headers)
            held.append(one)
        except (OSError, http.client.HTTPException) as error:
            failures[str(error) or type(error).__name__] += 1
    return held, failures


def hold(held, failures, every):
    """The longest silent connection is always the first in line."""
    while held:
        oldest = held.popleft()
        time.sleep(max(0.0, oldest.used_at + every - time.monotonic()))
        try:
            # A connection that http.client would silently open anew was closed by the server: that counts as lost.
            oldest.connection.auto_open = 0
            oldest.exchange("GET", "/health")
            held.append(oldest)
        except (OSError, http.client.HTTPException) as error:
            failures[str(error) or type(error).__name__] += 1
    while True:
        signal.pause()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--key", default="")
    parser.add_argument("--body", required=True, help="file with the body of the one call")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--every", type=float, default=10.0, help="seconds between two requests of a connection")
    arguments = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    def stop(_signal, _frame):
        raise SystemExit

    signal.signal(signal.SIGTERM, stop)
    failures = collections.Counter()
    held = collections.deque()
    try:
        with open(arguments.body, "rb") as body:
            held, failures = open_all(arguments, body.read())
        print(f"ready {len(held)}", flush=True)
        hold(held, failures, arguments.every)
    finally:
        print(json.dumps({"lost": sum(failures.values()), "why": dict(failures)}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
