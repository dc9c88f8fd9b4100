"""Joins what clients saw, what the provider got and what the ledger says, by mark and by request id.

    lost         a client has the whole answer and the ledger has not, or not as done
    doubled      a call that is on the ledger, or in its sums, more than once
    foreign      something of one call in the place of another
    unexplained  anything else on which the three do not agree: a request to the provider that is no attempt, an attempt
                 that never came, tokens that differ, an end that looks whole and is not, an interrupted call not marked

    checker.py --client FILE... --upstream FILE... --data-dir DIR | --api URL --key KEY

Exit code 1 when there is anything of these.
"""

import argparse
import json
import sqlite3
import sys
import urllib.parse
import urllib.request
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import history
from history import mark_of_model

KINDS = ("lost", "doubled", "foreign", "unexplained")
SHOWN = 20  # lines of each kind
# By how a call ended for its client: the outcomes that go with it, apart from `interrupted`.
FITTING = {"whole": ("done",), "error": ("partial", "failed"), "refused": (), "hung": (), "unfinished": (),
           "aborted": ("cancelled", "done", "partial", "failed"), "cut": ("done", "partial", "failed", "cancelled")}
ROW = ("id", "requested_model", "routed_model", "stream", "status", "outcome", "input_tokens", "output_tokens",
       "cost_nanos", "confidence")


@dataclass
class Findings:
    lost: list = field(default_factory=list)
    doubled: list = field(default_factory=list)
    foreign: list = field(default_factory=list)
    unexplained: list = field(default_factory=list)
    calls: int = 0  # that were looked at

    def __bool__(self):
        return any(getattr(self, kind) for kind in KINDS)

    def __iadd__(self, other):
        for kind in KINDS:
            getattr(self, kind).extend(getattr(other, kind))
        self.calls += other.calls
        return self

    def counts(self):
        return {kind: len(getattr(self, kind)) for kind in KINDS}

    def __str__(self):
        lines = [f"{self.calls} calls: " + ", ".join(f"{count} {kind}" for kind, count in self.counts().items())]
        for kind in KINDS:
            lines += [f"{kind}: {what}" for what in getattr(self, kind)[:SHOWN]]
        return "\n".join(lines)


# The ledger's rows

def open_books(data_dir):
    """The database, for reading. The program may be running or not; what it has not folded is not there."""
    database = sqlite3.connect(f"file:{Path(data_dir) / 'usage.db'}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    return database


def rows_of_file(database, after=0):
    """The calls with a `no` above `after`, with how many of their attempts may not have reached a provider."""
    found = database.execute(
        f"SELECT no, {', '.join(ROW)}, (SELECT COUNT(*) FROM cost_records WHERE request_id = id) AS attempts,"
        " (SELECT COUNT(*) FROM cost_records c WHERE request_id = id AND c.status = 0"
        "  AND failure IN ('connect', 'cancelled')) AS unsure FROM requests WHERE no > ? ORDER BY no", (after,))
    return [dict(row) for row in found]


def rows_of_api(url, key):
    """The same from a running gateway: the pages of `GET /api/v1/requests`."""
    rows, cursor = [], None
    while True:
        query = urllib.parse.urlencode({"limit": 1000, **({"after": cursor} if cursor else {})})
        page = urllib.request.Request(f"{url}/api/v1/requests?{query}", headers={"Authorization": f"Bearer {key}"})
        with urllib.request.urlopen(page, timeout=30) as answer:
            found = json.load(answer)
        rows += found["data"]
        cursor = found["next"]
        if not cursor:
            return rows


def check_sums(database):
    """The sums and the double entries say the same as the rows."""
    out = Findings()
    wanted = dict.fromkeys(("calls", "input_tokens", "output_tokens", "cost_nanos"))
    of_rows = dict(zip(wanted, database.execute(
        "SELECT (SELECT COUNT(*) FROM requests), SUM(input_tokens), SUM(output_tokens), SUM(cost_nanos)"
        " FROM cost_records").fetchone()))
    of_sums = dict(zip(wanted, database.execute(
        "SELECT SUM(calls), SUM(input_tokens), SUM(output_tokens), SUM(cost_nanos) FROM usage_rollups").fetchone()))
    for name in wanted:
        if (of_rows[name] or 0) != (of_sums[name] or 0):
            kind = out.doubled if (of_sums[name] or 0) > (of_rows[name] or 0) else out.lost
            kind.append(f"the sums have {of_sums[name]} {name}, the rows {of_rows[name]}")
    uneven = database.execute("SELECT request_id, attempt, event, SUM(amount_nanos) AS rest, MAX(amount_nanos) AS paid"
                              " FROM ledger_entries GROUP BY 1, 2, 3 HAVING rest <> 0").fetchall()
    out.unexplained += [f"{row['request_id']}: its entries sum to {row['rest']}" for row in uneven]
    held = database.execute("SELECT account, SUM(amount_nanos) AS rest FROM ledger_entries"
                            " WHERE account LIKE 'reserved:%' GROUP BY 1 HAVING rest <> 0").fetchall()
    out.unexplained += [f"{row['account']} still holds {row['rest']}" for row in held]
    booked = database.execute(
        "SELECT c.request_id AS id, c.cost_nanos AS cost, COALESCE(SUM(MAX(e.amount_nanos, 0)), 0) AS paid"
        " FROM cost_records c LEFT JOIN ledger_entries e ON e.request_id = c.request_id AND e.attempt = c.attempt"
        " AND e.account LIKE 'provider:%' GROUP BY c.request_id, c.attempt HAVING paid <> cost").fetchall()
    for row in booked:
        kind = out.doubled if row["paid"] > row["cost"] else out.lost
        kind.append(f"{row['id']}: an attempt of {row['cost']} is booked with {row['paid']}")
    return out


class Join:
    """All that is known of each call, by its mark. A row of the ledger without a mark is found by its request id."""

    def __init__(self, clients, posts, rows, killed=False):
        self.killed = killed  # the gateway was killed meanwhile: calls may be cut and interrupted
        self.findings = Findings()
        self.clients, self.posts, self.rows = (defaultdict(list) for _ in range(3))
        for client in clients:
            self.clients[client["mark"]].append(client)
        for post in posts:
            self._add_post(post)
        by_id = {client["request_id"]: client["mark"] for client in clients if client["request_id"]}
        for row in rows:
            mark = mark_of_model(row["requested_model"]) or by_id.get(row["id"])
            if mark:
                self.rows[mark].append(row)
            if by_id.get(row["id"], mark) != mark:
                self.findings.foreign.append(f"{row['id']} is {by_id[row['id']]} with its client, {mark} on the ledger")

    def _add_post(self, post):
        if post.get("method") not in ("POST", None):
            return
        named = mark_of_model(post.get("model"))
        if post.get("mark") and named and post["mark"] != named:
            self.findings.foreign.append(f"{post['mark']}'s prompt came with the model of {named}")
        mark = post.get("mark") or named
        if mark:
            self.posts[mark].append(post)
        else:
            self.findings.unexplained.append(f"a request to the provider has no mark: {post}")

    def check(self):
        for mark in sorted({*self.clients, *self.posts, *self.rows}):
            self.findings.calls += 1
            self._check_call(mark, self.clients[mark], self.posts[mark], self.rows[mark])
        return self.findings

    def _check_call(self, mark, clients, posts, rows):
        out = self.findings
        if len(rows) > 1:
            out.doubled.append(f"{mark} is on the ledger as {[row['id'] for row in rows]}")
        if len(clients) != 1:
            out.unexplained.append(f"{mark} is {len(clients)} times in the clients' history")
        client, row = clients[0] if clients else None, rows[0] if rows else None
        if client:
            self._check_client(mark, client, posts)
        if row:
            self._check_attempts(mark, posts, row)
            self._check_tokens(mark, client, posts, row)
        elif client and (client["end"] == "whole" or self._has_settled_answer(client)):
            out.lost.append(f"{mark} ended `{client['end']}` for its client, and is not on the ledger")
        elif posts:
            out.unexplained.append(f"{mark} reached the provider {len(posts)} times, and is not on the ledger")
        if client and row:
            self._check_end(mark, client, row)

    @staticmethod
    def _has_settled_answer(client):
        return client["end"] == "error" or (client["request_id"] and client["end"] in ("cut", "aborted", "unfinished"))

    def _check_client(self, mark, client, posts):
        """What the client's side shows by itself."""
        for what in client["foreign"]:
            self.findings.foreign.append(f"{mark} got {what}")
        wrong = self.findings.unexplained.append
        if client["end"] in ("unfinished", "hung") or (client["end"] == "cut" and not self.killed):
            wrong(f"{mark} ended `{client['end']}` for its client after {client['events']} pieces of {client['asked']}:"
                  f" {client['error']}")
        if client["end"] != "whole":
            return
        if client["events"] != client["asked"].get("events", client["events"]):
            wrong(f"{mark} looks whole with {client['events']} of {client['asked']['events']} pieces")
        if posts and not any(post["end"] == "done" for post in posts):
            wrong(f"{mark} looks whole, but the provider ended it with {[post['end'] for post in posts]}")

    def _check_attempts(self, mark, posts, row):
        """Each request that reached the provider is an attempt, and each attempt did, where it can be known."""
        most = row["attempts"]
        unsure = row.get("unsure", most if row["outcome"] in ("cancelled", "failed", "interrupted") else 0)
        if row["outcome"] == "interrupted":
            unsure = min(most, unsure + 1)  # the attempt under way may have been written down only
        least = most - unsure
        if not least <= len(posts) <= most:
            self.findings.unexplained.append(
                f"{mark} reached the provider {len(posts)} times; the ledger has {most} attempts, {unsure} unsure")

    def _check_tokens(self, mark, client, posts, row):
        wrong = self.findings.unexplained.append
        booked = [row["input_tokens"], row["output_tokens"]]
        told = [post["usage"] for post in posts if post.get("usage")]
        if row["confidence"] == "unpriced":
            wrong(f"{mark} has no price: {row['outcome']}")
        if row["outcome"] == "done" and told and booked != told[-1]:
            wrong(f"{mark} is booked with {booked} tokens; the provider said {told[-1]}")
        if client and client["usage"] and row["outcome"] == "done" and client["usage"] != booked:
            wrong(f"{mark} is booked with {booked} tokens; its client was told {client['usage']}")
        estimated = row["confidence"] == "estimated" and booked[0] > 0 and row["cost_nanos"] > 0
        if row["outcome"] == "interrupted" and not estimated:
            wrong(f"{mark} was interrupted, and is not estimated: {row['confidence']}, {booked}, {row['cost_nanos']}")
        if row["outcome"] in ("partial", "cancelled") and any(post["bytes"] for post in posts) \
                and row["confidence"] == "measured" and booked not in told:
            wrong(f"{mark} ended `{row['outcome']}` after it had cost something, and is not estimated")

    def _check_end(self, mark, client, row):
        end, outcome = client["end"], row["outcome"]
        known_as = client["request_id"]
        if known_as and known_as != row["id"]:
            self.findings.foreign.append(f"{mark} is {row['id']} on the ledger, and {known_as} with its client")
        if end == "whole" and outcome != "done":
            self.findings.lost.append(f"{mark} is whole with its client, and `{outcome}` on the ledger")
        if outcome == "interrupted" and not self.killed:
            self.findings.unexplained.append(f"{mark} is interrupted, and nothing was killed")
        elif outcome == "interrupted" and end not in ("cut", "aborted", "whole"):
            self.findings.unexplained.append(f"{mark} is interrupted, and ended `{end}` for its client")
        elif end != "whole" and outcome != "interrupted" and outcome not in FITTING[end]:
            self.findings.unexplained.append(f"{mark} is `{outcome}` on the ledger, and ended `{end}` for its client")


def check(clients, posts, rows, killed=False):
    """Findings over the rows of the three sides."""
    return Join(clients, posts, rows, killed).check()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--client", nargs="+", required=True)
    options.add_argument("--upstream", nargs="+", required=True)
    options.add_argument("--data-dir")
    options.add_argument("--api")
    options.add_argument("--key")
    options.add_argument("--killed", action="store_true", help="the gateway was killed meanwhile")
    chosen = options.parse_args()
    if bool(chosen.data_dir) == bool(chosen.api):
        options.error("say either --data-dir or --api")
    clients, posts = (history.read_all(paths) for paths in (chosen.client, chosen.upstream))
    sums = Findings()
    if chosen.data_dir:
        database = open_books(chosen.data_dir)
        rows, sums = rows_of_file(database), check_sums(database)
    else:
        rows = rows_of_api(chosen.api, chosen.key)
    findings = check(clients, posts, rows, chosen.killed)
    findings += sums
    print(findings)
    print("ends:", dict(Counter(client["end"] for client in clients)))
    print("outcomes:", dict(Counter(row["outcome"] for row in rows)))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
