"""Prepaid credit through the real binary: topped up, spent, never overdrawn, stated to the nano, right after a kill."""

import csv
import io
import json
import random
import sqlite3
import threading
import time
import unittest

import budget_flood as flood
import checker
from budget_flood import DOLLAR, INPUT, OUTPUT, Spend
from harness import until
from test_budgets import BudgetCase

COST = 10 * INPUT + 20 * OUTPUT  # of one call of BudgetCase.ask()


class CreditCase(BudgetCase):
    def pay(self, nanos, status=201, **fields):
        return self.call(status, "POST", "/credits", {"subject": "e2e member", "amount_nanos": nanos, **fields})

    def credit(self, made):
        return self.call(200, "GET", f"/credits/{made['id']}")

    def statement(self, made, query=""):
        return self.call(200, "GET", f"/credits/{made['id']}/statement?zone=UTC{query}")

    def entries(self, made):
        """Sum of each of its accounts, and of what was paid."""
        database = checker.open_books(self.gw.data_dir)
        try:
            rows = database.execute("SELECT substr(account, 1, instr(account, ':') - 1), SUM(amount_nanos) FROM ledger_entries"
                                    " WHERE account LIKE '%:' || ? GROUP BY 1", (made["id"],))
            return {name: total for name, total in rows}
        finally:
            database.close()

    def check_credit(self, made):
        """The live sums, the entries, the statement and the calls say the same, and nothing is overdrawn."""
        self.gw.wait_until_folded()
        seen = self.credit(made)
        self.assertEqual(seen["reserved_nanos"], 0)
        self.assertGreaterEqual(seen["balance_nanos"], 0)
        self.assertEqual(seen["balance_nanos"], seen["paid_in_nanos"] - seen["paid_back_nanos"] - seen["spent_nanos"])
        self.assertEqual(seen["spent_nanos"], sum(row["cost_nanos"] for row in self.gw.all_requests()))
        entries = self.entries(made)
        self.assertEqual(entries.get("budget", 0), seen["balance_nanos"])
        self.assertEqual(entries.get("reserved", 0), 0)
        self.assertEqual(entries.get("spent", 0), seen["spent_nanos"])
        self.assertEqual(-entries["paid"], seen["paid_in_nanos"] - seen["paid_back_nanos"])
        stated = self.statement(made)
        self.assertEqual((stated["opening_nanos"], stated["closing_nanos"]), (0, seen["balance_nanos"]))
        return seen


class OperationsTest(CreditCase):
    WORKERS = 1

    def test_paid_spent_and_stated(self):
        made = self.pay(2 * DOLLAR, note="=invoice 7")
        self.assertEqual((made["scope"], made["holder"], made["balance_nanos"]), ("key", "e2e member", 2 * DOLLAR))
        self.assertEqual(self.ask(1).status, 200)
        self.assertEqual(self.pay(DOLLAR)["id"], made["id"])
        self.assertEqual(self.pay(-DOLLAR // 2)["balance_nanos"], 5 * DOLLAR // 2 - COST)
        self.assertEqual(self.ask(2).status, 200)
        seen = self.check_credit(made)
        self.assertEqual((seen["spent_nanos"], seen["paid_in_nanos"], seen["paid_back_nanos"]),
                         (2 * COST, 3 * DOLLAR, DOLLAR // 2))
        rows = self.statement(made)["data"]
        self.assertEqual([(row["kind"], row["amount_nanos"]) for row in rows],
                         [("top_up", 2 * DOLLAR), ("top_up", DOLLAR), ("paid_back", -DOLLAR // 2), ("usage", -2 * COST)])
        self.assertEqual(rows[-1]["balance_nanos"], seen["balance_nanos"])
        table = self.gw.admin("GET", f"/credits/{made['id']}/statement?zone=UTC&format=csv")
        cells = list(csv.DictReader(io.StringIO(table.body.decode())))
        self.assertEqual([row["amount"] for row in cells][::3], ["2.000000000", f"-0.{2 * COST:09d}"])
        self.assertEqual(cells[0]["note"], "'=invoice 7")
        self.assertEqual([row["id"] for row in self.call(200, "GET", "/credits")["data"]], [made["id"]])
        own = self.gw.request("GET", "/v1/usage", key=self.gw.key).json()["credits"]
        self.assertEqual([(row["id"], row["balance_nanos"]) for row in own], [(made["id"], seen["balance_nanos"])])

    def test_a_key_sees_what_its_user_and_team_have_left(self):
        team = self.call(201, "POST", "/teams", {"name": "research"})
        user = self.call(201, "POST", "/users", {"name": "ana", "team": team["id"]})
        key = self.call(201, "POST", "/api-keys", {"name": "of ana", "user": user["id"]})["key"]
        for scope, subject, amount in (("team", "research", 3), ("user", "ana", 2), ("key", "e2e member", 1)):
            self.call(201, "POST", "/credits", {"scope": scope, "subject": subject, "amount_nanos": amount * DOLLAR})
        own = self.gw.request("GET", "/v1/usage", key=key).json()["credits"]
        self.assertEqual(sorted((row["scope"], row["balance_nanos"]) for row in own),
                         [("team", 3 * DOLLAR), ("user", 2 * DOLLAR)])

    def test_what_does_not_fit_is_refused_until_it_is_topped_up(self):
        made = self.pay(1000)
        refused = self.ask()
        self.assertEqual((refused.status, refused.error()["code"]), (429, "budget_exceeded"))
        self.assertIn("the prepaid credit has $0.000001 left: it must be topped up", refused.error()["message"])
        other = self.gw.new_key("member", name="another")
        ask = Spend("00000009", stream=False, order={"events": 2, "usage": [10, 20]}, max_tokens=100)
        self.assertEqual(self.gw.chat(json.loads(ask.body()), key=other).status, 200)
        self.pay(DOLLAR)
        self.assertEqual(self.ask().status, 200)
        self.call(204, "DELETE", f"/credits/{made['id']}")
        self.call(404, "DELETE", f"/credits/{made['id']}")
        self.assertIsNotNone(self.credit(made)["closed_at"])
        self.assertEqual(self.ask().status, 200)
        self.gw.wait_until_folded()
        self.assertEqual(self.credit(made)["spent_nanos"], COST)  # the last call was not paid from it
        self.assertNotEqual(self.pay(5)["id"], made["id"])

    def test_what_is_wrong_is_told_at_its_field(self):
        for field, value in (("amount_nanos", 0), ("amount_nanos", -1), ("amount_nanos", 2 * 10**18), ("subject", "nobody"),
                             ("scope", "tag"), ("scope", "all"), ("note", "x" * 501), ("balance_nanos", 1)):
            body = {"subject": "e2e member", "amount_nanos": 1, field: value}
            self.assertEqual(self.call(422, "POST", "/credits", body)["error"]["param"], field)
        self.pay(DOLLAR)
        self.assertEqual(self.pay(-DOLLAR - 1, status=409)["error"]["param"], "amount_nanos")
        self.assertEqual(self.pay(-DOLLAR)["balance_nanos"], 0)

    def test_payments_are_never_changed(self):
        made = self.pay(DOLLAR)
        self.gw.stop()
        with sqlite3.connect(self.gw.data_dir / "config.db") as database:
            for change in ("DELETE FROM payments", "UPDATE payments SET amount_nanos = 9"):
                with self.assertRaisesRegex(sqlite3.IntegrityError, "never"):
                    database.execute(change)
        self.gw.start()
        self.check_credit(made)


class CommandLineTest(CreditCase):
    WORKERS = 1

    def fails(self, code, *arguments):
        done = self.gw.cli("credit", *arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stderr

    def test_topped_up_deducted_and_stated(self):
        made = self.gw.cli_json("credit", "top-up", "e2e member", "--amount", "2.5", "--note", "invoice 7")
        self.assertEqual((made["holder"], made["balance_nanos"]), ("e2e member", 5 * DOLLAR // 2))
        told = self.gw.cli("credit", "deduct", "e2e member", "--amount", "0.000000001").stdout
        self.assertIn("e2e member  2.499999999 dollars left, 2.499999999 of them free", told)
        self.assertEqual(self.ask(1).status, 200)
        self.check_credit(made)
        stated = self.gw.cli_json("credit", "statement", "e2e member", "--zone", "UTC")
        self.assertEqual([row["amount_nanos"] for row in stated["data"]], [5 * DOLLAR // 2, -1, -COST])
        lines = self.gw.cli("credit", "statement", made["id"]).stdout.splitlines()
        self.assertRegex(lines[1], r"Z  top_up +2\.50 +2\.50  invoice 7$")
        self.assertEqual(len(lines), 5)
        table = self.gw.cli("credit", "statement", "e2e member", "--csv", "--period", "month").stdout
        self.assertEqual([row["kind"] for row in csv.DictReader(io.StringIO(table))], ["top_up", "paid_back", "usage"])
        self.assertIn(made["id"], self.gw.cli("credit", "list").stdout)
        self.assertEqual(self.gw.cli("credit", "close", "e2e member").returncode, 0)
        self.assertIn("closed", self.gw.cli("credit", "list").stdout)
        self.assertEqual(self.gw.cli_json("credit", "statement", "e2e member")["credit"]["id"], made["id"])

    def test_what_is_wrong_is_said(self):
        for amount in ("0", "-1", "1.0000000001", "a lot", "", "1,5", ".5", "5."):
            self.assertIn("--amount", self.fails(2, "top-up", "e2e member", "--amount", amount))
        self.assertIn("--amount", self.fails(2, "deduct", "e2e member"))
        self.assertIn("top-up", self.fails(2, "statement"))
        self.fails(2, "top-up", "e2e member", "--amount", "1", "--user", "--team")
        self.assertIn("nobody", self.fails(1, "top-up", "nobody", "--amount", "1"))
        self.assertIn("no prepaid credit", self.fails(1, "statement", "e2e member"))
        self.gw.cli_json("credit", "top-up", "e2e member", "--amount", "1")
        self.assertIn("not so much of it is free", self.fails(1, "deduct", "e2e member", "--amount", "2"))
        self.assertIn("no prepaid credit", self.fails(1, "statement", "e2e member", "--team"))


class FloodTest(CreditCase):
    def test_random_calls_and_payments_never_overdraw(self):
        made = self.pay(DOLLAR // 5)
        asks = flood.asks_of(random.Random(21), 300, 0)
        ends = []
        running = threading.Thread(target=lambda: ends.extend(flood.flood(self.gw, asks)), daemon=True)
        running.start()
        dice, least, looks = random.Random(22), DOLLAR, 0
        while running.is_alive():
            self.gw.admin("POST", "/credits", {"subject": "e2e member", "amount_nanos": dice.choice([1, -1]) * DOLLAR // 100})
            seen = self.credit(made)
            least = min(least, seen["available_nanos"])
            looks += 1
            time.sleep(0.02)
        running.join()
        self.assertTrue(looks > 3 and least >= 0, (looks, least))
        self.assertGreater(sum(row["end"] == "whole" for row in ends), 10)
        self.assertGreater(sum(row["end"] == "refused" for row in ends), 0)
        self.upstream.wait_until_idle()
        self.check_credit(made)

    def test_killed_in_the_middle(self):
        made = self.pay(DOLLAR)
        asks = flood.asks_of(random.Random(23), 200, 0)
        for ask in asks[::3]:
            ask.order["delay"] = 2
        running = threading.Thread(target=flood.flood, args=(self.gw, asks), daemon=True)
        running.start()
        until(lambda: self.credit(made)["spent_nanos"] > 0 and self.credit(made)["reserved_nanos"] > 0, "it runs", 20)
        self.gw.kill()
        running.join()
        self.gw.start()
        self.upstream.wait_until_idle()
        seen = self.check_credit(made)
        self.assertGreater(seen["spent_nanos"], 0)
        self.assertGreater(sum(row["outcome"] == "interrupted" for row in self.gw.all_requests()), 0)


if __name__ == "__main__":
    unittest.main()
