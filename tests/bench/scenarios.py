"""What is measured, one function per kind of load. Each returns a flat row of figures of one run."""

import json
import os
import re
import resource
import time

from bodies import chat_body
from servers import BenchError, Process

WRK_SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
{authorization}
local file = io.open("{body}", "rb")
wrk.body = file:read("*a")
file:close()
function done(summary, latency, requests)
    local e = summary.errors
    io.write(string.format('RESULT {{"calls": %d, "micros": %d, "p50_us": %d, "p99_us": %d, "errors": %d}}\\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        e.connect + e.read + e.write + e.status + e.timeout))
end
"""


class Meter:
    """CPU of the measured process, and how much of the machine others took meanwhile."""

    def __init__(self, target, mock):
        self._processes = {target.process.pid: target.process, mock.pid: mock}
        self._target = target
        self._start = self._read()

    def _read(self):
        with open("/proc/stat", encoding="ascii") as text:
            ticks = [int(word) for word in text.readline().split()[1:9]]
        busy = (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        ours = sum(process.cpu_nanos() for process in self._processes.values()) / 1e9
        ours += children.ru_utime + children.ru_stime + time.process_time()
        return {"cpu": self._target.process.cpu_nanos(), "at": time.monotonic(), "others": busy - ours}

    def stop(self):
        end = self._read()
        elapsed = end["at"] - self._start["at"]
        others = (end["others"] - self._start["others"]) / elapsed
        return {"cpu_nanos": end["cpu"] - self._start["cpu"], "elapsed": elapsed, "others_cores": max(0.0, others)}


class Bench:
    """Knows the tools and the folder for their files."""

    def __init__(self, tools, folder, mock):
        self.tools = tools
        self.folder = folder
        self.mock = mock
        self.calls_made = {}
        self._files = 0

    def _path(self, suffix):
        self._files += 1
        return self.folder / f"{self._files:03}{suffix}"

    def _body_file(self, target, size):
        path = self.folder / f"body-{target.name}-{size}.json"
        if not path.exists():
            path.write_bytes(chat_body(target.model_prefix + "bench", size))
        return path

    def _run(self, command, seconds, each_tick=None):
        """Runs a load to its end; returns what it printed. `each_tick` is called ten times a second meanwhile."""
        with Process(command, self._path(".log")) as load:
            deadline = time.monotonic() + seconds
            while each_tick and load.alive() and time.monotonic() < deadline:
                each_tick()
                time.sleep(0.1)
            if load.wait(max(1.0, deadline - time.monotonic())) != 0:
                raise BenchError(f"{command[0]} failed:\n{load.log()[-2000:]}")
            return load.log()

    def _count(self, target, calls):
        self.calls_made[target.name] = self.calls_made.get(target.name, 0) + calls

    def calls(self, target, connections, seconds, size=991):
        script = self._path(".lua")
        authorization = f'wrk.headers["Authorization"] = "Bearer {target.key}"' if target.key else ""
        script.write_text(WRK_SCRIPT.format(authorization=authorization, body=self._body_file(target, size)))
        meter = Meter(target, self.mock)
        text = self._run([self.tools["wrk"], "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
                          "-s", script, target.call_url], seconds + 30)
        used = meter.stop()
        result = json.loads(re.search(r"RESULT (.*)", text).group(1))
        self._count(target, result["calls"])
        return {"calls_per_s": result["calls"] / (result["micros"] / 1e6), "p50_us": result["p50_us"],
                "p99_us": result["p99_us"], "errors": result["errors"],
                "cpu_us": used["cpu_nanos"] / 1e3 / max(1, result["calls"]), "others_cores": used["others_cores"]}

    def calls_beside_idle(self, target, connections, seconds, idle):
        """The measuring ends before the idle connections, which wait ten seconds, ask again for the first time."""
        command = [self.tools["python"], self.tools["idle"], "--url", target.call_url, "--count", idle,
                   "--body", self._body_file(target, 991)]
        if target.key:
            command += ["--key", target.key]
        with Process(command, self._path(".log")) as holder:
            ready = int(holder.wait_for(r"ready (\d+)", 60).group(1))
            self._count(target, ready)
            row = self.calls(target, connections, seconds)
            rss = target.process.rss_kib()
            holder.stop()
            lost = json.loads(holder.log().strip().splitlines()[-1])
        row["errors"] += lost["lost"]
        return row | {"idle_held": ready, "rss_mib": rss / 1024}

    def paced(self, target, rate, seconds):
        command = [self.tools["paced"], "--url", target.call_url, "--body", self._body_file(target, 991),
                   "--rate", rate, "--seconds", seconds, "--key", target.key]
        meter = Meter(target, self.mock)
        result = json.loads(self._run(command, seconds + 30))
        used = meter.stop()
        self._count(target, result["answered"])
        return {"p50_us": result["latency_us"]["p50"], "p99_us": result["latency_us"]["p99"],
                "max_us": result["latency_us"]["max"], "errors": result["errors"],
                "client_late_p99_us": result["lateness_us"]["p99"],
                "cpu_us": used["cpu_nanos"] / 1e3 / max(1, result["answered"]), "others_cores": used["others_cores"]}

    def streams(self, target, count, interval_ms, seconds):
        """Chunks count from the moment all streams run until the first one ends."""
        ramp_ms = 1000
        model = f"{target.model_prefix}bench-stream-{seconds * 1000 // interval_ms}x{interval_ms}"
        command = [self.tools["stream"], "--url", target.stream_url, "--model", model, "--streams", count,
                   "--seconds", seconds, "--ramp-ms", ramp_ms, "--warmup-ms", ramp_ms + 500, "--key", target.key]
        # What the allocator kept from an earlier run would hide what this one needs.
        if target.first_rss_kib is None:
            target.first_rss_kib = target.process.rss_kib()
        peak = [0]

        def watch():
            peak[0] = max(peak[0], target.process.rss_kib())

        meter = Meter(target, self.mock)
        result = json.loads(self._run(command, 2 * seconds + 30, watch))
        used = meter.stop()
        self._count(target, result["completed"])
        latency, first = result["latency_us"], result["first_byte_us"]
        unseen = result["completed"] - result["usage"]
        return {"p50_us": latency["p50"], "p99_us": latency["p99"], "max_us": latency["max"],
                "first_byte_p50_us": first["p50"], "first_byte_p99_us": first["p99"],
                "chunks_per_s": latency["count"] / (seconds - 1.5), "errors": result["errors"] + unseen,
                "kib_per_stream": (peak[0] - target.first_rss_kib) / count, "rss_mib": peak[0] / 1024,
                "cpu_us": used["cpu_nanos"] / 1e3 / max(1, result["chunks"]), "others_cores": used["others_cores"],
                "error_kinds": result["error_kinds"] | ({"usage unseen": unseen} if unseen else {})}

    def check(self, target):
        """One call and one stream must be right before anything is measured."""
        status, text = target.post(chat_body(target.model_prefix + "bench"))
        if status != 200 or '"total_tokens":399' not in text.replace(" ", ""):
            raise BenchError(f"a call through {target.name} got {status}: {text[:1000]}")
        if target.key and (refused := target.post(chat_body(target.model_prefix + "bench"), "wrong")[0]) != 401:
            raise BenchError(f"{target.name} answered {refused} to a wrong key: the key check is off")
        command = [self.tools["stream"], "--url", target.stream_url, "--streams", 1, "--seconds", 0,
                   "--model", target.model_prefix + "bench-stream-3x20", "--key", target.key]
        result = json.loads(self._run(command, 30))
        if result["errors"] or result["usage"] != 1:
            raise BenchError(f"a stream through {target.name} is wrong: {json.dumps(result)}")
