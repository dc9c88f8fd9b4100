"""What a connection costs that is only kept open: memory for each, plain and over TLS, once its first request is answered
and it says nothing more; and that calls are as quick beside them.
"""

import contextlib
import http.client
import resource
import ssl
import statistics
import time

import secure_wire
from figures import Figure
from harness import Switchyard
from process_watch import Watch

SMALL = {"count": 100}
FULL = {"count": 1000}

MOST_KIB = 40  # of each: what a stream may have
WARM_UP = 100
ASKED = 200
REST = 1.0  # seconds until what was only needed for a while has been given back


def context():
    """TLS 1.3, without anything that both sides would keep for another time."""
    made = secure_wire.believing_anybody()
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    return made


def connect(gw, secured):
    if secured:
        return secure_wire.connect(gw.port, secured)
    return http.client.HTTPConnection("127.0.0.1", gw.port, timeout=10)


def connections(gw, count, secure):
    """All of them open, each with an answer behind it."""
    shared = context() if secure else None
    headers = {"Authorization": f"Bearer {gw.admin_key}"}
    held = []
    for _ in range(count):
        one = connect(gw, shared)
        one.request("GET", "/v1/models", headers=headers)
        response = one.getresponse()
        response.read()
        if response.status != 200 or one.sock is None:
            raise AssertionError(f"a connection was answered {response.status}")
        held.append(one)
    return held


def anonymous(gw):
    time.sleep(REST)
    return Watch(gw.pid, gw.data_dir).sample(0, 0).anonymous


def median_ms(gw, secure):
    """Of a short call that no provider is asked for."""
    took = []
    with contextlib.closing(connect(gw, context() if secure else None)) as one:
        for _ in range(ASKED):
            began = time.perf_counter()
            one.request("GET", "/health")
            one.getresponse().read()
            took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def measure(gw, count, secure):
    """(bytes a connection, how many are still open, how long a short call takes beside them)."""
    for one in connections(gw, WARM_UP, secure):  # what is allocated once for all of them
        one.close()
    before = anonymous(gw)
    held = connections(gw, count, secure)
    each = (anonymous(gw) - before) / count
    beside = median_ms(gw, secure)
    alive = 0
    for one in held:
        one.auto_open = 0  # else it would be opened anew unseen
        with contextlib.suppress(OSError, http.client.HTTPException):
            one.request("GET", "/health")
            alive += one.getresponse().status == 200
        one.close()
    return each, alive, beside


def prove(seed, count):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    figures = []
    for kind, secure in (("plain", False), ("TLS", True)):
        with Switchyard("--workers", "1") as gw:
            if secure:
                moved = gw.admin("POST", "/settings/rebind", {"port": gw.port, "tls": True})
                gw.port = int(moved.json()["listening"][0].rsplit(":", 1)[1])
            alone = median_ms(gw, secure)
            each, alive, beside = measure(gw, count, secure)
            figures += [
                Figure(f"memory of each of {count} idle {kind} connections", f"{each / 1024:.1f} KiB",
                       f"at most {MOST_KIB} KiB", each <= MOST_KIB * 1024),
                Figure(f"idle {kind} connections still there", str(alive), str(count), alive == count),
                Figure(f"a short call beside them ({kind}), alone {alone:.2f} ms", f"{beside:.2f} ms",
                       "at most twice as long", beside <= 2 * alone + 0.2)]
    return figures
