"""Real proxies for the tests: squid, tinyproxy and dante, each on loopback with files of its own.

Each leaves by an address of its own (127.0.0.2, .3, .4), so that a provider can tell who came through which of them, and
who came directly: from 127.0.0.1.
"""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from harness import bind_to_parent, until
from scripted_case import closed_port
from scripted_upstream import ScriptedUpstream

SQUID = shutil.which("squid") or shutil.which("squid", path="/usr/sbin")
TINYPROXY = shutil.which("tinyproxy") or shutil.which("tinyproxy", path="/usr/sbin")
DANTED = shutil.which("danted") or shutil.which("danted", path="/usr/sbin")
SQUID_LOGIN = Path("/usr/lib/squid/basic_ncsa_auth")

HIDDEN_HOST = "provider.pool.test"  # known to squid alone

SQUID_CONFIG = """
{listen}
pid_filename none
access_log none
cache_log {place}/cache.log
cache deny all
cache_mem 1 MB
coredump_dir {place}
hosts_file {place}/hosts
tcp_outgoing_address {leaves}
{login}
http_access allow {who}
http_access deny all
shutdown_lifetime 0 seconds
visible_hostname pool.test
pinger_enable off
max_filedescriptors 512
"""
SQUID_LOGIN_CONFIG = """
auth_param basic program {program} {place}/passwords
auth_param basic children 1 startup=1
acl known proxy_auth REQUIRED
"""
TINYPROXY_CONFIG = """
Port {port}
Listen 127.0.0.1
Bind {leaves}
Timeout 60
MaxClients 100
LogFile "{place}/tinyproxy.log"
Allow 127.0.0.1
{login}
"""
DANTE_CONFIG = """
logoutput: {place}/dante.log
internal: 127.0.0.1 port = {port}
external: {leaves}
socksmethod: none
clientmethod: none
user.privileged: root
user.unprivileged: nobody
client pass {{ from: 127.0.0.0/8 to: 0.0.0.0/0 }}
socks pass {{ from: 127.0.0.0/8 to: 0.0.0.0/0 protocol: tcp }}
"""


class PeerUpstream(ScriptedUpstream):
    """Keeps from which address each connection came."""

    def __enter__(self):
        self.peers = []
        return super().__enter__()

    async def _serve(self, connection, number):
        self.peers.append(connection.getpeername()[0])
        await super()._serve(connection, number)

    def from_directly(self):
        return self.peers.count("127.0.0.1")


class RealProxy:
    """One process that leads on; killed with its children at the end of the `with` block."""

    kind = "http"
    leaves = "127.0.0.1"

    def __init__(self, place, user="", password="", port=None):
        self.place = Path(place) / f"{type(self).__name__}-{time.monotonic_ns()}"
        self.place.mkdir()
        self.place.chmod(0o777)  # they leave root behind
        self.user, self.password = user, password
        self.port = port or closed_port()
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()

    def start(self):
        command = self.command()
        with open(self.place / "output", "ab") as output:
            self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output,
                                            stderr=subprocess.STDOUT, preexec_fn=self._in_own_group)
        until(self.listens, f"{type(self).__name__} listens: {self.output}", 20)

    @staticmethod
    def _in_own_group():
        os.setpgid(0, 0)
        bind_to_parent()

    @property
    def output(self):
        return (self.place / "output").read_text(encoding="utf-8", errors="replace")

    def listens(self):
        if self.process.poll() is not None:
            raise AssertionError(f"{type(self).__name__} ended with {self.process.returncode}: {self.output}")
        wanted = f"0100007F:{self.port:04X} 00000000:0000 0A"
        return any(wanted in " ".join(line.split()[1:4])
                   for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines())

    def hang(self):
        """Connections to it are still taken, by the system, and nobody says a word."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def go_on(self):
        os.killpg(self.process.pid, signal.SIGCONT)

    def kill(self):
        """At once, with everything that is open."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process = None

    def row(self, name, **fields):
        """As it is added to the pool."""
        login = {"user": self.user, "secret": "env:POOL_PASSWORD"} if self.user else {}
        return {"name": name, "kind": self.kind, "host": "127.0.0.1", "port": self.port, **login, **fields}


class Squid(RealProxy):
    leaves = "127.0.0.2"

    def command(self):
        login, who = "", "all"
        if self.user:
            login, who = SQUID_LOGIN_CONFIG.format(program=SQUID_LOGIN, place=self.place), "known"
            digest = subprocess.run(["openssl", "passwd", "-apr1", self.password], capture_output=True, text=True,
                                    check=True).stdout.strip()
            (self.place / "passwords").write_text(f"{self.user}:{digest}\n", encoding="ascii")
        (self.place / "hosts").write_text(f"127.0.0.1 {HIDDEN_HOST}\n", encoding="ascii")
        config = self.place / "squid.conf"
        config.write_text(SQUID_CONFIG.format(listen=self.listen_line(), place=self.place, leaves=self.leaves,
                                              login=login, who=who), encoding="ascii")
        return [SQUID, "-N", "-f", config]

    def listen_line(self):
        return f"http_port 127.0.0.1:{self.port}"


class SquidInTls(Squid):
    """Spoken to inside TLS; `certificate` is its own authority."""

    kind = "https"

    @property
    def certificate(self):
        return self.place / "proxy.crt"

    def listen_line(self):
        key = self.place / "proxy.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", self.certificate],
                       capture_output=True, check=True)
        key.chmod(0o644)
        return f"https_port 127.0.0.1:{self.port} tls-cert={self.certificate} tls-key={key}"


class Tinyproxy(RealProxy):
    leaves = "127.0.0.3"

    def command(self):
        login = f"BasicAuth {self.user} {self.password}" if self.user else ""
        config = self.place / "tinyproxy.conf"
        config.write_text(TINYPROXY_CONFIG.format(port=self.port, place=self.place, leaves=self.leaves, login=login),
                          encoding="ascii")
        return [TINYPROXY, "-d", "-c", config]


class Dante(RealProxy):
    kind = "socks5h"
    leaves = "127.0.0.4"

    def command(self):
        config = self.place / "dante.conf"
        config.write_text(DANTE_CONFIG.format(port=self.port, place=self.place, leaves=self.leaves), encoding="ascii")
        return [DANTED, "-f", config, "-N", "1"]
