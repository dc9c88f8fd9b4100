"""The log of requests: its filters and its export, through the real program."""

import csv
import http.client
import io
import json
import unittest

from harness import until
from test_replay import ReplayCase


class RequestsTest(ReplayCase):
    def found(self, query):
        return [row["id"] for row in self.call(200, "GET", f"/requests?limit=1000&{query}")["data"]]

    def test_each_filter_finds_its_calls(self):
        self.rule("tagged", {"model": "small"}, {"tag": "night shift"})
        first, second = self.calls(("small", "x", {}), ("other", "y", {}))
        row = self.call(200, "GET", f"/requests/{first}")
        self.assertEqual(row["tags"], ["night shift"])
        only_first = ("tag=night%20shift", "requested_model=small", "routed_model=small", f"q={first}")
        for query in only_first:
            with self.subTest(query):
                found = self.found(query)
                self.assertIn(first, found)
                self.assertNotIn(second, found)
        for query in ("endpoint=chat.completions", "max_duration_ms=60000", "min_tokens=0", "max_cost_nanos=1000000000"):
            with self.subTest(query):
                self.assertLessEqual({first, second}, set(self.found(query)))
        for query in ("endpoint=messages", "stream=true", "failure=rate_limited", "session=nobody", "error_code=nothing",
                      "min_duration_ms=600000", "alias=nothing", "billed_model=nothing"):
            with self.subTest(query):
                self.assertFalse({first, second} & set(self.found(query)))

    def test_what_no_filter_can_be(self):
        for query, param in (("failure=luck", "failure"), ("min_tokens=few", "min_tokens"),
                             ("max_cost_nanos=-1", "max_cost_nanos"), ("alias=a&requested_model=b", "alias")):
            with self.subTest(query):
                self.assertEqual(self.call(422, "GET", f"/requests?{query}")["error"]["param"], param)


class ExportTest(ReplayCase):
    def export(self, query):
        answer = self.gw.admin("GET", f"/requests/export?{query}")
        self.assertEqual(answer.status, 200, answer.body)
        return answer

    def test_calls_as_files(self):
        self.rule("tagged", {"model": "small"}, {"tag": "=1+1"})
        ids = self.calls(("small", "x", {}), ("small", "y", {}), ("other", "z", {}))
        answer = self.export("format=csv&requested_model=small")
        self.assertEqual(answer.headers["content-type"], "text/csv; charset=utf-8")
        self.assertIn('filename="requests.csv"', answer.headers["content-disposition"])
        rows = list(csv.DictReader(io.StringIO(answer.body.decode(), newline="")))
        self.assertEqual([row["id"] for row in rows[:2]], [ids[1], ids[0]])
        self.assertEqual((rows[0]["tags"], rows[0]["provider"], rows[0]["status"]), ("'=1+1", "left", "200"))
        answer = self.export("format=ndjson&model=other")
        self.assertEqual(answer.headers["content-type"], "application/x-ndjson")
        row = json.loads(answer.body.decode().splitlines()[0])
        self.assertEqual((row["id"], row["tags"]), (ids[2], []))
        self.assertEqual(self.call(422, "GET", "/requests/export?format=xml")["error"]["param"], "format")

    def test_many_come_in_pieces_and_each_once(self):
        ids = set()
        while len(ids) < 600:
            ids.update(self.calls(*[("small", "x", {})] * 100))
        found = [json.loads(row)["id"] for row in self.export("format=ndjson").body.decode().splitlines()]
        self.assertEqual(len(found), len(set(found)))
        self.assertLessEqual(ids, set(found))
        lines = self.export("").body.decode().splitlines()
        self.assertEqual(sum(line.startswith("id,") for line in lines), 1)
        self.assertEqual(len(lines), len(found) + 1)

    def test_a_client_that_leaves_ends_it(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.gw.port, timeout=10)
        connection.request("GET", "/api/v1/requests/export",
                           headers={"Authorization": f"Bearer {self.gw.admin_key}"})
        connection.getresponse().read(1)
        connection.close()
        until(lambda: self.gw.admin("GET", "/status").status == 200, "it goes on")


if __name__ == "__main__":
    unittest.main()
