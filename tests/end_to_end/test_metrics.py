"""`/metrics`: what Prometheus reads of it is what the ledger has; and the dashboard and the traces that go with it."""

import http.server
import json
import re
import shutil
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.parse
import urllib.request
from pathlib import Path

import scripted_upstream as script
from admin_case import ask
from harness import ROOT, Child, Switchyard, until
from scripted_case import closed_port
from scripted_upstream import ScriptedUpstream

PROMETHEUS = shutil.which("prometheus")
PROMTOOL = shutil.which("promtool")
CONFIG = """
global: {{scrape_interval: 1s, scrape_timeout: 1s}}
scrape_configs:
  - job_name: switchyard
    authorization: {{credentials: "{key}"}}
    static_configs: [{{targets: ["127.0.0.1:{port}"]}}]
"""
SAMPLE = re.compile(r'^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$')
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')

# What R56 asks for, by the name it has here.
PROMISED = {
    "requests": "switchyard_requests_total", "tokens": "switchyard_tokens_total", "cost": "switchyard_cost_nanodollars_total",
    "latency": "gen_ai_server_request_duration_seconds", "provider's latency": "gen_ai_client_operation_duration_seconds",
    "time to first token": "gen_ai_server_time_to_first_token_seconds", "token usage": "gen_ai_client_token_usage",
    "gateway overhead": "switchyard_gateway_overhead_seconds", "queue": "switchyard_journal_backlog_calls",
    "storage queue": "switchyard_storage_queue_jobs", "cpu": "process_cpu_seconds_total",
    "memory": "process_resident_memory_bytes", "descriptors": "process_open_fds",
    "network": "process_network_receive_bytes_total", "open connections": "switchyard_open_connections",
    "open calls": "switchyard_open_calls", "event loop": "switchyard_event_loop_lag_seconds", "build": "switchyard_build_info",
    "budgets": "switchyard_budget_spent_nanodollars", "limits": "switchyard_budget_limit_nanodollars",
    "targets": "switchyard_provider_key_usable", "target health": "switchyard_provider_key_health",
    "attempts": "switchyard_attempts_total",
}


def samples(text):
    """[(name, labels, value)] of a text in Prometheus' format."""
    out = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, labels, value = SAMPLE.match(line).groups()
            out.append((name, dict(LABEL.findall(labels or "")), float(value)))
    return out


def families(text):
    """The type of each metric, by its name."""
    return dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))


def total(rows, name, **labels):
    return sum(value for one, own, value in rows if one == name and labels.items() <= own.items())


class MetricsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("first", cls.upstream.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2", models=["gpt-4o"], any_model=True)
        cls.gw._json(cls.gw.admin("POST", "/budgets", {"name": 'all "of it"', "scope": "all", "mode": "soft",
                                                        "limit_nanos": 10 ** 12}), 201)
        for number in range(5):
            cls.upstream.on(f"m{number}", [script.answer(200, script.completion(tokens=(number * 100, number)))])
        cls.upstream.on("gpt-4o", [script.status(401)], [script.answer(200, script.completion(tokens=(1000, 100), model="gpt-4o"))])
        cls.upstream.on("unknown-1", [script.status(404)])
        cls.upstream.on("unknown-2", [script.status(404)])
        for body in [*(ask(f"m{number}") for number in range(5)), ask("gpt-4o"), ask("gpt-4o"), ask("sandbox"),
                     ask("sandbox|thinking", stream=True), ask("sandbox|status:400"), ask("first/unknown-1"),
                     ask("first/unknown-2"), ask("sandbox|fault:cut|chunks:9", stream=True)]:
            cls.gw.chat(body)
        cls.gw.wait_until_folded()

    def scrape(self, path="/metrics", key=None):
        answer = self.gw.request("GET", path, key=key)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.headers["content-type"], "text/plain; version=0.0.4; charset=utf-8")
        return answer.body.decode()

    def usage(self):
        return self.gw.admin("GET", "/usage?from=2000-01-01").json()["total"]

    def check_against_the_ledger(self, rows):
        usage = self.usage()
        self.assertEqual(total(rows, "switchyard_requests_total"), usage["calls"])
        for kind in ("input", "output", "cache_read", "cache_write", "reasoning"):
            self.assertEqual(total(rows, "switchyard_tokens_total", kind=kind), usage[f"{kind}_tokens"], kind)
        self.assertEqual(total(rows, "switchyard_cost_nanodollars_total"), usage["cost_nanos"])
        self.assertGreater(usage["cost_nanos"], 0)
        for kind in ("input", "output"):
            self.assertEqual(total(rows, "gen_ai_client_token_usage_sum", gen_ai_token_type=kind), usage[f"{kind}_tokens"])
        calls = self.gw.requests()
        for status in {call["status"] // 100 for call in calls}:
            self.assertEqual(total(rows, "switchyard_requests_total", status=f"{status}xx"),
                             sum(call["status"] // 100 == status for call in calls))
        self.assertEqual(total(rows, "switchyard_requests_total", provider="first"),
                         sum(call["provider"] == "first" for call in calls))
        self.assertEqual(total(rows, "switchyard_attempts_total"), sum(call["attempts"] for call in calls))

    def test_every_promised_metric_is_there_and_equals_the_ledger(self):
        text = self.scrape()
        rows = samples(text)
        names = {name if name in families(text) else re.sub(r"_(bucket|sum|count)$", "", name) for name, _, _ in rows}
        self.assertLessEqual(set(PROMISED.values()), names)
        self.check_against_the_ledger(rows)
        seconds = total(rows, "gen_ai_server_request_duration_seconds_sum")
        self.assertAlmostEqual(seconds, sum(call["duration_ms"] for call in self.gw.requests() if call["attempts"]) / 1000, delta=0.1)
        self.assertEqual(total(rows, "switchyard_budget_limit_nanodollars", budget='all \\"of it\\"'), 10 ** 12)
        self.assertEqual(total(rows, "switchyard_budget_spent_nanodollars"), self.usage()["cost_nanos"])
        self.assertEqual(families(self.scrape("/api/v1/metrics")), families(text))

    def test_what_nobody_knows_is_told_together(self):
        rows = samples(self.scrape())
        models = {labels["model"] for name, labels, _ in rows if name == "switchyard_requests_total" and labels["provider"] == "first"}
        self.assertLessEqual({"m0", "m4", "gpt-4o", "other"}, models)
        self.assertFalse(any(model.startswith("unknown") for model in models), models)

    def test_buckets_rise_to_the_count(self):
        rows = samples(self.scrape())
        buckets = {}
        for name, labels, value in rows:
            if name.endswith("_bucket"):
                series = tuple(sorted((k, v) for k, v in labels.items() if k != "le"))
                buckets.setdefault((name, series), []).append((float(labels["le"]), value))
        self.assertGreater(len(buckets), 5)
        for (name, series), steps in buckets.items():
            self.assertEqual(steps, sorted(steps), name)
            self.assertEqual([value for _, value in steps], sorted(value for _, value in steps), name)
            count = name.removesuffix("_bucket") + "_count"
            self.assertEqual(steps[-1][1], total(rows, count, **dict(series)) if series else total(rows, count), name)

    def test_who_may_read_it(self):
        for path in ("/metrics", "/api/v1/metrics"):
            self.assertEqual(self.gw.request("GET", path, key="").status, 401)
            self.assertEqual(self.gw.request("GET", path, key=self.gw.key).status, 403)
            self.assertEqual(self.gw.request("GET", path, key=self.gw.new_key("viewer")).status, 200)
        self.assertEqual(self.gw.request("POST", "/metrics", {}).status, 405)

    def test_without_a_key_where_the_settings_say_so(self):
        self.gw._json(self.gw.admin("PUT", "/settings", {"metrics_open": True}))
        self.addCleanup(self.gw.admin, "PUT", "/settings", {"metrics_open": False})
        self.assertIn("switchyard_build_info", self.scrape(key=""))
        self.assertEqual(self.gw.request("GET", "/metrics", key="sy-wrong").status, 401)
        self.assertEqual(self.gw.request("GET", "/metrics", key=self.gw.key).status, 403)
        self.assertEqual(self.gw.request("GET", "/api/v1/metrics", key="").status, 401)
        self.gw._json(self.gw.admin("PUT", "/settings", {"metrics_open": False}))
        self.assertEqual(self.gw.request("GET", "/metrics", key="").status, 401)

    @unittest.skipUnless(PROMTOOL, "promtool is not here: it comes with the package prometheus")
    def test_promtool_finds_nothing_wrong(self):
        checked = subprocess.run([PROMTOOL, "check", "metrics"], input=self.scrape(), capture_output=True, text=True, timeout=30,
                                 check=False)
        self.assertEqual((checked.returncode, checked.stdout, checked.stderr), (0, "", ""))

    @unittest.skipUnless(PROMETHEUS, "prometheus is not here")
    def test_prometheus_scrapes_it(self):
        with tempfile.TemporaryDirectory() as directory:
            place, port = Path(directory), closed_port()
            config = place / "prometheus.yml"
            config.write_text(CONFIG.format(key=self.gw.new_key("viewer"), port=self.gw.port), encoding="utf-8")
            child = Child([PROMETHEUS, f"--config.file={config}", f"--storage.tsdb.path={place / 'data'}",
                           f"--web.listen-address=127.0.0.1:{port}"], None, place / "log")
            try:
                self.follow(port)
            finally:
                child.popen.terminate()
                child.popen.wait(20)

    def query(self, port, text):
        """The series of an instant query; empty while there are none."""
        url = f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode({"query": text})
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return json.load(answer)["data"]["result"]
        except OSError:
            return []

    def follow(self, port):
        number = self.usage()["calls"]

        def value(text):
            found = self.query(port, text)
            return float(found[0]["value"][1]) if found else None
        until(lambda: value("sum(switchyard_requests_total)") == number, "Prometheus has all calls", 30)
        usage = self.usage()
        self.assertEqual(value('sum(switchyard_tokens_total{kind="input"})'), usage["input_tokens"])
        self.assertEqual(value('sum(switchyard_tokens_total{kind="output"})'), usage["output_tokens"])
        self.assertEqual(value("sum(switchyard_cost_nanodollars_total)"), usage["cost_nanos"])
        self.assertEqual(value("up"), 1)
        self.gw.chat(ask("m1"))
        until(lambda: value("sum(switchyard_requests_total)") == number + 1, "Prometheus has the next call", 30)
        for panel, expression in dashboard_queries():
            found = self.query(port, expression.replace("$__rate_interval", "1m").replace("$provider", ".*"))
            self.assertTrue(found, f"the panel {panel} shows nothing: {expression}")


def dashboard_queries():
    """[(title, expression)] of every panel of the dashboard."""
    board = json.loads((ROOT / "resources/grafana/switchyard.json").read_text(encoding="utf-8"))
    return [(panel["title"], target["expr"]) for panel in board["panels"] for target in panel.get("targets", [])]


class DashboardFileTest(unittest.TestCase):
    def test_every_metric_it_names_exists(self):
        with Switchyard() as gw:
            gw.chat(ask("sandbox"))
            gw.wait_until_folded()
            known = families(gw.request("GET", "/metrics").body.decode())
        queries = dashboard_queries()
        self.assertGreater(len(queries), 10)
        for title, expression in queries:
            named = re.findall(r"\b((?:switchyard|gen_ai|process)_\w+)(?=[\s{\[)]|$)", expression)
            self.assertTrue(named, title)
            for name in named:
                self.assertIn(re.sub(r"_(bucket|sum|count)$", "", name) if name not in known else name, known, title)


class Collector:
    """An OpenTelemetry collector that keeps what it is sent; `statuses` are answered first, one an export."""

    def __init__(self, *statuses):
        self.bodies, self.paths, self.statuses = [], [], list(statuses)
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                status = outer.statuses.pop(0) if outer.statuses else 200
                if status == 200:
                    outer.paths.append((self.path, self.headers["content-type"]))
                    outer.bodies.append(json.loads(body))
                self.send_response(status)
                self.send_header("content-length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def spans(self):
        return [span for body in list(self.bodies) for resource in body["resourceSpans"] for scope in resource["scopeSpans"]
                for span in scope["spans"]]


def attributes(span):
    return {one["key"]: one["value"].get("stringValue", one["value"].get("intValue")) for one in span["attributes"]}


class TracesTest(unittest.TestCase):
    def setUp(self):
        self.upstream = self.enterContext(ScriptedUpstream())
        self.gw = self.enterContext(Switchyard())
        self.gw.add_provider("first", self.upstream.base_url, "env:E2E_KEY_1", models=["m"], priority=0)
        self.gw.add_provider("second", self.upstream.base_url, "env:E2E_KEY_2", models=["m"], priority=1)

    def counts(self):
        rows = samples(self.gw.request("GET", "/metrics").body.decode())
        return {name: total(rows, f"switchyard_traces_{name}") for name in ("sent_total", "dropped_total", "waiting_calls")}

    def send_to(self, endpoint):
        self.gw._json(self.gw.admin("PUT", "/settings", {"traces_endpoint": endpoint}))

    def test_a_call_is_a_trace_with_a_span_for_each_attempt(self):
        self.upstream.on("m", [script.status(503)], [script.answer(200, script.completion(tokens=(1000, 100), model="m-served"))])
        with Collector(503) as collector:  # it is tried again
            self.send_to(collector.endpoint)
            answer = self.gw.chat(ask("m"))
            self.assertEqual(answer.status, 200)
            until(lambda: len(collector.spans()) >= 3, "the spans are there", 20)
            spans = collector.spans()
            self.assertEqual(collector.paths, [("/v1/traces", "application/json")])
        trace = answer.request_id().removeprefix("req_")
        self.assertEqual({span["traceId"] for span in spans}, {trace})
        self.assertEqual(len({span["spanId"] for span in spans}), 3)
        call, *attempts = spans
        self.assertNotIn("parentSpanId", call)
        self.assertEqual([span["parentSpanId"] for span in attempts], [call["spanId"]] * 2)
        self.assertEqual([span["kind"] for span in spans], [2, 3, 3])
        self.assertEqual([span["status"]["code"] for span in spans], [1, 2, 1])
        told = attributes(call)
        self.assertEqual((told["gen_ai.operation.name"], told["gen_ai.request.model"], told["gen_ai.response.model"]),
                         ("chat", "m", "m-served"))
        self.assertEqual((told["gen_ai.usage.input_tokens"], told["gen_ai.usage.output_tokens"]), ("1000", "100"))
        booked = self.gw.wait_for_call(answer.request_id())["attempt_list"]
        self.assertEqual([attributes(span)["gen_ai.provider.name"] for span in attempts], [one["provider"] for one in booked])
        self.assertEqual(attributes(attempts[0])["http.response.status_code"], "503")
        for span in spans:
            self.assertLessEqual(int(span["startTimeUnixNano"]), int(span["endTimeUnixNano"]))
        self.assertNotIn("hi", [value for span in spans for value in attributes(span).values()])
        until(lambda: self.counts() == {"sent_total": 1, "dropped_total": 0, "waiting_calls": 0}, "it is counted")

    def test_a_collector_that_refuses_costs_calls_nothing(self):
        self.upstream.on("m", [script.whole()])
        with Collector(*[400] * 10) as collector:
            self.send_to(collector.endpoint)
            self.assertEqual(self.gw.chat(ask("m")).status, 200)
            until(lambda: self.counts()["dropped_total"] == 1, "it was dropped and counted", 20)
        self.assertEqual(self.counts()["sent_total"], 0)

    def test_one_that_is_away_holds_up_nothing(self):
        self.upstream.on("m", [script.whole()])
        self.send_to(f"http://127.0.0.1:{closed_port()}")
        for _ in range(20):
            self.assertEqual(self.gw.chat(ask("m")).status, 200)
        self.gw.wait_until_folded()
        began = time.monotonic()
        self.gw.stop()
        self.assertLess(time.monotonic() - began, 5)

    def test_only_an_address_is_taken(self):
        for wrong in ("collector", "ftp://x", "http://user:secret@host", "http://host:0"):
            answer = self.gw.admin("PUT", "/settings", {"traces_endpoint": wrong})
            self.assertEqual((answer.status, answer.error()["param"]), (422, "traces_endpoint"), wrong)


if __name__ == "__main__":
    unittest.main()
