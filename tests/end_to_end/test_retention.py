"""Old calls leave usage.db as the settings say; whatever is told of costs stays as it was, to the nano."""

import sqlite3
import sys
import time
import unittest
from pathlib import Path

from harness import Switchyard, until

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "prove"))
import costs  # noqa: E402

CALLS = 4000
DAY_MS = costs.DAY_MS


class RetentionTest(unittest.TestCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard())
        self.gw.stop()
        self.begin = (int(time.time() * 1000) // DAY_MS - 364) * DAY_MS
        self.path = self.gw.data_dir / "usage.db"
        costs.fill(self.path, CALLS, self.begin)
        self.gw.start()
        for _ in range(3):
            self.gw.chat({"model": "sandbox", "messages": [{"role": "user", "content": "hi"}]})
        self.gw.wait_until_folded()

    def books(self, sql, *values):
        database = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            return database.execute(sql, values).fetchone()[0]
        finally:
            database.close()

    def told(self):
        """Everything that is told of costs up to yesterday."""
        end = time.strftime("%Y-%m-%d", time.gmtime())
        span = f"from=2000-01-01&to={end}&zone=Asia/Kathmandu"
        paths = [f"/cost/by-{name}?{span}" for name in ("provider", "key", "model", "tag", "session")]
        paths += [f"/reports/billing?{span}&period={period}&group_by=model" for period in ("day", "month")]
        paths += [f"/cost/summary?{span}", f"/usage?from=2000-01-01&to={end}"]
        out = {}
        for path in paths:
            answer = self.gw.admin("GET", path)
            self.assertEqual(answer.status, 200, answer.body[:300])
            out[path] = {name: value for name, value in answer.json().items() if name != "made_at"}
        return out

    def keep(self, **settings):
        answer = self.gw.admin("PUT", "/settings", settings)
        self.assertEqual(answer.status, 200, answer.body)
        self.gw.stop()  # the next start looks at once
        self.gw.start()

    def test_by_age(self):
        before = self.told()
        entries = self.books("SELECT count(*) FROM ledger_entries")
        size = self.path.stat().st_size
        self.assertEqual(self.books("SELECT count(*) FROM requests"), CALLS + 3)
        self.keep(keep_days=30)
        oldest = (time.time() - 30 * 86400 - 600) * 1000
        until(lambda: self.books("SELECT min(started_ms) FROM requests") >= oldest, "old calls are gone", 30)
        left = self.books("SELECT count(*) FROM requests")
        self.assertTrue(CALLS * 29 / 365 < left < CALLS * 32 / 365, left)
        self.assertEqual(self.books("SELECT count(*) FROM cost_records WHERE request_id NOT IN (SELECT id FROM requests)"), 0)
        self.assertEqual(self.books("SELECT count(*) FROM ledger_entries"), entries)
        self.assertEqual(self.told(), before)
        self.gw.stop()
        self.assertLess(self.path.stat().st_size, size)
        self.gw.start()

    def test_by_size(self):
        before = self.told()
        self.keep(keep_megabytes=1)
        yesterday = (time.time() - 86400 - 600) * 1000
        until(lambda: self.books("SELECT min(started_ms) FROM requests") >= yesterday, "old calls are gone", 30)
        self.assertGreaterEqual(self.books("SELECT count(*) FROM requests"), 3)  # those of the last day stay
        self.assertEqual(self.told(), before)

    def test_nothing_goes_unless_it_is_said(self):
        self.keep(keep_days=0)
        time.sleep(0.5)
        self.assertEqual(self.books("SELECT count(*) FROM requests"), CALLS + 3)
        for name, value in (("keep_days", -1), ("keep_days", "7"), ("keep_megabytes", 1_000_001)):
            self.assertEqual(self.gw.admin("PUT", "/settings", {name: value}).error()["param"], name)


if __name__ == "__main__":
    unittest.main()
