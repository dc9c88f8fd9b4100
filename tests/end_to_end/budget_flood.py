"""Calls of random size, all at once, against a hard budget: what the gateway lets in, and what the books say of it.

The provider is honest: it reports no more tokens than the request allows. Prices are those of the model `MODEL`.
"""

import asyncio
import json
import threading
import time
from dataclasses import dataclass

import checker
from client_driver import MODEL, Ask, Client, Marks

INPUT, OUTPUT = 150, 600  # nano-dollars a token of MODEL
DOLLAR = 1_000_000_000


@dataclass
class Spend(Ask):
    """A call whose answer may have so many tokens."""

    max_tokens: int = 1000

    def body(self):
        body = json.loads(super().body())
        return json.dumps({**body, "max_tokens": self.max_tokens}).encode()

    def worst(self):
        return len(self.body()) * INPUT + self.max_tokens * OUTPUT


def cost_of(usage):
    return usage[0] * INPUT + usage[1] * OUTPUT


def random_call(dice, mark):
    """Most end well; some are streams, some fail, some are left by their client, of some nobody reports the usage."""
    events, most = dice.randint(1, 30), dice.randint(1000, 20_000)
    usage = None if dice.random() < 0.1 else [dice.randint(1, 60), dice.randint(events, most)]
    order = {"events": events, "batch": dice.choice([1, 5, 30]), "gap": dice.choice([0, 0.005]),
             "delay": dice.choice([0, 0, 0.05, 0.3]), "usage": usage}
    ask = Spend(mark, stream=dice.random() < 0.6, order=order, ask_usage=dice.random() < 0.5, max_tokens=most)
    fate = dice.random()
    if fate < 0.05:
        order |= {"end": ["fin", "whole"], "cut": -1}
    elif fate < 0.1 and ask.stream:
        order |= {"end": dice.choice(["fin", "rst"]), "cut": events // 2}
    elif fate < 0.2:
        ask.leave_after, ask.leave_rudely = dice.randint(0, events), dice.random() < 0.5
    return ask


class Watch(threading.Thread):
    """Looks at the budget again and again; the most it saw of it taken."""

    def __init__(self, gw, budget_id):
        super().__init__(daemon=True)
        self.gw, self.budget_id = gw, budget_id
        self.most = 0
        self.looks = 0
        self.over = threading.Event()

    def run(self):
        while not self.over.is_set():
            budget = look(self.gw, self.budget_id)
            self.most = max(self.most, budget["limit_nanos"] - budget["remaining_nanos"], budget["spent_nanos"])
            self.looks += 1
            time.sleep(0.01)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()


def add_budget(gw, name, limit, **fields):
    answer = gw.admin("POST", "/budgets", {"name": name, "limit_nanos": limit, "period": "total", **fields})
    if answer.status != 201:
        raise AssertionError(f"the budget was not taken: {answer.body.decode()}")
    return answer.json()["id"]


def look(gw, budget_id):
    answer = gw.admin("GET", f"/budgets/{budget_id}")
    if answer.status != 200:
        raise AssertionError(f"there is no such budget: {answer.body.decode()}")
    return answer.json()


async def all_at_once(gw, asks):
    """Each on a connection of its own; the rows of their ends, in order."""
    async def one(ask):
        client = Client(gw.port, gw.key)
        row = await client.call(ask)
        client.hang_up()
        return row
    return await asyncio.gather(*(one(ask) for ask in asks))


def flood(gw, asks):
    return asyncio.run(all_at_once(gw, asks))


def asks_of(dice, count, first_mark):
    marks = Marks(first_mark)
    return [random_call(dice, marks.next()) for _ in range(count)]


def wrong_in_books(data_dir, asks, posts, budget):
    """What the books say of a flood that cannot be: a list of words."""
    asked = {ask.mark: ask for ask in asks}
    database = checker.open_books(data_dir)
    try:
        rows = checker.rows_of_file(database)
        out = [str(finding) for finding in [checker.check_sums(database)] if finding]
        spent = database.execute("SELECT COALESCE(SUM(amount_nanos), 0) FROM ledger_entries WHERE account = ?",
                                 (f"spent:{budget['id']}",)).fetchone()[0]
    finally:
        database.close()
    total = sum(row["cost_nanos"] for row in rows)
    if budget["reserved_nanos"] != 0:
        out.append(f"{budget['reserved_nanos']} are still held")
    if not total == spent == budget["spent_nanos"]:
        out.append(f"the rows cost {total}, the entries say {spent}, the budget {budget['spent_nanos']}")
    if budget["spent_nanos"] > budget["limit_nanos"]:
        out.append(f"{budget['spent_nanos']} were spent of {budget['limit_nanos']}")
    served = {post["mark"]: post["usage"] for post in posts if post.get("usage")}
    for row in rows:
        mark = checker.mark_of_model(row["requested_model"])
        if row["outcome"] == "done" and mark in asked and asked[mark].order.get("usage"):
            cost = cost_of(asked[mark].order["usage"])
            exact = row["cost_nanos"] == cost if row["attempts"] == 1 else row["cost_nanos"] >= cost
            if not exact or mark not in served:
                out.append(f"{mark} is booked with {row['cost_nanos']}, it was served {served.get(mark)}")
    return out
