"""Costs in the viewer's currency: rates kept to the last decimal, each day at its own, rounded once."""

import csv
import io
import time
import unittest
from fractions import Fraction

import scripted_upstream as script
from harness import Switchyard
from scripted_upstream import ScriptedUpstream

MODEL = "gpt-4o-mini"
SPAN = "from=2020-01-01&to=2040-01-01&zone=UTC"


def rounded(nanos, rate):
    """Half to even, once."""
    exact = Fraction(nanos) * Fraction(rate)
    return round(exact)


class CurrenciesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = cls.enterClassContext(ScriptedUpstream())
        cls.gw = cls.enterClassContext(Switchyard())
        cls.gw.add_provider("relay", cls.upstream.base_url, "env:E2E_KEY_1", type="openai", models=[MODEL])
        for number in range(3):
            cls.upstream.on(MODEL, [script.whole(model=MODEL, tokens=(1001 + number, 7))])
            assert cls.gw.chat({"model": MODEL, "messages": [{"role": "user", "content": "hi"}]}).status == 200
        cls.gw.wait_until_folded()

    def call(self, method, path, status=200, body=None):
        answer = self.gw.admin(method, path, body)
        self.assertEqual(answer.status, status, answer.body[:300])
        return answer.json()

    def give(self, *rates):
        rows = [{"currency": currency, "from": day, "rate": rate} for currency, day, rate in rates]
        self.assertEqual(self.call("PUT", "/currencies", 200, {"rates": rows})["data"], self.call("GET", "/currencies")["data"])

    def test_rates_are_kept_as_they_are_given(self):
        self.give(("JPY", "2020-01-01", "156.250000000001"), ("EUR", "2024-02-29", "0.9231"), ("EUR", "2020-01-01", "1.10"))
        listed = self.call("GET", "/currencies")
        self.assertEqual(listed["base"], "USD")
        self.assertEqual([(row["currency"], row["from"], row["rate"]) for row in listed["data"]],
                         [("EUR", "2020-01-01", "1.1"), ("EUR", "2024-02-29", "0.9231"),
                          ("JPY", "2020-01-01", "156.250000000001")])

    def test_what_is_wrong_is_told_at_its_place(self):
        good = {"currency": "EUR", "from": "2020-01-01", "rate": "1"}
        for field, value in (("currency", "euro"), ("currency", "USD"), ("from", "2023-02-29"), ("from", "yesterday"),
                             ("rate", 0.92), ("rate", "0"), ("rate", "1e3"), ("rate", "-1")):
            error = self.call("PUT", "/currencies", 422, {"rates": [good, {**good, field: value}]})["error"]
            self.assertEqual(error["param"], f"rates[1].{field}")
        self.call("PUT", "/currencies", 422, {"rates": [good, good]})
        self.give()
        self.assertEqual(self.call("GET", f"/cost/by-model?{SPAN}&currency=EUR", 422)["error"]["param"], "currency")
        self.assertEqual(self.call("PUT", "/settings", 422, {"currency": "EUR"})["error"]["param"], "currency")

    def test_costs_are_shown_in_it_and_stay_what_they_are(self):
        yesterday = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86400))
        self.give(("EUR", "2020-01-01", "5"), ("EUR", yesterday, "0.923123456789"))
        plain = self.call("GET", f"/cost/by-model?{SPAN}")
        shown = self.call("GET", f"/cost/by-model?{SPAN}&currency=EUR")
        self.assertGreater(plain["total"]["cost_nanos"], 0)
        self.assertNotIn("converted_nanos", plain["total"])
        for before, after in zip([plain["total"], *plain["data"]], [shown["total"], *shown["data"]], strict=True):
            self.assertEqual(after.pop("converted_nanos"), rounded(before["cost_nanos"], "0.923123456789"))
            self.assertEqual(after.pop("converted_currency"), "EUR")
            self.assertEqual(before, after)
        self.assertEqual([rate["rate"] for rate in shown["converted_to"]["rates"]], ["5", "0.923123456789"])
        want = shown["converted_to"]["currency"], rounded(plain["total"]["cost_nanos"], "0.923123456789")
        for path in ("/cost/current?zone=UTC&currency=EUR", "/usage/own?zone=UTC&currency=EUR"):
            key = self.gw.key if "own" in path else None
            month = self.gw.admin("GET", path, key=key).json()["month"]
            self.assertEqual((month["converted_currency"], month["converted_nanos"]), want)

    def test_that_of_the_settings_is_shown_unless_another_is_asked_for(self):
        self.give(("EUR", "2020-01-01", "0.5"), ("JPY", "2020-01-01", "150"))
        self.call("PUT", "/settings", 200, {"currency": "JPY"})
        try:
            self.assertEqual(self.call("GET", "/settings")["currency"], "JPY")
            daily = self.call("GET", "/cost/daily?zone=UTC")
            self.assertEqual(daily["total"]["converted_nanos"], 150 * daily["total"]["cost_nanos"])
            self.assertEqual(daily["data"][-1]["converted_nanos"], 150 * daily["data"][-1]["cost_nanos"])
            self.assertEqual(self.call("GET", "/cost/daily?currency=EUR")["converted_to"]["currency"], "EUR")
            self.assertNotIn("converted_to", self.call("GET", "/cost/daily?currency=USD"))
        finally:
            self.call("PUT", "/settings", 200, {"currency": "USD"})

    def test_reports_have_its_columns(self):
        self.give(("EUR", "2020-01-01", "0.5"))
        answer = self.gw.admin("GET", f"/reports/billing?{SPAN}&group_by=model&format=csv&currency=EUR")
        rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
        self.assertEqual([row["converted_currency"] for row in rows], ["EUR"])
        self.assertEqual(int(rows[0]["converted_nanos"]), rounded(int(rows[0]["cost_nanos"]), "0.5"))
        plain = self.gw.admin("GET", f"/reports/billing?{SPAN}&group_by=model&format=csv").body.decode()
        self.assertNotIn("converted", plain)


if __name__ == "__main__":
    unittest.main()
