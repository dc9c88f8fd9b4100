"""The processes of a bench run: how each is started, watched through /proc, and always ended."""

import ctypes
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.parse

STOP_SECONDS = 15  # a gateway may drain for ten
STREAM_CONNECTIONS = 16384


class BenchError(Exception):
    """Something the run cannot go on without; the text says how to mend it."""


def _die_with_parent():
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


class Process:
    """A child that ends with the `with` block, or with us."""

    def __init__(self, command, log_path, environment=None):
        self.command = [str(word) for word in command]
        self.log_path = log_path
        self._log = open(log_path, "wb")
        try:
            self._child = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=subprocess.STDOUT,
                env=environment, preexec_fn=_die_with_parent)
        except OSError as error:
            raise BenchError(f"cannot start {self.command[0]}: {error.strerror}") from error

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def pid(self):
        return self._child.pid

    def alive(self):
        return self._child.poll() is None

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as text:
            return text.read()

    def wait_for(self, pattern, seconds=20):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = re.search(pattern, self.log())
            if found:
                return found
            if not self.alive():
                break
            time.sleep(0.02)
        raise BenchError(f"{self.command[0]} did not print {pattern!r}; it printed:\n{self.log()[-2000:]}")

    def wait(self, seconds):
        try:
            return self._child.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise BenchError(f"{self.command[0]} was not done after {seconds:.0f} s") from error

    def stop(self):
        try:
            if self.alive():
                self._child.terminate()
            self._child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        finally:
            self._log.close()

    def cpu_nanos(self):
        """Run time of all threads that live; those that ended are not counted."""
        self._demand_life()
        total = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            try:
                with open(f"/proc/{self.pid}/task/{task}/schedstat", encoding="ascii") as text:
                    total += int(text.read().split()[0])
            except (FileNotFoundError, ProcessLookupError):
                continue  # the thread ended in between
        return total

    def rss_kib(self):
        self._demand_life()
        with open(f"/proc/{self.pid}/status", encoding="ascii") as text:
            return int(re.search(r"VmRSS:\s+(\d+)", text.read()).group(1))

    def _demand_life(self):
        if not self.alive():
            raise BenchError(f"{self.command[0]} ended with {self._child.returncode} during the measurement; "
                             f"it printed:\n{self.log()[-2000:]}")


class Target:
    """An endpoint that is measured: calls and streams may be at different addresses."""

    def __init__(self, name, process, call_url, stream_url=None, key="", model_prefix=""):
        self.name = name
        self.process = process
        self.call_url = call_url
        self.stream_url = stream_url or call_url
        self.key = key
        self.model_prefix = model_prefix
        self.first_rss_kib = None

    def post(self, body, key=None):
        """Returns status and text of one call."""
        url = urllib.parse.urlsplit(self.call_url)
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=10)
        headers = {"Content-Type": "application/json", "Authorization": "Bearer " + (self.key if key is None else key)}
        try:
            connection.request("POST", url.path, body, headers)
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            raise BenchError(f"{self.name} does not answer: {error}") from error
        finally:
            connection.close()


CHAT = "/v1/chat/completions"


def start_mock(stack, binary, folder):
    process = stack.enter_context(Process([binary, "--port", "0"], folder / "mock.log"))
    base = process.wait_for(r"listening on (http://\S+)").group(1)
    return Target("direct", process, base + CHAT), base


def free_ports(count):
    holders = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [holder.getsockname()[1] for holder in holders]
    for holder in holders:
        holder.close()
    return ports


def nginx_config(mock_base, call_port, stream_port, temp_paths):
    """Buffered for calls and unbuffered for streams: nginx at its best at both."""
    upstream = urllib.parse.urlsplit(mock_base).netloc

    def server(port, extra):
        return f"""
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location = /health {{ return 200 "ok"; }}
        location / {{ proxy_pass http://mock; {extra} }}
    }}"""

    return f"""
daemon off;
master_process off;
worker_processes 1;
worker_rlimit_nofile {STREAM_CONNECTIONS};
pid nginx.pid;
error_log stderr error;
events {{ worker_connections {STREAM_CONNECTIONS}; }}
http {{
    access_log off;
    {temp_paths}
    client_max_body_size 32m;
    client_body_buffer_size 1m;
    keepalive_timeout 75s;
    keepalive_requests 1000000000;
    tcp_nodelay on;
    upstream mock {{ server {upstream}; keepalive 512; keepalive_requests 1000000000; }}
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_read_timeout 120s;
    {server(call_port, "")}
    {server(stream_port, "proxy_buffering off;")}
}}
"""


def start_nginx(stack, binary, folder, mock_base):
    prefix = folder / "nginx"
    prefix.mkdir()
    try:
        built = subprocess.run([binary, "-V"], capture_output=True, text=True, check=True).stderr
    except OSError as error:
        raise BenchError(f"cannot start {binary}: {error.strerror}; install the package nginx-light") from error
    kinds = [kind for kind in ("fastcgi", "uwsgi", "scgi") if f"--without-http_{kind}_module" not in built]
    names = ["client_body", "proxy"] + kinds
    temp_paths = " ".join(f"{name}_temp_path {prefix}/{name};" for name in names)
    call_port, stream_port = free_ports(2)
    config = prefix / "nginx.conf"
    config.write_text(nginx_config(mock_base, call_port, stream_port, temp_paths))
    process = stack.enter_context(
        Process([binary, "-p", prefix, "-e", "stderr", "-c", config], folder / "nginx.log"))
    wait_for_port(process, stream_port)
    base = "http://127.0.0.1:"
    return Target("nginx", process, f"{base}{call_port}{CHAT}", f"{base}{stream_port}{CHAT}")


def wait_for_port(process, port):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and process.alive():
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise BenchError(f"{process.command[0]} does not listen; it printed:\n{process.log()[-2000:]}")


def command(binary, words, environment):
    """Runs a command of the gateway; its last line of output is JSON."""
    done = subprocess.run([binary, *words], capture_output=True, text=True, env=environment, timeout=30, check=False)
    if done.returncode != 0:
        raise BenchError(f"{' '.join(map(str, words))} ended with {done.returncode}: {done.stderr or done.stdout}")
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise BenchError(f"{' '.join(map(str, words))} printed no JSON: {done.stdout!r}") from error


def start_switchyard(stack, binary, folder, mock_base):
    data = folder / "data"
    environment = os.environ | {"BENCH_KEY": "sk-bench-upstream"}
    process = stack.enter_context(Process(
        [binary, "serve", "--data-dir", data, "--port", "0", "--workers", "1"], folder / "switchyard.log", environment))
    base = process.wait_for(r"listening on (http://\S+)").group(1).rstrip("/")
    command(binary, ["provider", "add", "--data-dir", data, "--name", "bench", "--type", "openai",
                     "--base-url", mock_base + "/v1", "--key", "env:BENCH_KEY", "--any-model", "--json"], environment)
    key = command(binary, ["key", "create", "--data-dir", data, "--name", "bench", "--json"], environment)["key"]
    return Target("switchyard", process, base + CHAT, key=key, model_prefix="bench/")
