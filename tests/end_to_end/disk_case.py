"""What the tests of disks and databases in trouble stand on: how a state is told, and that nothing answered is lost."""

import sqlite3
import subprocess
import unittest

from harness import binary, request, until

HELLO = [{"role": "user", "content": "hi"}]
BACK_SECONDS = 15  # on a machine that does other things as well


def ask(model="sandbox", **more):
    return {"model": model, "messages": HELLO, **more}


def ledger(gateway):
    return gateway.admin("GET", "/status").json()["ledger"]


def back(gateway):
    """Serves again, by itself."""
    return until(lambda: gateway.chat(ask()).status == 200 and ledger(gateway)["state"] == "ok",
                 f"the service is back: {ledger(gateway)}", BACK_SECONDS)


def rows_of(data_dir, *ids):
    """The rows as another program reads them."""
    with sqlite3.connect(f"file:{data_dir}/usage.db?mode=ro", uri=True) as connection:
        marks = ",".join("?" * len(ids))
        return connection.execute(f"SELECT id, outcome FROM requests WHERE id IN ({marks})", ids).fetchall()


class DiskCase(unittest.TestCase):
    def check_refusal(self, gateway, words):
        """A new call gets a 503 that says when to try again, everywhere it is told, and nothing was sent."""
        refused = gateway.chat(ask())
        self.assertEqual((refused.status, refused.error()["code"]), (503, "ledger_unavailable"), refused.body)
        self.assertGreater(int(refused.headers["retry-after"]), 0)
        state = ledger(gateway)
        self.assertEqual((state["state"], state["healthy"]), ("refusing", False))
        self.assertIn(words, state["message"])
        self.assertEqual(request(gateway.port, "GET", "/health").status, 503)
        self.assertIn(words, gateway.cli("status").stdout)

    def check_exact(self, gateway, answers):
        """Every one of these answers has its row, with what it really cost."""
        for answer in answers:
            self.assertEqual(answer.status, 200, answer.body)
            self.assertEqual(gateway.wait_for_call(answer.request_id())["outcome"], "done")


def start(data_dir):
    """A start that is expected to fail."""
    return subprocess.run([binary(), "serve", "--data-dir", str(data_dir), "--port", "0"], capture_output=True,
                          text=True, timeout=30, check=False, stdin=subprocess.DEVNULL)
