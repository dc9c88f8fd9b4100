"""What the overview and the list of requests ask for, over HTTP: figures of today, and pieces of a long list by place."""

import time
import unittest
from datetime import datetime, timezone

import scripted_upstream as script
from harness import Switchyard
from scripted_upstream import ScriptedUpstream

HELLO = [{"role": "user", "content": "hi"}]
ZONE = "UTC"


def ask(model, **more):
    return {"model": model, "messages": HELLO, **more}


class DashboardTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.shaky = cls.gw.add_provider("shaky", cls.upstream.base_url, "env:E2E_KEY_1", "env:E2E_KEY_2",
                                        models=["asked"])

    def call(self, path, status=200):
        answer = self.gw.admin("GET", path)
        self.assertEqual(answer.status, status, answer.body[:400])
        return answer.json()

    def stats(self):
        self.gw.wait_until_folded()
        return self.call(f"/dashboard/stats?zone={ZONE}")

    def fail_over(self, code=503):
        self.upstream.on("asked", [script.status(code)], [script.whole()])
        answer = self.gw.chat(ask("asked"))
        self.assertEqual(answer.status, 200)
        return answer.request_id()

    def away_from_midnight(self):
        """A day that ends meanwhile would be another's."""
        left = 86400 - time.time() % 86400
        if left < 20:
            time.sleep(left + 1)

    # The dashboard

    def test_calls_count_at_once(self):
        self.away_from_midnight()
        before = self.stats()
        self.gw.chat(ask("sandbox"))
        self.gw.chat(ask("sandbox|status:400"))
        after = self.stats()
        self.assertEqual(after["requests_today"] - before["requests_today"], 2)
        self.assertEqual(after["errors_today"] - before["errors_today"], 1)
        self.assertGreater(after["tokens_today"], before["tokens_today"])
        self.assertEqual(sum(row["calls"] for row in after["response_trend"]), after["requests_today"])
        self.assertEqual(after["cost_trend"][-1]["calls"], after["requests_today"])
        self.assertEqual(sum(row["calls"] for row in after["model_distribution"]), after["requests_today"])
        self.assertEqual(after["active_sessions"], 1)
        self.assertGreater(after["average_response_ms"], 0)
        self.assertLessEqual(after["p50_first_token_ms"], after["p95_first_token_ms"])
        self.assertTrue(0 < after["success_today"] < 1)

    def test_it_shows_a_failover(self):
        request_id = self.fail_over()
        shown = self.stats()
        row = next(row for row in shown["failovers"] if row["request_id"] == request_id)
        self.assertEqual((row["from_provider"], row["to_provider"], row["model"]), ("shaky", "shaky", "asked"))
        self.assertEqual((row["failure"], row["failure_status"], row["outcome"]), ("server_error", 503, "done"))
        self.assertTrue(0 < shown["first_choice_success"] <= 1)

    def test_its_days_are_those_of_the_zone(self):
        today = datetime.now(timezone.utc).strftime("%Y-%m-%d")
        shown = self.call("/dashboard/stats?zone=UTC")
        if shown["now"].startswith(today):
            self.assertEqual(shown["cost_trend"][-1]["day"], today)
        for zone, name, minutes in (("345", None, 345), ("Asia/Shanghai", "Asia/Shanghai", 480), ("-60", None, -60)):
            shown = self.call(f"/dashboard/stats?zone={zone}")
            self.assertEqual(shown["zone_offset_minutes"], minutes)
            self.assertEqual(shown["zone"], name or shown["zone"])
        self.assertTrue(self.call("/dashboard/stats")["zone"])
        self.assertEqual(self.call("/dashboard/stats?zone=Nowhere", 422)["error"]["param"], "zone")

    def test_its_schema_names_every_figure(self):
        document = self.gw.request("GET", "/openapi.json").json()
        operation = document["paths"]["/api/v1/dashboard/stats"]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        self.assertEqual(set(schema["properties"]), set(self.stats()))
        self.assertTrue(all(one["description"] for one in schema["properties"].values()))

    # The list by place

    def test_places_stay_while_calls_arrive(self):
        for _ in range(12):
            self.gw.chat(ask("sandbox"))
        self.gw.wait_until_folded()
        first = self.call("/requests?limit=5&count=true")
        self.assertEqual(set(first), {"data", "next", "as_of", "total"})
        self.assertIsNone(first["next"])
        self.gw.chat(ask("sandbox"))
        self.gw.wait_until_folded()
        seen = []
        for offset in range(0, first["total"] + 5, 5):
            page = self.call(f"/requests?limit=5&offset={offset}&as_of={first['as_of']}&count=true")
            self.assertEqual((page["as_of"], page["total"]), (first["as_of"], first["total"]))
            seen += [row["id"] for row in page["data"]]
        every = [row["id"] for row in self.call("/requests?limit=1000")["data"]]
        self.assertEqual(seen, every[1:])
        self.assertEqual([row["id"] for row in self.call("/requests?sort=started&limit=1000")["data"]], every[::-1])

    def test_a_list_is_sorted_by_a_figure(self):
        for words in (1, 40, 7):
            self.gw.chat(ask("sandbox", messages=[{"role": "user", "content": "word " * words}]))
        self.gw.wait_until_folded()
        for sort, figure in (("tokens", lambda row: row["input_tokens"] + row["output_tokens"]),
                             ("duration", lambda row: row["duration_ms"]), ("cost", lambda row: row["cost_nanos"])):
            for sign in ("", "-"):
                with self.subTest(sign + sort):
                    got = [figure(row) for row in self.call(f"/requests?limit=1000&sort={sign}{sort}")["data"]]
                    self.assertEqual(got, sorted(got, reverse=bool(sign)))

    def test_filters_say_how_many_match(self):
        request_id = self.fail_over()
        self.gw.chat(ask("sandbox|status:400"))
        self.gw.chat(ask("sandbox", stream=True))
        self.gw.wait_until_folded()
        rows = self.call("/requests?limit=1000")["data"]
        for query, matches in (
                ("failover=true", lambda row: row["attempts"] > 1), ("failover=false", lambda row: row["attempts"] <= 1),
                ("status=4xx", lambda row: row["status"] // 100 == 4), ("status=5xx", lambda row: row["status"] // 100 == 5),
                ("stream=true", lambda row: row["stream"]), ("stream=false", lambda row: not row["stream"]),
                ("min_duration_ms=0", lambda row: True), ("min_duration_ms=60000", lambda row: False),
                ("model=asked", lambda row: "asked" in (row["requested_model"], row["routed_model"])),
                (f"provider={self.shaky}&failover=true", lambda row: row["attempts"] > 1),
                ("q=SHAK", lambda row: row["provider"] == "shaky"), (f"q={request_id}", lambda row: row["id"] == request_id)):
            with self.subTest(query):
                got = self.call(f"/requests?limit=1000&count=true&{query}")
                wanted = [row["id"] for row in rows if matches(row)]
                self.assertEqual([row["id"] for row in got["data"]], wanted)
                self.assertEqual(got["total"], len(wanted))

    def test_what_a_list_cannot_do_is_refused_with_its_reason(self):
        for query, param, words in (
                ("sort=provider", "sort", "-started, started, -cost"), ("offset=-1", "offset", "0"), ("offset=x", "offset", ""),
                ("as_of=now", "as_of", "as_of"), ("count=yes", "count", "true or false"), ("stream=1", "stream", "true or false"),
                ("failover=maybe", "failover", ""), ("status=6xx", "status", "4xx"), ("status=xx", "status", "4xx"),
                ("min_duration_ms=fast", "min_duration_ms", ""), ("offset=0&after=1.1", "after", "offset")):
            with self.subTest(query):
                error = self.call(f"/requests?{query}", 422)["error"]
                self.assertEqual(error["param"], param)
                self.assertIn(words, error["message"])

    # One call

    def test_a_call_shows_what_a_time_line_needs(self):
        request_id = self.fail_over(401)
        self.gw.wait_for_call(request_id)
        row = self.call(f"/requests/{request_id}")
        first, second = row["attempt_list"]
        self.assertEqual((first["key"], second["key"]), ("key 1", "key 2"))
        self.assertEqual((first["failure"], second["failure"]), ("bad_key", "none"))
        self.assertEqual((first["usage_reported"], second["usage_reported"]), (False, True))
        self.assertLessEqual(first["offset_ms"], second["offset_ms"])
        whole_millis = 2  # a start is kept in whole milliseconds, its call's too
        self.assertLessEqual(first["offset_ms"] + first["duration_ms"],
                             second["offset_ms"] + second["duration_ms"] + whole_millis)
        self.assertLessEqual(second["offset_ms"] + second["duration_ms"], row["duration_ms"] + 2)
        self.assertIsNone(first["first_token_ms"])
        self.assertGreater(second["first_token_ms"], 0)
        candidate = row["decision"]["candidates"][0]
        self.assertEqual((candidate["provider_name"], candidate["key_names"]), ("shaky", ["key 1", "key 2"]))


if __name__ == "__main__":
    unittest.main()
