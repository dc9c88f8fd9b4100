"""What calls cost, through the real binary: the operations, the reports as JSON, CSV and PDF, the command line without a
running instance; every sum is that of the calls themselves, to the nano."""

import contextlib
import csv
import http.client
import io
import json
import os
import shutil
import subprocess
import tempfile
import threading
import unicodedata
import unittest
import urllib.parse
from collections import defaultdict

import scripted_upstream as script
from harness import Switchyard, until
from scripted_upstream import ScriptedUpstream

HELLO = [{"role": "user", "content": "hi"}]
SPAN = "from=2020-01-01&to=2040-01-01&zone=Asia/Kathmandu"
DEAR = "gpt-4o-mini"  # has a price, also behind a relay of another name
FREE = "no-such-model-anywhere"


class ReportsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("relay", cls.upstream.base_url, "env:E2E_KEY_1", type="openai", models=[DEAR])
        cls.gw.add_provider("其他", cls.upstream.base_url, "env:E2E_KEY_2", models=[FREE])
        made = cls.gw.admin("POST", "/router/rules", {"name": "tagged", "priority": 1, "when": {"model": DEAR},
                                                      "then": [{"tag": ["batch", "=SUM(A1)"]}]})
        assert made.status == 201, made.body
        cls.second = cls.gw.new_key("member", name="第二个")
        for number in range(6):
            cls.upstream.on(DEAR, [script.whole(model=DEAR, tokens=(1000 + number, 7 * number))])
            cls.upstream.on(FREE, [script.whole(model=FREE)])
            for key in (None, cls.second):
                answer = cls.gw.chat({"model": DEAR, "messages": HELLO}, key=key,
                                     headers={"x-session-id": f"session-{number % 3}"})
                assert answer.status == 200, answer.body
            cls.gw.chat({"model": FREE, "messages": HELLO})
        cls.gw.wait_until_folded()
        cls.rows = cls.gw.all_requests()

    def call(self, path, status=200, method="GET", **options):
        answer = self.gw.admin(method, path, **options)
        self.assertEqual(answer.status, status, answer.body[:400])
        return answer.json()

    def sums(self, *names):
        out = defaultdict(lambda: [0, 0, 0])
        for row in self.rows:
            group = out[tuple(row[name] for name in names)]
            for i, figure in enumerate(("cost_nanos", "input_tokens", "output_tokens")):
                group[i] += row[figure]
            group.append(row["id"])
        return {key: (*values[:3], len(values) - 3) for key, values in out.items()}

    def answered(self, path, *names):
        answer = self.call(path)
        rows = {tuple(row["key"][name] for name in names):
                (row["cost_nanos"], row["input_tokens"], row["output_tokens"], row["calls"]) for row in answer["data"]}
        self.assertEqual(len(rows), len(answer["data"]))
        return answer, rows

    # Sums

    def test_rows_are_the_sums_of_the_calls(self):
        self.assertGreater(sum(row["cost_nanos"] for row in self.rows), 0)
        for path, names, fields in (("by-provider", ["provider_id"], ["provider_id"]), ("by-key", ["key_id"], ["key_id"]),
                                    ("by-model", ["model"], ["billed_model"])):
            with self.subTest(path):
                answer, rows = self.answered(f"/cost/{path}?{SPAN}", *names)
                self.assertEqual(rows, self.sums(*fields))
                costs = [row["cost_nanos"] for row in answer["data"]]
                self.assertEqual(costs, sorted(costs, reverse=True))
                self.assertEqual(answer["total"]["cost_nanos"], sum(costs))
                self.assertEqual(answer["zone"], "Asia/Kathmandu")

    def test_groups_may_be_several(self):
        for path in ("/reports/usage", "/reports/billing"):
            _, rows = self.answered(f"{path}?{SPAN}&group_by=model,key&period=none", "model", "key_id")
            self.assertEqual(rows, self.sums("billed_model", "key_id"))
            _, rows = self.answered(f"{path}?{SPAN}&group_by=provider,key,model", "provider_id", "key_id", "model")
            self.assertEqual(rows, self.sums("provider_id", "key_id", "billed_model"))

    def test_periods_are_days_weeks_or_months(self):
        whole = self.call(f"/reports/billing?{SPAN}&period=none")["total"]["cost_nanos"]
        for period, form in (("day", r"\d{4}-\d\d-\d\d"), ("week", r"\d{4}-\d\d-\d\d"), ("month", r"\d{4}-\d\d")):
            for query in (f"period={period}", f"period={period}&group_by=model", f"group_by={period},key"):
                answer = self.call(f"/reports/billing?{SPAN}&{query}")
                self.assertEqual(sum(row["cost_nanos"] for row in answer["data"]), whole)
                for row in answer["data"]:
                    self.assertRegex(row["key"][period], f"^{form}$")
                    self.assertLess(row["from"], row["to"])

    def test_what_has_no_price_stands_apart(self):
        answer = self.call(f"/cost/by-model?{SPAN}")
        row = next(row for row in answer["data"] if row["unpriced_calls"])
        unknown = [row for row in self.rows if row["confidence"] == "unpriced"]
        self.assertGreater(len(unknown), 0)
        self.assertEqual((row["unpriced_calls"], row["cost_nanos"], row["confidence"]), (len(unknown), 0, "unpriced"))
        self.assertEqual(answer["unpriced"]["calls"], len(unknown))
        self.assertEqual(answer["unpriced"]["input_tokens"], sum(row["input_tokens"] for row in unknown))
        summary = self.call(f"/cost/summary?{SPAN}")
        self.assertEqual(summary["unpriced"], answer["unpriced"])
        self.assertEqual(summary["unpriced_models"][0]["provider"], "其他")

    def test_tags_aliases_and_sessions(self):
        tags = {row["key"]["tag"]: row["calls"] for row in self.call(f"/cost/by-tag?{SPAN}")["data"]}
        self.assertEqual(tags, {"batch": 12, "=SUM(A1)": 12, None: 6})
        self.assertEqual([row["key"] for row in self.call(f"/cost/by-alias?{SPAN}")["data"]], [{"alias": None}])
        sessions = self.call(f"/cost/by-session?{SPAN}")
        self.assertEqual(len(sessions["data"]), 6)  # three of each key
        self.assertEqual(sum(row["calls"] for row in sessions["data"]), 12)
        first = self.call(f"/cost/by-session?{SPAN}&limit=4")
        after = urllib.parse.quote(first["next"])
        rest = self.call(f"/cost/by-session?{SPAN}&limit=4&after={after}")
        self.assertEqual([row["key"] for row in first["data"] + rest["data"]], [row["key"] for row in sessions["data"]])
        self.assertIsNone(rest["next"])
        detail = self.call(f"/requests/{self.rows[-1]['id']}")
        self.assertRegex(detail["session"], "^session-|^$")

    def test_now_is_beside_before(self):
        now = self.call("/cost/current?zone=UTC")
        for name in ("today", "week", "month"):
            self.assertGreaterEqual(now[name]["calls"], 0)
            self.assertLess(now[name]["before"]["from"], now[name]["from"])
            self.assertLessEqual(now[name]["before"]["to"], now[name]["from"])
        days = self.call("/cost/daily?zone=UTC")["data"]
        self.assertEqual(len(days), 30)
        self.assertEqual(sum(row["calls"] for row in days), len(self.rows))

    def test_a_key_sees_its_own_usage_alone(self):
        answer = self.gw.request("GET", "/v1/usage?zone=UTC", key=self.second)
        self.assertEqual(answer.status, 200, answer.body)
        own = answer.json()
        mine = [row for row in self.rows if row["key"] == "第二个"]
        self.assertEqual(own["key"]["name"], "第二个")
        self.assertEqual(own["month"]["cost_nanos"], sum(row["cost_nanos"] for row in mine))
        self.assertEqual([row["calls"] for row in own["models"]], [len(mine)])
        self.assertEqual(self.gw.request("GET", "/v1/usage", key="sy-wrong").status, 401)
        self.assertEqual(self.gw.request("POST", "/v1/usage", {}, key=self.second).status, 405)
        now = self.gw.admin("GET", "/cost/current?zone=UTC", key=self.second)
        self.assertEqual(now.status, 200, now.body)
        self.assertEqual(now.json()["month"]["calls"], own["month"]["calls"])
        self.assertEqual(self.gw.admin("GET", "/dashboard/stats", key=self.second).status, 403)

    # The same calls at other prices, and beside what a provider says

    def test_the_same_calls_at_another_price(self):
        body = {"from": "2020-01-01", "to": "2040-01-01", "instead": {"provider": "openai", "model": "gpt-4o"}}
        answer = self.call("/cost/what-if", body=body, method="POST")
        self.assertEqual(answer["total"]["cost_nanos"], sum(row["cost_nanos"] for row in self.rows))
        priced = sum(2500 * row["input_tokens"] + 10000 * row["output_tokens"] - 1250 * row["cache_read_tokens"]
                     for row in self.rows)
        self.assertEqual(answer["total"]["what_if_nanos"], priced)
        self.assertEqual(answer["total"]["difference_nanos"], priced - answer["total"]["cost_nanos"])
        self.assertEqual(answer["total"]["what_if_unpriced_calls"], 0)
        for wrong, param in (({}, "instead"), ({"model": "gpt-4o", "at": "soon"}, "instead.at")):
            error = self.call("/cost/what-if", 422, body={**body, "instead": wrong}, method="POST")
            self.assertEqual(error["error"]["param"], param)

    def test_a_provider_s_export_is_compared(self):
        spent = defaultdict(lambda: [0, 0, 0])
        for row in self.rows:
            place = spent[row["started_at"][:10], row["billed_model"]]
            for i, figure in enumerate((1, row["input_tokens"], row["output_tokens"])):
                place[i] += figure
        lines = ["date,model,num_model_requests,input_tokens,output_tokens"]
        lines += [f"{day},{model},{calls},{tokens},{output}" for (day, model), (calls, tokens, output) in spent.items()]
        answer = self.call("/cost/reconcile", body={"document": "\n".join(lines)}, method="POST")
        self.assertEqual(answer["states"], {"equal": len(spent), "differs": 0, "only_ours": 0, "only_theirs": 0})
        day = self.rows[0]["started_at"][:10]
        lines[1] = lines[1].rsplit(",", 1)[0] + ",1"
        lines.append(f"{day},never-heard-of,1,1,1")
        answer = self.call("/cost/reconcile", body={"document": "\n".join(lines)}, method="POST")
        self.assertEqual(answer["states"]["differs"], 1)
        theirs = next(row for row in answer["data"] if row["state"] == "only_theirs")
        self.assertEqual((theirs["key"]["model"], theirs["ours"]), ("never-heard-of", None))
        differs = next(row for row in answer["data"] if row["state"] == "differs")
        self.assertEqual(differs["difference"]["input_tokens"], 0)
        self.assertEqual(differs["difference"]["output_tokens"], differs["ours"]["output_tokens"] - 1)
        self.assertEqual(self.call("/cost/reconcile", 422, body={"document": "what?"}, method="POST")["error"]["param"],
                         "document")

    # Wrong use

    def test_wrong_words_are_named(self):
        for path, param in (("/reports/usage?group_by=colour", "group_by"), ("/reports/usage?group_by=tag,key", "group_by"),
                            ("/reports/billing?format=xls", "format"), ("/reports/billing?period=year", "period"),
                            ("/cost/daily?from=1800-01-01", "from"), ("/cost/by-key?zone=Nowhere", "zone"),
                            ("/cost/by-key?from=2026-02-30", "from"), ("/cost/by-key?from=2026-02-02&to=2026-02-02", "from")):
            with self.subTest(path):
                self.assertEqual(self.call(path, 422)["error"]["param"], param)

    # Other forms

    def csv_rows(self, text):
        self.assertTrue(text.endswith("\n"))
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def test_csv_has_the_same_figures(self):
        answer = self.gw.admin("GET", f"/reports/billing?{SPAN}&group_by=day,key,model&format=csv")
        self.assertEqual(answer.headers["content-type"], "text/csv; charset=utf-8")
        self.assertIn('filename="billing.csv"', answer.headers["content-disposition"])
        self.assertTrue(answer.body.endswith(b"\r\n"))
        rows = self.csv_rows(answer.body.decode())
        json_rows = self.call(f"/reports/billing?{SPAN}&group_by=day,key,model")["data"]
        self.assertEqual([(row["day"], row["key_id"], row["model"], int(row["cost_nanos"])) for row in rows],
                         [(row["key"]["day"], row["key"]["key_id"], row["key"]["model"], row["cost_nanos"])
                          for row in json_rows])
        self.assertIn("第二个", {row["key"] for row in rows})
        for row in rows:
            whole, fraction = row["cost_usd"].split(".")
            self.assertEqual(int(whole) * 10**9 + int(fraction), int(row["cost_nanos"]))

    def test_csv_is_no_program(self):
        text = self.gw.admin("GET", f"/reports/usage?{SPAN}&group_by=tag&format=csv").body.decode()
        self.assertIn("\"'=SUM(A1)\"", text)

    def text_of(self, pdf):
        self.assertTrue(pdf.startswith(b"%PDF-"))
        self.assertIn(b"%%EOF", pdf[-1024:])
        self.assertIn(b"/FontFile", pdf)
        self.assertNotIn(b"/Subtype /Image", pdf)

    def test_pdf_comes_from_a_gateway_without_a_window(self):
        answer = self.gw.admin("GET", f"/reports/billing?{SPAN}&group_by=key&format=pdf")
        self.assertEqual(answer.status, 200, answer.body[:300])
        self.assertEqual(answer.headers["content-type"], "application/pdf")
        self.text_of(answer.body)

    def words_of(self, pdf):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(pdf)
            file.flush()
            words = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, text=True, check=True).stdout
        return unicodedata.normalize("NFKC", words)  # a glyph that stands for two characters is read as either

    @unittest.skipUnless(shutil.which("pdftotext"), "nothing reads PDF here")
    def test_pdf_speaks_the_readers_language_and_currency(self):
        rates = {"rates": [{"currency": "EUR", "from": "2020-01-01", "rate": "0.5"}]}
        self.assertEqual(self.gw.admin("PUT", "/currencies", rates).status, 200)
        self.addCleanup(self.gw.admin, "PUT", "/currencies", {"rates": []})
        path = f"/reports/billing?{SPAN}&group_by=key&format=pdf"
        plain = self.words_of(self.gw.admin("GET", f"{path}&language=en").body)
        self.assertIn("Input tokens", plain)
        self.assertNotIn("EUR", plain)
        chinese = self.words_of(self.gw.admin("GET", f"{path}&language=zh_CN&currency=EUR").body)
        self.assertIn("成本", chinese.replace(" ", ""))
        self.assertIn("EUR", chinese)
        self.assertIn("€", chinese)
        self.assertIn("第二个", chinese)
        self.assertNotIn("Input", chinese)
        error = self.gw.admin("GET", f"{path}&language=tlh").error()
        self.assertEqual(error["param"], "language")
        with tempfile.TemporaryDirectory() as directory:
            out = os.path.join(directory, "report.pdf")
            done = self.gw.cli("report", "--format", "pdf", "--language", "zh_CN", "--currency", "EUR", "--from", "2020-01-01",
                               "--group-by", "model", "--output", out)
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(out, "rb") as file:
                self.assertIn("€", self.words_of(file.read()))
        self.assertEqual(self.gw.cli("report", "--format", "pdf", "--language", "tlh").returncode, 2)

    def test_slip_is_what_one_key_cost_in_a_month(self):
        row = next(row for row in self.rows if row["key"] == "第二个")
        path = f"/reports/slip?key={row['key_id']}&month={row['started_at'][:7]}&zone=UTC"
        slip = self.call(path)
        self.assertEqual(slip["key"], {"key": "第二个", "key_id": row["key_id"]})
        own = sum(one["cost_nanos"] for one in self.rows if one["key_id"] == row["key_id"])
        self.assertGreater(own, 0)
        self.assertEqual([slip["total"]["cost_nanos"], sum(day["cost_nanos"] for day in slip["days"]),
                          sum(model["cost_nanos"] for model in slip["data"])], [own] * 3)
        answer = self.gw.admin("GET", f"{path}&format=pdf")
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/pdf"))
        self.text_of(answer.body)
        for wrong in ("month=2026-10", f"key={row['key_id']}&month=2026-13", f"{path.split('?')[1]}&format=csv"):
            self.call(f"/reports/slip?{wrong}", status=422)

    def test_hours_add_up_to_their_day(self):
        day = self.call(f"/reports/billing?{SPAN}&period=day")
        hours = self.call(f"/reports/billing?{SPAN}&period=hour")
        self.assertEqual(sum(row["cost_nanos"] for row in hours["data"]), day["total"]["cost_nanos"])
        self.assertTrue(all(row["key"]["hour"].endswith(":00:00+05:45") for row in hours["data"]))

    # The command line

    def test_command_line_through_the_running_instance(self):
        done = self.gw.cli("report", "--from", "2020-01-01", "--to", "2040-01-01", "--group-by", "model", "--zone", "UTC")
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = self.csv_rows(done.stdout)
        self.assertEqual({row["model"]: int(row["cost_nanos"]) for row in rows},
                         {key[0]: sums[0] for key, sums in self.sums("billed_model").items()})

    def test_command_line_wrong_use(self):
        for words in (["--format", "xls"], ["extra"], ["--slip", "x"], ["--slip", "x", "--month", "2026-13"],
                      ["--slip", "x", "--month", "2026-10", "--format", "csv"]):
            self.assertEqual(self.gw.cli("report", *words).returncode, 2, words)
        self.assertEqual(self.gw.cli("report", "--from", "never").returncode, 1)


class OfflineTest(unittest.TestCase):
    def test_reports_need_no_running_instance(self):
        with tempfile.TemporaryDirectory() as directory:
            with Switchyard(data_dir=directory) as gw:
                for _ in range(3):
                    gw.chat({"model": "sandbox", "messages": HELLO})
                gw.wait_until_folded()
                rows = gw.all_requests()
                gw.stop()
                done = gw.cli("report", "--from", "2020-01-01", "--to", "2040-01-01", "--format", "json", "--period", "none")
                self.assertEqual(done.returncode, 0, done.stderr)
                report = json.loads(done.stdout)
                self.assertEqual(report["total"]["calls"], 3)
                self.assertEqual(report["total"]["input_tokens"], sum(row["input_tokens"] for row in rows))
                out = os.path.join(directory, "report.pdf")
                name, month = rows[0]["key"], rows[0]["started_at"][:7]
                for words in (["--format", "pdf"], ["--slip", name, "--month", month, "--zone", "UTC"]):
                    done = gw.cli("report", *words, "--output", out)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    with open(out, "rb") as file:
                        self.assertTrue(file.read().startswith(b"%PDF-"))
                self.assertEqual(gw.cli("report", "--slip", "nobody", "--month", month).returncode, 1)
                self.assertEqual(gw.cli("report", "--output", "/nowhere/at/all.csv").returncode, 1)


class InterruptedTest(unittest.TestCase):
    def test_a_killed_call_counts_at_its_session_alias_and_tags(self):
        with ScriptedUpstream() as upstream, Switchyard() as gw:
            provider = gw.add_provider("relay", upstream.base_url, "env:E2E_KEY_1", type="openai", models=[DEAR])
            for path, body in (("model-map", {"name": "fast", "targets": [{"provider": provider, "model": DEAR}]}),
                               ("rules", {"name": "tagged", "when": {"model": "fast"}, "then": [{"tag": ["blue"]}]})):
                made = gw.admin("POST", f"/router/{path}", body)
                self.assertEqual(made.status, 201, made.body)
            upstream.on(DEAR, [script.hang()])

            def ask():
                with contextlib.suppress(OSError, http.client.HTTPException):  # it is killed
                    gw.chat({"model": "fast", "messages": HELLO}, headers={"x-session-id": "morning"})
            asking = threading.Thread(target=ask)
            asking.start()
            until(lambda: upstream.posts(DEAR), "the provider is asked")
            gw.kill()
            asking.join()
            gw.start()
            (row,) = gw.all_requests()
            self.assertEqual((row["outcome"], row["confidence"]), ("interrupted", "estimated"))
            self.assertGreater(row["cost_nanos"], 0)
            for by, name in (("alias", "fast"), ("tag", "blue"), ("session", "morning")):
                (found,) = gw.admin("GET", f"/cost/by-{by}?{SPAN}").json()["data"]
                self.assertEqual((found["key"][by], found["cost_nanos"]), (name, row["cost_nanos"]))


if __name__ == "__main__":
    unittest.main()
